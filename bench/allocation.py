"""Allocation against best-of-N and stop-at-threshold on simulated films.

    python -m bench.allocation [--films 1000] [--scores bench/scores.json]

A film has 24 shots of random importance, 30 % of them hard. Every shot has its own chance that a take comes out well,
drawn from a Beta distribution whose mean depends on the setting. A take that comes out well draws its score from the
critic's scores of sound takes, one that does not from those of damaged takes, as recorded by `bench.critic`. All
policies see the same takes in the same order.

Each rival is met twice, for "at most 60 % of the attempts" can be read in two ways: 60 % of its takes in all, the first
takes included, which every policy has to make; and 60 % of its attempts beyond the first. Allocation then spends what
is left where it helps most (lambda 0). 'needs' is the least share at which it equals the rival's mean and minimum.
'bound' is what a clairvoyant who has seen all scores in advance would need: no policy can do with less.
"""

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from director.allocate import Record, Remaining, Standing, allocate
from director.crew.house.thresholds import ACCEPT

SHOTS, MOST, HARD = 24, 20, 0.3
EQUAL = 0.005
"""Scores closer than this count as equal."""
SETTINGS = {"reliable renderer": (0.95, 0.4), "middling renderer": (0.9, 0.25), "moody renderer": (0.75, 0.25)}
"""Mean chance that a take of an easy and of a hard shot comes out well."""
SPREAD = 6.0
"""How much alike shots of a kind are: alpha + beta of the Beta distribution."""


@dataclass(frozen=True)
class Film:
    """What every possible take of a film would score: (shots, MOST)."""

    scores: np.ndarray
    importance: np.ndarray


Policy = Callable[[Film], list[int]]
"""Returns how many takes each shot got."""


def film(rng: np.random.Generator, sound: np.ndarray, damaged: np.ndarray, easy: float, hard: float) -> Film:
    mean = np.where(rng.random(SHOTS) < HARD, hard, easy)
    chance = rng.beta(SPREAD * mean, SPREAD * (1 - mean))
    well = rng.random((SHOTS, MOST)) < chance[:, None]
    scores = np.where(well, rng.choice(sound, (SHOTS, MOST)), rng.choice(damaged, (SHOTS, MOST)))
    return Film(scores, rng.uniform(0.3, 1.0, SHOTS))


def best_of(n: int) -> Policy:
    return lambda film: [n] * SHOTS


def until(threshold: float, most: int) -> Policy:
    def policy(film: Film) -> list[int]:
        good = film.scores[:, :most] >= threshold
        return [int(g.argmax()) + 1 if g.any() else most for g in good]

    return policy


def path(film: Film, batch: int = 6) -> list[int]:
    """The shots to which allocation gives its takes, in order."""
    taken, order = [0] * SHOTS, list[int]()
    while True:
        standings = [_standing(film, i, n) for i, n in enumerate(taken)]
        chosen = allocate(standings, Record(), Remaining(max_attempts=MOST, worthwhile=0.0), batch)
        if chosen.done or len(order) > LONGEST * SHOTS:
            return order
        for shot in chosen.next:
            taken[int(shot[1:])] += 1
            order.append(int(shot[1:]))


def spent(order: list[int], attempts: float) -> list[int]:
    """Takes a shot after so many attempts on a path, the first takes at least."""
    return [int(n) for n in np.bincount(order[: max(SHOTS, int(attempts))], minlength=SHOTS)]


def as_it_sees_fit(film: Film) -> list[int]:
    taken = [0] * SHOTS
    while True:
        standings = [_standing(film, i, n) for i, n in enumerate(taken)]
        chosen = allocate(standings, Record(), Remaining(max_attempts=MOST), 6)
        if chosen.done:
            return taken
        for shot in chosen.next:
            taken[int(shot[1:])] += 1


def clairvoyant(film: Film, mean: float, least: float) -> float:
    """The fewest takes that reach this mean and minimum, if every score were known in advance (a lower bound).

    Every shot first gets the takes that the minimum needs; the mean is then raised along the concave hulls of the
    shots' best scores, steepest first, the last step in part.
    """
    best = np.maximum.accumulate(film.scores, axis=1)
    first = [int(np.argmax(row >= least - 1e-9)) if row[-1] >= least - 1e-9 else 0 for row in best]
    missing = mean * SHOTS - sum(row[n] for row, n in zip(best, first, strict=True))
    steps = []
    for row, start in zip(best, first, strict=True):
        at = start
        while at < MOST - 1:
            slopes = (row[at + 1 :] - row[at]) / np.arange(1, MOST - at)
            step = int(np.argmax(slopes)) + 1
            if slopes[step - 1] <= 0:
                break
            steps.append((float(slopes[step - 1]), step))
            at += step
    takes = float(sum(first) + SHOTS)
    for slope, step in sorted(steps, reverse=True):
        if missing <= 0:
            break
        used = min(step, missing / slope)
        takes, missing = takes + used, missing - used * slope
    return takes


def _standing(film: Film, shot: int, taken: int) -> Standing:
    scores = tuple(film.scores[shot, :taken].tolist())
    accepted = any(s >= ACCEPT for s in scores)
    return Standing(f"s{shot:03d}", float(film.importance[shot]), scores, accepted, seconds_per_take=1.0)


def outcome(film: Film, taken: list[int]) -> tuple[float, float, float, float]:
    """Attempts, mean, importance-weighted mean and minimum of the best scores."""
    best = np.array([film.scores[i, :n].max() for i, n in enumerate(taken)])
    return sum(taken), best.mean(), float(np.average(best, weights=film.importance)), best.min()


def pools(path: Path) -> tuple[np.ndarray, np.ndarray, str]:
    if path.exists():
        recorded = json.loads(path.read_text())
        return np.array(recorded["sound"]), np.array(recorded["damaged"]), f"recorded in {path.name}"
    rng = np.random.default_rng(0)
    return rng.beta(30, 3, 400), rng.beta(4, 10, 400), "synthetic: Beta(30, 3) and Beta(4, 10)"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--films", type=int, default=1000)
    parser.add_argument("--scores", type=Path, default=Path(__file__).with_name("scores.json"))
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    sound, damaged, source = pools(args.scores)
    print(f"{args.films} films of {SHOTS} shots, {HARD:.0%} hard; scores {source}: {len(sound)} + {len(damaged)}")
    for setting, (easy, hard) in SETTINGS.items():
        rng = np.random.default_rng(args.seed)
        films = [film(rng, sound, damaged, easy, hard) for _ in range(args.films)]
        print(f"\n{setting}: a take comes out well in {easy:.0%} (easy) and {hard:.0%} (hard)")
        compare(films)


def compare(films: list[Film]) -> None:
    paths = [path(f) for f in films]
    free = averages(films, [as_it_sees_fit(f) for f in films])
    print(f"allocation as it sees fit: {free[0]:.1f} takes, mean {free[1]:.3f}, minimum {free[3]:.3f}")
    print(f"{'rival':26}{'takes':>7}{'mean':>7}{'min':>7} |{'60 % of all takes':>24}{'needs':>7}{'bound':>7} |"
          f"{'60 % of further takes':>26}{'needs':>7}{'bound':>7} | {'as it sees fit':>16}")  # fmt: skip
    rivals = [(f"best of {n}", best_of(n)) for n in (2, 3, 5)]
    rivals += [(f"until {t}, at most {n}", until(t, n)) for t, n in ((ACCEPT, 5), (ACCEPT, MOST), (0.9, MOST))]
    for name, policy in rivals:
        theirs = [policy(f) for f in films]
        rival = averages(films, theirs)
        ends = [outcome(f, t) for f, t in zip(films, theirs, strict=True)]
        bound = np.mean([clairvoyant(f, end[1], end[3]) for f, end in zip(films, ends, strict=True)])
        row = f"{name:26}{rival[0]:7.1f}{rival[1]:7.3f}{rival[3]:7.3f} |"
        for base in (0, SHOTS):
            ours = at_share(films, paths, theirs, base, 0.6)
            needs = next((s for s in SHARES if equals(at_share(films, paths, theirs, base, s), rival)), None)
            verdict = "REACHED" if equals(ours, rival) else "missed"
            row += (
                f"{ours[1] - rival[1]:+8.3f}{ours[3] - rival[3]:+8.3f}{verdict:>9}"
                f"{'never' if needs is None else f'{needs:.0%}':>7}{(bound - base) / (rival[0] - base):7.0%} |"
            )
        print(f"{row} {free[0] / rival[0]:.0%} {free[1] - rival[1]:+.3f} {free[3] - rival[3]:+.3f}", flush=True)


SHARES = np.arange(0.3, 1.21, 0.05)
LONGEST = 5
"""Takes a shot that the dearest rival spends; no path need be longer."""


def at_share(films: list[Film], paths: list[list[int]], theirs: list[list[int]], base: int, share: float) -> np.ndarray:
    """What allocation reaches with this share of a rival's attempts beyond `base`."""
    taken = [spent(order, base + share * (sum(t) - base)) for order, t in zip(paths, theirs, strict=True)]
    return averages(films, taken)


def equals(ours: np.ndarray, rival: np.ndarray) -> bool:
    return bool(min(ours[1] - rival[1], ours[3] - rival[3]) >= -EQUAL)


def averages(films: list[Film], taken: list[list[int]]) -> np.ndarray:
    """Attempts, mean, weighted mean and minimum, averaged over the films."""
    return np.asarray(np.mean([outcome(f, t) for f, t in zip(films, taken, strict=True)], axis=0))


if __name__ == "__main__":
    main()
