"""Every way of asking every local model, by the pipeline class that the catalog names for it, on tiny random models."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from test_local_models import always, order, owner_of, tiny
from tests_support import photo_in
from tiny_models import BUILDERS
from tiny_more import MORE, SINGLE

from director.errors import SetupError
from director.model import Capability, Mode, Order, Presence, Reference, Shot
from director.store import Store
from render.catalog import capability
from render.local import taking
from render.local.loading import fetch
from render.local.taking import bounded
from tools.media import FilmWriter

OFTEN = {("ltx-video", "flf2v", ""), ("wan2.2-ti2v-5b", "i2v", ""), ("sd1.5-controlnet", "control", "pose")}
"""Run always; the other ways in the full run."""


def ways() -> list[object]:
    found = [(name, mode.kind, mode.steered_by) for name in {**BUILDERS, **MORE} for mode in capability(name).modes]
    return [way if way in OFTEN else pytest.param(*way, marks=pytest.mark.full) for way in found]


def with_mode(name: str, kind: str, by: str = "") -> Capability:
    model = tiny(name)
    kept = tuple(mode for mode in model.modes if mode.kind == kind and mode.steered_by == by)
    return model.model_copy(update={"modes": kept})


def asked(name: str, mode: Mode, folder: Path) -> Order:
    """An order that can only be made by this way of asking."""
    ask = order(name, folder)
    references: list[Reference] = []
    changes: dict[str, object] = {}
    if mode.kind in ("i2v", "flf2v"):
        references = [photo_in(folder, "mother.png")]
        changes["shot"] = ask.shot.model_copy(update={"technique": "photo", "reference": "mother.png"})
    if mode.kind == "flf2v":
        references.append(photo_in(folder, "last.png", role="last frame"))
    if mode.kind == "animate":
        led = {"technique": "photo", "reference": "mother.png", "performance": "act.mp4"}
        changes["shot"] = ask.shot.model_copy(update=led)
        references = [photo_in(folder, "mother.png"), act_in(folder)]
    if mode.kind in ("r2v", "i2i"):
        references = [photo_in(folder, "anna.png"), photo_in(folder, "house.png")]
    if mode.kind == "control":
        changes |= drawn_in(folder, ask.shot, mode.steered_by)
    if mode.frames.max == 1:
        changes |= {"still": True, "frames": 1, "handles": 0, "keyframes": ()}
    return ask.model_copy(update={**changes, "references": tuple(references)})


def act_in(folder: Path) -> Reference:
    """Footage of an actor: half a second, at its own rate."""
    with FilmWriter(folder / "references" / "act.mp4", 80, 48, Fraction(10)) as film:
        for number in range(5):
            frame = np.full((48, 80, 3), 40, np.uint8)
            frame[10:46, 20 + 4 * number : 40 + 4 * number] = 200
            film.write(frame)
    act = {"name": "act.mp4", "digest": "4" * 32, "kind": "footage", "role": "performance", "width": 80, "height": 48}
    return Reference.model_validate(act)


def drawn_in(folder: Path, shot: Shot, by: str) -> dict[str, object]:
    """A drawn take, and the shot as it is when this steers it best."""
    looks: dict[str, dict[str, object]] = {
        "edges": {"style": "cartoon"},
        "pose": {"who": (Presence(term="girl", action="dance"),)},
        "depth": {"framing": "wide"},
    }
    shot = shot.model_copy(update=looks[by])
    drawn = Order(
        shot=shot, renderer="animatic", renderer_version="1", prompt="", width=96, height=48, fps=Fraction(24),
        frames=12, handles=3, seed=3,
    )  # fmt: skip
    for name in ("takes", "orders"):
        (folder / name).mkdir(exist_ok=True)
    file = f"takes/{Store(folder).keep_order(drawn)}.mp4"
    with FilmWriter(folder / file, 96, 48, Fraction(24)) as film:
        for number in range(18):
            frame = np.full((48, 96, 3), 60, np.uint8)
            frame[12:36, 10 + 2 * number : 34 + 2 * number] = 190
            film.write(frame)
    return {"shot": shot, "control": file}


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("weights")


@pytest.mark.parametrize(("name", "kind", "by"), ways())
def test_every_way_of_asking_makes_the_frames_that_were_planned(
    name: str, kind: str, by: str, weights: Path, tmp_path: Path
) -> None:
    model = with_mode(name, kind, by)
    owner = owner_of(name, weights, tmp_path, model)
    generated = owner.generate(asked(name, model.modes[0], tmp_path), tmp_path, always)
    assert generated.planned.mode.kind == kind
    assert len(generated.made.frames) == generated.planned.frames
    owner.close()


def test_a_model_warm_for_words_is_asked_with_a_drawn_take_without_loading_it_again(
    weights: Path, tmp_path: Path
) -> None:
    """The ControlNet, which words alone do not need, is loaded beside what is warm."""
    name = "animatediff-sd1.5"
    owner = owner_of(name, weights, tmp_path)
    control = next(mode for mode in tiny(name).modes if mode.steered_by == "depth")
    assert owner.generate(order(name, tmp_path), tmp_path, always).planned.mode.kind == "t2v"
    assert owner.generate(asked(name, control, tmp_path), tmp_path, always).planned.mode.kind == "control"
    assert owner.loads == 1


def test_references_keep_their_proportions_and_no_more_are_sent_than_the_model_takes(
    weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "wan2.1-vace-1.3b"
    owner = owner_of(name, weights, tmp_path)
    seen = []
    real = taking.family("wan")

    class Spy:
        def make(self, pipe: object, ask: taking.Ask, mode: object, steps: object) -> object:
            seen.append(ask)
            return real.make(pipe, ask, mode, steps)  # type: ignore[arg-type]  # the real ones are handed on

    monkeypatch.setattr(taking, "family", lambda _name: Spy())
    people = tuple(photo_in(tmp_path, f"person{'x' * number}.png") for number in range(5))
    owner.generate(order(name, tmp_path, references=people), tmp_path, always)
    assert len(seen[0].references) == capability(name).modes[0].references
    assert {picture.shape for picture in seen[0].references} == {(64, 128, 3)}, "two to one as it came, not cropped"
    portrait = bounded(np.zeros((4000, 2000, 3), np.uint8))
    assert portrait.shape == (1536, 768, 3)


def test_a_controlnet_that_is_published_as_one_file_steers_the_picture(weights: Path, tmp_path: Path) -> None:
    name = "z-image-controlnet"
    owner = owner_of(name, weights, tmp_path)
    by = {mode.steered_by: asked(name, mode, tmp_path) for mode in tiny(name).modes}
    depth, edges = (owner.generate(by[kind], tmp_path, always).made.frames for kind in ("depth", "edges"))
    assert (depth != edges).any()
    assert owner.loads == 1, "one file for all ways of steering"
    assert (owner.generate(by["depth"], tmp_path, always).made.frames == depth).all()
    owner.close()
    (weights / name / "controlnet" / SINGLE).rename(weights / "elsewhere")
    with pytest.raises(SetupError, match="director warm z-image-controlnet"):
        owner_of(name, weights, tmp_path).generate(by["depth"], tmp_path, always)
    (weights / "elsewhere").rename(weights / name / "controlnet" / SINGLE)


def test_of_a_controlnet_in_one_file_that_file_and_its_shape_are_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    fetched: dict[str, list[str]] = {}

    def snapshot(repo: str, allow_patterns: list[str], **_: object) -> str:
        fetched[repo] = allow_patterns
        return "here"

    monkeypatch.setattr("huggingface_hub.snapshot_download", snapshot)
    monkeypatch.setattr("diffusers.ZImageControlNetPipeline.download", lambda repo: fetched.update({repo: []}) or repo)
    fetch(capability("z-image-controlnet"))
    assert fetched == {
        "alibaba-pai/Z-Image-Turbo-Fun-Controlnet-Union": [SINGLE],
        "hlky/Z-Image-Turbo-Fun-Controlnet-Union": ["config.json"],
        "Tongyi-MAI/Z-Image-Turbo": [],
    }
