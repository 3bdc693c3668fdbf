"""UltraStar karaoke, .txt: notes with syllables on a grid (#BPM, #GAP), in and out.

Format: https://usdx.eu/format/ (v1). #BPM counts quarter notes of a finer grid: a step lasts 60 / (4 * BPM) s. It says
nothing of the song's tempo.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from director.model import LyricLine, Note, SungWord
from tools.lyrics.sheet import Sheet, Stamped, completed

_HEAD = re.compile(r"^#\s*([A-Za-z0-9]+)\s*:(.*)$")
_NOTE = re.compile(r"^([:*FRG])\s*(-?\d+)\s+(\d+)\s+(-?\d+)(?: (.*))?$")
_PHRASE = re.compile(r"^-\s*(-?\d+)(?:\s+(-?\d+))?")
_VOICE = re.compile(r"^P\s*([1-9])")
_STEP_S = 0.01
"""Grid of the files that we write: #BPM 1500."""


@dataclass
class _Reading:
    """Where we are in the file."""

    step_s: float
    gap_s: float
    relative: bool
    base: int = 0
    voice: str = ""
    bad: int = 0


def is_ultrastar(text: str) -> bool:
    """Tell whether the text has the head and at least one note of an UltraStar song."""
    return bool(re.search(r"^#BPM\s*:", text, re.MULTILINE | re.IGNORECASE)) and any(
        _NOTE.match(line.rstrip("\r")) for line in text.split("\n")
    )


def read_ultrastar(text: str) -> Sheet:
    """Read the lines with the times of their syllables; several singers keep their names. Bad rows are noted."""
    rows = [row.rstrip("\r") for row in text.split("\n")]
    heads = {match[1].upper(): match[2].strip() for row in rows if (match := _HEAD.match(row))}
    bpm = _number(heads.get("BPM", ""))
    if not 1 <= bpm <= 100_000:
        return Sheet((), "ultrastar", notes=(Note(key="lyrics_grid_unreadable"),))
    reading = _Reading(15 / bpm, _number(heads.get("GAP", "")) / 1000, heads.get("RELATIVE", "").upper() == "YES")
    stamped = [one for row in _phrases(rows, reading, heads) if (one := _stamped(row, reading))]
    notes: tuple[Note, ...] = ()
    if reading.bad:
        notes = (Note(key="lyrics_rows_unreadable", values={"rows": reading.bad}),)
    return Sheet(completed(stamped), "ultrastar", heads.get("TITLE", ""), heads.get("ARTIST", ""), notes)


def write_ultrastar(lines: Sequence[LyricLine], title: str = "", artist: str = "", audio: str = "") -> str:
    """Return an UltraStar song of freestyle notes (no pitch is known) on a grid of 10 ms.

    Lines without word times become one note. Several voices become P1, P2, ...
    """
    gap = round(min((line.start_s for line in lines), default=0.0) / _STEP_S)
    voices = list(dict.fromkeys(line.voice for line in lines))
    out = [f"#TITLE:{title or '-'}", f"#ARTIST:{artist or '-'}", f"#MP3:{audio or '-'}", f"#BPM:{15 / _STEP_S:g}"]
    out.append(f"#GAP:{round(gap * _STEP_S * 1000)}")
    out += [f"#P{number}:{voice or '-'}" for number, voice in enumerate(voices, 1) if len(voices) > 1]
    for number, voice in enumerate(voices, 1):
        if len(voices) > 1:
            out.append(f"P{number}")
        mine = [line for line in lines if line.voice == voice]
        for at, line in enumerate(mine):
            words = line.words or (SungWord(text=line.text, start_s=line.start_s, end_s=line.end_s),)
            for word in words:
                start = round(word.start_s / _STEP_S)
                length = max(1, round(word.end_s / _STEP_S) - start)
                out.append(f"F {start - gap} {length} 0 {_one_row(word.text)}")
            if at + 1 < len(mine):
                out.append(f"- {round(max(line.end_s, line.start_s) / _STEP_S) - gap}")
    return "\n".join([*out, "E", ""])


def _phrases(rows: Sequence[str], reading: _Reading, heads: dict[str, str]) -> Iterator[list[SungWord]]:
    """Yield the syllables of each line; a row that breaks the line may move the base of relative times."""
    current: list[SungWord] = []
    for row in rows:
        if note := _NOTE.match(row):
            if (word := _word(note, reading)) is not None:
                _append(current, word)
        elif phrase := _PHRASE.match(row):
            yield current
            current = []
            if reading.relative:
                reading.base += int(phrase[2] or phrase[1])
        elif voice := _VOICE.match(row):
            yield current
            current = []
            number = voice[1]
            reading.base = 0
            reading.voice = heads.get(f"P{number}") or heads.get(f"DUETSINGERP{number}") or f"P{number}"
        elif row.strip() == "E":
            break
        elif row.strip() and not _HEAD.match(row):
            reading.bad += 1
    yield current


def _word(note: re.Match[str], reading: _Reading) -> SungWord | None:
    start = reading.gap_s + (reading.base + int(note[2])) * reading.step_s
    end = start + int(note[3]) * reading.step_s
    if end < 0 or start > 24 * 3600:
        reading.bad += 1
        return None
    return SungWord(text=note[5] or "", start_s=max(0.0, start), end_s=max(0.0, end))


def _append(current: list[SungWord], word: SungWord) -> None:
    """Add a syllable; '~' only holds the one before."""
    text = word.text.replace("~", "")
    if current and not text.strip() and "~" in word.text:
        last = current[-1]
        current[-1] = last.model_copy(update={"text": last.text + text, "end_s": max(last.end_s, word.end_s)})
    elif text.strip():
        current.append(word.model_copy(update={"text": text}))


def _stamped(words: list[SungWord], reading: _Reading) -> Stamped | None:
    if not words:
        return None
    ordered = sorted(words, key=lambda word: word.start_s)
    text = re.sub(r"\s+", " ", "".join(word.text for word in ordered)).strip()
    ordered[0] = ordered[0].model_copy(update={"text": ordered[0].text.lstrip()})
    ordered[-1] = ordered[-1].model_copy(update={"text": ordered[-1].text.rstrip()})
    end = max(word.end_s for word in ordered)
    return Stamped(ordered[0].start_s, text, end_s=end, words=tuple(ordered), voice=reading.voice)


def _number(text: str) -> float:
    try:
        return float(text.replace(",", ".") or 0)
    except ValueError:
        return 0.0


def _one_row(text: str) -> str:
    return re.sub(r"[\r\n~]+", " ", text)
