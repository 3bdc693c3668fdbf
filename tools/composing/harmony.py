"""Keys, scales and progressions: which chord sounds in which bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from director.model import SectionLabel
from tools.composing.piece import Piece
from tools.composing.styles import Mode

SCALES: dict[Mode, tuple[int, ...]] = {"major": (0, 2, 4, 5, 7, 9, 11), "minor": (0, 2, 3, 5, 7, 8, 10)}

# Four-bar loops as scale degrees, 0 = tonic: common ones of popular music, verses that wait and choruses that arrive.
_VERSES: dict[Mode, tuple[tuple[int, ...], ...]] = {
    "minor": ((0, 5, 2, 6), (0, 3, 5, 4), (0, 6, 5, 6), (0, 2, 6, 3)),
    "major": ((0, 5, 3, 4), (0, 3, 0, 4), (0, 2, 3, 4), (5, 3, 0, 4)),
}
_CHORUSES: dict[Mode, tuple[tuple[int, ...], ...]] = {
    "minor": ((5, 6, 0, 0), (0, 5, 2, 6), (5, 2, 6, 0), (3, 5, 0, 6)),
    "major": ((0, 4, 5, 3), (3, 0, 4, 5), (0, 4, 3, 3), (3, 4, 0, 5)),
}
_BRIDGES: dict[Mode, tuple[tuple[int, ...], ...]] = {
    "minor": ((3, 3, 5, 4), (5, 4, 3, 4), (2, 6, 3, 4)),
    "major": ((5, 5, 3, 4), (1, 4, 1, 4), (2, 5, 1, 4)),
}


@dataclass(frozen=True)
class Chord:
    """A triad: `voicing` near middle C, `bass` two octaves below, as MIDI pitches; `classes` its pitch classes."""

    voicing: tuple[int, ...]
    bass: int
    classes: tuple[int, ...]

    def broken(self, step: int) -> int:
        """Return the pitch of an arpeggio's step: up through the chord and its octave, and down again."""
        ladder = (*self.voicing, self.voicing[0] + 12)
        wave = (0, 1, 2, 3, 2, 1)
        return ladder[wave[step % len(wave)] % len(ladder)]


def progressions(piece: Piece) -> dict[SectionLabel, tuple[int, ...]]:
    """Choose the loop of each kind of section, as scale degrees."""
    rng = np.random.default_rng([piece.seed, 3])

    def pick(loops: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
        return loops[int(rng.integers(len(loops)))]

    verse, bridge = pick(_VERSES[piece.mode]), pick(_BRIDGES[piece.mode])
    chorus = pick([loop for loop in _CHORUSES[piece.mode] if loop != verse])
    return {
        "intro": verse, "verse": verse, "pre-chorus": (bridge[0], bridge[1], 3, 4), "chorus": chorus, "bridge": bridge,
        "breakdown": verse, "outro": (0, *chorus[1:]),
    }  # fmt: skip


def chord_at(loop: Sequence[int], bar: int, bars: int, piece: Piece) -> Chord:
    """Return the chord of a bar of a section; short sections run through the loop in half the time or less."""
    degree = loop[bar % len(loop)] if bars >= len(loop) else loop[round(bar * len(loop) / bars) % len(loop)]
    return _triad(degree, piece.key, piece.mode)


@cache
def _triad(degree: int, key: int, mode: Mode) -> Chord:
    scale = SCALES[mode]
    classes = tuple((scale[(degree + third) % 7] + key) % 12 for third in (0, 2, 4))
    # The inversion whose middle lies nearest to E4 keeps the voices close from chord to chord.
    voicings = [_stack(classes[turn:] + classes[:turn]) for turn in range(3)]
    voicing = min(voicings, key=lambda pitches: abs(float(np.mean(pitches)) - 63))
    return Chord(voicing, 33 + (classes[0] - 9) % 12, classes)


def _stack(classes: tuple[int, ...]) -> tuple[int, ...]:
    pitches = [54 + (classes[0] - 54) % 12]
    for pitch_class in classes[1:]:
        pitches.append(pitches[-1] + (pitch_class - pitches[-1]) % 12)
    return tuple(pitches)
