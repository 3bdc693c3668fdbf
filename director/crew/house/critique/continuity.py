"""Colour from shot to shot: a take beside the film's other takes that were ordered in the same colours."""

from collections.abc import Sequence

import numpy as np

from director.crew.house import thresholds as line
from director.crew.house.critique.opinion import Opinion, opinion
from director.model import Palette, Shot
from tools.frames import Print, apart, oklab
from tools.frames.palette import from_hex

Other = tuple[Shot, Print]


def colour_gap(shot: Shot, own: Print, film: Sequence[Other]) -> float | None:
    """Return how far the take's colours lie from those of the others in its palette that come closest: from a share
    `line.AGREEING` of them, so that it does not matter if many are damaged. None with less than `line.SIBLINGS`.
    """
    beside = [p for other, p in film if other.technique == shot.technique and alike(other.palette, shot.palette)]
    if len(beside) < line.SIBLINGS:
        return None
    return float(np.quantile([apart(own.mix, p.mix) for p in beside], line.AGREEING))


def alike(one: Palette, other: Palette) -> bool:
    """Whether two palettes mean the same colours, colour by colour, but for the light of the hour."""
    if len(one.colours) != len(other.colours):
        return False
    a, b = (oklab(from_hex(p.colours))[:, 1:] for p in (one, other))
    return float(np.abs(a - b).mean()) <= line.SAME_PALETTE


def check_colours(shot: Shot, off: float, gap: float) -> Opinion:
    """Judge the palette by the take alone (`Colour.off`) and beside the other takes (`colour_gap`).

    A motley palette forbids little: turned hues may obey it and yet be others than in the rest of the film. And where a
    renderer has its own way with a palette, a take that agrees with all others is not at fault alone. The whole film's
    colours may still be wrong, so agreement excuses little.
    """
    away = line.AWAY * max(-line.EXCUSED, gap - line.USUAL_GAP)
    words = "only the colours " + ", ".join(shot.palette.colours)
    return opinion("palette_film", off, line.PALETTE.quality(off + away), "hold palette", words)
