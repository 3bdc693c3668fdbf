"""An artist taps the beat at a terminal: a real pseudo-terminal and process; the player is one that plays nothing."""

import json
import os
import pty
import re
import select
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

STEP_S = 0.3


@pytest.fixture
def song(tmp_path: Path) -> Path:
    """Ten seconds of even clicks, every second of which can be tapped."""
    rate = 22_050
    times = np.arange(10 * rate) / rate
    struck = np.random.default_rng(1).normal(size=len(times)) * np.exp(-(times % (STEP_S / 2)) * 60)
    soundfile.write(tmp_path / "song.wav", 0.3 * struck / np.abs(struck).max(), rate)
    return tmp_path / "song.wav"


def player(folder: Path, script: str = "exec sleep 30") -> Path:
    """A folder with an ffplay that only takes time, and notes what it was asked to play."""
    folder.mkdir()
    (folder / "ffplay").write_text(f'#!/bin/sh\necho "$@" > "{folder}/asked"\n{script}\n')
    (folder / "ffplay").chmod(0o755)
    return folder


class Terminal:
    """`director listen` as somebody at a keyboard sees it."""

    def __init__(self, song: Path, path: Path, *options: str) -> None:
        self.shown = ""
        self._pid, self._desk = pty.fork()
        if self._pid == 0:
            os.environ |= {"PATH": f"{path}:/usr/bin:/bin", "DIRECTOR_HOME": str(song.parent)}
            asked = ["director", "listen", str(song), "--tap", "--json", "--lang", "en", *options]
            os.execv(sys.executable, [sys.executable, "-c", "from director.cli import main; main()", *asked[1:]])

    def read(self, seconds: float) -> bool:
        """Take what is shown within some time; False at the end."""
        if select.select([self._desk], [], [], seconds)[0]:
            try:
                self.shown += os.read(self._desk, 65_536).decode("utf-8", "replace")
            except OSError:  # Linux tells the end of a terminal so
                return False
        return True

    def wait_for(self, words: str) -> None:
        until = time.monotonic() + 60
        while words not in self.shown:
            assert self.read(1), self.shown
            assert time.monotonic() < until, self.shown

    def key(self, typed: str) -> None:
        os.write(self._desk, typed.encode())

    def left(self) -> int:
        while self.read(60):
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])


def test_taps_at_a_terminal_set_the_tempo(song, tmp_path):
    players = player(tmp_path / "bin")
    terminal = Terminal(song, players)
    terminal.wait_for("Press Enter")
    began = time.monotonic()
    for number in range(9):
        time.sleep(max(0.0, began + 0.5 + number * STEP_S - time.monotonic()))
        terminal.key("\n")
    terminal.key("q\n")
    assert terminal.left() == 0, terminal.shown
    found = json.loads(re.search(r"^\{.*^\}", terminal.shown.replace("\r", ""), re.DOTALL | re.MULTILINE)[0])
    assert found["overruled"] == ["beats"]
    assert found["tempo_bpm"] == pytest.approx(60 / STEP_S, rel=0.03)
    assert str(song) in (players / "asked").read_text()


def test_a_tap_too_few_is_told_and_a_player_that_ended_ends_the_tapping(song, tmp_path):
    terminal = Terminal(song, player(tmp_path / "bin", "exit 0"))
    terminal.wait_for("Press Enter")
    time.sleep(0.3)
    terminal.key("\n")
    assert terminal.left() == 2
    assert "tap" in terminal.shown.lower()
