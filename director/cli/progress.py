"""What a person sees while a film is made: one live line on a terminal, plain lines elsewhere."""

import signal
import sys
import time
from types import TracebackType
from typing import Any, Self

from director.model import CrewRole, Language, shot_number
from director.words import say


def speak(sentence: str) -> None:
    """Print a sentence to the person."""
    print(sentence, flush=True)  # noqa: T201 - the command line speaks here and nowhere else


def agreed(question: str) -> bool:
    """Ask a question that the return key answers with yes. Ctrl-C stops here at once; the end of input is a no."""
    answering = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        answer = input(question + " ").strip().lower()
    except EOFError:
        return False
    finally:
        signal.signal(signal.SIGINT, answering)
    return answer in ("", "y", "yes", "д", "да")


LETTERS = 50
"""Characters of a model's answer between two looks at the line."""


class Progress:
    """Turns events of the run into words: shots, attempts and time left."""

    def __init__(self, language: Language) -> None:
        """Start counting."""
        self._language = language
        self._live = sys.stdout.isatty()
        self._wanted = 0
        self._done = 0
        self._began = time.monotonic()
        self._open = False
        self._letters = 0

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the terminal on a fresh line."""
        self._close()

    def event(self, event: dict[str, Any]) -> None:
        """Show one event."""
        match event["event"]:
            case "listening" | "conceiving" | "boarding" | "cutting" as name:
                self._line(say(f"progress_{name}", self._language))
            case "round":
                self._wanted, self._done, self._began = int(event["takes"]), 0, time.monotonic()
                key = "progress_first_round" if event["round"] == 1 else "progress_round"
                self._line(say(key, self._language, takes=self._wanted))
            case "sheets":
                self._line(say("progress_sheets", self._language, n=event["sheets"], renderer=event["renderer"]))
            case "sheet":
                self._picture(say("progress_sheet", self._language, who=event["who"]), event)
            case "still":
                told = {"shot": _number(event), "number": event["number"], "of": event["of"]}
                self._picture(say("progress_still", self._language, **told), event)
            case "making":
                self._live_line(self._shared(say("progress_making", self._language, shot=_number(event)), event))
            case "judged":
                self._done += 1
                self._bar(_number(event), int(event["attempt"]))
            case "failed":
                self._done += bool(self._wanted)  # a picture before the first round is none of its takes
                key = "progress_failed" if event["shot"] else "progress_sheet_failed"
                self._line(say(key, self._language, shot=_number(event), why=event["why"]))
            case "not judged":
                self._line(say("progress_not_judged", self._language, shot=_number(event), why=event["why"]))
            case _:
                pass

    def heard(self, role: CrewRole, prompt: str, letters: int) -> None:
        """Show that a model is writing; on a terminal only, where the line is overwritten."""
        if self._live and letters // LETTERS != self._letters:
            self._letters = letters // LETTERS
            self._live_line(say(f"progress_writes_{role}", self._language, letters=letters))

    def _bar(self, shot: str, attempt: int) -> None:
        if not self._wanted:  # gone on with in the middle of a round: how many it had is not told again
            text = say("progress_take_more", self._language, done=self._done, shot=shot, attempt=attempt)
        else:
            text = self._counted(shot, attempt)
        if self._live:
            self._live_line(text)
            if self._done == self._wanted:
                self._close()
        elif self._done == self._wanted or self._done % 10 == 0:
            speak(text)

    def _counted(self, shot: str, attempt: int) -> str:
        left = (time.monotonic() - self._began) / self._done * (self._wanted - self._done)
        return say(
            "progress_take", self._language,
            done=self._done, wanted=self._wanted, shot=shot, attempt=attempt, left=_clock(left),
        )  # fmt: skip

    def _picture(self, text: str, event: dict[str, Any]) -> None:
        """Show a picture that is begun or grows: every one in a line of its own, or in the live line."""
        if self._live:
            self._live_line(self._shared(text, event))
        elif "share" not in event:
            self._line(text)

    def _shared(self, text: str, event: dict[str, Any]) -> str:
        if "share" not in event:
            return text
        return text + " " + say("progress_share", self._language, percent=round(100 * float(event["share"])))

    def _live_line(self, text: str) -> None:
        """Overwrite the line on a terminal; nothing elsewhere."""
        if self._live:
            sys.stdout.write(f"\r\x1b[K{text}")
            sys.stdout.flush()
            self._open = True

    def _line(self, text: str) -> None:
        self._close()
        speak(text)

    def _close(self) -> None:
        if self._open:
            sys.stdout.write("\n")
            self._open = False


def _number(event: dict[str, Any]) -> str:
    return shot_number(str(event["shot"]))


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
