"""Brush marks: small stamps laid down by the thousand, each with its own place, size, turn and colour."""

from functools import lru_cache
from typing import Literal

import numpy as np
import skia
from numpy.typing import NDArray

from render.animatic.places.texture import tile

Mark = Literal["soft", "puff", "streak", "leaf", "needle", "tuft", "spark", "grit"]
MARKS: tuple[Mark, ...] = ("soft", "puff", "streak", "leaf", "needle", "tuft", "spark", "grit")
SIDE = 96
"""Pixels along one side of a stamp."""


def _grid() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    axis = np.linspace(-1, 1, SIDE, dtype=np.float32)
    x, y = np.meshgrid(axis, axis)
    return x, y


def _soft() -> NDArray[np.float32]:
    x, y = _grid()
    return np.asarray(np.clip(1 - np.hypot(x, y), 0, 1) ** 1.6, dtype=np.float32)


def _puff() -> NDArray[np.float32]:
    x, y = _grid()
    noise = tile("cloud")[:SIDE, :SIDE]
    edge = 1 - np.hypot(x, y) + (noise - 0.5) * 0.8
    return np.asarray(np.clip(edge * 2.4 - 0.35, 0, 1) * np.clip((1 - np.hypot(x, y)) * 5, 0, 1), dtype=np.float32)


def _streak() -> NDArray[np.float32]:
    x, y = _grid()
    bristles = np.repeat(tile("grain")[:1, :SIDE].T, SIDE, axis=1)
    lift = np.clip(1.15 - np.abs(x) - 0.9 * (bristles - 0.35) * (x + 1), 0, 1)
    body = np.clip((0.11 + 0.03 * np.cos(x * 3) - np.abs(y)) * 16, 0, 1)
    return np.asarray(np.clip(lift * 2.2, 0, 1) * body * np.clip((1 - np.abs(x)) * 9, 0, 1), dtype=np.float32)


def _drawn(kind: Literal["leaf", "needle", "tuft", "grit"]) -> NDArray[np.float32]:
    """Stamps that are easier to draw than to compute: leaves, needles, blades, specks."""
    surface = skia.Surface(SIDE, SIDE)
    canvas = surface.getCanvas()
    rng = np.random.default_rng([5, len(kind), ord(kind[0])])
    paint = skia.Paint(AntiAlias=True, Color=0xFFFFFFFF, Style=skia.Paint.kFill_Style, StrokeCap=skia.Paint.kRound_Cap)
    for _ in range({"leaf": 22, "needle": 26, "tuft": 13, "grit": 30}[kind]):
        r, a = 40 * float(rng.random()) ** 0.6, float(rng.random()) * 6.283
        x, y = 48 + r * float(np.cos(a)), 48 + r * float(np.sin(a))
        paint.setAlphaf(0.55 + 0.45 * float(rng.random()))
        if kind == "tuft":
            foot, lean = 48 + float(rng.normal(0, 9)), float(rng.normal(0, 24))
            top = 4 + 46 * float(rng.random())
            path = skia.PathBuilder()
            path.moveTo(foot - 2.6, 95).quadTo(foot - 1 + lean * 0.2, 60, foot + lean, top)
            path.quadTo(foot + 2 + lean * 0.2, 62, foot + 2.6, 95)
            canvas.drawPath(path.detach(), paint)
            continue
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(float(rng.normal(20, 40)) if kind == "needle" else float(rng.random()) * 360)
        half = {"leaf": (8.5, 4.6), "needle": (13, 1.5), "grit": (1.8, 1.4)}[kind]
        k = 0.6 + 0.7 * float(rng.random())
        canvas.drawOval(skia.Rect.MakeLTRB(-half[0] * k, -half[1] * k, half[0] * k, half[1] * k), paint)
        canvas.restore()
    return np.asarray(surface.toarray()[..., 3], dtype=np.float32) / 255.0


def _spark() -> NDArray[np.float32]:
    x, y = _grid()
    core = np.clip(1 - np.hypot(x, y) * 2.6, 0, 1) ** 2
    rays = np.clip(1 - np.abs(x), 0, 1) ** 3 * np.exp(-((y * 22) ** 2)) + np.clip(1 - np.abs(y), 0, 1) ** 3 * np.exp(
        -((x * 22) ** 2)
    )
    return np.asarray(np.clip(core + 0.8 * rays, 0, 1), dtype=np.float32)


@lru_cache(maxsize=1)
def sheet() -> skia.Image:
    """Return all stamps side by side, white with alpha, in the order of `MARKS`."""
    alphas = {
        "soft": _soft(), "puff": _puff(), "streak": _streak(), "leaf": _drawn("leaf"), "needle": _drawn("needle"),
        "tuft": _drawn("tuft"), "spark": _spark(), "grit": _drawn("grit"),
    }  # fmt: skip
    strip = np.full((SIDE, SIDE * len(MARKS), 4), 255, dtype=np.uint8)
    strip[..., 3] = np.hstack([alphas[m] for m in MARKS]) * 255
    return skia.Image.fromarray(strip, skia.kRGBA_8888_ColorType).withDefaultMipmaps()
