"""The song as the film carries it: copied if it is AAC or MP3, otherwise encoded once to AAC."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from director.model import Note, Window, digest_of
from tools.media import Sound, read_sound, whole_file
from tools.media.sound import open_sound

_BITS_PER_SECOND = 192_000
_MP3 = ("mp3", "mp3float")
"""FFmpeg's names of its MP3 decoders."""

_AAC_RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)


@dataclass(frozen=True)
class Soundtrack:
    """A file whose first sound track goes into the film packet by packet, its first sample at time zero."""

    path: Path
    notes: tuple[Note, ...] = ()

    def packets(self, film: Any, seconds: float) -> Iterator[tuple[float, Any]]:
        """Add a sound stream to an open film and return its packets with their times, up to `seconds`."""
        source = av.open(str(self.path))
        stream = film.add_stream_from_template(source.streams.audio[0])
        return _timed(source, stream, seconds)


def soundtrack(path: Path, window: Window | None, folder: Path) -> Soundtrack:
    """Prepare the song of a film; what has to be encoded is kept in `folder` under the hash of its source.

    Raises:
        ArtistError: as `read_sound`, and 'disk_full', 'folder_unwritable'.
    """
    with open_sound(path) as (_, stream):
        context = stream.codec_context
        codec = context.name
        # HE-AAC states half its rate in some containers, so that its packets cannot be timed without decoding.
        as_is = codec in _MP3 or (codec == "aac" and context.profile == "LC")
    if as_is and window is None:
        return Soundtrack(path)
    with path.open("rb") as file:
        content = digest_of(file.read())
    asked = [window.start_s, window.end_s] if window else None
    kept = folder / f"{digest_of([content, asked, _BITS_PER_SECOND])}.m4a"
    if not kept.exists():
        encode_aac(read_sound(path, window), kept)
    return Soundtrack(kept, (Note(key="sound_encoded", values={"file": path.name, "codec": codec}),))


def encode_aac(sound: Sound, out: Path) -> None:
    """Write decoded sound as AAC in an m4a; its encoder delay is stated in the file, so that it plays in time.

    Raises:
        ArtistError: 'disk_full', 'folder_unwritable'.
    """
    rate = sound.rate if sound.rate in _AAC_RATES else 48_000
    layout = "mono" if sound.channels == 1 else "stereo"
    with whole_file(out) as part, av.open(str(part), "w", format="ipod") as file:
        stream = file.add_stream("aac", rate=rate, layout=layout)
        stream.bit_rate = _BITS_PER_SECOND
        resampler = av.AudioResampler(format="fltp", layout=layout, rate=rate, frame_size=1024)
        start = 0
        for block in sound.blocks():
            frame = av.AudioFrame.from_ndarray(block.reshape(1, -1), format="flt", layout=layout)
            frame.sample_rate, frame.pts, frame.time_base = sound.rate, start, Fraction(1, sound.rate)
            start += len(block)
            for piece in resampler.resample(frame):
                file.mux(stream.encode(piece))
        for piece in resampler.resample(None):
            file.mux(stream.encode(piece))
        file.mux(stream.encode(None))


def _timed(source: Any, stream: Any, seconds: float) -> Iterator[tuple[float, Any]]:
    """Number packets in samples without gaps, as the decode counts them; the encoder's delay comes before time zero.

    Containers may round packet times to milliseconds, so that only counting keeps the clock.
    """
    with source:
        track = source.streams.audio[0]
        rate = track.codec_context.sample_rate
        step = _packet_samples(track.codec_context)
        at: int | None = None
        for packet in source.demux(track):
            if packet.size == 0:
                continue
            at = _start(packet, track) if at is None else at + step
            left = int(seconds * rate) - at
            if left <= 0:
                return
            packet.pts = packet.dts = at
            packet.duration = min(step, left)  # the film must not be longer than its picture
            packet.time_base = Fraction(1, rate)
            packet.stream = stream
            yield at / rate, packet


def _packet_samples(context: Any) -> int:
    """Return how many samples every packet holds: fixed by MP3 (MPEG-1, MPEG-2) and by AAC-LC."""
    if context.name in _MP3:
        return 1152 if context.sample_rate >= 32_000 else 576
    return 1024


def _start(packet: Any, track: Any) -> int:
    """Where, in samples, the first packet stands so that the first sample to be heard is at time zero.

    mp4 and Matroska give it a negative time; MP3 states its delay as the stream's start (LAME header).
    """
    rate = int(track.codec_context.sample_rate)
    if packet.pts is not None and packet.pts < 0:
        return round(float(packet.pts * packet.time_base) * rate)
    if track.codec_context.name in _MP3 and track.start_time:
        return -round(float(track.start_time * track.time_base) * rate)
    return 0
