"""A shot as a prompt in English: subject, action, place, light, lens, move, style."""

from director.crew.house.coverage import INDOORS
from director.crew.house.names import at, capital, name_of, the
from director.model import Angle, Framing, Lens, MoveKind, Presence, ScreenDirection, Shot, TimeOfDay, Weather
from director.words import say

_FRAMING: dict[Framing, str] = {
    "extreme wide": "Extreme wide shot", "wide": "Wide shot", "full": "Full shot", "medium": "Medium shot",
    "close": "Close-up", "extreme close": "Extreme close-up of the eyes", "insert": "Insert, a detail fills the frame",
}  # fmt: skip
_ANGLE: dict[Angle, str] = {
    "eye": "at eye level", "low": "from a low angle", "high": "from a high angle", "overhead": "from straight above",
}  # fmt: skip
_LENS: dict[Lens, str] = {
    "wide": "wide-angle lens, deep focus", "normal": "50 mm lens", "long": "85 mm lens, shallow depth of field",
}  # fmt: skip
_MOVE: dict[MoveKind, str] = {
    "static": "the camera does not move", "pan left": "the camera pans left", "pan right": "the camera pans right",
    "tilt up": "the camera tilts up", "tilt down": "the camera tilts down", "dolly in": "the camera dollies in",
    "dolly out": "the camera dollies out", "truck left": "the camera trucks left",
    "truck right": "the camera trucks right", "zoom in": "the lens zooms in", "zoom out": "the lens zooms out",
    "crane up": "the camera cranes up", "crane down": "the camera cranes down", "handheld": "handheld camera",
    "orbit left": "the camera orbits to the left", "orbit right": "the camera orbits to the right",
    "follow": "the camera follows the subject",
}  # fmt: skip
_WEATHER: dict[Weather, str] = {
    "clear": "clear sky", "clouds": "overcast sky", "mist": "light mist", "rain": "rain, wet surfaces",
    "snow": "falling snow", "blizzard": "a blizzard, driving snow", "storm": "a storm", "wind": "strong wind",
    "aurora": "northern lights in the sky",
}  # fmt: skip
_TIME: dict[TimeOfDay, str] = {
    "dawn": "at dawn", "morning": "in the morning", "day": "by day", "golden hour": "at golden hour",
    "dusk": "at dusk", "night": "at night",
}  # fmt: skip
_STYLE: dict[str, str] = {
    "photoreal": "photorealistic, natural film look", "painted": "oil painting, visible brushwork",
    "cartoon": "hand-drawn cartoon, clean outlines", "anime": "anime, cel shading", "collage": "cut-out paper collage",
    "vhs": "1980s VHS tape, scan lines, tape noise", "surreal": "surreal, dreamlike", "paper": "layered paper theatre",
    "ink": "ink wash on paper", "noir": "film noir, black and white", "synthwave": "synthwave, neon, retro-futuristic",
}  # fmt: skip
_TEXTURE: dict[str, str] = {
    "grain": "fine film grain", "vhs": "VHS artefacts", "paper": "paper texture", "glitch": "digital glitches",
    "dream": "soft glow", "old film": "old film stock, scratches",
}  # fmt: skip
_KEY: dict[str, str] = {
    "sun": "sunlight", "moon": "moonlight", "sky": "soft skylight", "lamp": "warm lamplight", "neon": "neon light",
    "fire": "firelight", "window": "window light", "none": "flat light",
}  # fmt: skip
_FACING: dict[ScreenDirection, str] = {
    "left": "facing left", "right": "facing right", "away": "seen from behind", "toward": "facing the camera",
    "none": "",
}  # fmt: skip


def prompt(shot: Shot) -> str:
    """Return the shot as a prompt of a few English sentences."""
    where = at(shot.place_term, shot.place, "en")
    sky = "" if shot.place_term in INDOORS else f", {_WEATHER[shot.weather]}"
    said = [
        f"{_FRAMING[shot.framing]} {_ANGLE[shot.angle]}: {_subject(shot)} {where} {_TIME[shot.time]}{sky}.",
        _happening(shot),
        f"{_light(shot)}; colours {', '.join(shot.palette.colours)} with accent {shot.palette.accent}.",
        f"{_LENS[shot.lens].capitalize()}; {_move(shot)}.",
        f"{_STYLE.get(shot.style, shot.style).capitalize()}{_texture(shot)}. Mood: {shot.emotion}.",
    ]
    return " ".join(part for part in said if part)


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
    name = name_of(presence.term, "en")
    many = f"{presence.count} times " if presence.count > 1 else ""
    feeling = f"showing {presence.emotion}" if presence.emotion and shot.framing not in ("extreme wide", "wide") else ""
    worn = f"in {presence.colour}" if presence.character and presence.colour else ""
    rest = ", ".join(w for w in (worn, *presence.state, _FACING[presence.facing], feeling) if w)
    return f"{many}{the(name, 'en')}" + (f" ({rest})" if rest else "")


def _happening(shot: Shot) -> str:
    subject = shot.subject
    begins, does, ends = say(f"act_{subject.action}", "en").split("; ") if subject and subject.action else ("", "", "")
    things = ", ".join(name_of(p.term, "en") for p in shot.props)
    name = capital(the(name_of(subject.term, "en"), "en")) if subject else ""
    story = f"{name} {begins}, then {does}, and at the end {ends}." if does else ""
    if shot.motif_change:
        story = f"The detail {say(f'motif_{shot.motif_change}', 'en')}."
    return " ".join(part for part in (story, f"Around: {things}." if things else "") if part)


def _light(shot: Shot) -> str:
    light = shot.light
    warmth = "warm" if light.warmth > 0.6 else "cold" if light.warmth < 0.4 else "neutral"
    contrast = "high contrast" if light.contrast > 0.6 else "soft contrast"
    key = "low key" if light.exposure < 0.4 else "high key" if light.exposure > 0.65 else "balanced exposure"
    return f"{_KEY[light.key].capitalize()}, {warmth}, {contrast}, {key}"


def _move(shot: Shot) -> str:
    how = "slowly" if shot.move.amount < 0.35 else "strongly" if shot.move.amount > 0.7 else ""
    return f"{_MOVE[shot.move.kind]} {how}".strip() if shot.move.kind != "static" else _MOVE["static"]


def _texture(shot: Shot) -> str:
    return f", {_TEXTURE[shot.texture]}" if shot.texture in _TEXTURE else ""
