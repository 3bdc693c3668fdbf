"""A sentence of the brief in its clauses: who does what in each, with pronouns and elided subjects carried over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import get_args

from director.crew.house.grammar import (
    ACTORS,
    AWAY,
    JOINS,
    about_it,
    cyrillic,
    follows,
    gender_of,
    governed,
    has_verb,
    is_actor,
    is_owner,
    is_subject,
    is_vehicle,
    is_where,
    plural,
    sky_acts,
    stranger,
)
from director.crew.house.lexicon import Heard, Hit, hear
from director.crew.house.narration import Moment as Sentence
from director.crew.house.terms import staged, term
from director.model import Emotion, TimeOfDay, Weather

_BREAKS = frozenset({",", ";", ":", "—", "–", "(", ")", "."})
_PRONOUNS: dict[str, str] = {
    "он": "m", "она": "f", "оно": "n", "они": "p", "оба": "p", "обе": "p", "he": "m", "she": "f", "it": "n",
    "they": "p", "both": "p", "вдвоем": "p",
}  # fmt: skip
_IT = frozenset({"его", "ее", "их", "it", "them", "him", "her"})
_CAMERA = frozenset({"камера", "camera"})
_WE = frozenset({"мы", "we"}) | _CAMERA
"""Who acts in a clause about the film itself: nobody in the picture."""

_GOES_ALONE = frozenset({"stand", "fall", "fly", "fade", "lie", "glide", "turn", "wake", "walk", "run", "sit"})
"""Actions without an object: a thing named after such a verb is what does it ('there stands a stone')."""

_OF_THINGS = frozenset({"fly", "fall", "fade", "turn", "glide", "open", "close"})
_ATTRIBUTED = frozenset({"hologram", "photograph", "statue", "shadow"})
"""Pictures of somebody: 'the hologram of a singer' shows the singer."""

_BODY = frozenset({"hand", "eye", "mouth", "face", "hair", "hat", "heart"})

HAND = frozenset({
    "map", "compass", "lantern", "candle", "photograph", "umbrella", "flower", "paper_boat", "paper_bird", "music_box",
    "doll", "letter", "book", "cassette", "phone", "key", "ring", "trophy", "snow_globe", "leaf", "helmet",
    "mitten", "glove", "sock", "boot", "shoe", "bread", "cup", "plate", "bowl", "bottle", "suitcase", "bag", "backpack",
    "basket", "bucket", "ball", "rope", "lace", "coin", "ticket", "box", "violin", "trumpet", "broom", "spoon",
    "kettle", "pot", "apple", "cake", "egg", "feather", "shell", "bell", "button", "thread_spool", "crown", "pillow",
    "blanket", "comb", "glasses", "hand_drum",
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
    broken: bool = False
    """Whether something breaks in it."""
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
        said = {t.text.lower().replace("ё", "е") for n, t in enumerate(tokens) if not governed(tokens, n)}
        ours = bool(said & _WE)
        actors = [h for h in hits if h.kind in ACTORS and h.entry and self._may(h)]
        things = [h for h in hits if h.kind == "thing" and self._may(h)]
        places = [h for h in hits if h.kind == "place" and self._may(h) and is_where(heard, h)]
        actions = [h for h in hits if h.kind == "action" and h.entry]
        action = next((a for a in (_staged_action(h) for h in actions) if a), "")
        ours = ours and not (actors and said & _CAMERA)
        if places:
            self._place = staged(places[0].term)
        for hit in actors:
            self._spoken.append((staged(hit.term), gender_of(heard, hit), self._place))
        passive = bool(self._thing) and not actors and not things and about_it(tokens) and not said & set(_PRONOUNS)
        who = () if ours or passive else self._who(heard, actors, things, places, hits, actions, said, first)
        if ours:
            action = ""
        if who and term(who[0], "thing") is not None and not is_actor(who[0]):
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
            pulled = [w for w, _, _ in self._spoken[self._here :] if is_vehicle(w) and w != who[0]]
            named = pulled[-1:] if term(who[0], "animal") else named
        if not who and not named and self._thing and about_it(tokens):
            named, action = [self._thing], ""
        self._held = tuple(named) or self._held
        self._thing = next((t for t in named if t not in _BODY), self._thing)
        rides = [w for w in who[1:] if is_vehicle(w)]
        skies = {h.term for h in hits if h.kind in ("time", "weather", "mood")}
        return Clause(
            words=self.text[tokens[0].start : tokens[-1].end].strip(" ,;:—–-"),
            who=tuple(w for w in who if w not in rides) if who and not is_vehicle(who[0]) else who,
            action=action if who or named else "",
            things=tuple(dict.fromkeys([*(rides if who and not is_vehicle(who[0]) else ()), *named])),
            broken=any(h.term == "break_apart" for h in hits) and bool(named),
            many=plural(heard, [h for h in (actors if who else things) if staged(h.term) == (*who, *named, "")[0]]),
            places=tuple(dict.fromkeys(staged(h.term) for h in places)),
            time=next((t for t in get_args(TimeOfDay) if t in skies), None),
            weather=next((t for t in get_args(Weather) if t in skies), None),
            emotion=next((t for t in get_args(Emotion) if t in skies), None),
        )

    def _who(
        self, heard: Heard, actors: Sequence[Hit], things: Sequence[Hit], places: Sequence[Hit], hits: Sequence[Hit],
        actions: Sequence[Hit], said: set[str], first: int,
    ) -> tuple[str, ...]:  # fmt: skip
        subjects = [h for h in actors if is_subject(heard, h)]
        if subjects:
            others = [h for h in actors if h is not subjects[0] and not is_owner(heard, h)]
            return tuple(dict.fromkeys(staged(h.term) for h in (subjects[0], *others)))[:3]
        doing = next((h for h in actions if _staged_action(h)), None)
        thing = self._acting_thing(heard, things, doing)
        if thing:
            owner = [staged(h.term) for h in actors]
            return (owner[0],) if owner and thing in _ATTRIBUTED else (thing,)
        told = next((_PRONOUNS[w] for w in sorted(said & set(_PRONOUNS))), "")
        if told and (told != "n" or doing is not None):
            return self._meant(told)
        named = tuple(dict.fromkeys(staged(h.term) for h in actors))
        if doing is None:
            goes_on = is_actor(self._subject) and not things and (has_verb(heard, first) or bool(said & _IT))
            return named or ((self._subject,) if goes_on else ())
        if any(h.kind == "thing" and (known := term(h.term, "thing")) and known.shown == "face" for h in hits):
            # 'The faces fade': the faces of those who were spoken of before.
            return (self._before,) if self._before else ()
        other = self._something_else_acts(heard, first, doing, hits, places, things)
        return () if other else tuple(w for w in dict.fromkeys((self._subject or self.lead, *named)) if w)

    def _something_else_acts(
        self, heard: Heard, first: int, doing: Hit, hits: Sequence[Hit], places: Sequence[Hit], things: Sequence[Hit]
    ) -> bool:
        """Say whether the sky, a place, a garment or something unknown does it, and nobody who was named before."""
        worn = (h for h in hits if h.kind == "thing" and h not in things)
        before = [h for h in (*places, *worn) if h.first < doing.first]
        return (
            sky_acts(heard, hits, doing)
            or any(is_subject(heard, h) for h in before)
            or stranger(heard, first, doing, hits)
        )

    def _acting_thing(self, heard: Heard, things: Sequence[Hit], doing: Hit | None) -> str:
        for hit in things:
            if doing is None or staged(hit.term) in _BODY:
                continue
            if hit.first < doing.first and is_subject(heard, hit):
                return staged(hit.term)
            alone = _staged_action(doing) in _GOES_ALONE
            if alone and (is_subject(heard, hit) if cyrillic(hit.words) else not follows(heard, hit, AWAY)):
                return staged(hit.term)
        return ""

    def _meant(self, told: str) -> tuple[str, ...]:
        """Return whom a pronoun means: the last one named that agrees with it, else the main character."""
        beings = [(w, g, p) for w, g, p in self._spoken if not is_vehicle(w)]
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
        if drawn == "fire" and hit.words.lower().startswith(("огн", "искр", "spark")):
            # 'Огни' are the lights of a town, and sparks are no fire to sit by.
            return False
        of_face = known.shown in ("worn", "face") and hit.term not in ("eye", "hand", "mouth")
        return not (hit.kind == "thing" and of_face)


def _split(heard: Heard, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield token ranges [first, last] of the clauses: at marks, and at 'and' where somebody acts after it."""
    inside = [n for n, t in enumerate(heard.tokens) if t.start >= sentence.start and t.end <= sentence.end]
    if not inside:
        return
    acting = {h.first for h in sentence.hits if h.kind in ("action", *ACTORS)}
    first = inside[0]
    for number in inside:
        token = heard.tokens[number]
        word = token.text.lower()
        ends = token.tag == "mark" and token.text in _BREAKS
        if word in JOINS and number > first:
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
