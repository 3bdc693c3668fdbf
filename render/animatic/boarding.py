"""Who is aboard: people who drive or ride what has windows are painted behind them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from director.model import Presence, ScreenDirection, Shot
from render.animatic.base import Actor
from render.animatic.pairing import SINGLE, becoming
from render.animatic.terms import PEOPLE, RIDING, VEHICLES

_PUBLIC = frozenset(("train", "tram", "bus"))
"""Everybody is seen in a window; in a car the first one sits at the wheel, painted whole."""
_CARS = frozenset(("car", "race_car"))
_WINDOWED = _PUBLIC | _CARS
_CHILDREN = frozenset(("child", "girl", "boy"))
"""Who never sits at the wheel."""
_OWN_MOUNT = frozenset(("skater", "racer"))
"""Who is painted with what it rides."""
_SAT_IN = frozenset(("car", "horse", "motorcycle", "sled"))
"""Vehicles in or on which people sit who are named with them; at a bus or a train people also sit and wait."""
_AFLOAT = frozenset(("sea", "arctic_sea", "lake", "river", "harbour"))
"""Places where a boat is on the water; on a beach people sit beside it."""
_AT_WHEEL = ("drive", "race")


@dataclass(frozen=True)
class _Ride:
    """A vehicle with windows and those in it."""

    vehicle: Presence
    facing: ScreenDirection
    riders: tuple[Presence, ...]
    """As the shot names them; who drives first."""
    inside: tuple[Presence, ...]
    """Those of them who are painted with the vehicle."""


def afoot(shot: Shot) -> Shot:
    """Return the shot in which nobody rides what is not there: they stand, or sit where the place itself travels.

    Who sits with a vehicle and no seat sits in it; a car has a driver if somebody grown is in it. All who ride
    face where the first one does.
    """
    terms = {p.term for p in (*shot.who, *shot.props)}
    meant = {p.term for p in shot.who} & _SAT_IN or ("boat" in terms and shot.place_term in _AFLOAT)
    if meant and not terms & {"chair", "bench", "bed", "table"}:
        shot = _changed(shot, {"action": "ride"}, lambda p: p.action == "sit")
    if terms & _CARS and not any(p.action in _AT_WHEEL for p in shot.who):
        driver = next((p for p in shot.who if p.action == "ride" and p.term in PEOPLE - _CHILDREN), None)
        shot = _changed(shot, {"action": "drive"}, lambda p: p == driver)
    if terms & VEHICLES:
        heading = next((p.facing for p in shot.who if p.action in RIDING and p.facing != "none"), shot.direction)
        return _changed(shot, {"facing": heading}, lambda p: p.action in RIDING and p.facing == "none")
    instead = {"action": "sit" if shot.place_term == "train_carriage" else "stand"}
    return _changed(shot, instead, lambda p: p.action == "ride" and p.term not in _OWN_MOUNT)


def _changed(shot: Shot, update: dict[str, str], which: Callable[[Presence], bool]) -> Shot:
    """Return the shot with some of its people changed."""
    chosen = [p.term in PEOPLE and which(p) for p in shot.who]
    who = (p.model_copy(update=update) if c else p for p, c in zip(shot.who, chosen, strict=True))
    return shot.model_copy(update={"who": tuple(who)}) if any(chosen) else shot


def _ride(shot: Shot) -> _Ride | None:
    vehicle = next((p for p in (*shot.who, *shot.props) if p.term in _WINDOWED), None)
    riders = [p for p in shot.who if p.term in SINGLE | {"couple"} and p.action in RIDING and p.count == 1]
    if vehicle is None or not riders or vehicle.count > 1:
        return None
    riders.sort(key=lambda p: p.action not in _AT_WHEEL)
    facing = next((f for p in (riders[0], vehicle) if (f := p.facing) != "none"), shot.direction)
    whole = vehicle.term in _PUBLIC or facing in ("toward", "away") or riders[0].term in _CHILDREN | {"couple"}
    return _Ride(vehicle, facing, tuple(riders), tuple(riders if whole else riders[1:]))


def without_riders(shot: Shot, everyone: Sequence[Presence]) -> list[Presence]:
    """Return everyone and everything without those who are seen in a window; the vehicle faces where they do."""
    ride = _ride(shot)
    if ride is None:
        return list(everyone)
    rest = list(ride.inside)
    result = []
    for presence in everyone:
        if presence in rest:
            rest.remove(presence)
        elif presence == ride.vehicle and presence.facing != ride.facing:
            result.append(presence.model_copy(update={"facing": ride.facing}))
        else:
            result.append(presence)
    return result


def boarded(actor: Actor, shot: Shot) -> Actor:
    """Return the actor with everybody who is seen in its windows."""
    ride = _ride(shot)
    if ride is None or actor.term != ride.vehicle.term:
        return actor
    people = [each for one in ride.inside for each in _singles(one)]
    return replace(actor, party=tuple(becoming(actor, one, shot) for one in people))


def _singles(presence: Presence) -> list[Presence]:
    if presence.term != "couple":
        return [presence]
    return [presence.model_copy(update={"term": term}) for term in ("man", "woman")]
