"""The house critic: looks at real frames with measuring instruments only. What they cannot tell stays 'unsure'."""

import asyncio
from pathlib import Path

from director.crew.base import Preferred, Screening
from director.crew.house import thresholds as line
from director.crew.house.critique.checks import CHECKS, check_distinct
from director.crew.house.critique.continuity import check_colours, colour_gap
from director.crew.house.critique.looking import Likeness, Seen, print_of
from director.crew.house.critique.opinion import Opinion, unsure
from director.crew.house.critique.returning import meant_return
from director.crew.house.critique.reviewing import review
from director.crew.house.critique.weighing import DISTINCT, requirements_of, weigh
from director.model import (
    Cut,
    Finding,
    Language,
    Requirement,
    RequirementKind,
    Shot,
    Storyboard,
    Verdict,
    shot_number,
)
from director.words import say
from tools.frames import Print, nearest, unlike

AS_IT_IS: frozenset[RequirementKind] = frozenset(
    {"motion", "palette", "subject", "subject contrast", "sharpness", "exposure", "contrast", "not frozen"}
)
"""What the artist's own footage is not held to: she chose it."""
AS_TAKEN: frozenset[RequirementKind] = frozenset({"palette", "exposure", "contrast", "sharpness", "subject"})
"""What a photograph brings with it: no other take of the same photograph can change it."""


MOVING: frozenset[RequirementKind] = frozenset({"motion", "not frozen", "no flicker", "distinct"})
"""What one picture cannot have."""

ALIKE = 0.02
"""Difference of scores below which two takes count as equal (a choice, not a measurement)."""


class HouseCritic:
    """Judges takes and films by measurement; evidence is worded in the artist's language."""

    def __init__(self, language: Language = "en") -> None:
        """Keep the language of the evidence."""
        self._language = language
        self._prints: dict[tuple[Path, int], Print] = {}
        self._instruments = asyncio.Semaphore(1)

    async def judge(self, screening: Screening) -> Verdict:
        """Check every requirement of the shot against the take's decoded frames, as far as the take alone can tell.

        Raises ArtistError if the media cannot be decoded, IndexError if it is shorter than the take says.
        """
        async with self._instruments:
            return await asyncio.to_thread(self._judge, screening)

    async def place(self, verdict: Verdict, screening: Screening) -> Verdict:
        """Judge a judged take among its neighbours: near-repeats and jump cuts. Without neighbours nothing changes."""
        async with self._instruments:
            return await asyncio.to_thread(self._place, verdict, screening)

    async def prefer(self, one: Screening, other: Screening) -> Preferred:
        """Choose the take with the higher score. Raises like `judge`.

        Scores that hardly differ are no choice, unless the takes have different faults: those can be seen.
        """
        first, second = await self.judge(one), await self.judge(other)
        if abs(first.score - second.score) < ALIKE and _faults(first) == _faults(second):
            return Preferred("", True, say("critic_alike", self._language), "ask the artist")
        better = max((first, second), key=lambda verdict: (verdict.score, verdict.take))
        return Preferred(better.take, True, better.reason, "accept")

    async def review(self, board: Storyboard, cut: Cut, film: Path) -> tuple[Finding, ...]:
        """Look at the whole film; returns what is wrong with it."""
        return await asyncio.to_thread(review, board, cut, film, self._language)

    def _judge(self, screening: Screening) -> Verdict:
        shot = screening.shot
        seen = Seen(shot, screening.take, screening.media, screening.matte)
        self._prints[_key(screening.media)] = seen.print
        still = screening.take.order.still
        asked = (r for r in requirements_of(shot) if not (still and r.kind in MOVING))
        findings = tuple(self._finding(r, _opinion(r, shot, seen)) for r in asked)
        return weigh(screening.take, shot, findings, _good_range(seen))

    def _place(self, verdict: Verdict, screening: Screening) -> Verdict:
        findings, mild = self._distinct(self._coloured(verdict.findings, screening), screening)
        if findings == verdict.findings:
            return verdict
        return weigh(screening.take, screening.shot, findings, (verdict.good_from, verdict.good_to), mild)

    def _coloured(self, findings: tuple[Finding, ...], screening: Screening) -> tuple[Finding, ...]:
        """Return the findings with that on the palette as it is beside the film's other takes."""
        shot, known = screening.shot, {other.id: other for other in screening.board}
        film = [(known[other], self._print(media)) for other, media in screening.film if other in known]
        gap = colour_gap(shot, self._print(screening.media), film)
        if gap is None:
            return findings
        asked = {r.id: r for r in requirements_of(shot)}
        return tuple(
            self._again(f, asked[f.requirement], check_colours(shot, f.value, gap))
            if f.kind == "palette" and f.value is not None and f.requirement in asked
            else f
            for f in findings
        )

    def _again(self, before: Finding, requirement: Requirement, opinion: Opinion) -> Finding:
        """Return a finding that was weighed again; its words are kept where it comes to the same."""
        if opinion.met == before.met:
            return before.model_copy(update={"quality": round(opinion.quality, 4)})
        return self._finding(requirement, opinion)

    def _distinct(self, findings: tuple[Finding, ...], screening: Screening) -> tuple[tuple[Finding, ...], bool]:
        """Return the findings with that on repeats and jump cuts, and whether it is a mild one."""
        rivals = _rivals(screening)
        if not (screening.before or screening.after or rivals):
            return findings, False
        shot, own = screening.shot, self._print(screening.media)
        before, after = screening.before, screening.after
        opinion = check_distinct(
            Likeness(before[0].id, unlike(self._print(before[1]).thumbs[-1], own.thumbs[0])) if before else None,
            Likeness(after[0].id, unlike(own.thumbs[-1], self._print(after[1]).thumbs[0])) if after else None,
            tuple(Likeness(other, nearest(own, self._print(media))) for other, media in rivals),
        )
        asked = next((r for r in shot.requirements if r.kind == "distinct"), DISTINCT)
        kept = tuple(f for f in findings if f.kind != "distinct")
        return (*kept, self._finding(asked, opinion)), opinion.mild

    def _finding(self, requirement: Requirement, opinion: Opinion) -> Finding:
        values = dict(opinion.values)
        if "shot" in values:
            values["shot"] = shot_number(str(values["shot"]))
        if "move" in values:
            values["move"] = say(f"move_{str(values['move']).replace(' ', '_')}", self._language)
        return Finding(
            requirement=requirement.id,
            kind=requirement.kind,
            met=opinion.met,
            value=opinion.value,
            evidence=say(opinion.key, self._language, **values),
            quality=None if opinion.met == "unsure" else round(opinion.quality, 4),
            fix=opinion.fix,
        )

    def _print(self, media: Path) -> Print:
        key = _key(media)
        if key not in self._prints:
            self._prints[key] = print_of(media)
        return self._prints[key]


def _faults(verdict: Verdict) -> frozenset[RequirementKind]:
    return frozenset(f.kind for f in verdict.findings if f.met == "no")


def _key(media: Path) -> tuple[Path, int]:
    return media, media.stat().st_mtime_ns


def _rivals(screening: Screening) -> tuple[tuple[str, Path], ...]:
    """Return the takes that this one must not repeat: not those of shots to which the board means it to return."""
    known = {shot.id: shot for shot in screening.board}
    return tuple(
        (other, media)
        for other, media in screening.others
        if other not in known or not meant_return(screening.shot, known[other], screening.board)
    )


def _opinion(requirement: Requirement, shot: Shot, seen: Seen) -> Opinion:
    kind = requirement.kind
    if shot.technique == "footage" and kind in AS_IT_IS:
        return unsure("critic_own_footage")
    if shot.technique == "photo" and kind in AS_TAKEN:
        return unsure("critic_own_photo")
    if kind == "distinct":
        return unsure("critic_distinct_unsure")
    check = CHECKS.get(kind)
    return check(shot, seen) if check else unsure("critic_nobody_looked")


def _good_range(seen: Seen) -> tuple[int, int | None]:
    """Return the longest stretch of the body, in body frames, whose sampled groups are neither black nor frozen."""
    groups, life = seen.strip.groups, seen.steadiness.life
    good = [not black and moved >= line.FROZEN_PIXELS for black, moved in zip(seen.black, life, strict=True)]
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
