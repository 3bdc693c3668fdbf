"""One person as a figure: the character in an action, seen from the side the shot asks for."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from math import cos, pi, radians, sin

import numpy as np
import skia

from director.model import Framing
from render.animatic.actors.people import hats, states
from render.animatic.actors.people.action import Action, PropName
from render.animatic.actors.people.actions import action_of
from render.animatic.actors.people.beds import BEDS, ends
from render.animatic.actors.people.body import Body
from render.animatic.actors.people.carrying import at_face, carry, raised, shine, side_of
from render.animatic.actors.people.character import Character, character
from render.animatic.actors.people.doings import at_moment
from render.animatic.actors.people.feelings import Expression, feeling
from render.animatic.actors.people.forms import Easel, Point
from render.animatic.actors.people.props import PROPS
from render.animatic.actors.people.skeleton import Seen, View, posed, seen
from render.animatic.actors.people.tones import Tones, mix, tones_of
from render.animatic.base import RGB, Actor, Brush, Figure, Held, Look

_MARGIN = 0.15
_BACK = 110.0
"""Degrees of turning from which a person is seen from behind."""
_OWN: frozenset[PropName] = frozenset(("book", "notebook", "seated book", "pole"))
"""Props that make room for what a shot puts into the hand."""
_FREE: frozenset[PropName] = frozenset(("", "chair", "bench", "bed edge", "board", "microphone"))
"""Props that leave a hand free."""
_CLOSE = {"medium", "close", "extreme close"}
_ABED = {"lie", "sleep", "wake"}
"""Actions before which a hat is taken off."""
_UNHELMED = {
    "hold",
    "sit",
    "kneel",
    "cry",
    "embrace",
    "laugh",
    "read",
    "write",
    "hide",
    "sing",
    "lie",
    "sleep",
    "wake",
    "reach",
}
"""What a racer does with a bare head: the face is then worth more than the suit."""
_CALM: dict[Framing, float] = {"medium": 0.72, "close": 0.42, "extreme close": 0.3}
"""How large movements are in near framings, of their full size."""
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
    close: bool = False
    state: tuple[str, ...] = ()
    at: Point = (0.0, 0.0)
    """Where it stands, body units: for several in one figure."""
    coarse: float = 1.0
    """Share of the picture's resolution that is worth painting: one of many needs less detail."""
    flat: RGB | None = None
    """Painted as a silhouette of this colour."""
    scale: float = 1.0
    """Its height in body units of the figure: a child beside its mother is less than 1."""
    seat: RGB | None = None
    """Colour of the furniture that is used; None = its usual one."""
    held: Held | None = None
    """What is in the hand."""

    def seen(self, phase: float) -> Seen:
        """Return the posed body at phase 0-1."""
        pose = states.bearing(self.action.pose(phase), self.state)
        face = self.face(phase)
        share = 1.0 if self.close else 0.7
        pose = replace(
            pose,
            nod=pose.nod + face.nod * share,
            tilt=pose.tilt + face.tilt * share,
            look=pose.look + face.look * share - self._glance,
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
        return states.expression(at_moment(self.mood, self.action.face, phase), self.state)

    def sway(self, phase: float, body: Seen) -> Point:
        """Return where loose hair and cloth are, body units: behind the movement, before the wind."""
        earlier = max(phase - _LAG, 0.0) if self.action.once else phase - _LAG
        now, before = body.xy("neck"), self.seen(earlier).xy("neck")
        ahead = -1.0 if self.view.flip else 1.0
        wind = _WIND.get(self.look.weather, 0.0) * (1.0 + 0.3 * sin(2 * pi * phase))
        stream = -ahead * min(self.action.travel * 0.03, 0.06) * abs(sin(radians(self.view.yaw)))
        x = (before[0] - now[0]) * 0.9 + wind * (-1 if self.look.sun[0] > 0 else 1) + stream
        y = (before[1] - now[1]) * 0.6
        return min(max(x, -0.14), 0.14), min(max(y, -0.06), 0.06)

    def tones(self) -> Tones:
        """Return the light on this person."""
        return replace(tones_of(self.look), flat=self.who.cloth if self.who.term == "silhouette" else self.flat)

    def paint(self, brush: Brush, phase: float) -> None:
        """Paint the person with what it holds."""
        canvas = brush.canvas
        canvas.save()
        canvas.translate(*self.at)
        canvas.scale(self.scale, self.scale)
        posed_body = self.seen(phase)
        sway = self.sway(phase, posed_body)
        body = Body(
            Easel(replace(brush, px=brush.px * self.coarse), self.tones()),
            self.who,
            posed_body,
            self.face(phase),
            sway,
            phase,
            self.seat,
        )
        prop = PROPS[self.action.prop]
        if self.held is not None and self._turned:
            carry(body, self.held, self._side)
        prop.behind(body)
        body.back()
        prop.between(body)
        body.front()
        prop.over(body)
        if self.held is not None and not self._turned:
            carry(body, self.held, self._side)
        states.paint_marks(body, self.state)
        canvas.restore()

    @cached_property
    def _cycle(self) -> list[Seen]:
        """The bodies of all poses, once."""
        return [self.seen(i / self.action.poses) for i in range(self.action.poses)]

    @property
    def hides_face(self) -> bool:
        """Whether both hands are at the face."""
        return all(at_face(self.seen(0.0), side) for side in ("l", "r"))

    @property
    def _turned(self) -> bool:
        """Whether the back is seen, which hides what is held."""
        return self.view.yaw > _BACK

    @cached_property
    def _side(self) -> str:
        """The hand that holds."""
        return side_of(self._cycle)

    def shine(self, brush: Brush, phase: float) -> None:
        """Paint the light of what is held."""
        if self.held is not None:
            brush.canvas.save()
            brush.canvas.translate(*self.at)
            brush.canvas.scale(self.scale, self.scale)
            shine(brush, self.seen(phase), self.held, self._side, phase)
            brush.canvas.restore()

    def extent(self) -> tuple[float, float, float]:
        """Return left, right and top of all poses, body units."""
        prop = PROPS[self.action.prop]
        points = [p for body in self._cycle for p in body.at.values()]
        aside, (x, y), k = _MARGIN + prop.reach, self.at, self.scale
        left, right = min(p[0] for p in points) - aside, max(p[0] for p in points) + aside
        left, right = (left - prop.ahead, right) if self.view.flip else (left, right + prop.ahead)
        top = max(-p[1] for p in points) + _MARGIN + prop.rise
        if self.held is not None:
            hands = [body.xy(f"hand_{self._side}") for body in self._cycle]
            wide, high = self.held.figure.width * self.held.size / 2, self.held.figure.height * self.held.size
            left, right = min(left, *(h[0] - wide for h in hands)), max(right, *(h[0] + wide for h in hands))
            top = max(top, *(high - h[1] for h in hands))
        if self.action.prop in BEDS:
            across = [x for body in self._cycle for x in ends(body)[:2]]
            left, right = min(left, *across) - 0.06, max(right, *across) + 0.06
        return left * k + x, right * k + x, top * k - y

    def eyes(self) -> Point:
        """Return where the eyes are on average, body units."""
        down = self.who.eyes.y * self.who.build.head
        spots = [
            (body.xy("head")[0] + body.head[0, 1] * down, body.xy("head")[1] + body.head[1, 1] * down)
            for body in self._cycle
        ]
        x, y = (float(np.mean([spot[i] for spot in spots])) * self.scale for i in (0, 1))
        return x + self.at[0], y + self.at[1]


def view_of(action: Action, actor: Actor) -> View:
    """Return from where the action is seen; bodies are turned a little less when near."""
    near = 0.8 if actor.framing in _CLOSE else 1.0
    match actor.facing:
        case "left":
            return View(action.aside * (near if action.aside < 100 else 1.0), True)
        case "right":
            return View(action.aside * (near if action.aside < 100 else 1.0))
        case "away":
            return View(action.away)
        case _:
            return View(action.yaw)


def performance(actor: Actor, look: Look) -> Performance:
    """Return one person's performance of the actor's action."""
    who = states.altered(character(actor.term, actor.colour, actor.salt, actor.features), actor.state)
    action = action_of(actor.term, actor.action, actor.framing, actor.on, actor.plays)
    if actor.framing in _CLOSE and action.prop == "pole":
        action = replace(action, prop="")  # a staff would cross the face
    lies = actor.on in BEDS or (
        actor.action in _ABED and (actor.action != "wake" or actor.framing in ("full", "wide", "extreme wide"))
    )
    if lies and who.outfit.hat in hats.SOFT:
        who = replace(who, outfit=replace(who.outfit, hat="none"))
    if actor.action in _UNHELMED and who.outfit.hat == "racing helmet":
        who = replace(who, outfit=replace(who.outfit, hat="none"))
    if actor.held is not None and action.prop in _OWN:
        action = replace(action, prop="chair" if action.prop == "seated book" else "")
    if actor.held is not None and actor.framing in ("medium", "insert"):
        action = raised(action, seated=actor.action == "sit")
    action = action.calmed(_CALM.get(actor.framing, 1.0))
    near = actor.framing in _CLOSE
    play = Performance(who, action, view_of(action, actor), feeling(actor.emotion), look, near, actor.state,
                       seat=actor.on_colour, held=actor.held)  # fmt: skip
    if actor.on in BEDS:
        left, right, _ = play.extent()
        return replace(play, at=(-(left + right) / 2, -BEDS[actor.on]))
    if actor.action in _ABED:
        left, right, _ = play.extent()
        play = replace(play, at=(-(left + right) / 2, 0.0))
    if PROPS[action.prop].ahead and not near:
        # Player and instrument are one picture, as large as both allow.
        left, right, _ = play.extent()
        play = replace(play, at=(-(left + right) / 2, 0.0))
    return play


def _opacity(phase: float) -> float:
    """Of someone who fades: there, gone, there again."""
    return 0.62 + 0.38 * cos(2 * pi * phase)


Paint = Callable[[Brush, float], None]


def veiled(paint: Paint, opacity: Callable[[float], float], box: skia.Rect, lost: float = 0.0) -> Paint:
    """Return a painter whose picture is transparent; its lower `lost` body units vanish altogether."""

    def through(brush: Brush, phase: float) -> None:
        canvas = brush.canvas
        canvas.saveLayer(box, skia.Paint(Alphaf=min(max(opacity(phase), 0.0), 1.0)))
        paint(brush, phase)
        if lost > 0:
            ends = [skia.Point(0, -lost), skia.Point(0, box.bottom())]
            fade = skia.GradientShader.MakeLinear(ends, [0xFF000000, 0x00000000])
            canvas.drawRect(box, skia.Paint(Shader=fade, BlendMode=skia.BlendMode.kDstIn))
        canvas.restore()

    return through


def _aura(play: Performance, strength: float) -> Paint:
    """Return the light that someone glowing gives off."""

    def glow(brush: Brush, phase: float) -> None:
        easel = Easel(brush, play.tones())
        body = play.seen(phase)
        colour = mix(play.look.accent, play.look.lit, 0.5)
        for name, rx, ry in (("chest", 0.34, 0.5), ("head", 0.2, 0.2), ("hip", 0.28, 0.42)):
            x, y = body.xy(name)
            easel.airbrush((x + play.at[0], y), rx, min(ry, 0.05 - y + 0.02), colour, strength)

    return glow


def _both(one: Paint | None, other: Paint) -> Paint:
    """Return a painter of two lights, or of the second alone."""

    def lights(brush: Brush, phase: float) -> None:
        if one is not None:
            one(brush, phase)
        other(brush, phase)

    return lights


def person(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return the figure of one person."""
    play = performance(actor, look)
    left, right, top = play.extent()
    half = max(-left, right)
    ghostly = actor.term == "ghost" or "ghostly" in actor.state
    shines = "glowing" in actor.state or ghostly or actor.term == "android"
    if shines:
        half = max(half, 0.36)
    box = skia.Rect.MakeLTRB(-half, -top, half, 0.08)
    paint: Paint = play.paint
    if ghostly:
        paint = veiled(paint, lambda phase: 0.66 + 0.08 * sin(2 * pi * phase), box, 0.34)
    if play.action.fades:
        paint = veiled(paint, _opacity, box)
    glow = _aura(play, 0.26 if "glowing" in actor.state else 0.1) if shines else None
    if play.held is not None and play.held.figure.glow is not None:
        glow = _both(glow, play.shine)
    free = play.action.prop in _OWN | _FREE and actor.held is None and not play.hides_face
    return Figure(
        width=2 * half,
        height=top,
        focus=play.eyes(),
        poses=play.action.poses,
        seconds=play.action.seconds,
        paint=paint,
        size=play.who.size,
        head=play.who.build.head,
        travel=play.action.travel,
        airborne=play.action.airborne,
        once=play.action.once,
        glow=glow,
        carry=(lambda held: person(replace(actor, held=held), look, rng)) if free else None,
        hand=(play.who.skin, play.who.cloth),
    )
