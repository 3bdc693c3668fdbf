"""Answers that were given once, replayed without a network: found by prompt, subject and the prompt's version.

Not by every word and pixel: a film rendered by a newer painter asks about other frames and is still answered. A
recording of another version of its prompt is stale: it is listed and not used.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tools.chat.base import A, Question
from tools.chat.failures import ChatFailed
from tools.chat.kept import KeptQuestion
from tools.chat.reading import Unreadable, check_answer

Place = tuple[str, str, str]
"""Prompt, what it is asked about, and which reading of it."""


@dataclass(frozen=True)
class Stale:
    """A recording of another version of its prompt than the one that is asked now."""

    prompt: str
    about: str
    recorded: int
    asked: int


@dataclass
class Recorded:
    """A chat that replays. `stale` and `missing` list what could not be, in the order of asking."""

    recordings: Iterable[KeptQuestion]
    stale: list[Stale] = field(default_factory=list)
    missing: list[Place] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Sort the recordings by place and by the order in which they were asked."""
        self._by_place: dict[Place, list[KeptQuestion]] = {}
        self._asked: dict[Place, int] = {}
        for each in sorted(self.recordings, key=lambda kept: kept.order):
            if each.answer is not None:
                self._by_place.setdefault((each.prompt, each.about, each.cost_key), []).append(each)

    async def ask(self, question: Question[A]) -> A:
        """Return the recorded answer; the same place asked again gets the next one recorded there.

        Raises:
            ChatFailed: nothing is recorded there, it is stale, or it no longer fits the question's type.
        """
        place = (question.prompt, question.about, question.cost_key)
        found = self._by_place.get(place, [])
        number = self._asked.get(place, 0)
        self._asked[place] = number + 1
        if number >= len(found):
            self.missing.append(place)
            raise ChatFailed(f"nothing is recorded for {' / '.join(place)} (ask {number + 1})", "rejected")
        kept = found[number]
        if kept.version != question.version:
            self.stale.append(Stale(kept.prompt, kept.about, kept.version, question.version))
            raise ChatFailed(
                f"the recording of {question.prompt} is of version {kept.version}, asked is {question.version}",
                "rejected",
            )
        try:
            return check_answer(kept.answer, question.answer)
        except Unreadable as fault:
            raise ChatFailed(f"the recording of {question.prompt} no longer fits: {fault}", "nonsense") from fault

    def unused(self) -> tuple[Place, ...]:
        """Return the places with recordings that nobody asked for."""
        return tuple(place for place, found in self._by_place.items() if self._asked.get(place, 0) < len(found))


def recordings_in(folder: Path) -> tuple[KeptQuestion, ...]:
    """Return the recordings in a folder: the files of a project's answers/, as they are.

    Raises:
        ValueError: a file is no recording.
    """
    return tuple(KeptQuestion.model_validate_json(path.read_bytes()) for path in sorted(folder.glob("*.json")))


def stale_recordings(recordings: Iterable[KeptQuestion], version_of: Callable[[str], int | None]) -> tuple[Stale, ...]:
    """Return every recording whose prompt has another version now; a prompt that is gone (None) counts as version 0."""
    return tuple(
        Stale(each.prompt, each.about, each.version, version_of(each.prompt) or 0)
        for each in recordings
        if version_of(each.prompt) != each.version
    )
