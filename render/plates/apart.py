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
from render.plates.relief import Relief, relief_of
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
    """What lives: the subject apart from its photo, or a photo that stays whole; (h, w, 4) premultiplied."""

    picture: int
    first: Pixels
    last: Pixels | None
    life: Life | None
    relief: Relief | None = None
    """Of a photo that is not taken apart."""

    @property
    def subject(self) -> bool:
        """Whether it is the subject alone, not the whole photo."""
        return self.relief is None

    def paint(self, atlas: Atlas, time: float, share: float, view: View) -> None:
        """Paint it as it is at a time of the body (s), with this share of its colour, seen so."""
        if self.life is None and self.last is None and self.relief is None:
            return
        now = self.first
        if self.last is not None:
            now = np.asarray(cv2.addWeighted(self.first, 1 - share, self.last, share, 0), np.uint8)
        target = atlas.picture(self.picture)
        fields = [self.life.field(time)] if self.life is not None else []
        fields += [self.relief.field(view)] if self.relief is not None else []
        if fields:
            warp(now, np.asarray(sum(fields), np.float32), target)
        else:
            target[:] = now

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

    def __init__(
        self, photo: Prepared, order: Order, album: Album, depth: float, seen: Box, fixes: Fixes, seed: int
    ) -> None:
        """Lay everything; `depth` is that of the background, the subject lies at 1; `seen` is what the move shows."""
        self._photo = photo
        self._album = album
        self.sheets: list[Sheet] = []
        self._order = order
        self._seen = seen
        if photo.sheet:
            self._lay_ground(order.width / order.height)
        if photo.apart and photo.matte is not None and photo.subject is not None:
            self._lay_background(photo.matte, depth)
            pad = 0.02 * photo.crop.height
            box = photo.subject.box
            part = Box(box.x0 - pad, box.y0 - pad, box.x1 + pad, box.y1 + pad)
            self.cut = self._lay_living(part, photo.matte, 1.0 - 2 * _AHEAD, fixes, seed)
        else:
            self.cut = self._lay_living(seen, None, 1.0, fixes, seed)

    def _lay_background(self, matte: Pixels, depth: float) -> None:
        photo = self._photo
        rows, columns, box = self._part(self._seen)
        edge: Wrap = "none" if photo.sheet else "clamp"
        for picture, coloured in ((photo.first, False), (photo.last, True)):
            if picture is not None:
                back = filled(picture, matte)[rows, columns]
                texels = canvas.sheet(back) if photo.sheet else canvas.opaque(back)
                self._add(texels, box, depth - _AHEAD * coloured, coloured, edge)

    def _lay_living(self, part: Box, matte: Pixels | None, depth: float, fixes: Fixes, seed: int) -> Cut:
        """Lay a part of the photo (px) that breathes and has depth: the subject under its matte, or the whole."""
        photo, order = self._photo, self._order
        rows, columns, box = self._part(part)

        def cut(picture: Pixels) -> Pixels:
            piece = np.ascontiguousarray(picture[rows, columns])
            if matte is not None:
                return canvas.premultiplied(piece, np.ascontiguousarray(matte[rows, columns]))
            return canvas.sheet(piece) if photo.sheet else canvas.opaque(piece)

        first = cut(photo.first)
        last = cut(photo.last) if photo.last is not None else None
        size = (first.shape[1], first.shape[0])
        head = photo.subject.head if photo.subject else None
        life = None
        if head is not None and role_of(order) in ("person", "old photograph") and not fixes["simpler"]:
            strength = 1.0 + 0.5 * min(1.0, fixes["add life"])
            seconds = float(order.frames / order.fps)
            moved = head.moved(-box.x0, -box.y0)
            life = life_of(size, moved, order.shot.emotion, seconds, seed, strength)
        relief = None
        if matte is None:
            cover = np.zeros(photo.first.shape[:2], np.uint8) if photo.matte is None else photo.matte
            middle = (photo.crop.x - box.x0, photo.crop.y - box.y0)
            near = (cover[rows, columns] > 127).astype(np.uint8)
            relief = relief_of(near, size, middle, photo.crop.height, flat=photo.sheet)
        edge: Wrap = "none" if photo.sheet or matte is not None else "clamp"
        return Cut(self._add(first.copy(), box, depth, wrap=edge), first, last, life, relief)

    def _part(self, box: Box) -> tuple[slice, slice, Box]:
        """Return rows, columns and the whole-px box of a part of the photo."""
        high, wide = self._photo.first.shape[:2]
        rows = slice(max(0, int(box.y0)), min(high, int(box.y1) + 1))
        columns = slice(max(0, int(box.x0)), min(wide, int(box.x1) + 1))
        return rows, columns, Box(columns.start, rows.start, columns.stop, rows.stop)

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
