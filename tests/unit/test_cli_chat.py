"""The conversation as an artist has it: nothing happens unseen, nothing dangerous unasked, and the film waits."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import stand_ins
from stand_ins import QuickRenderer, begin, calls

from director import blind
from director.cli import listener
from director.cli.chat import Conversation
from director.cli.film import Film
from director.crew.base import Screening
from director.crew.house.assistant import HouseAssistant
from director.model import Brief, Limits, Pitch, Reading, Settle, SongMap, Treatment, Verdict
from director.session import opened
from director.store import Store, plan_of

Said = Callable[[], str]


class Writer(stand_ins.Writer):
    async def treat(self, brief: Brief, reading: Reading, song: SongMap) -> Treatment:
        page = await super().treat(brief, reading, song)
        pitches = (
            Pitch(
                title="Лампа", form="story", idea="Она несёт свет домой.", chosen=True, reason="В ней есть перемена."
            ),
            Pitch(title="Скамья", form="mood", idea="Её каждый день кто-то поворачивает."),
        )
        return page.model_copy(update={"logline": "Она несёт свет домой.", "pitches": pitches})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return begin(tmp_path / "film", Limits(max_attempts=3), "ru")


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    return lambda: capsys.readouterr().out


async def talk(
    folder: Path, *lines: str, yes: bool = False, made: bool = False, alone: bool = True,
    critic: stand_ins.Critic | None = None, **options: Any,
) -> int:  # fmt: skip
    critic = critic or stand_ins.Critic()
    crew = stand_ins.replaced(screenwriter=Writer(), assistant=HouseAssistant(), critic=critic)
    drawer = QuickRenderer(folder.parent / "calls.jsonl", **options)
    async with opened(folder, crew, {"quick": drawer}) as session:
        if made:
            await session.finish()
        return await Conversation(Film(session, folder, "ru"), yes=yes, alone=alone, lines=lines).run()


def shot(folder: Path) -> int:
    return len(calls(folder.parent / "calls.jsonl", "submit"))


async def test_it_greets_shows_the_board_and_leaves_the_film_waiting(folder: Path, said: Said) -> None:
    assert await talk(folder, "/доска", "/идеи", "/помощь", "/чего", "/выход", "снимаем") == 0
    text = said()
    assert "ждёт вашего «да»" in text
    assert "Она несёт свет домой." in text
    assert text.count("ещё не снят") == 12
    assert "Осталось снять 12 кадров" in text
    assert "✓ Лампа" in text
    assert "· Скамья" in text
    assert "Такой команды нет: /чего" in text
    assert text.strip().splitlines()[-1].endswith(f"director chat {folder}")
    assert shot(folder) == 0


async def test_a_change_is_shown_with_its_price_and_made_where_it_is_free(folder: Path, said: Said) -> None:
    assert await talk(folder, "закрепи кадр 2", "/отмена", made=True) == 0
    text = said()
    assert "кадр 2: закрепляется" in text
    assert "Снимать заново ничего не нужно" in text
    assert "кадр 2: снова можно менять" in text
    board = Store(folder).load().board
    assert board is not None
    assert not board.shot("s002").locked


async def test_what_costs_money_or_starts_shooting_is_not_done_where_nobody_can_be_asked(
    folder: Path, said: Said
) -> None:
    assert await talk(folder, "снимаем", "ещё дубль кадра 5", price=1000) == 0
    assert said().count("ключом --yes") == 2
    assert shot(folder) == 0
    assert Store(folder).load().retakes == {}


async def test_with_yes_it_is_done(folder: Path, said: Said) -> None:
    assert await talk(folder, "снимаем", yes=True) == 0
    assert "draft.mp4" in said()
    assert shot(folder) >= 12


async def test_a_question_back_and_its_answer_are_one_sentence(folder: Path, said: Said) -> None:
    await talk(folder, "закрепи", "кадр 4")
    text = said()
    assert "В каком кадре?" in text
    assert "кадр 4: закрепляется" in text


async def test_a_no_at_the_terminal_changes_nothing(folder: Path, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "закрепи кадр 2", "нет", "/quit")
    await talk(folder, alone=False)
    assert "оставляю как было" in said()
    assert Store(folder).load().turns == ()


async def test_ctrl_c_leaves_the_film_waiting(folder: Path, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, KeyboardInterrupt())
    assert await talk(folder, alone=False) == 0
    assert "Фильм подождёт" in said()


def typed(monkeypatch: pytest.MonkeyPatch, *answers: str | BaseException) -> None:
    given = iter(answers)

    def typing(prompt: str = "") -> str:
        answer = next(given)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    monkeypatch.setattr(listener, "input", typing, raising=False)


@pytest.mark.parametrize(("first", "second"), [("A", "A"), ("A", "B"), ("одинаково", "B")])
async def test_two_takes_are_shown_blind_in_both_orders_and_the_choice_closes_the_shot(
    folder: Path, said: Said, monkeypatch: pytest.MonkeyPatch, first: str, second: str
) -> None:
    typed(monkeypatch, "ещё дубль кадра 5", "да", "какой дубль лучше в кадре 5?", "да", first, second, "/quit")
    await talk(folder, alone=False, made=True)
    text = said()
    project = Store(folder).load()
    assert project.board is not None
    why = project.settled[plan_of(project.board.shot("s005"))]
    assert not (folder / blind.FOLDER).exists()
    if (first, second) == ("A", "B"):
        assert why == "taken"
        assert "Оба раза вы выбрали дубль" in text
        assert project.picks["s005"] != "newest"
    else:
        assert why == "no difference"
        assert "дальше разницы нет" in text.lower()
    assert project.reasons["s005"] == why


class Doubting(stand_ins.Critic):
    """Leaves the third shot to the artist."""

    async def judge(self, screening: Screening) -> Verdict:
        verdict = await super().judge(screening)
        if screening.shot.id != "s003":
            return verdict
        return verdict.model_copy(update={"decision": "ask the artist", "score": 0.6, "reason": "Рук не видно."})


@pytest.mark.parametrize(("answer", "takes"), [("1", 1), ("2", 2), ("", 1)])
async def test_what_was_left_to_the_artist_is_asked_at_the_terminal_and_her_word_is_carried_out(
    folder: Path, said: Said, monkeypatch: pytest.MonkeyPatch, answer: str, takes: int
) -> None:
    typed(monkeypatch, answer, *(("да", "") if answer == "2" else ()), "/quit")
    await talk(folder, alone=False, made=True, critic=Doubting())
    text = said()
    assert "Кадр 3, нужен ваш глаз: Рук не видно." in text
    assert "Посмотреть: " in text
    store = Store(folder)
    board = store.load().board
    assert board is not None
    assert len(store.takes_named("s003")) == takes
    assert (plan_of(board.shot("s003")) in store.load().settled) == (answer == "1")


async def test_in_a_pipe_what_is_left_to_the_artist_is_only_told(folder: Path, said: Said) -> None:
    assert await talk(folder, made=True, critic=Doubting()) == 0
    assert "нужен ваш глаз" in said()
    assert Store(folder).load().settled == {}


async def test_a_closed_shot_is_not_tried_again_until_it_is_asked_for(folder: Path) -> None:
    crew = stand_ins.crew()
    async with opened(folder, crew, {"quick": QuickRenderer(folder.parent / "calls.jsonl")}) as session:
        await session.finish()
        board = Store(folder).load().board
        assert board is not None
        await session.answer(Settle(shot="s003", why="no difference"))
        before = shot(folder)
        await session.finish()
        assert shot(folder) == before
        assert Store(folder).load().reasons["s003"] == "no difference"
        assert await session.foresee(Settle(shot="s004"))


def takes(count: int) -> list[Any]:
    order = stand_ins.Order(
        shot=stand_ins.shot(5), renderer="quick", renderer_version="1", prompt="p", width=64, height=36, fps=24,
        frames=24, handles=2, seed=1,
    )  # fmt: skip
    return [
        stand_ins.take_of(order.model_copy(update={"seed": n, "attempt": n})).model_copy(update={"file": f"t{n}.mp4"})
        for n in range(1, count + 1)
    ]


def test_the_order_of_a_showing_comes_from_the_seed_and_is_turned_round(tmp_path: Path) -> None:
    one, two, three = takes(3)
    pair = blind.best_two([one, two, three], {one.id: 0.5, two.id: 0.8, three.id: 0.79})
    assert pair is not None
    assert (pair.best, pair.second) == (two, three)
    orders = [blind.showing(pair, seed).first for seed in range(20)]
    assert set(orders) == {(two, three), (three, two)}
    assert orders == [blind.showing(pair, seed).first for seed in range(20)]
    shown = blind.showing(pair, 1)
    assert shown.second == shown.first[::-1]
    assert shown.chosen("A", "B") == shown.first[0]
    assert shown.chosen("B", "A") == shown.first[1]
    assert shown.chosen("A", "A") is None
    assert shown.chosen("same", "A") is None
    for take in (two, three):
        (tmp_path / take.file).write_bytes(take.file.encode())
    a, b = blind.lay_out(shown.first, tmp_path, 1)
    assert (a.name, b.name) == ("1A.mp4", "1B.mp4")
    assert a.read_bytes() == shown.first[0].file.encode()
    assert blind.best_two([one], {one.id: 1.0}) is None
