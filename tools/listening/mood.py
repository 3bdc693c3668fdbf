"""How bright and how driven the music feels.

Which cues count, and in which order, follows Eerola, Friberg and Bresin (2013, Frontiers in Psychology 4:487): mode,
then tempo and register or brightness, tell bright from dark; tempo, loudness and density of notes tell calm from
driven. The weights are ours: they were never fitted to listeners, so the confidence stays low.
"""

from dataclasses import dataclass

import numpy as np

from tools.listening.key import Key
from tools.listening.spectrum import FPS, Spectrum

_MOST_SURE = 0.5
"""Moods differ between listeners; no formula is surer than this."""


@dataclass(frozen=True)
class Mood:
    """Valence 0 dark - 1 bright, tension 0 calm - 1 driven, and how far to trust them."""

    valence: float
    tension: float
    confidence: float


def mood_of(spectrum: Spectrum, key: Key, bpm: float) -> Mood:
    """Weigh mode, pace, brightness, density and loudness; `bpm` is 0 where there is no pulse."""
    if spectrum.level < 1e-4 or not spectrum.frames:
        return Mood(0.5, 0.0, 0.0)
    bright = float(np.clip(spectrum.mel[:, 24:].mean() / (spectrum.mel.mean() + 1e-6), 0, 1))
    pace = float(np.clip((bpm - 60) / 110, 0, 1))
    busy = float(np.clip(np.mean(spectrum.onsets.sum(axis=0) > 2.0) * FPS / 9, 0, 1))
    dense = float(np.clip(np.median(spectrum.loud) / (np.quantile(spectrum.loud, 0.95) + 1e-9) * 2.5, 0, 1))
    return Mood(
        valence=float(np.clip(0.45 + 0.22 * key.mode + 0.15 * (pace - 0.5) + 0.3 * (bright - 0.6), 0, 1)),
        tension=float(np.clip(0.35 * pace + 0.35 * busy + 0.3 * dense, 0, 1)),
        confidence=_MOST_SURE * (0.4 + 0.6 * key.confidence),
    )
