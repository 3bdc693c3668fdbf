"""What stands outside: the stone at the crossroads, bench, bridge, statue, puddle."""

from math import cos, pi, sin

import skia

from render.animatic.actors.people.forms import Point, curve, oval, polygon, tube
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.letters import letters
from render.animatic.actors.things.model import thing
from render.animatic.actors.things.sketch import Sketch, rect, ring
from render.animatic.base import RGB

_MOSS: RGB = (0.32, 0.42, 0.2)


def _stone(h: Sketch) -> None:
    grey = h.tint((0.56, 0.55, 0.54))
    outline: list[Point] = [
        (-0.42, 0.0),
        (-0.46, -0.2),
        (-0.4, -0.46),
        (-0.36, -0.78),
        (-0.24, -0.95),
        (-0.04, -1.0),
        (0.18, -0.96),
        (0.32, -0.82),
        (0.38, -0.5),
        (0.43, -0.22),
        (0.42, 0.0),
    ]
    path = curve(outline, tension=0.75)
    sx, _ = h.tones.sun
    h.volume(path, grey, 0.18)
    with h.inside(path):
        side = polygon(
            [
                (-sx * 0.26, -1.05),
                (-sx * 0.2, -0.6),
                (-sx * 0.3, -0.3),
                (-sx * 0.24, 0.05),
                (-sx * 0.6, 0.05),
                (-sx * 0.6, -1.05),
            ]
        )
        h.fill(side, h.tones.dark(grey), 0.42, 0.02)
        h.speckle(path, h.tones.dark(grey), 90, 0.035, 0.45, 131)
        h.speckle(path, h.tones.light(grey), 70, 0.02, 0.55, 132)
        h.speckle(path, h.tones.mid((0.72, 0.66, 0.4)), 14, 0.05, 0.5, 133)
        for x, y, r in ((-0.36, -0.06, 0.2), (0.3, -0.04, 0.2), (-0.34, -0.86, 0.14), (0.1, -1.0, 0.16)):
            h.airbrush((x, y), r, r * 0.6, h.tones.mid(_MOSS), 0.85, 0.2)
        for points in (
            [(-0.3, -0.9), (-0.22, -0.74), (-0.27, -0.62)],
            [(0.3, -0.36), (0.2, -0.22), (0.26, -0.08)],
            [(0.12, -0.97), (0.16, -0.88), (0.1, -0.82)],
        ):
            h.crease(points, 0.016, h.tones.dark(times(grey, 0.5)), 0.8)
    _inscription(h, grey)
    if h.broken:
        h.crease([(-0.4, -0.84), (-0.3, -0.7), (-0.34, -0.5), (-0.26, -0.34)], 0.02, h.tones.dark(times(grey, 0.4)))
    for k in range(16):
        x = -0.5 + k / 15
        tall = 0.07 + 0.07 * ((k * 37) % 10) / 10
        sway = 0.012 * h.wave(1, k * 0.1)
        h.crease(
            [(x, 0.02), (x + 0.01, -tall * 0.5), (x + 0.03 + sway, -tall)],
            0.022,
            h.tones.mid(_MOSS if k % 3 else (0.5, 0.52, 0.28)),
        )


def _inscription(h: Sketch, grey: RGB) -> None:
    """Paint three carved lines with an arrow to each way."""
    deep = h.tones.dark(times(grey, 0.35))
    glow = "glowing" in h.actor.state or h.does("read", "wake")
    ink = mix(deep, h.look.accent, 0.8) if glow else deep
    gone = 3 if "empty" in h.actor.state else 2 if h.broken else 1 if "snowy" in h.actor.state else 0
    for row, text in enumerate(("ПОДВИГ", "СЛАВА", "СМЕРТЬ")):
        y = -0.74 + 0.15 * row
        if row >= 3 - gone:
            _drift(h, y - 0.035, row)
            continue
        letters(h, text, (0.012, y + 0.006), 0.078, h.tones.light(grey), 0.16, 0.55)
        letters(h, text, (0.005, y), 0.078, ink, 0.19)
    for dx, dy in ((-0.16, 0.02), (0.0, -0.05), (0.16, 0.02)):
        start, tip = (dx * 0.3, -0.2), (dx * 1.15, -0.24 + dy)
        h.line([start, tip], 0.016, ink)
        ux, uy = (tip[0] - start[0]), (tip[1] - start[1])
        size = (ux * ux + uy * uy) ** 0.5
        ux, uy = ux / size * 0.04, uy / size * 0.04
        h.line([(tip[0] - ux - uy, tip[1] - uy + ux), tip, (tip[0] - ux + uy, tip[1] - uy - ux)], 0.014, ink)


def _drift(h: Sketch, y: float, salt: int) -> None:
    """Paint the snow that has filled a carved line."""
    white = mix((0.93, 0.95, 0.99), h.look.sky_low, 0.12)
    rng = h.chance(140 + salt)
    for k in range(9):
        x = -0.27 + 0.066 * k
        r = 0.055 + 0.02 * float(rng.random())
        h.volume(oval(x, y + 0.012 * float(rng.normal()), r, r * 0.72), white, 0.04, rim=0.2)


def _bench(h: Sketch) -> None:
    wood = h.tint((0.52, 0.34, 0.2))
    iron: RGB = (0.17, 0.19, 0.2)
    for s in (-1, 1):
        x = s * 0.86
        h.arc([(x - 0.04, -0.96), (x - 0.02, -0.5), (x + 0.06, -0.42)], 0.05, h.tones.mid(iron))
        h.arc([(x - 0.02, -0.48), (x - 0.08, -0.2), (x - 0.12, 0.0)], 0.05, h.tones.mid(iron))
        h.arc([(x + 0.08, -0.42), (x + 0.06, -0.2), (x + 0.14, 0.0)], 0.05, h.tones.mid(iron))
        h.arc([(x - 0.02, -0.66), (x + 0.14, -0.68), (x + 0.16, -0.44)], 0.04, h.tones.mid(iron))
    for k in range(3):
        y = -0.94 + 0.13 * k
        gone = h.broken and k == 1
        if gone:
            with h.at(-1.05, y + 0.02, 14) as loose:
                loose.wood(rect(0, 0, 1.1, 0.09, 0.015), wood, salt=151)
            continue
        h.wood(rect(-1.05, y, 1.05, y + 0.095, 0.015), wood, lit=0.1, salt=152 + k)
    for k in range(3):
        y = -0.47 + 0.05 * k
        h.wood(
            polygon(
                [
                    (-1.05 - 0.02 * k, y),
                    (1.05 + 0.02 * k, y),
                    (1.07 + 0.02 * k, y + 0.042),
                    (-1.07 - 0.02 * k, y + 0.042),
                ]
            ),
            times(wood, 1.08),
            lit=0.3 - 0.1 * k,
            salt=156 + k,
        )


def _bridge(h: Sketch) -> None:
    stone = h.tint((0.62, 0.57, 0.5))
    deck: list[Point] = [(-1.9, -0.42), (-1.1, -0.66), (0.0, -0.8), (1.1, -0.66), (1.9, -0.42)]
    arch: list[Point] = [
        (1.0, 0.0),
        (0.84, -0.32),
        (0.46, -0.52),
        (0.0, -0.58),
        (-0.46, -0.52),
        (-0.84, -0.32),
        (-1.0, 0.0),
    ]
    body = curve([*deck, (1.95, 0.0), *arch, (-1.95, 0.0)], tension=0.5)
    under = curve([(-0.98, 0.0), (-0.8, -0.3), (0.0, -0.54), (0.8, -0.3), (0.98, 0.0)], tension=0.7)
    h.fill(under, h.tones.dark(times(stone, 0.5)), 0.85)
    h.volume(body, stone, 0.14)
    with h.inside(body):
        h.speckle(body, h.tones.dark(stone), 60, 0.07, 0.35, 161)
        for row in range(7):
            y = -0.1 - 0.115 * row
            h.arc([(-1.9, y + 0.06), (0, y - 0.05), (1.9, y + 0.06)], 0.01, h.tones.dark(stone), 0.7)
            for k in range(13):
                x = -1.8 + 0.3 * k + 0.15 * (row % 2)
                lift = -0.11 * (1 - (x / 1.9) ** 2) + 0.06
                h.line([(x, y + lift), (x, y + lift - 0.115)], 0.01, h.tones.dark(stone), 0.6)
        for k in range(15):
            t = pi * (k + 0.5) / 15
            h.line([(-1.0 * cos(t), -0.58 * sin(t)), (-1.13 * cos(t), -0.7 * sin(t))], 0.012, h.tones.dark(stone), 0.8)
    h.stroke(curve(arch, closed=False), h.tones.light(stone), 0.03, 0.8)
    rail = [(x, y - 0.15) for x, y in deck]
    for k in range(15):
        x = -1.75 + 0.25 * k
        y = -0.42 - 0.38 * cos(pi * x / 3.9)
        if h.broken and k in (8, 9):
            continue
        h.volume(rect(x - 0.03, y - 0.18, x + 0.03, y, 0.01), stone, 0.03)
    if h.broken:
        h.fill(
            polygon([(0.1, -0.86), (0.6, -0.84), (0.5, -0.7), (0.42, -0.6), (0.3, -0.72), (0.2, -0.64)]),
            h.tones.dark(mix(h.look.shade, h.look.sky_low, 0.4)),
        )
        for x, y in ((0.2, -0.04), (0.42, -0.02), (0.3, -0.08)):
            h.volume(curve(ring(x, y, 0.08, 0.05, 6)), stone, 0.04)
        h.arc([(x, y) for x, y in rail[:3]], 0.07, h.tones.mid(stone))
    else:
        h.stroke(curve(rail, closed=False), h.tones.dark(stone), 0.08)
        h.stroke(curve([(x, y - 0.012) for x, y in rail], closed=False), h.tones.light(stone), 0.045)


def _statue(h: Sketch) -> None:
    marble = h.tint((0.85, 0.84, 0.81))
    h.face(rect(-0.3, -0.1, 0.3, 0.0), times(marble, 0.9), 0.1, 0.01)
    h.face(rect(-0.24, -0.3, 0.24, -0.1), times(marble, 0.85), -0.05, 0.01)
    h.face(rect(-0.28, -0.33, 0.28, -0.29), marble, 0.25, 0.008)
    bust = curve(
        [
            (-0.25, -0.33),
            (-0.27, -0.47),
            (-0.1, -0.55),
            (-0.075, -0.63),
            (0.075, -0.63),
            (0.1, -0.55),
            (0.27, -0.47),
            (0.25, -0.33),
        ],
        tension=0.8,
    )
    h.volume(bust, marble, 0.12)
    with h.inside(bust):
        for k in range(5):
            h.crease(
                [(-0.26 + 0.03 * k, -0.5), (-0.06 + 0.06 * k, -0.42), (0.2, -0.34 - 0.03 * k)],
                0.024,
                h.tones.dark(marble),
                0.5,
            )
    head = curve(
        [
            (-0.14, -0.78),
            (-0.12, -0.66),
            (-0.05, -0.585),
            (0.05, -0.585),
            (0.12, -0.66),
            (0.14, -0.78),
            (0.1, -0.92),
            (0, -0.96),
            (-0.1, -0.92),
        ]
    )
    if h.broken:
        with h.at(0.36, 0.34, 74) as fallen:
            _bust_head(fallen, marble, head)
        h.volume(curve(ring(0.0, -0.6, 0.08, 0.035, 9, 0.4)), marble, 0.03)
        return
    _bust_head(h, marble, head)


def _bust_head(h: Sketch, marble: RGB, head: skia.Path) -> None:
    h.volume(head, marble, 0.1)
    dark = h.tones.dark(marble)
    for s in (-1, 1):
        h.airbrush((s * 0.055, -0.76), 0.045, 0.03, dark, 0.85)
        h.fill(oval(s * 0.055, -0.755, 0.026, 0.014), h.tones.light(marble))
        h.arc([(s * 0.025, -0.785), (s * 0.06, -0.797), (s * 0.095, -0.78)], 0.012, dark, 0.8)
    h.crease([(0.0, -0.77), (0.02, -0.71), (0.012, -0.69)], 0.02, dark, 0.7)
    h.crease([(-0.04, -0.645), (0, -0.638), (0.04, -0.645)], 0.016, dark, 0.9)
    for k in range(11):
        a = pi * (k + 0.4) / 11
        h.volume(oval(-0.135 * cos(a), -0.83 - 0.125 * sin(a), 0.036, 0.036), marble, 0.022)
    h.speckle(head, dark, 10, 0.03, 0.3, 171)


def _puddle(sketch: Sketch) -> None:
    """Paint a puddle: a strip from afar, a mirror looked into from above when it fills the picture."""
    near = sketch.actor.framing in ("insert", "close", "extreme close")
    with sketch.at(0, 0, 0, 1.0, 2.4 if near else 1.0) as h:
        _water(h, near)


def _mirrored(h: Sketch) -> None:
    """Paint who is seen in the water, head down: a stranger, dim before the light of the street, torn by ripples."""
    warm = mix(h.look.accent, (1.0, 0.78, 0.45), 0.7)
    with h.at(0.05, 0.0, 0, 1.0, 1 / 2.4) as one:
        one.airbrush((0.0, -0.62), 0.62, 0.62, warm, 0.55, 0.1)
        high = 1.3 / _RIPPLES
        for k in range(_RIPPLES):
            y = -1.22 + high * k
            with one.inside(rect(-0.5, y, 0.5, y + high + 0.004)):
                # The nearer to the feet, the calmer: there the stranger stands at the water's edge.
                shift = (0.006 + 0.02 * k / _RIPPLES) * h.wave(1, 0.17 * k)
                with one.at(shift, 0.0, 0, 1.0) as strip:
                    _stranger(strip)
        for k in range(7):
            # The rain draws lines through it.
            y = -1.0 + 0.14 * k
            one.arc([(-0.26, y), (0.0, y + 0.02 * h.wave(1, 0.2 * k)), (0.26, y)], 0.01, h.look.lit, 0.2)


_RIPPLES = 13
"""Strips into which a reflection is torn."""


def _stranger(h: Sketch) -> None:
    """Paint a woman in a coat from her feet, at y = -1.16, down to her crown at -0.13."""
    dark = mix(h.look.shade, (0.1, 0.09, 0.12), 0.5)
    coat, hair = mix(dark, h.look.accent, 0.5), mix(dark, (0.2, 0.12, 0.09), 0.5)
    skin = mix(dark, (0.9, 0.72, 0.62), 0.8)
    for s in (-1, 1):
        leg = [(s * 0.045, -0.8), (s * 0.045, -0.9), (s * 0.05, -1.08)]
        h.fill(tube(leg, [0.034, 0.026, 0.018]), mix(dark, skin, 0.3))
        h.fill(curve([(s * 0.03, -1.06), (s * 0.03, -1.15), (s * 0.1, -1.16), (s * 0.075, -1.06)]), dark)
    body = curve([(-0.035, -0.275), (-0.1, -0.325), (-0.066, -0.51), (-0.1, -0.64), (-0.15, -0.86), (0.15, -0.86),
                  (0.1, -0.64), (0.066, -0.51), (0.1, -0.325), (0.035, -0.275)], tension=0.6)  # fmt: skip
    h.volume(body, coat, 0.06)
    for s in (-1, 1):
        arm = tube([(s * 0.09, -0.335), (s * 0.15, -0.47), (s * 0.085, -0.56)], [0.03, 0.026, 0.02])
        h.volume(arm, mix(coat, dark, 0.2), 0.03)
    h.line([(-0.066, -0.51), (0.066, -0.51)], 0.02, dark)
    h.fill(tube([(0.0, -0.3), (0.0, -0.25)], [0.03, 0.03]), skin)
    locks = curve([(-0.07, -0.15), (-0.085, -0.24), (-0.07, -0.36), (0.07, -0.36), (0.085, -0.24), (0.07, -0.15),
                   (0.0, -0.125)], tension=0.8)  # fmt: skip
    h.fill(locks, hair)
    h.volume(oval(0.0, -0.215, 0.056, 0.072), skin, 0.04)
    h.fill(curve([(-0.06, -0.21), (-0.045, -0.145), (0.045, -0.145), (0.06, -0.21), (0.0, -0.18)]), hair)
    for s in (-1, 1):
        h.fill(oval(s * 0.022, -0.218, 0.009, 0.006), dark)
    h.arc([(-0.016, -0.258), (0.0, -0.262), (0.016, -0.258)], 0.007, mix(dark, (0.6, 0.2, 0.2), 0.5))


def _water(h: Sketch, near: bool) -> None:
    edge: list[Point] = [
        (-1.3, -0.22),
        (-0.9, -0.4),
        (-0.3, -0.42),
        (0.3, -0.5),
        (0.9, -0.4),
        (1.35, -0.26),
        (1.15, -0.1),
        (0.5, -0.03),
        (-0.1, -0.05),
        (-0.8, -0.02),
        (-1.2, -0.1),
    ]
    path = curve(edge)
    h.fill(path, h.tones.dark(mix(h.look.ground, h.look.shade, 0.4)))
    inner = curve([(x * 0.97, -0.23 + (y + 0.23) * 0.93) for x, y in edge])
    h.wash(
        inner,
        (0, -0.48),
        (0, 0),
        [
            (0, mix(h.look.sky_low, h.tint(h.look.sky_low), 0.7), 1),
            (0.6, h.look.sky_top, 1),
            (1, mix(h.look.sky_top, h.look.shade, 0.4), 1),
        ],
    )
    with h.inside(inner):
        if h.look.dark:
            h.fill(inner, h.tones.dark(h.look.shade), 0.5)
            lights = (h.look.accent, (1.0, 0.76, 0.4), mix(h.look.accent, (0.2, 0.8, 1.0), 0.7), (1.0, 0.86, 0.6))
            for n, x in enumerate((-0.95, -0.62, -0.3, 0.0, 0.34, 0.6, 0.92)):
                # Signs and lamps stand on their heads in it, torn by the rain.
                for k in range(9):
                    shift = 0.016 * h.wave(1, 0.13 * k + 0.3 * n)
                    wide = (0.05 + 0.03 * ((n * 7 + k) % 3)) * (1.0 if n % 2 else 0.7)
                    h.airbrush((x + shift, -0.46 + 0.045 * k), wide, 0.022, lights[n % 4], 0.7 - 0.05 * k)
            if near:
                _mirrored(h)
        else:
            h.airbrush((-0.2, -0.32), 0.5, 0.07, (1, 1, 1), 0.55)
            h.airbrush((0.5, -0.22), 0.34, 0.05, (1, 1, 1), 0.4)
        for k, (x, y) in enumerate(((-0.5, -0.2), (0.55, -0.28), (0.05, -0.12))):
            t = (h.phase + 0.33 * k) % 1.0
            for lag in (0.0, 0.3):
                r = max(t - lag, 0.0)
                if r > 0.02 and (h.look.wet or h.does("play", "dance", "jump", "fall", "wake") or h.broken):
                    h.stroke(oval(x, y, 0.42 * r, 0.13 * r), h.look.lit, 0.014, 0.8 * (1 - t))
        if h.broken:
            for k in range(5):
                h.arc(
                    [
                        (-1.2, -0.35 + 0.07 * k),
                        (-0.3, -0.32 + 0.07 * k + 0.03 * h.wave(2, k * 0.2)),
                        (0.4, -0.36 + 0.07 * k),
                        (1.2, -0.3 + 0.06 * k),
                    ],
                    0.02,
                    h.look.shade,
                    0.5,
                )
    h.arc([*edge[:6]], 0.008, h.look.lit, 0.35)


OUTDOORS = {
    "stone": thing(_stone, 1.2, focus=(0.0, -0.58), head=0.7, poses=6, seconds=3.0, splits=False),
    "bench": thing(_bench, 0.5, splits=False),
    "bridge": thing(_bridge, 2.0, splits=False),
    "statue": thing(_statue, 1.15, focus=(0.0, -0.75), head=0.45, splits=False),
    "puddle": thing(_puddle, 0.4, poses=10, seconds=2.0, splits=False),
}
"""What stands and lies outside."""
