"""The actor in driving footage: the pose and the face of every frame, read by an open model of poses (ViTPose).

One actor is read, who fills the picture: models of performances are driven by one. It is asked on the processor, while
the card makes the take before.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from director.errors import ProviderError, SetupError
from director.model import Capability
from render.fit import Fit
from render.local.asking import Frames, Picture
from render.local.device import BRINGING_IN
from render.local.steering import pose_picture
from render.local.taking import filled
from tools.media import MediaFacts, probe, read_frames

_SURE = 0.3
"""Confidence from which a joint is believed; the value in ViTPose's own demonstrations."""
_AT_ONCE = 8
_FACE_PX = 512
_NECK = 17
"""A joint that COCO has not: between the shoulders."""
_OPENPOSE = (0, _NECK, 6, 8, 10, 5, 7, 9, 12, 14, 16, 11, 13, 15, 2, 1, 4, 3)
"""Where OpenPose's 18 joints stand among COCO's 17 and the neck."""
_HEAD = (0, 14, 15, 16, 17)
"""OpenPose's joints of the head."""


def pose_model(model: Capability, weights: Path | None) -> str:
    """Return where the reader of poses lies that a model names: in its folder, or by its name on the hub.

    Raises:
        SetupError: the model's catalog file names none.
    """
    assert model.weights is not None
    if weights is not None and (weights / "pose").is_dir():
        return str(weights / "pose")
    if "pose" not in model.weights.parts:
        raise SetupError(f"the catalog names nothing that reads poses for {model.name}")
    return model.weights.parts["pose"]


@dataclass(frozen=True)
class Acted:
    """What an actor does, for every native frame of a plan."""

    poses: Frames
    """In the model's size."""
    faces: Frames
    """Square."""
    held_s: float = 0.0
    """Seconds at the end for which there is no footage: its last frame is held."""


def acted(path: Path, planned: Fit, source: str, begins_s: float = 0.0, handle_s: float = 0.0) -> Acted:
    """Return the actor's poses and faces for a plan whose body begins at `begins_s` of the footage, s.

    `handle_s` is the length of the handle before the body, and of the one after it.

    After its end the footage begins anew, but never inside a take: a take that would run over the end ends with it, and
    one that is longer than the whole footage holds the last frame.

    Raises:
        ArtistError: the footage cannot be read.
        ProviderError: nobody is seen in it.
        SetupError: the reader of poses is not here.
    """
    facts = probe(path)
    numbers, held_s = _moments(facts, planned, begins_s, handle_s)
    wide, high = planned.size.width, planned.size.height
    each = sorted(set(numbers))
    frames = np.stack([filled(frame, wide, high) for frame in read_frames(path, each)])
    joints = _read(frames, source)
    if all(np.isnan(one).all() for one in joints):
        raise ProviderError(f"nobody is seen in {path.name}", retryable=False)
    at = {number: place for place, number in enumerate(each)}
    order = [at[number] for number in numbers]
    poses = np.stack([pose_picture([one], wide, high) for one in joints])
    return Acted(poses[order], _faces(frames, joints)[order], held_s)


def _moments(facts: MediaFacts, planned: Fit, begins_s: float, handle_s: float = 0.0) -> tuple[list[int], float]:
    """Return the frame of the footage for every native frame, and for how many seconds its last one is held.

    The body keeps step with the song; frames of a handle before the footage begins, or after its end, hold its edge.
    """
    length, rate, fps = facts.frames / float(facts.fps), planned.mode.fps, float(facts.fps)
    body_s = max(1 / rate, planned.frames / rate - 2 * handle_s)
    first = 0.0 if body_s >= length else min(begins_s % length, length - body_s)
    seconds = (first - handle_s + n / rate for n in range(planned.frames))
    numbers = [min(max(0, round(second * fps)), facts.frames - 1) for second in seconds]
    return numbers, max(0.0, body_s - length)


def _read(frames: Frames, source: str) -> list[NDArray[np.float64]]:
    import torch

    reader, model = _loaded(source)
    high, wide = frames.shape[1:3]
    found: list[NDArray[np.float64]] = []
    for first in range(0, len(frames), _AT_ONCE):
        some = list(frames[first : first + _AT_ONCE])
        boxes = [[[0.0, 0.0, float(wide), float(high)]]] * len(some)
        with torch.no_grad():
            seen = model(**reader(some, boxes=boxes, return_tensors="pt"))
        told = reader.post_process_pose_estimation(seen, boxes=boxes)
        found += [_joints(np.asarray(one[0]["keypoints"]), np.asarray(one[0]["scores"])) for one in told]
    return found


def _joints(points: NDArray[Any], scores: NDArray[Any]) -> NDArray[np.float64]:
    """Return OpenPose's joints from COCO's, those that are not believed as nan."""
    sure = np.where(scores[:, None] >= _SURE, points, np.nan).astype(np.float64)
    neck = (sure[5] + sure[6]) / 2
    return np.vstack([sure, neck])[list(_OPENPOSE)]


def _faces(frames: Frames, joints: list[NDArray[np.float64]]) -> Frames:
    """Return the square around each frame's head; where it is not seen, the last or the first that was."""
    import cv2

    places: list[tuple[float, float, float] | None] = [_head(one) for one in joints]
    known = next((place for place in places if place is not None), None)
    found: list[Picture] = []
    high, wide = frames.shape[1:3]
    for frame, place in zip(frames, places, strict=True):
        known = place or known
        x, y, reach = known or (wide / 2, high / 2, min(high, wide) / 4)
        side = round(min(max(2 * reach, 16.0), high, wide))
        left, top = round(min(max(x - side / 2, 0), wide - side)), round(min(max(y - side / 2, 0), high - side))
        crop = frame[top : top + side, left : left + side]
        found.append(np.asarray(cv2.resize(crop, (_FACE_PX, _FACE_PX), interpolation=cv2.INTER_LANCZOS4), np.uint8))
    return np.stack(found)


def _head(joints: NDArray[np.float64]) -> tuple[float, float, float] | None:
    """Return the middle of a head and how far the face reaches from there, px."""
    parts = joints[list(_HEAD)]
    seen = parts[~np.isnan(parts).any(axis=1)]
    if len(seen) < 2:
        return None
    middle = seen.mean(axis=0)
    return float(middle[0]), float(middle[1]), 1.6 * float(np.hypot(*(seen - middle).T).max())


@cache
def _loaded(source: str) -> tuple[Any, Any]:
    with BRINGING_IN:
        return _brought_in(source)


def _brought_in(source: str) -> tuple[Any, Any]:
    try:
        from transformers import AutoImageProcessor, VitPoseForPoseEstimation

        kind: Any = AutoImageProcessor
        model: Any = VitPoseForPoseEstimation
        reader = kind.from_pretrained(source, local_files_only=True)
        return reader, model.from_pretrained(source, local_files_only=True).eval()
    except ImportError as error:
        raise SetupError("models on this card need the extra gpu: pip install 'director[gpu]'") from error
    except (OSError, ValueError) as error:
        raise SetupError(f"the reader of poses {source} is not here: {error}") from error
