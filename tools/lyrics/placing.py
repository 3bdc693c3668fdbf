"""Where words without times are sung, found from the voice, the bars, the sections and what returns in the song.

All placings are weighed at once (`chances`). Lines with equal words, and verses built alike, stand on equal music: each
look draws a line towards music like that where its relatives probably stand. How loud a voice must be to count is tried
in three ways. Places are those of the greatest chances over all three, which lie nearer to the truth than the likeliest
one's; the confidence of a line is the chance that it begins within a second of its place. Neither the neighbours'
chances nor looks without sections or relatives made it rank errors better (27 songs with timed lines).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from director.model import LyricLine, SongMap
from tools.lyrics.chances import Verse, where
from tools.lyrics.pace import following, units_of, weights_of
from tools.lyrics.repeats import drawn_to, likeness, opening, same_place, same_words
from tools.lyrics.sheet import longest_s
from tools.lyrics.syllables import syllables

Values = NDArray[np.float64]

STEP_S = 0.2
"""Grid of the search. Voices cannot be told more exactly without a model."""
_MOST_POINTS = 3600
"""Songs longer than 12 minutes are searched on a coarser grid: time and memory stay bounded."""
_ROUNDS = 4
_SUNG, _CLIP, _RISE, _SECTION = 0.28, 2.0, 1.0, 1.7
_WORDS, _VERSES = 3.5, 1.0
"""What counts how much, as log-odds; chosen on half of the songs of the bench, the other half was only measured."""
_DOUBTS = (0.0, -0.06, 0.06)
"""The share of the song that is sung is as estimated, or less, or more by so much."""
_FIRMNESS = 0.5
"""The first look is this much less sure than the last: lines may still be drawn elsewhere."""
_BLUR_S, _NEAR_S = 0.8, 1.0
_UNHEARD = 0.5
"""Where nobody was heard to sing, what places the words is hardly the voice."""
_SUREST = 0.95
"""Nobody recognised a word: something may always stand elsewhere."""


@dataclass(frozen=True)
class Music:
    """What placing looks at besides the map: `voice` (n,) 0-1, ten a second; `sound` (m, features), STEP_S apart."""

    voice: Values
    sound: Values


def place_lines(lines: Sequence[LyricLine], song: SongMap, music: Music) -> tuple[LyricLine, ...]:
    """Give times and confidences to lines that have none; all come back `estimated`, in order and inside the song."""
    if not lines:
        return ()
    counts = [syllables(line.text) for line in lines]
    coarse = max(1, int(np.ceil(song.duration_s / STEP_S / _MOST_POINTS)))
    step_s = STEP_S * coarse
    points = max(10, int(song.duration_s / step_s))
    verse = _verse(lines, counts, song, points, step_s)
    if verse is None or points <= 2 * len(lines):
        return _spread(lines, counts, song)
    alike = likeness(_pooled(music.sound, coarse), step_s)
    share = _sung_share(music.voice, sum(counts), song.duration_s)
    looks = [_look(lines, song, music.voice, verse, alike, share + doubt) for doubt in _DOUBTS]
    chances = np.mean(looks, axis=0)
    path = _in_order(chances, step_s)
    sure = _sureness(chances, path, step_s)
    if not song.voice:
        sure = [_UNHEARD * chance for chance in sure]
    return _timed(lines, [step_s * point for point in path], sure, song.duration_s)


def _verse(
    lines: Sequence[LyricLine], counts: Sequence[int], song: SongMap, points: int, step_s: float
) -> Verse | None:
    bar_s = float(np.median(np.diff(song.bars))) if len(song.bars) > 3 else 2.0
    weights, median = weights_of(counts)
    units = units_of(weights, median, bar_s, song.duration_s)
    if not units:
        return None
    opens = opening(lines)
    after = [
        [following(float(weight), unit, next_opens, points, step_s) for unit, _ in units]
        for weight, next_opens in zip(weights, [*opens[1:], 0.0], strict=True)
    ]
    return Verse(after, opens, np.array([chance for _, chance in units]), step_s)


def _look(
    lines: Sequence[LyricLine], song: SongMap, voice: Values, verse: Verse, alike: Values, share: float
) -> Values:
    """Return (lines, points) chances, after lines were drawn towards where their relatives stand."""
    points = max(10, int(song.duration_s / verse.step_s))
    at = np.arange(points, dtype=np.float64) * verse.step_s
    spread = float(voice.std()) + 1e-6
    level = np.interp(at + verse.step_s / 2, np.arange(len(voice)) / 10, voice)
    sung = _SUNG * verse.step_s / STEP_S * np.clip((level - np.quantile(level, 1 - share)) / spread, -_CLIP, _CLIP)
    section = np.zeros(points)
    for part in song.sections[1:]:
        section = np.maximum(section, _SECTION * np.exp(-0.5 * ((at - part.start_s) / 1.5) ** 2))
    plain = _RISE * np.clip(_rises(voice, at) / spread, -1, 2) + np.outer(verse.opens, section)
    same = same_words(lines)
    verses = same_place(lines, same)
    welcome = plain
    chances = plain
    for look in range(1, _ROUNDS + 1):
        chances = where(verse, sung, welcome, 1 - _FIRMNESS * (1 - look / _ROUNDS))
        if look < _ROUNDS:
            welcome = plain + _WORDS * drawn_to(chances, same, alike) + _VERSES * drawn_to(chances, verses, alike)
    return chances


def _rises(voice: Values, at: Values) -> Values:
    """Return how much more is sung in the half second after each time than in the one before."""
    sums = np.concatenate([[0.0], np.cumsum(np.pad(voice, 5, mode="edge"))])
    here = np.clip((at * 10).astype(int) + 5, 5, len(voice) + 4)
    after = sums[np.minimum(here + 5, len(sums) - 1)] - sums[here]
    return np.asarray((after - (sums[here] - sums[here - 5])) / 5)


def _sung_share(voice: Values, syllable_count: int, seconds: float) -> float:
    """Return the share of the song in which someone sings: by what parts the curve best (Otsu 1979), and by the words.

    On 24 songs with timed words a linear fit of both leaves a standard deviation of 0.09 to what is sung.
    """
    levels = np.quantile(voice, np.linspace(0.1, 0.9, 33))
    above = [voice > level for level in levels]
    apart = [
        float(high.mean() * (1 - high.mean()) * (voice[high].mean() - voice[~high].mean()) ** 2)
        if high.any() and not high.all()
        else 0.0
        for high in above
    ]
    parted = float(above[int(np.argmax(apart))].mean())
    by_words = min(1.2, 0.36 * syllable_count / seconds)
    return min(0.8, max(0.4, 0.31 + 0.42 * parted + 0.07 * by_words))


def _pooled(sound: Values, coarse: int) -> Values:
    if coarse == 1 or len(sound) < coarse:
        return sound
    return np.asarray(sound[: len(sound) // coarse * coarse].reshape(-1, coarse, sound.shape[1]).mean(axis=1))


def _in_order(chances: Values, step_s: float) -> list[int]:
    """Return the grid points, one after another, around which the lines have the greatest chances together."""
    points = chances.shape[1]
    window = np.bartlett(2 * round(_BLUR_S / step_s) + 3)
    blurred = [np.convolve(row, window)[len(window) // 2 :][:points] for row in chances]
    best = blurred[0]
    came = []
    for row in blurred[1:]:
        high = np.maximum.accumulate(best)
        first = np.maximum.accumulate(np.where(best == high, np.arange(points), 0))
        came.append(np.concatenate([[0], first[:-1]]))
        best = np.concatenate([[-np.inf], high[:-1]]) + row
    path = [int(best.argmax())]
    for via in reversed(came):
        path.append(int(via[path[-1]]))
    return path[::-1]


def _sureness(chances: Values, path: Sequence[int], step_s: float) -> list[float]:
    """Return for each line the chance that it begins within _NEAR_S of its place."""
    near = round(_NEAR_S / step_s)
    return [float(row[max(0, point - near) : point + near + 1].sum()) for row, point in zip(chances, path, strict=True)]


def _spread(lines: Sequence[LyricLine], counts: Sequence[int], song: SongMap) -> tuple[LyricLine, ...]:
    """Spread syllables evenly over the time in which someone sings, or over the whole song."""
    spans = [(span.start_s, span.end_s) for span in song.voice if span.end_s > span.start_s]
    spans = spans or [(0.0, song.duration_s)]
    edges = np.concatenate([[0.0], np.cumsum([end - start for start, end in spans])])
    due = np.concatenate([[0.0], np.cumsum(counts)])[:-1] / sum(counts) * edges[-1]
    inside = np.clip(np.searchsorted(edges, due, side="right") - 1, 0, len(spans) - 1)
    starts = [float(spans[i][0] + time - edges[i]) for i, time in zip(inside.tolist(), due.tolist(), strict=True)]
    return _timed(lines, starts, [0.05] * len(lines), song.duration_s)


def _timed(
    lines: Sequence[LyricLine], starts: Sequence[float], sure: Sequence[float], seconds: float
) -> tuple[LyricLine, ...]:
    placed = []
    for number, line in enumerate(lines):
        start = min(starts[number], seconds)
        following_s = starts[number + 1] if number + 1 < len(lines) else seconds
        end = max(start, min(following_s, start + longest_s(line.text), seconds))
        placed.append(
            line.model_copy(
                update={
                    "start_s": start,
                    "end_s": end,
                    "estimated": True,
                    "confidence": round(min(_SUREST, sure[number]), 3),
                }
            )
        )
    return tuple(placed)
