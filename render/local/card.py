"""Who owns the card: keeps one model warm, steps down its memory ladder when the card is full, and measures.

Lives in the worker process; one take at a time. Generating and encoding are two calls, so that the next take can be
generated while this one is encoded.
"""

import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from director.errors import ProviderError
from director.model import Capability, Mode, Note, Order
from render.base import Rendered
from render.fit import Fit
from render.local.asking import Made
from render.local.loading import COMPILE_FROM, cached, load, release, sibling
from render.local.material import material_of
from render.local.measured import Measurements
from render.local.taking import filled, film_frames, generate, notes_of, plan

GIB = 1024**3
CPU = "processor"
"""The name of the card where there is none: tiny models in tests, and the patient."""


@dataclass(frozen=True)
class Generated:
    """A take that is made but not yet encoded."""

    order: Order
    planned: Fit
    made: Made
    seconds: float
    notes: tuple[Note, ...]


@dataclass
class _Warm:
    """The model on the card. The pipelines of its other modes share its components."""

    model: Capability
    rung: int
    pipe: Any
    load_s: float

    def __post_init__(self) -> None:
        self._pipes: dict[str, Any] = {type(self.pipe).__name__: self.pipe}

    def of(self, mode: Mode) -> Any:
        """Return the pipeline of a mode."""
        if mode.pipeline not in self._pipes:
            self._pipes[mode.pipeline] = sibling(self.pipe, mode)
        return self._pipes[mode.pipeline]


class CardOwner:
    """The one place of this process that puts models on the card."""

    def __init__(
        self, models: Mapping[str, Capability], folders: Mapping[str, Path], measurements: Measurements, *, fast: bool
    ) -> None:
        """`folders`: model name -> folder of its weights, where they are not in the hub's cache.

        `fast` allows the first-block cache, which changes the picture a little for a shorter wait.
        """
        self._models = models
        self._folders = folders
        self._measured = measurements
        self._fast = fast
        self._warm: _Warm | None = None
        self.loads = 0

    @property
    def warm(self) -> str:
        """The name of the model on the card; empty for none."""
        return self._warm.model.name if self._warm else ""

    def generate(self, order: Order, folder: Path, share: Callable[[float], bool], ahead: int = 0) -> Generated:
        """Make a take's frames. `ahead` is how many takes of the same model wait behind this one.

        Raises:
            Stopped: `share` answered False.
            ProviderError: not even the lowest rung fits, or the model failed.
            SetupError: the packages or weights are not here.
        """
        model = self._models[order.renderer]
        material = material_of(order, folder)
        planned = plan(order, model, material)
        stepped: list[Note] = []
        while True:
            began = time.monotonic()
            try:
                warm = self._ready(model, planned, ahead)
                with cached(warm.pipe, model) if self._fast else nullcontext():
                    made = generate(warm.of, model, order, planned, material, share)
            except Exception as fault:
                if not _is_out_of_memory(fault):
                    raise
                stepped.append(self._step_down(model))
                continue
            seconds = time.monotonic() - began
            self._measured.held(
                card_name(),
                model.name,
                warm.rung,
                peak_gb=_peak(),
                seconds_a_frame=seconds / planned.frames,
                load_s=warm.load_s,
            )
            return Generated(order, planned, made, seconds, (*stepped, *notes_of(order, planned, model)))

    def close(self) -> None:
        """Take the model off the card."""
        if self._warm is not None:
            release(self._warm.pipe)
            self._warm = None

    def _ready(self, model: Capability, planned: Fit, ahead: int) -> _Warm:
        assert model.weights is not None
        if self._warm is not None and self._warm.model.name == model.name:
            return self._warm
        self.close()
        rung = self._measured.first_rung(card_name(), model.name, model.weights.ladder, _free_gb())
        self._warm = self._loaded(model, planned, rung, ahead)
        return self._warm

    def _loaded(self, model: Capability, planned: Fit, rung: int, ahead: int) -> _Warm:
        assert model.weights is not None
        began = time.monotonic()
        pays = self._fast and ahead >= COMPILE_FROM
        compiled = pays and any(speedup.kind == "compile" for speedup in model.weights.speedups)
        pipe = load(model, planned.mode, model.weights.ladder[rung], self._folders.get(model.name), compiled=compiled)
        self.loads += 1
        return _Warm(model, rung, pipe, time.monotonic() - began)

    def _step_down(self, model: Capability) -> Note:
        """Go one rung down after the card was full; remember the rung that did not hold."""
        assert model.weights is not None
        ladder = model.weights.ladder
        if self._warm is not None and self._warm.model.name == model.name:
            full = self._warm.rung
        else:
            full = self._measured.first_rung(card_name(), model.name, ladder, _free_gb())
        self._measured.failed(card_name(), model.name, full)
        self.close()
        if full + 1 >= len(ladder):
            raise ProviderError(f"{model.name} does not fit on {card_name()}, even at its lowest rung", retryable=False)
        lower = ladder[full + 1]
        values = {"model": model.title or model.name, "precision": lower.precision, "offload": lower.offload}
        return Note(key="local_stepped_down", values=values)


def encode(generated: Generated, out: Path) -> Rendered:
    """Write a generated take in the film's form."""
    from tools.media import FilmWriter

    order = generated.order
    if order.still:
        return _still(generated, out.with_suffix(".png"))
    keyframes = sorted({0, order.handles, order.handles + order.frames, *(order.handles + k for k in order.keyframes)})
    with FilmWriter(out, order.width, order.height, order.fps, keyframes=keyframes) as writer:
        for frame in film_frames(generated.made.frames, generated.planned, order):
            writer.write(frame)
    sound = out.with_suffix(".wav") if generated.made.sound is not None else None
    if sound is not None and generated.made.sound is not None:
        _write_sound(sound, generated.made.sound, generated.made.rate)
    return Rendered(media=out, sound=sound, renderer=order.renderer, seconds=generated.seconds, notes=generated.notes)


def _still(generated: Generated, out: Path) -> Rendered:
    """Write the one picture of a still, in the film's size."""
    from PIL import Image

    order = generated.order
    Image.fromarray(filled(generated.made.frames[0], order.width, order.height)).save(out)
    return Rendered(media=out, renderer=order.renderer, seconds=generated.seconds, notes=generated.notes)


def card_name() -> str:
    """Return the name of the card that torch uses."""
    import torch

    return torch.cuda.get_device_name(0) if torch.cuda.is_available() else CPU


def _free_gb() -> float:
    import torch

    if not torch.cuda.is_available():
        return float("inf")
    return float(torch.cuda.mem_get_info()[0]) / GIB


def _peak() -> float:
    import torch

    if not torch.cuda.is_available():
        return 0.0
    peak = float(torch.cuda.max_memory_reserved()) / GIB
    torch.cuda.reset_peak_memory_stats()
    return peak


def _is_out_of_memory(fault: Exception) -> bool:
    import torch

    return isinstance(fault, torch.OutOfMemoryError)


def _write_sound(path: Path, sound: NDArray[np.float32], rate: int) -> None:
    import soundfile

    soundfile.write(path, sound, rate, subtype="PCM_16")
