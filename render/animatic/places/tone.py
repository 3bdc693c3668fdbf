"""Colours of a place: natural colours under the light of the hour, drawn towards the palette of the shot."""

from dataclasses import replace

import numpy as np

from director.model import TimeOfDay, Weather
from render.animatic.base import RGB, Look

_HOUR: dict[TimeOfDay, RGB] = {
    "dawn": (1.0, 0.82, 0.76),
    "morning": (1.0, 0.97, 0.92),
    "day": (1.0, 1.0, 1.0),
    "golden hour": (1.0, 0.84, 0.64),
    "dusk": (0.50, 0.46, 0.60),
    "night": (0.30, 0.37, 0.54),
}
_DAMP: dict[Weather, float] = {"storm": 0.66, "rain": 0.8, "blizzard": 0.92, "clouds": 0.92, "mist": 0.94}
_HOLD = {"noir": 0.25, "ink": 0.25, "synthwave": 0.35, "vhs": 0.85, "surreal": 0.7}
"""How much of a thing's natural colour a style lets through; the rest is the palette's."""

WHITE: RGB = (1.0, 1.0, 1.0)
BLACK: RGB = (0.0, 0.0, 0.0)
LAMP: RGB = (1.0, 0.80, 0.48)
"""Light of a bulb or a lit window."""


def mix(a: RGB, b: RGB, share: float) -> RGB:
    """Return `a` with a share 0-1 of `b`."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


def scale(colour: RGB, by: float) -> RGB:
    """Return the colour made darker (by < 1) or lighter, kept within 0-1."""
    return (min(1.0, colour[0] * by), min(1.0, colour[1] * by), min(1.0, colour[2] * by))


def tint(colour: RGB, by: RGB) -> RGB:
    """Return the colour as seen under a coloured light."""
    return (min(1.0, colour[0] * by[0]), min(1.0, colour[1] * by[1]), min(1.0, colour[2] * by[2]))


def value(colour: RGB) -> float:
    """Return the lightness 0-1 of a colour (Rec. 709 weights on sRGB values)."""
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def vary(colour: RGB, rng: np.random.Generator, by: float) -> RGB:
    """Return the colour with a little chance in lightness and hue, as a hand mixes it anew for every stroke."""
    k = 1.0 + float(rng.normal(0, by))
    r, g, b = (max(0.0, min(1.0, c * k + float(rng.normal(0, by * 0.25)))) for c in colour)
    return (r, g, b)


_STRIP: dict[TimeOfDay, RGB] = {
    "dusk": (0.93, 0.72, 0.74),
    "dawn": (0.95, 0.78, 0.74),
    "golden hour": (0.92, 0.82, 0.72),
}
"""The strip of light that a low sun leaves under closed clouds."""


def closed(look: Look) -> bool:
    """Return whether clouds or driving snow keep the sun's own colour from the land."""
    return look.weather in ("rain", "snow", "storm", "blizzard")


def cooled(colour: RGB, share: float) -> RGB:
    """Return a share 0-1 of the way from a colour to the blue-grey of its own lightness."""
    v = value(colour)
    return mix(colour, (v * 0.88, v * 0.98, min(1.0, v * 1.18)), share)


def under_weather(look: Look) -> Look:
    """Return the look as the weather leaves it: closed skies turn warm hours blue-grey, with a hint of warmth left.

    The horizon stays lighter than the sky above, so that land and figures stand against it.
    """
    if not closed(look):
        return look
    warm = {"dawn": 0.55, "golden hour": 0.75, "dusk": 0.75}.get(look.time, 0.25)
    low = cooled(look.sky_low, warm * 0.8)
    golden = look.time == "golden hour" and look.weather in ("snow", "blizzard")
    lift = {"night": 0.06, "dusk": 0.3, "dawn": 0.24}.get(look.time, 0.12)
    return replace(
        look,
        sky_top=scale(cooled(look.sky_top, warm), 0.84 if look.weather == "storm" else 1.0),
        sky_low=mix(low, (1.0, 0.80, 0.50), 0.6)
        if golden
        else mix(low, _STRIP.get(look.time, (0.74, 0.78, 0.84)), lift),
        far=mix(cooled(look.far, warm), (1.0, 0.82, 0.58), 0.34 if golden else 0.0),
        mid=cooled(look.mid, warm),
        near=cooled(look.near, warm * 0.7),
        ground=cooled(look.ground, warm),
        lit=mix(look.lit, (1.0, 0.84, 0.56), 0.6) if golden else cooled(look.lit, warm * 0.8),
        shade=cooled(look.shade, warm * 0.7),
    )


def ambient(look: Look) -> RGB:
    """Return the light of the hour and the weather, by which natural colours are multiplied."""
    hour = cooled(_HOUR[look.time], 0.7) if closed(look) else _HOUR[look.time]
    damp = _DAMP.get(look.weather, 1.0)
    return scale(hour, max(damp, 0.88) if look.dark else damp)


def local(look: Look, natural: RGB, role: RGB, hold: float = 0.6) -> RGB:
    """Return a thing's natural colour under the light of the hour, drawn towards a role of the palette."""
    return mix(role, tint(natural, ambient(look)), hold * _HOLD.get(look.style, 1.0))


def snow(look: Look) -> RGB:
    """Return the colour of snow in the open: the lightest ground of the picture, blue at night, warm at dawn."""
    if look.time == "night":
        return mix((0.44, 0.53, 0.72), look.sky_low, 0.14)
    if closed(look):
        return mix((0.72, 0.76, 0.85) if look.time == "dusk" else (0.88, 0.91, 0.96), look.sky_low, 0.12)
    light = {"dusk": (0.66, 0.65, 0.80), "dawn": (0.95, 0.84, 0.88), "golden hour": (1.0, 0.90, 0.78)}
    return mix(light.get(look.time, (0.95, 0.97, 1.0)), look.sky_low, 0.14)


def snowing(look: Look) -> bool:
    """Return whether snow lies on ground, boughs and roofs."""
    return look.winter or look.weather in ("snow", "blizzard")


def wet(look: Look) -> bool:
    """Return whether the ground mirrors what stands on it."""
    return look.weather in ("rain", "storm")


def gleam(look: Look, dry: float = 0.0) -> float:
    """Return how strongly hard ground mirrors, 0-1: `dry` as it is, 0.45 when it is wet."""
    return max(dry, 0.45) if wet(look) else dry


def lamp(look: Look) -> RGB:
    """Return the colour of lit windows and street lamps, drawn a little towards the accent."""
    return mix(LAMP, look.accent, 0.5 if look.style in ("synthwave", "vhs") else 0.12)
