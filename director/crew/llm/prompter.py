"""The prompter who knows how each family of video models wants to be spoken to."""

from director.crew.house.prompter import HousePrompter
from director.model import Brief, Order, Shot, Storyboard, Verdict
from tools.chat.base import Chat


class LlmPrompter:
    """Assembles prompts in code from the shot's script; a model polishes them where a paid model will read them."""

    def __init__(self, chat: Chat, house: HousePrompter) -> None:
        """`house` makes sizes, frames and seeds."""
        self._chat = chat
        self._house = house

    async def order(self, brief: Brief, board: Storyboard, shot: Shot, renderer: str, renderer_version: str) -> Order:
        """Write the first order for a shot."""
        return await self._house.order(brief, board, shot, renderer, renderer_version)

    async def again(self, order: Order) -> Order:
        """Write the same words once more with another seed (or draw)."""
        return await self._house.again(order)

    async def revise(self, order: Order, verdicts: tuple[Verdict, ...]) -> Order | None:
        """Write a *different* order from what the critic found in all takes so far; None when nothing is left."""
        return await self._house.revise(order, verdicts)
