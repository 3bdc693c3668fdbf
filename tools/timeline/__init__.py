"""The song's clock: legal cut points in frames, their choice, the proof of coverage and the figures."""

from tools.timeline.cover import check_cover, mend_cover
from tools.timeline.cut_points import CutKind, CutPoint, Passage, cut_points, film_frames, passages
from tools.timeline.figures import CutFigures, beat_lengths, cut_figures, hard_cuts
from tools.timeline.spread import Pacing, spread

__all__ = [
    "CutFigures",
    "CutKind",
    "CutPoint",
    "Pacing",
    "Passage",
    "beat_lengths",
    "check_cover",
    "cut_figures",
    "cut_points",
    "film_frames",
    "hard_cuts",
    "mend_cover",
    "passages",
    "spread",
]
