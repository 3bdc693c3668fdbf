"""Roads: where they part, where they are raced on, where they go on."""

import math
from itertools import pairwise

import numpy as np

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, Point, layer
from render.animatic.places.land import HILLS, ridge
from render.animatic.places.nature import turf
from render.animatic.places.plants import limbs
from render.animatic.places.sky import haze, heaven
from render.animatic.places.texture import flat, ramp, sample, smooth
from render.animatic.places.tone import WHITE, lamp, local, mix, scale, snow, snowing, wet
from render.animatic.places.water import mirrored

ASPHALT: RGB = (0.27, 0.27, 0.29)


def asphalt(hand: Hand, width: float, verge: RGB, top: float | None = None, bend: float = 0.0) -> None:
    """Paint ground with a road that runs to the horizon: half-width `width` at one unit below it."""
    look = hand.look
    start = hand.horizon if top is None else top
    box = (-hand.wide, start, hand.wide, hand.high)
    x, y = hand.grid(box, 0.5)
    down = np.maximum(y - hand.horizon, 0.004)
    z = 0.30 / down
    side = x - bend * np.exp(-down * 7)
    across = side / down
    grey = mix(local(look, ASPHALT, look.ground, 0.6), look.shade, 0.1)
    grain = (
        0.5
        + 0.9 * (sample("grain", across * 0.35, z * 0.7) - 0.5)
        + 0.7 * (sample("cloud", across * 0.1, z * 0.25) - 0.5)
    )
    road = ramp(grain, [(0, scale(grey, 0.72)), (0.5, grey), (1, mix(grey, look.lit, 0.22))])
    if wet(look):
        mirror = (smooth(0.46, 0.66, sample("cloud", across * 0.16, z * 0.22)) * 0.65 + 0.15)[..., None]
        road = road * (1 - mirror) + flat(mix(look.sky_low, look.sky_top, 0.3)) * mirror
    rough = ramp(
        sample("cloud", across * 0.3, z * 0.6),
        [(0.2, mix(verge, look.shade, 0.35)), (0.5, verge), (0.8, mix(verge, look.lit, 0.2))],
    )
    on = smooth(-0.012, 0.012, width - np.abs(across))[..., None]
    picture = rough * (1 - on) + road * on
    air = (np.exp(-down * 14) * 0.6)[..., None]
    hand.picture(picture * (1 - air) + flat(mix(look.far, look.sky_low, 0.45)) * air, 1.0, box)


def dashes(
    hand: Hand, at: float, width: float, colour: RGB, period: float = 1.0, duty: float = 0.45, alpha: float = 0.85
) -> None:
    """Paint a dashed (duty 1: solid) line along the road at `at` road widths from its middle."""
    near, far = hand.high - hand.horizon, 0.012
    z0, z1 = 0.3 / near, 0.3 / far
    z = z0
    while z < z1:
        a, b = 0.3 / z, 0.3 / min(z1, z + period * duty)
        hand.poly(
            [
                ((at - width) * a, hand.horizon + a),
                ((at + width) * a, hand.horizon + a),
                ((at + width) * b, hand.horizon + b),
                ((at - width) * b, hand.horizon + b),
            ],
            colour,
            alpha,
        )
        z += period


def track(hand: Hand, points: list[tuple[float, float, float]], colour: RGB, edge: RGB) -> None:
    """Paint a worn track through (x, y, half-width) points, from far to near."""
    left: list[Point] = [(x - w, y) for x, y, w in points]
    right: list[Point] = [(x + w, y) for x, y, w in reversed(points)]
    wide_l: list[Point] = [(x - w * 1.25, y) for x, y, w in points]
    wide_r: list[Point] = [(x + w * 1.25, y) for x, y, w in reversed(points)]
    hand.poly([*wide_l, *wide_r], edge, 0.7)
    hand.poly([*left, *right], colour)
    for s in (-0.5, 0.5):
        for (xa, ya, wa), (xb, yb, wb) in pairwise(points):
            hand.line([(xa + s * wa, ya), (xb + s * wb, yb)], (wa + wb) * 0.12, mix(colour, hand.look.shade, 0.5), 0.5)


def bent(hand: Hand, goal: float, start: float) -> list[tuple[float, float, float]]:
    """Return a road from the horizon at x = goal to the bottom at x = start, as `track` wants it."""
    points = []
    for i in range(24):
        t = i / 23
        y = hand.horizon + 0.004 + (hand.high - hand.horizon) * t**1.7
        ease = t**0.55
        points.append((goal * (1 - ease) + start * ease + 0.02 * math.sin(t * 5) * t, y, 0.006 + 0.17 * t**1.5))
    return points


def crossroads(look: Look, rng: np.random.Generator) -> list[Layer]:
    """One road comes to us and parts in three; a bare tree and a signpost; the middle is free for a stone."""

    def hills(hand: Hand) -> None:
        tone = mix(look.far, snow(look), 0.5) if snowing(look) else look.far
        ridge(hand, hand.horizon + 0.01, 0.09, tone, mix(tone, look.sky_low, 0.5), HILLS)
        mid = mix(look.mid, snow(look), 0.55) if snowing(look) else local(look, (0.36, 0.42, 0.24), look.mid, 0.5)
        ridge(hand, hand.horizon + 0.02, 0.04, mid, mix(mid, look.sky_low, 0.3), HILLS)

    def land(hand: Hand) -> None:
        turf(hand, (0.46, 0.48, 0.24), 420)
        earth = (
            mix(snow(look), look.shade, 0.22) if snowing(look) else local(look, (0.62, 0.50, 0.34), look.ground, 0.6)
        )
        edge = mix(earth, look.shade, 0.25)
        for goal in (-0.95, 0.0, 0.95):
            track(hand, fork(hand, goal * hand.rest), earth, edge)
        hand.blob(
            [(x, y) for x, y in ((-0.30, 0.30), (0.0, 0.26), (0.30, 0.30), (0.36, 0.36), (0, 0.42), (-0.36, 0.36))],
            earth,
        )
        track(hand, [(0, 0.34, 0.20), (0, 0.5, 0.26), (0, hand.high, 0.42)], earth, edge)

    def tree(hand: Hand) -> None:
        bark = mix(local(look, (0.20, 0.15, 0.12), look.near, 0.5), look.shade, 0.3)
        limbs(hand, -0.60 * hand.rest, hand.horizon + 0.12, 0.46, bark, 5, -0.1)
        _signpost(hand, 0.62 * hand.rest, hand.horizon + 0.14, 0.26)

    return [*heaven(), layer("hills", 14, hills, loop=True), haze(6), layer("ground", 1, land), layer("tree", 1, tree)]


def fork(hand: Hand, goal: float) -> list[tuple[float, float, float]]:
    """Return one of the roads that leave the fork, as `track` wants it."""
    points = []
    for i in range(20):
        t = i / 19
        y = hand.horizon + 0.004 + (0.35 - hand.horizon) * t**1.5
        points.append((goal * (1 - t**0.75), y, 0.006 + 0.11 * t**1.6))
    return points


def _signpost(hand: Hand, x: float, foot: float, height: float) -> None:
    wood = local(hand.look, (0.42, 0.30, 0.18), hand.look.near, 0.6)
    hand.line([(x, foot), (x + 0.004, foot - height)], 0.016, scale(wood, 0.8))
    for k, s in enumerate((-1, 1, -1)):
        y = foot - height * (0.92 - 0.2 * k)
        hand.poly(
            [
                (x - s * 0.03, y - 0.02),
                (x + s * 0.10, y - 0.024),
                (x + s * 0.135, y),
                (x + s * 0.10, y + 0.02),
                (x - s * 0.03, y + 0.02),
            ],
            mix(wood, hand.look.lit, 0.15),
        )
        hand.line([(x, y - 0.004), (x + s * 0.09, y - 0.004)], 0.004, hand.look.shade, 0.6)
        if snowing(hand.look):
            hand.rect(x - s * 0.03, y - 0.03, x + s * 0.10, y - 0.02, snow(hand.look), round_=0.004)


def kerbs(hand: Hand, width: float, bend: float = 0.0) -> None:
    """Paint the red and white kerbs of a race track along both sides."""
    red, white = (
        local(hand.look, (0.80, 0.10, 0.10), hand.look.accent, 0.8),
        local(hand.look, (0.95, 0.95, 0.95), hand.look.lit, 0.7),
    )
    z = 0.3 / (hand.high - hand.horizon)
    k = 0
    while z < 14:
        a, b = 0.3 / z, 0.3 / (z * 1.0 + 0.16)
        for s in (-1, 1):
            hand.poly(
                [
                    (s * width * a, hand.horizon + a),
                    (s * (width + 0.14) * a, hand.horizon + a),
                    (s * (width + 0.14) * b, hand.horizon + b),
                    (s * width * b, hand.horizon + b),
                ],
                red if k % 2 else white,
            )
        z += 0.16
        k += 1


def race_track(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A circuit: asphalt in perspective, kerbs, stands full of people, floodlight masts, a start gantry."""
    del rng
    masts = [(-1.02, 0.52), (-0.60, 0.34), (0.60, 0.34), (1.02, 0.52)]

    def far(hand: Hand) -> None:
        ridge(hand, hand.horizon + 0.01, 0.07, look.far, mix(look.far, look.sky_low, 0.4))
        hand.rect(-hand.wide, hand.horizon, hand.wide, hand.high, look.mid)

    def stands(hand: Hand) -> None:
        for s in (-1, 1):
            stand(hand, s)
        for x, h in masts:
            mast(hand, x * hand.rest, hand.horizon + 0.02, h)

    def lights(hand: Hand) -> None:
        for x, h in masts:
            lamp_at = (x * hand.rest, hand.horizon + 0.02 - h)
            hand.glow(*lamp_at, 0.30, mix((0.85, 0.92, 1.0), look.lit, 0.2), 0.55 if look.dark else 0.15)
            hand.glow(*lamp_at, 0.07, WHITE, 0.9 if look.dark else 0.3)

    def asphalt_(hand: Hand) -> None:
        grass = snow(look) if snowing(look) else local(look, (0.26, 0.42, 0.18), look.ground, 0.6)
        asphalt(hand, 1.5, grass)
        kerbs(hand, 1.5)
        dashes(hand, -1.42, 0.018, local(look, (0.95, 0.95, 0.95), look.lit), 1.0, 1.0)
        dashes(hand, 1.42, 0.018, local(look, (0.95, 0.95, 0.95), look.lit), 1.0, 1.0)
        for k in range(5):
            z = 0.9 + 0.8 * k
            y, s = hand.horizon + 0.3 / z, 0.3 / z
            for side in (-1, 1):
                x = side * (0.35 + 0.55 * (k % 2)) * s
                hand.line(
                    [
                        (x - 0.30 * s, y),
                        (x + 0.30 * s, y),
                    ],
                    0.014 * s * 3,
                    WHITE,
                    0.5 if look.dark else 0.75,
                )
        rubber = mix(look.shade, (0.05, 0.05, 0.06), 0.5)
        for at in (-0.42, -0.28, 0.3, 0.46):
            dashes(hand, at, 0.035, rubber, 1.0, 1.0, 0.22)
        if look.dark or wet(look):
            mirrored(
                hand,
                [(x * hand.rest * 0.8, mix((0.85, 0.92, 1.0), lamp(look), 0.2)) for x, _ in masts],
                hand.horizon + 0.03,
                0.30 if wet(look) else 0.12,
            )

    return [
        *heaven(),
        layer("far", 14, far, loop=True),
        layer("stands", 4, stands),
        layer("lights", 4, lights, glow=True),
        haze(3),
        layer("ground", 1, asphalt_),
        layer("fence", 0.65, fence),
    ]


def mast(hand: Hand, x: float, foot: float, height: float) -> None:
    """Paint a floodlight mast with its rows of lamps."""
    steel = mix(hand.look.near, hand.look.shade, 0.4)
    hand.line([(x, foot), (x, foot - height)], 0.010, steel)
    half = 0.05
    hand.rect(x - half, foot - height - 0.035, x + half, foot - height + 0.03, steel, round_=0.004)
    bulb = WHITE if hand.look.dark else mix(hand.look.sky_low, WHITE, 0.6)
    for i in range(5):
        for j in range(3):
            hand.oval(x - half + 0.012 + i * 0.019, foot - height - 0.022 + j * 0.02, 0.007, 0.007, bulb)


def stand(hand: Hand, side: int) -> None:
    """Paint a grandstand that recedes towards the vanishing point, its rows speckled with people."""
    look = hand.look
    far_x, near_x = side * 0.17, side * (hand.rest + 0.55)
    h = hand.horizon
    concrete = local(look, (0.55, 0.55, 0.58), look.mid, 0.5)
    a, b = (far_x, h - 0.035), (near_x, h - 0.30)
    hand.poly([a, b, (near_x, h + 0.1), (far_x, h + 0.008)], concrete)
    rows = 9
    people: list[RGB] = [
        (0.85, 0.25, 0.2),
        (0.92, 0.88, 0.8),
        (0.2, 0.3, 0.6),
        (0.9, 0.7, 0.25),
        (0.25, 0.22, 0.25),
        (0.75, 0.55, 0.45),
    ]
    tones = [local(look, p, mix(look.near, look.shade, 0.3), 0.55) for p in people]
    for r in range(rows):
        t = (r + 0.5) / rows
        n = 170
        s = hand.rng.random(n) ** 1.5
        x = far_x + (near_x - far_x) * s
        y = (h + 0.004 + (0.06 - 0.004) * s) + (-(0.035 + (0.30 - 0.035) * s) - (0.004 + 0.056 * s)) * t
        hand.stamp("soft", x, y, 0.006 + 0.026 * s, tones, 0.95)
        hand.line([(far_x, h - 0.035 * t), (near_x, h + 0.08 - 0.36 * t)], 0.002, look.shade, 0.4)
    roof = mix(concrete, look.shade, 0.45)
    hand.poly([(far_x, h - 0.055), (near_x, h - 0.44), (near_x, h - 0.38), (far_x, h - 0.047)], roof)
    hand.line(
        [(far_x, h - 0.055), (near_x, h - 0.44)], 0.006, snow(look) if snowing(look) else mix(roof, look.lit, 0.6), 0.9
    )
    wall = local(look, (0.85, 0.85, 0.88), look.mid, 0.6)
    hand.poly([(far_x, h + 0.002), (near_x, h + 0.03), (near_x, h + 0.13), (far_x, h + 0.012)], wall)
    for k in range(6):
        s0, s1 = (k / 6) ** 1.4, ((k + 0.8) / 6) ** 1.4
        x0, x1 = far_x + (near_x - far_x) * s0, far_x + (near_x - far_x) * s1
        tone = local(look, ((0.8, 0.12, 0.12), (0.12, 0.25, 0.6), (0.95, 0.75, 0.15))[k % 3], look.accent, 0.75)
        hand.poly(
            [
                (x0, h + 0.002 + 0.03 * s0),
                (x1, h + 0.002 + 0.03 * s1),
                (x1, h + 0.010 + 0.11 * s1),
                (x0, h + 0.010 + 0.11 * s0),
            ],
            tone,
        )


def fence(hand: Hand) -> None:
    """Frame the picture with the mesh of a catch fence at the very edges."""
    steel = mix(hand.look.near, hand.look.shade, 0.6)
    for s in (-1, 1):
        x = s * (hand.rest - 0.03)
        hand.line([(x, 0.8), (x, -0.30), (x - s * 0.10, -0.44)], 0.014, steel)
        for k in range(5):
            y = 0.45 - k * 0.17
            hand.line([(x, y), (s * hand.wide, y + 0.04)], 0.004, steel, 0.8)
