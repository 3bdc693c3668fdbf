"""A tiny random model of music, with the same pipeline class as the real one."""

from typing import Any

import diffusers as d
import transformers as t
from diffusers.pipelines.ace_step import AceStepConditionEncoder
from tiny_more import letters

_SHAPE = {"hidden_size": 16, "num_attention_heads": 2, "num_key_value_heads": 1, "head_dim": 8, "intermediate_size": 16}


def ace_step() -> Any:
    return d.AceStepPipeline(
        vae=d.AutoencoderOobleck(
            encoder_hidden_size=6, downsampling_ratios=[4, 5, 8, 12], decoder_channels=3, decoder_input_channels=8,
            audio_channels=2, channel_multiples=[1, 1, 1, 1], sampling_rate=48000,
        ),
        text_encoder=t.Qwen3Model(
            t.Qwen3Config(**_SHAPE, vocab_size=200, num_hidden_layers=1, max_position_embeddings=1024)
        ).eval(),
        tokenizer=letters(),
        transformer=d.AceStepTransformer1DModel(
            **_SHAPE, num_hidden_layers=1, in_channels=24, audio_acoustic_hidden_dim=8, is_turbo=True
        ),
        condition_encoder=AceStepConditionEncoder(
            **_SHAPE, text_hidden_dim=16, timbre_hidden_dim=8, num_lyric_encoder_hidden_layers=1,
            num_timbre_encoder_hidden_layers=1,
        ),
        scheduler=d.FlowMatchEulerDiscreteScheduler(num_train_timesteps=1, shift=1.0),
    )  # fmt: skip
