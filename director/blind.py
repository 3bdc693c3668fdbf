"""Two takes shown blind, in both orders: whether the artist still sees a difference. Pure, but for laying out files.

A person who is asked twice, with the takes in changed places, and does not choose the same one, sees no difference that
counts: another try of that shot is wasted. The order of the first showing is drawn from the film's seed.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from director.model import Take, digest_of

FOLDER = "blind"

Choice = Literal["A", "B", "same"]


@dataclass(frozen=True)
class Pair:
    """The two best takes of a shot, the better one by the critic's score first."""

    shot: str
    best: Take
    second: Take
    apart: float
    """Difference of their scores, 0-1."""


@dataclass(frozen=True)
class Showing:
    """Which take stands at A and which at B, first and after they have changed places."""

    first: tuple[Take, Take]

    @property
    def second(self) -> tuple[Take, Take]:
        """The same two, in changed places."""
        return self.first[1], self.first[0]

    def chosen(self, first: Choice, second: Choice) -> Take | None:
        """Return the take that was chosen both times; None where no difference was seen."""
        if first == "same" or second == "same":
            return None
        one, other = self.first["AB".index(first)], self.second["AB".index(second)]
        return one if one.id == other.id else None


def best_two(takes: Sequence[Take], scores: Mapping[str, float]) -> Pair | None:
    """Return the two best judged takes of one shot, the earlier first on a tie; None if there are not two."""
    judged = sorted((t for t in takes if t.id in scores), key=lambda take: (-scores[take.id], take.attempt, take.id))
    if len(judged) < 2:
        return None
    best, second = judged[:2]
    return Pair(best.shot, best, second, scores[best.id] - scores[second.id])


def showing(pair: Pair, seed: int) -> Showing:
    """Return the order of the first showing, drawn from the film's seed and the two takes."""
    drawn = int(digest_of([seed, *sorted((pair.best.id, pair.second.id))]), 16)
    return Showing((pair.best, pair.second) if drawn % 2 == 0 else (pair.second, pair.best))


def lay_out(takes: tuple[Take, Take], film: Path, round_: int) -> tuple[Path, Path]:
    """Copy two takes under names that say nothing, and return the files of A and B.

    `round_` is 1 or 2, so that no player shows the first showing's files from its memory.
    """
    folder = film / FOLDER
    folder.mkdir(exist_ok=True)
    named = []
    for letter, take in zip("AB", takes, strict=True):
        target = folder / f"{round_}{letter}{Path(take.file).suffix}"
        shutil.copyfile(film / take.file, target)
        named.append(target)
    return named[0], named[1]


def clear(film: Path) -> None:
    """Take the copies away."""
    shutil.rmtree(film / FOLDER, ignore_errors=True)
