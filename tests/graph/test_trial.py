"""Test shots before the whole is paid for, and shots that are left to the artist or closed."""

from pathlib import Path

import pytest
import stand_ins
from film_room import House, begun
from stand_ins import calls, replaced

from director.crew.base import Preferred, Screening
from director.errors import ArtistError
from director.model import Approve, Limits, Money, Realise, Retake, Verdict
from director.session import opened
from director.store import Store
from tools.bank import keep_bank, read_bank

PLENTY = Limits(budget=Money(micros=100_000_000))
SHOTS = 9


def room(folder: Path, critic: stand_ins.Critic | None = None, price: int = 100_000):  # type: ignore[no-untyped-def]
    people = replaced(critic=critic or stand_ins.Critic(), storyboarder=stand_ins.Boarder(SHOTS))
    return opened(folder, people, {"quick": stand_ins.renderer(folder, price=price)})


def paid(folder: Path) -> int:
    return len(calls(folder.parent / "calls.jsonl", "submit"))


class Stern(stand_ins.Critic):
    """Finds nothing good."""

    async def judge(self, screening: Screening) -> Verdict:
        verdict = await super().judge(screening)
        return verdict.model_copy(update={"decision": "retry", "score": 0.2, "reason": "too dim"})


async def test_two_shots_are_paid_for_before_the_artist_says_yes_to_the_rest(tmp_path: Path) -> None:
    folder = begun(tmp_path / "film", PLENTY)
    async with room(folder) as session:
        await session.go()
        standing = await session.answer(Approve())
        assert standing.waiting
        assert not standing.project.approved
        tested = session.trial()
        assert tested is not None
        assert [one.shot.id for one in tested.tested] == ["s001", "s002"]
        assert tested.accepted
        assert paid(folder) == 2
        assert tested.spent.micros == 200_000
        page = (folder / "storyboard.html").read_text()
        assert "Test shots are made: 1, 2. Spent: 0.20 EUR." in page
        assert "data:image/jpeg" in page
        assert (await session.quote()).money.micros == 7 * 100_000
        await session.answer(Approve())
        assert session.complete()
        assert session.trial() is None
    assert len({call["key"] for call in calls(folder.parent / "calls.jsonl", "submit")}) == paid(folder)


async def test_a_run_unasked_goes_on_after_good_test_shots_and_stops_after_bad_ones(tmp_path: Path) -> None:
    good = begun(tmp_path / "good", PLENTY)
    async with room(good) as session:
        await session.finish()
        assert session.complete()
    (tmp_path / "b").mkdir()
    bad = begun(tmp_path / "b" / "film", PLENTY)
    for _ in range(2):  # asked again it stops again, and pays nothing more
        async with room(bad, Stern()) as session:
            with pytest.raises(ArtistError) as stop:
                await session.finish()
            assert stop.value.key == "trial_stopped"
            assert stop.value.values["shots"] == "1, 2"
            assert paid(bad) == len({t.id for t in Store(bad).all_takes()}) <= 8
    assert Store(bad).load().draft is None
    async with room(bad, Stern()) as session:
        await session.go()
        assert (await session.answer(Approve())).project.approved, "the artist may say yes all the same"


async def test_test_shots_outlive_a_lost_checkpoint_and_are_not_paid_for_again(tmp_path: Path) -> None:
    folder = begun(tmp_path / "film", PLENTY)
    async with room(folder) as session:
        await session.go()
        await session.answer(Approve())
    (folder / "checkpoint.db").unlink()
    async with room(folder) as session:
        await session.finish()
        assert session.complete()
    first = [call["key"] for call in calls(folder.parent / "calls.jsonl", "submit")]
    assert len(first) == len(set(first))


async def test_a_free_or_small_film_has_no_test_shots(tmp_path: Path) -> None:
    folder = begun(tmp_path / "film")
    async with room(folder, price=0) as session:
        await session.go()
        assert (await session.answer(Approve())).project.approved
    assert Store(folder).load().trial is None


async def test_the_most_important_shot_is_among_the_test_shots_of_a_vendor(tmp_path: Path) -> None:
    house = House(begun(tmp_path / "film", PLENTY), shots=8, stills=False)
    async with house.open() as session:
        await session.finish()
        await session.answer(Realise())
        await session.answer(Approve())
    trial = Store(house.folder).load().trial
    assert trial is not None
    assert "s004" in trial.shots
    assert 2 <= len(trial.shots) <= 3


class Unsure(stand_ins.Critic):
    """Cannot tell about the third shot."""

    async def judge(self, screening: Screening) -> Verdict:
        verdict = await super().judge(screening)
        if screening.shot.id != "s003":
            return verdict
        return verdict.model_copy(update={"decision": "ask the artist", "score": 0.7})


async def test_a_shot_left_to_the_artist_gets_no_try_until_she_asks(tmp_path: Path) -> None:
    folder = begun(tmp_path / "film")
    async with room(folder, Unsure(), price=0) as session:
        await session.finish()
        project = Store(folder).load()
        assert project.reasons["s003"] == "ask the artist"
        shot = project.board.shot("s003")
        assert len(Store(folder).takes(shot)) == 1
        assert project.draft is not None
        assert "s003" in project.draft.takes
        assert "Yours to decide, the best takes so far are in the cut: 3." in (folder / "report.json").read_text()
        await session.answer(Retake(shots=("s003",)))
    again = Store(folder).load().board.shot("s003")
    assert len(Store(folder).takes_named("s003")) == 2, again.id


class Indifferent(stand_ins.Critic):
    """Finds the fourth shot weak whatever is tried, and compares its takes."""

    def __init__(self, better: bool = False) -> None:
        super().__init__()
        self.compared: list[tuple[str, str]] = []
        self.better = better

    async def judge(self, screening: Screening) -> Verdict:
        verdict = await super().judge(screening)
        weak = {"decision": "retry", "score": 0.2 + 0.1 * screening.take.attempt}
        return verdict.model_copy(update=weak) if screening.shot.id == "s004" else verdict

    async def prefer(self, one: Screening, other: Screening) -> Preferred:
        self.compared.append((one.take.id, other.take.id))
        if self.better:
            return Preferred(other.take.id, True, "", "accept")
        return Preferred("", True, "same", "ask the artist")


async def test_no_visible_difference_closes_a_shot_and_a_preferred_take_is_in_the_cut(tmp_path: Path) -> None:
    folder = begun(tmp_path / "film", Limits(max_attempts=8))
    critic = Indifferent()
    async with room(folder, critic, price=0) as session:
        await session.finish()
    project = Store(folder).load()
    assert project.reasons["s004"] == "no difference"
    takes = Store(folder).takes(project.board.shot("s004"))
    assert len(takes) == 3
    assert critic.compared == [(takes[2].id, takes[1].id)], "the two best, once"
    assert "no visible difference left" in (folder / "report.html").read_text()

    (tmp_path / "b").mkdir()
    folder = begun(tmp_path / "b" / "film", Limits(max_attempts=3))
    critic = Indifferent(better=True)
    async with room(folder, critic, price=0) as session:
        await session.finish()
    project = Store(folder).load()
    takes = Store(folder).takes(project.board.shot("s004"))
    assert project.draft.takes["s004"] == takes[1].id, "preferred by eyes to the one with the higher score"


async def test_a_take_that_was_sent_before_a_stop_is_fetched_and_no_other_is_bought(tmp_path: Path) -> None:
    """Reference pictures that came since may change the words of an order; what is under way stays the same job."""
    house = House(begun(tmp_path / "film", PLENTY), shots=4)
    async with house.open() as session:
        await session.finish()
        await session.answer(Realise())
        await session.answer(Approve())
        ledger, store = session._deps.ledger, session._deps.store
        take = next(t for t in store.all_takes() if t.order.renderer == "vendor")
        (house.folder / take.file).unlink()
        (house.folder / "takes" / f"{take.id}.json").unlink()
        ledger._db.execute("update jobs set state = 'sent', reserved = spent, spent = 0 where key = ?", (take.id,))
    (house.folder / "checkpoint.db").unlink()
    bank = read_bank(house.folder)
    wrong = tuple(sheet.model_copy(update={"verified": "no"}) for sheet in bank.sheets)
    keep_bank(house.folder, bank.model_copy(update={"sheets": wrong}))
    again = House(house.folder, shots=4)
    async with again.open() as session:
        await session.finish()
    mine = [o.key() for o in again.film.orders if o.shot.id == take.shot]
    assert mine == [take.id], "the same order, and no second one"
