"""The storyboarder who asks a model: section by section, on numbered legal cut points."""

from director.crew.base import FilmView, Footing
from director.crew.house.storyboarder import HouseStoryboarder
from director.model import Brief, Reading, SongMap, Storyboard, Treatment, Turn
from tools.chat.base import Chat


class LlmStoryboarder:
    """The model chooses shots and numbers of cut points; frames, covers and proofs are made in code."""

    def __init__(self, chat: Chat, house: HouseStoryboarder) -> None:
        """`house` carries out the artist's turns."""
        self._chat = chat
        self._house = house

    async def board(
        self, brief: Brief, reading: Reading, treatment: Treatment, song: SongMap, footing: Footing
    ) -> Storyboard:
        """Write the shot list; every cut lies on a legal cut point. Raises ProviderError without a usable answer."""
        return await self._house.board(brief, reading, treatment, song, footing)

    async def restage(self, view: FilmView, turn: Turn, footing: Footing) -> Storyboard:
        """Carry out the artist's turn on the board; untouched and locked shots stay equal, byte for byte."""
        return await self._house.restage(view, turn, footing)
