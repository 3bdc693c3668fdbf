"""A film by a model crew that fails: made all the same, told in the report, and the crew it was begun with is kept."""

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import soundfile
import stand_ins
from fake_endpoint import fail, say, serving
from pydantic import BaseModel

from director.commission import Commission, take_on
from director.crew.base import Crew, Screening
from director.crew.llm.fallback import Breaker, SafeCritic, SafeScreenwriter, Standby
from director.errors import ArtistError
from director.ledger import Ledger
from director.model import Brief, CrewRecord, Limits, Money, Quote, Reading, Verdict
from director.session import opened
from director.settings import ModelPrice, Settings
from director.store import Store
from tools.chat.base import Chat, Question
from tools.chat.client import ModelChat


class Word(BaseModel):
    word: str


class AskingWriter(stand_ins.Writer):
    def __init__(self, chat: Chat) -> None:
        self.chat = chat

    async def read(self, brief: Brief) -> Reading:
        await self.chat.ask(Question("screenwriter", "screenwriter/read", 1, "s", brief.text, Word))
        return Reading(form="story", style="ink")


class AskingCritic(stand_ins.Critic):
    def __init__(self, chat: Chat) -> None:
        super().__init__()
        self.chat = chat

    async def judge(self, screening: Screening) -> Verdict:
        await self.chat.ask(
            Question("critic", "critic/check", 1, "s", screening.take.id, Word, about=screening.shot.id)
        )
        return await super().judge(screening)


PRICE = ModelPrice(input=1.0, output=1.0, currency="EUR")


def crew_at(url: str):  # type: ignore[no-untyped-def] # the maker of a crew, as the session takes it
    @asynccontextmanager
    async def make(store: Store, ledger: Ledger) -> AsyncIterator[Crew]:
        async def no_pause(seconds: float) -> None:
            pass

        settings = Settings(base_url=url, model="m", prices={"m": PRICE}, max_tokens=64)
        chat = ModelChat(settings, store, ledger, sleep=no_pause)
        breaker = Breaker()
        people = stand_ins.crew(4)
        yield replace(
            people,
            screenwriter=SafeScreenwriter(
                AskingWriter(chat), people.screenwriter, Standby("screenwriter", breaker, store.keep_slip)
            ),
            critic=SafeCritic(AskingCritic(chat), people.critic, Standby("critic", breaker, store.keep_slip)),
        )
        await chat.close()

    return make


async def filmed(folder: Path, url: str) -> dict[str, object]:
    async with opened(folder, crew_at(url), {"quick": stand_ins.renderer(folder)}) as session:
        await session.finish()
    report: dict[str, object] = json.loads((folder / "report.json").read_text())
    return report


async def test_with_a_dead_server_the_film_is_made_and_says_so(tmp_path: Path) -> None:
    folder = stand_ins.begin(tmp_path / "film")
    store = Store(folder)
    store.save(store.load().model_copy(update={"crew": CrewRecord(kind="model")}))
    with serving(fail(503)) as server:
        report = await filmed(folder, server.url)
    crew = report["crew"]
    assert isinstance(crew, dict)
    assert crew["kind"] == "model"
    fell = {role["role"]: role["fell_back"] for role in crew["roles"]}
    assert fell["screenwriter"] == 1
    assert fell["critic"] >= 4
    notes = " ".join(str(note) for note in report["notes"])  # type: ignore[attr-defined] # a list of sentences
    assert "built-in screenwriter stepped in" in notes
    assert "server is down" in notes
    assert "left alone for a while" in notes
    assert (folder / "draft.mp4").exists()
    assert Store(folder).load().reading.form == "mood"  # type: ignore[union-attr] # the house read the brief


async def test_a_model_that_answers_is_paid_once_and_counted(tmp_path: Path) -> None:
    folder = stand_ins.begin(tmp_path / "film", Limits(budget=Money(micros=5_000_000)))
    with serving(say('{"word": "yes"}')) as server:
        report = await filmed(folder, server.url)
        asked = len(server.asked)
        await filmed(folder, server.url)
    assert len(server.asked) == asked >= 5
    bill = sum(prompt + completion for prompt, completion in server.billed)
    money = report["money"]
    assert isinstance(money, dict)
    assert money["models"] == money["spent"] == bill / 1e6
    assert Store(folder).slips() == ()
    assert Ledger(folder / "state.db").totals().jobs == len(list((folder / "takes").glob("*.json")))


async def test_without_money_for_answers_the_house_works_and_takes_are_still_made(tmp_path: Path) -> None:
    folder = stand_ins.begin(tmp_path / "film", Limits(budget=Money(micros=10)))
    with serving(say('{"word": "yes"}')) as server:
        await filmed(folder, server.url)
    assert server.asked == []
    assert {slip.cause for slip in Store(folder).slips()} == {"money"}
    assert len(list((folder / "takes").glob("*.json"))) >= 4


def test_a_film_keeps_its_crew(tmp_path: Path) -> None:
    tone = stand_ins.sound(4.0)
    soundfile.write(tmp_path / "song.wav", tone.samples, tone.rate)
    given = Commission(song=tmp_path / "song.wav", brief="a quiet field", out=tmp_path / "film", crew="model")
    folder = take_on(given)
    assert Store(folder).load().crew.kind == "model"
    take_on(replace(given, crew="house"))  # the settings changed; the film goes on with its own crew
    assert Store(folder).load().crew.kind == "model"
    with pytest.raises(ArtistError, match="folder_taken"):
        take_on(replace(given, crew="house", crew_named=True))


def test_a_ledger_from_before_chats_is_opened(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "state.db") as old:
        old.execute(
            "create table jobs (key text primary key, shot text not null, renderer text not null, state text not null,"
            " provider_job text not null default '', sent integer not null default 0, error text not null default '',"
            " quoted integer not null, reserved integer not null, spent integer not null default 0,"
            " seconds real not null default 0)"
        )
        old.execute("insert into jobs values ('a', 's001', 'r', 'done', '', 1, '', 5, 0, 5, 2.0)")
    ledger = Ledger(tmp_path / "state.db")
    ledger.reserve("c", "", "critic m", Quote(money=Money(micros=7), seconds=9), Limits(seconds=1), "chat")
    assert [job.key for job in ledger.jobs()] == ["a"]
    assert [job.key for job in ledger.jobs("chat")] == ["c"]
    totals = ledger.totals()
    assert (totals.jobs, totals.spent.micros, totals.reserved.micros, totals.seconds) == (1, 5, 7, 2.0)
