"""Open models of music and of speech, as a dated catalog file describes each."""

from typing import Literal

from pydantic import Field

from director.model.base import Value
from director.model.capability import Licence


class SoundModel(Value):
    """What makes music or speaks a line on this machine, and on which terms."""

    name: str
    title: str
    makes: Literal["music", "speech"]
    repo: str = Field("", description="hub name; empty for a program that is installed and not fetched")
    rate: int = Field(gt=0, description="samples a second of what it makes")
    longest_s: float = Field(0.0, ge=0, description="seconds of one generation; longer pieces are joined; 0 = any")
    languages: tuple[str, ...] = Field((), description="ISO codes of what it speaks")
    disk_gb: float = Field(0.0, ge=0)
    gpu_gb: float = Field(0.0, ge=0, description="of the card's memory, whole on it; 0 = needs no card")
    offloaded_gb: float = Field(0.0, ge=0, description="the same with its parts on the card in turn; 0 = not possible")
    licence: Licence
    as_of: str = Field(description="ISO date on which the facts were checked")
    sources: tuple[str, ...] = Field(min_length=1)

    @property
    def free_of_conditions(self) -> bool:
        """Whether anyone may use it anywhere for anything: nothing has to be accepted first."""
        return self.licence.commercial == "yes" and not self.licence.condition and not self.licence.excluded
