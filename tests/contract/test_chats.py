"""One suite that holds whoever answers questions to tools/chat/base.py: the network client, the replay, the script."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from fake_endpoint import say, serving
from pydantic import BaseModel

from director.errors import ProviderError
from director.ledger import Ledger
from director.model import Brief
from director.settings import Settings
from director.store import Project, Store
from tools.chat.base import Chat, Question
from tools.chat.client import ModelChat
from tools.chat.recorded import Recorded, recordings_in
from tools.chat.scripted import Scripted


class Reply(BaseModel):
    word: str
    number: int


def question(about: str = "s001", prompt: str = "critic/check") -> Question[Reply]:
    return Question("critic", prompt, 2, "You look.", f"What about {about}?", Reply, about=about)


Content = dict[str, object]
Made = Callable[[Path, Content], AbstractAsyncContextManager[Chat]]


@asynccontextmanager
async def over_the_network(folder: Path, content: Content) -> AsyncIterator[Chat]:
    store = Store(folder / "film")
    store.create(Project(song_file="s.wav", brief=Brief(text="b", language="en")))
    ledger = Ledger(folder / "film" / "state.db")
    with serving(say(json.dumps(content))) as server:
        chat = ModelChat(Settings(base_url=server.url, model="m"), store, ledger)
        yield chat
        await chat.close()
    ledger.close()


@asynccontextmanager
async def replayed(folder: Path, content: Content) -> AsyncIterator[Chat]:
    """What the network client kept of one good answer, with the content asked for in its place."""
    async with over_the_network(folder, {"word": "yes", "number": 1}) as chat:
        for about in ("s001", "s002"):
            await chat.ask(question(about))
    kept = recordings_in(folder / "film" / "answers")
    yield Recorded(each.model_copy(update={"answer": content}) for each in kept)


@asynccontextmanager
async def scripted(folder: Path, content: Content) -> AsyncIterator[Chat]:
    yield Scripted({"critic/check": content})


CHATS: list[Made] = [over_the_network, replayed, scripted]


@pytest.mark.parametrize("made", CHATS)
async def test_the_answer_is_of_the_questions_own_type(made: Made, tmp_path: Path) -> None:
    async with made(tmp_path, {"word": "да", "number": 3}) as chat:
        assert await chat.ask(question("s001")) == Reply(word="да", number=3)
        assert await chat.ask(question("s002")) == Reply(word="да", number=3)


@pytest.mark.parametrize("made", CHATS)
@pytest.mark.parametrize(
    "content", [{"word": "yes"}, {"word": "a" * 30_000, "number": 1}, {"word": "x", "number": "many"}]
)
async def test_what_does_not_fit_the_type_is_a_failure_of_the_provider(
    made: Made, content: Content, tmp_path: Path
) -> None:
    async with made(tmp_path, content) as chat:
        with pytest.raises(ProviderError):
            await chat.ask(question())


@pytest.mark.parametrize("made", [replayed, scripted])
async def test_what_nobody_can_answer_is_a_failure_of_the_provider(made: Made, tmp_path: Path) -> None:
    async with made(tmp_path, {"word": "yes", "number": 1}) as chat:
        with pytest.raises(ProviderError):
            await chat.ask(question(prompt="critic/other"))
