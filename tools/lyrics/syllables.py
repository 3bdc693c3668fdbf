"""How many syllables a line has, in any script: what a singer needs time for."""

import re
import unicodedata

_VOWELS = re.compile(
    r"[аеёиоуыэюяіїєўѣ]"  # Cyrillic: one vowel, one syllable
    r"|[aeiouyàâäáãåæéèêëęíìîïóòôöõøőœúùûüűůýÿı]+"  # Latin: neighbours sound together
    r"|(?:[αεηιουωάέήίόύώϊϋΐΰ]+)"
    r"|[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3]",  # kana, Chinese characters, Hangul: one each
    re.IGNORECASE,
)
_SILENT_E = re.compile(r"(?<=[aeiouy])[b-df-hj-np-tv-xz]+e(?:s|d)?\b", re.IGNORECASE)
_SOUNDED_END = re.compile(r"(?:[^aeiouy]le|[td]ed|(?:s|z|x|ch|sh|c|g)es)$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d")


def syllables(text: str) -> int:
    """Return about how many syllables a line has, at least 1.

    Vowels in Cyrillic, groups of vowels in Latin and Greek letters, characters in Chinese, Japanese and Korean, half
    the letters in scripts whose vowels are not written; a digit counts as one.
    """
    return max(1, sum(_of_word(word) for word in _WORD.findall(unicodedata.normalize("NFC", text))))


def _of_word(word: str) -> int:
    if word.isdigit():
        return 1
    count = len(_VOWELS.findall(word))
    if count == 0:
        return 1 if word.isascii() else max(1, len(word) // 2)
    if word.isascii() and count > 1 and _SILENT_E.search(word) and not _SOUNDED_END.search(word):
        count -= 1
    return count
