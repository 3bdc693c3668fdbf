"""The song as heard: everything in seconds of the decoded song (of the window, if one was asked)."""

from typing import Literal

from pydantic import Field

from director.model.base import Digest, Note, Unit, Value

SectionLabel = Literal["intro", "verse", "pre-chorus", "chorus", "bridge", "solo", "breakdown", "outro", "phrase"]
"""'phrase' is the honest label where form could not be heard."""

Overruled = Literal["beats", "bars", "meter", "sections"]
"""What the artist may overrule; see `Overrules`."""


class Section(Value):
    """A part of the song's form. Sections cover the song without gap or overlap."""

    label: SectionLabel
    start_s: float = Field(ge=0)
    end_s: float = Field(gt=0)
    group: str = Field(description="letter shared by sections that repeat each other: A, B, ...")
    energy: Unit = Field(description="mean loudness, relative to the song's loudest section")
    voice: Unit = Field(0.0, description="share of the section in which someone sings")
    confidence: Unit = 0.5


class SungWord(Value):
    """One word, or one syllable of it, of a line with its time. Texts joined give the line, spaces included."""

    text: str
    start_s: float = Field(ge=0)
    end_s: float = Field(ge=0)


SURE_LINE = 0.6
"""Confidence from which an estimated line may pull a cut or be shown: half of such lines are right within 0.4 s."""


class LyricLine(Value):
    """One sung line. `estimated` times come from code, not from the artist's file."""

    text: str
    start_s: float = Field(ge=0)
    end_s: float = Field(ge=0)
    estimated: bool = False
    paragraph: int = Field(0, ge=0)
    confidence: Unit = Field(1.0, description="of the line's times; 1 for times of the artist's file")
    words: tuple[SungWord, ...] = Field((), description="times within the line, where they are known")
    voice: str = Field("", description="who sings, as named in the sheet: 'P1', 'Anna'; '' for the only voice")

    @property
    def sure(self) -> bool:
        """Whether its time is good enough to cut on and to show words at."""
        return not self.estimated or self.confidence >= SURE_LINE


class Span(Value):
    """A stretch of time with a score."""

    start_s: float = Field(ge=0)
    end_s: float = Field(ge=0)
    score: Unit = 1.0


class Accent(Value):
    """A moment that stands out: a hit, a drop, an entry."""

    time_s: float = Field(ge=0)
    strength: Unit
    kind: Literal["hit", "drop", "entry"] = "hit"


class SongMap(Value):
    """What listening found out about a song; the truth for every later step."""

    digest: Digest = Field(description="of the decoded samples")
    title: str = ""
    artist: str = ""
    sample_rate: int = Field(gt=0)
    samples: int = Field(gt=0, description="length of the one fixed decode (of the window)")
    tempo_bpm: float = Field(ge=0, description="0 where no pulse was found")
    tempo_confidence: Unit = 0.0
    octave_confidence: Unit = Field(0.0, description="that people tap these beats, not half or double as many")
    meter: int = Field(4, ge=2, le=12, description="beats in a bar")
    meter_confidence: Unit = 0.0
    division: Literal[2, 3] = Field(2, description="parts of a beat: 3 in 6/8 (meter 2) and 12/8 (meter 4)")
    swing: float = Field(
        0.5, ge=0.5, le=0.75, description="share of a beat before its off-beat: 0.5 straight, 2/3 triplets"
    )
    swing_confidence: Unit = 0.0
    beats: tuple[float, ...] = Field((), description="seconds, ascending")
    bars: tuple[float, ...] = Field((), description="seconds of downbeats; each is one of the beats")
    bar_confidence: Unit = 0.0
    sections: tuple[Section, ...]
    section_confidence: Unit = Field(0.0, description="of the form as a whole; each section has its own as well")
    energy: tuple[float, ...] = Field((), description="0-1, one value a beat (a second where there are no beats)")
    voice: tuple[Span, ...] = ()
    silences: tuple[Span, ...] = ()
    accents: tuple[Accent, ...] = ()
    key: str = Field("", description="such as 'A minor'; empty where unclear")
    key_confidence: Unit = 0.0
    valence: Unit = Field(0.5, description="0 dark, 1 bright")
    tension: Unit = Field(0.5, description="0 calm, 1 driven")
    mood_confidence: Unit = 0.0
    lines: tuple[LyricLine, ...] = ()
    overruled: tuple[Overruled, ...] = Field((), description="what the artist's word stands for; its confidence is 1")
    notes: tuple[Note, ...] = Field((), description="everything altered or guessed")

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.samples / self.sample_rate
