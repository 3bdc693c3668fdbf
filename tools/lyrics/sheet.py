"""A lyric sheet: what was read of it, and how times without an end or a paragraph are completed."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from director.model import LyricLine, Note, SungWord
from tools.lyrics.syllables import syllables

SheetFormat = Literal["lrc", "srt", "ass", "vtt", "ultrastar", "plain"]

SECONDS_PER_SYLLABLE = 0.45
"""Slow singing; only bounds how long a line may last when nothing follows it."""


@dataclass(frozen=True)
class Sheet:
    """The words of a song as the artist's file has them. Plain text has `estimated` lines with times 0."""

    lines: tuple[LyricLine, ...]
    format: SheetFormat = "plain"
    title: str = ""
    artist: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def timed(self) -> bool:
        """Whether the file itself gives times."""
        return self.format != "plain"


@dataclass(frozen=True)
class Stamped:
    """A line with its time while a file is being read. Empty text marks the end of what came before."""

    start_s: float
    text: str
    block: int = 0
    turn: int = 0
    """Which of several stamps of one line this is: refrains of an .lrc are paragraphs of their own."""
    end_s: float | None = None
    words: tuple[SungWord, ...] = ()
    voice: str = ""
    estimated: bool = field(default=False)


def longest_s(text: str) -> float:
    """Return how long a line lasts at most when nothing tells its end, seconds."""
    return syllables(text) * SECONDS_PER_SYLLABLE + 1.0


def completed(stamped: Iterable[Stamped]) -> tuple[LyricLine, ...]:
    """Sort lines by time, end each at the next one of its voice, part them into paragraphs by blocks or pauses."""
    ordered = sorted(stamped, key=lambda one: one.start_s)
    pause = _pause([one for one in ordered if one.text])
    lines: list[LyricLine] = []
    paragraph = -1
    last: Stamped | None = None
    for number, one in enumerate(ordered):
        if not one.text:
            last = None if one.end_s is None else last
            continue
        if last is None or (one.block, one.turn) != (last.block, last.turn) or one.start_s - last.start_s > pause:
            paragraph += 1
        lines.append(_line(one, ordered[number + 1 :], paragraph))
        last = one
    return tuple(lines)


def _line(one: Stamped, after: Sequence[Stamped], paragraph: int) -> LyricLine:
    end = one.end_s if one.end_s is not None else _end(one, after)
    return LyricLine(
        text=one.text,
        start_s=one.start_s,
        end_s=max(end, one.start_s),
        paragraph=paragraph,
        words=one.words,
        voice=one.voice,
        estimated=one.estimated,
        confidence=0.5 if one.estimated else 1.0,
    )


def _end(one: Stamped, after: Sequence[Stamped]) -> float:
    """Return where a line without an end of its own ends: at the mark for it, or at the next line if sung so long."""
    following = next((other for other in after if other.voice == one.voice or not other.text), None)
    if following is not None and not following.text:
        return following.start_s
    sung_until = max([one.start_s + longest_s(one.text), *(word.end_s for word in one.words)])
    return sung_until if following is None else min(following.start_s, sung_until)


def _pause(sung: Sequence[Stamped]) -> float:
    """Return the distance of two line starts, in s, above which a new paragraph begins.

    Sheets that mark paragraphs themselves need none; else 2.2 times the usual distance, at least 4 s.
    """
    if len({(one.block, one.turn) for one in sung}) > 1 or len(sung) < 4:
        return float("inf")
    gaps = sorted(after.start_s - before.start_s for before, after in itertools.pairwise(sung))
    return max(4.0, 2.2 * gaps[len(gaps) // 2])
