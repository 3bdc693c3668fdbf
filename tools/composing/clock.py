"""When a note of the score sounds: quarters become seconds, through pick-ups, swing and changes of tempo."""

import numpy as np

from tools.composing.piece import Piece

_FINE = 64
"""Points a quarter at which a changing tempo is summed up."""


class Clock:
    """The clock of a piece whose bars hold `quarters` quarters in all."""

    def __init__(self, piece: Piece, quarters: float) -> None:
        self.piece = piece
        self._quarter = 60 / piece.quarter_bpm
        self._points = self._seconds = np.zeros(0)
        if len(piece.course) > 1:
            places, factors = zip(*piece.course, strict=True)
            self._points = np.arange(-piece.pickup * _FINE, int(quarters * _FINE) + 1) / _FINE
            middle = (self._points[:-1] + 0.5 / _FINE) / quarters
            lengths = self._quarter / np.interp(middle, places, factors) / _FINE
            self._seconds = np.concatenate([[0.0], np.cumsum(lengths)])

    def at(self, quarter: float) -> float:
        """Return the second at which a place in the score sounds; place 0 is bar one, pick-ups lie before it."""
        swung = self._swung(quarter)
        if not len(self._points):
            return (swung + self.piece.pickup) * self._quarter
        beyond = max(0.0, swung - float(self._points[-1])) * self._quarter / self.piece.course[-1][1]
        return float(np.interp(swung, self._points, self._seconds)) + beyond

    def between(self, quarter: float, length: float) -> float:
        """Return how many seconds a length of quarters lasts from there."""
        return self.at(quarter + length) - self.at(quarter) if self._bends else length * self._quarter

    @property
    def _bends(self) -> bool:
        return len(self._points) > 0 or self.piece.swing > 0.5

    def _swung(self, quarter: float) -> float:
        """Move what lies off the beat: the first half of each beat takes the swing's share of it."""
        swing = self.piece.swing
        if swing <= 0.5:
            return quarter
        beat = np.floor(quarter + 1e-9)
        phase = quarter - beat
        return float(beat + (phase * 2 * swing if phase < 0.5 else swing + (phase - 0.5) * 2 * (1 - swing)))
