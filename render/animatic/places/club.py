"""The night club."""

import math

import numpy as np

from render.animatic.base import RGB, Layer, Look, Sway
from render.animatic.places.brushes import Hand, layer
from render.animatic.places.future import neon
from render.animatic.places.room import floor
from render.animatic.places.stage import beam
from render.animatic.places.tone import BLACK, WHITE, mix, scale


def crowd(hand: Hand, base: float, size: float, count: int, colour: RGB, arms: float) -> None:
    """Paint the backs of a crowd: heads, shoulders, a share of them with raised arms."""
    xs = np.sort(hand.scatter(count, -hand.wide, hand.wide))
    for x in xs.tolist():
        y, k = base + float(hand.rng.normal(0, size * 0.22)), size * float(hand.rng.uniform(0.85, 1.15))
        tone = mix(colour, hand.look.lit, 0.05 * float(hand.rng.random()))
        hand.oval(x, y, k * 0.26, k * 0.32, tone)
        hand.blob(
            [
                (x - k * 0.62, base + size * 3),
                (x - k * 0.6, y + k * 0.62),
                (x - k * 0.2, y + k * 0.34),
                (x + k * 0.2, y + k * 0.34),
                (x + k * 0.6, y + k * 0.62),
                (x + k * 0.62, base + size * 3),
            ],
            tone,
        )
        if hand.rng.random() < arms:
            s = 1 if hand.rng.random() < 0.5 else -1
            top = y - k * float(hand.rng.uniform(0.5, 1.1))
            hand.line(
                [(x + s * k * 0.48, y + k * 0.6), (x + s * k * 0.62, y - k * 0.05), (x + s * k * 0.45, top)],
                k * 0.17,
                tone,
            )
            hand.oval(x + s * k * 0.45, top, k * 0.11, k * 0.13, tone)


def club(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A night club: wall of light, DJ desk, loudspeakers, mirror ball, laser fans, a dancing crowd before us."""
    seed = int(rng.integers(1 << 20))
    hot, cold = neon(look)
    dark = mix(scale(look.shade, 0.7), (0.03, 0.02, 0.07), 0.6)

    def back(hand: Hand) -> None:
        hand.rect(-hand.wide, -hand.high, hand.wide, hand.high, dark)
        chance = np.random.default_rng(seed)
        step = 0.05
        for i in range(-int(0.62 * hand.rest / step), int(0.62 * hand.rest / step) + 1):
            for j in range(9):
                x, y = i * step, -0.33 + j * step
                wave = 0.5 + 0.5 * math.sin(i * 0.55 + 2.2 * math.sin(j * 0.5)) * math.cos(j * 0.7)
                tone = mix(mix(hot, cold, wave), dark, 0.25 + 0.55 * float(chance.random()))
                hand.rect(x - step * 0.44, y - step * 0.44, x + step * 0.44, y + step * 0.44, tone, 1, 0.006)
        hand.glow(0, -0.12, 0.75, hot, 0.30)

    def boards(hand: Hand) -> None:
        floor(hand, mix(dark, hot, 0.10), "tiles", shine=0.1)
        hand.glow(-0.25, 0.33, 0.5, hot, 0.45, 0.3)
        hand.glow(0.3, 0.36, 0.5, cold, 0.40, 0.3)

    def dancers(hand: Hand) -> None:
        crowd(hand, 0.50, 0.105, int(20 * hand.wide) + 6, mix(dark, BLACK, 0.45), 0.55)

    return [
        layer("light wall", 50, back),
        layer("desk", 2.4, lambda h: _club_desk(h, cold, dark, hot)),
        layer("ground", 1, boards, mirror=0.35),
        layer("beams", 1, lambda h: _club_beams(h, cold, hot), sway=Sway(x=0.02, hz=0.4), glow=True),
        layer("crowd", 0.6, dancers, sway=Sway(y=0.008, hz=1.9)),
    ]


def _club_beams(hand: Hand, cold: RGB, hot: RGB) -> None:
    """Beams, lasers and the mirror ball."""
    for k in range(9):
        t = -1 + k / 4
        beam(
            hand,
            t * hand.rest * 0.7,
            -0.46,
            t * hand.rest * 1.5 + 0.12 * math.sin(k * 5),
            0.42,
            0.07,
            hot if k % 2 else cold,
            0.42,
        )
    for s in (-1, 1):
        for k in range(8):
            a = 0.15 + k * 0.10
            x0, y0 = s * 0.64 * hand.rest, -0.36
            hand.line([(x0, y0), (x0 - s * math.cos(a) * 2, y0 + math.sin(a) * 1.2)], 0.0028, (cold, hot)[k % 2], 0.55)
    ball(hand, 0, -0.33, 0.062, hot, cold)
    n = 80
    hand.stamp(
        "soft", hand.scatter(n, -hand.rest, hand.rest), hand.scatter(n, -0.45, 0.45), 0.02, [WHITE, hot, cold], 0.35
    )


def _club_desk(hand: Hand, cold: RGB, dark: RGB, hot: RGB) -> None:
    """Loudspeaker stacks and the DJ desk."""
    look = hand.look
    foot = hand.horizon + 0.11
    for s in (-1, 1):
        x = s * 0.74 * hand.rest
        for k in range(3):
            y = foot - 0.16 * (k + 1)
            hand.rect(x - 0.085, y, x + 0.085, y + 0.155, mix(dark, look.lit, 0.07), 1, 0.006)
            hand.oval(x, y + 0.078, 0.058, 0.058, BLACK)
            hand.oval(x, y + 0.078, 0.058, 0.058, mix(dark, WHITE, 0.35), 1, 0.004)
            hand.oval(x, y + 0.078, 0.022, 0.022, mix(dark, WHITE, 0.2))
    hand.poly(
        [(-0.25, foot - 0.13), (0.25, foot - 0.13), (0.21, foot + 0.03), (-0.21, foot + 0.03)],
        mix(dark, cold, 0.12),
    )
    for k in range(6):
        y = foot - 0.105 + 0.022 * k
        hand.line([(-0.235 + 0.005 * k, y), (0.235 - 0.005 * k, y)], 0.004, mix(hot, cold, k / 5), 0.95)
    for x in (-0.13, 0.13):
        hand.oval(x, foot - 0.137, 0.062, 0.013, BLACK)
        hand.oval(x, foot - 0.139, 0.018, 0.004, cold)


def ball(hand: Hand, x: float, y: float, r: float, hot: RGB, cold: RGB) -> None:
    """Hang a mirror ball."""
    hand.line([(x, -0.8), (x, y - r)], 0.004, mix(hand.look.shade, WHITE, 0.3))
    hand.oval(x, y, r, r, (0.30, 0.31, 0.38))
    for j in range(-4, 5):
        half = math.sqrt(max(0.0, 1 - (j / 4.6) ** 2))
        n = max(3, int(9 * half))
        for i in range(n):
            px = x + r * half * math.sin((i + 0.5) / n * math.pi - math.pi / 2)
            glare = float(hand.rng.random())
            tone = WHITE if glare > 0.82 else mix((0.34, 0.36, 0.44), (hot, cold)[(i + j) % 2], glare)
            hand.rect(px - r * 0.085, y + r * j / 4.6 - r * 0.085, px + r * 0.085, y + r * j / 4.6 + r * 0.085, tone)
    hand.glow(x, y, r * 3.2, WHITE, 0.35)
    hand.stamp("spark", np.array([x - r * 0.4]), np.array([y - r * 0.4]), 0.16, [WHITE], 0.9)
