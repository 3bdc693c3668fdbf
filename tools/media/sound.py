"""The one fixed decode of a song, from which every clock in the film is counted."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from director.errors import ArtistError
from director.model import Note, Window
from tools.media.promise import is_cut_off, promised_seconds

SHORTEST_S = 3.0
LONGEST_S = 65 * 60.0
SILENCE = 10 ** (-60 / 20)
"""A song whose every sample lies below -60 dBFS is silent."""

_RATES = (8_000, 96_000)
_PLAIN_RATE = 48_000
_DAMAGED_SHARE = 0.05
"""Up to this share of undecodable packets is replaced by silence and noted; more is a corrupt file."""

_LACKING_S = 0.1
"""Seconds that a file may hold less than it promises (encoder delay and padding) before it is worth a note."""


@dataclass(frozen=True)
class Sound:
    """Decoded sound: `samples` are float32 of shape (n, channels), channels 1 or 2, -1..1 at `rate` Hz."""

    samples: NDArray[np.float32]
    rate: int
    digest: str
    """Of rate, channels and samples."""
    title: str = ""
    artist: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.rate


def read_sound(path: Path, window: Window | None = None) -> Sound:
    """Decode the first sound track of any audio or video file; cut the window out of it, if one is asked.

    Encoder delay is removed as ffmpeg does it. More than two channels are mixed down to stereo, rates outside
    8-96 kHz are resampled to 48 kHz, a few damaged packets are replaced by silence; each is noted.

    Raises:
        ArtistError: 'sound_missing', 'sound_empty', 'sound_corrupt', 'sound_cut_off', 'sound_none_in_video',
            'sound_silent', 'sound_short', 'sound_long', 'sound_window_outside'.
    """
    name = path.name
    with open_sound(path) as (container, stream):
        promised = promised_seconds(path, container, stream)
        _check_length(name, promised, window)
        tape = _Tape(container, stream, end_s=window.end_s if window else None)
        title, artist, tag_notes = _tags(container, stream)
    seconds = len(tape.samples) / tape.rate
    lacking = promised - seconds if tape.whole and promised is not None else 0.0
    if promised is not None and lacking > max(0.5, 0.02 * promised):
        raise ArtistError("sound_truncated", file=name, promised=_clock(promised), found=_clock(seconds))
    if tape.damaged > _DAMAGED_SHARE * tape.packets:
        raise ArtistError("sound_corrupt", file=name)
    if tape.whole and is_cut_off(path):
        raise ArtistError("sound_cut_off", file=name)
    samples, window_notes = _cut(tape.samples, tape.rate, window, name)
    _check_samples(name, samples, tape.rate, window)
    return Sound(
        samples=samples,
        rate=tape.rate,
        digest=_digest(samples, tape.rate),
        title=title,
        artist=artist,
        notes=(*tape.notes(name, lacking), *window_notes, *tag_notes),
    )


@contextmanager
def open_sound(path: Path) -> Iterator[tuple[Any, Any]]:
    """Open a file and find its first sound track; yields PyAV's (container, stream).

    Raises:
        ArtistError: 'sound_missing', 'sound_empty', 'sound_corrupt', 'sound_cut_off', 'sound_none_in_video'.
    """
    _check_file(path)
    try:
        container = av.open(str(path), metadata_errors="replace")
    except (av.FFmpegError, ValueError) as error:
        key = "sound_cut_off" if is_cut_off(path) else "sound_corrupt"
        raise ArtistError(key, file=path.name) from error
    with container:
        stream = next((s for s in container.streams if s.type == "audio"), None)
        if stream is None:
            moving = any(s.type == "video" for s in container.streams)
            raise ArtistError("sound_none_in_video" if moving else "sound_corrupt", file=path.name)
        for other in container.streams:
            if other.index != stream.index:
                other.discard = av.stream.Discard.all
        yield container, stream


class _Tape:
    """Everything that one sound track decodes to, as one block of samples."""

    def __init__(self, container: Any, stream: Any, end_s: float | None) -> None:
        """Decode up to `end_s` seconds, or to the end."""
        self.packets = self.damaged = 0
        self.whole = True
        self.source_rate = int(stream.codec_context.sample_rate or 0)
        self.source_channels = int(stream.codec_context.channels or 0)
        low, high = _RATES
        self.rate = self.source_rate if low <= self.source_rate <= high else _PLAIN_RATE
        self._channels = 1 if self.source_channels == 1 else 2
        layout = "mono" if self._channels == 1 else "stereo"
        self._resampler: Any = av.AudioResampler(format="flt", layout=layout, rate=self.rate)
        data = bytearray()
        frame_bytes = 4 * self._channels
        for packet in container.demux(stream):
            self._append(data, packet)
            if end_s is not None and len(data) // frame_bytes > end_s * self.rate:
                self.whole = False
                break
        self._store(data, self._resampler.resample(None))
        self.samples: NDArray[np.float32] = np.frombuffer(data, np.float32).reshape(-1, self._channels)

    def notes(self, name: str, lacking_s: float) -> tuple[Note, ...]:
        """Say what was altered."""
        found = []
        if self.source_channels > 2:
            found.append(Note(key="sound_mixed_down", values={"file": name, "channels": self.source_channels}))
        if self.rate != self.source_rate:
            found.append(Note(key="sound_resampled", values={"file": name, "old": self.source_rate, "new": self.rate}))
        if self.damaged:
            found.append(Note(key="sound_damaged", values={"file": name, "n": self.damaged}))
        if lacking_s > _LACKING_S:
            found.append(Note(key="sound_gaps", values={"file": name, "seconds": round(lacking_s, 1)}))
        return tuple(found)

    def _append(self, data: bytearray, packet: Any) -> None:
        self.packets += packet.size > 0
        try:
            frames = packet.decode()
        except av.FFmpegError:
            self.damaged += 1
            # The clock must not move: what cannot be decoded is as long as it says, and silent.
            if packet.duration:
                lost = round(float(packet.duration * packet.time_base) * self.rate)
                data.extend(bytes(4 * self._channels * lost))
            return
        for frame in frames:
            self._store(data, self._conformed(frame))

    def _conformed(self, frame: Any) -> list[Any]:
        frame.pts = None  # gaps in the file's own clock are closed: the samples are the clock
        return list(self._resampler.resample(frame))

    def _store(self, data: bytearray, frames: list[Any]) -> None:
        for frame in frames:
            data.extend(memoryview(frame.planes[0])[: frame.samples * 4 * self._channels])


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise ArtistError("sound_missing", file=str(path))
    if path.stat().st_size == 0:
        raise ArtistError("sound_empty", file=path.name)


def _check_length(name: str, promised: float | None, window: Window | None) -> None:
    """Refuse before decoding what is known to be too long or to lie outside."""
    if promised is None:
        return
    if window is None and promised > LONGEST_S:
        raise ArtistError("sound_long", file=name, length=_clock(promised))
    if window is not None and window.start_s >= promised:
        raise ArtistError("sound_window_outside", file=name, length=_clock(promised))


def _cut(
    samples: NDArray[np.float32], rate: int, window: Window | None, name: str
) -> tuple[NDArray[np.float32], tuple[Note, ...]]:
    if window is None:
        return samples, ()
    seconds = len(samples) / rate
    if window.start_s >= seconds or window.end_s <= window.start_s:
        raise ArtistError("sound_window_outside", file=name, length=_clock(seconds))
    cut = samples[round(window.start_s * rate) : round(window.end_s * rate)]
    if window.end_s <= seconds + 0.01:
        return cut, ()
    return cut, (Note(key="sound_window_clipped", values={"file": name, "length": _clock(seconds)}),)


def _check_samples(name: str, samples: NDArray[np.float32], rate: int, window: Window | None) -> None:
    seconds = len(samples) / rate
    if seconds < SHORTEST_S:
        raise ArtistError(
            "sound_short" if window is None else "sound_window_short", file=name, seconds=round(seconds, 1)
        )
    if seconds > LONGEST_S:
        raise ArtistError("sound_long", file=name, length=_clock(seconds))
    if not np.isfinite(samples).all():
        raise ArtistError("sound_corrupt", file=name)
    if max(samples.max(), -samples.min()) < SILENCE:
        raise ArtistError("sound_silent", file=name)


def _digest(samples: NDArray[np.float32], rate: int) -> str:
    """Name the sound as `digest_of` would, without a second copy of an hour of samples."""
    digest = hashlib.blake2b(f"{rate}/{samples.shape[1]}/".encode(), digest_size=16)
    digest.update(samples.data)
    return digest.hexdigest()


def _tags(container: Any, stream: Any) -> tuple[str, str, tuple[Note, ...]]:
    """Return title, artist; Ogg keeps its tags in the stream, most others in the container."""
    both = {k.lower(): v.strip() for source in (stream.metadata, container.metadata) for k, v in source.items()}
    title, artist = both.get("title", ""), both.get("artist", "")
    read = _cyrillic(title), _cyrillic(artist)
    guessed = read != (title, artist)
    notes = (Note(key="sound_tags_guessed", values={"title": read[0], "artist": read[1]}),) if guessed else ()
    return (*read, notes)


def _cyrillic(text: str) -> str:
    """Undo the common misreading of Windows-1251 tags as Latin-1 ('Ïåñíÿ' for 'Песня')."""
    letters = [c for c in text if c.isalpha()]
    high = [c for c in letters if "\u00c0" <= c <= "\u00ff"]
    if not letters or len(high) < 0.6 * len(letters) or any(ord(c) > 255 for c in text):
        return text
    try:
        return text.encode("latin-1").decode("cp1251")
    except UnicodeDecodeError:
        return text


def _clock(seconds: float) -> str:
    """Return m:ss, or h:mm:ss from one hour on."""
    whole = int(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
