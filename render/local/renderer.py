"""A local model as a renderer. All of them share one card, and so one queue."""

from dataclasses import asdict
from pathlib import Path

from director.errors import ProviderError
from director.model import Capability, Order, Quote, Shot, StyleLora, Violation, digest_of
from render.base import Progress, Rendered
from render.local.adapters import adapters_of, quickened
from render.local.measured import Measurements
from render.local.worker import CardQueue

_GUESS_SECONDS_A_FRAME = 2.0
"""Of a native frame of a model that was never measured here: a cautious guess, so that a quote is rarely passed."""


class LocalRenderer:
    """Makes takes with one model of the catalog."""

    def __init__(
        self,
        model: Capability,
        queue: CardQueue,
        measured: Measurements,
        *,
        fast: bool = False,
        styles: tuple[StyleLora, ...] = (),
    ) -> None:
        """`fast` and `styles` as the queue's worker was told: both change pixels, and so the version."""
        self._model = quickened(model) if fast else model
        self._queue = queue
        self._measured = measured
        self._fast = fast
        self._adapters = adapters_of(model, styles, fast=fast)

    @property
    def name(self) -> str:
        """The model's name in the catalog."""
        return self._model.name

    @property
    def version(self) -> str:
        """The digest of the catalog's facts that change pixels, and of diffusers' version."""
        from importlib.metadata import PackageNotFoundError, version

        try:
            diffusers = version("diffusers")
        except PackageNotFoundError:
            diffusers = ""
        weights = self._model.weights
        assert weights is not None
        told = weights.model_dump(
            mode="json", include={"repo", "parts", "steps", "guidance", "full_precision", "options"}
        )
        told |= {"single_files": weights.single_files} if weights.single_files else {}
        modes = [m.model_dump(mode="json") for m in self._model.modes]
        laid = [asdict(one) for one in self._adapters]
        return digest_of([told, modes, diffusers, *([self._fast, laid] if self._fast or laid else [])])[:12]

    def capability(self) -> Capability:
        """Return what the catalog says."""
        return self._model

    def validate(self, shot: Shot) -> list[Violation]:
        """Find what stands in the way of this shot, whatever its length: the router knows lengths and sizes."""
        if shot.technique in self._model.techniques:
            return []
        allowed = ", ".join(self._model.techniques)
        return [Violation(field="technique", got=shot.technique, allowed=allowed, how="other renderer")]

    def quote(self, order: Order) -> Quote:
        """Return the expected time by what was measured here; a card of one's own costs no money."""
        facts = self._queue.facts()
        known = [m for m in self._measured.all() if m.model == self.name and (facts is None or m.card == facts.card)]
        latest = max(known, key=lambda one: one.on, default=None)
        rate = latest.seconds_a_frame if latest and latest.takes else _GUESS_SECONDS_A_FRAME
        seconds = float((order.frames + 2 * order.handles) / order.fps)
        return Quote(seconds=round(seconds * self._model.modes[0].fps * rate, 1))

    async def submit(self, order: Order, folder: Path) -> str:
        """Queue an order; the take will be `folder`/takes/<key>.mp4."""
        if order.renderer != self.name:
            raise ProviderError(f"an order for {order.renderer} was given to {self.name}", retryable=False)
        return self._queue.submit(order, folder)

    async def poll(self, job: str) -> Progress:
        """Say where the job stands."""
        return self._queue.poll(job)

    async def fetch(self, job: str) -> Rendered:
        """Return the files of a done job; raise ProviderError otherwise."""
        return self._queue.fetch(job)

    async def cancel(self, job: str) -> None:
        """Stop the job after its step of denoising."""
        self._queue.cancel(job)

    async def close(self) -> None:
        """End the card's worker, which all local models share."""
        self._queue.close()
