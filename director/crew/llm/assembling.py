"""A prompt put together by code from a shot's script, in a renderer's dialect. Looks and places stand word for word."""

import re

from director.crew.house import shot_words as said
from director.crew.house.names import name_of
from director.crew.house.prompt_words import negative as house_negative
from director.crew.house.prompt_words import prompt as house_prompt
from director.crew.llm.dialects import Dialect
from director.model import CameraMove, Light, Script, Shot


def assembled(shot: Shot, dialect: Dialect) -> str:
    """Return the shot's prompt in a dialect; a shot without a script is told by the house."""
    script = shot.script
    if script is None or dialect.reads == "none":
        return house_prompt(shot)
    match dialect.reads:
        case "tags":
            return _tags(shot, script, dialect.words)
        case "motion":
            return _joined([*_beats(script), _camera(shot, script), script.light])
        case "still":
            parts = [_size(shot), script.picture, *script.cast, script.beats[0], *script.things, script.place]
            return _joined([*parts, script.light, script.camera, said.look(shot.style, shot.texture)])
        case "video":
            return _video(shot, script, dialect)


def _video(shot: Shot, script: Script, dialect: Dialect) -> str:
    cast, place = list(script.cast), f"The place: {_place(shot, script)}" if script.place else ""
    things = [f"Seen clearly: {thing}" for thing in script.things]
    end = [_hour(shot), script.light or _light(shot.light), _camera(shot, script), said.look(shot.style, shot.texture)]
    action = _beats(script)
    if dialect.family == "LTX":
        order = [*action, script.picture, *cast, *things, place, _size(shot), *end]
    elif dialect.family == "Wan":
        order = [script.picture, *cast, *things, place, *action, _size(shot), *end]
    else:
        order = [f"{_size(shot)}. {script.picture}", *cast, *action, *things, place, *end]
    return _joined(order)


def _place(shot: Shot, script: Script) -> str:
    """Return the place word for word; around a detail or a face only what stands before the first comma."""
    near = shot.framing in ("close", "extreme close", "insert")
    return script.place.partition(",")[0] if near else script.place


def fixed(shot: Shot) -> tuple[str, ...]:
    """Return what has to stand word for word in every prompt of a shot."""
    script = shot.script
    if script is None:
        return ()
    return tuple(text for text in (*script.cast, *script.things, _place(shot, script)) if text)


def negative(shot: Shot, never: tuple[str, ...], dialect: Dialect) -> str:
    """Return what must not be in the picture, for families that read it; the brief's own bans come first."""
    if dialect.reads == "none" or shot.script is None:
        return house_negative(shot, never)
    own = [name_of(term, "en") for term in never]
    banned = [word for word in (*shot.script.never, *own) if word.isascii()]
    return ", ".join(dict.fromkeys([*banned, *(w.strip() for w in dialect.negative.split(",") if w.strip())]))


def _beats(script: Script) -> list[str]:
    """Return the three instants with their marks."""
    marks = ("First", "Then", "At the end")
    return [f"{mark}, {beat.rstrip('.')}" for mark, beat in zip(marks, script.beats, strict=True) if beat]


def _size(shot: Shot) -> str:
    return f"{said.FRAMING[shot.framing]}, {said.ANGLE[shot.angle]}"


def _hour(shot: Shot) -> str:
    return f"{said.TIME[shot.time]}, {said.WEATHER[shot.weather]}"


def _camera(shot: Shot, script: Script) -> str:
    return script.camera or _moving(shot.move)


def _moving(move: CameraMove) -> str:
    slow = " slowly" if move.kind not in ("static", "handheld") and move.amount < 0.35 else ""
    return f"{said.MOVE[move.kind]}{slow}"


def _tags(shot: Shot, script: Script, words: int) -> str:
    """Return phrases, the most important first, as far as the encoder reads."""
    phrases = [said.FRAMING[shot.framing], *script.things[:1], *script.cast, script.beats[1] or script.picture]
    phrases += [
        *script.things[1:],
        _place(shot, script),
        _hour(shot),
        script.light,
        _light(shot.light),
        said.look(shot.style, shot.texture),
    ]
    kept: list[str] = []
    for phrase in (p.strip().rstrip(".") for p in phrases if p):
        if sum(len(k.split()) for k in kept) + len(phrase.split()) > words and kept:
            continue
        kept.append(phrase)
    return ", ".join(kept)


def _light(light: Light) -> str:
    return f"{said.warmth(light)} light, {said.contrast(light)}"


def _joined(parts: list[str]) -> str:
    """Return parts as sentences."""
    whole = (re.sub(r"\s+", " ", part).strip(" .") for part in parts if part and part.strip(" ."))
    return " ".join(f"{part[:1].upper()}{part[1:]}." for part in whole)
