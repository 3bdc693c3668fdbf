"""Which of the pulses people tap: the one found, half or double as many, or the dotted beats of 6/8."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d

from tools.listening.bars import Bars, barred
from tools.listening.beats import LATENCY_S, Beats, Times, attack_curve, read_at, tempo_between, with_halves
from tools.listening.ends import followed_end
from tools.listening.spectrum import Floats, Spectrum
from tools.listening.tempo import FASTEST, SLOWEST

_USUAL_BPM, _USUAL_OCTAVES = 112.0, 0.75
"""Where people tap, and how far from there they rarely go."""
_STAY = 0.25
"""How much better another level must be than the one at which onsets repeat most clearly."""
_FAR = 0.5
"""What an octave's distance from the tempo of the rest of the song costs."""
_CLEAR = 0.9
"""A lead of this size over half and double makes an octave about two thirds sure."""
_HOLLOW, _EMPTY = 0.3, 0.5
"""Between beats attacks are usually at least so strong against those on the beat; what it costs where they are not."""
_PAIRED = 0.9
"""Every second bar may differ so much, in spreads of the vote, before two bars are taken for one."""
_SLOWEST_DOTTED = 50.0
_LEAN = 0.4
"""How much more the middle of a bar must speak than its second and third quarter before it is 6/8."""
_SURE_LEAN = 0.8
"""So far from that line a bar of three is surely not six eighths, or surely is; on it nobody can tell."""
_COUNTING = np.array([0.5, 0.5, 1.5])
"""Weights of low, middle and high attacks: cymbals and picks keep the count while tunes go their own way."""
_THIRDS, _HEARD = 1.5, 0.04
"""Both thirds of a beat must be so much stronger than its half, and this strong against the beat itself."""


def bars_of(spectrum: Spectrum, beats: Beats) -> Bars:
    """Choose for each stretch its level (the beats found, half or double as many), meter and downbeats."""
    pieces = [[reading for reading in piece if len(reading) >= 8] for piece in beats.pieces]
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        few = np.concatenate([np.zeros(0), *(piece[0] for piece in beats.pieces)])
        return Bars(few, few[:1], 4, tempo_between(few), 0.0)
    usual = _best_level(spectrum, max(pieces, key=lambda piece: piece[0][-1] - piece[0][0]), None)
    parts = [_best_level(spectrum, piece, usual.bpm if len(pieces) > 1 else None) for piece in pieces]
    if beats.steady:
        parts[-1] = _to_the_end(spectrum, parts[-1])
    longest = max(parts, key=lambda part: len(part.beats) / part.bpm)
    times, bars = _joined([(part.beats, part.bars) for part in parts])
    weights = [len(part.beats) / part.bpm for part in parts]

    def mean(values: list[float]) -> float:
        return float(np.average(values, weights=weights))

    return Bars(
        times, bars, longest.meter, longest.bpm, mean([part.confidence for part in parts]), longest.height,
        longest.apart, longest.division, mean([part.meter_confidence for part in parts]),
        mean([part.octave_confidence for part in parts]), longest.other_bpm, longest.other_metre,
    )  # fmt: skip


def _to_the_end(spectrum: Spectrum, part: Bars) -> Bars:
    """Return the last stretch with its beats followed where they slow down; bars are counted on."""
    beats = followed_end(attack_curve(spectrum), part.beats, LATENCY_S)
    if beats is part.beats:
        return part
    same = int(np.argmax(beats[: len(part.beats)] != part.beats[: len(beats)]))
    kept = np.flatnonzero(np.isin(part.beats[:same], part.bars))
    counted = np.arange(kept[-1] + part.meter if len(kept) else 0, len(beats), part.meter)
    return replace(part, beats=beats, bars=beats[np.concatenate([kept, counted]).astype(int)])


def _joined(parts: list[tuple[Times, Times]]) -> tuple[Times, Times]:
    """Join stretches; of two beats that crowd each other at a seam the later one goes."""
    beats: list[float] = []
    bars: list[float] = []
    for times, downbeats in parts:
        closest = 0.6 * float(np.median(np.diff(times)))
        fresh = [time for time in times.tolist() if not beats or time - beats[-1] > closest]
        beats += fresh
        bars += sorted(set(fresh) & set(downbeats.tolist()))
    return np.array(beats), np.array(bars)


def _best_level(spectrum: Spectrum, readings: Sequence[Times], usual: float | None) -> Bars:
    """Choose among the beats found, half and double as many; then tell whether they are the dotted beats of 6/8.

    `usual` is the tempo of the rest of the song: a change of tempo is seldom one to half or double.
    """
    options: list[tuple[float, Bars]] = []
    for times in readings:
        bpm = tempo_between(times)
        levels = [(0.0, times)]
        if bpm * 2 <= FASTEST:
            levels.append((_STAY, with_halves(times)))
        if bpm / 2 >= SLOWEST and len(times) >= 16:
            levels += [(_STAY, times[first::2]) for first in (0, 1)]
        for handicap, level in levels:
            bars = barred(spectrum, level)
            far = _FAR * abs(np.log2(bars.bpm / usual)) if usual else 0.0
            options.append((_plausible(spectrum, bars) - handicap - far, bars))
    merit, best = max(options, key=lambda option: option[0])
    rivals = [option for option in options if abs(np.log2(option[1].bpm / best.bpm)) > 0.3]
    next_merit, other = max(rivals, key=lambda option: option[0], default=(merit - 2.0, None))
    sure = float(1 - np.exp(-max(merit - next_merit, 0.0) / _CLEAR))
    return _compound(spectrum, replace(best, octave_confidence=sure, other_bpm=other.bpm if other else 0.0))


def _plausible(spectrum: Spectrum, bars: Bars) -> float:
    """Return how well a level fits: clear bars, a tempo that people tap, no empty beats, nothing that comes in pairs.

    Where every second beat is weaker in all bands, the beat is really twice as long: a snare on two and four makes
    the bands differ, not all weak together. Where nothing happens between beats, they are the smallest parts of a beat.
    """
    usual = (np.log2(bars.bpm / _USUAL_BPM) / _USUAL_OCTAVES) ** 2
    strengths = [read_at(maximum_filter1d(band, 5), bars.beats) for band in spectrum.onsets]
    uneven = [(band[0::2].mean() - band[1::2].mean()) / (band.std() + 1e-9) for band in strengths]
    paired = max(0.0, bars.apart - _PAIRED)
    between = np.mean([np.divide(*within(band, bars.beats, 2)[::-1] + 1e-3) for band in spectrum.onsets])
    hollow = min(2.0, max(0.0, np.log(_HOLLOW / (between + 0.02))))
    merit = 1.5 * np.log(max(bars.height, 0) + 1) - 0.5 * usual
    return float(merit - 0.9 * np.mean(uneven) ** 2 - 0.9 * paired - _EMPTY * hollow)


def _compound(spectrum: Spectrum, bars: Bars) -> Bars:
    """Turn three quarters into two dotted beats, or beats that fall in thirds into dotted ones, where that is heard."""
    if bars.meter == 3 and bars.bpm * 2 / 3 >= _SLOWEST_DOTTED and len(bars.bars) >= 4:
        lean, counted = _leaning(spectrum, bars.bars)
        sure = bars.meter_confidence * min(1.0, abs(lean - _LEAN) / _SURE_LEAN)
        if lean > _LEAN and counted:
            return replace(_dotted(bars, _divided(bars.bars, 2)), meter_confidence=sure, other_metre=(3, 2))
        return replace(bars, meter_confidence=sure, other_metre=(2, 3))
    if bars.meter == 4 and len(bars.beats) >= 16:
        on, third, twothirds = _COUNTING @ np.array([within(band, bars.beats, 3) for band in spectrum.onsets])
        half = float(_COUNTING @ np.array([within(band, bars.beats, 2)[1] for band in spectrum.onsets]))
        if min(third, twothirds) > max(_THIRDS * half, _HEARD * on):
            pairs = barred(spectrum, bars.beats, (2,))
            chosen = pairs if pairs.apart < _PAIRED else bars
            return replace(chosen, division=3, octave_confidence=bars.octave_confidence, other_bpm=bars.other_bpm)
    return bars


def _leaning(spectrum: Spectrum, bars: Times) -> tuple[float, bool]:
    """Return how far bars of three quarters have their second accent in the middle, as 6/8 has, -1.5 to 1.5.

    And whether cymbals and picks, which keep the count, have it there too.
    """
    sixths = np.array([within(band, bars, 6) for band in spectrum.onsets])
    middle = (sixths[:, 3] - (sixths[:, 2] + sixths[:, 4]) / 2) / (sixths.mean(axis=1) + 1e-9)
    return float(np.clip(middle, -0.6, 0.6) @ (0.5, 1.0, 1.0)), bool(middle[2] > 0)


def within(band: Floats, edges: Times, parts: int) -> NDArray[np.float64]:
    """Return (parts,): how strong attacks are at equal parts of the stretches between edges."""
    curve = maximum_filter1d(band, 5)
    return np.array([
        float(read_at(curve, edges[:-1] + np.diff(edges) * part / parts).mean()) for part in range(parts)
    ])  # fmt: skip


def _divided(edges: Times, parts: int) -> Times:
    """Return the edges and the points that divide the stretches between them into equal parts."""
    at = np.arange(0, len(edges) - 1 + 1e-9, 1 / parts)
    return np.asarray(np.interp(at, np.arange(len(edges)), edges))


def _dotted(bars: Bars, beats: Times) -> Bars:
    """Return the same bars over two dotted beats each; beats before the first bar and after the last are kept up."""
    step = float(np.median(np.diff(beats)))
    before = np.arange(beats[0] - step, bars.beats[0] - 0.3 * step, -step)[::-1]
    after = np.arange(beats[-1] + step, bars.beats[-1] + 0.3 * step, step)
    whole = np.concatenate([before, beats, after])
    return replace(bars, beats=whole, meter=2, bpm=tempo_between(whole), division=3, other_bpm=bars.other_bpm * 2 / 3)
