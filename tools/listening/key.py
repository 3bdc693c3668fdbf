"""In which key the song stands."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.listening.spectrum import Spectrum

_NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
# How often each pitch class, from the tonic up, sounds in music in major and minor (Albrecht and Shanahan 2013).
_MAJOR = (0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.080, 0.008, 0.081)
_MINOR = (0.220, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052)
_CLEAR, _LEAST_FIT = 0.015, 0.5
"""Least lead, in correlation, over the next best key, and least correlation, for a key to be named."""
_SURE = 0.06
"""A lead of this size makes a key about two thirds sure."""


@dataclass(frozen=True)
class Key:
    """The key's name ('' where unclear), -1 (minor) to 1 (major), and how sure it is, 0-1."""

    name: str
    mode: float
    confidence: float


def key_of(spectrum: Spectrum) -> Key:
    """Correlate how much each pitch class sounds, in logarithms, with all 24 keys."""
    chroma = spectrum.chroma
    loud = chroma[chroma.sum(axis=1) > 0.1 * (chroma.sum(axis=1).mean() + 1e-9)] if len(chroma) else chroma
    if not len(loud) or spectrum.level < 1e-4:
        return Key("", 0.0, 0.0)
    profile = np.log1p(100 * loud / (np.quantile(loud, 0.99) + 1e-9)).mean(axis=0)
    if profile.std() < 1e-6:
        return Key("", 0.0, 0.0)
    fits = _fits(profile)
    best = {mode: max(fit for key, fit in fits.items() if key.endswith(mode)) for mode in ("major", "minor")}
    mode = float(np.clip((best["major"] - best["minor"]) / 0.2, -1, 1))
    name, lead = best_key(profile)
    if fits[name] < _LEAST_FIT or lead < _CLEAR:
        return Key("", mode, 0.0)
    return Key(name, mode, float(1 - np.exp(-lead / _SURE)))


def best_key(profile: NDArray[np.float64]) -> tuple[str, float]:
    """Return the key that (12,) amounts of the pitch classes from C fit best, and its lead over the next best."""
    ranked = sorted(_fits(profile).items(), key=lambda item: (-item[1], item[0]))
    return ranked[0][0], ranked[0][1] - ranked[1][1]


def _fits(profile: NDArray[np.float64]) -> dict[str, float]:
    return {
        f"{_NAMES[tonic]} {mode}": float(np.corrcoef(np.roll(weights, tonic), profile)[0, 1])
        for mode, weights in (("major", _MAJOR), ("minor", _MINOR))
        for tonic in range(12)
    }
