"""Animals of the drawn animatic."""

from render.animatic.actors.animals.birds import bird, birds
from render.animatic.actors.animals.owl import owl
from render.animatic.actors.animals.quadrupeds import QUADRUPEDS
from render.animatic.actors.animals.sea import butterfly, fish, whale
from render.animatic.base import ActorPainter

ANIMALS: dict[str, ActorPainter] = {
    **QUADRUPEDS,
    "owl": owl,
    "bird": bird,
    "birds": birds,
    "fish": fish,
    "whale": whale,
    "butterfly": butterfly,
}
"""A painter for every animal."""
