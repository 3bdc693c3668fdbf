"""In which language a lyric is written: a speech model has to be told, else it guesses from the first bars."""

import re
import unicodedata

_SCRIPTS = (
    ("ja", "HIRAGANA|KATAKANA"), ("ko", "HANGUL"), ("zh", "CJK"), ("el", "GREEK"), ("he", "HEBREW"), ("ar", "ARABIC"),
    ("hi", "DEVANAGARI"), ("th", "THAI"), ("ka", "GEORGIAN"), ("hy", "ARMENIAN"),
)  # fmt: skip
_LATIN = ("en", "es", "fr", "de", "it", "pt", "nl", "pl", "sv", "fi", "tr", "cs")
_LEAST = 0.4
"""Share of known words below which no language is named."""


def language_of_lyrics(text: str) -> str | None:
    """Return an ISO 639-1 code by script, for Latin letters by known words; None where that is not clear."""
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return None
    names = [unicodedata.name(letter, "") for letter in letters]
    for code, script in _SCRIPTS:
        if sum(bool(re.match(script, name)) for name in names) > 0.2 * len(letters):
            return code
    if sum(name.startswith("CYRILLIC") for name in names) > 0.5 * len(letters):
        return "uk" if len(re.findall(r"[іїєґ]", text.lower())) > 0.02 * len(letters) else "ru"
    from simplemma import langdetect

    ranked = [(code, share) for code, share in langdetect(text, lang=_LATIN) if code != "unk"]
    return str(ranked[0][0]) if ranked and ranked[0][1] >= _LEAST else None
