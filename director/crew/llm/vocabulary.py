"""The canonical terms as a model is shown them, and a model's words brought back to terms."""

from collections.abc import Iterable
from functools import cache

from director.crew.house.lexicon import hear
from director.crew.house.terms import Term, of_kind, staged, term
from director.model import TermKind

_SHOWN: tuple[tuple[str, TermKind], ...] = (
    ("places", "place"), ("people", "person"), ("animals", "animal"), ("vehicles", "vehicle"), ("things", "thing"),
)  # fmt: skip


@cache
def listing(*, places: bool = True, own: tuple[str, ...] = ()) -> str:
    """Return every term that the drawn draft can show, a kind a line; `places` may be left out where they are fixed.

    `own` are the ids of the film's cut-outs.
    """
    lines = [f"{name}: {glossed(kind)}" for name, kind in _SHOWN if places or kind != "place"]
    return "\n".join([*lines, *([f"own things of this film: {' '.join(own)}"] if own else [])])


@cache
def glossed(kind: TermKind) -> str:
    """Return the terms of a kind, each with how it looks where the word does not tell: 'doll (teddy bear)'."""
    return ", ".join(f"{t.id} ({t.looks})" if t.looks else t.id for t in of_kind(kind) if _own(t))


@cache
def drawn(kind: TermKind) -> tuple[str, ...]:
    """Return the terms of a kind that can be drawn under their own name."""
    return tuple(t.id for t in of_kind(kind) if _own(t))


def _own(known: Term) -> bool:
    return known.drawn and not known.group and not known.means and not known.shown


def canonical(word: str, *kinds: TermKind) -> str:
    """Return the drawable term that a model meant by a word of these kinds; '' where there is none.

    An id stands for itself or for its stand-in; plain words in Russian or English are looked up in the lexicon.
    """
    said = word.strip().lower().replace("-", "_").replace(" ", "_")
    for kind in kinds:
        known = term(said, kind)
        if known is not None:
            return said if _own(known) else _stand_in(said, kinds)
    for hit in hear(word.replace("_", " ")).hits:
        if hit.kind in kinds:
            found = _stand_in(hit.term, kinds)
            if found:
                return found
    return ""


def _stand_in(term_id: str, kinds: tuple[TermKind, ...]) -> str:
    stands = staged(term_id)
    return stands if any(stands in drawn(kind) for kind in kinds) else ""


def split(words: Iterable[str], *kinds: TermKind) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (terms, words without a term) of a model's list; terms once each, in order."""
    found, beyond = dict[str, None](), []
    for word in words:
        known = canonical(word, *kinds)
        if known:
            found[known] = None
        elif word.strip():
            beyond.append(word.strip())
    return tuple(found), tuple(beyond)
