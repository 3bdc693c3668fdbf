"""LTX-2: picture and sound in one generation."""

from typing import Any

import numpy as np

from director.model import Capability, Mode
from render.local.asking import Ask, Made, Steps, as_frames, as_image, generator, on_step


class Ltx2:
    """Asked for a fixed number of frames; its own guess of a length is never used, because the song has the clock."""

    def parts(self, model: Capability, mode: Mode) -> dict[str, str]:
        """Return nothing: the repository is whole."""
        return {}

    def make(self, pipe: Any, ask: Ask, mode: Mode, steps: Steps) -> Made:
        """Run one generation."""
        given: dict[str, Any] = {
            "prompt": ask.prompt,
            "negative_prompt": ask.negative,
            "height": ask.height,
            "width": ask.width,
            "num_frames": ask.frames,
            "frame_rate": float(ask.fps),
            "num_inference_steps": ask.steps,
            "guidance_scale": ask.guidance,
            "generator": generator(ask.seed),
            "output_type": "np",
            "callback_on_step_end": on_step(steps, ask.steps),
            **ask.options,
        }
        if mode.kind == "i2v":
            assert ask.image is not None
            given["image"] = as_image(ask.image)
        made = pipe(**given)
        sound = np.asarray(made.audio[0].detach().float().cpu(), np.float32).T
        return Made(as_frames(made.frames), np.ascontiguousarray(sound), int(pipe.vocoder.config.output_sampling_rate))


FAMILY = Ltx2()
