"""The variants of a set-up: sizes, angles, sides, directions, numbers; and which of them the film has seen least."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from director.crew.house.cast import GOING
from director.crew.house.coverage import SetUp
from director.crew.house.distinctness import distance
from director.crew.house.names import sort_of
from director.model import Angle, Framing, Presence, ScreenDirection, Shot

_TURNS: tuple[ScreenDirection, ...] = ("left", "right", "toward")
_FROM_BEHIND = frozenset({"look", "stand", "walk", "turn"})
"""What can be told by somebody's back."""
_FACED: frozenset[SetUp] = frozenset({"eyes", "perform"})
_FAR = 0.5
"""Two pictures of one place that are this far apart need not be farther."""
_LOOKED_BACK = 40
"""Earlier pictures of a place with which a new one is compared."""
_MANY = (1, 3, 5)
_COST = {"framing": 0.05, "angle": 0.025, "side": 0.02, "facing": 0.035, "count": 0.05}
"""What each step away from the usual set-up must gain in distance."""


def variants(
    base: Shot, kind: SetUp, framings: Iterable[Framing], angles: Sequence[Angle], *, upright: bool, many: bool
) -> Iterator[tuple[float, Shot]]:
    """Yield (cost, set-up) for every way in which a set-up can be filmed; the usual one costs nothing.

    `upright` films keep their one subject in the middle; with `many` a thing may be shown several times at once.
    """
    people = list(_people(base, kind, upright=upright, many=many))
    for (f, framing), (a, angle) in product(enumerate(framings), enumerate(angles)):
        for cost, who in people:
            if who and not _is_seen(who[0], framing):
                continue
            whole = f * _COST["framing"] + a * _COST["angle"] + cost
            yield whole, base.model_copy(update={"framing": framing, "angle": angle, "who": who})


def _people(base: Shot, kind: SetUp, *, upright: bool, many: bool) -> Iterator[tuple[float, tuple[Presence, ...]]]:
    if base.subject is None:
        yield 0.0, base.who
        return
    first, rest = base.who[0], base.who[1:]
    sides = (
        [first.side]
        if upright or rest or first.action == "play"
        else list(dict.fromkeys((first.side, "left", "right")))
    )
    counts = _MANY if many and sort_of(first.term) == "thing" and first.count == 1 else (first.count,)
    for (s, side), (d, facing), (c, count) in product(
        enumerate(sides), enumerate(_facings(base, kind)), enumerate(counts)
    ):
        if side == facing and (side, facing) != (first.side, first.facing):
            continue  # who looks out of the picture has no room to look into
        cost = s * _COST["side"] + d * _COST["facing"] + c * _COST["count"]
        yield cost, (first.model_copy(update={"side": side, "facing": facing, "count": count}), *rest)


def _is_seen(first: Presence, framing: Framing) -> bool:
    """Say whether this nearness shows something: faces from before, and eyes only when they are turned to us."""
    if framing == "extreme close" and sort_of(first.term) == "person":
        return first.facing == "toward"
    return first.facing != "away" or framing not in ("close", "insert")


def _facings(base: Shot, kind: SetUp) -> Sequence[ScreenDirection]:
    """Return the directions in which the subject may be turned: who goes, sings or is met by another keeps its own."""
    first = base.who[0]
    sort = sort_of(first.term)
    fixed = first.action in GOING or first.action in ("dance", "play") or len(base.who) > 1 or kind in _FACED
    if sort not in ("person", "animal") or fixed:
        return (first.facing,)
    if first.action in ("look", "turn", "wake") and first.facing == "toward":
        return ("toward",)
    behind: tuple[ScreenDirection, ...] = ()
    if sort == "person" and first.action in _FROM_BEHIND and kind in ("establish", "full", "medium"):
        behind = ("away",)
    return tuple(dict.fromkeys((first.facing, *_TURNS, *behind)))


def newness(shot: Shot, before: Shot | None, seen: Sequence[Shot]) -> float:
    """Return how new a picture is after `before` and beside everything `seen`: distances, the nearer the heavier."""
    here = [s for s in seen if s.place == shot.place][-_LOOKED_BACK:]
    nearest = min((distance(shot, other) for other in here), default=_FAR)
    join = distance(before, shot) if before is not None else _FAR
    return 1.2 * min(nearest, _FAR) + 0.5 * min(join, 0.7)
