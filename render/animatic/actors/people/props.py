"""What belongs to an action and is painted with the person: instruments, boards, wheels, ropes, books, chairs."""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, sin

import numpy as np

from render.animatic.actors.people import beds, instruments
from render.animatic.actors.people.action import PropName
from render.animatic.actors.people.body import Body
from render.animatic.actors.people.forms import Point, between, curve, oval, polygon, tube
from render.animatic.actors.people.solids import box, off_hand, towards
from render.animatic.actors.people.tones import mix
from render.animatic.base import RGB

Stage = Callable[[Body], None]


def nothing(body: Body) -> None:
    """Paint nothing."""


@dataclass(frozen=True)
class Prop:
    """Three moments at which a prop is painted: behind the person, between trunk and arms, and over all."""

    behind: Stage = nothing
    between: Stage = nothing
    over: Stage = nothing
    reach: float = 0.0
    """Body units it stands out sideways beyond the body."""
    rise: float = 0.0
    """Body units it may stand above the body."""
    ahead: float = 0.0
    """Body units it stands out beyond that before the person."""


def _microphone(body: Body) -> None:
    easel = body.easel
    hand, mouth = body.seen.xy("hand_r"), between(body.seen.xy("chin"), body.seen.xy("head"), 0.35)
    grip = between(body.seen.xy("wrist_r"), hand, 0.62)
    way = towards(grip, mouth)
    low, high = off_hand(grip, way, -0.035), off_hand(grip, way, 0.05)
    easel.volume(tube([low, grip, high], [0.0075, 0.0085, 0.011]), (0.13, 0.13, 0.15), 0.009)
    ball = off_hand(grip, way, 0.064)
    easel.volume(oval(*ball, 0.0185, 0.0185), (0.55, 0.56, 0.6), 0.016)
    if easel.fine(0.003):
        for k in (-0.008, 0.0, 0.008):
            easel.stroke(
                curve([(ball[0] - 0.015, ball[1] + k), (ball[0] + 0.015, ball[1] + k)], closed=False),
                (0.2, 0.2, 0.22),
                0.0022,
                0.6,
            )


def _board(body: Body) -> None:
    easel, seen = body.easel, body.seen
    feet = [seen.xy(f"{n}_{s}") for n in ("heel", "toe") for s in ("l", "r")]
    left, right = min(p[0] for p in feet) - 0.06, max(p[0] for p in feet) + 0.06
    if right - left < 0.32:
        middle = (left + right) / 2
        left, right = middle - 0.16, middle + 0.16
    y = -0.058
    for x in (left + 0.075, right - 0.075):
        easel.volume(oval(x, y + 0.034, 0.024, 0.024), (0.93, 0.9, 0.82), 0.02)
        easel.fill(oval(x, y + 0.034, 0.008, 0.008), (0.3, 0.3, 0.32))
    deck = tube(
        [(left, y - 0.03), (left + 0.05, y), ((left + right) / 2, y + 0.002), (right - 0.05, y), (right, y - 0.03)],
        [0.01, 0.013, 0.013, 0.013, 0.01],
    )
    easel.volume(deck, mix(body.easel.tones.look.accent, (0.75, 0.3, 0.15), 0.4), 0.02)


def _ring(body: Body, radius: float, roll: float = 0.0) -> tuple[Point, list[Point]]:
    seen = body.seen
    middle = between(
        between(seen.xy("wrist_l"), seen.xy("hand_l"), 0.5), between(seen.xy("wrist_r"), seen.xy("hand_r"), 0.5), 0.5
    )
    points = []
    for i in range(24):
        a = 2 * pi * i / 24 + roll
        x, y, _ = seen.chest @ np.array([radius * cos(a), radius * sin(a), radius * 0.25 * sin(a)])
        points.append((middle[0] + float(x), middle[1] + float(y)))
    return middle, points


def _steering(body: Body) -> None:
    middle, ring = _ring(body, 0.098)
    easel = body.easel
    for i in (2, 10, 18):
        easel.stroke(curve([middle, ring[i]], closed=False), (0.2, 0.2, 0.23), 0.014)
    easel.stroke(curve(ring), (0.08, 0.08, 0.1), 0.022)
    easel.stroke(curve(ring), easel.tones.light((0.35, 0.35, 0.4)), 0.006, 0.7)
    easel.volume(oval(*middle, 0.026, 0.026), (0.3, 0.3, 0.34), 0.02)


def _seat(body: Body) -> None:
    seen, easel = body.seen, body.easel
    hx, hy = seen.xy("hip")
    back = float(seen.chest[0, 2])
    nx, ny = seen.xy("neck")
    kx, ky = between(seen.xy("knee_l"), seen.xy("knee_r"), 0.5)
    leather = (0.17, 0.15, 0.16)
    shell = tube(
        [(nx - 0.09 * back, ny - 0.1), (nx - 0.09 * back, ny + 0.05), (hx - 0.1 * back, hy - 0.02)],
        [0.06 + 0.03 * (1 - abs(back)), 0.085, 0.085],
    )
    easel.volume(shell, leather, 0.07)
    easel.volume(
        tube([(hx - 0.07 * back, hy + 0.045), between((hx, hy + 0.05), (kx, ky + 0.05), 0.8)], [0.05, 0.042]),
        leather,
        0.05,
    )
    stripe = easel.tones.mid(easel.tones.look.accent)
    easel.stroke(
        curve(
            [(nx - 0.1 * back, ny - 0.09), (nx - 0.1 * back, ny + 0.05), (hx - 0.11 * back, hy - 0.03)], closed=False
        ),
        stripe,
        0.01,
        0.8,
    )


def _helm(body: Body) -> None:
    easel = body.easel
    middle, ring = _ring(body, 0.2, 0.35 * sin(2 * pi * body.phase))
    wood: RGB = (0.42, 0.25, 0.13)
    easel.volume(tube([(middle[0], middle[1] + 0.02), (middle[0], -0.02)], [0.045, 0.06]), wood, 0.05)
    for i in range(0, 24, 3):
        spoke = off_hand(ring[i], towards(middle, ring[i]), 0.055)
        easel.volume(tube([middle, ring[i], spoke], [0.009, 0.01, 0.012]), mix(wood, (0.7, 0.45, 0.2), 0.3), 0.012)
    easel.stroke(curve(ring), easel.tones.dark(wood), 0.036)
    easel.stroke(curve(ring), easel.tones.mid(mix(wood, (0.7, 0.4, 0.2), 0.3)), 0.026)
    easel.stroke(curve([(x, y - 0.005) for x, y in ring]), easel.tones.light(wood), 0.006, 0.7)
    easel.volume(oval(*middle, 0.036, 0.036), (0.75, 0.6, 0.3), 0.03)


def _oar(body: Body, side: str) -> None:
    easel, seen = body.easel, body.seen
    sign = 1.0 if side == "l" else -1.0
    hand = between(seen.xy(f"wrist_{side}"), seen.xy(f"hand_{side}"), 0.6)
    lift = 0.1 * sin(2 * pi * (body.phase + 0.3))
    x, y, _ = seen.pelvis @ np.array([sign * 0.62, 0.26 - lift, 0.12])
    end = (hand[0] + float(x), min(hand[1] + float(y), 0.04))
    back = off_hand(hand, towards(end, hand), 0.09)
    wood = (0.62, 0.45, 0.26)
    easel.volume(tube([back, hand, end], [0.009, 0.009, 0.008]), wood, 0.009)
    tip = off_hand(end, towards(hand, end), 0.12)
    easel.volume(tube([end, between(end, tip, 0.5), tip], [0.01, 0.028, 0.024]), wood, 0.02)


def _rope(body: Body) -> None:
    seen, easel = body.seen, body.easel
    a, b = seen.xy("hand_l"), seen.xy("hand_r")
    x, y, _ = seen.pelvis @ np.array([0.0, 0.0, 0.62])
    far = (a[0] + float(x), min(a[1] + 0.16 + float(y), -0.05))
    tail = (b[0] - float(x) * 0.2, -0.02)
    line = [tail, (tail[0], (tail[1] + b[1]) / 2), b, a, between(a, far, 0.5), far]
    hemp = (0.72, 0.6, 0.42)
    path = curve(line, closed=False)
    easel.stroke(path, easel.tones.dark(hemp), 0.016)
    easel.stroke(path, easel.tones.mid(hemp), 0.011)


def _book(body: Body) -> None:
    easel, seen = body.easel, body.seen
    cx, cy = between(seen.xy("hand_l"), seen.xy("hand_r"), 0.5)

    def at(x: float, y: float, z: float) -> Point:
        px, py, _ = seen.chest @ np.array([x, y, z])
        return cx + float(px), cy + float(py)

    cover = polygon(
        [
            at(-0.1, -0.055, 0.055),
            at(0, -0.045, 0.06),
            at(0.1, -0.055, 0.055),
            at(0.1, 0.035, -0.02),
            at(0, 0.045, -0.015),
            at(-0.1, 0.035, -0.02),
        ]
    )
    easel.volume(cover, mix(easel.tones.look.accent, (0.5, 0.2, 0.15), 0.4), 0.02)
    for s in (1, -1):
        page = curve(
            [
                at(0, -0.055, 0.05),
                at(s * 0.05, -0.068, 0.055),
                at(s * 0.094, -0.06, 0.05),
                at(s * 0.094, 0.026, -0.02),
                at(s * 0.05, 0.018, -0.016),
                at(0, 0.034, -0.02),
            ],
            tension=0.5,
        )
        easel.volume(page, (0.94, 0.91, 0.84), 0.03, rim=0.3)


def _notebook(body: Body) -> None:
    easel, seen = body.easel, body.seen
    cx, cy = between(seen.xy("wrist_l"), seen.xy("hand_l"), 0.8)

    def at(x: float, y: float, z: float) -> Point:
        px, py, _ = seen.chest @ np.array([x, y, z])
        return cx + float(px), cy + float(py)

    sheet = polygon([at(-0.12, -0.05, 0.07), at(0.04, -0.05, 0.07), at(0.04, 0.02, -0.03), at(-0.12, 0.02, -0.03)])
    easel.volume(sheet, (0.94, 0.92, 0.86), 0.02)
    for k in (0.2, 0.4, 0.6):
        line = [at(-0.1, -0.05 + 0.07 * k, 0.07 - 0.1 * k), at(0.02, -0.05 + 0.07 * k, 0.07 - 0.1 * k)]
        easel.stroke(curve(line, closed=False), (0.35, 0.38, 0.5), 0.003, 0.6)


def _pen(body: Body) -> None:
    hand, wrist = body.seen.xy("hand_r"), body.seen.xy("wrist_r")
    grip = between(wrist, hand, 0.9)
    body.easel.volume(
        tube([(grip[0] + 0.012, grip[1] + 0.026), (grip[0] - 0.022, grip[1] - 0.05)], [0.002, 0.005]),
        (0.15, 0.17, 0.3),
        0.005,
    )


def _chair(body: Body) -> None:
    _, hy = body.seen.xy("hip")
    wood = body.seat or (0.45, 0.3, 0.18)
    top = -(hy + 0.045)
    for x in (-0.11, 0.09):
        for z in (-0.13, 0.11):
            box(body, (x, x + 0.025), (0.0, top), (z, z + 0.025), wood)
    for y in (top + 0.1, top + 0.2, top + 0.3):
        box(body, (-0.115, 0.115), (y, y + 0.035), (-0.15, -0.125), wood)
    for x in (-0.115, 0.09):
        box(body, (x, x + 0.025), (top, top + 0.36), (-0.15, -0.125), wood)
    box(body, (-0.125, 0.125), (top - 0.03, top), (-0.15, 0.14), wood)


def _bench(body: Body) -> None:
    _, hy = body.seen.xy("hip")
    wood, iron = body.seat or (0.5, 0.33, 0.2), (0.16, 0.18, 0.19)
    top = -(hy + 0.045)
    for x in (-0.5, 0.46):
        for z in (-0.14, 0.1):
            box(body, (x, x + 0.04), (0.0, top - 0.02), (z, z + 0.03), iron)
        box(body, (x, x + 0.04), (top, top + 0.32), (-0.17, -0.14), iron)
    for y in (top + 0.1, top + 0.21):
        box(body, (-0.55, 0.55), (y, y + 0.07), (-0.16, -0.135), wood)
    box(body, (-0.56, 0.56), (top - 0.03, top), (-0.15, 0.15), wood)


def _pillow(body: Body) -> None:
    x, _ = body.seen.xy("head")
    linen = (0.9, 0.89, 0.92)
    body.easel.volume(tube([(x - 0.17, -0.04), (x, -0.035), (x + 0.17, -0.04)], [0.045, 0.06, 0.045]), linen, 0.05)


def _blanket(body: Body) -> None:
    seen, easel = body.seen, body.easel
    chest, hip, foot = seen.xy("chest"), seen.xy("hip"), between(seen.xy("ankle_l"), seen.xy("ankle_r"), 0.5)
    knee = between(seen.xy("knee_l"), seen.xy("knee_r"), 0.5)
    start = between(chest, hip, 0.35)
    way = 1.0 if hip[0] > start[0] else -1.0
    end = foot[0] + way * 0.09
    breath = 0.012 * sin(2 * pi * body.phase)
    top = [
        (start[0], start[1] - 0.1 - breath),
        (hip[0], hip[1] - 0.115),
        (between(hip, knee, 0.7)[0], min(knee[1], hip[1]) - 0.085),
        (foot[0], foot[1] - 0.075),
    ]
    ring = [*top, (end, -0.01), (end, 0.04), (start[0] - way * 0.01, 0.03)]
    wool = mix(easel.tones.look.accent, (0.75, 0.7, 0.65), 0.45)
    path = curve(ring, tension=0.8)
    easel.volume(path, wool, 0.07)
    if easel.fine(0.01):
        with easel.inside(path):
            for t in (0.2, 0.42, 0.64, 0.84):
                x = start[0] + (end - start[0]) * t
                easel.crease(
                    [(x, -0.16), (x + way * 0.02, -0.08), (x - way * 0.015, 0.0)], 0.012, easel.tones.dark(wool), 0.45
                )
            easel.stroke(
                curve([(start[0], start[1] - 0.12), (start[0] + way * 0.012, -0.06), (start[0], 0.01)], closed=False),
                easel.tones.light((0.9, 0.88, 0.84)),
                0.04,
            )


def _pole(body: Body) -> None:
    easel, seen = body.easel, body.seen
    hand = between(seen.xy("wrist_r"), seen.xy("hand_r"), 0.55)
    ahead = float(seen.pelvis[0, 2])
    foot = (hand[0] - 0.06 * ahead, 0.0)
    wood = (0.5, 0.34, 0.2)
    top = off_hand(hand, towards(foot, hand), 0.22)
    easel.volume(tube([top, hand, foot], [0.009, 0.0085, 0.007]), wood, 0.009)
    easel.stroke(
        curve([(foot[0] - 0.03, -0.045), (foot[0], -0.036), (foot[0] + 0.03, -0.045)], closed=False),
        easel.tones.mid((0.3, 0.25, 0.2)),
        0.009,
    )


def _reins(body: Body) -> None:
    seen, easel = body.seen, body.easel
    x, y, _ = seen.pelvis @ np.array([0.0, 0.06, 0.26])
    for side in ("l", "r"):
        hand = seen.xy(f"hand_{side}")
        end = (hand[0] + float(x), hand[1] + float(y))
        easel.stroke(
            curve([hand, (between(hand, end, 0.5)[0], between(hand, end, 0.5)[1] + 0.02), end], closed=False),
            easel.tones.mid((0.25, 0.16, 0.1)),
            0.007,
        )


def _both_oars(body: Body) -> None:
    _oar(body, "l")
    _oar(body, "r")


def _thwart(body: Body) -> None:
    _, hy = body.seen.xy("hip")
    box(body, (-0.2, 0.2), (max(-(hy + 0.08), 0.0), -(hy + 0.045)), (-0.09, 0.07), (0.5, 0.36, 0.22))


PROPS: dict[PropName, Prop] = {
    "": Prop(),
    "microphone": Prop(over=_microphone),
    "guitar": Prop(between=instruments.guitar, reach=0.16),
    "piano": Prop(behind=instruments.stool, between=instruments.piano, reach=0.5, rise=0.4, ahead=1.3),
    "drums": Prop(behind=instruments.stool, between=instruments.drums, over=instruments.sticks, reach=0.34, rise=0.06),
    "board": Prop(behind=_board, reach=0.12),
    "wheel": Prop(behind=_seat, between=_steering, reach=0.14, rise=0.06),
    "ship wheel": Prop(between=_helm, reach=0.22),
    "oars": Prop(behind=_thwart, over=_both_oars, reach=0.6),
    "rope": Prop(over=_rope, reach=0.5),
    "book": Prop(between=_book, reach=0.06),
    "notebook": Prop(between=_notebook, over=_pen, reach=0.06),
    "chair": Prop(behind=_chair, reach=0.1),
    "seated book": Prop(behind=_chair, between=_book, reach=0.1),
    "bench": Prop(behind=_bench, reach=0.5),
    "bed": Prop(behind=beds.wooden_behind, over=beds.wooden_over, reach=0.12, rise=0.1),
    "hospital bed": Prop(behind=beds.steel_behind, over=beds.steel_over, reach=0.12, rise=0.1),
    "bed edge": Prop(behind=beds.edge_behind, reach=0.72, rise=0.02),
    "pillow": Prop(behind=_pillow, over=_blanket, reach=0.14),
    "pole": Prop(over=_pole, reach=0.08, rise=0.08),
    "reins": Prop(over=_reins, reach=0.2),
}
