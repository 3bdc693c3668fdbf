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
PEAKS = ((3, 0.8), (5, 0.9), (7, 0.6), (13, 0.3), (23, 0.16), (41, 0.08))


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


def mountains(hand: Hand, base: float, height: float, rock: RGB, foot: RGB, capped: float = 0.5) -> None:
    """Paint a range with lit and shadowed flanks; snow lies above `capped` of the height (1 none, 0 all)."""
    box = hand.seen((-hand.wide, base - height * 1.05, hand.wide, base + 0.06))
    x, y = hand.grid(box, 0.5)
    crest = profile(hand.rng, x[0], hand.wide, PEAKS) ** 1.25 * height
    up = base - y
    inside = smooth(-0.003, 0.003, crest[None, :] - up)
    u = x / (2 * hand.wide)
    offset = float(hand.rng.random())
    n = max(2, round(3 * hand.wide))
    lean = math.copysign(0.006, hand.look.sun[0])
    here = sample("ridge", n * u + up * 0.7 + offset, up * 2.2) + 0.5 * sample("ridge", 3 * n * u - up, up * 5 + offset)
    there = sample("ridge", n * (u + lean) + up * 0.7 + offset, up * 2.2 - 0.02) + 0.5 * sample(
        "ridge", 3 * n * (u + lean) - up, up * 5 + offset
    )
    light = np.clip(0.5 + 1.5 * (here - there), 0, 1)
    colours = ramp(light, [(0, mix(rock, hand.look.shade, 0.55)), (0.55, rock), (1, mix(rock, hand.look.lit, 0.5))])
    white = smooth(capped - 0.12, capped + 0.12, (up / height + (here - 0.75) * 0.35))[..., None]
    cap = snow(hand.look)
    colours = (
        colours * (1 - white)
        + ramp(light, [(0, mix(cap, hand.look.shade, 0.5)), (0.6, mix(cap, hand.look.sky_low, 0.15)), (1, cap)]) * white
    )
    air = (smooth(0.0, 1.0, 1 - up / height) * 0.75)[..., None]
    hand.picture(colours * (1 - air) + flat(foot) * air, inside, box)
    hand.rect(-hand.wide, base, hand.wide, hand.high, foot)


def ground(
    hand: Hand,
    tones: tuple[RGB, RGB, RGB],
    far: RGB,
    kind: Kind = "cloud",
    relief: float = 1.0,
    top: float | None = None,
    edge: float = 0.006,
    air: float = 0.75,
) -> None:
    """Paint the ground from the horizon to the bottom: `tones` shadow, body and light, fading to `far` at the horizon.

    Noise is squeezed towards the horizon and repeats along x, so that the plane may scroll for ever. `relief` is how
    hard the low light models it; `edge` how uneven its far border is.
    """
    start = hand.horizon if top is None else top
    box = hand.seen((-hand.wide, start - edge * 2, hand.wide, hand.high))
    x, y = hand.grid(box, 0.5)
    depth = np.clip((y - start) / (hand.high - start), 0, 1)
    u, v = x / (2 * hand.wide), 0.33 / (depth + 0.07) + float(hand.rng.random())
    near, fine = max(1, round(1.6 * hand.wide)), max(2, round(6 * hand.wide))
    side = math.copysign(0.010, hand.look.sun[0])
    blend = smooth(0.05, 0.6, depth)

    def height(du: float) -> Field:
        coarse = sample(kind, near * u + du, v * 0.8)
        small = sample(kind, fine * u + 3 * du, v * 2.4)
        return np.asarray(
            blend * (0.85 * coarse + 0.15 * small) + (1 - blend) * (0.5 * coarse + 0.5 * small), dtype=np.float32
        )

    here = height(0.0)
    field = 0.5 + (here - 0.5) * 0.7 + (here - height(side)) * 3.0 * relief
    colours = ramp(field, [(0.1, tones[0]), (0.5, tones[1]), (0.9, tones[2])])
    fade = (np.exp(-depth * 9) * air)[..., None]
    dim = (1 - 0.22 * smooth(0.45, 1.0, depth))[..., None]
    border = start + edge * (2 * sample("cloud", fine * u, np.full_like(u, 0.37)) - 1)
    alpha = smooth(-0.002, 0.002, y - border)
    hand.picture((colours * (1 - fade) + flat(far) * fade) * dim, alpha, box)


def tones(body: RGB, shade: RGB, lit: RGB, contrast: float = 0.35) -> tuple[RGB, RGB, RGB]:
    """Return shadow, body and light of one material."""
    return mix(body, scale(shade, 0.9), contrast), body, mix(body, lit, contrast)


def snow_tones(hand: Hand, contrast: float = 0.5) -> tuple[RGB, RGB, RGB]:
    """Return shadow, body and light of snow: blue in the hollows, the hour's light on the crests."""
    body = snow(hand.look)
    hollow = mix(scale(body, 0.72), hand.look.sky_top, 0.35)
    return mix(body, hollow, min(1.0, contrast * 1.6)), body, mix(body, mix((1.0, 1.0, 1.0), hand.look.lit, 0.4), 0.5)


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
