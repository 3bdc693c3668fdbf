"""LTX-Video: words, and pictures held at given frames (the first, the last)."""

from typing import Any

from director.model import Capability, Mode
from render.local.asking import Ask, Made, Steps, as_frames, as_image, generator, on_step


class Ltx:
    """The condition pipeline does all modes: a picture is a condition at a frame."""

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
            "frame_rate": ask.fps,
            "num_inference_steps": ask.steps,
            "guidance_scale": ask.guidance,
            "generator": generator(ask.seed),
            "output_type": "np",
            "callback_on_step_end": on_step(steps, ask.steps),
            **ask.options,
        }
        held = _conditions(ask)
        if held:
            given["conditions"] = held
        return Made(as_frames(pipe(**given).frames))


def _conditions(ask: Ask) -> list[Any]:
    from diffusers.pipelines.ltx.pipeline_ltx_condition import LTXVideoCondition

    held = []
    if ask.image is not None:
        held.append(LTXVideoCondition(image=as_image(ask.image), frame_index=0))
    if ask.last is not None:
        held.append(LTXVideoCondition(image=as_image(ask.last), frame_index=ask.frames - 1))
    return held


FAMILY = Ltx()
