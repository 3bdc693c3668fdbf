"""The train, the aeroplane and the spaceship."""

from math import cos, pi, sin

import numpy as np

from render.animatic.actors.people.forms import Point, curve, oval, polygon
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.letters import letters
from render.animatic.actors.things.model import Model, figure
from render.animatic.actors.things.sketch import Sketch, rect
from render.animatic.actors.vehicles.aboard import seated, with_rider
from render.animatic.actors.vehicles.wheels import MOVING, RED, WARM, beam, lamp, lit, pace, wheel
from render.animatic.base import RGB, Actor, Figure, Look

_CREAM: RGB = (0.93, 0.88, 0.74)
_SIZE = 2.1
"""Of the train."""
_PLACES = (4, 2, 1, 3, 0)
"""Windows of the carriage in which those of the shot are seen."""


def _windows(
    h: Sketch, x0: float, count: int, step: float, y: float, wide: float, high: float, riders: bool = False
) -> None:
    for k in range(count):
        x = x0 + k * step
        pane = rect(x, y, x + wide, y + high, 0.03)
        who = next((p for p, at in zip(h.actor.party, _PLACES, strict=False) if riders and at == k), None)
        if who is not None:
            h.fill(pane, (0.98, 0.82, 0.52) if h.look.dark else h.tones.mid((0.56, 0.62, 0.64)))
            seated(h, who, pane, x + 0.5 * wide, _SIZE)
            h.glass(pane, (0.5, 0.62, 0.7), 0.1, 0.16)
            h.stroke(pane, h.tones.dark((0.2, 0.18, 0.16)), 0.015)
            continue
        if h.look.dark or "glowing" in h.actor.state:
            h.wash(pane, (0, y), (0, y + high), [(0, (1.0, 0.9, 0.6), 1), (1, (0.95, 0.66, 0.3), 1)])
            if k % 3 != 1:
                h.fill(oval(x + wide * 0.5, y + high * 0.62, wide * 0.14, wide * 0.16), (0.25, 0.14, 0.1))
                h.fill(oval(x + wide * 0.5, y + high * 1.05, wide * 0.3, wide * 0.3), (0.25, 0.14, 0.1))
        else:
            h.fill(pane, h.tones.dark((0.15, 0.2, 0.26)))
            h.glass(pane, (0.5, 0.62, 0.7), 0.3, 0.6)
        h.stroke(pane, h.tones.dark((0.2, 0.18, 0.16)), 0.015)


def _carriage(h: Sketch, x0: float, x1: float, colour: RGB) -> None:
    body = rect(x0, -0.96, x1, -0.2, 0.06)
    tones = h.tones
    h.wash(
        body,
        (0, -0.96),
        (0, -0.2),
        [
            (0, tones.light(colour), 1),
            (0.12, mix(tones.light(colour), h.look.sky_low, 0.3), 1),
            (0.3, tones.mid(colour), 1),
            (1, tones.dark(colour), 1),
        ],
    )
    h.fill(rect(x0, -0.74, x1, -0.42), tones.mid(_CREAM))
    h.fill(rect(x0, -0.4, x1, -0.37), tones.light(_CREAM))
    h.volume(rect(x0 - 0.01, -1.0, x1 + 0.01, -0.92, 0.04), (0.4, 0.4, 0.42), 0.03)
    _windows(h, x0 + 0.12, int((x1 - x0 - 0.2) / 0.3), 0.3, -0.72, 0.21, 0.28, riders=True)
    h.fill(rect(x0 + 0.1, -0.2, x1 - 0.1, -0.13), (0.08, 0.08, 0.09))


def _train(h: Sketch) -> None:
    colour = h.tint((0.55, 0.13, 0.14))
    if h.actor.facing in ("toward", "away"):
        _train_ahead(h, colour, h.actor.facing == "away")
        return
    shake = 0.004 * h.wave(2)
    for x in (-2.3, -2.02, -1.2, -0.92, -0.5, -0.22, 0.55, 0.83, 1.3, 1.58, 1.95):
        wheel(h, x, -0.125, 0.115, "disc", 0.16, (0.5, 0.5, 0.52))
    with h.at(0, shake) as one:
        one.fill(rect(-0.72, -0.66, -0.6, -0.22), (0.1, 0.1, 0.11))
        _carriage(one, -2.62, -0.7, colour)
        nose: list[Point] = [
            (-0.62, -0.22),
            (-0.62, -0.96),
            (0.2, -0.98),
            (1.1, -0.98),
            (1.44, -0.94),
            (1.66, -0.76),
            (1.78, -0.62),
            (2.2, -0.56),
            (2.42, -0.44),
            (2.48, -0.26),
            (2.4, -0.16),
            (0.8, -0.16),
        ]
        path = curve(nose, tension=0.55)
        tones = one.tones
        one.wash(
            path,
            (0, -0.98),
            (0, -0.15),
            [
                (0, tones.light(colour), 1),
                (0.14, mix(tones.light(colour), h.look.sky_low, 0.35), 1),
                (0.34, tones.mid(colour), 1),
                (1, tones.dark(colour), 1),
            ],
        )
        with one.inside(path):
            one.fill(
                curve(
                    [
                        (-0.7, -0.48),
                        (1.4, -0.48),
                        (2.0, -0.42),
                        (2.5, -0.32),
                        (2.5, -0.22),
                        (1.9, -0.32),
                        (1.3, -0.36),
                        (-0.7, -0.36),
                    ],
                    tension=0.4,
                ),
                tones.mid(_CREAM),
            )
            one.crescent(path, 0.02, mix(h.look.lit, (1, 1, 1), 0.4), 0.6, 0.006)
            for k in range(9):
                one.line([(-0.4 + 0.1 * k, -0.84), (-0.4 + 0.1 * k, -0.58)], 0.02, tones.dark(colour), 0.6)
        _windows(one, 0.72, 1, 0.3, -0.84, 0.24, 0.26)
        cab = curve([(1.14, -0.86), (1.4, -0.86), (1.58, -0.7), (1.6, -0.62), (1.14, -0.62)], tension=0.4)
        one.fill(cab, (1.0, 0.86, 0.55) if h.look.dark else tones.dark((0.14, 0.18, 0.24)))
        one.glass(cab, (0.5, 0.6, 0.7), 0.25, 0.6)
        lamp(one, 2.36, -0.44, 0.07, 0.08, (0.98, 0.96, 0.88))
        one.volume(polygon([(2.1, -0.2), (2.5, -0.2), (2.56, -0.05), (2.2, -0.05)]), (0.3, 0.3, 0.32), 0.05)
        letters(one, "27", (0.1, -0.42), 0.08, tones.dark(colour), 0.18)
        if h.broken:
            one.cracks(1.36, -0.74, 0.16, 7)
            _smoke(one, 0.2, -0.95)


def _train_ahead(h: Sketch, colour: RGB, away: bool) -> None:
    for s in (-1, 1):
        h.fill(rect(s * 0.3 - 0.05, -0.16, s * 0.3 + 0.05, 0.0, 0.02), (0.1, 0.1, 0.11))
    h.fill(rect(-0.4, -0.2, 0.4, -0.06, 0.03), (0.07, 0.07, 0.08))
    body = curve(
        [(-0.46, -0.14), (-0.5, -0.7), (-0.36, -0.96), (0, -1.0), (0.36, -0.96), (0.5, -0.7), (0.46, -0.14)],
        tension=0.6,
    )
    h.volume(body, colour, 0.14)
    with h.inside(body):
        h.fill(rect(-0.6, -0.44, 0.6, -0.34), h.tones.mid(_CREAM))
        h.fill(polygon([(-0.18, -0.44), (0.18, -0.44), (0, -0.12)]), h.tones.mid(_CREAM))
    for s in (-1, 1):
        pane = curve([(s * 0.04, -0.6), (s * 0.04, -0.84), (s * 0.3, -0.82), (s * 0.38, -0.62)], tension=0.3)
        h.fill(pane, (1.0, 0.86, 0.55) if h.look.dark else h.tones.dark((0.14, 0.18, 0.24)))
        h.glass(pane, (0.5, 0.6, 0.7), 0.25, 0.6)
        lamp(h, s * 0.32, -0.27, 0.06, 0.06, (0.9, 0.12, 0.1) if away else (1.0, 0.98, 0.9))
    if not away:
        lamp(h, 0, -0.91, 0.05, 0.05, (1.0, 0.98, 0.9))
    h.metal(rect(-0.48, -0.16, 0.48, -0.08, 0.02), (0.4, 0.4, 0.42), upright=False)


def _train_glow(h: Sketch) -> None:
    strength = lit(h)
    if h.actor.facing in ("toward", "away"):
        colour = RED if h.actor.facing == "away" else WARM
        for x, y in ((-0.32, -0.27), (0.32, -0.27), (0.0, -0.91)):
            h.light(x, y, 0.34, colour, strength)
        return
    beam(h, 2.4, -0.44, 0.32, strength)
    if h.look.dark:
        for k in range(6):
            h.light(-2.4 + 0.3 * k, -0.58, 0.22, (1.0, 0.75, 0.4), 0.4)


def train(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return a locomotive with a carriage."""
    ahead = actor.facing in ("toward", "away")
    focus = (0.0, -0.5) if ahead else (-2.395 + 0.3 * _PLACES[0], -0.6) if actor.party else (1.7, -0.5)
    model = Model(_train, _SIZE, focus=focus, head=0.8, poses=6, seconds=0.5,
        glow=_train_glow, travel=pace(actor.action, 1.5, 2.4), splits=False,
                  moves=actor.action == "fade")  # fmt: skip
    return figure(model, actor, look) if ahead else with_rider(figure(model, actor, look), actor, look, _SIZE)


def _plane(h: Sketch) -> None:
    """A biplane."""
    colour = h.tint((0.75, 0.18, 0.14))
    cream = _CREAM
    with h.at(0, -0.5 + 0.03 * h.wave(), -4 + 3 * h.wave(1, 0.2)) as one:
        for x in (-0.18, 0.34):
            one.line([(x, -0.34), (x + 0.06, 0.14)], 0.022, one.tones.dark((0.4, 0.3, 0.2)))
        one.volume(curve([(-0.34, 0.2), (0.44, 0.2), (0.5, 0.14), (-0.28, 0.14)], tension=0.5), times(cream, 0.8), 0.03)
        for x in (0.16, 0.42):
            one.line([(x - 0.04, 0.1), (x, 0.34)], 0.024, one.tones.dark((0.3, 0.3, 0.32)))
        wheel(one, 0.3, 0.36, 0.12, "disc", 0.4, (0.7, 0.7, 0.72))
        tail = curve([(-1.2, -0.06), (-1.38, -0.4), (-1.16, -0.42), (-0.96, -0.12)], tension=0.6)
        one.volume(tail, colour, 0.05)
        body = curve(
            [
                (0.78, -0.16),
                (0.82, 0.02),
                (0.7, 0.16),
                (0.2, 0.17),
                (-0.6, 0.06),
                (-1.26, -0.05),
                (-1.24, -0.12),
                (-0.6, -0.16),
                (0.2, -0.2),
            ]
        )
        one.volume(body, colour, 0.14)
        with one.inside(body):
            one.fill(
                curve(
                    [(-1.3, -0.06), (-0.4, -0.02), (0.9, 0.02), (0.9, -0.04), (-0.4, -0.06), (-1.3, -0.09)], tension=0.4
                ),
                one.tones.mid(cream),
            )
        letters(one, "R27", (-0.5, -0.05), 0.13, one.tones.mid(cream), 0.16)
        one.volume(curve([(-1.32, -0.07), (-0.98, -0.06), (-0.96, -0.1), (-1.3, -0.12)], tension=0.4), cream, 0.02)
        one.fill(curve([(-0.16, -0.18), (0.1, -0.2), (0.06, -0.12), (-0.12, -0.11)]), (0.08, 0.07, 0.07))
        one.volume(oval(-0.04, -0.27, 0.085, 0.09), (0.36, 0.22, 0.13), 0.05)
        one.volume(oval(0.0, -0.26, 0.06, 0.055), (0.86, 0.66, 0.52), 0.03)
        one.fill(rect(-0.02, -0.3, 0.06, -0.26, 0.015), (0.2, 0.26, 0.3))
        scarf = curve(
            [
                (-0.1, -0.2),
                (-0.3, -0.24 + 0.03 * h.wave(3)),
                (-0.52, -0.22 - 0.04 * h.wave(3)),
                (-0.5, -0.16 - 0.04 * h.wave(3)),
                (-0.3, -0.18 + 0.03 * h.wave(3)),
                (-0.06, -0.15),
            ]
        )
        one.volume(scarf, _CREAM, 0.03)
        one.glass(polygon([(0.08, -0.2), (0.16, -0.2), (0.1, -0.33)]), (0.6, 0.7, 0.8), 0.5)
        one.metal(
            curve([(0.72, -0.17), (0.86, -0.12), (0.9, 0.0), (0.86, 0.1), (0.72, 0.15)]),
            (0.5, 0.5, 0.53),
            upright=False,
        )
        top = curve([(-0.42, -0.36), (0.5, -0.34), (0.56, -0.4), (-0.36, -0.44)], tension=0.6)
        one.volume(top, cream, 0.04)
        blur = 0.48 * cos(2 * pi * 3 * h.phase)
        one.fill(oval(0.94, 0.0, 0.025, 0.46), one.tones.light((0.8, 0.8, 0.84)), 0.28)
        one.volume(curve([(0.92, -blur), (0.97, 0.0), (0.92, blur), (0.9, 0.0)], tension=0.6), (0.36, 0.24, 0.14), 0.03)
        one.volume(oval(0.95, 0.0, 0.05, 0.05), (0.7, 0.7, 0.73), 0.03)
        if h.broken:
            _smoke(one, -0.3, -0.2)


def _smoke(h: Sketch, x: float, y: float) -> None:
    """Paint the smoke of an engine that burns, drawn out behind."""
    for k in range(12):
        h.airbrush((x - 0.14 * k, y - 0.02 * k), 0.1 + 0.015 * k, 0.09 + 0.01 * k, (0.12, 0.12, 0.13), 0.6 - 0.04 * k)


def plane(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return a biplane with its pilot."""
    model = Model(
        _plane,
        1.6,
        focus=(0.2, -0.6),
        head=0.7,
        poses=12,
        seconds=1.6,
        airborne=True,
        travel=1.6,
        splits=False,
        moves=actor.action in {"fade", "fall"},
    )
    return figure(model, actor, look)


def _spaceship(h: Sketch) -> None:
    colour = h.tint((0.78, 0.8, 0.86))
    accent = h.look.accent
    with h.at(0, -0.5 + 0.02 * h.wave()) as one:
        for s in (-1, 1):
            fin = curve([(-0.5, s * 0.14), (-0.85, s * 0.5), (-1.3, s * 0.56), (-1.06, s * 0.14)], tension=0.6)
            one.volume(fin, mix(accent, colour, 0.15) if s < 0 else times(accent, 0.7), 0.08)
        for y in (-0.16, 0.0, 0.16):
            one.metal(rect(-1.36, y - 0.07, -1.0, y + 0.07, 0.03), (0.42, 0.44, 0.5), upright=False)
        body = curve(
            [
                (1.5, 0.02),
                (1.2, -0.12),
                (0.6, -0.27),
                (-0.2, -0.31),
                (-1.0, -0.24),
                (-1.2, -0.1),
                (-1.2, 0.12),
                (-1.0, 0.24),
                (-0.2, 0.29),
                (0.6, 0.24),
                (1.2, 0.13),
            ]
        )
        one.volume(body, colour, 0.24)
        with one.inside(body):
            one.fill(
                curve([(-1.3, 0.06), (0.2, 0.08), (1.5, 0.03), (1.5, 0.06), (0.2, 0.16), (-1.3, 0.15)], tension=0.4),
                one.tones.mid(accent),
            )
            for x in (-0.86, -0.4, 0.06, 0.96):
                one.arc([(x - 0.03, -0.4), (x + 0.03, 0.0), (x - 0.03, 0.4)], 0.008, one.tones.dark(colour), 0.7)
            one.airbrush((0.0, -0.24), 1.1, 0.07, mix(h.look.lit, (1, 1, 1), 0.5), 0.55)
        dome = curve([(1.08, -0.11), (0.86, -0.2), (0.5, -0.27), (0.4, -0.15), (0.7, -0.06), (1.0, -0.05)])
        one.fill(dome, (0.06, 0.12, 0.2))
        one.glass(dome, (0.4, 0.8, 1.0), 0.4, 0.7)
        for k in range(5):
            one.fill(oval(-0.7 + 0.2 * k, -0.08, 0.05, 0.05), one.tones.dark(colour))
            one.fill(oval(-0.7 + 0.2 * k, -0.08, 0.038, 0.038), (1.0, 0.92, 0.66))
        middle = curve([(-0.3, 0.06), (-0.9, 0.16), (-1.3, 0.2), (-1.0, 0.08), (-0.4, 0.0)], tension=0.6)
        one.volume(middle, times(accent, 0.85), 0.05)
        if h.broken:
            one.cracks(-0.1, -0.1, 0.24, 7, bright=False)


def _spaceship_glow(h: Sketch) -> None:
    y = -0.5 + 0.02 * h.wave()
    strength = 0.25 if h.broken else (1.0 if h.actor.action in MOVING or h.does("stand") else 0.5)
    flicker = strength * (0.85 + 0.15 * sin(2 * pi * 5 * h.phase))
    for dy in (-0.16, 0.0, 0.16):
        h.light(-1.38, y + dy, 0.2, (0.4, 0.75, 1.0), flicker)
        plume = curve([(-1.36, y + dy - 0.06), (-1.36 - 0.5 * flicker, y + dy), (-1.36, y + dy + 0.06)], tension=0.7)
        h.wash(
            plume,
            (-1.36, 0),
            (-1.36 - 0.5 * flicker - 0.01, 0),
            [(0, (0.9, 0.97, 1.0), 0.9 * flicker), (1, (0.3, 0.5, 1.0), 0.0)],
        )
    for k in range(5):
        h.light(-0.7 + 0.2 * k, y - 0.08, 0.09, (1.0, 0.9, 0.6), 0.4)


def spaceship(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return a spaceship."""
    model = Model(_spaceship, 2.6, focus=(0.5, -0.55), head=0.8, poses=12, seconds=1.6, airborne=True,
        glow=_spaceship_glow, travel=pace(actor.action, 0.9, 1.6), splits=False,
                  moves=actor.action in {"fade", "fall"})  # fmt: skip
    return figure(model, actor, look)
