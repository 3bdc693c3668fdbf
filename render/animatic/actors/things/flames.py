"""Fire in its vessels: flame, candle, lantern, bonfire."""

from math import pi, sin

from render.animatic.actors.people.forms import Point, curve, oval, tube
from render.animatic.actors.people.tones import mix
from render.animatic.actors.things.model import thing
from render.animatic.actors.things.sketch import Sketch, ease, rect
from render.animatic.base import RGB

ORANGE: RGB = (1.0, 0.56, 0.16)
YELLOW: RGB = (1.0, 0.86, 0.42)


def burning(h: Sketch) -> float:
    """Return how strongly something burns: nothing burns that is broken."""
    if h.broken:
        return 0.0
    if h.does("close", "hide", "sleep"):
        return 1.0 - ease(h.phase)
    if h.does("open", "wake"):
        return ease(h.phase * 2)
    return 1.0


def flame(
    h: Sketch, x: float, y: float, high: float, strength: float = 1.0, shift: float = 0.0, hue: RGB | None = None
) -> None:
    """Paint one tongue of fire standing at (x, y), of another hue if one is given."""
    if strength < 0.04:
        return
    sway = 0.09 * h.wave(2, shift) + 0.05 * h.wave(5, shift)
    tall = high * strength * (1 + 0.07 * h.wave(3, shift))
    for scale, colour, alpha in (
        (1.0, (1.0, 0.42, 0.08), 0.9),
        (0.8, ORANGE, 0.95),
        (0.58, YELLOW, 0.95),
        (0.36, (1.0, 0.97, 0.84), 1.0),
    ):
        w, t = tall * 0.26 * scale, tall * (0.3 + 0.7 * scale)
        path = curve([(x, y), (x + w * 0.8, y - t * 0.1), (x + w, y - t * 0.3), (x + w * 0.45 + sway * tall * 0.5,
            y - t * 0.66), (x + sway * tall, y - t), (x - w * 0.5 + sway * tall * 0.5, y - t * 0.62),
                      (x - w, y - t * 0.3), (x - w * 0.8, y - t * 0.1)])  # fmt: skip
        h.fill(path, mix(colour, hue, 0.75 * scale) if hue else colour, alpha, tall * 0.018)
    h.fill(oval(x, y - tall * 0.05, tall * 0.09, tall * 0.09), (0.3, 0.42, 0.95), 0.55, tall * 0.03)


def smoke(h: Sketch, x: float, y: float, high: float) -> None:
    """Paint a thread of smoke."""
    grey = h.tones.mid((0.72, 0.72, 0.75))
    for k in range(14):
        t = (k / 14 + h.phase) % 1.0
        h.airbrush(
            (x + high * 0.16 * sin(7 * t + 2 * pi * h.phase) * t, y - high * t),
            high * (0.03 + 0.1 * t),
            high * 0.09,
            grey,
            0.34 * (1 - t),
        )


def _candle(h: Sketch) -> None:
    wax = h.tint((0.95, 0.9, 0.78))
    top = -0.66 if not h.broken and not h.old else -0.3
    brass: RGB = (0.75, 0.56, 0.26)
    dish = curve([(-0.34, -0.1), (0.34, -0.1), (0.26, -0.01), (-0.26, -0.01)], tension=0.6)
    h.metal(dish, brass)
    h.stroke(oval(0.4, -0.08, 0.07, 0.06), h.tones.mid(brass), 0.03)
    h.metal(oval(0, -0.1, 0.34, 0.055), brass)
    h.fill(oval(0, -0.1, 0.26, 0.036), h.tones.dark(brass))
    body = rect(-0.12, top, 0.12, -0.09, 0.03)
    h.volume(body, wax, 0.1)
    with h.inside(body):
        lit = burning(h)
        h.wash(body, (0, top), (0, top + 0.34), [(0, mix(wax, YELLOW, 0.6), 0.85 * lit), (1, wax, 0.0)])
    for x, long in ((-0.1, 0.2), (-0.04, 0.09), (0.06, 0.26), (0.11, 0.13)):
        h.volume(
            tube([(x, top + 0.01), (x, top + long * 0.6), (x, top + long)], [0.02, 0.022, 0.03]), wax, 0.02, rim=0.6
        )
    h.volume(oval(0, top, 0.125, 0.034), mix(wax, YELLOW, 0.35 * burning(h)), 0.02)
    h.arc([(0, top), (0.01, top - 0.04), (0.015 if not h.broken else 0.05, top - 0.075)], 0.02, (0.12, 0.09, 0.08))
    if burning(h) > 0.05:
        flame(h, 0.012, top - 0.045, 0.27, burning(h))
    else:
        smoke(h, 0.04, top - 0.1, 0.5)


def _candle_glow(h: Sketch) -> None:
    top = -0.66 if not h.broken and not h.old else -0.3
    strength = burning(h) * (0.9 + 0.1 * h.wave(3))
    if strength > 0.05:
        h.light(0.01, top - 0.14, 0.46, ORANGE, 0.62 * strength)
        h.light(0.01, top - 0.12, 0.15, YELLOW, 0.7 * strength)


def _lantern(h: Sketch) -> None:
    iron = h.tint((0.22, 0.25, 0.27))
    swing = 4 * h.wave() if h.does("walk", "hold", "wave", "run") else 1.2 * h.wave()
    with h.at(0, -1.0, swing) as one:
        one.canvas.translate(0, 1.0)
        one.stroke(
            curve([(-0.22, -0.66), (-0.24, -0.86), (0, -0.99), (0.24, -0.86), (0.22, -0.66)], closed=False),
            one.tones.mid(iron),
            0.022,
        )
        one.metal(
            curve(
                [(-0.25, -0.1), (-0.28, -0.02), (0.28, -0.02), (0.25, -0.1), (0.2, -0.18), (-0.2, -0.18)], tension=0.5
            ),
            iron,
        )
        globe = curve([(-0.13, -0.2), (-0.22, -0.38), (-0.14, -0.58), (0.14, -0.58), (0.22, -0.38), (0.13, -0.2)])
        lit = burning(h)
        one.fill(globe, mix(one.tones.dark((0.3, 0.33, 0.36)), (1.0, 0.74, 0.34), 0.75 * lit), 0.7)
        one.airbrush((0, -0.36), 0.2, 0.24, YELLOW, 0.8 * lit)
        one.metal(rect(-0.04, -0.25, 0.04, -0.18, 0.01), (0.7, 0.55, 0.25))
        flame(one, 0, -0.24, 0.2, lit)
        one.glass(globe, (0.8, 0.85, 0.85), 0.12, 0.45)
        if h.broken:
            one.cracks(0.04, -0.4, 0.18, 7)
        for x in (-0.21, 0.21):
            one.arc([(x, -0.14), (x * 1.16, -0.38), (x, -0.64)], 0.026, one.tones.mid(iron))
        one.metal(
            curve(
                [
                    (-0.17, -0.58),
                    (-0.2, -0.63),
                    (-0.1, -0.72),
                    (-0.09, -0.8),
                    (0.09, -0.8),
                    (0.1, -0.72),
                    (0.2, -0.63),
                    (0.17, -0.58),
                ],
                tension=0.6,
            ),
            iron,
        )
        one.line([(-0.22, -0.4), (0.22, -0.4)], 0.012, one.tones.dark(iron))


def _lantern_glow(h: Sketch) -> None:
    strength = burning(h) * (0.92 + 0.08 * h.wave(2))
    if strength > 0.05:
        h.light(0, -0.36, 0.6, ORANGE, 0.6 * strength)
        h.light(0, -0.36, 0.2, YELLOW, 0.6 * strength)


def _log(h: Sketch, a: Point, b: Point, r: float) -> None:
    bark: RGB = (0.3, 0.2, 0.13)
    h.volume(tube([a, b], [r, r * 0.92], 0.2, 0.2), bark, r)
    h.volume(oval(b[0], b[1], r * 0.55, r * 0.9), (0.66, 0.48, 0.3), r * 0.4)


def _fire(h: Sketch) -> None:
    for x in (-0.42, -0.26, -0.08, 0.1, 0.28, 0.43):
        h.volume(oval(x, -0.03, 0.1, 0.06), (0.42, 0.41, 0.42), 0.05)
    _log(h, (-0.4, -0.04), (0.34, -0.18), 0.06)
    _log(h, (0.42, -0.04), (-0.32, -0.2), 0.06)
    strength = burning(h)
    if strength < 0.05:
        h.airbrush((0, -0.12), 0.3, 0.08, (0.9, 0.25, 0.08), 0.5)
        smoke(h, 0.0, -0.2, 0.8)
        return
    for x, high, shift in (
        (-0.22, 0.5, 0.1),
        (0.22, 0.54, 0.45),
        (-0.09, 0.74, 0.7),
        (0.1, 0.82, 0.0),
        (0.0, 0.6, 0.3),
    ):
        flame(h, x, -0.1, high, strength, shift, h.actor.colour)
    _log(h, (-0.2, -0.02), (0.2, -0.05), 0.05)
    rng = h.chance(91)
    for _ in range(14):
        t = (float(rng.uniform(0, 1)) + h.phase) % 1.0
        x = float(rng.uniform(-0.22, 0.22)) + 0.1 * sin(6 * t)
        h.fill(oval(x, -0.4 - 0.6 * t, 0.008, 0.01), YELLOW, (1 - t) * strength)


def _fire_glow(h: Sketch) -> None:
    strength = burning(h)
    h.light(0, -0.35, 0.8 + 0.04 * h.wave(3), h.tint(ORANGE), 0.75 * strength)
    h.light(0, 0.0, 0.9, h.tint(ORANGE), 0.4 * strength, 0.2)


FLAMES = {
    "candle": thing(
        _candle, 0.15, focus=(0.0, -0.7), head=0.5, poses=12, seconds=1.4, glow=_candle_glow, lights=True, splits=False
    ),
    "lantern": thing(
        _lantern, 0.2, focus=(0.0, -0.4), head=0.6, poses=12, seconds=2.4, glow=_lantern_glow, lights=True, splits=False
    ),
    "fire": thing(
        _fire, 0.5, focus=(0.0, -0.4), head=0.7, poses=14, seconds=1.2, glow=_fire_glow, lights=True, splits=False
    ),
}
"""What burns."""
