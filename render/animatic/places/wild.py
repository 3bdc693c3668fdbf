"""Where nobody lives: desert, and the land above the clouds."""

import math

import numpy as np

from render.animatic.base import Layer, Look, Sway
from render.animatic.places.brushes import Hand, layer
from render.animatic.places.land import dune, ground, tones
from render.animatic.places.sky import cloud_colours, haze, heaven, paint_sky
from render.animatic.places.tone import WHITE, local, mix


def desert(look: Look, rng: np.random.Generator) -> list[Layer]:
    """Sand dunes with sharp crests and rippled sand, table mountains far off, a dead branch."""
    spots = [(float(rng.uniform(-1, 1)), float(rng.random())) for _ in range(12)]
    sand = local(look, (0.90, 0.66, 0.38), look.ground, 0.72)

    def mesas(hand: Hand) -> None:
        tone = mix(local(look, (0.66, 0.36, 0.26), look.far, 0.6), look.sky_low, 0.4)
        for x, w, h in (
            (-0.72, 0.16, 0.11),
            (-0.44, 0.07, 0.07),
            (0.40, 0.12, 0.09),
            (0.78, 0.2, 0.14),
            (1.3, 0.2, 0.1),
            (-1.35, 0.18, 0.12),
        ):
            cx, y = x * hand.rest, hand.horizon + 0.01
            hand.poly(
                [
                    (cx - w * 1.25, y),
                    (cx - w, y - h * 0.55),
                    (cx - w * 0.85, y - h),
                    (cx + w * 0.85, y - h * 0.97),
                    (cx + w, y - h * 0.5),
                    (cx + w * 1.3, y),
                ],
                tone,
            )
            for k in range(9):
                px = cx - w * 0.8 + w * 1.6 * k / 8
                hand.line([(px, y - h * 0.92), (px + 0.004, y - h * 0.3)], 0.004, mix(tone, look.shade, 0.35), 0.5)
        hand.rect(-hand.wide, hand.horizon + 0.005, hand.wide, hand.high, mix(sand, look.sky_low, 0.45))

    def dunes(hand: Hand) -> None:
        for k, (x, s) in enumerate(sorted(spots, key=lambda d: d[1])):
            dune(
                hand,
                x * hand.wide,
                hand.horizon + 0.02 + 0.02 * s,
                0.20 + 0.25 * s,
                0.03 + 0.06 * s,
                mix(sand, look.sky_low, 0.3 - 0.02 * k),
            )
        hand.rect(-hand.wide, hand.horizon + 0.03, hand.wide, hand.high, sand)

    def land(hand: Hand) -> None:
        ground(hand, tones(sand, look.shade, look.lit, 0.35), mix(sand, look.sky_low, 0.3), "streak", 0.9)
        dune(hand, -0.75 * hand.rest, hand.horizon + 0.12, 0.5, 0.10, sand)
        dune(hand, 0.85 * hand.rest, hand.horizon + 0.17, 0.6, 0.13, sand)

    def front(hand: Hand) -> None:
        dune(hand, hand.rest + 0.1, 0.66, 0.6, 0.22, mix(sand, look.shade, 0.1))
        bone = mix(look.near, look.shade, 0.4)
        x = -hand.rest + 0.03
        for path in (
            [(x, 0.6), (x + 0.02, 0.30), (x + 0.10, 0.10)],
            [(x + 0.02, 0.30), (x - 0.08, 0.16)],
            [(x + 0.06, 0.20), (x + 0.17, 0.16), (x + 0.2, 0.10)],
        ):
            hand.line(path, 0.014, bone)

    return [
        *heaven(look, 0.08 if look.weather == "clear" else None),
        layer("mesas", 16, mesas),
        *haze(look, 10),
        layer("dunes", 5, dunes),
        layer("ground", 1, land),
        layer("foreground", 0.6, front),
    ]


def clouds(look: Look, rng: np.random.Generator) -> list[Layer]:
    """Above the clouds: towers of white, a floor of soft banks to the horizon, wide sky."""
    towers = sorted((float(rng.random()), float(rng.uniform(-1, 1))) for _ in range(12))

    def banks(hand: Hand, base: float, height: float, count: int, share: float) -> None:
        dark, light = cloud_colours(hand, 0.3)
        dark, light = mix(dark, look.sky_low, share), mix(light, look.sky_low, share * 0.7)
        side = math.copysign(1.0, look.sun[0])
        hand.rect(-hand.wide, base + height * 0.3, hand.wide, hand.high, mix(dark, light, 0.55))
        for shift, tone, alpha in (
            (0.35, dark, 0.85),
            (0.12, mix(dark, light, 0.5), 0.8),
            (-0.12, light, 0.85),
            (-0.3, mix(light, WHITE, 0.3), 0.7),
        ):
            n = count
            x = hand.scatter(n, -hand.wide, hand.wide)
            lift = 0.5 + 0.5 * np.sin(x * 5.3 + base * 40) * np.sin(x * 2.1 + 1)
            y = base - height * lift * hand.rng.random(n) ** 0.6 + shift * height * 0.55
            hand.stamp(
                "puff",
                x - side * shift * height * 0.3,
                y,
                height * (0.7 + 0.9 * hand.rng.random(n)),
                [tone],
                alpha,
                hand.scatter(n, 0, 6),
            )

    def far(hand: Hand) -> None:
        dark, light = cloud_colours(hand, 0.3)
        for s, x in towers:
            for k in range(26):
                up = (k / 26) * (0.14 + 0.16 * s)
                r = 0.10 + 0.06 * s - up * 0.25
                tone = mix(mix(dark, light, 0.3 + 0.7 * k / 26), look.sky_low, 0.25)
                hand.stamp(
                    "puff",
                    x * hand.wide + hand.rng.normal(0, r * 0.5, 2),
                    hand.horizon - up + hand.rng.normal(0, 0.01, 2),
                    r,
                    [tone],
                    0.75,
                    hand.scatter(2, 0, 6),
                )
        banks(hand, hand.horizon + 0.03, 0.06, 110, 0.3)

    return [
        layer("sky", 50, paint_sky),
        layer("towers", 20, far, sway=Sway(drift=0.003)),
        layer("banks", 5, lambda h: banks(h, h.horizon + 0.08, 0.10, 110, 0.15), sway=Sway(drift=0.006), soft=True),
        layer("ground", 1, lambda h: banks(h, h.horizon + 0.18, 0.20, 120, 0.0), soft=True),
        layer("foreground", 0.6, lambda h: banks(h, 0.62, 0.22, 60, 0.0), sway=Sway(drift=0.02), soft=True),
    ]
