"""Cars seen from before and from behind."""

from render.animatic.actors.people.forms import curve, oval, polygon
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.letters import letters
from render.animatic.actors.things.sketch import Sketch, rect
from render.animatic.actors.vehicles.aboard import seated
from render.animatic.actors.vehicles.wheels import MOVING
from render.animatic.base import RGB

DRIVER = 0.3
"""Where across the driver sits as seen from the front, half widths; the other one sits on the other side."""


def paint_ahead(h: Sketch, colour: RGB, half: float, roof: float, size: float, away: bool, low: bool) -> None:
    """Paint a car that comes towards the viewer or drives away; `half` is half its width in heights."""
    tones = h.tones
    shake = 0.008 * h.wave(2) if h.actor.action in MOVING else 0.0
    for s in (-1, 1):
        h.volume(rect(s * half * 0.96, -0.34, s * half * 0.66, 0.0, 0.06), (0.09, 0.09, 0.1), 0.08)
    with h.at(0, shake) as one:
        if low:
            one.face(rect(-half * 0.98, -1.03, half * 0.98, -0.93, 0.02), h.look.accent, 0.3, 0.015)
            for s in (-1, 1):
                one.face(
                    polygon(
                        [
                            (s * half * 0.98, -1.08),
                            (s * half * 1.04, -1.08),
                            (s * half * 1.04, -0.78),
                            (s * half * 0.98, -0.78),
                        ]
                    ),
                    times(colour, 0.8),
                )
                one.line([(s * half * 0.4, -0.94), (s * half * 0.42, -0.66)], 0.04, (0.08, 0.08, 0.1))
        cabin = curve(
            [
                (-half * 0.78, -0.6),
                (-half * 0.62, -roof * 0.9),
                (-half * 0.4, -roof * 0.99),
                (half * 0.4, -roof * 0.99),
                (half * 0.62, -roof * 0.9),
                (half * 0.78, -0.6),
            ],
            tension=0.7,
        )
        one.volume(cabin, colour, 0.12)
        glass = curve(
            [(-half * 0.64, -0.62), (-half * 0.52, -roof * 0.87), (half * 0.52, -roof * 0.87), (half * 0.64, -0.62)],
            tension=0.4,
        )
        party = h.actor.party
        one.fill(glass, tones.dark((0.12, 0.15, 0.2)) if not party else tones.mid((0.44, 0.49, 0.52)))
        for x in (-DRIVER, DRIVER):
            one.volume(oval(half * x, -0.68, 0.1, 0.1), (0.2, 0.17, 0.17), 0.05)
        for who, x in zip(party, (DRIVER, -DRIVER), strict=False):
            seated(one, who, glass, half * x * (-1 if away else 1), size)
        one.glass(glass, (0.5, 0.6, 0.7), *((0.3, 0.5) if not party else (0.12, 0.16)))
        body = curve(
            [
                (-half, -0.3),
                (-half * 0.98, -0.5),
                (-half * 0.8, -0.62),
                (0, -0.66),
                (half * 0.8, -0.62),
                (half * 0.98, -0.5),
                (half, -0.3),
                (half * 0.94, -0.14),
                (-half * 0.94, -0.14),
            ],
            tension=0.8,
        )
        one.wash(
            body,
            (0, -0.66),
            (0, -0.12),
            [
                (0, mix(tones.light(colour), h.look.sky_low, 0.45), 1),
                (0.25, tones.light(colour), 1),
                (0.5, tones.mid(colour), 1),
                (1, tones.dark(colour), 1),
            ],
        )
        with one.inside(body):
            one.crescent(body, 0.02, mix(h.look.lit, (1, 1, 1), 0.4), 0.7, 0.006)
        if away:
            _rear(one, half)
        else:
            _nose(one, half, low)
        for s in (-1, 1):
            one.volume(oval(s * half * 0.9, -0.7, 0.09, 0.055), colour, 0.04)
        if h.broken:
            one.cracks(half * 0.2, -0.76, 0.26, 8)


def _nose(h: Sketch, half: float, low: bool) -> None:
    grille = rect(-half * 0.5, -0.36, half * 0.5, -0.2, 0.05)
    h.fill(grille, (0.04, 0.04, 0.05))
    for k in range(5):
        h.line(
            [(-half * 0.48, -0.34 + 0.032 * k), (half * 0.48, -0.34 + 0.032 * k)],
            0.012,
            h.tones.mid((0.55, 0.56, 0.6)),
            0.8,
        )
    for s in (-1, 1):
        x, y = s * half * 0.73, -0.45 if not low else -0.36
        if low:
            shape = curve(
                [
                    (x - s * 0.16, y + 0.03),
                    (x - s * 0.1, y - 0.06),
                    (x + s * 0.16, y - 0.1),
                    (x + s * 0.18, y + 0.0),
                    (x, y + 0.06),
                ]
            )
        else:
            shape = oval(x, y, 0.115, 0.1)
        h.fill(shape, (0.1, 0.1, 0.12))
        h.airbrush((x, y), 0.13, 0.1, (1.0, 0.98, 0.9), 1.0, 0.5)
    if low:
        h.volume(oval(0, -0.52, 0.15, 0.085), (0.96, 0.96, 0.95), 0.04)
        letters(h, "27", (0, -0.52), 0.1, (0.06, 0.06, 0.08), 0.19)
        h.fill(rect(-half * 1.02, -0.12, half * 1.02, -0.07, 0.02), (0.05, 0.05, 0.06))
    else:
        h.metal(rect(-half * 0.98, -0.2, half * 0.98, -0.13, 0.03), (0.7, 0.71, 0.75), upright=False)


def _rear(h: Sketch, half: float) -> None:
    for s in (-1, 1):
        lamp = rect(s * half * 0.92, -0.53, s * half * 0.55, -0.41, 0.04)
        h.volume(lamp, (0.85, 0.08, 0.07), 0.04)
        h.airbrush((s * half * 0.74, -0.47), 0.12, 0.04, (1.0, 0.6, 0.5), 0.8)
    h.fill(rect(-0.22, -0.36, 0.22, -0.25, 0.02), h.tones.mid((0.93, 0.92, 0.86)))
    letters(h, "A27", (0, -0.305), 0.07, (0.1, 0.1, 0.12), 0.16)
    h.fill(rect(-half * 0.9, -0.19, half * 0.9, -0.13, 0.02), (0.06, 0.06, 0.07))
    for s in (-1, 1):
        h.metal(oval(s * half * 0.5, -0.13, 0.06, 0.035), (0.6, 0.6, 0.63))
