"""Roads: where they part, where they are raced on, where they go on."""

from itertools import pairwise

import numpy as np

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, Point, layer
from render.animatic.places.land import HILLS, ridge
from render.animatic.places.nature import turf
from render.animatic.places.plants import limbs
from render.animatic.places.sky import haze, heaven
from render.animatic.places.texture import flat, ramp, sample, smooth
from render.animatic.places.tone import WHITE, gleam, lamp, local, mix, scale, snow, snowing, wet

ASPHALT: RGB = (0.27, 0.27, 0.29)


def asphalt(hand: Hand, width: float, verge: RGB, top: float | None = None, bend: float = 0.0) -> None:
    """Paint ground with a road that runs to the horizon: half-width `width` at one unit below it."""
    look = hand.look
    start = hand.horizon if top is None else top
    box = hand.seen((-hand.wide, start, hand.wide, hand.high))
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
        if look.dark and not snowing(look):
            earth = mix(earth, look.lit, 0.16)
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

    return [
        *heaven(look),
        layer("hills", 14, hills, loop=True),
        *haze(look, 6),
        layer("ground", 1, land),
        layer("tree", 1, tree),
    ]


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


def highway(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A wide motorway to the horizon: lanes, guard rails, a sign gantry, lamp posts, lights of distant cars."""
    cars = [(float(rng.uniform(0.2, 0.85)), float(rng.random())) for _ in range(16)]
    verge = snow(look) if snowing(look) else local(look, (0.44, 0.46, 0.26), look.ground, 0.6)

    def far(hand: Hand) -> None:
        ridge(
            hand, hand.horizon + 0.01, 0.13, mix(look.far, look.sky_low, 0.15), mix(look.far, look.sky_low, 0.6), HILLS
        )
        ridge(hand, hand.horizon + 0.015, 0.05, mix(look.mid, look.far, 0.4), mix(look.mid, look.sky_low, 0.5), HILLS)

    def land(hand: Hand) -> None:
        asphalt(hand, 2.3, verge)
        line = local(look, (0.96, 0.95, 0.90), look.lit, 0.7)
        for at in (-1.4, -0.72, 0.72, 1.4):
            dashes(hand, at, 0.022, line, 0.8, 0.42)
        for at in (-2.12, 2.12, -0.06, 0.06):
            dashes(
                hand, at, 0.028, local(look, (0.95, 0.76, 0.22), look.accent, 0.7) if abs(at) < 1 else line, 1.0, 1.0
            )

    def glow(hand: Hand) -> None:
        tone = mix(lamp(look), look.accent, 0.35)
        hand.glow(0.0, hand.horizon, hand.rest * 1.4, tone, 0.75, 0.32)
        hand.glow(0.0, hand.horizon + 0.02, hand.rest * 0.4, mix(tone, WHITE, 0.3), 0.4, 0.3)

    return [
        *heaven(look),
        layer("hills", 14, far, loop=True),
        *([layer("city light", 12, glow, glow=True, soft=True)] if look.dark else []),
        *haze(look, 8),
        layer("ground", 1, land, mirror=gleam(look, 0.3 if look.dark else 0.0)),
        layer("furniture", 1, _highway_things),
        layer("lights", 1, lambda h: _highway_lights(h, cars), glow=True, soft=True),
    ]


def _highway_things(hand: Hand) -> None:
    """Guard rails, lamp posts and the sign bridge."""
    look = hand.look
    for s in (-1, 1):
        guard_rail(hand, s)
        z = 1.0
        while z < 12:
            x, y, h = s * 2.65 * 0.3 / z, hand.horizon + 0.3 / z, 0.62 / z
            steel = mix(look.near, look.sky_low, min(0.6, z / 12))
            hand.line([(x, y), (x, y - h), (x - s * h * 0.30, y - h * 1.06)], max(0.0016, 0.012 / z), steel)
            z *= 1.6
    _gantry(hand, 3.2)


def _highway_lights(hand: Hand, cars: list[tuple[float, float]]) -> None:
    """Head and tail lights, and the lamps after dark."""
    look = hand.look
    k = 1.0 if look.dark else 0.5
    for t, lane in cars:
        z = 1.6 + 9 * t
        side = -1 if lane < 0.5 else 1
        x = side * (0.4 + 0.68 * int(lane * 7 % 3)) * 0.3 / z
        y = hand.horizon + 0.3 / z - 0.02 / z
        colour = (1.0, 0.96, 0.84) if side < 0 else (1.0, 0.16, 0.10)
        for d in (-0.05, 0.05):
            hand.glow(x + d / z, y, 0.05 / z + 0.006, colour, 0.9 * k)
    if look.dark:
        for s in (-1, 1):
            z = 1.0
            while z < 12:
                x, y = s * (2.65 * 0.3 - 0.19) / z, hand.horizon
                hand.glow(x, y + (0.3 - 0.65) / z, 0.24 / z + 0.01, lamp(look), 0.85)
                hand.glow(x * 0.9, y + 0.3 / z, 0.5 / z + 0.01, mix(lamp(look), look.lit, 0.3), 0.34, 0.24)
                z *= 1.6


def guard_rail(hand: Hand, s: int, at: float = 2.5) -> None:
    """Paint a steel rail along one side of a road, at `at` road widths from its middle."""
    steel = mix(local(hand.look, (0.72, 0.74, 0.77), hand.look.mid, 0.6), hand.look.lit, 0.12)
    a, b = 0.3 / 0.35, 0.3 / 14
    for lift, width, tone in (
        (0.26, 0.075, steel),
        (0.28, 0.02, mix(steel, WHITE, 0.4)),
        (0.235, 0.02, mix(steel, hand.look.shade, 0.4)),
    ):
        hand.poly(
            [
                (s * at * a, hand.horizon + a * (1 - lift - width)),
                (s * at * a, hand.horizon + a * (1 - lift + width)),
                (s * at * b, hand.horizon + b * (1 - lift + width)),
                (s * at * b, hand.horizon + b * (1 - lift - width)),
            ],
            tone,
        )
    z = 0.5
    while z < 10:
        k = 0.3 / z
        hand.line(
            [(s * at * k, hand.horizon + k), (s * at * k, hand.horizon + k * 0.7)],
            0.02 * k * 2.2,
            mix(steel, hand.look.shade, 0.4),
        )
        z *= 1.25


def _gantry(hand: Hand, z: float) -> None:
    """A sign bridge over the road; its boards carry arrows, no letters."""
    k = 0.3 / z
    steel = mix(hand.look.near, hand.look.sky_low, 0.25)
    top = hand.horizon + k - 3.0 * k
    for s in (-1, 1):
        hand.line([(s * 2.7 * k, hand.horizon + k), (s * 2.7 * k, top)], 0.010, steel)
    hand.line([(-2.7 * k, top), (2.7 * k, top)], 0.012, steel)
    board = local(hand.look, (0.08, 0.36, 0.58), hand.look.accent, 0.8)
    for cx in (-1.25, 1.25):
        hand.rect(
            (cx - 0.95) * k, top - 0.35 * k, (cx + 0.95) * k, top + 0.65 * k, mix(board, WHITE, 0.8), round_=0.004
        )
        hand.rect((cx - 0.90) * k, top - 0.30 * k, (cx + 0.90) * k, top + 0.60 * k, board, round_=0.003)
        for d in (-0.45, 0.45):
            x, y = (cx + d) * k, top + 0.15 * k
            hand.line([(x, y + 0.3 * k), (x, y - 0.25 * k)], 0.09 * k, WHITE)
            hand.line([(x - 0.14 * k, y - 0.08 * k), (x, y - 0.28 * k), (x + 0.14 * k, y - 0.08 * k)], 0.09 * k, WHITE)
