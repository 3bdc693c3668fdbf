"""Inland waters: lake, river, waterfall."""

import math

import numpy as np

from render.animatic.base import RGB, Layer, Look, Sway
from render.animatic.places.brushes import Hand, fit, layer, polygon
from render.animatic.places.country import GREEN, downs
from render.animatic.places.land import HILLS, mountains, ridge
from render.animatic.places.nature import EARTH, FIR, GRASS, turf
from render.animatic.places.plants import bush, conifer, leaf_tree, reeds, stone
from render.animatic.places.sky import haze, heaven
from render.animatic.places.texture import ramp, sample, smooth
from render.animatic.places.tone import WHITE, local, mix, scale, snow, snowing
from render.animatic.places.water import sea_colours, water


def lake(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A still lake that mirrors mountains and firs; a jetty, reeds."""
    seeds = [float(v) for v in rng.random(70)]
    fir = mix(local(look, FIR, look.mid, 0.5), look.sky_low, 0.1)

    def range_(hand: Hand) -> None:
        mountains(
            hand,
            hand.horizon + 0.01,
            0.30,
            mix(local(look, (0.42, 0.44, 0.50), look.far, 0.5), look.sky_low, 0.2),
            mix(look.far, look.sky_low, 0.5),
            0.55,
        )

    def shore(hand: Hand) -> None:
        ridge(hand, hand.horizon + 0.012, 0.03, fir, scale(fir, 0.8), HILLS, 0.0)
        for k, s in enumerate(seeds):
            conifer(hand, -hand.wide + 2 * hand.wide * (k + s) / 70, hand.horizon + 0.014, 0.05 + 0.08 * s, fir, 0.35)

    def mirror(hand: Hand) -> None:
        water(hand, hand.horizon + 0.012, sea_colours(hand, (0.22, 0.42, 0.52)), 0.15)
        hand.wash_rect(
            (-hand.wide, hand.horizon + 0.012, hand.wide, hand.horizon + 0.20),
            [(0, scale(fir, 0.75), 0.75), (0.35, fir, 0.45), (1, fir, 0)],
        )
        for k, s in enumerate(seeds):
            x = -hand.wide + 2 * hand.wide * (k + s) / 70
            h = 0.06 + 0.09 * s
            hand.poly(
                [(x - 0.016, hand.horizon + 0.012), (x, hand.horizon + 0.012 + h), (x + 0.016, hand.horizon + 0.012)],
                scale(fir, 0.7),
                0.5,
            )
        n = 130
        y = hand.horizon + 0.02 + 0.55 * hand.rng.random(n) ** 1.5
        hand.stamp(
            "streak",
            hand.scatter(n, -hand.wide, hand.wide),
            y,
            0.06 + 0.3 * (y - hand.horizon),
            [mix(look.sky_low, WHITE, 0.2)],
            0.25,
        )

    def bank(hand: Hand) -> None:
        _jetty(hand, 0.46 * hand.rest, local(look, (0.52, 0.40, 0.28), look.ground))
        body = snow(look) if snowing(look) else local(look, GRASS, look.ground)
        edge = 0.33
        hand.blob(
            [
                (-hand.wide - 0.3, edge - 0.06),
                (-hand.rest * 0.9, edge - 0.02),
                (-hand.rest * 0.4, edge + 0.03),
                (0, edge + 0.02),
                (hand.rest * 0.5, edge + 0.03),
                (hand.rest, edge - 0.02),
                (hand.wide + 0.3, edge - 0.06),
                (hand.wide + 0.3, hand.high + 0.3),
                (-hand.wide - 0.3, hand.high + 0.3),
            ],
            mix(body, look.shade, 0.2),
        )
        n = 260
        y = edge + 0.01 + 0.4 * hand.rng.random(n)
        hand.stamp(
            "tuft",
            hand.scatter(n, -hand.wide, hand.wide),
            np.sort(y),
            0.07,
            [body, scale(body, 0.8), mix(body, look.lit, 0.3)],
            0.9,
        )
        for x, s in ((-0.7, 0.05), (-0.58, 0.03), (0.78, 0.06)):
            stone(hand, x * hand.rest, edge + 0.02, s, look.mid)

    def front(hand: Hand) -> None:
        for s in (-1, 1):
            reeds(hand, s * (hand.rest - 0.02), 0.62, 0.62 * fit(look), local(look, (0.44, 0.46, 0.24), look.near), 22)

    return [
        *heaven(look),
        layer("mountains", 18, range_, loop=True),
        *haze(look, 10),
        layer("shore", 7, shore, loop=True),
        layer("water", 1, mirror, loop=True, mirror=0.5),
        layer("ground", 1, bank),
        layer("foreground", 0.6, front, sway=Sway(x=0.005, hz=0.3)),
    ]


def _jetty(hand: Hand, x: float, wood: RGB) -> None:
    """A wooden jetty that leads out from the near bank."""
    top, foot = hand.horizon + 0.06, 0.37
    for i in range(22, -1, -1):
        t = i / 22
        y = foot + (top - foot) * t
        w = 0.085 - 0.055 * t
        cx = x - 0.05 * t
        hand.rect(cx - w, y - 0.006, cx + w, y + 0.010 - 0.006 * t, scale(wood, 0.85 + 0.25 * float(hand.rng.random())))
    for t in (0.0, 0.35, 0.65, 0.98):
        y, w, cx = foot + (top - foot) * t, 0.085 - 0.055 * t, x - 0.05 * t
        for s in (-1, 1):
            hand.line(
                [(cx + s * w, y + 0.05 * (1 - t) + 0.02), (cx + s * w, y - 0.055 * (1.1 - t))],
                0.016 * (1.15 - t),
                scale(wood, 0.65),
            )
    if snowing(hand.look):
        hand.poly([(x - 0.085, foot), (x + 0.085, foot), (x - 0.02, top), (x - 0.08, top)], snow(hand.look), 0.85)


def river(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A river that winds from the hills to the camera between meadows, willows and stones."""
    spots = sorted((float(rng.random()), float(rng.uniform(-1, 1))) for _ in range(18))

    def bends(t: float, rest: float) -> float:
        return 0.34 * rest * math.sin(7.5 * (1 - t) ** 1.3) * (0.35 + 0.65 * t) * (1.15 - t)

    def land(hand: Hand) -> None:
        turf(hand, GRASS, 700)
        pts = [
            (
                bends(i / 40, hand.rest),
                hand.horizon + 0.004 + (hand.high - hand.horizon) * (i / 40) ** 1.75,
                0.010 + 0.34 * (i / 40) ** 1.55,
            )
            for i in range(41)
        ]
        bank = snow(look) if snowing(look) else local(look, (0.56, 0.46, 0.32), look.ground)
        hand.poly(
            [
                *((x - w * 1.12 - 0.004, y - 0.004) for x, y, w in pts),
                *((x + w * 1.12 + 0.004, y - 0.004) for x, y, w in reversed(pts)),
            ],
            mix(bank, look.shade, 0.3),
        )
        hand.canvas.save()
        hand.canvas.clipPath(
            polygon([*((x - w, y) for x, y, w in pts), *((x + w, y) for x, y, w in reversed(pts))]), True
        )
        water(hand, hand.horizon, sea_colours(hand, (0.20, 0.44, 0.54)), 0.5, 1.4)
        hand.canvas.restore()
        for s, side in spots:
            t = 0.25 + 0.7 * s
            y = hand.horizon + (hand.high - hand.horizon) * t**1.75
            x = bends(t, hand.rest) + math.copysign(0.010 + 0.34 * t**1.55, side)
            stone(hand, x, y + 0.01, 0.012 + 0.05 * t, look.mid)
            reeds(
                hand, x + math.copysign(0.03, side), y, 0.05 + 0.16 * t, local(look, (0.40, 0.48, 0.22), look.near), 8
            )

    def trees(hand: Hand) -> None:
        for x, down, h in (
            (-0.30, 0.02, 0.14),
            (0.36, 0.025, 0.16),
            (-0.55, 0.05, 0.28),
            (0.62, 0.06, 0.30),
            (-0.92, 0.12, 0.50),
            (0.98, 0.13, 0.48),
        ):
            leaf_tree(
                hand,
                x * hand.rest,
                hand.horizon + down,
                h,
                local(look, GREEN, look.near),
                local(look, EARTH, look.near),
                0.9 + h,
            )

    return [*heaven(look), downs(look, 0.14), *haze(look, 8), layer("ground", 1, land), layer("trees", 1, trees)]


def waterfall(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A fall of white water between dark cliffs into a pool; ferns, boulders, spray."""
    del rng
    rock = local(look, (0.32, 0.32, 0.33), look.mid, 0.5)

    def cliffs(hand: Hand) -> None:
        box = hand.seen((-hand.wide, -hand.high, hand.wide, hand.horizon + 0.1))
        x, y = hand.grid(box, 0.5)
        here = sample("ridge", x * 0.5 + 0.2, y * 0.35) * 0.6 + sample("ridge", x * 1.7, y * 1.1 + 0.4) * 0.4
        there = (
            sample("ridge", (x + 0.012) * 0.5 + 0.2, (y - 0.006) * 0.35) * 0.6
            + sample("ridge", (x + 0.012) * 1.7, (y - 0.006) * 1.1 + 0.4) * 0.4
        )
        light = np.clip(0.45 + 2.2 * (here - there) * math.copysign(1, look.sun[0]), 0, 1)
        colours = ramp(light, [(0, mix(rock, look.shade, 0.7)), (0.5, rock), (1, mix(rock, look.lit, 0.45))])
        top = (
            -0.34
            + 0.05 * np.sin(x * 9)
            + 0.07 * (sample("cloud", x * 0.7, x * 0) - 0.5)
            - 0.22 * smooth(0.1, 0.6, np.abs(x))
        )
        hand.picture(colours, smooth(0, 0.006, y - top), box)
        hand.rect(-hand.wide, hand.horizon + 0.09, hand.wide, hand.high, mix(rock, look.shade, 0.4))
        for k in range(70):
            bx = float(hand.rng.uniform(-1, 1)) * hand.wide
            by = -0.34 - 0.2 * min(1.0, abs(bx) * 1.3) + 0.02
            if abs(bx) > 0.16:
                bush(
                    hand,
                    bx,
                    by + 0.5 * float(hand.rng.random()) ** 3,
                    0.05 + 0.06 * float(hand.rng.random()),
                    mix(local(look, GREEN, look.mid), look.shade, 0.15),
                )
                if k % 3 == 0:
                    conifer(hand, bx, by + 0.01, 0.14, mix(local(look, FIR, look.mid), look.far, 0.2), 0.4)

    def fall(hand: Hand) -> None:
        white = mix(WHITE, look.sky_low, 0.25)
        half, foot = 0.10, hand.horizon + 0.08
        hand.poly(
            [(-half, -0.36), (half, -0.36), (half * 1.35, foot), (-half * 1.35, foot)], mix(white, look.sky_top, 0.35)
        )
        n = 520
        x = hand.rng.uniform(-1, 1, n)
        y = hand.rng.uniform(-0.36, foot - 0.01, n)
        spread = half * (0.97 + 0.35 * (y + 0.36) / (foot + 0.36))
        hand.stamp(
            "streak",
            x * spread,
            y,
            0.05 + 0.10 * hand.rng.random(n),
            [white, WHITE, mix(white, look.sky_top, 0.5)],
            0.75,
            math.pi / 2,
        )
        n = 70
        hand.stamp(
            "puff",
            hand.rng.normal(0, half * 1.3, n),
            foot + 0.005 - np.abs(hand.rng.normal(0, 0.03, n)),
            0.12,
            [white],
            0.35,
        )

    def pool(hand: Hand) -> None:
        water(hand, hand.horizon + 0.07, sea_colours(hand, (0.16, 0.44, 0.46)), 0.8, 0.5)
        n = 120
        white = mix(WHITE, look.sky_low, 0.3)
        hand.stamp(
            "streak",
            hand.rng.normal(0, 0.2, n),
            hand.horizon + 0.075 + np.abs(hand.rng.normal(0, 0.06, n)),
            0.08,
            [white],
            0.5,
        )
        for x, down, s in (
            (-0.5, 0.10, 0.05),
            (0.44, 0.09, 0.06),
            (-0.75, 0.17, 0.09),
            (0.78, 0.19, 0.10),
            (0.30, 0.13, 0.03),
            (-0.94, 0.30, 0.14),
            (0.98, 0.34, 0.15),
        ):
            stone(hand, x * hand.rest, hand.horizon + down, s, rock)
        hand.blob(
            [(-0.5, 0.40), (-0.2, 0.365), (0.2, 0.36), (0.5, 0.40), (0.62, 0.9), (-0.62, 0.9)],
            mix(rock, look.lit, 0.12),
        )
        hand.blob(
            [(-0.42, 0.405), (-0.15, 0.375), (0.2, 0.372), (0.42, 0.41), (0.0, 0.46)],
            snow(look) if snowing(look) else mix(rock, look.lit, 0.3),
            0.8,
        )

    def front(hand: Hand) -> None:
        fern = mix(local(look, (0.22, 0.40, 0.16), look.near), look.shade, 0.25)
        for s in (-1, 1):
            for k in range(9):
                a = -0.2 + 0.26 * k
                x0, y0 = s * (hand.rest + 0.06), 0.58
                tip = (x0 - s * math.cos(a) * 0.34, y0 - math.sin(a) * 0.34 - 0.06)
                hand.line([(x0, y0), ((x0 + tip[0]) / 2, (y0 + tip[1]) / 2 - 0.04), tip], 0.007, fern)
                t = np.linspace(0.15, 1, 16)
                px, py = x0 + (tip[0] - x0) * t, y0 + (tip[1] - y0) * t - 0.16 * t * (1 - t)
                hand.stamp("needle", px, py, 0.11 * (1.15 - t), [fern, mix(fern, look.lit, 0.2)], 0.95, 1.0)

    return [
        *heaven(look),
        layer("cliffs", 6, cliffs),
        layer("fall", 5, fall, sway=Sway(y=0.003, hz=1.2)),
        *haze(look, 3, 0.05),
        layer("ground", 1, pool, mirror=0.25),
        layer("foreground", 0.6, front),
    ]
