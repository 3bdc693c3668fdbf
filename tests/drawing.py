"""A small drawing room for tests: two plain places, a pillar of a person, a ball, a cart; and orders from keywords."""

from fractions import Fraction
from typing import Any

import numpy as np
import skia
from numpy.typing import NDArray

from director.model import CameraMove, Fix, Light, Order, Palette, Presence, Shot
from render.animatic.base import Actor, Brush, Figure, Layer, Look, Repertoire
from render.animatic.shoot import Shooting


def fill(brush: Brush, colour: tuple[float, float, float], x: float, y: float, w: float, h: float) -> None:
    brush.canvas.drawRect(
        skia.Rect.MakeXYWH(x, y, w, h), skia.Paint(Color4f=skia.Color4f(*colour, 1.0), AntiAlias=True)
    )


def plain(look: Look, rng: np.random.Generator) -> list[Layer]:
    """Sky, uneven far hills, stony ground."""
    hills = rng.uniform((-1.6, 0.05, 0.02), (1.5, 0.3, 0.3), (60, 3))
    stones = rng.uniform((-1.5, 0.1, 0.01, 0.01), (1.5, 0.78, 0.06, 0.03), (260, 4))

    def sky(brush: Brush) -> None:
        fill(brush, look.sky_low, -3, -3, 6, 6)

    def hill(brush: Brush) -> None:
        for n, (x, wide, high) in enumerate(hills):
            fill(brush, look.far if n % 2 else look.mid, x, look.horizon - high, wide, 0.6)

    def ground(brush: Brush) -> None:
        fill(brush, look.ground, -3, look.horizon, 6, 3)
        for x, y, wide, high in stones:
            fill(brush, look.near, x, y, wide, high)

    return [Layer("sky", 50, sky), Layer("hill", 8, hill), Layer("ground", 1, ground)]


def person(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """A pillar with a head, swaying through its cycle; it travels when it walks."""
    coat = actor.colour or (0.75, 0.2, 0.2)

    def paint(brush: Brush, phase: float) -> None:
        lean = 0.03 * np.sin(2 * np.pi * phase)
        fill(brush, coat, -0.1 + lean, -0.86, 0.2, 0.86)
        fill(brush, (0.9, 0.72, 0.6), -0.07 + lean, -1.0, 0.14, 0.14)

    walks = actor.action in ("walk", "run")
    return Figure(0.3, (0.0, -0.93), 8, 0.8, paint, head=0.14, travel=0.8 if walks else 0.0)


def ball(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    def paint(brush: Brush, phase: float) -> None:
        fill(brush, (0.2, 0.6, 0.9), -0.5, -1.0, 1.0, 1.0)

    return Figure(1.0, (0.0, -0.5), 1, 1.0, paint, size=0.2)


def cart(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    def paint(brush: Brush, phase: float) -> None:
        fill(brush, (0.3, 0.25, 0.2), -1.0, -1.0, 2.0, 1.0)

    return Figure(2.0, (0.0, -0.5), 1, 1.0, paint, size=0.6, travel=1.0, seat=(0.0, -1.0))


ROOM = Repertoire(places={"plain": plain, "hall": plain}, actors={"girl": person, "balloon": ball, "boat": cart})


def shot_of(**given: Any) -> Shot:
    plain_words: dict[str, Any] = {
        "id": "s001", "section": 0, "world": "w", "place": "p1", "place_term": "plain", "time": "day",
        "weather": "clear", "palette": Palette(colours=("#9ab8cc", "#6f8f70", "#33453c"), accent="#d04030"),
        "style": "photoreal", "text": "", "framing": "wide", "emotion": "calm", "light": Light(),
        "who": (Presence(term="girl", action="stand"),),
    }  # fmt: skip
    return Shot(**{**plain_words, **given})


def order_of(shot: Shot | None = None, fixes: tuple[str, ...] = (), **given: Any) -> Order:
    plain_words: dict[str, Any] = {
        "shot": shot or shot_of(), "renderer": "animatic", "renderer_version": "1", "prompt": "", "width": 320,
        "height": 180, "fps": Fraction(24), "frames": 24, "handles": 4, "seed": 7,
        "fixes": tuple(Fix(kind=k, amount=0.6) for k in fixes),
    }  # fmt: skip
    return Order(**{**plain_words, **given})


def move(kind: str, amount: float = 0.5) -> CameraMove:
    return CameraMove(kind=kind, amount=amount)


def frames_of(order: Order) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return all frames' luma (n, h, w) and mattes (n, h / 4, w / 4; zeros for an empty place)."""
    luma, mattes = [], []
    for frame in Shooting(order, ROOM).frames():
        luma.append(frame.yuv[: order.height].copy())
        mattes.append(np.zeros((2, 2), np.uint8) if frame.matte is None else frame.matte.copy())
    return np.array(luma), np.array(mattes)
