"""Water: waves that shrink towards the horizon, the sky's colour in them, and the road of light under sun or moon."""

import math

import numpy as np

from render.animatic.base import RGB
from render.animatic.places.brushes import Hand
from render.animatic.places.texture import flat, ramp, sample, smooth
from render.animatic.places.tone import WHITE, local, mix, scale


def sea_colours(hand: Hand, natural: RGB = (0.16, 0.36, 0.46)) -> tuple[RGB, RGB, RGB]:
    """Return trough, body and crest of water under this sky."""
    look = hand.look
    body = local(look, natural, mix(look.mid, look.sky_low, 0.25), 0.55)
    return mix(scale(body, 0.62), look.shade, 0.3), body, mix(body, look.sky_low, 0.6)


def water(
    hand: Hand,
    top: float,
    colours: tuple[RGB, RGB, RGB],
    swell: float = 1.0,
    glitter: float = 1.0,
    far: RGB | None = None,
) -> None:
    """Paint water from `top` to the bottom. `swell` is how rough it is, `glitter` how strongly the light lies on it."""
    look = hand.look
    box = hand.seen((-hand.wide, top, hand.wide, hand.high))
    x, y = hand.grid(box, 0.5)
    depth = np.clip((y - top) / (hand.high - top), 0, 1)
    u, v = x / (2 * hand.wide), 0.30 / (depth + 0.055) + float(hand.rng.random())
    near, fine = max(1, round(1.2 * hand.wide)), max(2, round(5 * hand.wide))
    blend = smooth(0.02, 0.55, depth)
    coarse, small = sample("streak", near * u, v * 1.1), sample("streak", fine * u, v * 2.6)
    field = blend * (0.62 * coarse + 0.38 * small) + (1 - blend) * (0.3 * coarse + 0.7 * small)
    field = 0.5 + (field - 0.5) * (0.75 + 0.5 * swell)
    picture = ramp(field, [(0.18, colours[0]), (0.52, colours[1]), (0.86, colours[2])])
    if swell > 1.2:
        foam = smooth(0.80, 0.93, field + 0.12 * (sample("grain", fine * u, v * 3) - 0.5))[..., None]
        picture = picture * (1 - foam * 0.8) + flat(mix(colours[2], WHITE, 0.6)) * foam * 0.8
    air = (np.exp(-depth * 11) * 0.7)[..., None]
    picture = picture * (1 - air) + flat(mix(colours[1], look.sky_low, 0.7) if far is None else far) * air
    road = np.exp(-(((x - look.sun[0]) / (0.05 + 0.22 * depth)) ** 2)) * smooth(0.56, 0.80, field) * glitter
    glint = mix(look.lit, WHITE, 0.35)
    bright = np.clip(road, 0, 1)[..., None] * 0.9
    hand.picture(picture * (1 - bright) + flat(glint) * bright, 1.0, box)


def glints(hand: Hand, top: float, bottom: float, count: int, colour: RGB, alpha: float = 0.6) -> None:
    """Lay short level strokes of light on water or wet ground, larger towards the camera."""
    t = hand.rng.random(count) ** 1.6
    hand.stamp(
        "streak",
        hand.scatter(count, -hand.wide, hand.wide),
        top + (bottom - top) * t,
        0.015 + 0.10 * t,
        [colour],
        alpha,
    )


def mirrored(
    hand: Hand, lights: list[tuple[float, RGB]], top: float, strength: float = 0.5, width: float = 0.035
) -> None:
    """Draw lights at (x, colour) as trembling columns in wet ground below `top`."""
    for x, colour in lights:
        for _ in range(9):
            dy = float(hand.rng.random()) ** 1.3 * (hand.high - top) * 0.8
            half = width * (0.5 + 1.4 * float(hand.rng.random()))
            hand.glow(
                x + float(hand.rng.normal(0, width * 0.25)),
                top + dy,
                half * 2.2,
                colour,
                strength * math.exp(-dy * 2.2),
                0.22,
            )
        hand.glow(x, top + 0.05, width * 5, colour, strength * 0.5, 1.6)
