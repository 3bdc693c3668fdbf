"""Who or what a photograph is about: where, how surely, and where the head is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Box:
    """A rectangle, px of the photo."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """In px."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """In px."""
        return self.y1 - self.y0

    @property
    def middle(self) -> tuple[float, float]:
        """Centre, px."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def scaled(self, by: float) -> "Box":
        """Return the box on a photo that is `by` times as large."""
        return Box(self.x0 * by, self.y0 * by, self.x1 * by, self.y1 * by)


@dataclass(frozen=True)
class Subject:
    """What was found."""

    box: Box
    head: Box | None
    """Of a person, from the crown to the chin."""
    matte: NDArray[np.uint8] | None
    """(h, w), 255 = subject, of the photo's size; None if it cannot be cut out cleanly."""

    @property
    def focus(self) -> tuple[float, float]:
        """What a framing is built around: the eyes of a person, else the middle; px."""
        if self.head is not None:
            return self.head.middle[0], self.head.y0 + 0.48 * self.head.height
        return self.box.middle
