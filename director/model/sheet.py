"""The reference bank: pictures that say how a person or a place looks, the same in every shot."""

from typing import Literal

from pydantic import Field

from director.model.base import Note, Value
from director.model.brief import Reference
from director.model.take import Met

SheetKind = Literal["character", "place"]
View = Literal["front", "three-quarter", "profile", "back", "face", "whole"]
"""How a sheet shows its subject; 'whole' is a place."""

SheetOrigin = Literal["given", "keyframe", "generated", "drawn"]
"""The artist's own picture, a good frame of this film, a model's picture, a drawing of the house: from the most to the
least telling."""

_RANK: tuple[SheetOrigin, ...] = ("given", "keyframe", "generated", "drawn")


class Sheet(Value):
    """One picture of one character or place."""

    of: str = Field(description="id of the character or place")
    kind: SheetKind
    view: View
    origin: SheetOrigin
    label: str = Field(description="who or what it is, in English, repeated word for word in every prompt")
    picture: Reference = Field(description="its file lies in the project's references/ under its digest")
    verified: Met = Field("unsure", description="someone looked and saw what the label says")
    evidence: str = ""


class ReferenceBank(Value):
    """All sheets of a film. What was looked at and found wrong stays listed and is never sent."""

    sheets: tuple[Sheet, ...] = ()
    notes: tuple[Note, ...] = Field((), description="what is missing or was made in place of something better")

    def of(self, subject: str) -> tuple[Sheet, ...]:
        """Return the sheets of a character or place that may be sent: verified before unseen, given before drawn."""
        usable = [sheet for sheet in self.sheets if sheet.of == subject and sheet.verified != "no"]
        return tuple(sorted(usable, key=lambda s: (s.verified != "yes", _RANK.index(s.origin), s.view, s.picture.name)))

    def having(self, sheet: Sheet) -> "ReferenceBank":
        """Return the bank with this sheet; one of the same picture and subject gives way."""
        kept = tuple(s for s in self.sheets if (s.of, s.picture.digest) != (sheet.of, sheet.picture.digest))
        return self.model_copy(update={"sheets": (*kept, sheet)})
