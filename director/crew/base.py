"""Who decides: one Protocol per role. The house crew needs no key; other crews ask a model."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal, Protocol

from director.model import (
    Brief,
    Cut,
    Finding,
    Order,
    Reading,
    Reply,
    Shot,
    SongMap,
    Storyboard,
    Take,
    Treatment,
    Turn,
    Verdict,
)
from tools.eyes.base import Eyes


@dataclass(frozen=True)
class Footing:
    """What the storyboard has to stand on: the song's clock in frames, and what the artist gave."""

    fps: Fraction
    frames: int
    """Length of the film: ceil(samples x fps / rate)."""


@dataclass(frozen=True)
class FilmView:
    """Recorded facts about the film as it stands, for the assistant to answer from."""

    brief: Brief
    song: SongMap
    treatment: Treatment
    board: Storyboard
    takes: tuple[Take, ...]
    verdicts: tuple[Verdict, ...]
    in_cut: dict[str, str]
    """shot id -> id of the take that is in the cut."""
    spent: str = ""
    """Money spent and reserved, as a sentence fragment."""
    renderers: tuple[str, ...] = ()
    """Names of the models that the artist may ask for; empty = all of the catalog."""


class Screenwriter(Protocol):
    """From the artist's words and the song to the film on one page."""

    async def read(self, brief: Brief) -> Reading:
        """Say what was understood of the brief, and what not."""
        ...

    async def treat(self, brief: Brief, reading: Reading, song: SongMap) -> Treatment:
        """Choose form, arc, worlds, people, places, motifs and the turn, section by section."""
        ...


class Storyboarder(Protocol):
    """From the treatment to shots and their places on the song's clock."""

    async def board(
        self, brief: Brief, reading: Reading, treatment: Treatment, song: SongMap, footing: Footing
    ) -> Storyboard:
        """Write the shot list; every cut lies on a legal cut point and the clips cover the film."""
        ...

    async def restage(self, view: FilmView, turn: Turn, footing: Footing) -> Storyboard:
        """Carry out the artist's turn on the board; untouched and locked shots stay equal, byte for byte."""
        ...


class Prompter(Protocol):
    """From a shot to the exact thing asked of a renderer."""

    async def order(self, brief: Brief, board: Storyboard, shot: Shot, renderer: str, renderer_version: str) -> Order:
        """Write the first order for a shot."""
        ...

    async def again(self, order: Order) -> Order:
        """Write the same words once more with another seed (or draw): the artist asked for another take."""
        ...

    async def revise(self, order: Order, verdicts: tuple[Verdict, ...]) -> Order | None:
        """Write a *different* order from what the critic found in all takes so far; None when nothing is left."""
        ...


@dataclass(frozen=True)
class Screening:
    """A take on the critic's table, with the neighbours it has to live with."""

    shot: Shot
    take: Take
    media: Path
    matte: Path | None
    before: tuple[Shot, Path] | None = None
    """The shot before in the cut, and its best take so far."""
    after: tuple[Shot, Path] | None = None
    others: tuple[tuple[str, Path], ...] = ()
    """Best takes of all shots before it in the cut, for near-repeats: (shot id, media)."""
    film: tuple[tuple[str, Path], ...] = ()
    """Best takes of all other shots, for what the whole film looks like: (shot id, media)."""
    board: tuple[Shot, ...] = ()
    """The shots of the board in the order of first appearance; empty where it is not known."""


@dataclass(frozen=True)
class Preferred:
    """Which of two takes goes into the cut, as seen in both orders."""

    take: str
    """Id of the better take; empty where no difference is left that a viewer would see."""
    consistent: bool
    reason: str
    decision: Literal["accept", "ask the artist"]


class Critic(Protocol):
    """Looks at real frames."""

    async def judge(self, screening: Screening) -> Verdict:
        """Check every requirement of the shot against the take's decoded frames, as far as the take alone can tell."""
        ...

    async def place(self, verdict: Verdict, screening: Screening) -> Verdict:
        """Judge a judged take among its neighbours: near-repeats, jump cuts, broken screen direction.

        Called when all takes of a round are there, so that the outcome does not depend on which was ready first.
        Cheap: the frames of the takes are not decoded again where their measures are known.
        """
        ...

    async def prefer(self, one: Screening, other: Screening) -> Preferred:
        """Choose between two takes of one shot, or say that nobody would see a difference."""
        ...

    async def review(self, board: Storyboard, cut: Cut, film: Path) -> tuple[Finding, ...]:
        """Look at the whole film: continuity, repeats, motif returns, black, frozen, missing."""
        ...


class Assistant(Protocol):
    """From the artist's sentence to a Turn."""

    async def turn(self, sentence: str, view: FilmView) -> Reply:
        """Say what the sentence asks for, or ask back. Never guesses a shot number that does not exist."""
        ...

    async def answer(self, question: Turn, view: FilmView) -> str:
        """Answer an `Ask` from recorded facts, in the artist's language."""
        ...


@dataclass(frozen=True)
class Crew:
    """Everyone who decides in one run."""

    screenwriter: Screenwriter
    storyboarder: Storyboarder
    prompter: Prompter
    critic: Critic
    assistant: Assistant
    eyes: Eyes | None = None
    """Who looks at pictures that are no takes: reference sheets, an old clip; None where there is nobody."""
