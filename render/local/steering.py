"""The pictures that steer a model, one a native frame: from the drawn take's pixels, or from what its set knows."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from director.errors import ProviderError
from director.model import Order, SteeredBy
from render.fit import Fit
from render.local.asking import Frames, Picture
from render.local.taking import filled
from tools.media import read_frames

if TYPE_CHECKING:
    from render.animatic.steering import Joints

_LIMBS = (
    (1, 2), (1, 5), (2, 3), (3, 4), (5, 6), (6, 7), (1, 8), (8, 9), (9, 10), (1, 11), (11, 12), (12, 13), (1, 0),
    (0, 14), (14, 16), (0, 15), (15, 17),
)  # fmt: skip
_HUES = (
    (255, 0, 0), (255, 85, 0), (255, 170, 0), (255, 255, 0), (170, 255, 0), (85, 255, 0), (0, 255, 0), (0, 255, 85),
    (0, 255, 170), (0, 255, 255), (0, 170, 255), (0, 85, 255), (0, 0, 255), (85, 0, 255), (170, 0, 255), (255, 0, 255),
    (255, 0, 170), (255, 0, 85),
)  # fmt: skip
"""Limbs between joints, and colours of both, as OpenPose draws them: models steered by poses were trained on these."""
_LIMB_LIGHT = 0.6
_THICKNESS = 1 / 128
"""Half the width of a limb, of the picture's shorter side: 4 px at 512."""


def steering(order: Order, folder: Path, planned: Fit, by: SteeredBy) -> Frames:
    """Return the control picture of every native frame of a plan, or the one of a still, in the model's size.

    Raises:
        ProviderError: how the drawn take was drawn is not known any more, and the model is steered by just that.
        ArtistError: the drawn take cannot be read.
    """
    numbers = _numbers(order, planned)
    if by == "edges":
        made = edges(read_frames(folder / order.control, numbers))
    else:
        made = _from_the_set(_drawn(order, folder), numbers, planned, by)
    return np.stack([filled(frame, planned.size.width, planned.size.height) for frame in made])


def edges(frames: Frames) -> Frames:
    """Return the outlines of drawn frames, white on black: what models steered by edges were trained on.

    Thresholds follow the frame's median (0.66 and 1.33 of it), so that a night is outlined as well as a day.
    """
    import cv2

    found = np.empty_like(frames)
    for number, frame in enumerate(frames):
        grey = cv2.GaussianBlur(cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY), (5, 5), 0)
        middle = float(np.median(grey))
        found[number] = cv2.Canny(grey, 0.66 * middle, 1.33 * middle)[..., None]
    return found


def pose_picture(people: "Sequence[Joints]", width: int, height: int) -> Picture:
    """Return skeletons (joints in px) on black, in OpenPose's colours; limbs to hidden joints are left out."""
    import cv2

    picture = np.zeros((height, width, 3), np.uint8)
    thick = max(2.0, min(width, height) * _THICKNESS)
    for joints in people:
        for (first, second), hue in zip(_LIMBS, _HUES, strict=False):
            ends = joints[[first, second]]
            if np.isnan(ends).any():
                continue
            across, down = ends[1] - ends[0]
            half = (max(1, round(float(np.hypot(across, down)) / 2)), round(thick))
            middle = (round(float(ends[:, 0].mean())), round(float(ends[:, 1].mean())))
            turn = float(np.degrees(np.arctan2(down, across)))
            cv2.ellipse(picture, middle, half, turn, 0, 360, tuple(round(c * _LIMB_LIGHT) for c in hue), -1)
        for joint, hue in zip(joints, _HUES, strict=True):
            if not np.isnan(joint).any():
                cv2.circle(picture, (round(float(joint[0])), round(float(joint[1]))), round(thick), hue, -1)
    return picture


def _numbers(order: Order, planned: Fit) -> list[int]:
    """Return the project frame that each native frame is steered by; a still is steered by the middle of the take."""
    total = order.frames + 2 * order.handles
    if not order.still:
        return [min(round(n * order.fps / planned.mode.fps), total - 1) for n in range(planned.frames)]
    return [0]


def _drawn(order: Order, folder: Path) -> Order:
    """Return the order of the drawn take: with it, the set can be built again."""
    from director.store import Store

    try:
        return Store(folder).order(Path(order.control).stem)
    except KeyError as missing:
        raise ProviderError(f"how {order.control} was drawn is not known any more", retryable=False) from missing


def _from_the_set(drawn: Order, numbers: list[int], planned: Fit, by: SteeredBy) -> Frames:
    from render.animatic.renderer import repertoire
    from render.animatic.steering import Steering

    height = round(planned.size.height / 2) * 2
    width = round(height * drawn.width / drawn.height / 2) * 2
    built = Steering(drawn.model_copy(update={"width": width, "height": height}), repertoire())
    if by == "depth":
        return np.repeat(built.nearness(numbers)[..., None], 3, axis=3)
    return np.stack([pose_picture(built.skeletons(number), width, height) for number in numbers])
