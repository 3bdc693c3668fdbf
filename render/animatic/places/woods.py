"""The forest: trunks near and far that fill the picture, a roof of boughs, undergrowth, light falling through."""

import math
from collections.abc import Callable, Sequence

import numpy as np
import skia

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, fit, layer, polygon
from render.animatic.places.nature import FIR, canopy, fern, trunk, turf
from render.animatic.places.plants import bush, conifer, stone
from render.animatic.places.sky import haze, heaven
from render.animatic.places.tone import WHITE, local, mix, scale, snowing
from render.animatic.places.water import sea_colours, water

_BARK: RGB = (0.27, 0.19, 0.13)
_COOL: RGB = (0.17, 0.19, 0.30)
_MOSS: RGB = (0.30, 0.42, 0.16)

_STANDING = (
    (-0.13, 0.030), (0.20, 0.034), (-0.34, 0.040), (0.42, 0.046), (0.03, 0.026), (-0.58, 0.062), (0.64, 0.072),
    (-0.78, 0.100), (0.90, 0.120), (-1.06, 0.160), (1.18, 0.150), (-1.42, 0.12), (1.5, 0.11), (-0.47, 0.03),
    (0.77, 0.034),
)  # fmt: skip
"""Trunks on the ground: (x in half widths of the resting frame, how far below the horizon they stand)."""


def forest(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A wood of tall trunks that leave the picture at its top; the middle is a glade into which light falls."""
    return _wood(look, rng, brook=False)


def forest_river(look: Look, rng: np.random.Generator) -> list[Layer]:
    """The same wood with a small river that winds through it to the camera."""
    return _wood(look, rng, brook=True)


def _wood(look: Look, rng: np.random.Generator, *, brook: bool) -> list[Layer]:
    spots = [sorted(float(x) for x in rng.uniform(-1, 1, n)) for n in (46, 26, 15)]
    green, bark = local(look, FIR, look.mid, 0.62), local(look, _BARK, look.near, 0.6)
    if look.time in ("dawn", "golden hour") and _sunlit(look):
        # Warm light from behind makes what it does not reach cool.
        green, bark = mix(green, _COOL, 0.34), mix(bark, _COOL, 0.5)
    bright = _behind(look)

    def back(hand: Hand) -> None:
        _glow(hand, bright)
        for k, x in enumerate(spots[0]):
            pale = mix(mix(green, look.far, 0.3), bright, 0.62 - 0.2 * (k % 2))
            trunk(hand, x * hand.wide, hand.horizon + 0.03, 0.012 + 0.012 * abs(math.sin(x * 31)), pale)
        _thicket(hand, mix(green, bright, 0.5), 0.02, 0.07, 30)
        hand.rect(-hand.wide, hand.horizon + 0.02, hand.wide, hand.high, mix(green, bright, 0.5))

    def row(number: int, width: float, air: float, roof: float) -> Callable[[Hand], None]:
        def paint(hand: Hand) -> None:
            for k, x in enumerate(spots[number]):
                if number == 2 and abs(x) * hand.wide < 0.16 * hand.rest:
                    continue
                tone = mix(bark, bright, air)
                wide = width * (0.65 + 0.7 * abs(math.sin(x * 17)))
                trunk(hand, x * hand.wide, hand.horizon + 0.035, wide, tone)
                if k % 2:
                    _boughs(hand, x * hand.wide, wide, mix(green, bright, air * 0.8))
            canopy(hand, mix(green, bright, air * 0.8), roof, int(70 * hand.wide))
            _thicket(hand, mix(green, bright, air), 0.035, 0.09, 26)
            hand.rect(-hand.wide, hand.horizon + 0.03, hand.wide, hand.high, mix(scale(green, 0.8), bright, air))

        return paint

    light = [layer("light", 1.6, _shafts, glow=True, soft=True)] if _sunlit(look) else []
    air = [layer("ground mist", 1.35, lambda h: _veils(h, bright), soft=True, loop=True)] if _misty(look) else []
    mirror = 0.35 if brook else 0.0
    return [
        *heaven(look)[:1],
        layer("back", 12, back, loop=True),
        *haze(look, 8),
        layer("far trunks", 4.5, row(1, 0.032, 0.42, -0.40)),
        layer("near trunks", 2.2, row(2, 0.060, 0.16, -0.43)),
        *light,
        *air,
        layer("ground", 1, lambda h: _floor(h, bark, green, bright, brook), mirror=mirror),
        layer("foreground", 0.6, lambda h: _front(h, bark, green)),
    ]


def _misty(look: Look) -> bool:
    """Whether mist lies between the trunks: it is thickest before the sun has dried the wood."""
    return look.weather == "mist" and look.time in ("dawn", "morning")


def _veils(hand: Hand, bright: RGB) -> None:
    """Lay banks of mist along the ground, one behind the other."""
    pale = mix(bright, (0.86, 0.89, 0.96), 0.6)
    box = (-hand.wide, hand.horizon - 0.3, hand.wide, hand.horizon + 0.24)
    hand.wash_rect(box, [(0, pale, 0.0), (0.45, pale, 0.5), (0.62, pale, 0.62), (1, pale, 0.0)])
    for k in range(9):
        x = -hand.wide + 2 * hand.wide * (k + float(hand.rng.random())) / 9
        hand.glow(x, hand.horizon + 0.16 * float(hand.rng.normal(0, 0.5)), 0.5, pale, 0.5, 0.16)


def _behind(look: Look) -> RGB:
    """Return the colour of the light at the end of the wood: what trunks stand out against."""
    strength = {"night": 0.16, "dusk": 0.42, "dawn": 0.8, "golden hour": 0.7, "morning": 0.45, "day": 0.4}[look.time]
    base = mix(look.sky_low, look.lit, 0.35)
    warm: dict[str, RGB] = {
        "night": (0.34, 0.46, 0.72), "dusk": (1.0, 0.60, 0.42), "dawn": (1.0, 0.74, 0.46),
        "golden hour": (1.0, 0.80, 0.46),        "morning": (0.97, 0.97, 0.82), "day": (0.86, 0.95, 0.68),
    }  # fmt: skip
    if look.weather in ("rain", "storm", "snow", "blizzard"):
        return mix(base, WHITE, 0.1)
    if _misty(look) and look.time == "dawn":
        # Before the sun is up, mist is rose and blue; gold comes only where the sun stands.
        return mix(base, (0.93, 0.80, 0.84), 0.72)
    return mix(base, warm[look.time], 0.35 + strength * 0.5)


def _glow(hand: Hand, bright: RGB) -> None:
    """Wash the depth of the wood: dark under the roof, brightest low in the middle."""
    look = hand.look
    deep = mix(mix(local(look, FIR, look.mid, 0.5), bright, 0.3), look.shade, 0.12)
    box = (-hand.wide, -hand.high, hand.wide, hand.high)
    hand.wash_rect(box, [(0, deep, 1), (0.36, mix(deep, bright, 0.55), 1), (0.56, bright, 1), (1, bright, 1)])
    night = look.time == "night"
    if look.time in ("dawn", "golden hour") and _sunlit(look):
        x, y = look.sun[0] * 0.4, hand.horizon - 0.1
        hand.glow(x, y, 0.7, (1.0, 0.66, 0.34), 0.75, 0.8)
        hand.glow(x, y, 0.30, (1.0, 0.90, 0.66), 0.95)
    hand.glow(
        look.sun[0] * 0.4, hand.horizon - 0.14, 0.9 * hand.rest, mix(bright, WHITE, 0.15 if night else 0.55), 0.8, 0.6
    )


def _thicket(hand: Hand, colour: RGB, base: float, size: float, count: int) -> None:
    """Set bushes and young firs side by side along the foot of a row of trunks."""
    for k in range(count):
        x = -hand.wide + 2 * hand.wide * (k + float(hand.rng.random())) / count
        if k % 4 == 1:
            conifer(hand, x, hand.horizon + base + 0.01, size * 2.2 * float(hand.rng.uniform(0.7, 1.2)), colour, 0.4)
        else:
            bush(hand, x, hand.horizon + base + 0.012, size * float(hand.rng.uniform(0.7, 1.3)), colour)


def _boughs(hand: Hand, x: float, width: float, colour: RGB) -> None:
    """Let a few needled boughs hang from a trunk, both sides, high up."""
    for k in range(5):
        side = 1.0 if k % 2 else -1.0
        y = -0.46 + 0.075 * k + float(hand.rng.normal(0, 0.015))
        reach = width * (3.4 - 0.3 * k) + 0.03
        t = np.linspace(0.1, 1, 9)
        px, py = x + side * reach * t, y + 0.05 * t * t + 0.01
        hand.line(
            [(x, y), (x + side * reach * 0.5, y + 0.02), (x + side * reach, y + 0.06)], width * 0.10, scale(colour, 0.7)
        )
        angle = np.full(9, side * 0.35) + hand.rng.normal(0, 0.15, 9)
        hand.stamp("needle", px, py, 0.05 + width * 0.8, [colour, mix(colour, hand.look.lit, 0.2)], 0.95, angle)


def _floor(hand: Hand, bark: RGB, green: RGB, bright: RGB, brook: bool) -> None:
    """Paint moss and fallen leaves, pools of light, the brook, and the trunks that stand on the ground."""
    look = hand.look
    turf(hand, _MOSS, 360)
    box = (-hand.wide, hand.horizon, hand.wide, hand.high)
    low = look.time in ("dawn", "golden hour") and _sunlit(look)
    dark = mix(_COOL, green, 0.3) if low else mix(look.shade, green, 0.5)
    hand.wash_rect(
        box,
        [(0, bright, 0.5), (0.16, bright, 0.12), (0.4, dark, 0.35 if low else 0.12), (1, dark, 0.8 if low else 0.5)],
    )
    if _sunlit(look):
        for x, down, r in ((-0.30, 0.10, 0.20), (0.24, 0.16, 0.26), (-0.05, 0.28, 0.34), (0.6, 0.24, 0.2)):
            hand.glow(x * hand.rest, hand.horizon + down, r, mix(look.lit, bright, 0.4), 0.42, 0.22)
    _leaves(hand)
    if brook:
        _brook(hand)
    for x, down in sorted(_STANDING, key=lambda s: s[1]):
        if brook and (abs(x) < 0.2 or -0.6 < x < 0 or (x > 0 and down < 0.05)):
            continue
        _standing(hand, x * hand.rest, down, mix(bark, bright, max(0.0, 0.34 - 3.2 * down)), green)
    for x, down, size in ((-0.44, 0.14, 0.03), (0.36, 0.10, 0.022), (0.74, 0.26, 0.045)):
        stone(hand, x * hand.rest, hand.horizon + down, size, local(look, (0.40, 0.42, 0.38), look.mid))
    for x, down in (
        (-0.88, 0.30),
        (0.56, 0.19),
        (-0.26, 0.06),
        (0.27, 0.05),
        (0.96, 0.34),
        (-0.62, 0.22),
        (0.12, 0.04),
    ):
        fern(hand, x * hand.rest, hand.horizon + down, (0.05 + 0.32 * down) * fit(look), green)


def _leaves(hand: Hand) -> None:
    look = hand.look
    n = 0 if snowing(look) else 190
    tones = [local(look, (0.56, 0.36, 0.15), look.ground), local(look, (0.38, 0.30, 0.14), look.ground)]
    t = hand.rng.random(n)
    hand.stamp(
        "leaf",
        hand.scatter(n, -hand.wide, hand.wide),
        hand.horizon + 0.03 + 0.6 * t,
        0.02 + 0.045 * t,
        tones,
        0.55,
        t * 9,
    )


def _standing(hand: Hand, x: float, down: float, bark: RGB, green: RGB) -> None:
    """Paint one trunk on the ground with roots, a shadow, moss at its foot and ferns around it."""
    width, foot = 0.55 * down + 0.012, hand.horizon + down
    hand.oval(x - hand.look.sun[0] * width, foot + width * 0.12, width * 1.9, width * 0.34, hand.look.shade, 0.42)
    trunk(hand, x, foot, width, bark)
    if not snowing(hand.look):
        n = int(10 + 120 * width)
        side = math.copysign(1.0, hand.look.sun[0])
        px = x - side * width * 0.2 + hand.rng.normal(0, width * 0.22, n)
        py = foot - np.abs(hand.rng.normal(0, width * 1.3, n))
        hand.stamp("grit", px, py, width * 0.5, [mix(green, _MOSS, 0.4), scale(green, 0.8)], 0.55)
    if down > 0.05:
        for s in (-1, 1):
            fern(
                hand, x + s * width * 1.2, foot + 0.012, (0.05 + width) * fit(hand.look), mix(green, hand.look.lit, 0.1)
            )


def _bend(t: float, rest: float) -> float:
    # From the right far away to the left before us: the middle, where the subject stands, stays dry.
    return rest * (0.34 - 1.7 * t + 0.10 * math.sin(7.0 * t) * (1.2 - t))


def _brook(hand: Hand) -> None:
    """Paint a small river that winds from between the trunks to the lower edge, with a bank of stones."""
    look = hand.look
    deep = hand.high - hand.horizon
    run = [
        (_bend(t, hand.rest), hand.horizon + 0.004 + deep * t**1.7, 0.024 + 0.36 * t**1.35)
        for t in (k / 36 for k in range(37))
    ]
    hand.blob(_ribbon(run, 1.14, 0.006), mix(local(look, (0.34, 0.28, 0.18), look.ground), look.shade, 0.3))
    hand.canvas.save()
    hand.canvas.clipPath(polygon(_ribbon(run, 1.0, 0.0)), True)
    water(hand, hand.horizon, sea_colours(hand, (0.16, 0.44, 0.56)), 0.5, 1.4)
    blue = local(look, (0.14, 0.42, 0.62), look.sky_top, 0.8)
    lit = mix(_behind(look), WHITE, 0.35)
    box = (-hand.wide, hand.horizon, hand.wide, hand.high)
    hand.wash_rect(box, [(0, lit, 0.85), (0.12, lit, 0.5), (0.3, blue, 0.45), (1, blue, 0.6)])
    for _ in range(70):
        t = float(hand.rng.random())
        y = hand.horizon + (hand.high - hand.horizon) * t**1.7
        x = _bend(t, hand.rest) + (0.024 + 0.40 * t**1.35) * float(hand.rng.uniform(-1, 1))
        long = (0.012 + 0.16 * t) * float(hand.rng.uniform(0.5, 1.0))
        hand.line([(x - long, y), (x + long, y)], 0.0016 + 0.004 * t, lit, 0.5)
    hand.canvas.restore()
    for k in range(22):
        t = 0.2 + 0.75 * float(hand.rng.random())
        side = 1.0 if k % 2 else -1.0
        y = hand.horizon + (hand.high - hand.horizon) * t**1.7
        x = _bend(t, hand.rest) + side * (0.024 + 0.37 * t**1.35)
        stone(
            hand,
            x,
            y + 0.008,
            0.008 + 0.035 * t * float(hand.rng.uniform(0.6, 1.3)),
            local(look, (0.42, 0.44, 0.42), look.mid),
        )


def _ribbon(run: Sequence[tuple[float, float, float]], wide: float, lift: float) -> list[tuple[float, float]]:
    left = [(x - w * wide - lift, y - lift) for x, y, w in run]
    return [*left, *((x + w * wide + lift, y - lift) for x, y, w in reversed(run))]


def _front(hand: Hand, bark: RGB, green: RGB) -> None:
    """Frame the picture with dark things before the lens: a trunk, a hanging bough, ferns."""
    look = hand.look
    dark, leaf = mix(bark, look.shade, 0.55), mix(green, look.shade, 0.5)
    trunk(hand, hand.rest + 0.14, 0.78, 0.11, dark)
    for s, size in ((-1, 0.34), (1, 0.28)):
        fern(hand, s * (hand.rest - 0.05), 0.60, size * fit(look), leaf)
    n = 90
    x = hand.scatter(n, -hand.wide, hand.wide)
    y = -0.56 + 0.10 * np.abs(x / hand.rest) ** 2 - np.abs(hand.rng.normal(0, 0.05, n))
    hand.stamp("leaf", x, y, 0.11, [leaf, scale(leaf, 0.8)], 0.95, hand.scatter(n, 0, 6))


def _shafts(hand: Hand) -> None:
    """Throw shafts of light through the roof."""
    look = hand.look
    lit = mix(look.lit, _behind(look), 0.4)
    strength = 0.34 if look.weather == "mist" or look.time in ("dawn", "golden hour") else 0.24
    for k in range(round(3 + 5 * hand.rest)):
        x = (-1 + 2 * (k + float(hand.rng.random())) / round(3 + 5 * hand.rest)) * hand.rest
        w = 0.025 + 0.06 * float(hand.rng.random())
        stops = [(0, lit, strength), (0.7, lit, strength * 0.5), (1, lit, 0.0)]
        hand.wash(_beam(look.sun[0], x, w), (0, -0.6), (0, 0.42), stops)


def _beam(sun: float, x: float, w: float) -> skia.Path:
    """A shaft of light that falls from the sun's side, from above the picture, to the ground at x."""
    top = x + (sun - x) * 0.55
    return polygon([(top - w * 0.35, -0.9), (top + w * 0.35, -0.9), (x + w, 0.5), (x - w, 0.5)])


def _sunlit(look: Look) -> bool:
    """Whether the sun stands in the leaves."""
    return look.weather in ("clear", "mist", "wind", "clouds") and look.time not in ("dusk", "night")
