"""What a real editor opens: every frame where our cut has it."""

from fractions import Fraction
from pathlib import Path

import opentimelineio as otio
import pytest
from numbered import make_take

from director.model import Clip, Cut, Section, SongMap, Title, Transition
from tools.interchange import write_otio

NTSC = Fraction(24_000, 1001)
SONG = SongMap(
    digest="0" * 32,
    title="Метель",
    artist="Хор",
    sample_rate=48_000,
    samples=48_000 * 8,
    tempo_bpm=120,
    beats=tuple(i / 2 for i in range(16)),
    bars=tuple(float(2 * i) for i in range(4)),
    sections=(
        Section(label="verse", start_s=0, end_s=4, group="A", energy=0.5),
        Section(label="chorus", start_s=4, end_s=8, group="B", energy=1),
    ),
)
CUT = Cut(
    frames=144,
    clips=(
        Clip(id="c000", shot="s001", start=0, end=48, take_in=-4),
        Clip(id="c001", shot="s002", start=48, end=96),
        Clip(id="c002", shot="s003", start=96, end=144),
    ),
    transitions=(
        Transition(clip="c000", kind="fade from black", frames=12),
        Transition(clip="c001", kind="crossfade", frames=10),
        Transition(clip="c002", kind="fade to black", frames=24),
    ),
    titles=(Title(text="Метель", under="Хор", start=24, end=72),),
)


@pytest.fixture(scope="module", params=[Fraction(24), NTSC, Fraction(25)])
def opened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Fraction, otio.schema.Timeline]:
    project, fps = tmp_path_factory.mktemp("project"), request.param
    takes = {take.shot: take for take in (make_take(project, n, fps=fps) for n in (1, 2))}
    write_otio(CUT, takes, SONG, fps, project / "cut.otio", sound=project / "моя песня.mp3")
    return project, fps, otio.adapters.read_from_file(str(project / "cut.otio"))


def test_clips_lie_where_the_cut_has_them(opened: tuple[Path, Fraction, otio.schema.Timeline]) -> None:
    _, fps, timeline = opened
    track = timeline.tracks[0]
    clips = list(track.find_clips())
    assert [clip.name for clip in clips] == ["c000 s001", "c001 s002", "c002 s003"]
    for clip, ours in zip(clips, CUT.clips, strict=True):
        placed = track.trimmed_range_of_child(clip)
        assert (placed.start_time.value, placed.duration.value) == (ours.start, ours.frames)
        assert placed.duration.rate == pytest.approx(float(fps), abs=1e-9)
    assert track.duration().value == CUT.frames
    assert timeline.duration().to_seconds() == pytest.approx(float(144 / fps))


def test_media_are_whole_takes_that_exist(opened: tuple[Path, Fraction, otio.schema.Timeline]) -> None:
    project, _, timeline = opened
    first, second, missing = timeline.tracks[0].find_clips()
    assert first.source_range.start_time.value == 12 - 4
    assert second.source_range.start_time.value == 12
    for clip in (first, second):
        assert (project / clip.media_reference.target_url).is_file()
        available = clip.media_reference.available_range
        assert (available.start_time.value, available.duration.value) == (0, 72)
    assert isinstance(missing.media_reference, otio.schema.MissingReference)


def test_transitions_have_their_handles(opened: tuple[Path, Fraction, otio.schema.Timeline]) -> None:
    track = opened[2].tracks[0]
    found = [(i, c) for i, c in enumerate(track) if isinstance(c, otio.schema.Transition)]
    assert [(i, c.name, c.in_offset.value, c.out_offset.value) for i, c in found] == [
        (0, "fade from black", 0, 12),
        (2, "crossfade", 5, 5),
        (5, "fade to black", 24, 0),
    ]
    assert found[1][1].transition_type == otio.schema.TransitionTypes.SMPTE_Dissolve
    neighbours = otio.schema.Track.neighbors_of(track, found[1][1])
    assert [n.name for n in neighbours] == ["c000 s001", "c001 s002"]


def test_sections_beats_titles_and_song(opened: tuple[Path, Fraction, otio.schema.Timeline]) -> None:
    project, fps, timeline = opened
    picture, titles, sound = timeline.tracks
    assert [(m.name, m.marked_range.start_time.value) for m in picture.markers] == [
        ("verse A", 0),
        ("chorus B", round(4 * fps)),
    ]
    assert [m.name for m in sound.markers].count("bar") == 4
    assert [m.name for m in sound.markers].count("beat") == 12
    assert sound.markers[3].marked_range.start_time.value == round(1.5 * fps)
    assert [(c.name, titles.range_of_child(c).start_time.value) for c in titles.find_clips()] == [("Метель", 24)]
    song = next(iter(sound.find_clips()))
    assert song.media_reference.target_url == (project / "моя песня.mp3").resolve().as_uri()
    assert song.source_range.duration.value == 144
    assert timeline.metadata["director"]["fps"] == str(fps)
    assert timeline.name == "Метель"
