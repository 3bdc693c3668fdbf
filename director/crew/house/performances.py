"""Footage of a performance: which shots it moves, as the brief or a sentence says, and where it fits best."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from director.crew.house.desk import Desk
from director.crew.house.lexicon import Token, hear
from director.crew.house.sentence import says
from director.model import Note, Reference, Shot
from render.steered import BODY, alone

_WHOLE = ("wide", "full", "medium")


def wished(tokens: Sequence[Token], *, named: bool = False) -> bool:
    """Whether words ask that somebody moves as footage shows it: they speak of moving and of footage, of no camera.

    `named`: a file of footage stands among them.
    """
    return says("perform", tokens) and (named or says("performance", tokens)) and not says("camera", tokens)


def performing(text: str, files: Sequence[str]) -> tuple[str, ...]:
    """Return the names of those footage files that a brief wants to move somebody by.

    The sentence that says so names the file, with or without its ending; where there is one file of footage only, it
    need not be named.
    """
    found: list[str] = []
    for sentence in _sentences(text):
        tokens = hear(sentence).tokens
        named = [file for file in files if _named(file, sentence)]
        if wished(tokens, named=bool(named)) and (named or len(files) == 1):
            found += named or files
    return tuple(dict.fromkeys(found))


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
        best = max(free, key=lambda n: (fitness(found[n]), -n))
        found[best] = found[best].model_copy(update={"performance": reference.name})
    return found, tuple(notes)


def able(shots: Sequence[Shot]) -> tuple[int, ...]:
    """Return the places of those shots in which one person stands alone, seen enough of to be moved by an actor."""
    seen = (n for n, shot in enumerate(shots) if shot.technique != "footage" and shot.framing in _WHOLE)
    return tuple(n for n in seen if alone(shots[n]))


def fitness(shot: Shot) -> float:
    """Return how much a shot gains by an actor: most where the body acts, and where the shot matters."""
    return 1.0 * (shot.who[0].action in BODY) + 0.5 * (shot.framing != "wide") + shot.importance


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


def _sentences(text: str) -> list[str]:
    parts, last = list[str](), 0
    for n, letter in enumerate(text):
        ends = letter in "!?;\n" or (letter == "." and (n + 1 == len(text) or text[n + 1].isspace()))
        if ends:
            parts.append(text[last : n + 1])
            last = n + 1
    return [part for part in (*parts, text[last:]) if part.strip()]
