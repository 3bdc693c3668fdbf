"""The whole film, looked at from beginning to end: missing, black and frozen places, joins, repeats, motif returns."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from director.crew.house import thresholds as line
from director.model import Clip, Cut, Finding, Fix, FixKind, Language, RequirementKind, Shot, Storyboard
from director.words import say
from tools.frames import HEIGHT, Exposure, Print, Steadiness, Strip, exposure, fingerprint, steadiness, unlike
from tools.media import each_frame, to_rgb

SPOTS = 3
"""Places of three neighbouring frames at which a clip is looked at: its beginning, middle and end."""


@dataclass(frozen=True)
class _Passage:
    """One clip as it stands in the delivered film."""

    clip: Clip
    light: Exposure
    life: Steadiness
    print: Print


def review(board: Storyboard, cut: Cut, film: Path, language: Language) -> tuple[Finding, ...]:
    """Return what is wrong with the film; an empty tuple says that nothing measurable is.

    Raises ArtistError if the film cannot be decoded, IndexError if it is shorter than the cut.
    """
    passages = tuple(_passages(cut, film))
    shots = {s.id: s for s in board.shots}
    faded = {t.clip for t in cut.transitions if t.kind in ("fade from black", "fade to black")}
    return (
        *_holes(passages, faded, language),
        *_joins(passages, language),
        *_repeats(passages, language),
        *_motifs(passages, shots, language),
    )


def _passages(cut: Cut, film: Path) -> Iterator[_Passage]:
    wanted = {clip.id: _spots(clip) for clip in cut.clips}
    numbers = sorted({n for groups in wanted.values() for group in groups for n in group})
    frames = {number: to_rgb(frame, HEIGHT) for number, frame in each_frame(film, numbers)}
    for clip in cut.clips:
        groups = wanted[clip.id]
        strip = Strip(np.stack([frames[n] for group in groups for n in group]), groups, 0.0)
        yield _Passage(clip, exposure(strip), steadiness(strip), fingerprint(strip.spread))


def _spots(clip: Clip) -> tuple[tuple[int, ...], ...]:
    size = min(3, clip.frames)
    many = min(SPOTS, clip.frames // size)
    starts = np.linspace(clip.start, clip.end - size, many).round().astype(int)
    return tuple(tuple(int(s) + i for i in range(size)) for s in starts)


def _holes(passages: tuple[_Passage, ...], faded: set[str], language: Language) -> Iterator[Finding]:
    for p in passages:
        values: dict[str, str | int | float] = {"clip": p.clip.id, "shot": p.clip.shot}
        black = sum(p.light.black) / len(p.light.black)
        if p.clip.missing:
            yield _finding(p, "not black", "critic_film_missing", values, language, "new seed")
        elif black > (0.5 if p.clip.id in faded else 0.0):
            yield _finding(p, "not black", "critic_film_black", values, language, "new seed", black)
        elif max(p.life.life) < line.FROZEN_PIXELS and p.clip.frames >= 6:
            yield _finding(p, "not frozen", "critic_film_frozen", values, language, "add life", max(p.life.life))


def _joins(passages: tuple[_Passage, ...], language: Language) -> Iterator[Finding]:
    for one, two in pairwise(passages):
        if one.clip.shot == two.clip.shot or one.clip.missing or two.clip.missing:
            continue
        value = unlike(one.print.thumbs[-1], two.print.thumbs[0])
        if value < line.JUMP.limit:
            values: dict[str, str | int | float] = {"shot": two.clip.shot, "other": one.clip.shot}
            yield _finding(two, "distinct", "critic_film_jump", values, language, "other framing", value)


def _repeats(passages: tuple[_Passage, ...], language: Language) -> Iterator[Finding]:
    """Different shots that show the same picture; each pair of shots is named once."""
    named: set[tuple[str, str]] = set()
    for i, one in enumerate(passages):
        for two in passages[i + 1 :]:
            pair = (one.clip.shot, two.clip.shot)
            if pair[0] == pair[1] or pair in named or one.clip.missing or two.clip.missing:
                continue
            value = min(unlike(a, b) for a in one.print.thumbs for b in two.print.thumbs)
            if value < line.REPEAT.limit:
                named.add(pair)
                values: dict[str, str | int | float] = {"shot": pair[1], "other": pair[0]}
                yield _finding(two, "distinct", "critic_film_repeat", values, language, "other angle", value)


def _motifs(passages: tuple[_Passage, ...], shots: dict[str, Shot], language: Language) -> Iterator[Finding]:
    """A motif has to come back, and to come back changed."""
    seen: dict[str, list[_Passage]] = {}
    for p in passages:
        motif = shots[p.clip.shot].motif if p.clip.shot in shots else ""
        if motif and all(p.clip.shot != q.clip.shot for q in seen.get(motif, [])):
            seen.setdefault(motif, []).append(p)
    for motif, returns in seen.items():
        values: dict[str, str | int | float] = {"motif": motif, "shot": returns[-1].clip.shot}
        if len(returns) == 1:
            yield _finding(returns[0], "story", "critic_film_motif_once", values, language, "other angle")
            continue
        value = min(unlike(returns[0].print.thumbs[0], r.print.thumbs[0]) for r in returns[1:])
        if value < line.REPEAT.limit:
            yield _finding(returns[-1], "story", "critic_film_motif_same", values, language, "other framing", value)


def _finding(
    passage: _Passage,
    kind: RequirementKind,
    key: str,
    values: dict[str, str | int | float],
    language: Language,
    fix: FixKind,
    value: float | None = None,
) -> Finding:
    return Finding(
        requirement=passage.clip.id,
        kind=kind,
        met="no",
        value=None if value is None else round(value, 4),
        evidence=say(key, language, **values),
        fix=Fix(kind=fix),
    )
