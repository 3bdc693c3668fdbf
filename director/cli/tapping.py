"""The artist taps the beat on the return key while the song plays."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

from director.cli.progress import speak
from director.errors import ArtistError
from director.model import Language, Window
from director.words import say

PLAYERS: dict[str, tuple[str, ...]] = {
    "ffplay": ("-nodisp", "-autoexit", "-loglevel", "quiet", "-ss", "{start}", "{song}"),
    "mpv": ("--no-video", "--really-quiet", "--start={start}", "{song}"),
}
"""Players that start at a given second, by name."""

_ENDS = ("q", "й")
_LATENCY_S = 0.15
"""What a player takes until the first sound; taps are moved to the attacks afterwards, which forgives 0.12 s more."""


def tapped(song: Path, language: Language, window: Window | None) -> tuple[float, ...]:
    """Play the song and return when the return key was pressed, seconds of the song's file; 'q' or its end stops.

    Raises:
        ArtistError: 'taps_no_terminal', 'taps_no_player', 'taps_few'.
    """
    if not sys.stdin.isatty():
        raise ArtistError("taps_no_terminal")
    player = next((name for name in PLAYERS if shutil.which(name)), None)
    if player is None:
        raise ArtistError("taps_no_player", players=", ".join(PLAYERS))
    if not song.is_file():
        raise ArtistError("sound_missing", file=str(song))
    start = window.start_s if window else 0.0
    arguments = [part.format(start=start, song=song) for part in PLAYERS[player]]
    speak(say("taps_how", language))
    taps: list[float] = []
    with subprocess.Popen([player, *arguments], stdin=subprocess.DEVNULL) as playing:
        began = time.monotonic() + _LATENCY_S
        try:
            for line in sys.stdin:
                if line.strip().lower() in _ENDS or playing.poll() is not None:
                    break
                taps.append(max(0.0, time.monotonic() - began) + start)
        finally:
            playing.terminate()
    if len(taps) < 4:
        raise ArtistError("taps_few", file="", taps=len(taps))
    return tuple(taps)
