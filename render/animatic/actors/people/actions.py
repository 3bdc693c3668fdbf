"""Every canonical action of a person, by its term, and how certain people do it their own way."""

from dataclasses import replace

from director.model import Framing
from render.animatic.actors.people import moving, performing, resting, standing
from render.animatic.actors.people.action import Action
from render.animatic.base import Instrument, Support

ACTIONS: dict[str, Action] = {
    "stand": standing.STAND,
    "sit": resting.SIT,
    "lie": resting.LIE,
    "walk": moving.WALK,
    "run": moving.RUN,
    "look": standing.LOOK,
    "look_back": standing.LOOK_BACK,
    "turn": standing.TURN,
    "sing": standing.SING,
    "dance": performing.DANCE_FLOW,
    "play": performing.PIANO,
    "drive": moving.DRIVE,
    "ride": moving.RIDE,
    "skate": moving.SKATE,
    "jump": moving.JUMP,
    "fly": moving.FLY,
    "glide": moving.GLIDE,
    "sleep": resting.SLEEP,
    "wake": resting.WAKE,
    "cry": standing.CRY,
    "laugh": standing.LAUGH,
    "embrace": standing.EMBRACE,
    "reach": standing.REACH,
    "hold": standing.HOLD,
    "fall": moving.FALL,
    "struggle": moving.STRUGGLE,
    "row": moving.ROW,
    "pull": moving.PULL,
    "sail": moving.SAIL,
    "swim": moving.SWIM,
    "write": standing.WRITE,
    "read": standing.READ,
    "wave": standing.WAVE,
    "kneel": resting.KNEEL,
    "hide": standing.HIDE,
    "fade": standing.FADE,
    "race": moving.RUN,
    "breathe": standing.BREATHE,
    "open": standing.OPEN,
    "close": standing.CLOSE,
}

_CHAIRS = ("old_man", "old_woman", "mother", "father", "captain", "pianist", "explorer", "singer", "racer")
_OWN_WAY: dict[tuple[str, str], Action] = {
    ("explorer", "stand"): standing.EXPLORER,
    ("explorer", "walk"): replace(moving.WALK, prop="pole"),
    ("racer", "race"): moving.DRIVE,
    ("racer", "ride"): moving.DRIVE,
    ("skater", "ride"): moving.SKATE,
    ("skater", "race"): moving.SKATE,
    ("singer", "play"): performing.GUITAR,
    ("musician", "play"): performing.GUITAR,
    ("guitarist", "play"): performing.GUITAR,
    ("drummer", "play"): performing.DRUMS,
    ("sailor", "look"): standing.LOOK_OUT,
    **{(term, "sit"): resting.SIT_CHAIR for term in _CHAIRS},
    **{(term, "dance"): performing.DANCE_GROOVE for term in ("man", "boy", "skater", "musician", "guitarist",
        "drummer", "android", "father", "racer", "old_man", "sailor", "captain", "explorer", "astronaut", "pianist",
            "child")},
}  # fmt: skip


_COVERING = ("look", "wake", "wave", "greet")
"""Done with a raised arm by some."""


def _supported(term: str, action: str, on: Support) -> Action | None:
    """Return how the action is done on a chair, on a bench or in a bed."""
    if on in ("bed", "hospital bed"):
        return replace({"wake": resting.SIT_UP, "sleep": resting.SLEEP_ABED}.get(action, resting.LIE_ABED), prop=on)
    if on:
        seated = {"read": resting.READ_SEATED, "write": resting.READ_SEATED}.get(action, resting.SIT_CHAIR)
        if on in ("bench", "beside", "bed edge"):
            return replace(resting.SIT_CHAIR, prop="" if on == "beside" else on, yaw=24, aside=34)
        return seated
    return None


_INSTRUMENTS: dict[Instrument, Action] = {
    "guitar": performing.GUITAR,
    "piano": performing.PIANO,
    "drum": performing.DRUMS,
}


def action_of(term: str, action: str, framing: Framing = "full", on: Support = "", plays: Instrument = "") -> Action:
    """Return how this person does the action; who is asked for an unknown one stands.

    A close framing shows the face: no hand comes before it.
    """
    given = _INSTRUMENTS[plays] if plays and action == "play" else _supported(term, action, on)
    if given is not None:
        return given
    if action in _COVERING and framing in ("close", "extreme close"):
        return standing.LOOK
    if framing == "medium" and action in ("wake", "look"):
        return standing.LOOK
    if framing in ("full", "wide", "extreme wide") and action == "fall":
        # From afar a body in the air seems to fly: there it has fallen.
        return ACTIONS["lie"]
    if framing in ("medium", "close", "extreme close") and action == "reach":
        return standing.HOLD
    return _OWN_WAY.get((term, action)) or ACTIONS.get(action) or standing.STAND
