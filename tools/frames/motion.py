"""What the camera does: global motion between sampled frames, from sparse optical flow.

Corners are tracked with pyramidal Lucas-Kanade (Bouguet 2001) forward and back; a similarity (shift, zoom, roll) is
fitted by reweighted least squares with Tukey's biweight, so that people, snow and passing cars do not count as camera.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tools.frames.strip import Strip

CELL = 14
"""px: the best corner of each cell of this size is tracked, so that one hard edge does not outvote soft scenery."""

PLAIN = 4e-6
"""Smaller eigenvalue of the structure tensor (luma 0-1) below which a cell is too plain to be followed."""

ROUND_TRIP = 0.7
"""px at strip size: a corner whose way forward and back does not close is lost."""

ENOUGH = 12
"""Corners that must be left, and half of all found, for a step to be believed."""

SHARES = (10, 20, 80, 90)
"""Percentiles of the corners' motion that are kept, in x and in y."""
SHARES_NAMED = ("leftmost", "leftward", "rightward", "rightmost", "upmost", "upward", "downward", "downmost")


@dataclass(frozen=True)
class Motion:
    """Motion of the scenery over the whole body, as seen in the picture."""

    right: float
    """Picture heights by which the scenery moves to the right (a pan or truck to the left)."""
    down: float
    """Picture heights by which it moves down (a tilt or crane up)."""
    zoom: float
    """Natural logarithm of its growth (towards the viewer: positive)."""
    roll: float
    """Radians, clockwise."""
    rightmost: float
    """Picture heights to the right of what moves right most (the 90th percentile): near planes in a parallax."""
    leftmost: float
    """The same of what moves left most (10th percentile; negative where it goes left)."""
    downmost: float
    """Picture heights down of what moves down most."""
    upmost: float
    """Of what moves up most (negative where it goes up)."""
    rightward: float
    """Picture heights to the right that a fifth of all corners exceeds: at odds with `right` where the picture is torn
    between the scenery and something else that is large and moves in one piece, such as driving snow."""
    leftward: float
    """The same to the left (20th percentile; negative where it goes left)."""
    downward: float
    """The same down."""
    upward: float
    """The same up (negative where it goes up)."""
    passing: float
    """Root mean square speed of all tracked corners, picture heights over the body: what passes, in any direction."""
    slowest: float
    """Speed that nine of ten corners exceed, picture heights over the body: nearly 0 where the camera stands still,
    however much else moves."""
    believed: float
    """Share of steps in which enough corners agreed, 0-1."""


def motion(strip: Strip, hidden: NDArray[np.bool_] | None = None) -> Motion:
    """Measure the scenery's motion. `hidden` (n, h, w) masks what is not scenery, such as the subject."""
    grey = _grey(strip)
    steps = [
        _between(grey, a, b, hidden, strip.groups[i + 1][0] - strip.groups[i][0])
        for i, (a, b) in enumerate(zip(strip.firsts, strip.firsts[1:], strict=False))
    ]
    body = max(1, strip.groups[-1][-1] - strip.groups[0][0])
    sure = np.array([s for s in steps if s is not None], np.float64).reshape(-1, 6 + 2 * len(SHARES))
    scale = body / grey.shape[1]
    rates = sure.mean(axis=0) if len(sure) else np.zeros(6 + 2 * len(SHARES))
    return Motion(
        right=float(rates[0] * scale),
        down=float(rates[1] * scale),
        zoom=float(rates[2] * body),
        roll=float(rates[3] * body),
        **{name: float(rate * scale) for name, rate in zip(SHARES_NAMED, rates[6:], strict=True)},
        passing=float(np.sqrt(np.mean(np.square(sure[:, 4]))) * scale) if len(sure) else 0.0,
        slowest=float(rates[5] * scale),
        believed=len(sure) / len(steps) if steps else 0.0,
    )


def shake(strip: Strip, hidden: NDArray[np.bool_] | None = None) -> float:
    """Return the root mean square change of the camera's speed between neighbouring frames, picture heights a frame."""
    grey = _grey(strip)
    jumps = []
    for first, group in zip(strip.firsts, strip.groups, strict=True):
        if len(group) >= 3:
            one, two = (_between(grey, i, i + 1, hidden, 1) for i in (first, first + 1))
            if one is not None and two is not None:
                jumps.append((two[0] - one[0]) ** 2 + (two[1] - one[1]) ** 2)
    return float(np.sqrt(np.mean(jumps))) / grey.shape[1] if jumps else 0.0


def _grey(strip: Strip) -> NDArray[np.uint8]:
    return np.clip(strip.luma * 255, 0, 255).astype(np.uint8)


def _between(
    grey: NDArray[np.uint8], a: int, b: int, hidden: NDArray[np.bool_] | None, frames: int
) -> tuple[float, ...] | None:
    """Return, each per frame, shift x and y (px), log zoom, roll, root mean square flow (px), the flow that nine of ten
    corners exceed (px), and the percentiles `SHARES` of the flow in x and in y; None if not to be believed.
    """
    found = _track(grey[a], grey[b], None if hidden is None else hidden[a])
    if found is None:
        return None
    old, new = found
    centre = np.array([grey.shape[2] / 2, grey.shape[1] / 2])
    fit = _similarity(old - centre, new - old)
    if fit is None:
        return None
    flow = new - old
    speeds = np.linalg.norm(flow, axis=1)
    speed = float(np.sqrt(np.mean(speeds**2))), float(np.percentile(speeds, 10))
    ends = np.percentile(flow, SHARES, axis=0).T.reshape(-1)
    tx, ty, zoom, roll = fit
    values = (tx, ty, float(np.log1p(max(zoom, -0.9))), roll, *speed, *(float(e) for e in ends))
    return tuple(v / frames for v in values)


def _track(
    one: NDArray[np.uint8], other: NDArray[np.uint8], hidden: NDArray[np.bool_] | None
) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    corners = _corners(one, hidden)
    if len(corners) < ENOUGH:
        return None
    window = (21, 21)
    there, ok, _ = cv2.calcOpticalFlowPyrLK(one, other, corners, None, winSize=window, maxLevel=3)
    back, ok_back, _ = cv2.calcOpticalFlowPyrLK(other, one, there, None, winSize=window, maxLevel=3)
    closed = np.linalg.norm((back - corners).reshape(-1, 2), axis=1) < ROUND_TRIP
    good = closed & (ok.reshape(-1) == 1) & (ok_back.reshape(-1) == 1)
    if good.sum() < max(ENOUGH, len(corners) // 3):
        return None
    return corners.reshape(-1, 2)[good].astype(np.float64), there.reshape(-1, 2)[good].astype(np.float64)


def _corners(grey: NDArray[np.uint8], hidden: NDArray[np.bool_] | None) -> NDArray[np.float32]:
    """Return (n, 1, 2) x, y of the best corner in each cell that is not too plain."""
    strength = cv2.cornerMinEigenVal(grey.astype(np.float32) / 255, 5)
    if hidden is not None:
        strength[cv2.dilate(hidden.astype(np.uint8), np.ones((15, 15), np.uint8)) > 0] = 0
    rows, columns = grey.shape[0] // CELL, grey.shape[1] // CELL
    cells = strength[: rows * CELL, : columns * CELL].reshape(rows, CELL, columns, CELL).transpose(0, 2, 1, 3)
    cells = cells.reshape(rows * columns, CELL * CELL)
    best = cells.argmax(axis=1)
    row, column = np.divmod(np.arange(rows * columns), columns)
    points = np.stack([column * CELL + best % CELL, row * CELL + best // CELL], axis=1).astype(np.float32)
    found: NDArray[np.float32] = points[cells.max(axis=1) > PLAIN].reshape(-1, 1, 2)
    return found


def _similarity(at: NDArray[np.float64], flow: NDArray[np.float64]) -> tuple[float, float, float, float] | None:
    """Fit flow = shift + zoom * at + roll * turned(at); None when fewer than `ENOUGH` corners agree on it."""
    x, y = at[:, 0], at[:, 1]
    one, none = np.ones(len(at)), np.zeros(len(at))
    rows = np.concatenate([np.stack([one, none, x, -y], 1), np.stack([none, one, y, x], 1)])
    wanted = np.concatenate([flow[:, 0], flow[:, 1]])
    fit = np.array([np.median(flow[:, 0]), np.median(flow[:, 1]), 0.0, 0.0])
    weight = np.ones(len(at))
    for _ in range(8):
        rest = (wanted - rows @ fit).reshape(2, -1)
        miss = np.hypot(rest[0], rest[1])
        reach = max(0.25, 4.685 * 1.4826 * float(np.median(miss)))
        weight = np.square(np.clip(1 - np.square(miss / reach), 0, None))
        root = np.sqrt(np.tile(weight, 2))
        fit = np.linalg.lstsq(rows * root[:, None], wanted * root, rcond=None)[0]
    if (weight > 0.1).sum() < ENOUGH:
        return None
    return float(fit[0]), float(fit[1]), float(fit[2]), float(fit[3])
