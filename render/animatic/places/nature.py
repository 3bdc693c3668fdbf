"""What woods and meadows are made of: turf, trunks, a roof of leaves, ferns."""

import math

import numpy as np

from render.animatic.base import RGB
from render.animatic.places.brushes import Hand
from render.animatic.places.land import ground, snow_tones, tones
from render.animatic.places.plants import grass
from render.animatic.places.tone import local, mix, scale, snow, snowing

GRASS: RGB = (0.36, 0.50, 0.20)
FIR: RGB = (0.12, 0.24, 0.16)
EARTH: RGB = (0.34, 0.26, 0.18)


def turf(hand: Hand, natural: RGB = GRASS, tufts: int = 500) -> None:
    """Paint grassland, or snow where it snows."""
    look = hand.look
    if snowing(look):
        ground(hand, snow_tones(hand), mix(snow(look), look.sky_low, 0.4), "cloud", 0.8, edge=0.008, stretch=2.0)
        return
    body = local(look, natural, look.ground)
    ground(hand, tones(body, look.shade, look.lit), mix(body, look.far, 0.6), "cloud", 0.7)
    grass(hand, hand.horizon + 0.02, hand.high * 0.95, tufts, [scale(body, 0.75), body, mix(body, look.lit, 0.25)])


def trunk(hand: Hand, x: float, foot: float, width: float, bark: RGB) -> None:
    """Paint a trunk that leaves the picture at its top, with ribbed bark and a lit side."""
    side = math.copysign(1.0, hand.look.sun[0])
    lean = float(hand.rng.normal(0, 0.03))
    top = -hand.high
    half = width / 2
    hand.blob(
        [
            (x - half * 2.2, foot + 0.01),
            (x - half * 1.05, foot - width),
            (x + lean - half * 0.8, top - 0.2),
            (x + lean + half * 0.8, top - 0.2),
            (x + half * 1.05, foot - width),
            (x + half * 2.2, foot + 0.01),
            (x, foot + width * 0.2),
        ],
        bark,
    )
    n = int(14 + width * 500)
    y = hand.scatter(n, top, foot - width * 0.3)
    px = x + lean * (foot - y) / (foot - top) + hand.rng.uniform(-0.45, 0.45, n) * width
    tones_ = np.sign((px - x) * side) > 0
    hand.stamp(
        "streak",
        px[~tones_],
        y[~tones_],
        width * 1.3,
        [scale(bark, 0.7), mix(bark, hand.look.shade, 0.5)],
        0.7,
        math.pi / 2,
    )
    hand.stamp(
        "streak",
        px[tones_],
        y[tones_],
        width * 1.3,
        [mix(bark, hand.look.lit, 0.32), scale(bark, 1.15)],
        0.7,
        math.pi / 2,
    )
    if snowing(hand.look):
        m = n // 3
        hand.stamp(
            "streak",
            np.full(m, x - side * width * 0.36),
            hand.scatter(m, top, foot),
            width * 0.9,
            [snow(hand.look)],
            0.8,
            math.pi / 2,
        )
        hand.stamp("puff", x + hand.rng.normal(0, width, 8), np.full(8, foot), width * 1.4, [snow(hand.look)], 0.95)


def canopy(hand: Hand, colour: RGB, low: float, count: int) -> None:
    """Hang a roof of leaves over the upper edge of the picture, ragged below."""
    for shift, tone in ((0.0, scale(colour, 0.7)), (-0.05, colour), (-0.09, mix(colour, hand.look.lit, 0.18))):
        x = hand.scatter(count, -hand.wide, hand.wide)
        y = low + shift + 0.05 * np.sin(x * 9) - np.abs(hand.rng.normal(0, 0.12, count))
        hand.stamp("leaf", x, y, 0.13, [tone, scale(tone, 0.9)], 0.95, hand.scatter(count, 0, 6))
    if snowing(hand.look):
        x = hand.scatter(count // 3, -hand.wide, hand.wide)
        hand.stamp("puff", x, low - 0.04 - np.abs(hand.rng.normal(0, 0.1, len(x))), 0.09, [snow(hand.look)], 0.85)


def fern(hand: Hand, x: float, foot: float, size: float, colour: RGB) -> None:
    """Paint a fern: feathered fronds that arch from one root."""
    for k in range(7):
        a = -1.25 + 2.5 * k / 6 + float(hand.rng.normal(0, 0.08))
        tip = (x + math.sin(a) * size * 1.15, foot - math.cos(a) * size * 0.75)
        tone = mix(colour, hand.look.lit, 0.22) if a * hand.look.sun[0] > 0 else scale(colour, 0.8)
        t = np.linspace(0.08, 1, 13)
        px = x + (tip[0] - x) * t
        py = foot + (tip[1] - foot) * t - size * 0.45 * t * (1 - t)
        hand.line([(float(p), float(q)) for p, q in zip(px, py, strict=True)], size * 0.022, tone)
        hand.stamp("needle", px, py, size * 0.34 * (1.12 - t), [tone, mix(tone, hand.look.lit, 0.12)], 0.9, a + 1.2)
