"""What only the artist can decide: takes that the critic hands over, and pairs that nobody could tell apart."""

from dataclasses import dataclass

from director.blind import Pair, best_two
from director.model import Shot, Take, Verdict
from director.steps.base import pair
from director.store import Project, Store, plan_of

ENOUGH = 3
"""Takes of a shot after which the artist may be asked whether to go on."""

NEAR = 0.02
"""Scores that lie no farther apart do not rank two takes where nobody has compared them."""


@dataclass(frozen=True)
class OpenQuestion:
    """One question about one shot: about its take in the cut, or between its two best takes."""

    shot: str
    take: Take
    """The take that is in the cut."""
    verdict: Verdict
    pair: Pair | None = None
    """The two best takes, where the critic cannot rank them after enough tries."""


def open_questions(store: Store, project: Project) -> tuple[OpenQuestion, ...]:
    """Return the questions that are open, in the order of the board.

    None about shots that the artist has closed, locked or chosen a take for, and none about the artist's own footage.
    """
    if project.board is None or project.draft is None:
        return ()
    found = []
    for shot in project.board.shots:
        take = store.take(project.draft.takes.get(shot.id, ""))
        if take is None or take.own or shot.locked or shot.id in project.picks or plan_of(shot) in project.settled:
            continue
        verdict = store.last_verdict(take)
        if verdict is None:
            continue
        two = _undecided(store, project, shot) if verdict.decision != "accept" else None
        if two is not None or verdict.decision == "ask the artist":
            found.append(OpenQuestion(shot.id, take, verdict, two))
    return tuple(found)


def _undecided(store: Store, project: Project, shot: Shot) -> Pair | None:
    """Return the two best takes of a shot that had its tries and whose critic cannot tell them apart; else None."""
    takes, scores = _judged(store, shot)
    two = best_two(takes, scores)
    if two is None or len(takes) < ENOUGH:
        return None
    preferred = project.preferred.get(pair(two.best, two.second))
    return two if preferred == "" or (preferred is None and two.apart <= NEAR) else None


def rivals(store: Store, project: Project, shot: str) -> Pair | None:
    """Return the two best judged takes of a shot; None if there are not two, or no such shot."""
    board = project.board
    named = next((each for each in board.shots if each.id == shot), None) if board is not None else None
    return best_two(*_judged(store, named)) if named is not None else None


def _judged(store: Store, shot: Shot) -> tuple[tuple[Take, ...], dict[str, float]]:
    takes = store.takes(shot)
    scores = {take.id: verdict.score for take in takes if (verdict := store.last_verdict(take)) is not None}
    return takes, scores
