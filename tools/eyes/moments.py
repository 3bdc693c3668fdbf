"""Which frames of a take are looked at: first, middle, last, and where motion peaks."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from tools.media import read_frames

MOST = 6
"""Frames on a sheet: two rows of three, about as many tokens as one large photograph."""

SCANNED = 48
"""Frames among which peaks of motion are looked for, at most."""

_SCAN_HEIGHT = 72
_APART = 0.12
"""Share of the body by which a peak stands away from every other chosen frame: nearer ones look alike."""

_STILL = 0.004
"""Mean difference of luma, 0-1, below which a change is noise of the encoding."""

_STANDS_OUT = 1.5
"""Times the median change: in a steady pan no moment tells more than another."""


@dataclass(frozen=True)
class Moments:
    """Chosen frames in order of time."""

    pictures: NDArray[np.uint8]
    """(n, h, w, 3) RGB, 0-255."""
    numbers: tuple[int, ...]
    """Frame numbers in the file."""
    first: int
    """The body's first frame in the file; times count from it."""
    frames: int
    """Length of the body."""
    fps: float


def moments(media: Path, first: int, frames: int, fps: float, height: int, most: int = MOST) -> Moments:
    """Decode the telling frames of the body [first, first + frames) at this height, px.

    First, middle and last are always among them (fewer where the body is shorter); then come moments at which the
    picture changes more than it does elsewhere; where all of it moves, the quarters fill what is left.

    Raises:
        ArtistError: the file cannot be decoded.
        IndexError: it is shorter than the body.
        ValueError: an empty body.
    """
    if frames < 1:
        raise ValueError("a body without frames cannot be looked at")
    last = first + frames - 1
    chosen = {first, first + (frames - 1) // 2, last}
    scanned = sorted({int(n) for n in np.linspace(first, last, min(frames, SCANNED)).round()})
    for peak in _telling(media, scanned, (first + frames // 4, first + 3 * frames // 4)):
        if len(chosen) >= most:
            break
        if min(abs(peak - n) for n in chosen) >= max(2, _APART * frames):
            chosen.add(peak)
    numbers = tuple(sorted(chosen))
    return Moments(read_frames(media, numbers, height), numbers, first, frames, fps)


def _telling(media: Path, scanned: list[int], quarters: tuple[int, int]) -> list[int]:
    """Return frames right after a change that stands out, the strongest first; then the quarters, if things move."""
    if len(scanned) < 4:
        return []
    small = read_frames(media, scanned, _SCAN_HEIGHT)
    grey = np.stack([cv2.cvtColor(f, cv2.COLOR_RGB2GRAY) for f in small]).astype(np.float32) / 255
    change = np.abs(np.diff(grey, axis=0)).mean(axis=(1, 2))
    usual = float(np.median(change))
    order = np.argsort(-change, kind="stable")
    peaks = [scanned[int(i) + 1] for i in order if change[i] > max(_STILL, _STANDS_OUT * usual)]
    return [*peaks, *(quarters if usual > _STILL else ())]
