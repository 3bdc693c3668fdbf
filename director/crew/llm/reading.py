"""The model's reading of a brief joined with the house lexicon's."""

from collections.abc import Iterable

from director.crew.house.lexicon import hear
from director.crew.house.names import sort_of
from director.crew.house.terms import forbidden_with, of_kind, term
from director.crew.llm.screenwriter_answers import HeardAnswer, ReadAnswer
from director.model import Brief, Heard, Reading


def joined(brief: Brief, house: Reading, answer: ReadAnswer) -> Reading:
    """Return the reading of both: the lexicon's words stand, the model adds what it missed and lifts false bans.

    What the artist chose (form, style) and forbade by turns stays whatever the model says.
    """
    added = [found for said in answer.heard if (found := _heard(brief, said)) is not None]
    wrong = {_id(word) for word in answer.misheard}
    right = tuple(h for h in house.heard if h.term not in wrong)
    known = {(h.kind, h.term) for h in right}
    heard = (*right, *(h for h in added if (h.kind, h.term) not in known))
    lifted = _lifted(house, answer)
    kept = (word for word in house.must_not if word not in lifted)
    said_bans = (w for said in answer.must_not for each in _terms(said) for w in forbidden_with(each))
    banned = tuple(dict.fromkeys((*brief.must_not, *kept, *said_bans)))
    must = tuple(dict.fromkeys(w for said in answer.must for w in _terms(said) if w not in banned))
    understood = len({h.start for h in heard})
    return Reading(
        form=brief.form or answer.form,
        form_reason=house.form_reason if brief.form else answer.form_reason,
        style=brief.style or answer.style,
        heard=heard,
        must=must,
        must_not=banned,
        allowed=tuple(word for word in house.must_not if word in lifted and word not in banned),
        matters_most=tuple(dict.fromkeys(answer.matters_most)),
        not_understood=tuple(dict.fromkeys(answer.not_understood)),
        confidence=round(understood / max(1, understood + len(answer.not_understood)), 2),
    )


def spelt(reading: Reading | None, words: Iterable[str], *, wished: bool = True) -> list[str]:
    """Return terms as a model can use them: the id, the artist's own words for it; of what is wished, what has no term.

    Where a whole kind is meant (no people at all) the kind stands for its terms.
    """
    left = list(dict.fromkeys(words))
    said = {h.term: h.words for h in reading.heard} if reading is not None else {}
    found: list[str] = []
    for kind in ("person", "animal", "vehicle"):
        everyone = {t.id for t in of_kind(kind) if not t.group}
        if everyone and everyone <= set(left):
            found.append(f"any {kind}")
            left = [word for word in left if term(word, kind) is None]
    for word in left:
        own = said.get(word, "")
        quoted = f" (“{own}”)" if own and own.lower() != word.replace("_", " ") else ""
        plain = f"{word.replace('_', ' ')}{' (no term)' if wished else ''}"
        found.append(f"{word}{quoted}" if sort_of(word) is not None else plain)
    return found


def _lifted(house: Reading, answer: ReadAnswer) -> frozenset[str]:
    """Return the lexicon's bans that the model reads as none; a word for a whole kind lifts all of it."""
    named = {_id(word) for word in answer.allowed_after_all}
    groups = (found for word in house.must_not if word in named and (found := term(word)) is not None and found.group)
    return frozenset(named | {t.id for group in groups for t in of_kind(group.kind)})


def _heard(brief: Brief, said: HeardAnswer) -> Heard | None:
    """Return what was heard if the brief really says it."""
    start = brief.text.lower().find(said.words.lower()) if said.words else -1
    if start < 0:
        return None
    words = brief.text[start : start + len(said.words)]
    return Heard(kind=said.kind, term=_id(said.term), words=words, start=start)


def _terms(said: str) -> tuple[str, ...]:
    """Return the terms that a plain word or two stand for; the words themselves where the vocabulary lacks them."""
    known = term(_id(said))
    if known is not None:
        return tuple(t.id for t in of_kind(known.kind)) if known.group else (known.id,)
    heard = hear(said)
    words = [n for n, token in enumerate(heard.tokens) if token.tag != "mark"]
    whole = [h for h in heard.hits if h.entry and (h.first, h.last) == (words[0], words[-1])] if words else []
    if whole:
        found = term(whole[0].term, whole[0].kind)
        return tuple(t.id for t in of_kind(found.kind)) if found is not None and found.group else (whole[0].term,)
    return (said.strip().lower(),) if said.strip() else ()


def _id(said: str) -> str:
    return said.strip().lower().replace("-", "_").replace(" ", "_")
