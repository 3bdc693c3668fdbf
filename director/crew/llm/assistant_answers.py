"""What the assistant's questions are answered with. No field carries a file, a price, a limit or a rule."""

from typing import Literal

from pydantic import Field

from director.crew.llm.answer import Answer
from director.model import Framing, Stage, TimeOfDay, Weather

Asked = Literal[
    "approve", "export", "pace", "restage", "repaint", "retake", "pick", "lock", "unlock", "replace", "perform",
    "remove", "swap", "stretch", "never", "undo", "realise", "pin", "unpin", "settle", "question", "thanks", "unclear",
]  # fmt: skip
"""What a sentence can ask for: a turn, a question about the film, or nothing that can be told."""

AskedAbout = Literal["cost", "why weak", "status", "which take", "film"]


class Unwanted(Answer):
    """Something that is never to be shown."""

    words: str = Field(description="as the artist wrote it, letter for letter")
    term: str = Field(description="the same as one plain English noun in the singular, such as 'dog'")


class TurnAnswer(Answer):
    """assistant/turn: what one sentence asks for. What the sentence does not ask for stays empty."""

    quote: str = Field(description="the words of the sentence that ask for it, letter for letter; empty if unclear")
    kind: Asked
    shots: list[str] = Field(default=[], description="numbers of the shots meant, as in the list, such as '12'")
    sections: list[int] = Field(default=[], description="numbers of the parts of the song meant, from the list")
    whole_film: bool = Field(False, description="every part: only for pin, unpin, pace, repaint, restage and lock")
    time: TimeOfDay | None = None
    weather: Weather | None = None
    framing: Framing | None = Field(None, description="restage: only where a size is named")
    step: Literal[-1, 0, 1] = Field(0, description="restage: 1 = the camera one size closer, -1 = one size wider")
    faster: bool | None = Field(None, description="pace: true = more cuts, false = fewer")
    much: bool = Field(False, description="pace: much more or much fewer")
    beats: int | None = Field(
        None, description="stretch: beats longer; negative = shorter; 2 or -2 where none are named"
    )
    take: int | None = Field(
        None, description="pick: the number of the take, null = the one before; settle: if one is named"
    )
    no_difference: bool = Field(False, description="settle: the artist cannot tell the takes apart")
    colours: list[str] = Field(default=[], description="repaint: two to five colours as #rrggbb, largest area first")
    never: list[Unwanted] = Field(default=[], description="never: what is never to be shown")
    stage: Stage | None = Field(None, description="realise: film = by models, draft = back to the drawing")
    preview: bool = Field(False, description="approve: only ten seconds as a trial")
    about: AskedAbout | None = Field(None, description="question: what it is about")
    ask_back: str = Field("", description="unclear: one short question to the artist")
    left: list[str] = Field(default=[], description="words of the sentence that ask for something else, as written")


class FactsAnswer(Answer):
    """assistant/answer: a question about the film, answered from the numbered facts."""

    facts: list[int] = Field(description="numbers of the facts that the answer rests on; empty if none says it")
    answer: str = Field(description="one to three sentences; empty if no fact says it")
