"""From a shot to its look: the colours of light and matter, where the sun stands, what the fixes change."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import assert_never

from director.model import Emotion, Fix, FixKind, Light, Palette, Shot, TimeOfDay, Weather, digest_of
from render.animatic.base import RGB, Look
from render.animatic.colour import Lab, from_hex, mix, to_lab, to_rgb, toned
from render.animatic.terms import POLAR, WINTRY

SLOTS = ("sky_top", "sky_low", "far", "mid", "near", "ground", "lit", "shade")
"""The colours of a look, in the order of the tables below."""

TIMES: dict[TimeOfDay, tuple[str, ...]] = {
    "dawn": ("#6a86c4", "#ffbe92", "#c7a3b4", "#78808f", "#3a4a55", "#687a66", "#ffc884", "#33456a"),
    "morning": ("#5f9bd4", "#e6eef0", "#a9c2cd", "#7c9c8c", "#42604d", "#8f9a76", "#fff1cc", "#3d5878"),
    "day": ("#3f86cf", "#cfe6f2", "#9dbccb", "#6f9482", "#3c5b47", "#8a9670", "#fff6df", "#2e4a6b"),
    "golden hour": ("#6b83ab", "#ffcb82", "#d0a283", "#97715f", "#4d3a3c", "#9a7556", "#ffd28a", "#4a3350"),
    "dusk": ("#262b5e", "#e58a6c", "#7a5f86", "#4a4067", "#221f3a", "#4b4260", "#ffb08a", "#1a1836"),
    "night": ("#0a1230", "#263862", "#1e2b4a", "#162138", "#0a101f", "#1b263c", "#a9c4f2", "#050816"),
}
"""The key of each time of day, from which palettes may bend hue more than value (own choice, judged by eye)."""

SUN: dict[TimeOfDay, tuple[float, float]] = {
    "dawn": (0.46, 0.03),
    "morning": (0.5, -0.24),
    "day": (0.36, -0.4),
    "golden hour": (0.42, -0.02),
    "dusk": (0.44, 0.075),
    "night": (0.42, -0.3),
}
"""Where sun or moon stands, scene units, before the place chooses its side."""

_SATURATION: dict[Emotion, float] = {
    "joy": 1.12, "euphoria": 1.22, "wonder": 1.1, "hope": 1.06, "tenderness": 0.98, "calm": 0.95, "resolve": 1.0,
    "anger": 1.12, "fear": 0.82, "longing": 0.88, "shyness": 0.92, "sadness": 0.74, "loneliness": 0.74, "grief": 0.58,
}  # fmt: skip

_WEATHER: dict[Weather, tuple[float, float, float]] = {
    "clear": (1.0, 0.0, 0.28),
    "clouds": (0.86, 0.35, 0.38),
    "mist": (0.9, 0.4, 0.66),
    "rain": (0.8, 0.38, 0.46),
    "snow": (0.78, 0.4, 0.46),
    "blizzard": (0.62, 0.62, 0.78),
    "storm": (0.76, 0.46, 0.44),
    "wind": (0.94, 0.1, 0.32),
    "aurora": (1.05, 0.0, 0.24),
}
"""Chroma factor, share by which the sky greys over, haze at great distance."""

_CLOSED: tuple[Weather, ...] = ("rain", "snow", "blizzard", "storm")
_OVERCAST: dict[TimeOfDay, RGB] = {
    "dawn": (0.62, 0.62, 0.78),
    "morning": (0.62, 0.70, 0.80),
    "day": (0.62, 0.70, 0.80),
    "golden hour": (0.60, 0.66, 0.78),
    "dusk": (0.44, 0.42, 0.70),
    "night": (0.24, 0.32, 0.52),
}
"""The colour of light that comes through closed clouds; only its hue and chroma count."""


@dataclass(frozen=True)
class Grade:
    """What is done to every painted colour before it is placed: baked into the planes, so it costs nothing a frame."""

    exposure: float = 0.0
    """Stops."""
    contrast: float = 0.0
    """-1 flat .. 1 hard, about middle grey."""
    warmth: float = 0.0
    """-1 cold .. 1 warm."""
    saturation: float = 1.0
    haze: float = 0.3
    """Share of haze at great distance, 0-1."""
    haze_colour: RGB = (0.7, 0.75, 0.8)
    hold: float = 0.0
    """How far every hue is drawn to the palette, 0-1."""


@dataclass(frozen=True)
class Fixes:
    """The order's fixes by kind, each with its strength 0-1 (repeated fixes add up)."""

    amounts: dict[FixKind, float]
    words: str = ""
    """Everything that the fixes say in English, in small letters."""

    def __getitem__(self, kind: FixKind) -> float:
        """Return the strength of a fix; 0 if it was not asked."""
        return self.amounts.get(kind, 0.0)


def fixes_of(fixes: Iterable[Fix]) -> Fixes:
    """Sum the strengths of equal fixes, up to 1.5."""
    asked = tuple(fixes)
    amounts: dict[FixKind, float] = {}
    for fix in asked:
        amounts[fix.kind] = min(1.5, amounts.get(fix.kind, 0.0) + 0.25 + 0.75 * fix.amount)
    return Fixes(amounts, " ".join(fix.words for fix in asked).lower())


def look_of(shot: Shot, aspect: float, fixes: Fixes) -> Look:
    """Return the colours and light of a shot. `aspect` is width / height of the picture."""
    colours = _colours(shot.palette, shot.time, shot.weather, shot.emotion, fixes["hold palette"])
    side = 1.0 if int(digest_of([shot.place, shot.time])[:2], 16) % 2 else -1.0
    x, y = SUN[shot.time]
    return Look(
        sky_top=colours["sky_top"],
        sky_low=colours["sky_low"],
        far=colours["far"],
        mid=colours["mid"],
        near=colours["near"],
        ground=colours["ground"],
        accent=from_hex(shot.palette.accent),
        lit=_lit(colours["lit"], shot.light),
        shade=colours["shade"],
        time=shot.time,
        weather=shot.weather,
        light=shot.light,
        style=shot.style,
        texture=shot.texture,
        emotion=shot.emotion,
        aspect=aspect,
        winter=_winter(shot),
        sun=(side * min(x, aspect * 0.4), y),
    )


def _sunlit(shot: Shot) -> float:
    """Return the warmth that a low sun adds under a sky that lets it through."""
    if shot.weather in _CLOSED or shot.light.key not in ("sun", "sky"):
        return 0.0
    return {"dawn": 0.38, "golden hour": 0.22}.get(shot.time, 0.0)


def _winter(shot: Shot) -> bool:
    """Return whether the story is in the polar winter: by its place, who is in it, or its world."""
    told = {p.term for p in (*shot.who, *shot.props)} & WINTRY or any("snowy" in p.state for p in shot.who)
    return bool(told) or shot.place_term in POLAR or shot.world in ("north", "arctic", "winter", "snow")


def grade_of(shot: Shot, look: Look, fixes: Fixes) -> Grade:
    """Return how the shot's planes are graded: its light, its weather, its fixes."""
    light = shot.light
    exposure = (light.exposure - 0.5) * 1.1 + fixes["more light"] * 0.9 - fixes["less light"] * 0.8
    if look.dark:
        # Night is told by colour; what lies in it has to be seen.
        exposure = max(exposure, -0.1) + 0.14
    contrast = (light.contrast - 0.5) * 0.5 + fixes["more contrast"] * 0.45 + fixes["separate subject"] * 0.08
    return Grade(
        exposure=exposure,
        contrast=contrast,
        warmth=(light.warmth - 0.5) * 0.7 + _sunlit(shot),
        saturation=_SATURATION[shot.emotion] ** 0.5,
        haze=_WEATHER[shot.weather][2] * (1.0 - 0.45 * min(1.0, fixes["more contrast"] + 0.6 * fixes["sharper"])),
        haze_colour=mix(look.sky_low, look.shade, 0.4) if look.time == "night" else mix(look.sky_low, look.lit, 0.12),
        hold=min(0.85, fixes["hold palette"]),
    )


def _colours(palette: Palette, time: TimeOfDay, weather: Weather, emotion: Emotion, hold: float) -> dict[str, RGB]:
    keyed = dict(zip(SLOTS, (from_hex(c) for c in TIMES[time]), strict=True))
    own = _by_slot(palette, keyed["sky_top"])
    chroma, grey, _ = _WEATHER[weather]
    low_sun = time in ("dawn", "golden hour", "dusk")
    if low_sun and weather == "mist":
        chroma = 1.0
    # Night keeps its blue in any mood.
    chroma *= max(_SATURATION[emotion], 0.88 if time in ("night", "dusk") else 0.0)
    value = (0.12 if time == "night" else 0.25) + 0.2 * hold
    result: dict[str, RGB] = {}
    for slot, colour in keyed.items():
        base, ours = to_lab(colour), to_lab(own[slot])
        # A low sun owns the light; the palette owns matter.
        hue = min(0.95, (0.3 if low_sun and slot in ("sky_low", "lit") else 0.55) + 0.35 * hold)
        hue *= _agreement(base, ours)
        lightness = base[0] + (ours[0] - base[0]) * value
        a = (base[1] + (ours[1] - base[1]) * hue) * chroma
        b = (base[2] + (ours[2] - base[2]) * hue) * chroma
        # Dark colours cannot carry the chroma of light ones without glaring.
        room = min(1.0, 0.45 + lightness * 0.9)
        result[slot] = to_rgb((lightness, a * room, b * room))
    overcast = toned(mix(result["sky_top"], result["sky_low"], 0.6), None, 0.35)
    if weather in _CLOSED:
        cold = _OVERCAST[time]
        overcast = mix(overcast, toned(cold, to_lab(overcast)[0]), 0.75)
        for slot in ("far", "mid", "ground", "lit", "shade"):
            result[slot] = mix(result[slot], toned(cold, to_lab(result[slot])[0]), 0.4 if slot != "lit" else 0.25)
    dim = 0.0 if time == "night" else (0.1 if weather in ("storm", "rain") else 0.0)
    if weather == "mist" and time in ("morning", "day"):
        # Mist by day is full of light.
        dim = -0.05
    for slot in ("sky_top", "sky_low"):
        # Mist before a low sun glows in its colours.
        share = grey * 0.35 if weather == "mist" and low_sun else grey
        grown = mix(result[slot], overcast, share)
        if weather in _CLOSED:
            _, a, b = to_lab(grown)
            _, a2, b2 = to_lab(overcast)
            grown = to_rgb((to_lab(grown)[0], 0.25 * a + 0.75 * a2, 0.25 * b + 0.75 * b2))
        result[slot] = toned(grown, to_lab(grown)[0] - dim)
    if weather in ("snow", "blizzard"):
        white = toned(result["sky_low"], 0.42 if time == "night" else 0.9, 0.4)
        result["ground"] = mix(result["ground"], white, 0.6)
    return result


def _agreement(one: Lab, other: Lab) -> float:
    """Return how far one colour may be drawn to another, 0-1: opposite hues would only cancel to grey."""
    chroma = math.hypot(*one[1:]) * math.hypot(*other[1:])
    if chroma < 1e-4:
        return 1.0
    alike = (one[1] * other[1] + one[2] * other[2]) / chroma
    clash = max(0.0, 0.5 - alike) / 1.5
    return 1.0 - 0.9 * clash * min(1.0, chroma / 0.006)


def _nearest(colours: Sequence[RGB], to: RGB) -> RGB:
    """Return the colour whose hue is nearest."""
    _, a, b = to_lab(to)
    return min(colours, key=lambda c: math.hypot(to_lab(c)[1] - a, to_lab(c)[2] - b))


def _by_slot(palette: Palette, sky: RGB) -> dict[str, RGB]:
    """Give each slot the palette's colour that suits its usual place: light ones to the sky, dark ones near.

    The sky takes the hue that is nearest to its own.
    """
    area = [from_hex(c) for c in palette.colours]
    above = _nearest(area[:3], sky)
    light = sorted(area, key=lambda c: to_lab(c)[0])
    dark, bright = light[0], light[-1]
    third = area[2 % len(area)]
    return {
        "sky_top": above,
        "sky_low": mix(bright, above, 0.25),
        "far": mix(area[0], area[1], 0.5),
        "mid": area[1],
        "near": mix(dark, third, 0.35),
        "ground": mix(area[1], third, 0.5),
        "lit": mix(bright, from_hex(palette.accent), 0.15),
        "shade": mix(dark, area[0], 0.3),
    }


def _lit(lit: RGB, light: Light) -> RGB:
    match light.key:
        case "sun":
            return mix(lit, (1.0, 0.9, 0.66), 0.45)
        case "moon":
            return mix(lit, (0.66, 0.78, 1.0), 0.6)
        case "lamp" | "window":
            return mix(lit, (1.0, 0.82, 0.5), 0.6)
        case "fire":
            return mix(lit, (1.0, 0.6, 0.26), 0.75)
        case "neon":
            return mix(lit, (1.0, 0.36, 0.8), 0.5)
        case "sky" | "none":
            return lit
        case _:
            assert_never(light.key)
