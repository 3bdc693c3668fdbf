"""On board."""

import numpy as np

from render.animatic.base import RGB, Layer, Look, Sway
from render.animatic.places.brushes import Hand, curve, layer, polygon
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

    return [
        *heaven(look),
        layer("sea", 6, sea, sway=Sway(y=0.014, hz=0.12), loop=True),
        *haze(look, 4),
        layer("sails", 2.4, lambda h: _fore_sails(h, wood)),
        layer("ground", 1, deck, mirror=gleam(look)),
        layer("rigging", 0.96, lambda h: _rig(h, wood)),
    ]


def _cloth(look: Look) -> RGB:
    """Sailcloth: lighter than the sky behind it, whatever the hour."""
    night = {"night": 0.2, "dusk": 0.12}.get(look.time, 0.0)
    return mix(local(look, (0.96, 0.91, 0.80), look.lit, 0.6), (0.95, 0.92, 0.86), 0.32 - night)


def _sail(hand: Hand, left: float, right: float, top: float, low: float, belly: float) -> None:
    """Paint a square sail between its yard and its sheets, bellied by the wind, with seams and reef points."""
    look, cloth = hand.look, _cloth(hand.look)
    wide, tall = right - left, low - top
    shape = [
        (left, top), (left + wide * 0.5, top + 0.004), (right, top), (right + belly, top + tall * 0.45),
        (right + belly * 0.6, low), (left + wide * 0.75, low - tall * 0.05), (left + wide * 0.5, low - tall * 0.09),
        (left + wide * 0.25, low - tall * 0.05), (left - belly * 0.4, low), (left - belly * 0.3, top + tall * 0.45),
    ]  # fmt: skip
    hand.blob(shape, cloth)
    hand.canvas.save()
    hand.canvas.clipPath(curve(shape), True)
    dark = mix(cloth, look.shade, 0.45)
    hand.wash_rect(
        (left - 0.1, top, right + 0.1, low), [(0, dark, 0.55), (0.3, dark, 0.05), (0.7, dark, 0.0), (1, dark, 0.4)]
    )
    hand.glow(
        left + wide * (0.66 if look.sun[0] > 0 else 0.34), top + tall * 0.5, tall * 0.7, mix(cloth, look.lit, 0.4), 0.6
    )
    for k in range(1, 8):
        x = left + wide * k / 8
        hand.line([(x, top), (x + belly * 0.5, top + tall * 0.5), (x, low)], 0.0035, dark, 0.7)
    for k in range(12):
        x = left + wide * (k + 0.5) / 12
        hand.line([(x, top + tall * 0.3), (x + 0.002, top + tall * 0.42)], 0.003, scale(dark, 0.7), 0.9)
    hand.canvas.restore()


def _fore_sails(hand: Hand, wood: RGB) -> None:
    """The foremast ahead with its two square sails, and a staysail down to the bow."""
    look = hand.look
    rope, spar = mix(look.near, look.shade, 0.5), scale(wood, 0.62)
    x = 0.02
    hand.rect(x - 0.014, -hand.high, x + 0.014, hand.horizon + 0.05, spar)
    for top, low, half in ((-0.62, -0.36, 0.24), (-0.33, -0.03, 0.31)):
        _sail(hand, x - half, x + half, top, low, 0.03)
        hand.line([(x - half - 0.04, top), (x + half + 0.04, top)], 0.014, spar)
    for s in (-1, 1):
        hand.line([(x + s * 0.31, -0.03), (x + s * 0.2, hand.horizon + 0.05)], 0.004, rope)
        ratlines(hand, x + s * 0.26, hand.horizon + 0.05, x, -0.62, rope, 0.03)


def _rig(hand: Hand, wood: RGB) -> None:
    """The mainmast beside us: its boom and sail overhead, shrouds to both rails, coiled and hanging ropes."""
    look = hand.look
    rope, spar = mix(look.near, look.shade, 0.5), scale(wood, 0.7)
    x = -0.46 * hand.rest
    for s in (-1, 1):
        ratlines(hand, s * (hand.rest + 0.05), 0.34, s * hand.rest * 0.36, -0.95, rope)
    _sail(hand, x - 0.62, x + 0.86, -0.86, -0.30, 0.05)
    hand.line([(x - 0.72, -0.335), (x + 0.98, -0.29)], 0.024, spar)
    hand.line([(x - 0.72, -0.341), (x + 0.98, -0.296)], 0.006, mix(wood, look.lit, 0.45), 0.8)
    hand.rect(x - 0.032, -hand.high, x + 0.032, 0.31, spar)
    lit = 0.008 if look.sun[0] > 0 else -0.024
    hand.rect(x + lit, -hand.high, x + lit + 0.016, 0.31, mix(wood, look.lit, 0.45), 0.8)
    for y in (0.27, 0.24, 0.20, -0.30):
        hand.oval(x, y, 0.040, 0.011, rope, 1.0, 0.009)
    for k, end in enumerate((0.18, 0.24, 0.62, 0.80)):
        hand.line([(x + 0.2 * (k + 1), -0.31 + 0.005 * k), (end * hand.rest, 0.13 + 0.03 * (k % 2))], 0.004, rope, 0.85)


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


def ratlines(hand: Hand, x: float, foot: float, tx: float, ty: float, rope: RGB, wide: float = 0.07) -> None:
    """Paint shrouds with ratlines: the rope ladders from rail to mast top, `wide` apart at their feet."""
    feet = [x + (i - 1.5) * wide for i in range(4)]
    for f in feet:
        hand.line([(f, foot), (tx, ty)], 0.085 * wide, rope)
    for k in range(15):
        t = k / 16
        row = [(f + (tx - f) * t, foot + (ty - foot) * t) for f in feet]
        hand.line(row, 0.05 * wide, rope, 0.9)
