"""How many cuts a section gets, and on which legal points they fall.

First the number (from cuts per minute), then a rhythm of unequal lengths, then the points: for each cut the
best legal point near its place in the rhythm, by dynamic programming over neighbouring pairs.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from tools.timeline.cut_points import CutPoint

Shape = Literal["even", "hurry", "settle"]
"""How lengths develop inside a section: shorter and shorter, or longer and longer."""

CANDIDATES = 6
FASTEST_BEATS = 1.5
"""Mean clip length below which neighbours could only be equal: more cuts than that are not given."""

_MULTIPLIERS = (0.5, 0.75, 1.0, 1.0, 1.35, 1.8)


@dataclass(frozen=True)
class Pacing:
    """What a section asks of the cutting. Frames [start, end)."""

    start: int
    end: int
    cuts_per_minute: float
    """0 holds the section in one clip."""
    first: int = 0
    """Least length of its first clip, frames: a new place has to be read."""
    last: int = 0
    """Least length of its last clip, frames."""
    least: int = 10
    """Least length of any clip, frames."""
    shape: Shape = "even"


@dataclass(frozen=True)
class _Slot:
    """One cut to be placed: where the rhythm wants it, and among which points."""

    place: float
    points: tuple[CutPoint, ...]


def spread(
    pacings: Sequence[Pacing], points: Sequence[CutPoint], frames_per_minute: float, seed: int, on_beat: float = 0.85
) -> tuple[int, ...]:
    """Return the frames at which clips start, ascending, the first pacing's start included.

    `pacings` follow one another without gap; every border between them is a cut. `on_beat` is the share of all
    cuts that follow the pulse; the others fall on lines, silences, accents or breaths beside it.
    """
    rng = np.random.default_rng([seed, 0x5C0E])
    starts: list[int] = []
    owed = 0.0
    beside = 0.5  # cuts beside the pulse that the film still owes
    before: int | None = None
    for pacing in pacings:
        inside = [p for p in points if pacing.start < p.frame < pacing.end]
        wanted = pacing.cuts_per_minute * (pacing.end - pacing.start) / frames_per_minute + owed
        count = _count(pacing, inside, wanted)
        # What rounding takes from one section the next one gets, but never more than one clip.
        owed = float(np.clip(wanted - count, -0.5, 0.5)) if pacing.cuts_per_minute > 0 else 0.0
        beside += (1 - on_beat) * count
        inner = _place(pacing, inside, count, rng, beside=int(beside), before=before)
        pulse = {p.frame for p in inside if p.on_beat}
        beside -= sum(frame not in pulse for frame in inner) if pulse else 0
        here = [pacing.start, *inner]
        starts += here
        before = pacing.end - here[-1]
    return tuple(starts)


def _count(pacing: Pacing, inside: Sequence[CutPoint], wanted: float) -> int:
    """Return the number of clips: at least one, never so many that they could not differ or be read."""
    room = pacing.end - pacing.start
    beats = sum(p.on_beat for p in inside) + 1
    most = (beats if beats > 2 else room / max(1, pacing.least) / 1.5) / FASTEST_BEATS
    most = min(most, 1 + (room - max(pacing.first, pacing.least)) / (1.25 * max(1, pacing.least)))
    return max(1, min(round(wanted), int(most)))


def _place(
    pacing: Pacing,
    inside: Sequence[CutPoint],
    count: int,
    rng: np.random.Generator,
    *,
    beside: int,
    before: int | None,
) -> list[int]:
    """Return the frames of the inner cuts; fewer than count - 1 when no legal set of points exists."""
    for number in range(count, 1, -1):
        lengths = _rhythm(pacing, number, rng)
        places = pacing.start + np.cumsum(lengths)[:-1]
        for quota in dict.fromkeys((beside, 0)):
            # Where a cut beside the pulse leaves a length too short, all of them go on it.
            mean = float(np.mean(lengths))
            free = _free_cuts(places, inside, quota, mean)
            slots = [_slot(place, inside, is_free, mean) for place, is_free in zip(places, free, strict=True)]
            found = _best(slots, pacing, before)
            if found is not None:
                return found
    return []


def _rhythm(pacing: Pacing, count: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return `count` unequal lengths in frames that fill the section; neighbours never ask for the same length."""
    room = pacing.end - pacing.start
    picks: list[float] = []
    for _ in range(count):
        choice = [m for m in _MULTIPLIERS if not picks or abs(m - picks[-1]) > 0.2]
        picks.append(float(rng.choice(choice)))
    slope = {"even": 0.0, "hurry": -0.45, "settle": 0.35}[pacing.shape]
    lengths = np.array(picks) * (1 + slope * np.linspace(-1, 1, count))
    mean = room / count
    lengths *= mean / lengths.mean()
    floor = np.full(count, float(pacing.least))
    floor[0], floor[-1] = max(floor[0], pacing.first), max(floor[-1], pacing.last)
    if floor.sum() >= room:
        return np.full(count, mean)
    lengths = np.maximum(lengths, floor)
    spare = lengths - floor
    return np.asarray(floor + spare * (room - floor.sum()) / max(spare.sum(), 1e-9))


def _free_cuts(places: NDArray[np.float64], inside: Sequence[CutPoint], quota: int, mean: float) -> list[bool]:
    """Choose which cuts (at most `quota`) leave the pulse, never two in a row.

    Lines, silences and accents beside the pulse call first.
    """
    if not any(p.on_beat for p in inside):
        return [True] * len(places)
    off = [p for p in inside if not p.on_beat]
    calls = [max((p.weight for p in off if abs(p.frame - place) < 0.5 * mean), default=0.0) for place in places]
    free = [False] * len(places)
    # Equal calls are spread from the middle outwards, so that a section neither begins nor ends beside the pulse.
    order = sorted(range(len(places)), key=lambda k: (-calls[k], abs(k - len(places) // 2) % 3, k))
    for k in order:
        neighbours = free[max(0, k - 1) : k + 2]
        if quota > 0 and calls[k] > 0 and not any(neighbours):
            free[k], quota = True, quota - 1
    return free


def _slot(place: float, inside: Sequence[CutPoint], free: bool, mean: float) -> _Slot:
    """Collect the points for one cut: of the kind that it asks for where there are any, else whatever is legal."""
    frames = [p.frame for p in inside]
    reach = max(1.2 * mean, 12.0)
    near = inside[bisect_left(frames, place - reach) : bisect_right(frames, place + reach)]
    pulse = any(p.on_beat for p in near)
    kind = [p for p in near if (p.on_beat != free) or not pulse] or list(near)
    kind.sort(key=lambda p: (abs(p.frame - place) / mean - 1.5 * p.weight, p.frame))
    return _Slot(float(place), tuple(sorted(kind[:CANDIDATES], key=lambda p: p.frame)))


def _best(slots: Sequence[_Slot], pacing: Pacing, before: int | None) -> list[int] | None:
    """Return the cheapest chain of points, or None when the least lengths leave none.

    The state is a pair of neighbouring borders, so that the cost may see two lengths and refuse equal ones.
    """
    mean = (pacing.end - pacing.start) / (len(slots) + 1)
    chains: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {
        (pacing.start - (before or 0), pacing.start): (0.0, ())
    }
    for number, slot in enumerate(slots):
        least = max(pacing.first, pacing.least) if number == 0 else pacing.least
        longer: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {}
        for (early, late), (cost, chain) in chains.items():
            for point in slot.points:
                if point.frame - late < least:
                    continue
                step = 2.0 * abs(point.frame - slot.place) / mean - 3.0 * point.weight
                step += _sameness(late - early, point.frame - late) if number or before else 0.0
                key, total = (late, point.frame), cost + step
                if key not in longer or total < longer[key][0]:
                    longer[key] = (total, (*chain, point.frame))
        chains = longer
    ends = [
        (cost + _sameness(late - early, pacing.end - late), chain)
        for (early, late), (cost, chain) in chains.items()
        if pacing.end - late >= max(pacing.last, pacing.least)
    ]
    return list(min(ends)[1]) if ends else None


def _sameness(one: int, other: int) -> float:
    """Return the price of two neighbouring lengths (frames): equal ones are a metronome."""
    ratio = abs(one - other) / max(one, other, 1)
    return 1.6 if ratio < 0.08 else 0.5 if ratio < 0.2 else 0.0
