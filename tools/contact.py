"""The film on one sheet of paper, and its poster."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageOps

from director.errors import ArtistError
from director.model import Clip, Cut, Take, Title, digest_of, shot_number
from tools.editing.assembly import SEGMENTS
from tools.editing.titles import Face, letter
from tools.media import read_frames, whole_file

_WIDEST, _TALLEST = 2400, 3600
"""A sheet larger than this, px, is no longer looked at as a whole."""

_HEIGHTS = (120, 100, 84, 72, 60, 50, 42, 36)
_KEPT_HEIGHT = 120
_SEAM = 3
"""Px of paper between the pictures of one clip, at the kept height."""

_PAPER, _INK, _FAINT, _EMPTY = (18, 18, 20), (235, 232, 226), (150, 147, 142), (44, 44, 48)


@dataclass(frozen=True)
class _Layout:
    high: int
    """Px of one picture's height."""
    wide: int
    columns: int
    rows: int

    @property
    def gap(self) -> int:
        return max(8, self.high // 7)

    @property
    def caption(self) -> int:
        return max(14, self.high // 5)

    @property
    def size(self) -> tuple[int, int]:
        across = self.columns * (3 * self.wide + self.gap) + self.gap
        return across, self.rows * (self.high + self.caption + self.gap) + self.gap


def contact_sheet(
    cut: Cut, takes: Mapping[str, Take], project: Path, fps: Fraction, size: tuple[int, int], out: Path
) -> None:
    """Write a PNG with the first, middle and last frame of every clip, its shot's number and its time.

    Pictures come from the takes (shot id -> take), so titles and transitions are not on it. `size` is the film's
    width and height in px. Clips without a take are grey. Small pictures are kept in the project's segments folder.

    Raises:
        ArtistError: 'disk_full', 'folder_unwritable'.
    """
    layout = _laid_out(len(cut.clips), size[0] / size[1])
    with ThreadPoolExecutor(2) as pool:
        strips = list(pool.map(lambda clip: _strip(clip, takes.get(clip.shot), project, size), cut.clips))
    sheet = Image.new("RGB", layout.size, _PAPER)
    draw = ImageDraw.Draw(sheet)
    for number, (clip, strip) in enumerate(zip(cut.clips, strips, strict=True)):
        row, column = divmod(number, layout.columns)
        x = layout.gap + column * (3 * layout.wide + layout.gap)
        y = layout.gap + row * (layout.high + layout.caption + layout.gap)
        _show(sheet, strip, layout, x, y)
        _caption(draw, clip, fps, layout, (x, y + layout.high))
    with whole_file(out) as part:
        sheet.save(part, "PNG", compress_level=4)


def poster(picture: NDArray[np.uint8], title: str, artist: str, out: Path) -> None:
    """Write a JPEG of a frame, (h, w, 3) RGB, darkened towards its foot, with the song's name and the artist on it.

    Raises:
        ArtistError: 'disk_full', 'folder_unwritable'.
    """
    high, wide = picture.shape[:2]
    fall = np.clip((np.linspace(0, 1, high) - 0.5) / 0.5, 0, 1)
    shade = 1 - 0.62 * fall * fall * (3 - 2 * fall)
    sheet = Image.fromarray((picture * shade[:, None, None]).round().astype(np.uint8))
    lettered = letter(Title(text=title, under=artist, start=0, end=1), wide, high, scale=1.6)
    layer = Image.fromarray(lettered.rgba)
    sheet.paste(layer, (lettered.left, lettered.top), layer)
    with whole_file(out) as part:
        sheet.save(part, "JPEG", quality=92, subsampling=0)


def _laid_out(clips: int, aspect: float) -> _Layout:
    """Take the largest pictures with which all clips fit the sheet; the smallest if none do."""
    for high in _HEIGHTS:
        wide = round(high * aspect)
        gap = max(8, high // 7)
        columns = max(1, min((_WIDEST - gap) // (3 * wide + gap), clips))
        layout = _Layout(high, wide, columns, -(-clips // columns))
        if layout.size[1] <= min(_TALLEST, max(900, layout.size[0] * 1.5)):
            break
    return layout


def _strip(clip: Clip, take: Take | None, project: Path, size: tuple[int, int]) -> Any:
    """Return first, middle and last picture of a clip side by side, or None where there is nothing to show."""
    if take is None or clip.missing:
        return None
    first = take.handles + clip.take_in
    asked = [min(max(n, 0), take.frames - 1) for n in (first, first + clip.frames // 2, first + clip.frames - 1)]
    kept = project / SEGMENTS / f"{digest_of(['strip', take.media, asked, size, _KEPT_HEIGHT])}.png"
    if not kept.exists():
        try:
            pictures = read_frames(project / take.file, asked, height=_KEPT_HEIGHT)
        except (ArtistError, IndexError):
            return None  # the film's own assembly has told the artist which file is gone
        wide = round(_KEPT_HEIGHT * size[0] / size[1])
        strip = Image.new("RGB", (3 * wide, _KEPT_HEIGHT), _PAPER)
        for place, picture in enumerate(pictures):
            fitted = ImageOps.fit(Image.fromarray(picture), (wide - _SEAM, _KEPT_HEIGHT))
            strip.paste(fitted, (place * wide, 0))
        with whole_file(kept) as part:
            strip.save(part, "PNG")
    with Image.open(kept) as image:
        return image.convert("RGB")


def _show(sheet: Any, strip: Any, layout: _Layout, x: int, y: int) -> None:
    box = (3 * layout.wide, layout.high)
    if strip is None:
        sheet.paste(_EMPTY, (x, y, x + box[0], y + box[1]))
    else:
        sheet.paste(strip.resize(box, Image.Resampling.LANCZOS) if strip.size != box else strip, (x, y))


def _caption(draw: Any, clip: Clip, fps: Fraction, layout: _Layout, at: tuple[int, int]) -> None:
    """Write the number by which people name the shot, and from when to when it is seen, or only from when."""
    px = max(10, round(layout.caption * 0.74))
    bold, plain = Face("SemiBold", px, 0.02).font, Face("Regular", px, 0.02).font
    x, y = float(at[0]), at[1] + px * 1.15
    number = shot_number(clip.shot)
    draw.text((x, y), number, fill=_INK, font=bold, anchor="ls")
    x += bold.getlength(number) + px * 0.7
    begin, end = _clock(clip.start, fps), _clock(clip.end, fps)
    whole = f"{begin}–{end}"
    fits = x + plain.getlength(whole) <= at[0] + 3 * layout.wide
    draw.text((x, y), whole if fits else begin, fill=_FAINT, font=plain, anchor="ls")


def _clock(frame: int, fps: Fraction) -> str:
    tenths = round(frame / fps * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02}.{tenths % 10}"
