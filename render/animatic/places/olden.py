"""Places that time has passed over: the old house and its attic."""

import math

import numpy as np

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, layer
from render.animatic.places.country import downs
from render.animatic.places.furniture import shadow
from render.animatic.places.masonry import lamp_glow, picket
from render.animatic.places.nature import turf
from render.animatic.places.plants import limbs, reeds
from render.animatic.places.room import FLOOR, cut, daylight, floor, indoor, outside
from render.animatic.places.rooms import breadth, light_shaft
from render.animatic.places.sky import haze, heaven
from render.animatic.places.tone import BLACK, LAMP, WHITE, lamp, local, mix, scale, snow, snowing


def old_house(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A weathered wooden house with a sagging roof, boarded and lit windows, a broken fence and a bare tree."""
    del rng
    grey = local(look, (0.48, 0.42, 0.36), look.mid, 0.55)

    def woods(hand: Hand) -> None:
        for k in range(22):
            x = -hand.wide + 2 * hand.wide * (k + float(hand.rng.random())) / 22
            limbs(
                hand,
                x,
                hand.horizon + 0.03,
                0.26 + 0.1 * float(hand.rng.random()),
                mix(look.mid, look.sky_low, 0.35),
                4,
            )
        hand.rect(-hand.wide, hand.horizon + 0.02, hand.wide, hand.high, mix(look.mid, look.ground, 0.4))

    def land(hand: Hand) -> None:
        turf(hand, (0.44, 0.42, 0.24), 620)
        path = mix(snow(look), look.shade, 0.15) if snowing(look) else local(look, (0.50, 0.42, 0.32), look.ground)
        pts = [(0.16 - 0.16 * t**0.7, 0.235 + 0.57 * t**1.3, 0.04 + 0.14 * t) for t in np.linspace(0, 1, 14).tolist()]
        hand.poly([*((x - w, y) for x, y, w in pts), *((x + w, y) for x, y, w in reversed(pts))], path, 0.85)

    def house_(hand: Hand) -> None:
        derelict(hand, 0.16, hand.horizon + 0.13, 0.62, grey)
        limbs(
            hand,
            -0.66 * hand.rest,
            hand.horizon + 0.16,
            0.62,
            mix(local(look, (0.20, 0.16, 0.13), look.near), look.shade, 0.3),
            6,
            0.12,
        )
        wood = mix(grey, look.shade, 0.15)
        for x0, x1 in ((-1.1, -0.42), (0.72, 1.15)):
            picket(hand, x0 * hand.rest, x1 * hand.rest, hand.horizon + 0.25, 0.10, wood)

    def lights(hand: Hand) -> None:
        if look.dark:
            lamp_glow(hand, 0.16 - 0.17, hand.horizon - 0.05, 0.24)

    def front(hand: Hand) -> None:
        for s in (-1, 1):
            reeds(hand, s * hand.rest, 0.62, 0.34, local(look, (0.48, 0.44, 0.26), look.near), 34)

    return [
        *heaven(look),
        downs(look, 0.08, (0.40, 0.42, 0.32)),
        layer("woods", 7, woods),
        *haze(look, 4),
        layer("ground", 1, land),
        layer("house", 1, house_),
        layer("lights", 1, lights, glow=True, soft=True),
        layer("foreground", 0.6, front),
    ]


def derelict(hand: Hand, x: float, foot: float, width: float, colour: RGB) -> None:
    """Paint the old house from its front: boards, sagging gable, porch, one lit window and one boarded up."""
    look = hand.look
    left, right, eaves, top = x - width / 2, x + width / 2, foot - width * 0.40, foot - width * 0.78
    dark = mix(colour, look.shade, 0.55)
    shadow(hand, x, foot, width * 0.6)
    hand.rect(
        x + width * 0.20,
        top - 0.03,
        x + width * 0.29,
        eaves,
        mix(local(look, (0.50, 0.30, 0.24), look.near), look.shade, 0.2),
    )
    hand.poly([(left, foot), (left + 0.008, eaves), (x - 0.01, top), (right, eaves + 0.008), (right, foot)], colour)
    for k in range(1, 26):
        y = foot - (foot - top) * k / 26
        half = width / 2 if y > eaves else width / 2 * (y - top) / (eaves - top)
        tone = mix(colour, look.shade if k % 3 else look.lit, 0.28)
        hand.line([(x - half + 0.004, y), (x + half - 0.004, y + 0.003 * math.sin(k * 2.1))], 0.003, tone, 0.7)
    n = 60
    hand.stamp(
        "streak",
        hand.scatter(n, left + 0.04, right - 0.04),
        hand.scatter(n, eaves, foot),
        0.05,
        [dark, mix(colour, look.lit, 0.2)],
        0.35,
    )
    roof = mix(local(look, (0.30, 0.24, 0.22), look.near, 0.5), look.shade, 0.2)
    for s in (-1, 1):
        sag = [
            (x - 0.01, top - 0.014),
            (x + s * width * 0.28, (top + eaves) / 2 + 0.012),
            (x + s * width * 0.58, eaves + 0.042),
        ]
        hand.line(sag, 0.04, roof)
        hand.line(
            [(px, py - 0.018) for px, py in sag],
            0.016 if snowing(look) else 0.005,
            snow(look) if snowing(look) else mix(roof, look.lit, 0.45),
        )
    glass = mix(LAMP, lamp(look), 0.4) if look.dark else mix(look.sky_low, look.shade, 0.55)
    for cx, lit in ((-0.27, True), (0.29, False)):
        wx, wy, hw, hh = x + cx * width, foot - width * 0.23, width * 0.075, width * 0.095
        hand.rect(wx - hw * 1.3, wy - hh * 1.2, wx + hw * 1.3, wy + hh * 1.25, mix(colour, WHITE, 0.35))
        hand.rect(wx - hw, wy - hh, wx + hw, wy + hh, glass if lit else mix(BLACK, look.shade, 0.6))
        hand.line([(wx, wy - hh), (wx, wy + hh)], 0.006, mix(colour, WHITE, 0.3))
        hand.line([(wx - hw, wy), (wx + hw, wy)], 0.006, mix(colour, WHITE, 0.3))
        if not lit:
            hand.line(
                [(wx - hw * 1.5, wy - hh * 0.8), (wx + hw * 1.5, wy + hh * 0.5)], 0.016, mix(colour, look.lit, 0.2)
            )
            hand.line(
                [(wx - hw * 1.5, wy + hh * 0.9), (wx + hw * 1.5, wy - hh * 0.2)], 0.016, mix(colour, look.lit, 0.1)
            )
        else:
            hand.poly(
                [
                    (wx - hw * 1.3, wy - hh * 1.2),
                    (wx - hw * 2.1, wy - hh * 1.1),
                    (wx - hw * 2.0, wy + hh * 1.35),
                    (wx - hw * 1.3, wy + hh * 1.25),
                ],
                mix(local(look, (0.30, 0.42, 0.44), look.near), look.shade, 0.1),
            )
    hand.oval(x - 0.01, top + width * 0.19, width * 0.055, width * 0.06, mix(BLACK, look.shade, 0.5))
    hand.rect(x - width * 0.07, foot - width * 0.30, x + width * 0.07, foot, dark)
    hand.rect(
        x - width * 0.055,
        foot - width * 0.28,
        x + width * 0.055,
        foot,
        mix(local(look, (0.36, 0.24, 0.16), look.near), look.shade, 0.2),
    )
    hand.poly(
        [
            (x - width * 0.17, foot - width * 0.30),
            (x + width * 0.16, foot - width * 0.32),
            (x + width * 0.20, foot - width * 0.27),
            (x - width * 0.21, foot - width * 0.25),
        ],
        roof,
    )
    for post in (-0.16, 0.15):
        hand.line(
            [(x + post * width, foot - width * 0.27), (x + post * width, foot + 0.02)],
            0.011,
            mix(colour, look.lit, 0.1),
        )
    for k in range(3):
        hand.rect(
            x - width * (0.13 + 0.03 * k),
            foot + 0.016 * k - 0.004,
            x + width * (0.13 + 0.03 * k),
            foot + 0.016 * k + 0.010,
            mix(colour, look.shade, 0.15 * k),
        )


def attic(look: Look, rng: np.random.Generator) -> list[Layer]:
    """An attic under the rafters: a gable window with a shaft of dusty light, trunks, boxes, cobwebs, an old mirror."""
    del rng
    w, foot = breadth(look), look.horizon + FLOOR
    pane = (-0.12, -0.24, 0.12, 0.0)
    wood = indoor(look, (0.46, 0.32, 0.20))

    def back(hand: Hand) -> None:
        hand.rect(-hand.wide, -hand.high, hand.wide, hand.high, mix(wood, look.shade, 0.35))
        for k in range(int(2 * hand.wide / 0.07) + 1):
            x = -hand.wide + k * 0.07
            hand.rect(
                x + 0.002,
                -hand.high,
                x + 0.066,
                hand.high,
                mix(wood, look.shade, 0.28 + 0.12 * float(hand.rng.random())),
            )
        hand.weave("grain", 0.4, 0.14, look.shade, WHITE)
        cut(hand, pane)
        bar = indoor(look, (0.70, 0.62, 0.50))
        for x in (pane[0], 0.0, pane[2]):
            hand.rect(x - 0.008, pane[1], x + 0.008, pane[3], bar)
        for y in (pane[1], -0.12, pane[3]):
            hand.rect(pane[0] - 0.008, y - 0.008, pane[2] + 0.008, y + 0.008, bar)
        hand.glow(0, -0.12, 0.45, mix(look.sky_low, look.lit, 0.4), 0.30)

    def roof(hand: Hand) -> None:
        for s in (-1, 1):
            apex, eave = (0.0, -0.52), (s * (hand.rest * 0.98 + 0.06), hand.horizon + 0.08)
            hand.poly(
                [
                    apex,
                    eave,
                    (s * hand.wide * 1.6, hand.horizon + 0.08),
                    (s * hand.wide * 1.6, -hand.high * 1.4),
                    (0, -hand.high * 1.4),
                ],
                mix(wood, look.shade, 0.5),
            )
            for k in range(6):
                t = 0.06 + k * 0.2
                a = (s * t * 0.55, -0.60 - 0.10 * k)
                hand.line([a, (eave[0] + s * t * 0.7, eave[1] - 0.02)], 0.034, mix(wood, look.shade, 0.15 + 0.08 * k))
                hand.line(
                    [(a[0], a[1] + 0.012), (eave[0] + s * t * 0.7, eave[1] - 0.008)],
                    0.006,
                    mix(wood, look.lit, 0.3),
                    0.6,
                )
            hand.line([apex, eave], 0.05, mix(wood, look.shade, 0.1))
            _web(hand, s * hand.rest * 0.55, -0.20, s, 0.17)
        hand.rect(-hand.rest * 0.42, -0.345, hand.rest * 0.42, -0.305, mix(wood, look.shade, 0.05))
        hand.rect(-hand.rest * 0.42, -0.345, hand.rest * 0.42, -0.335, mix(wood, look.lit, 0.3))

    def boards(hand: Hand) -> None:
        floor(hand, mix(wood, look.lit, 0.06), "planks", shine=0.05)
        daylight(hand, pane, slant=0.15)

    def things(hand: Hand) -> None:
        _trunk(hand, -0.62 * w, foot + 0.13, 0.30)
        for x, y, s in ((0.62, 0.07, 0.15), (0.82, 0.09, 0.17), (0.66, -0.075, 0.12)):
            card = indoor(look, (0.72, 0.56, 0.36))
            cx, cy = x * w, foot + y
            hand.rect(cx - s / 2, cy - s * 0.75, cx + s / 2, cy, card)
            hand.poly(
                [
                    (cx - s / 2, cy - s * 0.75),
                    (cx - s * 0.62, cy - s * 0.92),
                    (cx - s * 0.05, cy - s * 0.80),
                    (cx, cy - s * 0.75),
                ],
                mix(card, look.lit, 0.25),
            )
            hand.line([(cx, cy - s * 0.75), (cx, cy)], 0.012, mix(card, WHITE, 0.35))
        gold = indoor(look, (0.66, 0.50, 0.24))
        x = -0.30 * w
        hand.oval(x, foot - 0.06, 0.075, 0.125, gold)
        hand.oval(x, foot - 0.06, 0.060, 0.108, mix(look.sky_low, look.shade, 0.3))
        hand.poly(
            [(x - 0.04, foot - 0.10), (x + 0.01, foot - 0.16), (x + 0.03, foot - 0.13), (x - 0.02, foot - 0.04)],
            WHITE,
            0.3,
        )

    def light(hand: Hand) -> None:
        light_shaft(hand, pane, 0.34 if look.time != "night" else 0.14)

    return [
        outside(),
        layer("gable", 3, back),
        layer("rafters", 2, roof),
        layer("ground", 1, boards),
        layer("things", 1, things),
        layer("light", 1, light, glow=True, soft=True),
    ]


def _web(hand: Hand, x: float, y: float, s: int, size: float) -> None:
    """A cobweb in a corner under the roof."""
    pale = mix(hand.look.sky_low, WHITE, 0.3)
    ends = [(x - s * size * math.cos(a), y + size * math.sin(a)) for a in (0.0, 0.4, 0.8, 1.2, 1.57)]
    for end in ends:
        hand.line([(x, y), end], 0.0016, pale, 0.6)
    for t in (0.3, 0.5, 0.7, 0.88):
        hand.line([(x + (ex - x) * t, y + (ey - y) * t) for ex, ey in ends], 0.0013, pale, 0.5)


def _trunk(hand: Hand, x: float, foot: float, width: float) -> None:
    """A travelling trunk with bands and lock, its lid ajar."""
    look = hand.look
    hide, iron = indoor(look, (0.42, 0.24, 0.14)), indoor(look, (0.66, 0.54, 0.30))
    h = width * 0.46
    shadow(hand, x, foot, width * 0.6)
    hand.rect(x - width / 2, foot - h, x + width / 2, foot, hide, round_=0.008)
    hand.blob(
        [
            (x - width / 2, foot - h),
            (x - width / 2, foot - h * 1.42),
            (x - width * 0.3, foot - h * 1.62),
            (x + width * 0.3, foot - h * 1.62),
            (x + width / 2, foot - h * 1.42),
            (x + width / 2, foot - h),
            (x, foot - h * 1.02),
        ],
        mix(hide, look.lit, 0.12),
    )
    hand.line([(x - width / 2, foot - h), (x + width / 2, foot - h)], 0.006, mix(hide, BLACK, 0.6))
    for s in (-0.34, 0.34):
        hand.rect(x + s * width - 0.012, foot - h * 1.55, x + s * width + 0.012, foot, scale(iron, 0.8))
    hand.rect(x - 0.018, foot - h * 1.12, x + 0.018, foot - h * 0.82, iron, round_=0.004)
    for y in (0.04, 0.96):
        hand.line([(x - width / 2, foot - h * y), (x + width / 2, foot - h * y)], 0.008, scale(iron, 0.7))
