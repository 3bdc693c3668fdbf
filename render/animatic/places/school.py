"""School: the corridor and the classroom."""

import numpy as np

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, layer
from render.animatic.places.furniture import chair, table
from render.animatic.places.room import FLOOR, Box, daylight, floor, indoor, outside, wall, window
from render.animatic.places.tone import WHITE, mix, scale
from render.animatic.places.tube import FAR, Tube


def school_corridor(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A long school corridor: rows of lockers, classroom doors with panes, strip lights, a shining floor."""
    del rng
    tube = Tube(max(0.55, look.aspect * 0.40), 0.34, 0.52, look.horizon)
    wall = indoor(look, (0.86, 0.83, 0.72))
    blue = indoor(look, (0.20, 0.44, 0.60), 0.8)

    def walls(hand: Hand) -> None:
        tube.shell(hand, wall, mix(wall, WHITE, 0.35), mix(wall, look.shade, 0.25), mix(wall, look.sky_low, 0.5))
        bright = mix(look.sky_low, WHITE, 0.0 if look.dark else 0.4)
        tube.front(hand, FAR, (-0.55, 0.55), (0.1, 0.8), bright)
        tube.front(hand, FAR, (-0.03, 0.03), (0.1, 0.8), mix(wall, look.shade, 0.5))
        for s in (-1, 1):
            tube.seam(hand, s, 0.30, 0.17, mix(wall, blue, 0.25), 0.5)
            _lockers(hand, tube, s, blue)
            for z in (0.86, 2.1, 5.0):
                _door(hand, tube, s, z)
            tube.seam(hand, s, 0.012, 0.012, mix(blue, look.shade, 0.6))

    def lights(hand: Hand) -> None:
        z = 0.5
        while z < FAR:
            tube.level(
                hand, 0.995, (-0.16, 0.16), (z, z * 1.16), mix(WHITE, look.lit, 0.2), 0.75 if look.dark else 0.55
            )
            hand.glow(*tube.at(0, 0.99, z * 1.08), 0.34 / z, mix(WHITE, look.lit, 0.3), 0.3 if look.dark else 0.12)
            z *= 1.55

    def boards(hand: Hand) -> None:
        with tube.on_floor(hand):
            floor(hand, indoor(look, (0.66, 0.62, 0.54)), "tiles", look.horizon + tube.floor / FAR, 0.5)
            z = 0.62
            while z < FAR:
                x, y = tube.at(0, 0, z)
                hand.glow(x, y + 0.01, 0.30 / z, mix(WHITE, look.lit, 0.3), 0.35, 0.5)
                z *= 1.55
            for s in (-1, 1):
                hand.line([tube.at(s, 0, 0.3), tube.at(s, 0, FAR)], 0.05, look.shade, 0.3)

    return [
        layer("back", 50, lambda h: h.rect(-h.wide, -h.high, h.wide, h.high, wall)),
        layer("corridor", 2.2, walls),
        layer("lights", 2.2, lights, glow=True),
        layer("ground", 1, boards, mirror=0.3),
    ]


def _lockers(hand: Hand, tube: Tube, s: int, colour: RGB) -> None:
    """Lockers from near to far, with vents and handles, between the doors."""
    z, k = 0.45, 0
    while z < FAR * 0.8:
        w = 0.115
        z1 = z + w
        if not any(d <= z <= d * 1.36 for d in (0.83, 2.03, 4.8)):
            air = min(0.5, z / FAR)
            tone = mix(scale(colour, 0.88 + 0.12 * (k % 3)), hand.look.sky_low, air)
            tube.side(hand, s, (z, z1), (0.02, 0.66), mix(tone, hand.look.shade, 0.55))
            tube.side(hand, s, (z + w * 0.06, z1 - w * 0.05), (0.03, 0.655), tone)
            tube.side(hand, s, (z + w * 0.06, z + w * 0.16), (0.03, 0.655), mix(tone, WHITE, 0.35))
            if z < 3:
                for y in (0.55, 0.575, 0.60):
                    tube.side(hand, s, (z + w * 0.3, z1 - w * 0.3), (y, y + 0.010), mix(tone, hand.look.shade, 0.6))
                tube.side(hand, s, (z + w * 0.74, z + w * 0.82), (0.33, 0.40), mix(tone, WHITE, 0.7))
        z, k = z1, k + 1
    tube.seam(hand, s, 0.665, 0.006, mix(colour, WHITE, 0.45))


def _door(hand: Hand, tube: Tube, s: int, z: float) -> None:
    """A classroom door with a lit pane and a number plate."""
    wood = indoor(hand.look, (0.62, 0.42, 0.24))
    tube.side(hand, s, (z, z * 1.32), (0, 0.72), mix(wood, hand.look.shade, 0.5))
    tube.side(hand, s, (z * 1.02, z * 1.29), (0, 0.70), wood)
    tube.side(hand, s, (z * 1.08, z * 1.23), (0.38, 0.62), mix(hand.look.sky_low, WHITE, 0.35))
    tube.side(hand, s, (z * 1.12, z * 1.20), (0.75, 0.80), mix(wood, WHITE, 0.7))
    tube.side(hand, s, (z * 1.245, z * 1.265), (0.28, 0.33), mix(wood, WHITE, 0.6))


def classroom(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A classroom: green board with chalk, rows of desks and chairs, tall windows at the side, a globe, a clock."""
    del rng
    w, foot = min(look.aspect / 2, 0.9), look.horizon + FLOOR
    half = min(0.40, 0.62 * w)
    panes: list[Box] = [(-0.97 * w, -0.26, -0.97 * w + 0.20, 0.06), (0.97 * w - 0.20, -0.26, 0.97 * w, 0.06)]

    def back(hand: Hand) -> None:
        wall(hand, indoor(look, (0.88, 0.84, 0.70)), "plain", None, indoor(look, (0.62, 0.46, 0.30)))
        hand.rect(-hand.wide, 0.09, hand.wide, foot - 0.03, indoor(look, (0.52, 0.66, 0.60)), 0.75)
        for pane in panes:
            window(hand, pane, indoor(look, (0.94, 0.93, 0.90)), (2, 3))
        _board(hand, half)
        x = half + 0.055
        hand.oval(x, -0.30, 0.045, 0.045, indoor(look, (0.30, 0.26, 0.24)))
        hand.oval(x, -0.30, 0.038, 0.038, indoor(look, (0.96, 0.95, 0.92)))
        hand.line([(x - 0.014, -0.312), (x, -0.30), (x + 0.004, -0.33)], 0.005, look.shade)

    def boards(hand: Hand) -> None:
        floor(hand, indoor(look, (0.62, 0.45, 0.28)), "planks", shine=0.3)
        for pane in panes:
            daylight(hand, pane)

    def desks(hand: Hand) -> None:
        table(hand, 0.0, foot + 0.015, 0.30, 0.11)
        _globe(hand, 0.10, foot - 0.105, 0.045)
        for k, tone in enumerate(((0.62, 0.20, 0.18), (0.22, 0.36, 0.50), (0.70, 0.60, 0.30))):
            hand.rect(-0.11, foot - 0.13 - 0.016 * k, -0.03, foot - 0.116 - 0.016 * k, indoor(look, tone, 0.85))
        for down, size, spread in ((0.05, 0.17, 0.50), (0.13, 0.23, 0.68)):
            for side in (-1, 1):
                x, y = side * spread * w, foot + down
                table(hand, x, y, size, size * 0.56, (0.72, 0.52, 0.32))
                chair(hand, x, y + size * 0.22, size * 0.86, (0.34, 0.46, 0.56))

    return [
        outside(),
        layer("wall", 3, back),
        layer("ground", 1, boards, mirror=0.1),
        layer("desks", 1, desks),
    ]


def _board(hand: Hand, half: float) -> None:
    """The board: chalk lines, a triangle, a sum, a wiped patch, the ledge with sponge and chalk."""
    green, chalk = indoor(hand.look, (0.12, 0.30, 0.22), 0.85), indoor(hand.look, (0.95, 0.96, 0.92), 0.9)
    wood = indoor(hand.look, (0.58, 0.40, 0.24))
    top, foot = -0.25, 0.05
    hand.rect(-half - 0.016, top - 0.016, half + 0.016, foot + 0.016, wood, round_=0.006)
    hand.rect(-half, top, half, foot, green)
    n = 24
    x, y = hand.scatter(n, -half * 0.9, half * 0.9), hand.scatter(n, top + 0.03, foot - 0.03)
    hand.stamp("streak", x, y, 0.22, [mix(green, chalk, 0.35)], 0.22, hand.rng.normal(0, 0.4, n))
    a = half * 0.55
    hand.line([(a - 0.08, -0.03), (a + 0.08, -0.03), (a - 0.02, -0.17), (a - 0.08, -0.03)], 0.005, chalk, 0.9)
    hand.oval(a - 0.01, -0.075, 0.036, 0.036, chalk, 0.8, 0.003)
    for row in range(4):
        px, py = -half * 0.86, top + 0.06 + 0.05 * row
        while px < -half * (0.02 if row % 2 else 0.2):
            width = float(hand.rng.uniform(0.012, 0.03))
            hand.line([(px, py), (px + width * 0.5, py - 0.014), (px + width, py + 0.002)], 0.004, chalk, 0.85)
            px += width + 0.014
    hand.rect(-half, foot + 0.010, half, foot + 0.026, mix(wood, hand.look.lit, 0.3))
    hand.rect(-0.05, foot - 0.004, 0.0, foot + 0.012, indoor(hand.look, (0.86, 0.70, 0.30)), round_=0.004)
    hand.rect(0.03, foot + 0.004, 0.06, foot + 0.012, chalk)


def _globe(hand: Hand, x: float, foot: float, radius: float) -> None:
    """A globe on its stand."""
    sea, land = indoor(hand.look, (0.24, 0.46, 0.66), 0.85), indoor(hand.look, (0.46, 0.60, 0.30), 0.85)
    iron = indoor(hand.look, (0.50, 0.38, 0.20))
    hand.rect(x - radius * 0.6, foot - 0.008, x + radius * 0.6, foot, iron, round_=0.003)
    hand.line([(x, foot), (x, foot - radius * 0.5)], 0.008, iron)
    y = foot - radius * 1.4
    hand.oval(x, y, radius * 1.12, radius * 1.12, iron, 1.0, 0.005)
    hand.oval(x, y, radius, radius, sea)
    hand.blob(
        [
            (x - radius * 0.5, y - radius * 0.5),
            (x, y - radius * 0.6),
            (x - radius * 0.1, y),
            (x - radius * 0.6, y + radius * 0.2),
        ],
        land,
    )
    hand.blob([(x + radius * 0.2, y - radius * 0.1), (x + radius * 0.7, y), (x + radius * 0.3, y + radius * 0.6)], land)
    hand.oval(x - radius * 0.3, y - radius * 0.4, radius * 0.25, radius * 0.18, mix(sea, WHITE, 0.5), 0.5)
