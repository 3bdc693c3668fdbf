"""Finds the best stretch of footage: sharp, exposed, moving but not shaken, and without a cut inside."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from tools.media import MediaFacts, read_frames

HEIGHT = 90
"""px of the frames that are looked at."""
MOST = 240
"""Frames looked at: of longer footage, evenly spread pairs."""
CUT = 0.55
"""Correlation of neighbours' colour histograms below which there is a cut between them."""
STRANGE = 0.45
"""Correlation of neighbours' blurred pictures below which there is a cut, whatever the colours."""


@dataclass(frozen=True)
class Stretch:
    """Frames [start, end) of the source."""

    start: int
    end: int

    @property
    def frames(self) -> int:
        """Length."""
        return self.end - self.start


@dataclass(frozen=True)
class _Looked:
    """What was seen at sampled frames of the source, ascending."""

    numbers: tuple[int, ...]
    good: NDArray[np.float64]
    """How fine each is, 0-1."""
    cuts: tuple[int, ...]
    """Source frames at which a new scene begins (to the precision of the samples)."""
    shift: NDArray[np.float64]
    """(n, 2) global shift to the next sample, shares of the height a frame."""


def best_range(source: Path, facts: MediaFacts, wanted: int) -> Stretch:
    """Return the best stretch of at most `wanted` source frames; shorter where cuts leave no longer scene.

    Raises ArtistError if the footage cannot be read.
    """
    looked = _look(source, facts)
    edges = sorted({0, *looked.cuts, facts.frames})
    scenes = [Stretch(a, b) for a, b in itertools.pairwise(edges)]
    longest = max(s.frames for s in scenes)
    best: tuple[float, Stretch] | None = None
    for scene in scenes:
        if scene.frames < min(wanted, longest):
            continue
        room = max(0, scene.frames - wanted)
        for offset in sorted({0, *range(0, room + 1, max(1, room // 24)), room}):
            window = Stretch(scene.start + offset, min(scene.end, scene.start + offset + wanted))
            worth = _worth(looked, window)
            if best is None or worth > best[0] + 1e-9:
                best = worth, window
    assert best is not None
    return best[1]


def _look(source: Path, facts: MediaFacts) -> _Looked:
    step = max(1, -(-facts.frames // MOST))
    numbers = tuple(range(0, facts.frames, step))
    frames = read_frames(source, numbers, HEIGHT)
    grey = [cv2.cvtColor(f, cv2.COLOR_RGB2GRAY) for f in frames]
    good = np.array([_sharp(g) * _exposed(g) for g in grey])
    top = float(np.percentile([_edge(g) for g in grey], 90)) or 1.0
    good *= np.array([min(1.0, _edge(g) / top) for g in grey])
    histograms = [_histogram(f) for f in frames]
    cuts, shift = [], np.zeros((len(grey), 2))
    for n in range(len(grey) - 1):
        same_colours = cv2.compareHist(histograms[n], histograms[n + 1], cv2.HISTCMP_CORREL) >= CUT
        if not same_colours or _likeness(grey[n], grey[n + 1]) < STRANGE:
            cuts.append(numbers[n + 1])
        else:
            shift[n] = _shift(grey[n], grey[n + 1], step)
    return _Looked(numbers, good, tuple(cuts), shift)


def _worth(looked: _Looked, window: Stretch) -> float:
    """Return how good a window is: mostly its mean, also its worst; calm movement is liked, jerks are not."""
    inside = [i for i, n in enumerate(looked.numbers) if window.start <= n < window.end]
    if not inside:
        return 0.0
    good = looked.good[inside]
    shift = looked.shift[inside[:-1]] if len(inside) > 1 else np.zeros((1, 2))
    speed = float(np.hypot(*shift.T).mean())
    jerk = float(np.hypot(*np.diff(shift, axis=0).T).mean()) if len(shift) > 1 else 0.0
    lively = min(1.0, speed / 0.002)
    return 0.6 * float(good.mean()) + 0.4 * float(good.min()) + 0.08 * lively - 12.0 * jerk


def _edge(grey: NDArray[np.uint8]) -> float:
    return float(np.percentile(np.abs(cv2.Laplacian(grey, cv2.CV_32F)), 97))


def _sharp(grey: NDArray[np.uint8]) -> float:
    return min(1.0, 0.3 + _edge(grey) / 40)


def _exposed(grey: NDArray[np.uint8]) -> float:
    low, high = np.percentile(grey, (5, 95))
    spread = min(1.0, float(high - low) / 110)
    mean = float(grey.mean())
    return spread * min(1.0, mean / 45) * min(1.0, (255 - mean) / 45)


def _histogram(frame: NDArray[np.uint8]) -> NDArray[np.float32]:
    counts = cv2.calcHist([frame], [0, 1, 2], None, [8, 8, 8], [0, 256] * 3)
    # Neighbouring bins share, so that a passing cloud is no cut.
    return np.asarray(cv2.GaussianBlur(counts.reshape(8, 64).astype(np.float32), (3, 3), 0.8), np.float32)


def _likeness(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Return the correlation of two pictures, blurred so that motion between neighbours does not count."""
    small = [cv2.GaussianBlur(g, (0, 0), 3.0)[::3, ::3].astype(np.float32).ravel() for g in (one, other)]
    a, b = (g - g.mean() for g in small)
    return float((a * b).sum() / max(1e-6, float(np.sqrt((a * a).sum() * (b * b).sum()))))


def _shift(one: NDArray[np.uint8], other: NDArray[np.uint8], step: int) -> Sequence[float]:
    window = cv2.createHanningWindow(one.shape[1::-1], cv2.CV_32F)
    (dx, dy), _ = cv2.phaseCorrelate(one.astype(np.float32), other.astype(np.float32), window)
    return dx / HEIGHT / step, dy / HEIGHT / step
