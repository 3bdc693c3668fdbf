"""Arms, hands, legs and feet."""

from dataclasses import dataclass
from math import hypot

import skia

from render.animatic.actors.people.character import Character
from render.animatic.actors.people.forms import Easel, Point, between, oval, tube
from render.animatic.actors.people.skeleton import Seen
from render.animatic.actors.people.tones import mix, times
from render.animatic.base import RGB


@dataclass(frozen=True)
class Limbs:
    """The limbs of one posed person."""

    easel: Easel
    who: Character
    seen: Seen
    trunk: skia.Path
    """Outline of the upper body, into which the arms run."""

    def _distance(self, colour: RGB, near: bool) -> RGB:
        return colour if near or self.easel.tones.flat else mix(times(colour, 0.9), self.easel.tones.look.shade, 0.06)

    @property
    def _sleeves(self) -> RGB:
        fit = self.who.outfit
        return fit.under if fit.vest and fit.under is not None else self.who.cloth

    # arms -------------------------------------------------------------------------------------------------------

    def arm(self, side: str, near: bool) -> None:
        """Paint an arm with its sleeve and hand."""
        who, fit = self.who, self.who.outfit
        a, b, c = (self.seen.xy(f"{name}_{side}") for name in ("shoulder", "elbow", "wrist"))
        g = who.build.girth
        skin, cloth = self._distance(who.skin, near), self._distance(self._sleeves, near)
        self.hand(side, near)
        line = [a, between(a, b, 0.45), b, between(b, c, 0.4), c]
        if fit.sleeve < 0.95:
            # Points close to the elbow keep it a joint: the arm is straight between its joints, not a hose.
            bones = [a, between(a, b, 0.45), between(a, b, 0.86), b, between(b, c, 0.14), between(b, c, 0.4), c]
            path = tube(bones, [w * g for w in (0.028, 0.026, 0.021, 0.0205, 0.0215, 0.0205, 0.0135)], 0.7, 0.2)
            self.easel.volume(path, skin, 0.024, rim=0.7, skin=True)
        if fit.sleeve > 0:
            self._sleeve(line, cloth, near)

    def _sleeve(self, line: list[Point], cloth: RGB, near: bool) -> None:
        fit, g = self.who.outfit, self.who.build.girth
        k = g * (0.82 + 0.18 * fit.bulk) * (fit.bulk if fit.bulk > 1.1 else 1.0)
        wide = (0.031, 0.031, 0.026, 0.025, 0.022)
        if fit.sleeve > 0.95:
            points = [*line[:2], between(line[0], line[2], 0.86), line[2], between(line[2], line[4], 0.14), *line[3:]]
            widths = [wide[0], wide[1], wide[2], wide[2], wide[2], *wide[3:]]
        elif fit.sleeve > 0.5:
            points = [*line[:3], between(line[2], line[4], (fit.sleeve - 0.5) * 2)]
            widths = [0.031, 0.031, 0.027, 0.027]
        else:
            t = fit.sleeve * 2
            points = [line[0], between(line[0], line[2], t * 0.5), between(line[0], line[2], t)]
            widths = [0.031, 0.036, 0.038]
        path = tube(points, [w * k for w in widths], 0.95 if near else 0.55, 0.15)
        self.easel.volume(path, cloth, 0.028 * k, rim=0.32)
        if near:
            self._soften(points[0], cloth, 0.034 * k)
        if not self.easel.fine(0.006):
            return
        dark = self.easel.tones.dark(cloth)
        with self.easel.inside(path):
            if fit.sleeve > 0.7:
                (ax, ay), (bx, by), (cx, cy) = line[0], line[2], line[4]
                inner = ((ax + cx) / 2 - bx, (ay + cy) / 2 - by)
                size = hypot(*inner) or 1.0
                nx, ny = inner[0] / size, inner[1] / size
                for d in (-0.014, 0.004, 0.02):
                    x, y = bx + (cx - bx) * d / 0.13, by + (cy - by) * d / 0.13
                    self.easel.crease(
                        [
                            (x + nx * 0.028, y + ny * 0.028),
                            (x + nx * 0.008, y + ny * 0.01),
                            (x - ny * 0.012, y + nx * 0.012),
                        ],
                        0.006,
                        dark,
                        0.55,
                    )
            if fit.stripe:
                x, y = between(points[0], points[-1], 0.36)
                self.easel.stroke(_across(points[0], points[-1], 0.36, 0.05), self.easel.tones.mid(fit.stripe), 0.014)
            end = points[-1]
            cuff = _across(points[-2], end, 0.97, 0.05)
            self.easel.stroke(cuff, dark, 0.005, 0.5)

    def _soften(self, shoulder: Point, colour: RGB, radius: float) -> None:
        """Let the arm grow out of the shoulder instead of hanging before it like a puppet's."""
        if (
            self.easel.tones.flat
            or self.seen.chest[1, 1] < 0.6
            or self.seen.at["elbow_l"][1] < self.seen.at["shoulder_l"][1]
        ):
            return
        inward = between(shoulder, self.seen.xy("neck"), 0.18)
        with self.easel.inside(self.trunk):
            self.easel.airbrush(
                (inward[0], inward[1] + 0.016), radius, radius * 1.35, self.easel.tones.mid(colour), 0.95, 0.45
            )

    def hand(self, side: str, near: bool) -> None:
        """Paint a hand: a mitten from afar, with fingers when near."""
        who, easel = self.who, self.easel
        wrist, tip = self.seen.xy(f"wrist_{side}"), self.seen.xy(f"hand_{side}")
        skin = who.skin if who.outfit.gloves is None else who.outfit.gloves
        colour, flesh = self._distance(skin, near), who.outfit.gloves is None
        size = who.build.hand
        dx, dy = tip[0] - wrist[0], tip[1] - wrist[1]
        far = hypot(dx, dy)
        if far < size * 0.45:
            ux, uy = (dx / far, dy / far) if far > 1e-6 else (0.0, 1.0)
            dx, dy = ux * size * 0.45, uy * size * 0.45
            tip = (wrist[0] + dx, wrist[1] + dy)
        far = hypot(dx, dy)
        nx, ny = -dy / far, dx / far
        cx, _ = self.seen.xy("chest")
        if (cx - wrist[0]) * nx < 0:
            nx, ny = -nx, -ny
        k = size / 0.072 * (1.25 if who.outfit.gloves else 1.12)
        thumb = tube([between(wrist, tip, 0.15), _off(between(wrist, tip, 0.4), nx, ny, 0.018 * k), _off(between(wrist,
            tip, 0.66), nx, ny, 0.02 * k)],
                     [0.008 * k, 0.0075 * k, 0.005 * k])  # fmt: skip
        if not easel.fine(0.0035) or not flesh:
            palm = tube(
                [wrist, between(wrist, tip, 0.5), between(wrist, tip, 0.95)], [0.012 * k, 0.0185 * k, 0.012 * k]
            )
            easel.mass([palm, thumb], colour, skin=flesh)
            return
        parts = [
            thumb,
            tube(
                [wrist, between(wrist, tip, 0.3), between(wrist, tip, 0.52)],
                [0.012 * k, 0.018 * k, 0.0185 * k],
                0.3,
                0.2,
            ),
        ]
        gaps = []
        for i, reach in enumerate((0.9, 1.0, 0.97, 0.82)):
            off = (1.5 - i) * 0.0098 * k
            base = _off(between(wrist, tip, 0.42), nx, ny, off * 0.9)
            mid = _off(between(wrist, tip, 0.72), nx, ny, off * 1.06)
            end = _off(between(wrist, tip, reach), nx, ny, off * 0.9 - 0.002)
            parts.append(tube([base, mid, end], [0.0058 * k, 0.0054 * k, 0.0038 * k]))
            gaps.append([_off(base, nx, ny, -0.005 * k), _off(mid, nx, ny, -0.0052 * k), _off(end, nx, ny, -0.004 * k)])
        easel.mass(parts, colour, skin=True)
        shade = easel.tones.flesh(colour)
        for gap in gaps[:3]:
            easel.crease(gap, 0.0022, shade, 0.75)

    # legs -------------------------------------------------------------------------------------------------------

    def leg(self, side: str, near: bool) -> None:
        """Paint a leg with its shoe."""
        who, fit, easel = self.who, self.who.outfit, self.easel
        a, b, c = (self.seen.xy(f"{name}_{side}") for name in ("hip", "knee", "ankle"))
        g = who.build.girth
        cloth = self._distance(who.cloth if fit.legs is None else fit.legs, near)
        line = [a, between(a, b, 0.5), b, between(b, c, 0.35), c]
        bare = fit.bare or fit.shorts
        self._shoe(side, near)
        if bare:
            path = tube(line, [w * g for w in (0.043, 0.044, 0.031, 0.034, 0.0175)], 0.3, 0.3)
            easel.volume(path, self._distance(who.skin, near), 0.034, skin=True)
            if fit.shorts:
                short = tube([a, between(a, b, 0.45), between(a, b, 0.86)], [0.046 * g, 0.054 * g, 0.054 * g], 0.4, 0.1)
                easel.volume(short, cloth, 0.045)
        else:
            k = g * (fit.bulk if fit.legs is None else 1 + (fit.bulk - 1) * 0.5)
            path = tube(line, [w * k for w in (0.044, 0.048, 0.038, 0.036, 0.028)], 0.3, 0.25)
            easel.volume(path, cloth, 0.04)
            if easel.fine(0.006):
                self._knee_folds(path, a, b, c, easel.tones.dark(cloth))
        self._boot(side, near, b, c)

    def _knee_folds(self, path: skia.Path, a: Point, b: Point, c: Point, dark: RGB) -> None:
        with self.easel.inside(path):
            nx, ny = (a[0] + c[0]) / 2 - b[0], (a[1] + c[1]) / 2 - b[1]
            size = hypot(nx, ny) or 1.0
            nx, ny = nx / size, ny / size
            for d in (-0.02, 0.004, 0.026):
                x, y = b[0], b[1] + d
                self.easel.crease(
                    [(x + nx * 0.04, y + ny * 0.02), (x + nx * 0.012, y + 0.005), (x - nx * 0.012, y - 0.004)],
                    0.007,
                    dark,
                    0.5,
                )
            x, y = between(b, c, 0.88)
            self.easel.crease([(x - 0.028, y), (x, y + 0.009), (x + 0.028, y - 0.002)], 0.006, dark, 0.5)

    def _boot(self, side: str, near: bool, knee: Point, ankle: Point) -> None:
        fit = self.who.outfit
        if fit.boots < 0.2:
            return
        top = between(ankle, knee, fit.boots * 0.85)
        k = self.who.build.girth * (0.7 + 0.3 * fit.bulk)
        path = tube([top, between(top, ankle, 0.5), ankle], [0.041 * k, 0.037 * k, 0.03 * k], 0.1, 0.5)
        colour = self._distance(fit.shoes, near)
        self.easel.volume(path, colour, 0.035)
        if self.easel.fine(0.008) and fit.bulk > 1.2:
            with self.easel.inside(path):
                self.easel.stroke(_across(ankle, top, 0.96, 0.06), self.easel.tones.mid((0.6, 0.5, 0.4)), 0.02)

    def _shoe(self, side: str, near: bool) -> None:
        fit, easel = self.who.outfit, self.easel
        heel, toe, ankle = (self.seen.xy(f"{name}_{side}") for name in ("heel", "toe", "ankle"))
        k = (0.8 + 0.2 * fit.bulk) * self.who.build.foot / 0.105
        up = (ankle[0] - heel[0], ankle[1] - heel[1])
        size = hypot(*up) or 1.0
        ux, uy = up[0] / size, up[1] / size
        sole = [
            _off(heel, ux, uy, 0.021 * k),
            _off(between(heel, toe, 0.5), ux, uy, 0.02 * k),
            _off(toe, ux, uy, 0.014 * k),
        ]
        mx, my = between(heel, toe, 0.5)
        parts = [
            tube(sole, [0.02 * k, 0.02 * k, 0.0145 * k]),
            oval(mx, my - 0.018 * k, 0.026 * k, 0.02 * k),
            tube([ankle, _off(between(heel, toe, 0.3), ux, uy, 0.016)], [0.021 * k, 0.024 * k]),
        ]
        easel.mass(parts, self._distance(fit.shoes, near))


def _off(p: Point, nx: float, ny: float, by: float) -> Point:
    return p[0] + nx * by, p[1] + ny * by


def _across(a: Point, b: Point, t: float, half: float) -> skia.Path:
    dx, dy = b[0] - a[0], b[1] - a[1]
    size = hypot(dx, dy) or 1.0
    x, y = between(a, b, t)
    path = skia.Path()
    path.moveTo(x - dy / size * half, y + dx / size * half)
    path.lineTo(x + dy / size * half, y - dx / size * half)
    return path
