"""The mix of a take's colours, whatever lies where, and how far two mixes are apart."""

import numpy as np
from numpy.typing import NDArray

_ANGLES = np.arange(8) * np.pi / 8
_WAYS = np.stack([np.cos(_ANGLES), np.sin(_ANGLES)])
_RANKS = (np.arange(33) + 0.5) / 33

Mix = NDArray[np.float64]
"""(33, 8): quantiles of OKLab a and b along eight directions."""


def mix(lab: NDArray[np.float32]) -> Mix:
    """Return the mix of the colours of OKLab pictures (..., 3)."""
    return np.asarray(np.quantile(lab[..., 1:].reshape(-1, 2) @ _WAYS, _RANKS, axis=0))


def apart(one: Mix, other: Mix) -> float:
    """Return how far colours must be carried to make one mix of the other, mean over the pixels, OKLab a and b.

    The sliced Wasserstein distance (Rabin et al. 2011): unlike a distance of histograms it knows near hues.
    """
    return float(np.abs(one - other).mean())
