"""What each renderer can do: one dated, sourced YAML file each. A model of a known family is a file and no code."""

from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml
from pydantic import ValidationError

from director.errors import SetupError
from director.model import Capability, SoundModel


@cache
def capability(name: str) -> Capability:
    """Return what the catalog says about a renderer; FileNotFoundError if it has no file."""
    text = (files("render.catalog") / f"{name}.yaml").read_text("utf-8")
    return Capability.model_validate(yaml.safe_load(text))


@cache
def names() -> tuple[str, ...]:
    """Return the names of all renderers in the catalog, usable or not."""
    return tuple(sorted(file.name[:-5] for file in files("render.catalog").iterdir() if file.name.endswith(".yaml")))


@cache
def sounds() -> dict[str, SoundModel]:
    """Return the open models of music and speech, by name: one dated, sourced file each, like those of pictures."""
    files_ = sorted((files("render.catalog") / "sounds").iterdir(), key=lambda file: file.name)
    found = (SoundModel.model_validate(yaml.safe_load(file.read_text("utf-8"))) for file in files_)
    return {model.name: model for model in found}


def read(file: Path) -> Capability:
    """Return what a catalog file outside the package says: a model of the operator's own, named in the settings.

    Raises:
        SetupError: it cannot be read, or says something that a catalog file cannot say.
    """
    try:
        return Capability.model_validate(yaml.safe_load(file.read_text("utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise SetupError(f"the catalog file {file} cannot be used: {error}") from error
