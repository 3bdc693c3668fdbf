"""Stable Video Diffusion: an old photograph made alive. It reads no words."""

from typing import Any

from director.model import Capability, Mode
from render.local.asking import Ask, Made, Steps, as_frames, as_image, generator, on_step


class StableVideo:
    """The number of frames is fixed by training; how much moves is a figure of its own."""

    def parts(self, model: Capability, mode: Mode) -> dict[str, str]:
        """Return nothing: the repository is whole."""
        return {}

    def make(self, pipe: Any, ask: Ask, mode: Mode, steps: Steps) -> Made:
        """Run one generation."""
        assert ask.image is not None
        made = pipe(
            image=as_image(ask.image),
            height=ask.height,
            width=ask.width,
            num_frames=ask.frames,
            num_inference_steps=ask.steps,
            max_guidance_scale=ask.guidance,
            fps=ask.fps,
            generator=generator(ask.seed),
            output_type="np",
            callback_on_step_end=on_step(steps, ask.steps),
            **ask.options,
        )
        return Made(as_frames(made.frames))


FAMILY = StableVideo()
