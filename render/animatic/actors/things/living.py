"""Of the body and near it: eye, hand, heart, shadow; and the robot, who is half of it."""

from math import pi, sin

import numpy as np
import skia

from director.model import Features
from render.animatic.actors.people.forms import Point, between, curve, oval, polygon, smooth, tube
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.hands import (
    SKIN,
    paint_clasped,
    paint_drumming,
    paint_open,
    paint_playing,
    paint_tapping,
)
from render.animatic.actors.things.model import Model, figure, thing
from render.animatic.actors.things.sketch import Sketch, ease, rect
from render.animatic.base import RGB, Actor, Figure, Look


def _lid(h: Sketch) -> float:
    if h.does("open", "wake"):
        return ease(h.phase * 1.4)
    if h.does("close", "hide"):
        return 1 - ease(h.phase * 1.2)
    if h.does("sleep"):
        return 0.0
    return 0.06 + 0.94 * min(1.0, abs(h.phase - 0.7) / 0.06)


def _eye(h: Sketch) -> None:
    """One human eye, large."""
    iris = h.tint((0.25, 0.5, 0.55))
    open_ = _lid(h)
    skin = SKIN
    h.airbrush((0, -0.45), 1.05, 0.55, h.tones.mid(skin), 1.0, 0.62)
    h.airbrush((0.0, -0.72), 0.8, 0.2, h.tones.flesh(skin), 0.5)
    h.airbrush((-0.66, -0.38), 0.24, 0.24, h.tones.flesh(skin), 0.45)
    top, low = -0.45 - 0.27 * open_, -0.45 + 0.2 * (0.35 + 0.65 * open_)
    left, right = (-0.66, -0.37), (0.68, -0.46)
    almond = curve(
        [
            left,
            (-0.36, between(left, (0, top), 0.72)[1]),
            (0.0, top),
            (0.38, between(right, (0, top), 0.68)[1]),
            right,
            (0.36, low - 0.05),
            (0.0, low),
            (-0.38, low - 0.03),
        ],
        tension=0.9,
    )
    gaze = 0.13 * h.wave() if h.does("look", "stand", "look_back", "turn") else 0.03 * h.wave()
    h.fill(almond, h.tones.light((0.94, 0.93, 0.92)))
    with h.inside(almond):
        h.airbrush((-0.6, -0.38), 0.2, 0.16, (0.85, 0.55, 0.52), 0.7)
        x, y = gaze, -0.46
        h.fill(oval(x, y, 0.25, 0.25), times(iris, 0.35))
        h.wash(
            oval(x, y, 0.235, 0.235),
            (x, y - 0.23),
            (x, y + 0.23),
            [(0, times(iris, 0.6), 1), (1, mix(iris, (1, 1, 1), 0.35), 1)],
        )
        rng = h.chance(221)
        for k in range(60):
            a, r = 2 * pi * k / 60, float(rng.uniform(0.16, 0.23))
            h.line(
                [(x + 0.1 * sin(a), y + 0.1 * sin(a + pi / 2)), (x + r * sin(a), y + r * sin(a + pi / 2))],
                0.006,
                mix(iris, (1, 0.95, 0.8), 0.5) if k % 2 else times(iris, 0.5),
                0.6,
            )
        pupil = 0.1 + 0.02 * h.wave(2)
        h.fill(oval(x, y, pupil, pupil), (0.01, 0.01, 0.02))
        h.fill(oval(x + 0.08 * h.tones.sun[0], y - 0.1, 0.052, 0.06), (1, 1, 1), 0.95)
        h.fill(oval(x - 0.08 * h.tones.sun[0], y + 0.11, 0.026, 0.02), (1, 1, 1), 0.6)
        h.airbrush((0, top + 0.03), 0.7, 0.12, (0.2, 0.14, 0.14), 0.55)
        if h.broken:
            for points in (((-0.5, -0.4), (-0.3, -0.44), (-0.22, -0.38)), ((0.56, -0.45), (0.4, -0.4), (0.3, -0.44))):
                h.line(list(points), 0.01, (0.75, 0.15, 0.15), 0.8)
    lash: RGB = (0.1, 0.07, 0.07)
    upper: list[Point] = [
        left,
        (-0.36, between(left, (0, top), 0.72)[1] - 0.01),
        (0.0, top - 0.01),
        (0.38, between(right, (0, top), 0.68)[1] - 0.01),
        (0.72, -0.47),
    ]
    h.crease([(px, py) for px, py in upper], 0.055, lash)
    h.arc(
        [(-0.52, top + 0.12 - 0.14), (0.0, top - 0.12), (0.56, top + 0.1 - 0.12)],
        0.022,
        h.tones.flesh(times(skin, 0.85)),
        0.75,
    )
    h.arc(
        [(-0.62, -0.36), (-0.3, low + 0.0), (0.0, low + 0.015), (0.36, low - 0.035), (0.66, -0.45)],
        0.014,
        h.tones.flesh(times(skin, 0.8)),
        0.8,
    )
    for k in range(17):
        t = k / 16
        p = between(
            between(upper[0], upper[2], min(t * 2, 1.0)),
            between(upper[2], upper[4], max(t * 2 - 1, 0.0)),
            1.0 if t > 0.5 else 0.0,
        )
        p = (p[0], p[1] - 0.05 * sin(pi * ((t * 2) % 1.0)) * open_)
        way = (t - 0.45) * 0.26
        down = 1 if open_ < 0.4 else -1
        h.crease([p, (p[0] + way * 0.6, p[1] + down * 0.07), (p[0] + way * 1.3, p[1] + down * 0.13)], 0.016, lash)
    for k in range(12):
        t = k / 11
        x = -0.7 + 1.36 * t
        y = -0.86 - 0.13 * sin(pi * (0.2 + 0.75 * t))
        h.crease([(x, y + 0.03), (x + 0.08, y - 0.0), (x + 0.17, y - 0.02)], 0.04, times(lash, 1.5), 0.85)
    if h.broken or h.does("cry"):
        fall = h.phase % 1.0
        h.volume(oval(0.2, low + 0.03 + 0.3 * fall, 0.035, 0.052), (0.75, 0.87, 0.97), 0.03)
        h.line([(0.18, low), (0.2, low + 0.3 * fall)], 0.014, (0.85, 0.93, 1.0), 0.6)


def _hand_painter(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return a hand; one that works stands where it works, its arm running out of the picture."""
    del rng
    works = actor.action in ("drum", "beat")
    model = Model(_hand, 0.12, poses=12 if works else 8, seconds=1.6 if works else 3.0, splits=False,
                  focus=(0.0, -0.4), centred=not works)  # fmt: skip
    return figure(model, actor, look)


def _skin_of(features: Features) -> RGB:
    if features.skin == "dark":
        return times(SKIN, 0.62)
    return times(SKIN, 0.92) if features.age == "old" else SKIN


def _hand(h: Sketch) -> None:
    if h.does("embrace"):
        paint_clasped(h)
        return
    if h.does("play"):
        paint_playing(h)
        return
    skin, aged = _skin_of(h.actor.features), h.actor.features.age == "old"
    if h.does("drum"):
        paint_drumming(h, skin, aged)
        return
    if h.does("beat"):
        paint_tapping(h, skin, aged)
        return
    curl = {"close": h.ajar * -1 + 1.0, "hold": 0.8, "hide": 0.9, "struggle": 0.9}.get(
        h.actor.action, 0.06 + 0.06 * h.wave()
    )
    wave = 12 * h.wave(2) if h.does("wave") else 2 * h.wave()
    if h.does("open"):
        curl = 1 - h.ajar
    with h.at(0, 0, wave) as one:
        paint_open(one, skin, max(curl, 0.0))
        cuff = one.tones.mid(h.tint((0.25, 0.3, 0.42)))
        sleeve = curve([(-0.2, -0.1), (0.0, -0.07), (0.2, -0.1), (0.24, 0.1), (-0.24, 0.1)], tension=0.5)
        one.volume(sleeve, h.tint((0.25, 0.3, 0.42)), 0.1)
        one.arc([(-0.2, -0.06), (0.0, -0.03), (0.2, -0.06)], 0.014, times(cuff, 0.7))
        if h.broken:
            linen: RGB = (0.93, 0.91, 0.86)
            for k in range(3):
                one.volume(
                    tube(
                        [(-0.24, -0.3 - 0.07 * k), (0.0, -0.27 - 0.07 * k), (0.22, -0.31 - 0.07 * k)],
                        [0.04, 0.042, 0.04],
                    ),
                    linen,
                    0.03,
                )
            one.airbrush((0.05, -0.36), 0.08, 0.05, (0.7, 0.1, 0.1), 0.8)


def _heart(h: Sketch) -> None:
    red = h.tint((0.84, 0.1, 0.2))
    beat = max(0.0, sin(2 * pi * h.phase)) ** 6 * 0.08 + max(0.0, sin(2 * pi * (h.phase - 0.16))) ** 8 * 0.05
    if h.broken:
        beat = 0.0
        red = mix(red, (0.4, 0.3, 0.33), 0.45)
    half: list[Point] = [
        (0.0, -0.74),
        (0.1, -0.9),
        (0.28, -0.96),
        (0.44, -0.84),
        (0.46, -0.62),
        (0.32, -0.36),
        (0.0, -0.03),
    ]
    with h.at(0, -0.5, 0, 1 + beat) as one:
        one.canvas.translate(0, 0.5)
        for s in (-1, 1) if h.broken else (0,):
            if s == 0:
                path = curve([*half, *((-x, y) for x, y in reversed(half[1:-1]))], tension=0.85)
                _lacquer(one, path, red)
                continue
            crack = [(0.0, -0.74), (-0.06, -0.6), (0.06, -0.48), (-0.04, -0.34), (0.04, -0.2), (0.0, -0.03)]
            with one.at(s * 0.06, 0.0, s * 7) as part:
                path = polygon([*((s * x, y) for x, y in smooth(half, 6)), *reversed(crack[1:-1])])
                _lacquer(part, path, red)
                part.line(crack, 0.014, part.tones.dark((0.2, 0.05, 0.08)))


def _lacquer(h: Sketch, path: skia.Path, red: RGB) -> None:
    h.volume(path, red, 0.2)
    with h.inside(path):
        sx = h.tones.sun[0]
        h.airbrush((sx * 0.24, -0.76), 0.14, 0.09, (1, 1, 1), 0.75, 0.1)
        h.airbrush((-sx * 0.22, -0.42), 0.16, 0.2, mix(red, (1, 0.5, 0.55), 0.6), 0.4)


def _shadow(h: Sketch) -> None:
    """A shadow without its owner: long, dark, stretched over the ground."""
    dark = h.tint(times(h.look.shade, 0.45))
    stretch = 1 + 0.04 * h.wave()
    with h.at(0, 0, 0, 1.0, stretch) as one:
        legs = 0.05 * h.wave(2) if h.does("walk", "run", "dance") else 0.0
        parts = [
            tube([(-0.1 - legs, 0.0), (-0.06, -0.22), (-0.04, -0.45)], [0.05, 0.05, 0.07]),
            tube([(0.1 + legs, 0.0), (0.07, -0.22), (0.04, -0.45)], [0.05, 0.05, 0.07]),
            curve(
                [
                    (-0.14, -0.42),
                    (-0.17, -0.66),
                    (-0.12, -0.78),
                    (0.0, -0.81),
                    (0.12, -0.78),
                    (0.17, -0.66),
                    (0.14, -0.42),
                ]
            ),
            tube([(-0.15, -0.74), (-0.24, -0.58), (-0.22 - legs, -0.4)], [0.05, 0.04, 0.03]),
            tube([(0.15, -0.74), (0.24, -0.58), (0.22 + legs, -0.4)], [0.05, 0.04, 0.03]),
            oval(0, -0.9, 0.085, 0.1),
        ]
        if h.does("wave", "reach"):
            parts.append(tube([(0.15, -0.74), (0.32, -0.86), (0.42, -1.02 + 0.04 * h.wave(2))], [0.05, 0.04, 0.035]))
        with one.veil(0.86 if not h.broken else 0.5):
            for path in parts:
                one.fill(path, dark, 1.0, 0.012)
        if h.broken:
            for k in range(5):
                one.fill(
                    rect(-0.3 + 0.06 * (k % 3), -0.2 - 0.16 * k, 0.3 + 0.06 * (k % 2), -0.17 - 0.16 * k), dark, 0.6
                )
    h.airbrush((0, 0.0), 0.3, 0.05, dark, 0.8)


def _robot(h: Sketch) -> None:
    steel = h.tint((0.62, 0.66, 0.7))
    light = mix(h.look.accent, (0.3, 0.9, 1.0), 0.6)
    stride = h.wave(1) if h.does("walk", "run", "dance") else 0.0
    bob = -0.01 * abs(stride)
    for s in (-1, 1):
        lift = max(s * stride, 0.0) * 0.05
        h.metal(rect(s * 0.1 - 0.035, -0.32 + bob, s * 0.1 + 0.035, -0.08 - lift, 0.02), times(steel, 0.7))
        for k in range(3):
            h.line(
                [(s * 0.1 - 0.035, -0.26 + 0.05 * k + bob), (s * 0.1 + 0.035, -0.26 + 0.05 * k + bob)],
                0.01,
                h.tones.dark(steel),
            )
        h.metal(
            curve(
                [
                    (s * 0.1 - 0.07, -0.1 - lift),
                    (s * 0.1 + 0.07, -0.1 - lift),
                    (s * 0.1 + 0.11, -lift),
                    (s * 0.1 - 0.09, -lift),
                ],
                tension=0.4,
            ),
            steel,
        )
    body = rect(-0.21, -0.68 + bob, 0.21, -0.3 + bob, 0.05)
    for s in (-1, 1):
        raised = -0.22 + 0.05 * h.wave(3) if h.does("wave", "dance", "reach") and s > 0 else 0.0
        elbow: Point = (s * 0.3, -0.5 + bob + raised * 0.5 + 0.03 * s * stride)
        wrist: Point = (s * 0.32, -0.34 + bob + raised * 2.2 - 0.04 * s * stride)
        if h.broken and s > 0:
            wrist = (0.3, -0.36)
        h.arc([(s * 0.2, -0.62 + bob), elbow, wrist], 0.06, h.tones.dark(steel))
        h.arc(
            [(s * 0.2, -0.625 + bob), (elbow[0] - 0.008, elbow[1]), (wrist[0] - 0.008, wrist[1])],
            0.036,
            h.tones.mid(steel),
        )
        h.metal(oval(s * 0.22, -0.62 + bob, 0.055, 0.055), steel)
        for k in (-1, 1):
            h.arc(
                [wrist, (wrist[0] + k * 0.04, wrist[1] + 0.05), (wrist[0] + k * 0.015, wrist[1] + 0.09)],
                0.022,
                h.tones.mid(steel),
            )
    h.metal(body, steel)
    h.face(rect(-0.14, -0.62 + bob, 0.14, -0.44 + bob, 0.03), times(steel, 0.55))
    heart_on = 0.5 + 0.5 * h.wave(2) if not h.broken else 0.1
    h.fill(oval(-0.07, -0.53 + bob, 0.035, 0.035), mix(times(light, 0.3), light, heart_on))
    for k in range(3):
        h.fill(
            rect(0.0, -0.59 + 0.045 * k + bob, 0.11, -0.57 + 0.045 * k + bob, 0.008),
            mix(h.look.accent, (1, 0.8, 0.3), 0.3 * k),
            0.9,
        )
    h.metal(rect(-0.05, -0.73 + bob, 0.05, -0.67 + bob), times(steel, 0.6))
    turn = 7 * h.wave() if h.does("look", "stand", "look_back", "turn", "dance") else 0.0
    with h.at(0, -0.72 + bob, turn * 0.6 + (18 if h.broken else 0)) as head:
        head.metal(rect(-0.19, -0.24, 0.19, 0.0, 0.07), steel)
        head.fill(rect(-0.155, -0.2, 0.155, -0.05, 0.05), (0.04, 0.05, 0.08))
        blink = 0.12 if 0.5 < h.phase < 0.54 else 1.0
        for s in (-1, 1):
            if h.broken and s > 0:
                head.line([(s * 0.075 - 0.03, -0.155), (s * 0.075 + 0.03, -0.095)], 0.012, light, 0.6)
                head.line([(s * 0.075 + 0.03, -0.155), (s * 0.075 - 0.03, -0.095)], 0.012, light, 0.6)
                continue
            head.fill(oval(s * 0.075 + turn * 0.002, -0.125, 0.038, 0.038 * blink), light)
            head.fill(oval(s * 0.075 + turn * 0.002, -0.13, 0.016, 0.016 * blink), (1, 1, 1))
            head.metal(oval(s * 0.2, -0.12, 0.03, 0.05), times(steel, 0.8))
        head.line([(0, -0.24), (0.01, -0.28)], 0.012, head.tones.mid(steel))
        head.fill(oval(0.01, -0.29, 0.02, 0.02), h.look.accent)
        if h.broken:
            head.cracks(0.06, -0.16, 0.12, 6)
    if h.broken:
        h.arc([(0.1, -0.36), (0.16, -0.26), (0.12, -0.18)], 0.012, (0.8, 0.2, 0.15))
        h.arc([(0.06, -0.34), (0.02, -0.24), (0.08, -0.16)], 0.012, (0.2, 0.4, 0.8))


def _robot_glow(h: Sketch) -> None:
    light = mix(h.look.accent, (0.3, 0.9, 1.0), 0.6)
    for s in (-1, 1):
        if not (h.broken and s > 0):
            h.light(s * 0.075, -0.845, 0.1, light, 0.7)


LIVING = {
    "eye": thing(_eye, 0.06, focus=(0.0, -0.46), head=0.9, poses=20, seconds=4.0, splits=False),
    "hand": _hand_painter,
    "heart": thing(_heart, 0.12, poses=14, seconds=1.0, splits=False),
    "shadow": thing(_shadow, 1.0, poses=8, seconds=3.0, splits=False, focus=(0.0, -0.8), head=0.3),
    "robot": thing(_robot, 0.9, poses=14, seconds=3.0, glow=_robot_glow, splits=False, focus=(0.0, -0.84), head=0.34),
}
"""Of the body and near it."""
