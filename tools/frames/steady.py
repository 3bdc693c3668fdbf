"""Time: frozen stretches and flicker."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tools.frames.strip import Strip

CHANGED = 5
"""Levels of 255 by which a pixel of two neighbouring small frames must differ to have changed: above coding noise."""


@dataclass(frozen=True)
class Steadiness:
    """What happens between neighbouring frames."""

    life: tuple[float, ...]
    """For each group: the share of pixels that changed within it, or on to the group before or after (of these
    two the lesser). A short hold is alive, a stretch over two groups without change is not."""
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
    drift = [_changed(frames[a], frames[b]) for a, b in pairwise(strip.firsts)]
    beside = [min(pair) for pair in zip([*drift[:1], *drift], [*drift, *drift[-1:]], strict=True)] if drift else [0.0]
    life = tuple(max(pair) for pair in zip(changed, beside, strict=True))
    flicker = float(np.sqrt(np.mean(np.square(bends)))) if bends else 0.0
    return Steadiness(life, flicker)


def _changed(one: NDArray[np.int16], other: NDArray[np.int16]) -> float:
    return float((np.abs(one - other).max(axis=2) >= CHANGED).mean())
