"""Actions that carry a person along: standing ready, walking, running, jumping, skating, swimming, flying."""

from render.animatic.actors.people.action import Action
from render.animatic.actors.people.pose import Pose, mirrored

_STEP = (
    Pose(pelvis=-8, twist=9, bend=3, hips=2, arm_l=-24, arm_r=20, elbow_l=14, elbow_r=24,
         hip_l=26, knee_l=3, foot_l=20, hip_r=-20, knee_r=8, foot_r=-22),
    Pose(pelvis=-4, twist=5, bend=4, hips=4, arm_l=-16, arm_r=13, elbow_l=14, elbow_r=22,
         hip_l=20, knee_l=15, foot_l=0, hip_r=-8, knee_r=46, foot_r=-42, nod=2),
    Pose(bend=3, hips=3, arm_l=-2, arm_r=1, elbow_l=12, elbow_r=16,
         hip_l=2, knee_l=4, hip_r=20, knee_r=58, foot_r=-18),
    Pose(pelvis=4, twist=-5, bend=2, hips=-1, arm_l=12, arm_r=-14, elbow_l=18, elbow_r=13,
         hip_l=-11, knee_l=4, foot_l=-8, hip_r=30, knee_r=32, foot_r=6),
)  # fmt: skip
_STRIDE = (
    Pose(lean=8, pelvis=-12, twist=14, arm_l=-48, arm_r=38, elbow_l=80, elbow_r=92,
         hip_l=34, knee_l=24, foot_l=8, hip_r=-14, knee_r=72, foot_r=-60),
    Pose(lean=10, pelvis=-5, twist=7, arm_l=-28, arm_r=24, elbow_l=84, elbow_r=90,
         hip_l=24, knee_l=42, foot_l=0, hip_r=6, knee_r=104, foot_r=-70, lift=-0.01),
    Pose(lean=11, arm_l=4, arm_r=-6, elbow_l=88, elbow_r=86,
         hip_l=-6, knee_l=18, foot_l=-12, hip_r=48, knee_r=96, foot_r=-30),
    Pose(lean=9, pelvis=9, twist=-11, arm_l=34, arm_r=-40, elbow_l=92, elbow_r=82, lift=0.045,
         hip_l=-26, knee_l=22, foot_l=-50, hip_r=58, knee_r=60, foot_r=5),
)  # fmt: skip

WALK = Action((*_STEP, *map(mirrored, _STEP)), seconds=1.1, poses=10, yaw=8, aside=68, away=180, travel=0.78, breath=0)
RUN = Action((*_STRIDE, *map(mirrored, _STRIDE)), seconds=0.72, poses=10, yaw=8, aside=72, away=180, travel=1.9,
             breath=0, face="effort")  # fmt: skip
