"""What speaks for a bar: harmony, timbre and bass change where bars begin, and the snare answers between."""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d
from scipy.signal import find_peaks

from tools.listening.beats import Times, read_at
from tools.listening.spectrum import COARSE, FPS, Floats, Spectrum

_WEIGHTS = {
    "harmony": 1.0,
    "phrase harmony": 0.8,
    "bar harmony": 0.5,
    "timbre": 0.8,
    "bass": 0.8,
    "sections": 0.6,
    "backbeat": 0.5,
}


def vote_of(spectrum: Spectrum, halves: Times) -> NDArray[np.float64]:
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


def heights(vote: NDArray[np.float64], meter: int) -> NDArray[np.float64]:
    """Return for every half-beat of a bar the mean vote there, in units of what chance would give."""
    cycle = 2 * meter
    votes = [vote[phase::cycle] for phase in range(cycle)]
    return np.array([each.mean() * np.sqrt(len(each)) if len(each) else -9.0 for each in votes]) / (
        float(vote.std()) + 1e-9
    )


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


def _standard(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scale to zero mean and unit spread; one huge value must not outvote a whole song."""
    scaled = (values - values.mean()) / (values.std() + 1e-9)
    return np.asarray(np.clip(scaled, -3, 3))
