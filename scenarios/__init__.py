"""The films that director can make by itself: each a brief in two languages and a song to compose."""

import difflib
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from director.errors import ArtistError
from director.model import Aspect, Form, Language, ReferenceRole, Size, Style

MusicStyle = Literal["synthwave", "cyber dance", "ballad", "cinematic", "lo-fi", "glitch", "dawn", "race", "cartoon"]
"""The styles that the composer knows."""


class _Sheet(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Music(_Sheet):
    """The song to be composed for a scenario."""

    style: MusicStyle
    bpm: float = Field(ge=40, le=220)
    key: int = Field(0, ge=0, le=11, description="pitch class of the tonic, 0 = C")
    mode: Literal["major", "minor"] = "minor"
    seconds: float = Field(ge=5, le=120)
    meter: Literal[3, 4] = 4
    seed: int = 1
    arc: tuple[float, ...] = Field((0.4, 0.6, 0.6, 1.0, 0.6), min_length=1, description="course of intensity, 0-1")


class Picture(_Sheet):
    """A photo that director makes itself for a scenario and gives to the film as a reference."""

    name: str = Field(pattern=r"^[a-z0-9_]+$", description="file name without ending")
    role: ReferenceRole
    shows: tuple[str, ...] = Field(min_length=1, description="canonical terms, the subject first")
    aged: bool = Field(False, description="looks like an old print: faded, scratched, sepia")
    seed: int = 1


class Scenario(_Sheet):
    """One film: what the artist says, what is played, and what is delivered."""

    name: str
    title: dict[Language, str]
    artist: dict[Language, str]
    music: Music
    form: Form | None = Field(None, description="None = the brief decides")
    style: Style | None = None
    aspect: Aspect = "16:9"
    size: Size = "720p"
    fps: int = Field(24, ge=12, le=60)
    seed: int = 1
    references: tuple[Picture, ...] = ()

    def brief(self, language: Language) -> str:
        """Return what the artist says, in one language."""
        return (files("scenarios") / self.name / f"brief.{language}.md").read_text("utf-8").strip()


def names() -> tuple[str, ...]:
    """Return the names of all scenarios, alphabetically."""
    return tuple(sorted(f.name for f in files("scenarios").iterdir() if (f / "scenario.yaml").is_file()))


def load(name: str) -> Scenario:
    """Return a scenario.

    Raises ArtistError: 'scenario_unknown' for a name that does not exist, and what `scenario_from` raises.
    """
    if name not in names():
        raise ArtistError("scenario_unknown", name=name, nearest=_nearest(name, names()))
    text = (files("scenarios") / name / "scenario.yaml").read_text("utf-8")
    return scenario_from(name, yaml.safe_load(text) or {})


def scenario_from(name: str, sheet: dict[str, Any]) -> Scenario:
    """Return the scenario that a sheet describes.

    Raises ArtistError: 'scenario_key' for an unknown key (named, with the nearest right one), 'scenario_value' for a
    value that does not fit.
    """
    try:
        return Scenario.model_validate({"name": name, **sheet})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            key = str(first["loc"][-1])
            raise ArtistError(
                "scenario_key", name=name, field=where, nearest=_nearest(key, _fields(first["loc"]))
            ) from error
        raise ArtistError("scenario_value", name=name, field=where, why=str(first["msg"])) from error


@cache
def _sheets() -> dict[str, type[BaseModel]]:
    return {"music": Music, "references": Picture}


def _fields(where: tuple[int | str, ...]) -> tuple[str, ...]:
    """Return the keys that are right beside a wrong one."""
    outer = str(where[0]) if len(where) > 1 else ""
    if outer in ("title", "artist"):
        return get_args(Language)
    sheet = _sheets().get(outer, Scenario)
    return tuple(key for key in sheet.model_fields if key != "name" or sheet is Picture)


def _nearest(word: str, right: tuple[str, ...]) -> str:
    """Return the nearest right words, at most two, or all of them when none is near."""
    near = difflib.get_close_matches(word, right, n=2, cutoff=0.5)
    return ", ".join(near) if near else ", ".join(right)
