"""A sentence of the brief in its clauses: who does what in each, with pronouns and elided subjects carried over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, get_args

from director.crew.house.lexicon import Heard, Hit, Token, hear, morphology
from director.crew.house.narration import Moment as Sentence
from director.crew.house.terms import staged, term
from director.model import Emotion, TimeOfDay, Weather

_BREAKS = frozenset({",", ";", ":", "—", "–", "(", ")", "."})
_JOINS = frozenset({"и", "а", "но", "and", "but", "while", "then", "потом"})
_ACTORS = ("person", "animal", "vehicle")
_AWAY = frozenset({
    "of", "with", "beside", "for", "by", "at", "to", "from", "on", "under", "behind", "like", "in", "over", "through",
    "into", "between", "near", "after",
})  # fmt: skip
"""English prepositions: what follows them is not the subject."""

_NEAR_RU = frozenset({
    "в", "во", "на", "над", "у", "по", "через", "сквозь", "за", "к", "ко", "из", "под", "между", "среди", "посреди",
    "около", "возле", "перед", "мимо", "с", "со", "вдоль",
})  # fmt: skip
_PRONOUNS: dict[str, str] = {
    "он": "m", "она": "f", "оно": "n", "они": "p", "оба": "p", "обе": "p", "he": "m", "she": "f", "it": "n",
    "they": "p", "both": "p", "вдвоем": "p",
}  # fmt: skip
_WE = frozenset({"мы", "we", "камера", "camera"})
_FEMALE = frozenset({"girl", "woman", "mother", "old_woman", "singer", "dancer"})
_GOES_ALONE = frozenset({"stand", "fall", "fly", "fade", "lie", "glide", "turn", "wake", "walk", "run", "sit"})
"""Actions without an object: a thing named after such a verb is what does it ('there stands a stone')."""

_OF_THINGS = frozenset({"fly", "fall", "fade", "turn", "glide", "open", "close"})
_ATTRIBUTED = frozenset({"hologram", "photograph", "statue", "shadow"})
"""Pictures of somebody: 'the hologram of a singer' shows the singer."""

_BODY = frozenset({"hand", "eye", "face", "hair", "hat", "heart"})

_Told = Literal["", "m", "f", "n", "p"]


@dataclass(frozen=True)
class Clause:
    """What one clause tells."""

    words: str
    who: tuple[str, ...] = ()
    """Terms as staged, the subject first; empty where nobody acts."""
    action: str = ""
    things: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    time: TimeOfDay | None = None
    weather: Weather | None = None
    emotion: Emotion | None = None

    @property
    def shows(self) -> bool:
        """Whether it gives a picture of its own."""
        return bool(self.who or self.things or self.places or self.action)


@dataclass
class Reader:
    """Reads sentences one after another and remembers who was spoken of."""

    text: str
    lead: str = ""
    """Who is meant where nobody was named before."""
    must_not: frozenset[str] = frozenset()
    _spoken: list[tuple[str, str, str]] = field(default_factory=list)
    """(term, gender, place) of everyone named so far."""
    _subject: str = ""
    _place: str = ""

    def read(self, sentence: Sentence) -> Iterator[Clause]:
        """Yield the clauses of a sentence that tell something, in order."""
        heard = hear(self.text)
        shared = [h for h in sentence.hits if h.start < sentence.start]
        self._place = ""
        for number, (first, last) in enumerate(_split(heard, sentence)):
            hits = [h for h in sentence.hits if first <= h.first <= last]
            clause = self._clause(heard, [*(shared if number == 0 else ()), *hits], first, last)
            if clause is not None:
                yield clause

    def _clause(self, heard: Heard, hits: Sequence[Hit], first: int, last: int) -> Clause | None:
        tokens = heard.tokens[first : last + 1]
        said = {t.text.lower().replace("ё", "е") for t in tokens}
        ours = bool(said & _WE)
        actors = [h for h in hits if h.kind in _ACTORS and h.entry and self._may(h)]
        things = [h for h in hits if h.kind == "thing" and self._may(h)]
        places = [h for h in hits if h.kind == "place" and self._may(h) and _is_where(heard, h)]
        actions = [h for h in hits if h.kind == "action" and h.entry]
        action = next((a for a in (_staged_action(h) for h in actions) if a), "")
        if "camera" in said or "камера" in said:
            return None
        if places:
            self._place = staged(places[0].term)
        for hit in actors:
            self._spoken.append((staged(hit.term), _gender(heard, hit), self._place))
        who = () if ours else self._who(heard, actors, things, places, hits, actions, said, first)
        if ours:
            action = ""
        if who and term(who[0], "thing") is not None and not _is_actor(who[0]):
            things = [h for h in things if staged(h.term) == who[0]] + [h for h in things if staged(h.term) != who[0]]
            subject, who = who[0], ()
            self._subject = subject
            action = action if action in _OF_THINGS else ""
            named = [subject, *(staged(h.term) for h in things)]
        else:
            self._subject = who[0] if who else self._subject
            named = [staged(h.term) for h in things]
        if who or action:
            named = [t for t in named if t not in _BODY] if who else named
        rides = [w for w in who[1:] if _is_vehicle(w)]
        return Clause(
            words=self.text[tokens[0].start : tokens[-1].end].strip(" ,;:—–-"),
            who=tuple(w for w in who if w not in rides) if who and not _is_vehicle(who[0]) else who,
            action=action if who or named else "",
            things=tuple(dict.fromkeys([*(rides if who and not _is_vehicle(who[0]) else ()), *named])),
            places=tuple(dict.fromkeys(staged(h.term) for h in places)),
            time=next((h.term for h in hits if h.kind == "time" and h.term in get_args(TimeOfDay)), None),  # type: ignore[arg-type] # checked against the Literal
            weather=next((h.term for h in hits if h.kind == "weather" and h.term in get_args(Weather)), None),  # type: ignore[arg-type] # checked against the Literal
            emotion=next((h.term for h in hits if h.kind == "mood" and h.term in get_args(Emotion)), None),  # type: ignore[arg-type] # checked against the Literal
        )

    def _who(
        self, heard: Heard, actors: Sequence[Hit], things: Sequence[Hit], places: Sequence[Hit], hits: Sequence[Hit],
        actions: Sequence[Hit], said: set[str], first: int,
    ) -> tuple[str, ...]:  # fmt: skip
        subjects = [h for h in actors if _is_subject(heard, h)]
        if subjects:
            others = [h for h in actors if h is not subjects[0] and not _is_owner(heard, h)]
            return tuple(dict.fromkeys(staged(h.term) for h in (subjects[0], *others)))[:3]
        doing = next((h for h in actions if _staged_action(h)), None)
        thing = self._acting_thing(heard, things, doing)
        if thing:
            owner = [staged(h.term) for h in actors]
            return (owner[0],) if owner and thing in _ATTRIBUTED else (thing,)
        told = next((_PRONOUNS[w] for w in sorted(said & set(_PRONOUNS))), "")
        if told:
            return self._meant(told)
        if doing is None:
            return tuple(dict.fromkeys(staged(h.term) for h in actors))
        if _sky_acts(heard, hits, doing) or any(h.first < doing.first and _is_subject(heard, h) for h in places):
            return ()
        if _stranger(heard, first, doing, hits):
            return ()
        carried = self._subject or self.lead
        return tuple(dict.fromkeys(w for w in (carried, *(staged(h.term) for h in actors)) if w))

    def _acting_thing(self, heard: Heard, things: Sequence[Hit], doing: Hit | None) -> str:
        for hit in things:
            if doing is None or staged(hit.term) in _BODY or not _is_subject(heard, hit):
                continue
            if hit.first < doing.first or _staged_action(doing) in _GOES_ALONE:
                return staged(hit.term)
        return ""

    def _meant(self, told: str) -> tuple[str, ...]:
        """Return whom a pronoun means: the last one named that agrees with it, else the main character."""
        if told == "p":
            named = list(dict.fromkeys(w for w, _, _ in reversed(self._spoken)))[:2]
            apart = {p for w, _, p in self._spoken[-2:] if p}
            crowd = [w for w, gender, _ in self._spoken if gender == "p"][-1:]
            if len(apart) > 1 and apart <= {p for _, _, p in self._spoken[-2:]} and not crowd:
                return ("couple",)
            return tuple(reversed(named)) or ((self.lead,) if self.lead else ())
        last = next((w for w, gender, _ in reversed(self._spoken) if gender == told), "")
        if told == "n" and not last:
            last = self._subject
        last = last or self.lead or self._subject
        return (last,) if last else ()

    def _may(self, hit: Hit) -> bool:
        known = term(hit.term, hit.kind)
        drawn = staged(hit.term)
        if not drawn or known is None or known.group or drawn in self.must_not or hit.term in self.must_not:
            return False
        return not (hit.kind == "thing" and known.shown in ("worn", "face") and hit.term not in ("eye", "hand"))


def _split(heard: Heard, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield token ranges [first, last] of the clauses: at marks, and at 'and' where somebody does something after it."""
    inside = [n for n, t in enumerate(heard.tokens) if t.start >= sentence.start and t.end <= sentence.end]
    if not inside:
        return
    acting = {h.first for h in sentence.hits if h.kind in ("action", *_ACTORS)}
    first = inside[0]
    for number in inside:
        token = heard.tokens[number]
        word = token.text.lower()
        ends = token.tag == "mark" and token.text in _BREAKS
        if word in _JOINS and number > first:
            until = next((n for n in inside if n > number and heard.tokens[n].text in _BREAKS), inside[-1] + 1)
            after = any(number < n < until for n in acting)
            ends = after and any(first <= n < number for n in acting)
        if ends:
            if number > first:
                yield first, number - 1
            first = number + 1
    if first <= inside[-1]:
        yield first, inside[-1]


def _staged_action(hit: Hit) -> str:
    known = term(hit.term, "action")
    if known is None:
        return ""
    return known.id if known.drawn else known.stage_as


@cache
def _parses(word: str) -> tuple[tuple[str, float], ...]:
    return tuple((str(p.tag), p.score) for p in morphology().parse(word.lower()))


def _cyrillic(word: str) -> bool:
    return any("а" <= c <= "я" or c == "ё" for c in word.lower())


def _nominative(token: Token) -> bool:
    return any("nomn" in tag and score >= 0.1 for tag, score in _parses(token.text))


def _before(heard: Heard, hit: Hit, words: int = 3) -> list[str]:
    """Return the words right before a hit, the nearest first, up to a mark."""
    found: list[str] = []
    for token in reversed(heard.tokens[max(0, hit.first - words) : hit.first]):
        if token.tag == "mark":
            break
        found.append(token.text.lower())
    return found


def _is_subject(heard: Heard, hit: Hit) -> bool:
    """Say whether a named thing or being can be the grammatical subject of its clause."""
    near = _before(heard, hit)
    if _cyrillic(hit.words):
        if near and near[0] in _NEAR_RU or len(near) > 1 and near[1] in _NEAR_RU:
            return False
        return any(_nominative(t) for t in heard.tokens[hit.first : hit.last + 1] if t.tag in ("noun", "adjective"))
    for word in near:
        if word in _AWAY:
            return False
        if any(h.last < hit.first and h.kind == "action" and heard.tokens[h.last].text.lower() == word
               for h in heard.hits):  # fmt: skip
            return False
    return True


def _is_owner(heard: Heard, hit: Hit) -> bool:
    """Say whether somebody is only named as whose something is: 'the helmet of a friend', 'шлем друга'."""
    if _cyrillic(hit.words):
        cases = [tag for t in heard.tokens[hit.first : hit.last + 1] for tag, score in _parses(t.text) if score > 0.1]
        return all("gent" in tag for tag in cases) and not (set(_before(heard, hit, 2)) & _NEAR_RU)
    return "of" in _before(heard, hit)


def _is_where(heard: Heard, hit: Hit) -> bool:
    """Say whether a place is where something is: 'снегом' alone is no place."""
    if not _cyrillic(hit.words):
        return True
    near = _before(heard, hit, 3)
    return bool(set(near) & _NEAR_RU) or _is_subject(heard, hit)


def _gender(heard: Heard, hit: Hit) -> str:
    if not _cyrillic(hit.words):
        if hit.kind != "person":
            return "n"
        return "p" if hit.term in ("crowd", "couple", "band") else "f" if staged(hit.term) in _FEMALE else "m"
    for token in heard.tokens[hit.first : hit.last + 1]:
        if token.tag in ("noun", "name"):
            tag = _parses(token.text)[0][0]
            return "p" if "plur" in tag else "f" if "femn" in tag else "n" if "neut" in tag else "m"
    return "m"


def _sky_acts(heard: Heard, hits: Sequence[Hit], doing: Hit) -> bool:
    """Say whether it is the weather or the light that does something: 'the northern lights rise'."""
    return any(
        h.kind in ("weather", "time") and h.first != doing.first and _is_subject(heard, h) for h in hits
    )  # fmt: skip


def _stranger(heard: Heard, first: int, doing: Hit, hits: Sequence[Hit]) -> bool:
    """Say whether something that the vocabulary does not know does it: 'the cold enters the room'."""
    known = {n for h in hits for n in range(h.first, h.last + 1)}
    if not _cyrillic(doing.words):
        before = [t.text.lower() for t in heard.tokens[first : doing.first] if t.tag != "mark"]
        before = before[1:] if before and before[0] in _JOINS else before
        unknown = [n for n in range(first, doing.first) if n not in known and len(heard.tokens[n].text) > 2]
        return bool(before) and before[0] in ("the", "a", "an", "every", "each") and bool(unknown)
    for number in range(first, min(len(heard.tokens), doing.last + 4)):
        token = heard.tokens[number]
        if token.tag == "mark" and number > doing.last:
            break
        sure = [tag for tag, score in _parses(token.text) if score >= 0.3]
        after = heard.tokens[number - 1].text.lower() if number > first else ""
        if number not in known and any("NOUN" in tag and "nomn" in tag for tag in sure) and after not in _NEAR_RU:
            return True
    return False


def _is_vehicle(drawn: str) -> bool:
    return term(drawn, "vehicle") is not None


def _is_actor(drawn: str) -> bool:
    return any(term(drawn, kind) is not None for kind in ("person", "animal", "vehicle"))
