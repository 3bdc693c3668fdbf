"""A small thing in the hand: at the hands where they are in every pose, the fingers of one before it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import hypot

import skia

from render.animatic.actors.people.action import Action
from render.animatic.actors.people.body import Body
from render.animatic.actors.people.forms import Point, between
from render.animatic.actors.people.limbs import Limbs
from render.animatic.actors.people.skeleton import FREE, Hands, Seen
from render.animatic.base import Brush, Held

_TOGETHER = 0.24
"""Distance of two hands, body units, up to which both hold the same."""
_RAISED = 0.1
"""By how much one hand has to be higher than the other to be the one that holds, body units."""
_BY_HEAD = 0.17
"""Distance from the middle of the head up to which a hand is at the face, body units."""
_LAP = 0.02
"""How far above the hips hands are that hold something together, body units."""

Spot = tuple[Point, str]
"""Where a thing is held, and the side of the hand whose fingers are seen before it."""


def spot(body: Seen) -> Spot:
    """Return where a thing is held in a pose: between hands that are together, else in the raised or nearer one.

    A hand at the face leaves it to the other.
    """
    left, right = (between(body.xy(f"wrist_{s}"), body.xy(f"hand_{s}"), 0.7) for s in ("l", "r"))
    nearer = "l" if body.at["hand_l"][2] >= body.at["hand_r"][2] else "r"
    if _together(body):
        return between(left, right, 0.5), nearer
    if at_face(body, "l") != at_face(body, "r"):
        side = "r" if at_face(body, "l") else "l"
        return (left if side == "l" else right), side
    higher = "l" if left[1] < right[1] else "r"
    side = higher if abs(left[1] - right[1]) > _RAISED else nearer
    return (left if side == "l" else right), side


def at_face(body: Seen, side: str) -> bool:
    """Return whether this hand is at the face, where nothing may cover it."""
    (x, y), (hx, hy) = body.xy(f"hand_{side}"), body.xy("head")
    return hypot(x - hx, y - hy) < _BY_HEAD


def _together(body: Seen) -> bool:
    """Return whether both hands are before the body, and near each other."""
    if at_face(body, "l") or at_face(body, "r"):
        return False
    left, right, hip = body.xy("hand_l"), body.xy("hand_r"), body.xy("hip")
    return hypot(left[0] - right[0], left[1] - right[1]) < _TOGETHER and max(left[1], right[1]) < hip[1] - _LAP


def side_of(bodies: Sequence[Seen]) -> str:
    """Return the hand that holds through a whole cycle, so that a thing never leaps from one to the other."""
    sides = [spot(body)[1] for body in bodies]
    return max(("r", "l"), key=sides.count)


def held_at(body: Seen, side: str) -> Point:
    """Return where this hand holds a thing in a pose, body units."""
    if _together(body):
        return spot(body)[0]
    return between(body.xy(f"wrist_{side}"), body.xy(f"hand_{side}"), 0.7)


def laid(held: Held, at: Point, paint: Callable[[Brush, float], None]) -> Callable[[Brush, float], None]:
    """Return a painter of the thing where it is held, in the body units of the person."""
    x, y = at
    # What hangs is held by its top, what stands stands on the hand, all else is gripped at its middle.
    rise = {"hang": -0.94, "stand": 0.0, "grip": -0.5}[held.way] * held.figure.height

    def picture(brush: Brush, phase: float) -> None:
        brush.canvas.save()
        brush.canvas.translate(x, y)
        brush.canvas.scale(held.size, held.size)
        brush.canvas.translate(0.0, -rise)
        paint(replace(brush, px=brush.px * held.size), phase)
        brush.canvas.restore()

    return picture


def raised(action: Action, *, seated: bool = False) -> Action:
    """Return the action with idle hands before the chest, where near framings see what they hold.

    Hands that do something of their own stay where they are; those of somebody `seated` lie in the lap.
    """
    if action.hands != FREE and not seated:
        return action
    keys = tuple(replace(key, lx=0.1, ly=0.62, lz=0.72, rx=-0.1, ry=0.62, rz=0.72) for key in action.keys)
    return replace(action, keys=keys, hands=Hands("chest", "chest"))


def carry(body: Body, held: Held, side: str) -> None:
    """Paint a thing in the hand of somebody, and that hand's fingers before it."""
    easel = body.easel
    laid(held, held_at(body.seen, side), held.figure.paint)(easel.brush, body.phase)
    limbs = Limbs(easel, body.who, body.seen, skia.Path())
    limbs.hand(side, True)


def shine(brush: Brush, body: Seen, held: Held, side: str, phase: float) -> None:
    """Paint the light of a thing in the hand."""
    if held.figure.glow is not None:
        laid(held, held_at(body, side), held.figure.glow)(brush, phase)
