"""The stage: who stands where, how large, and what nobody can paint."""

from types import SimpleNamespace

import pytest
from drawing import ROOM, order_of, shot_of

from director.model import Presence
from render.animatic.look import fixes_of, look_of
from render.animatic.scene import stage

GIRL = Presence(term="girl", action="stand")


def staged(fixes=(), **given):
    shot = shot_of(**given)
    asked = fixes_of(order_of(shot, fixes).fixes)
    return stage(shot, look_of(shot, 16 / 9, asked), ROOM, asked, 7, 3.0)


@pytest.mark.parametrize(("framing", "height"), [("extreme wide", 0.25), ("wide", 0.44), ("full", 0.8)])
def test_far_framings_show_the_whole_person_at_its_share_of_the_picture(framing, height):
    subject = staged(framing=framing).figures[0]
    assert subject.size == pytest.approx(height, rel=0.12)
    assert 0.3 < subject.y < 0.5
    assert subject.y - subject.size > -0.5


def test_near_framings_look_at_the_eyes():
    for framing, head in (("close", 0.6), ("extreme close", 1.47)):
        subject = staged(framing=framing).figures[0]
        assert subject.size * 0.14 == pytest.approx(head, rel=0.05)
        assert abs(subject.y + subject.figure.focus[1] * subject.size) < 0.1
    medium = staged(framing="medium").figures[0]
    assert medium.y - medium.size == pytest.approx(-0.3, abs=0.12), "the crown is in the picture"
    assert medium.y - 0.5 * medium.size == pytest.approx(0.5, abs=0.15), "cut at the waist"


def test_a_wide_thing_fits_into_the_picture():
    cart = staged(framing="full", who=(Presence(term="boat"),)).figures[0]
    assert cart.size * cart.figure.width <= 16 / 9


def test_near_framings_of_a_thing_show_all_of_it():
    for framing, share in (("insert", 0.7), ("medium", 0.6), ("close", 0.9)):
        thing = staged(framing=framing, who=(Presence(term="balloon"),)).figures[0]
        assert thing.size == pytest.approx(share)
        assert abs(thing.y - 0.5 * thing.size) < 0.05


def test_sides_and_looking_room():
    assert staged(who=(GIRL.model_copy(update={"side": "left"}),)).figures[0].x < -0.2
    assert staged(who=(GIRL.model_copy(update={"side": "right"}),)).figures[0].x > 0.2
    assert staged(who=(GIRL.model_copy(update={"facing": "right"}),)).figures[0].x < 0
    assert staged(fixes=("centre subject",), who=(GIRL.model_copy(update={"side": "left"}),)).figures[0].x == 0


def test_the_horizon_follows_the_angle():
    low, eye, high, over = (staged(angle=a, framing="full").horizon for a in ("low", "eye", "high", "overhead"))
    assert low > eye > high > over


def test_others_stand_on_the_same_ground_and_copies_stand_apart():
    crowd = staged(who=(GIRL, GIRL.model_copy(update={"count": 5}))).figures
    assert len(crowd) == 6
    assert len({round(p.x, 3) for p in crowd}) == 6
    for one in crowd:
        assert one.y <= crowd[0].y + 1e-6
        assert one.size <= crowd[0].size + 1e-6


def test_a_rider_stands_on_what_it_rides_and_keeps_with_it():
    rider, boat = staged(
        who=(Presence(term="girl", action="sail", facing="right"),), props=(Presence(term="boat"),)
    ).figures
    assert rider.actor.term == "girl"
    assert rider.y == pytest.approx(boat.y - boat.size)
    assert rider.x == pytest.approx(boat.x)
    assert rider.carried
    assert boat.actor.facing == "right"
    assert rider.part == boat.part == "subject"
    assert -16 / 18 < boat.x - boat.size < boat.x + boat.size < 16 / 18, "the whole boat is in the picture"
    assert rider.cut is not None
    assert rider.y + rider.cut * rider.size < boat.y
    near = staged(
        framing="medium", who=(Presence(term="girl", action="sail", facing="right"), Presence(term="boat"))
    ).figures
    assert near[0].size == pytest.approx(1.65), "near framings are the rider's"


def test_small_things_are_held():
    balloon = staged(props=(Presence(term="balloon"),)).figures[1]
    assert balloon.size >= 0.05
    assert balloon.part == "prop"


def test_what_cannot_be_painted_is_left_out_and_named():
    result = staged(who=(Presence(term="elephant"), GIRL), props=(Presence(term="lighthouse"),), place_term="moon_base")
    assert [p.actor.term for p in result.figures] == ["girl"]
    assert set(result.left_out) == {"elephant", "lighthouse", "moon_base"}
    assert result.layers == ()


def test_travellers_cross_the_picture_or_the_scenery_passes():
    walker = GIRL.model_copy(update={"action": "walk", "facing": "left"})
    wide = staged(who=(walker,))
    assert wide.figures[0].go[0] < -0.3
    assert wide.framed.speed == 0
    near = staged(who=(walker,), framing="medium")
    assert near.framed.speed < 0
    assert near.figures[0].carried
    toward = staged(who=(walker.model_copy(update={"facing": "toward"}),))
    assert toward.figures[0].grow > 1.2


def test_a_place_looks_the_same_in_every_shot_until_a_new_seed_is_asked():
    def stones(fixes, seed):
        shot = shot_of()
        asked = fixes_of(order_of(shot, fixes).fixes)
        drawn = []
        layers = stage(shot, look_of(shot, 16 / 9, asked), ROOM, asked, seed, 3.0).layers
        canvas = SimpleNamespace(drawRect=lambda rect, paint: drawn.append(rect.left()))
        layers[2].paint(SimpleNamespace(canvas=canvas))
        return drawn

    assert stones((), 1) == stones((), 2)
    assert stones(("new seed",), 1) != stones((), 1)


def test_only_the_motif_fades_and_nothing_beside_it():
    film = staged(props=(Presence(term="balloon"),), motif="old stone", motif_change="lost", motif_term="stone")
    assert {p.appear for p in film.figures} == {(1.0, 1.0)}
    film = staged(props=(Presence(term="balloon"),), motif="toy", motif_change="lost", motif_term="balloon")
    assert [p.appear for p in film.figures if p.actor.term == "balloon"] == [(1.0, 0.35)]


def test_a_lost_motif_fades_and_a_found_one_comes():
    held = {"props": (Presence(term="balloon"),), "motif": "m1"}
    assert staged(**held, motif_change="lost").figures[1].appear == (1.0, 0.35)
    assert staged(**held, motif_change="found").figures[1].appear == (0.55, 1.0)
    assert {p.appear for p in staged(**held).figures} == {(1.0, 1.0)}
