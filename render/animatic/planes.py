"""Paints the planes of a place as the camera will see them, and says where they are at each frame."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from director.model import Lens
from render.animatic.base import Layer, Look, Sway
from render.animatic.camera import Setup, View, on_plane, shown
from render.animatic.compositor import Draw, Wrap
from render.animatic.grade import Bath, develop, haze_at
from render.animatic.look import Fixes
from render.animatic.paint import Box, Picture, defocus, paint, sharpen
from render.animatic.style import drops_shadow, edge_shadow, treat_plane

NEAREST = 0.34
"""Planes nearer than this (relative to the subject) are left out: the camera has passed them."""
_LARGEST_SCALE = 7.0
BACKDROP = 8.0
"""Sorting depth from which on the place begins; whoever stands on the ground is nearer."""
_APERTURE: dict[Lens, float] = {"wide": 0.5, "normal": 1.0, "long": 1.8}


@dataclass(frozen=True)
class Eye:
    """All that decides how a plane is seen."""

    setup: Setup
    views: Sequence[View]
    look: Look
    bath: Bath
    height: int
    """Of the picture, px."""
    lens: Lens
    tightness: float
    """How near the framing is: size of an adult in heights of the picture."""
    fixes: Fixes
    near: bool
    """A framing that cuts a standing person: nothing may come between it and the camera."""
    passing: bool
    """Scenery passes: planes scroll."""
    restless: float = 1.0
    """How much wind multiplies sway."""

    def blur(self, near: float) -> float:
        """Return the radius of defocus at a relative depth, in heights of the picture."""
        wide_open = 0.0085 * min(1.0, max(0.0, math.log2(max(self.tightness, 0.1) / 0.6) / 3.4))
        keep = max(0.15, 1.0 - 0.8 * self.fixes["sharper"])
        return (0.00035 + wide_open * _APERTURE[self.lens]) * abs(1.0 - 1.0 / max(near, 0.2)) * keep


@dataclass(frozen=True)
class Plane:
    """A painted layer and how it moves. Lengths in rest scene units."""

    picture: int
    x0: float
    y0: float
    px: float
    depth: float
    sway: Sway = field(default_factory=Sway)
    wrap: Wrap = "clamp"
    glow: bool = False
    opacity: float = 1.0
    name: str = ""

    def order(self, setup: Setup) -> float:
        """Return the depth by which it is sorted: all painted at or behind the subject's plane lies behind everyone."""
        near = setup.relative(self.depth)
        return near if self.depth < 0.95 else max(near, BACKDROP + 0.01 * near)

    def draw(self, setup: Setup, view: View, time: float, aspect: float, height: int) -> Draw:
        """Return where the plane is on the screen at a time in seconds."""
        scale, x, y = on_plane(setup, view, self.depth)
        swing = math.sin(2 * math.pi * self.sway.hz * time + self.depth) if self.sway.hz else 0.0
        left = (-aspect / 2 - x) / scale - self.sway.x * swing - self.sway.drift * time
        top = (-0.5 - y) / scale - self.sway.y * swing
        step = self.px / (height * scale)
        return Draw(
            picture=self.picture,
            u=(left - self.x0) * self.px,
            du=step,
            v=(top - self.y0) * self.px,
            dv=step,
            opacity=self.opacity,
            glow=self.glow,
            wrap=self.wrap,
        )


class Album:
    """The pictures of a shot, numbered."""

    def __init__(self) -> None:
        """Start empty."""
        self.pictures: list[NDArray[np.uint8]] = []

    def add(self, texels: NDArray[np.uint8]) -> int:
        """Keep a picture and return its number."""
        self.pictures.append(np.ascontiguousarray(texels))
        return len(self.pictures) - 1


def paint_planes(layers: Sequence[Layer], eye: Eye, album: Album, seed: int) -> list[Plane]:
    """Paint all layers that the camera sees, from far to near as given; nearest last is not required."""
    planes: list[Plane] = []
    mirror = max([layer.mirror for layer in layers] + [0.0])
    for number, given in enumerate(layers):
        layer = replace(given, depth=eye.setup.kept(given.depth))
        near = eye.setup.relative(layer.depth)
        scale = max(on_plane(eye.setup, v, layer.depth)[0] for v in eye.views) if near >= NEAREST else 0.0
        if near < NEAREST or scale > _LARGEST_SCALE or (eye.near and layer.depth < 0.95 and not layer.soft):
            continue
        blur = 0.0 if layer.soft else eye.blur(near)
        # What is out of focus needs no more than a few texels across its blur.
        px = (
            eye.height
            * min(scale, 2.5)
            * min(1.0, 0.004 / blur if blur > 0.004 else 1.0)
            * (0.25 if layer.soft else 1.0)
        )
        box, wrap = _extent(layer, eye)
        picture = paint(box, px, eye.look, [seed, number], layer.paint)
        picture = _finished(picture, layer, eye, scale, blur, seed + number)
        sway = _stirred(layer.sway, eye.restless)
        if drops_shadow(eye.look) and not (layer.glow or layer.soft) and layer.depth < 30:
            planes.append(_shadow(picture, layer, album, px / scale, sway, wrap))
        planes.append(
            Plane(
                album.add(picture.texels),
                picture.x0,
                picture.y0,
                picture.px,
                layer.depth,
                sway,
                wrap,
                layer.glow,
                name=layer.name,
            )
        )
        if layer.glow and mirror > 0 and layer.depth < 30:
            planes.append(_mirrored(picture, layer, eye, album, mirror, wrap))
    return planes


def _finished(picture: Picture, layer: Layer, eye: Eye, scale: float, blur: float, seed: int) -> Picture:
    if not layer.glow and not layer.soft:
        treat_plane(picture, eye.look, picture.px / scale, seed)
    develop(picture.texels, eye.bath, 0.0 if layer.soft else haze_at(eye.bath, layer.depth), glow=layer.glow)
    picture = defocus(picture, blur / scale)
    if eye.fixes["sharper"] and not layer.glow and not layer.soft:
        sharpen(picture.texels, picture.px / scale, 0.9 * eye.fixes["sharper"])
    return picture


def _extent(layer: Layer, eye: Eye) -> tuple[Box, Wrap]:
    """Return which part of a layer has to be painted, and what lies beyond its sides."""
    half_w, half_h = layer.span * eye.look.aspect / 2, layer.span / 2
    whole = Box(-half_w, -half_h, half_w, half_h)
    edges = [shown(eye.setup, v, layer.depth, eye.look.aspect) for v in eye.views]
    slack = 0.01 + abs(layer.sway.y) * eye.restless
    seen = Box(
        min(e[0] for e in edges) - slack - abs(layer.sway.x) * eye.restless,
        min(e[1] for e in edges) - slack,
        max(e[2] for e in edges) + slack + abs(layer.sway.x) * eye.restless,
        max(e[3] for e in edges) + slack,
    ).within(whole)
    scrolls = layer.sway.drift != 0.0 or eye.passing
    if layer.loop and scrolls:
        return Box(whole.x0, seen.y0, whole.x1, seen.y1), "repeat"
    if scrolls:
        return Box(whole.x0, seen.y0, whole.x1, seen.y1), "mirror"
    return seen, "clamp"


def _stirred(sway: Sway, restless: float) -> Sway:
    return Sway(sway.x * restless, sway.y * restless, sway.hz * (0.6 + 0.4 * restless), sway.drift * restless)


def _shadow(picture: Picture, layer: Layer, album: Album, screen: float, sway: Sway, wrap: Wrap) -> Plane:
    shade = edge_shadow(picture, screen)
    return Plane(album.add(shade.texels), shade.x0, shade.y0, shade.px, layer.depth + 0.001, sway, wrap)


def _mirrored(picture: Picture, layer: Layer, eye: Eye, album: Album, strength: float, wrap: Wrap) -> Plane:
    """Lay a glow upside down on the ground, drawn out downwards as wet asphalt does."""
    foot = eye.look.horizon + 0.26 / max(layer.depth, 1.0)
    row = int(min(max((foot - picture.y0) * picture.px, 1), picture.texels.shape[0]))
    upper = picture.texels[:row][::-1]
    small = cv2.resize(upper, None, fx=0.34, fy=0.34, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigmaX=0.8, sigmaY=max(1.0, small.shape[0] / 26))
    fall = np.linspace(1.0, 0.25, small.shape[0])[:, None, None]
    texels = (small * fall).astype(np.uint8)
    px = picture.px * small.shape[1] / picture.texels.shape[1]
    beyond: Wrap = wrap if wrap != "clamp" else "none"
    depth, opacity = min(layer.depth, 1.4), min(1.0, 1.1 * strength)
    return Plane(album.add(texels), picture.x0, foot, px, depth, wrap=beyond, glow=True, opacity=opacity)


def luma_behind(
    planes: Sequence[Plane], album: Album, eye: Eye, view: View, box: tuple[float, float, float, float]
) -> float:
    """Return the mean luma 0-1 of the planes at or behind the subject in a box of the screen (scene units)."""
    xs = np.linspace(box[0], box[2], 20) + eye.look.aspect / 2
    ys = np.linspace(box[1], box[3], 20) + 0.5
    total = np.zeros((20, 20, 3))
    free = np.ones((20, 20, 1))
    for plane in sorted(planes, key=lambda p: p.depth):
        if plane.depth < 1.0:
            continue
        draw = plane.draw(eye.setup, view, 0.0, eye.look.aspect, eye.height)
        texels = album.pictures[plane.picture]
        u = (draw.u + xs * eye.height * draw.du).astype(int).clip(0, texels.shape[1] - 1)
        v = (draw.v + ys * eye.height * draw.dv).astype(int).clip(0, texels.shape[0] - 1)
        seen = texels[np.ix_(v, u)].astype(np.float64) / 255 * plane.opacity
        total += free * seen[..., :3]
        if not plane.glow:
            free *= 1.0 - seen[..., 3:]
    return float(min(1.0, (total @ np.array([0.2126, 0.7152, 0.0722])).mean()))
