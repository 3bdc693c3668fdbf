"""Runs renderers' work in other processes: two workers, started when first needed, never outliving their parent.

A worker draws into a folder of its own; only whole files are moved to their place, so that a killed job leaves nothing
that looks like a take. Cancelling ends the worker, which is started anew for the next job.
"""

import contextlib
import os
import queue
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from multiprocessing import connection, get_context, parent_process
from multiprocessing.connection import Connection
from pathlib import Path

from director.errors import DirectorError, ProviderError
from director.model import Order
from render.base import Progress, Rendered

DrawTake = Callable[[Order, Path, Path], Rendered]
"""Draws an order with the references of a project folder to the path of the media; must be importable by name."""

WORKERS = 2
_ONE_THREAD = {"NUMBA_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

_line: Connection | None = None
"""In a worker: the way to the parent."""


def report(share: float) -> None:
    """Tell the parent how much of the job (0-1) is done. Does nothing outside a worker."""
    if _line is not None:
        _line.send(("share", share))


@dataclass
class _Job:
    order: Order
    folder: Path
    progress: Progress = field(default_factory=lambda: Progress("queued"))
    rendered: Rendered | None = None
    cancelled: bool = False
    worker: "_Worker | None" = field(default=None, repr=False)


class Jobs:
    """A queue of orders and the workers that draw them. All methods return at once."""

    def __init__(self, draw: DrawTake, prepare: Callable[[], None], workers: int = WORKERS) -> None:
        """`draw` and `prepare` are sent to the workers by name; each calls `prepare` once, when it starts."""
        self._draw = draw
        self._prepare = prepare
        self._count = workers
        self._jobs: dict[str, _Job] = {}
        self._queue: queue.Queue[str | None] = queue.Queue()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._closed = False

    def submit(self, order: Order, folder: Path) -> str:
        """Queue an order and return the job's id: the order's key. The same order in flight is not queued twice.

        The take will lie at `folder`/takes/<key>.mp4, its matte beside it as <key>.matte.mp4.
        """
        key = order.key()
        with self._lock:
            if self._closed:
                raise ProviderError("the renderer is closed", retryable=False)
            known = self._jobs.get(key)
            if known is not None and known.progress.state in ("queued", "running"):
                return key
            self._jobs[key] = _Job(order, folder)
            self._start_one()
        self._queue.put(key)
        return key

    def warm(self) -> None:
        """Start all workers, so that they are ready when the first order comes."""
        with self._lock:
            while not self._closed and len(self._threads) < self._count:
                self._start_one()

    def poll(self, job: str) -> Progress:
        """Return where a job stands."""
        known = self._jobs.get(job)
        return known.progress if known else Progress("lost", error="unknown job")

    def fetch(self, job: str) -> Rendered:
        """Return the files of a done job.

        Raises:
            ProviderError: the job is unknown, unfinished or failed.
        """
        known = self._jobs.get(job)
        if known is None or known.rendered is None:
            progress = self.poll(job)
            raise ProviderError(progress.error or f"the job is {progress.state}", retryable=progress.retryable)
        return known.rendered

    def cancel(self, job: str) -> None:
        """End a queued or running job; its unfinished files are removed."""
        known = self._jobs.get(job)
        if known is None or known.progress.state in ("done", "failed"):
            return
        known.cancelled = True
        known.progress = Progress("failed", error="cancelled")
        if known.worker is not None:
            known.worker.end()

    def close(self) -> None:
        """End all workers; jobs that were not done are failed."""
        with self._lock:
            self._closed = True
        for job in list(self._jobs):
            self.cancel(job)
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join(timeout=10)

    def _start_one(self) -> None:
        if len(self._threads) < self._count:
            thread = threading.Thread(target=self._serve, name=f"jobs-{len(self._threads)}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self) -> None:
        """Feed one worker, in a thread of the parent."""
        worker = _Worker(self._draw, self._prepare)
        while (key := self._queue.get()) is not None:
            job = self._jobs[key]
            if job.cancelled:
                continue
            if not worker.alive:
                worker = _Worker(self._draw, self._prepare)
            job.worker = worker
            job.progress = Progress("running")
            self._run(key, job, worker)
            job.worker = None
        worker.end()

    def _run(self, key: str, job: _Job, worker: "_Worker") -> None:
        takes = job.folder / "takes"
        place = takes / f".{key}.work"
        started = time.monotonic()
        try:
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
            if job.cancelled:
                return
            drawn = worker.draw(job.order, job.folder, place / f"{key}.mp4", lambda s: _advance(job, s))
            moved = replace(
                drawn,
                media=_moved(drawn.media, takes),
                matte=_moved(drawn.matte, takes) if drawn.matte else None,
                seconds=time.monotonic() - started,
            )
            job.rendered = moved
            job.progress = Progress("done", 1.0)
        except (DirectorError, OSError, EOFError) as error:
            if not job.cancelled:
                retry = error.retryable if isinstance(error, ProviderError) else not isinstance(error, DirectorError)
                text = str(error) or "the worker ended unexpectedly"
                job.progress = Progress("failed", error=text, retryable=retry)
        finally:
            shutil.rmtree(place, ignore_errors=True)


def _advance(job: _Job, share: float) -> None:
    if not job.cancelled:
        job.progress = Progress("running", share)


def _moved(file: Path, folder: Path) -> Path:
    target = folder / file.name
    file.replace(target)
    return target


class _Worker:
    """One process and the line to it."""

    def __init__(self, draw: DrawTake, prepare: Callable[[], None]) -> None:
        context = get_context("spawn")
        self._line, far = context.Pipe()
        before = {name: os.environ.get(name) for name in _ONE_THREAD}
        os.environ.update(_ONE_THREAD)
        try:
            self._process = context.Process(target=_work, args=(far, draw, prepare), daemon=True)
            self._process.start()
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value
        far.close()

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def draw(self, order: Order, folder: Path, out: Path, advance: Callable[[float], None]) -> Rendered:
        """Send an order and wait for its files; EOFError if the process ends meanwhile."""
        self._line.send((order, folder, out))
        while True:
            kind, content = self._line.recv()
            match kind:
                case "share":
                    advance(content)
                case "done":
                    made: Rendered = content
                    return made
                case _:
                    text, retryable = content
                    raise ProviderError(text, retryable=retryable)

    def end(self) -> None:
        self._process.kill()
        self._process.join(timeout=5)


def _work(line: Connection, draw: DrawTake, prepare: Callable[[], None]) -> None:
    """Draw orders until the parent hangs up; runs in the worker."""
    global _line  # noqa: PLW0603 - the one way out of a worker process
    _line = line
    threading.Thread(target=_die_with_parent, daemon=True).start()
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        prepare()
        while True:
            order, folder, out = line.recv()
            try:
                line.send(("done", draw(order, folder, out)))
            except DirectorError as error:
                line.send(("failed", (str(error), getattr(error, "retryable", False))))
            except Exception as error:  # a bug in a painter fails its shot, never the film
                line.send(("failed", (f"{type(error).__name__}: {error}", False)))


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
