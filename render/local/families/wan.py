"""Wan 2.1 and 2.2: words, first frame, first and last frame, references and control (VACE), performance (Animate)."""

from math import ceil
from typing import Any

import numpy as np

from director.model import Capability, Mode
from render.local.asking import Ask, Made, Picture, Steps, as_frames, as_image, counted, generator, on_step

_MASK_MAKE, _GREY = 255, 128
_SEGMENT = 77
"""Frames of a segment that Wan Animate was trained on; each begins with the last frame of the one before."""


class Wan:
    """One set of arguments a mode; the classes are named in the catalog."""

    def parts(self, model: Capability, mode: Mode) -> dict[str, str]:
        """Return nothing: a Wan repository is whole."""
        return {}

    def make(self, pipe: Any, ask: Ask, mode: Mode, steps: Steps) -> Made:
        """Run one generation."""
        given: dict[str, Any] = {
            "prompt": ask.prompt,
            "negative_prompt": ask.negative or None,
            "height": ask.height,
            "width": ask.width,
            "num_inference_steps": ask.steps,
            "guidance_scale": ask.guidance,
            "generator": generator(ask.seed),
            "output_type": "np",
            "callback_on_step_end": on_step(steps, ask.steps),
            **ask.options,
        }
        match mode.kind:
            case "t2v":
                given["num_frames"] = ask.frames
            case "i2v" | "flf2v":
                assert ask.image is not None
                given |= {"image": as_image(ask.image), "num_frames": ask.frames}
                if ask.last is not None:
                    given["last_image"] = as_image(ask.last)
            case "r2v" | "control":
                given |= _vace(ask)
            case "animate":
                given |= _performance(ask)
                segments = ceil((ask.frames - 1) / (given["segment_frame_length"] - 1))
                given["callback_on_step_end"] = on_step(counted(steps), ask.steps * segments)
            case _:
                raise ValueError(f"Wan has no mode {mode.kind}")
        return Made(as_frames(pipe(**given).frames))


def _vace(ask: Ask) -> dict[str, Any]:
    """VACE keeps what the mask leaves black and makes what it leaves white; a grey video is one to be made whole."""
    grey = np.full((ask.height, ask.width, 3), _GREY, np.uint8)
    guide = list(ask.control[: ask.frames] if ask.control is not None else np.repeat(grey[None], ask.frames, axis=0))
    make = [np.full((ask.height, ask.width), _MASK_MAKE, np.uint8)] * ask.frames
    if ask.image is not None:  # kept as it is: the last frame of the piece before
        guide[0], make[0] = ask.image, np.zeros_like(make[0])
    return {
        "video": [as_image(frame) for frame in guide],
        "mask": [as_image(frame) for frame in make],
        "reference_images": [as_image(picture) for picture in ask.references] or None,
        "num_frames": ask.frames,
    }


def _performance(ask: Ask) -> dict[str, Any]:
    assert ask.image is not None
    assert ask.performance is not None
    # Without a face that acts, the person's own looks on as it does in the picture.
    face = list(ask.face) if ask.face is not None else [face_of(ask.image, ask.performance[0])] * ask.frames
    return {
        "image": as_image(ask.image),
        "pose_video": [as_image(frame) for frame in ask.performance],
        "face_video": [as_image(frame) for frame in face],
        "segment_frame_length": min(ask.frames, _SEGMENT),  # longer takes are made in segments, by the pipeline itself
        "mode": "animate",
    }


def face_of(picture: Picture, pose: Picture) -> Picture:
    """Return the square of a picture around the head of a pose drawn beside it: the upper fifth of the skeleton.

    The middle of the picture, where the pose shows nobody.
    """
    high, wide = picture.shape[:2]
    rows, columns = np.nonzero(pose.any(axis=2))
    if not len(rows):
        side = min(high, wide) // 2
        middle = (high // 2, wide // 2)
    else:
        top, bottom = int(rows.min()), int(rows.max())
        head = rows <= top + (bottom - top) // 6
        side = max(16, (bottom - top) // 4)
        middle = (round(float(rows[head].mean())), round(float(columns[head].mean())))
    side = min(side, high, wide)
    first, left = (min(max(m - side // 2, 0), size - side) for m, size in zip(middle, (high, wide), strict=True))
    return np.ascontiguousarray(picture[first : first + side, left : left + side])


FAMILY = Wan()
