"""A film's way through the graph: made once, stopped anywhere, resumed, changed by turns."""

import asyncio
import json
import signal
import time
from collections import Counter
from pathlib import Path

import pytest
import soundfile
import stand_ins
from stand_ins import Critic, begin, calls, finish, renderer, start

from director.crew.base import FilmView, Footing
from director.errors import ArtistError
from director.ledger import Ledger
from director.model import (
    Approve,
    Export,
    Limits,
    Lock,
    Money,
    Pick,
    Retake,
    Storyboard,
    Turn,
    Undo,
)
from director.session import CHECKPOINT, opened
from director.store import Store
from tools.media import probe, read_frames

SHOTS = 12


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return begin(tmp_path / "film")


async def test_a_song_becomes_a_film_and_weak_takes_are_made_again_by_another_order(folder: Path) -> None:
    await finish(folder)
    made = calls(folder.parent / "calls.jsonl", "made")
    weak = {f"s{n:03d}" for n in range(1, SHOTS + 1) if n % 3 == 0}
    counted = Counter(call["shot"] for call in made)
    assert {shot for shot, count in counted.items() if count == 2} == weak
    assert {count for shot, count in counted.items() if shot not in weak} == {1}
    report = json.loads((folder / "report.json").read_text())
    assert report["video"]["frames"] == 144
    assert report["video"]["gaps"] == 0
    final = {shot["id"]: shot for shot in report["shots"]}
    assert all(final[shot]["score"] > final[shot]["first_score"] for shot in weak)
    assert read_frames(folder / "draft.mp4", [60]).mean() > 60


async def test_a_finished_film_is_not_made_twice(folder: Path) -> None:
    await finish(folder)
    before = calls(folder.parent / "calls.jsonl", "submit")
    critic = await finish(folder)
    assert calls(folder.parent / "calls.jsonl", "submit") == before
    assert critic.judged == []
    assert critic.reviewed == 0


async def test_without_its_checkpoint_a_film_goes_on_and_pays_nothing_again(folder: Path) -> None:
    await finish(folder)
    before = calls(folder.parent / "calls.jsonl", "submit")
    film = (folder / "draft.mp4").read_bytes()
    for file in folder.glob(f"{CHECKPOINT}*"):
        file.unlink()
    await finish(folder)
    assert calls(folder.parent / "calls.jsonl", "submit") == before
    assert (folder / "draft.mp4").read_bytes() == film


async def test_only_the_shot_that_a_turn_names_is_shot_judged_and_cut_again(folder: Path) -> None:
    await finish(folder)
    before = len(calls(folder.parent / "calls.jsonl", "submit"))
    crew = stand_ins.crew(SHOTS)
    critic = crew.critic
    assert isinstance(critic, Critic)
    async with opened(folder, crew, {"quick": renderer(folder)}) as session:
        await session.go()
        standing = await session.answer(Retake(shots=("s005",)))
    made = calls(folder.parent / "calls.jsonl", "submit")[before:]
    assert [call["shot"] for call in made] == ["s005"]
    assert len(critic.judged) == 1
    assert sorted(Store(folder).take(take).shot for take in critic.placed) == ["s004", "s005", "s006"]  # type: ignore[union-attr]
    assert critic.reviewed == 1
    assert standing.project.draft is not None
    assert standing.project.draft.segments_made <= 1
    assert standing.project.draft.segments_reused >= SHOTS - 1


async def test_the_artist_sees_the_new_take_takes_the_old_one_back_and_undoes(folder: Path) -> None:
    await finish(folder)
    async with opened(folder, stand_ins.crew(SHOTS), {"quick": renderer(folder)}) as session:
        first = (await session.go()).project.draft
        second = (await session.answer(Retake(shots=("s005",)))).project.draft
        back = (await session.answer(Pick(shot="s005"))).project.draft
        undone = (await session.answer(Undo())).project.draft
    assert first is not None
    assert second is not None
    assert back is not None
    assert undone is not None
    assert second.takes["s005"] != first.takes["s005"]
    assert back.takes == first.takes
    assert undone.takes == second.takes


async def test_undo_with_nothing_to_undo_says_so_and_the_film_stays_open(folder: Path) -> None:
    await finish(folder)
    async with opened(folder, stand_ins.crew(SHOTS), {"quick": renderer(folder)}) as session:
        await session.go()
        with pytest.raises(ArtistError, match="nothing_to_undo"):
            await session.answer(Undo())
    async with opened(folder, stand_ins.crew(SHOTS), {"quick": renderer(folder)}) as session:
        await session.go()
        assert (await session.answer(Export())).project.draft is not None


async def test_a_fault_of_ours_in_a_turn_is_told_and_does_not_hold_the_film(folder: Path) -> None:
    class Clumsy(stand_ins.Boarder):
        async def restage(self, view: FilmView, turn: Turn, footing: Footing) -> Storyboard:
            raise ZeroDivisionError("clumsy")

    await finish(folder)
    async with opened(folder, stand_ins.replaced(storyboarder=Clumsy(SHOTS)), {"quick": renderer(folder)}) as session:
        await session.go()
        with pytest.raises(ArtistError, match="turn_failed"):
            await session.answer(Lock(shots=("s002",)))
        assert (await session.answer(Export())).project.turns == ()
    assert "clumsy" in (folder / "log.jsonl").read_text()


async def test_nothing_is_spent_before_the_artist_says_yes(folder: Path) -> None:
    async with opened(folder, stand_ins.crew(SHOTS), {"quick": renderer(folder, price=250_000)}) as session:
        standing = await session.go()
        quote = await session.quote()
    assert standing.waiting
    assert quote.money == Money(micros=SHOTS * 250_000)
    assert calls(folder.parent / "calls.jsonl", "submit") == []


async def test_the_budget_is_a_wall_and_what_it_left_unmade_is_a_named_gap(tmp_path: Path) -> None:
    folder = begin(tmp_path / "film", Limits(budget=Money(micros=2_000_000)))
    await finish(folder, price=250_000)
    assert len(calls(tmp_path / "calls.jsonl", "submit")) == 8
    ledger = Ledger(folder / "state.db")
    assert ledger.totals().spent == Money(micros=2_000_000)
    report = json.loads((folder / "report.json").read_text())
    assert report["video"]["gaps"] == SHOTS - 8
    assert report["video"]["frames"] == 144


async def test_two_cannot_work_on_one_film(folder: Path) -> None:
    async with opened(folder, stand_ins.crew(), {"quick": renderer(folder)}):
        with pytest.raises(ArtistError, match="project_busy"):
            async with opened(folder, stand_ins.crew(), {"quick": renderer(folder)}):
                pass


def test_a_project_of_a_newer_version_is_refused(folder: Path) -> None:
    path = folder / "project.json"
    content = json.loads(path.read_text())
    path.write_text(json.dumps(content | {"schema_version": 99}))
    with pytest.raises(ArtistError, match="project_newer"):
        Store(folder).load()


def begun(folder: Path) -> float:
    """Wait until the first take is asked for."""
    while not calls(folder.parent / "calls.jsonl", "submit"):
        time.sleep(0.005)
    return time.monotonic()


@pytest.mark.full
@pytest.mark.parametrize("point", range(20))
def test_killed_anywhere(tmp_path: Path, point: int) -> None:
    kill_and_resume(tmp_path, point / 20)


@pytest.mark.parametrize("share", [0.1, 0.45, 0.8])
def test_killed_and_resumed(tmp_path: Path, share: float) -> None:
    kill_and_resume(tmp_path, share)


def kill_and_resume(tmp_path: Path, share: float) -> None:
    whole = begin(tmp_path / "whole" / "film")
    (tmp_path / "killed").mkdir()
    killed = begin(tmp_path / "killed" / "film")
    run = start(whole)
    began = begun(whole)
    assert run.wait(60) == 0
    lasts = time.monotonic() - began

    run = start(killed)
    time.sleep(max(0.0, begun(killed) + lasts * share - time.monotonic()))
    run.send_signal(signal.SIGKILL)
    run.wait()
    if share > 0.5:
        for file in killed.glob(f"{CHECKPOINT}*"):
            file.unlink()
    assert start(killed).wait(60) == 0

    made = Counter(str(call["key"]) for call in calls(tmp_path / "killed" / "calls.jsonl", "submit"))
    expected = {str(call["key"]) for call in calls(tmp_path / "whole" / "calls.jsonl", "submit")}
    assert set(made) == expected
    twice = {key for key, count in made.items() if count > 1}
    assert max(made.values()) <= 2
    assert len(twice) <= 2, "only takes in flight at the kill may be asked for again"
    assert (read_frames(whole / "draft.mp4") == read_frames(killed / "draft.mp4")).all()


async def test_a_locked_shot_is_left_alone(folder: Path) -> None:
    await finish(folder)
    before = calls(folder.parent / "calls.jsonl", "submit")
    async with opened(folder, stand_ins.crew(SHOTS), {"quick": renderer(folder)}) as session:
        await session.go()
        await session.answer(Lock(shots=("s002",)))
        await session.answer(Approve())
    assert calls(folder.parent / "calls.jsonl", "submit") == before


async def test_a_preview_shoots_only_the_turn_and_the_film_uses_its_takes(folder: Path) -> None:
    long = stand_ins.sound(30)
    soundfile.write(folder / "song.wav", long.samples, long.rate)
    store = Store(folder)
    store.save(store.load().model_copy(update={"song": stand_ins.song(30)}))
    async with opened(folder, stand_ins.crew(SHOTS), {"quick": renderer(folder)}) as session:
        await session.go()
        standing = await session.answer(Approve(preview=True))
        trial = {str(call["shot"]) for call in calls(folder.parent / "calls.jsonl", "submit")}
        assert standing.project.draft is None
        assert not standing.project.approved
        assert probe(folder / "preview.mp4").frames == 240
        await session.finish()
    assert trial == {"s001", "s002", "s003", "s004"}
    assert probe(folder / "draft.mp4").frames == 720
    made = Counter(str(call["key"]) for call in calls(folder.parent / "calls.jsonl", "submit"))
    assert set(made.values()) == {1}


async def test_only_the_last_fifty_turns_can_be_undone(folder: Path) -> None:
    store = Store(folder)
    for number in range(60):
        project = store.load()
        store.remember(project)
        store.save(project.model_copy(update={"reasons": {"s001": str(number)}}))
    assert len(list((folder / "history").iterdir())) == 50
    for number in reversed(range(9, 59)):
        before = store.recall()
        assert before is not None
        assert before.reasons == {"s001": str(number)}
        assert before.song == store.load().song
        store.save(before)
        store.forget()
    assert store.recall() is None


async def test_a_retake_that_fails_ends_and_can_be_asked_for_again(folder: Path) -> None:
    await finish(folder)
    async with opened(folder, stand_ins.crew(SHOTS), {"quick": renderer(folder, broken={"s005": "dry"})}) as session:
        await session.go()
        standing = await asyncio.wait_for(session.answer(Retake(shots=("s005",))), 30)
        assert standing.project.draft is not None
        assert "s005" in standing.project.draft.takes, "the take that is there stays in the cut"
    before = len(calls(folder.parent / "calls.jsonl", "made"))
    async with opened(folder, stand_ins.crew(SHOTS), {"quick": renderer(folder)}) as session:
        await session.go()
        await session.answer(Retake(shots=("s005",)))
    assert [call["shot"] for call in calls(folder.parent / "calls.jsonl", "made")[before:]] == ["s005"]


async def test_a_retake_beyond_the_budget_is_refused_with_its_price(tmp_path: Path) -> None:
    folder = begin(tmp_path / "film", Limits(budget=Money(micros=16 * 250_000)))
    await finish(folder, price=250_000)
    async with opened(folder, stand_ins.crew(SHOTS), {"quick": renderer(folder, price=250_000)}) as session:
        await session.go()
        with pytest.raises(ArtistError, match="retake_too_dear"):
            await asyncio.wait_for(session.answer(Retake(shots=("s005",))), 30)
    assert Ledger(folder / "state.db").totals().spent == Money(micros=4_000_000)
