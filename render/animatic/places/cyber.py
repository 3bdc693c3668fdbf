"""The street of neon."""

import numpy as np

from render.animatic.base import RGB, Layer, Look, Sway
from render.animatic.places.brushes import Hand, layer
from render.animatic.places.future import neon as neon_pair
from render.animatic.places.masonry import House, house, sign
from render.animatic.places.room import floor
from render.animatic.places.tone import BLACK, WHITE, mix, scale
from render.animatic.places.tube import FAR, Tube
from render.animatic.places.water import glints, mirrored


def cyber_street(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A canyon of neon: signs over signs, holograms, cables, steam from the ground, wet stone that doubles it all."""
    seeds = [int(v) for v in rng.integers(1 << 30, size=4)]
    hot, cold = neon_pair(look)
    night = mix(scale(look.sky_top, 0.4), (0.04, 0.03, 0.10), 0.65)
    wall = mix(mix(look.near, (0.10, 0.10, 0.16), 0.5), night, 0.35)
    tones_ = (
        hot,
        cold,
        mix((1.0, 0.80, 0.2), look.accent, 0.3),
        mix((0.6, 0.3, 1.0), look.accent, 0.2),
        (0.3, 1.0, 0.6),
    )
    tube = Tube(max(0.34, look.aspect * 0.30), 0.34, 1.1, look.horizon)

    def deep(hand: Hand) -> None:
        share = (hand.horizon + hand.high) / (2 * hand.high)
        hand.wash_rect(
            (-hand.wide, -hand.high, hand.wide, hand.high),
            [(0, night, 1), (share * 0.6, mix(night, hot, 0.2), 1), (share, mix(hot, cold, 0.4), 1), (1, night, 1)],
        )
        chance = np.random.default_rng(seeds[0])
        for k in range(16):
            x = float(chance.uniform(-1, 1)) * hand.rest
            h = 0.2 + 0.5 * float(chance.random())
            house(
                hand,
                House(x - 0.05, x + 0.05, hand.horizon - h, mix(wall, hot, 0.15), seeds[1] + k),
                hand.horizon + 0.1,
                0.022,
                0.0,
                0.45,
                always=True,
            )

    def street(hand: Hand) -> None:
        body = mix(wall, (0.03, 0.03, 0.06), 0.5)
        with tube.on_floor(hand, 0.25):
            floor(hand, body, "tiles", look.horizon + tube.floor / FAR, 0.3)
            lights_ = [
                (s * x * tube.half, tones_[k % 5])
                for k, (s, x) in enumerate(
                    ((-1, 0.25), (1, 0.2), (-1, 0.55), (1, 0.6), (-1, 0.9), (1, 0.95), (-1, 1.3), (1, 1.35))
                )
            ]
            mirrored(hand, lights_, hand.horizon + 0.05, 0.7, 0.04)
            mirrored(hand, [(0.0, mix(hot, cold, 0.5))], hand.horizon + 0.03, 0.7, 0.05)
            glints(hand, hand.horizon + 0.04, hand.high, 260, mix(cold, WHITE, 0.3), 0.35)

    def glow_(hand: Hand) -> None:
        chance = np.random.default_rng(seeds[3])
        for k in range(12):
            s, z = (-1, 1)[k % 2], 0.8 + 0.45 * k
            hand.glow(*tube.at(s * 0.85, 0.35 + 0.4 * float(chance.random()), z), 0.40 / z, tones_[k % 5], 0.5)
        hand.glow(0, look.horizon - 0.06, 0.32, mix(hot, cold, 0.5), 0.5)
        x, y = tube.at(0.50, 0.50, 1.6)
        for k in range(16):
            hand.line(
                [(x - 0.05, y - 0.10 + 0.012 * k), (x + 0.05, y - 0.10 + 0.012 * k)],
                0.004,
                cold,
                0.5 * abs(np.sin(k * 0.9)) + 0.1,
            )
        hand.oval(x, y - 0.02, 0.042, 0.052, cold, 0.35)

    def steam(hand: Hand) -> None:
        for x in (-0.42, 0.34):
            n = 22
            t = hand.rng.random(n)
            hand.stamp(
                "puff",
                x * hand.rest + hand.rng.normal(0, 0.03, n) * (1 + 2 * t),
                hand.horizon + 0.24 - 0.34 * t,
                0.06 + 0.18 * t,
                [mix(hot, cold, 0.5)],
                0.10,
            )

    return [
        layer("deep", 50, deep),
        layer("canyon", 3, lambda h: _cyber_street_canyon(h, cold, hot, seeds, tones_, tube, wall)),
        layer("ground", 1, street, mirror=0.5),
        layer("neon", 1.0, glow_, glow=True),
        layer("steam", 0.95, steam, sway=Sway(x=0.008, y=0.01, hz=0.3)),
    ]


def _cyber_street_canyon(
    hand: Hand, cold: RGB, hot: RGB, seeds: list[int], tones_: tuple[RGB, ...], tube: Tube, wall: RGB
) -> None:
    """Walls of windows, signs over signs, shop fronts and cables, from far to near."""
    chance = np.random.default_rng(seeds[2])
    z = FAR
    while z > 0.3:
        near = z / 1.28
        for s in (-1, 1):
            tube.side(
                hand,
                s,
                (near, z),
                (-0.4, 1.3),
                mix(scale(wall, 0.8 + 0.5 * float(chance.random())), mix(hot, cold, 0.5), min(0.45, z / 16)),
            )
            for _ in range(16):
                y, t = 0.16 + 0.9 * float(chance.random()), near * (1.02 + 0.2 * float(chance.random()))
                if chance.random() < 0.6:
                    tube.side(
                        hand,
                        s,
                        (t, t * 1.045),
                        (y, y + 0.045),
                        mix(tones_[int(chance.integers(5))], (1.0, 0.9, 0.7), 0.6),
                        0.75,
                    )
            hue = tones_[int(chance.integers(5))]
            y = 0.34 + 0.5 * float(chance.random())
            x, py = tube.at(s * 0.80, y, near * 1.1)
            sign(hand, x, py, 0.075 / near, (0.16 + 0.14 * float(chance.random())) / near, hue)
            _stall(hand, tube, s, (near, z), hue, wall)
        z = near
    for k in range(9):
        y = 0.55 + 0.06 * k
        a, b = tube.at(-1, y, 0.7 + 0.35 * k), tube.at(1, y + 0.04, 0.9 + 0.35 * k)
        mid = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + 0.03)
        hand.line([a, mid, b], 0.003, mix(wall, (0.0, 0.0, 0.0), 0.6), 0.9)


def _stall(hand: Hand, tube: Tube, s: int, z: tuple[float, float], hue: RGB, wall: RGB) -> None:
    """A lit shop or food stall: glowing inside with dark figures of goods, a door, an awning over it."""
    near, far = z
    inside = mix(mix(hue, (1.0, 0.80, 0.5), 0.55), wall, 0.25)
    tube.side(hand, s, (near * 1.02, far * 0.985), (0.0, 0.25), mix(wall, BLACK, 0.5))
    tube.side(hand, s, (near * 1.04, near * 1.165), (0.055, 0.235), inside)
    tube.side(hand, s, (near * 1.185, near * 1.245), (0.0, 0.225), mix(inside, WHITE, 0.3))
    tube.side(hand, s, (near * 1.04, near * 1.165), (0.055, 0.085), mix(wall, BLACK, 0.55))
    a, b = tube.at(s, 0.25, near), tube.at(s, 0.25, far)
    c, d = tube.at(s * 0.90, 0.225, far), tube.at(s * 0.90, 0.225, near)
    hand.poly([a, b, c, d], mix(hue, wall, 0.25))
    hand.line([d, c], 0.004, hue)
