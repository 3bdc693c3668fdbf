"""A photograph as a shot: framed around its subject, moved over, graded and finished like every other shot."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from director.model import Note, Order, digest_of
from render.animatic.compositor import Atlas, Compositor
from render.animatic.finish import Finisher, touch_of
from render.animatic.look import fixes_of, look_of
from render.animatic.planes import Album, Plane
from render.animatic.shoot import Frame
from render.plates.camera import plan
from render.plates.framing import crop_for
from tools.media import read_photo


class PhotoPlate:
    """A prepared photograph, ready to give its frames."""

    def __init__(self, order: Order, source: Path) -> None:
        """Read, frame and grade. Raises ArtistError for a photo that is missing or cannot be read."""
        self.order = order
        self.notes: tuple[Note, ...] = ()
        fixes = fixes_of(order.fixes)
        self._aspect = order.width / order.height
        seed = int(digest_of([order.seed, order.draw])[:8], 16)
        look = look_of(order.shot, self._aspect, fixes)
        photo = read_photo(source)
        size = (photo.shape[1], photo.shape[0])
        crop = crop_for(order.shot, fixes, size, (order.width, order.height), None)
        self._path = plan(order, fixes, crop, size, (1.0,), seed)
        album = Album()
        unit = crop.height
        self._planes = [Plane(album.add(opaque(photo)), -size[0] / 2 / unit, -size[1] / 2 / unit, unit, 1.0)]
        self._compositor = Compositor(Atlas(album.pictures), order.width, order.height)
        self._finisher = Finisher(touch_of(look, fixes), order.width, order.height, seed, float(order.fps))

    def frames(self) -> Iterator[Frame]:
        """Yield every frame: handle, body, handle."""
        for number, view in enumerate(self._path.views):
            time = (number - self.order.handles) / float(self.order.fps)
            draws = [p.draw(self._path.setup, view, time, self._aspect, self.order.height) for p in self._planes]
            yield Frame(self._finisher.finish(self._compositor.compose(draws), number), None)


def opaque(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return RGB (h, w, 3) as RGBA."""
    return np.asarray(cv2.cvtColor(photo, cv2.COLOR_RGB2RGBA), np.uint8)
