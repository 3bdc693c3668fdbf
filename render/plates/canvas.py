"""What lies around a photograph: the paper border of a print, and a ground where it cannot fill the film."""

import cv2
import numpy as np
from numpy.typing import NDArray

from render.plates.layers import blended, filled
from render.plates.subject import Box

Pixels = NDArray[np.uint8]

_SEARCH = 0.14
"""A border is at most this share of a side."""
_DARK = 0.5
"""Share of its light that the ground behind a photo loses."""
_PLAIN = 7.0
"""Mean unevenness of plain sides, levels of 255 (measured: studio cloths 2.2-6.5, a flag and a rocket 26-42)."""
MARGIN = 1.06
"""A photo shown whole has this much room around it, of its own size."""


def without_border(photo: Pixels) -> Box:
    """Return the picture inside a print's even border, px; the whole photo if it has none.

    On each side the first strong step of brightness counts, if everything outside of it is even and light or dark.
    """
    by = 320 / max(photo.shape[:2])
    small = cv2.resize(photo, None, fx=by, fy=by, interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32)
    high, wide = grey.shape
    left, right = _edge(grey), _edge(grey[:, ::-1])
    top, bottom = _edge(grey.T), _edge(grey.T[:, ::-1])
    if sum(side > 0 for side in (left, right, top, bottom)) < 3:
        return Box(0, 0, photo.shape[1], photo.shape[0])
    # A little more, so that no shadow of the edge is left.
    pad = 2.0
    return Box((left + pad) / by, (top + pad) / by, (wide - right - pad) / by, (high - bottom - pad) / by)


def _edge(grey: NDArray[np.float32]) -> int:
    """Return how many columns from the left belong to an even border; 0 for none."""
    reach = max(4, round(_SEARCH * grey.shape[1]))
    rows = grey[grey.shape[0] // 8 : -grey.shape[0] // 8]
    mean = cv2.blur(rows, (3, 1)).mean(axis=0)[: reach + 2]
    step = np.abs(np.diff(mean))
    at = int(step.argmax()) + 1
    if step[at - 1] < 7 or at < 3:
        return 0
    border = rows[:, 1 : max(2, at - 2)]
    even = float(border.std()) < 17
    return at + 1 if even and (float(border.mean()) > 150 or float(border.mean()) < 25) else 0


def plain_sides(photo: Pixels) -> bool:
    """Whether both sides of an RGB photo are so plain that nobody sees where they are carried on: a cloth, a wall."""
    small = cv2.resize(photo, (96, 96), interpolation=cv2.INTER_AREA).astype(np.float32)
    rough = cv2.GaussianBlur(small, (0, 0), 1.5) - cv2.GaussianBlur(small, (0, 0), 9.0)
    return max(float(np.abs(part[:64]).mean()) for part in (rough[:, :9], rough[:, -9:])) < _PLAIN


def widened(photo: Pixels, matte: Pixels, extra: int, seed: int) -> Pixels:
    """Return an RGB photo with `extra` px more on either side: its own background goes on, out of focus.

    The subject (`matte`, 255) is left out of what goes on; grain is added as strong as the photo's.
    """
    high, wide = photo.shape[:2]
    tall = 96
    by = tall / high
    small = cv2.resize(filled(photo, matte), (max(8, round(wide * by)), tall), interpolation=cv2.INTER_AREA)
    pad = max(1, round(extra * by))
    soft = cv2.copyMakeBorder(small, 0, 0, pad, pad, cv2.BORDER_REFLECT_101)
    soft = cv2.GaussianBlur(soft, (0, 0), 7.0, borderType=cv2.BORDER_REFLECT_101)
    large = cv2.resize(soft, (wide + 2 * extra, high), interpolation=cv2.INTER_CUBIC)
    left = photo[:, : wide // 12].astype(np.float32)
    grain = 2.7 * float(np.median(np.abs(left - cv2.GaussianBlur(left, (0, 0), 1.5))))
    noise = cv2.GaussianBlur(np.random.default_rng([seed, 61]).normal(0, 1, large.shape[:2]), (0, 0), 0.9)
    large = np.clip(large + (noise / max(1e-6, noise.std()) * grain)[..., None], 0, 255).astype(np.uint8)
    reach = 0.09 * wide
    at = np.arange(wide) + 0.5
    ramp = np.clip(np.minimum(at, wide - at) / reach, 0, 1)
    share = np.zeros(large.shape[:2], np.uint8)
    share[:, extra : extra + wide] = np.round(255 * ramp * ramp * (3 - 2 * ramp))
    whole = cv2.copyMakeBorder(photo, 0, 0, extra, extra, cv2.BORDER_REPLICATE)
    return blended(large, np.asarray(whole, np.uint8), share)


def backdrop(photo: Pixels, aspect: float) -> Pixels:
    """Return a soft RGBA ground of this aspect made of the photo itself: enlarged, blurred and dimmed."""
    high, wide = photo.shape[:2]
    crop_w, crop_h = min(wide, round(high * aspect)), min(high, round(wide / aspect))
    x, y = (wide - crop_w) // 2, (high - crop_h) // 2
    size = (max(16, round(144 * aspect)), 144)
    small = cv2.resize(photo[y : y + crop_h, x : x + crop_w], size, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), 9, borderType=cv2.BORDER_REFLECT_101).astype(np.float32)
    grey = soft.mean(axis=2, keepdims=True)
    soft = (grey + (soft - grey) * 0.8) * (1.0 - _DARK)
    v, u = np.mgrid[-1 : 1 : size[1] * 1j, -1 : 1 : size[0] * 1j]
    fall = np.clip(1.0 - 0.28 * (u * u + v * v), 0, 1)[..., None]
    out = np.full((size[1], size[0], 4), 255, np.uint8)
    out[..., :3] = np.clip(soft * fall, 0, 255)
    return out


def shadow(width: float, height: float) -> tuple[Pixels, float]:
    """Return the soft shadow (premultiplied RGBA) of a sheet of this shape, 96 texels high, and its margin's share.

    The margin is that around the sheet, in heights of the sheet.
    """
    tall, pad = 96, 22
    wide = max(8, round(tall * width / height))
    alpha = np.zeros((tall + 2 * pad, wide + 2 * pad), np.float32)
    alpha[pad:-pad, pad:-pad] = 0.62
    texels = np.zeros((*alpha.shape, 4), np.uint8)
    texels[..., 3] = np.round(255 * cv2.GaussianBlur(alpha, (0, 0), 6.5))
    return texels, pad / tall


def sheet(photo: Pixels) -> Pixels:
    """Return RGB as premultiplied RGBA whose edge is soft by two pixels, so that it can lie on a ground."""
    high, wide = photo.shape[:2]
    alpha = np.zeros((high, wide), np.uint8)
    alpha[2:-2, 2:-2] = 255
    alpha = np.asarray(cv2.blur(alpha, (3, 3)), np.uint8)
    return premultiplied(photo, alpha)


def premultiplied(photo: Pixels, alpha: Pixels) -> Pixels:
    """Return RGB (h, w, 3) and alpha (h, w) as premultiplied RGBA."""
    out = np.empty((*alpha.shape, 4), np.uint8)
    for channel in range(3):
        out[..., channel] = cv2.multiply(photo[..., channel], alpha, scale=1 / 255)
    out[..., 3] = alpha
    return out


def opaque(photo: Pixels) -> Pixels:
    """Return RGB (h, w, 3) as RGBA."""
    return np.asarray(cv2.cvtColor(photo, cv2.COLOR_RGB2RGBA), np.uint8)
