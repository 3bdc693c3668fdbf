"""The underground."""

import numpy as np

from render.animatic.base import Layer, Look
from render.animatic.places.brushes import Hand, layer, polygon
from render.animatic.places.room import floor, indoor
from render.animatic.places.tone import BLACK, WHITE, local, mix
from render.animatic.places.travel import train_side
from render.animatic.places.tube import FAR, Tube


def subway(look: Look, rng: np.random.Generator) -> list[Layer]:
    """An underground platform: tiled vault, columns, the train alongside, strip lights, the tunnel's dark mouth."""
    del rng
    tube = Tube(max(0.50, look.aspect * 0.42), 0.33, 0.50, look.horizon)
    tile = indoor(look, (0.86, 0.86, 0.80))

    def hall(hand: Hand) -> None:
        tube.shell(hand, tile, mix(tile, WHITE, 0.25), mix(BLACK, look.shade, 0.4), mix(tile, look.shade, 0.55))
        for y in np.arange(0.06, 0.7, 0.045).tolist():
            tube.seam(hand, -1, y, 0.0016, look.shade, 0.35)
        z = 0.4
        while z < FAR:
            tube.side(hand, -1, (z, z * 1.004), (0, 0.72), look.shade, 0.4)
            z *= 1.045
        tube.seam(hand, -1, 0.50, 0.040, indoor(look, mix((0.72, 0.14, 0.12), look.accent, 0.5), 0.85))
        tube.seam(hand, -1, 0.50, 0.012, WHITE, 0.85)
        for z in (0.75, 1.7, 3.8):
            tube.side(hand, -1, (z, z * 1.5), (0.16, 0.42), mix(look.shade, BLACK, 0.3))
            tube.side(
                hand,
                -1,
                (z * 1.03, z * 1.46),
                (0.175, 0.405),
                indoor(look, ((0.30, 0.56, 0.72), (0.86, 0.62, 0.30), (0.62, 0.40, 0.60))[int(z) % 3], 0.85),
            )
            tube.side(hand, -1, (z * 1.10, z * 1.24), (0.20, 0.33), mix(indoor(look, (0.95, 0.9, 0.8)), look.lit, 0.2))
        for s in (-1, 1):
            corner = [
                tube.at(s, 0.74, 0.4),
                tube.at(s, 1, 0.4),
                tube.at(s * 0.62, 1, 0.4),
                tube.at(s * 0.62, 1, FAR),
                tube.at(s, 1, FAR),
                tube.at(s, 0.74, FAR),
            ]
            hand.poly(corner, mix(tile, look.shade, 0.3), 0.75)
        hand.oval(0.42 * tube.half / FAR, look.horizon - 0.002, 0.4 * tube.half / FAR, 0.055, BLACK)

    def train(hand: Hand) -> None:
        hand.poly(
            [tube.at(0.30, 0, 0.25), tube.at(0.30, 0, FAR), tube.at(1.1, 0, FAR), tube.at(1.6, 0, 0.25)],
            mix(BLACK, look.shade, 0.5),
        )
        lit = local(look, (0.66, 0.70, 0.74), look.mid, 0.6)
        train_side(hand, tube, 1, mix(lit, indoor(look, (0.6, 0.64, 0.68)), 0.5), 0.44)

    def platform(hand: Hand) -> None:
        hand.canvas.save()

        hand.canvas.clipPath(
            polygon([tube.at(-1, 0, 0.25), tube.at(-1, 0, FAR), tube.at(0.36, 0, FAR), tube.at(0.36, 0, 0.25)]), True
        )
        floor(hand, indoor(look, (0.62, 0.60, 0.58)), "tiles", look.horizon + tube.floor / FAR, 0.5)
        hand.canvas.restore()
        tube.level(hand, 0, (0.22, 0.29), (0.25, FAR), indoor(look, (0.95, 0.80, 0.22), 0.85))
        tube.level(hand, 0, (0.34, 0.36), (0.25, FAR), WHITE, 0.8)

    def columns(hand: Hand) -> None:
        for z in (6.0, 3.6, 2.2, 1.35, 0.85):
            (x, y0), (_, y1) = tube.at(-0.46, 0, z), tube.at(-0.46, 1, z)
            r = 0.045 / z
            hand.wash_rect(
                (x - r, y1, x + r, y0),
                [
                    (0, mix(tile, look.shade, 0.5), 1),
                    (0.6, mix(tile, WHITE, 0.3), 1),
                    (1, mix(tile, look.shade, 0.35), 1),
                ],
                across=True,
            )
            hand.rect(x - r * 1.3, y0 - r * 1.2, x + r * 1.3, y0, mix(tile, look.shade, 0.45))
            hand.rect(x - r * 1.4, y1, x + r * 1.4, y1 + r, mix(tile, look.shade, 0.3))

    def lights(hand: Hand) -> None:
        z = 0.4
        while z < FAR:
            tube.level(hand, 0.985, (-0.10, 0.06), (z, z * 1.16), mix(WHITE, look.lit, 0.15), 0.9)
            hand.glow(*tube.at(-0.02, 0.97, z * 1.08), 0.30 / z, mix(WHITE, look.lit, 0.3), 0.3 if look.dark else 0.12)
            z *= 1.42

    return [
        layer("back", 50, lambda h: h.rect(-h.wide, -h.high, h.wide, h.high, mix(tile, look.shade, 0.5))),
        layer("hall", 2.4, hall),
        layer("train", 1.5, train),
        layer("ground", 1, platform, mirror=0.3),
        layer("columns", 1, columns),
        layer("lights", 1, lights, glow=True),
    ]
