"""The artist's own photos and footage as a renderer: orders in, living plates out, in two worker processes."""

from dataclasses import replace
from pathlib import Path
from typing import Protocol

from director.errors import ProviderError
from director.model import Capability, Note, Order, Quote, Shot, Violation
from render.animatic.renderer import Filmed, write_take
from render.base import Rendered
from render.catalog import capability
from render.working import WorkingRenderer

VERSION = "3"
"""Raised whenever the same order would give other pixels."""

_SECONDS_A_SHOT = {"photo": 1.0, "footage": 1.5}
_SECONDS_A_MEGAPIXEL = 0.03
"""Measured with bench/plates.py on one core: preparing, and each frame with its encoding."""


class Plate(Filmed, Protocol):
    """A prepared photo or footage, ready to give its frames."""

    @property
    def notes(self) -> tuple[Note, ...]:
        """What had to be altered, for the artist."""
        ...


def prepare() -> None:
    """Let OpenCV keep to the worker's core. Runs in a worker."""
    import cv2

    cv2.setNumThreads(1)


def draw_take(order: Order, folder: Path, out: Path) -> Rendered:
    """Bring the order's reference to life in `out`, the subject's matte beside it. Runs in a worker.

    The reference lies in `folder`/references/<name>.

    Raises:
        ArtistError: the reference is missing or cannot be read.
        ProviderError: the shot asks for neither photo nor footage.
    """
    plate = plate_of(order, folder)
    rendered = write_take(plate, out)
    return replace(rendered, renderer="plates", notes=plate.notes)


def plate_of(order: Order, folder: Path) -> Plate:
    """Prepare the plate of an order; raises as `draw_take` does."""
    source = folder / "references" / order.shot.reference
    match order.shot.technique:
        case "photo":
            from render.plates.photo import PhotoPlate

            return PhotoPlate(order, source)
        case "footage":
            from render.plates.footage import FootagePlate

            return FootagePlate(order, source)
        case "drawn":
            raise ProviderError("plates cannot draw; the shot has no photo or footage", retryable=False)


class PlatesRenderer(WorkingRenderer):
    """Moves over photos, brings portraits to life, fits footage; no key, no GPU."""

    name = "plates"
    version = VERSION

    def __init__(self) -> None:
        """Start nothing yet."""
        super().__init__(draw_take, prepare)

    def capability(self) -> Capability:
        """Return what the catalog says."""
        return capability("plates")

    def validate(self, shot: Shot) -> list[Violation]:
        """Find what stands in the way: a shot that is drawn, a shot without its photo or footage."""
        found = []
        if shot.technique == "drawn":
            allowed = ", ".join(self.capability().techniques)
            found.append(Violation(field="technique", got=shot.technique, allowed=allowed, fix="use animatic"))
        elif not shot.reference:
            found.append(
                Violation(field="reference", got="", allowed="name of a photo or footage", fix="draw the shot instead")
            )
        return found

    def quote(self, order: Order) -> Quote:
        """Return the expected time; own material costs no money."""
        frames = order.frames + 2 * order.handles
        start = _SECONDS_A_SHOT.get(order.shot.technique, 0.0)
        return Quote(seconds=start + frames * order.width * order.height / 1e6 * _SECONDS_A_MEGAPIXEL)
