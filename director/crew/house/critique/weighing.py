"""From findings to a score and a decision."""

from collections.abc import Mapping

from director.crew.house import thresholds as line
from director.model import Finding, Requirement, Shot, Take, Verdict

ALWAYS: tuple[Requirement, ...] = (
    Requirement(id="house picture", kind="not black", text="Is there a picture in every frame?"),
    Requirement(id="house life", kind="not frozen", text="Does something move in the picture?"),
    Requirement(id="house light", kind="no flicker", text="Is the light steady?"),
)
"""What every take is held to, whether its shot says so or not."""

DISTINCT = Requirement(
    id="house distinct", kind="distinct", text="Is this not a picture that was just there?", weight=0.5
)
"""What every take is held to among its neighbours."""


def requirements_of(shot: Shot) -> tuple[Requirement, ...]:
    """Return the shot's own requirements and those of `ALWAYS` that it lacks."""
    asked = {r.kind for r in shot.requirements}
    return (*shot.requirements, *(r for r in ALWAYS if r.kind not in asked))


UNANSWERED = 0.5
"""Quality of what eyes were asked and could not tell: neither fulfilled nor missed, it pulls a score to the middle."""

UNTOLD = 0.5
"""Share, by weight, of what a shot tells that eyes saw missing, above which a take is shot again."""

TELLING = frozenset({"story", "face", "subject", "motion"})
"""Kinds of questions to eyes that ask whether the shot is told."""

_BELOW = 0.01
"""How far under the line a take stays that does not tell its shot."""


def weigh(
    take: Take, shot: Shot, findings: tuple[Finding, ...], good: tuple[int, int | None], mild_distinct: bool = False
) -> Verdict:
    """Return the verdict that these findings amount to; all of them are in its score, which is what allocation sees.

    The score is the weighted mean quality of everything that was checked (0.5 if nothing was). What eyes were asked and
    could not tell counts `UNANSWERED`; what instruments cannot measure, and what the renderer cannot
    show, neither helps nor harms. A take that fails a
    hard requirement scores at most half of that, the worse its worst fault the less; one that does not tell its shot
    stays under the line, the more is missing the farther. With `mild_distinct` a failed 'distinct' only lowers the
    score. A take that only doubts keep from being accepted is the artist's to decide: another one would be as doubtful.
    """
    known = {r.id: r for r in (*requirements_of(shot), DISTINCT)}
    sure = [(known[f.requirement], f.quality) for f in findings if f.quality is not None and f.requirement in known]
    open_ = [
        (known[f.requirement], UNANSWERED)
        for f in findings
        if f.how == "seen" and f.met == "unsure" and f.requirement in known
    ]
    score, clear = _mean([*sure, *open_]), _mean(sure)
    failed = [q for r, q in sure if q < 0.5 and r.hard and not (r.kind == "distinct" and mild_distinct)]
    if failed:
        score *= 0.3 + 0.4 * min(failed)
    missed = _missed(known, findings)
    if missed > UNTOLD:
        # A dozen instruments that find nothing wrong outweigh five answers that what was asked for is not there: such
        # takes had 0.73 to 0.81 on films that were looked at, and with that no second take and a place in the cut.
        score = min(score * (1 - missed / 2), line.ACCEPT - _BELOW)
    faulty = bool(failed) or missed > UNTOLD
    accepted = not faulty and score >= line.ACCEPT
    doubtful = not faulty and clear >= line.ACCEPT
    return Verdict(
        take=take.id,
        findings=findings,
        score=round(score, 4),
        decision="accept" if accepted else "ask the artist" if take.own or doubtful else "retry",
        reason=" ".join(dict.fromkeys(f.evidence for f in findings if f.met == "no" or not f.held)),
        good_from=good[0],
        good_to=good[1],
    )


def _mean(weighed: list[tuple[Requirement, float]]) -> float:
    total = sum(r.weight for r, _ in weighed)
    return sum(r.weight * quality for r, quality in weighed) / total if total else 0.5


def _missed(known: Mapping[str, Requirement], findings: tuple[Finding, ...]) -> float:
    """Return the share, by weight, of what eyes answered about the telling of the shot that they saw missing."""
    told = [
        f for f in findings if f.how == "seen" and f.kind in TELLING and f.met != "unsure" and f.requirement in known
    ]
    total = sum(known[f.requirement].weight for f in told)
    return sum(known[f.requirement].weight for f in told if f.met == "no") / total if total else 0.0
