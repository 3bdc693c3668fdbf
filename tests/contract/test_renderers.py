"""One suite that holds every renderer to render/base.py. A new renderer adds its order to ORDERS."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import psutil
import pytest
import pytest_asyncio
from tiny_models import filming, save, tiny

from director.errors import ProviderError, SetupError
from director.model import CameraMove, Order, Palette, Presence, Reference, Shot
from render.base import Progress, Renderer
from render.catalog import capability, names
from render.faulty import FaultyRenderer
from render.registry import RENDERERS, renderer
from render.registry import studio as local_studio
from tools.media import FilmWriter, probe, read_frames

WIDTH, HEIGHT, FRAMES, HANDLES, FPS = 320, 180, 20, 4, Fraction(24)


def shot(**given: Any) -> Shot:
    words: dict[str, Any] = {
        "id": "s001", "section": 0, "world": "w", "place": "p", "place_term": "meadow", "time": "day",
        "weather": "clear", "palette": Palette(colours=("#9ab8cc", "#6f8f70", "#33453c")), "style": "photoreal",
        "text": "", "framing": "full", "emotion": "joy", "move": CameraMove(kind="pan right"),
        "who": (Presence(term="girl", action="dance", colour="#d020b0"),),
    }  # fmt: skip
    return Shot(**{**words, **given})


def order(name: str, the_shot: Shot, **given: Any) -> Order:
    words: dict[str, Any] = {
        "shot": the_shot, "renderer": name, "renderer_version": "1", "prompt": "", "width": WIDTH, "height": HEIGHT,
        "fps": FPS, "frames": FRAMES, "handles": HANDLES, "keyframes": (9,), "seed": 3,
    }  # fmt: skip
    return Order(**{**words, **given})


def drawn(folder: Path) -> Order:
    return order("animatic", shot())


def photographed(folder: Path) -> Order:
    """A photo of a bright person before a dark wall, in the project's folder of references."""
    picture = np.full((480, 720, 3), (60, 70, 60), np.uint8)
    picture[:] = picture + np.random.default_rng(1).integers(0, 40, (480, 720, 1), dtype=np.uint8)
    cv2.ellipse(picture, (360, 420), (110, 190), 0, 0, 360, (40, 90, 220), -1)
    cv2.circle(picture, (360, 190), 70, (150, 190, 235), -1)
    for root in (folder, folder / "other"):
        (root / "references").mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(root / "references" / "photo.png"), picture)
    return order("plates", shot(technique="photo", reference="photo.png", move=CameraMove(kind="dolly in")))


def damaged(folder: Path) -> Order:
    return order("animatic", shot())


def local(name: str) -> Callable[[Path], Order]:
    """An order for a model on this machine's card: the drawn shot or the photo, as the model starts from."""

    def made(folder: Path) -> Order:
        model = tiny(name)
        if "drawn" in model.techniques and model.mode("animate") is None:
            return order(name, shot(), prompt="word5 word6", negative="word9")
        photo = photographed(folder)
        if model.mode("animate") is not None:
            led = photo.shot.model_copy(update={"performance": "act.mp4"})
            return photo.model_copy(update={"renderer": name, "shot": led, "references": (reference(), acted(folder))})
        if model.mode("flf2v") is None:
            return photo.model_copy(update={"renderer": name, "references": (reference(),)})
        last = reference().model_copy(update={"name": "photo.png", "role": "last frame", "digest": "2"})
        return photo.model_copy(update={"renderer": name, "references": (reference(), last)})

    return made


def reference() -> Reference:
    return Reference(name="photo.png", digest="1" * 32, kind="photo", role="old photograph", width=720, height=480)


def acted(folder: Path) -> Reference:
    """Footage of somebody who moves an arm, in the project's folder of references."""
    for root in (folder, folder / "other"):
        with FilmWriter(root / "references" / "act.mp4", 64, 32, Fraction(12)) as film:
            for number in range(12):
                frame = np.full((32, 64, 3), 40, np.uint8)
                frame[6:30, 26:38] = 200
                frame[10 + number : 14 + number, 38:56] = 200
                film.write(frame)
    act = {"name": "act.mp4", "digest": "3" * 32, "kind": "footage", "role": "performance", "width": 64, "height": 32}
    return Reference.model_validate(act)


LOCAL = {name: local(name) for name in filming()}
ORDERS: dict[str, Callable[[Path], Order]] = {"animatic": drawn, "plates": photographed, "faulty": damaged, **LOCAL}
"""For each renderer an ordinary order; what it needs is put into the project's folder."""

OFTEN = ("animatic", "plates", "faulty", "wan2.1-t2v-1.3b")
"""Held to the suite always; the other families in the full run."""


@pytest.fixture(scope="session")
def weights(tmp_path_factory):
    return tmp_path_factory.mktemp("weights")


@pytest_asyncio.fixture(
    params=[name if name in OFTEN else pytest.param(name, marks=pytest.mark.full) for name in sorted(ORDERS)]
)
async def studio(request, tmp_path, weights):
    made = made_here(request.param, weights, tmp_path)
    yield made, ORDERS[request.param](tmp_path), tmp_path
    await made.close()


def made_here(name: str, weights: Path, tmp_path: Path) -> Renderer:
    if name == "faulty":
        # Every take is damaged, but not in its subject: a matte over nothing is what it is there to show.
        return FaultyRenderer(renderer("animatic"), probability=1.0, seed=1, severities=(2,))
    if name not in LOCAL:
        return renderer(name)
    if not (weights / name).exists():
        save(name, weights)
    return local_studio({name: tiny(name)}, {name: weights / name}, measurements=tmp_path / "cards.json")[name]


async def ended(made: Renderer, job: str, patience: float = 90.0) -> Progress:
    end = time.monotonic() + patience
    while (progress := await made.poll(job)).state in ("queued", "running"):
        assert time.monotonic() < end, "the job never ended"
        await asyncio.sleep(0.02)
    return progress


async def test_a_take_is_what_was_ordered_and_the_same_every_time(studio):
    made, wanted, folder = studio
    first = await made.submit(wanted, folder)
    assert (await ended(made, first)).state == "done", (await made.poll(first)).error
    result = await made.fetch(first)
    facts = probe(result.media)
    assert facts.frames == FRAMES + 2 * HANDLES
    assert (facts.width, facts.height, facts.fps) == (WIDTH, HEIGHT, FPS)
    assert not facts.has_sound
    keyframes = _keyframes(result.media)
    assert {0, HANDLES, HANDLES + 9, HANDLES + FRAMES} <= keyframes
    frames = read_frames(result.media)
    assert frames[0].mean() > 5
    assert (frames[0] != frames[-1]).any(), "nothing moves"
    assert [p.name for p in (folder / "takes").iterdir() if p.name.startswith(".")] == []

    again = await made.submit(wanted.model_copy(update={"attempt": 2}), folder / "other")
    assert (await ended(made, again)).state == "done"
    assert (read_frames((await made.fetch(again)).media) == frames).all()

    other = await made.submit(wanted.model_copy(update={"seed": 4}), folder)
    assert other != first
    assert (await ended(made, other)).state == "done"


def _keyframes(media: Path) -> set[int]:
    import av

    with av.open(str(media)) as container:
        packets = [p for p in container.demux(container.streams.video[0]) if p.size]
        return {n for n, p in enumerate(packets) if p.is_keyframe}


async def test_the_matte_lies_on_the_subject(studio):
    made, wanted, folder = studio
    if not made.capability().matte:
        return
    job = await made.submit(wanted, folder)
    await ended(made, job)
    result = await made.fetch(job)
    assert result.matte is not None
    frames, mattes = read_frames(result.media), read_frames(result.matte)
    assert len(mattes) == len(frames)
    assert abs(mattes.shape[1] * 4 - HEIGHT) <= 8
    for frame, matte in zip(frames[::9], mattes[::9], strict=True):
        inside = cv2.resize(matte[..., 1], (WIDTH, HEIGHT)) > 200
        assert 0.01 < inside.mean() < 0.6
        around = cv2.dilate(inside.astype(np.uint8), np.ones((21, 21), np.uint8)) > 0
        near = around & ~(cv2.dilate(inside.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0)
        apart = np.abs(frame[inside].mean(0) - frame[near].mean(0)).max()
        assert apart > 15, "what the matte marks looks like what surrounds it"


async def test_a_cancelled_job_leaves_nothing(studio):
    made, wanted, folder = studio
    long = wanted.model_copy(update={"frames": 2000, "keyframes": ()})
    job = await made.submit(long, folder)
    while (await made.poll(job)).state == "queued":
        await asyncio.sleep(0.01)
    await made.cancel(job)
    assert (await made.poll(job)).state == "failed"
    with pytest.raises(ProviderError):
        await made.fetch(job)
    end = time.monotonic() + 5
    while left := list((folder / "takes").rglob("*")) if (folder / "takes").exists() else []:
        assert time.monotonic() < end, left
        await asyncio.sleep(0.05)
    after = await made.submit(wanted, folder)
    assert (await ended(made, after)).state == "done", "the next job is drawn by a new worker"


async def test_an_unknown_job_is_lost(studio):
    made, _, _ = studio
    assert (await made.poll("0" * 32)).state == "lost"
    with pytest.raises(ProviderError):
        await made.fetch("0" * 32)
    await made.cancel("0" * 32)


async def test_what_it_cannot_do_is_said_before_and_an_ordinary_shot_is_fine(studio):
    made, wanted, _ = studio
    assert made.validate(wanted.shot) == []
    assert made.quote(wanted).money.micros == 0
    assert made.quote(wanted).seconds > 0
    other = next(one for one in ("photo", "drawn", "footage") if one not in made.capability().techniques)
    wrong = made.validate(wanted.shot.model_copy(update={"technique": other}))
    assert [v.field for v in wrong if v.field == "technique"]


async def test_its_catalog_entry_is_dated_and_true(studio):
    made, wanted, _ = studio
    told = made.capability()
    assert told.name == made.name
    assert wanted.shot.technique in told.techniques
    assert wanted.handles <= told.handles
    assert told.as_of
    assert told.sources


def test_terms_that_nobody_can_paint_are_named():
    strange = shot(
        place_term="moon_base",
        who=(Presence(term="elephant"), Presence(term="girl")),
        props=(Presence(term="lighthouse"),),
    )
    found = renderer("animatic").validate(strange)
    assert [(v.field, v.got) for v in found] == [("term", "moon_base"), ("term", "elephant"), ("term", "lighthouse")]


async def test_a_failing_painter_fails_its_job_and_not_the_next(tmp_path, monkeypatch):
    made = renderer("animatic")
    try:
        broken = order("animatic", shot(), width=318, height=180, fps=Fraction(1, 10**9))
        bad = await made.submit(broken, tmp_path)
        good = await made.submit(drawn(tmp_path), tmp_path)
        assert (await ended(made, bad)).state == "failed"
        assert (await made.poll(bad)).error
        assert (await ended(made, good)).state == "done"
    finally:
        await made.close()


def test_workers_die_with_their_parent(tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(
        "import asyncio, sys, time\n"
        f"sys.path[:0] = {sys.path!r}\n"
        "from pathlib import Path\n"
        "from test_renderers import drawn\n"
        "from render.registry import renderer\n"
        "async def main():\n"
        "    made = renderer('animatic')\n"
        "    long = drawn(Path('.')).model_copy(update={'frames': 5000, 'keyframes': ()})\n"
        f"    job = await made.submit(long, Path({str(tmp_path)!r}))\n"
        "    while (await made.poll(job)).share <= 0:\n"
        "        await asyncio.sleep(0.02)\n"
        "    print('drawing', flush=True)\n"
        "    time.sleep(60)\n"
        "if __name__ == '__main__':\n"
        "    asyncio.run(main())\n"
    )
    path = os.pathsep.join([str(Path(__file__).parent), *(p for p in sys.path if p)])
    parent = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == b"drawing\n"
    children = psutil.Process(parent.pid).children(recursive=True)
    assert children
    parent.kill()
    parent.wait()
    _, alive = psutil.wait_procs(children, timeout=10)
    assert alive == []


def test_every_renderer_is_held_to_this_suite():
    known = {name for name in names() if capability(name).usable and not capability(name).stills}
    assert set(RENDERERS) | set(filming()) | {"faulty"} == set(ORDERS)
    assert known == set(RENDERERS) | set(filming())
    with pytest.raises(SetupError, match="animatic"):
        renderer("no such")
