"""Footage of a performance: which shots it moves, as the brief or a sentence says, and where it fits best."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from director.crew.house.desk import Desk
from director.crew.house.lexicon import Heard, Token, hear
from director.crew.house.sentence import says
from director.model import Note, Reference, Shot
from render.steered import BODY, alone

_WHOLE = ("wide", "full", "medium")


_WHO = frozenset({"she", "he", "they", "her", "him", "them", "она", "он", "они", "её", "ее", "его", "их", "ей", "ею"})
_FILMS = frozenset(
    {"video", "dance", "dancing", "performance", "tape", "видео", "видеозапись", "запись", "съёмка", "ролик", "танец"}
    | {"исполнение", "выступление"}
)
_MY = frozenset({"my", "our", "мой", "наш"})
_OWN = r"(?:MY|the) (?:\w+ ){0,2}?(?:footage|recording)\b|MY (?:\w+ ){0,2}?FILM\b"
_LEAD = (
    r"(?:mov(?:e|es|ing)|drives?|driving|leads?|leading|animates?|animating|двига\w+|вед[её]т|вести|вела|вело"
    r"|оживля\w+|оживи\w*|управля\w+)"
)
_COPY = r"(?:cop(?:y|ies)|follows?|repeats?|повторя\w+|повтори\w*)"
_ACTS = r"(?:moves?|moving|dances?|dancing|двига\w+|танц\w+)"
_LINK = r"(?:the|all|movements?|motions?|moves|dance|of|in|from|все|движени\w+|танец|с|со|из|в|на|за)"


def wished(heard: Heard, *, named: bool = False, held: bool = False) -> bool:
    """Whether words ask that somebody moves as footage shows it: they speak of moving and of footage, of no camera.

    `named`: a file of footage stands among them; then they need only speak of a person. Else they say that footage of
    the artist's own moves a person, or that a person moves as it shows; `held`: footage moves somebody already, so that
    it need not be called one's own.
    """
    if not says("perform", heard.tokens) or says("camera", heard.tokens):
        return False
    if named:
        return any(hit.kind == "person" for hit in heard.hits) or any(t.text.lower() in _WHO for t in heard.tokens)
    people = {n for hit in heard.hits if hit.kind == "person" for n in range(hit.first, hit.last + 1)}
    said = " ".join(_sign(token, person=n in people) for n, token in enumerate(heard.tokens))
    film = f"(?:{_OWN}|FILM)" if held else f"(?:{_OWN})"
    forms = (
        rf"{film}(?: (?!WHO)\w+){{0,4}}? {_LEAD} (?:the )?WHO",
        rf"{film} WHO (?:\w+ ){{0,2}}?{_LEAD}\b",
        rf"\b{_LEAD} (?:the )?WHO (?:(?:by|with|from|like|as|in|по|как|с|в|на) ){{0,2}}{film}",
        rf"WHO (?:\w+ )??{_COPY} (?:{_LINK} )*{film}",
        rf"WHO (?:\w+ )??{_ACTS} (?:\W )?(?:like|as|как) (?:(?:in|on|в|на|с) )?{film}",
    )
    return any(re.search(form, said) for form in forms)


def _sign(token: Token, *, person: bool) -> str:
    """Return a word as the forms of such wishes know it."""
    word = token.text.lower()
    if person or word in _WHO:
        return "WHO"
    if _MY & {word, *token.lemmas}:
        return "MY"
    # Of English only the word as written: 'dances' is what somebody does.
    return "FILM" if word in _FILMS or (not word.isascii() and _FILMS & set(token.lemmas)) else word


def performing(text: str, files: Sequence[str]) -> tuple[str, ...]:
    """Return the names of those footage files that a brief wants to move somebody by.

    The sentence that says so names the file; where there is one file of footage only, it may be called 'my video' that
    moves a person.
    """
    return tuple(dict.fromkeys(file for _, _, meant_ in wishes_in(text, files) for file in meant_))


def wishes_in(text: str, files: Sequence[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield where in a text somebody is wished to move by footage, first and last character, and by which files."""
    for start, end in _sentences(text):
        sentence = text[start:end]
        named = tuple(file for file in files if _named(file, sentence))
        # A name without its ending may be a plain word: 'the city'.
        plainly = any(file.lower() in sentence.lower() for file in named)
        if wished(hear(sentence), named=plainly) and (named or len(files) == 1):
            yield start, end, named or tuple(files)


def led(desk: Desk, shots: Sequence[Shot]) -> tuple[list[Shot], tuple[Note, ...]]:
    """Return the shots with every performance of the artist's in the one it fits best; a note where none fits."""
    found, notes = list(shots), list[Note]()
    for reference in desk.brief.references:
        if reference.role != "performance":
            continue
        free = [n for n in able(found) if not found[n].performance]
        if not free:
            notes.append(Note(key="board_reference_unused", values={"name": reference.name}))
            continue
        acts = _acts(desk.brief.text, reference.name)
        best = max(free, key=lambda n: (fitness(found[n], acts), -n))
        found[best] = found[best].model_copy(update={"performance": reference.name})
    return found, tuple(notes)


def able(shots: Sequence[Shot]) -> tuple[int, ...]:
    """Return the places of those shots in which one person stands alone, seen enough of to be moved by an actor."""
    seen = (n for n, shot in enumerate(shots) if shot.technique != "footage" and shot.framing in _WHOLE)
    return tuple(n for n in seen if alone(shots[n]))


def fitness(shot: Shot, acts: frozenset[str]) -> float:
    """Return how much a shot gains by an actor: most where it shows what the footage shows, then where a body acts."""
    action = shot.who[0].action
    return 2.0 * (action in acts) + 1.0 * (action in BODY) + 0.5 * (shot.framing != "wide") + shot.importance


def _acts(brief: str, file: str) -> frozenset[str]:
    """Return what somebody does in footage, as its name and the sentence that wishes for it say."""
    said = (brief[start:end] for start, end, files in wishes_in(brief, (file,)) if file in files)
    heard = hear(" ".join((re.sub(r"[\W_]+", " ", PurePath(file).stem), *said)))
    return frozenset(hit.term for hit in heard.hits if hit.kind == "action")


def meant(file: str, words: str, references: Sequence[Reference]) -> str:
    """Return the footage that a sentence means: the file it names, else the one that can be meant; '' if unsure.

    Of several the ones given as performances come first, then those whose names stand in the sentence.
    """
    if file:
        return file
    footage = [r for r in references if r.kind == "footage" and r.role != "old clip"]
    for near in (
        [r for r in footage if _named(r.name, words)],
        [r for r in footage if r.role == "performance"],
        footage,
    ):
        if len(near) == 1:
            return near[0].name
    return ""


def _named(file: str, words: str) -> bool:
    """Whether a file stands among words, with or without its ending."""
    both = (file, PurePath(file).stem)
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE) for name in both if len(name) > 1)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where sentences begin and end; a dot inside a file's name ends none."""
    last = 0
    for n, letter in enumerate(text):
        if letter in "!?;\n" or (letter == "." and (n + 1 == len(text) or text[n + 1].isspace())):
            yield last, n + 1
            last = n + 1
    if text[last:].strip():
        yield last, len(text)
