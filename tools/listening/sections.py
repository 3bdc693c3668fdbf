"""Where the form turns: boundaries from what is heard, and which sections are the same music."""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.listening.loudness import level_between
from tools.listening.spectrum import FPS, Spectrum
from tools.listening.voice import PER_SECOND
from tools.listening.vote import means_between

Rows = NDArray[np.float64]
_USUAL_S, _MOST_USUAL_S = 1.4, 21.0
"""Sections usually last so many times the root of the song's length (both in s), and no longer than this."""
_SHORTEST_S, _LONGEST_S = 6.0, 44.0
"""No section is longer in the map, so that a long song is never one section."""
_THRESHOLD, _GAIN, _LENGTH, _EVEN = 0.9, 1.8, 0.85, 1.3
"""Spreads of novelty that a boundary must bring; weights of novelty, of usual lengths and of even numbers of bars."""
_LOUDEST = 2.5
"""Spreads above which a curve counts no more."""

_SOME = 400
"""Units of a long song that are looked at for what is usual."""
_LEAST_TIMBRE, _LEAST_HEARD = 15.0, 1.4
"""Usual distances of two units in timbre and in what else is heard, of songs that hardly change: noise is no form."""
_EVENEST = 1.0
"""Spread of all curves together in songs that hardly turn."""

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
    """Return (n,) how much changes at the beginning of each unit, in spreads over the song.

    The weights are rounded from a logistic regression on songs with sung paragraphs and composed pieces, which agreed.
    """
    if len(units) < 4:
        return np.zeros(len(units))
    ends = np.stack([units.level, units.bass, 6 * units.pace], axis=1)
    voice = units.voice[:, None] / (units.voice.std() + 0.05)
    sound = [_scaled(units.mel, _LEAST_TIMBRE), _scaled(_heard(units), _LEAST_HEARD)]
    curves = [
        (1.0, 0.12, _parting(sound, 4)), (0.2, 0.1, _parting(sound, 8)), (0.3, 0.15, _parting([voice], 4)),
        (0.5, 0.9, _turn(ends, 1)), (0.4, 0.3, _turn(voice, 2)), (0.2, 0.005, _loop_breaks(units)),
    ]  # fmt: skip
    # One silence or drop must not make everything else look even, nor the noise of an even song look like its form:
    # no song measured spreads less than the second number.
    total = sum(weight * np.minimum(_standard(curve, least), _LOUDEST) for weight, least, curve in curves)
    return _standard(np.asarray(total), _EVENEST)


def _heard(units: Units) -> Rows:
    """Return (n, 4): level, bass, pace and voice, each in spreads; a song that hardly changes is not blown up."""
    return np.stack([
        units.level / (units.level.std() + 1.5), units.bass / (units.bass.std() + 2.0),
        units.pace / (units.pace.std() + 0.1), 2 * units.voice / (units.voice.std() + 0.05),
    ], axis=1)  # fmt: skip


def _scaled(rows: Rows, least: float) -> Rows:
    """Return rows so scaled that two units of the song lie 1 apart (median), or less where that is under `least`.

    Of a long song some units stand for all.
    """
    some = rows[:: max(1, len(rows) // _SOME)]
    return rows / max(float(np.median(_distances(some, some))), least)


def _distances(one: Rows, other: Rows) -> Rows:
    return np.asarray(np.sqrt(np.maximum(
        (one**2).sum(axis=1)[:, None] + (other**2).sum(axis=1)[None, :] - 2 * one @ other.T, 0
    )))  # fmt: skip


def _parting(parts: list[Rows], width: int) -> NDArray[np.float64]:
    """Return (n,) how much the `width` units on either side are alike among themselves and unlike across.

    Foote's checkerboard (2000) over the likeness of units; each of the `parts` (n, features) takes its share of it.
    Within two units of the ends nothing can be told.
    """
    count = len(parts[0])
    out = np.zeros(count)
    for at in range(2, count - 1):
        reach = min(width, at, count - at)
        near = slice(at - reach, at + reach)
        alike = np.exp(-sum(_distances(rows[near], rows[near]) for rows in parts))
        fade = np.exp(-0.5 * ((np.arange(reach) + 0.5) / (0.6 * width)) ** 2)
        signed = np.concatenate([-fade[::-1], fade])
        alike *= np.outer(signed, signed)
        within = alike[:reach, :reach].sum() + alike[reach:, reach:].sum()
        out[at] = (within + 2 * alike[:reach, reach:].sum()) / fade.sum() ** 2 * np.sqrt(reach / width)
    return out


def _standard(curve: NDArray[np.float64], least: float) -> NDArray[np.float64]:
    return np.asarray((curve - curve.mean()) / max(float(curve.std()), least))


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


def _best_cuts(units: Units, gain: NDArray[np.float64]) -> list[int]:
    """Return unit indexes from 0 to n: the boundaries that gain most, each section paying for an unusual length."""
    count = len(units)
    edges = units.edges
    total = edges[-1]
    usual = min(_MOST_USUAL_S, max(_USUAL_S * np.sqrt(total), 2.5))
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
    apart = _distances(whole, whole) ** 2
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
