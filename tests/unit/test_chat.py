"""The chat client against a server with good and bad days: every cause has its own end, and everything is kept."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal

import fake_endpoint as fake
import pytest
from fake_endpoint import cut_off, error_in_stream, fail, fall_silent, garbage, hang_up, say, serving
from pydantic import BaseModel, Field, SecretStr

from director.errors import SetupError
from director.ledger import Ledger
from director.model import Brief, Limits, Money
from director.settings import ModelPrice, Settings
from director.store import Project, Store
from tools.chat.base import Picture, Question
from tools.chat.client import ModelChat
from tools.chat.failures import AccessRefused, Cause, ChatBudgetExhausted, ChatFailed
from tools.chat.kept import KeptQuestion, kept_questions

KEY = "sk-test-51f0c2d7a9b84e6f"


class Light(BaseModel):
    colour: str = Field(min_length=2, max_length=20)
    strength: int = Field(ge=0, le=10)


class Idea(BaseModel):
    title: str = Field(max_length=60)
    mood: Literal["calm", "joy"]
    lights: list[Light] = Field(max_length=4)


GOOD = json.dumps({"title": "Ночь", "mood": "calm", "lights": [{"colour": "blue", "strength": 3}]}, ensure_ascii=False)


def question(**changes: Any) -> Question[Idea]:
    given: dict[str, Any] = {
        "role": "screenwriter", "prompt": "screenwriter/pitch", "version": 1, "system": "You write.",
        "user": "A film about night.", "answer": Idea,
    }  # fmt: skip
    return Question(**(given | changes))


@asynccontextmanager
async def asking(folder: Path, url: str, limits: Limits | None = None, **given: Any) -> AsyncIterator[ModelChat]:
    """A client for one film in a folder; pauses take no time and are kept in `chat.pauses`."""
    store = Store(folder)
    if not store.exists:
        store.create(Project(song_file="s.wav", brief=Brief(text="b", language="en", limits=limits or Limits())))
    ledger = Ledger(folder / "state.db")
    settings = Settings.model_validate({"base_url": url, "model": "m", "stall": 0.4, "timeout": 20, **given})
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    chat = ModelChat(settings, store, ledger, sleep=sleep)
    chat.pauses = pauses  # type: ignore[attr-defined] # for the tests to look at
    try:
        yield chat
    finally:
        await chat.close()
        ledger.close()


def kept(folder: Path) -> list[KeptQuestion]:
    return list(kept_questions(Store(folder)))


async def test_an_answer_comes_typed_and_the_second_ask_needs_no_server(tmp_path: Path) -> None:
    with serving(say(GOOD)) as server:
        async with asking(tmp_path, server.url) as chat:
            idea = await chat.ask(question())
    assert (idea.title, idea.lights[0].strength) == ("Ночь", 3)
    assert server.asked[0]["stream"] is True
    assert server.asked[0]["response_format"]["json_schema"]["schema"]["properties"]["lights"]["maxItems"] == 4
    async with asking(tmp_path, server.url) as chat:  # the server is gone
        assert await chat.ask(question()) == idea
        with pytest.raises(ChatFailed):
            await chat.ask(question(user="Something else."))


async def test_equal_questions_at_once_are_sent_once(tmp_path: Path) -> None:
    with serving(say(GOOD)) as server:
        async with asking(tmp_path, server.url) as chat:
            answers = await asyncio.gather(*(chat.ask(question()) for _ in range(5)))
            other = await chat.ask(question(cost_key="second reading"))
    assert len({answer.model_dump_json() for answer in (*answers, other)}) == 1
    assert len(server.asked) == 2


async def test_pictures_travel_with_their_captions(tmp_path: Path) -> None:
    picture = Picture(b"\x89PNG....", "frame at 0.5 s")
    with serving(say(GOOD)) as server:
        async with asking(tmp_path, server.url) as chat:
            await chat.ask(question(pictures=(picture,)))
    parts = server.asked[0]["messages"][1]["content"]
    assert [part["type"] for part in parts] == ["text", "text", "image_url"]
    assert parts[1]["text"] == "frame at 0.5 s"
    assert parts[2]["image_url"]["url"].startswith("data:image/png;base64,")
    assert kept(tmp_path)[0].pictures[0].caption == "frame at 0.5 s"
    assert "base64" not in next((tmp_path / "answers").glob("*.json")).read_text()


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ("I would love to help! Here it is: nothing", "not JSON"),
        (GOOD[:-3], "not JSON"),
        (GOOD.replace("calm", "angry"), "mood: Input should be 'calm' or 'joy' (given: \\\"angry\\\")"),
        (GOOD.replace("3}", "30}"), "lights.0.strength: Input should be less than or equal to 10"),
        ('{"title": "x"}', "mood: Field required"),
        ('{"title": "' + "a" * 30_000 + '"}', "at most 20000 are read"),
        ("[" * 50 + "]" * 50, "nested deeper"),
    ],
)
async def test_a_bad_answer_is_mended_by_showing_its_faults(tmp_path: Path, bad: str, told: str) -> None:
    with serving(say(bad), say(GOOD)) as server:
        async with asking(tmp_path, server.url) as chat:
            assert (await chat.ask(question())).mood == "calm"
    turn = server.asked[1]["messages"][-1]["content"]
    assert told.replace('\\"', '"') in turn
    assert len(turn) < 4_000
    assert server.asked[1]["messages"][-2]["role"] == "assistant"
    assert [each.number for each in kept(tmp_path)[0].exchanges] == [1, 2]


@pytest.mark.parametrize(
    "text", [f"Sure:\n```json\n{GOOD}\n```\nEnjoy", f"<think>hm {{</think>{GOOD}", f"Here: {GOOD} !"]
)
async def test_json_amid_prose_is_read(tmp_path: Path, text: str) -> None:
    with serving(say(text)) as server:
        async with asking(tmp_path, server.url) as chat:
            assert (await chat.ask(question())).title == "Ночь"
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("acts", "cause", "requests"),
    [
        ([say("no, never")], "nonsense", 3),
        ([say("", refusal="I cannot help with that")], "refused", 1),
        ([say("", finish="content_filter")], "refused", 1),
        ([fail(400, "The response was filtered by content management policy", "content_filter")], "refused", 1),
        ([say("")], "empty", 2),
        ([say(GOOD[:20], finish="length")], "too long", 2),
        ([fail(500)], "down", 4),
        ([fail(503)], "down", 4),
        ([fail(429)], "busy", 4),
        ([fail(429, code="insufficient_quota")], "rejected", 1),
        ([fail(429, retry_after="3600")], "busy", 1),
        ([cut_off(GOOD[:30])], "cut off", 3),
        ([hang_up], "cut off", 3),
        ([error_in_stream("overloaded")], "down", 4),
        ([fall_silent(GOOD[:30], 1.0)], "slow", 2),
        ([fail(400, "nothing is right for me")], "rejected", 4),
    ],
)
async def test_every_failure_ends_by_its_cause(
    tmp_path: Path, acts: list[fake.Act], cause: Cause, requests: int
) -> None:
    with serving(*acts) as server:
        async with asking(tmp_path, server.url) as chat:
            with pytest.raises(ChatFailed) as failure:
                await chat.ask(question())
    assert failure.value.cause == cause
    assert len(server.asked) == requests
    assert kept(tmp_path)[0].answer is None
    assert len(kept(tmp_path)[0].exchanges) == requests


@pytest.mark.parametrize(
    "act",
    [fail(500), fail(429), cut_off(GOOD[:9]), hang_up, say(""), error_in_stream("x"), fall_silent("{", 1.0), garbage,
     say(GOOD[:20], finish="length")],
)  # fmt: skip
async def test_one_bad_moment_is_survived(tmp_path: Path, act: fake.Act) -> None:
    with serving(act, say(GOOD)) as server:
        async with asking(tmp_path, server.url) as chat:
            assert (await chat.ask(question())).title == "Ночь"


async def test_the_wait_is_the_servers_wish_else_our_own_steps(tmp_path: Path) -> None:
    with serving(fail(429, retry_after="0.7"), fail(429), fail(500), say(GOOD)) as server:
        async with asking(tmp_path, server.url, timeout=100) as chat:
            await chat.ask(question())
            assert chat.pauses == [0.7, 4.0, 4.0]  # type: ignore[attr-defined]


async def test_an_answer_cut_by_length_gets_twice_the_room_once(tmp_path: Path) -> None:
    with serving(say(GOOD[:20], finish="length"), say(GOOD)) as server:
        async with asking(tmp_path, server.url, max_tokens=100) as chat:
            await chat.ask(question())
    assert [body["max_tokens"] for body in server.asked] == [100, 200]


@pytest.mark.parametrize(
    ("status", "names"), [(401, "OPENAI_API_KEY"), (403, "OPENAI_API_KEY"), (404, "DIRECTOR_MODEL")]
)
async def test_who_is_not_let_in_is_told_what_to_set(tmp_path: Path, status: int, names: str) -> None:
    with serving(fail(status, f"bad key {KEY}")) as server:
        async with asking(tmp_path, server.url, api_key=KEY) as chat:
            with pytest.raises(AccessRefused, match=names):
                await chat.ask(question())
    assert len(server.asked) == 1


async def test_nobody_there_is_down_and_costs_nothing(tmp_path: Path) -> None:
    async with asking(tmp_path, "http://127.0.0.1:9/v1", prices={"m": ModelPrice(input=1, output=1)}) as chat:
        with pytest.raises(ChatFailed) as failure:
            await chat.ask(question())
    assert failure.value.cause == "down"
    totals = Ledger(tmp_path / "state.db").totals()
    assert (totals.spent.micros, totals.reserved.micros) == (0, 0)


async def test_the_whole_question_has_a_limit_of_time(tmp_path: Path) -> None:
    with serving(fail(429)) as server:
        async with asking(tmp_path, server.url, timeout=3) as chat:
            with pytest.raises(ChatFailed):
                await chat.ask(question())
    assert len(server.asked) == 2  # the next wait would have ended too late


class Ladder:
    """A server that takes only what it knows."""

    def __init__(self, *refused: str) -> None:
        self.refused = refused

    def __call__(self, visit: fake.Visit) -> None:
        said = json.dumps(visit.body)
        form = visit.body.get("response_format", {}).get("type", "")
        for word in self.refused:
            if word == form:
                return fail(400, f"response_format of type '{form}' is not supported")(visit)
            if f'"{word}"' in said and word not in ("json_schema", "json_object"):
                return fail(400, f"Unsupported parameter: '{word}'. Use another.")(visit)
        return say(GOOD)(visit)


async def test_the_rung_an_endpoint_stands_on_is_found_and_remembered(tmp_path: Path) -> None:
    with serving(Ladder("json_schema", "json_object")) as server:
        async with asking(tmp_path, server.url) as chat:
            await chat.ask(question())
            assert len(server.asked) == 4
        async with asking(tmp_path, server.url) as chat:
            await chat.ask(question(user="Another."))
    assert len(server.asked) == 5
    assert "response_format" not in server.asked[-1]
    assert "JSON Schema" in server.asked[-1]["messages"][0]["content"]


async def test_an_endpoint_that_refuses_bounds_gets_the_narrow_dialect(tmp_path: Path) -> None:
    with serving(Ladder("maxLength")) as server:
        async with asking(tmp_path, server.url) as chat:
            await chat.ask(question())
    form = server.asked[-1]["response_format"]["json_schema"]
    assert form["strict"] is True
    light = form["schema"]["$defs"]["Light"]
    assert light["required"] == ["colour", "strength"]
    assert light["additionalProperties"] is False
    assert "at most 10" in light["properties"]["strength"]["description"]


async def test_fields_an_endpoint_does_not_know_are_left_out(tmp_path: Path) -> None:
    with serving(Ladder("stream_options", "temperature")) as server:
        async with asking(tmp_path, server.url, roles={"screenwriter": {"temperature": 0.3}}) as chat:
            await chat.ask(question())
    assert server.asked[0]["temperature"] == 0.3
    assert "temperature" not in server.asked[-1]
    assert "stream_options" not in server.asked[-1]
    assert server.asked[-1]["response_format"]["type"] == "json_schema"


async def test_room_is_named_as_the_endpoint_wants_it(tmp_path: Path) -> None:
    def picky(visit: fake.Visit) -> None:
        if "max_tokens" in visit.body:
            fail(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")(visit)
        elif visit.body["max_completion_tokens"] > 4000:
            fail(400, "This model's maximum context length is 8192 tokens, however you requested more")(visit)
        else:
            say(GOOD)(visit)

    with serving(picky) as server:
        async with asking(tmp_path, server.url) as chat:
            await chat.ask(question())
    assert server.asked[-1]["max_completion_tokens"] == 4000


async def test_a_server_that_does_not_stream_is_asked_whole(tmp_path: Path) -> None:
    def whole(visit: fake.Visit) -> None:
        visit.body["stream"] = False
        say(GOOD)(visit)

    with serving(whole) as server:
        async with asking(tmp_path, server.url) as chat:
            await chat.ask(question())
            await chat.ask(question(user="Again."))
    assert len(server.asked) == 3


async def test_a_model_without_eyes_says_so(tmp_path: Path) -> None:
    with serving(fail(500, "image input is not supported - hint: provide the mmproj")) as server:
        async with asking(tmp_path, server.url) as chat:
            with pytest.raises(ChatFailed, match="takes no pictures") as failure:
                await chat.ask(question(pictures=(Picture(b"\xff\xd8", "c"),)))
    assert failure.value.cause == "rejected"


async def test_an_address_alone_is_enough(tmp_path: Path) -> None:
    with serving(say(GOOD)) as server:
        for _ in range(2):
            async with asking(tmp_path, server.url, model="") as chat:
                await chat.ask(question())
    assert server.asked[0]["model"] == "small-model"
    assert (len(server.asked), server.listed) == (1, 1)


PRICED = {"m": ModelPrice(input=1.0, output=2.0, currency="EUR")}


async def test_money_is_held_before_sending_and_settled_by_the_tokens_counted(tmp_path: Path) -> None:
    held: list[int] = []

    def watching(visit: fake.Visit) -> None:
        held.append(Ledger(tmp_path / "state.db").totals().reserved.micros)
        say(GOOD)(visit)

    with serving(watching) as server:
        async with asking(
            tmp_path, server.url, Limits(budget=Money(micros=1_000_000)), api_key=KEY, prices=PRICED
        ) as chat:
            await chat.ask(question())
    prompt, completion = server.billed[0]
    totals = Ledger(tmp_path / "state.db").totals()
    assert totals.spent.micros == prompt + 2 * completion == totals.answers.micros
    assert held[0] > prompt + 2 * 16_000
    assert (totals.reserved.micros, totals.jobs) == (0, 0)
    assert kept(tmp_path)[0].exchanges[0].cost == totals.spent


async def test_what_might_pass_the_limit_is_not_sent(tmp_path: Path) -> None:
    with serving(say(GOOD)) as server:
        async with asking(
            tmp_path, server.url, Limits(budget=Money(micros=20_000)), api_key=KEY, prices=PRICED
        ) as chat:
            with pytest.raises(ChatBudgetExhausted):
                await chat.ask(question())
    assert server.asked == []


@pytest.mark.parametrize("usage", [None, {"prompt_tokens": None, "completion_tokens": -1, "total_tokens": 0}])
async def test_tokens_that_nobody_counted_are_paid_in_full(tmp_path: Path, usage: object) -> None:
    with serving(say(GOOD, usage=usage)) as server:
        async with asking(tmp_path, server.url, api_key=KEY, prices=PRICED, max_tokens=1000) as chat:
            await chat.ask(question())
    assert Ledger(tmp_path / "state.db").totals().spent.micros > 2000


async def test_an_unknown_price_is_refused_under_a_limit_and_told_without_one(tmp_path: Path) -> None:
    with serving(say(GOOD)) as server:
        async with asking(tmp_path / "a", server.url, Limits(budget=Money(micros=9_000_000)), api_key=KEY) as chat:
            with pytest.raises(SetupError, match=r'prices\."m"'):
                await chat.ask(question())
        assert server.asked == []
        async with asking(tmp_path / "b", server.url, api_key=KEY) as chat:
            await chat.ask(question())
    assert kept(tmp_path / "b")[0].exchanges[0].cost is None


@pytest.mark.parametrize("key", [KEY, "a gateway's own 51f0"])
@pytest.mark.parametrize("login", ["", "user:pass-word-9911@"])
async def test_nothing_that_is_left_holds_a_secret(tmp_path: Path, login: str, key: str) -> None:
    """The key goes to the server alone, though the brief holds it, the model repeats it and an error quotes it."""
    echo = GOOD.replace("Ночь", f"my {key}")
    with serving(fail(500, f"Incorrect key {key}"), say(f"No! {key}"), say(echo)) as server:
        url = server.url.replace("http://", f"http://{login}")
        async with asking(tmp_path, url, api_key=SecretStr(key)) as chat:
            await chat.ask(question(user=f"A film with {key} and Bearer abcdefghijklmnop123"))
    assert server.headers[0]["authorization"].startswith("Basic" if login else f"Bearer {key}")
    assert all(key not in server.words(number) for number in range(2))
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(left) > 3
    for path in left:
        content = path.read_bytes()
        for secret in (key.encode(), b"pass-word-9911", b"abcdefghijklmnop123"):
            assert secret not in content, path
