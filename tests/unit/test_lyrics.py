"""Lyric sheets as people have them."""

import pytest

from director.errors import ArtistError
from director.words import keys
from tools.lyrics import read_lyrics, syllables


def test_lrc_with_offset_several_stamps_and_word_stamps():
    sheet = (
        "[ti:Song]\n[offset:+500]\n[00:10.00]<00:10.00>First <00:10.50>line\n[00:14.50]Second line\n\n"
        "[00:20.00][01:00.00]Refrain one\n[00:24.00][01:04.00]Refrain two\n[01:08.00]\n"
    )
    lines = read_lyrics(None, sheet).lines
    assert [(line.start_s, line.text) for line in lines] == [
        (9.5, "First line"), (14.0, "Second line"), (19.5, "Refrain one"), (23.5, "Refrain two"),
        (59.5, "Refrain one"), (63.5, "Refrain two"),
    ]  # fmt: skip
    assert [line.paragraph for line in lines] == [0, 0, 1, 1, 2, 2]
    assert not any(line.estimated for line in lines)
    assert lines[1].end_s <= 19.5
    assert lines[-1].end_s <= 67.5


def test_lrc_without_blank_lines_is_parted_by_pauses():
    sheet = "".join(f"[00:{s:02d}.00]line at {s}\n" for s in (1, 4, 7, 10, 30, 33, 36, 39))
    assert [line.paragraph for line in read_lyrics(None, sheet).lines] == [0] * 4 + [1] * 4


def test_srt_with_markup_and_numbers():
    sheet = (
        "1\n00:00:05,000 --> 00:00:07,500\n<i>Hello</i>\nthere\n\n2\n00:00:08,000 --> 00:00:09,000\n♪ you ♪\n\n"
        "3\n00:00:09,500 --> 00:00:11,000\n1999\n"
    )
    assert [(line.start_s, line.end_s, line.text) for line in read_lyrics(None, sheet).lines] == [
        (5.0, 7.5, "Hello there"), (8.0, 9.0, "you"), (9.5, 11.0, "1999"),
    ]  # fmt: skip


def test_plain_text_with_headers_repeats_the_named_chorus():
    sheet = "Куплет 1:\nСнег идёт\nи тишина\n\nПрипев:\nСвети, свети\n\nКуплет 2\nПисьма нет\n\n[Припев]\n"
    lines = read_lyrics(None, sheet).lines
    assert [line.text for line in lines] == ["Снег идёт", "и тишина", "Свети, свети", "Письма нет", "Свети, свети"]
    assert [line.paragraph for line in lines] == [0, 0, 1, 2, 3]
    assert all(line.estimated for line in lines)


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffПоезд уходит\nна север".encode(), "Поезд уходит\r\nна север".encode("cp1251"),
        "Поезд уходит\nна север".encode("utf-16"),
    ],
)  # fmt: skip
def test_encodings_of_cyrillic(tmp_path, data):
    path = tmp_path / "words.txt"
    path.write_bytes(data)
    assert [line.text for line in read_lyrics(path).lines] == ["Поезд уходит", "на север"]


def test_western_accents_in_latin_1(tmp_path):
    path = tmp_path / "words.txt"
    path.write_bytes("même si mon réveil\nça m'est égal".encode("latin-1"))
    assert [line.text for line in read_lyrics(path).lines] == ["même si mon réveil", "ça m'est égal"]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"\x00\x01\x02\x03" * 50, "lyrics_binary"), (b"", "lyrics_empty"), (b" \n\n ", "lyrics_empty"),
        (b"[ti:x]\n[00:01.00]\n", "lyrics_empty"), (b"la " * 400_000, "lyrics_too_large"), (None, "lyrics_missing"),
    ],
)  # fmt: skip
def test_what_is_no_lyric_sheet_is_refused(tmp_path, data, key):
    path = tmp_path / "words.lrc"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(ArtistError) as caught:
        read_lyrics(path)
    assert caught.value.key == key
    assert key in keys()


def test_nothing_given_is_no_words():
    assert read_lyrics().lines == ()


def test_syllables():
    assert [syllables(text) for text in ("молоко", "straight", "hello world", "...", "ёжик")] == [3, 1, 3, 1, 2]
