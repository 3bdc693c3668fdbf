"""People: whoever is asked for is seen doing what is asked, feeling what is asked, within the declared extents."""

import itertools

import numpy as np
import pytest
import skia

from director.model import Features, Light
from render.animatic.actors.people import PEOPLE
from render.animatic.actors.people.actions import ACTIONS
from render.animatic.actors.people.doings import at_moment
from render.animatic.actors.people.feelings import FEELINGS
from render.animatic.actors.people.pose import Pose, in_between, mirrored
from render.animatic.actors.people.skeleton import Build, Hands, posed
from render.animatic.base import Actor, Brush, Figure, Look

MARGIN = 0.3
PX = 44


def look_of(time="day", weather="clear", sun=(0.3, -0.25)) -> Look:
    return Look(
        sky_top=(0.35, 0.55, 0.8), sky_low=(0.8, 0.85, 0.9), far=(0.55, 0.65, 0.75), mid=(0.45, 0.55, 0.5),
        near=(0.3, 0.35, 0.3), ground=(0.62, 0.6, 0.55), accent=(0.85, 0.3, 0.2), lit=(1.0, 0.93, 0.8),
        shade=(0.2, 0.22, 0.38), time=time, weather=weather, light=Light(), style="painted", texture="clean",
        emotion="calm", sun=sun,
    )  # fmt: skip


LOOK = look_of()


def figure_of(term: str, action="stand", look=LOOK, **wishes) -> Figure:
    return PEOPLE[term](Actor(term, action, **wishes), look, np.random.default_rng(3))


def painted(figure: Figure, phase: float, look=LOOK, px=PX, seed=3) -> np.ndarray:
    """The pose with a margin around its declared extents, RGBA."""
    width = round((figure.width + 2 * MARGIN) * px)
    height = round((figure.height + figure.drop + 2 * MARGIN) * px)
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    canvas.translate(width / 2, (figure.height + MARGIN) * px)
    canvas.scale(px, px)
    figure.paint(Brush(canvas, look, np.random.default_rng(seed), px), phase)
    return surface.toarray(colorType=skia.kRGBA_8888_ColorType)


def face_of(term: str, size=150, **wishes) -> np.ndarray:
    """The head alone, as a close framing sees it."""
    figure = figure_of(term, framing="close", **wishes)
    surface = skia.Surface(size, size)
    canvas = surface.getCanvas()
    canvas.clear(0xFF808890)
    px = size / (figure.head * 1.5)
    canvas.translate(size / 2, size / 2)
    canvas.scale(px, px)
    canvas.translate(-figure.focus[0], -figure.focus[1])
    figure.paint(Brush(canvas, LOOK, np.random.default_rng(3), px), 0.3)
    return surface.toarray(colorType=skia.kRGBA_8888_ColorType)[..., :3].astype(float)


def assert_inside(figure: Figure, phase: float, look=LOOK) -> None:
    alpha = painted(figure, phase, look)[..., 3].copy()
    assert (alpha > 60).sum() > 60, "hardly anything is painted"
    edge = round(MARGIN * PX)
    alpha[edge - 1 : alpha.shape[0] - edge + 1, edge - 1 : alpha.shape[1] - edge + 1] = 0
    assert alpha.max() < 30, "something is painted beyond the declared extents"


@pytest.mark.parametrize("term", PEOPLE)
def test_everyone_stays_within_the_extents_whatever_they_do(term):
    chosen = ("stand", "walk", "dance", "play", "sit", "embrace", "run")
    for number, action in enumerate(chosen):
        facing = ("none", "left", "right", "away", "toward")[number % 5]
        assert_inside(figure_of(term, action, facing=facing), (number * 0.17) % 1)


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_stays_within_the_extents(action):
    storm = look_of(weather="blizzard")
    for term, facing, phase in (
        ("explorer", "none", 0.1),
        ("girl", "right", 0.4),
        ("singer", "left", 0.7),
        ("racer", "away", 0.9),
    ):
        assert_inside(figure_of(term, action, storm, facing=facing), phase, storm)


def test_actions_differ_from_one_another():
    seen = {}
    for action in ACTIONS:
        figure = figure_of("man", action, facing="right")
        surface = skia.Surface(120, 120)
        canvas = surface.getCanvas()
        canvas.translate(60, 105)
        canvas.scale(70, 70)
        for phase in (0.2, 0.6):
            figure.paint(Brush(canvas, LOOK, np.random.default_rng(3), 70), phase)
        seen[action] = surface.toarray()[..., 3] > 100
    same = {frozenset(pair) for pair in (("run", "race"), ("open", "close"), ("stand", "fade"))}
    for a, b in itertools.combinations(ACTIONS, 2):
        if frozenset((a, b)) not in same:
            apart = (seen[a] ^ seen[b]).sum() / max((seen[a] | seen[b]).sum(), 1)
            assert apart > 0.04, f"{a} looks like {b}"


def test_a_cycle_moves_and_closes():
    for action in ("walk", "run", "dance", "sing", "skate", "row"):
        figure = figure_of("woman", action, facing="right")
        poses = [painted(figure, i / 4)[..., 3].astype(float) for i in range(4)]
        for a, b in itertools.pairwise(poses):
            assert np.abs(a - b).mean() > 0.4, f"{action} stands still"
        assert np.abs(painted(figure, 0.0).astype(float) - painted(figure, 0.9999).astype(float)).mean() < 0.25


@pytest.mark.parametrize("term", ["girl", "man", "old_woman", "racer"])
def test_feelings_are_told_apart_in_a_close_face(term):
    faces = {feeling: face_of(term, emotion=feeling) for feeling in FEELINGS}
    for a, b in itertools.combinations(faces, 2):
        assert np.abs(faces[a] - faces[b]).mean() > 0.8, f"{a} looks like {b}"


def test_a_tear_runs_in_grief_and_not_in_joy():
    assert FEELINGS["grief"].tears > 0
    assert FEELINGS["joy"].tears == 0
    assert FEELINGS["joy"].smile > 0.03 > -0.02 > FEELINGS["sadness"].smile
    assert FEELINGS["fear"].lid > 1.2 > FEELINGS["sadness"].lid


def test_eyes_blink_once_in_a_cycle():
    lids = [at_moment(FEELINGS["calm"], "", i / 48).lid for i in range(48)]
    shut = [lid < 0.2 for lid in lids]
    assert 1 <= sum(shut) <= 6
    assert max(abs(a - b) for a, b in itertools.pairwise(lids)) < 0.75


@pytest.mark.parametrize("term", ["man", "girl", "racer", "dancer", "explorer", "captain"])
def test_the_wardrobe_keeps_its_colour(term):
    for colour, channel in (((0.85, 0.1, 0.1), 0), ((0.1, 0.7, 0.15), 1), ((0.1, 0.15, 0.85), 2)):
        image = painted(figure_of(term, colour=colour), 0.0).astype(float)
        solid = image[image[..., 3] > 200][:, :3]
        others = [c for c in range(3) if c != channel]
        strong = (solid[:, channel] > 1.5 * solid[:, others].max(axis=1)).mean()
        assert strong > 0.12, f"{term} does not wear {colour}"


def test_the_same_person_returns_in_every_shot_whatever_the_chance():
    a = PEOPLE["woman"](Actor("woman", colour=(0.2, 0.5, 0.4)), LOOK, np.random.default_rng(1))
    b = PEOPLE["woman"](Actor("woman", colour=(0.2, 0.5, 0.4)), LOOK, np.random.default_rng(99))
    assert np.array_equal(painted(a, 0.3, seed=1), painted(b, 0.3, seed=2))
    c = PEOPLE["woman"](Actor("woman", colour=(0.9, 0.2, 0.4)), LOOK, np.random.default_rng(1))
    assert not np.array_equal(painted(a, 0.3), painted(c, 0.3))


@pytest.mark.parametrize("state", ["wet", "snowy", "hurt", "tired", "old", "glowing", "broken"])
def test_a_state_is_seen(state):
    plain, marked = face_of("woman"), face_of("woman", state=(state,))
    if state == "glowing":
        assert figure_of("woman", state=(state,)).glow is not None
        assert figure_of("woman").glow is None
    else:
        assert np.abs(plain - marked).mean() > 0.5


def test_youth_comes_back_to_the_old():
    assert np.abs(face_of("old_man") - face_of("old_man", state=("young",))).mean() > 1.0


def test_left_and_right_are_mirrored_but_the_light_is_not():
    right = painted(figure_of("man", "walk", facing="right"), 0.1)
    left = painted(figure_of("man", "walk", facing="left"), 0.1)
    silhouettes = (right[..., 3] > 128) ^ (left[:, ::-1, 3] > 128)
    assert silhouettes.mean() < 0.01
    assert np.abs(right[..., :3].astype(float) - left[:, ::-1, :3].astype(float)).mean() > 0.3


def test_children_are_small_with_large_heads_and_the_old_are_bent():
    child, man = figure_of("child"), figure_of("man")
    assert child.size < 0.7 < man.size
    assert child.head > 1.3 * man.head
    old, young = figure_of("old_man", facing="right"), figure_of("man", facing="right")
    assert old.focus[0] > young.focus[0] + 0.02, "an old back is bent forward"


def test_who_moves_travels_and_who_falls_is_in_the_air():
    assert figure_of("man", "run").travel > figure_of("man", "walk").travel > 0 == figure_of("man").travel
    assert figure_of("man", "fly").airborne
    assert not figure_of("man", "jump").airborne
    assert figure_of("man", "turn").once


def test_feet_stand_on_the_ground_at_every_moment_of_a_walk():
    keys = ACTIONS["walk"].keys
    for i in range(12):
        joints = posed(in_between(keys, i / 12), Build(), Hands())
        assert max(p[1] for p in joints.at.values()) == pytest.approx(0.0, abs=1e-9)


def test_mirroring_a_pose_twice_gives_it_back():
    pose = Pose(lean=4, hips=3, arm_l=20, out_r=44, lx=0.2, rx=-0.1, look=12)
    assert mirrored(mirrored(pose)) == pose
    assert mirrored(pose).arm_r == 20
    assert mirrored(pose).look == -12


@pytest.mark.parametrize("hat", ["cap", "brim", "knitted", "headscarf"])
def test_a_hat_that_is_told_is_worn_and_one_of_a_trade_stays(hat):
    told, bare = Features(hat=hat), Features(hat="none")
    assert not np.array_equal(face_of("woman", features=told), face_of("woman", features=bare))
    assert np.array_equal(face_of("captain", features=told), face_of("captain"))
    assert np.array_equal(face_of("woman", features=bare), face_of("woman"))
