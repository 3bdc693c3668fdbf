"""Shoots one shot: plans the camera, paints the set once, then makes the frames one after the other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from director.model import Note, Order, digest_of
from render.animatic.base import Repertoire
from render.animatic.blocking import NEAR
from render.animatic.camera import Extent, View, keep_inside, path
from render.animatic.colour import from_hex
from render.animatic.compositor import Atlas, Compositor, Draw
from render.animatic.figures import paint_figures
from render.animatic.finish import Finisher, touch_of
from render.animatic.grade import bath_of, graded
from render.animatic.light import key_of
from render.animatic.look import Fixes, fixes_of, grade_of, look_of
from render.animatic.planes import Album, Eye, paint_planes
from render.animatic.scene import stage
from render.animatic.style import plain_layers
from render.animatic.terms import INDOORS
from render.animatic.weather import (
    LIGHTNING,
    Cloud,
    Where,
    air_layers,
    flash_at,
    lightning,
    lightning_layer,
    particle_colour,
    swarms,
)

_STEP = 6
"""Every how many frames the camera's path is checked and planes are measured."""
_BEFORE, _BEHIND = 0.9, 7.9
_SIDES: tuple[tuple[float, Where], ...] = ((_BEHIND, "behind"), (_BEFORE, "before"))
"""Depths at which particles before and behind the subject are laid."""
_RESTLESS = {"wind": 2.2, "storm": 2.2, "blizzard": 2.4, "rain": 1.2}


@dataclass(frozen=True)
class Frame:
    """One finished frame; the arrays are reused by the next one."""

    yuv: NDArray[np.uint8]
    """I420, BT.709 limited range (h * 3 / 2, w)."""
    matte: NDArray[np.uint8] | None
    """Subject, 0-255, at about a quarter of the size; None for an empty place."""


class Shooting:
    """A painted shot, ready to give its frames, handles included."""

    def __init__(self, order: Order, repertoire: Repertoire) -> None:
        """Plan and paint everything."""
        self.order = order
        fixes = fixes_of(order.fixes)
        self._aspect = order.width / order.height
        self._seconds = float(order.frames / order.fps)
        self._seed = int(digest_of([order.seed, order.draw])[:8], 16)
        self._indoors = order.shot.place_term in INDOORS
        self._look = look_of(order.shot, self._aspect, fixes)
        self._set = stage(order.shot, self._look, repertoire, fixes, self._seed, self._seconds)
        self._layers = [*(self._set.layers or plain_layers(self._look)), *air_layers(self._look, self._indoors)]
        self._flashes = lightning(self._look, fixes, self._seconds, self._seed)
        if self._flashes and not self._indoors:
            self._layers.append(lightning_layer(self._look, self._seed))
        self._direct(fixes)
        self._paint(fixes)

    @property
    def notes(self) -> tuple[Note, ...]:
        """What had to be altered, for the artist. Actors that cannot be drawn are told before, by `validate`."""
        shot = self.order.shot
        told = []
        if not self._set.layers:
            told.append(Note(key="render_plain_place", values={"shot": shot.number, "place": shot.place_term}))
        if self._kept < 0.75 and shot.move.kind != "static":
            share = round(100 * self._kept)
            told.append(Note(key="render_move_shortened", values={"shot": shot.number, "share": share}))
        return tuple(told)

    def _direct(self, fixes: Fixes) -> None:
        """Plan the camera over all frames and keep it inside the place."""
        order, move = self.order, self.order.shot.move
        amount, kind = move.amount, move.kind
        urged = max(fixes["stronger move"], fixes["correct move"])
        if urged:
            amount = min(1.0, amount * 1.3 + 0.35 * urged)
            kind = "dolly in" if kind == "static" and fixes["stronger move"] else kind
        if fixes["calmer move"] or fixes["simpler"]:
            amount *= 0.4
        total = order.frames + 2 * order.handles
        self._times = [(n - order.handles) / max(1, order.frames - 1) for n in range(total)]
        asked = move.model_copy(update={"kind": kind, "amount": amount})
        views = path(asked, self._times, self._seconds, self._seed, self._set.framed)
        self._passing = self._set.framed.speed != 0
        extents = [
            Extent(
                self._set.setup.kept(layer.depth),
                layer.span * self._aspect / 2,
                layer.span / 2,
                layer.loop or self._passing,
            )
            for layer in self._layers
            if layer.depth >= 1.0 and not layer.glow and not layer.soft
        ]
        self._measured = sorted({*range(0, total, _STEP), total - 1})
        self._setup, _, self._kept = keep_inside(
            self._set.setup, [views[n] for n in self._measured], extents, self._aspect
        )
        self._views: list[View] = [v.shorter(self._kept) for v in views]

    def _paint(self, fixes: Fixes) -> None:
        """Paint planes, figures and the screens of the weather, and pack them."""
        order, look = self.order, self._look
        palette = [from_hex(c) for c in (*order.shot.palette.colours, order.shot.palette.accent)]
        bath = bath_of(grade_of(order.shot, look, fixes), look, palette)
        adult = self._set.adult
        self._eye = Eye(
            setup=self._setup,
            views=[self._views[n] for n in self._measured],
            look=look,
            bath=bath,
            height=order.height,
            lens=order.shot.lens,
            tightness=adult,
            fixes=fixes,
            near=order.shot.framing in NEAR,
            passing=self._passing,
            restless=_RESTLESS.get(look.weather, 1.0) * (1.3 if fixes["add life"] else 1.0),
        )
        place = int(
            digest_of([order.shot.place, order.shot.place_term, self._seed if fixes["new seed"] else 0])[:8], 16
        )
        album = Album()
        self._planes = paint_planes(self._layers, self._eye, album, place)
        mirror = max([layer.mirror for layer in self._layers] + [0.35 if look.wet and not self._indoors else 0.0])
        self._figures = paint_figures(
            self._set.figures, self._eye, album, self._planes, key_of(look), order.frames, self._set.horizon,
            [self._times[n] for n in self._measured], mirror, self._seed,
        )  # fmt: skip
        kinds = swarms(look, fixes, self._indoors)
        colour = graded(particle_colour(look), bath)
        self._clouds: list[tuple[float, int, Cloud]] = []
        for depth, where in _SIDES:
            if kinds[where]:
                screen = album.add(np.zeros((order.height, order.width, 4), np.uint8))
                cloud = Cloud(kinds[where], colour, self._aspect, self._seed + len(where))
                self._clouds.append((depth, screen, cloud))
        self._atlas = Atlas(album.pictures)
        self._compositor = Compositor(self._atlas, order.width, order.height)
        self._finisher = Finisher(touch_of(look, fixes), order.width, order.height, self._seed, float(order.fps))

    def frames(self) -> Iterator[Frame]:
        """Yield every frame: handle, body, handle. A still order holds the frame in its middle."""
        total = len(self._times)
        if self.order.still:
            frame = next(self._made([total // 2]))
            for _ in range(total):
                yield frame
        else:
            yield from self._made(range(total))

    def _made(self, numbers: Iterable[int]) -> Iterator[Frame]:
        order = self.order
        small = (_even(order.width / 4), _even(order.height / 4))
        for number in numbers:
            time = (number - order.handles) / float(order.fps)
            draws = self._draws(number, time)
            picture = self._compositor.compose(draws)
            gain = 1.0 + 0.05 * flash_at(self._flashes, time)
            matte = self._compositor.matte(draws, *small) if self._figures else None
            yield Frame(self._finisher.finish(picture, number, gain), matte)

    def _draws(self, number: int, time: float) -> list[Draw]:
        """Return everything on the screen at a frame, front to back."""
        t, view = self._times[number], self._views[number]
        seen = []
        flash = flash_at(self._flashes, time)
        for plane in self._planes:
            draw = plane.draw(self._setup, view, time, self._aspect, self.order.height)
            if plane.name == LIGHTNING:
                draw = replace(draw, opacity=flash)
            if draw.opacity > 0:
                seen.append((plane.order(self._setup), draw))
        for performer in self._figures:
            seen += performer.draws(t, time, view, self._set.horizon, self._eye)
        for depth, screen, cloud in self._clouds:
            cloud.splat(time + 100.0, view, self._atlas.picture(screen), self._atlas.coarse(screen))
            seen.append((depth, Draw(screen, 0.0, 1.0, 0.0, 1.0, wrap="none")))
        # Stable: planes that were given later lie before earlier ones at the same depth.
        order = sorted(range(len(seen)), key=lambda n: (seen[n][0], -n))
        return [seen[n][1] for n in order]


def _even(length: float) -> int:
    return max(2, round(length / 2) * 2)
