"""How far apart line starts lie, learnt from songs with timed lines (the annotations of 68 songs of jamendolyrics).

Most lines of a song are one unit apart, a whole or half number of bars; short lines and long lines differ less than
their syllables do; a line is sung nearly until the next begins, unless a pause follows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

_UNITS = ((0.5, 0.5), (0.75, 0.1), (1.0, 1.0), (1.5, 0.15), (2.0, 1.0), (3.0, 0.15), (4.0, 0.6))
"""Bars from one line to the next, and how common that is."""
_STEPS = ((1, 0.5), (2, 0.12), (0.5, 0.08), (1.5, 0.08), (0.75, 0.07), (1.25, 0.07), (3, 0.02), (4, 0.03))
"""How often the next line follows after so many units."""
_SYLLABLE_S, _SPREAD = 0.40, 0.38
"""Seconds a syllable of the median line has until the next line, and the spread over songs (natural log)."""
_WEIGHT = 0.6
"""How much of a line's length follows its syllables; the rest is the song's habit."""
_JITTER_S, _LEAST_S = 0.25, 0.4
_PAUSE_S = 12.0
"""Mean of pauses between what belongs together."""
_PAUSED, _OPENING = 0.03, 0.52
"""Chance of a pause inside a paragraph, and what is added before a paragraph."""
_FILLED = 1.35
"""A line that is followed later than this many of its own lengths is followed by a pause."""
_LASTS = (0.6, 0.85, 1.1)
"""How long a line before a pause is sung, in its own lengths: each as likely."""
_LONGEST_S, _LONGEST_PAUSE_S = 25.0, 60.0


@dataclass(frozen=True)
class Following:
    """Chances of the next line's start, by grid points after a line's own: without a pause between, and after one."""

    filled: Values
    paused: Values
    lasts: tuple[int, ...]
    """Grid points that the line is sung before a pause."""


def units_of(weights: Values, syllable_count: float, bar_s: float, seconds: float) -> list[tuple[float, float]]:
    """Return (unit in s, its chance) of what these lines in a song with such bars may have; [] if they cannot fit.

    `weights` are syllables relative to the median line, which has `syllable_count`.
    """
    found = []
    for bars, common in _UNITS:
        unit = bars * bar_s
        pace = unit / syllable_count
        if 1.0 <= unit <= 12 and 0.1 < pace < 1.2 and 0.6 * unit * len(weights) <= seconds:
            found.append((unit, common * float(np.exp(-0.5 * (np.log(pace / _SYLLABLE_S) / _SPREAD) ** 2))))
    total = sum(chance for _, chance in found)
    return [(unit, chance / total) for unit, chance in found] if total > 0 else []


def following(weight: float, unit: float, opening: float, points: int, step_s: float) -> Following:
    """Return when the next line follows one of this weight; `opening` (0-1): how much the next begins something."""
    away = np.arange(min(points, int((_LONGEST_PAUSE_S if opening > 0.1 else _LONGEST_S) / step_s))) * step_s
    own = unit * (1 - _WEIGHT + _WEIGHT * weight)
    jitter = max(_JITTER_S, step_s / 2)
    on_units = np.zeros(len(away))
    for times, often in _STEPS:
        fits = np.exp(-0.5 * (np.log(times * unit / own) / 0.45) ** 2)
        on_units += often * fits * np.exp(-0.5 * ((away - times * unit) / jitter) ** 2)
    near = np.exp(-0.5 * (np.log(np.maximum(away, 1e-3) / own) / 0.35) ** 2)
    in_time = 1 + 0.4 * np.cos(2 * np.pi * away / unit)
    pause = np.exp(-np.maximum(0, away - own) / _PAUSE_S) * (away > own * 0.8) * in_time
    paused = _PAUSED + _OPENING * opening
    likely = (1 - paused) * (0.75 * _one(on_units) + 0.25 * _one(near)) + paused * _one(pause)
    likely[away < _LEAST_S] = 0
    short = away <= _FILLED * own
    return Following(likely * short, likely * ~short, tuple(max(2, round(share * own / step_s)) for share in _LASTS))


def weights_of(counts: Sequence[int]) -> tuple[Values, float]:
    """Return syllables relative to the median line, and the median."""
    median = float(np.median(counts))
    return np.asarray(counts, dtype=np.float64) / median, median


def _one(chances: Values) -> Values:
    return chances / max(1e-12, float(chances.sum()))
