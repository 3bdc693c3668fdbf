"""What stands in the middle of the stereo picture: there voices are mixed, guitars and keys beside them."""

import numpy as np
from numpy.typing import NDArray
from scipy.fft import rfft

Floats = NDArray[np.float32]
PER_SECOND = 10
_BAND = (250.0, 3500.0)
"""Hz: where voices have most of their strength."""
_WINDOW_S = 0.093
_BLOCK = 600
"""Frames worked on at once: one minute."""
_SHARP = 8
"""Power of likeness of the two channels above which a sound is in the middle."""


def centre_of(samples: NDArray[np.float32], rate: int) -> tuple[Floats, Floats]:
    """Return the level of the middle (log of power) and its share of the band, 0-1, ten times a second.

    `samples` are (n, channels); of one channel everything is in the middle.
    """
    window = 1 << max(6, round(np.log2(rate * _WINDOW_S)))
    hertz = np.fft.rfftfreq(window, 1 / rate)
    band = (hertz >= _BAND[0]) & (hertz <= _BAND[1])
    shape = np.hanning(window).astype(np.float32)
    count = max(1, int(len(samples) / rate * PER_SECOND))
    level, share = np.zeros(count, np.float32), np.zeros(count, np.float32)
    for first in range(0, count, _BLOCK):
        last = min(count, first + _BLOCK)
        begins = np.round(np.arange(first, last) * rate / PER_SECOND).astype(int) - window // 2
        piece = samples[max(0, begins[0]) : begins[-1] + window]
        lacking = begins[-1] + window - max(0, begins[0]) - len(piece)
        piece = np.nan_to_num(np.pad(piece, ((max(0, -begins[0]), max(0, lacking)), (0, 0))))
        framed = np.lib.stride_tricks.sliding_window_view(piece, window, axis=0)[begins - begins[0]]
        spectra = rfft(framed * shape, axis=2)[:, :, band]
        left, right = spectra[:, 0], spectra[:, -1]
        power = np.abs(left) ** 2 + np.abs(right) ** 2 + 1e-9
        alike = np.clip(2 * (left * np.conj(right)).real / power, 0, 1) ** _SHARP
        middle = (alike * power).sum(axis=1)
        level[first:last] = np.log(middle + 1e-6 * window)
        share[first:last] = middle / power.sum(axis=1)
    return level, share
