"""Vehicles of the drawn animatic."""

from render.animatic.base import ActorPainter

VEHICLES: dict[str, ActorPainter] = {}
"""A painter for every vehicle."""
