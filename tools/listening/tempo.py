"""How fast: the song's tempo over time, and the stretches in which it is steady."""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.listening.spectrum import FPS, Floats, Spectrum

SLOWEST, FASTEST = 55.0, 215.0
_CANDIDATES = np.exp(np.linspace(np.log(SLOWEST), np.log(FASTEST), 280))
"""Beats per minute, half a per cent apart."""
_WINDOW_S, _STEP_S = 8.0, 2.0
_USUAL, _SPREAD_OCTAVES = 120.0, 0.8
"""People tap music near 120 bpm, rarely more than an octave away (McKinney and Moelants 2006)."""
_HOLD = 3.0
"""How much clearer a new tempo must be before it is believed, in units of a perfect match."""


@dataclass(frozen=True)
class Pulse:
    """A stretch of the song with one tempo."""

    start_s: float
    end_s: float
    bpm: float


@dataclass(frozen=True)
class TempoTrack:
    """The tempo followed through the song: one value per step of 2 s, and its stretches."""

    times: NDArray[np.float64]
    bpm: NDArray[np.float64]
    clarity: float
    """0-1: how periodic the onsets are; noise lies near 0.1, drums above 0.4."""
    pulses: tuple[Pulse, ...]


def tempo_of(spectrum: Spectrum) -> TempoTrack:
    """Follow the tempo by periodicity of onsets in 8 s windows, and a best path through them (Viterbi)."""
    onset = spectrum.onsets.sum(axis=0)
    match, clarity = _matches(onset)
    path = _path(match)
    bpm = np.asarray(_CANDIDATES[path], dtype=np.float64)
    times = np.arange(len(bpm), dtype=np.float64) * _STEP_S + _WINDOW_S / 2
    return TempoTrack(times, bpm, clarity, _pulses(times, bpm, spectrum.seconds))


def tapped(bpm: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how readily people tap at these tempi, 0-1."""
    return np.asarray(np.exp(-0.5 * (np.log2(bpm / _USUAL) / _SPREAD_OCTAVES) ** 2))


def _matches(onset: Floats) -> tuple[NDArray[np.float64], float]:
    """Return for each step how well each candidate fits, 0-1, and the median height of the best periodicity."""
    window, step = int(_WINDOW_S * FPS), int(_STEP_S * FPS)
    lags = 60 * FPS / _CANDIDATES
    prior = tapped(_CANDIDATES)
    padded = np.pad(onset, (0, max(0, window - len(onset))))
    rows, heights = [], []
    for first in range(0, max(1, len(padded) - window + 1), step):
        piece = padded[first : first + window]
        piece = piece - piece.mean()
        spectrum = np.fft.rfft(piece, 2 * window)
        periodic = np.fft.irfft(np.abs(spectrum) ** 2)[:window]
        periodic = periodic / (periodic[0] + 1e-9) / (1 - np.arange(window) / (window * 1.25))  # unbiased, mildly
        heights.append(max(0.0, float(periodic[int(60 * FPS / FASTEST) : int(2 * 60 * FPS / SLOWEST)].max())))
        # A beat returns after one, two and four periods; what also returns after half a period is its division.
        fit = sum(weight * np.interp(lags * times, np.arange(window), periodic, right=0)
                  for times, weight in ((1, 1.0), (2, 0.8), (4, 0.6), (3, 0.3), (0.5, 0.3)))  # fmt: skip
        row = np.maximum(fit, 0) * prior
        rows.append(row / (row.max() + 1e-9))
    return np.array(rows), float(np.median(heights))


def _path(match: NDArray[np.float64]) -> NDArray[np.intp]:
    octaves = np.log2(_CANDIDATES)
    cost = np.minimum(np.abs(np.subtract.outer(octaves, octaves)) * 25, _HOLD)
    best = match[0] * 2
    came: list[NDArray[np.intp]] = []
    for row in match[1:]:
        via = best[None, :] - cost
        came.append(via.argmax(axis=1))
        best = via.max(axis=1) + 2 * row
    path = [int(best.argmax())]
    for back in reversed(came):
        path.append(int(back[path[-1]]))
    return np.array(path[::-1])


def _pulses(times: NDArray[np.float64], bpm: NDArray[np.float64], seconds: float) -> tuple[Pulse, ...]:
    """Cut the song where the tempo jumps by more than 4 %; stretches under 16 s join their neighbour."""
    cuts = [0, *(np.flatnonzero(np.abs(np.diff(np.log(bpm))) > 0.04) + 1).tolist(), len(bpm)]
    runs = [[first, last] for first, last in itertools.pairwise(cuts)]
    while len(runs) > 1 and min(last - first for first, last in runs) * _STEP_S < 16:
        short = min(range(len(runs)), key=lambda number: runs[number][1] - runs[number][0])
        into = short - 1 if short == len(runs) - 1 or (
            short > 0 and runs[short - 1][1] - runs[short - 1][0] >= runs[short + 1][1] - runs[short + 1][0]
        ) else short + 1  # fmt: skip
        runs[into] = [min(runs[into][0], runs[short][0]), max(runs[into][1], runs[short][1])]
        del runs[short]
    pulses = []
    for number, (first, last) in enumerate(runs):
        start = 0.0 if number == 0 else float(times[first] - _STEP_S / 2)
        end = seconds if number == len(runs) - 1 else float(times[last - 1] + _STEP_S / 2)
        middle = float(np.median(bpm[first:last]))
        pulses.append(Pulse(start, end, middle))
    return tuple(pulses)
