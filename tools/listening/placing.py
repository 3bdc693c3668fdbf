"""Where untimed words are sung, roughly: lines take even numbers of bars, paragraphs begin where the music turns."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from director.model import LyricLine, SongMap, Span
from tools.listening.voice import voiced_share

_BARS_A_LINE = (0.5, 1.0, 2.0, 4.0)
_BLOCK_LINES = 4
_VOICE = 0.8
"""What a bar of voice weighs against the start of a section (1 to 2)."""
_SUNG_SHARE = 0.6
"""Of a song with words about so much is sung."""


@dataclass(frozen=True)
class _Block:
    """Lines that are sung without a pause; `opens` marks the first of its paragraph."""

    lines: int
    text: str
    opens: bool


def place_lines(lines: Sequence[LyricLine], song: SongMap, weights: Sequence[int]) -> tuple[LyricLine, ...]:
    """Give times to lines that have none; `weights` are their syllables.

    With bars, a line takes the same number of bars throughout, and paragraphs lie where someone seems to sing, where
    sections begin, and repeated ones in choruses. Without bars, syllables are spread over the sung time. All lines come
    back with `estimated=True`, in order and inside the song. Rough: half the lines
    lay within 0.1, 0.4, 7 and 8 s of the truth on four songs, the same ones its weights were adjusted on.
    """
    if not lines:
        return ()
    starts = _on_bars(lines, song) if len(song.bars) >= 16 else None
    if starts is None:
        starts = _spread(song, weights)
    stops = [*starts[1:], song.duration_s]
    placed = []
    for line, start, stop, weight in zip(lines, starts, stops, weights, strict=True):
        first = float(min(start, song.duration_s))
        end = min(max(float(stop), first), first + weight * 0.45 + 1.0, song.duration_s)
        placed.append(line.model_copy(update={"start_s": first, "end_s": end, "estimated": True}))
    return tuple(placed)


def _on_bars(lines: Sequence[LyricLine], song: SongMap) -> list[float] | None:
    """Return line starts in s from the best way to lay the paragraphs on the bars; None where they do not fit."""
    blocks = _blocks(lines)
    counts = [block.lines for block in blocks]
    often = Counter(block.text for block in blocks)
    bars = np.array([*song.bars, song.duration_s])
    welcome = np.stack([_welcome(song, bars, repeated=often[b.text] > 1, opens=b.opens) for b in blocks])
    sung = voiced_share(song.voice, bars) if song.voice else np.zeros(len(bars) - 1)
    sung = np.concatenate([[0.0], np.cumsum(sung - sung.mean())])
    best: tuple[float, list[int], float] | None = None
    for each in _BARS_A_LINE:
        lengths = [max(1, round(count * each)) for count in counts]
        share = sum(lengths) / (len(bars) - 1)
        laid = _laid(lengths, welcome, sung) if share <= 0.97 else None
        if laid is not None:
            merit = laid[0] / len(lengths) - 8 * (share - _SUNG_SHARE) ** 2
            if best is None or merit > best[0]:
                best = (merit, laid[1], each)
    if best is None:
        return None
    _, firsts, each = best
    at = [first + each * number for first, count in zip(firsts, counts, strict=True) for number in range(count)]
    return [float(time) for time in np.interp(at, np.arange(len(bars)), bars)]


def _blocks(lines: Sequence[LyricLine]) -> list[_Block]:
    """Part paragraphs into blocks of at most four lines: between them the music may go on alone for a while."""
    blocks = []
    for _, group in groupby(lines, key=lambda line: line.paragraph):
        paragraph = [line.text.lower() for line in group]
        for first in range(0, len(paragraph), _BLOCK_LINES):
            part = paragraph[first : first + _BLOCK_LINES]
            blocks.append(_Block(len(part), " ".join(part), opens=first == 0))
    return blocks


def _welcome(song: SongMap, bars: NDArray[np.float64], *, repeated: bool, opens: bool) -> NDArray[np.float64]:
    """Return how well a block may begin at each bar; only the first of a paragraph looks for the start of a section."""
    welcome = np.zeros(len(bars) - 1)
    for section in song.sections:
        at = int(np.abs(bars[:-1] - section.start_s).argmin())
        inside = (bars[:-1] >= section.start_s - 0.1) & (bars[:-1] < section.end_s - 0.1)
        welcome[inside] += 0.5 if repeated == (section.label == "chorus") else 0.0
        welcome[inside] -= max(0.0, 1.0 - 2 * section.voice) if section.label in ("intro", "outro") else 0.0
        welcome[at] += (1.0 + section.confidence) if opens else 0.0
    return welcome


def _laid(
    lengths: Sequence[int], welcome: NDArray[np.float64], sung: NDArray[np.float64]
) -> tuple[float, list[int]] | None:
    """Return the merit and the first bars of paragraphs of these lengths, in order and without overlap."""
    count = welcome.shape[1]
    ends = np.full(count + 1, -np.inf)  # best merit so far with the last paragraph ending at each bar
    ends[0] = 0.0
    came: list[NDArray[np.intp]] = []
    for row, length in zip(welcome, lengths, strict=True):
        merit = np.full(count + 1, -np.inf)
        via = np.zeros(count + 1, dtype=np.intp)
        for first in range(count - length + 1):
            pauses = np.log1p(np.arange(first, -1, -1)) * 0.12
            before = ends[: first + 1] - pauses
            via[first + length] = int(before.argmax())
            inside = _VOICE * (sung[first + length] - sung[first])
            merit[first + length] = before.max() + row[first] + inside
        ends = merit
        came.append(via)
    end = int(ends.argmax())
    total = float(ends[end])
    if not np.isfinite(total):
        return None
    firsts: list[int] = []
    for via, length in zip(reversed(came), reversed(lengths), strict=True):
        firsts.append(end - length)
        end = int(via[end])
    return total, firsts[::-1]


def _spread(song: SongMap, weights: Sequence[int]) -> list[float]:
    """Spread syllables evenly over the time in which someone sings, or over the song without its intro and outro."""
    spans = list(song.voice) or [_body(song)]
    lengths = np.array([span.end_s - span.start_s for span in spans])
    edges = np.concatenate([[0.0], np.cumsum(lengths)])
    due = np.concatenate([[0.0], np.cumsum(weights)])[:-1] / sum(weights) * edges[-1]
    inside = np.clip(np.searchsorted(edges, due, side="right") - 1, 0, len(spans) - 1)
    return [float(spans[i].start_s + time - edges[i]) for i, time in zip(inside.tolist(), due.tolist(), strict=True)]


def _body(song: SongMap) -> Span:
    first = song.sections[0].end_s if song.sections[0].label == "intro" and len(song.sections) > 1 else 0.0
    last = song.sections[-1].start_s if song.sections[-1].label == "outro" else song.duration_s
    return Span(start_s=first, end_s=last if last > first else song.duration_s)
