"""Which shot an artist means who says what is seen in it: «там, где Марта бежит по мосту»."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log

from director.crew.base import FilmView
from director.crew.house.lexicon import Heard, common, hear
from director.crew.house.sentence import asks
from director.model import Shot, TermKind

SEEN: frozenset[TermKind] = frozenset({"person", "animal", "vehicle", "thing", "place", "action"})
"""What is in a picture. Light and weather are what is wished for as often as what is there."""

LIT: frozenset[TermKind] = SEEN | {"time", "weather", "colour"}
"""What is in a picture, where nothing in it is wished to be another: two shots change places."""

_WATCHING = frozenset(
    {"look", "look_back", "see", "watch", "view", "want", "видеть", "увидеть", "смотреть", "посмотреть"}
)
"""What is done by who speaks of a film, not by who is in it."""

_APART = 0.35
"""By what share of its weight a shot has to fit better than the next one to be the one that is meant."""


@dataclass(frozen=True)
class Described:
    """The shots that fit a description equally well, in the order of the film, and the words that describe them."""

    shots: tuple[str, ...] = ()
    used: frozenset[int] = frozenset()
    """Token numbers of the sentence."""


def described(heard: Heard, view: FilmView, by: frozenset[TermKind] = SEEN) -> Described:
    """Return the shots that a sentence describes by terms of these kinds: none, the one that fits best, or several.

    A word weighs the more, the fewer shots it fits (inverse document frequency, Sparck Jones 1972).
    """
    told = {shot.id: _told(shot, by) for shot in view.board.shots}
    spoken: dict[int, dict[str, float]] = {}
    for number, name in _names(heard, by):
        fits = sum(name in words for words in told.values())
        if fits:
            spoken.setdefault(number, {})[name] = log(1 + len(told) / fits)
    scores = {shot: _score(words, spoken) for shot, words in told.items()}
    best = max(scores.values(), default=0.0)
    if best <= log(1 + 4):  # one word that fits every fourth shot points at none
        return Described()
    near = tuple(shot for shot in told if scores[shot] >= best * (1 - _APART))
    leaders = tuple(shot for shot in near if scores[shot] == best)
    chosen = leaders if len(leaders) == 1 and _ahead(scores, leaders[0]) else near
    used = frozenset(n for n, names in spoken.items() if any(names.keys() & told[shot] for shot in chosen))
    return Described(chosen, used)


def _score(told: frozenset[str], spoken: dict[int, dict[str, float]]) -> float:
    """Return the weight of the words that fit a shot; a word with several readings counts once."""
    return sum(max((w for name, w in names.items() if name in told), default=0.0) for names in spoken.values())


def _ahead(scores: dict[str, float], leader: str) -> bool:
    """Whether what the leader has beyond every other shot is a word of its own, not only the commoner ones."""
    rest = max((score for shot, score in scores.items() if shot != leader), default=0.0)
    return scores[leader] - rest >= min(log(1 + len(scores) / 4), _APART * scores[leader])


def _names(heard: Heard, by: frozenset[TermKind]) -> Iterator[tuple[int, str]]:
    """Yield what the words of a text stand for, with their number: terms, else dictionary forms."""
    wished: set[int] = set()
    for hit in heard.hits:
        numbers = range(hit.first, hit.last + 1)
        if hit.kind in LIT - by:
            wished.update(numbers)
        elif hit.kind in by and hit.term not in _WATCHING:
            yield from ((number, hit.term) for number in numbers)
    # A bridge is also a part of a song: where none is meant, it is one to stand on.
    yield from ((mark.first, mark.kind) for mark in heard.marks if mark.kind == "bridge")
    for number, token in enumerate(heard.tokens):
        if token.tag not in ("number", "mark") and number not in wished and not common(token) and not asks(token):
            yield from ((number, lemma) for lemma in token.lemmas if lemma not in _WATCHING)


def _told(shot: Shot, by: frozenset[TermKind]) -> frozenset[str]:
    named = {name for _, name in _names(hear(shot.text), by)}
    return frozenset(named | {presence.term for presence in shot.who} | {shot.place_term} - {""})
