"""Subtitles, .srt, .vtt and .ass/.ssa: cues by pysubs2, word times and voices by the marks inside the cues."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from director.model import LyricLine, Note, SungWord
from tools.lyrics.sheet import Sheet, Stamped, completed

if TYPE_CHECKING:
    from pysubs2 import SSAEvent

CueFormat = Literal["srt", "ass", "vtt"]

_ARROW = re.compile(r"(?:\d+:)?\d{1,2}:\d{1,2}[,.]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{1,2}[,.]\d{1,3}")
_INNER = re.compile(r"<(?:(\d+):)?(\d{1,2}):(\d{2})\.(\d{3})>")
_MARK = re.compile(r"<t(\d+)>")
_SPEAKER = re.compile(r"<v(?:\.[\w.]+)?\s+([^<>]+)>")
_KARAOKE = re.compile(r"\\[kK][fo]?(\d+)")
_OVERRIDE = re.compile(r"\{[^{}]*\}")
_TAGS = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"\s*\\[Nn]\s*|\\h")


def is_cues(text: str) -> CueFormat | None:
    """Return the format of a subtitle file, None for what is none."""
    if "[Script Info]" in text or "[V4+ Styles]" in text or "[Events]" in text:
        return "ass"
    if text.lstrip().startswith("WEBVTT"):
        return "vtt"
    return "srt" if _ARROW.search(text) else None


def read_cues(text: str, kind: CueFormat) -> Sheet:
    """Read subtitles; cues that cannot be read are noted, not lost in silence."""
    import pysubs2

    text = text.replace("\r\n", "\n").replace("\r", "\n")
    wanted = len(re.findall(r"^Dialogue:", text, re.MULTILINE)) if kind == "ass" else text.count("-->")
    if kind != "ass":
        text = _readable(text)
    try:
        found = pysubs2.SSAFile.from_string(text, format_=kind, keep_html_tags=True)
    except (pysubs2.exceptions.Pysubs2Error, ValueError, IndexError, KeyError):
        found = pysubs2.SSAFile()
    stamped = [_stamped(event, kind) for event in found.events if event.type == "Dialogue"]
    read = [one for one in stamped if one is not None]
    notes: tuple[Note, ...] = ()
    if len(stamped) < wanted:
        notes = (Note(key="lyrics_cues_unreadable", values={"cues": wanted - len(stamped)}),)
    info = found.info if kind == "ass" else {}
    title = info.get("Title", "")
    title = "" if title.startswith("Default Aegisub") else title
    return Sheet(completed(read), kind, title, info.get("Original Script", ""), notes)


def write_cues(lines: Sequence[LyricLine], kind: CueFormat, title: str = "", artist: str = "") -> str:
    """Return subtitles: word times as karaoke marks in .ass and as inner stamps in .vtt; .srt has none."""
    import pysubs2

    file = pysubs2.SSAFile()
    file.info.clear()
    if kind == "ass":
        file.info.update({"Title": title, "Original Script": artist, "ScriptType": "v4.00+"})
    for line in lines:
        start, end = round(line.start_s * 1000), round(max(line.end_s, line.start_s + 0.001) * 1000)
        event = pysubs2.SSAEvent(start=start, end=end, text=_cue_text(line, kind))
        event.name = line.voice.replace(",", " ") if kind == "ass" else ""
        file.events.append(event)
    written: str = file.to_string(kind, **({} if kind == "ass" else {"keep_ssa_tags": True}))
    return _MARK.sub(lambda m: f"<{_clock(int(m[1]))}>", written) if kind == "vtt" else written


def _readable(text: str) -> str:
    """Prepare text for pysubs2: short fractions are filled, stamps within cues get a form that is no cue's head."""

    def head(match: re.Match[str]) -> str:
        return re.sub(r"([,.])(\d{1,2})(?!\d)", lambda m: m[1] + m[2].ljust(3, "0"), match[0])

    def inner(match: re.Match[str]) -> str:
        hours, minutes, seconds, millis = (int(part or 0) for part in match.groups())
        return f"<t{((hours * 60 + minutes) * 60 + seconds) * 1000 + millis}>"

    text = _INNER.sub(inner, text)
    return _ARROW.sub(head, text)


def _stamped(event: "SSAEvent", kind: CueFormat) -> Stamped | None:
    start, end = float(event.start) / 1000, float(event.end) / 1000
    raw = event.text
    if kind == "vtt":
        raw = re.split(r"\\N\\N", raw)[0]  # what follows a blank line is the next cue's name or a comment
    speaker = _SPEAKER.search(raw)
    voice = speaker[1].strip() if speaker else event.name if kind == "ass" else ""
    if re.search(r"\\p[1-9]", raw):
        return None  # a drawing
    words = _karaoke(raw, start) if kind == "ass" else _inner(raw, start, end)
    text = _plain(raw)
    start = max(0.0, start)
    return Stamped(start, text, end_s=max(start, end), words=words if text else (), voice=voice)


def _plain(raw: str) -> str:
    text = _BREAK.sub(" ", _TAGS.sub("", _OVERRIDE.sub("", raw)))
    return re.sub(r"\s+", " ", text).strip(" ♪♫#\u200b")


def _karaoke(raw: str, start: float) -> tuple[SungWord, ...]:
    """Return the pieces between karaoke marks (hundredths of a second); each gives the length of what follows."""
    pieces = re.split(r"(\{[^{}]*\})", raw)
    words: list[SungWord] = []
    time, length = start, 0.0
    for piece in pieces:
        marks = _KARAOKE.findall(piece) if piece.startswith("{") else []
        if marks:
            time += length + sum(int(mark) for mark in marks[:-1]) / 100
            length = int(marks[-1]) / 100
        elif not piece.startswith("{") and (text := _BREAK.sub(" ", piece)).strip() and length:
            words.append(SungWord(text=text, start_s=max(0.0, time), end_s=max(0.0, time + length)))
    return _trimmed(words)


def _inner(raw: str, start: float, end: float) -> tuple[SungWord, ...]:
    marks = list(_MARK.finditer(raw))
    if not marks:
        return ()
    times = [start, *(int(mark[1]) / 1000 for mark in marks), end]
    cuts = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(raw)]
    words = []
    for number, (first, last) in enumerate(zip(cuts, ends, strict=True)):
        text = _BREAK.sub(" ", _TAGS.sub("", raw[first:last]))
        if text.strip():
            begin = times[number]
            words.append(SungWord(text=text, start_s=begin, end_s=max(begin, times[number + 1])))
    return _trimmed(words)


def _trimmed(words: list[SungWord]) -> tuple[SungWord, ...]:
    if words:
        words[0] = words[0].model_copy(update={"text": words[0].text.lstrip()})
        words[-1] = words[-1].model_copy(update={"text": words[-1].text.rstrip()})
    return tuple(words)


def _cue_text(line: LyricLine, kind: CueFormat) -> str:
    text = line.text.replace("\n", " ").replace("-->", "→")
    if kind == "ass":
        text = text.replace("{", "(").replace("}", ")")
        if line.words:
            return _with_karaoke(line)
        return text
    text = text.replace("<", "‹").replace(">", "›")
    if kind == "vtt" and line.words:
        text = "".join(
            f"<t{round(word.start_s * 1000)}>" + word.text.replace("<", "‹").replace(">", "›") for word in line.words
        )
    return f"<v {line.voice}>{text}" if kind == "vtt" and line.voice else text


def _with_karaoke(line: LyricLine) -> str:
    parts = []
    at = round(line.start_s * 100)
    for number, word in enumerate(line.words):
        start = round(word.start_s * 100)
        after = line.words[number + 1].start_s if number + 1 < len(line.words) else word.end_s
        pause = f"{{\\k{start - at}}}" if start > at else ""
        at = max(start, round(after * 100))
        parts.append(f"{pause}{{\\k{at - start}}}{word.text.replace('{', '(').replace('}', ')')}")
    return "".join(parts)


def _clock(millis: int) -> str:
    return f"{millis // 3_600_000:02d}:{millis // 60_000 % 60:02d}:{millis // 1000 % 60:02d}.{millis % 1000:03d}"
