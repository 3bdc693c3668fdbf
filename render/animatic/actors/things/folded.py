"""Folded paper and paper on sticks: boat, bird, kite."""

from math import pi, sin

from render.animatic.actors.people.forms import Point, oval, polygon
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.model import thing
from render.animatic.actors.things.paper import PAPER, written
from render.animatic.actors.things.sketch import Sketch


def _paper_boat(h: Sketch) -> None:
    colour = h.tint(PAPER)
    tilt = 4 * h.wave()
    crushed = 0.72 if h.broken or "wet" in h.actor.state else 1.0
    with h.at(0, -0.02 + 0.02 * h.wave(1, 0.25), tilt, 1.0, crushed) as one:
        one.face(polygon([(-0.36, -0.34), (0.02, -0.98), (0.05, -0.3)]), colour, 0.5, 0.012)
        one.face(polygon([(0.02, -0.98), (0.4, -0.34), (0.05, -0.3)]), colour, -0.35, 0.006)
        one.face(
            polygon([(-0.98, -0.58), (-0.1, -0.3), (0.98, -0.58), (0.6, -0.44), (0.0, -0.22), (-0.6, -0.44)]),
            times(colour, 0.7),
            -0.3,
        )
        one.face(polygon([(-0.98, -0.58), (0.02, -0.3), (0.06, 0.0), (-0.5, 0.0)]), colour, 0.35, 0.012)
        one.face(polygon([(0.02, -0.3), (0.98, -0.58), (0.52, 0.0), (0.06, 0.0)]), colour, -0.15, 0.008)
        ink = one.tones.dark(colour)
        one.line([(0.02, -0.3), (0.06, 0.0)], 0.008, ink, 0.7)
        one.line([(-0.98, -0.58), (-0.5, 0.0)], 0.006, ink, 0.4)
        one.line([(-0.7, -0.38), (0.0, -0.14)], 0.006, ink, 0.25)
        if h.fine(0.02):
            written(one, -0.5, -0.06, -0.26, 0.05, 3, one.tones.mid((0.35, 0.38, 0.55)), 19)
        if h.broken:
            one.fill(
                polygon([(0.3, -0.38), (0.4, -0.2), (0.34, -0.1), (0.5, -0.02), (0.6, -0.2), (0.52, -0.42)]),
                one.tones.dark((0.3, 0.3, 0.34)),
            )
            one.line([(-0.2, -0.7), (-0.1, -0.5), (-0.18, -0.36)], 0.014, ink)
    if (h.does("sail", "swim", "glide", "stand") and h.look.wet) or h.does("sail", "swim"):
        for k in range(3):
            h.stroke(
                oval(0, 0.01 + 0.02 * k, 0.66 + 0.16 * k, 0.03 + 0.016 * k),
                h.tones.light((0.8, 0.9, 0.96)),
                0.012,
                0.5 - 0.12 * k,
            )


def _paper_bird(h: Sketch) -> None:
    colour = h.tint(PAPER)
    flap = h.wave(2) * (0.2 if h.does("fly", "glide", "dance", "wave") else 0.03)
    droop = 0.3 if h.broken else 0.0
    far = (0.42, -0.94 + flap + droop)
    near = (-0.14, -1.0 - flap + 0.5 * droop)
    h.face(polygon([(-0.04, -0.42), (0.26, -0.4), far]), colour, -0.32, 0.012)
    h.face(polygon([(-0.34, -0.42), (-0.06, -0.24), (-0.96, -0.74)]), colour, -0.12, 0.012)
    head = (0.8, -0.74 + droop)
    h.face(
        polygon([(0.08, -0.2), (0.36, -0.44), (head[0] + 0.06, head[1] - 0.02), (head[0] - 0.1, head[1])]),
        colour,
        0.1,
        0.012,
    )
    h.face(polygon([(0.66, -0.78 + droop), (0.88, -0.8 + droop), (1.04, -0.56 + droop)]), colour, -0.25, 0.01)
    h.face(polygon([(-0.34, -0.4), (0.34, -0.4), (0.02, 0.0)]), colour, 0.16, 0.012)
    h.face(polygon([(0.02, 0.0), (0.34, -0.4), (0.06, -0.36)]), colour, -0.2, 0.008)
    h.face(polygon([(-0.32, -0.38), (0.22, -0.34), near]), colour, 0.45, 0.014)
    h.line([(-0.06, -0.36), near], 0.008, h.tones.dark(colour), 0.4)
    if h.broken:
        h.line([(-0.2, -0.4), (-0.1, -0.6), (-0.18, -0.74)], 0.014, h.tones.dark(colour))
        h.line([(0.1, -0.3), (0.0, -0.18), (0.06, -0.08)], 0.012, h.tones.dark(colour))


def _kite(h: Sketch) -> None:
    colour = h.tint((0.86, 0.2, 0.16))
    other = mix(h.look.accent, (0.98, 0.8, 0.2), 0.7)
    with h.at(0.03 * h.wave(1, 0.25), -0.66 + 0.02 * h.wave(2), 12 + 6 * h.wave()) as one:
        tail: list[Point] = [
            (0.04 * sin(2 * pi * (h.phase * 2 - k * 0.16)) * k * 0.5 - 0.04 * k, 0.42 + 0.075 * k) for k in range(8)
        ]
        one.arc(tail, 0.01, one.tones.mid((0.9, 0.88, 0.8)))
        for k in (2, 4, 6):
            x, y = tail[k]
            for s in (-1, 1):
                one.face(
                    polygon([(x, y), (x + s * 0.075, y - 0.045), (x + s * 0.075, y + 0.045)]),
                    other if k % 4 else colour,
                    0.2 * s,
                )
        top, left, right, low = (0.0, -0.36), (-0.27, -0.06), (0.27, -0.06), (0.0, 0.42)
        for a, b, tone, lit in (
            (top, left, colour, 0.35),
            (top, right, other, 0.0),
            (low, left, other, 0.15),
            (low, right, colour, -0.25),
        ):
            one.face(polygon([(0, -0.06), a, b]), tone, lit, 0.008)
        one.line([top, low], 0.014, one.tones.dark((0.5, 0.36, 0.2)))
        one.line([left, right], 0.014, one.tones.dark((0.5, 0.36, 0.2)))
        if h.broken:
            one.fill(
                polygon([(0.03, 0.02), (0.14, 0.0), (0.1, 0.16), (0.16, 0.22), (0.04, 0.3)]),
                one.tones.dark(h.look.shade),
            )
            one.line([(0.27, -0.06), (0.4, 0.06)], 0.014, one.tones.dark((0.5, 0.36, 0.2)))
    if not h.broken:
        h.arc([(0.0, -0.6), (0.2, -0.3), (0.28, 0.0)], 0.006, h.tones.light((0.9, 0.9, 0.9)), 0.8)


FOLDED = {
    "paper_boat": thing(_paper_boat, 0.1, poses=10, seconds=3.0, splits=False),
    "paper_bird": thing(_paper_bird, 0.12, poses=12, seconds=1.6, splits=False, airborne=False),
    "kite": thing(_kite, 0.6, poses=14, seconds=3.0, splits=False, airborne=True, focus=(0.0, -0.7)),
}
"""Folded paper."""
