"""Orders through the card's real queue and worker process, and the same generations without them."""

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from director.model import Order, Palette, Shot
from render.local import work as work_module
from render.local.worker import Card, CardQueue

WAN, SDXL = "wan2.1-t2v-1.3b", "sdxl-controlnet"
MODELS = (WAN, SDXL)
SHARE = "DIRECTOR_BENCH_SHARE"


def orders(folder: Path, models: Sequence[str], size: tuple[int, int], seconds: float, count: int) -> list[Order]:
    """Return orders that take the models in turn: takes of Wan, stills of SDXL steered by outlines."""
    shot = Shot(
        id="s001", section=0, world="w", place="p", place_term="meadow", time="day", weather="clear",
        palette=Palette(colours=("#9ab8cc", "#33453c")), style="ink", text="", framing="full", emotion="joy",
    )  # fmt: skip
    still = {"still": True, "frames": 1, "handles": 0, "control": _drawn(folder)}
    plain = {"frames": round(seconds * 16), "handles": 0}
    return [
        Order(
            shot=shot, renderer=models[n % len(models)], renderer_version="1", prompt="word5 word6", width=size[0],
            height=size[1], fps=Fraction(16), seed=n, **(still if models[n % len(models)] == SDXL else plain),
        )
        for n in range(count)
    ]  # fmt: skip


def _drawn(folder: Path) -> str:
    from tools.media import FilmWriter

    (folder / "takes").mkdir(parents=True, exist_ok=True)
    with FilmWriter(folder / "takes" / "drawn.mp4", 96, 48, Fraction(16)) as film:
        for number in range(8):
            film.write(np.full((48, 96, 3), 20 * number, np.uint8))
    return "takes/drawn.mp4"


@dataclass(frozen=True)
class Queued:
    """What a queue of orders took. Times are of `time.monotonic`."""

    began: float
    """The first step that was told: the worker's start and the first load lie before."""
    ended: float
    """The last take was encoded and in its place."""
    loads: int
    seconds: tuple[float, ...]
    """Of generating each order, as the worker measured it."""
    notes: tuple[str, ...]
    """What the worker said of its memory."""

    @property
    def wall_s(self) -> float:
        """From the first step to the last file."""
        return self.ended - self.began


def queued(card: Card, asked: list[Order], folder: Path, work: Callable[..., None] | None = None) -> Queued:
    """Send all orders to a worker of its own and wait.

    Raises:
        RuntimeError: an order was not made; it names why.
    """
    if work is not None:
        work_module.work = work
    queue = CardQueue(card)
    try:
        jobs = [queue.submit(order, folder) for order in asked]
        began = 0.0
        while any(queue.poll(job).state in ("queued", "running") for job in jobs):
            if not began and any(queue.poll(job).share for job in jobs):
                began = time.monotonic()
            time.sleep(0.002)
        ended = time.monotonic()
        failed = [queue.poll(job).error for job in jobs if queue.poll(job).state != "done"]
        if failed:
            raise RuntimeError(f"not made: {failed}")
        time.sleep(0.1)  # the worker tells its loads after its last take
        made = [queue.fetch(job) for job in jobs]
        notes = tuple(str(note.values) for one in made for note in one.notes if note.key == "local_stepped_down")
        return Queued(began, ended, queue.loads, tuple(round(one.seconds, 3) for one in made), notes)
    finally:
        queue.close()


def bare(card: Card, asked: list[Order], folder: Path) -> float:
    """Return the seconds of the same generations one after another in this process, models loaded beforehand."""
    from render.local.card import CardOwner
    from render.local.measured import Measurements

    owner = CardOwner(card.models, card.folders, Measurements(folder / "bare.json"), fast=card.fast)
    seconds = 0.0
    for name in dict.fromkeys(order.renderer for order in asked):
        mine = [order for order in asked if order.renderer == name]
        owner.generate(mine[0], folder, lambda _share: True)  # loads and warms up
        seconds += sum(owner.generate(order, folder, lambda _share: True).seconds for order in mine)
    owner.close()
    return seconds


@contextmanager
def busy() -> Iterator[list[tuple[float, int]]]:
    """Sample the card's use while the block runs, twice a second: (time.monotonic, per cent); nothing without one."""
    seen: list[tuple[float, int]] = []
    if shutil.which("nvidia-smi") is None:
        yield seen
        return
    over = threading.Event()

    def look() -> None:
        ask = ["nvidia-smi", "--query-gpu=utilization.gpu", "--format=csv,noheader,nounits"]
        while not over.wait(0.5):
            told = subprocess.run(ask, capture_output=True, text=True, check=False).stdout.split()
            if told and told[0].isdigit():
                seen.append((time.monotonic(), int(told[0])))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def limited_work(line: Any, card: Card) -> None:
    """Be the worker, with less of the card's memory."""
    import torch

    if torch.cuda.is_available():
        torch.cuda.set_per_process_memory_fraction(float(os.environ[SHARE]))
    work_module._Worker(line, card).run()
