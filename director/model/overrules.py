"""What the artist knows better than listening does: tempo, bar one, metre, sections. It always wins."""

from typing import Literal, Self

from pydantic import Field, model_validator

from director.model.base import Value
from director.model.song import Overruled, SectionLabel


class SectionCue(Value):
    """A section as the artist names it. Without an end it lasts until the next cue, or the next section heard."""

    label: SectionLabel
    start_s: float = Field(ge=0, description="seconds of the song's file, also when only a window of it is filmed")
    end_s: float | None = Field(None, gt=0)

    @model_validator(mode="after")
    def _ends_later(self) -> Self:
        if self.end_s is not None and self.end_s <= self.start_s:
            raise ValueError("a section ends after it starts")
        return self


class Overrules(Value):
    """The artist's word on the song's clock; None and () leave it to listening. Seconds are of the song's file."""

    bpm: float | None = Field(None, ge=20, le=400, description="beats per minute")
    bar_one_s: float | None = Field(None, ge=0, description="a first beat of a bar")
    meter: int | None = Field(None, ge=2, le=12, description="beats in a bar, as in `SongMap.meter`")
    division: Literal[2, 3] | None = Field(None, description="parts of a beat, as in `SongMap.division`")
    sections: tuple[SectionCue, ...] = ()
    taps: tuple[float, ...] = Field((), description="when the artist tapped to the song: uneven, with gaps")

    def over(self, other: "Overrules") -> "Overrules":
        """Return both, where this one wins: an option over the project's file, the file over the brief.

        Tempo and taps answer the same question, so a tempo given here silences the other's taps, and the reverse.
        """
        mine = {name: value for name in type(self).model_fields if (value := getattr(self, name)) not in (None, ())}
        if mine.get("bpm") is not None and "taps" not in mine:
            mine["taps"] = ()
        if "taps" in mine and "bpm" not in mine:
            mine["bpm"] = None
        if "meter" in mine and "division" not in mine:
            mine["division"] = None
        return other.model_copy(update=mine)

    def named(self) -> tuple[Overruled, ...]:
        """Return what is overruled."""
        given: tuple[tuple[Overruled, bool], ...] = (
            ("beats", self.bpm is not None or bool(self.taps)),
            ("bars", self.bar_one_s is not None),
            ("meter", self.meter is not None),
            ("sections", bool(self.sections)),
        )
        return tuple(name for name, is_given in given if is_given)
