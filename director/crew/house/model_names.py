"""Names of models as artists write them: without the dashes, half of them, or with a slip."""

import difflib
import re
from collections.abc import Sequence

_PIECE = re.compile(r"[a-z]+|\d+")
_CUE = re.compile(
    r"\b(?:через|модел\w+|with|by|using|use|via|through)\s+(?:the\s+)?(?:model\s+|модел\w+\s+)?"
    r"([a-z][\w.\-]*(?:\s+[a-z]?\d[\w.\-]*)*)",
    re.IGNORECASE,
)
_LIKE = 0.8
"""Likeness (difflib, 0-1) from which a word may be a misspelt name."""
_MOST = 4
_LEAST = 3
"""Letters of a name that say which family is meant."""
_WORDS = frozenset({"make", "image", "imagen", "plates", "the", "this", "that", "video", "model"})
"""What names of the catalog begin with, and other sentences use too."""


def named(text: str, names: Sequence[str]) -> tuple[str, str]:
    """Return the text without the first of these names in it, and the name; its dashes may be spaces, or missing."""
    for loose in (False, True):
        for name in sorted(names, key=len, reverse=True):
            match = re.search(_pattern(name, loose=loose), text, re.IGNORECASE)
            if match is not None:
                return f"{text[: match.start()]} {text[match.end() :]}", name
    return text, ""


def near(text: str, names: Sequence[str]) -> tuple[str, str, tuple[str, ...]]:
    """Return the text without the word that may be meant for a name, that word, and the names it may be meant for.

    Only a word that stands where a model is named ('через …', 'by …') is taken for one; without any the text is whole.
    """
    for match in _CUE.finditer(text):
        word = match[1].rstrip(".-")
        found = nearest(word, names)
        if found:
            return f"{text[: match.start(1)]} {text[match.start(1) + len(word) :]}", word, found
    return text, "", ()


def nearest(word: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return the names that a word may be meant for: those it begins, else those it is most like; none for a guess."""
    flat = _flat(word)
    if len(re.findall("[a-z]", flat)) < _LEAST or flat in _WORDS:
        return ()
    begun = [name for name in sorted(names) if _flat(name).startswith(flat)]
    if begun:
        return tuple(begun[:_MOST])
    by_flat = {_flat(name): name for name in sorted(names)}
    return tuple(by_flat[like] for like in difflib.get_close_matches(flat, list(by_flat), _MOST, _LIKE))


def _pattern(name: str, *, loose: bool) -> str:
    if not loose:
        return rf"(?<![\w.-]){re.escape(name)}(?![\w-])"
    pieces = _PIECE.findall(name.lower())
    if len(pieces) < 2:
        return r"(?!)"
    return r"(?<![\w.-])" + r"[\s._-]*".join(map(re.escape, pieces)) + r"(?![\w-])"


def _flat(name: str) -> str:
    return "".join(_PIECE.findall(name.lower()))
