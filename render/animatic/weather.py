"""Weather: falling and flying particles in two depths, drifting mist, aurora, lightning.

Particles are splatted every frame into two screen-sized pictures of the atlas, one behind the subject and one before
it; where they are is a function of time alone, so any frame can be made without the ones before. Mist and aurora are
ordinary layers that drift.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import skia
from numpy.typing import NDArray

from render.animatic.base import RGB, Brush, Layer, Look, Sway
from render.animatic.blend import CELL
from render.animatic.camera import View
from render.animatic.colour import mix, to_lab, toned
from render.animatic.kernel import kernel
from render.animatic.look import Fixes

Where = Literal["behind", "before"]

LIGHTNING = "lightning"
"""Name of the layer that is seen only while it flashes."""


@dataclass(frozen=True)
class Swarm:
    """Particles of one kind. Lengths are in heights of the picture, speeds in heights a second."""

    count: int
    """On a 16:9 picture."""
    radius: tuple[float, float]
    fall: float
    drift: float
    alpha: float
    streak: float = 0.0
    """Seconds of movement that blur into a line."""
    sway: float = 0.0
    depth: float = 1.0
    """Relative to the subject: how much the camera's moves shift it."""
    below: float | None = None
    """Stay below this height of the picture (splashes)."""


def swarms(look: Look, fixes: Fixes, indoors: bool) -> dict[Where, list[Swarm]]:
    """Return what falls and flies behind and before the subject."""
    before: list[Swarm] = []
    behind: list[Swarm] = []
    if not indoors:
        match look.weather:
            case "rain" | "storm":
                hard = 1.5 if look.weather == "storm" else 1.0
                wet = 0.4 if look.dark else 0.26
                lean = 0.5 if look.weather == "storm" else 0.16
                behind = [Swarm(round(520 * hard), (0.0008, 0.0011), 1.5, lean * 1.5, wet, streak=0.03, depth=3.0)]
                before = [
                    Swarm(round(150 * hard), (0.0010, 0.0014), 2.3, lean * 2.3, wet, streak=0.042, depth=0.8),
                    Swarm(round(14 * hard), (0.0018, 0.0024), 3.4, lean * 3.4, 0.5 * wet, streak=0.06, depth=0.5),
                    Swarm(60, (0.0016, 0.0022), 0.0, 0.0, wet, below=0.2),
                ]
            case "snow":
                behind = [Swarm(330, (0.0012, 0.0024), 0.10, 0.03, 0.75, sway=0.010, depth=3.0)]
                before = [
                    Swarm(110, (0.0026, 0.0046), 0.17, 0.05, 0.85, sway=0.018, depth=0.9),
                    Swarm(14, (0.009, 0.016), 0.3, 0.08, 0.34, sway=0.03, depth=0.5),
                ]
            case "blizzard":
                behind = [Swarm(650, (0.0012, 0.0024), 0.35, 1.1, 0.6, streak=0.012, sway=0.01, depth=3.0)]
                before = [
                    Swarm(260, (0.0022, 0.0042), 0.5, 1.7, 0.62, streak=0.014, sway=0.02, depth=0.9),
                    Swarm(22, (0.008, 0.015), 0.7, 2.4, 0.24, streak=0.016, depth=0.5),
                ]
            case "wind":
                behind = [Swarm(46, (0.0016, 0.003), 0.05, 0.9, 0.4, streak=0.02, sway=0.05, depth=2.0)]
                before = [Swarm(16, (0.004, 0.007), 0.08, 1.3, 0.6, sway=0.09, depth=0.8)]
            case "clear" | "clouds" | "mist" | "aurora":
                pass
    if fixes["add life"] or look.texture == "dream":
        before.append(Swarm(60, (0.0024, 0.006), -0.03, 0.04, 0.6, sway=0.04, depth=0.9))
        behind.append(Swarm(110, (0.0016, 0.003), -0.02, 0.03, 0.6, sway=0.03, depth=2.0))
    if fixes["simpler"]:
        before = before[:1]
    return {"behind": behind, "before": before}


def particle_colour(look: Look) -> RGB:
    """Return the colour of rain or snow in this light."""
    if look.snowy:
        return toned(mix(look.lit, look.sky_low, 0.5), 0.74 if look.time == "night" else 0.97, 0.35)
    if look.wet:
        return toned(mix(look.lit, look.sky_low, 0.5), max(0.62, to_lab(look.sky_low)[0] + 0.12), 0.5)
    if look.weather == "wind":
        return mix(look.near, look.accent, 0.35)
    return toned(look.lit, 0.92, 0.8)


class Cloud:
    """The particles of one depth, splatted into a picture of the screen's size."""

    def __init__(self, kinds: list[Swarm], colour: RGB, aspect: float, seed: int) -> None:
        """`colour` is final (graded)."""
        self._aspect = aspect
        alpha = np.arange(256)[:, None]
        levels = np.array([*(round(c * 255) for c in colour), 255])
        self._colours = (levels * alpha // 255).astype(np.uint8).view(np.uint32).reshape(-1)
        rng = np.random.default_rng(seed)
        self._kinds = []
        for kind in kinds:
            count = round(kind.count * max(0.4, aspect / (16 / 9)))
            self._kinds.append((kind, rng.random((count, 5))))

    def splat(self, time: float, view: View, texels: NDArray[np.uint8], cells: NDArray[np.uint16]) -> None:
        """Wipe the picture (h, w, 4) and paint the particles at this time (s) into it; `cells` is its coarse map."""
        _wipe(texels, cells)
        height, width = texels.shape[:2]
        words = texels.view(np.uint32).reshape(height, width)
        for kind, chance in self._kinds:
            rows = self._where(kind, chance, time, view)
            if len(rows):
                _splat(words, cells, rows * height, round(kind.alpha * 255), self._colours)

    def _where(self, kind: Swarm, chance: NDArray[np.float64], time: float, view: View) -> NDArray[np.float64]:
        """Return one row (x, y, radius, dx, dy) a particle; picture heights from the upper left corner."""
        _, x0, y0 = view.project(kind.depth)
        wide, high = self._aspect + 0.3, 1.3
        speed = 0.75 + 0.5 * chance[:, 2]
        wave = np.sin(2 * np.pi * (chance[:, 3] + time * (0.25 + 0.4 * chance[:, 4])))
        x = chance[:, 0] * wide + kind.drift * speed * time + kind.sway * wave + x0
        y = chance[:, 1] * high + kind.fall * speed * time + 0.4 * kind.sway * np.roll(wave, 1) + y0
        if kind.below is not None:
            # Splashes: each drop shows itself somewhere else every twelfth of a second.
            step = math.floor(time * 12)
            x = np.modf(chance[:, 0] + 0.618034 * step * (1 + chance[:, 3]))[0] * wide
            y = 0.5 + kind.below + (0.5 - kind.below) * np.modf(chance[:, 1] + 0.7548777 * step)[0] + 0.15
        radius = kind.radius[0] + (kind.radius[1] - kind.radius[0]) * chance[:, 4]
        rows = np.empty((len(x), 5))
        rows[:, 0] = np.mod(x, wide) - 0.15
        rows[:, 1] = (np.mod(y, high) if kind.below is None else y) - 0.15
        rows[:, 2] = radius
        rows[:, 3] = kind.drift * speed * kind.streak if kind.below is None else 0.006
        rows[:, 4] = kind.fall * speed * kind.streak
        return rows


@kernel
def _wipe(texels: NDArray[np.uint8], cells: NDArray[np.uint16]) -> None:
    height, width = texels.shape[0], texels.shape[1]
    for row in range(cells.shape[0]):
        for column in range(cells.shape[1]):
            if cells[row, column]:
                cells[row, column] = 0
                texels[row * CELL : min((row + 1) * CELL, height), column * CELL : min((column + 1) * CELL, width)] = 0


@kernel
def _splat(
    words: NDArray[np.uint32],
    cells: NDArray[np.uint16],
    rows: NDArray[np.float64],
    strength: float,
    colours: NDArray[np.uint32],
) -> None:
    """Paint every particle as a soft capsule, px; `colours` are the premultiplied texels of alpha 0-255, as words."""
    height, width = words.shape
    for n in range(rows.shape[0]):
        x, y, radius, dx, dy = rows[n]
        edge = max(0.7, radius * 0.7)
        reach = radius + edge
        length = dx * dx + dy * dy
        share = 1.0 / length if length > 0 else 0.0
        light = strength * min(1.0, radius / 0.5)
        slack = reach * (1.0 + abs(dx / dy)) if abs(dy) > 1e-6 else reach
        first, last = min(x, x - dx) - reach, max(x, x - dx) + reach
        for py in range(max(0, int(min(y, y - dy) - reach)), min(height, int(max(y, y - dy) + reach) + 2)):
            left, right = first, last
            if abs(dy) > 1e-6:
                middle = x - dx * min(max((y - py) / dy, 0.0), 1.0)
                left, right = max(left, middle - slack), min(right, middle + slack)
            qy = y - py - 0.5
            for px in range(max(0, int(left)), min(width, int(right) + 2)):
                qx = x - px - 0.5
                t = min(max((qx * dx + qy * dy) * share, 0.0), 1.0)
                ex, ey = qx - t * dx, qy - t * dy
                away = ex * ex + ey * ey
                if away >= reach * reach:
                    continue
                a = int(light * min(1.0, (reach - math.sqrt(away)) / (2 * edge)) * (1.0 - 0.5 * t))
                if a > words[py, px] >> np.uint32(24):
                    words[py, px] = colours[a]
                    cells[py // CELL, px // CELL] = 256


def air_layers(look: Look, indoors: bool) -> list[Layer]:
    """Return the bloom of a low sun, drifting mist and aurora as layers."""
    if indoors:
        return []
    layers = []
    bloom = _BLOOM.get(look.time, 0.0) * {"clear": 1.0, "wind": 1.0, "clouds": 0.5, "mist": 1.3}.get(look.weather, 0.15)
    if bloom > 0.03:
        layers.append(Layer("bloom", 7.0, _bloom(look, bloom), span=2.0, glow=True, soft=True))
    for number, (depth, strength, low) in enumerate(_mists(look)):
        low_sun = look.weather in ("mist", "clear") and look.time in ("dawn", "golden hour")
        colour = mix(look.sky_low, look.lit, 0.6 if low_sun else 0.05)
        speed = {"blizzard": 0.5, "storm": 0.12, "mist": 0.022}.get(look.weather, 0.015) / depth**0.5
        drift = Sway(drift=speed * (1.0 if number % 2 else 0.7))
        paint = _mist(colour, strength, look.horizon + low, number)
        layers.append(Layer(f"mist {number}", depth, paint, span=2.0, sway=drift, loop=True, soft=True))
    if look.weather == "aurora":
        strength = {"night": 1.0, "dusk": 0.7, "dawn": 0.5}.get(look.time, 0.3)
        hues: tuple[RGB, ...] = ((0.22, 0.95, 0.55), (0.2, 0.8, 0.85), (0.62, 0.4, 0.95))
        for number, hue in enumerate(hues):
            layers.append(
                Layer(f"aurora {number}", 44.0 + number, _curtain(hue, number, strength), span=2.2,
                      sway=Sway(drift=0.012 * (1.4 - number), x=0.02, hz=0.07), loop=True, glow=True, soft=True)
            )  # fmt: skip
    return layers


def _mists(look: Look) -> list[tuple[float, float, float]]:
    """Return depth, strength and height below the horizon of the banks of mist, from far to near."""
    strength = {"mist": 0.85, "blizzard": 0.75, "rain": 0.26, "storm": 0.3, "snow": 0.2}.get(look.weather, 0.0)
    if look.weather == "clear" and look.time in ("dawn", "dusk"):
        strength = 0.12
    if strength > 0.5 and look.weather == "mist" and look.time in ("dawn", "golden hour"):
        # A low sun shines through: the far banks glow, near ones are thin.
        return [(38.0, 0.5, -0.2), (9.0, 0.8, 0.0), (1.0, 0.34, 0.02)]
    if strength > 0.5:
        return [
            (38.0, 0.7 * strength, -0.2),
            (9.0, strength, 0.0),
            (1.0, 0.9 * strength, 0.06),
            (0.75, 0.5 * strength, 0.3),
        ]
    return [(9.0, strength, 0.0), (1.0, 0.8 * strength, 0.05)] if strength else []


_BLOOM = {"dawn": 0.34, "morning": 0.14, "day": 0.1, "golden hour": 0.46, "dusk": 0.26}


def _bloom(look: Look, strength: float) -> Callable[[Brush], None]:
    """Light that a low sun spills over the land before it."""

    def draw(brush: Brush) -> None:
        x, y = look.sun
        colour = mix(look.lit, look.sky_low, 0.3)
        stops = [skia.Color4f(*colour, strength * a).toColor() for a in (1.0, 0.5, 0.16, 0.0)]
        shader = skia.GradientShader.MakeRadial(skia.Point(x, y), 0.75, stops, [0.0, 0.18, 0.5, 1.0])
        brush.canvas.drawPaint(skia.Paint(Shader=shader, Dither=True))

    return draw


def _mist(colour: RGB, strength: float, middle: float, number: int) -> Callable[[Brush], None]:
    def draw(brush: Brush) -> None:
        wide, high = 192, 96
        noise = _tiling_noise(brush.rng, high, wide, 3 + number)
        y = np.linspace(-1.0, 1.0, high)[:, None]
        height = np.where(y < middle, 0.16 if number else 0.5, 0.5)
        band = np.exp(-(((y - middle) / height) ** 2))
        alpha = np.clip((0.35 + 0.9 * (noise - 0.35)) * band * strength, 0.0, 1.0)
        _lay(brush, alpha, colour, 2.0)

    return draw


def _curtain(hue: RGB, number: int, strength: float) -> Callable[[Brush], None]:
    """One fold of an aurora: a bright lower hem, rays rising from it and thinning out."""

    def draw(brush: Brush) -> None:
        wide, high = 512, 160
        x = np.linspace(0, 1, wide, endpoint=False)[None]
        y = np.linspace(-1.1, 1.1, high)[:, None]
        turns = ((1, 0.08), (2, 0.05), (3, 0.03), (7, 0.008))
        wave = sum(a * np.sin(2 * np.pi * (k * x + float(brush.rng.random()))) for k, a in turns)
        above = -0.06 - 0.09 * number + wave - y
        rays = _tiling_noise(brush.rng, 1, wide, 26)
        reach = 0.14 + 0.26 * rays
        body = np.where(above > 0, np.exp(-above / reach), np.exp(above / 0.022))
        body = body + 0.5 * np.exp(-((above / 0.035) ** 2))
        fade = np.clip(1.6 * _tiling_noise(brush.rng, 1, wide, 3) - 0.25, 0.18, 1.0)
        _lay(brush, np.clip(body * (0.35 + 0.65 * rays) * fade * strength, 0, 1), hue, 2.2)

    return draw


def _tiling_noise(rng: np.random.Generator, high: int, wide: int, cells: int) -> NDArray[np.float64]:
    """Return smooth noise 0-1 whose left and right edge meet."""
    import cv2

    total = np.zeros((high, wide))
    weights = 0.0
    for octave in range(3):
        across = cells * 2**octave
        down = max(1, across // 2) if high > 1 else 1
        grid = rng.random((down + 2, across))
        grid = np.concatenate([grid[:, -2:], grid, grid[:, :2]], axis=1).astype(np.float32)
        pad = round(2 * wide / across)
        smooth = cv2.resize(grid, (wide + 2 * pad, high), interpolation=cv2.INTER_CUBIC)[:, pad : pad + wide]
        weight = 0.55**octave
        total += weight * smooth
        weights += weight
    return np.clip(total / weights, 0.0, 1.0)


def _lay(brush: Brush, alpha: NDArray[np.float64], colour: RGB, span: float) -> None:
    """Draw an alpha map in one colour over the whole span."""
    texels = np.empty((*alpha.shape, 4), np.uint8)
    for channel, value in enumerate((*colour, 1.0)):
        texels[..., channel] = np.round(255 * value * alpha)
    image = skia.Image.fromarray(texels, colorType=skia.kRGBA_8888_ColorType)
    half = span * brush.look.aspect / 2
    target = skia.Rect.MakeLTRB(-half, -span / 2, half, span / 2)
    sampling = skia.SamplingOptions(skia.FilterMode.kLinear)
    brush.canvas.drawImageRect(image, target, sampling)


def lightning(look: Look, fixes: Fixes, seconds: float, seed: int) -> list[tuple[float, float]]:
    """Return (time in s, strength 0-1) of the flashes of a storm: at most one in two seconds."""
    if look.weather != "storm" or fixes["steady light"] or fixes["simpler"]:
        return []
    rng = np.random.default_rng([seed, 17])
    flashes = []
    at = float(rng.uniform(0.3, max(0.6, min(seconds * 0.6, 2.0))))
    while at < seconds:
        flashes.append((at, float(rng.uniform(0.5, 1.0))))
        at += float(rng.uniform(2.2, 4.5))
    return flashes


def flash_at(flashes: list[tuple[float, float]], time: float) -> float:
    """Return the light of all flashes at a time: a swell of four frames of cinema, an afterglow of a third of a second.

    Slower than real lightning, so that a storm never flickers.
    """
    light = 0.0
    for at, strength in flashes:
        since = time - at
        light += strength * (_swell(1.0 + since / _RISE) if since < 0 else math.exp(-since / 0.34))
    return min(light, 1.0)


_RISE = 0.17


def _swell(share: float) -> float:
    share = min(max(share, 0.0), 1.0)
    return share * share * (3.0 - 2.0 * share)


def lightning_layer(look: Look, seed: int) -> Layer:
    """Return a bolt over the horizon and the cloud that it lights; shown with the strength of the flash."""

    def draw(brush: Brush) -> None:
        rng = np.random.default_rng([seed, 19])
        x = float(rng.uniform(-0.32, 0.32)) * look.aspect
        colour = mix(look.sky_low, (0.8, 0.86, 1.0), 0.7)
        stops = [skia.Color4f(*colour, a).toColor() for a in (0.2, 0.08, 0.0)]
        shader = skia.GradientShader.MakeRadial(skia.Point(x, -0.32), 0.5, stops, [0.0, 0.45, 1.0])
        brush.canvas.drawPaint(skia.Paint(Shader=shader, Dither=True))
        path = skia.Path()
        path.moveTo(x, -0.5)
        y = -0.5
        while y < look.horizon:
            y += float(rng.uniform(0.02, 0.06))
            x += float(rng.normal(0.0, 0.028))
            path.lineTo(x, y)
        for wide, alpha in ((0.02, 0.16), (0.008, 0.4), (0.003, 1.0)):
            line = skia.Paint(
                Color4f=skia.Color4f(0.86, 0.9, 1.0, alpha), Style=skia.Paint.kStroke_Style, StrokeWidth=wide,
                AntiAlias=True,
            )  # fmt: skip
            brush.canvas.drawPath(path, line)

    return Layer(LIGHTNING, 36.0, draw, span=2.0, glow=True)
