"""Notes to samples: band-limited waves, struck partials, and drums."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

from tools.composing.styles import Drum, Struck, StyleSheet, Voice, Waves

RATE = 44100
Samples = NDArray[np.float32]
_TABLE = 4096


def tone(voice: Voice, pitch: int, seconds: float) -> Samples:
    """Return one note as (n, 2) float32, peak about 1; its attack starts at sample 0, its release follows `seconds`."""
    match voice:
        case Waves():
            return _wave_note(voice, pitch, seconds)
        case Struck():
            return _struck_note(voice, pitch, seconds)


def drum(kind: Drum, kit: str, seed: int) -> Samples:
    """Return one stroke as (n,) float32, peak 1; it starts at sample 0."""
    rng = np.random.default_rng([seed, 23, list(_DRUMS).index(kind)])
    sound = _DRUMS[kind](kit, rng)
    sound[-64:] *= np.linspace(1, 0, 64, dtype=np.float32)
    return np.asarray(sound / (np.abs(sound).max() + 1e-9), dtype=np.float32)


def _hertz(pitch: float) -> float:
    return float(440.0 * 2 ** ((pitch - 69) / 12))


def _seconds(n: int) -> Samples:
    return np.asarray(np.arange(n) / RATE, dtype=np.float32)


def _wave_note(voice: Waves, pitch: int, seconds: float) -> Samples:
    n = int((seconds + voice.release * 2.5) * RATE)
    t = _seconds(n)
    open_, closed = _cycle(voice.wave, pitch, voice.bright), _cycle(voice.wave, pitch, voice.dark)
    opening = np.exp(-t / voice.sweep)
    if voice.attack > 0.1:  # slow voices open while they swell
        opening = np.minimum(t / voice.attack, 1.0) * (0.4 + 0.6 * opening)
    left, right = np.zeros(n, np.float32), np.zeros(n, np.float32)
    wobble = _wobble(voice, t)
    spread = np.linspace(-0.5, 0.5, voice.voices) if voice.voices > 1 else np.zeros(1)
    for number, place in enumerate(spread):
        step = _hertz(pitch + place * voice.detune / 100) * _TABLE / RATE
        phase = np.arange(n, dtype=np.float64) * step + number * _TABLE * 0.381 * (voice.voices > 1)
        if wobble is not None:
            phase = phase + wobble * _hertz(pitch) * _TABLE
        index = phase.astype(np.int64) & (_TABLE - 1)
        sound = closed[index] + (open_[index] - closed[index]) * opening
        left += sound * np.float32(0.5 - 0.4 * place)
        right += sound * np.float32(0.5 + 0.4 * place)
    level = np.minimum(t / voice.attack, 1.0) * (voice.sustain + (1 - voice.sustain) * np.exp(-t / voice.fall))
    level *= np.exp(-np.maximum(t - seconds, 0) / voice.release)
    both = np.stack([left, right], axis=1) * (level / np.sqrt(voice.voices))[:, None]
    if voice.drive:
        both = np.tanh(both * (1 + 6 * voice.drive)) * np.float32(0.7)
    return _closed(both)


def _closed(both: Samples) -> Samples:
    tail = min(512, len(both))
    both[-tail:] *= np.linspace(1, 0, tail, dtype=np.float32)[:, None]
    return np.asarray(both, dtype=np.float32)


def _wobble(voice: Waves, t: Samples) -> Samples | None:
    """Return the vibrato as a shift in time, s; it comes in after a third of a second, as a player's does."""
    if not voice.tremble:
        return None
    depth = voice.tremble * (2 ** (0.5 / 12) - 1) / (2 * np.pi * 5.5)
    return np.asarray(depth * np.clip((t - 0.3) / 0.3, 0, 1) * np.sin(2 * np.pi * 5.5 * t), dtype=np.float32)


@cache
def _cycle(wave: str, pitch: int, cutoff: float) -> Samples:
    """Return one period behind a 24 dB/octave low-pass at `cutoff` Hz that follows the pitch a little."""
    hertz = _hertz(pitch)
    count = max(1, min(int(16000 / hertz), _TABLE // 4))
    k = np.arange(1, count + 1)
    match wave:
        case "saw":
            level = 1.0 / k
        case "square":
            level = (k % 2) / k
        case "triangle":
            level = (k % 2) / k**2 * np.where(k % 4 == 1, 1.0, -1.0)
        case _:
            level = (k == 1).astype(float)
    corner = cutoff * (hertz / 220) ** 0.4
    level = level / np.sqrt(1 + (k * hertz / corner) ** 4)
    spectrum = np.zeros(_TABLE // 2 + 1, complex)
    spectrum[1 : count + 1] = -1j * level
    cycle = np.fft.irfft(spectrum) * _TABLE / 2
    return np.asarray(cycle, dtype=np.float32)


def _struck_note(voice: Struck, pitch: int, seconds: float) -> Samples:
    hertz = _hertz(pitch)
    ring = voice.ring * (261.6 / hertz) ** 0.45
    n = int(min(seconds + voice.release * 3, ring * 5 + 0.1) * RATE)
    t = _seconds(n)
    left, right = np.zeros(n, np.float32), np.zeros(n, np.float32)
    for k, ratio in enumerate(voice.ratios, start=1):
        if hertz * ratio > 14000:
            break
        partial = np.sin(np.float32(2 * np.pi * hertz * ratio) * t) * np.exp(-t * (1 + voice.damp * (k - 1)) / ring)
        pan = 0.12 * (-1) ** k
        left += partial * np.float32(k**-voice.tilt * (1 + pan))
        right += partial * np.float32(k**-voice.tilt * (1 - pan))
    both = np.stack([left, right], axis=1) * np.float32(0.6)
    if voice.knock:
        rng = np.random.default_rng(pitch)
        noise = rng.standard_normal(min(n, 900)).astype(np.float32)
        both[: len(noise)] += (voice.knock * noise * np.exp(-_seconds(len(noise)) / 0.004))[:, None]
    level = np.minimum(t / 0.002, 1.0) * np.exp(-np.maximum(t - seconds, 0) / voice.release)
    return _closed(both * level[:, None])


def _noise(rng: np.random.Generator, n: int, low: float | None = None, high: float | None = None) -> Samples:
    noise = rng.standard_normal(n)
    if low:
        noise = sosfilt(butter(2, low, "highpass", fs=RATE, output="sos"), noise)
    if high:
        noise = sosfilt(butter(2, high, "lowpass", fs=RATE, output="sos"), noise)
    return np.asarray(noise, dtype=np.float32)


def _fade(n: int, tau: float) -> Samples:
    return np.asarray(np.exp(-_seconds(n) / tau), dtype=np.float32)


def _kick(kit: str, rng: np.random.Generator) -> Samples:
    base, tau, click = {"machine": (50, 0.13, 0.25), "live": (62, 0.09, 0.5), "soft": (55, 0.09, 0.08),
                        "big": (42, 0.35, 0.3), "broken": (48, 0.11, 0.5)}[kit]  # fmt: skip
    n = int(tau * 5 * RATE)
    t = _seconds(n)
    phase = 2 * np.pi * (base * t + (150 - base) * 0.03 * (1 - np.exp(-t / 0.03)))
    return np.asarray(np.cos(phase) * _fade(n, tau) + click * _noise(rng, n, 1500) * _fade(n, 0.003), dtype=np.float32)


def _snare(kit: str, rng: np.random.Generator) -> Samples:
    n = int(0.34 * RATE)
    t = _seconds(n)
    body = np.sin(2 * np.pi * (185 * t + 1.4 * (1 - np.exp(-t / 0.02)))) * _fade(n, 0.07)
    tail = _fade(n, {"machine": 0.13, "big": 0.14}.get(kit, 0.08))
    if kit == "machine":  # the gated room of the eighties
        tail = tail * (t < 0.24) + 0.25 * (t < 0.2)
    return np.asarray(0.7 * body + 0.55 * _noise(rng, n, 900, 9000) * tail, dtype=np.float32)


def _clap(kit: str, rng: np.random.Generator) -> Samples:
    n = int(0.25 * RATE)
    t = _seconds(n)
    bursts = sum(np.exp(-np.maximum(t - at, 0) / 0.006) * (t >= at) for at in (0.0, 0.009, 0.018))
    return np.asarray(_noise(rng, n, 900, 5200) * (bursts + 0.5 * _fade(n, 0.07)), dtype=np.float32)


def _hat(kit: str, rng: np.random.Generator) -> Samples:
    n = int(0.09 * RATE)
    return _noise(rng, n, 5200 if kit == "soft" else 7000) * _fade(n, 0.022)


def _open_hat(kit: str, rng: np.random.Generator) -> Samples:
    n = int(0.3 * RATE)
    return _noise(rng, n, 6500) * _fade(n, 0.11)


def _tom(kit: str, rng: np.random.Generator) -> Samples:
    base, tau = (68, 0.32) if kit == "big" else (105, 0.16)
    n = int(tau * 4 * RATE)
    t = _seconds(n)
    tone_ = np.sin(2 * np.pi * (base * t + base * 0.03 * (1 - np.exp(-t / 0.05)))) * _fade(n, tau)
    return np.asarray(tone_ + 0.25 * _noise(rng, n, 200, 2500) * _fade(n, 0.02), dtype=np.float32)


def _crash(kit: str, rng: np.random.Generator) -> Samples:
    n = int(2.2 * RATE)
    return _noise(rng, n, 3500, 13000) * (0.6 * _fade(n, 0.6) + 0.4 * _fade(n, 0.06))


def _shaker(kit: str, rng: np.random.Generator) -> Samples:
    n = int(0.1 * RATE)
    return np.asarray(_noise(rng, n, 4000, 11000) * _fade(n, 0.03), dtype=np.float32)


def _rim(kit: str, rng: np.random.Generator) -> Samples:
    n = int(0.12 * RATE)
    t = _seconds(n)
    knock = np.sin(2 * np.pi * 820 * t) * _fade(n, 0.018) + 0.5 * np.sin(2 * np.pi * 410 * t) * _fade(n, 0.03)
    return np.asarray(knock + 0.5 * _noise(rng, n, 1500, 8000) * _fade(n, 0.035), dtype=np.float32)


def _zap(kit: str, rng: np.random.Generator) -> Samples:
    n = int(0.11 * RATE)
    t = _seconds(n)
    sweep = np.sign(np.sin(2 * np.pi * (2600 * 0.03 * (1 - np.exp(-t / 0.03)) + 90 * t)))
    return np.asarray(sweep * _fade(n, 0.03) * (1 + 0.4 * _noise(rng, n)), dtype=np.float32)


_DRUMS = {
    "kick": _kick, "snare": _snare, "clap": _clap, "hat": _hat, "open hat": _open_hat, "tom": _tom, "crash": _crash,
    "shaker": _shaker, "rim": _rim, "zap": _zap,
}  # fmt: skip


def air(sheet: StyleSheet, n: int, seed: int) -> Samples:
    """Return (n, 2) of what surrounds the music: rain, wind or the needle in the groove; silence for 'none'."""
    rng = np.random.default_rng([seed, 31])
    t = _seconds(n)
    match sheet.air:
        case "none":
            return np.zeros((n, 2), np.float32)
        case "rain":
            layer = 0.010 * _noise(rng, n, 1200, 9000)
        case "wind":
            gust = 0.6 + 0.4 * np.sin(2 * np.pi * t / 7.3) * np.sin(2 * np.pi * t / 11.9 + 1)
            layer = 0.02 * _noise(rng, n, 180, 900) * gust
        case "vinyl":
            layer = 0.004 * _noise(rng, n, 800, 8000)
            clicks = rng.integers(0, n, max(1, n // RATE * 5))
            layer[clicks] += (0.05 * rng.random(len(clicks))).astype(np.float32)
    return np.stack([layer, np.roll(layer, 773)], axis=1).astype(np.float32)
