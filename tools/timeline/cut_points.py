"""Where a film may be cut: beats, bars, sections, lines, accents, silences and the breaths between them, in frames."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from director.model import SongMap

CutKind = Literal["beat", "bar", "section", "line", "accent", "silence", "breath"]
"""'breath' lies off the pulse: halfway between two beats, or each half second where nothing beats."""

SNAP_S = 0.09
"""A line, accent or section start this near to a beat is that beat: two points there would only make a flash."""

BREATH_S = 0.5
"""Distance of breaths where there is no pulse, seconds."""


@dataclass(frozen=True)
class CutPoint:
    """A frame on which the picture may change, and how well the song supports it (weight 0-1)."""

    frame: int
    weight: float
    kinds: frozenset[CutKind]

    @property
    def on_beat(self) -> bool:
        """Whether the point follows the pulse."""
        return "beat" in self.kinds


@dataclass(frozen=True)
class Passage:
    """A section of the song in film frames [start, end)."""

    section: int
    start: int
    end: int


def film_frames(song: SongMap, fps: Fraction) -> int:
    """Return the length of the film in frames: ceil(samples x fps / rate), exactly."""
    return -(-song.samples * fps.numerator // (song.sample_rate * fps.denominator))


def cut_points(song: SongMap, fps: Fraction, frames: int, lead: int = 1) -> tuple[CutPoint, ...]:
    """Return all legal cut points in [1, frames), ascending, each frame once.

    `lead` frames is how much earlier than the sound the picture changes; silences and breaths have no lead.
    """
    beats = song.beats
    kinds: dict[int, dict[CutKind, float]] = {}
    for time, kind, weight in _events(song):
        nearest = _nearest(beats, time)
        snapped = nearest if nearest is not None and abs(nearest - time) <= SNAP_S else time
        early = 0 if kind in ("silence", "breath") and snapped is time else lead
        frame = round(snapped * fps) - early
        if 0 < frame < frames:
            here = kinds.setdefault(frame, {})
            here[kind] = max(weight, here.get(kind, 0.0))
    return tuple(_point(frame, kinds[frame]) for frame in sorted(kinds))


def passages(song: SongMap, fps: Fraction, frames: int, lead: int = 1) -> tuple[Passage, ...]:
    """Return the song's sections in film frames: they cover [0, frames), their inner borders are legal cut points."""
    borders = [0]
    for section in song.sections[1:]:
        nearest = _nearest(song.beats, section.start_s)
        time = nearest if nearest is not None and abs(nearest - section.start_s) <= SNAP_S else section.start_s
        borders.append(min(frames, max(borders[-1], round(time * fps) - lead)))
    borders.append(frames)
    found = (Passage(i, start, end) for i, (start, end) in enumerate(pairwise(borders)))
    return tuple(p for p in found if p.end > p.start)


def _events(song: SongMap) -> Iterator[tuple[float, CutKind, float]]:
    """Yield (seconds, kind, weight) of everything that a cut may answer."""
    for beat in song.beats:
        yield beat, "beat", 0.5
    for bar in song.bars:
        yield bar, "bar", 0.4 + 0.3 * song.bar_confidence
    for section in song.sections[1:]:
        yield section.start_s, "section", 0.8
    for line in song.lines:
        if line.sure:  # a line that may stand elsewhere must not pull a cut
            yield line.start_s, "line", 0.5 * line.confidence
    for accent in song.accents:
        yield accent.time_s, "accent", 0.2 + 0.4 * accent.strength
    for silence in song.silences:
        yield silence.start_s, "silence", 0.5
        yield silence.end_s, "silence", 0.5
    for time in _breaths(song.beats, song.duration_s):
        yield time, "breath", 0.1


def _breaths(beats: Sequence[float], duration_s: float) -> Iterator[float]:
    """Yield moments off the pulse: the middle of ordinary beats, half seconds in holes longer than 2.5 s."""
    edges = [0.0, *beats, duration_s]
    for number, (early, late) in enumerate(pairwise(edges)):
        inner = 0 < number < len(edges) - 2
        if late - early > 2.5:
            count = int((late - early) / BREATH_S)
            yield from (early + BREATH_S * k for k in range(1, count + 1) if late - early - BREATH_S * k > SNAP_S)
        elif inner and late - early > 4 * SNAP_S / 2:
            yield (early + late) / 2


def _nearest(times: Sequence[float], time: float) -> float | None:
    at = bisect_left(times, time)
    return min(times[max(0, at - 1) : at + 1], key=lambda t: abs(t - time), default=None)


def _point(frame: int, weights: dict[CutKind, float]) -> CutPoint:
    """Join everything that happens on one frame: independent supports, so their doubts multiply."""
    doubt = 1.0
    for weight in weights.values():
        doubt *= 1.0 - weight
    return CutPoint(frame=frame, weight=round(1.0 - doubt, 6), kinds=frozenset(weights))
