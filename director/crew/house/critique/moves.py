"""Does the camera do what the shot asks for?"""

from dataclasses import dataclass, replace
from typing import Literal

from director.crew.house import thresholds as line
from director.crew.house.critique.looking import Seen
from director.crew.house.critique.opinion import Opinion, opinion, unsure
from director.model import CameraMove, Framing, MoveKind, Shot
from tools.frames import Motion

Axis = Literal["right", "down", "zoom"]

SCENERY: dict[MoveKind, tuple[Axis, int]] = {
    "pan left": ("right", 1),
    "pan right": ("right", -1),
    "truck left": ("right", 1),
    "truck right": ("right", -1),
    # Around a subject that stays in the middle: what is behind it goes the way that the camera goes.
    "orbit left": ("right", -1),
    "orbit right": ("right", 1),
    "tilt up": ("down", 1),
    "tilt down": ("down", -1),
    "crane up": ("down", 1),
    "crane down": ("down", -1),
    "dolly in": ("zoom", 1),
    "dolly out": ("zoom", -1),
    "zoom in": ("zoom", 1),
    "zoom out": ("zoom", -1),
}
"""Which way the scenery goes in the picture when the camera moves: a pan to the left sends it to the right."""


NEAR: frozenset[Framing] = frozenset({"medium", "close", "extreme close", "insert"})
TRAVEL = frozenset({"walk", "run", "drive", "ride", "race", "skate", "fly", "glide", "sail", "row", "swim", "pull"})
"""Actions that go somewhere."""
ACROSS: frozenset[MoveKind] = frozenset(m for m, (axis, _) in SCENERY.items() if axis == "right")


@dataclass(frozen=True)
class _Way:
    axis: Axis
    amount: float


def check_motion(shot: Shot, take: Seen) -> Opinion:
    """Compare the measured global motion with the asked move; 'unsure' where too few corners could be followed."""
    move, seen = shot.move, take.motion
    sign = SCENERY[move.kind][1] if move.kind in SCENERY else 1
    unclear = seen.believed < line.BELIEVED
    if move.kind.startswith(("dolly", "zoom")) and (unclear or sign * seen.zoom < line.MOVE.good):
        # Far scenery hardly grows, and dancers spread their arms: either may show the move.
        told = unclear and take.approach != 0.0
        if told or sign * take.approach > max(abs(seen.zoom), line.MOVE.limit):
            seen = replace(seen, zoom=take.approach, believed=1.0)
    if seen.believed < line.BELIEVED:
        return unsure("critic_motion_unsure")
    if _torn(move, seen):
        return unsure("critic_motion_torn")
    kind = move.kind
    if shot.framing in NEAR and shot.subject and shot.subject.action in TRAVEL:
        # A near framing has to go along with whoever travels: scenery then passes sideways, whatever the move.
        seen, kind = (seen, "follow") if kind in ACROSS else (replace(seen, right=0.0), kind)
    match kind:
        case "static":
            return _static(seen)
        case "handheld":
            return _handheld(take.shake)
        case "follow":
            return _follow(seen)
        case _:
            return _directed(move, seen)


def _torn(move: CameraMove, seen: Motion) -> bool:
    """Whether the picture seems to go the wrong way while much of it goes the asked way.

    A dog team that drifts back in the frame, or snow driven across it, may give more corners than a far horizon.
    """
    if move.kind not in SCENERY or SCENERY[move.kind][0] == "zoom":
        return False
    axis, sign = SCENERY[move.kind]
    ends = (seen.leftward, seen.rightward) if axis == "right" else (seen.upward, seen.downward)
    asked, other = max(e * sign for e in ends), min(e * sign for e in ends)
    return asked > line.MOVE.limit and asked > line.TORN * -other and sign * getattr(seen, axis) < line.MOVE.limit


def _static(seen: Motion) -> Opinion:
    # Where the camera moves, all moves; where it stands, something large may still come nearer. Near the middle of a
    # zoom a picture hardly moves.
    most = seen.slowest
    value = max(min(abs(seen.right), most), min(abs(seen.down), most), min(abs(seen.zoom), 2 * most))
    quality = line.STATIC.quality(value)
    return opinion("static", value, quality, "calmer move", "locked-off camera", percent=round(100 * value))


def _follow(seen: Motion) -> Opinion:
    value = max(seen.passing, abs(seen.right), abs(seen.zoom))
    quality = line.FOLLOW.quality(value)
    words = "the camera follows, the scenery passes by"
    return opinion("follow", value, quality, "stronger move", words, percent=round(100 * value))


def _handheld(shake: float) -> Opinion:
    value = 1000 * shake
    quality = line.HANDHELD.quality(value)
    return opinion("handheld", value, quality, "stronger move", "handheld camera", permille=round(value, 1))


def _directed(move: CameraMove, seen: Motion) -> Opinion:
    axis, sign = SCENERY[move.kind]
    ways = [_Way("right", seen.right), _Way("down", seen.down), _Way("zoom", seen.zoom)]
    along = next(w.amount * sign for w in ways if w.axis == axis)
    if move.kind.startswith(("truck", "crane")):
        # A camera that goes sideways hardly moves what is far: what is near tells.
        ends = (seen.leftmost, seen.rightmost) if axis == "right" else (seen.upmost, seen.downmost)
        along = max((along, sign * max(ends, key=abs)), key=abs)
    aside = max(abs(w.amount) for w in ways if w.axis != axis)
    percent, name = round(100 * along), move.kind
    # A faint move is asked for with a small amount: it may then be hardly there, but never the other way.
    scale = line.MOVE if move.amount >= line.FAINT else line.FAINT_MOVE
    quality = scale.quality(along)
    if along < -abs(scale.limit):
        return opinion("move_wrong", along, min(quality, 0.1), "correct move", name, percent=percent, move=name)
    if aside > line.ASIDE * abs(along) and aside > line.STATIC.limit:
        return opinion("move_aside", aside, 0.3, "correct move", f"only {name}", percent=round(100 * aside), move=name)
    return opinion("move", along, quality, "stronger move", f"a clear {name}", percent=percent, move=name)
