"""From a shot to a set: which planes stand where, who is placed on them, and how the camera is set up.

Figures are placed in the framed picture (render/animatic/camera.py): x, y of the feet in scene units, the size of one body
unit in scene units, and the depth relative to the subject.
"""

import math
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from director.model import Angle, Framing, Presence, Shot, digest_of
from render.animatic.base import Actor, Figure, Layer, Look, Repertoire
from render.animatic.camera import Framed, Setup, setup_for
from render.animatic.colour import from_hex
from render.animatic.look import Fixes
from render.animatic.terms import ABOVE, HAND_HELD, PEOPLE, RIDING, VEHICLES

REST = 0.3
"""Height of an adult in the rest picture, scene units."""

Part = Literal["subject", "other", "prop"]

_SIZE: dict[Framing, float] = {
    "extreme wide": 0.12, "wide": 0.3, "full": 0.8, "medium": 1.65, "close": 4.3, "extreme close": 10.5, "insert": 2.6,
}  # fmt: skip
"""Height of a standing person in heights of the picture."""

_FOCUS_Y: dict[Framing, float] = {"medium": -0.19, "close": -0.05, "extreme close": 0.0, "insert": 0.02}
"""Where the focus (the eyes) lies on the screen in near framings."""

_FEET_Y: dict[Framing, float] = {"extreme wide": 0.37, "wide": 0.4, "full": 0.44}
"""Where the feet stand in far ones."""

_EYE_HEIGHT: dict[Framing, float] = {
    "extreme wide": 1.5, "wide": 0.93, "full": 0.6, "medium": 0.85, "close": 0.93, "extreme close": 0.94, "insert": 0.6,
}  # fmt: skip
"""Height of the camera in heights of a standing person; the horizon is seen at this height of everyone."""

_HORIZON: dict[Angle, tuple[float, float]] = {
    "eye": (-0.12, 0.2), "low": (0.2, 0.42), "high": (-0.38, -0.14), "overhead": (-0.48, -0.4),
}  # fmt: skip
"""Where the horizon may lie on the screen."""

_NEAR = ("medium", "close", "extreme close", "insert")


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
    appear: tuple[float, float] = (1.0, 1.0)
    """Opacity at the start and at the end of the body."""


@dataclass(frozen=True)
class Set:
    """A shot, ready to be painted."""

    layers: tuple[Layer, ...]
    figures: tuple[Placed, ...]
    setup: Setup
    framed: Framed
    horizon: float
    """Where the horizon is seen, framed scene units."""
    adult: float
    """Height of an adult at the subject's depth, scene units."""
    left_out: tuple[str, ...]
    """Terms that nobody can paint."""


def stage(shot: Shot, look: Look, repertoire: Repertoire, fixes: Fixes, seed: int, seconds: float) -> Set:
    """Place everything that the shot names. `seconds` is the length of the body."""
    shot = _fixed(shot, fixes)
    place_seed = int(digest_of([shot.place, shot.place_term, seed if fixes["new seed"] else 0])[:12], 16)
    painter = repertoire.places.get(shot.place_term)
    layers = tuple(painter(look, np.random.default_rng(place_seed))) if painter else ()
    left_out = [] if painter else [shot.place_term]
    rng = np.random.default_rng([seed, 3])
    wanted = _cast(shot, repertoire, left_out)
    figures = [_figure(p, shot, look, repertoire) for p in wanted]
    if not figures:
        size = _SIZE[shot.framing] if shot.framing not in _NEAR else 1.2
        setup, horizon = _camera(shot, look, size, 0.4 if size < 1 else 0.9, 0.0, rng)
        return Set(layers, (), setup, Framed(look.aspect), horizon, size, tuple(left_out))
    subject = _subject(shot, look, wanted[0], *figures[0], fixes)
    adult = subject.size / figures[0][0].size
    setup, horizon = _camera(shot, look, adult, subject.y, subject.x, rng)
    ground = _Ground(horizon, (subject.y - horizon) / adult if _grounded(subject) else _EYE_HEIGHT[shot.framing], adult)
    placed = _crew(subject, wanted, figures, shot, look, ground, rng)
    placed, speed = _set_moving(placed, shot, look, seconds, fixes, ground)
    centre = (subject.x, subject.y + subject.figure.focus[1] * subject.size)
    return Set(layers, tuple(placed), setup, Framed(look.aspect, centre, speed), horizon, adult, tuple(left_out))


@dataclass(frozen=True)
class _Ground:
    """The plane on which everyone stands, as the camera sees it."""

    horizon: float
    eye: float
    """Height of the camera in adult heights."""
    adult: float
    """Height of an adult at the subject's depth, scene units."""

    def feet(self, depth: float) -> float:
        """Return where feet at this relative depth stand."""
        return self.horizon + self.eye * self.adult / depth


def _fixed(shot: Shot, fixes: Fixes) -> Shot:
    """Change what the fixes ask of framing and angle."""
    if fixes["other angle"]:
        turned: dict[Angle, Angle] = {"eye": "low", "low": "eye", "high": "eye", "overhead": "high"}
        shot = shot.model_copy(update={"angle": turned[shot.angle]})
    if fixes["other framing"]:
        order: tuple[Framing, ...] = ("extreme wide", "wide", "full", "medium", "close", "extreme close")
        at = order.index(shot.framing) if shot.framing in order else 5
        shot = shot.model_copy(update={"framing": order[at - 1] if at >= 3 else order[at + 1]})
    return shot


def _cast(shot: Shot, repertoire: Repertoire, left_out: list[str]) -> list[Presence]:
    """List who can be painted, the subject first. People whom their vehicle already carries are not painted twice."""
    everyone = []
    for presence in (*shot.who, *shot.props):
        if presence.term in repertoire.actors:
            everyone.append(presence)
        else:
            left_out.append(presence.term)
    return everyone


def _figure(presence: Presence, shot: Shot, look: Look, repertoire: Repertoire) -> tuple[Figure, Actor]:
    facing = presence.facing if presence.facing != "none" else shot.direction
    actor = Actor(
        term=presence.term,
        action=presence.action or "stand",
        emotion=presence.emotion or shot.emotion,
        colour=from_hex(presence.colour) if presence.colour else None,
        state=presence.state,
        facing=facing if presence in shot.who else presence.facing,
        framing=shot.framing,
    )
    seed = int(digest_of([presence.character or presence.term, presence.term])[:12], 16)
    return repertoire.actors[presence.term](actor, look, np.random.default_rng(seed)), actor


def size_of(figure: Figure, term: str, framing: Framing, aspect: float) -> float:
    """Return scene units a body unit at which a subject of this framing is shown."""
    person = term in PEOPLE
    widest = aspect / max(figure.width, 0.05)
    if framing in ("extreme wide", "wide"):
        kept = min(max(figure.size**0.4, 0.7), 2.0) if framing == "wide" else min(max(figure.size**0.5, 0.8), 2.4)
        return min(_SIZE[framing] * kept, 0.8 * widest, 0.8 / figure.height)
    if framing == "full":
        return min(0.8 / figure.height, 0.84 * widest)
    if framing == "insert" and not person:
        return min(0.7 / figure.height, 0.7 * widest)
    if person:
        head = figure.head or 0.14
        return _SIZE[framing] * (0.14 / head if framing in ("close", "extreme close") else 1.0)
    head = figure.head or (0.4 if term not in VEHICLES else 0.7)
    near = min(1.2 / figure.height, 1.2 * widest)
    return {"medium": near, "close": max(near * 1.25, min(0.6 / head, near * 2.2)), "extreme close": near * 3.0}.get(
        framing, near
    )


def _subject(shot: Shot, look: Look, presence: Presence, figure: Figure, actor: Actor, fixes: Fixes) -> Placed:
    size = size_of(figure, presence.term, shot.framing, look.aspect)
    size *= 1.0 + 0.4 * fixes["bigger subject"] - 0.28 * fixes["smaller subject"]
    third = 0.17 * look.aspect if shot.framing != "close" else 0.11 * look.aspect
    x = {"left": -third, "centre": 0.0, "right": third}[presence.side] * (0.0 if fixes["centre subject"] else 1.0)
    if presence.side == "centre" and not fixes["centre subject"] and actor.facing in ("left", "right"):
        x = 0.06 * look.aspect * (1 if actor.facing == "left" else -1)
    low = {"low": 0.03, "high": -0.03}.get(shot.angle, 0.0)
    if shot.framing in _FEET_Y and not figure.airborne:
        y = _FEET_Y[shot.framing] + low
        y = max(y, -0.47 + figure.height * size) if figure.height * size < 0.95 else y
    elif figure.airborne or presence.term not in PEOPLE or shot.framing == "insert":
        middle = -0.5 * figure.height if shot.framing not in ("close", "extreme close") else figure.focus[1]
        y = (0.0 if shot.framing in _NEAR else -0.1) - middle * size
    else:
        y = _FOCUS_Y[shot.framing] + low - figure.focus[1] * size
    if shot.framing in ("close", "extreme close"):
        x -= figure.focus[0] * size
    key = digest_of([presence.model_dump(mode="json"), 0])
    return Placed(figure, actor, "subject", x, y, size, key=key)


def _grounded(placed: Placed) -> bool:
    return not placed.figure.airborne and placed.actor.term not in ABOVE


def _camera(
    shot: Shot, look: Look, adult: float, feet: float, x: float, rng: np.random.Generator
) -> tuple[Setup, float]:
    """Return the set-up and where the horizon is seen, for an adult of this height standing at `feet`."""
    eye = _EYE_HEIGHT[shot.framing] * {"eye": 1.0, "low": 0.45, "high": 1.5, "overhead": 2.2}[shot.angle]
    low, high = _HORIZON[shot.angle]
    horizon = min(max(feet - eye * adult, low), high)
    wander = 0.16 if shot.framing in ("extreme wide", "wide") else 0.3
    anchor = (float(rng.uniform(-wander, wander)) * look.aspect, look.horizon)
    return setup_for(adult, REST, shot.lens, anchor, (x, horizon)), horizon


def _crew(
    subject: Placed,
    wanted: list[Presence],
    figures: list[tuple[Figure, Actor]],
    shot: Shot,
    look: Look,
    ground: _Ground,
    rng: np.random.Generator,
) -> list[Placed]:
    placed = [subject]
    placed += _copies(subject, wanted[0], ground, look, rng)
    sides = _sides(subject.x, look.aspect, rng)
    for number, (presence, (figure, actor)) in enumerate(zip(wanted, figures, strict=True)):
        if number == 0:
            continue
        one = _place(presence, figure, actor, shot, look, ground, subject, next(sides))
        one = replace(one, part="other" if presence in shot.who else "prop",
                      key=digest_of([presence.model_dump(mode="json"), number]))  # fmt: skip
        placed += [one, *_copies(one, presence, ground, look, rng)]
    return _seat(placed)


def _sides(x: float, aspect: float, rng: np.random.Generator):  # type: ignore[no-untyped-def]
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
    ground: _Ground,
    subject: Placed,
    side: float,
) -> Placed:
    """Place someone or something beside the subject, in its real proportion as far as it stays readable."""
    near = shot.framing in ("medium", "close", "extreme close", "insert")
    if presence.side != "centre":
        side = math.copysign(abs(side), -1.0 if presence.side == "left" else 1.0)
    if presence.term in ABOVE:
        size = {"moon": 0.13, "sun": 0.15}.get(presence.term, 0.1) / max(figure.height, figure.width)
        y = min(-0.2, ground.horizon - 0.15) + size * 0.5
        return Placed(figure, actor, "prop", side, y, size, depth=30.0)
    real = ground.adult * figure.size
    if presence.term in HAND_HELD and presence not in shot.who and subject.actor.term in PEOPLE:
        return _in_hand(figure, actor, subject, real, shot)
    depth = 1.0 if real < 0.9 else min(real / 0.75, 7.0)
    if near:
        depth = max(depth, 1.5)
    elif presence in shot.who:
        depth = max(depth, 1.06)
    size = max(real / depth, 0.1 / max(figure.height, figure.width * 0.6)) * (1.0 if depth > 1 else 0.96)
    y = ground.feet(depth)
    if figure.airborne:
        y = min(-0.12, subject.y - subject.size * 0.8) + 0.5 * size if not near else -0.2 + 0.5 * size
    elif not near and y > 0.49:
        y = 0.49
    return Placed(figure, actor, "prop", side, y, size, depth=depth)


def _in_hand(figure: Figure, actor: Actor, subject: Placed, real: float, shot: Shot) -> Placed:
    """A small thing is held before the chest, where near framings see it; far framings show it larger than life."""
    least = {"extreme wide": 0.06, "wide": 0.1, "full": 0.13, "medium": 0.3, "insert": 0.6}.get(shot.framing, 0.4)
    size = max(real, least / max(figure.height, figure.width))
    way = {"left": -1.0, "right": 1.0}.get(subject.actor.facing, 1.0)
    if shot.framing in ("close", "extreme close"):
        return Placed(figure, actor, "prop", way * 0.34, 0.52, size, depth=0.97, carried=True)
    x = subject.x + way * 0.17 * subject.size
    y = subject.y - 0.5 * subject.size + 0.5 * size * figure.height
    return Placed(figure, actor, "prop", x, y, size, depth=0.99, carried=True)


def _copies(one: Placed, presence: Presence, ground: _Ground, look: Look, rng: np.random.Generator) -> list[Placed]:
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


def _seat(placed: list[Placed]) -> list[Placed]:
    """Set riders on what they ride; riders that their vehicle's picture already shows are taken out."""
    riders = [p for p in placed if p.actor.term in PEOPLE and p.actor.action in RIDING]
    mounts = [p for p in placed if p.actor.term in VEHICLES]
    if not riders or not mounts:
        return placed
    rider, mount = riders[0], mounts[0]
    rest = [p for p in placed if p is not rider and p is not mount]
    size = rider.size / rider.figure.size * mount.figure.size
    y = max(rider.y, mount.y) if rider.part == "subject" else mount.y
    moved = replace(mount, x=rider.x, y=y, size=size, depth=1.0, part="subject", actor=replace(
        mount.actor, facing=rider.actor.facing))  # fmt: skip
    if mount.figure.seat is None:
        return [moved, *rest]
    way = -1.0 if rider.actor.facing == "left" else 1.0
    seat = (moved.x + way * mount.figure.seat[0] * size, moved.y + mount.figure.seat[1] * size)
    return [replace(rider, x=seat[0], y=seat[1], depth=1.001, carried=True), replace(moved, carried=True), *rest]


def _set_moving(
    placed: list[Placed], shot: Shot, look: Look, seconds: float, fixes: Fixes, ground: _Ground
) -> tuple[list[Placed], float]:
    """Send travellers across the picture or, when the camera goes with them, let the scenery pass (returned speed)."""
    subject = placed[0]
    way = {"left": -1.0, "right": 1.0}.get(subject.actor.facing, 0.0)
    pace = max((p.figure.travel * p.size for p in placed if p.part == "subject"), default=0.0)
    speed = 0.0
    if shot.move.kind == "follow" or (pace > 0 and way and shot.framing in _NEAR):
        speed = (way or 1.0) * min(max(pace, 0.25), 1.1)
        placed = [replace(p, carried=p.carried or p.part != "prop" or p.depth < 1.0) for p in placed]
        return [_passing(p, speed, seconds) for p in placed], speed
    moved = []
    for one in placed:
        travel = one.figure.travel * one.size
        own = {"left": -1.0, "right": 1.0}.get(one.actor.facing, 0.0)
        if one.carried:
            travel, own = pace, way
        if travel > 0 and own:
            reach = min(travel * seconds, 0.62 * look.aspect if not fixes["centre subject"] else 0.3 * look.aspect)
            one = replace(one, go=(own * reach, 0.0), x=one.x * (0.4 if one.part == "subject" else 1.0))
        elif travel > 0 and one.actor.facing in ("toward", "away"):
            ratio = min(1.0 + 0.22 * one.figure.travel * seconds, 1.7)
            one = replace(one, grow=ratio if one.actor.facing == "toward" else 1.0 / ratio)
        moved.append(one)
    return moved, speed


def _passing(one: Placed, speed: float, seconds: float) -> Placed:
    return one
