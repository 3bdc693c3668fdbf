"""What sounds: piano, guitar, microphone, speaker, cassette, music box."""

from math import cos, pi, sin

from render.animatic.actors.people.forms import Point, curve, oval, polygon, tube
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.letters import letters
from render.animatic.actors.things.model import thing
from render.animatic.actors.things.sketch import BLACK, Sketch, rect
from render.animatic.base import RGB

_BRASS: RGB = (0.83, 0.64, 0.28)


def _pressed(h: Sketch, key: int) -> float:
    """Return how far a piano key is down."""
    if not h.does("play", "dance", "wake", "sing"):
        return 0.0
    beat = (h.phase * 8 + key * 0.37) % 8
    return max(0.0, 1 - abs(beat - (key * 5) % 8) * 1.6)


def _piano(h: Sketch) -> None:
    """A grand piano, seen from the side of its keys."""
    black = h.tint((0.09, 0.085, 0.1))
    for x, s in ((-0.66, -1), (0.6, 1), (0.1, 0)):
        h.volume(tube([(x, -0.36), (x + 0.01 * s, -0.2), (x + 0.015 * s, -0.03)], [0.045, 0.032, 0.026]), black, 0.03)
        h.metal(oval(x + 0.015 * s, -0.018, 0.034, 0.022), _BRASS)
    h.volume(tube([(-0.1, -0.38), (-0.1, -0.07)], [0.018, 0.018]), black, 0.02)
    h.metal(rect(-0.2, -0.075, 0.0, -0.05, 0.01), _BRASS, upright=False)
    lid = 0.0 if h.does("close", "hide", "sleep") else 1.0
    if lid:
        up = curve([(-0.7, -0.6), (-0.62, -0.98), (-0.1, -1.0), (0.5, -0.96), (0.86, -0.86), (0.8, -0.6)], tension=0.55)
        h.wash(
            up,
            (-0.7, -1.0),
            (0.8, -0.6),
            [
                (0, h.tones.dark(black), 1),
                (0.35, mix(black, h.look.sky_low, 0.45), 1),
                (0.5, h.tones.mid(black), 1),
                (1, h.tones.dark(black), 1),
            ],
        )
        h.fill(
            curve([(-0.68, -0.59), (0.0, -0.64), (0.8, -0.59), (0.2, -0.56)], tension=0.5),
            h.tones.mid((0.62, 0.44, 0.2)),
        )
        for k in range(20):
            x = -0.6 + 0.065 * k
            h.line([(x, -0.585), (x + 0.05, -0.62)], 0.004, h.tones.light(_BRASS), 0.8)
        h.line([(0.3, -0.58), (0.42, -0.9)], 0.02, h.tones.dark(black))
    case = curve(
        [(-0.86, -0.58), (-0.2, -0.58), (0.84, -0.58), (0.88, -0.5), (0.84, -0.36), (-0.86, -0.36), (-0.9, -0.46)],
        tension=0.3,
    )
    h.wash(
        case,
        (0, -0.58),
        (0, -0.36),
        [
            (0, mix(black, h.look.sky_low, 0.4), 1),
            (0.25, h.tones.light(black), 1),
            (0.5, h.tones.mid(black), 1),
            (1, h.tones.dark(black), 1),
        ],
    )
    h.face(polygon([(-0.8, -0.5), (0.78, -0.5), (0.84, -0.4), (-0.86, -0.4)]), times(black, 0.7))
    count = 30
    for i in range(count):
        x0, x1 = -0.78 + 1.54 * i / count, -0.78 + 1.54 * (i + 1) / count
        down = 0.012 * _pressed(h, i)
        h.fill(
            polygon(
                [(x0, -0.49 + down), (x1, -0.49 + down), (x1 * 1.045 + 0.0, -0.41 + down), (x0 * 1.045, -0.41 + down)]
            ),
            h.tones.light((0.97, 0.96, 0.92)) if not down else h.tones.mid((0.9, 0.88, 0.82)),
        )
        h.fill(
            polygon(
                [
                    (x0 * 1.045, -0.41 + down),
                    (x1 * 1.045, -0.41 + down),
                    (x1 * 1.045, -0.395 + down),
                    (x0 * 1.045, -0.395 + down),
                ]
            ),
            h.tones.dark((0.85, 0.83, 0.8)),
        )
        h.line([(x1, -0.49), (x1 * 1.045, -0.395)], 0.004, h.tones.dark((0.4, 0.38, 0.36)), 0.8)
    for i in range(count - 1):
        if i % 7 not in {2, 6}:
            x = -0.78 + 1.54 * (i + 1) / count
            h.fill(polygon([(x - 0.013, -0.495), (x + 0.013, -0.495), (x + 0.014, -0.44), (x - 0.014, -0.44)]), BLACK)
            h.line([(x - 0.004, -0.485), (x - 0.004, -0.45)], 0.005, h.tones.light((0.4, 0.4, 0.45)), 0.7)
    for s in (-1, 1):
        h.volume(rect(s * 0.8 - 0.05, -0.52, s * 0.82 + 0.05, -0.385, 0.02), black, 0.03)
    if lid:
        h.face(polygon([(-0.3, -0.6), (0.3, -0.6), (0.27, -0.76), (-0.27, -0.76)]), times(black, 1.6), 0.2, 0.006)
        for s in (-1, 1):
            h.face(
                polygon([(s * 0.01, -0.61), (s * 0.2, -0.61), (s * 0.19, -0.79), (s * 0.01, -0.78)]),
                (0.95, 0.93, 0.86),
                0.2,
            )
            for k in range(4):
                h.line(
                    [(s * 0.03, -0.75 + 0.035 * k), (s * 0.17, -0.755 + 0.035 * k)],
                    0.005,
                    h.tones.dark((0.3, 0.3, 0.3)),
                    0.7,
                )


def _guitar(h: Sketch) -> None:
    wood = h.tint((0.78, 0.48, 0.2))
    hum = 0.004 * h.wave(6) if h.does("play", "sing", "dance") else 0.0
    with h.at(0, 0, 10 if h.does("play", "hold") else 0) as one:
        neck = polygon([(-0.035, -0.44), (-0.026, -0.86), (0.026, -0.86), (0.035, -0.44)])
        body = curve(
            [
                (0, -0.46),
                (0.15, -0.45),
                (0.19, -0.37),
                (0.145, -0.28),
                (0.2, -0.19),
                (0.235, -0.1),
                (0.16, -0.01),
                (0, 0.0),
                (-0.16, -0.01),
                (-0.235, -0.1),
                (-0.2, -0.19),
                (-0.145, -0.28),
                (-0.19, -0.37),
                (-0.15, -0.45),
            ]
        )
        one.volume(body, times(wood, 0.7), 0.1)
        with one.at(0, -0.005, 0, 0.955, 0.975) as front:
            front.wood(body, wood, upright=True, salt=14)
            front.stroke(body, front.tones.light((0.95, 0.88, 0.7)), 0.006, 0.7)
            with front.inside(body):
                front.airbrush((0, -0.2), 0.34, 0.34, front.tones.dark(wood), 0.0)
        one.stroke(oval(0, -0.27, 0.068, 0.066), one.tones.dark((0.3, 0.16, 0.08)), 0.016)
        one.fill(oval(0, -0.27, 0.058, 0.056), (0.05, 0.03, 0.03))
        one.fill(
            curve([(0.06, -0.3), (0.13, -0.26), (0.12, -0.15), (0.05, -0.2)]), one.tones.dark((0.35, 0.15, 0.08)), 0.85
        )
        one.wood(neck, (0.32, 0.19, 0.11), upright=True, salt=15)
        one.face(
            polygon([(-0.045, -0.86), (-0.055, -1.0), (0.0, -0.985), (0.055, -1.0), (0.045, -0.86)]),
            (0.4, 0.22, 0.12),
            0.1,
            0.006,
        )
        for k in range(3):
            for s in (-1, 1):
                one.metal(oval(s * 0.066, -0.89 - 0.035 * k, 0.014, 0.011), (0.85, 0.85, 0.87))
        one.fill(rect(-0.075, -0.135, 0.075, -0.112, 0.006), one.tones.dark((0.25, 0.13, 0.08)))
        for k in range(11):
            y = -0.46 - 0.4 * (1 - 0.9**k) / (1 - 0.9**11)
            one.line([(-0.034, y), (0.034, y)], 0.004, one.tones.light((0.8, 0.8, 0.78)), 0.9)
        for k in range(6):
            x = -0.023 + 0.0092 * k
            snapped = h.broken and k in (1, 4)
            if snapped:
                one.arc(
                    [(x * 1.3, -0.13), (x * 3 + 0.06, -0.3), (x + 0.16, -0.36 - 0.03 * k), (x + 0.22, -0.26)],
                    0.004,
                    one.tones.light((0.9, 0.9, 0.88)),
                )
                continue
            one.arc(
                [(x * 1.6, -0.125), (x * 1.2 + hum * (-1) ** k, -0.4), (x, -0.875)],
                0.0032,
                one.tones.light((0.92, 0.9, 0.84)),
            )
        if h.broken:
            one.cracks(0.1, -0.1, 0.1, 6, bright=False)


def _microphone(h: Sketch) -> None:
    """A stage microphone of the fifties on its stand."""
    steel = h.tint((0.72, 0.73, 0.76))
    h.metal(oval(0, -0.03, 0.2, 0.036), (0.2, 0.2, 0.22), upright=False)
    h.metal(rect(-0.018, -0.52, 0.018, -0.04), (0.5, 0.5, 0.53))
    h.metal(rect(-0.03, -0.3, 0.03, -0.24, 0.01), (0.3, 0.3, 0.32))
    tilt = 24 if h.broken else -6
    with h.at(0, -0.55, tilt) as one:
        one.metal(curve([(-0.05, 0.06), (-0.09, -0.02), (0.09, -0.02), (0.05, 0.06)], tension=0.4), (0.4, 0.4, 0.43))
        head = rect(-0.155, -0.44, 0.155, -0.0, 0.13)
        one.metal(head, steel)
        with one.inside(head):
            for k in range(5):
                x = -0.1 + 0.05 * k
                one.fill(rect(x - 0.014, -0.4, x + 0.014, -0.06, 0.012), (0.07, 0.07, 0.08))
                one.line([(x + 0.017, -0.39), (x + 0.017, -0.08)], 0.005, one.tones.light(steel), 0.8)
            one.metal(rect(-0.2, -0.265, 0.2, -0.2), steel, upright=False)
            one.crescent(head, 0.016, mix(h.look.lit, (1, 1, 1), 0.6), 0.8, 0.006)
        one.fill(oval(0, -0.232, 0.024, 0.02), h.look.accent)
        one.glint(-0.06, -0.37, 0.06, 0.8, 0.5)
        if h.broken:
            one.cracks(0.04, -0.3, 0.13, 7, bright=False)
    if h.broken:
        h.arc([(0.02, -0.04), (0.2, -0.12), (0.3, -0.02), (0.42, -0.05)], 0.016, BLACK)


def _speaker(h: Sketch) -> None:
    box = rect(-0.34, -1.0, 0.34, 0.0, 0.03)
    h.volume(box, h.tint((0.15, 0.14, 0.14)), 0.1)
    h.stroke(rect(-0.3, -0.96, 0.3, -0.04, 0.02), h.tones.light((0.3, 0.3, 0.32)), 0.008, 0.8)
    push = 0.04 * max(h.wave(4), 0) if not h.broken else 0.0
    for y, r in ((-0.74, 0.16), (-0.31, 0.255)):
        h.metal(oval(0, y, r * 1.08, r * 1.08), (0.4, 0.4, 0.42))
        h.fill(oval(0, y, r, r), (0.05, 0.05, 0.055))
        cone = oval(0, y, r * 0.9, r * 0.9)
        h.volume(cone, (0.2, 0.2, 0.22), r * 0.5, rim=0.2)
        for k in (0.75, 0.6, 0.45):
            h.stroke(oval(0, y, r * k, r * k), (0.05, 0.05, 0.06), r * 0.025, 0.8)
        h.volume(
            oval(0, y, r * (0.34 + push), r * (0.34 + push)),
            h.look.accent if not h.broken else (0.1, 0.1, 0.1),
            r * 0.2,
        )
        for k in range(8):
            x, yy = r * 1.02 * cos(pi * k / 4), r * 1.02 * sin(pi * k / 4)
            h.fill(oval(x, y + yy, 0.008, 0.008), (0.75, 0.75, 0.77))
        if h.broken:
            h.fill(
                polygon(
                    [
                        (-r * 0.5, y),
                        (r * 0.1, y - r * 0.7),
                        (r * 0.3, y - r * 0.1),
                        (r * 0.7, y + r * 0.2),
                        (0, y + r * 0.3),
                        (-r * 0.2, y + r * 0.7),
                    ]
                ),
                (0.01, 0.01, 0.015),
            )
    if not h.broken and h.does("play", "sing", "dance", "wake"):
        for k in range(2):
            h.stroke(oval(0, -0.31, 0.34 + 0.06 * k + push, 0.34 + 0.06 * k + push), h.look.accent, 0.008, 0.35)


def _cassette(h: Sketch) -> None:
    shell = h.tint((0.16, 0.17, 0.2))
    body = rect(-0.78, -1.0, 0.78, 0.0, 0.06)
    h.volume(body, shell, 0.06)
    h.face(rect(-0.7, -0.93, 0.7, -0.24, 0.03), (0.94, 0.9, 0.8), 0.2)
    for k, colour in enumerate(((0.86, 0.24, 0.2), (0.95, 0.62, 0.16), (0.2, 0.5, 0.58))):
        h.fill(rect(-0.7, -0.4 + 0.052 * k, 0.7, -0.355 + 0.052 * k), h.tones.mid(colour))
    letters(h, "MIX 1", (-0.3, -0.83), 0.1, h.tones.dark((0.16, 0.2, 0.45)), 0.14)
    letters(h, "A", (0.56, -0.83), 0.12, h.tones.mid((0.8, 0.2, 0.18)), 0.18)
    h.fill(rect(-0.46, -0.7, 0.46, -0.44, 0.12), h.tones.dark((0.12, 0.1, 0.1)))
    playing = 0.0 if h.broken else 2 * pi * h.phase
    h.fill(rect(-0.16, -0.66, 0.16, -0.48, 0.02), h.tones.dark((0.3, 0.26, 0.24)))
    for s, full in ((-1, 0.2), (1, 0.13)):
        x = s * 0.3
        h.fill(oval(x, -0.57, full * 0.62, full * 0.62), h.tones.mid((0.28, 0.18, 0.13)))
        h.fill(oval(x, -0.57, 0.085, 0.085), h.tones.light((0.95, 0.95, 0.93)))
        for k in range(6):
            a = playing / 6 * 1 + pi * k / 3
            h.line(
                [(x + 0.05 * cos(a), -0.57 + 0.05 * sin(a)), (x + 0.085 * cos(a), -0.57 + 0.085 * sin(a))],
                0.022,
                (0.1, 0.1, 0.11),
            )
        h.stroke(oval(x, -0.57, 0.05, 0.05), (0.1, 0.1, 0.11), 0.008)
    h.face(polygon([(-0.5, 0.0), (-0.44, -0.19), (0.44, -0.19), (0.5, 0.0)]), times(shell, 1.3), 0.2, 0.006)
    for x, y in ((-0.72, -0.95), (0.72, -0.95), (-0.72, -0.05), (0.72, -0.05), (0, -0.1)):
        h.fill(oval(x, y, 0.022, 0.022), h.tones.light((0.6, 0.6, 0.62)))
    for x in (-0.3, -0.16, 0.16, 0.3):
        h.fill(oval(x, -0.06, 0.026, 0.026), (0.03, 0.03, 0.04))
    h.glass(rect(-0.78, -1.0, 0.78, 0.0, 0.06), (0.7, 0.75, 0.8), 0.02, 0.16)
    if h.broken:
        brown = h.tones.mid((0.3, 0.18, 0.12))
        loops: list[Point] = [
            (-0.3, -0.02),
            (-0.5, 0.02),
            (-0.9, -0.16),
            (-1.0, -0.5),
            (-0.76, -0.6),
            (-0.66, -0.3),
            (-0.9, 0.0),
            (-0.3, 0.05),
            (0.2, 0.03),
            (0.7, 0.06),
            (1.0, -0.2),
            (0.86, -0.44),
            (0.72, -0.2),
            (1.0, 0.02),
        ]
        h.arc(loops, 0.034, times(brown, 0.6))
        h.arc([(x - 0.004, y - 0.008) for x, y in loops], 0.014, h.tones.light((0.5, 0.36, 0.26)))
        h.cracks(0.3, -0.57, 0.3, 8)


SOUNDING = {
    "piano": thing(_piano, 0.95, focus=(0.0, -0.5), poses=8, seconds=1.6, splits=True),
    "guitar": thing(_guitar, 0.58, focus=(0.0, -0.25), head=0.5, poses=6, seconds=0.5, splits=False),
    "microphone": thing(_microphone, 0.62, focus=(0.0, -0.75), head=0.5, splits=False),
    "speaker": thing(_speaker, 0.7, poses=8, seconds=0.8, focus=(0.0, -0.45), splits=False),
    "cassette": thing(_cassette, 0.06, poses=8, seconds=1.2, splits=False),
}
"""What sounds."""
