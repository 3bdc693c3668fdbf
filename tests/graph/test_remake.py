"""An old clip is made anew: read once, its rhythm followed, its pictures nowhere."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from reel import Scene, write
from stand_ins import renderer, sound

from director.commission import Commission, take_on
from director.crew.house.crew import house_crew
from director.crew.llm.screenwriter import _material
from director.errors import ArtistError
from director.model import Section, SongMap, Storyboard
from director.session import opened
from director.store import Store

DAY, NIGHT = ("#304050", "#7090b0", "#d0e0f0"), ("#100818", "#301830", "#602840")
BRIEF = "A lighthouse keeper rows to the island and finds a lamp."


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two long shots, then ten short ones: 6 s and 6 s."""
    held = [Scene(seed=n, colours=(DAY, NIGHT)[n % 2], radius=0, frames=72) for n in range(2)]
    quick = [Scene(seed=10 + n, colours=(DAY, NIGHT)[n % 2], radius=0, frames=14) for n in range(10)]
    path = tmp_path_factory.mktemp("clip") / "old.mp4"
    return write(path, np.concatenate([scene.pictures()[0] for scene in (*held, *quick)]))


def heard(seconds: float = 24.0) -> SongMap:
    tone = sound(seconds)
    beats = tuple(np.arange(0, seconds, 0.5).tolist())
    half = seconds / 2
    return SongMap(
        digest=tone.digest, sample_rate=tone.rate, samples=len(tone.samples), tempo_bpm=120, beats=beats,
        bars=beats[::4], sections=(
            Section(label="verse", start_s=0, end_s=half, group="A", energy=0.6),
            Section(label="chorus", start_s=half, end_s=seconds, group="B", energy=0.7),
        ),
    )  # fmt: skip


async def board(folder: Path, remake: Path | None) -> tuple[Storyboard, Store]:
    wave = folder / "tone.wav"
    folder.mkdir()
    tone = sound(24.0)
    soundfile.write(wave, tone.samples, tone.rate)
    out = take_on(Commission(song=wave, brief=BRIEF, out=folder / "film", remake=remake, size="360p"))
    store = Store(out)
    store.save(store.load().model_copy(update={"song": heard(), "composed": True}))
    async with opened(out, house_crew("en"), {"quick": renderer(out)}) as session:
        standing = await session.go()
    assert standing.project.board is not None
    return standing.project.board, Store(out)


def halves(found: Storyboard) -> tuple[int, int]:
    middle = found.cut.frames / 2
    first = sum(clip.start < middle for clip in found.cut.clips)
    return first, len(found.cut.clips) - first


async def test_the_film_is_cut_as_the_old_clip_was(tmp_path: Path, clip: Path) -> None:
    plain, _ = await board(tmp_path / "plain", None)
    made, store = await board(tmp_path / "made", clip)
    project = store.load()
    source = project.brief.source
    assert source is not None
    assert len(source.shots) == 12
    assert [n.key for n in project.notes] == ["old_clip_measured"]
    first, second = halves(made)
    assert second >= 3 * first, "held for half of it, then hurried"
    assert second - first > halves(plain)[1] - halves(plain)[0] + 3
    assert all(shot.reference == "" and shot.technique == "drawn" for shot in made.shots), "no old picture is shown"
    told = _material(project.brief, heard())
    assert "0.0-6.1 s" in told
    assert told.startswith(BRIEF)


async def test_an_old_clip_is_read_once_and_a_photo_is_none(
    tmp_path: Path, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, store = await board(tmp_path / "made", clip)
    (store.folder / "checkpoint.db").unlink()

    async def never(path: Path, eyes: object = None) -> object:
        raise AssertionError("read again")

    monkeypatch.setattr("director.steps.conceive.read_old_clip", never)
    async with opened(store.folder, house_crew("en"), {"quick": renderer(store.folder)}) as session:
        assert (await session.go()).waiting
    from PIL import Image

    photo = tmp_path / "old.png"
    Image.new("RGB", (32, 32)).save(photo)
    with pytest.raises(ArtistError, match="old_clip_photo"):
        take_on(
            Commission(song=tmp_path / "made" / "tone.wav", brief=BRIEF, out=tmp_path / "x", remake=photo, size="360p")
        )
