"""Which renderer makes a shot of this film, and why."""

from typing import Literal

from pydantic import Field

from director.model.base import Note, Value
from director.model.capability import Violation

Stage = Literal["draft", "film"]
"""'draft': drawn here at once, to see the film before anything is spent. 'film': made by the models of this machine."""


class Routed(Value):
    """Who makes a shot, as it was decided before the spend."""

    renderer: str
    why: Note
    score: float = 0.0
    memory: str = Field("", description="precision and offloading of a local model, such as 'bf16, model'")
    changes: tuple[Violation, ...] = Field((), description="what is snapped, chained, resized, cropped or dropped")
