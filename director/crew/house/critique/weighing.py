"""From findings to a score and a decision."""

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


def weigh(
    take: Take, shot: Shot, findings: tuple[Finding, ...], good: tuple[int, int | None], mild_distinct: bool = False
) -> Verdict:
    """Return the verdict that these findings amount to.

    The score is the weighted mean quality of everything that could be checked; what nobody could check neither helps
    nor harms (0.5 if that is everything). A take that fails a hard requirement scores at most half of that, the worse
    its worst fault the less. With `mild_distinct` a failed 'distinct' only lowers the score.
    """
    known = {r.id: r for r in (*requirements_of(shot), DISTINCT)}
    sure = [(known[f.requirement], f.quality) for f in findings if f.quality is not None and f.requirement in known]
    total = sum(r.weight for r, _ in sure)
    score = sum(r.weight * quality for r, quality in sure) / total if total else 0.5
    failed = [q for r, q in sure if q < 0.5 and r.hard and not (r.kind == "distinct" and mild_distinct)]
    if failed:
        score *= 0.3 + 0.4 * min(failed)
    accepted = not failed and score >= line.ACCEPT
    return Verdict(
        take=take.id,
        findings=findings,
        score=round(score, 4),
        decision="accept" if accepted else "ask the artist" if take.own else "retry",
        reason=" ".join(f.evidence for f in findings if f.met == "no"),
        good_from=good[0],
        good_to=good[1],
    )
