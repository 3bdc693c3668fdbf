"""A film made by a vendor's model that starts from stills: both played by quick renderers, with a cast of two."""

from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image
from stand_ins import Boarder, Critic, Prompter, QuickRenderer, Writer, begin, calls, crew

from director.crew.base import Footing
from director.model import (
    Brief,
    Capability,
    Character,
    FrameRule,
    Limits,
    Mode,
    Order,
    Presence,
    PriceRule,
    Reading,
    SongMap,
    Storyboard,
    Treatment,
)
from director.session import Session, opened
from director.steps.base import Models
from render.base import Rendered
from render.catalog import capability
from render.machine import Machine, as_if

VENDOR, PAINTER = "vendor", "z-image-turbo"
PRICE = PriceRule(unit="clip", micros=100_000, currency="EUR", as_of="2026-11-22", source="a test")
ANY = FrameRule(max=1000)


class Casting(Writer):
    """Anna has a photo or none; Boris has none."""

    def __init__(self, reference: str = "") -> None:
        self.reference = reference

    async def treat(self, brief: Brief, reading: Reading, song: SongMap) -> Treatment:
        cast = (
            Character(id="anna", name="Anna", term="girl", look_en="grey eyes", reference=self.reference),
            Character(id="boris", name="Boris", term="man"),
        )
        return (await super().treat(brief, reading, song)).model_copy(update={"characters": cast})


class Cast(Boarder):
    """Anna in the odd shots, Boris in the even ones."""

    async def board(
        self, brief: Brief, reading: Reading, treatment: Treatment, song: SongMap, footing: Footing
    ) -> Storyboard:
        board = await super().board(brief, reading, treatment, song, footing)
        shots = tuple(
            s.model_copy(update={
                "who": (Presence(term="girl", character="anna") if n % 2 else Presence(term="man", character="boris"),),
                "importance": 0.9 if n == 4 else 0.5,
            })
            for n, s in enumerate(board.shots, 1)
        )  # fmt: skip
        return board.model_copy(update={"shots": shots})


class Hired(QuickRenderer):
    """A quick renderer under a model's name; its stills are PNG files."""

    def __init__(self, log: Path, able: Capability, price: int = 0, seconds: float = 0.0) -> None:
        super().__init__(log, price=price, seconds=seconds)
        self.name = able.name
        self._able = able
        self.orders: list[Order] = []

    def capability(self) -> Capability:
        return self._able

    async def submit(self, order: Order, folder: Path) -> str:
        self.orders.append(order)
        return await super().submit(order, folder)

    async def _work(self, order: Order, folder: Path) -> Rendered:
        if not order.still:
            return await super()._work(order, folder)
        path = folder / "takes" / f".{order.key()}.part.png"
        shade = 20 if order.seed < 1000 and order.seed % 3 == 0 else 100 + order.seed % 100
        Image.fromarray(np.full((order.height, order.width, 3), shade, np.uint8)).save(path)
        self._log("made", order)
        return Rendered(media=path, renderer=self.name)


def vendor(*modes: Mode, price: PriceRule | None = PRICE) -> Capability:
    return Capability(
        name=VENDOR, execution="hosted", techniques=("drawn",), max_frames=1000, price=price, as_of="2026-11-22",
        modes=modes or (Mode(kind="i2v", frames=ANY), Mode(kind="r2v", frames=ANY, references=2)),
        strengths={"photoreal": 1.0},
    )  # fmt: skip


class House:
    """Everyone and everything that one film is made by; a second one over the same folder is a restart."""

    def __init__(
        self, folder: Path, *, shots: int = 8, stills: bool = True, price: int = 100_000, still_price: int = 0,
        able: Capability | None = None, reference: str = "", **roles: object,
    ) -> None:  # fmt: skip
        self.folder, self.log = folder, folder.parent / "calls.jsonl"
        known = {VENDOR: able or vendor(price=PRICE if price else None)}
        if stills:
            known[PAINTER] = capability(PAINTER)
        self.models = Models(known, replace(as_if(80, known, Machine(ram_gb=64)), weights=frozenset({PAINTER})))
        self.film = Hired(self.log, known[VENDOR], price)
        self.painter = Hired(self.log, capability(PAINTER), still_price)
        self.drawing = QuickRenderer(self.log)
        people = replace(crew(shots), screenwriter=Casting(reference), storyboarder=Cast(shots), prompter=Prompter())
        self.crew = replace(people, **roles)  # type: ignore[arg-type]  # by name
        self.renderers = {"quick": self.drawing, VENDOR: self.film} | ({PAINTER: self.painter} if stills else {})

    def open(self) -> AbstractAsyncContextManager[Session]:
        return opened(self.folder, self.crew, self.renderers, models=self.models)

    @property
    def critic(self) -> Critic:
        assert isinstance(self.crew.critic, Critic)
        return self.crew.critic

    def made(self) -> list[str]:
        return [str(call["key"]) for call in calls(self.log, "made")]

    def sent(self) -> list[str]:
        return [str(call["key"]) for call in calls(self.log, "submit")]


def begun(folder: Path, limits: Limits | None = None) -> Path:
    return begin(folder, limits)
