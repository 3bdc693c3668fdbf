"""Listening: what the song is, on its own clock."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from director.model import LyricLine, Note, Section, SongMap, Span

if TYPE_CHECKING:
    from tools.listening.bars import Bars
    from tools.listening.beats import Beats, Times
    from tools.listening.sections import Units
    from tools.listening.spectrum import Spectrum
    from tools.media import Sound

__all__ = ["listen"]

_NO_PULSE = 0.12
"""Tempo confidence below which beats would be made up."""
_UNSURE_BARS = 0.12
_UNSURE_OCTAVE, _UNSURE_METRE = 0.5, 0.4
"""Confidence below which the artist is told what else the song may be counted in."""


def listen(
    sound: "Sound",
    lines: tuple[LyricLine, ...] = (),
    title: str = "",
    artist: str = "",
    spectrum: "Spectrum | None" = None,
) -> SongMap:
    """Return the map of a song: tempo, beats, bars, sections, energy, voice, accents, silences, key and mood.

    Lines with times give the sections (paragraphs; repeated words are the chorus) and say when someone sings; lines
    without (`estimated`) are left out. Everything guessed is in `notes`.
    Without a pulse there are no beats and sections are called 'phrase'. Equal samples give equal maps.
    A `spectrum` of the sound that is at hand already is not measured again.
    """
    import numpy as np

    from tools.listening.beats import beats_of
    from tools.listening.key import key_of
    from tools.listening.loudness import accents_of, energy_of, silences_of
    from tools.listening.metre import bars_of
    from tools.listening.mood import mood_of
    from tools.listening.sections import units_of
    from tools.listening.spectrum import spectrum_in
    from tools.listening.swing import swing_of
    from tools.listening.tempo import tempo_of
    from tools.listening.voice import voice_spans

    notes: list[Note] = list(sound.notes)
    spectrum = spectrum or spectrum_in(sound)
    beats = beats_of(spectrum, tempo_of(spectrum))
    bars = bars_of(spectrum, beats)
    pulse = beats.confidence >= _NO_PULSE and len(bars.beats) >= 4
    inside = bars.beats[(bars.beats >= 0) & (bars.beats < spectrum.seconds)] if pulse else np.zeros(0)
    downbeats = bars.bars[np.isin(bars.bars, inside)] if pulse else np.zeros(0)
    notes += _clock_notes(beats, bars, pulse=pulse)

    timed = _inside([line for line in lines if not line.estimated], spectrum.seconds, notes)
    voice = _merged(timed) if timed else voice_spans(spectrum.voice, spectrum.waver)
    units = units_of(spectrum, downbeats)
    sections = _sections(spectrum, units, voice, timed, downbeats, bars.confidence if pulse else 0.0, pulse=pulse)
    silences = silences_of(spectrum)
    key = key_of(spectrum)
    mood = mood_of(spectrum, key, bars.bpm if pulse else 0.0)
    swing, swing_sure = swing_of(spectrum, inside) if bars.division == 2 else (0.5, 0.0)
    song = SongMap(
        digest=sound.digest, title=title or sound.title, artist=artist or sound.artist, sample_rate=sound.rate,
        samples=sound.count, tempo_bpm=round(bars.bpm, 3) if pulse else 0.0, tempo_confidence=beats.confidence,
        octave_confidence=bars.octave_confidence if pulse else 0.0, meter=bars.meter,
        meter_confidence=bars.meter_confidence if pulse else 0.0, division=bars.division,
        swing=swing, swing_confidence=swing_sure, beats=tuple(inside.tolist()), bars=tuple(downbeats.tolist()),
        bar_confidence=bars.confidence if pulse else 0.0, sections=sections,
        section_confidence=_form_confidence(sections), energy=energy_of(spectrum, inside),
        voice=voice, silences=silences, accents=accents_of(spectrum, inside, sections, silences), key=key.name,
        key_confidence=key.confidence, valence=mood.valence, tension=mood.tension, mood_confidence=mood.confidence,
        lines=timed,
    )  # fmt: skip
    return song.model_copy(update={"notes": tuple(notes)})


def _form_confidence(sections: Sequence[Section]) -> float:
    """Return the mean confidence of sections, weighted by how long they last."""
    total = sum(section.end_s - section.start_s for section in sections)
    return min(1.0, sum(section.confidence * (section.end_s - section.start_s) for section in sections) / total)


def _clock_notes(beats: "Beats", bars: "Bars", *, pulse: bool) -> list[Note]:
    if not pulse:
        return [Note(key="no_pulse")]
    notes = []
    if beats.confidence < 0.4:
        notes.append(Note(key="pulse_weak", values={"bpm": round(bars.bpm)}))
    if not beats.steady:
        notes.append(Note(key="tempo_wanders", values={"bpm": round(bars.bpm)}))
    if bars.confidence < _UNSURE_BARS:
        notes.append(Note(key="bars_unsure"))
    if bars.octave_confidence < _UNSURE_OCTAVE and bars.other_bpm:
        notes.append(Note(key="octave_unsure", values={"bpm": round(bars.bpm), "other": round(bars.other_bpm)}))
    if bars.meter_confidence < _UNSURE_METRE and bars.other_metre:
        metre, other = (_METRES[each] for each in ((bars.meter, bars.division), bars.other_metre))
        notes.append(Note(key="metre_unsure", values={"metre": metre, "other": other}))
    return notes


_METRES = {(3, 2): "3/4", (2, 3): "6/8"}


def _inside(lines: Sequence[LyricLine], seconds: float, notes: list[Note]) -> tuple[LyricLine, ...]:
    """Return the lines that lie in the song; those that lie outside are noted."""
    kept = [line for line in lines if line.start_s < seconds]
    if len(kept) < len(lines):
        notes.append(Note(key="lyrics_outside", values={"lines": len(lines) - len(kept)}))
    return tuple(
        line.model_copy(update={"end_s": min(line.end_s, seconds)})
        for line in sorted(kept, key=lambda one: one.start_s)
    )


def _merged(lines: Sequence[LyricLine]) -> tuple[Span, ...]:
    """Return when someone sings: lines closer than a breath (0.8 s) are one span."""
    spans: list[Span] = []
    for line in lines:
        if spans and line.start_s - spans[-1].end_s < 0.8:
            spans[-1] = Span(start_s=spans[-1].start_s, end_s=max(spans[-1].end_s, line.end_s))
        else:
            spans.append(Span(start_s=line.start_s, end_s=line.end_s))
    return tuple(spans)


def _sections(
    spectrum: "Spectrum", units: "Units", voice: tuple[Span, ...], timed: tuple[LyricLine, ...], downbeats: "Times",
    sure: float, *, pulse: bool,
) -> tuple[Section, ...]:  # fmt: skip
    from tools.listening.form import named, phrases
    from tools.listening.paragraphs import sections_from_lines
    from tools.listening.sections import stretches_of
    from tools.listening.voice import voiced_share

    stretches = stretches_of(units)
    heard = named(units, stretches, voiced_share(voice, units.edges), sure) if pulse else phrases(units, stretches)
    return sections_from_lines(spectrum, timed, downbeats, heard) if timed else heard
