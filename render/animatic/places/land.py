"""The lie of the land: ridges and mountains in the distance, and the ground on which everyone stands."""

import math
from collections.abc import Sequence

import numpy as np

from render.animatic.base import RGB
from render.animatic.places.brushes import Hand, Point, polygon
from render.animatic.places.texture import Field, Kind, flat, ramp, sample, smooth
from render.animatic.places.tone import mix, scale, snow


def profile(rng: np.random.Generator, xs: Field, wide: float, waves: Sequence[tuple[int, float]]) -> Field:
    """Return a height 0-1 at every x that meets itself at +-wide: sines with (count over the width, weight)."""
    total = np.zeros_like(xs)
    for count, weight in waves:
        total += weight * np.sin(xs * (count * math.pi / wide) + float(rng.random()) * math.tau)
    total -= total.min()
    return np.asarray(total / max(1e-6, float(total.max())), dtype=np.float32)


HILLS = ((2, 1.0), (3, 0.7), (5, 0.35), (11, 0.08))


def ridge(
    hand: Hand,
    base: float,
    height: float,
    colour: RGB,
    foot: RGB,
    waves: Sequence[tuple[int, float]] = HILLS,
    rim: float = 0.35,
) -> list[Point]:
    """Paint a ridge that rises `height` over `base`, solid to the bottom, and return its crest."""
    xs = np.linspace(-hand.wide, hand.wide, 240, dtype=np.float32)
    crest = base - height * profile(hand.rng, xs, hand.wide, waves)
    points: list[Point] = [(float(x), float(y)) for x, y in zip(xs, crest, strict=True)]
    shape = polygon([*points, (hand.wide, hand.high), (-hand.wide, hand.high)])
    hand.wash(shape, (0, base - height), (0, base + 0.04), [(0, colour, 1), (1, foot, 1)])
    if rim:
        hand.line(points, 0.004, mix(colour, hand.look.lit, 0.7), rim)
    return points


def mountains(
    hand: Hand, base: float, height: float, rock: RGB, foot: RGB, capped: float = 0.5, count: int = 9
) -> None:
    """Paint a range of peaks with a lit and a shadowed flank each; snow lies above `capped` of the height (1 none)."""
    look, wide = hand.look, hand.wide
    rng = hand.rng
    tops = [
        (-wide + 2 * wide * (k + float(rng.uniform(0.1, 0.9))) / count, float(rng.uniform(0.45, 1.0)))
        for k in range(count)
    ]
    steep = [float(rng.uniform(0.6, 0.95)) for _ in tops]
    box = hand.seen((-wide, base - height * 1.1, wide, base + 0.06))
    x, y = hand.grid(box, 0.5)
    up = (base - y) / height
    n = max(2, round(3 * wide))
    u = x / (2 * wide)
    fine = sample("ridge", 2 * n * u, up * 0.8 * height * 3) - 0.6
    grain = sample("grain", 3 * n * u, up * height * 3) - 0.5
    crest = np.full_like(x, -1.0)
    light = np.zeros_like(x)
    sun = math.copysign(1.0, look.sun[0])
    for (px, ph), slope in zip(tops, steep, strict=True):
        away = (x - px + wide) % (2 * wide) - wide
        drop = np.abs(away) * slope / height
        rise = ph - drop + 0.06 * fine + 0.025 * grain
        spine = ((sample("cloud", np.full_like(x, px), up * 0.5 + px) - 0.5) * 0.9 + 0.10 * fine) * (ph - up) * height
        owner = rise > crest
        crest = np.where(owner, rise, crest)
        light = np.where(owner, 0.5 + 0.36 * np.tanh((away - spine) * 40) * sun, light)
    inside = smooth(-0.006, 0.006, crest - up)
    light = np.clip(light + 0.40 * fine + 0.30 * grain, 0, 1)
    colours = ramp(light, [(0, mix(rock, look.shade, 0.6)), (0.5, rock), (1, mix(rock, look.lit, 0.5))])
    white = smooth(capped - 0.10, capped + 0.10, up + fine * 0.45 + (light - 0.5) * 0.12)[..., None]
    cap = snow(look)
    caps = ramp(
        light, [(0, mix(cap, mix(look.sky_top, look.shade, 0.3), 0.55)), (0.55, mix(cap, look.sky_top, 0.18)), (1, cap)]
    )
    colours = colours * (1 - white) + caps * white
    air = (smooth(0.0, 1.0, 1 - up) * 0.8)[..., None]
    hand.picture(colours * (1 - air) + flat(foot) * air, inside, box)
    hand.rect(-wide, base, wide, hand.high, foot)


def ground(
    hand: Hand,
    tones: tuple[RGB, RGB, RGB],
    far: RGB,
    kind: Kind = "cloud",
    relief: float = 1.0,
    top: float | None = None,
    edge: float = 0.006,
    air: float = 0.75,
    stretch: float = 1.0,
) -> None:
    """Paint the ground from the horizon to the bottom: `tones` shadow, body and light, fading to `far` at the horizon.

    Noise is squeezed towards the horizon and repeats along x, so that the plane may scroll for ever. `relief` is how
    hard the low light models it, `edge` how uneven its far border is, `stretch` how long its waves are to their depth.
    """
    start = hand.horizon if top is None else top
    box = hand.seen((-hand.wide, start - edge * 2, hand.wide, hand.high))
    x, y = hand.grid(box, 0.5)
    depth = np.clip((y - start) / (hand.high - start), 0, 1)
    u, v = x / (2 * hand.wide), 0.33 / (depth + 0.07) + float(hand.rng.random())
    near, fine = max(1, round(1.6 * hand.wide / stretch)), max(2, round(6 * hand.wide / stretch))
    side, fall = math.copysign(0.010, hand.look.sun[0]), 0.012 * math.sqrt(stretch)
    blend = smooth(0.05, 0.6, depth)

    def height(du: float, dv: float) -> Field:
        coarse = sample(kind, near * u + du, v * 0.8 + dv)
        small = sample(kind, fine * u + 3 * du, v * 2.4 + 3 * dv)
        close, distant = 0.85 * coarse + 0.15 * small, 0.5 * coarse + 0.5 * small
        return np.asarray(blend * close + (1 - blend) * distant, dtype=np.float32)

    here = height(0.0, 0.0)
    field = 0.5 + (here - 0.5) * 0.7 / math.sqrt(stretch) + (here - height(side, fall)) * 2.8 * relief
    colours = ramp(field, [(0.1, tones[0]), (0.5, tones[1]), (0.9, tones[2])])
    fade = (np.exp(-depth * 9) * air)[..., None]
    dim = (1 - 0.22 * smooth(0.45, 1.0, depth))[..., None]
    border = start + edge * (2 * sample("cloud", max(2, round(6 * hand.wide)) * u, np.full_like(u, 0.37)) - 1)
    alpha = smooth(-0.002, 0.002, y - border)
    hand.picture((colours * (1 - fade) + flat(far) * fade) * dim, alpha, box)


def tones(body: RGB, shade: RGB, lit: RGB, contrast: float = 0.35) -> tuple[RGB, RGB, RGB]:
    """Return shadow, body and light of one material."""
    return mix(body, scale(shade, 0.9), contrast), body, mix(body, lit, contrast)


def snow_tones(hand: Hand) -> tuple[RGB, RGB, RGB]:
    """Return shadow, body and light of snow: blue in the hollows, the hour's light on the crests."""
    look = hand.look
    body = snow(look)
    hollow = mix(scale(body, 0.76), look.sky_top, 0.30)
    return mix(body, hollow, 0.45 if look.dark else 0.7), body, mix(body, mix((1.0, 1.0, 1.0), look.lit, 0.4), 0.5)


def dune(hand: Hand, x: float, foot: float, half: float, height: float, colour: RGB) -> None:
    """Paint a dune or drift with a sharp crest: one flank in light, the lee in shadow."""
    side = math.copysign(1.0, hand.look.sun[0])
    top = (x - side * half * 0.12, foot - height)
    hand.blob(
        [
            (x - half * 1.5, foot),
            (x - half * 0.7, foot - height * 0.35),
            top,
            top,
            (x + half * 0.7, foot - height * 0.3),
            (x + half * 1.5, foot),
            (x, foot + height * 0.2),
        ],
        mix(colour, hand.look.lit, 0.28),
    )
    lee: list[Point] = [
        top,
        (x - side * half * 0.5, foot - height * 0.50),
        (x - side * half * 1.35, foot - height * 0.02),
        (x - side * half * 0.4, foot + height * 0.05),
        (x + side * half * 0.05, foot - height * 0.4),
    ]
    hand.wash(
        polygon(lee),
        top,
        (x, foot + height * 0.1),
        [(0, mix(colour, hand.look.shade, 0.55), 1), (1, mix(colour, hand.look.shade, 0.1), 0.4)],
    )
