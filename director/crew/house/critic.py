"""The house critic: looks at real frames with measuring instruments only. What they cannot tell stays 'unsure'."""

import asyncio
from pathlib import Path

from director.crew.base import Screening
from director.crew.house import thresholds as line
from director.crew.house.checks import CHECKS, Opinion, Seen
from director.model import Cut, Finding, Language, Requirement, RequirementKind, Shot, Storyboard, Take, Verdict
from director.words import say
from tools.frames import HEIGHT, Strip, exposure, flat, numbers, steadiness
from tools.media import read_frames

ALWAYS: tuple[tuple[RequirementKind, str, float, bool], ...] = (
    ("not black", "Is there a picture in every frame?", 1.0, True),
    ("not frozen", "Does something move in the picture?", 1.0, True),
    ("no flicker", "Is the light steady?", 1.0, True),
)
"""What every take is held to, whether its shot says so or not."""


class HouseCritic:
    """Judges takes and films by measurement; evidence is worded in the artist's language."""

    def __init__(self, language: Language = "en") -> None:
        """Keep the language of the evidence."""
        self._language = language

    async def judge(self, screening: Screening) -> Verdict:
        """Check every requirement of the shot against the take's decoded frames."""
        return await asyncio.to_thread(self._judge, screening)

    async def review(self, board: Storyboard, cut: Cut, film: Path) -> tuple[Finding, ...]:
        """Look at the whole film; returns what is wrong with it, worst first."""
        return await asyncio.to_thread(self._review, board, cut, film)

    def _judge(self, screening: Screening) -> Verdict:
        seen = look(screening.take, screening.media)
        requirements = requirements_of(screening.shot)
        opinions = [self._opinion(r, seen, screening.shot) for r in requirements]
        findings = tuple(
            Finding(
                requirement=r.id,
                kind=r.kind,
                met=o.met,
                value=o.value,
                evidence=say(o.key, self._language, **o.values),
                fix=o.fix,
            )
            for r, o in zip(requirements, opinions, strict=True)
        )
        return _verdict(screening.take, findings, requirements, opinions)

    def _opinion(self, requirement: Requirement, seen: Seen, shot: Shot) -> Opinion:
        check = CHECKS.get(requirement.kind)
        return check(seen, shot) if check else Opinion("unsure", "critic_nobody_looked")

    def _review(self, board: Storyboard, cut: Cut, film: Path) -> tuple[Finding, ...]:
        return tuple(
            Finding(
                requirement=clip.id,
                kind="not black",
                met="no",
                evidence=say("critic_missing", self._language, clip=clip.id, shot=clip.shot),
            )
            for clip in cut.clips
            if clip.missing
        )


def requirements_of(shot: Shot) -> tuple[Requirement, ...]:
    """Return the shot's own requirements and those of `ALWAYS` that it lacks."""
    asked = {r.kind for r in shot.requirements}
    added = (
        Requirement(id=f"house {kind}", kind=kind, text=text, weight=weight, hard=hard)
        for kind, text, weight, hard in ALWAYS
        if kind not in asked
    )
    return (*shot.requirements, *added)


def look(take: Take, media: Path) -> Seen:
    """Decode what is needed of a take's body and measure it."""
    groups = numbers(take.handles, max(1, take.frames - 2 * take.handles))
    strip = Strip(read_frames(media, flat(groups), HEIGHT), groups, float(take.order.fps))
    return Seen(exposure(strip), steadiness(strip))


def _verdict(
    take: Take, findings: tuple[Finding, ...], requirements: tuple[Requirement, ...], opinions: list[Opinion]
) -> Verdict:
    sure = [(r, o) for r, o in zip(requirements, opinions, strict=True) if o.met != "unsure"]
    total = sum(r.weight for r, _ in sure)
    score = sum(r.weight * o.quality for r, o in sure) / total if total else 0.5
    failed = [o.quality for r, o in sure if r.hard and o.met == "no"]
    if failed:
        score *= 0.3 + 0.4 * min(failed)
    accepted = not failed and score >= line.ACCEPT
    decision = "accept" if accepted else "ask the artist" if take.own else "retry"
    worst = [f.evidence for f in findings if f.met == "no"]
    return Verdict(take=take.id, findings=findings, score=round(score, 4), decision=decision, reason="; ".join(worst))
