"""Replay by prompt, subject and version; long lists in batches; schemas in the strict dialect; prices."""

import json
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field

from director.errors import ProviderError
from director.settings import ModelPrice, Settings
from tools.chat.base import Question
from tools.chat.batches import ask_in_batches
from tools.chat.kept import KeptQuestion
from tools.chat.prices import Usage, price_list, tariff
from tools.chat.recorded import Recorded, Stale, stale_recordings
from tools.chat.schema import Inexpressible, strict_schema
from tools.chat.scripted import Scripted


class Word(BaseModel):
    word: str


def recording(
    word: str, order: int, version: int = 1, about: str = "s001", prompt: str = "critic/check"
) -> KeptQuestion:
    return KeptQuestion(
        role="critic", prompt=prompt, version=version, about=about, cost_key="", kind="Word", order=order,
        system="s", user=f"frames of {word}", pictures=(), answer={"word": word},
    )  # fmt: skip


def question(about: str = "s001", version: int = 1, user: str = "quite other words") -> Question[Word]:
    return Question("critic", "critic/check", version, "s", user, Word, about=about)


async def test_replay_goes_by_subject_and_in_the_order_of_asking() -> None:
    chat = Recorded([recording("second", 7), recording("first", 2), recording("other", 3, about="s002")])
    words = [(await chat.ask(question(about))).word for about in ("s001", "s002", "s001")]
    assert words == ["first", "other", "second"]
    with pytest.raises(ProviderError, match="ask 3"):
        await chat.ask(question())
    assert chat.missing == [("critic/check", "s001", "")]
    assert chat.unused() == ()


async def test_a_stale_recording_is_listed_and_not_used() -> None:
    chat = Recorded([recording("old", 1), recording("never asked", 2, about="s009")])
    with pytest.raises(ProviderError, match="version 1"):
        await chat.ask(question(version=2))
    assert chat.stale == [Stale("critic/check", "s001", 1, 2)]
    assert chat.unused() == (("critic/check", "s009", ""),)
    gone = recording("x", 3, prompt="critic/gone")
    found = stale_recordings([recording("old", 1), gone], {"critic/check": 1}.get)
    assert found == (Stale("critic/gone", "s001", 1, 0),)


class Entry(BaseModel):
    id: str
    text: str = ""


async def test_a_long_list_is_whole_though_the_model_drops_doubles_and_invents() -> None:
    asked: list[tuple[tuple[str, ...], int]] = []

    async def ask(ids: tuple[str, ...], turn: int) -> list[Entry]:
        asked.append((ids, turn))
        kept = [Entry(id=each, text=f"{each} first") for each in ids if turn or each != "c05"]
        return [*reversed(kept), Entry(id=ids[0], text="again"), Entry(id="c99")]

    ids = [f"c{number:02d}" for number in range(10)]
    got = await ask_in_batches(ids, ask, lambda entry: entry.id, size=4)
    assert list(got.found) == ids
    assert got.found["c00"].text == "c00 first"
    assert asked == [(tuple(ids[:4]), 0), (tuple(ids[4:8]), 0), (tuple(ids[8:]), 0), (("c05",), 1)]
    assert (got.missing, got.unknown) == ((), ("c99",))
    assert "c00" in got.doubled
    assert [note.key for note in got.notes()] == ["batch_unknown"]


async def test_what_never_comes_is_named_after_two_more_asks() -> None:
    turns: list[int] = []

    async def ask(ids: tuple[str, ...], turn: int) -> list[Entry]:
        turns.append(turn)
        return [Entry(id=each) for each in ids if each != "b"]

    got = await ask_in_batches(["a", "b"], ask, lambda entry: entry.id, size=5)
    assert (turns, got.missing, list(got.found)) == ([0, 1, 2], ("b",), ["a"])


class Circle(BaseModel):
    kind: Literal["circle"]
    radius: float = Field(gt=0)


class Square(BaseModel):
    kind: Literal["square"]
    side: int | None = None


class Drawing(BaseModel):
    shapes: list[Annotated[Circle | Square, Field(discriminator="kind")]] = Field(min_length=1, max_length=3)
    name: str = Field("x", description="what it is", pattern="^[a-z]+$")
    best: Circle | None = Field(None, description="the finest")


def test_the_strict_dialect_closes_objects_requires_all_and_tells_bounds_in_words() -> None:
    schema = strict_schema(Drawing)
    text = json.dumps(schema)
    for word in ("oneOf", "discriminator", "default", "maxItems", "pattern", "const"):
        assert f'"{word}"' not in text
    assert schema["required"] == ["shapes", "name", "best"]
    assert schema["additionalProperties"] is False
    shapes = schema["properties"]["shapes"]  # type: ignore[index,call-overload] # a schema is a tree of JSON
    assert shapes["description"] == "at least 1 items, at most 3 items"
    assert shapes["items"]["anyOf"] == [{"$ref": "#/$defs/Circle"}, {"$ref": "#/$defs/Square"}]


def test_open_maps_and_tuples_are_beyond_the_strict_dialect() -> None:
    class Map(BaseModel):
        ids: dict[str, int]

    class Pair(BaseModel):
        pair: tuple[int, str]

    for kind in (Map, Pair):
        with pytest.raises(Inexpressible):
            strict_schema(kind)


def test_prices_are_dated_and_rounded_up_in_the_films_currency() -> None:
    assert price_list().as_of.year == 2026
    known = tariff("openai/gpt-5.4-mini-2026-03-17", Settings(rates={"USD": {"EUR": 0.5}}), "EUR")
    assert known is not None
    assert known.cost(Usage(1000, 100)).micros == 600  # (1000 x 0.75 + 100 x 4.5) x 0.5
    assert known.cost(Usage(1, 0)).micros == 1
    assert known.cost(Usage(1000, 0, cached=1000)).micros == 38
    assert tariff("some-model", Settings(), "EUR") is None
    own = tariff("some-model", Settings(prices={"some-model": ModelPrice(input=1, output=1, currency="EUR")}), "EUR")
    assert own is not None
    assert own.most(100, 2, 50).micros >= 100 + 2 * own.price.picture_tokens + 50


async def test_a_script_answers_by_turns_and_by_rule_and_keeps_what_was_asked() -> None:
    chat = Scripted({"critic/check": [{"word": "one"}, Word(word="two")], "x/y": lambda asked: {"word": asked.about}})
    assert [(await chat.ask(question())).word for _ in range(3)] == ["one", "two", "two"]
    assert (await chat.ask(Question("critic", "x/y", 1, "", "", Word, about="s7"))).word == "s7"
    assert [asked.prompt for asked in chat.asked] == ["critic/check"] * 3 + ["x/y"]
