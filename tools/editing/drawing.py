"""The frames of a film that no take holds: transitions, titles, black, held pictures."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.editing.plan import Piece, Strip
from tools.editing.segment import Footage
from tools.editing.shape import Shape
from tools.editing.titles import fading, lay_over, letter
from tools.media import FilmWriter, each_frame, fill

Picture = NDArray[np.uint8]


def draw_piece(piece: Piece, footage: Mapping[str, Footage], shape: Shape, out: Path) -> None:
    """Write a piece's frames. `footage` is by digest of the take's media; a strip whose media lacks is black.

    Raises:
        ArtistError: 'video_corrupt', 'disk_full', 'folder_unwritable'.
    """
    letters = [
        (drawn, fading(drawn, float((x.title.end - x.title.start) / shape.fps)), x.at)
        for x in piece.letters
        for drawn in [letter(x.title, shape.width, shape.height)]
    ]
    with FilmWriter(out, shape.width, shape.height, shape.fps) as writer:
        for number, picture in enumerate(_mixed(piece, footage, shape)):
            final = picture
            for drawn, clip, at in letters:
                # The middle of the frame's time: neither the first nor the last frame is without the title.
                final = lay_over(final, drawn, clip, float((at + number + 0.5) / shape.fps))
            writer.write(final)


def _mixed(piece: Piece, footage: Mapping[str, Footage], shape: Shape) -> Iterator[Picture]:
    out = _pictures(piece.strip, piece, footage, shape)
    if piece.mix == "none":
        yield from out
        return
    into = _pictures(piece.incoming or piece.strip, piece, footage, shape)
    white = np.full((shape.height, shape.width, 3), 255, np.uint8)
    black = np.zeros_like(white)
    for number in range(piece.frames):
        share = (piece.at + number + 0.5) / piece.whole
        match piece.mix:
            case "crossfade":
                yield _blend(next(out), next(into), share)
            case "fade from black":
                yield _blend(black, next(out), _eased(share))
            case "fade to black":
                yield _blend(next(out), black, _eased(share))
            case "dip to white":
                first, second = next(out), next(into)
                yield (
                    _blend(first, white, _eased(2 * share))
                    if share < 0.5
                    else _blend(white, second, _eased(2 * share - 1))
                )


def _blend(one: Picture, other: Picture, share: float) -> Picture:
    import cv2

    mixed: Any = cv2.addWeighted(one, 1 - share, other, share, 0.0)
    return np.asarray(mixed, np.uint8)


def _eased(share: float) -> float:
    """Start and end softly: a linear fade seems to stop with a jerk."""
    return share * share * (3 - 2 * share)


def _pictures(strip: Strip, piece: Piece, footage: Mapping[str, Footage], shape: Shape) -> Iterator[Picture]:
    """Yield the strip's pictures over the piece; before its first and after its last frame the edge is held."""
    source = footage.get(strip.take.media) if strip.take else None
    if source is None:
        black = np.zeros((shape.height, shape.width, 3), np.uint8)
        for _ in range(piece.frames):
            yield black
        return
    wanted = [min(max(n + strip.offset, 0), source.frames - 1) for n in range(piece.start, piece.end)]
    found = each_frame(source.path, wanted)
    number, picture = -1, np.empty(0, np.uint8)
    for asked in wanted:
        while number < asked:
            number, frame = next(found)
            picture = fill(frame, shape.width, shape.height)
        yield picture
