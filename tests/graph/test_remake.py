"""An old clip is made anew: read once, its rhythm followed, its pictures nowhere."""

import re
from pathlib import Path

import numpy as np
import pytest
import soundfile
from contract_ground import ground, model_crew
from plain_mind import plain_mind
from reel import Scene, write
from stand_ins import renderer, sound

from director.commission import Commission, take_on
from director.crew.house.crew import house_crew
from director.crew.llm.screenwriter import _material
from director.errors import ArtistError
from director.model import Brief, Section, SongMap, Storyboard
from director.session import opened
from director.store import Store
from tools.chat.scripted import Scripted
from tools.eyes import ChatEyes
from tools.old_clip import read_old_clip, transposed

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


async def test_the_storyboarder_is_given_the_old_beats_lengths_and_sizes_of_its_stretch(clip: Path) -> None:
    beats = [{"beat": f"beat {n}", "framing": "wide" if n == 1 else "close", "function": "act"} for n in range(1, 13)]
    told = Scripted({"critic/tell": beats})
    source = await read_old_clip(clip, ChatEyes(told))
    song, text = heard(), "A woman carries a lantern home."
    asked = {}
    for name, given in (("plain", None), ("remake", source)):
        chat = plain_mind()
        brief = Brief(text=text, language="en", source=given)
        crew = model_crew(chat)
        reading = await crew.screenwriter.read(brief)
        page = await crew.screenwriter.treat(brief, reading, song)
        await crew.storyboarder.board(brief, reading, page, song, ground(song))
        asked[name] = [q for q in chat.asked if q.prompt == "storyboarder/shots"]
    for question in asked["remake"]:
        first, last = (float(re.findall(pattern, question.user)[0]) for pattern in _ENDS)
        given = question.user.partition("## The old clip in this stretch")[2].partition("</material>")[0]
        lines = [line for line in transposed(source, song.duration_s) if line.end_s > first and line.start_s < last]
        assert re.findall(r"^\d+\. ([\d.]+)-", given, re.M) == [f"{line.start_s:.1f}" for line in lines]
        assert all(f"{line.framing}, act" in given and line.beat in given for line in lines)
        assert "Transpose it" in question.system
    assert len({q.user.partition("## The old clip")[2] for q in asked["remake"]}) == len(asked["remake"])
    assert not any("old clip" in f"{q.system} {q.user}" for q in asked["plain"])


_ENDS = (r"\n\d+: ([\d.]+) .*section \d+ begins", r"stretch ends at ([\d.]+) s")


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
