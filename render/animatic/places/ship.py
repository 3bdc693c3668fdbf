"""On board."""

import numpy as np

from render.animatic.base import RGB, Layer, Look, Sway
from render.animatic.places.brushes import Hand, layer, polygon
from render.animatic.places.room import floor
from render.animatic.places.sea import swell
from render.animatic.places.shore import PLANK
from render.animatic.places.sky import haze, heaven
from render.animatic.places.tone import gleam, local, mix, scale, snow, snowing
from render.animatic.places.water import sea_colours, water


def ship_deck(look: Look, rng: np.random.Generator) -> list[Layer]:
    """On board a sailing ship, looking forward: planks that close towards the bow, rails, mast, shrouds, a sail."""
    del rng
    wood = local(look, PLANK, look.ground, 0.65)

    def sea(hand: Hand) -> None:
        water(hand, hand.horizon, sea_colours(hand, (0.10, 0.30, 0.40)), swell(look) + 0.2)

    def deck(hand: Hand) -> None:
        bow = hand.horizon + 0.045
        half = hand.wide * 1.25
        shape = [
            (-0.02, bow),
            (0.02, bow),
            (0.24 * hand.rest + 0.1, bow + 0.055),
            (half, hand.high),
            (-half, hand.high),
            (-0.24 * hand.rest - 0.1, bow + 0.055),
        ]
        hand.canvas.save()
        hand.canvas.clipPath(polygon(shape), True)
        floor(hand, wood, "planks", bow, 0.1)
        hand.canvas.restore()
        rails(hand, bow, half, wood)
        hand.line([(0, bow - 0.03), (0, bow - 0.20)], 0.016, mix(wood, look.shade, 0.3))
        hatch = mix(wood, look.shade, 0.35)
        hand.poly([(-0.09, 0.235), (0.09, 0.235), (0.12, 0.275), (-0.12, 0.275)], mix(wood, look.lit, 0.2))
        hand.poly([(-0.12, 0.275), (0.12, 0.275), (0.12, 0.30), (-0.12, 0.30)], hatch)
        if snowing(look):
            hand.poly([(-0.09, 0.23), (0.09, 0.23), (0.11, 0.262), (-0.11, 0.262)], snow(look))

    def rig(hand: Hand) -> None:
        rope = mix(look.near, look.shade, 0.5)
        mast_x = -0.42 * hand.rest
        hand.rect(mast_x - 0.026, -hand.high, mast_x + 0.026, 0.30, scale(wood, 0.7))
        hand.rect(
            mast_x + (0.006 if look.sun[0] > 0 else -0.02),
            -hand.high,
            mast_x + (0.02 if look.sun[0] > 0 else -0.006),
            0.30,
            mix(wood, look.lit, 0.4),
            0.7,
        )
        for y in (0.27, 0.24, 0.20):
            hand.oval(mast_x, y, 0.034, 0.010, rope, 1.0, 0.008)
        for s in (-1, 1):
            ratlines(hand, s * (hand.rest + 0.06), 0.30, s * hand.rest * 0.42, -0.85, rope)
        canvas_ = local(look, (0.93, 0.88, 0.76), look.lit, 0.65)
        hand.blob(
            [
                (mast_x - 0.5, -0.85),
                (mast_x - 0.46, -0.36),
                (mast_x, -0.27),
                (mast_x + 0.75, -0.33),
                (mast_x + 0.85, -0.85),
            ],
            mix(canvas_, look.shade, 0.12),
        )
        for k in range(5):
            hand.line(
                [(mast_x - 0.36 + 0.26 * k, -0.85), (mast_x - 0.36 + 0.27 * k, -0.34)],
                0.005,
                mix(canvas_, look.shade, 0.4),
                0.6,
            )
        hand.line([(mast_x - 0.56, -0.365), (mast_x + 0.95, -0.345)], 0.02, scale(wood, 0.75))

    return [
        *heaven(look),
        layer("sea", 6, sea, sway=Sway(y=0.014, hz=0.12), loop=True),
        *haze(look, 4),
        layer("ground", 1, deck, mirror=gleam(look)),
        layer("rigging", 0.95, rig),
    ]


def rails(hand: Hand, bow: float, half: float, wood: RGB) -> None:
    """Paint the bulwark rails of a deck from the bow to both sides of the picture."""
    for s in (-1, 1):
        a, b, c = (0.0, bow), (s * (0.24 * hand.rest + 0.1), bow + 0.055), (s * half, hand.high)
        lifted = [(a[0], a[1] - 0.045), (b[0], b[1] - 0.085), (c[0] * 1.02, c[1] - 0.60)]
        hand.poly([a, b, c, lifted[2], lifted[1], lifted[0]], mix(wood, hand.look.shade, 0.4), 0.55)
        for i in range(14):
            t = (i / 13) ** 1.6
            p = (b[0] + (c[0] - b[0]) * t, b[1] + (c[1] - b[1]) * t)
            q = (lifted[1][0] + (lifted[2][0] - lifted[1][0]) * t, lifted[1][1] + (lifted[2][1] - lifted[1][1]) * t)
            hand.line([p, q], 0.006 + 0.03 * t, mix(wood, hand.look.lit, 0.15))
        hand.line(lifted[:2], 0.012, mix(wood, hand.look.lit, 0.3))
        top = mix(wood, hand.look.lit, 0.4)
        hand.poly(
            [
                (lifted[1][0], lifted[1][1] - 0.008),
                (lifted[2][0], lifted[2][1] - 0.06),
                (lifted[2][0], lifted[2][1] + 0.03),
                (lifted[1][0], lifted[1][1] + 0.008),
            ],
            snow(hand.look) if snowing(hand.look) else top,
        )


def ratlines(hand: Hand, x: float, foot: float, tx: float, ty: float, rope: RGB) -> None:
    """Paint shrouds with ratlines: the rope ladders from rail to mast top."""
    feet = [x + (i - 1.5) * 0.07 for i in range(4)]
    for f in feet:
        hand.line([(f, foot), (tx, ty)], 0.006, rope)
    for k in range(15):
        t = k / 16
        row = [(f + (tx - f) * t, foot + (ty - foot) * t) for f in feet]
        hand.line(row, 0.0035, rope, 0.9)
