"""What is seen while a film is made: plain lines in a pipe, one live line on a terminal, and a yes that is a yes."""

import io
import signal
from collections.abc import Callable, Iterator
from typing import Any, get_args

import pytest

from director.cli import progress
from director.cli.listener import Listener
from director.cli.progress import LETTERS, Progress, agreed
from director.model import CrewRole, Language

Said = Callable[[], str]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    return lambda: capsys.readouterr().out


def screen(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal from here on; set up in the test itself, for pytest takes the output over between its phases."""
    shown = Terminal()
    monkeypatch.setattr("sys.stdout", shown)
    return shown


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[float], None]]:
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])

    def later(seconds: float) -> None:
        now[0] += seconds

    return later  # type: ignore[return-value]  # a fixture's value


def play(shown: Progress, *events: dict[str, Any]) -> None:
    with shown:
        for event in events:
            shown.event(event)


def round_(takes: int, number: int = 1) -> dict[str, Any]:
    return {"event": "round", "round": number, "takes": takes}


def judged(shot: int, attempt: int = 1) -> dict[str, Any]:
    return {"event": "judged", "shot": f"s{shot:03d}", "attempt": attempt}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", ("Слушаю песню", "придумываю фильм", "раскадровку", "Монтирую")),
        ("en", ("Listening", "inventing the film", "storyboard", "Cutting")),
    ],
)
def test_every_stage_has_a_line(language: Language, words: tuple[str, ...], said: Said) -> None:
    stages = ("listening", "conceiving", "boarding", "cutting")
    play(Progress(language), *({"event": name} for name in stages), {"event": "nobody knows this one"})
    shown = said().splitlines()
    assert len(shown) == 4
    assert all(word in line for word, line in zip(words, shown, strict=True))


def test_in_a_pipe_every_tenth_take_is_told_and_the_last(said: Said) -> None:
    play(Progress("en"), round_(23), *(judged(n) for n in range(1, 24)))
    shown = said().splitlines()
    assert len(shown) == 1 + 3
    assert "10" in shown[1]
    assert "20" in shown[2]
    assert "23" in shown[3]
    assert "\r" not in "".join(shown)


def test_a_second_round_counts_anew_and_says_that_it_is_one(said: Said) -> None:
    play(Progress("ru"), round_(1), judged(1), round_(2, 2), judged(4, 2), judged(5, 3))
    first, _, second, last = said().splitlines()
    assert first != second
    assert "2" in last
    assert "5" in last


def test_a_failure_and_a_take_that_nobody_could_judge_are_told_at_once_by_their_number(said: Said) -> None:
    events = (
        round_(3),
        {"event": "failed", "shot": "s007", "why": "no paint"},
        {"event": "not judged", "shot": "s008", "why": "no eyes"},
    )
    play(Progress("en"), *events)
    text = said()
    assert "Shot 7 failed: no paint" in text
    assert "Shot 8 could not be judged: no eyes" in text
    assert "s007" not in text


def test_on_a_terminal_one_line_is_overwritten_and_left_whole(
    monkeypatch: pytest.MonkeyPatch, clock: Callable[[float], None]
) -> None:
    terminal = screen(monkeypatch)
    shown = Progress("en")
    with shown:
        shown.event(round_(4))
        clock(10)
        shown.event(judged(1))
        clock(20)
        shown.event(judged(2))
    text = terminal.getvalue()
    assert text.count("\r\x1b[K") == 2
    assert "0:30" in text.split("\r\x1b[K")[1], "three takes at ten seconds"
    assert "0:30" in text.split("\r\x1b[K")[2], "two takes at fifteen"
    assert text.endswith("\n"), "whoever writes next begins a line"


def test_a_failure_begins_a_line_of_its_own_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = screen(monkeypatch)
    play(Progress("en"), round_(3), judged(1), {"event": "failed", "shot": "s002", "why": "x"}, judged(3))
    assert "\n  Shot 2 failed: x\n" in terminal.getvalue()


def test_the_writing_of_a_model_is_shown_on_a_terminal_alone_and_not_letter_by_letter(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = screen(monkeypatch)
    with Progress("ru") as shown:
        for letters in range(1, 3 * LETTERS):
            shown.heard("screenwriter", "screenwriter/pitch", letters)
        assert terminal.getvalue().count("\r\x1b[K") == 2
        assert "Сценарист пишет" in terminal.getvalue()
        for role in get_args(CrewRole):
            shown.heard(role, "x", 10 * LETTERS)
            shown.heard(role, "x", 20 * LETTERS)
    monkeypatch.undo()
    with Progress("ru") as plain:
        plain.heard("critic", "critic/check", 500)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("typed", "yes"), [("", True), ("Y", True), (" да ", True), ("Д", True), ("n", False), ("нет", False), ("?", False)]
)
def test_the_return_key_is_a_yes_and_anything_unclear_is_a_no(
    typed: str, yes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def typing(question: str) -> str:
        asked.append(question)
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler, "Ctrl-C stops here at once"
        return typed

    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr("builtins.input", typing)
    assert agreed("Shoot it?") is yes
    assert asked == ["Shoot it? "]
    assert signal.getsignal(signal.SIGINT) is before


def test_the_end_of_input_is_a_no_and_ctrl_c_gives_the_signal_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(question: str) -> str:
        raise EOFError

    def stopped(question: str) -> str:
        raise KeyboardInterrupt

    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr("builtins.input", ended)
    assert not agreed("?")
    assert Listener("en", alone=False).line() is None
    monkeypatch.setattr("builtins.input", stopped)
    with pytest.raises(KeyboardInterrupt):
        agreed("?")
    assert signal.getsignal(signal.SIGINT) is before


def test_a_pipe_is_heard_line_by_line_and_answers_no_question(said: Said) -> None:
    ear = Listener("en", alone=True, lines=["night in shot 3\n", "yes\n"])
    assert ear.line() == "night in shot 3"
    assert ear.agrees("Do it?") == "nobody"
    assert ear.line("Which?") == "yes"
    assert ear.line() is None
    assert "night in shot 3" in said(), "what was heard can be read again"


def test_a_film_that_goes_on_in_the_middle_of_a_round_counts_what_it_makes(capsys: pytest.CaptureFixture[str]) -> None:
    play(Progress("en"), *(judged(n) for n in range(1, 11)))
    told = capsys.readouterr().out
    assert "10 more takes done · shot 10, take 1" in told
    assert " of 0" not in told
    assert "left" not in told


PICTURES: tuple[dict[str, Any], ...] = (
    {"event": "sheets", "sheets": 2, "renderer": "z-image-turbo"},
    {"event": "sheet", "who": "Anna", "attempt": 1, "renderer": "z-image-turbo"},
    {"event": "sheet", "who": "Anna", "attempt": 1, "renderer": "z-image-turbo", "share": 0.5},
    {"event": "failed", "shot": "", "why": "no money"},
    {"event": "still", "shot": "s005", "renderer": "z-image-turbo", "number": 1, "of": 3},
    {"event": "still", "shot": "s005", "renderer": "z-image-turbo", "number": 1, "of": 3, "share": 0.25},
    {"event": "failed", "shot": "s005", "why": "no memory"},
)


def test_sheets_and_first_frames_are_seen_in_a_pipe_once_each(said: Said) -> None:
    play(Progress("en"), *PICTURES)
    assert said().splitlines() == [
        "Making reference pictures of people and places: 2 (z-image-turbo)…",
        "  reference picture: Anna",
        "  A reference picture failed: no money",
        "  still 1 of 3: shot 5",
        "  Shot 5 failed: no memory",
    ]


def test_on_a_terminal_a_picture_and_a_take_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = screen(monkeypatch)
    making = {"event": "making", "shot": "s007", "attempt": 1, "renderer": "x", "share": 0.4}
    play(Progress("ru"), *PICTURES[:3], round_(1), making, judged(7))
    text = shown.getvalue()
    for line in ("образец: Anna", "образец: Anna · 50 %", "снимается кадр 7 · 40 %"):
        assert f"\r\x1b[K  {line}" in text
    assert "1 из 1" in text.splitlines()[-1] or "1/1" in text, "pictures before a round are none of its takes"
