"""Rooms: what is seen through the window, a back wall with openings, a floor in perspective, light on both."""

import math
from typing import Literal

import numpy as np
import skia

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, layer, polygon
from render.animatic.places.land import HILLS, ridge
from render.animatic.places.sky import paint_clouds, paint_sky
from render.animatic.places.texture import flat, ramp, sample, smooth
from render.animatic.places.tone import WHITE, lamp, local, mix, scale, snow, snowing, wet

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in scene units."""

FLOOR = 0.16
"""How far below the horizon the back wall meets the floor."""
CEILING = -0.40
"""Height at which the back wall ends."""

WallKind = Literal["plain", "stripes", "flowers", "boards", "tiles", "brick"]
FloorKind = Literal["planks", "tiles", "carpet", "concrete"]


def outside() -> Layer:
    """Return what the windows show: sky, weather and a line of trees or hills."""

    def paint(hand: Hand) -> None:
        paint_sky(hand)
        paint_clouds(hand)
        look = hand.look
        ridge(hand, hand.horizon, 0.16, look.far, mix(look.far, look.sky_low, 0.5))
        ridge(
            hand,
            hand.horizon + 0.05,
            0.12,
            look.mid,
            snow(look) if snowing(look) else mix(look.mid, look.ground, 0.4),
            HILLS,
        )

    return layer("outside", 50, paint)


def indoor(look: Look, natural: RGB, hold: float = 0.74) -> RGB:
    """Return the colour of a surface indoors: lamps keep it from the dark of the hour."""
    colour = local(look, natural, mix(look.mid, look.ground, 0.5), hold)
    return mix(colour, scale(natural, 0.62), 0.35) if look.dark else mix(colour, natural, 0.12)


def wall(
    hand: Hand, colour: RGB, kind: WallKind = "plain", second: RGB | None = None, skirting: RGB | None = None
) -> None:
    """Paint the whole back wall down to the floor and below, with its pattern and the room's falling light."""
    foot = hand.horizon + FLOOR
    other = scale(colour, 0.88) if second is None else second
    hand.rect(-hand.wide, -hand.high, hand.wide, hand.high, colour)
    match kind:
        case "stripes":
            for i in range(int(hand.wide / 0.05) + 1):
                for s in (-1, 1):
                    hand.rect(
                        s * (i * 0.1 + 0.025) - 0.022, -hand.high, s * (i * 0.1 + 0.025) + 0.022, foot, other, 0.7
                    )
        case "flowers":
            _scattered(hand, foot, other)
        case "boards" | "brick" | "tiles":
            _courses(hand, foot, colour, other, kind)
        case "plain":
            pass
    hand.weave("cloud", 0.9, 0.16, hand.look.shade, hand.look.lit)
    hand.weave("grain", 0.35, 0.10, hand.look.shade, WHITE)
    hand.wash_rect(
        (-hand.wide, -hand.high, hand.wide, foot),
        [(0, hand.look.shade, 0.5), (0.55, hand.look.shade, 0.06), (1, hand.look.shade, 0.22)],
    )
    for x0, x1 in ((-hand.wide, -hand.rest * 0.45), (hand.wide, hand.rest * 0.45)):
        hand.wash_rect(
            (x0, -hand.high, x1, hand.high), [(0, hand.look.shade, 0.5), (1, hand.look.shade, 0.0)], across=True
        )
    if skirting is not None:
        white = mix(skirting, hand.look.lit, 0.15)
        above = [(0.0, mix(white, hand.look.shade, 0.55), 1.0), (1.0, mix(white, hand.look.shade, 0.22), 1.0)]
        hand.wash_rect((-hand.wide, -hand.high, hand.wide, CEILING), above)
        hand.rect(-hand.wide, CEILING - 0.022, hand.wide, CEILING, white)
        hand.line([(-hand.wide, CEILING), (hand.wide, CEILING)], 0.004, mix(white, hand.look.shade, 0.5), 0.8)
        hand.rect(-hand.wide, foot - 0.03, hand.wide, foot + 0.01, skirting)
        hand.line([(-hand.wide, foot - 0.03), (hand.wide, foot - 0.03)], 0.003, mix(skirting, hand.look.lit, 0.5), 0.7)


def _scattered(hand: Hand, foot: float, colour: RGB) -> None:
    step = 0.085
    xs = np.arange(-hand.wide, hand.wide, step)
    ys = np.arange(-hand.high, foot, step)
    x, y = (a.ravel() for a in np.meshgrid(xs, ys))
    x = x + np.where((y / step).round() % 2 > 0.5, step / 2, 0)
    hand.stamp("leaf", x, y, 0.035, [colour], 0.7, x * 9)
    hand.stamp("soft", x, y, 0.014, [mix(colour, WHITE, 0.4)], 0.8)


def _courses(hand: Hand, foot: float, colour: RGB, joint: RGB, kind: Literal["boards", "brick", "tiles"]) -> None:
    """Rows or columns of boards, bricks or tiles with a little difference in each."""
    w, h = {"boards": (0.11, 9.0), "brick": (0.085, 0.03), "tiles": (0.075, 0.075)}[kind]
    hand.rect(-hand.wide, -hand.high, hand.wide, foot, joint)
    rows = 1 if kind == "boards" else int((foot + hand.high) / h) + 1
    for row in range(rows):
        shift = w / 2 if kind == "brick" and row % 2 else 0.0
        top = -hand.high if kind == "boards" else foot - (row + 1) * h
        for column in range(int(2 * hand.wide / w) + 2):
            x = -hand.wide - w + column * w + shift
            tone = scale(colour, 1 + float(hand.rng.normal(0, 0.05)))
            hand.canvas.drawRect(
                skia.Rect.MakeLTRB(x + w * 0.02, top + 0.0015, x + w * 0.96, min(foot, top + h) - 0.0015),
                hand.paint(tone),
            )


def cut(hand: Hand, box: Box) -> None:
    """Cut an opening into what is painted so far, so that the planes behind show."""
    hand.canvas.drawRect(skia.Rect.MakeLTRB(*box), skia.Paint(BlendMode=skia.BlendMode.kClear))


def window(hand: Hand, box: Box, frame: RGB, panes: tuple[int, int] = (2, 2), curtain: RGB | None = None) -> None:
    """Cut a window with frame, bars, sill, what the weather leaves on the glass, and curtains if a colour is given."""
    x0, y0, x1, y1 = box
    cut(hand, box)
    hand.rect(x0, y0, x1, y1, mix(hand.look.sky_low, WHITE, 0.3), 0.10)
    if wet(hand.look):
        n = 70
        hand.stamp(
            "soft", hand.scatter(n, x0, x1), hand.scatter(n, y0, y1), 0.012, [mix(hand.look.sky_low, WHITE, 0.5)], 0.7
        )
        for x in hand.scatter(9, x0, x1):
            y = float(hand.rng.uniform(y0, y1 - 0.1))
            hand.line([(float(x), y), (float(x) + 0.004, y + 0.1)], 0.003, mix(hand.look.sky_low, WHITE, 0.5), 0.5)
    bar = 0.014
    for i in range(panes[0] + 1):
        x = x0 + (x1 - x0) * i / panes[0]
        hand.rect(x - bar / 2, y0, x + bar / 2, y1, frame)
        hand.rect(x - bar / 2, y0, x - bar / 5, y1, mix(frame, hand.look.lit, 0.5), 0.6)
    for j in range(panes[1] + 1):
        y = y0 + (y1 - y0) * j / panes[1]
        hand.rect(x0 - bar / 2, y - bar / 2, x1 + bar / 2, y + bar / 2, frame)
    hand.rect(x0 - 0.03, y1, x1 + 0.03, y1 + 0.025, mix(frame, hand.look.lit, 0.25))
    hand.rect(x0 - 0.03, y1 + 0.02, x1 + 0.03, y1 + 0.03, mix(frame, hand.look.shade, 0.5))
    if snowing(hand.look):
        n = 26
        hand.stamp(
            "puff", hand.scatter(n, x0, x1), hand.rng.normal(y1 - 0.012, 0.004, n), 0.05, [snow(hand.look)], 0.95
        )
    if curtain is not None:
        curtains(hand, (x0 - 0.05, y0 - 0.05, x1 + 0.05, y1 + 0.09), curtain)


def curtains(hand: Hand, box: Box, colour: RGB, share: float = 0.24) -> None:
    """Hang two curtains drawn aside, with folds, on a rod."""
    x0, y0, x1, y1 = box
    width = (x1 - x0) * share
    hand.line([(x0 - 0.02, y0), (x1 + 0.02, y0)], 0.012, mix(colour, hand.look.shade, 0.7))
    for side in (-1, 1):
        edge = x0 if side < 0 else x1
        folds = 6
        for i in range(folds):
            a, b = edge - side * -width * 0, 0.0
            a = edge - side * (width * i / folds)
            b = edge - side * (width * (i + 1) / folds)
            sag = 0.03 * (i / folds)
            tone = mix(scale(colour, 0.82), mix(colour, hand.look.lit, 0.3), (i % 2) * 0.8)
            hand.poly([(a, y0), (b, y0), (b - side * -0.012 - side * sag, y1 - sag), (a, y1)], tone)
            hand.line(
                [(b, y0), (b - side * -0.012 - side * sag, y1 - sag)], 0.003, mix(colour, hand.look.shade, 0.6), 0.5
            )


def floor(hand: Hand, colour: RGB, kind: FloorKind = "planks", line: float | None = None, shine: float = 0.15) -> None:
    """Paint the floor in one-point perspective from the wall to the bottom."""
    start = hand.horizon + FLOOR if line is None else line
    look = hand.look
    box = hand.seen((-hand.wide, start, hand.wide, hand.high))
    x, y = hand.grid(box, 0.5)
    z = 0.35 / (y - hand.horizon)
    fx = x * z
    tone = np.zeros_like(x)
    seam = np.zeros_like(x)
    if kind == "planks":
        lane = np.floor(fx / 0.085)
        along = z * 1.6 + np.mod(lane * 0.37, 1.0)
        tone = np.mod(np.abs(np.sin(lane * 12.9 + np.floor(along) * 7.3) * 43.7), 1.0) - 0.5
        seam = smooth(0.93, 0.99, np.abs(np.mod(fx / 0.085, 1.0) * 2 - 1)) + smooth(
            0.985, 1.0, np.abs(np.mod(along, 1.0) * 2 - 1)
        )
        tone = tone * 0.5 + 0.5 * (sample("streak", z * 0.9 + lane * 0.17, fx * 1.3) - 0.5)
    elif kind == "tiles":
        tone = np.mod(np.floor(fx / 0.13) + np.floor(z / 0.16), 2) - 0.5
        seam = smooth(0.94, 0.99, np.abs(np.mod(fx / 0.13, 1.0) * 2 - 1)) + smooth(
            0.94, 0.99, np.abs(np.mod(z / 0.16, 1.0) * 2 - 1)
        )
    elif kind == "carpet":
        tone = (sample("grain", fx * 2, z * 2) - 0.5) * 1.2
    else:
        tone = (sample("cloud", fx * 0.4, z * 0.4) - 0.5) * 1.6
    tone = tone + 0.5 * (sample("grain", fx * 1.5, z * 1.5) - 0.5)
    dark, light = mix(colour, look.shade, 0.45), mix(colour, look.lit, 0.28)
    picture = ramp(0.5 + tone * 0.5, [(0, dark), (0.5, colour), (1, light)])
    picture *= (1 - 0.5 * np.clip(seam, 0, 1))[..., None]
    t = (y - start) / (hand.high - start)
    far = (np.exp(-t * 5) * shine)[..., None]
    picture = picture * (1 - far) + flat(mix(look.sky_low, look.lit, 0.4)) * far
    dim = 1 - 0.35 * np.clip(np.abs(x) / hand.wide, 0, 1) ** 2 - 0.18 * t
    hand.picture(picture * dim[..., None], 1.0, box)
    hand.wash_rect((-hand.wide, start, hand.wide, start + 0.05), [(0, look.shade, 0.55), (1, look.shade, 0)])


def daylight(hand: Hand, box: Box, line: float | None = None, slant: float = 0.25) -> None:
    """Throw the light of a window (its box on the wall) onto the floor; nothing when it is dark outside."""
    look = hand.look
    if look.dark and look.time == "night":
        colour, strength = mix(look.sky_low, WHITE, 0.25), 0.16
    else:
        colour, strength = mix(look.lit, WHITE, 0.2), 0.34
    start = hand.horizon + FLOOR if line is None else line
    x0, _, x1, _ = box
    push = -math.copysign(slant, look.sun[0])
    for a, b in ((0.0, 0.47), (0.53, 1.0)):
        left, right = x0 + (x1 - x0) * a, x0 + (x1 - x0) * b
        shape = polygon(
            [
                (left + push * 0.3, start + 0.05),
                (right + push * 0.3, start + 0.05),
                (right * 1.35 + push, start + 0.27),
                (left * 1.35 + push, start + 0.27),
            ]
        )
        hand.wash(shape, (0, start), (0, start + 0.3), [(0, colour, strength), (1, colour, strength * 0.35)])


def lamplight(hand: Hand, x: float, y: float, radius: float = 0.6, strength: float = 0.5) -> None:
    """Light a wall or floor from a lamp at (x, y); weak by day."""
    k = strength if hand.look.dark else strength * 0.3
    hand.glow(x, y, radius, lamp(hand.look), k)
    hand.glow(x, y, radius * 0.4, mix(lamp(hand.look), WHITE, 0.4), k * 0.8)
