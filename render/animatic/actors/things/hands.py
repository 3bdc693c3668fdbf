"""Hands that fill the picture: one that opens, two that hold each other, two on the keys of a piano."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from render.animatic.actors.people.forms import Point, between, curve, oval, polygon, smooth, tube
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.sketch import Sketch, rect
from render.animatic.base import RGB

SKIN: RGB = (0.9, 0.71, 0.58)

_ROOTS: tuple[tuple[float, float, float, float], ...] = (
    (-0.155, -0.47, 0.36, 0.056),
    (-0.045, -0.5, 0.41, 0.059),
    (0.065, -0.49, 0.38, 0.057),
    (0.165, -0.44, 0.29, 0.049),
)
"""Knuckle (x, y), length and half width of each finger of a hand seen from its back, the wrist at (0, 0)."""


@dataclass(frozen=True)
class Back:
    """A hand seen from its back, in a frame of its own: wrist at (0, 0), knuckles towards -y, thumb at the left."""

    skin: RGB
    spread: float = 6.0
    """Degrees between neighbouring fingers."""
    lean: float = 0.0
    """Degrees by which all fingers turn to the right."""
    bends: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """How far each finger is bent away from the viewer, 0-1: bent fingers look shorter."""
    hook: float = 0.0
    """Degrees by which the last two joints of every finger go on turning: fingers that close around something."""
    thumb: tuple[Point, ...] = ((-0.12, -0.16), (-0.27, -0.28), (-0.31, -0.42), (-0.3, -0.52))
    aged: bool = False
    ring: bool = False


def paint_back(h: Sketch, hand: Back) -> None:
    """Paint the back of a hand: wrist, thumb, knuckles, four jointed fingers with nails."""
    skin, tones = hand.skin, h.tones
    line = tones.flesh(times(skin, 0.72))
    back = curve([
        (-0.17, 0.55), (-0.14, 0.2), (-0.132, 0.0), (-0.15, -0.12), (-0.2, -0.3), (-0.215, -0.45), (-0.15, -0.525),
        (-0.04, -0.55), (0.07, -0.54),
        (0.17, -0.49), (0.21, -0.4), (0.18, -0.2), (0.14, -0.06), (0.13, 0.06), (0.14, 0.2), (0.17, 0.55),
    ])  # fmt: skip
    _thumb(h, hand, line)
    for n in (3, 0, 2, 1):
        _finger(h, hand, n, line)
    h.volume(back, skin, 0.11, 0.35, skin=True)
    with h.inside(back):
        for x, y, _, wide in _ROOTS:
            # Each knuckle is a small hill with a sinew that runs to the wrist.
            h.airbrush((x, y + 0.01), wide * 1.05, wide * 0.9, tones.light(skin), 0.55, 0.1)
            h.airbrush((x + 0.055, y + 0.04), 0.026, 0.075, line, 0.3)
            h.arc([(x * 0.92, y + 0.07), (x * 0.68, -0.24), (x * 0.45, -0.1)], 0.013, tones.light(skin), 0.32)
            h.crease([(x - 0.034, y + 0.0), (x, y - 0.014), (x + 0.034, y + 0.004)], 0.01, line, 0.55)
        if hand.aged:
            h.arc([(-0.1, -0.1), (-0.03, -0.24), (-0.08, -0.38)], 0.016, mix(skin, (0.45, 0.5, 0.62), 0.4), 0.5)
            h.arc([(0.06, -0.08), (0.03, -0.24), (0.1, -0.37)], 0.014, mix(skin, (0.45, 0.5, 0.62), 0.4), 0.5)
            for x, y, r in ((-0.09, -0.3, 0.02), (0.08, -0.28, 0.016), (0.0, -0.16, 0.018), (0.12, -0.36, 0.013)):
                h.airbrush((x, y), r, r * 0.8, times(skin, 0.68), 0.65, 0.4)


def _joints(hand: Back, n: int) -> tuple[list[Point], float]:
    """Return knuckle, both joints and tip of a finger, and its half width."""
    x, y, long, wide = _ROOTS[n]
    a = (hand.lean + hand.spread * (n - 1.4)) * pi / 180
    points = [(x, y + 0.05), (x, y)]
    for part, share in enumerate((0.46, 0.31, 0.23)):
        a += hand.hook * pi / 180 * (0.0, 0.6, 0.4)[part]
        far = long * share * (1.0 - hand.bends[n] * (0.45, 0.6, 0.3)[part])
        points.append((points[-1][0] + far * sin(a), points[-1][1] - far * cos(a)))
    return points, wide


def _finger(h: Sketch, hand: Back, n: int, line: RGB) -> None:
    skin = hand.skin
    points, wide = _joints(hand, n)
    path = tube(points, [wide, wide * 1.02, wide * 0.98, wide * 0.93, wide * 0.68], 0.3, 0.55)
    h.stroke(path, line, 0.016, 0.8)
    h.volume(path, skin, wide * 0.75, 0.4, skin=True)
    with h.inside(path):
        for joint, other in ((2, 3), (3, 4)):
            (jx, jy), (ox, oy) = points[joint], points[other]
            far = max(((ox - jx) ** 2 + (oy - jy) ** 2) ** 0.5, 1e-6)
            nx, ny = -(oy - jy) / far, (ox - jx) / far
            h.airbrush((jx, jy), wide * 0.8, wide * 0.7, h.tones.light(skin), 0.4)
            for k in (-0.26, 0.0, 0.26) if joint == 2 else (-0.12, 0.14):
                mx, my = jx + (ox - jx) / far * wide * k, jy + (oy - jy) / far * wide * k
                h.crease([(mx + nx * wide * 0.66, my + ny * wide * 0.66), (mx, my - wide * 0.06),
                          (mx - nx * wide * 0.66, my - ny * wide * 0.66)], 0.009, line, 0.55)  # fmt: skip
    _nail(h, points[-2], points[-1], wide, skin, line)
    if hand.ring and n == 2:
        at, along = between(points[1], points[2], 0.5), (points[2][0] - points[1][0], points[2][1] - points[1][1])
        far = max((along[0] ** 2 + along[1] ** 2) ** 0.5, 1e-6)
        nx, ny = -along[1] / far * wide, along[0] / far * wide
        h.arc([(at[0] + nx, at[1] + ny), at, (at[0] - nx, at[1] - ny)], 0.03, (0.72, 0.52, 0.16))
        h.arc([(at[0] + nx * 0.8, at[1] + ny * 0.8), at, (at[0] - nx * 0.3, at[1])], 0.012, (1.0, 0.9, 0.55))


_NAIL = ((-0.72, 0.0), (-0.6, 0.42), (0.1, 0.47), (0.46, 0.0), (0.1, -0.47), (-0.6, -0.42))
"""Outline of a nail: along the finger and across, half widths of the finger."""


def _nail(h: Sketch, joint: Point, tip: Point, wide: float, skin: RGB, line: RGB) -> None:
    (ax, ay), (bx, by) = joint, tip
    far = max(((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5, 1e-6)
    ux, uy = (bx - ax) / far, (by - ay) / far
    x, y = bx - ux * wide * 0.05, by - uy * wide * 0.05
    nail = [(x + ux * wide * u - uy * wide * v, y + uy * wide * u + ux * wide * v) for u, v in _NAIL]
    path = curve(nail)
    h.fill(path, mix(h.tones.light(skin), (1.0, 0.86, 0.84), 0.55))
    h.stroke(path, line, 0.008, 0.6)


def _thumb(h: Sketch, hand: Back, line: RGB) -> None:
    path = tube(hand.thumb, [0.095, 0.075, 0.066, 0.045][: len(hand.thumb)], 0.1, 0.55)
    h.stroke(path, line, 0.016, 0.8)
    h.volume(path, hand.skin, 0.055, 0.4, skin=True)
    (ax, ay), (bx, by) = hand.thumb[-2], hand.thumb[-1]
    h.crease([(ax - 0.05, ay + 0.006), (ax, ay - 0.012), (ax + 0.05, ay + 0.006)], 0.011, line, 0.5)
    _nail(h, (ax, ay), (bx, by), 0.056, hand.skin, line)


def _sleeve(h: Sketch, points: Sequence[Point], widths: Sequence[float], cloth: RGB) -> None:
    """Paint a sleeve whose last point is its cuff."""
    path = tube(points, widths, 0.0, 0.12)
    h.volume(path, cloth, 0.14, 0.3)
    dark = h.tones.dark(cloth)
    with h.inside(path):
        for k in range(4):
            x, y = between(points[-1], points[-2], 0.2 + 0.2 * k)
            w = widths[-1] * 0.9
            h.crease([(x - 0.02, y - w), (x + 0.03, y - w * 0.1), (x - 0.04, y + w * 0.7)], 0.024, dark, 0.45)
    (ax, ay), (bx, by) = points[-2], points[-1]
    far = max(((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5, 1e-6)
    nx, ny = -(by - ay) / far * widths[-1], (bx - ax) / far * widths[-1]
    h.arc([(bx + nx, by + ny), (bx + (bx - ax) / far * 0.04, by + (by - ay) / far * 0.04), (bx - nx, by - ny)],
          0.05, times(h.tones.mid(cloth), 0.8))  # fmt: skip


def paint_clasped(h: Sketch) -> None:
    """Paint two hands that hold each other: an old one lies there, the other closes over it; its thumb answers."""
    press = h.wave()
    old, young = times(SKIN, 0.92), mix(SKIN, (1.0, 0.9, 0.84), 0.3)
    coat, knit = h.tint((0.36, 0.3, 0.42)), (0.62, 0.45, 0.5)
    h.airbrush((0.0, -0.45), 1.3, 0.7, h.tones.light((1.0, 0.86, 0.62)), 0.22)
    h.airbrush((0.02, -0.1), 0.8, 0.13, h.tones.dark((0.3, 0.22, 0.2)), 0.5)
    below = Back(
        old, spread=3.0, lean=4.0, thumb=((-0.1, -0.12), (-0.25, -0.2), (-0.31, -0.3), (-0.27, -0.38)), aged=True,
        bends=(0.1, 0.06, 0.1, 0.14),
    )  # fmt: skip
    with h.at(-0.62, -0.34, 84) as one:
        paint_back(one, below)
        _sleeve(one, [(0.3, 2.6), (0.12, 1.1), (0.04, 0.36)], [0.42, 0.32, 0.25], coat)
    h.airbrush((-0.12, -0.36), 0.3, 0.2, h.tones.flesh(times(SKIN, 0.55)), 0.45)
    grip = 0.1 + 0.03 * press
    above = Back(
        young, spread=5.0, lean=-20.0, hook=-20.0 - 5.0 * press, bends=(grip, grip * 0.7, grip, grip * 1.3), ring=True,
        thumb=((-0.1, -0.14), (-0.2, -0.28), (-0.24, -0.42), (-0.23, -0.53)),
    )  # fmt: skip
    with h.at(0.4, -0.56 + 0.008 * press, -66) as one:
        paint_back(one, above)
        _sleeve(one, [(-0.36, 2.6), (-0.14, 1.1), (-0.05, 0.34)], [0.42, 0.3, 0.24], knit)
    # The thumb of the hand below lies over the other: they hold each other.
    thumb = [(-0.44, -0.46), (-0.3, -0.56), (-0.14, -0.61 - 0.006 * press), (-0.02, -0.61 - 0.006 * press)]
    path = tube(thumb, [0.08, 0.07, 0.062, 0.044], 0.1, 0.55)
    line = h.tones.flesh(times(old, 0.72))
    h.stroke(path, line, 0.016, 0.8)
    h.volume(path, old, 0.05, 0.4, skin=True)
    h.crease([(-0.15, -0.665), (-0.135, -0.61), (-0.145, -0.56)], 0.011, line, 0.6)
    _nail(h, thumb[-2], thumb[-1], 0.054, old, line)


def paint_playing(h: Sketch) -> None:
    """Paint two hands on the keys of a piano, seen from above the player's shoulder; the fingers strike in turn."""
    struck = [max(0.0, h.wave(2, -0.125 * n)) ** 3 for n in range(8)]
    h.canvas.translate(0.0, -0.45)
    _keyboard(h, struck)
    cloth = h.tint((0.22, 0.24, 0.34))
    for side, x in ((-1, -0.58), (1, 0.58)):
        sway = 0.035 * h.wave(1, 0.1 * side)
        own = struck[:4] if side < 0 else struck[4:]
        bends = tuple(0.5 + 0.25 * hit - 0.25 * (max(own) - hit) for hit in own)
        with h.at(x + sway, 0.4 - 0.014 * max(own), -side * 7, side * 1.25, 1.25) as one:
            _shadow(one)
            paint_back(one, Back(SKIN, spread=9.0, bends=(bends[0], bends[1], bends[2], bends[3])))
            _sleeve(one, [(0.3, 2.2), (0.16, 1.0), (0.04, 0.3)], [0.36, 0.29, 0.23], cloth)


def paint_drumming(h: Sketch, skin: RGB, aged: bool) -> None:
    """Paint a hand with a stick over a snare drum, seen from above the player's shoulder; it strikes twice a cycle."""
    hit = max(0.0, h.wave(2)) ** 2
    h.canvas.translate(0.0, -0.34)
    tones, steel = h.tones, (0.72, 0.73, 0.77)
    h.fill(oval(-0.3, 0.05, 1.5, 0.66), tones.dark(steel))
    h.volume(oval(-0.3, 0.0, 1.5, 0.64), steel, 0.1)
    h.fill(oval(-0.3, 0.0, 1.36, 0.56), tones.mid((0.9, 0.88, 0.83)))
    h.airbrush((-0.3 + 0.5 * tones.sun[0], -0.14), 0.7, 0.22, tones.light((0.97, 0.95, 0.9)), 0.5)
    for k in range(7):
        x = -1.5 + 0.4 * k
        y = 0.6 * (1 - ((x + 0.3) / 1.5) ** 2) ** 0.5 + 0.03 if abs(x + 0.3) < 1.45 else 0.1
        h.metal(rect(x - 0.045, y - 0.06, x + 0.045, y + 0.12, 0.02), steel)
    tip: Point = (-0.5, -0.04 - 0.46 * (1 - hit))
    h.airbrush((tip[0] + 0.14 * (1 - hit), 0.03), 0.2 + 0.2 * (1 - hit), 0.07, (0.08, 0.07, 0.08), 0.5)
    grip: Point = (0.52, -0.5 - 0.16 * (1 - hit))
    wood = (0.8, 0.62, 0.38)
    back = (grip[0] + (grip[0] - tip[0]) * 0.34, grip[1] + (grip[1] - tip[1]) * 0.34)
    h.volume(tube([back, grip, between(grip, tip, 0.85), tip], [0.05, 0.05, 0.034, 0.042]), wood, 0.035)
    with h.at(grip[0] + 0.42, grip[1] + 0.1, -66 + 9 * (1 - hit)) as one:
        _sleeve(one, [(0.5, 2.6), (0.16, 1.1), (0.02, 0.36)], [0.44, 0.32, 0.23], h.tint((0.3, 0.32, 0.4)))
        paint_back(one, Back(skin, spread=1.0, lean=-12.0, hook=-58.0, bends=(1.0, 0.95, 0.95, 1.0), aged=aged,
                             thumb=((-0.1, -0.16), (-0.23, -0.3), (-0.27, -0.44), (-0.25, -0.56))))  # fmt: skip


def paint_tapping(h: Sketch, skin: RGB, aged: bool) -> None:
    """Paint a flat hand that beats time on what lies under it."""
    up = 1 - max(0.0, h.wave(2)) ** 2
    h.canvas.translate(0.0, -0.2)
    wood = h.actor.on_colour or (0.45, 0.3, 0.18)
    h.wood(polygon([(-2.3, -0.5), (2.3, -0.58), (3.2, 0.42), (-3.2, 0.5)]), times(wood, 0.92), lit=0.3, salt=61)
    h.wood(polygon([(-3.2, 0.5), (3.2, 0.42), (3.2, 1.0), (-3.2, 1.0)]), times(wood, 0.62), salt=62)
    h.line([(-3.2, 0.5), (3.2, 0.42)], 0.02, h.tones.light(wood))
    h.airbrush((-0.25, -0.22), 0.62 + 0.1 * up, 0.2 + 0.05 * up, (0.06, 0.05, 0.06), 0.55 - 0.25 * up)
    with h.at(0.42, -0.34 - 0.16 * up, -72 - 7 * up) as one:
        _sleeve(one, [(0.5, 2.6), (0.16, 1.1), (0.02, 0.36)], [0.44, 0.32, 0.23], h.tint((0.3, 0.32, 0.4)))
        paint_back(one, Back(skin, spread=7.0, bends=(0.08, 0.04, 0.06, 0.1), aged=aged))


def _shadow(h: Sketch) -> None:
    h.airbrush((0.03, -0.62), 0.36, 0.22, (0.06, 0.05, 0.07), 0.5)


def _keyboard(h: Sketch, struck: Sequence[float]) -> None:
    """Paint three octaves of keys over the whole width, nearer ones wider; struck keys sink."""
    tones = h.tones
    black: RGB = (0.085, 0.075, 0.08)
    far, near, count, half = -1.02, -0.2, 22, 2.0
    h.fill(rect(-2.6, -1.35, 2.6, -0.94), tones.mid(black))
    h.wash(rect(-2.6, -1.35, 2.6, -0.98), (0, -1.35), (0, -0.98),
           [(0, tones.mid((0.2, 0.15, 0.13)), 1), (0.75, tones.mid(black), 1), (1, (0.02, 0.02, 0.02), 1)])  # fmt: skip
    h.fill(rect(-2.6, -1.03, 2.6, -0.995), tones.mid((0.55, 0.1, 0.12)))
    ivory = tones.light((0.95, 0.93, 0.88))
    wide = 2 * half / count
    for i in range(-3, count + 3):
        low = -half + wide * i
        sunk = next((hit for n, hit in enumerate(struck) if _KEYS[n] == i), 0.0)
        y = near + 0.035 * sunk
        key = polygon([(low * 0.92, far), ((low + wide) * 0.92, far), (low + wide, y), (low, y)])
        h.wash(key, (0, far), (0, y), [(0, times(ivory, 0.62), 1), (0.3, times(ivory, 0.9 - 0.14 * sunk), 1),
                                       (1, times(ivory, 1.0 - 0.16 * sunk), 1)])  # fmt: skip
        h.fill(polygon([(low, y), (low + wide, y), (low + wide, y + 0.1), (low, y + 0.1)]), times(ivory, 0.7))
        h.line([(low * 0.92, far), (low, y), (low, y + 0.1)], 0.01, (0.2, 0.17, 0.17), 0.85)
    for i in range(-3, count + 3):
        if i % 7 in (2, 6):
            continue
        x = -half + wide * (i + 1)
        body = polygon([(x * 0.92 - 0.05, far), (x * 0.92 + 0.05, far), (x * 0.965 + 0.055, -0.56),
                        (x * 0.965 - 0.055, -0.56)])  # fmt: skip
        h.fill(body, (0.05, 0.045, 0.05))
        h.line([(x * 0.92 - 0.02, far + 0.02), (x * 0.96 - 0.02, -0.62)], 0.018, tones.light((0.4, 0.38, 0.4)), 0.6)
    h.fill(rect(-2.6, -0.1, 2.6, 0.9), tones.mid(black))
    h.line([(-2.6, -0.085), (2.6, -0.085)], 0.02, tones.light((0.42, 0.36, 0.34)), 0.7)


_KEYS = (6, 7, 8, 9, 12, 13, 14, 15)
"""Which keys the eight fingers strike, counted from the left edge."""


def paint_open(h: Sketch, skin: RGB, curl: float) -> None:
    """Paint an open hand from the wrist up, palm to the viewer; curl 1 closes the fingers."""
    line = h.tones.flesh(times(skin, 0.74))
    wrist = tube([(0, 0.0), (0, -0.14), (0, -0.26)], [0.15, 0.14, 0.19], 0.0, 0.2)
    thumb = [(-0.12, -0.2), (-0.29 + 0.1 * curl, -0.34), (-0.37 + 0.22 * curl, -0.45), (-0.42 + 0.32 * curl, -0.54)]
    palm = curve([
        (-0.14, -0.1), (-0.21, -0.24), (-0.24, -0.4), (-0.21, -0.52), (-0.06, -0.565), (0.1, -0.555), (0.21, -0.49),
        (0.24, -0.36), (0.19, -0.18), (0.12, -0.08),
    ])  # fmt: skip
    h.volume(wrist, skin, 0.1, 0.3, skin=True)
    for x, y, turn, long, wide in _OPEN:
        a, k = turn * pi / 180, long * (1 - 0.5 * curl)
        points = [(x + t * k * sin(a), y - t * k * cos(a) + 0.1 * curl * t * t) for t in (-0.12, 0.0, 0.44, 0.76, 1.0)]
        path = tube(points, [wide, wide * 1.04, wide, wide * 0.95, wide * 0.7], 0.3, 0.55)
        h.stroke(path, line, 0.014, 0.7)
        h.volume(path, skin, wide * 0.7, 0.4, skin=True)
        with h.inside(path):
            for px, py in points[2:4]:
                h.crease([(px - wide, py + 0.005), (px, py + 0.012), (px + wide, py + 0.005)], 0.013, line, 0.75)
            h.airbrush(points[4], wide * 0.8, wide, mix(skin, (0.95, 0.5, 0.45), 0.5), 0.35)
    path = tube(thumb, [0.095, 0.08, 0.07, 0.05], 0.1, 0.55)
    h.stroke(path, line, 0.014, 0.7)
    h.volume(path, skin, 0.06, 0.4, skin=True)
    h.volume(palm, skin, 0.1, 0.3, skin=True)
    with h.inside(palm):
        h.airbrush((-0.12, -0.26), 0.14, 0.18, h.tones.light(skin), 0.5)
        h.airbrush((0.14, -0.26), 0.1, 0.2, h.tones.light(skin), 0.4)
        h.airbrush((0.02, -0.36), 0.13, 0.1, line, 0.25)
    for points in (
        [(-0.2, -0.42), (-0.04, -0.43), (0.1, -0.5)],
        [(0.22, -0.42), (0.04, -0.4), (-0.2, -0.36)],
        [(-0.12, -0.5), (-0.04, -0.34), (-0.05, -0.13)],
    ):
        h.crease(points, 0.017, line, 0.8)
    h.crease(smooth([thumb[1], thumb[0], (-0.04, -0.13)], 3), 0.014, line, 0.45)
    for x in (-0.06, 0.05):
        h.crease([(x - 0.06, -0.075), (x, -0.065), (x + 0.06, -0.075)], 0.01, line, 0.5)


_OPEN = (
    (-0.17, -0.47, -15, 0.36, 0.054),
    (-0.06, -0.52, -4, 0.42, 0.058),
    (0.055, -0.52, 5, 0.39, 0.057),
    (0.16, -0.46, 15, 0.31, 0.049),
)
"""Root (x, y), degrees, length and half width of the fingers of an open hand."""
