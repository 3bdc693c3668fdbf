"""Renderers by name, made when first asked for."""

from collections.abc import Callable

from director.errors import SetupError
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
