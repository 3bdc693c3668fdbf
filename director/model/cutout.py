"""A thing that no canonical term names, drawn from flat shapes as in cut-out animation."""

from typing import Annotated, Literal

from pydantic import Field

from director.model.base import Value

CUTOUT = "cutout:"
"""Before the id of a cut-out where it stands for a term: 'cutout:mitten'."""

Across = Annotated[float, Field(ge=-2.0, le=2.0)]
"""Sideways from the middle, in heights of the thing; to the right is positive."""

Up = Annotated[float, Field(ge=0.0, le=1.0)]
"""Upwards from where it stands, in heights of the thing."""


class Shape(Value):
    """One flat shape. What comes later in the list lies before it."""

    kind: Literal["polygon", "curve", "ellipse", "line"] = Field(
        description="polygon: straight sides, filled; curve: smooth closed outline through the points, filled; "
        "ellipse: two points, opposite corners of its box; line: smooth open line through the points"
    )
    points: tuple[tuple[Across, Up], ...] = Field(min_length=2, max_length=40)
    colour: str = Field(pattern=r"^#[0-9a-f]{6}$", description="sRGB hex")
    width: float = Field(0.03, gt=0.0, le=0.3, description="of a line, in heights of the thing")


class Cutout(Value):
    """How such a thing looks and how large it is. The crew draws it once, every shot shows the same."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$", description="short English word or words: mitten, bus_door")
    name: str = Field(min_length=1, max_length=60, description="in the film's language")
    name_en: str = Field(min_length=1, max_length=60, description="in English, without an article: 'red mitten'")
    height_m: float = Field(gt=0.0, le=8.0, description="real height in metres")
    stands: Literal["ground", "wall", "air"] = Field("ground", description="on what it is when nobody holds it")
    shapes: tuple[Shape, ...] = Field(min_length=1, max_length=24)

    @property
    def term(self) -> str:
        """The term under which it stands in shots and motifs."""
        return CUTOUT + self.id
