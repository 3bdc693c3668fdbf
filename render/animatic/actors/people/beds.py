"""Beds with somebody in them: frame, mattress and pillow behind the person, the blanket over it."""

from math import pi, sin

from render.animatic.actors.people.body import Body
from render.animatic.actors.people.forms import Point, between, curve, oval, polygon, tube
from render.animatic.actors.people.skeleton import Seen
from render.animatic.actors.people.tones import mix, times
from render.animatic.base import RGB, Support

BEDS: dict[Support, float] = {"bed": 0.27, "hospital bed": 0.4}
"""Height of the mattress over the floor, body units."""

_THICK = 0.085
_LINEN: RGB = (0.93, 0.93, 0.94)
_STEEL: RGB = (0.7, 0.74, 0.78)
_OAK: RGB = (0.44, 0.29, 0.18)


def ends(seen: Seen) -> tuple[float, float, float]:
    """Return where the bed's head and foot are across, and which way the feet point."""
    hip, foot, crown = (seen.xy(name)[0] for name in ("hip", "ankle_l", "crown"))
    way = 1.0 if foot > hip else -1.0
    head = min((hip - foot) * way * 1.12, (crown - hip) * way)
    return hip + way * head - way * 0.08, foot + way * 0.17, way


def _plank(body: Body, x0: float, x1: float, y0: float, y1: float, colour: RGB, tension: float = 0.25) -> None:
    left, right = min(x0, x1), max(x0, x1)
    body.easel.volume(curve([(left, y0), (right, y0), (right, y1), (left, y1)], tension=tension), colour, 0.03)


def _mattress(body: Body, head: float, foot: float) -> None:
    easel = body.easel
    left, right = min(head, foot), max(head, foot)
    # A little of the sheet is seen from above, so that the person lies on it and not on an edge.
    easel.fill(
        polygon([(left + 0.02, -0.05), (right - 0.02, -0.05), (right, 0.035), (left, 0.035)]), easel.tones.light(_LINEN)
    )
    _plank(body, left, right, 0.03, 0.03 + _THICK, times(_LINEN, 0.93), 0.3)


def _pillow(body: Body, way: float) -> None:
    head, _, _ = ends(body.seen)
    x, y = body.seen.xy("head")
    r = body.who.build.head
    if abs(x - head) > 0.4:
        # Sitting up: the pillow leans at the bed's head.
        x, y, r = head + way * 0.13, -0.05, 0.15
    top = min(y + 0.3 * r, -0.04)
    shape: list[Point] = [
        (x - way * 0.78 * r, 0.012), (x - way * 0.86 * r, top * 0.6), (x - way * 0.5 * r, top - 0.22 * r),
        (x + way * 0.3 * r, top + 0.1 * r), (x + way * 0.95 * r, -0.02), (x + way * 0.8 * r, 0.02),
    ]  # fmt: skip
    body.easel.volume(curve(shape, tension=0.8), mix(_LINEN, (1, 1, 1), 0.4), 0.07)


def wooden_behind(body: Body) -> None:
    """Paint a wooden bedstead with its mattress and pillow."""
    head, foot, way = ends(body.seen)
    floor, wood = BEDS["bed"], body.seat or _OAK
    for x, top in ((head, -0.3), (foot, -0.1)):
        _plank(body, x - 0.022, x + 0.022, top, floor, times(wood, 0.9))
        body.easel.volume(oval(x, top, 0.03, 0.026), wood, 0.02)
    _plank(body, head, head + way * 0.05, -0.27, 0.1, wood)
    _mattress(body, head, foot)
    _plank(body, head, foot, 0.105, 0.18, wood)
    _pillow(body, way)


def steel_behind(body: Body) -> None:
    """Paint a hospital bed on wheels, its mattress and pillow."""
    easel = body.easel
    head, foot, way = ends(body.seen)
    floor = BEDS["hospital bed"]
    for x, top in ((head, -0.3), (foot, -0.2)):
        ring: list[Point] = [(x, 0.16), (x, top + 0.03), (x + way * 0.012, top), (x + way * 0.024, top + 0.03)]
        easel.stroke(curve([*ring, (x + way * 0.024, 0.16)], closed=False), easel.tones.mid(_STEEL), 0.02)
    _mattress(body, head, foot)
    _plank(body, head, foot, 0.115, 0.15, _STEEL)
    for share in (0.12, 0.88):
        x = head + (foot - head) * share
        easel.volume(tube([(x, 0.14), (x, floor - 0.04)], [0.013, 0.011]), _STEEL, 0.01)
        easel.volume(oval(x, floor - 0.022, 0.022, 0.022), (0.16, 0.17, 0.19), 0.015)
    easel.volume(
        tube([(head + (foot - head) * 0.12, 0.27), (head + (foot - head) * 0.88, 0.27)], [0.009, 0.009]), _STEEL, 0.008
    )
    _pillow(body, way)


def edge_behind(body: Body) -> None:
    """Paint a made bed seen from its long side, behind somebody who sits on its edge."""
    easel = body.easel
    hip = body.seen.xy("hip")
    seat = hip[1] + 0.04
    wood, wool = body.seat or _OAK, mix(easel.tones.look.accent, (0.62, 0.55, 0.66), 0.5)
    head, foot = hip[0] - 0.56, hip[0] + 0.82
    for x, top in ((head, seat - 0.26), (foot, seat - 0.09)):
        _plank(body, x - 0.024, x + 0.024, top, -0.005, times(wood, 0.9))
        easel.volume(oval(x, top, 0.032, 0.028), wood, 0.02)
    _plank(body, head, head + 0.05, seat - 0.23, seat + 0.1, wood)
    # The far side lies higher in the picture: the bed has a depth to sit down on.
    cover: list[Point] = [
        (head + 0.06, seat - 0.075), (foot - 0.03, seat - 0.075), (foot - 0.015, seat + 0.012),
        (foot - 0.02, seat + 0.13), (head + 0.4, seat + 0.13), (head + 0.05, seat + 0.06), (head + 0.05, seat),
    ]  # fmt: skip
    _plank(body, head, foot, seat + 0.1, seat + 0.19, wood)
    _plank(body, head + 0.03, foot - 0.02, seat, seat + 0.11, times(_LINEN, 0.93), 0.3)
    path = curve(cover, tension=0.25)
    easel.volume(path, wool, 0.05)
    with easel.inside(path):
        easel.crease([(head, seat + 0.01), (foot, seat + 0.01)], 0.012, easel.tones.dark(wool), 0.4)
        if easel.fine(0.008):
            for t in (0.3, 0.5, 0.7, 0.88):
                x = head + (foot - head) * t
                easel.crease([(x, seat + 0.02), (x + 0.012, seat + 0.12)], 0.01, easel.tones.dark(wool), 0.4)
    pillow: list[Point] = [
        (head + 0.05, seat - 0.02), (head + 0.07, seat - 0.12), (head + 0.2, seat - 0.145), (head + 0.3, seat - 0.1),
        (head + 0.31, seat - 0.025), (head + 0.18, seat),
    ]  # fmt: skip
    easel.volume(curve(pillow, tension=0.8), mix(_LINEN, (1, 1, 1), 0.4), 0.06)


def _blanket(body: Body, wool: RGB) -> None:
    """Lay a blanket from the belly to the feet, its edge turned back, its side hanging over the mattress."""
    seen, easel = body.seen, body.easel
    _, end, way = ends(body.seen)
    foot = between(seen.xy("ankle_l"), seen.xy("ankle_r"), 0.5)
    hip, knee, chest = seen.xy("hip"), between(seen.xy("knee_l"), seen.xy("knee_r"), 0.5), seen.xy("chest")
    x0 = between(hip, chest, 0.35)[0]
    breath = 0.006 * sin(2 * pi * body.phase)
    girth = body.who.build.hips + 0.03
    top: list[Point] = [
        (x0, between(hip, chest, 0.35)[1] - girth * 0.72 - breath),
        (hip[0], hip[1] - girth - breath * 0.5),
        (knee[0], knee[1] - 0.065),
        (foot[0], min(foot[1] - 0.11, -0.1)),
        (foot[0] + way * 0.07, min(foot[1] - 0.1, -0.09)),
    ]
    ring = [*top, (end - way * 0.03, 0.02), (end - way * 0.03, 0.13), (x0 + way * 0.01, 0.12)]
    path = curve(ring, tension=0.55)
    easel.volume(path, wool, 0.07)
    with easel.inside(path):
        if easel.fine(0.008):
            for t in (0.24, 0.42, 0.6, 0.78, 0.92):
                x = x0 + (end - x0) * t
                line = [(x, -0.12), (x + way * 0.016, -0.02), (x - way * 0.01, 0.13)]
                easel.crease(line, 0.011, easel.tones.dark(wool), 0.42)
        easel.stroke(curve([(x0 + way * 0.02, -0.3), (x0 + way * 0.03, -0.08), (x0 + way * 0.02, 0.2)], closed=False),
                     easel.tones.light(_LINEN), 0.06)  # fmt: skip


def wooden_over(body: Body) -> None:
    """Lay a warm blanket over the person."""
    _blanket(body, mix(body.easel.tones.look.accent, (0.62, 0.55, 0.66), 0.5))
    _hands(body)


def steel_over(body: Body) -> None:
    """Lay a pale hospital blanket over the person, and the rail before it."""
    easel = body.easel
    _blanket(body, (0.58, 0.76, 0.8))
    _hands(body)
    head, foot, _ = ends(body.seen)
    a, b = head + (foot - head) * 0.42, head + (foot - head) * 0.74
    rail = easel.tones.mid(times(_STEEL, 0.92))
    easel.stroke(curve([(a, 0.12), (a, -0.05), (b, -0.05), (b, 0.12)], closed=False, tension=0.2), rail, 0.012)
    easel.stroke(curve([(a, 0.035), (b, 0.035)], closed=False), rail, 0.008)


def _hands(body: Body) -> None:
    """Lay the hands on the blanket."""
    for side in ("l", "r"):
        body.hand(side)
