"""The card's owner and its worker: memory that is really given back, placement, casting, LoRAs, stuck workers."""

import time
import weakref
from pathlib import Path
from typing import Any
from unittest.mock import create_autospec

import diffusers
import pytest
import silent_worker
import torch
from diffusers.models.transformers.transformer_wan import WanAttention
from test_local_models import always, ended, order, tiny
from tiny_models import save

from director.errors import ProviderError, SetupError
from director.model import Footprint, Offload, Speedup, StyleLora
from render.base import Rendered
from render.local import card as card_module
from render.local import device, loading, work
from render.local.adapters import quickened
from render.local.asking import Made, Stopped, unspoiled
from render.local.card import CardOwner
from render.local.measured import Measurements
from render.local.renderer import LocalRenderer
from render.local.worker import Card, CardQueue
from render.machine import is_whole

WAN = "wan2.1-t2v-1.3b"


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save(WAN, tmp_path_factory.mktemp("weights"))


def owner(weights: Path, tmp_path: Path, *, model: Any = None, fast: bool = False, styles: Any = ()) -> CardOwner:
    known = Measurements(tmp_path / "cards.json")
    return CardOwner({WAN: model or tiny(WAN)}, {WAN: weights}, known, fast=fast, styles=styles)


def test_before_the_next_rung_is_loaded_nothing_holds_the_one_that_was_full(
    weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[weakref.ref[Any]] = []
    alive: list[bool] = []
    real_load, real_generate = loading.load, card_module.generate

    def load(*given: Any, **more: Any) -> Any:
        alive.extend(one() is not None for one in held)
        pipe = real_load(*given, **more)
        held[:] = [weakref.ref(pipe.transformer)]
        return pipe

    def scarce(pipes: Any, model: Any, ask: Any, planned: Any, *rest: Any) -> Made:
        in_use = pipes(planned.mode).transformer
        if made._warm.rung < 2:
            raise torch.OutOfMemoryError(f"CUDA out of memory beside {type(in_use).__name__}")
        return real_generate(pipes, model, ask, planned, *rest)

    monkeypatch.setattr(card_module, "load", load)
    monkeypatch.setattr(card_module, "generate", scarce)
    made: Any = owner(weights, tmp_path)
    made.generate(order(WAN, tmp_path), tmp_path, always)
    assert alive == [False, False]


def test_a_full_rung_is_tried_again_only_when_more_memory_is_free(tmp_path: Path) -> None:
    ladder = tuple(Footprint(precision="bf16", gpu_gb=gb, basis="estimated") for gb in (20, 11, 5))
    known = Measurements(tmp_path / "cards.json")
    known.failed("card", WAN, 0, 22.0)
    assert known.first_rung("card", WAN, ladder, 22.3) == 1
    assert known.first_rung("card", WAN, ladder, 40.0) == 0
    assert known.first_rung("card", WAN, ladder, 2.0) == 2


def test_what_loading_took_is_no_part_of_a_takes_time(
    weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = loading.load

    def slow(*given: Any, **more: Any) -> Any:
        time.sleep(0.5)
        return real(*given, **more)

    monkeypatch.setattr(card_module, "load", slow)
    made: Any = owner(weights, tmp_path)
    began = time.monotonic()
    first = made.generate(order(WAN, tmp_path), tmp_path, always)
    elapsed = time.monotonic() - began
    known = Measurements(tmp_path / "cards.json").of(device.name(), WAN)
    assert known.load_s >= 0.5
    assert first.seconds <= elapsed - known.load_s + 0.01
    assert known.seconds_a_frame == pytest.approx(first.seconds / first.planned.frames, abs=1e-3)


def test_a_rung_that_main_memory_cannot_bear_is_not_taken(
    weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs = ((20, 4), (11, 64), (5, 16))
    ladder = tuple(Footprint(precision="bf16", gpu_gb=gpu, ram_gb=ram, basis="estimated") for gpu, ram in needs)
    known = Measurements(tmp_path / "cards.json")
    assert [known.first_rung("card", WAN, ladder, 12.0, ram) for ram in (128.0, 32.0, 8.0, 2.0)] == [1, 2, 0, None]
    told = tiny(WAN)
    assert told.weights is not None
    model = told.model_copy(update={"weights": told.weights.model_copy(update={"ladder": ladder})})
    made: Any = owner(weights, tmp_path, model=model)
    monkeypatch.setattr(device, "ram_gb", lambda: 32.0)
    tried: list[int] = []

    def full(*_given: Any) -> Any:
        tried.append(made._warm.rung)
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(card_module, "generate", full)
    with pytest.raises(ProviderError, match="lowest rung"):
        made.generate(order(WAN, tmp_path), tmp_path, always)
    assert tried == [0, 2], "the second needs more main memory than there is"
    monkeypatch.setattr(device, "ram_gb", lambda: 2.0)
    with pytest.raises(ProviderError, match="main memory"):
        made.generate(order(WAN, tmp_path), tmp_path, always)


@pytest.mark.parametrize(
    ("fault", "full"),
    [
        (torch.OutOfMemoryError("CUDA out of memory"), True),
        (RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate`"), True),
        (RuntimeError("CUDA error: out of memory"), True),
        (RuntimeError("CUDA error: device-side assert triggered"), False),
        (RuntimeError("mat1 and mat2 shapes cannot be multiplied"), False),
        (ValueError("out of memory"), False),
    ],
)
def test_a_full_card_is_known_by_what_torch_and_its_libraries_say(fault: Exception, full: bool) -> None:
    assert device.is_full(fault) == full


def test_free_memory_counts_what_this_process_holds_unused(monkeypatch: pytest.MonkeyPatch) -> None:
    gib = 1024**3
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda: (3 * gib, 24 * gib))
    monkeypatch.setattr(torch.cuda, "memory_reserved", lambda: 9 * gib)
    monkeypatch.setattr(torch.cuda, "memory_allocated", lambda: 2 * gib)
    assert device.free_gb() == 10


@pytest.mark.parametrize(
    ("offload", "call"),
    [
        ("none", "to"),
        ("model", "enable_model_cpu_offload"),
        ("sequential", "enable_sequential_cpu_offload"),
        ("group", "enable_group_offload"),
    ],
)
def test_each_kind_of_offloading_is_asked_of_the_pipeline_in_its_own_words(
    offload: Offload, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Autospec checks each call against diffusers' own signature; no card is needed for that."""
    monkeypatch.setattr(device, "here", lambda: True)
    pipe = create_autospec(diffusers.DiffusionPipeline, instance=True)
    loading._place(pipe, Footprint(precision="bf16", offload=offload, gpu_gb=8, basis="estimated"))
    made = [
        name
        for name in ("to", "enable_model_cpu_offload", "enable_sequential_cpu_offload", "enable_group_offload")
        if getattr(pipe, name).called
    ]
    assert made == [call]


def test_a_pipeline_for_a_card_is_loaded_in_half_precision_with_its_decoder_in_full_cast_and_compiled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: dict[str, Any] = {}
    pipe = create_autospec(diffusers.WanPipeline, instance=True)
    pipe.transformer = create_autospec(diffusers.WanTransformer3DModel, instance=True)
    pipe.transformer_2 = None
    pipe.vae = create_autospec(diffusers.AutoencoderKLWan, instance=True)
    pipe.set_progress_bar_config = lambda **_: None

    def pretrained(_kind: Any, _model: Any, _source: str, dtype: Any, **_parts: Any) -> Any:
        given["dtype"] = dtype
        return pipe

    monkeypatch.setattr(device, "here", lambda: True)
    monkeypatch.setattr(loading, "_pretrained", pretrained)
    model = tiny(WAN)
    rung = Footprint(precision="bf16", gpu_gb=8, basis="estimated")
    loading.load(model, model.modes[0], rung, None, compiled=True)
    assert given["dtype"] == {"default": torch.bfloat16, "vae": torch.float32}
    pipe.transformer.compile_repeated_blocks.assert_called_once_with()
    pipe.vae.enable_tiling.assert_not_called()
    pipe.to.assert_called_once_with("cuda")


def test_weights_in_eight_bits_are_cast_one_denoiser_at_a_time_and_still_film(weights: Path, tmp_path: Path) -> None:
    model = tiny(WAN)
    assert model.weights is not None
    ladder = (Footprint(precision="fp8", offload="group", gpu_gb=8, basis="estimated"),)
    made = owner(
        weights,
        tmp_path,
        model=model.model_copy(update={"weights": model.weights.model_copy(update={"ladder": ladder})}),
    )
    made.generate(order(WAN, tmp_path), tmp_path, always)
    assert made._warm is not None
    blocks = made._warm.pipe.transformer.blocks
    assert blocks[0].attn1.to_q.weight.dtype == torch.float8_e4m3fn
    assert made._warm.pipe.vae.dtype == torch.float32


@pytest.fixture(scope="module")
def lora(weights: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A LoRA for the tiny model, strong enough to be seen."""
    from peft import LoraConfig, get_peft_model_state_dict

    pipe = diffusers.WanPipeline.from_pretrained(weights)
    pipe.transformer.add_adapter(LoraConfig(r=2, target_modules=["to_q", "to_v"], init_lora_weights=False))
    folder = tmp_path_factory.mktemp("lora")
    layers = {key: value * 20 for key, value in get_peft_model_state_dict(pipe.transformer).items()}
    diffusers.WanPipeline.save_lora_weights(folder, transformer_lora_layers=layers)
    return folder


def test_a_style_changes_the_picture_of_its_models_and_their_version(weights: Path, tmp_path: Path, lora: Path) -> None:
    ask = order(WAN, tmp_path)
    style = StyleLora(source=str(lora), models=(WAN,), scale=1.0)
    plain = owner(weights, tmp_path).generate(ask, tmp_path, always).made.frames
    styled = owner(weights, tmp_path, styles=(style,)).generate(ask, tmp_path, always).made.frames
    assert (plain != styled).any()
    queue, known = CardQueue(Card({})), Measurements(tmp_path / "cards.json")
    versions = {
        LocalRenderer(tiny(WAN), queue, known, fast=fast, styles=styles).version
        for fast in (False, True)
        for styles in ((), (style,), (style.model_copy(update={"scale": 0.5}),))
    }
    assert len(versions) == 6
    other = LocalRenderer(tiny("ltx-video"), queue, known, styles=(style,))
    assert other.version == LocalRenderer(tiny("ltx-video"), queue, known).version, "a style is for its own models"


def test_a_style_that_is_not_there_or_made_for_another_model_is_said(weights: Path, tmp_path: Path, lora: Path) -> None:
    from safetensors.torch import save_file

    ask = order(WAN, tmp_path)
    with pytest.raises(SetupError, match="LoRA"):
        owner(weights, tmp_path, styles=(StyleLora(source=str(tmp_path / "no"), models=(WAN,)),)).generate(
            ask, tmp_path, always
        )
    alien = {f"unet.mid_block.attentions.0.to_q.lora_{k}.weight": torch.ones(2, 2) for k in "AB"}
    save_file(alien, tmp_path / "pytorch_lora_weights.safetensors")
    with pytest.raises(SetupError, match="LoRA"):
        owner(weights, tmp_path, styles=(StyleLora(source=str(tmp_path), models=(WAN,)),)).generate(
            ask, tmp_path, always
        )


def test_few_steps_are_taken_where_their_lora_lies_here_and_haste_is_allowed(
    weights: Path, tmp_path: Path, lora: Path
) -> None:
    model = tiny(WAN)
    assert model.weights is not None
    quick = Speedup(kind="few-step lora", lora=str(lora), files=("pytorch_lora_weights.safetensors",), steps=3)
    slow = model.weights.model_copy(update={"steps": 6, "speedups": (quick,)})
    model = model.model_copy(update={"weights": slow})
    for fast, steps in ((False, 6), (True, 3)):
        shares: list[float] = []
        owner(weights, tmp_path, model=model, fast=fast).generate(
            order(WAN, tmp_path), tmp_path, lambda share, into=shares: into.append(share) or True
        )
        assert len(set(shares) - {0.0}) == steps
    gone = quick.model_copy(update={"files": ("missing.safetensors",)})
    assert model.weights is not None
    without = model.model_copy(update={"weights": model.weights.model_copy(update={"speedups": (gone,)})})
    assert quickened(without) == without, "never fetched for the asking"


@pytest.mark.parametrize(
    "speedup",
    [
        Speedup(kind="first block cache"),
        pytest.param(Speedup(kind="mag cache", ratios=(1.0,) * 8), marks=pytest.mark.full),
    ],
    ids=("first block", "mag"),
)
def test_a_cache_skips_work_and_is_taken_off_after_the_take(
    speedup: Speedup, weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tiny(WAN)
    assert model.weights is not None
    monkeypatch.setattr(loading, "_FIRST_BLOCK", 10.0)  # a tiny random model changes more from step to step
    more = model.weights.model_copy(update={"steps": 8, "speedups": (speedup,)})
    calls = {True: 0, False: 0}
    real = WanAttention.forward
    for fast in calls:

        def counted(self: Any, *given: Any, fast: bool = fast, **more: Any) -> Any:
            calls[fast] += 1
            return real(self, *given, **more)

        monkeypatch.setattr(WanAttention, "forward", counted)
        made = owner(weights, tmp_path, model=model.model_copy(update={"weights": more}), fast=fast)
        made.generate(order(WAN, tmp_path), tmp_path, always)
        assert made._warm is not None
        assert not made._warm.pipe.transformer.is_cache_enabled
    assert 0 < calls[True] < calls[False]


def test_after_a_stop_nothing_of_the_broken_call_stays_on_the_card(
    weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = owner(weights, tmp_path)
    ask = order(WAN, tmp_path)
    before = made.generate(ask, tmp_path, always).made.frames
    assert made._warm is not None
    freed: list[str] = []
    monkeypatch.setattr(made._warm.pipe, "maybe_free_model_hooks", lambda: freed.append("now"))
    with pytest.raises(Stopped):
        made.generate(ask, tmp_path, lambda _share: False)
    assert freed == ["now"]
    assert (made.generate(ask, tmp_path, always).made.frames == before).all()


def test_a_picture_that_the_models_own_checker_blackened_is_never_a_take() -> None:
    class Blackened:
        nsfw_content_detected = (False, True)

    with pytest.raises(Exception, match="safety checker"):
        unspoiled(Blackened())


def test_a_download_that_was_broken_off_does_not_count_as_a_model(weights: Path) -> None:
    assert is_whole(weights)
    index = weights / "transformer" / "diffusion_pytorch_model.safetensors.index.json"
    index.write_text('{"weight_map": {"a": "diffusion_pytorch_model-00002-of-00002.safetensors"}}')
    assert not is_whole(weights)
    index.unlink()
    moved = (weights / "text_encoder").rename(weights / "elsewhere")
    assert not is_whole(weights)
    moved.rename(weights / "text_encoder")
    assert is_whole(weights)
    assert not is_whole(weights.parent)


def test_a_worker_that_says_nothing_is_ended_and_its_take_may_be_sent_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "work", silent_worker.silent)
    queue = CardQueue(Card({WAN: tiny(WAN)}, patience_s=1.0))
    job = queue.submit(order(WAN, tmp_path), tmp_path)
    assert ended(queue, job, 20) == "failed"
    progress = queue.poll(job)
    assert progress.retryable
    assert "said nothing" in progress.error
    queue.close()


class _Line:
    def __init__(self) -> None:
        self.sent: list[Any] = []

    def send(self, message: Any) -> None:
        self.sent.append(message)


def waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[CardQueue, _Line]:
    queue, line = CardQueue(Card({})), _Line()

    class Alive:
        def is_alive(self) -> bool:
            return True

    def start(self: Any) -> None:
        self._worker, self._line = Alive(), line

    monkeypatch.setattr(CardQueue, "_start", start)
    return queue, line


def test_the_next_take_of_the_warm_model_is_named_while_this_one_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue, line = waiting(tmp_path, monkeypatch)
    asks = [order(name, tmp_path, seed=seed) for seed, name in enumerate((WAN, "ltx-video", WAN))]
    keys = [queue.submit(ask, tmp_path) for ask in asks]
    assert [message[:2] for message in line.sent] == [
        ("make", keys[0]),
        ("prepare", keys[1]),
        ("prepare", keys[2]),
    ]
    queue._hear("generated", keys[0])
    assert line.sent[3][:2] == ("make", keys[2]), "its model is warm"


def test_a_take_cancelled_while_it_is_encoded_leaves_no_file_and_may_be_ordered_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue, line = waiting(tmp_path, monkeypatch)
    ask = order(WAN, tmp_path)
    key = queue.submit(ask, tmp_path)
    queue._hear("generated", key)
    queue.cancel(key)
    assert line.sent[-1] == ("stop", key)
    media = tmp_path / "late.mp4"
    media.write_bytes(b"late")
    queue._hear("done", key, Rendered(media=media))
    assert not media.exists()
    assert queue.poll(key).state == "failed"
    assert queue.submit(ask, tmp_path) == key
    assert line.sent[-1][:2] == ("make", key)


def test_a_worker_makes_what_was_stopped_and_then_ordered_again(weights: Path, tmp_path: Path) -> None:
    queue = CardQueue(Card({WAN: tiny(WAN)}, {WAN: weights}, tmp_path / "cards.json"))
    ask = order(WAN, tmp_path)
    key = queue.submit(ask, tmp_path)
    queue.cancel(key)
    assert queue.submit(ask, tmp_path) == key
    assert ended(queue, key) == "done"
    end = time.monotonic() + 5
    while (facts := queue.facts()) is None or not facts.warm:
        assert time.monotonic() < end
        time.sleep(0.02)
    assert (facts.card, facts.warm, facts.loads) == ("processor", WAN, 1)
    assert facts.seconds_a_frame > 0
    queue.close()
