"""The artist's footage as a shot: its best stretch, in the film's size and rate, cropped and lightly finished."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np

from director.model import Note, Order, digest_of
from render.animatic.finish import Finisher, touch_of
from render.animatic.look import fixes_of, look_of
from render.animatic.shoot import Frame
from tools.media import each_frame, fill, probe


class FootagePlate:
    """Prepared footage, ready to give its frames."""

    def __init__(self, order: Order, source: Path) -> None:
        """Probe and choose. Raises ArtistError for footage that is missing or cannot be read."""
        self.order = order
        self.notes: tuple[Note, ...] = ()
        self._source = source
        facts = probe(source)
        fixes = fixes_of(order.fixes)
        look = look_of(order.shot, order.width / order.height, fixes)
        seed = int(digest_of([order.seed, order.draw])[:8], 16)
        self._finisher = Finisher(touch_of(look, fixes), order.width, order.height, seed, float(order.fps))
        total = order.frames + 2 * order.handles
        step = Fraction(facts.fps) / order.fps
        self._numbers = [min(facts.frames - 1, int(n * step)) for n in range(total)]

    def frames(self) -> Iterator[Frame]:
        """Yield every frame: handle, body, handle."""
        number = 0
        for at, frame in each_frame(self._source, sorted(set(self._numbers))):
            picture = np.ascontiguousarray(fill(frame, self.order.width, self.order.height).transpose(2, 0, 1))
            while number < len(self._numbers) and self._numbers[number] == at:
                yield Frame(self._finisher.finish(picture.copy(), number), None)
                number += 1
