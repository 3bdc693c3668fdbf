"""Out there: the ground of a moon under planets and stars."""

import math

import numpy as np
import skia

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, layer
from render.animatic.places.land import ground, tones
from render.animatic.places.texture import ramp, sample, smooth
from render.animatic.places.tone import BLACK, WHITE, local, mix, scale


def space(look: Look, rng: np.random.Generator) -> list[Layer]:
    """On the grey ground of a moon: craters and rocks, a ringed planet, nebula and a field of stars."""
    craters = sorted((float(rng.random()), float(rng.uniform(-1, 1))) for _ in range(34))
    deep = mix(scale(look.sky_top, 0.30), (0.01, 0.01, 0.04), 0.6)

    def heaven_(hand: Hand) -> None:
        box = hand.seen((-hand.wide, -hand.high, hand.wide, hand.high))
        hand.rect(*box, deep)
        x, y = hand.grid(box, 0.3)
        n = 0.6 * sample("cloud", x * 0.35 + 0.2, y * 0.35 + 0.1) + 0.4 * sample("cloud", x * 1.1, y * 1.1 + 0.5)
        band = np.exp(-(((y + 0.25 + 0.35 * x) / 0.30) ** 2))
        cloud = smooth(0.40, 0.85, n) * band
        colours = ramp(
            sample("cloud", x * 0.5 + 0.6, y * 0.5),
            [
                (0.2, mix((0.25, 0.20, 0.75), look.sky_top, 0.3)),
                (0.5, mix((0.75, 0.25, 0.65), look.accent, 0.35)),
                (0.8, mix((0.25, 0.75, 0.85), look.sky_low, 0.3)),
            ],
        )
        hand.picture(colours, np.clip(cloud * 0.8, 0, 1), box)
        n_ = 900
        size = 0.004 + 0.011 * hand.rng.random(n_) ** 6
        hand.stamp(
            "soft",
            hand.scatter(n_, -hand.wide, hand.wide),
            hand.scatter(n_, -hand.high, hand.high),
            size,
            [WHITE, (0.8, 0.88, 1.0), (1.0, 0.9, 0.78)],
            0.9,
        )
        hand.stamp("spark", hand.scatter(9, -hand.wide, hand.wide), hand.scatter(9, -0.5, 0.05), 0.05, [WHITE], 0.9)

    def planet(hand: Hand) -> None:
        cx, cy, r = -0.30 * hand.rest, -0.20, min(0.17, hand.rest * 0.42)
        tone = mix((0.85, 0.62, 0.42), look.accent, 0.3)
        ring(hand, cx, cy, r, tone, back=True)
        box = hand.seen((cx - r, cy - r, cx + r, cy + r))
        x, y = hand.grid(box, 0.8)
        u, v = (x - cx) / r, (y - cy) / r
        z = np.sqrt(np.clip(1 - u * u - v * v, 0, 1))
        bands = sample("cloud", u * 0.08 + 0.3, v * 0.55 + 0.05 * u + 0.1)
        sx = math.copysign(0.75, look.sun[0])
        light = np.clip(u * sx - v * 0.35 + z * 0.55, 0.03, 1)
        colours = (
            ramp(bands, [(0.25, scale(tone, 0.6)), (0.5, tone), (0.75, mix(tone, WHITE, 0.55))]) * light[..., None]
        )
        hand.picture(colours, smooth(1.0, 0.975, np.hypot(u, v)), box)
        hand.glow(cx, cy, r * 1.7, tone, 0.22)
        ring(hand, cx, cy, r, tone, back=False)
        hand.oval(0.62 * hand.rest, -0.33, 0.028, 0.028, mix(look.sky_low, WHITE, 0.4))
        hand.oval(
            0.62 * hand.rest - math.copysign(0.012, look.sun[0]), -0.332, 0.026, 0.027, mix(deep, look.shade, 0.3), 0.85
        )

    def hills(hand: Hand) -> None:
        rock = local(look, (0.52, 0.52, 0.55), look.far, 0.5)
        xs = np.linspace(-hand.wide, hand.wide, 90)
        ys = hand.horizon + 0.01 - 0.05 * np.abs(np.sin(xs * 3.1) * np.sin(xs * 1.3 + 1)) - 0.012 * hand.rng.random(90)
        hand.poly(
            [*zip(xs.tolist(), ys.tolist(), strict=True), (hand.wide, hand.high), (-hand.wide, hand.high)],
            mix(rock, deep, 0.45),
        )
        hand.line(list(zip(xs.tolist(), ys.tolist(), strict=True)), 0.004, mix(rock, look.lit, 0.5), 0.7)

    def land(hand: Hand) -> None:
        rock = local(look, (0.66, 0.66, 0.68), look.ground, 0.55)
        ground(hand, tones(rock, deep, look.lit, 0.55), mix(rock, deep, 0.35), "cloud", 1.0)
        for s, x in craters:
            crater(hand, x * hand.wide, hand.horizon + 0.02 + 0.5 * s**1.6, 0.012 + 0.15 * s**1.4, rock)

    return [
        layer("stars", 50, heaven_),
        layer("planet", 40, planet),
        layer("hills", 8, hills),
        layer("ground", 1, land),
    ]


def ring(hand: Hand, x: float, y: float, r: float, colour: RGB, back: bool) -> None:
    """Paint half of a planet's ring, behind or before it."""
    hand.canvas.save()
    hand.canvas.translate(x, y)
    hand.canvas.rotate(-18)
    hand.canvas.clipRect(skia.Rect.MakeLTRB(-r * 3, -r, r * 3, 0) if back else skia.Rect.MakeLTRB(-r * 3, 0, r * 3, r))
    for k, (size, alpha) in enumerate(((1.45, 0.5), (1.62, 0.85), (1.78, 0.6), (1.98, 0.75), (2.12, 0.3))):
        hand.oval(0, 0, r * size, r * size * 0.24, mix(colour, WHITE, 0.2 + 0.12 * (k % 3)), alpha, r * 0.09)
    hand.canvas.restore()


def crater(hand: Hand, x: float, y: float, r: float, rock: RGB) -> None:
    """Paint a crater: dark bowl, lit far rim on the side away from the sun."""
    s = math.copysign(1.0, hand.look.sun[0])
    hand.oval(x, y, r * 1.12, r * 0.30, mix(rock, hand.look.lit, 0.35), 0.8)
    hand.oval(x + s * r * 0.05, y + r * 0.015, r, r * 0.24, mix(rock, BLACK, 0.62), 0.9)
    hand.oval(x - s * r * 0.14, y + r * 0.05, r * 0.78, r * 0.15, mix(rock, hand.look.shade, 0.15), 0.8)
