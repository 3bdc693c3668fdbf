"""Noise that repeats without a seam, and pictures made from it: the grain of every wall, cloud, field and sea."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from render.animatic.base import RGB

Kind = Literal["cloud", "grain", "streak", "ridge"]
Field = NDArray[np.floating[Any]]

TILE = 512
_SPECTRUM: dict[Kind, tuple[float, float]] = {
    "cloud": (1.75, 1.0),
    "grain": (0.75, 1.0),
    "streak": (1.2, 7.0),
    "ridge": (1.5, 1.0),
}


@lru_cache(maxsize=8)
def tile(kind: Kind) -> Field:
    """Return a seamless square of noise, (TILE, TILE), 0-1 with mean about 0.5.

    White noise filtered in the frequency domain to a 1/f^b spectrum: periodic by construction. 'streak' is stretched
    along x, 'ridge' is folded about its mean so that it has creases.
    """
    slope, stretch = _SPECTRUM[kind]
    rng = np.random.default_rng([17, len(kind), ord(kind[0])])
    fy, fx = np.fft.fftfreq(TILE)[:, None], np.fft.rfftfreq(TILE)[None, :]
    radius = np.sqrt((fx * stretch) ** 2 + fy**2)
    radius[0, 0] = 1.0
    spectrum = np.fft.rfft2(rng.standard_normal((TILE, TILE))) / radius**slope
    spectrum[0, 0] = 0.0
    noise = np.fft.irfft2(spectrum, s=(TILE, TILE))
    noise /= noise.std()
    if kind == "ridge":
        noise = 1.3 - 2.2 * np.abs(noise)
    return np.clip(0.5 + 0.22 * noise, 0.0, 1.0).astype(np.float32)


def sample(kind: Kind, u: Field, v: Field) -> Field:
    """Return the noise at (u, v), counted in tiles: whole numbers are the same place again."""
    x = np.ascontiguousarray(np.mod(u, 1.0) * TILE, dtype=np.float32)
    y = np.ascontiguousarray(np.mod(v, 1.0) * TILE, dtype=np.float32)
    found = cv2.remap(tile(kind), x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
    return np.asarray(found, dtype=np.float32)


def ramp(field: Field, stops: Sequence[tuple[float, RGB]]) -> Field:
    """Return colours (h, w, 3), 0-1, for a field of numbers, by straight lines between the stops."""
    at = [s[0] for s in stops]
    channels = [np.interp(field, at, [s[1][c] for s in stops]) for c in range(3)]
    return np.stack(channels, axis=-1).astype(np.float32)


def flat(colour: RGB) -> Field:
    """Return one colour as an array (3,) that spreads over a picture."""
    return np.asarray(colour, dtype=np.float32)


def smooth(low: float, high: float, field: Field) -> Field:
    """Return 0 below `low`, 1 above `high` and a soft step between."""
    t = np.clip((field - low) / (high - low), 0.0, 1.0)
    return np.asarray(t * t * (3.0 - 2.0 * t), dtype=np.float32)


def to_image(colours: Field, alpha: Field | float = 1.0) -> skia.Image:
    """Return a skia image of colours (h, w, 3) and alpha (h, w), both 0-1."""
    pixels = np.empty((*colours.shape[:2], 4), dtype=np.uint8)
    pixels[..., :3] = np.clip(colours * 255.0 + 0.5, 0, 255)
    pixels[..., 3] = np.clip(np.asarray(alpha) * 255.0 + 0.5, 0, 255)
    return skia.Image.fromarray(pixels, skia.kRGBA_8888_ColorType)
