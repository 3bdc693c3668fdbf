"""A cut-out by itself in plain daylight, for whoever drew it to look at."""

import cv2
import numpy as np

from director.model import Cutout, Light
from render.animatic.actors.things.cutouts import cutout_figure
from render.animatic.base import RGB, Actor, Look
from render.animatic.paint import Box, paint

SIDE = 256
"""px, both ways."""
_MARGIN = 0.12
"""Share of the picture's side left free on each side."""
_GROUND: RGB = (0.62, 0.62, 0.62)
_DAY = Look(
    sky_top=(0.5, 0.6, 0.7), sky_low=(0.8, 0.82, 0.85), far=(0.6, 0.65, 0.7), mid=(0.5, 0.55, 0.55),
    near=(0.3, 0.34, 0.34), ground=(0.55, 0.55, 0.55), accent=(0.8, 0.3, 0.2), lit=(1.0, 0.96, 0.88),
    shade=(0.22, 0.26, 0.38), time="day", weather="clear", light=Light(), style="animation", texture="clean",
    emotion="calm",
)  # fmt: skip


def portrait(cutout: Cutout) -> bytes:
    """Return a PNG of the cut-out on grey, `SIDE` px square, as large as it fits."""
    figure = cutout_figure(cutout, Actor(cutout.term, cutout=cutout), _DAY)
    wide, high = max(figure.width, 1e-3), max(figure.height + figure.drop, 1e-3)
    px = SIDE * (1 - 2 * _MARGIN) / max(wide, high)
    box = Box(-wide / 2, -figure.height, wide / 2, figure.drop)
    done = paint(box, px, _DAY, [0], lambda brush: figure.paint(brush, 0.0)).texels.astype(np.float32) / 255
    done = cv2.resize(done, _fitting(done.shape[1], done.shape[0]), interpolation=cv2.INTER_AREA)
    sheet = np.empty((SIDE, SIDE, 3), np.float32)
    sheet[:] = _GROUND
    rows, columns = done.shape[:2]
    top, left = (SIDE - rows) // 2, (SIDE - columns) // 2
    part = sheet[top : top + rows, left : left + columns]
    part[:] = done[..., :3] + part * (1 - done[..., 3:])
    picture = np.clip(sheet[..., ::-1] * 255 + 0.5, 0, 255).astype(np.uint8)
    return cv2.imencode(".png", picture)[1].tobytes()


def _fitting(wide: int, high: int) -> tuple[int, int]:
    scale = SIDE * (1 - 2 * _MARGIN) / max(wide, high)
    return max(1, round(wide * scale)), max(1, round(high * scale))
