"""How a model of music is asked: seconds and a seed, perhaps going on from what it made."""

from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
"""(samples, channels), -1..1."""


class Player(Protocol):
    """A model of music that is loaded."""

    @property
    def rate(self) -> int:
        """Samples a second."""
        ...

    @property
    def longest_s(self) -> float:
        """Seconds of one generation at most; a longer piece goes on from its own last seconds."""
        ...

    def play(self, seconds: float, before: Floats | None, seed: int) -> Floats:
        """Return this many seconds or a little more; with `before` they begin with it and go on from it."""
        ...


def give_back() -> None:
    """Give the card's memory back to the process that makes the pictures."""
    import gc

    import torch

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def kept_file(source: str, name: str) -> Path | None:
    """Return a file of a model that lies here: in its folder, or in the hub's cache. Asks no network."""
    if Path(source).is_dir():
        inside = Path(source) / name
        return inside if inside.is_file() else None
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        found = try_to_load_from_cache(source, name)
    except HFValidationError:  # a path that is not there reads as no hub name
        return None
    return Path(found) if isinstance(found, str) else None
