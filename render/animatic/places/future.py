"""Places of times to come, and of the future as the eighties dreamt it."""

import math

import numpy as np
import skia

from render.animatic.base import RGB, Layer, Look, Sway
from render.animatic.places.brushes import Hand, layer, polygon
from render.animatic.places.land import ground, tones
from render.animatic.places.masonry import sign
from render.animatic.places.room import floor
from render.animatic.places.sky import haze, heaven, paint_sky
from render.animatic.places.texture import ramp, sample, smooth
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


def tower(hand: Hand, x: float, foot: float, width: float, height: float, form: int, body: RGB, air: float) -> None:
    """Paint a tower of the future: needle, fin, stacked discs or twin slabs, with bands of lit windows."""
    look = hand.look
    hot, cold = neon(look)
    haze_ = mix(look.far, look.sky_low, 0.5)
    tone = mix(body, haze_, air)
    side = 1 if look.sun[0] > 0 else -1
    w, top = width / 2, foot - height
    match form % 4:
        case 0:
            shape = [
                (x - w, foot),
                (x - w * 0.7, foot - height * 0.6),
                (x - w * 0.12, top),
                (x + w * 0.12, top),
                (x + w * 0.7, foot - height * 0.6),
                (x + w, foot),
            ]
        case 1:
            shape = [
                (x - w, foot),
                (x - w, top + height * 0.25),
                (x + w * 0.4, top),
                (x + w, top + height * 0.1),
                (x + w, foot),
            ]
        case 2:
            shape = [(x - w * 0.5, foot), (x - w * 0.5, top), (x + w * 0.5, top), (x + w * 0.5, foot)]
        case _:
            shape = [
                (x - w, foot),
                (x - w * 0.85, top + height * 0.06),
                (x - w * 0.1, top),
                (x - w * 0.1, foot - height * 0.2),
                (x + w * 0.1, foot - height * 0.2),
                (x + w * 0.15, top + height * 0.12),
                (x + w * 0.9, top + height * 0.2),
                (x + w, foot),
            ]
    path = polygon(shape)
    hand.wash(
        path,
        (x - w, 0),
        (x + w, 0),
        [
            (0, mix(tone, look.lit, 0.28 if side < 0 else 0.0), 1),
            (0.5, tone, 1),
            (1, mix(tone, look.lit if side > 0 else look.shade, 0.28), 1),
        ],
    )
    hand.canvas.save()
    hand.canvas.clipPath(path, True)
    rows = int(height / 0.022)
    glow_ = mix(mix(cold, WHITE, 0.4), (1.0, 0.85, 0.6), 0.5)
    for r in range(rows):
        y = top + (r + 0.5) * height / rows
        on = (0.75 if look.dark else 0.32) * (1 - air * 0.6)
        a = x - w + 2 * w * float(hand.rng.random()) * 0.4
        b = a + 2 * w * (0.2 + 0.8 * float(hand.rng.random()))
        hand.line([(x - w, y + 0.006), (x + w, y + 0.006)], 0.0016, mix(tone, look.shade, 0.4), 0.6)
        hand.line([(a, y), (b, y)], 0.0036, glow_, on * float(hand.rng.random()))
    hand.canvas.restore()
    if form % 4 == 2:
        for k in range(4):
            y = top + height * (0.04 + 0.2 * k)
            hand.oval(x, y, w * (1.25 - 0.12 * k), height * 0.022, mix(tone, look.lit, 0.15))
            hand.oval(x, y + height * 0.008, w * (1.25 - 0.12 * k), height * 0.007, cold, 0.8 * (1 - air))
    if form % 4 == 0:
        hand.line([(x, top), (x, top - height * 0.14)], 0.003, tone)
        hand.oval(x, top - height * 0.14, 0.005, 0.005, hot)


def future_city(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A city of towers: sky bridges, lanes of flying lights, a dome, a platform with a lit edge for us."""
    rows = [
        [(float(rng.uniform(-1, 1)), float(rng.random()), int(rng.integers(1 << 16))) for _ in range(n)]
        for n in (26, 13)
    ]
    steel = local(look, (0.50, 0.56, 0.66), look.mid, 0.5)
    hot, cold = neon(look)

    def far(hand: Hand) -> None:
        for x, s, k in sorted(rows[0], key=lambda t: t[1]):
            tower(
                hand,
                x * hand.wide,
                hand.horizon + 0.1,
                0.05 + 0.05 * s,
                0.24 + 0.42 * s * (0.45 + 0.55 * abs(math.cos(x * 2))),
                k,
                mix(steel, look.far, 0.5),
                0.6,
            )
        hand.rect(-hand.wide, hand.horizon + 0.08, hand.wide, hand.high, mix(look.far, look.sky_low, 0.4))
        hand.oval(0.30 * hand.rest, hand.horizon + 0.04, 0.13, 0.10, mix(mix(steel, look.sky_low, 0.5), cold, 0.15))

    def mid(hand: Hand) -> None:
        spots = sorted((math.copysign(0.16 + 0.84 * abs(x), x), s, k) for x, s, k in rows[1])
        for x, s, k in spots:
            tower(
                hand,
                x * hand.rest * 1.5,
                hand.horizon + 0.25,
                0.10 + 0.07 * s,
                0.50 + 0.45 * s,
                k,
                mix(steel, look.near, 0.35),
                0.22,
            )
        for y, a, b in ((-0.10, 0, 4), (0.0, 3, 8), (-0.2, 7, 11)):
            x0, x1 = spots[a][0] * hand.rest * 1.5, spots[b][0] * hand.rest * 1.5
            hand.rect(x0, y, x1, y + 0.016, mix(mix(steel, look.near, 0.4), look.lit, 0.1))
            hand.line([(x0, y + 0.004), (x1, y + 0.004)], 0.003, cold, 0.9)
        for k in range(7):
            x, s = spots[k + 2][0] * hand.rest * 1.5, 0.10 + 0.05 * (k % 3)
            sign(hand, x, -0.05 - 0.07 * (k % 3), 0.045, s, (hot, cold, mix((1.0, 0.8, 0.3), look.accent, 0.4))[k % 3])

    def traffic(hand: Hand) -> None:
        for y, tilt, n, tone in (
            (-0.28, 0.05, 26, (1.0, 0.35, 0.25)),
            (-0.22, -0.03, 30, (0.95, 0.97, 1.0)),
            (-0.05, 0.06, 26, (0.95, 0.97, 1.0)),
            (0.06, -0.04, 30, (1.0, 0.35, 0.25)),
        ):
            for k in range(n):
                t = (k + 0.7 * float(hand.rng.random())) / n
                x = -hand.wide + 2 * hand.wide * t
                yy = y + tilt * (t - 0.5) * 2 + 0.012 * math.sin(t * 9)
                size = 0.011 + 0.006 * (k % 3)
                hand.rect(
                    x - size * 1.2,
                    yy - size * 0.25,
                    x + size * 1.2,
                    yy + size * 0.3,
                    mix(steel, WHITE, 0.3),
                    0.5,
                    size * 0.25,
                )
                hand.glow(x, yy, size * 1.5, tone, 0.95)
                hand.line([(x, yy), (x - math.copysign(0.06, tilt), yy)], 0.0026, tone, 0.45)

    def platform(hand: Hand) -> None:
        edge = hand.horizon + 0.14
        body = mix(local(look, (0.42, 0.44, 0.50), look.ground, 0.5), look.shade, 0.1)
        floor(hand, mix(snow(look), body, 0.2) if snowing(look) else body, "tiles", edge, 0.45)
        glints(hand, edge + 0.02, hand.high, 90, mix(cold, WHITE, 0.3), 0.18)
        mirrored(
            hand,
            [(x * hand.rest, c) for x, c in ((-0.7, hot), (-0.3, cold), (0.25, cold), (0.75, hot))],
            edge,
            0.25 if look.dark else 0.10,
        )
        hand.rect(-hand.wide, edge - 0.012, hand.wide, edge + 0.012, mix(steel, look.lit, 0.25))
        for k in range(int(2 * hand.wide / 0.22) + 1):
            x = -hand.wide + k * 0.22
            hand.line([(x, edge), (x, edge - 0.09)], 0.007, mix(steel, look.shade, 0.3))
        hand.poly(
            [
                (-hand.wide, edge - 0.085),
                (hand.wide, edge - 0.085),
                (hand.wide, edge - 0.02),
                (-hand.wide, edge - 0.02),
            ],
            mix(look.sky_low, cold, 0.3),
            0.22,
        )

    def edge_light(hand: Hand) -> None:
        edge = hand.horizon + 0.14
        for width, alpha in ((0.022, 0.25), (0.006, 0.9)):
            hand.line([(-hand.wide, edge), (hand.wide, edge)], width, cold, alpha)

    return [
        *heaven(look),
        layer("far towers", 16, far),
        *haze(look, 10),
        layer("towers", 6, mid),
        layer("traffic", 4, traffic, sway=Sway(drift=0.05), loop=True, glow=True),
        layer("ground", 1, platform, mirror=0.35),
        layer("edge", 1, edge_light, glow=True, soft=True),
    ]


def space(look: Look, rng: np.random.Generator) -> list[Layer]:
    """On the grey ground of a moon: craters and rocks, a ringed planet, nebula and a field of stars."""
    craters = sorted((float(rng.random()), float(rng.uniform(-1, 1))) for _ in range(34))
    deep = mix(scale(look.sky_top, 0.30), (0.01, 0.01, 0.04), 0.6)

    def heaven_(hand: Hand) -> None:
        box = hand.seen((-hand.wide, -hand.high, hand.wide, hand.high))
        hand.rect(*box, deep)
        x, y = hand.grid(box, 0.3)
        n = 0.6 * sample("cloud", x * 0.35 + 0.2, y * 0.35 + 0.1) + 0.4 * sample("cloud", x * 1.1, y * 1.1 + 0.5)
        band = np.exp(-(((y + 0.25 + 0.35 * x) / 0.30) ** 2))
        cloud = smooth(0.40, 0.85, n) * band
        colours = ramp(
            sample("cloud", x * 0.5 + 0.6, y * 0.5),
            [
                (0.2, mix((0.25, 0.20, 0.75), look.sky_top, 0.3)),
                (0.5, mix((0.75, 0.25, 0.65), look.accent, 0.35)),
                (0.8, mix((0.25, 0.75, 0.85), look.sky_low, 0.3)),
            ],
        )
        hand.picture(colours, np.clip(cloud * 0.8, 0, 1), box)
        n_ = 900
        size = 0.004 + 0.011 * hand.rng.random(n_) ** 6
        hand.stamp(
            "soft",
            hand.scatter(n_, -hand.wide, hand.wide),
            hand.scatter(n_, -hand.high, hand.high),
            size,
            [WHITE, (0.8, 0.88, 1.0), (1.0, 0.9, 0.78)],
            0.9,
        )
        hand.stamp("spark", hand.scatter(9, -hand.wide, hand.wide), hand.scatter(9, -0.5, 0.05), 0.05, [WHITE], 0.9)

    def planet(hand: Hand) -> None:
        cx, cy, r = -0.30 * hand.rest, -0.20, min(0.17, hand.rest * 0.42)
        tone = mix((0.85, 0.62, 0.42), look.accent, 0.3)
        ring(hand, cx, cy, r, tone, back=True)
        box = hand.seen((cx - r, cy - r, cx + r, cy + r))
        x, y = hand.grid(box, 0.8)
        u, v = (x - cx) / r, (y - cy) / r
        z = np.sqrt(np.clip(1 - u * u - v * v, 0, 1))
        bands = sample("cloud", u * 0.08 + 0.3, v * 0.55 + 0.05 * u + 0.1)
        sx = math.copysign(0.75, look.sun[0])
        light = np.clip(u * sx - v * 0.35 + z * 0.55, 0.03, 1)
        colours = (
            ramp(bands, [(0.25, scale(tone, 0.6)), (0.5, tone), (0.75, mix(tone, WHITE, 0.55))]) * light[..., None]
        )
        hand.picture(colours, smooth(1.0, 0.975, np.hypot(u, v)), box)
        hand.glow(cx, cy, r * 1.7, tone, 0.22)
        ring(hand, cx, cy, r, tone, back=False)
        hand.oval(0.62 * hand.rest, -0.33, 0.028, 0.028, mix(look.sky_low, WHITE, 0.4))
        hand.oval(
            0.62 * hand.rest - math.copysign(0.012, look.sun[0]), -0.332, 0.026, 0.027, mix(deep, look.shade, 0.3), 0.85
        )

    def hills(hand: Hand) -> None:
        rock = local(look, (0.52, 0.52, 0.55), look.far, 0.5)
        xs = np.linspace(-hand.wide, hand.wide, 90)
        ys = hand.horizon + 0.01 - 0.05 * np.abs(np.sin(xs * 3.1) * np.sin(xs * 1.3 + 1)) - 0.012 * hand.rng.random(90)
        hand.poly(
            [*zip(xs.tolist(), ys.tolist(), strict=True), (hand.wide, hand.high), (-hand.wide, hand.high)],
            mix(rock, deep, 0.45),
        )
        hand.line(list(zip(xs.tolist(), ys.tolist(), strict=True)), 0.004, mix(rock, look.lit, 0.5), 0.7)

    def land(hand: Hand) -> None:
        rock = local(look, (0.66, 0.66, 0.68), look.ground, 0.55)
        ground(hand, tones(rock, deep, look.lit, 0.55), mix(rock, deep, 0.35), "cloud", 1.0)
        for s, x in craters:
            crater(hand, x * hand.wide, hand.horizon + 0.02 + 0.5 * s**1.6, 0.012 + 0.15 * s**1.4, rock)

    return [
        layer("stars", 50, heaven_),
        layer("planet", 40, planet),
        layer("hills", 8, hills),
        layer("ground", 1, land),
    ]


def ring(hand: Hand, x: float, y: float, r: float, colour: RGB, back: bool) -> None:
    """Paint half of a planet's ring, behind or before it."""
    hand.canvas.save()
    hand.canvas.translate(x, y)
    hand.canvas.rotate(-18)
    hand.canvas.clipRect(skia.Rect.MakeLTRB(-r * 3, -r, r * 3, 0) if back else skia.Rect.MakeLTRB(-r * 3, 0, r * 3, r))
    for k, (size, alpha) in enumerate(((1.45, 0.5), (1.62, 0.85), (1.78, 0.6), (1.98, 0.75), (2.12, 0.3))):
        hand.oval(0, 0, r * size, r * size * 0.24, mix(colour, WHITE, 0.2 + 0.12 * (k % 3)), alpha, r * 0.09)
    hand.canvas.restore()


def crater(hand: Hand, x: float, y: float, r: float, rock: RGB) -> None:
    """Paint a crater: dark bowl, lit far rim on the side away from the sun."""
    s = math.copysign(1.0, hand.look.sun[0])
    hand.oval(x, y, r * 1.12, r * 0.30, mix(rock, hand.look.lit, 0.35), 0.8)
    hand.oval(x + s * r * 0.05, y + r * 0.015, r, r * 0.24, mix(rock, BLACK, 0.62), 0.9)
    hand.oval(x - s * r * 0.14, y + r * 0.05, r * 0.78, r * 0.15, mix(rock, hand.look.shade, 0.15), 0.8)
