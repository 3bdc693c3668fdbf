"""Light on figures: rim and form from the key light, shadows on the ground, parting from what is behind."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from render.animatic.base import RGB, Look
from render.animatic.colour import luma, mix
from render.animatic.kernel import kernel
from render.animatic.paint import Picture

Texels = NDArray[np.uint8]

OVAL = 64
"""Texels on a side of soft round pictures."""


@dataclass(frozen=True)
class Key:
    """Where light comes from, as seen from the subject."""

    x: float
    """-1 from the left .. 1 from the right."""
    y: float
    """-1 from above .. 1 from below."""
    colour: RGB
    rim: float
    """Strength of the lit edge, 0-1."""
    shadow: float
    """Strength of the cast shadow, 0-1."""
    reach: float
    """Length of the cast shadow in heights of the figure."""


_RIM = {"dawn": 0.5, "morning": 0.38, "day": 0.3, "golden hour": 0.72, "dusk": 0.62, "night": 0.5}
_SHADOW = {"dawn": 0.42, "morning": 0.5, "day": 0.52, "golden hour": 0.6, "dusk": 0.3, "night": 0.35}
_OVERCAST = {"clouds": 0.5, "mist": 0.25, "rain": 0.35, "snow": 0.4, "blizzard": 0.1, "storm": 0.3}


def key_of(look: Look) -> Key:
    """Return the key light of a look."""
    x, y = look.sun
    side = -1.0 if x < 0 else 1.0
    height = min(1.0, max(0.05, look.horizon - y) / 0.5)
    clear = _OVERCAST.get(look.weather, 1.0)
    artificial = look.light.key in ("lamp", "neon", "fire", "window")
    return Key(
        x=side,
        y=-0.25 - 0.6 * height if not artificial else -0.35,
        colour=look.lit,
        rim=_RIM[look.time] * (0.55 + 0.45 * clear) * (1.25 if artificial else 1.0),
        shadow=_SHADOW[look.time] * clear * (0.6 + 0.8 * look.light.contrast),
        reach=min(1.5, 0.35 / (0.16 + height)) if look.time != "day" else 0.35,
    )


def model(picture: Picture, key: Key, screen: float, strength: float = 1.0) -> None:
    """Light a figure's picture in place: a lit edge towards the key, the far side darker.

    `screen` is texels in a height of the picture: edges stay fine in near framings.

    Edge and form are soft, so they are found on a reduced silhouette.
    """
    texels = picture.texels
    reach = max(1.0, min(0.016 * picture.px, 0.009 * screen))
    small = min(1.0, 3.0 / reach)
    size = (max(8, round(texels.shape[1] * small)), max(8, round(texels.shape[0] * small)))
    alpha = np.asarray(cv2.resize(texels[..., 3], size, interpolation=cv2.INTER_AREA), np.uint8)
    step = reach * small
    edge = cv2.subtract(alpha, _shifted(alpha, -key.x * step, -key.y * step * 0.8))
    edge = cv2.GaussianBlur(edge, (0, 0), max(0.6, 0.35 * step))
    form = cv2.GaussianBlur(_shifted(alpha, -key.x * step * 5, 0.0), (0, 0), max(1.0, step * 3.0))
    whole = (texels.shape[1], texels.shape[0])
    colour = np.array([round(255 * c) for c in key.colour], np.int64)
    edge, form = (np.asarray(cv2.resize(m, whole, interpolation=cv2.INTER_LINEAR), np.uint8) for m in (edge, form))
    _lay_light(texels, edge, form, colour, round(256 * min(1.0, key.rim * strength)))


@kernel
def _lay_light(
    texels: NDArray[np.uint8], edge: NDArray[np.uint8], form: NDArray[np.uint8], colour: NDArray[np.int64], rim: int
) -> None:
    for y in range(texels.shape[0]):
        for x in range(texels.shape[1]):
            a = int(texels[y, x, 3])
            if a == 0:
                continue
            shade = 208 + (48 * int(form[y, x]) >> 8)
            lit = min(int(edge[y, x]), a) * rim >> 8
            for c in range(3):
                value = int(texels[y, x, c]) * shade >> 8
                texels[y, x, c] = min(a, value + (a - min(value, a)) * lit * colour[c] // 65025)


def _shifted(alpha: Texels, dx: float, dy: float) -> Texels:
    height, width = alpha.shape
    matrix = np.array([[1, 0, dx], [0, 1, dy]], np.float32)
    return np.asarray(cv2.warpAffine(alpha, matrix, (width, height), flags=cv2.INTER_LINEAR), np.uint8)


def contact_shadow() -> Texels:
    """Return a soft dark pool to be laid under feet, OVAL texels on a side."""
    y, x = np.mgrid[-1 : 1 : OVAL * 1j, -1 : 1 : OVAL * 1j]
    fall = np.clip(1.0 - np.hypot(x, y), 0.0, 1.0) ** 1.4
    texels = np.zeros((OVAL, OVAL, 4), np.uint8)
    texels[..., 3] = (255 * fall).astype(np.uint8)
    return texels


def cast_shadow(picture: Picture, key: Key) -> Picture:
    """Return the shadow a figure throws on the ground, in the figure's own units: feet stay, the head leans away."""
    small = max(0.04, min(0.5, 200.0 / picture.texels.shape[0]))
    alpha = cv2.resize(picture.texels[..., 3], None, fx=small, fy=small, interpolation=cv2.INTER_AREA)
    px = picture.px * small
    feet = -picture.y0 * px
    flat, lean = 0.22 * key.reach, 0.8 * key.reach
    width = alpha.shape[1]
    reach = lean * feet
    wide, high = int(width + reach) + 8, int(feet * flat) + 10
    shift = reach if key.x > 0 else 0.0
    # The light stands in the picture, behind the figure: the shadow falls towards the viewer and to the other side.
    # A point h above the feet falls flat * h below them and lean * h aside.
    slant = -key.x * lean
    matrix = np.array([[1, -slant, shift + slant * feet + 4], [0, -flat, flat * feet + 4]], np.float32)
    shadow = cv2.warpAffine(alpha, matrix, (wide, high), flags=cv2.INTER_AREA)
    fall = np.linspace(1.0, 0.35, high)[:, None]
    shadow = cv2.GaussianBlur(shadow * fall, (0, 0), 1.4)
    texels = np.zeros((high, wide, 4), np.uint8)
    texels[..., 3] = shadow
    return Picture(texels, picture.x0 - (shift + 4) / px, -4 / px, px)


def mean_luma(texels: Texels) -> float:
    """Return the mean BT.709 luma 0-1 of what is painted in a premultiplied picture; 0.5 if it is empty."""
    small = texels[:: max(1, texels.shape[0] // 96), :: max(1, texels.shape[1] // 96)].astype(np.float64)
    alpha = small[..., 3].sum()
    if alpha < 255:
        return 0.5
    return float((small[..., :3] @ np.array([0.2126, 0.7152, 0.0722])).sum() / alpha)


@dataclass(frozen=True)
class Parting:
    """How a subject is parted from what is behind it."""

    gain: float = 1.0
    lift: float = 0.0
    veil: float = 0.0
    """Opacity of the veil behind it."""
    veil_colour: RGB = (0.0, 0.0, 0.0)


def part(subject: float, behind: float, look: Look, asked: float, haze: RGB, lights: bool = False) -> Parting:
    """Return how to raise the contrast between a subject's luma and that behind it to at least 0.17 (more if asked).

    What lights itself keeps its light; behind it the air glows.
    """
    wanted = 0.17 + 0.12 * asked
    lighter = behind < 0.4 or (subject >= behind and behind < 0.6)
    missing = wanted - (subject - behind if lighter else behind - subject)
    if missing <= 0 and asked == 0:
        return Parting()
    missing = max(missing, 0.0)
    if lights:
        return Parting(veil=min(0.6, 2.0 * missing + 0.25 * asked), veil_colour=mix(haze, look.lit, 0.35))
    if lighter:
        # What is light already is never burnt out; the veil does the rest.
        most = 1.34 if look.time != "night" or asked else 1.28
        gain = max(1.0, min(1.0 + 1.1 * missing / max(subject, 0.12), most, 0.7 / max(subject, 0.12)))
        veil_colour = (look.shade[0] * 0.5, look.shade[1] * 0.5, look.shade[2] * 0.5)
        left = missing - (gain - 1) * subject
        return Parting(
            gain,
            min(0.07 if subject < 0.62 else 0.0, max(0.0, left) * 0.6),
            min(0.34, 0.9 * missing + 0.25 * asked),
            veil_colour,
        )
    gain = max(1.0 - 0.9 * missing / max(subject, 0.1), 0.8)
    bright = haze if luma(haze) > behind else look.lit
    return Parting(gain, 0.0, min(0.4, 1.1 * missing + 0.25 * asked), bright)


def veil(colour: RGB) -> Texels:
    """Return a soft oval of one colour, opaque in its middle, OVAL texels on a side."""
    y, x = np.mgrid[-1 : 1 : OVAL * 1j, -1 : 1 : OVAL * 1j]
    fall = np.clip(1.0 - np.hypot(x, y) ** 1.6, 0.0, 1.0)
    fall = fall * fall * (3 - 2 * fall)
    texels = np.empty((OVAL, OVAL, 4), np.uint8)
    for channel, value in enumerate((*colour, 1.0)):
        texels[..., channel] = np.round(255 * value * fall)
    return texels
