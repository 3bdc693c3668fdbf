"""On the way by rail: station, carriage, underground."""

import math

import numpy as np

from render.animatic.base import RGB, Layer, Look, Sway
from render.animatic.places.brushes import Hand, layer, polygon
from render.animatic.places.land import HILLS, ridge
from render.animatic.places.masonry import lamp_glow, shade_of
from render.animatic.places.nature import FIR, GRASS
from render.animatic.places.park import bench
from render.animatic.places.plants import conifer
from render.animatic.places.room import FLOOR, Box, cut, floor, indoor
from render.animatic.places.sky import haze, heaven, paint_clouds, paint_sky
from render.animatic.places.tone import BLACK, LAMP, WHITE, gleam, lamp, local, mix, scale, snow, snowing, wet
from render.animatic.places.tube import FAR, Tube
from render.animatic.places.water import glints


def rails(hand: Hand, tube: Tube, left: float, right: float, depth: float = -0.18) -> None:
    """Lay a track bed with sleepers and two shining rails between x `left` and `right` of a tube's floor."""
    look = hand.look
    stones = mix(shade_of(look, (0.42, 0.40, 0.38)), look.shade, 0.25)
    tube.level(hand, depth, (left, right), (0.25, FAR), snow(look) if snowing(look) else stones)
    z = 0.3
    while z < FAR:
        tube.level(
            hand,
            depth,
            (left + 0.06, right - 0.06),
            (z, z * 1.035),
            mix(local(look, (0.30, 0.22, 0.16), look.near), look.shade, 0.2),
            0.9,
        )
        z *= 1.10
    for t in (0.24, 0.76):
        x = left + (right - left) * t
        tube.level(hand, depth + 0.02, (x - 0.022, x + 0.022), (0.25, FAR), mix(look.near, look.shade, 0.3))
        tube.level(hand, depth + 0.03, (x - 0.010, x + 0.010), (0.25, FAR), mix(look.sky_low, WHITE, 0.35))


def train_side(hand: Hand, tube: Tube, s: int, colour: RGB, inner: float) -> None:
    """Stand a train along one side: its wall at x = s * inner, doors and lit windows."""
    look = hand.look
    body = Tube(tube.half * inner, tube.floor, tube.ceiling, tube.horizon)
    top = 0.62
    z = 0.3
    while z < FAR:
        step = z * 1.2
        tone = mix(mix(colour, look.shade, 0.16), look.sky_low, min(0.45, z / FAR * 0.6))
        body.side(hand, s, (z, step * 1.02), (-0.16, top), tone)
        z = step
    body.seam(hand, s, 0.20, 0.020, mix(colour, WHITE, 0.75), 0.95, 0.3)
    body.seam(hand, s, top - 0.01, 0.025, mix(colour, look.shade, 0.5), 1.0, 0.3)
    glass = mix(LAMP, lamp(look), 0.4) if look.dark else mix(mix(look.sky_low, WHITE, 0.2), look.shade, 0.25)
    z, k = 0.34, 0
    while z < FAR * 0.8:
        w = 0.16 * z**0.25
        if k % 4 == 3:
            body.side(hand, s, (z, z + w * 0.8), (-0.02, 0.56), mix(colour, look.shade, 0.45))
            body.side(hand, s, (z + w * 0.06, z + w * 0.74), (0.0, 0.54), mix(colour, look.lit, 0.15))
            body.side(hand, s, (z + w * 0.15, z + w * 0.34), (0.24, 0.50), glass)
            body.side(hand, s, (z + w * 0.46, z + w * 0.65), (0.24, 0.50), glass)
        else:
            body.side(hand, s, (z, z + w), (0.26, 0.52), mix(colour, look.shade, 0.6))
            body.side(hand, s, (z + w * 0.05, z + w * 0.95), (0.272, 0.51), glass)
        z, k = z + w * 1.16, k + 1


def train_station(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A railway platform: rails to the horizon, a waiting train, an iron canopy with a clock, lamps, a bench."""
    del rng
    tube = Tube(max(0.55, look.aspect * 0.44), 0.34, 0.56, look.horizon)
    iron = local(look, (0.20, 0.30, 0.28), look.near, 0.55)

    def far(hand: Hand) -> None:
        ridge(hand, hand.horizon + 0.01, 0.07, look.far, mix(look.far, look.sky_low, 0.4))
        hand.rect(-hand.wide, hand.horizon, hand.wide, hand.high, mix(look.mid, look.far, 0.4))
        for k in range(9):
            x = (0.05 + 0.09 * k) * hand.rest
            hand.line(
                [(x, hand.horizon + 0.01), (x, hand.horizon - 0.13 + 0.008 * k)], 0.003, mix(look.near, look.far, 0.5)
            )

    def track(hand: Hand) -> None:
        hand.rect(-hand.wide, hand.horizon + 0.01, hand.wide, hand.high, mix(look.mid, look.ground, 0.5))
        rails(hand, tube, 0.16, 0.86)
        rails(hand, tube, 0.92, 1.62)

    def train(hand: Hand) -> None:
        train_side(hand, tube, 1, local(look, (0.16, 0.34, 0.30), look.accent, 0.6), 0.95)

    def platform(hand: Hand) -> None:
        with_edge = [tube.at(-3.0, 0, 0.25), tube.at(-3.0, 0, FAR), tube.at(0.12, 0, FAR), tube.at(0.12, 0, 0.25)]

        hand.canvas.save()
        hand.canvas.clipPath(polygon(with_edge), True)
        body = shade_of(look, (0.66, 0.62, 0.56), 0.6)
        floor(
            hand, mix(snow(look), body, 0.2) if snowing(look) else body, "tiles", look.horizon + tube.floor / FAR, 0.2
        )
        if wet(look):
            glints(hand, look.horizon + 0.05, hand.high, 160, mix(look.sky_low, WHITE, 0.4), 0.4)
        hand.canvas.restore()
        tube.level(hand, 0, (-0.02, 0.05), (0.25, FAR), local(look, (0.95, 0.80, 0.25), look.lit, 0.7))
        edge = [tube.at(0.12, 0, 0.25), tube.at(0.12, 0, FAR), tube.at(0.12, -0.16, FAR), tube.at(0.12, -0.16, 0.25)]
        hand.poly(edge, mix(look.near, look.shade, 0.4))

    def canopy(hand: Hand) -> None:
        roof = mix(local(look, (0.40, 0.34, 0.30), look.near), look.shade, 0.3)
        z = 0.32
        while z < FAR:
            step = z * 1.16
            tube.level(hand, 1.0, (-1.9, 0.0), (z, step), mix(roof, look.sky_low, min(0.4, z / 20)))
            tube.front(hand, z, (-1.9, 0.0), (0.96, 1.0), mix(iron, look.shade, 0.2))
            hand.poly(
                [tube.at(-0.02, 1.0, z), tube.at(0.02, 1.0, z), tube.at(0.02, 0.90, step), tube.at(-0.02, 0.90, step)],
                snow(look) if snowing(look) else mix(iron, look.lit, 0.3),
            )
            z = step
        for z in (6.4, 3.9, 2.4, 1.5, 0.95):
            (x, y0), (_, y1) = tube.at(-0.62, 0, z), tube.at(-0.62, 1, z)
            hand.line([(x, y0), (x, y1)], 0.022 / z, iron)
            hand.line([(x - 0.10 / z, y1), (x, y1 + 0.12 / z), (x + 0.10 / z, y1)], 0.012 / z, iron)
            hand.rect(x - 0.022 / z, y0 - 0.05 / z, x + 0.022 / z, y0, iron)
        _clock(hand, *tube.at(-0.30, 0.84, 1.5), 0.055)
        bench(hand, tube.at(-1.0, 0, 1.25)[0], tube.at(-1.0, 0, 1.25)[1], 0.24)

    def lights(hand: Hand) -> None:
        for z in (5.0, 3.1, 1.9, 1.2):
            x, y = tube.at(-0.62, 0.80, z)
            lamp_glow(hand, x, y, (0.42 if look.dark else 0.16) / z)

    return [
        *heaven(look),
        layer("far", 12, far),
        *haze(look, 7),
        layer("track", 1.6, track),
        layer("train", 1.5, train),
        layer("ground", 1, platform, mirror=gleam(look)),
        layer("canopy", 1, canopy),
        layer("lights", 1, lights, glow=True, soft=True),
    ]


def _clock(hand: Hand, x: float, y: float, r: float) -> None:
    """A hanging station clock."""
    iron = mix(hand.look.near, hand.look.shade, 0.6)
    hand.line([(x, y - r * 2.2), (x, y - r)], 0.008, iron)
    hand.oval(x, y, r * 1.14, r * 1.14, iron)
    hand.oval(x, y, r, r, mix(mix(WHITE, hand.look.sky_low, 0.2), LAMP, 0.4 if hand.look.dark else 0.05))
    for k in range(12):
        a = k * math.tau / 12
        hand.line(
            [
                (x + r * 0.8 * math.cos(a), y + r * 0.8 * math.sin(a)),
                (x + r * 0.93 * math.cos(a), y + r * 0.93 * math.sin(a)),
            ],
            r * 0.07,
            BLACK,
        )
    hand.line([(x, y), (x - r * 0.35, y - r * 0.36)], r * 0.10, BLACK)
    hand.line([(x, y), (x + r * 0.30, y - r * 0.70)], r * 0.07, BLACK)


def train_carriage(look: Look, rng: np.random.Generator) -> list[Layer]:
    """Inside a carriage: wide windows with country flying past, upholstered seats, a table, a rack with a suitcase."""
    del rng
    w = min(look.aspect / 2, 0.9)
    foot = look.horizon + FLOOR
    panel = indoor(look, (0.64, 0.46, 0.30))
    panes: list[Box] = [(x * 0.5 - 0.21, -0.27, x * 0.5 + 0.21, 0.03) for x in (-3, -2, -1, 0, 1, 2, 3)]

    def country(hand: Hand) -> None:
        paint_sky(hand)
        paint_clouds(hand)
        ridge(hand, 0.0, 0.10, mix(look.far, look.sky_low, 0.2), mix(look.far, look.sky_low, 0.4), HILLS)

    def trees(hand: Hand) -> None:
        green = snow(look) if snowing(look) else local(look, GRASS, look.mid)
        ridge(hand, 0.0, 0.02, green, mix(green, look.shade, 0.2), HILLS, 0.0)
        for k in range(16):
            x = -hand.wide + 2 * hand.wide * (k + 0.2 + 0.6 * float(hand.rng.random())) / 16
            conifer(hand, x, 0.03, 0.10 + 0.16 * float(hand.rng.random()), local(look, FIR, look.mid, 0.5), 0.5)
        for k in range(4):
            x = -hand.wide + 2 * hand.wide * (k + 0.5) / 4
            hand.rect(x - 0.008, -0.5, x + 0.008, 0.3, mix(look.near, look.shade, 0.3))

    def boards(hand: Hand) -> None:
        floor(hand, indoor(look, (0.36, 0.28, 0.24)), "carpet", foot, 0.1)

    def seats(hand: Hand) -> None:
        cloth = indoor(look, mix((0.24, 0.38, 0.42), look.accent, 0.15), 0.8)
        for s in (-1, 1):
            _seat(hand, s * (0.56 * w + 0.02), foot + 0.12, 0.42, cloth, s)
        wood = indoor(look, (0.58, 0.40, 0.24))
        hand.rect(-0.16, 0.085, 0.16, 0.105, mix(wood, look.lit, 0.3), round_=0.008)
        hand.rect(-0.012, 0.10, 0.012, foot, mix(wood, look.shade, 0.4))
        hand.oval(0.05, 0.084, 0.034, 0.006, indoor(look, (0.9, 0.9, 0.88)))
        hand.rect(0.032, 0.045, 0.068, 0.082, mix((0.85, 0.62, 0.32), WHITE, 0.2), 0.85, 0.006)

    def lights(hand: Hand) -> None:
        for x in (-0.5, 0.5):
            hand.glow(x * w, -0.46, 0.40, lamp(look), 0.5 if look.dark else 0.12)

    return [
        layer("country", 50, country),
        layer("trees", 7, trees, sway=Sway(drift=-0.9), loop=True),
        layer("wall", 2.2, lambda h: _train_carriage_wall(h, foot, panel, panes, w)),
        layer("ground", 1, boards),
        layer("seats", 1, seats),
        layer("lights", 1, lights, glow=True, soft=True),
    ]


def _train_carriage_wall(hand: Hand, foot: float, panel: RGB, panes: list[Box], w: float) -> None:
    """The carriage wall: windows with curtains, panels, the luggage rack."""
    look = hand.look
    hand.rect(-hand.wide, -hand.high, hand.wide, hand.high, panel)
    hand.wash_rect(
        (-hand.wide, -hand.high, hand.wide, -0.30), [(0, mix(panel, WHITE, 0.5), 1), (1, mix(panel, WHITE, 0.2), 1)]
    )
    hand.rect(-hand.wide, 0.05, hand.wide, foot + 0.05, mix(panel, look.shade, 0.25))
    hand.weave("streak", 0.8, 0.14, look.shade, look.lit)
    for box in panes:
        steel = indoor(look, (0.80, 0.80, 0.78))
        hand.rect(box[0] - 0.016, box[1] - 0.016, box[2] + 0.016, box[3] + 0.016, steel, round_=0.03)
        cut(hand, box)
        hand.poly([(box[0], box[1]), (box[0] + 0.14, box[1]), (box[0] + 0.02, box[3]), (box[0], box[3])], WHITE, 0.12)
        if wet(look):
            n = 40
            hand.stamp(
                "streak",
                hand.scatter(n, box[0], box[2]),
                hand.scatter(n, box[1], box[3]),
                0.04,
                [mix(look.sky_low, WHITE, 0.5)],
                0.5,
                0.5,
            )
        cloth = indoor(look, mix((0.50, 0.16, 0.16), look.accent, 0.3), 0.8)
        for s, edge in ((1, box[0]), (-1, box[2])):
            for k in range(3):
                hand.rect(
                    edge + s * 0.014 * k,
                    box[1] - 0.01,
                    edge + s * 0.014 * (k + 1),
                    box[3] + 0.01,
                    mix(cloth, look.shade, 0.15 * (k % 2)),
                )
    for y in (-0.375, -0.36, -0.345):
        hand.line([(-hand.wide, y), (hand.wide, y)], 0.005, indoor(look, (0.80, 0.70, 0.46)))
    _suitcase(hand, -0.30 * w, -0.382, 0.20, indoor(look, (0.46, 0.26, 0.14)))
    _suitcase(hand, 0.52 * w, -0.382, 0.15, indoor(look, (0.24, 0.34, 0.40)))


def _suitcase(hand: Hand, x: float, foot: float, width: float, hide: RGB) -> None:
    """A leather suitcase on the rack."""
    hand.rect(x - width / 2, foot - width * 0.5, x + width / 2, foot, hide, round_=0.012)
    for s in (-0.28, 0.28):
        hand.rect(
            x + s * width - 0.008, foot - width * 0.5, x + s * width + 0.008, foot, mix(hide, hand.look.shade, 0.5)
        )
    hand.line(
        [
            (x - width * 0.1, foot - width * 0.5),
            (x - width * 0.08, foot - width * 0.58),
            (x + width * 0.08, foot - width * 0.58),
            (x + width * 0.1, foot - width * 0.5),
        ],
        0.008,
        mix(hide, hand.look.shade, 0.5),
    )
    hand.line(
        [(x - width * 0.48, foot - width * 0.25), (x + width * 0.48, foot - width * 0.25)],
        0.003,
        mix(hide, hand.look.lit, 0.4),
    )


def _seat(hand: Hand, x: float, foot: float, size: float, cloth: RGB, s: int) -> None:
    """A double seat in profile with a high back at the outer side."""
    look = hand.look
    back = x + s * size * 0.36
    hand.rect(x - size * 0.30, foot - size * 0.10, x + size * 0.30, foot, mix(look.near, look.shade, 0.5))
    hand.blob(
        [
            (back - s * size * 0.10, foot - size * 0.16),
            (back - s * size * 0.06, foot - size * 0.60),
            (back - s * size * 0.02, foot - size * 1.02),
            (back + s * size * 0.12, foot - size * 1.05),
            (back + s * size * 0.16, foot - size * 0.6),
            (back + s * size * 0.12, foot - size * 0.10),
        ],
        mix(cloth, look.shade, 0.2),
    )
    hand.blob(
        [
            (back - s * size * 0.10, foot - size * 0.30),
            (back - s * size * 0.04, foot - size * 0.62),
            (back - s * size * 0.0, foot - size * 0.98),
            (back + s * size * 0.05, foot - size * 0.98),
            (back + s * size * 0.02, foot - size * 0.55),
            (back - s * size * 0.02, foot - size * 0.28),
        ],
        mix(cloth, look.lit, 0.25),
    )
    a, b = sorted((x - s * size * 0.42, back))
    hand.rect(a, foot - size * 0.36, b, foot - size * 0.12, cloth, round_=size * 0.08)
    hand.rect(a + 0.01, foot - size * 0.365, b, foot - size * 0.27, mix(cloth, look.lit, 0.22), round_=size * 0.05)
    white = mix(WHITE, look.lit, 0.2)
    hand.poly(
        [
            (back - s * size * 0.05, foot - size * 0.99),
            (back + s * size * 0.13, foot - size * 1.03),
            (back + s * size * 0.14, foot - size * 0.82),
            (back - s * size * 0.06, foot - size * 0.80),
        ],
        scale(white, 0.88),
    )
