"""One generation: what a pipeline is asked, what it gives, and the contract of a family of models."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from director.errors import ProviderError
from director.model import Capability, Mode

Frames = NDArray[np.uint8]
"""(n, height, width, 3) RGB, 0-255."""

Picture = NDArray[np.uint8]
"""(height, width, 3) RGB, 0-255."""

Steps = Callable[[int, int], bool]
"""Told (step, of how many) after each step of denoising; answers False to stop the generation."""


class Stopped(Exception):  # noqa: N818 - an answer, not a fault
    """The generation was cancelled; nothing of it is kept."""


@dataclass(frozen=True)
class Ask:
    """One generation, in the model's own frames and pixels."""

    prompt: str
    negative: str
    width: int
    height: int
    frames: int
    fps: int
    steps: int
    guidance: float
    seed: int
    image: Picture | None = None
    """The first frame, or the photo to start from."""
    last: Picture | None = None
    references: tuple[Picture, ...] = ()
    control: Frames | None = None
    """A picture a frame (depth, edges, pose), or one for a still."""
    performance: Frames | None = None
    """The actor's pose a frame, for models that are driven by a performance."""
    face: Frames | None = None
    """The actor's face a frame."""
    camera: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """Over the whole take: move right and down as a share of the picture, growth of the picture, turn in degrees."""
    schedule: tuple[tuple[int, str], ...] = ()
    """(frame, words): what the prompt becomes from this frame on, for models that are asked frame by frame."""
    options: Mapping[str, int | float | str | bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Made:
    """What a generation gave."""

    frames: Frames
    sound: NDArray[np.float32] | None = None
    """(samples, channels), -1..1."""
    rate: int = 0


class Family(Protocol):
    """How one family of models is loaded and asked."""

    def parts(self, model: Capability, mode: Mode) -> dict[str, str]:
        """Return the components that lie in other repositories: argument of the pipeline -> class to load it with.

        Their repositories stand in the catalog under the same names (`weights.parts`).
        """
        ...

    def make(self, pipe: Any, ask: Ask, mode: Mode, steps: Steps) -> Made:
        """Run one generation.

        Raises:
            Stopped: `steps` answered False.
        """
        ...


def generator(seed: int) -> Any:
    """Return torch's generator for a seed: on the CPU, so that a seed means the same noise on every card."""
    import torch

    return torch.Generator("cpu").manual_seed(seed)


def as_image(picture: Picture) -> Any:
    """Return a picture as pipelines want it."""
    from PIL import Image

    return Image.fromarray(picture)


def as_frames(frames: Any) -> Frames:
    """Return a pipeline's frames (floats 0-1, pictures, or bytes; with or without a leading batch) as uint8."""
    found = np.asarray(frames[0] if isinstance(frames, list) and not _is_picture(frames[0]) else frames)
    if found.ndim == 5:
        found = found[0]
    if found.ndim == 3:
        found = found[None]
    if found.dtype == np.uint8:
        return np.ascontiguousarray(found)
    return np.ascontiguousarray((np.clip(np.nan_to_num(found), 0.0, 1.0) * 255 + 0.5).astype(np.uint8))


def _is_picture(frame: Any) -> bool:
    return hasattr(frame, "getbands") or (isinstance(frame, np.ndarray) and frame.ndim == 3)


def on_step(steps: Steps, total: int) -> Callable[[Any, int, Any, dict[str, Any]], dict[str, Any]]:
    """Return the callback that diffusers calls after each step; a refusal interrupts the pipeline."""

    def after(pipe: Any, step: int, _time: Any, inputs: dict[str, Any]) -> dict[str, Any]:
        if not steps(step + 1, total):
            pipe._interrupt = True
            raise Stopped
        return inputs

    return after


def counted(steps: Steps) -> Steps:
    """Return steps that count their own calls, for pipelines that begin at 0 again with every segment."""
    done = 0

    def told(_step: int, of: int) -> bool:
        nonlocal done
        done += 1
        return steps(min(done, of), of)

    return told


def unspoiled(made: Any) -> Any:
    """Return what a pipeline made, unless its own safety checker has blackened a picture of it.

    Raises:
        ProviderError: it has. Black frames are never passed on as a take.
    """
    if any(getattr(made, "nsfw_content_detected", None) or ()):
        raise ProviderError("the model's own safety checker blackened a picture; change the words", retryable=True)
    return made


def watch_transformer(pipe: Any, steps: Steps, total: int) -> Any:
    """Report and stop by the denoiser's own calls, for pipelines without a callback; returns a handle to `.remove()`.

    Guidance may call the denoiser more than once a step, so steps are counted by the change of its timestep.
    """
    seen: list[float] = []

    def before(_module: Any, args: Any, kwargs: dict[str, Any]) -> None:
        time = kwargs.get("timestep", args[1] if len(args) > 1 else None)
        moment = float(np.asarray(time.detach().float().cpu()).ravel()[0]) if time is not None else 0.0
        if not seen or seen[-1] != moment:
            seen.append(moment)
            if not steps(min(len(seen), total), total):
                raise Stopped

    return pipe.transformer.register_forward_pre_hook(before, with_kwargs=True)
