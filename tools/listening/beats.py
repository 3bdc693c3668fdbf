"""When: the beats. Produced music keeps a rigid grid, which is refined as one; other music is followed beat by beat."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from tools.listening.spectrum import FPS, HOP, Floats, Spectrum
from tools.listening.stream import RATE
from tools.listening.tempo import FASTEST, SLOWEST, Pulse, TempoTrack, tapped

Times = NDArray[np.float64]

LATENCY_S = 0.004
"""How much later than the attack itself an onset curve peaks; measured on composed pieces, whose attacks are known."""
_CHUNK = 8
"""Beats after which the grid's drift is looked at again."""
_LINE, _TOGETHER = 1.6, 0.78
"""A rigid pulse stands so far above noise (near 1) in its windows, and keeps its phase in this share of them."""
_AGREED = 0.05
"""Two ways to hear the tempo agree within 5 %, octaves aside: in a shuffle one may hear four thirds of the other."""
_TIGHT = 300
"""How firmly following keeps to the tempo; librosa's default of 100 lets beats jump to strong off-beats."""


@dataclass(frozen=True)
class Beats:
    """Beats in s, ascending, and how sure they are."""

    pieces: tuple[tuple[Times, ...], ...]
    """For each stretch with its own tempo one array, or two where it can be read in two ways."""
    confidence: float
    steady: bool
    """Most of the song keeps a rigid grid."""


def beats_of(spectrum: Spectrum, track: TempoTrack) -> Beats:
    """Try one rigid grid over the whole song, then one over each stretch of one tempo; else follow the onsets."""
    curve, onset = attack_curve(spectrum), spectrum.onsets.sum(axis=0)
    heard = float(np.clip((spectrum.attack - 0.2) / 0.6, 0, 1))
    whole = Pulse(0.0, spectrum.seconds, float(np.median(track.bpm)))
    line = _lined_up(onset)
    bpm = _same_octave(line, whole.bpm)
    agreed = abs(np.log(bpm / whole.bpm)) < _AGREED
    if _is_rigid(onset, bpm) or (agreed and _is_rigid(onset, line)):
        return _counted([(_grid(curve, replace(whole, bpm=bpm)),)], 1.0, track.clarity * heard)
    pieces: list[tuple[Times, ...]] = []
    rigid = 0.0
    for pulse in track.pulses:
        readings = _rigid_readings(onset, curve, pulse)
        rigid += (pulse.end_s - pulse.start_s) * bool(readings)
        pieces.append(readings or (_evened(_followed(curve, pulse, track)),))
    return _counted(pieces, rigid / max(spectrum.seconds, 1e-9), track.clarity * heard)


def _rigid_readings(onset: Floats, curve: Floats, pulse: Pulse) -> tuple[Times, ...]:
    """Return a grid at the stretch's tempo, and one at the tempo at which its onsets line up best if that is another.

    Windows of 8 s can mistake a tempo for two thirds or four thirds of itself, and so can a line: bars will tell.
    """
    stretch = onset[int(pulse.start_s * FPS) : int(pulse.end_s * FPS) + 1]
    tempi = [_lined_up(stretch, pulse.bpm)]
    other = _same_octave(_lined_up(stretch), pulse.bpm)
    if abs(np.log(other / pulse.bpm)) > _AGREED:
        tempi.append(other)
    return tuple(_grid(curve, replace(pulse, bpm=bpm)) for bpm in tempi if _is_rigid(stretch, bpm))


def _counted(pieces: list[tuple[Times, ...]], rigid: float, clarity: float) -> Beats:
    clear = float(np.clip((clarity - 0.08) / 0.35, 0, 1))
    return Beats(tuple(pieces), clear * (0.6 + 0.4 * rigid), rigid > 0.5)


def tempo_between(times: Times) -> float:
    """Return the usual tempo of beats in beats per minute; 0 for fewer than two."""
    return 60 / float(np.median(np.diff(times))) if len(times) > 1 else 0.0


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


def _is_rigid(onset: Floats, bpm: float) -> bool:
    """Tell whether the pulse keeps its phase: seen in windows of 10 s, the line at this tempo must turn nowhere.

    Looked at for the beat and its half, whichever is steadier. Drums that leave the beat out do not disturb it, as
    they disturb a test of single beats; a drift of one per cent does.
    """
    seconds = np.arange(len(onset)) / FPS
    step = int(min(10.0, len(onset) / FPS / 5) * FPS / 2)
    if step < FPS / 2 or not np.any(onset > 0):
        return False
    level = onset - onset.mean()
    power = np.add.reduceat(level**2, np.arange(0, len(level), step))
    for harmonic in (1, 2):
        turning = np.add.reduceat(
            level * np.exp(-2j * np.pi * harmonic * bpm / 60 * seconds), np.arange(0, len(level), step)
        )
        windows = turning[:-1] + turning[1:]
        line = np.median(np.abs(windows) / np.sqrt(power[:-1] + power[1:] + 1e-9))
        pairs = windows[:-2] * np.conj(windows[2:])
        if len(pairs) < 3 or line < _LINE:
            continue
        together = float(pairs.real.sum() / (np.abs(pairs).sum() + 1e-9))
        share = float(np.mean(np.cos(np.angle(pairs)) > 0.5))
        if min(together, share) >= _TOGETHER:
            return True
    return False


def _grid(curve: Floats, pulse: Pulse) -> Times:
    """Return a grid of the pulse's tempo: its phase by the attacks, its drift chunk by chunk."""
    first, last = int(pulse.start_s * FPS), min(int(pulse.end_s * FPS) + 1, len(curve))
    piece = curve[first:last]
    period = 60 * FPS / pulse.bpm
    phases: Times = np.arange(0, period, 0.25)
    steps = np.arange(max(1, int((len(piece) - period) / period))) * period
    heights = np.array([np.interp(phase + steps, np.arange(len(piece)), piece).mean() for phase in phases])
    phase = float(phases[heights.argmax()])
    grid = np.asarray(phase + np.arange(-1, int(len(piece) / period) + 1) * period, dtype=np.float64)
    times = (grid + _drift(piece, grid, period) + first) / FPS - LATENCY_S
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


def _drift(piece: Floats, grid: Times, period: float) -> Times:
    """Return how far each grid point is to be moved, in frames: the best path through offsets of chunks of 8 beats.

    Each chunk is looked at over 24 beats. The path may creep, as a converter's clock does, not jump.
    """
    centres = np.arange(0, len(grid), _CHUNK)
    offsets = np.linspace(-0.25, 0.25, 65) * period
    frames = np.arange(len(piece))
    rows = []
    for centre in centres:
        beats = grid[max(0, centre - _CHUNK) : centre + 2 * _CHUNK]
        rows.append([float(np.interp(beats + offset, frames, piece, left=0, right=0).mean()) for offset in offsets])
    heights = np.array(rows) / (np.max(rows) + 1e-6) * np.exp(-0.5 * (offsets / (0.12 * period)) ** 2)
    cost = (np.abs(np.subtract.outer(offsets, offsets)) / period / 0.02) ** 2 * 0.1
    best = heights[0]
    came = []
    for row in heights[1:]:
        via = best[None, :] - cost
        came.append(via.argmax(axis=1))
        best = via.max(axis=1) + row
    path = [int(best.argmax())]
    for back in reversed(came):
        path.append(int(back[path[-1]]))
    moved = offsets[np.array(path[::-1])]
    smooth = gaussian_filter1d(moved, 1.0, mode="nearest") if len(moved) > 2 else moved
    return np.asarray(np.interp(np.arange(len(grid)), centres + _CHUNK / 2, smooth))


def _followed(curve: Floats, pulse: Pulse, track: TempoTrack) -> Times:
    """Follow the onsets with a tempo that changes (dynamic programming, Ellis 2007), near the pulse's own."""
    from librosa.beat import beat_track

    first, last = int(pulse.start_s * FPS), min(int(pulse.end_s * FPS) + 1, len(curve))
    piece = curve[first:last]
    if len(piece) < FPS or not np.any(piece > 0):
        return np.zeros(0)
    local = np.array([_same_octave(bpm, pulse.bpm) for bpm in track.bpm])
    local[np.abs(np.log(local / pulse.bpm)) > 0.16] = pulse.bpm
    bpm = np.interp((np.arange(len(piece)) + first) / FPS, track.times, gaussian_filter1d(local, 1.0))
    _, frames = beat_track(onset_envelope=piece, sr=RATE, hop_length=HOP, bpm=bpm, tightness=_TIGHT, trim=False)
    times = (np.asarray(frames, dtype=np.float64) + first) / FPS - LATENCY_S
    return np.asarray(times[times >= 0])


def _evened(times: Times) -> Times:
    """Draw each beat to the line of its neighbours, three on either side: no player jitters by a frame."""
    if len(times) < 7:
        return times
    steps = np.arange(-3, 4)
    padded = np.concatenate([2 * times[0] - times[3:0:-1], times, 2 * times[-1] - times[-2:-5:-1]])
    windows = np.lib.stride_tricks.sliding_window_view(padded, 7)
    weights = np.exp(-0.5 * (steps / 1.5) ** 2)
    return np.asarray(windows @ (weights / weights.sum()))
