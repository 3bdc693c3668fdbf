"""Eyes of a chat model that takes pictures."""

import re
from typing import Literal, get_args

from pydantic import BaseModel, Field

from director.model import Emotion, Fix, FixKind, Framing, Language, Met, ShotFunction
from prompts import render
from tools.chat.base import Chat, Picture, Question
from tools.eyes.base import Answer, Asked, Beat, Look, Made, Preference

_LANGUAGES: dict[Language, str] = {"ru": "Russian", "en": "English"}
_MOST_WORDS = 400
"""Characters of a fix or an evidence that are kept: a model that runs on must not fill the next prompt."""


class Line(BaseModel):
    """The answer to one question."""

    id: str
    evidence: str = Field("", description="what is seen and where; before the verdict, so that it is looked for first")
    frames: list[str] = Field(default_factory=list, description="letters under the frames that show it")
    met: Met = "unsure"
    fix: FixKind | None = None
    fix_words: str = ""


class Checklist(BaseModel):
    """The answer to a checklist about one take."""

    seen: str = Field(description="what the frames show, in time order, before any question is answered")
    answers: list[Line]


class Comparison(BaseModel):
    """The answer to a comparison of two takes."""

    only_in_first: str
    only_in_second: str
    better: Literal["first", "second", "same"]
    why: str = ""


class Told(BaseModel):
    """What a shot does."""

    beat: str = ""
    framing: Framing | None = None
    function: ShotFunction = "unknown"
    emotion: Emotion | None = None


class ChatEyes:
    """Asks a chat model about sheets of frames; believes only what it can point at."""

    def __init__(self, chat: Chat, language: Language = "en") -> None:
        """Keep whom to ask, and the language of the evidence."""
        self._chat = chat
        self._language: Language = language

    async def check(
        self,
        look: Look,
        asked: tuple[Asked, ...],
        *,
        wish: str,
        about: str,
        known: tuple[Picture, ...] = (),
        reading: int = 0,
        made: Made = "generated",
    ) -> tuple[Answer, ...]:
        """Answer every question, in the order asked. A question that the model left out is 'unsure'."""
        if not asked:
            return ()
        letters = tuple(sorted(mark.letter for mark in look.marks))
        words = render(
            "critic/check",
            wish=wish,
            questions=asked,
            shuffled=look.shuffled,
            seconds=look.seconds,
            letters=", ".join(letters),
            known=bool(known),
            made=made,
            fixes=", ".join(get_args(FixKind)),
            language=_LANGUAGES[self._language],
        )
        answer = await self._chat.ask(
            Question(
                role="critic",
                prompt=words.name,
                version=words.version,
                system=words.system,
                user=words.user,
                answer=Checklist,
                pictures=(*known, look.picture),
                about=about,
                cost_key=f"reading {reading}" if reading else "",
            )
        )
        lines = {line.id.strip(): line for line in reversed(answer.answers)}
        return tuple(_answer(a, lines.get(a.id), letters) for a in asked)

    async def compare(self, first: Look, second: Look, *, wish: str, about: str, reading: int = 0) -> Preference:
        """Say which of two takes serves the shot better, shown in this order."""
        words = render("critic/compare", wish=wish, language=_LANGUAGES[self._language])
        answer = await self._chat.ask(
            Question(
                role="critic",
                prompt=words.name,
                version=words.version,
                system=words.system,
                user=words.user,
                answer=Comparison,
                pictures=(
                    Picture(first.picture.data, "Take one"),
                    Picture(second.picture.data, "Take two"),
                ),
                about=about,
                cost_key=f"reading {reading}" if reading else "",
            )
        )
        told = answer.why or (answer.only_in_first if answer.better == "first" else answer.only_in_second)
        return Preference(answer.better, told[:_MOST_WORDS])

    async def tell(self, look: Look, *, about: str) -> Beat:
        """Say what a shot does for its film."""
        words = render("critic/tell", seconds=look.seconds)
        answer = await self._chat.ask(
            Question(
                role="critic",
                prompt=words.name,
                version=words.version,
                system=words.system,
                user=words.user,
                answer=Told,
                pictures=(look.picture,),
                about=about,
            )
        )
        return Beat(answer.beat.strip()[:_MOST_WORDS], answer.framing, answer.function, answer.emotion)


def _answer(asked: Asked, line: Line | None, letters: tuple[str, ...]) -> Answer:
    """Return what may be believed of an answer: without evidence nothing, and no fault that nobody can point at."""
    if line is None:
        return Answer(asked.id, "unsure", "")
    evidence = line.evidence.strip()[:_MOST_WORDS]
    named = re.findall(r"\b[A-Z]\b", " ".join(line.frames).upper())
    frames = tuple(dict.fromkeys(letter for letter in named if letter in letters))
    pointed = bool(evidence) and (line.met != "no" or bool(frames))
    if line.met == "unsure" or not pointed:
        return Answer(asked.id, "unsure", evidence, frames)
    if line.met == "yes":
        return Answer(asked.id, "yes", evidence, frames)
    kind: FixKind = line.fix or "new seed"
    return Answer(asked.id, "no", evidence, frames, Fix(kind=kind, words=line.fix_words.strip()[:_MOST_WORDS]))
