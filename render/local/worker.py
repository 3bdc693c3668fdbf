"""The worker process of the card, and the queue before it.

One process owns the card. The queue sends it next what its warm model can make, so that models are loaded as rarely as
possible; the pictures of the next take are decoded, and the last take is encoded, while one is generated. Takes appear
whole or not at all. When the process dies or says nothing for too long, every job it held is failed and may be sent
again: the ledger decides, no film is lost.
"""

import contextlib
import shutil
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from director.errors import ProviderError
from director.model import Capability, Order, StyleLora
from render.base import Progress, Rendered

if TYPE_CHECKING:
    from render.local.card import Facts

PATIENCE_S = 1800.0
"""Silence after which a worker is taken for stuck: longer than the largest model takes to load from a slow disk, or
a step of denoising on the most frugal rung.
"""


@dataclass(frozen=True)
class Card:
    """What the worker is started with."""

    models: Mapping[str, Capability]
    folders: Mapping[str, Path] = field(default_factory=dict)
    """Model name -> folder of its weights."""
    measurements: Path | None = None
    fast: bool = False
    styles: tuple[StyleLora, ...] = ()
    patience_s: float = PATIENCE_S
    lock: Path | None = None
    """Which is used instead of the card's own: by whom the card is owned among the processes of this machine."""


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
        self._heard = 0.0
        self._facts: Facts | None = None
        self._closed = False

    @property
    def loads(self) -> int:
        """How often the present worker loaded a model."""
        return self._facts.loads if self._facts else 0

    def facts(self) -> "Facts | None":
        """Return what the worker last told of its card: after every take; None before the first."""
        with self._lock:
            return self._facts

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
        """Stop a job: a queued one is dropped, a running one ends after its step of denoising, or is not encoded."""
        with self._lock:
            known = self._jobs.get(job)
            if known is None or known.progress.state in ("done", "failed"):
                return
            if known.progress.state == "running":
                self._send(("stop", job))
            known.progress = Progress("failed", error="cancelled")

    def close(self) -> None:
        """End the worker; jobs that were not done are failed, and nothing of them is left."""
        with self._lock:
            self._closed = True
            begun = [key for key, job in self._jobs.items() if job.progress.state == "running"]
            for job in self._jobs:
                self.cancel(job)
            worker, self._line = self._worker, None
        if worker is not None:
            worker.terminate()
            worker.join(timeout=10)
            if worker.is_alive():
                worker.kill()
        for key in begun:
            shutil.rmtree(self._jobs[key].folder / "takes" / f".{key}.work", ignore_errors=True)

    def _feed(self) -> None:
        """Send the next order to the worker if it is free: of its warm model before any other, else the oldest."""
        if self._closed or (self._generating and self._line is None):
            return
        waiting = sorted(
            ((key, job) for key, job in self._jobs.items() if job.progress.state == "queued"),
            key=lambda item: (item[1].order.renderer != self._warm, item[1].number),
        )
        if not waiting:
            return
        key, job = waiting[0]
        if self._generating:  # what will most likely be next is decoded meanwhile; it is not promised
            self._send(("prepare", key, job.order, job.folder))
            return
        if self._worker is None or not self._worker.is_alive():
            self._start()
        ahead = sum(other.order.renderer == job.order.renderer for _, other in waiting) - 1
        job.progress = Progress("running")
        self._generating, self._warm, self._heard = key, job.order.renderer, time.monotonic()
        self._send(("make", key, job.order, job.folder, ahead))
        self._feed()

    def _start(self) -> None:
        from render.local.work import work

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
        """Take in what the worker tells, until it dies or is found stuck."""
        why = "the card's worker died"
        while True:
            try:
                if line.poll(min(1.0, self._card.patience_s / 4)):
                    message = line.recv()
                    with self._lock:
                        self._heard = time.monotonic()
                        self._hear(*message)
                elif self._is_stuck(line):
                    why = f"the card's worker said nothing for {self._card.patience_s / 60:.0f} minutes and was ended"
            except (EOFError, OSError):
                break
        with self._lock:
            if line is not self._line and self._line is not None:
                return
            self._line, self._worker, self._generating, self._warm = None, None, "", ""
            for job in self._jobs.values():
                if job.progress.state == "running":
                    job.progress = Progress("failed", error=why, retryable=True)
            self._feed()

    def _is_stuck(self, line: Connection) -> bool:
        """Whether the worker has a take to make and is silent; it is killed, which ends its line."""
        with self._lock:
            silent = time.monotonic() - self._heard
            if line is not self._line or not self._generating or silent < self._card.patience_s:
                return False
            self._worker.kill()
            return True

    def _hear(self, what: str, key: str, *rest: Any) -> None:
        job = self._jobs.get(key)
        match what:
            case "facts":
                self._facts = rest[0]
            case "share" if job is not None and job.progress.state == "running":
                job.progress = Progress("running", share=rest[0])
            case "generated":
                self._generating = ""
                self._feed()
            case "done" if job is not None:
                self._delivered(job, rest[0])
            case "failed" if job is not None:
                if self._generating == key:
                    self._generating = ""
                if job.progress.state == "running":
                    job.progress = Progress("failed", error=rest[0], retryable=rest[1])
                self._feed()

    def _delivered(self, job: _Job, rendered: Rendered) -> None:
        if job.progress.state == "running":
            job.rendered, job.progress = rendered, Progress("done", share=1.0)
        elif job.progress.state == "failed":  # cancelled while its last bytes were written
            for path in (rendered.media, rendered.sound):
                if path is not None:
                    path.unlink(missing_ok=True)
