"""Woods, meadows, fields, lakes and rivers."""

import math
from collections.abc import Callable

import numpy as np
import skia

from render.animatic.base import RGB, Layer, Look, Sway
from render.animatic.places.brushes import Hand, layer, polygon
from render.animatic.places.land import HILLS, ground, ridge, snow_tones, tones
from render.animatic.places.plants import conifer, flowers, grass, mushroom
from render.animatic.places.sky import haze, heaven
from render.animatic.places.tone import WHITE, local, mix, scale, snow, snowing

GRASS: RGB = (0.36, 0.50, 0.20)
FIR: RGB = (0.12, 0.24, 0.16)
EARTH: RGB = (0.34, 0.26, 0.18)


def turf(hand: Hand, natural: RGB = GRASS, tufts: int = 500) -> None:
    """Paint grassland, or snow where it snows."""
    look = hand.look
    if snowing(look):
        ground(hand, snow_tones(hand), mix(snow(look), look.sky_low, 0.4), "cloud")
        return
    body = local(look, natural, look.ground)
    ground(hand, tones(body, look.shade, look.lit), mix(body, look.far, 0.6), "cloud", 0.7)
    grass(hand, hand.horizon + 0.02, hand.high * 0.95, tufts, [scale(body, 0.75), body, mix(body, look.lit, 0.25)])


def trunk(hand: Hand, x: float, foot: float, width: float, bark: RGB) -> None:
    """Paint a trunk that leaves the picture at its top, with ribbed bark and a lit side."""
    side = math.copysign(1.0, hand.look.sun[0])
    lean = float(hand.rng.normal(0, 0.03))
    top = -hand.high
    half = width / 2
    hand.blob(
        [
            (x - half * 2.2, foot + 0.01),
            (x - half * 1.05, foot - width),
            (x + lean - half * 0.8, top - 0.2),
            (x + lean + half * 0.8, top - 0.2),
            (x + half * 1.05, foot - width),
            (x + half * 2.2, foot + 0.01),
            (x, foot + width * 0.2),
        ],
        bark,
    )
    n = int(14 + width * 500)
    y = hand.scatter(n, top, foot - width * 0.3)
    px = x + lean * (foot - y) / (foot - top) + hand.rng.uniform(-0.45, 0.45, n) * width
    tones_ = np.sign((px - x) * side) > 0
    hand.stamp(
        "streak",
        px[~tones_],
        y[~tones_],
        width * 1.3,
        [scale(bark, 0.7), mix(bark, hand.look.shade, 0.5)],
        0.7,
        math.pi / 2,
    )
    hand.stamp(
        "streak",
        px[tones_],
        y[tones_],
        width * 1.3,
        [mix(bark, hand.look.lit, 0.32), scale(bark, 1.15)],
        0.7,
        math.pi / 2,
    )
    if snowing(hand.look):
        m = n // 3
        hand.stamp(
            "streak",
            np.full(m, x - side * width * 0.36),
            hand.scatter(m, top, foot),
            width * 0.9,
            [snow(hand.look)],
            0.8,
            math.pi / 2,
        )
        hand.stamp("puff", x + hand.rng.normal(0, width, 8), np.full(8, foot), width * 1.4, [snow(hand.look)], 0.95)


def forest(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A wood: trunks at several depths, firs behind, light between them, ferns on the floor."""
    rows = [[float(x) for x in rng.uniform(-1, 1, n)] for n in (26, 15, 9)]
    green = local(look, FIR, look.mid, 0.5)

    def back(hand: Hand) -> None:
        tone = mix(mix(green, look.far, 0.6), look.sky_low, 0.3)
        for x in sorted(rows[0]):
            conifer(hand, x * hand.wide, hand.horizon + 0.03, 0.36 + 0.16 * abs(math.sin(x * 31)), tone, 0.35)
        hand.rect(-hand.wide, hand.horizon + 0.02, hand.wide, hand.high, tone)

    def shafts(hand: Hand) -> None:
        sx, sy = look.sun
        for i in range(7):
            x = -hand.rest + 2 * hand.rest * (i + float(hand.rng.random())) / 7
            w = 0.02 + 0.05 * float(hand.rng.random())
            hand.wash(
                _beam(sx, min(sy, -0.3), x, w),
                (0, -0.5),
                (0, 0.45),
                [(0, look.lit, 0.22), (0.7, look.lit, 0.10), (1, look.lit, 0)],
            )

    def trunks(count: int, width: float, far: float, base: float) -> Callable[[Hand], None]:
        def paint(hand: Hand) -> None:
            bark = mix(local(look, (0.24, 0.18, 0.14), look.near, 0.5), mix(look.far, look.sky_low, 0.4), far)
            for x in rows[count]:
                trunk(hand, x * hand.wide, hand.horizon + base, width * (0.7 + 0.6 * abs(math.sin(x * 17))), bark)

        return paint

    def floor(hand: Hand) -> None:
        turf(hand, (0.26, 0.34, 0.16), 380)
        n = 120
        t = hand.rng.random(n)
        hand.stamp(
            "leaf",
            hand.scatter(n, -hand.wide, hand.wide),
            hand.horizon + 0.03 + 0.6 * t,
            0.02 + 0.05 * t,
            [local(look, (0.50, 0.34, 0.16), look.ground)],
            0.7,
            t * 9,
        )

    def front(hand: Hand) -> None:
        bark = mix(local(look, (0.16, 0.12, 0.10), look.near, 0.4), look.shade, 0.5)
        trunk(hand, -hand.rest - 0.02, 0.75, 0.17, bark)
        trunk(hand, hand.rest + 0.05, 0.75, 0.12, bark)

    return [
        *heaven(), layer("back", 14, back, loop=True), haze(9), layer("far trunks", 5, trunks(1, 0.035, 0.5, 0.02)),
        layer("near trunks", 2.2, trunks(2, 0.07, 0.15, 0.03)), layer("light", 1.6, shafts, glow=True), layer("ground", 1, floor),
        layer("foreground", 0.6, front),
    ]  # fmt: skip


def _beam(sx: float, sy: float, x: float, w: float) -> skia.Path:
    """A shaft of light from the sun's side to the ground at x."""
    return polygon(
        [(sx + (x - sx) * 0.1 - w * 0.2, sy), (sx + (x - sx) * 0.1 + w * 0.2, sy), (x + w, 0.5), (x - w, 0.5)]
    )


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
            bloom(hand, x * hand.wide, hand.horizon + 0.04, 0.10 + 0.12 * s, k)

    def floor(hand: Hand) -> None:
        turf(hand, (0.42, 0.60, 0.26), 700)
        for k, (x, s) in enumerate(sorted(places[22:], key=lambda p: p[1])):
            side = math.copysign(max(abs(x), 0.42), x)
            bloom(hand, side * hand.rest * 1.3, hand.horizon + 0.08 + 0.36 * s, 0.16 + 0.3 * s, k)
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
            bloom(hand, s * (hand.rest + 0.02), 0.75, 0.75 - 0.1 * k, k)

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
        *heaven(), layer("hills", 14, hills, loop=True), haze(9), layer("mid", 4, mid), layer("ground", 1, floor),
        layer("pollen", 0.9, pollen, sway=Sway(x=0.01, y=0.012, hz=0.2), glow=True), layer("foreground", 0.6, front, sway=Sway(x=0.008, hz=0.25)),
    ]  # fmt: skip
