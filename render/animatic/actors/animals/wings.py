"""Feathered wings that beat, and membranes of colour."""

from math import cos, pi, radians, sin

from render.animatic.actors.people.forms import Point, between, curve
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.sketch import Sketch
from render.animatic.base import RGB


def wing(
    h: Sketch, root: Point, long: float, beat: float, colour: RGB, under: RGB, lag: float = 0.0, feathers: int = 12
) -> None:
    """Paint a spread wing to the right of its root; `beat` degrees above level, the outer half bent by `lag` more.

    Flight feathers overlap to one surface, paler below as on most birds; two rows of coverts lie over their roots.
    """
    a, b = radians(beat), radians(beat + lag)
    wrist: Point = (root[0] + long * 0.45 * cos(a), root[1] - long * 0.45 * sin(a))
    tip: Point = (wrist[0] + long * 0.42 * cos(b), wrist[1] - long * 0.42 * sin(b))
    deep = long * 0.5 * (0.62 + 0.38 * cos(a))

    def bone(t: float) -> Point:
        return between(wrist, tip, t * 2 - 1) if t > 0.5 else between(root, wrist, t * 2)

    def feather(t: float, share: float, width: float, tone: RGB, bars: bool) -> None:
        """Paint one feather from the bone at t, `share` of the wing's depth long."""
        start = bone(t)
        fan = 1.42 * max(t - 0.38, 0.0) / 0.62
        reach = deep * share * (0.92 + 0.3 * sin(pi * min(t * 1.15, 1.0)))
        # Fingers spread from the wrist on: they point the way of the outer arm, the others backwards (down).
        dx, dy = sin(fan) * cos(b), cos(fan) * 0.95 - 0.75 * sin(fan) * sin(b)
        end = (start[0] + reach * dx, start[1] + reach * dy)
        size = (dx * dx + dy * dy) ** 0.5 or 1.0
        nx, ny = dy / size * width, -dx / size * width

        def beside(k: float, side: float) -> Point:
            x, y = between(start, end, k)
            return x + nx * side, y + ny * side

        path = curve([beside(0.0, 0.7), beside(0.5, 1.0), beside(0.86, 0.82), end, beside(0.86, -0.82),
                      beside(0.5, -1.0), beside(0.0, -0.7)])  # fmt: skip
        h.volume(path, tone, width * 0.9, rim=0.25)
        if bars and h.fine(0.02):
            with h.inside(path):
                for k in (0.5, 0.68, 0.86):
                    h.line([beside(k, -1.1), beside(k, 1.1)], long * 0.024, h.tones.dark(times(colour, 0.75)), 0.55)

    for i in range(feathers, -1, -1):
        t = i / feathers
        feather(t, 1.0, long * 0.068, mix(colour, under, 0.64 if i % 2 else 0.5), True)
    for i in range(feathers, -1, -1):
        t = i / feathers * 0.93
        feather(t, 0.56, long * 0.056, mix(colour, under, 0.32 if i % 2 else 0.2), False)
    for i in range(feathers, -1, -1):
        t = i / feathers * 0.88
        feather(t, 0.3, long * 0.052, mix(colour, under, 0.04 if i % 2 else 0.14), False)
    edge = long * 0.045
    arm = curve([
        (root[0], root[1] - edge), (wrist[0], wrist[1] - edge), tip, (wrist[0], wrist[1] + edge * 1.3),
        (root[0], root[1] + edge * 2.4),
    ])  # fmt: skip
    h.volume(arm, colour, long * 0.05, rim=0.5)
