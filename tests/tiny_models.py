"""Random, tiny models of every family, saved as folders: the product loads them like real ones and gets noise."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import torch
from diffusers import (
    AnimateDiffPipeline,
    AutoencoderKL,
    AutoencoderKLLTXVideo,
    AutoencoderKLTemporalDecoder,
    AutoencoderKLWan,
    ControlNetModel,
    DDIMScheduler,
    EulerDiscreteScheduler,
    FlowMatchEulerDiscreteScheduler,
    LTXConditionPipeline,
    LTXVideoTransformer3DModel,
    MotionAdapter,
    StableDiffusionControlNetPipeline,
    StableDiffusionImg2ImgPipeline,
    StableVideoDiffusionPipeline,
    TextToVideoSDPipeline,
    UNet2DConditionModel,
    UNet3DConditionModel,
    UNetSpatioTemporalConditionModel,
    WanAnimatePipeline,
    WanAnimateTransformer3DModel,
    WanImageToVideoPipeline,
    WanPipeline,
    WanTransformer3DModel,
    WanVACEPipeline,
    WanVACETransformer3DModel,
)
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import (
    CLIPImageProcessor,
    CLIPTextConfig,
    CLIPTextModel,
    CLIPTokenizer,
    CLIPVisionConfig,
    CLIPVisionModel,
    CLIPVisionModelWithProjection,
    PreTrainedTokenizerFast,
    T5Config,
    T5EncoderModel,
    UMT5Config,
    UMT5EncoderModel,
    VitPoseBackboneConfig,
    VitPoseConfig,
    VitPoseForPoseEstimation,
    VitPoseImageProcessor,
)

from director.model import Capability, FrameRule, PixelSize
from render.catalog import capability


def words() -> PreTrainedTokenizerFast:
    """A tokenizer of whole words over a vocabulary of 256."""
    vocabulary = {"<pad>": 0, "</s>": 1, "<unk>": 2} | {f"word{i}": i for i in range(3, 256)}
    made = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    return PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token="<pad>", eos_token="</s>", unk_token="<unk>", model_max_length=512
    )


def t5(kind: Any, config: Any) -> Any:
    return kind(
        config(vocab_size=256, d_model=32, d_kv=8, d_ff=37, num_layers=2, num_heads=4, relative_attention_num_buckets=8)
    ).eval()


def _wan_parts() -> dict[str, Any]:
    return {
        "tokenizer": words(),
        "text_encoder": t5(UMT5EncoderModel, UMT5Config),
        "vae": AutoencoderKLWan(
            base_dim=3, z_dim=16, dim_mult=[1, 1, 1, 1], num_res_blocks=1, temperal_downsample=[False, True, True]
        ),
        "scheduler": FlowMatchEulerDiscreteScheduler(shift=7.0),
    }


def _wan_denoiser(kind: Any = WanTransformer3DModel, channels: int = 16, **more: Any) -> Any:
    return kind(
        patch_size=(1, 2, 2), num_attention_heads=2, attention_head_dim=12, in_channels=channels, out_channels=16,
        text_dim=32, freq_dim=256, ffn_dim=32, num_layers=2, cross_attn_norm=True, qk_norm="rms_norm_across_heads",
        rope_max_seq_len=32, **more,
    )  # fmt: skip


def wan_text() -> Any:
    return WanPipeline(**_wan_parts(), transformer=_wan_denoiser(), transformer_2=None)


def wan_text_of_two() -> Any:
    """Like the A14B of Wan 2.2: one denoiser for coarse noise, one for fine."""
    return WanPipeline(**_wan_parts(), transformer=_wan_denoiser(), transformer_2=_wan_denoiser(), boundary_ratio=0.875)


def wan_image() -> Any:
    return WanImageToVideoPipeline(
        **_wan_parts(), transformer=_wan_denoiser(channels=36), image_encoder=None, image_processor=None
    )


def wan_image_of_two() -> Any:
    coarse, fine = (_wan_denoiser(channels=36) for _ in range(2))
    return WanImageToVideoPipeline(
        **_wan_parts(), transformer=coarse, transformer_2=fine, boundary_ratio=0.9, image_encoder=None,
        image_processor=None,
    )  # fmt: skip


def wan_animate() -> Any:
    denoiser = _wan_denoiser(
        WanAnimateTransformer3DModel, 36, latent_channels=16, image_dim=4, motion_encoder_size=16, motion_style_dim=8,
        motion_encoder_channel_sizes={"4": 16, "8": 16, "16": 16}, motion_dim=4, motion_encoder_dim=16,
        face_encoder_hidden_dim=16, face_encoder_num_heads=2, inject_face_latents_blocks=2,
    )  # fmt: skip
    eyes = CLIPVisionConfig(
        hidden_size=4, projection_dim=4, num_hidden_layers=2, num_attention_heads=2, image_size=4,
        intermediate_size=16, patch_size=1,
    )  # fmt: skip
    return WanAnimatePipeline(
        **_wan_parts(), transformer=denoiser, image_encoder=CLIPVisionModel(eyes),
        image_processor=CLIPImageProcessor(crop_size=4, size=4),
    )  # fmt: skip


def save_poses(folder: Path) -> None:
    """Save a tiny reader of poses; its random joints are believed by nobody but a test that says so."""
    backbone = VitPoseBackboneConfig(
        image_size=(64, 48), patch_size=(16, 16), hidden_size=16, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=16, out_features=["stage2"], out_indices=[2],
    )  # fmt: skip
    VitPoseForPoseEstimation(VitPoseConfig(backbone_config=backbone, num_labels=17)).save_pretrained(folder)
    VitPoseImageProcessor(size={"height": 64, "width": 48}).save_pretrained(folder)


def wan_both() -> Any:
    """Like the 5B model of Wan 2.2: one denoiser for words and for a first frame."""
    return WanPipeline(**_wan_parts(), transformer=_wan_denoiser(), transformer_2=None, expand_timesteps=True)


def wan_vace() -> Any:
    denoiser = _wan_denoiser(WanVACETransformer3DModel, vace_layers=[0, 1], vace_in_channels=96)
    return WanVACEPipeline(**_wan_parts(), transformer=denoiser)


def ltx() -> Any:
    vae = AutoencoderKLLTXVideo(
        in_channels=3, out_channels=3, latent_channels=8, block_out_channels=(8, 8, 8, 8),
        decoder_block_out_channels=(8, 8, 8, 8), layers_per_block=(1, 1, 1, 1, 1),
        decoder_layers_per_block=(1, 1, 1, 1, 1), spatio_temporal_scaling=(True, True, False, False),
        decoder_spatio_temporal_scaling=(True, True, False, False), decoder_inject_noise=(False,) * 5,
        upsample_residual=(False,) * 4, upsample_factor=(1,) * 4, timestep_conditioning=False, patch_size=1,
        patch_size_t=1, encoder_causal=True, decoder_causal=False,
    )  # fmt: skip
    vae.use_framewise_encoding = vae.use_framewise_decoding = False
    denoiser = LTXVideoTransformer3DModel(
        in_channels=8, out_channels=8, patch_size=1, patch_size_t=1, num_attention_heads=4, attention_head_dim=8,
        cross_attention_dim=32, num_layers=1, caption_channels=32,
    )  # fmt: skip
    return LTXConditionPipeline(
        transformer=denoiser,
        vae=vae,
        scheduler=FlowMatchEulerDiscreteScheduler(),
        text_encoder=t5(T5EncoderModel, T5Config),
        tokenizer=words(),
    )


def diffusion_parts() -> dict[str, Any]:
    letters = [chr(i) for i in range(ord("!"), ord("~") + 1)]
    tokens = [*letters, *(f"{c}</w>" for c in letters), "<|startoftext|>", "<|endoftext|>"]
    size = len(tokens)
    text = CLIPTextConfig(
        vocab_size=size, hidden_size=32, intermediate_size=37, num_attention_heads=4, num_hidden_layers=2,
        bos_token_id=size - 2, eos_token_id=size - 1, pad_token_id=size - 1, projection_dim=32,
    )  # fmt: skip
    return {
        "tokenizer": CLIPTokenizer(vocab={token: n for n, token in enumerate(tokens)}, merges=[], model_max_length=77),
        "text_encoder": CLIPTextModel(text).eval(),
        "vae": AutoencoderKL(
            block_out_channels=[4, 8],
            in_channels=3,
            out_channels=3,
            down_block_types=["DownEncoderBlock2D"] * 2,
            up_block_types=["UpDecoderBlock2D"] * 2,
            latent_channels=4,
            norm_num_groups=2,
        ),
        "unet": UNet2DConditionModel(
            block_out_channels=(8, 8),
            layers_per_block=2,
            sample_size=32,
            in_channels=4,
            out_channels=4,
            down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
            up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
            cross_attention_dim=32,
            norm_num_groups=2,
        ),
        "scheduler": _ddim(),
    }


def _ddim() -> DDIMScheduler:
    return DDIMScheduler(
        beta_start=0.00085,
        beta_end=0.012,
        beta_schedule="scaled_linear",
        clip_sample=False,
        set_alpha_to_one=False,
        steps_offset=1,
    )


def control() -> ControlNetModel:
    return ControlNetModel(
        block_out_channels=(8, 8), layers_per_block=2, in_channels=4,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"), cross_attention_dim=32,
        conditioning_embedding_out_channels=(2, 4), norm_num_groups=2,
    )  # fmt: skip


def image_to_image() -> Any:
    return StableDiffusionImg2ImgPipeline(
        **diffusion_parts(), safety_checker=None, feature_extractor=None, requires_safety_checker=False
    )


def controlled() -> Any:
    return StableDiffusionControlNetPipeline(
        **diffusion_parts(),
        controlnet=control(),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )


def animated() -> Any:
    adapter = MotionAdapter(
        block_out_channels=(8, 8), motion_layers_per_block=2, motion_norm_num_groups=2, motion_num_attention_heads=4
    )
    return AnimateDiffPipeline(**diffusion_parts(), motion_adapter=adapter, feature_extractor=None, image_encoder=None)


def zeroscope() -> Any:
    parts = diffusion_parts()
    parts["unet"] = UNet3DConditionModel(
        block_out_channels=(8, 8), layers_per_block=1, sample_size=32, in_channels=4, out_channels=4,
        down_block_types=("CrossAttnDownBlock3D", "DownBlock3D"), up_block_types=("UpBlock3D", "CrossAttnUpBlock3D"),
        cross_attention_dim=32, attention_head_dim=4, norm_num_groups=2,
    )  # fmt: skip
    return TextToVideoSDPipeline(**parts)


def stable_video() -> Any:
    unet = UNetSpatioTemporalConditionModel(
        block_out_channels=(32, 64), layers_per_block=2, sample_size=32, in_channels=8, out_channels=4,
        down_block_types=("CrossAttnDownBlockSpatioTemporal", "DownBlockSpatioTemporal"),
        up_block_types=("UpBlockSpatioTemporal", "CrossAttnUpBlockSpatioTemporal"), cross_attention_dim=32,
        num_attention_heads=8, projection_class_embeddings_input_dim=96, addition_time_embed_dim=32,
    )  # fmt: skip
    vision = CLIPVisionConfig(
        hidden_size=32, projection_dim=32, num_hidden_layers=2, num_attention_heads=4, image_size=224,
        intermediate_size=37, patch_size=32,
    )  # fmt: skip
    return StableVideoDiffusionPipeline(
        unet=unet,
        image_encoder=CLIPVisionModelWithProjection(vision),
        scheduler=EulerDiscreteScheduler(
            beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", interpolation_type="linear",
            num_train_timesteps=1000, prediction_type="v_prediction", sigma_max=700, sigma_min=0.002, steps_offset=1,
            timestep_spacing="leading", timestep_type="continuous", use_karras_sigmas=True,
        ),
        vae=AutoencoderKLTemporalDecoder(
            block_out_channels=[32, 64], in_channels=3, out_channels=3, down_block_types=["DownEncoderBlock2D"] * 2,
            latent_channels=4,
        ),
        feature_extractor=CLIPImageProcessor(crop_size=224, size=224),
    )  # fmt: skip


BUILDERS: dict[str, Callable[[], Any]] = {
    "wan2.1-t2v-1.3b": wan_text,
    "wan2.2-t2v-a14b": wan_text_of_two,
    "wan2.2-i2v-a14b": wan_image_of_two,
    "wan2.2-animate-14b": wan_animate,
    "wan2.1-flf2v-14b": wan_image,
    "wan2.2-ti2v-5b": wan_both,
    "wan2.1-vace-1.3b": wan_vace,
    "ltx-video": ltx,
    "svd-xt": stable_video,
    "animatediff-sd1.5": animated,
    "zeroscope-v2": zeroscope,
    "deforum-sd1.5": image_to_image,
    "sd1.5-controlnet": controlled,
}
"""Name in the catalog -> a tiny model with the same pipeline class."""


TINY = PixelSize(width=64, height=32)


def tiny(name: str) -> Capability:
    """The catalog's own entry with sizes, lengths and steps that a processor makes at once."""
    model = capability(name)
    assert model.weights is not None
    modes = tuple(
        mode.model_copy(update={"sizes": (TINY,), "size_multiple": 32, "frames": _short(mode.frames), "fps": 8})
        for mode in model.modes
    )
    weights = model.weights.model_copy(update={"steps": 2, "options": _harmless(model)})
    return model.model_copy(update={"modes": modes, "weights": weights, "max_frames": 240})


def _short(rule: FrameRule) -> FrameRule:
    fixed = rule.min == rule.max
    return (
        rule if rule.max == 1 else rule.model_copy(update={"max": 4 if fixed else 17, "min": 4 if fixed else rule.min})
    )


def _harmless(model: Capability) -> dict[str, int | float | str | bool]:
    assert model.weights is not None
    alien = {"decode_timestep", "decode_noise_scale"}  # the tiny models have no decoding noise
    return {key: value for key, value in model.weights.options.items() if key not in alien}


def filming() -> tuple[str, ...]:
    """Return the names of the tiny models that make takes; the others make stills."""
    from tiny_more import MORE

    return tuple(name for name in {**BUILDERS, **MORE} if not capability(name).stills)


CONTROLLED: dict[str, Callable[[], Any]] = {"animatediff-sd1.5": control, "sd1.5-controlnet": control}
"""Models that have a ControlNet for each way of steering."""


def save(name: str, folder: Path) -> Path:
    """Save the tiny model of a catalog name into a folder of its own and return it; the same bytes every time."""
    from tiny_more import MORE, save_z_image_control, sdxl_control

    torch.manual_seed(0)
    controlled = {**CONTROLLED, "sdxl-controlnet": sdxl_control}
    target = folder / name
    (BUILDERS | MORE)[name]().save_pretrained(target)
    if name == "wan2.2-animate-14b":
        save_poses(target / "pose")
    if name == "z-image-controlnet":
        save_z_image_control(target / "controlnet")
    for kind in ("depth", "pose", "edges") if name in controlled else ():
        controlled[name]().save_pretrained(target / f"controlnet_{kind}")
    return target
