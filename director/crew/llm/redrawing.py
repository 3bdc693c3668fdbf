"""The screenwriter looks at the things it drew, and draws anew what a stranger would not know."""

import asyncio
import json

from director.crew.llm.cutting_out import cut_out, named
from director.crew.llm.screenwriter_answers import LookAnswer, TreatmentAnswer
from director.crew.llm.settling import question
from director.errors import ProviderError
from director.model import Cutout, Note
from tools.chat.base import Chat, Picture

LOOKS = 2
"""So often the drawings are looked at: once, and once more after something was drawn anew."""


async def redrawn(chat: Chat, page: TreatmentAnswer) -> tuple[TreatmentAnswer, tuple[Note, ...]]:
    """Return the page with its cut-outs as they stand after looking at them, and a note where nobody could look.

    A drawing that comes back unusable does not replace the one before. Raises BudgetExhausted.
    """
    for look in range(1, LOOKS + 1):
        cutouts, _ = cut_out(page.cutouts)
        if not cutouts:
            break
        pictures = await asyncio.to_thread(_portraits, cutouts)
        told = "\n".join(json.dumps(c.model_dump(mode="json"), ensure_ascii=False) for c in cutouts)
        asked = question(
            "screenwriter", "look", LookAnswer, {"things": told}, about=f"look {look}", pictures=pictures
        )  # fmt: skip
        try:
            answer = await chat.ask(asked)
        except ProviderError:  # a model without eyes draws blind: that is told, and the film goes on
            return page, (Note(key="plan_unseen", values={"where": ", ".join(c.name for c in cutouts)}),)
        new = {cutout.id for cutout in cut_out(answer.cutouts)[0]} & {cutout.id for cutout in cutouts}
        if not new:
            break
        drafts = {named(draft.id): draft for draft in answer.cutouts}
        kept = [drafts[name] if (name := named(old.id)) in new else old for old in page.cutouts]
        page = page.model_copy(update={"cutouts": kept})
    return page, ()


def _portraits(cutouts: tuple[Cutout, ...]) -> tuple[Picture, ...]:
    from render.animatic.portrait import portrait  # draws: a second of import that only films with cut-outs need

    return tuple(Picture(portrait(cutout), f"{n}. {cutout.id}") for n, cutout in enumerate(cutouts, start=1))
