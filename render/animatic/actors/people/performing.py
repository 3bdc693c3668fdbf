"""Dancing and playing instruments."""

from dataclasses import replace

from render.animatic.actors.people.action import Action
from render.animatic.actors.people.pose import Pose, mirrored
from render.animatic.actors.people.skeleton import Hands

_FLOW = (
    Pose(hips=6, side=-8, twist=10, arm_l=20, out_l=70, elbow_l=20, arm_r=40, out_r=34, elbow_r=46, hip_r=14,
        knee_r=30, foot_r=-40, tilt=8, look=12),
    Pose(hips=8, side=-14, bend=-6, arm_l=30, out_l=128, elbow_l=30, arm_r=20, out_r=64, elbow_r=26, hip_r=24,
        knee_r=52, foot_r=-50, tilt=12, nod=-8, knee_l=8),
    Pose(side=6, bend=-14, arm_l=138, out_l=66, elbow_l=22, arm_r=138, out_r=62, elbow_r=26, nod=-16, foot_l=-34,
        foot_r=-30, hip_l=4, knee_r=12, lift=0.0),
    Pose(lean=20, bend=-16, side=4, arm_l=110, out_l=20, elbow_l=10, arm_r=-24, out_r=62, elbow_r=14, hip_l=8,
        knee_l=6, hip_r=-72, knee_r=16, foot_r=-60, nod=-10, pelvis=-14),
    Pose(lean=10, bend=-8, side=10, arm_l=70, out_l=60, elbow_l=24, arm_r=30, out_r=90, elbow_r=20, hip_l=22,
        knee_l=34, hip_r=-30, knee_r=34, foot_r=-50, tilt=-8),
    Pose(bend=30, side=10, hips=-6, twist=-16, arm_l=60, out_l=10, elbow_l=40, arm_r=50, out_r=24, elbow_r=50,
        hip_l=44, knee_l=66, hip_r=34, knee_r=50, nod=18, tilt=-8),
    Pose(hips=-6, side=12, twist=-14, arm_l=30, out_l=50, elbow_l=40, arm_r=30, out_r=118, elbow_r=28, hip_l=26,
        knee_l=50, foot_l=-46, tilt=-10, look=-12),
    Pose(side=2, arm_l=60, out_l=50, elbow_l=70, arm_r=60, out_r=50, elbow_r=70, hip_l=10, knee_l=14, hip_r=6,
        knee_r=10, nod=4),
)  # fmt: skip
DANCE_FLOW = Action(_FLOW, seconds=4.0, poses=16, yaw=18, aside=40, breath=0)
_GROOVE = (
    Pose(hips=8, side=-8, shift=0.02, arm_l=40, out_l=30, elbow_l=96, arm_r=10, out_r=30, elbow_r=60, hip_l=12,
        knee_l=22, hip_r=10, knee_r=24, tilt=8, nod=6),
    Pose(hips=2, side=-2, arm_l=70, out_l=36, elbow_l=84, arm_r=40, out_r=26, elbow_r=80, nod=-4, knee_l=4, knee_r=6),
    Pose(hips=-8, side=8, shift=-0.02, arm_l=16, out_l=34, elbow_l=64, arm_r=120, out_r=34, elbow_r=60, hip_l=14,
        knee_l=28, hip_r=10, knee_r=20, tilt=-8, nod=6),
    Pose(hips=-2, side=2, arm_l=30, out_l=26, elbow_l=84, arm_r=150, out_r=30, elbow_r=34, nod=-8, knee_l=6, knee_r=4),
)  # fmt: skip
DANCE_GROOVE = Action((*_GROOVE, *map(mirrored, _GROOVE)), seconds=2.0, poses=16, yaw=16, aside=38, breath=0)

_AT_KEYS = Pose(hip_l=84, hip_r=78, knee_l=86, knee_r=64, leg_l=6, leg_r=6, bend=10, nod=10, foot_l=0, foot_r=6)
PIANO = Action(
    tuple(replace(_AT_KEYS, bend=b, nod=n, tilt=t, lx=lx, ly=0.8 + ly, lz=0.86, rx=rx, ry=0.8 + ry, rz=0.86,
        shrug=0.004)
          for b, n, t, lx, ly, rx, ry in ((8, 8, 0, 0.2, 0.0, -0.2, -0.05), (11, 12, 3, 0.26, -0.06, -0.16, 0.0), (15,
              16, 5, 0.34, 0.0, -0.1, -0.07),
                                          (10, 6, 2, 0.26, -0.07, -0.2, 0.0), (5, -2, -4, 0.16, 0.0, -0.3, -0.08), (7,
                                              4, -3, 0.14, -0.08, -0.28, 0.0))),
    seconds=2.6, poses=12, hands=Hands("chest", "chest"), prop="piano", yaw=52, aside=98, away=128, glance=0.7,
)  # fmt: skip
_BAND = Pose(
    hips=4,
    side=-3,
    leg_l=7,
    leg_r=10,
    knee_r=14,
    hip_r=10,
    turn_r=24,
    lx=0.86,
    ly=0.34,
    lz=0.42,
    rx=-0.2,
    ry=0.7,
    rz=0.42,
    nod=8,
    look=8,
)
GUITAR = Action(
    tuple(replace(_BAND, ry=0.7 + d, rx=-0.2 + d * 0.4, lx=0.86 + a, side=-3 + s, nod=8 + n, knee_r=14 + k,
        hip_r=10 + k * 0.7, bend=b)
          for d, a, s, n, k, b in ((-0.07, 0, 0, 0, 0, 2), (0.1, 0, 1, 6, 6, 6), (-0.06, -0.06, 3, -4, 2, 0), (0.1,
              -0.06, 4, 6, 8, 7), (-0.07, -0.02, 2, -8, 0, -4), (0.1, -0.02, 1, 4, 6, 5))),
    seconds=1.6, poses=12, hands=Hands("chest", "chest"), prop="guitar", yaw=16, aside=36,
)  # fmt: skip
_KIT = Pose(hip_l=76, hip_r=74, knee_l=74, knee_r=72, leg_l=20, leg_r=20, bend=8, foot_l=0, foot_r=0)
DRUMS = Action(
    tuple(replace(_KIT, lx=0.34, ly=ly, lz=0.62 + lz, rx=-0.3, ry=ry, rz=0.62 + rz, nod=n, side=s, twist=t,
        bend=8 + n * 0.4)
          for ly, lz, ry, rz, n, s, t in ((0.72, 0.1, 0.2, 0.0, 8, -2, 0), (0.34, 0.0, 0.7, 0.14, -4, 0, 6), (0.12,
              0.0, 0.5, 0.1, 4, 3, 8), (0.72, 0.12, 0.1, 0.0, 10, 3, -4),
                                          (0.3, 0.0, 0.72, 0.1, -4, 0, -8), (0.2, 0.1, 0.3, 0.1, 6, -2, 0))),
    seconds=1.2, poses=12, hands=Hands("chest", "chest"), prop="drums", yaw=6, aside=26, away=174, face="effort",
        breath=0,
)  # fmt: skip
