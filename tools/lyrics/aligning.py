"""The artist's words at the times of what a speech model heard: one monotone alignment of the whole song.

Repeated choruses put greedy matching a minute off; a global best path (Needleman and Wunsch 1970) cannot cross itself.
"""

import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from director.model import LyricLine, SungWord
from tools.lyrics.speech import HeardWord
from tools.lyrics.syllables import syllables

_LEAST_ALIKE = 0.5
"""Words less alike than this are no match; mishearings usually keep half of their letters."""
_SKIP = 0.12
"""Cost of a word without counterpart, in units of a perfect match."""
_FASTEST_S = 0.06
"""Nobody sings syllables faster; anchors that say so contradict each other."""
_SLOWEST_SYLLABLE_S = 0.35
"""A heard word that lasts longer per syllable began later than the model says: it includes the pause before it."""
_PACE_S = 0.25
"""Seconds a syllable where a line tells nothing else."""


@dataclass(frozen=True)
class Aligned:
    """Lines with the times of the model, and how many of the artist's words it had heard."""

    lines: tuple[LyricLine, ...]
    matched: float
    """0-1. Below 0.5 the model did not understand the singing, or the sheet belongs to another recording."""


@dataclass(frozen=True)
class _Word:
    text: str
    line: int
    syllables: int


@dataclass(frozen=True)
class _Anchor:
    at: int
    start_s: float
    end_s: float
    alike: float


def aligned(lines: Sequence[LyricLine], heard: Sequence[HeardWord], seconds: float) -> Aligned:
    """Return the artist's lines with times; `estimated`, with a confidence for each. Texts stay the artist's.

    Words that were not heard stand beside those that were, at the pace of their line; whole lines that were not heard
    share the time between their neighbours.
    """
    words = [
        _Word(word, number, syllables(word))
        for number, line in enumerate(lines)
        for word in re.findall(r"\S+", line.text)
    ]
    words = [word for word in words if _plain(word.text)] or words
    heard = [word for word in heard if _plain(word.text) and word.start_s < seconds]
    anchors = _consistent(_anchors(words, heard), words)
    if not anchors:
        return Aligned(tuple(lines), 0.0)
    starts, ends = _times(words, anchors, seconds)
    known = {anchor.at: anchor.alike for anchor in anchors}
    matched = len(anchors) / len(words)
    timed = []
    for number, line in enumerate(lines):
        mine = [at for at, word in enumerate(words) if word.line == number]
        timed.append(_timed(line, mine, words, starts, ends, known, matched))
    return Aligned(_in_order(timed), matched)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold()).replace("ё", "е")
    return "".join(letter for letter in folded if letter.isalnum())


def _anchors(words: Sequence[_Word], heard: Sequence[HeardWord]) -> list[_Anchor]:
    """Return the pairs on the best path through the table of likenesses."""
    alike = _likeness([_plain(word.text) for word in words], [_plain(word.text) for word in heard])
    rows, columns = alike.shape
    gain = np.where(alike >= _LEAST_ALIKE, alike, -9.0)
    best = np.zeros((rows + 1, columns + 1))
    skips = _SKIP * np.arange(columns + 1)
    best[0] = -skips
    for row in range(rows):
        reach = np.concatenate([[best[row, 0] - _SKIP], np.maximum(best[row, :-1] + gain[row], best[row, 1:] - _SKIP)])
        best[row + 1] = np.maximum.accumulate(reach + skips) - skips
    found: list[_Anchor] = []
    row, column = rows, columns
    while row and column:
        here = best[row, column]
        if np.isclose(here, best[row - 1, column - 1] + gain[row - 1, column - 1]):
            row, column = row - 1, column - 1
            word = heard[column]
            longest = _SLOWEST_SYLLABLE_S * words[row].syllables
            start = max(word.start_s, word.end_s - longest)
            found.append(_Anchor(row, start, max(start, word.end_s), float(alike[row, column])))
        elif np.isclose(here, best[row - 1, column] - _SKIP):
            row -= 1
        else:
            column -= 1
    return found[::-1]


def _likeness(mine: Sequence[str], theirs: Sequence[str]) -> NDArray[np.float64]:
    """Return (mine, theirs) how alike words are, 0-1, each different pair compared once."""
    rows = {text: number for number, text in enumerate(dict.fromkeys(mine))}
    columns = {text: number for number, text in enumerate(dict.fromkeys(theirs))}
    table = np.zeros((len(rows), len(columns)))
    matcher = SequenceMatcher(autojunk=False)
    for other, column in columns.items():
        matcher.set_seq2(other)
        for text, row in rows.items():
            matcher.set_seq1(text)
            if matcher.real_quick_ratio() >= _LEAST_ALIKE and matcher.quick_ratio() >= _LEAST_ALIKE:
                table[row, column] = matcher.ratio()
    at = np.ix_([rows[text] for text in mine], [columns[text] for text in theirs])
    return np.asarray(table[at])


def _consistent(anchors: Sequence[_Anchor], words: Sequence[_Word]) -> list[_Anchor]:
    """Keep the largest set of anchors between which nobody would have to sing faster than people do.

    A stray match far from its neighbours costs them, so the path without it wins.
    """
    if not anchors:
        return []
    sung = np.concatenate([[0], np.cumsum([word.syllables for word in words])])
    worth = [0.0] * len(anchors)
    came = [-1] * len(anchors)
    for number, anchor in enumerate(anchors):
        worth[number] = anchor.alike
        for before in range(max(0, number - 40), number):
            other = anchors[before]
            passed = anchor.start_s - other.start_s
            least = _FASTEST_S * float(sung[anchor.at] - sung[other.at])
            if passed < least:
                continue
            same = words[anchor.at].line == words[other.at].line
            strain = min(1.5, 0.15 * max(0.0, passed - 8.0)) if same else 0.0
            if worth[before] + anchor.alike - strain > worth[number]:
                worth[number] = worth[before] + anchor.alike - strain
                came[number] = before
    at = int(np.argmax(worth))
    kept = []
    while at >= 0:
        kept.append(anchors[at])
        at = came[at]
    return kept[::-1]


def _times(words: Sequence[_Word], anchors: Sequence[_Anchor], seconds: float) -> tuple[list[float], list[float]]:
    """Return start and end of each word: heard ones as heard, the others at a singer's pace beside them."""
    starts: list[float | None] = [None] * len(words)
    for anchor in anchors:
        starts[anchor.at] = anchor.start_s
    pace = _pace(words, anchors)
    known = [anchor.at for anchor in anchors]
    edges = [-1, *known, len(words)]
    for before, after in itertools.pairwise(edges):
        _fill(words, starts, before, after, pace, seconds)
    filled = [float(start) if start is not None else 0.0 for start in starts]
    heard_end = {anchor.at: anchor.end_s for anchor in anchors}
    ends = []
    for number, word in enumerate(words):
        longest = filled[number] + max(1.5 * pace * word.syllables, 0.2)
        end = max(heard_end.get(number, longest), filled[number])
        following = filled[number + 1] if number + 1 < len(words) else seconds
        ends.append(max(filled[number], min(end, following)))
    return filled, ends


def _pace(words: Sequence[_Word], anchors: Sequence[_Anchor]) -> float:
    """Return the usual seconds a syllable between neighbouring heard words of one line."""
    steps = [
        (after.start_s - before.start_s) / words[before.at].syllables
        for before, after in itertools.pairwise(anchors)
        if after.at == before.at + 1 and words[after.at].line == words[before.at].line
    ]
    return float(np.clip(np.median(steps), 0.1, 0.6)) if len(steps) >= 3 else _PACE_S


def _fill(
    words: Sequence[_Word], starts: list[float | None], before: int, after: int, pace: float, seconds: float
) -> None:
    """Place the words between two heard ones: those of the first's line after it, those of the second's before it."""
    missing = range(before + 1, after)
    if not missing:
        return
    left = starts[before] if before >= 0 else None
    right = starts[after] if after < len(words) else None
    begin = 0.0 if left is None else left + pace * words[before].syllables
    end = seconds if right is None else right
    head = [n for n in missing if before >= 0 and words[n].line == words[before].line]
    tail = [n for n in missing if after < len(words) and words[n].line == words[after].line and n not in head]
    middle = [n for n in missing if n not in head and n not in tail]
    needed = pace * sum(words[n].syllables for n in missing)
    step = pace * min(1.0, max(0.0, end - begin) / needed)
    at = begin
    for n in head:
        starts[n] = at
        at += step * words[n].syllables
    back = end
    for n in reversed(tail):
        back -= step * words[n].syllables
        starts[n] = back
    _share(words, starts, middle, at, max(at, back), step, seconds_known=(left is not None, right is not None))


def _share(
    words: Sequence[_Word], starts: list[float | None], middle: Sequence[int], begin: float, end: float, step: float,
    *, seconds_known: tuple[bool, bool],
) -> None:  # fmt: skip
    """Give whole lines that were not heard even shares of the time; at the song's ends they keep to what was heard."""
    groups: dict[int, list[int]] = {}
    for n in middle:
        groups.setdefault(words[n].line, []).append(n)
    lengths = [step * sum(words[n].syllables for n in group) for group in groups.values()]
    room = max(0.0, end - begin - sum(lengths))
    pause = room / (len(groups) + 1)
    known_left, known_right = seconds_known
    if not known_left:
        pause = min(pause, 1.0)
        begin = max(begin, end - sum(lengths) - pause * (len(groups) + 1))
    elif not known_right:
        pause = min(pause, 1.0)
    at = begin
    for group, length in zip(groups.values(), lengths, strict=True):
        at += pause
        total = sum(words[n].syllables for n in group)
        passed = 0
        for n in group:
            starts[n] = at + length * passed / total
            passed += words[n].syllables
        at += length


def _timed(
    line: LyricLine, mine: Sequence[int], words: Sequence[_Word], starts: Sequence[float], ends: Sequence[float],
    known: dict[int, float], matched: float,
) -> LyricLine:  # fmt: skip
    """Return one line with its times; a first word that was heard makes it sure."""
    if not mine:
        return line
    share = sum(n in known for n in mine) / len(mine)
    first = known.get(mine[0], 0.0)
    near = known.get(mine[1], 0.0) if len(mine) > 1 else 0.0
    confidence = min(1.0, matched + 0.3) * (0.1 + 0.45 * first + 0.25 * share + 0.2 * max(near, first))
    pieces = re.findall(r"\S+\s*", line.text)
    sung: tuple[SungWord, ...] = ()
    if len(pieces) == len(mine):
        sung = tuple(
            SungWord(text=piece if number + 1 < len(pieces) else piece.rstrip(), start_s=starts[n], end_s=ends[n])
            for number, (piece, n) in enumerate(zip(pieces, mine, strict=True))
        )
    return line.model_copy(
        update={
            "start_s": starts[mine[0]], "end_s": max(ends[mine[-1]], starts[mine[0]]), "words": sung,
            "estimated": True, "confidence": round(float(np.clip(confidence, 0.05, 0.95)), 3),
        }
    )  # fmt: skip


def _in_order(lines: Sequence[LyricLine]) -> tuple[LyricLine, ...]:
    """Lines without any word take the time of the line before them."""
    out: list[LyricLine] = []
    for line in lines:
        floor = out[-1].start_s if out else 0.0
        out.append(line if line.start_s >= floor else line.model_copy(update={"start_s": floor, "end_s": floor}))
    return tuple(out)
