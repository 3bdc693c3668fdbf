"""What the words alone tell of their music: which lines return, which stanzas are built alike, where a pause may be."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from director.model import LyricLine

Values = NDArray[np.float64]

_MOST = 4
"""Relatives of a line that are asked for: more add time and no knowledge."""
_BLOCK_OPENS, _LONG_OPENS, _LONG = 0.5, 0.2, 8
"""How likely a pause is before a block of lines that returns, and inside a paragraph of more lines than `_LONG`."""
_STRETCH_S = 4.0
"""Music is compared over so long: about a line."""
_NEAR_S = 2.0
"""Moments closer than this are alike because they are one moment."""


def opening(lines: Sequence[LyricLine]) -> list[float]:
    """Return for each line how much it begins something, 0-1: 1 where a paragraph does."""
    starts = [n for n, line in enumerate(lines) if n == 0 or line.paragraph != lines[n - 1].paragraph]
    opens = [0.0] * len(lines)
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        opens[start] = 1.0
        if end - start > _LONG:
            # Blank lines are missing: songs turn after an even number of lines rather than after an odd one.
            for number in range(start + 1, end):
                opens[number] = _LONG_OPENS if (number - start) % 2 == 0 else _LONG_OPENS / 2
    for number in _block_edges([_letters(line) for line in lines]):
        opens[number] = max(opens[number], _BLOCK_OPENS)
    return opens


def same_words(lines: Sequence[LyricLine]) -> list[list[int]]:
    """Return for each line the others with its words, neighbours left out."""
    texts = [_letters(line) for line in lines]
    return [
        [other for other, text in enumerate(texts) if text == own and abs(other - number) > 2][:_MOST]
        for number, own in enumerate(texts)
    ]


def same_place(lines: Sequence[LyricLine], same: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return for each line that never returns the lines at its place of equally long paragraphs: verses share music."""
    paragraphs: dict[int, list[int]] = {}
    for number, line in enumerate(lines):
        paragraphs.setdefault(line.paragraph, []).append(number)
    found: list[list[int]] = [[] for _ in lines]
    for own in paragraphs.values():
        for other in paragraphs.values():
            if own is not other and len(own) == len(other) > 1:
                for here, there in zip(own, other, strict=True):
                    if not same[here] and not same[there] and len(found[here]) < _MOST:
                        found[here].append(there)
    return found


def likeness(sound: Values, step_s: float) -> Values:
    """Return (m, m) how much the music from one moment on is like that from another, 0-1; `sound` (m, features)."""
    count, rows = len(sound), max(1, round(_STRETCH_S / step_s))
    alike = (sound @ sound.T).astype(np.float32)
    along = np.zeros_like(alike)
    for row in range(min(rows, count)):
        along[: count - row, : count - row] += alike[row:, row:]
    along -= along.mean(axis=1, keepdims=True)
    along /= along.std(axis=1, keepdims=True) + 1e-6
    here = np.arange(count)
    along[np.abs(here[:, None] - here) * step_s < _NEAR_S] = 0
    return np.asarray(np.clip(along, 0, 3) / 3, dtype=np.float64)


def drawn_to(where: Values, relatives: Sequence[Sequence[int]], alike: Values) -> Values:
    """Return (lines, points) how much each moment sounds like where a line's relatives probably stand.

    `where` (lines, points) holds each line's chances, `alike` the `likeness` of moments.
    """
    drawn = np.zeros_like(where)
    reach = min(where.shape[1], len(alike))
    for number, others in enumerate(relatives):
        if others:
            drawn[number, :reach] = where[list(others), :reach].mean(axis=0) @ alike[:reach, :reach]
    return drawn


def _letters(line: LyricLine) -> str:
    return re.sub(r"\W", "", line.text.casefold())


def _block_edges(texts: Sequence[str]) -> list[int]:
    """Return where blocks of two or more lines that stand elsewhere too begin, and the lines after their ends."""
    places: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        places.setdefault(text, []).append(number)

    def differ(one: int, other: int) -> bool:
        return not (0 <= one < len(texts) and 0 <= other < len(texts)) or texts[one] != texts[other]

    edges = set()
    for number, text in enumerate(texts):
        for other in places[text]:
            if abs(other - number) <= 2:
                continue
            if differ(number - 1, other - 1) and not differ(number + 1, other + 1):
                edges.add(number)
            if differ(number + 1, other + 1) and not differ(number - 1, other - 1):
                edges.add(number + 1)
    return sorted(edges & set(range(1, len(texts))))
