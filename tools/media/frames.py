"""Reading pictures by frame number, exactly, from any video file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation
from numpy.typing import NDArray

from director.errors import ArtistError

_SEEK_WORTH = 2
"""Fewer frames than this are decoded through rather than sought over: a seek costs about as much as one frame."""


@dataclass(frozen=True)
class FrameIndex:
    """Where the frames of a video lie, without decoding any: presentation times in stream units, ascending."""

    pts: tuple[int, ...]
    keyframes: tuple[int, ...]
    """Numbers of frames at which decoding may start, ascending."""
    sizes: tuple[int, ...] = ()
    """Bytes of each frame as encoded: next to nothing where the picture does not change."""

    def key_before(self, number: int) -> int:
        """Return the last keyframe at or before this frame."""
        return max((k for k in self.keyframes if k <= number), default=0)


def frame_index(container: Any) -> FrameIndex | None:
    """List the frames of an opened video; None if the file gives them no usable times (then count by decoding)."""
    times: list[tuple[int, bool, int]] = []
    for packet in container.demux(video=0):
        if packet.size == 0 or packet.is_discard:
            continue
        if packet.pts is None:
            return None
        times.append((packet.pts, packet.is_keyframe, packet.size))
    times.sort()
    if len({t for t, _, _ in times}) < len(times):
        return None
    keys = tuple(i for i, (_, key, _) in enumerate(times) if key)
    return FrameIndex(tuple(t for t, _, _ in times), keys, tuple(size for _, _, size in times))


def index_of(path: Path) -> FrameIndex | None:
    """List the frames of a file, reading its packets only; None as for `frame_index`.

    Raises:
        ArtistError: 'video_missing', 'video_corrupt'.
    """
    with open_video(path, decoding=False) as container:
        try:
            return frame_index(container)
        except av.FFmpegError as error:
            raise ArtistError("video_corrupt", file=path.name) from error


def open_video(path: Path, *, decoding: bool = True) -> Any:
    """Open a file with a picture; without `decoding` only its packets can be read, but it opens 50 times faster.

    Raises:
        ArtistError: 'video_missing', 'video_corrupt'.
    """
    if not path.is_file():
        raise ArtistError("video_missing", file=str(path))
    # FFmpeg decodes a first picture to learn the pixel format, unless the decoder skips everything.
    quick: dict[str, Any] = {} if decoding else {"stream_options": [{"skip_frame": "all"}]}
    try:
        container = av.open(str(path), metadata_errors="replace", **quick)
    except (av.FFmpegError, ValueError) as error:
        raise ArtistError("video_corrupt", file=path.name) from error
    if not container.streams.video:
        container.close()
        raise ArtistError("video_corrupt", file=path.name)
    return container


def each_frame(path: Path, numbers: Sequence[int] | None = None) -> Iterator[tuple[int, Any]]:
    """Yield (number, PyAV frame) of the asked frames in ascending order, all frames if None.

    Raises:
        ArtistError: 'video_missing', 'video_corrupt'.
        IndexError: if a frame does not exist.
    """
    with open_video(path) as container:
        container.streams.video[0].thread_count = 1
        try:
            if numbers is None:
                yield from enumerate(container.decode(video=0))
            else:
                yield from _picked(container, sorted(set(numbers)))
        except av.FFmpegError as error:
            raise ArtistError("video_corrupt", file=path.name) from error


def read_frames(path: Path, numbers: Sequence[int] | None = None, height: int | None = None) -> NDArray[np.uint8]:
    """Decode frames as (n, height, width, 3) RGB, 0-255, in the order asked (all of them if None), turned upright.

    With `height` (px) they are scaled by area to that height, width kept in proportion (even).

    Raises:
        ArtistError: 'video_missing', 'video_corrupt'.
        IndexError: if a frame does not exist.
    """
    found = {number: to_rgb(frame, height) for number, frame in each_frame(path, numbers)}
    if not found:
        if numbers is None:
            raise ArtistError("video_corrupt", file=path.name)
        return np.empty((0, height or 0, 0, 3), np.uint8)
    order = sorted(found) if numbers is None else numbers
    return np.stack([found[number] for number in order])


def to_rgb(frame: Any, height: int | None = None) -> NDArray[np.uint8]:
    """Return a decoded frame as (height, width, 3) RGB, 0-255, turned upright as its container says."""
    turned = frame.rotation % 180 == 90
    width_px, height_px = frame.width, frame.height
    if height is not None:
        upright_w, upright_h = (height_px, width_px) if turned else (width_px, height_px)
        scaled = max(2, round(upright_w * height / upright_h / 2) * 2)
        width_px, height_px = (height, scaled) if turned else (scaled, height)
    picture = frame.reformat(
        width=width_px,
        height=height_px,
        format="rgb24",
        src_colorspace=_colours(frame),
        src_color_range=frame.color_range or ColorRange.MPEG,
        dst_color_range=ColorRange.JPEG,
        interpolation=Interpolation.AREA if height is not None else Interpolation.BICUBIC,
    ).to_ndarray()
    if frame.rotation:
        picture = np.ascontiguousarray(np.rot90(picture, frame.rotation // 90))
    array: NDArray[np.uint8] = picture
    return array


def _colours(frame: Any) -> int:
    """Untagged files follow the habit of the trade: SD is BT.601, HD is BT.709."""
    tagged = {1: Colorspace.ITU709, 5: Colorspace.ITU601, 6: Colorspace.ITU601, 9: Colorspace.BT2020}
    guess = Colorspace.ITU709 if frame.height >= 720 else Colorspace.ITU601
    return int(tagged.get(frame.colorspace, guess))


def _picked(container: Any, numbers: Sequence[int]) -> Iterator[tuple[int, Any]]:
    if not numbers:
        return
    index = frame_index(container)
    if numbers[0] < 0 or (index and numbers[-1] >= len(index.pts)):
        raise IndexError(f"no frame {numbers[0] if numbers[0] < 0 else numbers[-1]}")
    stream = container.streams.video[0]
    container.seek(0)
    if index is None:
        yield from _counted(container, numbers)
        return
    by_pts = {index.pts[n]: n for n in numbers}
    at = 0
    decoder = container.decode(stream)
    for number in numbers:
        key = index.key_before(number)
        if key - at >= _SEEK_WORTH:
            container.seek(index.pts[key], stream=stream, backward=True)
            decoder = container.decode(stream)
        for frame in decoder:
            if frame.pts in by_pts:
                yield by_pts[frame.pts], frame
            if frame.pts >= index.pts[number]:
                break
        at = number


def _counted(container: Any, numbers: Sequence[int]) -> Iterator[tuple[int, Any]]:
    wanted = set(numbers)
    for number, frame in enumerate(container.decode(video=0)):
        if number in wanted:
            yield number, frame
        if number == numbers[-1]:
            return
    raise IndexError(f"no frame {numbers[-1]}")


def fps_of(stream: Any) -> Fraction:
    """Return the frame rate that a video stream states (average if it varies)."""
    rate = stream.average_rate or stream.base_rate or stream.guessed_rate
    return Fraction(rate) if rate else Fraction(25)
