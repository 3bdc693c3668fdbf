"""Hair as masses with strands: what lies behind the neck, and what frames the face."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin

import numpy as np
import skia

from render.animatic.actors.people.forms import Easel, Point, curve, oval, smooth, tube
from render.animatic.actors.people.hairdo import AZIMUTHS, Hairdo
from render.animatic.actors.people.head import Head
from render.animatic.actors.people.locks import Lock, bangs, parted, quiff, swept, tousled
from render.animatic.actors.people.tones import mix, times
from render.animatic.base import RGB

_BACK = (96.0, 120.0, 150.0, 180.0, 210.0, 240.0, 264.0)


@dataclass(frozen=True)
class Hair:
    """The hair of one head at one moment."""

    easel: Easel
    head: Head
    do: Hairdo
    colour: RGB
    sway: Point = (0.0, 0.0)
    """How far the loose ends lag or are blown, head units."""

    def line(self, azimuth: float) -> float:
        """Height of the hairline at an azimuth."""
        return float(np.interp(abs((azimuth + 180) % 360 - 180), AZIMUTHS, self.do.line))

    def at(self, azimuth: float, y: float, out: float) -> Point:
        """Return a point over the skull."""
        return self.head.place(*self.head.ring(azimuth, y, out))

    def _shows(self, azimuth: float) -> bool:
        return cos(radians(azimuth) * 1.0 + self._turn) > -0.02

    @property
    def _turn(self) -> float:
        yaw = self.head.yaw
        return yaw if self._handed > 0 else -yaw

    @property
    def _handed(self) -> float:
        return float(np.linalg.det(self.head.frame))

    def _on_ground(self, p: Point) -> Point:
        """Hair of someone who lies spreads on the ground instead of falling through it."""
        return (p[0], min(p[1], 0.025))

    def _rear(self, y: float, side: int, out: float) -> Point:
        points = [self.at(a, y, out) for a in _BACK]
        return max(points, key=lambda p: side * self.head.aside(p))

    # behind -----------------------------------------------------------------------------------------------------

    def back(self) -> None:
        """Paint what hangs behind neck and shoulders (when the face is seen)."""
        if self.do.fall != "none":
            self.easel.volume(self._mass(), times(self.colour, 0.78), self.head.unit * 0.16, rim=0.4)
            self._mass_strands()
        self._tied(behind=True)

    def over_back(self) -> None:
        """Paint what hangs over the back when it is seen from behind."""
        if self.do.fall != "none":
            self.easel.volume(self._mass(), self.colour, self.head.unit * 0.2, rim=0.7)
            self._mass_strands()

    def _ends(self) -> list[Point]:
        """Lower edge of the loose mass, from screen right to left."""
        u, do = self.head.unit, self.do
        right, left = self._rear(0.1, 1, do.volume), self._rear(0.1, -1, do.volume)
        low = self.head.at[1] + do.length * u
        flare = 0.1 if do.fall in {"waves", "long"} else 0.02
        out = []
        count = 7
        for i in range(count):
            t = i / (count - 1)
            x = right[0] + (left[0] - right[0]) * t + (0.5 - t) * 2 * flare * u + self.sway[0] * u
            dip = 0.05 * u * (1 if i % 2 else -0.4) + 0.1 * u * sin(pi * t)
            out.append((x, low + dip - abs(self.sway[0]) * 0.25 * u + self.sway[1] * u))
        return out

    def _mass(self) -> skia.Path:
        u, do = self.head.unit, self.do
        ends = self._ends()
        wave = 0.05 * u if do.fall == "waves" else 0.0
        sides: list[list[Point]] = []
        for side, end in ((1, ends[0]), (-1, ends[-1])):
            top = [self._rear(y, side, do.volume) for y in (-0.38, -0.2, 0.0)]
            x0, y0 = top[-1]
            falls = []
            for k, t in enumerate((0.35, 0.7)):
                bulge = side * (0.045 * u + wave * (1 if k % 2 else -1))
                falls.append((x0 + (end[0] - x0) * t**1.3 + bulge, y0 + (end[1] - y0) * t))
            sides.append([*top, *falls])
        crown = self.head.place(0.0, -0.5 * do.volume, -0.1)
        return curve([self._on_ground(p) for p in (crown, *sides[0], *ends, *reversed(sides[1]))])

    def _mass_strands(self) -> None:
        u = self.head.unit
        if not self.easel.fine(u * 0.02):
            return
        tones = self.easel.tones
        right, left = self._rear(0.0, 1, self.do.volume), self._rear(0.0, -1, self.do.volume)
        ends = self._ends()
        for i in range(1, 12):
            t = i / 12
            a = (right[0] + (left[0] - right[0]) * t, right[1] + (left[1] - right[1]) * t)
            b = ends[min(int(t * 6.99), 6)]
            wave = (0.05 if self.do.fall == "waves" else 0.015) * u * (1 if i % 2 else -1)
            mid = (a[0] + (b[0] - a[0]) * 0.4 + wave, a[1] + (b[1] - a[1]) * 0.5)
            bright = i % 3 == 0
            colour = tones.light(self.colour) if bright else tones.dark(self.colour)
            self.easel.crease(
                [a, mid, self._on_ground((b[0], b[1] - 0.03 * u))], u * 0.02, colour, 0.32 if bright else 0.42
            )

    # over the skull ---------------------------------------------------------------------------------------------

    def front(self) -> None:
        """Paint cap, fringe and side locks over the face."""
        if self.do.fringe == "none" and self.do.line[0] < -0.4:
            self._cap(rim=0.4)
            return
        if self.head.facing > -0.35:
            self._side_locks()
        self._cap(rim=0.75)
        if self.head.facing > -0.35:
            self._fringe()
        self._tied(behind=False)

    def _cap(self, rim: float) -> None:
        do, head = self.do, self.head
        seen = [a for a in range(-180, 180, 12) if self._shows(a)]
        spots = sorted(
            ((self.at(a, self.line(a), 1.015), self.line(a)) for a in seen), key=lambda spot: self.head.aside(spot[0])
        )
        if len(spots) < 3:
            return
        tops: list[Point] = []
        levels = (0.2, 0.1, 0.0, -0.1, -0.2, -0.3, -0.38, -0.44, -0.48)
        for side, (_, limit) in ((1, spots[-1]), (-1, spots[0])):
            run = [y for y in levels if y < limit - 0.03]
            part = [head.edge(y, side, 1 + (do.volume - 1) * min((limit - y) / 0.14, 1.0)) for y in run]
            tops.extend(part if side > 0 else [head.edge(-0.5, 1, do.volume), *reversed(part)])
        if do.curly:
            self._ringlets(tops)
        path = curve([*(p for p, _ in spots), *tops])
        self.easel.volume(path, self.colour, head.unit * 0.17, rim=rim)
        self._cap_strands(path, seen)

    def _cap_strands(self, path: skia.Path, seen: Sequence[int]) -> None:
        u, tones, do = self.head.unit, self.easel.tones, self.do
        if not self.easel.fine(u * 0.025):
            return
        with self.easel.inside(path):
            for i, a in enumerate(seen):
                away = a - do.part if abs(a) < 110 else 0.0
                start = self.at(do.part + away * 0.25 if away else a * 0.97, -0.46, do.volume)
                mid = self.at(do.part + away * 0.75 if away else a, -0.3, do.volume)
                end = self.at(a, self.line(a) - 0.005, do.volume * 0.99)
                bright = i % 3 == 1
                colour = tones.light(self.colour) if bright else tones.dark(self.colour)
                self.easel.crease([start, mid, end], u * 0.024, colour, 0.38 if bright else 0.42)
            self._sheen()

    def _sheen(self) -> None:
        u = self.head.unit
        lit = 1 if self.easel.tones.sun[0] > 0 else -1
        at = (self.head.at[0] + lit * u * 0.13, self.head.at[1] - u * 0.38)
        self.easel.airbrush(at, u * 0.26, u * 0.085, self.easel.tones.light(mix(self.colour, (1, 1, 1), 0.25)), 0.42)

    def _shape(self, points: Sequence[Point], root: float, point: float) -> skia.Path:
        """Return one lock along a line: `root` wide, even until share `point`, then running to a tip."""
        u = self.head.unit
        line = smooth(list(points), 4)
        last = len(line) - 1
        widths = []
        for i in range(last + 1):
            t = i / last
            taper = 1.0 if t < point else max(1 - ((t - point) / (1 - point)) ** 1.5, 0.04)
            widths.append(u * root * taper * min(0.6 + 2.2 * t, 1.0))
        return tube(line, widths, 0.5, 0.6)

    def _locks(self, locks: Sequence[Lock]) -> None:
        """Paint locks as one mass with a shaped edge, then its strands."""
        easel, u, tones = self.easel, self.head.unit, self.easel.tones
        lines = [[self.at(a, y, out) for a, y, out in lock.line] for lock in locks if self._lock_shows(lock)]
        roots = [lock for lock in locks if self._lock_shows(lock)]
        if not lines:
            return
        easel.mass(
            [self._shape(line, lock.root, lock.point) for line, lock in zip(lines, roots, strict=True)], self.colour
        )
        if not easel.fine(u * 0.02):
            return
        for i, (line, lock) in enumerate(zip(lines, roots, strict=True)):
            for k, (aside, bright) in enumerate(((0.5, False), (-0.35, True), (0.05, i % 2 == 0))):
                moved = [(x + aside * lock.root * u * (1 - 0.6 * j / len(line)), y) for j, (x, y) in enumerate(line)]
                colour = tones.light(self.colour) if bright else tones.dark(self.colour)
                easel.crease(moved, u * (0.02 - 0.004 * k), colour, 0.4 if bright else 0.5)

    def _lock_shows(self, lock: Lock) -> bool:
        return self._shows(lock.line[-1][0]) or self._shows(lock.line[1][0])

    def _fringe(self) -> None:
        v, part = self.do.volume, self.do.part
        match self.do.fringe:
            case "swept":
                self._locks(swept(v, part))
            case "bangs":
                self._locks(bangs(v))
            case "tousled":
                self._locks(tousled(v))
            case "quiff":
                self._locks(quiff(v))
            case "parted":
                self._locks(parted(v, part))
            case "curls":
                self._curls()
            case _:
                pass

    def _ringlets(self, outline: Sequence[Point]) -> None:
        r = self.head.unit * 0.085
        for i, (x, y) in enumerate(smooth(list(outline), 2)):
            if i % 2 == 0:
                self.easel.volume(oval(x, y, r, r * 0.95), self.colour, r * 0.7, rim=0.3)

    def _curls(self) -> None:
        u = self.head.unit
        for y_off, out, step in ((-0.1, 1.16, 18), (0.0, 1.1, 17)):
            for a in range(-76, 77, step):
                if self._shows(a):
                    x, y = self.at(a, self.line(a) + y_off, out)
                    r = u * (0.072 + 0.008 * (a % 3))
                    self.easel.volume(oval(x, y, r, r * 0.92), self.colour, r * 0.7, rim=0.25)
                    self.easel.crease(
                        [(x - r * 0.5, y), (x, y - r * 0.55), (x + r * 0.5, y - r * 0.1)],
                        r * 0.16,
                        self.easel.tones.light(self.colour),
                        0.4,
                    )

    def _side_locks(self) -> None:
        u, do, v = self.head.unit, self.do, self.do.volume
        if do.fall == "none":
            return
        wave = 0.06 if do.fall == "waves" else 0.015
        for side in (1, -1):
            if not self._shows(side * 78):
                continue
            start, cheek, low = (
                self.at(side * 80, -0.26, v * 0.98),
                self.at(side * 86, 0.06, v * 1.02),
                self.at(side * 90, 0.3, v * 1.03),
            )
            drop = max(do.length - 0.42, 0.0)
            outward = 1 if self.head.aside(cheek) >= 0 else -1
            line = [start, cheek, low]
            if drop > 0.2:
                x = low[0] + self.sway[0] * u * 0.7
                line += [(x + outward * wave * u, low[1] + drop * 0.45 * u),
                         (x - outward * wave * 0.6 * u + self.sway[0] * u * 0.5,
                             low[1] + drop * u + self.sway[1] * u)]  # fmt: skip
            line = [self._on_ground(p) for p in line]
            path = self._shape(line, 0.115, 0.3)
            self.easel.volume(path, self.colour, u * 0.08, rim=0.4)
            if self.easel.fine(u * 0.02):
                for aside, bright in ((0.45, False), (-0.4, True), (0.0, False)):
                    moved = [(x + aside * 0.11 * u * (1 - 0.8 * j / len(line)), y) for j, (x, y) in enumerate(line)]
                    colour = self.easel.tones.light(self.colour) if bright else self.easel.tones.dark(self.colour)
                    self.easel.crease(moved, u * 0.018, colour, 0.42)

    # tied -------------------------------------------------------------------------------------------------------

    def _tied(self, behind: bool) -> None:
        u, do = self.head.unit, self.do
        seen_behind = self.head.facing > -0.1
        match do.tied:
            case "bun":
                if behind == seen_behind:
                    x, y = self.head.place(0.0, -0.02, -0.56)
                    self.easel.volume(oval(x, y, u * 0.19, u * 0.18), self.colour, u * 0.13)
            case "top bun":
                if behind:
                    x, y = self.head.place(0.0, -0.56, -0.14)
                    self.easel.volume(oval(x, y, u * 0.17, u * 0.16), self.colour, u * 0.12)
            case "pony":
                if behind == seen_behind:
                    x, y = self.head.place(0.0, -0.22, -0.52)
                    sx, sy = self.sway
                    self._tail(
                        (x, y),
                        [
                            (x + sx * 0.3 * u, y + 0.3 * u),
                            (x + sx * 0.8 * u, y + (0.62 + sy) * u),
                            (x + sx * 1.5 * u, y + (0.95 + sy) * u),
                        ],
                        0.13,
                    )
            case "braids" | "pigtails":
                for side in (1, -1):
                    if (self.head.depth(side * 0.4, 0.2, -0.16) < -0.18) == behind:
                        self._hanging(side)
            case _:
                pass

    def _tail(self, root: Point, line: Sequence[Point], width: float) -> None:
        u = self.head.unit
        fine = [self._on_ground(p) for p in smooth([root, *line], 4)]
        last = len(fine) - 1
        widths = [
            u * width * (0.5 + 0.9 * sin(pi * min(i / last * 0.9 + 0.1, 1.0))) * (1 - 0.55 * i / last)
            for i in range(last + 1)
        ]
        self.easel.volume(tube(fine, widths, 0.3, 0.9), self.colour, u * width * 0.8)
        self.easel.fill(oval(root[0], root[1], u * 0.06, u * 0.06), self.easel.tones.mid((0.75, 0.2, 0.25)))

    def _hanging(self, side: int) -> None:
        u = self.head.unit
        x, y = self.at(side * 108, 0.2 if self.do.tied == "braids" else 0.0, 1.06)
        out = 1 if self.head.aside((x, y)) >= 0 else -1
        sx = self.sway[0] * u
        ribbon = self.easel.tones.mid((0.85, 0.25, 0.3))
        if self.do.tied == "pigtails":
            self._tail(
                (x, y), [(x + out * 0.16 * u + sx * 0.4, y + 0.1 * u), (x + out * 0.2 * u + sx, y + 0.4 * u)], 0.12
            )
            return
        beads = 9
        for i in range(beads):
            t = i / (beads - 1)
            bx = x + out * (0.06 + 0.03 * sin(pi * t)) * u + sx * t * t
            by = min(y + t * 0.72 * u, 0.0)
            r = u * (0.09 - 0.03 * t)
            self.easel.volume(oval(bx, by, r, r * 0.78), self.colour, r * 0.8, rim=0.3)
            if self.easel.fine(r * 0.2):
                self.easel.crease(
                    [
                        (bx - r * 0.7, by - r * 0.2),
                        (bx, by + r * 0.35),
                        (bx + r * 0.7, by - r * 0.2),
                    ],
                    r * 0.2,
                    self.easel.tones.dark(self.colour),
                    0.6,
                )
        end = (x + out * 0.06 * u + sx, min(y + 0.79 * u, 0.0))
        self.easel.fill(oval(end[0], end[1] - 0.02 * u, u * 0.06, u * 0.028), ribbon)
        self.easel.volume(curve([(end[0] - 0.03 * u, end[1]), (end[0] + 0.03 * u, end[1]), (end[0] + 0.05 * u,
            end[1] + 0.13 * u), (end[0] - 0.05 * u, end[1] + 0.13 * u)]), self.colour, u * 0.04)  # fmt: skip
