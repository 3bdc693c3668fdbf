"""Likeness of pictures: a small print of a take that can be kept, and the distance between two of them."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tools.frames.palette import oklab

SIZE = (16, 9)
"""px: coarse enough to ignore grain and a slight crop, fine enough to tell two framings of one place apart. On drawn
takes, repeats under a crop of 6 % and two framings of one place overlap with 32 x 18, and do not with 16 x 9."""


@dataclass(frozen=True)
class Print:
    """OKLab thumbnails (frames, 9, 16, 3) of a take, first to last."""

    thumbs: NDArray[np.float32]


def fingerprint(frames: NDArray[np.uint8]) -> Print:
    """Return the print of frames (n, h, w, 3) RGB."""
    small = np.stack([cv2.resize(f, SIZE, interpolation=cv2.INTER_AREA) for f in frames])
    return Print(oklab(small))


def unlike(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Return how different two thumbnails look: 0 the same picture, about 1 unrelated.

    Half structure (1 - correlation of lightness), half colour layout (mean distance of a and b, 0.1 = 1).
    """
    a, b = one[..., 0] - one[..., 0].mean(), other[..., 0] - other[..., 0].mean()
    size = float(np.sqrt((a * a).sum() * (b * b).sum()))
    structure = 1.0 - float((a * b).sum()) / size if size > 1e-4 else 0.0
    layout = float(np.linalg.norm(one[..., 1:] - other[..., 1:], axis=-1).mean()) / 0.1
    return 0.5 * min(1.0, structure) + 0.5 * min(1.0, layout)


def nearest(one: Print, other: Print) -> float:
    """Return the smallest difference between any frame of one take and any of the other."""
    return min(unlike(a, b) for a in one.thumbs for b in other.thumbs)
