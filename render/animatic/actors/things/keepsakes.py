"""Small things that mean much: compass, key, ring, trophy, snow globe, helmet, steering wheel."""

from math import cos, pi, sin

from render.animatic.actors.people.forms import Point, curve, oval, polygon
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.letters import letters
from render.animatic.actors.things.model import thing
from render.animatic.actors.things.sketch import Sketch, rect, ring
from render.animatic.base import RGB

_BRASS: RGB = (0.83, 0.63, 0.28)


def _compass(h: Sketch) -> None:
    brass = h.tint(_BRASS)
    lid = 1.0 if not h.does("close", "open", "hide") else h.ajar
    if lid > 0.1:
        with h.at(0, -0.74, 0, 1.0, 0.5 * lid) as one:
            one.metal(oval(0, -0.24, 0.4, 0.4), brass, upright=False)
            one.metal(oval(0, -0.24, 0.33, 0.33), times(brass, 0.85))
            one.stroke(oval(0, -0.24, 0.2, 0.2), one.tones.dark(brass), 0.012)
    h.metal(rect(-0.08, -0.78, 0.08, -0.7, 0.02), brass)
    h.metal(oval(0, -0.36, 0.46, 0.37), times(brass, 0.7), upright=False)
    h.metal(oval(0, -0.4, 0.46, 0.38), brass)
    h.fill(oval(0, -0.4, 0.4, 0.33), h.tones.light((0.95, 0.92, 0.83)))
    h.airbrush((0.1, -0.3), 0.4, 0.3, h.tones.dark((0.9, 0.85, 0.72)), 0.3)
    ink = h.tones.dark((0.16, 0.13, 0.12))
    for k in range(32):
        a = 2 * pi * k / 32
        inner = 0.8 if k % 4 == 0 else 0.88
        h.line(
            [(0.4 * inner * cos(a), -0.4 + 0.33 * inner * sin(a)), (0.4 * 0.95 * cos(a), -0.4 + 0.33 * 0.95 * sin(a))],
            0.009,
            ink,
        )
    for k in range(8):
        a, r = pi * k / 4, 0.24 if k % 2 == 0 else 0.13
        tip = (r * sin(a), -0.4 - r * 0.82 * cos(a))
        for s in (-1, 1):
            side = (0.045 * sin(a + s * pi / 4), -0.4 - 0.037 * cos(a + s * pi / 4))
            h.fill(
                polygon([(0, -0.4), side, tip]),
                h.tones.mid((0.62, 0.5, 0.34)) if s > 0 else h.tones.light((0.85, 0.75, 0.55)),
                0.75,
            )
    for text, x, y in (("N", 0, -0.655), ("E", 0.3, -0.4), ("S", 0, -0.145), ("W", -0.3, -0.4)):
        if text != "W":
            letters(h, text, (x, y), 0.06, ink, 0.18)
        else:
            h.line(
                [
                    (x - 0.03, y - 0.03),
                    (x - 0.015, y + 0.03),
                    (x, y - 0.015),
                    (x + 0.015, y + 0.03),
                    (x + 0.03, y - 0.03),
                ],
                0.011,
                ink,
            )
    swing = 18 * h.wave() + 6 * h.wave(3) if not h.does("turn", "dance", "struggle") else 360 * h.phase
    with h.at(0, -0.4, 28 if h.broken else swing) as needle:
        if not h.broken:
            needle.face(polygon([(-0.035, 0), (0, -0.29), (0.035, 0)]), (0.82, 0.12, 0.1), 0.2)
            needle.face(polygon([(-0.035, 0), (0, 0.27), (0.035, 0)]), (0.3, 0.34, 0.42), 0.0)
        else:
            needle.face(polygon([(-0.035, 0), (0.04, -0.2), (0.035, 0)]), (0.82, 0.12, 0.1), 0.2)
            needle.face(polygon([(0.1, -0.14), (0.2, -0.3), (0.16, -0.13)]), (0.82, 0.12, 0.1), 0.2)
    h.metal(oval(0, -0.4, 0.03, 0.026), brass)
    dial = oval(0, -0.4, 0.4, 0.33)
    h.glass(dial, (0.85, 0.9, 0.95), 0.04, 0.34)
    if h.broken:
        with h.inside(oval(0, -0.4, 0.42, 0.35)):
            h.cracks(-0.06, -0.44, 0.42, 10)


def _key(h: Sketch) -> None:
    brass = h.tint((0.72, 0.55, 0.27))
    with h.at(0, -0.5, 14 if h.does("hold", "turn", "open") else 0) as one:
        one.canvas.translate(0, 0.5)
        for points in (
            ring(0, -0.86, 0.1, 0.12, 10),
            ring(-0.13, -0.72, 0.1, 0.1, 10),
            ring(0.13, -0.72, 0.1, 0.1, 10),
        ):
            path = curve(points)
            one.stroke(path, one.tones.dark(brass), 0.062)
            one.stroke(path, one.tones.mid(brass), 0.042)
            one.canvas.save()
            one.canvas.translate(-0.006 * -one.tones.sun[0], -0.008)
            one.stroke(path, one.tones.light(mix(brass, (1, 1, 1), 0.4)), 0.014)
            one.canvas.restore()
        one.metal(rect(-0.085, -0.65, 0.085, -0.59, 0.02), brass)
        one.metal(rect(-0.036, -0.6, 0.036, -0.0 if not h.broken else -0.34, 0.015), brass)
        one.metal(rect(-0.06, -0.52, 0.06, -0.48, 0.015), brass)
        if not h.broken:
            one.metal(
                polygon(
                    [
                        (0.03, -0.24),
                        (0.22, -0.24),
                        (0.22, -0.17),
                        (0.14, -0.17),
                        (0.14, -0.12),
                        (0.22, -0.12),
                        (0.22, -0.04),
                        (0.03, -0.04),
                    ]
                ),
                brass,
                upright=False,
            )
        else:
            one.fill(
                polygon([(-0.04, -0.36), (-0.01, -0.32), (0.01, -0.37), (0.04, -0.33), (0.04, -0.38), (-0.04, -0.4)]),
                one.tones.light((0.9, 0.85, 0.7)),
            )
    if h.broken:
        with h.at(0.3, -0.06, 70) as bit:
            bit.metal(rect(-0.036, -0.14, 0.036, 0.12, 0.015), brass)
            bit.metal(
                polygon(
                    [
                        (0.03, -0.1),
                        (0.2, -0.1),
                        (0.2, -0.04),
                        (0.13, -0.04),
                        (0.13, 0.02),
                        (0.2, 0.02),
                        (0.2, 0.09),
                        (0.03, 0.09),
                    ]
                ),
                brass,
                upright=False,
            )


def _ring_thing(h: Sketch) -> None:
    gold = h.tint((0.92, 0.73, 0.32))
    for start, count, far in ((pi, 13, True), (0.0, 13, False)):
        arc = [
            (0.34 * cos(start + pi * k / (count - 1)), -0.36 + 0.34 * sin(start + pi * k / (count - 1)))
            for k in range(count)
        ]
        if h.broken and not far:
            arc = arc[:5]
        h.arc(arc, 0.1, h.tones.dark(gold))
        h.arc(arc, 0.076, h.tones.mid(gold) if not far else times(h.tones.mid(gold), 0.85))
        h.arc([(x * 1.02, y - 0.012) for x, y in arc], 0.022, mix(h.tones.light(gold), (1, 1, 1), 0.55))
        if h.broken and not far:
            rest = [(0.34 * cos(pi * k / 12) - 0.03, -0.36 + 0.34 * sin(pi * k / 12) + 0.02) for k in range(7, 13)]
            h.arc(rest, 0.1, h.tones.dark(gold))
            h.arc(rest, 0.076, h.tones.mid(gold))
    for s in (-1, 1):
        h.line([(s * 0.05, -0.7), (s * 0.12, -0.8)], 0.034, h.tones.mid(gold))
    if not h.broken:
        stone = h.look.accent if h.actor.colour is None else (0.85, 0.93, 1.0)
        gem: RGB = mix(stone, (0.8, 0.9, 1.0), 0.75)
        girdle, table, tip = -0.86, -0.98, -0.66
        facets = (((-0.19, girdle), (-0.1, table), (-0.04, girdle)), ((-0.1, table), (0.1, table), (0.0, girdle)),
            ((0.19, girdle), (0.1, table), (0.04, girdle)),
                  ((-0.19, girdle), (0, tip), (-0.06, girdle)), ((-0.06, girdle), (0, tip), (0.06, girdle)), ((0.06,
                  girdle), (0, tip), (0.19, girdle)),
                  ((-0.1, table), (-0.04, girdle), (0.0, girdle)), ((0.1, table), (0.04, girdle), (0.0,
                  girdle)))  # fmt: skip
        for k, facet in enumerate(facets):
            shine = 0.5 + 0.5 * sin(2 * pi * (h.phase + k * 0.29))
            h.fill(polygon(list(facet)), mix(times(gem, 0.7), (1, 1, 1), 0.2 + 0.7 * shine))
        h.stroke(
            polygon([(-0.19, girdle), (-0.1, table), (0.1, table), (0.19, girdle), (0, tip)]), (1, 1, 1), 0.007, 0.8
        )
        h.glint(0.1, -0.94, 0.06 + 0.03 * h.wave(2), 0.9)


def _trophy(h: Sketch) -> None:
    gold = h.tint((0.93, 0.74, 0.3))
    h.wood(rect(-0.24, -0.14, 0.24, 0.0, 0.01), (0.24, 0.15, 0.1), salt=201)
    h.metal(rect(-0.12, -0.11, 0.12, -0.04, 0.01), gold, upright=False)
    letters(h, "1", (0, -0.075), 0.05, h.tones.dark(gold), 0.2)
    h.metal(
        curve(
            [(-0.18, -0.14), (-0.14, -0.19), (-0.05, -0.22), (0.05, -0.22), (0.14, -0.19), (0.18, -0.14)], tension=0.6
        ),
        gold,
    )
    h.metal(
        curve([(-0.05, -0.2), (-0.035, -0.3), (-0.09, -0.36), (0.09, -0.36), (0.035, -0.3), (0.05, -0.2)], tension=0.6),
        gold,
    )
    h.metal(oval(0, -0.3, 0.055, 0.03), gold)
    for s in (-1, 1):
        if h.broken and s > 0:
            h.arc([(0.34, -0.02), (0.46, -0.06), (0.5, -0.02)], 0.036, h.tones.mid(gold))
            continue
        handle: list[Point] = [(s * 0.26, -0.9), (s * 0.43, -0.88), (s * 0.42, -0.64), (s * 0.17, -0.5)]
        h.arc(handle, 0.045, h.tones.dark(gold))
        h.arc([(x - 0.004, y - 0.005) for x, y in handle], 0.026, h.tones.mid(gold))
        h.arc([(x - 0.008, y - 0.01) for x, y in handle], 0.009, h.tones.light(mix(gold, (1, 1, 1), 0.5)))
    cup = curve(
        [
            (-0.3, -0.97),
            (-0.29, -0.75),
            (-0.2, -0.52),
            (-0.07, -0.37),
            (0.07, -0.37),
            (0.2, -0.52),
            (0.29, -0.75),
            (0.3, -0.97),
        ],
        tension=0.75,
    )
    h.metal(cup, gold)
    with h.inside(cup):
        h.glint(0.12 * h.tones.sun[0], -0.74, 0.1, 0.7, 1.8)
        h.wash(
            rect(-0.31, -0.9, 0.31, -0.84),
            (-0.3, 0),
            (0.3, 0),
            [(0, h.tones.dark(gold), 0.8), (0.5, h.tones.light(gold), 0.2), (1, h.tones.dark(gold), 0.8)],
        )
    star = [
        ((0.085 if k % 2 == 0 else 0.036) * sin(pi * k / 5), -0.68 - (0.085 if k % 2 == 0 else 0.036) * cos(pi * k / 5))
        for k in range(10)
    ]
    h.face(polygon(star), mix(gold, (1, 1, 1), 0.3), 0.4, 0.006)
    h.metal(oval(0, -0.97, 0.315, 0.05), gold, upright=False)
    h.fill(oval(0, -0.965, 0.27, 0.034), h.tones.dark(times(gold, 0.5)))
    if h.broken:
        h.cracks(0.1, -0.7, 0.26, 7, bright=False)


def _snow_globe(h: Sketch) -> None:
    wood = h.tint((0.42, 0.22, 0.14))
    ball = oval(0, -0.58, 0.42, 0.42)
    inside = mix(h.look.sky_top, (0.1, 0.16, 0.34), 0.45)
    h.wash(
        ball,
        (0, -1.0),
        (0, -0.2),
        [(0, inside, 0.92), (0.7, mix(inside, (0.75, 0.82, 0.95), 0.5), 0.92), (1, (0.9, 0.94, 1.0), 0.95)],
    )
    with h.inside(ball):
        white = h.tones.light((0.95, 0.97, 1.0))
        h.fill(curve([(-0.5, -0.3), (-0.2, -0.37), (0.1, -0.32), (0.5, -0.38), (0.5, 0), (-0.5, 0)]), white)
        h.face(rect(-0.16, -0.5, 0.1, -0.33), (0.62, 0.3, 0.22), 0.1)
        h.face(polygon([(-0.22, -0.49), (-0.03, -0.66), (0.16, -0.49)]), (0.95, 0.96, 1.0), 0.3)
        h.fill(rect(-0.11, -0.45, -0.03, -0.38), (1.0, 0.83, 0.42))
        h.fill(rect(0.01, -0.45, 0.07, -0.33), h.tones.dark((0.3, 0.18, 0.12)))
        for k in range(3):
            y = -0.42 - 0.09 * k
            h.fill(
                polygon([(0.24 - 0.1 + 0.02 * k, y + 0.06), (0.24, y - 0.11), (0.24 + 0.1 - 0.02 * k, y + 0.06)]),
                h.tones.mid((0.14, 0.36, 0.26)),
            )
        rng = h.chance(211)
        storm = 1.0 if h.does("jump", "dance", "struggle", "wave", "play", "turn") else 0.6
        for _ in range(46):
            a, r = float(rng.uniform(0, 2 * pi)), float(rng.uniform(0.1, 0.4))
            t = (h.phase + float(rng.uniform(0, 1))) % 1.0
            x = r * cos(a) + 0.05 * sin(2 * pi * t) * storm
            y = -0.98 + 0.66 * t
            h.fill(oval(x, y, 0.009, 0.009), (1, 1, 1), 0.0 if h.broken else 0.95)
        h.crescent(ball, -0.05, mix(h.look.lit, (1, 1, 1), 0.5), 0.4, 0.02)
        h.glass(ball, (0.85, 0.92, 1.0), 0.06, 0.22)
        h.airbrush((0.19 * h.tones.sun[0], -0.8), 0.1, 0.07, (1, 1, 1), 0.9, 0.2)
        if h.broken:
            h.fill(
                polygon([(0.1, -0.9), (0.26, -1.02), (0.5, -0.8), (0.46, -0.56), (0.3, -0.62), (0.24, -0.76)]),
                mix(h.look.shade, h.look.sky_low, 0.35),
            )
            h.cracks(0.2, -0.72, 0.36, 10)
    h.stroke(ball, mix(h.look.lit, (1, 1, 1), 0.4), 0.01, 0.7)
    base = curve([(-0.3, -0.22), (0.3, -0.22), (0.4, -0.06), (0.42, 0.0), (-0.42, 0.0), (-0.4, -0.06)], tension=0.4)
    h.wood(base, wood, salt=213)
    h.metal(rect(-0.31, -0.24, 0.31, -0.19, 0.02), _BRASS, upright=False)
    if h.broken:
        for x in (0.46, -0.48):
            h.face(polygon([(x, 0.0), (x + 0.05, -0.06), (x + 0.12, 0.0)]), (0.85, 0.92, 1.0), 0.4)


KEEPSAKES = {
    "compass": thing(_compass, 0.07, focus=(0.0, -0.42), poses=12, seconds=2.5, splits=False),
    "key": thing(_key, 0.06, splits=False, focus=(0.0, -0.5)),
    "ring": thing(_ring_thing, 0.03, poses=10, seconds=3.0, splits=False),
    "trophy": thing(_trophy, 0.3, splits=False),
    "snow_globe": thing(_snow_globe, 0.12, focus=(0.0, -0.55), poses=14, seconds=4.0, splits=False),
}
"""Small things that mean much."""
