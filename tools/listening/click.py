"""The song with a click on every beat, a higher one on the first beat of a bar: to hear whether the clock is right."""

from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from director.model import SongMap

if TYPE_CHECKING:
    from tools.media import Sound

Floats = NDArray[np.float32]

BAR_HZ, BEAT_HZ = 2000.0, 1300.0
"""Both lie where the ear is most sensitive and most music is not loudest."""
_CLICK_S = 0.045
_SONG_RMS = 0.06
"""The song is turned down to about -24 dBFS, so that a click of nearly full scale stands 12 dB and more above it."""
_LOUDEST_SONG = 0.45
_BAR, _BEAT = 0.54, 0.42
"""Heights of the clicks; with the song's ceiling they stay below full scale."""


def clicked(song: SongMap, sound: "Sound") -> Iterator[Floats]:
    """Yield blocks (n, channels) of the song with clicks; a click's first sample lies on the sample of its beat.

    The song's level is set to one loudness, whatever its master; nothing clips. The sound is gone through twice.
    """
    gain = np.float32(_gain(sound))
    bars = {round(time * sound.rate) for time in song.bars}
    beats = [round(time * sound.rate) for time in song.beats]
    bar, beat = _click(BAR_HZ, _BAR, sound.rate), _click(BEAT_HZ, _BEAT, sound.rate)
    first = 0
    for block in sound.blocks():
        mixed = block * gain
        last = first + len(block)
        for at in beats[bisect_left(beats, first - len(bar)) : bisect_left(beats, last)]:
            click = bar if at in bars else beat
            begin, end = max(at, first), min(at + len(click), last)
            if begin < end:
                mixed[begin - first : end - first] += click[begin - at : end - at, None]
        yield np.asarray(np.clip(mixed, -1, 1), dtype=np.float32)
        first = last


def write_clicked(path: Path, song: SongMap, sound: "Sound") -> None:
    """Write the song with clicks as a 16-bit WAV file.

    Raises:
        ArtistError: the file cannot be written there.
    """
    import soundfile

    from director.errors import ArtistError

    try:
        with soundfile.SoundFile(path, "w", sound.rate, sound.channels, subtype="PCM_16", format="WAV") as file:
            for block in clicked(song, sound):
                file.write(block)
    except (OSError, soundfile.LibsndfileError) as error:
        raise ArtistError("folder_unwritable", folder=str(path.parent)) from error


def _gain(sound: "Sound") -> float:
    power, peak = 0.0, 0.0
    for block in sound.blocks():
        power += float(np.square(block, dtype=np.float64).sum())
        peak = max(peak, float(np.abs(block).max()))
    level = float(np.sqrt(power / max(1, sound.count * sound.channels)))
    return min(_SONG_RMS / max(level, 1e-6), _LOUDEST_SONG / max(peak, 1e-6))


def _click(hertz: float, height: float, rate: int) -> Floats:
    """Return a short decaying tone that begins at its full height: its attack is its first sample."""
    time = np.arange(int(_CLICK_S * rate)) / rate
    return np.asarray(height * np.cos(2 * np.pi * hertz * time) * np.exp(-time / 0.012), dtype=np.float32)
