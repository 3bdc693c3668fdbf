"""Everyone and everything that can stand in a drawn scene, by canonical term."""

from render.animatic.actors.people import PEOPLE
from render.animatic.base import ActorPainter

ACTORS: dict[str, ActorPainter] = {**PEOPLE}
