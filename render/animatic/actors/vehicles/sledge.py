"""The dog sled: six huskies in pairs, the line, the sled with its load and a place for the driver."""

from dataclasses import replace

import numpy as np

from render.animatic.actors.animals.body import paint_side
from render.animatic.actors.animals.gait import gait_of, going, pace, resting
from render.animatic.actors.animals.quadrupeds import HUSKY, dyed
from render.animatic.actors.people.forms import Point, curve, oval
from render.animatic.actors.people.tones import times
from render.animatic.actors.things.model import Model, figure
from render.animatic.actors.things.sketch import Sketch, rect
from render.animatic.base import RGB, Actor, Figure, Look

_DOG = 0.7
"""Height of a dog in heights of the sled."""
_PAIRS = (-0.35, 0.95, 2.25)
_COATS: tuple[tuple[RGB, RGB], ...] = (
    ((0.5, 0.53, 0.58), (0.2, 0.22, 0.27)), ((0.58, 0.47, 0.38), (0.34, 0.24, 0.18)), ((0.42, 0.44, 0.5), (0.13, 0.14,
    0.18)),
    ((0.62, 0.62, 0.64), (0.4, 0.42, 0.46)), ((0.55, 0.46, 0.4), (0.28, 0.2, 0.16)), ((0.84, 0.84, 0.86), (0.68, 0.7,
    0.74)),
)  # fmt: skip


def _dogs(h: Sketch, near: bool) -> None:
    gait = gait_of(h.actor.action)
    for number, x in enumerate(_PAIRS):
        index = number * 2 + near
        coat, saddle = _COATS[index]
        dog = replace(dyed(HUSKY, None, h.actor.state), coat=coat, saddle=saddle, harness=h.tint((0.74, 0.16, 0.12)))
        phase = (h.phase + (0.0, 0.37, 0.71, 0.18, 0.55, 0.86)[index]) % 1.0
        stance = going(gait, phase) if gait else resting("sit" if index in (1, 4) else "stand", phase)
        with h.at(x + (0.0 if near else 0.22), 0.0 if near else -0.09, 0, _DOG) as one:
            rough = replace(one, brush=replace(one.brush, px=one.brush.px * (0.55 if near else 0.35)))
            paint_side(rough, dog, stance, False)


def _line(h: Sketch) -> None:
    sag = 0.03 + 0.012 * h.wave(2)
    points: list[Point] = [(-1.25, -0.26), (-0.5, -0.33 + sag), (0.8, -0.36 + sag * 0.4), (2.0, -0.38)]
    h.arc(points, 0.022, h.tones.mid((0.3, 0.24, 0.2)))
    for x in _PAIRS:
        for dx, y in ((0.0, -0.42), (0.22, -0.5)):
            h.arc(
                [(x - 0.34 + dx, y), (x - 0.12 + dx, y + 0.04), (x + 0.1, -0.37)], 0.014, h.tones.mid((0.3, 0.24, 0.2))
            )


def _sled(h: Sketch) -> None:
    wood: RGB = (0.58, 0.4, 0.23)
    bump = 0.012 * h.wave(2) if gait_of(h.actor.action) else 0.0
    with h.at(0, bump) as one:
        for dy, tone in ((-0.07, times(wood, 0.6)), (0.0, wood)):
            runner: list[Point] = [
                (-3.35, -0.03 + dy),
                (-2.2, -0.025 + dy),
                (-1.35, -0.04 + dy),
                (-1.1, -0.16 + dy),
                (-1.2, -0.32 + dy),
            ]
            one.arc(runner, 0.055, one.tones.dark(tone))
            one.arc([(x, y - 0.012) for x, y in runner], 0.022, one.tones.light(tone))
            for x in (-2.75, -2.25, -1.75, -1.4):
                one.line([(x, -0.04 + dy), (x - 0.03, -0.3 + dy)], 0.04, one.tones.mid(tone))
            stanchion: list[Point] = [(-2.86, -0.05 + dy), (-2.98, -0.5 + dy), (-3.06, -0.98 + dy)]
            one.arc(stanchion, 0.045, one.tones.mid(tone))
            one.arc([(-3.06, -0.95 + dy), (-2.4, -0.62 + dy), (-1.3, -0.3 + dy)], 0.035, one.tones.mid(tone))
        one.wood(curve([(-2.9, -0.31), (-1.25, -0.3), (-1.2, -0.24), (-2.9, -0.25)], tension=0.3), wood)
        one.arc([(-3.0, -1.04), (-3.1, -1.0), (-3.06, -0.93)], 0.05, one.tones.mid((0.3, 0.2, 0.14)))
        _load(one)
    spray = h.tones.light((0.96, 0.98, 1.0))
    if gait_of(h.actor.action):
        rng = h.chance(81)
        for k in range(16):
            x = -3.3 + float(rng.uniform(0, 2.0))
            y = -0.02 - 0.12 * float(rng.uniform(0, 1)) * (0.6 + 0.4 * h.wave(1, k * 0.13))
            h.airbrush((x, y), 0.16, 0.08, spray, 0.45)


def _load(h: Sketch) -> None:
    canvas: RGB = (0.62, 0.55, 0.42)
    path = curve(
        [(-2.72, -0.3), (-2.76, -0.52), (-2.5, -0.64), (-2.1, -0.6), (-1.7, -0.56), (-1.42, -0.42), (-1.38, -0.3)]
    )
    h.volume(path, canvas, 0.12)
    with h.inside(path):
        for x in (-2.6, -2.2, -1.8):
            h.crease([(x, -0.62), (x + 0.08, -0.48), (x + 0.03, -0.32)], 0.04, h.tones.dark(canvas), 0.6)
    for x in (-2.45, -2.0, -1.6):
        h.arc(
            [(x - 0.05, -0.28), (x - 0.02, -0.6), (x + 0.08, -0.64), (x + 0.14, -0.28)],
            0.02,
            h.tones.mid((0.34, 0.25, 0.18)),
        )
    h.volume(rect(-2.68, -0.78, -2.26, -0.6, 0.03), h.tint((0.5, 0.2, 0.16)), 0.06)
    h.volume(oval(-1.98, -0.66, 0.14, 0.09), (0.44, 0.4, 0.36), 0.06)
    h.metal(rect(-1.34, -0.52, -1.24, -0.36, 0.02), (0.6, 0.5, 0.28))
    h.fill(rect(-1.325, -0.49, -1.255, -0.39, 0.015), (1.0, 0.86, 0.5))


def _draw(h: Sketch) -> None:
    _dogs(h, False)
    _line(h)
    _sled(h)
    _dogs(h, True)


def _glow(h: Sketch) -> None:
    h.light(-1.29, -0.44, 0.34 if h.look.dark else 0.16, (1.0, 0.72, 0.32), 0.8 if h.look.dark else 0.3)


def dog_sled(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return a team of huskies before a sled."""
    gait = gait_of(actor.action)
    model = Model(_draw, 0.64, focus=(2.65, -0.57), head=0.75, poses=12 if gait else 8,
        seconds=gait.seconds if gait else 5.0, glow=_glow,
                  travel=pace(gait, 0.38) if gait else 0.0, seat=(-3.0, -0.05), splits=False,
                  moves=actor.action == "fade")  # fmt: skip
    return figure(model, actor, look)
