"""What every step of listening looks at: onsets, loudness, timbre and harmony of the song, measured once."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.fft import rfft
from scipy.ndimage import uniform_filter1d

from tools.listening.centre import centre_of
from tools.listening.voice import voice_curve, voice_score

Floats = NDArray[np.float32]

RATE = 22_050
"""Hz at which the song is analysed; beats and harmony need nothing higher."""
HOP = 256
"""Samples between two onset frames: 11.6 ms."""
FPS = RATE / HOP
COARSE = 4
"""Timbre and harmony are kept for every fourth frame."""
_WINDOW, _TALL = 1024, 4096
_BLOCK = 4096
"""Frames worked on at once (48 s): bounds the memory that a long mix needs."""
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


def spectrum_of(samples: NDArray[np.float32], rate: int) -> Spectrum:
    """Measure (n, channels) samples block by block: the whole spectrogram is never held."""
    mono = _mono(samples, rate)
    level = _loud_level(mono)
    if level > 0:
        mono /= np.float32(level)
    flux, loud, bass, mel = _fine(mono)
    onsets, attack = _against_neighbours(flux)
    waver = voice_curve(mono, RATE)
    return Spectrum(
        seconds=len(samples) / rate,
        onsets=onsets,
        loud=loud,
        bass=bass,
        mel=mel,
        chroma=_chroma(mono)[: len(mel)],
        waver=waver,
        voice=voice_score(waver, *centre_of(samples, rate)),
        attack=attack,
        level=level,
    )


def _mono(samples: NDArray[np.float32], rate: int) -> Floats:
    """Mix down and resample in pieces, so that no second full-rate copy of the song is held."""
    import soxr  # type: ignore[import-untyped]  # ships no types

    if rate == RATE:
        return np.ascontiguousarray(np.nan_to_num(samples.mean(axis=1)), dtype=np.float32)
    whole = np.zeros(int(np.ceil(len(samples) * RATE / rate)), np.float32)
    stream = soxr.ResampleStream(rate, RATE, 1, dtype="float32", quality="MQ")
    step = rate * 30
    at = 0
    for first in range(0, len(samples), step):
        piece = np.nan_to_num(samples[first : first + step].mean(axis=1)).astype(np.float32)
        done = stream.resample_chunk(piece, last=first + step >= len(samples))[: len(whole) - at]
        whole[at : at + len(done)] = done
        at += len(done)
    return whole


def _loud_level(mono: Floats) -> float:
    """RMS of the loudest fifth of the song's half seconds."""
    half = RATE // 2
    if len(mono) < half:
        return float(np.sqrt(np.mean(mono**2))) if len(mono) else 0.0
    blocks = mono[: len(mono) // half * half].reshape(-1, half)
    power = np.sort(np.einsum("ij,ij->i", blocks, blocks) / half)
    return float(np.sqrt(power[-max(1, len(power) // 5) :].mean()))


def _spectra(mono: Floats, window: int, hop: int) -> Iterator[NDArray[np.float32]]:
    """Yield power spectra (frames, bins) block by block; frame t is centred on sample t * hop."""
    shape = np.hanning(window + 1)[:-1].astype(np.float32)
    shape /= np.sqrt(np.sum(shape**2) * window / 2)
    count = len(mono) // hop + 1
    step = max(1, _BLOCK * HOP // hop)
    for first in range(0, count, step):
        frames = min(step, count - first)
        begin, end = first * hop - window // 2, (first + frames - 1) * hop + window - window // 2
        piece = np.pad(mono[max(0, begin) : end], (max(0, -begin), max(0, end - len(mono))))
        framed = np.lib.stride_tricks.sliding_window_view(piece, window)[::hop]
        spectrum = rfft(framed * shape, axis=1)
        yield (spectrum.real**2 + spectrum.imag**2).astype(np.float32)


def _fine(mono: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Return flux (3, n), ear-weighted and bass power (n,), and coarse timbre (n / 4, 40)."""
    from librosa import A_weighting, mel_frequencies
    from librosa.filters import mel as mel_filters

    hertz = np.fft.rfftfreq(_WINDOW, 1 / RATE)
    bank = mel_filters(sr=RATE, n_fft=_WINDOW, n_mels=_MELS, fmin=30, fmax=10_000, norm=None)
    weights = bank.sum(axis=1, keepdims=True)
    centres = mel_frequencies(_MELS, fmin=30, fmax=10_000)
    empty = weights[:, 0] == 0  # low filters can fall between two bins; each takes its nearest bin then
    bank[np.flatnonzero(empty), np.searchsorted(hertz, centres[empty]).clip(1, len(hertz) - 1)] = 1.0
    ear = (10 ** (A_weighting(np.maximum(hertz, 20)) / 20)).astype(np.float32)  # half of A in dB: music is loud
    timbre_bank = mel_filters(sr=RATE, n_fft=_WINDOW, n_mels=40, fmin=60, fmax=10_000, norm=None)
    bands = [centres < _LOW_HZ, (centres >= _LOW_HZ) & (centres < _HIGH_HZ), centres >= _HIGH_HZ]
    flux, loud, bass, mel = [], [], [], []
    before = np.full((3, _MELS), _FLOOR_DB, np.float32)
    for power in _spectra(mono, _WINDOW, HOP):
        decibel = 10 * np.log10(power @ bank.T + 10 ** (_FLOOR_DB / 10))
        joined = np.concatenate([before, decibel])
        # A rise counts against the loudest of the neighbouring bands two and three frames ago: vibrato is no onset.
        past = np.maximum(joined[1:-2], joined[:-3])
        wide = np.maximum(past, np.maximum(np.roll(past, 1, axis=1), np.roll(past, -1, axis=1)))
        rise = np.maximum(joined[3:] - wide, 0)
        flux.append(np.stack([rise[:, band].mean(axis=1) for band in bands]))
        loud.append(power @ ear)
        bass.append(power[:, hertz < _LOW_HZ].sum(axis=1))
        timbre = 10 * np.log10(power @ timbre_bank.T + 10 ** (_FLOOR_DB / 10)) - _FLOOR_DB
        mel.append(np.add.reduceat(timbre, np.arange(0, len(timbre), COARSE)) / COARSE)
        before = decibel[-3:] if len(decibel) >= 3 else before
    return np.concatenate(flux, axis=1), np.concatenate(loud), np.concatenate(bass), np.concatenate(mel)


def _chroma(mono: Floats) -> Floats:
    from librosa.filters import chroma as chroma_filters

    bank = chroma_filters(sr=RATE, n_fft=_TALL, tuning=0.0, ctroct=5.0, octwidth=2.0).astype(np.float32)
    bank[:, np.fft.rfftfreq(_TALL, 1 / RATE) > 5000] = 0
    return np.concatenate([np.sqrt(power) @ bank.T for power in _spectra(mono, _TALL, HOP * COARSE)])


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
