"""Sections from timed lyrics: a paragraph is a section, repeated words are the chorus."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from director.model import LyricLine, Section, SectionLabel
from tools.listening.loudness import level_between
from tools.listening.spectrum import Spectrum

_ALIKE = 0.72
"""Paragraphs whose words agree to this share are one: choruses change a word or two."""
_GAP_S, _EDGE_S = 7.0, 4.0
"""An instrumental stretch of this length between paragraphs, or before and after all words, is a section of its own."""
_SHORTEST_S = 4.0


@dataclass(frozen=True)
class _Block:
    """A stretch with the words sung in it; '' for none."""

    start_s: float
    end_s: float
    words: str


def sections_from_lines(
    spectrum: Spectrum, lines: Sequence[LyricLine], bars: NDArray[np.float64], heard: Sequence[Section]
) -> tuple[Section, ...]:
    """Return sections that begin where paragraphs do, on the nearest bar; `heard` cuts up long instrumental parts."""
    blocks = _snapped(_blocks(lines, spectrum.seconds), bars, spectrum.seconds)
    blocks = [part for block in blocks for part in _cut_up(block, heard)]
    groups = _groups(blocks)
    levels = level_between(spectrum, np.array([block.start_s for block in blocks] + [spectrum.seconds]))
    top = float(levels.max()) or 1.0
    labels = _labels(blocks, groups, [float(level) / top for level in levels])
    return tuple(
        Section(
            label=label, start_s=block.start_s, end_s=block.end_s, group=group, energy=min(1.0, float(level) / top),
            voice=_sung(lines, block), confidence=0.85 if block.words else 0.6,
        )
        for block, group, label, level in zip(blocks, groups, labels, levels, strict=True)
    )  # fmt: skip


def _blocks(lines: Sequence[LyricLine], seconds: float) -> list[_Block]:
    sung = sorted(
        (
            _Block(min(line.start_s for line in group), max(line.end_s for line in group), _plain(group))
            for group in _stretches(lines)
        ),
        key=lambda block: block.start_s,
    )
    blocks: list[_Block] = []
    at = 0.0
    for number, block in enumerate(sung):
        if block.start_s - at >= (_GAP_S if number else _EDGE_S):
            blocks.append(_Block(at, block.start_s, ""))
        elif blocks:
            blocks[-1] = _Block(blocks[-1].start_s, block.start_s, blocks[-1].words)
        blocks.append(block if blocks else _Block(0.0, block.end_s, block.words))
        at = max(at, block.end_s)
    if seconds - at >= _EDGE_S:
        blocks.append(_Block(at, seconds, ""))
    return blocks


def _stretches(lines: Sequence[LyricLine]) -> list[list[LyricLine]]:
    """Return the lines of each paragraph, parted where a long instrumental stretch lies inside it."""
    paragraphs: dict[int, list[LyricLine]] = {}
    for line in sorted(lines, key=lambda line: line.start_s):
        paragraphs.setdefault(line.paragraph, []).append(line)
    parts: list[list[LyricLine]] = []
    for group in paragraphs.values():
        end = -np.inf
        for line in group:
            if line.start_s - end >= _GAP_S or line is group[0]:
                parts.append([])
            parts[-1].append(line)
            end = max(end, line.end_s)
    return parts


def _plain(lines: Sequence[LyricLine]) -> str:
    return " ".join(
        "".join(letter for letter in line.text.lower() if letter.isalnum() or letter == " ") for line in lines
    )


def _snapped(blocks: list[_Block], bars: NDArray[np.float64], seconds: float) -> list[_Block]:
    """Move beginnings to the nearest bar (words may begin on the upbeat); what gets too short joins the one before."""
    starts = [0.0]
    kept = [blocks[0].words]
    for block in blocks[1:]:
        start = block.start_s
        near = float(bars[np.abs(bars - start).argmin()]) if len(bars) else start
        start = near if abs(near - start) < 2.5 else start
        if start - starts[-1] >= _SHORTEST_S and seconds - start >= min(2.0, seconds / 4):
            starts.append(start)
            kept.append(block.words)
        else:
            kept[-1] = f"{kept[-1]} {block.words}".strip()
    ends = [*starts[1:], seconds]
    return [_Block(start, end, words) for start, end, words in zip(starts, ends, kept, strict=True)]


def _cut_up(block: _Block, heard: Sequence[Section]) -> list[_Block]:
    """Cut a long stretch without words where the music was heard to turn."""
    if block.words or block.end_s - block.start_s < 30:
        return [block]
    inside = [s.start_s for s in heard if block.start_s + _GAP_S < s.start_s < block.end_s - _GAP_S]
    edges = [block.start_s, *inside, block.end_s]
    return [_Block(first, last, "") for first, last in itertools.pairwise(edges)]


def _groups(blocks: list[_Block]) -> list[str]:
    known: list[str] = []
    groups = []
    for block in blocks:
        match = next((n for n, words in enumerate(known) if _same(words, block.words)), None)
        if match is None:
            match = len(known)
            known.append(block.words)
        groups.append(chr(ord("A") + match % 26) + ("" if match < 26 else str(match // 26)))
    return groups


def _same(one: str, other: str) -> bool:
    if not one or not other:
        return one == other
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _labels(blocks: list[_Block], groups: list[str], energy: list[float]) -> list[SectionLabel]:
    sung = [number for number, block in enumerate(blocks) if block.words]
    repeated = {group: [n for n in sung if groups[n] == group] for group in groups}
    repeated = {group: where for group, where in repeated.items() if len(where) > 1}
    chorus = max(
        repeated,
        key=lambda group: (len(repeated[group]), np.mean([energy[n] for n in repeated[group]]), group),
        default=None,
    )
    labels: list[SectionLabel] = []
    verses = 0
    for number, block in enumerate(blocks):
        label: SectionLabel
        following = groups[number + 1] if number + 1 < len(blocks) else None
        last_chorus = max(repeated[chorus]) if chorus else -1
        if not block.words:
            label = "intro" if number == 0 else "outro" if number == len(blocks) - 1 else "solo"
            if label == "solo" and energy[number] < 0.6 * float(np.median(energy)):
                label = "breakdown"
        elif groups[number] == chorus:
            label = "chorus"
        elif groups[number] in repeated and following == chorus:
            label = "pre-chorus"
        elif chorus and verses >= 2 and number < last_chorus and labels.count("chorus") >= 2:
            label = "bridge"
        else:
            label = "verse"
            verses += 1
        labels.append(label)
    return labels


def _sung(lines: Sequence[LyricLine], block: _Block) -> float:
    inside = sum(max(0.0, min(line.end_s, block.end_s) - max(line.start_s, block.start_s)) for line in lines)
    return float(np.clip(inside / max(block.end_s - block.start_s, 1e-6), 0, 1))
