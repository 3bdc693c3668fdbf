"""The head as a solid: its outline from any side, and where a point of the face lies in the picture.

Head units: 1.0 from chin to crown, origin in the middle; x to the person's left, y down, z forward.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import atan2, cos, degrees, hypot, radians, sin, sqrt

import numpy as np
import skia

from render.animatic.actors.people.forms import Point, curve
from render.animatic.actors.people.skeleton import Mat, Seen

_Y = (-0.5, -0.478, -0.425, -0.32, -0.2, -0.08, 0.02, 0.12, 0.22, 0.32, 0.4, 0.46, 0.492, 0.5)
_FRONT = (0.02, 0.135, 0.25, 0.345, 0.388, 0.396, 0.358, 0.386, 0.384, 0.374, 0.368, 0.352, 0.325, 0.28)
_MID = (-0.04, -0.03, -0.02, 0.0, 0.0, 0.0, 0.0, 0.0, 0.01, 0.03, 0.09, 0.17, 0.235, 0.265)
_BACK = (-0.1, -0.2, -0.33, -0.43, -0.475, -0.475, -0.45, -0.39, -0.29, -0.2, -0.09, 0.05, 0.17, 0.25)
_WIDE = {
    "man": (0.05, 0.16, 0.254, 0.324, 0.355, 0.359, 0.35, 0.341, 0.324, 0.293, 0.246, 0.175, 0.096, 0.0),
    "woman": (0.05, 0.17, 0.268, 0.342, 0.372, 0.374, 0.364, 0.354, 0.326, 0.274, 0.203, 0.13, 0.066, 0.0),
    "child": (0.06, 0.185, 0.285, 0.358, 0.388, 0.391, 0.386, 0.388, 0.372, 0.312, 0.224, 0.141, 0.073, 0.0),
}
_PROFILE_Y = (-0.02, 0.03, 0.09, 0.15, 0.18, 0.208, 0.236, 0.286, 0.313, 0.345, 0.385, 0.44, 0.48)
_PROFILE_Z = (0.394, 0.384, 0.418, 0.46, 0.477, 0.466, 0.408, 0.418, 0.402, 0.412, 0.382, 0.388, 0.352)


@dataclass(frozen=True)
class HeadShape:
    """The constant form of one person's head."""

    kind: str = "man"
    """man, woman or child."""
    nose: float = 1.0
    jaw: float = 1.0

    def wide(self, y: float) -> float:
        """Half the width at a height."""
        jaw = 1.0 + (self.jaw - 1.0) * min(max((y - 0.1) / 0.25, 0.0), 1.0)
        return float(np.interp(y, _Y, _WIDE[self.kind])) * jaw

    def ridge(self, y: float) -> float:
        """How far the middle line (nose, lips, chin) stands forward at a height."""
        base = float(np.interp(y, _Y, _FRONT))
        ridge = float(np.interp(y, _PROFILE_Y, _PROFILE_Z, left=base, right=base))
        nose = 0.78 if self.kind == "child" else 0.92 if self.kind == "woman" else 1.0
        if 0.04 < y < 0.23:
            return base + (ridge - base) * self.nose * nose
        return ridge


@dataclass(frozen=True)
class Head:
    """One head in the picture."""

    shape: HeadShape
    at: Point
    """Middle of the head, body units."""
    unit: float
    """Body units from chin to crown."""
    frame: Mat
    """Head to picture."""

    @cached_property
    def roll(self) -> float:
        """Degrees by which the head's upright leans in the picture."""
        return degrees(atan2(-self.frame[0, 1], self.frame[1, 1]))

    @cached_property
    def pitch(self) -> float:
        """Radians by which the crown tips towards the viewer."""
        upright = hypot(self.frame[0, 1], self.frame[1, 1])
        return atan2(-self.frame[2, 1], upright)

    @cached_property
    def yaw(self) -> float:
        """Radians by which the face turns to screen right."""
        c, s = cos(radians(-self.roll)), sin(radians(-self.roll))
        fx, fy, fz = self.frame[:, 2]
        side = c * fx - s * fy
        ahead = fz / max(cos(self.pitch), 0.3)
        return atan2(side, ahead)

    @property
    def facing(self) -> float:
        """Cosine of the face's turn: 1 towards the viewer, 0 profile, -1 away."""
        return cos(self.yaw)

    def place(self, x: float, y: float, z: float) -> Point:
        """Return where a point of the solid lies in the picture."""
        px, py, _ = self.frame @ np.array([x, y, z])
        return self.at[0] + float(px) * self.unit, self.at[1] + float(py) * self.unit

    def depth(self, x: float, y: float, z: float) -> float:
        """Return how near a point is to the viewer, head units."""
        return float(self.frame[2] @ np.array([x, y, z]))

    def surface(self, s: float, y: float) -> tuple[float, float, float]:
        """Return the point of the face at `s` to the person's left and height y."""
        a = self.shape.wide(y)
        middle, front = float(np.interp(y, _Y, _MID)), float(np.interp(y, _Y, _FRONT))
        share = min(abs(s) / max(a, 1e-3), 1.0)
        lips = (self.shape.ridge(y) - front) * max(1 - (s / 0.1) ** 2, 0.0) if y > 0.24 else 0.0
        return s, y, middle + (front - middle) * sqrt(1 - share**2) + lips

    def on(self, s: float, y: float) -> Point:
        """Return where a point of the face lies in the picture."""
        return self.place(*self.surface(s, y))

    def ring(self, azimuth: float, y: float, out: float = 1.0) -> tuple[float, float, float]:
        """Return the point of the skull at an azimuth (degrees left of the face), `out` times the skull's size."""
        a = self.shape.wide(y)
        middle = float(np.interp(y, _Y, _MID))
        deep = float(np.interp(y, _Y, _FRONT)) - middle
        if cos(radians(azimuth)) < 0:
            deep = middle - float(np.interp(y, _Y, _BACK))
        return a * sin(radians(azimuth)) * out, y * (1 + (out - 1) * 0.8), middle + deep * cos(radians(azimuth)) * out

    def turned(self, s: float, y: float) -> float:
        """Return how squarely a point of the face looks at the viewer: 1 square, 0 edge-on, negative hidden."""
        x, _, z = self.surface(s, y)
        size = hypot(x, z) or 1.0
        return self.depth(x / size, 0.0, z / size)

    def edge(self, y: float, side: int, out: float = 1.0) -> Point:
        """Return the outline at a height on screen left (-1) or right (+1)."""
        yaw = self.yaw
        c, s = cos(yaw), sin(yaw)
        a = self.shape.wide(y)
        middle, front, back = (float(np.interp(y, _Y, t)) for t in (_MID, _FRONT, _BACK))
        deep = front - middle if side * s > 0 else middle - back
        x = middle * s + side * sqrt((a * c) ** 2 + (deep * s) ** 2)
        if side * s > 0 and c > -0.35 and out <= 1.0:
            ridge = self.shape.ridge(y) * abs(s)
            x = side * max(side * x, ridge)
        return self._upright(x * out, y * (1 + (out - 1) * 0.8), middle * c)

    def _upright(self, x: float, y: float, z: float) -> Point:
        py = y * cos(self.pitch) + z * sin(self.pitch)
        c, s = cos(radians(self.roll)), sin(radians(self.roll))
        return self.at[0] + (c * x - s * py) * self.unit, self.at[1] + (s * x + c * py) * self.unit

    def aside(self, p: Point) -> float:
        """Return how far a point of the picture lies to the right of the head, if the head were upright."""
        c, s = cos(radians(self.roll)), sin(radians(self.roll))
        return c * (p[0] - self.at[0]) + s * (p[1] - self.at[1])

    def outline(self, levels: Sequence[float] = ()) -> skia.Path:
        """Return the outline of skull and face."""
        profile = abs(sin(self.yaw)) > 0.55 and self.facing > -0.35
        fine = (-0.02, 0.03, 0.09, 0.15, 0.185, 0.215, 0.237, 0.285, 0.313, 0.345, 0.385, 0.44, 0.475, 0.492)
        coarse = (-0.478, -0.425, -0.32, -0.2, -0.08)
        plain = (*coarse, 0.02, 0.12, 0.22, 0.32, 0.4, 0.46, 0.492)
        front = 1 if sin(self.yaw) > 0 else -1
        sides = {side: (*coarse, *fine) if profile and side == front else plain for side in (-1, 1)}
        right = [self.edge(y, 1) for y in sides[1]]
        left = [self.edge(y, -1) for y in reversed(sides[-1])]
        return curve([self.edge(-0.5, 1), *right, self.edge(0.5, 1), *left])


def head_of(shape: HeadShape, seen: Seen, unit: float) -> Head:
    """Return the head of a posed body."""
    return Head(shape, seen.xy("head"), unit, seen.head)
