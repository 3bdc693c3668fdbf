"""The brief read: terms, form, style, must and must not, what matters most, and what means nothing here."""

from collections import Counter
from collections.abc import Sequence

from director.crew.house.form_style import choose_form, choose_style
from director.crew.house.lexicon import Heard as HeardText
from director.crew.house.lexicon import Hit, hear, language_of
from director.crew.house.narration import content_words
from director.crew.house.negation import Refused, refused
from director.crew.house.performances import wishes_in
from director.crew.house.terms import forbidden_with, of_kind, term
from director.model import Brief, Heard, Reading
from tools.listening.said import places_in

_MOST_NOT_UNDERSTOOD = 24
"""More unknown words than this are not listed: the brief is then in a language or a trade that is not ours."""
_ENDS = frozenset(".!?;…\n")


def read_brief(brief: Brief) -> Reading:
    """Say what was understood of the brief, and what not."""
    text = hear(brief.text)
    no = refused(text)
    wanted = _wanted(text, no)
    heard = _counted(wanted)
    unknown = _unknown(brief, text, no)
    form, reason = choose_form(brief, wanted)
    understood = len({h.first for h in text.hits})
    return Reading(
        form=form,
        form_reason=reason,
        style=choose_style(brief, wanted),
        heard=heard,
        must=_after(text, wanted, "must"),
        must_not=_must_not(brief, text, no, wanted),
        matters_most=_matters(text, wanted),
        not_understood=unknown,
        confidence=round(understood / max(1, understood + len(unknown)), 2),
    )


def _wanted(text: HeardText, no: Refused) -> tuple[Hit, ...]:
    gone = {(h.first, h.term) for h in (*no.absent, *no.denied)}
    forbidden = {h.term for h in no.absent}
    return tuple(h for h in text.hits if (h.first, h.term) not in gone and h.term not in forbidden)


def _counted(wanted: Sequence[Hit]) -> tuple[Heard, ...]:
    """Return each term once, with its first words, in the order of the brief."""
    times = Counter((h.kind, h.term) for h in wanted)
    found: dict[tuple[str, str], Heard] = {}
    for hit in wanted:
        found.setdefault(
            (hit.kind, hit.term),
            Heard(kind=hit.kind, term=hit.term, words=hit.words, start=hit.start, count=times[hit.kind, hit.term]),
        )
    return tuple(found.values())


def _unknown(brief: Brief, text: HeardText, no: Refused) -> tuple[str, ...]:
    covered = text.covered() | {text.tokens.index(word) for word in no.unknown}
    # What is said of the song's clock is understood by listening, and what of footage that leads somebody, by its role.
    clock = places_in(brief.text)
    led = [r.name for r in brief.references if r.role == "performance"]
    clock = (*clock, *((start, end) for start, end, _ in wishes_in(brief.text, led)))
    covered |= {n for n, word in enumerate(text.tokens) if any(start <= word.start < end for start, end in clock)}
    found: dict[str, str] = {}
    for number in content_words(text):
        if number not in covered:
            token = text.tokens[number]
            found.setdefault(token.lemmas[0], token.text)
    words = tuple(found.values())
    foreign = language_of(brief.text) not in ("ru", "en", "")
    return words[:_MOST_NOT_UNDERSTOOD] if foreign else words


def _must_not(brief: Brief, text: HeardText, no: Refused, wanted: Sequence[Hit]) -> tuple[str, ...]:
    """Return forbidden terms; a word for a whole kind ('people') forbids each of the kind.

    A word for several ('food') forbids those of them that nobody wishes: 'no food but one apple'.
    """
    wishes = {hit.term for hit in wanted}
    found: dict[str, None] = {}
    for hit in no.absent:
        known = term(hit.term, hit.kind)
        whole = known is not None and bool(known.group)
        found.update((each, None) for each in forbidden_with(hit.term) if each == hit.term or each not in wishes)
        if known is not None and whole and not _narrowed(text, hit):
            found.update((t.id, None) for t in of_kind(known.kind) if t.id != hit.term)
    found.update((word.lemmas[0], None) for word in no.unknown)
    found.update((said, None) for said in brief.must_not)
    return tuple(found)


def _narrowed(text: HeardText, hit: Hit) -> bool:
    """Say whether an adjective narrows a word for a whole kind: 'no modern people' forbids only those."""
    if hit.first == 0 or any(m.first <= hit.first - 1 <= m.last for m in text.marks):
        return False
    before = text.tokens[hit.first - 1]
    return before.tag == "adjective" or (before.tag == "other" and before.text.isascii() and len(before.text) > 3)


def _after(text: HeardText, wanted: Sequence[Hit], *kinds: str) -> tuple[str, ...]:
    """Return the terms that stand after marks of these kinds, up to the end of their sentence."""
    found: dict[str, None] = {}
    for mark in text.marks:
        if mark.kind not in kinds:
            continue
        end = _sentence_end(text, mark.last)
        found.update((h.term, None) for h in wanted if mark.last < h.first < end and h.kind not in ("form", "style"))
    return tuple(found)


def _matters(text: HeardText, wanted: Sequence[Hit]) -> tuple[str, ...]:
    """Return what matters most: the terms after the mark, or before it ('speed matters most'), or her words."""
    found: dict[str, None] = {}
    for mark in text.marks:
        if mark.kind != "most":
            continue
        end, start = _sentence_end(text, mark.last), _sentence_start(text, mark.first)
        after = [h.term for h in wanted if mark.last < h.first < end and h.kind not in ("form", "style")]
        before = [h.term for h in wanted if start <= h.first < mark.first]
        compares = any(lemma in _COMPARES for lemma in text.tokens[mark.first].lemmas)
        words = _plain_words(text, start, mark.first) if compares else _plain_words(text, mark.last + 1, end)
        found.update((t, None) for t in (before if compares and before else after or before or words))
    return tuple(found)


_COMPARES = frozenset({"важнее", "важный", "дороже", "more", "matter", "matters"})
"""'Rhythm is more important than meaning': what matters stands before."""


def _plain_words(text: HeardText, first: int, end: int) -> tuple[str, ...]:
    words = [t.text for t in text.tokens[first:end] if t.tag != "mark"]
    return (" ".join(words[:6]).lower(),) if words else ()


def _sentence_start(text: HeardText, at: int) -> int:
    return next((n + 1 for n in range(at - 1, -1, -1) if text.tokens[n].text in _ENDS), 0)


def _sentence_end(text: HeardText, at: int) -> int:
    return next((n for n in range(at + 1, len(text.tokens)) if text.tokens[n].text in _ENDS), len(text.tokens))
