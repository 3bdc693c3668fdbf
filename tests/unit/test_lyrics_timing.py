"""Words without times get them: from what a speech model heard, or from the voice alone."""

import time
from fractions import Fraction

import numpy as np
import pytest

from director.model import LyricLine, Section, SongMap, Span
from tools.lyrics import read_lyrics
from tools.lyrics.aligning import aligned
from tools.lyrics.placing import STEP_S, Music, place_lines
from tools.lyrics.repeats import drawn_to, likeness, opening, same_place, same_words
from tools.lyrics.speech import HeardWord
from tools.lyrics.tongue import language_of_lyrics
from tools.timeline.cut_points import cut_points

VERSES = (
    "night falls over the empty town\nand nobody answers the telephone\nI carry the river inside my coat\n"
    "and every window is made of stone\n\n{chorus}\n\nmorning arrives on a borrowed train\n"
    "the ticket collector forgets my name\n"
    "somebody whistles a summer song\nand all of the platforms look the same\n\n{chorus}\n\nbetween the stations\n"
    "the silence grows\n\n{chorus}\n"
)
CHORUS = "oh take me home\ntake me where the light is low\noh take me home\nwhere only the children know"


def sung(rng):
    """Words of a song with true times: words at 0.25 s a syllable or so, pauses between lines and paragraphs."""
    lines = read_lyrics(text=VERSES.format(chorus=CHORUS)).lines
    time, words, starts = 8.0, [], []
    for number, line in enumerate(lines):
        if number and line.paragraph != lines[number - 1].paragraph:
            time += 6.0
        starts.append(time)
        for word in line.text.split():
            length = 0.18 + 0.05 * len(word) + rng.random() * 0.1
            words.append((word, time, time + length))
            time += length
        time += 0.8
    return lines, words, np.array(starts)


def as_heard(words, rng, lost=0.2, wrong=0.12, extra=0.1):
    heard = []
    for text, start, end in words:
        if rng.random() < lost:
            continue
        said = "mumble" if rng.random() < wrong else text
        begin = max(0.0, start + rng.laplace(0, 0.1))
        heard.append(HeardWord(said, begin, max(begin, end)))
        if rng.random() < extra:
            heard.append(HeardWord("baby", end, end + 0.1))
    return sorted(heard, key=lambda word: word.start_s)


@pytest.mark.parametrize("seed", range(5))
def test_lines_stand_where_a_hard_of_hearing_model_heard_them(seed):
    rng = np.random.default_rng(seed)
    lines, words, starts = sung(rng)
    found = aligned(lines, as_heard(words, rng), 200.0)
    error = np.abs(np.array([line.start_s for line in found.lines]) - starts)
    assert np.median(error) <= 0.15
    assert np.mean(error < 0.5) >= 0.85
    assert [line.text for line in found.lines] == [line.text for line in lines]
    assert 0.5 < found.matched < 0.85
    assert all(line.estimated and line.confidence < 1 for line in found.lines)
    for line in found.lines:
        assert "".join(word.text for word in line.words) == line.text
        assert all(word.start_s <= word.end_s for word in line.words)


def test_a_lost_chorus_does_not_take_the_times_of_another():
    rng = np.random.default_rng(3)
    lines, words, starts = sung(rng)
    second = [n for n, line in enumerate(lines) if line.paragraph == 3]
    first_s, last_s = starts[second[0]], starts[second[-1] + 1]
    heard = as_heard([word for word in words if not first_s - 0.1 <= word[1] < last_s - 1], rng, 0.05, 0.0, 0.0)
    found = aligned(lines, heard, 200.0).lines
    error = np.abs(np.array([line.start_s for line in found]) - starts)
    assert error[second].max() < 6
    assert np.delete(error, second).max() < 1.5
    sure = np.array([line.confidence for line in found])
    assert sure[second].max() < np.delete(sure, second).min()


def test_another_song_is_not_matched():
    rng = np.random.default_rng(0)
    lines, _, _ = sung(rng)
    other = [HeardWord(f"zyx{n}w", n * 0.5, n * 0.5 + 0.3) for n in range(200)]
    assert aligned(lines, other, 200.0).matched < 0.1
    assert aligned(lines, [], 200.0).lines == lines


def test_russian_words_with_other_endings_match():
    lines = read_lyrics(text="Снег идёт над рекой\nи тишина на краю земли").lines
    heard = [
        HeardWord(text, 10 + n * 0.5, 10.4 + n * 0.5)
        for n, text in enumerate(["снег", "идет", "над", "рекою", "и", "тишины", "на", "краю", "земле"])
    ]
    found = aligned(lines, heard, 60.0)
    assert found.matched == 1.0
    assert [line.start_s for line in found.lines] == pytest.approx([10.0, 12.0], abs=0.2)


def music(seconds, spans, seed=0, noise=0.5):
    """A voice curve that is high in the spans, and sound that repeats every 40 s."""
    rng = np.random.default_rng(seed)
    times = np.arange(int(seconds * 10)) / 10
    voice = np.zeros(len(times))
    for start, end in spans:
        voice[(times >= start) & (times < end)] = 1.0
    kernel = np.hanning(9) / np.hanning(9).sum()
    voice = np.convolve(voice + noise * rng.normal(size=len(times)), kernel, mode="same")
    points = int(seconds / STEP_S)
    return Music(voice, rng.normal(size=(points, 8)) * 0.01 + 0.1)


def a_song(seconds, bar=2.0):
    bars = tuple(float(at) for at in np.arange(0, seconds, bar))
    section = Section(label="phrase", start_s=0, end_s=seconds, group="A", energy=1)
    return SongMap(
        digest="0" * 32, sample_rate=1000, samples=int(seconds * 1000), tempo_bpm=120, beats=bars, bars=bars,
        sections=(section,),
    )  # fmt: skip


def test_lines_are_placed_where_the_voice_is():
    starts = np.array([10 + 4 * n for n in range(4)] + [40 + 4 * n for n in range(4)] + [72 + 4 * n for n in range(4)])
    lines = read_lyrics(text="\n\n".join("\n".join(["one two three four five six"] * 4) for _ in range(3))).lines
    placed = place_lines(lines, a_song(100.0), music(100.0, [(s, s + 3.2) for s in starts]))
    error = np.abs(np.array([line.start_s for line in placed]) - starts)
    assert np.median(error) < 0.5
    assert error.max() < 4.5
    assert all(line.estimated and 0 < line.confidence <= 0.95 for line in placed)


def test_doubt_is_where_nothing_was_heard():
    """Clear singing in the first half, none to be heard in the second."""
    starts = np.array([6 + 4 * n for n in range(8)] + [50 + 4 * n for n in range(8)])
    lines = read_lyrics(text="\n\n".join("\n".join(["one two three four five six"] * 4) for _ in range(4))).lines
    placed = place_lines(lines, a_song(110.0), music(110.0, [(s, s + 3.2) for s in starts[:8]], noise=0.3))
    sure = np.array([line.confidence for line in placed])
    assert sure[:8].mean() > 2 * sure[8:].mean()


def test_lines_are_sure_only_where_somebody_was_heard():
    """However well words fit bars and sections: of a song in which nobody was heard no line is fit to cut on."""
    starts = [10 + 4 * n for n in range(8)]
    lines = read_lyrics(text="one two three four five six\n" * 8).lines
    silent = a_song(60.0)
    sung = silent.model_copy(update={"voice": tuple(Span(start_s=s, end_s=s + 3.2) for s in starts)})
    placed = {name: place_lines(lines, song, music(60.0, [(s, s + 3.2) for s in starts], noise=0.1))
              for name, song in (("silent", silent), ("sung", sung))}  # fmt: skip
    assert any(line.sure for line in placed["sung"])
    assert not any(line.sure for line in placed["silent"])


def test_places_are_those_of_all_looks_together(monkeypatch):
    """One look alone, which takes the wrong singing for the words, does not decide."""
    import tools.lyrics.placing as placing

    lines = read_lyrics(text="one two three").lines
    chances = np.full((3, 1, 300), 1e-6)
    chances[0, 0, 200], chances[1, 0, 100], chances[2, 0, 100] = 1.0, 0.9, 0.9
    looks = iter(chances)
    monkeypatch.setattr(placing, "_look", lambda *_: next(looks))
    song = a_song(60.0).model_copy(update={"voice": (Span(start_s=10, end_s=50),)})
    placed = place_lines(lines, song, music(60.0, [(10, 50)]))
    assert placed[0].start_s == pytest.approx(20.0, abs=0.3)
    assert placed[0].confidence == pytest.approx(0.6, abs=0.05)


@pytest.mark.parametrize("bars", [True, False])
def test_any_words_fit_any_song(bars):
    song = a_song(12.0)
    if not bars:
        song = song.model_copy(update={"bars": (), "beats": (), "voice": (Span(start_s=2, end_s=9),)})
    for text in ("la", "la la\n" * 90, "слово\n\n" * 7):
        placed = place_lines(read_lyrics(text=text).lines, song, music(12.0, [(3, 9)]))
        starts = [line.start_s for line in placed]
        assert starts == sorted(starts)
        assert all(0 <= line.start_s <= line.end_s <= 12 and line.confidence > 0 for line in placed)
    assert place_lines((), song, music(12.0, [])) == ()


def test_a_line_is_drawn_to_where_the_music_of_its_relative_returns():
    sound = np.random.default_rng(3).normal(size=(500, 8))
    sound[360:440] = sound[100:180]
    where = np.zeros((2, 500))
    where[0, 100] = 1.0
    drawn = drawn_to(where, [[], [0]], likeness(sound, STEP_S))
    assert int(drawn[1].argmax()) == 360
    assert drawn[0].max() == 0


def test_pauses_are_expected_where_words_turn():
    chorus = "oh take me home\nwhere the light is low\nsay it again"
    lines = read_lyrics(text=f"one\ntwo\nthree\n{chorus}\nfour\nfive\n{chorus}\nsix\n\nseven\neight").lines
    opens = opening(lines)
    assert opens[0] == opens[12] == 1.0
    assert opens[3] == opens[6] == opens[8] == opens[11] == 0.5
    assert max(opens[4], opens[5], opens[9], opens[13]) < 0.5
    same = same_words(lines)
    assert (same[3], same[8], same[0]) == ([8], [3], [])
    verses = read_lyrics(text="a b\nc d\n\ne f\ng h").lines
    assert same_place(verses, same_words(verses)) == [[2], [3], [0], [1]]


def test_unsure_lines_pull_no_cut():
    song = a_song(20.0)
    line = LyricLine(text="la", start_s=5.53, end_s=6.5, estimated=True, confidence=0.9)
    for confidence, cut in ((0.9, True), (0.3, False)):
        told = song.model_copy(update={"lines": (line.model_copy(update={"confidence": confidence}),)})
        points = cut_points(told, Fraction(24), 480)
        assert any("line" in point.kinds for point in points) == cut
        assert told.lines[0].sure == cut


def test_a_mix_of_forty_minutes_is_searched_in_bounded_time():
    lines = tuple(LyricLine(text=f"la la {n}", start_s=0, end_s=0, paragraph=n // 4) for n in range(40))
    began = time.process_time()
    placed = place_lines(lines, a_song(2400.0), music(2400.0, [(60 * n, 60 * n + 30) for n in range(40)]))
    assert time.process_time() - began < 40
    assert all(0 <= line.start_s <= 2400 for line in placed)


def test_equal_inputs_give_equal_times():
    lines = tuple(LyricLine(text=f"la {n}", start_s=0, end_s=0, paragraph=n // 4) for n in range(12))
    heard = music(60.0, [(5, 50)])
    assert place_lines(lines, a_song(60.0), heard) == place_lines(lines, a_song(60.0), heard)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Снег идёт и тишина", "ru"), ("Сніг іде, і тиша її", "uk"), ("雪が降る夜に", "ja"), ("밤이 내리면", "ko"),
        ("night falls over the empty town", "en"), ("soy un fantasma que se asusta de si mismo", "es"), ("...", None),
    ],
)  # fmt: skip
def test_the_language_of_the_words_is_told_to_the_model(text, language):
    assert language_of_lyrics(text) == language
