"""A small crew and a quick renderer behind the real Protocols, for tests of the graph, the store and the ledger.

The renderer writes real mp4 files; every call that a vendor would charge is written to a file, so that calls can be
counted across killed processes.
"""

import asyncio
import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import soundfile

from director.crew.base import Crew, FilmView, Footing, Preferred, Screening
from director.errors import ProviderError
from director.model import (
    Brief,
    Capability,
    Clip,
    Cut,
    FilmFormat,
    Finding,
    Fix,
    Language,
    Limits,
    Lock,
    Money,
    Order,
    Palette,
    Place,
    Quote,
    Reading,
    Reply,
    Requirement,
    Retake,
    Section,
    SectionPlan,
    Shot,
    SongMap,
    Storyboard,
    Take,
    Treatment,
    Turn,
    Verdict,
    Violation,
    World,
    digest_of,
)
from director.session import opened
from director.store import Project, Store
from render.base import Progress, Rendered
from tools.media import FilmWriter, Sound, read_frames

PALETTE = Palette(colours=("#203040", "#8090a0"))
FPS = Fraction(24)


def sound(seconds: float = 6.0) -> Sound:
    """A quiet tone."""
    rate = 22050
    wave = 0.2 * np.sin(2 * np.pi * 220 * np.arange(int(seconds * rate)) / rate)
    samples = np.stack([wave, wave], axis=1).astype(np.float32)
    return Sound(samples=samples, rate=rate, digest=digest_of(samples.tobytes()), title="Tone", artist="", notes=())


def song(seconds: float = 6.0) -> SongMap:
    """120 bpm, one section."""
    tone = sound(seconds)
    beats = tuple(np.arange(0, seconds, 0.5).tolist())
    return SongMap(
        digest=tone.digest,
        sample_rate=tone.rate,
        samples=len(tone.samples),
        tempo_bpm=120,
        beats=beats,
        bars=beats[::4],
        sections=(Section(label="phrase", start_s=0, end_s=seconds, group="A", energy=1),),
    )


class Writer:
    async def read(self, brief: Brief) -> Reading:
        return Reading(form="mood", style="painted")

    async def treat(self, brief: Brief, reading: Reading, song: SongMap) -> Treatment:
        plan = SectionPlan(
            section=0, role="turn", idea="i", world="w", places=("p",), time="day", weather="clear", palette=PALETTE,
            emotion="calm", cuts_per_minute=60,
        )  # fmt: skip
        return Treatment(
            form="mood", style="painted", logline="l", arc="a",
            worlds=(World(id="w", name="w", palette=PALETTE),),
            places=(Place(id="p", name="p", term="field", world="w"),),
            sections=(plan,), turn_section=0, turn_reason="r", ending="e",
        )  # fmt: skip


def shot(number: int, **changes: object) -> Shot:
    fields: dict[str, object] = {
        "id": f"s{number:03d}", "section": 0, "world": "w", "place": "p", "place_term": "field", "time": "day",
        "weather": "clear", "palette": PALETTE, "style": "painted", "text": f"shot {number}", "framing": "wide",
        "emotion": "calm", "importance": 0.5,
        "requirements": (Requirement(id="light", kind="exposure", text="light?"),),
    }  # fmt: skip
    return Shot.model_validate(fields | changes)


class Boarder:
    """`shots` shots of equal length; restage raises the revision of the shots a turn names."""

    def __init__(self, shots: int = 12) -> None:
        self.shots = shots

    async def board(
        self, brief: Brief, reading: Reading, treatment: Treatment, song: SongMap, footing: Footing
    ) -> Storyboard:
        edges = [round(i * footing.frames / self.shots) for i in range(self.shots + 1)]
        shots = tuple(shot(i + 1) for i in range(self.shots))
        clips = tuple(
            Clip(id=f"c{i + 1:03d}", shot=shots[i].id, start=edges[i], end=edges[i + 1]) for i in range(self.shots)
        )
        return Storyboard(shots=shots, cut=Cut(frames=footing.frames, clips=clips))

    async def restage(self, view: FilmView, turn: Turn, footing: Footing) -> Storyboard:
        named = set(getattr(turn, "shots", ()))
        if isinstance(turn, Lock):
            kept = tuple(s.model_copy(update={"locked": turn.locked}) if s.id in named else s for s in view.board.shots)
            return view.board.model_copy(update={"shots": kept})
        shots = tuple(
            s.model_copy(update={"revision": s.revision + 1}) if s.id in named and not s.locked else s
            for s in view.board.shots
        )
        return view.board.model_copy(update={"shots": shots})


class Prompter:
    async def order(self, brief: Brief, board: Storyboard, shot: Shot, renderer: str, renderer_version: str) -> Order:
        clip = next(c for c in board.cut.clips if c.shot == shot.id)
        return Order(
            shot=shot, renderer=renderer, renderer_version=renderer_version, prompt=shot.text, width=64, height=36,
            fps=brief.format.fps, frames=clip.frames, handles=2, seed=int(shot.id[1:]) + 100 * shot.revision,
        )  # fmt: skip

    async def again(self, order: Order) -> Order:
        return order.model_copy(update={"seed": order.seed + 1037, "attempt": order.attempt + 1})

    async def revise(self, order: Order, verdicts: tuple[Verdict, ...]) -> Order | None:
        fixes = tuple(f.fix for f in verdicts[-1].findings if f.fix) if verdicts else ()
        return order.model_copy(
            update={"seed": order.seed + 1000, "attempt": order.attempt + 1, "fixes": (*order.fixes, *fixes)}
        )


class Critic:
    """Looks at the frames: a take with a dark middle frame is weak. Counts its calls."""

    def __init__(self) -> None:
        self.judged: list[str] = []
        self.placed: list[str] = []
        self.reviewed = 0

    async def judge(self, screening: Screening) -> Verdict:
        self.judged.append(screening.take.id)
        frames = await asyncio.to_thread(read_frames, screening.media)
        light = float(frames.mean()) / 255
        good = light > 0.3
        finding = Finding(
            requirement="light", kind="exposure", met="yes" if good else "no", value=light,
            evidence=f"mean light {light:.2f}", fix=None if good else Fix(kind="more light"),
        )  # fmt: skip
        return Verdict(
            take=screening.take.id, findings=(finding,), score=0.9 if good else 0.2,
            decision="accept" if good else "retry",
        )  # fmt: skip

    async def place(self, verdict: Verdict, screening: Screening) -> Verdict:
        self.placed.append(screening.take.id)
        return verdict

    async def prefer(self, one: Screening, other: Screening) -> Preferred:
        return Preferred(one.take.id, True, "", "accept")

    async def review(self, board: Storyboard, cut: Cut, film: Path) -> tuple[Finding, ...]:
        self.reviewed += 1
        return ()


class Assistant:
    async def turn(self, sentence: str, view: FilmView) -> Reply:
        return Reply(turn=Retake(shots=("s001",)), heard=sentence)

    async def answer(self, question: Turn, view: FilmView) -> str:
        return "?"


def crew(shots: int = 12) -> Crew:
    return Crew(
        screenwriter=Writer(), storyboarder=Boarder(shots), prompter=Prompter(), critic=Critic(), assistant=Assistant()
    )


def replaced(**roles: object) -> Crew:
    """The crew with other people in some roles."""
    return replace(crew(), **roles)  # type: ignore[arg-type]


class QuickRenderer:
    """Flat grey takes, dark for every third seed below 1000. Calls are written to `calls`, one JSON line each."""

    name = "quick"
    version = "1"

    def __init__(self, calls: Path, *, seconds: float = 0.0, price: int = 0, broken: Mapping[str, str] | None = None):
        self._calls = calls
        self._seconds = seconds
        self._price = price
        self._broken = dict(broken or {})
        self._jobs: dict[str, asyncio.Task[Rendered]] = {}

    def capability(self) -> Capability:
        return Capability(
            name=self.name, techniques=("drawn", "photo", "footage"), max_frames=10_000, handles=2, seed="exact",
            as_of="2026-11-21",
        )  # fmt: skip

    def validate(self, shot: Shot) -> list[Violation]:
        return []

    def quote(self, order: Order) -> Quote:
        return Quote(money=Money(micros=self._price), seconds=0.01)

    async def submit(self, order: Order, folder: Path) -> str:
        job = f"{os.getpid()}-{len(self._jobs)}"
        self._log("submit", order)
        self._jobs[job] = asyncio.create_task(self._work(order, folder))
        return job

    async def _work(self, order: Order, folder: Path) -> Rendered:
        await asyncio.sleep(self._seconds)
        if order.shot.id in self._broken:
            raise ProviderError(self._broken[order.shot.id], retryable=False)
        path = folder / "takes" / f".{order.key()}.part.mp4"
        shade = 20 if order.seed < 1000 and order.seed % 3 == 0 else 100 + order.seed % 100
        with FilmWriter(path, order.width, order.height, order.fps) as film:
            for number in range(order.frames + 2 * order.handles):
                film.write(np.full((order.height, order.width, 3), min(255, shade + number % 7), np.uint8))
        self._log("made", order)
        return Rendered(media=path, renderer=self.name, seconds=self._seconds)

    async def poll(self, job: str) -> Progress:
        task = self._jobs.get(job)
        if task is None:
            return Progress("lost")
        if not task.done():
            return Progress("running")
        if (fault := task.exception()) is not None:
            return Progress("failed", error=str(fault))
        return Progress("done")

    async def fetch(self, job: str) -> Rendered:
        return self._jobs[job].result()

    async def cancel(self, job: str) -> None:
        self._jobs[job].cancel()

    async def close(self) -> None:
        for task in self._jobs.values():
            task.cancel()

    def _log(self, what: str, order: Order) -> None:
        line = json.dumps({"what": what, "key": order.key(), "shot": order.shot.id, "seed": order.seed})
        with self._calls.open("a") as log:
            log.write(line + "\n")


def calls(path: Path, what: str) -> list[dict[str, object]]:
    """The logged calls of one kind."""
    if not path.exists():
        return []
    return [line for text in path.read_text().splitlines() if (line := json.loads(text))["what"] == what]


def take_of(order: Order, media: str = "0" * 32) -> Take:
    return Take(id=order.key(), shot=order.shot.id, attempt=order.attempt, order=order, media=media, file="", frames=1)


def begin(folder: Path, limits: Limits | None = None, language: Language = "en") -> Path:
    """A project folder as a commission leaves it: six seconds of a tone, composed."""
    tone = sound()
    brief = Brief(text="a quiet field", language=language, limits=limits or Limits(), format=FilmFormat(size="360p"))
    Store(folder).create(Project(song_file="song.wav", brief=brief, composed=True, song=song()))
    soundfile.write(folder / "song.wav", tone.samples, tone.rate)
    return folder


_RUNNER = textwrap.dedent(
    """
    import asyncio, sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[3])
    import stand_ins
    from director.session import opened
    folder = Path(sys.argv[1])
    async def main():
        quick = stand_ins.QuickRenderer(Path(sys.argv[2]), seconds=0.04)
        async with opened(folder, stand_ins.crew(12), {"quick": quick}) as session:
            await session.finish()
    asyncio.run(main())
    """
)


def start(folder: Path) -> subprocess.Popen[bytes]:
    """Finish the film in a process of its own, which can be killed."""
    tests = Path(__file__).parent
    return subprocess.Popen(
        [sys.executable, "-c", _RUNNER, str(folder), str(folder.parent / "calls.jsonl"), str(tests)],
        cwd=tests.parent,
        env={**os.environ, "PYTHONPATH": str(tests.parent)},
        stderr=subprocess.DEVNULL,
    )


def renderer(folder: Path, **options: object) -> QuickRenderer:
    """The renderer of a film, its calls written beside the folder."""
    return QuickRenderer(folder.parent / "calls.jsonl", **options)  # type: ignore[arg-type]


async def finish(folder: Path, **options: object) -> Critic:
    """Make the film to its end and return its critic."""
    people = crew()
    async with opened(folder, people, {"quick": renderer(folder, **options)}) as session:
        await session.finish()
    assert isinstance(people.critic, Critic)
    return people.critic
