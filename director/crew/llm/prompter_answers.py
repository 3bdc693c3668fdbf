"""What the prompter's questions are answered with."""

from pydantic import Field

from director.crew.llm.answer import Answer


class PolishedPrompt(Answer):
    """One shot's prompt."""

    id: str
    prompt: str


class PolishAnswer(Answer):
    """prompter/polish: the prompts of a section."""

    prompts: list[PolishedPrompt]


class ReviseAnswer(Answer):
    """prompter/revise: the next prompt."""

    cause: str
    prompt: str = Field(description="whole")
