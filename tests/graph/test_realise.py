"""A drawn film is made again by local models: routed, approved, judged, killed and resumed, and back to the drawing."""

import json
import signal
import subprocess
import sys
import textwrap
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import cv2
import pytest
from stand_ins import begin, calls, crew, renderer
from test_local_models import tiny
from tiny_models import save

from director.errors import ArtistError
from director.model import Approve, Export, Pin, Realise, Undo
from director.session import Session, opened
from director.steps.base import Models
from director.store import Store
from render.machine import Machine, as_if
from render.registry import studio

SHOTS = 8
FAMILIES = ("wan2.1-t2v-1.3b", "ltx-video", "animatediff-sd1.5", "deforum-sd1.5")


def models() -> Models:
    known = {name: tiny(name) for name in FAMILIES}
    return Models(known, replace(as_if(80, known, Machine(ram_gb=64)), weights=frozenset(FAMILIES)))


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("weights")
    for name in FAMILIES:
        save(name, folder)
    return folder


def film(folder: Path, weights: Path):
    known = models()
    folders = {name: weights / name for name in FAMILIES}
    local = studio(known.known, folders, measurements=folder.parent / "cards.json")
    return opened(folder, crew(SHOTS), {"quick": renderer(folder), **local}, models=known)


async def pinned(session: Session) -> None:
    """Give every family its shots; the last two are left to the router."""
    for number, name in enumerate(FAMILIES[:3]):
        await session.answer(Pin(renderer=name, shots=(f"s{2 * number + 1:03d}", f"s{2 * number + 2:03d}")))


async def test_a_draft_becomes_a_film_over_four_families_survives_a_kill_and_can_be_undone(
    tmp_path: Path, weights: Path
) -> None:
    folder = begin(tmp_path / "film")
    async with film(folder, weights) as session:
        await session.finish()
        drawn = (folder / "draft.mp4").read_bytes()
        standing = await session.answer(Realise())
        assert standing.waiting
        assert not standing.project.approved, "filming is approved apart from drawing"
        assert not session.complete()
        await pinned(session)
        await session.answer(Pin(renderer=FAMILIES[3], shots=("s007",)))
        project = Store(folder).load()
        assert {made.renderer for made in project.routes.values()} >= set(FAMILIES)
        assert (await session.quote()).seconds > 0
        assert (folder / "draft.mp4").read_bytes() == drawn

    script = tmp_path / "run.py"
    script.write_text(
        textwrap.dedent(f"""
            import asyncio, sys
            sys.path[:0] = {[str(Path(__file__).parent), *sys.path]!r}
            from pathlib import Path
            from test_realise import film
            from director.model import Approve
            async def main():
                async with film(Path({str(folder)!r}), Path({str(weights)!r})) as session:
                    await session.answer(Approve())
            if __name__ == "__main__":
                asyncio.run(main())
            """)
    )
    running = subprocess.Popen([sys.executable, str(script)])
    end = time.monotonic() + 90
    while len(made_by_models(folder)) < 3:
        assert time.monotonic() < end
        assert running.poll() is None
        time.sleep(0.02)
    running.send_signal(signal.SIGKILL)
    running.wait()
    before = made_by_models(folder)

    async with film(folder, weights) as session:
        await session.go()
        await session.answer(Export())
        assert session.complete()
    after = made_by_models(folder)
    assert {key: path.stat().st_mtime_ns for key, path in before.items()} == {
        key: after[key].stat().st_mtime_ns for key in before
    }, "what was made before the kill is not made again"
    report = json.loads((folder / "report.json").read_text())
    backends = {shot["id"]: shot["backend"] for shot in report["shots"]}
    assert set(backends.values()) == set(FAMILIES)
    assert Counter(backends.values())[FAMILIES[0]] >= 2
    assert report["video"]["gaps"] == 0
    assert report["video"]["frames"] == 144
    drawn_calls = len(calls(folder.parent / "calls.jsonl", "made"))

    async with film(folder, weights) as session:
        await session.go()
        back = await session.answer(Realise(stage="draft"))
        assert back.project.draft is not None
        shown = {Store(folder).take(take).order.renderer for take in back.project.draft.takes.values()}  # type: ignore[union-attr]
        assert shown == {"quick"} or shown >= {"quick"}
    assert len(calls(folder.parent / "calls.jsonl", "made")) == drawn_calls, "nothing drawn is drawn again"


def made_by_models(folder: Path) -> dict[str, Path]:
    """The takes that a model made, by key."""
    found = {}
    for path in (folder / "takes").glob("*.json"):
        take = json.loads(path.read_text())
        if take["order"]["renderer"] in FAMILIES:
            found[path.stem] = folder / take["file"]
    return found


async def test_a_pin_that_cannot_be_is_refused_and_changes_nothing(tmp_path: Path, weights: Path) -> None:
    folder = begin(tmp_path / "film")
    async with film(folder, weights) as session:
        await session.finish()
        await session.answer(Realise())
        before = Store(folder).load()
        with pytest.raises(ArtistError) as refused:
            await session.answer(Pin(renderer="svd-xt", shots=("s001",)))
        assert refused.value.key == "pin_unknown", "a model that is not in this house"
        assert Store(folder).load().pins == before.pins
        await session.answer(Pin(renderer="ltx-video", film=True))
        assert {made.renderer for made in Store(folder).load().routes.values()} == {"ltx-video"}
        await session.answer(Undo())
        assert Store(folder).load().pins == {}


async def test_key_shots_of_a_draft_get_a_still_where_a_model_for_stills_is_here_once(
    tmp_path: Path, weights: Path
) -> None:
    folder = begin(tmp_path / "film")
    name = "z-image-turbo"
    if not (weights / name).exists():
        save(name, weights)
    known = {name: tiny(name)}
    here = Models(known, replace(as_if(24, known, Machine(ram_gb=64)), weights=frozenset({name})))

    def drawing():
        made = studio(known, {name: weights / name}, measurements=tmp_path / "cards.json")
        return opened(folder, crew(SHOTS), {"quick": renderer(folder), **made}, models=here)

    async with drawing() as session:
        await session.finish()
    project = Store(folder).load()
    assert len(project.stills) == 3
    stills = {shot: Store(folder).take(key) for shot, key in project.stills.items()}
    for shot, still in stills.items():
        assert still is not None
        assert cv2.imread(str(folder / still.file)).shape == (36, 64, 3)
        assert shot not in {take.shot for take in Store(folder).all_takes() if take.order.still}
    assert 'class="still"' in (folder / "report.html").read_text()
    before = {shot: (folder / still.file).stat().st_mtime_ns for shot, still in stills.items() if still}
    async with drawing() as session:
        await session.go()
        await session.answer(Export())
    assert {shot: (folder / still.file).stat().st_mtime_ns for shot, still in stills.items() if still} == before


async def test_without_a_card_filming_is_refused_in_a_sentence(tmp_path: Path) -> None:
    folder = begin(tmp_path / "film")
    known = models().known
    async with opened(folder, crew(SHOTS), {"quick": renderer(folder)}, models=Models(known, Machine())) as session:
        await session.finish()
        with pytest.raises(ArtistError) as refused:
            await session.answer(Realise())
        assert refused.value.key == "route_nothing"
        assert Store(folder).load().stage == "draft"
        await session.answer(Approve())
