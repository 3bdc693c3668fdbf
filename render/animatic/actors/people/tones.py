"""Colours under the light of a shot: what a cloth or a skin looks like in light, in half-tone and in shadow."""

from dataclasses import dataclass
from math import hypot

import skia

from render.animatic.base import RGB, Look

_EXPOSURE = {"dawn": 0.86, "morning": 0.97, "day": 1.0, "golden hour": 0.97, "dusk": 0.84, "night": 0.76}
_DARKEST_FACE = 0.36
"""Brightness below which a face's features are lost once the picture is graded."""
_MOONLIT: RGB = (0.82, 0.9, 1.03)
_DULL = {"storm": 0.86, "blizzard": 0.95, "rain": 0.88, "mist": 0.96}


def mix(a: RGB, b: RGB, share: float) -> RGB:
    """Return the colour `share` of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


def times(a: RGB, b: RGB | float) -> RGB:
    """Return a colour filtered by another, or darkened by a factor."""
    r, g, c = (b, b, b) if isinstance(b, (int, float)) else b
    return (a[0] * r, a[1] * g, a[2] * c)


def luma(c: RGB) -> float:
    """Return the brightness of a colour, 0-1."""
    return 0.299 * c[0] + 0.587 * c[1] + 0.114 * c[2]


def argb(c: RGB, alpha: float = 1.0) -> int:
    """Return skia's 32-bit colour."""
    r, g, b = (round(255 * min(max(v, 0.0), 1.0)) for v in c)
    return int(skia.ColorSetARGB(round(255 * min(max(alpha, 0.0), 1.0)), r, g, b))


@dataclass(frozen=True)
class Tones:
    """The light of one shot on people."""

    look: Look
    exposure: float
    sun: tuple[float, float]
    """Unit vector towards the light, in the picture."""
    flat: RGB | None = None
    """Everything has this one colour: a pure silhouette."""
    pale: float = 0.0
    """Share of colour that the eye loses by moonlight."""

    def _seen(self, colour: RGB) -> RGB:
        """Return the colour as this light shows it: by the moon blue and paler."""
        if not self.pale:
            return colour
        grey = luma(colour)
        return times(mix(colour, (grey, grey, grey), self.pale), _MOONLIT)

    def mid(self, colour: RGB) -> RGB:
        """Half-tone: the colour as it is known."""
        return self.flat or mix(
            times(self._seen(colour), self.exposure), self.look.shade, 0.12 if not self.look.dark else 0.2
        )

    def skin(self, skin: RGB) -> RGB:
        """Half-tone of skin: never so dark that a face cannot be read, whatever the hour."""
        tone = self.mid(skin)
        return tone if self.flat else times(tone, max(1.0, _DARKEST_FACE / max(luma(tone), 0.05)))

    def light(self, colour: RGB) -> RGB:
        """Where light falls."""
        return self.flat or mix(times(self._seen(colour), min(self.exposure * 1.15, 1.1)), self.look.lit, 0.26)

    def dark(self, colour: RGB) -> RGB:
        """In shadow."""
        return self.flat or mix(times(self._seen(colour), self.exposure * 0.56), self.look.shade, 0.34)

    def rim(self, colour: RGB) -> RGB:
        """On an edge against the light."""
        return self.flat or mix(colour, self.look.lit, 0.72)

    def flesh(self, skin: RGB) -> RGB:
        """Shadow on skin: warmer than on cloth, as blood shines through."""
        return self.flat or mix(times(self.skin(skin), (0.8, 0.58, 0.55)), self.look.shade, 0.2)


def tones_of(look: Look) -> Tones:
    """Return the shot's light on people."""
    x, y = min(max(look.sun[0] * 2.2, -1.0), 1.0), min(look.sun[1] - 0.35, -0.35)
    if abs(x) < 0.35:
        x = 0.35 if x >= 0 else -0.35
    size = hypot(x, y)
    exposure = _EXPOSURE[look.time] * _DULL.get(look.weather, 1.0)
    open_night = look.time == "night" and look.light.key in ("moon", "sky", "none")
    return Tones(look, exposure, (x / size, y / size), pale=0.18 if open_night else 0.0)
