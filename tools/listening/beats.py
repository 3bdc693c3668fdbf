"""When: the beats. Produced music keeps a rigid grid, which is refined as one; other music is followed beat by beat."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from tools.listening.spectrum import FPS, Floats, Spectrum
from tools.listening.tempo import FASTEST, Pulse, TempoTrack

Times = NDArray[np.float64]

LATENCY_S = 0.004
"""How much later than the attack itself an onset curve peaks; measured on composed pieces, whose attacks are known."""
_CHUNK = 8
"""Beats after which the grid's drift is looked at again."""


@dataclass(frozen=True)
class Beats:
    """Beats of the whole song in s, ascending, with the tempo they make and how sure they are."""

    times: Times
    bpm: float
    confidence: float
    steady: bool
    halves: Times
    """Beats and the points half-way between them: where bars are looked for."""


def beats_of(spectrum: Spectrum, track: TempoTrack) -> Beats:
    """Lay a grid over each stretch of one tempo; where it does not hold, follow the onsets (dynamic programming)."""
    curve = attack_curve(spectrum)
    pieces: list[Times] = []
    steady = 0.0
    for pulse in track.pulses:
        grid = _grid(spectrum.onsets, curve, pulse) if pulse.steady else None
        if grid is not None:
            steady += pulse.end_s - pulse.start_s
        pieces.append(grid if grid is not None else _followed(curve, pulse, track))
    times = _joined(pieces)
    period = float(np.median(np.diff(times))) if len(times) > 1 else 0.0
    share = steady / max(spectrum.seconds, 1e-9)
    clear = float(np.clip((track.clarity - 0.08) / 0.35, 0, 1))
    return Beats(
        times=times,
        bpm=60 / period if period else 0.0,
        confidence=clear * (0.6 + 0.4 * share),
        steady=share > 0.5,
        halves=with_halves(times),
    )


def attack_curve(spectrum: Spectrum) -> Floats:
    """Return one onset curve (n,) in which kick, chord and snare speak, and hats whisper."""
    low, middle, high = spectrum.onsets
    return np.asarray(gaussian_filter1d(1.2 * low + middle + 0.6 * high, 1.0), dtype=np.float32)


def with_halves(times: Times) -> Times:
    """Return the times and the points half-way between neighbours, ascending."""
    return np.sort(np.concatenate([times, (times[:-1] + times[1:]) / 2]))


def read_at(curve: Floats, times: Times) -> Times:
    """Return the curve's values at the attacks that lie at these times."""
    return np.interp((times + LATENCY_S) * FPS, np.arange(len(curve)), curve)


def _grid(onsets: Floats, curve: Floats, pulse: Pulse) -> Times | None:
    """Return a grid fitted to a stretch: its tempo by a Fourier comb, its phase by the attacks, its drift chunk by chunk.

    None where the attacks leave the grid in too many places.
    """
    first, last = int(pulse.start_s * FPS), min(int(pulse.end_s * FPS) + 1, len(curve))
    piece = curve[first:last]
    period = 60 * FPS / _refined(onsets[:, first:last].sum(axis=0), pulse.bpm)
    phases = np.arange(0, period, 0.25)
    count = max(1, int((len(piece) - period) / period))
    steps = np.arange(count) * period
    heights = np.array([np.interp(phase + steps, np.arange(len(piece)), piece).mean() for phase in phases])
    phase = float(phases[heights.argmax()])
    grid = phase + np.arange(-1, int(len(piece) / period) + 1) * period
    drift, held = _drift(piece, grid, period)
    if held < 0.6:
        return None
    grid = grid + drift
    times = (grid + first) / FPS - LATENCY_S
    return np.asarray(times[(times >= max(0.0, pulse.start_s - 1e-6)) & (times < pulse.end_s)])


def _refined(onset: Floats, bpm: float) -> float:
    """Return the tempo at which the onsets of the whole stretch line up best, within 2.5 % of the guess."""
    seconds = np.arange(len(onset)) / FPS
    # A candidate half a beat off at the end of the stretch must have a neighbour that is not.
    step = min(0.05, 60 / max(seconds[-1], 1.0) / 8)

    def strength(candidates: NDArray[np.float64]) -> NDArray[np.float64]:
        total = np.zeros(len(candidates))
        for harmonic, weight in ((1, 1.0), (2, 0.7), (4, 0.4)):
            for number, candidate in enumerate(candidates):
                total[number] += weight * abs(np.sum(onset * np.exp(-2j * np.pi * harmonic * candidate / 60 * seconds)))
        return total

    coarse = np.arange(bpm * 0.975, bpm * 1.025, step)
    best = coarse[strength(coarse).argmax()]
    fine = np.arange(best - step, best + step, step / 8)
    return float(fine[strength(fine).argmax()])


def _drift(piece: Floats, grid: Times, period: float) -> tuple[Times, float]:
    """Return how far each grid point is to be moved, in frames, and the share of chunks in which the grid holds.

    The drift is the best path through the offsets of chunks of 8 beats, each looked at over 24: it may creep, not jump.
    """
    centres = np.arange(0, len(grid), _CHUNK)
    offsets = np.linspace(-0.5, 0.5, 65)[:-1] * period
    frames = np.arange(len(piece))
    rows = []
    for centre in centres:
        beats = grid[max(0, centre - _CHUNK) : centre + 2 * _CHUNK]
        rows.append([float(np.interp(beats + offset, frames, piece, left=0, right=0).mean()) for offset in offsets])
    heights = np.array(rows)
    tops = heights.max(axis=1, keepdims=True)
    score = heights / (tops + 1e-6) * np.minimum(1.0, tops / (np.median(tops) + 1e-6))
    near = np.exp(-0.5 * (offsets / (0.12 * period)) ** 2)
    move = np.abs(np.subtract.outer(offsets, offsets)) / period
    cost = (move / 0.03) ** 2 * 0.1
    best = score[0] * near
    came = []
    for row in score[1:]:
        via = best[None, :] - cost
        came.append(via.argmax(axis=1))
        best = via.max(axis=1) + row * (0.5 + 0.5 * near)
    path = [int(best.argmax())]
    for back in reversed(came):
        path.append(int(back[path[-1]]))
    chosen = np.array(path[::-1])
    loud = tops[:, 0] > 0.3 * np.median(tops)
    kept = heights[np.arange(len(chosen)), chosen] > 0.7 * tops[:, 0]
    held = float(kept[loud].mean()) if loud.any() else 0.0
    moved = offsets[chosen]
    smooth = gaussian_filter1d(moved, 1.0, mode="nearest") if len(moved) > 2 else moved
    return np.interp(np.arange(len(grid)), centres + _CHUNK / 2, smooth), held


def _followed(curve: Floats, pulse: Pulse, track: TempoTrack) -> Times:
    """Follow the onsets with a tempo that changes (Ellis 2007), then even out what no player would do."""
    import librosa

    first, last = int(pulse.start_s * FPS), min(int(pulse.end_s * FPS) + 1, len(curve))
    piece = curve[first:last]
    if len(piece) < FPS or not np.any(piece > 0):
        return np.zeros(0)
    bpm = np.interp((np.arange(len(piece)) + first) / FPS, track.times, track.bpm)
    _, frames = librosa.beat.beat_track(onset_envelope=piece, sr=FPS * 256, hop_length=256, bpm=bpm, tightness=120, trim=False)
    times = (np.asarray(frames, dtype=np.float64) + first) / FPS - LATENCY_S
    return np.asarray(times[times >= 0])


def _joined(pieces: list[Times]) -> Times:
    """Join stretches; of two beats that crowd each other at a seam the later one goes."""
    times = np.concatenate(pieces) if pieces else np.zeros(0)
    kept: list[float] = []
    usual = float(np.median(np.diff(times))) if len(times) > 2 else 0.0
    closest = max(0.5 * usual, 60 / (FASTEST * 2))
    for time in times.tolist():
        if not kept or time - kept[-1] > closest:
            kept.append(time)
    return np.array(kept)
