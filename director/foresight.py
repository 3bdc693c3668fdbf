"""What a turn would change, before it is carried out: shots, places in the cut, who films, and what it costs."""

from dataclasses import dataclass
from typing import Literal

from director.errors import ArtistError
from director.model import Approve, Money, Order, Perform, Quote, Replace, Retake, Routed, Shot, Turn, Undo
from director.steps.bank import sheet_orders
from director.steps.base import Deps
from director.steps.routing import renderer_name, routed, takes_of
from director.steps.storyboard import brings_file, decided, with_file
from director.steps.trial import trial_for
from director.steps.write_orders import price, to_be_made
from director.store import Project

Aspect = Literal["time", "weather", "framing", "palette", "place", "performance", "locked", "text"]
_NOTHING = Quote(money=Money(micros=0), seconds=0)
_SEEN: tuple[Aspect, ...] = ("time", "weather", "framing", "palette", "performance", "locked")
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
    sheets: int = 0
    """Reference pictures of people and places to be made before them."""
    stills: int = 0
    """First frames to be made before them."""
    quote: Quote = _NOTHING
    """What all of it costs at most, each made once."""
    tests: tuple[str, ...] = ()
    """Shots that are made and shown first, before the rest is paid for."""
    tests_quote: Quote = _NOTHING
    """What comes first costs at most: the test shots, and the pictures that they start from."""
    most: Money | None = None
    """What the film may cost at most in all, weak takes made anew included; None where the artist set no limit."""
    needs_yes: bool = False
    """The film goes by the gate again before anything is shot."""

    @property
    def nothing(self) -> bool:
        """Whether the film would be as it is."""
        made = self.takes + self.sheets + self.stills
        told = (self.changes, self.removed, self.added, self.moved, self.picked, self.routes, made)
        return not any(told) and not self.needs_yes


async def foreseen(deps: Deps, project: Project, turn: Turn) -> Foreseen:
    """Return what a turn, or a yes to the shooting, would do to a film with a board; nothing is written or spent.

    Raises:
        ArtistError: it cannot be carried out.
    """
    after = await _after(deps, project, turn)
    after = after.model_copy(update={"routes": routed(deps, after)})
    new = (*await to_be_made(deps, after), *await _again(deps, after, turn))
    sheets, stills = _pictures(deps, after, new)
    trial = None if after.approved or not price(deps, new).money.micros else await trial_for(deps, after)
    tests = trial.shots if trial is not None and not trial.done else ()
    first = (*sheets, *(o for o in new if o not in sheets and o.shot.id in tests)) if tests else ()
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
        takes=len(new) - len(sheets) - len(stills),
        sheets=len(sheets),
        stills=len(stills),
        quote=price(deps, new),
        tests=tests,
        tests_quote=price(deps, first),
        most=project.brief.limits.budget,
        needs_yes=project.approved and not after.approved and bool(new),
    )


async def _after(deps: Deps, project: Project, turn: Turn) -> Project:
    match turn:
        case Approve():
            return project
        case Undo():
            before = deps.store.recall()
            if before is None:
                raise ArtistError("nothing_to_undo")
            return before
        case Replace():
            _require(project, turn.shot)
            return await decided(deps, *with_file(project, turn))
        case Perform() if brings_file(project, turn):
            return await decided(deps, *with_file(project, turn))
        case _:
            return await decided(deps, project, turn)


async def _again(deps: Deps, after: Project, turn: Turn) -> tuple[Order, ...]:
    """Return the orders of the takes that the artist wants although there are some."""
    assert after.board is not None
    wanted = set(turn.shots) if isinstance(turn, Retake) else set()
    made = (takes_of(deps, after, shot) for shot in after.board.shots if shot.id in wanted)
    return tuple(takes[-1].order for takes in made if takes)


def _pictures(deps: Deps, after: Project, orders: tuple[Order, ...]) -> tuple[tuple[Order, ...], tuple[Order, ...]]:
    """Return which of these orders are reference sheets, and which first frames."""
    sheets = sheet_orders(deps, after)
    return sheets, tuple(order for order in orders if order.still and order not in sheets)


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


def _require(project: Project, shot: str) -> None:
    if not _frames(project, shot):
        raise ArtistError("storyboard_no_shot", shot=shot)


def _moved(project: Project, after: Project) -> tuple[str, ...]:
    """Return the shots whose place among those that stay is another."""
    before, now = _order(project), _order(after)
    both = [shot for shot in before if shot in now]
    return tuple(one for one, other in zip(both, [s for s in now if s in before], strict=True) if one != other)


def _order(project: Project) -> list[str]:
    assert project.board is not None
    return list(dict.fromkeys(clip.shot for clip in project.board.cut.clips))
