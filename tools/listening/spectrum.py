"""What every step of listening looks at: onsets, loudness, timbre and harmony of the song, measured once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.fft import rfft
from scipy.ndimage import uniform_filter1d

from tools.listening.centre import Centre
from tools.listening.stream import RATE, Piece, loud_level, mono_of, pieces_of
from tools.listening.voice import Waver, voice_score

if TYPE_CHECKING:
    from tools.media import Sound

Floats = NDArray[np.float32]

HOP = 256
"""Samples between two onset frames: 11.6 ms."""
FPS = RATE / HOP
COARSE = 4
"""Timbre and harmony are kept for every fourth frame."""
_WINDOW, _TALL = 1024, 4096
_MELS = 64
_LOW_HZ, _HIGH_HZ = 200.0, 2000.0
_FLOOR_DB = -60.0
"""Below the song's loud level nothing counts as an onset."""


@dataclass(frozen=True)
class Spectrum:
    """Measurements over time: `onsets`, `loud` and `bass` FPS times a second, `mel` and `chroma` FPS / COARSE times."""

    seconds: float
    onsets: Floats
    """(3, n): rises in dB of the low, middle and high band, each in units of its own spread."""
    loud: Floats
    """(n,): mean square, weighted like the ear (less bass)."""
    bass: Floats
    """(n,): mean square below 200 Hz."""
    mel: Floats
    """(n / 4, 40): timbre in dB above the floor."""
    chroma: Floats
    """(n / 4, 12): energy of the pitch classes from C, unscaled."""
    waver: Floats
    """(10 a second): how much the sound wavers like a voice, 0-1."""
    voice: Floats
    """(10 a second): how likely someone sings, 0-1, among the moments of this song."""
    attack: float
    """How high onsets rise, in dB over all bands: above 3 for struck music, below 0.5 where nothing begins."""
    level: float
    """RMS of the loud parts of the samples as given; 0 for digital silence."""

    @property
    def frames(self) -> int:
        """Number of onset frames."""
        return len(self.loud)


Blocks = Callable[[], Iterator[Floats]]


def spectrum_of(samples: Floats, rate: int) -> Spectrum:
    """Measure (n, channels) samples that are at hand."""
    step = 30 * rate
    return _measured(lambda: (samples[first : first + step] for first in range(0, len(samples), step)), rate,
                     len(samples))  # fmt: skip


def spectrum_in(sound: "Sound") -> Spectrum:
    """Measure a sound block by block: neither its samples nor its spectrogram are ever held whole."""
    return _measured(sound.blocks, sound.rate, sound.count)


def _measured(blocks: Blocks, rate: int, count: int) -> Spectrum:
    """Go through the blocks twice: for the level that everything is measured against, then for all the rest."""
    centre = Centre(rate, count)

    def watched() -> Iterator[Floats]:
        for block in blocks():
            centre.feed(block)
            yield block
        centre.finish()

    level = loud_level(mono_of(watched(), rate, count))
    fine, chroma, waver = _Fine(), _Chroma(), Waver(RATE, count / rate)
    for piece in pieces_of(mono_of(blocks(), rate, count), level or 1.0):
        fine.feed(piece)
        chroma.feed(piece)
        waver.feed(piece)
    onsets, attack = _against_neighbours(np.concatenate(fine.flux, axis=1))
    mel = np.concatenate(fine.mel)
    return Spectrum(
        seconds=count / rate,
        onsets=onsets,
        loud=np.concatenate(fine.loud),
        bass=np.concatenate(fine.bass),
        mel=mel,
        chroma=np.concatenate(chroma.rows)[: len(mel)],
        waver=waver.curve(),
        voice=voice_score(waver.curve(), mel, centre.level, centre.share),
        attack=attack,
        level=level,
    )


def _powers(piece: Piece, window: int, hop: int) -> NDArray[np.float32]:
    """Return power spectra (frames, bins) of the piece; frame t is centred on sample t * hop."""
    shape = np.hanning(window + 1)[:-1].astype(np.float32)
    shape /= np.sqrt(np.sum(shape**2) * window / 2)
    spectrum = rfft(piece.framed(window, hop) * shape, axis=1)
    return np.asarray(spectrum.real**2 + spectrum.imag**2, dtype=np.float32)


class _Fine:
    """Flux (3, n), ear-weighted and bass power (n,), and coarse timbre (n / 4, 40), piece by piece."""

    def __init__(self) -> None:
        from librosa import A_weighting, mel_frequencies
        from librosa.filters import mel as mel_filters

        self._hertz = hertz = np.fft.rfftfreq(_WINDOW, 1 / RATE)
        bank = mel_filters(sr=RATE, n_fft=_WINDOW, n_mels=_MELS, fmin=30, fmax=10_000, norm=None)
        weights = bank.sum(axis=1, keepdims=True)
        centres = mel_frequencies(_MELS, fmin=30, fmax=10_000)
        empty = weights[:, 0] == 0  # low filters can fall between two bins; each takes its nearest bin then
        bank[np.flatnonzero(empty), np.searchsorted(hertz, centres[empty]).clip(1, len(hertz) - 1)] = 1.0
        self._bank = bank
        self._ear = (10 ** (A_weighting(np.maximum(hertz, 20)) / 20)).astype(np.float32)  # half of A: music is loud
        self._timbre = mel_filters(sr=RATE, n_fft=_WINDOW, n_mels=40, fmin=60, fmax=10_000, norm=None)
        self._bands = [centres < _LOW_HZ, (centres >= _LOW_HZ) & (centres < _HIGH_HZ), centres >= _HIGH_HZ]
        self._before = np.full((3, _MELS), _FLOOR_DB, np.float32)
        self.flux: list[Floats] = []
        self.loud: list[Floats] = []
        self.bass: list[Floats] = []
        self.mel: list[Floats] = []

    def feed(self, piece: Piece) -> None:
        power = _powers(piece, _WINDOW, HOP)
        decibel = 10 * np.log10(power @ self._bank.T + 10 ** (_FLOOR_DB / 10))
        joined = np.concatenate([self._before, decibel])
        # A rise counts against the loudest of the neighbouring bands two and three frames ago: vibrato is no onset.
        past = np.maximum(joined[1:-2], joined[:-3])
        wide = np.maximum(past, np.maximum(np.roll(past, 1, axis=1), np.roll(past, -1, axis=1)))
        rise = np.maximum(joined[3:] - wide, 0)
        self.flux.append(np.stack([rise[:, band].mean(axis=1) for band in self._bands]))
        self.loud.append(power @ self._ear)
        self.bass.append(power[:, self._hertz < _LOW_HZ].sum(axis=1))
        timbre = 10 * np.log10(power @ self._timbre.T + 10 ** (_FLOOR_DB / 10)) - _FLOOR_DB
        rows = np.add.reduceat(timbre, np.arange(0, len(timbre), COARSE)) / COARSE
        self.mel.append(np.asarray(rows, dtype=np.float32))
        self._before = decibel[-3:] if len(decibel) >= 3 else self._before


class _Chroma:
    """Energy of the pitch classes (n / 4, 12), piece by piece."""

    def __init__(self) -> None:
        from librosa.filters import chroma as chroma_filters

        bank = chroma_filters(sr=RATE, n_fft=_TALL, tuning=0.0, ctroct=5.0, octwidth=2.0).astype(np.float32)
        bank[:, np.fft.rfftfreq(_TALL, 1 / RATE) > 5000] = 0
        self._bank = bank
        self.rows: list[Floats] = []

    def feed(self, piece: Piece) -> None:
        self.rows.append(np.sqrt(_powers(piece, _TALL, HOP * COARSE)) @ self._bank.T)


def _against_neighbours(flux: Floats) -> tuple[Floats, float]:
    """Keep what stands above its second, scaled by its own spread in loud and quiet parts; and how high it rises, dB.

    One huge rise, such as the beginning of the file, counts as much as an ordinary strong one.
    """
    above = np.maximum(flux - uniform_filter1d(flux, int(FPS), axis=1), 0)
    high = np.quantile(above, 0.995, axis=1, keepdims=True)
    above = np.minimum(above, 1.5 * high)
    spread = np.sqrt(np.maximum(uniform_filter1d(above**2, int(8 * FPS), axis=1), 0))
    overall = np.sqrt(np.mean(above**2, axis=1, keepdims=True))
    return np.asarray(above / (0.6 * spread + 0.4 * overall + 1e-3), dtype=np.float32), float(high.sum())
