"""Bodies of four-legged animals: trunk, legs by inverse kinematics, tails; from the side and from the front."""

from math import radians, sin

import skia

from render.animatic.actors.animals import head
from render.animatic.actors.animals.beast import Beast
from render.animatic.actors.animals.gait import Stance
from render.animatic.actors.animals.limbs import leg_of, painted_leg, tail
from render.animatic.actors.people.forms import Point, between, curve, oval, tube
from render.animatic.actors.people.tones import times
from render.animatic.actors.things.sketch import Sketch


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
        leg_of(h, beast, (root[0] + 0.035, root[1]), leg, hind, near=False)
    tail(h, beast, (hip[0] - beast.spine[0] * 1.05, hip[1] - beast.spine[0] * 0.45), stance.tail)
    _coat(h, beast, line, widths)
    leg_of(h, beast, leg_hip, stance.legs[1], True, near=True)
    leg_of(h, beast, leg_shoulder, stance.legs[3], False, near=True)
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
        h.fur(body, beast.coat, 4, (-1.0, 0.3), 0.07 + 0.06 * beast.shaggy, int(50 + 90 * beast.shaggy))
    if beast.shaggy > 0.5:
        _tufts(h, beast, line, widths)
    if beast.mane:
        _mane(h, beast, line)
    return body


def _tufts(h: Sketch, beast: Beast, line: list[Point], widths: list[float]) -> None:
    """Paint the locks of hair at the breast, row over row, which break the outline."""
    chest, neck = line[3], line[4]
    long = 0.07 + 0.05 * beast.shaggy
    top: Point = (neck[0] + widths[4] * 0.66, neck[1] + widths[4] * 0.3)
    low: Point = (chest[0] + widths[3] * 0.5, chest[1] + widths[3] * 0.78)
    rng = h.chance(17)
    tones = (h.tones.dark(beast.belly), h.tones.mid(beast.belly), h.tones.light(beast.belly))
    for row, back in enumerate((0.0, -0.3, -0.6)):
        for k in range(9):
            p = between(top, low, (k + 0.5 * (row % 2)) / 8)
            x, y = p[0] + back * widths[3] * 0.55, p[1]
            reach = long * float(rng.uniform(0.8, 1.25))
            lock = [
                (x - reach * 0.3, y - reach * 0.5),
                (x + reach * 0.16, y + reach * 0.1),
                (x + reach * 0.02, y + reach * 0.9),
            ]
            h.crease([(a, b) for a, b in lock], reach * 0.46, tones[1] if (k + row) % 2 else tones[2], 0.95)
            h.crease([(a - reach * 0.06, b) for a, b in lock], reach * 0.1, tones[0], 0.35)


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
            painted_leg(
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
    painted_leg(
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
        painted_leg(h, beast, [root, knee, ankle, foot], not near, near)
        if near is False and s > 0:
            h.volume(oval(0, top + 0.0, rump * 1.12, rump * 1.15), times(beast.coat, 0.85), rump)
    body = curve([(0, top - chest * 1.1), (chest * 0.8, top - chest * 0.75), (chest * 1.02, top + chest * 0.1),
        (chest * 0.7, top + chest * 0.95), (0, top + chest * 1.15),
                  (-chest * 0.7, top + chest * 0.95), (-chest * 1.02, top + chest * 0.1), (-chest * 0.8,
                  top - chest * 0.75)])  # fmt: skip
    h.volume(body, beast.coat, chest * 0.8)
    with h.inside(body):
        if not away and (beast.mask or beast.belly != beast.coat):
            h.airbrush((0, top + chest * 0.15), chest * 0.75, chest * 1.25, h.tones.mid(beast.belly), 0.95, 0.35)
        h.fur(body, beast.coat, 9, (0.05, 1.0), 0.1, int(60 + 60 * beast.shaggy))
    _, hy = head_place(beast, stance)
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
