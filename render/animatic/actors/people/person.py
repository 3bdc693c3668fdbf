"""One person as a figure: the character in an action, seen from the side the shot asks for."""

import numpy as np

from render.animatic.actors.people.action import Action
from render.animatic.actors.people.actions import ACTIONS
from render.animatic.actors.people.body import paint_body
from render.animatic.actors.people.character import character
from render.animatic.actors.people.forms import Easel
from render.animatic.actors.people.skeleton import Seen, View, posed, seen
from render.animatic.actors.people.tones import tones_of
from render.animatic.base import Actor, Brush, Figure, Look

_MARGIN = 0.13


def view_of(action: Action, actor: Actor) -> View:
    """Return from where the action is seen."""
    match actor.facing:
        case "left":
            return View(action.aside, True)
        case "right":
            return View(action.aside)
        case "away":
            return View(action.away)
        case _:
            return View(action.yaw)


def person(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return the figure of one person."""
    who = character(actor.term, actor.colour)
    action = ACTIONS.get(actor.action, ACTIONS["stand"])
    view = view_of(action, actor)
    tones = tones_of(look)

    def body(phase: float) -> Seen:
        return seen(posed(action.pose(phase), who.build, action.hands), view)

    def paint(brush: Brush, phase: float) -> None:
        paint_body(Easel(brush, tones), who, body(phase))

    poses = [body(i / action.poses) for i in range(action.poses)]
    points = [p for s in poses for p in s.at.values()]
    eyes = np.mean([s.xy("head") for s in poses], axis=0)
    return Figure(
        width=2 * (max(abs(p[0]) for p in points) + _MARGIN),
        height=max(-p[1] for p in points) + _MARGIN,
        focus=(float(eyes[0]), float(eyes[1])),
        poses=action.poses,
        seconds=action.seconds,
        paint=paint,
        size=who.size,
        travel=action.travel,
        airborne=action.airborne,
    )
