"""Actions that carry a person along, or in which the whole body works."""

from dataclasses import replace

from render.animatic.actors.people.action import Action
from render.animatic.actors.people.pose import Pose, mirrored
from render.animatic.actors.people.skeleton import Hands

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

WALK = Action((*_STEP, *map(mirrored, _STEP)), seconds=1.1, poses=12, yaw=8, aside=68, away=180, travel=0.78, breath=0)
RUN = Action((*_STRIDE, *map(mirrored, _STRIDE)), seconds=0.72, poses=12, yaw=8, aside=72, away=180, travel=1.9,
             breath=0, face="effort")  # fmt: skip

_TRUDGE = tuple(
    replace(p, lean=24, bend=16, nod=-6, hip_l=p.hip_l + 20, hip_r=p.hip_r + 18, knee_l=p.knee_l + 18,
        knee_r=p.knee_r + 14,
            lx=0.34, ly=-0.3, lz=0.78, arm_r=p.arm_r - 26, out_r=22)
    for p in (*_STEP, *map(mirrored, _STEP))
)  # fmt: skip
STRUGGLE = Action(
    _TRUDGE,
    seconds=2.2,
    hands=Hands(left="chest"),
    yaw=24,
    aside=64,
    travel=0.22,
    breath=0,
    face="struggle",
    glance=0.4,
)

JUMP = Action(
    (Pose(lean=14, bend=16, hip_l=62, hip_r=60, knee_l=88, knee_r=86, arm_l=-46, arm_r=-46, out_l=12, out_r=12),
     Pose(bend=-4, hip_l=6, hip_r=4, knee_l=10, knee_r=8, foot_l=-30, foot_r=-30, arm_l=120, arm_r=116, out_l=20,
         out_r=20, lift=0.02),
     Pose(bend=-12, hip_l=26, hip_r=-22, knee_l=58, knee_r=74, foot_l=-40, foot_r=-40, arm_l=150, arm_r=146, out_l=34,
         out_r=34, lift=0.3, nod=-14),
     Pose(bend=-8, hip_l=34, hip_r=-14, knee_l=62, knee_r=60, foot_l=-30, foot_r=-40, arm_l=142, arm_r=136, out_l=44,
         out_r=44, lift=0.33, nod=-12),
     Pose(bend=2, hip_l=24, hip_r=20, knee_l=22, knee_r=24, foot_l=-24, foot_r=-24, arm_l=92, arm_r=88, out_l=44,
         out_r=44, lift=0.12),
     Pose(lean=10, bend=12, hip_l=50, hip_r=48, knee_l=72, knee_r=70, arm_l=24, arm_r=20, out_l=30, out_r=30)),
    seconds=1.5, poses=12, yaw=24, aside=56, breath=0,
)  # fmt: skip
_RIDE_BOARD = Pose(spin=-58, hip_l=42, hip_r=46, knee_l=60, knee_r=58, leg_l=22, leg_r=22, turn_l=20, turn_r=26,
    bend=16, twist=-20, look=44,
                   out_l=66, out_r=58, arm_l=22, arm_r=-12, elbow_l=24, elbow_r=28, nod=-4, lift=0.075)  # fmt: skip
SKATE = Action(
    (_RIDE_BOARD, replace(_RIDE_BOARD, hip_l=50, hip_r=54, knee_l=76, knee_r=74, out_l=74, out_r=50, side=6, bend=22),
     replace(_RIDE_BOARD, hip_l=58, hip_r=60, knee_l=88, knee_r=84, out_l=60, out_r=70, side=10, bend=26, roll=6),
     replace(_RIDE_BOARD, hip_l=46, hip_r=48, knee_l=66, knee_r=64, out_l=52, out_r=72, side=2),
     replace(_RIDE_BOARD, out_l=58, out_r=64, side=-6, roll=-4, hip_l=36, hip_r=40, knee_l=50, knee_r=50)),
    seconds=2.2, prop="board", yaw=48, aside=78, away=130, travel=1.7, breath=0, glance=0.6,
)  # fmt: skip
_GLIDE = Pose(
    lean=14,
    bend=8,
    hip_l=10,
    knee_l=24,
    hip_r=-34,
    knee_r=22,
    foot_r=-40,
    arm_l=-20,
    arm_r=46,
    out_l=44,
    out_r=40,
    leg_r=12,
    nod=-8,
)
GLIDE = Action((_GLIDE, replace(_GLIDE, lean=18, hip_l=18, knee_l=36, out_l=56, out_r=52, side=5), replace(_GLIDE,
    hip_r=-24, knee_r=34, out_l=50, side=2),
                mirrored(_GLIDE), replace(mirrored(_GLIDE), lean=18, hip_r=18, knee_r=36, out_l=52, out_r=56, side=-5),
                    replace(mirrored(_GLIDE), hip_l=-24, knee_l=34)),
               seconds=3.2, yaw=24, aside=62, travel=1.2, breath=0)  # fmt: skip
_FLY = Pose(lean=66, bend=-18, nod=-34, hip_l=-8, hip_r=-16, knee_l=16, knee_r=26, foot_l=-60, foot_r=-64, arm_l=64,
    arm_r=62, out_l=72, out_r=72,
            elbow_l=14, elbow_r=14, lift=0.35)  # fmt: skip
FLY = Action((_FLY, replace(_FLY, out_l=82, out_r=80, lift=0.38, knee_r=16), replace(_FLY, out_l=92, out_r=92,
    lift=0.41, knee_l=26, roll=5),
              replace(_FLY, out_l=80, out_r=84, lift=0.38)), seconds=3.0, yaw=34, aside=66, travel=1.3, airborne=True,
                  breath=0, glance=0.6)  # fmt: skip
_DROP = Pose(lean=-58, bend=14, hip_l=62, hip_r=44, knee_l=40, knee_r=56, foot_l=-20, foot_r=-30, arm_l=96, arm_r=110,
    out_l=30, out_r=26, elbow_l=22,
             elbow_r=16, nod=6, lift=0.4)  # fmt: skip
FALL = Action((_DROP, replace(_DROP, arm_l=112, arm_r=92, hip_l=50, hip_r=62, knee_l=56, knee_r=38, lean=-64),
    replace(_DROP, arm_l=104, arm_r=118, out_l=44, out_r=38, hip_l=68, lean=-70),
               replace(_DROP, arm_l=88, arm_r=104, hip_r=54, lean=-62)), seconds=1.8, yaw=40, aside=66, airborne=True,
                   breath=0, glance=0.5)  # fmt: skip
_SWIM = Pose(lean=62, bend=-14, nod=-30, hip_l=-4, hip_r=-14, knee_l=22, knee_r=12, foot_l=-70, foot_r=-70, lift=0.12)
SWIM = Action((replace(_SWIM, arm_l=168, arm_r=-20, out_l=10, out_r=30, elbow_r=20), replace(_SWIM, arm_l=120,
    arm_r=60, out_r=70, elbow_r=80, hip_l=-14, hip_r=-2),
               replace(_SWIM, arm_l=30, arm_r=140, out_r=20, hip_l=-4, hip_r=-14), replace(_SWIM, arm_l=-20, arm_r=168,
                   out_l=30, elbow_l=20),
               replace(_SWIM, arm_l=60, arm_r=120, out_l=70, elbow_l=80, hip_l=-2, hip_r=-14), replace(_SWIM,
                   arm_l=140, arm_r=30, out_l=20)),
              seconds=1.9, yaw=56, aside=78, travel=0.6, airborne=True, breath=0)  # fmt: skip

_PULL = Pose(
    lean=-22,
    bend=8,
    hip_l=48,
    hip_r=34,
    knee_l=42,
    knee_r=58,
    foot_l=8,
    lx=0.04,
    ly=0.5,
    lz=0.78,
    rx=-0.02,
    ry=0.56,
    rz=0.55,
    nod=6,
    leg_l=8,
    leg_r=8,
)
PULL = Action((_PULL, replace(_PULL, lean=-30, lz=0.62, rz=0.42, hip_l=54, knee_l=34), replace(_PULL, lean=-34, lz=0.5,
    rz=0.32, hip_l=56, knee_l=26, bend=14),
               replace(_PULL, lean=-16, lz=0.9, rz=0.7, bend=4)), seconds=2.0, hands=Hands("chest", "chest"),
                   prop="rope", yaw=42, aside=72, breath=0, face="effort", glance=0.5)  # fmt: skip
_ROW = Pose(hip_l=96, hip_r=94, knee_l=62, knee_r=60, foot_l=24, foot_r=24, leg_l=9, leg_r=9)
ROW = Action((replace(_ROW, lean=24, bend=18, lx=0.34, ly=0.5, lz=0.96, rx=-0.34, ry=0.5, rz=0.96, hip_l=112,
    hip_r=110, knee_l=84, knee_r=82),
              replace(_ROW, lean=6, bend=8, lx=0.34, ly=0.46, lz=0.86, rx=-0.34, ry=0.46, rz=0.86),
              replace(_ROW, lean=-18, bend=0, lx=0.36, ly=0.44, lz=0.44, rx=-0.36, ry=0.44, rz=0.44, hip_l=84,
                  hip_r=82, knee_l=36, knee_r=36),
              replace(_ROW, lean=-6, bend=6, lx=0.34, ly=0.6, lz=0.6, rx=-0.34, ry=0.6, rz=0.6)), seconds=2.4,
                  hands=Hands("chest", "chest"), prop="oars",
             yaw=44, aside=74, breath=0, face="effort", glance=0.6)  # fmt: skip
_WHEEL = Pose(lean=-12, bend=6, hip_l=82, hip_r=78, knee_l=52, knee_r=66, foot_l=14, foot_r=8, leg_l=8, leg_r=8, nod=2)
DRIVE = Action((replace(_WHEEL, lx=0.3, ly=0.34, lz=0.78, rx=-0.3, ry=0.34, rz=0.78, look=-4), replace(_WHEEL, lx=0.3,
    ly=0.26, lz=0.8, rx=-0.3, ry=0.42, rz=0.76, roll=2, look=4),
                replace(_WHEEL, lx=0.28, ly=0.22, lz=0.8, rx=-0.32, ry=0.46, rz=0.74, roll=3, look=8), replace(_WHEEL,
                    lx=0.32, ly=0.42, lz=0.76, rx=-0.28, ry=0.28, rz=0.8, roll=-2, look=-8)),
               seconds=3.0, hands=Hands("chest", "chest"), prop="wheel", yaw=34, aside=58, breath=0.002)  # fmt: skip
_ASTRIDE = Pose(
    lean=14,
    bend=8,
    hip_l=74,
    hip_r=72,
    knee_l=70,
    knee_r=68,
    leg_l=20,
    leg_r=20,
    lx=0.16,
    ly=0.6,
    lz=0.66,
    rx=-0.16,
    ry=0.6,
    rz=0.66,
    nod=-6,
    foot_l=6,
    foot_r=6,
)
RIDE = Action((_ASTRIDE, replace(_ASTRIDE, lean=18, lift=0.02, nod=-10, bend=11), replace(_ASTRIDE, lean=20, lift=0.03,
    nod=-10, bend=12), replace(_ASTRIDE, lean=15, lift=0.01)),
              seconds=0.8, poses=10, hands=Hands("chest", "chest"), prop="reins", yaw=36, aside=72, travel=1.5,
                  breath=0)  # fmt: skip
_HELM = Pose(leg_l=12, leg_r=12, hip_l=10, knee_l=14, hip_r=4, knee_r=10, bend=4, nod=-4)
SAIL = Action((replace(_HELM, lx=0.4, ly=0.24, lz=0.72, rx=-0.4, ry=0.52, rz=0.7, roll=-3), replace(_HELM, lx=0.44,
    ly=0.36, lz=0.72, rx=-0.42, ry=0.38, rz=0.72),
               replace(_HELM, lx=0.4, ly=0.52, lz=0.7, rx=-0.4, ry=0.24, rz=0.72, roll=3), replace(_HELM, lx=0.44,
                   ly=0.38, lz=0.72, rx=-0.42, ry=0.36, rz=0.72)),
              seconds=4.0, hands=Hands("chest", "chest"), prop="ship wheel", yaw=36, aside=62)  # fmt: skip
