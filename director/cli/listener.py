"""Hears the artist: at a terminal with a prompt, elsewhere line by line."""

import signal
import sys
from collections.abc import Iterable
from typing import Literal

from director.cli.progress import speak
from director.model import Language
from director.words import say

Said = Literal["yes", "no", "nobody"]

_YES = frozenset({"", "y", "yes", "д", "да", "ага", "ok", "ок"})


class Listener:
    """Reads what is typed, or the lines of a pipe."""

    def __init__(self, language: Language, *, alone: bool, lines: Iterable[str] | None = None) -> None:
        """`alone`: nobody sits at a terminal; the lines come from `lines`, by default from the standard input."""
        self._language: Language = language
        self.alone = alone
        self._lines = iter(sys.stdin if lines is None else lines)

    def line(self, question: str = "") -> str | None:
        """Return the next line, None at the end.

        Raises:
            KeyboardInterrupt: Ctrl-C, at once, also while an event loop runs around this.
        """
        prompt = f"{question} " if question else say("talk_prompt", self._language)
        if self.alone:
            said = next(self._lines, None)
            if said is not None:
                speak(f"{prompt}{said.strip()}")
            return said if said is None else said.strip()
        answering = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            return input(prompt).strip()
        except EOFError:
            return None
        finally:
            signal.signal(signal.SIGINT, answering)

    def agrees(self, question: str) -> Said:
        """Ask for a yes; without anybody at a terminal nobody answers."""
        if self.alone:
            return "nobody"
        said = self.line(question)
        return "yes" if said is not None and said.lower() in _YES else "no"
