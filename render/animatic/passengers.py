"""Who rides along: further people in or on what somebody rides are behind the first one, not beside the vehicle."""

from collections.abc import Sequence
from dataclasses import replace

from render.animatic.blocking import Placed, lowered
from render.animatic.terms import PEOPLE, RIDING, VEHICLES

_BEHIND = {"horse": 0.2, "motorcycle": 0.23, "bicycle": 0.24, "sled": 0.3, "boat": 0.46, "sailing_ship": 0.5}
"""How far behind the first one everybody else is, heights of that one."""
_IN = frozenset(("boat", "sailing_ship"))
"""Carries everybody in the picture, whatever they do; room for more than two."""


def ride_along(placed: Sequence[Placed]) -> list[Placed]:
    """Return everything placed, the others who ride on the mount of the first; `placed` starts with rider and mount."""
    result = list(placed)
    if len(placed) < 3 or placed[0].actor.action not in (*RIDING, "sit") or placed[1].actor.term not in VEHICLES:
        return result
    first, mount = placed[:2]
    step = _BEHIND.get(mount.actor.term)
    if step is None or first.actor.term not in PEOPLE or mount.part != "subject":
        return result
    way = -1.0 if first.actor.facing == "left" else 1.0
    taken = 0
    for n, one in enumerate(placed[2:], 2):
        aboard = one.part != "prop" and one.actor.term in PEOPLE and not one.figure.airborne
        if not aboard or (mount.actor.term not in _IN and (taken or one.actor.action not in RIDING)):
            continue
        taken += 1
        # In a boat the third sits before the first.
        place = taken if taken == 1 or mount.actor.term not in _IN else 1 - taken
        size = first.size / first.figure.size * one.figure.size
        y = first.y + (lowered(one.actor) - lowered(first.actor)) * first.size
        result[n] = replace(one, x=first.x - way * place * step * first.size, y=y, size=size, part="subject",
                            depth=first.depth + 0.0004 * taken, cut=first.cut, carried=True)  # fmt: skip
    return result
