"""How a beat divides: straight, or swung, so that its off-beat comes late."""

import numpy as np
from scipy.ndimage import gaussian_filter1d

from tools.listening.beats import Times, attack_curve, read_at
from tools.listening.spectrum import Spectrum

_FINE = 96
"""Points of a beat at which attacks are looked for."""
_EARLIEST, _LATEST = 0.44, 0.74
"""Off-beats lie here: from a hurried half to the last sixteenth."""
_LATE = 0.545
"""Off-beats before this count as straight: players are late by a hair."""


def swing_of(spectrum: Spectrum, beats: Times) -> tuple[float, float]:
    """Return the share of a beat before its off-beat, 0.5 (straight) to 0.75, and how sure that is, 0-1.

    It is read off the mean course of attacks through all beats. Nothing between the beats: 0.5, 0.
    """
    if len(beats) < 16:
        return 0.5, 0.0
    curve = attack_curve(spectrum)
    phases = np.arange(_FINE) / _FINE
    course = np.array([
        float(read_at(curve, beats[:-1] + np.diff(beats) * phase).mean()) for phase in phases
    ])  # fmt: skip
    course = gaussian_filter1d(course, 1.0, mode="wrap")
    inside = (phases >= _EARLIEST) & (phases <= _LATEST)
    at = int(np.flatnonzero(inside)[course[inside].argmax()])
    floor = float(np.quantile(course, 0.2))
    height = (float(course[at]) - floor) / (float(course[0]) - floor + 1e-9)
    straight = float(course[_FINE // 2 - 3 : _FINE // 2 + 4].max())
    lead = (float(course[at]) - straight) / (float(course[at]) - floor + 1e-9)
    sure = float(np.clip(height / 0.3, 0, 1))
    if phases[at] <= _LATE:
        return 0.5, sure
    return float(phases[at]), sure * float(np.clip(lead / 0.4, 0, 1))
