"""Workers that get ready before the first order, and are gone when their renderer is closed."""

import asyncio
import os
import time
from pathlib import Path

import psutil

from director.model import Order
from render.animatic.renderer import AnimaticRenderer
from render.base import Rendered
from render.working import WorkingRenderer


def mark() -> None:
    Path(os.environ["MARKS"], str(os.getpid())).touch()


def draw(order: Order, folder: Path, out: Path) -> Rendered:
    raise AssertionError("nothing was ordered")


def workers() -> list[psutil.Process]:
    alive = [child for child in psutil.Process().children() if child.status() != psutil.STATUS_ZOMBIE]
    return [child for child in alive if "multiprocessing.spawn" in " ".join(child.cmdline())]


async def test_warm_workers_prepare_without_an_order_once_each_and_end_with_their_renderer(tmp_path, monkeypatch):
    monkeypatch.setenv("MARKS", str(tmp_path))
    before = len(workers())
    working = WorkingRenderer(draw, mark)
    assert len(workers()) == before, "nothing starts before it is needed"
    working.warm()
    working.warm()
    until = time.monotonic() + 20
    while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < until:
        await asyncio.sleep(0.05)
    assert len(list(tmp_path.iterdir())) == 2
    assert len(workers()) == before + 2
    await working.close()
    assert len(workers()) == before


async def test_a_closed_renderer_starts_no_workers():
    drawing = AnimaticRenderer()
    await drawing.close()
    before = len(workers())
    drawing.warm()
    assert len(workers()) == before
