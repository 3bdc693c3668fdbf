"""Loads a pipeline onto the card as one rung of its memory ladder says. Nothing is fetched but by `fetch`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from director.errors import SetupError
from director.model import Capability, Footprint, Mode
from render.local.families import family

_DENOISERS = ("transformer", "transformer_2", "unet")
_FIRST_BLOCK = 0.05
"""Threshold of the first-block cache; the value in diffusers' documentation."""

COMPILE_FROM = 6
"""Takes of one model in a row from which compiling pays: it costs about the time of one or two."""


def load(model: Capability, mode: Mode, rung: Footprint, folder: Path | None, *, compiled: bool = False) -> Any:
    """Return the pipeline, ready to be asked.

    `folder` holds the model's files; None looks in the hub's cache.

    Raises:
        SetupError: the packages or the weights are not here.
        torch.OutOfMemoryError: the rung is too high for this card.
    """
    assert model.weights is not None
    try:
        import diffusers
        import torch
    except ImportError as error:
        raise SetupError("models on this card need the extra gpu: pip install 'director[gpu]'") from error
    types = {"fp32": torch.float32, "fp16": torch.float16, "bf16": torch.bfloat16, "fp8": torch.bfloat16}
    # A processor computes in fp32: half precision is slow there, and some of its operations are missing.
    dtype = types[rung.precision] if torch.cuda.is_available() else torch.float32
    parts = {
        name: _pretrained(getattr(diffusers, kind), model, _part_source(model, name, folder), dtype)
        for name, kind in family(model.weights.family).parts(model, mode).items()
    }
    source = str(folder) if folder is not None else model.weights.repo
    pipe = _pretrained(getattr(diffusers, mode.pipeline), model, source, dtype, **parts)
    pipe.set_progress_bar_config(disable=True)
    _save_memory(pipe, rung)
    _place(pipe, rung)
    if compiled and rung.offload == "none":
        for name in _denoisers(pipe):
            getattr(pipe, name).compile_repeated_blocks(fullgraph=True)
    return pipe


def fetch(model: Capability) -> Path:
    """Fetch a model's files from the hub and return their folder: what `director warm` does, after the licence.

    Raises:
        SetupError: the packages are not here, or the hub cannot be reached.
    """
    assert model.weights is not None
    try:
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError
    except ImportError as error:
        raise SetupError("models on this card need the extra gpu: pip install 'director[gpu]'") from error
    try:
        for repo in model.weights.parts.values():
            snapshot_download(repo)
        return Path(snapshot_download(model.weights.repo))
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
        raise SetupError(f"{model.weights.repo} cannot be fetched: {type(error).__name__}: {error}") from error


@contextmanager
def cached(pipe: Any, model: Capability) -> Iterator[None]:
    """Use the first-block cache for a generation, where the catalog lists it for this model."""
    kinds = {speedup.kind for speedup in model.weights.speedups} if model.weights else set()
    denoiser = getattr(pipe, "transformer", None)
    if "first block cache" not in kinds or denoiser is None or not hasattr(denoiser, "enable_cache"):
        yield
        return
    import diffusers

    config: Any = diffusers.FirstBlockCacheConfig
    denoiser.enable_cache(config(threshold=_FIRST_BLOCK))
    try:
        yield
    finally:
        denoiser.disable_cache()


def sibling(pipe: Any, mode: Mode) -> Any:
    """Return the pipeline of another mode of the same model over the same components: no weight is loaded twice."""
    import inspect

    import diffusers

    kind = getattr(diffusers, mode.pipeline)
    wanted = set(inspect.signature(kind.__init__).parameters)
    made = kind(**{name: part for name, part in {**pipe.components, **pipe.config}.items() if name in wanted})
    made.set_progress_bar_config(disable=True)
    return made


def release(pipe: Any) -> None:
    """Give the memory of a pipeline back to the card."""
    import gc

    import torch

    if hasattr(pipe, "remove_all_hooks"):
        pipe.remove_all_hooks()
    del pipe
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def _part_source(model: Capability, name: str, folder: Path | None) -> str:
    assert model.weights is not None
    if folder is not None and (folder / name).is_dir():
        return str(folder / name)
    return model.weights.parts[name]


def _pretrained(kind: Any, model: Capability, source: str, dtype: Any, **parts: Any) -> Any:
    try:
        return kind.from_pretrained(source, dtype=dtype, local_files_only=True, **parts)
    except OSError as error:
        raise SetupError(f"the weights of {model.name} are not here: director warm {model.name}") from error


def _denoisers(pipe: Any) -> list[str]:
    return [name for name in _DENOISERS if getattr(pipe, name, None) is not None]


def _save_memory(pipe: Any, rung: Footprint) -> None:
    import torch

    if rung.precision == "fp8":
        for name in _denoisers(pipe):
            getattr(pipe, name).enable_layerwise_casting(
                storage_dtype=torch.float8_e4m3fn, compute_dtype=torch.bfloat16
            )
    decoder = getattr(pipe, "vae", None)
    if rung.offload != "none" and decoder is not None:
        for saving in ("enable_tiling", "enable_slicing"):
            # Some decoders lack one of the two: then they decode whole, and the ladder's figures say what that takes.
            if hasattr(decoder, saving):
                getattr(decoder, saving)()


def _place(pipe: Any, rung: Footprint) -> None:
    import torch

    if not torch.cuda.is_available():
        pipe.to("cpu")
        return
    match rung.offload:
        case "none":
            pipe.to("cuda")
        case "model":
            pipe.enable_model_cpu_offload()
        case "sequential":
            pipe.enable_sequential_cpu_offload()
        case "group":
            pipe.enable_group_offload(
                onload_device=torch.device("cuda"),
                offload_device=torch.device("cpu"),
                offload_type="leaf_level",
                use_stream=True,
            )
