"""What stands in the middle of the stereo picture: there voices are mixed, guitars and keys beside them."""

import numpy as np
from numpy.typing import NDArray
from scipy.fft import rfft

Floats = NDArray[np.float32]
PER_SECOND = 10
_BAND = (250.0, 3500.0)
"""Hz: where voices have most of their strength."""
_WINDOW_S = 0.093
_SHARP = 8
"""Power of likeness of the two channels above which a sound is in the middle."""


class Centre:
    """The level of the middle (log of power) and its share of the band, 0-1, ten times a second, block by block.

    Of one channel everything is in the middle.
    """

    def __init__(self, rate: int, count: int) -> None:
        """Expect `count` samples of each channel at `rate` Hz."""
        self._rate = rate
        self._window = 1 << max(6, round(np.log2(rate * _WINDOW_S)))
        hertz = np.fft.rfftfreq(self._window, 1 / rate)
        self._inside = (hertz >= _BAND[0]) & (hertz <= _BAND[1])
        self._shape = np.hanning(self._window).astype(np.float32)
        moments = max(1, int(count / rate * PER_SECOND))
        self._begins = np.round(np.arange(moments) * rate / PER_SECOND).astype(int) - self._window // 2
        self.level, self.share = np.zeros(moments, np.float32), np.zeros(moments, np.float32)
        self._done = 0
        self._held: Floats | None = None
        self._first = -self._window

    def feed(self, block: Floats) -> None:
        """Take the next samples (n, channels)."""
        held = np.zeros((self._window, block.shape[1]), np.float32) if self._held is None else self._held
        held = np.concatenate([held, np.nan_to_num(block)])
        until = int(np.searchsorted(self._begins + self._window, self._first + len(held), side="right"))
        if until > self._done:
            begins = self._begins[self._done : until] - self._first
            self._measure(held, begins, slice(self._done, until))
            self._done = until
        left = min(len(held), (int(self._begins[until]) if until < len(self._begins) else self._first + len(held))
                   - self._first)  # fmt: skip
        self._held, self._first = held[left:], self._first + left

    def finish(self) -> None:
        """Measure what is left at the end as if silence followed."""
        if self._held is not None and self._done < len(self._begins):
            self.feed(np.zeros((2 * self._window, self._held.shape[1]), np.float32))

    def _measure(self, held: Floats, begins: NDArray[np.intp], where: slice) -> None:
        framed = np.lib.stride_tricks.sliding_window_view(held, self._window, axis=0)[begins]
        spectra = rfft(framed * self._shape, axis=2)[:, :, self._inside]
        left, right = spectra[:, 0], spectra[:, -1]
        power = np.abs(left) ** 2 + np.abs(right) ** 2 + 1e-9
        alike = np.clip(2 * (left * np.conj(right)).real / power, 0, 1) ** _SHARP
        middle = (alike * power).sum(axis=1)
        self.level[where] = np.log(middle + 1e-6 * self._window)
        self.share[where] = middle / power.sum(axis=1)
