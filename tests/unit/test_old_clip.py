"""An old clip as a source: cuts, lengths, movement; told where there are eyes; rhythm without pictures."""

from pathlib import Path

import numpy as np
import pytest
from reel import Scene, write

from director.errors import ProviderError
from tools.chat.scripted import Scripted
from tools.eyes import ChatEyes
from tools.old_clip import find_shots, outline, read_old_clip, transposed

DAY, NIGHT = ("#304050", "#7090b0", "#d0e0f0"), ("#100818", "#301830", "#602840")


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three shots of 36, 24 and 48 frames; the first pans fast, the last returns to the first's picture."""
    scenes = (
        Scene(seed=1, right=0.8, colours=DAY, radius=0, frames=36),
        Scene(seed=2, colours=NIGHT, frames=24),
        Scene(seed=1, colours=DAY, radius=0, frames=48),
    )
    path = tmp_path_factory.mktemp("clip") / "old.mp4"
    return write(path, np.concatenate([scene.pictures()[0] for scene in scenes]))


async def test_shots_are_found_measured_and_returns_noticed(clip: Path) -> None:
    assert [(s.start, s.end) for s in find_shots(clip)] == [(0, 36), (36, 60), (60, 108)]
    source = await read_old_clip(clip)
    assert [round(s.seconds, 2) for s in source.shots] == [1.5, 1.0, 2.0]
    assert source.shots[0].motion > 0.3 > source.shots[2].motion
    assert source.shots[1].brightness < source.shots[0].brightness
    assert [s.returns for s in source.shots] == [None, None, 1]
    assert source.looked == "measured"
    assert {s.function for s in source.shots} == {"unknown"}
    assert [n.key for n in source.notes] == ["old_clip_measured"]


async def test_eyes_tell_every_new_shot_once_and_a_failure_is_said(clip: Path) -> None:
    told = [
        {"beat": "someone is carried away", "framing": "wide", "function": "travel", "emotion": "longing"},
        ProviderError("down", retryable=True),
    ]
    chat = Scripted({"critic/tell": told})
    source = await read_old_clip(clip, ChatEyes(chat))
    assert len(chat.asked) == 2, "what returns is not paid for again"
    assert [s.function for s in source.shots] == ["travel", "unknown", "travel"]
    assert source.looked == "seen"
    assert source.notes[0].values["shots"] == "2"


async def test_the_rhythm_is_kept_on_another_length_and_no_picture_is(clip: Path) -> None:
    source = await read_old_clip(clip)
    moved = transposed(source, 9.0)
    assert [round(s.seconds, 2) for s in moved] == [3.0, 2.0, 4.0]
    assert moved[-1].end_s == pytest.approx(9.0, abs=0.01)
    assert len(transposed(source, 0.8)) < 3, "what cannot be read is joined"
    lines = outline(source, 9.0)
    assert "0.0-3.0 s" in lines
    assert "returns to shot 1" in lines
    assert "#" not in lines
