"""Boxes and places in a person's own space: for furniture and instruments that must meet the hands."""

from math import hypot

import numpy as np

from render.animatic.actors.people.body import Body
from render.animatic.actors.people.forms import Point, polygon
from render.animatic.actors.people.skeleton import FROM_ABOVE
from render.animatic.actors.people.tones import mix, times
from render.animatic.base import RGB

Span = tuple[float, float]


def towards(a: Point, b: Point) -> Point:
    """Return the unit vector from a to b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    size = hypot(dx, dy) or 1.0
    return dx / size, dy / size


def off_hand(a: Point, way: Point, by: float) -> Point:
    """Return the point `by` body units from a along a direction."""
    return a[0] + way[0] * by, a[1] + way[1] * by


def in_chest(body: Body, x: float, y: float, z: float) -> Point:
    """Return where a place before the chest is seen: from the neck, x to the person's left, y down, z ahead."""
    px, py, _ = body.seen.chest @ np.array([x, y, z])
    nx, ny = body.seen.xy("neck")
    return nx + float(px), ny + float(py)


def on_ground(body: Body, x: float, up: float, z: float) -> Point:
    """Return where a place around the person lies: x to its left, `up` above the ground, z ahead of its hips."""
    frame = body.seen.pelvis
    px, _, depth = frame @ np.array([x, 0.0, z])
    return body.seen.xy("hip")[0] + float(px), -up + FROM_ABOVE * float(depth)


def box(body: Body, x: Span, up: Span, z: Span, colour: RGB) -> None:
    """Paint a box that stands around the person, its seen faces in light and shade."""
    easel, frame = body.easel, body.seen.pelvis
    faces = (
        ((0, 0, 1), [(a, b, z[1]) for a, b in ((x[0], up[0]), (x[1], up[0]), (x[1], up[1]), (x[0], up[1]))]),
        ((0, 0, -1), [(a, b, z[0]) for a, b in ((x[0], up[0]), (x[1], up[0]), (x[1], up[1]), (x[0], up[1]))]),
        ((1, 0, 0), [(x[1], b, c) for b, c in ((up[0], z[0]), (up[0], z[1]), (up[1], z[1]), (up[1], z[0]))]),
        ((-1, 0, 0), [(x[0], b, c) for b, c in ((up[0], z[0]), (up[0], z[1]), (up[1], z[1]), (up[1], z[0]))]),
    )
    sun = easel.tones.sun
    for normal, corners in faces:
        nx, _, nz = frame @ np.array(normal, dtype=np.float64)
        if nz <= 0.01:
            continue
        lit = float(nx) * sun[0]
        tone = (
            mix(easel.tones.mid(colour), easel.tones.light(colour), lit)
            if lit > 0
            else mix(easel.tones.mid(colour), easel.tones.dark(colour), min(0.35 - lit, 1.0))
        )
        path = polygon([on_ground(body, *c) for c in corners])
        easel.fill(path, tone)
        easel.stroke(path, times(tone, 0.7), 0.003, 0.5)
    top = polygon([on_ground(body, a, up[1], c) for a, c in ((x[0], z[0]), (x[1], z[0]), (x[1], z[1]), (x[0], z[1]))])
    easel.fill(top, easel.tones.light(colour))
