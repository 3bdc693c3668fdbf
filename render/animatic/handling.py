"""How a thing is handled: in a hand, on a table, on a wall. By its term, or by its size if it is cut out."""

from typing import Literal

from director.model import Cutout, Presence
from render.animatic.actors.things.cutouts import shelf
from render.animatic.base import Actor
from render.animatic.terms import HAND_HELD, ON_WALLS, SET_DOWN, TABLETOP

_IN_HAND_M, _BY_HANDLE_M, _SLENDER_M = 0.45, 0.6, 1.45
"""Heights up to which anything, what has a handle or is light, and what is long and thin is held, metres."""
_SLENDER = 0.35
"""Width relative to the height up to which a thing is long and thin."""
_ON_TABLE_M = 0.6
_HANDLED = frozenset(("lantern", "umbrella", "balloon", "kite"))
_WITH_HANDLE = frozenset(("bag", "basket", "bucket", "suitcase", "backpack", "kettle", "bell", "coat"))
"""Hangs from the hand that holds it."""
_LIGHT = frozenset(("violin", "hand_drum", "pillow", "scarf", "blanket", "toy"))
"""Held in spite of its size."""
_STANDING = frozenset(("cup", "bowl", "plate", "cake", "bread", "crown", "hat", "egg"))
"""Stands on the hand, or between two."""

Thing = Presence | Actor


def cutout_of(one: Thing) -> Cutout | None:
    """Return the shapes of a thing that is cut out: its own, or those of its term on the shelf."""
    return one.cutout or shelf().get(one.term)


def hand_held(one: Thing) -> bool:
    """Return whether this is small enough to be held in a hand."""
    cutout = cutout_of(one)
    if cutout is None:
        return one.term in HAND_HELD
    if cutout.stands == "wall":
        return False
    if way_held(one) == "hang" or _words(one) & _LIGHT:
        return cutout.height_m <= _BY_HANDLE_M
    slender = _width(cutout) <= _SLENDER and cutout.height_m <= _SLENDER_M
    return cutout.height_m <= _IN_HAND_M or slender


def tabletop(one: Thing) -> bool:
    """Return whether this stands or lies on the table of a shot that has one."""
    cutout = cutout_of(one)
    return one.term in TABLETOP if cutout is None else cutout.stands == "ground" and cutout.height_m <= _ON_TABLE_M


def of_walls(one: Thing) -> bool:
    """Return whether this hangs on the wall of a room."""
    cutout = cutout_of(one)
    return one.term in ON_WALLS if cutout is None else cutout.stands == "wall"


def way_held(one: Thing) -> Literal["grip", "stand", "hang"]:
    """Return how a hand holds this."""
    words = _words(one)
    if words & (_HANDLED | _WITH_HANDLE):
        return "hang"
    return "stand" if words & (SET_DOWN | _STANDING) else "grip"


def _words(one: Thing) -> frozenset[str]:
    """Return the English words of what it is called by."""
    name = one.cutout.id if one.cutout is not None else one.term
    return frozenset((name, *name.split("_")))


def _width(cutout: Cutout) -> float:
    """Return how wide its shapes are together, in heights."""
    across = [x for shape in cutout.shapes for x, _ in shape.points]
    return max(across) - min(across)
