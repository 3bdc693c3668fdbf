"""What each renderer can do: one dated, sourced YAML file each. A model of a known family is a file and no code."""

from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml

from director.model import Capability


@cache
def capability(name: str) -> Capability:
    """Return what the catalog says about a renderer; FileNotFoundError if it has no file."""
    text = (files("render.catalog") / f"{name}.yaml").read_text("utf-8")
    return Capability.model_validate(yaml.safe_load(text))


@cache
def names() -> tuple[str, ...]:
    """Return the names of all renderers in the catalog, usable or not."""
    return tuple(sorted(file.name[:-5] for file in files("render.catalog").iterdir() if file.name.endswith(".yaml")))


def read(file: Path) -> Capability:
    """Return what a catalog file outside the package says: a model of the artist's own, named in the settings."""
    return Capability.model_validate(yaml.safe_load(file.read_text("utf-8")))
