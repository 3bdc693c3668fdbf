"""Nature as it is dreamt: the meadow of great flowers and the enchanted wood."""

import math
from collections.abc import Callable

import numpy as np

from render.animatic.base import RGB, Layer, Look, Sway
from render.animatic.places.brushes import Hand, fit, layer
from render.animatic.places.land import HILLS, ground, ridge, tones
from render.animatic.places.nature import GRASS, turf
from render.animatic.places.plants import flowers, grass, limbs, mushroom
from render.animatic.places.sky import haze, heaven
from render.animatic.places.tone import WHITE, local, mix, scale, snow, snowing


def meadow(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A dream of a meadow: round hills, flowers taller than people, mushrooms, sparks of pollen."""
    places = [(float(rng.uniform(-1, 1)), float(rng.random())) for _ in range(40)]
    petals: list[RGB] = [(0.95, 0.55, 0.66), (0.98, 0.82, 0.40), (0.72, 0.60, 0.92), (0.98, 0.96, 0.92)]
    stem = local(look, (0.30, 0.50, 0.24), look.near)

    def hills(hand: Hand) -> None:
        green = local(look, (0.48, 0.66, 0.36), look.far, 0.5)
        ridge(hand, hand.horizon + 0.02, 0.16, mix(green, look.sky_low, 0.45), mix(green, look.sky_low, 0.6), HILLS)
        ridge(hand, hand.horizon + 0.03, 0.10, mix(green, look.sky_low, 0.15), mix(green, look.sky_low, 0.4), HILLS)

    def bloom(hand: Hand, x: float, foot: float, height: float, k: int) -> None:
        flowers(
            hand,
            x,
            foot,
            height,
            local(look, petals[k % 4], look.accent, 0.75),
            local(look, (0.95, 0.72, 0.20), look.lit),
            stem,
        )

    def mid(hand: Hand) -> None:
        hand.rect(-hand.wide, hand.horizon + 0.01, hand.wide, hand.high, local(look, GRASS, look.mid))
        for k, (x, s) in enumerate(places[:22]):
            bloom(hand, x * hand.wide, hand.horizon + 0.04, (0.10 + 0.12 * s) * fit(look), k)

    def floor(hand: Hand) -> None:
        turf(hand, (0.42, 0.60, 0.26), 700)
        for k, (x, s) in enumerate(sorted(places[22:], key=lambda p: p[1])):
            side = math.copysign(max(abs(x), 0.42), x)
            bloom(hand, side * hand.rest * 1.3, hand.horizon + 0.08 + 0.36 * s, (0.16 + 0.3 * s) * fit(look), k)
        for x, s in ((-0.52, 0.09), (-0.44, 0.06), (0.56, 0.10), (0.64, 0.06)):
            mushroom(
                hand,
                x * hand.rest * 1.1,
                hand.horizon + 0.24 + s,
                s * 1.3,
                local(look, (0.86, 0.25, 0.22), look.accent, 0.7),
            )

    def front(hand: Hand) -> None:
        for k, s in enumerate((-1, 1, -0.86, 0.9)):
            bloom(hand, s * (hand.rest + 0.02), 0.75, (0.75 - 0.1 * k) * fit(look), k)

    def pollen(hand: Hand) -> None:
        n = 60
        hand.stamp(
            "soft",
            hand.scatter(n, -hand.wide, hand.wide),
            hand.scatter(n, -0.4, 0.5),
            0.008 + 0.016 * hand.rng.random(n),
            [mix(look.lit, WHITE, 0.3)],
            0.8,
        )

    return [
        *heaven(look),
        layer("hills", 14, hills, loop=True),
        *haze(look, 9),
        layer("mid", 4, mid),
        layer("ground", 1, floor),
        layer("pollen", 0.9, pollen, sway=Sway(x=0.01, y=0.012, hz=0.2), glow=True),
        layer("foreground", 0.6, front, sway=Sway(x=0.008, hz=0.25)),
    ]


def fairy_forest(look: Look, rng: np.random.Generator) -> list[Layer]:
    """An enchanted wood: twisted giants, glowing mushrooms as high as children, lights, a path into the blue."""
    rows = [(float(rng.uniform(-1, 1)), float(rng.random())) for _ in range(34)]
    glow: tuple[RGB, ...] = ((0.35, 0.95, 0.85), (0.85, 0.55, 1.0), (1.0, 0.85, 0.45))
    air = mix(local(look, (0.30, 0.52, 0.62), look.sky_low, 0.5), look.sky_low, 0.3)
    dusk = mix(scale(look.near, 0.8), (0.10, 0.12, 0.22), 0.45)

    def back(hand: Hand) -> None:
        hand.wash_rect(
            (-hand.wide, -hand.high, hand.wide, hand.high),
            [(0, mix(look.sky_top, dusk, 0.55), 1), (0.5, air, 1), (1, mix(air, dusk, 0.4), 1)],
        )
        hand.glow(0, hand.horizon - 0.12, 0.6, mix(air, WHITE, 0.5), 0.8)
        for k in range(16):
            x = -hand.wide + 2 * hand.wide * (k + float(hand.rng.random())) / 16
            limbs(hand, x, hand.horizon + 0.05, 0.75, mix(air, dusk, 0.35), 4, float(hand.rng.normal(0, 0.12)))

    def giants(hand: Hand) -> None:
        for x, s in rows[:7]:
            side = math.copysign(0.28 + 0.8 * abs(x), x)
            _twisted(hand, side * hand.rest, hand.horizon + 0.06, 0.05 + 0.05 * s, mix(dusk, air, 0.25))
        hand.rect(-hand.wide, hand.horizon + 0.03, hand.wide, hand.high, mix(dusk, air, 0.3))

    def shrooms(hand: Hand, draw: Callable[[float, float, float, RGB], None]) -> None:
        for k, (x, s) in enumerate(sorted(rows[7:23], key=lambda r: r[1])):
            side = math.copysign(0.30 + 0.75 * abs(x), x)
            draw(side * hand.rest, hand.horizon + 0.05 + 0.30 * s**1.4, (0.06 + 0.20 * s**1.3) * fit(look), glow[k % 3])

    def land(hand: Hand) -> None:
        moss = mix(local(look, (0.16, 0.34, 0.26), look.ground, 0.6), dusk, 0.35)
        body = snow(look) if snowing(look) else moss
        ground(hand, tones(body, dusk, air, 0.4), air, "cloud", 0.8)
        path = [
            (
                0.02 * math.sin(i * 0.5) * i / 10,
                hand.horizon + 0.004 + (hand.high - hand.horizon) * (i / 20) ** 1.6,
                0.006 + 0.16 * (i / 20) ** 1.5,
            )
            for i in range(21)
        ]
        hand.poly(
            [*((x - w, y) for x, y, w in path), *((x + w, y) for x, y, w in reversed(path))], mix(body, air, 0.45), 0.8
        )
        grass(hand, hand.horizon + 0.02, hand.high, 420, [scale(body, 0.75), body, mix(body, glow[0], 0.18)], 0.08)
        shrooms(hand, lambda x, y, h, c: mushroom(hand, x, y, h, mix(mix(c, look.accent, 0.2), dusk, 0.15)))

    def lights(hand: Hand) -> None:
        shrooms(hand, lambda x, y, h, c: hand.glow(x, y - h * 0.6, h * 1.2, c, 0.5 if look.dark else 0.26))
        n = 90
        hand.stamp(
            "soft",
            hand.scatter(n, -hand.wide, hand.wide),
            hand.scatter(n, -0.45, 0.45),
            0.008 + 0.025 * hand.rng.random(n) ** 3,
            list(glow),
            0.95,
            blend="add",
        )
        for k in range(11):
            x, y = (-1 + 2 * k / 10) * hand.rest, -0.38 + 0.13 * abs(math.sin(k * 2.1))
            hand.glow(x, y, 0.07, glow[2], 0.7)

    return [
        layer("back", 50, back),
        layer("giants", 5, giants),
        *haze(look, 3),
        layer("ground", 1, land),
        layer("lights", 1, lights, sway=Sway(x=0.006, y=0.008, hz=0.25), glow=True),
        layer("foreground", 0.6, lambda h: _fairy_forest_front(h, air, dusk)),
    ]


def _fairy_forest_front(hand: Hand, air: RGB, dusk: RGB) -> None:
    """Dark trunks and an arch of leaves as a frame."""
    look = hand.look
    for s, w in ((-1, 0.15), (1, 0.11)):
        _twisted(hand, s * (hand.rest + 0.02), 0.8, w, mix(dusk, look.shade, 0.55))
    arch = [
        (s * (hand.rest + 0.1) * math.cos(a), -0.30 - 0.20 * math.sin(a))
        for a in np.linspace(0, math.pi, 15).tolist()
        for s in (1,)
    ]
    hand.line(arch, 0.035, mix(dusk, look.shade, 0.55))
    for x, y in arch:
        hand.stamp(
            "leaf",
            x + hand.rng.normal(0, 0.04, 6),
            y - 0.01 + hand.rng.normal(0, 0.03, 6),
            0.09,
            [mix(dusk, look.shade, 0.35), mix(dusk, air, 0.2)],
            0.95,
        )


def _twisted(hand: Hand, x: float, foot: float, width: float, bark: RGB) -> None:
    """A trunk that winds upwards on spread roots, out of the picture."""
    left, right = [], []
    phase = float(hand.rng.random()) * math.tau
    for i in range(16):
        t = i / 15
        y = foot + (-hand.high - 0.1 - foot) * t
        cx = x + width * 1.1 * math.sin(phase + t * 5) * t
        w = width * (0.55 + 0.9 * (1 - t) ** 4 + 0.1 * math.sin(t * 17))
        left.append((cx - w, y))
        right.append((cx + w, y))
    hand.blob([(x - width * 2.4, foot + 0.02), *left, *reversed(right), (x + width * 2.4, foot + 0.02)], bark)
    for k in range(7):
        s = -0.7 + 1.4 * k / 6
        pts = [(lx + (rx - lx) * (0.5 + s / 2), ly) for (lx, ly), (rx, _) in zip(left, right, strict=True)]
        tone = mix(bark, hand.look.lit, 0.25) if s * hand.look.sun[0] > 0 else mix(bark, hand.look.shade, 0.5)
        hand.line(pts, width * 0.09, tone, 0.6)
