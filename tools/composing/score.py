"""From form to notes: chords, bass, accompaniment and lead, in beats."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tools.composing.form import Part, bar_count, form_of
from tools.composing.harmony import Chord, chord_at, progressions
from tools.composing.melody import Tune, tunes_of
from tools.composing.piece import Piece
from tools.composing.styles import GROOVES, STYLES, Drum, StyleSheet, in_six

Line = Literal["pad", "chord", "low", "lead", "arp"]


@dataclass(frozen=True)
class Note:
    """One note: start and length in beats, MIDI pitch, loudness 0-1."""

    line: Line
    start: float
    length: float
    pitch: int
    loud: float


@dataclass(frozen=True)
class Hit:
    """One stroke of a drum: start in beats, loudness 0-1."""

    drum: Drum
    start: float
    loud: float


@dataclass(frozen=True)
class Score:
    """Everything that will sound."""

    piece: Piece
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]
    hits: tuple[Hit, ...]

    @property
    def quarters(self) -> int:
        """Quarters in all bars."""
        return sum(part.bars for part in self.parts) * self.piece.quarters


def score_of(piece: Piece) -> Score:
    """Write the piece."""
    return _Arranger(piece).write()


class _Arranger:
    """Walks through the form bar by bar; each family of instruments has its own method."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.sheet: StyleSheet = STYLES[piece.style]
        self.parts = form_of(piece)
        self.meter = piece.quarters
        self.six = piece.meter == 6
        self.rng = np.random.default_rng([piece.seed, 7])
        self.loops = progressions(piece)
        self.tunes: dict[str, Tune] = tunes_of(piece)
        self.bars = bar_count(piece)

    def write(self) -> Score:
        notes: list[Note] = []
        hits: list[Hit] = []
        for part in self.parts:
            for bar in range(part.first, part.first + part.bars):
                if bar == self.bars - 1:
                    break
                chord = self._chord(part, bar)
                at = float(bar * self.meter)
                notes += self._pads(part, chord, at)
                notes += self._chords(part, chord, at)
                notes += self._bass(part, chord, at)
                notes += self._arpeggio(part, chord, at)
                hits += self._drums(part, bar, at)
            notes += self._lead(part)
        notes += self._pickup()
        close_notes, close_hits = self._ending()
        notes += close_notes
        hits += close_hits
        notes.sort(key=lambda note: (note.start, note.line, note.pitch))
        hits.sort(key=lambda hit: (hit.start, hit.drum))
        return Score(self.piece, self.parts, tuple(notes), tuple(hits))

    def _chord(self, part: Part, bar: int) -> Chord:
        return chord_at(self.loops[part.label], bar - part.first, part.bars, self.piece)

    def _pads(self, part: Part, chord: Chord, at: float) -> Iterator[Note]:
        loud = 0.35 + 0.35 * part.intensity
        for pitch in chord.voicing:
            yield Note("pad", at, self.meter, pitch, loud)

    def _chords(self, part: Part, chord: Chord, at: float) -> Iterator[Note]:
        if part.intensity < 0.3 and self.sheet.comp not in ("broken", "held"):
            return
        loud = 0.4 + 0.5 * part.intensity
        for offset, length, accent in self._comping(part):
            voices = chord.voicing if self.sheet.comp != "broken" else (chord.broken(int(offset * 2)),)
            for number, pitch in enumerate(voices):
                strum = 0.025 * number if self.sheet.comp == "strum" else 0.0
                yield Note("chord", at + offset + strum, length, pitch, loud * accent)

    def _comping(self, part: Part) -> list[tuple[float, float, float]]:
        """Return (beat, length, accent) of the chord strokes in a bar."""
        meter = self.meter
        if self.six and self.sheet.comp in ("strum", "eighths"):
            return [(half / 2, 0.42, 1.0 if half % 3 == 0 else 0.65) for half in range(6)]
        match self.sheet.comp:
            case "held":
                return [(0.0, float(meter), 0.8)]
            case "stabs":
                stabs = [(0.0, 0.45, 1.0), (1.5, 0.45, 0.8), (2.5, 0.4, 0.7)]
                return stabs if part.intensity > 0.5 else [(0.0, 0.9, 0.9), (2.0, 0.5, 0.6)]
            case "broken":
                return [(half / 2, 1.2, 1.0 if half == 0 else 0.62) for half in range(meter * 2)]
            case "strum":
                strokes = [(0.0, 1.0), (1.0, 0.8), (1.5, 0.6), (2.0, 0.9), (2.5, 0.55), (3.0, 0.85), (3.5, 0.6)]
                return [(beat, 0.4, accent) for beat, accent in strokes if beat < meter]
            case "eighths":
                return [(half / 2, 0.42, 1.0 if half % 2 == 0 else 0.75) for half in range(meter * 2)]

    def _bass(self, part: Part, chord: Chord, at: float) -> Iterator[Note]:
        if part.intensity < 0.26:
            return
        loud = 0.6 + 0.35 * part.intensity
        root, fifth = chord.bass, chord.bass + 7
        figure: list[tuple[float, float, int]]
        meter = self.meter
        match self.sheet.bass:
            case "eighths":
                figure = [(half / 2, 0.42, root) for half in range(meter * 2)]
            case "octaves":
                figure = [(half / 2, 0.4, root + 12 * (half % 2)) for half in range(meter * 2)]
            case "roots":
                figure = [(0.0, meter * 0.95, root)]
            case "offbeat":
                figure = [(beat + 0.5, 0.4, root) for beat in range(meter)]
            case "walk":
                figure = [(0.0, 1.4, root), (1.5, 0.5, fifth), (2.0, 0.9, root)] + [(3.0, 0.9, fifth)] * (meter == 4)
            case "pulse":
                figure = [(number * self.piece.beat, 0.8, root) for number in range(round(meter / self.piece.beat))]
            case "gallop":
                figure = [(beat + x, 0.22 if x else 0.42, root) for beat in range(meter) for x in (0.0, 0.5, 0.75)]
        for offset, length, pitch in figure:
            if self.piece.swing > 0.5 and offset % 0.5:
                continue  # a shuffle has no sixteenths
            yield Note("low", at + offset, length, pitch, loud * (1.0 if offset % self.piece.beat == 0 else 0.82))

    def _arpeggio(self, part: Part, chord: Chord, at: float) -> Iterator[Note]:
        if self.sheet.arp is None:
            return
        slow = self.piece.style in ("dawn", "glitch")
        step = 1.0 if slow and part.intensity < 0.6 else 0.5 if slow or part.intensity < 0.45 else 0.25
        step = 0.5 if self.six or self.piece.swing > 0.5 else step
        loud = 0.25 + 0.4 * part.intensity
        for number in range(round(self.meter / step)):
            accent = 1.0 if number * step % self.piece.beat == 0 else 0.7
            yield Note("arp", at + number * step, step * 0.9, chord.broken(number) + 12, loud * accent)

    def _lead(self, part: Part) -> Iterator[Note]:
        tune = self.tunes.get(part.label)
        if tune is None:
            return
        end = float(min(part.first + part.bars, self.bars - 1) * self.meter)
        loud = 0.5 + 0.4 * part.intensity
        lift = 12 if part.last and part.intensity > 0.8 and self.piece.style != "cartoon" else 0
        for step in tune.over(part, lambda bar: self._chord(part, bar)):
            if step.start < end:
                yield Note(
                    "lead", step.start, min(step.length, end - step.start), step.pitch + lift, loud * step.accent
                )

    def _drums(self, part: Part, bar: int, at: float) -> Iterator[Hit]:
        sheet = self.sheet
        light, full = GROOVES[sheet.groove]
        soft = sheet.kit == "soft"
        if part.intensity < 0.3 and not soft and part.label in ("intro", "breakdown"):
            groove = {}
        else:
            groove = light if part.intensity < 0.5 else full
        in_part = bar - part.first
        closing = in_part == part.bars - 1 and part.bars > 1
        into = next((after for after in self.parts if after.first == part.first + part.bars), None)
        breath = closing and into is not None and into.last and into.intensity > 0.75
        loud = (0.45 if soft else 0.55) + 0.45 * part.intensity
        for drum, pattern in groove.items():
            steps = in_six(drum) if self.six else pattern if self.meter == 4 else pattern[:8] + pattern[12:]
            for step, mark in enumerate(steps):
                beat = step / 4
                if mark == "." or (self.piece.swing > 0.5 and step % 2) or (breath and beat >= self.meter / 2):
                    continue
                late = sheet.swing / 4 if step % 2 else 0.0
                yield Hit(drum, at + beat + late, loud * (1.0 if mark == "x" else 0.5))
        if in_part == 0 and part.intensity > 0.5 and not soft:
            yield Hit("crash", at, loud * 0.8)
        if closing and not breath and part.intensity > 0.4 and not soft and into is not None:
            for number in range(0, 4, 2 if self.six or self.piece.swing > 0.5 else 1):
                fill: Drum = "tom" if number % 2 else "snare"
                yield Hit(fill, at + self.meter - 1 + number / 4, loud * (0.5 + 0.12 * number))

    def _pickup(self) -> Iterator[Note]:
        """Lead into bar one: the steps of the first chord, upwards, over a bass on the fifth."""
        chord = self._chord(self.parts[0], 0)
        for half in range(2 * self.piece.pickup):
            start = half / 2 - self.piece.pickup
            yield Note("chord", start, 0.45, chord.broken(half), 0.7 if half % 2 == 0 else 0.5)
            if half % 2 == 0:
                yield Note("low", start, 0.8, chord.bass + 7, 0.6)

    def _ending(self) -> tuple[list[Note], list[Hit]]:
        """The last bar: the tonic, echoed beat by beat while it dies away."""
        at = float((self.bars - 1) * self.meter)
        part = self.parts[-1]
        loud = 0.5 + 0.4 * part.intensity
        home = chord_at(self.loops["outro"], 0, 1, self.piece)
        notes = [Note("low", at, self.meter, home.bass, loud)]
        notes += [Note("pad", at, self.meter, pitch, 0.5 + 0.3 * part.intensity) for pitch in home.voicing]
        for number in range(round(self.meter / self.piece.beat)):
            echo = loud * 0.62**number
            notes += [Note("chord", at + number * self.piece.beat, 0.9, pitch, echo) for pitch in home.voicing]
        hits = [] if self.sheet.kit == "soft" else [Hit("kick", at, loud), Hit("crash", at, 0.5 * loud)]
        return notes, hits
