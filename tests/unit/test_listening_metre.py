"""Metres, swing, pick-ups and tempi that bend, against composed pieces whose truth is exact."""

import mir_eval
import numpy as np
import pytest

from director.words import say
from tools.composing import Piece, compose
from tools.listening import listen
from tools.listening.said import overrules_in
from tools.media import Sound


def heard(piece: Piece):
    sound, truth = compose(piece)
    return listen(sound), truth


def f(truth, ours) -> float:
    return mir_eval.beat.f_measure(*(mir_eval.beat.trim_beats(np.array(times)) for times in (truth, ours)))


def test_six_eighths_are_two_beats_of_three_parts():
    song, truth = heard(Piece("ballad", 80, 4, "minor", 40, meter=6, seed=6))
    assert (song.meter, song.division) == (2, 3)
    assert f(truth.beats, song.beats) >= 0.97
    assert f(truth.bars, song.bars) >= 0.95


def test_three_quarters_stay_three():
    song, truth = heard(Piece("cinematic", 91, 4, "minor", 40, meter=3, seed=6))
    assert (song.meter, song.division) == (3, 2)
    assert f(truth.beats, song.beats) >= 0.97


def test_slow_music_is_heard_slow():
    song, truth = heard(Piece("lo-fi", 64, 2, "minor", 45, seed=2))
    assert song.tempo_bpm == pytest.approx(64, rel=0.01)
    assert f(truth.beats, song.beats) >= 0.97


def test_an_unsure_octave_or_metre_is_said_with_the_words_that_overrule_it():
    soft, _ = heard(Piece("dawn", 89, 4, "minor", 30, meter=6, seed=2))
    slow, _ = heard(Piece("cinematic", 74, 4, "minor", 30, seed=3))
    assert soft.meter_confidence < 0.4
    assert slow.octave_confidence < 0.5
    (metre,) = [note for note in soft.notes if note.key == "metre_unsure"]
    (octave,) = [note for note in slow.notes if note.key == "octave_unsure"]
    for language, marks in (("ru", "«»"), ("en", "“”")):
        wishes = [say(note.key, language, **note.values).split(marks[0])[1].split(marks[1])[0]
                  for note in (metre, octave)]  # fmt: skip
        assert (overrules_in(wishes[0]).meter, overrules_in(wishes[0]).division) in ((2, 3), (3, 2))
        assert (overrules_in(wishes[0]).meter, overrules_in(wishes[0]).division) != (soft.meter, soft.division)
        assert overrules_in(wishes[1]).bpm == pytest.approx(2 * slow.tempo_bpm, abs=2)


def test_a_shuffle_is_told_from_straight_beats():
    swung, truth = heard(Piece("cartoon", 110, 2, "major", 24, seed=2, swing=2 / 3))
    straight, _ = heard(Piece("cartoon", 110, 2, "major", 24, seed=2))
    assert swung.swing == pytest.approx(2 / 3, abs=0.03)
    assert swung.swing_confidence > 0.5
    assert straight.swing == 0.5
    assert f(truth.beats, swung.beats) >= 0.97


def test_an_end_that_slows_down_is_followed_to_the_last_beat():
    song, truth = heard(Piece("race", 150, 2, "minor", 60, seed=3, course=((0.0, 1.0), (0.8, 1.0), (1.0, 0.65))))
    assert f(truth.beats, song.beats) >= 0.97
    assert f(truth.bars, song.bars) >= 0.95


def test_bars_begin_after_a_pick_up():
    song, truth = heard(Piece("synthwave", 118, 2, "minor", 30, seed=3, pickup=2))
    assert truth.bars[0] == truth.beats[2]
    assert f(truth.bars, song.bars) >= 0.95


def test_gain_and_channels_move_no_beat():
    sound, _ = compose(Piece("glitch", 121, 2, "minor", 18, seed=3))
    plain = listen(sound)
    quiet = listen(Sound(samples=sound.samples * np.float32(0.05), rate=sound.rate, digest="0" * 32))
    mono = listen(Sound(samples=sound.samples.mean(axis=1, keepdims=True), rate=sound.rate, digest="0" * 32))
    for other in (quiet, mono):
        assert len(other.beats) == len(plain.beats)
        assert np.abs(np.array(other.beats) - np.array(plain.beats)).max() <= 0.010


def test_a_metronome_has_a_sure_tempo_and_unsure_bars():
    rate, seconds = 22_050, 20
    samples = np.zeros(rate * seconds, np.float32)
    for beat in np.arange(0.2, seconds - 0.1, 0.5):
        first = int(beat * rate)
        samples[first : first + 400] = np.sin(np.arange(400) * 0.28) * np.exp(-np.arange(400) / 80)
    song = listen(Sound(samples=samples[:, None], rate=rate, digest="0" * 32))
    assert song.tempo_bpm == pytest.approx(120, rel=0.005)
    assert song.tempo_confidence > 0.6
    assert song.bar_confidence < 0.12
    assert song.voice == ()
    assert "bars_unsure" in {note.key for note in song.notes}


def test_noise_is_sure_of_nothing():
    rng = np.random.default_rng(3)
    song = listen(
        Sound(samples=(rng.standard_normal((22_050 * 12, 1)) * 0.2).astype("f4"), rate=22_050, digest="0" * 32)
    )
    assert song.beats == ()
    assert song.octave_confidence == song.bar_confidence == song.meter_confidence == 0.0
    assert song.key_confidence < 0.5
    assert song.voice == ()


def test_a_voice_alone_is_heard_singing_and_its_clock_is_not_trusted():
    rate, seconds = 22_050, 20
    at = np.arange(rate * seconds) / rate
    rng = np.random.default_rng(5)
    notes = np.repeat(rng.integers(-5, 8, 40), rate // 2)[: len(at)]  # glides, vibrato, breaths: nothing is struck
    hertz = 220 * 2 ** (np.convolve(notes, np.ones(3000) / 3000, "same") / 12) * (1 + 0.02 * np.sin(34 * at))
    phase = 2 * np.pi * np.cumsum(hertz) / rate
    tone = sum(np.sin(k * phase) / k for k in range(1, 9))
    breath = np.clip(3 * np.sin(2 * np.pi * at / 6.3) + 1.5, 0, 1)
    song = listen(Sound(samples=(0.1 * tone * breath)[:, None].astype("f4"), rate=rate, digest="0" * 32))
    assert song.tempo_confidence < 0.5
    assert song.bar_confidence < 0.5
    sung = np.array([any(span.start_s <= time < span.end_s for span in song.voice) for time in at[::2205]])
    assert sung[breath[::2205] > 0.5].mean() > 0.8  # the singer is heard wherever there is breath
    assert sung[breath[::2205] == 0].mean() < 0.5
    assert {"pulse_weak", "no_pulse"} & {note.key for note in song.notes}
