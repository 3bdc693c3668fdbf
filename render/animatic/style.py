"""Styles that change drawing rather than colour: outlines, cut paper, brushwork. Applied to each picture once."""

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from render.animatic.base import RGB, Brush, Layer, Look
from render.animatic.colour import mix, toned
from render.animatic.paint import Picture

Texels = NDArray[np.uint8]

_OUTLINE: dict[str, float] = {"cartoon": 0.006, "anime": 0.0032, "ink": 0.004}
"""Width of the drawn outline of figures, heights of the picture."""


def treat_plane(picture: Picture, look: Look, screen: float, seed: int) -> None:
    """Give a plane its style, in place. `screen`: texels in a height of the picture, so that strokes keep one width."""
    texels = picture.texels
    match look.style:
        case "painted" | "ink":
            _brushwork(texels, screen, seed)
        case "cartoon" | "anime":
            _flat(texels, 7 if look.style == "cartoon" else 14)
            _outline(texels, screen * _OUTLINE[look.style] * 0.6, toned(look.shade, 0.22))
        case "collage":
            sheets = (look.sky_low, look.accent, look.mid, look.lit, look.far)
            _print(texels, screen, sheets[seed % len(sheets)], toned(look.shade, 0.2))
            _cut_edge(texels, screen, (0.97, 0.95, 0.9), 0.0035)
        case "paper":
            _cut_edge(texels, screen, (0.97, 0.95, 0.9), 0.0016)
            _fibre(texels, seed, 0.09)
        case _:
            pass


def treat_figure(picture: Picture, look: Look, screen: float, seed: int) -> None:
    """Give a figure's pose its style, in place."""
    texels = picture.texels
    match look.style:
        case "cartoon" | "anime" | "ink":
            _outline(texels, screen * _OUTLINE[look.style], toned(look.shade, 0.14))
        case "paper" | "collage":
            _cut_edge(texels, screen, (0.97, 0.95, 0.9), 0.006 if look.style == "collage" else 0.003)
            _fibre(texels, seed, 0.07)
        case "painted":
            _brushwork(texels, 0.25 * screen, seed)
        case _:
            pass


def drops_shadow(look: Look) -> bool:
    """Whether every plane throws a soft shadow on the one behind it, as layers of paper do."""
    return look.style in ("paper", "collage")


def edge_shadow(picture: Picture, screen: float) -> Picture:
    """Return the shadow that a cut-out throws on the sheet behind it."""
    small = min(1.0, 0.25)
    alpha = cv2.resize(picture.texels[..., 3], None, fx=small, fy=small, interpolation=cv2.INTER_AREA)
    alpha = cv2.GaussianBlur(alpha, (0, 0), max(0.8, screen * small * 0.008))
    texels = np.zeros((*alpha.shape, 4), np.uint8)
    texels[..., 3] = (alpha * 0.45).astype(np.uint8)
    px = picture.px * alpha.shape[1] / picture.texels.shape[1]
    shift = 0.008 * screen / picture.px
    return Picture(texels, picture.x0 + 0.5 * shift, picture.y0 + shift, px)


def _outline(texels: Texels, width: float, colour: RGB) -> None:
    """Draw a dark line along the outer edge of what is painted."""
    size = 2 * max(1, round(width)) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    alpha = texels[..., 3].copy()
    if alpha.min() == 255:
        return
    inner = cv2.erode(alpha, kernel, borderType=cv2.BORDER_REPLICATE)
    line = cv2.GaussianBlur(cv2.subtract(alpha, inner), (0, 0), 0.6)
    share = np.minimum(line, alpha).astype(np.uint16)
    for channel, value in enumerate(colour):
        plane = texels[..., channel].astype(np.uint16)
        target = (alpha.astype(np.uint16) * round(255 * value)) // 255
        texels[..., channel] = (plane * (255 - share) + target * share) // 255


def _flat(texels: Texels, levels: int) -> None:
    """Reduce shading to flat steps of lightness, softly; hues stay."""
    light = cv2.transform(texels[..., :3], np.array([[0.2126, 0.7152, 0.0722]], np.float32)).astype(np.float32)
    step = 255.0 / levels
    flat = np.round(light / step) * step
    factor = np.where(light > 4, (0.35 * light + 0.65 * flat) / np.maximum(light, 1.0), 1.0).astype(np.float32)
    # Premultiplied colours never exceed their alpha.
    for channel in range(3):
        texels[..., channel] = np.minimum(texels[..., channel] * factor, texels[..., 3])


def _brushwork(texels: Texels, screen: float, seed: int) -> None:
    """Melt detail into dabs of a brush: edges wander along strokes, then a median of the size of the brush."""
    height, width = texels.shape[:2]
    rng = np.random.default_rng([seed, 9])
    cell = max(4.0, screen / 26)
    grid = (max(2, round(height / cell)), max(2, round(width / cell / 1.8)))
    drift = [
        cv2.resize(rng.normal(0, screen / 320, grid).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
        for _ in range(2)
    ]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    moved = cv2.remap(texels, x + drift[0], y + 0.6 * drift[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    brush = max(1.0, screen / 110)
    small = min(1.0, 3.0 / brush)
    size = (max(8, round(width * small)), max(8, round(height * small)))
    reduced = cv2.resize(moved, size, interpolation=cv2.INTER_AREA)
    dabs = cv2.resize(cv2.medianBlur(reduced, 5), (width, height), interpolation=cv2.INTER_CUBIC)
    texels[:] = np.minimum(dabs, dabs[..., 3:])


def _print(texels: Texels, screen: float, sheet: RGB, ink: RGB) -> None:
    """Print the plane on coloured paper with a coarse screen of dots."""
    height, width = texels.shape[:2]
    light = cv2.transform(texels[..., :3], np.array([[0.2126, 0.7152, 0.0722]], np.float32)).astype(np.float32)
    pitch = 2 * np.pi / max(4.0, screen / 90)
    x, y = np.arange(width)[None] * pitch, np.arange(height)[:, None] * pitch
    dots = (63.0 * (np.sin(x + y) + np.sin(x - y))).astype(np.float32)
    paper = np.clip((light + 0.55 * dots - 70.0) / 90.0, 0.0, 1.0)
    alpha = texels[..., 3].astype(np.float32)
    for channel in range(3):
        printed = (ink[channel] + (sheet[channel] - ink[channel]) * paper) * alpha
        texels[..., channel] = np.minimum(0.35 * texels[..., channel] + 0.65 * printed, alpha)


def _cut_edge(texels: Texels, screen: float, colour: RGB, width: float) -> None:
    """Leave a light rim of torn paper along the outer edge."""
    size = 2 * max(1, round(width * screen)) + 1
    alpha = texels[..., 3].copy()
    if alpha.min() == 255:
        return
    inner = cv2.erode(alpha, np.ones((size, size), np.uint8), borderType=cv2.BORDER_REPLICATE)
    share = cv2.subtract(alpha, inner).astype(np.uint16)
    for channel, value in enumerate(colour):
        plane = texels[..., channel].astype(np.uint16)
        target = (alpha.astype(np.uint16) * round(255 * value)) // 255
        texels[..., channel] = (plane * (255 - share) + target * share) // 255


def _fibre(texels: Texels, seed: int, strength: float) -> None:
    rng = np.random.default_rng([seed, 5])
    height, width = texels.shape[:2]
    rough = rng.random((120, 200)).astype(np.float32)
    relief = cv2.resize(rough, (width, height), interpolation=cv2.INTER_CUBIC)
    factor = np.clip(256 * (1.0 - strength * relief), 0, 256).astype(np.uint16)
    for channel in range(3):
        texels[..., channel] = texels[..., channel].astype(np.uint16) * factor >> 8


def plain_layers(look: Look) -> list[Layer]:
    """Return a neutral stage, sky over ground, for a place that nobody can paint."""

    def sky(brush: Brush) -> None:
        _gradient(brush, -1.0, look.horizon, look.sky_top, look.sky_low)

    def ground(brush: Brush) -> None:
        brush.canvas.clipRect(skia.Rect.MakeLTRB(-4, look.horizon, 4, 2))
        _gradient(brush, look.horizon, 0.9, mix(look.ground, look.sky_low, 0.45), look.ground)

    return [Layer("sky", 50.0, sky, span=2.0), Layer("ground", 3.0, ground, span=2.0)]


def _gradient(brush: Brush, top: float, bottom: float, first: RGB, last: RGB) -> None:
    colours = [skia.Color4f(*first, 1.0).toColor(), skia.Color4f(*last, 1.0).toColor()]
    shader = skia.GradientShader.MakeLinear([skia.Point(0, top), skia.Point(0, bottom)], colours)
    brush.canvas.drawPaint(skia.Paint(Shader=shader, Dither=True))
