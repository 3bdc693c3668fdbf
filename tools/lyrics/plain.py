"""Words without times: paragraphs by blank lines and headers such as "[Chorus]" or "Припев:"."""

import re

from director.model import LyricLine

_HEADER = re.compile(
    r"^[\[(]?\s*(?:intro|verse|chorus|pre-?chorus|bridge|outro|solo|hook|refrain|instrumental|interlude|break|coda|"
    r"куплет|припев|предприпев|пре-?припев|бридж|проигрыш|вступление|кода|соло|финал)\s*\d*\s*"
    r"(?:[x×хX]\s*\d+|\d+\s*(?:раза?|times))?\s*[:.\])]*\s*$",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\s+[x×х](\d)\s*$|\s*[(\[]\s*[x×х]\s*(\d)\s*[)\]]\s*$|\s*[(\[](\d)\s*(?:раза?|times|x|х)[)\]]\s*$", re.IGNORECASE
)


def is_header(line: str) -> bool:
    """Tell whether a line names a part of the song instead of being sung."""
    return bool(_HEADER.match(line))


def header_words(line: str) -> str:
    """Return what a header names, without numbers of repeats and punctuation, for comparing."""
    return re.sub(r"\W", "", line).lower()


def read_plain(text: str) -> tuple[LyricLine, ...]:
    """Return the lines with times 0 and `estimated`; a bare header of a part written out before repeats it.

    "(x2)", "2 раза" after a line sing it twice; a blank line or a header begins a paragraph.
    """
    paragraphs: list[list[str]] = []
    named: dict[str, list[str]] = {}
    header = ""
    current: list[str] = []

    def close() -> None:
        nonlocal current, header
        known = header_words(header)
        if current:
            paragraphs.append(current)
            if known:
                named.setdefault(known, current)
        elif known in named:
            paragraphs.append(named[known])
        current, header = [], ""

    for raw in text.splitlines():
        line = raw.strip()
        if is_header(line):
            close()
            header = line
        elif line and any(letter.isalnum() for letter in line):
            current += _repeated(line)
        elif current:
            close()
    close()
    return tuple(
        LyricLine(text=line, start_s=0.0, end_s=0.0, estimated=True, paragraph=number, confidence=0.0)
        for number, paragraph in enumerate(paragraphs)
        for line in paragraph
    )


def _repeated(line: str) -> list[str]:
    found = _TIMES.search(line)
    if not found:
        return [line]
    times = int(found[1] or found[2] or found[3])
    words = line[: found.start()].strip()
    return [words] * times if words and 1 <= times <= 8 else [line]
