"""The idea of the film: worlds, people, places, motifs and what happens to them over the song's sections."""

from typing import Literal

from pydantic import Field

from director.model.base import Note, Unit, Value
from director.model.cutout import Cutout

TimeOfDay = Literal["dawn", "morning", "day", "golden hour", "dusk", "night"]
Weather = Literal["clear", "clouds", "mist", "rain", "snow", "blizzard", "storm", "wind", "aurora"]
Emotion = Literal[
    "joy", "tenderness", "calm", "longing", "sadness", "fear", "anger", "wonder", "resolve", "loneliness",
    "hope", "euphoria", "shyness", "grief",
]  # fmt: skip
Role = Literal["open", "set", "withhold", "rise", "turn", "pay", "release", "answer"]
"""What a section does in the drama; 'turn' is the climax, chosen by drama and not by loudness alone."""

Change = Literal["given", "lost", "broken", "found", "transformed", "multiplied", "empty", "shared"]
"""How a motif is different when it returns."""


class Palette(Value):
    """Colours as sRGB hex ('#rrggbb'), from the most to the least area, and the accent that carries meaning."""

    name: str = ""
    colours: tuple[str, ...] = Field(min_length=2, max_length=6)
    accent: str = "#d04030"


class World(Value):
    """A visual world with its own colours and rules: the fantasy, the real room, the future."""

    id: str
    name: str
    palette: Palette
    lens: Literal["wide", "normal", "long"] = "normal"
    movement: Literal["still", "gentle", "restless"] = "gentle"
    texture: Literal["clean", "grain", "vhs", "paper", "glitch", "dream", "old film"] = "clean"


class Pitch(Value):
    """One way in which the film could have been told; the treatment says which was taken and why."""

    title: str
    form: Literal["story", "performance", "mood", "one-take", "mixed"]
    idea: str = Field(description="the film in two or three sentences, in the artist's language")
    image: str = Field("", description="the one picture that is remembered")
    turn: str = Field("", description="what turns, and where in the song")
    ending: str = ""
    chosen: bool = False
    reason: str = Field("", description="why it was taken, or what it lacks")


class Character(Value):
    """Someone or some animal that the film follows."""

    id: str
    name: str
    term: str = Field(description="canonical term, such as 'girl', 'explorer', 'owl'")
    look: str = ""
    wardrobe: str = ""
    called_en: str = Field("", description="what every prompt calls them, such as 'the ferryman'")
    look_en: str = Field("", description="the look in English, repeated word for word in every prompt")
    wardrobe_en: str = Field("", description="the wardrobe in English, repeated word for word in every prompt")
    colour: str = Field("#a03030", description="sRGB hex of what is worn, constant over the film")
    reference: str = Field("", description="name of a reference of this person, if the artist gave one")


class Place(Value):
    """A place in a world; `term` is canonical where known, `description` is free."""

    id: str
    name: str
    term: str
    world: str
    description: str = ""
    look_en: str = Field("", description="the place in English, repeated word for word in every prompt")


class MotifReturn(Value):
    """One return of a motif and how it has changed."""

    section: int = Field(ge=0)
    change: Change
    note: str = ""


class Motif(Value):
    """A thing that comes back and each time means more."""

    id: str
    name: str
    term: str
    returns: tuple[MotifReturn, ...]
    look_en: str = Field("", description="the thing in English, repeated word for word in every prompt")


class Moment(Value):
    """One thing that happens, as the artist told it: who does what, where, with what. The story is its moments."""

    words: str = Field(description="the clause of the brief, as written, or the crew's own sentence")
    place: str = Field("", description="place id; empty = the section's first place")
    who: tuple[str, ...] = Field(
        (), description="character ids, or terms of people, animals and moving vehicles who are no characters"
    )
    action: str = Field("", description="canonical action of the first of `who`")
    things: tuple[str, ...] = Field((), description="terms of things and vehicles that belong to it")
    change: Change | None = Field(None, description="what happens to the first of `things`: it breaks, it is lost")
    many: bool = Field(False, description="the first of `who`, or of `things` where nobody acts, is several")
    time: TimeOfDay | None = None
    weather: Weather | None = None
    emotion: Emotion | None = None


class SectionPlan(Value):
    """What happens in one section of the song, and how it looks."""

    section: int = Field(ge=0)
    role: Role
    idea: str = Field(description="one sentence in the artist's language")
    world: str
    places: tuple[str, ...] = Field(min_length=1, description="place ids, in order of appearance")
    characters: tuple[str, ...] = ()
    time: TimeOfDay
    weather: Weather
    palette: Palette
    emotion: Emotion
    tension: Unit = 0.5
    cuts_per_minute: float = Field(ge=0, description="0 = the section is held without a cut")
    moments: tuple[Moment, ...] = Field((), description="what happens here, in order; each is to be seen")
    actions: tuple[str, ...] = Field((), description="canonical actions that the section shows")
    things: tuple[str, ...] = Field((), description="canonical things, animals and vehicles that the section shows")


class LyricTreatment(Value):
    """What the picture does with a sung line."""

    line: int = Field(ge=0)
    how: Literal["illustrate", "counterpoint", "ignore"]
    terms: tuple[str, ...] = ()
    note: str = Field("", description="what the picture does, in a few words")


class Treatment(Value):
    """The film on one page."""

    form: Literal["story", "performance", "mood", "one-take", "mixed"]
    style: str
    logline: str
    arc: str = Field(description="what is different at the end")
    worlds: tuple[World, ...] = Field(min_length=1)
    characters: tuple[Character, ...] = ()
    places: tuple[Place, ...] = Field(min_length=1)
    motifs: tuple[Motif, ...] = ()
    sections: tuple[SectionPlan, ...] = Field(min_length=1)
    turn_section: int = Field(ge=0)
    turn_reason: str
    ending: str = Field(description="how the last picture answers the first")
    lyrics: tuple[LyricTreatment, ...] = ()
    pitches: tuple[Pitch, ...] = Field((), description="the ways that were weighed, the chosen one marked")
    pitch_reason: str = Field("", description="why this way, or how several were merged")
    cutouts: tuple[Cutout, ...] = Field((), description="things of this film that no canonical term names")
    notes: tuple[Note, ...] = ()
