"""Every canonical action of a person, by its term."""

from render.animatic.actors.people import moving, standing
from render.animatic.actors.people.action import Action

ACTIONS: dict[str, Action] = {
    "stand": standing.STAND,
    "walk": moving.WALK,
    "run": moving.RUN,
}
