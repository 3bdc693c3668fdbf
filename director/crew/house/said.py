"""A sentence of the artist as the house hears it: what it says, what it points at, and what of it was left."""

from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from director.crew.base import FilmView
from director.crew.house.described import LIT, SEEN, Described, described
from director.crew.house.lexicon import Heard, Hit, common, hear
from director.crew.house.sentence import Pointed, asks, pointed_at, says
from director.model import Never, Remove, Repaint, Replace, Restage, TermKind, Turn


@dataclass(frozen=True)
class Said:
    """A sentence, heard beside the film that it speaks of."""

    text: str
    view: FilmView
    heard: Heard
    pointed: Pointed

    @classmethod
    def of(cls, text: str, view: FilmView) -> "Said":
        """Hear a sentence."""
        return cls(text, view, hear(text), pointed_at(text, view))

    def says(self, intent: str) -> bool:
        """Whether a phrase of this intent stands in it."""
        return says(intent, self.heard.tokens)

    def hits(self, *kinds: str) -> tuple[Hit, ...]:
        """Return what it names of these kinds."""
        return tuple(hit for hit in self.heard.hits if hit.kind in kinds)

    def beside(self, *intents: str) -> frozenset[int]:
        """Return the token numbers of those of its sentences in which one of these intents is said."""
        parts: list[list[int]] = [[]]
        for number, token in enumerate(self.heard.tokens):
            parts[-1].append(number)
            if token.text in ".!?;\n":
                parts.append([])
        told = ([self.heard.tokens[n] for n in part] for part in parts)
        return frozenset(
            number
            for part, tokens in zip(parts, told, strict=True)
            if any(says(intent, tokens) for intent in intents)
            for number in part
        )

    @cached_property
    def described(self) -> Described:
        """The shots told by what is seen in them; none where shots, parts or the whole film are named."""
        named = self.pointed.shots or self.pointed.sections or self.pointed.whole
        if named:
            return Described()
        by = LIT if self.says("swap") else SEEN
        return described(hear(self.text.replace(self.pointed.file, "")), self.view, by)

    @property
    def shots(self) -> tuple[str, ...]:
        """The shots named, or all shots of the sections named, or the one shot that is described."""
        if self.pointed.shots:
            return self.pointed.shots
        if self.pointed.sections:
            return tuple(shot.id for shot in self.view.board.shots if shot.section in self.pointed.sections)
        return self.described.shots if len(self.described.shots) == 1 else ()


class Unclear(Exception):  # noqa: N818 - not a fault: a question back
    """The key of the question to ask, and its values."""

    def __init__(self, key: str, **values: object) -> None:
        """Keep what is asked."""
        self.key = key
        self.values = values
        super().__init__(key)


def left_over(said: Said, turn: Turn) -> tuple[str, ...]:
    """Return the words that carry a picture of their own and that the turn does not use."""
    used: frozenset[str] = frozenset()
    match turn:
        case Restage():
            used = frozenset({"time", "weather"})
        case Never() | Remove():
            used = frozenset({"person", "animal", "vehicle", "thing", "place", "weather", "colour", "action"})
        case Repaint():
            used = frozenset({"colour", "mood"})
        case Replace():
            used = frozenset(get_args(TermKind))
        case _:
            used = frozenset()
    file = said.pointed.file.lower()
    idle = [
        hit.words.lower()
        for hit in said.heard.hits
        if hit.kind not in used
        and not said.described.used.intersection(range(hit.first, hit.last + 1))
        and hit.kind not in ("form", "action")
        and hit.words.lower() not in file
        and not all(asks(token) for token in said.heard.tokens[hit.first : hit.last + 1])
    ]
    covered = said.heard.covered()
    unknown = [
        token.text.lower()
        for number, token in enumerate(said.heard.tokens)
        if number not in covered | said.described.used
        and token.tag in ("noun", "name")
        and not common(token)
        and not asks(token)
        and token.text.lower() not in file
    ]
    return tuple(dict.fromkeys((*idle, *unknown)))
