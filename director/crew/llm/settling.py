"""A plan is asked for, checked in code, and goes back with the exact list of its faults: at most twice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from director.crew.llm.answer import Answer
from prompts import render
from tools.chat.base import Chat, CrewRole, Picture, Question

A = TypeVar("A", bound=Answer)

MENDINGS = 2
"""So often a plan goes back to the model; what is wrong then is repaired by code and noted."""


def question(
    role: CrewRole, name: str, answer: type[A], inputs: Mapping[str, object], *, about: str = "",
    pictures: Sequence[Picture] = (),
) -> Question[A]:  # fmt: skip
    """Return the question of the prompt file `role/name`, its gaps filled with `inputs`."""
    wording = render(f"{role}/{name}", **inputs)
    return Question(
        role=role, prompt=wording.name, version=wording.version, system=wording.system, user=wording.user,
        answer=answer, pictures=tuple(pictures), about=about,
    )  # fmt: skip


async def settled(chat: Chat, asked: Question[A], check: Callable[[A], Sequence[str]]) -> tuple[A, tuple[str, ...]]:
    """Ask until the check finds nothing, at most 1 + MENDINGS times; return the best answer and the faults left in it.

    Raises ProviderError without a usable answer.
    """
    answer = await chat.ask(asked)
    best, fewest = answer, tuple(check(answer))
    faults = fewest
    for attempt in range(1, MENDINGS + 1):
        if not faults:
            break
        again = render("mending/again", before=answer.model_dump_json(), faults=faults)
        about = f"{asked.about}/again {attempt}".lstrip("/")
        answer = await chat.ask(replace(asked, user=f"{asked.user}\n\n{again.user}", about=about))
        faults = tuple(check(answer))
        if len(faults) <= len(fewest):
            best, fewest = answer, faults
    return best, fewest
