"""Line times against truth: python -m bench.lyrics FOLDER... [--speech-model MODEL] [--noise] [--keep FOLDER]

A folder holds UltraStar songs (each a folder with song.txt and audio.*) or jamendolyrics songs (NAME.mp3, NAME.txt,
NAME.lines.csv). The words go in as plain text. Prints per song the median error of line starts, the shares within 0.5,
1 and 3 s, the rank correlation of confidence and error (negative is right), and seconds of processor time a minute;
then over all lines of the folder the same rank, how often confidence tells right lines from wrong, and sure lines.

With --noise the words that a speech model would hear are made from the truth: start errors of 0.12 s (Laplace), 4 % of
them off by seconds, 20 % of the words lost, 12 % misheard, 10 % that nobody sang.
"""

import argparse
import csv
import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.stats import rankdata, spearmanr

from director.model import LyricLine, SungWord
from director.model.song import SURE_LINE
from tools.lyrics import read_lyrics
from tools.lyrics.aligning import aligned
from tools.lyrics.speech import HeardWord, WhisperTranscriber, for_speech
from tools.media import read_sound


@dataclass(frozen=True)
class Song:
    name: str
    audio: Path
    text: str
    starts: tuple[float, ...]
    words: tuple[tuple[str, float, float], ...]
    language: str


def songs(folder: Path) -> list[Song]:
    found = [_ultrastar(sheet) for sheet in sorted(folder.glob("*/song.txt"))]
    return found + [_jamendo(lines) for lines in sorted(folder.glob("*.lines.csv"))]


def _ultrastar(path: Path) -> Song:
    lines = read_lyrics(path).lines
    text, last = "", lines[0].paragraph
    for line in lines:
        text += ("\n" if line.paragraph != last else "") + line.text + "\n"
        last = line.paragraph
    words: list[tuple[str, float, float]] = []
    for line in lines:
        syllables: list[SungWord] = []
        for syllable in line.words:
            if syllable.text.startswith(" ") and syllables:
                words.append(_joined(syllables))
                syllables = []
            syllables.append(syllable)
            if syllable.text.endswith(" "):
                words.append(_joined(syllables))
                syllables = []
        if syllables:
            words.append(_joined(syllables))
    audio = next(file for file in sorted(path.parent.glob("audio.*")))
    return Song(path.parent.name, audio, text, tuple(line.start_s for line in lines), tuple(words), "en")


def _joined(syllables: list[SungWord]) -> tuple[str, float, float]:
    return "".join(one.text.strip() for one in syllables), syllables[0].start_s, syllables[-1].end_s


def _jamendo(path: Path) -> Song:
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    name = path.name.removesuffix(".lines.csv")
    text = (path.parent / f"{name}.txt").read_text("utf-8")
    sung = " ".join(row["lyrics_line"] for row in rows).split()
    times = list(csv.DictReader((path.parent / f"{name}.words.csv").read_text("utf-8").splitlines()))
    words = tuple(
        (word, float(row["word_start"]), float(row["word_end"])) for word, row in zip(sung, times, strict=False)
    )
    return Song(
        name, path.parent / f"{name}.mp3", text, tuple(float(row["start_time"]) for row in rows), words, "unknown"
    )


def noisy(song: Song, seed: int = 1) -> list[HeardWord]:
    rng = np.random.default_rng(seed)
    others = [word for word, _, _ in song.words]
    heard = []
    for text, start, end in song.words:
        if rng.random() < 0.20:
            continue
        word = text
        if rng.random() < 0.12:
            word = others[rng.integers(len(others))]
        elif rng.random() < 0.15 and len(text) > 3:
            cut = int(rng.integers(len(text)))
            word = text[:cut] + "aeioustn"[rng.integers(8)] + text[cut + 1 :]
        begin = max(0.0, start + rng.laplace(0, 0.12) + (rng.normal(0, 4) if rng.random() < 0.04 else 0.0))
        heard.append(HeardWord(word, begin, max(begin, end + rng.laplace(0, 0.12))))
        if rng.random() < 0.10:
            heard.append(HeardWord(others[rng.integers(len(others))], end, end + 0.2))
    return sorted(heard, key=lambda word: word.start_s)


def errors(song: Song, lines: tuple[LyricLine, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Return signed errors of line starts, s, and confidences."""
    assert len(lines) == len(song.starts), (song.name, len(lines), len(song.starts))
    return np.array([line.start_s for line in lines]) - np.array(song.starts), np.array(
        [line.confidence for line in lines]
    )


def measure(song: Song, lines: tuple[LyricLine, ...]) -> dict[str, float]:
    signed, sure = errors(song, lines)
    error = np.abs(signed)
    rank = float(spearmanr(sure, error).statistic) if sure.std() > 0 else float("nan")
    return {
        "median": float(np.median(error)),
        "early": float(np.median(signed)),
        "in 0.5": float(np.mean(error < 0.5)),
        "in 1": float(np.mean(error < 1)),
        "in 3": float(np.mean(error < 3)),
        "mean sure": float(sure.mean()),
        "rank": rank,
    }


def ranked(error: np.ndarray, sure: np.ndarray) -> str:
    """Tell over all lines of a set how far confidence and error go together, and what lines worth believing are."""
    right = error < 1
    ranks = rankdata(sure)
    pairs = int(right.sum()) * int((~right).sum())
    area = (ranks[right].sum() - right.sum() * (right.sum() + 1) / 2) / pairs if pairs else float("nan")
    firm = sure >= SURE_LINE
    believed = (
        f"{right[firm].mean():.2f} of them within 1 s, {np.mean(error[firm] < 3):.2f} within 3 s" if any(firm) else "-"
    )
    return (
        f"{len(error)} lines: rank {float(spearmanr(sure, error).statistic):.2f}; a line within 1 s is surer than one "
        f"that is not in {area:.2f} of pairs; {firm.mean():.2f} are sure: {believed}"
    )


def heard_words(song: Song, model: WhisperTranscriber | None, keep: Path | None) -> list[HeardWord]:
    kept = keep / f"{song.name}.json" if keep else None
    if kept and kept.exists():
        return [HeardWord(*row) for row in json.loads(kept.read_text("utf-8"))]
    assert model is not None
    sound = read_sound(song.audio)
    words = list(model.words(for_speech(sound), None if song.language == "unknown" else "en"))
    if kept:
        kept.write_text(json.dumps([[w.text, w.start_s, w.end_s, w.probability] for w in words]), "utf-8")
    return words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--speech-model")
    parser.add_argument("--noise", action="store_true")
    parser.add_argument("--keep", type=Path, help="keeps what the speech model heard, for the next run")
    given = parser.parse_args()
    model = WhisperTranscriber(given.speech_model) if given.speech_model else None
    for folder in given.folders:
        rows = []
        together: list[tuple[np.ndarray, np.ndarray]] = []
        for song in songs(folder):
            began = time.process_time()
            plain = read_lyrics(text=song.text).lines
            seconds = song.words[-1][2] + 30
            if given.noise or model:
                words = noisy(song) if given.noise else heard_words(song, model, given.keep)
                result = aligned(plain, words, seconds)
                lines = result.lines
                row = measure(song, lines) | {"matched": result.matched}
            else:
                from tools.hearing import hear

                sound = read_sound(song.audio)
                seconds = sound.duration_s
                lines = hear(sound, read_lyrics(text=song.text)).lines
                row = measure(song, lines)
            together.append(errors(song, lines))
            row["cpu s/min"] = (time.process_time() - began) / seconds * 60
            rows.append(row)
            print(f"{song.name[:28]:28s}" + "".join(f"  {name} {value:.2f}" for name, value in row.items()), flush=True)
        for label, of in (("median song", np.nanmedian), ("mean", np.nanmean)):
            print(f"{label:28s}" + "".join(f"  {name} {of([row[name] for row in rows]):.2f}" for name in rows[0]))
        print(
            ranked(np.abs(np.concatenate([error for error, _ in together])), np.concatenate([s for _, s in together]))
        )


if __name__ == "__main__":
    main()
