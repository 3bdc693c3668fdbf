"""Electric light: street lamp, traffic light, neon sign, hologram, headlights."""

from math import pi, sin

import skia

from render.animatic.actors.people.forms import Point, curve, oval
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.letters import letters
from render.animatic.actors.things.model import thing
from render.animatic.actors.things.sketch import Sketch, rect
from render.animatic.base import RGB

_WARM: RGB = (1.0, 0.82, 0.5)


def _power(h: Sketch) -> float:
    """Return how brightly it burns; broken lamps stutter."""
    if h.broken:
        return 1.0 if h.wave(3) + h.wave(7, 0.3) > 1.1 else 0.08
    return 0.94 + 0.06 * h.wave(5)


def _street_lamp(h: Sketch) -> None:
    iron = h.tint((0.17, 0.2, 0.21))
    lean = 5.0 if h.broken else 0.0
    with h.at(0, 0, lean) as one:
        one.metal(
            curve(
                [(-0.07, 0.0), (-0.06, -0.06), (-0.035, -0.1), (0.035, -0.1), (0.06, -0.06), (0.07, 0.0)], tension=0.5
            ),
            iron,
        )
        one.metal(rect(-0.017, -0.8, 0.017, -0.08), iron)
        for y in (-0.14, -0.42, -0.76):
            one.metal(rect(-0.028, y - 0.012, 0.028, y + 0.012, 0.006), iron)
        for s in (-1, 1):
            one.arc([(0, -0.76), (s * 0.06, -0.79), (s * 0.08, -0.75)], 0.012, one.tones.mid(iron))
        pane = curve([(-0.05, -0.8), (-0.085, -0.94), (0.085, -0.94), (0.05, -0.8)], tension=0.15)
        on = _power(h) if h.look.dark or "glowing" in h.actor.state else 0.3
        one.fill(pane, mix(one.tones.mid((0.6, 0.64, 0.66)), (1.0, 0.9, 0.62), on))
        one.airbrush((0, -0.87), 0.05, 0.06, (1, 0.98, 0.88), on)
        one.line([(-0.05, -0.8), (-0.085, -0.94)], 0.01, one.tones.dark(iron))
        one.line([(0.05, -0.8), (0.085, -0.94)], 0.01, one.tones.dark(iron))
        one.line([(0, -0.8), (0, -0.94)], 0.007, one.tones.dark(iron))
        if h.broken:
            one.cracks(0.02, -0.87, 0.05, 6)
        one.metal(
            curve([(-0.1, -0.935), (-0.05, -0.975), (0, -0.985), (0.05, -0.975), (0.1, -0.935)], tension=0.5), iron
        )
        one.metal(oval(0, -0.99, 0.014, 0.014), iron)


def _street_lamp_glow(h: Sketch) -> None:
    on = _power(h) * (1.0 if h.look.dark else 0.3)
    h.light(0, -0.87, 0.3, _WARM, 0.9 * on)
    cone = curve([(-0.06, -0.84), (-0.34, 0.0), (0.34, 0.0), (0.06, -0.84)], tension=0.1)
    h.wash(cone, (0, -0.84), (0, 0.0), [(0, _WARM, 0.26 * on), (1, _WARM, 0.03 * on)])


_SIGNALS: tuple[tuple[str, RGB, float], ...] = (
    ("red", (1.0, 0.16, 0.1), -0.88),
    ("yellow", (1.0, 0.76, 0.12), -0.74),
    ("green", (0.2, 1.0, 0.45), -0.6),
)


def _signal(h: Sketch) -> int:
    if h.does("drive", "race", "open", "run"):
        return 2 if h.phase > 0.35 else (1 if h.phase > 0.2 else 0)
    return int(h.phase * 5) if h.phase < 0.6 else 0


def _traffic_light(h: Sketch) -> None:
    with h.at(0, 0, 9 if h.broken else 0) as post:
        _post(post)


def _post(h: Sketch) -> None:
    h.metal(rect(-0.025, -0.52, 0.025, 0.0), (0.34, 0.36, 0.38))
    box = rect(-0.12, -1.0, 0.12, -0.48, 0.04)
    h.volume(box, h.tint((0.13, 0.14, 0.15)), 0.08)
    on = {0: 0, 1: 1, 2: 2}.get(_signal(h), 0)
    for k, (_, colour, y) in enumerate(_SIGNALS):
        h.fill(oval(0, y, 0.068, 0.062), times(colour, 0.22))
        if k == on and not (h.broken and h.wave(3) < 0.4):
            h.fill(oval(0, y, 0.064, 0.058), colour)
            h.airbrush((0, y), 0.05, 0.045, mix(colour, (1, 1, 1), 0.7), 0.9)
        h.stroke(
            curve(
                [(-0.085, y + 0.02), (-0.08, y - 0.06), (0, y - 0.085), (0.08, y - 0.06), (0.085, y + 0.02)],
                closed=False,
            ),
            h.tones.dark((0.1, 0.1, 0.1)),
            0.022,
        )
    if h.broken:
        h.cracks(0, -0.74, 0.08, 6)


def _traffic_glow(h: Sketch) -> None:
    if h.broken and h.wave(3) < 0.4:
        return
    _, colour, y = _SIGNALS[{0: 0, 1: 1, 2: 2}.get(_signal(h), 0)]
    h.light(0, y, 0.28, colour, 0.8)


def _tubes(h: Sketch) -> list[tuple[list[Point], RGB, float]]:
    """Return the glass tubes of the sign: line, colour, brightness."""
    pink = h.tint((1.0, 0.25, 0.62))
    blue: RGB = (0.25, 0.85, 1.0)
    flicker = 0.25 if 0.62 < h.phase < 0.66 or 0.7 < h.phase < 0.72 else 1.0
    dead = 0.1 if h.broken else 1.0
    frame: list[Point] = [
        (-0.9, -0.5),
        (-0.86, -0.86),
        (-0.4, -0.94),
        (0.4, -0.94),
        (0.86, -0.86),
        (0.9, -0.5),
        (0.86, -0.14),
        (0.4, -0.06),
        (-0.4, -0.06),
        (-0.86, -0.14),
        (-0.9, -0.5),
    ]
    note: list[Point] = [(-0.5, -0.3), (-0.44, -0.36), (-0.36, -0.3), (-0.42, -0.22), (-0.5, -0.26)]
    stem: list[Point] = [(-0.36, -0.3), (-0.36, -0.74), (-0.2, -0.66), (-0.18, -0.54)]
    return [
        (frame, blue, dead),
        (note, pink, 1.0),
        (stem, pink, 1.0),
        ([(0.02, -0.66), (0.62, -0.66)], pink, flicker),
        ([(0.02, -0.34), (0.5, -0.34)], blue, dead * flicker),
    ]


def _neon(h: Sketch) -> None:
    h.volume(rect(-0.98, -1.0, 0.98, 0.0, 0.06), (0.11, 0.1, 0.14), 0.05)
    for x in (-0.7, 0.7):
        h.line([(x, -1.0), (x, -0.94)], 0.02, (0.3, 0.3, 0.32))
    for points, colour, on in _tubes(h):
        path = curve(points, closed=False)
        h.stroke(path, times(colour, 0.3), 0.05)
        h.stroke(path, mix(times(colour, 0.35), colour, on), 0.034)
        h.stroke(path, mix(times(colour, 0.4), (1.0, 1.0, 1.0), 0.7 * on), 0.014)
    on = 0.15 if h.broken and h.wave(4) < 0.3 else 1.0
    letters(h, "LIVE", (0.3, -0.5), 0.2, mix((0.2, 0.1, 0.15), h.tint((1.0, 0.25, 0.62)), on), 0.17)
    letters(h, "LIVE", (0.3, -0.5), 0.2, mix((0.2, 0.1, 0.15), (1.0, 0.9, 0.95), on), 0.07)
    if h.broken:
        h.cracks(-0.5, -0.6, 0.2, 6, bright=False)


def _neon_glow(h: Sketch) -> None:
    for points, colour, on in _tubes(h):
        path = curve(points, closed=False)
        h.stroke(path, colour, 0.09, 0.3 * on, 0.04)
        h.stroke(path, colour, 0.04, 0.5 * on, 0.015)
    h.light(0, -0.5, 1.0, h.tint((1.0, 0.25, 0.62)), 0.25, 0.6)


def _hologram_light(h: Sketch, strength: float) -> None:
    """Paint a figure of light over its projector: a turning head-and-shoulders cut into lines."""
    colour = h.tint((0.3, 0.85, 1.0))
    flick = strength * (0.4 if 0.3 < h.phase < 0.33 or 0.55 < h.phase < 0.57 else 1.0)
    if h.broken:
        flick *= 0.5 + 0.5 * (h.wave(6) > 0)
    beam = curve([(-0.1, -0.12), (-0.42, -0.96), (0.42, -0.96), (0.1, -0.12)], tension=0.05)
    h.wash(beam, (0, -0.12), (0, -0.96), [(0, colour, 0.5 * flick), (1, colour, 0.04)])
    turn = 0.12 * h.wave()
    h.canvas.saveLayer(None, skia.Paint(Alphaf=min(max(flick, 0.0), 1.0)))
    bust = curve(
        [
            (-0.3, -0.26),
            (-0.28, -0.4),
            (-0.08, -0.46),
            (-0.07, -0.53),
            (-0.14, -0.62),
            (-0.15, -0.76),
            (-0.06, -0.87),
            (0.06, -0.87),
            (0.15, -0.76),
            (0.14, -0.62),
            (0.07, -0.53),
            (0.08, -0.46),
            (0.28, -0.4),
            (0.3, -0.26),
        ]
    )
    h.wash(
        bust,
        (-0.3, 0),
        (0.3, 0),
        [
            (0, mix(colour, (1, 1, 1), 0.5), 0.95),
            (0.5 + turn, times(colour, 0.6), 0.8),
            (1, mix(colour, (1, 1, 1), 0.2), 0.9),
        ],
    )
    with h.inside(bust):
        for s in (-1, 1):
            h.fill(oval(s * 0.055 + turn * 0.5, -0.7, 0.026, 0.014), times(colour, 0.25))
        h.arc([(turn * 0.6, -0.7), (turn * 0.9 + 0.01, -0.64), (turn * 0.5, -0.63)], 0.008, times(colour, 0.35))
        h.arc(
            [(-0.045 + turn * 0.5, -0.585), (turn * 0.5, -0.578), (0.045 + turn * 0.5, -0.585)],
            0.01,
            times(colour, 0.3),
        )
    for k in range(34):
        y = -0.2 - 0.022 * k - 0.022 * ((h.phase * 3) % 1.0)
        ink = skia.Paint(Color=0x66000000, BlendMode=skia.BlendMode.kDstOut)
        h.canvas.drawRect(skia.Rect.MakeLTRB(-0.5, y, 0.5, y + 0.008), ink)
    h.canvas.restore()
    if h.broken:
        for y, dx in ((-0.8, 0.14), (-0.5, -0.16), (-0.34, 0.1)):
            h.fill(rect(dx - 0.2, y, dx + 0.2, y + 0.03), colour, 0.5 * flick)


def _hologram(h: Sketch) -> None:
    h.metal(
        curve([(-0.3, -0.02), (-0.26, -0.1), (-0.12, -0.14), (0.12, -0.14), (0.26, -0.1), (0.3, -0.02)], tension=0.5),
        (0.32, 0.34, 0.4),
        upright=False,
    )
    h.fill(oval(0, -0.13, 0.11, 0.02), h.tint((0.3, 0.85, 1.0)))
    _hologram_light(h, 0.8)


def _hologram_glow(h: Sketch) -> None:
    _hologram_light(h, 0.35)
    h.light(0, -0.14, 0.3, h.tint((0.3, 0.85, 1.0)), 0.8, 0.4)


def _headlights(h: Sketch) -> None:
    """Two lamps in the dark, and what little of the car they let one guess."""
    dark = h.tones.dark((0.07, 0.07, 0.09))
    body = curve(
        [
            (-0.95, -0.12),
            (-0.92, -0.5),
            (-0.7, -0.62),
            (-0.5, -0.92),
            (0.5, -0.92),
            (0.7, -0.62),
            (0.92, -0.5),
            (0.95, -0.12),
        ],
        tension=0.6,
    )
    h.fill(body, dark, 0.92)
    h.fill(
        curve([(-0.56, -0.62), (-0.42, -0.84), (0.42, -0.84), (0.56, -0.62)], tension=0.4),
        mix(dark, h.look.sky_low, 0.2),
    )
    with h.inside(body):
        h.crescent(body, 0.02, h.look.lit, 0.3, 0.01)
    for s in (-1, 1):
        if h.broken and s > 0:
            h.fill(oval(s * 0.66, -0.4, 0.13, 0.11), (0.16, 0.16, 0.18))
            h.cracks(s * 0.66, -0.4, 0.12, 7)
            continue
        h.fill(oval(s * 0.66, -0.4, 0.15, 0.12), (0.3, 0.3, 0.32))
        h.fill(oval(s * 0.66, -0.4, 0.13, 0.105), h.tint((1.0, 0.95, 0.78)))
        h.airbrush((s * 0.66, -0.4), 0.12, 0.1, (1, 1, 1), 1.0, 0.4)


def _headlights_glow(h: Sketch) -> None:
    colour = h.tint((1.0, 0.93, 0.72))
    for s in (-1, 1):
        on = 0.0 if h.broken and s > 0 else 0.92 + 0.08 * sin(2 * pi * (2 * h.phase + 0.2 * s))
        h.light(s * 0.66, -0.4, 0.62, colour, 1.1 * on)
        h.light(s * 0.66, -0.4, 1.1, colour, 0.6 * on, 0.1)


LAMPS = {
    "street_lamp": thing(
        _street_lamp, 2.2, focus=(0.0, -0.87), head=0.35, poses=8, seconds=3.0, glow=_street_lamp_glow, splits=False
    ),
    "traffic_light": thing(
        _traffic_light,
        1.9,
        focus=(0.0, -0.74),
        head=0.5,
        poses=20,
        seconds=5.0,
        glow=_traffic_glow,
        splits=False,
        moves=False,
    ),
    "neon_sign": thing(
        _neon, 0.6, focus=(0.0, -0.5), poses=16, seconds=3.0, glow=_neon_glow, lights=True, splits=False
    ),
    "hologram": thing(
        _hologram,
        0.7,
        focus=(0.0, -0.7),
        head=0.5,
        poses=16,
        seconds=3.0,
        glow=_hologram_glow,
        lights=True,
        splits=False,
    ),
    "headlights": thing(
        _headlights, 0.8, focus=(0.0, -0.45), poses=8, seconds=2.0, glow=_headlights_glow, lights=True, splits=False
    ),
}
"""What shines by current."""
