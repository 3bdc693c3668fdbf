"""What was heard is drawn, clicked, told; optional trained ears come behind the same types."""

import io
import json
import sys
import types
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image
from typer.testing import CliRunner

from director.cli import app
from director.cli.listen import key_name
from director.errors import ArtistError, SetupError
from director.model import LyricLine, Overrules, Section, SongMap, Span
from director.steps.listen import OVERRULES, overrules_for
from tools.hearing import Helpers, Loaded, hear
from tools.listening.click import BAR_HZ, BEAT_HZ, clicked
from tools.listening.neural import Ears, ears_of
from tools.listening.picture import draw
from tools.lyrics import read_lyrics
from tools.lyrics.speech import HeardWord, WhisperTranscriber, for_speech
from tools.media import Sound


def a_sound(seconds=8.0, rate=44_100, level=0.3, seed=0):
    samples = np.random.default_rng(seed).normal(size=(int(seconds * rate), 2)).astype(np.float32)
    return Sound(samples=np.clip(samples * level, -1, 1), rate=rate, digest="0" * 32)


def a_song(sound, step=0.5031, lines=(), label="verse"):
    beats = tuple(float(at) for at in np.arange(0.2113, sound.duration_s, step))
    half = sound.duration_s / 2
    sections = (
        Section(label=label, start_s=0, end_s=half, group="A", energy=1, confidence=0.9),
        Section(label="chorus", start_s=half, end_s=sound.duration_s, group="B", energy=1, confidence=0.2),
    )
    return SongMap(
        digest=sound.digest, sample_rate=sound.rate, samples=len(sound.samples), tempo_bpm=60 / step, beats=beats,
        bars=beats[::4], sections=sections, voice=(Span(start_s=1, end_s=3),), lines=lines, title="Песня",
        energy=tuple(0.5 for _ in beats),
    )  # fmt: skip


@pytest.mark.parametrize("level", [0.01, 0.9])
def test_clicks_lie_on_the_sample_of_their_beat_and_above_any_master(level):
    sound = a_sound(level=level)
    song = a_song(sound)
    dry = np.concatenate([*clicked(song.model_copy(update={"beats": (), "bars": ()}), sound)])
    wet = np.concatenate([*clicked(song, sound)])
    assert np.abs(wet).max() < 1.0
    added = wet[:, 0].astype(np.float64) - dry[:, 0]
    for beat in song.beats:
        at = round(beat * sound.rate)
        if at + 1500 > len(added):
            continue
        assert abs(added[at - 1]) < 0.02 < 0.3 < added[at]
        tone = np.abs(np.fft.rfft(added[at : at + 1500], 16_384))
        hertz = float(np.fft.rfftfreq(16_384, 1 / sound.rate)[tone.argmax()])
        assert hertz == pytest.approx(BAR_HZ if beat in song.bars else BEAT_HZ, abs=30)
        local = dry[at : at + 500, 0]
        assert np.sqrt(np.mean(added[at : at + 500] ** 2)) > 1.5 * np.sqrt(np.mean(local**2))


class Passing(Sound):
    """A sound that is never at hand whole; it counts how often it is gone through."""

    passes = 0

    @property
    def samples(self):
        raise AssertionError("held whole")

    def blocks(self):
        self.passes += 1
        return super().blocks()


def test_pictures_clicks_and_speech_take_a_song_block_by_block(monkeypatch):
    """An hour of stereo is 1.3 GB; and samples of a file are decoded anew each time they are asked for."""
    whole = a_sound(7.0)
    song = a_song(whole)
    made = []
    for block_s in (100, 1):
        monkeypatch.setattr("tools.media.sound.BLOCK_S", block_s)
        sound = Passing(whole.samples, whole.rate, whole.digest)
        made.append((draw(song, sound, "en"), np.concatenate([*clicked(song, sound)]), for_speech(sound)))
        assert sound.passes == 4  # once to draw, twice to click (how loud, then mixed), once for a speech model
    one, other = made
    assert one[0] == other[0]
    assert np.abs(one[1] - other[1]).max() < 1e-6  # some clicks lie across the seams of blocks
    assert one[2].shape == (7 * 16_000,)
    assert np.abs(one[2] - other[2]).max() < 1e-4


@pytest.mark.parametrize("seconds", [3.0, 12.0, 200.0])
def test_the_picture_has_rows_for_the_whole_song_in_the_colours_of_its_parts(seconds):
    sound = a_sound(seconds, rate=8000)
    lines = (LyricLine(text="слова " * 40, start_s=1, end_s=2, estimated=True, confidence=0.4),)
    data = draw(a_song(sound, lines=lines), sound, "ru")
    image = Image.open(io.BytesIO(data)).convert("RGB")
    assert image.width == 2000
    assert image.height < 3000
    pixels = np.asarray(image).reshape(-1, 3)
    sure = np.all(np.abs(pixels.astype(int) - (102, 150, 200)) < 12, axis=1).sum()
    pale = np.all(np.abs(pixels.astype(int) - (237, 182, 148)) < 14, axis=1).sum()
    assert sure > 5000
    assert pale > 5000
    assert draw(a_song(sound, lines=lines), sound, "ru") == data
    assert draw(a_song(sound, lines=lines), sound, "en") != data


def written(path, seconds=10.0, bpm=120.0, rate=22_050):
    samples = np.zeros(int(seconds * rate), np.float32)
    noise = np.random.default_rng(1).normal(size=1200) * np.exp(-np.arange(1200) / 150)
    for number, time in enumerate(np.arange(0.25, seconds - 0.1, 60 / bpm)):
        at = int(time * rate)
        samples[at : at + 1200] += (noise * (1.0 if number % 4 == 0 else 0.6))[: len(samples) - at].astype(np.float32)
    soundfile.write(path, samples / np.abs(samples).max() * 0.8, rate)
    return path


def test_listen_tells_draws_clicks_and_writes_lyrics(tmp_path):
    song = written(tmp_path / "My_song.wav")
    (tmp_path / "My_song.lrc").write_text("[00:01.00]one line\n[00:04.00]another\n", "utf-8")
    out = {name: tmp_path / "out" / name for name in ("map.png", "click.wav", "words.srt")}
    told = CliRunner().invoke(
        app,
        ["listen", str(song), "--lang", "en", "--bpm", "60", "--section", "0:05 chorus", "--plot", str(out["map.png"]),
         "--click", str(out["click.wav"]), "--save-lyrics", str(out["words.srt"])],
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    for words in ("My song", " beats per minute (sure)", "0:05  chorus", "2 lines", "On your word: tempo, sections"):
        assert words in told.output
    assert "Tempo: 60 " in told.output or "Tempo: 59.9 " in told.output or "Tempo: 60.1 " in told.output
    assert all(path.stat().st_size > 0 for path in out.values())
    assert read_lyrics(out["words.srt"]).lines[1].start_s == 4.0
    as_json = CliRunner().invoke(app, ["listen", str(song), "--json"])
    assert SongMap.model_validate(json.loads(as_json.output)).lines[0].text == "one line"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--bpm", "5"], "20 to 400"), (["--taps", "none.txt"], "no file of taps"), (["--tap"], "--taps FILE"),
        (["--save-lyrics", "a.doc"], ".lrc"), (["--save-lyrics", "a.lrc"], "no lyrics"),
        (["--section", "refrain"], "1:02 chorus"), (["--speech-model", "/nowhere/model"], "model"),
    ],
)  # fmt: skip
def test_what_listen_cannot_do_is_said(tmp_path, arguments, words):
    song = written(tmp_path / "song.wav")
    if "--speech-model" in arguments:
        (tmp_path / "song.txt").write_text("la la\n", "utf-8")
    told = CliRunner().invoke(app, ["listen", str(song), "--lang", "en", *arguments])
    assert told.exit_code in (2, 3)
    assert words in told.output


def test_taps_in_a_file_set_the_tempo(tmp_path):
    song = written(tmp_path / "song.wav", bpm=100)
    taps = tmp_path / "taps.txt"
    taps.write_text("\n".join(f"{0.25 + 1.2 * n + 0.02 * (-1) ** n:.3f}\ttap" for n in range(7)), "utf-8")
    told = CliRunner().invoke(app, ["listen", str(song), "--json", "--taps", str(taps)])
    found = SongMap.model_validate(json.loads(told.output))
    assert found.tempo_bpm == pytest.approx(50, abs=0.5)
    assert found.overruled == ("beats",)


def test_keys_are_named_in_russian():
    assert [key_name(key, "ru") for key in ("A minor", "F# major", "Bb minor")] == [
        "ля минор", "фа-диез мажор", "си-бемоль минор",
    ]  # fmt: skip


def test_the_projects_file_wins_over_the_brief(tmp_path):
    assert overrules_for(tmp_path, "темп 90, припев с 1:00").bpm == 90
    (tmp_path / OVERRULES).write_text('{"bpm": 92}', "utf-8")
    found = overrules_for(tmp_path, "темп 90, припев с 1:00")
    assert (found.bpm, len(found.sections)) == (92, 1)
    (tmp_path / OVERRULES).write_text('{"bmp": 92}', "utf-8")
    with pytest.raises(ArtistError, match="overrules_unreadable"):
        overrules_for(tmp_path, "")


class Hard:
    """A speech model that hears what it is told to."""

    def __init__(self, words):
        self.heard = words

    def words(self, mono, language):
        assert mono.ndim == 1
        return self.heard


def test_a_speech_model_times_plain_words_or_is_not_believed(tmp_path):
    from tools.media import read_sound

    sound = read_sound(written(tmp_path / "song.wav", seconds=12))
    sheet = read_lyrics(text="one two three four\nfive six seven eight")
    said = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    good = Hard([HeardWord(word, 2 + n, 2.3 + n) for n, word in enumerate(said)])
    song = hear(sound, sheet, Overrules(bpm=60), Loaded(speech=good))
    assert [line.start_s for line in song.lines] == pytest.approx([2.0, 6.0], abs=0.1)
    assert all(line.estimated for line in song.lines)
    assert "lyrics_recognised" in [note.key for note in song.notes]
    assert song.overruled == ("beats",)
    bad = hear(sound, sheet, None, Loaded(speech=Hard([HeardWord("hmm", 1, 2)])))
    assert [note.key for note in bad.notes if note.key.startswith("lyrics")] == [
        "lyrics_not_recognised",
        "lyrics_placed",
        "lyrics_unsure",
    ]


def test_without_the_package_a_speech_model_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    with pytest.raises(SetupError, match=r"director\[lyrics\]"):
        WhisperTranscriber("small")


def test_missing_trained_ears_are_refused_or_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "beat_this", None)
    monkeypatch.setitem(sys.modules, "beat_this.inference", None)
    assert ears_of("off", "final0") is None
    assert ears_of("require") is None
    with pytest.raises(SetupError, match=r"director\[neural\]"):
        ears_of("require", "final0")
    ears = ears_of("prefer", "final0")
    assert ears is not None
    sound = a_sound()
    told = ears.better(a_song(sound), sound)
    assert told.beats == a_song(sound).beats
    assert told.notes[-1].key == "neural_missing"


def test_a_trained_tracker_gives_beats_and_bars(monkeypatch):
    """A stand-in with the published call of beat_this.inference.Audio2Beats."""

    class Audio2Beats:
        def __init__(self, checkpoint_path="final0", device="cpu", float16=False, dbn=False):
            self.name = checkpoint_path

        def __call__(self, signal, sr):
            assert signal.ndim == 1
            times = np.arange(0.1, len(signal) / sr, 0.4)
            return times, times[1::3]

    module = types.ModuleType("beat_this.inference")
    module.Audio2Beats = Audio2Beats
    monkeypatch.setitem(sys.modules, "beat_this", types.ModuleType("beat_this"))
    monkeypatch.setitem(sys.modules, "beat_this.inference", module)
    sound = a_sound()
    found = ears_of("require", str(Path("small0"))).better(a_song(sound), sound)
    assert found.tempo_bpm == pytest.approx(150)
    assert (found.meter, found.bars[:2]) == (3, (found.beats[1], found.beats[4]))
    assert set(found.bars) <= set(found.beats)
    assert len(found.energy) == len(found.beats)
    assert Helpers().loaded() == Loaded()


def test_the_separated_voice_is_heard_where_it_is(monkeypatch):
    """A stand-in with the published call of demucs.api.Separator."""

    class Tensor:
        def __init__(self, values):
            self.values = values

        def cpu(self):
            return self

        def numpy(self):
            return self.values

    class Separator:
        samplerate = 44_100

        def separate_tensor(self, wave, sr):
            assert wave.values.shape[0] == 2
            voice = wave.values.copy()
            voice[:, : 3 * 44_100] *= 0.001
            return wave, {"vocals": Tensor(voice), "drums": wave}

    torch = types.ModuleType("torch")
    torch.from_numpy = Tensor
    monkeypatch.setitem(sys.modules, "torch", torch)
    curve = Ears(separator=Separator()).voice(a_sound(6.0))
    assert len(curve) == 60
    assert curve[:28].max() < 0.05
    assert curve[32:].min() > 0.8
    assert Ears().voice(a_sound(6.0)) is None
