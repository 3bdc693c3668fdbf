"""Ships and boats, with the water they lie in."""

from math import pi, sin

import numpy as np

from render.animatic.actors.people.forms import Point, between, curve, oval, polygon, tube
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.model import Model, figure
from render.animatic.actors.things.sketch import Sketch, rect
from render.animatic.actors.vehicles.wheels import MOVING, pace
from render.animatic.base import RGB, Actor, Figure, Look

_OAK: RGB = (0.36, 0.23, 0.14)
_CANVAS: RGB = (0.93, 0.89, 0.78)


def water(h: Sketch, half: float, bow: float) -> None:
    """Paint the sea before a hull: crests, foam at the bow, wake; `bow` is where it cuts the water."""
    blue = mix(h.tones.mid((0.13, 0.3, 0.42)), h.look.mid, 0.35)
    foam = h.tones.light((0.94, 0.97, 1.0))

    def crest(y: float, shift: float, high: float) -> list[Point]:
        return [
            (
                half * (2 * k / 16 - 1),
                y + high * sin(2 * pi * (k * 0.19 - h.phase + shift)) + 0.03 * (2 * k / 16 - 1) ** 2,
            )
            for k in range(17)
        ]

    for row, (y, shift) in enumerate(((-0.02, 0.0), (0.02, 0.4), (0.05, 0.75))):
        top = crest(y, shift, 0.014)
        inset = row * 2
        path = curve(
            [*top[inset : 17 - inset], (half * (0.8 - 0.2 * row), 0.1), (0.0, 0.115), (-half * (0.8 - 0.2 * row), 0.1)],
            tension=0.8,
        )
        h.fill(path, mix(blue, h.look.shade, 0.12 * row), 0.85)
        h.arc(top[inset : 17 - inset], 0.007, foam, 0.6)
    for k in range(12):
        reach = bow - 0.05 * k
        h.airbrush((reach, -0.012 - 0.012 * (k % 3)), 0.05 + 0.01 * (k % 4), 0.022, foam, 0.75 - 0.05 * k)
    for k in range(8):
        h.airbrush((-bow * 0.9 - 0.05 * k, 0.01), 0.07, 0.016, foam, 0.55 - 0.05 * k)


def _sail(
    h: Sketch, x: float, y0: float, y1: float, top: float, low: float, colour: RGB, swell: float, torn: bool
) -> None:
    """Paint a square sail full of wind, its yard above it."""
    belly = swell * (y1 - y0)
    right, left = x + low + belly * 0.4, x - low + belly * 0.25
    path = curve(
        [
            (x - top, y0),
            (x + top, y0),
            (x + top + belly, (y0 + y1) / 2),
            (right, y1),
            (x + belly * 0.3, y1 - (y1 - y0) * 0.12),
            (left, y1),
            (x - top + belly * 0.55, (y0 + y1) / 2),
        ],
        tension=0.75,
    )
    h.volume(path, colour, (y1 - y0) * 0.32, rim=0.4)
    with h.inside(path):
        h.wash(
            path,
            (x - low, 0),
            (x + low + belly, 0),
            [
                (0, h.tones.dark(colour), 0.55),
                (0.4, colour, 0.0),
                (0.75, h.tones.light(colour), 0.5),
                (1, h.tones.dark(colour), 0.25),
            ],
        )
        if h.fine(0.012):
            for k in range(1, 6):
                a, b = x - top + 2 * top * k / 6, left + (right - left) * k / 6
                h.arc([(a, y0), ((a + b) / 2 + belly * 0.75, (y0 + y1) / 2), (b, y1)], 0.004, h.tones.dark(colour), 0.5)
            for k in range(14):
                t = x - top + 2 * top * (k + 0.5) / 14 + belly * 0.3
                h.line([(t, y0 + (y1 - y0) * 0.18), (t, y0 + (y1 - y0) * 0.28)], 0.003, h.tones.dark(colour), 0.7)
        if torn:
            _tears(h, x, y0, y1, low)
    h.stroke(curve([(x - top * 1.12, y0), (x + top * 1.12, y0 - 0.006)], closed=False), h.tones.dark(_OAK), 0.014)
    h.stroke(
        curve([(x - top * 1.1, y0 - 0.003), (x + top * 1.1, y0 - 0.009)], closed=False), h.tones.light(_OAK), 0.004
    )


def _tears(h: Sketch, x: float, y0: float, y1: float, low: float) -> None:
    rng = h.chance(83)
    for _ in range(3):
        cx, wide = x + low * float(rng.uniform(-0.7, 0.9)), low * 0.22
        hole = [
            (cx - wide * 0.3, y1 + 0.02),
            (cx - wide * 0.6, y1 - (y1 - y0) * 0.35),
            (cx, y1 - (y1 - y0) * float(rng.uniform(0.5, 0.8))),
            (cx + wide * 0.5, y1 - (y1 - y0) * 0.3),
            (cx + wide * 0.4, y1 + 0.02),
        ]
        h.fill(polygon(hole), h.tones.dark(mix(h.look.shade, h.look.sky_low, 0.4)))


def _hull(h: Sketch, hull: RGB) -> None:
    line: list[Point] = [
        (-0.62, -0.27),
        (-0.6, -0.16),
        (-0.55, -0.02),
        (-0.3, 0.05),
        (0.2, 0.05),
        (0.46, -0.02),
        (0.58, -0.14),
        (0.66, -0.22),
        (0.4, -0.155),
        (0.0, -0.135),
        (-0.3, -0.15),
        (-0.38, -0.22),
    ]
    path = curve(line, tension=0.55)
    h.volume(path, hull, 0.09)
    with h.inside(path):
        for k in range(7):
            y = -0.2 + 0.034 * k
            h.arc(
                [(-0.66, y - 0.03), (-0.2, y + 0.035), (0.2, y + 0.035), (0.66, y - 0.05)],
                0.004,
                h.tones.dark(times(hull, 0.6)),
                0.6,
            )
        h.arc(
            [(-0.66, -0.15), (-0.2, -0.085), (0.2, -0.085), (0.68, -0.17)], 0.03, h.tones.mid(mix(_CANVAS, hull, 0.15))
        )
        for k in range(9):
            x = -0.42 + 0.1 * k
            y = -0.098 - 0.05 * (2 * k / 8 - 1) ** 2 + 0.01
            h.fill(rect(x - 0.012, y - 0.011, x + 0.012, y + 0.011, 0.002), (0.05, 0.04, 0.04))
    h.arc(
        [(-0.64, -0.27), (-0.38, -0.235), (-0.3, -0.165), (0.0, -0.15), (0.4, -0.17), (0.68, -0.235)],
        0.014,
        h.tones.light((0.7, 0.52, 0.24)),
    )
    for k in range(3):
        h.fill(
            rect(-0.6 + 0.07 * k, -0.235 + 0.01 * k, -0.56 + 0.07 * k, -0.205 + 0.01 * k, 0.003),
            (1.0, 0.82, 0.46) if h.look.dark else h.tones.mid((0.4, 0.48, 0.52)),
        )
    h.arc([(0.6, -0.2), (0.78, -0.3), (0.96, -0.38)], 0.02, h.tones.dark(_OAK))
    h.arc([(0.6, -0.206), (0.78, -0.306), (0.96, -0.386)], 0.007, h.tones.light(_OAK))


def _ship(h: Sketch) -> None:
    hull, cloth = _OAK, h.tint(_CANVAS)
    if h.old:
        cloth = mix(cloth, (0.5, 0.42, 0.3), 0.4)
    rough = 2.0 if h.look.weather in ("storm", "wind", "blizzard") else 1.0
    swell = 0.2 + 0.03 * h.wave(2)
    furled = h.does("stand", "sleep", "hide", "close") and h.actor.colour is None and h.look.weather == "mist"
    with h.at(0, -0.012 * rough * h.wave(1, 0.25), 2.2 * rough * h.wave()) as one:
        _rigging(one)
        masts = ((-0.34, -0.86), (0.02, -1.0), (0.36, -0.88))
        for x, top in masts:
            if h.broken and x > 0.3:
                one.volume(tube([(x, -0.1), (x + 0.01, -0.42)], [0.013, 0.012]), _OAK, 0.012)
                one.volume(tube([(x + 0.02, -0.42), (x + 0.24, -0.3)], [0.011, 0.007]), _OAK, 0.012)
                continue
            one.volume(tube([(x, -0.1), (x + 0.004, top * 0.5), (x + 0.008, top)], [0.014, 0.011, 0.006]), _OAK, 0.012)
        for x, top in masts:
            if furled or (h.broken and x > 0.3):
                continue
            tall = -top - 0.2
            for a, b, w0, w1 in ((0.0, 0.27, 0.085, 0.115), (0.29, 0.6, 0.12, 0.155), (0.62, 0.98, 0.155, 0.175)):
                _sail(one, x, top + 0.03 + a * tall, top + 0.03 + b * tall, w0, w1, cloth, swell, h.broken)
        if not h.broken:
            for k, (foot, head) in enumerate((((0.94, -0.36), (0.4, -0.78)), ((0.82, -0.31), (0.39, -0.6)))):
                clew = (foot[0] - 0.36 + 0.06 * k, -0.25)
                jib = curve(
                    [
                        head,
                        between(head, foot, 0.5),
                        foot,
                        (between(foot, clew, 0.5)[0], between(foot, clew, 0.5)[1] + 0.02),
                        clew,
                        (between(head, clew, 0.5)[0] + 0.05, between(head, clew, 0.5)[1]),
                    ],
                    tension=0.7,
                )
                one.volume(jib, cloth, 0.06)
        _hull(one, hull)
        for x, top in masts[:2] if h.broken else masts:
            _pennant(one, x + 0.008, top)
    water(h, 0.95, 0.56)


def _rigging(h: Sketch) -> None:
    rope = h.tones.dark((0.24, 0.19, 0.15))
    for x, top in ((-0.34, -0.86), (0.02, -1.0), (0.36, -0.88)):
        if h.broken and x > 0.3:
            continue
        for dx in (-0.16, -0.12, 0.1, 0.14):
            h.line([(x, top * 0.72), (x + dx, -0.16)], 0.004, rope, 0.85)
        if h.fine(0.006):
            for k in range(8):
                t = k / 8
                h.line(
                    [
                        (x - 0.16 * t, top * 0.72 + (-0.16 - top * 0.72) * t),
                        (x - 0.12 * t, top * 0.72 + (-0.16 - top * 0.72) * t),
                    ],
                    0.003,
                    rope,
                    0.7,
                )
                h.line(
                    [
                        (x + 0.14 * t, top * 0.72 + (-0.16 - top * 0.72) * t),
                        (x + 0.1 * t, top * 0.72 + (-0.16 - top * 0.72) * t),
                    ],
                    0.003,
                    rope,
                    0.7,
                )
    for a, b in (
        ((0.96, -0.385), (0.37, -0.88)),
        ((0.8, -0.31), (0.02, -0.98)),
        ((0.36, -0.86), (0.03, -0.6)),
        ((0.02, -0.97), (-0.33, -0.6)),
        ((-0.62, -0.27), (-0.34, -0.84)),
    ):
        if not (h.broken and 0.36 in (a[0], b[0])):
            h.line([a, b], 0.004, rope, 0.85)


def _pennant(h: Sketch, x: float, y: float) -> None:
    red = h.look.accent
    points: list[Point] = [
        (x + 0.12 * k / 5, y - 0.012 + 0.012 * sin(2 * pi * (h.phase * 2 - k * 0.22)) * k / 5) for k in range(6)
    ]
    low: list[Point] = [(px, py + 0.032 * (1 - k / 6)) for k, (px, py) in enumerate(points)]
    h.volume(curve([*points, *reversed(low)], tension=0.8), red, 0.01)


def _ship_glow(h: Sketch) -> None:
    strength = 0.9 if h.look.dark else 0.15
    for k in range(3):
        h.light(-0.58 + 0.07 * k, -0.22, 0.07, (1.0, 0.74, 0.34), strength)
    h.light(-0.66, -0.31, 0.12, (1.0, 0.74, 0.34), strength)


def sailing_ship(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return a three-master under sail."""
    model = Model(_ship, 6.0, focus=(0.1, -0.5), head=0.7, poses=14, seconds=4.6, glow=_ship_glow,
        travel=0.1 if actor.action in MOVING or actor.action == "stand" else 0.0,
                  seat=(-0.44, -0.26), splits=False, moves=actor.action == "fade")  # fmt: skip
    return figure(model, actor, look)


def _boat(h: Sketch) -> None:
    wood = h.tint((0.5, 0.3, 0.17))
    with h.at(0, -0.03 * h.wave(1, 0.25), 2.0 * h.wave()) as one:
        inner = curve(
            [(-1.7, -0.86), (-0.8, -0.72), (0.6, -0.72), (1.86, -1.0), (1.2, -0.6), (-1.2, -0.56)], tension=0.7
        )
        one.fill(inner, one.tones.dark(times(wood, 0.6)))
        for x in (-0.9, 0.1, 1.0):
            one.wood(
                polygon([(x - 0.16, -0.68), (x + 0.16, -0.68), (x + 0.18, -0.6), (x - 0.18, -0.6)]), times(wood, 1.2)
            )
        if not h.does("sail"):
            for x, turn in ((-0.2, 10 * h.wave()), (0.1, 10 * h.wave(1, 0.1))):
                one.arc([(x, -0.72), (x - 0.9, -0.3 + 0.01 * turn)], 0.045, one.tones.mid((0.66, 0.48, 0.28)))
                one.volume(
                    curve(
                        [
                            (x - 0.85, -0.36 + 0.01 * turn),
                            (x - 1.3, -0.16 + 0.012 * turn),
                            (x - 1.38, -0.06 + 0.012 * turn),
                            (x - 0.92, -0.24 + 0.01 * turn),
                        ],
                        tension=0.6,
                    ),
                    (0.7, 0.52, 0.3),
                    0.05,
                )
        side = curve(
            [
                (-1.72, -0.84),
                (-0.8, -0.66),
                (0.6, -0.64),
                (1.9, -1.0),
                (1.66, -0.4),
                (1.1, 0.02),
                (-1.1, 0.04),
                (-1.56, -0.3),
            ],
            tension=0.65,
        )
        one.volume(side, wood, 0.25)
        with one.inside(side):
            for k in range(5):
                y = -0.5 + 0.14 * k
                one.arc(
                    [(-1.8, y - 0.2), (-0.8, y + 0.02), (0.6, y + 0.04), (1.9, y - 0.3)],
                    0.022,
                    one.tones.dark(times(wood, 0.6)),
                    0.8,
                )
                one.arc(
                    [(-1.8, y - 0.175), (-0.8, y + 0.045), (0.6, y + 0.065), (1.9, y - 0.275)],
                    0.01,
                    one.tones.light(wood),
                    0.5,
                )
        one.arc(
            [(-1.72, -0.84), (-0.8, -0.66), (0.6, -0.64), (1.9, -1.0)],
            0.06,
            one.tones.light(mix(wood, (0.9, 0.85, 0.7), 0.4)),
        )
        one.metal(oval(0.0, -0.66, 0.06, 0.08), (0.6, 0.56, 0.4))
        if h.broken:
            one.fill(
                curve([(0.5, -0.4), (0.8, -0.5), (1.0, -0.3), (0.8, -0.1), (0.55, -0.2)], tension=0.2),
                (0.05, 0.04, 0.04),
            )
    with h.at(0, 0.02, 0, 2.6, 1.6) as sea:
        water(sea, 0.92, 0.54)


def boat(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return a rowing boat."""
    model = Model(_boat, 0.45, focus=(0.9, -0.6), head=1.0, poses=12, seconds=3.2, travel=pace(actor.action, 0.7,
        1.2), seat=(0.0, -0.35), splits=False,
                  moves=actor.action == "fade")  # fmt: skip
    return figure(model, actor, look)
