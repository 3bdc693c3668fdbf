"""A segment holds exactly the asked frames, encoded as little as possible."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numbered import make_take, picture, read

from director.model import Clip, Take
from tools.editing import segment
from tools.media import FilmWriter, probe, read_frames
from tools.media.frames import open_video

NTSC = Fraction(24_000, 1001)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("project")


@pytest.fixture(scope="module")
def take(project: Path) -> Take:
    return make_take(project, 1, body=100, keyframes=(30,), fps=NTSC)


def clip(start: int, frames: int) -> Clip:
    return Clip(id="c001", shot="s001", start=500, end=500 + frames, take_in=start)


def payloads(path: Path, first: int, frames: int) -> list[bytes]:
    """Return the encoded bytes of frames, without the encoder's own line of text in the first packet."""
    with open_video(path) as container:
        return [bytes(p) for p in container.demux(video=0) if p.size][first : first + frames]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.integers(-12, 105), frames=st.integers(1, 60))
def test_any_range_is_exact(project: Path, take: Take, start: int, frames: int) -> None:
    frames = min(frames, 112 - start)
    path = segment(take, clip(start, frames), project, project / "segments")
    assert [read(f) for f in read_frames(path)] == [(12 + start + i, 1) for i in range(frames)]
    facts = probe(path)
    assert (facts.frames, facts.fps) == (frames, NTSC)


@pytest.mark.parametrize(("start", "frames"), [(0, 100), (30, 20), (-12, 124), (0, 41)])
def test_from_a_keyframe_on_packets_are_copied(project: Path, take: Take, start: int, frames: int) -> None:
    path = segment(take, clip(start, frames), project, project / "segments")
    assert payloads(path, 0, frames) == payloads(project / take.file, 12 + start, frames)


def test_before_a_keyframe_only_what_lies_before_it_is_encoded(project: Path, take: Take) -> None:
    path = segment(take, clip(20, 60), project, project / "segments")
    source = payloads(project / take.file, 32, 60)
    made = payloads(path, 0, 60)
    assert made[10:] == source[10:]
    assert all(one != other for one, other in zip(made[:10], source[:10], strict=True))


def test_a_segment_is_made_once(project: Path, take: Take) -> None:
    folder = project / "once"
    path = segment(take, clip(5, 20), project, folder)
    stamp = path.stat().st_mtime_ns
    moved = clip(5, 20).model_copy(update={"start": 0, "end": 20, "id": "c009"})
    assert segment(take, moved, project, folder) == path
    assert path.stat().st_mtime_ns == stamp
    assert segment(take, clip(6, 20), project, folder) != path
    other = take.model_copy(update={"media": "0" * 32})
    assert segment(other, clip(5, 20), project, folder) != path


def test_a_range_outside_the_take_is_an_error(project: Path, take: Take) -> None:
    with pytest.raises(IndexError):
        segment(take, clip(90, 40), project, project / "segments")


@pytest.mark.parametrize("fps", [Fraction(24), Fraction(12), Fraction(48)])
def test_foreign_takes_are_conformed_once(project: Path, tmp_path: Path, fps: Fraction) -> None:
    """Another size or rate than the order's: same time, film's own form."""
    source = tmp_path / "takes" / "own.mp4"
    with FilmWriter(source, 640, 360, fps) as writer:
        for i in range(int(4 * fps)):
            writer.write(picture(i, 7, 640, 360))
    take = make_take(tmp_path, 7, body=96, handles=0).model_copy(update={"file": "takes/own.mp4", "own": True})
    path = segment(take, clip(24, 48), tmp_path, tmp_path / "segments")
    facts = probe(path)
    assert (facts.frames, facts.fps, facts.width) == (48, Fraction(24), 320)
    numbers = [read(f.repeat(2, 0).repeat(2, 1))[0] for f in read_frames(path)]
    assert numbers == [int((24 + i + 0.5) / 24 * fps) for i in range(48)]
    stamps = {p: p.stat().st_mtime_ns for p in (tmp_path / "segments").iterdir()}
    segment(take, clip(10, 12), tmp_path, tmp_path / "segments")
    assert all(p.stat().st_mtime_ns == stamp for p, stamp in stamps.items())
