"""How families of renderers want to be spoken to: one dated table, read once."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

Reads = Literal["none", "video", "motion", "still", "tags"]


@dataclass(frozen=True)
class Dialect:
    """One family's way to be spoken to."""

    family: str
    signs: tuple[str, ...]
    """Parts of renderers' names by which the family is known."""
    reads: Reads
    words: int
    """Most words of a prompt."""
    notes: str
    """What a prompt writer has to know, in English."""
    negative: str = ""
    """Always said against, comma-separated; empty where no negative prompt is read."""


def dialect_of(renderer: str) -> Dialect:
    """Return the dialect of a renderer by its name, such as 'wan2.2-t2v-a14b'."""
    name = renderer.lower()
    return next(d for d in _dialects() if any(sign in name for sign in d.signs))


@cache
def _dialects() -> tuple[Dialect, ...]:
    text = (files("director.crew.llm") / "dialects.yaml").read_text("utf-8")
    return tuple(Dialect(**{**entry, "signs": tuple(entry["signs"])}) for entry in yaml.safe_load(text))
