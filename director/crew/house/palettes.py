"""Colours: one palette a world, bent section by section by time, feeling, tension and forgetting."""

import colorsys
from collections.abc import Sequence
from functools import cache
from typing import Any

import yaml

from director.crew.house.terms import term
from director.model import Emotion, Palette, TimeOfDay

RGB = tuple[float, float, float]

# What the hour does: a tint, how strongly, and how light or dark the picture becomes.
_HOURS: dict[TimeOfDay, tuple[str, float, float]] = {
    "dawn": ("#e8a89c", 0.22, 0.04), "morning": ("#f2e6c4", 0.16, 0.08), "day": ("#dfe9ee", 0.08, 0.06),
    "golden hour": ("#f0a04c", 0.28, 0.0), "dusk": ("#5a5a94", 0.28, -0.03), "night": ("#1c2c5c", 0.34, -0.04),
}  # fmt: skip
# What a feeling does: saturation factor, and warmth (-1 cold .. 1 warm).
_FEELINGS: dict[Emotion, tuple[float, float]] = {
    "joy": (1.2, 0.3), "tenderness": (0.95, 0.35), "calm": (0.85, 0.05), "longing": (0.8, -0.15), "sadness": (0.65,
    -0.3),
    "fear": (0.75, -0.35), "anger": (1.15, 0.25), "wonder": (1.1, 0.0), "resolve": (1.0, -0.05), "loneliness": (0.6,
    -0.3),
    "hope": (1.05, 0.3), "euphoria": (1.35, 0.1), "shyness": (0.75, 0.1), "grief": (0.5, -0.25),
}  # fmt: skip
_WARM: RGB = (1.0, 0.72, 0.42)
_DARKEST = 0.1
"""Lightness of the darkest colour that a section may have: below it a picture reads as a fault."""
_DARK = 0.16
"""A world whose ground is darker than this (lightness 0-1) keeps a dark ground whatever colours are asked for."""
_COLD: RGB = (0.42, 0.62, 0.95)


@cache
def sheets() -> dict[str, Any]:
    """Return the palette file: per world its colours, accent and places."""
    from importlib.resources import files

    text = (files("director.crew.house") / "palettes.yaml").read_text("utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


@cache
def world_of(place_term: str) -> str:
    """Return the palette that a place calls for; 'land' where none does."""
    return next((key for key, sheet in sheets().items() if place_term in sheet["places"]), "land")


def base_palette(key: str, said: Sequence[str] = ()) -> Palette:
    """Return the palette of a world; colours that the artist named take the room they need.

    The last named saturated colour becomes the accent, the others the areas, between the world's darkest and lightest.
    """
    sheet = sheets()[key]
    colours, accent = list(sheet["colours"]), str(sheet["accent"])
    if "black_and_white" in said:
        return Palette(name=key, colours=("#1a1b1e", "#54565a", "#a2a4a6", "#eceae6"), accent="#f4f2ec")
    named = [known.hex for known in (term(c, "colour") for c in said) if known is not None]
    if named:
        vivid = [c for c in named if _saturation(c) > 0.45]
        if len(vivid) > 1 or (vivid and len(named) > 2):
            accent = vivid[-1]
        areas = [c for c in named if c != accent] or named
        if _light(colours[0]) < _DARK:
            areas = sorted(areas, key=_light)
        if _light(colours[0]) < _DARK and _light(areas[0]) > _DARK:
            areas = [colours[0], *areas]
        colours = [*areas[:4], *(c for c in (colours[0], colours[-1]) if c not in areas)][:5]
        if len(colours) < 2:
            colours = [*colours, str(sheet["colours"][-1])]
    return Palette(name=key, colours=tuple(colours), accent=accent)


def bent(base: Palette, time: TimeOfDay, emotion: Emotion, tension: float, forgotten: float = 0.0) -> Palette:
    """Return a world's palette for one section. `forgotten` 0-1 bleaches it, as a memory that loses its colours."""
    tint, strength, lift = _HOURS[time]
    saturation, warmth = _FEELINGS[emotion]
    saturation *= 0.88 + 0.24 * tension
    tone = _WARM if warmth > 0 else _COLD
    colours = []
    for colour in base.colours:
        rgb = _mixed(_rgb(colour), _rgb(tint), strength)
        rgb = _mixed(rgb, tone, 0.14 * abs(warmth))
        hue, light, vivid = colorsys.rgb_to_hls(*rgb)
        light = 0.5 + (light - 0.5) * (0.9 + 0.25 * tension) + lift
        rgb = colorsys.hls_to_rgb(hue, min(0.96, max(_DARKEST, light)), min(1.0, vivid * saturation))
        if forgotten:
            grey = sum(rgb) / 3
            rgb = _mixed(_mixed(rgb, (grey, grey, grey), forgotten), (0.95, 0.94, 0.92), 0.5 * forgotten)
        colours.append(_hex(rgb))
    accent = _hex(_mixed(_rgb(base.accent), (0.8, 0.79, 0.77), 0.8 * forgotten))
    return Palette(
        name=base.name, colours=tuple(dict.fromkeys(colours)) if len(set(colours)) > 1 else base.colours, accent=accent
    )


def between(one: Palette, other: Palette) -> Palette:
    """Return the colours of two worlds that have become one."""
    pairs = zip(one.colours, other.colours, strict=False)
    colours = tuple(_hex(_mixed(_rgb(a), _rgb(b), 0.5)) for a, b in pairs)
    return Palette(name=f"{one.name} + {other.name}", colours=colours, accent=other.accent)


def distance(one: str, other: str) -> float:
    """Return how far two colours lie apart, 0-1 (Euclidean in RGB)."""
    a, b = _rgb(one), _rgb(other)
    return float((sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) / 3) ** 0.5)


def _saturation(colour: str) -> float:
    return colorsys.rgb_to_hls(*_rgb(colour))[2]


def _light(colour: str) -> float:
    return colorsys.rgb_to_hls(*_rgb(colour))[1]


def _rgb(colour: str) -> RGB:
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def _hex(rgb: RGB) -> str:
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, c))):02x}" for c in rgb)


def _mixed(one: RGB, other: RGB, share: float) -> RGB:
    return (
        one[0] + (other[0] - one[0]) * share,
        one[1] + (other[1] - one[1]) * share,
        one[2] + (other[2] - one[2]) * share,
    )
