"""A back alley."""

import math

import numpy as np

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, layer
from render.animatic.places.city import skyline
from render.animatic.places.furniture import shadow
from render.animatic.places.masonry import lamp_glow, shade_of
from render.animatic.places.room import floor
from render.animatic.places.sky import heaven
from render.animatic.places.tone import LAMP, WHITE, gleam, lamp, local, mix, scale, snow, snowing, wet
from render.animatic.places.tube import FAR, Tube


def alley(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A back alley: brick on both sides, fire stairs, bins, washing on a line, a lamp over a door, puddles."""
    seed = int(rng.integers(1000))
    tube = Tube(max(0.30, look.aspect * 0.27), 0.36, 1.05, look.horizon)
    brick = shade_of(look, (0.56, 0.30, 0.22), 0.65)

    def walls(hand: Hand) -> None:
        _brick_walls(hand, tube, brick, seed)
        for s in (-1, 1):
            for z in (0.62, 1.0, 1.7, 3.0):
                for y in (0.42, 0.66, 0.86):
                    lit = look.dark and (z * 7 + y * 13 + s) % 3 < 1.2
                    pane = mix(LAMP, lamp(look), 0.5) if lit else mix(look.sky_low, look.shade, 0.6)
                    tube.side(hand, s, (z, z * 1.22), (y - 0.01, y + 0.13), mix(brick, look.lit, 0.3))
                    tube.side(hand, s, (z * 1.02, z * 1.19), (y, y + 0.115), pane)
                    tube.side(hand, s, (z * 1.095, z * 1.11), (y, y + 0.115), mix(brick, look.shade, 0.5))
        _stairs(hand, tube)
        _washing(hand, tube)

    def street(hand: Hand) -> None:
        with tube.on_floor(hand, 0.25):
            body = mix(shade_of(look, (0.40, 0.38, 0.38)), look.shade, 0.1)
            floor(
                hand,
                mix(snow(look), body, 0.25) if snowing(look) else body,
                "concrete",
                look.horizon + tube.floor / FAR,
                0.35,
            )
            bright = mix(look.sky_low, lamp(look), 0.5 if look.dark else 0.0)
            for x, y, r in ((-0.06, 0.20, 0.06), (0.10, 0.30, 0.12), (-0.16, 0.42, 0.17)):
                hand.oval(x, y, r, r * (0.22 if wet(look) else 0.15), mix(bright, look.shade, 0.25), 0.85)
                hand.oval(x + r * 0.1, y + r * 0.02, r * 0.7, r * 0.10, mix(bright, WHITE, 0.3), 0.6)
            for s in (-1, 1):
                hand.line([tube.at(s, 0, 0.25), tube.at(s, 0, FAR)], 0.05, look.shade, 0.5)

    def things(hand: Hand) -> None:
        for s, z, c in ((-1, 1.25, (0.24, 0.36, 0.28)), (1, 0.95, (0.32, 0.34, 0.38)), (1, 1.7, (0.24, 0.36, 0.28))):
            x, y = tube.at(s * 0.80, 0, z)
            _bin(hand, x, y, 0.14 / z, local(look, c, look.near, 0.6))
        x, y = tube.at(-0.86, 0, 0.62)
        for k in range(3):
            hand.rect(
                x - 0.11 + 0.02 * k,
                y - 0.09 * (k + 1),
                x + 0.09 - 0.01 * k,
                y - 0.09 * k,
                local(look, (0.60, 0.46, 0.30), look.near),
            )

    def lights(hand: Hand) -> None:
        x, y = tube.at(0.92, 0.42, 1.5)
        lamp_glow(hand, x, y, 0.30 if look.dark else 0.12)
        hand.glow(x - 0.03, y + 0.24, 0.26, lamp(look), 0.4 if look.dark else 0.08, 0.4)
        hand.glow(0, look.horizon - 0.05, 0.22, mix(look.sky_low, lamp(look), 0.5), 0.45)

    return [
        *heaven(look),
        skyline(look, rng, 0.3),
        layer("walls", 2.2, walls),
        layer("ground", 1, street, mirror=gleam(look, 0.12)),
        layer("things", 1, things),
        layer("lamp", 1, lights, glow=True, soft=True),
    ]


def _brick_walls(hand: Hand, tube: Tube, brick: RGB, seed: int) -> None:
    """Two receding brick walls, course by course, the sky left open between them."""
    rng = np.random.default_rng(seed)
    for s in (-1, 1):
        z = 0.28
        lit = (s > 0) == (hand.look.sun[0] < 0)
        while z < FAR:
            step = z * 1.13
            air = min(0.5, z / FAR * 0.6)
            tone = mix(mix(brick, hand.look.shade, 0.12 if lit else 0.34), hand.look.sky_low, air)
            tube.side(hand, s, (z, step * 1.01), (-0.4, 1.6), scale(tone, 0.94 + 0.1 * float(rng.random())))
            z = step
        for k in range(70):
            y = -0.1 + k * 0.0245
            tube.seam(hand, s, y, 0.0022, mix(brick, hand.look.lit if k % 2 else hand.look.shade, 0.35), 0.4, 0.28)
        for _ in range(260):
            z0, y0 = 0.3 + 3.2 * float(rng.random()) ** 2, float(rng.random()) * 1.4
            tone = scale(brick, 0.7 + 0.6 * float(rng.random()))
            tube.side(hand, s, (z0, z0 * 1.05), (y0, y0 + 0.022), tone, 0.45)
    hand.canvas.save()
    tube.front(
        hand,
        FAR * 0.98,
        (-1, 1),
        (0, 0.35),
        mix(mix(brick, hand.look.sky_low, 0.5), lamp(hand.look), 0.3 if hand.look.dark else 0.0),
    )
    hand.canvas.restore()


def _stairs(hand: Hand, tube: Tube) -> None:
    """Iron fire stairs on the left wall."""
    iron = mix(hand.look.near, hand.look.shade, 0.65)
    for y in (0.40, 0.64, 0.88):
        a, b = tube.at(-1, y, 0.75), tube.at(-1, y, 1.5)
        c, d = tube.at(-0.70, y, 1.5), tube.at(-0.70, y, 0.75)
        hand.poly([a, b, c, d], iron, 0.85)
        for p, q in ((d, c), (c, b)):
            up = 0.09
            hand.line([(p[0], p[1] - up), (q[0], q[1] - up * 0.6)], 0.006, iron)
            for t in np.linspace(0, 1, 7).tolist():
                x, yy = p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t
                hand.line([(x, yy), (x, yy - up * (1 - 0.4 * t))], 0.003, iron)
    for y in (0.40, 0.64):
        p, q = tube.at(-0.85, y, 0.85), tube.at(-0.85, y + 0.24, 1.35)
        hand.line([p, q], 0.012, iron)
        hand.line([(p[0], p[1] - 0.06), (q[0], q[1] - 0.05)], 0.004, iron)


def _washing(hand: Hand, tube: Tube) -> None:
    """Two lines of washing across the alley."""
    tints: tuple[RGB, ...] = ((0.92, 0.90, 0.86), (0.80, 0.36, 0.30), (0.40, 0.54, 0.70), (0.90, 0.76, 0.44))
    for z, y in ((1.7, 0.72), (2.8, 0.80)):
        (ax, ay), (bx, by) = tube.at(-1, y, z), tube.at(1, y, z)
        pts = [
            (ax + (bx - ax) * t, ay + (by - ay) * t + 0.03 / z * math.sin(math.pi * t))
            for t in np.linspace(0, 1, 12).tolist()
        ]
        hand.line(pts, 0.0025, hand.look.shade)
        for k, (x, yy) in enumerate(pts[2:-2]):
            w, h = 0.03 / z * 1.6, (0.10 + 0.04 * (k % 3)) / z * 1.3
            tone = local(hand.look, tints[k % 4], hand.look.mid, 0.65)
            hand.poly([(x - w / 2, yy), (x + w / 2, yy), (x + w * 0.55, yy + h), (x - w * 0.45, yy + h * 0.96)], tone)


def _bin(hand: Hand, x: float, foot: float, size: float, colour: RGB) -> None:
    """A refuse container with its lid."""
    shadow(hand, x, foot, size * 0.7, 0.6)
    hand.poly(
        [
            (x - size * 0.5, foot - size * 1.0),
            (x + size * 0.5, foot - size * 1.0),
            (x + size * 0.42, foot),
            (x - size * 0.42, foot),
        ],
        colour,
    )
    for k in (-0.25, 0.0, 0.25):
        hand.line(
            [(x + size * k * 1.1, foot - size * 0.9), (x + size * k, foot - size * 0.08)],
            size * 0.03,
            mix(colour, hand.look.shade, 0.4),
        )
    hand.poly(
        [
            (x - size * 0.56, foot - size * 1.0),
            (x - size * 0.46, foot - size * 1.18),
            (x + size * 0.46, foot - size * 1.18),
            (x + size * 0.56, foot - size * 1.0),
        ],
        snow(hand.look) if snowing(hand.look) else mix(colour, hand.look.lit, 0.2),
    )
