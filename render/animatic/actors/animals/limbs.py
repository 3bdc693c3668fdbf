"""Legs by inverse kinematics, and tails."""

from math import acos, atan2, cos, hypot, radians, sin

from render.animatic.actors.animals.beast import Beast
from render.animatic.actors.animals.gait import Leg
from render.animatic.actors.people.forms import Point, between, curve, oval, tube
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.sketch import Sketch


def bent(a: Point, c: Point, upper: float, lower: float, way: float) -> Point:
    """Return the joint between two bones from a to c; `way` is the side to which it bends."""
    dx, dy = c[0] - a[0], c[1] - a[1]
    far = min(max(hypot(dx, dy), abs(upper - lower) + 1e-4), upper + lower - 1e-4)
    base = atan2(dy, dx)
    angle = acos(min(max((upper * upper + far * far - lower * lower) / (2 * upper * far), -1.0), 1.0))
    return a[0] + upper * cos(base - way * angle), a[1] + upper * sin(base - way * angle)


def leg_of(h: Sketch, beast: Beast, root: Point, leg: Leg, hind: bool, near: bool) -> None:
    """Paint a leg from its root in the trunk to the foot."""
    tall = -root[1]
    x, lift, fold = leg
    foot = (root[0] + x * tall + (0.02 if hind else 0.01), -lift * tall - 0.012)
    back = radians((14 if hind else 4) + (58 if hind else 72) * fold)
    shank = beast.shank
    ankle = (foot[0] - shank * sin(back) * (1 if hind else -0.2 + 1.2 * fold), foot[1] - shank * cos(back))
    reach = hypot(ankle[0] - root[0], ankle[1] - root[1])
    bone = max((tall - shank) * 0.56, reach * 0.505)
    knee = bent(root, ankle, bone, bone, 1.0 if hind else -1.0)
    painted_leg(h, beast, [root, knee, ankle, foot], hind, near)


def painted_leg(h: Sketch, beast: Beast, joints: list[Point], hind: bool, near: bool) -> None:
    """Paint a leg through its joints: root, knee, ankle, foot."""
    root, knee, ankle, foot = joints
    coat = beast.coat if near else mix(times(beast.coat, 0.72), h.look.shade, 0.15)
    thigh, calf, thin = beast.leg
    sock = beast.socks
    lower = coat if sock is None else (sock if near else times(sock, 0.75))
    path = tube([ankle, between(ankle, foot, 0.6), foot], [thin * 1.06, thin * 0.95, thin], 0.3, 0.2)
    h.volume(path, lower, thin, rim=0.4)
    path = tube([knee, between(knee, ankle, 0.5), ankle], [calf * 1.15, calf, thin * 1.08], 0.5, 0.3)
    h.volume(path, lower if sock else coat, calf, rim=0.4)
    wide = thigh if hind else thigh * 0.78
    path = tube([root, between(root, knee, 0.55), knee], [wide, wide * 0.86, calf * 1.2], 0.4, 0.4)
    h.volume(path, coat, wide, rim=0.3 if near else 0.1)
    fx, fy = foot
    if beast.hooves:
        h.volume(
            curve(
                [
                    (fx - thin, fy - 0.01),
                    (fx + thin * 0.9, fy - 0.012),
                    (fx + thin * 1.5, fy + 0.014),
                    (fx - thin * 0.9, fy + 0.014),
                ],
                tension=0.4,
            ),
            (0.13, 0.11, 0.1),
            thin,
        )
    else:
        long = thin * 2.1
        paw = curve(
            [
                (fx - thin * 0.9, fy - thin * 0.9),
                (fx + thin * 0.8, fy - thin * 1.2),
                (fx + long, fy - thin * 0.2),
                (fx + long * 0.95, fy + 0.012),
                (fx - thin * 0.8, fy + 0.012),
            ]
        )
        h.volume(
            paw, (beast.socks or (beast.belly if beast.mask else coat)) if near else times(lower, 0.8), thin, rim=0.4
        )
        for k in (0.5, 0.9):
            if h.fine(thin * 0.5):
                h.line(
                    [(fx + long * k, fy - thin * 0.5), (fx + long * (k + 0.08), fy + 0.008)],
                    thin * 0.14,
                    h.tones.dark(times(coat, 0.5)),
                    0.7,
                )


def tail(h: Sketch, beast: Beast, root: Point, raised: float) -> None:
    """Paint the tail from its root behind the hips."""
    x, y = root
    long, t = beast.tail_long, radians(raised)

    def along(points: list[Point]) -> list[Point]:
        return [
            (x + px * cos(t) + py * sin(t), y - px * sin(t) + py * cos(t))
            for px, py in ((a * long, b * long) for a, b in points)
        ]

    coat = beast.saddle or beast.coat
    match beast.tail:
        case "curl":
            line = along([(0.1, 0.0), (-0.25, -0.25), (-0.2, -0.72), (0.22, -0.86), (0.45, -0.6), (0.3, -0.38)])
            path = tube(line, [0.04, 0.075, 0.095, 0.09, 0.07, 0.03])
        case "brush":
            line = along([(0.1, 0.02), (-0.3, 0.12), (-0.7, 0.38), (-0.98, 0.5), (-1.22, 0.44)])
            path = tube(line, [0.04, 0.07 + 0.03 * beast.shaggy, 0.1 + 0.03 * beast.shaggy, 0.085, 0.012])
        case "thin":
            line = along([(0.1, 0.02), (-0.25, 0.05), (-0.6, -0.15), (-0.85, -0.6), (-0.7, -0.95)])
            path = tube(line, [0.035, 0.03, 0.028, 0.027, 0.024])
        case "hair":
            line = along([(0.08, 0.0), (-0.2, 0.02), (-0.36, 0.35), (-0.38, 0.75), (-0.3, 1.1)])
            path = tube(line, [0.025, 0.05, 0.075, 0.07, 0.015])
            coat = beast.mane or coat
        case "stub" | "puff":
            r = long * (0.7 if beast.tail == "puff" else 0.5)
            line = along([(-0.2, -0.1)])
            path = oval(line[0][0], line[0][1], r, r * 0.9)
            coat = beast.belly
    h.volume(path, coat, 0.07, rim=0.5)
    h.fur(path, coat, 5, (-0.9, 0.5), 0.12, 50)
    if beast.tail in ("brush", "curl") and beast.mask:
        tip = line[-1]
        with h.inside(path):
            h.airbrush(tip, 0.17, 0.15, h.tones.mid(beast.belly), 1.0, 0.5)
