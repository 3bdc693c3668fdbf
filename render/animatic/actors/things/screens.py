"""Screens: the television and the telephone."""

from math import cos, pi

from render.animatic.actors.people.forms import curve, oval, tube
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.letters import letters
from render.animatic.actors.things.model import thing
from render.animatic.actors.things.sketch import BLACK, Sketch, rect


def _tv(h: Sketch) -> None:
    wood = h.tint((0.5, 0.31, 0.17))
    for s in (-1, 1):
        h.line(
            [(s * 0.02, -0.82), (s * 0.3, -1.02 - (0.0 if s > 0 else -0.04))], 0.012, h.tones.light((0.75, 0.75, 0.78))
        )
        h.fill(oval(s * 0.3, -1.02 - (0.0 if s > 0 else -0.04), 0.014, 0.014), h.tones.light((0.9, 0.9, 0.92)))
        h.volume(tube([(s * 0.4, -0.1), (s * 0.46, 0.0)], [0.026, 0.016]), times(wood, 0.6), 0.02)
    h.wood(rect(-0.6, -0.84, 0.6, -0.07, 0.07), wood, salt=46)
    h.fill(rect(-0.52, -0.77, 0.28, -0.15, 0.13), h.tones.dark((0.15, 0.14, 0.14)))
    _screen(h)
    h.glass(rect(-0.48, -0.73, 0.24, -0.19, 0.14), (0.8, 0.9, 1.0), 0.06, 0.3)
    for y, turn in ((-0.66, 0.6), (-0.5, -0.8)):
        h.metal(oval(0.43, y, 0.065, 0.065), (0.75, 0.74, 0.72))
        h.line([(0.43, y), (0.43 + 0.05 * cos(turn), y - 0.05 * cos(turn - pi / 2))], 0.014, BLACK)
    for k in range(5):
        h.line([(0.36, -0.36 + 0.034 * k), (0.5, -0.36 + 0.034 * k)], 0.012, h.tones.dark(times(wood, 0.5)))
    if h.broken:
        h.cracks(-0.06, -0.5, 0.34, 10)


def _screen(h: Sketch) -> None:
    """Paint what is on: bands of colour, or snow when the set is broken."""
    screen = rect(-0.48, -0.73, 0.24, -0.19, 0.14)
    with h.inside(screen):
        if h.does("sleep", "close", "hide") or (h.broken and h.old):
            h.fill(screen, (0.08, 0.1, 0.1))
            return
        if h.broken:
            rng = h.chance(200 + int(h.phase * 16))
            h.fill(screen, (0.16, 0.17, 0.19))
            for _ in range(260):
                x, y, g = (float(v) for v in rng.uniform(0, 1, 3))
                h.fill(rect(-0.48 + 0.72 * x, -0.73 + 0.54 * y, -0.455 + 0.72 * x, -0.718 + 0.54 * y), (g, g, g))
            return
        for k, colour in enumerate(
            (
                (0.9, 0.9, 0.9),
                (0.9, 0.86, 0.2),
                (0.2, 0.82, 0.85),
                (0.2, 0.78, 0.3),
                (0.82, 0.25, 0.75),
                (0.85, 0.2, 0.2),
                (0.2, 0.25, 0.8),
            )
        ):
            h.fill(rect(-0.48 + 0.103 * k, -0.73, -0.376 + 0.103 * k, -0.34), colour)
            h.fill(rect(-0.48 + 0.103 * k, -0.34, -0.376 + 0.103 * k, -0.19), times(colour, 0.25))
        roll = -0.73 + 0.54 * h.phase
        h.wash(
            rect(-0.48, roll - 0.08, 0.24, roll + 0.08),
            (0, roll - 0.08),
            (0, roll + 0.08),
            [(0, (1, 1, 1), 0), (0.5, (1, 1, 1), 0.35), (1, (1, 1, 1), 0)],
        )
        for k in range(27):
            h.line([(-0.48, -0.73 + 0.02 * k), (0.24, -0.73 + 0.02 * k)], 0.005, BLACK, 0.3)


def _tv_glow(h: Sketch) -> None:
    if not h.does("sleep", "close", "hide"):
        h.light(-0.12, -0.46, 0.62, (0.6, 0.78, 1.0), 0.5 + 0.06 * h.wave(5))


def _phone(h: Sketch) -> None:
    """A telephone that lights up: calls, waits, cracks."""
    case = h.tint((0.1, 0.1, 0.12))
    ringing = h.does("play", "wake", "sing", "open", "dance")
    tremble = 1.4 * h.wave(6) if ringing else 0.0
    with h.at(0, -0.5, 8 + tremble) as one:
        one.volume(rect(-0.27, -0.5, 0.27, 0.5, 0.06), case, 0.04)
        screen = rect(-0.24, -0.46, 0.24, 0.46, 0.04)
        off = h.does("sleep", "close", "hide")
        if off:
            one.fill(screen, (0.04, 0.04, 0.06))
        else:
            one.wash(
                screen,
                (0, -0.46),
                (0, 0.46),
                [(0, mix(h.look.accent, (0.2, 0.2, 0.5), 0.6), 1), (1, mix((0.08, 0.1, 0.3), h.look.accent, 0.2), 1)],
            )
            letters(one, "22-27", (0.0, -0.35), 0.09, (1, 1, 1), 0.15)
            one.fill(oval(0, -0.16, 0.1, 0.1), mix(h.look.accent, (1, 1, 1), 0.65))
            one.fill(oval(0, -0.185, 0.036, 0.04), (0.2, 0.16, 0.25))
            one.fill(curve([(-0.07, -0.1), (0, -0.145), (0.07, -0.1), (0, -0.06)]), (0.2, 0.16, 0.25))
            for k, wide in enumerate((0.16, 0.1)):
                one.line([(-wide, 0.03 + 0.06 * k), (wide, 0.03 + 0.06 * k)], 0.026, (1, 1, 1), 0.9 - 0.3 * k)
            for s, colour in ((-1, (0.92, 0.22, 0.2)), (1, (0.2, 0.78, 0.36))):
                one.fill(oval(s * 0.12, 0.32, 0.065, 0.065), colour)
                one.arc([(s * 0.12 - 0.03, 0.325), (s * 0.12, 0.3), (s * 0.12 + 0.03, 0.325)], 0.018, (1, 1, 1))
        one.fill(rect(-0.06, -0.49, 0.06, -0.472, 0.008), (0.02, 0.02, 0.02))
        one.glass(screen, (0.8, 0.9, 1.0), 0.03, 0.22)
        if h.broken:
            with one.inside(screen):
                one.cracks(0.08, 0.1, 0.44, 11)


def _phone_glow(h: Sketch) -> None:
    if not h.does("sleep", "close", "hide"):
        h.light(0, -0.5, 0.5, mix(h.look.accent, (0.6, 0.75, 1.0), 0.6), 0.34 + 0.1 * h.wave(2))


SCREENS = {
    "tv": thing(_tv, 0.4, poses=8, seconds=1.6, glow=_tv_glow, splits=False, focus=(-0.1, -0.48)),
    "phone": thing(_phone, 0.09, poses=8, seconds=1.2, glow=_phone_glow, splits=False, focus=(0.0, -0.5)),
}
"""What shines in a room."""
