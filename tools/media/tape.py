"""One sound track decoded block by block: an hour of samples is never held."""

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
from tools.media.promise import is_cut_off

Floats = NDArray[np.float32]

BLOCK_S = 30
"""Seconds of samples handed on at once: 11 MB of stereo at 48 kHz."""
_RATES = (8_000, 96_000)
_PLAIN_RATE = 48_000
_LACKING_S = 0.1
"""Seconds that a file may hold less than it promises (encoder delay and padding) before it is worth a note."""


class Tape:
    """The decode of one sound track, from its beginning; can be read once."""

    def __init__(self, container: Any, stream: Any, window: Window | None) -> None:
        """Decode up to the window's end, or to the track's."""
        self._container, self._stream, self._window = container, stream, window
        self.packets = self.damaged = self.decoded = 0
        """Packets, undecodable ones, and samples so far, those before the window included."""
        self.whole = True
        self.source_rate = int(stream.codec_context.sample_rate or 0)
        self.source_channels = int(stream.codec_context.channels or 0)
        low, high = _RATES
        self.rate = self.source_rate if low <= self.source_rate <= high else _PLAIN_RATE
        self.channels = 1 if self.source_channels == 1 else 2
        layout = "mono" if self.channels == 1 else "stereo"
        self._resampler: Any = av.AudioResampler(format="flt", layout=layout, rate=self.rate)

    def blocks(self) -> Iterator[Floats]:
        """Yield the samples of the window as blocks (n, channels) of BLOCK_S s, the last one shorter."""
        first, last = 0, None
        if self._window is not None:
            first, last = round(self._window.start_s * self.rate), round(self._window.end_s * self.rate)
        frame_bytes = 4 * self.channels
        held = bytearray()
        full = BLOCK_S * self.rate * frame_bytes
        for data in self._decoded():
            begin, self.decoded = self.decoded, self.decoded + len(data) // frame_bytes
            end = self.decoded if last is None else max(begin, min(self.decoded, last))
            held += data[max(0, first - begin) * frame_bytes : (end - begin) * frame_bytes]
            while len(held) >= full:
                yield self._shaped(held[:full])
                del held[:full]
        if held:
            yield self._shaped(held)

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

    def _shaped(self, data: bytearray) -> Floats:
        return np.frombuffer(data, np.float32).reshape(-1, self.channels)

    def _decoded(self) -> Iterator[bytes]:
        """Yield interleaved samples packet by packet, up to a little behind the window."""
        end_s = self._window.end_s if self._window else None
        count = 0
        for packet in self._container.demux(self._stream):
            data = self._from_packet(packet)
            count += len(data) // (4 * self.channels)
            yield data
            if end_s is not None and count > end_s * self.rate:
                self.whole = False
                break
        yield self._joined(self._resampler.resample(None))

    def _from_packet(self, packet: Any) -> bytes:
        self.packets += packet.size > 0
        try:
            frames = packet.decode()
        except av.FFmpegError:
            self.damaged += 1
            # The clock must not move: what cannot be decoded is as long as it says, and silent.
            lost = round(float(packet.duration * packet.time_base) * self.rate) if packet.duration else 0
            return bytes(4 * self.channels * lost)
        return b"".join(self._joined(self._conformed(frame)) for frame in frames)

    def _conformed(self, frame: Any) -> list[Any]:
        frame.pts = None  # gaps in the file's own clock are closed: the samples are the clock
        return list(self._resampler.resample(frame))

    def _joined(self, frames: list[Any]) -> bytes:
        return b"".join(bytes(memoryview(frame.planes[0])[: frame.samples * 4 * self.channels]) for frame in frames)


@dataclass(frozen=True)
class Recording:
    """Sound that stays in its file and is decoded again whenever it is wanted: the same samples every time."""

    path: Path
    window: Window | None
    channels: int
    count: int
    """Samples of each channel."""
    stamp: tuple[int, int]
    """Size and time of the file when it was first decoded."""

    def blocks(self) -> Iterator[Floats]:
        """Yield the samples as blocks (n, channels) of BLOCK_S s, the last one shorter.

        Raises:
            ArtistError: 'sound_changed' since the first decode, and as `open_sound`.
        """
        with open_sound(self.path) as (container, stream):
            if stamp_of(self.path) != self.stamp:
                raise ArtistError("sound_changed", file=self.path.name)
            yield from Tape(container, stream, self.window).blocks()


def stamp_of(path: Path) -> tuple[int, int]:
    """Return what tells that a file was written again: its size in bytes and its time in nanoseconds."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns


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


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise ArtistError("sound_missing", file=str(path))
    if path.stat().st_size == 0:
        raise ArtistError("sound_empty", file=path.name)
