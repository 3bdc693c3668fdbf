"""Where a common action takes a thing: what falls, turns, flies, fades."""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, exp, pi, sin

from render.animatic.actors.things.sketch import ease


@dataclass(frozen=True)
class Motion:
    """A shift (body units), a turn (degrees), a stretch and an opacity."""

    x: float = 0.0
    y: float = 0.0
    turn: float = 0.0
    sx: float = 1.0
    sy: float = 1.0
    alpha: float = 1.0


ONCE = frozenset({"fall", "fade", "open", "close", "hide", "wake"})
"""Actions that happen once in a shot."""
LIVELY = frozenset({
    "turn", "jump", "dance", "play", "fly", "glide", "swim", "sail", "wave", "breathe", "struggle", "run", "walk",
    "drive", "ride",
    "race", "skate", "embrace", "sing",
})  # fmt: skip
"""Actions that move a thing that would lie still otherwise."""
FLYING = frozenset({"fly", "glide"})
PACE = {
    "drive": 1.6, "ride": 1.4, "race": 2.2, "fly": 0.9, "glide": 0.6, "run": 1.2, "walk": 0.5, "sail": 0.4,
    "swim": 0.4, "skate": 1.4,
}  # fmt: skip
"""Body units a second at which things travel."""


def _fall(phase: float) -> Motion:
    """Tumble from above, hit the ground at nearly half of the time, hop and come to rest."""
    down = min(phase / 0.45, 1.0) ** 2
    after = max(phase - 0.45, 0.0)
    hop = 0.12 * abs(sin(after * 15.4)) * exp(-7 * after)
    return Motion(y=-(1 - down) - hop, turn=-38 * (1 - down) + 10 * exp(-5 * after) * sin(22 * after))


def _turn(phase: float) -> Motion:
    """Turn about the upright axis, as a flat thing shows it: it grows narrow and wide again."""
    across = cos(2 * pi * phase)
    return Motion(sx=max(abs(across), 0.07) * (1 if across >= 0 else -1))


def _jump(phase: float) -> Motion:
    squash = 0.05 * cos(2 * pi * phase)
    return Motion(y=-0.34 * abs(sin(pi * phase)), sx=1 - squash, sy=1 + squash)


def _hover(phase: float) -> Motion:
    return Motion(x=0.03 * cos(2 * pi * phase), y=0.05 * sin(2 * pi * phase), turn=5 * cos(2 * pi * phase))


def _rock(phase: float) -> Motion:
    return Motion(turn=5 * sin(2 * pi * phase), y=-0.03 * abs(sin(2 * pi * phase)))


def _float(phase: float) -> Motion:
    return Motion(turn=4 * sin(2 * pi * phase), y=0.02 * cos(2 * pi * phase))


def _breathe(phase: float) -> Motion:
    return Motion(sx=1 + 0.025 * sin(2 * pi * phase), sy=1 + 0.025 * sin(2 * pi * phase))


def _struggle(phase: float) -> Motion:
    return Motion(turn=3 * sin(2 * pi * phase) + 2 * sin(6 * pi * phase), x=0.015 * sin(6 * pi * phase))


def _roll(phase: float) -> Motion:
    return Motion(y=-0.02 * abs(sin(2 * pi * phase)), turn=1.2 * sin(2 * pi * phase))


def _fade(phase: float) -> Motion:
    return Motion(alpha=1.0 - 0.93 * ease(phase))


def _hide(phase: float) -> Motion:
    small = 1 - 0.25 * ease(phase)
    return Motion(alpha=1.0 - 0.8 * ease(phase), sx=small, sy=small)


_MOTIONS: dict[str, Callable[[float], Motion]] = {
    "fall": _fall, "fade": _fade, "hide": _hide, "turn": _turn, "jump": _jump, "struggle": _struggle,
    **dict.fromkeys(("fly", "glide"), _hover), **dict.fromkeys(("dance", "play", "wave", "sing"), _rock),
    **dict.fromkeys(("sail", "swim"), _float), **dict.fromkeys(("breathe", "embrace"), _breathe),
    **dict.fromkeys(("run", "walk", "drive", "ride", "race", "skate"), _roll),
}  # fmt: skip


def motion(action: str, phase: float) -> Motion:
    """Return where an action has taken a thing at a phase 0-1; nowhere for actions that move nothing."""
    return _MOTIONS[action](phase) if action in _MOTIONS else Motion()
