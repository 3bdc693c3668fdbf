"""What a person is told and asked while a film is made, and the exit codes that scripts get."""

import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
import stand_ins
from stand_ins import QuickRenderer, begin, calls

from director import pages
from director.cli import film as conversation
from director.cli import films
from director.cli.film import Film
from director.commission import Commission
from director.errors import ArtistError
from director.ledger import Ledger
from director.model import Brief, Heard, Limits, Money, Note, Reading, Shot, SongMap, Treatment, Violation
from director.session import opened
from director.store import Store

Say = Callable[[], str]


class Drawer(QuickRenderer):
    """Knows no stones."""

    def validate(self, shot: Shot) -> list[Violation]:
        return [Violation(field="term", got="stone")] if shot.id == "s002" else []


class Writer(stand_ins.Writer):
    """Heard of a lighthouse that nobody can draw, and guessed the hero."""

    async def read(self, brief: Brief) -> Reading:
        heard = (Heard(kind="place", term="lighthouse", words="маяка", start=0),)
        return (await super().read(brief)).model_copy(update={"heard": heard, "not_understood": ("бурбулятор",)})

    async def treat(self, brief: Brief, reading: Reading, song: SongMap) -> Treatment:
        notes = (
            Note(key="treat_cannot_draw", values={"words": "маяка"}),
            Note(key="treat_invented_hero", values={"hero": "Вера"}),
        )
        return (await super().treat(brief, reading, song)).model_copy(update={"notes": notes})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return begin(tmp_path / "film", language="ru")


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Say:
    return lambda: capsys.readouterr().out


async def talk(folder: Path, *, ask: bool = False, preview: bool = False, turn: str = "", **options: object) -> int:
    crew = stand_ins.replaced(screenwriter=Writer())
    drawer = Drawer(folder.parent / "calls.jsonl", **options)  # type: ignore[arg-type]
    async with opened(folder, crew, {"quick": drawer}) as session:
        film = Film(session, folder, "ru")
        return await film.turn(turn) if turn else await film.whole(ask=ask, preview=preview)


def submitted(folder: Path) -> int:
    return len(calls(folder.parent / "calls.jsonl", "submit"))


def answering(monkeypatch: pytest.MonkeyPatch, *answers: bool) -> list[str]:
    asked: list[str] = []
    given = iter(answers)

    def agreed(question: str) -> bool:
        asked.append(question)
        return next(given)

    monkeypatch.setattr(conversation, "agreed", agreed)
    return asked


async def test_what_was_heard_guessed_and_cannot_be_drawn_is_told_once_in_words(folder: Path, said: Say) -> None:
    assert await talk(folder) == 0
    text = said()
    assert "Услышал: маяк." in text
    assert "Не смог нарисовать: маяк, камень." in text
    assert text.count("маяк") == 2
    assert "Вера" in text
    assert "бурбулятор" in text
    assert text.strip().splitlines()[-1].endswith("draft.mp4")
    assert await talk(folder) == 0
    assert "Услышал" not in said(), "a finished film is not explained again"


async def test_a_no_shoots_nothing_and_says_how_to_go_on(
    folder: Path, said: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering(monkeypatch, False)
    assert await talk(folder, ask=True) == 0
    assert len(asked) == 1
    assert submitted(folder) == 0
    text = said()
    assert "storyboard.html" in text
    assert f"director resume {folder}" in text


async def test_a_free_preview_comes_first_then_board_and_price_are_asked(
    folder: Path, said: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering(monkeypatch, False)
    assert await talk(folder, ask=True, preview=True) == 0
    assert len(asked) == 1
    assert "preview.mp4" in said()
    assert (folder / "preview.mp4").exists()
    assert not (folder / "draft.mp4").exists()


async def test_a_preview_that_costs_money_is_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, False)
    assert await talk(folder, ask=True, preview=True, price=1000) == 0
    assert len(asked) == 1
    assert submitted(folder) == 0


async def test_with_yes_a_preview_is_followed_by_the_film(folder: Path, said: Say) -> None:
    assert await talk(folder, preview=True) == 0
    text = said()
    assert text.index("preview.mp4") < text.index("draft.mp4")


async def test_a_turn_before_approval_changes_the_board_and_shoots_nothing(folder: Path, said: Say) -> None:
    assert await talk(folder, turn="ещё дубль") == 0
    assert submitted(folder) == 0
    assert "storyboard.html" in said()
    assert Store(folder).load().retakes == {"s001": 1}


async def test_papers_without_a_draft_are_refused_politely(folder: Path) -> None:
    async with opened(folder, stand_ins.crew(), {"quick": Drawer(folder.parent / "calls.jsonl")}) as session:
        with pytest.raises(ArtistError, match="no_draft"):
            await Film(session, folder, "ru").export()


async def test_one_failed_shot_is_told_and_no_failure_of_the_film(folder: Path, said: Say) -> None:
    assert await talk(folder, broken={"s005": "кончилась краска"}) == 0
    text = said()
    assert text.count("Кадр 5") == 1
    assert "кончилась краска" in text
    assert await talk(folder) == 0
    assert "не удалось" not in said(), "the next run tries it anew"


async def test_when_every_shot_fails_the_exit_code_says_so(folder: Path, said: Say) -> None:
    broken = {f"s{n:03d}": "кончилась краска" for n in range(1, 13)}
    assert await talk(folder, broken=broken) == 4
    assert "Ни один кадр" in said()


async def test_a_budget_that_leaves_shots_unmade_is_named_with_its_exit_code(tmp_path: Path, said: Say) -> None:
    folder = begin(tmp_path / "film", Limits(budget=Money(micros=1_000_000)), "ru")
    assert await talk(folder, price=250_000) == 5
    assert "Не сняты из-за лимита денег" in said()
    assert Ledger(folder / "state.db").totals().spent == Money(micros=1_000_000)


async def test_no_shot_gets_more_attempts_than_allowed(tmp_path: Path) -> None:
    folder = begin(tmp_path / "film", Limits(max_attempts=1), "ru")
    assert await talk(folder) == 0
    assert submitted(folder) == 12


def test_status_tells_state_cost_and_weakest_also_beside_a_running_film(folder: Path, said: Say) -> None:
    import asyncio

    assert films.status(folder, lang=None) == 0
    assert "раскадровки ещё нет" in said()
    asyncio.run(talk(folder))
    said()

    async def beside() -> int:
        async with opened(folder, stand_ins.crew(), {"quick": Drawer(folder.parent / "calls.jsonl")}):
            return films.status(folder, lang=None)

    assert asyncio.run(beside()) == 0
    text = said()
    assert "12 кадров" in text
    assert "дублей: 16" in text
    assert "0.00 EUR" in text
    assert "слаб" in text.lower()


def test_all_scenarios_go_on_after_one_that_fails(
    tmp_path: Path, said: Say, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import scenarios

    monkeypatch.setattr(scenarios, "names", lambda: ("one", "two", "three"))
    monkeypatch.setattr(
        "director.cli.scenario.commission_of_scenario",
        lambda name, *rest: Commission(song=Path(name), brief="b", out=Path(name)),
    )
    monkeypatch.setattr("director.commission.take_on", lambda commission: tmp_path / commission.out)

    def film(folder: Path, act: object) -> int:
        if folder.name == "one":
            raise ZeroDivisionError
        return 2 if folder.name == "two" else 0

    monkeypatch.setattr(films, "_film", film)
    assert films.run_scenarios(None, every=True, out=tmp_path, size=None, crew=None, lang="ru") == 2
    assert [line[0] for line in said().strip().splitlines()] == ["✗", "✗", "✓"]


def test_without_a_folder_the_latest_film_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ArtistError, match="no_films"):
        films.latest()
    begin(tmp_path / "films" / "old")
    newest = begin(tmp_path / "films" / "new")
    assert films.latest() == newest.relative_to(tmp_path)


async def test_pages_call_shots_as_turns_do_and_say_what_is_weak_missing_and_not_drawn(tmp_path: Path) -> None:
    folder = begin(tmp_path / "film", Limits(max_attempts=1), "ru")
    await talk(folder, broken={"s005": "кончилась краска"})
    report, board = ((folder / f"{page}.html").read_text("utf-8") for page in ("report", "storyboard"))
    for page in (report, board):
        assert re.findall(r'<div class="number"><b>(\w+)</b>', page) == [str(n) for n in range(1, 13)]
        assert not re.findall(r"\bs0\d\d\b", page)
        assert "камень" in page
        assert "stone" not in page
        assert 'href="http' not in page
    assert "mean light" in report, "why a shot is weak"
    assert report.count("Не снят") == 1
    assert report.count("data:image/jpeg") == 11


def test_a_clock_never_shows_sixty_seconds() -> None:
    assert pages._clock(1439, Fraction(24)) == "1:00.0"
