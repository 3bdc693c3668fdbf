"""What a drawn shot knows about itself beyond its pixels: how near everything is, and where everyone's joints are.

Models that are steered by depth or by poses usually have both estimated from a picture. Here nothing is estimated: the
set has its planes, the ground its perspective, and the figures their skeletons.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from director.model import Order
from render.animatic.actors import ACTORS
from render.animatic.actors.people.groups import AFTER, parent, performances, someone
from render.animatic.actors.people.skeleton import Seen
from render.animatic.base import Repertoire
from render.animatic.blend import cover
from render.animatic.camera import View, on_plane
from render.animatic.compositor import Draw, table_of
from render.animatic.figures import Performer
from render.animatic.kernel import kernel
from render.animatic.planes import Plane
from render.animatic.shoot import Shooting
from render.animatic.terms import ABOVE

Joints = NDArray[np.float64]
"""(18, 2) px: nose, neck, right and left arm from the shoulder, right and left leg from the hip, right and left eye,
right and left ear, as OpenPose counts them; nan where a part of the head is turned away.
"""

_GROUND = "ground"
_FEET = 0.28
"""How far below the horizon somebody stands at the subject's depth where the shot shows nobody; rest scene units."""
_NEAREST, _FARTHEST = 3.0, 0.02
"""Bounds of nearness: 1 is the subject's, and it falls with the distance."""
_RISING = 0.03
"""How far above the horizon a ground still is a ground, rest scene units."""
_SOMEWHERE = 0.35
"""Nearness of what rises higher: between the subject and what lies far behind."""
_BEHIND = 0.97
"""The most of what is painted on the subject's plane: everybody is shown before it."""
_BINS = 128
"""Strips across a picture, each of which stands where its lowest point touches the ground."""
_OPAQUE = 128
_LIMBS = ("shoulder", "elbow", "wrist"), ("hip", "knee", "ankle")
_FACE = {"nose": (0.0, 0.14, 0.5), "eye": (0.2, -0.04, 0.42), "ear": (0.46, 0.0, 0.0)}
"""Where the parts of a head are, of its height, from its middle: to its own left, down, forwards."""


@dataclass(frozen=True)
class _Shown:
    """A draw with how near it is: by rows of the screen (ground) or by strips of its picture (all else)."""

    order: float
    draw: Draw
    rows: NDArray[np.float64] | None
    strips: NDArray[np.float64]


class Steering(Shooting):
    """A drawn shot that gives nearness and skeletons instead of pictures."""

    def __init__(self, order: Order, repertoire: Repertoire) -> None:
        """Plan and paint everything at the order's size: the outlines are those of the drawn take."""
        super().__init__(order, repertoire)
        self._named = {layer.name: layer for layer in self._layers if not layer.glow and not layer.soft}
        self._rise = self._rise_of_ground()
        self._standing = {plane.picture: self._strips(plane) for plane in self._planes if plane.name in self._named}

    def nearness(self, numbers: Sequence[int]) -> NDArray[np.uint8]:
        """Return (n, height, width), 0-255, 255 = nearest in the shot: inverse depth, as depth models write it."""
        found = np.stack([self._near(number) for number in numbers])
        top = float(np.percentile(found[:: max(1, len(found) // 3)], 99.5))
        return np.asarray(np.clip(found / max(top, 1e-3) * 255.0 + 0.5, 0, 255), np.uint8)

    def skeletons(self, number: int) -> list[Joints]:
        """Return the joints of every person at a frame who is no part of a crowd, whoever is farthest first."""
        t, time, view = self._moment(number)
        found = []
        for performer in sorted(self._figures, key=lambda one: -one.placed.depth):
            placed = performer.placed
            if ACTORS.get(placed.actor.term) not in (someone, parent):
                continue
            x, y, size = performer.where(t, view, self._set.horizon)
            scale, ox, oy = view.project(placed.depth)
            foot = np.array([x * scale + ox + self._aspect / 2, y * scale + oy + 0.5])
            for nth, play in enumerate(performances(placed.actor, self._look)):
                body = play.seen(performer.phase(t, time) + (0.0 if play.action.once else AFTER * nth))
                flat = _openpose(body, play.who.build.head, mirrored=play.view.flip) * play.scale + np.asarray(play.at)
                found.append((foot + flat * scale * size) * self.order.height)
        return found

    def _moment(self, number: int) -> tuple[float, float, View]:
        return self._times[number], (number - self.order.handles) / float(self.order.fps), self._views[number]

    def _near(self, number: int) -> NDArray[np.float32]:
        """Return how near what is seen is, 1 = the subject's distance, 0 = endlessly far."""
        given = self._shown(number)  # as when it is drawn: what is given later lies before what is as near
        shown = [given[n] for n in sorted(range(len(given)), key=lambda n: (given[n].order, -n))]
        out = np.zeros((self.order.height, self.order.width), np.float32)
        rows = np.stack([one.rows if one.rows is not None else np.full(len(out), -1.0) for one in shown])
        strips = np.stack([one.strips for one in shown])
        atlas = self._atlas
        _lay(atlas.texels, atlas.heads, table_of([one.draw for one in shown]), rows, strips, out)
        return out

    def _shown(self, number: int) -> list[_Shown]:
        """Return everything solid at a frame: no light, mist, shadow, reflection or weather."""
        t, time, view = self._moment(number)
        found = []
        for plane in self._planes:
            if plane.name not in self._named:
                continue
            draw = plane.draw(self._setup, view, time, self._aspect, self.order.height)
            rows = self._ground_rows(plane, draw) if plane.name == _GROUND else None
            found.append(_Shown(plane.order(self._setup), draw, rows, self._standing[plane.picture]))
        for performer in self._figures:
            near = np.full(_BINS, min(_NEAREST, 1.0 / performer.placed.depth))
            for order, draw in performer.draws(t, time, view, self._set.horizon, self._eye):
                if draw.picture in performer.poses.pictures and draw.dv > 0:  # its body, not its reflection
                    found.append(_Shown(order, draw, None, near))
        return found

    def _rise_of_ground(self) -> float:
        """Return how far below the horizon the ground of the subject's depth lies in the rest picture."""
        ground = next((plane for plane in self._planes if plane.name == _GROUND), None)
        stands = next((one for one in self._figures if _stands(one)), None)
        if ground is None or stands is None:
            return _FEET
        middle = len(self._times) // 2
        t, _, view = self._moment(middle)
        _, y, _ = stands.where(t, view, self._set.horizon)
        scale, _, oy = view.project(stands.placed.depth)
        plane_scale, _, plane_y = on_plane(self._setup, view, ground.depth)
        below = ((y * scale + oy) - plane_y) / plane_scale - self._look.horizon
        return below * stands.placed.depth if below > _FEET / 4 else _FEET

    def _ground_near(self, y: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how near the ground is at places of the rest picture."""
        return np.asarray(np.clip((y - self._look.horizon) / self._rise, _FARTHEST, _NEAREST), np.float64)

    def _ground_rows(self, plane: Plane, draw: Draw) -> NDArray[np.float64]:
        texels = draw.v + (np.arange(self.order.height) + 0.5) * draw.dv
        y = np.asarray(plane.y0 + texels / plane.px, np.float64)
        # What a ground's painter lets rise above the horizon stands somewhere on it: flowers, trunks.
        rising = y < self._look.horizon - _RISING
        return np.asarray(np.where(rising, _SOMEWHERE, self._ground_near(y)), np.float64)

    def _strips(self, plane: Plane) -> NDArray[np.float64]:
        """Return how near each strip of a plane is: what is painted beside the subject stands on its own ground."""
        nominal = min(_NEAREST, 1.0 / max(self._setup.relative(plane.depth), 1.0 / _NEAREST))
        strips = np.full(_BINS, max(nominal, _FARTHEST))
        if not 0.95 <= self._named[plane.name].depth <= 1.1 or plane.name == _GROUND:
            return strips
        solid = self._atlas.picture(plane.picture)[..., 3] > _OPAQUE
        lowest = np.where(solid.any(0), len(solid) - np.argmax(solid[::-1], axis=0), 0)
        edges = np.arange(_BINS) * len(lowest) // _BINS
        feet = np.maximum.reduceat(lowest, edges)
        for run in np.split(np.arange(_BINS), np.flatnonzero(np.diff(feet > 0)) + 1):  # a thing and its legs are one
            foot = plane.y0 + float(feet[run].max()) / plane.px
            if feet[run[0]] > 0 and foot > self._look.horizon + 0.02:  # else it hangs, and is as near as its plane
                strips[run] = self._ground_near(np.array([foot]))[0]
        return np.asarray(np.minimum(strips, _BEHIND), np.float64)


def _stands(one: Performer) -> bool:
    return one.placed.part == "subject" and not one.placed.figure.airborne and one.placed.actor.term not in ABOVE


def _openpose(body: Seen, head: float, *, mirrored: bool) -> Joints:
    """Return the 18 joints in body units; a mirrored body's left side is seen as a right one."""
    sides = ("l", "r") if mirrored else ("r", "l")
    limbs = [[body.xy(f"{joint}_{side}") for joint in limb] for limb in _LIMBS for side in sides]
    middle = np.array(body.xy("head"))

    def part(name: str, sign: float) -> tuple[float, float]:
        across, down, ahead = _FACE[name]
        place = body.head @ np.array([sign * across, down, ahead]) * head
        hidden = place[2] < (0.0 if name != "ear" else -0.15 * head)
        return (np.nan, np.nan) if hidden else (middle[0] + place[0], middle[1] + place[1])

    own_right = 1.0 if mirrored else -1.0
    face = [part(name, sign * own_right) for name in ("eye", "ear") for sign in (1.0, -1.0)]
    return np.array([part("nose", 0.0), body.xy("neck"), *(p for limb in limbs for p in limb), *face])


@kernel
def _lay(
    texels: NDArray[np.uint8],
    heads: NDArray[np.int64],
    draws: NDArray[np.float64],
    rows: NDArray[np.float64],
    strips: NDArray[np.float64],
    out: NDArray[np.float32],
) -> None:
    """Fill `out` (h, w) with the nearness of what is seen, draws from front to back; a row below 0 means strips."""
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            near, free = 0.0, 1.0
            for k in range(draws.shape[0]):
                u, a = cover(texels, heads, draws, k, x, y)
                if a < 0.0:
                    continue
                here = rows[k, y] if rows[k, y] >= 0.0 else strips[k, u * strips.shape[1] // heads[int(draws[k, 0]), 1]]
                near += free * a * here
                free *= 1.0 - a
                if free <= 0.004:
                    break
            out[y, x] = near
