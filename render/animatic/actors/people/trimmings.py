"""What is sewn on or worn over the trunk: fronts, buttons, stripes and belts."""

from dataclasses import dataclass
from math import hypot

from render.animatic.actors.people.clothes import Clothes
from render.animatic.actors.people.forms import between, curve, oval, polygon
from render.animatic.base import RGB


@dataclass(frozen=True)
class Trimmings:
    """The trimmings of one person's clothes."""

    clothes: Clothes

    def paint(self) -> None:
        """Paint them inside the garment."""
        clothes, fit = self.clothes, self.clothes.who.outfit
        easel = clothes.easel
        if easel.tones.flat or not easel.fine(0.004):
            return
        with easel.inside(clothes.garment):
            if fit.stripe and clothes.front > -0.9:
                self._band(0.1, fit.stripe, 0.026)
            if clothes.front > 0.05:
                self._front()
        if fit.belt:
            with easel.inside(clothes.trunk):
                self._belt(fit.belt)

    def _band(self, y: float, colour: RGB, tall: float) -> None:
        w = self.clothes.who.build.shoulder * 1.4
        line = [self.clothes.on_chest(s * w, y) for s in (-1.0, -0.5, 0.0, 0.5, 1.0)]
        if self.clothes.front < 0.05:
            nx, ny = self.clothes.seen.xy("neck")
            line = [(nx + s * w, ny + y) for s in (-1.0, 0.0, 1.0)]
        self.clothes.easel.stroke(curve(line, closed=False), self.clothes.easel.tones.mid(colour), tall)

    def _belt(self, colour: RGB) -> None:
        a, b = self.clothes.seen.xy("waist"), self.clothes.seen.xy("hip")
        x, y = between(a, b, 0.25)
        dx, dy = a[0] - b[0], a[1] - b[1]
        size = hypot(dx, dy) or 1.0
        nx, ny = -dy / size, dx / size
        line = [(x - nx * 0.085, y - ny * 0.085), (x, y + 0.008), (x + nx * 0.085, y + ny * 0.085)]
        self.clothes.easel.stroke(curve(line, closed=False), self.clothes.easel.tones.dark(colour), 0.026)
        self.clothes.easel.stroke(curve(line, closed=False), self.clothes.easel.tones.mid(colour), 0.02)
        if self.clothes.front > 0.2 and self.clothes.easel.fine(0.01):
            fx = self.clothes.on_chest(0.0, 0.12)[0]
            self.clothes.easel.fill(
                polygon(
                    [(fx - 0.012, y - 0.006), (fx + 0.012, y - 0.006), (fx + 0.012, y + 0.018), (fx - 0.012, y + 0.018)]
                ),
                self.clothes.easel.tones.light((0.8, 0.66, 0.35)),
                0.9,
            )

    def _front(self) -> None:
        fit, easel, tones = self.clothes.who.outfit, self.clothes.easel, self.clothes.easel.tones
        dark = tones.dark(self.clothes.who.cloth)
        if fit.under is not None:
            deep = 0.16 if fit.collar == "lapel" else 0.05
            gap = curve(
                [
                    self.clothes.on_chest(-0.03, -0.02),
                    self.clothes.on_chest(0.03, -0.02),
                    self.clothes.on_chest(0.0, deep),
                ],
                tension=0.2,
            )
            easel.fill(gap, tones.mid(fit.under))
            easel.crease(
                [
                    self.clothes.on_chest(0.0, 0.0),
                    self.clothes.on_chest(0.004, deep * 0.5),
                    self.clothes.on_chest(0.0, deep),
                ],
                0.004,
                tones.dark(fit.under),
                0.5,
            )
        line = [self.clothes.on_chest(0.0, y) for y in (0.05, 0.12, 0.2, 0.3)]
        if fit.under is not None or fit.buttons or fit.collar in {"fur", "high"}:
            easel.crease(line, 0.005, dark, 0.75)
        if fit.buttons and easel.fine(0.006):
            for y in (0.07, 0.12, 0.17, 0.22):
                for s in (-0.022, 0.022) if fit.collar == "high" else (0.008,):
                    x, by = self.clothes.on_chest(s, y)
                    easel.fill(oval(x, by, 0.0065, 0.0065), tones.light((0.85, 0.7, 0.35)))
        if fit.collar == "sailor":
            for k, colour in ((1.0, (0.92, 0.92, 0.9)), (0.8, self.clothes.who.cloth)):
                vee = curve(
                    [
                        self.clothes.on_chest(-0.055 * k, -0.02),
                        self.clothes.on_chest(0.055 * k, -0.02),
                        self.clothes.on_chest(0.0, 0.1 * k),
                    ],
                    tension=0.3,
                )
                easel.fill(vee, tones.mid(colour))
            for y in (0.03, 0.05, 0.07):
                easel.crease(
                    [
                        self.clothes.on_chest(-0.03, y - 0.02),
                        self.clothes.on_chest(0, y),
                        self.clothes.on_chest(0.03, y - 0.02),
                    ],
                    0.006,
                    tones.mid((0.3, 0.35, 0.5)),
                    0.8,
                )
