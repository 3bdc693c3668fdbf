"""Things of the drawn animatic."""

from render.animatic.actors.things.flames import FLAMES
from render.animatic.actors.things.lamps import LAMPS
from render.animatic.actors.things.paper import PAPERS
from render.animatic.base import ActorPainter

THINGS: dict[str, ActorPainter] = {**FLAMES, **LAMPS, **PAPERS}
"""A painter for every thing."""
