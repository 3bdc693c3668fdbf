"""The house assistant: from the artist's sentence to a turn."""

from director.crew.base import FilmView
from director.model import Reply, Turn
from director.words import say


class HouseAssistant:
    """Understands sentences by their words, without a model."""

    async def turn(self, sentence: str, view: FilmView) -> Reply:
        """Say what the sentence asks for, or ask back."""
        return Reply(question=say("assistant_again", view.brief.language))

    async def answer(self, question: Turn, view: FilmView) -> str:
        """Answer from recorded facts."""
        return view.spent
