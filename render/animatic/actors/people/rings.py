"""Closed lines of points: hulls and even spacing."""

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

import numpy as np

from render.animatic.actors.people.forms import Point


def hull(points: Sequence[Point]) -> list[Point]:
    """Return the convex hull (Andrew's monotone chain), in order."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered

    def half(run: Sequence[Point]) -> list[Point]:
        out: list[Point] = []
        for p in run:
            while len(out) > 1 and (out[-1][0] - out[-2][0]) * (p[1] - out[-2][1]) <= (out[-1][1] - out[-2][1]) * (
                p[0] - out[-2][0]
            ):
                out.pop()
            out.append(p)
        return out[:-1]

    return half(ordered) + half(ordered[::-1])


def resampled(ring: Sequence[Point], count: int) -> list[Point]:
    """Return `count` points spread evenly along a closed ring."""
    closed = [*ring, ring[0]]
    steps = [0.0]
    for a, b in pairwise(closed):
        steps.append(steps[-1] + hypot(b[0] - a[0], b[1] - a[1]))
    at = np.linspace(0, steps[-1], count, endpoint=False)
    xs = np.interp(at, steps, [p[0] for p in closed])
    ys = np.interp(at, steps, [p[1] for p in closed])
    return [(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]
