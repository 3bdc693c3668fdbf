"""What a shot asks of whoever makes it: read from the shot itself, so that two equal shots have equal needs."""

from director.model import Emotion, Framing, Need
from render.fit import Wanted
from render.steered import BODY

_CLOSE: tuple[Framing, ...] = ("close", "extreme close")
_FAR: tuple[Framing, ...] = ("extreme wide", "wide")
_PHYSICS = frozenset({"fall", "jump", "skate", "drive", "race", "swim", "sail", "row", "break", "fly", "ride"})
_STRONG: frozenset[Emotion] = frozenset(
    {"grief", "euphoria", "fear", "anger", "joy", "sadness", "longing", "tenderness"}
)
_REAL_STYLES = frozenset({"photoreal", "noir"})
_WILD_WEATHER = frozenset({"storm", "blizzard", "rain", "snow"})
_LONG_S = 5.0
"""Seconds that few models hold in one generation."""


def needs_of(wanted: Wanted) -> tuple[Need, ...]:
    """Return what the shot needs, never empty: every shot has a style, and nobody has endless time."""
    shot = wanted.shot
    real = shot.style in _REAL_STYLES
    found = [
        Need(strength="photoreal" if real else "stylised", weight=1.0 if real else 0.6, because="style"),
        Need(strength="obedience", weight=0.3 + 0.3 * shot.importance, because="important"),
        Need(strength="detail", weight=0.3, because="style"),  # no shot is so plain that a coarse picture serves it
        Need(strength="speed", weight=0.1, because="draft"),
    ]
    people = [one for one in shot.who if one.emotion is not None or one.character]
    if people and shot.framing in _CLOSE:
        weight = 0.9 if shot.emotion in _STRONG else 0.6
        found.append(Need(strength="face emotion", weight=weight, because="close face"))
    actions = {one.action for one in shot.who}
    if people and shot.framing not in _CLOSE and actions & BODY:
        found.append(Need(strength="body emotion", weight=0.6, because="acting"))
    if actions & _PHYSICS:
        found.append(Need(strength="physics", weight=0.5, because="motion"))
    if shot.move.kind != "static" and shot.move.amount >= 0.3:
        found.append(Need(strength="camera move", weight=min(1.0, 0.3 + shot.move.amount), because="move"))
    if shot.framing in _FAR:
        found.append(Need(strength="depth", weight=0.5, because="wide"))
    if shot.weather in _WILD_WEATHER:
        found.append(Need(strength="detail", weight=0.4, because="weather"))
    if any(one.character for one in shot.who):
        found.append(Need(strength="character", weight=0.6, because="returns"))
    if wanted.seconds > _LONG_S:
        found.append(Need(strength="long take", weight=min(1.0, wanted.seconds / 12), because="length"))
    if shot.importance >= 0.7:
        found.append(Need(strength="detail", weight=shot.importance / 2, because="important"))
    return tuple(found)
