"""Buildings: façades with windows that are lit after dark, roofs, shop fronts, street lamps."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from render.animatic.base import RGB, Look
from render.animatic.places.brushes import Hand
from render.animatic.places.tone import LAMP, WHITE, lamp, local, mix, scale, snow, snowing


@dataclass(frozen=True)
class House:
    """One building of a row, in scene units."""

    left: float
    right: float
    top: float
    colour: RGB
    seed: int


def row(
    rng: np.random.Generator, wide: float, low: float, high: float, widths: tuple[float, float], colours: Sequence[RGB]
) -> list[House]:
    """Return houses side by side over [-wide, wide], their tops between `low` and `high` (y, negative is up)."""
    houses: list[House] = []
    x = -wide
    while x < wide:
        w = float(rng.uniform(*widths))
        colour = colours[int(rng.integers(len(colours)))]
        houses.append(House(x, x + w, float(rng.uniform(high, low)), colour, int(rng.integers(1 << 30))))
        x += w
    return houses


def house(
    hand: Hand,
    building: House,
    foot: float,
    storey: float = 0.075,
    far: float = 0.0,
    lit: float = 0.45,
    always: bool = False,
) -> None:
    """Paint a façade: plaster or brick with cornice, windows in rows, a share `lit` of them lit after dark (or always).

    `far` is the share of air before it.
    """
    look = hand.look
    rng = np.random.default_rng(building.seed)
    air = mix(look.far, look.sky_low, 0.4)
    wall = mix(building.colour, air, far)
    x0, x1, top = building.left, building.right, building.top
    hand.wash_rect((x0, top, x1, foot + 0.4), [(0, mix(wall, look.lit, 0.08), 1), (1, mix(wall, look.shade, 0.4), 1)])
    edge = x1 if look.sun[0] > 0 else x0
    hand.rect(edge, top, edge + (-0.012 if look.sun[0] > 0 else 0.012), foot, mix(wall, look.lit, 0.5), 0.6 * (1 - far))
    hand.rect(x0 - 0.006, top - 0.012, x1 + 0.006, top + 0.004, mix(wall, look.shade, 0.35))
    if snowing(look):
        hand.rect(x0 - 0.008, top - 0.022, x1 + 0.008, top - 0.008, mix(snow(look), air, far * 0.6), round_=0.006)
    columns = max(1, int((x1 - x0) / (storey * 0.72)))
    step = (x1 - x0) / columns
    glass = mix(mix(look.sky_low, look.sky_top, 0.5), wall, 0.35)
    bulb = mix(lamp(look), LAMP, 0.5)
    y = top + storey * 0.45
    while y < foot - storey * 0.4:
        for i in range(columns):
            cx = x0 + step * (i + 0.5)
            w, h = step * 0.27, storey * 0.30
            on = (look.dark or always) and rng.random() < lit
            pane = (
                mix(mix(bulb, WHITE, 0.25 * float(rng.random())), air, far * 0.45)
                if on
                else mix(glass, look.shade, 0.45 + 0.2 * float(rng.random()))
            )
            hand.rect(cx - w - 0.004, y - h - 0.004, cx + w + 0.004, y + h + 0.005, mix(wall, look.lit, 0.22))
            hand.rect(cx - w, y - h, cx + w, y + h, pane)
            hand.line([(cx, y - h), (cx, y + h)], 0.0028, mix(wall, look.shade, 0.3))
            if not on and rng.random() < 0.5:
                hand.poly([(cx - w, y - h), (cx + w * 0.2, y - h), (cx - w, y + h * 0.3)], look.sky_low, 0.35)
        y += storey


def street_lamp(hand: Hand, x: float, foot: float, height: float, side: int = 1) -> tuple[float, float]:
    """Paint a street lamp and return where its light is."""
    iron = mix(hand.look.near, hand.look.shade, 0.6)
    hand.line([(x, foot), (x, foot - height * 0.94), (x + side * height * 0.14, foot - height)], height * 0.018, iron)
    hand.rect(x - height * 0.022, foot - height * 0.12, x + height * 0.022, foot, iron)
    head = (x + side * height * 0.17, foot - height * 0.985)
    hand.poly(
        [
            (head[0] - height * 0.05, head[1]),
            (head[0] + height * 0.05, head[1]),
            (head[0] + height * 0.02, head[1] - height * 0.03),
            (head[0] - height * 0.03, head[1] - height * 0.03),
        ],
        iron,
    )
    if hand.look.dark:
        hand.oval(head[0], head[1] + height * 0.008, height * 0.04, height * 0.014, mix(lamp(hand.look), WHITE, 0.6))
    return head


def lamp_glow(hand: Hand, x: float, y: float, size: float, colour: RGB | None = None) -> None:
    """Add the light of a lamp: a core, a halo and a cone towards the ground."""
    tone = lamp(hand.look) if colour is None else colour
    hand.glow(x, y, size * 0.2, mix(tone, WHITE, 0.5), 0.9)
    hand.glow(x, y, size, tone, 0.35)


def sign(hand: Hand, x: float, y: float, width: float, height: float, colour: RGB) -> None:
    """Paint a shop sign: a lit board with marks that suggest letters of no alphabet."""
    lit = 1.0 if hand.look.dark else 0.55
    board = mix(local(hand.look, colour, hand.look.accent, 0.75), colour, 0.6 * lit)
    hand.rect(
        x - width / 2 - 0.004,
        y - height / 2 - 0.004,
        x + width / 2 + 0.004,
        y + height / 2 + 0.004,
        mix(hand.look.shade, board, 0.3),
        round_=0.006,
    )
    hand.rect(x - width / 2, y - height / 2, x + width / 2, y + height / 2, board, round_=0.005)
    tall = height > width
    n = max(3, int((height if tall else width) / (width if tall else height) * 1.3))
    mark = mix(board, WHITE, 0.8)
    for i in range(n):
        t = -0.5 + (i + 0.5) / n
        cx, cy = (x, y + t * height * 0.9) if tall else (x + t * width * 0.9, y)
        r = (width if tall else height) * 0.26
        for _ in range(3):
            a = hand.rng.uniform(-r, r, 4)
            hand.line([(cx + float(a[0]), cy + float(a[1])), (cx + float(a[2]), cy + float(a[3]))], r * 0.3, mark, 0.95)


def shade_of(look: Look, natural: RGB, hold: float = 0.45) -> RGB:
    """Return the colour of masonry in this look."""
    return local(look, natural, mix(look.mid, look.near, 0.4), hold)


def cottage(hand: Hand, x: float, foot: float, width: float, colour: RGB, far: float = 0.0) -> None:
    """Paint a small house with a gable roof, door, two windows lit after dark, and a smoking chimney."""
    look = hand.look
    air = mix(look.far, look.sky_low, 0.4)
    wall, h = mix(colour, air, far), width * 0.48
    roof = mix(local(look, (0.46, 0.24, 0.18), look.near, 0.6), air, far)
    left, right, eaves, top = x - width / 2, x + width / 2, foot - h, foot - h - width * 0.42
    hand.rect(x + width * 0.22, top - width * 0.02, x + width * 0.32, eaves, mix(roof, look.shade, 0.3))
    t = np.sort(hand.rng.random(13))
    drift = width * (0.27 + 0.10 * np.sin(t * 5) + 0.16 * t)
    smoke = mix(look.sky_low, WHITE, 0.3 if not look.dark else 0.1)
    hand.stamp("puff", x + drift, top - width * (0.05 + 0.55 * t), width * (0.10 + 0.22 * t), [smoke], 0.28)
    hand.poly([(left, foot), (left, eaves), (x, top), (right, eaves), (right, foot)], wall)
    for k in range(1, 8):
        y = foot - h * k / 8
        hand.line([(left, y), (right, y)], 0.0018, mix(wall, look.shade, 0.5), 0.45)
    side = 1 if look.sun[0] > 0 else -1
    hand.poly([(x, foot), (x, top), (x - side * width / 2, eaves), (x - side * width / 2, foot)], look.shade, 0.18)
    for s in (-1, 1):
        hand.line([(x, top - width * 0.02), (x + s * width * 0.58, eaves + width * 0.06)], width * 0.09, roof)
        if snowing(look):
            hand.line(
                [(x, top - width * 0.05), (x + s * width * 0.58, eaves + width * 0.02)],
                width * 0.075,
                mix(snow(look), air, far * 0.5),
            )
    pane = mix(mix(LAMP, lamp(look), 0.5), air, far * 0.3) if look.dark else mix(look.sky_low, look.shade, 0.45)
    for dx in (-0.26, 0.26):
        hand.rect(
            x + (dx - 0.105) * width, foot - h * 0.78, x + (dx + 0.105) * width, foot - h * 0.34, mix(wall, WHITE, 0.6)
        )
        hand.rect(x + (dx - 0.08) * width, foot - h * 0.74, x + (dx + 0.08) * width, foot - h * 0.38, pane)
        hand.line(
            [(x + dx * width, foot - h * 0.74), (x + dx * width, foot - h * 0.38)], width * 0.018, mix(wall, WHITE, 0.6)
        )
        hand.line(
            [(x + (dx - 0.08) * width, foot - h * 0.56), (x + (dx + 0.08) * width, foot - h * 0.56)],
            width * 0.018,
            mix(wall, WHITE, 0.6),
        )
    hand.rect(x - width * 0.07, foot - h * 0.62, x + width * 0.07, foot, mix(roof, look.shade, 0.3))
    hand.oval(x, top + width * 0.2, width * 0.06, width * 0.06, pane)


def picket(hand: Hand, x0: float, x1: float, foot: float, height: float, colour: RGB) -> None:
    """Paint a wooden fence of pales."""
    step = height * 0.28
    for y in (0.35, 0.75):
        hand.line([(x0, foot - height * y), (x1, foot - height * y)], height * 0.07, scale(colour, 0.8))
    for i in range(int((x1 - x0) / step)):
        x = x0 + (i + 0.5) * step
        h = height * (1 + 0.04 * float(hand.rng.normal()))
        w = step * 0.30
        hand.poly(
            [(x - w, foot), (x - w, foot - h * 0.88), (x, foot - h), (x + w, foot - h * 0.88), (x + w, foot)],
            scale(colour, 0.92 + 0.1 * float(hand.rng.random())),
        )
        if snowing(hand.look):
            hand.oval(x, foot - h * 0.96, w * 1.3, h * 0.07, snow(hand.look))
