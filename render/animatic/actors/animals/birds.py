"""Birds: one on the wing or on its feet, and a flock."""

from math import cos, pi, sin

import numpy as np

from render.animatic.actors.animals.wings import wing
from render.animatic.actors.people.forms import curve, oval, tube
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.model import Model, figure
from render.animatic.actors.things.sketch import BLACK, Sketch
from render.animatic.base import RGB, Actor, Figure, Look

_GROUND = {"stand", "sit", "walk", "look", "look_back", "sleep", "sing", "hide", "breathe", "lie", "turn", "wake"}
_WHITE: RGB = (0.92, 0.93, 0.95)


def _on_wing(h: Sketch) -> None:
    """A gull-like bird in profile, both wings seen."""
    coat = h.tint(_WHITE)
    tip = times(coat, 0.35)
    beat = (14 * h.wave() + 16) if h.does("glide") else (48 * h.wave() + 12)
    lag = -26 * h.wave(1, -0.18)
    y = -0.45 - 0.04 * h.wave(1, 0.25)
    with h.at(0.04, y - 0.03, 0, -0.9, 0.9) as far:
        wing(far, (-0.05, 0), 0.74, beat * 0.9 + 6, mix(times(coat, 0.78), h.look.shade, 0.12), tip, lag, 8)
    h.volume(curve([(-0.24, y + 0.02), (-0.52, y + 0.1), (-0.56, y + 0.02), (-0.5, y - 0.02)], tension=0.6), coat, 0.05)
    body = curve(
        [
            (0.36, y - 0.07),
            (0.26, y - 0.15),
            (0.1, y - 0.13),
            (-0.2, y - 0.05),
            (-0.36, y + 0.02),
            (-0.12, y + 0.11),
            (0.12, y + 0.11),
            (0.3, y + 0.03),
        ]
    )
    h.volume(body, coat, 0.1)
    h.fur(body, coat, 61, (-1, 0.1), 0.08, 50)
    h.volume(
        curve([(0.34, y - 0.1), (0.42, y - 0.065), (0.5, y - 0.04), (0.42, y - 0.025), (0.34, y - 0.02)], tension=0.7),
        (0.93, 0.66, 0.16),
        0.03,
    )
    h.fill(oval(0.29, y - 0.085, 0.018, 0.018), BLACK)
    h.glint(0.295, y - 0.09, 0.007, 1.0)
    with h.at(0.05, y, 0, 1.0, 1.0) as near, near.at(-0.05, 0, -14, -1.0, 1.0) as one:
        wing(one, (0.0, 0.0), 0.82, beat, coat, tip, lag, 9)


def _on_feet(h: Sketch) -> None:
    """A small bird standing in profile."""
    coat = h.tint((0.42, 0.5, 0.62))
    hop = -0.12 * abs(sin(2 * pi * h.phase)) if h.does("walk") else 0.0
    peck = 0.0
    tilt = 6 * h.wave() if not h.does("sleep") else 0
    for dx in (-0.04, 0.08):
        h.arc([(dx, -0.3 + hop), (dx + 0.03, -0.14 + hop), (dx, -0.01 + hop)], 0.024, h.tones.mid((0.42, 0.3, 0.2)))
        for k in (-0.07, 0.07, 0.1):
            h.line([(dx, -0.012 + hop), (dx + k, -0.008 + hop)], 0.018, h.tones.mid((0.42, 0.3, 0.2)))
    h.volume(
        curve([(-0.3, -0.46 + hop), (-0.72, -0.3 + hop), (-0.7, -0.2 + hop), (-0.28, -0.32 + hop)], tension=0.5),
        times(coat, 0.7),
        0.05,
    )
    body = curve(
        [
            (0.2, -0.82 + hop),
            (0.34, -0.6 + hop),
            (0.26, -0.36 + hop),
            (0.0, -0.24 + hop),
            (-0.26, -0.32 + hop),
            (-0.4, -0.44 + hop),
            (-0.16, -0.62 + hop),
            (0.02, -0.82 + hop),
        ]
    )
    h.volume(body, coat, 0.2)
    with h.inside(body):
        h.airbrush((0.26, -0.46 + hop), 0.24, 0.26, h.tones.mid((0.9, 0.6, 0.36)), 0.95, 0.4)
        h.fur(body, coat, 63, (-0.9, 0.5), 0.1, 80)
    head_y = -0.84 + hop + 0.012 * h.wave(2)
    with h.at(
        0.14 if not h.does("look_back") else 0.1, head_y, tilt + peck, -0.2 if h.does("look_back") else 0.2, 0.2
    ) as one:
        one.volume(curve([(0.8, 0.0), (1.25, 0.12), (0.8, 0.3)], tension=0.5), (0.25, 0.22, 0.2), 0.1)
        if h.does("sing"):
            one.volume(
                curve([(0.75, 0.28), (1.15, 0.45 + 0.1 * h.wave(3)), (0.7, 0.45)], tension=0.5), (0.25, 0.22, 0.2), 0.1
            )
        one.volume(oval(0, 0, 0.9, 0.82), coat, 0.4)
        one.fur(oval(0, 0, 0.9, 0.82), coat, 64, (-1, 0.4), 0.3, 50)
        one.eye(
            0.4, -0.12, 0.17, (0.15, 0.1, 0.08), 0.8, 0.0 if h.does("sleep") else (0.1 if 0.6 < h.phase < 0.66 else 1.0)
        )
    folded = curve(
        [(0.08, -0.64 + hop), (-0.16, -0.6 + hop), (-0.52, -0.34 + hop), (-0.2, -0.33 + hop), (0.08, -0.42 + hop)]
    )
    h.volume(folded, times(coat, 0.82), 0.1)
    with h.inside(folded):
        for k in range(6):
            h.arc(
                [(0.1 - 0.04 * k, -0.5 + hop), (-0.2, -0.42 + 0.02 * k + hop), (-0.5, -0.36 + 0.02 * k + hop)],
                0.014,
                h.tones.dark(coat),
                0.6,
            )


def bird(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return one bird."""
    if actor.action in _GROUND:
        hops = actor.action == "walk"
        model = Model(
            _on_feet,
            0.12,
            focus=(0.16, -0.82),
            head=0.5,
            poses=12,
            seconds=0.7 if hops else 3.4,
            travel=1.2 if hops else 0.0,
            splits=False,
            moves=False,
        )
    else:
        model = Model(_on_wing, 0.3, focus=(0.2, -0.5), head=0.6, poses=12,
            seconds=0.8 if actor.action != "glide" else 2.6, airborne=True, travel=2.4, splits=False,
                      moves=actor.action == "fade")  # fmt: skip
    return figure(model, actor, look)


def _flock(h: Sketch) -> None:
    """Many birds in a loose wedge, each with its own beat."""
    rng = h.chance(66)
    coat = h.tint(mix((0.16, 0.17, 0.22), h.look.shade, 0.3))
    for i in range(17):
        arm, step = (-1 if i % 2 else 1), (i + 1) // 2
        x = 0.75 - 0.15 * step + 0.05 * float(rng.uniform(-1, 1))
        y = -0.55 + arm * 0.062 * step + 0.045 * float(rng.uniform(-1, 1)) + 0.012 * h.wave(1, float(rng.uniform(0, 1)))
        size = 0.125 * float(rng.uniform(0.75, 1.15))
        beat = sin(2 * pi * (2 * h.phase + float(rng.uniform(0, 1))))
        up, bend = 0.55 * beat + 0.12, 0.25 * cos(2 * pi * (2 * h.phase))
        with h.at(x, y, -4, size) as one:
            for s in (-0.86, 1.0):
                span = curve(
                    [
                        (0.1, -0.02),
                        (s * 0.55, -up * 0.75 - 0.1),
                        (s * 1.15, -up + bend * 0.3),
                        (s * 0.5, -up * 0.55 + 0.06),
                        (-0.12, 0.1),
                    ]
                )
                one.fill(span, h.tones.mid(coat if s > 0 else times(coat, 1.25)))
            one.volume(tube([(-0.42, 0.05), (0.0, 0.03), (0.4, -0.02)], [0.03, 0.12, 0.05]), coat, 0.1, rim=0.4)


def birds(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return a flock."""
    model = Model(
        _flock,
        1.5,
        focus=(0.5, -0.55),
        head=0.5,
        poses=12,
        seconds=1.3,
        airborne=True,
        travel=0.5,
        splits=False,
        moves=actor.action == "fade",
    )
    return figure(model, actor, look)
