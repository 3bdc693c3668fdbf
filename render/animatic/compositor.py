"""Lays the painted planes over each other, once a frame: front to back, so that nothing hidden is ever computed.

All pictures of a shot lie in one buffer (`Atlas`), premultiplied RGBA. A frame is a list of draws: which picture, where
its texels fall on the screen, how strong. The kernel walks the screen in tiles, asks a coarse map of each picture
whether it is empty or solid there, and stops at the first solid one. Arithmetic is in integers, so equal input gives
equal pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from render.animatic.blend import CELL, compose, map_cells, matte

Wrap = Literal["clamp", "repeat", "mirror", "none"]
"""What lies beyond a picture's left and right edge; 'none' is transparent there, and above and below."""

WRAPS: dict[Wrap, int] = {"clamp": 0, "repeat": 1, "mirror": 2, "none": 3}


@dataclass(frozen=True)
class Draw:
    """One picture on the screen. Screen pixel centre (x + 0.5, y + 0.5) shows texel (u + (x + 0.5) * du, ...)."""

    picture: int
    u: float
    """Texel coordinate at the left edge of the screen."""
    du: float
    """Texels a pixel."""
    v: float
    dv: float
    """Negative turns the picture upside down."""
    opacity: float = 1.0
    glow: bool = False
    wrap: Wrap = "clamp"
    subject: bool = False
    """Part of the matte."""


class Atlas:
    """The pictures of one shot and their coarse maps, in one buffer each."""

    def __init__(self, pictures: Sequence[NDArray[np.uint8]]) -> None:
        """Take premultiplied RGBA pictures (h, w, 4)."""
        self.heads = np.zeros((len(pictures), 4), np.int64)
        sizes = [p.shape[0] * p.shape[1] * 4 for p in pictures]
        grids = [(-(-p.shape[0] // CELL), -(-p.shape[1] // CELL)) for p in pictures]
        self.texels = np.empty(sum(sizes), np.uint8)
        self.cells = np.zeros(sum(rows * columns for rows, columns in grids), np.uint16)
        at = cell = 0
        for number, (picture, size, (rows, columns)) in enumerate(zip(pictures, sizes, grids, strict=True)):
            height, width = picture.shape[:2]
            self.texels[at : at + size] = picture.reshape(-1)
            self.heads[number] = (at, width, height, cell)
            map_cells(self.picture(number), self.coarse(number))
            at += size
            cell += rows * columns

    def picture(self, number: int) -> NDArray[np.uint8]:
        """Return a picture's texels, to be painted anew (h, w, 4)."""
        at, width, height, _ = self.heads[number]
        return self.texels[at : at + width * height * 4].reshape(height, width, 4)

    def coarse(self, number: int) -> NDArray[np.uint16]:
        """Return a picture's coarse map, to be kept right by who paints it anew: highest value * 256 + lowest alpha."""
        _, width, height, cell = self.heads[number]
        rows, columns = -(-height // CELL), -(-width // CELL)
        return self.cells[cell : cell + rows * columns].reshape(rows, columns)


class Compositor:
    """Makes frames of one size from an atlas and lists of draws."""

    def __init__(self, atlas: Atlas, width: int, height: int) -> None:
        """`width` and `height` in px."""
        self._atlas = atlas
        self.width, self.height = width, height
        self.frame = np.zeros((3, height, width), np.uint8)
        """The last frame, planar RGB."""
        self._scratch = np.zeros(0, np.uint16)
        self._columns = np.zeros((0, width), np.int64)
        self._shares = np.zeros((0, width), np.uint64)
        self._kept = np.zeros((0, 2, width), np.uint64)

    def compose(self, draws: Sequence[Draw]) -> NDArray[np.uint8]:
        """Return the frame of these draws, given from front to back: planar RGB (3, height, width), reused."""
        table = table_of(draws)
        self._make_room(len(draws), int(np.ceil(np.abs(table[:, 2]).max(initial=1.0) * self.width)) + 8)
        compose(self._atlas.texels, self._atlas.cells, self._atlas.heads, table, self._columns, self._shares,
                self._scratch, self._scratch.view(np.uint64), self._kept, self.frame)  # fmt: skip
        return self.frame

    def _make_room(self, draws: int, longest: int) -> None:
        """Let the buffers hold so many draws, and rows of so many texels."""
        if len(self._scratch) < longest * 4:
            self._scratch = np.zeros(longest * 4, np.uint16)
        if len(self._kept) < draws:
            rows = max(draws, 16)
            self._columns = np.zeros((rows, self.width), np.int64)
            self._shares = np.zeros((rows, self.width), np.uint64)
            self._kept = np.zeros((rows, 2, self.width), np.uint64)

    def matte(self, draws: Sequence[Draw], width: int, height: int) -> NDArray[np.uint8]:
        """Return how much of the subject each pixel shows, 0-255, at another size (height, width)."""
        result = np.zeros((height, width), np.uint8)
        table = table_of(draws)
        table[:, 2] *= self.width / width
        table[:, 4] *= self.height / height
        matte(self._atlas.texels, self._atlas.heads, table, result)
        return result


def table_of(draws: Sequence[Draw]) -> NDArray[np.float64]:
    """Return draws as the kernels read them, a row each."""
    return np.array(
        [(d.picture, d.u, d.du, d.v, d.dv, round(d.opacity * 256), d.glow, WRAPS[d.wrap], d.subject) for d in draws],
        np.float64,
    ).reshape(len(draws), 9)
