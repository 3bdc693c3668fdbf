"""allocate: the join of every round. Ranks all shots and sends the next takes by revised orders, or goes to the cut."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from langgraph.types import Command, Send

from director.allocate import Reason, Record, Remaining, allocate, standings_of
from director.crew.base import Screening
from director.model import Order, Shot, Storyboard, Take, Verdict
from director.steps.base import Deps, Room, Run, Shooting, in_cut, tell
from director.steps.routing import renderer_name, takes_of
from director.steps.write_orders import first_order
from director.store import Project, Store, plan_of

BATCH = 6
"""Takes a round once every shot has one: three for each of the two workers, so that neither waits long at the join."""

Next = Literal["shoot", "cut"]


async def allocate_takes(state: Run, runtime: Room) -> Command[Next]:
    """Send the takes that help the whole film most, each with a different order than before; or stop."""
    deps = runtime.context
    project = deps.store.load()
    board = _wanted(project)
    number = state.get("round", 0) + 1
    unjudged = [t for shot in board.shots for t in deps.store.takes(shot) if deps.store.verdict(t) is None]
    if unjudged:  # a run was killed between take and verdict, or verdicts were lost
        sends = [Send("shoot", Shooting(shot=take.shot, order=deps.store.keep_order(take.order))) for take in unjudged]
        return Command(update={"round": number - 1}, goto=sends)
    verdicts = await place_takes(deps, project)
    exhausted = set(project.exhausted)
    settled = {s.id: project.settled[plan_of(s)] for s in board.shots if plan_of(s) in project.settled}
    while True:
        orders, reasons, empty = await _choose(deps, project, board, verdicts, exhausted)
        if empty <= exhausted:
            break
        exhausted |= empty
    kinds = {shot: reason.kind for shot, reason in reasons.items()} | settled
    deps.store.save(deps.store.load().model_copy(update={"exhausted": tuple(sorted(exhausted)), "reasons": kinds}))
    if not orders:
        return Command(update={"round": number}, goto="cut")
    tell(runtime, "round", round=number, takes=len(orders), shots=len(board.shots))
    sends = [Send("shoot", Shooting(shot=o.shot.id, order=deps.store.keep_order(o))) for o in orders]
    return Command(update={"round": number}, goto=sends)


async def place_takes(deps: Deps, project: Project) -> dict[str, Verdict]:
    """Judge the best take of every shot among its neighbours and return the verdicts on all takes by take id."""
    board = _board(project)
    verdicts = {
        take.id: verdict
        for shot in board.shots
        for take in deps.store.takes(shot)
        if (verdict := deps.store.verdict(take)) is not None
    }
    contexts = dict(project.contexts)
    table = _Table(deps.store, project, board, {take: verdict.score for take, verdict in verdicts.items()})
    for shot in board.shots:
        take = table.best.get(shot.id)
        if take is None or take.id not in verdicts:
            continue
        screening, context = table.screening(shot, take)
        placed = deps.store.verdict(take, context)
        if placed is None:
            placed = await deps.crew.critic.place(verdicts[take.id], screening)
            deps.store.keep_verdict(placed, take, context)
        verdicts[take.id] = placed
        contexts[take.id] = context
    deps.store.save(deps.store.load().model_copy(update={"contexts": contexts}))
    return verdicts


@dataclass
class _Table:
    """The best takes so far, and who stands beside whom in the cut."""

    store: Store
    project: Project
    board: Storyboard
    scores: dict[str, float]

    def __post_init__(self) -> None:
        self.shots = {shot.id: shot for shot in self.board.shots}
        found = {s.id: in_cut(self.store, self.project, s, self.scores) for s in self.board.shots}
        self.best: dict[str, Take] = {shot: take for shot, take in found.items() if take is not None}

    def screening(self, shot: Shot, take: Take) -> tuple[Screening, str]:
        """Return the take with its neighbours, and the name of that neighbourhood."""
        order = [clip.shot for clip in self.board.cut.clips]
        first = order.index(shot.id)
        last = len(order) - 1 - order[::-1].index(shot.id)
        before = self._beside(order[first - 1]) if first > 0 else None
        after = self._beside(order[last + 1]) if last + 1 < len(order) else None
        # Of two takes that look alike the later one is the repeat: only earlier shots are held against a shot.
        others = tuple((s, self._path(t)) for s, t in self.best.items() if s in order[:first] and s != shot.id)
        screening = Screening(
            shot=shot,
            take=take,
            media=self._path(take),
            matte=self.store.folder / take.matte if take.matte else None,
            before=before,
            after=after,
            others=others,
            board=tuple(self.shots[s] for s in dict.fromkeys(order)),
        )
        context = "|".join(
            str(self.best[s].id) if s in self.best else "-" for s in (order[first - 1], *order[last + 1 : last + 2])
        )
        return screening, context

    def _beside(self, shot: str) -> tuple[Shot, Path] | None:
        return (self.shots[shot], self._path(self.best[shot])) if shot in self.best else None

    def _path(self, take: Take) -> Path:
        return self.store.folder / take.file


async def _choose(
    deps: Deps, project: Project, board: Storyboard, verdicts: dict[str, Verdict], exhausted: set[str]
) -> tuple[list[Order], dict[str, Reason], set[str]]:
    """Return the next orders, the reason for every shot, and plans for which no different order was found."""
    takes = tuple(take for shot in board.shots for take in takes_of(deps, project, shot))
    closed = exhausted | project.settled.keys()
    done = frozenset(shot.id for shot in board.shots if plan_of(shot) in closed)
    standings = []
    for standing in standings_of(board, takes, verdicts, done):
        # Quoted, not measured seconds: the same film must be allocated the same way on a busy day.
        renderer = deps.renderers[renderer_name(deps, project, board.shot(standing.shot_id))]
        quote = renderer.quote(await first_order(deps, project, board.shot(standing.shot_id)))
        known = replace(standing, backend=renderer.name, seconds_per_take=quote.seconds)
        standings.append(replace(known, money_per_take=quote.money.micros))
    fresh = sum(not standing.scores for standing in standings)
    remaining = _remaining(deps, project)
    chosen = allocate(standings, Record(), remaining, max(fresh, BATCH))
    orders: list[Order] = []
    empty: set[str] = set()
    asked = _asked(deps, project, board, {s.shot_id: s.money_per_take for s in standings}, remaining.money_micros)
    for shot_id in dict.fromkeys((*asked, *chosen.next)):
        order = await _next_order(deps, project, board.shot(shot_id), verdicts, again=shot_id in asked)
        if order is None:
            empty.add(plan_of(board.shot(shot_id)))
        else:
            orders.append(order)
    return orders, dict(chosen.reasons), empty


def _asked(deps: Deps, project: Project, board: Storyboard, prices: dict[str, int], money: int | None) -> list[str]:
    """Return the shots of which the artist wants another take, as far as the money goes."""
    asked = []
    for shot in board.shots:
        if shot.locked or project.retakes.get(shot.id, 0) <= len(takes_of(deps, project, shot)):
            continue
        if money is not None:
            if prices[shot.id] > money:
                continue
            money -= prices[shot.id]
        asked.append(shot.id)
    return asked


async def _next_order(
    deps: Deps, project: Project, shot: Shot, verdicts: dict[str, Verdict], *, again: bool
) -> Order | None:
    """Return the order of a shot's next take; None when nothing is left that was not tried or has not failed."""
    takes = takes_of(deps, project, shot)
    if not takes:
        order: Order | None = await first_order(deps, project, shot)
    elif again:
        order = await deps.crew.prompter.again(takes[-1].order)
    else:
        judged = tuple(verdicts[take.id] for take in takes if take.id in verdicts)
        order = await deps.crew.prompter.revise(takes[-1].order, judged)
    if order is None or deps.store.take(order.key()):
        return None
    job = deps.ledger.job(order.key())
    return None if job is not None and job.state == "failed" else order


def _remaining(deps: Deps, project: Project) -> Remaining:
    limits, totals = project.brief.limits, deps.ledger.totals()
    money = (
        None if limits.budget is None else max(0, limits.budget.micros - totals.spent.micros - totals.reserved.micros)
    )
    seconds = None if limits.seconds is None else max(0.0, limits.seconds - totals.seconds)
    return Remaining(money_micros=money, seconds=seconds, max_attempts=limits.max_attempts)


def _wanted(project: Project) -> Storyboard:
    """Return the board with the shots that are to be made now: all, or those of the preview."""
    board = _board(project)
    if project.scope is None:
        return board
    start, end = project.scope
    seen = {clip.shot for clip in board.cut.clips if clip.end > start and clip.start < end}
    return board.model_copy(update={"shots": tuple(shot for shot in board.shots if shot.id in seen)})


def _board(project: Project) -> Storyboard:
    assert project.board is not None
    return project.board
