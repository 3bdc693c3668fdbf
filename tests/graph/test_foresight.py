"""What is said to be spent before it is spent, and what the ledger holds afterwards: the same, to the last unit."""

from pathlib import Path

import pytest
import stand_ins
from film_room import PAINTER, VENDOR, House, begun, vendor
from PIL import Image

from director.cli.chat_shown import change_lines, spending_lines
from director.crew.base import FilmView, Footing, Screening
from director.crew.house.storyboarder import HouseStoryboarder
from director.errors import ArtistError
from director.foresight import Foreseen
from director.model import (
    Approve,
    FrameRule,
    Limits,
    Mode,
    Money,
    Realise,
    Replace,
    Restage,
    Retake,
    Storyboard,
    Turn,
    Verdict,
)
from director.session import Session
from director.steps.base import Models
from director.store import Store
from render.catalog import capability
from render.registry import renderer
from tools.bank import read_bank

PLENTY = Limits(budget=Money(micros=100_000_000))
TAKE, STILL = 100_000, 7_000


class Content(stand_ins.Critic):
    """Takes whatever comes."""

    async def judge(self, screening: Screening) -> Verdict:
        verdict = await super().judge(screening)
        return verdict.model_copy(update={"decision": "accept", "score": 0.9})


class Restaging(stand_ins.Boarder):
    """Carries out turns as the house does."""

    async def restage(self, view: FilmView, turn: Turn, footing: Footing) -> Storyboard:
        return await HouseStoryboarder().restage(view, turn, footing)


def house(folder: Path, critic: stand_ins.Critic | None = None, shots: int = 8) -> House:
    return House(begun(folder, PLENTY), shots=shots, still_price=STILL, critic=critic or Content())


async def realised(session: Session) -> Foreseen:
    await session.finish()
    foreseen = await session.foresee(Realise())
    await session.answer(Realise())
    return foreseen


async def test_the_foreseen_cost_is_what_the_ledger_holds_when_nothing_is_made_twice(tmp_path: Path) -> None:
    film = house(tmp_path / "film")
    async with film.open() as session:
        foreseen = await realised(session)
        drawn = (await session.standing()).totals.spent.micros
        asked = await session.foresee(Approve())
        assert asked.quote == foreseen.quote == await session.quote()
        assert (foreseen.takes, foreseen.stills) == (8, 5), "the draft's three stills are paid for already"
        assert foreseen.sheets > 0
        assert foreseen.quote.money.micros == 8 * TAKE + (5 + foreseen.sheets) * STILL
        await session.answer(Approve())
        tested = (await session.standing()).totals
        assert foreseen.tests == Store(film.folder).load().trial.shots  # type: ignore[union-attr]  # there is one
        assert tested.spent.micros - drawn == foreseen.tests_quote.money.micros
        rest = await session.foresee(Approve())
        assert rest.quote.money.micros == foreseen.quote.money.micros - foreseen.tests_quote.money.micros
        assert (rest.tests, rest.sheets, rest.takes) == ((), 0, 8 - len(foreseen.tests))
        await session.answer(Approve())
        totals = (await session.standing()).totals
    assert totals.spent.micros - drawn == foreseen.quote.money.micros
    assert totals.reserved.micros == 0
    assert len(read_bank(film.folder).sheets) == foreseen.sheets


async def test_stills_that_sheets_will_go_with_are_counted_although_the_draft_has_stills(tmp_path: Path) -> None:
    film = house(tmp_path / "film", shots=4)
    still = Mode(kind="i2i", frames=FrameRule(max=1), references=3)
    able = capability(PAINTER)
    able = able.model_copy(update={"modes": (*able.modes, still)})
    only_pictures = vendor(vendor().modes[0])
    film.models = Models({VENDOR: only_pictures, PAINTER: able}, film.models.machine)
    film.film._able, film.painter._able = only_pictures, able
    async with film.open() as session:
        foreseen = await realised(session)
        drawn = (await session.standing()).totals.spent.micros
        assert (foreseen.takes, foreseen.stills) == (4, 4)
        assert foreseen.sheets > 0, "the model of the film takes none, the maker of its first frames does"
        await session.finish()
        assert (await session.standing()).totals.spent.micros - drawn == foreseen.quote.money.micros
    stills = [o for o in film.painter.orders[-4:] if "sheet" not in o.prompt]
    assert all({r.role for r in o.references} == {"person", "place"} for o in stills)
    assert all({r.role for r in o.references} == {"first frame"} for o in film.film.orders)


async def test_what_is_made_anew_costs_beyond_the_price_and_stays_within_the_limit(tmp_path: Path) -> None:
    film = house(tmp_path / "film", stand_ins.Critic())  # refuses every third still
    async with film.open() as session:
        foreseen = await realised(session)
        drawn, early = (await session.standing()).totals.spent.micros, len(film.painter.orders)
        await session.finish()
        spent = (await session.standing()).totals.spent.micros - drawn
    pictures = len(film.painter.orders) - early - foreseen.sheets - foreseen.stills
    orders = pictures, len(film.film.orders) - foreseen.takes
    assert orders[0] > 0
    assert spent == foreseen.quote.money.micros + orders[0] * STILL + orders[1] * TAKE
    lines = "\n".join(spending_lines(foreseen, "en"))
    assert "the whole film stays within 100.00 EUR" in lines
    assert foreseen.most == PLENTY.budget


async def test_the_price_is_told_by_its_parts_in_both_languages(tmp_path: Path) -> None:
    film = house(tmp_path / "film")
    async with film.open() as session:
        await session.finish()
        foreseen, view = await session.foresee(Realise()), session.view()
        lines = "\n".join(change_lines(Realise(), foreseen, view))
    assert "To be shot: 8 takes" in lines
    assert f"{foreseen.sheets} reference pictures" in lines
    assert "5 first frames" in lines
    assert "First come test shots: " in lines
    assert str(foreseen.tests_quote.money) in lines
    russian = "\n".join(spending_lines(foreseen, "ru"))
    assert "5 первых кадров" in russian
    assert "Сначала пробные кадры" in russian


async def test_a_turn_on_a_film_of_models_is_priced_with_the_first_frame_it_needs(tmp_path: Path) -> None:
    film = house(tmp_path / "film", shots=6)
    async with film.open() as session:
        await realised(session)
        await session.finish()
        before = (await session.standing()).totals.spent.micros
        turn = Restage(shots=("s002",), weather="rain")
        foreseen = await session.foresee(turn)
        assert (foreseen.takes, foreseen.stills, foreseen.sheets, foreseen.tests) == (1, 1, 0, ())
        assert foreseen.quote.money.micros == TAKE + STILL
        again = await session.foresee(Retake(shots=("s003",)))
        assert again.quote.money.micros == TAKE
        await session.answer(turn)
        await session.finish()
        assert (await session.standing()).totals.spent.micros - before == foreseen.quote.money.micros


async def test_the_artists_own_picture_is_priced_before_it_is_in_the_film(tmp_path: Path) -> None:
    film = House(begun(tmp_path / "film", PLENTY), shots=6, storyboarder=Restaging(6))
    film.renderers["plates"] = renderer("plates")
    picture = tmp_path / "mine.png"
    Image.new("RGB", (320, 180), (90, 40, 40)).save(picture)
    async with film.open() as session:
        await session.finish()
        files = sorted(p.name for p in (film.folder / "references").iterdir())
        turn = Replace(shot="s002", file=str(picture))
        foreseen = await session.foresee(turn)
        assert foreseen.takes == 1
        assert foreseen.quote.money.micros == 0
        assert foreseen.quote.seconds > 0
        assert "your file" in "\n".join(change_lines(turn, foreseen, session.view()))
        assert sorted(p.name for p in (film.folder / "references").iterdir()) == files, "nothing is copied"
        assert Store(film.folder).load().turns == ()
        with pytest.raises(ArtistError, match="storyboard_no_shot"):
            await session.foresee(Replace(shot="s099", file=str(picture)))
        with pytest.raises(ArtistError, match="reference_missing"):
            await session.foresee(Replace(shot="s002", file=str(tmp_path / "none.png")))
