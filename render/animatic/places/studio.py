"""The recording studio."""

import numpy as np

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, layer
from render.animatic.places.furniture import WOOD, shadow
from render.animatic.places.room import (
    FLOOR,
    Box,
    cut,
    floor,
    indoor,
)
from render.animatic.places.rooms import breadth
from render.animatic.places.tone import BLACK, WHITE, lamp, mix, scale


def studio(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A recording studio: mixing desk with lit faders, monitors, foam on the walls, the booth behind glass."""
    del rng
    w, foot = breadth(look), look.horizon + FLOOR
    glass: Box = (-0.44 * w, -0.26, 0.44 * w, 0.02)
    dark = mix(indoor(look, (0.26, 0.25, 0.29)), BLACK, 0.15)

    def booth(hand: Hand) -> None:
        hand.rect(-hand.wide, -hand.high, hand.wide, hand.high, mix(indoor(look, WOOD), look.shade, 0.3))
        for k in range(40):
            x = -hand.rest + k * hand.rest / 20
            hand.rect(
                x,
                -0.5,
                x + hand.rest / 28,
                0.4,
                mix(indoor(look, (0.62, 0.42, 0.26)), look.shade, 0.25 + 0.2 * (k % 2)),
            )
        hand.glow(0, -0.2, 0.5, lamp(look), 0.6)
        hand.line([(-0.10, 0.4), (-0.10, -0.10), (0.0, -0.14)], 0.008, BLACK)
        hand.rect(-0.022, -0.17, 0.022, -0.09, mix(BLACK, WHITE, 0.25), round_=0.02)
        hand.oval(-0.035, -0.13, 0.008, 0.035, BLACK)

    def back(hand: Hand) -> None:
        hand.rect(-hand.wide, -hand.high, hand.wide, hand.high, dark)
        step = 0.075
        for i in range(int(2 * hand.wide / step) + 1):
            for j in range(11):
                x, y = -hand.wide + i * step, -0.55 + j * step
                a, b = mix(dark, look.lit, 0.14), mix(dark, BLACK, 0.5)
                hand.poly(
                    [(x, y), (x + step, y), (x + step / 2, y + step / 2)], a if (i + j) % 2 else mix(a, dark, 0.5)
                )
                hand.poly([(x, y + step), (x + step, y + step), (x + step / 2, y + step / 2)], b)
        hand.rect(glass[0] - 0.03, glass[1] - 0.03, glass[2] + 0.03, glass[3] + 0.03, indoor(look, WOOD))
        cut(hand, glass)
        hand.poly(
            [(glass[0], glass[1]), (glass[0] + 0.2, glass[1]), (glass[0] + 0.05, glass[3]), (glass[0], glass[3])],
            WHITE,
            0.10,
        )
        hand.rect(-0.06, -0.355, 0.06, -0.315, (0.75, 0.06, 0.06), round_=0.006)
        for k in range(3):
            hand.oval(-0.03 + 0.03 * k, -0.335, 0.007, 0.007, (1.0, 0.75, 0.7))

    def boards(hand: Hand) -> None:
        floor(hand, indoor(look, (0.42, 0.28, 0.18)), "planks", shine=0.2)

    def desk(hand: Hand) -> None:
        for s in (-1, 1):
            _speaker(hand, s * 0.58 * w, foot - 0.02, 0.15)
        _console(hand, foot, 0.50 * w)

    def lights(hand: Hand) -> None:
        n = 150
        tones: list[RGB] = [(0.3, 1.0, 0.5), (1.0, 0.8, 0.3), (1.0, 0.3, 0.3), mix((0.3, 0.8, 1.0), look.accent, 0.4)]
        x, row = hand.scatter(n, -0.48 * w, 0.48 * w), np.floor(hand.rng.random(n) * 5)
        hand.stamp("soft", x * (1 + 0.05 * row), foot - 0.02 + row * 0.022, 0.012, tones, 0.9)
        hand.glow(0, -0.335, 0.14, (1.0, 0.15, 0.1), 0.6)
        for s in (-1, 1):
            hand.glow(s * 0.9 * w, -0.30, 0.45, mix(look.accent, (0.6, 0.3, 1.0), 0.4), 0.35)

    return [
        layer("booth", 50, booth),
        layer("wall", 3, back),
        layer("ground", 1, boards),
        layer("desk", 1, desk),
        layer("lights", 1, lights, glow=True),
    ]


def _speaker(hand: Hand, x: float, foot: float, size: float) -> None:
    """A studio monitor on a stand."""
    box = mix((0.12, 0.12, 0.14), hand.look.lit, 0.08)
    hand.rect(x - size * 0.08, foot - 0.02, x + size * 0.08, foot + 0.14, scale(box, 0.6))
    hand.rect(x - size * 0.42, foot - size * 1.35, x + size * 0.42, foot, box, round_=0.008)
    for y, r in ((-0.98, 0.15), (-0.42, 0.30)):
        hand.oval(x, foot + y * size, size * r * 1.12, size * r * 1.12, mix(box, WHITE, 0.25))
        hand.oval(x, foot + y * size, size * r, size * r, scale(box, 0.5))
        hand.oval(x, foot + y * size, size * r * 0.35, size * r * 0.35, mix(box, WHITE, 0.35))


def _console(hand: Hand, foot: float, half: float) -> None:
    """A mixing desk that slopes towards us, full of knobs and faders."""
    top, front = foot - 0.04, foot + 0.11
    panel = mix((0.20, 0.21, 0.24), hand.look.mid, 0.2)
    shadow(hand, 0, front + 0.10, half)
    hand.poly([(-half, top), (half, top), (half * 1.22, front), (-half * 1.22, front)], panel)
    hand.poly(
        [(-half * 1.22, front), (half * 1.22, front), (half * 1.18, front + 0.10), (-half * 1.18, front + 0.10)],
        mix(indoor(hand.look, WOOD), hand.look.shade, 0.25),
    )
    for k in range(30):
        t = -1 + 2 * (k + 0.5) / 30
        hand.line([(t * half, top), (t * half * 1.22, front)], 0.0015, BLACK, 0.6)
        for r in range(4):
            y = top + 0.014 + r * 0.02
            hand.oval(t * half * (1 + 0.22 * (y - top) / (front - top)), y, 0.0055, 0.004, mix(panel, WHITE, 0.55))
        slot = top + 0.10 + 0.035 * float(hand.rng.random())
        hand.rect(t * half * 1.18 - 0.006, slot, t * half * 1.18 + 0.006, slot + 0.010, mix(panel, WHITE, 0.8))
