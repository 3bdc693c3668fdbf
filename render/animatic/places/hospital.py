"""The hospital room."""

import numpy as np

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, fit, layer
from render.animatic.places.furniture import chair, shadow
from render.animatic.places.room import (
    FLOOR,
    Box,
    daylight,
    floor,
    indoor,
    outside,
    wall,
    window,
)
from render.animatic.places.rooms import breadth
from render.animatic.places.tone import BLACK, WHITE, mix


def hospital_room(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A hospital room: a raised bed with rails, a monitor with its curve, a curtain, a wide cold window."""
    del rng
    w, foot = breadth(look), look.horizon + FLOOR
    pane: Box = (-0.78 * w, -0.26, -0.78 * w + 0.40 * fit(look), 0.03)
    white = indoor(look, (0.93, 0.95, 0.95))

    def back(hand: Hand) -> None:
        wall(hand, indoor(look, (0.78, 0.87, 0.84)), "plain", None, indoor(look, (0.62, 0.72, 0.70)))
        hand.rect(-hand.wide, 0.0, hand.wide, foot - 0.03, indoor(look, (0.60, 0.76, 0.72)), 0.55)
        hand.rect(-hand.wide, -0.008, hand.wide, 0.008, indoor(look, (0.46, 0.62, 0.58)))
        window(hand, pane, white, (3, 1))
        for k in range(9):
            y = pane[1] + 0.012 + k * 0.011
            hand.rect(pane[0], y, pane[2], y + 0.007, white, 0.9)
        x = 0.42 * w
        hand.rect(x - 0.26, -0.16, x + 0.26, -0.10, mix(white, look.shade, 0.12), round_=0.01)
        for k in range(4):
            hand.oval(x - 0.18 + 0.12 * k, -0.13, 0.014, 0.014, mix(white, look.shade, 0.4))
        hand.rect(x - 0.13, -0.30, x + 0.13, -0.285, mix(WHITE, look.lit, 0.2))

    def boards(hand: Hand) -> None:
        floor(hand, indoor(look, (0.70, 0.76, 0.75)), "tiles", shine=0.5)
        daylight(hand, pane)

    def things(hand: Hand) -> None:
        _monitor(hand, 0.80 * w + 0.01, foot + 0.06)
        chair(hand, -0.50 * w, foot + 0.10, 0.26, (0.40, 0.55, 0.60))

    def bed(hand: Hand) -> None:
        _hospital_bed(hand, 0.40 * w, foot + 0.16, 0.62 * fit(look), white)

    def drape(hand: Hand) -> None:
        tone = indoor(look, (0.62, 0.80, 0.82))
        x0, x1 = hand.rest - 0.10 * fit(look) ** 2, hand.wide
        for k in range(9):
            a, b = x0 + (x1 - x0) * k / 9, x0 + (x1 - x0) * (k + 1) / 9
            hand.wash_rect(
                (a, -0.42, b, 0.62),
                [
                    (0, mix(tone, look.shade, 0.35), 1),
                    (0.5, mix(tone, WHITE, 0.25), 1),
                    (1, mix(tone, look.shade, 0.3), 1),
                ],
                across=True,
            )
        hand.rect(-hand.wide, -0.435, hand.wide, -0.42, indoor(look, (0.8, 0.82, 0.85)))

    def lights(hand: Hand) -> None:
        hand.glow(0.42 * w, -0.27, 0.4, mix((0.86, 0.95, 1.0), look.lit, 0.15), 0.5 if look.dark else 0.2)
        hand.glow(0.80 * w + 0.01, foot - 0.24, 0.16, (0.3, 0.95, 0.6), 0.4 if look.dark else 0.15)

    return [
        outside(),
        layer("wall", 3, back),
        layer("ground", 1, boards, mirror=0.25),
        layer("furniture", 1, things),
        layer("bed", 1, bed),
        layer("lights", 1, lights, glow=True),
        layer("curtain", 0.75, drape),
    ]


def _hospital_bed(hand: Hand, x: float, foot: float, length: float, white: RGB) -> None:
    """An empty bed on wheels, made, its head at the right, with side rails."""
    look = hand.look
    steel = indoor(look, (0.74, 0.77, 0.80))
    left, right, deck = x - length / 2, x + length / 2, foot - 0.15
    shadow(hand, x, foot, length * 0.55)
    for px, high in ((left, 0.13), (right, 0.19)):
        hand.line(
            [(px, deck + 0.03), (px, deck - high), (px + 0.018, deck - high), (px + 0.018, deck + 0.03)], 0.012, steel
        )
    for px in (left + 0.07, right - 0.07):
        hand.line([(px, deck), (px, foot - 0.02)], 0.014, steel)
        hand.oval(px, foot - 0.012, 0.014, 0.014, mix(steel, BLACK, 0.7))
    hand.line([(left + 0.07, foot - 0.06), (right - 0.07, foot - 0.06)], 0.008, steel)
    hand.rect(left, deck, right + 0.018, deck + 0.022, steel)
    hand.rect(left + 0.006, deck - 0.055, right + 0.01, deck, mix(white, look.shade, 0.1), round_=0.012)
    sheet = indoor(look, (0.58, 0.76, 0.80))
    edge = right - 0.34 * length
    pillow = [(right - 0.005, deck - 0.05), (right - 0.01, deck - 0.085), (right - 0.06, deck - 0.105),
              (right - 0.15, deck - 0.092), (right - 0.17, deck - 0.06), (right - 0.15, deck - 0.048)]  # fmt: skip
    hand.blob(pillow, mix(white, WHITE, 0.5))
    hand.line([(right - 0.15, deck - 0.066), (right - 0.09, deck - 0.072)], 0.004, mix(white, look.shade, 0.3), 0.6)
    hand.rect(left + 0.004, deck - 0.072, edge, deck + 0.034, sheet, round_=0.014)
    hand.rect(edge - 0.05, deck - 0.076, edge + 0.004, deck + 0.036, mix(white, WHITE, 0.3), round_=0.01)
    hand.rect(left + 0.004, deck - 0.072, edge - 0.05, deck - 0.05, mix(sheet, WHITE, 0.25), round_=0.012)
    for k in range(4):
        px = left + 0.05 + (edge - left - 0.12) * k / 3.4
        hand.line([(px, deck - 0.05), (px + 0.006, deck + 0.03)], 0.004, mix(sheet, look.shade, 0.35), 0.45)
    rail = mix(steel, look.shade, 0.12)
    a, b = x - 0.05, x + 0.16
    hand.line([(a, deck), (a, deck - 0.1), (b, deck - 0.1), (b, deck)], 0.008, rail)
    hand.line([(a, deck - 0.05), (b, deck - 0.05)], 0.006, rail)


def _monitor(hand: Hand, x: float, foot: float) -> None:
    """A patient monitor on a stand with a heart curve."""
    steel = indoor(hand.look, (0.74, 0.77, 0.80))
    hand.line([(x, foot), (x, foot - 0.24)], 0.012, steel)
    hand.oval(x, foot, 0.06, 0.012, steel)
    hand.rect(x - 0.085, foot - 0.36, x + 0.085, foot - 0.22, mix(steel, BLACK, 0.35), round_=0.012)
    hand.rect(x - 0.072, foot - 0.348, x + 0.072, foot - 0.234, (0.03, 0.09, 0.09))
    beat = [
        (-0.07, 0),
        (-0.045, 0),
        (-0.035, -0.012),
        (-0.028, 0.006),
        (-0.018, -0.045),
        (-0.008, 0.02),
        (0.002, 0),
        (0.03, 0),
        (0.036, -0.03),
        (0.044, 0.014),
        (0.05, 0),
        (0.07, 0),
    ]
    hand.line([(x + px, foot - 0.295 + py) for px, py in beat], 0.004, (0.35, 1.0, 0.6))
    hand.line([(x - 0.07, foot - 0.255), (x + 0.07, foot - 0.258)], 0.003, (0.95, 0.85, 0.3))
