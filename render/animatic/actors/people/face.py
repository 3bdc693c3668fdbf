"""The face over the skull: skin with planes of light, ears, cheeks, age, and the features in their order."""

from dataclasses import dataclass
from math import cos, pi, sin

from render.animatic.actors.people.character import Character
from render.animatic.actors.people.eyes import Eyes
from render.animatic.actors.people.feelings import Expression
from render.animatic.actors.people.forms import Easel, Point, curve, oval
from render.animatic.actors.people.head import Head
from render.animatic.actors.people.mouth import Mouth, chin_light, paint_nose
from render.animatic.actors.people.tones import mix, times
from render.animatic.base import RGB

_DETAIL_PX = 34.0
"""Below this many pixels from chin to crown a face is only marks of light and dark."""


@dataclass(frozen=True)
class Face:
    """One face at one moment."""

    easel: Easel
    head: Head
    who: Character
    mood: Expression

    def paint(self) -> None:
        """Paint skull and face; hair and hats come after."""
        easel, head, skin = self.easel, self.head, self.who.skin
        unit = head.unit
        path = head.outline()
        self._ears(near=False)
        easel.volume(path, skin, unit * 0.21, rim=0.55, skin=True)
        if unit * easel.brush.px < _DETAIL_PX or easel.tones.flat:
            self._marks()
        elif head.facing > -0.2:
            with easel.inside(path):
                self._planes()
                self._age()
                paint_nose(easel, head, skin, head.shape.kind)
                Mouth(easel, head, self.who.mouth, self.mood, skin).paint()
                chin_light(easel, head, skin)
                Eyes(easel, head, self.who.eyes, self.mood, skin, self.who.brow).paint()
        self._ears(near=True)
        if self.who.glasses and head.facing > -0.1 and not easel.tones.flat:
            self._glasses()

    def _glasses(self) -> None:
        """Paint round spectacles before the eyes."""
        easel, head, e, unit = self.easel, self.head, self.who.eyes, self.head.unit
        frame = easel.tones.dark((0.2, 0.17, 0.16))
        wide = max(unit * 0.016, 0.8 / easel.brush.px)
        inner: list[Point] = []
        for side in (1, -1):
            if head.turned(side * e.gap, e.y) < 0.05:
                continue
            ring = [
                head.on(side * (e.gap + 0.125 * cos(a)), e.y + 0.012 + 0.108 * sin(a))
                for a in (n * pi / 6 for n in range(12))
            ]
            easel.fill(curve(ring), easel.tones.light((0.85, 0.92, 0.97)), 0.13)
            easel.stroke(curve(ring), frame, wide)
            inner.append(head.on(side * (e.gap - 0.125), e.y + 0.0))
            temple = [head.on(side * (e.gap + 0.125), e.y), head.place(*head.ring(side * 92, e.y + 0.02, 1.02))]
            if head.turned(side * 0.3, e.y) > 0.0:
                easel.stroke(curve(temple, closed=False), frame, wide * 0.9)
        if len(inner) == 2:
            top = head.on(0.0, e.y - 0.03)
            easel.stroke(curve([inner[0], top, inner[1]], closed=False), frame, wide)

    def _planes(self) -> None:
        easel, head, tones, unit, skin = self.easel, self.head, self.easel.tones, self.head.unit, self.who.skin
        shade = tones.flesh(skin)
        x, y = head.on(0.0, -0.34)
        easel.airbrush((x, y), unit * 0.42, unit * 0.12, shade, 0.4)
        easel.airbrush(head.on(0.0, 0.5), unit * 0.3, unit * 0.09, shade, 0.4)
        blush = mix(skin, (0.93, 0.3, 0.3), 0.6)
        strength = 0.2 + 0.5 * self.mood.blush
        for side in (1, -1):
            if head.turned(side * 0.21, 0.17) > 0.05:
                at = head.on(side * 0.215, 0.165 - 0.02 * self.mood.low)
                wide = max(head.turned(side * 0.2, 0.17), 0.3)
                easel.airbrush(at, unit * 0.13 * wide, unit * 0.085, tones.mid(blush), strength)
                if self.mood.blush > 0.9 and easel.fine(unit * 0.01):
                    self._blush_lines(side)
                if self.who.freckles and easel.fine(unit * 0.008):
                    self._freckles(side)
        lit = 1 if tones.sun[0] > 0 else -1
        cheek = head.on(lit * 0.19, 0.1) if head.frame[0, 0] > 0 else head.on(-lit * 0.19, 0.1)
        easel.airbrush(cheek, unit * 0.12, unit * 0.06, tones.light(mix(skin, (1, 1, 1), 0.25)), 0.4)
        easel.airbrush(head.on(0.0, -0.19), unit * 0.24, unit * 0.11, tones.light(skin), 0.35)

    def _blush_lines(self, side: int) -> None:
        red = self.easel.tones.mid(mix(self.who.skin, (0.85, 0.2, 0.25), 0.7))
        for k in (-1, 0, 1):
            a, b = (
                self.head.on(side * (0.215 + k * 0.035 + d), 0.165 + e) for d, e in ((0.012, -0.022), (-0.012, 0.022))
            )
            mid = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
            self.easel.crease([a, mid, b], self.head.unit * 0.009, red, 0.55)

    def _freckles(self, side: int) -> None:
        tone = self.easel.tones.flesh(self.who.skin)
        r = self.head.unit * 0.0065
        for s, y in ((0.13, 0.15), (0.17, 0.13), (0.19, 0.17), (0.15, 0.185), (0.23, 0.15), (0.21, 0.12), (0.1, 0.165)):
            x, cy = self.head.on(side * s, y)
            self.easel.fill(oval(x, cy, r, r), tone, 0.6)

    def _age(self) -> None:
        if self.who.age != "old":
            return
        head, unit = self.head, self.head.unit
        shade = self.easel.tones.flesh(self.who.skin)

        def line(points: list[Point], width: float, alpha: float) -> None:
            self.easel.crease(points, unit * width, shade, alpha)

        for y in (-0.235, -0.195, -0.158):
            line([head.on(s, y + 0.01 * abs(s) * 3) for s in (-0.17, -0.06, 0.06, 0.17)], 0.009, 0.5)
        for side in (1, -1):
            if head.turned(side * 0.18, 0.15) < 0.1:
                continue
            line([head.on(side * s, y) for s, y in ((0.06, 0.2), (0.115, 0.25), (0.148, 0.325))], 0.016, 0.75)
            line([head.on(side * s, y) for s, y in ((0.1, 0.108), (0.16, 0.125), (0.22, 0.105))], 0.012, 0.6)
            line([head.on(side * s, y) for s, y in ((0.15, 0.36), (0.16, 0.4), (0.145, 0.44))], 0.01, 0.5)
            for dy in (-0.025, 0.004, 0.03):
                line(
                    [
                        head.on(side * 0.272, 0.05 + dy * 0.4),
                        head.on(side * 0.3, 0.05 + dy),
                        head.on(side * 0.325, 0.052 + dy * 1.5),
                    ],
                    0.008,
                    0.55,
                )
            self.easel.airbrush(head.on(side * 0.23, 0.25), unit * 0.06, unit * 0.1, shade, 0.35)

    def _ears(self, near: bool) -> None:
        if not self.who.hairdo.ears or self.easel.tones.flat:
            return
        head = self.head
        for side in (1, -1):
            x, y, z = head.ring(side * 94, 0.1, 1.0)
            depth = head.depth(x, 0.0, z)
            if (depth > 0.12) != near or depth < -0.33:
                continue
            at = head.place(x, y, z)
            canvas = self.easel.canvas
            canvas.save()
            canvas.translate(*at)
            canvas.rotate(head.roll)
            self._ear(1 if head.aside(at) > 0 else -1, near)
            canvas.restore()

    def _ear(self, out: int, near: bool) -> None:
        """Paint an ear about the origin; `out` is the side to which it stands off."""
        unit = self.head.unit
        wide = min(0.04 + 0.055 * abs(sin(self.head.yaw)), 0.08) * unit
        dx = 0.0 if near else out * 0.018 * unit
        marks = ((0, -0.1), (1, -0.06), (0.75, 0.03), (0, 0.105), (-0.7, 0.04), (-0.8, -0.05))
        shell = curve([(dx + k * wide, y * unit) for k, y in marks])
        self.easel.volume(shell, mix(self.who.skin, (0.85, 0.4, 0.35), 0.12), unit * 0.04, rim=0.5, skin=True)
        if near and self.easel.fine(unit * 0.02):
            shade = self.easel.tones.flesh(self.who.skin)
            fold = [(-wide * 0.3, -0.06 * unit), (wide * 0.45, -0.03 * unit), (0.0, 0.05 * unit)]
            self.easel.crease(fold, unit * 0.018, shade, 0.7)

    def _marks(self) -> None:
        head, unit, tones = self.head, self.head.unit, self.easel.tones
        if head.facing < -0.1 or tones.flat or not self.easel.fine(unit * 0.1):
            return
        dark = times(tones.flesh(self.who.skin), 0.42)
        e = self.who.eyes
        least = 0.75 / self.easel.brush.px
        for side in (1, -1):
            if head.turned(side * e.gap, e.y) > 0.12:
                x, y = head.on(side * e.gap, e.y)
                self.easel.fill(
                    oval(x, y, max(unit * 0.05, least), max(unit * 0.05 * max(self.mood.lid, 0.25), least)), dark, 0.9
                )
                bx = [
                    head.on(side * (e.gap + d), e.brow_y + dy)
                    for d, dy in ((-0.09, -self.mood.brow_in), (0.1, -self.mood.brow_out))
                ]
                self.easel.stroke(curve(bx, closed=False), dark, max(unit * 0.03, least), 0.6)
        x, y = head.on(0.0, self.who.mouth.y)
        tall = max(unit * max(0.016, self.mood.open * 0.7), least * 0.7)
        self.easel.fill(oval(x, y, unit * 0.09, tall), mix(dark, (0.6, 0.15, 0.15), 0.3), 0.75)
        x, y = head.on(0.0, 0.2)
        self.easel.airbrush((x, y), unit * 0.07, unit * 0.05, tones.flesh(self.who.skin), 0.6)


def neck_colour(who: Character) -> RGB:
    """Return the colour of the neck, a little deeper than the face."""
    return times(who.skin, (0.95, 0.92, 0.9))
