"""Text encoders are asked once for the same words, and a generation stops within a step."""

from pathlib import Path
from typing import Any

import pytest
import torch
from test_local_models import always, order, owner_of

from render.local import words
from render.local.asking import Stopped
from render.local.words import Remembered

WAN, LTX = "wan2.1-t2v-1.3b", "ltx-video"


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("weights")


def calls_of(module: Any) -> list[int]:
    seen: list[int] = []
    module.register_forward_pre_hook(lambda *_given: seen.append(1))
    return seen


def test_the_pieces_and_tries_of_a_take_ask_the_text_encoder_once_and_the_pixels_are_the_same(
    weights: Path, tmp_path: Path
) -> None:
    owner: Any = owner_of(LTX, weights, tmp_path)
    owner.generate(order(LTX, tmp_path, prompt="word8"), tmp_path, always)
    asked = calls_of(owner._warm.pipe.text_encoder)
    long = order(LTX, tmp_path, frames=100, keyframes=())
    first = owner.generate(long, tmp_path, always)
    assert len(first.planned.pieces) > 1
    once = len(asked)
    assert once <= 2, "the words and the negative prompt"
    again = owner.generate(long, tmp_path, always)
    other = owner.generate(long.model_copy(update={"seed": 8}), tmp_path, always)
    assert len(asked) == once
    assert (again.made.frames == first.made.frames).all()
    assert (other.made.frames != first.made.frames).any()
    changed = owner.generate(long.model_copy(update={"prompt": "word7"}), tmp_path, always)
    assert len(asked) > once
    assert (changed.made.frames != first.made.frames).any()
    forgetful: Any = owner_of(LTX, weights, tmp_path / "other")
    assert (forgetful.generate(long, tmp_path, always).made.frames == first.made.frames).all()


def test_what_was_said_is_kept_apart_bounded_and_only_for_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "MOST", 2)
    asked: list[Any] = []

    def ask(*given: Any, **named: Any) -> Any:
        asked.append((given, named))
        return torch.ones(2), None, [torch.zeros(1)]

    memory = Remembered(ask)
    first = memory("a", device=torch.device("cpu"), dtype=torch.float32)
    first[0].fill_(9)
    again = memory("a", device=torch.device("cpu"), dtype=torch.float32)
    assert again[0].tolist() == [1, 1], "who changes an answer changes his own"
    assert isinstance(again, tuple)
    assert again[1] is None
    assert len(asked) == 1
    memory(["b"], negative_prompt=None)
    memory("c")
    memory("a", device=torch.device("cpu"), dtype=torch.float32)
    assert len(asked) == 4, "the oldest was forgotten"
    for _ in range(2):
        memory("a", image=torch.ones(1))
    assert len(asked) == 6, "pictures are never remembered"


def test_a_stop_is_heard_between_the_blocks_of_a_step_and_nothing_stays_hooked(weights: Path, tmp_path: Path) -> None:
    owner: Any = owner_of(WAN, weights, tmp_path)
    ask = order(WAN, tmp_path)
    whole = owner.generate(ask, tmp_path, always)
    pipe = owner._warm.pipe
    blocks = calls_of(pipe.transformer.blocks[0]), calls_of(pipe.transformer.blocks[1])

    def goes_on(_share: float) -> bool:
        return not blocks[0]

    with pytest.raises(Stopped):
        owner.generate(ask, tmp_path, goes_on)
    assert (len(blocks[0]), len(blocks[1])) == (1, 0), "the first step was not finished"
    assert (owner.generate(ask, tmp_path, always).made.frames == whole.made.frames).all()
    assert len(pipe.transformer.blocks[1]._forward_pre_hooks) == 1, "this test's own"
