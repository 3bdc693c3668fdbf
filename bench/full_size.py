"""Random weights in the full architectures of Wan 2.1 1.3B and of SDXL with a ControlNet, or tiny ones like them.

They measure speed and memory, not pictures. The figures are those of the published configs of the two models.
"""

# mypy: disable-error-code="no-untyped-call, arg-type"
# Constructors of diffusers and transformers are not typed.

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def build(name: str, folder: Path, *, tiny: bool) -> Path:
    """Save the pipeline of a catalog name as a folder that the product loads like any other; return it.

    A folder that is whole is left as it is, so that several measurements share one.
    """
    import torch

    target = folder / name
    if (target / "whole").exists():
        return target
    torch.manual_seed(0)
    pipe = _wan(tiny) if name.startswith("wan") else _sdxl(tiny)
    pipe.save_pretrained(target)
    (target / "whole").touch()
    del pipe
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    return target


@contextmanager
def _made_on_the_card() -> Iterator[None]:
    """Make weights where they are made fast, in 16 bits. Schedulers are not made so: they reckon in numpy."""
    import torch

    card = torch.cuda.is_available()
    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.bfloat16 if card else torch.float32)
    try:
        with torch.device("cuda" if card else "cpu"):
            yield
    finally:
        torch.set_default_dtype(before)


def _wan(tiny: bool) -> Any:
    import diffusers as d
    import transformers as t

    text = {"d_model": 4096, "d_kv": 64, "d_ff": 10240, "num_layers": 24, "num_heads": 64, "vocab_size": 256384}
    body = {"num_attention_heads": 12, "attention_head_dim": 128, "ffn_dim": 8960, "num_layers": 30, "text_dim": 4096}
    decoder: dict[str, Any] = {"base_dim": 96, "z_dim": 16}
    if tiny:
        text = {"d_model": 32, "d_kv": 8, "d_ff": 37, "num_layers": 2, "num_heads": 4, "vocab_size": 256}
        body = {"num_attention_heads": 2, "attention_head_dim": 12, "ffn_dim": 32, "num_layers": 2, "text_dim": 32}
        decoder = {"base_dim": 3, "z_dim": 16, "dim_mult": [1, 1, 1, 1], "num_res_blocks": 1}
    with _made_on_the_card():
        weights = {
            "text_encoder": t.UMT5EncoderModel(t.UMT5Config(**text)).eval(),
            "vae": d.AutoencoderKLWan(**decoder),
            "transformer": d.WanTransformer3DModel(
                patch_size=(1, 2, 2), in_channels=16, out_channels=16, freq_dim=256, cross_attn_norm=True,
                qk_norm="rms_norm_across_heads", **body,
            ),
        }  # fmt: skip
    scheduler = d.UniPCMultistepScheduler(
        prediction_type="flow_prediction", use_flow_sigmas=True, num_train_timesteps=1000, flow_shift=3.0
    )
    return d.WanPipeline(tokenizer=_words(), scheduler=scheduler, transformer_2=None, **weights)


def _sdxl(tiny: bool) -> Any:
    import diffusers as d
    import transformers as t

    wide = (8, 8) if tiny else (320, 640, 1280)
    shared: dict[str, Any] = {
        "block_out_channels": wide, "layers_per_block": 2, "in_channels": 4,
        "down_block_types": ("DownBlock2D", *("CrossAttnDownBlock2D",) * (len(wide) - 1)),
        "cross_attention_dim": 64 if tiny else 2048, "addition_embed_type": "text_time",
        "addition_time_embed_dim": 8 if tiny else 256, "use_linear_projection": True,
        "transformer_layers_per_block": (1, 1) if tiny else (1, 2, 10),
        "projection_class_embeddings_input_dim": 80 if tiny else 2816, "norm_num_groups": 2 if tiny else 32,
        "attention_head_dim": 8 if tiny else (5, 10, 20),
    }  # fmt: skip
    hints = (2, 4) if tiny else (16, 32, 96, 256)
    deep = [4, 8] if tiny else [128, 256, 512, 512]
    with _made_on_the_card():
        weights = {
            "text_encoder": t.CLIPTextModel(_clip(32 if tiny else 768, 2 if tiny else 12, 4 if tiny else 12)).eval(),
            "text_encoder_2": t.CLIPTextModelWithProjection(
                _clip(32 if tiny else 1280, 2 if tiny else 32, 4 if tiny else 20)
            ).eval(),
            "vae": d.AutoencoderKL(
                block_out_channels=deep, in_channels=3, out_channels=3, latent_channels=4,
                down_block_types=["DownEncoderBlock2D"] * len(deep), up_block_types=["UpDecoderBlock2D"] * len(deep),
                layers_per_block=1 if tiny else 2, norm_num_groups=2 if tiny else 32,
            ),
            "unet": d.UNet2DConditionModel(
                **shared, out_channels=4, sample_size=32 if tiny else 128,
                up_block_types=(*("CrossAttnUpBlock2D",) * (len(wide) - 1), "UpBlock2D"),
            ),
            "controlnet": d.ControlNetModel(**shared, conditioning_embedding_out_channels=hints),
        }  # fmt: skip
    scheduler = d.EulerDiscreteScheduler(
        beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", steps_offset=1
    )
    return d.StableDiffusionXLControlNetPipeline(
        tokenizer=_letters(), tokenizer_2=_letters(), scheduler=scheduler, **weights
    )


def _clip(width: int, layers: int, heads: int) -> Any:
    import transformers as t

    size = len(_tokens())
    return t.CLIPTextConfig(
        vocab_size=size, hidden_size=width, intermediate_size=width * 4, num_attention_heads=heads,
        num_hidden_layers=layers, projection_dim=width, bos_token_id=size - 2, eos_token_id=size - 1,
        pad_token_id=size - 1,
    )  # fmt: skip


def _tokens() -> list[str]:
    letters = [chr(code) for code in range(ord("!"), ord("~") + 1)]
    return [*letters, *(f"{letter}</w>" for letter in letters), "<|startoftext|>", "<|endoftext|>"]


def _letters() -> Any:
    import transformers as t

    return t.CLIPTokenizer(vocab={token: n for n, token in enumerate(_tokens())}, merges=[], model_max_length=77)


def _words() -> Any:
    import transformers as t
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    vocabulary = {"<pad>": 0, "</s>": 1, "<unk>": 2} | {f"word{i}": i for i in range(3, 256)}
    made = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    return t.PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token="<pad>", eos_token="</s>", unk_token="<unk>", model_max_length=512
    )
