"""A take's body as a few small frames: groups of neighbours, spread evenly."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

HEIGHT = 180
"""px. Small enough to measure a take in a tenth of a second, large enough for a face in a wide shot."""

GROUPS = 10
NEIGHBOURS = 3
"""Three tell flicker (a bend in brightness) from a fade (a slope), and a frame that is held twice from a freeze."""

TAIL = 0.5
"""Share of a run between two keyframes that is left out where its bytes show that the picture goes on changing."""
QUIET_BYTES = 400
"""Fewer bytes a frame than this are suspicious at any size: held or black frames take 30-200. Quiet pictures take no
more and are then looked at wholly, which costs little: they decode quickly."""

_LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)


def numbers(first: int, count: int, skipped: Sequence[range] = ()) -> tuple[tuple[int, ...], ...]:
    """Return at most `GROUPS` groups of neighbouring frame numbers, evenly spread over frames [first, first + count).

    Each group has `NEIGHBOURS` frames; a body of less than two such groups is one group. The first starts at `first`,
    the last ends on the last frame. No group lies in what is `skipped`. Raises ValueError for an empty body.
    """
    if count < 1:
        raise ValueError("a body without frames cannot be looked at")
    body = range(first, first + count)
    size = NEIGHBOURS if count >= 2 * NEIGHBOURS else count
    spans = _between(body, [s for s in skipped if first < s.start and s.stop <= body[-1] + 1 - size])
    many = max(1, min(GROUPS, sum(len(span) // size for span in spans)))
    legal = [n for span in spans for n in range(span.start, max(span.start, span.stop - size) + 1)]
    found: list[int] = []
    for at in np.linspace(0, len(legal) - 1, many).round().astype(int):
        if not found or legal[at] >= found[-1] + size:
            found.append(legal[at])
    return tuple(tuple(range(start, start + size)) for start in found)


def unchanging(sizes: Sequence[int]) -> bool:
    """Whether encoded frames of these bytes may hide a stretch in which nothing changes or everything is black."""
    usual = float(np.median(sizes)) if len(sizes) else 0.0
    return any(size < max(QUIET_BYTES, usual / 8) for size in sizes)


def skippable(first: int, count: int, keyframes: Sequence[int], sizes: Sequence[int]) -> tuple[range, ...]:
    """Return the stretches of a body that need not be decoded: tails of long runs between keyframes.

    A frame costs the decoding of all since the last keyframe. Of a run that is followed by another one in the body,
    the last `TAIL` is left out, unless the bytes of its frames tell that the picture may stand still or be black there.
    """
    keys = [k for k in keyframes if k <= first][-1:] + [k for k in keyframes if first < k < first + count]
    found = []
    for key, after in pairwise(keys):
        tail = range(after - int(TAIL * (after - key)), after)
        if len(tail) >= NEIGHBOURS and not unchanging(sizes[key + 1 : after]):
            found.append(tail)
    return tuple(found)


def _between(body: range, skipped: Sequence[range]) -> list[range]:
    ends = [*(s.start for s in skipped), body.stop]
    starts = [body.start, *(s.stop for s in skipped)]
    return [range(a, b) for a, b in zip(starts, ends, strict=True) if b > a]


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
