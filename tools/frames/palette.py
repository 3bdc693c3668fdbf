"""Colour: how far a picture's colours lie from what a palette can mix, in OKLab (Ottosson 2020)."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

_TO_LMS = np.array(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
     [0.0883024619, 0.2817188376, 0.6299787005]], np.float32,
)  # fmt: skip
_TO_LAB = np.array(
    [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
     [0.0259040371, 0.7827717662, -0.8086757660]], np.float32,
)  # fmt: skip
_CODES = np.arange(256, dtype=np.float32) / 255
_LINEAR = np.where(_CODES <= 0.04045, _CODES / 12.92, ((_CODES + 0.055) / 1.055) ** 2.4).astype(np.float32)


AREAS = (0.4, 0.25, 0.15, 0.1, 0.05, 0.05)
"""About how much of a picture each colour of a palette takes."""


LAMPLIT = 0.3
"""How far lamps may draw a whole picture towards their colour: drawn takes in neon light up to 0.3 of the way."""
SHIFT_WEIGHT = 0.7
LEEWAY, USUAL = 0.2, 0.06
"""OKLab chroma: how much a grey palette forgives, and the chroma of a usual palette, for which `off` is plain."""


@dataclass(frozen=True)
class Colour:
    """How a picture's colours relate to a palette. Distances in OKLab (0.02 is just seen side by side)."""

    foreign: float
    """Mean distance of the pixels' colour (a, b) outside of everything that the palette can mix."""
    foreign_share: float
    """Share of pixels that lie more than 0.03 outside."""
    chroma: float
    """Mean chroma of the picture."""
    wanted: float
    """Mean chroma of the palette, by area."""
    shift: float
    """Distance between the picture's mean colour (a, b) and the palette's, weighted from the most to the least area,
    or that colour in the tint of the light or of lamps, whichever is nearer.
    """

    @property
    def off(self) -> float:
        """Foreign colours and a shifted whole, together: a wrong palette shows in one or the other.

        The mean shifts rightly where one of the palette's colours fills the frame, so it weighs less; and of a vivid
        palette a picture may stray farther than of a grey one before it looks wrong. On drawn takes these weights part
        sound takes from turned hues best (of 240 tried, half 'fit' of `bench.critic`).
        """
        return (self.foreign + SHIFT_WEIGHT * self.shift) * (LEEWAY + USUAL) / (LEEWAY + self.wanted)


def oklab(rgb: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return OKLab (..., 3): L 0-1, a and b about -0.4..0.4, of sRGB 0-255 (..., 3)."""
    return np.asarray(np.cbrt(_LINEAR[rgb] @ _TO_LMS.T) @ _TO_LAB.T, np.float32)


def from_hex(colours: Sequence[str]) -> NDArray[np.uint8]:
    """Return (n, 3) RGB of '#rrggbb' strings; raises ValueError for anything else."""
    return np.array([list(bytes.fromhex(c.removeprefix("#"))) for c in colours], np.uint8).reshape(-1, 3)


def colour(
    frames: NDArray[np.uint8],
    palette: Sequence[str],
    accents: Sequence[str] = (),
    tint: tuple[float, float] = (0.0, 0.0),
    lamps: Sequence[str] = (),
    weights: NDArray[np.float32] | None = None,
) -> Colour:
    """Compare frames (n, h, w, 3) RGB with a palette of '#rrggbb' strings, from the most to the least area.

    Accents may appear anywhere, but need not; the light may tint everything by up to `tint` (a, b), and lamps of strong
    colours draw the whole picture up to `LAMPLIT` of the way towards theirs.

    `weights` (n, h, w) say how much each place of the frames counts; None: all alike.

    Light, haze and shade only mix colours with white, grey and black, so everything that the palette can give lies, in
    the plane of OKLab's a and b, inside the convex hull of its colours and neutral grey. What lies outside is foreign.
    """
    small = np.stack([cv2.resize(f, (64, 36), interpolation=cv2.INTER_AREA) for f in frames])
    ab = oklab(small)[..., 1:].reshape(-1, 2)
    counted = None if weights is None else _shrunk(weights).reshape(-1)
    wanted = oklab(from_hex(palette))[:, 1:]
    accent, lamp = oklab(from_hex(accents))[:, 1:], oklab(from_hex(lamps))[:, 1:]
    light = np.array([tint], np.float32)
    outside = _outside(ab, np.concatenate([wanted, accent, lamp, np.zeros((1, 2), np.float32), light]))
    areas = np.array(AREAS[: len(wanted)])[:, None]
    middle = ((wanted * areas).sum(axis=0) / areas.sum()).astype(np.float32)
    lit = np.concatenate([middle[None], middle + light, middle + LAMPLIT * (lamp - middle)])
    mean = np.asarray(np.average(ab, axis=0, weights=counted), np.float32)
    shift = _outside(mean[None], lit)[0]
    return Colour(
        foreign=float(np.average(outside, weights=counted)),
        foreign_share=float(np.average(outside > 0.03, weights=counted)),
        chroma=float(np.average(np.hypot(ab[:, 0], ab[:, 1]), weights=counted)),
        wanted=float((np.hypot(wanted[:, 0], wanted[:, 1]) * areas[:, 0]).sum() / areas.sum()),
        shift=float(shift),
    )


def _shrunk(weights: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.stack([cv2.resize(w, (64, 36), interpolation=cv2.INTER_AREA) for w in weights])


def _outside(points: NDArray[np.float32], corners: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return for each point its distance to the convex hull of the corners; 0 inside."""
    hull = cv2.convexHull(corners.astype(np.float32)).reshape(-1, 2)
    ends = np.roll(hull, -1, axis=0)
    inside = np.zeros(len(points), np.bool_)
    if len(hull) >= 3:
        turn = np.sign(float(np.sum(hull[:, 0] * ends[:, 1] - ends[:, 0] * hull[:, 1]))) or 1.0
        edges = zip(hull, ends - hull, strict=True)
        sides = [way[0] * (points[:, 1] - a[1]) - way[1] * (points[:, 0] - a[0]) for a, way in edges]
        inside = np.asarray(np.all(np.stack(sides) * turn >= 0, axis=0))
    best = np.full(len(points), np.inf, np.float32)
    for a, b in zip(hull, ends, strict=True):
        way = b - a
        along = np.clip(((points - a) @ way) / max(float(way @ way), 1e-12), 0, 1)
        best = np.minimum(best, np.linalg.norm(points - a - along[:, None] * way, axis=1))
    return np.where(inside, 0, best).astype(np.float32)
