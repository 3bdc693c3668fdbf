"""The brief as a narration: its moments in the order in which they are told, and where in the song they belong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from director.crew.house.lexicon import Heard, Hit, Mark, common, hear
from director.crew.house.negation import refused
from director.crew.house.terms import NO_NAME, staged, term
from director.model import Brief, TermKind

Where = Literal["", "start", "end", "chorus", "first_chorus", "last_chorus", "verse", "bridge", "climax"]
Begins = Literal["paragraph", "sentence", "part"]
_PLACES_IN_SONG: tuple[Where, ...] = get_args(Where)[1:]
_ENDS = frozenset(".!?;…\n")
_SEEN: tuple[TermKind, ...] = ("place", "person", "animal", "thing", "vehicle", "action", "time", "weather")
_ENOUGH_EVENTS = 3
_EARLY = 3
"""Words into a sentence: 'at the end' further on does not say where the sentence plays."""
_AND = frozenset({"и", "а", "но", "and", "but"})
_DRAWN: tuple[TermKind, ...] = ("place", "person", "animal", "thing", "vehicle", "time")
_LONGEST_TOLD = 190
"""Characters: longer sentences are no line of a treatment."""
_SHORTEST_TOLD = 18


@dataclass(frozen=True)
class Moment:
    """A sentence of the brief, or a part of one that 'then' begins."""

    text: str
    start: int
    end: int
    hits: tuple[Hit, ...]
    where: Where = ""
    paragraph: int = 0
    becomes: bool = False
    """One picture turns into the next in it."""
    asks: bool = False
    """It asks something of the film ('never', 'most of all') instead of telling what happens."""
    refuses: bool = False
    """It begins with a no."""
    of_film: bool = False
    """It talks about camera, cuts or style."""

    def terms(self, *kinds: TermKind) -> tuple[str, ...]:
        """Return its terms of these kinds as named, without repeats."""
        return tuple(dict.fromkeys(h.term for h in self.hits if h.kind in kinds))

    @property
    def seen(self) -> bool:
        """Whether anything of it can be seen."""
        return any(h.kind in _SEEN for h in self.hits)

    @property
    def acted(self) -> bool:
        """Whether somebody does something in it."""
        return bool(self.terms("person", "animal") and self.terms("action", "place"))

    @property
    def told(self) -> bool:
        """Whether it tells an event so that its own words can stand in the treatment."""
        if self.asks or self.terms("form", "style") or not _SHORTEST_TOLD <= len(self.text) <= _LONGEST_TOLD:
            return False
        if self.of_film and not self.acted:
            return False
        drawn = len(self.terms("place", "person", "animal", "thing", "vehicle", "weather", "time"))
        alive = bool(self.terms("action")) and bool(drawn or self.terms("world", "mood"))
        return drawn >= 2 or alive or bool(self.where and self.seen)


@cache
def moments(text: str) -> tuple[Moment, ...]:
    """Cut a brief into its moments. Refused things are in none of them."""
    heard = hear(text)
    no = refused(heard)
    gone = {(h.first, h.term) for h in (*no.absent, *no.denied)}
    found: list[Moment] = []
    where: Where = ""
    paragraph = 0
    for first, last, begins in _spans(heard):
        marks = [m for m in heard.marks if first <= m.first <= last]
        paragraph += begins == "paragraph"
        goes_on = begins != "paragraph" and where != "start" and not any(m.kind == "then" for m in marks)
        own = _where([m for m in marks if m.first - first <= _EARLY])
        where = own or (where if goes_on else "")
        carried = where if begins != "part" else ""
        hits = tuple(h for h in heard.hits if first <= h.first <= last and (h.first, h.term) not in gone)
        becomes = any(m.kind == "becomes" for m in marks)
        asks = any(m.kind in ("forbid", "most", "must") for m in marks)
        refuses = any(m.kind in ("forbid", "lack", "most") and m.first - first <= 1 for m in marks)
        of_film = _about_film(heard, first, last)
        end = heard.tokens[last].end
        start = next((k.start for k in heard.tokens[first:last] if k.tag != "mark"), heard.tokens[first].start)
        found.append(
            Moment(
                text[start:end].strip(" ,;—–-"),
                start,
                end,
                hits,
                where=where,
                paragraph=paragraph,
                becomes=becomes,
                asks=asks,
                refuses=refuses,
                of_film=of_film,
            )
        )
        where = carried
    return tuple(found)


def _spans(heard: Heard) -> Iterator[tuple[int, int, Begins]]:
    """Yield token ranges [first, last], and what begins with each."""
    turns = {m.first for m in heard.marks if m.kind == "then" or m.kind in _PLACES_IN_SONG}
    first: int = 0
    begins: Begins = "paragraph"
    for number, token in enumerate(heard.tokens):
        if number in turns and _after_pause(heard, number) and _long_enough(heard, first, number):
            yield first, number - 1, begins
            first, begins = number, "part"
        if token.text in _ENDS:
            if number > first:
                yield first, number - 1, begins
                begins = "sentence"
            begins = "paragraph" if token.text == "\n" else begins
            first = number + 1
    if first < len(heard.tokens):
        yield first, len(heard.tokens) - 1, begins


def _after_pause(heard: Heard, number: int) -> bool:
    """Say whether a word begins a clause, so that 'then' there begins a new picture."""
    before = heard.tokens[number - 1] if number else None
    return before is not None and (before.tag == "mark" or before.text.lower() in _AND)


def _long_enough(heard: Heard, first: int, last: int) -> bool:
    """Say whether enough was said before for a moment of its own."""
    words = sum(1 for token in heard.tokens[first:last] if token.tag != "mark")
    return words >= _EARLY and any(first <= h.first < last for h in heard.hits)


def _where(marks: list[Mark]) -> Where:
    kinds = {mark.kind for mark in marks}
    for place in ("climax", "first_chorus", "last_chorus", "chorus", "verse", "bridge", "end", "start"):
        if place in kinds:
            return next(w for w in _PLACES_IN_SONG if w == place)
    return ""


def _about_film(heard: Heard, first: int, last: int) -> bool:
    """Say whether a sentence talks about the film: its camera, cuts or style."""
    words = (lemma for token in heard.tokens[first : last + 1] for lemma in token.lemmas[:1])
    return any(_FILM.fullmatch(word) for word in words)


_FILM = re.compile(
    "камера|кадр|клип|монтаж|склейка|план|видео|видеоклип|ролик|стиль|стилистика|формат|зритель|ракурс|снимать|фильм|палитра|цвет|"
    "camera|frame|clip|video|edit|editing|style|format|viewer|angle|shot|film|palette|colou?r|cuts?",
)


def told_in_order(text: str) -> tuple[Moment, ...]:
    """Return the moments in which something can be seen, as told; what the end and the start claim stands there."""
    every = [m for m in moments(text) if not m.refuses and (m.seen or (m.where and m.terms("mood")))]
    plain = [m for m in every if not m.asks and (m.acted or not m.of_film)]
    events = [m for m in plain if "form" not in {h.kind for h in m.hits}]
    # 'The story of a racer who ...' is a heading where the story itself is told as well.
    plain = events if len(events) >= _ENOUGH_EVENTS else plain
    happens = {(h.kind, h.term) for m in plain for h in m.hits}
    fresh = [
        m
        for m in every
        if m.asks or m.of_film
        if any((h.kind, h.term) not in happens for h in m.hits if h.kind in _DRAWN)
    ]
    seen = [m for m in every if m in plain or m in fresh]
    rank = {"start": 0, "end": 2}
    return tuple(sorted(seen, key=lambda m: rank.get(m.where, 1)))


def own_names(brief: Brief) -> dict[str, str]:
    """Return what the artist calls each person, animal, thing and vehicle, in dictionary form.

    Keys are terms as they are staged; empty where she writes in another language than the one she is answered in.
    """
    names: dict[str, str] = {}
    for hit in hear(brief.text).hits:
        known = term(hit.term, hit.kind)
        if known is None or hit.kind not in ("person", "animal", "thing", "vehicle") or not hit.entry:
            continue
        if hit.entry in known.names(brief.language) and _is_name(hit.entry):
            names.setdefault(staged(hit.term), hit.entry)
    return names


def _is_name(entry: str) -> bool:
    """Say whether one can be called by this word: 'лунный' and 'starry' are understood, but name nothing."""
    words = hear(entry).tokens
    return not entry.startswith(NO_NAME) and any(t.tag in ("noun", "other", "name") for t in words)


def content_words(heard: Heard) -> list[int]:
    """Return the numbers of the words that ought to mean something: uncommon nouns, verbs and adjectives."""
    return [
        number
        for number, token in enumerate(heard.tokens)
        if token.tag in ("noun", "verb", "adjective") or (token.tag == "other" and _foreign(token.text))
        if not common(token)
    ]


def _foreign(text: str) -> bool:
    """Words outside Cyrillic have no part of speech here; the list of common words sorts out the small ones."""
    return text.isalpha() and not re.search("[Ѐ-ӿ]", text)
