"""Shots that are told by what is seen in them: the one that is meant, or a question between those that fit alike."""

import pytest
from spoken import film

from director.crew.house.assistant import HouseAssistant
from director.crew.house.described import described
from director.crew.house.lexicon import hear
from director.model import Never, Remove, Restage, Retake, Settle, Stretch, Swap, Turn


@pytest.mark.parametrize(
    ("sentence", "shots"),
    [
        ("там, где Марта бежит по мосту", ("s013",)),
        ("лицо с закрытыми глазами", ("s012",)),
        ("письмо падает", ("s010",)),
        ("the one where she sings in the boat", ("s005",)),
        ("the lighthouse", ("s011",)),
        ("the running shot", ("s008", "s013")),
        ("Марта", ()),  # she is nearly everywhere: that points at nothing
        ("make it nicer", ()),
    ],
)
async def test_a_description_finds_its_shot(sentence: str, shots: tuple[str, ...]) -> None:
    language = "ru" if any("а" <= letter <= "я" for letter in sentence.lower()) else "en"
    assert described(hear(sentence), await film(language)).shots == shots


@pytest.mark.parametrize(
    ("sentence", "turn"),
    [
        ("там, где Марта бежит по мосту, сделай ночь", Restage(shots=("s013",), time="night")),
        ("лицо с закрытыми глазами висит слишком долго", Stretch(shot="s012", beats=-2)),
        ("мне не нравится кадр, где письмо падает, давай ещё попробуем", Retake(shots=("s010",))),
        ("swap the dancing shot with the lighthouse", Swap(first="s011", second="s014")),
        ("поменяй местами лодку в тумане и старика", Swap(first="s006", second="s007")),
        ("get rid of the lighthouse", Remove(shots=("s011",))),
        ("no more lighthouses anywhere", Never(terms=("lighthouse",), words="lighthouses")),
        ("can't tell them apart, the lighthouse is fine, no more takes", Settle(shot="s011", why="no difference")),
    ],
)
async def test_what_is_wished_is_done_to_the_shot_that_is_described(sentence: str, turn: Turn) -> None:
    language = "ru" if any("а" <= letter <= "я" for letter in sentence.lower()) else "en"
    reply = await HouseAssistant().turn(sentence, await film(language))
    assert reply.turn == turn
    assert not reply.not_understood


@pytest.mark.parametrize(
    "sentence", ["the running shot's a mess, do it over", "the bit after the fog looks like plastic, shoot it again"]
)
async def test_once_more_never_means_go_ahead(sentence: str) -> None:
    reply = await HouseAssistant().turn(sentence, await film("en"))
    assert reply.turn is None or reply.turn.kind == "retake"


async def test_those_that_fit_alike_are_named() -> None:
    reply = await HouseAssistant().turn("another take of the running one", await film("en"))
    assert reply.turn is None
    assert "8 — A dog runs along the shore; 13 — Marta runs over the bridge" in reply.question


@pytest.mark.parametrize(
    "sentence", ["снимаем, но только если выйдет дешевле ужина", "go ahead once the drummer agrees"]
)
async def test_shooting_with_a_condition_is_asked_about(sentence: str) -> None:
    language = "ru" if "с" in sentence else "en"
    assert (await HouseAssistant().turn(sentence, await film(language))).turn is None


async def test_a_bridge_to_stand_on_is_no_part_of_the_song() -> None:
    reply = await HouseAssistant().turn("snow when she runs over the bridge", await film("en"))
    assert reply.turn == Restage(shots=("s013",), weather="snow")


async def test_a_house_that_was_told_a_description_leaves_it_to_a_model() -> None:
    assert await HouseAssistant().surely("get rid of the lighthouse", await film("en")) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "omg that lighthouse at night gave me goosebumps",
        "the letter will never be perfect, stop burning money on it",
    ],
)
async def test_what_is_only_told_of_changes_nothing(sentence: str) -> None:
    assert (await HouseAssistant().turn(sentence, await film("en"))).turn is None


async def test_only_what_is_named_beside_the_ban_is_banned() -> None:
    reply = await HouseAssistant().turn("Никаких сигарет, нигде!! меня школьники слушают", await film("ru"))
    assert isinstance(reply.turn, Never)
    assert reply.turn.terms == ("cigarette",)
