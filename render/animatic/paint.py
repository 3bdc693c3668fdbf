"""Paints planes and poses with skia into pictures, once a shot, only as large and sharp as the camera sees them."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from render.animatic.base import Brush, Look

LARGEST = 6_000_000
"""Texels of the largest picture painted; larger ones are painted coarser."""


@dataclass(frozen=True)
class Box:
    """A rectangle in the painter's units."""

    x0: float
    y0: float
    x1: float
    y1: float

    def within(self, other: "Box") -> "Box":
        """Return the part that lies within the other (at least a sliver)."""
        x0, y0 = min(max(self.x0, other.x0), other.x1), min(max(self.y0, other.y0), other.y1)
        return Box(x0, y0, max(x0 + 1e-3, min(self.x1, other.x1)), max(y0 + 1e-3, min(self.y1, other.y1)))

    def grown(self, by: float) -> "Box":
        """Return the box with a margin on all sides."""
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)


@dataclass(frozen=True)
class Picture:
    """A painted picture and where it lies."""

    texels: NDArray[np.uint8]
    """(h, w, 4) premultiplied RGBA."""
    x0: float
    y0: float
    """Painter's units of the upper left corner."""
    px: float
    """Texels a unit."""


def paint(box: Box, px: float, look: Look, seed: list[int], draw: Callable[[Brush], None]) -> Picture:
    """Let a painter paint the box at `px` texels a unit."""
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    px = min(px, (LARGEST / (wide * high)) ** 0.5)
    width = max(2, round(wide * px))
    # The width is exact, so that pictures whose edges meet can be laid side by side.
    px = width / wide
    height = max(2, round(high * px))
    texels = np.zeros((height, width, 4), np.uint8)
    surface = skia.Surface(texels, colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kPremul_AlphaType)
    canvas = surface.getCanvas()
    canvas.scale(px, px)
    canvas.translate(-box.x0, -box.y0)
    draw(Brush(canvas=canvas, look=look, rng=np.random.default_rng(seed), px=px))
    surface.flushAndSubmit()
    return Picture(texels, box.x0, box.y0, px)


def defocus(picture: Picture, blur: float) -> Picture:
    """Return the picture out of focus; `blur` is the radius in painter's units. Soft pictures are kept small."""
    radius = blur * picture.px
    if radius < 0.6:
        return picture
    texels, px = picture.texels, picture.px
    while radius > 2.5 and min(texels.shape[:2]) > 64:
        half = (max(2, texels.shape[1] // 2), max(2, texels.shape[0] // 2))
        px *= half[0] / texels.shape[1]
        texels = cv2.resize(texels, half, interpolation=cv2.INTER_AREA)
        radius /= 2
    texels = cv2.GaussianBlur(texels, (0, 0), max(radius, 0.5), borderType=cv2.BORDER_REPLICATE)
    return Picture(np.ascontiguousarray(texels, dtype=np.uint8), picture.x0, picture.y0, px)


def sharpen(texels: NDArray[np.uint8], screen: float, amount: float) -> None:
    """Raise the contrast of edges in place; `screen` is texels in a height of the picture."""
    soft = cv2.GaussianBlur(texels, (0, 0), max(0.8, screen / 420))
    sharp = cv2.addWeighted(texels, 1.0 + amount, soft, -amount, 0)
    # Premultiplied colours never exceed their alpha.
    for channel in range(3):
        texels[..., channel] = np.minimum(sharp[..., channel], texels[..., 3])
