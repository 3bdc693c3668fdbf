"""The worker process of the card, and the queue before it.

One process owns the card. The queue sends it next what its warm model can make, so that models are loaded as rarely as
possible; a take is encoded while the next one is generated. Takes appear whole or not at all. When the process dies,
every job it held is failed and may be sent again: the ledger decides, no film is lost.
"""

import contextlib
import os
import shutil
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from director.errors import DirectorError, ProviderError
from director.model import Capability, Order
from render.base import Progress, Rendered


@dataclass(frozen=True)
class Card:
    """What the worker is started with."""

    models: Mapping[str, Capability]
    folders: Mapping[str, Path] = field(default_factory=dict)
    """Model name -> folder of its weights."""
    measurements: Path | None = None
    fast: bool = False


@dataclass
class _Job:
    order: Order
    folder: Path
    number: int
    progress: Progress = field(default_factory=lambda: Progress("queued"))
    rendered: Rendered | None = None


class CardQueue:
    """Orders waiting for the card. All methods return at once."""

    def __init__(self, card: Card) -> None:
        """Start nothing yet; the worker starts with the first order."""
        self._card = card
        self._jobs: dict[str, _Job] = {}
        self._lock = threading.RLock()
        self._worker: Any = None
        self._line: Connection | None = None
        self._generating = ""
        self._warm = ""
        self._numbers = 0
        self._closed = False
        self.loads = 0
        """How often the worker loaded a model."""

    def submit(self, order: Order, folder: Path) -> str:
        """Queue an order and return the job's id: the order's key."""
        key = order.key()
        with self._lock:
            if self._closed:
                raise ProviderError("the card's queue is closed", retryable=False)
            known = self._jobs.get(key)
            if known is None or known.progress.state not in ("queued", "running"):
                self._numbers += 1
                self._jobs[key] = _Job(order, folder, self._numbers)
            self._feed()
        return key

    def poll(self, job: str) -> Progress:
        """Return where a job stands."""
        with self._lock:
            known = self._jobs.get(job)
            return known.progress if known else Progress("lost", error="unknown job")

    def fetch(self, job: str) -> Rendered:
        """Return the files of a done job.

        Raises:
            ProviderError: the job is unknown, unfinished or failed.
        """
        with self._lock:
            known = self._jobs.get(job)
            if known is None or known.rendered is None:
                progress = self.poll(job)
                raise ProviderError(progress.error or f"the job is {progress.state}", retryable=progress.retryable)
            return known.rendered

    def cancel(self, job: str) -> None:
        """Stop a job: a queued one is dropped, a running one ends after its step of denoising."""
        with self._lock:
            known = self._jobs.get(job)
            if known is None or known.progress.state in ("done", "failed"):
                return
            known.progress = Progress("failed", error="cancelled")
            if job == self._generating:
                self._send(("stop", job))

    def close(self) -> None:
        """End the worker; jobs that were not done are failed."""
        with self._lock:
            self._closed = True
            for job in self._jobs:
                self.cancel(job)
            worker, self._line = self._worker, None
        if worker is not None:
            worker.terminate()
            worker.join(timeout=10)

    def _feed(self) -> None:
        """Send the next order to the worker if it is free: of its warm model before any other, else the oldest."""
        if self._generating or self._closed:
            return
        waiting = [(key, job) for key, job in self._jobs.items() if job.progress.state == "queued"]
        if not waiting:
            return
        if self._worker is None or not self._worker.is_alive():
            self._start()
        key, job = min(waiting, key=lambda item: (item[1].order.renderer != self._warm, item[1].number))
        ahead = sum(other.order.renderer == job.order.renderer for _, other in waiting) - 1
        job.progress = Progress("running")
        self._generating, self._warm = key, job.order.renderer
        self._send(("make", key, job.order, job.folder, ahead))

    def _start(self) -> None:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        self._worker = context.Process(target=work, args=(theirs, self._card), name="card", daemon=True)
        self._worker.start()
        theirs.close()
        self._line = ours
        threading.Thread(target=self._listen, args=(ours,), name="card-listener", daemon=True).start()

    def _send(self, message: tuple[Any, ...]) -> None:
        if self._line is not None:
            with contextlib.suppress(OSError):  # a worker that just died is noticed by the listener
                self._line.send(message)

    def _listen(self, line: Connection) -> None:
        """Take in what the worker tells, until it dies."""
        while True:
            try:
                message = line.recv()
            except (EOFError, OSError):
                break
            with self._lock:
                self._hear(*message)
        with self._lock:
            if line is not self._line and self._line is not None:
                return
            self._line, self._worker, self._generating, self._warm = None, None, "", ""
            for job in self._jobs.values():
                if job.progress.state == "running":
                    job.progress = Progress("failed", error="the card's worker died", retryable=True)
            self._feed()

    def _hear(self, what: str, key: str, *rest: Any) -> None:
        job = self._jobs[key]
        match what:
            case "share" if job.progress.state == "running":
                job.progress = Progress("running", share=rest[0])
            case "generated":
                self.loads = rest[0]
                self._generating = ""
                self._feed()
            case "done" if job.progress.state == "running":
                job.rendered = rest[0]
                job.progress = Progress("done", share=1.0)
            case "failed":
                if self._generating == key:
                    self._generating = ""
                if job.progress.state == "running":
                    job.progress = Progress("failed", error=rest[0], retryable=rest[1])
                self._feed()


def work(line: Connection, card: Card) -> None:
    """Be the worker: make what the queue sends until it closes."""
    import signal

    from render.local.asking import Stopped
    from render.local.card import CardOwner
    from render.local.measured import Measurements

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then closes the queue
    owner = CardOwner(card.models, card.folders, Measurements(card.measurements), fast=card.fast)
    stopped: set[str] = set()
    orders: list[tuple[Any, ...]] = []
    come = threading.Condition()
    telling = threading.Lock()

    def tell(*message: Any) -> None:
        with telling:
            line.send(message)

    def hear() -> None:
        while True:
            try:
                message = line.recv()
            except (EOFError, OSError):
                os._exit(0)  # the parent is gone: nobody wants the rest
            with come:
                if message[0] == "stop":
                    stopped.add(message[1])
                else:
                    orders.append(message[1:])
                come.notify()

    threading.Thread(target=hear, name="orders", daemon=True).start()
    with ThreadPoolExecutor(1, thread_name_prefix="encode") as encoding:
        while True:
            with come:
                come.wait_for(lambda: orders)
                key, order, folder, ahead = orders.pop(0)
            last = 0.0

            def share(done: float, key: str = key) -> bool:
                nonlocal last
                if time.monotonic() - last > 0.2:
                    last = time.monotonic()
                    tell("share", key, done)
                return key not in stopped

            try:
                generated = owner.generate(order, folder, share, ahead)
            except Stopped:
                tell("failed", key, "cancelled", False)
            except Exception as fault:  # told to the parent, which reports it; the worker lives on
                tell("failed", key, _said(fault), getattr(fault, "retryable", False))
            else:
                tell("generated", key, owner.loads)
                encoding.submit(_deliver, generated, key, folder, tell)


def _deliver(generated: Any, key: str, folder: Path, tell: Any) -> None:
    """Encode a take into a folder of its own and move it to its place whole."""
    from render.local.card import encode

    takes = folder / "takes"
    place = takes / f".{key}.work"
    try:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        rendered = encode(generated, place / f"{key}.mp4")
        sound = _moved(rendered.sound, takes) if rendered.sound else None
        tell("done", key, replace(rendered, media=_moved(rendered.media, takes), sound=sound))
    except Exception as fault:  # as above
        tell("failed", key, _said(fault), False)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _moved(path: Path, takes: Path) -> Path:
    target = takes / path.name
    path.replace(target)
    return target


def _said(fault: Exception) -> str:
    return str(fault) if isinstance(fault, DirectorError) else f"{type(fault).__name__}: {fault}"
