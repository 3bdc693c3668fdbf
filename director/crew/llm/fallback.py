"""Where the model fails, the house steps in: role by role, written down each time, and not asked again for a while.

What the artist must hear (ArtistError), what the operator must mend (SetupError, until takes are being judged) and a
full disk pass: no crew can make up for them.
"""

import sqlite3
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from director.crew.base import (
    Assistant,
    Critic,
    FilmView,
    Footing,
    Preferred,
    Prompter,
    Screening,
    Screenwriter,
    Storyboarder,
)
from director.errors import ArtistError, BudgetExhausted, ProviderError, SetupError
from director.model import (
    Brief,
    CrewRole,
    Cut,
    Finding,
    Order,
    Reading,
    Reply,
    Shot,
    SlipCause,
    SongMap,
    Storyboard,
    Treatment,
    Turn,
    Verdict,
)
from tools.chat.failures import UNREACHABLE, ChatBudgetExhausted, ChatFailed

T = TypeVar("T")

PATIENCE = 3
"""Failures in a row after which a role is not asked any more for REST seconds."""
REST = 120.0
"""s. A server that restarts is back by then; a film is not held longer than this by a dead one."""

ON_SET: frozenset[CrewRole] = frozenset({"critic", "editor"})
"""Roles that are asked while takes are made: what is paid for must be judged, even when a key has just run out."""

KeepSlip = Callable[[CrewRole, SlipCause, str], None]
"""Writes down that a role fell back: who, why, and the fault's own words."""


@dataclass
class Breaker:
    """Counts failures in a row. Failures of the endpoint count for every role, failures of the answer for its own."""

    clock: Callable[[], float] = time.monotonic
    _failed: dict[str, int] = field(default_factory=dict)
    _until: dict[str, float] = field(default_factory=dict)

    def resting(self, role: CrewRole) -> bool:
        """Whether this role is not to be asked now."""
        now = self.clock()
        return any(now < self._until.get(line, 0.0) for line in (role, "endpoint"))

    def failed(self, role: CrewRole, cause: SlipCause) -> None:
        """Count a failure; the third in a row lets the line rest."""
        line = "endpoint" if cause in UNREACHABLE else role
        self._failed[line] = self._failed.get(line, 0) + 1
        if self._failed[line] >= PATIENCE:
            self._until[line] = self.clock() + REST

    def answered(self, role: CrewRole) -> None:
        """Start counting anew."""
        for line in (role, "endpoint"):
            self._failed.pop(line, None)


@dataclass(frozen=True)
class Standby:
    """One role's line to the house."""

    role: CrewRole
    breaker: Breaker
    keep: KeepSlip

    async def either(self, model: Callable[[], Awaitable[T]], house: Callable[[], Awaitable[T]]) -> T:
        """Return the model's work, or the house's when the model fails."""
        if self.breaker.resting(self.role):
            self.keep(self.role, "resting", "")
            return await house()
        try:
            done = await model()
        except (ArtistError, OSError, sqlite3.Error):
            raise
        except SetupError as shut:
            if self.role not in ON_SET:
                raise
            self.keep(self.role, "access", str(shut))
        except BudgetExhausted as wall:
            if not isinstance(wall, ChatBudgetExhausted):
                raise  # a limit of the shooting is no failure of the model
            self.keep(self.role, "money", str(wall))
        except Exception as fault:  # whatever a model's words bring about, the film goes on, and it is written down
            cause = cause_of(fault)
            self.breaker.failed(self.role, cause)
            told = isinstance(fault, ProviderError)  # anything else is known by its type
            self.keep(self.role, cause, str(fault) if told else f"{type(fault).__name__}: {fault}")
        else:
            self.breaker.answered(self.role)
            return done
        return await house()


def cause_of(fault: Exception) -> SlipCause:
    """Return why a role fell back: the chat's own cause, nonsense where a plan was refused, else a fault of ours."""
    match fault:
        case ChatFailed():
            return fault.cause
        case ProviderError():
            return "nonsense"
        case _:
            return "fault"


@dataclass(frozen=True)
class SafeScreenwriter:
    """A screenwriter who is never without words."""

    model: Screenwriter
    house: Screenwriter
    line: Standby

    async def read(self, brief: Brief) -> Reading:
        """Say what was understood of the brief."""
        return await self.line.either(lambda: self.model.read(brief), lambda: self.house.read(brief))

    async def treat(self, brief: Brief, reading: Reading, song: SongMap) -> Treatment:
        """Write the film on one page."""
        return await self.line.either(
            lambda: self.model.treat(brief, reading, song), lambda: self.house.treat(brief, reading, song)
        )


@dataclass(frozen=True)
class SafeStoryboarder:
    """A storyboarder who always hands in a board."""

    model: Storyboarder
    house: Storyboarder
    line: Standby

    async def board(
        self, brief: Brief, reading: Reading, treatment: Treatment, song: SongMap, footing: Footing
    ) -> Storyboard:
        """Write the shot list."""
        return await self.line.either(
            lambda: self.model.board(brief, reading, treatment, song, footing),
            lambda: self.house.board(brief, reading, treatment, song, footing),
        )

    async def restage(self, view: FilmView, turn: Turn, footing: Footing) -> Storyboard:
        """Carry out the artist's turn."""
        return await self.line.either(
            lambda: self.model.restage(view, turn, footing), lambda: self.house.restage(view, turn, footing)
        )


@dataclass(frozen=True)
class SafePrompter:
    """A prompter who always hands in an order."""

    model: Prompter
    house: Prompter
    line: Standby

    async def order(self, brief: Brief, board: Storyboard, shot: Shot, renderer: str, renderer_version: str) -> Order:
        """Write the first order."""
        return await self.line.either(
            lambda: self.model.order(brief, board, shot, renderer, renderer_version),
            lambda: self.house.order(brief, board, shot, renderer, renderer_version),
        )

    async def again(self, order: Order) -> Order:
        """Write the same words once more."""
        return await self.line.either(lambda: self.model.again(order), lambda: self.house.again(order))

    async def revise(self, order: Order, verdicts: tuple[Verdict, ...]) -> Order | None:
        """Write a different order, or None when nothing is left."""
        return await self.line.either(
            lambda: self.model.revise(order, verdicts), lambda: self.house.revise(order, verdicts)
        )


@dataclass(frozen=True)
class SafeCritic:
    """A critic who always hands in a verdict."""

    model: Critic
    house: Critic
    line: Standby

    async def judge(self, screening: Screening) -> Verdict:
        """Check every requirement."""
        return await self.line.either(lambda: self.model.judge(screening), lambda: self.house.judge(screening))

    async def place(self, verdict: Verdict, screening: Screening) -> Verdict:
        """Judge a judged take among its neighbours."""
        return await self.line.either(
            lambda: self.model.place(verdict, screening), lambda: self.house.place(verdict, screening)
        )

    async def prefer(self, one: Screening, other: Screening) -> Preferred:
        """Choose between two takes of one shot."""
        return await self.line.either(lambda: self.model.prefer(one, other), lambda: self.house.prefer(one, other))

    async def review(self, board: Storyboard, cut: Cut, film: Path) -> tuple[Finding, ...]:
        """Look at the whole film."""
        return await self.line.either(
            lambda: self.model.review(board, cut, film), lambda: self.house.review(board, cut, film)
        )


@dataclass(frozen=True)
class SafeAssistant:
    """An assistant who always answers."""

    model: Assistant
    house: Assistant
    line: Standby

    async def turn(self, sentence: str, view: FilmView) -> Reply:
        """Say what the sentence asks for, or ask back."""
        return await self.line.either(lambda: self.model.turn(sentence, view), lambda: self.house.turn(sentence, view))

    async def answer(self, question: Turn, view: FilmView) -> str:
        """Answer from recorded facts."""
        return await self.line.either(
            lambda: self.model.answer(question, view), lambda: self.house.answer(question, view)
        )
