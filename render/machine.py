"""What this machine really has: a card and its free memory, main memory, and the weights that lie here."""

import csv
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from director.model import Capability, Footprint

GIB = 1024**3
_ROOM_GB = 0.7
"""Left free on a card: the driver's context, and what the desktop takes meanwhile."""


@dataclass(frozen=True)
class Card:
    """A graphics card."""

    name: str
    total_gb: float
    free_gb: float


@dataclass(frozen=True)
class Machine:
    """What a router may count on."""

    card: Card | None = None
    ram_gb: float = 0.0
    packages: bool = False
    """Whether the packages of the extra `gpu` are installed."""
    weights: frozenset[str] = frozenset()
    """Names of models whose weights lie here."""
    territory: str = ""
    """ISO code of the country, or 'EU', as told in the settings; empty = not told."""
    accepted: frozenset[str] = frozenset()
    """Names of models whose licence the artist has read and accepted."""


def as_if(gigabytes: float, models: Mapping[str, Capability], like: Machine) -> Machine:
    """Return a machine like this one with a card of this size and all open weights: to see what a card would bring."""
    names = frozenset(name for name, model in models.items() if model.weights is not None)
    card = Card(f"{gigabytes:g} GB", gigabytes, gigabytes - _ROOM_GB)
    return replace(like, card=card, ram_gb=max(like.ram_gb, 64.0), packages=True, weights=names)


def look(models: Mapping[str, Capability], folders: Mapping[str, Path], territory: str = "") -> Machine:
    """Look at this machine. `folders`: model name -> folder of its weights, as told in the settings."""
    import psutil

    present = frozenset(
        name
        for name, model in models.items()
        if model.weights is not None and (_is_model(folders.get(name)) or _cached(model.weights.repo))
    )
    return Machine(
        card=card(),
        ram_gb=psutil.virtual_memory().total / GIB,
        packages=all(find_spec(name) is not None for name in ("torch", "diffusers", "transformers", "accelerate")),
        weights=present,
        territory=territory,
    )


def card() -> Card | None:
    """Return the card with most free memory, as its driver tells it; None where there is no card or no driver."""
    if shutil.which("nvidia-smi") is None:
        return None
    asked = ["nvidia-smi", "--query-gpu=name,memory.total,memory.free", "--format=csv,noheader,nounits"]
    try:
        told = subprocess.run(asked, capture_output=True, text=True, timeout=10, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    rows = [[cell.strip() for cell in row] for row in csv.reader(told.splitlines()) if len(row) == 3]
    cards = [Card(name, float(total) / 1024, float(free) / 1024) for name, total, free in rows]
    return max(cards, key=lambda one: one.free_gb, default=None)


def rung(model: Capability, machine: Machine) -> Footprint | None:
    """Return the fastest rung of the model's memory ladder that this machine can bear; None if there is none."""
    if model.weights is None or machine.card is None:
        return None
    free = machine.card.free_gb
    return next((r for r in model.weights.ladder if r.gpu_gb <= free and r.ram_gb <= machine.ram_gb), None)


def _is_model(folder: Path | None) -> bool:
    return folder is not None and (folder / "model_index.json").is_file()


def _cached(repo: str) -> bool:
    """Whether the hub's cache holds the model's index; asks no network."""
    if find_spec("huggingface_hub") is None:
        return False
    from huggingface_hub import try_to_load_from_cache

    return isinstance(try_to_load_from_cache(repo, "model_index.json"), str)
