"""The lead: one motif, and what becomes of it from section to section."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from director.model import SectionLabel
from tools.composing.form import Part
from tools.composing.harmony import SCALES, Chord
from tools.composing.piece import Piece

# Rhythms of a motif over two bars of four, in beats; a singer could breathe in each.
_RHYTHMS: tuple[tuple[float, ...], ...] = (
    (0.0, 1.0, 1.5, 2.0, 4.0, 5.0, 5.5),
    (0.0, 0.5, 1.0, 2.5, 4.0, 4.5, 5.0),
    (0.0, 1.5, 3.0, 4.0, 5.5),
    (0.5, 1.0, 2.0, 3.5, 4.0, 6.0),
    (0.0, 0.75, 1.5, 2.0, 3.0, 4.0, 4.75, 5.5),
)


@dataclass(frozen=True)
class Step:
    """A note of a tune: beats, MIDI pitch, accent 0-1."""

    start: float
    length: float
    pitch: int
    accent: float


@dataclass(frozen=True)
class Motif:
    """Rhythm in beats over two bars, and contour in scale steps from its first note."""

    starts: tuple[float, ...]
    contour: tuple[int, ...]

    def turned(self) -> "Motif":
        """Upside down."""
        return replace(self, contour=tuple(-step for step in self.contour))

    def raised(self, steps: int) -> "Motif":
        """The same figure, some scale steps higher."""
        return replace(self, contour=tuple(step + steps for step in self.contour))

    def broad(self) -> "Motif":
        """Twice as slow: its first half fills the two bars."""
        half = max(2, len(self.starts) // 2)
        return Motif(tuple(start * 2 for start in self.starts[:half]), self.contour[:half])

    def head(self) -> "Motif":
        """Its first bar only."""
        count = max(2, sum(start < 3.5 for start in self.starts))
        return Motif(self.starts[:count], self.contour[:count])


@dataclass(frozen=True)
class Tune:
    """Motifs, two bars each, that follow one another through a section."""

    motifs: tuple[Motif, ...]
    piece: Piece
    base: int

    def over(self, part: Part, chord: Callable[[int], Chord]) -> Iterator[Step]:
        """Sing the tune over a part; notes on the beat are drawn to the bar's chord."""
        meter = self.piece.quarters
        for pair in range((part.bars + 1) // 2):
            motif = self.motifs[pair % len(self.motifs)]
            closing = pair == (part.bars + 1) // 2 - 1
            starts = [start if meter == 4 else _in_three(start) for start in motif.starts]
            for number, (start, contour) in enumerate(zip(starts, motif.contour, strict=True)):
                after = starts[number + 1] if number + 1 < len(starts) else 2 * meter
                bar = part.first + pair * 2 + int(start // meter)
                if after <= start or bar >= part.first + part.bars:
                    continue
                pitch = self._pitch(contour)
                if start % 1 == 0 or (closing and number == len(starts) - 1):
                    pitch = _nearest(pitch, chord(bar).classes)
                length = min(after - start, 2.5) * 0.92
                accent = 1.0 if start % meter == 0 else 0.88 if start % 1 == 0 else 0.74
                yield Step((part.first + pair * 2) * meter + start, length, pitch, accent)

    def _pitch(self, steps: int) -> int:
        scale = SCALES[self.piece.mode]
        octave, degree = divmod(steps, 7)
        return self.base + 12 * octave + scale[degree]


def tunes_of(piece: Piece) -> dict[str, Tune]:
    """Invent the motif, and derive from it what each kind of section sings."""
    rng = np.random.default_rng([piece.seed, 11])
    starts = _RHYTHMS[int(rng.integers(len(_RHYTHMS)))]
    hook_starts = _RHYTHMS[int(rng.integers(len(_RHYTHMS)))]
    motif = Motif(starts, _contour(rng, len(starts)))
    hook = Motif(hook_starts, _contour(rng, len(hook_starts))).raised(4)
    base = 53 + (piece.key - 53) % 12
    plans: dict[SectionLabel, tuple[Motif, ...]] = {
        "verse": (motif, motif.raised(1), motif, motif.turned().head()),
        "pre-chorus": (motif.head(), motif.head().raised(2)),
        "chorus": (hook, hook.raised(1), hook, hook.turned().raised(6)),
        "bridge": (motif.broad().turned().raised(4), hook.broad()),
        "outro": (motif.broad(),),
    }
    return {label: Tune(motifs, piece, base) for label, motifs in plans.items()}


def _contour(rng: np.random.Generator, count: int) -> tuple[int, ...]:
    """A line that moves mostly by step and turns back after a leap."""
    steps = [int(rng.choice((0, 2, 4)))]
    leap = 0
    for _ in range(count - 1):
        move = int(rng.choice((-2, -1, -1, 0, 1, 1, 2, 3)))
        if abs(leap) >= 2:
            move = -int(np.sign(leap))
        if not -2 <= steps[-1] + move <= 7:
            move = -move
        steps.append(steps[-1] + move)
        leap = move
    return tuple(steps)


def _in_three(start: float) -> float:
    """Move an onset from two bars of four to two bars of three: what falls on the fourth beat joins the third."""
    bar, beat = divmod(start, 4)
    return bar * 3 + min(beat, 2.5)


def _nearest(pitch: int, classes: tuple[int, ...]) -> int:
    return min(range(pitch - 3, pitch + 4), key=lambda near: (near % 12 not in classes, abs(near - pitch), near))
