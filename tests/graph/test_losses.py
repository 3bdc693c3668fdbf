"""What is lost or fails in mid-film: files, verdicts, jobs, the critic, the disk. Nothing is paid twice or hidden."""

import errno
import json
import sqlite3
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
import stand_ins
from stand_ins import Critic, begin, calls, finish, renderer

from director.crew.base import Screening
from director.errors import ArtistError
from director.ledger import Ledger
from director.model import (
    Limits,
    Money,
    Quote,
    Take,
    Verdict,
)
from director.session import CHECKPOINT, opened
from director.store import Store
from tools.media import read_frames

SHOTS = 12


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return begin(tmp_path / "film")


async def test_a_take_whose_file_is_gone_is_made_again_as_it_was(folder: Path) -> None:
    await finish(folder)
    film = read_frames(folder / "draft.mp4")
    store = Store(folder)
    lost = [take for take in store.all_takes() if take.shot in ("s003", "s005") and take.attempt == 1]
    for take in lost:
        (folder / take.file).unlink()
    for file in (folder / "segments").iterdir():
        file.unlink()
    (folder / "draft.mp4").unlink()
    before = len(calls(folder.parent / "calls.jsonl", "submit"))
    await finish(folder)
    again = [call["shot"] for call in calls(folder.parent / "calls.jsonl", "submit")[before:]]
    assert again == ["s005"], "of s003 a better take is there"
    assert (read_frames(folder / "draft.mp4") == film).all()


async def test_a_take_that_nobody_judged_is_judged_not_made_again(folder: Path) -> None:
    await finish(folder)
    before = calls(folder.parent / "calls.jsonl", "submit")
    for file in (folder / "verdicts").iterdir():
        file.unlink()
    for file in folder.glob(f"{CHECKPOINT}*"):
        file.unlink()
    (folder / "draft.mp4").unlink()
    critic = await finish(folder)
    assert len(critic.judged) == len(before)
    assert calls(folder.parent / "calls.jsonl", "submit") == before


async def test_a_kept_take_is_paid_and_an_unsent_job_holds_no_money_after_a_kill(folder: Path) -> None:
    await finish(folder, price=100_000)
    ledger = Ledger(folder / "state.db")
    paid = ledger.totals().spent
    some = ledger.jobs()[0].key
    ledger._db.execute("update jobs set state = 'sent', spent = 0, reserved = 100000 where key = ?", (some,))
    ledger.reserve("f" * 32, "s001", "quick", Quote(money=Money(micros=100_000)), Limits())
    ledger.close()
    await finish(folder, price=100_000)
    totals = Ledger(folder / "state.db").totals()
    assert (totals.spent, totals.reserved) == (paid, Money(micros=0))


async def test_a_shot_that_fails_for_good_is_a_named_gap_and_is_tried_anew_when_asked(folder: Path) -> None:
    await finish(folder, broken={"s005": "no paint left"})
    report = json.loads((folder / "report.json").read_text())
    assert report["video"]["gaps"] == 1
    assert any("5" in note and "no paint left" in note for note in report["notes"])
    assert {shot["id"]: shot["decision"] for shot in report["shots"]}["s005"] == "missing"
    async with opened(folder, stand_ins.crew(SHOTS), {"quick": renderer(folder)}) as session:
        assert not session.complete()
        assert session.forgive() == 1
        await session.finish()
        assert session.complete()
    assert json.loads((folder / "report.json").read_text())["video"]["gaps"] == 0


async def test_a_critic_that_stumbles_costs_no_takes_and_is_reported(folder: Path) -> None:
    class Stumbling(Critic):
        async def judge(self, screening: Screening) -> Verdict:
            raise ZeroDivisionError("no light")

    crew = replace(stand_ins.crew(SHOTS), critic=Stumbling())
    async with opened(folder, crew, {"quick": renderer(folder)}) as session:
        await session.finish()
    assert len(calls(folder.parent / "calls.jsonl", "submit")) == SHOTS
    report = json.loads((folder / "report.json").read_text())
    assert any("no light" in note for note in report["notes"])


async def test_a_full_disk_stops_the_film_with_a_sentence_and_it_goes_on_later(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Store.keep_take
    kept = []

    def full(self: Store, take: Take, media: Path, matte: Path | None) -> Take:
        if len(kept) == 5:
            raise OSError(errno.ENOSPC, "No space left on device")
        kept.append(take.id)
        return write(self, take, media, matte)

    monkeypatch.setattr(Store, "keep_take", full)
    monkeypatch.setattr("director.store.shutil.disk_usage", lambda folder: SimpleNamespace(free=0))
    with pytest.raises(ArtistError, match="disk_full"):
        await finish(folder)
    monkeypatch.undo()
    await finish(folder)
    made = Counter(str(call["key"]) for call in calls(folder.parent / "calls.jsonl", "submit"))
    assert not set(kept) & {key for key, count in made.items() if count > 1}, "kept takes are not made again"
    assert json.loads((folder / "report.json").read_text())["video"]["gaps"] == 0


async def test_a_disk_full_for_the_ledger_is_said_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Ledger, *given: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Ledger, "reserve", full)
    monkeypatch.setattr("director.store.shutil.disk_usage", lambda folder: SimpleNamespace(free=0))
    with pytest.raises(ArtistError, match="disk_full"):
        await finish(folder)
