"""A prompt put together by code from a shot's script, in a renderer's dialect. Looks and places stand word for word."""

import re

from director.crew.house.names import name_of
from director.crew.house.prompt_words import negative as house_negative
from director.crew.house.prompt_words import prompt as house_prompt
from director.crew.llm.dialects import Dialect
from director.model import Angle, CameraMove, Framing, Light, MoveKind, Script, Shot, TimeOfDay, Weather

_FRAMING: dict[Framing, str] = {
    "extreme wide": "extreme wide shot", "wide": "wide shot", "full": "full shot, head to feet",
    "medium": "medium shot",
    "close": "close-up", "extreme close": "extreme close-up", "insert": "detail shot, the object fills the frame",
}  # fmt: skip
_ANGLE: dict[Angle, str] = {
    "eye": "eye level", "low": "low angle", "high": "high angle, looking down", "overhead": "straight from above",
}  # fmt: skip
_MOVE: dict[MoveKind, str] = {
    "static": "fixed camera", "pan left": "the camera pans left", "pan right": "the camera pans right",
    "tilt up": "the camera tilts up", "tilt down": "the camera tilts down", "dolly in": "the camera pushes in",
    "dolly out": "the camera pulls back", "truck left": "the camera slides left",
    "truck right": "the camera slides right",
    "zoom in": "the lens zooms in", "zoom out": "the lens zooms out", "crane up": "the camera rises",
    "crane down": "the camera sinks", "handheld": "handheld camera with small natural sway",
    "orbit left": "the camera circles to the left", "orbit right": "the camera circles to the right",
    "follow": "the camera follows the subject",
}  # fmt: skip
_TIME: dict[TimeOfDay, str] = {
    "dawn": "dawn", "morning": "morning", "day": "daylight", "golden hour": "golden hour", "dusk": "dusk",
    "night": "night",
}  # fmt: skip
_WEATHER: dict[Weather, str] = {
    "clear": "clear sky", "clouds": "overcast", "mist": "mist", "rain": "rain, wet surfaces", "snow": "falling snow",
    "blizzard": "driving snow", "storm": "storm", "wind": "strong wind", "aurora": "northern lights",
}  # fmt: skip
_STYLE: dict[str, str] = {
    "photoreal": "photorealistic, natural film look", "painted": "oil painting, visible brushwork",
    "cartoon": "hand-drawn cartoon, clean outlines", "anime": "anime, cel shading", "collage": "cut-out paper collage",
    "vhs": "1980s VHS tape, scan lines", "surreal": "surrealist, photographic", "paper": "layered paper theatre",
    "ink": "ink wash on paper", "noir": "black and white, film noir", "synthwave": "synthwave, retro-futuristic",
}  # fmt: skip
_TEXTURE: dict[str, str] = {
    "grain": "fine film grain", "vhs": "tape noise", "paper": "paper texture", "glitch": "digital glitches",
    "dream": "soft halation", "old film": "scratched old film stock",
}  # fmt: skip


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
            return _joined([*parts, script.light, script.camera, _style(shot)])
        case "video":
            return _video(shot, script, dialect)


def _video(shot: Shot, script: Script, dialect: Dialect) -> str:
    cast, place = list(script.cast), f"The place: {_place(shot, script)}" if script.place else ""
    things = [f"Seen clearly: {thing}" for thing in script.things]
    end = [_hour(shot), script.light or _light(shot.light), _camera(shot, script), _style(shot)]
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
    return f"{_FRAMING[shot.framing]}, {_ANGLE[shot.angle]}"


def _hour(shot: Shot) -> str:
    return f"{_TIME[shot.time]}, {_WEATHER[shot.weather]}"


def _camera(shot: Shot, script: Script) -> str:
    return script.camera or _moving(shot.move)


def _moving(move: CameraMove) -> str:
    slow = " slowly" if move.kind not in ("static", "handheld") and move.amount < 0.35 else ""
    return f"{_MOVE[move.kind]}{slow}"


def _style(shot: Shot) -> str:
    texture = _TEXTURE.get(shot.texture, "")
    return ", ".join(part for part in (_STYLE.get(shot.style, shot.style), texture) if part)


def _tags(shot: Shot, script: Script, words: int) -> str:
    """Return phrases, the most important first, as far as the encoder reads."""
    phrases = [_FRAMING[shot.framing], *script.things[:1], *script.cast, script.beats[1] or script.picture]
    phrases += [*script.things[1:], _place(shot, script), _hour(shot), script.light, _light(shot.light), _style(shot)]
    kept: list[str] = []
    for phrase in (p.strip().rstrip(".") for p in phrases if p):
        if sum(len(k.split()) for k in kept) + len(phrase.split()) > words and kept:
            continue
        kept.append(phrase)
    return ", ".join(kept)


def _light(light: Light) -> str:
    warmth = "warm" if light.warmth > 0.6 else "cold" if light.warmth < 0.4 else "neutral"
    return f"{warmth} light, {'high' if light.contrast > 0.6 else 'soft'} contrast"


def _joined(parts: list[str]) -> str:
    """Return parts as sentences."""
    said = (re.sub(r"\s+", " ", part).strip(" .") for part in parts if part and part.strip(" ."))
    return " ".join(f"{part[:1].upper()}{part[1:]}." for part in said)
