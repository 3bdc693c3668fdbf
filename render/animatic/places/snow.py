"""Polar places: snow plain, pack ice, the sledge track, the camp, high mountains."""

import math

import numpy as np

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, curve, layer
from render.animatic.places.land import HILLS, ground, mountains, ridge, snow_tones
from render.animatic.places.masonry import lamp_glow
from render.animatic.places.nature import FIR, turf
from render.animatic.places.plants import conifer, stone
from render.animatic.places.road import track
from render.animatic.places.sky import haze, heaven, northern_glow
from render.animatic.places.tone import LAMP, WHITE, lamp, local, mix, scale, snow, snowing


def hollow(look: Look) -> RGB:
    """Return the blue of shadows on snow."""
    return mix(mix(scale(snow(look), 0.62), look.sky_top, 0.35), look.shade, 0.12)


def drift(hand: Hand, x: float, foot: float, half: float, height: float) -> None:
    """Paint a snowdrift: a long back in the light, a sharp crest, a blue lee that fades into the plain."""
    look = hand.look
    side = math.copysign(1.0, look.sun[0])
    white, blue = mix(snow(look), mix(WHITE, look.lit, 0.3), 0.55), hollow(look)
    crest = (x - side * half * 0.15, foot - height)
    back = [
        (x + side * half, foot),
        (x + side * half * 0.6, foot - height * 0.28),
        (x + side * half * 0.15, foot - height * 0.8),
        crest,
        crest,
    ]
    lee = [
        (x - side * half * 0.32, foot - height * 0.62),
        (x - side * half * 0.6, foot - height * 0.2),
        (x - side * half, foot),
    ]
    stops = [(0, white, 1.0), (0.55, mix(white, snow(look), 0.6), 0.9), (1, snow(look), 0.0)]
    hand.wash(curve([*back, *lee, (x, foot + height * 0.3)]), (0, foot - height), (0, foot + height * 0.25), stops)
    under = [
        crest,
        crest,
        (x - side * half * 0.36, foot - height * 0.60),
        (x - side * half * 0.62, foot - height * 0.2),
        (x - side * half * 1.02, foot + height * 0.02),
        (x - side * half * 0.4, foot + height * 0.12),
        (x + side * half * 0.02, foot - height * 0.25),
    ]
    stops = [(0, blue, 0.85), (0.6, mix(blue, snow(look), 0.45), 0.6), (1, snow(look), 0.0)]
    hand.wash(curve(under), (0, foot - height), (0, foot + height * 0.15), stops)


def wind_marks(hand: Hand, count: int) -> None:
    """Lay the streaks that wind leaves on snow."""
    t = hand.rng.random(count) ** 1.5
    y = hand.horizon + 0.015 + (hand.high - hand.horizon) * t
    light = mix(snow(hand.look), WHITE, 0.5)
    hand.stamp(
        "streak",
        hand.scatter(count, -hand.wide, hand.wide),
        y,
        0.05 + 0.35 * t,
        [hollow(hand.look), light, light],
        0.35,
        0.02,
    )


def snow_ground(hand: Hand, relief: float = 0.8) -> None:
    """Paint the open snow."""
    ground(
        hand, snow_tones(hand), mix(snow(hand.look), hand.look.sky_low, 0.5), "cloud", relief, edge=0.004, stretch=3.0
    )
    wind_marks(hand, 200)
    if hand.look.weather == "aurora":
        northern_glow(hand, hand.horizon + 0.16, 0.22, 0.34)


def far_hills(look: Look, height: float = 0.07) -> Layer:
    """Return low white hills at the edge of the plain."""

    def paint(hand: Hand) -> None:
        top = mix(mix(look.far, snow(look), 0.35), look.sky_low, 0.25)
        ridge(hand, hand.horizon + 0.01, height, top, mix(top, look.sky_low, 0.55), HILLS)
        ridge(
            hand,
            hand.horizon + 0.012,
            height * 0.5,
            mix(look.far, snow(look), 0.6),
            mix(snow(look), look.sky_low, 0.4),
            HILLS,
            0.6,
        )

    return layer("hills", 14, paint, loop=True)


def tundra(look: Look, rng: np.random.Generator) -> list[Layer]:
    """An endless snow plain under a wide sky: low hills, drifts, a few dry stalks."""
    spots = [(float(rng.uniform(-1, 1)), float(rng.random())) for _ in range(9)]

    def drifts(hand: Hand) -> None:
        for x, s in spots:
            drift(hand, x * hand.wide, hand.horizon + 0.012, 0.16 + 0.2 * s, 0.02 + 0.02 * s)
        hand.rect(-hand.wide, hand.horizon + 0.01, hand.wide, hand.high, snow(look))

    def plain(hand: Hand) -> None:
        snow_ground(hand)
        for x, s in ((-0.62, 0.2), (0.66, 0.34), (-0.3, 0.05), (0.25, 0.08)):
            drift(hand, x * hand.rest * 1.2, hand.horizon + 0.06 + s * 0.5, 0.14 + s * 0.5, 0.02 + s * 0.08)

    def front(hand: Hand) -> None:
        for s in (-1, 1):
            drift(hand, s * (hand.rest + 0.12), 0.54, 0.55, 0.12)
            n = 6
            hand.stamp(
                "tuft",
                s * (hand.rest - 0.02) + hand.rng.normal(0, 0.06, n),
                np.full(n, 0.42),
                0.12,
                [mix(look.near, (0.45, 0.36, 0.22), 0.4)],
                0.9,
            )

    return [
        *heaven(look),
        far_hills(look),
        *haze(look, 8),
        layer("drifts", 4, drifts, loop=True),
        layer("ground", 1, plain, loop=True),
        layer("foreground", 0.6, front),
    ]


def snow_road(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A sledge track that winds over snow between firs and marker poles."""
    firs = sorted(
        ((float(rng.uniform(0.25, 1.0)) * (-1 if k % 2 else 1), float(rng.random())) for k in range(16)),
        key=lambda f: f[1],
    )

    def far(hand: Hand) -> None:
        tone = mix(local(look, FIR, look.far, 0.4), look.sky_low, 0.45)
        for k in range(40):
            x = -hand.wide + 2 * hand.wide * (k + float(hand.rng.random())) / 40
            conifer(hand, x, hand.horizon + 0.02, 0.05 + 0.07 * float(hand.rng.random()), tone, 0.25)
        hand.rect(-hand.wide, hand.horizon + 0.01, hand.wide, hand.high, mix(snow(look), look.sky_low, 0.35))

    def land(hand: Hand) -> None:
        snow_ground(hand)
        rut = mix(snow(look), hollow(look), 0.55)
        points = []
        for i in range(26):
            t = i / 25
            y = hand.horizon + 0.006 + (hand.high - hand.horizon) * t**1.8
            points.append((0.30 * hand.rest * math.sin(4.2 * (1 - t) ** 1.4) * (1 - t * 0.6), y, 0.005 + 0.22 * t**1.5))
        track(hand, points, rut, mix(snow(look), hollow(look), 0.25))
        for x, y, w in points[6::3]:
            hand.line(
                [(x + w * 1.7, y), (x + w * 1.7, y - 0.03 - w * 0.5)],
                0.003 + w * 0.03,
                local(look, (0.45, 0.25, 0.18), look.near),
            )

    def trees(hand: Hand) -> None:
        tone = local(look, FIR, look.near, 0.55)
        for x, s in firs:
            side = math.copysign(0.24 + 0.9 * abs(x), x)
            conifer(hand, side * hand.rest, hand.horizon + 0.02 + 0.20 * s**1.5, 0.14 + 0.42 * s**1.5, tone, 0.5 + s)
            drift(hand, side * hand.rest, hand.horizon + 0.025 + 0.2 * s**1.5, 0.05 + 0.1 * s, 0.012 + 0.01 * s)

    def front(hand: Hand) -> None:
        conifer(hand, -hand.rest - 0.04, 0.72, 1.1, mix(local(look, FIR, look.near, 0.5), look.shade, 0.4), 2.0)
        drift(hand, hand.rest, 0.56, 0.5, 0.10)

    return [
        *heaven(look),
        far_hills(look, 0.1),
        *haze(look, 9),
        layer("far trees", 7, far),
        layer("ground", 1, land),
        layer("trees", 1, trees),
        layer("foreground", 0.6, front),
    ]


def tent(hand: Hand, x: float, foot: float, size: float, lit: bool) -> None:
    """Paint a canvas ridge tent with guy ropes; it glows from inside after dark."""
    look = hand.look
    cloth = local(look, (0.74, 0.62, 0.42), look.near, 0.7)
    glow = mix(LAMP, cloth, 0.25) if lit else cloth
    a, b, top = (x - size * 0.55, foot), (x + size * 0.35, foot), (x - size * 0.1, foot - size * 0.8)
    back_top, back = (x + size * 0.5, foot - size * 0.74), (x + size * 0.95, foot - size * 0.05)
    hand.poly([top, back_top, back, b], mix(glow, look.shade, 0.35 if lit else 0.4))
    hand.poly([a, top, b], mix(glow, look.lit, 0.15))
    hand.poly(
        [(x - size * 0.24, foot), (x - size * 0.1, foot - size * 0.72), (x + size * 0.03, foot)],
        mix(look.shade, LAMP, 0.75) if lit else look.shade,
        0.9,
    )
    for p, q in ((top, (x - size * 0.95, foot + size * 0.04)), (back_top, (x + size * 1.3, foot + size * 0.02))):
        hand.line([p, q], 0.003, mix(look.near, look.lit, 0.4), 0.8)
    hand.line([a, top, b], 0.006, mix(glow, look.shade, 0.4))
    hand.line([top, back_top], 0.010, mix(snow(look), WHITE, 0.3))
    n = 12
    hand.stamp("puff", x + hand.rng.uniform(-0.6, 1.0, n) * size, np.full(n, foot), size * 0.22, [snow(look)], 0.95)


def camp(look: Look, rng: np.random.Generator) -> list[Layer]:
    """An explorers' camp: tents, a fire, a flag on a pole, crates and a sledge in the snow."""
    del rng
    tents = ((-0.62, 0.05, 0.22), (0.60, 0.03, 0.18), (-0.30, 0.015, 0.11))

    def far(hand: Hand) -> None:
        mountains(
            hand, hand.horizon + 0.02, 0.22, mix(look.far, look.mid, 0.3), mix(look.sky_low, snow(look), 0.4), 0.3
        )

    def land(hand: Hand) -> None:
        snow_ground(hand)
        hand.glow(0.27 * hand.rest, hand.horizon + 0.17, 0.5, (1.0, 0.6, 0.25), 0.55 if look.dark else 0.15, 0.3)

    def things(hand: Hand) -> None:
        hand.line(
            [(-0.86 * hand.rest, hand.horizon + 0.09), (-0.86 * hand.rest, -0.30)],
            0.008,
            mix(look.near, look.shade, 0.3),
        )
        x = -0.86 * hand.rest
        hand.blob(
            [(x, -0.30), (x + 0.06, -0.31), (x + 0.14, -0.28), (x + 0.14, -0.21), (x + 0.06, -0.23), (x, -0.21)],
            local(look, (0.75, 0.15, 0.14), look.accent, 0.7),
        )
        for tx, down, size in tents:
            tent(hand, tx * hand.rest, hand.horizon + 0.05 + down * 1.6, size * 1.25, look.dark)
        wood = local(look, (0.48, 0.32, 0.18), look.near)
        for k, (bx, by) in enumerate(((0.86, 0.16), (0.98, 0.15), (0.91, 0.10))):
            cx, cy = bx * hand.rest, hand.horizon + by
            hand.rect(cx - 0.045, cy - 0.06, cx + 0.045, cy, scale(wood, 0.9 + 0.1 * k))
            hand.line([(cx - 0.045, cy - 0.03), (cx + 0.045, cy - 0.03)], 0.004, mix(wood, look.shade, 0.5))
            hand.rect(cx - 0.047, cy - 0.068, cx + 0.047, cy - 0.055, snow(look))
        campfire(hand, 0.27 * hand.rest, hand.horizon + 0.17, 0.07)

    def lights(hand: Hand) -> None:
        k = 1.0 if look.dark else 0.35
        lamp_glow(hand, 0.27 * hand.rest, hand.horizon + 0.12, 0.30 * k + 0.08, (1.0, 0.55, 0.2))
        for tx, down, size in tents:
            if look.dark:
                hand.glow(tx * hand.rest, hand.horizon + 0.0 + down * 1.6, size * 1.2, lamp(look), 0.4)

    return [
        *heaven(look),
        layer("mountains", 14, far, loop=True),
        *haze(look, 8),
        layer("ground", 1, land),
        layer("camp", 1, things),
        layer("lights", 1, lights, glow=True, soft=True),
    ]


def campfire(hand: Hand, x: float, foot: float, size: float) -> None:
    """Paint logs and flames."""
    for s in (-1, 1):
        hand.line(
            [(x - s * size, foot + size * 0.1), (x + s * size * 0.6, foot - size * 0.3)],
            size * 0.22,
            (0.16, 0.10, 0.07),
        )
    for k, tone in ((1.0, (0.93, 0.32, 0.08)), (0.7, (1.0, 0.62, 0.14)), (0.42, (1.0, 0.93, 0.6))):
        hand.blob(
            [
                (x - size * 0.55 * k, foot - size * 0.1),
                (x - size * 0.5 * k, foot - size * 0.7 * k),
                (x - size * 0.1 * k, foot - size * 1.2 * k),
                (x + size * 0.08 * k, foot - size * 2.0 * k),
                (x + size * 0.3 * k, foot - size * 1.0 * k),
                (x + size * 0.55 * k, foot - size * 0.6 * k),
                (x + size * 0.5 * k, foot - size * 0.05),
            ],
            tone,
        )


def peaks(look: Look, rng: np.random.Generator) -> list[Layer]:
    """High mountains: a far range, a near one with cliffs, firs, boulders on an alpine floor."""
    spots = sorted((float(rng.random()), float(rng.uniform(-1, 1))) for _ in range(14))
    rock = local(look, (0.46, 0.45, 0.48), look.far, 0.5)

    def far(hand: Hand) -> None:
        mountains(
            hand, hand.horizon + 0.02, 0.46, mix(rock, look.sky_low, 0.3), mix(look.far, look.sky_low, 0.65), 0.42
        )

    def mid(hand: Hand) -> None:
        mountains(
            hand,
            hand.horizon + 0.03,
            0.26,
            mix(local(look, (0.34, 0.38, 0.36), look.mid, 0.5), look.far, 0.2),
            mix(look.mid, look.sky_low, 0.45),
            0.3 if snowing(look) else 0.85,
        )

    def woods(hand: Hand) -> None:
        tone = mix(local(look, FIR, look.mid, 0.5), look.sky_low, 0.12)
        ridge(hand, hand.horizon + 0.04, 0.03, tone, tone, HILLS, 0.0)
        for k in range(60):
            x = -hand.wide + 2 * hand.wide * (k + float(hand.rng.random())) / 60
            conifer(hand, x, hand.horizon + 0.03, 0.05 + 0.06 * float(hand.rng.random()), tone, 0.3)

    def land(hand: Hand) -> None:
        turf(hand, (0.46, 0.50, 0.28), 420)
        for s, x in spots:
            side = math.copysign(max(abs(x), 0.3 + 0.3 * s), x)
            stone(hand, side * hand.rest * 1.1, hand.horizon + 0.03 + 0.42 * s**1.4, 0.014 + 0.10 * s**1.5, rock)

    def front(hand: Hand) -> None:
        stone(hand, hand.rest + 0.04, 0.66, 0.30, mix(rock, look.shade, 0.3))
        conifer(hand, -hand.rest - 0.02, 0.75, 0.95, mix(local(look, FIR, look.near, 0.5), look.shade, 0.35), 2.0)

    return [
        *heaven(look),
        layer("range", 20, far, loop=True),
        *haze(look, 14),
        layer("cliffs", 10, mid, loop=True),
        layer("woods", 5, woods),
        layer("ground", 1, land),
        layer("foreground", 0.6, front),
    ]
