"""Listening against pieces whose truth is exact, and against input that is no music at all."""

import mir_eval
import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from director.model import LyricLine, SongMap
from director.words import keys
from tools.composing import Piece, compose
from tools.listening import listen, stream, voice
from tools.listening.spectrum import spectrum_in
from tools.media import Sound, read_sound

RATE = 22_050


def sound_of(samples, rate=RATE) -> Sound:
    return Sound(samples=np.asarray(samples, np.float32).reshape(len(samples), -1), rate=rate, digest="0" * 32)


def check_valid(song: SongMap) -> None:
    assert song.sections[0].start_s == 0.0
    assert song.sections[-1].end_s == pytest.approx(song.duration_s, abs=1e-9)
    for before, after in zip(song.sections, song.sections[1:], strict=False):
        assert before.end_s == after.start_s
    assert all(s.end_s > s.start_s for s in song.sections)
    assert list(song.beats) == sorted(set(song.beats))
    assert set(song.bars) <= set(song.beats)
    assert all(0 <= beat < song.duration_s for beat in song.beats)
    wanted = len(song.beats) if song.beats else int(np.ceil(song.duration_s))
    assert abs(len(song.energy) - max(wanted, 1)) <= (0 if song.beats else 1)
    assert all(0 <= accent.time_s < song.duration_s for accent in song.accents)
    assert all(span.end_s <= song.duration_s + 0.1 for span in (*song.voice, *song.silences))
    assert {note.key for note in song.notes} <= keys()


def beat_f(truth, heard) -> float:
    return mir_eval.beat.f_measure(np.array(truth), np.array(heard))


@given(
    kind=st.sampled_from(["silence", "noise", "clicks", "one click", "constant", "quiet noise"]),
    seconds=st.floats(0.02, 12),
    rate=st.sampled_from([8_000, 22_050, 44_100]),
    seed=st.integers(0, 5),
)
@settings(max_examples=25, deadline=None)
def test_any_input_gives_a_valid_map(kind, seconds, rate, seed):
    n = max(1, int(seconds * rate))
    rng = np.random.default_rng(seed)
    samples = {
        "silence": np.zeros(n),
        "noise": rng.standard_normal(n) * 0.2,
        "clicks": (np.arange(n) % (rate // 2) == 0).astype(float),
        "one click": (np.arange(n) == n // 2).astype(float),
        "constant": np.full(n, 0.5),
        "quiet noise": rng.standard_normal(n) * 1e-5,
    }[kind]
    check_valid(listen(sound_of(samples, rate)))


@pytest.mark.parametrize(
    ("style", "bpm", "meter"),
    [
        ("synthwave", 97.3, 4), ("cyber dance", 128.0, 4), ("race", 171.0, 4), ("cartoon", 155.5, 4),
        ("ballad", 82.0, 3), ("cinematic", 91.0, 3), ("lo-fi", 84.0, 4), ("glitch", 121.0, 4),
    ],
)  # fmt: skip
def test_beats_and_bars_of_composed_pieces(style, bpm, meter):
    sound, truth = compose(Piece(style=style, bpm=bpm, key=4, mode="minor", seconds=45, meter=meter, seed=6))
    song = listen(sound)
    check_valid(song)
    assert song.tempo_bpm == pytest.approx(bpm, rel=0.002)
    assert song.meter == meter
    assert beat_f(truth.beats, song.beats) >= 0.97
    assert beat_f(truth.bars, song.bars) >= 0.95
    middle = [beat for beat in song.beats if 5 < beat < 40]
    late = [min((beat - true for true in truth.beats), key=abs) for beat in middle]
    assert abs(float(np.median(late))) < 0.012  # a quarter of a frame at 24 fps: the picture would not lag or lead


def test_a_song_that_starts_a_second_later_has_its_beats_a_second_later():
    sound, _ = compose(Piece(style="synthwave", bpm=104, key=2, mode="minor", seconds=30, seed=3))
    plain = listen(sound)
    silence = np.zeros((sound.rate, 2), np.float32)
    moved = listen(sound_of(np.concatenate([silence, sound.samples]), sound.rate))
    assert beat_f(np.array(plain.beats) + 1.0, [beat for beat in moved.beats if beat > 0.95]) > 0.98
    assert beat_f(np.array(plain.bars) + 1.0, [bar for bar in moved.bars if bar > 0.95]) > 0.95
    assert any(span.start_s < 0.1 and 0.8 < span.end_s < 1.1 for span in moved.silences)


def test_a_wandering_tempo_is_followed_and_noted():
    sound, truth = compose(Piece(style="race", bpm=150, key=2, mode="minor", seconds=50, seed=5))
    at = np.arange(len(sound.samples)) / sound.rate
    bent = at + 0.3 * np.sin(2 * np.pi * at / 40)  # the tempo sways by 4.7 %
    samples = np.stack([np.interp(bent, at, sound.samples[:, side]) for side in (0, 1)], axis=1)
    song = listen(sound_of(samples, sound.rate))
    assert beat_f(np.interp(truth.beats, bent, at), song.beats) > 0.95
    assert "tempo_wanders" in {note.key for note in song.notes}


def test_two_songs_in_one_file_keep_their_own_tempo():
    first, one = compose(Piece(style="synthwave", bpm=100, key=2, mode="minor", seconds=50, seed=5))
    second, two = compose(Piece(style="cyber dance", bpm=128, key=7, mode="minor", seconds=50, seed=6))
    song = listen(sound_of(np.concatenate([first.samples, second.samples]), first.rate))
    assert beat_f([*one.beats, *(beat + 50 for beat in two.beats)], song.beats) > 0.95


def test_without_a_pulse_there_are_no_beats_and_it_says_so():
    at = np.arange(RATE * 40) / RATE
    swell = sum(np.sin(2 * np.pi * hertz * at) * (0.5 + 0.5 * np.sin(2 * np.pi * at / slow))
                for hertz, slow in ((110, 9.1), (165, 13.3), (220, 7.7)))  # fmt: skip
    song = listen(sound_of(0.1 * swell))
    assert (song.tempo_bpm, song.beats, song.bars) == (0.0, (), ())
    assert {section.label for section in song.sections} == {"phrase"}
    assert "no_pulse" in {note.key for note in song.notes}


def test_sections_turn_where_the_music_turns():
    sound, truth = compose(Piece(style="cyber dance", bpm=126, key=2, mode="minor", seconds=150, seed=3))
    song = listen(sound)
    ours = np.array([[s.start_s, s.end_s] for s in song.sections])
    theirs = np.array([[s.start_s, s.end_s] for s in truth.sections])
    assert mir_eval.segment.detection(theirs, ours, window=0.5, trim=True)[2] > 0.6
    assert {section.start_s for section in song.sections[1:]} <= set(song.bars)
    by_label = {section.label for section in song.sections}
    assert {"intro", "chorus"} <= by_label
    loudest = max(song.sections, key=lambda section: section.energy)
    assert next(s.label for s in truth.sections if s.end_s > loudest.start_s + 1) == "chorus"


@pytest.mark.parametrize("seconds", [12, 25, 43])
def test_short_songs_have_two_to_four_sections(seconds):
    sound, _ = compose(Piece(style="dawn", bpm=80, key=2, mode="major", seconds=seconds, seed=2))
    assert 2 <= len(listen(sound).sections) <= 4


def test_timed_lyrics_make_the_form():
    sound, _ = compose(Piece(style="synthwave", bpm=100, key=2, mode="minor", seconds=96, seed=3))
    bar = 2.4

    def paragraph(number: int, first_bar: int, words: str) -> list[LyricLine]:
        start = first_bar * bar + 0.2  # sung a little after the barline
        return [
            LyricLine(
                text=f"{words} {line}", start_s=start + line * bar, end_s=start + line * bar + 2, paragraph=number
            )
            for line in range(4)
        ]

    lines = (
        *paragraph(0, 4, "over the ice we go alone"), *paragraph(1, 8, "shine on shine on my northern light"),
        *paragraph(2, 16, "a letter that was never sent"), *paragraph(3, 20, "shine on shine on my northern light"),
        *paragraph(4, 30, "shine on shine on our northern light"),
    )  # fmt: skip
    song = listen(sound, lines)
    check_valid(song)
    assert [section.label for section in song.sections] == [
        "intro", "verse", "chorus", "solo", "verse", "chorus", "solo", "chorus", "outro",
    ]  # fmt: skip
    chorus = [section for section in song.sections if section.label == "chorus"]
    assert [section.start_s for section in chorus] == pytest.approx([8 * bar, 20 * bar, 30 * bar], abs=0.05)
    assert len({section.group for section in chorus}) == 1
    assert song.lines == lines
    assert all(section.voice > 0.5 for section in chorus)


def test_an_instrumental_stretch_inside_a_paragraph_is_a_section():
    sound, _ = compose(Piece(style="lo-fi", bpm=90, key=0, mode="minor", seconds=60, seed=2))
    words = ("grey rain", "on tin roofs", "you left", "at noon", "far lights", "burn low", "who knows", "the way")
    lines = tuple(
        LyricLine(text=text, start_s=start, end_s=start + 2.5, paragraph=n // 4)
        for n, (text, start) in enumerate(zip(words, (5, 8, 30, 33, 36, 39, 42, 45), strict=True))
    )
    song = listen(sound, lines)
    assert [section.label for section in song.sections[:4]] == ["intro", "verse", "solo", "verse"]
    assert [song.sections[n].start_s for n in (2, 3)] == pytest.approx([10.5, 30.0], abs=1.4)


def test_words_outside_the_song_are_left_out():
    sound, _ = compose(Piece(style="lo-fi", bpm=80, key=2, mode="minor", seconds=40, seed=3))
    wrong = (LyricLine(text="here", start_s=10, end_s=12), LyricLine(text="gone", start_s=90, end_s=92))
    song = listen(sound, wrong)
    assert [line.text for line in song.lines] == ["here"]
    assert "lyrics_outside" in {note.key for note in song.notes}


def test_equal_sound_gives_an_equal_map():
    sound, _ = compose(Piece(style="glitch", bpm=120, key=2, mode="minor", seconds=15, seed=3))
    assert listen(sound) == listen(sound)


def test_the_key_is_heard():
    sound, truth = compose(Piece(style="ballad", bpm=80, key=7, mode="major", seconds=40, seed=1))
    assert listen(sound).key in (truth.key, "E minor", "")  # the relative minor shares every note
    bright, dark = (
        listen(compose(Piece(style="synthwave", bpm=100, key=0, mode=mode, seconds=30, seed=1))[0]).valence
        for mode in ("major", "minor")
    )
    assert bright > dark


def test_pieces_change_nothing_and_a_file_is_heard_as_its_samples_are(monkeypatch, tmp_path):
    sound, _ = compose(Piece(style="race", bpm=150, key=2, mode="minor", seconds=21, seed=5))
    whole = spectrum_in(sound)  # shorter than one piece
    for module in (stream, voice):
        monkeypatch.setattr(module, "STEP", 1 << 17)  # four pieces
    parts = spectrum_in(sound)
    for name in ("onsets", "loud", "bass", "mel", "chroma"):
        np.testing.assert_allclose(getattr(parts, name), getattr(whole, name), rtol=1e-3, atol=1e-3)
    assert parts.level == whole.level
    assert np.abs(parts.voice - whole.voice).mean() < 0.02
    soundfile.write(tmp_path / "song.wav", sound.samples, sound.rate, subtype="FLOAT")
    filed = listen(read_sound(tmp_path / "song.wav"))
    assert filed.beats == listen(sound).beats
    assert filed.sections == listen(sound).sections
