"""The only caller of the graph: starts a film, answers its gate, goes on after a stop. One lock a project."""

import asyncio
import json
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import aiosqlite
from filelock import FileLock, Timeout
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from langgraph.graph.state import CompiledStateGraph
from langgraph.types import Command

from director.blind import Pair
from director.crew.base import Crew, FilmView
from director.crew.llm.crew import CrewOf
from director.crew.llm.referencing import ReferencingPrompter
from director.errors import ArtistError
from director.foresight import Foreseen, foreseen
from director.graph import VERSION, song_graph
from director.ledger import Ledger, Totals, currency_of
from director.model import Approve, Ask, Export, Note, Quote, Reply, Turn
from director.model_use import crew_notes
from director.notes import shooting_notes
from director.open_questions import OpenQuestion, open_questions, rivals
from director.report import weakest
from director.steps.base import Deps, Models, record_times
from director.steps.cut import film_of
from director.steps.listen import stale
from director.steps.routing import takes_of
from director.steps.storyboard import film_view
from director.steps.trial import Outcome, outcome
from director.steps.write_orders import price, to_be_made
from director.store import DRAFT, Project, Store, plan_of
from render.base import Renderer
from tools.bank import read_bank
from tools.chat.kept import settle_after_kill
from tools.hearing import Helpers

Watch = Callable[[dict[str, Any]], None]
"""Called with every event of progress; must return at once."""

CHECKPOINT = "checkpoint.db"
STEPS = 4000
"""Supersteps a run may take: far above any film's rounds, so that a loop without end is stopped and not paid for."""


@dataclass(frozen=True)
class Standing:
    """Where a film stands, for the status line and the gate."""

    project: Project
    totals: Totals
    takes: int
    shots: int
    waiting: bool
    """At the gate, for the artist's next turn."""


class Session:
    """One film while somebody works on it. Made by `opened`."""

    def __init__(self, deps: Deps, graph: CompiledStateGraph[Any, Any, Any, Any], watch: Watch) -> None:
        """Keep what a run needs."""
        self._deps = deps
        self._graph = graph
        self._watch = watch
        self._config: Any = {"configurable": {"thread_id": f"film:v{VERSION}"}, "recursion_limit": STEPS}

    async def go(self) -> Standing:
        """Run on until the gate: from the song for a new film, from where it stopped for an old one.

        A film that waits there is run through again where the song is to be heard anew: other overrules, other words.
        """
        state = await self._graph.aget_state(self._config)
        if not state.values and not state.next:
            await self._run({"round": 0})
        elif not state.interrupts:
            await self._run(None)
        if stale(self._deps):
            await self._run({"round": 0})
        return await self.standing()

    async def answer(self, turn: Turn) -> Standing:
        """Answer the gate with a turn and run until the film waits there again.

        Raises:
            ArtistError: the turn could not be carried out; the film is as before and waits.
        """
        await self._run(Command(resume=turn.model_dump(mode="json")))
        return await self.standing()

    async def finish(self) -> Standing:
        """Approve the board if that is still to be done, shoot, cut and export: what an automatic run does."""
        standing = await self.go()
        if not standing.project.approved or not self.complete():
            self.require_trial()
            await self.answer(Approve())
            if self.trial() is not None:
                self.require_trial()
                await self.answer(Approve())
        return await self.answer(Export())

    def trial(self) -> Outcome | None:
        """Return what became of the film's test shots, while it waits for a yes to the whole; else None."""
        project = self._deps.store.load()
        return None if project.approved else outcome(self._deps, project)

    def require_trial(self) -> None:
        """Do nothing unless test shots were made that nobody found good.

        Raises:
            ArtistError: the whole film is not paid for unasked after such test shots.
        """
        tested = self.trial()
        if tested is not None and not tested.accepted:
            weak = ", ".join(one.shot.number for one in tested.tested if not one.accepted)
            raise ArtistError("trial_stopped", shots=weak, spent=str(tested.spent), folder=str(self._deps.folder))

    async def standing(self) -> Standing:
        """Return where the film stands."""
        store = self._deps.store
        project = store.load()
        state = await self._graph.aget_state(self._config)
        return Standing(
            project=project,
            totals=self._deps.ledger.totals(),
            takes=sum(1 for _ in store.all_takes()),
            shots=len(project.board.shots) if project.board else 0,
            waiting=bool(state.interrupts),
        )

    def complete(self) -> bool:
        """Whether the draft lies there, is cut as the board says and holds a take of every shot, with its file."""
        project, store = self._deps.store.load(), self._deps.store
        if project.board is None or project.draft is None or not (self._deps.folder / DRAFT).exists():
            return False
        takes = {shot.id: store.take(project.draft.takes.get(shot.id, "")) for shot in project.board.shots}
        if not all(takes[shot.id] and takes_of(self._deps, project, shot) for shot in project.board.shots):
            return False
        return project.draft.film == film_of(project.board.cut, {shot: take for shot, take in takes.items() if take})

    def forgive(self) -> int:
        """Forget the takes that failed, so that the next approval tries them anew; return how many there were."""
        store, ledger = self._deps.store, self._deps.ledger
        failed = {job.shot for job in ledger.jobs() if job.state == "failed"}
        forgiven = ledger.forgive()
        project = store.load()
        if forgiven and project.board is not None:
            plans = {plan_of(shot) for shot in project.board.shots if shot.id in failed}
            left = tuple(plan for plan in project.exhausted if plan not in plans)
            store.save(project.model_copy(update={"exhausted": left}))
        return forgiven

    async def quote(self) -> Quote:
        """Return what it will cost at most to shoot every shot that has no take yet."""
        project = self._deps.store.load()
        return price(self._deps, await to_be_made(self._deps, project) if project.board else ())

    async def understand(self, sentence: str) -> Reply:
        """Return the turn that a sentence asks for, or a question back."""
        return await self._deps.crew.assistant.turn(sentence, self._view())

    async def explain(self, question: Ask) -> str:
        """Answer a question from recorded facts; nothing changes."""
        return await self._deps.crew.assistant.answer(question, self._view())

    async def foresee(self, turn: Turn) -> Foreseen:
        """Return what a turn would change and what shooting it would cost at most; nothing changes.

        Raises:
            ArtistError: the turn cannot be carried out.
        """
        return await foreseen(self._deps, self._deps.store.load(), turn)

    def questions(self) -> tuple[OpenQuestion, ...]:
        """Return the takes that only the artist can decide about, in the order of the board."""
        return open_questions(self._deps.store, self._deps.store.load())

    def rivals(self, shot: str) -> Pair | None:
        """Return the two best judged takes of a shot, for a blind choice; None if there are not two."""
        return rivals(self._deps.store, self._deps.store.load(), shot)

    def view(self) -> FilmView:
        """Return the recorded facts about the film as it stands; it must have a board."""
        return self._view()

    def shortfalls(self) -> tuple[Note, ...]:
        """Return why shots are missing in the draft, which ones nobody could judge, where the house stepped in."""
        store = self._deps.store
        return (*shooting_notes(store, self._deps.ledger), *crew_notes(store, store.load().brief.language))

    def weakest(self) -> str:
        """Return one sentence on the weakest shot of the draft, from the verdict on it."""
        return weakest(self._deps.store)

    def _view(self) -> FilmView:
        return film_view(self._deps, self._deps.store.load())

    async def _run(self, given: dict[str, Any] | Command[Any] | None) -> None:
        refusal: ArtistError | None = None
        began = time.monotonic()
        stream = self._graph.astream(
            given,
            self._config,
            context=self._deps,
            stream_mode=["custom"],
            subgraphs=True,
            durability="sync",
            version="v2",
        )
        try:
            async for part in stream:
                event = cast(dict[str, Any], part["data"])  # "custom" parts carry what `tell` sent
                self._log(event)
                self._watch(event)
                if event["event"] == "refused":
                    refusal = ArtistError(event["key"], **event["values"])
        finally:
            self._deps.clock["total"] = time.monotonic() - began
        record_times(self._deps)
        if refusal is not None:
            raise refusal

    def _log(self, event: dict[str, Any]) -> None:
        line = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), **event}
        self._deps.store.log(json.dumps(line, ensure_ascii=False))


@asynccontextmanager
async def opened(
    folder: Path,
    crew: Crew | CrewOf,
    renderers: Mapping[str, Renderer],
    watch: Watch = lambda event: None,
    models: Models | None = None,
    hearing: Helpers | None = None,
) -> AsyncIterator[Session]:
    """Open the film in a folder for one caller at a time. `models` are those of this machine, for filming with them.

    `hearing` names the optional models that help to listen; by default none.

    Raises:
        ArtistError: there is no film, somebody else works on it just now, the disk is full or the folder closed.
    """
    store = Store(folder)
    store.load()
    try:
        async with _working(store, crew, renderers, watch, models or Models(), hearing or Helpers()) as session:
            yield session
    except (OSError, sqlite3.Error):
        store.check_room()  # a full disk or a closed folder is said in a sentence; anything else is a fault of ours
        raise


@asynccontextmanager
async def _working(
    store: Store, crew: Crew | CrewOf, renderers: Mapping[str, Renderer], watch: Watch, models: Models, hearing: Helpers
) -> AsyncIterator[Session]:
    folder = store.folder
    lock = FileLock(folder / ".lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise ArtistError("project_busy", folder=str(folder)) from error
    ledger = Ledger(folder / "state.db", currency_of(store.load().brief.limits))
    try:
        store.sweep()
        _reconcile(store, ledger)
        engaged = nullcontext(crew) if isinstance(crew, Crew) else crew(store, ledger)
        async with engaged as people, _checkpoints(folder / CHECKPOINT) as saver:
            referencing = _referencing(people, folder, renderers)
            deps = Deps(
                store=store,
                ledger=ledger,
                crew=referencing,
                renderers=renderers,
                models=models,
                hearing=hearing,
            )
            yield Session(deps, song_graph(saver), watch)
    finally:
        await asyncio.gather(*(renderer.close() for renderer in renderers.values()))
        ledger.close()
        lock.release()


def _referencing(people: Crew, folder: Path, renderers: Mapping[str, Renderer]) -> Crew:
    """Return the crew with a prompter whose orders carry the film's reference pictures, where a renderer takes any."""
    known = {name: made.capability() for name, made in renderers.items()}
    return replace(people, prompter=ReferencingPrompter(people.prompter, lambda: read_bank(folder), known.__getitem__))


def _reconcile(store: Store, ledger: Ledger) -> None:
    """Set the ledger right after a kill: a take that was kept is paid, a job that was never sent holds no money."""
    for job in ledger.jobs():
        take = store.take(job.key) if job.state in ("reserved", "sent") else None
        if take is not None:
            ledger.settle(job.key, take.cost, take.seconds)
        elif job.state == "reserved" and job.sent == 0:
            ledger.withdraw(job.key)
    settle_after_kill(store, ledger)


@asynccontextmanager
async def _checkpoints(path: Path) -> AsyncIterator[AsyncSqliteSaver]:
    connection = await aiosqlite.connect(path)
    try:
        # NORMAL loses at most the newest checkpoint with the power, never the folder's truth; FULL costs 8 ms a step.
        await connection.execute("PRAGMA journal_mode=WAL")
        await connection.execute("PRAGMA synchronous=NORMAL")
        yield AsyncSqliteSaver(connection, serde=JsonPlusSerializer(allowed_msgpack_modules=[]))
    finally:
        await connection.close()
