"""A garden with hedges, beds and a rose arch."""

import math

import numpy as np

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, layer
from render.animatic.places.masonry import picket
from render.animatic.places.nature import turf
from render.animatic.places.plants import bush, leaf_tree
from render.animatic.places.sky import haze, heaven
from render.animatic.places.tone import WHITE, local, mix, scale, snow, snowing


def garden(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A garden: clipped hedges, a rose arch over a gravel path, flower beds, a white fence."""
    beds = [(float(rng.uniform(-1, 1)), float(rng.random())) for _ in range(60)]
    petals: list[RGB] = [
        (0.92, 0.40, 0.50),
        (0.98, 0.85, 0.50),
        (0.98, 0.96, 0.94),
        (0.70, 0.50, 0.85),
        (0.95, 0.55, 0.30),
    ]
    leaf = local(look, (0.24, 0.42, 0.20), look.mid, 0.6)

    def back(hand: Hand) -> None:
        for k in range(9):
            x = (-1 + k / 4) * hand.wide
            leaf_tree(
                hand,
                x,
                hand.horizon + 0.05,
                0.42 + 0.1 * math.sin(k * 3.3),
                mix(leaf, look.sky_low, 0.35),
                mix(look.near, look.far, 0.4),
                1.0,
            )
        hand.rect(-hand.wide, hand.horizon + 0.02, hand.wide, hand.high, mix(leaf, look.far, 0.4))

    def hedges(hand: Hand) -> None:
        for s in (-1, 1):
            hand.poly(
                [
                    (s * 0.12, hand.horizon - 0.05),
                    (s * hand.wide, hand.horizon - 0.15),
                    (s * hand.wide, hand.high),
                    (s * 0.12, hand.horizon + 0.02),
                ],
                scale(leaf, 0.7),
            )
            n = 260
            t = hand.rng.random(n)
            x = s * (0.12 + (hand.wide - 0.12) * t)
            top, foot = hand.horizon - 0.05 - 0.10 * t, hand.horizon + 0.02 + 0.14 * t
            y = top + (foot - top) * hand.rng.random(n)
            hand.stamp("leaf", x, y, 0.03 + 0.05 * t, [leaf, scale(leaf, 0.85), mix(leaf, look.lit, 0.25)], 0.9, t * 20)
            if snowing(look):
                hand.stamp("puff", x, top, 0.06, [snow(look)], 0.95)

    def front(hand: Hand) -> None:
        for s in (-1, 1):
            bush(hand, s * (hand.rest + 0.02), 0.62, 0.36, mix(leaf, look.shade, 0.3))
            hand.stamp(
                "leaf",
                s * (hand.rest - 0.02) + hand.rng.normal(0, 0.08, 26),
                0.44 + hand.rng.normal(0, 0.06, 26),
                0.045,
                [local(look, petals[0], look.accent, 0.8), local(look, petals[2], look.lit, 0.8)],
                1.0,
            )

    return [
        *heaven(look),
        layer("trees", 9, back),
        *haze(look, 6),
        layer("hedges", 2.5, hedges),
        layer("ground", 1, lambda h: _garden_land(h, beds, leaf, petals)),
        layer("arch", 1, lambda h: _garden_arch(h, leaf, petals)),
        layer("foreground", 0.6, front),
    ]


def _garden_land(hand: Hand, beds: list[tuple[float, float]], leaf: RGB, petals: list[RGB]) -> None:
    """Lawn, gravel path and flower beds."""
    look = hand.look
    turf(hand, (0.40, 0.56, 0.24), 420)
    gravel = snow(look) if snowing(look) else local(look, (0.82, 0.74, 0.60), look.ground, 0.65)
    path = [
        (0.0, hand.horizon + 0.004 + (hand.high - hand.horizon) * (i / 20) ** 1.6, 0.012 + 0.26 * (i / 20) ** 1.5)
        for i in range(21)
    ]
    hand.poly(
        [*((x - w, y) for x, y, w in path), *((x + w, y) for x, y, w in reversed(path))],
        mix(gravel, look.shade, 0.08),
    )
    n = 160
    t = hand.rng.random(n)
    hand.stamp(
        "grit",
        hand.rng.uniform(-0.9, 0.9, n) * (0.012 + 0.26 * t**1.5),
        hand.horizon + 0.01 + (hand.high - hand.horizon) * t**1.6,
        0.02 + 0.06 * t,
        [mix(gravel, look.shade, 0.4), mix(gravel, WHITE, 0.4)],
        0.5,
    )
    for x, s in sorted(beds, key=lambda b: b[1]):
        y = hand.horizon + 0.04 + 0.42 * s**1.3
        px = math.copysign((0.05 + 0.3 * s**1.3) + 0.10 + abs(x) * 0.35 * (0.4 + s), x)
        r = 0.02 + 0.04 * s
        hand.stamp(
            "leaf",
            px + hand.rng.normal(0, r, 5),
            y + hand.rng.normal(0, r * 0.3, 5),
            r * 1.9,
            [leaf, scale(leaf, 0.8)],
            0.95,
        )
        hand.stamp(
            "leaf",
            px + hand.rng.normal(0, r * 0.8, 8),
            y - r * 0.6 + hand.rng.normal(0, r * 0.35, 8),
            r * 0.8,
            [local(look, petals[int(abs(x) * 50) % 5], look.accent, 0.8)],
            1.0,
        )


def _garden_arch(hand: Hand, leaf: RGB, petals: list[RGB]) -> None:
    """The rose arch and a picket fence on both sides."""
    look = hand.look
    white = local(look, (0.94, 0.93, 0.90), look.lit, 0.6)
    foot = hand.horizon + 0.10
    for r in (0.13, 0.155):
        pts = [
            (-r, foot),
            *((-r * math.cos(a), foot - 0.30 - r * math.sin(a)) for a in np.linspace(0, math.pi, 15).tolist()),
            (r, foot),
        ]
        hand.line(pts, 0.008, white)
    for a in np.linspace(-0.6, math.pi + 0.6, 46).tolist():
        x, y = (
            -0.145 * math.cos(a) if 0 < a < math.pi else math.copysign(0.145, a - 1),
            foot - 0.30 - 0.145 * math.sin(a) * (1 if 0 < a < math.pi else 2.2),
        )
        hand.stamp(
            "leaf",
            x + hand.rng.normal(0, 0.014, 5),
            y + hand.rng.normal(0, 0.014, 5),
            0.05,
            [leaf, mix(leaf, look.lit, 0.2)],
            0.95,
        )
        hand.stamp(
            "leaf",
            x + hand.rng.normal(0, 0.016, 3),
            y + hand.rng.normal(0, 0.016, 3),
            0.024,
            [local(look, petals[0], look.accent, 0.8)],
            1.0,
        )
    for s in (-1, 1):
        x0, x1 = sorted((s * 0.24, s * (hand.rest + 0.3)))
        picket(hand, x0, x1, foot + 0.02, 0.075, white)
