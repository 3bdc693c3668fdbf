"""What a hundred years do to a photograph.

The order is that of the real thing: an emulsion that saw little red, a soft lens, a toned print that faded from its
edges, silver that came to the surface in the shadows, then handling: scratches, dust, stains, a crease, and the paper
border with its uneven edge.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Map = NDArray[np.float32]

_ORTHOCHROMATIC = np.array([0.2, 0.52, 0.28], np.float32)
"""Weights of red, green, blue of a plate that is nearly blind to red."""
_BORDER = 0.045
"""Width of the paper border, of the shorter side."""
_PAPER = np.array([236, 227, 205], np.float32)
_TONES = ((0.0, (46, 35, 27)), (0.3, (101, 80, 60)), (0.62, (173, 149, 117)), (1.0, (234, 220, 190)))
"""From shadow to light of a faded sepia print, RGB."""


def aged_print(picture: Pixels, seed: int) -> Pixels:
    """Return RGB (h, w, 3) as an old print of the same size, border included. Equal seeds age alike."""
    rng = np.random.default_rng([seed, 41])
    high, wide = picture.shape[:2]
    edge = round(_BORDER * min(high, wide))
    inner = (wide - 2 * edge, high - 2 * edge)
    image = cv2.resize(picture, inner, interpolation=cv2.INTER_AREA)
    tone = _exposed(image, rng)
    tone = _faded(tone, rng)
    toned = _toned(tone)
    _silver(toned, tone, rng)
    _stained(toned, rng)
    _worn(toned, rng)
    sheet = _paper(high, wide, rng)
    _laid(sheet, toned, edge, rng)
    _dusted(sheet, rng)
    return np.asarray(np.clip(np.round(sheet), 0, 255), np.uint8)


def plain_print(picture: Pixels, seed: int) -> Pixels:
    """Return RGB (h, w, 3) as a plain photograph: a little lens, a little grain, nothing else."""
    rng = np.random.default_rng([seed, 43])
    image = picture.astype(np.float32)
    glow = cv2.GaussianBlur(np.clip(image - 170, 0, None), (0, 0), picture.shape[0] / 60)
    image = 255 - (255 - image) * (255 - 0.35 * glow) / 255
    noise = cv2.GaussianBlur(rng.normal(0, 5.0, picture.shape[:2]).astype(np.float32), (0, 0), 0.7)
    fall = _vignette(*picture.shape[:2])
    return np.asarray(np.clip(image * (1 - 0.12 * fall)[..., None] + noise[..., None], 0, 255), np.uint8)


def _exposed(image: Pixels, rng: np.random.Generator) -> Map:
    """Return the negative's tones, 0-1: red-blind plate, soft lens, halation, grain."""
    high, wide = image.shape[:2]
    tone = image.astype(np.float32) @ _ORTHOCHROMATIC / 255
    tone = cv2.GaussianBlur(tone, (0, 0), high / 1500)
    halo = cv2.GaussianBlur(np.clip(tone - 0.62, 0, None), (0, 0), high / 45)
    tone = 1 - (1 - tone) * (1 - 0.7 * np.clip(halo, 0, 1))
    grain = cv2.GaussianBlur(rng.normal(0, 0.085, (high, wide)).astype(np.float32), (0, 0), 0.9)
    tone = tone + grain * (0.35 + 0.65 * np.sqrt(np.clip(tone * (1 - tone) * 4, 0, 1)))
    low, top = np.percentile(tone, (1.5, 99.2))
    return np.asarray(np.clip((tone - low) / max(0.2, float(top - low)), 0, 1), np.float32)


def _faded(tone: Map, rng: np.random.Generator) -> Map:
    """Fade the print: unevenly, most at its edges, and darken its corners as the lens did."""
    high, wide = tone.shape
    tone = tone * (1 - 0.4 * _vignette(high, wide))
    cloud = _noise(rng, high, wide, 3)
    from_edge = np.minimum(_ramp(wide)[None], _ramp(high)[:, None])
    fade = 0.1 + 0.12 * cloud + 0.22 * np.exp(-from_edge / 0.055) * (0.4 + cloud)
    return np.asarray(tone * (1 - fade) + 0.72 * fade, np.float32)


def _toned(tone: Map) -> Map:
    at = [t for t, _ in _TONES]
    levels = np.linspace(0, 1, 1024)
    table = np.stack([np.interp(levels, at, [c[n] for _, c in _TONES]) for n in range(3)], 1).astype(np.float32)
    return np.asarray(table[np.clip(tone * 1023, 0, 1023).astype(np.int32)], np.float32)


def _silver(toned: Map, tone: Map, rng: np.random.Generator) -> None:
    """Silver that has come to the surface shines bluish in the shadows along the edges."""
    high, wide = tone.shape
    from_edge = np.minimum(_ramp(wide)[None], _ramp(high)[:, None])
    sheen = np.clip(0.6 - tone, 0, 1) * np.exp(-from_edge / 0.07) * np.clip(2 * _noise(rng, high, wide, 5) - 0.5, 0, 1)
    toned += sheen[..., None] * np.array([42, 58, 74], np.float32)


def _stained(toned: Map, rng: np.random.Generator) -> None:
    """Damp leaves a tide mark in a corner, and small brown spots (foxing)."""
    high, wide = toned.shape[:2]
    spots = np.zeros((high, wide), np.float32)
    for _ in range(int(rng.integers(10, 22))):
        x, y = int(rng.integers(0, wide)), int(rng.integers(0, high))
        cv2.circle(spots, (x, y), int(rng.integers(1, max(3, high // 220) + 2)), float(rng.uniform(0.2, 0.6)), -1)
    spots = cv2.GaussianBlur(spots, (0, 0), high / 640)
    across, down = float(rng.choice([0.0, 1.0])), float(rng.choice([0.0, 1.0]))
    v, u = np.mgrid[0 : 1 : high * 1j, 0 : 1 : wide * 1j]
    away = np.hypot(u - across, v - down) + 0.16 * (_noise(rng, high, wide, 4) - 0.5)
    reach = float(rng.uniform(0.22, 0.34))
    tide = 0.1 * np.clip((reach - away) / 0.04, 0, 1) + 0.2 * np.exp(-(((away - reach) / 0.008) ** 2))
    stain = np.clip(spots + tide.astype(np.float32), 0, 0.8)[..., None]
    toned *= 1 - stain * (1 - np.array([0.86, 0.72, 0.5], np.float32))


def _worn(toned: Map, rng: np.random.Generator) -> None:
    """Scratches and a crease across one corner: the emulsion is gone, paper shows."""
    high, wide = toned.shape[:2]
    gone = np.zeros((high, wide), np.float32)
    for _ in range(int(rng.integers(5, 10))):
        start = rng.uniform(0, 1, 2) * (wide, high)
        length, angle = float(rng.uniform(0.03, 0.24)) * high, float(rng.normal(np.pi / 2, 0.5))
        _stroke(gone, start, angle, length, float(rng.uniform(0.12, 0.5)), rng)
    side = float(rng.choice([0.0, 1.0]))
    reach = float(rng.uniform(0.1, 0.18)) * wide
    corner = np.array([side * wide, 0.0 if rng.random() < 0.5 else high])
    inward = np.array([1 - 2 * side, 1.0 if corner[1] == 0 else -1.0])
    one, other = corner + inward * (reach, 0), corner + inward * (0, reach * float(rng.uniform(0.8, 1.3)))
    way = other - one
    _stroke(gone, one, float(np.arctan2(way[1], way[0])), float(np.hypot(*way)), 0.75, rng, thick=2)
    share = (cv2.GaussianBlur(gone, (0, 0), 0.7) * (0.5 + 0.5 * _noise(rng, high, wide, 40)))[..., None]
    toned += (_PAPER - toned) * np.clip(share, 0, 1)


def _stroke(
    gone: Map, start: NDArray[np.float64], angle: float, length: float, strength: float, rng: np.random.Generator,
    thick: int = 1,
) -> None:  # fmt: skip
    steps = 24
    bend = np.cumsum(rng.normal(0, 0.035, steps)) + angle
    way = np.cumsum(np.stack([np.cos(bend), np.sin(bend)], 1) * length / steps, axis=0) + start
    cv2.polylines(gone, [np.round(way * 8).astype(np.int32)], False, strength, thick, cv2.LINE_AA, 3)


def _paper(high: int, wide: int, rng: np.random.Generator) -> Map:
    """Return the sheet: warm white, uneven, browned and rubbed along its edge."""
    tint = 1 - 0.05 * _noise(rng, high, wide, 6) - 0.03 * _noise(rng, high, wide, 120)
    uneven = 0.35 + 1.3 * _noise(rng, high, wide, 26)
    from_edge = np.minimum(_ramp(wide)[None], _ramp(high)[:, None]) / uneven
    tint = tint - 0.2 * np.exp(-from_edge / 0.006)
    return np.asarray(tint[..., None] * _PAPER, np.float32)


def _laid(sheet: Map, toned: Map, edge: int, rng: np.random.Generator) -> None:
    """Print the picture on the sheet: its corners a little round, its edge not quite straight."""
    high, wide = toned.shape[:2]
    mask = np.zeros((high, wide), np.float32)
    cv2.rectangle(mask, (2, 2), (wide - 3, high - 3), 1.0, -1)
    rough = _noise(rng, high, wide, 60)
    mask = np.clip((cv2.GaussianBlur(mask, (0, 0), 2.2) + 0.3 * (rough - 0.5) - 0.35) / 0.3, 0, 1)[..., None]
    part = sheet[edge : edge + high, edge : edge + wide]
    part += (toned - part) * mask


def _dusted(sheet: Map, rng: np.random.Generator) -> None:
    """Dust and a few fibres lay on it when it was copied."""
    high, wide = sheet.shape[:2]
    specks = np.zeros((high, wide), np.float32)
    for _ in range(int(rng.integers(40, 80))):
        x, y = int(rng.integers(0, wide)), int(rng.integers(0, high))
        light = float(rng.choice([-0.5, 0.6, 0.7]))
        cv2.circle(specks, (x, y), int(rng.integers(0, 2)), light, -1)
    for _ in range(int(rng.integers(2, 5))):
        fibre = np.zeros_like(specks)
        bend = rng.uniform(0, 2 * np.pi)
        start = rng.uniform(0.1, 0.9, 2) * (wide, high)
        for turn in range(3):
            _stroke(fibre, start, bend + turn * 0.7, 0.012 * high, 0.5, rng)
        specks += fibre
    specks = cv2.GaussianBlur(specks, (0, 0), 0.6)[..., None]
    sheet += np.where(specks > 0, (255 - sheet) * specks * 0.7, sheet * specks * 0.6)


def _vignette(high: int, wide: int) -> Map:
    v, u = np.mgrid[-1 : 1 : high * 1j, -1 : 1 : wide * 1j]
    return np.asarray(np.clip((u * u + v * v) / 2, 0, 1) ** 1.3, np.float32)


def _ramp(length: int) -> Map:
    """Return the distance to the nearer end, 0 - 0.5."""
    at = (np.arange(length) + 0.5) / length
    return np.minimum(at, 1 - at).astype(np.float32)


def _noise(rng: np.random.Generator, high: int, wide: int, cells: int) -> Map:
    """Return smooth noise, 0-1, of about so many cells across."""
    down = max(2, round(cells * high / wide))
    grid = rng.random((down + 1, cells + 1)).astype(np.float32)
    return np.asarray(np.clip(cv2.resize(grid, (wide, high), interpolation=cv2.INTER_CUBIC), 0, 1), np.float32)
