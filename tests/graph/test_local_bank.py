"""A film by tiny local models through the real render path: sheets, first frames made after them, takes from those.

A maker of stills that takes reference pictures (FLUX.2 klein) and a model that starts from a picture (Wan 2.2 I2V) have
random weights; eyes are scripted and refuse one sheet and one first frame.
"""

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import stand_ins
from film_room import Cast, Casting
from stand_ins import begin, renderer
from tiny_models import save, tiny

from director.crew.base import Screening
from director.crew.llm.critic import LlmCritic
from director.model import Approve, Finding, Fix, Limits, Met, Mode, Money, Realise, Verdict
from director.session import opened
from director.steps.base import Models
from director.store import Project, Store
from render.base import Renderer
from render.machine import Machine, as_if
from render.registry import studio
from tools.bank import file_of, read_bank
from tools.chat.base import Picture
from tools.chat.scripted import Scripted
from tools.eyes import Answer, Asked, Look, Made
from tools.media import read_frames

PAINTER, FILMER = "flux2-klein-9b", "wan2.2-i2v-a14b"
SHOTS = 2


class Eyes:
    """Refuse the first look at Boris from the front and at the first frame of s002; remember every look."""

    def __init__(self) -> None:
        self.looks: list[tuple[str, int, tuple[str, ...]]] = []

    async def check(
        self, look: Look, asked: tuple[Asked, ...], *, wish: str, about: str, known: tuple[Picture, ...] = (),
        reading: int = 0, made: Made = "generated",
    ) -> tuple[Answer, ...]:  # fmt: skip
        # Of s002 the first look beside reference sheets: what was drawn before there were any is fine.
        before = sum(
            about == past and not number and bool(beside) == bool(known) for past, number, beside in self.looks
        )
        first = before == (1 if reading else 0)
        wrong = first and (about == "sheet boris front" or (about == "s002" and bool(known)))
        self.looks.append((about, reading, tuple(picture.caption for picture in known)))

        def met(one: Asked) -> Met:
            return "no" if wrong and one.id in ("whole", "is", "eyes-begins", "eyes-bodies") else "yes"

        return tuple(
            Answer(a.id, met(a), f"{a.id} seen", ("A",), Fix(kind="new seed") if met(a) == "no" else None)
            for a in asked
        )


class Instruments(stand_ins.Critic):
    """Noise is neither too dark nor too bright."""

    async def judge(self, screening: Screening) -> Verdict:
        frames = read_frames(screening.media)
        assert frames.std() > 0
        found = Finding(requirement="light", kind="exposure", met="yes", evidence="", quality=0.9)
        return Verdict(take=screening.take.id, findings=(found,), score=0.9, decision="accept")


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("weights")
    for name in (PAINTER, FILMER):
        save(name, folder)
    return folder


class Room:
    """Two models on one card, and the film that they make."""

    def __init__(self, folder: Path, weights: Path) -> None:
        known = {PAINTER: tiny(PAINTER), FILMER: tiny(FILMER)}
        machine = replace(as_if(80, known, Machine(ram_gb=64)), accepted=frozenset(known))
        self.models = Models(known, machine)
        self.local: dict[str, Renderer] = dict(
            studio(known, {name: weights / name for name in known}, measurements=folder.parent / "cards.json")
        )
        self.eyes = Eyes()
        chat = Scripted({"editor/review": {"story": "", "findings": []}})
        seeing = LlmCritic(chat, self.eyes, Instruments())  # type: ignore[arg-type]  # these eyes only check
        crew = replace(
            stand_ins.crew(SHOTS), screenwriter=Casting(), storyboarder=Cast(SHOTS), critic=seeing,
            eyes=self.eyes,  # type: ignore[arg-type]
        )  # fmt: skip
        self.folder = folder
        self.opened = lambda: opened(folder, crew, {"quick": renderer(folder), **self.local}, models=self.models)


@pytest.fixture
def room(tmp_path: Path, weights: Path) -> Room:
    return Room(begin(tmp_path / "film", Limits(budget=Money(micros=1_000_000))), weights)


@pytest.mark.full
async def test_sheets_and_first_frames_are_made_judged_and_used_by_local_models(room: Room) -> None:
    async with room.opened() as session:
        await session.finish()
        before = len(room.eyes.looks)
        foreseen = await session.foresee(Realise())
        await session.answer(Realise())
        project = Store(room.folder).load()
        assert {made.renderer for made in project.routes.values()} == {FILMER}
        assert len(read_bank(room.folder).sheets) > 0, "sheets cost nothing here: they are there to be approved"
        assert foreseen.sheets > 0
        assert foreseen.stills == SHOTS
        await session.answer(Approve())
        assert session.complete()
        bank, project = read_bank(room.folder), Store(room.folder).load()
        _sheets(room, bank.of("boris")[0].picture.name)
        _first_frames(room, project, before)
        await _takes(room, project)


def _sheets(room: Room, first: str) -> None:
    bank = read_bank(room.folder)
    assert {s.of for s in bank.sheets} == {"anna", "boris", "p"}
    assert {s.origin for s in bank.sheets} == {"generated", "keyframe"}, "good frames of the film join"
    assert all(cv2.imread(str(file_of(room.folder, s.picture))).std() > 0 for s in bank.sheets)
    wrong = [s for s in bank.sheets if s.verified == "no"]
    assert [(s.of, s.view) for s in wrong] == [("boris", "front")], "kept, and never sent"
    assert {s.verified for s in bank.sheets if s not in wrong} == {"yes"}
    assert first not in {s.picture.name for s in wrong}


def _first_frames(room: Room, project: Project, before: int) -> None:
    bank, store = read_bank(room.folder), Store(room.folder)
    assert set(project.keyframes) == {"s001", "s002"}
    assert {shot: len(made.tries) for shot, made in project.first_frames.items()} == {"s001": 1, "s002": 2}
    assert {made.model for made in project.first_frames.values()} == {PAINTER}
    good = {s.picture.digest: s.of for s in bank.sheets if s.verified == "yes"}
    for shot, made in project.first_frames.items():
        still = store.take(made.tries[-1])
        assert still is not None
        sent = [good[r.digest] for r in still.order.references]
        assert sent[0] == ("boris" if shot == "s002" else "anna")
        assert "p" in sent
        assert "Reference picture 1 shows" in still.order.prompt
    tries = [store.take(key) for key in project.first_frames["s002"].tries]
    assert tries[0] is not None
    assert tries[1] is not None
    assert tries[0].order.key() != tries[1].order.key()
    seen = [(about, known) for about, reading, known in room.eyes.looks[before:] if about == "s002" and not reading]
    assert any(any("Boris" in caption for caption in known) for _, known in seen), "judged beside his sheets"


async def _takes(room: Room, project: Project) -> None:
    store = Store(room.folder)
    assert project.board is not None
    assert project.draft is not None
    for shot in project.board.shots:
        take = store.take(project.draft.takes[shot.id])
        assert take is not None
        assert take.order.renderer == FILMER
        assert project.keyframes[shot.id] in take.order.references
        frames = read_frames(room.folder / take.file)
        assert frames.std() > 0
        verdict = store.verdict(take)
        assert verdict is not None
        assert any(f.how == "seen" for f in verdict.findings)
    # The first frame is what the take is made from: another one gives another film by the same seed.
    take = store.take(project.draft.takes["s001"])
    assert take is not None
    mine, stranger = project.keyframes["s001"], project.keyframes["s002"]
    swapped = tuple(stranger if r == mine else r for r in take.order.references)
    other = take.order.model_copy(update={"references": swapped})
    again = await _made(room, take.order)
    assert np.array_equal(again, read_frames(room.folder / take.file))
    assert not np.array_equal(await _made(room, other), again)


async def _made(room: Room, order: stand_ins.Order) -> np.ndarray:
    import asyncio

    film = room.local[FILMER]
    job = await film.submit(order, room.folder)
    while (progress := await film.poll(job)).state in ("queued", "running"):
        await asyncio.sleep(0.02)
    assert progress.state == "done", progress.error
    return read_frames((await film.fetch(job)).media)


def test_the_two_models_are_what_the_film_needs() -> None:
    modes: tuple[Mode, ...] = tiny(FILMER).modes
    assert {mode.kind for mode in modes} == {"i2v"}
    assert max(mode.references for mode in tiny(PAINTER).modes) > 1
