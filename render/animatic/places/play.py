"""Where the young play: playground and skatepark."""

import math

import numpy as np

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, curve, layer
from render.animatic.places.furniture import shadow
from render.animatic.places.land import ground, tones
from render.animatic.places.masonry import House, house, shade_of
from render.animatic.places.nature import turf
from render.animatic.places.plants import leaf_tree
from render.animatic.places.shore import SAND
from render.animatic.places.sky import haze, heaven
from render.animatic.places.tone import BLACK, WHITE, gleam, local, mix, snow, snowing, wet
from render.animatic.places.water import glints

PAINTS: tuple[RGB, ...] = ((0.90, 0.22, 0.20), (0.96, 0.74, 0.14), (0.16, 0.52, 0.82), (0.24, 0.68, 0.36))
"""Bright paint of swings, slides and graffiti."""


def playground(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A playground between blocks: swings, a slide, a climbing dome, a sandbox with a bucket."""
    seeds = [int(v) for v in rng.integers(1 << 30, size=6)]
    bright = [local(look, p, look.accent, 0.85) for p in PAINTS]

    def blocks(hand: Hand) -> None:
        for k, (x, w, h) in enumerate(
            (
                (-0.95, 0.5, 0.34),
                (-0.28, 0.42, 0.26),
                (0.34, 0.5, 0.30),
                (1.0, 0.5, 0.38),
                (-1.6, 0.5, 0.3),
                (1.6, 0.5, 0.3),
            )
        ):
            cx = x * hand.rest
            house(
                hand,
                House(
                    cx - w / 2 * hand.rest,
                    cx + w / 2 * hand.rest,
                    hand.horizon - h,
                    mix(shade_of(look, (0.78, 0.72, 0.64)), look.far, 0.2),
                    seeds[k],
                ),
                hand.horizon + 0.03,
                0.046,
                0.35,
            )
        for k in range(9):
            leaf_tree(
                hand,
                (-1 + k / 4) * hand.wide,
                hand.horizon + 0.03,
                0.16,
                mix(local(look, (0.30, 0.46, 0.22), look.mid), look.sky_low, 0.15),
                look.near,
                0.6,
            )
        hand.rect(-hand.wide, hand.horizon + 0.02, hand.wide, hand.high, look.mid)

    def land(hand: Hand) -> None:
        turf(hand, (0.42, 0.54, 0.24), 500)
        sand = snow(look) if snowing(look) else local(look, SAND, look.ground, 0.7)
        hand.oval(0, hand.horizon + 0.27, 0.60 * hand.rest + 0.1, 0.115, mix(sand, look.shade, 0.35))
        hand.oval(0, hand.horizon + 0.275, 0.585 * hand.rest + 0.1, 0.108, sand)

    def things(hand: Hand) -> None:
        swings(hand, -0.60 * hand.rest, hand.horizon + 0.20, 0.40, bright[0], bright[2])
        slide(hand, 0.62 * hand.rest, hand.horizon + 0.19, 0.36, bright[2], bright[1])
        dome(hand, 0.05 * hand.rest, hand.horizon + 0.08, 0.12, bright[3])
        x, y = -0.12 * hand.rest, hand.horizon + 0.32
        hand.poly([(x - 0.024, y - 0.045), (x + 0.024, y - 0.045), (x + 0.018, y), (x - 0.018, y)], bright[0])
        hand.oval(x, y - 0.045, 0.024, 0.007, mix(bright[0], look.shade, 0.4))
        hand.oval(x + 0.09, y - 0.004, 0.02, 0.019, bright[1])

    return [
        *heaven(look),
        layer("blocks", 9, blocks),
        *haze(look, 5),
        layer("ground", 1, land),
        layer("things", 1, things),
    ]


def swings(hand: Hand, x: float, foot: float, height: float, frame: RGB, seat: RGB) -> None:
    """Paint a swing frame with two swings."""
    half = height * 0.55
    shadow(hand, x, foot, half * 1.1, 0.4)
    for s in (-1, 1):
        hand.line([(x + s * half * 0.92, foot - height), (x + s * half - 0.05, foot + 0.012)], 0.013, frame)
        hand.line(
            [(x + s * half * 0.92, foot - height), (x + s * half + 0.06, foot - 0.012)],
            0.013,
            mix(frame, hand.look.shade, 0.35),
        )
    hand.line(
        [(x - half * 0.95, foot - height), (x + half * 0.95, foot - height)], 0.015, mix(frame, hand.look.lit, 0.2)
    )
    for cx, push in ((x - half * 0.42, 0.03), (x + half * 0.42, -0.01)):
        y = foot - height * 0.20
        for d in (-0.035, 0.035):
            hand.line([(cx + d, foot - height), (cx + d + push, y)], 0.003, mix(hand.look.near, hand.look.lit, 0.4))
        hand.line([(cx - 0.045 + push, y), (cx + 0.045 + push, y)], 0.013, seat)
    if snowing(hand.look):
        hand.line(
            [(x - half * 0.95, foot - height - 0.012), (x + half * 0.95, foot - height - 0.012)], 0.010, snow(hand.look)
        )


def slide(hand: Hand, x: float, foot: float, height: float, chute: RGB, frame: RGB) -> None:
    """Paint a slide with its ladder and a little roof."""
    shadow(hand, x, foot, height * 0.7, 0.4)
    top = (x + height * 0.25, foot - height * 0.72)
    for dx in (-0.07, 0.07):
        hand.line(
            [(top[0] + dx * height * 1.4, top[1] - height * 0.25), (top[0] + dx * height * 1.6 + 0.01, foot)],
            0.012,
            frame,
        )
    for k in range(6):
        y = foot - height * 0.11 * (k + 0.6)
        hand.line([(top[0] - height * 0.10, y), (top[0] + height * 0.11, y)], 0.008, mix(frame, hand.look.lit, 0.25))
    run = [
        (top[0] - height * 0.06, top[1]),
        (x - height * 0.10, foot - height * 0.36),
        (x - height * 0.46, foot - height * 0.07),
        (x - height * 0.62, foot - height * 0.05),
    ]
    for width, tone in ((0.045, mix(chute, hand.look.shade, 0.4)), (0.034, chute), (0.012, mix(chute, WHITE, 0.45))):
        hand.line(run, width, tone)
    hand.poly(
        [
            (top[0] - height * 0.2, top[1] - height * 0.22),
            (top[0], top[1] - height * 0.42),
            (top[0] + height * 0.2, top[1] - height * 0.22),
        ],
        snow(hand.look) if snowing(hand.look) else chute,
    )


def dome(hand: Hand, x: float, foot: float, radius: float, colour: RGB) -> None:
    """Paint a climbing dome of bars."""
    for k in range(7):
        a = math.pi * k / 6
        hand.line(
            [
                (x + radius * math.cos(a) * math.cos(t), foot - radius * math.sin(t))
                for t in np.linspace(0, math.pi / 2, 7).tolist()
            ],
            0.005,
            colour,
        )
    for t in (0.3, 0.75, 1.15):
        hand.oval(x, foot - radius * math.sin(t), radius * math.cos(t), radius * 0.16 * math.cos(t), colour, 1.0, 0.005)


def skatepark(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A concrete skatepark: quarter pipes, a bowl, a rail, graffiti on the wall, the town behind."""
    seeds = [int(v) for v in rng.integers(1 << 30, size=12)]
    grey = local(look, (0.74, 0.73, 0.70), look.ground, 0.65)

    def town(hand: Hand) -> None:
        for k in range(12):
            x = (-1 + k / 5.5) * hand.wide
            house(
                hand,
                House(
                    x,
                    x + 0.24,
                    hand.horizon - 0.16 - 0.14 * (seeds[k] % 7) / 7,
                    mix(shade_of(look, (0.62, 0.60, 0.62)), look.far, 0.3),
                    seeds[k],
                ),
                hand.horizon,
                0.045,
                0.45,
            )
        for k in range(14):
            leaf_tree(
                hand,
                (-1 + k / 6.5) * hand.wide,
                hand.horizon + 0.01,
                0.15,
                mix(local(look, (0.30, 0.46, 0.22), look.mid), look.sky_low, 0.15),
                look.near,
                0.6,
            )

    def wall(hand: Hand) -> None:
        top = hand.horizon - 0.075
        hand.rect(-hand.wide, top, hand.wide, hand.high, mix(grey, look.shade, 0.12))
        hand.rect(-hand.wide, top - 0.008, hand.wide, top, snow(look) if snowing(look) else mix(grey, look.lit, 0.4))
        graffiti(hand, top + 0.01, hand.horizon + 0.06)

    def ramps(hand: Hand) -> None:
        body = snow(look) if snowing(look) else grey
        ground(
            hand,
            tones(mix(body, grey, 0.3), look.shade, look.lit, 0.22),
            mix(grey, look.sky_low, 0.25),
            "cloud",
            0.3,
            top=hand.horizon + 0.045,
            edge=0.0,
            air=0.4,
        )
        for k in range(-9, 10):
            hand.line([(k * 0.1, hand.horizon + 0.05), (k * 0.42, hand.high)], 0.0025, look.shade, 0.25)
        for y in (0.09, 0.17, 0.32):
            hand.line([(-hand.wide, hand.horizon + y), (hand.wide, hand.horizon + y)], 0.0025, look.shade, 0.25)
        for s in (-1, 1):
            quarter(hand, s, body)
        bowl(hand, 0.05 * hand.rest, hand.horizon + 0.105, 0.24 * hand.rest + 0.06, body)
        _rail(hand, -0.26 * hand.rest, hand.horizon + 0.26, 0.30)
        if wet(look):
            glints(hand, hand.horizon + 0.06, hand.high, 200, mix(look.sky_low, WHITE, 0.4), 0.4)

    return [
        *heaven(look),
        layer("town", 10, town),
        *haze(look, 6),
        layer("wall", 3, wall),
        layer("ground", 1, ramps, mirror=gleam(look)),
    ]


def graffiti(hand: Hand, top: float, foot: float) -> None:
    """Spray a wall: fat letters of no alphabet with outlines and shine, stars, drips."""
    h = foot - top
    x = -hand.wide
    k = 0
    while x < hand.wide:
        tone = local(hand.look, PAINTS[k % 4], hand.look.accent, 0.85)
        for _ in range(5):
            w = h * float(hand.rng.uniform(0.55, 0.8))
            tilt = float(hand.rng.normal(0, 0.12))
            pts = [(x + w * px + tilt * py * h * -1, top + h * (0.12 + 0.75 * py)) for px, py in _letter(hand)]
            hand.blob([(px + 0.006, py + 0.006) for px, py in pts], BLACK, 0.7)
            hand.blob(pts, tone)
            hand.canvas.drawPath(curve(pts), hand.paint(mix(tone, WHITE, 0.75), 0.9, 0.004))
            hand.oval(x + w * 0.4, top + h * 0.35, w * 0.10, h * 0.05, WHITE, 0.6)
            x += w * 0.92
        for dx in hand.rng.uniform(-0.2, 0, 4).tolist():
            hand.line(
                [(x + dx, foot - h * 0.3), (x + dx, foot - h * float(hand.rng.uniform(0, 0.15)))], 0.004, tone, 0.8
            )
        x += h * float(hand.rng.uniform(0.4, 1.4))
        k += 1


def _letter(hand: Hand) -> list[tuple[float, float]]:
    """A bulging shape with one or two bites, like a letter."""
    forms = (
        ((0, 0), (0.9, 0), (1, 0.25), (0.45, 0.35), (0.95, 0.6), (0.9, 1), (0, 1), (0.1, 0.7), (0.5, 0.7), (0.05, 0.4)),
        ((0.1, 0), (0.5, 0.1), (0.9, 0), (1, 0.5), (0.9, 1), (0.55, 0.6), (0.1, 1), (0, 0.5)),
        ((0.3, 0), (0.7, 0), (1, 1), (0.7, 1), (0.5, 0.6), (0.3, 1), (0, 1)),
        ((0, 0), (0.35, 0), (0.4, 0.6), (0.65, 0.6), (0.7, 0), (1, 0), (0.95, 0.9), (0.5, 1.05), (0.05, 0.9)),
    )
    return list(forms[int(hand.rng.integers(len(forms)))])


def quarter(hand: Hand, s: int, body: RGB) -> None:
    """Paint a quarter pipe at one side that comes towards us: curved face, steel coping, platform, dark end wall."""
    look = hand.look
    h, steps, near = hand.horizon, 16, 1.62
    x0, x1 = s * hand.rest * 0.34, s * hand.rest * 0.62
    foot, top = h + 0.105, h - 0.085
    back = []
    for i in range(steps + 1):
        a = i / steps * math.pi / 2
        back.append((x0 + (x1 - x0) * math.sin(a), foot - (foot - top) * (1 - math.cos(a))))
    front = [(x * near, h + (y - h) * near) for x, y in back]
    away = s * look.sun[0] > 0
    for i in range(steps):
        t = i / steps
        tone = mix(mix(body, look.lit, 0.25 * (1 - t)), look.shade, (0.10 + 0.45 * t) if away else (0.04 + 0.20 * t))
        hand.poly([back[i], back[i + 1], front[i + 1], front[i]], tone)
    for t in (0.25, 0.5, 0.75):
        k = 1 + (near - 1) * t
        hand.line([(x * k, h + (y - h) * k) for x, y in back], 0.002, look.shade, 0.3)
    corner = (front[-1][0], front[0][1])
    hand.poly([*front, corner], mix(body, look.shade, 0.55))
    edge = s * hand.wide * 1.4
    deck = snow(look) if snowing(look) else mix(body, look.lit, 0.25)
    hand.poly([back[-1], (edge, back[-1][1]), (edge, front[-1][1]), front[-1]], deck)
    hand.poly([front[-1], (edge, front[-1][1]), (edge, corner[1]), corner], mix(body, look.shade, 0.45))
    hand.line([back[-1], front[-1]], 0.012, mix((0.80, 0.82, 0.85), look.lit, 0.3))
    hand.line(front, 0.005, mix(body, look.lit, 0.5))
    for k in range(3):
        x = front[-1][0] + s * 0.05 * (k + 0.5)
        hand.line([(x, front[-1][1]), (x, front[-1][1] - 0.10)], 0.006, mix(look.near, look.shade, 0.3))
    hand.line(
        [(front[-1][0], front[-1][1] - 0.10), (edge, front[-1][1] - 0.10)], 0.006, mix(look.near, look.shade, 0.3)
    )


def bowl(hand: Hand, x: float, y: float, rx: float, body: RGB) -> None:
    """Paint a sunken bowl with coping."""
    look = hand.look
    ry = rx * 0.17
    hand.oval(x, y, rx * 1.04, ry * 1.1, mix(body, look.lit, 0.35))
    hand.oval(x, y + ry * 0.05, rx, ry, mix(body, look.shade, 0.55))
    hand.oval(x, y + ry * 0.30, rx * 0.80, ry * 0.62, mix(body, look.shade, 0.32))
    hand.oval(x, y + ry * 0.42, rx * 0.5, ry * 0.32, mix(body, look.shade, 0.15))


def _rail(hand: Hand, x: float, foot: float, length: float) -> None:
    """A grind rail on short legs."""
    steel = mix((0.80, 0.66, 0.20), hand.look.accent, 0.3)
    shadow(hand, x, foot, length * 0.5, 0.35)
    for s in (-0.4, 0.4):
        hand.line([(x + s * length, foot - 0.055), (x + s * length, foot)], 0.009, mix(steel, hand.look.shade, 0.4))
    hand.line([(x - length / 2, foot - 0.055), (x + length / 2, foot - 0.062)], 0.012, steel)
    hand.line([(x - length / 2, foot - 0.058), (x + length / 2, foot - 0.065)], 0.004, mix(steel, WHITE, 0.6))
