"""Stable Diffusion 1.5 and SDXL with ControlNet: lines, depth or poses of the drawn draft steer the picture."""

from typing import Any

from director.model import Capability, Mode
from render.local.asking import Ask, Made, Steps, as_frames, as_image, generator, on_step, unspoiled


class ControlNet:
    """One control picture, one picture."""

    def parts(self, model: Capability, mode: Mode) -> dict[str, str]:
        """Return the ControlNet."""
        return {"controlnet": "ControlNetModel"}

    def make(self, pipe: Any, ask: Ask, mode: Mode, steps: Steps) -> Made:
        """Run one generation."""
        assert ask.control is not None
        made = pipe(
            prompt=ask.prompt,
            negative_prompt=ask.negative or None,
            image=as_image(ask.control[0]),
            height=ask.height,
            width=ask.width,
            num_inference_steps=ask.steps,
            guidance_scale=ask.guidance,
            generator=generator(ask.seed),
            output_type="np",
            callback_on_step_end=on_step(steps, ask.steps),
            **ask.options,
        )
        return Made(as_frames(unspoiled(made).images))


FAMILY = ControlNet()
