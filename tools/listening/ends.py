"""Where a rigid grid lets go: an end that slows down is followed beat by beat, from where the grid still fits."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.listening.spectrum import FPS, Floats

Times = NDArray[np.float64]
_KEPT = 0.6
"""A grid has let go where its beats catch less than this share of what they usually catch."""
_FIRM = 0.92
"""And it still fits where they catch this share."""
_SLOWER = 1.06
"""An end that slows down by less is left on its grid."""
_CATCHES, _ALIVE = 1.4, 0.6
"""The chain must catch so much more than the grid did, and this share of what beats usually catch: echoes do not."""
_SPAN = 8
"""Beats looked at together."""
_TURNS = np.linspace(-0.05, 0.11, 17)
"""How much longer the next beat may be than the last, as a share."""
_TURN, _SWERVE = 300.0, 1500.0
"""What a turn of pace costs, and what it costs to turn otherwise than before: players slow down evenly."""
_LONGEST = 2.2
"""No beat of an end is so many times longer than those before."""
_PATHS = 120


@dataclass(frozen=True)
class _Path:
    """Beats so far, the length of the last one, by what share it is longer than the one before, and their merit."""

    merit: float
    beats: tuple[float, ...]
    pace: float
    turn: float


def followed_end(curve: Floats, grid: Times, latency_s: float) -> Times:
    """Return the grid with its end replaced where the playing slows down.

    `curve` is the onset curve at FPS, `grid` beats in s. From the last beat that fits, the best chain of beats is
    looked for in which the pace turns slowly (a beam search). Nothing is changed where the chain catches no more.
    """
    if len(grid) < 4 * _SPAN:
        return grid
    period = float(np.median(np.diff(grid)))
    strength = np.array([_near(curve, time + latency_s, period * 0.06) for time in grid])
    best = np.array([_near(curve, time + latency_s, period * 0.5) for time in grid])
    share = _running(strength, _SPAN) / (_running(best, _SPAN) + 1e-9)
    usual = float(np.median(share))
    lost = np.where(share < _KEPT * usual, 1, -1)  # slowing beats may meet the grid again: most of the end counts
    astray = np.cumsum(lost[::-1])[::-1]
    first = int(astray.argmax())
    if astray[first] < 3:
        return grid
    while first > 0 and share[first - 1] < _FIRM * usual:
        first -= 1
    anchor = max(0, first - _SPAN)
    until = min(len(curve) / FPS, grid[-1] + period)
    chain = _chain(curve, float(grid[anchor]), period, until - 0.25 * period, latency_s)
    if chain is None:
        return grid
    caught = np.mean([_near(curve, time + latency_s, period * 0.06) for time in chain])
    slower = float(np.median(np.diff(chain)[-(len(chain) // 3) :])) > _SLOWER * period
    if not slower or caught < max(_CATCHES * strength[anchor:].mean(), _ALIVE * float(np.median(strength))):
        return grid
    return np.concatenate([grid[:anchor], chain])


def _chain(curve: Floats, start: float, period: float, until: float, latency_s: float) -> Times | None:
    """Return beats from `start` to `until`, s: the chain that catches most onsets at the price of turns of pace."""
    frames = np.arange(len(curve))
    level = float(curve.mean()) + 1e-9
    paths = [_Path(0.0, (start,), period, 0.0)]
    ended: list[_Path] = []
    while paths:
        grown: dict[tuple[int, int], _Path] = {}
        for path in paths:
            steps = path.pace * (1 + _TURNS)
            times = path.beats[-1] + steps
            gains = np.interp((times + latency_s) * FPS, frames, curve) / level
            gains -= _TURN * _TURNS**2 + _SWERVE * (_TURNS - path.turn) ** 2
            for time, step, turn, gain in zip(*(x.tolist() for x in (times, steps, _TURNS, gains)), strict=True):
                key = (round(time * 60), round(step * 60))
                total = path.merit + gain * step  # a second of music counts the same at any pace
                if time < until and step < _LONGEST * period and (key not in grown or total > grown[key].merit):
                    grown[key] = _Path(total, (*path.beats, time), step, turn)
            if path.beats[-1] + path.pace >= until:
                ended.append(path)
        paths = sorted(grown.values(), key=lambda path: -path.merit)[:_PATHS]
    return np.array(max(ended, key=lambda path: path.merit).beats) if ended else None


def _near(curve: Floats, time: float, span: float) -> float:
    first, last = int((time - span) * FPS), int((time + span) * FPS) + 2
    piece = curve[max(0, first) : max(0, last)]
    return float(piece.max()) if len(piece) else 0.0


def _running(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    padded = np.pad(values, (width // 2, width - 1 - width // 2), mode="edge")
    return np.asarray(np.convolve(padded, np.ones(width) / width, "valid"))
