"""What the editor's question is answered with."""

from typing import Literal

from pydantic import Field

from director.crew.llm.answer import Answer
from director.model import FixKind


class ReviewFinding(Answer):
    """One fault of the cut."""

    clip: int = Field(description="number in the list")
    about: Literal["story", "repeat", "weak picture", "rhythm", "continuity"]
    met: Literal["no", "unsure"]
    evidence: str = Field(description="what is seen")
    fix: FixKind | None = Field(description="the nearest kind of change to the order; null if only another cut helps")
    fix_en: str


class ReviewAnswer(Answer):
    """editor/review: the whole cut, looked at."""

    story: str = Field(description="the film as the pictures tell it")
    findings: list[ReviewFinding]
