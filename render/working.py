"""What the renderers share whose takes are made by worker processes of this machine: the way of a job through them."""

from collections.abc import Callable
from pathlib import Path

from director.model import Order
from render.base import Progress, Rendered
from render.jobs import DrawTake, Jobs


class WorkingRenderer:
    """The half of `render.base.Renderer` that passes jobs on to the workers. Nothing is started before it is needed."""

    def __init__(self, draw: DrawTake, prepare: Callable[[], None]) -> None:
        """`draw` makes a take; `prepare` brings in what it needs. Both run in the workers and are sent by name."""
        self._jobs = Jobs(draw, prepare)

    def warm(self) -> None:
        """Start the workers now: they get ready while the song is heard."""
        self._jobs.warm()

    async def submit(self, order: Order, folder: Path) -> str:
        """Queue an order; the take will be `folder`/takes/<key>.mp4."""
        return self._jobs.submit(order, folder)

    async def poll(self, job: str) -> Progress:
        """Say where the job stands."""
        return self._jobs.poll(job)

    async def fetch(self, job: str) -> Rendered:
        """Return the files of a done job; raise ProviderError otherwise."""
        return self._jobs.fetch(job)

    async def cancel(self, job: str) -> None:
        """Stop the job."""
        self._jobs.cancel(job)

    async def close(self) -> None:
        """End the workers."""
        self._jobs.close()
