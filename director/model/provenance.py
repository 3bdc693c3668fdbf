"""Where the faces in a take come from: kept with it, told to whoever asks."""

from typing import Literal

from pydantic import Field

from director.model.base import Digest, Value

FaceSource = Literal["photographed", "reconstructed", "invented", "drawn"]
"""'photographed': a photo that was merely moved. 'reconstructed': made anew by a model after few photos of a real
person; it may look like her and is not her. 'invented': nobody's. 'drawn': a figure of the drawing room."""


class FaceOrigin(Value):
    """One person in a take."""

    of: str = Field(description="character id, or the name of the artist's file")
    how: FaceSource
    sources: int = Field(0, ge=0, description="photos of the real person that were used")
    consent: str = Field("", description="the brief's own line that records the consent; empty where none is needed")


class Provenance(Value):
    """What a take was made from, beyond its words."""

    faces: tuple[FaceOrigin, ...] = ()
    references: tuple[Digest, ...] = Field((), description="files that were sent with the order")
