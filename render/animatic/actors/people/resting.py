"""Actions low on the ground: sitting, lying, sleeping, waking, kneeling."""

from dataclasses import replace

from render.animatic.actors.people.action import Action
from render.animatic.actors.people.pose import Pose
from render.animatic.actors.people.skeleton import Hands

_HUG = Pose(hip_l=138, hip_r=134, knee_l=116, knee_r=112, foot_l=0, foot_r=0, leg_l=4, leg_r=4, bend=26, nod=6,
    lx=-0.03, ly=-0.17, lz=0.2,
            rx=0.0, ry=-0.14, rz=0.21, lean=-4, tilt=4)  # fmt: skip
SIT = Action((_HUG, replace(_HUG, bend=27, tilt=6, look=4), replace(_HUG, bend=28, nod=8, tilt=8, look=6),
    replace(_HUG, bend=27, tilt=5, look=2)),
             seconds=4.6, hands=Hands("ground", "ground"), yaw=38, aside=58)  # fmt: skip
_SEATED = Pose(
    hip_l=86,
    hip_r=84,
    knee_l=84,
    knee_r=92,
    leg_l=9,
    leg_r=9,
    bend=8,
    lx=0.3,
    ly=1.0,
    lz=0.62,
    rx=-0.3,
    ry=1.0,
    rz=0.62,
    foot_l=0,
    foot_r=0,
)
SIT_CHAIR = Action((_SEATED, replace(_SEATED, bend=9, look=4, tilt=2), replace(_SEATED, bend=10, look=7, tilt=4,
    nod=3), replace(_SEATED, bend=9, look=3)),
                   seconds=4.6, hands=Hands("chest", "chest"), prop="chair", yaw=34, aside=56)  # fmt: skip
READ_SEATED = replace(
    SIT_CHAIR, keys=tuple(replace(_SEATED, lx=0.2, ly=0.42, lz=0.7, rx=-0.2, ry=0.42, rz=0.7, nod=8, look=k) for k in (
        -3, 0, 3, 0)), prop="seated book", face="read", glance=0.3,
)  # fmt: skip
_BACK = Pose(lean=-88, hip_l=2, hip_r=44, knee_l=6, knee_r=78, foot_l=-24, foot_r=0, leg_l=6, leg_r=4, arm_l=150,
             out_l=26, elbow_l=110, roll_l=40, rx=0.12, ry=0.78, rz=0.34, nod=8, look=-46)  # fmt: skip
LIE = Action(
    (_BACK, replace(_BACK, hip_r=46, knee_r=80, look=-42), replace(_BACK, hip_r=48, knee_r=82, look=-36),
     replace(_BACK, look=-44)),
    seconds=5.0, hands=Hands(right="chest"), yaw=66, aside=72, away=66, breath=0.008, glance=0.0,
)  # fmt: skip
_ON_BACK = Pose(lean=-86, hip_l=4, hip_r=7, knee_l=6, knee_r=10, foot_l=-6, foot_r=-8, leg_l=4, leg_r=4, out_l=10,
                out_r=10, bend=6, nod=20, look=-20, lx=0.16, ly=0.9, lz=0.42, rx=-0.1, ry=0.98, rz=0.4)  # fmt: skip
LIE_ABED = Action(
    (_ON_BACK, replace(_ON_BACK, look=-24, nod=21), replace(_ON_BACK, look=-30, nod=22), replace(_ON_BACK, look=-24)),
    seconds=5.4, hands=Hands("chest", "chest"), yaw=76, aside=76, away=76, breath=0.01, glance=0.0,
)  # fmt: skip
"""On the back in a bed, the head on a pillow, the hands on the blanket."""
SLEEP_ABED = replace(LIE_ABED, keys=(replace(_ON_BACK, look=-34, nod=16), replace(_ON_BACK, look=-34, nod=17)),
                     face="sleep")  # fmt: skip
_CURLED = Pose(roll=82, spin=8, hip_l=52, hip_r=66, knee_l=72, knee_r=88, bend=22, nod=8, tilt=4, lx=0.24, ly=0.66,
    lz=0.3, rx=-0.02, ry=0.72, rz=0.4, foot_l=-20,
               foot_r=-20)  # fmt: skip
SLEEP = Action((_CURLED, replace(_CURLED, bend=21, shrug=0.004), replace(_CURLED, bend=20, shrug=0.008),
    replace(_CURLED, bend=21, shrug=0.004)),
               seconds=5.0, hands=Hands("head", "head"), prop="pillow", face="sleep", yaw=14, aside=14, away=14,
                   breath=0.01, glance=0.0)  # fmt: skip
_UP = Pose(hip_l=92, hip_r=96, knee_l=14, knee_r=30, leg_l=7, leg_r=7, foot_l=12, foot_r=10, bend=8, lean=-4)
WAKE = Action(
    (replace(_UP, bend=26, nod=22, arm_l=20, arm_r=18, elbow_l=30, elbow_r=30), replace(_UP, bend=10, nod=6, arm_l=70,
        arm_r=66, out_l=40, out_r=40, elbow_l=110, elbow_r=110),
     replace(_UP, bend=-8, nod=-18, arm_l=150, arm_r=146, out_l=30, out_r=34, elbow_l=50, elbow_r=56, lean=-8),
         replace(_UP, bend=-10, nod=-20, arm_l=168, arm_r=160, out_l=26, out_r=28, elbow_l=24, elbow_r=30, lean=-9),
     replace(_UP, bend=2, nod=-2, arm_l=90, arm_r=84, out_l=56, out_r=54, elbow_l=40, elbow_r=44), replace(_UP,
         bend=14, nod=4, arm_l=24, arm_r=20, out_l=16, out_r=16, elbow_l=30, elbow_r=34)),
    seconds=7.0, face="wake", yaw=44, aside=62, glance=0.8,
)  # fmt: skip
_RAISED = replace(_UP, bend=20, nod=8, lean=-8, knee_l=8, knee_r=12, lx=0.22, ly=1.0, lz=0.5, rx=-0.2, ry=1.0, rz=0.52)
SIT_UP = Action(
    (_RAISED, replace(_RAISED, bend=18, look=6), replace(_RAISED, bend=17, look=12, nod=4),
     replace(_RAISED, bend=18, look=6)),
    seconds=5.4, hands=Hands("chest", "chest"), face="wake", yaw=70, aside=70, glance=0.9,
)  # fmt: skip
"""Sitting up in bed."""
_KNEE = Pose(
    hip_l=88,
    knee_l=90,
    hip_r=-2,
    knee_r=98,
    foot_r=-62,
    bend=16,
    nod=20,
    lx=0.12,
    ly=0.98,
    lz=0.6,
    rx=0.0,
    ry=0.9,
    rz=0.66,
    leg_l=6,
    leg_r=6,
)
KNEEL = Action((_KNEE, replace(_KNEE, bend=18, nod=22), replace(_KNEE, bend=20, nod=24), replace(_KNEE, bend=18,
    nod=22)), seconds=4.6,
               hands=Hands("chest", "chest"), yaw=38, aside=64, glance=0.6)  # fmt: skip
