"""The whole film, looked at from beginning to end: missing, black and frozen places, joins, repeats, motif returns."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from director.crew.house import thresholds as line
from director.crew.house.critique.returning import meant_return
from director.crew.house.names import called, sort_of
from director.model import Clip, Cut, Finding, Fix, FixKind, Language, RequirementKind, Shot, Storyboard, shot_number
from director.words import say
from tools.frames import (
    HEIGHT,
    Exposure,
    Print,
    Steadiness,
    Strip,
    exposure,
    fingerprint,
    nearest,
    steadiness,
    unlike,
)
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
    blended = {t.clip for t in cut.transitions if t.kind != "fade to black"}
    return (
        *_holes(passages, language),
        *_joins(passages, blended, language),
        *_repeats(passages, shots, language),
        *_motifs(passages, shots, language),
    )


def _passages(cut: Cut, film: Path) -> Iterator[_Passage]:
    blends = _blends(cut)
    wanted = {clip.id: _spots(clip, blends[clip.id]) for clip in cut.clips}
    numbers = sorted({n for groups in wanted.values() for group in groups for n in group})
    frames = {number: to_rgb(frame, HEIGHT) for number, frame in each_frame(film, numbers)}
    for clip in cut.clips:
        groups = wanted[clip.id]
        strip = Strip(np.stack([frames[n] for group in groups for n in group]), groups, 0.0)
        yield _Passage(clip, exposure(strip), steadiness(strip), fingerprint(strip.spread))


def _blends(cut: Cut) -> dict[str, tuple[int, int]]:
    """Return for each clip how many of its first and last frames are mixed with black, white or a neighbour."""
    entries = {t.clip: t for t in cut.transitions if t.kind != "fade to black"}
    exits = {t.clip: t.frames for t in cut.transitions if t.kind == "fade to black"}
    found = {}
    for clip, after in zip(cut.clips, (*cut.clips[1:], None), strict=True):
        ends = []
        for one in (entries.get(clip.id), entries.get(after.id) if after else None):
            ends.append(0 if one is None else one.frames if one.kind == "fade from black" else one.frames // 2)
        found[clip.id] = ends[0], max(ends[1], exits.get(clip.id, 0))
    return found


def _spots(clip: Clip, blends: tuple[int, int]) -> tuple[tuple[int, ...], ...]:
    """Return the frames at which a clip is looked at, clear of transitions unless it is nothing else."""
    first, last = clip.start + blends[0], clip.end - blends[1]
    if last - first < 3:
        first, last = clip.start, clip.end
    size = min(3, last - first)
    many = min(SPOTS, (last - first) // size)
    starts = np.linspace(first, last - size, many).round().astype(int)
    return tuple(tuple(int(s) + i for i in range(size)) for s in starts)


def _holes(passages: tuple[_Passage, ...], language: Language) -> Iterator[Finding]:
    for p in passages:
        values: dict[str, str | int | float] = {"shot": shot_number(p.clip.shot)}
        black = sum(p.light.black) / len(p.light.black)
        if p.clip.missing:
            yield _finding(p, "not black", "critic_film_missing", values, language, "new seed")
        elif black > 0:
            yield _finding(p, "not black", "critic_film_black", values, language, "new seed", black)
        elif max(p.life.life) < line.FROZEN_PIXELS and p.clip.frames >= 6:
            yield _finding(p, "not frozen", "critic_film_frozen", values, language, "add life", max(p.life.life))


def _joins(passages: tuple[_Passage, ...], blended: set[str], language: Language) -> Iterator[Finding]:
    """Hard cuts between two shots that hardly differ; a blend is meant to pass unseen."""
    for one, two in pairwise(passages):
        same = one.clip.shot == two.clip.shot
        if same or one.clip.missing or two.clip.missing or two.clip.id in blended:
            continue
        value = unlike(one.print.thumbs[-1], two.print.thumbs[0])
        if value < line.JUMP.limit:
            values: dict[str, str | int | float] = {
                "shot": shot_number(two.clip.shot),
                "other": shot_number(one.clip.shot),
            }
            yield _finding(two, "distinct", "critic_film_jump", values, language, "other framing", value)


def _repeats(passages: tuple[_Passage, ...], shots: dict[str, Shot], language: Language) -> Iterator[Finding]:
    """Different shots that show the same picture and are not meant to; each pair of shots is named once."""
    order = tuple(shots[s] for s in dict.fromkeys(p.clip.shot for p in passages) if s in shots)
    named: set[tuple[str, str]] = set()
    for i, one in enumerate(passages):
        for two in passages[i + 1 :]:
            pair = (one.clip.shot, two.clip.shot)
            if pair[0] == pair[1] or pair in named or one.clip.missing or two.clip.missing:
                continue
            if pair[0] in shots and pair[1] in shots and meant_return(shots[pair[0]], shots[pair[1]], order):
                continue
            value = nearest(two.print, one.print)
            if value < line.REPEAT.limit:
                named.add(pair)
                values: dict[str, str | int | float] = {"shot": shot_number(pair[1]), "other": shot_number(pair[0])}
                yield _finding(two, "distinct", "critic_film_repeat", values, language, "other framing", value)


def _motifs(passages: tuple[_Passage, ...], shots: dict[str, Shot], language: Language) -> Iterator[Finding]:
    """A motif has to come back, and to come back changed."""
    seen: dict[str, list[_Passage]] = {}
    for p in passages:
        motif = shots[p.clip.shot].motif if p.clip.shot in shots else ""
        if motif and all(p.clip.shot != q.clip.shot for q in seen.get(motif, [])):
            seen.setdefault(motif, []).append(p)
    for returns in seen.values():
        values: dict[str, str | int | float] = {
            "motif": _motif_name(shots[returns[0].clip.shot], language),
            "shot": shot_number(returns[-1].clip.shot),
        }
        if len(returns) == 1:
            yield _finding(returns[0], "story", "critic_film_motif_once", values, language, "other angle")
            continue
        value = min(unlike(returns[0].print.thumbs[0], r.print.thumbs[0]) for r in returns[1:])
        if value < line.REPEAT.limit:
            yield _finding(returns[-1], "story", "critic_film_motif_same", values, language, "other framing", value)


def _motif_name(shot: Shot, language: Language) -> str:
    """Return what people call the motif of a shot: the thing in it, its id where nothing in it is a thing."""
    things = [p for p in (*shot.who[:1], *shot.props) if sort_of(p.term) == "thing"]
    return called(things[0], language) if things else shot.motif


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
