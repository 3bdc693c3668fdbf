"""Models on this machine behind the same contract: tiny ones of random weights, saved to a folder and really loaded."""

from pathlib import Path

import numpy as np
import pytest

from director.errors import ProviderError
from tools.eyes import Asked, Moments, lay_out
from tools.eyes.likeness import Likeness
from tools.eyes.local_eyes import LocalEyes

pytestmark = pytest.mark.full

TEMPLATE = (
    "{% for m in messages %}{% for c in m['content'] %}{% if c['type'] == 'image' %}<image>{% else %} {{ c['text'] }}"
    "{% endif %}{% endfor %}{% endfor %}{% if add_generation_prompt %} :{% endif %}"
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A LLaVA with a CLIP eye of 32 px and two layers, and a tokenizer made of the words it is asked."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import (
        CLIPImageProcessor,
        CLIPVisionConfig,
        LlamaConfig,
        LlavaConfig,
        LlavaForConditionalGeneration,
        LlavaProcessor,
        PreTrainedTokenizerFast,
    )

    folder = tmp_path_factory.mktemp("reader")
    words = ["<pad>", "<s>", "</s>", "<unk>", "<image>", "Yes", "No", "1", "2", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "girl"]
    inner = Tokenizer(models.WordLevel({w: i for i, w in enumerate(words)}, unk_token="<unk>"))
    inner.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=inner, pad_token="<pad>", bos_token="<s>", eos_token="</s>", unk_token="<unk>",
        additional_special_tokens=["<image>"],
    )  # fmt: skip
    torch.manual_seed(7)
    config = LlavaConfig(
        vision_config=CLIPVisionConfig(
            hidden_size=16, intermediate_size=32, num_hidden_layers=2, num_attention_heads=2,
            image_size=32, patch_size=16,
            initializer_range=0.5,
        ),
        text_config=LlamaConfig(
            vocab_size=len(words), hidden_size=16, intermediate_size=32, num_hidden_layers=2, num_attention_heads=2,
            num_key_value_heads=2, initializer_range=0.5, pad_token_id=0, bos_token_id=1, eos_token_id=2,
        ),
        image_token_index=4, vision_feature_layer=-1, vision_feature_select_strategy="default",
    )  # fmt: skip
    LlavaForConditionalGeneration(config).save_pretrained(folder)
    LlavaProcessor(
        image_processor=CLIPImageProcessor(size={"shortest_edge": 32}, crop_size={"height": 32, "width": 32}),
        tokenizer=tokenizer, patch_size=16, vision_feature_select_strategy="default", chat_template=TEMPLATE,
        num_additional_image_tokens=1,
    ).save_pretrained(folder)  # fmt: skip
    return folder


@pytest.fixture(scope="module", params=["siglip", "dino"])
def gauge(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    import torch
    from transformers import (
        BitImageProcessor,
        Dinov2Config,
        Dinov2Model,
        SiglipConfig,
        SiglipImageProcessor,
        SiglipModel,
    )

    folder = tmp_path_factory.mktemp(request.param)
    torch.manual_seed(3)
    small = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "image_size": 32, "patch_size": 8}
    if request.param == "siglip":
        config = SiglipConfig(
            vision_config={**small, "intermediate_size": 32},
            text_config={"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2},
        )
        SiglipModel(config).save_pretrained(folder)
        SiglipImageProcessor(size={"height": 32, "width": 32}).save_pretrained(folder)
    else:
        Dinov2Model(Dinov2Config(**small)).save_pretrained(folder)
        BitImageProcessor(size={"shortest_edge": 32}, crop_size={"height": 32, "width": 32}).save_pretrained(folder)
    return folder


def reel(seed: int) -> Moments:
    pictures = np.random.default_rng(seed).integers(0, 255, (3, 36, 64, 3), dtype=np.uint8)
    return Moments(pictures, (0, 5, 9), 0, 10, 24.0)


async def test_a_local_model_answers_every_question_and_the_same_look_alike(reader: Path) -> None:
    eyes = LocalEyes(reader, "cpu")
    asked = (Asked("a", "story", "girl ?"), Asked("b", "no stray text", "Is it ?"))
    look = lay_out(reel(1), "Frames")
    one = await eyes.check(look, asked, wish="girl", about="s001")
    assert [a.id for a in one] == ["a", "b"]
    assert one == await eyes.check(look, asked, wish="girl", about="s001", reading=1)
    assert all("p(" in a.evidence for a in one)
    assert all(a.fix is not None and a.frames for a in one if a.met == "no")
    known = await eyes.check(look, asked[:1], wish="girl", about="s001", known=(look.picture,))
    assert known[0].evidence != one[0].evidence, "a reference sheet is looked at"


async def test_a_local_model_compares_and_tells(reader: Path) -> None:
    eyes = LocalEyes(reader, "cpu")
    first, second = lay_out(reel(1), "x"), lay_out(reel(2), "x")
    preference = await eyes.compare(first, second, wish="girl", about="s001")
    assert preference.better in ("first", "second", "same")
    beat = await eyes.tell(first, about="s001")
    assert beat.function


async def test_a_folder_without_a_model_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ProviderError, match="cannot be loaded"):
        await LocalEyes(tmp_path, "cpu").tell(lay_out(reel(1), "x"), about="s001")


def test_a_picture_is_nearest_to_itself(gauge: Path) -> None:
    likeness = Likeness(gauge, "cpu")
    one, other = reel(1).pictures, reel(2).pictures
    assert likeness.alike([one[0]], [one[0]]) == pytest.approx(1.0, abs=1e-4)
    assert likeness.alike([one[0]], [other[0]]) < 0.9999
    found = likeness.nearest([one[0]], {"anna": [one[0]], "boris": [other[0]]})
    assert found.subject == "anna"
    assert found.margin > 0
    assert likeness.nearest([one[0]], {"anna": [one[0]]}).margin == 0.0
