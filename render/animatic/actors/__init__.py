"""Everyone and everything that can stand in a drawn scene, by canonical term."""

from render.animatic.actors.animals import ANIMALS
from render.animatic.actors.people import PEOPLE
from render.animatic.actors.things import THINGS
from render.animatic.actors.things.cutouts import cut
from render.animatic.actors.vehicles import VEHICLES
from render.animatic.base import ActorPainter

ACTORS: dict[str, ActorPainter] = {**PEOPLE, **ANIMALS, **VEHICLES, **THINGS}
"""The cast of the drawn animatic: a painter for every canonical term of a person, animal, vehicle or thing."""
CUT: ActorPainter = cut
"""The painter of what no term names."""
