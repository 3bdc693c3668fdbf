"""The film: as long as its cut, every frame where the cut says, the song where it was."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile
from numbered import HEIGHT, WIDTH, make_take, picture, read
from scenedetect import ContentDetector, detect

from director.errors import ArtistError
from director.model import Clip, Cut, Take, Title, Transition, Window
from director.words import say
from tools.editing import Assembly, assemble
from tools.media import PART, FilmWriter, probe, read_frames, read_sound

FPS = Fraction(24)
SIZE = (WIDTH, HEIGHT)
RATE = 44_100


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("project")


@pytest.fixture(scope="module")
def takes(project: Path) -> dict[str, Take]:
    return {take.shot: take for take in (make_take(project, n, keyframes=(6, 24)) for n in range(1, 5))}


@pytest.fixture(scope="module")
def song(project: Path) -> Path:
    path = project / "song.wav"
    soundfile.write(path, np.random.default_rng(3).normal(0, 0.1, (8 * RATE, 2)).clip(-1, 1), RATE)
    return path


def cut_of(shots: list[int], length: int = 48, **more: object) -> Cut:
    clips = tuple(
        Clip(id=f"c{i:03}", shot=f"s{n:03}", start=i * length, end=(i + 1) * length) for i, n in enumerate(shots)
    )
    return Cut(frames=length * len(shots), clips=clips, **more)


def numbers(path: Path) -> list[tuple[int, int]]:
    return [read(frame) for frame in read_frames(path)]


def check_clock(path: Path, frames: int, fps: Fraction = FPS) -> None:
    """Frame n is shown at exactly n / fps, without gap, overlap or reordering, and starts with the sound."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        packets = [(p.pts, p.dts, p.duration) for p in container.demux(stream) if p.size]
        step = 1 / (fps * stream.time_base)
        assert packets == [(i * step, i * step, step) for i in range(frames)]
        assert stream.start_time == 0
        assert abs(container.duration / 1e6 - frames / fps) < 0.002


def test_hard_cuts_are_exact(project: Path, takes: dict[str, Take], song: Path) -> None:
    cut = cut_of([1, 2, 3, 4])
    made = assemble(cut, takes, project, song, project / "hard.mp4", FPS, SIZE)
    assert numbers(project / "hard.mp4") == [(12 + i, n) for n in (1, 2, 3, 4) for i in range(48)]
    assert (made.segments_made, made.segments_reused, made.transitions_made) == (4, 0, 0)
    check_clock(project / "hard.mp4", 192)
    again = assemble(cut, takes, project, song, project / "again.mp4", FPS, SIZE)
    assert (again.segments_made, again.segments_reused) == (0, 4)
    assert (project / "again.mp4").read_bytes() == (project / "hard.mp4").read_bytes()


def test_trims_and_slips_are_exact_and_remake_only_themselves(
    project: Path, takes: dict[str, Take], song: Path
) -> None:
    cut = cut_of([1, 2, 3, 4])
    assemble(cut, takes, project, song, project / "a.mp4", FPS, SIZE)
    clips = list(cut.clips)
    clips[1] = clips[1].model_copy(update={"end": 80})
    clips[2] = clips[2].model_copy(update={"start": 80, "take_in": -7})
    made = assemble(cut.model_copy(update={"clips": tuple(clips)}), takes, project, song, project / "a.mp4", FPS, SIZE)
    wanted = [(12 + i, 1) for i in range(48)] + [(12 + i, 2) for i in range(32)]
    wanted += [(5 + i, 3) for i in range(64)] + [(12 + i, 4) for i in range(48)]
    assert numbers(project / "a.mp4") == wanted
    assert (made.segments_made, made.segments_reused) == (2, 2)


def test_one_changed_take_costs_its_own_segment(project: Path, takes: dict[str, Take], song: Path) -> None:
    cut = cut_of([1, 2, 3, 4], transitions=(Transition(clip="c001", kind="crossfade", frames=8),))
    assemble(cut, takes, project, song, project / "a.mp4", FPS, SIZE)
    changed = {**takes, "s004": make_take(project, 9, keyframes=(6, 24)).model_copy(update={"shot": "s004"})}
    made = assemble(cut, changed, project, song, project / "a.mp4", FPS, SIZE)
    assert (made.segments_made, made.segments_reused, made.transitions_made, made.transitions_reused) == (1, 3, 0, 1)
    assert numbers(project / "a.mp4")[-48:] == [(12 + i, 9) for i in range(48)]


def test_a_crossfade_uses_the_handles_half_and_half(project: Path, takes: dict[str, Take], song: Path) -> None:
    cut = cut_of([1, 2], transitions=(Transition(clip="c001", kind="crossfade", frames=12),))
    made = assemble(cut, takes, project, song, project / "x.mp4", FPS, SIZE)
    frames = read_frames(project / "x.mp4").astype(float)
    check_clock(project / "x.mp4", 96)
    assert (made.segments_made, made.transitions_made) == (2, 1)
    for i, share in ((42, 0.5 / 12), (47, 5.5 / 12), (48, 6.5 / 12), (53, 11.5 / 12)):
        expected = (1 - share) * picture(12 + i, 1) + share * picture(12 + i - 48, 2).astype(float)
        assert np.abs(frames[i] - expected)[60:].mean() < 6
    assert [read(f) for f in frames[[41, 54]]] == [(53, 1), (18, 2)]


def test_fades_and_dips(project: Path, takes: dict[str, Take], song: Path) -> None:
    transitions = (
        Transition(clip="c000", kind="fade from black", frames=10),
        Transition(clip="c001", kind="dip to white", frames=8),
        Transition(clip="c002", kind="fade to black", frames=12),
    )
    assemble(cut_of([1, 2, 3], transitions=transitions), takes, project, song, project / "f.mp4", FPS, SIZE)
    check_clock(project / "f.mp4", 144)
    frames = read_frames(project / "f.mp4")
    light = frames[:, 60:].mean((1, 2, 3))
    assert light[0] < 3
    assert (np.diff(light[:10]) > 0).all()
    assert read(frames[10]) == (22, 1)
    assert min(light[47], light[48]) > 240
    assert [read(frames[i]) for i in (43, 52)] == [(55, 1), (16, 2)]
    assert light[-1] < 3
    assert (np.diff(light[-12:]) < 0).all()
    assert read(frames[131]) == (12 + 35, 3)


def test_missing_clips_are_black_and_said(project: Path, takes: dict[str, Take], song: Path) -> None:
    cut = cut_of([1, 5, 2])
    gone = takes["s002"].model_copy(update={"file": "takes/gone.mp4", "media": "0" * 32})
    made = assemble(cut, {**takes, "s002": gone}, project, song, project / "m.mp4", FPS, SIZE)
    frames = read_frames(project / "m.mp4")
    assert frames[48:].max() < 3
    assert read(frames[47]) == (59, 1)
    assert [(n.key, n.values["clip"]) for n in made.notes[-2:]] == [("clip_missing", "c001"), ("take_gone", "c002")]
    for note in made.notes:
        assert say(note.key, "ru", **note.values) != say(note.key, "en", **note.values)


def test_short_takes_hold_their_edge_and_say_so(project: Path, takes: dict[str, Take], song: Path) -> None:
    cut = cut_of([1, 2], length=70)
    made = assemble(cut, takes, project, song, project / "h.mp4", FPS, SIZE)
    assert numbers(project / "h.mp4")[:70] == [(min(12 + i, 71), 1) for i in range(70)]
    held = [n.values for n in made.notes if n.key == "clip_held"]
    assert held == [{"clip": "c000", "shot": "s001", "n": 10}, {"clip": "c001", "shot": "s002", "n": 10}]


def test_transitions_that_do_not_fit_are_shortened_and_noted(project: Path, takes: dict[str, Take], song: Path) -> None:
    transitions = tuple(Transition(clip=c, kind="crossfade", frames=20) for c in ("c000", "c001", "c002"))
    made = assemble(
        cut_of([1, 2, 3], length=8, transitions=transitions), takes, project, song, project / "s.mp4", FPS, SIZE
    )
    assert [(n.values["clip"], n.values["n"]) for n in made.notes if n.key == "transition_shortened"] == [
        ("c000", 0),
        ("c001", 8),
        ("c002", 8),
    ]
    check_clock(project / "s.mp4", 24)


def test_titles_are_drawn_only_where_they_stand(project: Path, takes: dict[str, Take], song: Path) -> None:
    title = Title(text="Метель", under="Хор", start=20, end=80)
    plain, titled = project / "plain.mp4", project / "titled.mp4"
    assemble(cut_of([1, 2]), takes, project, song, plain, FPS, SIZE)
    made = assemble(cut_of([1, 2], titles=(title,)), takes, project, song, titled, FPS, SIZE)
    assert made.transitions_made == 2
    change = np.abs(read_frames(plain).astype(int) - read_frames(titled))[:, 100:].max((1, 2, 3))
    assert change[:20].max() == 0
    assert change[80:].max() < 30  # copied from the next keyframe on; before it, encoded once more
    assert (change[40:60] > 60).all()
    assert change[20] < change[28] < change[38]
    assert change[62] > change[70] > change[79]
    assert numbers(titled) == numbers(plain)


def test_drawn_pieces_are_made_anew_when_what_they_show_changes(
    project: Path, takes: dict[str, Take], song: Path
) -> None:
    soft = (Transition(clip="c001", kind="crossfade", frames=8),)
    cut = cut_of([3, 4], transitions=soft, titles=(Title(text="Один", start=4, end=20),))
    retitled = cut.model_copy(update={"titles": (Title(text="Два", start=4, end=20),)})
    # A rolling edit: both clips keep their place in the takes, the cut point moves under the crossfade.
    first, second = cut.clips
    rolled = (first.model_copy(update={"end": 46}), second.model_copy(update={"start": 46, "take_in": -2}))
    made = [
        assemble(c, takes, project, song, project / "d.mp4", FPS, SIZE).transitions_made
        for c in (cut, cut, retitled, retitled.model_copy(update={"clips": rolled}), cut)
    ]
    assert made == [2, 0, 1, 1, 0]


def test_a_video_as_the_song(project: Path, takes: dict[str, Take], song: Path) -> None:
    source = project / "clip.mp4"
    assemble(cut_of([4, 3, 2, 1]), takes, project, song, source, FPS, SIZE)
    made = assemble(cut_of([1, 2, 3, 4]), takes, project, source, project / "v.mp4", FPS, SIZE)
    assert made.notes == ()
    assert sound_packets(project / "v.mp4") == sound_packets(source)
    assert lag(read_sound(project / "v.mp4").samples, read_sound(song).samples) == 0


@pytest.mark.parametrize("kind", ["mp3", "mka", "avi", "m4a", "ogg", "wav", "flac", "aac"])
def test_the_song_stays_in_time(project: Path, takes: dict[str, Take], song: Path, kind: str) -> None:
    source = song if kind == "wav" else encoded(song, project / f"song.{kind}")
    made = assemble(cut_of([1, 2, 3, 4]), takes, project, source, project / f"{kind}.mp4", FPS, SIZE)
    codec = probe(project / f"{kind}.mp4").sound_codec
    copied = kind not in ("ogg", "wav", "flac")
    assert codec.startswith("mp3" if kind in ("mp3", "avi") else "aac")
    assert ("sound_encoded" in [n.key for n in made.notes]) is not copied
    check_clock(project / f"{kind}.mp4", 192)
    ours, theirs = read_sound(project / f"{kind}.mp4"), read_sound(source)
    assert abs(lag(ours.samples, theirs.samples)) <= 0.005 * RATE
    assert (
        abs(lag(ours.samples[-2 * RATE :], theirs.samples[len(ours.samples) - 2 * RATE : len(ours.samples)]))
        <= 0.005 * RATE
    )
    if copied:
        assert (
            sound_packets(project / f"{kind}.mp4")
            == sound_packets(source)[: len(sound_packets(project / f"{kind}.mp4"))]
        )


def test_a_window_of_the_song(project: Path, takes: dict[str, Take], song: Path) -> None:
    window = Window(start_s=2.0, end_s=6.0)
    source = encoded(song, project / "w.mp3")
    assemble(cut_of([1, 2]), takes, project, source, project / "w.mp4", FPS, SIZE, window=window)
    ours, theirs = read_sound(project / "w.mp4"), read_sound(source, window)
    assert abs(lag(ours.samples, theirs.samples)) <= 0.005 * RATE


def test_cuts_are_found_again_by_an_independent_detector(tmp_path: Path, song: Path) -> None:
    takes = {t.shot: t for t in (make_take(tmp_path, n, body=40, handles=4) for n in (1, 2, 3, 5, 6, 9))}
    lengths = {1: 30, 2: 17, 3: 40, 5: 22, 6: 25, 9: 40}
    starts = np.cumsum([0, *lengths.values()])
    clips = tuple(
        Clip(id=f"c{i:03}", shot=f"s{n:03}", start=int(starts[i]), end=int(starts[i + 1]))
        for i, n in enumerate(lengths)
    )
    assemble(Cut(frames=int(starts[-1]), clips=clips), takes, tmp_path, song, tmp_path / "d.mp4", FPS, SIZE)
    found = [scene[0].frame_num for scene in detect(str(tmp_path / "d.mp4"), ContentDetector(min_scene_len=5))]
    assert len(found) == len(lengths)
    assert np.abs(np.array(found) - starts[:-1]).max() <= 1


def test_ntsc_films_keep_their_rational_clock(tmp_path: Path, song: Path) -> None:
    fps = Fraction(24_000, 1001)
    takes = {t.shot: t for t in (make_take(tmp_path, n, fps=fps) for n in (1, 2, 3))}
    assemble(cut_of([1, 2, 3]), takes, tmp_path, song, tmp_path / "n.mp4", fps, SIZE)
    check_clock(tmp_path / "n.mp4", 144, fps)
    assert probe(tmp_path / "n.mp4").fps == fps


def test_cuts_with_gaps_are_refused(project: Path, takes: dict[str, Take], song: Path) -> None:
    cut = cut_of([1, 2])
    broken = cut.model_copy(update={"clips": (cut.clips[0], cut.clips[1].model_copy(update={"start": 50}))})
    for wrong in (broken, cut.model_copy(update={"frames": 97})):
        with pytest.raises(ValueError, match="at"):
            assemble(wrong, takes, project, song, project / "never.mp4", FPS, SIZE)
    assert not (project / "never.mp4").exists()


def test_a_failed_assembly_keeps_the_old_film(
    project: Path, takes: dict[str, Take], song: Path, tmp_path: Path
) -> None:
    out = tmp_path / "draft.mp4"
    out.write_bytes(b"the film before")
    with pytest.raises(ArtistError, match="sound_missing"):
        assemble(cut_of([1]), takes, project, tmp_path / "none.mp3", out, FPS, SIZE)
    (tmp_path / "text.wav").write_text("no song" * 99)
    with pytest.raises(ArtistError, match="sound_corrupt"):
        assemble(cut_of([1]), takes, project, tmp_path / "text.wav", out, FPS, SIZE)
    assert out.read_bytes() == b"the film before"
    assert not [p for p in tmp_path.rglob("*") if p.name.endswith(PART)]


def test_damaged_kept_segments_do_not_pass_in_silence(tmp_path: Path, song: Path) -> None:
    takes = {"s001": make_take(tmp_path, 1)}
    assemble(cut_of([1]), takes, tmp_path, song, tmp_path / "a.mp4", FPS, SIZE)
    kept = next(p for p in (tmp_path / "segments").glob("*.mp4"))
    with FilmWriter(kept, *SIZE, FPS) as writer:
        for i in range(10):
            writer.write(picture(i, 2))
    with pytest.raises(ValueError, match="holds 10 frames"):
        assemble(cut_of([1]), takes, tmp_path, song, tmp_path / "a.mp4", FPS, SIZE)


def test_assembly_is_a_plain_record() -> None:
    assert Assembly(1, 2, 3, 4, 0.5).notes == ()


def lag(one: np.ndarray, other: np.ndarray) -> int:
    """Samples by which `one` is late against `other`."""
    size = min(len(one), len(other), 3 * RATE)
    spectrum = np.fft.rfft(one[:size, 0], 2 * size) * np.conj(np.fft.rfft(other[:size, 0], 2 * size))
    at = int(np.fft.irfft(spectrum).argmax())
    return at if at < size else at - 2 * size


def encoded(song: Path, out: Path) -> Path:
    samples, rate = soundfile.read(song, dtype="float32")
    if out.suffix in (".ogg", ".flac"):
        soundfile.write(out, samples, rate)
        return out
    codec, form = {
        ".mp3": ("libmp3lame", "mp3"),
        ".avi": ("libmp3lame", "avi"),
        ".m4a": ("aac", "ipod"),
        ".mka": ("aac", "matroska"),
        ".aac": ("aac", "adts"),
    }[out.suffix]
    with av.open(str(out), "w", format=form) as file:
        stream = file.add_stream(codec, rate=rate, layout="stereo")
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="flt", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
        size = 1152 if codec == "libmp3lame" else 1024
        resampler = av.AudioResampler("fltp", "stereo", rate, frame_size=size)
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            file.mux(stream.encode(piece))
        file.mux(stream.encode(None))
    return out


def sound_packets(path: Path) -> list[bytes]:
    """Return the encoded sound; ADTS files carry a header of 7 bytes before each packet."""
    with av.open(str(path)) as container:
        skip = 7 if container.format.name == "aac" else 0
        return [bytes(p)[skip:] for p in container.demux(audio=0) if p.size]
