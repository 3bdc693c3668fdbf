"""Key, and how bright and how driven the music feels."""

from dataclasses import dataclass

import numpy as np

from tools.listening.spectrum import FPS, Spectrum

_NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
# How well each pitch class fits a key: listeners' ratings (Krumhansl and Kessler 1982).
_MAJOR = (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88)
_MINOR = (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17)
_CLEAR = 0.03
"""Least lead, in correlation, over the next best key."""


@dataclass(frozen=True)
class Feeling:
    """Key ('' where unclear), valence and tension 0-1, and how far to trust them."""

    key: str
    valence: float
    tension: float
    confidence: float


def feeling_of(spectrum: Spectrum, bpm: float) -> Feeling:
    """Correlate the song's pitch classes with all keys; valence from mode, tempo and brightness, tension from pace."""
    chroma = spectrum.chroma / (spectrum.chroma.max(axis=1, keepdims=True) + 1e-6)
    heard = chroma[spectrum.chroma.sum(axis=1) > 0.1 * (spectrum.chroma.sum(axis=1).mean() + 1e-9)]
    if not len(heard) or spectrum.level < 1e-4:
        return Feeling("", 0.5, 0.0, 0.0)
    profile = heard.mean(axis=0)
    fits = {
        f"{_NAMES[tonic]} {mode}": float(np.corrcoef(np.roll(weights, tonic), profile)[0, 1])
        for mode, weights in (("major", _MAJOR), ("minor", _MINOR))
        for tonic in range(12)
    } if profile.std() > 1e-6 else {}  # fmt: skip
    ranked = sorted(fits.items(), key=lambda item: -item[1])
    clear = bool(ranked) and ranked[0][1] > 0.5 and ranked[0][1] - ranked[1][1] > _CLEAR
    best = {
        mode: max((fit for key, fit in fits.items() if key.endswith(mode)), default=0.0) for mode in ("major", "minor")
    }
    mode = float(np.clip((best["major"] - best["minor"]) / 0.2, -1, 1))
    bright = float(np.clip(spectrum.mel[:, 24:].mean() / (spectrum.mel.mean() + 1e-6), 0, 1))
    pace = float(np.clip((bpm - 60) / 110, 0, 1))
    busy = float(np.clip(np.mean(spectrum.onsets.sum(axis=0) > 2.0) * FPS / 9, 0, 1))
    steady_loud = float(np.clip(np.median(spectrum.loud) / (np.quantile(spectrum.loud, 0.95) + 1e-9) * 2.5, 0, 1))
    return Feeling(
        key=ranked[0][0] if clear else "",
        valence=float(np.clip(0.45 + 0.22 * mode + 0.15 * (pace - 0.5) + 0.3 * (bright - 0.6), 0, 1)),
        tension=float(np.clip(0.35 * pace + 0.35 * busy + 0.3 * steady_loud, 0, 1)),
        confidence=0.5 if clear else 0.25,
    )
