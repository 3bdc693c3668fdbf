"""What words mean here: lemmas, multiword terms, and marks of speech such as 'no', 'then' and 'what matters most'.

Russian lemmas come from pymorphy3, English ones from simplemma. Both are loaded at the first use.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, get_args

from director.crew.house.terms import NO_NAME, Term, listed, read_vocabulary, term, terms
from director.crew.house.wearing import worn_as
from director.model import TermKind

SpeechKind = Literal[
    "forbid", "lack", "instead", "less", "deny", "not_a_no", "ends_a_no", "most", "must", "past_over", "then",
    "becomes", "start", "end", "chorus", "first_chorus", "last_chorus", "verse", "bridge", "climax",
]  # fmt: skip
Tag = Literal["noun", "verb", "adjective", "name", "number", "mark", "other"]

_WORD = re.compile(
    r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*(?:[-‐‑][^\W\d_]+(?:['’][^\W\d_]+)*)*|\d+(?:[-‐]?[^\W\d_]+)?|[^\w\s]|\n"
)
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_TAGS: dict[str, Tag] = {
    "NOUN": "noun", "VERB": "verb", "INFN": "verb", "GRND": "verb",
    "ADJF": "adjective", "ADJS": "adjective", "PRTF": "adjective", "PRTS": "adjective", "COMP": "adjective",
}  # fmt: skip
_NAMED: frozenset[TermKind] = frozenset({"thing", "place", "weather", "vehicle"})
_WHO = frozenset({"she", "he", "who", "everyone", "everybody", "nobody", "someone", "somebody"})
_ITS_OBJECT = frozenset((
    "the", "a", "an", "her", "his", "its", "their", "my", "our", "your", "it", "him", "them", "off", "open", "apart",
    "up",
))  # fmt: skip
"""What follows a verb and never its noun: 'tears the tape', but 'tears on her cheek'."""

_LIKELY = 0.15
"""A reading of a word form rarer than this share is not considered (pymorphy3's score, 0-1)."""


@dataclass(frozen=True)
class Token:
    """One word, number or mark of a text."""

    text: str
    start: int
    """Character offset in the text."""
    end: int
    lemmas: tuple[str, ...]
    """Dictionary forms, the likeliest first."""
    tag: Tag
    genitive: bool = False
    rare: tuple[str, ...] = ()
    """Unlikely dictionary forms: they count inside a phrase, where the neighbours vouch for them."""
    joined: bool = False
    """A hyphen joins it to the word before."""


@dataclass(frozen=True)
class Hit:
    """A word or phrase of a text that stands for a term."""

    kind: TermKind
    term: str
    entry: str
    """The dictionary form that matched, in the language of the text."""
    words: str
    """As written."""
    start: int
    end: int
    first: int
    """Token numbers [first, last]."""
    last: int


@dataclass(frozen=True)
class Mark:
    """A word or phrase that steers what is said around it."""

    kind: SpeechKind
    first: int
    last: int


@dataclass(frozen=True)
class Heard:
    """A text as the lexicon sees it."""

    tokens: tuple[Token, ...]
    hits: tuple[Hit, ...]
    marks: tuple[Mark, ...]

    def covered(self) -> frozenset[int]:
        """Return the numbers of all tokens that belong to a hit or a mark."""
        spans: list[Hit | Mark] = [*self.hits, *self.marks]
        return frozenset(n for span in spans for n in range(span.first, span.last + 1))


@dataclass(frozen=True)
class _Phrase:
    """A phrase of the vocabulary: for each of its words the lemmas that fit."""

    words: tuple[frozenset[str], ...]
    entry: str
    term: Term | None = None
    speech: SpeechKind | None = None
    foreign: bool = False
    """Of another language than ours: counts only in a text that is written in one."""


@cache
def hear(text: str) -> Heard:
    """Find every term and every mark of speech in a text.

    The longest phrase wins; among equal lengths the likelier lemma.
    """
    language = language_of(text)
    foreign = language not in ("ru", "en", "")
    tokens = tuple(_tokens(text, _small_words().get(language, frozenset()) if foreign else frozenset()))
    words = [n for n, token in enumerate(tokens) if token.tag != "mark"]
    hits: list[Hit] = []
    marks: list[Mark] = []
    at = 0
    while at < len(words):
        phrase, length = _longest(tokens, words, at, foreign=foreign)
        if phrase is None:
            at += 1
            continue
        first, last = words[at], words[at + length - 1]
        if phrase.speech is not None:
            marks.append(Mark(phrase.speech, first, last))
        else:
            hits.extend(_hits(text, tokens, phrase, first, last))
        at += length
    told = [_as_worn(hit, tokens) for hit in hits if not _is_done(hit, hits, tokens)]
    return Heard(tokens, tuple(_meant(told)), tuple(marks))


def _as_worn(hit: Hit, tokens: Sequence[Token]) -> Hit:
    """Return a garment that somebody has on as part of that somebody."""
    worn = worn_as(hit.term, hit.words, [t.text for t in tokens[: hit.first]]) if hit.kind == "thing" else ""
    return replace(hit, term=worn) if worn else hit


def _is_done(hit: Hit, hits: Sequence[Hit], tokens: Sequence[Token]) -> bool:
    """Whether an English noun is a verb here: somebody 'tears the tape', 'waves his hand', 'parks the car'."""
    if hit.kind not in _NAMED or hit.first != hit.last or not hit.first or not hit.words.lower().endswith("s"):
        return False
    after = tokens[hit.last + 1].text.lower() if hit.last + 1 < len(tokens) else ""
    before = tokens[hit.first - 1].text.lower()
    does = any(other.kind in ("person", "animal") and other.last == hit.first - 1 for other in hits)
    return after in _ITS_OBJECT and (does or before in _WHO)


def _meant(hits: list[Hit]) -> Iterator[Hit]:
    """Let plain words stand for what was named before: after 'the fairy forest', 'the forest' is that one."""
    before: set[str] = set()
    for hit in hits:
        nearer = _plain().get(hit.term, {}) if hit.entry and (" " not in hit.words or hit.term == "highway") else {}
        named = next((meant for meant, evidence in nearer.items() if before & {meant, *evidence}), None)
        known = term(named) if named else None
        yield replace(hit, kind=known.kind, term=known.id) if known else hit
        before.add(hit.term)


@cache
def _plain() -> dict[str, dict[str, list[str]]]:
    return read_vocabulary("_plain")


def common(token: Token) -> bool:
    """Return whether a word carries no picture of its own: function words, talk about films, plain qualifiers."""
    plain = _common()
    if not token.lemmas:
        return True
    if any(lemma in plain for lemma in token.lemmas):
        return True
    if _CYRILLIC.search(token.text):
        return False
    word = _folded(token.text)
    return len(word) < 3 or (word.endswith("ly") and len(word) > 4)


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language a text is written in; '' when it holds no words.

    Scripts other than Latin and Cyrillic name their language; those two are told by their small words.
    """
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return ""
    for code, pattern in _SCRIPTS:
        if sum(1 for c in letters if pattern.match(c)) > len(letters) * 0.3:
            return "ja" if code == "zh" and re.search(r"[ぁ-ヿ]", text) else code
    cyrillic = sum(1 for c in letters if _CYRILLIC.match(c)) > len(letters) / 2
    words = [m.group().lower() for m in re.finditer(r"[^\W\d_]+", text)]
    own = "ru" if cyrillic else "en"
    scores = {code: sum(1 for word in words if word in small) for code, small in _small_words().items()}
    allowed = [code for code in scores if (code in _CYRILLIC_LANGUAGES) == cyrillic]
    best = max(allowed, key=lambda code: (scores[code], code == own))
    if scores[best] <= scores[own] * 1.3 or scores[best] < 2:
        return _by_letters(text, own)
    return best


def lemmas(word: str) -> tuple[str, ...]:
    """Return the dictionary forms of one word, the likeliest first, lower case, with е for ё."""
    return _russian(_folded(word))[0] if _CYRILLIC.search(word) else _english(_folded(word))


_CYRILLIC_LANGUAGES = frozenset({"ru", "uk", "be", "bg"})
_SCRIPTS = tuple(
    (code, re.compile(letters))
    for code, letters in (
        ("ja", "[ぁ-ヿ]"), ("zh", "[㐀-鿿]"), ("ko", "[가-힣]"), ("ar", "[؀-ۿ]"), ("he", "[֐-׿]"), ("el", "[Ͱ-Ͽ]"),
        ("hi", "[ऀ-ॿ]"), ("th", "[฀-๿]"), ("ka", "[Ⴀ-ჿ]"), ("hy", "[԰-֏]"),
    )
)  # fmt: skip


def _by_letters(text: str, own: str) -> str:
    if own == "ru" and re.search("[їєґ]", text.lower()):
        return "uk"
    return "be" if own == "ru" and "ў" in text.lower() else own


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, words in read_vocabulary("_languages").items()}


@cache
def _common() -> frozenset[str]:
    plain: set[str] = set()
    for language in ("ru", "en"):
        for words in read_vocabulary("_common")[language].values():
            for word in words.split():
                plain.add(_folded(word))
    return frozenset(plain)


@cache
def _index() -> dict[str, list[_Phrase]]:
    """Return every phrase by each lemma of its first word."""
    found: dict[str, list[_Phrase]] = {}
    for phrase in _phrases():
        for lemma in sorted(phrase.words[0]):
            found.setdefault(lemma, []).append(phrase)
    return found


def _phrases() -> Iterator[_Phrase]:
    speech = read_vocabulary("_speech")
    for kind in get_args(SpeechKind):
        for words in speech[kind].values():
            yield from (_Phrase(_keys(entry), entry, speech=kind) for entry in listed(words))
    for known in terms():
        for entry in (*known.ru, *known.en):
            yield _Phrase(_keys(entry.lstrip(NO_NAME)), entry, known)
    for term_id, words in read_vocabulary("_abroad").items():
        yield from (_Phrase(_keys(entry), entry, term(term_id), foreign=True) for entry in listed(words))


def _keys(entry: str) -> tuple[frozenset[str], ...]:
    keys = []
    for match in _WORD.finditer(entry):
        word = _folded(match.group())
        forms = lemmas(word)
        keys.append(frozenset({word}) if word in forms else frozenset({word, forms[0]}))
    return tuple(keys)


def _longest(tokens: tuple[Token, ...], words: list[int], at: int, *, foreign: bool) -> tuple[_Phrase | None, int]:
    best: tuple[int, int] | None = None
    chosen: _Phrase | None = None
    index = _index()
    for place, lemma in enumerate(tokens[words[at]].lemmas):
        for phrase in index.get(lemma, ()):
            length = len(phrase.words)
            exact = length == 1 and _folded(phrase.entry) == _folded(tokens[words[at]].text)
            rank = -1 if exact else place
            if (phrase.foreign and not foreign) or (best is not None and (-length, rank) >= best):
                continue
            if _fits(phrase, tokens, words, at):
                best, chosen = (-length, rank), phrase
    return chosen, -best[0] if best else 0


def _fits(phrase: _Phrase, tokens: tuple[Token, ...], words: list[int], at: int) -> bool:
    numbers = words[at : at + len(phrase.words)]
    if len(numbers) < len(phrase.words) or numbers[-1] - numbers[0] != len(numbers) - 1:
        return False
    if len(numbers) == 1:
        return not phrase.words[0].isdisjoint(tokens[numbers[0]].lemmas)
    return all(
        not wanted.isdisjoint((*tokens[n].lemmas, *tokens[n].rare))
        for wanted, n in zip(phrase.words, numbers, strict=True)
    )


def _hits(text: str, tokens: tuple[Token, ...], phrase: _Phrase, first: int, last: int) -> Iterator[Hit]:
    start, end = tokens[first].start, tokens[last].end
    if phrase.term is None:
        return
    yield Hit(phrase.term.kind, phrase.term.id, phrase.entry, text[start:end], start, end, first, last)
    for implied in filter(None, map(term, phrase.term.implies)):
        yield Hit(implied.kind, implied.id, "", text[start:end], start, end, first, last)


def _tokens(text: str, small: frozenset[str]) -> Iterator[Token]:
    """Yield the tokens of a text. `small` are the small words of a foreign language; they mean nothing here."""
    index = _index()
    for match in _WORD.finditer(text):
        word = match.group()
        if not word[0].isalnum():
            yield Token(word, match.start(), match.end(), (), "mark")
            continue
        if word.lower() in small:
            yield Token(word, match.start(), match.end(), (), "other")
            continue
        token = _token(word, match.start())
        if re.search("[-‐‑]", word) and not any(lemma in index for lemma in token.lemmas):
            for part in re.finditer(r"[^-‐‑]+", word):
                yield replace(_token(part.group(), match.start() + part.start()), joined=part.start() > 0)
        else:
            yield token


def _token(word: str, start: int) -> Token:
    folded = _folded(word)
    if word[0].isdigit():
        return Token(word, start, start + len(word), (folded,), "number")
    if _CYRILLIC.search(word):
        forms, tag, genitive, rare = _russian(folded)
        return Token(word, start, start + len(word), forms, tag, genitive, rare)
    return Token(word, start, start + len(word), _english(folded), "other")


@cache
def morphology() -> Any:
    """Return the Russian morphology of pymorphy3, loaded once."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@cache
def _russian(word: str) -> tuple[tuple[str, ...], Tag, bool, tuple[str, ...]]:
    parses = morphology().parse(word)
    likely = [p for n, p in enumerate(parses) if n == 0 or p.score >= _LIKELY]
    forms = list(dict.fromkeys(_folded(p.normal_form) for p in likely))
    if any(word == _folded(p.normal_form) for p in parses):
        # A word that is its own dictionary form most likely means itself: 'горе' is grief before it is a mountain.
        forms = [word, *(form for form in forms if form != word)]
    rare = tuple(dict.fromkeys(_folded(p.normal_form) for p in parses if _folded(p.normal_form) not in forms))
    top = parses[0].tag
    tag = _TAGS.get(str(top.POS), "other")
    if tag == "noun" and {"Name", "Surn", "Patr"} & set(top.grammemes):
        tag = "name"
    genitive = any("gent" in p.tag or "gen2" in p.tag for p in likely)
    return tuple(forms), tag, genitive, rare


@cache
def _english(word: str) -> tuple[str, ...]:
    import simplemma

    bare = re.sub(r"'s$", "", word)
    forms = [bare, _folded(simplemma.lemmatize(bare, lang="en")), *_stripped(bare)]
    return tuple(dict.fromkeys(forms))


def _stripped(word: str) -> Iterator[str]:
    """Yield regular stems that the dictionary of simplemma misses ('singing' -> 'sing', 'running' -> 'run')."""
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 3:
            continue
        yield stem
        yield stem + "e"
        if stem[-1] == stem[-2]:
            yield stem[:-1]


def _folded(word: str) -> str:
    return word.lower().replace("ё", "е").replace("’", "'").replace("ʼ", "'")
