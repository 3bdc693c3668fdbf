"""The drawing room as a renderer: orders in, drawn takes out, in two worker processes."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from director.model import Capability, Order, Quote, Shot, Violation
from render.animatic.base import Repertoire
from render.base import Rendered
from render.catalog import capability
from render.jobs import report
from render.working import WorkingRenderer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from render.animatic.shoot import Frame


class Filmed(Protocol):
    """Something prepared that gives the frames of an order."""

    @property
    def order(self) -> Order:
        """What is filmed."""
        ...

    def frames(self) -> "Iterator[Frame]":
        """Yield every frame, handles included."""
        ...


VERSION = "11"
"""Raised whenever the same order would give other pixels."""

_SECONDS_A_MEGAPIXEL = 0.03
_SECONDS_A_SHOT = 1.2
"""Measured with bench/animatic.py on one core: painting, and each frame with its encoding."""


@cache
def repertoire() -> Repertoire:
    """Return everything that can be painted."""
    from render.animatic.actors import ACTORS, CUT
    from render.animatic.places import PLACES

    return Repertoire(places=dict(PLACES), actors=dict(ACTORS), cut=CUT)


def prepare() -> None:
    """Bring in all that drawing needs: a second's work that need not wait for the first order. Runs in a worker."""
    import cv2

    from render.animatic import shoot  # noqa: F401 - with it come skia and the kernels

    cv2.setNumThreads(1)
    repertoire()


def draw_take(order: Order, folder: Path, out: Path) -> Rendered:
    """Draw an order to `out`, and the subject's matte beside it. Runs in a worker; `folder` is not needed."""
    from render.animatic.shoot import Shooting

    shooting = Shooting(order, repertoire())
    return replace(write_take(shooting, out), notes=shooting.notes)


def write_take(filmed: Filmed, out: Path) -> Rendered:
    """Write the frames to `out` and the mattes beside it as .matte.mp4."""
    from contextlib import ExitStack

    import numpy as np

    from tools.media import FilmWriter

    order = filmed.order
    total = order.frames + 2 * order.handles
    keys = sorted({0, order.handles, order.handles + order.frames, *(order.handles + k for k in order.keyframes)})
    matte_path = out.with_suffix(".matte.mp4")
    with ExitStack() as stack:
        film = stack.enter_context(FilmWriter(out, order.width, order.height, order.fps, keyframes=keys))
        matte: FilmWriter | None = None
        for number, frame in enumerate(filmed.frames()):
            film.write_yuv(frame.yuv)
            if frame.matte is not None:
                height, width = frame.matte.shape
                if matte is None:
                    matte = stack.enter_context(FilmWriter(matte_path, width, height, order.fps, keyframes=keys))
                planes = np.full((height * 3 // 2, width), 128, np.uint8)
                # Limited range, like every film: 16 black, 235 white.
                planes[:height] = (frame.matte.astype(np.uint16) * 219 // 255 + 16).astype(np.uint8)
                matte.write_yuv(planes)
            if number % 12 == 0:
                report(number / total)
    return Rendered(media=out, matte=matte_path if matte is not None else None, renderer="animatic")


class AnimaticRenderer(WorkingRenderer):
    """Draws what a shot says, with no key and no GPU."""

    name = "animatic"
    version = VERSION

    def __init__(self) -> None:
        """Start nothing yet."""
        super().__init__(draw_take, prepare)

    def capability(self) -> Capability:
        """Return what the catalog says."""
        return capability("animatic")

    def validate(self, shot: Shot) -> list[Violation]:
        """Find what cannot be drawn: terms without a painter, and shots of photos and footage."""
        known = repertoire()
        found = []
        if shot.technique != "drawn":
            found.append(Violation(field="technique", got=shot.technique, allowed="drawn", fix="use plates"))
        if shot.place_term not in known.places:
            found.append(Violation(field="term", got=shot.place_term, fix="a plain place is drawn"))
        unknown = (p.term for p in (*shot.who, *shot.props) if known.painter(p) is None)
        found += [Violation(field="term", got=term, fix="it is left out") for term in dict.fromkeys(unknown)]
        found += [Violation(field="term", got=words, fix="only the shot's words say it") for words in shot.beyond]
        return found

    def quote(self, order: Order) -> Quote:
        """Return the expected time; drawing costs no money."""
        frames = order.frames + 2 * order.handles
        return Quote(seconds=_SECONDS_A_SHOT + frames * order.width * order.height / 1e6 * _SECONDS_A_MEGAPIXEL)
