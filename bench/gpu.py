"""python -m bench.gpu [--fake | --tiny] [--limit GB] [--fast]: the cost of the card's worker over bare pipeline calls.

Without an option: Wan 1.3B and SDXL at full size with random weights on this machine's card, ten orders over the two.
`--limit` takes memory away, to see which rung holds. `--tiny` runs the same code with tiny models on a processor: it
shows that this script works, no more. `--fake` puts a pipeline in their place that only waits a known time a step.
"""

import argparse
import json
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from bench.full_size import build
from director.model import Capability, Order, Palette, PixelSize, Shot
from render.catalog import capability
from render.local import work as work_module
from render.local.worker import Card, CardQueue

MODELS = ("wan2.1-t2v-1.3b", "sdxl-controlnet")
SHARE = "DIRECTOR_BENCH_SHARE"
ORDERS, FAKE_STEP_S, FAKE_LOAD_S = 10, 0.2, 0.5


def orders(folder: Path, size: tuple[int, int], seconds: float, each: int) -> list[Order]:
    """Return orders that alternate between the models: takes of the first, stills of the second."""
    shot = Shot(
        id="s001", section=0, world="w", place="p", place_term="meadow", time="day", weather="clear",
        palette=Palette(colours=("#9ab8cc", "#33453c")), style="photoreal", text="", framing="full", emotion="joy",
    )  # fmt: skip
    still = {"still": True, "frames": 1, "handles": 0, "control": _drawn(folder)}
    return [
        Order(
            shot=shot, renderer=MODELS[n % 2], renderer_version="1", prompt="word5 word6", width=size[0],
            height=size[1], fps=Fraction(16), seed=n,
            **(still if n % 2 else {"frames": round(seconds * 16), "handles": 0}),
        )
        for n in range(each)
    ]  # fmt: skip


def _drawn(folder: Path) -> str:
    from tools.media import FilmWriter

    (folder / "takes").mkdir(parents=True, exist_ok=True)
    with FilmWriter(folder / "takes" / "drawn.mp4", 96, 48, Fraction(16)) as film:
        for number in range(8):
            film.write(np.full((48, 96, 3), 20 * number, np.uint8))
    return "takes/drawn.mp4"


def small(model: Capability) -> Capability:
    """Return a catalog entry that a processor makes at once."""
    assert model.weights is not None
    tiny = {"sizes": (PixelSize(width=64, height=32),), "size_multiple": 32}
    weights = model.weights.model_copy(update={"steps": 3})
    return model.model_copy(update={"modes": tuple(m.model_copy(update=tiny) for m in model.modes), "weights": weights})


def queued(card: Card, asked: list[Order], folder: Path) -> dict[str, float]:
    """Send all orders to a worker; return wall time of the queue after the worker's start, and loads."""
    queue = CardQueue(card)
    jobs = [queue.submit(order, folder) for order in asked]
    began = 0.0
    while any(queue.poll(job).state in ("queued", "running") for job in jobs):
        if not began and any(queue.poll(job).share for job in jobs):
            began = time.monotonic()
        time.sleep(0.002)
    wall = time.monotonic() - began
    failed = [queue.poll(job).error for job in jobs if queue.poll(job).state != "done"]
    if failed:
        raise RuntimeError(f"not made: {failed}")
    time.sleep(0.1)
    loads = queue.loads
    queue.close()
    return {"wall_s": round(wall, 2), "loads": loads}


def bare(card: Card, asked: list[Order], folder: Path) -> float:
    """Return the seconds of the same generations one after another in this process, models loaded beforehand."""
    from render.local.card import CardOwner
    from render.local.measured import Measurements

    owner = CardOwner(card.models, card.folders, Measurements(folder / "bare.json"), fast=card.fast)
    seconds = 0.0
    for name in MODELS:
        mine = [order for order in asked if order.renderer == name]
        owner.generate(mine[0], folder, lambda _share: True)  # loads and warms up
        seconds += sum(owner.generate(order, folder, lambda _share: True).seconds for order in mine)
    owner.close()
    return seconds


@contextmanager
def busy() -> Iterator[list[int]]:
    """Sample the card's use, per cent, twice a second while the block runs."""
    seen: list[int] = []
    over = threading.Event()

    def look() -> None:
        ask = ["nvidia-smi", "--query-gpu=utilization.gpu", "--format=csv,noheader,nounits"]
        while not over.wait(0.5):
            seen.append(int(subprocess.run(ask, capture_output=True, text=True, check=True).stdout.split()[0]))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def real(tiny: bool, limit: float, fast: bool) -> dict[str, Any]:
    """Measure pipelines of random weights on this machine."""
    import torch

    from render.local import device

    if limit and torch.cuda.is_available():
        total = torch.cuda.get_device_properties(0).total_memory / device.GIB
        os.environ[SHARE] = str(min(1.0, limit / total))
        torch.cuda.set_per_process_memory_fraction(float(os.environ[SHARE]))
        work_module.work = limited_work
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        models = {name: small(capability(name)) if tiny else capability(name) for name in MODELS}
        weights = {name: build(name, folder / "weights", tiny=tiny) for name in MODELS}
        card = Card(models, weights, folder / "cards.json", fast)
        asked = orders(folder, (96, 48) if tiny else (832, 480), 1.0 if tiny else 5.0, ORDERS)
        told: dict[str, Any] = {"card": device.name(), "limit_gb": limit or None, "fast": fast}
        told["bare_s"] = round(bare(card, asked, folder), 2)
        if torch.cuda.is_available():
            with busy() as seen:
                told |= queued(card, asked, folder)
            told["busy_percent"] = round(float(np.mean(seen)), 1)
        else:
            told |= queued(card, asked, folder)
        told["rungs"] = json.loads((folder / "cards.json").read_text("utf-8"))
        return told


def fake() -> dict[str, Any]:
    """Measure the worker around a pipeline that only waits: what is left is the worker's own cost."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        asked = orders(folder, (832, 480), 5.0, ORDERS)
        models = {name: capability(name) for name in MODELS}
        work_module.work = waiting_work
        made = queued(Card(models, {}, folder / "cards.json"), asked, folder)
        steps = sum(model.weights.steps for model in (models[o.renderer] for o in asked) if model.weights)
        # The clock starts at the first step that is told, after the first load; the second load is bare work too.
        alone = steps * FAKE_STEP_S + FAKE_LOAD_S
        over = made["wall_s"] / alone - 1
        return {**made, "bare_s": round(alone, 2), "overhead_percent": round(100 * over, 2),
                "busy_percent": round(100 * alone / made["wall_s"], 2)}  # fmt: skip


def limited_work(line: Any, card: Card) -> None:
    """Be the worker, with less of the card's memory."""
    import torch

    torch.cuda.set_per_process_memory_fraction(float(os.environ[SHARE]))
    work_module._Worker(line, card).run()


def waiting_work(line: Any, card: Card) -> None:
    """Be the worker, with pipelines that wait instead of computing."""
    from render.local import card as owner
    from render.local import taking
    from render.local.asking import Ask, Made, Steps, Stopped

    class Waiting:
        def make(self, _pipe: Any, ask: Ask, _mode: Any, steps: Steps) -> Made:
            for step in range(ask.steps):
                time.sleep(FAKE_STEP_S)
                if not steps(step + 1, ask.steps):
                    raise Stopped
            return Made(np.full((ask.frames, ask.height, ask.width, 3), 128, np.uint8))

    class Nothing:
        def remove_all_hooks(self) -> None:
            """It has none."""

    def load(*_given: Any, **_more: Any) -> Nothing:
        time.sleep(FAKE_LOAD_S)
        return Nothing()

    setattr(owner, "load", load)  # noqa: B010 - stand-ins, for measuring alone
    setattr(taking, "family", lambda _name: Waiting())  # noqa: B010
    work_module._Worker(line, card).run()


if __name__ == "__main__":
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--fake", action="store_true")
    given.add_argument("--tiny", action="store_true")
    given.add_argument("--limit", type=float, default=0.0)
    given.add_argument("--fast", action="store_true")
    asked_for = given.parse_args()
    found = fake() if asked_for.fake else real(asked_for.tiny, asked_for.limit, asked_for.fast)
    print(json.dumps(found, indent=1))
