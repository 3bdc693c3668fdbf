"""Sentences of the treatment: nouns that decline, and a writer that never says the same thing twice in one film."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from director.crew.house.lexicon import morphology
from director.model import Language
from director.words import keys, say

_GENDERS = {"masc": 0, "femn": 1, "neut": 2}
_ENGLISH_FEMALE = frozenset({"woman", "girl", "mother", "lady", "grandmother", "witch", "queen", "actress"})
_ENGLISH_MALE = frozenset({"man", "boy", "father", "grandfather", "captain", "king", "guy"})


@dataclass(frozen=True)
class Noun:
    """A name that knows its cases, for gaps such as `{hero:gent}`.

    Russian: a case of pymorphy3 (nomn, gent, datv, accs, ablt, loct). English: `the` and `a` put an article.
    Both: `^` before the case makes a capital; `#looks/look` chooses by number, `=he/she/it/they` by gender and number.
    """

    text: str
    language: Language
    female: bool | None = None
    """Of an English name where the word does not tell; None = by the word."""
    person: bool = False

    def __format__(self, spec: str) -> str:
        """Return the name in the asked form; raise ValueError for a form that does not exist."""
        if spec.startswith("#"):
            one, many = spec[1:].split("/")
            return many if self.plural else one
        if spec.startswith("="):
            return spec[1:].split("/")[self._gender()]
        capital, case = spec.startswith("^"), spec.removeprefix("^")
        words = _declined(self.text, case or "nomn") if self.language == "ru" else self._article(case)
        return words[:1].upper() + words[1:] if capital else words

    def __str__(self) -> str:
        """Return the name as it is."""
        return self.text

    @property
    def plural(self) -> bool:
        """Whether the name is a plural."""
        if self.language == "ru":
            return _head(self.text)[1] == 3
        last = self.text.split()[-1]
        return (last.endswith("s") and not last.endswith("ss")) or last in ("children", "people", "men", "women")

    def _gender(self) -> int:
        if self.language == "ru":
            return _head(self.text)[1]
        if self.plural:
            return 3
        words = set(self.text.split())
        if self.female is not None:
            return 1 if self.female else 0
        if words & _ENGLISH_FEMALE:
            return 1
        return 0 if words & _ENGLISH_MALE or self.person else 2

    def _article(self, case: str) -> str:
        if case not in ("the", "a", ""):
            raise ValueError(f"English names have no form {case!r}")
        if not case or self.text.split()[0] in ("the", "a", "her", "his"):
            return self.text
        if case == "the":
            return f"the {self.text}"
        return self.text if self.plural else f"{'an' if self.text[0] in 'aeiou' else 'a'} {self.text}"


@dataclass
class Writer:
    """Chooses sentences of the catalogue by seed. One writer writes one treatment."""

    language: Language
    rng: np.random.Generator
    used: set[str] = field(default_factory=set)

    def write(self, stem: str, **values: object) -> str:
        """Return one of the sentences `stem_1`, `stem_2`, ... that this film has not had yet (any, when all were).

        Raises KeyError when the catalogue has none.
        """
        options = variants(stem)
        if not options:
            raise KeyError(stem)
        fresh = [key for key in options if key not in self.used] or list(options)
        key = fresh[int(self.rng.integers(len(fresh)))]
        self.used.add(key)
        return say(key, self.language, **values)

    def noun(self, text: str, *, person: bool = False, female: bool | None = None) -> Noun:
        """Return a name that declines."""
        return Noun(text, self.language, female, person)


@cache
def variants(stem: str) -> tuple[str, ...]:
    """Return the keys of all variants of a sentence, in order."""
    found = [key for key in keys() if key.startswith(f"{stem}_") and key[len(stem) + 1 :].isdigit()]
    return tuple(sorted(found, key=lambda key: int(key.rsplit("_", 1)[1])))


def sentence(text: str) -> str:
    """Return a text as a sentence: a capital first, a full stop last."""
    text = text.strip(" ,;—–-\n")
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?…" else ".")


def joined(sentences: Sequence[str]) -> str:
    """Return sentences as one paragraph."""
    return " ".join(sentence(s) for s in sentences if s.strip())


@cache
def _declined(phrase: str, case: str) -> str:
    """Return a Russian noun phrase in a case: the head noun and the adjectives before it; what follows stays."""
    if case == "nomn":
        return phrase
    words = phrase.split()
    head, gender = _head(phrase)
    declined = []
    for number, word in enumerate(words):
        if number > head:
            declined.append(word)
            continue
        parse = _nominative(word, noun=number == head)
        form = None if parse is None else parse.inflect(_grammemes(case, gender, parse, head_word=words[head]))
        declined.append(form.word if form is not None else word)
    return " ".join(declined)


def _grammemes(case: str, gender: int, parse: Any, head_word: str) -> set[str]:
    if parse.tag.POS == "NOUN":
        return {case, "plur"} if gender == 3 and "Pltm" not in parse.tag else {case}
    wanted = {case, "plur"} if gender == 3 else {case, ("masc", "femn", "neut")[gender]}
    if case == "accs" and gender in (0, 3):
        noun = _nominative(head_word, noun=True)
        wanted.add("anim" if noun is not None and "anim" in noun.tag else "inan")
    return wanted


@cache
def _head(phrase: str) -> tuple[int, int]:
    """Return the number of the head noun and its gender: 0 he, 1 she, 2 it, 3 they."""
    for number, word in enumerate(phrase.split()):
        parse = _nominative(word, noun=True)
        if parse is not None and parse.tag.POS == "NOUN":
            plural = "plur" in parse.tag or "Pltm" in parse.tag
            return number, 3 if plural else _GENDERS.get(str(parse.tag.gender), 0)
    return 0, 0


@cache
def _nominative(word: str, *, noun: bool) -> Any:
    parses = [p for p in morphology().parse(word) if "nomn" in p.tag]
    kind = [p for p in parses if (p.tag.POS == "NOUN") == noun]
    best = morphology().parse(word)[0]
    if noun and best.tag.POS in ("ADJF", "PRTF") and best.score > 0.5:
        return None
    # Of a thing and a living being of the same name the thing is meant: stars, not famous people.
    return next((p for p in kind if "inan" in p.tag), kind[0]) if kind else None
