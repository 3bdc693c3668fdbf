"""The music box with its dancer, who turns while it plays and lies beside it when it is broken."""

from math import cos, pi, sin

from render.animatic.actors.people.forms import Point, curve, oval, polygon, tube
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.model import thing
from render.animatic.actors.things.sketch import BLACK, Sketch, rect, ring
from render.animatic.base import RGB

_BRASS: RGB = (0.83, 0.64, 0.28)


def _dancer(h: Sketch, x: float, y: float, tall: float) -> None:
    """Paint the ballerina who turns on her spring."""
    a = 2 * pi * h.phase if not h.broken else 0.7
    across = cos(a)
    skin: RGB = (0.96, 0.82, 0.72)
    pink = h.look.accent if h.actor.colour is None else h.actor.colour
    rose = mix(pink, (1.0, 0.85, 0.88), 0.5)
    with h.at(x, y, 26 if h.broken else 0, tall) as one:
        one.line([(0, 0), (0, -0.06)], 0.03, one.tones.light(_BRASS))
        one.volume(tube([(0, -0.04), (0.01, -0.24), (0, -0.42)], [0.018, 0.03, 0.04]), skin, 0.03)
        one.volume(tube([(0.0, -0.4), (across * 0.14, -0.3), (across * 0.04, -0.2)], [0.036, 0.03, 0.016]), skin, 0.03)
        tutu = curve(
            [(-0.3, -0.42), (-0.12, -0.5), (0.12, -0.5), (0.3, -0.42), (0.16, -0.37), (0, -0.35), (-0.16, -0.37)]
        )
        one.volume(tutu, rose, 0.06)
        for k in range(9):
            t = (k / 9 + h.phase) % 1.0
            one.line(
                [(0, -0.48), (-0.28 * cos(2 * pi * t), -0.41 + 0.03 * sin(2 * pi * t))],
                0.008,
                one.tones.light(rose),
                0.6,
            )
        one.volume(tube([(0, -0.47), (0, -0.6), (0, -0.68)], [0.05, 0.06, 0.045]), pink, 0.04)
        for s in (-1, 1):
            lift = s * across
            one.volume(
                tube([(lift * 0.045, -0.67), (lift * 0.17, -0.78), (lift * 0.08, -0.96)], [0.02, 0.018, 0.012]),
                skin,
                0.016,
            )
        one.volume(oval(0, -0.78, 0.062, 0.072), skin, 0.05)
        one.volume(
            curve(
                [
                    (-0.066, -0.78),
                    (-0.06, -0.86),
                    (0, -0.885),
                    (0.06, -0.86),
                    (0.066, -0.78),
                    (0.02, -0.835),
                    (-0.02, -0.835),
                ]
            ),
            (0.3, 0.18, 0.12),
            0.03,
        )
        one.volume(oval(-across * 0.02, -0.885, 0.035, 0.03), (0.3, 0.18, 0.12), 0.02)
        if abs(across) < 0.9 and sin(a) < 0.3 and one.fine(0.02):
            for s in (-1, 1):
                one.fill(oval(s * 0.022 + across * 0.02, -0.775, 0.008, 0.008), BLACK)


def _music_box(h: Sketch) -> None:
    wood = h.tint((0.46, 0.2, 0.16))
    ajar = (
        0.12
        if h.does("close", "sleep", "hide") and h.phase > 0.7
        else (h.ajar if h.does("close", "open", "hide", "wake") else 1.0)
    )
    lift = max(ajar, 0.06)
    tilt = -14 if h.broken else 0
    with h.at(-0.58 if h.broken else 0.0, -0.44, tilt) as one:
        off = 0.58 if h.broken else 0.0
        lid = polygon([(-0.58 + off, 0.0), (0.58 + off, 0.0), (0.54 + off, -0.46 * lift), (-0.54 + off, -0.46 * lift)])
        one.wood(lid, times(wood, 0.85), salt=24)
        inner = polygon(
            [
                (-0.5 + off, -0.03 * lift),
                (0.5 + off, -0.03 * lift),
                (0.47 + off, -0.41 * lift),
                (-0.47 + off, -0.41 * lift),
            ]
        )
        one.fill(inner, one.tones.dark((0.3, 0.32, 0.4)))
        one.glass(inner, (0.7, 0.76, 0.82), 0.5, 0.5)
        if h.broken:
            one.cracks(off + 0.1, -0.24, 0.22, 8)
    well = polygon([(-0.58, -0.44), (0.58, -0.44), (0.66, -0.3), (-0.66, -0.3)])
    if lift > 0.3:
        h.wood(well, times(wood, 0.6), salt=25)
        h.fill(
            polygon([(-0.5, -0.425), (0.5, -0.425), (0.56, -0.315), (-0.56, -0.315)]),
            h.tones.mid(mix(h.look.accent, (0.5, 0.06, 0.12), 0.6)),
        )
        drum = rect(0.18, -0.4, 0.46, -0.335, 0.02)
        h.metal(drum, _BRASS, upright=False)
        for k in range(18):
            rng_x, rng_y = 0.2 + 0.014 * k, -0.395 + 0.05 * (((k * 0.377) + (0 if h.broken else h.phase)) % 1.0)
            h.fill(oval(rng_x, rng_y, 0.005, 0.005), h.tones.dark(_BRASS))
        h.metal(oval(-0.1, -0.37, 0.17, 0.03), (0.8, 0.78, 0.76), upright=False)
        if not h.broken:
            _dancer(h, -0.1, -0.37, 0.56)
    front = rect(-0.66, -0.3, 0.66, -0.03, 0.02)
    h.wood(front, wood, salt=26)
    h.stroke(rect(-0.61, -0.265, 0.61, -0.065, 0.02), h.tones.light(_BRASS), 0.01, 0.9)
    for s in (-1, 1):
        for k in range(3):
            h.arc(
                [
                    (s * 0.2, -0.165),
                    (s * (0.3 + 0.08 * k), -0.24 + 0.03 * k),
                    (s * (0.42 + 0.04 * k), -0.165),
                    (s * (0.3 + 0.08 * k), -0.09 - 0.02 * k),
                ],
                0.008,
                h.tones.light(_BRASS),
                0.8,
            )
    h.metal(curve(ring(0, -0.22, 0.06, 0.06, 8)), _BRASS)
    h.fill(oval(0, -0.225, 0.012, 0.016), BLACK)
    for x in (-0.58, 0.58):
        h.metal(oval(x, -0.015, 0.06, 0.025), _BRASS)
    turn = 2 * pi * h.phase if not h.broken else 0.4
    h.line([(0.66, -0.16), (0.74, -0.16)], 0.02, h.tones.mid(_BRASS))
    h.metal(oval(0.77, -0.16 + 0.0 * turn, 0.022, 0.06 * max(abs(cos(turn)), 0.2)), _BRASS)
    if h.broken:
        _dancer(h, 0.72, 0.0, 0.34)
        spring: list[Point] = [(-0.1 + 0.03 * cos(k * 1.5) + 0.01 * k, -0.38 - 0.022 * k) for k in range(16)]
        h.arc(spring, 0.01, h.tones.light((0.8, 0.8, 0.82)))


MUSIC_BOX = {
    "music_box": thing(_music_box, 0.14, poses=18, seconds=2.5, splits=False, focus=(-0.1, -0.6)),
}
"""The music box."""
