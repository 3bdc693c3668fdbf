"""A pose as key angles of a jointed body, and the cycles that run through such keys."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Pose:
    """Joint angles in degrees, 0 = standing straight with hanging arms; `l` and `r` are the person's own sides.

    Limbs swing forward with positive `hip`/`arm`,
        outward with positive `_out`; knees and elbows bend with positive values.
    """

    # root
    lean: float = 0.0
    """Whole body tipped forward."""
    roll: float = 0.0
    """Whole body tipped to its left."""
    spin: float = 0.0
    """Whole body turned to its left."""
    lift: float = 0.0
    """Body units above the ground."""
    shift: float = 0.0
    """Body units to its left."""
    # torso and head
    hips: float = 0.0
    """Pelvis tipped, left side up."""
    pelvis: float = 0.0
    """Pelvis turned to its left."""
    bend: float = 0.0
    """Spine bent forward."""
    side: float = 0.0
    """Spine bent to its left."""
    twist: float = 0.0
    """Chest turned to its left against the pelvis."""
    shrug: float = 0.0
    """Shoulders raised, body units."""
    chest: float = 0.0
    """Breath: chest widened, body units."""
    nod: float = 0.0
    """Head down."""
    tilt: float = 0.0
    """Head towards its left shoulder."""
    look: float = 0.0
    """Head turned to its left."""
    # arms
    arm_l: float = 0.0
    arm_r: float = 0.0
    out_l: float = 5.0
    out_r: float = 5.0
    roll_l: float = 0.0
    roll_r: float = 0.0
    elbow_l: float = 12.0
    elbow_r: float = 12.0
    # hands that have a place to be: arm lengths, in the frame that the action names
    lx: float = 0.0
    ly: float = 0.0
    lz: float = 0.0
    rx: float = 0.0
    ry: float = 0.0
    rz: float = 0.0
    # legs
    hip_l: float = 0.0
    hip_r: float = 0.0
    leg_l: float = 3.0
    leg_r: float = 3.0
    turn_l: float = 12.0
    turn_r: float = 12.0
    knee_l: float = 2.0
    knee_r: float = 2.0
    foot_l: float = 0.0
    foot_r: float = 0.0


CHANNELS = tuple(Pose.__dataclass_fields__)
_MIRROR = np.array(
    [
        CHANNELS.index(name[:-1] + "r" if name.endswith("_l") else name[:-1] + "l" if name.endswith("_r") else name)
        for name in CHANNELS
    ]
)
_HANDS = {"lx": "rx", "ly": "ry", "lz": "rz", "rx": "lx", "ry": "ly", "rz": "lz"}
for _name, _other in _HANDS.items():
    _MIRROR[CHANNELS.index(_name)] = CHANNELS.index(_other)
_SIGN = np.array([-1.0 if name in {"roll", "spin", "shift", "hips", "pelvis", "side", "twist", "tilt", "look", "lx",
    "rx"} else 1.0 for name in CHANNELS])  # fmt: skip


def numbers(pose: Pose) -> NDArray[np.float64]:
    """Return the pose's channels in the order of CHANNELS."""
    return np.array(astuple(pose), dtype=np.float64)


def mirrored(pose: Pose) -> Pose:
    """Return the pose with left and right exchanged: the second half of a step."""
    return Pose(*(numbers(pose)[_MIRROR] * _SIGN))


def in_between(keys: Sequence[Pose], phase: float, once: bool = False) -> Pose:
    """Return the pose at phase 0-1 through evenly spaced keys (Catmull-Rom, so that joints move in arcs).

    A cycle's last key leads back to its first; a movement that runs `once` ends on its last key.
    """
    count = len(keys)
    if count == 1:
        return keys[0]
    if once:
        at = min(max(phase, 0.0), 1.0) * (count - 1)
        index = min(int(at), count - 2)
        around = [keys[min(max(index + k, 0), count - 1)] for k in (-1, 0, 1, 2)]
    else:
        at = (phase % 1.0) * count
        index = int(at)
        around = [keys[(index + k) % count] for k in (-1, 0, 1, 2)]
    t = at - index
    p0, p1, p2, p3 = (numbers(key) for key in around)
    mix = 0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * p1 - p0 - 3 * p2 + p3) * t**3)
    return Pose(*mix)
