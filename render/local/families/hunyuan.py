"""HunyuanVideo 1.5: its guidance is a component of its own, and its pipelines have no callback."""

from typing import Any

from director.model import Capability, Mode
from render.local.asking import Ask, Made, Steps, as_frames, as_image, generator, watch_transformer


class Hunyuan:
    """Steps are counted at the transformer, which is also where a generation is stopped."""

    def parts(self, model: Capability, mode: Mode) -> dict[str, str]:
        """Return nothing: the repository is whole."""
        return {}

    def make(self, pipe: Any, ask: Ask, mode: Mode, steps: Steps) -> Made:
        """Run one generation."""
        if getattr(pipe, "guider", None) is not None:
            pipe.guider = pipe.guider.new(guidance_scale=ask.guidance)
        given: dict[str, Any] = {
            "prompt": ask.prompt,
            "negative_prompt": ask.negative or None,
            "num_frames": ask.frames,
            "num_inference_steps": ask.steps,
            "generator": generator(ask.seed),
            "output_type": "np",
            **ask.options,
        }
        if mode.kind == "i2v":  # takes its size from the picture
            assert ask.image is not None
            given["image"] = as_image(ask.image)
        else:
            given |= {"height": ask.height, "width": ask.width}
        handle = watch_transformer(pipe, steps, ask.steps)
        try:
            return Made(as_frames(pipe(**given).frames))
        finally:
            handle.remove()


FAMILY = Hunyuan()
