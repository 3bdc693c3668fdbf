"""Music and speech by open models, on tiny random ones: the real way from words to sound, its length and its clock."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
import transformers as t
from tiny_models import words

from director.errors import ArtistError, SetupError
from director.model import digest_of
from director.words import say
from tools import voice
from tools.composing import Piece, by_model
from tools.composing.ace_step import asked_for
from tools.composing.by_model import compose_by, joined
from tools.composing.musicgen import MusicGen, words_of
from tools.media import Sound
from tools.voice import laid_over, speak_line

RATE = 16000


@pytest.fixture(scope="module")
def musicgen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(0)
    text = t.T5Config(vocab_size=256, d_model=16, d_ff=32, d_kv=8, num_layers=2, num_heads=2)
    decoder = t.MusicgenDecoderConfig(
        vocab_size=1024, hidden_size=16, num_hidden_layers=2, num_attention_heads=2, ffn_dim=32, num_codebooks=4,
        pad_token_id=1024, bos_token_id=1024,
    )  # fmt: skip
    codec = t.EncodecConfig(
        sampling_rate=RATE, target_bandwidths=[0.8], num_filters=4, hidden_size=16, codebook_size=1024,
        upsampling_ratios=[32, 25], num_lstm_layers=1,
    )  # fmt: skip
    made = t.MusicgenForConditionalGeneration(
        t.MusicgenConfig(text_encoder=text.to_dict(), audio_encoder=codec.to_dict(), decoder=decoder.to_dict())
    ).eval()
    for name in ("decoder_start_token_id", "pad_token_id", "bos_token_id"):
        setattr(made.generation_config, name, 1024)
    folder = tmp_path_factory.mktemp("musicgen")
    made.save_pretrained(folder)
    t.MusicgenProcessor(t.EncodecFeatureExtractor(sampling_rate=RATE), words()).save_pretrained(folder)
    return folder


def piece(seconds: float) -> Piece:
    return Piece(style="synthwave", bpm=120, key=0, mode="minor", seconds=seconds)


def test_a_model_makes_the_wanted_length_goes_on_from_itself_and_is_heard_afterwards(
    musicgen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MusicGen, "longest_s", 4.0)
    monkeypatch.setattr(by_model, "CARRIED_S", 1.0)
    sound, heard = compose_by(piece(6.0), str(musicgen))
    assert (sound.rate, sound.count, sound.channels) == (RATE, 6 * RATE, 1)
    assert np.isfinite(sound.samples).all()
    assert np.abs(sound.samples[-1]).max() == 0
    assert abs(heard.duration_s - 6.0) < 0.05
    assert compose_by(piece(6.0), str(musicgen))[0].digest == sound.digest


def test_parts_are_joined_at_a_bar_line_without_a_gap_or_a_step() -> None:
    rate, bar = 1000, 2.0
    whole = np.sin(np.arange(20 * rate) / 20).astype(np.float32)[:, None]
    made, longer = whole[: 11 * rate], whole[7 * rate :]
    assert np.allclose(joined(made, longer, 4 * rate, rate, bar), whole, atol=1e-5)
    other = np.concatenate([longer[: 4 * rate], np.zeros((9 * rate, 1), np.float32)])
    other[: 4 * rate] = 0.0
    at = np.flatnonzero(np.abs(joined(made, other, 4 * rate, rate, bar) - whole)[:, 0] > 1e-3)[0]
    assert abs(at - 10 * rate) < 20, "the fifth bar begins at ten seconds"


def test_another_tempo_is_told_and_half_of_it_is_not_another(musicgen: Path) -> None:
    class Heard:
        tempo_bpm = 97.0

    told = by_model._told(piece(9.0), Heard())  # type: ignore[arg-type]  # only its tempo is read
    assert [note.key for note in told] == ["music_other_tempo"]
    assert "97" in say(told[0].key, "ru", **told[0].values)
    Heard.tempo_bpm = 60.5
    assert by_model._told(piece(9.0), Heard()) == ()  # type: ignore[arg-type]  # as above
    assert "120 bpm" in words_of(piece(9.0))


@pytest.fixture(scope="module")
def ace_step(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tiny_sound import ace_step as made

    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("ace_step")
    made().save_pretrained(folder)
    return folder


def test_ace_step_makes_a_whole_piece_in_stereo_told_its_tempo_key_and_length(
    ace_step: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One generation, whatever the length; one that is shorter than it can make is cut out of a longer one."""
    import diffusers

    asked: list[dict[str, Any]] = []
    real = diffusers.AceStepPipeline.__call__

    def spied(self: Any, **given: Any) -> Any:
        asked.append(given)
        return real(self, **given)

    monkeypatch.setattr(diffusers.AceStepPipeline, "__call__", spied)
    sound, heard = compose_by(piece(12.0), str(ace_step))
    assert (sound.rate, sound.count, sound.channels) == (48000, 12 * 48000, 2)
    assert np.isfinite(sound.samples).all()
    assert np.abs(sound.samples[-1]).max() == 0
    assert abs(heard.duration_s - 12.0) < 0.05
    assert len(asked) == 1
    assert (asked[0]["bpm"], asked[0]["keyscale"], asked[0]["timesignature"]) == (120, "C minor", "4")
    assert (asked[0]["num_inference_steps"], asked[0]["guidance_scale"]) == (8, 1.0), "a turbo model"
    assert compose_by(piece(12.0), str(ace_step))[0].digest == sound.digest
    assert compose_by(replace(piece(12.0), seed=2), str(ace_step))[0].digest != sound.digest
    assert compose_by(piece(4.0), str(ace_step))[0].count == 4 * 48000
    assert asked_for(piece(4.0))["audio_duration"] == 10.0


def test_a_card_that_is_too_small_for_music_is_said_and_nothing_is_held(
    musicgen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: Any, **_more: Any) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(MusicGen, "play", full)
    with pytest.raises(SetupError, match="does not fit"):
        compose_by(piece(9.0), str(musicgen))


def test_a_model_of_music_that_is_not_here_is_said(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="not here"):
        compose_by(piece(9.0), str(tmp_path))


@pytest.fixture(scope="module")
def vits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import json

    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("vits")
    letters = {letter: n for n, letter in enumerate("_ abcdefghijklmnopqrstuvwxyz")}
    (folder / "vocab.json").write_text(json.dumps(letters))
    t.VitsTokenizer(str(folder / "vocab.json"), pad_token="_", phonemize=False).save_pretrained(folder)
    t.VitsModel(
        t.VitsConfig(
            vocab_size=40, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, ffn_dim=16, flow_size=16,
            spectrogram_bins=9, upsample_initial_channel=16, upsample_rates=[4, 4], upsample_kernel_sizes=[8, 8],
            resblock_kernel_sizes=[3], resblock_dilation_sizes=[[1, 1]], posterior_encoder_num_wavenet_layers=1,
            prior_encoder_num_flows=1, prior_encoder_num_wavenet_layers=1, duration_predictor_num_flows=2,
            depth_separable_num_layers=1, duration_predictor_filter_channels=16,
        )
    ).save_pretrained(folder)  # fmt: skip
    return folder


def test_a_line_is_spoken_by_a_model_and_the_same_every_time(vits: Path) -> None:
    line = speak_line("once upon a time", str(vits))
    assert line.rate == RATE
    assert line.count > 100
    assert speak_line("once upon a time", str(vits)).digest == line.digest
    assert speak_line("once upon a time", str(vits), seed=2).digest != line.digest


def test_without_espeak_and_without_words_the_artist_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice.shutil, "which", lambda _name: None)
    with pytest.raises(ArtistError) as fault:
        speak_line("Жила-была девочка")
    assert fault.value.key == "voice_no_espeak"
    with pytest.raises(ArtistError) as fault:
        speak_line(" … 12 ")
    assert fault.value.key == "voice_no_words"


def test_espeak_is_asked_in_the_language_of_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for the binary writes the file that it was asked for."""
    asked: list[list[str]] = []

    def run(command: list[str], **_more: Any) -> None:
        asked.append(command)
        voice.write_wav(tone(0.5, 22050), Path(command[command.index("-w") + 1]))

    monkeypatch.setattr(voice.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(voice.subprocess, "run", run)
    assert speak_line("Жила-была девочка").rate == 22050
    speak_line("Once upon a time")
    assert [command[command.index("-v") + 1] for command in asked] == ["ru", "en"]


def tone(seconds: float, rate: int, level: float = 0.5, channels: int = 1) -> Sound:
    wave = level * np.sin(np.arange(round(seconds * rate)) * 2 * np.pi * 440 / rate)
    samples = np.repeat(wave[:, None], channels, axis=1).astype(np.float32)
    return Sound(samples=samples, rate=rate, digest=digest_of(samples.tobytes()))


def test_a_line_over_a_song_leaves_its_clock_and_everything_outside_the_line() -> None:
    song, line = tone(10.0, 44100, channels=2), tone(2.0, RATE, level=0.2)
    over = laid_over(song, line, 3.0)
    assert (over.count, over.rate, over.channels) == (song.count, song.rate, song.channels)
    before, after = round(2.5 * 44100), round(5.5 * 44100)
    assert np.allclose(over.samples[:before], song.samples[:before], atol=1e-6)
    assert np.allclose(over.samples[after:], song.samples[after:], atol=1e-6)
    assert not np.allclose(over.samples[4 * 44100 : 4 * 44100 + 999], song.samples[4 * 44100 : 4 * 44100 + 999])
    assert np.abs(over.samples).max() <= 1.0
    with pytest.raises(ArtistError) as fault:
        laid_over(song, line, 9.0)
    assert fault.value.key == "voice_outside"


def test_a_model_of_music_is_asked_only_after_its_licence_and_never_by_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from director.cli.wishes import _music

    settings = tmp_path / "settings.toml"
    monkeypatch.setenv("DIRECTOR_SETTINGS", str(settings))
    settings.write_text("")
    assert _music() == ""
    settings.write_text('[card]\nmusic = "facebook/musicgen-small"\n')
    with pytest.raises(ArtistError) as fault:
        _music()
    assert "MusicGen" in say(fault.value.key, "ru", **fault.value.values)
    settings.write_text('[card]\nmusic = "facebook/musicgen-small"\naccepted = ["facebook/musicgen-small"]\n')
    assert _music() == "facebook/musicgen-small"


def test_say_writes_a_line_and_lays_it_over_a_song(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from director.cli.voice import line
    from tools.media import read_sound

    song = tmp_path / "song.wav"
    voice.write_wav(tone(6.0, 44100, channels=2), song)
    monkeypatch.setattr(voice, "speak_line", lambda _text, _voice: tone(1.0, RATE, 0.2))
    assert line("Once", tmp_path / "line.wav", "espeak", None, 0.0, "ru") == 0
    assert line("Once", tmp_path / "over.wav", "espeak", song, 2.0, "en") == 0
    assert read_sound(tmp_path / "over.wav").count == read_sound(song).count
    assert line("Once", tmp_path / "over.wav", "espeak", song, 5.5, "en") == ArtistError.exit_code
