"""Paints figures pose by pose at the size the framing needs, lights them, and says where they are at each frame."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from render.animatic.base import Brush, Figure
from render.animatic.blocking import Placed
from render.animatic.camera import View, ease
from render.animatic.compositor import Draw
from render.animatic.grade import develop, haze_at, keeps_colours
from render.animatic.hanging import hung
from render.animatic.light import OVAL, Key, Parting, cast_shadow, contact_shadow, mean_luma, model, part, veil
from render.animatic.paint import Box, Picture, defocus, paint, sharpen
from render.animatic.planes import Album, Eye, Plane, luma_behind
from render.animatic.style import treat_figure
from render.animatic.terms import ABOVE, FLAT, PEOPLE

POSES_A_SECOND = 12
"""Drawn on twos, as animation has always been."""
MOST_TEXELS = 12_000_000
"""Of all poses of one figure together; larger ones are painted coarser."""
_MOST_POSES = 22
_FRAMES_A_SECOND = 24
_DISSOLVE = 0.18
"""Seconds that a pose may stand before it is dissolved into the next."""


@dataclass(frozen=True)
class Poses:
    """The painted cycle of one figure."""

    pictures: tuple[int, ...]
    glows: tuple[int, ...]
    shadows: tuple[tuple[int, float, float, float], ...]
    """Picture, x0, y0, texels a body unit of each pose's cast shadow."""
    x0: float
    y0: float
    px: float
    seconds: float
    once: bool
    first: float = 0.0
    span: float = 1.0
    """The part of the cycle that is painted, from `first` on: a short shot shows only a part of a long one."""


@dataclass(frozen=True)
class Performer:
    """One placed figure with its pictures."""

    placed: Placed
    poses: Poses
    contact: int | None
    veil: int | None
    veil_opacity: float
    mirror: float
    """Strength of its reflection on the ground."""

    def where(self, t: float, view: View, horizon: float) -> tuple[float, float, float]:
        """Return (x, y, size) of the feet in framed units at a share of the body."""
        one = self.placed
        e = ease(t) - 0.5
        growth = one.grow**e
        x = one.x + one.go[0] * e
        y = one.y + one.go[1] * e
        if growth != 1.0:
            y = horizon + (y - horizon) * growth
        if one.carried:
            x += view.passed / one.depth
        x += view.turn / one.depth
        if one.figure.airborne and one.actor.term not in ABOVE and not hung(one):
            y += 0.012 * math.sin(2.2 * t * 3.1 + 6.28 * one.offset)
        return x, y, one.size * growth

    def draws(self, t: float, time: float, view: View, horizon: float, eye: Eye) -> list[tuple[float, Draw]]:
        """Return (depth, draw) of the figure, its light, its shadows and reflection; time in seconds of the body."""
        one, poses = self.placed, self.poses
        x, y, size = self.where(t, view, horizon)
        scale, ox, oy = view.project(one.depth)
        steady = eye.fixes["steady light"] > 0
        number, following, share = self._pose(t, time, steady)
        opacity = one.appear[0] + (one.appear[1] - one.appear[0]) * min(max(t, 0.0), 1.0)
        unit = scale * size
        sx, sy = x * scale + ox, y * scale + oy
        own = one.part == "subject"

        def at(picture: int, x0: float, y0: float, px: float, up: bool = True, **more: Any) -> Draw:
            step = px / (eye.height * unit)
            u = ((-eye.look.aspect / 2 - sx) / unit - x0) * px
            v = ((-0.5 - sy) / unit - y0) * px if up else (-(-0.5 - sy) / unit - y0) * px
            return Draw(picture, u, step, v, step if up else -step, wrap="none", **more)

        result = [(one.depth, at(poses.pictures[number], poses.x0, poses.y0, poses.px, opacity=opacity, subject=own))]
        if share > 0:
            after = at(poses.pictures[following], poses.x0, poses.y0, poses.px, opacity=opacity * share, subject=own)
            result.append((one.depth - 5e-5, after))
        if poses.glows:
            glow = at(
                poses.glows[number], poses.x0, poses.y0, poses.px, opacity=opacity * (0.5 if steady else 1.0), glow=True
            )
            result.append((one.depth - 1e-4, glow))
        if self.veil is not None:
            wide, high = max(one.figure.width, 0.6) * 1.5 * unit, one.figure.height * 0.95 * unit
            middle = sy - one.figure.height * 0.5 * unit
            result.append((one.depth + 0.02, _oval(self.veil, sx, middle, wide, high, self.veil_opacity, eye)))
        if one.figure.airborne or one.actor.term in ABOVE:
            return result
        if poses.shadows:
            picture, x0, y0, px = poses.shadows[number]
            result.append((one.depth + 0.004, at(picture, x0, y0, px, opacity=opacity)))
        if self.contact is not None:
            wide = min(one.figure.width, 1.6) * 0.62 * unit
            result.append((one.depth + 0.003, _oval(self.contact, sx, sy, wide, wide * 0.2, 0.62 * opacity, eye)))
        if self.mirror:
            flipped = at(
                poses.pictures[number], poses.x0, poses.y0, poses.px, up=False, opacity=0.5 * self.mirror * opacity
            )
            result.append((one.depth + 0.005, flipped))
        return result

    def phase(self, t: float, time: float) -> float:
        """Return where in its cycle (0-1) the figure is, between the poses that are painted."""
        if self.poses.once:
            return min(max(t, 0.0), 1.0)
        turns = self.placed.offset + time / max(self.poses.seconds, 0.05)
        if self.poses.span < 1.0:
            turns = min(max(turns, self.poses.first), self.poses.first + self.poses.span)
        return turns % 1.0

    def _pose(self, t: float, time: float, steady: bool) -> tuple[int, int, float]:
        """Return the pose shown, the one after it, and how far it has dissolved into that.

        Steady light dissolves always, so that no pose makes the picture jump.
        """
        count = len(self.poses.pictures)
        if self.poses.once:
            at = min(max(t, 0.0), 1.0) * (count - 1)
            number = min(int(at), count - 1)
            return number, min(number + 1, count - 1), at - number
        turns = self.placed.offset + time / max(self.poses.seconds, 0.05)
        if self.poses.span < 1.0:
            at = min(max((turns - self.poses.first) / self.poses.span, 0.0), 1.0) * (count - 1)
            number = min(int(at), count - 1)
            slow = steady or self.poses.span * self.poses.seconds / (count - 1) > _DISSOLVE
            return number, min(number + 1, count - 1), at - number if slow else 0.0
        phase = turns % 1.0
        number = int(phase * count) % count
        slow = count > 1 and (steady or self.poses.seconds / count > _DISSOLVE)
        return number, (number + 1) % count, phase * count - number if slow else 0.0


def _oval(picture: int, x: float, y: float, half_w: float, half_h: float, opacity: float, eye: Eye) -> Draw:
    """Lay a soft round picture over an oval of the screen, scene units."""
    du, dv = OVAL / (2 * half_w), OVAL / (2 * half_h)
    left, top = -eye.look.aspect / 2 - (x - half_w), -0.5 - (y - half_h)
    return Draw(picture, left * du, du / eye.height, top * dv, dv / eye.height, opacity=opacity, wrap="none")


def paint_figures(
    placed: Sequence[Placed], eye: Eye, album: Album, planes: Sequence[Plane], key: Key, frames: int, horizon: float,
    times: Sequence[float], mirror: float, seed: int,
) -> list[Performer]:  # fmt: skip
    """Paint every figure once (copies share their pictures) and return them with their places."""
    done: dict[str, tuple[Poses, Parting]] = {}
    contact: int | None = None
    performers = []
    for one in placed:
        if one.key not in done:
            same = [p for p in placed if p.key == one.key]
            done[one.key] = _painted(one, same, eye, album, planes, key, frames, horizon, times, seed)
        poses, parting = done[one.key]
        raised = not one.figure.airborne and one.actor.term not in ABOVE and one.actor.term not in FLAT
        if raised and contact is None:
            contact = album.add(contact_shadow())
        back = None
        if parting.veil > 0.04 and one.part == "subject":
            back = album.add(veil(parting.veil_colour))
        performers.append(
            Performer(one, poses, contact if raised else None, back, parting.veil, mirror if raised else 0.0)
        )
    return performers


def _painted(
    one: Placed, same: Sequence[Placed], eye: Eye, album: Album, planes: Sequence[Plane], key: Key, frames: int,
    horizon: float, times: Sequence[float], seed: int,
) -> tuple[Poses, Parting]:  # fmt: skip
    figure = one.figure
    box, unit = _seen(same, eye, horizon, times)
    px = min(unit * eye.height, 3000.0)
    blur = 0.0 if one.part == "subject" or one.depth < 1.2 or one.actor.term in ABOVE else eye.blur(one.depth)
    px *= min(1.0, 0.004 / blur if blur > 0.004 else 1.0)
    count = _count(figure, frames, unit > 1.2)
    start, span = _part(one, same, frames, times) if count > 1 else (0.0, 1.0)
    if span < 1.0:
        count = max(2, min(_MOST_POSES, round(span * figure.seconds * POSES_A_SECOND)))
    px = min(px, (MOST_TEXELS / count / ((box.x1 - box.x0) * (box.y1 - box.y0))) ** 0.5)
    open_ended = figure.once or span < 1.0
    phases = [(start + span * n / max(1, count - (1 if open_ended else 0))) for n in range(count)]
    phases = phases if figure.once else [p % 1.0 for p in phases]
    raw = [paint(box, px, eye.look, [seed, 1], _posed(figure.paint, p)) for p in phases]
    parting = Parting()
    if one.part == "subject":
        parting = _parted(raw[len(raw) // 2], one, eye, album, planes, horizon)
    haze = 0.0 if figure.lights else haze_at(eye.bath, max(1.0, 1.0 + (one.depth - 1.0) * 0.6))
    shadows: list[tuple[int, float, float, float]] = []
    for picture in raw:
        if not figure.lights:
            model(picture, key, px / unit, 1.3 if one.part == "subject" else 0.8)
        treat_figure(picture, eye.look, px / unit, seed)
        if eye.fixes["sharper"]:
            sharpen(picture.texels, px / unit, 0.9 * eye.fixes["sharper"])
        own = 0.55 if keeps_colours(one.actor.term in PEOPLE, eye.look.style) else 0.0
        develop(picture.texels, eye.bath, haze, gain=parting.gain, lift=parting.lift, own=own)
        if not figure.airborne and key.shadow > 0.03 and not figure.lights and unit < 1.2:
            shadow = cast_shadow(picture, key)
            shadow.texels[..., 3] = (shadow.texels[..., 3] * key.shadow).astype(np.uint8)
            shadows.append((album.add(shadow.texels), shadow.x0, shadow.y0, shadow.px))
    glows: tuple[int, ...] = ()
    if figure.glow is not None:
        lit = [paint(box, px, eye.look, [seed, 2], _posed(figure.glow, p)) for p in phases]
        for picture in lit:
            develop(picture.texels, eye.bath, 0.0, glow=True)
        glows = tuple(album.add(defocus(p, blur / unit).texels) for p in lit)
    soft = [defocus(p, blur / unit) for p in raw]
    first = soft[0]
    pictures = tuple(album.add(p.texels) for p in soft)
    where = (first.x0, first.y0, first.px)
    return Poses(pictures, glows, tuple(shadows), *where, figure.seconds, figure.once, start, span), parting


def _posed(painter: Callable[[Brush, float], None], phase: float) -> Callable[[Brush], None]:
    return lambda brush: painter(brush, phase)


def _part(one: Placed, same: Sequence[Placed], frames: int, times: Sequence[float]) -> tuple[float, float]:
    """Return where in its cycle a figure starts and what share of the cycle the shot shows; (0, 1) for all of it.

    A single frame shows no share of a cycle; copies start elsewhere in the cycle, so they need all of it.
    """
    figure = one.figure
    seconds = frames / _FRAMES_A_SECOND
    span = (times[-1] - times[0]) * seconds / max(figure.seconds, 0.05)
    if figure.once or len(same) > 1 or not 0.0 < span < 0.95:
        return 0.0, 1.0
    return one.offset + times[0] * seconds / figure.seconds, span


def _count(figure: Figure, frames: int, near: bool) -> int:
    """Return how many poses to paint: enough for twos; near framings dissolve between fewer."""
    if figure.poses <= 1 and not figure.once:
        return 1
    wanted = frames / 2 if figure.once else max(figure.seconds * POSES_A_SECOND, min(figure.poses, 8))
    return max(2, min(16 if near else 24, round(wanted)))


def _seen(same: Sequence[Placed], eye: Eye, horizon: float, times: Sequence[float]) -> tuple[Box, float]:
    """Return the part of the figure (body units) that any copy shows, and the largest size of a body unit on screen."""
    figure = same[0].figure
    margin = 0.06 + 0.3 * (figure.glow is not None)
    half = figure.width / 2 + margin
    floor = figure.drop + 0.02 if same[0].cut is None else same[0].cut
    whole = Box(-half, -figure.height - margin, half, floor)
    x0 = y0 = math.inf
    x1 = y1 = -math.inf
    largest = 0.0
    for one in same:
        for view, t in zip(eye.views, times, strict=True):
            x, y, size = Performer(one, _NONE, None, None, 0.0, 0.0).where(t, view, horizon)
            scale, ox, oy = view.project(one.depth)
            unit = scale * size
            sx, sy = x * scale + ox, y * scale + oy
            x0, x1 = min(x0, (-eye.look.aspect / 2 - sx) / unit), max(x1, (eye.look.aspect / 2 - sx) / unit)
            y0, y1 = min(y0, (-0.5 - sy) / unit), max(y1, (0.5 - sy) / unit)
            largest = max(largest, unit)
    pad = 0.02
    return Box(x0 - pad, y0 - pad, x1 + pad, y1 + pad).within(whole), largest


_NONE = Poses((), (), (), 0.0, 0.0, 1.0, 1.0, False)


def _parted(raw: Picture, one: Placed, eye: Eye, album: Album, planes: Sequence[Plane], horizon: float) -> Parting:
    trial = Picture(raw.texels.copy(), raw.x0, raw.y0, raw.px)
    develop(trial.texels, eye.bath, 0.0)
    figure = one.figure
    half = figure.width * one.size * 0.6
    box = (
        max(one.x - half, -eye.look.aspect / 2),
        max(one.y - figure.height * one.size, -0.5),
        min(one.x + half, eye.look.aspect / 2),
        min(one.y, 0.5),
    )
    view = eye.views[len(eye.views) // 2]
    behind = luma_behind(planes, album, eye, view, box)
    asked = eye.fixes["separate subject"]
    return part(mean_luma(trial.texels), behind, eye.look, asked, eye.bath.haze, figure.lights)
