"""Likeness of pictures: a small print of a take that can be kept, and the distance between two of them."""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from tools.frames.mix import Mix, mix
from tools.frames.palette import oklab

SIZE = (16, 9)
"""px: coarse enough to ignore grain and a slight crop, fine enough to tell two framings of one place apart. On drawn
takes, repeats under a crop of 6 % and two framings of one place overlap with 32 x 18, and do not with 16 x 9."""


@dataclass(frozen=True)
class Print:
    """OKLab thumbnails (frames, 9, 16, 3) of a take, first to last."""

    thumbs: NDArray[np.float32]

    @cached_property
    def mix(self) -> Mix:
        """The mix of its colours."""
        return mix(self.thumbs)


def fingerprint(frames: NDArray[np.uint8]) -> Print:
    """Return the print of frames (n, h, w, 3) RGB."""
    small = np.stack([cv2.resize(f, SIZE, interpolation=cv2.INTER_AREA) for f in frames])
    return Print(oklab(small))


PLAIN = 0.005
"""Root mean square of lightness (OKLab) below which a thumbnail has no structure to compare: black, a blank wall."""


def unlike(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Return how different two thumbnails look: 0 the same picture, about 1 unrelated.

    Half structure (1 - correlation of lightness; a plain picture is unlike any that is not), half colour layout (mean
    distance of a and b, 0.1 = 1).
    """
    a, b = one[..., 0] - one[..., 0].mean(), other[..., 0] - other[..., 0].mean()
    sizes = float(np.sqrt((a * a).mean())), float(np.sqrt((b * b).mean()))
    if min(sizes) < PLAIN:
        structure = 0.0 if max(sizes) < PLAIN else 1.0
    else:
        structure = 1.0 - float((a * b).mean()) / (sizes[0] * sizes[1])
    layout = float(np.linalg.norm(one[..., 1:] - other[..., 1:], axis=-1).mean()) / 0.1
    return 0.5 * min(1.0, structure) + 0.5 * min(1.0, layout)


def nearest(one: Print, other: Print) -> float:
    """Return how different what one take shows is from another: the mean over its frames of the least difference to any
    frame of the other. Two moves that pass the same view once are not alike; a picture seen again throughout is.
    """
    return float(np.mean([min(unlike(a, b) for b in other.thumbs) for a in one.thumbs]))
