"""A film that stands is told better: what hangs on the song's clock follows, and the song is not heard again."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
import stand_ins
from stand_ins import calls, finish, renderer

from director.model import Brief, FilmFormat, Reading, SongMap, Treatment
from director.session import CHECKPOINT, opened
from director.steps.listen import IMPRESSION, OVERRULES
from director.store import Project, Store
from tools import hearing

SHOTS = 12


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project folder with six seconds of clicks at 120 bpm, and four words that have no times."""
    rate, folder = 22050, tmp_path / "film"
    times = np.arange(6 * rate) / rate
    struck = np.random.default_rng(1).normal(size=len(times)) * np.exp(-(times % 0.5) * 40)
    brief = Brief(text="a quiet field", language="en", format=FilmFormat(size="360p"))
    Store(folder).create(Project(song_file="song.wav", lyrics_file="lyrics.txt", brief=brief))
    soundfile.write(folder / "song.wav", 0.2 * struck / np.abs(struck).max(), rate)
    (folder / "lyrics.txt").write_text("one two\nthree four\n", "utf-8")
    return folder


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One entry for each time that a song is analysed."""
    times: list[str] = []
    whole = hearing.impression_of

    def counted(*arguments: object) -> object:
        times.append("heard")
        return whole(*arguments)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(hearing, "impression_of", counted)
    return times


def song(folder: Path) -> SongMap:
    found = Store(folder).load().song
    assert found is not None
    return found


async def test_an_overrule_changes_the_clock_and_neither_hears_nor_shoots_again(folder: Path, heard: list[str]) -> None:
    await finish(folder)
    before = song(folder)
    assert before.tempo_bpm == pytest.approx(120, abs=1)
    shot = calls(folder.parent / "calls.jsonl", "submit")
    (folder / OVERRULES).write_text('{"bpm": 60}', "utf-8")
    await finish(folder)
    after = song(folder)
    assert (after.overruled, heard) == (("beats",), ["heard"])
    assert after.tempo_bpm == pytest.approx(60, abs=0.5)
    assert calls(folder.parent / "calls.jsonl", "submit") == shot
    await finish(folder)
    assert (song(folder), heard) == (after, ["heard"])
    (folder / OVERRULES).unlink()
    await finish(folder)
    assert (song(folder), heard) == (before, ["heard"])


async def test_an_overrule_survives_a_fault_and_a_lost_checkpoint(folder: Path, heard: list[str]) -> None:
    class Stumbling(stand_ins.Writer):
        async def treat(self, brief: Brief, reading: Reading, song: SongMap) -> Treatment:
            raise ZeroDivisionError("no ink")

    await finish(folder)
    (folder / OVERRULES).write_text('{"meter": 3}', "utf-8")
    with pytest.raises(ZeroDivisionError):
        async with opened(folder, stand_ins.replaced(screenwriter=Stumbling()), {"quick": renderer(folder)}) as session:
            await session.finish()
    for file in folder.glob(f"{CHECKPOINT}*"):
        file.unlink()
    await finish(folder)
    assert (song(folder).meter, song(folder).overruled, heard) == (3, ("meter",), ["heard"])


async def test_new_words_or_a_damaged_impression_are_heard_anew(folder: Path, heard: list[str]) -> None:
    await finish(folder)
    first = song(folder)
    (folder / IMPRESSION).write_bytes((folder / IMPRESSION).read_bytes()[:500])
    (folder / OVERRULES).write_text('{"bpm": 60}', "utf-8")
    await finish(folder)
    assert heard == ["heard"] * 2
    (folder / OVERRULES).unlink()
    await finish(folder)
    assert song(folder) == first
    (folder / "lyrics.txt").write_text("one two\nthree five\n", "utf-8")
    await finish(folder)
    assert len(heard) == 3
    assert [line.text for line in song(folder).lines] == ["one two", "three five"]
