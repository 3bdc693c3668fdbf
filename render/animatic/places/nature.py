"""Woods, meadows and gardens, as they are and as they are dreamt."""

import math
from collections.abc import Callable

import numpy as np
import skia

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, fit, layer, polygon
from render.animatic.places.land import ground, snow_tones, tones
from render.animatic.places.plants import bush, conifer, grass, stone
from render.animatic.places.sky import haze, heaven
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


def forest(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A wood: trunks at several depths under a roof of leaves, firs behind, light between them, ferns on the floor."""
    rows = [[float(x) for x in rng.uniform(-1, 1, n)] for n in (30, 17, 9)]
    green = local(look, FIR, look.mid, 0.5)
    bark = local(look, (0.26, 0.19, 0.14), look.near, 0.5)
    air = mix(look.far, look.sky_low, 0.4)

    def back(hand: Hand) -> None:
        tone = mix(mix(green, look.far, 0.5), look.sky_low, 0.3)
        for x in sorted(rows[0]):
            conifer(hand, x * hand.wide, hand.horizon + 0.03, 0.36 + 0.22 * abs(math.sin(x * 31)), tone, 0.5)
        hand.rect(-hand.wide, hand.horizon + 0.02, hand.wide, hand.high, tone)

    def trunks(row: int, width: float, far: float, base: float) -> Callable[[Hand], None]:
        def paint(hand: Hand) -> None:
            canopy(hand, mix(green, air, far), -0.36 - 0.06 * row, int(60 * hand.wide))
            for x in rows[row]:
                if row == 1 or abs(x) * hand.wide > 0.2:
                    trunk(
                        hand,
                        x * hand.wide,
                        hand.horizon + base,
                        width * (0.7 + 0.6 * abs(math.sin(x * 17))),
                        mix(bark, air, far),
                    )
            for k in range(26):
                x = -hand.wide + 2 * hand.wide * (k + float(hand.rng.random())) / 26
                bush(hand, x, hand.horizon + base + 0.01, 0.09 + 0.05 * float(hand.rng.random()), mix(green, air, far))
            hand.rect(-hand.wide, hand.horizon + base, hand.wide, hand.high, mix(scale(green, 0.8), air, far))

        return paint

    def front(hand: Hand) -> None:
        dark = mix(bark, look.shade, 0.5)
        trunk(hand, -hand.rest - 0.02, 0.75, 0.17, dark)
        trunk(hand, hand.rest + 0.05, 0.75, 0.12, dark)
        for s in (-1, 1):
            fern(hand, s * (hand.rest - 0.04), 0.60, 0.30, mix(green, look.shade, 0.4))

    sunny_ = [layer("light", 1.6, shafts, glow=True, soft=True)] if _shafts(look) else []
    return [
        heaven(look)[0],
        layer("back", 14, back, loop=True),
        *haze(look, 9),
        layer("far trunks", 5, trunks(1, 0.035, 0.45, 0.02)),
        layer("near trunks", 2.2, trunks(2, 0.065, 0.15, 0.03)),
        *sunny_,
        layer("ground", 1, lambda h: _forest_floor(h, bark, green)),
        layer("foreground", 0.6, front),
    ]


def _forest_floor(hand: Hand, bark: RGB, green: RGB) -> None:
    """Forest floor with fallen leaves, near trunks, ferns and stones."""
    look = hand.look
    turf(hand, (0.27, 0.35, 0.16), 520)
    leaves = [local(look, (0.52, 0.34, 0.15), look.ground), local(look, (0.36, 0.28, 0.14), look.ground)]
    n = 160 if not snowing(look) else 0
    t = hand.rng.random(n)
    y = hand.horizon + 0.03 + 0.6 * t
    hand.stamp("leaf", hand.scatter(n, -hand.wide, hand.wide), y, 0.02 + 0.05 * t, leaves, 0.6, t * 9)
    for x, down, w in ((-0.62, 0.10, 0.075), (0.60, 0.075, 0.06), (0.98, 0.2, 0.12), (-1.25, 0.16, 0.10)):
        trunk(hand, x * hand.rest, hand.horizon + down, w, bark)
        for s in (-1, 1):
            fern(
                hand,
                x * hand.rest + s * w * 1.3,
                hand.horizon + down + 0.015,
                (0.10 + w) * fit(look),
                mix(green, look.lit, 0.1),
            )
    for x, down, size in ((-0.40, 0.14, 0.035), (0.36, 0.10, 0.025), (0.78, 0.26, 0.05)):
        stone(hand, x * hand.rest, hand.horizon + down, size, local(look, (0.42, 0.42, 0.38), look.mid))
    for x, down in ((-0.85, 0.30), (0.52, 0.20), (-0.30, 0.06), (0.24, 0.05), (0.9, 0.34), (-0.5, 0.24)):
        fern(hand, x * hand.rest, hand.horizon + down, (0.05 + 0.3 * down) * fit(look), green)


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


def shafts(hand: Hand) -> None:
    """Throw shafts of light through the leaves."""
    lit = hand.look.lit
    for _ in range(round(2 + 6 * hand.rest)):
        x = float(hand.rng.uniform(-1, 1)) * hand.rest
        w = 0.02 + 0.05 * float(hand.rng.random())
        hand.wash(_beam(hand.look.sun[0], x, w), (0, -0.6), (0, 0.45), [(0, lit, 0.26), (0.7, lit, 0.12), (1, lit, 0)])


def _beam(sun: float, x: float, w: float) -> skia.Path:
    """A shaft of light that falls from the sun's side, from above the picture, to the ground at x."""
    top = x + (sun - x) * 0.55
    return polygon([(top - w * 0.35, -0.9), (top + w * 0.35, -0.9), (x + w, 0.5), (x - w, 0.5)])


def _shafts(look: Look) -> bool:
    """Whether the sun stands in the leaves."""
    return look.weather in ("clear", "mist") and look.time not in ("dusk", "night")
