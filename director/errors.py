"""Errors, by who must act. Each says what to do; none is shown to an artist as a traceback."""

from typing import ClassVar


class DirectorError(Exception):
    """The root of every error that director raises on purpose."""

    exit_code: ClassVar[int] = 1


class ArtistError(DirectorError):
    """The artist must change something. `key` names the sentence in the catalogue, `values` fill its gaps.

    The sentence says what is wrong and what to do, in the artist's language (director/words/*.yaml).
    """

    exit_code = 2

    def __init__(self, key: str, **values: object) -> None:
        """Keep the sentence's key and values; str() gives a plain English fallback for logs."""
        self.key = key
        self.values = values
        super().__init__(f"{key}: " + ", ".join(f"{k}={v}" for k, v in values.items()))


class SetupError(DirectorError):
    """This machine or installation lacks something; the operator must act. The message says what to install or set."""

    exit_code = 3


class ProviderError(DirectorError):
    """A renderer or model failed. `retryable` says whether asking again may help."""

    exit_code = 4

    def __init__(self, message: str, *, retryable: bool) -> None:
        """Keep whether the same request may be sent again."""
        self.retryable = retryable
        super().__init__(message)


class BudgetExhausted(DirectorError):  # noqa: N818 - a state of the purse, not a fault
    """A hard limit of money or time would be passed; nothing was spent for the refused request."""

    exit_code = 5
