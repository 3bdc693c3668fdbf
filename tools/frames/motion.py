"""What the camera does: global motion between sampled frames, from sparse optical flow.

Corners are tracked with pyramidal Lucas-Kanade (Bouguet 2001) forward and back; a similarity (shift, zoom, roll) is
fitted by reweighted least squares with Tukey's biweight, so that people, snow and passing cars do not count as camera.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tools.frames.strip import Strip

CORNERS = 160
ROUND_TRIP = 0.7
"""px at strip size: a corner whose way forward and back does not close is lost."""

ENOUGH = 12
"""Corners that must be left, and half of all found, for a step to be believed."""


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
    shake: float
    """Root mean square of the change of speed between neighbouring frames, picture heights a frame."""
    fastest: float
    """The largest single sampled shift, picture heights a frame."""
    passing: float
    """Root mean square speed of all tracked corners, picture heights over the body: what passes, in any direction."""
    believed: float
    """Share of steps in which enough corners agreed, 0-1."""


def motion(strip: Strip, hidden: NDArray[np.bool_] | None = None) -> Motion:
    """Measure the scenery's motion. `hidden` (n, h, w) masks what is not scenery, such as the subject."""
    grey = np.clip(strip.luma * 255, 0, 255).astype(np.uint8)
    steps = [
        _between(grey, a, b, hidden, strip.groups[i + 1][0] - strip.groups[i][0])
        for i, (a, b) in enumerate(zip(strip.firsts, strip.firsts[1:], strict=False))
    ]
    body = max(1, strip.groups[-1][-1] - strip.groups[0][0])
    sure = np.array([s for s in steps if s is not None], np.float64).reshape(-1, 5)
    height = grey.shape[1]
    rates = sure.mean(axis=0) if len(sure) else np.zeros(5)
    shake, fastest = _shake(grey, strip, hidden)
    return Motion(
        right=float(rates[0] * body / height),
        down=float(rates[1] * body / height),
        zoom=float(rates[2] * body),
        roll=float(rates[3] * body),
        shake=shake / height,
        fastest=fastest / height,
        passing=float(np.sqrt(np.mean(np.square(sure[:, 4]))) * body / height) if len(sure) else 0.0,
        believed=len(sure) / len(steps) if steps else 0.0,
    )


def _between(
    grey: NDArray[np.uint8], a: int, b: int, hidden: NDArray[np.bool_] | None, frames: int
) -> tuple[float, float, float, float, float] | None:
    """Return shift (px), log zoom, roll and root mean square flow (px), each per frame; None if not to be believed."""
    found = _track(grey[a], grey[b], None if hidden is None else hidden[a])
    if found is None:
        return None
    old, new = found
    centre = np.array([grey.shape[2] / 2, grey.shape[1] / 2])
    fit = _similarity(old - centre, new - old)
    if fit is None:
        return None
    speed = float(np.sqrt(np.mean(np.sum((new - old) ** 2, axis=1))))
    tx, ty, zoom, roll = fit
    return tx / frames, ty / frames, float(np.log1p(max(zoom, -0.9))) / frames, roll / frames, speed / frames


def _track(
    one: NDArray[np.uint8], other: NDArray[np.uint8], hidden: NDArray[np.bool_] | None
) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    mask = None if hidden is None else np.where(hidden, 0, 255).astype(np.uint8)
    corners = cv2.goodFeaturesToTrack(one, CORNERS, 0.01, 5, mask=mask)
    if corners is None or len(corners) < ENOUGH:
        return None
    window = (21, 21)
    there, ok, _ = cv2.calcOpticalFlowPyrLK(one, other, corners, None, winSize=window, maxLevel=3)
    back, ok_back, _ = cv2.calcOpticalFlowPyrLK(other, one, there, None, winSize=window, maxLevel=3)
    closed = np.linalg.norm((back - corners).reshape(-1, 2), axis=1) < ROUND_TRIP
    good = closed & (ok.reshape(-1) == 1) & (ok_back.reshape(-1) == 1)
    if good.sum() < max(ENOUGH, len(corners) // 3):
        return None
    return corners.reshape(-1, 2)[good].astype(np.float64), there.reshape(-1, 2)[good].astype(np.float64)


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


def _shake(grey: NDArray[np.uint8], strip: Strip, hidden: NDArray[np.bool_] | None) -> tuple[float, float]:
    """Return the root mean square change of speed within groups, and the largest speed; px a frame."""
    jumps, fastest = [0.0], 0.0
    for first, group in zip(strip.firsts, strip.groups, strict=True):
        steps = [_between(grey, i, i + 1, hidden, 1) for i in range(first, first + len(group) - 1)]
        speeds = [np.array(s[:2]) for s in steps if s is not None]
        fastest = max([fastest, *(float(np.hypot(*s)) for s in speeds)])
        if len(speeds) >= 2:
            jumps.append(float(np.sum(np.square(speeds[1] - speeds[0]))))
    return float(np.sqrt(np.mean(jumps))), fastest
