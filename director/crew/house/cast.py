"""Who and what is in a picture, and what it does there."""

from director.crew.house.coverage import INDOORS, SetUp
from director.crew.house.desk import Desk
from director.crew.house.names import sort_of
from director.model import Character, Emotion, Presence, ScreenDirection, SectionPlan

GOING = frozenset({
    "walk", "run", "drive", "ride", "race", "sail", "skate", "fly", "glide", "swim", "row", "pull",
})  # fmt: skip
"""Actions that cross the picture and so have a screen direction."""

RIDDEN = frozenset({"drive", "ride", "race", "sail", "skate", "row"})
"""Actions of people that need something to ride."""

OPEN_WATER = frozenset({"arctic_sea", "sea"})
"""Where nobody can walk."""

_WATERSIDE = OPEN_WATER | {"harbour", "beach", "lake", "river", "waterfall", "ship_deck", "void"}
_HALLS: dict[str, frozenset[str]] = {
    "train": frozenset({"train_station", "subway", "tunnel"}),
    "race_car": frozenset({"pit_garage", "tunnel"}),
    "car": frozenset({"pit_garage", "tunnel"}),
    "motorcycle": frozenset({"pit_garage", "tunnel"}),
}
"""Vehicles that may stand under a roof."""

_AFLOAT = frozenset({
    "look", "look_back", "stand", "sit", "lie", "struggle", "hold", "reach", "sing", "cry", "laugh", "row", "sail",
    "swim", "wave", "sleep", "wake", "breathe", "kneel", "fall",
})  # fmt: skip
OF_FACES = ("look", "breathe", "sing", "cry", "laugh", "sleep", "wake")
_OF_ANIMALS = frozenset({
    "stand", "sit", "lie", "walk", "run", "look", "look_back", "turn", "jump", "fly", "glide", "sleep", "wake",
    "pull", "swim", "hide", "fade", "breathe",
})  # fmt: skip
_FLYERS = frozenset({"owl", "bird", "birds", "butterfly"})
_SWIMMERS = frozenset({"fish", "whale"})
_OF_VEHICLES: dict[str, str] = {
    "dog_sled": "ride", "sailing_ship": "sail", "race_car": "race", "skateboard": "skate", "train": "drive",
    "tram": "drive", "bus": "drive",
    "bicycle": "ride", "spaceship": "fly", "hover_car": "fly", "boat": "row", "motorcycle": "ride", "plane": "fly",
}  # fmt: skip
_FELT: dict[Emotion, tuple[str, ...]] = {
    "joy": ("dance", "laugh", "run"), "tenderness": ("hold", "reach", "look"), "calm": ("breathe", "sit", "look"),
    "longing": ("look", "walk", "look_back"), "sadness": ("sit", "look", "walk"), "fear": ("look_back", "hide", "run"),
    "anger": ("struggle", "walk", "turn"), "wonder": ("look", "reach", "turn"), "resolve": ("walk", "stand", "look"),
    "loneliness": ("stand", "walk", "look"), "hope": ("reach", "look", "walk"), "euphoria": ("dance", "run", "jump"),
    "shyness": ("look_back", "hide", "hold"), "grief": ("kneel", "hold", "stand"),
}  # fmt: skip

_OPPOSITE: dict[ScreenDirection, ScreenDirection] = {"left": "right", "right": "left"}


def opposite(direction: ScreenDirection) -> ScreenDirection:
    """Return the other side; what is neither left nor right stays."""
    return _OPPOSITE.get(direction, direction)


def fits(term: str, place_term: str) -> bool:
    """Say whether an animal, vehicle or thing can be met at a place: no ships on the tundra, no sledges at sea."""
    if term in ("sailing_ship", "boat", "whale", "fish"):
        return place_term in _WATERSIDE
    if sort_of(term) == "vehicle" or term == "sled_dog":
        if place_term in INDOORS and place_term != "void":
            return place_term in _HALLS.get(term, frozenset())
        return place_term not in OPEN_WATER or term in ("plane", "spaceship")
    return True


def _can_be_done(action: str, place_term: str) -> bool:
    if place_term in OPEN_WATER:
        return action in _AFLOAT
    if action in ("sail", "row", "swim"):
        return place_term in _WATERSIDE
    return not (action in RIDDEN and place_term in INDOORS and place_term not in ("tunnel", "void"))


def actions(desk: Desk, plan: SectionPlan, term: str, place_term: str) -> tuple[str, ...]:
    """Return what a subject may do in a section at a place, best first, never empty, without forbidden actions."""
    asked = [a for a in plan.actions if a not in desk.avoid and _can_be_done(a, place_term)]
    sort = sort_of(term)
    if sort == "vehicle":
        return (_OF_VEHICLES.get(term, "drive"),)
    if sort == "animal":
        natural = "fly" if term in _FLYERS else "swim" if term in _SWIMMERS else "run" if "dog" in term else "look"
        fit = [
            a
            for a in asked
            if a in _OF_ANIMALS and (a != "fly" or term in _FLYERS) and (a != "swim" or term in _SWIMMERS)
        ]
        return tuple(dict.fromkeys((*fit, natural, "look")))
    if sort == "thing":
        return ("",)
    mounted = any(sort_of(t) == "vehicle" and fits(t, place_term) for t in plan.things)
    fit = [a for a in asked if a not in ("fly", "glide", "open", "close") and (a not in RIDDEN or mounted)]
    felt = [a for a in _FELT[plan.emotion] if a not in desk.avoid and _can_be_done(a, place_term)]
    return tuple(dict.fromkeys((*fit, *felt, "stand")))


def felt(desk: Desk, emotion: Emotion, place_term: str) -> tuple[str, ...]:
    """Return what a person with empty hands does of a feeling at a place, best first, never empty."""
    own = [a for a in _FELT[emotion] if a not in ("hold", "reach") and a not in desk.avoid]
    free = [a for a in own if _can_be_done(a, place_term)]
    return tuple(dict.fromkeys((*free, "look"))) if "look" not in desk.avoid else tuple(free) or ("stand",)


def vehicle_for(action: str, place_term: str, known: frozenset[str]) -> str:
    """Return the vehicle of the film on which this action is done at a place, or nothing."""
    found = (t for t, does in _OF_VEHICLES.items() if does == action and t in known and fits(t, place_term))
    return next(found, "")


def choose(options: tuple[str, ...], kind: SetUp, turn: int, avoid: frozenset[str]) -> str:
    """Return one of the actions: faces look, sing or cry in close framings, whole bodies take turns."""
    if kind in ("close", "eyes"):
        return next((a for a in (*options, *OF_FACES) if a in OF_FACES and a not in avoid), options[0])
    if kind == "perform":
        return next(
            (a for a in (*options, "sing", "play") if a in ("sing", "play", "dance") and a not in avoid), "stand"
        )
    return options[turn % len(options)]


def ride_for(desk: Desk, plan: SectionPlan, action: str, place_term: str) -> str:
    """Return the vehicle of the section that this action or open water needs, or nothing."""
    if action not in RIDDEN and place_term not in OPEN_WATER:
        return ""
    rides = [t for t in desk.things(plan) if sort_of(t) == "vehicle" and fits(t, place_term)]
    best = [t for t in rides if _OF_VEHICLES.get(t, "drive") == action]
    return (best or rides or [""])[0]


def person(
    character: Character, action: str, emotion: Emotion, side: ScreenDirection, facing: ScreenDirection
) -> Presence:
    """Return a character in the picture; it stands behind the middle so that it has room to look or go."""
    return Presence(
        term=character.term,
        character=character.id,
        action=action,
        emotion=emotion,
        colour=character.colour,
        side="left" if side == "left" else "right" if side == "right" else "centre",
        facing=facing,
    )


def creature(term: str, action: str, side: ScreenDirection, facing: ScreenDirection) -> Presence:
    """Return an animal, vehicle or thing in the picture."""
    place = "left" if side == "left" else "right" if side == "right" else "centre"
    return Presence.model_validate({"term": term, "action": action, "side": place, "facing": facing})
