"""Composed music: its map is what is heard, and it sounds as music should measure."""

import time
from itertools import pairwise

import librosa
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tools.composing import MUSIC_STYLES, Piece, compose, piece_from
from tools.composing.form import bar_count, form_of
from tools.composing.harmony import SCALES
from tools.composing.mix import loudness
from tools.composing.score import score_of
from tools.composing.styles import STYLES


def a_piece(style="synthwave", **other) -> Piece:
    values = {"bpm": round(float(np.mean(STYLES[style].bpm))), "key": 9, "mode": "minor", "seconds": 20.0, "seed": 4}
    return Piece(style=style, **(values | other))


@pytest.mark.parametrize("style", MUSIC_STYLES)
def test_every_style_measures_as_finished_music(style):
    piece = a_piece(style, seconds=24.0)
    began = time.process_time()
    sound, song = compose(piece)
    assert time.process_time() - began < 4.0
    assert sound.samples.dtype == np.float32
    assert sound.samples.shape == (round(24.0 * 44100), 2)
    assert song.samples == len(sound.samples)
    assert np.abs(sound.samples).max() <= 0.9  # below full scale: nothing clips
    assert loudness(sound.samples) == pytest.approx(-14, abs=1.0)
    assert np.abs(sound.samples[-200:]).max() < 0.005
    left, right = sound.samples.T
    assert 0.2 < np.corrcoef(left, right)[0, 1] < 0.9999  # wide, but not out of phase
    power = np.abs(np.fft.rfft(sound.samples.mean(axis=1))) ** 2
    hertz = np.fft.rfftfreq(len(sound.samples), 1 / 44100)
    shares = [power[(hertz >= low) & (hertz < high)].sum() / power.sum()
              for low, high in ((30, 250), (250, 2000), (2000, 16000))]  # fmt: skip
    assert shares[0] > 0.2
    assert shares[1] > 0.05
    assert shares[2] > 0.0005


@pytest.mark.parametrize("style", ["synthwave", "cyber dance", "race", "cartoon", "glitch"])
def test_strokes_fall_on_the_beats_of_the_map(style):
    sound, song = compose(a_piece(style))
    mono = sound.samples.mean(axis=1)
    onsets = librosa.onset.onset_detect(y=mono, sr=44100, hop_length=128, units="time")
    chorus = next(section for section in song.sections if section.label == "chorus")
    beats = [beat for beat in song.beats if chorus.start_s <= beat < chorus.end_s]
    away = [float(np.abs(onsets - beat).min()) for beat in beats]
    assert np.mean(np.array(away) < 0.03) > 0.85


def test_an_attack_is_on_its_sample():
    sound, song = compose(a_piece("cyber dance", bpm=120.0, seconds=16.0))
    drop = next(section for section in song.sections if section.label == "chorus").start_s
    at = round(drop * 44100)
    rises = np.abs(np.diff(sound.samples[at - 400 : at + 400].mean(axis=1)))
    assert abs(int(np.argmax(rises > 0.5 * rises.max())) - 400) < 60  # within 1.4 ms


@given(
    style=st.sampled_from(MUSIC_STYLES), bpm=st.floats(50, 200), seconds=st.floats(3, 400),
    meter=st.sampled_from([3, 4]), seed=st.integers(0, 99), mode=st.sampled_from(["major", "minor"]),
)  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_every_piece_has_a_whole_form_in_its_key(style, bpm, seconds, meter, seed, mode):
    assume(seconds * bpm / 60 / meter >= 1.5)
    piece = Piece(style=style, bpm=bpm, key=seed % 12, mode=mode, seconds=seconds, meter=meter, seed=seed)
    parts = form_of(piece)
    assert parts[0].first == 0
    assert sum(part.bars for part in parts) == bar_count(piece)
    assert all(part.bars >= 1 for part in parts)
    for before, after in pairwise(parts):
        assert before.first + before.bars == after.first
    assert (bar_count(piece) - 1) * meter * 60 / bpm < seconds
    assert "chorus" in {part.label for part in parts}
    scale = {(step + piece.key) % 12 for step in SCALES[mode]}
    score = score_of(piece)
    assert {note.pitch % 12 for note in score.notes if note.line in ("pad", "lead", "arp", "chord")} <= scale
    assert all(0 < note.loud <= 1 and note.start >= 0 and note.length > 0 for note in score.notes)
    assert any(note.line == "lead" for note in score.notes) or seconds < 8


def test_the_map_is_whole():
    sound, song = compose(a_piece(seconds=30.0))
    assert song.sections[0].start_s == 0
    assert song.sections[-1].end_s == pytest.approx(30.0)
    assert {section.start_s for section in song.sections} <= set(song.bars)
    assert len(song.energy) == len(song.beats)
    assert max(section.energy for section in song.sections) == 1.0
    chorus = max(song.sections, key=lambda section: section.energy)
    assert chorus.label == "chorus"
    assert song.digest == sound.digest
    assert song.notes == ()
    assert any(accent.time_s == chorus.start_s for accent in song.accents)


def test_the_same_seed_gives_the_same_samples_and_another_another_tune():
    first, again, other = (compose(a_piece(seconds=6.0, seed=seed))[0] for seed in (1, 1, 2))
    assert np.array_equal(first.samples, again.samples)
    assert not np.array_equal(first.samples, other.samples)


def test_the_motif_returns():
    score = score_of(a_piece(seconds=100.0))
    verses = [part for part in score.parts if part.label == "verse"]
    assert len(verses) == 2

    def tune(part):
        first = part.first * 4
        return [(n.start - first, n.pitch) for n in score.notes if n.line == "lead" and first <= n.start < first + 8]

    assert tune(verses[0]) == tune(verses[1]) != []


@pytest.mark.parametrize(
    ("terms", "moods", "style"),
    [
        (["race_car", "night"], ["anger"], "race"), (["cyber_street", "dancer"], ["euphoria"], "cyber dance"),
        (["piano", "child"], ["tenderness"], "ballad"), (["explorer", "dog_sled", "storm"], ["longing"], "cinematic"),
        (["forest", "owl", "mist"], ["calm"], "dawn"), (["skateboard", "boy"], ["joy"], "cartoon"),
        (["rainy_street"], ["loneliness"], "lo-fi"), (["vhs", "collage"], [], "glitch"), ([], [], "synthwave"),
        ([], ["grief"], "ballad"),
    ],
)  # fmt: skip
def test_a_brief_chooses_its_music(terms, moods, style):
    piece = piece_from(terms, moods, 15.0, 7)
    assert piece == piece_from(terms, moods, 15.0, 7)
    assert piece.style == style
    bars = piece.seconds * piece.bpm / 60 / piece.meter
    assert bars == pytest.approx(round(bars))
    low, high = STYLES[style].bpm
    assert low * 0.85 <= piece.bpm <= high * 1.15


@pytest.mark.parametrize(
    "wrong", [{"seconds": 1.0}, {"seconds": 3.0, "bpm": 60}, {"bpm": 10.0}, {"style": "polka"}, {"arc": ()}]
)
def test_what_cannot_be_composed_is_refused(wrong):
    with pytest.raises(ValueError, match=r"style|lasts|bpm|bar"):
        Piece(**({"style": "race", "bpm": 160, "key": 0, "mode": "minor", "seconds": 10} | wrong))
