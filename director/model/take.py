"""What is asked of a renderer, what came back and what the critic made of it."""

from fractions import Fraction
from typing import Literal

from pydantic import Field

from director.model.base import Digest, Note, Unit, Value
from director.model.brief import Reference
from director.model.money import Money, Quote
from director.model.provenance import Provenance
from director.model.shot import RequirementKind, Shot

FixKind = Literal[
    "new seed", "more light", "less light", "more contrast", "sharper", "bigger subject", "smaller subject",
    "separate subject", "centre subject", "stronger move", "calmer move", "correct move", "hold palette", "other angle",
    "other framing", "show the thing",
    "remove text", "add life", "steady light", "simpler", "another backend",
]  # fmt: skip


class Fix(Value):
    """A change to the next order that answers a finding."""

    kind: FixKind
    amount: Unit = 0.5
    words: str = Field("", description="the fix as a prompt sentence in English")


class Order(Value):
    """The exact thing asked of a renderer. Its digest is the key of the take: the same order is never paid twice."""

    shot: Shot
    renderer: str
    renderer_version: str
    prompt: str
    negative: str = ""
    references: tuple[Reference, ...] = ()
    width: int = Field(gt=0)
    height: int = Field(gt=0)
    fps: Fraction
    frames: int = Field(gt=0, description="body, without handles")
    handles: int = Field(0, ge=0, description="extra frames before and after the body, each")
    keyframes: tuple[int, ...] = Field((), description="body frames at which a clip starts: encoded as closed GOPs")
    seed: int
    draw: int = Field(0, ge=0, description="which try with the same words, for renderers without seeds")
    fixes: tuple[Fix, ...] = ()
    still: bool = False
    control: str = Field("", description="a drawn take, relative to the project folder, whose frames steer a model")
    performance_s: float = Field(0.0, ge=0, description="second of the driving footage at which the body begins")
    attempt: int = Field(1, ge=1)

    def key(self) -> str:
        """Return the digest of all that changes the picture: the attempt number and the shot's lock do not."""
        plain = self.model_copy(update={"attempt": 1, "shot": self.shot.model_copy(update={"locked": False})})
        return plain.fingerprint()


class Take(Value):
    """What came back. The media lies in the project's takes/ under its order's key."""

    id: Digest = Field(description="the order's key")
    shot: str
    attempt: int = Field(ge=1)
    order: Order
    media: Digest = Field(description="of the encoded file")
    file: str = Field(description="path relative to the project folder")
    matte: str = Field(
        "", description="path of the subject's matte, if the renderer can give one: grey video, 255 = subject"
    )
    frames: int = Field(gt=0, description="handles included")
    handles: int = Field(0, ge=0)
    cost: Money = Money(micros=0)
    seconds: float = Field(0.0, ge=0)
    own: bool = Field(False, description="the artist's own file")
    notes: tuple[Note, ...] = Field((), description="what the renderer had to alter, for the artist")
    provenance: Provenance = Provenance()


Met = Literal["yes", "no", "unsure"]


class Finding(Value):
    """One requirement, looked at."""

    requirement: str
    kind: RequirementKind
    met: Met
    value: float | None = Field(None, description="what was measured, in the measure's own unit")
    evidence: str
    quality: Unit | None = Field(None, description="how well it is met, 0.5 just so; None where unsure")
    fix: Fix | None = None
    how: Literal["measured", "seen"] = "measured"
    held: bool = Field(True, description="False: this renderer cannot show it; nobody was asked and nothing is counted")


class Verdict(Value):
    """The critic's word on one take."""

    take: Digest
    findings: tuple[Finding, ...]
    score: Unit
    decision: Literal["accept", "retry", "ask the artist"]
    reason: str = ""
    good_from: int = Field(0, ge=0, description="first good frame of the body")
    good_to: int | None = Field(None, description="end of the good range; None = to the end")

    @property
    def unsure(self) -> tuple[str, ...]:
        """Ids of requirements that nobody could check."""
        return tuple(f.requirement for f in self.findings if f.met == "unsure" and f.held)

    @property
    def beyond(self) -> tuple[str, ...]:
        """What the renderer of this take cannot show and another one will be held to, a sentence each."""
        return tuple(dict.fromkeys(f.evidence for f in self.findings if not f.held))


__all__ = ["Finding", "Fix", "FixKind", "Met", "Order", "Quote", "Take", "Verdict"]
