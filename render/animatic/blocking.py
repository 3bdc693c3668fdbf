"""Blocking: who stands and goes where around the subject, who rides whom, what is held in a hand."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from director.model import Framing, Presence, Shot, digest_of
from render.animatic.base import Actor, Figure, Look
from render.animatic.handling import hand_held, way_held
from render.animatic.look import Fixes
from render.animatic.terms import (
    ABOVE,
    FLAT,
    HOLDING,
    LIVING,
    PEOPLE,
    RIDING,
    STRADDLED,
    VEHICLES,
    WOODS,
)

Cast = tuple[Figure, Actor]
"""Someone who can be painted, and how it stands."""

Part = Literal["subject", "other", "prop"]

_BOARDERS = frozenset(("dog", "cat", "fox", "rabbit", "sled_dog", "polar_bear"))

NEAR: tuple[Framing, ...] = ("medium", "close", "extreme close", "insert")
"""Framings that cut a standing person."""


_ON_DECK = 1.7
"""How much larger than life a person is on a ship that is seen whole."""
_TEAM = ("sled_dog", "dog_sled")

_TOGETHER = 1.3
"""Depth up to which two characters share a picture as equals."""


@dataclass(frozen=True)
class Placed:
    """One figure on the set."""

    figure: Figure
    actor: Actor
    part: Part
    x: float
    y: float
    size: float
    """Scene units a body unit, at the middle of the shot."""
    depth: float = 1.0
    go: tuple[float, float] = (0.0, 0.0)
    """How far it goes over the body, framed scene units."""
    grow: float = 1.0
    """Size at the end relative to the start: it comes nearer or goes away."""
    offset: float = 0.0
    """Phase of its cycle at the start, 0-1."""
    key: str = ""
    """Equal for copies that are painted alike."""
    carried: bool = False
    """Keeps up with the camera that follows the subject."""
    cut: float | None = None
    """Height (body units) below which it is not painted: legs inside a car."""
    appear: tuple[float, float] = (1.0, 1.0)
    """Opacity at the start and at the end of the body."""


@dataclass(frozen=True)
class Ground:
    """The plane on which everyone stands, as the camera sees it."""

    horizon: float
    eye: float
    """Height of the camera in adult heights."""
    adult: float
    """Height of an adult at the subject's depth, scene units."""

    def feet(self, depth: float) -> float:
        """Return where feet at this relative depth stand."""
        return self.horizon + self.eye * self.adult / depth


def block(
    leads: Sequence[Placed],
    wanted: Sequence[Presence],
    figures: Sequence[Cast],
    shot: Shot,
    look: Look,
    ground: Ground,
    rng: np.random.Generator,
) -> list[Placed]:
    """Place everyone and everything else around the subject (with its mount); return all, the subject first."""
    placed = list(leads)
    subject = leads[0]
    if len(leads) == 1:
        placed += _copies(subject, wanted[0], ground, look, rng)
    sides = _sides(subject.x, look.aspect, rng)
    heights = _sides(subject.x + 0.02, look.aspect, rng)
    full = False
    for number, (presence, (figure, actor)) in enumerate(zip(wanted, figures, strict=True)):
        if number < len(leads):
            continue
        if not full and in_reach(presence, figure, shot, subject.actor):
            one = _in_hand(figure, actor, subject, ground.adult * figure.size, shot, look.aspect)
            full = True
        else:
            side = next(heights if presence.term in ABOVE else sides)
            one = _place(presence, figure, actor, shot, look, ground, subject, side)
        part: Part = "other" if presence in shot.who else "prop"
        if presence.character and part == "other" and shot.who[0].character and one.depth < _TOGETHER:
            # Two characters of the story are one subject: both are lit and parted from what is behind them.
            part = "subject"
        if (shot.who[0].term if shot.who else "", presence.term) == _TEAM:
            # Dogs that pull, and those that are painted with the sled: one team.
            part = "subject"
        one = replace(one, part=part,
                      key=digest_of([presence.model_dump(mode="json"), number]))  # fmt: skip
        placed += [one, *_copies(one, presence, ground, look, rng)]
    return placed


def _sides(x: float, aspect: float, rng: np.random.Generator) -> Iterator[float]:
    """Yield places beside the subject, first on the free side, never the same twice."""
    free = -1.0 if x > 0.01 or (abs(x) <= 0.01 and rng.random() < 0.5) else 1.0
    spots = (0.3, -0.3, 0.42, -0.42, 0.2, -0.2, 0.36, -0.36)
    number = 0
    while True:
        yield free * (spots[number % len(spots)] + 0.02 * (number // len(spots))) * aspect * 0.96
        number += 1


def _place(
    presence: Presence,
    figure: Figure,
    actor: Actor,
    shot: Shot,
    look: Look,
    ground: Ground,
    subject: Placed,
    side: float,
) -> Placed:
    """Place someone or something beside the subject, in its real proportion as far as it stays readable."""
    near = shot.framing in NEAR
    if presence.side != "centre":
        side = math.copysign(abs(side), -1.0 if presence.side == "left" else 1.0)
    elif presence in shot.who and {subject.actor.facing, actor.facing} == {"left", "right"}:
        # Two who are turned to opposite sides look at each other.
        side = math.copysign(abs(side), 1.0 if subject.actor.facing == "right" else -1.0)
    if presence.term in FLAT and subject.actor.action in ("skate", "jump", "run"):
        # Who jumps over something has it under the feet.
        side = subject.x + 0.1
    if presence.term == "fire" and shot.place_term == "forest_river":
        # The stream comes from the left: a fire burns on the dry bank.
        clear = subject.x + 0.5 * subject.figure.width * subject.size + 0.14
        side = min(max(abs(side), 0.26 * look.aspect, clear), 0.43 * look.aspect)
    if presence.term in ABOVE:
        size = {"moon": 0.13, "sun": 0.15}.get(presence.term, 0.1) / max(figure.height, figure.width)
        y = min(-0.2, ground.horizon - 0.15) + size * 0.5
        return Placed(figure, actor, "prop", side, y, size, depth=9.0 if shot.place_term in WOODS else 30.0)
    real = ground.adult * figure.size
    depth = 1.0 if real < 0.9 else min(real / 0.75, 7.0)
    if near:
        # People behind the subject stay within talking distance; what is larger keeps its distance.
        together = presence in shot.who and (presence.term in PEOPLE or presence.term in LIVING)
        depth = 1.12 if together else 1.7 if presence.term in PEOPLE else max(depth, 1.5)
    elif presence in shot.who or real > 0.5 * ground.adult:
        # What is large never comes between the camera and the subject.
        depth = max(depth, 1.06)
    size = max(real / depth, 0.1 / max(figure.height, figure.width * 0.6)) * (1.0 if depth > 1 else 0.96)
    if presence in shot.who and not near:
        # Whoever belongs to the story is in the picture with all of its body, where there is room for it.
        room = max(0.5 * look.aspect - 0.52 * figure.width * size, 0.1)
        side = min(max(side, -room), room)
    y = ground.feet(depth)
    if figure.airborne and not figure.afloat:
        y = min(-0.12, subject.y - subject.size * 0.8) + 0.5 * size if not near else -0.2 + 0.5 * size
    elif not near and y > 0.49:
        y = 0.49
    elif near and presence in shot.who and presence.term in PEOPLE:
        # A child beside a grown person, or who sits, is cut lower, so that its face is in the picture too.
        y = min(y, 0.08 + figure.height * size)
    return Placed(figure, actor, "prop", side, y, size, depth=depth)


def in_reach(presence: Presence, figure: Figure, shot: Shot, subject: Actor) -> bool:
    """Return whether the subject holds this."""
    prop = hand_held(presence) and presence not in shot.who
    # Who plays, or weeps into both hands, holds nothing else.
    free = subject.action not in ("play", "cry", "hide") and subject.held is None
    return prop and free and not figure.airborne and subject.term in PEOPLE


def _in_hand(figure: Figure, actor: Actor, subject: Placed, real: float, shot: Shot, aspect: float) -> Placed:
    """A small thing is held before the chest, where near framings see it; far framings show it larger than life."""
    least = {"extreme wide": 0.06, "wide": 0.1, "full": 0.13, "medium": 0.3, "insert": 0.6}.get(shot.framing, 0.4)
    size = max(real, least / max(figure.height, figure.width))
    way = {"left": -1.0, "right": 1.0}.get(subject.actor.facing, 1.0)
    if shot.framing in ("close", "extreme close") or actor.hand is not None:
        size = min(size, 0.44 / figure.height)
        # A hand lifts it into the picture; what no hand is painted for rises from below.
        y = 0.55 if actor.hand is None else 0.33
        return Placed(figure, actor, "prop", way * min(0.44, 0.3 * aspect), y, size, depth=0.97, carried=True)
    if actor.term == "umbrella":
        # Held on the shoulder: it opens behind the head, which stays free.
        size = 0.78 * subject.size / figure.height
        place = (subject.x - way * 0.05 * subject.size, subject.y - 0.5 * subject.size)
        return Placed(figure, actor, "prop", *place, size, depth=1.003, carried=True)
    # Hands that hold something are before the chest, at 0.6 of the height; others swing beside the hip.
    holds = subject.actor.action in HOLDING
    x = subject.x + (way * (0.07 * subject.size + 0.1 * size) if holds else way * 0.17 * subject.size)
    y = subject.y - (0.585 if holds else 0.55) * subject.size
    y += 0.0 if holds and way_held(actor) == "stand" else 0.5 * size * figure.height
    return Placed(figure, actor, "prop", x, y, size, depth=0.99, carried=True)


def _copies(one: Placed, presence: Presence, ground: Ground, look: Look, rng: np.random.Generator) -> list[Placed]:
    """Spread `count` - 1 more of the same over the ground or the air around the first."""
    result = []
    wide = one.figure.width * one.size
    for number in range(presence.count - 1):
        ring = 1 + number // 2
        side = 1 if number % 2 else -1
        if one.figure.airborne or presence.term in ABOVE:
            x = one.x + side * ring * wide * float(rng.uniform(0.7, 1.5))
            shift = (x, one.y + float(rng.uniform(-0.22, 0.22)))
            depth = one.depth * float(rng.uniform(1.0, 1.6))
        else:
            depth = one.depth * (1.0 + 0.07 * ring + float(rng.uniform(0.0, 0.1)))
            x = one.x + side * ring * wide * float(rng.uniform(0.55, 0.9))
            shift = (x, one.y + ground.feet(depth) - ground.feet(one.depth))
        result.append(replace(one, x=shift[0], y=shift[1], depth=depth, size=one.size * one.depth / depth,
                              offset=float(rng.uniform(0, 1))))  # fmt: skip
    return result


def riding(wanted: Sequence[Presence], figures: Sequence[Cast]) -> tuple[int, int] | None:
    """Return who rides what, as places in the list: the first rider and the first vehicle; None if nobody rides."""
    boards = any(p.term == "skateboard" and p.action == "jump" for p in wanted)
    riders = [n for n, p in enumerate(wanted) if p.term in PEOPLE and (p.action in RIDING or (
        boards and p.action == "jump"))]  # fmt: skip
    mounts = [n for n, p in enumerate(wanted) if p.term in VEHICLES]
    if not riders:
        # A dog rides a board as well, if it is said to.
        riders = [n for n, p in enumerate(wanted) if p.term in _BOARDERS and p.action in RIDING]
        mounts = [n for n in mounts if wanted[n].term in ("skateboard", "sled", "boat")]
    return (riders[0], mounts[0]) if riders and mounts else None


def astride(rider: Figure, mount: Figure) -> Figure:
    """Return the outline of a rider on its mount, in adult heights: what a far framing has to hold."""
    seat = mount.seat or (0.0, 0.0)
    high = max(mount.height * mount.size, -seat[1] * mount.size + rider.height * rider.size)
    return replace(mount, width=mount.width * mount.size, height=high, size=high, head=0.0)


def lowered(actor: Actor) -> float:
    """Return how much lower than who rows somebody sits in a boat, heights of a person: on its bottom boards."""
    return 0.12 if actor.on == "beside" else 0.0


def mounted(rider: Placed, cast: Cast, key: str) -> list[Placed]:
    """Return the rider and, under it, its mount (`cast`); both are the subject and keep together.

    Who sits in something is seen behind its side, who sits on something before it.
    """
    figure, actor = cast
    size = rider.size / rider.figure.size * figure.size
    x, y = figure.seat or (0.0, 0.0)
    way = -1.0 if rider.actor.facing == "left" else 1.0
    facing = replace(actor, facing=rider.actor.facing)
    place = (rider.x - way * x * size, rider.y - y * size - lowered(rider.actor) * rider.size)
    mount = Placed(figure, facing, "subject", *place, size, depth=1.0, carried=True, key=key)
    on_top = actor.term in STRADDLED or figure.size > 2.0
    depth = 0.999 if on_top else 1.001
    if actor.term == "sailing_ship" and rider.actor.framing not in NEAR:
        # On a ship seen whole a person would be a speck.
        rider = replace(rider, size=_ON_DECK * rider.size)
    # Legs inside never show below the floor.
    cut = None if on_top else (mount.y - 0.14 * size - rider.y) / rider.size
    return [replace(rider, part="subject", depth=depth, carried=True, cut=cut), mount]


def set_going(
    placed: list[Placed], shot: Shot, look: Look, seconds: float, fixes: Fixes, ground: Ground
) -> tuple[list[Placed], float]:
    """Send travellers across the picture or, when the camera goes with them, let the scenery pass (returned speed)."""
    subject = placed[0]
    carrier = next((p for p in placed if p.part == "subject" and p.actor.term in VEHICLES), subject)
    way = {"left": -1.0, "right": 1.0}.get(subject.actor.facing, 0.0)
    pace = carrier.figure.travel * carrier.size
    speed = 0.0
    along = {"truck left": -1.0, "truck right": 1.0}.get(shot.move.kind, 0.0)
    goes_along = pace > 0 and way != 0 and along != -way and (along == way or shot.framing in NEAR)
    if shot.move.kind == "follow" or goes_along:
        speed = (way or 1.0) * min(max(pace, 0.25), 1.1)
        placed = [replace(p, carried=p.carried or p.part != "prop" or p.depth < 1.0) for p in placed]
        return placed, speed
    moved = []
    for one in placed:
        going = one
        travel = one.figure.travel * one.size
        own = {"left": -1.0, "right": 1.0}.get(one.actor.facing, 0.0)
        if one.carried:
            travel, own = pace, way
        if travel > 0 and own:
            widest = 0.3 if fixes["centre subject"] or shot.framing in NEAR or along else 0.62
            reach = min(travel * seconds, widest * look.aspect)
            # The subject crosses the middle, and all that keeps with it moves along.
            shift = -0.6 * carrier.x if one.carried or one is subject else 0.0
            going = replace(one, go=(own * reach, 0.0), x=one.x + shift)
        elif travel > 0 and one.actor.facing in ("toward", "away"):
            ratio = min(1.0 + 0.22 * one.figure.travel * seconds, 1.7)
            going = replace(one, grow=ratio if one.actor.facing == "toward" else 1.0 / ratio)
        moved.append(going)
    return moved, speed
