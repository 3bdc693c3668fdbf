"""The one fixed decode: what is accepted, what is noted, what is refused."""

import hashlib
import struct
import tracemalloc
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from director.errors import ArtistError
from director.model import Window
from director.words import say
from tools.media import FilmWriter, Sound, read_sound

RATE = 44_100


def noise(seconds: float = 4.0, channels: int = 2, rate: int = RATE) -> np.ndarray:
    rng = np.random.default_rng(7)
    return (rng.normal(0, 0.1, (round(seconds * rate), channels))).clip(-1, 1).astype(np.float32)


def encode(path: Path, samples: np.ndarray, codec: str, rate: int = RATE, **tags: str) -> Path:
    """Encode by PyAV, Vorbis by libsndfile; the container is chosen by the file's ending."""
    if codec == "vorbis":
        with soundfile.SoundFile(path, "w", rate, samples.shape[1], format="OGG", subtype="VORBIS") as file:
            for tag, text in tags.items():
                setattr(file, tag, text)
            for start in range(0, len(samples), rate):
                file.write(samples[start : start + rate])
        return path
    layout = {1: "mono", 2: "stereo", 6: "5.1"}[samples.shape[1]]
    with av.open(str(path), "w") as file:
        file.metadata.update(tags)
        stream = file.add_stream(codec, rate=rate, layout=layout)
        stream.bit_rate = 192_000
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1).copy(), format="flt", layout=layout)
        frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
        resampler = av.AudioResampler(
            stream.codec_context.format.name, layout, rate, frame_size=1152 if codec == "libmp3lame" else 1024
        )
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            file.mux(stream.encode(piece))
        file.mux(stream.encode(None))
    return path


def refusal(path: Path, window: Window | None = None) -> str:
    with pytest.raises(ArtistError) as caught:
        read_sound(path, window)
    for language in ("ru", "en"):
        assert path.name in say(caught.value.key, language, **caught.value.values)
    return caught.value.key


def lag(one: np.ndarray, other: np.ndarray) -> int:
    """Samples by which `one` is late against `other`."""
    size = min(len(one), len(other), 3 * RATE)
    spectrum = np.fft.rfft(one[:size, 0], 2 * size) * np.conj(np.fft.rfft(other[:size, 0], 2 * size))
    at = int(np.fft.irfft(spectrum).argmax())
    return at if at < size else at - 2 * size


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("rate", [8_000, 44_100, 96_000])
def test_pcm_is_decoded_exactly(tmp_path: Path, channels: int, rate: int) -> None:
    samples = noise(3.5, channels, rate)
    soundfile.write(tmp_path / "a.wav", samples, rate, subtype="FLOAT")
    sound = read_sound(tmp_path / "a.wav")
    assert sound.rate == rate
    assert sound.notes == ()
    np.testing.assert_array_equal(sound.samples, samples)


def test_digest_names_the_samples_not_the_file(tmp_path: Path) -> None:
    samples = (noise() * 32767).astype(np.int16)
    soundfile.write(tmp_path / "a.wav", samples, RATE)
    soundfile.write(tmp_path / "a.flac", samples, RATE)
    wav, flac = read_sound(tmp_path / "a.wav"), read_sound(tmp_path / "a.flac")
    assert wav.digest == flac.digest
    soundfile.write(tmp_path / "b.wav", samples[::-1], RATE)
    assert read_sound(tmp_path / "b.wav").digest != wav.digest


@pytest.mark.parametrize(
    ("name", "codec"), [("a.mp3", "libmp3lame"), ("a.m4a", "aac"), ("a.ogg", "vorbis"), ("a.opus", "libopus")]
)
def test_encoder_delay_is_removed(tmp_path: Path, name: str, codec: str) -> None:
    rate = 48_000 if codec == "libopus" else RATE
    samples = noise(4.0, 2, rate)
    sound = read_sound(encode(tmp_path / name, samples, codec, rate))
    assert abs(lag(sound.samples, samples)) <= 1
    assert abs(len(sound.samples) - len(samples)) <= 2304


def test_six_channels_are_mixed_down_and_noted(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "six.wav", noise(channels=6), RATE)
    sound = read_sound(tmp_path / "six.wav")
    assert sound.samples.shape == (4 * RATE, 2)
    assert [note.key for note in sound.notes] == ["sound_mixed_down"]


def test_unheard_of_rates_are_resampled_and_noted(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "fast.wav", noise(rate=192_000), 192_000)
    sound = read_sound(tmp_path / "fast.wav")
    assert (sound.rate, [n.key for n in sound.notes]) == (48_000, ["sound_resampled"])
    assert abs(sound.duration_s - 4) < 0.001


def test_a_window_is_cut_to_the_sample(tmp_path: Path) -> None:
    samples = noise(8)
    soundfile.write(tmp_path / "a.wav", samples, RATE, subtype="FLOAT")
    sound = read_sound(tmp_path / "a.wav", Window(start_s=1.5, end_s=5.0))
    np.testing.assert_array_equal(sound.samples, samples[round(1.5 * RATE) : 5 * RATE])
    late = read_sound(tmp_path / "a.wav", Window(start_s=4, end_s=99))
    assert [note.key for note in late.notes] == ["sound_window_clipped"]
    assert len(late.samples) == 4 * RATE


def test_tags_are_read_and_old_russian_encodings_mended(tmp_path: Path) -> None:
    plain = read_sound(encode(tmp_path / "a.mp3", noise(), "libmp3lame", title="Метель", artist="Хор"))
    assert (plain.title, plain.artist, plain.notes) == ("Метель", "Хор", ())
    in_stream = read_sound(encode(tmp_path / "a.ogg", noise(), "vorbis", title="Snow", artist="Choir"))
    assert (in_stream.title, in_stream.artist) == ("Snow", "Choir")
    broken = "Метель".encode("cp1251").decode("latin-1")
    mended = read_sound(encode(tmp_path / "b.flac", noise(), "flac", title=broken, artist="Sigur Rós"))
    assert (mended.title, mended.artist) == ("Метель", "Sigur Rós")
    assert [note.key for note in mended.notes] == ["sound_tags_guessed"]


def test_the_sound_of_a_video_is_a_song(tmp_path: Path) -> None:
    samples = noise()
    with av.open(str(tmp_path / "clip.mkv"), "w") as file:
        picture = file.add_stream("mpeg4", rate=25)
        picture.width = picture.height = 64
        sound = file.add_stream("pcm_s16le", rate=RATE, layout="stereo")
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1).copy(), format="flt", layout="stereo")
        frame.sample_rate = RATE
        for piece in av.AudioResampler("s16", "stereo", RATE).resample(frame):
            file.mux(sound.encode(piece))
        for _ in range(100):
            file.mux(picture.encode(av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8))))
        file.mux(picture.encode(None))
    np.testing.assert_allclose(read_sound(tmp_path / "clip.mkv").samples, samples, atol=1e-4)


def test_refusals_are_distinct(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.wav") == "sound_missing"
    (tmp_path / "empty.mp3").touch()
    assert refusal(tmp_path / "empty.mp3") == "sound_empty"
    (tmp_path / "text.mp3").write_text("not a song at all " * 200)
    assert refusal(tmp_path / "text.mp3") == "sound_corrupt"
    (tmp_path / "noise.ogg").write_bytes(np.random.default_rng(1).bytes(30_000))
    assert refusal(tmp_path / "noise.ogg") == "sound_corrupt"
    soundfile.write(tmp_path / "still.wav", noise() * 0.001, RATE)
    assert refusal(tmp_path / "still.wav") == "sound_silent"
    soundfile.write(tmp_path / "brief.wav", noise(2.9), RATE)
    assert refusal(tmp_path / "brief.wav") == "sound_short"
    with FilmWriter(tmp_path / "mute.mp4", 64, 64, Fraction(24)) as writer:
        for _ in range(100):
            writer.write(np.zeros((64, 64, 3), np.uint8))
    assert refusal(tmp_path / "mute.mp4") == "sound_none_in_video"


def test_windows_outside_and_too_short_are_refused(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", noise(6), RATE)
    assert refusal(tmp_path / "a.wav", Window(start_s=6.5, end_s=12)) == "sound_window_outside"
    assert refusal(tmp_path / "a.wav", Window(start_s=3, end_s=2)) == "sound_window_outside"
    assert refusal(tmp_path / "a.wav", Window(start_s=4, end_s=6)) == "sound_window_short"


def test_over_65_minutes_is_refused_before_decoding_but_a_window_of_it_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    soundfile.write(path, noise(4, 1, 8000), 8000, subtype="PCM_16")
    head = bytearray(path.read_bytes())
    size = 66 * 60 * 8000 * 2
    head[4:8] = struct.pack("<I", size + 36)
    head[40:44] = struct.pack("<I", size)
    with path.open("wb") as file:  # sparse: 66 minutes of silence after four seconds of noise
        file.write(head)
        file.truncate(44 + size)
    assert refusal(path) == "sound_long"
    assert "--window" in say("sound_long", "ru", file="x", length="66:00")
    assert read_sound(path, Window(start_s=0, end_s=3.5)).duration_s == pytest.approx(3.5)


@pytest.mark.parametrize(
    ("name", "codec"),
    [("a.mp3", "libmp3lame"), ("a.m4a", "aac"), ("a.ogg", "vorbis"), ("a.flac", "flac"), ("a.wav", "pcm_s16le")],
)
def test_truncated_files_are_refused(tmp_path: Path, name: str, codec: str) -> None:
    whole = encode(tmp_path / name, noise(12), codec)
    read_sound(whole)
    half = tmp_path / f"half{whole.suffix}"
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    assert refusal(half) in ("sound_truncated", "sound_cut_off")


def test_lost_frames_are_noted(tmp_path: Path) -> None:
    whole = encode(tmp_path / "a.mp3", noise(20), "libmp3lame")
    data = bytearray(whole.read_bytes())
    data[100_000:106_000] = bytes(6000)
    (tmp_path / "b.mp3").write_bytes(data)
    assert read_sound(whole).notes == ()
    assert [note.key for note in read_sound(tmp_path / "b.mp3").notes][-1] == "sound_gaps"


@pytest.mark.parametrize(("broken", "outcome"), [(3, "sound_damaged"), (100, "sound_corrupt")])
def test_a_little_damage_keeps_the_clock_and_much_is_refused(tmp_path: Path, broken: int, outcome: str) -> None:
    whole = encode(tmp_path / "a.m4a", noise(20), "aac")
    clean = read_sound(whole)
    data = bytearray(whole.read_bytes())
    with av.open(str(whole)) as container:
        for packet in [p for p in container.demux(audio=0) if p.size][100 : 100 + broken]:
            data[packet.pos : packet.pos + packet.size] = b"\xff" * packet.size
    damaged = tmp_path / "b.m4a"
    damaged.write_bytes(data)
    if outcome == "sound_corrupt":
        assert refusal(damaged) == outcome
        return
    sound = read_sound(damaged)
    assert [(note.key, note.values["n"]) for note in sound.notes] == [(outcome, broken)]
    assert len(sound.samples) == len(clean.samples)
    assert lag(sound.samples[110 * 1024 :], clean.samples[110 * 1024 :]) == 0


def test_blocks_are_the_samples_and_the_file_is_never_held_whole(tmp_path: Path) -> None:
    samples = noise(65, 2, 8000)
    soundfile.write(tmp_path / "a.wav", samples, 8000, subtype="FLOAT")
    for window, wanted in ((None, samples), (Window(start_s=1.25, end_s=62), samples[10_000:496_000])):
        sound = read_sound(tmp_path / "a.wav", window)
        blocks = list(sound.blocks())
        assert [len(block) / 8000 for block in blocks[:2]] == [30, 30]
        np.testing.assert_array_equal(np.concatenate(blocks), wanted)
        np.testing.assert_array_equal(sound.samples, wanted)
        assert (sound.count, sound.channels) == wanted.shape
        head = hashlib.blake2b(b"8000/2/", digest_size=16)
        head.update(np.ascontiguousarray(wanted).data)
        assert sound.digest == head.hexdigest()


def test_ten_minutes_take_no_more_memory_than_one(tmp_path: Path) -> None:
    held = []
    for minutes in (1, 10):
        soundfile.write(tmp_path / "a.wav", noise(60 * minutes, 2, 8000), 8000, subtype="PCM_16")
        tracemalloc.start()
        assert sum(len(block) for block in read_sound(tmp_path / "a.wav").blocks()) == minutes * 480_000
        held.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert held[1] < 1.2 * held[0]


def test_a_file_that_changes_after_it_was_read_is_refused(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", noise(4), RATE)
    sound = read_sound(tmp_path / "a.wav")
    soundfile.write(tmp_path / "a.wav", noise(5), RATE)
    with pytest.raises(ArtistError) as caught:
        next(sound.blocks())
    assert "a.wav" in say(caught.value.key, "ru", **caught.value.values)
    assert caught.value.key == "sound_changed"


def test_duration_counts_frames_not_samples() -> None:
    assert Sound(np.zeros((480, 2), np.float32), 48_000, "0" * 32).duration_s == 0.01
