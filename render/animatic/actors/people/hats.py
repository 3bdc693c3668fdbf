"""What is worn on the head: hoods, caps, helmets, an android's shell."""

from math import atan2, cos, radians, sin

import skia

from render.animatic.actors.people.character import Character
from render.animatic.actors.people.forms import Easel, Point, curve, oval
from render.animatic.actors.people.head import Head
from render.animatic.actors.people.tones import argb, mix, times
from render.animatic.base import RGB

_FUR: RGB = (0.8, 0.71, 0.58)
HIDES_HAIR = {"fur hood", "racing helmet", "shell", "headscarf"}
"""Hats under which no hair is seen."""
SOFT = {"beanie", "captain", "sailor", "flat cap", "brim"}
"""Hats that are taken off before lying down."""


def _dome(head: Head, brim: float, out: float, back: float | None = None) -> skia.Path:
    """Return a cap over the skull down to height `brim` in front and `back` behind."""
    low = brim if back is None else back
    front = 1 if sin(head.yaw) > 0 else -1
    share = abs(sin(head.yaw))
    levels = (-0.5, -0.47, -0.4, -0.3, -0.2, -0.1, 0.0, 0.1, 0.2)
    ends = {front: brim * share + (brim + low) / 2 * (1 - share), -front: low * share + (brim + low) / 2 * (1 - share)}
    right = [head.edge(y, 1, out) for y in levels if y < ends[1]] + [head.edge(ends[1], 1, out)]
    left = [head.edge(y, -1, out) for y in levels if y < ends[-1]] + [head.edge(ends[-1], -1, out)]
    middle = head.place(*head.ring(0 if head.facing > 0 else 180, brim if head.facing > 0 else low, out))
    return curve([head.place(0, -0.5 * out, 0), *right, middle, *reversed(left)])


def behind(easel: Easel, head: Head, who: Character) -> None:
    """Paint the part of a hood or helmet that lies behind the face."""
    match who.outfit.hat:
        case "fur hood":
            x, y = head.at
            u = head.unit
            back = -sin(head.yaw) * 0.1 * u
            easel.volume(oval(x + back, y - 0.02 * u, 0.56 * u, 0.66 * u), who.cloth, u * 0.3)
        case "headscarf":
            x, y = head.at
            u = head.unit
            # The cloth falls from the crown to the nape.
            easel.volume(oval(x - sin(head.yaw) * 0.07 * u, y, 0.44 * u, 0.55 * u), scarf(who.cloth), u * 0.2)
        case "space helmet":
            x, y = head.at
            u = head.unit
            easel.volume(
                oval(x - sin(head.yaw) * 0.05 * u, y - 0.03 * u, 0.74 * u, 0.76 * u), (0.86, 0.87, 0.9), u * 0.3
            )
            easel.fill(oval(x, y, 0.6 * u, 0.58 * u), (0.1, 0.11, 0.16))
        case _:
            pass


def worn(easel: Easel, head: Head, who: Character) -> None:
    """Paint the hat over hair and face."""
    match who.outfit.hat:
        case "fur hood":
            _fur_hood(easel, head, who.cloth)
        case "captain":
            _peaked(easel, head, (0.12, 0.14, 0.24))
        case "flat cap":
            _flat(easel, head, mix(who.cloth, (0.3, 0.27, 0.24), 0.5))
        case "sailor":
            _sailor(easel, head)
        case "beanie":
            _beanie(easel, head, who.cloth)
        case "brim":
            _hat(easel, head, mix(who.cloth, (0.24, 0.19, 0.15), 0.7))
        case "headscarf":
            _headscarf(easel, head, scarf(who.cloth))
        case "racing helmet":
            _racing(easel, head, who.cloth)
        case "space helmet":
            _space(easel, head)
        case "shell":
            _shell(easel, head, who.cloth)
        case _:
            pass


def _fur_hood(easel: Easel, head: Head, cloth: RGB) -> None:
    u = head.unit
    if head.facing < -0.1:
        x, y = head.at
        easel.volume(oval(x, y - 0.03 * u, 0.55 * u, 0.64 * u), cloth, u * 0.3)
        for k in (-1, 1):
            easel.crease(
                [(x + k * 0.06 * u, y - 0.6 * u), (x + k * 0.12 * u, y), (x + k * 0.08 * u, y + 0.5 * u)],
                u * 0.03,
                easel.tones.dark(cloth),
                0.4,
            )
        return
    outer, inner = [], []
    count = 34
    for i in range(count):
        a = 360 * i / count
        c, s = cos(radians(a)), sin(radians(a))
        spike = 1.07 if i % 2 else 0.96
        outer.append(head.place(0.57 * s * spike, -0.04 - 0.63 * c * spike, 0.12 - 0.04 * c))
        inner.append(head.place(0.37 * s * (0.97 if i % 2 else 1.05), 0.03 - 0.42 * c * (0.98 if i % 2 else 1.04), 0.2))
    ring = curve(outer, tension=0.8)
    ring.addPath(curve(inner, tension=0.8))
    ring.setFillType(skia.PathFillType.kEvenOdd)
    easel.fill(curve(inner, tension=0.8), easel.tones.look.shade, 0.1, u * 0.03)
    easel.volume(ring, _FUR, u * 0.1, rim=0.6)
    if easel.fine(u * 0.03):
        for i in range(0, count, 1):
            (ax, ay), (bx, by) = inner[i], outer[(i + 1) % count]
            colour = easel.tones.light(_FUR) if i % 3 == 0 else easel.tones.dark(mix(_FUR, (0.5, 0.35, 0.22), 0.4))
            near = (ax + (bx - ax) * 0.15, ay + (by - ay) * 0.15)
            easel.crease([near, ((ax + bx) / 2, (ay + by) / 2 + 0.01 * u), (bx, by)], u * 0.03, colour, 0.5)


def _brim(easel: Easel, head: Head, y: float, reach: float, wide: float, colour: RGB) -> None:
    back = [head.place(*head.ring(a, y, 1.08)) for a in (-wide, -wide / 2, 0, wide / 2, wide)]
    front = [
        head.place(*head.ring(a, y + 0.035, 1.08 + reach))
        for a in (wide * 0.8, wide * 0.4, 0, -wide * 0.4, -wide * 0.8)
    ]
    if head.depth(0, 0, 1) < -0.3:
        return
    easel.fill(
        curve([(x, by + head.unit * 0.03) for x, by in [*back, *front]]), easel.tones.look.shade, 0.4, head.unit * 0.02
    )
    easel.volume(curve([*back, *front]), colour, head.unit * 0.06)


def _peaked(easel: Easel, head: Head, colour: RGB) -> None:
    """Paint a captain's cap: white crown, dark band, peak and badge."""
    u = head.unit
    crown = [head.place(*head.ring(a, -0.5, 1.28)) for a in range(-180, 180, 30)]
    base = [head.place(*head.ring(a, -0.3, 1.1)) for a in (-90, -45, 0, 45, 90, 180)]
    easel.volume(curve(sorted_ring([*crown, *base])), (0.9, 0.9, 0.88), u * 0.14)
    clip = skia.Path()
    x, y = head.place(0, -0.335, 0.2)
    clip.addRect(skia.Rect.MakeLTRB(x - u, y, x + u, y + u))
    with easel.inside(clip):
        easel.volume(_dome(head, -0.235, 1.1, -0.2), colour, u * 0.12)
    _brim(easel, head, -0.235, 0.3, 62, mix(colour, (0.03, 0.03, 0.04), 0.5))
    if head.facing > 0.1:
        gold = easel.tones.light((0.9, 0.72, 0.3))
        x, y = head.place(*head.ring(0, -0.295, 1.13))
        easel.fill(oval(x, y, 0.045 * u, 0.05 * u), gold)
        line = [head.place(*head.ring(a, -0.25, 1.12)) for a in (-50, -25, 0, 25, 50)]
        easel.stroke(curve(line, closed=False), gold, 0.022 * u)


def sorted_ring(points: list[Point]) -> list[Point]:
    """Return points in order round their middle."""
    cx = sum(p[0] for p in points) / len(points)
    cy = sum(p[1] for p in points) / len(points)
    far: dict[int, tuple[float, Point]] = {}
    for x, y in points:
        key = round(atan2(y - cy, x - cx) * 6)
        size = (x - cx) ** 2 + (y - cy) ** 2
        if key not in far or far[key][0] < size:
            far[key] = (size, (x, y))
    return [far[k][1] for k in sorted(far)]


def _flat(easel: Easel, head: Head, colour: RGB) -> None:
    easel.volume(_dome(head, -0.24, 1.2, -0.1), colour, head.unit * 0.18)
    _brim(easel, head, -0.25, 0.2, 55, mix(colour, (0, 0, 0), 0.2))


def _hat(easel: Easel, head: Head, colour: RGB) -> None:
    """Paint a felt hat: a round brim, slightly seen from above, a dented crown and its band."""
    u = head.unit
    brim = [head.place(*head.ring(a, -0.255 + 0.05 * cos(radians(a)), 1.72)) for a in range(-180, 180, 20)]
    easel.volume(curve(brim), times(colour, 0.85), u * 0.06)
    crown = [
        head.edge(-0.27, 1, 1.16), head.edge(-0.42, 1, 1.2), head.place(0.26, -0.74, 0), head.place(0.06, -0.69, 0),
        head.place(-0.26, -0.74, 0), head.edge(-0.42, -1, 1.2), head.edge(-0.27, -1, 1.16),
        head.place(*head.ring(0 if head.facing > 0 else 180, -0.235 if head.facing > 0 else -0.3, 1.14)),
    ]  # fmt: skip
    path = curve(crown, tension=0.8)
    easel.volume(path, colour, u * 0.14)
    with easel.inside(path):
        turned = 0 if head.facing > 0 else 180
        band = [head.place(*head.ring(turned + a, -0.285 + 0.02 * cos(radians(a)), 1.2)) for a in range(-120, 121, 30)]
        easel.stroke(curve(band, closed=False), easel.tones.dark(times(colour, 0.5)), 0.085 * u)


def scarf(cloth: RGB) -> RGB:
    """Return the colour of a headscarf that goes with the clothes."""
    return mix(cloth, (0.88, 0.8, 0.66), 0.5)


def _headscarf(easel: Easel, head: Head, colour: RGB) -> None:
    """Paint a scarf round the face, knotted under the chin; from behind its corner on the back."""
    u = head.unit
    x, y = head.at
    if head.facing < -0.1:
        easel.volume(oval(x, y - 0.02 * u, 0.45 * u, 0.55 * u), colour, u * 0.25)
        corner = curve([(x - 0.36 * u, y + 0.3 * u), (x, y + 0.84 * u), (x + 0.36 * u, y + 0.3 * u)], tension=0.5)
        easel.volume(corner, times(colour, 0.95), u * 0.1)
        return
    outer, inner = [], []
    for i in range(30):
        a = 360 * i / 30
        c, s = cos(radians(a)), sin(radians(a))
        outer.append(head.place(0.46 * s, -0.02 - 0.55 * c, 0.02 - 0.03 * c))
        inner.append(head.place(0.325 * s, 0.06 - 0.4 * c, 0.2))
    ring = curve(outer, tension=0.9)
    ring.addPath(curve(inner, tension=0.9))
    ring.setFillType(skia.PathFillType.kEvenOdd)
    easel.fill(curve(inner, tension=0.9), easel.tones.look.shade, 0.08, u * 0.03)
    easel.volume(ring, colour, u * 0.1)
    kx, ky = head.place(0.0, 0.52, 0.3)
    for way in (-1, 1):
        end = [(kx, ky), (kx + way * 0.05 * u, ky + 0.02 * u), (kx + way * 0.13 * u, ky + 0.2 * u), (kx, ky + 0.1 * u)]
        easel.volume(curve(end, tension=0.7), times(colour, 0.92), u * 0.03)
    easel.volume(oval(kx, ky, 0.055 * u, 0.045 * u), colour, u * 0.03)
    if easel.fine(u * 0.02):
        for a in (-50, -25, 25, 50):
            s, c = sin(radians(a)), cos(radians(a))
            fold = [head.place(0.33 * s, 0.05 - 0.4 * c, 0.19), head.place(0.43 * s, -0.02 - 0.52 * c, 0.05)]
            easel.crease(fold, u * 0.016, easel.tones.dark(colour), 0.4)


def _sailor(easel: Easel, head: Head) -> None:
    u = head.unit
    white = (0.94, 0.94, 0.92)
    easel.volume(_dome(head, -0.33, 1.08, -0.3), white, u * 0.14)
    roll = (
        [head.place(*head.ring(a, -0.31, 1.16)) for a in range(-90, 91, 30)]
        if head.facing > 0
        else [head.place(*head.ring(a, -0.28, 1.16)) for a in range(90, 271, 30)]
    )
    easel.stroke(curve(roll, closed=False), easel.tones.dark(white), 0.13 * u)
    easel.stroke(curve(roll, closed=False), easel.tones.mid(white), 0.11 * u)
    easel.stroke(
        curve([(x, y + 0.035 * u) for x, y in roll], closed=False), easel.tones.mid((0.14, 0.2, 0.36)), 0.022 * u
    )


def _beanie(easel: Easel, head: Head, cloth: RGB) -> None:
    u = head.unit
    colour = mix(cloth, (0.12, 0.12, 0.16), 0.35)
    path = _dome(head, -0.2, 1.22, -0.02)
    easel.volume(path, colour, u * 0.18)
    with easel.inside(path):
        for a in range(-80, 81, 16):
            if easel.fine(u * 0.02):
                line = [head.place(*head.ring(a * k, y, 1.22)) for k, y in ((0.3, -0.49), (0.8, -0.4), (1.0, -0.2))]
                easel.crease(line, u * 0.014, easel.tones.dark(colour), 0.45)
    roll = [head.place(*head.ring(a, -0.19 + 0.08 * abs(a) / 90, 1.2)) for a in range(-90, 91, 30)]
    if head.facing > 0:
        easel.stroke(curve(roll, closed=False), easel.tones.mid(mix(colour, (1, 1, 1), 0.12)), 0.13 * u)


def _racing(easel: Easel, head: Head, cloth: RGB) -> None:
    u = head.unit
    x, y = head.at
    shell = curve([head.edge(-0.5, 1, 1.3), head.edge(-0.3, 1, 1.28), head.edge(0.0, 1, 1.26), head.edge(0.22, 1,
        1.24), head.edge(0.42, 1, 1.32),
                   head.place(0, 0.56, 0.3), head.edge(0.42, -1, 1.32), head.edge(0.22, -1, 1.24), head.edge(0.0, -1,
                       1.26), head.edge(-0.3, -1, 1.28)])  # fmt: skip
    turned = head.facing > -0.1
    if turned:
        # The opening of an open-face helmet: the whole face shows what it feels.
        hole = curve([head.place(*head.ring(a, h, 1.06)) for a, h in ((-72, -0.14), (-35, -0.19), (0, -0.2), (35,
            -0.19), (72, -0.14), (78, 0.12),
                                                                     (46, 0.43), (0, 0.62), (-46, 0.43), (-78,
                                                                         0.12))])  # fmt: skip
        body = skia.Op(shell, hole, skia.PathOp.kDifference_PathOp)
    else:
        body = shell
    easel.volume(body, cloth, u * 0.24)
    with easel.inside(body):
        for s, colour in ((0.0, (0.95, 0.94, 0.92)), (0.17, (0.1, 0.1, 0.12)), (-0.17, (0.1, 0.1, 0.12))):
            line = [head.place(s, -0.64, 0.1), head.place(s * 1.1, -0.5, 0.38), head.place(s * 1.2, -0.2, 0.5)]
            easel.stroke(curve(line, closed=False), easel.tones.mid(colour), (0.12 if s == 0 else 0.035) * u)
    easel.airbrush((x + easel.tones.sun[0] * 0.26 * u, y - 0.4 * u), 0.2 * u, 0.1 * u, (1, 1, 1), 0.7)
    if turned:
        easel.stroke(hole, (0.06, 0.06, 0.08), 0.03 * u)
        visor = curve([head.place(*head.ring(a, h, 1.24)) for a, h in ((-74, -0.3), (-35, -0.34), (0, -0.35), (35,
            -0.34), (74, -0.3), (76, -0.17),
                                                                      (40, -0.2), (0, -0.21), (-40, -0.2), (-76,
                                                                          -0.17))])  # fmt: skip
        easel.fill(visor, (0.1, 0.12, 0.18), 0.82)
        easel.stroke(visor, mix((0.5, 0.6, 0.75), easel.tones.look.lit, 0.4), 0.012 * u, 0.7)


def _glass(easel: Easel, path: skia.Path, tint: RGB, alpha: float) -> None:
    bounds = path.getBounds()
    lit = easel.tones.look.lit
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(bounds.left(), bounds.top()), skia.Point(bounds.right(), bounds.bottom())],
        [argb(lit, 0.42), argb(lit, 0.05), argb(tint, alpha), argb(lit, 0.12)], [0.0, 0.35, 0.75, 1.0],
    )  # fmt: skip
    easel.canvas.drawPath(path, skia.Paint(AntiAlias=True, Shader=shader))


def _space(easel: Easel, head: Head) -> None:
    u = head.unit
    x, y = head.at
    white = (0.9, 0.91, 0.94)
    if head.facing < -0.1:
        easel.volume(oval(x, y - 0.03 * u, 0.74 * u, 0.76 * u), white, u * 0.3)
        return
    dx = sin(head.yaw) * 0.16 * u
    window = oval(x + dx, y, 0.56 * u, 0.52 * u)
    rim = skia.Op(
        oval(x - sin(head.yaw) * 0.05 * u, y - 0.03 * u, 0.74 * u, 0.76 * u), window, skia.PathOp.kDifference_PathOp
    )
    easel.volume(rim, white, u * 0.2)
    easel.stroke(window, easel.tones.mid((0.78, 0.6, 0.25)), 0.035 * u)
    _glass(easel, window, easel.tones.look.accent, 0.22)
    easel.crease(
        [(x + dx - 0.4 * u, y + 0.1 * u), (x + dx - 0.44 * u, y - 0.12 * u), (x + dx - 0.26 * u, y - 0.38 * u)],
        0.06 * u,
        (1, 1, 1),
        0.7,
    )


def _shell(easel: Easel, head: Head, cloth: RGB) -> None:
    u = head.unit
    accent = easel.tones.look.accent
    white = mix(cloth, (1, 1, 1), 0.3)
    dome = _dome(head, -0.2, 1.05, 0.2)
    easel.volume(dome, white, u * 0.18)
    with easel.inside(dome):
        seam = [head.place(*head.ring(0, y, 1.06)) for y in (-0.5, -0.4, -0.2)]
        easel.stroke(curve(seam, closed=False), easel.tones.dark(white), 0.012 * u)
    for side in (1, -1):
        if head.turned(side * 0.3, 0.12) > 0.05 or head.facing < 0:
            x, y = head.place(*head.ring(side * 92, 0.06, 1.02))
            easel.volume(oval(x, y, 0.085 * u, 0.11 * u), (0.55, 0.58, 0.64), u * 0.06)
            easel.fill(oval(x, y, 0.035 * u, 0.05 * u), accent)
        if head.turned(side * 0.16, 0.2) > 0.1:
            line = [head.on(side * s, y) for s, y in ((0.3, -0.06), (0.24, 0.17), (0.1, 0.25), (0.09, 0.42))]
            easel.crease(line, 0.012 * u, easel.tones.dark(white), 0.7)
            easel.crease([(x + 0.006 * u, y) for x, y in line], 0.008 * u, accent, 0.8)
    if head.facing > 0.1:
        x, y = head.on(0.0, -0.19)
        easel.fill(oval(x, y, 0.022 * u, 0.022 * u), accent)
