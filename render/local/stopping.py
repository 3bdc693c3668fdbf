"""A generation is stopped within a step: on a frugal rung one step takes minutes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from render.local.asking import Stopped

_PARTS = ("transformer", "transformer_2", "unet", "controlnet", "text_encoder", "text_encoder_2", "vae")


@contextmanager
def stoppable(pipe: Any, goes_on: Callable[[], bool]) -> Iterator[None]:
    """Ask before every block of a pipeline's large components whether to go on, while the context lasts.

    `Stopped` is raised from the block where it may not. What is compiled is left alone: it is asked after each step.
    """

    def before(_module: Any, _given: Any) -> None:
        if not goes_on():
            raise Stopped

    hooks = [block.register_forward_pre_hook(before) for block in _blocks(pipe)]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def _blocks(pipe: Any) -> Iterator[Any]:
    """Yield the members of the outermost lists of blocks of each component."""
    import torch

    for name in _PARTS:
        part = getattr(pipe, name, None)
        if not isinstance(part, torch.nn.Module):
            continue
        for _, child in part.named_modules():
            if isinstance(child, torch.nn.ModuleList):
                yield from (one for one in child if getattr(one, "_compiled_call_impl", None) is None)
