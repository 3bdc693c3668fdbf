"""The words of the song: read from .lrc, .srt or plain text, and placed in time where the file has no times."""

import codecs
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from director.errors import ArtistError
from director.model import LyricLine, SongMap

LARGEST_BYTES = 1_000_000
"""A lyric sheet is a few kB; a file of this size is something else."""

_STAMP = re.compile(r"\[(\d{1,3}):(\d{1,2})(?:[.:](\d{1,3}))?\]")
_WORD_STAMP = re.compile(r"<\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?>")
_TAG = re.compile(r"^\[([a-zA-Z#]+):(.*)\]$")
_CUE = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{1,2})[,.](\d{1,3})\s*-->\s*(?:(\d+):)?(\d{1,2}):(\d{1,2})[,.](\d{1,3})")
_MARKUP = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")
_VOWELS = re.compile(r"[аеёиоуыэюяіїє]|[aeiouyàâäáãåéèêëíìîïóòôöõøúùûüæœ]+", re.IGNORECASE)
_HEADER = re.compile(
    r"^[\[(]?\s*(?:intro|verse|chorus|pre-?chorus|bridge|outro|solo|hook|refrain|instrumental|"
    r"куплет|припев|предприпев|бридж|проигрыш|вступление|кода|соло)\s*\d*\s*[:.\])]*\s*$",
    re.IGNORECASE,
)
SECONDS_PER_SYLLABLE = 0.45
"""Slow singing; only bounds how long a line may last when nothing follows it."""


@dataclass(frozen=True)
class _Stamped:
    """A line with its time while a file is being read. Empty text marks the end of what came before."""

    start_s: float
    text: str
    block: int
    turn: int = 0
    end_s: float | None = None


def read_lyrics(path: Path | None, text: str | None = None, song: SongMap | None = None) -> tuple[LyricLine, ...]:
    """Return the lines of a lyric sheet in the order in which they are sung; () when neither path nor text is given.

    The format is told by content: .srt cues, .lrc stamps (offset, several stamps a line, word stamps), else plain text.
    Blank lines and headers such as "[Chorus]" or "Припев:" separate paragraphs. Lines of plain text have
    `estimated=True` and times 0 until they are placed: here when `song` is given, by `listen` otherwise.

    Raises:
        ArtistError: the file is missing, too large, binary or holds no words.
    """
    name = path.name if path else ""
    if path is not None:
        text = _read(path)
    if text is None:
        return ()
    text = text.removeprefix("\ufeff")
    lines: tuple[LyricLine, ...]
    if _CUE.search(text):
        lines = _from_cues(text)
    elif _STAMP.search(text):
        lines = _from_stamps(text)
    else:
        lines = _from_plain(text)
        if song is not None:
            from tools.listening.placing import place_lines

            lines = place_lines(lines, song, [syllables(line.text) for line in lines])
    if not lines:
        raise ArtistError("lyrics_empty", file=name)
    return lines


def syllables(text: str) -> int:
    """Return about how many syllables a line has, at least 1: vowels in Cyrillic, groups of vowels in Latin letters."""
    return max(1, len(_VOWELS.findall(text)))


def _read(path: Path) -> str:
    if not path.is_file():
        raise ArtistError("lyrics_missing", file=path.name)
    if path.stat().st_size > LARGEST_BYTES:
        raise ArtistError("lyrics_too_large", file=path.name)
    data = path.read_bytes()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if sum(byte < 32 and byte not in b"\t\n\r\f\x0b" for byte in data) > len(data) * 0.01:
        raise ArtistError("lyrics_binary", file=path.name)
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8-sig" or _mostly_cyrillic(text):
            return text
    return data.decode("latin-1")


def _mostly_cyrillic(text: str) -> bool:
    """Tell whether whole words are Cyrillic: in Western text read as cp1251 only single accented letters are."""
    return len(re.findall(r"[а-яё]{3,}", text, re.IGNORECASE)) > len(re.findall(r"[a-z]{3,}", text, re.IGNORECASE)) / 4


def _from_plain(text: str) -> tuple[LyricLine, ...]:
    paragraphs: list[list[str]] = []
    named: dict[str, list[str]] = {}
    header = ""
    current: list[str] = []

    def close() -> None:
        nonlocal current, header
        known = re.sub(r"\W", "", header).lower()
        if current:
            paragraphs.append(current)
            if known:
                named.setdefault(known, current)
        elif known in named:  # a bare "Chorus" on the sheet stands for the chorus written out before
            paragraphs.append(named[known])
        current, header = [], ""

    for raw in text.splitlines():
        line = raw.strip()
        if _HEADER.match(line):
            close()
            header = line
        elif line:
            current.append(line)
        elif current:
            close()
    close()
    return tuple(
        LyricLine(text=line, start_s=0.0, end_s=0.0, estimated=True, paragraph=number)
        for number, paragraph in enumerate(paragraphs)
        for line in paragraph
    )


def _from_stamps(text: str) -> tuple[LyricLine, ...]:
    offset = 0.0
    block = 0
    stamped: list[_Stamped] = []
    for raw in text.splitlines():
        line = raw.strip()
        tag = _TAG.match(line)
        if tag and not _STAMP.match(line):
            if tag[1].lower() == "offset" and re.fullmatch(r"\s*[+-]?\d+\s*", tag[2]):
                offset = int(tag[2]) / 1000
            continue
        times = [_seconds(match) for match in _leading_stamps(line)]
        words = _WORD_STAMP.sub("", _STAMP.sub("", line)).strip()
        if _HEADER.match(words):
            block += 1
            words = ""
        if not words and not times:
            block += 1
        for turn, time in enumerate(times):
            stamped.append(_Stamped(start_s=time, text=words, block=block, turn=turn))
    # A positive offset shows the words sooner (the .lrc convention).
    return _timed([replace(one, start_s=max(0.0, one.start_s - offset)) for one in stamped])


def _leading_stamps(line: str) -> list[re.Match[str]]:
    found = []
    position = 0
    while match := _STAMP.match(line, position):
        found.append(match)
        position = match.end() + len(line[match.end() :]) - len(line[match.end() :].lstrip())
    return found


def _seconds(match: re.Match[str]) -> float:
    fraction = float("0." + match[3]) if match[3] else 0.0
    return int(match[1]) * 60 + int(match[2]) + fraction


def _from_cues(text: str) -> tuple[LyricLine, ...]:
    stamped: list[_Stamped] = []
    lines = text.splitlines()
    heads = [number for number, line in enumerate(lines) if _CUE.search(line)]
    for number, following in zip(heads, [*heads[1:], len(lines) + 1], strict=True):
        cue = _CUE.search(lines[number])
        assert cue is not None
        parts = [int(part or 0) for part in cue.groups()]
        start, end = (
            hours * 3600 + minutes * 60 + seconds + millis / 1000
            for hours, minutes, seconds, millis in (parts[:4], parts[4:])
        )
        words = [line.strip() for line in lines[number + 1 : following]]
        if following <= len(lines) and words and words[-1].isdigit():
            words.pop()  # the number of the next cue
        sung = _MARKUP.sub("", " ".join(word for word in words if word)).strip(" ♪♫")
        stamped.append(_Stamped(start_s=start, text=sung, block=0, end_s=max(start, end)))
    return _timed(stamped)


def _timed(stamped: Iterable[_Stamped]) -> tuple[LyricLine, ...]:
    ordered = sorted(stamped, key=lambda one: one.start_s)
    pause = _pause([one for one in ordered if one.text])
    lines: list[LyricLine] = []
    paragraph = -1
    last: _Stamped | None = None
    for number, one in enumerate(ordered):
        if not one.text:
            last = None if one.end_s is None else last
            continue
        if last is None or (one.block, one.turn) != (last.block, last.turn) or one.start_s - last.start_s > pause:
            paragraph += 1
        following = ordered[number + 1].start_s if number + 1 < len(ordered) else float("inf")
        longest = one.start_s + syllables(one.text) * SECONDS_PER_SYLLABLE + 1.0
        end = one.end_s if one.end_s is not None else min(following, longest)
        lines.append(LyricLine(text=one.text, start_s=one.start_s, end_s=max(end, one.start_s), paragraph=paragraph))
        last = one
    return tuple(lines)


def _pause(sung: Sequence[_Stamped]) -> float:
    """Return the distance of two line starts, in s, above which a new paragraph begins.

    Sheets that mark paragraphs themselves need none; else 2.2 times the usual distance, at least 4 s.
    """
    if len({(one.block, one.turn) for one in sung}) > 1 or len(sung) < 4:
        return float("inf")
    gaps = sorted(after.start_s - before.start_s for before, after in itertools.pairwise(sung))
    return max(4.0, 2.2 * gaps[len(gaps) // 2])
