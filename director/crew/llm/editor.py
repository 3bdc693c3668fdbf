"""The editor who looks at the whole cut at once."""

from director.model import Cut, Finding, Language, SongMap, Storyboard
from tools.chat.base import Chat, Picture


class LlmEditor:
    """Says where the story is lost, what repeats, which shots are weak and where the rhythm sags."""

    def __init__(self, chat: Chat, language: Language) -> None:
        """Findings are said in `language`."""
        self._chat = chat
        self._language = language

    async def review(self, board: Storyboard, cut: Cut, sheet: Picture, song: SongMap) -> tuple[Finding, ...]:
        """Look at a contact sheet of the whole cut (one numbered row a clip, in cut order) and return what is wrong.

        Raises ProviderError without a usable answer.
        """
        return ()
