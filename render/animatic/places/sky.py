"""What is over every open place: gradient, sun or moon, stars, clouds, northern lights, and mist between the planes."""

import math

import numpy as np

from director.model import Weather
from render.animatic.base import RGB, Layer, Look, Sway
from render.animatic.places.brushes import Hand, layer
from render.animatic.places.texture import Field, flat, ramp, sample, smooth
from render.animatic.places.tone import WHITE, ambient, mix, scale, value

_COVER: dict[Weather, float] = {
    "clear": 0.22, "clouds": 0.62, "mist": 0.45, "rain": 0.9, "snow": 0.8, "blizzard": 0.95, "storm": 1.0, "wind": 0.5,
    "aurora": 0.1,
}  # fmt: skip
"""Share of the sky that clouds hide."""
_VEILS: dict[Weather, float] = {"mist": 0.95, "rain": 0.3, "storm": 0.3, "snow": 0.4, "blizzard": 0.85}
"""How much mist lies between the planes, 0-1."""
_SHAPELESS = ("mist", "blizzard")


def heaven(look: Look, cover: float | None = None) -> list[Layer]:
    """Return the sky and the clouds over an open place; `cover` overrules the weather's clouds (0 none, 1 all).

    In mist and driving snow no cloud has a shape, and northern lights want a clear sky: there is the sky alone.
    """
    sky = layer("sky", 50, paint_sky)
    if look.weather in (*_SHAPELESS, "aurora"):
        return [sky]
    return [sky, layer("clouds", 40, lambda h: paint_clouds(h, cover), sway=Sway(drift=0.006), loop=True)]


def overcast(hand: Hand) -> bool:
    """Return whether neither sun, moon nor stars come through."""
    return _COVER[hand.look.weather] >= 0.75 or hand.look.weather in _SHAPELESS


def paint_sky(hand: Hand) -> None:
    """Paint the gradient, stars and the light in it; leaves no hole."""
    look = hand.look
    stops = [
        (0.0, scale(look.sky_top, 0.92), 1.0),
        (0.3, look.sky_top, 1.0),
        (0.8 * _share(hand), mix(look.sky_top, look.sky_low, 0.62), 1.0),
        (_share(hand), look.sky_low, 1.0),
        (1.0, look.sky_low, 1.0),
    ]
    hand.wash_rect((-hand.wide, -hand.high, hand.wide, hand.high), stops)
    if look.time == "night" and not overcast(hand):
        _stars(hand, 420)
    elif look.time == "dusk" and look.weather in ("clear", "aurora"):
        _stars(hand, 70)
    if look.weather == "aurora":
        northern_glow(hand, hand.horizon - 0.16, 0.34, 0.30)
    else:
        _light(hand)


def northern_glow(hand: Hand, y: float, height: float, strength: float) -> None:
    """Lay the light of the aurora on sky, snow or water about a height y: green in the middle, violet to the sides."""
    k = strength if hand.look.dark else strength * 0.5
    hand.glow(-0.25 * hand.rest, y, hand.rest * 1.1, (0.20, 0.95, 0.55), k, height / hand.rest)
    hand.glow(0.55 * hand.rest, y - 0.05, hand.rest * 0.9, (0.20, 0.80, 0.85), k * 0.8, height / hand.rest)
    hand.glow(-0.9 * hand.rest, y - 0.08, hand.rest * 0.8, (0.60, 0.36, 0.95), k * 0.8, height / hand.rest)


def _share(hand: Hand) -> float:
    return (hand.horizon + hand.high) / (2 * hand.high)


def _stars(hand: Hand, count: int) -> None:
    x, y = hand.scatter(count, -hand.wide, hand.wide), hand.scatter(count, -hand.high, hand.horizon - 0.04)
    size = 0.004 + 0.010 * hand.rng.random(count) ** 4
    for alpha, part in ((0.9, slice(0, count // 5)), (0.5, slice(count // 5, None))):
        hand.stamp("soft", x[part], y[part], size[part], [WHITE, (0.8, 0.88, 1.0), (1.0, 0.93, 0.82)], alpha)
    big = slice(0, max(2, count // 40))
    hand.stamp("spark", x[big], y[big], 0.035, [WHITE], 0.8)


def _light(hand: Hand) -> None:
    """Sun or moon with its halo; only a veiled brightness when the sky is closed."""
    look = hand.look
    x, y = look.sun
    if overcast(hand):
        hand.glow(x, y, 0.55, mix(look.sky_low, WHITE, 0.35), 0.35, 0.7)
        if look.time == "golden hour" and look.weather in ("snow", "blizzard"):
            # A low sun shines through driving snow: a wide glow, no disc.
            hand.glow(x, hand.horizon - 0.1, 0.95, (1.0, 0.80, 0.46), 0.75, 0.6)
            hand.glow(x, hand.horizon - 0.1, 0.34, (1.0, 0.93, 0.72), 0.8, 0.8)
        return
    if look.dark and look.time == "night":
        _moon(hand, x, y, 0.042)
        return
    low = look.time in ("dawn", "golden hour", "dusk")
    warm = mix((1.0, 0.86, 0.62), look.lit, 0.35) if low else mix((1.0, 0.98, 0.90), look.lit, 0.2)
    hand.glow(x, y, 0.95, warm, 0.42 if low else 0.3, 0.8)
    hand.glow(x, y, 0.34, mix(warm, WHITE, 0.3), 0.7)
    radius = 0.052 if low else 0.036
    hand.oval(x, y, radius * 1.06, radius * 1.06, mix(warm, WHITE, 0.5), 0.5)
    hand.oval(x, y, radius, radius, mix(warm, WHITE, 0.72))


def _moon(hand: Hand, x: float, y: float, radius: float) -> None:
    pale = mix((0.93, 0.95, 1.0), hand.look.lit, 0.15)
    hand.glow(x, y, 0.55, mix(pale, hand.look.sky_top, 0.35), 0.4)
    hand.glow(x, y, 0.15, pale, 0.55)
    hand.oval(x, y, radius, radius, pale)
    for dx, dy, r in ((-0.3, -0.25, 0.26), (0.25, 0.1, 0.32), (-0.2, 0.4, 0.2), (0.42, -0.4, 0.13)):
        hand.oval(x + dx * radius, y + dy * radius, r * radius, r * radius * 0.9, scale(pale, 0.82), 0.55)


def paint_clouds(hand: Hand, cover: float | None = None) -> None:
    """Paint banks of clouds that flatten towards the horizon, lit from above and from the sun's side.

    With more than three quarters of the sky hidden the banks close to one low, heavy ceiling.
    """
    look = hand.look
    share = _COVER[look.weather] if cover is None else cover
    box = hand.seen((-hand.wide, -hand.high, hand.wide, hand.horizon))
    x, y = hand.grid(box, 0.4)
    up = np.clip((hand.horizon - y) / (hand.horizon + hand.high), 0, 1)
    heavy = share > 0.75
    # Clouds lie in layers: everywhere longer than high, and the flatter the nearer to the horizon.
    v = (-2.0 if heavy else -2.3) * up**0.8 + float(hand.rng.random())
    u, n = x / (2 * hand.wide), max(1, round(2 * hand.wide / 1.6))
    side = math.copysign(0.014, look.sun[0])

    def body(du: float, dv: float) -> Field:
        low = sample("cloud", n * (u + du), (v + dv) * 0.5)
        middle = sample("cloud", 3 * n * (u + du) + 0.3, (v + dv) * 1.5)
        fine = sample("grain", 3 * n * (u + du), (v + dv) * 1.2 + 0.6)
        return np.asarray(0.66 * low + 0.28 * middle + 0.06 * fine, dtype=np.float32)

    here = body(0.0, 0.0)
    relief = (here - body(side, 0.09)) * 2.6
    dark, light = cloud_colours(hand, share)
    if heavy:
        tone = 0.5 + (here - 0.5) * 1.1 * share + relief * 0.35 + 0.25 * (1 - up) ** 3
        colours = ramp(tone, [(0.1, dark), (0.5, mix(dark, light, 0.5)), (0.95, light)])
        hand.picture(colours, smooth(0.0, 0.3, up) * (0.35 + 0.6 * smooth(0.30, 0.62, here)), box)
        return
    edge = 0.70 - 0.46 * share
    alpha = smooth(edge, edge + 0.13, here) * smooth(0.0, 0.16, up) * (0.92 if share > 0.3 else 0.8)
    tone = 0.62 + relief - 0.9 * np.clip(here - edge - 0.12, 0, 0.4)
    hand.picture(ramp(tone, [(0, dark), (0.5, mix(dark, light, 0.55)), (1, light)]), alpha, box)


def cloud_colours(hand: Hand, share: float) -> tuple[RGB, RGB]:
    """Return the shadow and the light of clouds under this sky."""
    look = hand.look
    grey = min(1.0, max(0.0, share - 0.45) * 1.3)
    white = mix((1.0, 0.99, 0.97), look.lit, 0.25)
    light = mix(mix(white, look.sky_low, 0.25), scale(look.sky_low, 0.8), grey * 0.7)
    if look.time == "night":
        light = mix(look.sky_low, (0.62, 0.68, 0.82), 0.28)
    light = mix(light, (light[0] * ambient(look)[0], light[1] * ambient(look)[1], light[2] * ambient(look)[2]), 0.4)
    dark = mix(mix(look.sky_top, look.sky_low, 0.4), look.shade, 0.22 + 0.35 * grey)
    if look.weather == "storm":
        dark, light = mix(scale(dark, 0.75), look.shade, 0.3), scale(light, 0.82)
    if value(dark) > value(light):
        dark = scale(light, 0.75)
    return dark, light


def mist(hand: Hand, base: float, height: float, strength: float) -> None:
    """Lay a band of mist, densest at `base`, that thins out `height` above and below it."""
    box = hand.seen((-hand.wide, base - height, hand.wide, base + height))
    x, y = hand.grid(box, 1.0)
    u = x / (2 * hand.wide)
    drift = sample("cloud", 2 * u + 0.4, y * 0.8 + 0.2)
    fade = np.exp(-(((y - base) / (height * 0.45)) ** 2))
    alpha = np.clip(fade * (0.45 + 1.1 * (drift - 0.35)), 0, 1) * strength
    pale = mix(hand.look.sky_low, WHITE, 0.25 if not hand.look.dark else 0.06)
    hand.picture(np.broadcast_to(flat(pale), (*x.shape, 3)), alpha, box)


def haze(look: Look, depth: float, base: float = 0.0) -> list[Layer]:
    """Return a plane of drifting mist, `base` below (positive) the horizon; none in clear air."""
    strength = _VEILS.get(look.weather, 0.0)
    if not strength:
        return []

    def paint(hand: Hand) -> None:
        mist(hand, hand.horizon + base, 0.3, strength)

    return [layer("mist", depth, paint, sway=Sway(drift=0.012), loop=True, soft=True)]
