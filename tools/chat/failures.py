"""Why a chat model gave no usable answer, by cause: what to try next and what to tell depends on it."""

from typing import Literal

from director.errors import BudgetExhausted, ProviderError, SetupError

Cause = Literal["down", "busy", "slow", "cut off", "refused", "empty", "too long", "nonsense", "rejected"]
"""down: no connection, or an error of the server · busy: 429 · slow: no word in time · cut off: the stream ended early
· refused: the model or a content filter declined · too long: the answer did not fit its room
· nonsense: unreadable after repair · rejected: the endpoint cannot do what is asked."""

UNREACHABLE: frozenset[Cause] = frozenset({"down", "busy", "slow", "cut off"})
"""Causes that lie with the endpoint, not with the question."""


class ChatFailed(ProviderError):  # noqa: N818 - what happened to the question
    """No usable answer came. `cause` says why."""

    def __init__(self, message: str, cause: Cause) -> None:
        """Keep the cause; what lies with the endpoint may be asked again later."""
        self.cause: Cause = cause
        super().__init__(message, retryable=cause in UNREACHABLE)


class ChatBudgetExhausted(BudgetExhausted):
    """The answer might pass the film's limit of money; nothing was sent. The house crew costs nothing."""


class AccessRefused(SetupError):  # noqa: N818 - what the endpoint did
    """The endpoint does not let us in, or does not know the model; the message names the variable to set."""
