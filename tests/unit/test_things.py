"""Things: all terms, nothing clipped, motifs that change, light, hands, states."""

import numpy as np
import pytest
from figures import LOOK, difference, figure_of, picture, spilled

from render.animatic.actors.things import THINGS
from render.animatic.actors.things.cutouts import shelf
from render.animatic.actors.things.letters import letters
from render.animatic.actors.things.model import Model, figure
from render.animatic.actors.things.sketch import Sketch
from render.animatic.base import Actor

TERMS = (
    "stone", "tent", "flag", "sail", "map", "compass", "lantern", "candle", "piano", "guitar", "microphone",
    "photograph", "window", "mirror", "door", "umbrella", "flower", "paper_boat", "paper_bird", "kite", "music_box",
    "doll", "letter", "book", "cassette", "tv", "phone", "neon_sign", "moon", "sun", "star", "stars", "tree",
    "bench", "bridge", "balloon", "key", "ring", "chair", "bed", "table", "helmet", "traffic_light", "street_lamp",
    "fire", "hologram", "robot", "statue", "trophy", "steering_wheel", "snow_globe", "leaf", "footprints", "shadow",
    "heart", "eye", "hand", "mouth", "rain_drop", "speaker", "puddle", "headlights", *shelf(),
)  # fmt: skip
LIGHTS = (
    "lantern", "candle", "fire", "neon_sign", "street_lamp", "traffic_light", "hologram", "headlights", "moon", "sun",
    "star", "stars", "tv", "phone",
)  # fmt: skip


def test_every_thing_of_the_vocabulary_can_be_painted():
    assert set(THINGS) == set(TERMS)


@pytest.mark.parametrize("term", TERMS)
def test_a_thing_stays_within_its_declared_extents_and_near_its_own_height(term):
    for action, state in (("stand", ()), ("fall", ()), ("open", ("broken",))):
        one = figure_of(THINGS, term, action=action, state=state)
        for phase in (0.0, 0.4, 0.99):
            assert spilled(one, phase) < 0.003
    still = figure_of(THINGS, term)
    assert picture(still)[0][..., 3].mean() > 1.5
    assert 0.25 < still.height < 1.35
    assert abs(still.focus[0]) <= still.width / 2
    assert -still.height <= still.focus[1] <= 0.1


@pytest.mark.parametrize("term", TERMS)
def test_a_broken_thing_differs_from_a_whole_one(term):
    whole, broken = (figure_of(THINGS, term, state=s) for s in ((), ("broken",)))
    lit = [picture(f, 0.1, 90.0)[0].astype(int) for f in (whole, broken)]
    if whole.glow and broken.glow:
        lit = [np.minimum(p + picture(f, 0.1, 90.0, f.glow)[0], 255) for p, f in zip(lit, (whole, broken), strict=True)]
    assert difference(*lit) > 0.01


@pytest.mark.parametrize("term", TERMS)
def test_a_given_colour_is_seen(term):
    plain, dyed = (figure_of(THINGS, term, colour=c) for c in (None, (0.1, 0.75, 0.35)))
    assert difference(picture(plain)[0], picture(dyed)[0]) > 0.01


@pytest.mark.parametrize("term", LIGHTS)
def test_lights_give_light(term):
    one = figure_of(THINGS, term)
    assert picture(one, paint_with=one.glow)[0][..., :3].max() > 50


def test_a_burnt_out_candle_gives_none():
    one = figure_of(THINGS, "candle", state=("broken",))
    assert picture(one, paint_with=one.glow)[0].max() == 0


@pytest.mark.parametrize("state", ["snowy", "wet", "old"])
def test_state_leaves_its_mark_on_anything(state):
    for term in ("bench", "book", "doll"):
        assert (
            difference(picture(figure_of(THINGS, term))[0], picture(figure_of(THINGS, term, state=(state,)))[0]) > 0.01
        )


def test_what_glows_shines_in_its_own_shape():
    plain, glowing = figure_of(THINGS, "key"), figure_of(THINGS, "key", state=("glowing",))
    assert plain.glow is None
    assert picture(glowing, paint_with=glowing.glow)[0].max() > 60


@pytest.mark.parametrize("term", ["door", "book", "umbrella", "music_box", "window", "eye", "hand", "helmet", "flower"])
def test_what_opens_opens_once(term):
    one = figure_of(THINGS, term, action="open")
    assert one.once
    assert difference(picture(one, 0.0)[0], picture(one, 0.99)[0]) > 0.02


@pytest.mark.parametrize("action", ["fall", "fade", "turn", "jump", "fly", "dance", "struggle"])
def test_common_actions_move_a_thing_that_would_lie_still(action):
    assert (
        difference(
            picture(figure_of(THINGS, "key", action=action), 0.3)[0],
            picture(figure_of(THINGS, "key", action=action), 0.62)[0],
        )
        > 0.03
    )


def test_what_falls_comes_to_rest_on_the_ground_and_what_fades_goes():
    fall = figure_of(THINGS, "chair", action="fall")
    rows = [np.flatnonzero(picture(fall, p)[0][..., 3].max(1) > 12)[-1] for p in (0.0, 0.5, 0.99)]
    assert rows[0] < rows[1] - 20
    assert rows[2] >= rows[0]
    fade = figure_of(THINGS, "photograph", action="fade")
    assert picture(fade, 0.99)[0][..., 3].max() < 40


def test_a_hand_holds_what_is_small():
    alone, held = (figure_of(THINGS, "compass", action=a) for a in ("stand", "hold"))
    assert held.drop > alone.drop + 0.1
    assert figure_of(THINGS, "piano", action="hold").drop < 0.1


@pytest.mark.parametrize(
    "term", ["candle", "fire", "flag", "cassette", "balloon", "kite", "hologram", "heart", "music_box"]
)
def test_things_that_live_move_by_themselves(term):
    one = figure_of(THINGS, term, action="stand")
    assert difference(picture(one, 0.05)[0], picture(one, 0.4)[0]) > 0.001


def test_equal_seeds_give_equal_pixels():
    for term in ("tree", "snow_globe"):
        one, other = (picture(figure_of(THINGS, term), 0.4)[0] for _ in range(2))
        assert (one == other).all()


def test_letters_read_the_same_on_a_mirrored_canvas():
    def draw(h: Sketch) -> None:
        letters(h, "L7", (0.0, -0.5), 0.6, (1, 1, 1))

    pictures = [picture(figure(Model(draw, 1.0), Actor("x", facing=f), LOOK))[0] for f in ("right", "left")]
    assert difference(*pictures) < 0.05
