"""Eyes and brows: lids, iris, light in the eye, lashes, tears."""

from dataclasses import dataclass

import skia

from render.animatic.actors.people.feelings import Expression
from render.animatic.actors.people.forms import Easel, Point, curve, oval, smooth, tube
from render.animatic.actors.people.head import Head
from render.animatic.actors.people.tones import argb, mix, times
from render.animatic.base import RGB

_T = (-1.0, -0.78, -0.5, -0.2, 0.12, 0.45, 0.75, 1.0)


@dataclass(frozen=True)
class EyeShape:
    """The constant form of one person's eyes, head units."""

    gap: float = 0.162
    """From the middle line to the middle of an eye."""
    y: float = 0.05
    half: float = 0.094
    up: float = 0.056
    low: float = 0.034
    iris: float = 0.054
    slant: float = 0.008
    """Outer corner higher."""
    lashes: float = 0.3
    brow: float = 0.021
    """Half the brow's thickness."""
    brow_y: float = -0.088
    colour: RGB = (0.32, 0.2, 0.12)


@dataclass(frozen=True)
class Eyes:
    """Both eyes of one face at one moment."""

    easel: Easel
    head: Head
    shape: EyeShape
    face: Expression
    skin: RGB
    hair: RGB

    def paint(self) -> None:
        """Paint both eyes and brows, as far as they are seen."""
        for side in (1, -1):
            if self.head.turned(side * self.shape.gap, self.shape.y) > 0.1:
                self._eye(side)
            if self.head.turned(side * self.shape.gap * 0.9, self.shape.brow_y) > 0.04:
                self._brow(side)

    def _lids(self, side: int) -> tuple[list[Point], list[Point]]:
        e, f = self.shape, self.face
        upper, lower = [], []
        for t in _T:
            arch = max(1 - abs(t) ** 2.1, 0.0)
            lean = 1 - 0.16 * t
            base = e.y - e.slant * t
            rest = base + e.low * (0.72 - 1.55 * f.low * (1 if f.lid < 0.3 else 0.25)) * arch
            top = rest - (e.up + e.low * 0.72) * max(f.lid, 0.0) * arch**0.85 * lean
            bottom = base + e.low * (1 - 0.75 * f.low) * arch * (1 + 0.2 * t)
            upper.append(self.head.on(side * (e.gap + e.half * t), top))
            lower.append(self.head.on(side * (e.gap + e.half * t), max(bottom, top)))
        return upper, lower

    def _eye(self, side: int) -> None:
        easel, unit, tones = self.easel, self.head.unit, self.easel.tones
        upper, lower = self._lids(side)
        ink = times(mix((0.13, 0.08, 0.07), self.hair, 0.25), tones.exposure)
        shade = tones.flesh(self.skin)
        self._socket(side, shade)
        if self.face.lid > 0.08:
            ball = curve([*upper, *reversed(lower[1:-1])], tension=0.9)
            easel.fill(ball, mix(tones.mid((0.97, 0.95, 0.92)), shade, 0.1))
            with easel.inside(ball):
                self._iris(side)
                shadow = [(x, y + unit * 0.006) for x, y in upper]
                easel.stroke(curve(shadow, closed=False), mix(shade, ink, 0.35), unit * 0.03, 0.5, unit * 0.004)
            if easel.fine(unit * 0.006):
                easel.crease(lower[1:], unit * 0.007, mix(shade, ink, 0.4), 0.55)
        self._lash_line(side, upper, ink)
        if easel.fine(unit * 0.008):
            self._lid_folds(side, upper, lower, shade)
        if self.face.tears > 0:
            self._tears(lower)

    def _socket(self, side: int, shade: RGB) -> None:
        e, unit = self.shape, self.head.unit
        inner = self.head.on(side * (e.gap - e.half * 0.9), e.y - 0.025)
        self.easel.airbrush(inner, unit * 0.075, unit * 0.075, shade, 0.3)
        x, y = self.head.on(side * e.gap, e.y - 0.03)
        self.easel.airbrush((x, y), unit * 0.13, unit * 0.075, shade, 0.3)

    def _iris(self, side: int) -> None:
        e, f, easel, unit = self.shape, self.face, self.easel, self.head.unit
        s, y = side * e.gap + f.gaze[0] * e.half * 0.42, e.y - 0.012 + f.gaze[1] * 0.032
        x, cy = self.head.on(s, y)
        near = self.head.on(s + 0.02, y)
        r = e.iris * f.iris
        ry = unit * r
        rx = min(max(abs(near[0] - x) / 0.02 * r, unit * r * 0.3), ry)
        mid = times(easel.tones.mid(e.colour), 1.0)
        glow = mix(easel.tones.light(e.colour), (1.0, 0.9, 0.7), 0.18)
        dark = times(mid, 0.34)
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(x, cy - ry), skia.Point(x, cy + ry)], [argb(dark), argb(mid), argb(glow)], [0.0, 0.5, 1.0]
        )
        ring = oval(x, cy, rx, ry)
        easel.canvas.drawPath(ring, skia.Paint(AntiAlias=True, Shader=shader))
        easel.stroke(ring, times(dark, 0.7), unit * 0.011, 0.85)
        easel.fill(oval(x, cy, rx * 0.46, ry * 0.46), (0.03, 0.02, 0.03))
        sun = 1 if easel.tones.sun[0] > 0 else -1
        white = mix((1, 1, 1), easel.tones.look.lit, 0.3)
        big = min(0.29 * f.spark, 0.37)
        easel.fill(oval(x + sun * rx * 0.36, cy - ry * 0.36, rx * big, ry * big), white, 0.95)
        easel.fill(oval(x - sun * rx * 0.34, cy + ry * 0.42, rx * big * 0.42, ry * big * 0.42), white, 0.6)

    def _lash_line(self, side: int, upper: list[Point], ink: RGB) -> None:
        unit, e = self.head.unit, self.shape
        line = smooth(upper, 3)
        last = len(line) - 1
        bold = max(0.0075 + 0.0075 * e.lashes, 0.55 / (unit * self.easel.brush.px))
        widths = [
            unit * bold * (0.3 + 0.95 * (i / last) ** 0.8 * (1 - 0.45 * (i / last) ** 6)) for i in range(last + 1)
        ]
        if e.lashes > 0.4:
            lift = 0.016 if self.face.lid > 0.2 else -0.014
            line.append(self.head.on(side * (e.gap + e.half * 1.2), e.y - e.slant * 1.1 - lift * e.lashes))
            widths.append(unit * 0.001)
        self.easel.fill(tube(line, widths, 0.2, 0.2), ink)
        if e.lashes > 0.4 and self.easel.fine(unit * 0.008):
            down = self.face.lid < 0.2
            for t in (0.45, 0.62, 0.78, 0.93):
                i = round(t * (len(upper) - 1) * 3)
                x, y = line[min(i, last)]
                out = (line[min(i, last)][0] - self.head.on(side * e.gap, e.y)[0]) * 0.32
                tip = (x + out, y + unit * (0.026 if down else -0.02) * e.lashes * (0.6 + t * 0.5))
                self.easel.crease([(x, y), ((x + tip[0]) / 2 + out * 0.1, (y + tip[1]) / 2), tip], unit * 0.008, ink)

    def _lid_folds(self, side: int, upper: list[Point], lower: list[Point], shade: RGB) -> None:
        easel, unit = self.easel, self.head.unit
        rise = 0.02 + 0.012 * min(self.face.lid, 1.0)
        fold = [(x, y - unit * rise * (1 - 0.25 * abs(i - 3) / 4)) for i, (x, y) in enumerate(upper)]
        easel.crease(fold[1:], unit * 0.01, shade, 0.6)
        if self.face.low > 0.25 or self.face.tears > 0:
            bag = [(x, y + unit * 0.026) for x, y in lower]
            easel.crease(bag[1:-1], unit * 0.01, shade, 0.5)
        if self.face.tears > 0:
            easel.airbrush(lower[3], unit * 0.1, unit * 0.05, mix(self.skin, (0.85, 0.2, 0.22), 0.6), 0.4)

    def _tears(self, lower: list[Point]) -> None:
        easel, unit = self.easel, self.head.unit
        wet = mix((0.9, 0.96, 1.0), easel.tones.look.lit, 0.2)
        easel.stroke(curve(lower[1:-1], closed=False), wet, unit * 0.008, 0.75)
        x, y = lower[4]
        track = [(x, y + unit * 0.01), (x - unit * 0.004, y + unit * 0.1), (x + unit * 0.008, y + unit * 0.19)]
        easel.crease(track, unit * 0.02, wet, 0.5)
        drop = track[-1]
        easel.fill(oval(drop[0], drop[1], unit * 0.015, unit * 0.022), mix(wet, (0.55, 0.7, 0.85), 0.4), 0.8)
        easel.fill(oval(drop[0] - unit * 0.004, drop[1] - unit * 0.007, unit * 0.005, unit * 0.007), (1, 1, 1), 0.95)

    def _brow(self, side: int) -> None:
        e, f, unit = self.shape, self.face, self.head.unit
        y = e.brow_y - max(f.lid - 1.0, 0) * 0.02
        pull = 0.018 * f.frown
        marks = (
            (e.gap - 0.1 - pull, y - f.brow_in + 0.012, 0.75),
            (e.gap - 0.055 - pull, y - f.brow_in * 0.85 - f.brow_mid * 0.4 - 0.004, 1.0),
            (e.gap + 0.01, y - f.brow_mid - f.brow_in * 0.25 - f.brow_out * 0.3 - 0.016, 0.92),
            (e.gap + 0.065, y - f.brow_out * 0.8 - f.brow_mid * 0.5 - 0.014, 0.66),
            (e.gap + 0.118, y - f.brow_out + 0.012, 0.12),
        )
        points = [self.head.on(side * s, at) for s, at, _ in marks]
        least = 0.5 / (unit * self.easel.brush.px)
        widths = [unit * max(e.brow * w, least) for *_, w in marks]
        colour = self.easel.tones.mid(mix(times(self.hair, 0.72), self.skin, 0.12))
        fine = smooth(points, 3)
        grown = [
            widths[min(i // 3, 4)] + (widths[min(i // 3 + 1, 4)] - widths[min(i // 3, 4)]) * (i % 3) / 3
            for i in range(len(fine))
        ]
        self.easel.fill(tube(fine, grown, 0.4, 0.3), colour, 0.92)
        if self.easel.fine(unit * 0.006):
            for i in range(1, len(fine) - 2):
                x, by = fine[i]
                nx, ny = fine[i + 2]
                hair = [
                    (x, by + grown[i] * 0.8),
                    ((x + nx) / 2, (by + ny) / 2 - grown[i] * 0.2),
                    (nx, ny - grown[i] * 1.1),
                ]
                self.easel.crease(hair, unit * 0.006, times(colour, 0.75), 0.6)
        if f.frown > 0.3 and side == 1 and self.easel.fine(unit * 0.008):
            shade = self.easel.tones.flesh(self.skin)
            for s in (0.026, -0.026):
                line = [self.head.on(s * k, y + dy) for k, dy in ((1.3, -0.035), (1.0, 0.0), (1.15, 0.035))]
                self.easel.crease(line, unit * 0.011, shade, 0.8 * f.frown)
