"""Instruments, where the hands of the players are."""

from math import pi, sin

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
    """Paint an upright piano before the player; the keys lie under the hands."""
    easel, scale = body.easel, 1.0 / body.who.size**0.7
    hand = -between(body.seen.xy("wrist_l"), body.seen.xy("wrist_r"), 0.5)[1]
    keys = max(min(hand - 0.055, 0.52), 0.3)
    wide, near = 0.34 * scale, 0.27
    black: RGB = (0.12, 0.09, 0.085)
    box(body, (-wide, wide), (0.0, keys + 0.34 * scale), (near + 0.15, near + 0.31), black)
    for x in (-wide, wide - 0.035):
        box(body, (x, x + 0.035), (0.0, keys - 0.05), (near + 0.01, near + 0.05), black)
    box(body, (-wide, wide), (keys - 0.055, keys - 0.004), (near, near + 0.16), black)
    bed = [
        on_ground(body, x, keys, z)
        for x, z in (
            (-wide + 0.03, near + 0.01),
            (wide - 0.03, near + 0.01),
            (wide - 0.03, near + 0.13),
            (-wide + 0.03, near + 0.13),
        )
    ]
    easel.fill(polygon(bed), easel.tones.light((0.93, 0.92, 0.88)))
    count = 26
    for i in range(count):
        x = -wide + 0.03 + (2 * wide - 0.06) * (i + 0.5) / count
        if easel.fine(0.008):
            line = [on_ground(body, x, keys, near + 0.01), on_ground(body, x, keys, near + 0.13)]
            easel.stroke(curve(line, closed=False), (0.45, 0.43, 0.42), 0.002, 0.7)
        if i % 7 not in {2, 6}:
            sharp = [
                on_ground(body, x + d, keys + 0.006, z)
                for d, z in ((0.004, near + 0.055), (0.014, near + 0.055), (0.014, near + 0.13), (0.004, near + 0.13))
            ]
            easel.fill(polygon(sharp), (0.07, 0.06, 0.07))
    page = [
        on_ground(body, x, keys + up, near + 0.15)
        for x, up in ((-0.12, 0.06), (0.12, 0.06), (0.12, 0.22), (-0.12, 0.22))
    ]
    easel.fill(polygon(page), easel.tones.mid((0.93, 0.9, 0.82)))
    if easel.fine(0.006):
        for up in (0.09, 0.12, 0.15, 0.18):
            easel.stroke(
                curve(
                    [on_ground(body, -0.1, keys + up, near + 0.15), on_ground(body, 0.1, keys + up, near + 0.15)],
                    closed=False,
                ),
                (0.3, 0.28, 0.28),
                0.003,
                0.7,
            )


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
