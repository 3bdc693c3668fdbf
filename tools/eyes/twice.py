"""Asking again: a fault counts only if it is seen in both orders of the frames, a choice only if it holds both ways.

Vision models answer the same question about the same frames differently from one asking to the next, and favour what
they are shown first (Zheng et al., Judging LLM-as-a-Judge, 2023: position bias). Asking twice turns both into 'unsure'.
"""

from dataclasses import dataclass, replace

from tools.chat.base import Picture
from tools.eyes.base import Answer, Asked, Eyes, Liking, Look, Made
from tools.eyes.moments import Moments
from tools.eyes.sheet import lay_out


async def confirmed(
    eyes: Eyes,
    moments: Moments,
    asked: tuple[Asked, ...],
    *,
    wish: str,
    about: str,
    known: tuple[Picture, ...] = (),
    made: Made = "generated",
) -> tuple[Answer, ...]:
    """Answer every question, in the order asked; each 'no' was seen twice, in two orders of the frames.

    Only a take in which something failed is asked about again: most cost one question, none more than two. A 'no' that
    does not repeat becomes 'unsure' and tells both readings. Raises like `Eyes.check`.
    """
    caption = f"Frames of {about}"
    first = await eyes.check(lay_out(moments, caption), asked, wish=wish, about=about, known=known, made=made)
    doubted = {a.id for a in first if a.met == "no"}
    if not doubted:
        return first
    # All of them, for a list of the failed ones would tell that they failed; reversed, so that a question's place in
    # the list is not what repeats.
    again = tuple(reversed(asked))
    look = lay_out(moments, caption, order=1)
    answers = await eyes.check(look, again, wish=wish, about=about, known=known, reading=1, made=made)
    second = {a.id: a for a in answers}
    return tuple(_settled(a, second[a.id]) if a.id in doubted else a for a in first)


def _settled(one: Answer, other: Answer) -> Answer:
    if other.met == "no":
        return replace(one, frames=tuple(dict.fromkeys((*one.frames, *other.frames))), fix=one.fix or other.fix)
    both = " / ".join(text for text in (one.evidence, other.evidence) if text)
    return Answer(one.id, "unsure", both, one.frames)


_TURNED: dict[Liking, Liking] = {"first": "second", "second": "first", "same": "same"}


@dataclass(frozen=True)
class Choice:
    """The better of two takes, as seen in both orders."""

    better: Liking
    """'same': no visible difference, or the choice fell on whichever was shown first."""
    consistent: bool
    evidence: str = ""


async def choose(eyes: Eyes, first: Look, second: Look, *, wish: str, about: str) -> Choice:
    """Compare two takes in both orders; a choice that turns with the order is no choice. Raises like `Eyes.check`."""
    one = await eyes.compare(first, second, wish=wish, about=about)
    other = await eyes.compare(second, first, wish=wish, about=about, reading=1)
    turned = _TURNED[other.better]
    if one.better == turned:
        return Choice(one.better, consistent=True, evidence=one.evidence)
    return Choice("same", consistent=False, evidence=" / ".join(e for e in (one.evidence, other.evidence) if e))
