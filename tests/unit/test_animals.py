"""Animals: all terms, nothing clipped, gaits that move, states and colours that show."""

import numpy as np
import pytest
from figures import difference, figure_of, picture, spilled

from render.animatic.actors.animals import ANIMALS
from render.animatic.actors.animals.gait import GALLOP, TROT, WALK, going

TERMS = (
    "dog",
    "sled_dog",
    "owl",
    "horse",
    "bird",
    "birds",
    "wolf",
    "fox",
    "deer",
    "cat",
    "fish",
    "whale",
    "polar_bear",
    "butterfly",
    "rabbit",
)
FOUR_LEGGED = ("dog", "sled_dog", "horse", "wolf", "fox", "deer", "cat", "polar_bear", "rabbit")


def test_every_animal_of_the_vocabulary_can_be_painted():
    assert set(ANIMALS) == set(TERMS)


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize(
    ("action", "facing"), [("stand", "none"), ("run", "left"), ("sleep", "right"), ("walk", "toward")]
)
def test_an_animal_stays_within_its_declared_extents_and_lives(term, action, facing):
    figure = figure_of(ANIMALS, term, action=action, facing=facing)
    assert spilled(figure, 0.0) < 0.002
    assert spilled(figure, 0.37) < 0.002
    assert picture(figure)[0][..., 3].mean() > 1.5
    moments = [picture(figure, p)[0] for p in (0.0, 0.24, 0.48)]
    assert any(difference(moments[0], other) > 0.004 for other in moments[1:])


@pytest.mark.parametrize("term", FOUR_LEGGED)
def test_what_an_animal_does_is_seen(term):
    pictures = [
        picture(figure_of(ANIMALS, term, action=a, facing="right"), 0.3)[0] for a in ("stand", "run", "sit", "sleep")
    ]
    for n, one in enumerate(pictures):
        for other in pictures[n + 1 :]:
            assert difference(one, other) > 0.15


def test_left_is_the_mirror_of_right_in_shape():
    right, left = (
        picture(figure_of(ANIMALS, "fox", action="run", facing=f), 0.2)[0][..., 3] for f in ("right", "left")
    )
    assert np.abs(right.astype(int) - left[:, ::-1]).mean() < 4


@pytest.mark.parametrize("gait", [WALK, TROT, GALLOP])
def test_a_planted_foot_goes_back_evenly_and_does_not_hover(gait):
    legs = np.array([going(gait, n / 100).legs[0] for n in range(100)])
    planted = legs[:, 1] == 0
    assert planted.mean() == pytest.approx(gait.duty, abs=0.03)
    steps = np.diff(legs[:, 0])[planted[1:] & planted[:-1]]
    assert np.ptp(steps) < 1e-6
    assert steps.max() < 0


def test_an_animal_travels_only_when_it_goes_and_faster_when_it_runs():
    walk, run, stand = (figure_of(ANIMALS, "wolf", action=a, facing="right").travel for a in ("walk", "run", "stand"))
    assert 0 == stand < walk < run


def test_colour_and_age_show():
    plain = picture(figure_of(ANIMALS, "dog"))[0]
    dyed = picture(figure_of(ANIMALS, "dog", colour=(0.2, 0.7, 0.3)))[0]
    old = picture(figure_of(ANIMALS, "dog", state=("old",)))[0]
    tired = picture(figure_of(ANIMALS, "dog", state=("tired",)))[0]
    mean = dyed[dyed[..., 3] > 200].mean(0)
    assert mean[1] > mean[0] * 1.1
    assert mean[1] > mean[2] * 1.1
    assert difference(plain, old) > 0.1
    assert difference(plain, tired) > 0.1


def test_equal_seeds_give_equal_pixels():
    one, other = (picture(figure_of(ANIMALS, "owl", action="fly"), 0.4)[0] for _ in range(2))
    assert (one == other).all()


def test_the_owl_blinks_and_turns_its_head():
    figure = figure_of(ANIMALS, "owl")
    ahead, aside, blink = (picture(figure, p, 200.0)[0] for p in (0.05, 0.3, 0.16))
    assert difference(ahead, aside) > 0.05
    assert difference(picture(figure, 0.12, 200.0)[0], blink) > 0.01
