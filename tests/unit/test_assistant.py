"""Sentences as artists write them, in both languages: what they ask for, and what is asked back."""

import pytest
import stand_ins

from director.crew.base import FilmView
from director.crew.house.assistant import HouseAssistant
from director.model import (
    Approve,
    Ask,
    Brief,
    Clip,
    Cut,
    Finding,
    Language,
    Lock,
    Never,
    Pace,
    Pick,
    Remove,
    Repaint,
    Replace,
    Restage,
    Retake,
    Section,
    Storyboard,
    Stretch,
    Swap,
    Treatment,
    Turn,
    Undo,
    Verdict,
)

LABELS = ("intro", "verse", "chorus", "verse", "chorus", "bridge", "chorus", "outro")


@pytest.fixture
async def view() -> FilmView:
    sections = tuple(
        Section(label=label, start_s=n * 10, end_s=n * 10 + 10, group="A", energy=0.5)  # type: ignore[arg-type]
        for n, label in enumerate(LABELS)
    )
    song = stand_ins.song(80).model_copy(update={"sections": sections})
    shots = tuple(stand_ins.shot(n + 1, section=n // 2) for n in range(16))
    clips = tuple(Clip(id=f"c{n + 1:03d}", shot=shots[n].id, start=n * 120, end=n * 120 + 120) for n in range(16))
    brief = Brief(text="x", language="ru")
    treatment = await stand_ins.Writer().treat(brief, await stand_ins.Writer().read(brief), song)
    plans = tuple(treatment.sections[0].model_copy(update={"section": n}) for n in range(8))
    treatment = Treatment.model_validate(treatment.model_dump() | {"sections": plans})
    return FilmView(
        brief=brief, song=song, treatment=treatment, board=Storyboard(shots=shots, cut=Cut(frames=1920, clips=clips)),
        takes=(), verdicts=(), in_cut={}, spent="1.50 EUR",
    )  # fmt: skip


SENTENCES: list[tuple[str, Turn]] = [
    ("сделай припев быстрее", Pace(sections=(2, 4, 6), factor=1.6)),
    ("make the last chorus faster", Pace(sections=(6,), factor=1.6)),
    ("второй куплет поспокойнее", Pace(sections=(3,), factor=0.6)),
    ("a calmer intro please", Pace(sections=(0,), factor=0.6)),
    ("ночь в кадре 3", Restage(shots=("s003",), time="night")),
    ("night in shot 3", Restage(shots=("s003",), time="night")),
    ("пусть в кадрах 5 и 7 идёт снег", Restage(shots=("s005", "s007"), weather="snow")),
    ("rain in shots 3-5", Restage(shots=("s003", "s004", "s005"), weather="rain")),
    ("снежная ночь в кадре 4", Restage(shots=("s004",), time="night", weather="snow")),
    ("сними кадр 6 крупнее", Restage(shots=("s006",), step=1)),
    ("closer in 6", Restage(shots=("s006",), step=1)),
    ("третий кадр шире", Restage(shots=("s003",), step=-1)),
    ("wider in shot 6", Restage(shots=("s006",), step=-1)),
    ("ещё один дубль кадра 8", Retake(shots=("s008",))),
    ("another take of shot 8", Retake(shots=("s008",))),
    ("пересними кадр 8", Retake(shots=("s008",))),
    ("верни прошлый дубль кадра 8", Pick(shot="s008")),
    ("the previous take of shot 8 back", Pick(shot="s008")),
    ("поставь дубль 2 в кадре 8", Pick(shot="s008", take=2)),
    ("закрепи кадры 2-4", Lock(shots=("s002", "s003", "s004"))),
    ("lock shot 2", Lock(shots=("s002",))),
    ("разблокируй кадр 2", Lock(shots=("s002",), locked=False)),
    ("unlock shot 2", Lock(shots=("s002",), locked=False)),
    ("замени кадр 3 на мой кот.mp4", Replace(shot="s003", file="мой кот.mp4")),
    ('replace shot 3 with "my cat.jpg"', Replace(shot="s003", file="my cat.jpg")),
    ("убери кадр 5", Remove(shots=("s005",))),
    ("remove shots 5 and 6", Remove(shots=("s005", "s006"))),
    ("поменяй местами кадры 3 и 7", Swap(first="s003", second="s007")),
    ("swap 3 and 7", Swap(first="s003", second="s007")),
    ("удлини кадр 4 на 3 доли", Stretch(shot="s004", beats=3)),
    ("lengthen shot 4 by 1 bar", Stretch(shot="s004", beats=4)),
    ("кадр 4 покороче", Stretch(shot="s004", beats=-2)),
    ("никогда не показывай собак", Never(terms=("dog",), words="собак")),
    ("never show cars", Never(terms=("car",), words="cars")),
    ("убери отовсюду машины", Never(terms=("car",), words="машины")),
    ("отмени", Undo()),
    ("undo that", Undo()),
    ("сколько это стоило?", Ask(about="cost")),
    ("what did it cost?", Ask(about="cost")),
    ("почему кадр 5 слабый?", Ask(about="why weak", shot="s005")),
    ("why is shot 5 weak?", Ask(about="why weak", shot="s005")),
    ("снимаем!", Approve()),
    ("go ahead", Approve()),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "wanted"), SENTENCES, ids=[sentence for sentence, _ in SENTENCES])
async def test_a_sentence_becomes_the_turn_it_asks_for(view: FilmView, sentence: str, wanted: Turn) -> None:
    reply = await HouseAssistant().turn(sentence, view)
    assert reply.turn == wanted
    assert reply.not_understood == ()


@pytest.mark.parametrize(
    "sentence", ["другая палитра в бридже", "another palette in the bridge", "сделай бридж теплее"]
)
async def test_a_section_gets_other_colours(view: FilmView, sentence: str) -> None:
    turn = (await HouseAssistant().turn(sentence, view)).turn
    assert isinstance(turn, Repaint)
    assert turn.sections == (5,)
    assert turn.palette.colours != stand_ins.PALETTE.colours


async def test_named_colours_are_the_new_palette(view: FilmView) -> None:
    turn = (await HouseAssistant().turn("red and gold palette in the bridge", view)).turn
    assert isinstance(turn, Repaint)
    assert any(int(colour[1:3], 16) > 150 > int(colour[5:7], 16) for colour in turn.palette.colours)


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("сделай красиво", "Не понял"),
        ("ночь в кадре 99", "Кадра 99 нет"),
        ("пусть будет ночь", "В каком кадре"),
        ("быстрее", "В какой части"),
        ("замени кадр 3", "На какой файл"),
        ("поменяй местами кадры", "Какие два кадра"),
        ("удлини", "Не понял"),
        ("раскрась кадр 3 как у Тарковского", "Не понял"),
    ],
)
async def test_what_is_not_clear_is_asked_and_changes_nothing(view: FilmView, sentence: str, asked: str) -> None:
    reply = await HouseAssistant().turn(sentence, view)
    assert reply.turn is None
    assert asked in reply.question


async def test_what_was_asked_besides_is_named(view: FilmView) -> None:
    reply = await HouseAssistant().turn("ночь в кадре 3 и рояль", view)
    assert reply.turn == Restage(shots=("s003",), time="night")
    assert reply.not_understood == ("рояль",)


async def test_why_is_answered_from_the_verdict_and_cost_from_the_ledger(view: FilmView) -> None:
    weak = Finding(requirement="light", kind="exposure", met="no", evidence="Слишком темно: 12 %.")
    judged = Verdict(take="a" * 32, findings=(weak,), score=0.4, decision="retry")
    view = FilmView(**{**view.__dict__, "verdicts": (judged,), "in_cut": {"s005": "a" * 32}})
    assert "Слишком темно: 12 %." in await HouseAssistant().answer(Ask(about="why weak", shot="s005"), view)
    assert "никто не смотрел" in await HouseAssistant().answer(Ask(about="why weak", shot="s006"), view)
    assert "1.50 EUR" in await HouseAssistant().answer(Ask(about="cost"), view)


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_every_turn_is_told_back_in_the_artists_language(view: FilmView, language: Language) -> None:
    view = FilmView(**{**view.__dict__, "brief": view.brief.model_copy(update={"language": language})})
    for sentence, wanted in SENTENCES:
        if not isinstance(wanted, Ask):
            heard = (await HouseAssistant().turn(sentence, view)).heard
            assert heard.startswith("Понял" if language == "ru" else "Understood"), sentence
