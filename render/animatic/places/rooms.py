"""More rooms: kitchen, corridor, hospital room, empty room, attic, room with a great window, studio."""

import math

import numpy as np

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, layer, polygon
from render.animatic.places.furniture import chair, frame, pot_plant, table
from render.animatic.places.room import (
    FLOOR,
    Box,
    curtains,
    daylight,
    floor,
    indoor,
    lamplight,
    outside,
    wall,
    window,
)
from render.animatic.places.tone import BLACK, LAMP, WHITE, lamp, mix
from render.animatic.places.tube import FAR, Tube


def breadth(look: Look) -> float:
    """Return the half width over which furniture is spread: the resting frame's, but never a ballroom's."""
    return min(look.aspect / 2, 0.9)


def kitchen(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A kitchen: cupboards above and below, stove with a kettle, tiles, fridge, a table under a hanging lamp."""
    del rng
    w, foot = breadth(look), look.horizon + FLOOR
    pane: Box = (-0.16, -0.26, 0.16, 0.0)
    wood = indoor(look, (0.80, 0.84, 0.78))

    def back(hand: Hand) -> None:
        wall(
            hand,
            indoor(look, (0.93, 0.90, 0.82)),
            "tiles",
            indoor(look, (0.80, 0.78, 0.72)),
            indoor(look, (0.5, 0.42, 0.34)),
        )
        window(hand, pane, indoor(look, (0.95, 0.94, 0.90)), (2, 1), indoor(look, (0.88, 0.42, 0.34), 0.8))
        for s in (-1, 1):
            for k in range(3):
                x = s * (0.30 + 0.155 * k)
                _cupboard(hand, x - 0.075, -0.36, x + 0.075, -0.12, wood)
        lamplight(hand, 0.0, -0.2, 0.7, 0.5)

    def boards(hand: Hand) -> None:
        floor(hand, indoor(look, (0.72, 0.62, 0.50)), "tiles", shine=0.2)
        daylight(hand, pane)

    def things(hand: Hand) -> None:
        for x in (0.44, 0.80):
            chair(hand, x * w, foot + 0.16, 0.30)
        table(hand, 0.62 * w, foot + 0.20, 0.40, 0.19)
        x, y = 0.62 * w, foot - 0.01
        hand.oval(x, y + 0.012, 0.05, 0.010, indoor(look, (0.92, 0.92, 0.95)))
        for dx, tone in ((-0.02, (0.85, 0.2, 0.15)), (0.015, (0.95, 0.7, 0.2)), (0.0, (0.55, 0.7, 0.25))):
            hand.oval(x + dx, y - 0.006 - abs(dx) * 0.1, 0.017, 0.016, indoor(look, tone, 0.85))
        hand.line([(0.62 * w, -0.8), (0.62 * w, -0.20)], 0.004, look.shade)
        shade_ = indoor(look, (0.85, 0.40, 0.28), 0.8)
        hand.poly([(x - 0.03, -0.22), (x + 0.03, -0.22), (x + 0.10, -0.15), (x - 0.10, -0.15)], shade_)
        hand.oval(x, -0.15, 0.10, 0.014, mix(LAMP, WHITE, 0.5) if look.dark else mix(shade_, WHITE, 0.5))

    def light(hand: Hand) -> None:
        k = 0.6 if look.dark else 0.12
        hand.glow(0.62 * w, -0.12, 0.45, lamp(look), k)

    return [
        outside(),
        layer("wall", 3, back),
        layer("ground", 1, boards, mirror=0.12),
        layer("units", 1, lambda h: _kitchen_units(h, foot, w, wood)),
        layer("table", 1, things),
        layer("lamp", 1, light, glow=True, soft=True),
    ]


def _kitchen_units(hand: Hand, foot: float, w: float, wood: RGB) -> None:
    """Lower cupboards, worktop with tap, stove and fridge."""
    look = hand.look
    top = foot - 0.17
    for k in range(-6, 7):
        x = k * 0.155
        if k not in (3,):
            _cupboard(hand, x - 0.075, top, x + 0.075, foot + 0.03, wood)
    hand.rect(-hand.wide, top - 0.022, hand.wide, top + 0.006, indoor(look, (0.46, 0.34, 0.24)))
    _stove(hand, 3 * 0.155, top - 0.02, foot + 0.03)
    hand.rect(-0.12, top - 0.03, 0.12, top - 0.015, indoor(look, (0.75, 0.77, 0.80)))
    hand.line(
        [(0, top - 0.02), (0, top - 0.09), (0.05, top - 0.10), (0.05, top - 0.07)],
        0.009,
        indoor(look, (0.75, 0.77, 0.80)),
    )
    fridge = indoor(look, (0.90, 0.91, 0.92))
    fx = -0.86 * w
    hand.rect(fx - 0.12, foot - 0.52, fx + 0.12, foot + 0.045, fridge, round_=0.015)
    hand.line([(fx - 0.12, foot - 0.33), (fx + 0.12, foot - 0.33)], 0.004, mix(fridge, look.shade, 0.5))
    for a, b in ((-0.49, -0.37), (-0.29, -0.12)):
        hand.line([(fx + 0.095, foot + a), (fx + 0.095, foot + b)], 0.009, mix(fridge, look.shade, 0.4))
    for k in range(4):
        hand.rect(
            fx - 0.08 + 0.045 * k,
            foot - 0.30 + 0.05 * (k % 2),
            fx - 0.045 + 0.045 * k,
            foot - 0.26 + 0.05 * (k % 2),
            indoor(look, ((0.95, 0.8, 0.3), (0.9, 0.4, 0.4), (0.4, 0.6, 0.9), (0.95, 0.95, 0.9))[k]),
        )


def _cupboard(hand: Hand, x0: float, y0: float, x1: float, y1: float, colour: RGB) -> None:
    hand.rect(x0, y0, x1, y1, mix(colour, hand.look.shade, 0.3))
    hand.rect(x0 + 0.003, y0 + 0.003, x1 - 0.003, y1 - 0.003, colour)
    hand.rect(x0 + 0.016, y0 + 0.016, x1 - 0.016, y1 - 0.016, mix(colour, hand.look.shade, 0.14))
    hand.rect(x0 + 0.020, y0 + 0.020, x1 - 0.016, y1 - 0.016, mix(colour, hand.look.lit, 0.2))
    hand.oval(x1 - 0.024, (y0 + y1) / 2, 0.006, 0.006, mix(colour, hand.look.shade, 0.6))


def _stove(hand: Hand, x: float, top: float, foot: float) -> None:
    """A stove with oven door, knobs and a kettle on the flame."""
    steel = indoor(hand.look, (0.82, 0.83, 0.85))
    hand.rect(x - 0.085, top, x + 0.085, foot, steel, round_=0.006)
    hand.rect(x - 0.065, top + 0.065, x + 0.065, foot - 0.03, mix(steel, BLACK, 0.75), round_=0.008)
    hand.line([(x - 0.06, top + 0.05), (x + 0.06, top + 0.05)], 0.008, mix(steel, hand.look.shade, 0.4))
    for k in range(4):
        hand.oval(x - 0.055 + 0.037 * k, top + 0.025, 0.009, 0.009, mix(steel, BLACK, 0.7))
    red = indoor(hand.look, (0.82, 0.20, 0.16), 0.85)
    kx, ky = x - 0.03, top - 0.012
    hand.blob(
        [
            (kx - 0.045, ky),
            (kx - 0.042, ky - 0.05),
            (kx, ky - 0.075),
            (kx + 0.042, ky - 0.05),
            (kx + 0.045, ky),
            (kx, ky + 0.006),
        ],
        red,
    )
    hand.line([(kx + 0.035, ky - 0.03), (kx + 0.065, ky - 0.06)], 0.010, red)
    hand.oval(kx, ky - 0.075, 0.03, 0.026, mix(red, BLACK, 0.6), 1.0, 0.006)
    n = 8
    t = np.arange(n) / n
    hand.stamp("puff", kx + 0.07 + 0.03 * t, ky - 0.08 - 0.14 * t, 0.03 + 0.05 * t, [WHITE], 0.35)


def corridor(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A long corridor of closed doors under wall lamps, a runner on the boards, a lit window at its end."""
    del rng
    tube = Tube(max(0.40, look.aspect * 0.33), 0.34, 0.55, look.horizon)
    paper = indoor(look, (0.56, 0.50, 0.44))

    def walls(hand: Hand) -> None:
        tube.shell(hand, paper, mix(paper, WHITE, 0.2), mix(paper, look.shade, 0.2), mix(paper, look.shade, 0.45))
        tube.front(hand, FAR, (-0.5, 0.5), (0.25, 0.85), mix(look.sky_low, WHITE, 0.5))
        tube.front(hand, FAR, (-0.03, 0.03), (0.25, 0.85), mix(paper, look.shade, 0.6))
        for s in (-1, 1):
            tube.seam(hand, s, 0.19, 0.17, mix(indoor(look, (0.36, 0.24, 0.16)), look.shade, 0.2), 0.9)
            tube.seam(hand, s, 0.385, 0.010, indoor(look, (0.56, 0.38, 0.24)))
            tube.seam(hand, s, 0.97, 0.018, indoor(look, (0.80, 0.76, 0.68)))
            for z in (0.72, 1.25, 2.2, 3.9, 6.4):
                house_door(hand, tube, s, z)
        hand.glow(0, look.horizon, 0.3, mix(look.sky_low, WHITE, 0.4), 0.7)

    def lights(hand: Hand) -> None:
        for z in (0.62, 1.08, 1.85, 3.2, 5.4):
            for s in (-1, 1):
                x, y = tube.at(s * 0.96, 0.66, z)
                hand.glow(x, y, 0.30 / z, lamp(look), 0.55 if look.dark else 0.3)
                hand.glow(x, y, 0.06 / z, mix(lamp(look), WHITE, 0.6), 0.9)

    def boards(hand: Hand) -> None:
        with tube.on_floor(hand):
            floor(hand, indoor(look, (0.44, 0.30, 0.20)), "planks", look.horizon + tube.floor / FAR, 0.4)
            red = indoor(look, mix((0.56, 0.14, 0.14), look.accent, 0.3), 0.8)
            tube.level(hand, 0, (-0.46, 0.46), (0.3, FAR), mix(red, look.shade, 0.3))
            tube.level(hand, 0, (-0.42, 0.42), (0.3, FAR), mix((0.8, 0.62, 0.3), red, 0.3))
            tube.level(hand, 0, (-0.39, 0.39), (0.3, FAR), red)
            hand.glow(0, look.horizon + 0.08, 0.4, mix(look.sky_low, WHITE, 0.4), 0.4, 0.5)

    return [
        layer("back", 50, lambda h: h.rect(-h.wide, -h.high, h.wide, h.high, paper)),
        layer("walls", 2.2, walls),
        layer("lamps", 2.2, lights, glow=True, soft=True),
        layer("ground", 1, boards, mirror=0.15),
    ]


def house_door(hand: Hand, tube: Tube, s: int, z: float) -> None:
    """Paint a closed panelled door in a side wall."""
    wood = indoor(hand.look, (0.40, 0.25, 0.15))
    tube.side(hand, s, (z * 0.98, z * 1.30), (0, 0.74), mix(wood, hand.look.lit, 0.25))
    tube.side(hand, s, (z, z * 1.27), (0, 0.72), wood)
    for y0, y1 in ((0.06, 0.30), (0.36, 0.66)):
        tube.side(hand, s, (z * 1.04, z * 1.12), (y0, y1), mix(wood, hand.look.shade, 0.35))
        tube.side(hand, s, (z * 1.15, z * 1.23), (y0, y1), mix(wood, hand.look.shade, 0.35))
    x, y = tube.at(s, 0.33, z * 1.03)
    hand.oval(x, y, 0.010 / z, 0.012 / z, mix((0.85, 0.68, 0.3), hand.look.lit, 0.2))


def empty_room(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A room that was cleared: bare boards, pale marks where pictures hung, a bulb on its wire, one chair."""
    del rng
    w, foot = breadth(look), look.horizon + FLOOR
    pane: Box = (0.10 * w, -0.27, 0.10 * w + 0.28, 0.07)

    def back(hand: Hand) -> None:
        plaster = indoor(look, (0.78, 0.74, 0.66))
        wall(hand, plaster, "plain", None, indoor(look, (0.84, 0.82, 0.76)))
        for x, y, fw, fh in ((-0.62, -0.14, 0.16, 0.20), (-0.36, -0.17, 0.12, 0.14), (0.74, -0.12, 0.14, 0.18)):
            hand.rect(x * w - fw / 2, y - fh / 2, x * w + fw / 2, y + fh / 2, mix(plaster, WHITE, 0.35), 0.8)
            hand.oval(x * w, y - fh / 2 - 0.012, 0.003, 0.003, look.shade)
        n = 14
        hand.stamp(
            "puff",
            hand.scatter(n, -hand.wide, hand.wide),
            -0.45 + 0.2 * hand.rng.random(n),
            0.2,
            [mix(plaster, look.shade, 0.35)],
            0.25,
        )
        crack = [(-0.2 * w, -0.8), (-0.17 * w, -0.45), (-0.22 * w, -0.36), (-0.16 * w, -0.28), (-0.18 * w, -0.2)]
        hand.line(crack, 0.003, mix(plaster, look.shade, 0.7))
        window(hand, pane, indoor(look, (0.90, 0.88, 0.84)), (2, 3))

    def boards(hand: Hand) -> None:
        floor(hand, indoor(look, (0.58, 0.46, 0.34)))
        daylight(hand, pane, slant=0.35)

    def things(hand: Hand) -> None:
        chair(hand, -0.60 * w, foot + 0.13, 0.30)
        x = -0.16 * w
        hand.line([(x, -0.8), (x, -0.22)], 0.004, look.shade)
        hand.rect(x - 0.009, -0.235, x + 0.009, -0.205, look.shade)
        hand.oval(x, -0.186, 0.019, 0.023, mix(LAMP, WHITE, 0.6) if look.dark else indoor(look, (0.9, 0.9, 0.85)))

    def rays(hand: Hand) -> None:
        light_shaft(hand, pane, 0.16 if look.time != "night" else 0.08)
        if look.dark:
            hand.glow(-0.16 * w, -0.186, 0.45, lamp(look), 0.5)

    return [
        outside(),
        layer("wall", 3, back),
        layer("ground", 1, boards),
        layer("things", 1, things),
        layer("light", 1, rays, glow=True, soft=True),
    ]


def light_shaft(hand: Hand, pane: Box, strength: float) -> None:
    """Let light fall from a window into the dusty air of a room."""
    push = -math.copysign(0.42, hand.look.sun[0])
    x0, y0, x1, y1 = pane
    shape = polygon([(x0, y0), (x1, y0), (x1 + push * 1.3, 0.55), (x0 + push * 1.3, 0.55), (x0, y1)])
    hand.wash(shape, (x0, y0), (x0 + push, 0.55), [(0, hand.look.lit, strength), (1, hand.look.lit, strength * 0.15)])
    n = 40
    t = hand.rng.random(n)
    hand.stamp(
        "soft", x0 + (x1 - x0) * hand.rng.random(n) + push * 1.3 * t, y0 + (0.5 - y0) * t, 0.008, [hand.look.lit], 0.6
    )


def window_room(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A room that is all window: tall panes from floor to ceiling, long curtains, a window seat with a cushion."""
    del rng
    w, foot = breadth(look), look.horizon + FLOOR
    pane: Box = (-0.52 * w, -0.36, 0.52 * w, foot - 0.10)

    def back(hand: Hand) -> None:
        wall(hand, indoor(look, (0.66, 0.68, 0.70)), "plain", None, indoor(look, (0.88, 0.87, 0.84)))
        white = indoor(look, (0.92, 0.91, 0.88))
        window(hand, pane, white, (4, 3))
        hand.rect(pane[0] - 0.05, pane[3], pane[2] + 0.05, foot, mix(white, look.shade, 0.12))
        hand.rect(pane[0] - 0.06, pane[3] - 0.012, pane[2] + 0.06, pane[3] + 0.014, white)
        for k, x in enumerate((-0.40, 0.38)):
            tone = indoor(look, ((0.86, 0.52, 0.36), (0.46, 0.58, 0.66))[k], 0.8)
            hand.blob(
                [
                    (x * w - 0.055, pane[3] - 0.01),
                    (x * w - 0.06, pane[3] - 0.08),
                    (x * w, pane[3] - 0.095),
                    (x * w + 0.06, pane[3] - 0.08),
                    (x * w + 0.055, pane[3] - 0.01),
                    (x * w, pane[3] - 0.004),
                ],
                tone,
            )
        curtains(hand, (pane[0] - 0.14, -0.385, pane[2] + 0.14, foot + 0.01), indoor(look, (0.80, 0.78, 0.74)), 0.15)

    def boards(hand: Hand) -> None:
        floor(hand, indoor(look, (0.56, 0.42, 0.30)), shine=0.35)
        for k in range(2):
            third = (pane[2] - pane[0]) / 2
            daylight(hand, (pane[0] + k * third, 0, pane[0] + (k + 1) * third, 0), slant=0.2)

    def things(hand: Hand) -> None:
        pot_plant(hand, -0.78 * w, foot + 0.08, 0.40)
        x = 0.80 * w
        table(hand, x, foot + 0.08, 0.20, 0.15)
        for k, tone in enumerate(((0.55, 0.20, 0.18), (0.25, 0.36, 0.46), (0.72, 0.62, 0.42))):
            hand.rect(
                x - 0.06 + 0.01 * k,
                foot - 0.105 - 0.02 * k,
                x + 0.05 - 0.006 * k,
                foot - 0.087 - 0.02 * k,
                indoor(look, tone),
            )
        frame(hand, 0.82 * w, -0.20, 0.12, 0.15, 2)

    def light(hand: Hand) -> None:
        light_shaft(hand, (pane[0], pane[1], 0.0, pane[3]), 0.10 if look.time != "night" else 0.05)

    return [
        outside(),
        layer("wall", 3, back),
        layer("ground", 1, boards, mirror=0.12),
        layer("things", 1, things),
        layer("light", 1, light, glow=True, soft=True),
    ]
