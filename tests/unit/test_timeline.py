"""The song's clock: coverage is proven, cuts are legal, and the cut stands to the pulse as an editor's would."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from director.model import Clip, Cut, LyricLine, Section, SongMap, Span, Title, Transition
from tools.timeline import (
    Pacing,
    beat_lengths,
    check_cover,
    cut_figures,
    cut_points,
    film_frames,
    mend_cover,
    passages,
    spread,
)

RATES = [Fraction(24), Fraction(25), Fraction(30), Fraction(24000, 1001), Fraction(60)]


def a_song(
    seconds: float = 120.0, bpm: float = 120.0, sections: int = 5, first_beat: float = 0.3, rate: int = 44100
) -> SongMap:
    beats = tuple(np.arange(first_beat, seconds - 0.1, 60 / bpm).round(4).tolist()) if bpm else ()
    bars = beats[::4]
    borders = [0.0]
    for k in range(1, sections):
        near = k * seconds / sections
        borders.append(min(bars, key=lambda t: abs(t - near)) if bars else near)
    borders = sorted({*borders, seconds})
    return SongMap(
        digest="0" * 32, sample_rate=rate, samples=round(seconds * rate), tempo_bpm=bpm, beats=beats, bars=bars,
        bar_confidence=0.8, silences=(Span(start_s=seconds * 0.6, end_s=seconds * 0.6 + 0.4),),
        lines=tuple(LyricLine(text="la", start_s=t, end_s=t + 1) for t in np.arange(1.37, seconds - 2, 4.1).tolist()),
        sections=tuple(
            Section(label="verse", start_s=a, end_s=b, group="A", energy=0.5) for a, b in itertools.pairwise(borders)
        ),
    )  # fmt: skip


def a_cut(song: SongMap, fps: Fraction, per_minute: list[float], seed: int = 1, lead: int = 1) -> Cut:
    frames = film_frames(song, fps)
    parts = passages(song, fps, frames, lead)
    pacings = [
        Pacing(p.start, p.end, per_minute[p.section % len(per_minute)], first=round(2 * fps), least=round(0.4 * fps))
        for p in parts
    ]
    starts = spread(pacings, cut_points(song, fps, frames, lead), float(60 * fps), seed)
    clips = tuple(
        Clip(id=f"c{n:03d}", shot="s001", start=a, end=b)
        for n, (a, b) in enumerate(itertools.pairwise([*starts, frames]), 1)
    )
    return Cut(frames=frames, clips=clips, lead_frames=lead)


@pytest.mark.parametrize("fps", RATES)
@pytest.mark.parametrize("rate", [8000, 44100, 96000])
def test_film_is_the_song_rounded_up_to_a_frame(fps: Fraction, rate: int) -> None:
    song = a_song(seconds=30, rate=rate)
    frames = film_frames(song, fps)
    assert frames * Fraction(1) / fps >= Fraction(song.samples, rate) > (frames - 1) / fps


@settings(max_examples=60, deadline=None)
@given(
    seconds=st.floats(3, 400),
    bpm=st.one_of(st.just(0.0), st.floats(50, 220)),
    sections=st.integers(1, 12),
    fps=st.sampled_from(RATES),
    per_minute=st.lists(st.floats(0, 90), min_size=1, max_size=6),
    seed=st.integers(0, 2**31),
    lead=st.integers(0, 2),
)
def test_any_song_is_covered_by_legal_cuts(
    seconds: float, bpm: float, sections: int, fps: Fraction, per_minute: list[float], seed: int, lead: int
) -> None:
    song = a_song(seconds, bpm, sections)
    cut = a_cut(song, fps, per_minute, seed, lead)
    assert check_cover(cut) == []
    parts = passages(song, fps, cut.frames, lead)
    legal = {p.frame for p in cut_points(song, fps, cut.frames, lead)} | {p.start for p in parts}
    assert all(clip.start in legal for clip in cut.clips)
    assert {p.start for p in parts} <= {clip.start for clip in cut.clips}
    assert cut == a_cut(song, fps, per_minute, seed, lead)


@settings(max_examples=40, deadline=None)
@given(
    bpm=st.floats(60, 200),
    fps=st.sampled_from(RATES),
    density=st.floats(10, 45),
    seed=st.integers(0, 2**31),
    seconds=st.floats(90, 300),
)
def test_a_cut_follows_the_pulse_but_is_no_metronome(
    bpm: float, fps: Fraction, density: float, seed: int, seconds: float
) -> None:
    song = a_song(seconds, bpm, sections=6)
    cut = a_cut(song, fps, [density, 0.6 * density, 1.3 * density], seed)
    figures = cut_figures(cut, song, fps)
    assert 0.60 <= figures.on_beat <= 0.95
    assert figures.lift_on_beat >= 2
    assert figures.equal_run_share <= 0.4
    assert figures.on_section == 1.0
    assert figures.on_bar / figures.on_beat > 0.27  # more than the quarter that blind cutting on beats gives
    for part in passages(song, fps, cut.frames):
        starts = [c.start for c in cut.clips if part.start <= c.start < part.end]
        lengths = beat_lengths([*starts, part.end], song, fps)
        assert len(lengths) < 3 or len(set(lengths)) > 1


def test_number_of_cuts_follows_the_plan_and_a_held_section_has_none() -> None:
    song = a_song(150, sections=3)
    cut = a_cut(song, Fraction(24), [12, 0, 40])
    counts = [sum(p.start <= c.start < p.end for c in cut.clips) for p in passages(song, Fraction(24), cut.frames)]
    assert counts[0] == pytest.approx(10, abs=1)
    assert counts[1] == 1
    assert counts[2] == pytest.approx(33, abs=1)


def test_first_clip_of_a_section_is_long_enough_to_be_read() -> None:
    song = a_song(200, sections=8)
    cut = a_cut(song, Fraction(24), [30, 45])
    for part in passages(song, Fraction(24), cut.frames):
        first = next(c for c in cut.clips if c.start == part.start)
        assert first.frames >= 48
    assert min(c.frames for c in cut.clips) >= 9


def test_without_a_pulse_cuts_fall_on_lines_and_seconds() -> None:
    song = a_song(90, bpm=0)
    cut = a_cut(song, Fraction(24), [20])
    figures = cut_figures(cut, song, Fraction(24))
    assert figures.count > 20
    assert figures.on_beat == figures.lift_on_beat == 0.0
    assert figures.equal_run_share <= 0.4


def test_lead_puts_the_picture_before_the_sound() -> None:
    song = a_song(20)
    for lead in (0, 1, 2):
        beat = next(p for p in cut_points(song, Fraction(24), 480, lead) if "bar" in p.kinds)
        assert abs(beat.frame + lead - song.bars[0] * 24) <= 1


def test_a_cut_is_proven_or_its_faults_are_named() -> None:
    whole = a_cut(a_song(30), Fraction(24), [20])
    first, second, *rest = whole.clips
    gap = whole.model_copy(update={"clips": (first, *rest)})
    overlap = whole.model_copy(update={"clips": (first.model_copy(update={"end": second.start + 3}), second, *rest)})
    late = whole.model_copy(update={"clips": (second, *rest)})
    short = whole.model_copy(update={"clips": (first, second, *rest[:-1])})
    for broken, word in ((gap, "gap"), (overlap, "overlap"), (late, "begins"), (short, "ends")):
        assert word in " ".join(check_cover(broken))
        mended = mend_cover(broken.clips, broken.frames)
        assert check_cover(broken.model_copy(update={"clips": mended})) == []
    assert check_cover(whole) == []


def test_transitions_and_titles_must_fit() -> None:
    whole = a_cut(a_song(30), Fraction(24), [20])
    wrong = whole.model_copy(update={
        "transitions": (
            Transition(clip="c001", kind="crossfade", frames=4),
            Transition(clip="c002", kind="crossfade", frames=4000),
            Transition(clip="c999", kind="crossfade", frames=4),
        ),
        "titles": (Title(text="x", start=5, end=whole.frames + 1),),
    })  # fmt: skip
    found = " ".join(check_cover(wrong))
    for word in ("first clip", "does not fit", "unknown", "outside"):
        assert word in found


def test_mending_keeps_the_later_clip_and_refuses_nothing_left() -> None:
    clips = [Clip(id=f"c00{n}", shot="s001", start=a, end=b) for n, (a, b) in enumerate([(5, 9), (20, 40), (20, 30)])]
    mended = mend_cover(clips, 35)
    assert [(c.id, c.start, c.end) for c in mended] == [("c000", 0, 20), ("c001", 20, 35)]
    with pytest.raises(ValueError, match="no clip"):
        mend_cover([Clip(id="c001", shot="s001", start=50, end=60)], 40)


def test_figures_count_a_hand_made_cut() -> None:
    song = a_song(10, bpm=120, sections=1, first_beat=0.5)
    frames = [0, 11, 23, 30, 47]  # with a lead of 1: beats 0.5 s, 1 s, beside the pulse, 2 s
    clips = tuple(
        Clip(id=f"c{n:03d}", shot="s001", start=a, end=b) for n, (a, b) in enumerate(itertools.pairwise([*frames, 240]))
    )
    figures = cut_figures(Cut(frames=240, clips=clips), song, Fraction(24))
    assert figures.count == 4
    assert figures.on_beat == 0.75
    # Beats lie on whole frames (12, 24, ...): three frames of twelve count.
    assert figures.lift_on_beat == pytest.approx(0.75 / 0.25, rel=0.1)
    soft = Cut(frames=240, clips=clips, transitions=(Transition(clip="c002", kind="crossfade", frames=4),))
    assert cut_figures(soft, song, Fraction(24)).count == 3


def test_an_hour_is_spread_quickly() -> None:
    song = a_song(3600, bpm=126, sections=40)
    cut = a_cut(song, Fraction(24), [7])
    assert 300 < len(cut.clips) < 520
