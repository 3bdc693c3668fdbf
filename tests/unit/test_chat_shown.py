"""What a conversation shows: every kind of change in words, the board with its takes, the ideas that were weighed."""

from pathlib import Path
from typing import Any

import pytest
from spoken import film

from director.cli.chat_shown import board_lines, change_lines, pitch_lines, score_of, spending_lines
from director.crew.base import FilmView
from director.foresight import Difference, Foreseen, ShotChange
from director.ledger import Totals
from director.model import (
    Clip,
    Language,
    Lock,
    Money,
    Note,
    Pitch,
    Quote,
    Realise,
    Reference,
    Replace,
    Retake,
    Routed,
    Settle,
)
from director.session import Standing
from director.store import NEWEST, Project

PAID = Quote(money=Money(micros=2_500_000), seconds=90)


def shown(turn: Any, foreseen: Foreseen, view: FilmView) -> str:
    return "\n".join(change_lines(turn, foreseen, view))


def change(shot: str, *seen: tuple[str, str, str], frames: tuple[int, int] = (48, 48)) -> ShotChange:
    return ShotChange(shot, tuple(Difference(*each) for each in seen), *frames)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", ("день → ночь", "ясно → дождь", "другие цвета", "другое место", "закрепляется", "Она машет.",
                "2,0 → 3,0 с", "уходит из фильма", "возвращается", "на другое место")),
        ("en", ("day → night", "clear sky → rain", "other colours", "another place", "is locked", "Она машет.",
                "2.0 → 3.0 s", "leaves the film", "comes back", "another place")),
    ],
)  # fmt: skip
async def test_every_change_of_a_shot_has_its_words(language: Language, words: tuple[str, ...]) -> None:
    view = await film(language)
    foreseen = Foreseen(
        changes=(
            change("s003", ("time", "day", "night"), ("weather", "clear", "rain"), ("framing", "wide", "close")),
            change("s001", ("palette", "a", "b"), ("place", "a", "b"), ("text", "Она ждёт.", "Она машет.")),
            change("s002", ("locked", "False", "True"), frames=(48, 72)),
        ),
        removed=("s005",), added=("s006",), moved=("s004",),
    )  # fmt: skip
    text = shown(Lock(shots=("s002",)), foreseen, view)
    for word in words:
        assert word in text, word
    order = [line.split(":")[0].split()[-1] for line in text.splitlines()[1:] if ":" in line]
    assert order == sorted(order, key=int), "in the order of the board"


async def test_a_long_change_is_cut_short_and_says_by_how_much() -> None:
    view = await film("en")
    shots = [shot.id for shot in view.board.shots]
    assert len(shots) > 13
    foreseen = Foreseen(changes=tuple(change(shot, ("time", "day", "night")) for shot in shots), takes=len(shots))
    text = shown(Lock(shots=()), foreseen, view)
    assert text.count("day → night") == 12
    assert f"and {len(shots) - 12} more" in text


async def test_who_makes_a_shot_which_take_and_what_no_plan_shows() -> None:
    view = await film("en")
    routed = Routed(renderer="wan", why=Note(key="route_pinned", values={"renderer": "wan"}))
    take = next(take for take in view.takes if take.shot == "s001")
    foreseen = Foreseen(picked={"s001": take.id, "s002": NEWEST}, routes=(("s003", routed),))
    text = shown(Lock(shots=()), foreseen, view)
    assert f"take {take.attempt} goes into the film" in text
    assert "the newest take" in text
    assert "made by wan" in text
    assert "one more take" in shown(Retake(shots=("s001",)), Foreseen(takes=1), view)
    assert "mine.png in its place" in shown(Replace(shot="s002", file="mine.png"), Foreseen(takes=1), view)
    assert "gets no more tries" in shown(Settle(shot="s004"), Foreseen(), view)


async def test_nothing_no_models_and_a_yes_that_is_needed_are_said() -> None:
    view = await film("en")
    assert "Nothing would change" in shown(Lock(shots=()), Foreseen(), view)
    assert "director gpu" in shown(Realise(), Foreseen(), view)
    paid = Foreseen(takes=3, quote=PAID, needs_yes=True, most=Money(micros=9_000_000))
    text = shown(Retake(shots=("s001",)), paid, view)
    assert "3 takes, 2.50 EUR at most, about 90 s" in text
    assert "within 9.00 EUR" in text
    assert "only after your" in text
    free = shown(Retake(shots=("s001",)), Foreseen(takes=1), view)
    assert "free" in free
    assert "EUR" not in free
    assert "Nothing has to be shot again" in shown(Settle(shot="s001"), Foreseen(), view)


def test_a_price_without_a_limit_says_that_there_is_none() -> None:
    lines = "\n".join(spending_lines(Foreseen(takes=1, quote=PAID, sheets=1, stills=2), "ru"))
    assert "лимита денег вы не задали" in lines
    assert "1 образец" in lines
    assert "2 первых кадра" in lines
    assert list(spending_lines(Foreseen(takes=1), "en")) == []


def standing(view: FilmView, **changes: object) -> Standing:
    project = Project(song_file="x", brief=view.brief, **changes)  # type: ignore[arg-type]  # by name
    nothing = Money(micros=0)
    totals = Totals("EUR", nothing, nothing, Money(micros=1_500_000), 0.0, 0, 0, 0, nothing)
    return Standing(project, totals, len(view.takes), len(view.board.shots), waiting=True)


async def test_the_board_names_parts_takes_scores_files_pictures_and_what_returns(tmp_path: Path) -> None:
    view = await film("en")
    first, second = view.board.shots[:2]
    board = view.board.model_copy(update={
        "shots": (first.model_copy(update={"locked": True}), *view.board.shots[1:]),
        "cut": view.board.cut.model_copy(update={"clips": (
            *view.board.cut.clips,
            Clip(id="c900", shot=first.id, start=view.board.cut.frames - 12, end=view.board.cut.frames),
        )}),
    })  # fmt: skip
    kept = view.in_cut[first.id]
    unjudged = tuple(v for v in view.verdicts if v.take != view.in_cut[second.id])
    view = FilmView(view.brief, view.song, view.treatment, board, view.takes, unjudged, view.in_cut, "", ())
    still = Reference(name="abc.png", digest="0" * 32, kind="photo", role="first frame", width=8, height=8)
    (tmp_path / "contact.png").write_bytes(b"")
    rows = list(board_lines(standing(view, keyframes={second.id: still}), view, PAID, tmp_path, 80))
    text = "\n".join(rows)
    take = next(take for take in view.takes if take.id == kept)
    assert f"locked; take {take.attempt}, {score_of(view, take)} out of 100" in text
    assert "nobody has looked" in text
    assert "references/abc.png" in text
    assert rows[-4].endswith(", again") or ", again" in text
    assert "contact.png" in text
    assert "Everything is shot. Spent: 1.50 EUR." in text
    assert all(len(row) <= 80 for row in rows if row.startswith("        ") and "/" not in row)
    nobody = FilmView(view.brief, view.song, view.treatment, board, (), (), {}, "", ())
    left = "\n".join(board_lines(standing(nobody), nobody, PAID, tmp_path, 80))
    assert f"{len(board.shots)} shots left to shoot: first takes 2.50 EUR at most, about 2 min" in left


async def test_ideas_are_told_with_what_stays_of_them_or_that_none_were_recorded() -> None:
    page = (await film("en")).treatment
    assert page.logline in "\n".join(pitch_lines(page.model_copy(update={"pitches": ()}), "en", 80))
    pitches = (
        Pitch(
            title="Lamp", form="story", idea="She carries it home.", image="a lit kitchen", chosen=True,
            reason="It changes.",
        ),
        Pitch(title="Bench", form="mood", idea="Somebody turns it."),
    )  # fmt: skip
    text = "\n".join(pitch_lines(page.model_copy(update={"pitches": pitches}), "en", 80))
    assert text.index("✓ Lamp") < text.index("What stays: a lit kitchen") < text.index("It changes.")
    assert text.index("It changes.") < text.index("· Bench")
