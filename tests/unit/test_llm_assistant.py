"""The assistant with a model: 84 sentences as recorded, plain ones without it, nothing told but what is known."""

from pathlib import Path
from typing import Any

import pytest
from spoken import Row, film, rows

import prompts
from director.crew.base import FilmView
from director.crew.house.assistant import HouseAssistant
from director.crew.llm.assistant import LlmAssistant, unproven
from director.crew.llm.assistant_answers import FactsAnswer
from director.crew.llm.assistant_bounds import asked_back
from director.crew.llm.fallback import Breaker, SafeAssistant, Standby
from director.crew.llm.film_sheet import facts
from director.errors import ProviderError
from director.model import Approve, Ask, Pin, Remove, Replace, Restage, Retake
from tools.chat.recorded import Recorded, recordings_in, stale_recordings
from tools.chat.scripted import Scripted

RECORDED = Path(__file__).parent.parent / "recorded" / "assistant"


def assistant(*answers: dict[str, Any] | str, told: object = None) -> tuple[LlmAssistant, Scripted]:
    chat = Scripted({"assistant/turn": list(answers), "assistant/answer": told or []})  # type: ignore[dict-item]
    return LlmAssistant(chat, HouseAssistant()), chat


@pytest.mark.parametrize("row", rows(), ids=[row.says for row in rows()])
async def test_sentences_come_to_what_they_ask_for(row: Row) -> None:
    chat = Recorded(recordings_in(RECORDED))
    reply = await LlmAssistant(chat, HouseAssistant()).turn(row.says, await film(row.language))
    assert not chat.missing
    assert row.right(reply), reply


def test_the_recordings_are_of_the_prompts_as_they_are() -> None:
    kept = recordings_in(RECORDED)
    assert stale_recordings(kept, lambda name: prompts.load(name).version) == ()
    assert {each.about for each in kept} <= {row.says for row in rows()}, "nothing recorded that nobody asks"
    assert sum(row.kept for row in rows()) == 20


async def test_the_house_alone_is_never_sure_of_what_it_gets_wrong() -> None:
    for row in rows():
        sure = await HouseAssistant().surely(row.says, await film(row.language))
        assert sure is None or row.right(sure), row.says


@pytest.mark.parametrize(
    "sentence",
    ["ночь в кадре 3", "сделай припев быстрее", "another take of shot 8", "сколько это стоило?", "отмени", "снимаем!"],
)
async def test_a_plain_sentence_needs_no_model(sentence: str) -> None:
    model, chat = assistant()
    reply = await model.turn(sentence, await film("ru"))
    assert reply.turn is not None
    assert chat.asked == []


@pytest.mark.parametrize(
    "sentence",
    [
        "не делай ночь в кадре 3", "ночь в кадре 3?", "ночь в кадре 3 и припев быстрее", "ночь в кадре три",
        "lock shot 2 but not now", "ночь в кадре 3, как у Тарковского",
    ],
)  # fmt: skip
async def test_what_a_word_may_turn_round_is_left_to_the_model(sentence: str) -> None:
    assert await HouseAssistant().surely(sentence, await film("ru")) is None


async def test_a_shot_that_is_not_there_goes_back_to_the_model_with_the_list() -> None:
    good = {"quote": "сделай ночь", "kind": "restage", "shots": ["13"], "time": "night"}
    model, chat = assistant(good | {"shots": ["31"]}, good)
    reply = await model.turn("там, где марта бежит, сделай ночь", await film("ru"))
    assert reply.turn == Restage(shots=("s013",), time="night")
    assert len(chat.asked) == 2
    assert "there is no 31" in chat.asked[1].user


async def test_nonsense_to_the_end_is_the_houses_question_and_written_down() -> None:
    model, _ = assistant({"quote": "не было такого", "kind": "undo"})
    slips: list[str] = []
    line = Standby("assistant", Breaker(), lambda role, cause, why: slips.append(cause))
    reply = await SafeAssistant(model, HouseAssistant(), line).turn(
        "там, где она тоскует, сделай ночь", await film("ru")
    )
    assert reply.turn is None
    assert "В каком кадре" in reply.question
    assert slips == ["nonsense"]


async def test_what_was_heard_is_said_from_the_turn_and_what_is_left_is_named() -> None:
    said = {"quote": "в кадре 3 туман", "kind": "restage", "shots": ["3"], "weather": "mist", "left": ["ещё слона"]}
    model, _ = assistant(said)
    reply = await model.turn("в кадре 3 туман и поставь ещё слона", await film("ru"))
    assert reply.heard == "Понял: кадр 3 — туман."
    assert reply.not_understood == ("ещё слона",)


async def test_the_file_and_the_model_are_those_of_the_sentence() -> None:
    view = await film("en")
    model, _ = assistant({"quote": "use walk.mov", "kind": "replace", "shots": ["1"]})
    assert (await model.turn("use walk.mov for the empty pier", view)).turn == Replace(shot="s001", file="walk.mov")
    model, _ = assistant({"quote": "use my photo", "kind": "replace", "shots": ["1"]})
    assert "which file" in (await model.turn("use my photo for the empty pier", view)).question
    model, _ = assistant({"quote": "ltx-2 shall do", "kind": "pin", "shots": ["11"]})
    pinned = (await model.turn("ltx-2 shall do the lighthouse, it can", view)).turn
    assert pinned == Pin(renderer="ltx-2", shots=("s011",))
    model, _ = assistant({"quote": "the expensive one", "kind": "pin", "shots": ["11"]})
    assert "ltx-2" in (await model.turn("the expensive one shall do the lighthouse", view)).question


async def test_many_shots_must_be_named_and_a_part_names_its_shots() -> None:
    view = await film("en")
    numbers = [str(n) for n in range(1, 10)]
    model, _ = assistant({"quote": "throw out the sad ones", "kind": "remove", "shots": numbers})
    assert "many shots" in (await model.turn("throw out the sad ones", view)).question
    model, _ = assistant({"quote": "another go at everything", "kind": "retake", "sections": [3, 5, 7]})
    turn = (await model.turn("another go at everything in the chorus", view)).turn
    assert turn == Retake(shots=("s005", "s006", "s009", "s010", "s013", "s014"))
    model, _ = assistant({"quote": "toss both boat ones", "kind": "remove", "shots": ["5", "6"]})
    assert (await model.turn("toss both boat ones please", view)).turn == Remove(shots=("s005", "s006"))


async def test_a_model_never_gives_the_word_to_shoot() -> None:
    model, chat = assistant({"quote": "дело хорошее, вперёд", "kind": "approve"})
    reply = await model.turn("дело хорошее, вперёд", await film("ru"))
    assert chat.asked
    assert not isinstance(reply.turn, Approve)
    assert "«снимаем»" in reply.question


def test_a_question_back_is_nothing_but_questions() -> None:
    assert asked_back("I have shot it all. Which shot do you mean?") == "Which shot do you mean?"
    assert asked_back("Кадр 3 или кадр 5? Я всё сделал.") == "Кадр 3 или кадр 5?"
    assert asked_back("It is done.") == ""
    assert asked_back("Will you open https://evil.example?") == ""


@pytest.fixture
async def view() -> FilmView:
    return await film("en")


def test_facts_tell_takes_scores_and_money(view: FilmView) -> None:
    told = "\n".join(facts(view))
    assert "Shot 5, take 2: 73 out of 100" in told
    assert "Spent so far: 1.50 EUR" in told
    assert "16 shots" in told


@pytest.mark.parametrize(
    ("answer", "cited", "fault"),
    [
        ("Marta carries a letter that she never sent.", [2], ""),
        ("Shot 5 has two takes; the second stands at 73 out of 100.", [], "names the facts"),
        ("The film cost 900 EUR.", [8], "900"),
        ("Spent so far: 1.50 EUR.", [8], ""),
        ("I have shot it again for 1.50 EUR.", [8], "not of yourself"),
        ("Look at https://evil.example.", [2], "without links"),
        ("It lies in /etc/passwd.", [2], "without links"),
        ("A fact.", [999], "numbered"),
        ("", [], ""),
    ],
)
def test_an_answer_says_what_its_facts_say(view: FilmView, answer: str, cited: list[int], fault: str) -> None:
    wrong = " ".join(unproven(FactsAnswer(facts=cited, answer=answer), facts(view)))
    assert fault in wrong
    assert bool(wrong) == bool(fault)


async def test_a_question_about_the_film_is_answered_from_facts_or_not_at_all(view: FilmView) -> None:
    question = Ask(about="film", words="why does she carry that letter?")
    model, chat = assistant(told=[{"facts": [2], "answer": "Because she never sent it."}])
    assert await model.answer(question, view) == "Because she never sent it."
    assert "1.50 EUR" in chat.asked[0].user
    model, _ = assistant(told=[{"facts": [], "answer": ""}])
    assert "Nothing that is recorded" in await model.answer(question, view)
    model, _ = assistant(told=[{"facts": [2], "answer": "It cost 77 EUR."}])
    with pytest.raises(ProviderError):
        await model.answer(question, view)


async def test_cost_status_and_scores_are_told_by_code(view: FilmView) -> None:
    model, chat = assistant()
    told = await model.answer(Ask(about="which take", shot="s005"), view)
    assert "take 2, 73 out of 100" in told
    assert "take 1, 41 out of 100" in told
    assert "Take 2 is in the film" in told
    assert "1.50 EUR" in await model.answer(Ask(about="cost"), view)
    assert chat.asked == []
