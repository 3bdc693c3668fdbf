"""Who swims lies in the water to the shoulders: a wavering line over the body, foam where it breaks the surface."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import pi, sin

import numpy as np
import skia

from director.model import Framing, Presence, Shot
from render.animatic.base import RGB, Actor, Brush, Figure, Look
from render.animatic.blocking import Placed
from render.animatic.terms import PEOPLE

WATER_Y: dict[Framing, float] = {"extreme wide": 0.06, "wide": 0.1, "full": 0.16}
"""Where the line of the water lies in far framings, scene units; near framings follow the face."""
_STREAMS = frozenset(("river", "forest_river", "waterfall"))
"""Places whose water is narrow and aside: it is brought under who swims in it."""
_WATERS = frozenset(("sea", "arctic_sea", "beach", "harbour", "lake")) | _STREAMS
_REACH = 6.0
"""Half the length of a stream as it is painted, body units."""
_SHOULDERS = 0.95
_CHEST = 0.62
"""Distance from the eyes down to the shoulders of a person, and to the water at an animal's chest, heads."""
_SWIMMERS = PEOPLE | {"dog", "sled_dog", "wolf", "fox", "deer", "horse", "polar_bear", "cat", "rabbit"}
_DEEP = 0.3
"""How far down a body is made out in the water, body units."""
_UNDER = 0.3
"""Opacity of what is just below the surface."""


def swims(presence: Presence, shot: Shot) -> bool:
    """Return whether somebody is in the water of the place."""
    return presence.action == "swim" and presence.term in _SWIMMERS and shot.place_term in _WATERS


def afloat(figure: Figure, term: str) -> Figure:
    """Return the figure with its shoulders at the line of the water, which is its new origin."""
    head = figure.head or 0.14
    deep = (_SHOULDERS if term in PEOPLE else _CHEST) * head
    line = figure.focus[1] + deep
    half = figure.width / 2
    box = skia.Rect.MakeLTRB(-half, -figure.height - line, half, _DEEP)

    def paint(brush: Brush, phase: float) -> None:
        canvas = brush.canvas
        canvas.saveLayer(box, skia.Paint())
        canvas.save()
        canvas.translate(0.0, -line)
        figure.paint(brush, phase)
        canvas.restore()
        _sink(canvas, half, phase)
        canvas.restore()
        _foam(brush, figure.focus[0], head, phase)

    return replace(figure, paint=paint, focus=(figure.focus[0], -deep), height=figure.height + line,
                   drop=_DEEP, airborne=True, afloat=True)  # fmt: skip


def in_streams(placed: Sequence[Placed], shot: Shot, look: Look) -> list[Placed]:
    """Return everything placed, with the stream of the place across the picture under the first who swims in it."""
    one = next((p for p in placed if p.figure.afloat), None)
    if one is None or shot.place_term not in _STREAMS or shot.framing in ("close", "extreme close"):
        return list(placed)
    figure = Figure(2 * _REACH, (0.0, 0.0), 1, 1.0, _stream(look), height=0.24, drop=2.0)
    stream = Placed(figure, Actor(term="stream"), "prop", one.x, one.y, one.size, depth=one.depth + 0.006,
                    key=f"stream {one.key}")  # fmt: skip
    return [*placed, stream]


def _stream(look: Look) -> Callable[[Brush, float], None]:
    light = {"night": 0.3, "dusk": 0.6, "dawn": 0.8}.get(look.time, 0.95)

    def lit(colour: RGB, sky: float) -> skia.Color4f:
        r, g, b = (c * light * (1 - sky) + s * sky for c, s in zip(colour, look.sky_low, strict=True))
        return skia.Color4f(r, g, b, 1.0)

    def paint(brush: Brush, phase: float) -> None:
        canvas, rng = brush.canvas, np.random.default_rng(17)
        xs = np.linspace(-_REACH, _REACH, 121)
        bank = -0.17 + 0.018 * np.sin(2.1 * xs) + 0.01 * np.sin(5.3 * xs + 1.0)
        for rise, colour in ((0.03, lit((0.3, 0.25, 0.18), 0.1)), (0.0, lit((0.2, 0.4, 0.48), 0.45))):
            edge = [skia.Point(float(x), float(y) - rise) for x, y in zip(xs, bank, strict=True)]
            path = skia.Path.Polygon([*edge, skia.Point(_REACH, 2.0), skia.Point(-_REACH, 2.0)], True)
            canvas.drawPath(path, skia.Paint(AntiAlias=True, Color4f=colour))
        deep = skia.GradientShader.MakeLinear(
            [skia.Point(0, -0.17), skia.Point(0, 0.8)],
            [skia.Color4f(0, 0, 0, 0).toColor(), lit((0.1, 0.24, 0.3), 0.1).toColor()],
        )
        canvas.drawPath(path, skia.Paint(AntiAlias=True, Shader=deep))
        line = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeCap=skia.Paint.kRound_Cap)
        for _ in range(420):
            y = -0.13 + 1.4 * float(rng.random()) ** 1.6
            x, long = float(rng.uniform(-_REACH, _REACH)), (0.05 + 0.16 * float(rng.random())) * (0.6 + y)
            shine = lit((0.75, 0.85, 0.9), 0.5) if rng.random() < 0.6 else lit((0.1, 0.22, 0.28), 0.1)
            line.setColor4f(skia.Color4f(shine.fR, shine.fG, shine.fB, 0.35))
            line.setStrokeWidth(0.004 + 0.008 * (y + 0.13))
            canvas.drawLine(x - long, y, x + long, y, line)

    return paint


def _surface(x: float, phase: float) -> float:
    """Return the height of the water at a place: two waves that run through the body once and twice a cycle."""
    return 0.012 * sin(9.0 * x - 2 * pi * phase) + 0.006 * sin(23.0 * x + 4 * pi * phase)


def _sink(canvas: skia.Canvas, half: float, phase: float) -> None:
    """Take away what is under the surface, more and more with its depth."""
    steps = 48
    edge = [skia.Point(x, _surface(x, phase)) for x in ((2 * k / steps - 1) * half for k in range(steps + 1))]
    below = skia.Path.Polygon([*edge, skia.Point(half, _DEEP), skia.Point(-half, _DEEP)], True)
    colours = [skia.Color4f(0, 0, 0, 1 - _UNDER).toColor(), skia.Color4f(0, 0, 0, 1).toColor()]
    fade = skia.GradientShader.MakeLinear([skia.Point(0, 0.0), skia.Point(0, 0.7 * _DEEP)], colours)
    canvas.drawPath(below, skia.Paint(AntiAlias=True, Shader=fade, BlendMode=skia.BlendMode.kDstOut))


def _foam(brush: Brush, x: float, head: float, phase: float) -> None:
    """Paint rings of foam around the shoulders, and the wake behind them."""
    canvas, look = brush.canvas, brush.look
    light = 0.5 if look.time == "night" else 0.75 if look.dark else 1.0
    for k, (wide, y, alpha) in enumerate(((1.1, 0.0, 0.75), (1.7, 0.035, 0.5), (2.5, 0.075, 0.3))):
        swell = 1.0 + 0.06 * sin(2 * pi * phase + 1.3 * k)
        half = wide * head * swell
        line = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeCap=skia.Paint.kRound_Cap)
        line.setColor4f(skia.Color4f(light, light, light, alpha))
        line.setStrokeWidth(0.011 - 0.002 * k)
        ring = skia.Rect.MakeLTRB(x - half, y - 0.1 * half, x + half, y + 0.16 * half)
        # Only the near side of a ring is seen before the body; gaps keep it from being a hoop.
        for start, sweep in ((8, 52), (70, 46), (128, 44)):
            canvas.drawArc(ring, start + 6 * sin(2 * pi * phase + k), sweep, False, line)
