"""Keyframe and identity models: Z-Image, FLUX.2 klein, Qwen-Image and its edit model. One picture, no time."""

from typing import Any

from director.model import Capability, Mode
from render.local.asking import Ask, Made, Steps, as_frames, as_image, generator, on_step

_STEERED = {
    "QwenImageControlNetPipeline": "QwenImageControlNetModel",
    "ZImageControlNetPipeline": "ZImageControlNetModel",
}
"""Pipeline -> the class of its ControlNet."""


class Still:
    """References go in as a list of pictures, where the model takes them; two of them are steered by a ControlNet."""

    def parts(self, model: Capability, mode: Mode) -> dict[str, str]:
        """Return the ControlNet where a picture is steered; the repositories are whole otherwise."""
        return {"controlnet": _STEERED[mode.pipeline]} if mode.kind == "control" else {}

    def make(self, pipe: Any, ask: Ask, mode: Mode, steps: Steps) -> Made:
        """Run one generation."""
        given: dict[str, Any] = {
            "prompt": ask.prompt,
            "height": ask.height,
            "width": ask.width,
            "num_inference_steps": ask.steps,
            "guidance_scale": ask.guidance,
            "generator": generator(ask.seed),
            "output_type": "np",
            "callback_on_step_end": on_step(steps, ask.steps),
            **ask.options,
        }
        if mode.negative:  # Qwen-Image switches its guidance off when it is given none, so an empty one is given
            given["negative_prompt"] = ask.negative or " "
        pictures = [as_image(p) for p in (*((ask.image,) if ask.image is not None else ()), *ask.references)]
        if mode.kind == "control":
            assert ask.control is not None
            given["control_image"] = as_image(ask.control[0])
        if mode.kind == "i2i":
            given["image"] = pictures[: mode.references]
        return Made(as_frames(pipe(**given).images))


FAMILY = Still()
