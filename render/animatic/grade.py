"""Grades painted planes: exposure, contrast, warmth, saturation, haze and the style's colour world, baked in once.

A plane is graded before it is placed, so that the most expensive part of a look costs nothing a frame.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from render.animatic.base import RGB, Look
from render.animatic.colour import from_hex, luma
from render.animatic.kernel import kernel
from render.animatic.look import Grade


@dataclass(frozen=True)
class Bath:
    """Look-up tables made from a grade and a style."""

    curves: NDArray[np.uint8]
    """(3, 256): what becomes of each level of red, green and blue."""
    saturation: float
    ramp: NDArray[np.uint8]
    """(256, 3): colour for each luma, for styles with their own colour world."""
    ramp_share: float
    haze: RGB
    haze_share: float


_RAMPS: dict[str, tuple[tuple[float, str], ...]] = {
    "noir": ((0.0, "#050506"), (0.35, "#2e2f33"), (0.7, "#a8a9ad"), (1.0, "#f6f5f0")),
    "ink": ((0.0, "#101218"), (0.22, "#30343c"), (0.45, "#85857f"), (0.66, "#d6d0bf"), (1.0, "#faf4e4")),
    "synthwave": ((0.0, "#0a0420"), (0.25, "#2a1a6e"), (0.5, "#a3268f"), (0.72, "#ff5f8f"), (1.0, "#fff1c9")),
    "surreal": ((0.0, "#14083c"), (0.3, "#1b6f8f"), (0.55, "#d8569f"), (0.8, "#ffc96e"), (1.0, "#f6ffe8")),
}
_RAMP_SHARE = {"noir": 0.92, "ink": 0.88, "synthwave": 0.42, "surreal": 0.5}
_KEEPS_COLOURS = frozenset(("synthwave", "surreal"))
"""Styles with a colour world of their own in which figures keep about half of theirs."""
_COLOURLESS = frozenset(("noir", "ink"))
_SATURATION = {
    "photoreal": 0.92, "painted": 1.06, "cartoon": 1.28, "anime": 1.22, "collage": 0.9, "vhs": 0.92, "surreal": 1.3,
    "paper": 0.95, "ink": 0.9, "noir": 0.9, "synthwave": 1.25,
}  # fmt: skip
_CONTRAST = {"photoreal": 0.05, "cartoon": 0.08, "anime": 0.05, "noir": 0.42, "ink": 0.35, "synthwave": 0.12,
             "vhs": -0.06, "paper": -0.06, "collage": 0.06}  # fmt: skip


def bath_of(grade: Grade, look: Look, palette: Sequence[RGB]) -> Bath:
    """Return the tables for a shot. `palette` counts where the grade holds it."""
    style = look.style
    contrast = grade.contrast + _CONTRAST.get(style, 0.0)
    levels = np.arange(256) / 255.0
    graded = levels * 2.0 ** (grade.exposure / 2.2)
    pivot = 0.32 if look.time == "night" else 0.42
    slope = 2.0**contrast
    graded = np.where(graded > 0, pivot * (np.maximum(graded, 1e-6) / pivot) ** slope, 0.0)
    curves = np.empty((3, 256), np.uint8)
    for channel, gain in enumerate((1 + 0.16 * grade.warmth, 1 + 0.02 * grade.warmth, 1 - 0.2 * grade.warmth)):
        curves[channel] = np.round(255 * _shoulder(graded * gain)).astype(np.uint8)
    return Bath(
        curves=curves,
        saturation=grade.saturation * _SATURATION.get(style, 1.0),
        ramp=_ramp(style, palette if grade.hold else ()),
        ramp_share=max(_RAMP_SHARE.get(style, 0.0), grade.hold),
        haze=grade.haze_colour,
        haze_share=grade.haze
        * {"cartoon": 0.7, "ink": 0.75, "noir": 0.9, "collage": 0.3, "paper": 0.6}.get(style, 1.0),
    )


def _shoulder(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Bend what would clip: straight up to 0.8, then asymptotically to 1."""
    return np.where(x < 0.8, x, 0.8 + 0.2 * (1 - np.exp(-(x - 0.8) / 0.2)))


def _ramp(style: str, held: Sequence[RGB]) -> NDArray[np.uint8]:
    """Return the colour of each luma: of the style's own world or, where the palette is held, of the palette."""
    levels = np.arange(256) / 255.0
    if held:
        world = sorted([(luma(c), c) for c in held])
        at = [0.0, *(place for place, _ in world), 1.0]
        first, last = world[0], world[-1]
        dark = tuple(v * 0.15 for v in first[1])
        light = tuple(v + 0.75 * (1 - v) for v in last[1])
        colours = 255.0 * np.array([dark, *(c for _, c in world), light])
    elif style in _RAMPS:
        at = [place for place, _ in _RAMPS[style]]
        colours = 255.0 * np.array([from_hex(code) for _, code in _RAMPS[style]])
    else:
        return np.zeros((256, 3), np.uint8)
    ramp = np.stack([np.interp(levels, at, colours[:, c]) for c in range(3)], axis=1)
    return np.asarray(ramp.round(), np.uint8)


def keeps_colours(person: bool, style: str) -> bool:
    """Return whether a figure keeps about half of its colours where the picture is drawn to a world of colours.

    People do in every style that has colours: a palette that is held never turns a face to stone.
    """
    return style in _KEEPS_COLOURS or (person and style not in _COLOURLESS)


def haze_at(bath: Bath, depth: float) -> float:
    """Return the share of haze before a plane: none at the subject, nearly all at the far hills, little on the sky."""
    if depth >= 30:
        return 0.12 * bath.haze_share
    return float(bath.haze_share * (1.0 - np.exp(-max(0.0, depth - 1.0) / 6.0)))


def develop(
    picture: NDArray[np.uint8],
    bath: Bath,
    haze: float,
    *,
    glow: bool = False,
    gain: float = 1.0,
    lift: float = 0.0,
    own: float = 0.0,
) -> None:
    """Grade a premultiplied picture (h, w, 4) in place.

    `gain` multiplies and `lift` adds light (0-1) before the curves: used to part the subject from what is behind it.
    `own` is the share (0-1) of its own colours that is kept where a style brings its colour world.
    """
    _develop(
        picture.reshape(-1, 4),
        bath.curves,
        int(256 * bath.saturation),
        bath.ramp,
        int(256 * bath.ramp_share * (0.6 if glow else 1.0 - own)),
        np.array([round(c * 255) for c in bath.haze], np.int64),
        0 if glow else int(256 * min(haze, 0.95)),
        glow,
        int(256 * gain),
        int(255 * lift),
    )


@kernel
def _develop(
    texels: NDArray[np.uint8],
    curves: NDArray[np.uint8],
    saturation: int,
    ramp: NDArray[np.uint8],
    ramp_share: int,
    haze: NDArray[np.int64],
    haze_share: int,
    glow: bool,
    gain: int,
    lift: int,
) -> None:
    for i in range(texels.shape[0]):
        a = int(texels[i, 3])
        r, g, b = int(texels[i, 0]), int(texels[i, 1]), int(texels[i, 2])
        if a == 0 and not (glow and r + g + b > 0):
            continue
        if not glow and a < 255:
            r, g, b = min(255, r * 255 // a), min(255, g * 255 // a), min(255, b * 255 // a)
        if gain != 256 or lift != 0:
            r = min(255, (r * gain >> 8) + lift)
            g = min(255, (g * gain >> 8) + lift)
            b = min(255, (b * gain >> 8) + lift)
        y = (54 * r + 183 * g + 19 * b) >> 8
        if saturation != 256:
            r = min(max(y + ((r - y) * saturation >> 8), 0), 255)
            g = min(max(y + ((g - y) * saturation >> 8), 0), 255)
            b = min(max(y + ((b - y) * saturation >> 8), 0), 255)
        r, g, b = int(curves[0, r]), int(curves[1, g]), int(curves[2, b])
        if ramp_share:
            y = min(255, (54 * r + 183 * g + 19 * b) >> 8)
            r += (int(ramp[y, 0]) - r) * ramp_share >> 8
            g += (int(ramp[y, 1]) - g) * ramp_share >> 8
            b += (int(ramp[y, 2]) - b) * ramp_share >> 8
        if haze_share:
            r += (haze[0] - r) * haze_share >> 8
            g += (haze[1] - g) * haze_share >> 8
            b += (haze[2] - b) * haze_share >> 8
        if not glow and a < 255:
            r, g, b = (r * a + 127) // 255, (g * a + 127) // 255, (b * a + 127) // 255
        texels[i, 0], texels[i, 1], texels[i, 2] = r, g, b


def graded(colour: RGB, bath: Bath) -> RGB:
    """Return what the bath makes of one colour, without haze."""
    texel = np.array([[[round(c * 255) for c in colour] + [255]]], np.uint8)
    develop(texel, bath, 0.0)
    return (float(texel[0, 0, 0]) / 255, float(texel[0, 0, 1]) / 255, float(texel[0, 0, 2]) / 255)
