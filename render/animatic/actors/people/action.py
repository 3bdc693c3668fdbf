"""What a person does: a cycle of key poses with the hands' places, the side it is best seen from, and what it needs."""

from dataclasses import dataclass, replace
from math import pi, sin
from typing import Literal

import numpy as np

from render.animatic.actors.people.pose import Pose, in_between, numbers
from render.animatic.actors.people.skeleton import FREE, Hands

FaceDoing = Literal["", "sing", "laugh", "cry", "sleep", "wake", "effort", "struggle", "read", "breathe"]
"""What the face does besides feeling."""

PropName = Literal[
    "", "microphone", "guitar", "piano", "drums", "board", "wheel", "ship wheel", "oars", "rope", "book", "notebook",
    "chair", "seated book", "bench", "bed", "hospital bed", "bed edge", "pillow", "pole", "reins",
]  # fmt: skip
"""What is held or sat upon, painted with the person."""


@dataclass(frozen=True)
class Action:
    """A cycle of poses."""

    keys: tuple[Pose, ...]
    seconds: float = 4.0
    poses: int = 12
    hands: Hands = FREE
    yaw: float = 20.0
    """From where it is seen when facing the camera: 0 front, 90 profile."""
    aside: float = 46.0
    """The same when facing left or right."""
    away: float = 165.0
    prop: PropName = ""
    face: FaceDoing = ""
    travel: float = 0.0
    airborne: bool = False
    once: bool = False
    """Runs from its first to its last key once, instead of round and round."""
    breath: float = 0.004
    """How much the chest widens, body units; 0 for quick movement that has its own."""
    turns: int = 0
    """Whole turns on the spot in a cycle."""
    fades: bool = False
    """Grows transparent and comes back."""
    glance: float = 1.0
    """How willingly the head turns back to the camera."""

    def pose(self, phase: float) -> Pose:
        """Return the pose at phase 0-1, breathing."""
        pose = in_between(self.keys, phase, self.once)
        swell = self.breath * 0.5 * (1 - sin(2 * pi * (phase + 0.25)))
        return replace(
            pose, chest=pose.chest + swell * 0.7, shrug=pose.shrug + swell, spin=pose.spin + 360 * self.turns * phase
        )

    def calmed(self, share: float) -> "Action":
        """Return the action with its movements reduced to a share about their mean: near framings see small ones."""
        if self.once or share == 1.0:
            return self
        keys = np.array([numbers(key) for key in self.keys])
        mean = keys.mean(axis=0)
        return replace(self, keys=tuple(Pose(*row) for row in mean + (keys - mean) * share))
