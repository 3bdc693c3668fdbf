"""Every sentence a person reads, in Russian and English, from one catalogue (the YAML files beside this one)."""

import re
from functools import cache
from importlib.resources import files

import yaml

from director.model import Language

_PLURAL = re.compile(r"\{(\w+):([^{}|]*)\|([^{}|]*)(?:\|([^{}|]*))?\}")


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    sentences: dict[str, dict[str, str]] = {}
    for file in sorted(files("director.words").iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".yaml"):
            continue
        for key, both in (yaml.safe_load(file.read_text("utf-8")) or {}).items():
            if key in sentences:
                raise ValueError(f"the sentence {key!r} stands twice in the catalogue ({file.name})")
            sentences[key] = both
    return sentences


def say(key: str, language: Language, **values: object) -> str:
    """Return the sentence of this key in this language with its gaps filled.

    Gaps are `{name}`; `{n:кадр|кадра|кадров}` and `{n:shot|shots}` choose the word's form by the number and do not
    print the number itself. Raises KeyError for a key that the catalogue lacks.
    """
    sentence = _catalogue()[key][language]

    def form(match: re.Match[str]) -> str:
        one, few, many = match[2], match[3], match[4]
        return _form(int(float(str(values[match[1]]))), language, one, few, many or few)

    return _PLURAL.sub(form, sentence).format_map(values)


def keys() -> frozenset[str]:
    """Return every key of the catalogue."""
    return frozenset(_catalogue())


def _form(number: int, language: Language, one: str, few: str, many: str) -> str:
    number = abs(number)
    if language == "en":
        return one if number == 1 else few
    if number % 10 == 1 and number % 100 != 11:
        return one
    if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14):
        return few
    return many
