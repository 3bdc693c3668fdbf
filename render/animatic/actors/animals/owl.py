"""The owl: on its stump, turning its head and blinking; on the wing, silent."""

from itertools import pairwise
from math import cos, pi, sin

import numpy as np

from render.animatic.actors.animals.wings import wing
from render.animatic.actors.people.forms import Point, curve, oval, tube
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.model import Model, figure
from render.animatic.actors.things.sketch import BLACK, Sketch, ease
from render.animatic.base import RGB, Actor, Figure, Look

_STUMP = -0.2
_NEAR = ("close", "extreme close", "insert")
"""Framings in which the head moves little: a quick turn would be seen twice where poses are dissolved."""


def _turn(h: Sketch) -> float:
    """Return where the head points: -1 left .. 1 right."""
    p = h.phase
    if h.does("sleep"):
        return 0.1
    if h.actor.framing in _NEAR and not h.does("look_back", "turn"):
        return 0.2 * h.wave()
    if h.does("look_back", "turn"):
        return sin(2 * pi * p) * 1.15
    stops = ((0.0, 0.0), (0.12, 0.0), (0.2, 0.75), (0.42, 0.75), (0.52, -0.6), (0.8, -0.6), (0.9, 0.0), (1.0, 0.0))
    for (a, va), (b, vb) in pairwise(stops):
        if a <= p <= b:
            return va + (vb - va) * ease((p - a) / (b - a))
    return 0.0


def _lid(h: Sketch) -> float:
    if h.does("sleep", "hide"):
        return 0.0
    if h.does("wake"):
        return ease(h.phase * 2.5)
    return min(min(1.0, abs(h.phase - at) / 0.035) for at in (0.13, 0.9))


def _face(h: Sketch, brown: RGB, cream: RGB, turn: float, lid: float) -> None:
    """Paint the facial disc with eyes, beak and ear tufts; unit: half the head's width."""
    for s in (-1, 1):
        root = s * 0.62 + turn * 0.2
        h.volume(
            curve([(root - 0.16, -0.62), (root + s * 0.22, -1.18), (root + 0.2, -0.66)], tension=0.6),
            times(brown, 0.7),
            0.1,
        )
    skull = oval(0, 0, 1.0, 0.92)
    h.volume(skull, brown, 0.5)
    h.fur(skull, brown, 21, (0.0, 1.0), 0.22, 60)
    with h.inside(skull):
        squeeze = 1 - 0.28 * abs(turn)
        for s in (-1, 1):
            x = turn * 0.42 + s * 0.43 * squeeze
            wide = 0.46 * squeeze * (1 - 0.22 * s * turn * (1 if abs(turn) > 0.1 else 0))
            h.volume(oval(x, 0.08, wide, 0.58), cream, 0.2, rim=0.2)
            for k in range(20):
                a = 2 * pi * k / 20
                far = (x + wide * 0.95 * cos(a), 0.08 + 0.55 * sin(a))
                near = (x + wide * 0.62 * cos(a), 0.08 + 0.36 * sin(a))
                h.line([near, far], 0.02, h.tones.mid(times(brown, 0.9)), 0.4)
            h.stroke(oval(x, 0.08, wide, 0.58), h.tones.dark(times(brown, 0.6)), 0.06, 0.85)
        for s in (-1, 1):
            x = turn * 0.46 + s * 0.38 * squeeze
            h.fill(oval(x, 0.0, 0.31 * squeeze, 0.31), BLACK)
            h.eye(x, 0.0, 0.27, (0.98, 0.66, 0.1), 0.52)
            if lid < 0.97:
                _eyelid(h, x, lid, mix(cream, brown, 0.25), brown)
        bx = turn * 0.56
        h.fill(
            curve([(bx - 0.3, -0.5), (bx, -0.06), (bx + 0.3, -0.5), (bx, -0.32)], tension=0.4),
            h.tones.mid(times(brown, 0.75)),
        )
        h.volume(
            curve([(bx - 0.11, 0.12), (bx, 0.02), (bx + 0.11, 0.12), (bx + turn * 0.06, 0.46)], tension=0.7),
            (0.3, 0.27, 0.2),
            0.08,
        )
        h.glint(bx - 0.02, 0.14, 0.05, 0.7)


def _eyelid(h: Sketch, x: float, lid: float, skin: RGB, line: RGB) -> None:
    """Paint the upper lid, which comes down over the eye."""
    edge = -0.34 + 0.6 * (1 - lid)
    with h.inside(oval(x, 0.0, 0.33, 0.33)):
        fold = curve(
            [(x - 0.4, edge - 0.06), (x, edge + 0.07), (x + 0.4, edge - 0.06), (x + 0.4, -0.6), (x - 0.4, -0.6)],
            tension=0.6,
        )
        h.volume(fold, skin, 0.12, rim=0.2)
        h.arc([(x - 0.36, edge - 0.05), (x, edge + 0.06), (x + 0.36, edge - 0.05)], 0.05, h.tones.dark(line))


def _breast(h: Sketch, brown: RGB, cream: RGB, top: float, low: float, wide: float) -> None:
    """Paint rows of barred feathers."""
    rows = 8
    for row in range(rows):
        y = top + (low - top) * row / (rows - 1)
        half = wide * (0.75 + 0.25 * sin(pi * (row + 1) / (rows + 1)))
        count = 6 + row % 2
        for i in range(count):
            x = half * (2 * (i + 0.5) / count - 1)
            h.crease(
                [(x - 0.012, y - 0.03), (x, y + 0.012), (x + 0.004, y + 0.05)],
                0.026,
                h.tones.mid(times(brown, 0.7)),
                0.85,
            )
            if h.fine(0.01):
                h.arc([(x - 0.035, y + 0.005), (x, y + 0.03), (x + 0.035, y + 0.005)], 0.008, h.tones.mid(brown), 0.7)


def _perched(h: Sketch) -> None:
    brown, cream = h.tint((0.47, 0.33, 0.2)), (0.93, 0.86, 0.72)
    breath = 1 + 0.012 * h.wave(2)
    fluff = 1.06 if h.does("sleep") else 1.0
    h.volume(
        curve([(-0.08, -0.3), (0.08, -0.3), (0.13, -0.06), (0.0, -0.03), (-0.13, -0.06)], tension=0.5),
        times(brown, 0.7),
        0.06,
    )
    body = curve([(0, -0.82), (0.2, -0.74), (0.275 * fluff * breath, -0.5), (0.22 * fluff, -0.28), (0.08, -0.2),
        (-0.08, -0.2), (-0.22 * fluff, -0.28),
                  (-0.275 * fluff * breath, -0.5), (-0.2, -0.74)])  # fmt: skip
    h.volume(body, cream, 0.2)
    with h.inside(body):
        h.airbrush((0, -0.78), 0.24, 0.16, h.tones.mid(brown), 0.85, 0.3)
        _breast(h, brown, cream, -0.64, -0.3, 0.17)
    for s in (-1, 1):
        folded = [
            (s * 0.17, -0.72),
            (s * 0.29, -0.58),
            (s * 0.3, -0.36),
            (s * 0.2, -0.14),
            (s * 0.13, -0.12),
            (s * 0.17, -0.4),
        ]
        path = curve(folded)
        h.volume(path, brown, 0.08)
        with h.inside(path):
            for k in range(9):
                y = -0.66 + 0.06 * k
                h.arc([(s * 0.1, y + 0.05), (s * 0.2, y + 0.03), (s * 0.32, y - 0.02)], 0.014, h.tones.dark(brown), 0.6)
                h.arc(
                    [(s * 0.1, y + 0.066), (s * 0.2, y + 0.046), (s * 0.32, y - 0.004)],
                    0.007,
                    h.tones.light(mix(brown, cream, 0.4)),
                    0.6,
                )
        for toe in (-0.05, 0.0, 0.05):
            h.volume(tube([(s * 0.09 + toe, -0.225), (s * 0.09 + toe, -0.185)], [0.02, 0.018]), (0.8, 0.7, 0.45), 0.015)
    turn = _turn(h)
    drop = 0.03 if h.does("sleep") else 0.0
    with h.at(0.015 * turn, -0.8 + drop + 0.006 * h.wave(2), 5 * turn if not h.does("sleep") else 3, 0.235) as one:
        if h.actor.facing == "away" and not h.does("look_back", "turn", "look"):
            one.volume(oval(0, 0, 1.0, 0.92), brown, 0.5)
            one.fur(oval(0, 0, 1.0, 0.92), brown, 22, (0, 1), 0.2, 70)
        else:
            _face(one, brown, cream, turn, _lid(h))


def _flying(h: Sketch) -> None:
    """An owl seen from the front quarter, wings beating slowly."""
    brown, cream = h.tint((0.47, 0.33, 0.2)), (0.93, 0.86, 0.72)
    glide = h.does("glide")
    beat = 18 * h.wave() + 8 if glide else 44 * h.wave() + 4
    lift = -0.03 * h.wave(1, 0.25)
    middle: Point = (0.0, -0.55 + lift)
    for s in (-1, 1):
        with h.at(middle[0], middle[1], 0, float(s), 1.0) as one:
            wing(one, (0.1, -0.06), 0.82, beat, brown, cream, lag=-20 * h.wave(1, -0.2))
    h.volume(curve([(middle[0] - 0.1, middle[1] + 0.16), (middle[0] + 0.1, middle[1] + 0.16), (middle[0] + 0.16,
        middle[1] + 0.4), (middle[0], middle[1] + 0.45),
                    (middle[0] - 0.16, middle[1] + 0.4)], tension=0.7), times(brown, 0.85), 0.1)  # fmt: skip
    body = curve(
        [
            (0, middle[1] - 0.2),
            (0.17, middle[1] - 0.08),
            (0.17, middle[1] + 0.12),
            (0.0, middle[1] + 0.3),
            (-0.17, middle[1] + 0.12),
            (-0.17, middle[1] - 0.08),
        ]
    )
    h.volume(body, cream, 0.15)
    with h.inside(body):
        _breast(h, brown, cream, middle[1] - 0.06, middle[1] + 0.22, 0.12)
    for s in (-1, 1):
        h.volume(
            tube([(s * 0.06, middle[1] + 0.26), (s * 0.07, middle[1] + 0.36)], [0.03, 0.022]), (0.85, 0.75, 0.55), 0.02
        )
    with h.at(0, middle[1] - 0.2, 0, 0.19) as one:
        _face(one, brown, cream, 0.25, 1.0)


def owl(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return the owl."""
    if actor.action in {"fly", "glide", "fall", "jump", "run", "race"}:
        model = Model(_flying, 0.36, focus=(0, -0.76), head=0.42, poses=10,
            seconds=0.9 if actor.action != "glide" else 2.4, airborne=True, travel=2.6,
                      splits=False, moves=False)  # fmt: skip
    else:
        model = Model(_perched, 0.32, focus=(0, -0.8), head=0.5, poses=24,
            seconds=6.0 if actor.action not in {"look_back", "turn"} else 2.4, splits=False,
                      moves=actor.action in {"fade"}, once=actor.action == "wake")  # fmt: skip
    return figure(model, actor, look)
