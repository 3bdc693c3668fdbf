"""Joining encoded pictures and sound by copying their packets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import merge
from pathlib import Path
from typing import Any

import av

from tools.editing.shape import Shape
from tools.editing.soundtrack import Soundtrack
from tools.media import whole_file
from tools.media.frames import open_video
from tools.media.writer import track_timescale


@dataclass(frozen=True)
class Run:
    """Frames [first, first + frames) of a file of the film's shape; `first` starts a closed GOP."""

    path: Path
    first: int
    frames: int


def join(runs: Sequence[Run], shape: Shape, out: Path, soundtrack: Soundtrack | None = None) -> None:
    """Write the runs one after the other, frame n at exactly n / fps, with the sound from time zero.

    Raises:
        ArtistError: 'disk_full', 'folder_unwritable'.
        ValueError: if a run holds fewer frames than it says or does not begin with a keyframe.
    """
    scale = track_timescale(shape.fps)
    options = {"video_track_timescale": str(scale)}
    if soundtrack is not None:
        options["movflags"] = "+faststart"
    with whole_file(out) as part, av.open(str(part), "w", format="mp4", options=options) as film:
        with open_video(runs[0].path, decoding=False) as first:
            picture = film.add_stream_from_template(first.streams.video[0])
        picture.time_base = Fraction(1, scale)
        streams: list[Iterator[tuple[float, Any]]] = [_pictures(runs, shape, picture)]
        if soundtrack is not None:
            frames = sum(run.frames for run in runs)
            streams.append(soundtrack.packets(film, float(frames / shape.fps)))
        for _, packet in merge(*streams, key=lambda timed: timed[0]):
            film.mux(packet)


def _pictures(runs: Sequence[Run], shape: Shape, stream: Any) -> Iterator[tuple[float, Any]]:
    step = int(1 / shape.fps / stream.time_base)
    at = 0
    for run in runs:
        for packet in _packets(run):
            packet.pts = packet.dts = at * step
            packet.duration = step
            packet.time_base = stream.time_base
            packet.stream = stream
            yield float(at / shape.fps), packet
            at += 1


def _packets(run: Run) -> Iterator[Any]:
    """Yield the packets of a run. FilmWriter uses no B-frames, so the order of packets is that of frames."""
    with open_video(run.path, decoding=False) as container:
        stream = container.streams.video[0]
        step = 1 / stream.average_rate / stream.time_base
        if run.first:
            container.seek(int(run.first * step), stream=stream, backward=True)
        count = 0
        for packet in container.demux(stream):
            if packet.size == 0 or packet.pts < run.first * step:
                continue
            if count == 0 and not packet.is_keyframe:
                raise ValueError(f"frame {run.first} of {run.path.name} is no keyframe")
            yield packet
            count += 1
            if count == run.frames:
                return
        raise ValueError(f"{run.path.name} holds {count} frames from {run.first} on, not {run.frames}")
