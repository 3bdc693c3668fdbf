"""Cars from the side: the family car, the race car, the car that hovers."""

from collections.abc import Callable

import numpy as np
import skia

from render.animatic.actors.people.forms import Point, curve, oval, polygon
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.letters import letters
from render.animatic.actors.things.model import Model, figure
from render.animatic.actors.things.sketch import Sketch, rect
from render.animatic.actors.vehicles.aboard import seated, with_rider
from render.animatic.actors.vehicles.ahead import DRIVER, paint_ahead
from render.animatic.actors.vehicles.wheels import MOVING, RED, WARM, beam, lamp, lit, pace, wheel
from render.animatic.base import RGB, Actor, Figure, Look

_SIZE, _LOW = 0.85, 0.68
"""Of the car and of the race car."""
_CAR = ((-1.5, -0.36), (-1.48, -0.56), (-1.3, -0.62), (-0.98, -0.64), (-0.62, -0.93), (-0.3, -0.99), (0.1, -0.98),
    (0.36, -0.9), (0.66, -0.64), (1.1, -0.58),
        (1.42, -0.48), (1.5, -0.34), (1.48, -0.2), (1.2, -0.15), (-1.2, -0.15), (-1.46, -0.2))  # fmt: skip
_RACER = ((-1.86, -0.5), (-1.84, -0.66), (-1.5, -0.72), (-1.1, -0.78), (-0.62, -0.93), (-0.3, -0.99), (0.02, -0.97),
    (0.3, -0.84), (0.62, -0.62), (1.2, -0.54),
          (1.66, -0.42), (1.92, -0.26), (1.94, -0.15), (1.2, -0.12), (-1.2, -0.12), (-1.78, -0.2))  # fmt: skip


def _paint_shell(h: Sketch, outline: tuple[Point, ...], colour: RGB) -> None:
    """Paint lacquered metal: sky above the shoulder line, ground below it."""
    path = curve(outline, tension=0.75)
    tones, look = h.tones, h.look
    sky = mix(tones.light(colour), look.sky_low, 0.4)
    h.wash(path, (0, -1.0), (0, -0.12), [(0, sky, 1), (0.32, tones.light(colour), 1), (0.46, tones.mid(colour), 1),
        (0.5, mix(sky, (1, 1, 1), 0.25), 1), (0.55, tones.mid(colour), 1),
                                         (0.8, tones.dark(colour), 1), (1, times(tones.dark(colour), 0.6),
                                         1)])  # fmt: skip
    with h.inside(path):
        h.crescent(path, 0.02, mix(look.lit, (1, 1, 1), 0.4), 0.75, 0.008)
        h.crescent(path, -0.05, tones.dark(colour), 0.5, 0.03)


def _pane(h: Sketch, points: list[Point]) -> None:
    """Paint a window: dark glass at rest, see-through for whoever sits behind it."""
    path = curve(points, tension=0.35)
    h.fill(path, times(h.tones.dark((0.16, 0.2, 0.26)), 0.8), 0.2)
    h.glass(path, (0.5, 0.62, 0.72), 0.14, 0.34)
    h.stroke(path, h.tones.dark((0.12, 0.12, 0.14)), 0.02)


def _cut(h: Sketch, panes: list[list[Point]]) -> None:
    """Take the windows out of the shell, so that a driver behind it is seen."""
    for points in panes:
        h.canvas.drawPath(curve(points, tension=0.35), skia.Paint(AntiAlias=True, BlendMode=skia.BlendMode.kClear))


def _inside_seats(h: Sketch, xs: tuple[float, ...], y: float) -> None:
    for x in xs:
        h.volume(
            curve(
                [
                    (x - 0.1, y + 0.28),
                    (x - 0.14, y + 0.02),
                    (x - 0.12, y - 0.1),
                    (x - 0.02, y - 0.1),
                    (x + 0.04, y + 0.28),
                ]
            ),
            (0.2, 0.17, 0.17),
            0.06,
        )


def _shake(h: Sketch) -> float:
    return 0.008 * h.wave(2) if h.actor.action in MOVING else 0.003 * h.wave(3)


def _car(h: Sketch) -> None:
    colour = h.tint((0.72, 0.2, 0.16))
    if h.actor.facing in ("toward", "away"):
        paint_ahead(h, colour, 0.86, 1.0, _SIZE, h.actor.facing == "away", low=False)
        return
    y = _shake(h)
    h.fill(rect(-1.3, -0.32, 1.3, -0.16), (0.04, 0.04, 0.05))
    with h.at(0, y) as one:
        one.canvas.saveLayer(None, None)
        _paint_shell(one, _CAR, colour)
        panes: list[list[Point]] = [
            [(-0.92, -0.64), (-0.58, -0.88), (-0.3, -0.93), (-0.24, -0.64)],
            [(-0.16, -0.64), (-0.2, -0.93), (0.1, -0.92), (0.32, -0.85), (0.54, -0.64)],
        ]
        _cut(one, panes)
        one.canvas.restore()
        for number, pane in enumerate(panes):
            if number == 0 and h.actor.party:
                # Who drives sits behind the other window, in the picture by itself.
                seated(one, h.actor.party[0], curve(pane, tension=0.35), _REAR[0], _SIZE)
            _pane(one, pane)
        ink = one.tones.dark(times(colour, 0.5))
        one.arc([(-0.88, -0.58), (-0.86, -0.34), (-0.62, -0.22)], 0.012, ink)
        one.arc([(-0.2, -0.62), (-0.2, -0.2)], 0.012, ink)
        one.arc([(0.62, -0.6), (0.6, -0.36), (0.5, -0.2)], 0.012, ink)
        for x in (-0.72, -0.04):
            one.volume(rect(x, -0.54, x + 0.15, -0.51, 0.015), (0.8, 0.8, 0.82), 0.012)
        one.metal(rect(-1.5, -0.3, -1.36, -0.23, 0.02), (0.75, 0.76, 0.8), upright=False)
        one.metal(rect(1.34, -0.3, 1.52, -0.23, 0.02), (0.75, 0.76, 0.8), upright=False)
        lamp(one, 1.4, -0.42, 0.06, 0.055, (0.98, 0.95, 0.85))
        one.volume(rect(-1.5, -0.52, -1.41, -0.4, 0.03), (0.82, 0.1, 0.08), 0.03)
        one.volume(curve([(0.5, -0.66), (0.6, -0.72), (0.66, -0.68), (0.62, -0.63)]), colour, 0.02)
        _scars(one, 0.2, -0.78)
        for x in (-0.92, 0.94):
            one.fill(
                curve([(x - 0.3, -0.14), (x - 0.27, -0.36), (x, -0.5), (x + 0.27, -0.36), (x + 0.3, -0.14)]),
                (0.03, 0.03, 0.04),
            )
    for x in (-0.92, 0.94):
        wheel(h, x, -0.225, 0.225, "alloy")


def _scars(h: Sketch, x: float, y: float) -> None:
    """Paint what a crash or age leaves: cracked glass, dents."""
    if h.broken:
        h.cracks(x, y, 0.22, 8)
        dent = curve([(0.9, -0.5), (1.1, -0.4), (1.25, -0.46), (1.15, -0.3), (0.92, -0.34)])
        h.volume(dent, times(h.tint((0.6, 0.2, 0.16)), 0.6), 0.06)
        for k in range(4):
            h.line([(1.0 + 0.06 * k, -0.5), (1.16 + 0.06 * k, -0.34)], 0.012, h.tones.light((0.6, 0.6, 0.62)), 0.8)


def _race(h: Sketch) -> None:
    colour = h.tint((0.12, 0.34, 0.78))
    accent = mix(h.look.accent, (1, 1, 1), 0.1)
    if h.actor.facing in ("toward", "away"):
        paint_ahead(h, colour, 1.06, 0.98, _LOW, h.actor.facing == "away", low=True)
        return
    y = _shake(h)
    h.fill(rect(-1.6, -0.28, 1.6, -0.1), (0.03, 0.03, 0.04))
    with h.at(0, y) as one:
        for x in (-1.66, -1.46):
            one.fill(polygon([(x, -0.98), (x + 0.05, -0.98), (x + 0.12, -0.66), (x + 0.05, -0.66)]), (0.08, 0.08, 0.1))
        one.canvas.saveLayer(None, None)
        _paint_shell(one, _RACER, colour)
        with one.inside(curve(_RACER, tension=0.75)):
            band = curve(
                [
                    (-1.9, -0.44),
                    (-0.8, -0.4),
                    (0.4, -0.34),
                    (1.94, -0.18),
                    (1.94, -0.24),
                    (0.5, -0.44),
                    (-0.8, -0.52),
                    (-1.9, -0.58),
                ]
            )
            one.fill(band, one.tones.mid(accent))
            one.arc(
                [(-1.9, -0.61), (-0.8, -0.555), (0.5, -0.475), (1.94, -0.26)], 0.02, one.tones.light((0.95, 0.95, 0.95))
            )
        panes: list[list[Point]] = [
            [(-0.56, -0.7), (-0.42, -0.9), (-0.22, -0.94), (0.0, -0.92), (0.24, -0.82), (0.5, -0.66), (0.1, -0.66)]
        ]
        _cut(one, panes)
        one.canvas.restore()
        _pane(one, panes[0])
        one.line([(-0.28, -0.93), (-0.3, -0.69)], 0.03, one.tones.dark(colour))
        one.fill(curve([(-1.2, -0.66), (-0.86, -0.72), (-0.84, -0.6), (-1.16, -0.56)]), (0.03, 0.03, 0.04))
        for k in range(3):
            one.line(
                [(-1.14 + 0.09 * k, -0.66 - 0.012 * k), (-1.1 + 0.09 * k, -0.57 - 0.01 * k)],
                0.014,
                one.tones.light(colour),
                0.6,
            )
        one.volume(oval(-0.16, -0.43, 0.2, 0.175), (0.96, 0.96, 0.95), 0.06, rim=0.2)
        letters(one, "27", (-0.16, -0.43), 0.2, (0.06, 0.06, 0.08), 0.19)
        lamp(one, 1.62, -0.36, 0.12, 0.045, (0.98, 0.97, 0.9))
        one.volume(rect(-1.86, -0.52, -1.8, -0.4, 0.02), (0.9, 0.1, 0.08), 0.02)
        wing = curve(
            [(-2.02, -1.02), (-1.7, -1.0), (-1.36, -0.92), (-1.36, -0.87), (-1.7, -0.94), (-2.02, -0.95)], tension=0.6
        )
        one.volume(wing, accent, 0.04)
        one.face(
            polygon([(-2.08, -1.08), (-1.72, -1.07), (-1.68, -0.84), (-2.0, -0.82)]), times(colour, 0.8), 0.2, 0.02
        )
        one.fill(polygon([(1.3, -0.13), (2.0, -0.11), (2.04, -0.07), (1.3, -0.08)]), (0.05, 0.05, 0.06))
        one.fill(rect(-1.3, -0.12, 1.3, -0.06, 0.02), (0.05, 0.05, 0.06))
        _scars(one, 0.1, -0.8)
        for x in (-1.26, 1.22):
            one.fill(
                curve([(x - 0.34, -0.1), (x - 0.31, -0.42), (x, -0.6), (x + 0.31, -0.42), (x + 0.34, -0.1)]),
                (0.02, 0.02, 0.03),
            )
    for x in (-1.26, 1.22):
        wheel(h, x, -0.27, 0.27, "alloy", 0.26, (0.82, 0.68, 0.3))


def _hover(h: Sketch) -> None:
    colour = h.tint((0.3, 0.62, 0.72))
    bob = 0.02 * h.wave(1)
    light = mix(h.look.accent, (0.3, 0.9, 1.0), 0.6)
    with h.at(0, -0.12 + bob) as one:
        shell: tuple[Point, ...] = ((-1.62, -0.42), (-1.5, -0.58), (-1.0, -0.62), (-0.6, -0.8), (-0.1, -0.86), (0.4,
            -0.78), (0.86, -0.56), (1.4, -0.44), (1.74, -0.28), (1.6, -0.16),
                                    (0.9, -0.1), (-1.1, -0.1), (-1.58, -0.2))  # fmt: skip
        one.fill(
            curve([(-1.3, -0.12), (1.3, -0.12), (1.0, 0.02), (-1.0, 0.02)], tension=0.5),
            one.tones.dark((0.2, 0.22, 0.28)),
        )
        _paint_shell(one, shell, colour)
        dome = curve([(-0.66, -0.6), (-0.46, -0.78), (-0.08, -0.84), (0.38, -0.76), (0.74, -0.56), (0.0, -0.56)])
        one.fill(dome, one.tones.dark((0.1, 0.14, 0.2)), 0.9)
        _inside_seats(one, (-0.14,), -0.7)
        one.volume(oval(-0.02, -0.7, 0.06, 0.07), (0.3, 0.24, 0.22), 0.04)
        one.glass(dome, (0.5, 0.8, 0.9), 0.3, 0.55)
        one.arc([(-1.6, -0.36), (-0.5, -0.4), (0.8, -0.34), (1.7, -0.26)], 0.03, light)
        for x in (-1.0, 0.0, 1.0):
            one.metal(oval(x, -0.02, 0.24, 0.075), (0.5, 0.53, 0.6), upright=False)
            one.fill(oval(x, 0.015, 0.18, 0.045), mix(light, (1, 1, 1), 0.5))
        fin = curve([(-1.56, -0.5), (-1.74, -0.9), (-1.5, -0.9), (-1.1, -0.6)], tension=0.5)
        one.volume(fin, times(colour, 0.8), 0.06)
        lamp(one, 1.6, -0.3, 0.08, 0.035, (0.95, 0.98, 1.0))


def _hover_glow(h: Sketch) -> None:
    light = mix(h.look.accent, (0.3, 0.9, 1.0), 0.6)
    y = -0.12 + 0.02 * h.wave(1)
    pulse = 0.7 + 0.15 * h.wave(3)
    for x in (-1.0, 0.0, 1.0):
        h.light(x, y + 0.03, 0.34, light, pulse, 0.8)
    h.arc([(-1.6, y - 0.36), (-0.5, y - 0.4), (0.8, y - 0.34), (1.7, y - 0.26)], 0.05, light, 0.4)
    h.light(1.62, y - 0.3, 0.3, (0.8, 0.95, 1.0), lit(h))
    h.light(-1.64, y - 0.34, 0.2, RED, 0.6)


def _glow(front: Point, back: Point, spread: float) -> Callable[[Sketch], None]:
    def glow(h: Sketch) -> None:
        strength = lit(h)
        if h.actor.facing == "toward":
            for s in (-1, 1):
                h.light(s * spread, -0.45 if spread < 0.7 else -0.36, 0.5, WARM, strength * 1.2)
                h.light(s * spread, -0.45 if spread < 0.7 else -0.36, 0.9, WARM, strength * 0.5, 0.16)
        elif h.actor.facing == "away":
            for s in (-1, 1):
                h.light(s * spread, -0.5 if spread < 0.7 else -0.44, 0.3, RED, 0.4 + 0.5 * strength)
        else:
            beam(h, front[0], front[1], 0.3, strength)
            h.light(back[0], back[1], 0.24, RED, 0.3 + 0.5 * strength)

    return glow


def _face_ahead(actor: Actor, half: float) -> Point:
    """Return where the driver's face is, seen from the front; without a driver the middle."""
    return (DRIVER * half, -0.76) if actor.party else (0.0, -0.5)


_REAR: Point = (-0.44, -0.76)
"""Where the face of a passenger is, seen from the side."""


def car(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return a car."""
    ahead = actor.facing in ("toward", "away")
    focus = _face_ahead(actor, 0.86) if ahead else _REAR if actor.party else (1.0, -0.5)
    model = Model(_car, _SIZE, focus=focus, head=0.75,
        poses=6, seconds=0.5,
        glow=_glow((1.42, -0.42), (-1.46, -0.46), 0.62),
                  travel=pace(actor.action, 2.6, 4.0), seat=(-0.05, -0.02), splits=False,
                  moves=actor.action in {"fade", "jump"})  # fmt: skip
    made = figure(model, actor, look)
    return with_rider(made, actor, look, _SIZE)


def race_car(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return a race car."""
    ahead = actor.facing in ("toward", "away")
    model = Model(_race, _LOW, focus=_face_ahead(actor, 1.06) if ahead else (1.1, -0.45), head=0.8,
        poses=6, seconds=0.34,
        glow=_glow((1.66, -0.36), (-1.84, -0.46), 0.78),
                  travel=pace(actor.action, 4.0, 6.0), seat=(-0.02, 0.3), splits=False, moves=actor.action in {"fade",
                  "jump"})  # fmt: skip
    made = figure(model, actor, look)
    return with_rider(made, actor, look, _LOW) if ahead else made


def hover_car(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return a car that hovers."""
    model = Model(_hover, 0.9, focus=(0.3, -0.6), head=0.8, poses=12, seconds=2.0, glow=_hover_glow,
        travel=pace(actor.action, 2.4, 3.6), airborne=True,
                  splits=actor.action not in MOVING, moves=actor.action in {"fade", "fall"})  # fmt: skip
    return figure(model, actor, look)
