"""What a person does: a cycle of key poses with the hands' places, the side it is best seen from, and what it needs."""

from dataclasses import dataclass, replace
from math import pi, sin

from render.animatic.actors.people.pose import Pose, in_between
from render.animatic.actors.people.skeleton import Hands


@dataclass(frozen=True)
class Action:
    """A cycle of poses."""

    keys: tuple[Pose, ...]
    seconds: float = 3.6
    poses: int = 12
    hands: Hands = Hands()
    yaw: float = 22.0
    """From where it is seen when facing the camera: 0 front, 90 profile."""
    aside: float = 48.0
    """The same when facing left or right."""
    away: float = 165.0
    prop: str = ""
    face: str = ""
    """What the face does besides feeling: sing, laugh, cry, sleep, wake, breathe, effort, read."""
    travel: float = 0.0
    airborne: bool = False
    breath: float = 0.004
    """How much the chest widens; 0 for quick movement that has its own."""
    alpha: tuple[float, ...] = ()
    """Opacity at evenly spaced moments, for who fades."""

    def pose(self, phase: float) -> Pose:
        """Return the pose at phase 0-1, breathing."""
        pose = in_between(self.keys, phase)
        swell = self.breath * 0.5 * (1 - sin(2 * pi * (phase + 0.25)))
        return replace(pose, chest=pose.chest + swell * 0.7, shrug=pose.shrug + swell)
