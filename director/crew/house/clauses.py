"""A sentence of the brief in its clauses: who does what in each, with pronouns and elided subjects carried over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import get_args

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
_OBJECTS = frozenset({"him", "her", "them", "it", "me", "us"})
_IT = frozenset({"его", "ее", "их", "it", "them", "him", "her"})
_CAMERA = frozenset({"камера", "camera"})
_WE = frozenset({"мы", "we"}) | _CAMERA
"""Who acts in a clause about the film itself: nobody in the picture."""

_FEMALE = frozenset({"girl", "woman", "mother", "old_woman", "singer", "dancer"})
_GOES_ALONE = frozenset({"stand", "fall", "fly", "fade", "lie", "glide", "turn", "wake", "walk", "run", "sit"})
"""Actions without an object: a thing named after such a verb is what does it ('there stands a stone')."""

_OF_THINGS = frozenset({"fly", "fall", "fade", "turn", "glide", "open", "close"})
_ATTRIBUTED = frozenset({"hologram", "photograph", "statue", "shadow"})
"""Pictures of somebody: 'the hologram of a singer' shows the singer."""

_BODY = frozenset({"hand", "eye", "face", "hair", "hat", "heart"})

HAND = frozenset({
    "map", "compass", "lantern", "candle", "photograph", "umbrella", "flower", "paper_boat", "paper_bird", "music_box",
    "doll", "letter", "book", "cassette", "phone", "key", "ring", "trophy", "snow_globe", "leaf", "helmet",
})  # fmt: skip
"""Things that a hand can hold."""


@dataclass(frozen=True)
class Clause:
    """What one clause tells."""

    words: str
    who: tuple[str, ...] = ()
    """Terms as staged, the subject first; empty where nobody acts."""
    action: str = ""
    things: tuple[str, ...] = ()
    many: bool = False
    """Whether the subject, or the first thing where nobody acts, is named in the plural."""
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
    _before: str = ""
    """The subject of the sentence before."""
    _place: str = ""
    _here: int = 0
    """How many had been named before this sentence."""
    _held: tuple[str, ...] = ()
    _thing: str = ""
    """The last thing that stood for itself."""

    def read(self, sentence: Sentence) -> Iterator[Clause]:
        """Yield the clauses of a sentence that tell something, in order."""
        heard = hear(self.text)
        shared = [h for h in sentence.hits if h.start < sentence.start]
        self._place = ""
        self._before, self._subject = self._subject, ""
        self._here = len(self._spoken)
        self._held = ()
        for number, (first, last) in enumerate(_split(heard, sentence)):
            hits = [h for h in sentence.hits if first <= h.first <= last]
            clause = self._clause(heard, [*(shared if number == 0 else ()), *hits], first, last)
            if clause is not None:
                yield clause

    def _clause(self, heard: Heard, hits: Sequence[Hit], first: int, last: int) -> Clause | None:
        tokens = heard.tokens[first : last + 1]
        said = {t.text.lower().replace("ё", "е") for n, t in enumerate(tokens) if not _governed(tokens, n)}
        ours = bool(said & _WE)
        actors = [h for h in hits if h.kind in _ACTORS and h.entry and self._may(h)]
        things = [h for h in hits if h.kind == "thing" and self._may(h)]
        places = [h for h in hits if h.kind == "place" and self._may(h) and _is_where(heard, h)]
        actions = [h for h in hits if h.kind == "action" and h.entry]
        action = next((a for a in (_staged_action(h) for h in actions) if a), "")
        ours = ours and not (actors and said & _CAMERA)
        if places:
            self._place = staged(places[0].term)
        for hit in actors:
            self._spoken.append((staged(hit.term), _gender(heard, hit), self._place))
        passive = bool(self._thing) and not actors and not things and _about_it(tokens)
        who = () if ours or passive else self._who(heard, actors, things, places, hits, actions, said, first)
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
        named.sort(key=lambda t: t in _BODY)
        if who and not named and said & _IT:
            named = [t for t in self._held if t in HAND]
            pulled = [w for w, _, _ in self._spoken[self._here :] if _is_vehicle(w) and w != who[0]]
            named = pulled[-1:] if term(who[0], "animal") else named
        if not who and not named and self._thing and _about_it(tokens):
            named, action = [self._thing], ""
        self._held = tuple(named) or self._held
        self._thing = next((t for t in named if not who), self._thing)
        rides = [w for w in who[1:] if _is_vehicle(w)]
        return Clause(
            words=self.text[tokens[0].start : tokens[-1].end].strip(" ,;:—–-"),
            who=tuple(w for w in who if w not in rides) if who and not _is_vehicle(who[0]) else who,
            action=action if who or named else "",
            things=tuple(dict.fromkeys([*(rides if who and not _is_vehicle(who[0]) else ()), *named])),
            many=_many(heard, [h for h in (actors if who else things) if staged(h.term) == (*who, *named, "")[0]]),
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
        if told and (told != "n" or doing is not None):
            return self._meant(told)
        if doing is None:
            named = tuple(dict.fromkeys(staged(h.term) for h in actors))
            goes_on = _is_actor(self._subject) and not things and (_has_verb(heard, first) or bool(said & _IT))
            return named or ((self._subject,) if goes_on else ())
        if _sky_acts(heard, hits, doing) or any(h.first < doing.first and _is_subject(heard, h) for h in places):
            return ()
        if _stranger(heard, first, doing, hits):
            return ()
        if any(h.kind == "thing" and (known := term(h.term, "thing")) and known.shown == "face" for h in hits):
            return (self._before,) if self._before else ()
        if any(h.kind == "thing" and h.first < doing.first and _is_subject(heard, h) and h not in things for h in hits):
            return ()
        carried = self._subject or self.lead
        return tuple(dict.fromkeys(w for w in (carried, *(staged(h.term) for h in actors)) if w))

    def _acting_thing(self, heard: Heard, things: Sequence[Hit], doing: Hit | None) -> str:
        for hit in things:
            if doing is None or staged(hit.term) in _BODY:
                continue
            if hit.first < doing.first and _is_subject(heard, hit):
                return staged(hit.term)
            alone = _staged_action(doing) in _GOES_ALONE
            if alone and (_is_subject(heard, hit) if _cyrillic(hit.words) else not _follows(heard, hit, _AWAY)):
                return staged(hit.term)
        return ""

    def _meant(self, told: str) -> tuple[str, ...]:
        """Return whom a pronoun means: the last one named that agrees with it, else the main character."""
        beings = [(w, g, p) for w, g, p in self._spoken if not _is_vehicle(w)]
        if told == "p":
            named = list(dict.fromkeys(w for w, _, _ in reversed(beings)))[:2]
            apart = [p for _, _, p in beings[-2:]]
            if len(self._spoken) - self._here >= 2 and len(set(apart)) == 2 and "" not in apart:
                # Two who were named at two places are not the ones who act together.
                return ("couple",)
            return tuple(reversed(named)) or ((self.lead,) if self.lead else ())
        now = [(w, g) for w, g, _ in self._spoken[self._here :] if g == told]
        lead = next((w for w, g, _ in beings if w == self.lead and g == told), "")
        fit = now[-1][0] if now else lead
        people = [w for w, g, _ in beings if g == told and term(w, "person")]
        others = [w for w, g, _ in self._spoken if g == told]
        if told == "n" and not fit:
            fit = self._subject or (others or [""])[-1]
        fit = fit or (people or others or [self.lead or self._subject])[-1]
        return (fit,) if fit else ()

    def _may(self, hit: Hit) -> bool:
        known = term(hit.term, hit.kind)
        drawn = staged(hit.term)
        if not drawn or known is None or known.group or drawn in self.must_not or hit.term in self.must_not:
            return False
        return not (hit.kind == "thing" and known.shown in ("worn", "face") and hit.term not in ("eye", "hand"))


def _split(heard: Heard, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield token ranges [first, last] of the clauses: at marks, and at 'and' where somebody acts after it."""
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


def _before(heard: Heard, hit: Hit, words: int) -> list[str]:
    """Return the words right before a hit, the nearest first, up to a mark."""
    found: list[str] = []
    for token in reversed(heard.tokens[max(0, hit.first - words) : hit.first]):
        if token.tag == "mark":
            break
        found.append(token.text.lower())
    return found


def _is_subject(heard: Heard, hit: Hit) -> bool:
    """Say whether a named thing or being can be the grammatical subject of its clause."""
    if _cyrillic(hit.words):
        if _after_preposition(heard, hit):
            return False
        return any(_nominative(t) for t in heard.tokens[hit.first : hit.last + 1] if t.tag in ("noun", "adjective"))
    return not _follows(heard, hit, _AWAY) and not _follows(heard, hit, _verbs(heard))


def _verbs(heard: Heard) -> frozenset[str]:
    return frozenset(heard.tokens[h.last].text.lower() for h in heard.hits if h.kind == "action")


def _follows(heard: Heard, hit: Hit, words: frozenset[str]) -> bool:
    """Say whether one of these English words governs a hit; articles and qualities may stand between."""
    named = {n for h in heard.hits if h.kind in ("place", "thing", *_ACTORS) for n in range(h.first, h.last + 1)}
    for number in range(hit.first - 1, max(-1, hit.first - 5), -1):
        word = heard.tokens[number].text.lower()
        if word in words:
            return True
        if heard.tokens[number].tag == "mark" or number in named or word in _OBJECTS:
            return False
    return False


def _after_preposition(heard: Heard, hit: Hit) -> bool:
    """Say whether a Russian preposition governs a hit; adjectives may stand between."""
    for token in reversed(heard.tokens[max(0, hit.first - 3) : hit.first]):
        if token.text.lower() in _NEAR_RU:
            return True
        if token.tag != "adjective":
            return False
    return False


def _governed(tokens: Sequence[Token], number: int) -> bool:
    """Say whether a preposition stands right before a word: 'in it' is not the subject."""
    return number > 0 and tokens[number - 1].text.lower() in _NEAR_RU | _AWAY


def _about_it(tokens: Sequence[Token]) -> bool:
    """Say whether a clause tells of what was named before: 'three words are carved in it', 'на нём высечено'."""
    words = ("it", "them", "нем", "ней", "него", "нее")
    return any(t.text.lower().replace("ё", "е") in words and _governed(tokens, n) for n, t in enumerate(tokens))


def _has_verb(heard: Heard, first: int) -> bool:
    """Say whether a Russian clause has a verb that the vocabulary does not know."""
    for token in heard.tokens[first:]:
        if token.tag == "mark":
            return False
        if token.tag == "verb":
            return True
    return False


def _is_owner(heard: Heard, hit: Hit) -> bool:
    """Say whether somebody is only named as whose something is: 'the helmet of a friend', 'шлем друга'."""
    if _cyrillic(hit.words):
        cases = [tag for t in heard.tokens[hit.first : hit.last + 1] for tag, score in _parses(t.text) if score > 0.1]
        return all("gent" in tag for tag in cases) and not (set(_before(heard, hit, 2)) & _NEAR_RU)
    return _follows(heard, hit, frozenset({"of"}))


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


def _many(heard: Heard, hits: Sequence[Hit]) -> bool:
    """Say whether the first of these hits is a plural."""
    for token in heard.tokens[hits[0].first : hits[0].last + 1] if hits else ():
        if _cyrillic(token.text) and token.tag in ("noun", "name"):
            return all("plur" in tag for tag, score in _parses(token.text) if score >= 0.15)
        if not _cyrillic(token.text) and token.lemmas[:1] != token.lemmas[1:2] and len(token.lemmas) > 1:
            return token.text.lower().endswith(("s", "en")) and not token.lemmas[1].endswith("s")
    return False


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
        return bool(before) and before[0] in ("the", "a", "an", "every", "each", "what") and bool(unknown)
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
