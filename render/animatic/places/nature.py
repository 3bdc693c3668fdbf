"""Woods, meadows and gardens, as they are and as they are dreamt."""

import math
from collections.abc import Callable

import numpy as np
import skia

from render.animatic.base import RGB, Layer, Look, Sway
from render.animatic.places.brushes import Hand, layer, polygon
from render.animatic.places.land import HILLS, ground, ridge, snow_tones, tones
from render.animatic.places.masonry import picket
from render.animatic.places.plants import bush, conifer, flowers, grass, leaf_tree, limbs, mushroom, stone
from render.animatic.places.sky import haze, heaven
from render.animatic.places.tone import WHITE, local, mix, scale, snow, snowing

GRASS: RGB = (0.36, 0.50, 0.20)
FIR: RGB = (0.12, 0.24, 0.16)
EARTH: RGB = (0.34, 0.26, 0.18)


def turf(hand: Hand, natural: RGB = GRASS, tufts: int = 500) -> None:
    """Paint grassland, or snow where it snows."""
    look = hand.look
    if snowing(look):
        ground(hand, snow_tones(hand), mix(snow(look), look.sky_low, 0.4), "cloud", 0.8, edge=0.008, stretch=2.0)
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
    """A wood: trunks at several depths under a roof of leaves, firs behind, light between them, ferns on the floor."""
    rows = [[float(x) for x in rng.uniform(-1, 1, n)] for n in (30, 17, 9)]
    green = local(look, FIR, look.mid, 0.5)
    bark = local(look, (0.26, 0.19, 0.14), look.near, 0.5)
    air = mix(look.far, look.sky_low, 0.4)

    def back(hand: Hand) -> None:
        tone = mix(mix(green, look.far, 0.5), look.sky_low, 0.3)
        for x in sorted(rows[0]):
            conifer(hand, x * hand.wide, hand.horizon + 0.03, 0.36 + 0.22 * abs(math.sin(x * 31)), tone, 0.5)
        hand.rect(-hand.wide, hand.horizon + 0.02, hand.wide, hand.high, tone)

    def trunks(row: int, width: float, far: float, base: float) -> Callable[[Hand], None]:
        def paint(hand: Hand) -> None:
            canopy(hand, mix(green, air, far), -0.36 - 0.06 * row, int(90 * hand.wide))
            for x in rows[row]:
                if row == 1 or abs(x) * hand.wide > 0.2:
                    trunk(
                        hand,
                        x * hand.wide,
                        hand.horizon + base,
                        width * (0.7 + 0.6 * abs(math.sin(x * 17))),
                        mix(bark, air, far),
                    )
            for k in range(26):
                x = -hand.wide + 2 * hand.wide * (k + float(hand.rng.random())) / 26
                bush(hand, x, hand.horizon + base + 0.01, 0.09 + 0.05 * float(hand.rng.random()), mix(green, air, far))
            hand.rect(-hand.wide, hand.horizon + base, hand.wide, hand.high, mix(scale(green, 0.8), air, far))

        return paint

    def floor(hand: Hand) -> None:
        turf(hand, (0.27, 0.35, 0.16), 520)
        leaves = [local(look, (0.52, 0.34, 0.15), look.ground), local(look, (0.36, 0.28, 0.14), look.ground)]
        n = 160 if not snowing(look) else 0
        t = hand.rng.random(n)
        y = hand.horizon + 0.03 + 0.6 * t
        hand.stamp("leaf", hand.scatter(n, -hand.wide, hand.wide), y, 0.02 + 0.05 * t, leaves, 0.6, t * 9)
        for x, down, w in ((-0.62, 0.10, 0.075), (0.60, 0.075, 0.06), (0.98, 0.2, 0.12), (-1.25, 0.16, 0.10)):
            trunk(hand, x * hand.rest, hand.horizon + down, w, bark)
            for s in (-1, 1):
                fern(
                    hand, x * hand.rest + s * w * 1.3, hand.horizon + down + 0.015, 0.10 + w, mix(green, look.lit, 0.1)
                )
        for x, down, size in ((-0.40, 0.14, 0.035), (0.36, 0.10, 0.025), (0.78, 0.26, 0.05)):
            stone(hand, x * hand.rest, hand.horizon + down, size, local(look, (0.42, 0.42, 0.38), look.mid))
        for x, down in ((-0.85, 0.30), (0.52, 0.20), (-0.30, 0.06), (0.24, 0.05), (0.9, 0.34), (-0.5, 0.24)):
            fern(hand, x * hand.rest, hand.horizon + down, 0.05 + 0.3 * down, green)

    def front(hand: Hand) -> None:
        dark = mix(bark, look.shade, 0.5)
        trunk(hand, -hand.rest - 0.02, 0.75, 0.17, dark)
        trunk(hand, hand.rest + 0.05, 0.75, 0.12, dark)
        for s in (-1, 1):
            fern(hand, s * (hand.rest - 0.04), 0.60, 0.30, mix(green, look.shade, 0.4))

    sunny_ = [layer("light", 1.6, shafts, glow=True, soft=True)] if _shafts(look) else []
    return [
        heaven(look)[0],
        layer("back", 14, back, loop=True),
        *haze(look, 9),
        layer("far trunks", 5, trunks(1, 0.035, 0.45, 0.02)),
        layer("near trunks", 2.2, trunks(2, 0.065, 0.15, 0.03)),
        *sunny_,
        layer("ground", 1, floor),
        layer("foreground", 0.6, front),
    ]


def canopy(hand: Hand, colour: RGB, low: float, count: int) -> None:
    """Hang a roof of leaves over the upper edge of the picture, ragged below."""
    for shift, tone in ((0.0, scale(colour, 0.7)), (-0.05, colour), (-0.09, mix(colour, hand.look.lit, 0.18))):
        x = hand.scatter(count, -hand.wide, hand.wide)
        y = low + shift + 0.05 * np.sin(x * 9) - np.abs(hand.rng.normal(0, 0.12, count))
        hand.stamp("leaf", x, y, 0.13, [tone, scale(tone, 0.9)], 0.95, hand.scatter(count, 0, 6))
    if snowing(hand.look):
        x = hand.scatter(count // 3, -hand.wide, hand.wide)
        hand.stamp("puff", x, low - 0.04 - np.abs(hand.rng.normal(0, 0.1, len(x))), 0.09, [snow(hand.look)], 0.85)


def fern(hand: Hand, x: float, foot: float, size: float, colour: RGB) -> None:
    """Paint a fern: feathered fronds that arch from one root."""
    for k in range(7):
        a = -1.25 + 2.5 * k / 6 + float(hand.rng.normal(0, 0.08))
        tip = (x + math.sin(a) * size * 1.15, foot - math.cos(a) * size * 0.75)
        tone = mix(colour, hand.look.lit, 0.22) if a * hand.look.sun[0] > 0 else scale(colour, 0.8)
        t = np.linspace(0.08, 1, 13)
        px = x + (tip[0] - x) * t
        py = foot + (tip[1] - foot) * t - size * 0.45 * t * (1 - t)
        hand.line([(float(p), float(q)) for p, q in zip(px, py, strict=True)], size * 0.022, tone)
        hand.stamp("needle", px, py, size * 0.34 * (1.12 - t), [tone, mix(tone, hand.look.lit, 0.12)], 0.9, a + 1.2)


def shafts(hand: Hand) -> None:
    """Throw shafts of light through the leaves."""
    lit = hand.look.lit
    for _ in range(7):
        x = float(hand.rng.uniform(-1, 1)) * hand.rest
        w = 0.02 + 0.05 * float(hand.rng.random())
        hand.wash(_beam(hand.look.sun[0], x, w), (0, -0.6), (0, 0.45), [(0, lit, 0.26), (0.7, lit, 0.12), (1, lit, 0)])


def _beam(sun: float, x: float, w: float) -> skia.Path:
    """A shaft of light that falls from the sun's side, from above the picture, to the ground at x."""
    top = x + (sun - x) * 0.55
    return polygon([(top - w * 0.35, -0.9), (top + w * 0.35, -0.9), (x + w, 0.5), (x - w, 0.5)])


def _shafts(look: Look) -> bool:
    """Whether the sun stands in the leaves."""
    return look.weather in ("clear", "mist") and look.time not in ("dusk", "night")


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
        *heaven(look), layer("hills", 14, hills, loop=True), *haze(look, 9), layer("mid", 4, mid), layer("ground", 1, floor),
        layer("pollen", 0.9, pollen, sway=Sway(x=0.01, y=0.012, hz=0.2), glow=True), layer("foreground", 0.6, front, sway=Sway(x=0.008, hz=0.25)),
    ]  # fmt: skip


def fairy_forest(look: Look, rng: np.random.Generator) -> list[Layer]:
    """An enchanted wood: twisted giants, glowing mushrooms as high as children, hanging lights, a path into the blue."""
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
            draw(side * hand.rest, hand.horizon + 0.05 + 0.30 * s**1.4, 0.06 + 0.20 * s**1.3, glow[k % 3])

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
        shrooms(hand, lambda x, y, h, c: hand.glow(x, y - h * 0.6, h * 1.3, c, 0.5))
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

    def front(hand: Hand) -> None:
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

    return [
        layer("back", 50, back),
        layer("giants", 5, giants),
        *haze(look, 3),
        layer("ground", 1, land),
        layer("lights", 1, lights, sway=Sway(x=0.006, y=0.008, hz=0.25), glow=True),
        layer("foreground", 0.6, front),
    ]


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


def garden(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A garden: clipped hedges, a rose arch over a gravel path, flower beds, a white fence."""
    beds = [(float(rng.uniform(-1, 1)), float(rng.random())) for _ in range(60)]
    petals: list[RGB] = [
        (0.92, 0.40, 0.50),
        (0.98, 0.85, 0.50),
        (0.98, 0.96, 0.94),
        (0.70, 0.50, 0.85),
        (0.95, 0.55, 0.30),
    ]
    leaf = local(look, (0.24, 0.42, 0.20), look.mid, 0.6)

    def back(hand: Hand) -> None:
        for k in range(9):
            x = (-1 + k / 4) * hand.wide
            leaf_tree(
                hand,
                x,
                hand.horizon + 0.05,
                0.42 + 0.1 * math.sin(k * 3.3),
                mix(leaf, look.sky_low, 0.35),
                mix(look.near, look.far, 0.4),
                1.0,
            )
        hand.rect(-hand.wide, hand.horizon + 0.02, hand.wide, hand.high, mix(leaf, look.far, 0.4))

    def hedges(hand: Hand) -> None:
        for s in (-1, 1):
            hand.poly(
                [
                    (s * 0.12, hand.horizon - 0.05),
                    (s * hand.wide, hand.horizon - 0.15),
                    (s * hand.wide, hand.high),
                    (s * 0.12, hand.horizon + 0.02),
                ],
                scale(leaf, 0.7),
            )
            n = 260
            t = hand.rng.random(n)
            x = s * (0.12 + (hand.wide - 0.12) * t)
            top, foot = hand.horizon - 0.05 - 0.10 * t, hand.horizon + 0.02 + 0.14 * t
            y = top + (foot - top) * hand.rng.random(n)
            hand.stamp("leaf", x, y, 0.03 + 0.05 * t, [leaf, scale(leaf, 0.85), mix(leaf, look.lit, 0.25)], 0.9, t * 20)
            if snowing(look):
                hand.stamp("puff", x, top, 0.06, [snow(look)], 0.95)

    def land(hand: Hand) -> None:
        turf(hand, (0.40, 0.56, 0.24), 420)
        gravel = snow(look) if snowing(look) else local(look, (0.82, 0.74, 0.60), look.ground, 0.65)
        path = [
            (0.0, hand.horizon + 0.004 + (hand.high - hand.horizon) * (i / 20) ** 1.6, 0.012 + 0.26 * (i / 20) ** 1.5)
            for i in range(21)
        ]
        hand.poly(
            [*((x - w, y) for x, y, w in path), *((x + w, y) for x, y, w in reversed(path))],
            mix(gravel, look.shade, 0.08),
        )
        n = 160
        t = hand.rng.random(n)
        hand.stamp(
            "grit",
            hand.rng.uniform(-0.9, 0.9, n) * (0.012 + 0.26 * t**1.5),
            hand.horizon + 0.01 + (hand.high - hand.horizon) * t**1.6,
            0.02 + 0.06 * t,
            [mix(gravel, look.shade, 0.4), mix(gravel, WHITE, 0.4)],
            0.5,
        )
        for x, s in sorted(beds, key=lambda b: b[1]):
            y = hand.horizon + 0.04 + 0.42 * s**1.3
            px = math.copysign((0.05 + 0.3 * s**1.3) + 0.10 + abs(x) * 0.35 * (0.4 + s), x)
            r = 0.02 + 0.04 * s
            hand.stamp(
                "leaf",
                px + hand.rng.normal(0, r, 5),
                y + hand.rng.normal(0, r * 0.3, 5),
                r * 1.9,
                [leaf, scale(leaf, 0.8)],
                0.95,
            )
            hand.stamp(
                "leaf",
                px + hand.rng.normal(0, r * 0.8, 8),
                y - r * 0.6 + hand.rng.normal(0, r * 0.35, 8),
                r * 0.8,
                [local(look, petals[int(abs(x) * 50) % 5], look.accent, 0.8)],
                1.0,
            )

    def arch(hand: Hand) -> None:
        white = local(look, (0.94, 0.93, 0.90), look.lit, 0.6)
        foot = hand.horizon + 0.10
        for r in (0.13, 0.155):
            pts = [
                (-r, foot),
                *((-r * math.cos(a), foot - 0.30 - r * math.sin(a)) for a in np.linspace(0, math.pi, 15).tolist()),
                (r, foot),
            ]
            hand.line(pts, 0.008, white)
        for a in np.linspace(-0.6, math.pi + 0.6, 46).tolist():
            x, y = (
                -0.145 * math.cos(a) if 0 < a < math.pi else math.copysign(0.145, a - 1),
                foot - 0.30 - 0.145 * math.sin(a) * (1 if 0 < a < math.pi else 2.2),
            )
            hand.stamp(
                "leaf",
                x + hand.rng.normal(0, 0.014, 5),
                y + hand.rng.normal(0, 0.014, 5),
                0.05,
                [leaf, mix(leaf, look.lit, 0.2)],
                0.95,
            )
            hand.stamp(
                "leaf",
                x + hand.rng.normal(0, 0.016, 3),
                y + hand.rng.normal(0, 0.016, 3),
                0.024,
                [local(look, petals[0], look.accent, 0.8)],
                1.0,
            )
        for s in (-1, 1):
            x0, x1 = sorted((s * 0.24, s * (hand.rest + 0.3)))
            picket(hand, x0, x1, foot + 0.02, 0.075, white)

    def front(hand: Hand) -> None:
        for s in (-1, 1):
            bush(hand, s * (hand.rest + 0.02), 0.62, 0.36, mix(leaf, look.shade, 0.3))
            hand.stamp(
                "leaf",
                s * (hand.rest - 0.02) + hand.rng.normal(0, 0.08, 26),
                0.44 + hand.rng.normal(0, 0.06, 26),
                0.045,
                [local(look, petals[0], look.accent, 0.8), local(look, petals[2], look.lit, 0.8)],
                1.0,
            )

    return [
        *heaven(look),
        layer("trees", 9, back),
        *haze(look, 6),
        layer("hedges", 2.5, hedges),
        layer("ground", 1, land),
        layer("arch", 1, arch),
        layer("foreground", 0.6, front),
    ]
