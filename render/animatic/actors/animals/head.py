"""Heads of four-legged animals, from the side and from the front. Units: heads, about the middle of the skull."""

from render.animatic.actors.animals.beast import Beast, Face
from render.animatic.actors.animals.gait import Stance
from render.animatic.actors.people.forms import Point, curve, oval
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.sketch import BLACK, Sketch
from render.animatic.base import RGB


def _ear(face: Face, root: Point, lean: float, back: float) -> list[Point]:
    """Return the outline of an ear; `lean` -1..1 turns it aside, `back` 1 lays it back."""
    x, y = root
    e, wide = face.ear, face.ear * 0.4
    if face.ears == "folded":
        return [
            (x - 0.1, y - 0.04),
            (x + 0.04, y - 0.1),
            (x + 0.12 + lean * 0.12, y + 0.06),
            (x + 0.06 + lean * 0.16, y + e * 0.9),
            (x - 0.06 + lean * 0.14, y + e),
        ]
    tip = (x + lean * e * 0.45 - back * e * 0.75, y - e * (1 - 0.45 * back))
    if face.ears == "round":
        wide = e * 0.85
        return [
            (x - wide, y + e * 0.3),
            (x - wide * 0.8, y - e * 0.75),
            (x, y - e * 1.1),
            (x + wide * 0.8, y - e * 0.75),
            (x + wide, y + e * 0.3),
        ]
    middle = ((x + tip[0]) / 2, (y + tip[1]) / 2)
    if face.ears in ("long", "leaf"):
        wide = e * (0.15 if face.ears == "long" else 0.24)
        return [(x - wide * 0.7, y + 0.03), (middle[0] - wide * 1.2, middle[1]), (tip[0] - wide * 0.35,
            tip[1] + e * 0.08), tip, (tip[0] + wide * 0.45, tip[1] + e * 0.1),
                (middle[0] + wide * 1.2, middle[1]), (x + wide * 0.8, y + 0.05)]  # fmt: skip
    return [
        (x - wide * 0.85, y + 0.08),
        (middle[0] - wide * 0.6, middle[1]),
        (tip[0] - 0.02, tip[1] + 0.02),
        tip,
        (tip[0] + 0.02, tip[1] + 0.03),
        (middle[0] + wide * 0.6, middle[1] + 0.02),
        (x + wide, y + 0.1),
    ]


def _paint_ear(h: Sketch, face: Face, beast: Beast, root: Point, lean: float, back: float, near: bool = True) -> None:
    outline = _ear(face, root, lean, back)
    path = curve(outline, tension=0.8)
    coat = beast.saddle or beast.coat
    h.volume(path, coat if near else times(coat, 0.8), face.ear * 0.3, rim=0.5)
    if face.ears != "folded" and near:
        cx, cy = sum(p[0] for p in outline) / len(outline), sum(p[1] for p in outline) / len(outline)
        inner = curve([(cx + (px - cx) * 0.58, cy + (py - cy) * 0.66 + 0.02) for px, py in outline], tension=0.8)
        h.fill(inner, h.tones.mid(mix(times(coat, 0.6), (0.75, 0.45, 0.42), 0.5)), 0.75, 0.012)


def _tongue(h: Sketch, at: Point, long: float) -> None:
    x, y = at
    path = curve(
        [(x - 0.045, y), (x + 0.045, y), (x + 0.055, y + long * 0.7), (x, y + long), (x - 0.055, y + long * 0.7)]
    )
    h.volume(path, (0.86, 0.42, 0.46), 0.05, rim=0.3)


def side(h: Sketch, beast: Beast, stance: Stance) -> None:
    """Paint a head from the side."""
    face, coat = beast.face, beast.coat
    x, y = face.ear_root
    _paint_ear(h, face, beast, (x + 0.12, y - 0.01), 0.3, stance.ears, near=False)
    if beast.antlers:
        antlers(h, (x + 0.06, y), 1.0, 0.35)
    outline = curve(face.side)
    open_ = stance.mouth
    if open_ > 0.05:
        jaw = [
            (0.12, 0.14),
            (face.mouth[0][0] - 0.06, face.mouth[0][1] + 0.05 + 0.14 * open_),
            (face.mouth[0][0] - 0.1, face.mouth[0][1] + 0.1 + 0.16 * open_),
            (0.1, 0.27),
        ]
        h.fill(
            curve(
                [
                    (0.14, 0.1),
                    face.mouth[0],
                    (face.mouth[0][0] - 0.06, face.mouth[0][1] + 0.07 + 0.13 * open_),
                    (0.12, 0.2),
                ]
            ),
            h.tones.dark((0.5, 0.12, 0.14)),
        )
        if stance.tongue:
            _tongue(h, (face.mouth[0][0] - 0.16, face.mouth[0][1] + 0.06), 0.14 + 0.14 * open_)
        h.volume(curve(jaw), beast.mask or beast.belly, 0.06, rim=0.2)
    h.volume(outline, coat, 0.2, rim=0.6)
    with h.inside(outline):
        _side_marks(h, beast)
        h.fur(outline, coat, 3, (-1.0, 0.35), 0.16 * (0.4 + beast.shaggy), 60)
    nx, ny = face.nose_side
    if beast.hooves:
        h.airbrush((nx + 0.02, ny + 0.06), 0.16, 0.14, h.tones.dark(times(coat, 0.6)), 0.7)
        h.fill(oval(nx, ny, face.nose_r * 1.0, face.nose_r * 0.6), BLACK)
    else:
        h.fill(oval(nx, ny, face.nose_r * 0.85, face.nose_r * 0.7), h.tones.mid(beast.nose))
        h.glint(nx - 0.01, ny - face.nose_r * 0.35, face.nose_r * 0.4, 0.6)
    if open_ <= 0.05:
        h.arc(list(face.mouth), 0.016, h.tones.dark(times(coat, 0.45)), 0.8)
    ex, ey = face.eye_side
    if stance.blink < 0.2:
        h.arc([(ex - 0.06, ey), (ex, ey + 0.025), (ex + 0.065, ey)], 0.02, BLACK)
    else:
        h.airbrush((ex, ey), face.eye_r * 1.9, face.eye_r * 1.5, h.tones.dark(times(coat, 0.5)), 0.55)
        h.eye(ex, ey, face.eye_r * 0.9, face.iris, 0.55, min(stance.blink, 0.85), face.slit)
    _paint_ear(h, face, beast, (x, y), -0.08, stance.ears)


def _side_marks(h: Sketch, beast: Beast) -> None:
    tones = h.tones
    if beast.saddle:
        h.airbrush((-0.18, -0.32), 0.5, 0.3, tones.mid(beast.saddle), 0.95, 0.35)
        h.airbrush((0.22, -0.2), 0.26, 0.1, tones.mid(beast.saddle), 0.8, 0.2)
    if beast.mask:
        h.airbrush((0.34, 0.16), 0.44, 0.16, tones.mid(beast.mask), 1.0, 0.5)
        h.airbrush((-0.02, 0.2), 0.36, 0.2, tones.mid(beast.mask), 1.0, 0.45)
        if beast.saddle:
            h.airbrush((0.12, -0.24), 0.07, 0.05, tones.light(beast.mask), 0.9, 0.4)
    if beast.stripes:
        for k in range(3):
            h.arc([(-0.3 + 0.1 * k, -0.34), (-0.26 + 0.1 * k, -0.2)], 0.035, tones.mid(beast.stripes), 0.7)


def front(h: Sketch, beast: Beast, stance: Stance) -> None:
    """Paint a head that looks at the viewer."""
    face, coat = beast.face, beast.coat
    fx, fy = face.ear_front
    for s in (-1, 1):
        if beast.antlers:
            antlers(h, (s * fx * 0.5, fy - 0.06), s, 0.75)
    for s in (-1, 1):
        with h.at(0, 0, 0, float(s), 1.0) as one:
            _paint_ear(one, face, beast, (fx, fy), 0.42 if face.ears in ("leaf", "folded") else 0.16, stance.ears * 0.2)
    outline = curve([*face.half, *((-x, y) for x, y in reversed(face.half[1:-1]))], tension=0.9)
    if beast.shaggy > 0.55:
        _ruff(h, face, beast.mask or beast.belly, beast.shaggy)
    h.volume(outline, coat, 0.26, rim=0.5)
    with h.inside(outline):
        _front_marks(h, beast)
    mx, my = face.muzzle
    nx, ny = face.nose
    low = h.tones.mid(beast.mask or mix(coat, (1, 1, 1), 0.25))
    muzzle_y = max(ny + my * 0.2, 0.14 if not beast.hooves else ny)
    h.airbrush((0, muzzle_y), mx * 1.5, my * 1.35, low, 0.95 if beast.mask else 0.5, 0.4)
    h.airbrush((0, muzzle_y + my * 0.9), mx * 0.9, my * 0.5, h.tones.dark(low), 0.5)
    if stance.mouth > 0.15:
        h.fill(oval(0, ny + 0.17, mx * 0.6, 0.05 + 0.06 * stance.mouth), h.tones.dark((0.5, 0.1, 0.12)))
        if stance.tongue:
            _tongue(h, (0, ny + 0.17), 0.16)
    _nose_front(h, beast, nx, ny)
    ex, ey = face.eye
    for s in (-1, 1):
        h.airbrush((s * ex, ey), face.eye_r * 2.0, face.eye_r * 1.6, h.tones.dark(times(coat, 0.55)), 0.5)
        h.eye(s * ex, ey, face.eye_r, face.iris, 0.5, stance.blink, face.slit)
    h.fur(outline, coat, 8, (0.1, 1.0), 0.07 * (0.4 + beast.shaggy), 60, 0.5)
    _whiskers(h, face)


def _nose_front(h: Sketch, beast: Beast, nx: float, ny: float) -> None:
    face, r = beast.face, beast.face.nose_r
    ink = h.tones.dark(times(beast.coat, 0.35))
    if beast.hooves and not beast.antlers:
        for s in (-1, 1):
            h.fill(oval(s * nx, ny, r * 0.8, r * 1.1), BLACK)
        h.arc([(-0.09, ny + 0.075), (0, ny + 0.085), (0.09, ny + 0.075)], 0.012, ink, 0.8)
        return
    nose = curve(
        [
            (-r, ny - r * 0.5),
            (0, ny - r * 0.68),
            (r, ny - r * 0.5),
            (r * 0.55, ny + r * 0.45),
            (0, ny + r * 0.7),
            (-r * 0.55, ny + r * 0.45),
        ]
    )
    h.fill(nose, h.tones.mid(beast.nose))
    h.glint(-r * 0.25, ny - r * 0.3, r * 0.4, 0.7, 0.6)
    down = ny + r + 0.07
    h.arc([(0, ny + r * 0.6), (0, down)], 0.016, ink)
    for s in (-1, 1):
        h.arc([(0, down), (s * face.muzzle[0] * 0.35, down + 0.035), (s * face.muzzle[0] * 0.75, down)], 0.016, ink)


def _front_marks(h: Sketch, beast: Beast) -> None:
    face, tones = beast.face, h.tones
    ex, ey = face.eye
    if beast.saddle:
        h.fill(
            curve(
                [
                    (-0.6, -0.6),
                    (0.6, -0.6),
                    (0.5, -0.12),
                    (0.3, -0.2),
                    (0.07, -0.16),
                    (0, 0.04),
                    (-0.07, -0.16),
                    (-0.3, -0.2),
                    (-0.5, -0.12),
                ]
            ),
            tones.mid(beast.saddle),
            0.92,
            0.02,
        )
    if beast.mask:
        for s in (-1, 1):
            h.airbrush((s * 0.3, 0.22), 0.32, 0.26, tones.mid(beast.mask), 1.0, 0.5)
            if beast.saddle:
                h.airbrush((s * ex * 0.95, ey - 0.13), 0.07, 0.05, tones.light(beast.mask), 0.95, 0.5)
    if beast.stripes:
        for x in (-0.14, 0.0, 0.14):
            h.crease([(x * 1.2, -0.42), (x, -0.32), (x * 0.7, -0.2)], 0.06, tones.mid(beast.stripes), 0.8)
        for s in (-1, 1):
            for k in range(2):
                h.crease(
                    [(s * 0.55, 0.02 + 0.14 * k), (s * 0.44, 0.06 + 0.12 * k), (s * 0.33, 0.06 + 0.1 * k)],
                    0.05,
                    tones.mid(beast.stripes),
                    0.8,
                )


def _ruff(h: Sketch, face: Face, colour: RGB, amount: float) -> None:
    """Paint the hair that stands out from the cheeks."""
    rng = h.chance(18)
    mid, light = h.tones.mid(colour), h.tones.light(colour)
    for s in (-1, 1):
        for k in range(9):
            t = k / 8
            x, y = 0.42 - 0.16 * t * t, -0.02 + 0.34 * t
            reach = (0.1 + 0.09 * amount) * float(rng.uniform(0.8, 1.2))
            tip = (s * (x + reach), y + reach * (0.35 + 0.5 * t))
            lock = curve(
                [(s * (x - 0.12), y - 0.1), (s * (x + reach * 0.5), y - 0.02), tip, (s * (x - 0.1), y + 0.12)],
                tension=0.6,
            )
            h.fill(lock, mix(mid, light, 0.3 * (k % 2)))


def _whiskers(h: Sketch, face: Face) -> None:
    if face.ears not in ("pointed", "long") or not h.fine(0.012) or (not face.slit and face.ears != "long"):
        return
    _, ny = face.nose
    for s in (-1, 1):
        for k in range(3):
            start = (s * 0.1, ny + 0.05 + 0.02 * k)
            h.arc(
                [start, (s * 0.38, ny - 0.02 + 0.06 * k), (s * 0.66, ny + 0.0 + 0.1 * k)],
                0.006,
                h.tones.light((0.95, 0.95, 0.95)),
                0.8,
            )


def antlers(h: Sketch, root: Point, s: float, spread: float) -> None:
    """Paint one antler: a beam with its tines."""
    bone: RGB = (0.62, 0.5, 0.36)
    x, y = root
    beam = [
        (x, y),
        (x + s * 0.14 * spread, y - 0.3),
        (x + s * 0.46 * spread, y - 0.62),
        (x + s * 0.42 * spread, y - 1.05),
    ]
    tines = [[beam[1], (x + s * 0.34 * spread + 0.06, y - 0.34), (x + s * 0.42 * spread + 0.1, y - 0.52)],
             [beam[2], (x + s * 0.66 * spread, y - 0.72), (x + s * 0.74 * spread, y - 0.98)],
             [(x + s * 0.46 * spread, y - 0.8), (x + s * 0.24 * spread, y - 0.94), (x + s * 0.2 * spread,
             y - 1.12)]]  # fmt: skip
    for points, width in ((beam, 0.075), *((t, 0.055) for t in tines)):
        h.arc(points, width, h.tones.dark(bone))
        h.arc([(px - 0.008, py - 0.008) for px, py in points], width * 0.6, h.tones.light(bone))


def eyes_of(beast: Beast, head_at: Point, frontal: bool) -> Point:
    """Return where the eyes are, body units."""
    x, y = head_at
    return (x + (0.0 if frontal else beast.face.eye_side[0] * beast.head), y + beast.face.eye[1] * beast.head)


def ear_outline(face: Face) -> list[Point]:
    """Return the right ear's outline from the front or behind."""
    return _ear(face, face.ear_front, 0.42 if face.ears in ("leaf", "folded") else 0.16, 0.0)
