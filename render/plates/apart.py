"""Lays a prepared photograph out in planes: ground and shadow of a sheet, background, and the subject that lives."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from director.model import Order
from render.animatic.camera import Setup, View
from render.animatic.compositor import Atlas, Draw, Wrap
from render.animatic.look import Fixes
from render.animatic.planes import Album, Plane
from render.plates import canvas
from render.plates.layers import filled
from render.plates.living import Life, life_of, warp
from render.plates.picture import Prepared, role_of
from render.plates.subject import Box

Pixels = NDArray[np.uint8]

GROUND = 2.6
"""Size of the ground behind a whole photo, in heights of the framed picture."""
GROUND_DEPTH = 1.5
_SHADOW_DEPTH = 1.02
_AHEAD = 1e-3
"""Depth by which one picture lies before another of the same place."""


@dataclass(frozen=True)
class Cut:
    """The subject apart from its photo; (h, w, 4) premultiplied."""

    picture: int
    first: Pixels
    last: Pixels | None
    life: Life | None

    def paint(self, atlas: Atlas, time: float, share: float) -> None:
        """Paint the subject as it is at a time of the body (s), with this share of its colour."""
        if self.life is None and self.last is None:
            return
        now = self.first
        if self.last is not None:
            now = np.asarray(cv2.addWeighted(self.first, 1 - share, self.last, share, 0), np.uint8)
        target = atlas.picture(self.picture)
        if self.life is None:
            target[:] = now
        else:
            warp(now, self.life, time, target)

    def open(self, atlas: Atlas) -> None:
        """Let the subject's coarse map hold while it moves by less than a cell."""
        if self.life is None:
            return
        coarse = atlas.coarse(self.picture)
        kernel = np.ones((3, 3), np.uint8)
        some = cv2.dilate((coarse >= 256).astype(np.uint8), kernel)
        solid = cv2.erode((coarse & 255).astype(np.uint8), kernel, borderType=cv2.BORDER_REPLICATE)
        coarse[:] = some.astype(np.uint16) * 256 | solid


@dataclass(frozen=True)
class Sheet:
    """One plane of the photo."""

    plane: Plane
    coloured: bool
    """Shows the photo with its colour: as strong as colour has returned."""

    def draw(self, setup: Setup, view: View, share: float, aspect: float, height: int, subject: bool) -> Draw:
        """Return where it is seen; `share` is that of returned colour."""
        drawn = self.plane.draw(setup, view, 0.0, aspect, height)
        return replace(drawn, opacity=share if self.coloured else drawn.opacity, subject=subject)


class Apart:
    """A photograph's planes, and its subject."""

    def __init__(self, photo: Prepared, order: Order, album: Album, depth: float, fixes: Fixes, seed: int) -> None:
        """Lay everything; `depth` is that of the background, the subject lies at 1."""
        self._photo = photo
        self._album = album
        self.sheets: list[Sheet] = []
        self.cut: Cut | None = None
        if photo.sheet:
            self._lay_ground(order.width / order.height)
        self._lay_background(depth)
        if photo.matte is not None and photo.subject is not None:
            self.cut = self._lay_subject(photo.matte, order, fixes, seed)

    def _lay_background(self, depth: float) -> None:
        photo = self._photo
        high, wide = photo.first.shape[:2]
        edge: Wrap = "none" if photo.sheet else "clamp"
        for picture, coloured in ((photo.first, False), (photo.last, True)):
            if picture is not None:
                back = picture if photo.matte is None else filled(picture, photo.matte)
                texels = canvas.sheet(back) if photo.sheet else canvas.opaque(back)
                self._add(texels, Box(0, 0, wide, high), depth - _AHEAD * coloured, coloured, edge)

    def _lay_subject(self, matte: Pixels, order: Order, fixes: Fixes, seed: int) -> Cut:
        photo, subject = self._photo, self._photo.subject
        assert subject is not None
        high, wide = matte.shape
        pad = 0.02 * photo.crop.height
        rows = slice(max(0, int(subject.box.y0 - pad)), min(high, int(subject.box.y1 + pad)))
        columns = slice(max(0, int(subject.box.x0 - pad)), min(wide, int(subject.box.x1 + pad)))
        alpha = np.ascontiguousarray(matte[rows, columns])
        first = canvas.premultiplied(photo.first[rows, columns], alpha)
        last = canvas.premultiplied(photo.last[rows, columns], alpha) if photo.last is not None else None
        life = None
        if subject.head is not None and role_of(order) in ("person", "old photograph") and not fixes["simpler"]:
            head = subject.head.moved(-columns.start, -rows.start)
            seconds = float(order.frames / order.fps)
            strength = 1.0 + 0.5 * min(1.0, fixes["add life"])
            life = life_of((alpha.shape[1], alpha.shape[0]), head, order.shot.emotion, seconds, seed, strength)
        box = Box(columns.start, rows.start, columns.stop, rows.stop)
        return Cut(self._add(first.copy(), box, 1.0 - 2 * _AHEAD), first, last, life)

    def _lay_ground(self, aspect: float) -> None:
        """A whole photo lies on a dim, soft enlargement of itself and throws a shadow on it."""
        photo = self._photo
        high, wide = photo.first.shape[:2]
        tall = GROUND * photo.crop.height
        left, top = (wide - tall * aspect) / 2, (high - tall) / 2
        ground = Box(left, top, left + tall * aspect, top + tall)
        self._add(canvas.backdrop(photo.first, aspect), ground, GROUND_DEPTH, wrap="clamp")
        shade, margin = canvas.shadow(wide, high)
        pad, down = margin * high, 0.022 * high
        self._add(shade, Box(-pad, down - pad, wide + pad, high + pad + down), _SHADOW_DEPTH)

    def _add(self, texels: Pixels, box: Box, depth: float, coloured: bool = False, wrap: Wrap = "none") -> int:
        """Lay a picture that fills a box of the photo (px); return its number."""
        unit = self._photo.crop.height
        high, wide = self._photo.first.shape[:2]
        px = texels.shape[1] / box.width * unit
        number = self._album.add(texels)
        plane = Plane(number, (box.x0 - wide / 2) / unit, (box.y0 - high / 2) / unit, px, depth, wrap=wrap)
        self.sheets.append(Sheet(plane, coloured))
        return number
