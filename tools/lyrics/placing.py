"""Where words without times are sung: the best path of all lines through the voice, the bars and the song's repeats.

A line lasts about as long as its syllables; line starts lie a few bars apart (one, one and a half, two, ... units, one
unit for the whole song); someone sings in lines and nobody between them; a paragraph begins where a section does;
lines with equal words in different paragraphs stand on equal music. Each unit gives a path (dynamic programming); the
best one is kept, and how far the others disagree says how sure each line is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from director.model import LyricLine, SongMap
from tools.lyrics.sheet import longest_s
from tools.lyrics.syllables import syllables

Values = NDArray[np.float64]

STEP_S = 0.2
"""Grid of the search. Voices cannot be told more exactly without a model."""
_UNITS = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
"""Bars from one line to the next."""
_STEPS = ((1, 0.6), (2, 0.17), (1.5, 0.07), (0.5, 0.05), (3, 0.03), (4, 0.03), (1.25, 0.03), (0.75, 0.02))
"""How often the next line follows after so many units."""
_SUNG_SHARE = 0.6
"""Of a song with words about so much is sung; the voice curve is parted there."""
_USUAL_PACE_S, _PACE_SPREAD = 0.36, 0.45
"""Seconds a syllable, pauses within paragraphs included, and its spread (natural log)."""
_JITTER_S = 0.35
_LONGEST_PAUSE_S, _LONGEST_STEP_S = 60.0, 25.0
_VOICE, _RISE, _SECTION, _TWIN = 0.3, 0.5, 0.8, 2.0
"""What counts how much; chosen on half of the songs of the bench, the other half was only measured."""
_LEAD_S, _TAIL_S = 30.0, 60.0
"""Words rarely begin later than this, and rarely end so long before the song: the means of exponential pauses."""
_ROUNDS = 4
_NEVER = -14.0


@dataclass(frozen=True)
class Music:
    """What placing looks at besides the map: `voice` (n,) 0-1, ten a second; `sound` (m, features), STEP_S apart."""

    voice: Values
    sound: Values


@dataclass(frozen=True)
class _Field:
    """Everything on the grid: per point how sung it is, how welcome a line's start and a paragraph's start."""

    sung: Values
    start: Values
    section: Values

    @property
    def points(self) -> int:
        return len(self.sung)


@dataclass(frozen=True)
class _Path:
    merit: float
    starts: list[int]


def place_lines(lines: Sequence[LyricLine], song: SongMap, music: Music) -> tuple[LyricLine, ...]:
    """Give times and confidences to lines that have none; all come back `estimated`, in order and inside the song."""
    if not lines:
        return ()
    counts = np.array([syllables(line.text) for line in lines], dtype=np.float64)
    opens = [n == 0 or line.paragraph != lines[n - 1].paragraph for n, line in enumerate(lines)]
    twins = _twins(lines)
    field = _field(song, music)
    bar = float(np.median(np.diff(song.bars))) if len(song.bars) > 3 else 2.0
    paths = []
    for unit in (share * bar for share in _UNITS):
        pace = unit / float(np.median(counts))
        if 1.2 <= unit <= 9 and unit * len(lines) <= song.duration_s and 0.12 < pace < 1.1:
            path = _path(field, counts, opens, twins, unit, music.sound)
            if path is not None:
                paths.append(path)
    if not paths:
        return _spread(lines, counts, song)
    best = max(paths, key=lambda path: path.merit)
    sure = _sureness(best, paths)
    return _timed(lines, [STEP_S * start for start in best.starts], sure, song.duration_s)


def _field(song: SongMap, music: Music) -> _Field:
    points = max(10, int(song.duration_s / STEP_S))
    at = (np.arange(points) + 0.5) * STEP_S
    voice = np.interp(at, np.arange(len(music.voice)) / 10, music.voice)
    level = (voice - np.quantile(voice, 1 - _SUNG_SHARE)) / (float(voice.std()) + 1e-6)
    sums = np.concatenate([[0.0], np.cumsum(np.pad(voice, 5, mode="edge"))])
    second = sums[5:] - sums[:-5]
    rise = (second[5 : 5 + points] - second[:points]) / 5 / (float(voice.std()) + 1e-6)
    section = np.zeros(points)
    for part in song.sections[1:]:
        section = np.maximum(section, _SECTION * np.exp(-0.5 * ((at - part.start_s) / 1.5) ** 2))
    return _Field(np.clip(_VOICE * level, -1, 1), _RISE * np.clip(rise, -1, 2), section)


def _path(
    field: _Field, counts: Values, opens: Sequence[bool], twins: Sequence[Sequence[int]], unit: float, sound: Values
) -> _Path | None:
    """Return the best path for one unit; lines draw towards where their twins were placed, until nothing moves."""
    pace = unit / float(np.median(counts))
    lasts = np.maximum(2, np.round(np.minimum(counts * pace * 0.85, 1.6 * unit) / STEP_S)).astype(int)
    steps = [
        _step_merits(count / float(np.median(counts)), unit, opening=opening, points=field.points)
        for count, opening in zip(counts[:-1], opens[1:], strict=True)
    ]
    drawn = np.zeros((len(counts), field.points))
    found: _Path | None = None
    for _ in range(_ROUNDS):
        path = _search(field, lasts, steps, opens, drawn)
        if path is None or (found is not None and path.starts == found.starts):
            break
        found = path
        drawn = np.stack(
            [_pull([found.starts[other] for other in others], int(last), sound, field.points)
             for others, last in zip(twins, lasts, strict=True)]
        )  # fmt: skip
    if found is None:
        return None
    share = float(lasts.sum()) / field.points
    odd = 30 * (min(0.9, max(0.2, share)) - _SUNG_SHARE) ** 2
    odd += 0.2 * len(counts) * (np.log(pace / _USUAL_PACE_S) / _PACE_SPREAD) ** 2
    return _Path(found.merit - odd, found.starts)


def _step_merits(weight: float, unit: float, *, opening: bool, points: int) -> Values:
    """Return (points,) log-likelihoods that the next line starts so many grid points after a line of this weight."""
    away = np.arange(points) * STEP_S
    own = unit * (0.5 + 0.5 * weight)
    on_units = sum(
        often
        * np.exp(-0.5 * (np.log(times * unit / own) / 0.5) ** 2)
        * np.exp(-0.5 * ((away - times * unit) / _JITTER_S) ** 2)
        for times, often in _STEPS
    )
    near = np.exp(-0.5 * (np.log(np.maximum(away, 1e-3) / own) / 0.45) ** 2)
    pause = np.exp(-np.maximum(0, away - own) / 12) * (away > own * 0.8)
    likely = 0.75 * _one(np.asarray(on_units)) + 0.22 * _one(near) + 0.03 * _one(pause)
    if opening:
        gap = np.exp(-np.maximum(0, away - own) / 15) * (away > own * 0.8) * (1 + 0.4 * np.cos(2 * np.pi * away / unit))
        likely = 0.45 * likely + 0.55 * _one(gap)
    merits = np.log(likely + 1e-7)
    merits[away > (_LONGEST_PAUSE_S if opening else _LONGEST_STEP_S)] = -np.inf
    merits[:2] = -np.inf
    return np.asarray(merits)


def _one(density: Values) -> Values:
    return density / max(1e-9, float(density.sum()) * STEP_S)


def _search(
    field: _Field, lasts: NDArray[np.intp], steps: Sequence[Values], opens: Sequence[bool], drawn: Values
) -> _Path | None:
    """Return the best starts: what is sung counts inside lines and against the silence between them."""
    points = field.points
    sums = np.concatenate([[0.0], np.cumsum(field.sung)])
    here = np.arange(points)
    best = field.start + field.section + drawn[0] - sums[:points] - here * STEP_S / _LEAD_S
    came = []
    for number, merits in enumerate(steps):
        merit = np.full(points, -np.inf)
        via = np.zeros(points, dtype=np.intp)
        for step in np.flatnonzero(merits > _NEVER):
            sung = min(int(lasts[number]), int(step))
            inside = 2 * (sums[sung : points - step + sung] - sums[: points - step])
            reached = best[: points - step] + inside - (sums[step:points] - sums[: points - step]) + merits[step]
            better = reached > merit[step:]
            merit[step:][better] = reached[better]
            via[step:][better] = np.flatnonzero(better)
        came.append(via)
        best = merit + field.start + drawn[number + 1] + (field.section if opens[number + 1] else 0.0)
    best = best - (points - here) * STEP_S / _TAIL_S
    ends = best + 2 * (sums[np.minimum(here + lasts[-1], points)] - sums[here]) - (sums[points] - sums[here])
    starts = [int(ends.argmax())]
    merit_of_all = float(ends[starts[0]])
    if not np.isfinite(merit_of_all):
        return None
    for via in reversed(came):
        starts.append(int(via[starts[-1]]))
    return _Path(merit_of_all, starts[::-1])


def _twins(lines: Sequence[LyricLine]) -> list[list[int]]:
    """Return for each line the lines with the same words at the same place of other paragraphs, at most four."""
    places: list[tuple[str, int]] = []
    for number, line in enumerate(lines):
        row = places[-1][1] + 1 if number and line.paragraph == lines[number - 1].paragraph else 0
        places.append((re.sub(r"\W", "", line.text.casefold()), row))
    return [
        [o for o, other in enumerate(places) if other == place and lines[o].paragraph != lines[n].paragraph][:4]
        for n, place in enumerate(places)
    ]


def _pull(starts: Sequence[int], last: int, sound: Values, points: int) -> Values:
    """Return how much each grid point sounds like the music on which twins were placed, 0 to _TWIN."""
    pull = np.zeros(points)
    for start in starts:
        length = min(max(10, last + 5), 40, len(sound) - start)
        if length < 5:
            continue
        alike = sound @ sound[start : start + length].T
        last_point = len(sound) - length + 1
        along = np.mean([alike[row : row + last_point, row] for row in range(length)], axis=0)
        high = (along - along.mean()) / (float(along.std()) + 1e-6)
        high[max(0, start - 10) : start + 10] = 0
        reach = min(points, last_point)
        pull[:reach] += _TWIN * np.clip(high[:reach], 0, 3) / 3 / len(starts)
    return pull


def _sureness(best: _Path, paths: Sequence[_Path]) -> list[float]:
    """Return 0.05-0.75 for each line: how little the other paths move it, the good ones counting more."""
    chosen = np.array(best.starts, dtype=np.float64)
    weights = np.array([np.exp((path.merit - best.merit) / 30) for path in paths])
    moved = np.array([np.abs(np.array(path.starts) - chosen) * STEP_S for path in paths])
    spread = (weights[:, None] * np.minimum(moved, 20)).sum(axis=0) / max(1e-9, float(weights.sum()))
    return [float(value) for value in np.clip(0.75 * np.exp(-spread / 4), 0.05, 0.75)]


def _spread(lines: Sequence[LyricLine], counts: Values, song: SongMap) -> tuple[LyricLine, ...]:
    """Spread syllables evenly over the time in which someone sings, or over the whole song."""
    spans = [(span.start_s, span.end_s) for span in song.voice if span.end_s > span.start_s]
    spans = spans or [(0.0, song.duration_s)]
    edges = np.concatenate([[0.0], np.cumsum([end - start for start, end in spans])])
    due = np.concatenate([[0.0], np.cumsum(counts)])[:-1] / counts.sum() * edges[-1]
    inside = np.clip(np.searchsorted(edges, due, side="right") - 1, 0, len(spans) - 1)
    starts = [float(spans[i][0] + time - edges[i]) for i, time in zip(inside.tolist(), due.tolist(), strict=True)]
    return _timed(lines, starts, [0.05] * len(lines), song.duration_s)


def _timed(
    lines: Sequence[LyricLine], starts: Sequence[float], sure: Sequence[float], seconds: float
) -> tuple[LyricLine, ...]:
    placed = []
    for number, line in enumerate(lines):
        start = min(starts[number], seconds)
        following = starts[number + 1] if number + 1 < len(lines) else seconds
        end = max(start, min(following, start + longest_s(line.text), seconds))
        placed.append(
            line.model_copy(
                update={"start_s": start, "end_s": end, "estimated": True, "confidence": round(sure[number], 3)}
            )
        )
    return tuple(placed)
