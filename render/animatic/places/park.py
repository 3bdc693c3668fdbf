"""The town park."""

import math

import numpy as np

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, layer
from render.animatic.places.city import skyline
from render.animatic.places.furniture import shadow
from render.animatic.places.masonry import lamp_glow, street_lamp
from render.animatic.places.nature import EARTH, turf
from render.animatic.places.plants import leaf_tree
from render.animatic.places.sky import haze, heaven
from render.animatic.places.tone import WHITE, local, mix, snow, snowing, wet
from render.animatic.places.town import LEAF
from render.animatic.places.water import glints


def park(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A town park: a path with benches and lamps under broad trees, lawns, roofs beyond."""
    seeds = [float(v) for v in rng.random(20)]
    leaf = local(look, LEAF, look.mid, 0.65)

    def back(hand: Hand) -> None:
        for k, s in enumerate(seeds):
            x = -hand.wide + 2 * hand.wide * (k + s) / 20
            leaf_tree(
                hand,
                x,
                hand.horizon + 0.03,
                0.20 + 0.10 * s,
                mix(leaf, look.sky_low, 0.28),
                mix(look.near, look.far, 0.3),
                0.7,
            )
        hand.rect(-hand.wide, hand.horizon + 0.015, hand.wide, hand.high, mix(leaf, look.far, 0.3))

    def lights(hand: Hand) -> None:
        if look.dark:
            for x, down, h in ((-0.24, 0.05, 0.22), (0.27, 0.06, 0.24), (0.72, 0.22, 0.52)):
                side = -1 if x > 0 else 1
                lamp_glow(hand, x * hand.rest + side * h * 0.17, hand.horizon + down - h * 0.98, h * 0.75)

    def front(hand: Hand) -> None:
        for s in (-1, 1):
            n = 60
            hand.stamp(
                "leaf",
                s * (hand.rest + 0.02) + hand.rng.normal(0, 0.12, n),
                -0.50 + np.abs(hand.rng.normal(0, 0.10, n)),
                0.11,
                [mix(leaf, look.shade, 0.5), mix(leaf, look.shade, 0.25)],
                0.95,
                hand.scatter(n, 0, 6),
            )

    return [
        *heaven(look),
        skyline(look, rng, 0.2),
        layer("back", 8, back),
        *haze(look, 5),
        layer("ground", 1, lambda h: _park_land(h, leaf)),
        layer("things", 1, lambda h: _park_things(h, leaf)),
        layer("lights", 1, lights, glow=True, soft=True),
        layer("foreground", 0.6, front),
    ]


def _park_things(hand: Hand, leaf: RGB) -> None:
    """Trees, benches and lamps."""
    look = hand.look
    for x, down, h in (
        (-0.34, 0.035, 0.30),
        (0.40, 0.04, 0.32),
        (-0.58, 0.08, 0.50),
        (0.66, 0.09, 0.52),
        (-0.98, 0.17, 0.82),
        (1.02, 0.18, 0.84),
    ):
        hand.glow(x * hand.rest, hand.horizon + down, h * 0.4, look.shade, 0.35, 0.16)
        leaf_tree(hand, x * hand.rest, hand.horizon + down, h, leaf, local(look, EARTH, look.near), 0.6 + 0.5 * h)
    for x, down, k in ((-0.40, 0.10, 0.6), (0.50, 0.14, 0.8), (-0.66, 0.24, 1.2)):
        bench(hand, x * hand.rest, hand.horizon + down, 0.22 * k)
    for x, down, h in ((-0.24, 0.05, 0.22), (0.27, 0.06, 0.24), (0.72, 0.22, 0.52)):
        street_lamp(hand, x * hand.rest, hand.horizon + down, h, -1 if x > 0 else 1)


def _park_land(hand: Hand, leaf: RGB) -> None:
    """Lawn and path."""
    look = hand.look
    turf(hand, (0.42, 0.58, 0.26), 520)
    gravel = mix(snow(look), look.shade, 0.12) if snowing(look) else local(look, (0.80, 0.70, 0.56), look.ground, 0.6)
    pts = [
        (
            0.10 * hand.rest * math.sin(2.6 * (1 - i / 24)),
            hand.horizon + 0.004 + (hand.high - hand.horizon) * (i / 24) ** 1.7,
            0.008 + 0.27 * (i / 24) ** 1.5,
        )
        for i in range(25)
    ]
    hand.poly(
        [*((x - w * 1.08, y) for x, y, w in pts), *((x + w * 1.08, y) for x, y, w in reversed(pts))],
        mix(gravel, look.shade, 0.35),
    )
    hand.poly([*((x - w, y) for x, y, w in pts), *((x + w, y) for x, y, w in reversed(pts))], gravel)
    n = 70
    hand.stamp(
        "leaf",
        hand.scatter(n, -hand.wide, hand.wide),
        hand.horizon + 0.05 + 0.5 * hand.rng.random(n),
        0.035,
        [mix(leaf, look.shade, 0.3)],
        0.25,
    )
    if wet(look):
        glints(hand, hand.horizon + 0.04, hand.high, 120, mix(look.sky_low, WHITE, 0.4), 0.35)


def bench(hand: Hand, x: float, foot: float, width: float) -> None:
    """Paint a park bench with slats."""
    look = hand.look
    wood, iron = local(look, (0.56, 0.36, 0.20), look.near, 0.7), mix(look.near, look.shade, 0.55)
    shadow(hand, x, foot, width * 0.55, 0.5)
    for s in (-0.42, 0.42):
        hand.line([(x + s * width, foot), (x + s * width, foot - width * 0.20)], width * 0.04, iron)
        hand.line(
            [(x + s * width, foot - width * 0.18), (x + s * width * 1.02, foot - width * 0.46)], width * 0.035, iron
        )
    for k in range(3):
        y = foot - width * (0.27 + 0.085 * k)
        hand.rect(
            x - width / 2, y - width * 0.028, x + width / 2, y + width * 0.028, mix(wood, look.lit, 0.1 + 0.1 * k)
        )
    hand.poly(
        [
            (x - width * 0.48, foot - width * 0.22),
            (x + width * 0.48, foot - width * 0.22),
            (x + width * 0.53, foot - width * 0.15),
            (x - width * 0.53, foot - width * 0.15),
        ],
        snow(look) if snowing(look) else mix(wood, look.lit, 0.3),
    )
