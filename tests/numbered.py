"""Takes whose frames carry their own number and their take's as pixels, so that every cut can be read back."""

from fractions import Fraction
from pathlib import Path

import numpy as np

from director.model import Order, Palette, Shot, Take, digest_of
from tools.media import FilmWriter

WIDTH, HEIGHT = 320, 180
_BITS, _SIDE = 8, 20


def picture(number: int, take: int, width: int = WIDTH, height: int = HEIGHT) -> np.ndarray:
    """(height, width, 3) RGB: two rows of black and white squares on a coloured, textured ground."""
    rng = np.random.default_rng(take)
    ground = rng.integers(40, 200, 3)
    frame = np.full((height, width, 3), ground, np.uint8)
    frame[60:, :] += rng.integers(0, 40, (height - 60, width, 1), np.uint8)
    for bit in range(_BITS):
        square = np.s_[bit * _SIDE : (bit + 1) * _SIDE]
        frame[0:_SIDE, square] = 255 * (number >> bit & 1)
        frame[_SIDE : 2 * _SIDE, square] = 255 * (take >> bit & 1)
    return frame


def read(frame: np.ndarray) -> tuple[int, int]:
    """(number, take) as carried by a decoded frame."""
    half = _SIDE // 2

    def row(y: int) -> int:
        return sum((frame[y, bit * _SIDE + half].mean() > 127) << bit for bit in range(_BITS))

    return row(half), row(_SIDE + half)


def shot(number: int) -> Shot:
    return Shot(
        id=f"s{number:03}",
        section=0,
        world="w",
        place="p",
        place_term="sea",
        time="day",
        weather="clear",
        palette=Palette(colours=("#101010", "#f0f0f0")),
        style="photoreal",
        text=f"shot {number}",
        framing="wide",
        emotion="calm",
    )


def make_take(
    project: Path,
    number: int,
    body: int = 48,
    *,
    handles: int = 12,
    keyframes: tuple[int, ...] = (),
    fps: Fraction = Fraction(24),
    size: tuple[int, int] = (WIDTH, HEIGHT),
) -> Take:
    """Shoot a take with FilmWriter as renderers do: closed GOPs at the body's start, its keyframes and its tail."""
    file = project / "takes" / f"{number}.mp4"
    frames = body + 2 * handles
    points = (handles, *(handles + key for key in keyframes), handles + body)
    with FilmWriter(file, *size, fps, keyframes=points) as writer:
        for i in range(frames):
            writer.write(picture(i, number, *size))
    order = Order(
        shot=shot(number),
        renderer="numbered",
        renderer_version="1",
        prompt="",
        width=WIDTH,
        height=HEIGHT,
        fps=fps,
        frames=body,
        handles=handles,
        keyframes=keyframes,
        seed=1,
    )
    return Take(
        id=order.key(),
        shot=f"s{number:03}",
        attempt=1,
        order=order,
        media=digest_of(file.read_bytes()),
        file=f"takes/{number}.mp4",
        frames=frames,
        handles=handles,
    )
