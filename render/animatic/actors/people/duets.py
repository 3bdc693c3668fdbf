"""What two people do together: holding hands, embracing, dancing, looking at each other."""

from dataclasses import dataclass, replace

from render.animatic.actors.people import moving, resting, standing
from render.animatic.actors.people.action import Action
from render.animatic.actors.people.pose import Pose, mirrored
from render.animatic.actors.people.skeleton import Hands
from render.animatic.base import Support


@dataclass(frozen=True)
class Part:
    """One of the two."""

    action: Action
    x: float
    yaw: float
    flip: bool
    behind: bool = False


_REST = standing.STAND.keys[0]
_NEAR = tuple(
    replace(_REST, arm_l=2, out_l=16, elbow_l=12, tilt=t, look=k, side=-2)
    for t, k in ((8, 14), (9, 16), (12, 20), (9, 16))
)
_NEAR_HER = tuple(
    mirrored(replace(_REST, arm_l=2, out_l=16, elbow_l=12, tilt=t, look=k, side=-2))
    for t, k in ((10, 18), (14, 20), (12, 16), (10, 14))
)
_HOLD = tuple(
    replace(_REST, lx=-0.1 + d, ly=0.42, lz=0.9, rx=-0.3, ry=0.62, rz=0.8, nod=12, tilt=-8, bend=4, look=-16, side=s)
    for d, s in ((0.0, -3), (0.02, -1), (0.0, 2), (-0.02, 0))
)
_HELD = tuple(
    replace(_REST, lx=0.24, ly=0.02 + d, lz=0.76, rx=-0.16, ry=0.28, rz=0.74, nod=2, tilt=10, bend=3, look=-12, side=s)
    for d, s in ((0.0, 2), (0.02, 0), (0.0, -2), (-0.02, 0))
)
_WALTZ = tuple(Pose(lx=0.62, ly=0.1, lz=0.72, rx=-0.14, ry=0.46, rz=0.86, hips=h, side=s, hip_l=a, knee_l=abs(a) * 1.2,
    hip_r=-a * 0.8, knee_r=14 + abs(a) * 0.5, nod=2, look=-6, shift=h * 0.002)
               for h, s, a in ((5, -3, 12), (0, 0, 2), (-5, 3, -10), (0, 0, 0)))  # fmt: skip
_LED = tuple(Pose(lx=0.2, ly=0.06, lz=0.86, rx=-0.62, ry=0.1, rz=0.72, hips=h, side=s, hip_r=a, knee_r=abs(a) * 1.2,
    hip_l=-a * 0.8, knee_l=14 + abs(a) * 0.5, nod=-6, bend=-6, look=6, tilt=-8)
             for h, s, a in ((-5, 3, -12), (0, 0, 0), (5, -3, 10), (0, 0, 2)))  # fmt: skip
_BOTH = Hands("chest", "chest")
_HIM = Action(_NEAR, seconds=4.4)
_HER = Action(_NEAR_HER, seconds=4.4)
_STROLL = tuple(replace(p, arm_l=0, out_l=14, elbow_l=14) for p in moving.WALK.keys)
_STROLL_HER = tuple(replace(p, arm_r=0, out_r=14, elbow_r=14) for p in moving.WALK.keys)

DUETS: dict[str, tuple[Part, Part]] = {
    "stand": (Part(_HIM, -0.125, 14, False), Part(_HER, 0.125, 10, True)),
    "look": (Part(replace(_HIM, keys=standing.LOOK.keys, hands=standing.LOOK.hands), -0.14, 24, False), Part(_HER,
        0.16, 6, False)),
    "hold": (Part(_HIM, -0.14, 14, False), Part(_HER, 0.14, 10, True)),
    "embrace": (Part(Action(_HOLD, seconds=4.6, hands=_BOTH, glance=0.3), -0.092, 58, False, True), Part(Action(_HELD,
        seconds=4.6, hands=_BOTH, glance=0.2), 0.092, 64, True)),
    "dance": (Part(Action(_WALTZ, seconds=2.4, hands=_BOTH, glance=0.3), -0.13, 58, False), Part(Action(_LED,
        seconds=2.4, hands=_BOTH, glance=0.3), 0.13, 54, True)),
    "walk": (Part(replace(moving.WALK, keys=_STROLL, travel=0.6, seconds=1.3), -0.13, 30, False),
        Part(replace(moving.WALK, keys=_STROLL_HER, travel=0.6, seconds=1.3), 0.13, 30, False)),
    "sit": (Part(replace(resting.SIT, glance=0.4), -0.14, 34, False), Part(replace(resting.SIT, glance=0.2), 0.16, 30,
        False)),
}  # fmt: skip

_ON_BENCH = replace(resting.SIT_CHAIR, prop="bench", yaw=24, aside=34)
_ON_CHAIR = replace(resting.SIT_CHAIR, yaw=30, glance=0.6)
SEATED: dict[Support, tuple[Part, Part]] = {
    "bench": (Part(_ON_BENCH, -0.17, 22, False), Part(replace(_ON_BENCH, prop=""), 0.17, 22, True)),
    "bed edge": (
        Part(replace(_ON_BENCH, prop="bed edge"), -0.17, 22, False),
        Part(replace(_ON_BENCH, prop=""), 0.17, 22, True),
    ),
    "chair": (Part(_ON_CHAIR, -0.24, 32, False), Part(_ON_CHAIR, 0.24, 32, True)),
}
"""Two who sit side by side, turned a little to each other."""

_OVER_CHILD = Pose(hip_l=92, knee_l=96, hip_r=0, knee_r=100, foot_r=-60, bend=13, nod=12, tilt=14, look=-16,
                   lx=-0.06, ly=0.56, lz=0.9, rx=-0.2, ry=0.42, rz=0.86)  # fmt: skip
_AT_PARENT = Pose(lx=0.42, ly=-0.28, lz=0.8, rx=-0.36, ry=-0.2, rz=0.82, bend=4, nod=-4, tilt=-10, hip_l=6, hip_r=-4)
PARENT: tuple[Part, Part] = (
    Part(Action((_OVER_CHILD, replace(_OVER_CHILD, bend=15, tilt=17), replace(_OVER_CHILD, bend=16, nod=15),
        replace(_OVER_CHILD, bend=14)),
                seconds=4.6, hands=_BOTH, glance=0.3), -0.13, 62, False, True),
    Part(Action((_AT_PARENT, replace(_AT_PARENT, tilt=-12), replace(_AT_PARENT, bend=6, nod=-2), replace(_AT_PARENT,
        tilt=-11)),
                seconds=4.6, hands=_BOTH, glance=0.2), 0.1, 66, True),
)  # fmt: skip
"""Mother or father kneels and holds a child."""
