"""Deforum-style travel: each frame is the last one, moved by the camera and painted over under the prompt of its time.

The prompt schedule and the camera path come from the shot. Colours are held to the first frame's mean and spread in
Lab, because a feedback loop without it drifts to grey or to neon within a few dozen frames.
"""

from math import ceil
from typing import Any

import numpy as np

from director.model import Capability, Mode
from render.local.asking import Ask, Made, Picture, Steps, Stopped, as_frames, as_image, generator, unspoiled

_FIRST_STRENGTH = 1.0
_SEED_STRIDE = 1
_GRAIN = 4.0
"""Standard deviation of the grain laid on before painting, 0-255: a model given no noise paints ever smoother."""


class Deforum:
    """Own feedback loop over the img2img pipeline."""

    def parts(self, model: Capability, mode: Mode) -> dict[str, str]:
        """Return nothing: the repository is whole."""
        return {}

    def make(self, pipe: Any, ask: Ask, mode: Mode, steps: Steps) -> Made:
        """Paint frame after frame."""
        options = dict(ask.options)
        strength = float(options.pop("strength", 0.45))
        random = np.random.default_rng(ask.seed)
        painted: list[Picture] = []
        for number in range(ask.frames):
            start = ask.image if number == 0 else _moved(painted[-1], ask, number)
            held = start if start is not None else _noise(ask, random)
            fresh = number == 0 and ask.image is None
            painting = pipe(
                prompt=_words(ask, number),
                negative_prompt=ask.negative or None,
                image=as_image(held if fresh else _grained(held, random)),
                strength=_FIRST_STRENGTH if fresh else strength,
                num_inference_steps=max(ask.steps, ceil(1 / strength)),  # below, not one step would be painted
                guidance_scale=ask.guidance,
                generator=generator(ask.seed + number * _SEED_STRIDE),
                output_type="np",
                **options,
            )
            frame = as_frames(unspoiled(painting).images)[0]
            painted.append(_coloured_like(frame, painted[0]) if painted else frame)
            if not steps(number + 1, ask.frames):
                raise Stopped
        return Made(np.stack(painted))


def _words(ask: Ask, number: int) -> str:
    """Return the prompt of a frame: the last entry of the schedule that has begun."""
    begun = [words for first, words in ask.schedule if first <= number]
    return f"{ask.prompt}, {begun[-1]}" if begun else ask.prompt


def _noise(ask: Ask, random: np.random.Generator) -> Picture:
    return random.integers(0, 256, (ask.height, ask.width, 3), dtype=np.uint8)


def _grained(picture: Picture, random: np.random.Generator) -> Picture:
    grain = random.normal(0.0, _GRAIN, picture.shape[:2])[..., None]
    return np.clip(picture + grain, 0, 255).astype(np.uint8)


def _moved(picture: Picture, ask: Ask, number: int) -> Picture:
    """Return the picture moved by one frame's share of the camera path; what comes in at the edge is mirrored."""
    import cv2

    right, down, growth, turn = (part / max(1, ask.frames - 1) for part in ask.camera)
    centre = (ask.width / 2, ask.height / 2)
    matrix = cv2.getRotationMatrix2D(centre, -turn, 1.0 + growth)
    matrix[:, 2] -= np.array([right * ask.width, down * ask.height])
    moved = cv2.warpAffine(
        picture, matrix, (ask.width, ask.height), flags=cv2.INTER_LANCZOS4, borderMode=cv2.BORDER_REFLECT_101
    )
    return np.asarray(moved, np.uint8)


def _coloured_like(picture: Picture, first: Picture) -> Picture:
    """Return the picture with the first frame's mean and spread in each channel of Lab (Reinhard et al., 2001)."""
    import cv2

    lab, goal = (cv2.cvtColor(p, cv2.COLOR_RGB2LAB).astype(np.float32) for p in (picture, first))
    spread = lab.std((0, 1)) + 1e-3
    matched = (lab - lab.mean((0, 1))) / spread * goal.std((0, 1)) + goal.mean((0, 1))
    return np.asarray(cv2.cvtColor(np.clip(matched, 0, 255).astype(np.uint8), cv2.COLOR_LAB2RGB), np.uint8)


FAMILY = Deforum()
