"""What steers a model: nearness and skeletons of the drawn set, and which of them (or its lines) for which shot."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from test_local_models import always, order, owner_of, tiny
from test_local_modes import drawn_in

from director.errors import ProviderError
from director.model import CameraMove, Order, Palette, Presence, Shot
from render.animatic.renderer import repertoire
from render.animatic.shoot import Shooting
from render.animatic.steering import Steering
from render.catalog import capability
from render.fit import Wanted, fit, mode_for
from render.local.material import material_of
from render.local.steering import pose_picture
from render.local.taking import generate, plan
from render.steered import steered_by

WIDE, HIGH = 256, 144


def shot(**given: Any) -> Shot:
    words: dict[str, Any] = {
        "id": "s001", "section": 0, "world": "w", "place": "p", "place_term": "snow_road", "time": "day",
        "weather": "clear", "palette": Palette(colours=("#9ab8cc", "#6f8f70", "#33453c")), "style": "photoreal",
        "text": "", "framing": "full", "emotion": "joy", "move": CameraMove(kind="pan right"),
        "who": (Presence(term="man", action="run", facing="right", colour="#d020b0"),),
    }  # fmt: skip
    return Shot(**{**words, **given})


def drawn(**given: Any) -> Order:
    return Order(
        shot=shot(**given), renderer="animatic", renderer_version="1", prompt="", width=WIDE, height=HIGH,
        fps=Fraction(24), frames=24, handles=2, seed=3,
    )  # fmt: skip


@pytest.fixture(scope="module")
def set_() -> Steering:
    return Steering(drawn(), repertoire())


@pytest.fixture(scope="module")
def mattes() -> list[Any]:
    return [frame.matte for frame in Shooting(drawn(), repertoire()).frames()]


def inside(matte: Any) -> Any:
    return cv2.resize(matte, (WIDE, HIGH)) > 200


def test_the_subject_is_nearer_than_what_is_behind_it_and_the_ground_rises_to_it(set_: Steering, mattes: Any) -> None:
    near = set_.nearness([14])[0]
    body = inside(mattes[14])
    assert body.sum() > 100
    of_body = near[cv2.erode(body.astype(np.uint8), np.ones((3, 3))) > 0].astype(int)
    assert np.abs(of_body - np.median(of_body)).mean() < 2, "a body is at one distance"
    assert near[:8].mean() < 20, "the sky is far"
    column = near[:, 12].astype(int)  # nothing stands there
    assert column[-1] > column[HIGH * 2 // 3] > column[HIGH // 4]
    foot = int(np.flatnonzero(body.any(axis=1))[-1])
    assert abs(int(near[foot - 3][body[foot - 3]][0]) - int(np.median(near[foot]))) < 40, "it stands on its own ground"


def test_nearness_follows_the_camera_and_is_the_same_every_time(set_: Steering) -> None:
    first, last = set_.nearness([2, 25])
    assert (first != last).mean() > 0.02
    assert (Steering(drawn(), repertoire()).nearness([2, 25])[1] == last).all()


FULL = pytest.mark.full


@pytest.mark.parametrize(
    "facing", ["away", "none", pytest.param("left", marks=FULL), pytest.param("right", marks=FULL)]
)
def test_joints_lie_on_the_body_that_is_drawn(facing: Any) -> None:
    who = (Presence(term="man", action="run", facing=facing, colour="#d020b0"),)
    built, body = Steering(drawn(who=who), repertoire()), Shooting(drawn(who=who), repertoire())
    frame = list(body.frames())[14]
    assert frame.matte is not None
    around = cv2.dilate(inside(frame.matte).astype(np.uint8), np.ones((7, 7)))
    (joints,) = built.skeletons(14)
    seen = joints[~np.isnan(joints).any(axis=1)].round().astype(int)
    on_screen = seen[(seen[:, 0] >= 0) & (seen[:, 0] < WIDE) & (seen[:, 1] >= 0) & (seen[:, 1] < HIGH)]
    assert len(on_screen) >= 12
    assert np.mean([around[y, x] > 0 for x, y in on_screen]) > 0.9
    assert np.isnan(joints[0]).any() == (facing == "away"), "a nose is seen from the front"
    right, left = joints[2], joints[5]
    if facing in ("none", "away"):
        assert (right[0] < left[0]) == (facing == "none"), "its own right shoulder is on our left when it faces us"


def test_a_pose_is_drawn_in_the_colours_that_models_know_and_hidden_joints_are_left_out() -> None:
    joints = np.full((18, 2), np.nan)
    joints[[1, 2]] = (60, 40), (20, 40)
    picture = pose_picture([joints], 100, 80)
    assert tuple(picture[40, 40]) == (153, 0, 0)
    assert tuple(picture[40, 60]) == (255, 85, 0)
    assert tuple(picture[40, 20]) == (255, 170, 0)
    assert (picture.any(axis=2).sum()) < 400
    assert not pose_picture([], 10, 10).any()


def test_lines_steer_drawn_styles_joints_an_acting_body_and_depth_the_rest() -> None:
    assert steered_by(shot(style="ink"))[0] == "edges"
    assert steered_by(shot())[0] == "pose"
    assert steered_by(shot(framing="close"))[0] == "depth"
    assert steered_by(shot(who=(Presence(term="owl", action="fly"),)))[0] == "depth"
    assert steered_by(shot(who=(Presence(term="couple", action="dance"),)))[0] == "depth"
    model = capability("wan2.1-vace-1.3b")
    for one, by in ((shot(), "pose"), (shot(who=()), "depth"), (shot(style="cartoon"), "edges")):
        mode = mode_for(Wanted(one, 48, Fraction(24), 1280, 720, drawn=True), model)
        assert mode is not None
        assert mode.steered_by == by


@pytest.mark.parametrize("by", ["depth", pytest.param("pose", marks=FULL), pytest.param("edges", marks=FULL)])
def test_every_native_frame_has_its_control_picture_and_a_still_its_first(by: str, tmp_path: Path) -> None:
    model = tiny("wan2.1-vace-1.3b")
    ask = order(model.name, tmp_path)
    ask = ask.model_copy(update=drawn_in(tmp_path, ask.shot, by))
    given = material_of(ask, tmp_path, model)
    planned = plan(ask, model, given)
    assert planned.mode.steered_by == by
    assert given.control is not None
    assert given.control.shape == (planned.frames, planned.size.height, planned.size.width, 3)
    assert given.control.any()
    again = material_of(ask, tmp_path, model).control
    assert again is not None
    assert (again == given.control).all()
    still = tiny("sd1.5-controlnet")
    one = ask.model_copy(update={"still": True, "frames": 1, "handles": 0, "renderer": still.name})
    first = material_of(one, tmp_path, still).control
    assert first is not None
    assert first.shape[0] == 1
    assert (first[0] == given.control[0]).all(), "both tiny models make the same size"


def test_a_drawn_take_whose_order_is_gone_does_not_steer_by_guessing(tmp_path: Path) -> None:
    model = tiny("wan2.1-vace-1.3b")
    ask = order(model.name, tmp_path)
    ask = ask.model_copy(update=drawn_in(tmp_path, ask.shot, "depth"))
    for file in (tmp_path / "orders").iterdir():
        file.unlink()
    with pytest.raises(ProviderError, match="not known any more"):
        material_of(ask, tmp_path, model)


def test_another_way_of_steering_changes_the_control_net_alone(tmp_path: Path, tmp_path_factory: Any) -> None:
    name = "sd1.5-controlnet"
    owner: Any = owner_of(name, tmp_path_factory.mktemp("weights"), tmp_path)
    ask = order(name, tmp_path, still=True, frames=1, handles=0, keyframes=())

    def steered(by: str) -> Any:
        return owner.generate(ask.model_copy(update=drawn_in(tmp_path, ask.shot, by)), tmp_path, always)

    first = steered("depth")
    nets = owner._warm.pipe.controlnet, owner._warm.pipe.unet
    assert (steered("depth").made.frames == first.made.frames).all()
    assert owner._warm.pipe.controlnet is nets[0]
    assert steered("pose").planned.mode.steered_by == "pose"
    assert owner._warm.pipe.controlnet is not nets[0]
    assert owner._warm.pipe.unet is nets[1]
    assert (steered("depth").made.frames == first.made.frames).all()
    assert owner.loads == 1


def test_a_long_take_goes_on_steered_from_the_last_frame_of_the_piece_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The frame that is kept has a black mask, and each piece has its own part of what steers the take."""
    from render.local.asking import Made
    from render.local.families.wan import FAMILY

    model = tiny("wan2.1-vace-1.3b")
    ask = order(model.name, tmp_path, frames=80)
    ask = ask.model_copy(update=drawn_in(tmp_path, ask.shot, "depth") | {"frames": 80})
    real = material_of(ask.model_copy(update={"frames": 12}), tmp_path, model)
    planned = plan(ask, model, real)
    assert len(planned.pieces) == 2
    assert fit(Wanted(ask.shot, 86, ask.fps, 96, 48, drawn=True), model) == planned
    numbered = np.repeat(np.arange(planned.frames, dtype=np.uint8)[:, None, None, None], 3, axis=3)
    numbered = np.ascontiguousarray(np.broadcast_to(numbered, (planned.frames, 32, 64, 3)))
    asked: list[dict[str, Any]] = []

    def pipe(**given: Any) -> Any:
        asked.append(given)
        fill = np.full((1, given["num_frames"], 32, 64, 3), len(asked) / 10, np.float32)
        return type("Frames", (), {"frames": fill})()

    from dataclasses import replace

    made = generate(lambda _mode: pipe, model, ask, planned, replace(real, control=numbered), always)
    assert isinstance(made, Made)
    assert len(made.frames) == planned.frames
    assert FAMILY.parts(model, planned.mode) == {}
    first, second = asked
    assert [np.asarray(m).max() for m in first["mask"][:2]] == [255, 255]
    assert [np.asarray(m).max() for m in second["mask"][:2]] == [0, 255]
    assert np.asarray(second["video"][0]).max() == round(0.1 * 255)
    assert np.asarray(second["video"][1]).max() == planned.pieces[0]
