"""Time: frozen stretches and flicker."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tools.frames.strip import Strip

CHANGED = 4
"""Levels of 255 by which a pixel of a small frame must differ to have changed: just above coding noise (measured on
frozen 720p takes at crf 20: not one pixel in 57,600)."""

LAPSE = 6
"""Frames, a quarter of a second: what does not change for that long stands still, slow as the scene may be."""


@dataclass(frozen=True)
class Steadiness:
    """What happens between neighbouring frames."""

    life: tuple[float, ...]
    """For each group: the share of pixels that changed within it, or on to the group `LAPSE` before or after (of these
    two the lesser). A short hold is alive, a stretch without change over two groups is not."""
    flicker: float
    """Root mean square of the bend (second difference) of mean luma in each group, relative to mean luma; without the
    largest, which may be a cut or one flash of lightning."""


def steadiness(strip: Strip) -> Steadiness:
    """Measure changes in time. Groups of one frame have changed nothing; groups of two cannot show flicker."""
    frames = strip.frames
    mean = strip.luma.mean(axis=(1, 2))
    firsts, groups = strip.firsts, strip.groups
    within = [_changed(frames[i], frames[i + len(g) - 1]) for i, g in zip(firsts, groups, strict=True)]
    gap = groups[1][0] - groups[0][0] if len(groups) > 1 else LAPSE
    lag = min(len(groups) - 1, -(-LAPSE // max(1, gap)))
    drift = [_changed(frames[a], frames[b]) for a, b in zip(firsts, firsts[lag:], strict=False)] if lag else [0.0]
    life = []
    for i, inside in enumerate(within):
        beside = [drift[k] for k in (i, i - lag) if 0 <= k < len(drift)]
        life.append(max(inside, min(beside, default=0.0)))
    return Steadiness(tuple(life), _flicker(strip, mean))


def _flicker(strip: Strip, mean: NDArray[np.float32]) -> float:
    bends = []
    for first, group in zip(strip.firsts, strip.groups, strict=True):
        if len(group) >= 3:
            one, two, three = mean[first : first + 3]
            bends.append((one - 2 * two + three) / max(0.05, float(mean[first : first + 3].mean())))
    kept = sorted(np.square(bends))[: -1 if len(bends) > 3 else None]
    return float(np.sqrt(np.mean(kept))) if kept else 0.0


def _changed(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    red, green, blue = cv2.split(cv2.absdiff(one, other))
    return float((cv2.max(cv2.max(red, green), blue) >= CHANGED).mean())
