"""Ways to wear hair."""

from dataclasses import dataclass, replace
from typing import Literal

Fringe = Literal["none", "swept", "bangs", "tousled", "parted", "curls", "slick", "quiff"]
Fall = Literal["none", "bob", "long", "waves"]
Tied = Literal["none", "bun", "pony", "braids", "pigtails", "top bun"]

AZIMUTHS = (0.0, 30.0, 60.0, 84.0, 108.0, 145.0, 180.0)
"""Degrees from the face at which a hairline is given."""


@dataclass(frozen=True)
class Hairdo:
    """One way to wear hair. Heights in head units (0 = middle of the head, down positive)."""

    line: tuple[float, ...] = (-0.27, -0.275, -0.2, 0.02, 0.06, 0.22, 0.25)
    """Height of the hairline at AZIMUTHS."""
    volume: float = 1.07
    fringe: Fringe = "swept"
    fall: Fall = "none"
    length: float = 0.5
    """How far loose hair falls below the middle of the head, head units."""
    tied: Tied = "none"
    ears: bool = True
    curly: bool = False
    part: float = -24.0
    """Azimuth of the parting."""
    beard: Literal["none", "stubble", "short", "full", "moustache"] = "none"


_SHORT = Hairdo()
_LOOSE = Hairdo(line=(-0.3, -0.3, -0.24, -0.06, 0.16, 0.26, 0.28), volume=1.1, ears=False)

HAIRDOS: dict[str, Hairdo] = {
    "short": _SHORT,
    "crop": replace(_SHORT, volume=1.045, fringe="slick", line=(-0.285, -0.28, -0.22, 0.0, 0.05, 0.2, 0.23)),
    "quiff": replace(_SHORT, volume=1.1, fringe="quiff"),
    "tousled": replace(_SHORT, volume=1.12, fringe="tousled", line=(-0.27, -0.27, -0.18, 0.05, 0.1, 0.26, 0.28)),
    "curls": replace(_SHORT, volume=1.17, fringe="curls", curly=True),
    "long": replace(_LOOSE, fringe="parted", fall="long", length=1.25, part=-14),
    "waves": replace(_LOOSE, fringe="parted", fall="waves", length=1.0, part=18),
    "bob": replace(_LOOSE, fringe="bangs", fall="bob", length=0.46, volume=1.12),
    "bun": replace(_LOOSE, fringe="parted", tied="bun", ears=True, volume=1.07, part=-10),
    "top bun": replace(_LOOSE, fringe="slick", tied="top bun", ears=True, volume=1.05),
    "pony": replace(_LOOSE, fringe="bangs", tied="pony", ears=True, volume=1.07),
    "braids": replace(_LOOSE, fringe="bangs", tied="braids", ears=True, volume=1.08),
    "pigtails": replace(_LOOSE, fringe="bangs", tied="pigtails", ears=True, volume=1.08),
    "rocker": replace(_LOOSE, fringe="parted", fall="waves", length=0.72, volume=1.1, part=6, beard="stubble"),
    "pixie": replace(_SHORT, volume=1.13, ears=False, line=(-0.27, -0.27, -0.2, -0.02, 0.14, 0.24, 0.26)),
    "grey crop": replace(_SHORT, volume=1.14, fringe="tousled", line=(-0.3, -0.3, -0.24, -0.04, 0.1, 0.22, 0.25)),
    "bare": replace(_SHORT, line=(-0.5, -0.5, -0.5, -0.5, -0.5, -0.5, -0.5), volume=1.0, fringe="none"),
    "thin": replace(_SHORT, line=(-0.43, -0.4, -0.27, -0.02, 0.04, 0.22, 0.25), volume=1.04, fringe="none"),
}  # fmt: skip
