"""The tram: a lit box on rails under its wire."""

import numpy as np

from render.animatic.actors.people.forms import curve, oval
from render.animatic.actors.people.tones import mix
from render.animatic.actors.things.letters import letters
from render.animatic.actors.things.model import Model, figure
from render.animatic.actors.things.sketch import Sketch, rect
from render.animatic.actors.vehicles.aboard import lights, with_rider
from render.animatic.actors.vehicles.aboard import seated as seated_in
from render.animatic.actors.vehicles.wheels import lamp, pace, wheel
from render.animatic.base import RGB, Actor, Figure, Look

_CREAM: RGB = (0.93, 0.88, 0.74)
_DARK: RGB = (0.09, 0.09, 0.1)
_SIZE = 1.5
_INSIDE: RGB = (0.56, 0.62, 0.64)
"""What is behind somebody at a window by day."""
_CAB = 7
_PLACES = (4, 1, 5, 0, 3)
"""Windows of the side in which those of the shot are seen, the driver's before them; doors are between."""


def _side(h: Sketch) -> None:
    """From the side, facing right."""
    colour, tones = h.tint((0.70, 0.14, 0.12)), h.tones
    for x in (-1.1, -0.8, 0.8, 1.1):
        wheel(h, x, -0.09, 0.085, "disc", 0.16, (0.4, 0.4, 0.42))
    with h.at(0, 0.004 * h.wave(2)) as one:
        _pantograph(one)
        body = rect(-1.7, -0.92, 1.7, -0.1, 0.09)
        one.fill(body, tones.mid(colour))
        one.wash(body, (0, -0.92), (0, -0.1), [
            (0, tones.light(_CREAM), 1), (0.5, tones.mid(_CREAM), 1), (0.52, tones.light(colour), 1),
            (0.7, tones.mid(colour), 1), (1, tones.dark(colour), 1),
        ])  # fmt: skip
        one.volume(rect(-1.72, -0.97, 1.72, -0.9, 0.04), (0.45, 0.45, 0.47), 0.03)
        for k in range(8):
            who = _rider(h.actor, k)
            _window(one, -1.56 + 0.385 * k, -0.84, 0.33, 0.34, seated=k % 3 != 1 and not h.actor.party, who=who)
        for x in (-0.79, 0.75):
            _window(one, x, -0.84, 0.16, 0.68, seated=False)
            _window(one, x + 0.17, -0.84, 0.16, 0.68, seated=False)
        one.fill(rect(-1.7, -0.14, 1.7, -0.1), _DARK)
        one.fill(rect(1.28, -0.9, 1.66, -0.83, 0.02), _DARK)
        letters(one, "7", (1.46, -0.865), 0.05, (1.0, 0.72, 0.3), 0.2)
        lamp(one, 1.66, -0.3, 0.05, 0.06, (0.98, 0.96, 0.88))
        with one.inside(body):
            one.crescent(body, 0.015, mix(h.look.lit, (1, 1, 1), 0.4), 0.6, 0.006)
        if h.broken:
            one.cracks(1.3, -0.66, 0.24, 8)
            one.cracks(-0.4, -0.66, 0.2, 7)


def _pantograph(h: Sketch) -> None:
    steel = h.tones.mid((0.34, 0.35, 0.38))
    h.line([(-0.3, -0.96), (0.0, -1.1), (-0.22, -1.2)], 0.014, steel)
    h.line([(-0.42, -1.2), (0.02, -1.2)], 0.016, steel)


def _rider(actor: Actor, window: int) -> Actor | None:
    """Return who of the shot is seen in a window of the side: the driver in the first, the others behind."""
    return next((p for p, at in zip(actor.party, _places(actor), strict=False) if at == window), None)


def _places(actor: Actor) -> tuple[int, ...]:
    drives = bool(actor.party) and actor.party[0].action in ("drive", "race")
    return (_CAB, *_PLACES) if drives else _PLACES


def _window(h: Sketch, x: float, y: float, wide: float, high: float, *, seated: bool, who: Actor | None = None) -> None:
    """Paint a pane; after dark it is lit, and someone sits behind it."""
    pane = rect(x, y, x + wide, y + high, 0.025)
    if h.look.dark:
        h.wash(pane, (0, y), (0, y + high), [(0, (1.0, 0.93, 0.70), 1), (1, (0.98, 0.74, 0.38), 1)])
        if seated:
            h.fill(oval(x + wide * 0.5, y + high * 0.55, wide * 0.14, wide * 0.17), (0.26, 0.16, 0.12))
            h.fill(oval(x + wide * 0.5, y + high * 1.02, wide * 0.28, wide * 0.34), (0.26, 0.16, 0.12))
    else:
        h.fill(pane, h.tones.dark((0.18, 0.24, 0.3)) if who is None else h.tones.mid(_INSIDE))
    if who is not None:
        seated_in(h, who, pane, x + 0.5 * wide, _SIZE)
    if not h.look.dark:
        h.glass(pane, (0.5, 0.62, 0.7), *((0.3, 0.6) if who is None else (0.1, 0.16)))
    h.stroke(pane, h.tones.dark((0.2, 0.18, 0.16)), 0.014)


def _ahead(h: Sketch) -> None:
    """From the front or from behind."""
    colour, tones = h.tint((0.70, 0.14, 0.12)), h.tones
    away = h.actor.facing == "away"
    _pantograph(h)
    body = curve(
        [(-0.42, -0.1), (-0.46, -0.5), (-0.4, -0.92), (0.0, -0.97), (0.4, -0.92), (0.46, -0.5), (0.42, -0.1)],
        tension=0.5,
    )
    h.volume(body, colour, 0.1)
    with h.inside(body):
        h.fill(rect(-0.5, -1.0, 0.5, -0.5), tones.mid(_CREAM))
        h.fill(rect(-0.5, -0.14, 0.5, -0.08), _DARK)
    who = h.actor.party[0] if h.actor.party else None
    _window(h, -0.34, -0.8, 0.68, 0.3, seated=False, who=who)
    if not away and h.look.dark and who is None:
        driver = (0.26, 0.16, 0.12)
        h.fill(curve([(-0.24, -0.5), (-0.2, -0.6), (-0.12, -0.63), (-0.04, -0.6), (0.0, -0.5)]), driver)
        h.fill(oval(-0.12, -0.68, 0.045, 0.055), driver)
        h.fill(rect(-0.34, -0.52, 0.34, -0.49), tones.dark(colour))
    h.fill(rect(-0.2, -0.93, 0.2, -0.84, 0.02), _DARK)
    letters(h, "7", (0.0, -0.885), 0.06, (1.0, 0.72, 0.3), 0.2)
    for s in (-1, 1):
        lamp(h, s * 0.28, -0.3, 0.055, 0.055, (0.9, 0.12, 0.1) if away else (0.98, 0.96, 0.88))


def _tram(h: Sketch) -> None:
    if h.actor.facing in ("toward", "away"):
        _ahead(h)
    else:
        _side(h)


def _glow(h: Sketch) -> None:
    lights(h, (0.28, -0.3), -0.65, [-1.4 + 0.7 * k for k in range(5)], 1.7)


def tram(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return a tram."""
    del rng
    ahead = actor.facing in ("toward", "away")
    focus = (0.0, -0.66) if ahead else (-1.395 + 0.385 * _places(actor)[0], -0.68) if actor.party else (1.2, -0.6)
    model = Model(_tram, _SIZE, focus=focus, head=0.8, poses=6, seconds=0.5, glow=_glow,
                  travel=pace(actor.action, 1.0, 1.6), splits=False, moves=actor.action == "fade")  # fmt: skip
    return with_rider(figure(model, actor, look), actor, look, _SIZE)
