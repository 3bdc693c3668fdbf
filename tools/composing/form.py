"""The form of a piece: which sections, how many bars each, how intense."""

from dataclasses import dataclass

import numpy as np

from director.model import SectionLabel
from tools.composing.piece import Piece

# From which length in s a form has room: label and relative number of bars.
_FORMS: tuple[tuple[float, tuple[tuple[SectionLabel, int], ...]], ...] = (
    (130.0, (("intro", 4), ("verse", 8), ("pre-chorus", 4), ("chorus", 8), ("verse", 8), ("pre-chorus", 4),
             ("chorus", 8), ("breakdown", 4), ("bridge", 8), ("chorus", 10), ("outro", 4))),
    (75.0, (("intro", 2), ("verse", 4), ("chorus", 4), ("verse", 4), ("chorus", 4), ("bridge", 4), ("chorus", 4),
            ("outro", 2))),
    (38.0, (("intro", 2), ("verse", 4), ("chorus", 4), ("bridge", 3), ("chorus", 4), ("outro", 2))),
    (20.0, (("intro", 1), ("verse", 2), ("chorus", 3), ("outro", 1))),
    (11.0, (("intro", 1), ("verse", 2), ("chorus", 2))),
    (0.0, (("verse", 1), ("chorus", 1))),
)  # fmt: skip
_BASE: dict[SectionLabel, float] = {
    "intro": 0.22, "verse": 0.5, "pre-chorus": 0.65, "chorus": 0.95, "bridge": 0.55, "breakdown": 0.2, "outro": 0.35,
}  # fmt: skip
_GROUPS: dict[SectionLabel, str] = {
    "intro": "A", "verse": "B", "pre-chorus": "C", "chorus": "D", "bridge": "E", "breakdown": "F", "outro": "G",
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A section in bars. `turn` counts the returns of its label from 0; `last` marks the last chorus."""

    label: SectionLabel
    group: str
    first: int
    bars: int
    intensity: float
    turn: int
    last: bool


def bar_count(piece: Piece) -> int:
    """Return how many bars the piece has; its end may cut the last down to a half, or let it ring half a bar longer."""
    bars = (piece.seconds * piece.quarter_bpm / 60 - piece.pickup) / piece.quarters
    if len(piece.course) > 1:
        places, factors = zip(*piece.course, strict=True)
        bars /= float(np.mean(1 / np.interp((np.arange(4096) + 0.5) / 4096, places, factors)))
    return max(2, int(np.ceil(bars - 0.5)))


def form_of(piece: Piece) -> tuple[Part, ...]:
    """Return the sections of a piece; together they have all its bars."""
    total = bar_count(piece)
    plan = next(form for room, form in _FORMS if piece.seconds >= room)
    while len(plan) > total:
        plan = plan[-2:]
    lengths = _shares([weight for _, weight in plan], total)
    choruses = [number for number, (label, _) in enumerate(plan) if label == "chorus"]
    seen: dict[SectionLabel, int] = {}
    parts: list[Part] = []
    first = 0
    for number, ((label, _), bars) in enumerate(zip(plan, lengths, strict=True)):
        turn = seen.get(label, 0)
        seen[label] = turn + 1
        course = np.interp((first + bars / 2) / total, np.linspace(0, 1, len(piece.arc)), piece.arc)
        last = bool(choruses) and number == choruses[-1]
        intensity = float(np.clip(0.65 * _BASE[label] + 0.35 * course + 0.1 * last, 0.1, 1.0))
        parts.append(Part(label, _GROUPS[label], first, bars, intensity, turn, last))
        first += bars
    return tuple(parts)


def _shares(weights: list[int], total: int) -> list[int]:
    """Share bars out by weight, in multiples of 4 or 2 where there is room; what is left over goes to the heaviest."""
    least = min(weights) * total / sum(weights)
    unit = 4 if least >= 3 else 2 if least >= 1.5 else 1
    if total // unit < len(weights):
        unit = 1
    units, rest = divmod(total, unit)
    lengths = [1] * len(weights)
    for _ in range(units - len(weights)):
        missing = [weight * units / sum(weights) - length for weight, length in zip(weights, lengths, strict=True)]
        lengths[int(np.argmax(missing))] += 1
    shared = [length * unit for length in lengths]
    shared[int(np.argmax(weights))] += rest
    return shared
