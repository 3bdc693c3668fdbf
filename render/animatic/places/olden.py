"""Places that time has passed over: the room of an old house, and its attic."""

import math

import numpy as np

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, fit, layer
from render.animatic.places.furniture import chair, frame, shadow, table
from render.animatic.places.room import (
    FLOOR,
    Box,
    curtains,
    cut,
    daylight,
    floor,
    indoor,
    lamplight,
    outside,
    window,
)
from render.animatic.places.rooms import breadth, light_shaft
from render.animatic.places.tone import BLACK, LAMP, WHITE, lamp, mix, scale


def old_house(look: Look, rng: np.random.Generator) -> list[Layer]:
    """The room of an old wooden house: log walls, a white stove with its fire, portraits, a clock, a small window."""
    del rng
    w, foot = breadth(look), look.horizon + FLOOR
    k = fit(look)
    pane: Box = (0.34 * w, -0.19, 0.34 * w + 0.20 * k, 0.05)
    log = indoor(look, (0.50, 0.34, 0.20))

    def back(hand: Hand) -> None:
        _logs(hand, foot, log)
        window(hand, pane, indoor(look, (0.74, 0.70, 0.60)), (2, 2))
        curtains(
            hand, (pane[0] - 0.03, pane[1] - 0.03, pane[2] + 0.03, pane[1] + 0.10), indoor(look, (0.90, 0.86, 0.76))
        )
        spots = (
            (-0.26, -0.19, 0.11, 0.14),
            (-0.10, -0.21, 0.13, 0.16),
            (0.07, -0.19, 0.10, 0.13),
            (-0.18, -0.04, 0.09, 0.11),
        )
        for n, (x, y, fw, fh) in enumerate((*spots, (0.0, -0.04, 0.11, 0.09))):
            frame(hand, (x + 0.03) * max(0.62, w) * 1.05, y, fw, fh, n)
        _wall_clock(hand, 0.22 * w, -0.14, 0.16 * k)
        lamplight(hand, 0.60 * w, -0.05, 0.55, 0.55)

    def boards(hand: Hand) -> None:
        floor(hand, indoor(look, (0.46, 0.34, 0.22)), "planks", shine=0.05)
        daylight(hand, pane)
        red, cream = indoor(look, (0.56, 0.20, 0.16), 0.8), indoor(look, (0.84, 0.76, 0.58), 0.8)
        for n in range(9):
            a, b = foot + 0.06 + 0.052 * n, foot + 0.06 + 0.052 * (n + 1)
            near, far = 0.10 + 0.42 * (a - foot), 0.10 + 0.42 * (b - foot)
            tone = (red, cream, mix(red, look.shade, 0.4))[n % 3]
            hand.poly([(-near, a), (near, a), (far, b), (-far, b)], tone, 0.85)

    def things(hand: Hand) -> None:
        _stove(hand, -0.74 * w, foot + 0.07, 0.40 * k)
        _trunk(hand, 0.16 * w + 0.10, foot + 0.03, 0.18 * k)
        table(hand, 0.68 * w, foot + 0.11, 0.30 * k, 0.15)
        chair(hand, 0.93 * w, foot + 0.13, 0.28 * k)
        _oil_lamp(hand, 0.62 * w, foot - 0.052, 0.10 * k)

    def lights(hand: Hand) -> None:
        fire = (1.0, 0.55, 0.18)
        hand.glow(-0.74 * w + 0.02, foot - 0.05, 0.24 * k, fire, 0.6 if look.dark else 0.35)
        hand.glow(-0.66 * w, foot + 0.10, 0.30 * k, fire, 0.3 if look.dark else 0.12, 0.3)
        if look.dark:
            hand.glow(0.62 * w, foot - 0.13, 0.32, lamp(look), 0.55)

    return [
        outside(),
        layer("logs", 3, back),
        layer("ground", 1, boards),
        layer("things", 1, things),
        layer("lights", 1, lights, glow=True, soft=True),
    ]


def _logs(hand: Hand, foot: float, log: RGB) -> None:
    """Walls of round logs, beams under the ceiling."""
    look = hand.look
    hand.rect(-hand.wide, -hand.high, hand.wide, hand.high, mix(log, look.shade, 0.5))
    top, course = -0.38, 0.058
    rows = int((foot - top) / course) + 1
    for r in range(rows):
        y = foot - (r + 1) * course
        tone = scale(log, 0.9 + 0.16 * float(hand.rng.random()))
        round_log = [
            (0.0, mix(tone, look.shade, 0.55), 1.0),
            (0.35, mix(tone, look.lit, 0.18), 1.0),
            (0.7, tone, 1.0),
            (1.0, mix(tone, look.shade, 0.6), 1.0),
        ]
        hand.wash_rect((-hand.wide, y, hand.wide, y + course * 0.94), round_log)
        n = int(26 * hand.wide)
        across = hand.scatter(n, -hand.wide, hand.wide)
        hand.stamp(
            "streak",
            across,
            hand.scatter(n, y + 0.01, y + course - 0.012),
            0.09,
            [mix(tone, look.shade, 0.35), mix(tone, look.lit, 0.15)],
            0.35,
        )
    hand.rect(-hand.wide, -hand.high, hand.wide, top, mix(log, look.shade, 0.45))
    for n in range(-7, 8):
        x = n * 0.24
        hand.poly(
            [(x - 0.022, top), (x + 0.022, top), (x * 1.9 + 0.05, -hand.high), (x * 1.9 - 0.05, -hand.high)],
            mix(log, look.shade, 0.25),
        )
        hand.line([(x - 0.022, top), (x * 1.9 - 0.05, -hand.high)], 0.004, mix(log, look.lit, 0.2), 0.6)
    hand.rect(-hand.wide, top - 0.014, hand.wide, top + 0.012, mix(log, look.shade, 0.15))
    sides = [(0, look.shade, 0.5), (1, look.shade, 0.0)]
    for x0, x1 in ((-hand.wide, -hand.rest * 0.4), (hand.wide, hand.rest * 0.4)):
        hand.wash_rect((x0, -hand.high, x1, hand.high), sides, across=True)


def _stove(hand: Hand, x: float, foot: float, size: float) -> None:
    """A whitewashed brick stove with its arch, a fire inside, iron pots, a chimney breast up to the ceiling."""
    look = hand.look
    white = indoor(look, (0.88, 0.84, 0.76))
    dark = mix(white, look.shade, 0.35)
    left, right, top = x - size * 0.55, x + size * 0.55, foot - size * 0.92
    shadow(hand, x, foot, size * 0.7)
    hand.wash_rect((x - size * 0.34, -0.40, x + size * 0.34, top), [(0, dark, 1), (1, white, 1)])
    hand.rect(left, top, right, foot, white, round_=0.012)
    hand.rect(left - 0.012, top - 0.012, right + 0.012, top + 0.022, mix(white, look.lit, 0.3), round_=0.006)
    hand.weave("cloud", 0.4, 0.12, look.shade, look.lit)
    arch = [
        (x - size * 0.26, foot - size * 0.30),
        (x - size * 0.26, foot - size * 0.58),
        (x, foot - size * 0.78),
        (x + size * 0.26, foot - size * 0.58),
        (x + size * 0.26, foot - size * 0.30),
    ]
    hand.blob([arch[0], arch[0], *arch[1:4], arch[4], arch[4]], (0.06, 0.04, 0.03))
    for n, tone in enumerate(((0.86, 0.28, 0.06), (1.0, 0.60, 0.15), (1.0, 0.92, 0.58))):
        r = size * (0.17 - 0.05 * n)
        hand.blob(
            [
                (x - r, foot - size * 0.32),
                (x - r * 0.7, foot - size * 0.42),
                (x, foot - size * (0.62 - 0.06 * n)),
                (x + r * 0.7, foot - size * 0.42),
                (x + r, foot - size * 0.32),
            ],
            tone,
        )
    hand.rect(
        x - size * 0.34,
        foot - size * 0.31,
        x + size * 0.34,
        foot - size * 0.25,
        mix(white, look.lit, 0.2),
        round_=0.004,
    )
    hand.rect(
        x - size * 0.20,
        foot - size * 0.17,
        x + size * 0.20,
        foot - size * 0.02,
        mix((0.08, 0.06, 0.05), look.shade, 0.3),
        round_=0.02,
    )
    iron = mix((0.16, 0.15, 0.15), look.shade, 0.3)
    for px, k in ((x - size * 0.40, 0.10), (x + size * 0.41, 0.085)):
        hand.blob(
            [
                (px - size * k, top - 0.012),
                (px - size * k * 1.2, top - size * k),
                (px - size * k * 0.6, top - size * k * 2),
                (px + size * k * 0.6, top - size * k * 2),
                (px + size * k * 1.2, top - size * k),
                (px + size * k, top - 0.012),
            ],
            iron,
        )
    for n in range(4):
        y = foot - 0.012 - 0.022 * n
        hand.oval(
            right + 0.05 + 0.012 * (n % 2), y, 0.030, 0.012, mix(indoor(look, (0.52, 0.36, 0.22)), look.shade, 0.15 * n)
        )


def _wall_clock(hand: Hand, x: float, y: float, size: float) -> None:
    """A clock in a wooden case with its pendulum."""
    wood = indoor(hand.look, (0.36, 0.20, 0.10))
    half = size * 0.28
    hand.poly([(x - half, y - size * 0.5), (x, y - size * 0.72), (x + half, y - size * 0.5)], wood)
    hand.rect(x - half, y - size * 0.5, x + half, y + size * 0.5, wood, round_=0.004)
    hand.rect(x - half * 0.75, y + size * 0.02, x + half * 0.75, y + size * 0.42, mix(wood, hand.look.shade, 0.6))
    hand.oval(x, y - size * 0.22, half * 0.8, half * 0.8, indoor(hand.look, (0.92, 0.88, 0.76)))
    hand.line(
        [(x - half * 0.4, y - size * 0.30), (x, y - size * 0.22), (x + half * 0.1, y - size * 0.38)],
        0.004,
        hand.look.shade,
    )
    brass = indoor(hand.look, (0.86, 0.68, 0.30))
    hand.line([(x, y + size * 0.02), (x + half * 0.2, y + size * 0.30)], 0.003, brass)
    hand.oval(x + half * 0.2, y + size * 0.31, half * 0.28, half * 0.28, brass)


def _oil_lamp(hand: Hand, x: float, foot: float, size: float) -> None:
    """A paraffin lamp; its flame burns after dark."""
    brass = indoor(hand.look, (0.72, 0.54, 0.24))
    hand.blob(
        [
            (x - size * 0.28, foot),
            (x - size * 0.30, foot - size * 0.28),
            (x, foot - size * 0.38),
            (x + size * 0.30, foot - size * 0.28),
            (x + size * 0.28, foot),
        ],
        brass,
    )
    glass = mix(LAMP, WHITE, 0.4) if hand.look.dark else mix(hand.look.sky_low, WHITE, 0.4)
    hand.blob(
        [
            (x - size * 0.14, foot - size * 0.36),
            (x - size * 0.26, foot - size * 0.62),
            (x - size * 0.10, foot - size),
            (x + size * 0.10, foot - size),
            (x + size * 0.26, foot - size * 0.62),
            (x + size * 0.14, foot - size * 0.36),
        ],
        glass,
        0.95 if hand.look.dark else 0.5,
    )
    if hand.look.dark:
        hand.oval(x, foot - size * 0.55, size * 0.07, size * 0.14, WHITE)


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
