"""A photograph as a shot: taken apart, moved over, breathing, with the shot's weather and light before it."""

from collections.abc import Iterator
from pathlib import Path

from director.model import Order, digest_of
from render.animatic.base import Look
from render.animatic.camera import View, shown
from render.animatic.compositor import Atlas, Compositor, Draw
from render.animatic.finish import Finisher, touch_of
from render.animatic.look import Fixes, fixes_of, look_of
from render.animatic.planes import Album
from render.animatic.shoot import Frame
from render.plates.air import Air
from render.plates.apart import GROUND, GROUND_DEPTH, Apart
from render.plates.camera import Way, plan
from render.plates.layers import background_depth
from render.plates.picture import Prepared, prepare
from render.plates.subject import Box
from render.plates.toning import bath_for

_BRIGHT = 85
"""Mean level, of 255, from which a photo is bright."""


class PhotoPlate:
    """A prepared photograph, ready to give its frames."""

    def __init__(self, order: Order, source: Path) -> None:
        """Read, understand, take apart and grade. Raises ArtistError for a photo that is missing or unreadable."""
        self.order = order
        fixes = fixes_of(order.fixes)
        self._aspect = order.width / order.height
        seed = int(digest_of([order.seed, order.draw])[:8], 16)
        look = look_of(order.shot, self._aspect, fixes)
        bath = bath_for(order.shot, look, fixes)
        photo = prepare(order, source, look, fixes, bath, seed)
        self.notes = photo.notes
        self._change = photo.change
        self._way, depth = _directed(photo, order, fixes, seed)
        album = Album()
        self._apart = Apart(photo, order, album, depth, seen_part(self._way, photo, self._aspect), fixes, seed)
        self._air = Air(order, _light_of(photo, order, look, fixes), fixes, bath, album, seed)
        self._atlas = Atlas(album.pictures)
        self._apart.cut.open(self._atlas)
        self._compositor = Compositor(self._atlas, order.width, order.height)
        self._finisher = Finisher(touch_of(look, fixes), order.width, order.height, seed, float(order.fps))

    def frames(self) -> Iterator[Frame]:
        """Yield every frame: handle, body, handle. A still order holds the frame in its middle."""
        total = len(self._way.views)
        if self.order.still:
            frame = self._frame(total // 2, fresh=True)
            for _ in range(total):
                yield frame
        else:
            for number in range(total):
                # Breath is drawn on twos: it is that slow.
                yield self._frame(number, fresh=number % 2 == 0 or not self._apart.cut.subject)

    def _frame(self, number: int, fresh: bool) -> Frame:
        """Return a frame; what lives in it is painted anew if `fresh`."""
        order, cut, view, t = self.order, self._apart.cut, self._way.views[number], self._way.times[number]
        time = (number - order.handles) / float(order.fps)
        if fresh:
            cut.paint(self._atlas, time, self._change.at(t), view)
        draws = self._draws(view, time, t)
        picture = self._compositor.compose(draws)
        small = (_even(order.width / 4), _even(order.height / 4))
        matte = self._compositor.matte(draws, *small) if cut.subject else None
        return Frame(self._finisher.finish(picture, number, self._air.gain(time)), matte)

    def _draws(self, view: View, time: float, t: float) -> list[Draw]:
        """Return everything on the screen at a frame, front to back."""
        order, cut = self.order, self._apart.cut
        share = self._change.at(t)
        seen = self._air.draws(view, time, t, self._atlas)
        for sheet in self._apart.sheets:
            subject = cut.subject and sheet.plane.picture == cut.picture
            drawn = sheet.draw(self._way.setup, view, share, self._aspect, order.height, subject)
            seen.append((sheet.plane.depth, drawn))
        return [draw for _, draw in sorted(seen, key=lambda one: one[0])]


def _directed(photo: Prepared, order: Order, fixes: Fixes, seed: int) -> tuple[Way, float]:
    """Plan the move; return it and the depth of the background: as deep as the move allows."""
    crop, aspect = photo.crop, order.width / order.height
    size = (photo.first.shape[1], photo.first.shape[0])
    if photo.sheet:
        ground = (GROUND * crop.height * aspect, GROUND * crop.height)
        return plan(order, fixes, crop, size, ground, GROUND_DEPTH, seed), 1.0
    way = plan(order, fixes, crop, size, size, 1.0, seed)
    if not photo.apart or photo.subject is None:
        return way, 1.0
    wide = crop.height * aspect
    framed = Box(crop.x - wide / 2, crop.y - crop.height / 2, crop.x + wide / 2, crop.y + crop.height / 2)
    return way, background_depth([way.views[n] for n in way.measured], photo.subject.box, framed)


def _light_of(photo: Prepared, order: Order, look: Look, fixes: Fixes) -> Look:
    """Return the look of the air: before a bright photo snow and mist are seen by day, whatever the shot's time."""
    if float(photo.first[::8, ::8].mean()) < _BRIGHT:
        return look
    return look_of(order.shot.model_copy(update={"time": "day"}), look.aspect, fixes)


def seen_part(way: Way, photo: Prepared, aspect: float) -> Box:
    """Return the part of the photo that the move shows, with a margin for what moves in it; px."""
    high, wide = photo.first.shape[:2]
    if photo.sheet:
        return Box(0, 0, wide, high)
    unit = photo.crop.height
    edges = [shown(way.setup, way.views[n], 1.0, aspect) for n in way.measured]
    pad = 0.06
    return Box(
        max(0.0, wide / 2 + (min(e[0] for e in edges) - pad) * unit),
        max(0.0, high / 2 + (min(e[1] for e in edges) - pad) * unit),
        min(float(wide), wide / 2 + (max(e[2] for e in edges) + pad) * unit),
        min(float(high), high / 2 + (max(e[3] for e in edges) + pad) * unit),
    )


def _even(length: float) -> int:
    return max(2, round(length / 2) * 2)
