"""Things of the drawn animatic."""

from render.animatic.actors.things.cloth import CLOTHS
from render.animatic.actors.things.flames import FLAMES
from render.animatic.actors.things.keepsakes import KEEPSAKES
from render.animatic.actors.things.lamps import LAMPS
from render.animatic.actors.things.living import LIVING
from render.animatic.actors.things.outdoors import OUTDOORS
from render.animatic.actors.things.paper import PAPERS
from render.animatic.actors.things.room_things import ROOM
from render.animatic.actors.things.sky_things import SKY
from render.animatic.actors.things.sounding import SOUNDING
from render.animatic.base import ActorPainter

THINGS: dict[str, ActorPainter] = {
    **FLAMES, **LAMPS, **PAPERS, **SOUNDING, **CLOTHS, **ROOM, **OUTDOORS, **SKY, **KEEPSAKES, **LIVING,
}  # fmt: skip
"""A painter for every thing."""
