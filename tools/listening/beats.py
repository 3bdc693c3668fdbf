"""When: the beats. Produced music keeps a rigid grid, which is refined as one; other music is followed beat by beat."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from tools.listening.spectrum import FPS, Floats, Spectrum
from tools.listening.tempo import FASTEST, SLOWEST, Pulse, TempoTrack, tapped

Times = NDArray[np.float64]

LATENCY_S = 0.004
"""How much later than the attack itself an onset curve peaks; measured on composed pieces, whose attacks are known."""
_CHUNK = 8
"""Beats after which the grid's drift is looked at again."""
_HOLDS_ALL, _HOLDS_STRETCH = 0.75, 0.6
"""Share of chunks in which a rigid grid must hold: over the whole song, over a stretch of one tempo."""


@dataclass(frozen=True)
class Beats:
    """Beats of the whole song in s, ascending, with the tempo they make and how sure they are."""

    times: Times
    bpm: float
    confidence: float
    steady: bool
    """Most of the song keeps a rigid grid."""


def beats_of(spectrum: Spectrum, track: TempoTrack) -> Beats:
    """Try one rigid grid over the whole song, then one over each stretch of one tempo; else follow the onsets."""
    curve = attack_curve(spectrum)
    whole = Pulse(0.0, spectrum.seconds, 0.0)
    usual = float(np.median(track.bpm))
    grid = _grid(curve, whole, _same_octave(_lined_up(spectrum.onsets.sum(axis=0)), usual), _HOLDS_ALL)
    if grid is not None:
        return _counted(grid, 1.0, track)
    pieces: list[Times] = []
    rigid = 0.0
    for pulse in track.pulses:
        first, last = int(pulse.start_s * FPS), int(pulse.end_s * FPS) + 1
        bpm = _lined_up(spectrum.onsets[:, first:last].sum(axis=0), pulse.bpm)
        grid = _grid(curve, pulse, bpm, _HOLDS_STRETCH)
        if grid is not None:
            rigid += pulse.end_s - pulse.start_s
        pieces.append(grid if grid is not None else _followed(curve, pulse, track))
    return _counted(_joined(pieces), rigid / max(spectrum.seconds, 1e-9), track)


def _counted(times: Times, rigid: float, track: TempoTrack) -> Beats:
    period = float(np.median(np.diff(times))) if len(times) > 1 else 0.0
    clear = float(np.clip((track.clarity - 0.08) / 0.35, 0, 1))
    return Beats(times, 60 / period if period else 0.0, clear * (0.6 + 0.4 * rigid), rigid > 0.5)


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


def _grid(curve: Floats, pulse: Pulse, bpm: float, holds: float) -> Times | None:
    """Return a grid of this tempo fitted to a stretch: its phase by the attacks, its drift chunk by chunk.

    None where fewer than the share `holds` of the chunks have their attacks on the grid.
    """
    first, last = int(pulse.start_s * FPS), min(int(pulse.end_s * FPS) + 1, len(curve))
    piece = curve[first:last]
    period = 60 * FPS / bpm
    if len(piece) < 4 * period or not np.any(piece > 0):
        return None
    phases = np.arange(0, period, 0.25)
    steps = np.arange(int((len(piece) - period) / period)) * period
    heights = np.array([np.interp(phase + steps, np.arange(len(piece)), piece).mean() for phase in phases])
    phase = float(phases[heights.argmax()])
    grid = phase + np.arange(-1, int(len(piece) / period) + 1) * period
    drift, held = _drift(piece, grid, period)
    if held < holds:
        return None
    times = (grid + drift + first) / FPS - LATENCY_S
    return np.asarray(times[(times >= max(0.0, pulse.start_s - 1e-6)) & (times < pulse.end_s)])


def _lined_up(onset: Floats, near: float | None = None) -> float:
    """Return the tempo at which the onsets of a whole stretch line up best, with their divisions by two and four.

    A long stretch tells tempi apart to a thousandth: a wrong ratio such as four thirds, which looks well for 8 s, has
    no line in the spectrum of the whole. With `near` only tempi within 2.5 % are looked at.
    """
    size = 1 << int(np.ceil(np.log2(max(len(onset), 64) * 16)))
    lines = np.abs(np.fft.rfft(onset - onset.mean(), size))
    low, high = (near * 0.975, near * 1.025) if near else (SLOWEST, FASTEST)
    bins = np.arange(int(np.ceil(low / 60 / FPS * size)), int(high / 60 / FPS * size) + 1)
    bpm = bins * 60 * FPS / size
    height = lines[bins] + 0.7 * lines[bins * 2] + 0.4 * lines[bins * 4]
    return float(bpm[np.argmax(height * tapped(bpm))])


def _same_octave(bpm: float, usual: float) -> float:
    """Return the tempo halved or doubled to lie nearest to another: lines alone cannot tell a beat from its half."""
    options = [option for option in (bpm / 2, bpm, bpm * 2) if SLOWEST <= option <= FASTEST]
    return min(options, key=lambda option: abs(np.log(option / usual)))


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
