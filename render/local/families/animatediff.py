"""AnimateDiff: Stable Diffusion 1.5 with a motion adapter, free or steered by a control picture a frame."""

from typing import Any

from director.model import Capability, Mode
from render.local.asking import Ask, Made, Steps, as_frames, as_image, generator, on_step


class AnimateDiff:
    """The adapter and the ControlNet lie in repositories of their own."""

    def parts(self, model: Capability, mode: Mode) -> dict[str, str]:
        """Return the motion adapter, and the ControlNet where frames are steered."""
        found = {"motion_adapter": "MotionAdapter"}
        if mode.kind == "control":
            found["controlnet"] = "ControlNetModel"
        return found

    def make(self, pipe: Any, ask: Ask, mode: Mode, steps: Steps) -> Made:
        """Run one generation."""
        pipe.scheduler = _scheduler(pipe)
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
        if mode.kind == "control":
            assert ask.control is not None
            given["conditioning_frames"] = [as_image(frame) for frame in ask.control[: ask.frames]]
        return Made(as_frames(pipe(**given).frames))


def _scheduler(pipe: Any) -> Any:
    """Return the scheduler that motion adapters were trained with; that of Stable Diffusion itself makes them boil."""
    from diffusers import DDIMScheduler

    made: Any = DDIMScheduler
    return made.from_config(
        pipe.scheduler.config, clip_sample=False, timestep_spacing="linspace", beta_schedule="linear", steps_offset=1
    )


FAMILY = AnimateDiff()
