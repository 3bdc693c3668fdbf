"""The last touch on a frame: gain, vignette, grain and the shot's texture, straight to the encoder's yuv420p."""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from render.animatic.base import Look
from render.animatic.kernel import kernel
from render.animatic.look import Fixes

_NOISE = 1024
_CLUMP = tuple((shift, math.exp(-0.5 * (shift / 0.7) ** 2)) for shift in (-2, -1, 0, 1, 2))
"""Spread of a clump of grain, by shift in px: sigma 0.7."""


@dataclass(frozen=True)
class Touch:
    """What the shot's texture does to every frame."""

    grain: float
    """Standard deviation in levels of 255, before clumping takes its sharpness."""
    vignette: float
    """Share by which corners are darker."""
    flicker: float = 0.0
    """Share by which the light of whole frames wavers."""
    bleed: int = 0
    """Pixels at 720 lines by which red and blue part."""
    scanlines: float = 0.0
    tear: float = 0.0
    """0-1: how often bands of lines jump sideways."""
    scratches: float = 0.0
    soften: float = 0.0
    """Share of a bloom of highlights."""
    fibre: float = 0.0
    """Contrast of paper seen through the picture."""


_TOUCHES: dict[str, Touch] = {
    "clean": Touch(1.2, 0.14),
    "grain": Touch(3.4, 0.2),
    "vhs": Touch(2.6, 0.16, flicker=0.006, bleed=5, scanlines=0.14, tear=0.2),
    "paper": Touch(1.0, 0.12, fibre=0.1),
    "glitch": Touch(2.0, 0.12, bleed=3, scanlines=0.05, tear=0.6),
    "dream": Touch(1.2, 0.1, soften=0.3),
    "old film": Touch(4.5, 0.34, flicker=0.022, scratches=0.8),
}
_STYLES: dict[str, str] = {"vhs": "vhs", "noir": "grain", "paper": "paper", "collage": "paper", "ink": "paper"}
"""Texture that a style brings along where the shot asks for a clean one."""


def touch_of(look: Look, fixes: Fixes) -> Touch:
    """Return the touch of a shot; 'steady light' stills its flicker and 'sharper' its softness."""
    texture = look.texture if look.texture != "clean" else _STYLES.get(look.style, "clean")
    touch = _TOUCHES.get(texture, _TOUCHES["clean"])
    keep = max(0.0, 1.0 - fixes["sharper"])
    return Touch(
        grain=touch.grain * (1.0 - 0.6 * min(1.0, fixes["simpler"])),
        vignette=touch.vignette,
        flicker=0.0 if fixes["steady light"] else touch.flicker,
        bleed=round(touch.bleed * keep),
        scanlines=touch.scanlines,
        tear=0.0 if fixes["steady light"] or fixes["simpler"] else touch.tear,
        scratches=touch.scratches * (0.0 if fixes["simpler"] else 1.0),
        soften=touch.soften * keep,
        fibre=touch.fibre,
    )


class Finisher:
    """Finishes the frames of one shot. Equal seeds and frame numbers give equal frames."""

    def __init__(self, touch: Touch, width: int, height: int, seed: int, fps: float) -> None:
        """`width` and `height` in px, both even."""
        self._touch = touch
        self._seed = seed
        self._fps = fps
        self._size = (width, height)
        self._noise = _grain(touch.grain)
        self._shade = _shade(width, height, touch, np.random.default_rng([seed, 11]))
        self._out = np.zeros((height * 3 // 2, width), np.uint8)

    def finish(self, frame: NDArray[np.uint8], number: int, gain: float = 1.0) -> NDArray[np.uint8]:
        """Return planar RGB (3, h, w) as yuv420p, BT.709 limited, in OpenCV's I420 layout (h * 3 / 2, w), reused.

        `gain` is the light of this frame: lightning, fades.
        """
        rng = np.random.default_rng([self._seed, 13, number])
        height = self._size[1]
        touch = self._touch
        if touch.flicker:
            gain *= 1.0 + touch.flicker * (float(rng.normal()) + math.sin(number * 1.7))
        shifts = self._tears(rng, height)
        bleed = round(touch.bleed * height / 720)
        if bleed or shifts.any():
            frame = _torn(frame, shifts, bleed)
        if touch.soften:
            frame = self._bloomed(frame)
        if touch.scratches:
            self._scratch(frame, rng)
        corner = rng.integers(0, _NOISE, 2)
        _to_yuv(frame, self._shade, self._noise, corner[0], corner[1], round(gain * 256), self._out)
        if bleed:
            self._smear(bleed)
        return self._out

    def _tears(self, rng: np.random.Generator, height: int) -> NDArray[np.int64]:
        shifts = np.zeros(height, np.int64)
        if self._touch.tear and rng.random() < self._touch.tear:
            for _ in range(int(rng.integers(1, 4))):
                top, high = int(rng.integers(0, height)), int(rng.integers(height // 90 + 1, height // 14 + 2))
                shifts[top : top + high] = int(rng.normal(0, height / 40))
        return shifts

    def _bloomed(self, frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
        import cv2

        small = [cv2.resize(c, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA) for c in frame]
        for channel, reduced in enumerate(small):
            soft = cv2.GaussianBlur(reduced, (0, 0), frame.shape[1] / 8 / 36)
            glow = cv2.resize(soft, self._size, interpolation=cv2.INTER_LINEAR)
            # Screen: light adds, nothing clips.
            frame[channel] = 255 - ((255 - frame[channel]).astype(np.uint16)
                                    * (255 - (glow * self._touch.soften).astype(np.uint16)) // 255)  # fmt: skip
        return frame

    def _smear(self, bleed: int) -> None:
        """Smear colour sideways, as tape with its narrow colour band does."""
        import cv2

        width, height = self._size
        colour = self._out.reshape(-1)[height * width :].reshape(height, width // 2)
        colour[:] = cv2.blur(colour, (2 * bleed + 1, 1))

    def _scratch(self, frame: NDArray[np.uint8], rng: np.random.Generator) -> None:
        _, height, width = frame.shape
        thick = max(1, height // 500)
        if rng.random() < self._touch.scratches:
            x = int(width * (0.2 + 0.6 * rng.random()))
            frame[:, :, x : x + thick] = np.minimum(frame[:, :, x : x + thick], 200) + 40
        for _ in range(int(rng.poisson(1.6))):
            y, x = int(rng.integers(0, height)), int(rng.integers(0, width))
            size = int(rng.integers(1, 4)) * thick
            frame[:, y : y + size, x : x + size] = int(rng.choice([18, 225]))


@cache
def _grain(deviation: float) -> NDArray[np.int8]:
    """Return a sheet of grain whose edges meet; every frame looks at another part of it.

    Clumps of about a pixel and a half, as silver has: white noise reads as electronic and costs more bits. Clumps are
    seen better than single pixels, so they are fainter.
    """
    noise = np.random.default_rng(11).standard_normal((_NOISE, _NOISE))
    for axis in (0, 1):
        noise = np.sum([weight * np.roll(noise, shift, axis) for shift, weight in _CLUMP], axis=0)
    noise *= 0.85 * deviation / noise.std()
    return np.clip(np.round(noise), -60, 60).astype(np.int8)


def _shade(width: int, height: int, touch: Touch, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Return what every pixel's light is multiplied by, 0-255 for 0 to 1: vignette, scanlines, paper."""
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    radius = np.clip((x * x + y * y) / 2.0, 0.0, 1.0)
    shade = 1.0 - touch.vignette * radius**1.3 * 1.35
    if touch.scanlines:
        period = max(2.0, height / 240)
        shade *= 1.0 - touch.scanlines * (0.5 + 0.5 * np.cos(2 * np.pi * np.arange(height) / period))[:, None]
    if touch.fibre:
        shade *= 1.0 - touch.fibre * _paper(width, height, rng)
    result: NDArray[np.uint8] = np.clip(np.round(shade * 255), 0, 255).astype(np.uint8)
    return result


def _paper(width: int, height: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return the relief of paper, 0-1, drawn on a fixed grid so that every size shows the same sheet."""
    import cv2

    total = np.zeros((height, width))
    for cells, weight in ((9, 0.5), (60, 0.3), (220, 0.4)):
        rough = rng.random((cells, cells * 2)).astype(np.float32)
        total += weight * cv2.resize(rough, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.clip(total / 1.2, 0.0, 1.0)


@kernel
def _torn(frame: NDArray[np.uint8], shifts: NDArray[np.int64], bleed: int) -> NDArray[np.uint8]:
    _, height, width = frame.shape
    out = np.empty_like(frame)
    for c in range(3):
        for y in range(height):
            shift = shifts[y] + (c - 1) * bleed
            for x in range(width):
                out[c, y, x] = frame[c, y, min(max(x - shift, 0), width - 1)]
    return out


@kernel
def _row(
    red: NDArray[np.uint8],
    green: NDArray[np.uint8],
    blue: NDArray[np.uint8],
    shade: NDArray[np.uint8],
    noise: NDArray[np.int8],
    gain: int,
    luma: NDArray[np.uint8],
    cb: NDArray[np.int32],
    cr: NDArray[np.int32],
) -> None:
    """Finish one row; luma gets its levels, cb and cr the row's sums of two pixels (signed)."""
    for x in range(red.shape[0]):
        s = (np.int32(shade[x]) + np.int32(1)) * np.int32(gain)
        n = np.int32(noise[x])
        r = min(max((np.int32(red[x]) * s >> np.int32(16)) + n, np.int32(0)), np.int32(255))
        g = min(max((np.int32(green[x]) * s >> np.int32(16)) + n, np.int32(0)), np.int32(255))
        b = min(max((np.int32(blue[x]) * s >> np.int32(16)) + n, np.int32(0)), np.int32(255))
        # BT.709, limited range, in 1/65536.
        luma[x] = np.uint8((np.int32(11966) * r + np.int32(40254) * g + np.int32(4064) * b + np.int32(1081344)) >> 16)
        cb[x] = np.int32(-6596) * r - np.int32(22189) * g + np.int32(28784) * b
        cr[x] = np.int32(28784) * r - np.int32(26145) * g - np.int32(2639) * b


@kernel
def _halve(upper: NDArray[np.int32], lower: NDArray[np.int32], out: NDArray[np.uint8]) -> None:
    for x in range(out.shape[0]):
        total = (upper[2 * x] >> 2) + (upper[2 * x + 1] >> 2) + (lower[2 * x] >> 2) + (lower[2 * x + 1] >> 2)
        out[x] = np.uint8((total + np.int32(8421376)) >> 16)


@kernel
def _to_yuv(
    frame: NDArray[np.uint8],
    shade: NDArray[np.uint8],
    noise: NDArray[np.int8],
    down: int,
    across: int,
    gain: int,
    out: NDArray[np.uint8],
) -> None:
    _, height, width = frame.shape
    sums = np.empty((4, width), np.int32)
    grain = np.empty(width, np.int8)
    quarter = height * width // 4
    flat = out.reshape(-1)
    at = height * width
    for y in range(height):
        line = noise[(y + down) % noise.shape[0]]
        for x in range(width):
            grain[x] = line[(x + across) & (noise.shape[1] - 1)]
        odd = y & 1
        _row(frame[0, y], frame[1, y], frame[2, y], shade[y], grain, gain, out[y], sums[odd * 2], sums[odd * 2 + 1])
        if odd:
            row = at + (y // 2) * (width // 2)
            _halve(sums[0], sums[2], flat[row : row + width // 2])
            _halve(sums[1], sums[3], flat[row + quarter : row + quarter + width // 2])
