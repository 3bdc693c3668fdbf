"""Rooms in which people live."""

import numpy as np

from render.animatic.base import Layer, Look
from render.animatic.places.brushes import Hand, layer
from render.animatic.places.furniture import armchair, bed, frame, pot_plant, rug, shelf, standing_lamp, table
from render.animatic.places.room import FLOOR, Box, daylight, floor, indoor, lamplight, outside, wall, window
from render.animatic.places.tone import local, mix


def bedroom(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A girl's room: bed, window with curtains, lamp, drawings on the wall, a garland, a rug, toys."""
    del rng
    w = min(look.aspect / 2, 0.9)
    pane: Box = (-0.13 * w - 0.06, -0.25, 0.13 * w + 0.06, 0.04)
    foot = look.horizon + FLOOR

    def back(hand: Hand) -> None:
        wall(
            hand,
            indoor(hand.look, (0.86, 0.70, 0.72)),
            "flowers",
            indoor(hand.look, (0.94, 0.86, 0.82)),
            indoor(hand.look, (0.92, 0.90, 0.86)),
        )
        window(hand, pane, indoor(hand.look, (0.93, 0.91, 0.88)), (2, 2), indoor(hand.look, (0.92, 0.62, 0.66), 0.7))
        drawings(hand, (pane[2] + 0.20, -0.20))
        lamplight(hand, -0.86 * w, -0.04, 0.5)

    def boards(hand: Hand) -> None:
        floor(hand, indoor(hand.look, (0.66, 0.48, 0.32)))
        daylight(hand, pane)
        rug(hand, 0.02, foot + 0.17, 0.34 * w + 0.1, 0.07, (0.80, 0.50, 0.58))

    def things(hand: Hand) -> None:
        table(hand, -0.86 * w, foot + 0.06, 0.16, 0.13)
        standing_lamp(hand, -0.86 * w, foot - 0.07, 0.15)
        teddy(hand, 0.24 * w, foot + 0.06, 0.09)

    def rest(hand: Hand) -> None:
        bed(hand, 0.62 * w + 0.04, foot + 0.10, 0.58, (0.55, 0.62, 0.86), -1)

    def garland(hand: Hand) -> None:
        n = 18
        xs = np.linspace(-hand.rest, hand.rest, n)
        ys = -0.385 + 0.05 * np.sin(np.linspace(0, 3 * np.pi, n)) ** 2
        for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
            hand.glow(x, y, 0.045, mix((1.0, 0.8, 0.5), look.accent, 0.2), 0.9 if look.dark else 0.35)

    return [
        outside(),
        layer("wall", 3, back),
        layer("garland", 2.5, garland, glow=True),
        layer("ground", 1, boards),
        layer("bed", 1, rest),
        layer("furniture", 1, things),
    ]


def drawings(hand: Hand, at: tuple[float, float]) -> None:
    """Pin a child's drawings to the wall: a house, a sun, a flower, a heart."""
    for k in range(5):
        x, y = at[0] + 0.115 * (k % 3), at[1] + 0.13 * (k // 3)
        hand.canvas.save()
        hand.canvas.translate(x, y)
        hand.canvas.rotate(float(hand.rng.normal(0, 5)))
        hand.rect(-0.045, -0.055, 0.045, 0.055, indoor(hand.look, (0.97, 0.95, 0.88)))
        match k:
            case 0:
                hand.poly([(-0.025, 0.01), (0, -0.02), (0.025, 0.01)], indoor(hand.look, (0.8, 0.3, 0.25)))
                hand.rect(-0.02, 0.01, 0.02, 0.04, indoor(hand.look, (0.9, 0.7, 0.4)))
            case 1:
                hand.oval(0, -0.005, 0.018, 0.018, indoor(hand.look, (0.98, 0.78, 0.2)))
                for i in range(8):
                    a = i * np.pi / 4
                    hand.line(
                        [
                            (0.022 * np.cos(a), -0.005 + 0.022 * np.sin(a)),
                            (0.034 * np.cos(a), -0.005 + 0.034 * np.sin(a)),
                        ],
                        0.003,
                        indoor(hand.look, (0.98, 0.7, 0.2)),
                    )
            case 2:
                hand.line([(0, 0.045), (0, 0)], 0.004, indoor(hand.look, (0.3, 0.6, 0.3)))
                for i in range(5):
                    a = i * np.pi * 0.4
                    hand.oval(
                        0.014 * np.cos(a), -0.008 + 0.014 * np.sin(a), 0.009, 0.009, indoor(hand.look, (0.85, 0.4, 0.7))
                    )
            case 3:
                hand.blob(
                    [(0, 0.03), (-0.035, -0.01), (-0.018, -0.035), (0, -0.015), (0.018, -0.035), (0.035, -0.01)],
                    indoor(hand.look, (0.9, 0.3, 0.4)),
                )
            case _:
                for i in range(4):
                    hand.line(
                        [(-0.03, 0.03 - i * 0.012), (-0.01, -0.02 - i * 0.006), (0.03, 0.03 - i * 0.012)],
                        0.004,
                        indoor(hand.look, ((0.3, 0.5, 0.9), (0.3, 0.7, 0.4), (0.95, 0.75, 0.2), (0.9, 0.3, 0.3))[i]),
                    )
        hand.canvas.restore()


def teddy(hand: Hand, x: float, foot: float, size: float) -> None:
    """Sit a toy bear on the floor."""
    fur = indoor(hand.look, (0.62, 0.42, 0.24))
    light = mix(fur, hand.look.lit, 0.3)
    for s in (-1, 1):
        hand.oval(x + s * size * 0.3, foot - size * 0.1, size * 0.16, size * 0.12, fur)
        hand.oval(x + s * size * 0.22, foot - size * 1.0, size * 0.1, size * 0.1, fur)
        hand.oval(x + s * size * 0.33, foot - size * 0.42, size * 0.1, size * 0.18, fur)
    hand.oval(x, foot - size * 0.35, size * 0.3, size * 0.34, fur)
    hand.oval(x, foot - size * 0.32, size * 0.18, size * 0.2, light)
    hand.oval(x, foot - size * 0.82, size * 0.27, size * 0.24, fur)
    hand.oval(x, foot - size * 0.75, size * 0.12, size * 0.09, light)
    for s in (-1, 1):
        hand.oval(x + s * size * 0.1, foot - size * 0.87, size * 0.03, size * 0.03, hand.look.shade)
    hand.oval(x, foot - size * 0.79, size * 0.04, size * 0.03, hand.look.shade)


def living_room(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A sitting room: armchair, lamp, wall of family photographs, bookcase, window, rug."""
    del rng
    w = min(look.aspect / 2, 0.9)
    foot = look.horizon + FLOOR
    pane: Box = (0.32 * w, -0.25, 0.32 * w + 0.20, 0.06)

    def back(hand: Hand) -> None:
        wall(
            hand,
            indoor(hand.look, (0.56, 0.60, 0.48)),
            "stripes",
            indoor(hand.look, (0.62, 0.64, 0.50)),
            indoor(hand.look, (0.40, 0.28, 0.18)),
        )
        window(hand, pane, indoor(hand.look, (0.88, 0.85, 0.78)), (2, 3), indoor(hand.look, (0.62, 0.32, 0.24), 0.7))
        for k, (x, y, fw, fh) in enumerate(
            (
                (-0.30, -0.20, 0.11, 0.14),
                (-0.16, -0.24, 0.08, 0.10),
                (-0.15, -0.10, 0.10, 0.08),
                (-0.02, -0.20, 0.12, 0.15),
                (-0.29, -0.04, 0.08, 0.10),
                (0.12, -0.22, 0.08, 0.10),
                (0.10, -0.08, 0.10, 0.12),
            )
        ):
            frame(hand, x * max(0.6, w) * 1.1, y, fw, fh, k)
        lamplight(hand, -0.44 * w, -0.10, 0.6, 0.6)

    def boards(hand: Hand) -> None:
        floor(hand, indoor(hand.look, (0.48, 0.32, 0.20)))
        daylight(hand, pane)
        rug(hand, 0.05, foot + 0.17, 0.42 * w + 0.05, 0.075, (0.60, 0.22, 0.18))

    def things(hand: Hand) -> None:
        shelf(hand, -0.86 * w, foot + 0.03, 0.26, 0.52)
        standing_lamp(hand, -0.44 * w, foot + 0.05, 0.42)
        armchair(hand, -0.60 * w, foot + 0.12, 0.26, (0.62, 0.24, 0.16))
        pot_plant(hand, 0.86 * w, foot + 0.06, 0.30)
        table(hand, 0.60 * w, foot + 0.10, 0.20, 0.12)

    def lights(hand: Hand) -> None:
        if look.dark:
            hand.glow(-0.44 * w, foot - 0.32, 0.28, local(look, (1.0, 0.75, 0.4), look.lit, 0.6), 0.55)

    return [
        outside(),
        layer("wall", 3, back),
        layer("ground", 1, boards),
        layer("furniture", 1, things),
        layer("lamp", 1, lights, glow=True, soft=True),
    ]
