"""The client on a real model: its grammar, its stream and its counting, and what it does when there is no room."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field
from small_model import small_model

from director.ledger import Ledger
from director.model import Brief
from director.settings import Settings
from director.store import Project, Store
from tools.chat.base import Question
from tools.chat.client import ModelChat
from tools.chat.failures import ChatFailed
from tools.chat.kept import kept_questions


class Light(BaseModel):
    colour: Literal["red", "blue", "gold"]
    strength: int = Field(ge=0, le=10)


class Idea(BaseModel):
    mood: Literal["calm", "joy", "fear"]
    lights: list[Light] = Field(min_length=1, max_length=2)


class Story(BaseModel):
    """More letters than 128 tokens can hold: sixty empty scenes would fit into them."""

    scenes: list[Annotated[str, Field(min_length=20)]] = Field(min_length=60, max_length=60)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with small_model(2048) as url:
        yield url


def asking(folder: Path, server: str, room: int) -> tuple[ModelChat, Store]:
    store = Store(folder / "film")
    store.create(Project(song_file="s.wav", brief=Brief(text="b", language="en")))
    settings = Settings(base_url=server, max_tokens=room, timeout=60, stall=30)
    return ModelChat(settings, store, Ledger(folder / "film" / "state.db")), store


async def test_a_small_schema_is_answered_streamed_and_counted(tmp_path: Path, server: str) -> None:
    heard: list[int] = []
    chat, store = asking(tmp_path, server, 200)
    chat._heard = lambda role, prompt, letters: heard.append(letters)
    idea = await chat.ask(Question("critic", "t/idea", 1, "You plan films.", "A girl walks at night.", Idea))
    await chat.close()
    assert idea.mood in ("calm", "joy", "fear")
    assert len(heard) > 5  # it came in pieces
    exchange = next(kept_questions(store)).exchanges[-1]
    assert exchange.counted
    assert exchange.completion_tokens > 5
    assert exchange.model.endswith(".gguf")  # a name with slashes is no path of ours
    assert [path.parent.name for path in (tmp_path / "film").rglob("*.json") if len(path.stem) == 32] == ["answers"]


async def test_no_room_is_a_failure_and_not_half_an_answer(tmp_path: Path, server: str) -> None:
    chat, store = asking(tmp_path, server, 64)
    with pytest.raises(ChatFailed) as failure:
        await chat.ask(Question("critic", "t/story", 1, "You plan films.", "Tell it in sixty scenes.", Story))
    await chat.close()
    assert failure.value.cause == "too long"
    # A busy machine may lose a connection on the way: that is asked again, and only what was answered counts here.
    answered = [(each.room, each.finish) for each in next(kept_questions(store)).exchanges if each.finish]
    assert answered == [(64, "length"), (128, "length")]
