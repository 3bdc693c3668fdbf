"""Karaoke lines, .lrc: several stamps a line, offset, word times (the A2 extension), voices."""

import re
from collections.abc import Sequence
from dataclasses import replace

from director.model import LyricLine, Note, SungWord
from tools.lyrics.plain import is_header
from tools.lyrics.sheet import Sheet, Stamped, completed
from tools.lyrics.syllables import syllables

STAMP = re.compile(r"\[(\d{1,3}):(\d{1,2})(?:[.:,](\d{1,3}))?\]")
_WORD = re.compile(r"[<\[](\d{1,3}):(\d{1,2})(?:[.:,](\d{1,3}))?[>\]]")
_CLOSED = re.compile(_WORD.pattern + r"\s*$")
"""A stamp after the last word gives the line's end."""
_TAG = re.compile(r"^\[([a-zA-Z#_]+)\s*:(.*)\]$")
_VOICE = re.compile(r"^(F|M|D|v\d{1,2}|bg)\s*:\s*(?=\S)", re.IGNORECASE)
"""F, M, D (Walaoke: she, he, both) hold until the next; v1, v2, bg (A2 with voices) hold for their line."""
_BACKING = re.compile(r"^\[bg:\s*(.*)\]$", re.IGNORECASE)
_LOOKS_STAMPED = re.compile(r"^[\[<]\s*[\d:.,\-]+\s*[\]>]?")


def is_lrc(text: str) -> bool:
    """Tell whether any line begins with a stamp."""
    return bool(re.search(r"^\s*" + STAMP.pattern, text, re.MULTILINE))


def read_lrc(text: str) -> Sheet:
    """Read .lrc. Lines without a readable stamp are placed between their neighbours and noted."""
    tags: dict[str, str] = {}
    stamped: list[Stamped] = []
    loose: list[tuple[int, str]] = []
    block = 0
    voice = ""
    for raw in text.splitlines():
        line = raw.strip()
        if backing := _BACKING.match(line):
            line = _last_stamp(stamped) + "bg: " + backing[1]
        tag = _TAG.match(line)
        if tag and not STAMP.match(line):
            tags[tag[1].lower()] = tag[2].strip()
            continue
        times, rest = _leading(line)
        spoken = _VOICE.match(rest)
        line_voice = spoken[1] if spoken else voice
        if spoken:
            rest = rest[spoken.end() :]
            voice = line_voice if line_voice.upper() in ("F", "M", "D") else voice
        words = _WORD.sub("", rest).strip()
        if is_header(words) or (not words and not times):
            block += 1
            words = ""
        if not times and words:
            loose.append((len(stamped), _LOOKS_STAMPED.sub("", words).strip()))
        for turn, time in enumerate(times):
            sung = _words(rest, time, time - times[0]) if words else ()
            end = sung[-1].end_s if sung and _CLOSED.search(rest) else None
            stamped.append(Stamped(time, words, block, turn, end, sung, line_voice))
    notes: tuple[Note, ...] = ()
    if loose and stamped:
        stamped += _between(stamped, loose)
        notes = (Note(key="lyrics_lines_without_time", values={"lines": len(loose)}),)
    offset = _offset(tags.get("offset", ""))
    lines = completed([_shifted(one, -offset) for one in stamped])
    return Sheet(lines, "lrc", tags.get("ti", ""), tags.get("ar", ""), notes)


def write_lrc(lines: Sequence[LyricLine], title: str = "", artist: str = "") -> str:
    """Return .lrc text: word times where lines have them, a bare stamp where a line ends long before the next."""
    out = [f"[{tag}:{value}]" for tag, value in (("ti", title), ("ar", artist)) if value]
    for number, line in enumerate(lines):
        if number and line.paragraph != lines[number - 1].paragraph:
            out.append("")
        voice = f"{line.voice}: " if _VOICE.match(f"{line.voice}:x") else ""
        words = _marked(line) if line.words else _clean(line.text)
        out.append(f"[{_clock(line.start_s)}]{voice}{words}")
        after = lines[number + 1].start_s if number + 1 < len(lines) else float("inf")
        if not line.words and after - line.end_s > 0.05:
            out.append(f"[{_clock(line.end_s)}]")
    return "\n".join(out) + "\n"


def _marked(line: LyricLine) -> str:
    marked = "".join(f"<{_clock(word.start_s)}>{_clean(word.text)}" for word in line.words)
    return f"{marked}<{_clock(line.words[-1].end_s)}>"


def _clean(text: str) -> str:
    """Take away what would be read as a stamp."""
    return _WORD.sub("", text.replace("\n", " "))


def _clock(seconds: float) -> str:
    hundredths = round(seconds * 100)
    return f"{hundredths // 6000:02d}:{hundredths // 100 % 60:02d}.{hundredths % 100:02d}"


def _seconds(match: re.Match[str]) -> float | None:
    """Return the time of a stamp; None where it has 60 seconds or more."""
    if int(match[2]) >= 60:
        return None
    return int(match[1]) * 60 + int(match[2]) + (float("0." + match[3]) if match[3] else 0.0)


def _leading(line: str) -> tuple[list[float], str]:
    times: list[float] = []
    while match := STAMP.match(line):
        time = _seconds(match)
        if time is None:
            break
        times.append(time)
        line = line[match.end() :].lstrip()
    return times, line


def _words(rest: str, start_s: float, shift: float) -> tuple[SungWord, ...]:
    """Return the words between inner stamps; `shift` moves them to another turn of the same line."""
    marks = [(match, time) for match in _WORD.finditer(rest) if (time := _seconds(match)) is not None]
    if not marks:
        return ()
    pieces = [(start_s, rest[: marks[0][0].start()])]
    for number, (match, time) in enumerate(marks):
        until = marks[number + 1][0].start() if number + 1 < len(marks) else len(rest)
        pieces.append((time + shift, rest[match.end() : until]))
    words: list[SungWord] = []
    for number, (time, text) in enumerate(pieces):
        if not text.strip():
            continue
        end = pieces[number + 1][0] if number + 1 < len(pieces) else time + 0.3 * syllables(text)
        begin = max(start_s, time)
        words.append(SungWord(text=text if words else text.lstrip(), start_s=begin, end_s=max(begin, end)))
    if words:
        words[-1] = words[-1].model_copy(update={"text": words[-1].text.rstrip()})
    return tuple(words)


def _between(stamped: Sequence[Stamped], loose: Sequence[tuple[int, str]]) -> list[Stamped]:
    """Give lines without stamps the time between the stamped lines around them, evenly."""
    found = []
    for at in sorted({at for at, _ in loose}):
        texts = [text for where, text in loose if where == at]
        before = stamped[at - 1] if at else None
        after = stamped[at].start_s if at < len(stamped) else None
        start = before.start_s if before else 0.0
        if after is None or after <= start:
            after = start + 4.0 * (len(texts) + 1)
        for number, text in enumerate(texts, start=1 if before else 0):
            step = (after - start) / (len(texts) + (1 if before else 0))
            time = start + number * step
            if text:
                found.append(Stamped(time, text, before.block if before else 0, estimated=True))
    return found


def _last_stamp(stamped: Sequence[Stamped]) -> str:
    return f"[{_clock(stamped[-1].start_s)}]" if stamped else ""


def _offset(value: str) -> float:
    """Return the offset tag in seconds. A positive one shows the words sooner."""
    return int(value) / 1000 if re.fullmatch(r"[+-]?\d{1,7}", value.replace(" ", "")) else 0.0


def _shifted(one: Stamped, seconds: float) -> Stamped:
    if not seconds:
        return one
    words = tuple(
        word.model_copy(update={"start_s": max(0.0, word.start_s + seconds), "end_s": max(0.0, word.end_s + seconds)})
        for word in one.words
    )
    end = None if one.end_s is None else max(0.0, one.end_s + seconds)
    return replace(one, start_s=max(0.0, one.start_s + seconds), end_s=end, words=words)
