"""Which of the pulses people tap: the one found, half or double as many, or the dotted beats of 6/8."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d

from tools.listening.bars import Bars, barred
from tools.listening.beats import LATENCY_S, Beats, Times, attack_curve, read_at, tempo_between, with_halves
from tools.listening.ends import followed_end
from tools.listening.spectrum import Floats, Spectrum
from tools.listening.tempo import FASTEST, SLOWEST

_USUAL_BPM, _USUAL_OCTAVES = 115.0, 0.65
"""Where people tap, and how far from there they rarely go."""
_STAY = 0.25
"""How much better another level must be than the one at which onsets repeat most clearly."""
_PAIRED = 0.9
"""Every second bar may differ so much, in spreads of the vote, before two bars are taken for one."""
_SLOWEST_DOTTED = 50.0
_LEAN = 0.4
"""How much more the middle of a bar must speak than its second and third quarter before it is 6/8."""
_THIRDS, _HEARD = 3.0, 0.04
"""Both thirds of a beat must be so much stronger than its half, and this strong against the beat itself."""


def bars_of(spectrum: Spectrum, beats: Beats) -> Bars:
    """Choose for each stretch its level (the beats found, half or double as many), meter and downbeats."""
    parts = [_best_level(spectrum, piece) for piece in beats.pieces if len(piece) >= 8]
    if not parts:
        few = np.concatenate([np.zeros(0), *beats.pieces])
        return Bars(few, few[:1], 4, tempo_between(few), 0.0)
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
        mean([part.octave_confidence for part in parts]),
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


def _best_level(spectrum: Spectrum, times: Times) -> Bars:
    """Choose among the beats found, half and double as many; then tell whether they are the dotted beats of 6/8."""
    found = barred(spectrum, times)
    options = [found]
    bpm = tempo_between(times)
    if bpm * 2 <= FASTEST:
        options.append(barred(spectrum, with_halves(times)))
    if bpm / 2 >= SLOWEST and len(times) >= 16:
        options += [barred(spectrum, times[first::2]) for first in (0, 1)]
    merits = [_plausible(spectrum, option) - (_STAY if option is not found else 0.0) for option in options]
    best = options[int(np.argmax(merits))]
    rivals = [merit for option, merit in zip(options, merits, strict=True) if abs(np.log(option.bpm / best.bpm)) > 0.3]
    lead = max(merits) - max(rivals, default=max(merits) - 2.0)
    return _compound(spectrum, replace(best, octave_confidence=float(1 - np.exp(-max(lead, 0.0) / 0.9))))


def _plausible(spectrum: Spectrum, bars: Bars) -> float:
    """Return how well a level fits: clear bars, a tempo that people tap, no empty beats, no bars that come in pairs.

    Where every second beat is weaker in all bands, the beat is really twice as long: a snare on two and four makes
    the bands differ, not all weak together.
    """
    usual = (np.log2(bars.bpm / _USUAL_BPM) / _USUAL_OCTAVES) ** 2
    strengths = [read_at(maximum_filter1d(band, 5), bars.beats) for band in spectrum.onsets]
    uneven = [(band[0::2].mean() - band[1::2].mean()) / (band.std() + 1e-9) for band in strengths]
    paired = max(0.0, bars.apart - _PAIRED)
    return float(1.5 * np.log(max(bars.height, 0) + 1) - 0.5 * usual - 0.9 * np.mean(uneven) ** 2 - 0.9 * paired)


def _compound(spectrum: Spectrum, bars: Bars) -> Bars:
    """Turn three quarters into two dotted beats, or beats that fall in thirds into dotted ones, where that is heard."""
    if bars.meter == 3 and bars.bpm * 2 / 3 >= _SLOWEST_DOTTED and len(bars.bars) >= 4 and _halved(spectrum, bars.bars):
        return _dotted(bars, _divided(bars.bars, 2))
    if bars.meter == 4 and len(bars.beats) >= 16:
        on, third, twothirds = np.sum([within(band, bars.beats, 3) for band in spectrum.onsets], axis=0)
        half = float(np.sum([within(band, bars.beats, 2)[1] for band in spectrum.onsets]))
        if min(third, twothirds) > max(_THIRDS * half, _HEARD * on):
            pairs = barred(spectrum, bars.beats, (2,))
            chosen = pairs if pairs.apart < _PAIRED else bars
            return replace(chosen, division=3, octave_confidence=bars.octave_confidence)
    return bars


def _halved(spectrum: Spectrum, bars: Times) -> bool:
    """Tell whether bars of three quarters have their second accent in the middle, as 6/8 has, or on the quarters."""
    sixths = np.array([within(band, bars, 6) for band in spectrum.onsets])
    middle = (sixths[:, 3] - (sixths[:, 2] + sixths[:, 4]) / 2) / (sixths.mean(axis=1) + 1e-9)
    lean = float(np.clip(middle, -0.6, 0.6) @ (0.5, 1.0, 1.0))
    return bool(lean > _LEAN and middle[2] > 0)  # cymbals and picks keep the count


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
    return replace(bars, beats=whole, meter=2, bpm=tempo_between(whole), division=3)
