"""What hangs in a room, who holds what, and what of a cycle is painted."""

from dataclasses import replace

import numpy as np
import pytest
from drawing import ROOM, frames_of, order_of, person, plain, shot_of

from director.model import Presence
from render.animatic.base import Figure, Repertoire
from render.animatic.look import fixes_of, look_of
from render.animatic.scene import stage


def picture(actor, look, rng):
    return Figure(0.9, (0.0, -0.5), 1, 1.0, lambda brush, phase: None, size=0.12)


HOUSE = Repertoire(
    places={"old_house": plain, "meadow": plain},
    actors={**ROOM.actors, "photograph": picture, "dog": lambda a, k, r: replace(person(a, k, r), size=0.45)},
)


def placed(place="old_house", **given):
    shot = shot_of(place_term=place, **given)
    none = fixes_of(())
    return stage(shot, look_of(shot, 16 / 9, none), HOUSE, none, 7, 3.0).figures


@pytest.mark.parametrize("framing", ["wide", "full", "medium"])
def test_pictures_hang_in_a_row_at_eye_height_inside_the_frame(framing):
    row = placed(framing=framing, who=(Presence(term="photograph", count=4),))
    assert len({round(one.y, 6) for one in row}) == 1
    assert all(one.figure.airborne and one.y < 0.35 for one in row)
    at = sorted(one.x for one in row)
    wide = row[0].figure.width * row[0].size
    assert min(np.diff(at)) >= wide, "none covers another"
    assert max(map(abs, at)) + wide / 2 <= 8 / 9


def test_a_picture_beside_somebody_hangs_on_the_wall_but_is_held_by_who_holds_it():
    girl = Presence(term="girl", action="look")
    _, wall = placed(framing="full", who=(girl,), props=(Presence(term="photograph"),))
    assert wall.figure.airborne
    assert wall.y < 0.1
    assert not wall.carried
    holder, held = placed(
        framing="full", who=(girl.model_copy(update={"action": "hold"}),), props=(Presence(term="photograph"),)
    )
    assert held.carried
    assert abs(held.x - holder.x) < 0.2
    _, lying = placed("meadow", framing="full", who=(Presence(term="girl"), Presence(term="photograph")))
    assert not lying.figure.airborne


def test_an_animal_keeps_its_head_in_a_medium_framing():
    (dog,) = placed("meadow", framing="medium", who=(Presence(term="dog", facing="left", side="left"),))
    assert dog.y - dog.figure.height * dog.size > -0.45
    assert abs(dog.x + dog.figure.focus[0] * dog.size) < 8 / 9 - 0.2


def test_a_mount_goes_where_its_rider_goes():
    rider = Presence(term="girl", action="ride", facing="left")
    figures = placed("meadow", who=(rider,), props=(Presence(term="boat", facing="right"),))
    assert {one.actor.facing for one in figures} == {"left"}


def test_an_order_of_one_frame_is_drawn():
    luma, _ = frames_of(order_of(shot_of(framing="close"), frames=1, handles=0))
    assert luma.shape[0] == 1
