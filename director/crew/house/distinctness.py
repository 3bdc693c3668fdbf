"""How different the planned pictures are: of neighbours in the cut, of everything filmed, and how a place is covered.

All of it is read from the board alone, before anything is drawn. A distance of 0 is the same picture again, 1 another
place, subject and size; below NEAR two pictures are taken for one by a viewer (set by eye on drawn contact sheets).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from director.model import Framing, Shot, Storyboard

NEAR = 0.22
"""Below this distance two pictures look like one."""

_SIZE: dict[Framing, float] = {
    "extreme wide": 0.0, "wide": 1.0, "full": 2.2, "medium": 3.4, "close": 4.6, "extreme close": 5.8, "insert": 5.4,
}  # fmt: skip
"""Steps of size as they look: the nearer, the larger the picture of the same thing."""


@dataclass(frozen=True)
class Distinctness:
    """What a board promises before it is drawn; all shares and distances 0-1, more is better but for `repeats`."""

    neighbours: float
    """Mean distance of two pictures that stand side by side in the cut."""
    apart: float
    """Mean distance of a shot from the one that is nearest to it."""
    repeats: float
    """Share of shots that look like an earlier one without being meant to."""
    returns: int
    """Clips that show a set-up again for the second time or more, without a motif."""
    covered: float
    """Share of wide, medium, close, detail and reverse that places with five pictures or more are seen in."""


def distance(one: Shot, other: Shot) -> float:
    """Return how different two pictures are, 0-1: size, angle, side, direction, subject, act, place, hour, depth."""
    a, b = one.subject, other.subject
    apart = 0.34 * min(1.0, abs(_SIZE[one.framing] - _SIZE[other.framing]) / 2.4)
    apart += 0.11 * (one.angle != other.angle)
    apart += 0.30 * (one.place_term != other.place_term)
    apart += 0.12 * ((one.time, one.weather, one.palette.colours) != (other.time, other.weather, other.palette.colours))
    if a is None or b is None:
        return min(1.0, apart + 0.28 * ((a is None) != (b is None)))
    same = (a.character or a.term) == (b.character or b.term)
    apart += 0.30 * (not same)
    apart += 0.10 * (a.side != b.side) + 0.11 * (a.facing != b.facing) + 0.09 * (a.action != b.action)
    apart += 0.08 * (a.count != b.count) + 0.08 * (a.state != b.state) + 0.06 * (len(one.who) != len(other.who))
    apart += 0.06 * ({p.term for p in one.props} != {p.term for p in other.props})
    return min(1.0, apart)


def measured(board: Storyboard) -> Distinctness:
    """Return the planned distinctness of a board."""
    by_id = {shot.id: shot for shot in board.shots}
    joins = [distance(by_id[a.shot], by_id[b.shot]) for a, b in pairwise(board.cut.clips) if a.shot != b.shot]
    nearest = [min((distance(s, o) for o in board.shots if o.id != s.id), default=1.0) for s in board.shots]
    alike = sum(_repeats(shot, board.shots[:n], board) for n, shot in enumerate(board.shots))
    times = {s.id: sum(c.shot == s.id for c in board.cut.clips) for s in board.shots}
    returns = sum(max(0, times[s.id] - 2) for s in board.shots if not s.motif)
    return Distinctness(
        neighbours=_mean(joins),
        apart=_mean(nearest),
        repeats=alike / len(board.shots),
        returns=returns,
        covered=_mean(list(_coverage(board.shots))),
    )


def _repeats(shot: Shot, before: Sequence[Shot], board: Storyboard) -> bool:
    """Say whether a shot looks like an earlier one; the ending may answer the opening, a motif return changed."""
    ending = board.cut.clips[-1].shot
    for other in before:
        meant = (shot.id == ending and other.id == board.cut.clips[0].shot) or (
            shot.motif != "" and shot.motif == other.motif and shot.motif_change != other.motif_change
        )
        if not meant and distance(shot, other) < NEAR:
            return True
    return False


def _coverage(shots: Sequence[Shot]) -> Sequence[float]:
    """Return, for every place with five pictures or more, in how many of five ways it is seen."""
    found = []
    for place in dict.fromkeys(s.place for s in shots):
        here = [s for s in shots if s.place == place]
        if len(here) < 5:
            continue
        framings = {s.framing for s in here}
        ways = [
            bool(framings & {"extreme wide", "wide"}),
            bool(framings & {"full", "medium"}),
            bool(framings & {"close", "extreme close"}),
            "insert" in framings,
            _reversed(here),
        ]
        found.append(sum(ways) / len(ways))
    return found


def _reversed(shots: Sequence[Shot]) -> bool:
    """Say whether someone is seen from both sides, or two people face each other."""
    facings = {s.subject.facing for s in shots if s.subject is not None}
    return {"left", "right"} <= facings or len({"toward", "away"} & facings) == 2


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 3) if values else 1.0
