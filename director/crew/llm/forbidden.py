"""What the brief forbids, found in terms and in sentences, Russian or English."""

from collections.abc import Iterable

from director.crew.house.lexicon import hear
from director.crew.house.names import name_of, sort_of
from director.crew.house.negation import refused
from director.crew.house.terms import term
from director.model import Brief, Reading

_SEEN = ("place", "person", "animal", "vehicle", "thing", "weather")
"""Kinds of terms that a sentence cannot name without wishing for them. An action is checked where it is staged."""


def never(brief: Brief, reading: Reading | None) -> frozenset[str]:
    """Return everything that must not be seen: by the brief as read, and by turns.

    A plain word that also stands in something the brief wants ('hospital tubes' are forbidden, the hospital room is
    not) forbids nothing by itself.
    """
    said = reading.must_not if reading else ()
    wanted = _lemmas(" ".join(h.words for h in reading.heard)) if reading else frozenset[str]()
    return frozenset((*brief.must_not, *(w for w in said if w and (term(w) is not None or w not in wanted))))


def _lemmas(text: str) -> frozenset[str]:
    return frozenset(lemma for token in hear(text).tokens for lemma in token.lemmas)


def said_in(text: str, forbidden: Iterable[str]) -> tuple[str, ...]:
    """Return what of the forbidden a text names; where it says that a thing is absent, the thing is not named."""
    unwanted = sorted(set(forbidden))
    if not text or not unwanted:
        return ()
    heard = hear(text)
    absent = refused(heard)
    gone = {(hit.first, hit.term) for hit in absent.absent}
    denied = {token.start for token in absent.unknown}
    named = (h for h in heard.hits if h.entry and h.kind in _SEEN and h.start not in denied)
    terms = {h.term for h in named if (h.first, h.term) not in gone}
    words = [
        frozenset((*token.lemmas, token.text.lower()))
        for token in heard.tokens
        if token.tag != "mark" and token.start not in denied
    ]
    return tuple(word for word in unwanted if word in terms or (term(word) is None and _phrase_in(word, words)))


def _phrase_in(phrase: str, words: list[frozenset[str]]) -> bool:
    wanted = [frozenset((*t.lemmas, t.text.lower())) for t in hear(phrase.replace("_", " ")).tokens if t.tag != "mark"]
    if not wanted:
        return False
    spans = range(len(words) - len(wanted) + 1)
    return any(all(not w.isdisjoint(words[at + n]) for n, w in enumerate(wanted)) for at in spans)


def in_english(forbidden: Iterable[str]) -> tuple[str, ...]:
    """Return the English names of forbidden terms that a picture can show, and forbidden words in Latin letters.

    Forms and moods ('no story', 'no grief') are kept by who plans: nobody can see their absence.
    """
    seen = (word for word in sorted(set(forbidden)) if term(word) is None or sort_of(word) is not None)
    known = [name_of(word, "en") if term(word) is not None else word for word in seen]
    return tuple(dict.fromkeys(word for word in known if word.isascii()))
