"""Places of times to come, and of the future as the eighties dreamt it."""

import math

import numpy as np
import skia

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, layer
from render.animatic.places.sky import paint_sky
from render.animatic.places.tone import BLACK, mix, scale

NEON: tuple[RGB, RGB] = ((1.0, 0.25, 0.75), (0.20, 0.90, 1.0))


def neon(look: Look) -> tuple[RGB, RGB]:
    """Return the two neon colours: magenta and cyan, drawn towards the accent."""
    return mix(NEON[0], look.accent, 0.15), mix(NEON[1], look.accent, 0.25)


def grid_plain(look: Look, rng: np.random.Generator) -> list[Layer]:
    """The endless neon grid under a striped sun, with wire mountains at its sides."""
    hot, cold = neon(look)
    night = mix(scale(look.sky_top, 0.5), (0.06, 0.02, 0.16), 0.6)

    def sky(hand: Hand) -> None:
        paint_sky(hand)
        low = mix(look.sky_low, hot, 0.45)
        share = (hand.horizon + hand.high) / (2 * hand.high)
        hand.wash_rect(
            (-hand.wide, -hand.high, hand.wide, hand.high),
            [(0, night, 0.95), (share * 0.7, mix(night, low, 0.45), 0.85), (share, low, 0.85), (1, night, 1)],
        )
        n = 160
        hand.stamp(
            "soft",
            hand.scatter(n, -hand.wide, hand.wide),
            hand.scatter(n, -hand.high, hand.horizon - 0.15),
            0.007,
            [mix(cold, (1.0, 1.0, 1.0), 0.6)],
            0.7,
        )

    def sun(hand: Hand) -> None:
        r = min(0.27, hand.rest * 0.62)
        cx, cy = 0.0, hand.horizon - r * 0.72
        hand.glow(cx, cy, r * 2.4, hot, 0.55)
        surface = polygon_sun(hand, cx, cy, r)
        hand.wash(
            surface, (0, cy - r), (0, cy + r), [(0, (1.0, 0.92, 0.45), 1), (0.5, (1.0, 0.52, 0.38), 1), (1, hot, 1)]
        )

    def peaks(hand: Hand) -> None:
        for side in (-1, 1):
            wire_mountains(hand, side, mix(night, BLACK, 0.3), cold)

    def plain(hand: Hand) -> None:
        hand.wash_rect(
            (-hand.wide, hand.horizon, hand.wide, hand.high),
            [(0, mix(night, hot, 0.35), 1), (0.25, mix(night, hot, 0.08), 1), (1, mix(night, BLACK, 0.45), 1)],
        )
        hand.wash_rect((-0.3, hand.horizon, 0.3, hand.horizon + 0.3), [(0, (1.0, 0.6, 0.4), 0.25), (1, hot, 0)])

    def lines(hand: Hand) -> None:
        h, b = hand.horizon, hand.high - hand.horizon
        for k in range(-44, 45):
            x = k * 0.26
            for width, alpha in ((0.010, 0.16), (0.0028, 0.85)):
                hand.line([(x * 0.05, h + 0.004), (x * b / 0.45, hand.high)], width, hot, alpha)
        z = 0.6
        while z < 40:
            y = h + 0.42 / z
            for width, alpha in ((0.016, 0.18), (0.0045, 0.9)):
                hand.line([(-hand.wide, y), (hand.wide, y)], max(0.0012, width / z * 1.2), hot, alpha)
            z *= 1.0 + 0.33 / max(1.0, z * 0.45)
        hand.line([(-hand.wide, h), (hand.wide, h)], 0.006, cold, 0.9)
        hand.glow(0, h, hand.rest * 1.2, cold, 0.35, 0.06)

    del rng
    return [
        layer("sky", 50, sky),
        layer("sun", 45, sun),
        layer("mountains", 14, peaks),
        layer("ground", 1, plain),
        layer("grid", 1, lines, glow=True),
    ]


def polygon_sun(hand: Hand, cx: float, cy: float, r: float) -> skia.Path:
    """Return a disc cut by bars that grow towards its lower edge."""
    disc = skia.Path.Circle(cx, cy, r)
    for k in range(7):
        y = cy - r * 0.08 + r * (k / 6.5) ** 0.9
        gap = r * (0.018 + 0.016 * k)
        bar = skia.Path.Rect(skia.Rect.MakeLTRB(cx - r * 1.1, y, cx + r * 1.1, y + gap))
        cut_ = skia.Op(disc, bar, skia.PathOp.kDifference_PathOp)
        disc = cut_ if cut_ is not None else disc
    return disc


def wire_mountains(hand: Hand, side: int, body: RGB, wire: RGB) -> None:
    """Paint low-poly mountains with glowing edges at one side of the picture."""
    cols, rows = 9, 4
    grid: list[list[tuple[float, float]]] = []
    for j in range(rows + 1):
        line = []
        for i in range(cols + 1):
            t = i / cols
            x = side * (hand.rest * 0.20 + (hand.wide - hand.rest * 0.20) * t)
            peak = (0.06 + 0.24 * t) * math.sin(math.pi * min(1.0, j / rows * 1.0 + 0.02) * 0.5)
            lift = peak * (0.45 + 0.75 * float(hand.rng.random()))
            line.append((x + side * 0.02 * float(hand.rng.normal()), hand.horizon + 0.02 - (lift if j else 0)))
        grid.append(line)
    for j in range(rows - 1, -1, -1):
        for i in range(cols):
            a, b, c, d = grid[j][i], grid[j][i + 1], grid[j + 1][i + 1], grid[j + 1][i]
            for tri, shade in (((a, b, c), 0.10), ((a, c, d), 0.02)):
                hand.poly(tri, mix(body, wire, shade + 0.04 * j))
                hand.line([*tri, tri[0]], 0.0022, wire, 0.75)
