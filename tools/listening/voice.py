"""Who sings when: what wavers like a voice is neither held nor struck.

Two-stage harmonic/percussive separation (Ono et al. 2008; Tachibana et al. 2010, FitzGerald 2012): seen through a long
window a voice is "percussive" (its pitch moves), through a short window it is "harmonic" (it lasts).
"""

import numpy as np
from numpy.typing import NDArray
from scipy.fft import dct, rfft
from scipy.ndimage import binary_closing, binary_opening, gaussian_filter1d, median_filter, uniform_filter1d

from director.model import Span
from tools.listening.stream import MARGIN, RATE, STEP, Piece

Floats = NDArray[np.float32]
Rows = NDArray[np.float64]
PER_SECOND = 10
_BAND = (200.0, 4000.0)
_LEAST_GAP, _LEAST_HEIGHT = 0.03, 0.25
"""How far singing must stand above the rest, and how high, before a voice is believed: guitars waver too."""
_WAVER, _VOWELS, _LOW, _SYLLABLES, _MIDDLE, _SHARE = 0.5, 0.5, 1.0, 0.5, 0.5, 0.4
"""Weights of the score's parts, rounded from a logistic regression on one half of 27 songs with sung words."""
_DOUBT = 0.25
"""How far the middle's share counts where it neither follows nor contradicts the rest."""
_MEL_RATE = RATE / 1024
"""Rows of timbre a second."""
_SUNG, _FORMANT = slice(1, 9), slice(4, 9)
"""Of the 40 bands of timbre those between 200 and 800 Hz, and 400 and 800 Hz."""
_LONG, _SHORT = 8192, 1024
"""Windows in samples at 22.05 kHz: 370 ms and 46 ms."""


class Waver:
    """The share of voice-like sound, 0-1, ten times a second, piece by piece."""

    def __init__(self, rate: int, seconds: float) -> None:
        """Expect a song of so many seconds, in pieces at `rate` Hz."""
        self._rate = rate
        self._out = np.zeros(max(1, int(seconds * PER_SECOND)), np.float32)

    def feed(self, piece: Piece) -> None:
        """Take the next piece."""
        rate = self._rate
        begin = piece.first - MARGIN
        moving = _share(piece.samples, rate, _LONG, _LONG // 2, harmonic=False)
        lasting = _share(piece.samples, rate, _SHORT, _SHORT, harmonic=True)
        last = len(self._out) if piece.last else int(np.ceil((piece.first + STEP) * PER_SECOND / rate))
        moments = np.arange(int(np.ceil(piece.first * PER_SECOND / rate)), min(last, len(self._out)))
        at = moments / PER_SECOND - begin / rate
        curve = np.interp(at, np.arange(len(moving)) * (_LONG // 2) / rate, moving)
        self._out[moments] = curve * np.interp(at, np.arange(len(lasting)) * _SHORT / rate, lasting)

    def curve(self) -> Floats:
        """Return the smoothed curve of everything fed."""
        return np.asarray(gaussian_filter1d(self._out, 3.0), dtype=np.float32)


def _share(mono: Floats, rate: int, window: int, hop: int, *, harmonic: bool) -> Floats:
    """Return per frame the share of the band's magnitude that is harmonic (or percussive) at this window length."""
    hertz = np.fft.rfftfreq(window, 1 / rate)
    inside = (hertz >= _BAND[0]) & (hertz <= _BAND[1])
    padded = np.concatenate([np.zeros(window // 2, np.float32), mono, np.zeros(window, np.float32)])
    framed = np.lib.stride_tricks.sliding_window_view(padded, window)[::hop]
    magnitude = np.abs(rfft(framed * np.hanning(window).astype(np.float32), axis=1))[:, inside]
    along_time = median_filter(magnitude, size=(17, 1), mode="nearest")
    along_pitch = median_filter(magnitude, size=(1, 31 if not harmonic else 17), mode="nearest")
    wanted, other = (along_time, along_pitch) if harmonic else (along_pitch, along_time)
    share = wanted**2 / (wanted**2 + other**2 + 1e-12)
    return np.asarray((share * magnitude).sum(axis=1) / (magnitude.sum(axis=1) + 1e-6), dtype=np.float32)


def voice_score(waver: Floats, mel: Floats, level: Floats, share: Floats) -> Floats:
    """Return how likely someone sings, 0-1, ten times a second. 0.5 is the song's own middle: moments are ranked.

    Singing wavers, changes its vowels (spread of cepstra), is loud where voices lie and speaks in syllables. `mel` is
    timbre (n, 40) in dB, `level` and `share` those of the stereo middle. The middle's share counts as far as it goes
    with the rest: not every voice is mixed there.
    """
    count = len(waver)
    heard = (
        _WAVER * _standard(np.asarray(waver, np.float64)) + _VOWELS * _standard(_at_moments(_vowels(mel), count))
        + _LOW * _standard(_at_moments(_low(mel), count)) + _SYLLABLES * _standard(_at_moments(_syllables(mel), count))
    )  # fmt: skip
    middle, aside = (_standard(gaussian_filter1d(_sized(curve, count).astype(np.float64), 3.0))
                     for curve in (level, share))  # fmt: skip
    agreed = float(np.mean(heard * aside) / (heard.std() + 1e-9))
    total = heard + _MIDDLE * middle + _SHARE * float(np.clip(_DOUBT + agreed, 0, 1)) * aside
    return np.asarray(1 / (1 + np.exp(-total)), dtype=np.float32)


def _vowels(mel: Floats) -> Rows:
    """Return (n,) how much the shape of the spectrum, coarse slopes aside, changes within 0.8 s."""
    cepstra = dct(mel[:, 4:], axis=1, norm="ortho")[:, 3:14].astype(np.float64)
    mean = uniform_filter1d(cepstra, 17, axis=0)
    return np.asarray(np.sqrt(np.maximum(uniform_filter1d(cepstra**2, 17, axis=0) - mean**2, 0)).mean(axis=1))


def _low(mel: Floats) -> Rows:
    """Return (n,) the level between 200 and 800 Hz, where sung notes and first formants lie, dB."""
    return np.asarray(uniform_filter1d(mel[:, _SUNG].mean(axis=1).astype(np.float64), 5))


def _syllables(mel: Floats) -> Rows:
    """Return (n,) how strongly the level between 400 and 800 Hz moves faster than 2.5 times a second, over 1.5 s."""
    level = mel[:, _FORMANT].mean(axis=1).astype(np.float64)
    moving = level - gaussian_filter1d(level, _MEL_RATE / (2 * np.pi * 2.5))
    return np.asarray(np.sqrt(np.maximum(uniform_filter1d(moving**2, 33), 0)))


def _at_moments(curve: Rows, count: int) -> Rows:
    at = np.interp(np.arange(count) / PER_SECOND * _MEL_RATE, np.arange(len(curve)), curve)
    return np.asarray(gaussian_filter1d(at, 2.0))


def _sized(curve: Floats, count: int) -> Floats:
    return np.pad(curve, (0, max(0, count - len(curve))), mode="edge")[:count]


def _standard(curve: NDArray[np.float64]) -> NDArray[np.float64]:
    spread = float(curve.std())
    return np.clip((curve - curve.mean()) / spread, -3, 3) if spread > 1e-4 else np.zeros(len(curve))


def voice_spans(score: Floats, waver: Floats) -> tuple[Span, ...]:
    """Return when someone probably sings; () where nothing stands out. A span's `score` is its mean.

    The threshold parts the song's own values in two (Otsu 1979). It cannot tell a voice from a singing guitar; where
    what is above it does not waver more than the rest, nobody is believed to sing.
    """
    if len(score) < 5 * PER_SECOND or float(score.std()) < 1e-4:
        return ()
    levels = np.quantile(score, np.linspace(0.1, 0.9, 33))
    spread = [float(np.mean(score > t) * np.mean(score <= t) * _apart(score, score > t) ** 2) for t in levels]
    above = score > float(levels[int(np.argmax(spread))])
    if _apart(waver, above) < _LEAST_GAP or waver[above].mean() < _LEAST_HEIGHT:
        return ()
    sung = binary_closing(np.pad(above, 12), np.ones(12))
    sung = binary_opening(sung, np.ones(10))[12:-12]
    edges = np.flatnonzero(np.diff(np.concatenate([[0], sung.astype(np.int8), [0]])))
    return tuple(
        Span(
            start_s=float(first / PER_SECOND), end_s=float(last / PER_SECOND),
            score=float(np.clip(score[first:last].mean(), 0, 1)),
        )
        for first, last in zip(edges[::2], edges[1::2], strict=True)
    )  # fmt: skip


def voiced_share(spans: tuple[Span, ...], edges: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (n,) the share of each stretch between neighbouring edges (s) that lies inside spans."""
    sung = sum(
        (np.clip(np.minimum(edges[1:], span.end_s) - np.maximum(edges[:-1], span.start_s), 0, None) for span in spans),
        np.zeros(len(edges) - 1),
    )
    return np.asarray(np.clip(sung / np.maximum(np.diff(edges), 1e-9), 0, 1))


def _apart(curve: Floats, above: NDArray[np.bool_]) -> float:
    return float(curve[above].mean() - curve[~above].mean()) if above.any() and not above.all() else 0.0
