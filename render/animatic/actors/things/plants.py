"""What grows, and what feet leave on the ground: tree, flower, leaf, footprints."""

from math import cos, pi, sin

from render.animatic.actors.people.forms import Point, between, curve, oval, tube
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.model import thing
from render.animatic.actors.things.sketch import Sketch, ring
from render.animatic.base import RGB


def _tree(h: Sketch) -> None:
    bark: RGB = (0.33, 0.24, 0.18)
    bare = h.look.snowy or "snowy" in h.actor.state or h.broken or h.old
    sway = 0.012 * h.wave() * (2.5 if h.look.weather in ("wind", "storm") else 1.0)
    trunk = curve(
        [
            (-0.14, 0.0),
            (-0.06, -0.07),
            (-0.055, -0.3),
            (-0.08, -0.5),
            (0.03, -0.52),
            (0.05, -0.3),
            (0.06, -0.08),
            (0.15, 0.0),
        ],
        tension=0.7,
    )
    branches = [((0, -0.45), (-0.14, -0.62), (-0.34 + sway, -0.74)), ((0, -0.42), (0.16, -0.58), (0.36 + sway,
        -0.66)), ((-0.02, -0.48), (0.02, -0.7), (0.05 + sway, -0.95)),
                ((-0.1, -0.58), (-0.2, -0.76), (-0.18 + sway, -0.9)), ((0.12, -0.56), (0.22, -0.74), (0.26 + sway,
                -0.88)), ((0.01, -0.62), (0.12, -0.78), (0.14 + sway, -0.93)),
                ((-0.22, -0.67), (-0.36, -0.68), (-0.44 + sway, -0.62)), ((0.26, -0.62), (0.38, -0.56), (0.46 + sway,
                -0.58))]  # fmt: skip
    broken_at = 2 if h.broken else -1
    for number, points in enumerate(branches):
        if number == broken_at:
            h.volume(tube([points[0], between(points[0], points[1], 0.8)], [0.04, 0.03], 0.2, 0.0), bark, 0.03)
            continue
        h.volume(tube(list(points), [0.036, 0.022, 0.008]), bark, 0.02)
        if bare:
            for k in (0.45, 0.7, 0.9):
                p = between(points[1], points[2], k)
                for s in (-1, 1):
                    h.arc([p, (p[0] + s * 0.04, p[1] - 0.05), (p[0] + s * 0.06, p[1] - 0.1)], 0.008, h.tones.mid(bark))
    h.volume(trunk, bark, 0.05)
    with h.inside(trunk):
        rng = h.chance(141)
        for k in range(16):
            x, y = float(rng.uniform(-0.09, 0.07)), float(rng.uniform(-0.5, 0.0))
            h.crease(
                [(x, y), (x + 0.01, y - 0.05), (x, y - 0.1)],
                0.014,
                h.tones.dark(bark) if k % 2 else h.tones.light(bark),
                0.55,
            )
    if not bare:
        _crown(h, sway)


def _crown(h: Sketch, sway: float) -> None:
    leaf = h.tint(mix((0.3, 0.48, 0.2), h.look.mid, 0.25))
    lobes: list[tuple[float, float, float]] = [
        (-0.28, -0.62, 0.18),
        (0.3, -0.58, 0.18),
        (-0.16, -0.78, 0.19),
        (0.2, -0.76, 0.2),
        (0.02, -0.66, 0.2),
        (0.03, -0.88, 0.15),
    ]
    sx, sy = h.tones.sun
    for number, (root, y, r) in enumerate(lobes):
        rng, x = h.chance(143 + number), root - sway * y
        shade = 0.75 + 0.25 * (sx * x * 2 - sy * (y + 0.7) * -2)
        points = [
            (
                x + r * cos(a) * (1 + 0.13 * float(rng.uniform(-1, 1))),
                y + r * 0.86 * sin(a) * (1 + 0.13 * float(rng.uniform(-1, 1))),
            )
            for a in (2 * pi * k / 14 for k in range(14))
        ]
        lobe = curve(points)
        h.volume(lobe, times(leaf, min(max(shade, 0.7), 1.1)), r * 0.5, rim=0.3)
        if not h.fine(0.02):
            continue
        with h.inside(lobe):
            for _ in range(36):
                a, d = float(rng.uniform(0, 2 * pi)), float(rng.uniform(0, 1)) ** 0.5 * r
                px, py = x + d * cos(a), y + d * sin(a) * 0.9
                lit = (cos(a) * sx + sin(a) * sy) * d / r
                tone = h.tones.light(leaf) if lit > 0.15 else h.tones.dark(leaf)
                h.fill(oval(px, py, 0.022, 0.013), tone, 0.5)


def _flower(h: Sketch) -> None:
    red = h.tint((0.82, 0.1, 0.16))
    green: RGB = (0.25, 0.45, 0.2)
    wilt = h.broken
    sway = 0.02 * h.wave()
    bloom: Point = (0.3, -0.42) if wilt else (sway, -0.76)
    stem: list[Point] = (
        [(0.0, 0.0), (-0.03, -0.4), (0.04, -0.72), (0.22, -0.68), bloom]
        if wilt
        else [(0.0, 0.0), (-0.03, -0.35), (sway * 0.5, -0.6), bloom]
    )
    h.arc(stem, 0.036, h.tones.dark(green))
    h.arc([(x - 0.005, y) for x, y in stem], 0.018, h.tones.light(green))
    for s, y in ((-1, -0.28), (1, -0.42)):
        droop = 0.14 if wilt else 0.0
        leaf = curve(
            [(-0.02, y), (s * 0.12, y - 0.12 + droop), (s * 0.3, y - 0.12 + droop * 1.6), (s * 0.16, y + 0.0 + droop)]
        )
        h.volume(leaf, green if not wilt else (0.42, 0.38, 0.2), 0.04)
        h.arc(
            [(-0.02, y), (s * 0.14, y - 0.06 + droop), (s * 0.28, y - 0.115 + droop * 1.5)],
            0.008,
            h.tones.light(green),
            0.7,
        )
    open_ = 0.55 + 0.45 * h.ajar if h.does("open", "close", "wake") else 1.0
    with h.at(bloom[0], bloom[1], 96 if wilt else 0, (0.8 if wilt else 1.0)) as one:
        petal = red if not wilt else mix(red, (0.35, 0.22, 0.14), 0.5)
        for s in (-1, 1):
            one.volume(curve([(0, 0.16), (s * 0.16, 0.1), (s * 0.12, 0.02)]), green, 0.03)
        for k, (x, y, rx, ry, turn) in enumerate(
            (
                (-0.15, -0.03, 0.13, 0.17, -24),
                (0.15, -0.03, 0.13, 0.17, 24),
                (0.0, -0.1, 0.17, 0.15, 0),
                (-0.1, 0.04, 0.14, 0.13, 30),
                (0.1, 0.04, 0.14, 0.13, -30),
                (0, 0.07, 0.13, 0.11, 0),
            )
        ):
            with one.at(x * open_, y, turn * open_) as p:
                p.volume(oval(0, 0, rx, ry), times(petal, 0.82 + 0.06 * k), 0.08)
        for k in range(3):
            r = 0.09 - 0.025 * k
            one.arc(
                [
                    (-r, -0.06 - 0.01 * k),
                    (-r * 0.3, -0.06 + r),
                    (r, -0.05 - 0.01 * k),
                    (r * 0.3, -0.07 - r * 0.6),
                    (-r * 0.6, -0.06 - r * 0.5),
                ],
                0.016,
                one.tones.dark(petal),
                0.85,
            )
    if wilt:
        for x, turn in ((0.26, 20), (0.44, -30), (-0.2, 10)):
            with h.at(x, -0.02, turn) as fallen:
                fallen.volume(oval(0, 0, 0.07, 0.03), mix(red, (0.35, 0.2, 0.14), 0.4), 0.03)


def _footprints(h: Sketch) -> None:
    """A trail that leads away."""
    snow = h.look.snowy or h.look.weather == "aurora" or "snowy" in h.actor.state
    dent = h.tint(mix(h.look.shade, (0.45, 0.52, 0.68), 0.4) if snow else times(h.look.ground, 0.45))
    for k in range(9):
        t = k / 8
        scale = 1.0 - 0.78 * t**0.7
        y = -0.06 - 0.94 * t**0.62
        x = (0.16 * (-1 if k % 2 else 1)) * scale + 0.34 * sin(2.2 * t)
        if h.broken and k > 4:
            continue
        alpha = 1.0 - 0.25 * t
        with h.at(x, y, 8 + 20 * t, scale * 0.5, scale * 0.24) as one:
            one.canvas.saveLayer(None, None)
            sole = curve([(-0.13, -0.1), (-0.15, -0.36), (0.0, -0.5), (0.15, -0.36), (0.12, -0.1), (0.0, -0.02)])
            heel = curve([(-0.11, 0.06), (0.11, 0.06), (0.12, 0.26), (0, 0.34), (-0.12, 0.26)])
            for part in (sole, heel):
                one.fill(part, dent, 0.85 * alpha)
                with one.inside(part):
                    one.crescent(part, 0.05, times(dent, 0.55), 0.8, 0.02)
                    one.crescent(part, -0.045, mix(dent, h.look.lit, 0.7), 0.8, 0.02)
            if h.fine(0.03):
                for j in range(4):
                    one.line([(-0.11, -0.4 + 0.09 * j), (0.11, -0.4 + 0.09 * j)], 0.03, times(dent, 0.75), 0.6)
            one.canvas.restore()


def _leaf(h: Sketch) -> None:
    colour = h.tint((0.85, 0.38, 0.1))
    turn = 14 * h.wave() if not h.does("stand", "lie", "hold") else 4 * h.wave()
    points: list[Point] = []
    lobes = ((0.0, 1.0), (0.36, 0.62), (0.72, 0.84), (1.12, 0.5), (1.5, 0.8), (1.95, 0.45), (2.3, 0.5), (2.72, 0.26))
    for a, r in lobes:
        points.append((0.56 * r * sin(a), -0.14 - 0.56 * r * cos(a)))
    outline = [*points, (0.03, 0.04), (-0.03, 0.04), *((-x, y) for x, y in reversed(points[1:]))]
    with h.at(0, -0.42, turn) as one:
        path = curve(outline, tension=0.45)
        if h.broken:
            colour = mix(colour, (0.32, 0.22, 0.14), 0.6)
        one.volume(path, colour, 0.1)
        with one.inside(path):
            one.airbrush((0.1, -0.3), 0.4, 0.4, one.tones.light(mix(colour, (1.0, 0.8, 0.2), 0.6)), 0.65)
            one.airbrush((-0.34, -0.1), 0.25, 0.3, one.tones.mid(mix(colour, (0.55, 0.08, 0.06), 0.6)), 0.7)
            for a, r in ((0.0, 0.95), (0.72, 0.78), (-0.72, 0.78), (1.5, 0.72), (-1.5, 0.72)):
                tip = (0.56 * r * sin(a), -0.14 - 0.56 * r * cos(a))
                one.arc(
                    [(0, 0.02), ((tip[0]) * 0.5, -0.07 + (tip[1] + 0.07) * 0.5), tip],
                    0.014,
                    one.tones.dark(colour),
                    0.8,
                )
                for k in (0.45, 0.7):
                    p = between((0, 0.0), tip, k)
                    for s in (-1, 1):
                        one.line(
                            [p, (p[0] + 0.1 * sin(a + s * 0.7), p[1] - 0.1 * cos(a + s * 0.7))],
                            0.006,
                            one.tones.dark(colour),
                            0.6,
                        )
            if h.broken:
                for x, y in ((0.2, -0.4), (-0.2, -0.24)):
                    one.fill(curve(ring(x, y, 0.06, 0.05, 7)), one.tones.dark((0.2, 0.15, 0.12)))
        one.arc([(0, 0.02), (0.02, 0.2), (0.07, 0.38)], 0.022, one.tones.dark(colour))


PLANTS = {
    "tree": thing(_tree, 3.2, poses=8, seconds=4.0, splits=False),
    "flower": thing(_flower, 0.2, focus=(0.0, -0.76), head=0.55, poses=8, seconds=4.0, splits=False),
    "leaf": thing(_leaf, 0.1, poses=8, seconds=3.0, splits=False),
    "footprints": thing(_footprints, 0.6, splits=False),
}
"""What grows and is trodden."""
