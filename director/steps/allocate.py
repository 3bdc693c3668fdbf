"""allocate: the join of every round. Ranks all shots and sends the next takes by revised orders, or goes to the cut."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from langgraph.types import Command, Send

from director.allocate import Reason, Record, Remaining, Standing, allocate, standings_of
from director.crew.base import Screening
from director.model import Order, Shot, Storyboard, Take, Verdict
from director.pages import PICTURE_HEIGHT, Pictures, picture_of, storyboard_page
from director.steps.base import Deps, Room, Run, Shooting, best_two, in_cut, pair, tell
from director.steps.looking_again import answer_to_the_look, kept_back, sent_back
from director.steps.references import join_keyframe
from director.steps.routing import renderer_name, takes_of
from director.steps.trial import Outcome, outcome, told
from director.steps.write_orders import first_order, price, to_be_made
from director.store import Project, Store, plan_of
from tools.bank import read_bank
from tools.media import read_frames

BATCH = 6
"""Takes a round once every shot has one: three for each of the two workers, so that neither waits long at the join."""

ENOUGH = 3
"""Takes of a shot after which its two best are compared: if nobody sees a difference, more of the same brings none."""

Next = Literal["shoot", "cut", "gate"]


async def allocate_takes(state: Run, runtime: Room) -> Command[Next]:
    """Send the takes that help the whole film most, each with a different order than before; or stop."""
    deps = runtime.context
    project = deps.store.load()
    board = wanted_board(project)
    number = state.get("round", 0) + 1
    sent = _under_way(deps, project, board)
    if sent:  # a vendor may have made them by now: fetched, and never sent again under another order
        return Command(update={"round": number - 1}, goto=[Send("shoot", shooting) for shooting in sent])
    unjudged = [t for shot in board.shots for t in deps.store.takes(shot) if deps.store.verdict(t) is None]
    if unjudged:  # a run was killed between take and verdict, or verdicts were lost
        sends = [Send("shoot", Shooting(shot=take.shot, order=deps.store.keep_order(take.order))) for take in unjudged]
        return Command(update={"round": number - 1}, goto=sends)
    verdicts = await place_takes(deps, project)
    await _join_bank(deps, board, verdicts)
    await _compare(runtime, board, verdicts)
    project = deps.store.load()
    exhausted = set(project.exhausted)
    settled = {s.id: project.settled[plan_of(s)] for s in board.shots if plan_of(s) in project.settled}
    while True:
        orders, reasons, empty = await _choose(deps, project, board, verdicts, exhausted)
        if empty <= exhausted:
            break
        exhausted |= empty
    kinds = {shot: reason.kind for shot, reason in reasons.items()} | settled
    deps.store.save(deps.store.load().model_copy(update={"exhausted": tuple(sorted(exhausted)), "reasons": kinds}))
    if not orders and _on_trial(project):
        return Command(update={"round": 0}, goto=await _end_trial(runtime))
    if not orders:
        return Command(update={"round": number}, goto="cut")
    tell(runtime, "round", round=number, takes=len(orders), shots=len(board.shots))
    orders.sort(key=lambda order: order.renderer)  # one model after the other: each is loaded onto a card once a round
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


def _under_way(deps: Deps, project: Project, board: Storyboard) -> list[Shooting]:
    """Return the takes of these shots that were sent before a stop and have not come back."""
    shots = {shot.id: shot for shot in board.shots}
    found = []
    for job in deps.ledger.jobs():
        if job.state != "sent" or job.shot not in shots or deps.store.take(job.key) is not None:
            continue
        order, shot = deps.store.order(job.key), shots[job.shot]
        mine = order.renderer == renderer_name(deps, project, shot)
        if mine and not order.still and plan_of(order.shot) == plan_of(shot):
            found.append(Shooting(shot=shot.id, order=job.key))
    return found


def _on_trial(project: Project) -> bool:
    trial = project.trial
    return trial is not None and not trial.done and not project.approved and trial.stage == project.stage


async def _end_trial(runtime: Room) -> Literal["gate"]:
    """Show what the test shots cost and how they were judged, and wait for the artist."""
    deps = runtime.context
    project = deps.store.load()
    assert project.trial is not None
    project = project.model_copy(update={"trial": project.trial.model_copy(update={"done": True})})
    deps.store.save(project)
    found = outcome(deps, project)
    assert found is not None
    pictures = await asyncio.to_thread(_pictures, deps, found)
    quote = price(deps, await to_be_made(deps, project))
    deps.store.write("storyboard.html", storyboard_page(project, quote, Pictures(pictures), told(found)))
    tell(runtime, "tested", shots=len(found.tested), spent=str(found.spent), accepted=found.accepted)
    return "gate"


def _pictures(deps: Deps, found: Outcome) -> dict[str, str]:
    made = {one.shot.id: one.take for one in found.tested if one.take is not None}
    return {
        shot: picture_of(read_frames(deps.folder / take.file, [take.frames // 2], PICTURE_HEIGHT)[0])
        for shot, take in made.items()
    }


async def _join_bank(deps: Deps, board: Storyboard, verdicts: dict[str, Verdict]) -> None:
    """Offer the accepted takes of this round to the reference bank, in the order of the shots."""
    project = deps.store.load()
    if not project.bank_notes and not read_bank(deps.folder).sheets:
        return
    joined = list(project.joined)
    for shot in board.shots:
        for take in takes_of(deps, project, shot):
            verdict = verdicts.get(take.id)
            if verdict is not None and verdict.decision == "accept" and take.id not in joined:
                await asyncio.to_thread(join_keyframe, deps.folder, take, verdict)
                joined.append(take.id)
    deps.store.save(deps.store.load().model_copy(update={"joined": tuple(joined)}))


async def _compare(runtime: Room, board: Storyboard, verdicts: dict[str, Verdict]) -> None:
    """Have the two best takes compared of every shot that is still open after enough tries."""
    deps = runtime.context
    project = deps.store.load()
    scores = {take: verdict.score for take, verdict in verdicts.items()}
    table = _Table(deps.store, project, _board(project), scores)
    preferred = dict(project.preferred)
    for shot in board.shots:
        two = _contenders(deps, project, shot, verdicts)
        if two is None or pair(*two) in preferred or shot.locked or plan_of(shot) in project.settled:
            continue
        one, other = (table.screening(shot, take)[0] for take in two)
        async with deps.judging:
            try:
                preferred[pair(*two)] = (await deps.crew.critic.prefer(one, other)).take
            except Exception as fault:  # nobody could compare them: the scores stand, and it is reported
                deps.store.check_room()
                tell(runtime, "not judged", shot=shot.id, why=f"{type(fault).__name__}: {fault}")
    deps.store.save(deps.store.load().model_copy(update={"preferred": preferred}))


def _contenders(deps: Deps, project: Project, shot: Shot, verdicts: dict[str, Verdict]) -> tuple[Take, Take] | None:
    """Return the two best takes of a shot that was tried often and is neither accepted nor left to the artist."""
    judged = [take for take in takes_of(deps, project, shot) if take.id in verdicts]
    if len(judged) < ENOUGH or any(verdicts[take.id].decision == "accept" for take in judged):
        return None
    two = best_two(judged, {take.id: verdicts[take.id].score for take in judged})
    return None if two is None or verdicts[two[0].id].decision == "ask the artist" else two


def _no_difference(deps: Deps, project: Project, shot: Shot, verdicts: dict[str, Verdict]) -> bool:
    two = _contenders(deps, project, shot, verdicts)
    return two is not None and project.preferred.get(pair(*two)) == ""


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
            film=tuple((s, self._path(t)) for s, t in self.best.items() if s != shot.id),
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
    alike = frozenset(s.id for s in board.shots if _no_difference(deps, project, s, verdicts))
    for standing in standings_of(board, takes, verdicts, done, alike):
        # Quoted, not measured seconds: the same film must be allocated the same way on a busy day.
        renderer = deps.renderers[renderer_name(deps, project, board.shot(standing.shot_id))]
        quote = renderer.quote(await first_order(deps, project, board.shot(standing.shot_id)))
        known = replace(standing, backend=renderer.name, seconds_per_take=quote.seconds)
        standings.append(replace(known, money_per_take=quote.money.micros))
    fresh = sum(not standing.scores for standing in standings)
    prices, times = [s.money_per_take for s in standings], [s.seconds_per_take for s in standings]
    remaining = replace(_remaining(deps, project), kept=kept_back(project, prices, times))
    chosen = allocate(standings, Record(), remaining, max(fresh, BATCH))
    orders: list[Order] = []
    empty: set[str] = set()
    asked = _asked(deps, project, board, {s.shot_id: s.money_per_take for s in standings}, remaining.money_micros)
    back = _affordable(sent_back(deps, project, board), standings, remaining)
    for shot_id in dict.fromkeys((*asked, *back, *chosen.next)):
        shot = board.shot(shot_id)
        order = await answer_to_the_look(deps, project, shot, verdicts) if shot_id in back else None
        order = order or await _next_order(deps, project, shot, verdicts, again=shot_id in asked)
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


def _affordable(shots: Sequence[str], standings: Sequence[Standing], left: Remaining) -> list[str]:
    """Return the shots, in order, as far as money and time go."""
    known = {s.shot_id: s for s in standings}
    money, seconds, found = left.money_micros, left.seconds, []
    for standing in (known[shot] for shot in shots):
        if (money is not None and standing.money_per_take > money) or (
            seconds is not None and standing.seconds_per_take > seconds
        ):
            continue
        money = None if money is None else money - standing.money_per_take
        seconds = None if seconds is None else seconds - standing.seconds_per_take
        found.append(standing.shot_id)
    return found


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


def wanted_board(project: Project) -> Storyboard:
    """Return the board with the shots that are to be made now: all, the test shots, or those of the preview."""
    board = _board(project)
    if project.scope is None:
        tested = project.trial.shots if project.trial is not None and _on_trial(project) else None
        return board.model_copy(update={"shots": tuple(s for s in board.shots if tested is None or s.id in tested)})
    start, end = project.scope
    seen = {clip.shot for clip in board.cut.clips if clip.end > start and clip.start < end}
    return board.model_copy(update={"shots": tuple(shot for shot in board.shots if shot.id in seen)})


def _board(project: Project) -> Storyboard:
    assert project.board is not None
    return project.board
