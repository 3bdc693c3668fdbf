"""Roofs, parks and the edge of town."""

import math
from itertools import pairwise

import numpy as np

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, fit, layer, polygon
from render.animatic.places.city import PLASTER
from render.animatic.places.furniture import shadow
from render.animatic.places.masonry import cottage, house, lamp_glow, row, shade_of
from render.animatic.places.nature import EARTH, turf
from render.animatic.places.plants import bush, leaf_tree
from render.animatic.places.road import asphalt, dashes
from render.animatic.places.room import floor
from render.animatic.places.sky import haze, heaven
from render.animatic.places.tone import LAMP, WHITE, gleam, local, mix, scale, snow, snowing, wet
from render.animatic.places.town import LEAF, pavements
from render.animatic.places.water import glints


def rooftop(look: Look, rng: np.random.Generator) -> list[Layer]:
    """On a flat roof above the town: parapet, water tank on legs, chimneys, aerials, a door hut, roofs far below."""
    far = row(
        rng, 1.7 * look.aspect, look.horizon - 0.05, look.horizon - 0.28, (0.06, 0.14), [mix(look.far, look.mid, 0.4)]
    )
    near = row(
        rng,
        1.7 * look.aspect,
        look.horizon + 0.02,
        look.horizon - 0.12,
        (0.12, 0.26),
        [shade_of(look, c) for c in PLASTER],
    )
    wall = shade_of(look, (0.60, 0.40, 0.32), 0.6)

    def far_town(hand: Hand) -> None:
        for b in far:
            house(hand, b, hand.horizon + 0.2, 0.030, 0.5, 0.4)

    def near_town(hand: Hand) -> None:
        for b in near:
            house(hand, b, hand.horizon + 0.3, 0.052, 0.25, 0.4)
            cx = (b.left + b.right) / 2
            _aerial(hand, cx, b.top, 0.06 + 0.04 * (b.seed % 3))

    def things(hand: Hand) -> None:
        _tank(hand, -0.62 * hand.rest, hand.horizon + 0.19, 0.46, local(look, (0.48, 0.32, 0.20), look.near, 0.6))
        _hut(hand, 0.70 * hand.rest, hand.horizon + 0.22, 0.34, wall)
        for x, h in ((0.28, 0.16), (0.36, 0.12)):
            px, y = x * hand.rest, hand.horizon + 0.17
            hand.rect(px - 0.022, y - h, px + 0.022, y, mix(wall, look.shade, 0.2))
            hand.rect(px - 0.028, y - h - 0.012, px + 0.028, y - h + 0.006, mix(wall, look.lit, 0.2))
        _aerial(hand, -0.24 * hand.rest, hand.horizon + 0.17, 0.34)

    def lights(hand: Hand) -> None:
        if look.dark:
            lamp_glow(hand, 0.70 * hand.rest - 0.02, hand.horizon - 0.08, 0.26)

    return [
        *heaven(look),
        layer("far town", 16, far_town),
        *haze(look, 11),
        layer("near town", 6, near_town),
        layer("ground", 1, lambda h: _rooftop_roof(h, wall), mirror=gleam(look)),
        layer("things", 1, things),
        layer("lights", 1, lights, glow=True, soft=True),
    ]


def _rooftop_roof(hand: Hand, wall: RGB) -> None:
    """The flat roof and its parapet."""
    look = hand.look
    edge = hand.horizon + 0.14
    body = mix(shade_of(look, (0.46, 0.44, 0.44), 0.6), look.shade, 0.05)
    floor(hand, snow(look) if snowing(look) else body, "concrete", edge, 0.15)
    if wet(look):
        glints(hand, edge + 0.02, hand.high, 150, mix(look.sky_low, WHITE, 0.4), 0.4)
    hand.rect(-hand.wide, edge - 0.075, hand.wide, edge + 0.012, wall)
    for k in range(int(2 * hand.wide / 0.05)):
        for r in range(3):
            x = -hand.wide + k * 0.05 + 0.025 * (r % 2)
            hand.rect(
                x + 0.002,
                edge - 0.058 + r * 0.021,
                x + 0.047,
                edge - 0.040 + r * 0.021,
                scale(wall, 0.85 + 0.3 * float(hand.rng.random())),
            )
    hand.rect(
        -hand.wide,
        edge - 0.088,
        hand.wide,
        edge - 0.066,
        snow(look) if snowing(look) else mix(wall, look.lit, 0.45),
    )


def _aerial(hand: Hand, x: float, foot: float, height: float) -> None:
    """A television aerial."""
    iron = mix(hand.look.near, hand.look.shade, 0.5)
    hand.line([(x, foot), (x, foot - height)], max(0.003, height * 0.018), iron)
    for k in range(4):
        y, w = foot - height * (0.96 - 0.12 * k), height * (0.14 + 0.03 * k)
        hand.line([(x - w, y + 0.004), (x + w, y - 0.004)], max(0.002, height * 0.012), iron)


def _tank(hand: Hand, x: float, foot: float, height: float, wood: RGB) -> None:
    """A wooden water tank with a cone roof on legs."""
    look = hand.look
    iron = mix(look.near, look.shade, 0.5)
    w, body, top = height * 0.27, foot - height * 0.38, foot - height * 0.82
    for s in (-0.8, -0.25, 0.3, 0.8):
        hand.line([(x + s * w, body), (x + s * w * 1.08, foot)], 0.010, iron)
    hand.line([(x - w * 0.8, body), (x + w * 0.85, foot)], 0.005, iron)
    hand.line([(x + w * 0.8, body), (x - w * 0.85, foot)], 0.005, iron)
    for k in range(12):
        a, b = x - w + 2 * w * k / 12, x - w + 2 * w * (k + 1) / 12
        t = (k + 0.5) / 12
        light = 1 - abs(t - (0.7 if look.sun[0] > 0 else 0.3)) * 1.5
        hand.rect(a, top, b + 0.001, body, mix(mix(wood, look.shade, 0.5), mix(wood, look.lit, 0.3), max(0.0, light)))
    for y in (0.15, 0.5, 0.85):
        hand.line([(x - w, top + (body - top) * y), (x + w, top + (body - top) * y)], 0.005, iron)
    hand.poly(
        [(x - w * 1.1, top), (x, foot - height), (x + w * 1.1, top)],
        snow(look) if snowing(look) else mix(wood, look.shade, 0.45),
    )


def _hut(hand: Hand, x: float, foot: float, width: float, wall: RGB) -> None:
    """The hut over the stairs with a metal door and a lamp."""
    look = hand.look
    h = width * 0.92
    shadow(hand, x, foot, width * 0.6)
    hand.rect(x - width / 2, foot - h, x + width / 2, foot, mix(wall, look.shade, 0.12))
    hand.rect(
        x - width * 0.56,
        foot - h - 0.02,
        x + width * 0.56,
        foot - h + 0.012,
        snow(look) if snowing(look) else mix(wall, look.shade, 0.4),
    )
    door = local(look, (0.32, 0.40, 0.42), look.near, 0.6)
    hand.rect(x - width * 0.20, foot - h * 0.76, x + width * 0.16, foot, mix(door, look.shade, 0.4))
    hand.rect(x - width * 0.18, foot - h * 0.74, x + width * 0.14, foot, door)
    hand.oval(x + width * 0.09, foot - h * 0.36, 0.008, 0.008, mix(door, WHITE, 0.6))
    hand.oval(x - width * 0.02, foot - h * 0.84, 0.016, 0.014, LAMP if look.dark else mix(door, WHITE, 0.4))


def suburb(look: Look, rng: np.random.Generator) -> list[Layer]:
    """The edge of town: small houses with lawns and hedges along a quiet road, wires on poles, tower blocks far off."""
    blocks = row(
        rng, 1.7 * look.aspect, look.horizon - 0.10, look.horizon - 0.20, (0.10, 0.18), [mix(look.far, look.mid, 0.25)]
    )
    spots = [
        (-0.30, 0.045, 0.15),
        (0.31, 0.045, 0.15),
        (-0.54, 0.09, 0.27),
        (0.55, 0.09, 0.27),
        (-0.96, 0.19, 0.50),
        (0.98, 0.19, 0.50),
    ]
    tints: tuple[RGB, ...] = (
        (0.88, 0.82, 0.70),
        (0.66, 0.74, 0.78),
        (0.84, 0.66, 0.52),
        (0.90, 0.88, 0.82),
        (0.70, 0.76, 0.62),
        (0.82, 0.74, 0.78),
    )

    def far(hand: Hand) -> None:
        for b in blocks:
            house(hand, b, hand.horizon + 0.02, 0.030, 0.45, 0.4)
        for k in range(26):
            bush(
                hand,
                -hand.wide + 2 * hand.wide * (k + float(hand.rng.random())) / 26,
                hand.horizon + 0.02,
                0.10,
                mix(local(look, LEAF, look.mid), look.sky_low, 0.25),
            )
        hand.rect(-hand.wide, hand.horizon + 0.01, hand.wide, hand.high, look.mid)

    def land(hand: Hand) -> None:
        turf(hand, (0.42, 0.60, 0.26), 420)
        hand.canvas.save()
        pts = [(-1.75 * d, hand.horizon + d) for d in (0.01, hand.high)] + [
            (1.75 * d, hand.horizon + d) for d in (hand.high, 0.01)
        ]

        hand.canvas.clipPath(polygon(pts), True)
        asphalt(hand, 1.05, shade_of(look, (0.7, 0.68, 0.64)))
        pavements(hand, 1.05)
        hand.canvas.restore()
        dashes(hand, 0.0, 0.02, local(look, (0.95, 0.94, 0.9), look.lit, 0.7), 0.9, 0.4)

    def houses(hand: Hand) -> None:
        for k, (x, down, wide) in enumerate(spots):
            w = wide * fit(look)
            side = math.copysign(1, x)
            leaf_tree(
                hand,
                x * hand.rest + side * w * 0.72,
                hand.horizon + down + 0.01,
                w * 0.9,
                local(look, LEAF, look.mid, 0.65),
                local(look, EARTH, look.near),
                0.8,
            )
            cottage(
                hand, x * hand.rest, hand.horizon + down, w, local(look, tints[k], look.mid, 0.65), 0.3 * (1 - w / 0.5)
            )
            for j in range(5):
                bush(
                    hand,
                    x * hand.rest + (j - 2) * w * 0.24,
                    hand.horizon + down + w * 0.13,
                    w * 0.22,
                    local(look, (0.24, 0.40, 0.18), look.mid, 0.6),
                )
        _wires(hand)

    def lights(hand: Hand) -> None:
        if look.dark:
            for x, down, wide in spots:
                w = wide * fit(look)
                lamp_glow(hand, x * hand.rest, hand.horizon + down - w * 0.25, w * 0.6)

    return [
        *heaven(look),
        layer("blocks", 12, far),
        *haze(look, 7),
        layer("ground", 1, land),
        layer("houses", 1, houses),
        layer("lights", 1, lights, glow=True, soft=True),
    ]


def _wires(hand: Hand) -> None:
    """Power poles along the road with sagging wires."""
    wood = mix(hand.look.near, hand.look.shade, 0.4)
    tops: list[tuple[float, float, float]] = []
    for z in (0.55, 0.95, 1.6, 2.7, 4.6):
        k = 0.3 / z
        x, foot, h = 1.5 * k, hand.horizon + k, 2.3 * k
        hand.line([(x, foot), (x, foot - h)], 0.045 * k + 0.001, wood)
        hand.line([(x - 0.26 * k, foot - h * 0.92), (x + 0.26 * k, foot - h * 0.92)], 0.035 * k + 0.001, wood)
        tops.append((x, foot - h * 0.93, k))
    for (ax, ay, ak), (bx, by, bk) in pairwise(tops):
        for d in (-0.22, 0.0, 0.22):
            pts = [
                (ax + d * ak + (bx + d * bk - ax - d * ak) * t, ay + (by - ay) * t + 0.25 * ak * t * (1 - t))
                for t in np.linspace(0, 1, 9).tolist()
            ]
            hand.line(pts, 0.0022, wood, 0.9)
