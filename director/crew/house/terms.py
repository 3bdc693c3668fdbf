"""The house vocabulary: every canonical term with its words, read once from vocabulary/*.yaml."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from director.model import Language, TermKind

_KINDS: dict[str, TermKind] = {
    "places": "place", "people": "person", "animals": "animal", "vehicles": "vehicle", "things": "thing",
    "actions": "action", "moods": "mood", "times": "time", "weather": "weather", "colours": "colour",
    "eras": "era", "seasons": "season", "worlds": "world", "styles": "style", "forms": "form",
}  # fmt: skip


NO_NAME = "~"
"""Before a word of the vocabulary: it is understood ('starry'), but nothing is called by it."""


@dataclass(frozen=True)
class Term:
    """One canonical term of the house: what it is called, and what the crew has to know about it."""

    id: str
    kind: TermKind
    ru: tuple[str, ...]
    en: tuple[str, ...]
    drawn: bool = True
    """Whether the house's painters know it. What they do not know is understood, named and staged as `stage_as`."""
    stage_as: str = ""
    implies: tuple[str, ...] = ()
    """Terms that are heard along with it: a rainy street brings rain."""
    at: dict[str, str] = field(default_factory=dict)
    """Where one is when one is at this place, by language: 'на крыше', 'on the roof'."""
    near: tuple[str, ...] = ()
    """Places that can be filmed on the same trip."""
    leans: str = ""
    """The world a place belongs to when a film has several."""
    make: str = ""
    """What a thing is made of in the drama: light, paper, glass, sound, living, cloth, metal, wood, picture, mark."""
    shown: str = ""
    """'face' and 'worn' are part of an actor, so nobody paints them on their own."""
    group: str = ""
    """The kind of term for all of which this word stands: 'no people' forbids every person."""
    of: str = ""
    """A term that this is one of: bread is food. Who forbids that one forbids this."""
    looks: str = ""
    """How the draft draws it, in English, where that is more particular than the word: a bedroom is a child's room."""
    means: str = ""
    """Another term that it is shown as: snowflakes are snow."""
    hex: str = ""
    """sRGB of a colour."""

    def names(self, language: Language) -> tuple[str, ...]:
        """Return the words of one language; the first is the name to be used."""
        return self.ru if language == "ru" else self.en

    def name(self, language: Language) -> str:
        """Return the name to be used in one language."""
        return self.names(language)[0]


@cache
def terms() -> tuple[Term, ...]:
    """Return every term; raise ValueError when one stands twice in a kind or a link leads nowhere."""
    found = tuple(
        _term(term_id, kind, entry) for stem, kind in _KINDS.items() for term_id, entry in read_vocabulary(stem).items()
    )
    ids = {t.id for t in found}
    for known in found:
        for link in (*known.implies, *known.near, *filter(None, (known.stage_as, known.means, known.of))):
            if link not in ids:
                raise ValueError(f"the term {known.id!r} leads to {link!r}, which the vocabulary lacks")
    return found


def term(term_id: str, kind: TermKind | None = None) -> Term | None:
    """Return the term of this id, or None for a word that the vocabulary lacks.

    'sail' is a thing and an action: without `kind` the one that can be seen standing still is meant.
    """
    return _by_id().get((kind, term_id))


@cache
def _by_id() -> dict[tuple[TermKind | None, str], Term]:
    found: dict[tuple[TermKind | None, str], Term] = {}
    for known in terms():
        found[(known.kind, known.id)] = known
        found.setdefault((None, known.id), known)
    return found


def of_kind(kind: TermKind) -> Iterator[Term]:
    """Yield the terms of one kind in the order of the vocabulary."""
    return (t for t in terms() if t.kind == kind)


def forbidden_with(term_id: str) -> tuple[str, ...]:
    """Return what a ban on a term forbids: the term, and what is one of it ('no food': no bread)."""
    return (term_id, *(t.id for t in terms() if t.of == term_id))


def staged(term_id: str) -> str:
    """Return the term under which this one can be drawn: itself, or its stand-in; '' when there is none."""
    known = term(term_id)
    if known is None:
        return ""
    if known.means:
        return staged(known.means)
    if known.drawn and not known.group:
        return term_id
    return staged(known.stage_as) if known.stage_as else ""


def read_vocabulary(stem: str) -> dict[str, Any]:
    """Return one vocabulary file as it is written."""
    text = (files("director.crew.house") / "vocabulary" / f"{stem}.yaml").read_text("utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content: dict[str, Any] = yaml.load(text, loader)  # noqa: S506 - both loaders are safe ones
    return content


def listed(words: str) -> tuple[str, ...]:
    """Split a comma-separated list of words and phrases."""
    return tuple(word.strip() for word in words.split(",") if word.strip())


def _term(term_id: str, kind: TermKind, entry: dict[str, Any]) -> Term:
    known = dict(entry)
    at = {language: known.pop(f"at_{language}") for language in ("ru", "en") if f"at_{language}" in known}
    ru, en = listed(known.pop("ru")), listed(known.pop("en"))
    links = {key: tuple(known.pop(key, ())) for key in ("implies", "near")}
    return Term(id=term_id, kind=kind, ru=ru, en=en, at=at, implies=links["implies"], near=links["near"], **known)
