"""Colour of photographs: the film's grade as far as a photo stays itself, sepia, and colour that returns."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from director.model import Change, Emotion, ReferenceRole, Shot, TimeOfDay
from render.animatic.base import RGB, Look
from render.animatic.colour import from_hex, luma, to_lab
from render.animatic.grade import Bath, bath_of
from render.animatic.look import Fixes, fixes_of, grade_of
from render.plates.subject import Box

Pixels = NDArray[np.uint8]

_HOUR: dict[TimeOfDay, float] = {"night": -0.4, "dusk": -0.2, "dawn": -0.1}
"""Stops by which a photo is darkened to sit among shots of that time."""
STRENGTH = 0.4
"""Share of the film's own grade that a photo or footage gets."""
_TINT = 0.3
"""How far shadows and lights lean to the palette."""

_ALIVE = ("ожив", "дыш", "моргн", "come alive", "comes alive", "come to life", "comes to life", "breath", "blink")
_COMING: frozenset[Change] = frozenset({"found", "given", "shared", "transformed", "multiplied"})
_GOING: frozenset[Change] = frozenset({"lost", "broken", "empty"})
_WARM: frozenset[Emotion] = frozenset(
    {"joy", "tenderness", "wonder", "resolve", "hope", "euphoria", "longing", "shyness"}
)


@dataclass(frozen=True)
class Return:
    """How much of its colour a photograph has at the start and at the end of a shot, 0-1."""

    start: float
    end: float

    def at(self, t: float) -> float:
        """Return the share at a share of the body: most of it happens in the middle."""
        inner = min(max((t - 0.12) / 0.76, 0.0), 1.0)
        return self.start + (self.end - self.start) * inner * inner * (3 - 2 * inner)


def colour_return(shot: Shot, role: ReferenceRole, monochrome: bool) -> Return | None:
    """Return how colour comes or goes in an old photograph or a portrait; None where it stays as it is."""
    if role not in ("person", "old photograph"):
        return None
    words = " ".join((shot.text, shot.change, *shot.action)).lower()
    if shot.motif_change in _GOING:
        return Return(0.8, 0.0)
    if shot.motif_change in _COMING or any(word in words for word in _ALIVE):
        return Return(0.0, 0.85)
    if monochrome and role == "person":
        return Return(0.0, 0.65 if shot.emotion in _WARM else 0.3)
    return None


def bath_for(shot: Shot, look: Look, fixes: Fixes) -> Bath:
    """Return the film's bath at a photograph's strength; what fixes ask for has its full strength."""
    plain, asked = grade_of(shot, look, fixes_of(())), grade_of(shot, look, fixes)
    grade = replace(
        asked,
        exposure=STRENGTH * plain.exposure + asked.exposure - plain.exposure + _HOUR.get(shot.time, 0.0),
        contrast=STRENGTH * plain.contrast + asked.contrast - plain.contrast,
        warmth=STRENGTH * asked.warmth,
    )
    palette = [from_hex(c) for c in (*shot.palette.colours, shot.palette.accent)]
    bath = bath_of(grade, look, palette)
    levels = np.arange(256, dtype=np.float64)
    # The film's curves pivot about drawn pictures' middle; a photo keeps its own tones but for what was asked.
    neutral = bath_of(replace(grade, exposure=0.0, contrast=0.0, warmth=0.0), look, palette).curves.astype(np.float64)
    curves = levels + (bath.curves - neutral) + STRENGTH * (neutral - levels)
    hold = fixes["hold palette"]
    tinted = curves + _split_tone(look, _TINT + 0.5 * min(1.0, hold))
    return replace(
        bath,
        curves=np.clip(np.round(tinted), 0, 255).astype(np.uint8),
        saturation=(1.0 + STRENGTH * (bath.saturation - 1.0)) * (1.0 - 0.45 * min(1.0, hold)),
        ramp_share=bath.ramp_share * (0.75 if bath.ramp_share > 0.8 else 0.6),
        haze_share=0.0,
    )


def _split_tone(look: Look, strength: float) -> NDArray[np.float64]:
    """Return what is added to each level of each channel (3, 256): shadows lean to the shade, lights to the light."""
    v = np.arange(256) / 255.0
    low = (1 - v) ** 1.6 * np.sqrt(v)
    high = v**1.3 * np.sqrt(1 - v)
    rows = []
    for channel in range(3):
        shade = look.shade[channel] - luma(look.shade)
        light = look.sky_low[channel] - luma(look.sky_low)
        rows.append(255 * strength * (0.9 * low * shade + 0.55 * high * light))
    return np.stack(rows)


_BLACK, _WHITE = 16.0, 240.0
"""Levels at which the darkest and the lightest parts of a print stand once it is cleared."""
_RANGE = 200.0
"""Levels between a print's shadows and lights from which it is not faded."""


def cleared(photo: Pixels) -> Pixels:
    """Return an RGB photo whose faded tones have their depth again; one that has its depth comes back as it is.

    A print that faded to a veil of middle tones turns to mud once the film's grade lies on it: its 1st and 99th
    percentiles of lightness are drawn apart, most of the way; its hue and its strength of colour stay.
    What is drawn apart is smoothed a little before, edges kept: grain grows with contrast.
    """
    lightness = cv2.cvtColor(np.ascontiguousarray(photo[::3, ::3]), cv2.COLOR_RGB2LAB)[..., 0]
    low, high = (float(v) for v in np.percentile(lightness, (1.0, 99.0)))
    missing = np.clip((_RANGE - (high - low)) / 80.0, 0.0, 1.0)
    if missing <= 0.0 or high - low < 8.0:
        return photo
    gain = 1.0 + 0.85 * missing * ((_WHITE - _BLACK) / (high - low) - 1.0)
    middle_in, middle_out = (low + high) / 2, (1 - 0.85 * missing) * (low + high) / 2 + 0.85 * missing * 132.0
    smooth = cv2.bilateralFilter(photo, 0, 9.0 * gain, max(1.0, photo.shape[0] / 500)) if gain > 1.15 else photo
    levels = middle_out + gain * (np.arange(256) - middle_in)
    # Shoulder and toe: nothing is clipped to flat black or white.
    soft = np.where(levels < 24, 24 * np.exp((levels - 24) / 24), levels)
    soft = np.where(soft > 226, 226 + 29 * (1 - np.exp(-(soft - 226) / 29)), soft)
    curve = np.clip(np.round(soft), 0, 255).astype(np.uint8)
    lab = cv2.cvtColor(smooth, cv2.COLOR_RGB2LAB)
    lab[..., 0] = cv2.LUT(lab[..., 0], curve)
    return np.asarray(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), np.uint8)


def sepia(photo: Pixels, strength: float) -> Pixels:
    """Return an RGB photo faded towards the brown of an old print."""
    grey = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    levels = np.arange(256) / 255.0
    curve = 0.055 + 0.9 * levels**0.95
    tone = np.stack([np.clip(255 * curve * gain + lift, 0, 255)
                     for gain, lift in ((1.06, 5), (0.96, 2), (0.79, -2))], 1)  # fmt: skip
    brown = cv2.merge([cv2.LUT(grey, tone[:, c].astype(np.uint8)) for c in range(3)])
    return np.asarray(cv2.addWeighted(brown, strength, photo, 1 - strength, 0), np.uint8)


_GLAZE = 0.78
"""Strength of the place's colours in a hand-tinted print: they are thin washes; what is worn and the skin are not."""


def tinted(photo: Pixels, matte: Pixels | None, head: Box | None, look: Look, wear: str) -> Pixels:
    """Return a photo without colour as a hand-tinted one: skin, what is worn, and the place in the shot's palette.

    Lightness stays; colour is soft-edged, weaker in the deepest shadows and the lights, as glazes are.
    """
    high, wide = photo.shape[:2]
    small = (max(8, round(wide * 160 / high)), 160)
    place = np.zeros((small[1], small[0], 2), np.float32)
    rows = np.linspace(0, 1, small[1])[:, None]
    sky, low, ground = (np.array(to_lab(c)[1:]) for c in (look.sky_top, look.sky_low, look.ground))
    upper = sky + (low - sky) * np.clip(rows / 0.55, 0, 1)
    place[:] = _GLAZE * (upper + (ground - upper) * np.clip((rows - 0.5) / 0.35, 0, 1))[:, None]
    if matte is not None:
        cover = cv2.resize(matte, small, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
        worn = _worn(look, wear)
        soft = cv2.GaussianBlur(cover, (0, 0), 1.6)[..., None]
        place = place * (1 - soft) + worn * soft
        if head is not None:
            face = _face(head, small, wide / small[0])[..., None] * soft
            place = place * (1 - face) + np.array((0.042, 0.046), np.float32) * face
    grey = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    lightness = np.arange(256, dtype=np.float32)
    carry = np.clip(np.minimum(lightness / 95, (262 - lightness) / 90), 0, 1)
    lab = np.empty((high, wide, 3), np.uint8)
    lab[..., 0] = cv2.cvtColor(cv2.merge([grey] * 3), cv2.COLOR_RGB2LAB)[..., 0]
    share = cv2.LUT(grey, carry)
    for channel in range(2):
        # OKLab's axes reach 0.3 where OpenCV's 8-bit Lab reaches about 100 levels.
        map_ = cv2.resize(place[..., channel] * 330, (wide, high), interpolation=cv2.INTER_LINEAR)
        lab[..., channel + 1] = np.clip(128 + map_ * share, 0, 255)
    return np.asarray(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), np.uint8)


def _worn(look: Look, wear: str) -> NDArray[np.float32]:
    colour: RGB = from_hex(wear) if wear else look.accent
    _, a, b = to_lab(colour)
    strong = max(1e-6, float(np.hypot(a, b)))
    return np.array((a, b), np.float32) * np.float32(min(1.0, (0.055 if wear else 0.018) / strong))


def _face(head: Box, small: tuple[int, int], by: float) -> NDArray[np.float32]:
    y, x = np.mgrid[0 : small[1], 0 : small[0]].astype(np.float32)
    cx, cy = head.middle[0] / by, (head.y0 + 0.6 * head.height) / by
    away = np.hypot((x - cx) / (0.4 * head.width / by), (y - cy) / (0.4 * head.height / by))
    return np.asarray(np.clip(2.6 - 2.0 * away, 0, 1), np.float32)


def glint(photo: Pixels, head: Box) -> Pixels:
    """Return an RGB photo whose eyes shine a little: small lights around the eye line grow, nothing is painted."""
    out = photo.copy()
    y0, y1 = round(head.y0 + 0.36 * head.height), round(head.y0 + 0.64 * head.height)
    x0, x1 = round(head.x0 + 0.12 * head.width), round(head.x1 - 0.12 * head.width)
    part = out[max(0, y0) : y1, max(0, x0) : x1]
    if min(part.shape[:2]) < 12:
        return out
    size = 2 * max(1, round(0.022 * head.width)) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    sparks = cv2.GaussianBlur(cv2.morphologyEx(part, cv2.MORPH_TOPHAT, kernel), (0, 0), 0.8)
    v, u = np.mgrid[-1 : 1 : part.shape[0] * 1j, -1 : 1 : part.shape[1] * 1j]
    fade = np.clip(1.6 - 1.7 * np.hypot(u * 0.92, v), 0, 1)[..., None]
    part[:] = np.clip(part + 0.7 * fade * sparks, 0, 255)
    return out
