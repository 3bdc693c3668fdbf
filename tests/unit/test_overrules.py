"""What the artist knows better: read from a brief, options, a file or taps, carried out on the map, and recorded."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from director.crew.house.reading import read_brief
from director.errors import ArtistError
from director.model import Brief, Note, Overrules, Section, SectionCue, SongMap
from director.words import keys
from tools.listening.beats import attack_curve
from tools.listening.overrules import fitted, in_window, overruled
from tools.listening.said import overrules_in, overrules_of
from tools.listening.spectrum import spectrum_in
from tools.media import Sound


def song(seconds=60.0, step=0.5, meter=4, first=0.1):
    beats = tuple(float(at) for at in np.arange(first, seconds, step))
    labels = ("intro", "verse", "chorus", "verse", "chorus", "outro")
    length = seconds / len(labels)
    sections = tuple(
        Section(label=label, start_s=n * length, end_s=(n + 1) * length, group=label[0].upper(), energy=0.5)
        for n, label in enumerate(labels)
    )
    return SongMap(
        digest="0" * 32, sample_rate=1000, samples=int(seconds * 1000), tempo_bpm=60 / step, tempo_confidence=0.4,
        beats=beats, bars=beats[1::meter], meter=meter, bar_confidence=0.1, sections=sections,
        energy=tuple(0.5 for _ in beats), notes=(Note(key="bars_unsure"), Note(key="pulse_weak", values={"bpm": 120})),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Темп 92, размер 3/4, первая доля на 0:03.2, припев с 1:02",
         Overrules(bpm=92, meter=3, division=2, bar_one_s=3.2, sections=(SectionCue(label="chorus", start_s=62),))),
        ("A slow film. 120 bpm; chorus at 1:02, the bridge from 2:10 to 2:30. 3/4.",
         Overrules(bpm=120, meter=3, division=2, sections=(
             SectionCue(label="chorus", start_s=62), SectionCue(label="bridge", start_s=130, end_s=150)))),
        ("Темп песни — 87,5. Второй припев начинается в 2:10, проигрыш с 1:40 до 2:05",
         Overrules(bpm=87.5, sections=(
             SectionCue(label="solo", start_s=100, end_s=125), SectionCue(label="chorus", start_s=130)))),
        ("6/8 time, bar one at 0:01.5, 140 ударов в минуту", Overrules(bpm=140, meter=2, division=3, bar_one_s=1.5)),
    ],
)  # fmt: skip
def test_a_brief_overrules(text, wanted):
    assert overrules_in(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Портрет в 3/4, вечер, формат 16:9, 24 кадра в секунду", "Она уходит в 7:30 утра, темп спокойный",
        "In the chorus it rains, at 12:00 the bell rings", "Трёхчетвертной поворот головы; 2/3 экрана; темп 9000",
        "a girl of 19 runs 100 metres, the camera at her side", "В куплете снег, в припеве солнце",
    ],
)  # fmt: skip
def test_a_brief_that_says_nothing_of_the_clock_overrules_nothing(text):
    assert overrules_in(text) == Overrules()


def test_words_that_set_the_clock_are_not_called_not_understood():
    for text, language in (
        ("девушка на берегу, темп 92, припев с 1:02, размер 3/4, первая доля на 0:01,5", "ru"),
        ("a girl on a beach, 92 bpm, chorus at 1:02, time signature 3/4, first bar at 0:01.5", "en"),
    ):
        assert read_brief(Brief(text=text, language=language)).not_understood == ()
        assert overrules_in(text).named() == ("beats", "bars", "meter", "sections")
    assert "доля" in read_brief(Brief(text="девушка на берегу, доля бедняка", language="ru")).not_understood


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=list("темпразмерпивсчдокуlachorusbt 0123456789:/.,-–\n"), max_size=120))
def test_no_brief_makes_reading_fail(text):
    overrules_in(text)


@pytest.mark.parametrize(
    ("option", "key"),
    [
        ({"bpm": 5.0}, "overrule_bpm"), ({"bar_one": "soon"}, "overrule_bar_one"), ({"metre": "13"}, "overrule_metre"),
        ({"sections": ("chorus",)}, "overrule_section"), ({"sections": ("1:30-1:02 chorus",)}, "overrule_section"),
    ],
)  # fmt: skip
def test_an_option_that_says_nothing_is_refused(option, key):
    with pytest.raises(ArtistError) as caught:
        overrules_of(**option)
    assert caught.value.key == key
    assert key in keys()


def test_double_and_half_tempo_follow_the_beats_that_were_heard():
    heard = song()
    double = overruled(heard, Overrules(bpm=241))
    assert len(double.beats) == 2 * len(heard.beats) - 1
    assert set(heard.beats) <= set(double.beats)
    half = overruled(heard, Overrules(bpm=60))
    assert half.beats == heard.beats[::2]
    assert (half.tempo_confidence, half.overruled) == (1.0, ("beats",))
    assert len(half.energy) == len(half.beats)
    assert [note.key for note in half.notes] == ["bars_unsure"]


def test_another_tempo_is_laid_on_the_attacks():
    rate, period = 22_050, 60 / 92.3
    samples = np.zeros((rate * 40, 1), np.float32)
    times = np.arange(0.37, 39.5, period)
    noise = np.random.default_rng(1).normal(size=1500) * np.exp(-np.arange(1500) / 200)
    for time in times:
        at = int(time * rate)
        samples[at : at + 1500, 0] += noise[: len(samples) - at]
    sound = Sound(samples=samples / np.abs(samples).max(), rate=rate, digest="0" * 32)
    found = overruled(song(40.0, step=0.41), Overrules(bpm=92), attack_curve(spectrum_in(sound)))
    error = [np.abs(times - beat).min() for beat in found.beats if beat < 39]
    assert max(error) < 0.025
    assert found.tempo_bpm == pytest.approx(92.3, abs=0.1)


@pytest.mark.parametrize("seed", range(6))
def test_taps_of_a_human_give_the_pulse(seed):
    rng = np.random.default_rng(seed)
    true = 3.3 + 0.652 * np.arange(40)
    taps = true + rng.normal(0, 0.04, len(true))
    taps = np.sort(np.concatenate([taps[rng.random(len(taps)) > 0.15], [taps[7] + 0.06]]))
    period, phase = fitted(taps)
    assert period == pytest.approx(0.652, abs=0.002)
    grid = phase + period * np.arange(-5, 45)
    assert max(np.abs(grid - time).min() for time in true) < 0.04


def test_taps_on_the_off_beat_move_the_beats():
    heard = song()
    taps = tuple(float(beat + 0.25 + 0.02 * (-1) ** n) for n, beat in enumerate(heard.beats[4:30]))
    moved = overruled(heard, Overrules(taps=taps))
    assert moved.beats[0] == pytest.approx(heard.beats[0] + 0.25)
    assert moved.overruled == ("beats",)


def test_uneven_taps_are_told_and_change_nothing():
    heard = song()
    kept = overruled(heard, Overrules(taps=(1.0, 1.2, 4.0)))
    assert kept.beats == heard.beats
    assert kept.overruled == ()
    assert [note.key for note in kept.notes][-1] == "taps_uneven"


def test_bar_one_and_metre():
    heard = song()
    waltz = overruled(heard, Overrules(meter=3, division=2, bar_one_s=heard.beats[5] + 0.05))
    assert waltz.bars[:3] == (heard.beats[2], heard.beats[5], heard.beats[8])
    assert (waltz.meter, waltz.meter_confidence, waltz.bar_confidence) == (3, 1.0, 1.0)
    assert waltz.overruled == ("bars", "meter")
    between = overruled(heard, Overrules(bar_one_s=2.35))
    assert min(abs(bar - 2.35) for bar in between.bars) < 1e-9
    assert set(between.bars) <= set(between.beats)
    outside = overruled(heard, Overrules(bar_one_s=500))
    assert outside.bars == heard.bars
    assert outside.notes[-1].key == "bar_one_outside"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 70), st.sampled_from(["chorus", "verse", "solo"])), min_size=1, max_size=6))
def test_sections_cover_the_song_whatever_is_overruled(cues):
    heard = song()
    given_cues = tuple(SectionCue(label=label, start_s=at) for at, label in cues)
    found = overruled(heard, Overrules(sections=given_cues)).sections
    assert found[0].start_s == 0
    assert found[-1].end_s == heard.duration_s
    assert all(a.end_s == b.start_s and a.end_s > a.start_s for a, b in itertools.pairwise(found))


def test_named_sections_stand_and_the_rest_is_as_heard():
    heard = song()
    found = overruled(heard, Overrules(sections=(SectionCue(label="bridge", start_s=24, end_s=33.0),)))
    assert [(part.label, part.start_s, part.confidence == 1.0) for part in found.sections] == [
        ("intro", 0, False), ("verse", 10, False), ("chorus", 20, False), ("bridge", 24, True), ("verse", 33, False),
        ("chorus", 40, False), ("outro", 50, False),
    ]  # fmt: skip
    chorus = overruled(heard, Overrules(sections=(SectionCue(label="chorus", start_s=30.0, end_s=40),)))
    assert {part.group for part in chorus.sections if part.label == "chorus"} == {"C"}


def test_a_window_moves_overrules_with_it():
    given_ones = Overrules(
        bpm=120, bar_one_s=1.0,
        sections=(SectionCue(label="verse", start_s=5), SectionCue(label="chorus", start_s=25, end_s=40)),
        taps=(1.0, 22.0),
    )  # fmt: skip
    moved = in_window(given_ones, 20.0)
    assert [(cue.label, cue.start_s, cue.end_s) for cue in moved.sections] == [("verse", 0, None), ("chorus", 5, 20)]
    assert moved.bar_one_s == pytest.approx(1.0)
    assert moved.taps == (2.0,)


def test_the_nearer_word_wins():
    file = Overrules(bpm=90, bar_one_s=1.0)
    assert Overrules(meter=3, bpm=92).over(file) == Overrules(bpm=92, bar_one_s=1.0, meter=3)
    assert Overrules(taps=(1.0, 2.0)).over(file).bpm is None
