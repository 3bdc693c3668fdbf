"""Wheels that turn, lamps and beams: what vehicles share; and how fast they go."""

from math import cos, pi, sin
from typing import Literal

from render.animatic.actors.people.forms import curve, oval, polygon
from render.animatic.actors.people.tones import mix
from render.animatic.actors.things.sketch import Sketch
from render.animatic.base import RGB

Spokes = Literal["alloy", "wire", "disc", "cart"]

MOVING = {
    "drive",
    "ride",
    "race",
    "run",
    "walk",
    "skate",
    "fly",
    "glide",
    "sail",
    "swim",
    "pull",
    "row",
    "jump",
    "play",
    "struggle",
}
"""Actions in which a vehicle goes."""

WARM: RGB = (1.0, 0.93, 0.72)
RED: RGB = (1.0, 0.12, 0.08)


def pace(action: str, slow: float, fast: float) -> float:
    """Return body units a second of a vehicle's action."""
    if action not in MOVING:
        return 0.0
    return fast if action in {"race", "run", "fly"} else slow


def wheel(
    h: Sketch,
    x: float,
    y: float,
    r: float,
    spokes: Spokes = "alloy",
    tyre: float = 0.3,
    rim: RGB = (0.72, 0.74, 0.78),
    turns: int = 1,
) -> None:
    """Paint a wheel that turns `turns` of its spoke gaps or rounds a cycle when its vehicle goes."""
    moving = h.actor.action in MOVING
    angle = 2 * pi * turns * h.phase if moving else 0.4
    rubber: RGB = (0.1, 0.1, 0.11)
    if spokes == "wire":
        h.stroke(oval(x, y, r * (1 - tyre / 2), r * (1 - tyre / 2)), h.tones.mid(rubber), r * tyre)
        h.stroke(oval(x, y, r * (1 - tyre), r * (1 - tyre)), h.tones.light(rim), r * 0.05)
        for k in range(18):
            a = angle + 2 * pi * k / 18
            h.line(
                [(x, y), (x + r * (1 - tyre) * cos(a), y + r * (1 - tyre) * sin(a))],
                r * 0.016,
                h.tones.light(rim),
                0.75,
            )
        h.fill(oval(x, y, r * 0.09, r * 0.09), h.tones.mid(rim))
        return
    h.volume(oval(x, y, r, r), rubber, r * 0.3, rim=0.5)
    inner = r * (1 - tyre)
    h.fill(oval(x, y, inner, inner), (0.04, 0.04, 0.05))
    if spokes == "disc":
        h.metal(oval(x, y, inner * 0.95, inner * 0.95), rim)
        for k in range(5):
            a = angle + 2 * pi * k / 5
            h.fill(
                oval(x + inner * 0.55 * cos(a), y + inner * 0.55 * sin(a), inner * 0.12, inner * 0.12),
                (0.08, 0.08, 0.1),
            )
    else:
        count = 5 if spokes == "alloy" else 8
        for k in range(count):
            a = angle + 2 * pi * k / count
            wide = inner * (0.2 if spokes == "alloy" else 0.09)
            nx, ny = -sin(a) * wide, cos(a) * wide
            tip = (x + inner * 0.94 * cos(a), y + inner * 0.94 * sin(a))
            spoke = polygon(
                [
                    (x + nx, y + ny),
                    (tip[0] + nx * 0.6, tip[1] + ny * 0.6),
                    (tip[0] - nx * 0.6, tip[1] - ny * 0.6),
                    (x - nx, y - ny),
                ]
            )
            h.fill(spoke, mix(h.tones.mid(rim), h.tones.light(rim), 0.5 - 0.5 * sin(a - 0.8)))
        h.stroke(oval(x, y, inner * 0.95, inner * 0.95), h.tones.light(rim), inner * 0.1)
    h.fill(oval(x, y, inner * 0.2, inner * 0.2), h.tones.light(rim))
    h.fill(oval(x, y, inner * 0.1, inner * 0.1), h.tones.dark(rim))


def lamp(h: Sketch, x: float, y: float, rx: float, ry: float, colour: RGB) -> None:
    """Paint a lamp's glass."""
    h.fill(oval(x, y, rx * 1.12, ry * 1.12), (0.1, 0.1, 0.12))
    h.fill(oval(x, y, rx, ry), colour)
    h.glint(x, y, min(rx, ry) * 0.9, 0.9)


def lit(h: Sketch) -> float:
    """Return how brightly a vehicle's lamps burn: by night, when it goes, when it glows."""
    if h.broken:
        return 0.35 if h.wave(5) > 0.2 else 0.08
    bright = 1.0 if h.look.dark or "glowing" in h.actor.state else 0.45
    return bright * (1.0 if h.actor.action in MOVING or h.look.dark else 0.6)


def beam(h: Sketch, x: float, y: float, long: float, strength: float, colour: RGB = WARM) -> None:
    """Paint a headlamp's light: a flare at the lamp and a cone ahead of it; for pictures of light."""
    h.light(x, y, 0.42, colour, strength)
    cone = curve([(x, y - 0.04), (x + long, y - 0.1), (x + long, y + 0.42), (x, y + 0.06)], tension=0.2)
    h.wash(
        cone, (x, y), (x + long, y), [(0, colour, 0.42 * strength), (0.5, colour, 0.13 * strength), (1, colour, 0.0)]
    )
