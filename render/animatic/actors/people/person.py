"""One person as a figure: the character in an action, seen from the side the shot asks for."""

from dataclasses import dataclass, replace

import numpy as np

from render.animatic.actors.people.action import Action
from render.animatic.actors.people.actions import action_of
from render.animatic.actors.people.body import Body
from render.animatic.actors.people.character import Character, character
from render.animatic.actors.people.feelings import Expression, at_moment, feeling
from render.animatic.actors.people.forms import Easel, Point
from render.animatic.actors.people.skeleton import Seen, View, posed, seen
from render.animatic.actors.people.tones import tones_of
from render.animatic.base import Actor, Brush, Figure, Look

_MARGIN = 0.14
_CLOSE = {"medium", "close", "extreme close"}
_WIND = {"wind": 0.05, "storm": 0.08, "blizzard": 0.09}
_LAG = 0.09
"""By how much of a cycle loose hair and cloth come after the body."""


@dataclass(frozen=True)
class Performance:
    """A character doing something, from one side, in one light."""

    who: Character
    action: Action
    view: View
    mood: Expression
    look: Look
    close: bool

    def seen(self, phase: float) -> Seen:
        """Return the posed body at phase 0-1."""
        pose = self.action.pose(phase)
        face = self.face(phase)
        share = 1.0 if self.close else 0.7
        pose = replace(
            pose,
            nod=pose.nod + face.nod * share,
            tilt=pose.tilt + face.tilt * share,
            look=pose.look + face.look * share,
        )
        return seen(posed(pose, self.who.build, self.action.hands), self.view)

    @property
    def _glance(self) -> float:
        """Degrees by which the head turns back to the camera, so that near faces are seen in three quarters."""
        if self.view.yaw > 100:
            return 0.0
        return self.view.yaw * (0.5 if self.close else 0.25) * self.action.glance

    def face(self, phase: float) -> Expression:
        """Return the face at phase 0-1."""
        return at_moment(self.mood, self.action.face, phase)

    def sway(self, phase: float) -> Point:
        """Return where loose hair and cloth are, body units: behind the movement, before the wind."""
        now, before = self.seen(phase).xy("neck"), self.seen(phase - _LAG).xy("neck")
        ahead = -1.0 if self.view.flip else 1.0
        wind = _WIND.get(self.look.weather, 0.0) * (1.0 + 0.3 * np.sin(2 * np.pi * phase))
        stream = -ahead * min(self.action.travel * 0.03, 0.06) * abs(np.sin(np.radians(self.view.yaw)))
        x = (before[0] - now[0]) * 0.9 + wind * (-1 if self.look.sun[0] > 0 else 1) + stream
        y = (before[1] - now[1]) * 0.6
        return float(np.clip(x, -0.14, 0.14)), float(np.clip(y, -0.06, 0.06))

    def body(self, brush: Brush, phase: float) -> Body:
        """Return the body, ready to be painted."""
        return Body(
            Easel(brush, tones_of(self.look)), self.who, self.seen(phase), self.face(phase), self.sway(phase), phase
        )


def view_of(action: Action, actor: Actor) -> View:
    """Return from where the action is seen; faces are turned a little less when near."""
    near = 0.72 if actor.framing in _CLOSE else 1.0
    match actor.facing:
        case "left":
            return View(action.aside * near, True)
        case "right":
            return View(action.aside * near)
        case "away":
            return View(action.away)
        case _:
            return View(action.yaw)


def person(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return the figure of one person."""
    who = character(actor.term, actor.colour)
    action = action_of(actor.term, actor.action)
    play = Performance(who, action, view_of(action, actor), feeling(actor.emotion), look, actor.framing in _CLOSE)

    def paint(brush: Brush, phase: float) -> None:
        play.body(brush, phase).paint()

    poses = [play.seen(i / action.poses) for i in range(action.poses)]
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
        head=who.build.head,
        travel=action.travel,
        airborne=action.airborne,
    )
