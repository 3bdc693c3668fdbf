"""Listening: what the song is, on its own clock."""

import numpy as np

from director.model import LyricLine, Note, Section, SongMap
from tools.media import Sound


def listen(sound: Sound, lines: tuple[LyricLine, ...] = (), title: str = "", artist: str = "") -> SongMap:
    """Return the map of a song. Lines without times (`estimated`, from plain text) are placed in time."""
    import librosa

    mono = sound.samples.mean(axis=1)
    duration = len(mono) / sound.rate
    y = librosa.resample(mono, orig_sr=sound.rate, target_sr=22050)
    tempo, beats = librosa.beat.beat_track(y=y, sr=22050, units="time")
    beats = tuple(float(b) for b in beats if b < duration)
    bars = beats[::4]
    edges = [0.0, *[b for b in bars[8::8] if b < duration - 4], duration]
    rms = librosa.feature.rms(y=y, hop_length=512)[0]
    level = [float(rms[int(a * 22050 / 512) : int(b * 22050 / 512) + 1].mean()) for a, b in zip(edges, edges[1:])]
    top = max(level) or 1.0
    sections = tuple(
        Section(label="phrase", start_s=a, end_s=b, group="A", energy=v / top)
        for a, b, v in zip(edges, edges[1:], level)
    )
    energy = tuple(float(rms[min(int(b * 22050 / 512), len(rms) - 1)] / (rms.max() or 1)) for b in beats)
    return SongMap(
        digest=sound.digest, title=title or sound.title, artist=artist or sound.artist, sample_rate=sound.rate,
        samples=len(mono), tempo_bpm=float(np.atleast_1d(tempo)[0]) if beats else 0.0, beats=beats, bars=bars,
        sections=sections, energy=energy, lines=lines, notes=(Note(key="no_pulse"),) if not beats else (),
    )  # fmt: skip
