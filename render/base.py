"""The contract of everything that makes pictures. One test suite holds every renderer to it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from director.model import Capability, Note, Order, Quote, Shot, Violation

JobState = Literal["queued", "running", "done", "failed", "lost"]


@dataclass(frozen=True)
class Progress:
    """Where a job stands. 'lost' means that the renderer does not know the job (any more)."""

    state: JobState
    share: float = 0.0
    """0-1 of the job's work."""
    error: str = ""
    retryable: bool = False


@dataclass(frozen=True)
class Rendered:
    """The files that a job left, written whole or not at all."""

    media: Path
    """H.264 in mp4: order.handles + order.frames + order.handles frames at order.fps, order.width x order.height,
    yuv420p BT.709, no sound. Closed GOPs start at 0, at the body, at every order.keyframe and at the tail.
    """
    matte: Path | None = None
    """Grey H.264 mp4 of the same frame count at about a quarter of the size, 255 = subject."""
    sound: Path | None = None
    """What a model made to the picture, WAV: kept with the take, never in the film, whose sound is the song."""
    renderer: str = ""
    seconds: float = 0.0
    notes: tuple[Note, ...] = ()
    """What the renderer had to alter, for the artist: footage slowed or held, a small photo enlarged."""


class Renderer(Protocol):
    """Makes takes from orders."""

    @property
    def name(self) -> str:
        """The name under which the registry knows it."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same order would give other pixels."""
        ...

    def capability(self) -> Capability:
        """Return what it can do."""
        ...

    def validate(self, shot: Shot) -> list[Violation]:
        """Find everything in the shot that this renderer cannot do; what it cannot draw has field 'term'."""
        ...

    def quote(self, order: Order) -> Quote:
        """Return the most that this order can cost, without doing it."""
        ...

    async def submit(self, order: Order, folder: Path) -> str:
        """Start the job and return its id at once. `folder` is the project's folder of references and takes."""
        ...

    async def poll(self, job: str) -> Progress:
        """Say where the job stands; never raises for a failed job."""
        ...

    async def fetch(self, job: str) -> Rendered:
        """Return the files of a done job; raise ProviderError otherwise."""
        ...

    async def cancel(self, job: str) -> None:
        """Stop the job if it still runs; its unfinished files are removed."""
        ...

    async def close(self) -> None:
        """Give back processes and memory."""
        ...
