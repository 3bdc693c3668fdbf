"""Where the bars begin: harmony, timbre and bass change there. The same vote tells beats from off-beats."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d
from scipy.signal import find_peaks

from tools.listening.beats import Beats, Times, read_at, tempo_between, with_halves
from tools.listening.spectrum import COARSE, FPS, Floats, Spectrum
from tools.listening.tempo import FASTEST, SLOWEST

_FOUR_USUAL, _THREE_LEAST = 1.25, 3.5
"""How much more evidence a bar of three needs than one of four, and how much at least: most songs are in four."""
_WEIGHTS = {
    "harmony": 1.0,
    "phrase harmony": 0.8,
    "bar harmony": 0.5,
    "timbre": 0.8,
    "bass": 0.8,
    "sections": 0.6,
    "backbeat": 0.5,
}


_USUAL_BPM, _USUAL_OCTAVES = 115.0, 0.65
"""Where people tap, and how far from there they rarely go."""
_STAY = 0.25
"""How much better another level must be than the one at which onsets repeat most clearly."""

_SLIP = 12.0
"""What it costs to move the barline within a stretch, in spreads of the vote."""


@dataclass(frozen=True)
class Bars:
    """Beats on the beat, and the downbeats among them."""

    beats: Times
    bars: Times
    meter: int
    bpm: float
    confidence: float
    """0-1: how far the chosen downbeat leads over the next best."""
    height: float = 0.0
    """How clearly bars stand out, in units of what chance would give."""


def bars_of(spectrum: Spectrum, beats: Beats) -> Bars:
    """Choose for each stretch its level (the beats found, half or double as many), meter and downbeats."""
    parts = [_best_level(spectrum, piece) for piece in beats.pieces if len(piece) >= 8]
    if not parts:
        few = np.concatenate([np.zeros(0), *beats.pieces])
        return Bars(few, few[:1], 4, tempo_between(few), 0.0)
    longest = max(parts, key=lambda part: len(part.beats) / part.bpm)
    times, bars = _joined([(part.beats, part.bars) for part in parts])
    weights = [len(part.beats) / part.bpm for part in parts]
    confidence = float(np.average([part.confidence for part in parts], weights=weights))
    return Bars(times, bars, longest.meter, longest.bpm, confidence, longest.height)


def _best_level(spectrum: Spectrum, times: Times) -> Bars:
    bpm = tempo_between(times)
    found = _barred(spectrum, times)
    others = []
    if bpm * 2 <= FASTEST:
        others.append(_barred(spectrum, with_halves(times)))
    if bpm / 2 >= SLOWEST and len(times) >= 16:
        others += [_barred(spectrum, times[first::2]) for first in (0, 1)]
    best = max(others, key=lambda option: _plausible(spectrum, option), default=found)
    return best if _plausible(spectrum, best) > _plausible(spectrum, found) + _STAY else found


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


def _barred(spectrum: Spectrum, times: Times) -> Bars:
    halves = with_halves(times)
    vote = _vote(spectrum, halves)
    scores = {meter: _phases(vote, meter) for meter in (4, 3)}
    meter = 3 if scores[3].max() > max(scores[4].max() * _FOUR_USUAL, _THREE_LEAST) else 4
    phase = int(scores[meter].argmax())
    ranked = np.sort(scores[meter])
    confidence = float(np.clip((ranked[-1] - ranked[-2]) / 6, 0, 1))
    on_beat = halves[phase % 2 :: 2]
    height = float(ranked[-1]) / (1.0 if meter == 4 else _FOUR_USUAL)
    downbeats = _downbeats(vote[phase % 2 :: 2], meter)
    return Bars(on_beat, on_beat[downbeats], meter, tempo_between(times), confidence, height)


def _downbeats(vote: NDArray[np.float64], meter: int) -> NDArray[np.intp]:
    """Return the indexes of downbeats: the best path through bar positions, in which a bar may be cut short (2/4 bars).

    A slip must pay over many bars, so that noise does not move the barline.
    """
    slip = _SLIP * float(vote.std() + 1e-9)
    best = np.where(np.arange(meter) == 0, vote[0], 0.0)
    came = []
    for value in vote[1:]:
        stay = np.roll(best, 1)  # position p follows position p - 1
        jump = int(best.argmax())
        jumps = stay < best[jump] - slip
        came.append(np.where(jumps, jump, (np.arange(meter) - 1) % meter))
        best = np.where(jumps, best[jump] - slip, stay)
        best[0] += value
    positions = [int(best.argmax())]
    for back in reversed(came):
        positions.append(int(back[positions[-1]]))
    return np.flatnonzero(np.array(positions[::-1]) == 0)


def _plausible(spectrum: Spectrum, bars: Bars) -> float:
    """Return how well a level fits: clear bars, a tempo that people tap, and no empty beats.

    Where every second beat is weaker in all bands, the beat is really twice as long: a snare on two and four makes
    the bands differ, not all weak together.
    """
    usual = (np.log2(bars.bpm / _USUAL_BPM) / _USUAL_OCTAVES) ** 2
    strengths = [read_at(maximum_filter1d(band, 5), bars.beats) for band in spectrum.onsets]
    uneven = [(band[0::2].mean() - band[1::2].mean()) / (band.std() + 1e-9) for band in strengths]
    return float(1.5 * np.log(max(bars.height, 0) + 1) - 0.5 * usual - 0.9 * np.mean(uneven) ** 2)


def means_between(track: Floats, times: Times) -> NDArray[np.float64]:
    """Return (len(times), rows): means of a coarse track (n, rows) from each time to the next, the last to the end."""
    edges = np.round(np.append(times, len(track) * COARSE / FPS) * FPS / COARSE).astype(int).clip(0, len(track))
    sums = np.concatenate([np.zeros((1, track.shape[1])), np.cumsum(track, axis=0, dtype=np.float64)])
    spans = np.maximum(edges[1:] - edges[:-1], 1)[:, None]
    return np.asarray((sums[np.maximum(edges[1:], edges[:-1])] - sums[edges[:-1]]) / spans)


def change(rows: NDArray[np.float64], width: int, *, by_shape: bool) -> NDArray[np.float64]:
    """Return how much the `width` rows after each point differ from those before; by shape alone, or by level too."""
    sums = np.concatenate([np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0)])
    out = np.zeros(len(rows))
    middle = np.arange(width, len(rows) - width + 1)
    if not len(middle):
        return out
    before = (sums[middle] - sums[middle - width]) / width
    after = (sums[middle + width] - sums[middle]) / width
    if by_shape:
        before /= np.linalg.norm(before, axis=1, keepdims=True) + 1e-9
        after /= np.linalg.norm(after, axis=1, keepdims=True) + 1e-9
    out[middle[middle < len(rows)]] = np.linalg.norm(after - before, axis=1)[middle < len(rows)]
    return out


def _vote(spectrum: Spectrum, halves: Times) -> NDArray[np.float64]:
    """Return how strongly each half-beat looks like the start of a bar, as a sum of standard scores."""
    chroma = means_between(spectrum.chroma, halves)
    mel = means_between(spectrum.mel, halves)
    sections = change(mel, 16, by_shape=False)
    peaks, _ = find_peaks(sections, distance=16, prominence=sections.std() * 0.5)
    only_peaks = np.zeros(len(sections))
    only_peaks[peaks] = sections[peaks]
    low = read_at(maximum_filter1d(spectrum.onsets[0], 5), halves)
    snare = read_at(maximum_filter1d(spectrum.onsets[1] + spectrum.onsets[2], 5), halves)
    beside = np.pad(snare, 2, mode="edge")
    evidence = {
        "harmony": change(chroma, 2, by_shape=True),
        "phrase harmony": change(chroma, 8, by_shape=True),
        "bar harmony": change(chroma, 4, by_shape=True),
        "timbre": change(mel, 2, by_shape=False),
        "bass": low,
        "sections": only_peaks,
        "backbeat": (beside[:-4] + beside[4:]) / 2 - snare,
    }
    return np.asarray(sum(_WEIGHTS[name] * _standard(values) for name, values in evidence.items()))


def _standard(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scale to zero mean and unit spread; one huge value must not outvote a whole song."""
    scaled = (values - values.mean()) / (values.std() + 1e-9)
    return np.asarray(np.clip(scaled, -3, 3))


def _phases(vote: NDArray[np.float64], meter: int) -> NDArray[np.float64]:
    """Return for every half-beat of a bar the mean vote there, in units of what chance would give."""
    cycle = 2 * meter
    votes = [vote[phase::cycle] for phase in range(cycle)]
    return np.array([each.mean() * np.sqrt(len(each)) for each in votes]) / (float(vote.std()) + 1e-9)
