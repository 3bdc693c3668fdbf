"""The artist's footage as a shot: its best stretch, in the film's size and rate, cropped around its subject."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from director.model import Note, Order, digest_of
from render.animatic.finish import Finisher, touch_of
from render.animatic.grade import Bath, develop
from render.animatic.look import Fixes, fixes_of, look_of
from render.animatic.paint import sharpen
from render.animatic.shoot import Frame
from render.plates.best_range import Stretch, best_range
from render.plates.framing import ENLARGED
from render.plates.subject import find_subject
from render.plates.toning import bath_for
from tools.media import MediaFacts, each_frame, probe, read_frames, to_rgb

SLOWEST = Fraction(1, 2)
"""Footage that is too short is slowed down to this at most; beyond, it runs forth and back."""
_CLOSER = 0.82
"""Height of the crop when a closer one is asked."""


@dataclass(frozen=True)
class Timing:
    """Which source frame each frame of the take shows."""

    numbers: tuple[int, ...]
    speed: Fraction
    """Of the movement, 1 = as it was filmed."""
    turned: bool
    """Runs forth and back."""


class FootagePlate:
    """Prepared footage, ready to give its frames."""

    def __init__(self, order: Order, source: Path) -> None:
        """Look through it and choose. Raises ArtistError for footage that is missing or cannot be read."""
        self.order = order
        self._source = source
        self._fixes = fixes_of(order.fixes)
        self._facts = probe(source)
        rate = self._facts.fps / order.fps
        total = order.frames + 2 * order.handles
        stretch = best_range(source, self._facts, max(2, -int(-total * rate // 1)))
        self._timing = timing(stretch, rate, total)
        self._crop = self._cropped(stretch)
        look = look_of(order.shot, order.width / order.height, self._fixes)
        self._bath: Bath = bath_for(order.shot, look, self._fixes)
        seed = int(digest_of([order.seed, order.draw])[:8], 16)
        touch = touch_of(look, self._fixes)
        self._finisher = Finisher(touch, order.width, order.height, seed, float(order.fps))

    @property
    def notes(self) -> tuple[Note, ...]:
        """What had to be altered, for the artist."""
        file, notes = self.order.shot.reference, []
        if self._timing.speed < 1:
            notes.append(Note(key="plates_slowed", values={"file": file, "percent": round(100 * self._timing.speed)}))
        if self._timing.turned:
            notes.append(Note(key="plates_turned", values={"file": file}))
        enlarged = self.order.height / self._crop[3]
        if enlarged > ENLARGED:
            notes.append(Note(key="plates_enlarged", values={"file": file, "times": round(enlarged, 1)}))
        return tuple(notes)

    def frames(self) -> Iterator[Frame]:
        """Yield every frame: handle, body, handle. A still order holds the frame in its middle."""
        total = len(self._timing.numbers)
        if self.order.still:
            middle = self._timing.numbers[total // 2]
            picture = next(self._pictures([middle]))
            yuv = self._finisher.finish(picture, total // 2)
            for _ in range(total):
                yield Frame(yuv, None)
        else:
            for number, picture in enumerate(self._pictures(self._timing.numbers)):
                yield Frame(self._finisher.finish(picture, number), None)

    def _pictures(self, numbers: Sequence[int]) -> Iterator[NDArray[np.uint8]]:
        """Yield what these source frames show in the film, planar (3, height, width), each to be worked on in place."""
        ready: dict[int, NDArray[np.uint8]] = {}
        decoded = each_frame(self._source, sorted(set(numbers)))
        for at in numbers:
            while at not in ready:
                found, frame = next(decoded)
                # Footage that runs back is shown from memory, small: decoding goes only forward.
                if not self._timing.turned:
                    ready.clear()
                ready[found] = self._cut_out(to_rgb(frame))
            yield self._pictured(ready[at])

    def _cut_out(self, frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return the crop of a source frame, no larger than the film shows it."""
        x, y, wide, high = self._crop
        part = frame[y : y + high, x : x + wide]
        size = (self.order.width, self.order.height)
        smaller = cv2.resize(part, size, interpolation=cv2.INTER_AREA) if high > size[1] else part.copy()
        return np.asarray(smaller, np.uint8)

    def _pictured(self, part: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return a crop in the film's size and grade."""
        order = self.order
        scaled = cv2.resize(part, (order.width, order.height), interpolation=cv2.INTER_CUBIC)
        texels = np.asarray(cv2.cvtColor(scaled, cv2.COLOR_RGB2RGBA), np.uint8)
        develop(texels, self._bath, 0.0)
        if self._fixes["sharper"]:
            sharpen(texels, order.height, 0.8 * self._fixes["sharper"])
        return np.ascontiguousarray(texels[..., :3].transpose(2, 0, 1))

    def _cropped(self, stretch: Stretch) -> tuple[int, int, int, int]:
        """Return x, y, width, height (px of the source) of the crop, around the subject of the middle frame."""
        middle = read_frames(self._source, [(stretch.start + stretch.end) // 2])[0]
        subject = None if self._fixes["simpler"] else find_subject(middle, expected=False)
        focus = subject.focus if subject else (middle.shape[1] / 2, middle.shape[0] / 2)
        return crop_of(self._facts, (self.order.width, self.order.height), focus, self._fixes)


def crop_of(
    facts: MediaFacts, out: tuple[int, int], focus: tuple[float, float], fixes: Fixes
) -> tuple[int, int, int, int]:
    """Return the largest crop of the film's aspect, as near to centred on `focus` as the frame allows; never stretched.

    'other framing' and 'bigger subject' go nearer.
    """
    aspect = out[0] / out[1]
    tall = min(float(facts.height), facts.width / aspect)
    if fixes["other framing"] or fixes["bigger subject"]:
        tall *= _CLOSER
    high, wide = max(2, int(tall)), max(2, int(tall * aspect))
    x = min(max(focus[0] - wide / 2, 0.0), facts.width - wide)
    y = min(max(focus[1] - high * 0.45, 0.0), facts.height - high)
    return int(x), int(y), wide, high


def timing(stretch: Stretch, rate: Fraction, total: int) -> Timing:
    """Spread `total` frames over a stretch; `rate` is source frames a film frame at the speed it was filmed."""
    have, need = stretch.frames, rate * total
    speed = Fraction(1) if have >= need else max(SLOWEST, Fraction(have) / need)
    numbers = []
    turned = False
    for n in range(total):
        at = int((Fraction(2 * n + 1, 2)) * rate * speed)
        if at >= have:
            turned = True
            at %= max(1, 2 * have - 2)
            at = at if at < have else 2 * have - 2 - at
        numbers.append(stretch.start + at)
    return Timing(tuple(numbers), speed, turned)
