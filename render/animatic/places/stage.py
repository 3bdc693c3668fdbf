"""Where music is played before people."""

import math

import numpy as np

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, layer, polygon
from render.animatic.places.room import floor
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
        velvet(hand, scale(mix(red, look.shade, 0.35), 0.75), -hand.wide, hand.wide, -hand.high, hand.high, 34)
        hand.glow(0, hand.horizon - 0.1, 0.6, look.lit, 0.35)

    def rig(hand: Hand) -> None:
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
        layer("rig", 3, rig),
        layer("ground", 1, boards),
        layer("spots", 1, beams, glow=True),
        layer("drapes", 0.7, drapes),
    ]
