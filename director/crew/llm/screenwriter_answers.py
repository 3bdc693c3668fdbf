"""What the screenwriter's questions are answered with."""

from typing import Literal

from pydantic import Field

from director.crew.llm.answer import Answer
from director.model import (
    Change,
    Emotion,
    Form,
    Role,
    Style,
    TermKind,
    TimeOfDay,
    Unit,
    Weather,
)

HEX = r"^#[0-9a-fA-F]{6}$"


class HeardAnswer(Answer):
    """Something in the brief that the dictionary missed or mistook."""

    words: str = Field(description="copied letter by letter from the brief")
    term: str
    kind: TermKind


class ReadAnswer(Answer):
    """screenwriter/read: the brief, understood."""

    form: Form
    form_reason: str
    style: Style
    must: list[str]
    must_not: list[str]
    allowed_after_all: list[str]
    matters_most: list[str]
    misheard: list[str]
    heard: list[HeardAnswer]
    not_understood: list[str]


class PitchDraft(Answer):
    """One way to tell the film."""

    title: str
    form: Form
    idea: str = Field(description="2 to 4 sentences")
    image: str = Field(description="the one picture that stays")
    turn: str = Field(description="what turns, and when in this song")
    ending: str = Field(description="the opening's frame, and what is different in it")
    lacks: str = Field(description="what this pitch lacks, honestly")


class PitchAnswer(Answer):
    """screenwriter/pitch: three ways, one chosen."""

    song: str = Field(description="where this song breathes, withholds, turns, and what is different the last time")
    refused: list[str] = Field(description="the first ideas anyone would have")
    pitches: list[PitchDraft] = Field(description="exactly three")
    chosen: list[int] = Field(description="numbers 1 to 3; two numbers if two are merged")
    reason: str
    idea: str = Field(description="the film to be made, whole, in 3 to 6 sentences")


class WorldDraft(Answer):
    """A visual world."""

    id: str
    name: str
    colours: list[str] = Field(description="3 to 5 hex colours, darkest first")
    accent: str = Field(description="hex; the colour that means something")
    lens: Literal["wide", "normal", "long"]
    movement: Literal["still", "gentle", "restless"]
    texture: Literal["clean", "grain", "vhs", "paper", "glitch", "dream", "old film"]


class CharacterDraft(Answer):
    """Someone, worded once."""

    id: str
    name: str
    term: str
    look: str
    wardrobe: str
    called_en: str = Field(description="what every prompt calls them, such as 'the ferryman'")
    look_en: str
    wardrobe_en: str
    colour: str = Field(description="hex of the garment by which the eye finds them")
    reference: str = Field(description="file name of the artist's picture of this person, or empty")


class PlaceDraft(Answer):
    """A place, worded once."""

    id: str
    name: str
    term: str
    world: str
    description: str
    look_en: str


class ReturnDraft(Answer):
    """One return of a motif."""

    section: int
    change: Change
    note: str = Field(description="how the change is seen")


class MotifDraft(Answer):
    """A thing that comes back."""

    id: str
    name: str
    term: str
    look_en: str
    returns: list[ReturnDraft]


class ShapeDraft(Answer):
    """One flat shape of a drawn thing."""

    kind: Literal["polygon", "curve", "ellipse", "line"]
    points: list[list[float]] = Field(description="[x, y] each: x sideways from the middle, y up from the ground")
    colour: str = Field(description="hex")
    width: float = Field(description="of a line, 0.01 to 0.1; 0 for the other kinds")


class CutoutDraft(Answer):
    """A thing that no term of the vocabulary names, drawn from flat shapes."""

    id: str
    name: str
    name_en: str
    height_m: float
    stands: Literal["ground", "wall", "air"]
    shapes: list[ShapeDraft] = Field(description="back to front")


class SeenDraft(Answer):
    """What one drawing looks like to a stranger."""

    id: str
    seen: str


class LookAnswer(Answer):
    """screenwriter/look: own drawings, looked at."""

    seen: list[SeenDraft]
    cutouts: list[CutoutDraft] = Field(description="what has to be drawn anew, whole; empty if all are known at once")


class OutlineDraft(Answer):
    """A section in one sentence."""

    section: int
    role: Role
    idea: str


class TreatmentAnswer(Answer):
    """screenwriter/treatment: the film on one page."""

    logline: str
    arc: str
    worlds: list[WorldDraft]
    characters: list[CharacterDraft]
    places: list[PlaceDraft]
    cutouts: list[CutoutDraft]
    motifs: list[MotifDraft]
    sections: list[OutlineDraft]
    turn_section: int
    turn_reason: str
    ending: str


class MomentDraft(Answer):
    """One thing that happens."""

    words: str
    place: str = Field(description="place id")
    who: list[str] = Field(description="character ids, or terms of others")
    action: str = Field(description="what the first of `who` does; empty for things alone")
    things: list[str] = Field(description="terms")
    change: Change | None = Field(description="what becomes of the first thing, if anything")
    many: bool


class LineDraft(Answer):
    """What the picture does with a sung line."""

    line: int
    how: Literal["illustrate", "counterpoint", "ignore"]
    note: str
    terms: list[str]


class SectionDraft(Answer):
    """A section, broken down."""

    section: int
    role: Role
    idea: str
    world: str
    places: list[str]
    characters: list[str]
    time: TimeOfDay
    weather: Weather
    emotion: Emotion
    tension: Unit
    shots: int = Field(description="how many shots it gets; 1 = held")
    moments: list[MomentDraft]
    lines: list[LineDraft]


class SectionsAnswer(Answer):
    """screenwriter/sections: some sections, broken down."""

    sections: list[SectionDraft]
