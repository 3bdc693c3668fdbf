"""A shot without what the artist never wants to see again."""

from director.crew.house import cast
from director.crew.house.coverage import INDOORS
from director.crew.house.desk import Desk
from director.crew.house.names import sort_of
from director.model import Place, Presence, Shot, TimeOfDay, Weather

_HOURS: tuple[TimeOfDay, ...] = ("dusk", "golden hour", "day", "morning", "dawn", "night")
_SKIES: tuple[Weather, ...] = ("clouds", "clear", "mist", "wind", "snow", "rain", "storm", "blizzard", "aurora")


def without(desk: Desk, shot: Shot, terms: tuple[str, ...]) -> Shot:
    """Return the shot without these terms; a shot that shows none of them is returned as it is.

    Who is left moves up; a detail gives way to another thing of its section or to the place; a forbidden place is
    exchanged for another of the film.
    """
    never = desk.avoid | frozenset(terms)
    changes: dict[str, object] = {}
    who = tuple(_acting(desk, shot, p, never) for p in shot.who if p.term not in never)
    props = tuple(p for p in shot.props if p.term not in never)
    if shot.who and not who:
        who = _instead(desk, shot, never)
        changes |= {"motif": "", "motif_change": None}
        if not who and shot.framing in ("insert", "extreme close"):
            changes["framing"] = "close"
    if who != shot.who or props != shot.props:
        changes |= {"who": who, "props": props}
    if shot.time in never:
        changes["time"] = next(t for t in (*_HOURS, shot.time) if t not in never or t == shot.time)
    if shot.weather in never:
        changes["weather"] = next(w for w in (*_SKIES, shot.weather) if w not in never or w == shot.weather)
    if shot.place_term in never:
        changes |= _elsewhere(desk, shot, never)
    return shot.model_copy(update=changes) if changes else shot


def _acting(desk: Desk, shot: Shot, presence: Presence, never: frozenset[str]) -> Presence:
    if presence.action not in never:
        return presence
    free = [a for a in cast.actions(desk, desk.plan(shot.section), presence.term, shot.place_term) if a not in never]
    return presence.model_copy(update={"action": (free or ["stand"])[0]})


def _instead(desk: Desk, shot: Shot, never: frozenset[str]) -> tuple[Presence, ...]:
    """Return another subject for a shot that has lost its own: a thing for a detail, the main character otherwise."""
    plan = desk.plan(shot.section)
    if shot.framing == "insert":
        things = [t for t in desk.things(plan) if sort_of(t) == "thing" and t not in never]
        return (cast.creature(things[0], "", "none", "none"),) if things else ()
    people = [c for c in desk.cast(plan) if c.term not in never]
    if not people:
        return ()
    action = next(a for a in (*cast.actions(desk, plan, people[0].term, shot.place_term), "stand") if a not in never)
    return (cast.person(people[0], action, shot.emotion, "none", "right"),)


def _elsewhere(desk: Desk, shot: Shot, never: frozenset[str]) -> dict[str, object]:
    """Return the fields of a shot moved to another place of its section, of the film, or to nowhere in particular."""
    plan = desk.plan(shot.section)
    places = [*desk.places(plan), *desk.treatment.places]
    free: list[Place] = [p for p in places if p.term not in never]
    if not free:
        return {"place_term": "void"}
    place = next((p for p in free if p.world == shot.world), free[0])
    weather = "clear" if place.term in INDOORS else shot.weather if shot.weather not in never else "clouds"
    return {"place": place.id, "place_term": place.term, "world": place.world, "weather": weather}
