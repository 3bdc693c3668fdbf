"""Composed pieces as songs with exact truth: every metre, swing, pick-ups, tempi that bend, from 60 to 180 bpm."""

from dataclasses import replace
from typing import Literal

import numpy as np

from tools.composing import MUSIC_STYLES, Piece

Half = Literal["fit", "test"]
_SLOWING = ((0.0, 1.0), (0.82, 1.0), (1.0, 0.62))
_FASTER = ((0.0, 1.0), (0.5, 1.0), (0.5001, 1.22), (1.0, 1.22))
_SWAYING = ((0.0, 1.0), (0.25, 1.035), (0.5, 0.98), (0.75, 1.03), (1.0, 0.97))
_BPM = {
    "synthwave": (72, 98, 118, 140), "cyber dance": (100, 124, 138, 174), "ballad": (60, 66, 78, 96),
    "cinematic": (62, 84, 104, 132), "lo-fi": (64, 76, 88, 100), "glitch": (96, 120, 142, 166),
    "dawn": (60, 70, 82, 108), "race": (128, 150, 170, 180), "cartoon": (110, 132, 152, 168),
}  # fmt: skip


def pieces(half: Half) -> dict[str, Piece]:
    """Return the pieces by name. Methods are adjusted on the half `fit`; the half `test` has other seeds and tempi."""
    seed = 11 if half == "fit" else 91
    rng = np.random.default_rng(seed)
    found: dict[str, Piece] = {}
    for number, style in enumerate(MUSIC_STYLES):
        for turn in range(2):
            bpm = _BPM[style][(number + 2 * turn + (half == "test")) % 4] * float(rng.uniform(0.99, 1.01))
            mode = "minor" if (number + turn) % 2 else "major"
            plain = Piece(style, bpm, int(rng.integers(12)), mode, 64 if turn else 150, seed=seed + number + 40 * turn)
            found[f"4/4 {style} {bpm:.0f}"] = plain
    plain = list(found.values())

    def some(offset: int, seconds: float = 64) -> list[Piece]:
        chosen = [plain[(offset * 5 + step * 7 + (half == "test")) % len(plain)] for step in range(4)]
        return [replace(piece, seconds=seconds, seed=piece.seed + 100 + offset) for piece in chosen]

    for piece in some(0):
        found[f"3/4 {piece.style} {piece.bpm:.0f}"] = replace(piece, meter=3)
    for piece, bpm in zip(some(1), rng.uniform(60, 96, 4).tolist(), strict=True):
        found[f"6/8 {piece.style} {bpm:.0f}"] = replace(piece, meter=6, bpm=bpm)
    for piece, bpm in zip(some(2), rng.uniform(80, 150, 4).tolist(), strict=True):
        swing = 2 / 3 if piece.seed % 2 else 0.6
        found[f"swing {swing:.2f} {piece.style} {bpm:.0f}"] = replace(piece, bpm=bpm, swing=swing)
    for name, course, offset in (("slowing", _SLOWING, 3), ("faster", _FASTER, 4), ("swaying", _SWAYING, 5)):
        for piece in some(offset, 80):
            found[f"{name} {piece.style} {piece.bpm:.0f}"] = replace(piece, course=course)
    for number, piece in enumerate(some(6)):
        found[f"pick-up {1 + number % 3} {piece.style} {piece.bpm:.0f}"] = replace(piece, pickup=1 + number % 3)
    return found
