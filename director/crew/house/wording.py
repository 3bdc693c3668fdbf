"""A shot in words: one sentence, its action in three steps, and what changes, in the artist's language."""

from typing import Literal

from director.crew.house.cast import GOING
from director.crew.house.coverage import INDOORS, SetUp
from director.crew.house.desk import Desk
from director.crew.house.names import at, called, capital, sort_of, the
from director.model import Language, Presence, Shot
from director.words import say

Moment = Literal["opening", "ending", "journey"]


def worded(desk: Desk, shot: Shot, kind: SetUp | None, moment: Moment | None = None) -> Shot:
    """Return the shot with its text, action and change written from its other fields.

    The last picture of a film says what is different from the first; an upright film says that it begins with a face;
    a take without cuts says that it goes on.
    """
    language = desk.brief.language
    action = steps(shot, language)
    text = _sentence(desk, shot, _key(desk, shot, kind or kind_of(shot), moment), action)
    if shot.props and shot.technique == "drawn":
        things = ", ".join(_name(desk, p) for p in shot.props)
        text = say("shot_with", language, text=text, things=things)
    change = _change(desk, shot, kind or kind_of(shot), action)
    if moment == "journey" and shot.technique == "drawn":
        change = say("change_journey", language)
    return shot.model_copy(update={"text": text, "action": action, "change": change})


def kind_of(shot: Shot) -> SetUp:
    """Return the set-up that a shot is, as far as its fields tell."""
    subject = shot.subject
    if shot.framing == "insert" or (subject is not None and sort_of(subject.term) == "thing"):
        return "insert"
    if subject is None:
        return "air" if shot.angle in ("high", "overhead") else "establish"
    if shot.framing == "extreme close":
        return "eyes"
    if shot.framing == "close":
        return "close"
    if shot.framing in ("extreme wide", "wide") and subject.action not in GOING:
        return "establish"
    return "medium" if shot.framing == "medium" else "full"


def steps(shot: Shot, language: Language) -> tuple[str, str, str]:
    """Return the subject's action: its beginning, middle and end; empty for things and empty places."""
    if shot.subject is None or not shot.subject.action:
        return ("", "", "")
    begins, does, ends = say(f"act_{shot.subject.action}", language).split("; ")
    return (begins, does, ends)


def hour(shot: Shot, language: Language) -> tuple[str, str]:
    """Return the time of day and, for places under the sky, ', weather'."""
    time = say(f"time_{shot.time.replace(' ', '_')}", language)
    outside = shot.place_term not in INDOORS and not (shot.weather == "clear" and shot.time == "night")
    return time, f", {say(f'weather_{shot.weather}', language)}" if outside else ""


def feeling(shot: Shot, language: Language) -> str:
    """Return the name of the shot's feeling."""
    return say(f"feeling_{shot.emotion}", language)


def _name(desk: Desk, presence: Presence) -> str:
    language = desk.brief.language
    if presence.term == "couple":
        return say("two_people", language)
    character = next((c for c in desk.treatment.characters if c.id == presence.character), None)
    motif = next((m.name for m in desk.treatment.motifs if m.term == presence.term), "")
    return the(character.name if character else motif or called(presence, language), language)


def _sentence(desk: Desk, shot: Shot, key: str, action: tuple[str, str, str]) -> str:
    language = desk.brief.language
    time, weather = hour(shot, language)
    where = at(shot.place_term, desk.place(shot.place).name, language)
    values = {
        "at": where, "At": capital(where), "time": time, "Time": capital(time), "weather": weather,
        "who": _name(desk, shot.subject) if shot.subject else "", "does": action[1], "ends": action[2],
        "feeling": feeling(shot, language), "name": shot.reference,
        "change": say(f"motif_{shot.motif_change}", language) if shot.motif_change else "",
    }  # fmt: skip
    return capital(say(key, language, **values))


def _key(desk: Desk, shot: Shot, kind: SetUp, moment: Moment | None) -> str:
    if moment is None or shot.technique != "drawn":
        return _plain_key(shot, kind)
    person = shot.subject is not None and sort_of(shot.subject.term) == "person"
    if moment == "journey":
        return "shot_journey" if shot.subject and shot.subject.action else "shot_journey_empty"
    if moment == "ending" and shot.motif_change and not person:
        return "shot_ending_motif"
    if moment == "ending":
        return "shot_ending" if person and shot.subject and shot.subject.action else "shot_ending_empty"
    return "shot_opening_face" if person and desk.vertical and shot.framing == "close" else _plain_key(shot, kind)


def _plain_key(shot: Shot, kind: SetUp) -> str:
    subject = shot.subject
    if shot.technique != "drawn":
        portrait = shot.technique == "photo" and subject is not None and sort_of(subject.term) == "person"
        return "shot_portrait" if portrait else f"shot_{shot.technique}"
    if subject is None:
        plain = {"establish": "shot_establish_empty", "insert": "shot_detail", "close": "shot_detail"}
        return plain.get(kind, "shot_air")
    sort = sort_of(subject.term)
    if sort == "thing" or kind == "insert":
        whole = sort == "thing" and shot.framing in ("extreme wide", "wide", "full", "medium")
        return ("shot_thing" if whole else "shot_insert") + ("_motif" if shot.motif_change else "")
    return _of_beings(shot, kind, sort or "", subject.action)


def _of_beings(shot: Shot, kind: SetUp, sort: str, action: str) -> str:
    if shot.framing in ("close", "extreme close"):
        return _close(shot, kind, sort)
    if kind == "establish" and shot.framing in ("wide", "extreme wide"):
        return "shot_establish" if action in ("", "stand", "look", "breathe") else "shot_far"
    return "shot_medium" if shot.framing == "medium" else "shot_full"


def _close(shot: Shot, kind: SetUp, sort: str) -> str:
    action = shot.subject.action if shot.subject else ""
    match sort:
        case "animal":
            return "shot_close_animal"
        case "vehicle":
            return "shot_close_moving" if action else "shot_close_thing"
        case _:
            if kind == "eyes" or shot.framing == "extreme close":
                return "shot_eyes"
            return "shot_close" if action in ("look", "breathe", "") else "shot_close_singing"


def _change(desk: Desk, shot: Shot, kind: SetUp, action: tuple[str, str, str]) -> str:
    language = desk.brief.language
    if shot.technique == "photo":
        return say("change_portrait" if shot.subject else "change_place", language)
    if shot.motif_change:
        return say(f"motif_{shot.motif_change}", language)
    if shot.subject is None or kind == "establish":
        return say("change_place", language)
    if kind in ("close", "eyes") and sort_of(shot.subject.term) == "person":
        return say("change_face", language, feeling=feeling(shot, language))
    if action[0]:
        return say("change_action", language, begins=action[0], ends=action[2])
    return say("change_detail", language)
