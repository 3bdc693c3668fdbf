"""The artist's word on the song's clock, carried out: tempo, taps, bar one, metre and sections change the map."""

import itertools

import numpy as np
from numpy.typing import NDArray

from director.model import Note, Overrules, Section, SectionCue, SectionLabel, SongMap

Times = NDArray[np.float64]
Floats = NDArray[np.float32]

_SAME = 0.04
"""Tempi closer than this are one tempo; an artist rounds."""
_NEAR_BEAT_S = 0.12
"""Bar one is given by ear and hand; the beat meant lies within this."""
_TAP_LATENCY_LIMIT_S = 0.12
_LEAST_TAPS = 4


def overruled(song: SongMap, overrules: Overrules, attacks: Floats | None = None) -> SongMap:
    """Return the map as the artist says it is; what was overruled has confidence 1 and stands in `overruled`.

    Seconds of the overrules are those of the map. With `attacks` (the song's attack curve) a tempo that was not
    heard is laid on them; without, on bar one or the beats heard. What cannot be carried out is noted and left.
    """
    notes: list[Note] = []
    song = _with_meter(song, overrules)
    beats = _beats(song, overrules, attacks, notes)
    if beats is not None:
        song = _with_beats(song, beats)
    if overrules.bar_one_s is not None or overrules.meter is not None or beats is not None:
        song = _with_bars(song, overrules, notes)
    if overrules.sections:
        song = _with_sections(song, overrules.sections, notes)
    done = tuple(name for name in overrules.named() if not any(note.values.get("what") == name for note in notes))
    settled = {"no_pulse", "pulse_weak"} if "beats" in done else set()
    settled |= {"bars_unsure"} if "bars" in done else set()
    kept = tuple(note for note in song.notes if note.key not in settled)
    return song.model_copy(update={"overruled": done, "notes": (*kept, *notes)})


def in_window(overrules: Overrules, start_s: float) -> Overrules:
    """Return the overrules in seconds of a window that begins at `start_s` of the file.

    A bar one before the window still counts: bars go on from it. Sections that ended before it are left out.
    """
    if not start_s:
        return overrules
    sections = []
    for cue, after in itertools.zip_longest(overrules.sections, overrules.sections[1:]):
        end = cue.end_s if cue.end_s is not None else (after.start_s if after is not None else None)
        if end is None or end > start_s:
            moved = max(0.0, cue.start_s - start_s)
            until = cue.end_s - start_s if cue.end_s is not None else None
            sections.append(SectionCue(label=cue.label, start_s=moved, end_s=until))
    bar_one = overrules.bar_one_s
    if bar_one is not None and bar_one < start_s and overrules.bpm:
        bar = 60 / overrules.bpm * (overrules.meter or 4)
        bar_one += bar * np.ceil((start_s - bar_one) / bar)
    return overrules.model_copy(
        update={
            "bar_one_s": None if bar_one is None or bar_one < start_s else float(bar_one - start_s),
            "sections": tuple(sections),
            "taps": tuple(tap - start_s for tap in overrules.taps if tap >= start_s),
        }
    )


def fitted(taps: Times) -> tuple[float, float] | None:
    """Return period and phase in s of the even pulse behind taps; None where there are too few or they are uneven.

    Taps come 30-50 ms uneven, some are missing, some are doubled: the period is the median step, refined by a line
    through the taps numbered by it, from which far ones are left out.
    """
    times = np.sort(np.asarray(taps, dtype=np.float64))
    steps = np.diff(times)
    steps = steps[steps > 0.12]
    if len(steps) < _LEAST_TAPS - 1:
        return None
    period = float(np.median(steps[steps < 1.5 * np.median(steps)]))
    kept = times
    for _ in range(6):
        numbers = np.concatenate([[0], np.cumsum(np.maximum(0, np.round(np.diff(kept) / period)))])
        if numbers[-1] < _LEAST_TAPS - 1:
            return None
        period, phase = (float(value) for value in np.polyfit(numbers, kept, 1))
        off = kept - (phase + period * numbers)
        inside = np.abs(off) < max(0.2 * period, 3 * float(np.median(np.abs(off))))
        if inside.all():
            break
        kept = kept[inside]
        if len(kept) < _LEAST_TAPS:
            return None
    numbers = np.round((kept - phase) / period)
    off = kept - (phase + period * numbers)
    return (period, phase) if float(np.std(off)) < 0.25 * period else None


def _with_meter(song: SongMap, overrules: Overrules) -> SongMap:
    if overrules.meter is None:
        return song
    division = overrules.division or song.division
    return song.model_copy(update={"meter": overrules.meter, "meter_confidence": 1.0, "division": division})


def _beats(song: SongMap, overrules: Overrules, attacks: Floats | None, notes: list[Note]) -> Times | None:
    """Return the beats that the artist means; None to keep those heard."""
    if overrules.taps:
        pulse = fitted(np.array(overrules.taps))
        if pulse is None:
            notes.append(Note(key="taps_uneven", values={"what": "beats", "taps": len(overrules.taps)}))
            return None
        period, phase = pulse
        heard = _same_pulse(np.array(song.beats), period)
        if heard is not None:
            return _nearest_phase(heard, np.array(overrules.taps))
        return _grid(song, period, _on_attacks(attacks, period, phase, near=True))
    if overrules.bpm is None:
        return None
    period = 60 / overrules.bpm
    heard = _same_pulse(np.array(song.beats), period)
    if heard is not None:
        return heard
    refined, phase = _on_attacks(attacks, period, overrules.bar_one_s, near=False)
    return _grid(song, period, (refined, phase))


def _same_pulse(beats: Times, period: float) -> Times | None:
    """Return the heard beats, or every second, third or the points between them, where those have this period."""
    if len(beats) < 4:
        return None
    step = float(np.median(np.diff(beats)))
    for times in (1, 2, 3, 4):
        if abs(step / times / period - 1) < _SAME:
            places = np.arange(0, len(beats) - 1 + 1e-9, 1 / times)
            return np.asarray(np.interp(places, np.arange(len(beats)), beats))
        if times > 1 and abs(step * times / period - 1) < _SAME:
            return beats[::times]
    return None


def _nearest_phase(beats: Times, taps: Times) -> Times:
    """Shift beats by half a step where the artist taps on the off-beats."""
    if len(beats) < 4:
        return beats
    step = float(np.median(np.diff(beats)))
    inside = taps[(taps > beats[0] - step) & (taps < beats[-1] + step)]
    if not len(inside):
        return beats
    turns = np.interp(inside, beats, np.arange(len(beats))) % 1
    centre = float(np.angle(np.exp(2j * np.pi * turns).mean())) / (2 * np.pi)
    if abs(centre) < 0.3:
        return beats
    return np.asarray((beats[:-1] + beats[1:]) / 2)


def _on_attacks(attacks: Floats | None, period: float, phase: float | None, *, near: bool) -> tuple[float, float]:
    """Return period and phase moved to the attacks in the sound: within 1.5 % of the period, and near a given phase."""
    if attacks is None:
        return period, phase or 0.0
    from tools.listening.beats import LATENCY_S
    from tools.listening.spectrum import FPS

    curve = np.asarray(attacks, dtype=np.float64)
    frames = np.arange(len(curve))
    best = (-1.0, period, phase or 0.0)
    spread = 0.004 if near else 0.015
    for tried in period * np.linspace(1 - spread, 1 + spread, 121):
        steps = np.arange(int(len(curve) / FPS / tried)) * tried
        phases = np.arange(0, tried, 0.01)
        if phase is not None:
            phases = (phase + np.linspace(-_TAP_LATENCY_LIMIT_S, _TAP_LATENCY_LIMIT_S, 25)) % tried
        at = (phases[:, None] + steps[None, :] + LATENCY_S) * FPS
        heights = np.interp(at, frames, curve).mean(axis=1)
        top = int(heights.argmax())
        if heights[top] > best[0]:
            best = (float(heights[top]), float(tried), float(phases[top]))
    return best[1], best[2]


def _grid(song: SongMap, period: float, refined: tuple[float, float]) -> Times:
    period, phase = refined
    first = phase % period
    return np.arange(first, song.duration_s - 1e-6, period)


def _with_beats(song: SongMap, beats: Times) -> SongMap:
    beats = beats[(beats >= 0) & (beats < song.duration_s)]
    bpm = 60 / float(np.median(np.diff(beats))) if len(beats) > 1 else 0.0
    return song.model_copy(
        update={
            "beats": tuple(float(beat) for beat in beats), "tempo_bpm": round(bpm, 3), "tempo_confidence": 1.0,
            "octave_confidence": 1.0, "energy": _energy(song, beats),
        }
    )  # fmt: skip


def _energy(song: SongMap, beats: Times) -> tuple[float, ...]:
    """Return the energy of the new beats, read off the curve of the old ones (or of the seconds)."""
    if not song.energy or not len(beats):
        return song.energy
    heard = np.array(song.beats) if len(song.beats) == len(song.energy) else np.arange(len(song.energy), dtype=float)
    return tuple(float(value) for value in np.clip(np.interp(beats, heard, np.array(song.energy)), 0, 1))


def _with_bars(song: SongMap, overrules: Overrules, notes: list[Note]) -> SongMap:
    """Number the beats anew: from bar one if it is given, else from the downbeat that was heard best."""
    beats = np.array(song.beats)
    if len(beats) < 2:
        if overrules.bar_one_s is not None:
            notes.append(Note(key="bar_one_without_beats", values={"what": "bars"}))
        return song
    bar_one = overrules.bar_one_s
    if bar_one is not None and not 0 <= bar_one <= song.duration_s:
        notes.append(Note(key="bar_one_outside", values={"what": "bars"}))
        bar_one = None
    if bar_one is None:
        first = _usual_place(beats, np.array(song.bars), song.meter)
        confidence = song.bar_confidence
    else:
        nearest = int(np.abs(beats - bar_one).argmin())
        away = bar_one - float(beats[nearest])
        if abs(away) > _NEAR_BEAT_S:  # bar one between the beats: the beats are wrong, not the artist
            beats = beats + away
            beats = beats[(beats >= 0) & (beats < song.duration_s)]
            nearest = int(np.abs(beats - bar_one).argmin())
            song = song.model_copy(
                update={"beats": tuple(float(beat) for beat in beats), "energy": _energy(song, beats)}
            )
        first, confidence = nearest % song.meter, 1.0
    bars = tuple(float(beat) for beat in beats[first :: song.meter])
    return song.model_copy(update={"bars": bars, "bar_confidence": confidence})


def _usual_place(beats: Times, bars: Times, meter: int) -> int:
    """Return the place of the downbeats heard among beats numbered from 0, modulo the meter; 0 where none match."""
    if not len(bars):
        return 0
    nearest = np.abs(beats[None, :] - bars[:, None]).argmin(axis=1)
    return int(np.bincount(nearest % meter, minlength=meter).argmax())


def _with_sections(song: SongMap, cues: tuple[SectionCue, ...], notes: list[Note]) -> SongMap:
    """Lay the artist's sections over those heard: what is left of a heard one stays, crumbs join the artist's."""
    inside = sorted((cue for cue in cues if cue.start_s < song.duration_s - 0.5), key=lambda cue: cue.start_s)
    if len(inside) < len(cues):
        notes.append(Note(key="sections_outside", values={"sections": len(cues) - len(inside)}))
    inside = [cue for cue, after in itertools.zip_longest(inside, inside[1:]) if _lasts(cue, after)]
    if not inside:
        return song
    heard = [(section.start_s, section.end_s) for section in song.sections]
    spans = []
    for number, cue in enumerate(inside):
        limit = inside[number + 1].start_s if number + 1 < len(inside) else song.duration_s
        usual = next((end for _, end in heard if end > cue.start_s + 2.0), song.duration_s)
        spans.append((cue.start_s, min(cue.end_s if cue.end_s is not None else usual, limit), cue.label))
    edges: list[tuple[float, Section | None, int]] = []
    for number, (start, _, _) in enumerate(spans):
        edges.append((start, None, number))
    for section in song.sections:
        for start, end in _left_of(section.start_s, section.end_s, [(a, b) for a, b, _ in spans]):
            if end - start > 1.0:
                edges.append((start, section, -1))
    edges.sort(key=lambda edge: edge[0])
    return song.model_copy(update={"sections": _laid(song, edges, spans), "section_confidence": 1.0})


def _lasts(cue: SectionCue, after: SectionCue | None) -> bool:
    """Tell whether a section has a second before the next one begins; of two at one time the later word counts."""
    return after is None or after.start_s - cue.start_s >= 1.0


def _left_of(start: float, end: float, taken: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the parts of [start, end) outside the taken stretches (sorted by start)."""
    parts = []
    at = start
    for first, last in taken:
        if last <= at or first >= end:
            continue
        if first > at:
            parts.append((at, first))
        at = max(at, last)
    if at < end:
        parts.append((at, end))
    return parts


def _laid(
    song: SongMap, edges: list[tuple[float, Section | None, int]], spans: list[tuple[float, float, SectionLabel]]
) -> tuple[Section, ...]:
    groups: dict[str, str] = {}
    used = {section.group for section in song.sections}
    free = (letter for letter in itertools.chain("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (f"Z{n}" for n in itertools.count(1))))
    sections = []
    for number, (start, heard, cue) in enumerate(edges):
        first = 0.0 if number == 0 else start
        end = edges[number + 1][0] if number + 1 < len(edges) else song.duration_s
        if heard is not None:
            sections.append(heard.model_copy(update={"start_s": first, "end_s": end}))
            continue
        label = spans[cue][2]
        if label not in groups:
            known = next((one.group for one in song.sections if one.label == label), None)
            groups[label] = known or next(letter for letter in free if letter not in used)
            used.add(groups[label])
        sections.append(
            Section.model_validate(
                {"label": label, "start_s": first, "end_s": end, "group": groups[label], "confidence": 1.0,
                 "energy": _mean_of(song, first, end, "energy"), "voice": _mean_of(song, first, end, "voice")}
            )
        )  # fmt: skip
    return tuple(sections)


def _mean_of(song: SongMap, start: float, end: float, what: str) -> float:
    """Return the mean of a property of the heard sections over a stretch, weighted by overlap."""
    weights, values = [], []
    for section in song.sections:
        overlap = min(end, section.end_s) - max(start, section.start_s)
        if overlap > 0:
            weights.append(overlap)
            values.append(float(getattr(section, what)))
    return float(np.clip(np.average(values, weights=weights), 0, 1)) if weights else 0.5
