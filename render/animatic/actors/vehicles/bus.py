"""The bus: rows of windows, a folding door behind the front wheel, a lit sign."""

import numpy as np

from render.animatic.actors.people.forms import oval
from render.animatic.actors.people.tones import mix
from render.animatic.actors.things.letters import letters
from render.animatic.actors.things.model import Model, figure
from render.animatic.actors.things.sketch import Sketch, rect
from render.animatic.actors.vehicles import aboard
from render.animatic.actors.vehicles.wheels import lamp, pace, wheel
from render.animatic.base import RGB, Actor, Figure, Look

_YELLOW: RGB = (0.92, 0.66, 0.16)
_CREAM: RGB = (0.95, 0.91, 0.82)
_RIDER: RGB = (0.2, 0.14, 0.13)
_DARK: RGB = (0.09, 0.09, 0.1)
_SIZE = 1.75
_CAB = 6
_PLACES = (5, 3, 1, 4, 2, 0)
"""Windows of the side in which those of the shot are seen; the driver's is beyond the door."""
_DOOR = (0.86, 1.2)
"""Left and right edge of the door, body units."""


def _side(h: Sketch) -> None:
    """From the side, facing right."""
    colour, tones = h.tint(_YELLOW), h.tones
    with h.at(0, 0.004 * h.wave(2)) as one:
        body = rect(-1.5, -1.0, 1.5, -0.12, 0.1)
        one.wash(body, (0, -1.0), (0, -0.12), [
            (0, tones.light(_CREAM), 1), (0.16, tones.mid(_CREAM), 1), (0.17, tones.light(colour), 1),
            (0.6, tones.mid(colour), 1), (1, tones.dark(colour), 1),
        ])  # fmt: skip
        for k in range(6):
            seated = k % 2 == 0 and not h.actor.party
            _pane(one, -1.4 + 0.37 * k, -0.84, 0.33, 0.34, seated=seated, who=_rider(h.actor, k))
        _pane(one, 1.26, -0.84, 0.22, 0.4, seated=not h.actor.party, who=_rider(h.actor, _CAB))
        _door(one)
        one.fill(rect(-1.5, -0.44, _DOOR[0], -0.4), tones.dark(colour))
        one.fill(rect(-1.48, -0.16, 1.48, -0.1), _DARK)
        one.fill(rect(0.3, -0.98, 0.86, -0.87, 0.02), _DARK)
        letters(one, "12", (0.58, -0.925), 0.07, (1.0, 0.72, 0.3), 0.2)
        lamp(one, 1.46, -0.26, 0.045, 0.05, (0.98, 0.96, 0.88))
        lamp(one, -1.47, -0.28, 0.03, 0.06, (0.85, 0.1, 0.08))
        with one.inside(body):
            one.crescent(body, 0.015, mix(h.look.lit, (1, 1, 1), 0.4), 0.6, 0.006)
        if h.broken:
            one.cracks(1.36, -0.66, 0.2, 8)
            one.cracks(-0.5, -0.68, 0.2, 7)
    for x in (-0.92, 0.66):
        h.fill(oval(x, -0.16, 0.21, 0.21), _DARK)
        wheel(h, x, -0.15, 0.15, "disc", 0.28, (0.45, 0.45, 0.47))


def _door(h: Sketch) -> None:
    """Paint the door of two leaves; opened, they stand folded at its edges before a lit step."""
    left, right = _DOOR
    open_ = h.ajar if h.does("open", "close") else 0.0
    frame = rect(left, -0.88, right, -0.14, 0.02)
    h.fill(frame, aboard.WARM if h.look.dark else h.tones.dark((0.2, 0.22, 0.24)))
    h.fill(rect(left, -0.24, right, -0.14), h.tones.dark((0.35, 0.35, 0.36)))
    wide = (right - left) / 2 * (1.0 - 0.78 * open_)
    for x0, x1 in ((left, left + wide), (right - wide, right)):
        h.fill(rect(x0, -0.88, x1, -0.14, 0.015), h.tones.mid((0.28, 0.3, 0.33)))
        pane = rect(x0 + 0.16 * wide, -0.84, x1 - 0.16 * wide, -0.24, 0.015)
        h.fill(pane, aboard.WARM if h.look.dark else h.tones.dark((0.3, 0.42, 0.5)))
        h.glass(pane, (0.55, 0.66, 0.74), 0.3, 0.5)
    h.stroke(frame, h.tones.dark((0.2, 0.18, 0.16)), 0.016)


def _rider(actor: Actor, window: int) -> Actor | None:
    """Return who of the shot is seen in a window of the side."""
    places = (_CAB, *_PLACES) if actor.party and actor.party[0].action in ("drive", "race") else _PLACES
    return next((p for p, at in zip(actor.party, places, strict=False) if at == window), None)


def _pane(h: Sketch, x: float, y: float, wide: float, high: float, *, seated: bool, who: Actor | None = None) -> None:
    """Paint a window, lit after dark; behind it somebody may sit."""
    pane = rect(x, y, x + wide, y + high, 0.03)
    if h.look.dark:
        h.wash(pane, (0, y), (0, y + high), [(0, (1.0, 0.93, 0.70), 1), (1, (0.98, 0.74, 0.38), 1)])
    else:
        h.fill(pane, h.tones.mid((0.36, 0.46, 0.52) if who is None else (0.56, 0.62, 0.64)))
    if seated:
        with h.inside(pane):
            h.fill(oval(x + wide * 0.5, y + high * 0.5, min(wide, high) * 0.15, min(wide, high) * 0.19), _RIDER)
            h.fill(oval(x + wide * 0.5, y + high * 1.02, min(wide, high) * 0.3, min(wide, high) * 0.36), _RIDER)
    if who is not None:
        aboard.seated(h, who, pane, x + 0.5 * wide, _SIZE)
    if not h.look.dark:
        h.glass(pane, (0.55, 0.68, 0.76), *((0.32, 0.6) if who is None else (0.1, 0.16)))
    h.stroke(pane, h.tones.dark((0.2, 0.18, 0.16)), 0.014)


def _ahead(h: Sketch) -> None:
    """From the front or from behind."""
    colour, tones, away = h.tint(_YELLOW), h.tones, h.actor.facing == "away"
    for s in (-1, 1):
        h.fill(rect(s * 0.36 - 0.07, -0.14, s * 0.36 + 0.07, 0.0, 0.03), _DARK)
    body = rect(-0.47, -1.0, 0.47, -0.1, 0.09)
    h.volume(body, colour, 0.1)
    with h.inside(body):
        h.fill(rect(-0.5, -1.0, 0.5, -0.84), tones.mid(_CREAM))
        h.fill(rect(-0.5, -0.16, 0.5, -0.08), _DARK)
    who = h.actor.party[0] if h.actor.party else None
    _pane(h, -0.4, -0.82, 0.8, 0.36, seated=not away and who is None, who=who)
    h.fill(rect(-0.24, -0.97, 0.24, -0.86, 0.02), _DARK)
    letters(h, "12", (0.0, -0.915), 0.07, (1.0, 0.72, 0.3), 0.2)
    for s in (-1, 1):
        lamp(h, s * 0.34, -0.26, 0.06, 0.05, (0.9, 0.12, 0.1) if away else (0.98, 0.96, 0.88))
        if not away:
            h.line([(s * 0.47, -0.84), (s * 0.55, -0.8), (s * 0.55, -0.66)], 0.02, _DARK)


def _bus(h: Sketch) -> None:
    if h.actor.facing in ("toward", "away"):
        _ahead(h)
    else:
        _side(h)


def _glow(h: Sketch) -> None:
    aboard.lights(h, (0.34, -0.26), -0.64, [-1.2 + 0.7 * k for k in range(4)], 1.5)


def bus(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return a bus."""
    del rng
    ahead = actor.facing in ("toward", "away")
    opens = actor.action in ("open", "close")
    seen = next((k for k in (_CAB, *_PLACES) if _rider(actor, k)), None)
    side = (1.0, -0.6) if seen is None else (1.37 if seen == _CAB else -1.235 + 0.37 * seen, -0.68)
    model = Model(_bus, _SIZE, focus=(0.0, -0.66) if ahead else side, head=0.8, poses=12 if opens else 6,
                  seconds=0.5, glow=_glow, travel=pace(actor.action, 1.0, 1.6), splits=False, once=opens,
                  moves=actor.action == "fade")  # fmt: skip
    return aboard.with_rider(figure(model, actor, look), actor, look, _SIZE)
