"""Streets, roofs and yards of a town."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, layer, polygon
from render.animatic.places.masonry import House, house, lamp_glow, row, shade_of, sign, street_lamp
from render.animatic.places.road import asphalt, dashes
from render.animatic.places.sky import haze, heaven
from render.animatic.places.tone import WHITE, lamp, local, mix, snow, snowing, wet
from render.animatic.places.water import glints, mirrored

PLASTER: tuple[RGB, ...] = (
    (0.74, 0.64, 0.50),
    (0.60, 0.36, 0.28),
    (0.66, 0.68, 0.66),
    (0.52, 0.44, 0.40),
    (0.70, 0.54, 0.40),
)
SIGNS: tuple[RGB, ...] = (
    (0.95, 0.25, 0.30),
    (0.20, 0.75, 0.85),
    (0.98, 0.75, 0.25),
    (0.75, 0.35, 0.90),
    (0.30, 0.85, 0.50),
)


def skyline(look: Look, rng: np.random.Generator, tall: float = 0.3) -> Layer:
    """Return far blocks of a town against the sky."""
    blocks = row(
        rng,
        1.7 * look.aspect,
        look.horizon - tall * 0.35,
        look.horizon - tall,
        (0.08, 0.2),
        [mix(look.far, look.mid, 0.3)],
    )

    def paint(hand: Hand) -> None:
        for b in blocks:
            house(hand, b, hand.horizon + 0.05, 0.032, 0.55, 0.35)

    return layer("skyline", 12, paint)


def street_side(hand: Hand, side: int, seed: int, neon: bool) -> None:
    """Paint one side of a street of shops, house by house towards the vanishing point, with hanging signs if `neon`."""
    look = hand.look
    rng = np.random.default_rng(seed)
    for k in range(5, -1, -1):
        far = k / 6
        near_x = side * (0.10 + (hand.rest * 1.75 - 0.10) * (1 - far) ** 1.9)
        back_x = side * (0.10 + (hand.rest * 1.75 - 0.10) * (1 - (k + 1) / 6) ** 1.9)
        s = (abs(near_x) + abs(back_x)) / 2 / (hand.rest * 1.2)
        top = hand.horizon - 0.16 - s * (0.52 + 0.25 * float(rng.random()))
        colour = shade_of(look, PLASTER[int(rng.integers(len(PLASTER)))])
        left, right = min(near_x, back_x), max(near_x, back_x)
        storey = 0.05 + 0.10 * s
        house(
            hand,
            House(left, right, top, mix(colour, look.shade, 0.15), int(rng.integers(1 << 30))),
            hand.horizon + 0.3,
            storey,
            far * 0.5,
            0.5,
        )
        base = hand.horizon + 0.02 + 0.16 * s
        _shop(hand, left, right, base - storey * 1.25, base + 0.2, SIGNS[(k + seed) % 5])
        if neon:
            cx = (near_x if k else side * hand.rest * 0.86) * 0.97
            sign(hand, cx, base - storey * 2.6, 0.035 + 0.05 * s, 0.09 + 0.16 * s, SIGNS[(k * 2 + seed) % 5])


@contextmanager
def between_houses(hand: Hand) -> Iterator[None]:
    """Keep what is painted on the ground between the feet of both rows of houses."""
    far, out = 0.09, hand.wide * 1.2
    near = hand.horizon + 0.02 + 0.16 * out / (hand.rest * 1.2)
    top = hand.horizon + 0.004
    corners = [(-far, top), (far, top), (out, near), (out, hand.high), (-out, hand.high), (-out, near)]
    hand.canvas.save()
    hand.canvas.clipPath(polygon(corners), True)
    yield
    hand.canvas.restore()


def _shop(hand: Hand, left: float, right: float, top: float, foot: float, colour: RGB) -> None:
    """A lit shop window with an awning."""
    look = hand.look
    inside = mix(lamp(look), WHITE, 0.3) if look.dark or wet(look) else mix(look.sky_low, look.shade, 0.4)
    w = right - left
    hand.rect(left + w * 0.08, top, right - w * 0.08, foot, mix(look.near, look.shade, 0.4))
    hand.wash_rect(
        (left + w * 0.12, top + 0.01, right - w * 0.12, foot), [(0, inside, 1), (1, mix(inside, look.shade, 0.4), 1)]
    )
    tone = local(look, colour, look.accent, 0.75)
    n = 6
    for i in range(n):
        x0 = left + w * (0.04 + 0.92 * i / n)
        x1 = left + w * (0.04 + 0.92 * (i + 1) / n)
        drop = 0.12 * (foot - top) + 0.015
        hand.poly(
            [(x0 + w * 0.03, top - 0.015), (x1 - w * 0.03, top - 0.015), (x1, top + drop), (x0, top + drop)],
            tone if i % 2 else mix(tone, WHITE, 0.6),
        )
        if snowing(look):
            hand.rect(x0, top - 0.024, x1, top - 0.01, snow(look))


def rainy_street(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A shopping street whose signs and lamps lie mirrored in the wet asphalt, whatever the weather was."""
    seeds = (int(rng.integers(1000)), int(rng.integers(1000)))
    lamps = [(-0.72, 0.30, 0.52), (0.70, 0.30, 0.52), (-0.34, 0.19, 0.30), (0.33, 0.19, 0.30)]

    def houses(hand: Hand) -> None:
        hand.rect(-hand.wide, hand.horizon, hand.wide, hand.high, mix(look.near, look.shade, 0.3))
        street_side(hand, -1, seeds[0], neon=True)
        street_side(hand, 1, seeds[1], neon=True)

    def street(hand: Hand) -> None:
        with between_houses(hand):
            asphalt(hand, 1.25, mix(shade_of(look, (0.42, 0.41, 0.42)), look.shade, 0.2))
            dashes(hand, 0.0, 0.03, mix(look.lit, look.ground, 0.3), 0.9, 0.4, 0.55)
            for s in (-1, 1):
                dashes(hand, s * 1.27, 0.03, mix(look.sky_low, look.ground, 0.5), 1.0, 1.0, 0.8)
            colours = [
                (s * hand.rest * f, SIGNS[i % 5])
                for i, (s, f) in enumerate(
                    ((-1, 0.9), (1, 0.82), (-1, 0.62), (1, 0.5), (-1, 0.36), (1, 0.24), (-1, 0.16))
                )
            ]
            mirrored(
                hand,
                [*colours, *((x * hand.rest, lamp(look)) for x, _, _ in lamps)],
                hand.horizon + 0.03,
                0.5 if look.dark else 0.26,
            )
            mirrored(hand, [(0.0, mix(look.sky_low, WHITE, 0.3))], hand.horizon + 0.02, 0.4, 0.06)
            glints(hand, hand.horizon + 0.02, hand.high, 240, mix(look.sky_low, WHITE, 0.4), 0.30)
            if snowing(look):
                for s in (-1, 1):
                    dashes(hand, s * 1.75, 0.42, snow(look), 1.0, 1.0, 0.9)

    def posts(hand: Hand) -> None:
        for x, foot, height in lamps:
            street_lamp(hand, x * hand.rest, foot, height, -1 if x > 0 else 1)

    def lights(hand: Hand) -> None:
        for x, foot, height in lamps:
            side = -1 if x > 0 else 1
            lamp_glow(hand, x * hand.rest + side * height * 0.17, foot - height * 0.98, 0.32 * height / 0.5, None)
        for i, (s, f) in enumerate(((-1, 0.9), (1, 0.82), (-1, 0.5), (1, 0.5))):
            hand.glow(s * hand.rest * f, -0.12, 0.22, SIGNS[i], 0.30 if look.dark else 0.12)

    return [
        *heaven(look),
        skyline(look, rng, 0.22),
        *haze(look, 8),
        layer("houses", 3, houses),
        layer("ground", 1, street, mirror=0.5),
        layer("lamps", 1, posts),
        layer("lights", 1, lights, glow=True, soft=True),
    ]
