"""Allocation against best-of-N and stop-at-threshold on simulated films.

    python -m bench.allocation [--films 1000] [--scores bench/scores.json]

A film has 24 shots of random importance, 30 % of them hard. Every shot has its own chance that a take comes out well,
drawn from a Beta distribution whose mean depends on the setting. A take that comes out well draws its score from the
critic's scores of sound takes, one that does not from those of damaged takes, as recorded by `bench.critic`. All
policies see the same takes in the same order. Each rival is met twice: with 60 % of its attempts (lambda 0: spend them
where they help most), and with as many as allocation itself thinks worthwhile.
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


def allocated(attempts: int | None = None) -> Policy:
    def policy(film: Film) -> list[int]:
        taken = [0] * SHOTS
        while True:
            left = None if attempts is None else float(attempts - sum(taken))
            standings = [_standing(film, i, n) for i, n in enumerate(taken)]
            limits = Remaining(max_attempts=MOST) if left is None else Remaining(None, left, MOST, worthwhile=0.0)
            chosen = allocate(standings, Record(), limits, 6)
            if chosen.done:
                return taken
            for shot in chosen.next:
                taken[int(shot[1:])] += 1

    return policy


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
    print(f"{'policy':34}{'attempts':>9}{'mean':>8}{'weighted':>10}{'minimum':>9}")
    free = report("allocation, as it sees fit", films, [allocated()(f) for f in films])
    rivals = [(f"best of {n}", best_of(n)) for n in (2, 3, 5)]
    rivals += [(f"until {t}, at most {n}", until(t, n)) for t, n in ((ACCEPT, 5), (ACCEPT, MOST), (0.9, MOST))]
    words = []
    for name, policy in rivals:
        theirs = [policy(f) for f in films]
        rival = report(name, films, theirs)
        shares = [allocated(max(SHOTS, int(0.6 * sum(t))))(f) for f, t in zip(films, theirs, strict=True)]
        ours = report("  allocation with 60 % of that", films, shares)
        equal = min(ours[1] - rival[1], ours[3] - rival[3]) >= -EQUAL
        words.append(
            f"{name}: with 60 % of the attempts {'REACHED' if equal else 'missed'}; as it sees fit with "
            f"{free[0] / rival[0]:.0%}: mean {free[1] - rival[1]:+.3f}, minimum {free[3] - rival[3]:+.3f}"
        )
    print("\n".join(words))


def report(name: str, films: list[Film], taken: list[list[int]]) -> np.ndarray:
    mean = np.mean([outcome(f, t) for f, t in zip(films, taken, strict=True)], axis=0)
    print(f"{name:34}{mean[0]:9.1f}{mean[1]:8.3f}{mean[2]:10.3f}{mean[3]:9.3f}")
    return mean


if __name__ == "__main__":
    main()
