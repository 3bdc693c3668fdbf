"""LoRAs: styles of the artist's own, and those that let a model do with few steps."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from director.errors import SetupError
from director.model import Capability, Speedup, StyleLora

_DENOISERS_WITH_LORA = 2
"""Wan 2.2 has one denoiser for coarse noise and one for fine; its few-step LoRA has a file for each."""


@dataclass(frozen=True)
class Adapter:
    """A LoRA to be laid on a pipeline."""

    name: str
    source: str
    """A file, a folder, or a name on the hub."""
    file: str = ""
    """Its file inside the folder or the repository; empty where there is one only."""
    scale: float = 1.0
    second: bool = False
    """Whether it belongs on the second denoiser."""


def few_step(model: Capability) -> Speedup | None:
    """Return the model's few-step LoRA when its files lie here; it is never fetched for the asking."""
    return next((one for one in few_steps(model) if _all_here(one)), None)


def few_steps(model: Capability) -> tuple[Speedup, ...]:
    """Return the few-step LoRAs that the catalog names for a model, here or not."""
    found = model.weights.speedups if model.weights else ()
    return tuple(one for one in found if one.kind == "few-step lora" and one.files)


def quickened(model: Capability) -> Capability:
    """Return the model as its few-step LoRA wants to be asked: few steps and no guidance; unchanged without one."""
    lora = few_step(model)
    if lora is None or model.weights is None:
        return model
    options = {key: 1.0 if key == "guidance_scale_2" else value for key, value in model.weights.options.items()}
    weights = model.weights.model_copy(update={"steps": lora.steps, "guidance": 1.0, "options": options})
    return model.model_copy(update={"weights": weights})


def adapters_of(model: Capability, styles: tuple[StyleLora, ...], *, fast: bool) -> tuple[Adapter, ...]:
    """Return every LoRA that is to be laid on a model: the few-step one where it may, and the styles made for it."""
    found = []
    lora = few_step(model) if fast else None
    if lora is not None:
        for number, file in enumerate(lora.files[:_DENOISERS_WITH_LORA]):
            found.append(Adapter(f"few_steps_{number}", lora.lora, file, second=number > 0))
    for number, style in enumerate(styles):
        if model.name in style.models:
            found.append(Adapter(f"style_{number}", style.source, style.file, style.scale))
    return tuple(found)


def lay_on(pipe: Any, adapters: tuple[Adapter, ...]) -> None:
    """Lay LoRAs on a pipeline, before it is placed on the card.

    Raises:
        SetupError: the model takes none, or a file is missing or made for another model.
    """
    if not adapters:
        return
    if not hasattr(pipe, "load_lora_weights"):
        raise SetupError(f"{type(pipe).__name__} takes no LoRA; take the style off this model in the settings")
    for one in adapters:
        more = {"load_into_transformer_2": True} if one.second else {}
        try:
            pipe.load_lora_weights(
                one.source, weight_name=one.file or None, adapter_name=one.name, local_files_only=True, **more
            )
        except (OSError, ValueError, KeyError, RuntimeError) as fault:
            raise SetupError(f"the LoRA {one.source} {one.file} cannot be used: {fault}") from fault
        if one.name not in {name for names in pipe.get_list_adapters().values() for name in names}:
            raise SetupError(f"the LoRA {one.source} {one.file} was made for another model: nothing of it fits")
    pipe.set_adapters([one.name for one in adapters], [one.scale for one in adapters])


def _all_here(lora: Speedup) -> bool:
    if Path(lora.lora).is_dir():
        return all((Path(lora.lora) / file).is_file() for file in lora.files)
    try:
        from huggingface_hub import try_to_load_from_cache
    except ImportError:
        return False
    return all(isinstance(try_to_load_from_cache(lora.lora, file), str) for file in lora.files)
