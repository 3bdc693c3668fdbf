"""Between land and sea: open sea, beach, harbour, and the deck of a ship."""

import math

import numpy as np

from render.animatic.base import RGB, Layer, Look, Sway
from render.animatic.places.brushes import Hand, layer
from render.animatic.places.land import ground, ridge, tones
from render.animatic.places.masonry import House, house, lamp_glow, shade_of, street_lamp
from render.animatic.places.plants import reeds, stone
from render.animatic.places.room import floor
from render.animatic.places.sea import swell
from render.animatic.places.sky import haze, heaven
from render.animatic.places.texture import flat, sample, smooth
from render.animatic.places.tone import WHITE, gleam, local, mix, scale, snow, snowing
from render.animatic.places.water import mirrored, sea_colours, water

SAND: RGB = (0.86, 0.74, 0.54)
PLANK: RGB = (0.52, 0.38, 0.25)


def beach(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A sandy shore: the sea comes in with foam, a beached rowing boat, dune grass, shells."""
    del rng
    sand = local(look, SAND, look.ground, 0.7)
    line = look.horizon + 0.15

    def far(hand: Hand) -> None:
        tone = mix(look.far, look.sky_low, 0.3)
        ridge(hand, hand.horizon + 0.005, 0.05, tone, mix(tone, look.sky_low, 0.3))

    def sea(hand: Hand) -> None:
        water(hand, hand.horizon, sea_colours(hand, (0.14, 0.46, 0.56)), swell(look))

    def land(hand: Hand) -> None:
        ground(
            hand,
            tones(sand, look.shade, look.lit, 0.3),
            mix(sand, look.shade, 0.25),
            "cloud",
            0.5,
            top=line,
            edge=0.012,
            air=0.9,
        )
        _surf(hand, line)
        n = 60
        hand.stamp(
            "grit",
            hand.scatter(n, -hand.wide, hand.wide),
            line + 0.06 + 0.5 * hand.rng.random(n),
            0.05,
            [mix(sand, WHITE, 0.6), mix(sand, look.shade, 0.5)],
            0.5,
        )
        if snowing(look):
            hand.weave("cloud", 0.8, 0.7, snow(look), snow(look))

    def things(hand: Hand) -> None:
        rowing_boat(hand, 0.62 * hand.rest, line + 0.13, 0.34, local(look, (0.24, 0.42, 0.58), look.accent, 0.7))
        stone(hand, -0.80 * hand.rest, line + 0.05, 0.05, look.mid)
        stone(hand, -0.68 * hand.rest, line + 0.07, 0.03, look.mid)

    def front(hand: Hand) -> None:
        tone = local(look, (0.52, 0.54, 0.30), look.near, 0.6)
        for s in (-1, 1):
            hand.blob(
                [
                    (s * (hand.rest - 0.28), 0.80),
                    (s * (hand.rest - 0.1), 0.46),
                    (s * (hand.rest + 0.2), 0.40),
                    (s * (hand.wide + 0.2), 0.8),
                ],
                mix(sand, look.shade, 0.25),
            )
            reeds(hand, s * (hand.rest - 0.01), 0.55, 0.34, tone, 30)

    return [
        *heaven(look),
        layer("far shore", 14, far, loop=True),
        layer("sea", 3, sea, sway=Sway(y=0.003, hz=0.15), loop=True),
        layer("ground", 1, land, loop=True),
        layer("boat", 1, things),
        layer("foreground", 0.6, front, sway=Sway(x=0.004, hz=0.3)),
    ]


def _surf(hand: Hand, line: float) -> None:
    """Wet sand and two ragged lines of foam along the water's edge."""
    box = hand.seen((-hand.wide, line - 0.05, hand.wide, line + 0.10))
    x, y = hand.grid(box, 0.5)
    u = x / (2 * hand.wide)
    n = max(1, round(2 * hand.wide))
    reach = line + 0.028 * np.sin(u * math.tau * n) + 0.05 * (sample("cloud", n * u, np.full_like(u, 0.21)) - 0.5)
    wet = mix(scale(local(hand.look, SAND, hand.look.ground, 0.7), 0.62), hand.look.sky_low, 0.3)
    hand.picture(
        np.broadcast_to(flat(wet), (*x.shape, 3)),
        0.75 * smooth(0.05, 0.0, y - reach) * smooth(-0.02, 0.005, y - reach),
        box,
    )
    lace = sample("grain", 4 * n * u, y * 3)
    foam = np.exp(-(((y - reach) / 0.006) ** 2)) + smooth(-0.03, 0.0, y - reach) * smooth(
        0.004, 0.0, y - reach
    ) * smooth(0.5, 0.75, lace)
    foam = foam + 0.8 * np.exp(-(((y - reach + 0.03) / 0.004) ** 2)) * smooth(0.35, 0.6, lace)
    hand.picture(
        np.broadcast_to(flat(mix(WHITE, hand.look.sky_low, 0.3)), (*x.shape, 3)), np.clip(foam, 0, 1) * 0.92, box
    )


def rowing_boat(hand: Hand, x: float, foot: float, length: float, colour: RGB) -> None:
    """Paint a small boat on land or at a quay, with thwarts and a lit gunwale."""
    h = length * 0.26
    hand.glow(x, foot, length * 0.6, hand.look.shade, 0.5, 0.16)
    hull = [
        (x - length * 0.56, foot - h * 1.15),
        (x - length * 0.3, foot - h * 0.85),
        (x + length * 0.35, foot - h * 0.85),
        (x + length * 0.5, foot - h * 1.0),
        (x + length * 0.40, foot - h * 0.1),
        (x + length * 0.3, foot),
        (x - length * 0.28, foot),
        (x - length * 0.44, foot - h * 0.3),
    ]
    inside = [
        (x - length * 0.55, foot - h * 1.15),
        (x - length * 0.25, foot - h * 1.05),
        (x + length * 0.3, foot - h * 1.05),
        (x + length * 0.49, foot - h * 1.0),
        (x + length * 0.33, foot - h * 0.8),
        (x - length * 0.3, foot - h * 0.8),
    ]
    hand.poly(hull, colour)
    for k in (0.35, 0.6):
        hand.line(
            [(x - length * (0.5 - 0.1 * k), foot - h * (1 - k)), (x + length * (0.48 - 0.1 * k), foot - h * (0.9 - k))],
            0.003,
            mix(colour, hand.look.shade, 0.5),
            0.8,
        )
    hand.poly(inside, mix(local(hand.look, PLANK, hand.look.near), hand.look.shade, 0.35))
    for k in (-0.12, 0.14):
        hand.line(
            [(x + length * k, foot - h * 1.02), (x + length * (k + 0.02), foot - h * 0.82)],
            0.014,
            mix(local(hand.look, PLANK, hand.look.near), hand.look.lit, 0.2),
        )
    hand.line([inside[0], inside[5], inside[4], inside[3]], 0.008, mix(colour, WHITE, 0.5))


def harbour(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A port: warehouses and cranes over the water, moored ships with bare masts, a stone quay with bollards."""
    seeds = [int(v) for v in rng.integers(1 << 30, size=8)]

    def town(hand: Hand) -> None:
        tints: tuple[RGB, ...] = ((0.62, 0.34, 0.26), (0.72, 0.62, 0.44), (0.46, 0.42, 0.42), (0.66, 0.50, 0.36))
        x, k = -hand.wide, 0
        while x < hand.wide:
            w = 0.12 + 0.07 * (seeds[k % 8] % 7) / 7
            colour = mix(shade_of(look, tints[k % 4]), look.far, 0.2)
            top = hand.horizon - 0.07 - 0.05 * (seeds[k % 8] % 5) / 5
            house(hand, House(x, x + w, top, colour, seeds[k % 8] + k), hand.horizon + 0.02, 0.036, 0.3)
            roof = mix(colour, look.shade, 0.45)
            hand.poly(
                [(x - 0.005, top), (x + w / 2, top - 0.045), (x + w + 0.005, top)],
                snow(look) if snowing(look) else roof,
            )
            x, k = x + w, k + 1
        for cx in (-0.35, 0.72):
            crane(hand, cx * hand.rest, hand.horizon + 0.01, 0.34)
        hand.rect(-hand.wide, hand.horizon + 0.012, hand.wide, hand.high, look.mid)

    def sea(hand: Hand) -> None:
        water(hand, hand.horizon + 0.012, sea_colours(hand, (0.14, 0.30, 0.34)), 0.4)
        mirrored(
            hand,
            [(-0.6 * hand.rest, mix(look.sky_low, look.lit, 0.5)), (0.5 * hand.rest, mix(look.sky_low, look.lit, 0.5))],
            hand.horizon + 0.02,
            0.25,
        )

    def ships(hand: Hand) -> None:
        moored(hand, -0.62 * hand.rest, hand.horizon + 0.10, 0.42, local(look, (0.28, 0.18, 0.14), look.near))
        moored(hand, 0.66 * hand.rest, hand.horizon + 0.075, 0.30, local(look, (0.16, 0.26, 0.34), look.near))
        moored(hand, 0.16 * hand.rest, hand.horizon + 0.035, 0.15, local(look, (0.40, 0.22, 0.16), look.mid))

    def front(hand: Hand) -> None:
        street_lamp(hand, hand.rest - 0.06, 0.75, 0.95, -1)
        for k in range(3):
            hand.oval(
                -hand.rest + 0.06,
                0.47 - k * 0.03,
                0.16 - 0.02 * k,
                0.03,
                mix(local(look, (0.62, 0.50, 0.34), look.near), look.shade, 0.15 * k),
                1.0,
                0.022,
            )

    def lights(hand: Hand) -> None:
        if look.dark:
            lamp_glow(hand, hand.rest - 0.06 - 0.16, -0.18, 0.34)

    return [
        *heaven(look),
        layer("town", 8, town),
        *haze(look, 6),
        layer("sea", 3, sea),
        layer("ships", 2, ships, sway=Sway(y=0.003, hz=0.2)),
        layer("ground", 1, _harbour_quay, mirror=gleam(look)),
        layer("foreground", 0.7, front),
        layer("lights", 0.7, lights, glow=True, soft=True),
    ]


def _harbour_quay(hand: Hand) -> None:
    """The stone quay with its bollards."""
    look = hand.look
    edge = hand.horizon + 0.16
    floor(hand, shade_of(look, (0.56, 0.53, 0.50), 0.6), "tiles", edge, 0.1)
    hand.rect(
        -hand.wide,
        edge - 0.012,
        hand.wide,
        edge + 0.012,
        mix(shade_of(look, (0.62, 0.60, 0.56), 0.6), look.lit, 0.25),
    )
    iron = mix(look.near, look.shade, 0.5)
    for x in (-0.75, -0.25, 0.3, 0.8):
        px = x * hand.rest * 1.1
        hand.rect(px - 0.014, edge - 0.03, px + 0.014, edge + 0.03, iron, round_=0.006)
        hand.oval(px, edge - 0.032, 0.022, 0.010, mix(iron, look.lit, 0.25))
    if snowing(look):
        ground(
            hand,
            (mix(snow(look), look.shade, 0.2), snow(look), snow(look)),
            snow(look),
            "cloud",
            0.4,
            top=edge + 0.01,
        )


def crane(hand: Hand, x: float, foot: float, height: float) -> None:
    """Paint a harbour crane."""
    steel = mix(mix(hand.look.mid, hand.look.near, 0.5), hand.look.sky_low, 0.2)
    hand.line([(x - 0.03, foot), (x, foot - height * 0.6), (x + 0.03, foot)], 0.006, steel)
    hand.line([(x - 0.10, foot - height * 0.55), (x, foot - height * 0.6), (x + 0.24, foot - height)], 0.008, steel)
    hand.line([(x - 0.10, foot - height * 0.55), (x, foot - height * 0.85), (x + 0.24, foot - height)], 0.003, steel)
    hand.line([(x + 0.24, foot - height), (x + 0.24, foot - height * 0.55)], 0.002, steel)
    hand.rect(x - 0.025, foot - height * 0.66, x + 0.025, foot - height * 0.54, steel)


def moored(hand: Hand, x: float, foot: float, length: float, colour: RGB) -> None:
    """Paint a sailing ship at rest: hull, masts, furled sails, rigging."""
    look = hand.look
    h = length * 0.17
    rope = mix(look.near, look.shade, 0.5)
    for s, tall in ((-0.22, 0.95), (0.12, 1.1), (0.36, 0.7)):
        mx, top = x + s * length, foot - h - tall * length
        hand.line([(mx, foot - h), (mx, top)], length * 0.02, mix(colour, look.lit, 0.1))
        for k, y in enumerate((0.45, 0.72)):
            yard = length * (0.16 - 0.04 * k)
            py = foot - h - tall * length * y
            hand.line([(mx - yard, py), (mx + yard, py)], length * 0.014, colour)
            hand.line(
                [(mx - yard * 0.9, py + length * 0.012), (mx + yard * 0.9, py + length * 0.012)],
                length * 0.03,
                local(look, (0.88, 0.83, 0.72), look.lit, 0.6),
                0.95,
            )
        for end in (-0.22, 0.22):
            hand.line([(mx, top), (mx + end * length, foot - h)], 0.002, rope, 0.8)
    hand.line([(x + 0.48 * length, foot - h * 1.1), (x + 0.72 * length, foot - h * 2.0)], length * 0.018, colour)
    hull = [
        (x - length * 0.52, foot - h * 1.5),
        (x - length * 0.4, foot - h * 1.05),
        (x + length * 0.3, foot - h),
        (x + length * 0.56, foot - h * 1.3),
        (x + length * 0.42, foot),
        (x - length * 0.46, foot),
    ]
    hand.poly(hull, colour)
    hand.line(hull[:4], length * 0.016, mix(colour, look.lit, 0.5))
    hand.line(
        [(x - length * 0.48, foot - h * 0.6), (x + length * 0.48, foot - h * 0.6)],
        length * 0.02,
        mix(colour, WHITE, 0.45),
        0.8,
    )
    hand.glow(x, foot + 0.02, length * 0.6, mix(colour, look.shade, 0.5), 0.6, 0.14)
