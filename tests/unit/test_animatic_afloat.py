"""A ship on the ice is in open water; whoever goes over the ice has ice under the feet."""

import numpy as np
import pytest

from director.model import Presence
from render.animatic.renderer import repertoire
from render.animatic.shoot import Shooting
from tests.drawing import order_of, shot_of


@pytest.mark.parametrize("place", ["ice_field", "tundra"])
@pytest.mark.parametrize("term", ["sailing_ship", "whale"])
def test_a_ship_on_the_ice_is_in_open_water(place: str, term: str) -> None:
    bottom = {t: ground_of(t, place) for t in (term, "explorer")}
    # Water is darker than snow.
    assert bottom[term] < 0.75 * bottom["explorer"]


def ground_of(term: str, place: str) -> float:
    """Mean luma of the picture's lower left corner, 0-255."""
    shot = shot_of(place_term=place, framing="wide", who=(Presence(term=term),))
    shooting = Shooting(order_of(shot), repertoire())
    frame = next(iter(shooting.frames()))
    return float(np.mean(frame.yuv[150:178, :50]))
