"""A leap on a board: rider and board leave the ground together and land together."""

from dataclasses import replace
from math import cos, pi, sin

from director.model import Presence, Shot
from render.animatic.base import Brush, Figure
from render.animatic.terms import PEOPLE

_HIGH = 0.4
"""How high they leap, heights of a standing adult."""
_TILT = 17.0
"""Degrees by which the board rears up."""
_SECONDS = 1.3


def leaps(presence: Presence, shot: Shot) -> bool:
    """Return whether this is a skateboard that jumps, or who jumps on it."""
    boards = any(p.term == "skateboard" and p.action == "jump" for p in shot.who)
    return boards and presence.action == "jump" and (presence.term == "skateboard" or presence.term in PEOPLE)


def leaping(figure: Figure, board: bool) -> Figure:
    """Return the figure of who rides, or of the board, on its way up and down; both keep one clock."""
    high = _HIGH / figure.size

    def paint(brush: Brush, phase: float) -> None:
        t = min(max((phase - 0.15) / 0.7, 0.0), 1.0)
        canvas = brush.canvas
        canvas.save()
        canvas.translate(0.0, -high * sin(pi * t))
        if board and 0.0 < t < 1.0:
            canvas.rotate(-_TILT * cos(pi * t) * sin(pi * t) * 2)
        figure.paint(brush, phase)
        canvas.restore()

    return replace(figure, paint=paint, poses=16, seconds=_SECONDS, height=figure.height + high)
