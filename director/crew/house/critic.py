"""The house critic: looks at real frames with measuring instruments only. What they cannot tell stays 'unsure'."""

import asyncio
from pathlib import Path
from typing import Literal

from director.crew.base import Screening
from director.crew.house import thresholds as line
from director.crew.house.checks import CHECKS, Table
from director.crew.house.looking import Likeness, Seen, print_of
from director.crew.house.opinion import Opinion, unsure
from director.crew.house.reviewing import review
from director.model import Cut, Finding, Language, Requirement, RequirementKind, Shot, Storyboard, Take, Verdict
from director.words import say
from tools.frames import Print, nearest, unlike

ALWAYS: tuple[tuple[RequirementKind, str, float], ...] = (
    ("not black", "Is there a picture in every frame?", 1.0),
    ("not frozen", "Does something move in the picture?", 1.0),
    ("no flicker", "Is the light steady?", 1.0),
)
"""What every take is held to, whether its shot says so or not: hard requirements with their weights."""

AS_IT_IS: frozenset[RequirementKind] = frozenset(
    {"motion", "palette", "subject", "subject contrast", "sharpness", "exposure", "contrast", "not frozen"}
)
"""What the artist's own footage is not held to: she chose it."""
AS_TAKEN: frozenset[RequirementKind] = frozenset({"palette", "exposure", "contrast", "sharpness", "subject"})
"""What a photograph brings with it: no other take of the same photograph can change it."""


class HouseCritic:
    """Judges takes and films by measurement; evidence is worded in the artist's language."""

    def __init__(self, language: Language = "en") -> None:
        """Keep the language of the evidence."""
        self._language = language
        self._prints: dict[tuple[Path, int], Print] = {}

    async def judge(self, screening: Screening) -> Verdict:
        """Check every requirement of the shot against the take's decoded frames.

        Raises ArtistError if the media cannot be decoded.
        """
        return await asyncio.to_thread(self._judge, screening)

    async def review(self, board: Storyboard, cut: Cut, film: Path) -> tuple[Finding, ...]:
        """Look at the whole film; returns what is wrong with it, in the order of the film."""
        return await asyncio.to_thread(review, board, cut, film, self._language)

    def _judge(self, screening: Screening) -> Verdict:
        seen = Seen(screening.shot, screening.take, screening.media, screening.matte)
        table = self._table(screening, seen)
        requirements = requirements_of(screening.shot)
        opinions = [_opinion(r, table) for r in requirements]
        findings = tuple(
            Finding(
                requirement=r.id,
                kind=r.kind,
                met=o.met,
                value=o.value,
                evidence=self._words(o),
                fix=o.fix,
            )
            for r, o in zip(requirements, opinions, strict=True)
        )
        return _verdict(screening.take, seen, findings, tuple(zip(requirements, opinions, strict=True)))

    def _words(self, opinion: Opinion) -> str:
        values = dict(opinion.values)
        if "move" in values:
            values["move"] = say(f"critic_way_{str(values['move']).replace(' ', '_')}", self._language)
        return say(opinion.key, self._language, **values)

    def _table(self, screening: Screening, seen: Seen) -> Table:
        self._prints[_key(screening.media)] = own = seen.print
        before = after = None
        if screening.before:
            shot, media = screening.before
            before = Likeness(shot.id, unlike(self._print(media).thumbs[-1], own.thumbs[0]))
        if screening.after:
            shot, media = screening.after
            after = Likeness(shot.id, unlike(own.thumbs[-1], self._print(media).thumbs[0]))
        others = tuple(Likeness(shot_id, nearest(own, self._print(media))) for shot_id, media in screening.others)
        return Table(screening.shot, seen, before, after, others)

    def _print(self, media: Path) -> Print:
        key = _key(media)
        if key not in self._prints:
            self._prints[key] = print_of(media)
        return self._prints[key]


def requirements_of(shot: Shot) -> tuple[Requirement, ...]:
    """Return the shot's own requirements and those of `ALWAYS` that it lacks."""
    asked = {r.kind for r in shot.requirements}
    added = (
        Requirement(id=f"house {kind}", kind=kind, text=text, weight=weight)
        for kind, text, weight in ALWAYS
        if kind not in asked
    )
    return (*shot.requirements, *added)


def _key(media: Path) -> tuple[Path, int]:
    return media, media.stat().st_mtime_ns


def _opinion(requirement: Requirement, table: Table) -> Opinion:
    kind = requirement.kind
    if table.shot.technique == "footage" and kind in AS_IT_IS:
        return unsure("critic_own_footage")
    if table.shot.technique == "photo" and kind in AS_TAKEN:
        return unsure("critic_own_photo")
    check = CHECKS.get(kind)
    return check(table) if check else unsure("critic_nobody_looked")


def _verdict(
    take: Take, seen: Seen, findings: tuple[Finding, ...], opinions: tuple[tuple[Requirement, Opinion], ...]
) -> Verdict:
    sure = [(r, o) for r, o in opinions if o.met != "unsure"]
    total = sum(r.weight for r, _ in sure)
    score = sum(r.weight * o.quality for r, o in sure) / total if total else 0.5
    failed = [o.quality for r, o in sure if r.hard and o.met == "no"]
    if failed:
        # A take that is to be discarded ranks below every take that is not, and by its worst fault.
        score *= 0.3 + 0.4 * min(failed)
    good_from, good_to = _good_range(seen)
    return Verdict(
        take=take.id,
        findings=findings,
        score=round(score, 4),
        decision=_decision(take, bool(failed), score),
        reason=" ".join(f.evidence for f in findings if f.met == "no"),
        good_from=good_from,
        good_to=good_to,
    )


def _decision(take: Take, failed: bool, score: float) -> Literal["accept", "retry", "ask the artist"]:
    if not failed and score >= line.ACCEPT:
        return "accept"
    return "ask the artist" if take.own else "retry"


def _good_range(seen: Seen) -> tuple[int, int | None]:
    """Return the longest stretch of the body, in body frames, whose sampled groups are neither black nor frozen."""
    groups, firsts = seen.strip.groups, seen.strip.firsts
    black, changed = seen.exposure.black, seen.steadiness.changed
    good = [
        not any(black[first : first + len(group)]) and moved >= line.FROZEN_PIXELS
        for first, group, moved in zip(firsts, groups, changed, strict=True)
    ]
    best, start = (0, 0), None
    for i, fine in enumerate([*good, False]):
        if fine and start is None:
            start = i
        elif not fine and start is not None:
            best = max(best, (start, i), key=lambda span: span[1] - span[0])
            start = None
    if best[0] == best[1] or best == (0, len(good)):
        return 0, None
    begin = 0 if best[0] == 0 else groups[best[0]][0] - seen.first
    end = None if best[1] == len(good) else groups[best[1] - 1][-1] + 1 - seen.first
    return begin, end
