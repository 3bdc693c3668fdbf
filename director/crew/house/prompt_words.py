"""A shot as a prompt in English: subject, action, place, light, lens, move, style."""

from director.crew.house import shot_words as words
from director.crew.house.coverage import INDOORS
from director.crew.house.names import at, called, capital, name_of, the
from director.model import Presence, Shot
from director.words import say


def prompt(shot: Shot) -> str:
    """Return the shot as a prompt of a few English sentences."""
    where = at(shot.place_term, shot.place, "en")
    sky = "" if shot.place_term in INDOORS else f", {words.WEATHER[shot.weather]}"
    size = capital(f"{words.FRAMING[shot.framing]}, {words.ANGLE[shot.angle]}")
    parts = [
        f"{size}: {_subject(shot)} {where}, {words.TIME[shot.time]}{sky}.",
        _happening(shot),
        f"{_light(shot)}; colours {', '.join(shot.palette.colours)} with accent {shot.palette.accent}.",
        f"{capital(words.LENS[shot.lens])}; {_move(shot)}.",
        f"{capital(words.look(shot.style, shot.texture))}. Mood: {shot.emotion}.",
    ]
    return " ".join(part for part in parts if part)


def negative(shot: Shot, never: tuple[str, ...]) -> str:
    """Return what must not be in the picture."""
    common = ["text", "letters", "watermark", "flicker", "frozen picture"]
    faces = ["distorted face", "extra fingers"] if shot.subject and shot.framing in ("medium", "close") else []
    return ", ".join([*common, *faces, *(name_of(t, "en") for t in never)])


def _subject(shot: Shot) -> str:
    if shot.subject is None:
        return "the empty place itself,"
    return " and ".join(_presence(p, shot) for p in shot.who)


def _presence(presence: Presence, shot: Shot) -> str:
    name = called(presence, "en")
    many = f"{presence.count} times " if presence.count > 1 else ""
    feeling = f"showing {presence.emotion}" if presence.emotion and shot.framing not in ("extreme wide", "wide") else ""
    worn = f"in {presence.colour}" if presence.character and presence.colour else ""
    rest = ", ".join(w for w in (worn, *presence.state, words.FACING[presence.facing], feeling) if w)
    return f"{many}{the(name, 'en')}" + (f" ({rest})" if rest else "")


def _happening(shot: Shot) -> str:
    subject = shot.subject
    begins, does, ends = say(f"act_{subject.action}", "en").split("; ") if subject and subject.action else ("", "", "")
    things = ", ".join(called(p, "en") for p in shot.props)
    name = capital(the(called(subject, "en"), "en")) if subject else ""
    story = f"{name} {begins}, then {does}, and at the end {ends}." if does else ""
    if shot.motif_change:
        story = f"The detail {say(f'motif_{shot.motif_change}', 'en')}."
    return " ".join(part for part in (story, f"Around: {things}." if things else "") if part)


def _light(shot: Shot) -> str:
    light = shot.light
    key = "low key" if light.exposure < 0.4 else "high key" if light.exposure > 0.65 else "balanced exposure"
    return f"{capital(words.KEY[light.key])}, {words.warmth(light)}, {words.contrast(light)}, {key}"


def _move(shot: Shot) -> str:
    if shot.move.kind in ("static", "handheld"):
        return words.MOVE[shot.move.kind]
    how = "slowly" if shot.move.amount < 0.35 else "strongly" if shot.move.amount > 0.7 else ""
    return f"{words.MOVE[shot.move.kind]} {how}".strip()
