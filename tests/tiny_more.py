"""The rest of the tiny random models: the newer families, with their text models as small as they go."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import diffusers as d
import torch
import transformers as t
from diffusers.pipelines.ltx2 import LTX2TextConnectors
from diffusers.pipelines.ltx2.vocoder import LTX2Vocoder
from safetensors.torch import save_file
from tiny_models import diffusion_parts, t5, words

SINGLE = "Z-Image-Turbo-Fun-Controlnet-Union.safetensors"
_SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>", "<|image_pad|>",
            "<|video_pad|>")  # fmt: skip
_PLAIN = "{% for m in messages %}{{ m['content'] if m['content'] is string else m['content'][0]['text'] }}{% endfor %}"
_QWEN = {"vocab_size": 200, "hidden_size": 16, "intermediate_size": 16, "num_attention_heads": 2}
_ROPE = {"rope_parameters": {"rope_type": "default", "rope_theta": 1e6, "mrope_section": [1, 1, 2]}}


def letters() -> t.Qwen2Tokenizer:
    """A tokenizer of single letters with the marks of the Qwen models."""
    tokens = [*_SPECIAL, *(chr(code) for code in range(33, 127)), "Ġ", "Ċ", "<unk>"]
    made = t.Qwen2Tokenizer(vocab={token: n for n, token in enumerate(tokens)}, merges=[], unk_token="<unk>")
    made.chat_template = _PLAIN
    return made


def _qwen3(kind: Any, layers: int) -> Any:
    config = t.Qwen3Config(
        **_QWEN, num_hidden_layers=layers, num_key_value_heads=1, head_dim=8, max_position_embeddings=1024
    )
    return kind(config).eval()


def cogvideo(image: bool = False) -> Any:
    kind = d.CogVideoXImageToVideoPipeline if image else d.CogVideoXPipeline
    return kind(
        tokenizer=words(),
        text_encoder=t5(t.T5EncoderModel, t.T5Config),
        vae=d.AutoencoderKLCogVideoX(
            block_out_channels=(8, 8, 8, 8), latent_channels=4, layers_per_block=1, norm_num_groups=2
        ),
        transformer=d.CogVideoXTransformer3DModel(
            num_attention_heads=2, attention_head_dim=16, in_channels=8 if image else 4, out_channels=4,
            time_embed_dim=2, text_embed_dim=32, num_layers=1, sample_width=8, sample_height=4, sample_frames=9,
            use_rotary_positional_embeddings=True,
        ),
        scheduler=d.CogVideoXDDIMScheduler(),
    )  # fmt: skip


def z_image() -> Any:
    return d.ZImagePipeline(
        scheduler=d.FlowMatchEulerDiscreteScheduler(),
        vae=d.AutoencoderKL(
            down_block_types=["DownEncoderBlock2D"] * 2, up_block_types=["UpDecoderBlock2D"] * 2,
            block_out_channels=[8, 8], latent_channels=16, norm_num_groups=2, use_quant_conv=False,
            use_post_quant_conv=False, shift_factor=0.06, scaling_factor=1.5,
        ),
        text_encoder=_qwen3(t.Qwen3Model, 2),
        tokenizer=letters(),
        transformer=d.ZImageTransformer2DModel(
            dim=32, n_layers=1, n_refiner_layers=1, n_heads=2, n_kv_heads=2, cap_feat_dim=16, axes_dims=[8, 4, 4],
            axes_lens=[256, 32, 32],
        ),
    )  # fmt: skip


def save_z_image_control(folder: Path) -> None:
    """Save a ControlNet for the tiny Z-Image as it is published: one file, and its shape beside it."""
    made = d.ZImageControlNetModel(
        control_layers_places=[0], control_refiner_layers_places=[0], control_in_dim=16, dim=32, n_refiner_layers=1,
        n_heads=2, n_kv_heads=2,
    )  # fmt: skip
    # What a ControlNet adds begins at nothing; a trained one adds something.
    told = {name: torch.randn_like(part) * 0.5 if "proj" in name else part for name, part in made.state_dict().items()}
    folder.mkdir(parents=True)
    save_file({name: part.contiguous() for name, part in told.items()}, folder / SINGLE)
    made.save_config(folder)


def flux() -> Any:
    return d.Flux2KleinPipeline(
        scheduler=d.FlowMatchEulerDiscreteScheduler(),
        vae=d.AutoencoderKLFlux2(
            block_out_channels=(8, 8, 8, 8), layers_per_block=1, latent_channels=4, norm_num_groups=2, sample_size=32
        ),
        text_encoder=_qwen3(t.Qwen3ForCausalLM, 28),  # the pipeline reads the outputs of layers 9, 18 and 27
        tokenizer=letters(),
        transformer=d.Flux2Transformer2DModel(
            in_channels=16, num_layers=1, num_single_layers=1, attention_head_dim=16, num_attention_heads=2,
            joint_attention_dim=48, axes_dims_rope=(4, 4, 4, 4), guidance_embeds=False,
        ),
    )  # fmt: skip


def qwen_image(steered: bool = False) -> Any:
    eyes = {"depth": 1, "hidden_size": 16, "intermediate_size": 16, "num_heads": 2, "out_hidden_size": 16}
    config = t.Qwen2_5_VLConfig(
        text_config={**_QWEN, **_ROPE, "num_hidden_layers": 2, "num_key_value_heads": 2},
        vision_config=eyes, image_token_id=5, video_token_id=6, vision_start_token_id=3, vision_end_token_id=4,
    )  # fmt: skip
    more: dict[str, Any] = {}
    if steered:
        more["controlnet"] = d.QwenImageControlNetModel(
            in_channels=16, out_channels=4, num_layers=1, attention_head_dim=16, num_attention_heads=2,
            joint_attention_dim=16, axes_dims_rope=(8, 4, 4),
        )  # fmt: skip
    return (d.QwenImageControlNetPipeline if steered else d.QwenImagePipeline)(
        **more,
        scheduler=d.FlowMatchEulerDiscreteScheduler(),
        vae=d.AutoencoderKLQwenImage(
            base_dim=8, z_dim=4, dim_mult=[1, 2, 2, 2], num_res_blocks=1, latents_mean=[0.0] * 4, latents_std=[1.0] * 4
        ),
        text_encoder=t.Qwen2_5_VLForConditionalGeneration(config).eval(),
        tokenizer=letters(),
        transformer=d.QwenImageTransformer2DModel(
            in_channels=16, out_channels=4, num_layers=1, attention_head_dim=16, num_attention_heads=2,
            joint_attention_dim=16, axes_dims_rope=(8, 4, 4),
        ),
    )  # fmt: skip


def hunyuan(image: bool = False) -> Any:
    text = t.Qwen2_5_VLConfig(text_config={**_QWEN, **_ROPE, "num_hidden_layers": 3, "num_key_value_heads": 2})
    glyphs = t.T5Config(vocab_size=384, d_model=16, d_kv=8, d_ff=16, num_layers=1, num_heads=2)
    more: dict[str, Any] = {}
    if image:
        eyes = t.SiglipVisionConfig(
            hidden_size=12,
            intermediate_size=16,
            num_hidden_layers=1,
            num_attention_heads=2,
            image_size=28,
            patch_size=14,
        )
        more = {
            "image_encoder": t.SiglipVisionModel(eyes).eval(),
            "feature_extractor": t.SiglipImageProcessor(size={"height": 28, "width": 28}),
        }
    return (d.HunyuanVideo15ImageToVideoPipeline if image else d.HunyuanVideo15Pipeline)(
        **more,
        text_encoder=t.Qwen2_5_VLTextModel(text.text_config).eval(),
        tokenizer=letters(),
        transformer=d.HunyuanVideo15Transformer3DModel(
            in_channels=9, out_channels=4, num_attention_heads=2, attention_head_dim=8, num_layers=1,
            num_refiner_layers=1, mlp_ratio=2.0, text_embed_dim=16, text_embed_2_dim=16, image_embed_dim=12,
            rope_axes_dim=(2, 2, 4), target_size=16, task_type="i2v" if image else "t2v",
        ),
        vae=d.AutoencoderKLHunyuanVideo15(
            latent_channels=4, block_out_channels=(8, 8, 8, 8, 8), layers_per_block=1
        ),
        scheduler=d.FlowMatchEulerDiscreteScheduler(shift=7.0),
        text_encoder_2=t.T5EncoderModel(glyphs).eval(),
        tokenizer_2=t.ByT5Tokenizer(),
        guider=d.ClassifierFreeGuidance(guidance_scale=6.0),
    )  # fmt: skip


_XL: dict[str, Any] = {
    "block_out_channels": (8, 8), "layers_per_block": 2, "in_channels": 4, "norm_num_groups": 2,
    "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D"), "cross_attention_dim": 64,
    "addition_embed_type": "text_time", "addition_time_embed_dim": 8, "transformer_layers_per_block": (1, 1),
    "projection_class_embeddings_input_dim": 80, "use_linear_projection": True,
}  # fmt: skip


def sdxl_control() -> Any:
    return d.ControlNetModel(**_XL, conditioning_embedding_out_channels=(2, 4))


def sdxl() -> Any:
    parts = diffusion_parts()
    size = parts["text_encoder"].config.vocab_size
    second = t.CLIPTextConfig(
        vocab_size=size, hidden_size=32, intermediate_size=37, num_attention_heads=4, num_hidden_layers=2,
        bos_token_id=size - 2, eos_token_id=size - 1, pad_token_id=size - 1, projection_dim=32,
    )  # fmt: skip
    parts["unet"] = d.UNet2DConditionModel(
        **_XL, sample_size=32, out_channels=4, up_block_types=("CrossAttnUpBlock2D", "UpBlock2D")
    )
    return d.StableDiffusionXLControlNetPipeline(
        **parts,
        text_encoder_2=t.CLIPTextModelWithProjection(second).eval(),
        tokenizer_2=parts["tokenizer"],
        controlnet=sdxl_control(),
    )


def ltx2() -> Any:
    layers, width = 2, 32
    text = {
        "vocab_size": 256, "hidden_size": width, "intermediate_size": 37, "num_hidden_layers": layers,
        "num_attention_heads": 2, "num_key_value_heads": 1, "head_dim": 16, "max_position_embeddings": 1100,
        "sliding_window": 16,
    }  # fmt: skip
    eyes = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2,
            "image_size": 28, "patch_size": 14}  # fmt: skip
    tokenizer = words()
    tokenizer.padding_side = "left"
    heads = {
        f"{part}_connector_{name}": value
        for part in ("video", "audio")
        for name, value in (
            ("num_attention_heads", 4), ("attention_head_dim", 8), ("num_layers", 1), ("num_learnable_registers", None)
        )
    }  # fmt: skip
    vae = d.AutoencoderKLLTX2Video(
        latent_channels=4, block_out_channels=(8,), decoder_block_out_channels=(8,), layers_per_block=(1,),
        decoder_layers_per_block=(1, 1), spatio_temporal_scaling=(True,), decoder_spatio_temporal_scaling=(True,),
        decoder_inject_noise=(False, False), downsample_type=("spatial",), upsample_residual=(False,),
        upsample_factor=(1,), timestep_conditioning=False, patch_size=1, patch_size_t=1, encoder_causal=True,
        decoder_causal=False,
    )  # fmt: skip
    vae.use_framewise_encoding = vae.use_framewise_decoding = False
    return d.LTX2Pipeline(
        transformer=d.LTX2VideoTransformer3DModel(
            in_channels=4, out_channels=4, num_attention_heads=2, attention_head_dim=8, cross_attention_dim=16,
            audio_in_channels=4, audio_out_channels=4, audio_num_attention_heads=2, audio_attention_head_dim=4,
            audio_cross_attention_dim=8, num_layers=2, qk_norm="rms_norm_across_heads", caption_channels=width,
            rope_double_precision=False, rope_type="split",
        ),
        vae=vae,
        audio_vae=d.AutoencoderKLLTX2Audio(
            base_channels=4, ch_mult=(1,), num_res_blocks=1, attn_resolutions=None, resolution=32, latent_channels=2,
            norm_type="pixel", causality_axis="height", mid_block_add_attention=False, sample_rate=16000,
            mel_hop_length=160, is_causal=True, mel_bins=8,
        ),
        scheduler=d.FlowMatchEulerDiscreteScheduler(),
        text_encoder=t.Gemma3ForConditionalGeneration(
            t.Gemma3Config(text_config=text, vision_config=eyes, mm_tokens_per_image=1)
        ).eval(),
        tokenizer=tokenizer,
        connectors=LTX2TextConnectors(
            caption_channels=width, text_proj_in_factor=layers + 1, **heads, connector_rope_base_seq_len=32,
            rope_theta=10000.0, rope_double_precision=False, causal_temporal_positioning=False, rope_type="split",
        ),
        vocoder=LTX2Vocoder(
            in_channels=16, hidden_channels=32, out_channels=2, upsample_kernel_sizes=[4, 4], upsample_factors=[2, 2],
            resnet_kernel_sizes=[3], resnet_dilations=[[1, 3, 5]], leaky_relu_negative_slope=0.1,
            output_sampling_rate=16000,
        ),
        processor=None,
        prompt_enhancer=None,
        duration_head=None,
    )  # fmt: skip


MORE: dict[str, Callable[[], Any]] = {
    "cogvideox-5b": cogvideo,
    "cogvideox-5b-i2v": lambda: cogvideo(image=True),
    "z-image-turbo": z_image,
    "z-image-controlnet": z_image,
    "flux2-klein-9b": flux,
    "qwen-image": qwen_image,
    "qwen-image-controlnet": lambda: qwen_image(steered=True),
    "hunyuanvideo-1.5-t2v": hunyuan,
    "hunyuanvideo-1.5-i2v": lambda: hunyuan(image=True),
    "sdxl-controlnet": sdxl,
    "ltx-2": ltx2,
}
"""Name in the catalog -> a tiny model with the same pipeline class."""
