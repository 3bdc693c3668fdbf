"""The subject through the renderer's matte, believed only where decoded pixels show an edge along its outline."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tools.frames.palette import oklab

_SHIFTS = ((-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0), (-0.7, -0.7), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7))


ACROSS = 0.7
"""How much a share of the width counts beside one of the height: a lying or a wide thing is as large as it is long."""

UPRIGHT = 1.25
"""Widths: a picture higher than this leaves sky and floor around what its width has room for."""


@dataclass(frozen=True)
class Subject:
    """Where the subject is and how well it stands out; medians over the frames that show it."""

    area: float
    """Share of the picture that the matte covers, 0-1, over all frames."""
    extent: float
    """Share of the picture's height that the box around the matte takes, or `ACROSS` of its share of the width if that
    is more; over all frames. Of an upright picture a height of `UPRIGHT` widths counts. A framing promises a height:
    areas of a bird and of a car that stand equally high differ tenfold."""
    shown: float
    """Share of the frames in which the matte covers anything."""
    outlined: bool
    """Whether enough of the outline lies in the picture; a subject that fills it has none."""
    contrast: float
    """OKLab distance between the colours just inside and just outside of the outline; 0 where there is none."""
    elsewhere: float
    """The same across the same outline laid beside the subject: what the surroundings alone would give."""
    x: float
    """Centre of the matte, 0 left - 1 right."""
    y: float
    """0 top - 1 bottom."""

    @property
    def proof(self) -> float:
        """Share of the contrast that is owed to the subject: 0 = the matte lies on nothing, 1 = on a plain ground."""
        return max(0.0, (self.contrast - self.elsewhere) / max(self.contrast, 1e-6))


def subject(frames: NDArray[np.uint8], matte: NDArray[np.uint8]) -> Subject:
    """Measure frames (n, h, w, 3) RGB under a matte (n, h, w), 255 = subject, of the same size."""
    covered = matte > 127
    areas = covered.mean(axis=(1, 2))
    rows = [_frame(f, c) for f, c, a in zip(frames, covered, areas, strict=True) if a > 0.0004]
    facts = np.array(rows).reshape(-1, 4)
    outlined = bool(rows) and bool(np.isfinite(facts[:, 0]).all())
    contrast, elsewhere, x, y = np.median(np.nan_to_num(facts), axis=0) if rows else (0.0, 0.0, 0.5, 0.5)
    return Subject(
        area=float(np.median(areas)),
        extent=float(np.median([_extent(c) for c in covered])),
        shown=len(rows) / len(frames),
        outlined=outlined,
        contrast=float(contrast),
        elsewhere=float(elsewhere),
        x=float(x),
        y=float(y),
    )


def _frame(frame: NDArray[np.uint8], covered: NDArray[np.bool_]) -> tuple[float, float, float, float]:
    lab = oklab(cv2.GaussianBlur(frame, (0, 0), 0.8))
    inside, outside = _across(covered)
    height, width = covered.shape
    here = _distance(lab, inside, outside)
    box_y, box_x = np.nonzero(covered)
    reach_x, reach_y = np.ptp(box_x) + 6, np.ptp(box_y) + 6
    away = []
    for dx, dy in _SHIFTS:
        step = np.array([dx * min(reach_x, width // 4), dy * min(reach_y, height // 4)]).round().astype(int)
        value = _distance(lab, inside + step, outside + step)
        if np.isfinite(value):
            away.append(value)
    elsewhere = float(np.median(away)) if away else 0.0
    return here, elsewhere, float(box_x.mean() / width), float(box_y.mean() / height)


def _extent(covered: NDArray[np.bool_]) -> float:
    y, x = np.nonzero(covered)
    if not len(y):
        return 0.0
    height, width = covered.shape
    tall = min(float(height), UPRIGHT * width)
    return float(min(1.0, max((np.ptp(y) + 1) / tall, ACROSS * (np.ptp(x) + 1) / width)))


def _across(covered: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return points (n, 2) x, y three px inside and three px outside of the outline, along its normal."""
    soft = cv2.GaussianBlur(covered.astype(np.float32), (0, 0), 2.0)
    gx, gy = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    eroded = cv2.erode(covered.astype(np.uint8), np.ones((3, 3), np.uint8))
    y, x = np.nonzero(covered & (eroded == 0))
    normal = np.stack([gx[y, x], gy[y, x]], axis=1)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    at = np.stack([x, y], axis=1).astype(np.float64)
    return (at + 2.0 * normal).round().astype(int), (at - 3.0 * normal).round().astype(int)


def _distance(lab: NDArray[np.float32], inside: NDArray[np.int64], outside: NDArray[np.int64]) -> float:
    """Return the mean colour distance across the outline; NaN when less than a third of it lies in the picture."""
    height, width = lab.shape[:2]
    both = np.concatenate([inside, outside], axis=1)
    keep = ((both >= 0) & (both < np.array([width, height, width, height]))).all(axis=1)
    if keep.sum() < max(4, len(both) // 3):
        return float("nan")
    one = lab[inside[keep, 1], inside[keep, 0]]
    other = lab[outside[keep, 1], outside[keep, 0]]
    return float(np.linalg.norm(one - other, axis=1).mean())
