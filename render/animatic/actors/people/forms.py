"""Painting volumes: tubes along bones, soft shapes, shadow crescents, rims of light, creases and airbrush."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import hypot

import skia

from render.animatic.actors.people.tones import Tones, argb
from render.animatic.base import RGB, Brush

Point = tuple[float, float]


def curve(points: Sequence[Point], closed: bool = True, tension: float = 1.0) -> skia.Path:
    """Return a smooth path through the points (Catmull-Rom as cubics)."""
    path = skia.Path()
    count = len(points)
    path.moveTo(*points[0])
    k = tension / 6.0
    last = count if closed else count - 1
    for i in range(last):
        if closed:
            p0, p1, p2, p3 = points[i - 1], points[i], points[(i + 1) % count], points[(i + 2) % count]
        else:
            p0, p1 = points[max(i - 1, 0)], points[i]
            p2, p3 = points[i + 1], points[min(i + 2, count - 1)]
        path.cubicTo(
            p1[0] + (p2[0] - p0[0]) * k, p1[1] + (p2[1] - p0[1]) * k,
            p2[0] - (p3[0] - p1[0]) * k, p2[1] - (p3[1] - p1[1]) * k, p2[0], p2[1],
        )  # fmt: skip
    if closed:
        path.close()
    return path


def polygon(points: Sequence[Point]) -> skia.Path:
    """Return a closed path with straight edges."""
    path = skia.Path()
    path.addPoly([skia.Point(*p) for p in points], True)
    return path


def oval(x: float, y: float, rx: float, ry: float) -> skia.Path:
    """Return an ellipse about a centre."""
    return skia.Path.Oval(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry))


def smooth(points: Sequence[Point], steps: int = 4) -> list[Point]:
    """Return more points on the smooth line through the given ones."""
    out: list[Point] = []
    for i in range(len(points) - 1):
        p0, p1, p2, p3 = points[max(i - 1, 0)], points[i], points[i + 1], points[min(i + 2, len(points) - 1)]
        for s in range(steps):
            t = s / steps
            a, b = -0.5 * t + t * t - 0.5 * t**3, 1 - 2.5 * t * t + 1.5 * t**3
            c, d = 0.5 * t + 2 * t * t - 1.5 * t**3, -0.5 * t * t + 0.5 * t**3
            out.append((a * p0[0] + b * p1[0] + c * p2[0] + d * p3[0], a * p0[1] + b * p1[1] + c * p2[1] + d * p3[1]))
    out.append(points[-1])
    return out


def tube(points: Sequence[Point], widths: Sequence[float], start: float = 0.6, end: float = 0.6) -> skia.Path:
    """Return a limb along a line: half-widths at each point, round ends bulging by `start` and `end` of their width."""
    points, widths = _short_ends(list(points), list(widths))
    count = len(points)
    left: list[Point] = []
    right: list[Point] = []
    for i, (x, y) in enumerate(points):
        ax, ay = points[max(i - 1, 0)]
        bx, by = points[min(i + 1, count - 1)]
        size = hypot(bx - ax, by - ay) or 1e-6
        nx, ny = -(by - ay) / size, (bx - ax) / size
        left.append((x + nx * widths[i], y + ny * widths[i]))
        right.append((x - nx * widths[i], y - ny * widths[i]))
    return curve([_cap(points[0], points[1], widths[0] * start), *left,
                  _cap(points[-1], points[-2], widths[-1] * end), *reversed(right)])  # fmt: skip


def _short_ends(points: list[Point], widths: list[float]) -> tuple[list[Point], list[float]]:
    """Add a point near each end of a long thin limb: a smooth line through far points would loop at the caps."""
    for _ in range(2):
        (ax, ay), (bx, by) = points[0], points[1]
        far, near = hypot(bx - ax, by - ay), 1.6 * widths[0]
        if far > 3 * near > 0:
            t = near / far
            points.insert(1, (ax + (bx - ax) * t, ay + (by - ay) * t))
            widths.insert(1, widths[0] + (widths[1] - widths[0]) * t)
        points.reverse()
        widths.reverse()
    return points, widths


def _cap(tip: Point, inner: Point, out: float) -> Point:
    size = hypot(tip[0] - inner[0], tip[1] - inner[1]) or 1e-6
    return tip[0] + (tip[0] - inner[0]) / size * out, tip[1] + (tip[1] - inner[1]) / size * out


def union(a: skia.Path, b: skia.Path) -> skia.Path:
    """Return the outline of both; where skia's path arithmetic fails, both shapes as they are."""
    whole = skia.Op(a, b, skia.PathOp.kUnion_PathOp)
    box = skia.Rect.MakeEmpty()
    box.join(a.getBounds())
    box.join(b.getBounds())
    if (
        whole is not None
        and abs(whole.getBounds().width() - box.width()) + abs(whole.getBounds().height() - box.height()) < 0.02
    ):
        return whole
    both = skia.Path(a)
    both.addPath(b)
    both.setFillType(skia.PathFillType.kWinding)
    return both


def between(a: Point, b: Point, t: float) -> Point:
    """Return the point at share t of the way from a to b."""
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


@dataclass(frozen=True)
class Easel:
    """A brush with the shot's light: paints volumes instead of flat shapes."""

    brush: Brush
    tones: Tones

    @property
    def canvas(self) -> skia.Canvas:
        """The canvas, in body units."""
        return self.brush.canvas

    def fine(self, size: float) -> bool:
        """Whether a detail of this size (body units) would be seen."""
        return size * self.brush.px >= 1.2

    def fill(self, path: skia.Path, colour: RGB, alpha: float = 1.0, blur: float = 0.0) -> None:
        """Fill flat; `blur` in body units."""
        paint = skia.Paint(AntiAlias=True, Color=argb(colour, alpha))
        if blur * self.brush.px > 0.6:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
        self.canvas.drawPath(path, paint)

    def volume(self, path: skia.Path, colour: RGB, bulk: float, rim: float = 0.5, skin: bool = False) -> None:
        """Fill a shape as a round body: half-tone, a shadow crescent, a lit side and a rim of light.

        `bulk` is about half the body's thickness, body units.
        """
        tones = self.tones
        if self.canvas.quickReject(path):
            return
        if tones.flat:
            self.fill(path, tones.flat)
            return
        self.fill(path, tones.skin(colour) if skin else tones.mid(colour))
        if not self.fine(bulk):
            return
        with self.inside(path):
            dark = tones.flesh(colour) if skin else tones.dark(colour)
            self.crescent(path, -bulk * 0.62, dark, 0.72, bulk * 0.2)
            self.crescent(path, bulk * 0.5, tones.light(colour), 0.62, bulk * 0.22)
            if rim > 0:
                px = self.brush.px
                self.crescent(path, max(min(0.0045, 3.6 / px), 1.2 / px), tones.rim(colour), rim, 0.8 / px)

    def mass(self, paths: Sequence[skia.Path], colour: RGB, skin: bool = False) -> None:
        """Fill overlapping shapes as one body: lit towards the light, in shade away from it."""
        tones = self.tones
        box = skia.Rect.MakeEmpty()
        for path in paths:
            box.join(path.getBounds())
        self.canvas.saveLayer(box, skia.Paint())
        base = tones.skin(colour) if skin else tones.mid(colour)
        for path in paths:
            self.fill(path, base)
        if not tones.flat:
            half = max(box.width(), box.height()) / 2
            cx, cy, (sx, sy) = box.centerX(), box.centerY(), tones.sun
            ends = [skia.Point(cx + sx * half, cy + sy * half), skia.Point(cx - sx * half, cy - sy * half)]
            dark = tones.flesh(colour) if skin else tones.dark(colour)
            shades = [argb(tones.light(colour), 0.75), argb(base, 0.0), argb(base, 0.0), argb(dark, 0.7)]
            shader = skia.GradientShader.MakeLinear(ends, shades, [0.0, 0.35, 0.6, 1.0])
            self.canvas.drawRect(box, skia.Paint(Shader=shader, BlendMode=skia.BlendMode.kSrcATop))
        self.canvas.restore()

    def crescent(self, path: skia.Path, by: float, colour: RGB, alpha: float, blur: float) -> None:
        """Within a clip of the path, paint the edge that faces the light (by > 0) or turns from it (by < 0)."""
        sun, bounds = self.tones.sun, path.getBounds()
        # A stack of thin glazes instead of a blur: ten times cheaper on large areas, and it looks like paint.
        glazes = min(max(round(blur * self.brush.px / 1.5), 1), 12)
        thin = 1 - (1 - alpha) ** (1 / glazes)
        around = bounds.makeOutset(0.2, 0.2)
        for k in range(glazes):
            off = by + blur * 1.3 * (2 * (k + 0.5) / glazes - 1) if glazes > 1 else by
            edge = skia.Path()
            edge.addRect(around)
            edge.addPath(path, -sun[0] * off, -sun[1] * off)
            edge.setFillType(skia.PathFillType.kEvenOdd)
            self.fill(edge, colour, thin)

    def airbrush(self, at: Point, rx: float, ry: float, colour: RGB, alpha: float, hold: float = 0.0) -> None:
        """Paint a soft spot that fades to nothing at its edge; `hold` is the share that stays full."""
        if rx <= 0 or ry <= 0:
            return
        canvas = self.canvas
        canvas.save()
        canvas.translate(*at)
        canvas.scale(rx, ry)
        shader = skia.GradientShader.MakeRadial(
            skia.Point(0, 0), 1.0, [argb(colour, alpha), argb(colour, alpha), argb(colour, alpha * 0.45), argb(colour,
                0)],
            [0.0, hold, hold + (1 - hold) * 0.5, 1.0],
        )  # fmt: skip
        canvas.drawCircle(0, 0, 1.0, skia.Paint(AntiAlias=True, Shader=shader))
        canvas.restore()

    def stroke(self, path: skia.Path, colour: RGB, width: float, alpha: float = 1.0, blur: float = 0.0) -> None:
        """Draw a line of even width with round ends."""
        paint = skia.Paint(AntiAlias=True, Color=argb(colour, alpha), Style=skia.Paint.kStroke_Style, StrokeWidth=width)
        paint.setStrokeCap(skia.Paint.kRound_Cap)
        paint.setStrokeJoin(skia.Paint.kRound_Join)
        if blur * self.brush.px > 0.6:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
        self.canvas.drawPath(path, paint)

    def crease(self, points: Sequence[Point], width: float, colour: RGB, alpha: float = 1.0) -> None:
        """Draw a line that swells from its ends to the middle: folds, lids, strands."""
        line = smooth(points, 4)
        last = len(line) - 1
        widths = [width * 0.5 * max(1 - abs(2 * i / last - 1) ** 2.2, 0.06) for i in range(last + 1)]
        self.fill(tube(line, widths, 0.2, 0.2), colour, alpha)

    @contextmanager
    def inside(self, path: skia.Path) -> Iterator[None]:
        """Paint only within a path."""
        self.canvas.save()
        self.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
        try:
            yield
        finally:
            self.canvas.restore()
