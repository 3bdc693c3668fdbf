"""Several people in one figure: a couple, a crowd, a band."""

from dataclasses import dataclass, replace
from math import pi, sin

import numpy as np
import skia

from director.model import digest_of
from render.animatic.actors.people import duets
from render.animatic.actors.people.actions import action_of
from render.animatic.actors.people.character import character
from render.animatic.actors.people.feelings import feeling
from render.animatic.actors.people.person import Paint, Performance, performance, person, veiled, view_of
from render.animatic.actors.people.skeleton import View
from render.animatic.actors.people.tones import mix, times
from render.animatic.base import RGB, Actor, Brush, Figure, Look

AFTER = 0.13
"""By how much of a cycle each of several is behind the one before."""


def _figure(plays: list[Performance], focus: tuple[float, float], head: float) -> Figure:
    """Return one figure of several performances, painted in the given order."""
    first = plays[0].action
    extents = [p.extent() for p in plays]
    half = max(max(-left, right) for left, right, _ in extents)
    top = max(top for *_, top in extents)
    pictures = [_picture(play, skia.Rect.MakeLTRB(-half, -top, half, 0.08)) for play in plays]

    def paint(brush: Brush, phase: float) -> None:
        for number, each in enumerate(pictures):
            shifted = phase if plays[number].action.once or number == 0 else phase + AFTER * number
            each(brush, shifted)

    return Figure(
        width=2 * half, height=top, focus=focus, poses=first.poses, seconds=first.seconds, paint=paint, head=head,
        travel=first.travel, airborne=first.airborne, once=first.once,
    )  # fmt: skip


def _picture(play: Performance, box: skia.Rect) -> Paint:
    """Return the painter of one of several: a ghost among the living is still seen through."""
    if play.who.term == "ghost" or "ghostly" in play.state:
        return veiled(play.paint, lambda phase: 0.66 + 0.08 * sin(2 * pi * phase), box, 0.34)
    return play.paint


def other_colour(colour: RGB) -> RGB:
    """Return a colour that goes with another's clothes: its opposite, softened."""
    r, g, b = colour
    return mix((1 - r, 1 - g, 1 - b), (0.6, 0.55, 0.5), 0.45)


def _together(plays: list[Performance], parts: tuple[duets.Part, duets.Part], flip: bool) -> list[Performance]:
    """Return both performances in their parts, whoever is behind first."""
    both = [
        replace(play, action=part.action, view=View(part.yaw, part.flip != flip), at=(-part.x if flip else part.x, 0.0))
        for play, part in zip(plays, parts, strict=True)
    ]
    return both if parts[0].behind or not parts[1].behind else both[::-1]


def someone(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return one person, or the two who do something together."""
    return person(actor, look, rng) if actor.mate is None else _pair(actor, actor.mate, look)


_KNEELS_TO = 0.72
"""Height of a child, relative to the grown person, up to which that one kneels to embrace it."""


def performances(actor: Actor, look: Look) -> list[Performance]:
    """Return what is painted of a single person and of the one it does something with, who is behind first."""
    if actor.mate is not None:
        return _two(actor, actor.mate, look)
    return _with_child(actor, look) if _embraces_own(actor) else [performance(actor, look)]


def _pair(actor: Actor, mate: Actor, look: Look) -> Figure:
    """Return two people, each with its own looks, who embrace, dance or hold hands."""
    plays = _two(actor, mate, look)
    lead = performance(actor, look).who
    (ax, ay), (bx, by) = plays[0].eyes(), plays[1].eyes()
    figure = _figure(plays, ((ax + bx) / 2, (ay + by) / 2), 0.3)
    return replace(figure, size=max(play.who.size for play in plays), hand=(lead.skin, lead.cloth))


def _two(actor: Actor, mate: Actor, look: Look) -> list[Performance]:
    """Return both in their parts; a grown person kneels to a child that it embraces."""
    plays = [performance(actor, look), performance(mate, look)]
    lead = plays[0]
    plays.sort(key=lambda play: -play.who.size)
    tallest = plays[0].who.size
    plays = [replace(play, scale=play.who.size / tallest) for play in plays]
    kneels = actor.action == "embrace" and plays[0].who.age != "child" and plays[1].scale < _KNEELS_TO
    parts = duets.PARENT if kneels else duets.DUETS[actor.action]
    left = {"right": True, "left": False}.get(actor.facing, {"left": True, "right": False}.get(mate.facing))
    flip = left is not None and left != (plays[0].who is lead.who)
    return _together(plays, parts, flip)


def parent(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return a mother or father, who embraces a child of its own where an embrace is asked for and nobody is named."""
    if not _embraces_own(actor):
        return someone(actor, look, rng)
    plays = _with_child(actor, look)
    (ax, ay), (bx, by) = plays[0].eyes(), plays[1].eyes()
    figure = _figure(plays, ((ax + bx) / 2, (ay + by) / 2), 0.28)
    return replace(figure, size=max(play.who.size for play in plays))


def _embraces_own(actor: Actor) -> bool:
    return actor.term in ("mother", "father") and actor.action == "embrace" and actor.mate is None


def _with_child(actor: Actor, look: Look) -> list[Performance]:
    grown = performance(actor, look)
    child = performance(replace(actor, term="child", colour=other_colour(grown.who.cloth)), look)
    child = replace(child, scale=child.who.size / grown.who.size)
    return _together([grown, child], duets.PARENT, actor.facing == "left")


def couple(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return two people who belong together."""
    cloth = actor.colour or (0.26, 0.32, 0.46)
    plays = [
        performance(replace(actor, term=term, colour=c), look)
        for term, c in (("man", cloth), ("woman", other_colour(cloth)))
    ]
    acted = duets.SEATED.get(actor.on) or duets.DUETS.get(actor.action)
    if acted is not None:
        plays = _together(plays, acted, actor.facing == "left")
    else:
        gap = 0.15 if not plays[0].action.travel else 0.17
        plays = [replace(plays[0], at=(-gap, -0.012)), replace(plays[1], at=(gap, 0.0))]
    (ax, ay), (bx, by) = plays[0].eyes(), plays[1].eyes()
    return _figure(plays, ((ax + bx) / 2, (ay + by) / 2), 0.3)


_BAND = (
    ("drummer", "play", 0.0, -0.05),
    ("guitarist", "play", -0.52, 0.0),
    ("musician", "play", 0.54, 0.0),
    ("singer", "sing", 0.0, 0.0),
)


def band(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return a band on its stage: drums behind, guitars aside, the singer before all."""
    cloth = actor.colour or (0.5, 0.12, 0.2)
    plays = []
    for number, (term, action, x, y) in enumerate(_BAND):
        worn = cloth if number == 3 else mix(cloth, (0.12, 0.12, 0.16), 0.45 + 0.15 * number)
        one = replace(
            actor,
            term=term,
            action=action if actor.action in _MUSICAL else actor.action,
            colour=worn,
            facing="none" if actor.facing != "away" else "away",
        )
        plays.append(replace(performance(one, look), at=(x if number else -0.02, y), close=False, coarse=0.7))
    front = plays[-1]
    order = [*plays[:-1], front]
    figure = _figure(order, front.eyes(), 0.152)
    return replace(figure, seconds=front.action.seconds, poses=12)


_MUSICAL = {"stand", "play", "sing", "dance", "look", "breathe", "jump"}
_HEADS = (
    "man",
    "woman",
    "skater",
    "musician",
    "mother",
    "boy",
    "father",
    "girl",
    "old_man",
    "drummer",
    "dancer",
    "pianist",
)
_CHEER = {"dance", "sing", "jump", "wave", "laugh", "play", "embrace", "reach"}


@dataclass(frozen=True)
class _Row:
    count: int
    up: float
    wide: float
    near: bool


_ROWS = (_Row(7, 0.09, 2.5, False), _Row(5, 0.0, 2.1, True))


def crowd(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return many people: a near row with colours, and a row behind it that is only silhouettes."""
    cloth = actor.colour or (0.45, 0.3, 0.4)
    digest = digest_of(["crowd", *(round(c, 3) for c in cloth)])
    roll = [int(digest[i : i + 2], 16) for i in range(0, 32, 2)]
    plays = [
        _one_of_many(actor, look, cloth, row, i, roll[(number * 7 + i) % 16])
        for number, row in enumerate(_ROWS)
        for i in range(row.count)
    ]
    figure = _figure(plays, plays[9].eyes(), 0.152)
    return replace(figure, poses=min(figure.poses, 10))


def _one_of_many(actor: Actor, look: Look, cloth: RGB, row: _Row, i: int, seed: int) -> Performance:
    action = ("wave", "dance", "reach", "dance")[(seed + i) % 4] if actor.action in _CHEER else actor.action
    motley = ((seed * 37 % 97) / 97, (seed * 53 % 89) / 89, (seed * 29 % 83) / 83)
    who = character(_HEADS[(seed + i) % len(_HEADS)], mix(cloth, motley, 0.0 if i % 3 == 1 else 0.5), seed + i)
    doing = replace(action_of("man", action), prop="")
    at = (row.wide * ((i + 0.5) / row.count - 0.5) + 0.05 * ((seed % 5) - 2), -row.up * (1 + 0.3 * (seed % 3)))
    dark = times(mix(look.shade, look.mid, 0.25), 0.8)
    return Performance(who, doing, view_of(doing, actor), feeling(actor.emotion), look, state=actor.state, at=at,
                       coarse=0.55 if row.near else 0.3, flat=None if row.near else dark)  # fmt: skip
