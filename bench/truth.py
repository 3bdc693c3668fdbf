"""Songs with truth beside them: beats of charts, words of karaoke files, paragraphs of lyric sheets."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from bench.composed import Half, pieces
from bench.paragraphs import PARAGRAPHS
from director.model import LyricLine, Section
from tools.composing import compose
from tools.lyrics import read_lyrics
from tools.media import Sound, read_sound

_AUDIO = (".ogg", ".mp3", ".flac", ".wav", ".m4a")


@dataclass(frozen=True)
class Song:
    """A song and what is known of it; what is not known is empty."""

    name: str
    sound: Sound
    beats: np.ndarray = field(default_factory=lambda: np.zeros(0))
    bars: np.ndarray = field(default_factory=lambda: np.zeros(0))
    sections: tuple[Section, ...] = ()
    lines: tuple[LyricLine, ...] = ()
    words: tuple[tuple[float, float], ...] = ()
    key: str = ""
    adjusted_on: bool = False
    """Sections were adjusted on this song."""


def charts(folder: Path, stretch: float = 1.0) -> Iterator[Song]:
    """Songs beside NAME.beats.json; with `stretch` they are resampled, so that tempo and pitch change together."""
    for truth in sorted(folder.rglob("*.beats.json")):
        known = json.loads(truth.read_text("utf-8"))
        sound = read_sound(_beside(truth, truth.name.removesuffix(".beats.json")))
        if stretch != 1:
            import soxr  # type: ignore[import-untyped]  # ships no types

            samples = soxr.resample(sound.samples, sound.rate, sound.rate * stretch)
            sound = Sound(samples, sound.rate, sound.digest)
        name = truth.name.removesuffix(".beats.json") + (f" x{stretch}" if stretch != 1 else "")
        yield Song(name, sound, np.array(known["beats"]) * stretch, np.array(known["downbeats"]) * stretch)


def composed(half: Half, kind: str = "") -> Iterator[Song]:
    for name, piece in pieces(half).items():
        if not name.startswith(kind):
            continue
        sound, truth = compose(piece)
        yield Song(name, sound, np.array(truth.beats), np.array(truth.bars), truth.sections, key=truth.key)


def sung(folder: Path) -> Iterator[Song]:
    """Songs beside NAME.words.csv and NAME.lines.csv (with paragraphs in NAME.txt), or beside an UltraStar song.txt."""
    for words in sorted(folder.rglob("*.words.csv")):
        name = words.name.removesuffix(".words.csv")
        with words.open(encoding="utf-8") as rows:
            spans = tuple((float(row["word_start"]), float(row["word_end"])) for row in csv.DictReader(rows))
        yield Song(name, read_sound(_beside(words, name)), lines=_paragraphs(words.with_name(name)), words=spans)
    for sheet in sorted(folder.rglob("*.txt")):
        notes = _karaoke(sheet)
        audio = next(
            (f for f in sheet.parent.iterdir() if f.suffix in _AUDIO and f.stem in (sheet.stem, "audio")), None
        )
        lines = _marked(sheet) if notes else ()
        if notes and audio is not None:
            name = sheet.parent.name if sheet.stem == "song" else sheet.stem
            yield Song(
                name, read_sound(audio), lines=lines, words=tuple((start, end) for start, end, _ in notes),
                key=_sung_key(notes), adjusted_on=bool(lines),
            )  # fmt: skip


def turns(song: Song, gap_s: float = 6.0) -> np.ndarray:
    """Return (n, 2) intervals from paragraph starts, and pauses of the voice of `gap_s` s: a proxy of sections."""
    cuts, end, paragraph = [0.0], 0.0, -1
    for line in sorted(song.lines, key=lambda line: line.start_s):
        paused = bool(end) and line.start_s - end > gap_s
        cuts += ([end] if paused else []) + ([line.start_s] if paused or line.paragraph != paragraph else [])
        end, paragraph = max(end, line.end_s), line.paragraph
    cuts += [end] if song.sound.duration_s - end > gap_s else []
    kept = [cuts[0]]
    for cut in sorted(cuts[1:]):
        if cut - kept[-1] > 2:
            kept.append(cut)
    return np.column_stack([kept, [*kept[1:], song.sound.duration_s]])


def _beside(truth: Path, name: str) -> Path:
    return next(f for f in truth.parent.iterdir() if f.suffix in _AUDIO and f.stem == name)


def _paragraphs(stem: Path) -> tuple[LyricLine, ...]:
    with stem.with_name(stem.name + ".lines.csv").open(encoding="utf-8") as rows:
        timed = [(float(row["start_time"]), float(row["end_time"])) for row in csv.DictReader(rows)]
    lines: list[LyricLine] = []
    paragraph = 0
    for text in (row.strip() for row in stem.with_name(stem.name + ".txt").read_text("utf-8").splitlines()):
        if not text:
            paragraph += 1
        elif len(lines) < len(timed):
            start, end = timed[len(lines)]
            lines.append(LyricLine(text=text, start_s=start, end_s=end, paragraph=paragraph))
    return tuple(lines)


def _marked(sheet: Path) -> tuple[LyricLine, ...]:
    """Return the lines of an UltraStar song in its marked paragraphs; () where nobody marked them."""
    read = read_lyrics(sheet)
    starts = PARAGRAPHS.get(read.title, ())
    paragraphs = np.searchsorted(starts, np.arange(len(read.lines)), side="right").tolist()
    return tuple(
        line.model_copy(update={"paragraph": number}) for line, number in zip(read.lines, paragraphs, strict=True)
    ) if starts else ()  # fmt: skip


def _karaoke(sheet: Path) -> list[tuple[float, float, int]]:
    """Return start s, end s and pitch of each syllable of an UltraStar file; [] for any other text."""
    bpm = gap = 0.0
    notes = []
    for raw in sheet.read_text("utf-8", errors="replace").lstrip("\ufeff").splitlines():
        parts = raw.split()
        if raw.startswith("#BPM"):
            bpm = float(raw.split(":")[1].replace(",", "."))
        elif raw.startswith("#GAP"):
            gap = float(raw.split(":")[1].replace(",", ".")) / 1000
        elif bpm and raw[:1] in (":", "*", "F") and len(parts) >= 4:
            start, length, pitch = (int(part) for part in parts[1:4])
            notes.append((gap + start * 15 / bpm, gap + (start + length) * 15 / bpm, pitch))
    return notes


def _sung_key(notes: list[tuple[float, float, int]]) -> str:
    """Return the key that the sung notes fit best: a proxy, as nobody wrote the key down; '' where two fit alike."""
    from tools.listening.key import best_key

    sung_for = np.zeros(12)
    for start, end, pitch in notes:
        sung_for[pitch % 12] += end - start
    name, lead = best_key(sung_for)
    return name if lead > 0.05 else ""
