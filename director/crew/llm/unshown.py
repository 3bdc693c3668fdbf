"""What a drawn take cannot show of its shot, and which questions about it would therefore be asked in vain.

The storyboard names in `Shot.beyond` what canonical terms cannot say. A draft is drawn from those terms: no other take
of it could show the rest, so nobody is asked for it, no take is refused for it and none is made again for it. It is
recorded with the verdict, and a take of a renderer that reads words is held to it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from director.crew.house.lexicon import Token, common, hear
from director.crew.house.names import called, name_of, the
from director.crew.llm.asking import DRAWN, questions
from director.model import Order, Presence, Requirement, RequirementKind, Shot

TOLD: frozenset[RequirementKind] = frozenset({"story"})
"""Kinds of questions that hang on what a shot tells. How it is made, whole bodies among it, is asked of every take."""

_HAPPENS = frozenset({"story", "eyes-middle", "eyes-changes"})
"""Questions after what happens. Where none of them is left, nobody is asked whether anything does."""
_NEEDED = "eyes-needed"
_MIDDLE = "eyes-middle"
"""The way to the change: what the change hangs on, it hangs on too, though it may call it 'it'."""
_OF_A_THING = ("thing", "eyes-motif")
_STILL = frozenset({"", "hold", "stand", "sit", "wait"})
"""Actions that without what they are about are no more than being there."""

_ASIDE = re.compile(r"\([^)]*\)")
_QUOTED = re.compile(r"'(.+)'", re.S)
_GROUND = frozenset({"frame", "picture", "draft", "scene", "half", "кадр", "картинка", "рисунок", "половина"})
"""Nouns that name no thing: 'only the hand is in the frame'."""
_OF_DOING = re.compile(r"(?:ing|ed)$")
_DONE = frozenset(
    {"worn", "held", "drawn", "given", "broken", "torn", "hung", "shut", "thrown", "taken", "open", "asleep"}
)
_BETWEEN = frozenset(
    {"about", "across", "against", "along", "around", "at", "behind", "beside", "between", "by", "down", "for", "from",
     "in", "inside", "into", "near", "of", "off", "on", "onto", "out", "over", "round", "through", "to", "toward",
     "towards", "under", "up", "upon", "with", "within", "without", "and", "or", "as", "than"}
)  # fmt: skip
"""Between an English thing and the next: the last word before one names the thing."""
_SMALL = frozenset(
    {"the", "a", "an", "it", "its", "her", "his", "their", "she", "he", "they", "is", "are", "be", "has", "have", "not",
     "no", "only", "both", "one", "two", "three", "red", "blue", "green", "white", "black", "yellow", "brown", "grey",
     "small", "big", "long", "old", "new", "this", "that", "who", "which", "does", "do", "there", "all", "some"}
)  # fmt: skip
"""Words that tell no relation."""


@dataclass(frozen=True)
class _Phrase:
    """One entry of `beyond`."""

    text: str
    things: tuple[frozenset[str], ...]
    """Dictionary forms of each thing that it names."""
    kinds: tuple[frozenset[str], ...]
    """Of what kind an English thing is: the bread of a bread roll."""
    rest: frozenset[str]
    """Of everything else in it: how things look, stand, or are held."""
    terms: frozenset[str]
    """Terms that the named things come near to: the way from a Russian word to an English one."""


@dataclass(frozen=True)
class Unshown:
    """What the drawn take of one shot cannot show."""

    shot: Shot

    def named_in(self, question: str) -> tuple[str, ...]:
        """Return the entries of `beyond` on which a question hangs, as written.

        It hangs on an entry that names a thing which this shot does not draw, if the question names that thing. Where
        all things of an entry are drawn (a mitten that hangs from a mirror), what is beyond is how they stand to each
        other: the question has to name that as well.
        """
        heard = hear(question)
        words = frozenset(form for token in heard.tokens for form in token.lemmas)
        terms = frozenset(hit.term for hit in heard.hits if hit.kind in ("thing", "vehicle"))
        return tuple(p.text for p in self._phrases if self._hangs(p, words, terms))

    def _hangs(self, phrase: _Phrase, words: frozenset[str], terms: frozenset[str]) -> bool:
        lacking = [thing for thing in phrase.things if not thing & self._shown]
        kinds = [kind for kind in phrase.kinds if lacking and not kind & self._shown]
        if any(thing & words for thing in (*lacking, *kinds)) or phrase.terms & terms:
            return True
        how = phrase.rest - self._shown
        return bool(how & words) and (not phrase.things or any(thing & words for thing in phrase.things))

    @cached_property
    def _phrases(self) -> tuple[_Phrase, ...]:
        return tuple(_phrase(text, self._shown, self._terms) for text in self.shot.beyond)

    @cached_property
    def _terms(self) -> frozenset[str]:
        return frozenset(p.term for p in (*self.shot.who, *self.shot.props)) | {self.shot.place_term}

    @cached_property
    def _shown(self) -> frozenset[str]:
        """Dictionary forms of the names of everyone and everything that the drawing of this shot shows."""
        shot = self.shot
        names = [name for p in (*shot.who, *shot.props) for name in _names(p)]
        names += [name_of(shot.place_term, "en"), name_of(shot.place_term, "ru"), shot.place.replace("_", " ")]
        names += [look.split(",")[0] for look in (shot.script.cast if shot.script else ())]
        # The house names the subject there as the artist does.
        names += [r.text.partition(":")[2] for r in shot.requirements if r.id == "identity"]
        return frozenset(form for name in names for form in _forms(hear(name).tokens))


def asked_of(
    shot: Shot, order: Order, unsure: frozenset[str], shown: frozenset[str]
) -> tuple[tuple[Requirement, ...], tuple[tuple[Requirement, tuple[str, ...]], ...]]:
    """Return what eyes are asked about a take, and what they are not asked: with the entries of `beyond` it hangs on.

    Where the happening itself is beyond the drawing, the one action that was ordered is asked for in its place.
    """
    made = questions(shot, order, unsure, shown)
    if order.renderer not in DRAWN or not shot.beyond:
        return made, ()
    vain = _in_vain(shot, made)
    does = _ordered(shot) if _MIDDLE in vain else ()
    return (*(r for r in made if r.id not in vain), *does), tuple((r, vain[r.id]) for r in made if r.id in vain)


def _in_vain(shot: Shot, asked: tuple[Requirement, ...]) -> dict[str, tuple[str, ...]]:
    """Return by id the questions that a drawn take cannot answer, and what each hangs on."""
    unshown = Unshown(shot)
    vain = {r.id: named for r in asked if r.kind in TOLD and (named := unshown.named_in(_asks_for(r)))}
    changes = next((vain[each] for each in ("story", "eyes-changes") if each in vain), ())
    if changes and any(r.id == _MIDDLE for r in asked):
        vain.setdefault(_MIDDLE, changes)
    happens = {r.id for r in asked if r.id in _HAPPENS}
    if happens and happens <= vain.keys() and any(r.id == _NEEDED for r in asked):
        vain[_NEEDED] = tuple(dict.fromkeys(entry for each in sorted(happens) for entry in vain[each]))
    return vain


def _asks_for(requirement: Requirement) -> str:
    """Return what a question is about: what stands in quotes, of a thing its name without what it has or lies on."""
    quoted = _QUOTED.search(requirement.text)
    said = quoted[1] if quoted else requirement.text
    if not requirement.id.startswith(_OF_A_THING):
        return said
    words = said.split()
    return " ".join(takewhile(lambda word: word.lower().strip(",") not in _BETWEEN, words)) or said


def _ordered(shot: Shot) -> tuple[Requirement, ...]:
    subject = shot.subject
    if subject is None or subject.action in _STILL:
        return ()
    who, does = the(called(subject, "en"), "en"), name_of(subject.action, "en")
    text = f"Is {who} seen to {does} in at least one frame, with or without what is handled?"
    return (Requirement(id="eyes-does", kind="story", text=text, weight=0.9, hard=False),)


def _names(presence: Presence) -> tuple[str, ...]:
    cutout = presence.cutout
    own = (cutout.name, cutout.name_en) if cutout else (name_of(presence.term, "en"), name_of(presence.term, "ru"))
    return (*own, presence.character.replace("_", " "), presence.action and name_of(presence.action, "en"))


def _phrase(text: str, shown: frozenset[str], terms: frozenset[str]) -> _Phrase:
    heard = hear(_ASIDE.sub("", text))
    tokens, known = heard.tokens, [h for h in heard.hits if h.kind in ("thing", "vehicle")]
    numbers = [n for n in range(len(tokens)) if _is_thing(tokens, n)]
    things = tuple(forms for n in numbers if (forms := _forms(tokens[n : n + 1])) and not forms & _GROUND)
    before = {n - 1 for n in numbers} & {n for h in known for n in range(h.first, h.last + 1)} - set(numbers)
    kinds = tuple(_forms(tokens[n : n + 1]) for n in sorted(before))
    rest = frozenset(
        form for n, t in enumerate(tokens) if n not in numbers and n not in before and _says_how(t) for form in t.lemmas
    )
    missing = {n for n in numbers if not set(tokens[n].lemmas) & shown}
    near = frozenset(h.term for h in known if missing & set(range(h.first, h.last + 1)))
    return _Phrase(text, things, kinds, rest, near - terms)


def _is_thing(tokens: tuple[Token, ...], number: int) -> bool:
    """Whether a word names a thing: in Russian by its part of speech, in English by standing last in its group."""
    token = tokens[number]
    if not token.lemmas or token.tag in ("number", "name", "verb", "adjective"):
        return False
    if re.search("[А-Яа-яЁё]", token.text):
        after_noun = number > 0 and tokens[number - 1].tag == "noun"
        return token.tag == "noun" and not (token.genitive and after_noun)
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    return not _joins(token) and (after is None or _joins(after))


def _says_how(token: Token) -> bool:
    """Whether a word may tell how things stand to each other: hanging, worn, given."""
    if re.search("[А-Яа-яЁё]", token.text):
        return token.tag in ("verb", "adjective")
    return token.text.lower() not in _BETWEEN | _SMALL


def _joins(token: Token) -> bool:
    word = token.text.lower()
    return not token.lemmas or word in _BETWEEN or word in _DONE or common(token) or bool(_OF_DOING.search(word))


def _forms(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(form for token in tokens for form in token.lemmas if not common(token))
