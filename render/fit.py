"""How a shot fits a model: the mode, native frames and size asked for, and everything that does not fit, with its fix.

Diffusers changes wrong frame counts in silence (Wan asked for 12 frames makes 9) and refuses or floors wrong sizes, so
both are chosen here, before anything is queued; what is too much is trimmed when the take is conformed.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, log

from director.model import Capability, Mode, ModeKind, PixelSize, Shot, Violation
from render.steered import performed, steered_by

MOST_PIECES = 8
"""More chained generations than this drift too far from the first frame to be one shot."""


@dataclass(frozen=True)
class Wanted:
    """A take as the film needs it, before a renderer is chosen."""

    shot: Shot
    frames: int
    """Project frames, handles included."""
    fps: Fraction
    width: int
    height: int
    references: int = 0
    """Pictures of people and places that should go with the order."""
    last_frame: bool = False
    """Whether a picture of the last frame is there."""
    keyframe: bool = False
    """Whether a still that was judged good is there, or will be made, to start from."""
    drawn: bool = False
    """Whether a drawn take of the shot is there, whose frames can steer a model."""
    still: bool = False
    """Whether one picture is wanted instead of a take."""
    performance: bool = False
    """Whether footage of a performance is there to drive the picture."""

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return float(self.frames / self.fps)


@dataclass(frozen=True)
class Fit:
    """What is really asked of a model for a take."""

    mode: Mode
    chain: Mode | None
    """The mode of the other pieces; None for a single piece."""
    pieces: tuple[int, ...]
    """Native frames of each generation. Piece n+1 starts from the last frame of piece n, which is counted once."""
    size: PixelSize

    @property
    def frames(self) -> int:
        """Native frames in all, joints counted once."""
        return sum(self.pieces) - (len(self.pieces) - 1)

    def mode_of(self, piece: int) -> Mode:
        """Return how a piece is asked: the shot's own mode for the first, or for the last where that must end well."""
        if self.chain is None:
            return self.mode
        own = len(self.pieces) - 1 if self.mode.kind == "flf2v" else 0
        return self.mode if piece == own else self.chain

    def source(self, frame: int, fps: Fraction) -> int:
        """Return the native frame shown at a project frame."""
        return min(round(frame / fps * self.mode.fps), self.frames - 1)


def mode_for(wanted: Wanted, capability: Capability) -> Mode | None:
    """Return the way of asking that suits the shot's material, or None if the model has none."""
    if wanted.still:
        kinds: tuple[ModeKind, ...] = ("control",) if wanted.drawn else ()
        kinds += ("i2i", "t2i") if wanted.references else ("t2i",)
        known = (_mode(wanted, capability, kind) for kind in kinds)
        return next((mode for mode in known if mode is not None and mode.frames.max == 1), None)
    pictured = wanted.shot.technique == "photo" or (wanted.shot.technique == "drawn" and wanted.keyframe)
    if wanted.performance and pictured and (found := capability.mode("animate")) is not None:
        return found
    if wanted.shot.technique == "drawn" and wanted.keyframe and (found := capability.mode("i2v")) is not None:
        return found
    if wanted.shot.technique == "drawn" and wanted.keyframe and wanted.drawn and performed(wanted.shot):
        found = capability.mode("animate")
        if found is not None:
            return found
    if wanted.shot.technique not in capability.techniques:
        return None
    order: tuple[ModeKind, ...]
    match wanted.shot.technique:
        case "drawn":  # what the artist saw and approved steers the model where it can be steered
            order = ("control",) if wanted.drawn else ()
            order += ("r2v", "t2v") if wanted.references else ("t2v", "r2v")
        case "photo" if wanted.last_frame:
            order = ("flf2v", "i2v")
        case "photo":
            order = ("i2v",)
        case "footage":
            order = ("v2v",)
    return next((mode for kind in order if (mode := _mode(wanted, capability, kind)) is not None), None)


def _mode(wanted: Wanted, capability: Capability, kind: ModeKind) -> Mode | None:
    """Return the model's mode of a kind; of several that are steered, the one that steers this shot best."""
    if kind != "control":
        return capability.mode(kind)
    able = {mode.steered_by: mode for mode in capability.modes if mode.kind == kind}
    return next((able[by] for by in steered_by(wanted.shot) if by in able), None)


def fit(wanted: Wanted, capability: Capability) -> Fit | None:
    """Return what to ask of the model, or None when the shot cannot be made by it at all."""
    mode = mode_for(wanted, capability)
    if mode is None:
        return None
    native = _native_frames(wanted, mode)
    size = _native_size(wanted, mode)
    if native <= mode.frames.max:
        return Fit(mode, None, (mode.frames.snap(native),), size)
    # Only a first frame can be gone on from: a model of first and last frames alone reads no piece without a last one.
    chain = mode if mode.goes_on else capability.mode("i2v")
    if chain is None:
        return None
    longest = min(mode.frames.max, chain.frames.max)
    count = ceil((native - 1) / (longest - 1))
    if count > MOST_PIECES:
        return None
    share = ceil((native - 1) / count) + 1
    joined = Fit(mode, chain, (share,) * count, size)
    pieces = tuple(joined.mode_of(number).frames.snap(share) for number in range(count))
    return Fit(mode, chain, pieces, size)


def validate(wanted: Wanted, capability: Capability) -> list[Violation]:
    """Find everything in which the shot and the model do not fit; 'other renderer' alone means that it cannot be."""
    if not capability.usable:
        return [_no("lifecycle", capability.lifecycle, "active", f"use {', '.join(capability.successors)}")]
    if not capability.modes:  # drawn here: any length and size
        if wanted.shot.technique in capability.techniques:
            return _performance(wanted, None)
        return [_no("technique", wanted.shot.technique, ", ".join(capability.techniques), "use another renderer")]
    mode = mode_for(wanted, capability)
    if mode is None:
        allowed = ", ".join(mode.kind for mode in capability.modes)
        return [_no("mode", wanted.shot.technique, allowed, "use a renderer that starts from this material")]
    plan = fit(wanted, capability)
    if plan is None:
        most = f"{mode.frames.max / mode.fps:.1f} s"
        return [_no("length", f"{wanted.seconds:.1f} s", most, "use a renderer that holds longer, or cut the shot")]
    changed = [*_length(wanted, plan), *_picture(wanted, plan), *_references(wanted, mode)]
    return [*changed, *_performance(wanted, mode)]


def _no(field: str, got: str, allowed: str, fix: str) -> Violation:
    return Violation(field=field, got=got, allowed=allowed, fix=fix, how="other renderer")


def _native_frames(wanted: Wanted, mode: Mode) -> int:
    """Return how many of the model's own frames cover the take; a still is one, whatever the rates."""
    return 1 if wanted.still else max(1, ceil(wanted.seconds * mode.fps))


def _length(wanted: Wanted, plan: Fit) -> list[Violation]:
    native = _native_frames(wanted, plan.mode)
    rule = plan.mode.frames
    if len(plan.pieces) > 1:
        pieces, allowed = len(plan.pieces), f"at most {rule.max}"
        fix = f"{pieces} generations, each from the last frame of the one before"
        return [Violation(field="frames", got=str(native), allowed=allowed, fix=fix, how="chain", amount=pieces)]
    if plan.pieces[0] != native:
        allowed = f"{rule.multiple}k+{rule.offset}, {rule.min}-{rule.max}"
        made = plan.pieces[0]
        fix = f"make {made}, trim in the edit"
        return [Violation(field="frames", got=str(native), allowed=allowed, fix=fix, how="snap", amount=made)]
    return []


def _picture(wanted: Wanted, plan: Fit) -> list[Violation]:
    size = plan.size
    if (size.width, size.height) == (wanted.width, wanted.height):
        return []
    lost = 1 - min(
        wanted.width / wanted.height / (size.width / size.height),
        size.width / size.height / (wanted.width / wanted.height),
    )
    got, made = f"{wanted.width}x{wanted.height}", f"{size.width}x{size.height}"
    found = [Violation(field="size", got=got, allowed=made, fix=f"make {made}, scale to {got}", how="resize")]
    if lost > 0.01:
        fix = f"crop {lost:.0%} of the picture"
        percent = round(100 * lost)
        found.append(Violation(field="aspect", got=got, allowed=made, fix=fix, how="crop", amount=percent))
    return found


def _references(wanted: Wanted, mode: Mode) -> list[Violation]:
    if wanted.shot.technique != "drawn" or wanted.references <= mode.references:
        return []
    fix = f"send the first {mode.references}" if mode.references else "say it in words"
    got, most = str(wanted.references), mode.references
    return [Violation(field="references", got=got, allowed=f"at most {most}", fix=fix, how="drop", amount=most)]


def _performance(wanted: Wanted, mode: Mode | None) -> list[Violation]:
    """Say where the artist's footage moves nobody, because this renderer follows none."""
    if not wanted.performance or (mode is not None and mode.kind == "animate"):
        return []
    got, fix = wanted.shot.performance, "they move as the shot tells it"
    return [Violation(field="performance", got=got, allowed="a model of performances", fix=fix, how="drop")]


def _native_size(wanted: Wanted, mode: Mode) -> PixelSize:
    """Return the native size nearest in aspect, then in area; any size of the multiple where none is prescribed."""
    if not mode.sizes:
        step = mode.size_multiple
        return PixelSize(width=ceil(wanted.width / step) * step, height=ceil(wanted.height / step) * step)

    def distance(size: PixelSize) -> tuple[float, float]:
        aspect = abs(log(size.width / size.height * wanted.height / wanted.width))
        area = abs(log(size.width * size.height / (wanted.width * wanted.height)))
        return round(aspect, 1), area

    return min(mode.sizes, key=distance)
