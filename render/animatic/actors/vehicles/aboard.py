"""Who is seen in the windows of a vehicle: head and shoulders of the very people of the shot."""

from collections.abc import Sequence
from dataclasses import replace

import skia

from director.model import ScreenDirection
from render.animatic.actors.people.forms import Point
from render.animatic.actors.people.person import Performance, performance
from render.animatic.actors.things.sketch import Sketch
from render.animatic.actors.vehicles.wheels import beam
from render.animatic.base import RGB, Actor, Figure, Look

WARM: RGB = (1.0, 0.8, 0.45)
"""Light behind windows."""
_LARGER = 1.25
"""People in windows are a little larger than life, so that they are known."""
_EYES = 0.42
"""Where in the height of a window the eyes are, from its top."""
_NEAR = ("medium", "close", "extreme close")


def seated(h: Sketch, who: Actor, pane: skia.Path, at: float, size: float) -> None:
    """Paint somebody inside a pane, the face over `at` (body units); `size` is the vehicle's, in adult heights."""
    box = pane.getBounds()
    play = _bust(h.actor, who, h.look)
    scale = _LARGER / size * play.who.size
    x, y = play.eyes()
    # A large head still has its crown in the window.
    eyes = box.top() + max(_EYES * box.height(), 0.7 * play.who.build.head * scale)
    canvas = h.canvas
    canvas.save()
    canvas.clipPath(pane, True)
    canvas.translate(at - x * scale, eyes - y * scale)
    canvas.scale(scale, scale)
    play.paint(replace(h.brush, px=h.brush.px * scale), h.phase)
    canvas.restore()


def with_rider(figure: Figure, actor: Actor, look: Look, size: float) -> Figure:
    """Return the figure of a vehicle that near framings go in on for the first one's face, if it shows its people."""
    if not actor.party:
        return figure
    who = _bust(actor, actor.party[0], look).who
    return replace(figure, rider=_LARGER / size * who.size * who.build.head)


def lights(h: Sketch, lamp: Point, cabin_y: float, windows: Sequence[float], nose_x: float) -> None:
    """Add the light of a lit bus or tram after dark: its lamps and cabin from before or behind, its windows and beam.

    `lamp` is the right head lamp seen from before, `windows` the middles of the lit windows seen from the side.
    """
    if not h.look.dark:
        return
    x, y = lamp
    if h.actor.facing in ("toward", "away"):
        if h.actor.facing == "toward":
            for s in (-1, 1):
                h.light(s * x, y, 0.3, (1.0, 0.94, 0.75), 0.8)
        h.light(0.0, cabin_y, 0.5, WARM, 0.35)
        return
    for at in windows:
        h.light(at, -0.66, 0.42, WARM, 0.3)
    beam(h, nose_x, y, 0.9, 0.5)


def _bust(vehicle: Actor, who: Actor, look: Look) -> Performance:
    """Return somebody upright with hanging arms, of whom only the upper part is seen, turned as the vehicle goes."""
    ways: dict[ScreenDirection, ScreenDirection] = {"toward": "none", "away": "away"}
    facing = ways.get(vehicle.facing, "right")
    framing = vehicle.framing if vehicle.framing in _NEAR else "full"
    posed = replace(who, action="stand", framing=framing, facing=facing, on="", held=None, mate=None, plays="")
    return performance(posed, look)
