"""How an order may change after a take: the fix that was found, other chance, another view, a simpler picture.

The order's shot itself stays what the board says, so that every take counts for its shot; what is to be different is
said by fixes, which renderers carry out and prompts name.
"""

from collections import Counter

from director.crew.house.coverage import step
from director.model import Finding, Fix, FixKind, Order, Shot, Verdict


def repeated(verdicts: tuple[Verdict, ...]) -> frozenset[str]:
    """Return the requirements that failed in two takes or more: chance alone will not mend them."""
    counts = Counter(f.requirement for v in verdicts for f in v.findings if f.met == "no")
    return frozenset(name for name, times in counts.items() if times > 1)


def ladder(order: Order, last: Verdict | None, again: frozenset[str]) -> tuple[Order, ...]:
    """Return changed orders in the order in which they are to be tried, one a verdict.

    What was found comes first, at most two fixes at a time, then the same more strongly with other chance. New chance
    alone answers faults whose fix is a new seed. Then another view, then a simpler picture: a hero shot is never
    simplified without asking the artist.
    """
    failed = [f for f in last.findings if f.met == "no" and f.fix is not None] if last else []
    # A repeat first: whatever else is mended, the same staging would be refused again.
    failed.sort(key=lambda f: (f.kind != "distinct", f.requirement not in again, f.requirement))
    hero = order.shot.hero
    fixes = [f for f in _distinct(failed) if f.kind != "new seed" and not (f.kind == "simpler" and hero)]
    rungs: list[Order] = []
    if fixes:
        stronger = tuple(f.model_copy(update={"amount": min(1.0, f.amount + 0.35)}) for f in fixes[:2])
        rungs += [_fixed(order, tuple(fixes[:2])), _fixed(order, stronger, seeds=1)]
    else:
        rungs.append(_reseeded(order, 1))
    rungs.append(_reseeded(order.model_copy(update={"fixes": ()}), 2))
    best = fixes[:1]
    rungs.append(_fixed(order, (Fix(kind="other angle", words=_other_angle(order.shot)), *best), seeds=1))
    if order.shot.framing != "insert" and not hero:
        rungs.append(_fixed(order, (Fix(kind="other framing", words=_other_framing(order.shot)), *best), seeds=1))
    if not hero:
        calmer = Fix(kind="calmer move", amount=0.7)
        rungs.append(_fixed(order, (Fix(kind="simpler", amount=0.5), *best), seeds=1))
        rungs.append(_fixed(order, (Fix(kind="simpler", amount=1.0), calmer), seeds=2))
    rungs.append(_reseeded(order, 3))
    return tuple(rungs)


def with_words(prompt: str, fixes: tuple[Fix, ...]) -> str:
    """Return the prompt with what the fixes ask for, said as wishes about the picture."""
    said = dict.fromkeys(_said(fix) for fix in fixes)
    return " ".join([prompt, *(f"{words[:1].upper()}{words[1:].rstrip('.')}." for words in said if words)])


_WORDS: dict[FixKind, str] = {
    "more light": "brighter exposure, lifted shadows", "less light": "lower exposure, protected highlights",
    "more contrast": "deep shadows and clear highlights", "sharper": "crisp focus on the subject",
    "bigger subject": "the subject fills more of the frame", "smaller subject": "the subject is smaller in the frame",
    "separate subject": "rim light separates the subject from the background",
    "centre subject": "the subject is centred",
    "show the thing": "the thing itself is in front, whole, large and plain to see",
    "stronger move": "the camera move is clearly seen", "calmer move": "the camera move is slow and gentle",
    "correct move": "exactly the camera move that is described", "hold palette": "only the colours that are named",
    "remove text": "no letters, signs or captions",
    "add life": "something keeps moving from the first frame to the last",
    "steady light": "even, steady light without flicker", "simpler": "a simple, uncluttered picture",
}  # fmt: skip


def _said(fix: Fix) -> str:
    return fix.words or _WORDS.get(fix.kind, "")


def _distinct(findings: list[Finding]) -> list[Fix]:
    kinds: dict[FixKind, Fix] = {}
    for finding in findings:
        if finding.fix is not None:
            kinds.setdefault(finding.fix.kind, finding.fix)
    return list(kinds.values())


def _reseeded(order: Order, times: int) -> Order:
    """Return the order with other chance; renderers without seeds see the draw."""
    return order.model_copy(update={"seed": (order.seed + 7919 * times) % 2**31, "draw": order.draw + times})


def _fixed(order: Order, fixes: tuple[Fix, ...], seeds: int = 0) -> Order:
    """Return the order with at most two new fixes beside the earlier ones, sorted so that equal is equal."""
    kinds = {fix.kind for fix in fixes}
    kept = [f for f in order.fixes if f.kind not in kinds]
    changed = order.model_copy(update={"fixes": tuple(sorted((*kept, *fixes), key=lambda f: f.kind))})
    return _reseeded(changed, seeds) if seeds else changed


def _other_framing(shot: Shot) -> str:
    return "framed one step closer" if step(shot.framing) < step("close") else "framed one step wider"


def _other_angle(shot: Shot) -> str:
    return "seen from a low angle instead" if shot.angle != "low" else "seen at eye level instead"
