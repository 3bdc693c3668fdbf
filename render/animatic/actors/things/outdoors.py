"""What stands and lies outside: the stone at the crossroads, trees, flowers, bench, bridge, statue, puddle, footprints."""

from math import cos, pi, sin

import skia

from render.animatic.actors.people.forms import Point, between, curve, oval, polygon, tube
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
        h.arc([(-0.44, -0.62), (-0.1, -0.5), (0.06, -0.58), (0.4, -0.44)], 0.03, (0.05, 0.05, 0.05))
        h.arc([(-0.44, -0.605), (-0.1, -0.485), (0.06, -0.565), (0.4, -0.425)], 0.008, h.tones.light(grey))
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
    for row, text in enumerate(("НАЛБПА", "ПДЖЛЬН", "ТБАДНЛ")):
        y = -0.74 + 0.15 * row
        letters(h, text, (0.012, y + 0.006), 0.078, h.tones.light(grey), 0.16, 0.55)
        letters(h, text, (0.005, y), 0.078, ink, 0.19)
    for dx, dy in ((-0.16, 0.02), (0.0, -0.05), (0.16, 0.02)):
        start, tip = (dx * 0.3, -0.2), (dx * 1.15, -0.24 + dy)
        h.line([start, tip], 0.016, ink)
        ux, uy = (tip[0] - start[0]), (tip[1] - start[1])
        size = (ux * ux + uy * uy) ** 0.5
        ux, uy = ux / size * 0.04, uy / size * 0.04
        h.line([(tip[0] - ux - uy, tip[1] - uy + ux), tip, (tip[0] - ux + uy, tip[1] - uy - ux)], 0.014, ink)


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
    branches = [((0, -0.45), (-0.14, -0.62), (-0.34 + sway, -0.74)), ((0, -0.42), (0.16, -0.58), (0.36 + sway, -0.66)), ((-0.02, -0.48), (0.02, -0.7), (0.05 + sway, -0.95)),
                ((-0.1, -0.58), (-0.2, -0.76), (-0.18 + sway, -0.9)), ((0.12, -0.56), (0.22, -0.74), (0.26 + sway, -0.88)), ((0.01, -0.62), (0.12, -0.78), (0.14 + sway, -0.93)),
                ((-0.22, -0.67), (-0.36, -0.68), (-0.44 + sway, -0.62)), ((0.26, -0.62), (0.38, -0.56), (0.46 + sway, -0.58))]  # fmt: skip
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
    rng = h.chance(143)
    lobes: list[tuple[float, float, float]] = [
        (-0.28, -0.62, 0.18),
        (0.3, -0.58, 0.18),
        (-0.16, -0.78, 0.19),
        (0.2, -0.76, 0.2),
        (0.02, -0.66, 0.2),
        (0.03, -0.88, 0.15),
    ]
    sx, sy = h.tones.sun
    for number, (x, y, r) in enumerate(lobes):
        x += sway * (-y)
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
            for k in range(36):
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


def _puddle(h: Sketch) -> None:
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
            for x, colour in (
                (-0.6, h.look.accent),
                (0.2, (1.0, 0.8, 0.45)),
                (0.7, mix(h.look.accent, (0.2, 0.8, 1.0), 0.7)),
            ):
                for k in range(6):
                    h.airbrush((x + 0.02 * h.wave(1, 0.17 * k), -0.4 + 0.07 * k), 0.09 + 0.012 * k, 0.03, colour, 0.75)
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


OUTDOORS = {
    "stone": thing(_stone, 1.2, focus=(0.0, -0.58), head=0.7, poses=6, seconds=3.0, splits=False),
    "tree": thing(_tree, 3.2, poses=8, seconds=4.0, splits=False),
    "flower": thing(_flower, 0.2, focus=(0.0, -0.76), head=0.55, poses=8, seconds=4.0, splits=False),
    "bench": thing(_bench, 0.5, splits=False),
    "bridge": thing(_bridge, 2.0, splits=False),
    "statue": thing(_statue, 1.15, focus=(0.0, -0.75), head=0.45, splits=False),
    "puddle": thing(_puddle, 0.4, poses=10, seconds=2.0, splits=False),
    "footprints": thing(_footprints, 0.6, splits=False),
    "leaf": thing(_leaf, 0.1, poses=8, seconds=3.0, splits=False),
}
"""What stands and lies outside."""
