"""Keyframe first: a still is judged before the take that starts from it is paid for."""

import json
from pathlib import Path

import pytest
from film_room import PAINTER, VENDOR, Hired, House, begun, vendor
from stand_ins import QuickRenderer

from director.model import Approve, Export, Limits, Mode, Money, Realise
from director.steps import base
from director.store import Store
from render.base import Progress

PLENTY = Limits(budget=Money(micros=100_000_000))


async def filmed(house: House) -> None:
    async with house.open() as session:
        await session.finish()
        await session.answer(Realise())
        await session.finish()


async def test_a_still_is_judged_revised_and_starts_the_take(tmp_path: Path) -> None:
    house = House(begun(tmp_path / "film", PLENTY), shots=6)
    await filmed(house)
    project = Store(house.folder).load()
    assert set(project.keyframes) == {f"s{n:03d}" for n in range(1, 7)}
    assert {r.role for r in project.keyframes.values()} == {"first frame"}
    # The stand-in's critic refuses dark pictures: every third still was made once more, by another order.
    tries = {shot: len(made.tries) for shot, made in project.first_frames.items()}
    assert tries == {"s001": 1, "s002": 1, "s003": 2, "s004": 1, "s005": 1, "s006": 2}
    for order in house.film.orders:
        assert [r.role for r in order.references if r.role == "first frame"] == ["first frame"]
        assert project.keyframes[order.shot.id] in order.references
    stills = [order for order in house.painter.orders if "sheet" not in order.prompt and "Location" not in order.prompt]
    assert len(stills) == 8
    assert len({order.key() for order in stills}) == 8
    assert not list((house.folder / "takes").glob(".*.part.mp4"))


async def test_no_still_is_made_or_paid_for_twice_whatever_is_lost(tmp_path: Path) -> None:
    house = House(begun(tmp_path / "film", PLENTY), shots=6, still_price=1_000)
    await filmed(house)
    made = house.made()
    assert len(made) == len(set(made))
    (house.folder / "checkpoint.db").unlink()
    project = Store(house.folder).load()
    Store(house.folder).save(project.model_copy(update={"first_frames": {}, "keyframes": {}, "approved": False}))
    again = House(house.folder, shots=6, still_price=1_000)
    async with again.open() as session:
        await session.finish()
        spent = (await session.standing()).totals.spent.micros
    assert again.made() == made, "stills are found again under their orders"
    takes = sum(1 for order in again.film.orders) + len(house.film.orders)
    priced = sum(100_000 for _ in range(takes)) + 1_000 * len(house.painter.orders)
    assert spent == priced


async def test_a_still_that_nobody_finds_good_leaves_the_shot_to_words(tmp_path: Path) -> None:
    limits = PLENTY.model_copy(update={"max_attempts": 1})
    able = vendor(Mode(kind="t2v", frames=vendor().modes[0].frames), Mode(kind="i2v", frames=vendor().modes[0].frames))
    house = House(begun(tmp_path / "film", limits), shots=6, able=able)
    await filmed(house)
    project = Store(house.folder).load()
    assert {shot for shot, made in project.first_frames.items() if not made.accepted} == {"s003", "s006"}
    assert set(project.keyframes) == {"s001", "s002", "s004", "s005"}
    worded = [o for o in house.film.orders if o.shot.id in ("s003", "s006")]
    assert worded
    assert all(not o.references for o in worded)
    assert "words alone: 3, 6" in (house.folder / "report.json").read_text()


async def test_without_a_maker_of_stills_or_a_model_that_starts_from_one_none_is_made(tmp_path: Path) -> None:
    house = House(begun(tmp_path / "a", PLENTY), shots=6, stills=False)
    await filmed(house)
    assert Store(house.folder).load().keyframes == {}
    able = vendor(Mode(kind="t2v", frames=vendor().modes[0].frames), price=None)
    free = House(begun(tmp_path / "b", PLENTY), shots=6, price=0, able=able)
    await filmed(free)
    assert {made.renderer for made in Store(free.folder).load().routes.values()} == {VENDOR}
    assert Store(free.folder).load().first_frames == {}


async def test_a_changed_shot_gets_a_still_of_its_own(tmp_path: Path) -> None:
    from director.model import Restage

    house = House(begun(tmp_path / "film", PLENTY), shots=6)
    async with house.open() as session:
        await session.finish()
        await session.answer(Realise())
        await session.finish()
        before = Store(house.folder).load()
        await session.answer(Restage(shots=("s002",), weather="rain"))
        await session.answer(Approve())
        await session.answer(Export())
    after = Store(house.folder).load()
    assert after.first_frames["s002"].plan != before.first_frames["s002"].plan
    assert {s: f for s, f in after.first_frames.items() if s != "s002"} == {
        s: f for s, f in before.first_frames.items() if s != "s002"
    }
    assert PAINTER in after.first_frames["s002"].model


async def test_every_picture_and_take_is_seen_while_it_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "TELL_EVERY_S", 0.0)
    house = House(begun(tmp_path / "film", PLENTY), shots=6)

    async def half(hired: Hired, job: str) -> Progress:
        seen = await real(hired, job)
        return Progress("running", 0.5) if seen.state == "running" else seen

    real = QuickRenderer.poll
    monkeypatch.setattr(Hired, "poll", half)
    await filmed(house)
    events = [json.loads(line) for line in (house.folder / "log.jsonl").read_text("utf-8").splitlines()]
    told = {name: [e for e in events if e["event"] == name] for name in ("sheets", "sheet", "still", "making")}
    assert told["sheets"][0]["sheets"] > 0
    assert {e["who"] for e in told["sheet"]} >= {"Anna", "Boris"}
    assert {e["shot"] for e in told["still"]} >= {f"s{n:03d}" for n in range(1, 7)}
    last = [e for e in told["still"] if e["of"] == 6]
    assert [e["number"] for e in last if "share" not in e] == [1, 2, 3, 4, 5, 6]
    assert {e["share"] for e in told["making"]} == {0.5}
    assert {e["renderer"] for e in told["making"]} == {VENDOR}
