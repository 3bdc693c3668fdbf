"""An artist lets footage move somebody: drawn as before, routed and priced in the film, told where nobody can."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from film_room import ANY, PRICE, VENDOR, Cast, House, begun, vendor
from stand_ins import calls

from director.crew.base import FilmView, Footing
from director.crew.house.restage import restaged
from director.errors import ArtistError
from director.model import (
    Approve,
    Brief,
    Capability,
    Mode,
    Perform,
    Presence,
    Reading,
    Realise,
    Retake,
    SongMap,
    Storyboard,
    Treatment,
    Turn,
)
from director.notes import planning_notes
from director.store import Store
from tools.media import FilmWriter

ACTOR = Mode(kind="animate", frames=ANY, references=1)
WORDS = Mode(kind="r2v", frames=ANY, references=2)


class Dancing(Cast):
    """Anna dances alone in the odd shots; turns are carried out by the house."""

    async def board(
        self, brief: Brief, reading: Reading, treatment: Treatment, song: SongMap, footing: Footing
    ) -> Storyboard:
        board = await super().board(brief, reading, treatment, song, footing)
        anna = (Presence(term="girl", character="anna", action="dance"),)
        shots = (s.model_copy(update={"who": anna}) if n % 2 else s for n, s in enumerate(board.shots, 1))
        return board.model_copy(update={"shots": tuple(shots)})

    async def restage(self, view: FilmView, turn: Turn, footing: Footing) -> Storyboard:
        return restaged(view, turn, footing)


def able(*modes: Mode) -> Capability:
    return vendor(*modes, price=PRICE).model_copy(update={"techniques": ("drawn", "photo")})


@pytest.fixture
def dance(tmp_path: Path) -> Path:
    with FilmWriter(tmp_path / "dance.mp4", 64, 36, Fraction(12)) as film:
        for shade in range(12):
            film.write(np.full((36, 64, 3), 20 * shade, np.uint8))
    return tmp_path / "dance.mp4"


def house(folder: Path, *modes: Mode) -> House:
    return House(folder, able=able(*modes), storyboarder=Dancing(8))


async def test_footage_leads_the_shots_it_was_given_to_in_step_with_the_song(tmp_path: Path, dance: Path) -> None:
    folder = begun(tmp_path / "film")
    made = house(folder, ACTOR, WORDS)
    async with made.open() as session:
        await session.finish()
        drawn = len(calls(made.log, "made"))
        foreseen = await session.foresee(Perform(shots=("s001", "s003"), file=str(dance)))
        assert [change.shot for change in foreseen.changes] == ["s001", "s003"]
        assert foreseen.takes == 0, "a drawing follows no actor: nothing is drawn anew"
        assert not foreseen.nothing
        await session.answer(Perform(shots=("s001", "s003"), file=str(dance)))
        assert len(calls(made.log, "made")) == drawn
        project = Store(folder).load()
        assert project.board is not None
        name = project.board.shot("s003").performance
        assert name.endswith("dance.mp4")
        assert [r.role for r in project.brief.references] == ["performance"]
        assert [n.values["shots"] for n in planning_notes(project) if n.key == "performance_in_film"] == ["1, 3"]
        await session.answer(Realise())
        project = Store(folder).load()
        assert project.routes["s003"].renderer == VENDOR
        assert [n.key for n in planning_notes(project) if n.key.startswith("perf")] == ["performance_leads"]
        assert (await session.quote()).money.micros >= 8 * PRICE.micros
        await session.answer(Approve())
        await session.finish()
    orders = {o.shot.id: o for o in made.film.orders if not o.still}
    led = {id_: o.performance_s for id_, o in orders.items() if any(r.name == name for r in o.references)}
    # Six seconds in eight shots: the third begins at 1.5 s of the song, and so at 1.5 s of the footage.
    assert led == pytest.approx({"s001": 0.0, "s003": 1.5})
    assert all(any(r.role == "first frame" for r in orders[id_].references) for id_ in led)
    takes = [t for t in Store(folder).all_takes() if t.order.renderer == VENDOR and t.shot in led]
    assert all("consent_actor_unsaid" in [n.key for n in t.notes] for t in takes)


async def test_footage_that_nobody_here_follows_is_told_and_the_film_is_made_all_the_same(
    tmp_path: Path, dance: Path
) -> None:
    folder = begun(tmp_path / "film")
    made = house(folder, WORDS)
    async with made.open() as session:
        await session.finish()
        await session.answer(Perform(shots=("s001",), file=str(dance)))
        await session.answer(Realise())
        project = Store(folder).load()
        assert [(v.field, v.how) for v in project.routes["s001"].changes] == [("performance", "drop")]
        assert [n.key for n in planning_notes(project) if n.key.startswith("perf")] == ["performance_unmoved"]
        await session.answer(Approve())
        await session.finish()
    assert not any(r.kind == "footage" for o in made.film.orders for r in o.references)


async def test_another_wish_for_a_shot_that_was_led_makes_it_anew_and_no_other(tmp_path: Path, dance: Path) -> None:
    folder = begun(tmp_path / "film")
    made = house(folder, ACTOR, WORDS)
    async with made.open() as session:
        await session.finish()
        await session.answer(Perform(shots=("s001",), file=str(dance)))
        await session.answer(Realise())
        await session.answer(Approve())
        await session.finish()
        before = len(made.film.orders)
        assert (await session.foresee(Perform(shots=("s001",)))).takes == 1
        await session.answer(Perform(shots=("s001",)))
        await session.answer(Approve())
        await session.finish()
    again = [o for o in made.film.orders[before:] if not o.still]
    assert {o.shot.id for o in again} == {"s001"}
    assert not any(r.kind == "footage" for o in again for r in o.references)


async def test_another_take_of_a_film_is_one_take_also_after_other_footage(tmp_path: Path, dance: Path) -> None:
    folder = begun(tmp_path / "film")
    made = house(folder, ACTOR, WORDS)

    async def carried_out(turn: Turn) -> tuple[int, int]:
        before = len(made.film.orders)
        foreseen = (await session.foresee(turn)).takes
        await session.answer(turn)
        await session.answer(Approve())
        await session.finish()
        return foreseen, sum(not o.still for o in made.film.orders[before:])

    async with made.open() as session:
        await session.finish()
        await session.answer(Realise())
        await session.answer(Approve())
        await session.finish()
        assert await carried_out(Retake(shots=("s001",))) == (1, 1), "drawn takes do not count"
        assert await carried_out(Perform(shots=("s001",), file=str(dance))) == (1, 1), "the old wish is fulfilled"


async def test_a_photo_leads_nobody_and_changes_nothing(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (64, 36)).save(tmp_path / "her.png")
    folder = begun(tmp_path / "film")
    made = house(folder, ACTOR, WORDS)
    async with made.open() as session:
        await session.finish()
        with pytest.raises(ArtistError) as refused:
            await session.answer(Perform(shots=("s001",), file=str(tmp_path / "her.png")))
        assert refused.value.key == "performance_photo"
        assert Store(folder).load().brief.references == ()
