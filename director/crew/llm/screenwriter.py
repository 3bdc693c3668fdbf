"""The screenwriter who asks a model: form, three pitches, and the film on one page."""

from director.crew.house.screenwriter import HouseScreenwriter
from director.model import Brief, Reading, SongMap, Treatment
from tools.chat.base import Chat


class LlmScreenwriter:
    """Reads with the house lexicon and a model; writes with the model and has its plan checked in code."""

    def __init__(self, chat: Chat, house: HouseScreenwriter) -> None:
        """`house` reads first and mends what the model leaves open."""
        self._chat = chat
        self._house = house

    async def read(self, brief: Brief) -> Reading:
        """Say what was understood of the brief, and what not. Raises ProviderError without a usable answer."""
        return await self._house.read(brief)

    async def treat(self, brief: Brief, reading: Reading, song: SongMap) -> Treatment:
        """Pitch, choose and write the film on one page. Raises ProviderError without a usable answer."""
        return await self._house.treat(brief, reading, song)
