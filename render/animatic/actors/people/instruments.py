"""Instruments, where the hands of the players are."""

from math import pi, sin

import numpy as np

from render.animatic.actors.people.body import Body
from render.animatic.actors.people.forms import Point, between, curve, oval, polygon, tube
from render.animatic.actors.people.solids import box, in_chest, off_hand, on_ground, towards
from render.animatic.actors.people.tones import mix
from render.animatic.base import RGB


def guitar(body: Body) -> None:
    """Paint an electric guitar across the trunk."""
    easel = body.easel
    low, mid, high = (
        in_chest(body, -0.1, 0.27, 0.1),
        in_chest(body, -0.02, 0.235, 0.11),
        in_chest(body, 0.37, 0.075, 0.13),
    )
    strap = [in_chest(body, -0.12, 0.24, 0.06), in_chest(body, 0.0, 0.09, 0.075), in_chest(body, 0.075, -0.01, 0.02)]
    easel.stroke(curve(strap, closed=False), easel.tones.mid((0.12, 0.1, 0.1)), 0.018)
    ax, ay = towards(low, high)

    def at(u: float, v: float) -> Point:
        return mid[0] + ax * u - ay * v, mid[1] + ay * u + ax * v

    neck = tube([mid, between(mid, high, 0.9), high], [0.011, 0.009, 0.009], 0.1, 0.2)
    easel.volume(neck, (0.35, 0.22, 0.12), 0.01)
    hull = mix(easel.tones.look.accent, (0.75, 0.14, 0.1), 0.55)
    shape = [at(-0.125, 0.0), at(-0.11, 0.07), at(-0.04, 0.082), at(0.005, 0.056), at(0.05, 0.07), at(0.085, 0.052),
        at(0.05, 0.02),
             at(0.055, -0.02), at(0.075, -0.055), at(0.03, -0.064), at(-0.01, -0.054), at(-0.06, -0.078), at(-0.115,
                 -0.06)]  # fmt: skip
    easel.volume(curve(shape), hull, 0.05)
    guard = [at(-0.05, 0.05), at(0.02, 0.04), at(0.045, 0.0), at(0.0, -0.03), at(-0.04, 0.0)]
    easel.fill(curve(guard), easel.tones.light((0.9, 0.88, 0.82)), 0.9)
    for u in (-0.03, 0.012):
        easel.stroke(curve([at(u, 0.024), at(u, -0.024)], closed=False), (0.1, 0.1, 0.12), 0.012)
    head = [off_hand(high, (ax, ay), 0.0), off_hand((high[0] - ay * 0.02, high[1] + ax * 0.02), (ax, ay), 0.02),
            off_hand(high, (ax, ay), 0.075), off_hand((high[0] + ay * 0.02, high[1] - ax * 0.02), (ax, ay),
                0.045)]  # fmt: skip
    easel.volume(curve(head, tension=0.6), (0.3, 0.18, 0.1), 0.015)
    if easel.fine(0.0025):
        for v in (-0.005, 0.0, 0.005):
            easel.stroke(
                curve([at(-0.08, v * 1.6), (high[0] - ay * v, high[1] + ax * v)], closed=False),
                easel.tones.light((0.85, 0.83, 0.78)),
                0.0016,
                0.85,
            )
        for k in range(1, 7):
            x, y = between(mid, high, 0.3 + 0.1 * k)
            easel.stroke(
                curve([(x - ay * 0.01, y + ax * 0.01), (x + ay * 0.01, y - ax * 0.01)], closed=False),
                (0.75, 0.72, 0.65),
                0.002,
                0.7,
            )


def stool(body: Body) -> None:
    """Paint a round stool under the player."""
    _, hy = body.seen.xy("hip")
    top = -(hy + 0.045)
    wood: RGB = (0.16, 0.12, 0.11)
    for x, z in ((-0.09, -0.09), (0.07, -0.09), (-0.09, 0.07), (0.07, 0.07)):
        box(body, (x, x + 0.02), (0.0, top - 0.03), (z, z + 0.02), wood)
    box(body, (-0.115, 0.115), (top - 0.045, top), (-0.11, 0.1), mix(wood, (0.5, 0.12, 0.12), 0.4))


def piano(body: Body) -> None:
    """Paint a grand piano before the player: the keys lie under the hands, the lid is up on the far side."""
    easel, scale = body.easel, 1.0 / body.who.size**0.7
    hand = -between(body.seen.xy("wrist_l"), body.seen.xy("wrist_r"), 0.5)[1]
    keys = max(min(hand - 0.055, 0.52), 0.3)
    wide, near, long = 0.36 * scale, 0.27, 1.15 * scale
    low, top = keys - 0.1 * scale, keys + 0.1 * scale
    black: RGB = (0.085, 0.075, 0.08)
    # The side of the player that is turned to the camera: the lid opens towards it.
    way = 1.0 if float((body.seen.pelvis @ np.array([1.0, 0.0, 0.0]))[2]) > 0 else -1.0
    plan = [(way * wide * x, near + 0.14 + long * z) for x, z in _PLAN]
    for x, z in ((0.86, 0.1), (-0.86, 0.1), (-0.55, 0.84)):
        foot, head = (
            on_ground(body, way * wide * x, 0.0, near + long * z),
            on_ground(body, way * wide * x, low, near + long * z),
        )
        easel.volume(tube([head, between(head, foot, 0.7), foot], [0.03, 0.018, 0.014], 0.1, 0.1), black, 0.012)
    _lid(body, (way * -wide, near + 0.16, long), top, 1.35 * wide, black)
    inside = polygon([on_ground(body, x, top, z) for x, z in plan])
    easel.fill(inside, easel.tones.mid((0.66, 0.46, 0.2)))
    for k in range(1, 9):
        a, b = (
            on_ground(body, way * wide * (0.9 - 0.2 * k), top, near + 0.2),
            on_ground(body, way * wide * (0.55 - 0.16 * k), top, near + 0.14 + long * (0.42 + 0.06 * k)),
        )
        easel.stroke(curve([a, b], closed=False), easel.tones.light((0.9, 0.74, 0.4)), 0.004, 0.7)
    rim = [on_ground(body, x, top, z) for x, z in plan[:-1]]
    skirt = [on_ground(body, x, low, z) for x, z in plan[:-1]]
    wall = polygon([*rim, *reversed(skirt)])
    easel.fill(wall, easel.tones.mid(black))
    with easel.inside(wall):
        band = [*(between(a, b, 0.12) for a, b in zip(rim, skirt, strict=True))]
        easel.stroke(curve(band, closed=False, tension=0.2), easel.tones.light((0.5, 0.48, 0.46)), 0.014, 0.75)
    easel.stroke(curve(rim, closed=False, tension=0.2), easel.tones.light(black), 0.012)
    box(body, (-wide, wide), (keys - 0.075, keys - 0.004), (near, near + 0.15), black)
    _keys(body, wide, keys, near)
    for x in (-wide, wide - 0.04):
        box(body, (x, x + 0.04), (keys - 0.075, keys + 0.014), (near, near + 0.15), black)
    box(body, (-wide, wide), (keys, top), (near + 0.14, near + 0.16), black)
    _sheet(body, top, near + 0.22, scale)


_PLAN = (
    (1.0, 0.0), (1.0, 0.2), (0.98, 0.36), (0.82, 0.5), (0.42, 0.6), (0.12, 0.72), (-0.04, 0.86), (-0.3, 0.97),
    (-0.66, 1.0), (-0.94, 0.93), (-1.0, 0.8), (-1.0, 0.0),
)  # fmt: skip
"""The outline of a grand from above: half widths across (the bent side first), lengths ahead of the keys."""


def _lid(body: Body, hinge: tuple[float, float, float], top: float, tall: float, black: RGB) -> None:
    """Paint the raised lid; `hinge` is its place across, where it begins and its length."""
    x, near, long = hinge
    easel = body.easel
    rise = ((0.0, 1.0), (0.22, 1.0), (0.4, 0.93), (0.6, 0.7), (0.78, 0.46), (0.92, 0.3), (0.97, 0.0))
    edge = [on_ground(body, x * (1 - 0.35 * h), top + tall * h, near + long * z) for z, h in rise]
    shape = [on_ground(body, x, top, near), *edge]
    easel.volume(polygon(shape), black, 0.02)
    inner = [on_ground(body, x * 0.98, top + 0.02, near + 0.03 * long)]
    inner += [
        on_ground(body, x * (1 - 0.34 * h), top + tall * h * 0.93, near + long * (0.03 + z * 0.94)) for z, h in rise
    ]
    easel.fill(polygon(inner), easel.tones.mid((0.36, 0.22, 0.11)))
    stick = [
        on_ground(body, -x * 0.7, top, near + 0.3 * long),
        on_ground(body, x * 0.68, top + tall * 0.86, near + 0.34 * long),
    ]
    easel.stroke(curve(stick, closed=False), easel.tones.light(black), 0.014)


def _keys(body: Body, wide: float, keys: float, near: float) -> None:
    """Paint the keyboard, white and black."""
    easel = body.easel
    corners = (
        (-wide + 0.04, near + 0.01),
        (wide - 0.04, near + 0.01),
        (wide - 0.04, near + 0.13),
        (-wide + 0.04, near + 0.13),
    )
    easel.fill(polygon([on_ground(body, x, keys, z) for x, z in corners]), easel.tones.light((0.93, 0.92, 0.88)))
    count = 26
    for i in range(count):
        x = -wide + 0.04 + (2 * wide - 0.08) * (i + 0.5) / count
        if easel.fine(0.008):
            line = [on_ground(body, x, keys, near + 0.01), on_ground(body, x, keys, near + 0.13)]
            easel.stroke(curve(line, closed=False), (0.45, 0.43, 0.42), 0.002, 0.7)
        if i % 7 not in {2, 6}:
            sharp = [
                on_ground(body, x + d, keys + 0.006, z)
                for d, z in ((0.004, near + 0.055), (0.014, near + 0.055), (0.014, near + 0.13), (0.004, near + 0.13))
            ]
            easel.fill(polygon(sharp), (0.07, 0.06, 0.07))


def _sheet(body: Body, top: float, z: float, scale: float) -> None:
    """Paint the sheet of music on its desk."""
    easel = body.easel
    corners = ((-0.14, 0.0), (0.14, 0.0), (0.14, 0.17), (-0.14, 0.17))
    page = [on_ground(body, x * scale, top + up * scale, z) for x, up in corners]
    easel.fill(polygon(page), easel.tones.mid((0.93, 0.9, 0.82)))
    if easel.fine(0.006):
        for up in (0.04, 0.07, 0.1, 0.13):
            line = [on_ground(body, x * scale, top + up * scale, z) for x in (-0.12, 0.12)]
            easel.stroke(curve(line, closed=False), (0.3, 0.28, 0.28), 0.003, 0.7)


def _drum(body: Body, x: float, up: float, z: float, r: float, tall: float, colour: RGB) -> None:
    easel = body.easel
    cx, cy = on_ground(body, x, up, z)
    flat = r * 0.3
    side = curve(
        [(cx - r, cy), (cx - r, cy + tall), (cx, cy + tall + flat), (cx + r, cy + tall), (cx + r, cy), (cx, cy - flat)],
        tension=0.7,
    )
    easel.volume(side, colour, r * 0.6)
    easel.volume(oval(cx, cy, r, flat), (0.93, 0.91, 0.87), r * 0.4)
    easel.stroke(oval(cx, cy, r, flat), easel.tones.light((0.7, 0.7, 0.74)), 0.006)


def _cymbal(body: Body, x: float, up: float, z: float, r: float, phase: float) -> None:
    easel = body.easel
    cx, cy = on_ground(body, x, up, z)
    foot = on_ground(body, x, 0.0, z)
    easel.stroke(curve([(cx, cy), foot], closed=False), easel.tones.mid((0.5, 0.5, 0.54)), 0.008)
    tip = 0.02 * sin(2 * pi * phase)
    plate = curve([(cx - r, cy + tip), (cx, cy - r * 0.2), (cx + r, cy - tip), (cx, cy + r * 0.22)])
    easel.volume(plate, (0.86, 0.68, 0.28), r * 0.3)
    easel.airbrush((cx + easel.tones.sun[0] * r * 0.4, cy), r * 0.4, r * 0.1, (1.0, 0.95, 0.8), 0.8)


def drums(body: Body) -> None:
    """Paint a drum kit between player and camera."""
    easel = body.easel
    red = mix(easel.tones.look.accent, (0.62, 0.08, 0.1), 0.5)
    _cymbal(body, 0.34, 0.78, 0.28, 0.15, body.phase * 2)
    _cymbal(body, -0.34, 0.74, 0.26, 0.14, body.phase * 2 + 0.5)
    _drum(body, 0.25, 0.4, 0.2, 0.1, 0.09, red)
    _drum(body, -0.27, 0.4, 0.2, 0.115, 0.2, red)
    cx, cy = on_ground(body, 0.0, 0.205, 0.4)
    wide = 0.19 * max(abs(float(body.seen.pelvis[2, 2])), 0.5)
    easel.volume(oval(cx, cy, wide, 0.2), red, 0.12)
    easel.volume(oval(cx, cy, wide * 0.88, 0.178), (0.92, 0.9, 0.86), 0.14)
    easel.fill(oval(cx, cy, wide * 0.42, 0.085), easel.tones.mid(red), 0.9)
    _drum(body, 0.1, 0.5, 0.36, 0.08, 0.09, red)
    _drum(body, -0.1, 0.5, 0.36, 0.08, 0.09, red)


def sticks(body: Body) -> None:
    """Paint the drumsticks in both hands."""
    for side in ("l", "r"):
        hand, wrist = body.seen.xy(f"hand_{side}"), body.seen.xy(f"wrist_{side}")
        inward = between(body.seen.xy("chest"), body.seen.xy("hip"), 0.5)[0]
        tip = (hand[0] + (inward - hand[0]) * 0.35, hand[1] + 0.06)
        way = towards(between(wrist, hand, 0.5), tip)
        grip = between(wrist, hand, 0.6)
        body.easel.volume(
            tube([off_hand(grip, way, -0.035), grip, off_hand(grip, way, 0.14)], [0.005, 0.005, 0.0035]),
            (0.82, 0.66, 0.42),
            0.005,
        )
