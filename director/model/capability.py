"""What a renderer can do, as a dated catalog file says it, and what it cannot do for a shot."""

from math import ceil
from typing import Literal

from pydantic import Field, model_validator

from director.model.base import Unit, Value
from director.model.money import Currency

Execution = Literal["drawn here", "local", "hosted"]
"""Where it runs: our own drawing, a model on this machine's card, a vendor's service."""

Lifecycle = Literal["active", "preview", "deprecated", "retired", "never public"]

ModeKind = Literal["t2v", "i2v", "flf2v", "r2v", "v2v", "control", "animate", "t2i", "i2i"]
"""What a model starts from: words, a first frame, first and last frame, references, footage, control pictures
(depth, edges, pose), a driving performance; t2i and i2i make stills."""

Strength = Literal[
    "camera move", "depth", "face emotion", "body emotion", "detail", "physics", "joins", "character", "stylised",
    "photoreal", "long take", "obedience", "speed",
]  # fmt: skip
"""What a shot may need and a model may be good at; figures are data in the catalog, never code."""

SteeredBy = Literal["", "edges", "depth", "pose"]
"""What is made of a drawn take to steer a model: outlines of its frames, nearness, skeletons of its people."""

Precision = Literal["fp32", "bf16", "fp16", "fp8"]
Offload = Literal["none", "model", "group", "sequential"]


class FrameRule(Value):
    """The frame counts a model really makes: multiple x k + offset, within [min, max]."""

    multiple: int = Field(1, ge=1)
    offset: int = Field(0, ge=0)
    min: int = Field(1, ge=1)
    max: int = Field(ge=1)

    @model_validator(mode="after")
    def _obeys_itself(self) -> "FrameRule":
        if not (self.allows(self.min) and self.allows(self.max)):
            raise ValueError(f"min {self.min} and max {self.max} must be {self.multiple}k+{self.offset}")
        return self

    def allows(self, frames: int) -> bool:
        """Whether the model makes exactly this many frames."""
        return self.min <= frames <= self.max and (frames - self.offset) % self.multiple == 0

    def snap(self, frames: int) -> int:
        """Return the next count upwards that the model makes (what is too much is trimmed in the edit), at most max."""
        wanted = ceil((max(frames, self.min) - self.offset) / self.multiple) * self.multiple + self.offset
        return min(wanted, self.max)


class PixelSize(Value):
    """A native picture size in px."""

    width: int = Field(gt=0)
    height: int = Field(gt=0)


class Mode(Value):
    """One way of asking a model."""

    kind: ModeKind
    pipeline: str = Field("", description="class of diffusers that makes it; empty where we draw or a vendor does")
    frames: FrameRule = FrameRule(max=1)
    fps: int = Field(24, gt=0, description="frames a second that the model was trained on")
    sizes: tuple[PixelSize, ...] = Field((), description="native sizes; empty = any size of the multiple")
    size_multiple: int = Field(2, ge=1, description="width and height must divide by it, px")
    max_pixels: int = Field(0, ge=0, description="0 = no limit but memory")
    prompt: bool = True
    negative: bool = False
    references: int = Field(0, ge=0, description="how many reference pictures it takes at most")
    steered_by: SteeredBy = Field("", description="what is made of the drawn take to steer it")
    goes_on: bool = Field(False, description="keeps a first frame that is given: longer takes are made in pieces")

    @model_validator(mode="after")
    def _steered_only_by_control(self) -> "Mode":
        if bool(self.steered_by) != (self.kind == "control"):
            raise ValueError("a control mode says what it is steered by, and no other mode does")
        return self


class Footprint(Value):
    """What one rung of the memory ladder needs."""

    precision: Precision
    offload: Offload = "none"
    gpu_gb: float = Field(gt=0, description="peak memory of the card, GiB, at the first native size and length")
    ram_gb: float = Field(0.0, ge=0)
    basis: Literal["measured", "published", "estimated"]


EUROPEAN_UNION = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
"""ISO codes of its members (2026)."""
_ALSO = {"UK": "GB", "EL": "GR"}
"""Codes that people write, and what ISO 3166 writes."""


class Licence(Value):
    """What may be done with a model and its pictures."""

    name: str
    commercial: Literal["yes", "conditional", "no"]
    excluded: tuple[str, ...] = Field((), description="territories in which it may not be used, ISO codes or 'EU'")
    condition: Literal["", "revenue_1m", "revenue_10m", "registration", "territories", "uses", "unread"] = Field(
        "", description="what it asks for; said in words by 'licence_<condition>'"
    )
    source: str = ""

    def excludes(self, territory: str) -> bool:
        """Whether it is not valid in a territory: a country by its ISO code, or 'EU' for all of the Union."""
        code = territory.strip().upper()
        code = _ALSO.get(code, code)
        if code in self.excluded:
            return True
        if code == "EU":
            return bool(EUROPEAN_UNION & set(self.excluded))
        return "EU" in self.excluded and code in EUROPEAN_UNION


class Speedup(Value):
    """A way to fewer or cheaper steps."""

    kind: Literal["first block cache", "mag cache", "compile", "few-step lora"]
    lora: str = Field("", description="hub name of the LoRA")
    files: tuple[str, ...] = Field((), description="its files: of the first denoiser, of the second where there is one")
    steps: int = Field(0, ge=0, description="steps with it; 0 = unchanged")
    licence: str = Field("", description="name of the LoRA's own licence")
    as_of: str = Field("", description="ISO date on which its files and licence were looked up; empty = never")
    source: str = Field("", description="where they were found")
    ratios: tuple[float, ...] = Field((), description="mag cache: magnitude ratios of this checkpoint, one a step")

    @model_validator(mode="after")
    def _is_told_whole(self) -> "Speedup":
        if self.kind == "mag cache" and not self.ratios:
            raise ValueError("a mag cache needs the ratios of its checkpoint")
        if self.kind == "few-step lora" and not (self.lora and self.files and self.steps):
            raise ValueError("a few-step LoRA needs its name, its files and its steps")
        if bool(self.as_of) != bool(self.source):
            raise ValueError("what was looked up has a date and a source")
        return self


class StyleLora(Value):
    """A LoRA of the artist's own, laid on the models that it was made for."""

    source: str = Field(description="a file, a folder, or a name on the hub")
    file: str = Field("", description="its file inside the folder or the repository")
    models: tuple[str, ...] = Field(description="names in the catalog of the models that it was made for")
    scale: float = Field(1.0, ge=0, le=2)
    licence: Licence | None = Field(None, description="as the artist read it; None = not told")


class Weights(Value):
    """A local model's files and how they are run."""

    repo: str = Field(description="hub name; a folder of the same model can be given in the settings")
    family: str = Field(description="the module of render/local that makes it")
    parts: dict[str, str] = Field({}, description="other repositories it needs: controlnet, motion adapter, base")
    single_files: dict[str, str] = Field(
        {}, description="parts that their repository has as one file: part -> its name; '<part>_config' says its shape"
    )
    disk_gb: float = Field(gt=0)
    steps: int = Field(gt=0)
    guidance: float = Field(0.0, ge=0)
    full_precision: tuple[str, ...] = Field((), description="components that are kept in fp32 on every rung")
    options: dict[str, int | float | str | bool] = Field({}, description="further arguments of the family's pipeline")
    ladder: tuple[Footprint, ...] = Field(min_length=1, description="from the fastest to the most frugal")
    speedups: tuple[Speedup, ...] = ()
    seconds_a_step: float = Field(0.0, ge=0, description="per megapixel-frame on an 80 GB card; 0 = not measured")
    licence: Licence


class PriceRule(Value):
    """What a vendor charges."""

    unit: Literal["second", "clip", "image", "gpu second"]
    micros: int = Field(ge=0, description="millionths of the currency a unit")
    currency: Currency
    charged_on_failure: bool = False
    as_of: str
    source: str


class Capability(Value):
    """What a renderer can do, from its dated catalog file."""

    name: str
    title: str = ""
    execution: Execution = "drawn here"
    lifecycle: Lifecycle = "active"
    retired_on: str = Field("", description="ISO date")
    successors: tuple[str, ...] = ()
    techniques: tuple[Literal["drawn", "photo", "footage"], ...] = Field(
        (), description="kinds of shot: from words, from the artist's photo, from her footage"
    )
    modes: tuple[Mode, ...] = ()
    max_frames: int = Field(0, ge=0, description="of one take, in project frames; chained generations included")
    handles: int = Field(0, ge=0, description="frames it can give before and after the body")
    seed: Literal["exact", "best effort", "none"] = "best effort"
    matte: bool = False
    sound: bool = False
    dialect: str = Field("", description="how it wants its prompt: 'prose', 'tags', 'none'")
    strengths: dict[Strength, Unit] = Field({}, description="0-1, 0.5 usual; missing = 0.5")
    weights: Weights | None = None
    price: PriceRule | None = None
    as_of: str = Field(description="ISO date on which the facts were checked")
    sources: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _is_whole(self) -> "Capability":
        if self.lifecycle in ("retired", "never public"):
            if not self.successors:
                raise ValueError(f"{self.name} cannot be used any more: name its successors")
        elif not self.techniques and not self.stills:
            raise ValueError(f"{self.name} makes nothing")
        if self.execution == "local" and self.weights is None and self.usable:
            raise ValueError(f"{self.name} runs here: its weights are missing")
        return self

    @property
    def usable(self) -> bool:
        """Whether it can be used at all today."""
        return self.lifecycle not in ("retired", "never public")

    @property
    def stills(self) -> bool:
        """Whether it makes pictures instead of takes."""
        return any(mode.kind in ("t2i", "i2i") or mode.frames.max == 1 for mode in self.modes)

    def mode(self, kind: ModeKind) -> Mode | None:
        """Return the mode of this kind, or None."""
        return next((mode for mode in self.modes if mode.kind == kind), None)


class Violation(Value):
    """Something a renderer cannot do for this shot, known before anything is spent."""

    field: str
    got: str
    allowed: str = ""
    fix: str = ""
    how: Literal["", "snap", "chain", "resize", "crop", "drop", "other renderer"] = Field(
        "", description="the kind of fix; 'other renderer' alone is a hard no"
    )
    amount: int = Field(0, ge=0, description="of the fix: frames made, pieces joined, percent cropped, pictures sent")


class Need(Value):
    """Something a shot needs of its renderer, and how much."""

    strength: Strength
    weight: Unit
    because: Literal[
        "move", "close face", "acting", "wide", "weather", "motion", "returns", "style", "length", "important", "draft"
    ]


__all__ = [
    "Offload", "PixelSize", "Precision", "PriceRule", "Speedup", "SteeredBy", "Strength", "StyleLora", "Violation",
    "Weights",
]  # fmt: skip
