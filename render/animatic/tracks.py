"""What runs on rails has them under it: from one side of the picture to the other, or to the horizon."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import skia

from director.model import Shot
from render.animatic.base import RGB, Actor, Brush, Figure, Look
from render.animatic.blocking import Placed

_RAILED = frozenset(("train", "tram"))
_PAVED = frozenset((
    "city_street", "city_night", "rainy_street", "alley", "future_city", "cyber_street", "suburb", "village", "harbour",
))  # fmt: skip
"""Where rails lie in the pavement, without sleepers."""
_OWN = frozenset(("train_station", "subway", "tunnel"))
"""Places whose own rails run to the horizon."""
_AFLOAT = frozenset(("sea", "arctic_sea", "lake", "space", "clouds", "void", "train_carriage"))
_HALF = 9.0
"""Body units to each side: longer than any shot follows."""
_GAUGE = 0.3
"""Half the distance between the rails as seen from the front, body units."""


def on_rails(placed: Sequence[Placed], shot: Shot, look: Look, horizon: float) -> list[Placed]:
    """Return everything placed, with a track under the first thing that runs on one."""
    result = list(placed)
    one = next((p for p in placed if p.actor.term in _RAILED and not p.figure.airborne), None)
    if one is None or shot.place_term in _AFLOAT:
        return result
    ahead = one.actor.facing in ("toward", "away")
    if ahead and shot.place_term in _OWN:
        return result
    paved = shot.place_term in _PAVED
    if ahead:
        far = (horizon - one.y) / one.size
        figure = _still(_to_horizon(look, far, paved), 7.0, -far + 0.02, 1.2)
    else:
        figure = _still(_across(look, paved), 2 * _HALF, 0.2, 0.34)
    track = Placed(figure, Actor(term="track"), "prop", one.x, one.y, one.size, depth=one.depth + 0.006,
                   key=f"track {one.key}")  # fmt: skip
    return [*result, track]


def _still(paint: Callable[[Brush], None], width: float, height: float, drop: float) -> Figure:
    return Figure(width, (0.0, 0.0), 1, 1.0, lambda brush, phase: paint(brush), height=height, drop=drop)


def _tones(look: Look) -> tuple[RGB, RGB, RGB, RGB]:
    """Return ballast, sleeper, the rail's side and its running surface."""
    light = {"night": 0.34, "dusk": 0.6, "dawn": 0.8}.get(look.time, 0.95)

    def lit(colour: RGB, share: float) -> RGB:
        r, g, b = (c * light * (1 - share) + s * share for c, s in zip(colour, look.ground, strict=True))
        return r, g, b

    shine = 0.5 * light + 0.3
    return lit((0.46, 0.43, 0.4), 0.3), lit((0.3, 0.23, 0.18), 0.15), lit((0.24, 0.22, 0.22), 0.1), (
        shine, shine * 0.99, shine * 0.96)  # fmt: skip


def _fill(brush: Brush, points: Sequence[tuple[float, float]], colour: RGB, alpha: float = 1.0) -> None:
    path = skia.Path.Polygon([skia.Point(*p) for p in points], True)
    brush.canvas.drawPath(path, skia.Paint(AntiAlias=True, Color4f=skia.Color4f(*colour, alpha)))


def _bar(brush: Brush, y0: float, y1: float, colour: RGB, alpha: float = 1.0) -> None:
    _fill(brush, [(-_HALF, y0), (_HALF, y0), (_HALF, y1), (-_HALF, y1)], colour, alpha)


def _across(look: Look, paved: bool) -> Callable[[Brush], None]:
    """From the side: both rails, the far one above the near one."""

    def paint(brush: Brush) -> None:
        ballast, wood, iron, shine = _tones(look)
        if not paved:
            _fill(brush, [(-_HALF, -0.07), (_HALF, -0.07), (_HALF, 0.15), (-_HALF, 0.15)], ballast)
            rng = np.random.default_rng(11)
            for x, y, r in zip(rng.uniform(-_HALF, _HALF, 900), rng.uniform(-0.07, 0.17, 900),
                               rng.uniform(0.012, 0.03, 900), strict=True):  # fmt: skip
                shade = 0.8 + 0.35 * float(rng.random())
                tone = (ballast[0] * shade, ballast[1] * shade, ballast[2] * shade)
                _fill(
                    brush,
                    [
                        (x - r, y + r * 0.4),
                        (x - r * 0.3, y - r * 0.5),
                        (x + r, y - r * 0.1),
                        (x + r * 0.5, y + r * 0.5),
                    ],
                    tone,
                )
            for x in np.arange(-_HALF, _HALF, 0.2).tolist():
                _fill(brush, [(x, -0.05), (x + 0.08, -0.05), (x + 0.1, 0.1), (x + 0.01, 0.1)], wood)
        for y, high in ((-0.045, 0.016), (0.035, 0.026)):
            _bar(brush, y - high * 0.2, y + high, iron, 0.9)
            _bar(brush, y - high * 0.5, y, shine, 0.95)

    return paint


def _to_horizon(look: Look, far: float, paved: bool) -> Callable[[Brush], None]:
    """From the front: two rails that meet at the horizon, `far` body units above (negative) the wheels."""

    def at(x: float, y: float) -> tuple[float, float]:
        return x * (y - far) / -far, y

    def paint(brush: Brush) -> None:
        ballast, wood, iron, shine = _tones(look)
        low = 1.1
        if not paved:
            _fill(brush, [at(-0.62, far * 0.985), at(0.62, far * 0.985), at(0.62, low), at(-0.62, low)], ballast)
            # Sleepers lie at equal distances on the ground: their places on the picture go with 1 / distance.
            for k in range(60):
                y = far - far / (0.45 + 0.14 * k)
                if y > low:
                    continue
                thick = 0.16 * (y - far) / -far * 0.45
                _fill(brush, [at(-0.5, y), at(0.5, y), at(0.5, y + thick), at(-0.5, y + thick)], wood)
        for side in (-1, 1):
            x = side * _GAUGE
            _fill(brush, [at(x, far), at(x - 0.035, low), at(x + 0.035, low)], iron)
            _fill(brush, [at(x, far), at(x - 0.018, low), at(x + 0.012, low)], shine, 0.9)

    return paint


def hold_back(placed: Sequence[Placed], aspect: float) -> list[Placed]:
    """Return everything placed, the living well before the train or tram that they watch, never behind it."""
    first = placed[0]
    if first.actor.term not in _RAILED:
        return list(placed)
    nearer = 1.9
    # The train leaves on one side; who watches it stands on the other, not before it.
    behind = {"left": 1.0, "right": -1.0}.get(first.actor.facing, 1.0)
    return [
        replace(p, depth=0.97, size=p.size * nearer * p.depth, y=0.46, x=behind * max(abs(p.x), 0.34 * aspect))
        if p.part == "other" and p.depth > 1.0 else p
        for p in placed
    ]  # fmt: skip
