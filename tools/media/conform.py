"""Bringing foreign footage into the film's own size, frame rate and codec."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from director.errors import ArtistError
from tools.media.frames import each_frame, fps_of, open_video, to_rgb
from tools.media.writer import FilmWriter


def conform(
    source: Path,
    out: Path,
    width: int,
    height: int,
    fps: Fraction,
    *,
    start_s: float = 0.0,
    frames: int | None = None,
    keyframes: Sequence[int] = (),
) -> int:
    """Write footage in the film's form and return the number of frames; sound is left out.

    The picture fills width x height px and is cropped at the centre. Frame i shows what the source shows in the
    middle of the time [i / fps, (i + 1) / fps) after `start_s`; sources of varying rate keep their own time. With
    `frames`, no more than so many are written.

    Raises:
        ArtistError: 'video_missing', 'video_corrupt' (also when nothing lies after `start_s`), 'disk_full',
            'folder_unwritable'.
    """
    with open_video(source) as container:
        source_fps = fps_of(container.streams.video[0])
    written = 0
    with FilmWriter(out, width, height, fps, keyframes=keyframes) as writer:
        for picture, until_s in _timed(source, source_fps):
            image: NDArray[np.uint8] | None = None
            while start_s + float((written + Fraction(1, 2)) / fps) < until_s and written != frames:
                image = fill(picture, width, height) if image is None else image
                writer.write(image)
                written += 1
            if written == frames:
                break
        if not written:
            raise ArtistError("video_corrupt", file=source.name)
    return written


def fill(frame: Any, width: int, height: int) -> NDArray[np.uint8]:
    """Return a decoded frame as (height, width, 3) RGB: scaled to fill the size, cropped at the centre."""
    turned = frame.rotation % 180 == 90
    across, down = (frame.height, frame.width) if turned else (frame.width, frame.height)
    tall = max(height, -(-down * width // across))
    picture = to_rgb(frame, None if tall == down else tall)
    left, top = max(0, (picture.shape[1] - width) // 2), (picture.shape[0] - height) // 2
    cropped = picture[top : top + height, left : left + width]
    if cropped.shape[1] < width:  # rounding to even widths may lack one column
        cropped = np.pad(cropped, ((0, 0), (0, width - cropped.shape[1]), (0, 0)), mode="edge")
    return np.ascontiguousarray(cropped)


def _timed(source: Path, fps: Fraction) -> Iterator[tuple[Any, float]]:
    """Yield every frame with the time in seconds, from the first frame on, until which it is shown."""
    first = last = None
    shown: Any = None
    for number, frame in each_frame(source):
        now = float(frame.pts * frame.time_base) if frame.pts is not None else float(number / fps)
        first = now if first is None else first
        if shown is not None:
            yield shown, now - first
        shown, last = frame, now
    if shown is not None and first is not None and last is not None:
        yield shown, last - first + float(1 / fps)
