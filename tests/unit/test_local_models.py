"""Local models: the real way from an order to a take on tiny random models of every family, and the card's worker."""

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import psutil
import pytest
import torch
import yaml
from tests_support import photo_in
from tiny_models import BUILDERS, save, tiny
from tiny_more import MORE

from director.errors import ProviderError, SetupError
from director.model import Capability, FrameRule, Order, Palette, Presence, Reference, Shot
from director.settings import CardSettings
from director.studio import models_here, renderers_here
from director.words import say
from render.catalog import capability, names, read
from render.fit import Wanted
from render.local import card as card_module
from render.local import taking
from render.local.asking import Made, Stopped
from render.local.card import CardOwner, encode
from render.local.families import FAMILIES
from render.local.measured import Measurements
from render.local.steering import edges
from render.local.worker import Card, CardQueue
from render.machine import Machine, as_if
from render.registry import studio
from render.router import route
from tools.media import FilmWriter, probe

OFTEN = ("wan2.1-t2v-1.3b", "wan2.2-i2v-a14b", "ltx-video", "deforum-sd1.5")
"""Run always; the other families in the full run."""


def order(name: str, folder: Path, **changes: object) -> Order:
    model = capability(name)
    technique = (model.techniques or ("photo",))[0]
    references: tuple[Reference, ...] = ()
    if technique == "photo":
        references = (photo_in(folder, "mother.png"),)
    if model.mode("flf2v") and not model.mode("t2v"):
        references = (*references, photo_in(folder, "last.png", role="last frame"))
    shot = Shot(
        id="s001", section=0, world="w", place="p", place_term="meadow", time="day", weather="clear",
        palette=Palette(colours=("#9ab8cc", "#33453c")), style="photoreal", technique=technique,
        reference="mother.png" if technique == "photo" else "", text="", framing="full", emotion="joy",
        who=(Presence(term="girl"),), action=("word5", "word6", "word7"),
    )  # fmt: skip
    plain: dict[str, object] = {
        "shot": shot, "renderer": name, "renderer_version": "1", "prompt": "word5 word6", "negative": "word9",
        "width": 96, "height": 48, "fps": Fraction(24), "frames": 12, "handles": 3, "keyframes": (5,), "seed": 3,
        "references": references,
    }  # fmt: skip
    return Order.model_validate(plain | changes)


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("weights")


def owner_of(name: str, weights: Path, tmp_path: Path, model: Capability | None = None) -> CardOwner:
    folder = weights / name
    if not folder.exists():
        save(name, weights)
    return CardOwner({name: model or tiny(name)}, {name: folder}, Measurements(tmp_path / "cards.json"), fast=False)


def always(_share: float) -> bool:
    return True


def every() -> list[object]:
    return [
        name if name in OFTEN else pytest.param(name, marks=pytest.mark.full)
        for name in {**BUILDERS, **MORE}
        if not capability(name).stills and capability(name).mode("animate") is None  # it has a test of its own
    ]


@pytest.mark.parametrize("name", every())
def test_an_order_becomes_a_take_of_the_films_own_form_and_a_seed_is_a_picture(
    name: str, weights: Path, tmp_path: Path
) -> None:
    owner = owner_of(name, weights, tmp_path)
    ask = order(name, tmp_path)
    shares: list[float] = []
    first = owner.generate(ask, tmp_path, lambda share: shares.append(share) or True)
    made = encode(first, tmp_path / "take.mp4")
    facts = probe(made.media)
    assert (facts.frames, facts.width, facts.height, facts.fps) == (18, 96, 48, Fraction(24))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert (owner.generate(ask, tmp_path, always).made.frames == first.made.frames).all()
    other = owner.generate(ask.model_copy(update={"seed": 4}), tmp_path, always)
    assert (other.made.frames != first.made.frames).any()
    assert owner.loads == 1
    assert (made.sound is not None) == capability(name).sound
    measured = Measurements(tmp_path / "cards.json").of("processor", name)
    assert measured.takes == 3
    assert measured.seconds_a_frame > 0
    owner.close()


def test_every_family_of_the_catalog_is_known_and_every_family_has_a_model() -> None:
    used = {model.weights.family for model in map(capability, names()) if model.weights is not None}
    assert used == set(FAMILIES)


def test_a_long_take_is_made_in_pieces_each_from_the_last_frame_of_the_one_before(
    weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "wan2.2-i2v-a14b"
    owner = owner_of(name, weights, tmp_path)
    asks = []
    real = taking.family(capability(name).weights.family)  # type: ignore[union-attr]

    class Spy:
        def make(self, pipe: object, ask: taking.Ask, mode: object, steps: object) -> Made:
            asks.append(ask)
            return real.make(pipe, ask, mode, steps)  # type: ignore[arg-type]

    monkeypatch.setattr(taking, "family", lambda _name: Spy())
    long = order(name, tmp_path, frames=150, keyframes=())
    generated = owner.generate(long, tmp_path, always)
    assert len(asks) == len(generated.planned.pieces) > 2
    assert len(generated.made.frames) == generated.planned.frames
    joints = np.cumsum([piece - 1 for piece in generated.planned.pieces[:-1]])
    for ask, joint in zip(asks[1:], joints, strict=True):
        assert (ask.image == generated.made.frames[joint]).all()
    assert len({ask.seed for ask in asks}) == len(asks)
    assert [note.key for note in generated.notes if note.key == "local_chained"]
    for note in generated.notes:
        assert say(note.key, "ru", **note.values)


def test_a_model_that_gives_other_frames_than_asked_is_an_error_not_a_stretched_take(
    weights: Path, tmp_path: Path
) -> None:
    name = "wan2.1-t2v-1.3b"
    loose = tiny(name)
    wrong = loose.modes[0].model_copy(update={"frames": FrameRule(max=10)})
    owner = owner_of(name, weights, tmp_path, loose.model_copy(update={"modes": (wrong,)}))
    with pytest.raises(ProviderError, match="frames instead of"):
        owner.generate(
            order(name, tmp_path, frames=16, handles=0, keyframes=()), tmp_path, always
        )  # asks for 6, Wan makes 5


def test_a_stop_ends_the_generation_after_its_step(weights: Path, tmp_path: Path) -> None:
    owner = owner_of("wan2.1-t2v-1.3b", weights, tmp_path)
    seen: list[float] = []
    with pytest.raises(Stopped):
        owner.generate(order("wan2.1-t2v-1.3b", tmp_path), tmp_path, lambda share: seen.append(share) or len(seen) < 1)
    assert len(seen) == 1


@pytest.mark.parametrize("fits_from", [pytest.param(1, marks=pytest.mark.full), 2])
def test_a_full_card_steps_down_rung_by_rung_says_so_and_remembers(
    fits_from: int, weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "wan2.1-t2v-1.3b"
    owner = owner_of(name, weights, tmp_path)
    real = card_module.generate

    def scarce(*given: object) -> Made:
        if owner._warm is not None and owner._warm.rung < fits_from:
            raise torch.OutOfMemoryError("CUDA out of memory (injected)")
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(card_module, "generate", scarce)
    generated = owner.generate(order(name, tmp_path), tmp_path, always)
    assert [note.key for note in generated.notes].count("local_stepped_down") == fits_from
    known = Measurements(tmp_path / "cards.json").of("processor", name)
    assert (tuple(known.failed), known.rung) == (tuple(range(fits_from)), fits_from)
    again = owner_of(name, weights, tmp_path)
    second = again.generate(order(name, tmp_path), tmp_path, always)
    assert "local_stepped_down" not in [note.key for note in second.notes], "what did not hold is not tried again"
    assert again.loads == 1


def test_a_card_that_is_too_small_for_the_lowest_rung_fails_the_take_and_not_the_film(
    weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_given: object) -> Made:
        raise torch.OutOfMemoryError("CUDA out of memory (injected)")

    monkeypatch.setattr(card_module, "generate", never)
    with pytest.raises(ProviderError, match="lowest rung") as fault:
        owner_of("wan2.1-t2v-1.3b", weights, tmp_path).generate(order("wan2.1-t2v-1.3b", tmp_path), tmp_path, always)
    assert not fault.value.retryable


def test_missing_weights_say_what_to_do_and_nothing_is_fetched(tmp_path: Path) -> None:
    owner = CardOwner({"wan2.1-t2v-1.3b": tiny("wan2.1-t2v-1.3b")}, {}, Measurements(tmp_path / "c.json"), fast=False)
    with pytest.raises(SetupError, match="director warm"):
        owner.generate(order("wan2.1-t2v-1.3b", tmp_path), tmp_path, always)


def test_a_new_model_of_a_known_family_is_a_file_and_no_code(weights: Path, tmp_path: Path) -> None:
    told = tiny("wan2.1-t2v-1.3b").model_dump(mode="json")
    told |= {"name": "my-own-wan", "title": "Mine"}
    file = tmp_path / "my-own-wan.yaml"
    file.write_text(yaml.safe_dump(told))
    save("wan2.1-t2v-1.3b", weights)
    model = read(file)
    owner = CardOwner(
        {model.name: model}, {model.name: weights / "wan2.1-t2v-1.3b"}, Measurements(tmp_path / "c"), fast=True
    )
    ask = order("wan2.1-t2v-1.3b", tmp_path).model_copy(update={"renderer": model.name})
    assert len(owner.generate(ask, tmp_path, always).made.frames) == 9


async def test_that_file_in_the_settings_is_all_that_listing_routing_and_filming_need(
    weights: Path, tmp_path: Path
) -> None:
    name, place = "my-own-wan", tmp_path / "catalog"
    place.mkdir()
    told = tiny("wan2.1-t2v-1.3b").model_dump(mode="json") | {"name": name, "title": "Mine"}
    (place / f"{name}.yaml").write_text(yaml.safe_dump(told))
    save("wan2.1-t2v-1.3b", weights)
    settings = CardSettings(catalog=place, models={name: weights / "wan2.1-t2v-1.3b"})
    models = models_here(settings)
    assert models.known[name].title == "Mine"
    assert models.machine.weights >= {name}
    made = renderers_here(models, settings)[name]
    ask = order("wan2.1-t2v-1.3b", tmp_path).model_copy(update={"renderer": name, "renderer_version": made.version})
    wanted = Wanted(ask.shot, ask.frames, ask.fps, ask.width, ask.height)
    (routed,) = route([wanted], models.known, as_if(80, models.known, Machine(ram_gb=64)), {}, {ask.shot.id: name})
    assert routed.renderer == name
    assert dict(routed.ranking)[name] > 0, "it stands in the router's ranking like every other"
    try:
        job = await made.submit(ask, tmp_path)
        end = time.monotonic() + 60
        while (await made.poll(job)).state in ("queued", "running"):
            assert time.monotonic() < end
            await asyncio.sleep(0.02)
        assert (await made.fetch(job)).media.is_file()
        assert made.quote(ask).seconds > 0
    finally:
        await made.close()


@pytest.fixture
def queue(weights: Path, tmp_path: Path) -> Iterator[CardQueue]:
    chosen = ("wan2.1-t2v-1.3b", "ltx-video")
    for name in chosen:
        if not (weights / name).exists():
            save(name, weights)
    made = CardQueue(Card({n: tiny(n) for n in chosen}, {n: weights / n for n in chosen}, tmp_path / "cards.json"))
    yield made
    made.close()


def ended(queue: CardQueue, job: str, patience: float = 60.0) -> str:
    end = time.monotonic() + patience
    while (progress := queue.poll(job)).state in ("queued", "running"):
        assert time.monotonic() < end, "the job never ended"
        time.sleep(0.02)
    return progress.state


def test_the_worker_loads_each_model_once_survives_a_bad_order_and_dies_without_losing_the_film(
    queue: CardQueue, tmp_path: Path
) -> None:
    wan, ltx = "wan2.1-t2v-1.3b", "ltx-video"
    asks = [order(name, tmp_path, seed=number) for number in range(3) for name in (wan, ltx)]
    bad = order(wan, tmp_path, frames=2000, keyframes=())
    jobs = [queue.submit(ask, tmp_path) for ask in (*asks, bad)]
    states = [ended(queue, job) for job in jobs]
    assert states == ["done"] * len(asks) + ["failed"]
    assert queue.loads == 2
    assert all(queue.fetch(job).media.is_file() for job in jobs[:-1])
    assert [path.name for path in (tmp_path / "takes").iterdir() if path.name.startswith(".")] == []

    long = order(ltx, tmp_path, frames=170, keyframes=(), seed=9)
    first = queue.submit(long, tmp_path)
    waiting = [queue.submit(order(name, tmp_path, seed=20), tmp_path) for name in (wan, ltx)]
    end = time.monotonic() + 60
    while queue.poll(first).state == "queued" or (queue.poll(first).state == "running" and not queue.poll(first).share):
        assert time.monotonic() < end
        time.sleep(0.005)
    worker = next(p for p in psutil.Process().children() if "spawn_main" in " ".join(p.cmdline()))
    os.kill(worker.pid, signal.SIGKILL)
    assert ended(queue, first) == "failed", "the worker was killed before the take was whole"
    assert queue.poll(first).retryable
    assert [ended(queue, job) for job in waiting] == ["done"] * 2, "what waited is made by the next worker"
    again = queue.submit(long, tmp_path)
    assert ended(queue, again) == "done"


def test_renderers_of_one_studio_share_one_queue(tmp_path: Path) -> None:
    chosen = ("wan2.1-t2v-1.3b", "svd-xt")
    made = studio({name: tiny(name) for name in chosen}, {}, measurements=tmp_path / "cards.json")
    assert set(made) == set(chosen)
    assert len({id(renderer._queue) for renderer in made.values()}) == 1  # type: ignore[attr-defined]
    assert made["wan2.1-t2v-1.3b"].version != made["svd-xt"].version


def test_a_drawn_take_steers_a_model_by_its_outlines(weights: Path, tmp_path: Path) -> None:
    name = "wan2.1-vace-1.3b"
    owner = owner_of(name, weights, tmp_path)
    drawn = tmp_path / "takes" / "drawn.mp4"
    drawn.parent.mkdir()
    with FilmWriter(drawn, 96, 48, Fraction(24)) as film:
        for number in range(18):
            frame = np.full((48, 96, 3), 60, np.uint8)
            frame[12:36, 10 + 2 * number : 34 + 2 * number] = 190
            film.write(frame)
    ask = order(name, tmp_path, control="takes/drawn.mp4")
    ask = ask.model_copy(update={"shot": ask.shot.model_copy(update={"style": "ink"})})
    steered = owner.generate(ask, tmp_path, always)
    assert steered.planned.mode.kind == "control"
    free = owner.generate(ask.model_copy(update={"control": ""}), tmp_path, always)
    assert free.planned.mode.kind != "control"
    assert (steered.made.frames != free.made.frames).any()


@pytest.mark.parametrize("light", [0.15, 1.0])
def test_outlines_are_found_by_night_and_by_day_and_follow_what_moves(light: float) -> None:
    frames = np.full((2, 60, 80, 3), 120 * light, np.uint8)
    frames[0, 20:40, 10:30] = frames[1, 20:40, 40:60] = 220 * light
    found = edges(frames)
    assert found.shape == frames.shape
    assert found[0, 20:40, 8:32].any()
    assert not found[0, 20:40, 45:].any()
    assert found[1, 20:40, 38:62].any()
