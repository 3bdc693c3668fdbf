"""The exact map of a composed piece: its clock from the score, its levels from the rendered sound."""

import itertools

import numpy as np

from director.model import Accent, Section, SongMap, Span
from tools.composing.clock import Clock
from tools.composing.score import Score
from tools.composing.synth import RATE, Samples

_NOTES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")


def truth_of(score: Score, sound: Samples, digest: str) -> SongMap:
    """Return what a perfect listener would hear; nothing is estimated, so nothing is noted."""
    piece = score.piece
    duration = len(sound) / RATE
    clock = Clock(piece, score.quarters)
    beats = _beats(score, clock, duration - 0.02)
    edges = [0.0, *(clock.at(part.first * piece.quarters) for part in score.parts[1:]), duration]
    levels = [_level(sound, first, last) for first, last in itertools.pairwise(edges)]
    loudest = max(levels) or 1.0
    sections = tuple(
        Section(label=part.label, start_s=first, end_s=last, group=part.group, energy=level / loudest, confidence=1.0)
        for part, first, last, level in zip(score.parts, edges, edges[1:], levels, strict=False)
    )
    energies = [_level(sound, at, until) for at, until in itertools.pairwise((*beats, duration))]
    meter = 2 if piece.meter == 6 else piece.meter
    return SongMap(
        digest=digest, sample_rate=RATE, samples=len(sound), tempo_bpm=piece.bpm, tempo_confidence=1.0,
        octave_confidence=1.0, meter=meter, meter_confidence=1.0, division=3 if piece.meter == 6 else 2,
        swing=piece.swing, swing_confidence=1.0, beats=beats, bars=beats[piece.pickup :: meter], bar_confidence=1.0,
        sections=sections, section_confidence=1.0,
        energy=tuple(min(1.0, level / (max(energies) or 1.0)) for level in energies),
        silences=_silences(sound), accents=_accents(score, edges),
        key=f"{_NOTES[piece.key]} {piece.mode}", key_confidence=1.0, valence=_valence(score),
        tension=_tension(score), mood_confidence=1.0,
    )  # fmt: skip


def _beats(score: Score, clock: Clock, until: float) -> tuple[float, ...]:
    """Return the seconds of all beats, from the pick-up on."""
    beats: list[float] = []
    place = -float(score.piece.pickup)
    while (at := clock.at(place)) < until:
        beats.append(at)
        place += score.piece.beat
    return tuple(beats)


def _level(sound: Samples, first_s: float, last_s: float) -> float:
    piece = sound[round(first_s * RATE) : max(round(last_s * RATE), round(first_s * RATE) + 1)]
    return float(np.sqrt(np.mean(piece.astype(np.float64) ** 2)))


def _silences(sound: Samples) -> tuple[Span, ...]:
    """Stretches of 0.3 s and more below -60 dBFS."""
    hop = RATE // 20
    quiet = [float(np.abs(sound[at : at + hop]).max()) < 0.001 for at in range(0, len(sound), hop)]
    spans: list[Span] = []
    start: int | None = None
    for number, silent in enumerate([*quiet, False]):
        if silent and start is None:
            start = number
        elif not silent and start is not None:
            if number - start >= 6:
                spans.append(Span(start_s=start / 20, end_s=min(number / 20, len(sound) / RATE)))
            start = None
    return tuple(spans)


def _accents(score: Score, edges: list[float]) -> tuple[Accent, ...]:
    accents = []
    for number, (part, at) in enumerate(zip(score.parts, edges, strict=False)):
        lift = part.intensity - (score.parts[number - 1].intensity if number else 0.0)
        if number == 0 and part.intensity < 0.5:
            continue
        kind = "drop" if lift > 0.25 and number else "entry" if lift > 0.05 else "hit"
        if lift > -0.15:
            accents.append(Accent(time_s=at, strength=min(1.0, 0.4 + 0.6 * part.intensity), kind=kind))
    return tuple(accents)


def _valence(score: Score) -> float:
    return {"major": 0.72, "minor": 0.32}[score.piece.mode] + (0.1 if score.piece.bpm > 120 else 0.0)


def _tension(score: Score) -> float:
    mean = sum(part.intensity * part.bars for part in score.parts) / sum(part.bars for part in score.parts)
    return float(np.clip(0.5 * mean + 0.5 * (score.piece.bpm - 60) / 120, 0, 1))
