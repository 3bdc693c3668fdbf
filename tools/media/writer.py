"""Writing pictures as H.264, so that any two files of one size and frame rate can be joined without re-encoding."""

from collections.abc import Sequence
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import numpy as np
from av.video.frame import PictureType
from av.video.reformatter import ColorRange, Colorspace
from numpy.typing import NDArray

from tools.media.atomic import whole_file

PRESET = "veryfast"
CRF = 20
GOP_SECONDS = 2
"""A closed GOP starts at least this often, so that a trim re-encodes little and players seek quickly."""

_BT709 = 1

_SEARCH = "me=dia:subme=1:partitions=i8x8:cabac=0"
"""What x264 may leave out here: a drawn plane moves as one, so blocks need not be split or searched for widely.
Measured in docs/decisions/cut-by-copying-packets.md: half the time at the same quality, 18 to 27 % larger."""


def track_timescale(fps: Fraction) -> int:
    """Return the mp4 time units a second in which every frame of this rate has a whole number of units."""
    return fps.numerator if fps.numerator >= 10_000 else fps.numerator * 1000


class FilmWriter:
    """Writes frames to an mp4 without sound: H.264 yuv420p, BT.709 limited range, closed GOPs, no B-frames.

    Files of equal width, height and fps have identical codec parameters, whatever their length, keyframes and
    threads. Without B-frames pts equals dts and a file may be cut after any frame. Use as a context manager: the
    file appears under its name when the block ends well; otherwise nothing is left.

    Raises:
        ArtistError: 'disk_full' or 'folder_unwritable'.
        ValueError: for odd sizes or frames of another size.
    """

    def __init__(
        self,
        path: Path,
        width: int,
        height: int,
        fps: Fraction,
        *,
        keyframes: Sequence[int] = (),
        threads: int = 1,
    ) -> None:
        """Frame numbers in `keyframes` start closed GOPs, besides frame 0. Pixels depend on `threads`."""
        if width % 2 or height % 2:
            raise ValueError(f"width and height must be even, got {width}x{height}")
        self._path = path
        self._size = (width, height)
        self._fps = Fraction(fps)
        self._keyframes = frozenset(keyframes) | {0}
        self._threads = threads
        self._exit = ExitStack()
        self._formatter = av.video.reformatter.VideoReformatter()
        self.frames = 0

    def __enter__(self) -> Self:
        """Open the temporary file."""
        part = self._exit.enter_context(whole_file(self._path))
        try:
            self._container = av.open(
                str(part),
                "w",
                format="mp4",
                options={"video_track_timescale": str(track_timescale(self._fps))},
            )
            self._exit.callback(self._container.close)
            self._stream = self._open_stream()
        except BaseException as error:
            if not self._exit.__exit__(type(error), error, error.__traceback__):
                raise
        return self

    def write(self, frame: NDArray[np.uint8]) -> None:
        """Add one frame: (height, width, 3) RGB, 0-255 full range."""
        self._check(frame, (self._size[1], self._size[0], 3))
        picture = av.VideoFrame.from_numpy_buffer(np.ascontiguousarray(frame), format="rgb24")
        self._encode(
            self._formatter.reformat(
                picture, format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
            )
        )

    def write_yuv(self, planes: NDArray[np.uint8]) -> None:
        """Add one frame already in BT.709 limited yuv420p: (height * 3 / 2, width), planes as in OpenCV's I420."""
        self._check(planes, (self._size[1] * 3 // 2, self._size[0]))
        self._encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(planes), format="yuv420p"))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Finish and rename the file, or remove it after an error."""
        if kind is None:
            try:
                self._container.mux(self._stream.encode(None))
            except BaseException as late:
                self._exit.__exit__(type(late), late, late.__traceback__)
                raise
        self._exit.__exit__(kind, error, trace)

    def _open_stream(self) -> av.VideoStream:
        stream = self._container.add_stream("libx264", rate=self._fps)
        stream.width, stream.height = self._size
        stream.pix_fmt = "yuv420p"
        context = stream.codec_context
        context.time_base = 1 / self._fps
        context.thread_count = self._threads
        context.color_primaries = context.color_trc = context.colorspace = _BT709
        context.color_range = ColorRange.MPEG
        gop = max(1, round(GOP_SECONDS * self._fps))
        # stitchable: nothing in the headers may depend on the content.
        params = f"keyint={gop}:min-keyint=1:scenecut=0:open-gop=0:stitchable=1:{_SEARCH}"
        stream.options = {"preset": PRESET, "crf": str(CRF), "bf": "0", "forced-idr": "1", "x264-params": params}
        return stream

    def _encode(self, picture: av.VideoFrame) -> None:
        picture.pts = self.frames
        picture.time_base = 1 / self._fps
        picture.pict_type = PictureType.I if self.frames in self._keyframes else PictureType.NONE
        self._container.mux(self._stream.encode(picture))
        self.frames += 1

    @staticmethod
    def _check(frame: NDArray[np.uint8], shape: tuple[int, ...]) -> None:
        if frame.shape != shape or frame.dtype != np.uint8:
            raise ValueError(f"expected uint8 {shape}, got {frame.dtype} {frame.shape}")
