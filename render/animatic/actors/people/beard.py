"""Beards and moustaches."""

from dataclasses import dataclass
from math import cos, radians, sin

import skia

from render.animatic.actors.people.feelings import Expression
from render.animatic.actors.people.forms import Easel, Point, curve
from render.animatic.actors.people.hairdo import Hairdo
from render.animatic.actors.people.head import Head
from render.animatic.actors.people.tones import mix
from render.animatic.base import RGB


@dataclass(frozen=True)
class Beard:
    """The beard of one face at one moment."""

    easel: Easel
    head: Head
    do: Hairdo
    colour: RGB
    face: Expression

    def paint(self) -> None:
        """Paint the beard, if one is worn."""
        match self.do.beard:
            case "stubble":
                path = self._jaw(0.0)
                with self.easel.inside(self.head.outline()):
                    self.easel.fill(path, self.easel.tones.dark(self.colour), 0.26, self.head.unit * 0.03)
            case "short":
                self._full(0.03)
            case "full":
                self._full(0.15)
            case "moustache":
                self._moustache()
            case _:
                pass

    def _mouth_gap(self) -> skia.Path:
        f = self.face
        half = 0.125 * f.wide
        low = 0.368 + f.open * 0.8
        points = [
            (-half, 0.318 - f.smile),
            (-half * 0.5, 0.285),
            (0.0, 0.285),
            (half * 0.5, 0.285),
            (half, 0.318 - f.smile),
            (half * 0.5, low),
            (0.0, low + 0.006),
            (-half * 0.5, low),
        ]
        return curve([self.head.on(s, y) for s, y in points])

    def _lips(self) -> skia.Path:
        """Return where the mouth is: no moustache hangs over it, however it droops."""
        f = self.face
        half, corner = 0.11 * f.wide, 0.32 - f.smile
        up, down = corner - 0.02, corner + 0.02
        ring = [(-half, up), (0.0, 0.288), (half, up), (half, down), (0.0, 0.36 + f.open), (-half, down)]
        return curve([self.head.on(s, y) for s, y in ring], tension=0.6)

    def _jaw(self, grown: float) -> skia.Path:
        head = self.head
        line: list[Point] = [head.on(0.0, 0.245)]
        for a, y in ((30, 0.24), (50, 0.245), (72, 0.2), (88, 0.1)):
            for side in (-a, a):
                # What grows on the cheek that is turned away is behind the nose, not beside it.
                if head.depth(sin(radians(side)), 0.0, cos(radians(side))) > 0.0:
                    line.append(head.place(*head.ring(side, y, 1.01)))
        line = sorted(line, key=head.aside)
        out = 1.02 + grown * 0.35
        right = [head.edge(y, 1, out) for y in (0.22, 0.32, 0.4, 0.46)]
        left = [head.edge(y, -1, out) for y in (0.46, 0.4, 0.32, 0.22)]
        bottom = head.place(0.0, 0.5 + grown, 0.27)
        return curve([*line, *right, bottom, *left])

    def _full(self, grown: float) -> None:
        easel, head, u = self.easel, self.head, self.head.unit
        path = skia.Op(self._jaw(grown), self._mouth_gap(), skia.PathOp.kDifference_PathOp)
        easel.volume(path, self.colour, u * 0.14, rim=0.5)
        if not easel.fine(u * 0.02):
            return
        with easel.inside(path):
            for i, s in enumerate((-0.34, -0.27, -0.2, -0.13, -0.07, 0.0, 0.07, 0.13, 0.2, 0.27, 0.34)):
                bright = i % 3 == 1
                colour = easel.tones.light(self.colour) if bright else easel.tones.dark(self.colour)
                for y in (0.22, 0.33, 0.43):
                    line = [head.on(s * 0.95, y), head.on(s * 0.85, y + 0.07), head.place(s * 0.6, y + 0.13, 0.3)]
                    easel.crease(line, u * 0.017, colour, 0.45)
        self._moustache()

    def _moustache(self) -> None:
        easel, u = self.easel, self.head.unit
        if self.head.turned(0.0, 0.28) < -0.1:
            return
        for side in (1, -1):
            lift = self.face.smile * 0.8
            shape = [
                (0.0, 0.25),
                (0.06, 0.252),
                (0.13, 0.29 - lift * 0.6),
                (0.165, 0.345 - lift),
                (0.1, 0.318 - lift * 0.5),
                (0.0, 0.298),
            ]
            whole = curve([self.head.on(side * s, y) for s, y in shape], tension=0.8)
            path = skia.Op(whole, self._lips(), skia.PathOp.kDifference_PathOp)
            easel.volume(path, mix(self.colour, (1, 1, 1), 0.05), u * 0.035, rim=0.4)
            if easel.fine(u * 0.02):
                for k in (0.3, 0.7):
                    line = [
                        self.head.on(side * s, y + 0.03 * k)
                        for s, y in ((0.01, 0.258), (0.07, 0.27), (0.14, 0.315 - lift))
                    ]
                    easel.crease(line, u * 0.012, easel.tones.dark(self.colour), 0.5)
