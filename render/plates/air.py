"""What lies before a photograph: the shot's weather, dust in the light, and light that passes over."""

import numpy as np
from numpy.typing import NDArray

from director.model import Order
from render.animatic.base import Look
from render.animatic.camera import Setup, View
from render.animatic.compositor import Atlas, Draw
from render.animatic.grade import Bath, develop, graded
from render.animatic.look import Fixes
from render.animatic.paint import Box, paint
from render.animatic.planes import Album, Plane
from render.animatic.terms import INDOORS
from render.animatic.weather import Cloud, Swarm, air_layers, flash_at, lightning, particle_colour, swarms

BEHIND, BEFORE = 1.01, 0.9
"""Depths between background and subject, and before both."""
_DUST = (
    Swarm(26, (0.0012, 0.0026), -0.012, 0.016, 0.3, sway=0.02, depth=0.9),
    Swarm(7, (0.004, 0.008), -0.01, 0.02, 0.1, sway=0.03, depth=0.7),
)
_FALLING = frozenset(("rain", "storm", "snow", "blizzard"))


_LIGHT = {"night": 0.09, "dusk": 0.12, "dawn": 0.14, "golden hour": 0.16}
_FLAT = Setup()
"""Weather is laid in the framed picture, wherever in the photo that is."""


class Air:
    """Everything between the lens and the photograph, and between the photograph's planes."""

    def __init__(self, order: Order, look: Look, fixes: Fixes, bath: Bath, album: Album, seed: int) -> None:
        """Paint what moves as a whole."""
        indoors = order.shot.place_term in INDOORS
        self._size = (order.width, order.height)
        self._aspect = look.aspect
        self._mist = _mist(look, bath, order.height, album, indoors, seed)
        self._clouds: list[tuple[float, int, Cloud]] = []
        for depth, cloud in _clouds(look, fixes, bath, indoors, seed):
            screen = album.add(np.zeros((order.height, order.width, 4), np.uint8))
            self._clouds.append((depth, screen, cloud))
        calm = bool(fixes["steady light"] or fixes["simpler"])
        rng = np.random.default_rng([seed, 5])
        self._sweep = None if calm else Sweep(look, album, _LIGHT.get(look.time, 0.13), rng)
        self._flashes = [] if indoors else lightning(look, fixes, float(order.frames / order.fps), seed)

    def gain(self, time: float) -> float:
        """Return the light of lightning at a time (s)."""
        return 1.0 + 0.6 * flash_at(self._flashes, time)

    def draws(self, view: View, time: float, t: float, atlas: Atlas) -> list[tuple[float, Draw]]:
        """Return (depth, draw) of all; particles are painted into the atlas."""
        width, height = self._size
        seen = [(plane.depth, plane.draw(_FLAT, view, time, self._aspect, height)) for plane in self._mist]
        for depth, screen, cloud in self._clouds:
            cloud.splat(time + 100.0, view, atlas.picture(screen), atlas.coarse(screen))
            seen.append((depth, Draw(screen, 0.0, 1.0, 0.0, 1.0, wrap="none")))
        if self._sweep is not None:
            seen.append((BEFORE + 0.05, self._sweep.draw(t, width, height)))
        return seen


def _clouds(look: Look, fixes: Fixes, bath: Bath, indoors: bool, seed: int) -> list[tuple[float, Cloud]]:
    """Return (depth, particles) of what falls and flies; dust where nothing else does."""
    kinds = swarms(look, fixes, indoors)
    colour = graded(particle_colour(look), bath)
    found = []
    for number, (depth, swarm) in enumerate(((BEHIND, kinds["behind"]), (BEFORE, kinds["before"]))):
        if swarm:
            found.append((depth, Cloud(swarm, colour, look.aspect, seed + number)))
    if indoors or look.weather not in _FALLING:
        found.append((BEFORE - 0.01, Cloud(list(_DUST), look.lit, look.aspect, seed + 3)))
    return found


def _mist(look: Look, bath: Bath, height: int, album: Album, indoors: bool, seed: int) -> list[Plane]:
    """Paint the drifting veils of the shot's weather, to lie between background and subject and before them."""
    planes = []
    for number, layer in enumerate(air_layers(look, indoors)):
        # The far veils would stand behind a photograph: the photo has its own distance.
        if not layer.name.startswith("mist") or layer.depth > 20:
            continue
        half = layer.span / 2
        box = Box(-half * look.aspect, -half, half * look.aspect, half)
        picture = paint(box, height / 4, look, [seed, number], layer.paint)
        develop(picture.texels, bath, 0.0)
        depth = min(layer.depth, BEHIND)
        planes.append(
            Plane(album.add(picture.texels), picture.x0, picture.y0, picture.px, depth, layer.sway, wrap="repeat")
        )
    return planes


class Sweep:
    """Light that passes over the picture once in the course of a shot."""

    def __init__(self, look: Look, album: Album, strength: float, rng: np.random.Generator) -> None:
        """Paint the band of light; `strength` 0-1."""
        self._picture = album.add(_band(look, strength))
        self._way = float(rng.choice([-1.0, 1.0]))

    def draw(self, t: float, width: int, height: int) -> Draw:
        """Return the light at a share of the body."""
        du = _WIDE / (1.5 * width)
        middle = 0.5 + self._way * 1.5 * (t - 0.5)
        return Draw(self._picture, _WIDE * (0.5 - middle / 1.5), du, 0.0, _HIGH / height, glow=True, wrap="none")


_WIDE, _HIGH = 256, 144


def _band(look: Look, strength: float) -> NDArray[np.uint8]:
    y, x = np.mgrid[0 : 1 : _HIGH * 1j, 0 : 1 : _WIDE * 1j]
    along = x - 0.5 + 0.16 * (y - 0.5)
    light = np.exp(-((along / 0.13) ** 2)) + 0.45 * np.exp(-(((along - 0.17) / 0.045) ** 2))
    light *= np.clip(np.minimum(x, 1 - x) / 0.12, 0, 1) * (1.0 - 0.35 * y)
    texels = np.zeros((_HIGH, _WIDE, 4), np.uint8)
    for channel in range(3):
        texels[..., channel] = np.round(np.clip(255 * strength * look.lit[channel] * light, 0, 255))
    return texels
