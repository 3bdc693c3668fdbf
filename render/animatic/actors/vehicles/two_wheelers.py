"""What is ridden: bicycle, motorcycle, skateboard."""

from math import cos, pi, sin

import numpy as np

from render.animatic.actors.people.forms import Point, curve, oval, tube
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.model import Model, figure
from render.animatic.actors.things.sketch import Sketch, rect
from render.animatic.actors.vehicles.wheels import MOVING, RED, WARM, beam, lamp, lit, pace, wheel
from render.animatic.base import RGB, Actor, Figure, Look


def _pipe(h: Sketch, points: list[Point], width: float, colour: RGB) -> None:
    h.arc(points, width, h.tones.dark(colour))
    h.arc([(x - width * 0.12, y - width * 0.16) for x, y in points], width * 0.55, h.tones.mid(colour))
    h.arc(
        [(x - width * 0.16, y - width * 0.24) for x, y in points],
        width * 0.18,
        h.tones.light(mix(colour, (1, 1, 1), 0.4)),
    )


def _bicycle(h: Sketch) -> None:
    colour = h.tint((0.16, 0.5, 0.52))
    back, front, crank, seat, head = (-0.52, -0.325), (0.54, -0.325), (-0.06, -0.3), (-0.2, -0.78), (0.36, -0.82)
    a = 2 * pi * h.phase if h.actor.action in MOVING else 0.5
    for s in (-1,):
        h.line(
            [crank, (crank[0] + s * 0.15 * cos(a), crank[1] + s * 0.15 * sin(a))], 0.03, h.tones.dark((0.5, 0.5, 0.54))
        )
    for x, _ in (back, front):
        bent = h.broken and x > 0
        with h.at(x, -0.325, 0, 0.72 if bent else 1.0, 1.0) as one:
            wheel(one, 0, 0, 0.325, "wire", 0.11)
    for p, q in ((back, crank), (back, seat), (seat, crank), (crank, (0.38, -0.72)), ((-0.185, -0.72), (0.36, -0.78))):
        _pipe(h, [p, q], 0.042, colour)
    _pipe(h, [front, (0.44, -0.55), head, (0.34, -0.92)], 0.038, colour)
    _pipe(h, [(0.34, -0.92), (0.42, -1.0), (0.5, -0.96), (0.46, -0.88)], 0.03, (0.7, 0.7, 0.74))
    h.line([seat, (-0.22, -0.88)], 0.03, h.tones.light((0.7, 0.7, 0.74)))
    h.volume(
        curve([(-0.4, -0.93), (-0.22, -0.94), (-0.04, -0.91), (-0.18, -0.87), (-0.36, -0.86)]), (0.28, 0.17, 0.11), 0.04
    )
    h.stroke(oval(*crank, 0.095, 0.095), h.tones.mid((0.6, 0.6, 0.64)), 0.024)
    h.arc([(-0.52, -0.36), (-0.06, -0.395)], 0.012, h.tones.dark((0.3, 0.3, 0.3)))
    h.arc([(-0.52, -0.29), (-0.06, -0.205)], 0.012, h.tones.dark((0.3, 0.3, 0.3)))
    h.line([crank, (crank[0] + 0.15 * cos(a), crank[1] + 0.15 * sin(a))], 0.034, h.tones.mid((0.66, 0.66, 0.7)))
    for s in (-1, 1):
        px, py = crank[0] + s * 0.15 * cos(a), crank[1] + s * 0.15 * sin(a)
        h.fill(rect(px - 0.05, py - 0.014, px + 0.05, py + 0.014, 0.01), (0.1, 0.1, 0.11))
    for x, start in ((-0.52, 3.3), (0.54, 3.9)):
        arc = [(x + 0.345 * cos(start + 0.28 * k), -0.325 + 0.345 * sin(start + 0.28 * k)) for k in range(7)]
        _pipe(h, arc, 0.03, times(colour, 0.9))
    lamp(h, 0.5, -0.82, 0.045, 0.05, (0.98, 0.95, 0.85))


def bicycle(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return a bicycle."""
    model = Model(_bicycle, 0.6, focus=(0.35, -0.75), head=0.6, poses=12, seconds=1.0, travel=pace(actor.action, 1.6,
        2.4), seat=(-0.2, -0.38), splits=False,
                  moves=actor.action in {"fade", "fall", "jump"})  # fmt: skip
    return figure(model, actor, look)


def _motorcycle(h: Sketch) -> None:
    colour = h.tint((0.66, 0.1, 0.1))
    steel: RGB = (0.7, 0.71, 0.75)
    shake = 0.006 * h.wave(3)
    for x in (-0.68, 0.72):
        wheel(h, x, -0.31, 0.31, "alloy", 0.32)
    with h.at(0, shake) as one:
        _pipe(one, [(0.72, -0.31), (0.56, -0.62), (0.42, -0.92)], 0.06, steel)
        _pipe(one, [(-0.68, -0.31), (-0.3, -0.36), (0.0, -0.32)], 0.06, times(steel, 0.6))
        engine = curve(
            [(-0.3, -0.22), (-0.34, -0.5), (-0.1, -0.58), (0.22, -0.56), (0.34, -0.36), (0.24, -0.18), (-0.1, -0.14)],
            tension=0.6,
        )
        one.metal(engine, (0.34, 0.35, 0.38))
        with one.inside(engine):
            for k in range(8):
                one.line(
                    [(-0.1 + 0.02 * k, -0.56 + 0.04 * k), (0.26, -0.52 + 0.04 * k)], 0.014, one.tones.light(steel), 0.8
                )
        one.metal(oval(-0.08, -0.3, 0.13, 0.13), steel)
        _pipe(one, [(0.24, -0.34), (0.1, -0.14), (-0.4, -0.13), (-1.02, -0.24)], 0.085, steel)
        tank = curve([(-0.2, -0.66), (0.0, -0.84), (0.28, -0.84), (0.44, -0.72), (0.36, -0.58), (-0.1, -0.56)])
        one.volume(tank, colour, 0.11)
        one.glint(0.1, -0.8, 0.12, 0.8, 0.4)
        one.volume(
            curve([(-0.84, -0.74), (-0.5, -0.66), (-0.16, -0.68), (-0.12, -0.58), (-0.5, -0.54), (-0.82, -0.6)]),
            (0.12, 0.1, 0.1),
            0.06,
        )
        one.volume(
            curve([(-1.02, -0.6), (-0.8, -0.68), (-0.46, -0.56), (-0.5, -0.5), (-0.78, -0.6), (-0.98, -0.52)]),
            colour,
            0.05,
        )
        one.volume(
            curve([(0.5, -0.66), (0.76, -0.68), (1.02, -0.52), (1.0, -0.47), (0.76, -0.6), (0.54, -0.6)]), colour, 0.04
        )
        _pipe(one, [(0.42, -0.92), (0.3, -0.99), (0.18, -0.95)], 0.05, (0.2, 0.2, 0.22))
        lamp(one, 0.62, -0.82, 0.085, 0.095, (0.98, 0.96, 0.88))
        one.volume(rect(-1.06, -0.62, -0.99, -0.54, 0.02), (0.85, 0.1, 0.08), 0.02)
        if h.broken:
            one.cracks(0.62, -0.82, 0.1, 6)
            one.cracks(0.15, -0.7, 0.16, 6, bright=False)


def _motorcycle_glow(h: Sketch) -> None:
    beam(h, 0.66, -0.82, 0.32, lit(h), WARM)
    h.light(-1.04, -0.58, 0.18, RED, 0.3 + 0.4 * lit(h))


def motorcycle(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return a motorcycle."""
    model = Model(_motorcycle, 0.66, focus=(0.5, -0.75), head=0.6, poses=6, seconds=0.4, glow=_motorcycle_glow,
        travel=pace(actor.action, 3.4, 4.6), seat=(-0.2, -0.24),
                  splits=False, moves=actor.action in {"fade", "fall", "jump"})  # fmt: skip
    return figure(model, actor, look)


def _skateboard(h: Sketch) -> None:
    colour = h.tint(mix(h.look.accent, (0.75, 0.3, 0.15), 0.3))
    jump = h.does("jump", "fly", "dance")
    up = -0.55 * abs(sin(pi * h.phase)) if jump else 0.0
    turn = -24 * sin(2 * pi * h.phase) if jump else 0.0
    flip = cos(2 * pi * h.phase) if h.does("dance") else 1.0
    with h.at(0, up - 0.1, turn, 1.0, flip if abs(flip) > 0.1 else 0.1) as one:
        for x in (-0.44, 0.44):
            one.metal(rect(x - 0.09, -0.055, x + 0.09, 0.02, 0.02), (0.66, 0.67, 0.71), upright=False)
            for dx, near in ((0.05, False), (0.0, True)):
                _roll(one, x + dx, 0.03 - (0.0 if near else 0.012), near)
        top = curve(
            [
                (-0.86, -0.16),
                (-0.7, -0.1),
                (-0.4, -0.082),
                (0.4, -0.082),
                (0.7, -0.1),
                (0.86, -0.16),
                (0.84, -0.2),
                (0.66, -0.15),
                (0.4, -0.13),
                (-0.4, -0.13),
                (-0.66, -0.15),
                (-0.84, -0.2),
            ],
            tension=0.8,
        )
        one.volume(top, (0.13, 0.13, 0.14), 0.03, rim=0.2)
        if one.fine(0.01):
            one.speckle(top, (0.4, 0.4, 0.42), 60, 0.01, 0.6)
        edge = tube(
            [(-0.87, -0.165), (-0.7, -0.09), (-0.4, -0.068), (0.4, -0.068), (0.7, -0.09), (0.87, -0.165)],
            [0.014, 0.022, 0.024, 0.024, 0.022, 0.014],
        )
        one.volume(edge, colour, 0.02)
        for k, tone in ((-0.006, (0.9, 0.82, 0.6)), (0.006, (0.9, 0.82, 0.6))):
            one.arc(
                [
                    (-0.84, -0.155 + k),
                    (-0.7, -0.09 + k),
                    (-0.4, -0.068 + k),
                    (0.4, -0.068 + k),
                    (0.7, -0.09 + k),
                    (0.84, -0.155 + k),
                ],
                0.004,
                one.tones.light(tone),
                0.9,
            )


def _roll(h: Sketch, x: float, y: float, near: bool) -> None:
    white: RGB = (0.94, 0.9, 0.8)
    h.volume(oval(x, y, 0.07, 0.07), white if near else times(white, 0.6), 0.04)
    if near:
        a = 2 * pi * h.phase if h.actor.action in MOVING else 0.3
        h.stroke(oval(x, y, 0.046, 0.046), h.tones.mid(h.look.accent), 0.012)
        h.fill(oval(x, y, 0.026, 0.026), h.tones.mid((0.5, 0.5, 0.54)))
        for k in range(3):
            b = a + 2 * pi * k / 3
            h.line([(x, y), (x + 0.04 * cos(b), y + 0.04 * sin(b))], 0.008, (0.2, 0.2, 0.22))


def skateboard(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return a skateboard."""
    model = Model(_skateboard, 0.28, focus=(0.0, -0.12), head=0.6, poses=12 if actor.action in {"jump", "dance",
        "fly"} else 6, seconds=1.0 if actor.action in {"jump", "dance", "fly"} else 0.3,
                  travel=pace(actor.action, 2.2, 3.4), seat=(0.0, 0.0), moves=actor.action in {"fade",
                  "fall"})  # fmt: skip
    return figure(model, actor, look)
