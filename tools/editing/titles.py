"""Lettering: the words of a title as film titles look, faded over the picture by MoviePy."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from director.model import Note, Title

Weight = Literal["ExtraLight", "Light", "Regular", "Medium", "SemiBold"]

FADE_S = 0.8
"""A title fades in and out over this time, or a third of its own if that is shorter."""

_LINES = 3
_INK = (250, 248, 244)
"""A white that is a little warm, as printed film titles are."""


@dataclass(frozen=True)
class Face:
    """A font at one size with its letter spacing. Manrope (SIL Open Font License 1.1) has Latin and Cyrillic."""

    weight: Weight
    px: int
    tracking: float
    """Space between letters, share of the size."""
    opacity: float = 1.0

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        """The loaded font."""
        return _font(self.weight, self.px)

    def advances(self, text: str) -> list[float]:
        """Return where each letter begins and where the last ends, px from the left; kerning is kept."""
        at, places = 0.0, [0.0]
        for left, right in zip(text, [*text[1:], ""], strict=True):
            step = self.font.getlength(left + right) - (self.font.getlength(right) if right else 0.0)
            at += step + (self.tracking * self.px if right else 0.0)
            places.append(at)
        return places

    def width(self, text: str) -> float:
        """Return the width in px."""
        return self.advances(text)[-1]


@dataclass(frozen=True)
class Lettered:
    """A drawn title: (h, w, 4) RGBA 0-255, not premultiplied, and where its upper left corner lies, px."""

    rgba: NDArray[np.uint8]
    left: int
    top: int
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class _Line:
    text: str
    face: Face
    gap: float
    """Px between the foot of the line before and this line's top."""


def letter(title: Title, width: int, height: int, scale: float = 1.0) -> Lettered:
    """Draw a title for a picture of this size inside its safe area; `scale` enlarges the letters, for a poster.

    The safe area leaves 6 % at the sides and 9 % below (EBU R 95 asks for 5 %), in upright pictures 8 % and 22 %,
    where players lay their controls. Long titles are set on more lines, then smaller, then shortened with a note;
    characters that the font lacks are left out with a note.
    """
    notes: list[Note] = []
    text, under = (_drawable(t, notes) for t in (title.text, title.under))
    lines = _set((text, under), (width, height), title.place, scale, notes)
    side, foot = _margins(width, height)
    block_w = max((line.face.width(line.text) for line in lines), default=0.0)
    block_h = sum(line.gap + line.face.px for line in lines)
    pad = max(8, round(0.05 * min(width, height)))
    canvas = Image.new("L", (int(block_w) + 2 * pad, int(block_h) + 2 * pad), 0)
    y = float(pad)
    for line in lines:
        y += line.gap
        x = pad + ((block_w - line.face.width(line.text)) / 2 if title.place == "centre" else 0.0)
        _draw(canvas, line, x, y)
        y += line.face.px
    left = (width - canvas.width) // 2 if title.place == "centre" else side - pad
    top = (height - canvas.height) // 2 if title.place == "centre" else height - foot - canvas.height + pad
    return Lettered(_shaded(canvas, min(width, height)), left, top, tuple(notes))


def lay_over(picture: NDArray[np.uint8], lettered: Lettered, clip: Any, seconds: float) -> NDArray[np.uint8]:
    """Return the picture, (h, w, 3) RGB, with the title as it stands `seconds` after its start."""
    top, left = max(0, lettered.top), max(0, lettered.left)
    box = np.s_[top : lettered.top + lettered.rgba.shape[0], left : lettered.left + lettered.rgba.shape[1]]
    out = picture.copy()
    region = Image.fromarray(out[box])
    out[box] = np.asarray(clip.compose_on(region, seconds).convert("RGB"))
    return out


def fading(lettered: Lettered, seconds: float) -> Any:
    """Return MoviePy's clip of a title that lasts `seconds`: it comes and goes softly."""
    from moviepy import ImageClip, vfx

    fade = min(FADE_S, seconds / 3)
    crop = lettered.rgba[max(0, -lettered.top) :, max(0, -lettered.left) :]
    clip = ImageClip(crop, transparent=True, duration=seconds)
    return clip.with_effects([vfx.CrossFadeIn(fade), vfx.CrossFadeOut(fade)])


def _margins(width: int, height: int) -> tuple[int, int]:
    """Return px kept free at the left and right, and below."""
    upright = height > width
    return round(width * (0.08 if upright else 0.06)), round(height * (0.22 if upright else 0.09))


def _set(words: tuple[str, str], size: tuple[int, int], place: str, scale: float, notes: list[Note]) -> list[_Line]:
    (text, under), (width, height) = words, size
    short = min(width, height) * scale
    room = width - 2 * _margins(width, height)[0]
    share = 0.085 if place == "centre" else 0.062
    name = Face("Light", max(10, round(short * share)), 0.16)
    lines = _fitted(text.upper(), name, room, notes)
    small = Face("Medium", max(9, round(name.px * 0.52)), 0.09, 0.92)
    below = _fitted(under, small, room, notes)
    return [_Line(t, f, 0.34 * f.px if i else 0.0) for i, (t, f) in enumerate(lines)] + [
        _Line(t, f, 0.5 * f.px if i else 0.75 * f.px) for i, (t, f) in enumerate(below)
    ]


def _fitted(text: str, face: Face, room: float, notes: list[Note]) -> list[tuple[str, Face]]:
    """Set words on one line at full size, on two a little smaller, on three at 0.7, and then shortened."""
    if not text:
        return []
    for size, most in ((1.0, 1), (0.85, 2), (0.7, _LINES)):
        smaller = replace(face, px=max(9, round(face.px * size)))
        lines = _wrapped(text, smaller, room)
        if len(lines) <= most and all(smaller.width(line) <= room for line in lines):
            return [(line, smaller) for line in lines]
    kept = lines[:_LINES]
    last = kept[-1] if len(lines) <= _LINES else kept[-1] + " …"
    kept[-1] = last
    kept = [_shortened(line, smaller, room) for line in kept]
    notes.append(Note(key="title_cut", values={"text": text}))
    return [(line, smaller) for line in kept]


def _wrapped(text: str, face: Face, room: float) -> list[str]:
    """Break between words into the fewest lines, and those as even as can be."""
    words = text.split()
    lines = _greedy(words, face, room)
    if len(lines) < 2:
        return lines
    narrow = room
    while narrow > room * 0.4 and len(_greedy(words, face, narrow * 0.95)) == len(lines):
        narrow *= 0.95
    return _greedy(words, face, narrow)


def _greedy(words: Sequence[str], face: Face, room: float) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and face.width(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _shortened(line: str, face: Face, room: float) -> str:
    if face.width(line) <= room:
        return line
    while len(line) > 1 and face.width(line + "…") > room:
        line = line[:-1].rstrip(" …")
    return line + "…"


def _draw(canvas: Any, line: _Line, x: float, y: float) -> None:
    draw = ImageDraw.Draw(canvas)
    ink = round(255 * line.face.opacity)
    for character, at in zip(line.text, line.face.advances(line.text), strict=False):
        draw.text((x + at, y + line.face.px * 0.86), character, fill=ink, font=line.face.font, anchor="ls")


def _shaded(letters: Any, short: int) -> NDArray[np.uint8]:
    """Put a soft double shadow under the letters: one close for the edge, one wide for bright pictures."""
    mask = np.asarray(letters, np.float32) / 255
    wide = np.asarray(letters.filter(ImageFilter.GaussianBlur(short * 0.016)), np.float32) / 255
    near = np.asarray(letters.filter(ImageFilter.GaussianBlur(short * 0.004)), np.float32) / 255
    shadow = 1 - (1 - np.clip(wide * 1.2, 0, 0.6)) * (1 - np.clip(near * 0.9, 0, 0.5))
    alpha = mask + shadow * (1 - mask)
    light = np.divide(mask, alpha, out=np.zeros_like(mask), where=alpha > 0)
    colour = light[..., None] * np.array(_INK, np.float32)
    return np.dstack([colour, alpha * 255]).round().astype(np.uint8)


def _drawable(text: str, notes: list[Note]) -> str:
    """Leave out what the font cannot draw."""
    lacking = "".join(dict.fromkeys(c for c in text if not c.isspace() and _lacks(c)))
    if lacking:
        notes.append(Note(key="title_letters", values={"letters": lacking}))
    return " ".join("".join(c for c in text if c not in lacking).split())


@cache
def _lacks(character: str) -> bool:
    font = _font("Light", 24)
    return bytes(font.getmask(character)) == bytes(font.getmask("\U0010fffe"))


@cache
def _font(weight: Weight, px: int) -> ImageFont.FreeTypeFont:
    data = (files("font_manrope") / "files" / f"Manrope-{weight}.ttf").read_bytes()
    return ImageFont.truetype(BytesIO(data), px)
