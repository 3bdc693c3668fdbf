"""Where the bars begin. The same vote tells beats from off-beats, and three in a bar from four."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.listening.beats import Times, tempo_between, with_halves
from tools.listening.spectrum import Spectrum
from tools.listening.vote import heights, vote_of

_FOUR_USUAL, _THREE_LEAST = 1.25, 2.8
"""How much more evidence a bar of three needs than one of four, and how much at least: most songs are in four."""
_SLIP = 12.0
"""What it costs to move the barline within a stretch, in spreads of the vote."""


@dataclass(frozen=True)
class Bars:
    """Beats on the beat, and the downbeats among them."""

    beats: Times
    bars: Times
    meter: int
    bpm: float
    confidence: float
    """0-1: how far the chosen downbeat leads over the next best."""
    height: float = 0.0
    """How clearly bars stand out, in units of what chance would give."""
    apart: float = 0.0
    """How much every second bar differs from its neighbours, in spreads of the vote: large where two make one."""
    division: int = 2
    """Parts of a beat: 3 in 6/8 and 12/8."""
    meter_confidence: float = 0.0
    octave_confidence: float = 0.0
    other_bpm: float = 0.0
    """The tempo that is next best to count in, half or double as fast; 0 for none."""
    other_metre: tuple[int, int] | None = None
    """Meter and division that are next best: 6/8 for a slow three and the other way round; None where none is near."""


def barred(spectrum: Spectrum, times: Times, meters: tuple[int, ...] = (4, 3)) -> Bars:
    """Lay bars over beats: the meter and the phase, to the half-beat, that the vote likes best."""
    halves = with_halves(times)
    vote = vote_of(spectrum, halves)
    scores = {meter: heights(vote, meter) for meter in meters}
    meter = meters[0]
    if meter == 4 and 3 in scores and scores[3].max() > max(scores[4].max() * _FOUR_USUAL, _THREE_LEAST):
        meter = 3
    phase = int(scores[meter].argmax())
    ranked = np.sort(scores[meter])
    on_beat = halves[phase % 2 :: 2]
    on_vote = vote[phase % 2 :: 2]
    downbeats = _downbeats(on_vote, meter)
    return Bars(
        beats=on_beat, bars=on_beat[downbeats], meter=meter, bpm=tempo_between(times),
        confidence=float(np.clip((ranked[-1] - ranked[-2]) / 6, 0, 1)),
        height=float(ranked[-1]) / (_FOUR_USUAL if meter == 3 else 1.0),
        apart=_apart(on_vote[downbeats]) / (float(vote.std()) + 1e-9),
        meter_confidence=_lead(scores, meter),
    )  # fmt: skip


def _lead(scores: dict[int, NDArray[np.float64]], meter: int) -> float:
    """Return 0-1: how far the chosen meter leads over the other."""
    others = [float(score.max()) for other, score in scores.items() if other != meter]
    best = float(scores[meter].max())
    return float(np.clip((best - max(others, default=0.0)) / 5, 0, 1)) if best > 0 else 0.0


def _apart(vote: NDArray[np.float64]) -> float:
    """Return how much even and odd bars differ where they begin."""
    return float(abs(vote[0::2].mean() - vote[1::2].mean())) if len(vote) >= 8 else 0.0


def _downbeats(vote: NDArray[np.float64], meter: int) -> NDArray[np.intp]:
    """Return the indexes of downbeats: the best path through bar positions, in which a bar may be cut short (2/4 bars).

    A slip must pay over many bars, so that noise does not move the barline.
    """
    slip = _SLIP * float(vote.std() + 1e-9)
    best = np.where(np.arange(meter) == 0, vote[0], 0.0)
    came = []
    for value in vote[1:]:
        stay = np.roll(best, 1)  # position p follows position p - 1
        jump = int(best.argmax())
        jumps = stay < best[jump] - slip
        came.append(np.where(jumps, jump, (np.arange(meter) - 1) % meter))
        best = np.where(jumps, best[jump] - slip, stay)
        best[0] += value
    positions = [int(best.argmax())]
    for back in reversed(came):
        positions.append(int(back[positions[-1]]))
    return np.flatnonzero(np.array(positions[::-1]) == 0)
