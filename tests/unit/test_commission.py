"""What an artist may bring: taken, or refused with a sentence that says what to do, and nothing half-written."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from director.commission import Commission, beside, language_of, read_brief, take_on
from director.errors import ArtistError
from director.model import Limits, Money, Overrules, Window
from director.steps.listen import OVERRULES, overrules_for
from director.store import Store
from director.words import keys, say
from tools.composing import Piece


@pytest.fixture
def song(tmp_path: Path) -> Path:
    path = tmp_path / "Artist - My_song.wav"
    rate = 22050
    t = np.arange(8 * rate) / rate
    soundfile.write(path, 0.3 * np.sin(2 * np.pi * 220 * t) * (np.sin(2 * np.pi * 2 * t) > 0), rate)
    return path


def test_a_film_is_begun(tmp_path: Path, song: Path) -> None:
    (tmp_path / "brief.md").write_text("Девочка идёт по снегу.", "utf-8")
    folder = take_on(Commission(song=song, brief=str(tmp_path / "brief.md"), out=tmp_path / "films" / "one"))
    project = Store(folder).load()
    assert (folder / project.song_file).read_bytes() == song.read_bytes()
    assert (project.brief.text, project.brief.language) == ("Девочка идёт по снегу.", "ru")
    assert (project.brief.title, project.brief.artist) == ("My song", "Artist")


def test_the_same_commission_finds_its_film_again_another_does_not_overwrite_it(tmp_path: Path, song: Path) -> None:
    first = Commission(song=song, brief="a girl in snow", out=tmp_path / "film")
    folder = take_on(first)
    stamp = (folder / "project.json").stat().st_mtime_ns
    assert take_on(first) == folder
    assert (folder / "project.json").stat().st_mtime_ns == stamp
    other = Commission(song=song, brief="a boy in rain", out=tmp_path / "film")
    with pytest.raises(ArtistError, match="folder_taken"):
        take_on(other)
    assert beside(other) == tmp_path / "film-2"
    assert Store(folder).load().brief.text == "a girl in snow"


def test_more_money_does_not_make_another_film(tmp_path: Path, song: Path) -> None:
    folder = take_on(Commission(song=song, brief="a girl", out=tmp_path / "film"))
    richer = Limits(budget=Money(micros=5_000_000), max_attempts=9)
    assert take_on(Commission(song=song, brief="a girl", out=tmp_path / "film", limits=richer)) == folder
    assert Store(folder).load().brief.limits == richer


def test_lyrics_beside_the_song_are_found(tmp_path: Path, song: Path) -> None:
    song.with_suffix(".lrc").write_text("[00:01.00]one\n[00:03.00]two\n")
    project = Store(take_on(Commission(song=song, brief="x y", out=tmp_path / "film"))).load()
    assert project.lyrics_file == "lyrics.lrc"


def test_overrules_and_new_lyrics_reach_a_film_that_stands(tmp_path: Path, song: Path) -> None:
    first = Commission(song=song, brief="a girl in snow, 100 bpm", out=tmp_path / "film")
    folder = take_on(first)
    assert not (folder / OVERRULES).exists()
    assert overrules_for(folder, first.brief).bpm == 100
    take_on(replace(first, overrules=Overrules(bpm=92)))
    take_on(replace(first, overrules=Overrules(bar_one_s=1.5)))
    known = overrules_for(folder, first.brief)
    assert (known.bpm, known.bar_one_s) == (92, 1.5)
    words = tmp_path / "words.vtt"
    words.write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nla la\n", "utf-8")
    assert take_on(replace(first, lyrics=words)) == folder
    assert (folder / Store(folder).load().lyrics_file).read_bytes() == words.read_bytes()


def test_lyrics_without_words_are_refused_before_anything_is_written(tmp_path: Path, song: Path) -> None:
    words = tmp_path / "words.lrc"
    words.write_text("[ti:x]\n[00:01.00]\n", "utf-8")
    with pytest.raises(ArtistError, match="lyrics_empty"):
        take_on(Commission(song=song, brief="a girl in snow", out=tmp_path / "film", lyrics=words))
    assert not (tmp_path / "film").exists()


def test_without_a_song_music_is_composed_and_its_map_is_exact(tmp_path: Path) -> None:
    piece = Piece(style="cyber dance", bpm=128, key=6, mode="minor", seconds=6)
    folder = take_on(Commission(song=piece, brief="dancing girl", out=tmp_path / "film"))
    project = Store(folder).load()
    assert project.composed
    assert project.song is not None
    assert project.song.tempo_bpm == pytest.approx(128, rel=0.03)
    samples, rate = soundfile.read(folder / project.song_file)
    assert len(samples) == project.song.samples
    assert rate == project.song.sample_rate


BRIEFS = {
    "brief_empty": b"   \n\t ",
    "brief_binary": bytes(range(256)) * 20,
    "brief_long": "снег ".encode() * 300_000,
}


@pytest.mark.parametrize("key", BRIEFS)
def test_a_brief_that_cannot_be_used_is_refused(tmp_path: Path, song: Path, key: str) -> None:
    (tmp_path / "brief.md").write_bytes(BRIEFS[key])
    refused(key, Commission(song=song, brief=str(tmp_path / "brief.md"), out=tmp_path / "film"))


def test_a_brief_file_that_is_not_there_is_not_taken_for_the_brief(tmp_path: Path, song: Path) -> None:
    refused("brief_missing", Commission(song=song, brief="my_brief.md", out=tmp_path / "film"))


def test_a_brief_in_the_old_russian_encoding_is_read(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_bytes("Зима, тоска, собаки".encode("cp1251"))
    assert read_brief(str(tmp_path / "brief.txt")) == "Зима, тоска, собаки"


@pytest.mark.parametrize(
    ("key", "make"),
    [
        ("sound_missing", lambda path: None),
        ("sound_empty", lambda path: path.write_bytes(b"")),
        ("sound_corrupt", lambda path: path.write_bytes(b"not a song" * 1000)),
        ("sound_silent", lambda path: soundfile.write(path, np.zeros(22050 * 5), 22050)),
        ("sound_short", lambda path: soundfile.write(path, 0.2 * np.sin(np.arange(22050)), 22050)),
    ],
)
def test_a_song_that_cannot_be_used_is_refused(tmp_path: Path, key: str, make) -> None:  # type: ignore[no-untyped-def]
    song = tmp_path / "song.wav"
    make(song)
    refused(key, Commission(song=song, brief="a girl", out=tmp_path / "film"))


def test_a_window_outside_of_the_song_is_refused(tmp_path: Path, song: Path) -> None:
    window = Window(start_s=60, end_s=70)
    refused("sound_window_outside", Commission(song=song, brief="a girl", out=tmp_path / "film", window=window))


@pytest.mark.parametrize(
    ("key", "name", "content"),
    [("photo_corrupt", "cat.jpg", b"\xff\xd8\xffno photo"), ("video_corrupt", "cat.mp4", b"no video" * 100)],
)
def test_references_that_cannot_be_read_are_refused(
    tmp_path: Path, song: Path, key: str, name: str, content: bytes
) -> None:
    refs = tmp_path / "refs"
    refs.mkdir()
    (refs / name).write_bytes(content)
    refused(key, Commission(song=song, brief="a girl", out=tmp_path / "film", refs=refs))


def test_a_folder_without_pictures_is_refused(tmp_path: Path, song: Path) -> None:
    (tmp_path / "refs").mkdir()
    refused("refs_empty", Commission(song=song, brief="x", out=tmp_path / "film", refs=tmp_path / "refs"))
    refused("refs_missing", Commission(song=song, brief="x", out=tmp_path / "film", refs=tmp_path / "nothing"))


def test_photos_are_taken_as_they_stand(tmp_path: Path, song: Path) -> None:
    refs = tmp_path / "refs"
    refs.mkdir()
    Image.new("CMYK", (60, 40), (10, 200, 100, 0)).save(refs / "cmyk.jpg")
    Image.new("RGBA", (60, 40), (10, 200, 100, 90)).save(refs / "clear.png")
    turned = Image.Exif()
    turned[0x0112] = 6
    Image.new("RGB", (60, 40), (10, 200, 100)).save(refs / "turned.jpg", exif=turned)
    found = Store(take_on(Commission(song=song, brief="x", out=tmp_path / "film", refs=refs))).load().brief.references
    assert {(r.name, r.width, r.height) for r in found} == {
        ("cmyk.jpg", 60, 40),
        ("clear.png", 60, 40),
        ("turned.jpg", 40, 60),
    }


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path, song: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    refused("folder_unwritable", Commission(song=song, brief="x", out=tmp_path / "file" / "film"), gone=False)


def test_fps_and_size_reach_the_film(tmp_path: Path, song: Path) -> None:
    commission = Commission(song=song, brief="x", out=tmp_path / "film", fps=Fraction(24000, 1001), aspect="9:16")
    project = Store(take_on(commission)).load()
    assert project.brief.format.fps == Fraction(24000, 1001)
    assert project.brief.format.pixels == (720, 1280)


@pytest.mark.parametrize(("text", "language"), [("Зима и NEON", "ru"), ("winter", "en"), ("un hiver froid", "en")])
def test_the_answer_is_in_the_language_of_the_brief(text: str, language: str) -> None:
    assert language_of(text) == language


def refused(key: str, commission: Commission, *, gone: bool = True) -> None:
    """The commission is refused by this sentence, in both languages, and leaves nothing behind."""
    before = sorted(commission.out.parent.rglob("*")) if gone else []
    with pytest.raises(ArtistError) as error:
        take_on(commission)
    assert error.value.key == key
    assert key in keys()
    for language in ("ru", "en"):
        assert len(say(key, language, **error.value.values)) > 20  # type: ignore[arg-type]
    if gone:
        assert sorted(commission.out.parent.rglob("*")) == before
