"""Time: frozen stretches and flicker."""

from dataclasses import dataclass

import numpy as np

from tools.frames.strip import Strip

CHANGED = 3
"""Levels of 255 by which a pixel of two neighbouring small frames must differ to have changed: above coding noise."""


@dataclass(frozen=True)
class Steadiness:
    """What happens between neighbouring frames."""

    changed: tuple[float, ...]
    """For each group: the largest share of pixels that changed between two of its neighbours."""
    drift: tuple[float, ...]
    """For each pair of groups that follow each other: the share of pixels that changed in between."""
    flicker: float
    """Root mean square of the bend (second difference) of mean luma in each group, relative to mean luma."""


def steadiness(strip: Strip) -> Steadiness:
    """Measure changes in time. Groups of one frame have changed nothing; groups of two cannot show flicker."""
    frames = strip.frames[:, ::2, ::2].astype(np.int16)
    mean = strip.luma.mean(axis=(1, 2))
    changed, bends = [], []
    for first, group in zip(strip.firsts, strip.groups, strict=True):
        steps = [_changed(frames[i], frames[i + 1]) for i in range(first, first + len(group) - 1)]
        changed.append(max(steps, default=0.0))
        if len(group) >= 3:
            dark, middle, bright = mean[first : first + 3]
            bends.append((dark - 2 * middle + bright) / max(0.05, float(mean[first : first + 3].mean())))
    drift = [_changed(frames[a], frames[b]) for a, b in zip(strip.firsts, strip.firsts[1:], strict=False)]
    flicker = float(np.sqrt(np.mean(np.square(bends)))) if bends else 0.0
    return Steadiness(tuple(changed), tuple(drift), flicker)


def _changed(one: np.ndarray, other: np.ndarray) -> float:
    return float((np.abs(one - other).max(axis=2) >= CHANGED).mean())
