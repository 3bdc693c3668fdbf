"""Long lists are asked in batches with stable ids: what is missing is asked again, what comes twice counts once.

Models drop, repeat and invent entries of long lists. The merge does not depend on the order of answers, so that a
batch asked again changes nothing that is there.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from director.model import Note

R = TypeVar("R")

AGAIN = 2
"""Times that missing entries are asked for once more."""


@dataclass(frozen=True)
class Batched(Generic[R]):
    """What came of a list."""

    found: dict[str, R]
    """By id, in the order of the ids asked."""
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    """Ids that nobody asked for; their entries are dropped."""
    doubled: tuple[str, ...]
    """Ids that came more than once within one batch; the first entry counts."""

    def notes(self) -> tuple[Note, ...]:
        """Return what is to be told of it."""
        told = (("batch_missing", self.missing), ("batch_unknown", self.unknown))
        return tuple(Note(key=key, values={"ids": ", ".join(ids[:20]), "n": len(ids)}) for key, ids in told if ids)


async def ask_in_batches(
    ids: Sequence[str],
    ask: Callable[[tuple[str, ...], int], Awaitable[Sequence[R]]],
    id_of: Callable[[R], str],
    size: int,
) -> Batched[R]:
    """Ask for every id, `size` at a time, and merge what comes.

    `ask` gets the ids of a batch and how often these were asked before (0 at first: part of the question's `cost_key`,
    so that an equal batch is asked anew). What it raises ends the whole: batches answered by then are kept by the chat.
    """
    wanted = tuple(dict.fromkeys(ids))
    found: dict[str, R] = {}
    unknown: dict[str, None] = {}
    doubled: dict[str, None] = {}
    for turn in range(1 + AGAIN):
        left = tuple(each for each in wanted if each not in found)
        batches = [left[start : start + size] for start in range(0, len(left), size)]
        for batch, entries in zip(batches, await asyncio.gather(*(ask(b, turn) for b in batches)), strict=True):
            seen: set[str] = set()
            for entry in entries:
                name = id_of(entry)
                if name not in batch:
                    unknown[name] = None
                elif name in seen:
                    doubled[name] = None
                else:
                    seen.add(name)
                    found.setdefault(name, entry)
    missing = tuple(each for each in wanted if each not in found)
    return Batched({each: found[each] for each in wanted if each in found}, missing, tuple(unknown), tuple(doubled))
