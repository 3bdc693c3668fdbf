"""How an order may change after a take: the fix that was found, other chance, another view, a simpler picture.

The order's shot itself stays what the board says, so that every take counts for its shot; what is to be different is
said by fixes, which renderers carry out and prompts name.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from director.crew.house.coverage import step
from director.model import Finding, Fix, FixKind, Order, Shot, Verdict


def repeated(verdicts: tuple[Verdict, ...]) -> frozenset[str]:
    """Return the requirements that failed in two takes or more: chance alone will not mend them."""
    counts = Counter(f.requirement for v in verdicts for f in v.findings if f.met == "no")
    return frozenset(name for name, times in counts.items() if times > 1)


def ways(order: Order, last: Verdict | None, again: frozenset[str]) -> Iterator[Order]:
    """Yield changed orders, the one most likely to help first.

    New chance alone comes first only for faults that fell once and whose fix is a new seed; everything else starts
    with the words and the picture.
    """
    failed = [f for f in last.findings if f.met == "no" and f.fix is not None] if last else []
    failed.sort(key=lambda f: (f.requirement not in again, f.requirement))
    fixes = _distinct(failed)
    only_chance = bool(fixes) and all(f.kind == "new seed" for f in fixes)
    if not fixes or (only_chance and not again):
        yield _reseeded(order, 1)
    words = [f for f in fixes if f.kind != "new seed" and not (f.kind == "simpler" and order.shot.hero)]
    for pair in (*combinations(words, 2), *((f,) for f in words)):
        yield _fixed(order, pair)
    for fix in words:
        yield _fixed(order, (fix.model_copy(update={"amount": min(1.0, fix.amount + 0.35)}),), seeds=1)
    yield _reseeded(order, 2)
    yield from _other_views(order)
    if not order.shot.hero:
        yield from _simpler(order)
    yield _reseeded(order, 3)


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
    """Return the order with at most two new fixes; earlier fixes of other kinds stay."""
    kinds = {fix.kind for fix in fixes}
    kept = tuple(f for f in order.fixes if f.kind not in kinds)
    changed = order.model_copy(update={"fixes": (*kept, *fixes)})
    return _reseeded(changed, seeds) if seeds else changed


def _other_views(order: Order) -> Iterator[Order]:
    shot = order.shot
    yield _fixed(order, (Fix(kind="other angle", words=_other_angle(shot)),), seeds=1)
    if shot.framing != "insert" and not shot.hero:
        nearer = step(shot.framing) < step("close")
        words = "framed one step closer" if nearer else "framed one step wider"
        yield _fixed(order, (Fix(kind="other framing", words=words),), seeds=1)


def _simpler(order: Order) -> Iterator[Order]:
    yield _fixed(order, (Fix(kind="simpler", amount=0.5),), seeds=1)
    yield _fixed(order, (Fix(kind="simpler", amount=1.0), Fix(kind="calmer move", amount=0.7)), seeds=2)


def _other_angle(shot: Shot) -> str:
    return "seen from a low angle instead" if shot.angle in ("eye", "high", "overhead") else "seen at eye level instead"
