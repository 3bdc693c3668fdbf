"""What canonical terms are called in a sentence: the vocabulary's first word, and 'in the ...' of a place."""

from functools import cache

from director.crew.house.terms import term
from director.model import CUTOUT, Language, Presence, TermKind

_DETERMINED = ("the ", "a ", "an ", "her ", "his ", "my ", "their ")
_IN_PICTURES: tuple[TermKind, ...] = ("person", "animal", "vehicle", "thing", "place", "time", "weather", "action")
"""Where a term means several things, the first of these is meant."""


@cache
def sort_of(term_id: str) -> TermKind | None:
    """Return what kind of thing a canonical term stands for in a picture; None for words that no picture shows."""
    if term_id.startswith(CUTOUT):
        return "thing"
    return next((kind for kind in _IN_PICTURES if term(term_id, kind) is not None), None)


def name_of(term_id: str, language: Language) -> str:
    """Return the term's name in the nominative, without an article; an unknown term is its own name."""
    known = term(term_id, sort_of(term_id))
    return known.name(language) if known else term_id.removeprefix(CUTOUT).replace("_", " ")


def called(presence: Presence, language: Language) -> str:
    """Return what people call somebody or something in a picture: a thing of the film's own by its own name."""
    if presence.cutout is None:
        return name_of(presence.term, language)
    return presence.cutout.name_en if language == "en" else presence.cutout.name


def at(place_term: str, place_name: str, language: Language) -> str:
    """Return 'in the tundra' for a place; an unknown place stands as its own name."""
    known = term(place_term, "place")
    return (known.at.get(language, "") if known else "") or place_name or place_term.replace("_", " ")


def the(name: str, language: Language) -> str:
    """Return an English name with its article; names of persons, names that have one, and Russian stay as they are."""
    if language == "ru" or not name or name[0].isupper() or name.startswith(_DETERMINED):
        return name
    return f"the {name}"


def capital(sentence: str) -> str:
    """Return the sentence with a capital first letter."""
    return sentence[:1].upper() + sentence[1:]
