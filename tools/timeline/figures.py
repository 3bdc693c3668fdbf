"""How a cut stands to the song's clock: the figures of the report."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from director.model import Cut, SongMap

TOLERANCE = 1.0
"""A cut is on a beat when cut + lead lies within this many frames of it."""


@dataclass(frozen=True)
class CutFigures:
    """Shares are 0-1; all are 0 where there is nothing to compare with."""

    count: int
    """Hard cuts: joins of two clips without a crossfade."""
    on_beat: float
    on_bar: float
    on_section: float
    """Share of the song's inner section borders that a cut meets."""
    lift_on_beat: float
    """on_beat / the share of film frames that would count as on a beat (cuts thrown at random)."""
    lead_frames: int
    equal_run_share: float
    """Share of neighbouring clips with the same length in beats, to the nearest half beat."""


def cut_figures(cut: Cut, song: SongMap, fps: Fraction) -> CutFigures:
    """Measure a cut against the song."""
    cuts = hard_cuts(cut)
    beats = [float(beat * fps) for beat in song.beats]
    bars = [float(bar * fps) for bar in song.bars]
    on_beat = _share([_near(beats, c + cut.lead_frames) for c in cuts])
    chance = _share([_near(beats, f + cut.lead_frames) for f in range(1, cut.frames)])
    lengths = beat_lengths([0, *cuts, cut.frames], song, fps)
    borders = [float(s.start_s * fps) for s in song.sections[1:]]
    shifted = [float(c + cut.lead_frames) for c in cuts]
    # A section's start is heard as the beat next to it, so it is met within a tenth of a second.
    met = [_near(shifted, border, max(TOLERANCE, 0.1 * float(fps))) for border in borders]
    return CutFigures(
        count=len(cuts),
        on_beat=round(on_beat, 4),
        on_bar=round(_share([_near(bars, c + cut.lead_frames) for c in cuts]), 4),
        on_section=round(_share(met), 4),
        lift_on_beat=round(on_beat / chance, 3) if chance else 0.0,
        lead_frames=cut.lead_frames,
        equal_run_share=round(_share([a == b for a, b in pairwise(lengths)]), 4),
    )


def hard_cuts(cut: Cut) -> list[int]:
    """Return the frames at which the picture changes at once."""
    soft = {t.clip for t in cut.transitions if t.kind == "crossfade"}
    return [clip.start for clip in cut.clips[1:] if clip.id not in soft]


def beat_lengths(borders: Sequence[int], song: SongMap, fps: Fraction) -> list[float]:
    """Return the lengths between borders (frames) in beats, to the nearest half.

    Where the song has no pulse half a second counts as a beat.
    """
    beats = [float(beat * fps) for beat in song.beats]
    usual = _usual_beat(beats, fps)
    return [
        round((_beat_at(beats, late, usual) - _beat_at(beats, early, usual)) * 2) / 2
        for early, late in pairwise(borders)
    ]


def _usual_beat(beats: Sequence[float], fps: Fraction) -> float:
    steps = sorted(late - early for early, late in pairwise(beats))
    return steps[len(steps) // 2] if steps else 0.5 * float(fps)


def _beat_at(beats: Sequence[float], frame: float, usual: float) -> float:
    """Return a frame's place on the beat axis: between beats by interpolation, outside them by the usual beat."""
    if not beats:
        return frame / usual
    if frame <= beats[0]:
        return (frame - beats[0]) / usual
    if frame >= beats[-1]:
        return len(beats) - 1 + (frame - beats[-1]) / usual
    at = bisect_left(beats, frame)
    return at - 1 + (frame - beats[at - 1]) / (beats[at] - beats[at - 1])


def _near(marks: Sequence[float], frame: float, tolerance: float = TOLERANCE) -> bool:
    at = bisect_left(marks, frame)
    return any(abs(mark - frame) <= tolerance + 1e-9 for mark in marks[max(0, at - 1) : at + 1])


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else 0.0
