"""Things of the drawn animatic."""

from render.animatic.actors.things.cloth import CLOTHS
from render.animatic.actors.things.cutouts import from_shelf, shelf
from render.animatic.actors.things.flames import FLAMES
from render.animatic.actors.things.folded import FOLDED
from render.animatic.actors.things.keepsakes import KEEPSAKES
from render.animatic.actors.things.lamps import LAMPS
from render.animatic.actors.things.lips import LIPS
from render.animatic.actors.things.living import LIVING
from render.animatic.actors.things.music_box import MUSIC_BOX
from render.animatic.actors.things.outdoors import OUTDOORS
from render.animatic.actors.things.paper import PAPERS
from render.animatic.actors.things.plants import PLANTS
from render.animatic.actors.things.racing import RACING
from render.animatic.actors.things.room_things import ROOM
from render.animatic.actors.things.screens import SCREENS
from render.animatic.actors.things.sky_things import SKY
from render.animatic.actors.things.sounding import SOUNDING
from render.animatic.base import ActorPainter

_FAMILIES = (
    FLAMES, LAMPS, PAPERS, FOLDED, SOUNDING, MUSIC_BOX, CLOTHS, ROOM, SCREENS, OUTDOORS, PLANTS, SKY, KEEPSAKES,
    RACING, LIVING, LIPS, dict.fromkeys(shelf(), from_shelf),
)  # fmt: skip

THINGS: dict[str, ActorPainter] = {term: painter for family in _FAMILIES for term, painter in family.items()}
"""A painter for every thing."""
