"""Where each line may begin, and how likely: all placings of all lines weighed at once (forward and backward).

A hidden semi-Markov model: the state is the line and the pace of its stretch of song, its duration is the time until
the next line begins (Rabiner 1989; Yu 2010). Every placing counts by what is sung inside its lines, by the pace of the
words and by how welcome its starts are; the pace may change where something begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.lyrics.pace import Following

Values = NDArray[np.float64]

_SWITCH = 0.3
"""Chance of another pace where a paragraph begins."""
_GAP_S = 0.3
"""A breath: singing ends so long before the next line."""
_LEAD_S, _TAIL_S = 30.0, 60.0
"""Words rarely begin later than this, and rarely end so long before the song: the means of exponential pauses."""
_TINY = 1e-300


@dataclass(frozen=True)
class Verse:
    """All lines as the search sees them: `after[n][u]` what follows line n at pace u, `opens` 0-1 for each line."""

    after: Sequence[Sequence[Following]]
    opens: Sequence[float]
    paces: Values
    """(u,): chances of the paces, sum 1."""
    step_s: float


def where(verse: Verse, sung: Values, welcome: Values, firmness: float = 1.0) -> Values:
    """Return (lines, points) the chances that a line begins at a point of the grid; each line's sum is 1.

    `sung` (points,) log-odds that someone sings, `welcome` (lines, points) log-odds that the line begins there.
    `firmness` below 1 flattens the result: early doubts are kept for a later look.
    """
    sums = np.concatenate([[0.0], np.cumsum(sung)])
    before_pause = _before_pause(verse, sums, len(sung))
    both = _forward(verse, sums, before_pause, welcome)
    both += _backward(verse, sums, before_pause, welcome)
    chances = np.exp(firmness * (both - both.max(axis=(1, 2), keepdims=True)))
    return np.asarray(chances.sum(axis=1) / chances.sum(axis=(1, 2))[:, None])


def _before_pause(verse: Verse, sums: Values, points: int) -> Values:
    """Return (lines, paces, points) the log-odds of a line that is sung from a point on and followed by silence."""
    here = np.arange(points)
    found = np.empty((len(verse.after), len(verse.paces), points))
    for number, row in enumerate(verse.after):
        for pace, follow in enumerate(row):
            ends = np.stack([sums[np.minimum(here + last, points)] - sums[:points] for last in follow.lasts])
            found[number, pace] = np.log(np.exp(ends).mean(axis=0))
    return found


def _forward(verse: Verse, sums: Values, before_pause: Values, welcome: Values) -> Values:
    lines, paces, points = before_pause.shape
    here = np.arange(points)
    breath = sums[np.maximum(here - round(_GAP_S / verse.step_s), 0)]
    reached = np.empty_like(before_pause)
    reached[0] = np.log(verse.paces)[:, None] + welcome[0] - here * verse.step_s / _LEAD_S
    for number in range(lines - 1):
        for pace in range(paces):
            follow = verse.after[number][pace]
            filled = _carried(reached[number, pace] - sums[:points], follow.filled) + breath
            paused = _carried(reached[number, pace] + before_pause[number, pace], follow.paused)
            reached[number + 1, pace] = np.logaddexp(filled, paused)
        _switch(reached[number + 1], verse.paces, verse.opens[number + 1], to=True)
        reached[number + 1] += welcome[number + 1]
    return reached


def _backward(verse: Verse, sums: Values, before_pause: Values, welcome: Values) -> Values:
    lines, paces, points = before_pause.shape
    here = np.arange(points)
    breath = sums[np.maximum(here - round(_GAP_S / verse.step_s), 0)]
    ahead = np.empty_like(before_pause)
    ahead[-1] = before_pause[-1] - (points - here) * verse.step_s / _TAIL_S
    for number in range(lines - 2, -1, -1):
        after = ahead[number + 1] + welcome[number + 1]
        _switch(after, verse.paces, verse.opens[number + 1], to=False)
        for pace in range(paces):
            follow = verse.after[number][pace]
            filled = _carried((after[pace] + breath)[::-1], follow.filled)[::-1] - sums[:points]
            paused = _carried(after[pace][::-1], follow.paused)[::-1] + before_pause[number, pace]
            ahead[number, pace] = np.logaddexp(filled, paused)
    return ahead


def _carried(log_chances: Values, steps: Values) -> Values:
    """Return the log of chances moved on by steps."""
    high = float(log_chances.max())
    moved = np.convolve(np.exp(log_chances - high), steps)[: len(log_chances)]
    return np.asarray(np.log(moved + _TINY) + high)


def _switch(log_chances: Values, paces: Values, opening: float, *, to: bool) -> None:
    """Mix paces in place where something begins: forward into the new pace, backward out of the old one."""
    if opening <= 0.1:
        return
    share = _SWITCH * opening
    mixing = (1 - share) * np.eye(len(paces)) + share * paces[None, :]
    high = log_chances.max(axis=0)
    mixed = (mixing.T if to else mixing) @ np.exp(log_chances - high)
    log_chances[:] = np.log(mixed + _TINY) + high
