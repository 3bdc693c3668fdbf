"""Zeroscope and ModelScope: the first open text-to-video models, kept for their look; no callback."""

from typing import Any

from director.model import Capability, Mode
from render.local.asking import Ask, Made, Steps, Stopped, as_frames, generator


class Zeroscope:
    """Reports by the older callback, which is called with the step's number."""

    def parts(self, model: Capability, mode: Mode) -> dict[str, str]:
        """Return nothing: the repository is whole."""
        return {}

    def make(self, pipe: Any, ask: Ask, mode: Mode, steps: Steps) -> Made:
        """Run one generation."""

        def after(step: int, _time: int, _latents: Any) -> None:
            if not steps(step + 1, ask.steps):
                raise Stopped

        made = pipe(
            prompt=ask.prompt,
            negative_prompt=ask.negative or None,
            height=ask.height,
            width=ask.width,
            num_frames=ask.frames,
            num_inference_steps=ask.steps,
            guidance_scale=ask.guidance,
            generator=generator(ask.seed),
            output_type="np",
            callback=after,
            callback_steps=1,
            **ask.options,
        )
        return Made(as_frames(made.frames))


FAMILY = Zeroscope()
