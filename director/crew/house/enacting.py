"""Who and what is in the picture of a moment: its people, what carries them, and its things where they belong."""

from director.crew.house import cast
from director.crew.house.clauses import HAND
from director.crew.house.coverage import SetUp
from director.crew.house.desk import Desk
from director.crew.house.names import sort_of
from director.model import Emotion, Moment, Place, Presence, ScreenDirection, SectionPlan

_RIDERS: dict[str, frozenset[str]] = {
    "race_car": frozenset({"racer"}),
    "skateboard": frozenset({"boy", "girl", "child", "skater", "man", "woman"}),
    "bicycle": frozenset({"boy", "girl", "child", "man", "woman", "old_man"}),
    "motorcycle": frozenset({"man", "woman", "racer"}),
    "boat": frozenset({"man", "woman", "boy", "girl", "sailor", "explorer"}),
}  # fmt: skip
_TRACKS = frozenset({"race_track", "tunnel", "highway"})
_RACES = frozenset({"race", "drive", "run", "walk", "fly", "glide", ""})
_BEINGS_OF_LIGHT = frozenset({"ghost", "hologram"})
_FAR: tuple[SetUp, ...] = ("establish", "full", "air", "perform")
_NEAR: tuple[SetUp, ...] = ("close", "eyes")
_DEFAULT: dict[str, str] = {
    "dancer": "dance", "singer": "sing", "pianist": "play", "guitarist": "play", "drummer": "play", "crowd": "stand",
    "couple": "embrace", "owl": "look", "ghost": "look", "child": "look",
}  # fmt: skip
_FOR_ANIMALS: dict[str, str] = {"fall": "lie", "laugh": "sit", "dance": "jump", "embrace": "sit"}
"""What an animal does that joins people."""

_MANY: dict[str, int] = {"person": 3, "animal": 3, "vehicle": 2, "thing": 4}
SKY = frozenset({"sun", "moon", "star", "stars"})
BODY = frozenset({"hand", "eye", "mouth", "heart"})
"""Parts of people: shown filling the picture, never lying about."""

_WOODED = frozenset({"forest", "forest_river", "fairy_forest"})
_INSTRUMENTS = ("piano", "guitar", "music_box")
_PLENTY: dict[str, int] = {"candle": 6}
_WHOLE = frozenset({"crowd", "couple", "band", "birds", "stars", "puddle", "traffic_light"})
"""Terms that are several by themselves."""

GHOST_WHITE = "#e6edf4"


def played(
    desk: Desk, plan: SectionPlan, moment: Moment, kind: SetUp, place: Place, direction: ScreenDirection, number: int
) -> tuple[tuple[Presence, ...], tuple[Presence, ...]]:
    """Return (who, props) of a picture of a moment, the subject first.

    Whoever goes somewhere heads in `direction`; `number` counts the pictures so far and varies who stands where.
    """
    feeling = moment.emotion or plan.emotion
    side: ScreenDirection = "none" if desk.vertical else cast.opposite(direction)
    things = [t for t in moment.things if sort_of(t) != "vehicle" and cast.fits(t, place.term)]
    if place.term in _WOODED:
        # A wood is made of trees: one that stands before it is no subject.
        things = [t for t in things if t != "tree"]
    if kind == "air":
        return (), ()
    if kind == "insert" and things:
        return (_thing(desk, things[0], moment, 0, "none"),), ()
    who = [_being(desk, plan, moment, n, place, feeling, kind) for n in range(len(moment.who))]
    if who and who[0].action == "play" and not set(things) & set(_INSTRUMENTS):
        things += [t for t in _INSTRUMENTS if t in _shown_in_film(desk)][:1]
    if who and who[0].action == "play" and kind not in _NEAR and number and "candle" in _shown_in_film(desk):
        # What the music has lit keeps burning.
        things = list(dict.fromkeys((*things, "candle")))
    if who and who[0].action == "play" and "music_box" in things and not set(things) & set(_INSTRUMENTS[:2]):
        # A music box plays by itself: it is held.
        who[0] = who[0].model_copy(update={"action": "hold"})
    things = [t for t in things if t not in BODY] or ([] if who else things)
    if not who:
        return _of_things(desk, plan, moment, kind, things, direction)
    who = _headed(desk, kind, who, side, direction, number)
    rides = [t for t in moment.things if sort_of(t) == "vehicle"]
    mounted = _mounted(desk, plan, moment, kind, place, who, rides)
    props = tuple(_thing(desk, t, moment, 1, "none") for t in things) if kind not in _NEAR else _at_hand(desk, moment)
    return mounted, props


def _being(
    desk: Desk, plan: SectionPlan, moment: Moment, rank: int, place: Place, feeling: Emotion, kind: SetUp
) -> Presence:
    """Return one of a moment's people or animals: the first does the moment's action, the others join or watch."""
    name = moment.who[rank]
    character = next((c for c in desk.treatment.characters if c.id == name), None)
    term = character.term if character else name
    sort = sort_of(term)
    action = moment.action if rank == 0 or moment.action in (*cast.GOING, "dance", "embrace", "fall", "laugh") else ""
    if sort == "vehicle":
        action = cast.actions(desk, plan, term, place.term)[0]
    elif kind in _NEAR and sort == "person":
        action = action if action in (*cast.OF_FACES, "dance", "play", "hold", "embrace", "wave") else "look"
    elif not action and sort == "person" and set(moment.things) & HAND:
        action = "hold"
    elif not action and sort == "person" and set(moment.things) & set(_INSTRUMENTS):
        action = "play"
    elif sort == "animal" and action in _FOR_ANIMALS:
        action = _FOR_ANIMALS[action]
    elif not action:
        action = _DEFAULT.get(term, "look" if sort == "person" else "stand")
        if action in desk.avoid:
            action = cast.actions(desk, plan, term, place.term)[0]
    many = rank == 0 and moment.many and term not in _WHOLE
    return Presence(
        term=term,
        character=character.id if character else "",
        action=action,
        emotion=feeling if sort == "person" else None,
        colour=character.colour if character else "",
        count=_MANY.get(sort or "", 1) if many and sort != "vehicle" else 1,
    )


def _headed(
    desk: Desk, kind: SetUp, who: list[Presence], side: ScreenDirection, direction: ScreenDirection, number: int
) -> list[Presence]:
    """Give everyone a side and a direction: who goes heads on, two who are together face each other or go together."""
    found = []
    for rank, presence in enumerate(who):
        going = presence.action in cast.GOING
        facing: ScreenDirection = direction if going or rank == 0 else cast.opposite(direction)
        if not going and rank == 0 and len(who) == 1:
            turned: tuple[ScreenDirection, ...] = (direction, "toward", direction, cast.opposite(direction))
            facing = "toward" if kind in ("eyes", "perform") or presence.action == "dance" else turned[number % 4]
            facing = direction if presence.action == "play" else facing
        stands = side if rank == 0 else cast.opposite(side)
        if len(who) == 1 and kind in ("establish", "full") and number % 3 == 1:
            stands = "none"
        found.append(presence.model_copy(update={
            "facing": facing, "side": "left" if stands == "left" else "right" if stands == "right" else "centre",
        }))  # fmt: skip
    return found


def _mounted(
    desk: Desk, plan: SectionPlan, moment: Moment, kind: SetUp, place: Place, who: list[Presence], rides: list[str]
) -> tuple[Presence, ...]:
    """Return the people with what carries them: (vehicle, rider) from afar, the rider alone in a close-up."""
    first = who[0]
    ghostly = [p for p in who if p.term in _BEINGS_OF_LIGHT]
    films = _shown_in_film(desk)
    if first.action == "jump" and kind not in _NEAR and "skateboard" in films and first.term in _RIDERS["skateboard"]:
        # Who skates jumps with the board under the feet.
        board = Presence(term="skateboard", action="jump", side=first.side, facing=first.facing)
        return (board, *who)
    on_track = "race_car" in films and place.term in _TRACKS and moment.action in _RACES
    drives = first.term in _RIDERS["race_car"] and moment.action != ""
    if on_track and kind != "insert" and (drives or first in ghostly):
        rides = ["race_car"]
    elif not rides and first.action in cast.RIDDEN and place.term != "ship_deck":
        rides = [t for t in [cast.vehicle_for(first.action, place.term, films)] if t]
    if sort_of(first.term) == "vehicle":
        lead = next((c for c in desk.cast(plan) if c.term in _RIDERS.get(first.term, ())), None)
        if lead is None or len(who) > 1:
            return tuple(who)
        rider = cast.person(lead, first.action, plan.emotion, "none", first.facing)
        if first.term == "race_car":
            first = first.model_copy(update={"colour": lead.colour})
        return (rider,) if kind in _NEAR else (first, rider.model_copy(update={"side": first.side}))
    if not rides or sort_of(first.term) != "person" or kind in _NEAR:
        return (*who, *_pulled(rides, who)) if kind not in _NEAR else tuple(who)
    action = cast.actions(desk, plan, rides[0], place.term)[0]
    cars = [p for p in who if rides[0] == "race_car"] or who[:1]
    mounts = [
        Presence(
            term=rides[0], action=action, side=p.side, facing=first.facing,
            colour=GHOST_WHITE if p in ghostly else p.colour if rides[0] == "race_car" else "",
            state=("glowing",) if p in ghostly else (),
        )
        for p in cars
    ]  # fmt: skip
    riders = [p.model_copy(update={"action": action, "facing": first.facing}) for p in who if p not in ghostly]
    if rides[0] != "race_car":
        riders += ghostly
    return (*mounts, *riders[:2])


def _shown_in_film(desk: Desk) -> frozenset[str]:
    """Return every term that the film's moments name."""
    return frozenset(t for p in desk.treatment.sections for m in p.moments for t in (*m.who, *m.things))


def _pulled(rides: list[str], who: list[Presence]) -> tuple[Presence, ...]:
    """Return what animals pull, behind them."""
    return tuple(
        Presence(term=t, action="ride", side="centre", facing=who[0].facing) for t in rides if t != who[0].term
    )[:1]


def _of_things(
    desk: Desk, plan: SectionPlan, moment: Moment, kind: SetUp, things: list[str], direction: ScreenDirection
) -> tuple[tuple[Presence, ...], tuple[Presence, ...]]:
    """Return the picture of a moment in which nobody acts: its things, and from afar someone who sees them."""
    vehicles = [t for t in moment.things if sort_of(t) == "vehicle"]
    if not things and vehicles:
        action = cast.actions(desk, plan, vehicles[0], desk.place(moment.place).term)[0]
        return (cast.creature(vehicles[0], action, "none", direction),), ()
    facing: ScreenDirection = direction if moment.action in cast.GOING else "none"
    shown = [_thing(desk, t, moment, n, facing if n == 0 else "none") for n, t in enumerate(things)]
    low = [p for p in shown if p.term not in SKY] or shown
    shown = [*low[:1], *(p for p in shown if p is not low[0])] if shown else []
    travelling = desk.treatment.form == "one-take"
    lead = desk.lead if kind in _FAR and desk.treatment.form != "mood" else None
    if lead is None or (kind == "full" and shown and shown[0].term not in SKY and not travelling):
        return tuple(shown[:1]), tuple(shown[1:])
    person = sort_of(lead.term) == "person"
    felt = cast.felt(desk, plan.emotion, desk.place(moment.place).term)
    action = ("look" if shown else felt[0]) if person else "sit" if lead.term == "owl" else "stand"
    witness = cast.person(lead, action, plan.emotion, cast.opposite(direction), direction)
    if desk.vertical:
        witness = witness.model_copy(update={"side": "centre"})
    if not shown or shown[0].term in SKY:
        return (witness,), tuple(shown)
    if plan.role == "open" or desk.vertical or not (person or travelling):
        return tuple(shown[:1]), tuple(shown[1:])
    return (shown[0], witness), tuple(shown[1:])


def _thing(desk: Desk, term: str, moment: Moment, rank: int, facing: ScreenDirection) -> Presence:
    many = moment.many and not moment.who and rank == 0 and term not in _WHOLE
    broken = moment.change == "broken" and term == moment.things[0]
    old = term == "photograph" and _long_ago(desk)
    action = moment.action if not moment.who and rank == 0 else ""
    colour = ""
    if term == "headlights" and desk.lead is not None and desk.lead.term == "racer":
        # The lamps are those of the hero's car.
        colour = desk.lead.colour
    if term == "hand" and desk.treatment.form != "mood":
        # In a story a hand is there for another hand, or for the keys; it comes out of the hero's sleeve.
        action = "play" if moment.action == "play" else "embrace"
        colour = desk.lead.colour if desk.lead else ""
    return Presence(
        term=term,
        action=action,
        colour=colour,
        facing=facing,
        count=1 if term == "headlights" and colour else _PLENTY.get(term, _MANY["thing"] if many else 1),
        state=("old",) if old else ("broken",) if broken else (),
    )


def _at_hand(desk: Desk, moment: Moment) -> tuple[Presence, ...]:
    """Return what is held up beside a face."""
    held = moment.things[:1] if moment.action == "hold" else ()
    return tuple(_thing(desk, t, moment, 1, "none") for t in held if sort_of(t) == "thing")


def _long_ago(desk: Desk) -> bool:
    """Say whether photographs of the film are old ones: the film remembers, or plays in the past."""
    heard = {h.term for h in desk.reading.heard} if desk.reading else set()
    past = {"past_world", "nineteenth_century", "past", "twenties", "childhood"}
    return bool(heard & past) or any(r.role == "old photograph" for r in desk.brief.references)
