"""The command line: quick, polite, and with exit codes that a script can rely on."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tools.media import read_frames

BRIEF = "Сова в туманном лесу на рассвете. Покой."
HEAVY = ("librosa", "langgraph", "skia", "cv2", "av", "numba", "moviepy", "scipy", "pymorphy3", "torch", "pydantic")


def director(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "director.cli", *words],
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, "LANG": "C", **environment},
        check=False,
    )


def test_help_names_the_commands_and_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom director.cli import app\nfrom typer.testing import CliRunner\n"
        "result = CliRunner().invoke(app, ['--help'])\nassert result.exit_code == 0, result.output\n"
        "assert 'make' in result.output and 'resume' in result.output\n"
        f"loaded = [name for name in {HEAVY!r} if name in sys.modules]\nassert not loaded, loaded"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("command", ["make", "run", "resume", "status", "turn", "export", "doctor"])
def test_every_command_explains_itself(command: str) -> None:
    run = director(command, "--help")
    assert run.returncode == 0
    assert "Usage" in run.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("make", "nowhere.mp3", "--brief", "зима", "--lang", "ru"), "nowhere.mp3"),
        (("make", "nowhere.mp3", "--brief", "x", "--size", "721p"), "720p"),
        (("make", "nowhere.mp3", "--brief", "x", "--form", "storry"), "story"),
        (("make", "nowhere.mp3", "--brief", "x", "--fps", "0"), "24"),
        (("make", "nowhere.mp3", "--brief", "x", "--window", "1:00-0:30"), "0:30-1:00"),
        (("make", "nowhere.mp3", "--brief", "x", "--budget", "five"), "5EUR"),
        (("resume", "no_such_film"), "no_such_film"),
        (("status", "no_such_film"), "no_such_film"),
        (("run", "white_raod"), "white_road"),
    ],
)
def test_what_the_artist_must_change_is_said_in_a_sentence(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "director.cli", *words],
        capture_output=True, text=True, timeout=120, cwd=tmp_path, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert run.returncode == 2, run.stdout + run.stderr
    assert said in run.stdout
    assert "Traceback" not in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_doctor_says_what_is_here() -> None:
    run = director("doctor", "--lang", "ru")
    assert run.returncode == 0
    assert "Можно снимать" in run.stdout


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real film of four seconds, made by the command line as an artist would."""
    folder = tmp_path_factory.mktemp("cli")
    rate = 22050
    t = np.arange(int(4.0 * rate)) / rate
    click = np.exp(-((t % 0.5) * 30)) * np.sin(2 * np.pi * 180 * t)
    soundfile.write(folder / "song.wav", 0.5 * click, rate)
    run = director(
        "make", str(folder / "song.wav"), "--brief", BRIEF,
        "--out", str(folder / "film"), "--size", "360p", "--yes", "--max-attempts", "1",
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Услышал" in run.stdout
    assert run.stdout.strip().splitlines()[-1].endswith("draft.mp4")
    return folder / "film"


def test_a_run_leaves_everything_it_promises(film: Path) -> None:
    pictures = ["draft.mp4", "poster.jpg", "contact.png"]
    papers = ["report.json", "report.html", "storyboard.html", "cut.otio"]
    record = ["project.json", "takes", "state.db", "log.jsonl"]
    assert [name for name in (*pictures, *papers, *record) if not (film / name).exists()] == []
    report = json.loads((film / "report.json").read_text())
    assert report["video"]["frames"] == 96
    assert report["video"]["gaps"] == 0
    assert report["time"]["total_s"] > 0


def test_status_and_a_question_are_answered_from_the_record(film: Path) -> None:
    status = director("status", str(film))
    assert status.returncode == 0
    assert "черновик готов" in status.stdout
    cost = director("turn", str(film), "сколько это стоило?")
    assert cost.returncode == 0
    assert "0.00 EUR" in cost.stdout
    lost = director("turn", str(film), "сделай как у людей")
    assert lost.returncode == 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_cleanly_a_film_goes_on_and_makes_nothing_twice(
    tmp_path: Path, film: Path, number: signal.Signals
) -> None:
    stopped = tmp_path / "film"
    song = film.parent / "song.wav"
    words = [sys.executable, "-m", "director.cli", "make", str(song), "--brief", BRIEF, "--out", str(stopped),
             "--size", "360p", "--yes", "--max-attempts", "1"]  # fmt: skip
    run = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    until = time.monotonic() + 120
    while not list(stopped.glob("takes/*.json")) and time.monotonic() < until:
        time.sleep(0.02)
    kept = {take: take.stat().st_mtime_ns for take in stopped.glob("takes/*.json")}
    os.killpg(run.pid, number)
    said, errors = run.communicate(timeout=60)
    assert run.returncode == 130, said + errors
    assert f"director resume {stopped}" in said
    assert "Traceback" not in errors
    with sqlite3.connect(stopped / "state.db") as ledger:
        assert ledger.execute("select count(*) from jobs where state != 'done'").fetchone() == (0,)
    again = director("resume", str(stopped))
    assert again.returncode == 0, again.stdout + again.stderr
    assert {take: take.stat().st_mtime_ns for take in kept} == kept
    # Stopped or not, the same commission gives the same film.
    assert (read_frames(stopped / "draft.mp4") == read_frames(film / "draft.mp4")).all()


def test_a_turn_changes_the_film(film: Path) -> None:
    before = (film / "draft.mp4").read_bytes()
    run = director("turn", str(film), "ночь в кадре 1")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "ночь" in run.stdout
    assert (film / "draft.mp4").read_bytes() != before
