"""Polar places: snow plain, pack ice, the sledge track, the camp, high mountains."""

import math

import numpy as np

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, layer
from render.animatic.places.land import HILLS, ground, mountains, ridge, snow_tones
from render.animatic.places.sky import haze, heaven
from render.animatic.places.tone import WHITE, mix, scale, snow


def hollow(look: Look) -> RGB:
    """Return the blue of shadows on snow."""
    return mix(mix(scale(snow(look), 0.62), look.sky_top, 0.35), look.shade, 0.12)


def drift(hand: Hand, x: float, foot: float, half: float, height: float) -> None:
    """Paint a snowdrift: a wind-carved back with a lit crest and a blue lee."""
    lean = math.copysign(0.25, hand.look.sun[0])
    crest = [
        (x - half, foot),
        (x - half * 0.5, foot - height * 0.35),
        (x + lean * half, foot - height),
        (x + half * 0.55, foot - height * 0.3),
        (x + half, foot),
    ]
    hand.blob(
        [*crest, (x + half * 0.6, foot + height * 0.25), (x - half * 0.6, foot + height * 0.2)],
        mix(snow(hand.look), hollow(hand.look), 0.75),
    )
    hand.blob(
        [
            (x - half * 0.1, foot),
            (x + lean * half * 0.9, foot - height * 0.93),
            (x + half * 0.5, foot - height * 0.32),
            (x + half * 0.95, foot),
            (x + half * 0.3, foot + height * 0.1),
        ],
        mix(snow(hand.look), WHITE, 0.3),
        0.9,
    )


def wind_marks(hand: Hand, count: int) -> None:
    """Lay the streaks that wind leaves on snow."""
    t = hand.rng.random(count) ** 1.5
    y = hand.horizon + 0.015 + (hand.high - hand.horizon) * t
    light = mix(snow(hand.look), WHITE, 0.5)
    hand.stamp(
        "streak",
        hand.scatter(count, -hand.wide, hand.wide),
        y,
        0.05 + 0.35 * t,
        [hollow(hand.look), light, light],
        0.35,
        0.02,
    )


def snow_ground(hand: Hand, relief: float = 0.8) -> None:
    """Paint the open snow."""
    ground(hand, snow_tones(hand), mix(snow(hand.look), hand.look.sky_low, 0.5), "streak", relief)
    wind_marks(hand, 260)


def far_hills(look: Look, height: float = 0.07) -> Layer:
    """Return low white hills at the edge of the plain."""

    def paint(hand: Hand) -> None:
        top = mix(mix(look.far, snow(look), 0.35), look.sky_low, 0.25)
        ridge(hand, hand.horizon + 0.01, height, top, mix(top, look.sky_low, 0.55), HILLS)
        ridge(
            hand,
            hand.horizon + 0.012,
            height * 0.5,
            mix(look.far, snow(look), 0.6),
            mix(snow(look), look.sky_low, 0.4),
            HILLS,
            0.6,
        )

    return layer("hills", 14, paint, loop=True)


def tundra(look: Look, rng: np.random.Generator) -> list[Layer]:
    """An endless snow plain under a wide sky: low hills, drifts, a few dry stalks."""
    spots = [(float(rng.uniform(-1, 1)), float(rng.random())) for _ in range(9)]

    def drifts(hand: Hand) -> None:
        for x, s in spots:
            drift(hand, x * hand.wide, hand.horizon + 0.012, 0.16 + 0.2 * s, 0.02 + 0.02 * s)
        hand.rect(-hand.wide, hand.horizon + 0.01, hand.wide, hand.high, snow(look))

    def plain(hand: Hand) -> None:
        snow_ground(hand)
        for x, s in ((-0.62, 0.2), (0.66, 0.34), (-0.3, 0.05), (0.25, 0.08)):
            drift(hand, x * hand.rest * 1.2, hand.horizon + 0.06 + s * 0.5, 0.14 + s * 0.5, 0.02 + s * 0.08)

    def front(hand: Hand) -> None:
        for s in (-1, 1):
            drift(hand, s * (hand.rest + 0.12), 0.54, 0.55, 0.12)
            n = 6
            hand.stamp(
                "tuft",
                s * (hand.rest - 0.02) + hand.rng.normal(0, 0.06, n),
                np.full(n, 0.42),
                0.12,
                [mix(look.near, (0.45, 0.36, 0.22), 0.4)],
                0.9,
            )

    return [
        *heaven(),
        far_hills(look),
        haze(8),
        layer("drifts", 4, drifts, loop=True),
        layer("ground", 1, plain, loop=True),
        layer("foreground", 0.6, front),
    ]


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
        *heaven(),
        layer("mountains", 14, far, loop=True),
        haze(8),
        layer("mid", 4, mid),
        layer("near", 2, near),
        layer("ground", 1, plain),
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
    left = [(-0.05, 0.02), (-0.16, 0.08), (-0.10, 0.16), (-0.34, 0.30), (-0.36, 0.50), (-0.7, 1.0)]
    right = [(-0.42, 1.0), (-0.2, 0.50), (-0.22, 0.30), (-0.04, 0.16), (-0.11, 0.08), (-0.04, 0.02)]
    pts = [(x * hand.rest * 1.6, h + y * (b - h)) for x, y in (*left, *right)]
    hand.poly([(x, y - 0.006) for x, y in pts], mix(snow(look), WHITE, 0.5))
    hand.poly(pts, dark)
    hand.line(pts[:6], 0.006, mix((0.4, 0.7, 0.8), snow(look), 0.4), 0.9)
    hand.line([(x + 0.01, y + 0.01) for x, y in pts[1:5]], 0.004, mix(dark, look.sky_low, 0.6), 0.7)
    for _ in range(7):
        x, y = float(hand.rng.uniform(-1, 1)) * hand.rest, h + 0.03 + 0.4 * float(hand.rng.random()) ** 1.5
        points = [(x, y)]
        for _ in range(6):
            x += float(hand.rng.normal(0.05, 0.05)) * (0.4 + (y - h) * 4)
            y += float(hand.rng.normal(0.0, 0.03)) * (0.3 + (y - h) * 3)
            points.append((x, max(y, h + 0.02)))
        hand.line(points, 0.002 + 0.008 * max(0.0, points[0][1] - h), mix(dark, hollow(look), 0.4), 0.75)
