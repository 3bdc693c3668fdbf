"""The renderer that damages takes: how many, which, how, and that the crew's part of the files stays sound."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from reel import Scene, make_shot, make_take, shoot

from director.model import Order
from render.base import Progress, Rendered
from render.damage import Fault, Severity, Wound, damaged
from render.faulty import FAULTS, FaultyRenderer, damage_files
from tools.media import probe, read_frames


class Ready:
    """A renderer whose jobs are files that lie there already."""

    name, version = "ready", "1"

    def __init__(self, files: dict[str, Rendered]) -> None:
        self.files = files

    async def submit(self, order: Order, folder: Path) -> str:
        return order.prompt

    async def poll(self, job: str) -> Progress:
        return Progress("done")

    async def fetch(self, job: str) -> Rendered:
        return self.files[job]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    media, matte = shoot(tmp_path_factory.mktemp("good"), "take", Scene(right=0.3, frames=24))
    return Rendered(media=media, matte=matte, renderer="ready")


@pytest.mark.parametrize("fault", get_args(Fault))
def test_every_fault_grows_with_its_severity(fault: Fault) -> None:
    frames, mattes = Scene(right=0.3, frames=24).pictures()
    harm = []
    for severity in get_args(Severity):
        wound = Wound(fault, severity, 24, 7)
        pairs = list(damaged(wound, zip(frames, mattes, strict=True)))
        assert len(pairs) == 24
        assert all(p.shape == frames[0].shape and p.dtype == np.uint8 for p, _ in pairs)
        harm.append(float(np.mean([np.abs(p.astype(int) - f).mean() for (p, _), f in zip(pairs, frames, strict=True)])))
    assert 0.1 < harm[0] < harm[1] < harm[2]


def test_a_subject_that_is_gone_stays_claimed_and_one_that_is_small_is_not() -> None:
    frames, mattes = Scene(frames=3).pictures()

    def covers(severity: Severity) -> list[float]:
        pairs = damaged(Wound("no subject", severity, 3, 1), zip(frames, mattes, strict=True))
        return [float((m > 127).mean()) for _, m in pairs if m is not None]

    whole = float((mattes[0] > 127).mean())
    assert covers(3)[0] == pytest.approx(whole, rel=0.02)
    assert covers(2)[0] == pytest.approx(0.09 * whole, rel=0.4)


def test_damaged_files_keep_frames_size_rate_and_gops(good: Rendered) -> None:
    bad = damage_files(good, Wound("flicker", 3, 24, 3))
    assert probe(bad.media) == probe(good.media)
    assert bad.matte is not None
    assert bad.media != good.media
    assert not np.array_equal(read_frames(bad.media), read_frames(good.media))
    before = bad.media.read_bytes()
    assert damage_files(good, Wound("black", 3, 24, 3)).media.read_bytes() == before, "a second fetch finds the first"


async def test_the_share_of_damaged_takes_and_their_repetition(tmp_path: Path, good: Rendered) -> None:
    content = good.media.read_bytes()
    files = {}
    for number in range(200):
        media = tmp_path / f"{number}.mp4"
        # A trailing 'free' box changes the bytes and nothing else.
        media.write_bytes(content + b"\x00\x00\x00\x0cfree" + number.to_bytes(4, "big"))
        files[str(number)] = replace(good, media=media, matte=None)
    faulty = FaultyRenderer(Ready(files), 0.3, seed=5)
    wounds = [faulty._wound(files[str(n)].media) for n in range(200)]
    assert 0.2 < sum(w is not None for w in wounds) / 200 < 0.4
    assert {w.fault for w in wounds if w} == set(FAULTS)
    again = FaultyRenderer(Ready(files), 0.3, seed=5)
    assert [again._wound(files[str(n)].media) for n in range(200)] == wounds
    other = FaultyRenderer(Ready(files), 0.3, seed=6)
    assert [other._wound(files[str(n)].media) for n in range(200)] != wounds


async def test_a_fetch_gives_the_good_file_or_a_damaged_copy(tmp_path: Path, good: Rendered) -> None:
    order = make_take(make_shot(), good.media, 24).order.model_copy(update={"prompt": "job", "fps": Fraction(24)})
    sound, broken = FaultyRenderer(Ready({"job": good}), 0.0, 1), FaultyRenderer(Ready({"job": good}), 1.0, 1)
    assert await sound.fetch(await sound.submit(order, tmp_path)) == good
    assert sound.wounds == {}
    assert (await broken.fetch(await broken.submit(order, tmp_path))).media != good.media
    assert set(broken.wounds) == {"job"}
