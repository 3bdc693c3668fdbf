"""Actions on the spot, standing."""

from dataclasses import replace

from render.animatic.actors.people.action import Action
from render.animatic.actors.people.pose import Pose
from render.animatic.actors.people.skeleton import Hands

_REST = Pose(hips=5, pelvis=-7, side=-4, twist=2, out_l=7, out_r=6, arm_l=5, arm_r=-3, elbow_l=18, elbow_r=14,
             leg_l=3, leg_r=8, knee_r=14, hip_r=11, turn_r=24, tilt=3, look=-2, nod=1)  # fmt: skip
_SHIFT = replace(
    _REST,
    hips=6.5,
    side=-5.5,
    twist=4,
    out_l=8,
    arm_l=3,
    elbow_l=21,
    knee_r=17,
    hip_r=13,
    tilt=0,
    look=4,
    shift=0.005,
    nod=0,
)
_OTHER = Pose(hips=-4, pelvis=6, side=4, twist=-2, out_l=6, out_r=8, arm_l=-2, arm_r=4, elbow_l=14, elbow_r=18,
              leg_l=8, leg_r=3, knee_l=12, hip_l=9, turn_l=24, tilt=-2, look=2, shift=-0.008)  # fmt: skip

STAND = Action((_REST, _REST, _SHIFT, _SHIFT), seconds=4.4)
BREATHE = Action(
    (replace(_REST, nod=4, bend=4), replace(_REST, nod=-8, bend=-5, out_l=16, out_r=15, shrug=0.006, arm_l=-8,
        arm_r=-10),
     replace(_REST, nod=-14, bend=-8, out_l=22, out_r=21, shrug=0.01, arm_l=-14, arm_r=-16, elbow_l=10, elbow_r=10),
         replace(_REST, nod=-4, bend=-1, out_l=12, out_r=11)),
    seconds=5.0, face="breathe", breath=0.009,
)  # fmt: skip
FADE = Action((_REST, _SHIFT, _OTHER, _SHIFT), seconds=6.0, fades=True)
LOOK = Action(
    tuple(replace(_REST, look=look, nod=nod, twist=twist, rx=-0.1, ry=0.5, rz=0.3) for look, nod, twist in
          ((2, -6, 2), (4, -8, 3), (26, -10, 9), (28, -10, 10), (14, -8, 6))),
    seconds=5.0, hands=Hands(right="chest"), glance=0.5,
)  # fmt: skip
LOOK_OUT = Action(
    tuple(replace(_REST, look=look, nod=-4, twist=twist, bend=4, rx=-0.8, ry=-0.1, rz=0.5) for look, twist in
          ((-6, -2), (-4, -1), (16, 6), (18, 7), (6, 2))),
    seconds=5.0, hands=Hands(right="head"), glance=0.6,
)  # fmt: skip
LOOK_BACK = Action(
    tuple(replace(_REST, twist=-22 + t, side=4, look=-68 + k, tilt=-5, nod=1, arm_l=12, arm_r=-14, hip_l=8, hip_r=-10,
        knee_r=16) for t, k in
          ((0, 0), (-1, -2), (-3, -8), (-2, -4))),
    seconds=4.2, yaw=142, aside=128, away=142, glance=0.0,
)  # fmt: skip
TURN = Action(
    (replace(_REST, spin=-165), replace(_REST, spin=-150, look=40, twist=14), replace(_REST, spin=-88, look=42,
        twist=18, hip_l=14, knee_l=26, out_l=18, out_r=16),
     replace(_OTHER, spin=-30, look=20, twist=8, out_l=20, out_r=18), replace(_REST, spin=6, twist=-6, out_l=12,
         out_r=12), _REST),
    seconds=2.6, once=True, breath=0,
)  # fmt: skip
_WAVING = ((0.62, -0.5), (0.78, -0.46), (0.92, -0.36), (0.8, -0.46), (0.6, -0.52), (0.48, -0.52))
WAVE = Action(
    tuple(replace(_REST, rx=-x, ry=y, rz=0.3, side=4, tilt=-4) for x, y in _WAVING),
    seconds=1.1, poses=10, hands=Hands(right="chest"),
)  # fmt: skip
REACH = Action(
    tuple(replace(_REST, lean=4 + a, bend=-4 - a, arm_r=118 + 6 * a, out_r=14, elbow_r=16 - 4 * a, arm_l=-16, out_l=18,
        nod=-16 - a, shrug=0.008,
                  foot_l=-18 - 4 * a, foot_r=-24 - 4 * a, hip_r=2, knee_r=8, twist=12, look=-8) for a in (0.0, 1.2,
                      2.4, 1.4)),
    seconds=3.2, yaw=32, aside=58, glance=0.4,
)  # fmt: skip
HOLD = Action(
    tuple(replace(_REST, lx=0.1, ly=0.62 + d, lz=0.72, rx=-0.1, ry=0.62 + d, rz=0.72, nod=12 + 30 * d, bend=4,
        look=n) for d, n in ((0.0, 0), (-0.03, 2), (-0.06, 2), (-0.03, -2))),
    seconds=4.2, hands=Hands("chest", "chest"), yaw=26, aside=50,
)  # fmt: skip
READ = Action(
    tuple(replace(_REST, lx=0.2, ly=0.4, lz=0.76 + d, rx=-0.2, ry=0.4, rz=0.76 + d, nod=5, bend=5, look=k) for d,
        k in ((0.0, -3), (0.01, 0), (0.01, 3), (0.0, 0))),
    seconds=4.4, hands=Hands("chest", "chest"), prop="book", face="read", yaw=26, aside=50, glance=0.3,
)  # fmt: skip
WRITE = Action(
    tuple(replace(_REST, lx=0.24, ly=0.62, lz=0.72, rx=-0.12 + a, ry=0.52 + b, rz=0.72, nod=4, bend=7,
        look=-2 + 20 * a) for a, b in
          ((0.0, 0.0), (0.06, 0.03), (0.1, -0.02), (0.16, 0.03), (0.2, 0.0), (0.06, -0.03))),
    seconds=2.4, hands=Hands("chest", "chest"), prop="notebook", face="read", yaw=26, aside=50, glance=0.3,
)  # fmt: skip
CRY = Action(
    tuple(replace(_REST, lx=0.3, ly=0.52, lz=0.4, rx=-0.3, ry=0.52, rz=0.4, bend=16 + d, nod=14,
        shrug=0.012 + 0.0012 * d, side=0, tilt=0, look=-4) for d in (0, 4, 1, 5, 0, 2)),
    seconds=1.9, hands=Hands("head", "head"), face="cry", yaw=16, aside=42,
)  # fmt: skip
LAUGH = Action(
    tuple(replace(_REST, bend=-6 + d, nod=-8 + d * 0.5, shrug=0.006 + 0.001 * abs(d), out_l=24 + d, elbow_l=60,
        arm_l=20, rx=-0.02, ry=0.86, rz=0.36, side=-3) for d in (0, 7, 1, 9, 2, 6)),
    seconds=1.2, hands=Hands(right="chest"), face="laugh", yaw=16,
)  # fmt: skip
EMBRACE = Action(
    tuple(replace(_REST, lx=-0.42, ly=0.36 + d, lz=0.34, rx=0.42, ry=0.46 - d, rz=0.36, bend=8, nod=10, tilt=9, side=s,
        shrug=0.01) for d, s in ((0.0, -3), (0.02, -1), (0.0, 3), (-0.02, 1))),
    seconds=4.6, hands=Hands("chest", "chest"), yaw=18,
)  # fmt: skip
HIDE = Action(
    tuple(Pose(bend=40 + d, nod=20, lean=-7, hip_l=132, hip_r=126, knee_l=140, knee_r=136, leg_l=9, leg_r=9, foot_l=-7,
        foot_r=-7, lx=0.42, ly=0.06, lz=0.42,
               rx=-0.42, ry=0.06, rz=0.42, shrug=0.012, look=k) for d, k in ((0, -4), (2, 0), (4, 8), (1, 2))),
    seconds=3.0, hands=Hands("head", "head"), yaw=30, aside=52,
)  # fmt: skip
OPEN = Action(
    (replace(_REST, lx=0.1, ly=0.3, lz=0.5, rx=-0.1, ry=0.3, rz=0.5, nod=6, bend=4), replace(_REST, lx=0.3, ly=0.24,
        lz=0.75, rx=-0.3, ry=0.24, rz=0.75),
     replace(_REST, lx=0.86, ly=0.1, lz=0.55, rx=-0.86, ry=0.1, rz=0.55, nod=-6, bend=-4), replace(_REST, lx=1.02,
         ly=0.02, lz=0.24, rx=-1.02, ry=0.02, rz=0.24, nod=-10, bend=-7)),
    seconds=2.6, hands=Hands("chest", "chest"), once=True, yaw=12,
)  # fmt: skip
CLOSE = replace(OPEN, keys=OPEN.keys[::-1])
SING = Action(
    tuple(replace(_REST, rx=-0.34, ry=0.98, rz=0.62, arm_l=a, out_l=o, elbow_l=e, roll_l=20, side=s, hips=h, bend=b,
        tilt=-s * 0.8, shift=s * 0.0012, knee_l=k)
          for a, o, e, s, h, b, k in ((14, 16, 40, -4, 5, 4, 2), (34, 30, 58, -1, 2, 0, 4), (62, 48, 40, 4, -3, -6,
              12), (74, 58, 26, 5, -5, -8, 14),
                                      (48, 46, 44, 2, -2, -3, 8), (24, 26, 62, -3, 3, 2, 3))),
    seconds=3.4, hands=Hands(right="head"), prop="microphone", face="sing", yaw=14, aside=44, poses=12,
)  # fmt: skip
EXPLORER = Action(
    tuple(replace(p, arm_r=12, elbow_r=66, out_r=40, roll_r=-26, leg_l=6, leg_r=8) for p in STAND.keys), seconds=4.4,
        prop="pole",
        yaw=24,
)  # fmt: skip
