"""A take's body as a few small frames: groups of neighbours, spread evenly."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

HEIGHT = 180
"""px. Small enough to measure a take in a tenth of a second, large enough for a face in a wide shot."""

GROUPS = 12
NEIGHBOURS = 3
"""Three tell flicker (a bend in brightness) from a fade (a slope), and a frame that is held twice from a freeze."""

_LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)


def numbers(first: int, count: int, groups: int = GROUPS) -> tuple[tuple[int, ...], ...]:
    """Return groups of neighbouring frame numbers, evenly spread over frames [first, first + count).

    Each group has `NEIGHBOURS` frames; a body of less than two such groups is one group. The first starts at `first`,
    the last ends on the last frame. Raises ValueError for an empty body.
    """
    if count < 1:
        raise ValueError("a body without frames cannot be looked at")
    size = NEIGHBOURS if count >= 2 * NEIGHBOURS else count
    many = min(groups, count // size)
    starts = np.linspace(0, count - size, many).round().astype(int)
    return tuple(tuple(first + int(s) + i for i in range(size)) for s in starts)


@dataclass(frozen=True)
class Strip:
    """Frames (n, h, w, 3) RGB 0-255 of the given groups, in order; n = total of the groups' lengths."""

    frames: NDArray[np.uint8]
    groups: tuple[tuple[int, ...], ...]
    fps: float

    def __post_init__(self) -> None:
        """Raise ValueError when frames and groups disagree."""
        if len(self.frames) != sum(len(g) for g in self.groups):
            raise ValueError(f"{len(self.frames)} frames for {sum(len(g) for g in self.groups)} numbers")

    @cached_property
    def luma(self) -> NDArray[np.float32]:
        """(n, h, w), 0-1, of the encoded (gamma) values: what a waveform monitor shows."""
        return np.asarray(self.frames @ (_LUMA / 255.0), np.float32)

    @cached_property
    def firsts(self) -> tuple[int, ...]:
        """Index into `frames` of each group's first frame."""
        return tuple(int(i) for i in np.cumsum([0, *(len(g) for g in self.groups)])[:-1])

    @property
    def spread(self) -> NDArray[np.uint8]:
        """One frame a group: (groups, h, w, 3)."""
        return self.frames[list(self.firsts)]


def flat(groups: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Return the frame numbers of all groups, in order."""
    return tuple(n for group in groups for n in group)
