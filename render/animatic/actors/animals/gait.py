"""How four-legged animals stand and go: foot paths, spine and head at a phase of the cycle."""

from dataclasses import dataclass, replace
from math import cos, pi, sin

Leg = tuple[float, float, float]
"""How far the foot is ahead of its place and how high it is lifted (leg lengths), how far its joint is folded 0-1."""


@dataclass(frozen=True)
class Stance:
    """A four-legged body at one moment."""

    legs: tuple[Leg, Leg, Leg, Leg]
    """Hind far, hind near, fore far, fore near."""
    up: float = 0.0
    """By how much the body is raised, body units."""
    pitch: float = 0.0
    """Degrees by which the fore end is raised."""
    flex: float = 0.0
    """Bend of the back: 1 rounded up, -1 stretched."""
    head: tuple[float, float] = (0.0, 0.0)
    """Shift of the head, body units."""
    nod: float = 0.0
    tail: float = 0.0
    """Degrees by which the tail is raised."""
    rest: str = ""
    """'sit' or 'lie' when the legs are folded."""
    blink: float = 1.0
    mouth: float = 0.0
    tongue: bool = False
    ears: float = 0.0
    """1 laid back."""


@dataclass(frozen=True)
class Gait:
    """One way of going: when each foot sets off, how long it stays, how far it reaches."""

    offsets: tuple[float, float, float, float]
    duty: float
    reach: float
    lift: float
    seconds: float


WALK = Gait((0.0, 0.5, 0.25, 0.75), 0.64, 0.3, 0.16, 1.1)
TROT = Gait((0.0, 0.5, 0.5, 0.0), 0.5, 0.38, 0.26, 0.66)
GALLOP = Gait((0.02, 0.12, 0.46, 0.58), 0.3, 0.58, 0.4, 0.5)

_PACES = {
    "walk": WALK,
    "struggle": WALK,
    "pull": TROT,
    "play": TROT,
    "ride": GALLOP,
    "run": GALLOP,
    "race": GALLOP,
    "drive": TROT,
    "jump": GALLOP,
    "dance": TROT,
}


def gait_of(action: str) -> Gait | None:
    """Return the gait of an action; None for resting."""
    return _PACES.get(action)


def pace(gait: Gait, leg: float) -> float:
    """Return body units a second for a leg's length: the planted foot must not slide."""
    return 2 * gait.reach * leg / (gait.duty * gait.seconds)


def _step(gait: Gait, offset: float, phase: float) -> Leg:
    p = (phase + offset) % 1.0
    if p < gait.duty:
        return gait.reach * (1 - 2 * p / gait.duty), 0.0, 0.0
    q = (p - gait.duty) / (1 - gait.duty)
    return -gait.reach * cos(pi * q), gait.lift * sin(pi * q), sin(pi * min(q * 1.15, 1.0))


def going(gait: Gait, phase: float) -> Stance:
    """Return a body that goes."""
    a, b, c, d = (_step(gait, o, phase) for o in gait.offsets)
    wave, twice = sin(2 * pi * phase), sin(4 * pi * phase)
    if gait is GALLOP:
        gathered = sin(2 * pi * (phase + 0.08))
        return Stance((a, b, c, d), up=0.06 + 0.05 * cos(2 * pi * (phase - 0.05)),
            pitch=7 * sin(2 * pi * (phase + 0.3)), flex=gathered,
                      head=(0.05, 0.05 + 0.025 * gathered), nod=-6 + 5 * wave, tail=18 + 14 * wave, tongue=True,
                      mouth=0.5, ears=0.7)  # fmt: skip
    bob = 0.022 if gait is TROT else 0.01
    return Stance((a, b, c, d), up=bob * cos(4 * pi * phase), pitch=1.0 * twice, head=(0.01 * wave, 0.012 * twice),
        nod=2.5 * twice, tail=8 * wave,
                  tongue=gait is TROT, mouth=0.35 if gait is TROT else 0.0)  # fmt: skip


def resting(action: str, phase: float) -> Stance:
    """Return a body that stays where it is."""
    wave = sin(2 * pi * phase)
    blink = 0.05 if 0.46 < phase < 0.51 else 1.0
    still = Stance(
        ((-0.1, 0, 0), (0.06, 0, 0), (0.04, 0, 0), (-0.03, 0, 0)),
        up=0.004 * wave,
        tail=9 * wave,
        blink=blink,
        nod=1.5 * wave,
    )
    wag = 12 * sin(4 * pi * phase)
    match action:
        case "sing":
            howl = 0.8 + 0.2 * wave
            stance = replace(
                still, rest="sit", tail=wag, nod=-52 + 3 * wave, head=(-0.04, -0.03), mouth=howl, blink=0.05
            )
        case "laugh":
            stance = replace(still, rest="sit", tail=wag, tongue=True, mouth=0.5)
        case "sit" | "wave" | "reach" | "hold":
            stance = replace(still, rest="sit", tail=wag)
        case "lie" | "breathe":
            stance = replace(still, rest="lie")
        case "sleep" | "hide" | "cry":
            stance = replace(still, rest="lie", head=(0.03, 0.17 + 0.004 * wave), nod=14, blink=0.0, tail=0, ears=0.4)
        case "wake":
            low = 1 - min(phase * 2, 1.0)
            stance = replace(still, rest="lie", head=(0.03, 0.17 * low), nod=14 * low, blink=min(phase * 3, 1.0))
        case "kneel" | "read" | "write":
            stance = replace(still, head=(0.02, 0.3), nod=42 + 3 * wave)
        case "look" | "look_back" | "turn":
            stance = replace(still, head=(0.0, -0.01), nod=-4 + 4 * wave)
        case _:
            stance = still
    return stance
