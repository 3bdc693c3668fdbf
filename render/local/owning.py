"""One process owns a card: whoever makes pictures or music on it takes it first, in every film of this machine.

Eyes that look with a model of this machine do not take turns: moving the film's model away for each look costs more.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout

_LOOK_EVERY_S = 0.2


class Ownership:
    """A card as something that one process has at a time. The system gives it back when that process dies."""

    def __init__(self, place: Path) -> None:
        """`place` is the lock's file; the wish to have the card is a lock beside it."""
        place.parent.mkdir(parents=True, exist_ok=True)
        self._held = FileLock(place, timeout=0)
        self._wished = FileLock(place.with_suffix(".wanted"), timeout=0)

    @property
    def mine(self) -> bool:
        """Whether this process has the card."""
        return self._held.is_locked

    def take(self, waits: Callable[[], bool]) -> bool:
        """Take the card, waiting for it as long as `waits` says yes; return whether it was taken.

        While it waits, an owner with nothing to do sees that it is wanted, and gives it back.
        """
        while not self._tried(self._held):
            self._tried(self._wished)
            if not waits():
                self._wished.release()
                return False
            time.sleep(_LOOK_EVERY_S)
        self._wished.release()
        return True

    def wanted(self) -> bool:
        """Whether another process waits for the card."""
        if not self._tried(self._wished):
            return True
        self._wished.release()
        return False

    def give(self) -> None:
        """Give the card back."""
        self._held.release()

    @staticmethod
    def _tried(lock: FileLock) -> bool:
        if lock.is_locked:
            return True
        try:
            lock.acquire()
        except Timeout:
            return False
        return True


def of_this_card(place: Path | None = None) -> Ownership | None:
    """Return the ownership of the card that models go to here; None where there is none, and nothing to quarrel over.

    `place`: a lock that is to be used instead of the card's own.
    """
    from render.machine import card

    if place is not None:
        return Ownership(place)
    seen = card()
    if seen is None:
        return None
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    name = "".join(letter if letter.isalnum() else "-" for letter in seen.uuid or seen.name)
    return Ownership(cache / "director" / "cards" / f"{name}.lock")
