"""A film that stands is told better: what hangs on the song's clock follows, and the song is not heard again."""

import json
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
import stand_ins
from stand_ins import calls, finish, renderer, start

from director.model import Brief, FilmFormat, Reading, SongMap, Treatment
from director.session import CHECKPOINT, opened
from director.steps.listen import IMPRESSION, OVERRULES
from director.store import Project, Store
from tools import hearing
from tools.media import read_frames

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


EVERYTHING = {
    "bpm": 60, "bar_one_s": 1.0, "meter": 3,
    "sections": [{"label": "verse", "start_s": 0}, {"label": "chorus", "start_s": 3}],
}  # fmt: skip
OVERRULED = ("beats", "bars", "meter", "sections")


def killed_at(folder: Path, moment: Callable[[], bool]) -> None:
    """Make the film in a process of its own, and end it with kill -9 as soon as the moment has come."""
    run = start(folder)
    while not moment():
        assert run.poll() is None, "the film was finished before the moment came"
        time.sleep(0.002)
    run.send_signal(signal.SIGKILL)
    run.wait()


@pytest.mark.full  # four films in eight processes: 80 s
@pytest.mark.parametrize("point", ["first take", "half way", "half way, checkpoint lost", "as the word is carried out"])
def test_the_artists_word_survives_a_kill_and_a_resume(folder: Path, tmp_path: Path, point: str) -> None:
    whole = tmp_path / "whole" / "film"
    shutil.copytree(folder, whole)
    for each in (folder, whole):
        if point == "as the word is carried out" and each == folder:
            assert start(each).wait(60) == 0
            assert song(each).overruled == ()
            before = (each / "draft.mp4").stat().st_mtime_ns
        (each / OVERRULES).write_text(json.dumps(EVERYTHING), "utf-8")
    assert start(whole).wait(60) == 0
    asked = folder.parent / "calls.jsonl"
    moments = {
        "first take": lambda: bool(calls(asked, "submit")),
        "as the word is carried out": lambda: song(folder).overruled == OVERRULED,
    }
    killed_at(folder, moments.get(point, lambda: len(calls(asked, "submit")) >= SHOTS // 2))
    if point == "as the word is carried out":
        assert (folder / "draft.mp4").stat().st_mtime_ns == before, "killed before the film was made anew"
    if point.endswith("lost"):
        for file in folder.glob(f"{CHECKPOINT}*"):
            file.unlink()
    assert start(folder).wait(60) == 0
    told = song(folder)
    assert told == song(whole)
    assert told.overruled == OVERRULED
    assert (told.tempo_bpm, told.meter, told.bars[0]) == (pytest.approx(60, abs=0.5), 3, pytest.approx(1.0, abs=0.13))
    assert [(part.label, round(part.start_s, 1)) for part in told.sections] == [("verse", 0.0), ("chorus", 3.0)]
    if point != "as the word is carried out":
        assert (read_frames(folder / "draft.mp4") == read_frames(whole / "draft.mp4")).all()
