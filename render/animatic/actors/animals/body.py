"""Bodies of four-legged animals: trunk, legs by inverse kinematics, tails; from the side and from the front."""

from math import acos, atan2, cos, hypot, radians, sin

import skia

from render.animatic.actors.animals import head
from render.animatic.actors.animals.beast import Beast
from render.animatic.actors.animals.gait import Leg, Stance
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


def _leg(h: Sketch, beast: Beast, root: Point, leg: Leg, hind: bool, near: bool) -> None:
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
    _painted_leg(h, beast, [root, knee, ankle, foot], hind, near)


def _painted_leg(h: Sketch, beast: Beast, joints: list[Point], hind: bool, near: bool) -> None:
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


def _trunk(beast: Beast, stance: Stance) -> tuple[list[Point], list[float], Point, Point]:
    """Return the middle line of the trunk with its half widths, the place of the hips and of the shoulders."""
    (hx, hy), (sx, sy) = beast.hip, beast.shoulder
    long = abs(sx - hx)
    flex = stance.flex
    hip: Point = (hx + 0.07 * long * flex, hy - stance.up + long * sin(radians(stance.pitch)) * 0.5)
    shoulder: Point = (sx - 0.04 * long * flex, sy - stance.up - long * sin(radians(stance.pitch)) * 0.5)
    rump, waist, chest, neck = beast.spine
    middle = between(hip, shoulder, 0.46)
    arch = 0.09 * long * flex
    hx2, hy2 = head_place(beast, stance)
    back = (hx2 - beast.head * 0.24, hy2 + beast.head * 0.08)
    line = [
        (hip[0] - rump * 0.55, hip[1] + 0.01),
        hip,
        (middle[0], middle[1] - (chest - waist) * 0.35 - arch),
        shoulder,
        between(shoulder, back, 0.5),
        back,
    ]
    return line, [rump * 0.72, rump, waist, chest, neck, beast.neck], hip, shoulder


def head_place(beast: Beast, stance: Stance) -> Point:
    """Return where the middle of the head is."""
    x, y = beast.head_at
    if stance.rest == "sit":
        x, y = beast.shoulder[0] * 0.55 + (x - beast.shoulder[0]) * 0.62, y + 0.02
    if stance.rest == "lie":
        y += -beast.shoulder[1] * 0.5
    lift = (
        0.0 if stance.rest else stance.up * 0.7 + (beast.shoulder[0] - beast.hip[0]) * sin(radians(stance.pitch)) * 0.6
    )
    return x + stance.head[0], y + stance.head[1] - lift


def paint_side(h: Sketch, beast: Beast, stance: Stance, facing_us: bool) -> None:
    """Paint the whole animal from the side, its head from the side or turned to the viewer."""
    if stance.rest == "sit":
        _sitting(h, beast, stance)
    elif stance.rest == "lie":
        _lying(h, beast, stance)
    else:
        _standing(h, beast, stance)
    _head(h, beast, stance, facing_us)


def _head(h: Sketch, beast: Beast, stance: Stance, facing_us: bool) -> None:
    x, y = head_place(beast, stance)
    nod = (beast.nod + stance.nod) if not facing_us else stance.nod * 0.3
    with h.at(x, y, nod, beast.head) as one:
        if facing_us:
            head.front(one, beast, stance)
        else:
            head.side(one, beast, stance)


def _standing(h: Sketch, beast: Beast, stance: Stance) -> None:
    line, widths, hip, shoulder = _trunk(beast, stance)
    leg_hip, leg_shoulder = (
        (hip[0] + 0.01, hip[1] + beast.spine[0] * 0.15),
        (shoulder[0] + 0.01, shoulder[1] + beast.spine[2] * 0.35),
    )
    for root, leg, hind in ((leg_hip, stance.legs[0], True), (leg_shoulder, stance.legs[2], False)):
        _leg(h, beast, (root[0] + 0.035, root[1]), leg, hind, near=False)
    tail(h, beast, (hip[0] - beast.spine[0] * 1.05, hip[1] - beast.spine[0] * 0.45), stance.tail)
    _coat(h, beast, line, widths)
    _leg(h, beast, leg_hip, stance.legs[1], True, near=True)
    _leg(h, beast, leg_shoulder, stance.legs[3], False, near=True)
    _soften(h, beast, leg_hip, leg_shoulder)
    _dress(h, beast, hip, shoulder, line)


def _soften(h: Sketch, beast: Beast, hip: Point, shoulder: Point) -> None:
    """Let the thighs grow out of the trunk."""
    for (x, y), r in ((hip, beast.leg[0]), (shoulder, beast.leg[0] * 0.8)):
        h.airbrush((x, y - r * 0.5), r * 0.95, r * 0.9, h.tones.mid(beast.coat), 0.85, 0.25)


def _coat(h: Sketch, beast: Beast, line: list[Point], widths: list[float]) -> skia.Path:
    """Paint the trunk with its colours and hair."""
    body = tube(line, widths, 0.5, 0.3)
    h.volume(body, beast.coat, beast.spine[2] * 1.1, rim=0.6)
    chest = line[3]
    with h.inside(body):
        for p, w in zip(line[1:4], widths[1:4], strict=True):
            h.airbrush((p[0], p[1] + w * 0.95), w * 1.4, w * 0.62, h.tones.mid(beast.belly), 0.9, 0.2)
        if beast.mask:
            h.airbrush(
                (chest[0] + widths[3] * 0.9, chest[1] - 0.02),
                widths[3] * 0.75,
                widths[3] * 1.25,
                h.tones.mid(beast.belly),
                0.95,
                0.3,
            )
        if beast.saddle:
            for p, w in zip(line[:5], widths[:5], strict=True):
                h.airbrush((p[0], p[1] - w * 0.7), w * 1.5, w * 0.85, h.tones.mid(beast.saddle), 0.9, 0.3)
        if beast.stripes:
            for i in range(7):
                p = between(line[1], line[3], i / 6)
                w = beast.spine[1] * 1.2
                h.crease(
                    [(p[0] + 0.02, p[1] - w), (p[0], p[1] - w * 0.4), (p[0] - 0.02, p[1] + w * 0.1)],
                    0.035,
                    h.tones.mid(beast.stripes),
                    0.75,
                )
        h.fur(body, beast.coat, 4, (-1.0, 0.3), 0.07 + 0.06 * beast.shaggy, int(60 + 140 * beast.shaggy))
    if beast.shaggy > 0.5:
        _tufts(h, beast, line, widths)
    if beast.mane:
        _mane(h, beast, line)
    return body


def _tufts(h: Sketch, beast: Beast, line: list[Point], widths: list[float]) -> None:
    """Paint hair that stands out at breast, belly and rump."""
    chest, neck = line[3], line[4]
    light = h.tones.mid(beast.belly)
    for k in range(5):
        p = between(
            (neck[0] + widths[4] * 0.8, neck[1] + widths[4] * 0.4),
            (chest[0] + widths[3] * 0.75, chest[1] + widths[3] * 0.75),
            k / 4,
        )
        s = 0.05 + 0.05 * beast.shaggy
        h.fill(
            curve(
                [(p[0] - s * 0.8, p[1] - s), (p[0] + s * 0.75, p[1] + s * 0.25), (p[0] - s * 0.3, p[1] + s * 1.1)],
                tension=0.4,
            ),
            light if k % 2 else h.tones.light(beast.belly),
        )


def _mane(h: Sketch, beast: Beast, line: list[Point]) -> None:
    assert beast.mane is not None
    top, low = line[5], line[3]
    flow = 0.02 + 0.02 * h.wave(1)
    for k in range(12):
        p = between((top[0] - 0.01, top[1] - beast.neck * 1.2), (low[0] - 0.1, low[1] - beast.spine[2] * 0.95), k / 11)
        end = (p[0] - 0.085 - flow, p[1] + 0.1 + 0.015 * (k % 3))
        h.crease(
            [p, (p[0] - 0.055, p[1] + 0.02), end],
            0.055,
            h.tones.mid(beast.mane) if k % 2 else h.tones.light(beast.mane),
        )


def _dress(h: Sketch, beast: Beast, hip: Point, shoulder: Point, line: list[Point]) -> None:
    """Paint a harness."""
    if beast.harness is None:
        return
    chest = beast.spine[2]
    strap = h.tones.mid(beast.harness)
    collar = [
        (shoulder[0] - 0.04, shoulder[1] - chest * 1.02),
        (shoulder[0] + chest * 0.75, shoulder[1] - chest * 0.1),
        (shoulder[0] + chest * 0.3, shoulder[1] + chest * 0.85),
    ]
    back = [
        (shoulder[0] - 0.02, shoulder[1] - chest * 0.98),
        between(hip, shoulder, 0.45),
        (hip[0] - beast.spine[0] * 1.2, hip[1] - 0.02),
    ]
    girth = [(shoulder[0] - 0.14, shoulder[1] - chest * 0.92), (shoulder[0] - 0.11, shoulder[1] + chest * 0.88)]
    for points in (collar, back, girth):
        h.arc(points, 0.034, h.tones.dark(beast.harness))
        h.arc([(x - 0.003, y - 0.004) for x, y in points], 0.024, strap)


def _sitting(h: Sketch, beast: Beast, stance: Stance) -> None:
    x, y = head_place(beast, stance)
    rump, waist, chest, _ = beast.spine
    hip = (-0.18, -rump * 1.25)
    shoulder = (beast.shoulder[0] * 0.45, beast.shoulder[1] * 0.95)
    tail(h, beast, (hip[0] - rump * 0.9, -rump * 0.55), -12 + stance.tail)
    for dx, near in ((0.05, False), (0.0, True)):
        foot = (shoulder[0] + 0.07 + dx, -0.012)
        if not near:
            _painted_leg(
                h,
                beast,
                [shoulder, (shoulder[0] + 0.0 + dx, shoulder[1] * 0.5), (foot[0] - 0.02, -beast.shank), foot],
                False,
                near,
            )
    back = (x - beast.head * 0.16, y + beast.head * 0.12)
    line = [
        (hip[0] - rump * 0.3, hip[1] + rump * 0.5),
        hip,
        between(hip, shoulder, 0.5),
        shoulder,
        between(shoulder, back, 0.5),
        back,
    ]
    _coat(h, beast, line, [rump * 0.7, rump * 1.06, (waist + chest) * 0.56, chest * 0.92, beast.spine[3], beast.neck])
    thigh = curve(
        [
            (hip[0] - 0.02, hip[1] - rump * 0.7),
            (hip[0] + rump * 0.95, hip[1] - rump * 0.2),
            (hip[0] + rump * 1.05, -0.06),
            (hip[0] + 0.02, -0.04),
            (hip[0] - rump * 0.7, -0.12),
        ]
    )
    h.volume(thigh, beast.coat, rump * 0.7, rim=0.4)
    t = beast.leg[2]
    h.volume(
        tube([(hip[0] + rump * 0.2, -t), (hip[0] + rump * 1.5, -t)], [t * 1.2, t * 1.1]),
        beast.socks or (beast.belly if beast.mask else beast.coat),
        t,
    )
    foot = (shoulder[0] + 0.07, -0.012)
    _painted_leg(
        h, beast, [shoulder, (shoulder[0] - 0.01, shoulder[1] * 0.5), (foot[0] - 0.02, -beast.shank), foot], False, True
    )
    h.airbrush(shoulder, chest * 0.7, chest * 0.7, h.tones.mid(beast.coat), 0.8, 0.2)


def _lying(h: Sketch, beast: Beast, stance: Stance) -> None:
    rump, waist, chest, _ = beast.spine
    hip = (beast.hip[0], -rump * 0.98)
    shoulder = (beast.shoulder[0] * 0.9, -chest * 1.0)
    x, y = head_place(beast, stance)
    tail(h, beast, (hip[0] - rump * 0.8, -rump * 0.5), -14 + stance.tail * 0.4)
    t = beast.leg[2]
    for dy, near in ((-0.02, False), (0.0, True)):
        paw = (shoulder[0] + chest * 1.9 - (0 if near else -0.07), -t + dy)
        colour = beast.socks or (beast.belly if beast.mask else beast.coat)
        h.volume(
            tube([(shoulder[0], -t * 1.4), (shoulder[0] + chest, -t * 1.2 + dy), paw], [t * 1.6, t * 1.2, t * 1.15]),
            colour if near else times(colour, 0.8),
            t,
        )
    back = (x - beast.head * 0.2, y + beast.head * 0.1)
    line = [
        (hip[0] - rump * 0.5, hip[1] + 0.02),
        hip,
        (0.0, -max(waist, chest) * 0.92),
        shoulder,
        between(shoulder, back, 0.5),
        back,
    ]
    _coat(h, beast, line, [rump * 0.75, rump * 1.0, (waist + chest) * 0.5, chest, beast.spine[3], beast.neck])
    thigh = curve(
        [
            (hip[0] - 0.02, hip[1] - rump * 0.5),
            (hip[0] + rump, hip[1] - rump * 0.15),
            (hip[0] + rump * 1.1, -0.05),
            (hip[0], -0.02),
            (hip[0] - rump * 0.8, -0.08),
        ]
    )
    h.volume(thigh, beast.coat, rump * 0.6, rim=0.4)
    h.volume(
        tube([(hip[0] + rump * 0.2, -t), (hip[0] + rump * 1.7, -t)], [t * 1.3, t * 1.1]), beast.socks or beast.coat, t
    )


def paint_front(h: Sketch, beast: Beast, stance: Stance, away: bool) -> None:
    """Paint the animal coming towards the viewer, or going away."""
    rump, _, chest, _ = beast.spine
    up, step = stance.up, stance.legs
    top = beast.shoulder[1] - up
    for s, leg, near in ((-1, step[0], False), (1, step[1], False), (-1, step[2], True), (1, step[3], True)):
        wide = chest * (0.62 if near else 0.78)
        foot = (s * wide * 1.05, -leg[1] * -top * 0.8 - (0.0 if near else 0.035) - 0.012)
        root = (s * wide, top + chest * 0.2)
        knee = (s * wide * (1.1 + 0.3 * leg[2]), (root[1] + foot[1]) / 2)
        ankle = (foot[0] * 0.99, foot[1] - beast.shank * (1 - 0.4 * leg[2]))
        _painted_leg(h, beast, [root, knee, ankle, foot], not near, near)
        if near is False and s > 0:
            h.volume(oval(0, top + 0.0, rump * 1.12, rump * 1.15), times(beast.coat, 0.85), rump)
    body = curve([(0, top - chest * 1.1), (chest * 0.8, top - chest * 0.75), (chest * 1.02, top + chest * 0.1), (chest * 0.7, top + chest * 0.95), (0, top + chest * 1.15),
                  (-chest * 0.7, top + chest * 0.95), (-chest * 1.02, top + chest * 0.1), (-chest * 0.8, top - chest * 0.75)])  # fmt: skip
    h.volume(body, beast.coat, chest * 0.8)
    with h.inside(body):
        if not away and (beast.mask or beast.belly != beast.coat):
            h.airbrush((0, top + chest * 0.15), chest * 0.75, chest * 1.25, h.tones.mid(beast.belly), 0.95, 0.35)
        h.fur(body, beast.coat, 9, (0.05, 1.0), 0.1, int(60 + 60 * beast.shaggy))
    hx, hy = head_place(beast, stance)
    if away:
        h.volume(tube([(0, top - chest * 0.4), (0, hy)], [beast.spine[3], beast.neck]), beast.coat, beast.neck)
        with h.at(0, hy, 0, beast.head) as one:
            _nape(one, beast)
        tail(h, beast, (0.0, top - chest * 0.2), 30 + stance.tail)
        return
    h.volume(
        tube([(0, top), (0, hy)], [beast.spine[3] * 1.1, beast.neck]),
        beast.belly if beast.mask else beast.coat,
        beast.neck,
    )
    with h.at(0, hy, 0, beast.head) as one:
        head.front(one, beast, stance)


def _nape(h: Sketch, beast: Beast) -> None:
    """Paint the head from behind."""
    face = beast.face
    for s in (-1, 1):
        with h.at(0, 0, 0, float(s), 1.0) as one:
            one.volume(curve(head.ear_outline(face)), times(beast.coat, 0.8), 0.1)
    skull = curve([*face.half[:6], *((-x, y) for x, y in reversed(face.half[1:6]))])
    h.volume(skull, beast.saddle or beast.coat, 0.3)
    h.fur(skull, beast.coat, 12, (0.0, 1.0), 0.12, 50)
