"""python -m bench.gpu [--fake | --tiny] [--only NAME...]: what the card's worker costs, and what the card can do.

Without an option: Wan 2.1 1.3B and SDXL with a ControlNet at full size, with random weights, on this machine's card. It
measures, one after another: `overhead` (ten orders over the two models against bare calls), `rungs` (time and peak
memory of every rung of their ladders), `limits` (which rung holds in 24 and in 12 GB), `fast` (caches and compiling).
Each is written to `--out` as soon as it is known, and none is begun after four fifths of `--minutes`. Weights are made
once in `--weights` and found again by a second run.

`--tiny` runs the same code with tiny models on a processor: it shows that this script works, no more. `--fake` puts a
pipeline in their place that only waits a known time a step: what is left is the worker's own cost. `--needs` names the
packages that a run imports, for a machine that has no network.
"""

import argparse
import json
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from bench.card_queue import MODELS, SHARE, WAN, bare, busy, limited_work, orders, queued
from bench.full_size import build
from director.model import Capability, PixelSize
from render.catalog import capability
from render.local import work as work_module
from render.local.worker import Card

ORDERS, STEPS = 10, 10
"""Steps of Wan here instead of 50: a take that is five times shorter shows the worker's cost five times larger."""
FAKE_STEP_S, FAKE_LOAD_S = 0.2, 0.5
LIMITS_GB = (24.0, 12.0)
FAST_ORDERS = 8
"""From seven takes of a model in a row it is compiled."""


class Bench:
    """The two models, their weights, and where results are kept."""

    def __init__(self, weights: Path, place: Path, *, tiny: bool, orders_: int = ORDERS) -> None:
        """Build the weights that are missing."""
        self.place = place
        self.tiny = tiny
        self.orders = orders_
        self.models = {name: _shortened(capability(name), tiny) for name in MODELS}
        self.folders = {name: build(name, weights, tiny=tiny) for name in MODELS}

    def overhead(self) -> dict[str, Any]:
        """Ten orders that alternate between the models: the queue against bare calls, and how busy the card is."""
        folder = self._folder("overhead")
        card = Card(self.models, self.folders, folder / "cards.json")
        asked = self._asked(folder, MODELS, self.orders)
        alone = bare(card, asked, folder)
        with busy() as seen:
            made = queued(card, asked, folder)
        rungs = json.loads((folder / "cards.json").read_text("utf-8"))
        loads = {row["model"]: row["load_s"] for row in rungs}
        # The clock starts after the first model's load; the other's is work that bare calls had done beforehand.
        later = sum(seconds for name, seconds in loads.items() if name != asked[0].renderer)
        share = [percent for at, percent in seen if made.began <= at <= made.ended]
        return {
            "orders": len(asked), "bare_s": round(alone, 2), "wall_s": round(made.wall_s, 2), "loads": made.loads,
            "load_s": loads, "overhead_percent": round(100 * ((made.wall_s - later) / alone - 1), 2),
            "busy_percent": round(float(np.mean(share)), 1) if share else None, "seconds": made.seconds,
            "rungs": rungs,
        }  # fmt: skip

    def rungs(self) -> list[dict[str, Any]]:
        """One take on every rung: peak memory and seconds, to put in the catalog in place of estimates."""
        found = []
        for name, model in self.models.items():
            assert model.weights is not None
            for number, rung in enumerate(model.weights.ladder):
                alone = model.model_copy(update={"weights": model.weights.model_copy(update={"ladder": (rung,)})})
                folder = self._folder(f"rung_{name}_{number}")
                card = Card({name: alone}, self.folders, folder / "cards.json")
                row: dict[str, Any] = {"model": name, "rung": f"{rung.precision}, {rung.offload}", "said": rung.gpu_gb}
                try:
                    made = queued(card, self._asked(folder, (name,), 2), folder)
                    told = json.loads((folder / "cards.json").read_text("utf-8"))[0]
                    row |= {"peak_gb": told["peak_gb"], "load_s": told["load_s"], "seconds": made.seconds}
                except RuntimeError as fault:
                    row["failed"] = str(fault)
                found.append(row)
        return found

    def limits(self) -> list[dict[str, Any]]:
        """One take of each model in less of the card's memory, by torch's own limit: which rung holds."""
        import torch

        from render.local import device

        found = []
        for limit in LIMITS_GB:
            folder = self._folder(f"limit_{limit:g}")
            total = torch.cuda.get_device_properties(0).total_memory / device.GIB if device.here() else limit
            os.environ[SHARE] = str(min(1.0, limit / total))
            row: dict[str, Any] = {"limit_gb": limit}
            before = work_module.work
            try:
                card = Card(self.models, self.folders, folder / "cards.json")
                made = queued(card, self._asked(folder, MODELS, 2), folder, limited_work)
                row |= {"seconds": made.seconds, "stepped_down": made.notes}
                row["rungs"] = json.loads((folder / "cards.json").read_text("utf-8"))
            except RuntimeError as fault:
                row["failed"] = str(fault)
            finally:
                work_module.work = before
            found.append(row)
        return found

    def fast(self) -> dict[str, Any]:
        """Takes of Wan in a row, with caches and compiling and without: seconds of each."""
        found: dict[str, Any] = {}
        for name, fast in (("plain", False), ("fast", True)):
            folder = self._folder(f"fast_{name}")
            card = Card(self.models, self.folders, folder / "cards.json", fast)
            found[name] = queued(card, self._asked(folder, (WAN,), FAST_ORDERS if fast else 3), folder).seconds
        found["gain"] = round(found["plain"][-1] / found["fast"][-1], 2)
        return found

    def _folder(self, name: str) -> Path:
        folder = self.place / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _asked(self, folder: Path, models: tuple[str, ...], count: int) -> Any:
        return orders(folder, models, (96, 48) if self.tiny else (832, 480), 1.0 if self.tiny else 5.0, count)


def measure(bench: Bench, chosen: tuple[str, ...], out: Path | None, minutes: float) -> dict[str, Any]:
    """Run the chosen measurements and write each when it is known; a fault in one is written and stops no other."""
    from render.local import device

    began = time.monotonic()
    told: dict[str, Any] = {"card": device.name(), "versions": versions(), "tiny": bench.tiny, "steps": STEPS}
    for name in chosen:
        if time.monotonic() - began > 0.8 * 60 * minutes:
            told[name] = "not begun: no time was left"
        else:
            run: Callable[[], Any] = getattr(bench, name)
            start = time.monotonic()
            try:
                told[name] = run()
            except Exception:  # what the others measure is not lost with it
                told[name] = {"failed": traceback.format_exc()}
            told[f"{name}_took_s"] = round(time.monotonic() - start, 1)
        if out is not None:
            out.write_text(json.dumps(told, indent=1), "utf-8")
    return told


def versions() -> dict[str, str]:
    """Return the versions that figures depend on."""
    from importlib.metadata import PackageNotFoundError, version

    found = {"python": sys.version.split()[0]}
    for name in ("torch", "diffusers", "transformers", "accelerate"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "missing"
    return found


def needs() -> list[str]:
    """Return the packages that are imported here, `name==version`, after something was run."""
    from importlib.metadata import packages_distributions, version

    inside = packages_distributions()
    tops = {name.split(".")[0] for name in sys.modules}
    return sorted({f"{one}=={version(one)}" for top in tops for one in inside.get(top, []) if one != "director"})


def fake() -> dict[str, Any]:
    """Measure the worker around a pipeline that only waits: what is left is the worker's own cost."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        asked = orders(folder, MODELS, (832, 480), 5.0, ORDERS)
        models = {name: capability(name) for name in MODELS}
        made = queued(Card(models, {}, folder / "cards.json"), asked, folder, waiting_work)
        steps = sum(model.weights.steps for model in (models[o.renderer] for o in asked) if model.weights)
        # The clock starts at the first step that is told, after the first load; the second load is bare work too.
        alone = steps * FAKE_STEP_S + FAKE_LOAD_S
        return {
            "wall_s": round(made.wall_s, 2), "loads": made.loads, "bare_s": round(alone, 2),
            "overhead_percent": round(100 * (made.wall_s / alone - 1), 2),
            "busy_percent": round(100 * alone / made.wall_s, 2),
        }  # fmt: skip


def _shortened(model: Capability, tiny: bool) -> Capability:
    """Return a catalog entry with fewer steps where they are many, and one that a processor makes at once."""
    assert model.weights is not None
    steps = 3 if tiny else STEPS if model.name == WAN else model.weights.steps
    modes = model.modes
    if tiny:
        small = {"sizes": (PixelSize(width=64, height=32),), "size_multiple": 32}
        modes = tuple(mode.model_copy(update=small) for mode in modes)
    return model.model_copy(update={"modes": modes, "weights": model.weights.model_copy(update={"steps": steps})})


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


def main() -> None:
    """Read the options and measure."""
    names = ("overhead", "rungs", "limits", "fast")
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--fake", action="store_true")
    given.add_argument("--tiny", action="store_true")
    given.add_argument("--needs", action="store_true")
    given.add_argument("--only", nargs="+", choices=names, default=names)
    given.add_argument("--out", type=Path)
    given.add_argument("--weights", type=Path, help="default: a folder that is removed afterwards")
    given.add_argument("--minutes", type=float, default=9.0)
    asked = given.parse_args()
    if asked.fake:
        print(json.dumps(fake(), indent=1))
        return
    with tempfile.TemporaryDirectory() as place:
        tiny = asked.tiny or asked.needs
        weights = asked.weights or Path(place) / "weights"
        bench = Bench(weights, Path(place), tiny=tiny, orders_=4 if asked.needs else ORDERS)
        told = measure(bench, ("overhead",) if asked.needs else tuple(asked.only), asked.out, asked.minutes)
        print("\n".join(needs()) if asked.needs else json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
