"""Faults as generated film has them, put into the pictures of a take at three severities.

For trials of the critic: knows nothing of how it measures. Severity 1 is what an attentive viewer notices, 2 what
everyone notices, 3 makes the take useless.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

Fault = Literal["black", "frozen", "flicker", "washed out", "wrong palette", "no subject", "wrong move"]
Severity = Literal[1, 2, 3]
Picture = NDArray[np.uint8]
Pair = tuple[Picture, Picture | None]

BLACK_SHARE = {1: 0.15, 2: 0.4, 3: 1.0}
FROZEN_SHARE = {1: 0.35, 2: 0.7, 3: 1.0}
FLICKER_GAIN = {1: 0.03, 2: 0.07, 3: 0.15}
"""Standard deviation of the brightness factor from frame to frame."""
CONTRAST_LEFT = {1: 0.6, 2: 0.4, 3: 0.25}
HUE_TURN = {1: 50.0, 2: 110.0, 3: 180.0}
"""Degrees on the Cb/Cr circle, with a cast of `CAST` of the same direction."""
CAST = {1: 0.03, 2: 0.07, 3: 0.12}
SUBJECT_LEFT = {1: 0.65, 2: 0.3, 3: 0.0}
"""Size that is left of the subject, per side."""
LURCH = {1: 0.08, 2: 0.25, 3: 0.5}
"""Picture heights by which the picture slides over the take."""


@dataclass(frozen=True)
class Wound:
    """One fault, fully decided before the first frame is touched."""

    fault: Fault
    severity: Severity
    frames: int
    seed: int
    slide: tuple[float, float] = (1.0, 0.0)
    """Direction of 'wrong move' in the picture: (1, 0) slides it to the right."""
    turn: Literal[-1, 0, 1] = 0
    """Which way 'wrong palette' turns the hues; 0 leaves it to the seed."""


def damaged(wound: Wound, pairs: Iterator[Pair]) -> Iterator[Pair]:
    """Yield the damaged pairs of picture RGB (h, w, 3) and matte (mh, mw) or None, one for each given."""
    return _FAULTS[wound.fault](wound, np.random.default_rng(wound.seed), pairs)


def _stretch(wound: Wound, rng: np.random.Generator, share: float) -> range:
    length = max(1, round(share * wound.frames))
    start = int(rng.integers(0, wound.frames - length + 1))
    return range(start, start + length)


def _black(wound: Wound, rng: np.random.Generator, pairs: Iterator[Pair]) -> Iterator[Pair]:
    dark = _stretch(wound, rng, BLACK_SHARE[wound.severity])
    for i, (picture, matte) in enumerate(pairs):
        yield (np.zeros_like(picture) if i in dark else picture), matte


def _frozen(wound: Wound, rng: np.random.Generator, pairs: Iterator[Pair]) -> Iterator[Pair]:
    still = _stretch(wound, rng, FROZEN_SHARE[wound.severity])
    held: Pair | None = None
    for i, pair in enumerate(pairs):
        if i not in still:
            yield pair
            continue
        held = held or (pair[0].copy(), pair[1])
        yield held


def _flicker(wound: Wound, rng: np.random.Generator, pairs: Iterator[Pair]) -> Iterator[Pair]:
    for picture, matte in pairs:
        gain = 1.0 + FLICKER_GAIN[wound.severity] * float(np.clip(rng.standard_normal(), -2.5, 2.5))
        yield cv2.convertScaleAbs(picture, alpha=gain), matte


def _washed(wound: Wound, _rng: np.random.Generator, pairs: Iterator[Pair]) -> Iterator[Pair]:
    return ((_wash(picture, CONTRAST_LEFT[wound.severity]), matte) for picture, matte in pairs)


def _wash(picture: Picture, left: float) -> Picture:
    grey = cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    dull = cv2.addWeighted(picture, left, grey, 1 - left, 0)
    return np.asarray(cv2.convertScaleAbs(dull, alpha=left, beta=140 * (1 - left)), np.uint8)


def _repaint(wound: Wound, rng: np.random.Generator, pairs: Iterator[Pair]) -> Iterator[Pair]:
    angle = np.deg2rad(HUE_TURN[wound.severity]) * (wound.turn or (1 if rng.random() < 0.5 else -1))
    cos, sin = float(np.cos(angle)), float(np.sin(angle))
    cast: NDArray[np.float64] | None = None
    for picture, matte in pairs:
        chroma = cv2.cvtColor(picture, cv2.COLOR_RGB2YCrCb).astype(np.float32)
        cr, cb = chroma[..., 1] - 128, chroma[..., 2] - 128
        turned_cr, turned_cb = cos * cr - sin * cb, sin * cr + cos * cb
        if cast is None:
            mean = np.array([float(turned_cr.mean()), float(turned_cb.mean())])
            size = float(np.hypot(*mean))
            way = mean / size if size > 1 else np.array([sin, -cos])
            cast = 255 * CAST[wound.severity] * way
        chroma[..., 1], chroma[..., 2] = 128 + turned_cr + cast[0], 128 + turned_cb + cast[1]
        yield cv2.cvtColor(np.clip(chroma, 0, 255).astype(np.uint8), cv2.COLOR_YCrCb2RGB), matte


def _shrunk(wound: Wound, _rng: np.random.Generator, pairs: Iterator[Pair]) -> Iterator[Pair]:
    return (_shrink(picture, matte, SUBJECT_LEFT[wound.severity]) for picture, matte in pairs)


def _shrink(picture: Picture, matte: Picture | None, left: float) -> Pair:
    """Paint the subject over with its surroundings, then lay it back smaller, its feet where they were."""
    if matte is None or not (matte > 127).any():
        return picture, matte
    height, width = picture.shape[:2]
    small = cv2.resize(picture, (width // 4, height // 4), interpolation=cv2.INTER_AREA)
    hole = cv2.resize(matte, (width // 4, height // 4), interpolation=cv2.INTER_AREA) > 20
    hole = cv2.dilate(hole.astype(np.uint8), np.ones((7, 7), np.uint8))
    filled = cv2.resize(cv2.inpaint(small, hole, 5, cv2.INPAINT_TELEA), (width, height), interpolation=cv2.INTER_CUBIC)
    soft = cv2.GaussianBlur(cv2.resize(hole.astype(np.float32), (width, height)), (0, 0), 3)[..., None]
    empty = picture * (1 - soft) + filled * soft
    if left == 0:
        # The renderer still claims the subject: its matte must not be believed.
        return empty.astype(np.uint8), matte
    ys, xs = np.nonzero(matte > 127)
    foot = (float(xs.mean()) * width / matte.shape[1], float(ys.max()) * height / matte.shape[0])
    there = np.array([[left, 0, foot[0] * (1 - left)], [0, left, foot[1] * (1 - left)]])
    cover = cv2.resize(matte, (width, height), interpolation=cv2.INTER_LINEAR)
    less = cv2.warpAffine(cover, there, (width, height))
    alpha = less[..., None] / 255.0
    seen = empty * (1 - alpha) + cv2.warpAffine(picture, there, (width, height)) * alpha
    shrunk = cv2.resize(less, (matte.shape[1], matte.shape[0]), interpolation=cv2.INTER_AREA)
    return seen.astype(np.uint8), shrunk


def _slide(wound: Wound, _rng: np.random.Generator, pairs: Iterator[Pair]) -> Iterator[Pair]:
    travel = LURCH[wound.severity]
    for i, (picture, matte) in enumerate(pairs):
        share = i / max(1, wound.frames - 1) - 0.5
        moved = None if matte is None else _moved(matte, travel, share, wound.slide)
        yield _moved(picture, travel, share, wound.slide), moved


def _moved(picture: Picture, travel: float, share: float, slide: tuple[float, float]) -> Picture:
    """Enlarge just enough that the picture can slide by `travel` heights without showing its edge."""
    height, width = picture.shape[:2]
    grown = 1 + travel * max(abs(slide[0]) * height / width, abs(slide[1]))
    x = width * (1 - grown) / 2 + slide[0] * share * travel * height
    y = height * (1 - grown) / 2 + slide[1] * share * travel * height
    there = np.array([[grown, 0, x], [0, grown, y]])
    return np.asarray(cv2.warpAffine(picture, there, (width, height), borderMode=cv2.BORDER_REPLICATE), np.uint8)


_FAULTS: dict[Fault, Callable[[Wound, np.random.Generator, Iterator[Pair]], Iterator[Pair]]] = {
    "black": _black,
    "frozen": _frozen,
    "flicker": _flicker,
    "washed out": _washed,
    "wrong palette": _repaint,
    "no subject": _shrunk,
    "wrong move": _slide,
}
