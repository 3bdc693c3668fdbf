"""The words of the song: read and written in the formats people have them in, placed in time where they have none."""

from collections.abc import Sequence
from pathlib import Path

from director.errors import ArtistError
from director.model import LyricLine, Note
from tools.lyrics.encodings import read_text
from tools.lyrics.lrc import is_lrc, read_lrc, write_lrc
from tools.lyrics.plain import read_plain
from tools.lyrics.sheet import Sheet, SheetFormat
from tools.lyrics.subtitles import is_cues, read_cues, write_cues
from tools.lyrics.syllables import syllables
from tools.lyrics.ultrastar import is_ultrastar, read_ultrastar, write_ultrastar

__all__ = ["SUFFIXES", "Sheet", "SheetFormat", "format_of", "read_lyrics", "syllables", "write_lyrics"]

SUFFIXES: dict[str, SheetFormat] = {
    ".lrc": "lrc", ".srt": "srt", ".ass": "ass", ".ssa": "ass", ".vtt": "vtt", ".txt": "plain",
}  # fmt: skip
"""What a written file's name means; an UltraStar song is a .txt too and has to be asked for by name."""


def read_lyrics(path: Path | None = None, text: str | None = None) -> Sheet:
    """Return a lyric sheet, its lines in the order in which they are sung; an empty one for neither path nor text.

    The format is told by content, not by name. Blank lines and headers such as "[Chorus]" or "Припев:" separate
    paragraphs; where none are marked, long pauses do. Lines of plain text have `estimated=True` and times 0.

    Raises:
        ArtistError: 'lyrics_missing', 'lyrics_too_large', 'lyrics_binary', 'lyrics_empty'.
    """
    name = path.name if path else ""
    notes: tuple[Note, ...] = ()
    if path is not None:
        text, notes = read_text(path)
    if text is None:
        return Sheet(())
    text = text.removeprefix("\ufeff")
    sheet = _read(text)
    if not sheet.lines:
        raise ArtistError("lyrics_empty", file=name)
    return Sheet(sheet.lines, sheet.format, sheet.title, sheet.artist, (*notes, *sheet.notes))


def write_lyrics(
    lines: Sequence[LyricLine], kind: SheetFormat, title: str = "", artist: str = "", audio: str = ""
) -> str:
    """Return lines as the text of a sheet; times within lines are kept where the format has a place for them.

    Times are kept to 10 ms in .lrc, .ass and UltraStar, to 1 ms in .srt and .vtt; plain text keeps none.
    """
    match kind:
        case "lrc":
            return write_lrc(lines, title, artist)
        case "srt" | "ass" | "vtt":
            return write_cues(lines, kind, title, artist)
        case "ultrastar":
            return write_ultrastar(lines, title, artist, audio)
        case "plain":
            return _paragraphs(lines)


def format_of(path: Path) -> SheetFormat:
    """Return the format in which a file of this name is written.

    Raises:
        ArtistError: 'lyrics_format_unknown'.
    """
    if path.name.lower().endswith(".ultrastar.txt"):
        return "ultrastar"
    kind = SUFFIXES.get(path.suffix.lower())
    if kind is None:
        raise ArtistError("lyrics_format_unknown", file=path.name, known=", ".join(SUFFIXES))
    return kind


def _read(text: str) -> Sheet:
    if is_ultrastar(text):
        return read_ultrastar(text)
    kind = is_cues(text)
    if kind:
        return read_cues(text, kind)
    if is_lrc(text):
        return read_lrc(text)
    return Sheet(read_plain(text))


def _paragraphs(lines: Sequence[LyricLine]) -> str:
    out: list[str] = []
    for number, line in enumerate(lines):
        if number and line.paragraph != lines[number - 1].paragraph:
            out.append("")
        out.append(line.text)
    return "\n".join([*out, ""])
