"""Decoding a take once and measuring on it whatever is asked for, no more."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from director.crew.house import thresholds as line
from director.model import Shot, Take
from tools.frames import (
    HEIGHT,
    Colour,
    Exposure,
    Motion,
    Print,
    Steadiness,
    Strip,
    Subject,
    acutance,
    colour,
    exposure,
    fingerprint,
    flat,
    motion,
    numbers,
    shake,
    skippable,
    steadiness,
    subject,
)
from tools.media import FrameIndex, index_of, probe, read_frames

HANDLES = 12
"""Frames at each end of a file that may be handles."""
_WIDE = 0.95
"""From here a picture counts as wide: sizes are rounded to even pixels."""
PRINTS = 3
"""Frames of a take that its print keeps."""


@dataclass(frozen=True)
class Likeness:
    """How much a take looks like another one."""

    shot: str
    unlike: float
    """0 the same picture, about 1 unrelated."""


class Seen:
    """The body of one take: decoded at once, measured on demand, each measure once."""

    def __init__(self, shot: Shot, take: Take, media: Path, matte: Path | None) -> None:
        """Decode the sampled frames of the body, without handles, and those of the print."""
        self._shot = shot
        self._matte = matte
        body = max(1, take.frames - 2 * take.handles)
        index = index_of(media)
        skipped = skippable(take.handles, body, index.keyframes, index.sizes) if index else ()
        self._groups = numbers(take.handles, body, skipped)
        wanted = flat(self._groups)
        frames = read_frames(media, (*wanted, *_picked(take.frames, index)), HEIGHT)
        self.strip = Strip(frames[: len(wanted)], self._groups, float(take.order.fps))
        self.print = fingerprint(frames[len(wanted) :])
        """What other takes are compared with; equal to `print_of` the file."""
        self.first = take.handles

    @cached_property
    def exposure(self) -> Exposure:
        """Light."""
        return exposure(self.strip)

    @cached_property
    def steadiness(self) -> Steadiness:
        """Frozen stretches and flicker."""
        return steadiness(self.strip)

    @property
    def black(self) -> tuple[bool, ...]:
        """For each group: whether any of its frames is black."""
        flags, firsts = self.exposure.black, self.strip.firsts
        return tuple(any(flags[f : f + len(g)]) for f, g in zip(firsts, self._groups, strict=True))

    @cached_property
    def sharpness(self) -> float:
        """Acutance."""
        return acutance(self.strip)

    @cached_property
    def colour(self) -> Colour:
        """Distance to the shot's palette in the light of its hour."""
        shot, palette = self._shot, self._shot.palette
        neon = line.NEON if shot.light.key == "neon" or shot.style == "synthwave" else ()
        tint = line.TINT[shot.time]
        return colour(self.strip.spread, palette.colours, (palette.accent,), tint, neon, self._evened)

    @property
    def room(self) -> float:
        """Width of the picture as a share of a 16:9 one of its height, at most 1: what it has beside its subject."""
        height, width = self.strip.frames.shape[1:3]
        share = width / height / (16 / 9)
        return 1.0 if share > _WIDE else share

    @property
    def _evened(self) -> NDArray[np.float32] | None:
        """How much each place of the frames of `strip.spread` tells of a palette; None where all tell alike.

        A face that takes a third of a wide picture takes three quarters of an upright one. Skin and clothes are in no
        palette, so there they count as much as beside the whole of a wide picture.
        """
        if self.cover is None or self.room == 1.0:
            return None
        subject = self.cover[list(self.strip.firsts)] > 127
        share = float(subject.mean())
        if not 0.0 < share < 1.0:
            return None
        beside = (1.0 - share * self.room) / (1.0 - share)
        return np.where(subject, self.room, beside).astype(np.float32)

    @cached_property
    def motion(self) -> Motion:
        """Motion of what is not the subject; of all where a thing that does nothing fills the picture."""
        if self.cover is None:
            return motion(self.strip)
        hidden, subject = self.cover > 127, self._shot.subject
        fills = subject is not None and not subject.action and hidden.mean() > line.FILLS
        return motion(self.strip, None if fills else hidden)

    @cached_property
    def approach(self) -> float:
        """Growth of the subject itself, natural logarithm; 0 where it could not be followed.

        A camera that goes near makes the subject grow, far scenery hardly. Followed by its corners if it is large
        enough; else by its matte, if the pixels bear the matte out and it lies wholly in the picture.
        """
        found = self.subject
        if self.cover is None or found is None or found.proof < line.PROOF:
            return 0.0
        seen = motion(self.strip, self.cover <= 127)
        if seen.believed >= line.BELIEVED:
            return seen.zoom
        first, last = self.cover[0] > 127, self.cover[-1] > 127
        if any(c[[0, -1]].any() or c[:, [0, -1]].any() or not c.any() for c in (first, last)):
            return 0.0
        return 0.5 * float(np.log(last.mean() / first.mean()))

    @cached_property
    def shake(self) -> float:
        """How much the camera trembles."""
        return shake(self.strip, None if self.cover is None else self.cover > 127)

    @cached_property
    def subject(self) -> Subject | None:
        """The subject, None without a matte."""
        cover = self.cover
        if cover is None:
            return None
        firsts = list(self.strip.firsts)[::3]
        return subject(self.strip.frames[firsts], cover[firsts])

    @cached_property
    def cover(self) -> NDArray[np.uint8] | None:
        """The matte at strip size (n, h, w), None without one."""
        if self._matte is None:
            return None
        grey = read_frames(self._matte, flat(self._groups), HEIGHT)[..., 1]
        size = (self.strip.frames.shape[2], self.strip.frames.shape[1])
        return np.stack([cv2.resize(g, size, interpolation=cv2.INTER_LINEAR) for g in grey])


def print_of(media: Path) -> Print:
    """Return the print of a whole file, without the ends that may be handles."""
    return fingerprint(read_frames(media, _picked(probe(media).frames, index_of(media)), HEIGHT))


def _picked(frames: int, index: FrameIndex | None) -> tuple[int, ...]:
    margin = max(frames // 6, min(HANDLES, frames // 3))
    spread = [int(n) for n in np.linspace(margin, max(margin, frames - 1 - margin), PRINTS)]
    tails = skippable(0, frames, index.keyframes, index.sizes) if index else ()
    return tuple(next((tail.start - 1 for tail in tails if n in tail), n) for n in spread)
