"""The camera: where it stands for a framing, how an operator moves it, and what each plane then looks like.

Coordinates: a place is painted at rest (render/animatic/base.py). `Setup` brings the rest picture to the shot's
framing: the camera steps nearer (planes grow by depth) and its lens zooms (all planes grow alike). What is seen then is
the *framed* picture, in which figures are placed; depths there are relative to the subject, which stands at 1. `View`
is the camera's move on top of it, one a frame.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from director.model import CameraMove, Lens, MoveKind

LARGEST = 3.4
"""Planes at and behind the subject grow no more than this."""

_LENS: dict[Lens, float] = {"wide": 0.12, "normal": 0.22, "long": 0.36}
"""How much of an approach is done by the lens instead of by walking: long lenses flatten depth."""


@dataclass(frozen=True)
class Setup:
    """How the rest picture becomes the framed one."""

    zoom: float = 1.0
    walk: float = 0.0
    """How far the camera has walked towards the subject, of the rest distance; below 1."""
    anchor: tuple[float, float] = (0.0, 0.0)
    """Point of the rest picture ..."""
    screen: tuple[float, float] = (0.0, 0.0)
    """... and where it is in the framed picture; scene units."""

    def kept(self, depth: float) -> float:
        """Return the depth at which a plane is treated: painted ground and what stands on it never grows beyond reason.

        A ground is painted in perspective on one plane at the subject's depth; in near framings it is seen as if it lay
        a little further off, so that it is neither coarse nor gone.
        """
        if depth < 0.95 or self.scale(depth) <= LARGEST:
            return depth
        return LARGEST * self.walk / (LARGEST - self.zoom)

    def relative(self, depth: float) -> float:
        """Return a plane's depth relative to the subject's; 0 or less is behind the camera."""
        return (depth - self.walk) / (1.0 - self.walk)

    def scale(self, depth: float) -> float:
        """Return by how much a plane of this rest depth has grown."""
        return self.zoom * depth / max(depth - self.walk, 1e-3)


@dataclass(frozen=True)
class View:
    """The camera's move at one frame; lengths in framed scene units at the subject's depth."""

    x: float = 0.0
    """Stepped to the right."""
    y: float = 0.0
    """Stepped down."""
    walk: float = 0.0
    """Walked towards the subject, of its distance."""
    zoom: float = 1.0
    pan: tuple[float, float] = (0.0, 0.0)
    """Shift of the whole picture."""
    turn: float = 0.0
    """Shift of figures alone, against the turn of the scenery around them."""
    passed: float = 0.0
    """Scenery passed while it followed the subject; positive: the subject goes to the right."""

    def shorter(self, share: float) -> "View":
        """Return the same move with only this share of its way; what is passed stays."""
        return View(
            x=self.x * share,
            y=self.y * share,
            walk=self.walk * share,
            zoom=1.0 + (self.zoom - 1.0) * share,
            pan=(self.pan[0] * share, self.pan[1] * share),
            turn=self.turn * share,
            passed=self.passed,
        )

    def project(self, depth: float) -> tuple[float, float, float]:
        """Return (scale, x, y): a framed point p at this relative depth is seen at p * scale + (x, y)."""
        grown = self.zoom / max(depth - self.walk, 1e-3)
        return grown * depth, -(self.x + self.passed) * grown + self.pan[0], -self.y * grown + self.pan[1]


def setup_for(size: float, rest: float, lens: Lens, anchor: tuple[float, float], screen: tuple[float, float]) -> Setup:
    """Return the set-up in which an adult, `rest` tall in the rest picture, is `size` tall (both scene units)."""
    grown = min(max(size / rest, 0.5), 14.0)
    zoom = max(grown, 0.9) ** _LENS[lens] if grown > 1.0 else max(grown, 0.94)
    return Setup(zoom=zoom, walk=max(0.0, 1.0 - zoom / max(grown, zoom)), anchor=anchor, screen=screen)


def ease(t: float) -> float:
    """Map 0-1 to 0-1 as an operator does: soft start and end, never quite at rest, and on beyond both ends."""
    inner = min(max(t, 0.0), 1.0)
    return 0.3 * t + 0.7 * inner * inner * (3.0 - 2.0 * inner)


@dataclass(frozen=True)
class Framed:
    """What a move has to respect: where the subject is and how fast it goes."""

    aspect: float
    subject: tuple[float, float] | None = None
    """Middle of what is looked at, framed scene units."""
    speed: float = 0.0
    """Scene units a second in which scenery passes when the camera follows; the sign is the direction."""
    reach: tuple[float, float] | None = None
    """Top and foot of a subject that is seen whole, framed scene units."""


def path(move: CameraMove, times: Sequence[float], seconds: float, seed: int, framed: Framed) -> list[View]:
    """Return one view for each time; `times` are shares of the body (handles lie below 0 and above 1)."""
    shaken = _shake(move.amount, times, seconds, seed) if move.kind == "handheld" else None
    views = []
    for number, t in enumerate(times):
        view = _at(move.kind, move.amount, ease(t) - 0.5, framed)
        if framed.speed:
            # A truck that goes along with the subject is made of what passes.
            view = replace(view, x=0.0, passed=framed.speed * seconds * (t - 0.5))
        if shaken is not None:
            x, y, breath = shaken[number]
            view = replace(view, pan=(x, y), zoom=breath)
        views.append(view)
    return views


def _at(kind: MoveKind, amount: float, e: float, framed: Framed) -> View:  # noqa: PLR0911 - one line a move
    """Return the view at e in -0.5 .. 0.5 of a move."""
    there = framed.subject or (0.0, 0.0)
    sideways = (0.16 + 0.5 * amount) * min(1.0, framed.aspect) if framed.subject else 0.3 + 0.8 * amount
    match kind:
        case "static" | "handheld" | "follow":
            return View()
        case "pan left" | "pan right":
            sign = 1.0 if kind == "pan left" else -1.0
            return View(pan=(sign * e * (0.1 + 0.55 * amount) * min(1.3, framed.aspect), 0.0))
        case "tilt up" | "tilt down":
            sign = 1.0 if kind == "tilt up" else -1.0
            far = 0.1 + 0.4 * amount
            return View(pan=(0.0, sign * e * far - _lifted(0.5 * far, framed)))
        case "dolly in" | "dolly out":
            sign = 1.0 if kind == "dolly in" else -1.0
            walk = 1.0 - math.exp(-sign * e * math.log(1.14 + 0.65 * amount))
            return View(x=there[0] * walk, y=there[1] * walk, walk=walk)
        case "zoom in" | "zoom out":
            sign = 1.0 if kind == "zoom in" else -1.0
            zoom = math.exp(sign * e * math.log(1.12 + 0.6 * amount))
            return View(zoom=zoom, pan=(there[0] * (1 - zoom), there[1] * (1 - zoom)))
        case "truck left" | "truck right":
            sign = -1.0 if kind == "truck left" else 1.0
            return View(x=sign * e * sideways)
        case "crane up" | "crane down":
            sign = -1.0 if kind == "crane up" else 1.0
            far = 0.16 + 0.5 * amount
            step = sign * e * far
            return View(y=step, pan=(0.0, step * 0.35 - _lifted(0.5 * 0.65 * far, framed)))
        case "orbit left" | "orbit right":
            sign = -1.0 if kind == "orbit left" else 1.0
            step = sign * e * (0.35 + 1.1 * amount) * min(1.0, framed.aspect)
            # The ground turns a little too, under feet that stay where they are.
            return View(x=step, pan=(1.35 * step, 0.0), turn=-0.35 * step, walk=0.04 - 0.16 * e * e)


_EDGE = 0.46
"""How far from the middle of the picture a subject is still whole, scene units."""


def _lifted(way: float, framed: Framed) -> float:
    """Return how much higher a subject is held, so that it does not sink out of a picture that shifts `way` down.

    Only as far as its head has room when the picture shifts as much upwards: who lies can be held, who stands cannot.
    """
    if framed.reach is None:
        return 0.0
    top, foot = framed.reach
    sunk, room = foot + way - _EDGE, top - way + _EDGE
    return max(0.0, min(sunk, room))


def _shake(amount: float, times: Sequence[float], seconds: float, seed: int) -> list[tuple[float, float, float]]:
    """Return a hand's unrest: slow sway, breath and small corrections, as sums of a few sines."""
    rng = np.random.default_rng([seed, 77])
    rates = np.array([0.31, 0.73, 1.27, 2.3]) * rng.uniform(0.85, 1.15, (2, 4))
    phases = rng.uniform(0, 2 * math.pi, (2, 4))
    weights = np.array([1.0, 0.6, 0.35, 0.14]) * (0.006 + 0.024 * amount)
    result = []
    for t in times:
        x, y = (weights * np.sin(2 * math.pi * rates * t * seconds + phases)).sum(axis=1)
        result.append((float(x), float(y) * 0.8, 1.0 + 0.012 * amount * math.sin(2 * math.pi * 0.24 * t * seconds)))
    return result


@dataclass(frozen=True)
class Extent:
    """What must never leave the picture's frame: a plane that is painted from edge to edge."""

    depth: float
    half_width: float
    """Scene units from the middle to the left and right edge."""
    half_height: float
    endless: bool = False
    """May scroll sideways for ever."""


def shown(setup: Setup, view: View, depth: float, aspect: float) -> tuple[float, float, float, float]:
    """Return the rectangle (x0, y0, x1, y1) of the rest picture of a plane that this view sees."""
    scale, x, y = on_plane(setup, view, depth)
    return (
        (-aspect / 2 - x) / scale,
        (-0.5 - y) / scale,
        (aspect / 2 - x) / scale,
        (0.5 - y) / scale,
    )


def on_plane(setup: Setup, view: View, depth: float) -> tuple[float, float, float]:
    """Return (scale, x, y): a point p of the rest picture of a plane is seen at p * scale + (x, y)."""
    framed = setup.scale(depth)
    scale, x, y = view.project(setup.relative(depth))
    ox = setup.screen[0] - setup.anchor[0] * framed
    oy = setup.screen[1] - setup.anchor[1] * framed
    return framed * scale, ox * scale + x, oy * scale + y


def keep_inside(
    setup: Setup, views: Sequence[View], extents: Sequence[Extent], aspect: float
) -> tuple[Setup, list[View], float]:
    """Return a set-up and views that show no plane's edge, and the share of the asked move that is left.

    Tried in this order: shift the set-up, step a little nearer, shorten the move.
    """
    for extra, share in ((1.0, 1.0), (1.06, 1.0), (1.12, 1.0), (1.2, 1.0), (1.2, 0.8), (1.25, 0.6), (1.3, 0.4),
                         (1.35, 0.2), (1.5, 0.2), (1.7, 0.1), (2.0, 0.05)):  # fmt: skip
        near = replace(setup, zoom=setup.zoom * extra)
        calmer = [v.shorter(share) for v in views]
        moved = _shifted(near, calmer, extents, aspect)
        if moved is not None:
            return moved, calmer, share
    return replace(setup, zoom=max(setup.zoom, 1.7), screen=setup.anchor), [View() for _ in views], 0.0


def _shifted(setup: Setup, views: Sequence[View], extents: Sequence[Extent], aspect: float) -> Setup | None:
    """Move the anchor so that every view lies inside every plane; None if no anchor can."""
    low = [-math.inf, -math.inf]
    high = [math.inf, math.inf]
    for extent in extents:
        for view in views:
            x0, y0, x1, y1 = shown(setup, view, extent.depth, aspect)
            if not extent.endless:
                low[0] = max(low[0], -extent.half_width - x0)
                high[0] = min(high[0], extent.half_width - x1)
            low[1] = max(low[1], -extent.half_height - y0)
            high[1] = min(high[1], extent.half_height - y1)
    if low[0] > high[0] or low[1] > high[1]:
        return None
    shift = (min(max(0.0, low[0]), high[0]), min(max(0.0, low[1]), high[1]))
    return replace(setup, anchor=(setup.anchor[0] + shift[0], setup.anchor[1] + shift[1]))
