"""Colour arithmetic of the drawing room, in OKLab (Ottosson, A perceptual color space for image processing, 2020)."""

import numpy as np
from numpy.typing import NDArray

from render.animatic.base import RGB

Lab = tuple[float, float, float]

_TO_LMS = np.array([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
                    [0.0883024619, 0.2817188376, 0.6299787005]])  # fmt: skip
_TO_LAB = np.array([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
                    [0.0259040371, 0.7827717662, -0.8086757660]])  # fmt: skip
_FROM_LAB = np.linalg.inv(_TO_LAB)
_FROM_LMS = np.linalg.inv(_TO_LMS)


def from_hex(code: str) -> RGB:
    """Return '#rrggbb' as sRGB floats 0-1."""
    return (int(code[1:3], 16) / 255, int(code[3:5], 16) / 255, int(code[5:7], 16) / 255)


def to_lab(rgb: RGB) -> Lab:
    """Return lightness 0-1 and the two opponent axes (about -0.3..0.3) of an sRGB colour."""
    c = np.array(rgb)
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    lightness, a, b = _TO_LAB @ np.cbrt(_TO_LMS @ linear)
    return (float(lightness), float(a), float(b))


def to_rgb(lab: Lab) -> RGB:
    """Return the sRGB colour of an OKLab one, clipped to 0-1."""
    linear: NDArray[np.float64] = np.clip(_FROM_LMS @ (_FROM_LAB @ np.array(lab)) ** 3, 0.0, 1.0)
    c = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return (float(c[0]), float(c[1]), float(c[2]))


def mix(one: RGB, other: RGB, share: float) -> RGB:
    """Return the colour `share` (0-1) of the way from one to the other, as the eye sees it."""
    a, b = to_lab(one), to_lab(other)
    return to_rgb((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share))


def toned(rgb: RGB, lightness: float | None = None, chroma: float = 1.0) -> RGB:
    """Return the colour with another lightness (0-1) and its chroma multiplied."""
    own, a, b = to_lab(rgb)
    return to_rgb((own if lightness is None else min(1.0, max(0.0, lightness)), a * chroma, b * chroma))


def luma(rgb: RGB) -> float:
    """Return BT.709 luma 0-1 of an sRGB colour."""
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]
