"""Something to be filmed, and where it stands in the cut."""

from typing import Literal

from pydantic import Field, model_validator

from director.model.base import FrameNo, Note, Unit, Value
from director.model.cutout import Cutout
from director.model.features import Features
from director.model.treatment import Change, Emotion, Palette, TimeOfDay, Weather

Framing = Literal["extreme wide", "wide", "full", "medium", "close", "extreme close", "insert"]
"""From far to near. 'insert' is a detail that fills the frame: hands, an object."""

Angle = Literal["eye", "low", "high", "overhead"]
Lens = Literal["wide", "normal", "long"]
MoveKind = Literal[
    "static", "pan left", "pan right", "tilt up", "tilt down", "dolly in", "dolly out", "truck left", "truck right",
    "zoom in", "zoom out", "crane up", "crane down", "handheld", "orbit left", "orbit right", "follow",
]  # fmt: skip
ScreenDirection = Literal["left", "right", "toward", "away", "none"]
Technique = Literal["drawn", "photo", "footage"]


class CameraMove(Value):
    """One move of the camera over the whole shot."""

    kind: MoveKind = "static"
    amount: Unit = Field(0.4, description="0 barely seen, 1 as far as the scene allows")


class Light(Value):
    """How the shot is lit."""

    key: Literal["sun", "moon", "sky", "lamp", "neon", "fire", "window", "none"] = "sky"
    contrast: Unit = 0.5
    warmth: Unit = Field(0.5, description="0 cold blue, 1 warm amber")
    exposure: Unit = Field(0.5, description="0 low key, 1 high key")


class Presence(Value):
    """Someone or something in the picture, its state carried from shot to shot."""

    term: str = Field(description="canonical term of a person, animal, vehicle or thing, or that of `cutout`")
    character: str = Field("", description="id of the character, if it is one")
    action: str = Field("", description="canonical action, such as 'run', 'sing', 'look', 'fly'")
    emotion: Emotion | None = None
    colour: str = Field("", description="sRGB hex of what is worn or of the thing; empty = natural")
    state: tuple[Literal["wet", "snowy", "hurt", "tired", "glowing", "old", "young", "broken", "empty"], ...] = ()
    wears: str = Field("", description="what is worn here where the story changed it; empty = as in the treatment")
    features: Features = Field(Features(), description="what the treatment says of this character's looks")
    side: Literal["left", "centre", "right"] = "centre"
    facing: ScreenDirection = "none"
    count: int = Field(1, ge=1, le=40)
    cutout: Cutout | None = Field(None, description="how a thing without a canonical term is drawn")


RequirementKind = Literal[
    "exposure", "contrast", "sharpness", "not black", "not frozen", "no flicker", "motion", "palette", "subject",
    "subject contrast", "distinct", "no stray text", "face", "identity", "safe", "story",
]  # fmt: skip


class Requirement(Value):
    """One thing a take of this shot must show, made from the shot's own text."""

    id: str
    kind: RequirementKind
    text: str = Field(description="a yes/no question about the picture")
    weight: Unit = 1.0
    hard: bool = Field(True, description="a measured failure discards the take")


class Script(Value):
    """A shot in English for renderers that read words. Who and where stand word for word as in the treatment."""

    picture: str = Field(description="what the frame shows: who stands where in it, foreground, background")
    beats: tuple[str, str, str] = Field(description="what happens at the beginning, in the middle, at the end")
    cast: tuple[str, ...] = Field((), description="everyone in the picture: name, look and wardrobe")
    place: str = ""
    things: tuple[str, ...] = Field((), description="motifs in the picture, as the treatment words them")
    light: str = ""
    camera: str = Field("", description="lens, height, distance and move in words")
    never: tuple[str, ...] = Field((), description="what the brief forbids, as written or by its English name")


class Shot(Value):
    """Something to be filmed. One shot may serve several clips."""

    id: str = Field(pattern=r"^s\d{3}[a-z]?$", description="s001, s002, ... in order of first appearance")
    section: int = Field(ge=0)
    world: str
    place: str = Field(description="place id of the treatment")
    place_term: str
    time: TimeOfDay
    weather: Weather
    palette: Palette
    style: str
    texture: str = "clean"
    technique: Technique = "drawn"
    reference: str = Field("", description="name of the artist's photo or footage for 'photo' and 'footage'")
    performance: str = Field("", description="name of the artist's footage whose actor moves the subject of this shot")
    who: tuple[Presence, ...] = Field((), description="the first is the subject")
    props: tuple[Presence, ...] = Field((), description="things around the subject")
    text: str = Field(description="what is seen, one sentence in the artist's language")
    action: tuple[str, str, str] = Field(("", "", ""), description="beginning, middle, end")
    change: str = Field("", description="what is different between first and last frame")
    framing: Framing
    angle: Angle = "eye"
    lens: Lens = "normal"
    direction: ScreenDirection = "none"
    eyeline: ScreenDirection = "none"
    move: CameraMove = CameraMove()
    light: Light = Light()
    emotion: Emotion
    motif: str = ""
    motif_change: Change | None = None
    motif_term: str = Field("", description="term of the motif; empty = whatever thing the shot is about")
    importance: Unit = 0.5
    hero: bool = Field(False, description="never simplified without asking the artist")
    needs: tuple[str, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    locked: bool = False
    revision: int = Field(0, ge=0, description="raised by the artist's turns, so that a changed shot is a new one")
    script: Script | None = Field(None, description="the crew's own words for renderers that read them")
    beyond: tuple[str, ...] = Field(
        (), description="what the shot wants that canonical terms cannot say; drawn scenes leave it out"
    )

    @property
    def number(self) -> str:
        """How people name the shot: '5' for s005."""
        return shot_number(self.id)

    def happens_to(self, term: str) -> Change | None:
        """Return what becomes of a thing in this shot: the motif's change for the motif, None for everything else."""
        return self.motif_change if self.motif and self.motif_term in ("", term) else None

    @property
    def subject(self) -> Presence | None:
        """Whom or what the shot is about; None for an empty place."""
        return self.who[0] if self.who else None


def shot_number(shot_id: str) -> str:
    """Return the number by which people name a shot, on pages and in turns: '5' for 's005', '12a' for 's012a'."""
    return shot_id.removeprefix("s").lstrip("0")


class Clip(Value):
    """A place in the cut: film frames [start, end), filled from frame `take_in` of the body of the shot's take on.

    `take_in` counts from the first frame after the take's head handle, so it may reach down to -handle.
    """

    id: str = Field(pattern=r"^c\d{3}$")
    shot: str
    start: FrameNo
    end: FrameNo
    take_in: int = 0
    missing: bool = Field(False, description="nothing to show yet: black with a note, never in silence")

    @property
    def frames(self) -> int:
        """Length in frames."""
        return self.end - self.start

    @model_validator(mode="after")
    def _has_length(self) -> "Clip":
        if self.end <= self.start:
            raise ValueError(f"clip {self.id} has no length: [{self.start}, {self.end})")
        return self


TransitionKind = Literal["cut", "crossfade", "fade from black", "fade to black", "dip to white"]


class Transition(Value):
    """How a clip is entered (or, for a fade to black, the last one left). Hard cuts have no entry."""

    clip: str = Field(description="the clip that comes in; for 'fade to black' the clip that goes out")
    kind: TransitionKind
    frames: int = Field(ge=2, description="even; a crossfade lies half before and half after the cut point")


class Title(Value):
    """Words on the picture."""

    text: str
    under: str = ""
    start: FrameNo
    end: FrameNo
    place: Literal["lower third", "centre"] = "lower third"


class Cut(Value):
    """The whole film as a list. Clips cover [0, frames) without gap or overlap."""

    frames: int = Field(gt=0)
    clips: tuple[Clip, ...] = Field(min_length=1)
    transitions: tuple[Transition, ...] = ()
    titles: tuple[Title, ...] = ()
    lead_frames: int = Field(1, ge=0, le=2, description="by how many frames a cut comes before its beat")


class Storyboard(Value):
    """Shots and their places, as planned."""

    shots: tuple[Shot, ...] = Field(min_length=1)
    cut: Cut
    notes: tuple[Note, ...] = ()

    def shot(self, shot_id: str) -> Shot:
        """Return the shot of this id; raise KeyError if there is none."""
        for shot in self.shots:
            if shot.id == shot_id:
                return shot
        raise KeyError(shot_id)
