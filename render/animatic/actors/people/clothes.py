"""Trunk, skirts and coats: one garment from the neck to the hem."""

from dataclasses import dataclass
from functools import cached_property
from math import cos, hypot, pi, sin, sqrt

import numpy as np
import skia

from render.animatic.actors.people.character import Character
from render.animatic.actors.people.forms import Easel, Point, between, curve, oval, tube, union
from render.animatic.actors.people.rings import hull, resampled
from render.animatic.actors.people.skeleton import Mat, Seen
from render.animatic.actors.people.tones import mix, times


@dataclass(frozen=True)
class Clothes:
    """The clothes on the trunk of one posed person."""

    easel: Easel
    who: Character
    seen: Seen
    sway: Point = (0.0, 0.0)
    """Where loose cloth lags or is blown, body units."""
    phase: float = 0.0

    def _half(self, frame: Mat, axis: Point, wide: float, deep: float) -> float:
        nx, ny = -axis[1], axis[0]
        a = (frame[0, 0] * nx + frame[1, 0] * ny) * wide
        b = (frame[0, 2] * nx + frame[1, 2] * ny) * deep
        return sqrt(a * a + b * b)

    @property
    def front(self) -> float:
        """How much of the chest's front is seen: 1 all, 0 profile, negative from behind."""
        return float(self.seen.chest[2, 2])

    @cached_property
    def trunk(self) -> skia.Path:
        """Outline of the upper body."""
        seen, b = self.seen, self.who.build
        k = 0.6 + 0.4 * self.who.outfit.bulk
        neck, chest, waist, hip = (seen.xy(n) for n in ("neck", "chest", "waist", "hip"))
        dx, dy = neck[0] - hip[0], neck[1] - hip[1]
        size = hypot(dx, dy) or 1.0
        axis = (dx / size, dy / size)
        bust = 0.012 if self.who.sex == "f" and self.who.age != "child" else 0.0
        breath = seen.breath
        fit = self.who.outfit
        half = [
            self._half(seen.chest, axis, b.shoulder * 0.36, b.depth * 0.58),
            self._half(seen.chest, axis, b.shoulder * 0.66 + breath, b.depth * 0.75),
            self._half(seen.chest, axis, b.shoulder * 0.96 + breath, b.depth * 0.92),
            self._half(seen.chest, axis, b.chest + breath, b.depth + bust + breath),
            self._half(seen.chest, axis, b.waist, b.depth * 0.84),
            self._half(seen.pelvis, axis, b.hips, b.depth * 1.05),
            self._half(seen.pelvis, axis, b.hips * 1.02, b.depth * 1.02),
        ]
        low = 0.012 + 0.25 * min(fit.hem, 0.16)
        line = [(neck[0] + axis[0] * out, neck[1] + axis[1] * out) for out in (0.016, -0.006, -0.032)]
        line += [chest, waist, hip, (hip[0] - axis[0] * low, hip[1] - axis[1] * low)]
        return tube(line, [w * k for w in half], 0.1, 0.12)

    def on_chest(self, x: float, y: float, out: float = 1.0) -> Point:
        """Return a point of the chest's front, from the neck joint: x to the person's left, y down (body units)."""
        b = self.who.build
        z = b.depth * out * sqrt(max(1 - (x / (b.shoulder * 1.1)) ** 2, 0.0)) * min(0.45 + y * 8, 1.0)
        px, py, _ = self.seen.chest @ np.array([x, y, z])
        nx, ny = self.seen.xy("neck")
        return nx + float(px), ny + float(py)

    # below the waist --------------------------------------------------------------------------------------------

    def _along(self, side: str, share: float) -> tuple[Point, float]:
        """Return the point at a share of the leg's length, and how far down the leg that is."""
        a, b, c = (self.seen.xy(f"{n}_{side}") for n in ("hip", "knee", "ankle"))
        build = self.who.build
        knee = (build.hip_height - build.knee_height) / (build.hip_height - build.ankle_height)
        if share <= knee:
            return between(a, b, share / knee), share
        return between(b, c, (share - knee) / (1 - knee)), share

    @cached_property
    def lower(self) -> skia.Path:
        """Outline of skirt or coat below the waist."""
        fit, b = self.who.outfit, self.who.build
        rings: list[tuple[Point, float]] = [
            (self.seen.xy("waist"), b.waist * 0.8),
            (self.seen.xy("hip"), b.hips * (0.7 + 0.3 * fit.bulk)),
        ]
        yaw = abs(float(self.seen.pelvis[0, 0]))
        slim = 0.72 + 0.28 * yaw
        rings = [(p, r * slim) for p, r in rings]
        for share in (0.4, 0.7, 1.0):
            for side in ("l", "r"):
                (x, y), far = self._along(side, fit.hem * share)
                wide = (
                    (0.046 + 0.03 * (fit.flare - 1) * share * 2 + 0.012 * far)
                    * fit.bulk**0.5
                    * (1.0 if fit.skirt else 0.9)
                )
                rings.append(((x + self.sway[0] * share**1.5, y + self.sway[1] * share), wide))
        points = [
            (x + r * cos(i * pi / 5), y + r * 0.9 * sin(i * pi / 5) * (0.4 if y > -0.1 else 1.0))
            for (x, y), r in rings
            for i in range(10)
        ]
        ring = resampled(hull(points), 30)
        if fit.skirt and fit.flare > 1.2:
            low = max(y for _, y in ring)
            ring = [
                (x, y + (0.009 * fit.flare * sin(i * 2.1 + 2 * pi * self.phase) if y > low - 0.05 else 0.0))
                for i, (x, y) in enumerate(ring)
            ]
        return curve([(x, min(y, 0.03)) for x, y in ring])

    # the garment ------------------------------------------------------------------------------------------------

    @cached_property
    def garment(self) -> skia.Path:
        """Outline of everything the upper garment covers."""
        upper = self.trunk
        if self.who.outfit.collar == "strap":
            upper = skia.Op(upper, self._neckline, skia.PathOp.kIntersect_PathOp)
        if self.who.outfit.hem < 0.15:
            return upper
        return union(upper, self.lower)

    @property
    def _neckline(self) -> skia.Path:
        """Everything below the upper edge of a dress without sleeves."""
        w = self.who.build.shoulder
        marks = ((-1.3, 0.075), (-0.62, 0.052), (-0.3, 0.066), (0.0, 0.082), (0.3, 0.066), (0.62, 0.052), (1.3, 0.075))
        if self.front > -0.1:
            top = [self.on_chest(s * w, y) for s, y in marks]
        else:
            nx, ny = self.seen.xy("neck")
            top = [(nx + s * w, ny + y) for s, y in ((-1.4, 0.09), (0.0, 0.13), (1.4, 0.09))]
        (ax, ay), (bx, by) = top[0], top[-1]
        hx, hy = self.seen.xy("hip")
        nx, ny = self.seen.xy("neck")
        dx, dy = (hx - nx) * 1.6, (hy - ny) * 1.6
        edge = curve(top, closed=False, tension=0.9)
        for x, y in (
            (bx + (bx - ax) * 0.3, by),
            (bx + (bx - ax) * 0.3 + dx, by + dy),
            (ax - (bx - ax) * 0.3 + dx, ay + dy),
            (ax - (bx - ax) * 0.3, ay),
        ):
            edge.lineTo(x, y)
        edge.close()
        return edge

    def paint(self) -> None:
        """Paint the upper garment with skirt or coat tails."""
        easel, who, fit = self.easel, self.who, self.who.outfit
        if fit.collar == "strap":
            easel.volume(self.trunk, who.skin, 0.06, skin=True)
            for s in (0.55, -0.55):
                if self.front > -0.1:
                    w = who.build.shoulder
                    strap = [self.on_chest(s * w * 0.85, -0.012), self.on_chest(s * w, 0.056)]
                    easel.stroke(curve(strap, closed=False), easel.tones.mid(who.cloth), 0.009)
        easel.volume(self.garment, who.cloth, 0.075)
        if easel.tones.flat or not easel.fine(0.004):
            return
        with easel.inside(self.garment):
            self._folds()
            if fit.hem >= 0.15:
                self._drapes()

    def _drapes(self) -> None:
        fit, easel = self.who.outfit, self.easel
        dark, light = easel.tones.dark(self.who.cloth), easel.tones.light(self.who.cloth)
        bounds = self.lower.getBounds()
        wx, wy = self.seen.xy("waist")
        low = bounds.bottom() - 0.012
        if fit.collar == "fur":
            fur = easel.tones.mid((0.78, 0.7, 0.6))
            easel.fill(oval(bounds.centerX(), low + 0.012, bounds.width() * 0.62, 0.034), fur)
        count = 7 if fit.skirt else 3
        for i in range(count):
            t = (i + 0.5) / count
            x = bounds.left() + bounds.width() * t
            start = (wx + (x - wx) * 0.35, wy + 0.06)
            mid = (wx + (x - wx) * 0.72 + 0.006 * sin(i * 2.4 + 2 * pi * self.phase), (wy + low) / 2)
            easel.crease([start, mid, (x, low)], 0.012 if fit.skirt else 0.007, dark, 0.3)
            if fit.skirt:
                easel.crease(
                    [(start[0] + 0.008, start[1] + 0.03), (mid[0] + 0.012, mid[1]), (x + 0.014, low)],
                    0.009,
                    light,
                    0.35,
                )
        if not fit.skirt and self.front > 0.2:
            hx, hy = self.seen.xy("hip")
            fx = self.on_chest(0.0, 0.1)[0]
            easel.crease(
                [(fx, wy), (fx * 0.5 + hx * 0.5, hy), ((bounds.left() + bounds.right()) / 2, low)], 0.006, dark, 0.8
            )

    def _folds(self) -> None:
        easel = self.easel
        if not easel.fine(0.006):
            return
        dark = easel.tones.dark(self.who.cloth)
        waist, chest = self.seen.xy("waist"), self.seen.xy("chest")
        for s, dy in ((-0.06, 0.012), (0.055, -0.004), (-0.05, -0.03), (0.06, 0.034)):
            x = waist[0] + s
            easel.crease(
                [
                    (x, waist[1] + dy),
                    (waist[0] + s * 0.55, waist[1] + dy + 0.008),
                    (waist[0] + s * 0.15, waist[1] + dy - 0.006),
                ],
                0.007,
                dark,
                0.42,
            )
        for side in ("l", "r"):
            x, y = self.seen.xy(f"shoulder_{side}")
            toward = between((x, y), chest, 0.55)
            easel.crease([(x, y + 0.04), between((x, y + 0.03), toward, 0.5), toward], 0.006, dark, 0.28)
        if self.who.sex == "f" and self.who.age in {"adult", "young"} and self.front > 0.1:
            for s in (0.035, -0.035):
                at = self.on_chest(s, 0.108)
                easel.airbrush(at, 0.034, 0.018, dark, 0.5)
                up = self.on_chest(s, 0.08)
                easel.airbrush(up, 0.03, 0.026, easel.tones.light(self.who.cloth), 0.35)

    # neck -------------------------------------------------------------------------------------------------------

    def neck(self) -> None:
        """Paint the neck, under the head's shadow."""
        who, seen, easel = self.who, self.seen, self.easel
        a, b = seen.xy("neck"), seen.xy("chin")
        up = between(b, seen.xy("head"), 0.5)
        wide = {"child": 0.029, "young": 0.034, "adult": 0.0375, "old": 0.035}[who.age] * (
            1.0 if who.sex == "m" or who.age == "child" else 0.82
        )
        path = tube([(a[0], a[1] + 0.03), a, b, up], [wide * 1.35, wide * 1.12, wide, wide * 1.02], 0.2, 0.2)
        easel.volume(path, times(who.skin, (0.95, 0.91, 0.88)), 0.034, rim=0.5, skin=True)
        if not easel.tones.flat:
            with easel.inside(path):
                x, y = between(b, seen.xy("head"), 0.12)
                easel.airbrush((x, y), 0.075, 0.05, easel.tones.flesh(times(who.skin, 0.8)), 0.85, 0.3)
                if who.outfit.collar in {"wide", "strap"} and easel.fine(0.006):
                    for s in (-1, 1):
                        easel.crease(
                            [
                                self.on_chest(s * 0.012, 0.012),
                                self.on_chest(s * 0.04, 0.004),
                                self.on_chest(s * 0.07, 0.002),
                            ],
                            0.006,
                            easel.tones.flesh(who.skin),
                            0.5,
                        )

    def scoop(self) -> None:
        """Paint bare skin in a wide neckline, before the neck."""
        if self.who.outfit.collar != "wide" or self.front < 0.05:
            return
        with self.easel.inside(self.trunk):
            w = self.who.build.shoulder
            path = curve(
                [
                    self.on_chest(s * w, y)
                    for s, y in (
                        (-0.62, -0.03),
                        (-0.5, 0.02),
                        (-0.22, 0.048),
                        (0.22, 0.048),
                        (0.5, 0.02),
                        (0.62, -0.03),
                    )
                ]
            )
            self.easel.fill(path, self.easel.tones.skin(self.who.skin))
            self.easel.stroke(path, self.easel.tones.light(mix(self.who.cloth, (1, 1, 1), 0.5)), 0.007)
