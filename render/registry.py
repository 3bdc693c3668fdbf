"""Renderers by name, made when first asked for."""

from collections.abc import Callable, Mapping
from pathlib import Path

from director.errors import SetupError
from director.model import Capability, StyleLora
from render.base import Renderer


def _animatic() -> Renderer:
    from render.animatic.renderer import AnimaticRenderer

    return AnimaticRenderer()


def _plates() -> Renderer:
    from render.plates.renderer import PlatesRenderer

    return PlatesRenderer()


RENDERERS: dict[str, Callable[[], Renderer]] = {"animatic": _animatic, "plates": _plates}
"""Name -> factory. Nothing heavy is imported before a factory is called."""


def renderer(name: str) -> Renderer:
    """Return a new renderer of this name.

    Raises:
        SetupError: there is no renderer of this name.
    """
    if name not in RENDERERS:
        raise SetupError(f"there is no renderer {name!r}; known are {', '.join(RENDERERS)}")
    return RENDERERS[name]()


def studio(
    models: Mapping[str, Capability],
    folders: Mapping[str, Path],
    *,
    measurements: Path | None = None,
    fast: bool = False,
    styles: tuple[StyleLora, ...] = (),
) -> dict[str, Renderer]:
    """Return a renderer for each of these local models; they share one card, one worker and one queue.

    `folders`: model name -> folder of its weights, where they are not in the hub's cache. `styles` are LoRAs of the
    artist's own. Nothing heavy is imported before the first order.
    """
    from render.local.measured import Measurements
    from render.local.renderer import LocalRenderer
    from render.local.worker import Card, CardQueue

    queue = CardQueue(Card(dict(models), dict(folders), measurements, fast, styles))
    known = Measurements(measurements)
    return {name: LocalRenderer(model, queue, known, fast=fast, styles=styles) for name, model in models.items()}
