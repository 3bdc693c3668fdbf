"""What is asked of a chat model, and the contract of whoever answers."""

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

from director.model import CrewRole

__all__ = ["A", "Chat", "CrewRole", "Picture", "Question"]

A = TypeVar("A", bound=BaseModel)


@dataclass(frozen=True)
class Picture:
    """A picture laid before the model."""

    data: bytes
    """An encoded JPEG or PNG file."""
    caption: str
    """Said before the picture: what it is and, for frames, at which time it stands."""


@dataclass(frozen=True)
class Question(Generic[A]):
    """One question, whole: the model keeps nothing from the one before."""

    role: CrewRole
    prompt: str
    """Name of the prompt file, such as 'screenwriter/pitch'."""
    version: int
    """The prompt file's version; a recorded answer belongs to one version."""
    system: str
    user: str
    answer: type[A]
    """The pydantic model that the answer must fit."""
    pictures: tuple[Picture, ...] = ()
    about: str = ""
    """The shot, section or batch asked about; recordings are found by prompt, version and this."""
    cost_key: str = ""
    """Another ask of an equal question (the second reading of frames): keeps the two answers apart."""


class Chat(Protocol):
    """Answers questions. One suite holds the network client, the replay and the scripted fake to it."""

    async def ask(self, question: Question[A]) -> A:
        """Return the model's answer, checked against the question's type.

        Raises:
            ProviderError: no usable answer after repair and retries; the caller's role falls back to the house crew.
            BudgetExhausted: the answer might pass the film's limit; nothing was sent.
        """
        ...
