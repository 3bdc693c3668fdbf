"""Takes a photograph apart: the subject in front, and behind it the background as it would go on."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from render.animatic.camera import View
from render.plates.subject import Box

Pixels = NDArray[np.uint8]

DEPTHS = (1.16, 1.12, 1.08, 1.05, 1.025)
"""Depths at which the background may lie; the subject lies at 1."""
APART = 0.011
"""Most that subject and background part, heights of the picture: more would show what is only invented."""


def background_depth(views: Sequence[View], box: Box, crop: Box) -> float:
    """Return the largest depth at which no corner of the subject leaves its place by more than `APART`.

    `box` is the subject's, `crop` the framed part; the same px.
    """
    unit = crop.height
    corners = [((x - crop.middle[0]) / unit, (y - crop.middle[1]) / unit)
               for x in (box.x0, box.x1) for y in (box.y0, box.y1)]  # fmt: skip
    half = crop.width / unit / 2
    inside = [(min(max(x, -half), half), min(max(y, -0.5), 0.5)) for x, y in corners]
    for depth in DEPTHS:
        worst = 0.0
        for view in views:
            near, far = view.project(1.0), view.project(depth)
            worst = max(worst, *(max(abs(x * near[0] + near[1] - x * far[0] - far[1]),
                                     abs(y * near[0] + near[2] - y * far[0] - far[2])) for x, y in inside))  # fmt: skip
        if worst <= APART:
            return depth
    return 1.0


def filled(photo: Pixels, matte: Pixels) -> Pixels:
    """Return the RGB photo with the subject taken out: what lies behind it is grown in from around its outline.

    Near the outline, which parallax bares, the photo's own texture is kept wherever the matte is empty.
    """
    by = 200 / photo.shape[0]
    size = (max(8, round(photo.shape[1] * by)), 200)
    small = cv2.resize(photo, size, interpolation=cv2.INTER_AREA)
    hole = cv2.resize(matte, size, interpolation=cv2.INTER_AREA)
    hole = cv2.dilate((hole > 6).astype(np.uint8), np.ones((5, 5), np.uint8))
    grown = cv2.inpaint(small, hole, 4, cv2.INPAINT_TELEA)
    soft = cv2.GaussianBlur(grown, (0, 0), 2.2)
    keep = cv2.GaussianBlur(cv2.erode(hole, np.ones((3, 3), np.uint8)).astype(np.float32), (0, 0), 1.0)[..., None]
    grown = (grown * (1 - keep) + soft * keep).astype(np.uint8)
    full = photo.shape[1::-1]
    large = cv2.resize(grown, full, interpolation=cv2.INTER_CUBIC)
    share = cv2.GaussianBlur(cv2.resize(hole * 255, full, interpolation=cv2.INTER_LINEAR), (0, 0), 0.5 / by)
    return blended(photo, large, np.asarray(share, np.uint8))


def blended(one: Pixels, other: Pixels, share: Pixels) -> Pixels:
    """Return RGB `one` where `share` (h, w) is 0, `other` where it is 255."""
    weight = cv2.merge([share, share, share])
    first = cv2.multiply(one, 255 - weight, scale=1 / 255)
    return np.asarray(cv2.add(first, cv2.multiply(other, weight, scale=1 / 255)), np.uint8)
