"""The contract of whoever looks at pictures: a chat model, a model on this machine, a script in a test."""

from dataclasses import dataclass
from typing import Literal, Protocol

from director.model import Emotion, Fix, Framing, Met, RequirementKind, ShotFunction
from tools.chat.base import Picture


@dataclass(frozen=True)
class Asked:
    """One yes/no question about the picture. 'Yes' always means that all is well."""

    id: str
    kind: RequirementKind
    text: str


@dataclass(frozen=True)
class Mark:
    """One frame on a sheet: the letter under it, its number in the file, its time in the shot."""

    letter: str
    frame: int
    seconds: float


@dataclass(frozen=True)
class Look:
    """Frames of one take, laid out on one sheet."""

    picture: Picture
    """The sheet as JPEG."""
    marks: tuple[Mark, ...]
    """In the order in which they lie on the sheet; letters follow time, whatever the order."""
    seconds: float
    """Length of what the frames were taken from."""

    @property
    def shuffled(self) -> bool:
        """Whether the frames lie in another order than that of time."""
        return [m.frame for m in self.marks] != sorted(m.frame for m in self.marks)


@dataclass(frozen=True)
class Answer:
    """What was seen of one question."""

    id: str
    met: Met
    evidence: str
    """What is seen, where in the picture, in the artist's language."""
    frames: tuple[str, ...] = ()
    """Letters of the frames that show it."""
    fix: Fix | None = None
    """Given with every 'no'."""


Made = Literal["generated", "drawn", "photo"]
"""What kind of picture is looked at: made by a model, a draft drawn from a stock of figures, a photo set in motion."""

Liking = Literal["first", "second", "same"]


@dataclass(frozen=True)
class Preference:
    """Which of two takes serves the shot better, in one reading."""

    better: Liking
    evidence: str = ""


@dataclass(frozen=True)
class Beat:
    """What a shot does, told without names, looks and places."""

    beat: str
    framing: Framing | None
    function: ShotFunction
    emotion: Emotion | None


class Eyes(Protocol):
    """Looks at sheets of frames. Keeps nothing from one question to the next."""

    async def check(
        self,
        look: Look,
        asked: tuple[Asked, ...],
        *,
        wish: str,
        about: str,
        known: tuple[Picture, ...] = (),
        reading: int = 0,
        made: Made = "generated",
    ) -> tuple[Answer, ...]:
        """Answer every question, in the order asked; what cannot be told is 'unsure'.

        Args:
            look: The frames.
            asked: The questions.
            wish: What the shot is meant to be, one or two sentences.
            about: Whose take it is, for recordings.
            known: Reference sheets of who and what is to be recognised.
            reading: 0 for the first look, 1 for the second at the same frames, and so on.
            made: What kind of picture it is: what is style in one is a fault in another.

        Raises:
            ProviderError: nobody looked.
            BudgetExhausted: looking might pass the film's limit.
        """
        ...

    async def compare(self, first: Look, second: Look, *, wish: str, about: str, reading: int = 0) -> Preference:
        """Say which of two takes serves the shot better, shown in this order. Raises like `check`."""
        ...

    async def tell(self, look: Look, *, about: str) -> Beat:
        """Say what a shot does for its film. Raises like `check`."""
        ...
