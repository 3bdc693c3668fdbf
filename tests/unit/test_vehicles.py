"""Vehicles: all terms, nothing clipped, wheels that turn, lamps that burn, seats for riders."""

import pytest
from figures import LOOK, difference, figure_of, picture, spilled

from render.animatic.actors.vehicles import VEHICLES

TERMS = (
    "dog_sled",
    "sailing_ship",
    "car",
    "race_car",
    "skateboard",
    "train",
    "tram",
    "bus",
    "bicycle",
    "spaceship",
    "hover_car",
    "boat",
    "motorcycle",
    "plane",
)


def test_every_vehicle_of_the_vocabulary_can_be_painted():
    assert set(VEHICLES) == set(TERMS)


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize(("action", "facing"), [("stand", "none"), ("drive", "left"), ("race", "toward")])
def test_a_vehicle_stays_within_its_declared_extents(term, action, facing):
    figure = figure_of(VEHICLES, term, action=action, facing=facing)
    for phase in (0.0, 0.37):
        assert spilled(figure, phase) < 0.002
    assert picture(figure, px=40)[0][..., 3].mean() > 8


@pytest.mark.parametrize("term", TERMS)
def test_a_vehicle_that_goes_moves_and_travels(term):
    figure = figure_of(VEHICLES, term, action="drive", facing="right")
    assert figure.travel > 0
    assert figure.poses > 1
    first = picture(figure, 0.0)[0]
    assert max(difference(first, picture(figure, p)[0]) for p in (0.3, 0.6)) > 0.001


@pytest.mark.parametrize("term", TERMS)
def test_a_broken_vehicle_differs_from_a_whole_one_and_colour_shows(term):
    whole = picture(figure_of(VEHICLES, term, facing="right"))[0]
    assert (
        difference(whole, picture(figure_of(VEHICLES, term, facing="right", state=("broken",)))[0]) > 0.0008
        or term == "dog_sled"
    )
    assert difference(whole, picture(figure_of(VEHICLES, term, facing="right", colour=(0.1, 0.8, 0.3)))[0]) > 0.005


@pytest.mark.parametrize("term", ["car", "race_car", "train"])
def test_cars_are_seen_from_before_and_from_behind(term):
    side, front, back = (picture(figure_of(VEHICLES, term, facing=f))[0] for f in ("right", "toward", "away"))
    assert front.shape[1] < side.shape[1]
    assert difference(front, back) > 0.02


@pytest.mark.parametrize("term", ["car", "race_car", "motorcycle", "train", "dog_sled", "spaceship"])
def test_lamps_give_light(term):
    figure = figure_of(VEHICLES, term, action="drive", facing="right")
    assert picture(figure, paint_with=figure.glow)[0][..., :3].max() > 60


@pytest.mark.parametrize(
    "term", ["car", "race_car", "dog_sled", "sailing_ship", "boat", "bicycle", "motorcycle", "skateboard"]
)
def test_a_rider_has_a_place_within_the_vehicle(term):
    figure = figure_of(VEHICLES, term, facing="right")
    x, y = figure.seat
    assert abs(x) < figure.width / 2
    assert -figure.height < y < 0.4


def test_the_race_number_is_not_mirrored():
    right, left = (picture(figure_of(VEHICLES, "race_car", facing=f), px=300)[0] for f in ("right", "left"))
    assert difference(right, left[:, ::-1]) > 0.003


def test_equal_seeds_give_equal_pixels():
    one, other = (picture(figure_of(VEHICLES, "sailing_ship"), 0.4)[0] for _ in range(2))
    assert (one == other).all()
    assert LOOK.time == "day"
