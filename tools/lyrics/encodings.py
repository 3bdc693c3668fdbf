"""From the bytes of a text file to letters: the encodings in which lyrics are really found."""

import codecs
import re
import unicodedata
from pathlib import Path

from director.errors import ArtistError
from director.model import Note

LARGEST_BYTES = 1_000_000
"""A lyric sheet is a few kB; a file of this size is something else."""
_BROKEN_SHARE = 0.02
"""Up to this share of letters may be unreadable in UTF-8 before another encoding is thought of."""


def read_text(path: Path) -> tuple[str, tuple[Note, ...]]:
    """Return the letters of a text file: UTF-8 or UTF-16 with or without mark, Windows-1251, KOI8-R, Latin-1.

    What is not marked and is no UTF-8 is guessed, and noted.

    Raises:
        ArtistError: 'lyrics_missing', 'lyrics_too_large', 'lyrics_binary'.
    """
    name = path.name
    if not path.is_file():
        raise ArtistError("lyrics_missing", file=name)
    if path.stat().st_size > LARGEST_BYTES:
        raise ArtistError("lyrics_too_large", file=name)
    data = path.read_bytes()
    wide = _wide(data)
    if wide:
        return data.decode(wide, errors="replace").removeprefix("\ufeff"), ()
    if sum(byte < 32 and byte not in b"\t\n\r\f\x0b\x1a" for byte in data) > len(data) * 0.01:
        raise ArtistError("lyrics_binary", file=name)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return _guessed(data, name)


def _wide(data: bytes) -> str:
    """Return the UTF-16 flavour of the bytes, '' for none. Without a mark, the zero bytes of Western letters tell."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if len(data) < 8 or len(data) % 2:
        return ""
    even, odd = data[0::2].count(0) / (len(data) / 2), data[1::2].count(0) / (len(data) / 2)
    flavour = "utf-16-le" if odd > 0.1 and even < 0.02 else "utf-16-be" if even > 0.1 and odd < 0.02 else ""
    letters = data.decode(flavour, errors="replace") if flavour else ""
    strange = sum(unicodedata.category(letter) in ("Cc", "Cn", "Co") and not letter.isspace() for letter in letters)
    return flavour if strange <= len(letters) * 0.01 else ""


def _guessed(data: bytes, name: str) -> tuple[str, tuple[Note, ...]]:
    lenient = data.decode("utf-8-sig", errors="replace")
    broken = lenient.count("\ufffd")
    wide_letters = sum(ord(letter) > 127 for letter in lenient) - broken
    if broken <= max(2, len(lenient) * _BROKEN_SHARE) and wide_letters > 3 * broken:
        return lenient, (Note(key="lyrics_letters_lost", values={"file": name, "n": broken}),)
    encoding = max(("cp1251", "koi8-r"), key=lambda one: _russian(data.decode(one, errors="replace")))
    if not _mostly_cyrillic(data.decode(encoding, errors="replace")):
        encoding = "latin-1"
    called = {"cp1251": "Windows-1251", "koi8-r": "KOI8-R", "latin-1": "Latin-1"}[encoding]
    text = data.decode(encoding, errors="replace")
    return text, (Note(key="lyrics_encoding_guessed", values={"file": name, "encoding": called}),)


def _russian(text: str) -> float:
    """Return how Russian the letters look: small letters outnumber capitals, and the usual vowels abound.

    Windows-1251 read as KOI8-R has its cases swapped.
    """
    small, capital = len(re.findall(r"[а-яё]", text)), len(re.findall(r"[А-ЯЁ]", text))
    return small - 2 * capital + 0.5 * len(re.findall(r"[оеаи]", text))


def _mostly_cyrillic(text: str) -> bool:
    """Tell whether whole words are Cyrillic: in Western text read as cp1251 only single accented letters are."""
    return len(re.findall(r"[а-яё]{3,}", text, re.IGNORECASE)) > len(re.findall(r"[a-z]{3,}", text, re.IGNORECASE)) / 4
