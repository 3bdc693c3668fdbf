"""After the whole film was looked at: one round of retakes for what the editor found, and what is held back for it.

The plan of tries: a film by a model crew keeps the last try of each shot (where three or more are allowed) and the
price of `MOST` takes until its draft was looked at as a whole; first takes may use that too. What the editor finds is
then put into the orders of the shots it names, the worst first. The round comes once for the draft and once for
the film, and no turn brings another; what was held back and is not needed goes to the weak shots as before.
"""

from collections.abc import Iterable, Mapping

from director.allocate import Kept
from director.model import Finding, Order, Shot, Storyboard, Take, Verdict
from director.steps.base import Deps
from director.steps.routing import takes_of
from director.store import LookedAt, Project, plan_of

MOST = 4
"""Shots that are made again because of one look at the film."""

FEWEST_TRIES = 3
"""Tries a shot must be allowed for its last one to be held back: of two, the second belongs to its own faults."""


def to_be_looked_at(project: Project) -> bool:
    """Whether a look at the whole film may still send shots back; only a crew with an editor has such a look."""
    looked = project.looked
    had = looked is not None and project.stage in (looked.of, *looked.before)
    return project.scope is None and project.approved and project.crew.kind == "model" and not had


def kept_back(project: Project, money_per_take: Iterable[int], seconds_per_take: Iterable[float]) -> Kept:
    """Return what is held back for the round after the look; nothing once it was, or where none will come."""
    prices, seconds = tuple(money_per_take), tuple(seconds_per_take)
    if not prices or not to_be_looked_at(project):
        return Kept()
    return Kept(
        tries=1 if project.brief.limits.max_attempts >= FEWEST_TRIES else 0,
        money_micros=MOST * sum(prices) // len(prices),
        seconds=MOST * sum(seconds) / len(seconds),
    )


def looked_at(deps: Deps, project: Project, film: str, found: tuple[Finding, ...], cut: Mapping[str, Take]) -> LookedAt:
    """Return the record of a look at the film: what the editor sends back, the worst first.

    A finding counts that was seen, is sure, and says how an order would change. Left alone are shots that the artist
    locked, picked or closed, her own files, and shots whose tries are used up.
    """
    assert project.board is not None
    shots = {shot.id: shot for shot in project.board.shots}
    named = (shot_of(f) for f in found if f.how == "seen" and f.met == "no" and f.fix is not None)
    open_ = [name for name in dict.fromkeys(named) if name in cut and _open(deps, project, shots.get(name), cut[name])]
    chosen, last = open_[:MOST], project.looked
    return LookedAt(
        of=project.stage,
        film=film,
        wanting={name: cut[name].id for name in chosen},
        takes={name: len(takes_of(deps, project, shots[name])) + 1 for name in chosen},
        before=(*last.before, last.of) if last else (),
        refused=(*last.refused, *last.wanting.values()) if last else (),
    )


def shot_of(finding: Finding) -> str:
    """Return the shot that an editor's finding names, by its id 'film-<about>-<shot>'."""
    return finding.requirement.rsplit("-", 1)[-1]


def sent_back(deps: Deps, project: Project, board: Storyboard) -> list[str]:
    """Return the shots of which the take after the look is still to be made, the worst first.

    Not those that a turn has changed since: their plan is another, and the editor did not see it.
    """
    looked = project.looked
    if looked is None or looked.of != project.stage:
        return []
    shots = {shot.id: shot for shot in board.shots}
    return [
        name
        for name, wanted in looked.takes.items()
        if name in shots
        and not _closed(project, shots[name])
        and looked.wanting.get(name) in {take.id for take in deps.store.takes(shots[name])}
        and len(takes_of(deps, project, shots[name])) < wanted
    ]


async def answer_to_the_look(deps: Deps, project: Project, shot: Shot, judged: Mapping[str, Verdict]) -> Order | None:
    """Return the order of the take in the cut, changed by what the editor found alone; None if it was made.

    `judged` by take id.
    """
    looked, takes = project.looked, takes_of(deps, project, shot)
    seen = deps.store.take(looked.wanting.get(shot.id, "")) if looked is not None else None
    if looked is None or seen is None or seen.id not in judged:
        return None
    found = deps.store.review(looked.film) or ()
    about = tuple(f for f in found if f.how == "seen" and f.met == "no" and shot_of(f) == shot.id)
    verdict = judged[seen.id].model_copy(update={"findings": about})
    order = await deps.crew.prompter.revise(seen.order, (verdict,))
    if order is None or deps.store.take(order.key()) is not None:
        return None
    return order.model_copy(update={"attempt": takes[-1].attempt + 1})


def _open(deps: Deps, project: Project, shot: Shot | None, take: Take) -> bool:
    if shot is None or take.own or _closed(project, shot):
        return False
    return len(takes_of(deps, project, shot)) < project.brief.limits.max_attempts


def _closed(project: Project, shot: Shot) -> bool:
    """Whether the artist locked, picked or closed the shot, or nothing different is left to be tried."""
    return shot.locked or shot.id in project.picks or plan_of(shot) in {*project.settled, *project.exhausted}
