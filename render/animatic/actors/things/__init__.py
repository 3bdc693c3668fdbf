"""Things of the drawn animatic."""

from render.animatic.base import ActorPainter

THINGS: dict[str, ActorPainter] = {}
"""A painter for every thing."""
