"""Furniture and small things of rooms, standing with their feet at a given floor height."""

import math

from render.animatic.base import RGB
from render.animatic.places.brushes import Hand
from render.animatic.places.room import indoor
from render.animatic.places.tone import WHITE, lamp, mix, scale

WOOD: RGB = (0.45, 0.29, 0.18)


def shadow(hand: Hand, x: float, y: float, half: float, strength: float = 0.5) -> None:
    """Ground a thing with a soft shadow."""
    hand.glow(x, y, half * 1.25, scale(hand.look.shade, 0.6), strength, 0.22)


def bed(hand: Hand, x: float, foot: float, width: float, blanket: RGB, side: int = 1) -> None:
    """Paint a bed seen from its side, headboard at the left (side 1) or right (-1)."""
    wood = indoor(hand.look, WOOD)
    h = width * 0.30
    shadow(hand, x, foot, width * 0.6)
    head, end = x - side * width / 2, x + side * width / 2
    hand.rect(head - side * 0.02, foot - h * 1.9, head + side * 0.02, foot, wood, round_=0.012)
    hand.rect(end - 0.014, foot - h * 1.0, end + 0.014, foot, wood, round_=0.01)
    hand.rect(head, foot - h * 0.42, end, foot - h * 0.2, scale(wood, 0.85))
    sheet = mix(indoor(hand.look, (0.92, 0.90, 0.88)), hand.look.lit, 0.2)
    hand.rect(head, foot - h * 0.78, end, foot - h * 0.36, sheet, round_=0.02)
    cover = indoor(hand.look, blanket, 0.75)
    a = head + side * width * 0.34
    hand.blob(
        [
            (a, foot - h * 0.92),
            (x + side * width * 0.2, foot - h * 0.98),
            (end, foot - h * 0.84),
            (end + side * 0.012, foot - h * 0.3),
            (end, foot - h * 0.16),
            (x, foot - h * 0.18),
            (a, foot - h * 0.14),
            (a - side * 0.01, foot - h * 0.5),
        ],
        cover,
    )
    for i in range(5):
        px = a + side * width * (0.08 + 0.12 * i)
        hand.line(
            [(px, foot - h * 0.86), (px + side * 0.02, foot - h * 0.55), (px + side * 0.01, foot - h * 0.22)],
            0.006,
            mix(cover, hand.look.shade, 0.45),
            0.45,
        )
        hand.line(
            [(px + 0.012, foot - h * 0.88), (px + side * 0.03, foot - h * 0.6)],
            0.006,
            mix(cover, hand.look.lit, 0.5),
            0.5,
        )
    hand.blob(
        [
            (head + side * 0.02, foot - h * 0.8),
            (head + side * 0.03, foot - h * 1.18),
            (head + side * width * 0.22, foot - h * 1.2),
            (head + side * width * 0.26, foot - h * 0.8),
        ],
        mix(sheet, WHITE, 0.3),
    )


def armchair(hand: Hand, x: float, foot: float, size: float, colour: RGB) -> None:
    """Paint a deep upholstered chair, a little turned."""
    cover = indoor(hand.look, colour, 0.75)
    dark, light = mix(cover, hand.look.shade, 0.45), mix(cover, hand.look.lit, 0.3)
    shadow(hand, x, foot, size * 0.6)
    for s in (-1, 1):
        hand.rect(
            x + s * size * 0.36 - 0.012, foot - size * 0.1, x + s * size * 0.36 + 0.012, foot, indoor(hand.look, WOOD)
        )
    hand.rect(x - size * 0.40, foot - size * 1.0, x + size * 0.40, foot - size * 0.2, dark, round_=size * 0.16)
    hand.rect(x - size * 0.36, foot - size * 0.97, x + size * 0.36, foot - size * 0.3, cover, round_=size * 0.14)
    hand.rect(x - size * 0.36, foot - size * 0.46, x + size * 0.36, foot - size * 0.26, light, round_=size * 0.05)
    hand.rect(x - size * 0.38, foot - size * 0.30, x + size * 0.38, foot - size * 0.08, dark, round_=size * 0.03)
    for s in (-1, 1):
        hand.rect(
            x + s * size * 0.50 - size * 0.11,
            foot - size * 0.56,
            x + s * size * 0.50 + size * 0.11,
            foot - size * 0.07,
            cover,
            round_=size * 0.09,
        )
        hand.oval(x + s * size * 0.50, foot - size * 0.50, size * 0.09, size * 0.07, light, 0.7)


def table(hand: Hand, x: float, foot: float, width: float, height: float, colour: RGB = WOOD) -> None:
    """Paint a table seen from the front."""
    wood = indoor(hand.look, colour)
    shadow(hand, x, foot, width * 0.55)
    for s in (-1, 1):
        hand.rect(x + s * width * 0.44 - 0.01, foot - height, x + s * width * 0.44 + 0.01, foot, scale(wood, 0.8))
        hand.rect(
            x + s * width * 0.36 - 0.007, foot - height, x + s * width * 0.36 + 0.007, foot - 0.025, scale(wood, 0.6)
        )
    hand.rect(x - width * 0.46, foot - height, x + width * 0.46, foot - height * 0.82, scale(wood, 0.85))
    hand.rect(
        x - width / 2,
        foot - height - 0.016,
        x + width / 2,
        foot - height + 0.006,
        mix(wood, hand.look.lit, 0.3),
        round_=0.005,
    )


def chair(hand: Hand, x: float, foot: float, height: float, colour: RGB = WOOD) -> None:
    """Paint a plain wooden chair from the front."""
    wood = indoor(hand.look, colour)
    w = height * 0.42
    shadow(hand, x, foot, w * 0.6)
    for s in (-1, 1):
        hand.rect(x + s * w * 0.46 - 0.008, foot - height, x + s * w * 0.46 + 0.008, foot, wood)
    for t in (0.95, 0.78, 0.62):
        hand.rect(
            x - w * 0.45, foot - height * t, x + w * 0.45, foot - height * (t - 0.08), mix(wood, hand.look.lit, 0.2)
        )
    hand.rect(x - w * 0.55, foot - height * 0.46, x + w * 0.55, foot - height * 0.40, mix(wood, hand.look.lit, 0.3))


def standing_lamp(hand: Hand, x: float, foot: float, height: float) -> None:
    """Paint a lamp with a cloth shade; it shines when it is dark."""
    metal = indoor(hand.look, (0.28, 0.24, 0.20))
    hand.line([(x, foot), (x, foot - height * 0.8)], 0.009, metal)
    hand.oval(x, foot, height * 0.10, height * 0.022, metal)
    on = hand.look.dark
    shade = mix(lamp(hand.look), WHITE, 0.25) if on else indoor(hand.look, (0.86, 0.74, 0.55))
    half = height * 0.13
    hand.poly(
        [
            (x - half * 0.6, foot - height),
            (x + half * 0.6, foot - height),
            (x + half, foot - height * 0.76),
            (x - half, foot - height * 0.76),
        ],
        shade,
    )
    hand.poly(
        [
            (x + half * 0.1, foot - height),
            (x + half * 0.6, foot - height),
            (x + half, foot - height * 0.76),
            (x + half * 0.2, foot - height * 0.76),
        ],
        hand.look.shade,
        0.16,
    )


def frame(hand: Hand, x: float, y: float, width: float, height: float, motif: int = 0) -> None:
    """Hang a framed photograph or picture: portraits, a couple, a house under a hill."""
    wood = indoor(hand.look, (0.38, 0.25, 0.14))
    hand.rect(
        x - width / 2 + 0.008,
        y - height / 2 + 0.012,
        x + width / 2 + 0.008,
        y + height / 2 + 0.012,
        hand.look.shade,
        0.35,
    )
    hand.rect(x - width / 2, y - height / 2, x + width / 2, y + height / 2, wood)
    paper = indoor(hand.look, (0.86, 0.80, 0.68))
    w, h = width / 2 - 0.010, height / 2 - 0.010
    hand.rect(x - w, y - h, x + w, y + h, paper)
    tone = mix(paper, hand.look.shade, 0.78)
    hand.canvas.save()
    hand.canvas.clipRect((x - w, y - h, x + w, y + h))
    if motif % 3 == 2:
        hand.blob(
            [
                (x - w * 1.4, y + h),
                (x - w * 0.4, y - h * 0.1),
                (x + w * 0.4, y + h * 0.2),
                (x + w * 1.5, y - h * 0.2),
                (x + w * 1.5, y + h * 1.4),
                (x - w * 1.4, y + h * 1.4),
            ],
            tone,
            0.7,
        )
        hand.poly(
            [
                (x - w * 0.1, y + h * 0.4),
                (x + w * 0.15, y + h * 0.05),
                (x + w * 0.4, y + h * 0.4),
                (x + w * 0.4, y + h),
                (x - w * 0.1, y + h),
            ],
            scale(tone, 0.8),
        )
    else:
        heads = (0.0,) if motif % 3 == 0 else (-0.4, 0.4)
        for s in heads:
            hand.blob(
                [
                    (x + s * w - w * 0.55, y + h * 1.3),
                    (x + s * w - w * 0.4, y + h * 0.3),
                    (x + s * w + w * 0.4, y + h * 0.3),
                    (x + s * w + w * 0.55, y + h * 1.3),
                ],
                tone,
            )
            hand.oval(x + s * w, y - h * 0.08, w * 0.26, h * 0.34, mix(tone, paper, 0.25))
    hand.canvas.restore()
    hand.poly([(x - w, y - h), (x - w * 0.2, y - h), (x - w * 0.7, y + h), (x - w, y + h)], WHITE, 0.10)


def shelf(hand: Hand, x: float, foot: float, width: float, height: float, rows: int = 4) -> None:
    """Paint a bookcase full of books."""
    wood = indoor(hand.look, WOOD)
    shadow(hand, x, foot, width * 0.6)
    hand.rect(x - width / 2, foot - height, x + width / 2, foot, wood)
    for r in range(rows):
        y1 = foot - height * (r + 0.06) / rows - 0.01
        y0 = foot - height * (r + 1) / rows + 0.012
        hand.rect(x - width / 2 + 0.012, y0, x + width / 2 - 0.012, y1, mix(wood, hand.look.shade, 0.65))
        px = x - width / 2 + 0.016
        while px < x + width / 2 - 0.03:
            w = float(hand.rng.uniform(0.009, 0.022))
            tall = (y1 - y0) * float(hand.rng.uniform(0.6, 0.95))
            hue = ((0.55, 0.20, 0.16), (0.20, 0.32, 0.42), (0.68, 0.58, 0.38), (0.22, 0.36, 0.24), (0.40, 0.26, 0.36))[
                int(hand.rng.integers(5))
            ]
            hand.rect(px, y1 - tall, px + w, y1, indoor(hand.look, hue))
            px += w + 0.002


def pot_plant(hand: Hand, x: float, foot: float, height: float) -> None:
    """Paint a plant with long leaves in a pot."""
    pot = indoor(hand.look, (0.62, 0.36, 0.24))
    green = indoor(hand.look, (0.24, 0.42, 0.22))
    h = height * 0.3
    for i in range(11):
        a = -1.3 + 2.6 * i / 10
        tip = (x + math.sin(a) * height * 0.5, foot - h - math.cos(a) * height * 0.7)
        bend = (x + math.sin(a) * height * 0.16, foot - h - height * 0.45)
        hand.blob(
            [(x - 0.008, foot - h), bend, tip, (bend[0] + height * 0.06, bend[1] + 0.015), (x + 0.008, foot - h)],
            scale(green, 0.75 + 0.5 * (i % 3) / 2),
        )
    hand.poly([(x - h * 0.5, foot - h), (x + h * 0.5, foot - h), (x + h * 0.36, foot), (x - h * 0.36, foot)], pot)
    hand.rect(x - h * 0.56, foot - h * 1.08, x + h * 0.56, foot - h * 0.88, mix(pot, hand.look.lit, 0.25))


def rug(hand: Hand, x: float, y: float, rx: float, ry: float, colour: RGB) -> None:
    """Lay an oval rug with borders."""
    cover = indoor(hand.look, colour, 0.7)
    for k, tone in (
        (1.0, scale(cover, 0.72)),
        (0.88, mix(cover, hand.look.lit, 0.35)),
        (0.80, cover),
        (0.45, mix(cover, hand.look.lit, 0.3)),
        (0.38, scale(cover, 0.85)),
    ):
        hand.oval(x, y, rx * k, ry * k, tone)
