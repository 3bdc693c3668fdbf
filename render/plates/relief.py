"""Depth without cutting: a soft relief of the photograph, whose near parts move more than its far ones.

Where an outline is only guessed, cutting along it would tear things in two. A relief has no edge: what is taken for
the subject bulges towards the viewer by a little, and a wrong guess does no harm.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from render.animatic.camera import View
from render.plates.living import Field, grid_of

DEPTH = 1.06
"""Where the farthest parts lie; the nearest lie at 1."""


@dataclass(frozen=True)
class Relief:
    """How near each spot of a picture is."""

    near: Field
    """(rows, columns), 0 far - 1 near."""
    x: Field
    """Where each spot is in the framed picture, scene units."""
    y: Field
    unit: float
    """px of the picture in a height of the framed one."""

    def field(self, view: View) -> Field:
        """Return the displacement (rows, columns, 2), px, that a view gives to what is near, against the far plane."""
        one, other = view.project(1.0), view.project(DEPTH)
        # Seen through the far plane's projection, which the whole picture has.
        dx = (self.x * one[0] + one[1] - self.x * other[0] - other[1]) / other[0]
        dy = (self.y * one[0] + one[2] - self.y * other[0] - other[2]) / other[0]
        return np.asarray(np.stack([dx, dy], 2) * self.near[..., None] * self.unit, np.float32)


def relief_of(
    rough: NDArray[np.uint8], size: tuple[int, int], middle: tuple[float, float], unit: float, flat: bool
) -> Relief:
    """Return the relief of a picture of `size` (width, height, px).

    `rough` is the subject (any size, 1 = subject) over the same picture, `middle` the framed picture's centre in it
    and `unit` its height, px. A `flat` one has no depth: a sheet of paper.
    """
    rows, columns = grid_of(size)
    soft = cv2.resize(rough.astype(np.float32), (columns, rows), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(soft, (0, 0), rows * 0.06)
    y, x = np.mgrid[0 : size[1] : rows * 1j, 0 : size[0] : columns * 1j].astype(np.float32)
    ground = 0.35 * np.clip((y / size[1] - 0.45) / 0.55, 0, 1)
    near = np.maximum(soft, ground).astype(np.float32)
    return Relief(
        near * (0.0 if flat else 1.0), (x - middle[0]) / np.float32(unit), (y - middle[1]) / np.float32(unit), unit
    )
