"""After the whole film was looked at: one round of retakes for what the editor found, and what is held back for it.

The plan of tries: a film by a model crew keeps the last try of each shot (where three or more are allowed) and the
price of `MOST` takes until its draft was looked at as a whole; first takes may use that too. What the editor finds is
then put into the orders of the shots it names, the worst first. The round comes once for a board; what was held back
and is not needed goes to the weak shots as before.
"""

from collections.abc import Iterable, Mapping

from director.allocate import Kept
from director.model import Finding, Order, Shot, Storyboard, Take, Verdict, digest_of
from director.steps.base import Deps
from director.steps.routing import takes_of
from director.store import LookedAt, Project, plan_of

MOST = 4
"""Shots that are made again because of one look at the film."""

FEWEST_TRIES = 3
"""Tries a shot must be allowed for its last one to be held back: of two, the second belongs to its own faults."""


def film_in_hand(project: Project) -> str:
    """Return the name of what a look at the film is for: this board, at this stage."""
    assert project.board is not None
    return digest_of([project.board.fingerprint(), project.stage])


def to_be_looked_at(project: Project) -> bool:
    """Whether a look at the whole film may still send shots back; only a crew with an editor has such a look."""
    whole = project.scope is None and project.approved
    return (
        whole
        and project.crew.kind == "model"
        and (project.looked is None or project.looked.of != film_in_hand(project))
    )


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
    chosen = open_[:MOST]
    return LookedAt(
        of=film_in_hand(project),
        film=film,
        wanting={name: cut[name].id for name in chosen},
        takes={name: len(takes_of(deps, project, shots[name])) + 1 for name in chosen},
    )


def shot_of(finding: Finding) -> str:
    """Return the shot that an editor's finding names, by its id 'film-<about>-<shot>'."""
    return finding.requirement.rsplit("-", 1)[-1]


def sent_back(deps: Deps, project: Project, board: Storyboard) -> list[str]:
    """Return the shots of which the take after the look is still to be made, the worst first."""
    looked = project.looked
    if looked is None or looked.of != film_in_hand(project):
        return []
    shots = {shot.id: shot for shot in board.shots}
    return [
        name
        for name, wanted in looked.takes.items()
        if name in shots
        and not shots[name].locked
        and plan_of(shots[name]) not in project.exhausted
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
    if shot is None or shot.locked or take.own or shot.id in project.picks:
        return False
    if {plan_of(shot)} & {*project.settled, *project.exhausted}:
        return False
    return len(takes_of(deps, project, shot)) < project.brief.limits.max_attempts
