"""The film: kept segments, the few drawn pieces between them, and the song, joined without encoding again."""

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from director.errors import ArtistError
from director.model import Cut, Note, Take, Window, digest_of
from tools.editing.drawing import draw_piece
from tools.editing.joining import Run, join
from tools.editing.plan import Piece, Strip, plan
from tools.editing.segment import Footage
from tools.editing.shape import Shape
from tools.editing.soundtrack import soundtrack
from tools.editing.titles import letter

SEGMENTS = "segments"
"""Folder in the project where segments are kept; it may be deleted at any time."""

_DRAWING = 1
"""Raised when transitions, titles or held frames are drawn differently, so that kept ones are made anew."""


@dataclass(frozen=True)
class Assembly:
    """What putting a film together took."""

    segments_made: int
    segments_reused: int
    transitions_made: int
    """Drawn pieces made now: transitions, titled, black and held frames."""
    transitions_reused: int
    seconds: float
    """Wall time."""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class _Ready:
    run: Run
    drawn: bool
    made: bool


def assemble(
    cut: Cut,
    takes: Mapping[str, Take],
    project: Path,
    sound: Path,
    out: Path,
    fps: Fraction,
    size: tuple[int, int],
    *,
    window: Window | None = None,
) -> Assembly:
    """Write the film of a cut to `out`, with the song, and say what had to be made for it.

    `takes` maps shot ids to the takes in the cut; `size` is width and height in px; `window` is the part of the song
    that was asked. Only segments that are not kept in the project are made. A clip without a take is black, a take
    that is too short holds its edge picture; both are noted.

    Raises:
        ArtistError: as `read_sound`, and 'disk_full', 'folder_unwritable'.
        ValueError: if the clips do not cover the cut.
    """
    began = time.monotonic()
    shape = Shape(*size, Fraction(fps))
    kept = project / SEGMENTS
    song = soundtrack(sound, window, kept)
    pieces, notes = plan(cut, takes)
    footage, gone = _open(pieces, shape, project, kept)
    notes += [n for n in gone if n not in notes] + _held(pieces, footage) + _lettering(cut, shape)
    with ThreadPoolExecutor(2) as pool:
        ready = list(pool.map(lambda piece: _make(piece, footage, shape, kept), pieces))
    join([r.run for r in ready], shape, out, song)
    return Assembly(
        segments_made=sum(r.made and not r.drawn for r in ready),
        segments_reused=sum(not r.made and not r.drawn for r in ready),
        transitions_made=sum(r.made and r.drawn for r in ready),
        transitions_reused=sum(not r.made and r.drawn for r in ready),
        seconds=time.monotonic() - began,
        notes=(*song.notes, *notes),
    )


def _open(pieces: Sequence[Piece], shape: Shape, project: Path, kept: Path) -> tuple[dict[str, Footage], list[Note]]:
    """Open every take once, by digest of its media; what cannot be read is noted and will be black."""
    footage: dict[str, Footage] = {}
    gone: dict[str, ArtistError] = {}
    notes: list[Note] = []
    for strip in _strips(pieces):
        take = strip.take
        if take is None or take.media in footage:
            continue
        if take.media not in gone:
            try:
                footage[take.media] = Footage.of(take, shape, project, kept)
                continue
            except ArtistError as error:
                if error.key not in ("video_missing", "video_corrupt"):
                    raise
                gone[take.media] = error
        notes.append(Note(key="take_gone", values={"file": take.file, "clip": strip.clip, "shot": strip.shot}))
    return footage, notes


def _strips(pieces: Sequence[Piece]) -> list[Strip]:
    both = [strip for piece in pieces for strip in (piece.strip, piece.incoming) if strip is not None]
    return list(dict.fromkeys(both))


def _held(pieces: Sequence[Piece], footage: Mapping[str, Footage]) -> list[Note]:
    """Note the clips whose takes are too short, transitions included."""
    lacking: dict[tuple[str, str], int] = {}
    for piece in pieces:
        for strip in {piece.strip, piece.incoming} - {None}:
            source = footage.get(strip.take.media) if strip and strip.take else None
            if strip is None or source is None:
                continue
            short = _outside(strip, piece, source)
            if short:
                lacking[strip.clip, strip.shot] = lacking.get((strip.clip, strip.shot), 0) + short
    return [
        Note(key="clip_held", values={"clip": clip, "shot": shot, "n": n})
        for (clip, shot), n in sorted(lacking.items())
    ]


def _outside(strip: Strip, piece: Piece, source: Footage) -> int:
    """Count the piece's frames that the take's file does not hold."""
    first, last = piece.start + strip.offset, piece.end + strip.offset
    return min(max(0, -first), piece.frames) + min(max(0, last - source.frames), piece.frames)


def _lettering(cut: Cut, shape: Shape) -> list[Note]:
    return [note for title in cut.titles for note in letter(title, shape.width, shape.height).notes]


def _make(piece: Piece, footage: Mapping[str, Footage], shape: Shape, kept: Path) -> _Ready:
    strip = piece.strip
    source = footage.get(strip.take.media) if strip.take else None
    if source is not None and not piece.made and not _outside(strip, piece, source):
        first = piece.start + strip.offset
        made = not (kept / source.name(first, piece.frames)).exists()
        return _Ready(Run(source.cut_out(first, piece.frames, kept), 0, piece.frames), drawn=False, made=made)
    out = kept / f"{_drawn_name(piece, footage, shape)}.mp4"
    made = not out.exists()
    if made:
        draw_piece(piece, footage, shape, out)
    return _Ready(Run(out, 0, piece.frames), drawn=True, made=made)


def _drawn_name(piece: Piece, footage: Mapping[str, Footage], shape: Shape) -> str:
    """Name a drawn piece by all that its pixels depend on; where it stands in the film is not among that."""

    def seen(strip: Strip | None) -> list[str | int] | None:
        if strip is None or strip.take is None or strip.take.media not in footage:
            return None
        return [strip.take.media, piece.start + strip.offset]

    letters = [[x.title.text, x.title.under, x.title.place, x.title.end - x.title.start, x.at] for x in piece.letters]
    what = [_DRAWING, shape.key(), piece.frames, piece.mix, piece.at, piece.whole]
    return digest_of([*what, seen(piece.strip), seen(piece.incoming), letters])
