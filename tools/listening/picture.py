"""A picture of what was heard, laid out like a score: rows of time, each with form, loudness, bars, voice, words."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from director.model import Language, LyricLine, Section, SectionLabel, SongMap
from director.words import say

if TYPE_CHECKING:
    from tools.media import Sound

Colour = tuple[int, int, int]

WIDTH, MARGIN, LEFT = 2000, 48, 150
"""px. The names of the tracks stand left of LEFT."""
_ROW_SECONDS = (15.0, 30.0, 60.0, 120.0, 300.0, 600.0)
_MOST_ROWS = 8
_HEAD, _FORM, _WAVE, _BEATS, _VOICE, _GAP = 250, 44, 150, 34, 16, 56
_WORD_ROWS, _WORD = 3, 28
_PAPER, _INK, _QUIET, _FAINT = (252, 251, 248), (30, 32, 36), (110, 114, 122), (222, 222, 220)
_VOICE_INK, _GUESS = (196, 62, 84), (188, 120, 40)
_COLOURS: dict[SectionLabel, Colour] = {
    "intro": (150, 170, 190), "verse": (94, 144, 198), "pre-chorus": (148, 122, 196), "chorus": (226, 122, 62),
    "bridge": (84, 166, 132), "solo": (206, 172, 52), "breakdown": (128, 148, 128), "outro": (150, 160, 180),
    "phrase": (164, 164, 168),
}  # fmt: skip


@dataclass(frozen=True)
class _Row:
    """One row of the score: its time and where it lies on the page."""

    start_s: float
    seconds: float
    top: int
    total_s: float

    def x(self, time: float) -> float:
        """Return the px of a time."""
        return LEFT + (time - self.start_s) / self.seconds * (WIDTH - LEFT - MARGIN)

    @property
    def end_s(self) -> float:
        """Where the song or the row ends."""
        return min(self.start_s + self.seconds, self.total_s)


def draw(song: SongMap, sound: "Sound", language: Language) -> bytes:
    """Return a PNG, 2000 px wide: every row the same stretch of time, at most eight rows.

    Sections are coloured and named; those less sure are paler. Bars are lines through the loudness, beats ticks below
    it; where someone sings there is a red band; words stand where they begin, estimated ones in another ink.
    """
    rows = _rows(song)
    image = Image.new("RGB", (WIDTH, rows[-1].top + _row_height(song) + MARGIN), _PAPER)
    pen = ImageDraw.Draw(image)
    _head(pen, song, language)
    levels = _levels(sound)
    for row in rows:
        _names(pen, row, song, language)
        _form(pen, row, song, language)
        _wave(pen, row, song, levels)
        _bars(pen, row, song, language)
        _voice(pen, row, song)
        _words(pen, row, song)
        _ruler(pen, row)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _rows(song: SongMap) -> list[_Row]:
    total = song.duration_s
    seconds = next((each for each in _ROW_SECONDS if total / each <= _MOST_ROWS), _ROW_SECONDS[-1])
    seconds = min(seconds, max(total, 4.0))
    count = max(1, int(np.ceil(total / seconds - 1e-6)))
    return [_Row(n * seconds, seconds, _HEAD + n * _row_height(song), total) for n in range(count)]


def _row_height(song: SongMap) -> int:
    words = _WORD_ROWS * _WORD if song.lines else 0
    return _FORM + _WAVE + _BEATS + _VOICE + words + _GAP


def _head(pen: ImageDraw.ImageDraw, song: SongMap, language: Language) -> None:
    name = " — ".join(part for part in (song.artist, song.title) if part) or "—"
    pen.text((MARGIN, 36), _cut(name, "SemiBold", 44, WIDTH - 2 * MARGIN), _INK, _font("SemiBold", 44))
    facts = [_clock(song.duration_s)]
    if song.beats:
        facts.append(say("picture_tempo", language, bpm=f"{song.tempo_bpm:.1f}".removesuffix(".0")))
        facts.append(f"{song.meter * 3}/8" if song.division == 3 and song.meter < 4 else f"{song.meter}/4")
    else:
        facts.append(say("picture_no_beats", language))
    if not song.lines:
        facts.append(say("picture_no_words", language))
    elif any(line.estimated for line in song.lines):
        facts.append(say("picture_estimated", language))
    pen.text((MARGIN, 98), "  ·  ".join(facts), _QUIET, _font("Medium", 26))
    _meters(pen, song, language)


def _meters(pen: ImageDraw.ImageDraw, song: SongMap, language: Language) -> None:
    """Draw how sure each finding is, as bars from empty to full."""
    sure = [("overruled_beats", song.tempo_confidence), ("overruled_bars", song.bar_confidence)]
    lengths = [part.end_s - part.start_s for part in song.sections]
    sure.append(("picture_form", float(np.average([part.confidence for part in song.sections], weights=lengths))))
    if song.lines:
        sure.append(("picture_words", float(np.mean([line.confidence for line in song.lines]))))
    x = float(MARGIN)
    label = say("picture_sure", language) + ":"
    pen.text((x, 158), label, _QUIET, _font("Medium", 24))
    x += _length(label, "Medium", 24) + 28
    for key, value in sure:
        name = say(key, language)
        pen.text((x, 158), name, _INK, _font("Medium", 24))
        x += _length(name, "Medium", 24) + 12
        pen.rounded_rectangle((x, 164, x + 150, 184), 10, _FAINT)
        if value > 0.03:
            full = _mix((206, 92, 64), (70, 150, 100), value)
            pen.rounded_rectangle((x, 164, x + max(20, 150 * value), 184), 10, full)
        x += 190


def _names(pen: ImageDraw.ImageDraw, row: _Row, song: SongMap, language: Language) -> None:
    tracks = [("picture_form", row.top + 8), ("picture_wave", row.top + _FORM + _WAVE // 2 - 14)]
    if song.beats:
        tracks.append(("picture_beats", row.top + _FORM + _WAVE + 4))
    if song.voice:
        tracks.append(("picture_voice", row.top + _FORM + _WAVE + _BEATS - 3))
    if song.lines:
        tracks.append(("picture_words", row.top + _FORM + _WAVE + _BEATS + _VOICE + 8))
    for key, y in tracks:
        name = say(key, language)
        size = 20 if _length(name, "Medium", 20) < LEFT - MARGIN else 14
        pen.text(
            (LEFT - 14 - _length(name, "Medium", size), y + (0 if size == 20 else 4)),
            name,
            _QUIET,
            _font("Medium", size),
        )


def _form(pen: ImageDraw.ImageDraw, row: _Row, song: SongMap, language: Language) -> None:
    for part in _joined(song.sections):
        if part.end_s <= row.start_s or part.start_s >= row.end_s:
            continue
        left, right = row.x(max(part.start_s, row.start_s)), row.x(min(part.end_s, row.end_s))
        pen.rectangle((left, row.top, right - 2, row.top + _FORM - 4), _tint(part))
        name = f"{say(f'section_{part.label}', language)} {part.group}".strip()
        text, size = next(
            ((each, size) for each, size in ((name, 24), (name, 17), (part.group, 17))
             if _length(each, "SemiBold", size) <= right - left - 14),
            ("", 17),
        )  # fmt: skip
        pen.text((left + 8, row.top + 4 + (24 - size) // 2), text, _INK, _font("SemiBold", size))


def _joined(sections: Sequence[Section]) -> list[Section]:
    """Return the sections with neighbours of one name and group drawn as one."""
    out: list[Section] = []
    for part in sections:
        last = out[-1] if out else None
        if last is not None and (last.label, last.group) == (part.label, part.group):
            sure = min(last.confidence, part.confidence)
            out[-1] = last.model_copy(update={"end_s": part.end_s, "confidence": sure})
        else:
            out.append(part)
    return out


def _wave(pen: ImageDraw.ImageDraw, row: _Row, song: SongMap, levels: NDArray[np.float64]) -> None:
    top, middle = row.top + _FORM, row.top + _FORM + _WAVE / 2
    right = int(row.x(row.end_s))
    edges = np.interp(np.arange(LEFT, right + 1), [LEFT, right], [row.start_s, row.end_s])
    starts = np.array([part.start_s for part in song.sections])
    at = np.clip((edges * _LEVELS_A_SECOND).astype(int), 0, len(levels) - 1)
    for column, (first, last) in enumerate(itertools.pairwise(at)):
        level = float(levels[first : max(last, first + 1)].max())
        part = song.sections[max(0, int(np.searchsorted(starts, edges[column], side="right")) - 1)]
        tall = max(1.0, level * (_WAVE / 2 - 6))
        x = LEFT + column
        pen.line((x, middle - tall, x, middle + tall), _tint(part))
    pen.line((LEFT, top + _WAVE, right, top + _WAVE), _FAINT)


def _bars(pen: ImageDraw.ImageDraw, row: _Row, song: SongMap, language: Language) -> None:
    top, foot = row.top + _FORM, row.top + _FORM + _WAVE
    bars = [bar for bar in song.bars if row.start_s <= bar < row.end_s]
    beats = [beat for beat in song.beats if row.start_s <= beat < row.end_s]
    wide = (row.x(row.end_s) - LEFT) / max(1, len(bars))
    if beats and (row.x(row.end_s) - LEFT) / len(beats) >= 5:
        for beat in beats:
            pen.line((row.x(beat), foot, row.x(beat), foot + 12), _QUIET, 2)
    every = next((step for step in (1, 2, 4, 8, 16, 32) if wide * step >= 14), 64)
    numbered = next((step for step in (1, 2, 4, 8, 16, 32, 64) if wide * step >= 60), 128)
    first = sum(bar < row.start_s for bar in song.bars)
    for number, bar in enumerate(bars, start=first):
        x = round(row.x(bar))
        if number % every == 0:
            pen.line((x, top, x, foot + 20), _mix(_INK, _PAPER, 0.35 if wide >= 40 else 0.65), 2 if wide >= 40 else 1)
        if number % numbered == 0 and x < WIDTH - MARGIN - 30:
            pen.text((x + 5, foot + 10), str(number + 1), _QUIET, _font("Medium", 16))


def _voice(pen: ImageDraw.ImageDraw, row: _Row, song: SongMap) -> None:
    top = row.top + _FORM + _WAVE + _BEATS
    for span in song.voice:
        if span.end_s > row.start_s and span.start_s < row.end_s:
            left, right = row.x(max(span.start_s, row.start_s)), row.x(min(span.end_s, row.end_s))
            pen.rectangle(
                (left, top, max(right, left + 2), top + 10), _mix(_PAPER, _VOICE_INK, 0.35 + 0.65 * span.score)
            )


_EDGE = WIDTH - 12.0
"""Words end here."""


def _words(pen: ImageDraw.ImageDraw, row: _Row, song: SongMap) -> None:
    """Write lines where they begin, in three rows by turns; what has no room is cut, what has none at all is a tick."""
    top = row.top + _FORM + _WAVE + _BEATS + _VOICE + 6
    free = [float(LEFT)] * _WORD_ROWS
    lines = [line for line in song.lines if row.start_s <= line.start_s < row.end_s]
    for number, line in enumerate(lines):
        x = row.x(line.start_s)
        ink = _GUESS if line.estimated else _INK
        ink = _mix(_PAPER, ink, 0.45 + 0.55 * line.confidence)
        pen.line((x, top, x, top + 6), ink, 2)
        level = min(range(_WORD_ROWS), key=lambda each: (free[each] > x, free[each], each))
        if free[level] > x:
            continue
        room = _room(lines, number, row)
        # At the end of a row words are pushed back from the edge: they then stand before their mark.
        left = x + 4 if room < _EDGE else max(free[level], min(x + 4, _EDGE - _length(line.text, "Medium", 19)))
        text = _cut(line.text, "Medium", 19, room - left)
        if len(text) < min(5, len(line.text)):
            continue
        y = top + 4 + level * _WORD
        pen.text((left, y), text, ink, _font("Medium", 19))
        free[level] = left + _length(text, "Medium", 19) + 18


def _room(lines: Sequence[LyricLine], number: int, row: _Row) -> float:
    """Return the px until which a line may be written: the third line after it takes its row again."""
    after = number + _WORD_ROWS
    return min(row.x(lines[after].start_s) - 14 if after < len(lines) else _EDGE, _EDGE)


def _ruler(pen: ImageDraw.ImageDraw, row: _Row) -> None:
    step = next(step for step in (1, 2, 5, 10, 30, 60, 120) if row.seconds / step <= 16 or step == 120)
    y = row.top - 26
    for time in np.arange(np.ceil(row.start_s / step) * step, row.end_s + 1e-6, step):
        x = row.x(float(time))
        pen.line((x, row.top - 8, x, row.top - 2), _QUIET, 2)
        if x < WIDTH - 60:
            pen.text((x - 2, y - 4), _clock(float(time)), _QUIET, _font("Medium", 18))


_LEVELS_A_SECOND = 200


def _levels(sound: "Sound") -> NDArray[np.float64]:
    """Return the peak of each 5 ms, 0-1 of the song's loudest; square roots, so that quiet parts are seen too."""
    step = max(1, sound.rate // _LEVELS_A_SECOND)
    peaks = np.zeros(max(1, sound.count // step))
    held, done = np.zeros(0, np.float32), 0
    for block in sound.blocks():  # once through the file: an hour of samples is never held whole
        loudest = np.concatenate([held, np.abs(block).max(axis=1)])
        count = len(loudest) // step
        peaks[done : done + count] = loudest[: count * step].reshape(-1, step).max(axis=1)
        held, done = loudest[count * step :], done + count
    return np.asarray(np.sqrt(peaks / max(float(peaks.max()), 1e-6)))


def _tint(part: Section) -> Colour:
    return _mix(_PAPER, _COLOURS[part.label], 0.45 + 0.55 * part.confidence)


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    low, high = np.array(one), np.array(other)
    red, green, blue = (low + (high - low) * min(1.0, max(0.0, share))).round().astype(int).tolist()
    return red, green, blue


def _clock(seconds: float) -> str:
    whole = int(seconds + 1e-6)
    return f"{whole // 60}:{whole % 60:02d}"


def _cut(text: str, weight: str, size: int, room: float) -> str:
    """Return the text, shortened with an ellipsis to fit into px."""
    if _length(text, weight, size) <= room:
        return text
    while text and _length(text + "…", weight, size) > room:
        text = text[:-1]
    return text.rstrip() + "…" if text else ""


def _length(text: str, weight: str, size: int) -> float:
    return float(_font(weight, size).getlength(text))


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    data = (files("font_manrope") / "files" / f"Manrope-{weight}.ttf").read_bytes()
    return ImageFont.truetype(BytesIO(data), size)
