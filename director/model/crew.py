"""Who made a film, and where the house had to step in."""

from typing import Literal

from pydantic import Field

from director.model.base import Value

CrewRole = Literal["screenwriter", "storyboarder", "prompter", "critic", "editor", "assistant"]
"""Who asks a chat model; each role may have a model of its own."""

CrewKind = Literal["house", "model"]

SlipCause = Literal[
    "down", "busy", "slow", "cut off", "refused", "empty", "too long", "nonsense", "rejected",
    "money", "access", "resting", "fault",
]  # fmt: skip
"""Why the house stepped in for a model: how the endpoint failed (tools/chat/failures.py), the film's limit of money,
a key that is not let in, a pause after repeated failure, or a fault in carrying out what the model wrote."""


class CrewRecord(Value):
    """The crew that a film was begun with; it is kept when the film goes on."""

    kind: CrewKind = "house"


class Slip(Value):
    """A role that fell back to the house crew."""

    role: CrewRole
    cause: SlipCause
    times: int = Field(1, ge=1)
    why: str = Field("", description="the last fault in its own words, for whoever looks into it")
