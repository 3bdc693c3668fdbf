"""Light: how bright, how much range, how black."""

from dataclasses import dataclass

import numpy as np

from tools.frames.strip import Strip

BLACK = 0.06
"""A pixel below this luma is black on any screen (limited-range black plus noise)."""


@dataclass(frozen=True)
class Exposure:
    """All values are luma 0-1, medians over one frame a group unless said otherwise."""

    mean: float
    low: float
    """5th percentile of the pixels."""
    high: float
    """95th percentile."""
    top: float
    """99.5th percentile: the brightest thing in the picture, such as stars or a lamp."""
    blown: float
    """Share of pixels above 0.985."""
    saturation: float
    """Mean of (max - min of R, G, B) / 255."""
    black: tuple[bool, ...]
    """For each frame: nothing in it is brighter than `BLACK` but for one pixel in 200."""

    @property
    def range(self) -> float:
        """From the 5th to the 95th percentile."""
        return self.high - self.low


def exposure(strip: Strip) -> Exposure:
    """Measure light over all frames of a strip."""
    quarter = strip.luma[:, ::2, ::2].reshape(len(strip.frames), -1)
    lit = (quarter >= BLACK).mean(axis=1)
    quarter = quarter[list(strip.firsts)]
    low, high, top = np.percentile(quarter, (5, 95, 99.5), axis=1)
    spread = strip.spread[:, ::2, ::2].astype(np.int16)
    saturation = (spread.max(axis=3) - spread.min(axis=3)).mean() / 255
    return Exposure(
        mean=float(np.median(quarter.mean(axis=1))),
        low=float(np.median(low)),
        high=float(np.median(high)),
        top=float(np.median(top)),
        blown=float(np.median((quarter > 0.985).mean(axis=1))),
        saturation=float(saturation),
        black=tuple(bool(share < 0.005) for share in lit),
    )
