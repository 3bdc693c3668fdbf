"""A chat whose answers are written beforehand, for tests: it checks them like any other answer."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from director.errors import DirectorError, ProviderError
from tools.chat.base import A, Question
from tools.chat.reading import Unreadable, check_answer, read_answer

Line = BaseModel | Mapping[str, object] | str | DirectorError
"""An answer, its JSON content, its text as a model would write it, or the failure that comes instead."""

Written = Line | Sequence[Line] | Callable[[Question[Any]], Line]
"""One answer for every ask, answers in the order of asking (the last one stays), or a rule."""


class Scripted:
    """Answers by the prompt's name. `asked` keeps every question in the order of asking."""

    def __init__(self, lines: Mapping[str, Written]) -> None:
        """Keep what is answered to which prompt, such as 'screenwriter/pitch'."""
        self._lines = lines
        self._times: dict[str, int] = {}
        self.asked: list[Question[Any]] = []

    async def ask(self, question: Question[A]) -> A:
        """Return the written answer.

        Raises:
            ProviderError: nothing is written for this prompt, or what is written does not fit the question's type.
        """
        self.asked.append(question)
        line = self._line(question)
        match line:
            case DirectorError():
                raise line
            case str():
                return _checked(question, lambda: read_answer(line, question.answer))
            case BaseModel():
                return _checked(question, lambda: check_answer(line.model_dump(mode="json"), question.answer))
            case _:
                return _checked(question, lambda: check_answer(dict(line), question.answer))

    def _line(self, question: Question[A]) -> Line:
        written = self._lines.get(question.prompt)
        if written is None:
            raise ProviderError(f"nothing is written for {question.prompt}", retryable=False)
        if callable(written):
            return written(question)
        if isinstance(written, Sequence) and not isinstance(written, str):
            number = self._times.get(question.prompt, 0)
            self._times[question.prompt] = number + 1
            return written[min(number, len(written) - 1)]
        return written


def _checked(question: Question[A], read: Callable[[], A]) -> A:
    try:
        return read()
    except Unreadable as fault:
        raise ProviderError(f"{question.prompt}: {fault}", retryable=False) from fault
