"""An old clip as a source: what its shots do and how long they are held, never its pictures."""

from typing import Literal

from pydantic import Field

from director.model.base import Digest, Note, Unit, Value
from director.model.shot import Framing
from director.model.treatment import Emotion

ShotFunction = Literal[
    "establish", "introduce", "perform", "act", "react", "detail", "travel", "reveal", "turn", "end", "unknown"
]
"""What a shot does for the story; 'unknown' where only instruments looked."""


class SourceShot(Value):
    """One shot of the old clip."""

    number: int = Field(ge=1)
    start_s: float = Field(ge=0)
    end_s: float = Field(gt=0)
    brightness: Unit = Field(description="mean luma")
    motion: float = Field(ge=0, description="picture heights a second by which what is seen passes")
    colours: tuple[str, ...] = Field((), description="sRGB hex, from the most to the least area")
    framing: Framing | None = Field(None, description="None where nobody could tell")
    function: ShotFunction = "unknown"
    beat: str = Field("", description="what happens, without names, looks and places: to be told in another world")
    emotion: Emotion | None = None
    returns: int | None = Field(None, description="number of the earlier shot that shows the same picture")

    @property
    def seconds(self) -> float:
        """Length."""
        return self.end_s - self.start_s


class SourceClip(Value):
    """The old clip, read."""

    name: str
    digest: Digest
    duration_s: float = Field(gt=0)
    fps: float = Field(gt=0)
    shots: tuple[SourceShot, ...] = Field(min_length=1)
    looked: Literal["seen", "measured"] = Field("measured", description="whether eyes told what the shots show")
    notes: tuple[Note, ...] = ()

    @property
    def cuts_per_minute(self) -> float:
        """Cuts a minute over the whole clip."""
        return (len(self.shots) - 1) * 60 / self.duration_s
