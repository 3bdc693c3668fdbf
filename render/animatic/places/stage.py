"""Where music is played before people."""

import math

import numpy as np

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, layer, polygon
from render.animatic.places.room import floor, indoor
from render.animatic.places.tone import BLACK, WHITE, local, mix, scale


def velvet(hand: Hand, colour: RGB, x0: float, x1: float, top: float, foot: float, folds: int) -> None:
    """Hang a heavy curtain in folds."""
    step = (x1 - x0) / folds
    for i in range(folds):
        a = x0 + i * step
        k = 0.75 + 0.25 * math.sin(i * 2.4)
        hand.wash_rect(
            (a, top, a + step * 1.02, foot),
            [
                (0, scale(colour, 0.35 * k), 1),
                (0.45, scale(colour, 1.1 * k), 1),
                (0.6, mix(scale(colour, k), hand.look.lit, 0.18), 1),
                (1, scale(colour, 0.4 * k), 1),
            ],
            across=True,
        )
    hand.wash_rect((x0, top, x1, foot), [(0, BLACK, 0.6), (0.4, BLACK, 0.1), (1, BLACK, 0.25)])


def beam(hand: Hand, x: float, y: float, tx: float, ty: float, spread: float, colour: RGB, alpha: float) -> None:
    """Throw a spotlight's cone from (x, y) to (tx, ty)."""
    shape = polygon([(x - 0.008, y), (x + 0.008, y), (tx + spread, ty), (tx - spread, ty)])
    hand.wash(
        shape,
        (x, y),
        (tx, ty),
        [(0, mix(colour, WHITE, 0.4), alpha), (0.5, colour, alpha * 0.4), (1, colour, alpha * 0.12)],
    )


def stage(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A theatre stage: red curtains, boards, spotlights from the grid, footlights at its edge."""
    del rng
    red = mix(local(look, (0.62, 0.06, 0.10), look.accent, 0.7), (0.62, 0.06, 0.10), 0.4)
    spots: list[tuple[float, float, RGB]] = [
        (-0.7, -0.25, look.accent),
        (-0.35, 0.05, look.lit),
        (0.0, 0.0, WHITE),
        (0.35, -0.05, look.lit),
        (0.7, 0.25, look.accent),
    ]

    def back(hand: Hand) -> None:
        hand.rect(-hand.wide, -hand.high, hand.wide, hand.high, scale(red, 0.3))
        velvet(hand, scale(mix(red, look.shade, 0.35), 0.75), -hand.wide, hand.wide, -hand.high, hand.high, 34)
        hand.glow(0, hand.horizon - 0.1, 0.6, look.lit, 0.35)

    def boards(hand: Hand) -> None:
        floor(
            hand, mix(local(look, (0.42, 0.26, 0.15), look.ground, 0.7), (0.42, 0.26, 0.15), 0.35), "planks", shine=0.05
        )
        hand.glow(0, hand.horizon + 0.27, 0.5, mix(look.lit, WHITE, 0.3), 0.55, 0.34)
        hand.wash_rect((-hand.wide, 0.45, hand.wide, hand.high), [(0, BLACK, 0.0), (0.4, BLACK, 0.75), (1, BLACK, 0.9)])

    def beams(hand: Hand) -> None:
        for x, tilt, colour in spots:
            beam(hand, x * hand.rest, -0.35, (x - tilt * 2.2) * hand.rest * 0.45, 0.40, 0.17, colour, 0.5)
        for i in range(13):
            x = (i / 6 - 1) * hand.rest
            hand.glow(x, 0.465, 0.06, look.lit, 0.7)

    def drapes(hand: Hand) -> None:
        for s in (-1, 1):
            a, b = s * (hand.rest - 0.16 * min(1.0, hand.rest)), s * hand.wide
            velvet(hand, red, min(a, b), max(a, b), -hand.high, hand.high, 9)
        velvet(hand, scale(red, 0.9), -hand.wide, hand.wide, -hand.high, -0.40, 40)
        for i in range(24):
            x = -hand.wide + (i + 0.5) * hand.wide / 12
            hand.oval(x, -0.40, hand.wide / 22, 0.03, scale(red, 0.8))
            hand.oval(x, -0.385, hand.wide / 24, 0.006, mix((0.85, 0.65, 0.25), look.lit, 0.2))

    return [
        layer("back curtain", 50, back),
        layer("rig", 3, lambda h: _stage_rig(h, spots)),
        layer("ground", 1, boards, mirror=0.12),
        layer("spots", 1, beams, glow=True, soft=True),
        layer("drapes", 0.7, drapes),
    ]


def _stage_rig(hand: Hand, spots: list[tuple[float, float, RGB]]) -> None:
    """The lighting grid with its spotlights."""
    look = hand.look
    steel = mix(look.shade, (0.25, 0.25, 0.28), 0.4)
    for y in (-0.44, -0.40):
        hand.line([(-hand.wide, y), (hand.wide, y)], 0.006, steel)
    for i in range(int(hand.wide / 0.03)):
        x = -hand.wide + i * 0.06
        hand.line([(x, -0.44), (x + 0.03, -0.40), (x + 0.06, -0.44)], 0.003, steel)
    for x, tilt, _ in spots:
        px = x * hand.rest
        hand.canvas.save()
        hand.canvas.translate(px, -0.385)
        hand.canvas.rotate(-tilt * 60)
        hand.rect(-0.022, -0.02, 0.022, 0.04, scale(steel, 0.7), round_=0.008)
        hand.oval(0, 0.04, 0.022, 0.008, WHITE)
        hand.canvas.restore()


def concert_hall(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A concert hall: a wooden stage before an organ, golden boxes at the sides, rows of red seats."""
    del rng
    # The hall is lit by its own lamps, whatever the hour outside.
    lamps: RGB = (0.78, 0.50, 0.24)
    gold = mix(indoor(look, (0.82, 0.62, 0.30), 0.85), (0.95, 0.70, 0.30), 0.3)
    wood = mix(indoor(look, (0.62, 0.40, 0.22), 0.85), lamps, 0.2)
    cream = mix(indoor(look, (0.86, 0.78, 0.64), 0.85), lamps, 0.34)

    def back(hand: Hand) -> None:
        hand.rect(-hand.wide, -hand.high, hand.wide, hand.high, mix(wood, look.shade, 0.35))
        for k in range(-12, 13):
            x = k * 0.12
            hand.wash_rect(
                (x - 0.058, -0.8, x + 0.058, 0.8),
                [(0, mix(wood, look.shade, 0.45), 1), (0.4, wood, 1), (1, mix(wood, look.shade, 0.3), 1)],
                across=True,
            )
        n = 27
        for i in range(n):
            t = -1 + 2 * i / (n - 1)
            x, tall = t * min(0.36, hand.rest * 0.75), 0.20 + 0.16 * abs(math.cos(t * 2.6)) ** 1.5
            hand.wash_rect(
                (x - 0.0115, 0.02 - tall, x + 0.0115, 0.02),
                [
                    (0, mix(gold, look.shade, 0.4), 1),
                    (0.4, mix(gold, WHITE, 0.5), 1),
                    (1, mix(gold, look.shade, 0.5), 1),
                ],
                across=True,
            )
            hand.oval(x, -0.03, 0.006, 0.012, mix(gold, BLACK, 0.7))
        hand.rect(-min(0.40, hand.rest * 0.8), 0.015, min(0.40, hand.rest * 0.8), 0.10, mix(wood, look.shade, 0.15))
        hand.line([(-min(0.40, hand.rest * 0.8), 0.015), (min(0.40, hand.rest * 0.8), 0.015)], 0.012, gold)

    def boards(hand: Hand) -> None:
        floor(hand, wood, "planks", shine=0.45)
        hand.glow(0.05, 0.33, 0.55, mix(look.lit, WHITE, 0.3), 0.45, 0.3)
        hand.wash_rect((-hand.wide, 0.44, hand.wide, hand.high), [(0, BLACK, 0.0), (0.2, BLACK, 0.6), (1, BLACK, 0.85)])

    def lights(hand: Hand) -> None:
        chandelier(hand, 0, -0.34, min(0.22, hand.rest * 0.5), mix((1.0, 0.86, 0.58), look.lit, 0.2))
        for s in (-1, 1):
            for y in (-0.29, -0.05, 0.16):
                hand.glow(s * hand.rest * 0.80, y, 0.10, (1.0, 0.80, 0.5), 0.5)
        beam(hand, 0, -0.8, 0.05, 0.36, 0.26, mix(look.lit, (1.0, 0.80, 0.5), 0.6), 0.34)
        full = 0.12 + 0.36 * look.light.exposure
        hand.glow(0, 0.12, hand.rest * 1.25, (1.0, 0.72, 0.36), full, 0.7)
        hand.glow(0, 0.30, hand.rest * 0.7, (1.0, 0.82, 0.52), full, 0.35)

    return [
        layer("organ", 50, back),
        layer("boxes", 3, lambda h: _concert_hall_boxes(h, cream, gold)),
        layer("ground", 1, boards, mirror=0.2),
        layer("lights", 1, lights, glow=True),
        layer("seats", 0.65, _concert_hall_seats),
    ]


def _concert_hall_seats(hand: Hand) -> None:
    """Two rows of red seats before us."""
    look = hand.look
    red = mix(indoor(look, (0.55, 0.08, 0.10), 0.85), BLACK, 0.30)
    for r, (y, w) in enumerate(((0.475, 0.105), (0.56, 0.14))):
        for k in range(-int(hand.wide / w) - 1, int(hand.wide / w) + 2):
            x = k * w + (w / 2 if r else 0)
            hand.rect(x - w * 0.44, y - w * 0.62, x + w * 0.44, 0.9, mix(red, BLACK, 0.25), 1, w * 0.26)
            hand.rect(x - w * 0.36, y - w * 0.53, x + w * 0.36, 0.9, mix(red, look.lit, 0.06), 1, w * 0.22)
            hand.line([(x - w * 0.30, y - w * 0.58), (x + w * 0.30, y - w * 0.58)], 0.005, mix(red, look.lit, 0.5), 0.8)


def _concert_hall_boxes(hand: Hand, cream: RGB, gold: RGB) -> None:
    """Tiers of boxes at both sides."""
    look = hand.look
    for s in (-1, 1):
        for k, (y, h) in enumerate(((-0.40, 0.20), (-0.16, 0.20), (0.07, 0.16))):
            a, b = s * hand.rest * 0.60, s * hand.wide * 1.1
            hand.poly(
                [(a, y + 0.02), (b, y - 0.10), (b, y + h + 0.06), (a, y + h * 0.86)],
                mix(cream, look.shade, 0.35 + 0.05 * k),
            )
            hand.poly([(a, y + h * 0.52), (b, y + h * 0.56), (b, y + h + 0.06), (a, y + h * 0.86)], cream)
            for j in range(5):
                x0 = a + (b - a) * (0.06 + 0.19 * j)
                x1 = a + (b - a) * (0.20 + 0.19 * j)
                hand.rect(x0, y + 0.045, x1, y + h * 0.5, mix(indoor(look, (0.40, 0.08, 0.10)), BLACK, 0.45), 1, 0.02)
                hand.oval((x0 + x1) / 2, y + h * 0.70, abs(x1 - x0) * 0.36, 0.018, gold, 0.9, 0.004)
            hand.line([(a, y + h * 0.52), (b, y + h * 0.56)], 0.010, gold)
    hand.rect(-hand.wide, -hand.high, hand.wide, -0.45, mix(cream, look.shade, 0.3))
    hand.line([(-hand.wide, -0.45), (hand.wide, -0.45)], 0.014, gold)


def chandelier(hand: Hand, x: float, y: float, r: float, colour: RGB) -> None:
    """Light a chandelier: tiers of candles."""
    hand.glow(x, y, r * 3.2, colour, 0.5)
    for t, w in ((0.0, 1.0), (-0.30, 0.66), (-0.55, 0.34)):
        n = int(6 + 8 * w)
        for k in range(n):
            a = k * math.tau / n
            px, py = x + r * w * math.cos(a), y + r * t + r * w * 0.18 * math.sin(a)
            hand.glow(px, py, r * 0.16, mix(colour, WHITE, 0.4), 0.95)
            hand.line([(px, py), (px, py + r * 0.10)], 0.003, mix(colour, WHITE, 0.3), 0.6)
        hand.oval(x, y + r * t + r * 0.1, r * w, r * w * 0.18, colour, 0.5, 0.004)
