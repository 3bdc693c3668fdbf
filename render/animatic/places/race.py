"""The race: circuit, tunnel and pit garage."""

import numpy as np

from render.animatic.base import RGB, Layer, Look
from render.animatic.places.brushes import Hand, layer
from render.animatic.places.furniture import shadow
from render.animatic.places.land import ridge
from render.animatic.places.road import asphalt, dashes
from render.animatic.places.room import FLOOR, Box, cut, floor, indoor
from render.animatic.places.sky import haze, heaven, paint_sky
from render.animatic.places.tone import BLACK, WHITE, gleam, lamp, local, mix, scale, snow, snowing, wet
from render.animatic.places.tube import FAR, Tube
from render.animatic.places.water import mirrored


def kerbs(hand: Hand, width: float, bend: float = 0.0) -> None:
    """Paint the red and white kerbs of a race track along both sides."""
    red, white = (
        local(hand.look, (0.80, 0.10, 0.10), hand.look.accent, 0.8),
        local(hand.look, (0.95, 0.95, 0.95), hand.look.lit, 0.7),
    )
    z = 0.3 / (hand.high - hand.horizon)
    k = 0
    while z < 14:
        a, b = 0.3 / z, 0.3 / (z * 1.0 + 0.16)
        for s in (-1, 1):
            hand.poly(
                [
                    (s * width * a, hand.horizon + a),
                    (s * (width + 0.14) * a, hand.horizon + a),
                    (s * (width + 0.14) * b, hand.horizon + b),
                    (s * width * b, hand.horizon + b),
                ],
                red if k % 2 else white,
            )
        z += 0.16
        k += 1


def _floodlit(hand: Hand, x: float) -> None:
    """Let a mast light the track: in mist its light stands in the air, on asphalt it lies in pools."""
    if not hand.look.dark:
        return
    hand.glow(x * hand.rest * 0.6, hand.horizon + 0.16, 0.5, (0.62, 0.74, 0.95), 0.34, 0.3)
    hand.glow(x * hand.rest * 0.5, hand.horizon - 0.02, 0.6, (0.5, 0.6, 0.85), 0.26, 0.35)


def race_track(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A circuit: asphalt in perspective, kerbs, stands full of people, floodlight masts, a start gantry."""
    del rng
    masts = [(-1.02, 0.52), (-0.60, 0.34), (0.60, 0.34), (1.02, 0.52)]

    def far(hand: Hand) -> None:
        ridge(hand, hand.horizon + 0.01, 0.07, look.far, mix(look.far, look.sky_low, 0.4))
        hand.rect(-hand.wide, hand.horizon, hand.wide, hand.high, look.mid)

    def stands(hand: Hand) -> None:
        for s in (-1, 1):
            stand(hand, s)
        for x, h in masts:
            mast(hand, x * hand.rest, hand.horizon + 0.02, h)

    def lights(hand: Hand) -> None:
        for x, h in masts:
            lamp_at = (x * hand.rest, hand.horizon + 0.02 - h)
            hand.glow(*lamp_at, 0.30, mix((0.85, 0.92, 1.0), look.lit, 0.2), 0.55 if look.dark else 0.15)
            hand.glow(*lamp_at, 0.07, WHITE, 0.9 if look.dark else 0.3)
            _floodlit(hand, x)

    def surface(hand: Hand) -> None:
        grass = snow(look) if snowing(look) else local(look, (0.26, 0.42, 0.18), look.ground, 0.6)
        asphalt(hand, 1.5, grass)
        kerbs(hand, 1.5)
        dashes(hand, -1.42, 0.018, local(look, (0.95, 0.95, 0.95), look.lit), 1.0, 1.0)
        dashes(hand, 1.42, 0.018, local(look, (0.95, 0.95, 0.95), look.lit), 1.0, 1.0)
        for k in range(5):
            z = 0.9 + 0.8 * k
            y, s = hand.horizon + 0.3 / z, 0.3 / z
            for side in (-1, 1):
                x = side * (0.35 + 0.55 * (k % 2)) * s
                hand.line(
                    [
                        (x - 0.30 * s, y),
                        (x + 0.30 * s, y),
                    ],
                    0.014 * s * 3,
                    WHITE,
                    0.5 if look.dark else 0.75,
                )
        rubber = mix(look.shade, (0.05, 0.05, 0.06), 0.5)
        for at in (-0.42, -0.28, 0.3, 0.46):
            dashes(hand, at, 0.035, rubber, 1.0, 1.0, 0.22)
        if look.dark or wet(look):
            mirrored(
                hand,
                [(x * hand.rest * 0.8, mix((0.85, 0.92, 1.0), lamp(look), 0.2)) for x, _ in masts],
                hand.horizon + 0.03,
                0.30 if wet(look) else 0.12,
            )

    return [
        *heaven(look),
        layer("far", 14, far, loop=True),
        layer("stands", 4, stands),
        layer("lights", 4, lights, glow=True, soft=True),
        *haze(look, 3),
        layer("ground", 1, surface, mirror=gleam(look, 0.25 * look.dark)),
        layer("fence", 0.65, fence),
    ]


def mast(hand: Hand, x: float, foot: float, height: float) -> None:
    """Paint a floodlight mast with its rows of lamps."""
    steel = mix(hand.look.near, hand.look.shade, 0.4)
    hand.line([(x, foot), (x, foot - height)], 0.010, steel)
    half = 0.05
    hand.rect(x - half, foot - height - 0.035, x + half, foot - height + 0.03, steel, round_=0.004)
    bulb = WHITE if hand.look.dark else mix(hand.look.sky_low, WHITE, 0.6)
    for i in range(5):
        for j in range(3):
            hand.oval(x - half + 0.012 + i * 0.019, foot - height - 0.022 + j * 0.02, 0.007, 0.007, bulb)


def stand(hand: Hand, side: int) -> None:
    """Paint a grandstand that recedes towards the vanishing point, its rows speckled with people."""
    look = hand.look
    far_x, near_x = side * 0.17, side * (hand.rest + 0.55)
    h = hand.horizon
    concrete = local(look, (0.55, 0.55, 0.58), look.mid, 0.5)
    a, b = (far_x, h - 0.035), (near_x, h - 0.30)
    hand.poly([a, b, (near_x, h + 0.1), (far_x, h + 0.008)], concrete)
    rows = 9
    people: list[RGB] = [
        (0.85, 0.25, 0.2),
        (0.92, 0.88, 0.8),
        (0.2, 0.3, 0.6),
        (0.9, 0.7, 0.25),
        (0.25, 0.22, 0.25),
        (0.75, 0.55, 0.45),
    ]
    tones = [local(look, p, mix(look.near, look.shade, 0.3), 0.55) for p in people]
    for r in range(rows):
        t = (r + 0.5) / rows
        n = 170
        s = hand.rng.random(n) ** 1.5
        x = far_x + (near_x - far_x) * s
        y = (h + 0.004 + (0.06 - 0.004) * s) + (-(0.035 + (0.30 - 0.035) * s) - (0.004 + 0.056 * s)) * t
        hand.stamp("soft", x, y, 0.006 + 0.026 * s, tones, 0.95)
        hand.line([(far_x, h - 0.035 * t), (near_x, h + 0.08 - 0.36 * t)], 0.002, look.shade, 0.4)
    roof = mix(concrete, look.shade, 0.45)
    hand.poly([(far_x, h - 0.055), (near_x, h - 0.44), (near_x, h - 0.38), (far_x, h - 0.047)], roof)
    hand.line(
        [(far_x, h - 0.055), (near_x, h - 0.44)], 0.006, snow(look) if snowing(look) else mix(roof, look.lit, 0.6), 0.9
    )
    wall = local(look, (0.85, 0.85, 0.88), look.mid, 0.6)
    hand.poly([(far_x, h + 0.002), (near_x, h + 0.03), (near_x, h + 0.13), (far_x, h + 0.012)], wall)
    for k in range(6):
        s0, s1 = (k / 6) ** 1.4, ((k + 0.8) / 6) ** 1.4
        x0, x1 = far_x + (near_x - far_x) * s0, far_x + (near_x - far_x) * s1
        tone = local(look, ((0.8, 0.12, 0.12), (0.12, 0.25, 0.6), (0.95, 0.75, 0.15))[k % 3], look.accent, 0.75)
        hand.poly(
            [
                (x0, h + 0.002 + 0.03 * s0),
                (x1, h + 0.002 + 0.03 * s1),
                (x1, h + 0.010 + 0.11 * s1),
                (x0, h + 0.010 + 0.11 * s0),
            ],
            tone,
        )


def fence(hand: Hand) -> None:
    """Frame the picture with the mesh of a catch fence at the very edges."""
    steel = mix(hand.look.near, hand.look.shade, 0.6)
    for s in (-1, 1):
        x = s * (hand.rest - 0.03)
        hand.line([(x, 0.8), (x, -0.30), (x - s * 0.10, -0.44)], 0.014, steel)
        for k in range(5):
            y = 0.45 - k * 0.17
            hand.line([(x, y), (s * hand.wide, y + 0.04)], 0.004, steel, 0.8)


def tunnel(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A road tunnel: arched walls, two rows of lamps that race to the far light, asphalt with a centre line."""
    del rng
    tube = Tube(max(0.50, look.aspect * 0.42), 0.32, 0.50, look.horizon)
    wall = mix(local(look, (0.60, 0.56, 0.48), look.mid, 0.5), BLACK, 0.30)
    warm = mix((1.0, 0.74, 0.36), look.accent, 0.2)

    def shell(hand: Hand) -> None:
        bright = mix(look.sky_low, WHITE, 0.0 if look.dark else 0.5)
        tube.shell(hand, wall, mix(wall, BLACK, 0.45), bright, mix(warm, BLACK, 0.35), 0.36)
        z = 0.36
        while z < FAR:
            step = z * 1.14
            share = min(1.0, z / FAR)
            for s in (-1, 1):
                tube.side(hand, s, (z, z * 1.02), (0.0, 1.0), mix(BLACK, warm, 0.4 * share), 0.8)
                corner = [
                    tube.at(s, 0.72, z),
                    tube.at(s, 1, z),
                    tube.at(s * 0.55, 1, z),
                    tube.at(s * 0.55, 1, step),
                    tube.at(s * 0.86, 0.87, step),
                    tube.at(s, 0.72, step),
                ]
                hand.poly(corner, mix(mix(wall, BLACK, 0.35), warm, 0.25 * share))
            z = step
        for s in (-1, 1):
            tube.seam(hand, s, 0.16, 0.055, local(look, (0.80, 0.80, 0.78), look.mid, 0.5), 0.55, 0.36)
            tube.seam(hand, s, 0.25, 0.008, warm, 0.8, 0.36)
        hand.glow(0, look.horizon, 0.22, bright, 0.9)

    def lamps(hand: Hand) -> None:
        z = 0.42
        while z < FAR:
            for s in (-1, 1):
                tube.level(hand, 0.97, (s * 0.50, s * 0.62), (z, z * 1.13), mix(warm, WHITE, 0.5), 0.95)
                hand.glow(*tube.at(s * 0.56, 0.96, z * 1.06), 0.30 / z, warm, 0.5)
                hand.glow(*tube.at(s * 0.96, 0.55, z * 1.06), 0.30 / z, warm, 0.22)
            z *= 1.36

    def road(hand: Hand) -> None:
        with tube.on_floor(hand):
            asphalt(hand, 9.0, wall, look.horizon + tube.floor / FAR)
            box = (-hand.wide, look.horizon, hand.wide, hand.high)
            hand.wash_rect(box, [(0, warm, 0.35), (0.35, warm, 0.12), (1, BLACK, 0.45)])
            dashes(hand, 0.0, 0.035, mix(WHITE, warm, 0.3), 0.9, 0.45)
            k = tube.half / tube.floor
            for s in (-1, 1):
                dashes(hand, s * k * 0.86, 0.03, mix(WHITE, warm, 0.3), 1.0, 1.0)
                hand.line([tube.at(s, 0, 0.3), tube.at(s, 0, FAR)], 0.05, BLACK, 0.4)
            spots = [(s * x, warm) for s in (-1, 1) for x in (0.10, 0.30)]
            mirrored(hand, spots, look.horizon + 0.06, 0.35 if wet(look) else 0.2, 0.03)

    return [
        layer("back", 50, lambda h: h.rect(-h.wide, -h.high, h.wide, h.high, mix(wall, BLACK, 0.5))),
        layer("tunnel", 2, shell),
        layer("lamps", 2, lamps, glow=True),
        layer("ground", 1, road, mirror=gleam(look, 0.15)),
    ]


def pit_garage(look: Look, rng: np.random.Generator) -> list[Layer]:
    """A pit garage: open to the track, tool cabinets, stacks of tyres, chequered band, strip lights."""
    del rng
    foot = look.horizon + FLOOR
    gate: Box = (-0.40 * look.aspect / 2, -0.22, 0.40 * look.aspect / 2, foot)

    def track(hand: Hand) -> None:
        paint_sky(hand)
        hand.rect(-hand.wide, hand.horizon - 0.03, hand.wide, hand.high, mix(look.mid, look.far, 0.5))
        tones = [
            local(look, c, look.near, 0.6)
            for c in ((0.85, 0.25, 0.2), (0.92, 0.88, 0.8), (0.2, 0.3, 0.6), (0.3, 0.28, 0.3))
        ]
        n = 700
        hand.stamp(
            "soft",
            hand.scatter(n, -hand.rest, hand.rest),
            hand.scatter(n, hand.horizon - 0.12, hand.horizon),
            0.014,
            tones,
            0.9,
        )
        hand.rect(-hand.wide, hand.horizon, hand.wide, hand.horizon + 0.03, local(look, (0.85, 0.85, 0.88), look.mid))
        hand.rect(-hand.wide, hand.horizon + 0.03, hand.wide, hand.high, local(look, (0.32, 0.32, 0.34), look.ground))

    def concrete(hand: Hand) -> None:
        floor(hand, indoor(look, (0.52, 0.53, 0.55)), "concrete", foot, 0.45)
        yellow = indoor(look, (0.92, 0.74, 0.18))
        for s in (-1, 1):
            hand.poly(
                [
                    (s * 0.30 * hand.rest, foot + 0.005),
                    (s * 0.32 * hand.rest, foot + 0.005),
                    (s * 0.80 * hand.rest, hand.high),
                    (s * 0.74 * hand.rest, hand.high),
                ],
                yellow,
                0.8,
            )

    def things(hand: Hand) -> None:
        red = indoor(look, mix((0.78, 0.12, 0.12), look.accent, 0.4), 0.85)
        for s in (-1, 1):
            _cabinet(hand, s * hand.rest * 0.66, foot + 0.05, 0.20, red)
            for k, n in ((0.90, 4), (1.06, 3)):
                _tyres(hand, s * hand.rest * k, foot + 0.14 - 0.03 * (n == 3), 0.085, n)
        x = -hand.rest * 0.66
        hand.rect(x - 0.07, foot - 0.22, x + 0.07, foot - 0.13, BLACK)
        hand.rect(x - 0.065, foot - 0.215, x + 0.065, foot - 0.135, mix(look.sky_top, WHITE, 0.25))
        hand.line(
            [(x - 0.05, foot - 0.16), (x - 0.02, foot - 0.19), (x + 0.01, foot - 0.165), (x + 0.05, foot - 0.20)],
            0.004,
            look.accent,
        )

    def lights(hand: Hand) -> None:
        for x in (-0.55, 0.0, 0.55):
            hand.rect(x * hand.rest - 0.13, -0.405, x * hand.rest + 0.13, -0.39, WHITE, 0.95)
            hand.glow(x * hand.rest, -0.39, 0.42, mix(WHITE, lamp(look), 0.15), 0.35, 0.6)

    return [
        layer("track", 50, track),
        layer("walls", 2.5, lambda h: _pit_garage_walls(h, foot, gate)),
        layer("lights", 2.5, lights, glow=True),
        layer("ground", 1, concrete, mirror=0.2),
        layer("things", 1, things),
    ]


def _pit_garage_walls(hand: Hand, foot: float, gate: Box) -> None:
    """Walls with the team band and the open gate."""
    look = hand.look
    grey = indoor(look, (0.80, 0.81, 0.83))
    hand.rect(-hand.wide, -hand.high, hand.wide, hand.high, grey)
    hand.weave("cloud", 1.0, 0.10, look.shade, WHITE)
    red = indoor(look, mix((0.80, 0.10, 0.10), look.accent, 0.4), 0.85)
    hand.rect(-hand.wide, -0.34, hand.wide, -0.26, red)
    for i in range(int(2 * hand.wide / 0.02)):
        for j in range(2):
            if (i + j) % 2:
                x = -hand.wide + i * 0.02
                hand.rect(x, -0.26 + j * 0.02, x + 0.02, -0.24 + j * 0.02, BLACK, 0.85)
            else:
                x = -hand.wide + i * 0.02
                hand.rect(x, -0.26 + j * 0.02, x + 0.02, -0.24 + j * 0.02, WHITE, 0.9)
    cut(hand, gate)
    steel = mix(grey, look.shade, 0.5)
    for k in range(6):
        hand.rect(gate[0], gate[1] + k * 0.011, gate[2], gate[1] + 0.009 + k * 0.011, mix(steel, WHITE, 0.15 * (k % 2)))
    for x in (gate[0], gate[2]):
        hand.rect(x - 0.014, gate[1], x + 0.014, foot, steel)
    hand.wash_rect((-hand.wide, -hand.high, hand.wide, -0.2), [(0, look.shade, 0.6), (1, look.shade, 0.0)])


def _cabinet(hand: Hand, x: float, foot: float, size: float, colour: RGB) -> None:
    """A tool cabinet on castors with drawers."""
    shadow(hand, x, foot, size * 0.6)
    hand.rect(x - size / 2, foot - size * 0.92, x + size / 2, foot - size * 0.06, colour, round_=0.006)
    for k in range(5):
        y = foot - size * (0.84 - 0.155 * k)
        hand.rect(x - size * 0.44, y, x + size * 0.44, y + size * 0.12, mix(colour, hand.look.shade, 0.2))
        hand.line(
            [(x - size * 0.3, y + size * 0.03), (x + size * 0.3, y + size * 0.03)], 0.005, mix(colour, WHITE, 0.65)
        )
    hand.rect(x - size * 0.53, foot - size * 0.96, x + size * 0.53, foot - size * 0.90, scale(colour, 0.5))


def _tyres(hand: Hand, x: float, foot: float, radius: float, count: int) -> None:
    """A stack of racing tyres."""
    rubber = mix((0.10, 0.10, 0.11), hand.look.shade, 0.3)
    shadow(hand, x, foot, radius * 1.2)
    for k in range(count):
        y = foot - radius * 0.62 * (k + 0.5)
        hand.rect(x - radius, y - radius * 0.30, x + radius, y + radius * 0.30, rubber, round_=radius * 0.22)
        hand.line(
            [(x - radius * 0.85, y - radius * 0.14), (x + radius * 0.85, y - radius * 0.14)],
            0.004,
            mix(rubber, hand.look.lit, 0.3),
            0.7,
        )
        hand.line(
            [(x - radius * 0.9, y + radius * 0.1), (x + radius * 0.9, y + radius * 0.1)],
            0.006,
            mix((0.92, 0.78, 0.2), rubber, 0.3),
            0.9,
        )
    top = foot - radius * 0.62 * count
    hand.oval(x, top, radius * 0.95, radius * 0.26, mix(rubber, hand.look.lit, 0.12))
    hand.oval(x, top, radius * 0.5, radius * 0.13, BLACK)
