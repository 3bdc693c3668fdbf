"""Things of cloth and skin-thin stuff: flag, sail, tent, umbrella, balloon, doll."""

from itertools import pairwise
from math import cos, pi, sin

from render.animatic.actors.people.forms import Point, between, curve, oval, polygon, tube
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.model import thing
from render.animatic.actors.things.sketch import BLACK, Sketch, rect
from render.animatic.base import RGB

_WOOD: RGB = (0.45, 0.31, 0.19)


def _flag(h: Sketch) -> None:
    colour = h.tint(h.look.accent)
    h.volume(tube([(-0.5, 0.0), (-0.5, -0.5), (-0.5, -0.98)], [0.02, 0.018, 0.014]), _WOOD, 0.018)
    h.metal(oval(-0.5, -0.985, 0.028, 0.028), (0.85, 0.68, 0.3))
    columns, gust = 22, 0.5 if h.does("sleep", "lie", "hide") else 1.0
    long = 1.02 if not h.broken else 0.8

    def wave(t: float) -> float:
        return gust * 0.06 * t * sin(2 * pi * (1.35 * t - h.phase * 2) + 0.4)

    tops: list[Point] = []
    lows: list[Point] = []
    rng = h.chance(101)
    for k in range(columns + 1):
        t = k / columns
        x = -0.49 + long * t * (1 - 0.05 * t)
        sag = (1 - gust) * 0.4 * t * t
        tops.append((x, -0.95 + wave(t) + sag))
        end = 0.56 if not h.broken or t < 0.55 else 0.56 * float(rng.uniform(0.35, 1.0))
        lows.append((x - 0.01 * t, -0.95 + end + wave(t + 0.03) * 1.1 + sag))
    path = curve([*tops, *reversed(lows)], tension=0.9)
    h.fill(path, h.tones.mid(colour))
    with h.inside(path):
        pale = h.tones.light((0.96, 0.95, 0.9))
        band = [
            *(between(a, b, 0.36) for a, b in zip(tops, lows, strict=True)),
            *reversed([between(a, b, 0.64) for a, b in zip(tops, lows, strict=True)]),
        ]
        h.fill(curve(band), pale, 0.92)
        star = between(tops[9], lows[9], 0.5)
        points = [
            (
                star[0] + (0.085 if k % 2 == 0 else 0.036) * sin(pi * k / 5),
                star[1] - (0.085 if k % 2 == 0 else 0.036) * cos(pi * k / 5),
            )
            for k in range(10)
        ]
        h.fill(polygon(points), h.tones.mid(colour))
        for k in range(columns):
            t = (k + 0.5) / columns
            slope = cos(2 * pi * (1.35 * t - h.phase * 2) + 0.4) * min(1.0, t * 2.5)
            strip = polygon([tops[k], tops[k + 1], lows[k + 1], lows[k]])
            h.fill(strip, h.tones.light(colour) if slope > 0 else h.tones.dark(colour), 0.42 * abs(slope))
        h.crescent(path, 0.012, h.look.lit, 0.5, 0.0)
        if h.broken:
            for x, y in ((-0.2, -0.6), (0.04, -0.8)):
                h.fill(
                    curve([(x, y), (x + 0.06, y - 0.05), (x + 0.11, y + 0.02), (x + 0.05, y + 0.08)], tension=0.3),
                    h.tones.dark(mix(h.look.shade, h.look.sky_low, 0.5)),
                )


def _sail(h: Sketch) -> None:
    """A square sail on its yard before the mast, bellied by the wind, its sheets hauled tight."""
    colour = h.tint((0.94, 0.9, 0.8))
    belly = 0.05 * h.wave()
    h.volume(tube([(0.0, 0.1), (0.0, -0.5), (0.0, -1.12)], [0.034, 0.03, 0.022]), _WOOD, 0.025)
    top, low = -0.98, -0.2
    sail = curve(
        [(-0.6, top), (0.0, top + 0.015), (0.6, top), (0.68 + belly, -0.7), (0.72 + belly, -0.42), (0.66, low),
         (0.3, low - 0.09 - belly * 0.6), (0.0, low - 0.12 - belly * 0.6), (-0.3, low - 0.09 - belly * 0.6),
         (-0.66, low), (-0.66 + belly * 0.5, -0.42), (-0.63 + belly * 0.5, -0.7)], tension=0.6,
    )  # fmt: skip
    h.volume(sail, colour, 0.2)
    with h.inside(sail):
        for k in range(7):
            x = -0.52 + 0.173 * k
            h.arc([(x, top), (x * 1.14 + belly, -0.55), (x * 1.1, low)], 0.006, h.tones.dark(colour), 0.55)
        h.airbrush((0.24 * h.tones.sun[0] + belly, -0.6), 0.34, 0.26, h.tones.light(mix(colour, (1, 1, 1), 0.5)), 0.55)
        h.airbrush((-0.5 * h.tones.sun[0], -0.36), 0.3, 0.3, h.tones.dark(colour), 0.5)
        for k in range(5):
            x = -0.46 + 0.23 * k
            h.line([(x, -0.78), (x + 0.004, -0.7)], 0.008, h.tones.dark((0.4, 0.34, 0.26)), 0.8)
        if h.broken:
            for x, y in ((0.22, -0.6), (-0.3, -0.42)):
                tear = polygon([(x, y - 0.2), (x + 0.08, y), (x + 0.02, y + 0.2), (x - 0.09, y + 0.05)])
                h.fill(tear, h.tones.dark(mix(h.look.shade, h.look.sky_low, 0.5)))
    h.volume(tube([(-0.74, top - 0.015), (0.0, top - 0.03), (0.74, top - 0.015)], [0.016, 0.026, 0.016]), _WOOD, 0.02)
    rope = h.tones.dark((0.45, 0.38, 0.28))
    for s in (-1, 1):
        h.line([(s * 0.66, low), (s * 0.5, 0.02)], 0.009, rope)
        h.line([(s * 0.72, top - 0.01), (0.0, -1.12)], 0.006, rope)


def _tent(h: Sketch) -> None:
    colour = h.tint((0.82, 0.55, 0.26))
    sag = 0.16 if h.broken else 0.0
    flutter = 0.012 * h.wave(2)
    for s in (-1, 1):
        h.line([(s * 0.62, -0.5 + sag), (s * 1.05, 0.0)], 0.008, h.tones.mid((0.75, 0.7, 0.6)))
    back = polygon([(0.14, -1.0 + sag), (0.62, -0.88 + sag), (1.0, -0.02), (0.78, 0.0)])
    h.face(back, times(colour, 0.75), -0.4)
    left = curve(
        [
            (0.0, -0.98 + sag),
            (-0.2, -0.6 + sag * 0.6),
            (-0.46, -0.3 + flutter),
            (-0.8, 0.0),
            (-0.16, 0.0),
            (-0.05, -0.5),
        ],
        tension=0.4,
    )
    right = curve(
        [
            (0.0, -0.98 + sag),
            (0.62, -0.88 + sag),
            (0.82, -0.4 + flutter),
            (1.0, 0.0),
            (0.62, 0.0),
            (0.26, -0.5 + sag * 0.5),
        ],
        tension=0.35,
    )
    h.face(polygon([(0.0, -0.96 + sag), (-0.8, 0.0), (0.66, 0.0)]), times(colour, 0.35), -0.5)
    if h.look.dark or "glowing" in h.actor.state:
        h.airbrush((0.0, -0.3), 0.5, 0.5, (1.0, 0.72, 0.34), 0.9, 0.2)
    h.face(right, colour, -0.12, 0.01)
    h.face(left, colour, 0.35, 0.014)
    open_ = 0.12 + 0.16 * (h.ajar if h.does("open", "close") else 0.5)
    h.face(
        curve([(0.0, -0.94 + sag), (0.1, -0.5), (0.1 + open_ * 0.4, -0.2), (0.62, 0.0), (0.36, -0.4)], tension=0.4),
        times(colour, 0.92),
        0.1,
        0.01,
    )
    with h.inside(right):
        for k in range(5):
            h.crease(
                [(0.1 + 0.13 * k, -0.94 + sag), (0.3 + 0.13 * k, -0.5), (0.62 + 0.1 * k, 0.0)],
                0.022,
                h.tones.dark(colour),
                0.4,
            )
        h.line([(0.0, -0.62), (1.0, -0.5)], 0.016, h.tones.dark(times(colour, 0.8)), 0.7)
    with h.inside(left):
        for k in range(3):
            h.crease(
                [(-0.02, -0.9), (-0.2 - 0.08 * k, -0.5), (-0.36 - 0.16 * k, 0.0)], 0.022, h.tones.dark(colour), 0.4
            )
    h.line([(0.0, -1.0 + sag), (0.62, -0.9 + sag)], 0.02, h.tones.light(colour))
    h.volume(tube([(0.0, -1.04 + sag), (0.0, -0.92 + sag)], [0.016, 0.016]), _WOOD, 0.01)
    if h.broken:
        h.fill(
            polygon([(0.42, -0.6), (0.56, -0.54), (0.5, -0.4), (0.6, -0.2), (0.48, -0.3)]),
            h.tones.dark((0.1, 0.08, 0.08)),
        )
        h.volume(tube([(0.3, -0.76), (0.5, -1.02)], [0.012, 0.01]), _WOOD, 0.01)


def _tent_glow(h: Sketch) -> None:
    if h.look.dark or "glowing" in h.actor.state:
        h.light(0.0, -0.34, 0.7, (1.0, 0.66, 0.3), 0.6 + 0.05 * h.wave(2))


def _umbrella(h: Sketch) -> None:
    # A clear one: the street shines through it.
    colour = h.tint(mix(h.look.accent, (0.9, 0.95, 1.0), 0.62))
    shut = h.does("close") and h.ajar < 0.5
    span = 0.3 + 0.7 * h.ajar if h.does("open", "close") else 1.0
    wide = 0.62 * (0.14 if shut else span)
    sway = 3 * h.wave()
    with h.at(0, 0, sway) as one:
        one.metal(rect(-0.012, -0.9, 0.012, -0.14), (0.6, 0.6, 0.63))
        one.arc(
            [(0, -0.2), (0, -0.08), (0.045, -0.0), (0.11, -0.02), (0.12, -0.08)],
            0.036,
            one.tones.dark((0.4, 0.22, 0.12)),
        )
        one.arc(
            [(-0.005, -0.2), (-0.005, -0.08), (0.04, -0.006), (0.105, -0.026)],
            0.014,
            one.tones.light((0.62, 0.38, 0.2)),
        )
        top, rim = -0.94, -0.52 + (0.3 if shut else 0.0)
        count = 6
        edge: list[Point] = [
            (-wide + 2 * wide * k / count, rim + 0.05 * abs(2 * k / count - 1) ** 2) for k in range(count + 1)
        ]
        with one.veil(1.0 if shut else 0.62):
            for k in range(count):
                a, b = edge[k], edge[k + 1]
                if h.broken and k == 4:
                    one.line([(0, top), (b[0] + 0.06, b[1] - 0.34)], 0.012, one.tones.light((0.6, 0.6, 0.63)))
                    one.face(
                        curve([(0, top), (0.26, -1.0), (b[0] + 0.06, b[1] - 0.34), (0.34, -0.8)], tension=0.5),
                        colour,
                        -0.4,
                    )
                    continue
                bulge = -0.36
                ca = (a[0] * 0.78, top + (a[1] - top) * 0.3 + bulge * 0.06)
                cb = (b[0] * 0.78, top + (b[1] - top) * 0.3 + bulge * 0.06)
                scallop = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 - 0.055)
                panel = curve([(0, top), ca, a, scallop, b, cb], tension=0.85)
                side = (2 * (k + 0.5) / count - 1) * one.tones.sun[0]
                one.face(panel, colour if k % 2 else times(colour, 0.93), 0.55 * side, 0.0)
                one.stroke(panel, one.tones.dark(colour), 0.006, 0.5)
        for a in edge:
            rib = curve([(0, top), (a[0] * 0.78, top + (a[1] - top) * 0.3 - 0.02), a], closed=False)
            one.stroke(rib, one.tones.light((0.92, 0.95, 0.98)), 0.01, 0.95)
        for a, b in pairwise(edge):
            # The rim catches every lamp: it tells the umbrella from the street behind it.
            hem = curve([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 - 0.055), b], closed=False)
            one.stroke(hem, (0.97, 0.98, 1.0), 0.014, 0.9)
        one.metal(rect(-0.012, -1.0, 0.012, top + 0.01, 0.01), (0.6, 0.6, 0.63))
        one.airbrush((one.tones.sun[0] * wide * 0.45, -0.8), wide * 0.35, 0.09, mix(h.look.lit, (1, 1, 1), 0.3), 0.4)


def _balloon(h: Sketch) -> None:
    colour = h.tint(h.look.accent)
    x, lean = 0.03 * h.wave(1, 0.25), 4 * h.wave()
    if h.broken:
        scrap = curve(
            [(-0.16, -0.32), (-0.05, -0.42), (0.06, -0.34), (0.18, -0.4), (0.14, -0.22), (0.04, -0.16), (-0.08, -0.22)],
            tension=0.5,
        )
        h.volume(scrap, colour, 0.04)
        h.arc([(0.02, -0.17), (-0.06, -0.1), (0.1, -0.05), (-0.02, 0.0)], 0.01, h.tones.light((0.9, 0.9, 0.9)))
        for k, (px, py) in enumerate(((-0.34, -0.5), (0.3, -0.56), (0.0, -0.66))):
            h.volume(
                curve([(px, py), (px + 0.07, py - 0.05), (px + 0.09, py + 0.03), (px + 0.02, py + 0.06)], tension=0.4),
                colour if k else times(colour, 0.8),
                0.02,
            )
        return
    with h.at(x, -0.66, lean) as one:
        one.arc([(0, 0.0), (0.03, 0.2), (-0.02 - x, 0.42), (0.02, 0.64)], 0.009, one.tones.light((0.92, 0.92, 0.92)))
        body = curve(
            [
                (0, -0.36),
                (0.2, -0.32),
                (0.295, -0.14),
                (0.25, 0.1),
                (0.1, 0.27),
                (0, 0.32),
                (-0.1, 0.27),
                (-0.25, 0.1),
                (-0.295, -0.14),
                (-0.2, -0.32),
            ]
        )
        one.volume(body, colour, 0.26)
        one.fill(polygon([(-0.035, 0.36), (0.035, 0.36), (0, 0.3)]), one.tones.dark(colour))
        with one.inside(body):
            sx, sy = one.tones.sun
            one.airbrush((sx * 0.13, sy * 0.2), 0.13, 0.17, mix(h.look.lit, (1, 1, 1), 0.4), 0.6)
            one.airbrush((sx * 0.15, sy * 0.22), 0.045, 0.08, (1, 1, 1), 0.85, 0.3)
            one.airbrush((-sx * 0.16, 0.1), 0.12, 0.16, mix(colour, h.look.sky_low, 0.6), 0.5)


def _doll(h: Sketch) -> None:
    """A teddy bear that has been loved."""
    fur = h.tint((0.72, 0.49, 0.27))
    pale = mix(fur, (0.97, 0.88, 0.7), 0.55)
    nod = 3 * h.wave()
    for s in (-1, 1):
        if h.broken and s > 0:
            h.volume(oval(0.56, -0.08, 0.15, 0.08), fur, 0.08)
            h.fill(curve([(0.3, -0.52), (0.38, -0.5), (0.36, -0.4), (0.28, -0.42)]), h.tones.light((0.95, 0.94, 0.9)))
        else:
            wave_up = 40 * h.wave(2) if h.does("wave", "dance", "embrace") and s > 0 else 0.0
            with h.at(s * 0.25, -0.52, -s * (28 + wave_up)) as arm:
                path = tube([(0, 0), (0, 0.14), (0, 0.26)], [0.09, 0.1, 0.085])
                arm.volume(path, fur, 0.09)
                arm.fur(path, fur, 111 + s, (0.2, 1), 0.05, 40)
        path = tube([(s * 0.16, -0.14), (s * 0.36, -0.1)], [0.13, 0.115])
        h.volume(path, fur, 0.11)
        h.fur(path, fur, 113 + s, (0.3, 1), 0.05, 40)
        h.volume(oval(s * 0.4, -0.11, 0.085, 0.1), pale, 0.05)
    body = oval(0, -0.34, 0.28, 0.3)
    h.volume(body, fur, 0.22)
    h.fur(body, fur, 115, (0.1, 1), 0.06, 110)
    h.volume(oval(0, -0.32, 0.17, 0.19), pale, 0.12, rim=0.2)
    if h.broken or h.old:
        h.line([(0.02, -0.46), (-0.03, -0.2)], 0.012, h.tones.dark(fur))
        for k in range(4):
            h.line([(-0.05, -0.42 + 0.06 * k), (0.05, -0.41 + 0.06 * k)], 0.01, BLACK)
    with h.at(0, -0.72, nod) as one:
        for s in (-1, 1):
            one.volume(oval(s * 0.2, -0.18, 0.095, 0.095), fur, 0.07)
            one.fill(oval(s * 0.2, -0.17, 0.055, 0.055), one.tones.mid(pale))
        skull = oval(0, 0, 0.27, 0.245)
        one.volume(skull, fur, 0.2)
        one.fur(skull, fur, 117, (0.0, 1), 0.06, 110)
        one.volume(oval(0, 0.08, 0.125, 0.1), pale, 0.08)
        one.fill(curve([(-0.045, 0.02), (0.045, 0.02), (0.0, 0.07)]), BLACK)
        one.arc([(0, 0.07), (0, 0.11)], 0.01, BLACK)
        one.arc([(-0.05, 0.115), (-0.025, 0.13), (0, 0.11), (0.025, 0.13), (0.05, 0.115)], 0.01, BLACK)
        for s in (-1, 1):
            if h.broken and s > 0:
                for a, b in (((0.07, -0.09), (0.13, -0.03)), ((0.13, -0.09), (0.07, -0.03))):
                    one.line([a, b], 0.012, BLACK)
                one.arc([(0.1, -0.06), (0.12, 0.04), (0.1, 0.1)], 0.006, BLACK)
                continue
            one.fill(oval(s * 0.1, -0.055, 0.033, 0.035), BLACK)
            one.glint(s * 0.1 - 0.01, -0.068, 0.013, 1.0)
    bow = h.look.accent
    for s in (-1, 1):
        h.volume(curve([(0, -0.52), (s * 0.13, -0.58), (s * 0.14, -0.46)], tension=0.7), bow, 0.03)
    h.volume(oval(0, -0.52, 0.03, 0.032), bow, 0.02)


CLOTHS = {
    "flag": thing(_flag, 1.3, focus=(0.1, -0.68), poses=14, seconds=1.6, splits=False),
    "sail": thing(_sail, 2.4, focus=(0.1, -0.5), poses=10, seconds=3.4, splits=False),
    "tent": thing(_tent, 1.0, focus=(0.0, -0.4), poses=8, seconds=1.8, glow=_tent_glow, splits=False),
    "umbrella": thing(_umbrella, 0.55, focus=(0.0, -0.65), poses=8, seconds=3.6, splits=False),
    "balloon": thing(_balloon, 0.55, focus=(0.0, -0.68), head=0.7, poses=12, seconds=3.6, airborne=True, splits=False),
    "doll": thing(_doll, 0.2, focus=(0.0, -0.7), head=0.55, poses=8, seconds=4.0, splits=False),
}
"""Things of cloth."""
