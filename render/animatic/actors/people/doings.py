"""What the face does besides feeling: it sings, laughs, cries, sleeps, wakes, strains, reads, breathes, blinks."""

from collections.abc import Callable
from dataclasses import replace
from math import cos, pi, sin

from render.animatic.actors.people.action import FaceDoing
from render.animatic.actors.people.feelings import FEELINGS, Expression

Moment = Callable[[Expression, float], Expression]


def _bump(phase: float, at: float, half: float) -> float:
    """Rise to 1 and fall back around a moment of the cycle."""
    away = abs((phase - at + 0.5) % 1.0 - 0.5) / half
    return 0.0 if away >= 1 else min(1.0, 1.6 * (0.5 + 0.5 * cos(pi * away)))


def _blink(face: Expression, phase: float) -> Expression:
    return replace(face, lid=face.lid * (1 - _bump(phase, 0.75, 0.055)))


def _sing(face: Expression, phase: float) -> Expression:
    # Three syllables a cycle, from narrow to wide; the eyes close on the last.
    syllable = 0.5 - 0.5 * cos(2 * pi * phase * 3)
    lid = min(face.lid, 0.8) * (1 - 0.85 * _bump(phase, 0.72, 0.24))
    return replace(face, open=0.03 + 0.075 * syllable, wide=0.98 - 0.22 * sin(2 * pi * phase),
                   smile=max(face.smile * 0.5, 0.004), teeth=0.8, lid=lid, press=0.0, brow_in=face.brow_in + 0.024,
                   nod=face.nod * 0.4 - 5 - 5 * sin(2 * pi * phase))  # fmt: skip


def _laugh(face: Expression, phase: float) -> Expression:
    shake = abs(sin(2 * pi * phase * 2))
    return replace(face, lid=0.0, low=1.0, smile=0.078, open=0.06 + 0.05 * shake, teeth=1.0, wide=1.3, blush=0.7,
                   nod=-10 - 7 * shake, brow_mid=0.03, brow_in=0.02)  # fmt: skip


def _cry(face: Expression, phase: float) -> Expression:
    sob = abs(sin(2 * pi * phase))
    return replace(FEELINGS["grief"], open=0.02 + 0.03 * sob, nod=13 + 4 * sob, lid=0.16 + 0.2 * (1 - sob))


def _sleep(face: Expression, phase: float) -> Expression:
    return Expression(lid=0.0, open=0.006, smile=0.012, blush=face.blush)


def _wake(face: Expression, phase: float) -> Expression:
    return replace(face, lid=min(max(0.5 - 0.62 * cos(2 * pi * phase), 0.0), 1.05), open=0.01)


def _effort(face: Expression, phase: float) -> Expression:
    strained = replace(face, open=max(face.open, 0.018 + 0.012 * sin(2 * pi * phase)), frown=max(face.frown, 0.25))
    return _blink(strained, phase)


def _struggle(face: Expression, phase: float) -> Expression:
    return replace(
        face, lid=0.42, low=0.7, frown=1.0, brow_in=-0.03, open=0.03, teeth=1.0, wide=1.15, smile=-0.02, nod=14
    )


def _read(face: Expression, phase: float) -> Expression:
    return replace(face, lid=0.55, gaze=(0.35 * sin(2 * pi * phase), 0.75), nod=face.nod * 0.5 + 15)


def _breathe(face: Expression, phase: float) -> Expression:
    drawn = max(0.0, sin(2 * pi * phase))
    return replace(face, lid=0.6 * (1 - _bump(phase, 0.5, 0.32)), open=0.016 * drawn, nod=-9)


_DOINGS: dict[FaceDoing, Moment] = {
    "": _blink,
    "sing": _sing,
    "laugh": _laugh,
    "cry": _cry,
    "sleep": _sleep,
    "wake": _wake,
    "effort": _effort,
    "struggle": _struggle,
    "read": _read,
    "breathe": _breathe,
}


def at_moment(feeling: Expression, doing: FaceDoing, phase: float) -> Expression:
    """Return the face at phase 0-1 of an action; eyes and brows are never quite still."""
    drift = sin(2 * pi * phase)
    gaze = (feeling.gaze[0] + 0.07 * drift, feeling.gaze[1])
    return _DOINGS[doing](replace(feeling, gaze=gaze, brow_mid=feeling.brow_mid + 0.004 * drift), phase)
