"""What grows: conifers, leaf trees, bare trees, grass, flowers and mushrooms, each laid down in many marks."""

import math

import numpy as np

from render.animatic.base import RGB
from render.animatic.places.brushes import Hand, Point
from render.animatic.places.tone import mix, scale, snow, snowing


def sunny(hand: Hand) -> float:
    """Return -1 or 1: the side from which light comes."""
    return math.copysign(1.0, hand.look.sun[0])


def conifer(hand: Hand, x: float, foot: float, height: float, colour: RGB, detail: float = 1.0) -> None:
    """Paint a fir: boughs in tiers, darker inside, lit on the sun's side, white when it snows."""
    rng = hand.rng
    hand.rect(x - height * 0.016, foot - height * 0.16, x + height * 0.016, foot, mix(colour, (0.15, 0.10, 0.08), 0.6))
    tiers = int(7 + 5 * detail)
    for i in range(tiers):
        up = i / (tiers - 1)
        y = foot - height * (0.10 + 0.88 * up)
        half = height * 0.24 * (1 - up) ** 0.85 + height * 0.008
        droop = height * 0.07 * (1.1 - up)
        jag: list[Point] = [(x, y - height * 0.15)]
        steps = 7
        for j in range(steps + 1):
            s = -1 + 2 * j / steps
            jag.append(
                (x + half * s * (1 + float(rng.normal(0, 0.07))), y + droop * abs(s) + (height * 0.02 if j % 2 else 0))
            )
        hand.poly(jag, mix(scale(colour, 0.72), colour, up))
    n = int(7 * detail * tiers)
    t, across = rng.random(n) ** 0.8, rng.uniform(-1, 1, n)
    bx = x + across * height * 0.22 * (1 - t) ** 0.85
    by = foot - height * (0.11 + 0.88 * t) + height * 0.05 * np.abs(across) * (1 - t)
    size = height * (0.05 + 0.09 * (1 - t))
    side = across * sunny(hand) > 0.1
    angle = np.where(across > 0, 0.5, -0.5)
    light = mix(colour, hand.look.lit, 0.28)
    hand.stamp(
        "needle", bx[~side], by[~side], size[~side], [scale(colour, 0.8), scale(colour, 0.95)], 0.9, angle[~side]
    )
    hand.stamp("needle", bx[side], by[side], size[side], [mix(colour, light, 0.5), light], 0.85, angle[side])
    if snowing(hand.look):
        top = rng.random(n) < 0.55
        hand.stamp(
            "streak", bx[top], by[top] - height * 0.012, size[top] * 1.1, [snow(hand.look)], 0.92, angle[top] * 0.5
        )


def leaf_tree(hand: Hand, x: float, foot: float, height: float, leaves: RGB, bark: RGB, detail: float = 1.0) -> None:
    """Paint a broad-leaved tree: trunk, limbs, and a crown of leaf marks from dark inside to lit outside."""
    rng = hand.rng
    limbs(hand, x, foot, height * 0.62, bark, 3)
    n = int(150 * detail)
    clumps = [
        (
            x + float(rng.normal(0, 0.13)) * height,
            foot - height * float(rng.uniform(0.52, 0.86)),
            height * float(rng.uniform(0.13, 0.2)),
        )
        for _ in range(8)
    ]
    side = sunny(hand)
    for step, (shift, tone) in enumerate(((0.02, scale(leaves, 0.55)), (0.0, scale(leaves, 0.8)), (-0.02, leaves))):
        for cx, cy, r in clumps:
            a, d = rng.random(n // 8) * math.tau, np.sqrt(rng.random(n // 8)) * r * (1 - 0.12 * step)
            px, py = cx + np.cos(a) * d + side * 0.02 * step * height * 0.5, cy + np.sin(a) * d * 0.8 + shift * height
            hand.stamp("leaf", px, py, height * 0.12, [tone, scale(tone, 0.9)], 0.95, a)
    light = mix(leaves, hand.look.lit, 0.45)
    for cx, cy, r in clumps:
        a = rng.uniform(-2.6, -0.5, n // 12)
        px, py = cx + (np.cos(a) + 0.45 * side) * r * 0.6, cy + np.sin(a) * r * 0.62
        hand.stamp("leaf", px, py, height * 0.085, [light, mix(leaves, light, 0.6)], 0.75, a)
        if snowing(hand.look):
            hand.stamp("puff", px, py - r * 0.15, height * 0.10, [snow(hand.look)], 0.9)


def limbs(hand: Hand, x: float, foot: float, height: float, bark: RGB, depth: int = 5, lean: float = 0.0) -> None:
    """Paint a trunk that forks `depth` times."""

    def grow(px: float, py: float, angle: float, length: float, width: float, left: int) -> None:
        qx, qy = px + math.sin(angle) * length, py - math.cos(angle) * length
        nx, ny = math.cos(angle) * width / 2, math.sin(angle) * width / 2
        tip = 0.68
        hand.poly(
            [(px - nx, py - ny), (px + nx, py + ny), (qx + nx * tip, qy + ny * tip), (qx - nx * tip, qy - ny * tip)],
            bark,
        )
        if width > 0.006:
            s = sunny(hand) * 0.3
            hand.line(
                [(px + nx * s * 2, py + ny * s * 2), (qx + nx * s * 2 * tip, qy + ny * s * 2 * tip)],
                width * 0.22,
                hand.look.lit,
                0.25,
            )
        if snowing(hand.look) and abs(angle) > 0.4:
            hand.line([(px, py - width / 2), (qx, qy - width / 2)], max(0.002, width * 0.35), snow(hand.look), 0.95)
        if left:
            for k in range(2 + (left > 2)):
                turn = float(hand.rng.uniform(0.25, 0.7)) * (1 if k % 2 else -1) * (0.3 if k == 2 else 1)
                grow(qx, qy, angle * 0.8 + turn, length * float(hand.rng.uniform(0.6, 0.82)), width * tip, left - 1)

    grow(x, foot, lean, height * 0.36, height * 0.075, depth)


def grass(hand: Hand, top: float, bottom: float, count: int, colours: list[RGB], size: float = 0.09) -> None:
    """Lay tufts from far (small) to near (large) between two heights."""
    t = np.sort(hand.rng.random(count)) ** 1.0
    y = top + (bottom - top) * t**1.4
    hand.stamp(
        "tuft",
        hand.scatter(count, -hand.wide, hand.wide),
        y,
        size * (0.22 + 0.9 * t**1.4),
        colours,
        0.9,
        hand.rng.normal(0, 0.15, count),
    )


def flowers(hand: Hand, x: float, foot: float, height: float, petals: RGB, heart: RGB, stem: RGB) -> None:
    """Paint one tall flower with an open head turned a little to the camera."""
    lean = float(hand.rng.normal(0, 0.12)) * height
    hx, hy = x + lean, foot - height
    hand.line([(x, foot), (x + lean * 0.3, foot - height * 0.5), (hx, hy)], height * 0.035, stem)
    for s in (-1, 1):
        hand.blob(
            [
                (x, foot - height * 0.1),
                (x + s * height * 0.22, foot - height * 0.42),
                (x + s * height * 0.07, foot - height * 0.2),
            ],
            stem,
        )
    r = height * 0.19
    for ring, tone in ((1.0, scale(petals, 0.8)), (0.72, mix(petals, hand.look.lit, 0.25))):
        for k in range(8):
            a = k * math.tau / 8 + ring
            px, py = hx + math.cos(a) * r * ring, hy + math.sin(a) * r * ring * 0.7
            hand.canvas.save()
            hand.canvas.translate(px, py)
            hand.canvas.rotate(math.degrees(a))
            hand.oval(0, 0, r * 0.62 * ring, r * 0.32 * ring, tone)
            hand.canvas.restore()
    hand.oval(hx, hy, r * 0.36, r * 0.28, heart)
    hand.oval(hx - r * 0.08, hy - r * 0.08, r * 0.2, r * 0.14, mix(heart, (1.0, 1.0, 0.9), 0.4))


def mushroom(hand: Hand, x: float, foot: float, height: float, cap: RGB) -> None:
    """Paint a mushroom with a spotted cap and a pale stem."""
    pale = mix((0.93, 0.88, 0.78), hand.look.mid, 0.3)
    hand.blob(
        [
            (x - height * 0.1, foot),
            (x - height * 0.07, foot - height * 0.7),
            (x + height * 0.07, foot - height * 0.7),
            (x + height * 0.12, foot),
        ],
        pale,
    )
    top, half = foot - height, height * 0.48
    hand.blob(
        [
            (x - half, foot - height * 0.52),
            (x - half * 0.8, top + height * 0.08),
            (x, top - height * 0.1),
            (x + half * 0.8, top + height * 0.08),
            (x + half, foot - height * 0.52),
            (x, foot - height * 0.44),
        ],
        cap,
    )
    hand.oval(x, foot - height * 0.53, half * 0.86, height * 0.055, mix(pale, hand.look.shade, 0.35))
    for dx, dy, r in ((-0.45, -0.66, 0.09), (0.1, -0.84, 0.11), (0.5, -0.66, 0.07), (-0.1, -0.62, 0.06)):
        hand.oval(
            x + dx * half, foot + dy * height, half * r * 1.6, half * r * 1.2, mix(cap, (1.0, 1.0, 0.95), 0.8), 0.9
        )


def bush(hand: Hand, x: float, foot: float, size: float, leaves: RGB) -> None:
    """Paint a round bush, dark below, lit above."""
    rng = hand.rng
    for shift, tone, n in (
        (0.0, scale(leaves, 0.6), 26),
        (-0.12, scale(leaves, 0.85), 20),
        (-0.24, mix(leaves, hand.look.lit, 0.25), 12),
    ):
        a, d = rng.random(n) * math.tau, np.sqrt(rng.random(n))
        px = x + np.cos(a) * d * size * 0.5 + sunny(hand) * shift * -0.5 * size
        py = foot - size * 0.3 + np.sin(a) * d * size * 0.3 + shift * size
        hand.stamp("leaf", px, py, size * 0.36, [tone, scale(tone, 0.9)], 0.95, a)
    if snowing(hand.look):
        px = x + rng.normal(0, size * 0.25, 9)
        hand.stamp("puff", px, foot - size * 0.55 + np.abs(px - x) * 0.6, size * 0.3, [snow(hand.look)], 0.95)


def reeds(hand: Hand, x: float, foot: float, height: float, colour: RGB, count: int = 14) -> None:
    """Paint reeds or tall grass that lean from the wind."""
    for _ in range(count):
        px = x + float(hand.rng.normal(0, 0.16)) * height
        lean, tall = float(hand.rng.normal(0.06, 0.10)) * height, height * float(hand.rng.uniform(0.6, 1.0))
        tone = scale(colour, float(hand.rng.uniform(0.75, 1.15)))
        hand.line([(px, foot), (px + lean * 0.4, foot - tall * 0.6), (px + lean, foot - tall)], height * 0.012, tone)
        if hand.rng.random() < 0.4:
            hand.oval(px + lean, foot - tall, height * 0.014, height * 0.05, mix(tone, (0.35, 0.2, 0.1), 0.5))


def stone(hand: Hand, x: float, foot: float, size: float, colour: RGB) -> None:
    """Paint a boulder with a lit top, moss-free, capped when it snows."""
    side = sunny(hand)
    body = [
        (x - size, foot),
        (x - size * 0.8, foot - size * 0.6),
        (x - size * 0.1, foot - size * 0.95),
        (x + size * 0.75, foot - size * 0.55),
        (x + size, foot),
        (x, foot + size * 0.15),
    ]
    hand.blob(body, mix(colour, hand.look.shade, 0.35))
    hand.blob(
        [
            (x - size * 0.6 + side * size * 0.2, foot - size * 0.5),
            (x, foot - size * 0.85),
            (x + size * 0.45 + side * size * 0.2, foot - size * 0.5),
            (x + side * size * 0.25, foot - size * 0.3),
        ],
        mix(colour, hand.look.lit, 0.3),
        0.9,
    )
    n = 10
    hand.stamp(
        "grit",
        x + hand.rng.normal(0, size * 0.4, n),
        foot - size * 0.35 + hand.rng.normal(0, size * 0.2, n),
        size * 0.6,
        [mix(colour, hand.look.shade, 0.6)],
        0.5,
    )
    if snowing(hand.look):
        hand.blob(
            [
                (x - size * 0.75, foot - size * 0.55),
                (x - size * 0.1, foot - size * 1.05),
                (x + size * 0.7, foot - size * 0.6),
                (x, foot - size * 0.6),
            ],
            snow(hand.look),
        )
