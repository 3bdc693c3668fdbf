"""Who plays what: the instrument of the shot that is free, each player's own first; it is painted with the player."""

from collections.abc import Sequence

from director.model import Presence, Shot
from render.animatic.base import Instrument
from render.animatic.terms import PEOPLE

_OWN: dict[str, Instrument] = {"guitarist": "guitar", "drummer": "drum", "pianist": "piano"}
"""Who plays always the same."""
_USUAL: dict[str, Instrument] = {**_OWN, "singer": "guitar", "musician": "guitar"}
"""What is played where nothing is named; all others play the piano."""
_PLAYED: dict[str, Instrument] = {"guitar": "guitar", "piano": "piano", "drum": "drum"}
_HELD = frozenset(("violin", "trumpet", "flute"))
"""What a player is shown with in the hands."""


def played(shot: Shot) -> list[tuple[Presence, Instrument]]:
    """Return every player of the shot with its instrument."""
    players = [p for p in shot.who if p.term in PEOPLE and p.action == "play" and not holds(p, shot)]
    free = [_PLAYED[p.term] for p in (*shot.props, *shot.who) if p.term in _PLAYED for _ in range(p.count)]
    named = list(free)
    for player in players:
        if _OWN.get(player.term) in free:
            free.remove(_OWN[player.term])
    result: list[tuple[Presence, Instrument]] = []
    for player in players:
        own = _OWN.get(player.term)
        if own is None and free:
            own = free.pop(0)
        elif own is None and named and len(named) == 1:
            # One instrument for several: they play it in turns, not another one that nobody named.
            own = named[0]
        result.append((player, own or _USUAL.get(player.term, "piano")))
    return result


def holds(presence: Presence, shot: Shot) -> bool:
    """Return whether a player holds the only instrument of the shot, one that nobody is painted playing."""
    sound = {p.term for p in (*shot.props, *shot.who)} & (_HELD | _PLAYED.keys())
    plays = presence.term in PEOPLE and presence.action == "play" and presence.term not in _OWN
    return plays and bool(sound) and sound <= _HELD


def instrument(presence: Presence, shot: Shot) -> Instrument:
    """Return what somebody plays; nothing for who plays none."""
    return next((what for player, what in played(shot) if player == presence), "")


def without_played(shot: Shot, everyone: Sequence[Presence]) -> list[Presence]:
    """Return everyone and everything without the instruments that are painted with their players."""
    taken = [what for _, what in played(shot)]
    result = []
    for presence in everyone:
        gone = min(taken.count(_PLAYED[presence.term]), presence.count) if presence.term in _PLAYED else 0
        if gone < presence.count:
            result.append(presence.model_copy(update={"count": presence.count - gone}) if gone else presence)
    return result
