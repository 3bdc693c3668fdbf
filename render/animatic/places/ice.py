"""Pack ice: blocks, pressure ridges, cracks and leads."""

import math

import numpy as np

from render.animatic.base import Layer, Look
from render.animatic.places.brushes import Hand, layer
from render.animatic.places.land import mountains
from render.animatic.places.sky import haze, heaven
from render.animatic.places.snow import hollow, snow_ground
from render.animatic.places.tone import WHITE, mix, scale, snow


def ice_field(look: Look, rng: np.random.Generator) -> list[Layer]:
    """Pack ice: hummocks and pressure ridges, cracks, a lead of dark water."""
    seeds = [(float(rng.uniform(-1, 1)), float(rng.random())) for _ in range(16)]

    def hummocks(hand: Hand, base: float, size: float, part: slice) -> None:
        for x, s in seeds[part]:
            slab(hand, x * hand.wide, base, size * (0.6 + s), s)

    def far(hand: Hand) -> None:
        mountains(
            hand, hand.horizon + 0.01, 0.12, mix(look.far, snow(look), 0.3), mix(look.sky_low, snow(look), 0.4), 0.2
        )

    def mid(hand: Hand) -> None:
        hand.rect(-hand.wide, hand.horizon, hand.wide, hand.high, mix(snow(look), look.sky_low, 0.35))
        hummocks(hand, hand.horizon + 0.02, 0.07, slice(0, 10))

    def near(hand: Hand) -> None:
        hummocks(hand, hand.horizon + 0.03, 0.15, slice(10, 16))

    def plain(hand: Hand) -> None:
        snow_ground(hand, 1.0)
        cracks(hand)

    def front(hand: Hand) -> None:
        for s in (-1, 1):
            slab(hand, s * (hand.rest + 0.05), 0.62, 0.36, 0.3 + 0.2 * s)
            slab(hand, s * (hand.rest - 0.10), 0.62, 0.2, 0.6)

    return [
        *heaven(look),
        layer("mountains", 14, far, loop=True),
        *haze(look, 8),
        layer("mid", 4, mid),
        layer("near", 2, near),
        layer("ground", 1, plain, mirror=0.12),
        layer("foreground", 0.6, front),
    ]


def slab(hand: Hand, x: float, foot: float, size: float, turn: float) -> None:
    """Paint a heap of tilted ice blocks: white tops, blue flanks."""
    look = hand.look
    blue = mix(mix((0.42, 0.66, 0.80), look.sky_top, 0.4), scale(snow(look), 0.8), 0.35)
    for i in range(4):
        cx = x + size * (i - 1.5) * 0.42 + float(hand.rng.normal(0, 0.06)) * size
        h = size * (0.5 + 0.6 * float(hand.rng.random())) * (1.1 - 0.25 * abs(i - 1.5))
        w = size * float(hand.rng.uniform(0.22, 0.4))
        tilt = float(hand.rng.normal(0, 0.35)) + (turn - 0.5)
        a, b, c = (cx - w, foot), (cx - w * 0.5 + tilt * h, foot - h), (cx + w * 0.6 + tilt * h, foot - h * 0.8)
        d, e = (cx + w, foot), (cx + w * 0.1 + tilt * h * 0.4, foot - h * 0.2)
        lit = math.copysign(1, look.sun[0]) > 0
        hand.poly([a, b, c, d], mix(blue, look.shade, 0.25))
        hand.poly([b, c, d, e] if lit else [a, b, c, e], mix(snow(look), blue, 0.22))
        hand.poly(
            [b, c, ((b[0] + c[0]) / 2 + w * 0.15, foot - h * 0.68), (b[0] + w * 0.1, foot - h * 0.78)],
            mix(snow(look), WHITE, 0.5),
        )
        hand.line([b, c], 0.003, mix(WHITE, look.lit, 0.5), 0.8)
    n = 10
    hand.stamp("puff", x + hand.rng.normal(0, size * 0.7, n), np.full(n, foot), size * 0.3, [snow(look)], 0.9)


def cracks(hand: Hand) -> None:
    """Break the floe: thin dark cracks and a lead of open water that winds to the horizon."""
    look = hand.look
    dark = mix(mix((0.05, 0.16, 0.24), look.shade, 0.4), look.sky_top, 0.2)
    h, b = hand.horizon, hand.high
    middle: list[tuple[float, float, float]] = []
    for k in range(34):
        t = k / 33
        sway = -0.08 - 0.62 * t**1.2 + 0.10 * math.sin(t * 9) * (0.3 + t) + float(hand.rng.normal(0, 0.006 + 0.012 * t))
        half = (0.006 + 0.20 * t**1.5) * (0.75 + 0.3 * math.sin(t * 23 + 1))
        middle.append((sway * hand.rest * 1.3, h + 0.012 + t**1.6 * (b - h), half * min(1.0, hand.rest + 0.3)))
    left, right = [(x - w, y) for x, y, w in middle], [(x + w, y) for x, y, w in reversed(middle)]
    thick = 0.010
    hand.poly([(x, y - thick) for x, y in (*left, *right)], mix(snow(look), WHITE, 0.5))
    hand.poly([*left, *right], mix(mix((0.30, 0.58, 0.70), snow(look), 0.25), look.shade, 0.25))
    hand.poly(
        [*((x + w * 0.10, y + thick * (0.3 + 3 * w)) for (x, y), (_, _, w) in zip(left, middle, strict=True)), *right],
        dark,
    )
    for x, y, w in middle[8::3]:
        hand.line([(x - w * 0.4, y), (x + w * 0.5, y + 0.002)], 0.003 + 0.01 * w, mix(dark, look.sky_low, 0.55), 0.6)
    for _ in range(7):
        x, y = float(hand.rng.uniform(-1, 1)) * hand.rest, h + 0.03 + 0.4 * float(hand.rng.random()) ** 1.5
        points = [(x, y)]
        for _ in range(6):
            x += float(hand.rng.normal(0.05, 0.05)) * (0.4 + (y - h) * 4)
            y += float(hand.rng.normal(0.0, 0.03)) * (0.3 + (y - h) * 3)
            points.append((x, max(y, h + 0.02)))
        hand.line(points, 0.002 + 0.008 * max(0.0, points[0][1] - h), mix(dark, hollow(look), 0.4), 0.75)
