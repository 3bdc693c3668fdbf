"""Spaces that lead away from us: corridors, tunnels, platforms and canyons in one-point perspective."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from render.animatic.base import RGB
from render.animatic.places.brushes import Hand, Point, polygon
from render.animatic.places.tone import mix

FAR = 9.0
"""How many times farther than the picture plane such a space reaches."""


@dataclass(frozen=True)
class Tube:
    """A box with its vanishing point on the horizon: half width, floor below and ceiling above it, at distance 1."""

    half: float
    floor: float
    ceiling: float
    horizon: float

    def at(self, x: float, y: float, z: float) -> Point:
        """Return the point of the picture for x -1..1 (walls), y 0 (floor) .. 1 (ceiling), distance z."""
        down = self.floor - (self.floor + self.ceiling) * y
        return (x * self.half / z, self.horizon + down / z)

    def side(
        self, hand: Hand, s: int, z: tuple[float, float], y: tuple[float, float], colour: RGB, alpha: float = 1.0
    ) -> None:
        """Fill a patch of a side wall (s -1 left, 1 right) between two distances and two heights."""
        hand.poly(
            [self.at(s, y[0], z[0]), self.at(s, y[1], z[0]), self.at(s, y[1], z[1]), self.at(s, y[0], z[1])],
            colour,
            alpha,
        )

    def level(
        self, hand: Hand, y: float, x: tuple[float, float], z: tuple[float, float], colour: RGB, alpha: float = 1.0
    ) -> None:
        """Fill a level patch (floor, ceiling, shelf) between two distances."""
        hand.poly(
            [self.at(x[0], y, z[0]), self.at(x[1], y, z[0]), self.at(x[1], y, z[1]), self.at(x[0], y, z[1])],
            colour,
            alpha,
        )

    def front(
        self, hand: Hand, z: float, x: tuple[float, float], y: tuple[float, float], colour: RGB, alpha: float = 1.0
    ) -> None:
        """Fill a patch that faces us at distance z."""
        hand.poly(
            [self.at(x[0], y[0], z), self.at(x[1], y[0], z), self.at(x[1], y[1], z), self.at(x[0], y[1], z)],
            colour,
            alpha,
        )

    def shell(self, hand: Hand, wall: RGB, ceiling: RGB, end: RGB, air: RGB, near: float = 0.4) -> None:
        """Paint walls, ceiling and end in bands that pale (or darken) towards `air` with distance."""
        hand.rect(-hand.wide, -hand.high, hand.wide, hand.high, wall)
        z = near
        while z < FAR:
            step = z * 1.22
            share = min(1.0, (z - near) / (FAR - near)) ** 0.7 * 0.55
            for s in (-1, 1):
                lit = (s > 0) == (hand.look.sun[0] < 0)
                tone = mix(wall, hand.look.shade, 0.10 if lit else 0.24)
                self.side(hand, s, (z, step * 1.02), (-0.5, 1), mix(tone, air, share))
            self.level(hand, 1.0, (-1, 1), (z, step * 1.02), mix(ceiling, air, share))
            z = step
        self.front(hand, FAR, (-1, 1), (0, 1), end)

    @contextmanager
    def on_floor(self, hand: Hand, near: float = 0.3) -> Iterator[None]:
        """Keep what is painted within the floor, between the walls."""
        hand.canvas.save()
        corners = [self.at(-1, 0, FAR), self.at(1, 0, FAR), self.at(1, 0, near), self.at(-1, 0, near)]
        hand.canvas.clipPath(polygon(corners), True)
        yield
        hand.canvas.restore()

    def seam(
        self, hand: Hand, s: int, y: float, width: float, colour: RGB, alpha: float = 1.0, near: float = 0.4
    ) -> None:
        """Draw a line along a side wall at height y, tapering into the distance."""
        a, b = self.at(s, y, near), self.at(s, y, FAR)
        hand.poly(
            [
                (a[0], a[1] - width / near),
                (a[0], a[1] + width / near),
                (b[0], b[1] + width / FAR),
                (b[0], b[1] - width / FAR),
            ],
            colour,
            alpha,
        )
