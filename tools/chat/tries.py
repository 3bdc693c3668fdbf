"""Whether to ask again after a failure, and after how long: it depends on the cause alone."""

from typing import assert_never

from tools.chat.failures import Cause

LONGEST_WAIT = 60.0
"""s. An endpoint that wants us back later than this is as good as down."""


def wait_before_next(cause: Cause, tries: int, retry_after: float | None = None) -> float | None:
    """Return the seconds to wait before asking once more, or None when it is of no use.

    `tries` have been made so far with this question; `retry_after` is the endpoint's own wish, in seconds.
    """
    match cause:
        case "busy":
            if retry_after is not None:
                return retry_after if retry_after <= LONGEST_WAIT and tries < 5 else None
            return 2.0**tries if tries < 4 else None
        case "down":
            return 2.0 ** (tries - 1) if tries < 4 else None
        case "cut off":
            return 1.0 if tries < 3 else None
        case "slow" | "empty":
            return 0.0 if tries < 2 else None
        case "refused" | "too long" | "nonsense" | "rejected":
            return None
        case _:
            assert_never(cause)
