"""The prompter who knows how each family of video models wants to be spoken to."""

import asyncio
from dataclasses import dataclass

from director.crew.house import mending
from director.crew.house.prompter import HousePrompter
from director.crew.llm.assembling import assembled, fixed, negative
from director.crew.llm.dialects import Dialect, dialect_of
from director.crew.llm.forbidden import said_in
from director.crew.llm.prompter_answers import PolishAnswer, ReviseAnswer
from director.crew.llm.settling import question, settled
from director.model import Brief, Finding, Order, Shot, Storyboard, Verdict, digest_of
from tools.chat.base import Chat

BATCH = 8
"""Prompts polished in one answer."""
MOST_FINDINGS = 6


@dataclass(frozen=True)
class _Draft:
    """A shot before its prompt is polished."""

    id: str
    seconds: float
    cast: tuple[str, ...]
    place: str
    things: tuple[str, ...]
    draft: str


class LlmPrompter:
    """Assembles prompts in code from the shot's script; a model polishes them where a renderer reads words.

    Drawn scenes and the artist's own photos read none: there nothing is asked.
    """

    def __init__(self, chat: Chat, house: HousePrompter) -> None:
        """`house` makes sizes, frames and seeds."""
        self._chat = chat
        self._house = house
        self._polished: dict[str, asyncio.Task[dict[str, str]]] = {}

    async def order(self, brief: Brief, board: Storyboard, shot: Shot, renderer: str, renderer_version: str) -> Order:
        """Write the first order for a shot. Equal boards give equal orders, as long as the chat keeps its answers."""
        plain = await self._house.order(brief, board, shot, renderer, renderer_version)
        dialect = dialect_of(renderer)
        if dialect.reads == "none" or shot.script is None:
            return plain
        words = (await self._section(brief, board, shot, dialect)).get(shot.id) or assembled(shot, dialect)
        return plain.model_copy(update={"prompt": words, "negative": negative(shot, brief.must_not, dialect)})

    async def again(self, order: Order) -> Order:
        """Write the same words once more with another seed (or draw)."""
        return await self._house.again(order)

    async def revise(self, order: Order, verdicts: tuple[Verdict, ...]) -> Order | None:
        """Write a *different* order from what the critic found in all takes so far; None when nothing is left.

        What eyes have seen to be wrong goes to the model once for each take; all else takes the house's ladder, with
        this order's own words.
        """
        ladder = await self._house.revise(order, verdicts)
        dialect = dialect_of(order.renderer)
        if ladder is None or dialect.reads == "none" or order.shot.script is None:
            return ladder
        ladder = ladder.model_copy(update={"prompt": mending.with_words(_bare(order), ladder.fixes)})
        last = next((v for v in verdicts if v.take == order.key()), verdicts[-1] if verdicts else None)
        seen = [f for f in last.findings if f.met == "no" and f.how == "seen"] if last else []
        tried = {order.key(), *(v.take for v in verdicts)}
        if seen:
            words = await self._revised(order, dialect, seen)
            changed = ladder.model_copy(update={"prompt": words})
            if words != order.prompt and changed.key() not in tried:
                return changed
        return ladder if ladder.key() not in tried else None

    async def _section(self, brief: Brief, board: Storyboard, shot: Shot, dialect: Dialect) -> dict[str, str]:
        """Return the polished prompts of the batch that a shot belongs to: asked once, however many shots wait."""
        readers = [s for s in board.shots if s.section == shot.section and s.script is not None]
        at = next(n for n, s in enumerate(readers) if s.id == shot.id)
        batch = readers[at // BATCH * BATCH :][:BATCH]
        key = digest_of([dialect.family, *(s.fingerprint() for s in batch)])
        task = self._polished.get(key)
        if task is None or (task.done() and task.exception() is not None):
            task = asyncio.ensure_future(self._polish(brief, board, batch, dialect))
            self._polished[key] = task
        return await asyncio.shield(task)

    async def _polish(self, brief: Brief, board: Storyboard, batch: list[Shot], dialect: Dialect) -> dict[str, str]:
        by_id = {s.id: s for s in batch}
        drafts = tuple(_draft(brief, board, s, dialect) for s in batch)
        asked = question("prompter", "polish", PolishAnswer, {
            "family": dialect.family, "dialect": dialect.notes, "words": dialect.words, "shots": drafts,
        }, about=f"{dialect.family} {batch[0].id}-{batch[-1].id}")  # fmt: skip
        answer, _ = await settled(self._chat, asked, lambda a: _faults(by_id, a, dialect))
        return {p.id: p.prompt for p in answer.prompts if p.id in by_id and not _wrong(by_id[p.id], p.prompt, dialect)}

    async def _revised(self, order: Order, dialect: Dialect, seen: list[Finding]) -> str:
        asked = question("prompter", "revise", ReviseAnswer, {
            "family": dialect.family, "dialect": dialect.notes, "words": dialect.words, "prompt": order.prompt,
            "fixed": fixed(order.shot) if dialect.reads == "video" else (),
            "findings": tuple(_found(f) for f in seen[:MOST_FINDINGS]),
            "tried": (),
        }, about=f"{order.shot.id} after take {order.attempt}")  # fmt: skip
        answer, faults = await settled(self._chat, asked, lambda a: _wrong(order.shot, a.prompt, dialect))
        return order.prompt if faults else answer.prompt


def _draft(brief: Brief, board: Storyboard, shot: Shot, dialect: Dialect) -> _Draft:
    script = shot.script
    assert script is not None
    longest = max((c.frames for c in board.cut.clips if c.shot == shot.id), default=48)
    return _Draft(
        shot.id, float(longest / brief.format.fps), script.cast, script.place, script.things, assembled(shot, dialect)
    )


def _faults(shots: dict[str, Shot], answer: PolishAnswer, dialect: Dialect) -> list[str]:
    """Return what is wrong with polished prompts: missing ones, lost looks, too many words, what is forbidden."""
    got = [p.id for p in answer.prompts]
    wrong = [f"{shot}: its prompt is missing" for shot in shots if shot not in got]
    wrong += [f"{p.id}: no such shot was asked" for p in answer.prompts if p.id not in shots]
    for said in answer.prompts:
        if said.id in shots:
            wrong += [f"{said.id}: {fault}" for fault in _wrong(shots[said.id], said.prompt, dialect)]
    return wrong


def _wrong(shot: Shot, prompt: str, dialect: Dialect) -> list[str]:
    found = []
    words = len(prompt.split())
    if words > dialect.words * 1.15:
        found.append(f"{words} words; at most {dialect.words}")
    script = shot.script
    if script is not None and dialect.reads == "video":
        lost = [look for look in (*script.cast, *script.things) if look.lower() not in prompt.lower()]
        found += [f"these words have to stand as they are: {look!r}" for look in lost]
        found += [f"{word!r} must not be named, not even to deny it" for word in said_in(prompt, script.never)]
    return found


def _found(finding: Finding) -> dict[str, str]:
    fix = (finding.fix.words or finding.fix.kind) if finding.fix else ""
    return {"met": finding.met, "evidence": finding.evidence, "fix": fix}


def _bare(order: Order) -> str:
    """Return the order's prompt without the wishes that earlier fixes added to it."""
    added = mending.with_words("", order.fixes).strip()
    return order.prompt.replace(added, "").strip() if added else order.prompt
