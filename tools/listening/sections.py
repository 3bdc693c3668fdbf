"""Where the form turns: boundaries from what is heard, and which sections are the same music."""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import convolve1d

from tools.listening.loudness import level_between
from tools.listening.spectrum import FPS, Spectrum
from tools.listening.voice import PER_SECOND
from tools.listening.vote import means_between

Rows = NDArray[np.float64]
_USUAL_S, _SHORTEST_S, _LONGEST_S = 13.5, 6.0, 44.0
"""Sections of songs last about so long; none is longer in the map, so that a long song is never one section."""
_THRESHOLD, _GAIN, _LENGTH, _EVEN = 0.08, 1.2, 0.6, 1.5
"""Spreads of novelty that a boundary must bring; weights of novelty, of usual lengths and of even numbers of bars."""
_LOUDEST = 2.0
"""Spreads above which a curve counts no more."""

_SAME = 0.72
"""Sections nearer than this share of the usual distance of two sections are one music."""
_ONE_MUSIC = 0.6
"""No letter should stand for more of the song than this."""


@dataclass(frozen=True)
class Units:
    """The song in bars (or steps of 2 s where there are none): edges in s, and what each unit sounds like."""

    edges: NDArray[np.float64]
    """(n + 1,): from 0 to the song's end."""
    mel: Rows
    chroma: Rows
    level: NDArray[np.float64]
    """(n,): dB."""
    bass: NDArray[np.float64]
    """(n,): dB."""
    voice: NDArray[np.float64]
    pace: NDArray[np.float64]
    """(n,): mean onset strength."""

    def __len__(self) -> int:
        """Number of units."""
        return len(self.edges) - 1


@dataclass(frozen=True)
class Stretch:
    """A section before it has a name: units [first, last), how sharp its beginning is, and the letter of its music."""

    first: int
    last: int
    sharp: float
    group: str


def units_of(spectrum: Spectrum, bars: NDArray[np.float64]) -> Units:
    """Measure the song bar by bar; an upbeat belongs to the first bar."""
    step = 2.0 if spectrum.seconds > 20 else max(spectrum.seconds / 10, 0.25)
    inner = bars if len(bars) >= 3 else np.arange(step, spectrum.seconds - step / 2, step)
    inner = inner[(inner > 0.6 * step if len(bars) < 3 else inner > 0.6) & (inner < spectrum.seconds - 0.3)]
    edges = np.concatenate([[0.0], inner, [spectrum.seconds]])
    starts = edges[:-1]
    chroma = means_between(spectrum.chroma, starts)
    sums = np.concatenate([[0.0], np.cumsum(spectrum.bass, dtype=np.float64)])
    at = np.round(edges * FPS).astype(int).clip(0, spectrum.frames)
    bass = (sums[at[1:]] - sums[at[:-1]]) / np.maximum(at[1:] - at[:-1], 1)
    onset = np.concatenate([[0.0], np.cumsum(spectrum.onsets.sum(axis=0), dtype=np.float64)])
    voice = np.concatenate([[0.0], np.cumsum(spectrum.voice, dtype=np.float64)])
    spoken = np.round(edges * PER_SECOND).astype(int).clip(0, len(spectrum.voice))
    return Units(
        edges=edges,
        mel=means_between(spectrum.mel, starts),
        chroma=chroma / (np.linalg.norm(chroma, axis=1, keepdims=True) + 1e-9),
        level=20 * np.log10(level_between(spectrum, edges) + 1e-2),
        bass=10 * np.log10(np.maximum(bass, 0) + 1e-4),
        voice=(voice[spoken[1:]] - voice[spoken[:-1]]) / np.maximum(spoken[1:] - spoken[:-1], 1),
        pace=(onset[at[1:]] - onset[at[:-1]]) / np.maximum(at[1:] - at[:-1], 1),
    )


def stretches_of(units: Units) -> tuple[Stretch, ...]:
    """Cut the song where it changes most, in lengths that songs have, and group what repeats."""
    novelty = _novelty(units)
    threshold = _THRESHOLD
    cuts = _best_cuts(units, _GAIN * novelty - threshold)
    while units.edges[-1] < 45 and len(cuts) > 5:  # short songs: two to four sections
        threshold += 0.3
        cuts = _best_cuts(units, _GAIN * novelty - threshold)
    groups = _groups(units, cuts)
    return tuple(
        Stretch(first, last, float(np.clip((novelty[first] + 0.5) / 3, 0, 1)) if first else 0.8, group)
        for first, last, group in zip(cuts, cuts[1:], groups, strict=False)
    )


def _novelty(units: Units) -> NDArray[np.float64]:
    """Return (n,) how much changes at the beginning of each unit, in spreads over the song."""
    if len(units) < 4:
        return np.zeros(len(units))
    ends = np.stack([units.level, units.bass, 6 * units.pace], axis=1)
    wide = 4 if len(units) >= 24 else 2
    curves = [
        (0.6, _turn(units.mel, wide)), (0.6, _turn(units.mel, wide * 2)), (0.3, _turn(units.chroma, wide)),
        (1.0, _turn(ends, 1)), (1.5, _turn(ends, 2)), (0.3, _turn(ends, wide)), (0.6, _repetition(units)),
        (1.0, _loop_breaks(units)), (0.6, _turn(units.voice[:, None], wide)),
    ]  # fmt: skip
    # One silence or drop must not make everything else look even.
    total = np.asarray(sum(weight * np.minimum(_standard(curve), _LOUDEST) for weight, curve in curves))
    return _standard(total)


def _standard(curve: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray((curve - curve.mean()) / (curve.std() + 1e-6))


def _turn(rows: Rows, width: int) -> NDArray[np.float64]:
    """Return (n,) how much the `width` units from each on differ from those before; near the ends fewer."""
    sums = np.concatenate([np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0)])
    out = np.zeros(len(rows))
    at = np.arange(1, len(rows))
    before, after = np.minimum(at, width), np.minimum(len(rows) - at, width)
    earlier = (sums[at] - sums[at - before]) / before[:, None]
    later = (sums[at + after] - sums[at]) / after[:, None]
    sure = np.sqrt(np.minimum(before, after) / width)  # the mean of few units strays
    out[1:] = np.linalg.norm(later - earlier, axis=1) * sure
    return out


def _loop_breaks(units: Units) -> NDArray[np.float64]:
    """Return (n,) how much more the chords from each unit on differ from the loop of four before than those before did.

    Harmony goes round in loops of four bars; a new section brings a new loop, even where nothing else changes.
    """
    loop = 4
    if len(units) < 4 * loop:
        return np.zeros(len(units))
    other = np.zeros(len(units))
    other[loop:] = 1 - np.sum(units.chroma[loop:] * units.chroma[:-loop], axis=1)
    sums = np.concatenate([[0.0], np.cumsum(other)])
    at = np.arange(loop, len(units) - 1)
    after = np.minimum(len(units) - at, loop)
    breaks = np.zeros(len(units))
    breaks[at] = (sums[at + after] - sums[at]) / after - (sums[at] - sums[at - loop]) / loop
    return breaks


def _repetition(units: Units) -> NDArray[np.float64]:
    """Return how much it changes what each unit repeats: the structure features of Serra et al. (2012), in small."""
    count = len(units)
    if count < 12:
        return np.zeros(count)
    likeness = _likeness(units)
    here, lag = np.arange(count)[:, None], np.arange(1, count)[None, :]
    lagged = np.where(here >= lag, likeness[here, here - lag], 0.0)
    smooth = convolve1d(lagged, np.array([0.25, 0.5, 0.25]), axis=0, mode="constant")
    return np.concatenate([[0.0], np.linalg.norm(np.diff(smooth, axis=0), axis=1)])


def _likeness(units: Units) -> Rows:
    """Return (n, n) 0-1: how alike two units are in harmony and timbre."""
    harmony = units.chroma @ units.chroma.T
    centred = units.mel - units.mel.mean(axis=0)
    square = (centred**2).sum(axis=1)
    gaps = np.sqrt(np.maximum(square[:, None] + square[None, :] - 2 * centred @ centred.T, 0) / centred.shape[1])
    return np.asarray(np.clip((harmony - 0.6) / 0.4, 0, 1) * np.exp(-gaps / (np.median(gaps) + 1e-6)))


def _best_cuts(units: Units, gain: NDArray[np.float64]) -> list[int]:
    """Return unit indexes from 0 to n: the boundaries that gain most, each section paying for an unusual length."""
    count = len(units)
    edges = units.edges
    total = edges[-1]
    usual = min(_USUAL_S, max(total / 4, 2.5))
    shortest, longest = min(_SHORTEST_S, total / 6), min(_LONGEST_S, total * (0.8 if total > 8 else 1.0))
    best = np.full(count + 1, -np.inf)
    best[0] = 0.0
    came = np.zeros(count + 1, int)
    for end in range(1, count + 1):
        for start in range(end - 1, -1, -1):
            seconds = edges[end] - edges[start]
            if seconds > longest and end - start > 1:
                break
            at_end = 0.5 if start == 0 or end == count else 1.0  # intros and outros may be short
            cost = at_end * _LENGTH * np.log2(seconds / usual) ** 2 if seconds >= at_end * shortest else 6.0
            score = best[start] - cost + _EVEN * _evenness(end - start) + (gain[end] if end < count else 0.0)
            if score > best[end]:
                best[end], came[end] = score, start
    cuts = [count]
    while cuts[-1] > 0:
        cuts.append(int(came[cuts[-1]]))
    return cuts[::-1]


def _evenness(units: int) -> float:
    """Music is built in fours and eights of bars."""
    return 0.7 if units % 8 == 0 else 0.5 if units % 4 == 0 else 0.15 if units % 2 == 0 else 0.0


def _groups(units: Units, cuts: list[int]) -> list[str]:
    """Return a letter a section: sections join (average linkage) while they are as alike as neighbouring bars are."""
    spans = list(itertools.pairwise(cuts))
    apart = _apart(units, spans)
    limit = _SAME * float(np.median(apart[np.triu_indices(len(spans), 1)])) if len(spans) > 2 else 0.0
    lengths = np.array([units.edges[last] - units.edges[first] for first, last in spans])
    clusters = _clusters(apart, limit)
    while len(spans) > 5 and max(lengths[cluster].sum() for cluster in clusters) > _ONE_MUSIC * lengths.sum():
        limit *= 0.85  # where nearly all sections are alike, smaller differences make the form
        clusters = _clusters(apart, limit)
    letters = {number: _letter(rank) for rank, cluster in enumerate(clusters) for number in cluster}
    return [letters[number] for number in range(len(spans))]


def _clusters(apart: Rows, limit: float) -> list[list[int]]:
    """Join sections nearer than the limit on average; clusters come in the order of their first sections."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    if len(apart) < 2:
        return [[0]]
    marks = fcluster(linkage(squareform(apart, checks=False), "average"), limit, "distance")
    clusters: dict[int, list[int]] = {}
    for number, mark in enumerate(marks.tolist()):
        clusters.setdefault(mark, []).append(number)
    return list(clusters.values())


def _letter(rank: int) -> str:
    return chr(ord("A") + rank % 26) + ("" if rank < 26 else str(rank // 26))


def _apart(units: Units, spans: list[tuple[int, int]]) -> Rows:
    """Return (n, n) how different sections are: bar by bar in chords, on the whole in pitch, timbre, level and pace."""
    parts = [slice(first, last) for first, last in spans]
    mel = (units.mel - units.mel.mean(axis=0)) / (units.mel.std() + 1e-6) / np.sqrt(units.mel.shape[1])
    whole = np.array([
        np.concatenate([
            units.chroma[part].mean(axis=0) / 0.15, mel[part].mean(axis=0) / 0.3,
            [units.level[part].mean() / (units.level.std() + 1.5) / 0.5],
            [units.bass[part].mean() / (units.bass.std() + 2.0) / 0.4],
            [units.pace[part].mean() / (units.pace.std() + 0.1) / 1.0],
        ])
        for part in parts
    ])  # fmt: skip
    apart = np.linalg.norm(whole[:, None] - whole[None], axis=2) ** 2
    for one, other in itertools.combinations(range(len(parts)), 2):
        chords = min(2.5, _chords_apart(units.chroma[parts[one]], units.chroma[parts[other]]) / 0.06)
        apart[one, other] += chords**2
        apart[other, one] = apart[one, other]
    return np.asarray(np.sqrt(apart))


def _chords_apart(one: Rows, other: Rows) -> float:
    """Return the mean distance of the chords of two sections, bar by bar; one may begin up to two bars later."""
    count = min(len(one), len(other))
    found = []
    for late in range(-2, 3):
        first, second = one[max(0, late) :][:count], other[max(0, -late) :][:count]
        length = min(len(first), len(second))
        if length >= max(1, count - 2):
            found.append(float(np.mean(1 - np.sum(first[:length] * second[:length], axis=1))))
    return min(found, default=1.0)
