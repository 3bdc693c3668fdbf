"""A town by day and night: street, boulevard, alley, roof, park, outskirts."""

import math
from collections.abc import Callable

import numpy as np

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, layer
from render.animatic.places.city import SIGNS, skyline, street_side
from render.animatic.places.furniture import shadow
from render.animatic.places.masonry import House, house, lamp_glow, row, shade_of, sign, street_lamp
from render.animatic.places.nature import EARTH
from render.animatic.places.plants import leaf_tree
from render.animatic.places.road import asphalt, dashes
from render.animatic.places.room import floor
from render.animatic.places.sky import haze, heaven
from render.animatic.places.tone import BLACK, LAMP, WHITE, gleam, lamp, local, mix, scale, snow, snowing, wet
from render.animatic.places.tube import FAR, Tube
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

    def street(hand: Hand) -> None:
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

    def things(hand: Hand) -> None:
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
        layer("ground", 1, street, mirror=gleam(look)),
        layer("things", 1, things),
        layer("lights", 1, lights, glow=True, soft=True),
    ]


def city_night(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A big city after dark, whatever the hour lends: lit towers over a river, a bridge of lamps, a railing in front."""
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

    def veil(hand: Hand) -> None:
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

    def quay(hand: Hand) -> None:
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

    def lights(hand: Hand) -> None:
        for x in (-0.7, 0.7):
            side = -1 if x > 0 else 1
            lamp_glow(hand, x * hand.rest + side * 0.10, -0.23, 0.30)
            hand.glow(x * hand.rest, 0.40, 0.28, lamp(look), 0.4, 0.3)

    return [
        *heaven(look, 0.2 if look.weather == "clear" else None),
        layer("dusk", 30, veil),
        layer("far towers", 14, towers(far, 0.026, 0.35, 0.6)),
        *haze(look, 11),
        layer("towers", 8, towers(near, 0.034, 0.1, 0.55)),
        layer("river", 4, river),
        layer("bridge", 3.5, bridge),
        layer("ground", 1, quay, mirror=gleam(look, 0.05)),
        layer("lamps", 1, lights, glow=True, soft=True),
    ]


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


def alley(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A back alley: brick on both sides, fire stairs, bins, washing on a line, a lamp over a door, puddles."""
    seed = int(rng.integers(1000))
    tube = Tube(max(0.30, look.aspect * 0.27), 0.36, 1.05, look.horizon)
    brick = shade_of(look, (0.56, 0.30, 0.22), 0.65)

    def walls(hand: Hand) -> None:
        _brick_walls(hand, tube, brick, seed)
        for s in (-1, 1):
            for z in (0.62, 1.0, 1.7, 3.0):
                for y in (0.42, 0.66, 0.86):
                    lit = look.dark and (z * 7 + y * 13 + s) % 3 < 1.2
                    pane = mix(LAMP, lamp(look), 0.5) if lit else mix(look.sky_low, look.shade, 0.6)
                    tube.side(hand, s, (z, z * 1.22), (y - 0.01, y + 0.13), mix(brick, look.lit, 0.3))
                    tube.side(hand, s, (z * 1.02, z * 1.19), (y, y + 0.115), pane)
                    tube.side(hand, s, (z * 1.095, z * 1.11), (y, y + 0.115), mix(brick, look.shade, 0.5))
        _stairs(hand, tube)
        _washing(hand, tube)

    def street(hand: Hand) -> None:
        with tube.on_floor(hand, 0.25):
            body = mix(shade_of(look, (0.40, 0.38, 0.38)), look.shade, 0.1)
            floor(
                hand,
                mix(snow(look), body, 0.25) if snowing(look) else body,
                "concrete",
                look.horizon + tube.floor / FAR,
                0.35,
            )
            bright = mix(look.sky_low, lamp(look), 0.5 if look.dark else 0.0)
            for x, y, r in ((-0.06, 0.20, 0.06), (0.10, 0.30, 0.12), (-0.16, 0.42, 0.17)):
                hand.oval(x, y, r, r * (0.22 if wet(look) else 0.15), mix(bright, look.shade, 0.25), 0.85)
                hand.oval(x + r * 0.1, y + r * 0.02, r * 0.7, r * 0.10, mix(bright, WHITE, 0.3), 0.6)
            for s in (-1, 1):
                hand.line([tube.at(s, 0, 0.25), tube.at(s, 0, FAR)], 0.05, look.shade, 0.5)

    def things(hand: Hand) -> None:
        for s, z, c in ((-1, 1.25, (0.24, 0.36, 0.28)), (1, 0.95, (0.32, 0.34, 0.38)), (1, 1.7, (0.24, 0.36, 0.28))):
            x, y = tube.at(s * 0.80, 0, z)
            _bin(hand, x, y, 0.14 / z, local(look, c, look.near, 0.6))
        x, y = tube.at(-0.86, 0, 0.62)
        for k in range(3):
            hand.rect(
                x - 0.11 + 0.02 * k,
                y - 0.09 * (k + 1),
                x + 0.09 - 0.01 * k,
                y - 0.09 * k,
                local(look, (0.60, 0.46, 0.30), look.near),
            )

    def lights(hand: Hand) -> None:
        x, y = tube.at(0.92, 0.42, 1.5)
        lamp_glow(hand, x, y, 0.30 if look.dark else 0.12)
        hand.glow(x - 0.03, y + 0.24, 0.26, lamp(look), 0.4 if look.dark else 0.08, 0.4)
        hand.glow(0, look.horizon - 0.05, 0.22, mix(look.sky_low, lamp(look), 0.5), 0.45)

    return [
        *heaven(look),
        skyline(look, rng, 0.3),
        layer("walls", 2.2, walls),
        layer("ground", 1, street, mirror=gleam(look, 0.12)),
        layer("things", 1, things),
        layer("lamp", 1, lights, glow=True, soft=True),
    ]


def _brick_walls(hand: Hand, tube: Tube, brick: RGB, seed: int) -> None:
    """Two receding brick walls, course by course, the sky left open between them."""
    rng = np.random.default_rng(seed)
    for s in (-1, 1):
        z = 0.28
        lit = (s > 0) == (hand.look.sun[0] < 0)
        while z < FAR:
            step = z * 1.13
            air = min(0.5, z / FAR * 0.6)
            tone = mix(mix(brick, hand.look.shade, 0.12 if lit else 0.34), hand.look.sky_low, air)
            tube.side(hand, s, (z, step * 1.01), (-0.4, 1.6), scale(tone, 0.94 + 0.1 * float(rng.random())))
            z = step
        for k in range(70):
            y = -0.1 + k * 0.0245
            tube.seam(hand, s, y, 0.0022, mix(brick, hand.look.lit if k % 2 else hand.look.shade, 0.35), 0.4, 0.28)
        for _ in range(260):
            z0, y0 = 0.3 + 3.2 * float(rng.random()) ** 2, float(rng.random()) * 1.4
            tone = scale(brick, 0.7 + 0.6 * float(rng.random()))
            tube.side(hand, s, (z0, z0 * 1.05), (y0, y0 + 0.022), tone, 0.45)
    hand.canvas.save()
    tube.front(
        hand,
        FAR * 0.98,
        (-1, 1),
        (0, 0.35),
        mix(mix(brick, hand.look.sky_low, 0.5), lamp(hand.look), 0.3 if hand.look.dark else 0.0),
    )
    hand.canvas.restore()


def _stairs(hand: Hand, tube: Tube) -> None:
    """Iron fire stairs on the left wall."""
    iron = mix(hand.look.near, hand.look.shade, 0.65)
    for y in (0.40, 0.64, 0.88):
        a, b = tube.at(-1, y, 0.75), tube.at(-1, y, 1.5)
        c, d = tube.at(-0.70, y, 1.5), tube.at(-0.70, y, 0.75)
        hand.poly([a, b, c, d], iron, 0.85)
        for p, q in ((d, c), (c, b)):
            up = 0.09
            hand.line([(p[0], p[1] - up), (q[0], q[1] - up * 0.6)], 0.006, iron)
            for t in np.linspace(0, 1, 7).tolist():
                x, yy = p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t
                hand.line([(x, yy), (x, yy - up * (1 - 0.4 * t))], 0.003, iron)
    for y in (0.40, 0.64):
        p, q = tube.at(-0.85, y, 0.85), tube.at(-0.85, y + 0.24, 1.35)
        hand.line([p, q], 0.012, iron)
        hand.line([(p[0], p[1] - 0.06), (q[0], q[1] - 0.05)], 0.004, iron)


def _washing(hand: Hand, tube: Tube) -> None:
    """Two lines of washing across the alley."""
    tints: tuple[RGB, ...] = ((0.92, 0.90, 0.86), (0.80, 0.36, 0.30), (0.40, 0.54, 0.70), (0.90, 0.76, 0.44))
    for z, y in ((1.7, 0.72), (2.8, 0.80)):
        (ax, ay), (bx, by) = tube.at(-1, y, z), tube.at(1, y, z)
        pts = [
            (ax + (bx - ax) * t, ay + (by - ay) * t + 0.03 / z * math.sin(math.pi * t))
            for t in np.linspace(0, 1, 12).tolist()
        ]
        hand.line(pts, 0.0025, hand.look.shade)
        for k, (x, yy) in enumerate(pts[2:-2]):
            w, h = 0.03 / z * 1.6, (0.10 + 0.04 * (k % 3)) / z * 1.3
            tone = local(hand.look, tints[k % 4], hand.look.mid, 0.65)
            hand.poly([(x - w / 2, yy), (x + w / 2, yy), (x + w * 0.55, yy + h), (x - w * 0.45, yy + h * 0.96)], tone)


def _bin(hand: Hand, x: float, foot: float, size: float, colour: RGB) -> None:
    """A refuse container with its lid."""
    shadow(hand, x, foot, size * 0.7, 0.6)
    hand.poly(
        [
            (x - size * 0.5, foot - size * 1.0),
            (x + size * 0.5, foot - size * 1.0),
            (x + size * 0.42, foot),
            (x - size * 0.42, foot),
        ],
        colour,
    )
    for k in (-0.25, 0.0, 0.25):
        hand.line(
            [(x + size * k * 1.1, foot - size * 0.9), (x + size * k, foot - size * 0.08)],
            size * 0.03,
            mix(colour, hand.look.shade, 0.4),
        )
    hand.poly(
        [
            (x - size * 0.56, foot - size * 1.0),
            (x - size * 0.46, foot - size * 1.18),
            (x + size * 0.46, foot - size * 1.18),
            (x + size * 0.56, foot - size * 1.0),
        ],
        snow(hand.look) if snowing(hand.look) else mix(colour, hand.look.lit, 0.2),
    )
