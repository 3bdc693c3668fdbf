"""Nose and mouth."""

from dataclasses import dataclass
from math import sin

from render.animatic.actors.people.feelings import Expression
from render.animatic.actors.people.forms import Easel, Point, curve, oval
from render.animatic.actors.people.head import Head
from render.animatic.actors.people.tones import mix, times
from render.animatic.base import RGB

_T = (-1.0, -0.8, -0.55, -0.28, 0.0, 0.28, 0.55, 0.8, 1.0)
_BOW = (0.0, 0.36, 0.76, 1.0, 0.84, 1.0, 0.76, 0.36, 0.0)


@dataclass(frozen=True)
class MouthShape:
    """The constant form of one person's mouth, head units."""

    y: float = 0.318
    half: float = 0.112
    upper: float = 0.025
    lower: float = 0.034
    tint: float = 0.32
    """How much redder than the skin."""


@dataclass(frozen=True)
class Mouth:
    """A mouth at one moment."""

    easel: Easel
    head: Head
    shape: MouthShape
    face: Expression
    skin: RGB

    def _line(self, heights: list[float]) -> list[Point]:
        half = self.shape.half * self.face.wide
        return [self.head.on(t * half, y) for t, y in zip(_T, heights, strict=True)]

    def paint(self) -> None:
        """Paint the lips and what is between them."""
        if self.head.turned(0.0, self.shape.y) < -0.05:
            return
        m, f, easel, unit, tones = self.shape, self.face, self.easel, self.head.unit, self.easel.tones
        thin = 1 - 0.55 * f.press
        middle = m.y + f.smile * 0.3 - f.open * 0.22
        inner = [middle + (m.y - f.smile - f.skew * t - middle) * t * t for t in _T]
        under = [u + f.open * max(1 - t * t, 0) ** 0.7 for u, t in zip(inner, _T, strict=True)]
        top = [u - m.upper * thin * b for u, b in zip(inner, _BOW, strict=True)]
        bottom = [u + m.lower * thin * max(1 - t * t, 0) ** 0.75 for u, t in zip(under, _T, strict=True)]
        red = mix(self.skin, (0.72, 0.2, 0.22), m.tint)
        lips = tones.mid(red)
        shade = tones.flesh(self.skin)
        seam = mix(times(shade, 0.5), (0.25, 0.04, 0.06), 0.4)
        low = self.head.on(0.0, bottom[4] + 0.034)
        easel.airbrush(low, unit * 0.1, unit * 0.03, shade, 0.5)
        upper_lip = curve([*self._line(top), *reversed(self._line(inner)[1:-1])], tension=0.8)
        lower_lip = curve([*self._line(under), *reversed(self._line(bottom)[1:-1])], tension=0.8)
        if f.open > 0.008:
            self._inside(inner, under)
        easel.fill(upper_lip, mix(lips, shade, 0.42))
        easel.fill(lower_lip, lips)
        x, y = self.head.on(0.02 * (1 if tones.sun[0] > 0 else -1), (under[4] + bottom[4]) / 2)
        easel.airbrush((x, y), unit * 0.05, unit * 0.012, tones.light(mix(red, (1, 1, 1), 0.35)), 0.65)
        least = 1.1 / easel.brush.px
        easel.crease(self._line(inner), max(unit * 0.012, least), seam, 0.9)
        if f.open > 0.008:
            easel.crease(self._line(under), unit * 0.006, seam, 0.4)
        self._corners(inner, shade)

    def _inside(self, inner: list[float], under: list[float]) -> None:
        easel, f, unit = self.easel, self.face, self.head.unit
        hole = curve([*self._line(inner), *reversed(self._line(under)[1:-1])], tension=0.8)
        easel.fill(hole, times((0.34, 0.08, 0.1), easel.tones.exposure))
        with easel.inside(hole):
            tongue = self.head.on(0.0, under[4] + 0.004)
            easel.fill(oval(*tongue, unit * 0.06, unit * f.open * 0.4), easel.tones.mid((0.75, 0.32, 0.34)), 0.8)
            if f.teeth > 0:
                ivory = easel.tones.mid((0.96, 0.93, 0.88))
                height = min(f.open * 0.5, 0.034)
                row = [*self._line(inner), *reversed(self._line([u + height * max(1 - t * t, 0) ** 0.3 for u,
                    t in zip(inner, _T, strict=True)]))]  # fmt: skip
                easel.fill(curve(row, tension=0.8), ivory, f.teeth)
                if f.smile < -0.02:
                    lower = [*self._line(under), *reversed(self._line([u - height * 0.8 * max(1 - t * t,
                        0) ** 0.3 for u, t in zip(under, _T, strict=True)]))]  # fmt: skip
                    easel.fill(curve(lower, tension=0.8), times(ivory, 0.88), f.teeth)

    def _corners(self, inner: list[float], shade: RGB) -> None:
        easel, f, unit = self.easel, self.face, self.head.unit
        half = self.shape.half * f.wide
        if not easel.fine(unit * 0.01):
            return
        for t, y in ((-1.0, inner[0]), (1.0, inner[-1])):
            spot = self.head.on(t * half * 1.04, y)
            easel.airbrush(spot, unit * 0.026, unit * 0.026, shade, 0.5)
            if f.smile > 0.03:
                fold = [self.head.on(t * (half + d), at) for d, at in ((-0.02, 0.215), (0.028, 0.26), (0.03, y + 0.01))]
                easel.crease(fold, unit * 0.012, shade, 0.5)


def paint_nose(easel: Easel, head: Head, skin: RGB, kind: str) -> None:
    """Paint the nose as planes: bridge, side in shade, wings, underside, light on the tip."""
    if head.turned(0.0, 0.18) < -0.15:
        return
    unit, tones = head.unit, easel.tones
    shade = tones.flesh(skin)
    small = 0.8 if kind == "child" else 1.0
    end = 0.19 if kind == "child" else 0.205
    wing = (0.058 if kind == "man" else 0.05) * small
    lit = 1 if tones.sun[0] > 0 else -1
    mirrored = -1 if head.frame[0, 0] * head.facing < 0 else 1
    dark = -lit * mirrored

    def ridge(y: float, s: float = 0.0, back: float = 0.0) -> Point:
        return head.place(s, y, head.shape.ridge(y) - back)

    tip = ridge(end - 0.018)
    if easel.fine(unit * 0.01):
        side = curve([ridge(-0.01, dark * 0.012, 0.01), ridge(0.08, dark * 0.016, 0.008), ridge(end - 0.03,
            dark * 0.02),
                      ridge(end, dark * wing * 0.9, 0.05), head.on(dark * wing * 1.25, end - 0.01),
                      head.on(dark * 0.05, 0.06)])  # fmt: skip
        easel.fill(side, shade, 0.3 if kind == "child" else 0.42, unit * 0.012)
    under = curve(
        [
            head.on(-wing, end - 0.004),
            ridge(end + 0.004, 0, 0.01),
            head.on(wing, end - 0.004),
            head.on(0.0, end + 0.035),
        ]
    )
    easel.fill(under, shade, 0.62, unit * 0.006)
    ink = times(shade, 0.52)
    turn = abs(sin(head.yaw))
    for s in (1, -1):
        if head.turned(s * wing, end) < 0.05:
            continue
        hole = [ridge(end - 0.001, s * wing * 0.3, 0.012), ridge(end - 0.008, s * wing * 0.58, 0.024),
            ridge(end + 0.001, s * wing * 0.82, 0.036)]  # fmt: skip
        easel.crease(hole, max(unit * 0.015, 0.8 / easel.brush.px), ink, 0.85)
        if easel.fine(unit * 0.01):
            alar = [
                ridge(end - 0.05, s * wing, 0.055),
                ridge(end - 0.022, s * wing * 1.22, 0.06),
                ridge(end + 0.004, s * wing, 0.05),
            ]
            easel.crease(alar, unit * 0.009, shade, 0.75)
    if 0.3 < turn < 0.9:
        far = -1 if (sin(head.yaw) > 0) == (head.frame[0, 0] * head.facing > 0) else 1
        line = [ridge(y, -far * 0.01) for y in (0.03, 0.09, 0.15, end - 0.02, end + 0.004)]
        easel.crease(line, unit * 0.012, shade, 0.75 * min(1.0, (turn - 0.3) * 3))
    easel.airbrush(tip, unit * 0.05, unit * 0.045, mix(skin, (0.95, 0.45, 0.4), 0.5), 0.25)
    glint = (tip[0] + lit * unit * 0.012, tip[1] - unit * 0.012)
    easel.airbrush(glint, unit * 0.022, unit * 0.018, tones.light(mix(skin, (1, 1, 1), 0.5)), 0.75)
    easel.airbrush(ridge(0.07, -dark * 0.006), unit * 0.016, unit * 0.07, tones.light(mix(skin, (1, 1, 1), 0.3)), 0.35)


def chin_light(easel: Easel, head: Head, skin: RGB) -> None:
    """Light on the ball of the chin."""
    if head.turned(0.0, 0.42) > 0.1:
        at = head.on(0.02, 0.43)
        easel.airbrush(at, head.unit * 0.07, head.unit * 0.05, easel.tones.light(skin), 0.4)
