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
from director.model import Capability, Mode, Note, Order, SteeredBy, StyleLora
from render.base import Rendered
from render.fit import Fit
from render.local import device
from render.local.adapters import adapters_of, quickened
from render.local.asking import Made
from render.local.loading import COMPILE_FROM, cached, load, resteer, sibling
from render.local.material import material_of
from render.local.measured import Measurements
from render.local.taking import Material, filled, film_frames, generate, notes_of, plan


@dataclass(frozen=True)
class Facts:
    """What the worker answers about the card it owns."""

    card: str
    free_gb: float
    warm: str
    """The model on the card; empty for none."""
    seconds_a_frame: float
    """Of a native frame, in the warm model's last take; 0 = none made yet."""
    loads: int


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
    load_s: float
    folder: Path | None
    pipes: dict[str, Any]
    """Class -> pipeline; the first one was loaded."""
    steered: SteeredBy
    """What the ControlNet on the card, if there is one, is steered by."""

    @property
    def pipe(self) -> Any:
        """The pipeline that was loaded."""
        return next(iter(self.pipes.values()))

    def of(self, mode: Mode) -> Any:
        """Return the pipeline of a mode."""
        assert self.model.weights is not None
        rung = self.model.weights.ladder[self.rung]
        if mode.pipeline not in self.pipes:
            with device.BRINGING_IN:
                self.pipes[mode.pipeline] = sibling(self.pipe, self.model, mode, rung, self.folder)
        elif mode.steered_by not in ("", self.steered):
            with device.BRINGING_IN:
                resteer(self.pipes[mode.pipeline], self.model, mode, self.steered, rung, self.folder)
        self.steered = mode.steered_by or self.steered
        return self.pipes[mode.pipeline]

    def settle(self) -> None:
        """After a generation that was broken off: move what it left on the card back, forget its caches."""
        for pipe in self.pipes.values():
            pipe.maybe_free_model_hooks()


class CardOwner:
    """The one place of this process that puts models on the card."""

    def __init__(
        self,
        models: Mapping[str, Capability],
        folders: Mapping[str, Path],
        measurements: Measurements,
        *,
        fast: bool,
        styles: tuple[StyleLora, ...] = (),
    ) -> None:
        """`folders`: model name -> folder of its weights, where they are not in the hub's cache.

        `fast` allows caches, compiling and few-step LoRAs, which change the picture a little for a shorter wait.
        """
        self._models = {name: quickened(model) if fast else model for name, model in models.items()}
        self._folders = folders
        self._measured = measurements
        self._fast = fast
        self._styles = styles
        self._warm: _Warm | None = None
        self.loads = 0

    @property
    def warm(self) -> str:
        """The name of the model on the card; empty for none."""
        return self._warm.model.name if self._warm else ""

    def material(self, order: Order, folder: Path) -> Material:
        """Decode what an order refers to; it may be called from another thread while a take is generated."""
        return material_of(order, folder, self._models[order.renderer], self._folders.get(order.renderer))

    def facts(self) -> Facts:
        """Return the card's name, free memory and warm model, and how fast that made its last take."""
        rate = self._measured.of(device.name(), self.warm).seconds_a_frame if self.warm else 0.0
        return Facts(device.name(), round(device.free_gb(), 2), self.warm, rate, self.loads)

    def generate(
        self,
        order: Order,
        folder: Path,
        share: Callable[[float], bool],
        ahead: int = 0,
        material: Material | None = None,
    ) -> Generated:
        """Make a take's frames. `ahead` is how many takes of the same model wait behind this one.

        `material` is what the order refers to, where it was decoded beforehand.

        Raises:
            Stopped: `share` answered False.
            ProviderError: not even the lowest rung fits, or the model failed.
            SetupError: the packages or weights are not here.
        """
        model = self._models[order.renderer]
        given = material if material is not None else self.material(order, folder)
        planned = plan(order, model, given)
        stepped: list[Note] = []
        while True:
            began, loads = time.monotonic(), self.loads
            made = self._tried(order, planned, given, share, ahead)
            if made is None:
                stepped.append(self._step_down(model))
                continue
            assert self._warm is not None
            # What loading took is told apart: it is paid once, and would make the first take's rate a wrong promise.
            seconds = time.monotonic() - began - (self._warm.load_s if self.loads > loads else 0.0)
            self._measured.held(
                device.name(),
                model.name,
                self._warm.rung,
                peak_gb=device.peak_gb(),
                seconds_a_frame=seconds / planned.frames,
                load_s=self._warm.load_s,
            )
            return Generated(order, planned, made, seconds, (*stepped, *notes_of(order, planned, model, given)))

    def close(self) -> None:
        """Take the model off the card."""
        if self._warm is not None:
            for pipe in self._warm.pipes.values():
                pipe.remove_all_hooks()
        self._warm = None  # before the memory is given back: what is still held cannot be
        device.give_back()

    def _tried(
        self, order: Order, planned: Fit, material: Material, share: Callable[[float], bool], ahead: int
    ) -> Made | None:
        """Return the frames, or None when the card was full.

        The fault's traceback holds every tensor of the broken call: nothing may be loaded before it is gone, so the
        next rung is tried by the caller.
        """
        model = self._models[order.renderer]
        try:
            warm = self._ready(model, planned, ahead)
            with cached(warm.pipe, model) if self._fast else nullcontext():
                return generate(warm.of, model, order, planned, material, share)
        except Exception as fault:
            if not device.is_full(fault):
                if self._warm is not None:
                    self._warm.settle()
                raise
            return None

    def _ready(self, model: Capability, planned: Fit, ahead: int) -> _Warm:
        assert model.weights is not None
        if self._warm is not None and self._warm.model.name == model.name:
            return self._warm
        self.close()
        rung = self._first_rung(model)
        self._warm = self._loaded(model, planned, rung, ahead)
        return self._warm

    def _loaded(self, model: Capability, planned: Fit, rung: int, ahead: int) -> _Warm:
        assert model.weights is not None
        began = time.monotonic()
        pays = self._fast and ahead >= COMPILE_FROM
        compiled = pays and any(speedup.kind == "compile" for speedup in model.weights.speedups)
        folder = self._folders.get(model.name)
        adapters = adapters_of(model, self._styles, fast=self._fast)
        with device.BRINGING_IN:
            pipe = load(model, planned.mode, model.weights.ladder[rung], folder, compiled=compiled, adapters=adapters)
        self.loads += 1
        mode = planned.mode
        return _Warm(model, rung, time.monotonic() - began, folder, {mode.pipeline: pipe}, mode.steered_by)

    def _step_down(self, model: Capability) -> Note:
        """Go a rung down after the card was full; remember the rung that did not hold, and what was free then."""
        assert model.weights is not None
        ladder, card = model.weights.ladder, device.name()
        loaded = self._warm is not None and self._warm.model.name == model.name
        held = self._warm.rung if self._warm is not None and loaded else None
        self.close()
        full = held if held is not None else self._first_rung(model)
        self._measured.failed(card, model.name, full, device.free_gb())
        below = (number for number in range(full + 1, len(ladder)) if ladder[number].ram_gb <= device.ram_gb())
        lower = next(below, None)
        if lower is None:
            raise ProviderError(f"{model.name} does not fit on {card}, even at its lowest rung", retryable=False)
        rung = ladder[lower]
        values = {"model": model.title or model.name, "precision": rung.precision, "offload": rung.offload}
        return Note(key="local_stepped_down", values=values)

    def _first_rung(self, model: Capability) -> int:
        assert model.weights is not None
        card, free, ram = device.name(), device.free_gb(), device.ram_gb()
        rung = self._measured.first_rung(card, model.name, model.weights.ladder, free, ram)
        if rung is None:
            least = min(one.ram_gb for one in model.weights.ladder)
            raise ProviderError(f"{model.name} needs {least:g} GB of main memory, here are {ram:.0f}", retryable=False)
        return rung


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


def _write_sound(path: Path, sound: NDArray[np.float32], rate: int) -> None:
    import soundfile

    soundfile.write(path, sound, rate, subtype="PCM_16")
