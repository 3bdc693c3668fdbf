"""A town by day and night: street, boulevard, alley, roof, park, outskirts."""

from collections.abc import Callable

import numpy as np

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, layer
from render.animatic.places.city import SIGNS, between_houses, skyline, street_side
from render.animatic.places.furniture import shadow
from render.animatic.places.masonry import House, house, lamp_glow, row, shade_of, sign, street_lamp
from render.animatic.places.nature import EARTH
from render.animatic.places.plants import leaf_tree
from render.animatic.places.road import asphalt, dashes
from render.animatic.places.room import floor
from render.animatic.places.sky import haze, heaven, paint_sky
from render.animatic.places.tone import BLACK, WHITE, gleam, lamp, local, mix, snow, snowing, wet
from render.animatic.places.water import glints, mirrored, sea_colours, water

LEAF: RGB = (0.32, 0.48, 0.22)


def pavements(hand: Hand, inner: float) -> None:
    """Paint kerb and pavement along both sides of a street, white when it snows."""
    look = hand.look
    flag = snow(look) if snowing(look) else mix(shade_of(look, (0.66, 0.64, 0.60), 0.6), look.lit, 0.08)
    for s in (-1, 1):
        dashes(hand, s * (inner + 1.6), 1.55, flag, 1.0, 1.0, 0.95)
        dashes(hand, s * (inner + 0.02), 0.045, mix(flag, look.shade, 0.45), 1.0, 1.0)


def car(hand: Hand, x: float, foot: float, width: float, colour: RGB) -> None:
    """Paint a parked car seen from behind."""
    look = hand.look
    shadow(hand, x, foot, width * 0.6, 0.6)
    for s in (-1, 1):
        hand.rect(
            x + s * width * 0.40 - width * 0.07,
            foot - width * 0.18,
            x + s * width * 0.40 + width * 0.07,
            foot,
            BLACK,
            0.9,
            width * 0.03,
        )
    hand.blob(
        [
            (x - width * 0.5, foot - width * 0.08),
            (x - width * 0.5, foot - width * 0.44),
            (x - width * 0.36, foot - width * 0.50),
            (x + width * 0.36, foot - width * 0.50),
            (x + width * 0.5, foot - width * 0.44),
            (x + width * 0.5, foot - width * 0.08),
        ],
        colour,
    )
    hand.blob(
        [
            (x - width * 0.42, foot - width * 0.46),
            (x - width * 0.34, foot - width * 0.74),
            (x, foot - width * 0.78),
            (x + width * 0.34, foot - width * 0.74),
            (x + width * 0.42, foot - width * 0.46),
        ],
        mix(colour, look.shade, 0.15),
    )
    hand.blob(
        [
            (x - width * 0.34, foot - width * 0.49),
            (x - width * 0.28, foot - width * 0.69),
            (x, foot - width * 0.72),
            (x + width * 0.28, foot - width * 0.69),
            (x + width * 0.34, foot - width * 0.49),
        ],
        mix(look.sky_low, look.shade, 0.35),
    )
    for s in (-1, 1):
        hand.rect(
            x + s * width * 0.41 - width * 0.06,
            foot - width * 0.38,
            x + s * width * 0.41 + width * 0.06,
            foot - width * 0.29,
            (0.85, 0.10, 0.08),
            1.0,
            width * 0.02,
        )
    hand.rect(
        x - width * 0.12, foot - width * 0.27, x + width * 0.12, foot - width * 0.20, mix(WHITE, look.shade, 0.15)
    )
    if snowing(look):
        hand.blob(
            [
                (x - width * 0.34, foot - width * 0.72),
                (x, foot - width * 0.84),
                (x + width * 0.34, foot - width * 0.72),
                (x, foot - width * 0.70),
            ],
            snow(look),
        )


def traffic_light(hand: Hand, x: float, foot: float, height: float, lit: int) -> None:
    """Paint a traffic light; `lit` 0 red, 1 amber, 2 green."""
    iron = mix(hand.look.near, hand.look.shade, 0.6)
    hand.line([(x, foot), (x, foot - height * 0.75)], height * 0.028, iron)
    w = height * 0.055
    hand.rect(x - w, foot - height, x + w, foot - height * 0.72, mix(iron, BLACK, 0.4), round_=w * 0.4)
    for k, tone in enumerate(((1.0, 0.18, 0.12), (1.0, 0.75, 0.15), (0.2, 0.95, 0.45))):
        on = k == lit
        hand.oval(x, foot - height * (0.955 - 0.09 * k), w * 0.66, w * 0.66, tone if on else mix(tone, BLACK, 0.78))
        if on:
            hand.glow(x, foot - height * (0.955 - 0.09 * k), w * 3, tone, 0.7)


def city_street(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A town street: house fronts, parked cars, a crossing, trees, traffic lights."""
    seeds = (int(rng.integers(1000)), int(rng.integers(1000)))

    def houses(hand: Hand) -> None:
        hand.rect(-hand.wide, hand.horizon, hand.wide, hand.high, mix(look.near, look.shade, 0.3))
        for s, seed in ((-1, seeds[0]), (1, seeds[1])):
            street_side(hand, s, seed, neon=False)

    def lights(hand: Hand) -> None:
        if look.dark:
            for z in (5.0, 3.0, 1.7):
                for s in (-1, 1):
                    lamp_glow(hand, s * 1.45 * 0.3 / z, hand.horizon + 0.3 / z - 1.1 * 0.3 / z, 0.5 * 0.3 / z + 0.03)

    return [
        *heaven(look),
        skyline(look, rng, 0.26),
        *haze(look, 8),
        layer("houses", 3, houses),
        layer("ground", 1, _city_street_street, mirror=gleam(look)),
        layer("things", 1, _city_street_things),
        layer("lights", 1, lights, glow=True, soft=True),
    ]


def _city_street_street(hand: Hand) -> None:
    """Carriageway, pavements and the crossing."""
    look = hand.look
    with between_houses(hand):
        asphalt(hand, 1.45, shade_of(look, (0.5, 0.48, 0.46)))
        pavements(hand, 1.45)
        dashes(hand, 0.0, 0.025, local(look, (0.95, 0.94, 0.9), look.lit, 0.7), 0.8, 0.45)
        white = local(look, (0.95, 0.94, 0.92), look.lit, 0.7)
        a, b = 0.3 / 1.28, 0.3 / 1.06
        for k in range(9):
            x0, x1 = -1.36 + k * 0.315, -1.36 + k * 0.315 + 0.17
            hand.poly(
                [
                    (x0 * a, hand.horizon + a),
                    (x1 * a, hand.horizon + a),
                    (x1 * b, hand.horizon + b),
                    (x0 * b, hand.horizon + b),
                ],
                white,
                0.88,
            )
        if wet(look):
            mirrored(
                hand,
                [
                    (s * f * hand.rest, mix(look.sky_low, SIGNS[k], 0.5))
                    for k, (s, f) in enumerate(((-1, 0.7), (1, 0.6), (-1, 0.3), (1, 0.3)))
                ],
                hand.horizon + 0.04,
                0.3,
            )
            glints(hand, hand.horizon + 0.02, hand.high, 180, mix(look.sky_low, WHITE, 0.4), 0.3)


def _city_street_things(hand: Hand) -> None:
    """Parked cars, street trees and traffic lights."""
    look = hand.look
    paints = ((0.70, 0.16, 0.14), (0.24, 0.34, 0.50), (0.86, 0.84, 0.80), (0.30, 0.40, 0.32))
    for z, k in ((5.2, 1), (3.8, 2), (2.7, 3), (1.95, 0)):
        for s in (-1, 1):
            car(
                hand,
                s * 1.22 * 0.3 / z,
                hand.horizon + 0.3 / z,
                0.38 * 0.3 / z * 2.0,
                local(look, paints[(k + (s > 0)) % 4], look.near, 0.75),
            )
    for z in (6.0, 3.6, 2.1, 1.25):
        for s in (-1, 1):
            leaf_tree(
                hand,
                s * 1.85 * 0.3 / z,
                hand.horizon + 0.3 / z,
                1.15 * 0.3 / z,
                local(look, LEAF, look.mid, 0.65),
                local(look, EARTH, look.near),
                0.5 + 0.6 / z,
            )
    for s in (-1, 1):
        traffic_light(hand, s * 1.55 * 0.3 / 1.3, hand.horizon + 0.3 / 1.3, 0.36, 2)


def city_night(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A big city after dark, whatever the hour: lit towers over a river, a bridge of lamps, a railing in front."""
    far = row(
        rng, 1.7 * look.aspect, look.horizon - 0.14, look.horizon - 0.34, (0.05, 0.12), [mix(look.far, look.mid, 0.4)]
    )
    near = row(
        rng,
        1.7 * look.aspect,
        look.horizon - 0.10,
        look.horizon - 0.46,
        (0.08, 0.16),
        [mix(look.mid, look.near, 0.4), look.near],
    )
    dusk = mix(look.sky_top, (0.03, 0.04, 0.12), 0.55)
    spots = [(float(x), SIGNS[int(k)]) for x, k in zip(rng.uniform(-1, 1, 26), rng.integers(0, 5, 26), strict=True)]

    def sky(hand: Hand) -> None:
        paint_sky(hand)
        share = (hand.horizon + hand.high) / (2 * hand.high)
        hand.wash_rect(
            (-hand.wide, -hand.high, hand.wide, hand.high),
            [
                (0, dusk, 0.88),
                (share * 0.75, dusk, 0.72),
                (share, mix(look.sky_low, lamp(look), 0.35), 0.55),
                (1, dusk, 0.9),
            ],
        )

    def towers(houses: list[House], storey: float, air: float, lit: float) -> Callable[[Hand], None]:
        def paint(hand: Hand) -> None:
            for b in houses:
                house(
                    hand,
                    House(b.left, b.right, b.top, mix(b.colour, dusk, 0.6), b.seed),
                    hand.horizon + 0.03,
                    storey,
                    air,
                    lit,
                    always=True,
                )
                if b.seed % 4 == 0:
                    cx = (b.left + b.right) / 2
                    hand.line([(cx, b.top), (cx, b.top - 0.07)], 0.004, mix(b.colour, dusk, 0.5))
                    hand.oval(cx, b.top - 0.07, 0.005, 0.005, (1.0, 0.2, 0.15))
                if b.seed % 5 == 0:
                    sign(hand, (b.left + b.right) / 2, b.top + 0.05, (b.right - b.left) * 0.6, 0.035, SIGNS[b.seed % 5])

        return paint

    def river(hand: Hand) -> None:
        dark, body, light = sea_colours(hand, (0.06, 0.10, 0.18))
        water(
            hand,
            hand.horizon + 0.02,
            (mix(dark, BLACK, 0.4), mix(body, dusk, 0.6), mix(light, dusk, 0.4)),
            0.6,
            0.3,
            mix(dusk, lamp(look), 0.2),
        )
        mirrored(hand, [(x * hand.wide, mix(lamp(look), c, 0.55)) for x, c in spots], hand.horizon + 0.03, 0.55, 0.018)
        glints(hand, hand.horizon + 0.03, 0.36, 260, mix(lamp(look), WHITE, 0.2), 0.5)

    def bridge(hand: Hand) -> None:
        _bridge(hand, mix(look.near, dusk, 0.5))

    def lights(hand: Hand) -> None:
        for x in (-0.7, 0.7):
            side = -1 if x > 0 else 1
            lamp_glow(hand, x * hand.rest + side * 0.10, -0.23, 0.30)
            hand.glow(x * hand.rest, 0.40, 0.28, lamp(look), 0.4, 0.3)

    return [
        layer("sky", 50, sky),
        layer("far towers", 14, towers(far, 0.026, 0.35, 0.6)),
        *haze(look, 11),
        layer("towers", 8, towers(near, 0.034, 0.1, 0.55)),
        layer("river", 4, river),
        layer("bridge", 3.5, bridge),
        layer("ground", 1, lambda h: _city_night_quay(h, dusk), mirror=gleam(look, 0.05)),
        layer("lamps", 1, lights, glow=True, soft=True),
    ]


def _city_night_quay(hand: Hand, dusk: RGB) -> None:
    """The embankment with its railing and lamps."""
    look = hand.look
    stone_ = mix(shade_of(look, (0.46, 0.44, 0.46)), dusk, 0.55)
    floor(hand, stone_, "tiles", 0.34, 0.05)
    if snowing(look):
        hand.rect(-hand.wide, 0.345, hand.wide, hand.high, mix(snow(look), dusk, 0.35), 0.85)
    rail = mix(look.near, BLACK, 0.45)
    for k in range(int(2 * hand.wide / 0.045) + 1):
        x = -hand.wide + k * 0.045
        hand.line([(x, 0.36), (x, 0.235)], 0.005, rail)
    for y in (0.235, 0.345):
        hand.line([(-hand.wide, y), (hand.wide, y)], 0.011, mix(rail, lamp(look), 0.18))
    for x in (-0.7, 0.7):
        street_lamp(hand, x * hand.rest, 0.36, 0.60, -1 if x > 0 else 1)


def _bridge(hand: Hand, steel: RGB) -> None:
    """A suspension bridge hung with lamps."""
    deck, glow = hand.horizon + 0.015, lamp(hand.look)
    hand.rect(-hand.wide, deck - 0.006, hand.wide, deck + 0.008, steel)
    for s in (-1, 1):
        x = s * 0.42 * hand.rest
        hand.rect(x - 0.012, deck - 0.24, x + 0.012, deck + 0.06, steel)
        hand.rect(x - 0.022, deck - 0.25, x + 0.022, deck - 0.23, steel)
    reach = 0.42 * hand.rest
    cable = []
    for k in range(-30, 31):
        x = k / 30 * hand.rest * 1.26
        t = abs(abs(x) - reach) / reach
        y = deck - 0.235 + 0.21 * min(1.0, t) ** 2 if abs(x) < reach else deck - 0.235 + 0.23 * min(1.0, t / 2) ** 0.8
        cable.append((x, y))
        hand.line([(x, y), (x, deck)], 0.0018, steel)
        hand.oval(x, y, 0.004, 0.004, mix(glow, WHITE, 0.5))
        hand.glow(x, y, 0.018, glow, 0.8)
    hand.line(cable, 0.005, steel)
    n = 40
    cars = hand.scatter(n, -hand.wide, hand.wide)
    hand.stamp("soft", cars, np.full(n, deck - 0.008), 0.018, [(1.0, 0.95, 0.8), (1.0, 0.3, 0.2)], 0.9)
