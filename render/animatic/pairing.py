"""Who does something with whom: two people who embrace, dance or hold hands are one figure of both."""

from collections.abc import Sequence
from dataclasses import replace

from director.model import Presence, Shot
from render.animatic.base import Actor
from render.animatic.colour import from_hex
from render.animatic.handling import hand_held
from render.animatic.terms import PEOPLE

SINGLE = PEOPLE - {"couple", "robot"}
"""Who is one person with a body of its own."""
_STILL = frozenset(("", "stand", "look", "hold", "cry", "laugh", "breathe", "look_back", "turn", "embrace"))
"""What somebody may be doing who is embraced by the one named before or after."""


def pairs(shot: Shot) -> list[tuple[Presence, Presence]]:
    """Return the people of the shot who do something together, two and two; the one named first comes first."""
    people = [p for p in shot.who if p.term in SINGLE and p.count == 1]
    result: list[tuple[Presence, Presence]] = []
    while len(people) > 1:
        one = people.pop(0)
        at = _partner(one, people, shot)
        if at is not None:
            result.append((one, people.pop(at)))
    return result


def _partner(one: Presence, others: Sequence[Presence], shot: Shot) -> int | None:
    """Return who of the others does it together with `one`."""
    same = next((n for n, p in enumerate(others) if p.action == one.action), None)
    match one.action:
        case "dance":
            return same
        case "hold":
            # With something to hold everybody holds it alone.
            return None if any(hand_held(p) for p in shot.props) else same
        case "embrace":
            return same if same is not None else 0 if others[0].action in _STILL else None
        case _:
            # Who is embraced may be named before the one who embraces.
            embraces = others[0].action == "embrace" and not any(p.action == "embrace" for p in others[1:2])
            lonely = embraces and (len(others) < 2 or others[1].action not in _STILL)
            return 0 if lonely and one.action in _STILL else None


def paired(actor: Actor, presence: Presence, shot: Shot) -> Actor:
    """Return the actor with the one it does something with, if there is one; both then do the same."""
    mate = next((b for a, b in pairs(shot) if a == presence), None)
    if mate is None:
        return actor
    action = mate.action if mate.action == "embrace" else actor.action
    return replace(actor, action=action, mate=replace(becoming(actor, mate, shot), action=action))


def becoming(actor: Actor, other: Presence, shot: Shot) -> Actor:
    """Return somebody else of the shot, seen from as near as the actor."""
    return replace(
        actor,
        term=other.term,
        action=other.action or "stand",
        emotion=other.emotion or shot.emotion,
        colour=from_hex(other.colour) if other.colour else None,
        state=other.state,
        facing=other.facing,
        features=other.features,
    )


def without_mates(shot: Shot, everyone: Sequence[Presence]) -> list[Presence]:
    """Return everyone and everything without those who are painted with the one they are with."""
    rest = [b for _, b in pairs(shot)]
    result = []
    for presence in everyone:
        if presence in rest:
            rest.remove(presence)
        else:
            result.append(presence)
    return result
