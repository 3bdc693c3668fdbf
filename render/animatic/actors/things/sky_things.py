"""What hangs above and falls: moon, sun, star, stars, a drop of rain."""

from math import cos, pi, sin

from render.animatic.actors.people.forms import curve, oval, polygon, tube
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.things.model import thing
from render.animatic.actors.things.sketch import Sketch
from render.animatic.base import RGB

_PALE: RGB = (0.96, 0.94, 0.84)
_SEAS = (
    (-0.14, -0.66, 0.13),
    (0.08, -0.7, 0.1),
    (0.16, -0.5, 0.11),
    (-0.18, -0.42, 0.09),
    (0.02, -0.36, 0.07),
    (-0.26, -0.56, 0.06),
    (0.26, -0.62, 0.06),
)
_CRATERS = (
    (0.05, -0.22, 0.05),
    (-0.28, -0.3, 0.035),
    (0.3, -0.4, 0.04),
    (-0.02, -0.86, 0.03),
    (-0.34, -0.7, 0.03),
    (0.22, -0.78, 0.028),
)


def _moon(h: Sketch) -> None:
    colour = h.tint(_PALE)
    disc = oval(0, -0.5, 0.46, 0.46)
    h.wash(
        disc,
        (-0.3, -0.9),
        (0.3, -0.1),
        [(0, mix(colour, (1, 1, 1), 0.4), 1), (0.6, colour, 1), (1, times(colour, 0.82), 1)],
    )
    with h.inside(disc):
        for x, y, r in _SEAS:
            h.airbrush((x, y), r * 1.3, r * 1.1, times(colour, 0.68), 0.75, 0.3)
        for x, y, r in _CRATERS:
            h.fill(oval(x, y, r, r), times(colour, 0.86), 0.8)
            h.arc([(x - r, y), (x - r * 0.6, y - r * 0.8), (x, y - r)], r * 0.2, times(colour, 0.7), 0.8)
            h.arc([(x + r, y), (x + r * 0.6, y + r * 0.8), (x, y + r)], r * 0.2, mix(colour, (1, 1, 1), 0.6), 0.8)
        h.speckle(disc, times(colour, 0.8), 60, 0.03, 0.35, 181)
        if h.broken:
            h.fill(oval(0.24, -0.56, 0.46, 0.46), times(h.look.sky_top, 0.7), 0.96)
            h.cracks(-0.22, -0.5, 0.2, 6, bright=False)


def _moon_glow(h: Sketch) -> None:
    strength = 0.25 if h.broken else 0.5 + 0.03 * h.wave()
    h.light(0, -0.5, 0.82, mix(h.tint(_PALE), (0.7, 0.8, 1.0), 0.4), strength)


def _sun(h: Sketch) -> None:
    colour = h.tint((1.0, 0.83, 0.36))
    low = h.look.time in ("dawn", "golden hour", "dusk")
    if low:
        colour = mix(colour, (1.0, 0.5, 0.2), 0.4)
    turn = h.phase * 2 * pi / 16
    for k in range(16):
        a = turn + 2 * pi * k / 16
        far = 0.5 if k % 2 else 0.44
        nx, ny = -sin(a) * 0.05, cos(a) * 0.05
        h.fill(
            polygon(
                [
                    (0.33 * cos(a) + nx, -0.5 + 0.33 * sin(a) + ny),
                    (far * cos(a), -0.5 + far * sin(a)),
                    (0.33 * cos(a) - nx, -0.5 + 0.33 * sin(a) - ny),
                ]
            ),
            mix(colour, (1, 1, 1), 0.2),
            0.0 if h.broken else 0.75,
        )
    disc = oval(0, -0.5, 0.3, 0.3)
    h.wash(
        disc,
        (0, -0.8),
        (0, -0.2),
        [(0, mix(colour, (1, 1, 1), 0.65), 1), (0.5, mix(colour, (1, 1, 1), 0.35), 1), (1, colour, 1)],
    )
    if h.broken:
        h.fill(oval(0.06, -0.52, 0.275, 0.275), times(h.look.shade, 0.5), 0.95)


def _sun_glow(h: Sketch) -> None:
    colour = h.tint((1.0, 0.8, 0.4))
    h.light(0, -0.5, 0.8 + 0.02 * h.wave(), colour, 0.35 if h.broken else 0.85)


def _spark(h: Sketch, x: float, y: float, r: float, colour: RGB, alpha: float) -> None:
    """Paint a star's cross of light."""
    points = []
    for k in range(8):
        a, far = pi * k / 4, (r if k % 2 == 0 else r * 0.12)
        points.append((x + far * cos(a), y + far * sin(a)))
    h.fill(polygon(points), colour, alpha)


def _star(h: Sketch) -> None:
    colour = h.tint((1.0, 0.95, 0.74))
    pulse = 0.9 + 0.1 * h.wave(2)
    with h.at(0, -0.5, 3 * h.wave()) as one:
        points = [
            (
                (0.46 if k % 2 == 0 else 0.185) * pulse * sin(pi * k / 5),
                -(0.46 if k % 2 == 0 else 0.185) * pulse * cos(pi * k / 5),
            )
            for k in range(10)
        ]
        for k in range(10):
            a, b = points[k], points[(k + 1) % 10]
            shade = mix(colour, (1, 1, 1), 0.55) if k % 2 else times(colour, 0.82)
            if h.broken:
                shade = times(mix(shade, (0.5, 0.52, 0.6), 0.6), 0.6)
            one.fill(polygon([(0, 0), a, b]), shade)
        if h.broken:
            one.cracks(0.05, 0.0, 0.3, 6, bright=False)
        else:
            one.airbrush((0, 0), 0.2, 0.2, (1, 1, 1), 0.7)


def _star_glow(h: Sketch) -> None:
    if h.broken:
        h.light(0, -0.5, 0.3, h.tint((1.0, 0.95, 0.74)), 0.12)
        return
    colour = h.tint((1.0, 0.95, 0.74))
    h.light(0, -0.5, 0.75, colour, 0.6 + 0.12 * h.wave(2))
    _spark(h, 0, -0.5, 0.72, colour, 0.35 + 0.1 * h.wave(2))


def _field(h: Sketch, light: bool) -> None:
    rng = h.chance(191)
    for k in range(150):
        x, y = float(rng.uniform(-1.55, 1.55)), float(rng.uniform(-1.0, 0.0))
        big = float(rng.uniform(0, 1)) ** 7
        r = 0.004 + 0.012 * big
        tone = mix((1.0, 0.96, 0.86), (0.75, 0.85, 1.0), float(rng.uniform(0, 1)))
        tone = mix(tone, h.tint(tone), 0.7)
        shine = 0.55 + 0.45 * sin(2 * pi * (h.phase * int(rng.integers(1, 3)) + float(rng.uniform(0, 1))))
        if h.broken and k % 3:
            continue
        if light:
            if big > 0.12:
                h.light(x, y, 0.05 + 0.1 * big, tone, 0.8 * shine)
                _spark(h, x, y, 0.05 + 0.09 * big, tone, 0.6 * shine)
        else:
            h.fill(oval(x, y, r, r), tone, 0.4 + 0.6 * shine)
    if not light:
        for k in range(26):
            t = k / 25
            h.airbrush(
                (-1.3 + 2.6 * t, -0.18 - 0.62 * t + 0.05 * sin(9 * t)),
                0.2,
                0.1,
                mix((0.6, 0.65, 0.95), h.look.sky_low, 0.3),
                0.14,
            )


def _stars(h: Sketch) -> None:
    _field(h, False)


def _stars_glow(h: Sketch) -> None:
    _field(h, True)


def _rain_drop(h: Sketch) -> None:
    blue = h.tint((0.5, 0.68, 0.86))
    wobble = 0.012 * h.wave(2)
    drop = curve(
        [
            (0, -0.98),
            (0.09, -0.76),
            (0.25 + wobble, -0.46),
            (0.29 + wobble, -0.26),
            (0.19, -0.07),
            (0, -0.01),
            (-0.19, -0.07),
            (-0.29 - wobble, -0.26),
            (-0.25 - wobble, -0.46),
            (-0.09, -0.76),
        ],
        tension=0.85,
    )
    h.wash(
        drop,
        (0, -1),
        (0, 0),
        [(0, mix(blue, h.look.sky_low, 0.5), 0.6), (0.55, blue, 0.7), (1, mix(blue, (1, 1, 1), 0.5), 0.85)],
    )
    with h.inside(drop):
        h.fill(
            curve([(-0.4, -0.3), (-0.15, -0.38), (0.1, -0.3), (0.4, -0.4), (0.4, -0.62), (-0.4, -0.62)]),
            mix(h.look.mid, h.look.shade, 0.3),
            0.4,
            0.03,
        )
        h.crescent(drop, -0.05, mix(blue, (1, 1, 1), 0.7), 0.75, 0.03)
        h.crescent(drop, 0.04, times(h.look.shade, 0.8), 0.5, 0.04)
        h.airbrush((h.tones.sun[0] * 0.12, -0.42), 0.06, 0.14, (1, 1, 1), 0.95, 0.3)
        h.airbrush((-h.tones.sun[0] * 0.1, -0.13), 0.11, 0.05, (1, 1, 1), 0.8)
    h.stroke(drop, mix(blue, (1, 1, 1), 0.6), 0.008, 0.8)
    if h.broken:
        for k in range(9):
            a = pi * (k + 0.5) / 9
            h.volume(
                tube([(0.3 * cos(a), -0.02 - 0.02 * sin(a)), (0.56 * cos(a), -0.03 - 0.3 * sin(a))], [0.02, 0.03]),
                mix(blue, (1, 1, 1), 0.5),
                0.02,
            )


SKY = {
    "moon": thing(
        _moon,
        1.0,
        poses=6,
        seconds=5.0,
        glow=_moon_glow,
        lights=True,
        airborne=True,
        splits=False,
        focus=(0.0, -0.5),
        head=0.9,
    ),
    "sun": thing(
        _sun,
        1.0,
        poses=10,
        seconds=5.0,
        glow=_sun_glow,
        lights=True,
        airborne=True,
        splits=False,
        focus=(0.0, -0.5),
        head=0.9,
    ),
    "star": thing(
        _star,
        0.4,
        poses=10,
        seconds=2.4,
        glow=_star_glow,
        lights=True,
        airborne=True,
        splits=False,
        focus=(0.0, -0.5),
        head=0.9,
    ),
    "stars": thing(
        _stars,
        1.0,
        poses=10,
        seconds=3.0,
        glow=_stars_glow,
        lights=True,
        airborne=True,
        splits=False,
        focus=(0.0, -0.5),
    ),
    "rain_drop": thing(_rain_drop, 0.06, poses=8, seconds=1.2, airborne=True, splits=False, focus=(0.0, -0.4)),
}
"""What hangs above and falls."""
