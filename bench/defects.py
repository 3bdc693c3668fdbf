"""Defects put into encoded takes, three severities each. Imports nothing of the critic."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal, get_args

import cv2
import numpy as np

from director.model import Shot
from render.damage import HUE_TURN, Fault, Pair, Severity, Wound, damaged
from tools.media import FilmWriter, index_of, probe, read_frames

Defect = Fault | Literal["repeated"]
DEFECTS: tuple[Defect, ...] = (*get_args(Fault), "repeated")
SPEED = {1: 0.2, 2: -0.5, 3: -1.0}
"""Playing speed that makes an asked move wrong: too weak, half the way back, all the way back."""
REPEAT = {1: (0.12, 1.12), 2: (0.06, 1.06), 3: (0.0, 1.0)}
"""How a repeated picture is disguised: share cropped away, brightness."""


@dataclass(frozen=True)
class Files:
    """The files of a take."""

    media: Path
    matte: Path | None


def inject(defect: Defect, severity: Severity, good: Files, into: Path, shot: Shot, seed: int) -> Files:
    """Write a damaged copy of a take, with the keyframes of the good one.

    A wrong move and a wrong palette are wrong against what the shot asks for.
    """
    frames = read_frames(good.media)
    mattes = None if good.matte is None else read_frames(good.matte)[..., 1]
    pairs = list(zip(frames, mattes if mattes is not None else [None] * len(frames), strict=True))
    facts = probe(good.media)
    hurt = list(_hurt(defect, severity, pairs, shot, seed))
    index = index_of(good.media)
    keys = index.keyframes if index else ()
    media = _write(into / "media.mp4", [p for p, _ in hurt], facts.fps, keys)
    covers = [m for _, m in hurt if m is not None]
    matte = (
        _write(into / "matte.mp4", [np.repeat(m[..., None], 3, 2) for m in covers], facts.fps, keys) if covers else None
    )
    return Files(media, matte)


def _hurt(defect: Defect, severity: Severity, pairs: list[Pair], shot: Shot, seed: int) -> Iterator[Pair]:
    move = shot.move
    if defect == "repeated":
        share, gain = REPEAT[severity]
        return ((_disguised(p, share, gain), m) for p, m in pairs)
    if defect == "wrong move" and move.kind not in ("static", "handheld", "follow"):
        return _played(pairs, SPEED[severity])
    if defect == "wrong move" and move.kind != "static":
        return _played(pairs, {1: 0.3, 2: 0.1, 3: 0.02}[severity])
    slide = ((1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0))[seed % 4]
    turn = _turn(pairs[len(pairs) // 2][0], shot.palette.colours, severity) if defect == "wrong palette" else 0
    return damaged(Wound(defect, severity, len(pairs), seed, slide, turn), iter(pairs))


def _turn(picture: np.ndarray, colours: tuple[str, ...], severity: Severity) -> Literal[-1, 1]:
    """Return which way of turning leads the picture farther from the palette: some turns of a motley one obey it.

    Shades of a colour lie, in the plane of Cr and Cb, between it and grey.
    """
    rgb = np.array([[list(bytes.fromhex(c.removeprefix("#"))) for c in colours]], np.uint8)
    wanted = cv2.cvtColor(rgb, cv2.COLOR_RGB2YCrCb)[0, :, 1:].astype(np.float64) - 128
    small = cv2.resize(picture, (64, 36), interpolation=cv2.INTER_AREA)
    chroma = cv2.cvtColor(small, cv2.COLOR_RGB2YCrCb)[..., 1:].reshape(-1, 2).astype(np.float64) - 128
    away = {}
    for sign in (-1, 1):
        angle = sign * np.deg2rad(HUE_TURN[severity])
        turned = chroma @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        along = np.clip(turned @ wanted.T / np.maximum((wanted**2).sum(axis=1), 1.0), 0, 1)
        gaps = np.linalg.norm(turned[:, None] - along[..., None] * wanted[None], axis=2)
        away[sign] = float(gaps.min(axis=1).mean())
    return 1 if away[1] >= away[-1] else -1


def _played(pairs: list[Pair], speed: float) -> Iterator[Pair]:
    """Play at another speed around the middle, frames mixed between neighbours."""
    middle = (len(pairs) - 1) / 2
    for i in range(len(pairs)):
        at = middle + speed * (i - middle)
        low = min(int(at), len(pairs) - 2)
        share = at - low
        (one, cover), (two, other) = pairs[low], pairs[low + 1]
        mixed = cv2.addWeighted(one, 1 - share, two, share, 0)
        yield mixed, None if cover is None or other is None else cv2.addWeighted(cover, 1 - share, other, share, 0)


def _disguised(picture: np.ndarray, share: float, gain: float) -> np.ndarray:
    height, width = picture.shape[:2]
    y, x = int(share * height / 2), int(share * width / 2)
    cropped = cv2.resize(picture[y : height - y, x : width - x], (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.convertScaleAbs(cropped, alpha=gain), np.uint8)


def _write(path: Path, pictures: list[np.ndarray], fps: Fraction, keyframes: tuple[int, ...]) -> Path:
    with FilmWriter(path, pictures[0].shape[1], pictures[0].shape[0], fps, keyframes=keyframes) as film:
        for picture in pictures:
            film.write(picture)
    return path
