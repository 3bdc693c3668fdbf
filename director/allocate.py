"""Film-wide: which shots get another take, and when to stop. Pure: numbers in, numbers out.

Maximises sum(importance x E[best score]) - lambda x cost over the film. Each shot is a search with recall (Weitzman,
Optimal Search for the Best Alternative, Econometrica 1979): another take is worth it while the shot's *reservation
value* z, which solves importance x E[(X - z)+] = lambda x cost, lies above its best score so far. X is the next score:
a Dirichlet-process predictive (Ferguson 1973), that is, the shot's own scores and `FAITH` imagined draws from the
backend's record, so every disappointing take makes the next one less promising. The shared budget is an approximation:
takes are bought by expected gain per cost, which is optimal only while one take is small against the rest.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from director.model import Storyboard, Take, Verdict

PRICE_OF_A_SECOND = 500
"""Micro-units of the artist's currency that a second of this machine counts as, so that a free renderer has a cost too.
1.80 an hour: about a rented consumer GPU, or the patience of a person who waits. A choice, not a measurement."""

WORTHWHILE = 0.03
"""lambda: the gain in score, at importance 1, that a take of the film's mean cost has to promise."""

FAITH = 1.5
"""How many draws from the record a shot's own scores are weighed against (concentration of the Dirichlet process)."""

PRIOR_SCORES = (0.25, 0.45, 0.6, 0.8, 0.9, 0.95)
"""What a backend without a record is taken to give: as if `PRIOR_SHOTS` shots with these scores had been seen."""

PRIOR_SHOTS = 2.0

ELSEWHERE = 0.25
"""What a shot tells about the takes of another backend, as a share of what it tells about its own."""

ReasonKind = Literal[
    "first take", "another try", "waits", "accepted", "locked", "no gain expected", "nothing left to try", "attempts",
    "money", "time", "ask the artist", "no difference", "kept",
]  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """Where one shot stands."""

    shot_id: str
    importance: float
    """0-1."""
    scores: tuple[float, ...] = ()
    """0-1, in the order of attempts."""
    accepted: bool = False
    exhausted: bool = False
    """No different order is left."""
    locked: bool = False
    hero: bool = False
    """Counts with importance 1."""
    asks: bool = False
    """The verdict on its best take leaves the decision to the artist."""
    alike: bool = False
    """Nobody would see a difference between its two best takes."""
    seconds_per_take: float = 0.0
    money_per_take: int = 0
    """Micro-units."""
    backend: str = ""
    """Who shoots it: takes of the same backend say more about the next one."""


@dataclass(frozen=True)
class Record:
    """What was given before, by whichever backend: the scores of each earlier shot, a tuple a shot."""

    shots: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True)
class Kept:
    """What later tries leave untouched, for the round after the whole film was looked at. First takes may use it."""

    tries: int = 0
    """Of every shot."""
    money_micros: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class Remaining:
    """What is left of the limits; None = no limit."""

    money_micros: int | None = None
    seconds: float | None = None
    max_attempts: int = 4
    """Takes per shot, the first included."""
    worthwhile: float = WORTHWHILE
    """lambda; 0 spends whatever is allowed as long as any gain is expected, on accepted shots too."""
    kept: Kept = Kept()


@dataclass(frozen=True)
class Reason:
    """Why a shot is, or is not, in the next batch."""

    kind: ReasonKind
    gain: float = 0.0
    """Expected rise of the best score by one more take."""
    needed: float = 0.0
    """The rise that would pay for the take."""
    reservation: float = 0.0
    """z: the best score from which on no other take is worth its cost; 0 where it was not needed."""


@dataclass(frozen=True)
class Allocation:
    """The next batch, most promising first, and the reason for every shot."""

    next: tuple[str, ...]
    done: bool
    reasons: Mapping[str, Reason]


def allocate(standings: Sequence[Standing], record: Record, limits: Remaining, batch: int) -> Allocation:
    """Choose at most `batch` shots for one take each; shots without a take come first, ties go by shot id.

    Accepted shots are closed, or wait until all are accepted where lambda is 0.

    Raises ValueError for a batch below 1 or two standings of one shot.
    """
    if batch < 1:
        raise ValueError(f"a batch has at least one take, not {batch}")
    if len({s.shot_id for s in standings}) != len(standings):
        raise ValueError("a shot stands twice in the standings")
    outlook = _Outlook(standings, record, limits.worthwhile)
    reasons = {s.shot_id: _closed(s, limits) or outlook.reason(s) for s in standings}
    wanted = [s for s in standings if reasons[s.shot_id].kind in ("first take", "another try")]
    if not all(s.accepted for s in wanted):
        for standing in (s for s in wanted if s.accepted):
            reasons[standing.shot_id] = _as(reasons[standing.shot_id], "waits")
        wanted = [s for s in wanted if not s.accepted]
    wanted.sort(key=lambda s: (bool(s.scores), -outlook.promise(s), s.shot_id))
    chosen: list[str] = []
    money, seconds = limits.money_micros, limits.seconds
    for standing in wanted:
        reason, kept = reasons[standing.shot_id], limits.kept if standing.scores else Kept()
        if len(chosen) == batch:
            reasons[standing.shot_id] = _as(reason, "waits")
        elif money is not None and standing.money_per_take > money - kept.money_micros:
            reasons[standing.shot_id] = _as(reason, "money" if standing.money_per_take > money else "kept")
        elif seconds is not None and standing.seconds_per_take > seconds - kept.seconds:
            reasons[standing.shot_id] = _as(reason, "time" if standing.seconds_per_take > seconds else "kept")
        else:
            chosen.append(standing.shot_id)
            money = None if money is None else money - standing.money_per_take
            seconds = None if seconds is None else seconds - standing.seconds_per_take
    return Allocation(tuple(chosen), not chosen, reasons)


def standings_of(
    board: Storyboard,
    takes: Sequence[Take],
    verdicts: Mapping[str, Verdict],
    exhausted: frozenset[str] = frozenset(),
    alike: frozenset[str] = frozenset(),
) -> tuple[Standing, ...]:
    """Return where every shot of the board stands.

    `verdicts` by take id; `exhausted` are shots without a different order left, `alike` those whose two best takes
    nobody can tell apart. A shot with the artist's own file counts as accepted: it is her decision. Cost is the mean of
    the shot's own takes, of all takes while it has none.
    """
    everyone = [t for t in takes if not t.own]
    result = []
    for shot in board.shots:
        own = sorted((t for t in takes if t.shot == shot.id and t.id in verdicts), key=lambda t: t.attempt)
        priced = [t for t in own if not t.own] or everyone
        count = max(1, len(priced))
        best = max(own, key=lambda t: (verdicts[t.id].score, -t.attempt), default=None)
        result.append(
            Standing(
                shot_id=shot.id,
                importance=shot.importance,
                scores=tuple(verdicts[t.id].score for t in own),
                accepted=any(t.own or verdicts[t.id].decision == "accept" for t in own),
                exhausted=shot.id in exhausted,
                locked=shot.locked and bool(own),
                hero=shot.hero,
                asks=best is not None and verdicts[best.id].decision == "ask the artist",
                alike=shot.id in alike,
                seconds_per_take=sum(t.seconds for t in priced) / count,
                money_per_take=-(-sum(t.cost.micros for t in priced) // count),
            )
        )
    return tuple(result)


class _Outlook:
    """What one more take may bring, for every shot of one film."""

    def __init__(self, standings: Sequence[Standing], record: Record, worthwhile: float) -> None:
        self._worthwhile = worthwhile
        self._pools = {backend: _pool(backend, standings, record) for backend in {s.backend for s in standings}}
        costs = [_cost(s) for s in standings]
        self._mean_cost = sum(costs) / len(costs) if costs else 0.0

    def reason(self, standing: Standing) -> Reason:
        if not standing.scores:
            return Reason("first take", self.gain(standing))
        gain, needed = self.gain(standing), self._needed(standing)
        return Reason(
            "another try" if gain > needed else "no gain expected", gain, needed, self._reservation(standing, needed)
        )

    def gain(self, standing: Standing) -> float:
        """E[(X - best)+]."""
        return self._above(standing, max(standing.scores, default=0.0))

    def promise(self, standing: Standing) -> float:
        """Expected gain for the film per cost."""
        return _importance(standing) * self.gain(standing) / (self._relative_cost(standing))

    def _above(self, standing: Standing, level: float) -> float:
        own = sum(max(0.0, x - level) for x in standing.scores)
        pool = self._pools[standing.backend].above(level)
        return (own + FAITH * pool) / (len(standing.scores) + FAITH)

    def _relative_cost(self, standing: Standing) -> float:
        return _cost(standing) / self._mean_cost if self._mean_cost > 0 else 1.0

    def _needed(self, standing: Standing) -> float:
        return self._worthwhile * self._relative_cost(standing) / _importance(standing)

    def _reservation(self, standing: Standing, needed: float) -> float:
        low, high = 0.0, 1.0
        if self._above(standing, low) <= needed:
            return 0.0
        for _ in range(30):  # halving: to 1e-9
            middle = (low + high) / 2
            low, high = (middle, high) if self._above(standing, middle) > needed else (low, middle)
        return low


class _Pool:
    """What a backend's next take may give: scores with weights that add up to 1, kept so that sums are quick."""

    def __init__(self, points: list[tuple[float, float]]) -> None:
        self._scores = [x for x, _ in sorted(points)]
        # For each place in the order: the sum of weights, and of weighted scores, from there on.
        self._weights, self._sums = [0.0], [0.0]
        for x, w in sorted(points, reverse=True):
            self._weights.append(self._weights[-1] + w)
            self._sums.append(self._sums[-1] + w * x)

    def above(self, level: float) -> float:
        """E[(X - level)+]."""
        rest = len(self._scores) - bisect_right(self._scores, level)
        return max(0.0, self._sums[rest] - level * self._weights[rest])


def _pool(backend: str, standings: Sequence[Standing], record: Record) -> _Pool:
    shots = [(s.scores, 1.0 if s.backend == backend else ELSEWHERE) for s in standings if s.scores]
    shots += [(scores, 1.0) for scores in record.shots if scores]
    total = PRIOR_SHOTS + sum(weight for _, weight in shots)
    found = [(x, PRIOR_SHOTS / total / len(PRIOR_SCORES)) for x in PRIOR_SCORES]
    # Every shot counts once: hard shots have more takes and would make the backend look worse than it is.
    return _Pool(found + [(x, weight / total / len(scores)) for scores, weight in shots for x in scores])


def _closed(standing: Standing, limits: Remaining) -> Reason | None:
    causes: tuple[tuple[ReasonKind, bool], ...] = (
        ("locked", standing.locked),
        ("accepted", standing.accepted and limits.worthwhile > 0),
        ("ask the artist", standing.asks),
        ("no difference", standing.alike),
        ("nothing left to try", standing.exhausted),
        ("attempts", len(standing.scores) >= limits.max_attempts),
        ("kept", 0 < limits.max_attempts - len(standing.scores) <= limits.kept.tries and bool(standing.scores)),
    )
    return next((Reason(kind) for kind, holds in causes if holds), None)


def _importance(standing: Standing) -> float:
    return 1.0 if standing.hero else max(standing.importance, 0.01)


def _cost(standing: Standing) -> float:
    return standing.money_per_take + PRICE_OF_A_SECOND * standing.seconds_per_take


def _as(reason: Reason, kind: ReasonKind) -> Reason:
    return Reason(kind, reason.gain, reason.needed, reason.reservation)
