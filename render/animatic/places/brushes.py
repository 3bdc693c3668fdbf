"""The painter's hand: a brush that knows the extent of its layer and the strokes that all places share."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import skia
from numpy.typing import NDArray

from render.animatic.base import RGB, Brush, Layer, Look, Sway
from render.animatic.places import stamps
from render.animatic.places.texture import TILE, Field, Kind, flat, tile, to_image

Point = tuple[float, float]
Stop = tuple[float, RGB, float]
"""Place 0-1 along a gradient, colour, alpha."""

MOST_CELLS = 500_000
"""Most pixels of a computed picture: near framings enlarge planes, and blur them."""

SPAN = 1.6
"""Scene units painted in height: a fifth beyond the resting frame on every side."""


def ink(colour: RGB, alpha: float = 1.0) -> int:
    """Return a colour as skia's 0xAARRGGBB."""
    a, r, g, b = (int(max(0.0, min(1.0, c)) * 255 + 0.5) for c in (alpha, *colour))
    return a << 24 | r << 16 | g << 8 | b


@dataclass(frozen=True)
class Hand:
    """A brush with the extent of its layer, in scene units."""

    brush: Brush
    span: float = SPAN

    @property
    def look(self) -> Look:
        """The shot's look."""
        return self.brush.look

    @property
    def rng(self) -> np.random.Generator:
        """The layer's own chance."""
        return self.brush.rng

    @property
    def canvas(self) -> skia.Canvas:
        """The canvas, scaled to scene units."""
        return self.brush.canvas

    @property
    def rest(self) -> float:
        """Half the width of the resting frame."""
        return self.look.aspect / 2

    @property
    def wide(self) -> float:
        """Half the painted width."""
        return self.span * self.look.aspect / 2

    @property
    def high(self) -> float:
        """Half the painted height."""
        return self.span / 2

    @property
    def horizon(self) -> float:
        """Height of the horizon."""
        return self.look.horizon

    def paint(self, colour: RGB, alpha: float = 1.0, width: float = 0.0) -> skia.Paint:
        """Return a paint that fills, or strokes if a width is given."""
        paint = skia.Paint(AntiAlias=True, Color=ink(colour, alpha))
        if width:
            paint.setStyle(skia.Paint.kStroke_Style)
            paint.setStrokeWidth(width)
            paint.setStrokeCap(skia.Paint.kRound_Cap)
            paint.setStrokeJoin(skia.Paint.kRound_Join)
        return paint

    def poly(self, points: Sequence[Point], colour: RGB, alpha: float = 1.0) -> None:
        """Fill a polygon."""
        self.canvas.drawPath(polygon(points), self.paint(colour, alpha))

    def blob(self, points: Sequence[Point], colour: RGB, alpha: float = 1.0) -> None:
        """Fill a closed soft shape that runs by the points."""
        self.canvas.drawPath(curve(points), self.paint(colour, alpha))

    def line(self, points: Sequence[Point], width: float, colour: RGB, alpha: float = 1.0) -> None:
        """Stroke straight lines through the points."""
        self.canvas.drawPath(polygon(points, closed=False), self.paint(colour, alpha, width))

    def dots(self, points: Sequence[Point], width: float, colour: RGB, alpha: float = 1.0) -> None:
        """Set a small square on every point: far windows, lamps, rivets."""
        paint = self.paint(colour, alpha, width)
        paint.setStrokeCap(skia.Paint.kSquare_Cap)
        self.canvas.drawPoints(skia.Canvas.kPoints_PointMode, [skia.Point(x, y) for x, y in points], paint)

    def rect(
        self, x0: float, y0: float, x1: float, y1: float, colour: RGB, alpha: float = 1.0, round_: float = 0
    ) -> None:
        """Fill a rectangle, with round corners if asked."""
        box = skia.Rect.MakeLTRB(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        self.canvas.drawRoundRect(box, round_, round_, self.paint(colour, alpha))

    def oval(self, x: float, y: float, rx: float, ry: float, colour: RGB, alpha: float = 1.0, width: float = 0) -> None:
        """Fill (or stroke, if a width is given) an ellipse."""
        self.canvas.drawOval(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry), self.paint(colour, alpha, width))

    def wash(self, shape: skia.Path, start: Point, end: Point, stops: Sequence[Stop]) -> None:
        """Fill a shape with a straight gradient."""
        paint = skia.Paint(AntiAlias=True, Dither=True)
        paint.setShader(
            skia.GradientShader.MakeLinear([start, end], [ink(c, a) for _, c, a in stops], [s for s, _, _ in stops])
        )
        self.canvas.drawPath(shape, paint)

    def wash_rect(self, box: tuple[float, float, float, float], stops: Sequence[Stop], across: bool = False) -> None:
        """Fill a rectangle (left, top, right, bottom) from top to bottom, or from left to right."""
        x0, y0, x1, y1 = box
        self.wash(skia.Path.Rect(skia.Rect.MakeLTRB(*box)), (x0, y0), (x1, y0) if across else (x0, y1), stops)

    def glow(self, x: float, y: float, radius: float, colour: RGB, alpha: float = 1.0, squash: float = 1.0) -> None:
        """Lay a round light that fades to nothing; `squash` flattens it."""
        paint = skia.Paint(AntiAlias=True, Dither=True)
        stops = [(0.0, 1.0), (0.25, 0.52), (0.5, 0.21), (0.75, 0.06), (1.0, 0.0)]
        paint.setShader(
            skia.GradientShader.MakeRadial(
                (0, 0), radius, [ink(colour, alpha * a) for _, a in stops], [s for s, _ in stops]
            )
        )
        self.canvas.save()
        self.canvas.translate(x, y)
        self.canvas.scale(1, squash)
        self.canvas.drawCircle(0, 0, radius, paint)
        self.canvas.restore()

    def stamp(
        self,
        mark: stamps.Mark,
        x: NDArray[np.float64],
        y: NDArray[np.float64],
        size: NDArray[np.float64] | float,
        colours: Sequence[RGB],
        alpha: float = 1.0,
        angle: NDArray[np.float64] | float = 0.0,
        blend: Literal["over", "atop", "add"] = "over",
    ) -> None:
        """Lay one stamp at every (x, y), `size` units wide, turned by `angle` (rad); colours are used in turn."""
        if len(x) == 0:
            return
        half = stamps.SIDE / 2
        sizes, angles = np.broadcast_to(size, x.shape) / stamps.SIDE, np.broadcast_to(angle, x.shape)
        forms = [
            skia.RSXform.MakeFromRadians(k, a, px, py, half, half)
            for k, a, px, py in zip(sizes.tolist(), angles.tolist(), x.tolist(), y.tolist(), strict=True)
        ]
        box = skia.Rect.MakeXYWH(stamps.MARKS.index(mark) * stamps.SIDE, 0, stamps.SIDE, stamps.SIDE)
        inks = [ink(c, alpha) for c in colours]
        modes = {"over": skia.BlendMode.kSrcOver, "atop": skia.BlendMode.kSrcATop, "add": skia.BlendMode.kPlus}
        self.canvas.drawAtlas(
            stamps.sheet(), forms, [box] * len(forms), [inks[i % len(inks)] for i in range(len(forms))],
            skia.BlendMode.kModulate, skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kNearest), None,
            skia.Paint(BlendMode=modes[blend]),
        )  # fmt: skip

    def picture(self, colours: Field, alpha: Field | float, box: tuple[float, float, float, float]) -> None:
        """Lay a computed picture (h, w, 3) with its alpha into a rectangle (left, top, right, bottom)."""
        self.canvas.drawImageRect(
            to_image(colours, alpha), skia.Rect.MakeLTRB(*box), skia.SamplingOptions(skia.FilterMode.kLinear)
        )

    def weave(self, kind: Kind, size: float, strength: float, dark: RGB, light: RGB) -> None:
        """Work noise into all that the layer shows so far: darker here, lighter there, transparent parts untouched.

        `size` is the width of a tile in scene units; it is stretched to repeat a whole number of times.
        """
        noise = tile(kind)
        colours = np.where((noise > 0.5)[..., None], flat(light), flat(dark))
        image = to_image(colours, np.clip(np.abs(noise - 0.5) * 2 * strength, 0, 1))
        step = 2 * self.wide / max(1, round(2 * self.wide / size)) / TILE
        matrix = skia.Matrix.Scale(step, step).postTranslate(-self.wide, float(self.rng.random()))
        repeat = skia.TileMode.kRepeat
        shader = image.makeShader(repeat, repeat, skia.SamplingOptions(skia.FilterMode.kLinear), matrix)
        self.canvas.drawPaint(skia.Paint(Shader=shader, BlendMode=skia.BlendMode.kSrcATop))

    def seen(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """Return the part of a rectangle that the canvas shows (a sliver if none): what is not seen is not computed."""
        shown = self.canvas.getLocalClipBounds()
        x0, y0 = min(max(box[0], shown.left()), box[2]), min(max(box[1], shown.top()), box[3])
        x1, y1 = max(min(box[2], shown.right()), x0 + 1e-3), max(min(box[3], shown.bottom()), y0 + 1e-3)
        return (x0, y0, x1, y1)

    def grid(self, box: tuple[float, float, float, float], detail: float = 0.5) -> tuple[Field, Field]:
        """Return x and y in scene units of the pixels of a picture for a rectangle, at `detail` of full resolution."""
        x0, y0, x1, y1 = box
        fine = min(self.brush.px * detail, math.sqrt(MOST_CELLS / ((x1 - x0) * (y1 - y0))))
        columns, rows = max(2, int((x1 - x0) * fine)), max(2, int((y1 - y0) * fine))
        xs = (np.arange(columns, dtype=np.float32) + 0.5) * ((x1 - x0) / columns) + x0
        ys = (np.arange(rows, dtype=np.float32) + 0.5) * ((y1 - y0) / rows) + y0
        x, y = np.meshgrid(xs, ys)
        return x, y

    def scatter(self, n: int, low: float, high: float) -> NDArray[np.float64]:
        """Return n numbers spread evenly by chance between low and high."""
        return self.rng.uniform(low, high, n)


def fit(look: Look) -> float:
    """Return how much smaller what flanks the subject is painted, so that tall formats keep their middle free."""
    return min(1.0, 0.36 + 0.36 * look.aspect)


def polygon(points: Sequence[Point], closed: bool = True) -> skia.Path:
    """Return straight lines through the points."""
    return skia.Path.Polygon([skia.Point(float(x), float(y)) for x, y in points], closed)


def curve(points: Sequence[Point]) -> skia.Path:
    """Return a closed soft curve: quadratic pieces between the middles of neighbouring points."""
    builder = skia.PathBuilder()
    n = len(points)
    middle = [((points[i][0] + points[i - 1][0]) / 2, (points[i][1] + points[i - 1][1]) / 2) for i in range(n)]
    builder.moveTo(*middle[0])
    for i in range(n):
        builder.quadTo(*points[i], *middle[(i + 1) % n])
    builder.close()
    return builder.detach()


def outline(rng: np.random.Generator, x: float, y: float, rx: float, ry: float, rough: float = 0.15) -> list[Point]:
    """Return the points of an uneven oval."""
    count = 14
    radii = 1 + rng.normal(0, rough, count)
    return [
        (x + rx * float(r) * math.cos(i * math.tau / count), y + ry * float(r) * math.sin(i * math.tau / count))
        for i, r in enumerate(radii)
    ]


def layer(
    name: str,
    depth: float,
    draw: Callable[[Hand], None],
    *,
    sway: Sway | None = None,
    loop: bool = False,
    glow: bool = False,
    soft: bool = False,
    mirror: float = 0.0,
) -> Layer:
    """Return a plane that a hand paints; what its last arguments mean is said at `Layer`."""
    return Layer(
        name=name,
        depth=depth,
        paint=lambda brush: draw(Hand(brush)),
        span=SPAN,
        sway=sway or Sway(),
        loop=loop,
        glow=glow,
        soft=soft,
        mirror=mirror,
    )
