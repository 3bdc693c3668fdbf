"""Open country: field, village, lake, river, waterfall, desert, and the land above the clouds."""

import math

import numpy as np

from render.animatic.base import RGB, Layer, Look, Sway
from render.animatic.places.brushes import Hand, fit, layer
from render.animatic.places.land import HILLS, ground, ridge, tones
from render.animatic.places.masonry import cottage, lamp_glow, picket
from render.animatic.places.nature import EARTH, GRASS, turf
from render.animatic.places.plants import bush, leaf_tree
from render.animatic.places.road import track
from render.animatic.places.sky import haze, heaven
from render.animatic.places.tone import lamp, local, mix, scale, snow, snowing

GREEN: RGB = (0.30, 0.44, 0.20)


def downs(look: Look, height: float = 0.10, green: RGB = (0.46, 0.56, 0.32)) -> Layer:
    """Return two soft lines of hills with woods on them."""
    tone = mix(snow(look), look.far, 0.35) if snowing(look) else local(look, green, look.far, 0.45)

    def paint(hand: Hand) -> None:
        ridge(hand, hand.horizon + 0.01, height, mix(tone, look.sky_low, 0.4), mix(tone, look.sky_low, 0.6), HILLS)
        crest = ridge(
            hand,
            hand.horizon + 0.015,
            height * 0.55,
            mix(tone, look.sky_low, 0.12),
            mix(tone, look.sky_low, 0.4),
            HILLS,
        )
        wood = mix(local(look, GREEN, look.mid, 0.5), look.sky_low, 0.2)
        for x, y in crest[::7]:
            if hand.rng.random() < 0.6:
                bush(hand, x, y + 0.01, 0.03 + 0.03 * float(hand.rng.random()), wood)

    return layer("downs", 14, paint, loop=True)


def field(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A field of ripe grain in rows to the horizon, a lone tree, a cart track, ears in the foreground."""
    del rng
    gold = snow(look) if snowing(look) else local(look, (0.84, 0.66, 0.28), look.ground, 0.7)

    def land(hand: Hand) -> None:
        ground(hand, tones(gold, look.shade, look.lit, 0.35), mix(gold, look.sky_low, 0.4), "cloud", 0.6)
        for k in range(-26, 27):
            x = k * 0.30
            hand.line([(x * 0.04, hand.horizon + 0.004), (x * 2.2, hand.high)], 0.004, mix(gold, look.shade, 0.4), 0.25)
        if not snowing(look):
            n = 1500
            t = np.sort(hand.rng.random(n))
            y = hand.horizon + 0.012 + (hand.high - hand.horizon) * t**1.5
            hand.stamp(
                "tuft",
                hand.scatter(n, -hand.wide, hand.wide),
                y,
                0.014 + 0.12 * t**1.5,
                [scale(gold, 0.8), gold, mix(gold, look.lit, 0.4), mix(gold, (0.55, 0.42, 0.18), 0.35)],
                0.9,
                hand.rng.normal(0.1, 0.12, n),
            )
        earth = (
            mix(snow(look), look.shade, 0.25) if snowing(look) else local(look, (0.55, 0.42, 0.28), look.ground, 0.6)
        )
        path = [
            (
                0.16 * hand.rest * math.sin(3 * (1 - i / 20)),
                hand.horizon + 0.004 + (hand.high - hand.horizon) * (i / 20) ** 1.7,
                0.005 + 0.15 * (i / 20) ** 1.6,
            )
            for i in range(21)
        ]
        track(hand, path, earth, mix(earth, gold, 0.5))

    def tree(hand: Hand) -> None:
        leaf_tree(
            hand,
            0.58 * hand.rest,
            hand.horizon + 0.05,
            0.36,
            local(look, GREEN, look.near),
            local(look, EARTH, look.near),
            1.6,
        )

    def front(hand: Hand) -> None:
        for s in (-1, 1):
            for k in range(34):
                x = s * (hand.rest + 0.06 - 0.3 * abs(float(hand.rng.normal(0, 0.5))))
                _ear(
                    hand,
                    x,
                    0.72,
                    0.38 * (0.7 + 0.4 * float(hand.rng.random())),
                    mix(gold, look.shade, 0.1 + 0.3 * (k % 3) / 2),
                )

    return [
        *heaven(look),
        downs(look),
        *haze(look, 8),
        layer("ground", 1, land),
        layer("tree", 1, tree),
        layer("foreground", 0.6, front, sway=Sway(x=0.006, hz=0.3)),
    ]


def _ear(hand: Hand, x: float, foot: float, height: float, colour: RGB) -> None:
    """One stalk with its ear."""
    lean = float(hand.rng.normal(0.03, 0.05))
    hand.line([(x, foot), (x + lean * 0.4, foot - height * 0.6), (x + lean, foot - height)], 0.004, colour)
    for k in range(6):
        y = foot - height - 0.012 * k
        for s in (-1, 1):
            hand.oval(
                x + lean * (1 + 0.1 * k) + s * 0.007, y, 0.005, 0.011, mix(colour, hand.look.lit, 0.2 + 0.2 * (s > 0))
            )


def village(look: Look, rng: np.random.Generator) -> list[Layer]:
    """Wooden houses along an earthen street, smoke from chimneys, fences, a church behind."""
    tints: tuple[RGB, ...] = (
        (0.62, 0.44, 0.28),
        (0.42, 0.52, 0.58),
        (0.66, 0.60, 0.42),
        (0.50, 0.34, 0.26),
        (0.48, 0.54, 0.40),
    )
    spots = [
        (-0.80, 0.20, 0.44),
        (0.84, 0.19, 0.42),
        (-0.50, 0.09, 0.25),
        (0.48, 0.085, 0.24),
        (-0.27, 0.045, 0.14),
        (0.24, 0.04, 0.13),
    ]
    del rng

    def far(hand: Hand) -> None:
        _church(hand, 0.05 * hand.rest, hand.horizon + 0.01, 0.26)
        for k in range(12):
            x = (-1 + k / 5.5) * hand.wide
            bush(hand, x, hand.horizon + 0.02, 0.14, mix(local(look, GREEN, look.mid, 0.5), look.sky_low, 0.3))
        hand.rect(-hand.wide, hand.horizon + 0.01, hand.wide, hand.high, mix(look.mid, look.far, 0.4))

    def land(hand: Hand) -> None:
        turf(hand, GRASS, 420)
        earth = (
            mix(snow(look), look.shade, 0.18) if snowing(look) else local(look, (0.60, 0.48, 0.34), look.ground, 0.6)
        )
        path = [
            (
                0.06 * math.sin(4 * (1 - i / 20)),
                hand.horizon + 0.004 + (hand.high - hand.horizon) * (i / 20) ** 1.7,
                0.008 + 0.24 * (i / 20) ** 1.5,
            )
            for i in range(21)
        ]
        track(hand, path, earth, mix(earth, look.shade, 0.2))

    def houses(hand: Hand) -> None:
        for k in range(5, -1, -1):
            x, down, w = spots[k]
            w *= fit(look)
            side = math.copysign(1, x)
            leaf_tree(
                hand,
                x * hand.rest + side * w * 0.75,
                hand.horizon + down,
                w * 0.95,
                local(look, GREEN, look.mid, 0.6),
                local(look, EARTH, look.near),
                0.7,
            )
            cottage(
                hand,
                x * hand.rest,
                hand.horizon + down,
                w,
                local(look, tints[k % 5], look.mid, 0.6),
                0.35 * (1 - w / 0.44),
            )
            x0, x1 = sorted((x * hand.rest + side * w * 0.9, x * hand.rest - side * w * 0.62))
            picket(hand, x0, x1, hand.horizon + down + w * 0.10, w * 0.17, local(look, (0.60, 0.50, 0.38), look.near))

    def lights(hand: Hand) -> None:
        if look.dark:
            for x, down, wide in spots:
                w = wide * fit(look)
                lamp_glow(hand, x * hand.rest, hand.horizon + down - w * 0.25, w * 0.7)

    return [
        *heaven(look),
        downs(look),
        layer("church", 8, far),
        *haze(look, 5),
        layer("ground", 1, land),
        layer("houses", 1, houses),
        layer("lights", 1, lights, glow=True, soft=True),
    ]


def _church(hand: Hand, x: float, foot: float, height: float) -> None:
    """A white church with a dome and a bell tower."""
    look = hand.look
    white = mix(local(look, (0.94, 0.92, 0.88), look.far, 0.6), look.sky_low, 0.2)
    dome = mix(local(look, (0.85, 0.66, 0.25), look.accent, 0.7), look.sky_low, 0.15)
    hand.rect(x - height * 0.18, foot - height * 0.42, x + height * 0.42, foot, white)
    hand.rect(x - height * 0.36, foot - height * 0.66, x - height * 0.18, foot, scale(white, 0.93))
    hand.rect(x + height * 0.06, foot - height * 0.58, x + height * 0.18, foot - height * 0.4, white)
    for cx, top, r in (
        (x + height * 0.12, foot - height * 0.58, 0.10),
        (x - height * 0.27, foot - height * 0.66, 0.10),
    ):
        k = r * height
        hand.blob(
            [
                (cx - k * 0.8, top),
                (cx - k * 1.25, top - k * 0.7),
                (cx - k * 0.5, top - k * 1.5),
                (cx, top - k * 2.4),
                (cx, top - k * 2.4),
                (cx + k * 0.5, top - k * 1.5),
                (cx + k * 1.25, top - k * 0.7),
                (cx + k * 0.8, top),
            ],
            dome,
        )
        hand.line([(cx, top - k * 2.1), (cx, top - k * 3.0)], 0.003, dome)
        hand.line([(cx - k * 0.25, top - k * 2.7), (cx + k * 0.25, top - k * 2.7)], 0.003, dome)
    for dx in (-0.05, 0.1, 0.25):
        hand.rect(
            x + height * dx,
            foot - height * 0.3,
            x + height * (dx + 0.05),
            foot - height * 0.14,
            lamp(look) if look.dark else mix(white, look.shade, 0.6),
        )
