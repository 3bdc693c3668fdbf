"""What the worker process does: makes what the queue sends, and tells how far it is."""

import os
import shutil
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from director.errors import DirectorError
from director.model import Order

if TYPE_CHECKING:
    from render.local.card import Generated
    from render.local.taking import Material
    from render.local.worker import Card

_TELL_EVERY_S = 0.2
_IDLE_S = 1.0
"""Between two looks of an idle worker at whether another process wants the card."""
_WAITING_S = 10.0
"""Between two signs of life while another process has it."""
_AT_ONCE = 2
"""Takes that may wait to be encoded: more would fill main memory when encoding is slower than the card."""


def work(line: Connection, card: "Card") -> None:
    """Be the worker: make what the queue sends until it closes."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then closes the queue
    bind()
    _Worker(line, card).run()


def bind() -> None:
    """Let torch see only the card that the router reckoned with, where a machine has several and none was chosen."""
    from render.machine import card

    seen = card()
    if seen is not None and seen.uuid:
        os.environ.setdefault("CUDA_VISIBLE_DEVICES", seen.uuid)


class _Worker:
    """One thread hears, one generates, one decodes what comes next, one encodes what was made."""

    def __init__(self, line: Connection, card: "Card") -> None:
        from render.local.card import CardOwner
        from render.local.measured import Measurements
        from render.local.owning import of_this_card

        self._line = line
        self._owner = CardOwner(
            card.models, card.folders, Measurements(card.measurements), fast=card.fast, styles=card.styles
        )
        self._owned = of_this_card(card.lock)
        self._orders: list[tuple[str, Order, Path, int]] = []
        self._come = threading.Condition()
        self._telling = threading.Lock()
        self._stopped: set[str] = set()
        self._decoding = ThreadPoolExecutor(1, thread_name_prefix="decode")
        self._encoding = ThreadPoolExecutor(1, thread_name_prefix="encode")
        self._room = threading.Semaphore(_AT_ONCE)
        self._prepared: tuple[str, Future[Material]] | None = None

    def run(self) -> None:
        """Make one take after the other."""
        threading.Thread(target=self._hear, name="orders", daemon=True).start()
        while True:
            with self._come:
                if not self._come.wait_for(lambda: self._orders, timeout=_IDLE_S):
                    self._lend()
                    continue
                key, order, folder, ahead = self._orders.pop(0)
            if self._owns(key):
                self._make(key, order, folder, ahead)

    def _owns(self, key: str) -> bool:
        """Take the card, waiting while another process has it; False where the order was stopped meanwhile."""
        told = 0.0

        def waits() -> bool:
            nonlocal told
            if time.monotonic() - told > _WAITING_S:
                told = time.monotonic()
                self._tell("share", key, 0.0)
            return key not in self._stopped

        if self._owned is None or self._owned.mine or self._owned.take(waits):
            return True
        self._tell("failed", key, "cancelled", False)
        return False

    def _lend(self) -> None:
        """Give an idle card to a process that waits for it; what was warm is loaded again for the next order."""
        if self._owned is not None and self._owned.mine and self._owned.wanted():
            self._owner.close()
            self._owned.give()

    def _tell(self, *message: Any) -> None:
        with self._telling:
            self._line.send(message)

    def _hear(self) -> None:
        while True:
            try:
                what, key, *rest = self._line.recv()
            except (EOFError, OSError):
                os._exit(0)  # the parent is gone: nobody wants the rest
            with self._come:
                match what:
                    case "stop":
                        self._stopped.add(key)
                    case "prepare":
                        self._prepare(key, *rest)
                    case _:
                        self._stopped.discard(key)  # ordered anew after it was stopped
                        self._orders.append((key, *rest))
                self._come.notify()

    def _prepare(self, key: str, order: Order, folder: Path) -> None:
        if self._prepared is None or self._prepared[0] != key:
            self._prepared = key, self._decoding.submit(self._owner.material, order, folder)

    def _material(self, key: str, order: Order, folder: Path) -> "Material":
        with self._come:
            ready, self._prepared = self._prepared, None
        if ready is not None and ready[0] == key:
            return ready[1].result()
        return self._owner.material(order, folder)

    def _make(self, key: str, order: Order, folder: Path, ahead: int) -> None:
        from render.local.asking import Stopped

        last = 0.0

        def share(done: float) -> bool:
            nonlocal last
            if time.monotonic() - last > _TELL_EVERY_S:
                last = time.monotonic()
                self._tell("share", key, done)
            return key not in self._stopped

        try:
            generated = self._owner.generate(order, folder, share, ahead, self._material(key, order, folder))
        except Stopped:
            self._tell("failed", key, "cancelled", False)
        except Exception as fault:  # told to the parent, which reports it; the worker lives on
            self._tell("failed", key, said(fault), getattr(fault, "retryable", False))
        else:
            self._room.acquire()
            self._encoding.submit(self._deliver, generated, key, folder)
            self._tell("generated", key)
        self._tell("facts", key, self._owner.facts())

    def _deliver(self, generated: "Generated", key: str, folder: Path) -> None:
        """Encode a take into a folder of its own and move it to its place whole."""
        from render.local.card import encode

        takes = folder / "takes"
        place = takes / f".{key}.work"
        try:
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
            rendered = encode(generated, place / f"{key}.mp4")
            if key in self._stopped:
                self._tell("failed", key, "cancelled", False)
                return
            sound = _moved(rendered.sound, takes) if rendered.sound else None
            self._tell("done", key, replace(rendered, media=_moved(rendered.media, takes), sound=sound))
        except Exception as fault:  # as above
            self._tell("failed", key, said(fault), False)
        finally:
            self._room.release()
            shutil.rmtree(place, ignore_errors=True)


def _moved(path: Path, takes: Path) -> Path:
    target = takes / path.name
    path.replace(target)
    return target


def said(fault: Exception) -> str:
    """Return a fault in one line, for the report."""
    return str(fault) if isinstance(fault, DirectorError) else f"{type(fault).__name__}: {fault}"
