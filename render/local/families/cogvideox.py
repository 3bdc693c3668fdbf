"""CogVideoX: words or a first frame, short and slow in frames a second."""

from typing import Any

from director.model import Capability, Mode
from render.local.asking import Ask, Made, Steps, as_frames, as_image, generator, on_step


class CogVideoX:
    """Two pipelines with one set of arguments."""

    def parts(self, model: Capability, mode: Mode) -> dict[str, str]:
        """Return nothing: the repository is whole."""
        return {}

    def make(self, pipe: Any, ask: Ask, mode: Mode, steps: Steps) -> Made:
        """Run one generation."""
        given: dict[str, Any] = {
            "prompt": ask.prompt,
            "negative_prompt": ask.negative or None,
            "height": ask.height,
            "width": ask.width,
            "num_frames": ask.frames,
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
        return Made(as_frames(pipe(**given).frames))


FAMILY = CogVideoX()
