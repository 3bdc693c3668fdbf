"""Places of times to come, and of the future as the eighties dreamt it."""

import math

import numpy as np
import skia

from render.animatic.base import RGB, Layer, Look, Sway
from render.animatic.places.brushes import Hand, Point, layer, polygon
from render.animatic.places.masonry import sign
from render.animatic.places.room import floor
from render.animatic.places.sky import haze, heaven, paint_sky
from render.animatic.places.tone import BLACK, WHITE, local, mix, scale, snow, snowing
from render.animatic.places.water import glints, mirrored

NEON: tuple[RGB, RGB] = ((1.0, 0.25, 0.75), (0.20, 0.90, 1.0))


def neon(look: Look) -> tuple[RGB, RGB]:
    """Return the two neon colours: magenta and cyan, drawn towards the accent."""
    return mix(NEON[0], look.accent, 0.15), mix(NEON[1], look.accent, 0.25)


def grid_plain(look: Look, rng: np.random.Generator) -> list[Layer]:
    """The endless neon grid under a striped sun, with wire mountains at its sides."""
    hot, cold = neon(look)
    night = mix(scale(look.sky_top, 0.5), (0.06, 0.02, 0.16), 0.6)

    def sky(hand: Hand) -> None:
        paint_sky(hand)
        low = mix(look.sky_low, hot, 0.45)
        share = (hand.horizon + hand.high) / (2 * hand.high)
        hand.wash_rect(
            (-hand.wide, -hand.high, hand.wide, hand.high),
            [(0, night, 0.95), (share * 0.7, mix(night, low, 0.45), 0.85), (share, low, 0.85), (1, night, 1)],
        )
        n = 160
        hand.stamp(
            "soft",
            hand.scatter(n, -hand.wide, hand.wide),
            hand.scatter(n, -hand.high, hand.horizon - 0.15),
            0.007,
            [mix(cold, (1.0, 1.0, 1.0), 0.6)],
            0.7,
        )

    def sun(hand: Hand) -> None:
        r = min(0.27, hand.rest * 0.62)
        cx, cy = 0.0, hand.horizon - r * 0.72
        hand.glow(cx, cy, r * 2.4, hot, 0.55)
        surface = polygon_sun(hand, cx, cy, r)
        hand.wash(
            surface, (0, cy - r), (0, cy + r), [(0, (1.0, 0.92, 0.45), 1), (0.5, (1.0, 0.52, 0.38), 1), (1, hot, 1)]
        )

    def peaks(hand: Hand) -> None:
        for side in (-1, 1):
            wire_mountains(hand, side, mix(night, BLACK, 0.3), cold)

    def plain(hand: Hand) -> None:
        hand.wash_rect(
            (-hand.wide, hand.horizon, hand.wide, hand.high),
            [(0, mix(night, hot, 0.35), 1), (0.25, mix(night, hot, 0.08), 1), (1, mix(night, BLACK, 0.45), 1)],
        )
        hand.wash_rect((-0.3, hand.horizon, 0.3, hand.horizon + 0.3), [(0, (1.0, 0.6, 0.4), 0.25), (1, hot, 0)])

    def lines(hand: Hand) -> None:
        h, b = hand.horizon, hand.high - hand.horizon
        for k in range(-44, 45):
            x = k * 0.26
            for width, alpha in ((0.010, 0.16), (0.0028, 0.85)):
                hand.line([(x * 0.05, h + 0.004), (x * b / 0.45, hand.high)], width, hot, alpha)
        z = 0.6
        while z < 40:
            y = h + 0.42 / z
            for width, alpha in ((0.016, 0.18), (0.0045, 0.9)):
                hand.line([(-hand.wide, y), (hand.wide, y)], max(0.0012, width / z * 1.2), hot, alpha)
            z *= 1.0 + 0.33 / max(1.0, z * 0.45)
        hand.line([(-hand.wide, h), (hand.wide, h)], 0.006, cold, 0.9)
        hand.glow(0, h, hand.rest * 1.2, cold, 0.35, 0.06)

    del rng
    return [
        layer("sky", 50, sky),
        layer("sun", 45, sun),
        layer("mountains", 14, peaks),
        layer("ground", 1, plain, mirror=0.3),
        layer("grid", 1, lines, glow=True),
    ]


def polygon_sun(hand: Hand, cx: float, cy: float, r: float) -> skia.Path:
    """Return a disc cut by bars that grow towards its lower edge."""
    disc = skia.Path.Circle(cx, cy, r)
    for k in range(7):
        y = cy - r * 0.08 + r * (k / 6.5) ** 0.9
        gap = r * (0.018 + 0.016 * k)
        bar = skia.Path.Rect(skia.Rect.MakeLTRB(cx - r * 1.1, y, cx + r * 1.1, y + gap))
        cut_ = skia.Op(disc, bar, skia.PathOp.kDifference_PathOp)
        disc = cut_ if cut_ is not None else disc
    return disc


def wire_mountains(hand: Hand, side: int, body: RGB, wire: RGB) -> None:
    """Paint low-poly mountains with glowing edges at one side of the picture."""
    cols, rows = 9, 4
    grid: list[list[tuple[float, float]]] = []
    for j in range(rows + 1):
        line = []
        for i in range(cols + 1):
            t = i / cols
            x = side * (hand.rest * 0.20 + (hand.wide - hand.rest * 0.20) * t)
            peak = (0.06 + 0.24 * t) * math.sin(math.pi * min(1.0, j / rows * 1.0 + 0.02) * 0.5)
            lift = peak * (0.45 + 0.75 * float(hand.rng.random()))
            line.append((x + side * 0.02 * float(hand.rng.normal()), hand.horizon + 0.02 - (lift if j else 0)))
        grid.append(line)
    for j in range(rows - 1, -1, -1):
        for i in range(cols):
            a, b, c, d = grid[j][i], grid[j][i + 1], grid[j + 1][i + 1], grid[j + 1][i]
            for tri, shade in (((a, b, c), 0.10), ((a, c, d), 0.02)):
                hand.poly(tri, mix(body, wire, shade + 0.04 * j))
                hand.line([*tri, tri[0]], 0.0022, wire, 0.75)


def profile(x: float, w: float, top: float, foot: float, form: int) -> list[Point]:
    """Return the outline of a tower: needle, fin, column or twin slabs."""
    height = foot - top
    match form % 4:
        case 0:
            waist = foot - height * 0.6
            return [
                (x - w, foot),
                (x - w * 0.7, waist),
                (x - w * 0.12, top),
                (x + w * 0.12, top),
                (x + w * 0.7, waist),
                (x + w, foot),
            ]
        case 1:
            return [
                (x - w, foot),
                (x - w, top + height * 0.25),
                (x + w * 0.4, top),
                (x + w, top + height * 0.1),
                (x + w, foot),
            ]
        case 2:
            return [(x - w * 0.6, foot), (x - w * 0.6, top), (x + w * 0.6, top), (x + w * 0.6, foot)]
        case _:
            gap = foot - height * 0.2
            return [
                (x - w, foot),
                (x - w * 0.85, top + height * 0.06),
                (x - w * 0.1, top),
                (x - w * 0.1, gap),
                (x + w * 0.1, gap),
                (x + w * 0.15, top + height * 0.12),
                (x + w * 0.9, top + height * 0.2),
                (x + w, foot),
            ]


def tower(hand: Hand, x: float, foot: float, width: float, height: float, form: int, body: RGB, air: float) -> None:
    """Paint a tower of the future with its lit windows; `air` is the share of haze before it."""
    look = hand.look
    hot, cold = neon(look)
    tone = mix(body, mix(look.far, look.sky_low, 0.5), air)
    w, top = width / 2, foot - height
    path = polygon(profile(x, w, top, foot, form))
    left, right = (0.05, 0.35) if look.sun[0] > 0 else (0.35, 0.05)
    stops = [
        (0.0, mix(tone, look.lit, left), 1.0),
        (0.5, mix(tone, look.shade, 0.15), 1.0),
        (1.0, mix(tone, look.lit, right), 1.0),
    ]
    hand.wash(path, (x - w, 0), (x + w, 0), stops)
    hand.canvas.save()
    hand.canvas.clipPath(path, True)
    step = 0.011 + 0.004 * (1 - air)
    rows, columns = int(height / (step * 1.5)), int(width / step)
    chance = hand.rng.random((rows, columns))
    lit = 0.42 if look.dark else 0.14
    warm, cool = (1.0, 0.86, 0.60), mix(cold, WHITE, 0.45)
    for colour, low, high in ((warm, 0.0, lit), (cool, lit, lit * 1.8)):
        rs, cs = np.nonzero((chance >= low) & (chance < high))
        points = [
            (x - w + (c + 0.5) * step, top + (r + 0.5) * step * 1.5)
            for r, c in zip(rs.tolist(), cs.tolist(), strict=True)
        ]
        hand.dots(points, step * 0.55, mix(colour, tone, air * 0.5), 0.95 if look.dark else 0.6)
    hand.canvas.restore()
    if form % 4 == 2:
        for k in range(3):
            y = top + height * (0.04 + 0.24 * k)
            hand.oval(x, y, w * (1.3 - 0.12 * k), height * 0.022, mix(tone, look.lit, 0.15))
            hand.oval(x, y + height * 0.010, w * (1.3 - 0.12 * k), height * 0.006, cold, 0.9 * (1 - air))
    if form % 4 == 0:
        hand.line([(x, top), (x, top - height * 0.14)], 0.003, tone)
        hand.oval(x, top - height * 0.14, 0.005, 0.005, hot)
    if form % 4 == 1:
        hand.line(
            [(x - w * 0.9, top + height * 0.25), (x + w * 0.4, top + 0.006), (x + w * 0.95, top + height * 0.1)],
            0.004,
            hot,
            0.9 * (1 - air),
        )


def future_city(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A city of towers: sky bridges, flying cars, traffic lights in the air, a platform with a lit edge."""
    rows = [
        [(float(rng.uniform(-1, 1)), float(rng.random()), int(rng.integers(1 << 16))) for _ in range(n)]
        for n in (24, 11)
    ]
    steel = local(look, (0.40, 0.47, 0.60), look.mid, 0.55)
    hot, cold = neon(look)
    edge = look.horizon + 0.14

    def far(hand: Hand) -> None:
        for x, s, k in sorted(rows[0], key=lambda t: t[1]):
            tall = 0.24 + 0.42 * s * (0.45 + 0.55 * abs(math.cos(x * 2)))
            tower(hand, x * hand.wide, hand.horizon + 0.1, 0.06 + 0.05 * s, tall, k, mix(steel, look.far, 0.5), 0.55)
        hand.rect(-hand.wide, hand.horizon + 0.08, hand.wide, hand.high, mix(look.far, look.sky_low, 0.4))

    def pods(hand: Hand) -> None:
        for k, (x, y, size) in enumerate(((-0.52, -0.17, 0.055), (0.40, -0.26, 0.045), (0.76, -0.05, 0.07))):
            _traffic_pod(hand, x * hand.rest, y, size, k % 3, body=mix(steel, look.shade, 0.5))

    def platform(hand: Hand) -> None:
        body = mix(local(look, (0.42, 0.44, 0.50), look.ground, 0.5), look.shade, 0.1)
        floor(hand, mix(snow(look), body, 0.2) if snowing(look) else body, "tiles", edge, 0.45)
        glints(hand, edge + 0.02, hand.high, 90, mix(cold, WHITE, 0.3), 0.18)
        spots = [(x * hand.rest, c) for x, c in ((-0.7, hot), (-0.3, cold), (0.25, cold), (0.75, hot))]
        mirrored(hand, spots, edge, 0.25 if look.dark else 0.10)
        hand.rect(-hand.wide, edge - 0.012, hand.wide, edge + 0.012, mix(steel, look.lit, 0.25))
        for k in range(int(2 * hand.wide / 0.22) + 1):
            x = -hand.wide + k * 0.22
            hand.line([(x, edge), (x, edge - 0.09)], 0.007, mix(steel, look.shade, 0.3))
        hand.rect(-hand.wide, edge - 0.085, hand.wide, edge - 0.02, mix(look.sky_low, cold, 0.3), 0.22)

    def edge_light(hand: Hand) -> None:
        for width, alpha in ((0.022, 0.25), (0.006, 0.9)):
            hand.line([(-hand.wide, edge), (hand.wide, edge)], width, cold, alpha)

    return [
        *heaven(look),
        layer("far towers", 16, far),
        *haze(look, 10),
        layer("towers", 6, lambda h: _future_city_mid(h, cold, hot, rows, steel)),
        layer("traffic", 4, _future_city_traffic, sway=Sway(drift=0.05), loop=True, glow=True),
        layer("traffic lights", 3, pods, sway=Sway(y=0.008, hz=0.25)),
        layer("ground", 1, platform, mirror=0.35),
        layer("edge", 1, edge_light, glow=True, soft=True),
    ]


def _future_city_traffic(hand: Hand) -> None:
    """Three lanes of flying cars."""
    for k, (y, wave, ahead, tone) in enumerate(
        (
            (-0.27, 0.035, 1, (1.0, 0.30, 0.22)),
            (-0.20, 0.04, -1, (0.95, 0.97, 1.0)),
            (-0.01, 0.03, 1, (1.0, 0.30, 0.22)),
        )
    ):
        for i in range(15):
            t = (i + 0.6 * float(hand.rng.random())) / 15
            x, yy = -hand.wide + 2 * hand.wide * t, y + wave * math.sin(t * math.tau * 2 + k * 2)
            hand.line([(x, yy), (x - ahead * 0.045, yy)], 0.003, tone, 0.5)
            hand.glow(x, yy, 0.022, tone, 0.9)


def _future_city_mid(hand: Hand, cold: RGB, hot: RGB, rows: list[list[tuple[float, float, int]]], steel: RGB) -> None:
    """The near towers with their bridges and signs."""
    look = hand.look
    spots = sorted((math.copysign(0.20 + 0.80 * abs(x), x) * hand.rest * 1.5, s, k) for x, s, k in rows[1])
    body = mix(mix(steel, look.near, 0.45), look.shade, 0.15)
    for x, s, k in spots:
        tower(hand, x, hand.horizon + 0.3, 0.12 + 0.08 * s, 0.55 + 0.40 * s, k, body, 0.10)
    for y, a, b in ((-0.10, 0, 4), (0.02, 2, 8), (-0.22, 7, 10)):
        _sky_bridge(hand, spots[a][0], spots[b][0], y, body, cold)
    gold = mix((1.0, 0.8, 0.3), look.accent, 0.4)
    for k in range(6):
        x, y = spots[k + 2][0], -0.06 - 0.08 * (k % 3)
        sign(hand, x, y, 0.045, 0.10 + 0.05 * (k % 3), (hot, cold, gold)[k % 3])


def _sky_bridge(hand: Hand, x0: float, x1: float, y: float, body: RGB, light: RGB) -> None:
    """A bridge between towers with a row of lit windows."""
    hand.rect(x0, y, x1, y + 0.020, mix(body, hand.look.lit, 0.18))
    count = int(abs(x1 - x0) / 0.014)
    hand.dots(
        [(x0 + (x1 - x0) * (i + 0.5) / count, y + 0.010) for i in range(count)], 0.005, mix(light, WHITE, 0.4), 0.9
    )
    hand.line([(x0, y + 0.021), (x1, y + 0.021)], 0.003, light, 0.9)


def _traffic_pod(hand: Hand, x: float, y: float, size: float, lit: int, body: RGB) -> None:
    """A traffic light that hovers on a small jet."""
    hand.glow(x, y + size * 0.95, size * 0.7, (0.5, 0.85, 1.0), 0.8, 0.6)
    hand.rect(x - size * 0.36, y - size, x + size * 0.36, y + size * 0.85, body, round_=size * 0.2)
    for s in (-1, 1):
        hand.poly(
            [
                (x + s * size * 0.36, y - size * 0.1),
                (x + s * size * 0.9, y + size * 0.2),
                (x + s * size * 0.36, y + size * 0.35),
            ],
            mix(body, hand.look.lit, 0.25),
        )
    for k, tone in enumerate(((1.0, 0.20, 0.14), (1.0, 0.76, 0.15), (0.2, 0.95, 0.45))):
        cy = y - size * 0.66 + size * 0.58 * k
        hand.oval(x, cy, size * 0.22, size * 0.22, tone if k == lit else mix(tone, BLACK, 0.72))
        if k == lit:
            hand.glow(x, cy, size * 0.9, tone, 0.7)
