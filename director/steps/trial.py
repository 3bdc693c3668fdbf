"""Test shots: where money is at stake, two or three shots are made and judged before the whole film is paid for."""

from dataclasses import dataclass

from director.model import Money, Note, Order, Shot, Take, Trial, Verdict
from director.steps.base import Deps, in_cut
from director.steps.routing import takes_of
from director.steps.write_orders import first_order
from director.store import Project
from render.fit import Wanted
from render.needs import needs_of

SMALL = 6
"""Shots up to which a film is its own trial."""
FEWEST, MOST = 2, 3


@dataclass(frozen=True)
class Tested:
    """One test shot and what became of it."""

    shot: Shot
    take: Take | None
    verdict: Verdict | None
    cost: int
    """Micro-units, all takes of the shot."""

    @property
    def accepted(self) -> bool:
        """Whether its take in the cut was found good."""
        return self.verdict is not None and self.verdict.decision == "accept"


@dataclass(frozen=True)
class Outcome:
    """What the test shots cost and how they were judged."""

    tested: tuple[Tested, ...]
    spent: Money

    @property
    def accepted(self) -> bool:
        """Whether all of them were found good."""
        return all(one.accepted for one in self.tested)


async def trial_for(deps: Deps, project: Project) -> Trial | None:
    """Return the film's test shots: those chosen before, or chosen now; None where there is no need for any."""
    if project.trial is not None and project.trial.stage == project.stage:
        return project.trial
    assert project.board is not None
    unmade = [shot for shot in project.board.shots if not takes_of(deps, project, shot)]
    orders = [await first_order(deps, project, shot) for shot in unmade]
    paid = [order for order in orders if deps.renderers[order.renderer].quote(order).money.micros]
    if len(unmade) <= SMALL or not paid:
        return None
    chosen = chosen_shots(paid)
    order = [shot.id for shot in project.board.shots]
    return Trial(stage=project.stage, shots=tuple(sorted(chosen, key=order.index)))


def chosen_shots(orders: list[Order]) -> tuple[str, ...]:
    """Return the most important shots that differ in who makes them, then in what they need most: two, or three."""
    ranked = sorted(orders, key=lambda o: (not o.shot.hero, -o.shot.importance, o.shot.id))
    chosen: dict[str, tuple[str, str]] = {}

    def another_renderer(kind: tuple[str, str]) -> bool:
        return kind[0] not in {renderer for renderer, _ in chosen.values()}

    def another_need(kind: tuple[str, str]) -> bool:
        return kind not in chosen.values()

    def too_few(_: tuple[str, str]) -> bool:
        return len(chosen) < FEWEST

    for fresh in (another_renderer, another_need, too_few):
        for order in ranked:
            kind = (order.renderer, _hardest(order))
            if len(chosen) < MOST and order.shot.id not in chosen and fresh(kind):
                chosen[order.shot.id] = kind
    return tuple(chosen)


def _hardest(order: Order) -> str:
    wanted = Wanted(order.shot, order.frames, order.fps, order.width, order.height)
    return max(needs_of(wanted), key=lambda need: need.weight).because


def outcome(deps: Deps, project: Project) -> Outcome | None:
    """Return what became of the test shots; None while there are none, or they are not all made."""
    if project.trial is None or not project.trial.done or project.trial.stage != project.stage:
        return None
    assert project.board is not None
    known = {shot.id: shot for shot in project.board.shots}
    tested = []
    for shot in (known[name] for name in project.trial.shots if name in known):
        takes = takes_of(deps, project, shot)
        verdicts = {take.id: verdict for take in takes if (verdict := deps.store.last_verdict(take)) is not None}
        take = in_cut(deps.store, project, shot, {name: verdict.score for name, verdict in verdicts.items()})
        verdict = verdicts.get(take.id) if take is not None else None
        tested.append(Tested(shot, take, verdict, sum(each.cost.micros for each in takes)))
    spent = Money(micros=sum(one.cost for one in tested), currency=deps.ledger.currency)
    return Outcome(tuple(tested), spent)


def told(found: Outcome) -> tuple[Note, ...]:
    """Return the outcome as sentences: what was spent, then each test shot."""
    shots = ", ".join(one.shot.number for one in found.tested)
    notes = [Note(key="trial_spent", values={"shots": shots, "spent": str(found.spent)})]
    for one in found.tested:
        values: dict[str, str | int | float] = {"shot": one.shot.number}
        if one.verdict is None:
            notes.append(Note(key="trial_missing", values=values))
            continue
        values["score"] = round(100 * one.verdict.score)
        if one.accepted:
            notes.append(Note(key="trial_good", values=values))
        else:
            notes.append(Note(key="trial_weak", values=values | {"why": one.verdict.reason}))
    return tuple(notes)
