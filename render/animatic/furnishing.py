"""Furniture in use: who sits on the chair or lies in the bed of a shot, and what stands on its table."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from director.model import Presence, Shot
from render.animatic.base import Support
from render.animatic.blocking import NEAR, Placed
from render.animatic.handling import tabletop
from render.animatic.terms import HOLDING, LIVING, PEOPLE, ROOMS

_ABED = frozenset(("lie", "sleep", "wake"))
_SEATED = frozenset(("sit", "read", "write"))
_BEDROOMS: dict[str, Support] = {"hospital_room": "hospital bed", "bedroom": "bed"}
_SEATS: dict[str, Support] = {"chair": "chair", "bench": "bench", "bed": "bed edge"}
_CHAIRED = ROOMS | {"stage", "concert_hall", "club", "train_station", "train_carriage"}
"""Where grown people who sit have a chair."""
_ON_FLOOR = frozenset(
    ("girl", "boy", "child", "skater", "dancer", "ghost", "silhouette", "android", "astronaut", "robot")
)
"""Who sits on the floor where no chair is named."""
_SMALL = 0.6
"""Animals up to this size sit and sleep on chairs, in adult heights."""
_SEAT = {"chair": 0.44, "bench": 0.42, "bed": 0.56, "table": 0.9}
"""Height of the surface, body units of the thing."""
_SHELTERED = frozenset(("sit", "stand", "look", "lie", "sleep", "walk", "breathe", "wake"))


@dataclass(frozen=True)
class Use:
    """What somebody sits on or lies in."""

    on: Support = ""
    term: str = ""
    """The thing of the shot that is used up by it; nothing if the place has it."""
    colour: str = ""


def used(presence: Presence, shot: Shot) -> Use:
    """Return what this person sits on or lies in, and for a hand the colour of what it may beat on."""
    if presence.term == "hand":
        # What a hand beats time on has its own colour.
        return Use(colour=next((p.colour for p in shot.props if p.term in ("chair", "table", "bench")), ""))
    if presence.term in PEOPLE and presence in shot.who:
        if presence.action in _ABED:
            return _bed_of(shot)
        if presence.action == "ride" and any(p.term == "boat" for p in (*shot.who, *shot.props)):
            return Use("beside")
        if presence.action in _SEATED:
            return _seat_of(presence, shot)
    return Use()


def _bed_of(shot: Shot) -> Use:
    bed = next((p for p in (*shot.props, *shot.who) if p.term == "bed"), None)
    if bed is None and shot.place_term not in _BEDROOMS:
        return Use()
    on = _BEDROOMS.get(shot.place_term, "bed")
    return Use(on, "bed", bed.colour) if bed is not None else Use(on)


def _seat_of(presence: Presence, shot: Shot) -> Use:
    there = {p.term: p for p in (*shot.props, *shot.who) if p.term in _SEATS}
    sitters = [p for p in shot.who if p.term in PEOPLE and p.action in _SEATED]
    for term in ("chair", "bench", "bed"):
        seat = there.get(term)
        if seat is None or (term == "bed" and presence.action != "sit"):
            continue
        if term != "chair" and sitters[0] != presence:
            return Use("beside")
        if term != "chair" or sitters.index(presence) < seat.count:
            return Use(_SEATS[term], term, seat.colour)
    table = any(p.term == "table" for p in shot.props)
    grown = presence.term not in _ON_FLOOR or presence.features.age in ("adult", "old")
    chaired = presence.action == "sit" and grown and shot.place_term in _CHAIRED
    return Use("chair") if table or chaired else Use()


def without_used(shot: Shot, everyone: Sequence[Presence]) -> list[Presence]:
    """Return everyone and everything without the furniture that is painted with its users."""
    taken = [u.term for p in shot.who if (u := used(p, shot)).term for _ in range(2 if p.term == "couple" else 1)]
    result = []
    for presence in everyone:
        gone = min(taken.count(presence.term), presence.count) if presence.term in _SEATS else 0
        if presence.term == "bench" and gone:
            gone = 1
        if gone < presence.count or presence.term in PEOPLE:
            result.append(presence.model_copy(update={"count": presence.count - gone}) if gone else presence)
    return result


def has_bed(shot: Shot) -> bool:
    """Return whether the place's own bed is in use, so that it is not painted a second time, empty."""
    return shot.place_term in _BEDROOMS and any(
        used(p, shot).on in ("bed", "hospital bed", "bed edge") for p in shot.who
    )


def set_down(placed: Sequence[Placed], shot: Shot, adult: float) -> list[Placed]:
    """Return everything placed, everything that stands on or under something where it belongs.

    Animals are on the furniture they use, small things on the table, tables before those who sit at them, an umbrella
    over the animal that sits under it. The first of `placed` stays the subject.
    """
    result = _on_table(_at_table(_on_seat(list(placed), shot), shot, adult), adult)
    return _beside(_under_umbrella(result, shot))


def _beside(placed: list[Placed]) -> list[Placed]:
    """Put the second sitter on the bench or the bed of the first."""
    first = next((p for p in placed if p.actor.on in ("bench", "bed edge")), None)
    way = 1.0
    for n, one in enumerate(placed):
        if first is not None and one.actor.on == "beside":
            scale = first.size / first.figure.size
            placed[n] = replace(one, x=first.x + way * 0.34 * first.size, y=first.y, size=scale * one.figure.size,
                                depth=first.depth - 0.001, carried=first.carried)  # fmt: skip
            way = -way
    return placed


def _find(placed: Sequence[Placed], term: str) -> int | None:
    return next((n for n, p in enumerate(placed) if p.actor.term == term), None)


def _on_seat(placed: list[Placed], shot: Shot) -> list[Placed]:
    """Put a small animal that sits, lies or sleeps onto the chair, bench or bed of the shot.

    What the story leaves empty stays empty: then the animal sits beside it.
    """
    animal = next((n for n, p in enumerate(placed) if p.actor.term in LIVING and p.figure.size < _SMALL
                   and not p.figure.airborne and p.actor.action in {"sit", "lie", "sleep", "wake"}), None)  # fmt: skip
    seat = next((n for t in ("chair", "bench", "bed") if (n := _find(placed, t)) is not None), None)
    left = seat is not None and shot.happens_to(placed[seat].actor.term) in ("empty", "lost")
    if animal is None or seat is None or left or shot.framing in ("close", "extreme close"):
        return placed
    one, thing = placed[animal], placed[seat]
    size = one.size / one.figure.size * thing.figure.size
    # A cat fills a chair, and a curled fox is larger than it: the chair gives way a little.
    size = max(size, 0.72 * one.figure.width * one.size / thing.figure.width)
    up = _SEAT[thing.actor.term]
    room = 0.8 if shot.framing not in NEAR else 1.1
    shrink = min(1.0, room / max(size * thing.figure.height, size * up + one.figure.height * one.size))
    size *= shrink
    foot = one.y if shot.framing not in NEAR else 0.56
    clear = 0.5 * thing.figure.width * size + 0.06
    for n, other in enumerate(placed):
        if n in (animal, seat) or other.figure.airborne or other.part == "subject":
            continue
        small = other.size * shrink
        away = clear + 0.5 * other.figure.width * small
        x = other.x if abs(other.x - one.x) > away else one.x + math.copysign(away, other.x - one.x)
        placed[n] = replace(other, x=x, y=foot - (one.y - other.y) * shrink, size=small, depth=max(other.depth, 1.004))
    placed[seat] = replace(thing, x=one.x, y=foot, size=size, depth=one.depth + 0.003, carried=one.carried)
    placed[animal] = replace(one, y=foot - up * size, size=one.size * shrink)
    return placed


def _at_table(placed: list[Placed], shot: Shot, adult: float) -> list[Placed]:
    """Move a table before the one who sits on a chair."""
    table = _find(placed, "table")
    lead = placed[0]
    if table is None or lead.actor.on != "chair" or shot.framing in ("close", "extreme close"):
        return placed
    size = adult * placed[table].figure.size
    way = {"left": -1.0, "right": 1.0}.get(lead.actor.facing, 0.0)
    x = lead.x + way * (0.2 * lead.size + 0.4 * placed[table].figure.width * size)
    placed[table] = replace(placed[table], x=x, y=lead.y + 0.012, size=size, depth=0.985, part="prop")
    return placed


def _on_table(placed: list[Placed], adult: float) -> list[Placed]:
    """Stand small things on the table; a small thing that is the subject has the table under it."""
    at = _find(placed, "table")
    if at is None:
        return placed
    table, lead = placed[at], placed[0]
    small = [n for n, p in enumerate(placed) if tabletop(p.actor) and not p.figure.airborne and p.depth > 0.98
             and not (p.carried and lead.actor.action in HOLDING)]  # fmt: skip
    if not small:
        return placed
    if small[0] == 0:
        size = lead.size / lead.figure.size * table.figure.size
        table = replace(table, size=size, x=lead.x + 0.34 * size, y=lead.y + 0.9 * size, depth=lead.depth + 0.003)
        placed[at] = table
        small = small[1:]
    spots = (-0.4, 0.42, 0.08, -0.7, 0.7)
    for rank, n in enumerate(small):
        one = placed[n]
        size = max(adult / table.depth * one.figure.size, 0.3 * table.size / max(one.figure.height, one.figure.width))
        x = table.x + spots[(rank + (1 if small and table.x == lead.x else 0)) % len(spots)] * table.size
        placed[n] = replace(one, x=x, y=table.y - (0.88 - 0.03 * (rank % 2)) * table.size, size=size,
                            depth=table.depth - 0.002 - 0.0005 * rank, carried=table.carried)  # fmt: skip
    return placed


def _under_umbrella(placed: list[Placed], shot: Shot) -> list[Placed]:
    """Open the umbrella of a shot over the animal in it."""
    at, lead = _find(placed, "umbrella"), placed[0]
    if at in (None, 0) or lead.actor.term not in LIVING or lead.figure.airborne or lead.actor.action not in _SHELTERED:
        return placed
    if shot.framing in ("close", "extreme close"):
        return placed
    assert at is not None
    cover = placed[at]
    near = shot.framing in NEAR
    foot = 0.6 if near else lead.y
    size = (1.12 if near else min(1.85 * lead.figure.height * lead.size, 0.9)) / cover.figure.height
    smaller = min(1.0, 0.58 * size * cover.figure.height / (lead.figure.height * lead.size))
    placed[at] = replace(cover, x=lead.x + 0.12 * size, y=foot, size=size, depth=lead.depth + 0.003)
    placed[0] = replace(lead, y=foot, size=lead.size * smaller)
    return placed
