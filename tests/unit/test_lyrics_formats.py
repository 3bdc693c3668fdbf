"""Lyric sheets written and read again, in every format and in the state in which people keep them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from director.errors import ArtistError
from director.model import LyricLine, SungWord
from director.words import say
from tools.lyrics import Sheet, format_of, read_lyrics, write_lyrics
from tools.lyrics.encodings import read_text

WORD = st.text(alphabet="abcdeгдежзийéüñçΑβγ日本語한국", min_size=1, max_size=9)


@st.composite
def sheets(draw, *, words: bool):
    """Lines one after another on a grid of 10 ms, with word times or without."""
    at = draw(st.integers(0, 500))
    lines = []
    for _ in range(draw(st.integers(1, 8))):
        texts = draw(st.lists(WORD, min_size=1, max_size=5))
        start = at
        sung = []
        for number, text in enumerate(texts):
            length = draw(st.integers(8, 90))
            spaced = text + (" " if number + 1 < len(texts) else "")
            sung.append(SungWord(text=spaced, start_s=at / 100, end_s=(at + length) / 100))
            at += length
        lines.append(
            LyricLine(text=" ".join(texts), start_s=start / 100, end_s=at / 100, words=tuple(sung) if words else ())
        )
        at += draw(st.integers(10, 300))
    return tuple(lines)


def assert_same(before, after, tolerance, *, words):
    assert [line.text for line in after] == [line.text for line in before]
    for old, new in zip(before, after, strict=True):
        assert new.start_s == pytest.approx(old.start_s, abs=tolerance)
        assert new.end_s == pytest.approx(old.end_s, abs=tolerance)
        if words:
            assert "".join(word.text for word in new.words) == old.text
            assert [word.start_s for word in new.words] == pytest.approx([w.start_s for w in old.words], abs=tolerance)


@pytest.mark.parametrize("kind", ["lrc", "srt", "ass", "vtt", "ultrastar"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines=sheets(words=False))
def test_lines_come_back(kind, lines):
    sheet = read_lyrics(text=write_lyrics(lines, kind, "Song", "Artist"))
    assert sheet.format == kind
    assert sheet.notes == ()
    assert_same(lines, sheet.lines, 0.011, words=False)


@pytest.mark.parametrize("kind", ["lrc", "ass", "vtt", "ultrastar"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines=sheets(words=True))
def test_word_times_come_back(kind, lines):
    sheet = read_lyrics(text=write_lyrics(lines, kind))
    assert_same(lines, sheet.lines, 0.011, words=True)


def read_or_nothing(text):
    try:
        return read_lyrics(text=text)
    except ArtistError as error:
        return Sheet(()) if error.key == "lyrics_empty" else None


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from(list("[]<>:.,-0123456789 \n\r\tEFP*#~{}\\kabя→WEBVTT")),
        max_size=300,
    )
)
def test_no_text_makes_reading_fail(text):
    for head in ("", "WEBVTT\n\n", "[Script Info]\n[Events]\n", "#BPM:120\n#GAP:0\n: 0 4 0 la\n", "[00:01.00]la\n"):
        sheet = read_or_nothing(head + text)
        assert all(0 <= line.start_s <= line.end_s and line.text for line in sheet.lines)
        starts = [line.start_s for line in sheet.lines]
        assert starts == sorted(starts)
        assert all(say(note.key, "ru", **note.values) for note in sheet.notes)


def test_ultrastar_as_it_is_found():
    text = (
        "\ufeff#TITLE:Ночь\n#ARTIST:Анна\n#BPM:300,5\n#GAP:1000\n#P1:Анна\n#P2:Пётр\nP1\n: 0 10 5 Но\n* 10 5 5 чью \n"
        "F 20 5 0 снег\n: 26 5 0 ~\n- 40\n: 60 4 3 Тихо\nбред\nP2\n: 200 8 1 Да\nE\n"
    )
    sheet = read_lyrics(text=text)
    step = 15 / 300.5
    assert (sheet.title, sheet.artist, sheet.format) == ("Ночь", "Анна", "ultrastar")
    assert [(line.text, line.voice) for line in sheet.lines] == [
        ("Ночью снег", "Анна"), ("Тихо", "Анна"), ("Да", "Пётр"),
    ]  # fmt: skip
    assert sheet.lines[0].start_s == pytest.approx(1.0)
    assert sheet.lines[0].end_s == pytest.approx(1 + 31 * step)
    assert sheet.lines[0].words[1].start_s == pytest.approx(1 + 10 * step)
    assert [note.key for note in sheet.notes] == ["lyrics_rows_unreadable"]


def test_ultrastar_with_relative_times_and_two_voices_comes_back():
    relative = "#BPM:150\n#GAP:0\n#RELATIVE:YES\n: 0 5 0 one\n- 10 10\n: 0 5 0 two\nE\n"
    assert [line.start_s for line in read_lyrics(text=relative).lines] == pytest.approx([0, 1.0])
    both = (
        LyricLine(text="a", start_s=1, end_s=2, voice="Anna"), LyricLine(text="b", start_s=1.5, end_s=3, voice="Bo"),
    )  # fmt: skip
    again = read_lyrics(text=write_lyrics(both, "ultrastar")).lines
    assert [(line.text, line.voice, line.end_s) for line in again] == [("a", "Anna", 2.0), ("b", "Bo", 3.0)]


def test_lrc_voices_and_lines_without_a_readable_stamp():
    text = "[00:10.00]F: She sings\n[00:14.00]still she\n[00:99.00]lost its time\n[00:18.00]D: both\n[00:22.00]v2: he\n"
    sheet = read_lyrics(text=text)
    assert [(line.text, line.voice) for line in sheet.lines] == [
        ("She sings", "F"), ("still she", "F"), ("lost its time", ""), ("both", "D"), ("he", "v2"),
    ]  # fmt: skip
    lost = sheet.lines[2]
    assert lost.start_s == pytest.approx(16.0)
    assert lost.estimated
    assert sheet.notes[0].key == "lyrics_lines_without_time"
    assert read_lyrics(text=write_lyrics(sheet.lines, "lrc")).lines[0].voice == "F"


def test_vtt_with_names_comments_and_word_times():
    text = (
        "WEBVTT\n\nNOTE made by hand\n\n1\n00:01.000 --> 00:03.000\n<v Anna><00:00:01.000>Hello <00:00:02.000>you\n\n"
        "second\n00:04.000 --> 00:05.000\nplain <b>bold</b>\n\nNOTE the end\n\n00:xx --> 00:07.000\nlost\n"
    )
    sheet = read_lyrics(text=text)
    assert [(line.text, line.voice) for line in sheet.lines] == [("Hello you", "Anna"), ("plain bold", "")]
    assert [(word.text, word.start_s) for word in sheet.lines[0].words] == [("Hello ", 1.0), ("you", 2.0)]
    assert [(note.key, note.values) for note in sheet.notes] == [("lyrics_cues_unreadable", {"cues": 1})]


def test_ass_with_karaoke_styles_and_drawings():
    text = (
        "[Script Info]\nTitle: Song\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n[Events]\n"
        "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        "Comment: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,not sung\n"
        "Dialogue: 0,0:00:05.00,0:00:07.00,Default,Анна,0,0,0,,{\\k50}Снег{\\k20} {\\kf80}идёт\\Nтихо\n"
        "Dialogue: 0,0:00:08.00,0:00:09.00,Default,,0,0,0,,{\\p1}m 0 0 l 9 9{\\p0}\n"
    )
    sheet = read_lyrics(text=text)
    assert sheet.title == "Song"
    assert [(line.text, line.voice, line.end_s) for line in sheet.lines] == [("Снег идёт тихо", "Анна", 7.0)]
    assert [word.start_s for word in sheet.lines[0].words] == pytest.approx([5.0, 5.7])


@pytest.mark.parametrize(
    ("encoding", "note"),
    [("utf-8", ""), ("utf-16-le", ""), ("utf-16-be", ""), ("cp1251", "Windows-1251"), ("koi8-r", "KOI8-R")],
)
def test_a_guessed_encoding_is_told(tmp_path, encoding, note):
    path = tmp_path / "song.txt"
    # Without a mark, UTF-16 is known by the zero bytes of line ends, blanks and Latin letters.
    words = "Снег идёт over the town and the river\nи тишина over the sea again\n"
    path.write_bytes(words.encode(encoding))
    text, notes = read_text(path)
    assert text.splitlines() == words.splitlines()
    assert [value.values.get("encoding") for value in notes] == ([note] if note else [])


def test_broken_letters_are_counted(tmp_path):
    path = tmp_path / "song.txt"
    path.write_bytes("Снег идёт и тишина над рекой".encode() + b"\xff" + " и над морем".encode())
    text, notes = read_text(path)
    assert text.startswith("Снег идёт")
    assert [(note.key, note.values["n"]) for note in notes] == [("lyrics_letters_lost", 1)]


def test_repeats_written_short_are_sung_out():
    sheet = read_lyrics(text="[Chorus x2]\nla la la (x2)\noh no\n\nverse line\n\n[Chorus]\n2 x 4\n")
    assert [line.text for line in sheet.lines] == ["la la la", "la la la", "oh no", "verse line", "2 x 4"]


def test_formats_by_name(tmp_path):
    names = {"a.LRC": "lrc", "a.ultrastar.txt": "ultrastar", "a.txt": "plain", "a.ssa": "ass"}
    assert {name: format_of(tmp_path / name) for name in names} == names
    with pytest.raises(ArtistError, match="lyrics_format_unknown"):
        format_of(tmp_path / "a.doc")


def test_a_held_word_lasts_until_the_mark_that_ends_it():
    (line,) = read_lyrics(text="[00:10.00]ooh\n[00:16.50]\n").lines
    assert line.end_s == 16.5
    (alone,) = read_lyrics(text="[00:10.00]ooh\n").lines
    assert alone.end_s < 12.5
