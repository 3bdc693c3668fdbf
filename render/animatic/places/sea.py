"""Places at sea and on its shore."""

import numpy as np

from render.animatic.base import RGB, Layer, Look, Sway
from render.animatic.places.brushes import Hand, layer, polygon
from render.animatic.places.ice import slab
from render.animatic.places.sky import haze, heaven
from render.animatic.places.tone import WHITE, mix, snow
from render.animatic.places.water import sea_colours, water


def swell(look: Look) -> float:
    """Return how rough the sea is in this weather."""
    return {"storm": 1.8, "blizzard": 1.5, "wind": 1.3, "rain": 1.1}.get(look.weather, 0.7)


def floe(hand: Hand, x: float, y: float, half: float) -> None:
    """Paint a flat floe: white top, blue edge, its dark reflection."""
    look = hand.look
    flat = half * 0.22
    top = [
        (x - half, y),
        (x - half * 0.6, y - flat * 0.8),
        (x + half * 0.3, y - flat),
        (x + half, y - flat * 0.2),
        (x + half * 0.5, y + flat * 0.4),
        (x - half * 0.5, y + flat * 0.5),
    ]
    blue = mix(mix((0.30, 0.58, 0.70), look.sky_top, 0.4), snow(look), 0.25)
    hand.poly([(px, py + half * 0.12) for px, py in top], mix(blue, look.shade, 0.35), 0.6)
    hand.poly([(px, py + half * 0.06) for px, py in top], blue)
    hand.poly(top, mix(snow(look), WHITE, 0.25))


def berg(hand: Hand, x: float, foot: float, size: float) -> None:
    """Paint an iceberg with a lit and a blue side."""
    look = hand.look
    white = mix(mix(snow(look), WHITE, 0.2), look.sky_low, 0.15)
    blue = mix(mix((0.40, 0.62, 0.76), look.sky_top, 0.35), white, 0.35)
    left, peak, right = (x - size, foot), (x - size * 0.2, foot - size * 0.75), (x + size * 1.1, foot)
    ridge_a, ridge_b = (x - size * 0.7, foot - size * 0.34), (x + size * 0.55, foot - size * 0.42)
    hand.poly([left, ridge_a, peak, (x + size * 0.1, foot - size * 0.55), ridge_b, right], white)
    shadow = [peak, (x + size * 0.1, foot - size * 0.55), ridge_b, right, (x + size * 0.2, foot)]
    if look.sun[0] > 0:
        shadow = [left, ridge_a, peak, (x - size * 0.3, foot - size * 0.3), (x - size * 0.1, foot)]
    hand.poly(shadow, blue)
    hand.line([left, right], 0.006, mix(blue, look.shade, 0.4), 0.7)


def arctic_sea(look: Look, rng: np.random.Generator) -> list[Layer]:
    """Cold open water with drifting floes and icebergs."""
    floes = sorted((0.02 + 0.6 * float(rng.random()) ** 1.6, float(rng.uniform(-1, 1))) for _ in range(26))

    def far(hand: Hand) -> None:
        for x, s in ((-0.75, 0.16), (-0.3, 0.07), (0.12, 0.05), (0.62, 0.22), (1.15, 0.12), (-1.3, 0.2)):
            berg(hand, x * hand.rest, hand.horizon + 0.01, s * 0.8)
        hand.rect(-hand.wide, hand.horizon + 0.008, hand.wide, hand.high, mix(look.mid, look.sky_low, 0.4))

    def sea(hand: Hand) -> None:
        water(hand, hand.horizon, sea_colours(hand, (0.08, 0.26, 0.36)), swell(look))
        for y, x in floes:
            if abs(x) > 0.25 or y > 0.3:
                floe(hand, x * hand.wide, hand.horizon + y, 0.03 + 0.35 * y)

    def front(hand: Hand) -> None:
        slab(hand, -hand.rest - 0.02, 0.60, 0.3, 0.4)
        slab(hand, hand.rest + 0.06, 0.62, 0.26, 0.6)

    return [
        *heaven(look),
        layer("icebergs", 14, far),
        *haze(look, 6),
        layer("ground", 1, sea, mirror=0.4, sway=Sway(y=0.004, hz=0.16)),
        layer("foreground", 0.6, front, sway=Sway(y=0.006, hz=0.13)),
    ]


def crest(hand: Hand, base: float, height: float, waves: int, colour: tuple[RGB, RGB, RGB]) -> None:
    """Paint one row of waves with steep lit crests and foam, solid to the bottom."""
    xs = np.linspace(-hand.wide, hand.wide, 400, dtype=np.float32)
    phase = float(hand.rng.random()) * 6.283
    turn = xs * (np.pi * waves / hand.wide) + phase
    swing = 0.5 + 0.5 * np.sin(turn + 0.55 * np.cos(turn))
    tops = base - height * (swing**1.6 + 0.12 * np.sin(turn * 3 + 1))
    points = [(float(x), float(y)) for x, y in zip(xs, tops, strict=True)]
    shape = polygon([*points, (hand.wide, hand.high), (-hand.wide, hand.high)])
    hand.wash(
        shape,
        (0, base - height),
        (0, base + height * 1.4),
        [(0, colour[2], 1), (0.35, colour[1], 1), (1, colour[0], 1)],
    )
    high = np.flatnonzero(swing > 0.62)
    if len(high):
        pick = hand.rng.choice(high, 130)
        foam = mix(WHITE, hand.look.sky_low, 0.25)
        down = hand.rng.random(130) ** 2 * height * 0.5
        hand.stamp(
            "puff",
            xs[pick].astype(float),
            tops[pick] + down,
            height * (0.10 + 0.25 * hand.rng.random(130)),
            [foam],
            0.7,
        )
        hand.line(points, 0.003, mix(colour[2], foam, 0.5), min(0.6, height * 6))


def sea(look: Look, rng: np.random.Generator) -> list[Layer]:
    """Open sea to the horizon; in a storm it stands up in crests of foam."""
    del rng
    rough = swell(look)

    def water_(hand: Hand) -> None:
        water(hand, hand.horizon, sea_colours(hand, (0.10, 0.36, 0.50)), rough)

    def row_(depth: float, base: float) -> Layer:
        height = (0.025 + 0.06 * max(0.0, rough - 0.6)) * base * 4

        def paint(hand: Hand) -> None:
            dark, body, light = sea_colours(hand, (0.10, 0.36, 0.50))
            crest(
                hand,
                hand.horizon + base,
                height,
                max(2, round(1.1 / base)),
                (dark, mix(body, dark, 0.35), mix(body, light, 0.4)),
            )

        return layer(
            f"waves {depth:g}",
            depth,
            paint,
            sway=Sway(x=0.012, y=0.006 * rough, hz=0.16, drift=0.02 * rough),
            loop=True,
        )

    return [
        *heaven(look),
        layer("sea", 4, water_, loop=True),
        *haze(look, 3),
        row_(2.0, 0.16),
        row_(1.0, 0.30),
        row_(0.6, 0.52),
    ]
