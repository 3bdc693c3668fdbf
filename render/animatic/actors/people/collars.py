"""What lies round the neck: collars, hoods, fur, shawls and rings; over the neck, under the head."""

from math import cos, pi, sin
from typing import assert_never

from render.animatic.actors.people.clothes import Clothes
from render.animatic.actors.people.forms import curve, oval, tube
from render.animatic.actors.people.tones import mix
from render.animatic.base import RGB

_FUR = (0.78, 0.69, 0.57)

_WINGS = 0.4
"""Share of the chest's front below which the wings of a shirt are edges: they would stand at the throat like blades."""


def behind_head(clothes: Clothes) -> None:
    """Paint what stands up behind the head: a hood that is not worn, a sailor's square collar."""
    if clothes.who.outfit.collar == "hood" and clothes.front > -0.2:
        x, y = clothes.seen.xy("neck")
        clothes.easel.volume(oval(x, y - 0.018, 0.085, 0.046), clothes.who.cloth, 0.04)


def round_neck(clothes: Clothes) -> None:
    """Paint the collar of the outfit."""
    fit = clothes.who.outfit
    if clothes.easel.tones.flat:
        return
    front = clothes.front > 0.05
    match fit.collar:
        case "hood":
            _hood_roll(clothes, front)
        case "fur":
            _fur_ring(clothes)
        case "shawl":
            _shawl(clothes, front)
        case "ring":
            _band(clothes, 0.07, (0.6, 0.63, 0.68), 0.016)
        case "high":
            _band(clothes, 0.044, mix(clothes.who.cloth, (1, 1, 1), 0.05), 0.021)
        case "crew" | "shirt" | "lapel" | "sailor":
            _sewn(clothes, front)
        case "wide" | "strap":
            return
        case _:
            assert_never(fit.collar)


def _sewn(clothes: Clothes, front: bool) -> None:
    """Collars that lie flat: their front is seen, or a band from behind."""
    easel, who, fit, on = clothes.easel, clothes.who, clothes.who.outfit, clothes.on_chest
    if not front:
        _band(clothes, 0.044, mix(who.cloth, (1, 1, 1), 0.05), 0.021)
    elif fit.collar == "crew":
        line = [on(-0.046, -0.022), on(-0.03, 0.008), on(0.03, 0.008), on(0.046, -0.022)]
        easel.stroke(curve(line, closed=False), easel.tones.dark(who.cloth), 0.01, 0.8)
    elif fit.collar == "shirt" and clothes.front > _WINGS:
        cloth = who.cloth if fit.under is None else mix(fit.under, who.cloth, 0.1)
        for s in (1, -1):
            wing = [on(s * 0.003, 0.012), on(s * 0.036, -0.026), on(s * 0.046, -0.008), on(s * 0.03, 0.032)]
            easel.volume(curve(wing, tension=0.3), cloth, 0.02, rim=0.4)
    elif fit.collar == "lapel":
        marks = ((0.036, -0.03), (0.062, 0.0), (0.058, 0.05), (0.07, 0.054), (0.006, 0.165), (0.024, 0.05))
        for s in (1, -1):
            wing = [on(s * x, y) for x, y in marks]
            easel.volume(curve(wing, tension=0.25), mix(who.cloth, (1, 1, 1), 0.06), 0.02, rim=0.5)


def _band(clothes: Clothes, wide: float, colour: RGB, tall: float) -> None:
    x, y = clothes.seen.xy("neck")
    line = [(x - wide, y - 0.008), (x, y + 0.006 + wide * 0.1), (x + wide, y - 0.008)]
    clothes.easel.volume(tube(line, [tall * 0.9, tall, tall * 0.9]), colour, 0.03)


def _hood_roll(clothes: Clothes, front: bool) -> None:
    easel, cloth = clothes.easel, clothes.who.cloth
    x, y = clothes.seen.xy("neck")
    if not front:
        easel.volume(oval(x, y + 0.03, 0.075, 0.06), cloth, 0.025)
        return
    marks = ((-0.075, -0.002), (-0.04, 0.022), (0.0, 0.03), (0.04, 0.022), (0.075, -0.002))
    easel.volume(tube([(x + dx, y + dy) for dx, dy in marks], [0.014, 0.024, 0.026, 0.024, 0.014]), cloth, 0.025)
    if easel.fine(0.005):
        for s in (1, -1):
            cord = [clothes.on_chest(s * 0.02, 0.035), clothes.on_chest(s * 0.024, 0.1)]
            easel.stroke(curve(cord, closed=False), easel.tones.mid((0.92, 0.9, 0.85)), 0.005)


def _fur_ring(clothes: Clothes) -> None:
    easel = clothes.easel
    x, y = clothes.seen.xy("neck")
    points = []
    count = 26
    for i in range(count):
        a = 2 * pi * i / count
        r = 1.0 + (0.13 if i % 2 else -0.05)
        points.append((x + 0.084 * r * cos(a), y + 0.002 + 0.038 * r * sin(a)))
    path = curve(points, tension=0.7)
    easel.volume(path, _FUR, 0.03)
    if easel.fine(0.006):
        for i in range(18):
            a = 2 * pi * i / 18 + 0.1
            near, far = (x + 0.05 * cos(a), y + 0.02 * sin(a)), (x + 0.085 * cos(a + 0.12), y + 0.041 * sin(a + 0.12))
            easel.crease(
                [near, ((near[0] + far[0]) / 2, (near[1] + far[1]) / 2 + 0.003), far],
                0.006,
                easel.tones.dark(_FUR),
                0.5,
            )


def _shawl(clothes: Clothes, front: bool) -> None:
    easel, seen = clothes.easel, clothes.seen
    wool = mix(clothes.who.cloth, (0.9, 0.86, 0.8), 0.55)
    x, y = seen.xy("neck")
    (lx, ly), (rx, ry) = sorted((seen.xy("shoulder_l"), seen.xy("shoulder_r")))
    tip = clothes.on_chest(0.0, 0.22) if front else (x, y + 0.26)
    path = curve(
        [
            (x, y - 0.025),
            (rx + 0.038, ry + 0.0),
            (rx + 0.045, ry + 0.085),
            tip,
            (lx - 0.045, ly + 0.085),
            (lx - 0.038, ly),
        ],
        tension=0.75,
    )
    easel.volume(path, wool, 0.06)
    if easel.fine(0.006):
        dark = easel.tones.dark(wool)
        with easel.inside(path):
            for k in (-2, -1, 0, 1, 2):
                easel.crease(
                    [(x + k * 0.02, y), (x + k * 0.045, y + 0.07), (tip[0] + k * 0.03, tip[1])], 0.006, dark, 0.4
                )
        for i in range(9):
            t = i / 8
            px = lx - 0.04 + (rx - lx + 0.08) * t
            py = ly + 0.085 + (tip[1] - ly - 0.085) * (1 - abs(2 * t - 1))
            easel.crease(
                [(px, py - 0.006), (px, py + 0.01), (px + 0.002, py + 0.022)], 0.005, easel.tones.mid(wool), 0.9
            )
