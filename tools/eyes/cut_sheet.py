"""The whole cut on one sheet, as delivered: three frames a clip, in cut order, numbered and timed."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from director.model import Clip, Cut, shot_number
from tools.chat.base import Picture
from tools.editing.titles import Face
from tools.eyes.sheet import jpeg
from tools.media import probe, read_frames

WIDTH = 1536
"""px at most."""
_TALLEST = 2000
_HEIGHTS = (150, 120, 96, 80, 64, 48)
"""px of a frame's height, the largest at which everything fits."""
_BAR, _GAP = 22, 8
_PAPER, _INK = (16, 16, 18), (240, 238, 232)


def cut_sheet(cut: Cut, film: Path) -> Picture:
    """Lay out first, middle and last frame of every clip of a delivered film, beside its fades from and to black.

    Under each trio stand the clip's place in the cut, its shot's number and its time: '3 · shot 5 · 12.4-14.0 s'.

    Raises:
        ArtistError: the film cannot be decoded.
        IndexError: it is shorter than the cut.
    """
    facts = probe(film)
    fps = float(facts.fps)
    aspect = facts.width / facts.height
    high, columns = _fitting(len(cut.clips), aspect)
    numbers = [n for clip in cut.clips for n in _trio(clip, cut)]
    found = sorted(set(numbers))
    pictures = dict(zip(found, read_frames(film, found, high), strict=True))
    wide = next(iter(pictures.values())).shape[1]
    rows = -(-len(cut.clips) // columns)
    sheet = Image.new("RGB", (columns * (3 * wide + _GAP), rows * (high + _BAR + _GAP)), _PAPER)
    draw, font = ImageDraw.Draw(sheet), Face("SemiBold", 14, 0.02).font
    for place, clip in enumerate(cut.clips):
        row, column = divmod(place, columns)
        x, y = column * (3 * wide + _GAP), row * (high + _BAR + _GAP)
        trio = np.concatenate([pictures[n] for n in numbers[3 * place : 3 * place + 3]], axis=1)
        sheet.paste(Image.fromarray(trio), (x, y))
        times = f"{clip.start / fps:.1f}-{clip.end / fps:.1f} s"
        label = f"{place + 1} · shot {shot_number(clip.shot)} · {times}"
        draw.text((x + 2, y + high + _BAR / 2), label, fill=_INK, font=font, anchor="lm")
    caption = "The whole cut: first, middle and last frame of every clip, row by row from left to right."
    return Picture(jpeg(sheet), caption)


def _trio(clip: Clip, cut: Cut) -> tuple[int, int, int]:
    """Return the first, middle and last frame of a clip that no fade makes black."""
    fades = {t.kind: t.frames for t in cut.transitions if t.clip == clip.id}
    middle = (clip.start + clip.end - 1) // 2
    first = min(middle, clip.start + fades.get("fade from black", 0))
    return first, middle, max(middle, clip.end - 1 - fades.get("fade to black", 0))


def _fitting(clips: int, aspect: float) -> tuple[int, int]:
    """Return the height of a frame, px, and how many clips stand in a row."""
    for high in _HEIGHTS:
        columns = max(1, WIDTH // (3 * round(high * aspect) + _GAP))
        if -(-clips // columns) * (high + _BAR + _GAP) <= _TALLEST:
            return high, columns
    return high, columns
