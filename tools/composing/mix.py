"""Lines to a finished mix: balance, ducking, room, loudness."""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, uniform_filter1d
from scipy.signal import butter, oaconvolve, sosfilt

from tools.composing.clock import Clock
from tools.composing.score import Line, Score
from tools.composing.styles import STYLES, Drum, StyleSheet
from tools.composing.synth import RATE, Samples, air, drum, tone

LOUDNESS_LUFS = -14.0
"""The level at which streaming services play music."""
CEILING = 10 ** (-1.0 / 20)
"""Highest sample, -1 dBFS."""

_LEVEL: dict[Line, float] = {"pad": 0.16, "chord": 0.2, "low": 0.36, "lead": 0.3, "arp": 0.15}
_SEND: dict[Line, float] = {"pad": 0.7, "chord": 0.5, "low": 0.03, "lead": 0.8, "arp": 0.7}
_DRUM_LEVEL: dict[Drum, float] = {
    "kick": 0.85, "snare": 0.5, "clap": 0.42, "hat": 0.13, "open hat": 0.15, "tom": 0.5, "crash": 0.2, "shaker": 0.13,
    "rim": 0.3, "zap": 0.18,
}  # fmt: skip
_DRUM_PAN: dict[Drum, float] = {"hat": 0.25, "open hat": 0.25, "shaker": -0.3, "tom": -0.15, "crash": -0.2, "zap": 0.4}


def render(score: Score) -> Samples:
    """Return the piece as (n, 2) float32 at 44100 Hz: about -14 LUFS, peaks below -1 dBFS, a short fade at the end."""
    sheet = STYLES[score.piece.style]
    n = round(score.piece.seconds * RATE)
    dry, send = np.zeros((n, 2), np.float32), np.zeros((n, 2), np.float32)
    clock = Clock(score.piece, score.quarters)
    gate = _ducking(score, sheet, clock, n)
    lines = _lines(score, sheet, clock, n)
    for line, sound in lines.items():
        level = np.float32(_LEVEL[line])
        heard = sound * (gate[:, None] * level if line != "lead" else level)
        dry += heard
        send += heard * np.float32(_SEND[line])
    drums = _drums(score, sheet, clock, n)
    dry += drums
    send += drums * np.float32(0.12)
    mixed = dry + np.float32(sheet.wet * 1.4) * _room(send, sheet, score.piece.seed) + air(sheet, n, score.piece.seed)
    if sheet.tone_hz < 16000:
        mixed = sosfilt(butter(2, sheet.tone_hz, fs=RATE, output="sos"), mixed, axis=0)
    presence = sosfilt(butter(1, 3000, "highpass", fs=RATE, output="sos"), mixed, axis=0)
    mixed = sosfilt(butter(2, 30, "highpass", fs=RATE, output="sos"), mixed + 0.6 * presence, axis=0).astype(np.float32)
    return _mastered(mixed)


def _lines(score: Score, sheet: StyleSheet, clock: Clock, n: int) -> dict[Line, Samples]:
    voices = {"pad": sheet.pad, "chord": sheet.chord, "low": sheet.low, "lead": sheet.lead, "arp": sheet.arp}
    lines: dict[Line, Samples] = {}
    made: dict[tuple[Line, int, int], Samples] = {}
    for note in score.notes:
        voice = voices[note.line]
        if voice is None:
            continue
        seconds = clock.between(note.start, note.length)
        key = (note.line, note.pitch, round(seconds * 1000))
        if key not in made:
            made[key] = tone(voice, note.pitch, seconds)
        line = lines.setdefault(note.line, np.zeros((n, 2), np.float32))
        _add(line, made[key], clock.at(note.start), note.loud)
    return lines


def _drums(score: Score, sheet: StyleSheet, clock: Clock, n: int) -> Samples:
    out = np.zeros((n, 2), np.float32)
    made: dict[Drum, Samples] = {}
    for hit in score.hits:
        if hit.drum not in made:
            pan = _DRUM_PAN.get(hit.drum, 0.0)
            level = _DRUM_LEVEL[hit.drum] * (0.75 if sheet.kit == "soft" else 1.0)
            sides = np.array([1 - pan, 1 + pan], np.float32) * np.float32(level)
            made[hit.drum] = drum(hit.drum, sheet.kit, score.piece.seed)[:, None] * sides
        _add(out, made[hit.drum], clock.at(hit.start), hit.loud)
    return out


def _add(line: Samples, sound: Samples, at_s: float, loud: float) -> None:
    first = round(at_s * RATE)
    last = min(first + len(sound), len(line))
    if first < last:
        line[first:last] += sound[: last - first] * np.float32(loud)


def _ducking(score: Score, sheet: StyleSheet, clock: Clock, n: int) -> Samples:
    """Return the gain, 0-1, that makes way for every kick and comes back within a quarter of a second."""
    gain = np.ones(n, np.float32)
    if not sheet.duck:
        return gain
    back = min(0.3, 45 / score.piece.quarter_bpm)
    length = int(back * RATE)
    dip = (1 - sheet.duck * (1 - np.linspace(0, 1, length)) ** 1.5).astype(np.float32)
    for hit in score.hits:
        if hit.drum == "kick":
            first = round(clock.at(hit.start) * RATE)
            last = min(first + length, n)
            if first < last:
                gain[first:last] = np.minimum(gain[first:last], dip[: last - first])
    return gain


def _room(send: Samples, sheet: StyleSheet, seed: int) -> Samples:
    """Convolve with a room of decaying noise, darker as it dies; at half the rate, as it holds nothing above 9 kHz."""
    rng = np.random.default_rng([seed, 41])
    n = int(sheet.room_s * 1.2 * RATE / 2)
    t = np.arange(n) / (RATE / 2)
    early = 0.012  # a gap before the room answers keeps attacks clear
    out = np.zeros_like(send)
    half = sosfilt(butter(4, 9000, fs=RATE, output="sos"), send, axis=0)[::2].astype(np.float32)
    for side in range(2):
        noise = rng.standard_normal(n)
        dull = sosfilt(butter(1, 1800, fs=RATE / 2, output="sos"), noise)
        fade = np.exp(-6.9 * t / sheet.room_s)
        tail = (noise * fade**2 * 0.5 + dull * fade) * (t > early)
        tail = sosfilt(butter(1, 160, "highpass", fs=RATE / 2, output="sos"), tail)
        tail /= np.sqrt(np.sum(tail**2))
        wet = oaconvolve(half[:, side], tail.astype(np.float32))[: len(half)]
        out[:, side] = np.interp(np.arange(len(send)), np.arange(len(wet)) * 2, wet)
    return out


def _mastered(mixed: Samples) -> Samples:
    fade = min(len(mixed), int(0.9 * RATE))
    mixed[-fade:] *= (np.cos(np.linspace(0, np.pi, fade, dtype=np.float32)) * 0.5 + 0.5)[:, None]
    for _ in range(2):  # the limiter takes a little loudness away; the second pass gives it back
        gain = 10 ** ((LOUDNESS_LUFS - loudness(mixed)) / 20)
        mixed = _limited(mixed * np.float32(gain))
    return mixed


def _limited(sound: Samples) -> Samples:
    peak = np.abs(sound).max(axis=1)
    window = int(0.004 * RATE)
    needed = np.minimum(1.0, CEILING / np.maximum(maximum_filter1d(peak, 2 * window + 1), 1e-9))
    smooth = uniform_filter1d(needed, window)
    return np.asarray(np.clip(sound * smooth[:, None].astype(np.float32), -CEILING, CEILING), dtype=np.float32)


def loudness(sound: NDArray[np.float32]) -> float:
    """Return the integrated loudness of (n, 2) samples at 44100 Hz in LUFS (ITU-R BS.1770-4, with both gates)."""
    # The filters of the standard at 44.1 kHz: a high shelf for the head, a high-pass for the ear.
    shelf = [1.5308412300498355, -2.6509799951536985, 1.1690790799210682, 1.0, -1.6636551132560204, 0.7125954280732254]
    rumble = [1.0, -2.0, 1.0, 1.0, -1.9891696736297957, 0.9891990357870394]
    weighted = sosfilt(np.array([shelf, rumble]), sound, axis=0)
    hop = RATE // 10
    power = np.add.reduceat((weighted**2).sum(axis=1), np.arange(0, len(sound), hop))[: len(sound) // hop]
    blocks = np.convolve(power, np.ones(4) / (4 * hop), "valid") if len(power) >= 4 else power / hop
    loud = blocks[blocks > 10 ** ((-70 + 0.691) / 10)]
    if not len(loud):
        return -70.0
    kept = loud[loud > loud.mean() / 10]
    return float(-0.691 + 10 * np.log10(kept.mean()))
