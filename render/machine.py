"""What this machine really has: a card and its free memory, main memory, and the weights that lie here."""

import csv
import json
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from director.model import Capability, Footprint, SoundModel, Weights

GIB = 1024**3
_ROOM_GB = 0.7
"""Left free on a card: the driver's context, and what the desktop takes meanwhile."""


@dataclass(frozen=True)
class Card:
    """A graphics card."""

    name: str
    total_gb: float
    free_gb: float
    uuid: str = ""
    """By which the driver tells it from others; the worker is bound to it."""


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
        if model.weights is not None and _are_here(model.weights, folders.get(name))
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
    asked = ["nvidia-smi", "--query-gpu=name,memory.total,memory.free,uuid", "--format=csv,noheader,nounits"]
    try:
        told = subprocess.run(asked, capture_output=True, text=True, timeout=10, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    rows = [[cell.strip() for cell in row] for row in csv.reader(told.splitlines()) if len(row) == 4]
    cards = [Card(name, float(total) / 1024, float(free) / 1024, uuid) for name, total, free, uuid in rows]
    return max(cards, key=lambda one: one.free_gb, default=None)


def rung(model: Capability, machine: Machine) -> Footprint | None:
    """Return the fastest rung of the model's memory ladder that this machine can bear; None if there is none."""
    if model.weights is None or machine.card is None:
        return None
    free = machine.card.free_gb
    return next((r for r in model.weights.ladder if r.gpu_gb <= free and r.ram_gb <= machine.ram_gb), None)


def _are_here(weights: Weights, folder: Path | None) -> bool:
    """Whether everything lies here: a download that was broken off leaves an index and half of the files."""
    found = folder if folder is not None else _cached(weights.repo, "model_index.json")
    if found is None or not is_whole(found):
        return False
    inside = {one.name for one in folder.iterdir()} if folder is not None else set()
    files = {name: weights.single_files.get(name, "config.json") for name in weights.parts}
    return all(
        name in inside or name.removesuffix("_config") in inside or _cached(repo, files[name])
        for name, repo in weights.parts.items()
    )


def sound_is_here(model: SoundModel, folder: Path | None) -> bool:
    """Whether a model of music or speech lies here whole; a program is here when it is installed."""
    if not model.repo:
        return any(shutil.which(name) is not None for name in (f"{model.name}-ng", model.name))
    index = folder if folder is not None else _cached(model.repo, "model_index.json")
    if index is not None and (index / "model_index.json").is_file():
        return is_whole(index)
    found = folder if folder is not None else _cached(model.repo, "config.json")
    return found is not None and any(any(found.glob(kind)) for kind in ("*.safetensors", "*.bin"))


def is_whole(folder: Path) -> bool:
    """Whether a folder holds every component that its index names, and every file of those that come in pieces."""
    try:
        index = json.loads((folder / "model_index.json").read_text("utf-8"))
        named = [name for name, told in index.items() if isinstance(told, list) and told[0] is not None]
        if not all(any((folder / name).glob("*")) for name in named):
            return False
        for pieces in folder.glob("*/*.safetensors.index.json"):
            files = set(json.loads(pieces.read_text("utf-8"))["weight_map"].values())
            if not all((pieces.parent / file).is_file() for file in files):
                return False
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return False
    return True


def _cached(repo: str, file: str) -> Path | None:
    """Return the folder in the hub's cache that holds this file of a repository; asks no network."""
    if find_spec("huggingface_hub") is None:
        return None
    from huggingface_hub import try_to_load_from_cache

    found = try_to_load_from_cache(repo, file)
    return Path(found).parent if isinstance(found, str) else None
