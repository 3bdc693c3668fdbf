"""A mouth, large: lips that part, speak, sing and scream."""

from math import pi, sin

from render.animatic.actors.people.forms import Point, curve, oval
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.model import thing
from render.animatic.actors.things.sketch import Sketch, rect
from render.animatic.base import RGB

_SKIN: RGB = (0.9, 0.71, 0.58)


def _parted(h: Sketch) -> float:
    """Return how far the lips are apart, 0-1."""
    if h.does("close", "sleep", "hide"):
        return 0.05
    if h.does("cry", "struggle", "wake", "laugh", "fall"):
        return 0.86 + 0.14 * sin(2 * pi * 5 * h.phase)
    if h.does("sing", "open", "play", "read"):
        return 0.3 + 0.5 * abs(sin(2 * pi * 2 * h.phase))
    return 0.36 + 0.3 * h.wave()


def _mouth(h: Sketch) -> None:
    """Red lips on a piece of skin, teeth and tongue behind them."""
    gap = 0.34 * _parted(h)
    red = h.tint((0.82, 0.07, 0.16))
    h.airbrush((0, -0.45), 1.0, 0.56, h.tones.mid(_SKIN), 1.0, 0.62)
    left, right, mid = -0.74, 0.74, -0.46
    top, low = mid - gap * 0.55, mid + gap
    inner: list[Point] = [(left, mid), (-0.34, top - 0.015), (0.0, top + 0.02), (0.34, top - 0.015), (right, mid),
                          (0.36, low - 0.02), (0.0, low), (-0.36, low - 0.02)]  # fmt: skip
    outer: list[Point] = [
        (left - 0.09, mid), (-0.5, top - 0.13), (-0.17, top - 0.25), (0.0, top - 0.17), (0.17, top - 0.25),
        (0.5, top - 0.13), (right + 0.09, mid), (0.46, low + 0.16), (0.0, low + 0.26), (-0.46, low + 0.16),
    ]  # fmt: skip
    h.airbrush((0.0, low + 0.3), 0.5, 0.07, h.tones.flesh(times(_SKIN, 0.7)), 0.6)
    lips, hole = curve(outer, tension=0.8), curve(inner, tension=0.85)
    h.volume(lips, red, 0.14)
    with h.inside(lips):
        for k in range(23):
            x = -0.66 + 0.06 * k
            h.crease([(x * 1.06, low + 0.24), (x, low + 0.12), (x * 0.96, low + 0.02)], 0.009, times(red, 0.55), 0.4)
            h.crease([(x * 1.04, top - 0.22), (x, top - 0.1), (x * 0.97, top)], 0.009, times(red, 0.55), 0.35)
        sx, _ = h.tones.sun
        h.airbrush((0.2 * sx, low + 0.12), 0.26, 0.05, (1.0, 0.9, 0.9), 0.75)
        h.airbrush((-0.24, top - 0.12), 0.12, 0.03, (1.0, 0.9, 0.9), 0.4)
    h.fill(hole, (0.13, 0.02, 0.04))
    with h.inside(hole):
        h.volume(oval(0.0, low + 0.03, 0.42, 0.15), mix(red, (0.85, 0.35, 0.4), 0.7), 0.08)
        for k in range(8):
            x = -0.48 + 0.12 * k
            tall = 0.115 - 0.05 * abs(x + 0.06)
            h.volume(rect(x, top - 0.06, x + 0.112, top + tall, 0.03), (0.96, 0.95, 0.9), 0.02)
        if gap > 0.16:
            for k in range(7):
                x = -0.35 + 0.1 * k
                h.volume(rect(x, low - 0.045, x + 0.092, low + 0.1, 0.025), (0.9, 0.88, 0.83), 0.02)
        h.airbrush((0.0, top), 0.8, 0.05, (0.1, 0.0, 0.02), 0.4)
    h.stroke(hole, times(red, 0.45), 0.014, 0.8)
    if h.broken:
        # A print torn in two and laid together askew.
        tear = curve([(-0.1, -1.0), (0.02, -0.7), (-0.08, -0.46), (0.06, -0.2), (-0.04, 0.02)], closed=False)
        h.stroke(tear, h.tones.light((0.95, 0.93, 0.88)), 0.075)
        h.cracks(0.3, low + 0.1, 0.3, 9)


LIPS = {"mouth": thing(_mouth, 0.06, focus=(0.0, -0.46), head=0.9, poses=16, seconds=1.6, splits=False)}
"""The mouth by its term."""
