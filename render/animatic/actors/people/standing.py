"""Actions on the spot."""

from render.animatic.actors.people.action import Action
from render.animatic.actors.people.pose import Pose

_REST = Pose(hips=4, pelvis=-6, side=-3, twist=5, out_l=9, out_r=8, arm_l=4, arm_r=-2, elbow_l=16, elbow_r=14,
             leg_l=4, leg_r=7, knee_r=12, hip_r=9, turn_r=24, tilt=3, look=4, nod=1)  # fmt: skip
_SHIFT = Pose(hips=5, pelvis=-6, side=-4, twist=6, out_l=10, out_r=9, arm_l=3, arm_r=0, elbow_l=18, elbow_r=15,
              leg_l=4, leg_r=7, knee_r=14, hip_r=10, turn_r=24, tilt=1, look=9, shift=0.004, nod=0)  # fmt: skip

STAND = Action((_REST, _REST, _SHIFT, _SHIFT))
