"""The hand that paints animals, vehicles and things: an easel that knows the moment, and what things are made of."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import cos, hypot, pi, sin

import numpy as np
import skia

from render.animatic.actors.people.forms import Easel, Point, between, curve, polygon
from render.animatic.actors.people.tones import argb, mix, times
from render.animatic.base import RGB, Actor, Look

WHITE: RGB = (0.97, 0.97, 0.95)
BLACK: RGB = (0.06, 0.06, 0.075)
Stop = tuple[float, RGB, float]
"""Place 0-1 along a gradient, colour, alpha."""


def rect(x0: float, y0: float, x1: float, y1: float, round_: float = 0.0) -> skia.Path:
    """Return a rectangle, its corners round if asked."""
    path = skia.Path()
    path.addRoundRect(skia.Rect.MakeLTRB(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), round_, round_)
    return path


def line(points: Sequence[Point]) -> skia.Path:
    """Return straight lines through the points."""
    path = skia.Path()
    path.addPoly([skia.Point(float(x), float(y)) for x, y in points], False)
    return path


def ring(x: float, y: float, rx: float, ry: float, count: int, start: float = 0.0) -> list[Point]:
    """Return points evenly on an ellipse, clockwise from the right."""
    return [(x + rx * cos(start + 2 * pi * i / count), y + ry * sin(start + 2 * pi * i / count)) for i in range(count)]


def ease(t: float) -> float:
    """Return a slow start and a slow end of 0-1."""
    t = min(max(t, 0.0), 1.0)
    return t * t * (3 - 2 * t)


@dataclass(frozen=True)
class Sketch(Easel):
    """An easel for one actor at one moment of its cycle."""

    actor: Actor
    phase: float
    mirrored: bool = False
    """The canvas is mirrored; letters have to be turned back."""

    @property
    def look(self) -> Look:
        """The shot's look."""
        return self.brush.look

    @property
    def broken(self) -> bool:
        """Whether it is broken."""
        return "broken" in self.actor.state

    @property
    def old(self) -> bool:
        """Whether it is old."""
        return "old" in self.actor.state

    @property
    def ajar(self) -> float:
        """How far it is opened, 0-1, by its action; half for what merely stands there."""
        match self.actor.action:
            case "open" | "wake":
                return ease(self.phase * 1.25)
            case "close" | "hide":
                return 1.0 - ease(self.phase * 1.25)
            case _:
                return 0.5

    def does(self, *actions: str) -> bool:
        """Whether the action is one of these."""
        return self.actor.action in actions

    def tint(self, own: RGB) -> RGB:
        """Return the colour the actor was given, else its own."""
        return self.actor.colour or own

    def wave(self, cycles: int = 1, shift: float = 0.0) -> float:
        """Return a sine of the phase."""
        return sin(2 * pi * (cycles * self.phase + shift))

    def chance(self, salt: int) -> np.random.Generator:
        """Return chance that is the same at every moment, so that texture does not crawl."""
        return np.random.default_rng([salt, 77])

    # where ------------------------------------------------------------------------------------------------------

    @contextmanager
    def at(self, x: float, y: float, turn: float = 0.0, sx: float = 1.0, sy: float | None = None) -> "Iterator[Sketch]":
        """Paint about another origin, turned by degrees and scaled; light and detail follow."""
        self.canvas.save()
        self.canvas.translate(x, y)
        self.canvas.rotate(turn)
        self.canvas.scale(sx, sx if sy is None else sy)
        a = -turn * pi / 180
        lx, ly = self.tones.sun
        sun = (lx * cos(a) - ly * sin(a), lx * sin(a) + ly * cos(a))
        if sx < 0:
            sun = (-sun[0], sun[1])
        brush = replace(self.brush, px=self.brush.px * max(min(abs(sx), abs(sx if sy is None else sy)), 1e-3))
        try:
            yield replace(self, brush=brush, tones=replace(self.tones, sun=sun), mirrored=self.mirrored != (sx < 0))
        finally:
            self.canvas.restore()

    @contextmanager
    def veil(self, alpha: float) -> Iterator[None]:
        """Paint through transparency."""
        self.canvas.saveLayer(None, skia.Paint(Alphaf=min(max(alpha, 0.0), 1.0)))
        try:
            yield
        finally:
            self.canvas.restore()

    # surfaces ---------------------------------------------------------------------------------------------------

    def wash(self, path: skia.Path, start: Point, end: Point, stops: Sequence[Stop]) -> None:
        """Fill with a straight gradient."""
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(*start), skia.Point(*end)], [argb(c, a) for _, c, a in stops], [s for s, _, _ in stops]
        )
        self.canvas.drawPath(path, skia.Paint(AntiAlias=True, Dither=True, Shader=shader))

    def line(self, points: Sequence[Point], width: float, colour: RGB, alpha: float = 1.0) -> None:
        """Stroke straight lines through the points."""
        self.stroke(line(points), colour, width, alpha)

    def arc(self, points: Sequence[Point], width: float, colour: RGB, alpha: float = 1.0) -> None:
        """Stroke a smooth line through the points."""
        self.stroke(curve(points, closed=False), colour, width, alpha)

    def blob(self, points: Sequence[Point], colour: RGB, bulk: float, rim: float = 0.5) -> skia.Path:
        """Paint a round body of which these are the outline's points."""
        path = curve(points)
        self.volume(path, colour, bulk, rim)
        return path

    def face(self, path: skia.Path, colour: RGB, lit: float = 0.0, edge: float = 0.0) -> None:
        """Paint a flat face: `lit` 1 towards the light, -1 turned from it; with a lit edge if one is asked."""
        tones = self.tones
        base = mix(tones.mid(colour), tones.light(colour) if lit > 0 else tones.dark(colour), abs(lit))
        box = path.getBounds()
        sx, sy = tones.sun
        half = max(box.width(), box.height()) / 2
        ends = [(box.centerX() + s * sx * half, box.centerY() + s * sy * half) for s in (1, -1)]
        self.wash(
            path,
            ends[0],
            ends[1],
            [(0, mix(base, tones.light(colour), 0.28), 1), (1, mix(base, tones.dark(colour), 0.3), 1)],
        )
        if edge:
            with self.inside(path):
                self.crescent(path, edge, tones.rim(colour), 0.6, 0.0)

    def metal(self, path: skia.Path, colour: RGB, upright: bool = True, shine: float = 1.0) -> None:
        """Paint polished metal: bands of bright and dark across its roundness."""
        tones, box = self.tones, path.getBounds()
        dark, mid, light = tones.dark(colour), tones.mid(colour), tones.light(colour)
        glint = mix(light, (1.0, 1.0, 1.0), 0.55 * shine)
        stops = [
            (0.0, mid, 1.0),
            (0.16, glint, 1.0),
            (0.32, light, 1.0),
            (0.55, mid, 1.0),
            (0.74, dark, 1.0),
            (0.9, mix(dark, mid, 0.6), 1.0),
            (1.0, dark, 1.0),
        ]
        if upright:
            ends = ((box.left(), 0.0), (box.right(), 0.0))
            if tones.sun[0] > 0:
                ends = (ends[1], ends[0])
        else:
            ends = ((0.0, box.top()), (0.0, box.bottom()))
        self.wash(path, ends[0], ends[1], stops)

    def glass(self, path: skia.Path, tint: RGB, alpha: float = 0.35, streaks: float = 0.35) -> None:
        """Paint a pane: a tint that lets through what is behind, with slanting reflections."""
        look, box = self.look, path.getBounds()
        sky = mix(self.tones.mid(tint), look.sky_low, 0.35)
        self.wash(path, (0, box.top()), (0, box.bottom()), [(0, mix(sky, look.lit, 0.3), alpha * 1.3), (1, sky, alpha)])
        w, h = box.width(), box.height()
        with self.inside(path):
            for at, wide in ((0.2, 0.16), (0.44, 0.05), (0.78, 0.1)):
                x = box.left() + w * at
                slant = h * 0.45
                band = polygon(
                    [
                        (x, box.bottom()),
                        (x + w * wide, box.bottom()),
                        (x + w * wide + slant, box.top()),
                        (x + slant, box.top()),
                    ]
                )
                self.wash(
                    band, (0, box.top()), (0, box.bottom()), [(0, look.lit, streaks), (1, look.lit, streaks * 0.1)]
                )

    def wood(self, path: skia.Path, colour: RGB, upright: bool = False, lit: float = 0.0, salt: int = 1) -> None:
        """Paint wood with its grain."""
        self.face(path, colour, lit)
        box = path.getBounds()
        across = box.width() if upright else box.height()
        along = box.height() if upright else box.width()
        if across <= 0 or not self.fine(across * 0.12):
            return
        rng, dark, light = self.chance(salt), self.tones.dark(colour), self.tones.light(colour)
        with self.inside(path):
            for i in range(int(min(max(across * self.brush.px / 9, 3), 16))):
                off = float(rng.uniform(0, across))
                points = []
                for k in range(5):
                    u, v = along * k / 4, off + across * 0.06 * float(rng.uniform(-1, 1))
                    points.append((box.left() + v, box.top() + u) if upright else (box.left() + u, box.top() + v))
                self.arc(
                    points,
                    max(across * 0.02, 0.7 / self.brush.px),
                    dark if i % 3 else light,
                    float(rng.uniform(0.15, 0.4)),
                )

    def speckle(self, path: skia.Path, colour: RGB, count: int, size: float, alpha: float, salt: int = 2) -> None:
        """Scatter soft spots over a shape: lichen, rust, stains, grain of stone."""
        if not self.fine(size * 1.5):
            return
        rng, box = self.chance(salt), path.getBounds()
        with self.inside(path):
            for _ in range(count):
                x, y = float(rng.uniform(box.left(), box.right())), float(rng.uniform(box.top(), box.bottom()))
                r = size * float(rng.uniform(0.4, 1.3))
                self.airbrush(
                    (x, y), r, r * float(rng.uniform(0.5, 1.0)), colour, alpha * float(rng.uniform(0.4, 1.0)), 0.3
                )

    def glint(self, x: float, y: float, r: float, alpha: float = 0.9, squash: float = 1.0) -> None:
        """Paint a highlight."""
        self.airbrush((x, y), r, r * squash, mix(self.look.lit, (1.0, 1.0, 1.0), 0.6), alpha, 0.15)

    def light(self, x: float, y: float, r: float, colour: RGB, strength: float = 0.6, squash: float = 1.0) -> None:
        """Paint light that spreads from a point; for pictures of light."""
        self.airbrush((x, y), r, r * squash, colour, strength * 0.45)
        self.airbrush((x, y), r * 0.45, r * 0.45 * squash, mix(colour, (1.0, 1.0, 1.0), 0.35), strength * 0.8, 0.1)

    def cracks(self, x: float, y: float, r: float, count: int = 7, salt: int = 5, bright: bool = True) -> None:
        """Paint cracks that run from a point, as glass breaks."""
        rng = self.chance(salt)
        ink = mix(self.look.lit, (1.0, 1.0, 1.0), 0.5) if bright else (0.05, 0.05, 0.06)
        ends: list[list[Point]] = []
        for i in range(count):
            a = 2 * pi * (i + float(rng.uniform(-0.3, 0.3))) / count
            ray: list[Point] = [(x, y)]
            for k in range(1, 4):
                b = a + float(rng.uniform(-0.25, 0.25))
                ray.append((x + r * k / 3 * cos(b), y + r * k / 3 * sin(b)))
            ends.append(ray)
            self.line([(px + r * 0.012, py + r * 0.012) for px, py in ray], r * 0.018, BLACK, 0.6)
            self.line(ray, r * 0.014, ink, 0.9)
        for one, other in zip(ends, [*ends[1:], ends[0]], strict=True):
            k = int(rng.integers(1, 3))
            self.line([one[k], between(one[k], other[k], 0.5), other[k]], r * 0.01, ink, 0.65)

    def fur(
        self, path: skia.Path, colour: RGB, salt: int, way: Point = (-1.0, 0.25), size: float = 0.05, count: int = 70,
        strength: float = 1.0,
    ) -> None:  # fmt: skip
        """Lay strokes of hair over a body."""
        if not self.fine(size * 0.14):
            return
        rng, box = self.chance(salt), path.getBounds()
        dark, light = self.tones.dark(colour), self.tones.light(colour)
        far = hypot(*way) or 1.0
        wx, wy = way[0] / far, way[1] / far
        strokes: dict[bool, skia.Path] = {True: skia.Path(), False: skia.Path()}
        for i in range(count):
            x, y = float(rng.uniform(box.left(), box.right())), float(rng.uniform(box.top(), box.bottom()))
            long, bend = size * float(rng.uniform(0.5, 1.2)), size * float(rng.uniform(-0.2, 0.2))
            one = strokes[i % 2 == 0]
            one.moveTo(x, y)
            one.quadTo(
                x + wx * long * 0.5 - wy * bend, y + wy * long * 0.5 + wx * bend, x + wx * long, y + wy * long + bend
            )
        with self.inside(path):
            self.stroke(strokes[True], dark, size * 0.08, 0.3 * strength)
            self.stroke(strokes[False], light, size * 0.07, 0.32 * strength)

    def eye(
        self, x: float, y: float, r: float, iris: RGB, pupil: float = 0.5, open_: float = 1.0, slit: bool = False
    ) -> None:
        """Paint an animal's eye, seen from the front; 1 is wide open."""
        if open_ < 0.15:
            self.arc([(x - r, y), (x, y + r * 0.35), (x + r, y)], r * 0.3, BLACK)
            return
        ball = curve([(x - r * 1.12, y), (x, y - r * open_), (x + r * 1.12, y), (x, y + r * open_)])
        self.fill(ball, BLACK)
        with self.inside(ball):
            self.wash(
                curve(ring(x, y, r * 0.92, r * 0.92, 8)),
                (x, y - r),
                (x, y + r),
                [(0, times(iris, 0.55), 1), (1, mix(iris, (1, 1, 1), 0.25), 1)],
            )
            self.fill(
                curve(ring(x, y, r * pupil * (0.4 if slit else 1.0), r * pupil * (1.5 if slit else 1.0), 8)),
                (0.02, 0.02, 0.03),
            )
        self.fill(curve(ring(x - r * 0.3, y - r * 0.34 * open_, r * 0.24, r * 0.24, 6)), (1, 1, 1), 0.95)
        self.fill(curve(ring(x + r * 0.3, y + r * 0.3 * open_, r * 0.11, r * 0.11, 6)), (1, 1, 1), 0.5)
