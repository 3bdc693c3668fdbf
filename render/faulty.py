"""A renderer that damages some takes of another one, for trials of the critic loop. Never chosen outside of tests."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, get_args

import numpy as np

from director.model import Capability, Order, Quote, Shot, Violation, digest_of
from render.base import Progress, Rendered, Renderer
from render.damage import Fault, Picture, Severity, Wound, damaged
from tools.media import FilmWriter, each_frame, probe, to_rgb
from tools.media.frames import frame_index, open_video

FAULTS: Final[tuple[Fault, ...]] = tuple(f for f in get_args(Fault) if f != "wrong move")
"""A wrong move is wrong only against the order, which a finished job no longer knows."""


class FaultyRenderer:
    """Implements `render.base.Renderer` around another renderer.

    Whether, and how, a take is damaged depends on the seed and on the bytes of the good file alone: an equal order is
    always damaged alike, another order is another throw of the dice.
    """

    def __init__(
        self, inner: Renderer, probability: float, seed: int, severities: tuple[Severity, ...] = (2, 3)
    ) -> None:
        """Damage this share (0-1) of takes, each with one fault of one of the severities."""
        self._inner = inner
        self._probability = probability
        self._seed = seed
        self._severities = severities
        self.wounds: dict[str, Wound] = {}
        """What was done to which job, for the trial's own account; the crew never sees it."""

    @property
    def name(self) -> str:
        """The name under which a test registers it."""
        return "faulty"

    @property
    def version(self) -> str:
        """The inner renderer's version and this one's."""
        return f"{self._inner.version}+faulty1"

    def capability(self) -> Capability:
        """Return what the inner renderer can do."""
        return self._inner.capability().model_copy(update={"name": self.name})

    def validate(self, shot: Shot) -> list[Violation]:
        """Ask the inner renderer."""
        return self._inner.validate(shot)

    def quote(self, order: Order) -> Quote:
        """Ask the inner renderer."""
        return self._inner.quote(order)

    async def submit(self, order: Order, folder: Path) -> str:
        """Start the inner renderer's job."""
        return await self._inner.submit(order, folder)

    async def poll(self, job: str) -> Progress:
        """Ask the inner renderer."""
        return await self._inner.poll(job)

    async def fetch(self, job: str) -> Rendered:
        """Return the inner renderer's files, or damaged copies that lie beside them."""
        good = await self._inner.fetch(job)
        wound = self._wound(good.media)
        if wound is None:
            return good
        self.wounds[job] = wound
        return await asyncio.to_thread(damage_files, good, wound)

    async def cancel(self, job: str) -> None:
        """Cancel the inner renderer's job."""
        await self._inner.cancel(job)

    async def close(self) -> None:
        """Close the inner renderer."""
        await self._inner.close()

    def _wound(self, media: Path) -> Wound | None:
        content = digest_of(media.read_bytes())
        rng = np.random.default_rng(int(digest_of([self._seed, content]), 16))
        if rng.random() >= self._probability:
            return None
        fault = FAULTS[int(rng.integers(len(FAULTS)))]
        severity = self._severities[int(rng.integers(len(self._severities)))]
        return Wound(fault, severity, probe(media).frames, int(rng.integers(2**31)))


def damage_files(good: Rendered, wound: Wound) -> Rendered:
    """Write damaged copies of a take's files beside them, with the same frames, size, rate and GOPs; return them.

    'no subject' needs a matte: without one it changes nothing.
    """
    media = good.media.with_name(f"{good.media.stem}.damaged.mp4")
    matte = good.matte.with_name(f"{good.matte.stem}.damaged.mp4") if good.matte else None
    if media.exists() and (matte is None or matte.exists()):
        return replace(good, media=media, matte=matte)
    with _copy_of(good.media, media) as film:
        if good.matte is None or matte is None:
            for picture, _ in damaged(wound, ((p, None) for p in _pictures(good.media))):
                film.write(picture)
        else:
            pairs = zip(_pictures(good.media), (p[..., 0] for p in _pictures(good.matte)), strict=True)
            with _copy_of(good.matte, matte) as cover:
                for picture, grey in damaged(wound, pairs):
                    film.write(picture)
                    if grey is not None:
                        cover.write(np.repeat(grey[..., None], 3, axis=2))
    return replace(good, media=media, matte=matte)


def _pictures(path: Path) -> Iterator[Picture]:
    for _, frame in each_frame(path):
        yield to_rgb(frame)


def _copy_of(path: Path, into: Path) -> FilmWriter:
    facts = probe(path)
    with open_video(path) as container:
        index = frame_index(container)
    keyframes = index.keyframes if index else ()
    return FilmWriter(into, facts.width, facts.height, facts.fps, keyframes=keyframes)
