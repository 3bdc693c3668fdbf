"""Writing and reading pictures by frame number."""

import errno
import os
import resource
import signal
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numbered import HEIGHT, WIDTH, picture, read

from director.errors import ArtistError
from tools.editing.shape import Shape
from tools.media import PART, FilmWriter, conform, probe, read_frames
from tools.media.frames import frame_index, open_video

NTSC = Fraction(24_000, 1001)


def write(path: Path, frames: int, fps: Fraction = Fraction(24), **options: object) -> Path:
    with FilmWriter(path, WIDTH, HEIGHT, fps, **options) as writer:
        for i in range(frames):
            writer.write(picture(i, 1))
    return path


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("film") / "a.mp4", 130, keyframes=(13, 70))


@pytest.mark.parametrize("fps", [Fraction(24), Fraction(25), NTSC, Fraction(30_000, 1001), Fraction(60)])
@pytest.mark.parametrize("frames", [1, 2, 50])
def test_length_and_rate_are_exact(tmp_path: Path, fps: Fraction, frames: int) -> None:
    facts = probe(write(tmp_path / "a.mp4", frames, fps))
    assert (facts.frames, facts.fps, facts.width, facts.height) == (frames, fps, WIDTH, HEIGHT)
    assert (facts.codec, facts.has_sound) == ("h264", False)
    with open_video(tmp_path / "a.mp4") as container:
        stream = container.streams.video[0]
        steps = [p.pts * stream.time_base * fps for p in container.demux(stream) if p.size]
        assert steps == list(range(frames))
        assert stream.duration * stream.time_base * fps == frames


def test_closed_gops_start_where_asked_and_every_two_seconds(film: Path) -> None:
    with open_video(film) as container:
        index = frame_index(container)
        assert index is not None
        assert index.keyframes == (0, 13, 61, 70, 118)
        packets = [p for p in container.demux(video=0) if p.size] if container.seek(0) is None else []
        assert all(p.pts == p.dts for p in packets)


def test_headers_do_not_depend_on_length_content_keyframes_or_threads(film: Path, tmp_path: Path) -> None:
    headers = Shape(WIDTH, HEIGHT, Fraction(24)).headers
    others = [film, write(tmp_path / "1.mp4", 1), write(tmp_path / "2.mp4", 60, keyframes=range(60), threads=2)]
    for path in others:
        with open_video(path) as container:
            assert bytes(container.streams.video[0].codec_context.extradata) == headers


def test_colours_are_tagged_and_come_back(tmp_path: Path) -> None:
    colours = [(250, 20, 20), (20, 220, 30), (30, 40, 240), (250, 250, 250), (5, 5, 5), (128, 100, 60)]
    with FilmWriter(tmp_path / "a.mp4", 64, 64, Fraction(24), keyframes=range(6)) as writer:
        for colour in colours:
            writer.write(np.full((64, 64, 3), colour, np.uint8))
    for colour, frame in zip(colours, read_frames(tmp_path / "a.mp4"), strict=True):
        assert np.abs(frame.mean((0, 1)) - colour).max() < 4
    with av.open(str(tmp_path / "a.mp4")) as container:
        context = container.streams.video[0].codec_context
        assert (context.colorspace, context.color_primaries, context.color_trc, context.color_range) == (1, 1, 1, 1)


def test_planes_are_the_same_picture_as_rgb(tmp_path: Path) -> None:
    rgb = av.VideoFrame.from_ndarray(picture(5, 3), format="rgb24")
    planes = rgb.reformat(format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG").to_ndarray()
    with FilmWriter(tmp_path / "a.mp4", WIDTH, HEIGHT, Fraction(24)) as writer:
        writer.write_yuv(planes)
    with FilmWriter(tmp_path / "b.mp4", WIDTH, HEIGHT, Fraction(24)) as writer:
        writer.write(picture(5, 3))
    np.testing.assert_array_equal(read_frames(tmp_path / "a.mp4"), read_frames(tmp_path / "b.mp4"))


def test_equal_frames_give_equal_files(tmp_path: Path) -> None:
    assert write(tmp_path / "a.mp4", 30).read_bytes() == write(tmp_path / "b.mp4", 30).read_bytes()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbers=st.lists(st.integers(0, 129), min_size=1, max_size=6))
def test_frames_are_found_by_number_in_any_order(film: Path, numbers: list[int]) -> None:
    assert [read(frame)[0] for frame in read_frames(film, numbers)] == numbers


def test_frames_are_scaled_to_a_height(film: Path) -> None:
    assert read_frames(film, [0, 1], height=90).shape == (2, 90, 160, 3)
    assert read_frames(film).shape == (130, HEIGHT, WIDTH, 3)


def test_frames_that_do_not_exist_are_an_error(film: Path) -> None:
    for number in (-1, 130):
        with pytest.raises(IndexError):
            read_frames(film, [number])


def test_frames_of_b_frame_footage_without_times_are_counted(tmp_path: Path) -> None:
    with av.open(str(tmp_path / "a.avi"), "w") as file:
        stream = file.add_stream("mpeg4", rate=25)
        stream.width, stream.height, stream.max_b_frames = WIDTH, HEIGHT, 2
        stream.bit_rate = 4_000_000
        for i in range(40):
            file.mux(stream.encode(av.VideoFrame.from_ndarray(picture(i, 1))))
        file.mux(stream.encode(None))
    assert [read(f)[0] for f in read_frames(tmp_path / "a.avi", [3, 17, 30])] == [3, 17, 30]


def test_a_turned_phone_video_is_shown_upright(tmp_path: Path) -> None:
    with av.open(str(tmp_path / "a.mp4"), "w") as file:
        stream = file.add_stream("libx264", rate=24)
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
        stream.set_display_rotation(90)
        frame = np.zeros((64, 96, 3), np.uint8)
        frame[:, :48] = 255
        for _ in range(4):
            file.mux(stream.encode(av.VideoFrame.from_ndarray(frame)))
        file.mux(stream.encode(None))
    facts = probe(tmp_path / "a.mp4")
    assert (facts.width, facts.height) == (64, 96)
    upright = read_frames(tmp_path / "a.mp4", [0])[0]
    assert upright.shape == (96, 64, 3)
    halves = upright[:40].mean(), upright[56:].mean()
    # 90 degrees counterclockwise: what was at the left comes to lie below.
    assert halves[0] < 20
    assert halves[1] > 235
    assert conform(tmp_path / "a.mp4", tmp_path / "b.mp4", 64, 96, Fraction(24)) == 4
    np.testing.assert_allclose(read_frames(tmp_path / "b.mp4", [0])[0].mean(), upright.mean(), atol=3)


@pytest.mark.parametrize("fps", [Fraction(12), Fraction(24), NTSC, Fraction(60)])
def test_conforming_keeps_time(film: Path, tmp_path: Path, fps: Fraction) -> None:
    written = conform(film, tmp_path / "a.mp4", 200, 200, fps)
    facts = probe(tmp_path / "a.mp4")
    assert (facts.frames, facts.fps, facts.width, facts.height) == (written, fps, 200, 200)
    assert abs(written / fps - Fraction(130, 24)) <= 1 / fps


def test_conforming_fills_the_frame_and_takes_a_part(tmp_path: Path) -> None:
    frame = np.zeros((60, 200, 3), np.uint8)
    frame[:, 70:130] = 200
    with FilmWriter(tmp_path / "wide.mp4", 200, 60, Fraction(24)) as writer:
        for _ in range(48):
            writer.write(frame)
    assert conform(tmp_path / "wide.mp4", tmp_path / "a.mp4", 120, 120, Fraction(24), start_s=1.0, frames=10) == 10
    assert read_frames(tmp_path / "a.mp4", [3]).mean() > 190
    with pytest.raises(ArtistError, match="video_corrupt"):
        conform(tmp_path / "wide.mp4", tmp_path / "b.mp4", 120, 120, Fraction(24), start_s=3.0)
    assert not (tmp_path / "b.mp4").exists()


def test_bad_videos_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ArtistError, match="video_missing"):
        read_frames(tmp_path / "none.mp4")
    (tmp_path / "text.mp4").write_text("x" * 1000)
    for reading in (read_frames, probe):
        with pytest.raises(ArtistError, match="video_corrupt"):
            reading(tmp_path / "text.mp4")


def write_all(path: Path, frames: list[np.ndarray]) -> None:
    with FilmWriter(path, frames[0].shape[1], frames[0].shape[0], Fraction(24)) as writer:
        for frame in frames:
            writer.write(frame)


def test_nothing_is_left_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="expected"):
        write_all(tmp_path / "a.mp4", [picture(0, 1), picture(0, 1).astype(np.float32)])
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ValueError, match="even"):
        write_all(tmp_path / "a.mp4", [np.zeros((63, 64, 3), np.uint8)])
    assert list(tmp_path.iterdir()) == []
    assert list(tmp_path.iterdir()) == []


def test_an_old_file_survives_a_failed_new_one(tmp_path: Path) -> None:
    before = write(tmp_path / "a.mp4", 5).read_bytes()
    with pytest.raises(ValueError, match="expected"):
        write_all(tmp_path / "a.mp4", [picture(0, 1), picture(0, 1)[:-2]])
    assert (tmp_path / "a.mp4").read_bytes() == before


def test_a_kill_leaves_only_a_recognisable_part(tmp_path: Path) -> None:
    code = f"""
import numpy as np, sys, time
from fractions import Fraction
from pathlib import Path
from tools.media import FilmWriter
with FilmWriter(Path({str(tmp_path / "a.mp4")!r}), 64, 64, Fraction(24)) as writer:
    for _ in range(50):
        writer.write(np.zeros((64, 64, 3), np.uint8))
    print("ready", flush=True)
    time.sleep(60)
"""
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2])
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert [path.name.endswith(PART) and path.name.startswith(".") for path in tmp_path.iterdir()] == [True]


def test_an_unwritable_folder_and_a_full_disk_are_told_to_the_artist(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ArtistError, match="folder_unwritable"):
        write(tmp_path / "file" / "a.mp4", 1)
    with pytest.raises(ArtistError, match="folder_unwritable"):
        write(Path("/proc/director/a.mp4"), 1)
    with pytest.raises(ArtistError, match="disk_full"), FilmWriter(tmp_path / "a.mp4", 64, 64, Fraction(24)):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_disk_that_fills_up_while_encoding(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))
    try:
        with pytest.raises(ArtistError, match="disk_full"):
            write_all(tmp_path / "a.mp4", [rng.integers(0, 255, (360, 640, 3), np.uint8) for _ in range(30)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == []
