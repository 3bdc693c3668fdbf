"""What is carried from shot to shot: snow and rain on people, tiredness, the state of a motif, eyelines."""

from collections.abc import Sequence
from typing import Literal

from director.crew.house.coverage import INDOORS
from director.crew.house.names import sort_of
from director.model import Change, Presence, Shot

State = Literal["wet", "snowy", "hurt", "tired", "glowing", "old", "young", "broken", "empty"]

_STRAIN = frozenset({"run", "struggle", "pull", "row", "race", "fall", "dance"})
_OF_MOTIF: dict[Change, State] = {
    "broken": "broken",
    "transformed": "glowing",
    "multiplied": "glowing",
    "empty": "empty",
}
_SEEN_OF_MOTIF: frozenset[Change] = frozenset({"broken", "empty"})
"""Changes that mark a thing also where a crew tells the rest in words of its own: no story asks for a glow."""
_MANY, _FEW = 7, 3
"""Copies of what is multiplied: in a film of pictures, and in a story, where a few can still be counted."""
_CARVED = frozenset({"stone"})
"""Carved things: what weather takes from them does not come back; after the first sight a word is gone each time."""
_BRIGHT = frozenset({"joy", "euphoria", "hope", "tenderness"})


def carried(shots: Sequence[Shot]) -> list[Shot]:
    """Return the shots with the state of everyone carried over in film order.

    Snow and rain stay on people for the first shots indoors; who strains is tired until a brighter feeling comes;
    a broken thing stays broken until it is found, transformed or shared.
    """
    weather: dict[str, tuple[State, int]] = {}
    tired: dict[str, int] = {}
    things: dict[str, State] = {}
    found = []
    for shot in shots:
        who = []
        for presence in shot.who:
            if sort_of(presence.term) == "thing":
                thing = _thing(shot, presence, things)
                who.append(thing)
                if shot.happens_to(thing.term) == "empty" and thing.count > 1:
                    # One of them is empty, the others are as they were.
                    who[-1] = thing.model_copy(update={"count": 1})
                    full = tuple(s for s in thing.state if s != "empty")
                    who.append(thing.model_copy(update={"count": thing.count - 1, "state": full, "side": "left"}))
                continue
            name = presence.character or presence.term
            who.append(_living(shot, presence, name, weather, tired))
        props = tuple(_thing(shot, p, things) if sort_of(p.term) == "thing" else p for p in shot.props)
        found.append(shot.model_copy(update={"who": tuple(who), "props": props}))
    return found


def _living(
    shot: Shot, presence: Presence, name: str, weather: dict[str, tuple[State, int]], tired: dict[str, int]
) -> Presence:
    if sort_of(presence.term) == "vehicle":
        return presence
    states: list[State] = []
    outside = shot.place_term not in INDOORS
    if outside and shot.weather in ("snow", "blizzard"):
        weather[name] = ("snowy", 2)
    elif outside and shot.weather in ("rain", "storm"):
        weather[name] = ("wet", 2)
    elif name in weather:
        state, left = weather[name]
        weather[name] = (state, left - 1)
    if name in weather and weather[name][1] > 0:
        states.append(weather[name][0])
    if shot.emotion in _BRIGHT:
        tired[name] = 0
    elif presence.action in _STRAIN:
        tired[name] = tired.get(name, 0) + 1
    if tired.get(name, 0) >= 2:
        states.append("tired")
    return presence.model_copy(update={"state": tuple(dict.fromkeys((*presence.state, *states)))})


def _thing(shot: Shot, presence: Presence, things: dict[str, State]) -> Presence:
    change = shot.happens_to(presence.term)
    if change is not None:
        if change in _OF_MOTIF and (shot.script is None or change in _SEEN_OF_MOTIF):
            things[presence.term] = _OF_MOTIF[change]
        elif change in ("found", "shared", "given"):
            things.pop(presence.term, None)
            if presence.term in _CARVED:
                things[presence.term] = "snowy" if change == "given" else "empty"
                if change == "given":
                    return presence
    state = things.get(presence.term)
    count = presence.count
    if change == "multiplied" and count == 1:
        count = _MANY if shot.script is None else _FEW
    states = tuple(dict.fromkeys((*presence.state, state))) if state else presence.state
    return presence.model_copy(update={"state": states, "count": count})
