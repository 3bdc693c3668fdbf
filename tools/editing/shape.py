"""The one form that all pictures of a film share, so that they can be joined without re-encoding."""

import tempfile
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from director.model import digest_of
from tools.media import FilmWriter
from tools.media.frames import open_video


@dataclass(frozen=True)
class Shape:
    """Size in px (even) and frame rate of a film."""

    width: int
    height: int
    fps: Fraction

    @property
    def headers(self) -> bytes:
        """The H.264 parameter sets of every file that FilmWriter makes in this shape."""
        return _headers(self.width, self.height, self.fps)

    def key(self) -> str:
        """Name the shape and its encoder: part of the name of every segment."""
        return digest_of(f"{self.fps}/".encode() + self.headers)

    def fits(self, path: Path) -> bool:
        """Say whether a file may be joined to others of this shape by copying its packets."""
        with open_video(path, decoding=False) as container:
            stream = container.streams.video[0]
            return headers_of(stream) == self.headers and stream.average_rate == self.fps


def headers_of(stream: Any) -> bytes:
    """Return the parameter sets that a video stream carries."""
    return bytes(stream.codec_context.extradata or b"")


@cache
def _headers(width: int, height: int, fps: Fraction) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.mp4"
        with FilmWriter(path, width, height, fps) as writer:
            writer.write(np.zeros((height, width, 3), np.uint8))
        with open_video(path, decoding=False) as container:
            return headers_of(container.streams.video[0])
