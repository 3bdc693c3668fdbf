"""Furniture and openings: window, mirror, door, chair, bed, table; television and telephone."""

from math import cos, pi, radians

from render.animatic.actors.people.forms import curve, oval, polygon, tube
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.model import thing
from render.animatic.actors.things.sketch import BLACK, Sketch, rect
from render.animatic.base import RGB

_OAK: RGB = (0.55, 0.36, 0.2)


def _window(h: Sketch) -> None:
    frame = h.tint((0.9, 0.87, 0.8))
    h.face(rect(-0.48, -1.0, 0.48, -0.06), frame, 0.1, 0.01)
    sky = rect(-0.4, -0.92, 0.4, -0.14)
    lit = h.look.dark
    low = h.look.sky_low
    h.wash(sky, (0, -0.92), (0, -0.14), [(0, h.look.sky_top, 1), (0.75, low, 1), (1, mix(low, h.look.mid, 0.5), 1)])
    with h.inside(sky):
        h.fill(
            curve([(-0.5, -0.22), (-0.2, -0.34), (0.1, -0.26), (0.5, -0.36), (0.5, 0.0), (-0.5, 0.0)]), h.look.far, 0.8
        )
        if lit:
            h.fill(oval(0.2, -0.74, 0.06, 0.06), (0.97, 0.95, 0.86))
        else:
            h.airbrush((0.22 * (1 if h.look.sun[0] > 0 else -1), -0.74), 0.24, 0.2, h.look.lit, 0.9, 0.1)
    swing = h.ajar if h.does("open", "close") else 0.0
    for s in (-1, 1):
        inner, outer = s * 0.41 * swing * 0.86, s * 0.41
        skew = 0.09 * swing
        leaf = polygon([(inner, -0.93 + skew), (outer, -0.93), (outer, -0.13), (inner, -0.13 + skew * 0.6)])
        h.glass(leaf, (0.65, 0.75, 0.82), 0.16, 0.32)
        bars = [((inner, -0.93 + skew), (outer, -0.93)), ((inner, -0.13 + skew * 0.6), (outer, -0.13)), ((inner,
            -0.93 + skew), (inner, -0.13 + skew * 0.6)), ((outer, -0.93), (outer, -0.13)),
                ((inner, -0.53 + skew * 0.8), (outer, -0.53))]  # fmt: skip
        for a, b in bars:
            h.line([a, b], 0.036, h.tones.dark(frame))
            h.line([(a[0] - 0.004, a[1] - 0.004), (b[0] - 0.004, b[1] - 0.004)], 0.024, h.tones.light(frame))
    if h.look.wet or "wet" in h.actor.state:
        rng = h.chance(121)
        for _ in range(40):
            x, y = float(rng.uniform(-0.4, 0.4)), float(rng.uniform(-0.92, -0.16))
            slide = 0.12 * ((h.phase + float(rng.uniform(0, 1))) % 1.0)
            h.line([(x, y), (x, y + slide)], 0.005, h.look.lit, 0.5)
            h.fill(oval(x, y + slide, 0.007, 0.01), h.look.lit, 0.8)
    if h.broken:
        hole = polygon(
            [
                (0.12, -0.7),
                (0.2, -0.8),
                (0.24, -0.7),
                (0.34, -0.66),
                (0.25, -0.6),
                (0.26, -0.48),
                (0.17, -0.57),
                (0.08, -0.58),
            ]
        )
        h.fill(hole, times(h.look.shade, 0.6))
        h.cracks(0.2, -0.65, 0.3, 10)
    h.face(rect(-0.56, -0.08, 0.56, 0.0, 0.01), frame, 0.35, 0.012)
    for s in (-1, 1):
        sway = 0.02 * h.wave(1, 0.1 * s)
        drape = curve(
            [
                (s * 0.6, -1.02),
                (s * 0.3, -1.02),
                (s * 0.4 + sway, -0.6),
                (s * 0.5, -0.42),
                (s * 0.46 + sway, -0.12),
                (s * 0.62, -0.1),
            ],
            tension=0.7,
        )
        cloth = mix(h.look.accent, (0.93, 0.9, 0.84), 0.72)
        h.volume(drape, cloth, 0.07)
        with h.inside(drape):
            for k in range(4):
                h.crease(
                    [
                        (s * (0.36 + 0.07 * k), -1.02),
                        (s * (0.44 + 0.05 * k) + sway, -0.55),
                        (s * (0.5 + 0.03 * k), -0.1),
                    ],
                    0.022,
                    h.tones.dark(cloth),
                    0.5,
                )
    h.metal(rect(-0.66, -1.04, 0.66, -1.01, 0.012), (0.7, 0.56, 0.3), upright=False)


def _mirror(h: Sketch) -> None:
    gold = h.tint((0.78, 0.6, 0.28))
    outer = oval(0, -0.52, 0.36, 0.46)
    h.volume(outer, gold, 0.06)
    for k in range(24):
        a = 2 * pi * k / 24
        x, y = 0.33 * cos(a), -0.52 + 0.43 * cos(a - pi / 2)
        h.volume(oval(x, y, 0.036, 0.036), gold, 0.02, rim=0.8)
    h.volume(curve([(-0.14, -0.95), (0, -1.03), (0.14, -0.95), (0.06, -0.92), (-0.06, -0.92)]), gold, 0.03)
    glass = oval(0, -0.52, 0.285, 0.385)
    h.fill(glass, h.tones.dark((0.3, 0.34, 0.4)))
    h.wash(
        glass,
        (-0.2, -0.9),
        (0.2, -0.14),
        [(0, mix(h.look.sky_low, (1, 1, 1), 0.2), 0.95), (0.5, h.look.sky_top, 0.75), (1, h.look.mid, 0.8)],
    )
    with h.inside(glass):
        _reflection(h)
        h.glass(glass, (0.8, 0.86, 0.9), 0.08, 0.5)
        h.stroke(glass, h.tones.dark((0.2, 0.2, 0.24)), 0.02, 0.6)
        if h.broken:
            h.fill(
                polygon([(0.1, -0.3), (0.2, -0.4), (0.3, -0.26), (0.24, -0.12), (0.12, -0.16)]),
                h.tones.dark((0.12, 0.1, 0.1)),
            )
            h.cracks(0.06, -0.52, 0.44, 11)
    if h.broken:
        h.face(polygon([(0.16, -0.04), (0.28, -0.08), (0.32, 0.0), (0.2, 0.0)]), (0.75, 0.82, 0.88), 0.4, 0.01)
    h.volume(curve([(-0.14, -0.08), (0.14, -0.08), (0.2, 0.0), (-0.2, 0.0)], tension=0.5), gold, 0.04)


def _reflection(h: Sketch) -> None:
    """Paint someone dim in the glass."""
    dim = mix(h.look.shade, h.look.mid, 0.3)
    x = 0.03 * h.wave()
    h.fill(
        curve(
            [
                (x - 0.26, -0.08),
                (x - 0.22, -0.3),
                (x - 0.06, -0.38),
                (x + 0.06, -0.38),
                (x + 0.22, -0.3),
                (x + 0.26, -0.08),
            ]
        ),
        dim,
        0.6,
        0.02,
    )
    h.fill(oval(x, -0.52, 0.1, 0.13), dim, 0.65, 0.015)


def _door(h: Sketch) -> None:
    colour = h.tint((0.34, 0.42, 0.38))
    frame = times(mix(colour, (0.8, 0.75, 0.66), 0.6), 0.9)
    h.face(rect(-0.3, -1.0, 0.3, 0.0), frame, 0.15, 0.006)
    opening = rect(-0.24, -0.95, 0.24, 0.0)
    swing = h.ajar if h.does("open", "close", "hide") else (0.25 if h.does("look", "reach") else 0.0)
    h.fill(opening, BLACK)
    h.wash(
        opening,
        (0, -0.95),
        (0, 0),
        [(0, mix(h.look.lit, (1.0, 0.86, 0.6), 0.5), 0.95), (0.7, (1.0, 0.8, 0.5), 0.85), (1, (0.9, 0.62, 0.36), 0.9)],
    )
    wide = 0.48 * cos(radians(82 * swing))
    drop = 0.055 * swing

    def at(u: float, v: float) -> tuple[float, float]:
        return -0.24 + wide * u, -0.95 + 0.95 * v + drop * u * (2 * v - 1)

    leaf = polygon([at(0, 0), at(1, 0), at(1, 1), at(0, 1)])
    h.wood(leaf, colour, upright=True, lit=0.1 - 0.5 * swing, salt=33)
    for u0, u1, v0, v1 in (
        (0.12, 0.45, 0.06, 0.42),
        (0.55, 0.88, 0.06, 0.42),
        (0.12, 0.45, 0.52, 0.92),
        (0.55, 0.88, 0.52, 0.92),
    ):
        panel = polygon([at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1)])
        h.face(panel, times(colour, 0.9), -0.25 - 0.3 * swing)
        h.line([at(u0, v1), at(u0, v0), at(u1, v0)], 0.008, h.tones.dark(colour))
        h.line([at(u1, v0), at(u1, v1), at(u0, v1)], 0.007, h.tones.light(colour))
    knob = at(0.9, 0.5)
    h.metal(oval(knob[0], knob[1], 0.02 + 0.002, 0.022), (0.85, 0.66, 0.3))
    h.fill(oval(knob[0], knob[1] + 0.05, 0.006, 0.012), BLACK)
    if h.broken:
        h.fill(
            polygon([at(0.3, 0.2), at(0.55, 0.24), at(0.5, 0.4), at(0.66, 0.55), at(0.42, 0.5), at(0.28, 0.36)]),
            (0.03, 0.03, 0.04),
        )
        for k in range(4):
            h.line([at(0.3 + 0.08 * k, 0.16), at(0.34 + 0.07 * k, 0.3)], 0.01, h.tones.light((0.75, 0.58, 0.36)))
        h.line([at(0.0, 0.66), at(1.0, 0.6)], 0.03, h.tones.dark(_OAK))
    h.face(polygon([(-0.34, 0.0), (0.34, 0.0), (0.38, 0.035), (-0.38, 0.035)]), (0.55, 0.53, 0.5), 0.2)


def _door_glow(h: Sketch) -> None:
    swing = h.ajar if h.does("open", "close", "hide") else 0.0
    if swing > 0.05:
        h.light(0.1, -0.45, 0.6, (1.0, 0.8, 0.5), 0.6 * swing)


def _chair(h: Sketch) -> None:
    wood = h.tint(_OAK)
    for x0, x1 in (((-0.2, -0.48), (-0.22, -0.06)), ((0.24, -0.48), (0.28, -0.06))):
        h.volume(tube([x0, x1], [0.02, 0.016]), times(wood, 0.7), 0.016)
    back = -8 if not h.broken else -20
    with h.at(-0.2, -0.46, back) as one:
        for x in (-0.02, 0.34):
            one.volume(tube([(x, 0.02), (x - 0.01, -0.28), (x - 0.01, -0.54)], [0.024, 0.021, 0.022]), wood, 0.02)
        for y in (-0.5, -0.36, -0.22):
            one.volume(
                curve(
                    [
                        (-0.04, y - 0.035),
                        (0.16, y - 0.055),
                        (0.36, y - 0.035),
                        (0.36, y + 0.02),
                        (0.16, y),
                        (-0.04, y + 0.02),
                    ]
                ),
                wood,
                0.03,
            )
    seat = polygon([(-0.24, -0.5), (0.2, -0.5), (0.34, -0.4), (-0.3, -0.4)])
    h.wood(seat, times(wood, 1.1), lit=0.35, salt=36)
    h.wood(polygon([(-0.3, -0.4), (0.34, -0.4), (0.34, -0.355), (-0.3, -0.355)]), wood, salt=37)
    h.volume(tube([(-0.27, -0.36), (-0.29, 0.0)], [0.026, 0.018]), wood, 0.02)
    if h.broken:
        h.volume(tube([(0.3, -0.36), (0.32, -0.2)], [0.026, 0.02]), wood, 0.02)
        h.volume(tube([(0.4, -0.02), (0.6, -0.05)], [0.02, 0.018]), wood, 0.02)
    else:
        h.volume(tube([(0.3, -0.36), (0.34, 0.0)], [0.026, 0.018]), wood, 0.02)
    h.line([(-0.28, -0.16), (0.32, -0.16)], 0.018, h.tones.mid(wood))


def _bed(h: Sketch) -> None:
    wood = times(_OAK, 0.85)
    quilt = h.tint(mix(h.look.accent, (0.45, 0.55, 0.75), 0.6))
    head = curve([(-1.1, 0.0), (-1.1, -0.86), (-0.98, -1.0), (-0.86, -0.86), (-0.86, 0.0)], tension=0.6)
    h.wood(head, wood, upright=True, salt=38)
    h.face(polygon([(-1.0, -0.52), (1.04, -0.52), (1.16, -0.34), (-0.98, -0.34)]), (0.95, 0.94, 0.91), 0.3)
    h.face(polygon([(-0.98, -0.34), (1.16, -0.34), (1.16, -0.12), (-0.98, -0.12)]), (0.9, 0.88, 0.84))
    pillow = curve([(-0.92, -0.5), (-0.84, -0.72), (-0.52, -0.74), (-0.42, -0.54), (-0.5, -0.4), (-0.82, -0.38)])
    h.volume(pillow, (0.96, 0.95, 0.92), 0.1)
    h.crease([(-0.8, -0.64), (-0.68, -0.56), (-0.62, -0.46)], 0.02, h.tones.dark((0.9, 0.9, 0.88)), 0.5)
    top = curve(
        [
            (-0.46, -0.52),
            (-0.2, -0.6),
            (0.2, -0.56),
            (0.7, -0.58),
            (1.04, -0.52),
            (1.2, -0.36),
            (1.2, -0.1),
            (0.7, -0.06),
            (0.1, -0.1),
            (-0.42, -0.06),
            (-0.5, -0.3),
        ],
        tension=0.7,
    )
    h.volume(top, quilt, 0.14)
    with h.inside(top):
        for k in range(8):
            h.arc(
                [(-0.5 + 0.22 * k, -0.62), (-0.42 + 0.22 * k, -0.36), (-0.46 + 0.22 * k, -0.04)],
                0.012,
                h.tones.dark(quilt),
                0.55,
            )
        for y in (-0.44, -0.24):
            h.arc([(-0.5, y), (0.3, y - 0.03), (1.2, y + 0.02)], 0.012, h.tones.dark(quilt), 0.5)
        h.fill(
            curve([(-0.5, -0.62), (-0.3, -0.62), (-0.26, -0.3), (-0.3, -0.04), (-0.5, -0.04)]),
            h.tones.light((0.95, 0.93, 0.9)),
            0.95,
        )
    h.wood(rect(-0.98, -0.14, 1.16, -0.07, 0.01), wood, salt=39)
    h.wood(
        curve([(1.1, 0.0), (1.1, -0.46), (1.18, -0.54), (1.26, -0.46), (1.26, 0.0)], tension=0.6),
        wood,
        upright=True,
        salt=40,
    )
    for x in (-0.94, 1.12):
        h.volume(rect(x, -0.1, x + 0.06, 0.0), wood, 0.02)


def _table(h: Sketch) -> None:
    wood = h.tint(_OAK)
    for x in (-0.62, 0.62):
        h.volume(tube([(x, -0.8), (x * 0.97, -0.12)], [0.04, 0.03]), times(wood, 0.65), 0.03)
    for x in (-0.86, 0.86):
        h.volume(tube([(x, -0.72), (x, -0.3), (x, 0.0)], [0.06, 0.05, 0.036]), wood, 0.04)
    h.wood(polygon([(-0.92, -0.78), (0.92, -0.78), (0.9, -0.6), (-0.9, -0.6)]), times(wood, 0.85), salt=42)
    h.line([(-0.3, -0.7), (0.3, -0.7)], 0.006, h.tones.dark(wood))
    h.metal(oval(0, -0.69, 0.035, 0.03), (0.8, 0.62, 0.3))
    h.wood(polygon([(-0.78, -1.0), (0.78, -1.0), (1.02, -0.82), (-1.02, -0.82)]), times(wood, 1.08), lit=0.35, salt=43)
    h.wood(rect(-1.02, -0.82, 1.02, -0.765, 0.01), wood, salt=44)
    h.airbrush((0.2 * h.tones.sun[0], -0.92), 0.6, 0.07, h.look.lit, 0.35)


ROOM = {
    "window": thing(_window, 0.9, poses=8, seconds=3.0, splits=False),
    "mirror": thing(_mirror, 0.6, poses=8, seconds=5.0, splits=False, focus=(0.0, -0.52)),
    "door": thing(_door, 1.18, glow=_door_glow, splits=False, focus=(0.0, -0.5)),
    "chair": thing(_chair, 0.55, splits=False),
    "bed": thing(_bed, 0.55, focus=(-0.3, -0.5)),
    "table": thing(_table, 0.44),
}
"""Things of a room."""
