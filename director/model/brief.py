"""What the artist said, and what was understood of it."""

from fractions import Fraction
from typing import Literal

from pydantic import Field

from director.model.base import Digest, Unit, Value
from director.model.money import Money
from director.model.source import SourceClip

Form = Literal["story", "performance", "mood", "one-take", "mixed"]
"""The first decision of any music video."""

Style = Literal[
    "photoreal", "painted", "cartoon", "anime", "collage", "vhs", "surreal", "paper", "ink", "noir", "synthwave"
]
Language = Literal["ru", "en"]
"""The languages director speaks. A brief may be written in any; see `Brief.written_in`."""

Aspect = Literal["16:9", "9:16", "1:1"]
Size = Literal["360p", "480p", "720p", "1080p", "4k"]
ReferenceRole = Literal[
    "person",
    "place",
    "thing",
    "style",
    "footage",
    "old photograph",
    "own shot",
    "performance",
    "first frame",
    "last frame",
    "old clip",
]
"""Frames are keyframes made for a shot, from which a model starts and at which it ends. An old clip is a film that this
one remakes: its rhythm is followed, its pictures are never shown. A performance is footage whose actor moves somebody
else: its movement is followed, its pictures are never shown."""

UNSHOWN: frozenset[ReferenceRole] = frozenset({"style", "old clip", "performance"})
"""Roles of what is looked at and stands in no shot."""

TermKind = Literal[
    "form", "style", "world", "place", "time", "weather", "person", "animal", "thing", "vehicle",
    "action", "mood", "colour", "era", "season",
]  # fmt: skip


class Reference(Value):
    """A picture or footage that the artist gave, by digest of its file as stored in the project."""

    name: str
    digest: Digest
    kind: Literal["photo", "footage"]
    role: ReferenceRole
    width: int = Field(gt=0, description="px, after EXIF rotation")
    height: int = Field(gt=0, description="px, after EXIF rotation")
    frames: int = Field(1, ge=1, description="1 for a photo")
    consent: bool | None = Field(None, description="A real person agreed to be shown; None = nothing was said")


class FilmFormat(Value):
    """Picture size and clock of the delivered film."""

    aspect: Aspect = "16:9"
    size: Size = "720p"
    fps: Fraction = Fraction(24)

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height in px, both even. The named size is the shorter side (4k: 2160)."""
        short = 2160 if self.size == "4k" else int(self.size[:-1])
        long = {"16:9": short * 16 / 9, "9:16": short * 16 / 9, "1:1": short}[self.aspect]
        even = round(long / 2) * 2
        return (short, even) if self.aspect == "9:16" else (even, short)


class Window(Value):
    """The part of the song that is filmed, in seconds of the song."""

    start_s: float = Field(ge=0)
    end_s: float = Field(gt=0)


class Limits(Value):
    """What a run may spend. Enforced in one place: the ledger."""

    budget: Money | None = None
    max_attempts: int = Field(4, ge=1, le=20, description="takes per shot, the first included")
    seconds: float | None = Field(None, gt=0, description="wall time for shooting")


class Brief(Value):
    """What the artist said. Empty choices (None) are left to the crew."""

    text: str
    language: Language = Field(description="the language in which director answers")
    written_in: str = Field("", description="ISO 639-1 code of the brief's own language, as detected")
    title: str = ""
    artist: str = ""
    form: Form | None = None
    style: Style | None = None
    references: tuple[Reference, ...] = ()
    format: FilmFormat = FilmFormat()
    window: Window | None = None
    limits: Limits = Limits()
    seed: int = 1
    must_not: tuple[str, ...] = Field((), description="terms never to be shown, added by turns")
    consents: tuple[str, ...] = Field((), description="lines of the brief that record consent, taken out of `text`")
    source: SourceClip | None = Field(None, description="the old clip that is made anew, once it was read")

    def wish(self) -> str:
        """Return the digest of what the film shall be: all but the limits and consent, which change no plan."""
        files = tuple(r.model_copy(update={"consent": None}) for r in self.references)
        return self.model_copy(update={"limits": Limits(), "consents": (), "references": files}).fingerprint()


class Heard(Value):
    """One thing that was understood in the brief: the words as written, and the term they stand for."""

    kind: TermKind
    term: str = Field(
        description="canonical id in the house vocabulary, such as 'dog_sled'; or the lemma if unknown there"
    )
    words: str = Field(description="as written in the brief")
    start: int = Field(ge=0, description="character offset in the brief's text")
    count: int = Field(1, ge=1, description="how often it was named")


class Reading(Value):
    """What the screenwriter understood of a brief, and what not."""

    form: Form
    form_reason: str = ""
    style: Style
    heard: tuple[Heard, ...] = ()
    must: tuple[str, ...] = Field((), description="terms that have to appear")
    must_not: tuple[str, ...] = Field((), description="terms that must never appear")
    allowed: tuple[str, ...] = Field(
        (), description="terms that words of the brief seem to forbid, and that were read as no ban"
    )
    matters_most: tuple[str, ...] = Field((), description="terms or qualities, most important first")
    not_understood: tuple[str, ...] = Field(
        (), description="content words of the brief, as written, that mean nothing here"
    )
    confidence: Unit = 0.5

    def terms(self, kind: TermKind) -> tuple[str, ...]:
        """Return the terms of one kind in the order in which the brief names them, without must_not."""
        return tuple(dict.fromkeys(h.term for h in self.heard if h.kind == kind and h.term not in self.must_not))
