"""Things of paper: letter, map, book, photograph, boat, bird, kite."""

from math import cos, pi, sin

import skia

from render.animatic.actors.people.forms import Point, between, curve, oval, polygon
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.model import thing
from render.animatic.actors.things.sketch import Sketch, rect
from render.animatic.base import RGB

PAPER: RGB = (0.95, 0.92, 0.84)
_SEPIA: RGB = (0.42, 0.29, 0.18)


def _torn(x0: float, x1: float, y: float, deep: float, h: Sketch, salt: int) -> list[Point]:
    """Return a torn edge from x0 to x1."""
    rng = h.chance(salt)
    return [(x0 + (x1 - x0) * k / 14, y + deep * float(rng.uniform(-1, 1))) for k in range(15)]


def written(h: Sketch, x0: float, x1: float, y: float, step: float, count: int, ink: RGB, salt: int) -> None:
    """Paint lines of handwriting."""
    rng = h.chance(salt)
    for row in range(count):
        end = x1 - (x1 - x0) * (0.4 if row == count - 1 else 0.12 * float(rng.uniform(0, 1)))
        points: list[Point] = []
        x = x0
        while x < end:
            points.append((x, y + row * step + step * 0.26 * float(rng.uniform(-1, 1))))
            x += step * 0.24
        if len(points) > 2:
            h.arc(points, max(step * 0.1, 0.5 / h.brush.px), ink, 0.85)


def _sheet(h: Sketch, points: list[Point], colour: RGB = PAPER, lit: float = 0.2) -> None:
    path = polygon(points)
    h.canvas.save()
    h.canvas.translate(0.012, 0.014)
    h.fill(path, h.look.shade, 0.35, 0.012)
    h.canvas.restore()
    h.face(path, colour, lit, 0.008)


def _letter(h: Sketch) -> None:
    colour = h.tint(PAPER)
    out = h.ajar * 0.42 if not h.broken else 0.2
    back = [(-0.62, -0.78), (0.62, -0.78), (0.62, 0.0), (-0.62, 0.0)]
    _sheet(h, back, times(colour, 0.82), -0.2)
    h.face(polygon([(-0.62, -0.78), (0, -1.0 - 0.1 * out), (0.62, -0.78)]), times(colour, 0.8), -0.1, 0.006)
    if h.broken:
        left, right = _torn(-0.5, 0.0, -0.6, 0.05, h, 3), _torn(0.04, 0.5, -0.56, 0.06, h, 4)
        h.face(polygon([(-0.5, -0.1), *left, (0.02, -0.9), (-0.04, -0.1)]), (0.98, 0.97, 0.93), 0.4)
        h.face(polygon([(0.1, -0.1), (0.06, -0.7), *right, (0.52, -0.1)]), (0.96, 0.95, 0.9), 0.2)
    else:
        top = -0.72 - out
        h.face(polygon([(-0.54, -0.1), (-0.54, top), (0.54, top), (0.54, -0.1)]), (0.98, 0.97, 0.93), 0.4, 0.006)
        written(h, -0.46, 0.46, top + 0.09, 0.085, 6, h.tones.dark((0.16, 0.18, 0.34)), 12)
    for s in (-1, 1):
        h.face(polygon([(s * 0.62, -0.78), (s * 0.62, 0.0), (s * 0.02, -0.36)]), colour, -0.15 * s, 0.006)
    h.face(polygon([(-0.62, 0.0), (0.62, 0.0), (0.06, -0.42), (-0.06, -0.42)]), colour, 0.25, 0.008)
    red: RGB = (0.66, 0.08, 0.1)
    if h.actor.action not in ("open", "read") or h.broken:
        h.volume(
            curve(
                [
                    (0.1 * cos(a) * (1 + 0.08 * (k % 2)), -0.34 + 0.1 * sin(a) * (1 + 0.08 * (k % 3)))
                    for k, a in enumerate(2 * pi * i / 14 for i in range(14))
                ]
            ),
            red,
            0.05,
        )
        h.stroke(oval(0, -0.34, 0.06, 0.06), h.tones.dark(red), 0.014)
        h.stroke(curve([(-0.03, -0.33), (0, -0.37), (0.03, -0.33), (0, -0.3)]), h.tones.dark(red), 0.01)
        if h.broken:
            h.line([(-0.1, -0.4), (-0.02, -0.34), (0.03, -0.3), (0.1, -0.28)], 0.02, h.tones.dark((0.2, 0.05, 0.05)))


def _map(h: Sketch) -> None:
    parchment = h.tint((0.87, 0.77, 0.55))
    top = _torn(-0.78, 0.78, -0.94, 0.012, h, 21)
    low = _torn(0.78, -0.78, -0.06, 0.012, h, 22)
    path = polygon([*top, *low])
    _sheet(h, [*top, *low], parchment, 0.1)
    with h.inside(path):
        h.speckle(path, times(parchment, 0.6), 26, 0.16, 0.22, 23)
        for x in (-0.39, 0.0, 0.39):
            h.wash(
                rect(x - 0.05, -1, x + 0.05, 0),
                (x - 0.05, 0),
                (x + 0.05, 0),
                [
                    (0, h.tones.dark(parchment), 0),
                    (0.5, h.tones.dark(parchment), 0.4),
                    (0.52, h.tones.light(parchment), 0.5),
                    (1, h.tones.light(parchment), 0),
                ],
            )
        ink = h.tones.dark(_SEPIA)
        sea = h.tones.mid((0.45, 0.6, 0.6))
        coast = curve(
            [
                (-0.8, -0.5),
                (-0.56, -0.6),
                (-0.36, -0.5),
                (-0.3, -0.3),
                (-0.06, -0.24),
                (0.14, -0.36),
                (0.1, -0.6),
                (0.3, -0.78),
                (0.58, -0.7),
                (0.8, -0.8),
                (0.8, 0.0),
                (-0.8, 0.0),
            ]
        )
        h.fill(coast, sea, 0.42)
        h.stroke(coast, ink, 0.014, 0.9)
        for k in range(3):
            h.line([(-0.52 + 0.12 * k, -0.7), (-0.46 + 0.12 * k, -0.8), (-0.4 + 0.12 * k, -0.7)], 0.014, ink)
        for k in range(9):
            t = (k + 0.2) / 9
            p = between((-0.6, -0.42), (0.5, -0.5), t)
            h.fill(oval(p[0], p[1] + 0.16 * sin(pi * t * 1.6), 0.018, 0.012), (0.72, 0.1, 0.08))
        for a, b in (((0.48, -0.58), (0.6, -0.46)), ((0.6, -0.58), (0.48, -0.46))):
            h.line([a, b], 0.03, (0.72, 0.1, 0.08))
        for k in range(8):
            way = pi * k / 4
            h.line(
                [
                    (-0.5, -0.2),
                    (
                        -0.5 + (0.13 if k % 2 == 0 else 0.08) * cos(way),
                        -0.2 + (0.13 if k % 2 == 0 else 0.08) * sin(way),
                    ),
                ],
                0.012,
                ink,
            )
        h.stroke(oval(-0.5, -0.2, 0.07, 0.07), ink, 0.008)
        for k in range(4):
            h.arc([(0.1 + 0.14 * k, -0.16), (0.14 + 0.14 * k, -0.19), (0.18 + 0.14 * k, -0.16)], 0.01, ink, 0.8)
        h.stroke(rect(-0.72, -0.88, 0.72, -0.12), ink, 0.01, 0.6)
    for s in (-1, 1):
        roll = rect(s * 0.76, -0.97, s * 0.88, -0.03, 0.05)
        h.volume(roll, parchment, 0.06)


def _book(h: Sketch) -> None:
    cover = h.tint((0.5, 0.14, 0.13))
    closed = h.does("close", "sleep") and h.ajar < 0.4
    if closed:
        h.volume(rect(-0.5, -0.24, 0.52, 0.0, 0.03), cover, 0.08)
        h.face(rect(-0.44, -0.19, 0.54, -0.05), PAPER, 0.1)
        for k in range(6):
            h.line([(-0.43, -0.17 + 0.022 * k), (0.53, -0.17 + 0.022 * k)], 0.006, h.tones.dark(PAPER), 0.6)
        h.face(polygon([(-0.52, -0.24), (-0.34, -0.44), (0.66, -0.44), (0.52, -0.24)]), cover, 0.3, 0.01)
        return
    h.volume(
        curve(
            [
                (-0.96, -0.62),
                (-0.5, -0.72),
                (0, -0.62),
                (0.5, -0.72),
                (0.96, -0.62),
                (0.98, -0.06),
                (0.5, -0.1),
                (0, 0.0),
                (-0.5, -0.1),
                (-0.98, -0.06),
            ],
            tension=0.5,
        ),
        cover,
        0.06,
    )
    for s in (-1, 1):
        for k in range(3):
            dy = 0.018 * (2 - k)
            page = curve(
                [
                    (0, -0.6 + dy),
                    (s * 0.3, -0.74 + dy),
                    (s * 0.9, -0.66 + dy),
                    (s * 0.92, -0.12 + dy),
                    (s * 0.34, -0.2 + dy),
                    (0, -0.06 + dy),
                ],
                tension=0.55,
            )
            h.fill(page, mix(h.tones.dark(PAPER), h.tones.light(PAPER), 0.4 + 0.3 * k))
        h.wash(
            page,
            (0, 0),
            (s * 0.9, 0),
            [(0, h.tones.dark(PAPER), 0.75), (0.2, PAPER, 0.0), (1, h.tones.dark(PAPER), 0.2)],
        )
        with h.inside(page):
            ink = h.tones.dark((0.2, 0.19, 0.2))
            for row in range(9):
                y = -0.6 + 0.052 * row
                h.arc(
                    [(s * 0.12, y + 0.0), (s * 0.36, y - 0.055), (s * (0.78 if row != 8 else 0.5), y - 0.01)],
                    0.011,
                    ink,
                    0.75,
                )
            if h.broken and s > 0:
                h.fill(polygon([(0.4, -0.8), *_torn(0.44, 1.0, -0.42, 0.05, h, 31), (1.0, -0.8)]), h.tones.dark(cover))
    turn = h.phase if h.does("read", "open", "turn", "wave") else None
    if turn is not None:
        lift = pi * turn
        x = 0.9 * cos(lift)
        y = -0.34 * sin(lift)
        leaf = curve(
            [
                (0, -0.6),
                (x * 0.5, -0.72 + y * 0.8),
                (x, -0.64 + y),
                (x, -0.14 + y),
                (x * 0.5, -0.2 + y * 0.8),
                (0, -0.06),
            ],
            tension=0.5,
        )
        h.fill(leaf, mix(h.tones.mid(PAPER), h.tones.light(PAPER), abs(cos(lift))), 0.96)
        h.stroke(leaf, h.tones.dark(PAPER), 0.006)
    h.line([(0.12, -0.62), (0.14, 0.06)], 0.03, (0.72, 0.14, 0.14))


def _worn(h: Sketch, sitter: int, tone: RGB, light: RGB) -> None:
    """Paint what tells the sitters of portraits in a row apart: cap and beard, a hood of fur, a bun."""
    if sitter in (1, 3):
        h.fill(curve([(-0.115, -0.57), (-0.09, -0.43), (0.0, -0.38), (0.09, -0.43), (0.115, -0.57), (0.05, -0.53),
                      (-0.05, -0.53)]), mix(tone, light, 0.35 if sitter == 1 else 0.0))  # fmt: skip
        h.arc([(-0.036, -0.5), (0, -0.492), (0.036, -0.502)], 0.012, light)
    if sitter == 1:
        h.fill(curve([(-0.2, -0.74), (-0.17, -0.86), (0.0, -0.9), (0.17, -0.86), (0.2, -0.74)], tension=0.7), tone)
        h.fill(rect(-0.19, -0.755, 0.19, -0.715, 0.01), mix(tone, light, 0.6))
        h.fill(curve([(-0.15, -0.72), (0.15, -0.72), (0.1, -0.68), (-0.1, -0.68)], tension=0.6), times(tone, 0.7))
    if sitter == 2:
        for k in range(15):
            a = pi * (0.85 + 1.3 * k / 14)
            h.fill(oval(0.19 * cos(a), -0.6 + 0.235 * sin(a), 0.055, 0.055), mix(light, (1, 1, 1), 0.25 * (k % 2)))
    if sitter == 4:
        h.fill(oval(0, -0.86, 0.075, 0.065), tone)
        h.arc([(-0.1, -0.4), (0, -0.36), (0.1, -0.4)], 0.025, light)


def _portrait(h: Sketch, faded: float) -> None:
    """Paint who is in the photograph: a face that fades when the memory does."""
    tone = h.tones.mid(mix((0.3, 0.21, 0.14), (0.8, 0.7, 0.55), faded))
    light = h.tones.mid((0.86, 0.76, 0.6))
    h.wash(
        rect(-0.5, -0.98, 0.5, -0.1),
        (0, -0.98),
        (0, -0.1),
        [(0, h.tones.mid((0.66, 0.56, 0.42)), 1), (1, h.tones.mid((0.8, 0.7, 0.55)), 1)],
    )
    h.airbrush((0, -0.62), 0.4, 0.4, light, 0.8)
    h.fill(curve([(-0.36, -0.08), (-0.32, -0.3), (-0.1, -0.4), (0.1, -0.4), (0.32, -0.3), (0.36, -0.08)]), tone)
    h.fill(rect(-0.06, -0.46, 0.06, -0.36), mix(light, tone, 0.35))
    hair = curve(
        [
            (-0.18, -0.44),
            (-0.2, -0.68),
            (-0.1, -0.84),
            (0.1, -0.84),
            (0.2, -0.68),
            (0.18, -0.44),
            (0.1, -0.5),
            (-0.1, -0.5),
        ]
    )
    h.fill(hair, mix(tone, light, faded * 0.5))
    h.fill(oval(0, -0.6, 0.125, 0.155), mix(light, (1, 0.95, 0.85), 0.2))
    h.fill(
        curve(
            [(-0.14, -0.62), (-0.12, -0.76), (0.02, -0.78), (0.14, -0.72), (0.135, -0.6), (0.06, -0.7), (-0.06, -0.7)]
        ),
        mix(tone, light, faded * 0.5),
    )
    ink = mix(tone, light, faded)
    for s in (-1, 1):
        h.fill(oval(s * 0.05, -0.61, 0.017, 0.012), ink)
        h.arc([(s * 0.03, -0.645), (s * 0.055, -0.655), (s * 0.08, -0.643)], 0.01, ink)
    h.arc([(0.0, -0.6), (0.014, -0.555), (-0.006, -0.548)], 0.008, ink)
    h.arc([(-0.036, -0.51), (0, -0.498), (0.036, -0.512)], 0.012, ink)
    sitter = next((int(s.rsplit(" ", 1)[1]) for s in h.actor.state if s.startswith("sitter ")), 0)
    _worn(h, 1 + (sitter - 1) % 4 if sitter else 0, mix(tone, light, faded * 0.5), light)


def _photograph(h: Sketch) -> None:
    faded = 0.0
    if h.does("fade"):
        faded = h.phase
    elif h.old:
        faded = 0.45
    frame = [(-0.44, -1.0), (0.44, -1.0), (0.44, 0.0), (-0.44, 0.0)]
    with h.at(0, 0, -3) as one:
        _sheet(one, frame, h.tint((0.96, 0.94, 0.88)), 0.3)
        with one.inside(rect(-0.37, -0.93, 0.37, -0.17)), one.at(0, 0.02, 0, 0.98, 0.98) as inner:
            _portrait(inner, faded)
            if h.does("wake", "open"):
                inner.airbrush((0, -0.6), 0.4, 0.4, inner.look.accent, 0.25 * inner.ajar)
        one.stroke(rect(-0.37, -0.93, 0.37, -0.17), one.tones.dark((0.5, 0.42, 0.34)), 0.008, 0.7)
        one.airbrush((0.24, -0.86), 0.2, 0.1, mix(h.look.lit, (1, 1, 1), 0.4), 0.35)
        written(one, -0.3, 0.2, -0.08, 0.05, 1, one.tones.dark((0.2, 0.2, 0.34)), 17)
        if h.broken:
            tear = polygon([(0.06, -1.05), (0.1, -0.9), (0.02, -0.78), (0.09, -0.62), (0.0, -0.5), (0.06, -0.36),
                (-0.02, -0.2), (0.03, -0.08), (0.0, 0.05), (0.06, 0.05), (0.09, -0.08), (0.05, -0.2), (0.13, -0.36),
                            (0.08, -0.5), (0.16, -0.62), (0.1, -0.78), (0.17, -0.9), (0.14, -1.05)])  # fmt: skip
            _clear(one, tear)
            one.stroke(tear, one.tones.light((0.98, 0.96, 0.92)), 0.016)
            _clear(one, tear)
            _clear(one, curve([(0.5, -0.12), (0.34, 0.04), (0.5, 0.1)]))
            one.arc([(0.44, -0.2), (0.4, -0.06), (0.26, 0.0)], 0.02, (0.16, 0.09, 0.05), 0.9)
        if h.old:
            for p, q in (((-0.44, -0.6), (0.44, -0.52)), ((-0.1, -1.0), (-0.06, 0.0))):
                one.line([p, q], 0.008, one.tones.light(PAPER), 0.8)
                one.line([(p[0], p[1] + 0.008), (q[0], q[1] + 0.008)], 0.006, one.tones.dark(PAPER), 0.6)


def _clear(h: Sketch, path: skia.Path) -> None:
    h.canvas.drawPath(path, skia.Paint(AntiAlias=True, BlendMode=skia.BlendMode.kClear))


PAPERS = {
    "letter": thing(_letter, 0.12, splits=False, focus=(0.0, -0.5)),
    "map": thing(_map, 0.3),
    "book": thing(_book, 0.14, poses=12, seconds=2.2, focus=(0.0, -0.38), splits=False),
    "photograph": thing(_photograph, 0.12, focus=(0.0, -0.58), head=0.5, splits=False),
}
"""Things of paper."""
