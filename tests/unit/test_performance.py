"""Performances: driving footage or the drawn skeleton moves the person of a picture; and a model of two experts."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import stand_ins
import torch
from test_local_models import always, order, owner_of, tiny
from test_local_modes import act_in, asked, drawn_in
from tests_support import photo_in
from tiny_models import save_poses

from director.errors import ProviderError, SetupError
from director.model import FrameRule, Mode, PixelSize, Presence
from render.catalog import capability
from render.fit import Fit, Wanted, mode_for
from render.local import acting
from render.local.families.wan import face_of
from render.local.material import material_of
from render.local.taking import Material, notes_of, plan
from render.steered import performed
from tools.media import MediaFacts

NAME = "wan2.2-animate-14b"


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("weights")


@pytest.mark.full
def test_driving_footage_is_read_at_the_models_own_clock_and_makes_a_take(
    weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acting, "_SURE", -9.0)  # the tiny reader's joints are noise: any is believed
    owner: Any = owner_of(NAME, weights, tmp_path)
    model = tiny(NAME)
    ask = asked(NAME, model.modes[0], tmp_path)
    given = owner.material(ask, tmp_path)
    planned = plan(ask, model, given)
    assert planned.mode.kind == "animate"
    assert given.performance is not None
    assert given.face is not None
    assert given.performance.shape == (planned.frames, planned.size.height, planned.size.width, 3)
    assert given.face.shape == (planned.frames, 512, 512, 3)
    # Half a second at ten a second: five poses, the last of which is held.
    assert len(np.unique(given.performance.reshape(planned.frames, -1), axis=0)) <= 5
    assert (given.performance[-1] == given.performance[-2]).all()
    made = owner.generate(ask, tmp_path, always, 0, given)
    assert len(made.made.frames) == planned.frames
    again = owner.generate(ask, tmp_path, always, 0, given)
    assert (again.made.frames == made.made.frames).all()


def test_footage_runs_along_with_the_song_and_never_begins_anew_inside_a_take() -> None:
    mode = Mode(kind="animate", frames=FrameRule(max=1000), fps=10)
    facts = MediaFacts(80, 8, 8, Fraction(20), "h264", has_sound=False, duration_s=4.0)

    def shown(seconds: float, begins_s: float, handle_s: float = 0.0) -> tuple[int, int, float]:
        fit = Fit(mode, None, (round(10 * seconds),), PixelSize(width=8, height=8))
        numbers, held = acting._moments(facts, fit, begins_s, handle_s)
        return numbers[0], numbers[-1], round(held, 3)

    assert shown(2.0, 0.0) == (0, 38, 0.0)
    assert shown(2.0, 1.0) == (20, 58, 0.0)
    assert shown(2.0, 9.0) == (20, 58, 0.0), "the second of the song, after two rounds of footage"
    assert shown(3.0, 0.0, 0.5) == (0, 48, 0.0), "the handle before the first shot holds the first frame"
    assert shown(3.0, 1.0, 0.5) == (10, 68, 0.0), "a handle inside the footage is of it"
    assert shown(3.0, 2.0, 0.5) == (30, 79, 0.0), "the handle after the last shot holds the last frame"
    assert shown(2.0, 3.5) == (40, 78, 0.0)
    assert shown(6.0, 1.0) == (0, 79, 2.0), "longer than all the footage: its end is held, and told"


def test_an_actor_who_was_filmed_too_short_is_told(tmp_path: Path) -> None:
    model = tiny(NAME)
    ask = asked(NAME, model.modes[0], tmp_path)
    planned = plan(ask, model, Material(performance=np.zeros((1, 8, 8, 3), np.uint8)))
    keys = [n.key for n in notes_of(ask, planned, model, Material(held_s=0.8))]
    assert "local_performance_held" in keys
    assert "local_performance_held" not in [n.key for n in notes_of(ask, planned, model, Material())]


def test_a_drawn_person_is_led_by_footage_before_the_drawn_skeleton() -> None:
    model = capability(NAME)
    words: dict[str, Any] = {"frames": 48, "fps": Fraction(24), "width": 640, "height": 360, "performance": True}
    her = stand_ins.shot(1, performance="act.mp4", who=(Presence(term="girl", action="stand"),))
    assert mode_for(Wanted(her, **words), model) is None, "a first frame has to be there"
    led = mode_for(Wanted(her, keyframe=True, **words), model)
    assert led is not None
    assert led.kind == "animate"


def test_footage_in_which_nobody_is_seen_drives_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_poses(tmp_path / "pose")
    monkeypatch.setattr(acting, "_SURE", 9.0)
    ask = asked(NAME, tiny(NAME).modes[0], tmp_path)
    with pytest.raises(ProviderError, match="nobody is seen"):
        material_of(ask, tmp_path, tiny(NAME), tmp_path)


def test_a_reader_of_poses_that_is_not_here_is_said(tmp_path: Path) -> None:
    ask = asked(NAME, tiny(NAME).modes[0], tmp_path)
    with pytest.raises(SetupError, match="not here"):
        material_of(ask, tmp_path, tiny(NAME), None)


def test_joints_of_the_actor_are_named_as_models_know_them() -> None:
    points = np.stack([np.arange(17.0), np.arange(17.0) * 10], axis=1)
    joints = acting._joints(points, np.where(np.arange(17) == 9, 0.1, 0.9))
    assert joints[0, 0] == 0
    assert joints[1, 0] == 5.5, "the neck is between the shoulders"
    assert [joints[n, 0] for n in (2, 4, 5, 8, 11, 14, 15)] == [6, 10, 5, 12, 11, 2, 1]
    assert np.isnan(joints[7]).all(), "an unsure wrist is left out"


def test_the_drawn_skeleton_drives_the_person_of_the_first_frame(weights: Path, tmp_path: Path) -> None:
    model = tiny(NAME)
    ask = order(NAME, tmp_path)
    ask = ask.model_copy(update=drawn_in(tmp_path, ask.shot.model_copy(update={"technique": "drawn"}), "pose"))
    still = photo_in(tmp_path, "first.png", role="first frame")
    ask = ask.model_copy(update={"references": (still,)})
    owner: Any = owner_of(NAME, weights, tmp_path)
    given = owner.material(ask, tmp_path)
    planned = plan(ask, model, given)
    assert planned.mode.kind == "animate"
    assert given.performance is not None
    assert given.performance.any()
    assert len(owner.generate(ask, tmp_path, always).made.frames) == planned.frames
    with pytest.raises(ProviderError, match="cannot make"):
        plan(ask.model_copy(update={"control": ""}), model, given)


def test_only_somebody_alone_whose_body_acts_is_driven_by_the_drawing(tmp_path: Path) -> None:
    shot = order(NAME, tmp_path).shot.model_copy(update={"technique": "drawn", "reference": ""})
    dancer = Presence(term="girl", action="dance")
    for who, driven in (((dancer,), True), ((dancer, dancer), False), ((Presence(term="girl"),), False)):
        one = shot.model_copy(update={"who": who})
        assert performed(one) == driven
        wanted = Wanted(one, 48, order(NAME, tmp_path).fps, 1280, 720, keyframe=True, drawn=True)
        assert (mode_for(wanted, tiny(NAME)) is not None) == driven
    assert act_in(tmp_path).kind == "footage"


def test_a_face_is_cut_around_the_head_of_the_pose() -> None:
    pose = np.zeros((120, 200, 3), np.uint8)
    pose[20:101, 60:64] = 255
    picture = np.zeros_like(pose)
    picture[14:34, 52:72] = 200
    cut = face_of(picture, pose)
    assert cut.shape == (20, 20, 3)
    assert cut.mean() > 120
    assert face_of(picture, np.zeros_like(pose)).shape == (60, 60, 3)


@pytest.mark.parametrize("name", ["wan2.2-t2v-a14b"])
def test_a_model_of_two_experts_uses_both_each_with_its_own_guidance(name: str, weights: Path, tmp_path: Path) -> None:
    model = tiny(name)
    assert model.weights is not None
    model = model.model_copy(update={"weights": model.weights.model_copy(update={"steps": 6})})
    owner: Any = owner_of(name, weights, tmp_path, model)
    ask = order(name, tmp_path)
    asked_for: list[int] = []
    first = owner.generate(ask, tmp_path, always)
    pipe = owner._warm.pipe
    for number, expert in enumerate((pipe.transformer, pipe.transformer_2), 1):
        expert.register_forward_pre_hook(lambda *_given, number=number: asked_for.append(number))
    again = owner.generate(ask, tmp_path, always)
    assert (again.made.frames == first.made.frames).all()
    assert set(asked_for) == {1, 2}
    assert asked_for == sorted(asked_for), "coarse noise first"
    assert torch.is_tensor(next(pipe.transformer_2.parameters()))
