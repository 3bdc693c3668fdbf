"""How loud when: energy per beat, silences, and the moments that stand out."""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, uniform_filter1d

from director.model import Accent, Section, Span
from tools.listening.spectrum import FPS, Spectrum

Times = NDArray[np.float64]
_SILENT_DB = -45.0
"""Below the song's loud parts; a fade-out passes it when nothing is left to cut on."""
_SILENT_S = 0.35
_PAUSE_S = 1.0
"""After a silence of this length the music enters; shorter ones are rests."""
_HIT_EVERY_S = 8.0
"""At most one hit on average in this time: accents are few, or they are none."""


def level_between(spectrum: Spectrum, edges: Times) -> NDArray[np.float64]:
    """Return the RMS loudness between neighbouring edges (s), in units of the song's loud parts."""
    sums = np.concatenate([[0.0], np.cumsum(spectrum.loud, dtype=np.float64)])
    at = np.round(edges * FPS).astype(int).clip(0, spectrum.frames)
    power = (sums[at[1:]] - sums[at[:-1]]) / np.maximum(at[1:] - at[:-1], 1)
    return np.asarray(np.sqrt(np.maximum(power, 0)))


def energy_of(spectrum: Spectrum, beats: Times) -> tuple[float, ...]:
    """Return 0-1 for every beat, or for every second where there are no beats; 1 is the loudest twentieth."""
    points = beats if len(beats) else np.arange(0, max(spectrum.seconds, 1e-3), 1.0)
    level = level_between(spectrum, np.append(points, max(spectrum.seconds, points[-1] + 1e-3)))
    top = float(np.quantile(level, 0.95)) or 1.0
    return tuple(float(value) for value in np.clip(level / top, 0, 1))


def silences_of(spectrum: Spectrum) -> tuple[Span, ...]:
    """Return stretches of 0.35 s and more in which nothing is heard."""
    power = uniform_filter1d(spectrum.loud, 5)
    loud = float(np.quantile(power, 0.9)) if len(power) else 0.0
    quiet = power <= max(loud * 10 ** (_SILENT_DB / 10), 1e-12)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], quiet.astype(np.int8), [0]])))
    return tuple(
        Span(start_s=float(first / FPS), end_s=float(min(last / FPS, spectrum.seconds)))
        for first, last in zip(edges[::2], edges[1::2], strict=True)
        if (last - first) / FPS >= _SILENT_S and first / FPS < spectrum.seconds
    )


def accents_of(
    spectrum: Spectrum, beats: Times, sections: tuple[Section, ...], silences: tuple[Span, ...]
) -> tuple[Accent, ...]:
    """Return drops and entries where sections and sound begin, and the few strongest hits, in order of time."""
    found: list[Accent] = []
    for silence in silences:
        if silence.end_s - silence.start_s >= _PAUSE_S and 0.5 < silence.end_s < spectrum.seconds - 0.5:
            found.append(Accent(time_s=silence.end_s, strength=0.8, kind="entry"))
    for section in sections[1:]:
        rise = _rise(spectrum, section.start_s)
        if rise > 1.5:
            kind = "drop" if rise > 4 else "entry"
            found.append(Accent(time_s=section.start_s, strength=float(min(1.0, 0.4 + rise / 12)), kind=kind))
    found += _hits(spectrum, beats, [accent.time_s for accent in found])
    return tuple(sorted(found, key=lambda accent: (accent.time_s, accent.kind)))


def _rise(spectrum: Spectrum, time_s: float) -> float:
    """Return by how many dB loudness and bass rise from the two seconds before to the two after."""
    at, span = round(time_s * FPS), round(2 * FPS)
    rises = []
    for track in (spectrum.loud, spectrum.bass):
        before, after = track[max(0, at - span) : at], track[at : at + span]
        if len(before) and len(after):
            rises.append(10 * float(np.log10((after.mean() + 1e-4) / (before.mean() + 1e-4))))
    return float(np.mean(rises)) if rises else 0.0


def _hits(spectrum: Spectrum, beats: Times, taken: list[float]) -> list[Accent]:
    """Return moments at which all bands strike at once, louder than their surroundings."""
    together = np.cbrt(np.prod(maximum_filter1d(spectrum.onsets, 5, axis=1) + 0.01, axis=0))
    after = np.maximum(uniform_filter1d(spectrum.loud, 17, origin=-8), 0)  # running sums may dip below zero
    around = np.maximum(uniform_filter1d(spectrum.loud, round(4 * FPS)), 0)
    lift = np.sqrt(after / (around + 1e-6))
    height = together * np.minimum(lift, 3)
    wanted = max(1, int(spectrum.seconds / _HIT_EVERY_S))
    spread = float(height.std()) + 1e-9
    hits: list[Accent] = []
    for frame in np.argsort(-height, kind="stable"):
        score = (float(height[frame]) - float(height.mean())) / spread
        if score < 3 or len(hits) == wanted:
            break
        time = float(frame / FPS)
        near = beats[np.abs(beats - time) < 0.08] if len(beats) else beats
        time = float(near[0]) if len(near) else time
        if time < spectrum.seconds and all(abs(time - other) > 1.0 for other in taken):
            hits.append(Accent(time_s=time, strength=min(1.0, score / 12), kind="hit"))
            taken.append(time)
    return hits
