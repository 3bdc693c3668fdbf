"""The jointed body in three dimensions, posed by angles and seen from any side.

x is the person's left (screen right when it faces the camera), y down, z forward; body units.
"""

from dataclasses import dataclass
from math import cos, hypot, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from render.animatic.actors.people.pose import Pose

Vec = NDArray[np.float64]
Mat = NDArray[np.float64]
FROM_ABOVE = 0.13
"""Sine of the angle at which the ground is seen: nearer feet stand lower in the picture."""


@dataclass(frozen=True)
class Build:
    """Proportions, body units (standing height 1.0). Widths are half-widths."""

    head: float = 0.152
    neck: float = 0.036
    shoulder: float = 0.098
    chest: float = 0.083
    waist: float = 0.066
    hips: float = 0.077
    depth: float = 0.062
    """Half the chest's depth."""
    hip_height: float = 0.49
    knee_height: float = 0.265
    ankle_height: float = 0.042
    upper_arm: float = 0.158
    forearm: float = 0.135
    hand: float = 0.072
    foot: float = 0.105
    girth: float = 1.0
    """Thickness of limbs."""
    stoop: float = 0.0
    """Degrees by which age bends the back."""

    @property
    def shoulder_height(self) -> float:
        """Height of the shoulder joints above the ground."""
        return 1.0 - self.head - self.neck


def rot_x(degrees: float) -> Mat:
    """Forward bend."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return np.array([[1, 0, 0], [0, c, s], [0, -s, c]])


def rot_y(degrees: float) -> Mat:
    """Turn to the left."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])


def rot_z(degrees: float) -> Mat:
    """Roll to the left."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


def two_bones(root: Vec, target: Vec, first: float, second: float, pole: Vec) -> tuple[Vec, Vec]:
    """Return middle and end joint of two bones that reach for a target, the middle joint pushed towards `pole`."""
    way = target - root
    far = float(np.linalg.norm(way)) or 1e-6
    reach = min(max(far, abs(first - second) * 1.05 + 1e-4), (first + second) * 0.995)
    along = way / far
    a = (first**2 - second**2 + reach**2) / (2 * reach)
    h = sqrt(max(first**2 - a**2, 0.0))
    aside = pole - along * float(pole @ along)
    size = float(np.linalg.norm(aside)) or 1e-6
    return root + along * a + aside / size * h, root + along * reach


@dataclass(frozen=True)
class Hands:
    """Where the pose's hand places are counted from: free arms, the chest, the head, or the ground under the hips."""

    left: str = "free"
    right: str = "free"


FREE = Hands()
"""Both arms move by their angles."""


@dataclass(frozen=True)
class Joints:
    """A posed body: joints in space (after grounding), and the frames of pelvis, chest and head."""

    at: dict[str, Vec]
    pelvis: Mat
    chest: Mat
    head: Mat
    breath: float = 0.0


def _arm(pose: Pose, build: Build, side: str, shoulder: Vec, chest: Mat) -> tuple[Vec, Vec]:
    sign = 1.0 if side == "l" else -1.0
    flex, out, roll, bend = (float(getattr(pose, f"{name}_{side}")) for name in ("arm", "out", "roll", "elbow"))
    upper = chest @ rot_z(-sign * out) @ rot_x(-flex) @ rot_y(-sign * roll)
    elbow = shoulder + upper @ np.array([0, build.upper_arm, 0])
    wrist = elbow + upper @ rot_x(-bend) @ np.array([0, build.forearm, 0])
    return elbow, wrist


def _placed_arm(pose: Pose, build: Build, side: str, at: dict[str, Vec], frame: Mat, origin: Vec, unit: float,
                chest: Mat) -> tuple[Vec, Vec]:  # fmt: skip
    sign = 1.0 if side == "l" else -1.0
    place = np.array([getattr(pose, side + axis) for axis in "xyz"], dtype=np.float64) * unit
    pole = chest @ np.array([sign * 0.8, 0.9, -0.35])
    return two_bones(at[f"shoulder_{side}"], origin + frame @ place, build.upper_arm, build.forearm, pole)


def posed(pose: Pose, build: Build, hands: Hands = FREE) -> Joints:
    """Return the joints of a pose, set on the ground (its lowest point at y = -lift)."""
    root = rot_y(pose.spin) @ rot_z(pose.roll) @ rot_x(pose.lean)
    pelvis = root @ rot_y(pose.pelvis) @ rot_z(-pose.hips)
    spine = root @ rot_y(pose.pelvis * 0.4) @ rot_z(pose.side * 0.5) @ rot_x(pose.bend * 0.5)
    chest = root @ rot_y(pose.twist) @ rot_z(pose.side) @ rot_x(pose.bend + build.stoop)
    head = chest @ rot_x(-build.stoop * 0.7) @ rot_y(pose.look) @ rot_z(pose.tilt) @ rot_x(pose.nod)
    trunk = build.shoulder_height - build.hip_height
    at: dict[str, Vec] = {"hip": np.zeros(3)}
    at["waist"] = spine @ np.array([0, -trunk * 0.38, 0])
    at["chest"] = at["waist"] + chest @ np.array([0, -trunk * 0.38, 0.004])
    at["neck"] = at["waist"] + chest @ np.array([0, -trunk * 0.62, 0.0])
    at["chin"] = at["neck"] + chest @ np.array([0, -build.neck, 0.008])
    at["head"] = at["chin"] + head @ np.array([0, -build.head * 0.5, 0.012])
    at["crown"] = at["chin"] + head @ np.array([0, -build.head, 0.01])
    for side, sign in (("l", 1.0), ("r", -1.0)):
        at[f"shoulder_{side}"] = at["neck"] + chest @ np.array(
            [sign * (build.shoulder - 0.024 + pose.chest), 0.024 - pose.shrug, 0]
        )
        at[f"hip_{side}"] = pelvis @ np.array([sign * build.hips * 0.5, 0.012, 0])
    _legs(pose, build, at, root, pelvis)
    drop = max(float(p[1]) for p in at.values()) + pose.lift
    ground = np.array([pose.shift, -drop, 0.0])
    at = {name: p + ground for name, p in at.items()}
    _arms(pose, build, hands, at, root, chest, head)
    return Joints(at, pelvis, chest, head, pose.chest)


def _legs(pose: Pose, build: Build, at: dict[str, Vec], root: Mat, pelvis: Mat) -> None:
    thigh, shin = build.hip_height - build.knee_height, build.knee_height - build.ankle_height
    for side, sign in (("l", 1.0), ("r", -1.0)):
        flex, out, turn, bend, toes = (
            float(getattr(pose, f"{name}_{side}")) for name in ("hip", "leg", "turn", "knee", "foot")
        )
        upper = pelvis @ rot_z(-sign * out) @ rot_x(-flex) @ rot_y(sign * turn)
        at[f"knee_{side}"] = at[f"hip_{side}"] + upper @ np.array([0, thigh, 0])
        at[f"ankle_{side}"] = at[f"knee_{side}"] + upper @ rot_x(bend) @ np.array([0, shin, 0])
        sole = root @ rot_y(sign * turn) @ rot_x(-toes)
        at[f"heel_{side}"] = at[f"ankle_{side}"] + sole @ np.array([0, build.ankle_height, -build.foot * 0.22])
        at[f"toe_{side}"] = at[f"ankle_{side}"] + sole @ np.array([0, build.ankle_height, build.foot * 0.78])


def _arms(pose: Pose, build: Build, hands: Hands, at: dict[str, Vec], root: Mat, chest: Mat, head: Mat) -> None:
    length = build.upper_arm + build.forearm
    for side, mode in (("l", hands.left), ("r", hands.right)):
        match mode:
            case "chest":
                elbow, wrist = _placed_arm(pose, build, side, at, chest, at["neck"], length, chest)
            case "head":
                elbow, wrist = _placed_arm(pose, build, side, at, head, at["head"], build.head, chest)
            case "ground":
                under = np.array([pose.shift, 0.0, 0.0])
                elbow, wrist = _placed_arm(pose, build, side, at, root, under, 1.0, chest)
            case _:
                elbow, wrist = _arm(pose, build, side, at[f"shoulder_{side}"], chest)
        at[f"elbow_{side}"], at[f"wrist_{side}"] = elbow, wrist
        way = wrist - elbow
        at[f"hand_{side}"] = wrist + way / (float(np.linalg.norm(way)) or 1.0) * build.hand


@dataclass(frozen=True)
class View:
    """From where the body is seen: yaw 0 = face to the camera, 90 = looking to screen right, 180 = from behind."""

    yaw: float = 0.0
    flip: bool = False
    """Mirrored, for whoever looks to the left: the near limbs then do the same as to the right."""

    @property
    def matrix(self) -> Mat:
        """Body to picture: x right, y down, z towards the viewer."""
        turned = rot_y(self.yaw)
        tipped = np.array([[1, 0, 0], [0, 1, FROM_ABOVE], [0, 0, 1]])
        mirror = np.diag([-1.0 if self.flip else 1.0, 1.0, 1.0])
        seen_from: Mat = mirror @ tipped @ turned
        return seen_from


@dataclass(frozen=True)
class Seen:
    """A posed body in the picture: joints as (x, y, depth towards the viewer), frames turned into the picture."""

    at: dict[str, tuple[float, float, float]]
    pelvis: Mat
    chest: Mat
    head: Mat
    breath: float

    def xy(self, name: str) -> tuple[float, float]:
        """Where a joint lies in the picture."""
        x, y, _ = self.at[name]
        return x, y

    def span(self, a: str, b: str) -> float:
        """Distance of two joints in the picture."""
        return hypot(self.at[a][0] - self.at[b][0], self.at[a][1] - self.at[b][1])


def seen(joints: Joints, view: View) -> Seen:
    """Return the body as it lies in the picture."""
    matrix = view.matrix
    flat = matrix.copy()
    flat[1] = (0.0, 1.0, 0.0)
    at = {}
    for name, point in joints.at.items():
        x, y, z = matrix @ point
        at[name] = (float(x), float(y), float(z))
    return Seen(at, flat @ joints.pelvis, flat @ joints.chest, flat @ joints.head, joints.breath)
