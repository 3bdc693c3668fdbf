"""Birds that sit in a wood sit on a bough: a trunk beside them and a branch under their feet."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import skia

from director.model import Presence, Shot
from render.animatic.base import RGB, Actor, Brush, Figure, Look
from render.animatic.blocking import Placed

_BIRDS = frozenset(("owl", "bird"))
_WOODED = frozenset(("forest", "forest_river", "fairy_forest", "park", "garden"))
_ON_WING = frozenset(("fly", "glide", "fall", "jump", "run", "race", "walk"))
_FEET = {"owl": 0.19, "bird": 0.02}
"""Height of the claws over the lower edge of the figure, body units."""
_HIGH = {"extreme wide": 0.0, "wide": 0.0, "full": 0.3}
"""Where the branch lies in far framings, scene units; near framings follow the face."""


def perches(presence: Presence, shot: Shot) -> bool:
    """Return whether this is a bird at rest among trees."""
    return presence.term in _BIRDS and shot.place_term in _WOODED and (presence.action or "sit") not in _ON_WING


def lifted(figure: Figure) -> Figure:
    """Return the figure as one that does not stand on the ground."""
    return replace(figure, airborne=True)


def on_boughs(placed: Sequence[Placed], shot: Shot, look: Look) -> list[Placed]:
    """Return everything placed, the birds at rest on a bough each; the first of `placed` stays the subject."""
    result = list(placed)
    wanted = (*shot.who, *shot.props)
    for number, one in enumerate(placed):
        if not (one.figure.airborne and any(p.term == one.actor.term and perches(p, shot) for p in wanted)):
            continue
        lead = number == 0
        feet = _FEET.get(one.actor.term, 0.0) * one.size
        y = _HIGH[shot.framing] + feet if lead and shot.framing in _HIGH else one.y
        way = -1.0 if one.x > 0 else 1.0
        # The trunk stands on the side away from the middle.
        result[number] = replace(one, y=y)
        foot = y - feet
        tree = Figure(width=5.2, focus=(0.0, -0.5), poses=1, seconds=1.0, paint=_bough(look, way), height=3.2, drop=3.2)
        actor = Actor(term="perch")
        result.append(Placed(tree, actor, "prop", one.x, foot, one.size, depth=one.depth + 0.004, key=f"perch {way}"))
    return result


def _bough(look: Look, way: float) -> Callable[[Brush, float], None]:
    def paint(brush: Brush, phase: float) -> None:
        del phase
        rng = np.random.default_rng(5)
        light = {"night": 0.42, "dusk": 0.62}.get(look.time, 0.95)
        bark: RGB = (0.33 * light, 0.25 * light, 0.19 * light)
        canvas = brush.canvas
        canvas.save()
        canvas.scale(way, 1.0)
        _limb(canvas, bark, look, [(-1.5, -3.2), (-1.44, 0.0), (-1.52, 3.2)], [0.34, 0.40, 0.50], rng)
        _limb(canvas, bark, look, [(-1.4, 0.26), (-0.6, 0.06), (0.2, 0.05), (0.9, -0.02), (1.7, -0.22)],
              [0.17, 0.115, 0.085, 0.06, 0.02], rng)  # fmt: skip
        _limb(canvas, bark, look, [(0.7, 0.0), (1.1, 0.12), (1.5, 0.1)], [0.045, 0.03, 0.012], rng)
        leaf: RGB = (0.20 * light, 0.34 * light, 0.17 * light)
        for x, y in ((1.0, -0.06), (1.25, -0.1), (1.5, -0.18), (1.7, -0.22), (1.35, 0.12), (1.55, 0.1), (-0.95, 0.12)):
            _needles(canvas, leaf, look, x, y, rng)
        canvas.restore()

    return paint


def _colour(c: RGB, alpha: float = 1.0) -> skia.Color4f:
    return skia.Color4f(min(1.0, c[0]), min(1.0, c[1]), min(1.0, c[2]), alpha)


def _limb(
    canvas: skia.Canvas,
    bark: RGB,
    look: Look,
    spine: Sequence[tuple[float, float]],
    halves: Sequence[float],
    rng: np.random.Generator,
) -> None:
    """Paint a limb with a round shadow and streaks of bark along it."""
    points = np.array(spine)
    t = np.linspace(0, len(points) - 1, 40)
    xs, ys = (np.interp(t, range(len(points)), points[:, k]) for k in (0, 1))
    half = np.interp(t, range(len(points)), halves)
    dx, dy = np.gradient(xs), np.gradient(ys)
    long = np.hypot(dx, dy) + 1e-6
    nx, ny = -dy / long, dx / long

    def band(low: float, high: float, colour: RGB, alpha: float) -> None:
        edge = [skia.Point(float(a), float(b)) for a, b in zip(xs + nx * half * low, ys + ny * half * low, strict=True)]
        back = [
            skia.Point(float(a), float(b)) for a, b in zip(xs + nx * half * high, ys + ny * half * high, strict=True)
        ]
        canvas.drawPath(
            skia.Path.Polygon([*edge, *reversed(back)], True),
            skia.Paint(AntiAlias=True, Color4f=_colour(colour, alpha)),
        )

    band(-1.0, 1.0, bark, 1.0)
    lit = tuple(b + (s - b) * 0.35 for b, s in zip(bark, look.lit, strict=True))
    dark = (bark[0] * 0.6, bark[1] * 0.6, bark[2] * 0.62)
    upright = abs(float(points[-1, 1] - points[0, 1])) > abs(float(points[-1, 0] - points[0, 0]))
    light_low = -1.0 if not upright else (0.3 if look.sun[0] < 0 else -1.0)
    band(light_low, light_low + 0.7, (lit[0], lit[1], lit[2]), 0.6)
    band(0.2 if not upright or look.sun[0] > 0 else -1.0, 1.0 if not upright or look.sun[0] > 0 else -0.2, dark, 0.55)
    for _ in range(26):
        a = int(rng.integers(0, 30))
        v = float(rng.uniform(-0.85, 0.85))
        path = [(float(xs[k] + nx[k] * half[k] * v), float(ys[k] + ny[k] * half[k] * v)) for k in range(a, a + 9)]
        paint = skia.Paint(AntiAlias=True, Color4f=_colour(dark, 0.5), Style=skia.Paint.kStroke_Style)
        paint.setStrokeWidth(float(half[a]) * 0.07)
        canvas.drawPath(skia.Path.Polygon([skia.Point(*p) for p in path], False), paint)


def _needles(canvas: skia.Canvas, leaf: RGB, look: Look, x: float, y: float, rng: np.random.Generator) -> None:
    for _ in range(46):
        a = float(rng.normal(0.5, 0.7))
        length = float(rng.uniform(0.1, 0.24))
        tone = tuple(c + (s - c) * float(rng.uniform(0, 0.35)) for c, s in zip(leaf, look.lit, strict=True))
        paint = skia.Paint(
            AntiAlias=True, Color4f=_colour((tone[0], tone[1], tone[2]), 0.95), Style=skia.Paint.kStroke_Style
        )
        paint.setStrokeWidth(0.014)
        px, py = x + float(rng.normal(0, 0.07)), y + float(rng.normal(0, 0.03))
        canvas.drawLine(px, py, px + length * float(np.cos(a)), py + length * float(np.sin(a)), paint)
