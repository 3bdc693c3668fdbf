"""How a shot's choices are said in an English prompt: the one table from which every crew speaks.

Phrases are lower case and say what is there, never what is not: video models read a negation as a wish.
"""

from director.model import Angle, Framing, Lens, Light, MoveKind, ScreenDirection, TimeOfDay, Weather

FRAMING: dict[Framing, str] = {
    "extreme wide": "extreme wide shot", "wide": "wide shot", "full": "full shot, head to feet",
    "medium": "medium shot", "close": "close-up", "extreme close": "extreme close-up",
    "insert": "detail shot, the object fills the frame",
}  # fmt: skip
ANGLE: dict[Angle, str] = {
    "eye": "eye level", "low": "low angle", "high": "high angle, looking down", "overhead": "straight from above",
}  # fmt: skip
LENS: dict[Lens, str] = {
    "wide": "wide-angle lens, deep focus", "normal": "50 mm lens", "long": "85 mm lens, shallow depth of field",
}  # fmt: skip
MOVE: dict[MoveKind, str] = {
    "static": "fixed camera", "pan left": "the camera pans left", "pan right": "the camera pans right",
    "tilt up": "the camera tilts up", "tilt down": "the camera tilts down", "dolly in": "the camera pushes in",
    "dolly out": "the camera pulls back", "truck left": "the camera slides left",
    "truck right": "the camera slides right", "zoom in": "the lens zooms in", "zoom out": "the lens zooms out",
    "crane up": "the camera rises", "crane down": "the camera sinks",
    "handheld": "handheld camera with small natural sway", "orbit left": "the camera circles to the left",
    "orbit right": "the camera circles to the right", "follow": "the camera follows the subject",
}  # fmt: skip
TIME: dict[TimeOfDay, str] = {
    "dawn": "dawn", "morning": "morning", "day": "daylight", "golden hour": "golden hour", "dusk": "dusk",
    "night": "night",
}  # fmt: skip
WEATHER: dict[Weather, str] = {
    "clear": "clear sky", "clouds": "overcast sky", "mist": "light mist", "rain": "rain, wet surfaces",
    "snow": "falling snow", "blizzard": "blizzard, driving snow", "storm": "storm", "wind": "strong wind",
    "aurora": "northern lights in the sky",
}  # fmt: skip
STYLE: dict[str, str] = {
    "photoreal": "photorealistic, natural film look", "painted": "oil painting, visible brushwork",
    "cartoon": "hand-drawn cartoon, clean outlines", "anime": "anime, cel shading", "collage": "cut-out paper collage",
    "vhs": "1980s VHS tape, scan lines", "surreal": "surreal, dreamlike, photographic",
    "paper": "layered paper theatre", "ink": "ink wash on paper", "noir": "black and white, film noir",
    "synthwave": "synthwave, neon, retro-futuristic",
}  # fmt: skip
TEXTURE: dict[str, str] = {
    "grain": "fine film grain", "vhs": "tape noise", "paper": "paper texture", "glitch": "digital glitches",
    "dream": "soft halation", "old film": "scratched old film stock",
}  # fmt: skip
KEY: dict[str, str] = {
    "sun": "sunlight", "moon": "moonlight", "sky": "soft skylight", "lamp": "warm lamplight", "neon": "neon light",
    "fire": "firelight", "window": "window light", "none": "flat light",
}  # fmt: skip
FACING: dict[ScreenDirection, str] = {
    "left": "facing left", "right": "facing right", "away": "seen from behind", "toward": "facing the camera",
    "none": "",
}  # fmt: skip


def warmth(light: Light) -> str:
    """Return whether the light is warm, cold or neither."""
    return "warm" if light.warmth > 0.6 else "cold" if light.warmth < 0.4 else "neutral"


def contrast(light: Light) -> str:
    """Return how far light and shade lie apart."""
    return "high contrast" if light.contrast > 0.6 else "soft contrast"


def look(style: str, texture: str) -> str:
    """Return style and texture; a style that the table lacks stands as it is called."""
    return ", ".join(part for part in (STYLE.get(style, style), TEXTURE.get(texture, "")) if part)
