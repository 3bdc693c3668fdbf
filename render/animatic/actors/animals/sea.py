"""Animals of the water, and the butterfly that swims in air."""

from math import pi, sin

import numpy as np
import skia

from render.animatic.actors.people.forms import Point, curve, oval, tube
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.model import Model, figure
from render.animatic.actors.things.sketch import BLACK, Sketch, rect
from render.animatic.base import RGB, Actor, Figure, Look


def _fish(h: Sketch) -> None:
    """A goldfish with long fins."""
    gold = h.tint((0.96, 0.5, 0.12))
    wag = h.wave()
    lag = h.wave(1, -0.2)
    y = -0.5
    fin = h.tones.light(mix(gold, (1, 0.9, 0.7), 0.25))
    for path in (
        curve(
            [
                (-0.42, y),
                (-0.75, y - 0.34 + 0.08 * lag),
                (-1.05, y - 0.3 + 0.16 * lag),
                (-0.82, y + 0.02 + 0.1 * lag),
                (-1.02, y + 0.34 + 0.16 * lag),
                (-0.7, y + 0.3 + 0.08 * lag),
            ]
        ),
        curve([(0.2, y - 0.28), (-0.05, y - 0.52), (-0.34, y - 0.5 + 0.03 * wag), (-0.3, y - 0.2)]),
        curve([(0.06, y + 0.24), (-0.1, y + 0.46), (-0.28, y + 0.46 + 0.03 * wag), (-0.2, y + 0.2)]),
    ):
        h.fill(path, fin, 0.78)
        with h.inside(path):
            for k in range(14):
                h.line([(0.0, y + 0.02 * (k - 7)), (-1.1, y + 0.11 * (k - 6.5))], 0.008, h.tones.dark(gold), 0.4)
    body = curve(
        [
            (0.62, y - 0.02),
            (0.48, y - 0.2),
            (0.16, y - 0.32),
            (-0.2, y - 0.22),
            (-0.48, y - 0.05 + 0.04 * wag),
            (-0.48, y + 0.05 + 0.04 * wag),
            (-0.2, y + 0.2),
            (0.16, y + 0.28),
            (0.48, y + 0.17),
        ]
    )
    h.volume(body, gold, 0.24)
    with h.inside(body):
        h.airbrush((0.1, y + 0.24), 0.5, 0.16, h.tones.light((1, 0.86, 0.6)), 0.8)
        if h.fine(0.02):
            for row in range(7):
                for k in range(10):
                    x, sy = 0.26 - 0.085 * k + 0.04 * (row % 2), y - 0.2 + 0.07 * row
                    h.arc([(x + 0.04, sy - 0.04), (x, sy), (x + 0.04, sy + 0.04)], 0.008, h.tones.dark(gold), 0.5)
        h.arc([(0.3, y - 0.26), (0.22, y), (0.3, y + 0.22)], 0.018, h.tones.dark(gold), 0.8)
    flap = 0.05 * h.wave(2)
    h.fill(curve([(0.2, y + 0.08), (0.0, y + 0.14 + flap), (-0.08, y + 0.26 + flap), (0.12, y + 0.2)]), fin, 0.95)
    h.eye(0.44, y - 0.06, 0.055, (0.95, 0.85, 0.5), 0.6)
    h.arc([(0.62, y + 0.03), (0.56, y + 0.05)], 0.014, h.tones.dark(gold))


def fish(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return a fish."""
    model = Model(_fish, 0.14, focus=(0.3, -0.52), head=0.6, poses=12, seconds=1.2, airborne=True,
        travel=1.4 if actor.action in {"swim", "glide", "run", "race", "stand"} else 0.0,
                  splits=False, moves=actor.action in {"fade", "jump"})  # fmt: skip
    return figure(model, actor, look)


def _spray(h: Sketch, x: float, y: float, strength: float) -> None:
    if strength <= 0.02:
        return
    rng = h.chance(71)
    white = h.tones.light((0.95, 0.97, 1.0))
    for _ in range(40):
        up = float(rng.uniform(0, 1)) ** 0.7
        side = float(rng.uniform(-1, 1)) * (0.05 + 0.24 * up * up)
        h.airbrush(
            (x + side, y - up * 0.55 * strength),
            0.055 * (0.5 + up),
            0.06 * (0.5 + up),
            white,
            0.5 * (1.15 - up) * strength,
        )


def _sea(h: Sketch, wide: float, y: float, phase: float) -> None:
    """Paint the water that closes over what swims in it."""
    water = mix(h.tones.mid((0.14, 0.3, 0.42)), h.look.mid, 0.3)
    crest = [
        (wide * (2 * k / 14 - 1), y + 0.022 * sin(2 * pi * (k * 0.21 + phase)) - 0.04 * (1 - (2 * k / 14 - 1) ** 2))
        for k in range(15)
    ]
    low = [
        (wide * 0.95, y + 0.06),
        (wide * 0.4, y + 0.15),
        (0.0, y + 0.17),
        (-wide * 0.4, y + 0.15),
        (-wide * 0.95, y + 0.06),
    ]
    path = curve([*crest, *low], tension=0.8)
    h.fill(path, water, 0.92)
    foam = h.tones.light((0.93, 0.97, 1.0))
    h.arc(crest, 0.02, foam, 0.9)
    with h.inside(path):
        for k in range(5):
            yy = y + 0.025 + 0.025 * k
            h.arc(
                [
                    (x, yy + 0.008 * sin(2 * pi * (i * 0.3 + phase + k * 0.3)))
                    for i, (x, _) in enumerate(crest[k : 15 - k])
                ],
                0.01,
                foam,
                0.35,
            )


def _whale(h: Sketch) -> None:
    """A humpback that comes up, blows and shows its tail."""
    blue = h.tint((0.2, 0.28, 0.37))
    leap = h.does("jump", "fly")
    rise = 0.5 - 0.5 * h.wave(1, 0.25)
    if leap:
        _breach(h, blue, rise)
        return
    up = -0.02 - 0.1 * rise
    back = curve(
        [
            (1.25, 0.12),
            (1.18, up - 0.1),
            (0.9, up - 0.3),
            (0.4, up - 0.42),
            (-0.1, up - 0.38),
            (-0.45, up - 0.22),
            (-0.8, 0.0),
            (-0.9, 0.12),
        ]
    )
    h.volume(back, blue, 0.3)
    with h.inside(back):
        for k in range(6):
            h.arc(
                [(1.2, 0.02 - 0.03 * k + up), (0.8, 0.0 - 0.035 * k + up), (0.3, 0.05 - 0.03 * k)],
                0.012,
                h.tones.light(mix(blue, (1, 1, 1), 0.35)),
                0.5,
            )
        h.airbrush((0.4, up - 0.38), 0.7, 0.08, h.tones.light((0.7, 0.82, 0.9)), 0.5)
        h.fill(oval(0.72, up - 0.1, 0.028, 0.022), BLACK)
        h.glint(0.725, up - 0.108, 0.009)
    h.volume(curve([(-0.12, up - 0.36), (-0.26, up - 0.48), (-0.32, up - 0.3)], tension=0.6), blue, 0.05)
    fluke = -0.3 - 0.55 * (1 - rise)
    root: Point = (-1.15, 0.1)
    h.volume(tube([root, (-1.2, fluke * 0.5), (-1.24, fluke)], [0.14, 0.085, 0.04]), blue, 0.1)
    tail = curve(
        [
            (-1.24, fluke + 0.06),
            (-0.95, fluke - 0.04),
            (-0.72, fluke - 0.22),
            (-1.02, fluke - 0.16),
            (-1.24, fluke - 0.06),
            (-1.46, fluke - 0.16),
            (-1.76, fluke - 0.22),
            (-1.53, fluke - 0.04),
        ],
        tension=0.9,
    )
    h.volume(tail, blue, 0.07)
    _spray(h, 0.72, up - 0.3, max(0.0, 1.25 * rise - 0.15))
    _sea(h, 1.75, 0.03, h.phase)
    for k in range(4):
        h.airbrush((-1.15 + 0.15 * (k - 1.5), 0.03), 0.14, 0.05, h.tones.light((0.95, 0.98, 1.0)), 0.6)


def _breach(h: Sketch, blue: RGB, rise: float) -> None:
    """Paint a whale that leaps: what is under water is not seen."""
    turn = -58 + 20 * h.wave()
    with h.inside(rect(-3, -3, 3, 0.02)), h.at(0.0, 0.1 - 0.35 * rise, turn) as one:
        body = curve([(1.1, 0.0), (0.95, -0.2), (0.5, -0.28), (-0.2, -0.2), (-0.9, -0.06), (-0.9, 0.08), (-0.2, 0.24),
                      (0.5, 0.28), (0.95, 0.16)])  # fmt: skip
        one.volume(body, blue, 0.25)
        with one.inside(body):
            one.airbrush((0.5, 0.28), 0.7, 0.2, one.tones.mid((0.86, 0.9, 0.92)), 1.0, 0.4)
            for k in range(7):
                groove: list[Point] = [(1.1, 0.04 + 0.025 * k), (0.6, 0.08 + 0.03 * k), (0.0, 0.1 + 0.02 * k)]
                one.arc(groove, 0.012, one.tones.dark(blue), 0.7)
        one.volume(curve([(0.35, 0.1), (0.1, 0.5), (-0.12, 0.62), (0.1, 0.2)]), blue, 0.08)
        one.fill(oval(0.72, -0.02, 0.026, 0.022), BLACK)
    _sea(h, 1.3, 0.03, h.phase)
    for k in range(9):
        at: Point = (-0.6 + 0.15 * k, -0.05 * sin(pi * k / 8))
        h.airbrush(at, 0.16, 0.12, h.tones.light((0.95, 0.98, 1.0)), 0.55)


def whale(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return a whale at the surface."""
    model = Model(
        _whale,
        2.6,
        focus=(0.6, -0.3),
        head=0.8,
        poses=16,
        seconds=5.0,
        travel=0.12,
        splits=False,
        moves=actor.action == "fade",
    )
    return figure(model, actor, look)


def _half_wing(h: Sketch, colour: RGB, squeeze: float) -> None:
    fore = curve(
        [
            (0.02, -0.02),
            (0.2 * squeeze, -0.36),
            (0.62 * squeeze, -0.5),
            (0.72 * squeeze, -0.32),
            (0.5 * squeeze, -0.04),
            (0.1 * squeeze, 0.04),
        ]
    )
    hind = curve(
        [
            (0.02, 0.02),
            (0.3 * squeeze, 0.02),
            (0.52 * squeeze, 0.16),
            (0.46 * squeeze, 0.4),
            (0.26 * squeeze, 0.42),
            (0.08 * squeeze, 0.2),
        ]
    )
    for path, top in ((hind, False), (fore, True)):
        box = path.getBounds()
        h.fill(path, BLACK)
        inner = skia.Path(path)
        inner.transform(skia.Matrix.Translate(box.centerX() * 0.1, box.centerY() * 0.1).preScale(0.9, 0.9))
        h.wash(
            inner,
            (0, 0),
            (box.right(), box.top() if top else box.bottom()),
            [
                (0, h.tones.light(mix(colour, (1, 0.95, 0.6), 0.35)), 1),
                (0.7, h.tones.mid(colour), 1),
                (1, h.tones.mid(times(colour, 0.7)), 1),
            ],
        )
        with h.inside(path):
            ends = [(0.62, -0.52), (0.74, -0.34), (0.6, -0.12)] if top else [(0.54, 0.14), (0.5, 0.38), (0.28, 0.44)]
            for x, y in ends:
                h.arc([(0, 0), (x * 0.5 * squeeze, y * 0.55), (x * squeeze, y)], 0.014, BLACK, 0.85)
            h.stroke(path, BLACK, 0.07, 0.95)
            for x, y in ends:
                h.fill(oval(x * 0.96 * squeeze, y * 0.96, 0.016 * squeeze + 0.006, 0.016), (0.97, 0.95, 0.9))


def _butterfly(h: Sketch) -> None:
    colour = h.tint((0.95, 0.5, 0.12))
    squeeze = 0.62 + 0.38 * h.wave(2) if h.does("stand", "sit", "look", "sleep") else 0.55 + 0.45 * h.wave(2)
    squeeze = max(squeeze, 0.12)
    y = -0.5 + 0.05 * h.wave(1, 0.25)
    with h.at(0.0, y, 14) as one:
        for s in (-1, 1):
            with one.at(0, 0, 0, float(s), 1.0) as half:
                _half_wing(half, colour, squeeze * (1.0 if s > 0 else 0.88))
        one.volume(tube([(0, -0.16), (0, 0.0), (0, 0.26)], [0.034, 0.042, 0.018]), (0.13, 0.1, 0.1), 0.03)
        one.fill(oval(0, -0.18, 0.038, 0.036), BLACK)
        for s in (-1, 1):
            one.arc([(s * 0.015, -0.2), (s * 0.08, -0.34), (s * 0.15, -0.4)], 0.012, BLACK)
            one.fill(oval(s * 0.15, -0.405, 0.016, 0.016), BLACK)


def butterfly(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return a butterfly."""
    rests = actor.action in {"stand", "sit", "look", "sleep", "lie"}
    model = Model(_butterfly, 0.07, focus=(0, -0.5), head=0.7, poses=14, seconds=2.2 if rests else 0.9, airborne=True,
        travel=0.0 if rests else 3.0, splits=False,
                  moves=actor.action in {"fade", "fall"})  # fmt: skip
    return figure(model, actor, look)
