"""Frames laid out on one sheet, each with its letter and time, as a JPEG that a model can afford to read."""

from io import BytesIO
from string import ascii_uppercase

import numpy as np
from PIL import Image, ImageDraw, ImageOps

from tools.chat.base import Picture
from tools.editing.titles import Face
from tools.eyes.base import Look, Mark
from tools.eyes.moments import Moments

WIDTH = 3 * 448 + 2 * 6
"""px of a sheet of landscape frames: three cells of 448; vision models scale much wider pictures down anyway."""

CELL_HEIGHT = 252
"""px of a landscape cell; frames are decoded at `frame_height`."""

_TALL_CELL = 560
"""px of a portrait cell's height; up to six stand in one row."""

_BAR = 30
"""px of the strip that carries letter and time: outside the picture, so that it is never taken for text in it."""

_GAP = 6
_PAPER, _INK = (16, 16, 18), (240, 238, 232)
_QUALITY = 85


def frame_height(width: int, height: int) -> int:
    """Return the height, px, at which frames of a film of this size are laid out."""
    return CELL_HEIGHT if width >= height else _TALL_CELL


def lay_out(moments: Moments, caption: str, order: int = 0) -> Look:
    """Return the sheet. `order` 0 is that of time; any other number is one fixed other order of the same frames."""
    places = _order(len(moments.numbers), order)
    marks = tuple(
        Mark(
            letter=ascii_uppercase[i],
            frame=moments.numbers[i],
            seconds=round((moments.numbers[i] - moments.first) / moments.fps, 2),
        )
        for i in places
    )
    high, wide = moments.pictures.shape[1:3]
    columns = min(len(marks), max(1, (WIDTH + _GAP) // (wide + _GAP)))
    rows = -(-len(marks) // columns)
    sheet = Image.new("RGB", (columns * (wide + _GAP) - _GAP, rows * (high + _BAR + _GAP) - _GAP), _PAPER)
    draw, font = ImageDraw.Draw(sheet), Face("SemiBold", 20, 0.02).font
    for cell, (place, mark) in enumerate(zip(places, marks, strict=True)):
        row, column = divmod(cell, columns)
        x, y = column * (wide + _GAP), row * (high + _BAR + _GAP)
        sheet.paste(Image.fromarray(moments.pictures[place]), (x, y))
        draw.text(
            (x + 6, y + high + _BAR / 2), f"{mark.letter}   {mark.seconds:.2f} s", fill=_INK, font=font, anchor="lm"
        )
    length = moments.frames / moments.fps
    return Look(Picture(jpeg(sheet), caption), marks, round(length, 2))


def jpeg(image: Image.Image, longest: int = 0) -> bytes:
    """Encode a picture; with `longest` (px) it is scaled down to that side."""
    if longest and max(image.size) > longest:
        image = ImageOps.contain(image, (longest, longest), Image.Resampling.LANCZOS)
    out = BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return out.getvalue()


def _order(count: int, order: int) -> tuple[int, ...]:
    if order == 0 or count < 2:
        return tuple(range(count))
    rng = np.random.default_rng([count, order])
    while True:
        places = tuple(int(i) for i in rng.permutation(count))
        if places != tuple(range(count)):
            return places
