"""Small grammar of briefs: subjects, owners, places and plurals, by Russian cases and English word order."""

from collections.abc import Sequence
from functools import cache

from director.crew.house.lexicon import Heard, Hit, Token, morphology
from director.crew.house.terms import staged, term

ACTORS = ("person", "animal", "vehicle")
AWAY = frozenset({
    "of", "with", "beside", "for", "by", "at", "to", "from", "on", "under", "behind", "like", "in", "over", "through",
    "into", "between", "near", "after",
})  # fmt: skip
"""English prepositions: what follows them is not the subject."""

_NEAR_RU = frozenset({
    "в", "во", "на", "над", "у", "по", "через", "сквозь", "за", "к", "ко", "из", "под", "между", "среди", "посреди",
    "около", "возле", "перед", "мимо", "с", "со", "вдоль",
})  # fmt: skip
_OBJECTS = frozenset({"him", "her", "them", "it", "me", "us"})
_FEMALE = frozenset({"girl", "woman", "mother", "old_woman", "singer", "dancer"})
JOINS = frozenset({"и", "а", "но", "and", "but", "while", "then", "потом"})


@cache
def parses(word: str) -> tuple[tuple[str, float], ...]:
    """Return (tag, score) of each reading of a Russian word form, the likeliest first."""
    return tuple((str(p.tag), p.score) for p in morphology().parse(word.lower()))


def cyrillic(word: str) -> bool:
    """Say whether a word is written in Cyrillic."""
    return any("а" <= c <= "я" or c == "ё" for c in word.lower())


def nominative(token: Token) -> bool:
    """Say whether a Russian word may stand in the nominative."""
    return any("nomn" in tag and score >= 0.1 for tag, score in parses(token.text))


def words_before(heard: Heard, hit: Hit, words: int) -> list[str]:
    """Return the words right before a hit, the nearest first, up to a mark."""
    found: list[str] = []
    for token in reversed(heard.tokens[max(0, hit.first - words) : hit.first]):
        if token.tag == "mark":
            break
        found.append(token.text.lower())
    return found


def is_subject(heard: Heard, hit: Hit) -> bool:
    """Say whether a named thing or being can be the grammatical subject of its clause."""
    if cyrillic(hit.words):
        if after_preposition(heard, hit):
            return False
        return any(nominative(t) for t in heard.tokens[hit.first : hit.last + 1] if t.tag in ("noun", "adjective"))
    return not follows(heard, hit, AWAY) and not follows(heard, hit, verbs(heard))


def verbs(heard: Heard) -> frozenset[str]:
    """Return the words that stand for actions in a text."""
    return frozenset(heard.tokens[h.last].text.lower() for h in heard.hits if h.kind == "action")


def follows(heard: Heard, hit: Hit, words: frozenset[str]) -> bool:
    """Say whether one of these English words governs a hit; articles and qualities may stand between."""
    named = {n for h in heard.hits if h.kind in ("place", "thing", *ACTORS) for n in range(h.first, h.last + 1)}
    for number in range(hit.first - 1, max(-1, hit.first - 5), -1):
        word = heard.tokens[number].text.lower()
        if word in words:
            return True
        if heard.tokens[number].tag == "mark" or number in named or word in _OBJECTS:
            return False
    return False


def after_preposition(heard: Heard, hit: Hit) -> bool:
    """Say whether a Russian preposition governs a hit; adjectives may stand between."""
    for token in reversed(heard.tokens[max(0, hit.first - 3) : hit.first]):
        if token.text.lower() in _NEAR_RU:
            return True
        if token.tag != "adjective":
            return False
    return False


def governed(tokens: Sequence[Token], number: int) -> bool:
    """Say whether a preposition stands right before a word: 'in it' is not the subject."""
    return number > 0 and tokens[number - 1].text.lower() in _NEAR_RU | AWAY


def about_it(tokens: Sequence[Token]) -> bool:
    """Say whether a clause tells of what was named before: 'three words are carved in it', 'на нём высечено'."""
    words = ("it", "them", "нем", "ней", "него", "нее")
    return any(t.text.lower().replace("ё", "е") in words and governed(tokens, n) for n, t in enumerate(tokens))


def has_verb(heard: Heard, first: int) -> bool:
    """Say whether a Russian clause has a verb that the vocabulary does not know."""
    for token in heard.tokens[first:]:
        if token.tag == "mark":
            return False
        if token.tag == "verb":
            return True
    return False


def is_owner(heard: Heard, hit: Hit) -> bool:
    """Say whether somebody is only named as whose something is: 'the helmet of a friend', 'шлем друга'."""
    if cyrillic(hit.words):
        cases = [tag for t in heard.tokens[hit.first : hit.last + 1] for tag, score in parses(t.text) if score > 0.1]
        return all("gent" in tag for tag in cases) and not (set(words_before(heard, hit, 2)) & _NEAR_RU)
    return follows(heard, hit, frozenset({"of"}))


def is_where(heard: Heard, hit: Hit) -> bool:
    """Say whether a place is where something is: 'снегом' alone is no place."""
    if not cyrillic(hit.words):
        return True
    near = words_before(heard, hit, 3)
    return bool(set(near) & _NEAR_RU) or is_subject(heard, hit)


def gender_of(heard: Heard, hit: Hit) -> str:
    """Return 'm', 'f', 'n' or 'p' (several) for someone named: the pronoun that would take up the name."""
    if not cyrillic(hit.words):
        if hit.kind != "person":
            return "n"
        return "p" if hit.term in ("crowd", "couple", "band") else "f" if staged(hit.term) in _FEMALE else "m"
    for token in heard.tokens[hit.first : hit.last + 1]:
        if token.tag in ("noun", "name"):
            tag = parses(token.text)[0][0]
            return "p" if "plur" in tag else "f" if "femn" in tag else "n" if "neut" in tag else "m"
    return "m"


def plural(heard: Heard, hits: Sequence[Hit]) -> bool:
    """Say whether the first of these hits is a plural."""
    for token in heard.tokens[hits[0].first : hits[0].last + 1] if hits else ():
        if cyrillic(token.text) and token.tag in ("noun", "name"):
            return all("plur" in tag for tag, score in parses(token.text) if score >= 0.02)
        if not cyrillic(token.text) and token.lemmas[:1] != token.lemmas[1:2] and len(token.lemmas) > 1:
            return token.text.lower().endswith(("s", "en")) and not token.lemmas[1].endswith("s")
    return False


def sky_acts(heard: Heard, hits: Sequence[Hit], doing: Hit) -> bool:
    """Say whether it is the weather or the light that does something: 'the northern lights rise'."""
    return any(
        h.kind in ("weather", "time") and h.first != doing.first and is_subject(heard, h) for h in hits
    )  # fmt: skip


def stranger(heard: Heard, first: int, doing: Hit, hits: Sequence[Hit]) -> bool:
    """Say whether something that the vocabulary does not know does it: 'the cold enters the room'."""
    known = {n for h in hits for n in range(h.first, h.last + 1)}
    if not cyrillic(doing.words):
        before = [t.text.lower() for t in heard.tokens[first : doing.first] if t.tag != "mark"]
        before = before[1:] if before and before[0] in JOINS else before
        unknown = [n for n in range(first, doing.first) if n not in known and len(heard.tokens[n].text) > 2]
        return bool(before) and before[0] in ("the", "a", "an", "every", "each", "what") and bool(unknown)
    for number in range(first, min(len(heard.tokens), doing.last + 4)):
        token = heard.tokens[number]
        if token.tag == "mark" and number > doing.last:
            break
        sure = [tag for tag, score in parses(token.text) if score >= 0.3]
        after = heard.tokens[number - 1].text.lower() if number > first else ""
        if number not in known and any("NOUN" in tag and "nomn" in tag for tag in sure) and after not in _NEAR_RU:
            return True
    return False


def is_vehicle(drawn: str) -> bool:
    """Say whether a term is a vehicle's."""
    return term(drawn, "vehicle") is not None


def is_actor(drawn: str) -> bool:
    """Say whether a term is one of those who can act: people, animals, vehicles."""
    return any(term(drawn, kind) is not None for kind in ("person", "animal", "vehicle"))
