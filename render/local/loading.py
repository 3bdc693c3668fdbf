"""Loads a pipeline onto the card as one rung of its memory ladder says. Nothing is fetched but by `fetch`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from director.errors import SetupError
from director.model import Capability, Footprint, Mode, SoundModel, SteeredBy
from render.local import device
from render.local.adapters import Adapter, few_steps, lay_on
from render.local.families import family
from render.local.words import remember_words
from tools.composing.playing import kept_file

_DENOISERS = ("transformer", "transformer_2", "unet")
_CAST = "_director_cast"
_FIRST_BLOCK = 0.05
"""Threshold of the first-block cache; the value in diffusers' documentation."""

_WORTH_CACHING = 8
"""Steps below which a cache has nothing to skip, and would spoil a few-step model."""

COMPILE_FROM = 6
"""Takes of one model in a row from which compiling pays: it costs about the time of one or two."""


def load(
    model: Capability,
    mode: Mode,
    rung: Footprint,
    folder: Path | None,
    *,
    compiled: bool = False,
    adapters: tuple[Adapter, ...] = (),
) -> Any:
    """Return the pipeline, ready to be asked.

    `folder` holds the model's files; None looks in the hub's cache. `adapters` are LoRAs to be laid on it.

    Raises:
        SetupError: the packages or the weights are not here.
        torch.OutOfMemoryError: the rung is too high for this card.
    """
    assert model.weights is not None
    try:
        import diffusers
    except ImportError as error:
        raise SetupError("models on this card need the extra gpu: pip install 'director[gpu]'") from error
    dtype = _dtype(rung)
    parts = {
        name: _part(getattr(diffusers, kind), model, name, mode, folder, dtype)
        for name, kind in family(model.weights.family).parts(model, mode).items()
    }
    source = str(folder) if folder is not None else model.weights.repo
    if rung.precision == "fp8" and not adapters:
        parts |= _cast_one_by_one(model, source, rung)
    exact = {name: _full() for name in model.weights.full_precision}
    pipe = _pretrained(
        getattr(diffusers, mode.pipeline), model, source, {"default": dtype, **exact} if exact else dtype, **parts
    )
    pipe.set_progress_bar_config(disable=True)
    lay_on(pipe, adapters)
    remember_words(pipe)
    _save_memory(pipe, rung)
    _place(pipe, rung)
    if compiled and rung.offload == "none":
        for name in _denoisers(pipe):
            # Not as one graph: the caches' hooks step out of it, which `fullgraph` makes an error.
            getattr(pipe, name).compile_repeated_blocks()
    return pipe


def fetch(model: Capability) -> Path:
    """Fetch a model's files from the hub and return their folder: what `director warm` does, after the licence.

    Only what its pipelines read is fetched: repositories also hold the same weights in other forms.

    Raises:
        SetupError: the packages are not here, or the hub cannot be reached.
    """
    assert model.weights is not None
    with _hub(model.weights.repo) as download:
        import diffusers

        for name, repo in model.weights.parts.items():
            download(repo, allow_patterns=_files_of(model, name), ignore_patterns=["*.fp16.*"])
        found = [getattr(diffusers, mode.pipeline).download(model.weights.repo) for mode in model.modes]
    fetch_few_steps(model)
    return Path(found[0])


@contextmanager
def _hub(name: str) -> Iterator[Callable[..., str]]:
    """Give the hub's download, for `name`; what fails inside is told as SetupError: packages, network, or disk."""
    try:
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

        try:
            yield snapshot_download
        except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
            raise SetupError(f"{name} cannot be fetched: {type(error).__name__}: {error}") from error
    except ImportError as error:
        raise SetupError("models on this card need the extra gpu: pip install 'director[gpu]'") from error


def _files_of(model: Capability, part: str) -> list[str]:
    """Return which files of a part's repository are read."""
    assert model.weights is not None
    if part in model.weights.single_files:
        return [model.weights.single_files[part]]
    if part.removesuffix("_config") in model.weights.single_files:
        return ["config.json"]
    return ["*.json", "*.safetensors"]


def fetch_few_steps(model: Capability) -> None:
    """Fetch the files of the few-step LoRAs that the catalog names for a model, and nothing else of theirs.

    Raises:
        SetupError: the packages are not here, or the hub cannot be reached.
    """
    for one in few_steps(model):
        with _hub(one.lora) as download:
            if not Path(one.lora).is_dir():
                download(one.lora, allow_patterns=list(one.files))


def fetch_sound(model: SoundModel) -> Path:
    """Fetch the files of a model of music or speech from the hub and return their folder.

    Raises:
        SetupError: the packages are not here, or the hub cannot be reached.
    """
    words = ["*.json", "*.txt", "*.model", "*.jinja"]
    with _hub(model.repo) as download:
        folder = Path(download(model.repo, allow_patterns=[*words, "*.safetensors"]))
        if not any(folder.rglob("*.safetensors")):  # older repositories hold the weights in torch's own form alone
            folder = Path(download(model.repo, allow_patterns=[*words, "pytorch_model*.bin"]))
    return folder


@contextmanager
def cached(pipe: Any, model: Capability) -> Iterator[None]:
    """Use the cache that the catalog lists for this model, for a generation: on every denoiser that it has."""
    config = _cache_config(model)
    denoisers = [getattr(pipe, name) for name in _denoisers(pipe)]
    able = [one for one in denoisers if hasattr(one, "enable_cache")] if config is not None else []
    for denoiser in able:
        denoiser.enable_cache(config)
    try:
        yield
    finally:
        for denoiser in able:
            denoiser.disable_cache()


def _cache_config(model: Capability) -> Any:
    """Return the settings of the model's cache; None where the catalog lists none, or the steps are too few."""
    import diffusers

    assert model.weights is not None
    if model.weights.steps < _WORTH_CACHING:
        return None
    for speedup in model.weights.speedups:
        if speedup.kind == "mag cache":
            config: Any = diffusers.MagCacheConfig
            return config(mag_ratios=list(speedup.ratios), num_inference_steps=model.weights.steps)
        if speedup.kind == "first block cache":
            config = diffusers.FirstBlockCacheConfig
            return config(threshold=_FIRST_BLOCK)
    return None


def sibling(pipe: Any, model: Capability, mode: Mode, rung: Footprint, folder: Path | None) -> Any:
    """Return the pipeline of another mode of the same model over the same components: no weight is loaded twice.

    What only this mode has (a ControlNet) is loaded beside them. Hooks of offloading lie on the components, so they
    hold for both; model offloading also keeps a list in the pipeline, so it is switched on anew.
    """
    import inspect

    import diffusers

    assert model.weights is not None
    kind = getattr(diffusers, mode.pipeline)
    wanted = set(inspect.signature(kind.__init__).parameters)
    more = {
        name: _part(getattr(diffusers, class_), model, name, mode, folder, _dtype(rung))
        for name, class_ in family(model.weights.family).parts(model, mode).items()
        if name not in pipe.components
    }
    shared = {**pipe.config, **pipe.components, **more}  # the config names components too, by their classes
    made = kind(**{name: part for name, part in shared.items() if name in wanted})
    made.set_progress_bar_config(disable=True)
    remember_words(made)
    if rung.offload == "model":
        _place(made, rung)
    else:
        for part in more.values():
            _place_part(made, part, rung)
    return made


def resteer(pipe: Any, model: Capability, mode: Mode, before: SteeredBy, rung: Footprint, folder: Path | None) -> None:
    """Give a pipeline the ControlNet of another way of steering; the one that it had is let go.

    Nothing is loaded where one and the same component is steered in both ways.
    """
    import diffusers

    assert model.weights is not None
    had = mode.model_copy(update={"steered_by": before})
    for name, class_ in family(model.weights.family).parts(model, mode).items():
        source = _part_source(model, name, mode, folder)
        if source == _part_source(model, name, had, folder):
            continue
        part = _part(getattr(diffusers, class_), model, name, mode, folder, _dtype(rung))
        pipe.register_modules(**{name: part})
        _place_part(pipe, part, rung)


def _full() -> Any:
    import torch

    return torch.float32


def _dtype(rung: Footprint) -> Any:
    """Return what a rung computes in. A processor computes in fp32: half precision is slow there, or missing."""
    import torch

    types = {"fp32": torch.float32, "fp16": torch.float16, "bf16": torch.bfloat16, "fp8": torch.bfloat16}
    return types[rung.precision] if device.here() else torch.float32


def _part_source(model: Capability, name: str, mode: Mode, folder: Path | None) -> str:
    """Return where a component lies: one for each way of steering is named after it, `controlnet_depth`."""
    assert model.weights is not None
    names = (f"{name}_{mode.steered_by}", name)
    inside = (folder / one for one in names if folder is not None and (folder / one).is_dir())
    found = next(inside, None)
    return str(found) if found is not None else next(model.weights.parts[n] for n in names if n in model.weights.parts)


def _part(kind: Any, model: Capability, name: str, mode: Mode, folder: Path | None, dtype: Any) -> Any:
    """Return a component that lies in a repository of its own, as its own files or as one file."""
    assert model.weights is not None
    source = _part_source(model, name, mode, folder)
    if name not in model.weights.single_files:
        return _pretrained(kind, model, source, dtype)
    file = kept_file(source, model.weights.single_files[name])
    if file is None:
        raise _missing(model)
    shape = source if Path(source).is_dir() else model.weights.parts[f"{name}_config"]
    try:
        return kind.from_single_file(str(file), config=shape, dtype=dtype, local_files_only=True)
    except (OSError, ValueError) as error:
        raise _missing(model) from error


def _pretrained(kind: Any, model: Capability, source: str, dtype: Any, **parts: Any) -> Any:
    try:
        return kind.from_pretrained(source, dtype=dtype, local_files_only=True, **parts)
    except OSError as error:
        raise _missing(model) from error


def _missing(model: Capability) -> SetupError:
    assert model.weights is not None
    return SetupError(f"the weights of {model.name} are not here, or not all of them: director warm {model.name}")


def _denoisers(pipe: Any) -> list[str]:
    return [name for name in _DENOISERS if getattr(pipe, name, None) is not None]


def _cast_one_by_one(model: Capability, source: str, rung: Footprint) -> dict[str, Any]:
    """Return the denoisers, each cast before the next is read: main memory never holds two of them in bf16."""
    import diffusers

    try:
        index = diffusers.DiffusionPipeline.load_config(source, local_files_only=True)
    except OSError as error:
        raise _missing(model) from error
    found = {}
    for name in _DENOISERS:
        library, class_ = index.get(name) or ("", "")
        if library == "diffusers":
            found[name] = _pretrained(getattr(diffusers, class_), model, source, _dtype(rung), subfolder=name)
            _cast(found[name])
    return found


def _cast(denoiser: Any) -> None:
    """Keep a denoiser's weights in 8 bits, and compute in 16."""
    import torch

    if not getattr(denoiser, _CAST, False):
        setattr(denoiser, _CAST, True)
        denoiser.enable_layerwise_casting(
            storage_dtype=torch.float8_e4m3fn, compute_dtype=torch.bfloat16 if device.here() else torch.float32
        )


def _save_memory(pipe: Any, rung: Footprint) -> None:
    if rung.precision == "fp8":
        for name in _denoisers(pipe):
            _cast(getattr(pipe, name))
    decoder = getattr(pipe, "vae", None)
    if rung.offload != "none" and decoder is not None:
        for saving in ("enable_tiling", "enable_slicing"):
            # Some decoders lack one of the two: then they decode whole, and the ladder's figures say what that takes.
            if hasattr(decoder, saving):
                getattr(decoder, saving)()


def _place(pipe: Any, rung: Footprint) -> None:
    if not device.here():
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
            _group(pipe)


def _place_part(pipe: Any, part: Any, rung: Footprint) -> None:
    """Place a component that was added to a pipeline: hooks lie on the others already."""
    if not device.here():
        part.to("cpu")
        return
    match rung.offload:
        case "none":
            part.to("cuda")
        case "group":
            _group(part)
        case "model" | "sequential":  # both begin by taking off what lies there
            _place(pipe, rung)


def _group(placed: Any) -> None:
    """Let groups of layers of a pipeline or a component come to the card in turn."""
    import torch

    placed.enable_group_offload(
        onload_device=torch.device("cuda"),
        offload_device=torch.device("cpu"),
        offload_type="leaf_level",
        use_stream=True,
    )
