"""What a sentence of the artist points at: shots, sections, a file, a take, a number of beats."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from director.crew.base import FilmView
from director.crew.house.lexicon import Token, hear, lemmas
from director.crew.house.model_names import named, near
from director.crew.house.terms import listed, read_vocabulary
from director.model import SectionLabel, SongMap
from render import catalog

_FILE = re.compile(
    r"[\"«„“']([^\"»”']+\.(?:jpe?g|png|webp|tiff?|bmp|gif|mp4|mov|mkv|avi|webm|m4v))[\"»“”']"
    r"|(?:\s(?:на|файлом|файл|with|by|use|file)\s+)([^\"«»,;:!?]+?\.(?:jpe?g|png|webp|tiff?|bmp|gif|mp4|mov|mkv|avi|webm|m4v))\b"
    r"|(\S+\.(?:jpe?g|png|webp|tiff?|bmp|gif|mp4|mov|mkv|avi|webm|m4v))",
    re.IGNORECASE,
)
_TAKE = re.compile(
    r"(?:дубл\w*|take)\s*(?:№|#|номер|number|no\.?)?\s*(\d+)|(\d+)(?:-?\w{1,2})?\s+(?:дубл\w*|takes?\b)", re.IGNORECASE
)
_BEATS = re.compile(r"(\d+)\s*(?:дол\w+|удар\w*|бит\w*|beats?)", re.IGNORECASE)
_BARS = re.compile(r"(\d+)\s*(?:такт\w*|bars?\b|measures?)", re.IGNORECASE)
_RANGE = re.compile(r"\bs?(\d{1,3})\s*(?:-|–|—|по|до|to|through)\s*s?(\d{1,3})\b", re.IGNORECASE)
_NUMBER = re.compile(r"\bs?(\d{1,3})(?:-?(?:й|го|м|му|ю|я|ый|ой|ая|ом|st|nd|rd|th))?\b", re.IGNORECASE)
_ACROSS = frozenset({"on", "over", "across", "under", "onto"})
_LABELS: dict[str, frozenset[SectionLabel]] = {
    "chorus": frozenset({"chorus"}),
    "first_chorus": frozenset({"chorus"}),
    "last_chorus": frozenset({"chorus"}),
    "verse": frozenset({"verse"}),
    "bridge": frozenset({"bridge", "breakdown", "solo"}),
}


@dataclass(frozen=True)
class Pointed:
    """What was pointed at."""

    shots: tuple[str, ...] = ()
    sections: tuple[int, ...] = ()
    missing_shots: tuple[int, ...] = ()
    """Numbers of shots that the film does not have."""
    missing_section: str = ""
    """A kind of section that this song does not have, as a label."""
    file: str = ""
    renderer: str = ""
    """A model's name in the catalog."""
    model_word: str = ""
    """What stands where a model is named and is no name in the catalog."""
    near_renderers: tuple[str, ...] = ()
    """The names that it may be meant for, the likeliest first."""
    take: int | None = None
    beats: int | None = None
    whole: bool = False
    """The whole film."""


def pointed_at(sentence: str, view: FilmView) -> Pointed:
    """Find what a sentence points at. Shots are counted as on the pages: 5 is s005."""
    rest, file = _cut(_FILE, sentence)
    rest, renderer = named(rest, known_renderers(view))
    rest, word, close = near(rest, known_renderers(view))  # cut out in any case: its figures number no shots
    rest, take = _cut(_TAKE, rest)
    rest, beats = _cut(_BEATS, rest)
    rest, bars = _cut(_BARS, rest)
    sections, missing, rest = _sections(rest, view.song)
    known = {int(shot.id[1:4]): shot.id for shot in view.board.shots}
    numbers = [*_numbers(rest), *_ordinal_shots(rest, view)]
    count = int(beats) if beats else int(bars) * view.song.meter if bars else None
    return Pointed(
        shots=tuple(dict.fromkeys(known[n] for n in numbers if n in known)),
        sections=sections,
        missing_shots=tuple(n for n in numbers if n not in known),
        missing_section=missing,
        file=file,
        renderer=renderer,
        model_word=word,
        near_renderers=() if renderer else close,
        take=int(take) if take else None,
        beats=count,
        whole=says("whole", hear(rest).tokens),
    )


def known_renderers(view: FilmView) -> tuple[str, ...]:
    """Return the names by which the artist may ask for a renderer."""
    return view.renderers or catalog.names()


def says(intent: str, tokens: Sequence[Token]) -> bool:
    """Return whether a phrase of this intent stands in the sentence, its words side by side."""
    words = [token.lemmas for token in tokens if token.tag != "mark"]
    return any(
        all(words[at + n] and set(words[at + n]) & options for n, options in enumerate(phrase))
        for phrase in _phrases(intent)
        for at in range(len(words) - len(phrase) + 1)
    )


def asks(token: Token) -> bool:
    """Return whether a word belongs to the words that artists ask with: it is not a thing to be seen."""
    return bool({*token.lemmas, token.text.lower()} & _asking())


@cache
def _asking() -> frozenset[str]:
    return frozenset(
        word
        for intent in read_vocabulary("_turns")
        for phrase in _phrases(intent)
        for options in phrase
        for word in options
    )


@cache
def _phrases(intent: str) -> tuple[tuple[frozenset[str], ...], ...]:
    both = read_vocabulary("_turns")[intent]
    entries = [entry for language in ("ru", "en") for entry in listed(both[language])]
    return tuple(tuple(frozenset({word, *lemmas(word)}) for word in entry.split()) for entry in entries)


@cache
def _ordinals() -> dict[str, int]:
    return _counted("ordinals")


@cache
def _counted(words: Literal["ordinals", "cardinals"]) -> dict[str, int]:
    both = read_vocabulary("_turns")[words]
    return {
        lemma: number
        for language in ("ru", "en")
        for number, word in enumerate(listed(both[language]), 1)
        for lemma in {word.replace("ё", "е"), *lemmas(word)}
    }


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """Return the text without the first match, and the match's group."""
    match = pattern.search(text)
    if match is None:
        return text, ""
    return f"{text[: match.start()]} {text[match.end() :]}", next(group for group in match.groups() if group)


def _numbers(text: str) -> list[int]:
    found: list[int] = []
    while match := _RANGE.search(text):
        first, last = int(match[1]), int(match[2])
        found += range(first, last + 1) if first <= last < first + 100 else [first, last]
        text = f"{text[: match.start()]} {text[match.end() :]}"
    return found + [int(match[1]) for match in _NUMBER.finditer(text)]


def _ordinal_shots(text: str, view: FilmView) -> list[int]:
    """Return the numbers of shots named by words: 'the third shot', 'number ten', «последний кадр»."""
    tokens = [token for token in hear(text).tokens if token.tag != "mark"]
    found = []
    for before, token in pairwise(tokens):
        if says("shot", [before]) or says("number", [before]):
            found += [_counted("cardinals")[lemma] for lemma in token.lemmas if lemma in _counted("cardinals")][:1]
        if not says("shot", [token]):
            continue
        if says("last", [before]):
            found.append(int(view.board.cut.clips[-1].shot[1:4]))
        found += [_ordinals()[lemma] for lemma in before.lemmas if lemma in _ordinals()][:1]
    return found


def _sections(text: str, song: SongMap) -> tuple[tuple[int, ...], str, str]:
    """Return the sections named, a label that the song lacks, and the text without the numbers that name sections."""
    heard = hear(text)
    found: list[int] = []
    missing = ""
    for mark in heard.marks:
        if mark.kind not in _LABELS or _crossed(heard.tokens, mark.first):
            continue
        these = [n for n, section in enumerate(song.sections) if section.label in _LABELS[mark.kind]]
        if not these:
            missing = mark.kind.removeprefix("first_").removeprefix("last_")
            continue
        number = _number_before(heard.tokens, mark.first)
        if number is not None:
            text = re.sub(rf"\b{number}\b", " ", text, count=1)
        found += _of_kind(mark.kind, these, number)
    words = [token for token in heard.tokens if token.tag != "mark"]
    if says("intro", words):
        found.append(0)
    if says("outro", words):
        found.append(len(song.sections) - 1)
    for at, token in enumerate(heard.tokens):
        if says("part", [token]):
            number = _number_before(heard.tokens, at) or _number_after(heard.tokens, at)
            if number is not None:
                text = re.sub(rf"\b{number}\b", " ", text, count=1)
                found += [number - 1] if 1 <= number <= len(song.sections) else []
    return tuple(dict.fromkeys(found)), missing, text


def _crossed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a bridge is one to stand on: 'she is on that bridge' speaks of no part of the song."""
    before = [token.text.lower() for token in tokens[max(0, at - 2) : at]]
    return tokens[at].text.lower() == "bridge" and bool(_ACROSS.intersection(before))


def _of_kind(kind: str, these: list[int], number: int | None) -> list[int]:
    if kind == "first_chorus":
        return these[:1]
    if kind == "last_chorus":
        return these[-1:]
    if number is None:
        return these
    return [these[number - 1]] if number <= len(these) else []


def _number_before(tokens: Sequence[Token], at: int) -> int | None:
    if at == 0:
        return None
    before = tokens[at - 1]
    if before.text.isdigit():
        return int(before.text)
    return next((_ordinals()[lemma] for lemma in before.lemmas if lemma in _ordinals()), None)


def _number_after(tokens: Sequence[Token], at: int) -> int | None:
    return int(tokens[at + 1].text) if at + 1 < len(tokens) and tokens[at + 1].text.isdigit() else None
