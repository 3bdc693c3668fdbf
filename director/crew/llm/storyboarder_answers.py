"""What the storyboarder's question is answered with."""

from typing import Literal

from pydantic import Field

from director.crew.llm.answer import Answer
from director.model import (
    Angle,
    Change,
    Emotion,
    Framing,
    Lens,
    MoveKind,
    ScreenDirection,
    TimeOfDay,
    Unit,
    Weather,
)

State = Literal["wet", "snowy", "hurt", "tired", "glowing", "old", "young", "broken", "empty"]


class WhoDraft(Answer):
    """Someone in the picture."""

    term: str
    character: str = Field(description="id on the page; empty for others")
    action: str
    emotion: Emotion | None
    side: Literal["left", "centre", "right"]
    facing: ScreenDirection
    state: list[State]
    count: int = Field(description="1, or how many of them")


class LightDraft(Answer):
    """How the shot is lit."""

    key: Literal["sun", "moon", "sky", "lamp", "neon", "fire", "window", "none"]
    contrast: Unit
    warmth: Unit
    exposure: Unit


class ShotDraft(Answer):
    """A shot, as the model writes it."""

    id: str = Field(description="n1, n2, ... new in this answer")
    purpose: str
    place: str
    text: str
    begins: str
    middle: str
    ends: str
    change: str
    who: list[WhoDraft]
    things: list[str]
    time: TimeOfDay
    weather: Weather
    framing: Framing
    angle: Angle
    lens: Lens
    direction: ScreenDirection = Field(description="where the subject goes on the screen")
    eyeline: ScreenDirection
    move: MoveKind
    amount: Unit
    light: LightDraft
    emotion: Emotion
    motif: str = Field(description="motif id, or empty")
    motif_change: Change | None
    importance: Unit
    reference: str = Field(description="name of the artist's file that is shown, or empty")
    picture_en: str
    beats_en: list[str] = Field(description="exactly three")
    light_en: str
    camera_en: str
    questions: list[str]
    beyond: list[str] = Field(description="by name, what the vocabulary cannot say and the shot needs")


class CutDraft(Answer):
    """Where a picture begins."""

    at: int = Field(description="number of a legal cut point")
    shot: str = Field(description="id of a new or a known shot")


class StateDraft(Answer):
    """Where someone or something stands after the last shot."""

    who: str = Field(description="character or motif id")
    where: str
    wears: str
    holds: str
    condition: str


class WardrobeDraft(Answer):
    """A change of clothes that the story makes."""

    character: str
    shot: str = Field(description="the first shot in which it is so")
    wears: str
    wears_en: str
    colour: str = Field(description="hex")
    reason: str


class ShotsAnswer(Answer):
    """storyboarder/shots: a stretch of the film."""

    shots: list[ShotDraft]
    cuts: list[CutDraft]
    state: list[StateDraft]
    wardrobe_changes: list[WardrobeDraft]
