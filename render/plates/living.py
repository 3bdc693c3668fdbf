"""Makes a portrait breathe: a smooth warp of chest, shoulders and head, far too small to tear anything."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from director.model import Emotion
from render.plates.subject import Box

Pixels = NDArray[np.uint8]
Field = NDArray[np.float32]

_GRID = 72
"""Rows of the field; it is smooth, so that a coarse one is enough."""
_BREATH_S: dict[Emotion, float] = {"fear": 2.7, "anger": 3.0, "euphoria": 3.0, "joy": 3.6, "resolve": 3.9, "calm": 5.0,
                                   "grief": 4.8, "sadness": 4.8}  # fmt: skip
_LIFT = 0.017
"""By how much the shoulders rise with a breath, heights of the head."""
_TURN = 0.03
"""By how much the middle of the face goes aside when the head turns, widths of the head."""
_LEAN = math.radians(0.9)
"""By how much the head leans to its shoulder."""


@dataclass(frozen=True)
class Life:
    """Three displacement fields (h, w, 2), px of the picture at full strength, and their course in time."""

    breath: Field
    turn: Field
    lean: Field
    period: float
    seconds: float
    phase: float

    def field(self, time: float) -> Field:
        """Return the displacement (rows, columns, 2) at a time of the body in seconds."""
        beat = time / self.period + self.phase
        # Breathing in is quicker than out, with a rest between.
        breath = math.sin(2 * math.pi * beat + 0.45 * math.sin(2 * math.pi * beat))
        share = min(max(time / max(self.seconds, 1.0), -0.2), 1.2)
        way = -math.cos(math.pi * share) + 0.3 * math.sin(2 * math.pi * (time / 7.3 + self.phase))
        lean = math.sin(2 * math.pi * (time / 6.1 + 0.4 + self.phase))
        return np.asarray(self.breath * breath + self.turn * way + self.lean * lean, np.float32)


def life_of(size: tuple[int, int], head: Box, emotion: Emotion, seconds: float, seed: int, strength: float) -> Life:
    """Return the life of a portrait in a picture of `size` (width, height, px) with this head."""
    wide, high = size
    rows, columns = grid_of(size)
    y, x = np.mgrid[0 : high : rows * 1j, 0 : wide : columns * 1j].astype(np.float32)
    tall, neck = head.height, head.y1
    cx, cy = head.middle
    dx, dy = x - cx, y - cy
    away = np.hypot(dx / (0.85 * head.width), dy / (0.75 * tall))
    inside = _smooth(1.45 - away)
    shoulders = neck + 0.4 * tall
    rise = 0.55 + 0.45 * _smooth((y - neck + 0.1 * tall) / (0.5 * tall))
    rise = rise * (1.0 - 0.85 * _smooth((y - shoulders) / (2.0 * tall)))
    chest = _smooth((y - neck) / (0.5 * tall)) * (1.0 - _smooth((y - shoulders - 0.3 * tall) / (1.8 * tall)))
    aside = _smooth(np.asarray(2.6 - np.abs(dx) / (0.85 * head.width), np.float32))
    rise, chest = rise * aside, chest * aside
    lift = _LIFT * tall * strength
    breath = np.stack([0.5 * lift * chest * np.clip(dx / head.width, -1.4, 1.4), -lift * rise], 2)
    dome = np.clip(1.0 - away * away, 0, 1)
    rng = np.random.default_rng([seed, 31])
    side = float(rng.choice([-1.0, 1.0]))
    turn = np.stack([side * _TURN * head.width * strength * dome, 0 * dome], 2)
    lean = _LEAN * strength
    leaning = np.stack([-lean * (y - neck) * inside, lean * dx * inside], 2)
    return Life(
        breath.astype(np.float32), turn.astype(np.float32), leaning.astype(np.float32),
        _BREATH_S.get(emotion, 4.3), seconds, float(rng.random()),
    )  # fmt: skip


def warp(picture: Pixels, field: Field, out: Pixels) -> None:
    """Draw the picture (h, w, 4), displaced by a coarse field (rows, columns, 2; px), into `out` of the same shape."""
    high, wide = picture.shape[:2]
    moved = cv2.resize(field, (wide, high), interpolation=cv2.INTER_LINEAR)
    x, y = _GRIDS.setdefault((wide, high), _grid(wide, high))
    at_x, at_y = cv2.subtract(x, moved[..., 0]), cv2.subtract(y, moved[..., 1])
    cv2.remap(picture, at_x, at_y, cv2.INTER_LINEAR, dst=out, borderMode=cv2.BORDER_REPLICATE)


_GRIDS: dict[tuple[int, int], tuple[Field, Field]] = {}


def _grid(wide: int, high: int) -> tuple[Field, Field]:
    _GRIDS.clear()
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    return x, y


def grid_of(size: tuple[int, int]) -> tuple[int, int]:
    """Return rows and columns of the field of a picture of this size (width, height)."""
    return _GRID, max(8, round(_GRID * size[0] / size[1]))


def _smooth(values: Field) -> Field:
    inner = np.clip(values, 0, 1)
    return np.asarray(inner * inner * (3 - 2 * inner), np.float32)
