"""Feathered wings that beat, and membranes of colour."""

from math import cos, radians, sin

from render.animatic.actors.people.forms import Point, between, curve
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.sketch import Sketch
from render.animatic.base import RGB


def wing(
    h: Sketch, root: Point, long: float, beat: float, colour: RGB, under: RGB, lag: float = 0.0, feathers: int = 9
) -> None:
    """Paint a spread wing to the right of its root; `beat` degrees above level, the outer half bent by `lag` more."""
    a, b = radians(beat), radians(beat + lag)
    wrist: Point = (root[0] + long * 0.45 * cos(a), root[1] - long * 0.45 * sin(a))
    tip: Point = (wrist[0] + long * 0.55 * cos(b), wrist[1] - long * 0.55 * sin(b))
    deep = long * 0.46 * (0.55 + 0.45 * cos(a))
    for i in range(feathers, -1, -1):
        t = i / feathers
        start = between(wrist, tip, max(t * 2 - 1, 0.0)) if t > 0.5 else between(root, wrist, t * 2)
        fan = 1.35 * max(t - 0.4, 0.0) / 0.6
        reach = deep * (0.85 + 0.25 * t)
        end = (
            start[0] + reach * sin(fan) * cos(b),
            start[1] + reach * (cos(fan) * 0.95) - reach * 0.5 * sin(fan) * sin(b),
        )
        width = long * 0.06
        nx, ny = end[1] - start[1], -(end[0] - start[0])
        size = (nx * nx + ny * ny) ** 0.5 or 1.0
        nx, ny = nx / size * width, ny / size * width
        middle = between(start, end, 0.6)
        path = curve([start, (middle[0] + nx, middle[1] + ny), end, (middle[0] - nx, middle[1] - ny)])
        shade = mix(colour, under, 0.25 if i % 2 else 0.05)
        h.volume(path, shade, width, rim=0.3)
        if h.fine(0.02):
            with h.inside(path):
                for k in (0.45, 0.65, 0.85):
                    p = between(start, end, k)
                    h.line(
                        [(p[0] - nx, p[1] - ny), (p[0] + nx, p[1] + ny)],
                        long * 0.022,
                        h.tones.dark(times(colour, 0.7)),
                        0.5,
                    )
    arm = curve(
        [
            (root[0], root[1] - long * 0.05),
            (wrist[0], wrist[1] - long * 0.05),
            tip,
            (wrist[0], wrist[1] + deep * 0.34),
            (root[0], root[1] + deep * 0.5),
        ]
    )
    h.volume(arm, colour, long * 0.08, rim=0.5)
    h.fur(arm, colour, 51, (0.5, 1.0), long * 0.12, 50)
