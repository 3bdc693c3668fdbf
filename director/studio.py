"""What this installation films and listens with: the catalog, the machine, a renderer for every name, the ears."""

from collections.abc import Mapping
from dataclasses import replace

from director.model import Capability
from director.settings import CardSettings, HearingSettings
from director.steps.base import Models
from render import catalog, machine
from render.base import Renderer
from render.registry import RENDERERS, renderer, studio
from tools.hearing import Helpers


def models_here(settings: CardSettings) -> Models:
    """Return every model that is known, our own and the operator's, and what this machine has for them.

    Raises:
        SetupError: a catalog file of the operator cannot be read.
    """
    known = {name: catalog.capability(name) for name in catalog.names()}
    if settings.catalog is not None:
        own = (catalog.read(file) for file in sorted(settings.catalog.glob("*.yaml")))
        known |= {model.name: model for model in own}
    seen = machine.look(known, settings.models, settings.territory)
    return Models(known, replace(seen, accepted=frozenset(settings.accepted)))


def renderers_here(models: Models, settings: CardSettings) -> dict[str, Renderer]:
    """Return the drawing room, the plates, and a renderer for every local model whose weights are here.

    Nothing is loaded: a renderer costs nothing before its first order.
    """
    made = {name: renderer(name) for name in RENDERERS}
    return made | studio(_filming(models), settings.models, fast=settings.fast, styles=settings.styles)


def helpers_here(settings: HearingSettings) -> Helpers:
    """Return which optional models help to listen; nothing is loaded."""
    return Helpers(
        speech_model=settings.speech_model or None,
        neural=settings.neural,
        beat_model=settings.beat_model or None,
        separation_model=settings.separation_model or None,
    )


def _filming(models: Models) -> Mapping[str, Capability]:
    return {
        name: model
        for name, model in models.known.items()
        if model.execution == "local" and name in models.machine.weights and model.usable
    }
