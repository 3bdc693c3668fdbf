"""No place at all: torn paper, loud colours, marks of the hand."""

import math

import numpy as np
import skia

from render.animatic.base import RGB, Layer, Look, Sway
from render.animatic.places.brushes import Hand, Point, curve, fit, layer, polygon
from render.animatic.places.texture import ramp, sample
from render.animatic.places.tone import BLACK, WHITE, ambient, mix, scale, tint, value

ACID: tuple[RGB, ...] = (
    (0.78, 1.0, 0.05),
    (1.0, 0.08, 0.58),
    (0.05, 0.85, 0.95),
    (1.0, 0.45, 0.02),
    (0.45, 0.12, 0.95),
    (1.0, 0.92, 0.10),
)


def acid(look: Look) -> list[RGB]:
    """Return the loud colours, drawn towards the palette and dimmed a little after dark."""
    roles = (look.accent, look.sky_top, look.sky_low, look.accent, look.mid, look.lit)
    light = mix(WHITE, ambient(look), 0.45)
    return [tint(mix(c, role, 0.28), light) for c, role in zip(ACID, roles, strict=True)]


def torn(hand: Hand, points: list[Point], rough: float) -> skia.Path:
    """Return a polygon whose edges are torn like paper."""
    jagged: list[Point] = []
    for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
        n = max(3, int(math.hypot(bx - ax, by - ay) / 0.012))
        for i in range(n):
            t = i / n
            jagged.append(
                (
                    ax + (bx - ax) * t + float(hand.rng.normal(0, rough)),
                    ay + (by - ay) * t + float(hand.rng.normal(0, rough)),
                )
            )
    return polygon(jagged)


def scrap(hand: Hand, points: list[Point], colour: RGB, pattern: int) -> None:
    """Lay a torn scrap of paper with its shadow, white rim and a printed pattern."""
    hand.canvas.save()
    hand.canvas.translate(0.010, 0.014)
    hand.canvas.drawPath(polygon(points), hand.paint(BLACK, 0.28))
    hand.canvas.restore()
    hand.canvas.drawPath(torn(hand, points, 0.004), hand.paint(mix(WHITE, colour, 0.12), 1, 0.016))
    hand.canvas.drawPath(polygon(points), hand.paint(colour))
    hand.canvas.save()
    hand.canvas.clipPath(polygon(points), True)
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    dark = mix(colour, BLACK, 0.75) if value(colour) > 0.35 else mix(colour, WHITE, 0.8)
    match pattern % 6:
        case 0:
            step = 0.024
            grid = np.meshgrid(np.arange(x0, x1, step), np.arange(y0, y1, step))
            for x, y in zip(grid[0].ravel().tolist(), grid[1].ravel().tolist(), strict=True):
                r = step * (0.10 + 0.36 * (y - y0) / (y1 - y0))
                hand.oval(x + step / 2 * (int((y - y0) / step) % 2), y, r, r, dark, 0.9)
        case 1:
            for k in range(int((x1 - x0 + y1 - y0) / 0.04) + 1):
                x = x0 - (y1 - y0) + k * 0.05
                hand.line([(x, y1), (x + (y1 - y0), y0)], 0.016, dark, 0.9)
        case 2:
            for k in range(60):
                y = y0 + (y1 - y0) * k / 60
                length = (x1 - x0) * float(hand.rng.uniform(0.1, 0.9))
                hand.line([(x0, y), (x0 + length, y)], 0.003, dark, 0.5)
        case 3:
            r = min(x1 - x0, y1 - y0) * 0.5
            for k in range(9):
                hand.oval((x0 + x1) / 2, (y0 + y1) / 2, r * (1 - k / 9), r * (1 - k / 9), dark if k % 2 else colour)
        case 4:
            for _ in range(7):
                pts = np.cumsum(hand.rng.normal(0, 0.03, (9, 2)), axis=0) + np.array([(x0 + x1) / 2, (y0 + y1) / 2])
                hand.line([(float(a), float(b)) for a, b in pts], 0.007, dark, 0.9)
        case _:
            pass
    hand.canvas.restore()


def void(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A collage in acid colours: torn papers, halftone, stripes, an eye of rings, splashes; the middle left calm."""
    loud = acid(look)
    cuts = [
        (float(rng.uniform(-1, 1)), float(rng.uniform(-1, 1)), float(rng.random()), int(rng.integers(1 << 16)))
        for _ in range(30)
    ]

    def back(hand: Hand) -> None:
        box = hand.seen((-hand.wide, -hand.high, hand.wide, hand.high))
        x, y = hand.grid(box, 0.35)
        flow = sample("cloud", x * 0.22 + 0.2 * sample("cloud", y * 0.3, x * 0.2), y * 0.30)
        hand.picture(
            ramp(
                flow,
                [(0.15, loud[4]), (0.36, loud[1]), (0.52, mix(loud[3], loud[1], 0.4)), (0.68, loud[5]), (0.9, loud[0])],
            ),
            1.0,
            box,
        )
        hand.weave("grain", 0.5, 0.22, BLACK, WHITE)
        for k in range(26):
            a = k * math.tau / 26
            hand.poly(
                [
                    (0, -0.05),
                    (2.2 * math.cos(a), 2.2 * math.sin(a)),
                    (2.2 * math.cos(a + 0.12), 2.2 * math.sin(a + 0.12)),
                ],
                WHITE,
                0.12,
            )

    def papers(part: slice, size: float, keep: float) -> Layer:
        def paint(hand: Hand) -> None:
            for x, y, s, k in cuts[part]:
                px, py = x * hand.rest * 1.25, y * 0.62
                if math.hypot(px / max(0.3, hand.rest * 0.5), py / 0.36) < keep:
                    px = math.copysign(hand.rest * (0.72 + 0.3 * abs(x)), x)
                r, sides = size * fit(look) * (0.55 + 0.8 * s), 3 + k % 4
                turn = s * 6
                pts = [
                    (
                        px + r * (0.75 + 0.4 * ((k >> i) & 1)) * math.cos(turn + i * math.tau / sides),
                        py + r * 0.9 * math.sin(turn + i * math.tau / sides),
                    )
                    for i in range(sides)
                ]
                scrap(hand, pts, (loud[k % 6], BLACK, loud[(k + 1) % 6], mix(WHITE, look.lit, 0.2))[k % 4], k)

        return layer(f"papers {size:g}", {0.20: 12.0, 0.15: 4.0}[size], paint, sway=Sway(x=0.006, y=0.004, hz=0.5))

    return [
        layer("colour", 50, back),
        papers(slice(0, 12), 0.20, 1.0),
        layer("disc", 8, lambda h: _void_disc(h, loud), sway=Sway(y=0.01, hz=0.5)),
        papers(slice(12, 26), 0.15, 1.3),
        layer("ground", 1, lambda h: _void_floor(h, loud)),
        layer("splashes", 0.6, lambda h: _void_splashes(h, loud)),
    ]


def _void_disc(hand: Hand, loud: list[RGB]) -> None:
    """The eye of rings."""
    r = min(0.26, hand.rest * 0.7)
    for k, tone in enumerate((BLACK, loud[2], WHITE, loud[1], BLACK, loud[5])):
        path = curve(
            [
                (
                    r * (1 - k * 0.15) * (1 + 0.02 * math.sin(i * 2.7 + k)) * math.cos(i * math.tau / 24),
                    -0.08 + r * (1 - k * 0.15) * math.sin(i * math.tau / 24),
                )
                for i in range(24)
            ]
        )
        hand.canvas.drawPath(path, hand.paint(tone))


def _void_splashes(hand: Hand, loud: list[RGB]) -> None:
    """Paint thrown at both edges."""
    for s in (-1, 1):
        for k in range(4):
            x, y = s * (hand.rest - 0.10 * float(hand.rng.random())), -0.42 + 0.26 * k
            tone = (loud[1], loud[2], BLACK, loud[5])[k]
            r = 0.05 + 0.05 * float(hand.rng.random())
            spikes = [
                (
                    x + r * (1 + 0.9 * (i % 2) * float(hand.rng.random())) * math.cos(i * math.tau / 22),
                    y + r * (1 + 0.9 * (i % 2) * float(hand.rng.random())) * math.sin(i * math.tau / 22),
                )
                for i in range(22)
            ]
            hand.blob(spikes, tone)
            n = 12
            hand.stamp(
                "soft", x + hand.rng.normal(0, r * 1.6, n), y + hand.rng.normal(0, r * 1.6, n), 0.03, [tone], 1.0
            )
        hand.line(
            [
                (s * (hand.rest - 0.02), 0.30),
                (s * (hand.rest - 0.12), 0.36),
                (s * (hand.rest - 0.02), 0.41),
                (s * (hand.rest - 0.14), 0.47),
            ],
            0.018,
            scale(loud[2], 1.0),
        )


def _void_floor(hand: Hand, loud: list[RGB]) -> None:
    """The chequered paper on which one stands."""
    h = hand.horizon + 0.16
    pts: list[Point] = [
        (-hand.wide * 1.1, h + 0.02),
        (-0.4 * hand.rest, h - 0.015),
        (0.35 * hand.rest, h + 0.02),
        (hand.wide * 1.1, h - 0.02),
        (hand.wide * 1.1, hand.high * 1.2),
        (-hand.wide * 1.1, hand.high * 1.2),
    ]
    scrap(hand, pts, mix(loud[0], BLACK, 0.1), 5)
    for k in range(-16, 17):
        for j in range(7):
            if (k + j) % 2:
                ya, yb = h + 0.015 + 0.62 * (j / 7) ** 1.6, h + 0.015 + 0.62 * ((j + 1) / 7) ** 1.6
                wa, wb = 0.07 + 0.32 * (j / 7) ** 1.6, 0.07 + 0.32 * ((j + 1) / 7) ** 1.6
                hand.poly([(k * wa, ya), ((k + 1) * wa, ya), ((k + 1) * wb, yb), (k * wb, yb)], BLACK, 0.88)
