"""What a turn would change, before it is carried out: shots, places in the cut, who films, and what it costs."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from director.errors import ArtistError
from director.model import Order, Quote, Replace, Retake, Routed, Shot, Turn, Undo
from director.steps.base import Deps
from director.steps.routing import renderer_name, routed, takes_of
from director.steps.storyboard import decided
from director.steps.write_orders import first_order, price
from director.store import Project
from tools.references import reference_of

Aspect = Literal["time", "weather", "framing", "palette", "place", "locked", "text"]
_SEEN: tuple[Aspect, ...] = ("time", "weather", "framing", "palette", "locked")
"""What is named when it changes; place and text follow where nothing of this explains the change."""


@dataclass(frozen=True)
class Difference:
    """One thing about a shot that would be different."""

    what: Aspect
    before: str
    after: str


@dataclass(frozen=True)
class ShotChange:
    """What would be different about a shot that stays on the board."""

    shot: str
    seen: tuple[Difference, ...]
    frames_before: int
    """Frames on the screen, over all its clips."""
    frames_after: int


@dataclass(frozen=True)
class Foreseen:
    """What a turn would do."""

    changes: tuple[ShotChange, ...] = ()
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    """Shots that would stand at another place in the order."""
    picked: dict[str, str] | None = None
    """Shot id -> take id that would stand in the cut."""
    routes: tuple[tuple[str, Routed], ...] = ()
    """Shots that another renderer would make, and why."""
    takes: int = 0
    """Takes to be shot."""
    quote: Quote | None = None
    """What they cost at most; None where nobody can say before the file is in the project."""
    needs_yes: bool = False
    """The film goes by the gate again before anything is shot."""

    @property
    def nothing(self) -> bool:
        """Whether the film would be as it is."""
        told = (self.changes, self.removed, self.added, self.moved, self.picked, self.routes, self.takes)
        return not any(told) and not self.needs_yes


async def foreseen(deps: Deps, project: Project, turn: Turn) -> Foreseen:
    """Return what a turn would do to a film with a board; nothing is written, spent or shot.

    Raises:
        ArtistError: it cannot be carried out.
    """
    if isinstance(turn, Replace):
        _readable(turn.file)
        return Foreseen(changes=(ShotChange(turn.shot, (), *_both(project, turn.shot)),), takes=1)
    if isinstance(turn, Undo):
        before = deps.store.recall()
        if before is None:
            raise ArtistError("nothing_to_undo")
        after = before
    else:
        after = await decided(deps, project, turn)
    after = after.model_copy(update={"routes": routed(deps, after)})
    new = await _new_orders(deps, after, turn)
    assert project.board is not None
    assert after.board is not None
    old, fresh = {s.id: s for s in project.board.shots}, {s.id: s for s in after.board.shots}
    changed = (_change(project, after, old[id_], shot) for id_, shot in fresh.items() if id_ in old)
    return Foreseen(
        changes=tuple(change for change in changed if change is not None),
        removed=tuple(id_ for id_ in old if id_ not in fresh),
        added=tuple(id_ for id_ in fresh if id_ not in old),
        moved=_moved(project, after),
        picked={s: t for s, t in after.picks.items() if project.picks.get(s) != t and not isinstance(turn, Retake)},
        routes=tuple((s, r) for s, r in after.routes.items() if r.renderer != _maker(deps, project, s)),
        takes=len(new),
        quote=price(deps, tuple(new)),
        needs_yes=project.approved and not after.approved and bool(new),
    )


def _readable(file: str) -> None:
    """Raise ArtistError for a file that is missing, or is no photo and no footage."""
    reference_of(Path(file).expanduser(), "own shot")


async def _new_orders(deps: Deps, after: Project, turn: Turn) -> list[Order]:
    """Return the orders of the takes that would have to be shot."""
    assert after.board is not None
    again = set(turn.shots) if isinstance(turn, Retake) else set()
    orders = []
    for shot in after.board.shots:
        takes = takes_of(deps, after, shot)
        if not takes:
            orders.append(await first_order(deps, after, shot))
        elif shot.id in again:
            orders.append(takes[-1].order)
    return orders


def _maker(deps: Deps, project: Project, shot: str) -> str:
    """Return who makes a shot as things stand."""
    assert project.board is not None
    return renderer_name(deps, project, project.board.shot(shot))


def _change(project: Project, after: Project, old: Shot, new: Shot) -> ShotChange | None:
    seen = [Difference(what, _of(old, what), _of(new, what)) for what in _SEEN if _of(old, what) != _of(new, what)]
    if not seen:
        seen = [Difference(w, _of(old, w), _of(new, w)) for w in ("place", "text") if _of(old, w) != _of(new, w)]
    frames = _frames(project, old.id), _frames(after, new.id)
    if not seen and frames[0] == frames[1]:
        return None
    return ShotChange(new.id, tuple(seen), *frames)


def _of(shot: Shot, what: Aspect) -> str:
    match what:
        case "palette":
            return " ".join(shot.palette.colours)
        case "locked":
            return str(shot.locked)
        case "place":
            return shot.place_term
        case _:
            return str(getattr(shot, what))


def _frames(project: Project, shot: str) -> int:
    assert project.board is not None
    return sum(clip.frames for clip in project.board.cut.clips if clip.shot == shot)


def _both(project: Project, shot: str) -> tuple[int, int]:
    frames = _frames(project, shot)
    if not frames:
        raise ArtistError("storyboard_no_shot", shot=shot)
    return frames, frames


def _moved(project: Project, after: Project) -> tuple[str, ...]:
    """Return the shots whose place among those that stay is another."""
    before, now = _order(project), _order(after)
    both = [shot for shot in before if shot in now]
    return tuple(one for one, other in zip(both, [s for s in now if s in before], strict=True) if one != other)


def _order(project: Project) -> list[str]:
    assert project.board is not None
    return list(dict.fromkeys(clip.shot for clip in project.board.cut.clips))
