"""A racer's things: helmet and steering wheel."""

from math import cos, pi, radians, sin

from render.animatic.actors.people.forms import curve, oval, polygon
from render.animatic.actors.people.tones import mix
from render.animatic.actors.things.letters import letters
from render.animatic.actors.things.model import thing
from render.animatic.actors.things.sketch import BLACK, Sketch, rect


def _helmet(h: Sketch) -> None:
    colour = h.tint((0.86, 0.87, 0.9))
    accent = h.look.accent
    shell = curve(
        [
            (-0.46, -0.34),
            (-0.47, -0.62),
            (-0.32, -0.88),
            (0.0, -0.99),
            (0.3, -0.9),
            (0.47, -0.64),
            (0.49, -0.42),
            (0.44, -0.2),
            (0.3, -0.05),
            (0.0, -0.01),
            (-0.24, -0.04),
            (-0.4, -0.14),
        ]
    )
    h.volume(shell, colour, 0.24)
    with h.inside(shell):
        h.fill(
            curve([(-0.5, -0.66), (-0.1, -0.86), (0.3, -1.05), (0.1, -1.1), (-0.3, -1.0), (-0.6, -0.8)], tension=0.6),
            h.tones.mid(accent),
        )
        h.fill(
            curve(
                [(-0.5, -0.3), (-0.2, -0.24), (0.1, -0.2), (0.5, -0.16), (0.5, -0.1), (0.0, -0.12), (-0.5, -0.22)],
                tension=0.6,
            ),
            h.tones.mid(accent),
        )
        h.arc([(-0.5, -0.6), (-0.1, -0.8), (0.3, -0.98)], 0.018, h.tones.dark((0.1, 0.1, 0.14)))
        h.crescent(shell, 0.03, (1, 1, 1), 0.6, 0.02)
    lift = -0.16 * h.ajar if h.does("open", "close") else 0.0
    visor = curve(
        [
            (-0.12, -0.66 + lift),
            (0.2, -0.74 + lift),
            (0.46, -0.66 + lift * 0.6),
            (0.505, -0.5 + lift * 0.6),
            (0.47, -0.36 + lift),
            (0.12, -0.32 + lift),
            (-0.14, -0.36 + lift),
        ],
        tension=0.8,
    )
    h.fill(
        curve(
            [(-0.12, -0.64), (0.2, -0.72), (0.46, -0.64), (0.48, -0.5), (0.44, -0.36), (0.12, -0.32), (-0.12, -0.38)]
        ),
        (0.03, 0.03, 0.04),
    )
    h.wash(
        visor,
        (0, -0.74),
        (0, -0.3),
        [
            (0, (0.08, 0.09, 0.12), 0.96),
            (0.45, mix(h.look.sky_low, (0.3, 0.4, 0.6), 0.4), 0.9),
            (0.55, (0.1, 0.1, 0.14), 0.96),
            (1, mix(accent, (0.1, 0.1, 0.12), 0.6), 0.96),
        ],
    )
    with h.inside(visor):
        h.fill(polygon([(0.02, -0.3), (0.12, -0.3), (0.3, -0.8), (0.2, -0.8)]), (1, 1, 1), 0.3)
    h.stroke(visor, (0.06, 0.06, 0.07), 0.014)
    h.metal(oval(-0.13, -0.52, 0.06, 0.06), (0.5, 0.5, 0.53))
    letters(h, "27", (-0.3, -0.52), 0.13, h.tones.dark((0.1, 0.1, 0.14)), 0.18)
    for k in range(3):
        h.line([(0.2 + 0.07 * k, -0.19), (0.23 + 0.07 * k, -0.12)], 0.022, BLACK)
    if h.broken:
        with h.inside(shell):
            h.cracks(0.22, -0.55, 0.42, 10)
            h.line([(-0.3, -0.95), (-0.2, -0.76), (-0.26, -0.66), (-0.1, -0.5)], 0.024, BLACK)


def _steering_wheel(h: Sketch) -> None:
    rim = h.tint((0.13, 0.12, 0.13))
    angle = 26 * h.wave() if h.does("drive", "race", "ride", "turn", "hold") else 5 * h.wave()
    with h.at(0, -0.5, angle) as one:
        for a in (radians(0), radians(180), radians(90)):
            spoke = polygon(
                [
                    (0.1 * cos(a + 0.7), 0.1 * sin(a + 0.7)),
                    (0.42 * cos(a + 0.11), 0.42 * sin(a + 0.11)),
                    (0.42 * cos(a - 0.11), 0.42 * sin(a - 0.11)),
                    (0.1 * cos(a - 0.7), 0.1 * sin(a - 0.7)),
                ]
            )
            one.metal(spoke, (0.66, 0.67, 0.7), upright=False)
            for k in (0.2, 0.27, 0.34):
                one.fill(oval(k * cos(a), k * sin(a), 0.022, 0.022), (0.08, 0.08, 0.09))
        circle = oval(0, 0, 0.44, 0.44)
        if h.broken:
            circle = curve(
                [(0.44 * cos(radians(-60 + 300 * k / 20)), 0.44 * sin(radians(-60 + 300 * k / 20))) for k in range(21)],
                closed=False,
            )
        one.stroke(circle, one.tones.dark(rim), 0.105)
        one.stroke(circle, one.tones.mid(rim), 0.085)
        one.canvas.save()
        one.canvas.translate(one.tones.sun[0] * 0.01, one.tones.sun[1] * 0.016)
        one.stroke(circle, one.tones.light(mix(rim, (1, 1, 1), 0.3)), 0.022, 0.75)
        one.canvas.restore()
        if h.fine(0.02):
            for k in range(40 if not h.broken else 0):
                a = 2 * pi * k / 40
                one.line(
                    [(0.405 * cos(a), 0.405 * sin(a)), (0.415 * cos(a + 0.03), 0.415 * sin(a + 0.03))],
                    0.009,
                    one.tones.light(h.look.accent),
                    0.9,
                )
        one.fill(rect(-0.025, -0.495, 0.025, -0.385), one.tones.mid(h.look.accent))
        one.volume(oval(0, 0, 0.135, 0.135), (0.1, 0.1, 0.11), 0.07)
        one.metal(oval(0, 0, 0.07, 0.07), (0.75, 0.75, 0.78))
        one.fill(polygon([(-0.03, 0.03), (0, -0.045), (0.03, 0.03)]), one.tones.mid(h.look.accent))


RACING = {
    "helmet": thing(_helmet, 0.18, splits=False),
    "steering_wheel": thing(_steering_wheel, 0.24, poses=10, seconds=2.4, splits=False),
}
"""A racer's things."""
