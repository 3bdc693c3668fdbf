"""Four-legged animals by term: dogs, wolf, fox, deer, cat, bear, rabbit, horse."""

from dataclasses import replace

import numpy as np

from render.animatic.actors.animals import faces
from render.animatic.actors.animals.beast import Beast
from render.animatic.actors.animals.body import head_place, paint_front, paint_side
from render.animatic.actors.animals.gait import GALLOP, Stance, gait_of, going, pace, resting
from render.animatic.actors.animals.head import eyes_of
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.model import Model, figure
from render.animatic.actors.things.sketch import Sketch
from render.animatic.base import RGB, Actor, ActorPainter, Figure, Look

_DOG = Beast(
    hip=(-0.36, -0.55), shoulder=(0.22, -0.54), spine=(0.125, 0.115, 0.165, 0.115), neck=0.1, head_at=(0.46, -0.82),
    head=0.36, nod=6,
    leg=(0.115, 0.052, 0.036), shank=0.15, tail="brush", tail_long=0.36, face=faces.MUTT, coat=(0.68, 0.45, 0.24),
    belly=(0.87, 0.74, 0.56),
    mask=(0.88, 0.76, 0.6), shaggy=0.35,
)  # fmt: skip
_HUSKY = replace(
    _DOG, face=faces.HUSKY, tail="curl", tail_long=0.36, coat=(0.5, 0.53, 0.58), belly=(0.95, 0.95, 0.96), mask=(0.97,
    0.97, 0.98), saddle=(0.2, 0.22, 0.27),
    socks=(0.93, 0.93, 0.95), shaggy=0.85, spine=(0.135, 0.135, 0.175, 0.13), neck=0.115,
)  # fmt: skip
_WOLF = replace(
    _DOG, face=faces.WOLF, tail="brush", tail_long=0.42, coat=(0.46, 0.46, 0.48), belly=(0.78, 0.76, 0.73),
    mask=(0.85, 0.83, 0.8), saddle=(0.26, 0.26, 0.3),
    shaggy=1.0, spine=(0.13, 0.13, 0.185, 0.145), neck=0.13, head_at=(0.5, -0.74), head=0.38, leg=(0.12, 0.054,
    0.038), size=0.52,
)  # fmt: skip
_FOX = replace(
    _DOG, face=faces.FOX, tail="brush", tail_long=0.6, coat=(0.86, 0.4, 0.12), belly=(0.97, 0.94, 0.9), mask=(0.98,
    0.96, 0.93), socks=(0.16, 0.11, 0.1),
    shaggy=0.9, hip=(-0.4, -0.5), shoulder=(0.2, -0.49), spine=(0.12, 0.115, 0.145, 0.11), neck=0.095, head_at=(0.44,
    -0.7), head=0.4, leg=(0.105, 0.042, 0.03), size=0.33,
)  # fmt: skip
_CAT = replace(
    _DOG, face=faces.CAT, tail="thin", tail_long=0.52, coat=(0.58, 0.52, 0.47), belly=(0.88, 0.84, 0.79), mask=(0.93,
    0.9, 0.86), stripes=(0.27, 0.23, 0.2),
    shaggy=0.5, hip=(-0.42, -0.5), shoulder=(0.24, -0.48), spine=(0.14, 0.135, 0.145, 0.11), neck=0.1, head_at=(0.46,
    -0.72), head=0.38, nod=0,
    leg=(0.12, 0.048, 0.036), shank=0.13, nose=(0.78, 0.46, 0.44), size=0.24,
)  # fmt: skip
_BEAR = Beast(
    hip=(-0.52, -0.6), shoulder=(0.34, -0.58), spine=(0.27, 0.265, 0.27, 0.2), neck=0.16, head_at=(0.8, -0.68),
    head=0.42, nod=12,
    leg=(0.17, 0.105, 0.085), shank=0.1, tail="stub", tail_long=0.1, face=faces.BEAR, coat=(0.94, 0.92, 0.85),
    belly=(0.9, 0.87, 0.78), shaggy=0.75, size=0.95,
)  # fmt: skip
_HORSE = Beast(
    hip=(-0.36, -0.6), shoulder=(0.22, -0.58), spine=(0.145, 0.13, 0.155, 0.11), neck=0.075, head_at=(0.52, -0.85),
    head=0.36, nod=34,
    leg=(0.105, 0.045, 0.026), shank=0.16, tail="hair", tail_long=0.42, face=faces.HORSE, coat=(0.44, 0.25, 0.14),
    belly=(0.4, 0.23, 0.13), mane=(0.13, 0.09, 0.08),
    socks=None, hooves=True, shaggy=0.1, size=1.3,
)  # fmt: skip
_DEER = Beast(
    hip=(-0.28, -0.47), shoulder=(0.17, -0.46), spine=(0.1, 0.09, 0.115, 0.078), neck=0.055, head_at=(0.36, -0.71),
    head=0.25, nod=22,
    leg=(0.078, 0.03, 0.018), shank=0.13, tail="stub", tail_long=0.09, face=faces.DEER, coat=(0.58, 0.38, 0.22),
    belly=(0.84, 0.74, 0.6), mask=(0.88, 0.8, 0.68),
    antlers=True, hooves=True, shaggy=0.25, size=1.05,
)  # fmt: skip
_RABBIT = Beast(
    hip=(-0.2, -0.3), shoulder=(0.13, -0.27), spine=(0.2, 0.17, 0.13, 0.1), neck=0.1, head_at=(0.28, -0.48),
    head=0.36, nod=4,
    leg=(0.15, 0.055, 0.04), shank=0.08, tail="puff", tail_long=0.11, face=faces.RABBIT, coat=(0.66, 0.57, 0.48),
    belly=(0.94, 0.91, 0.87), mask=(0.93, 0.9, 0.86),
    shaggy=0.6, nose=(0.8, 0.5, 0.5), size=0.2,
)  # fmt: skip

_RESTING_TO_US = {
    "stand",
    "sit",
    "look",
    "look_back",
    "sleep",
    "lie",
    "breathe",
    "hold",
    "wake",
    "hide",
    "cry",
    "laugh",
    "turn",
    "reach",
    "wave",
}


def dyed(beast: Beast, colour: RGB | None, state: tuple[str, ...]) -> Beast:
    """Return the animal in another colour, and greyed by age."""
    if colour is not None:
        beast = replace(
            beast, coat=colour, belly=mix(colour, (0.97, 0.96, 0.94), 0.6), mask=mix(colour, (0.97, 0.96, 0.94),
            0.7) if beast.mask else None,
            saddle=times(colour, 0.55) if beast.saddle else None, stripes=times(colour, 0.5) if beast.stripes else None,
        )  # fmt: skip
    if "old" in state:
        beast = replace(beast, mask=(0.84, 0.83, 0.82), coat=mix(beast.coat, (0.62, 0.61, 0.6), 0.35))
    return beast


def _burdened(stance: Stance, state: tuple[str, ...]) -> Stance:
    """Return a tired or hurt body: the head hangs, the tail is down."""
    if not {"tired", "hurt", "broken"} & set(state):
        return stance
    x, y = stance.head
    return replace(
        stance, head=(x, y + 0.1), nod=stance.nod + 14, tail=stance.tail - 25, ears=0.5, blink=min(stance.blink, 0.6)
    )


def quadruped(beast: Beast) -> ActorPainter:
    """Return the painter of one kind of animal."""

    def painter(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
        own = dyed(beast, actor.colour, actor.state)
        gait = gait_of(actor.action)
        frontal = actor.facing in ("toward", "away")
        to_us = gait is None and actor.facing == "none" and actor.action in _RESTING_TO_US
        back_look = actor.action == "look_back"

        def stance(phase: float) -> Stance:
            return _burdened(going(gait, phase) if gait else resting(actor.action, phase), actor.state)

        def draw(h: Sketch) -> None:
            if frontal:
                paint_front(h, own, stance(h.phase), actor.facing == "away")
            else:
                paint_side(h, own, stance(h.phase), to_us or back_look)

        at = head_place(own, stance(0.0))
        eyes = eyes_of(own, (0.0, at[1]) if frontal else at, frontal or to_us)
        model = Model(
            draw, own.size, focus=eyes, head=own.head * 1.25, poses=12 if gait is GALLOP else (10 if gait else 8),
            seconds=gait.seconds if gait else (5.0 if actor.action != "sing" else 3.0),
            travel=pace(gait, -own.shoulder[1]) if gait else 0.0, seat=(-0.04, -0.53) if own.mane else None,
            once=actor.action == "wake", splits=False, moves=actor.action in ("fade", "fall", "fly"),
        )  # fmt: skip
        return figure(model, actor, look)

    return painter


HUSKY = _HUSKY
"""The dog of the sled, for the team."""

QUADRUPEDS: dict[str, ActorPainter] = {
    "dog": quadruped(_DOG),
    "sled_dog": quadruped(replace(_HUSKY, harness=(0.72, 0.16, 0.12))),
    "wolf": quadruped(_WOLF),
    "fox": quadruped(_FOX),
    "cat": quadruped(_CAT),
    "polar_bear": quadruped(_BEAR),
    "horse": quadruped(_HORSE),
    "deer": quadruped(_DEER),
    "rabbit": quadruped(_RABBIT),
}
"""Animals on four legs."""
