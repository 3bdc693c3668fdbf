"""What every step gets besides the graph's state."""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypedDict

from langgraph.runtime import Runtime

from director.crew.base import Crew, Footing
from director.ledger import Ledger
from director.model import Capability, Shot, SongMap, Take
from director.store import NEWEST, Project, Store
from render.base import Renderer
from render.machine import Machine
from tools.hearing import Helpers
from tools.timeline import film_frames


class Run(TypedDict, total=False):
    """The graph's state: ids, the round's number and the artist's turn. All else is in the project folder."""

    round: int
    turn: dict[str, Any] | None


class Shooting(TypedDict):
    """What one `shoot` is told: whose take, by which order."""

    shot: str
    order: str


class Nothing(TypedDict):
    """What `shoot` gives back to the graph: the project folder has it all, and siblings must not write one key."""


@dataclass(frozen=True)
class Models:
    """The models that this installation knows, and the machine they would run on."""

    known: Mapping[str, Capability] = field(default_factory=dict)
    machine: Machine = field(default_factory=Machine)


@dataclass(frozen=True)
class Deps:
    """Everything a step works with. Rebuilt by the session at every start, never saved."""

    store: Store
    ledger: Ledger
    crew: Crew
    renderers: Mapping[str, Renderer]
    models: Models = field(default_factory=Models)
    shooting: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2))
    judging: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(4))
    """Takes that are judged at one time: instruments measure one after another, but eyes elsewhere look at several."""
    hearing: Helpers = field(default_factory=Helpers)
    """Which optional models help to listen."""
    clock: dict[str, float] = field(default_factory=dict)
    """Stage -> wall seconds that are not yet in the project."""

    @property
    def folder(self) -> Path:
        """The project folder."""
        return self.store.folder


Room = Runtime[Deps]


def footing(project: Project) -> Footing:
    """Return the film's clock; the song must have been heard."""
    song = heard(project)
    fps = project.brief.format.fps
    return Footing(fps=fps, frames=film_frames(song, fps))


def heard(project: Project) -> SongMap:
    """Return the song's map, which every step after `listen` relies on."""
    assert project.song is not None
    return project.song


def tell(room: Room, event: str, **facts: Any) -> None:
    """Send one event of progress to whoever watches the run, and to the log."""
    room.stream_writer({"event": event, **facts})


GIVES_WAY = 0.1
"""Difference of scores, 0-1, up to which a take with a fault in the whole film stands back (a choice, not measured)."""


Share = Callable[[float], None]
"""Told how much (0-1) of something is done, again and again."""

TELL_EVERY_S = 2.0
"""Between two signs of one take or picture: a card takes minutes for some, the drawing room a second."""


def sharing(room: Room, event: str, **facts: Any) -> Share:
    """Return what sends an event with the share that is done, as it grows, but not more often than people read."""
    last, before = time.monotonic(), 0.0

    def told(share: float) -> None:
        nonlocal last, before
        before = min(before, share)  # another try begins anew
        if share > before and time.monotonic() - last >= TELL_EVERY_S:
            last, before = time.monotonic(), share
            tell(room, event, share=round(share, 2), **facts)

    return told


def unheard(_share: float) -> None:
    """Tell nobody."""


def in_cut(store: Store, project: Project, shot: Shot, scores: Mapping[str, float]) -> Take | None:
    """Return the take of a shot that belongs in the cut: the artist's pick, else the best, the earlier on a tie.

    `scores` by take id; a take that nobody has judged counts as 0. One in which the editor found a fault when the whole
    film was looked at gives way to another that is little worse by itself.
    """
    wanting = {*project.looked.wanting.values(), *project.looked.refused} if project.looked else set()
    scores = {take: score - (GIVES_WAY if take in wanting else 0.0) for take, score in scores.items()}
    takes = store.takes(shot)
    picked = project.picks.get(shot.id)
    if picked == NEWEST and takes:
        return takes[-1]
    for take in store.takes_named(shot.id) if picked else ():
        if take.id == picked:
            return take
    # Of a film made by models its own takes come before the drawn ones, which hold the place until those are there.
    meant = project.routes[shot.id].renderer if project.stage == "film" and shot.id in project.routes else ""
    own = [take for take in takes if take.order.renderer == meant] or takes
    own = [take for take in own if take.order.shot.performance == shot.performance] or own
    two = best_two(own, scores)
    better = project.preferred.get(pair(*two), "") if two else ""
    if two and better:
        return next(take for take in two if take.id == better)
    return max(own, key=lambda take: (scores.get(take.id, 0.0), -take.attempt), default=None)


def best_two(takes: Sequence[Take], scores: Mapping[str, float]) -> tuple[Take, Take] | None:
    """Return the two best takes by score, the earlier first on a tie; None where there are fewer."""
    ranked = sorted(takes, key=lambda take: (-scores.get(take.id, 0.0), take.attempt, take.id))
    return (ranked[0], ranked[1]) if len(ranked) > 1 else None


def pair(one: Take, other: Take) -> str:
    """Return the name of two takes that are compared, whichever comes first."""
    return "|".join(sorted((one.id, other.id)))


@contextmanager
def stage(deps: Deps, name: str) -> Iterator[None]:
    """Count the wall time of a stage; `record_times` writes it down."""
    start = time.monotonic()
    yield
    deps.clock[name] = deps.clock.get(name, 0.0) + time.monotonic() - start


def record_times(deps: Deps) -> None:
    """Write the wall times since the last call into the project."""
    project = deps.store.load()
    seconds = dict(project.seconds)
    for name, spent in deps.clock.items():
        seconds[name] = round(seconds.get(name, 0.0) + spent, 3)
    deps.clock.clear()
    deps.store.save(project.model_copy(update={"seconds": seconds}))
