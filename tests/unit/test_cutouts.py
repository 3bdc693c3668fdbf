"""Cut-outs: drawn from their own shapes, under any light, in a hand, on a wall, in mattes and depth; the shelf."""

from dataclasses import replace

import numpy as np
import pytest
from drawing import order_of, shot_of
from figures import LOOK, difference, figure_of, picture

from director.crew.house.clauses import HAND
from director.crew.house.names import called, name_of, sort_of
from director.model import Cutout, Presence, Shape
from render.animatic.actors import ACTORS
from render.animatic.actors.things.cutouts import cut, shelf
from render.animatic.base import Actor
from render.animatic.handling import hand_held, of_walls, tabletop, way_held
from render.animatic.paint import Box, paint
from render.animatic.renderer import AnimaticRenderer, repertoire
from render.animatic.shoot import Shooting
from render.animatic.steering import Steering

MITTEN = Cutout(
    id="red_mitten", name="красная варежка", name_en="red mitten", height_m=0.25,
    shapes=(
        Shape(kind="curve", points=((-0.3, 0.2), (-0.3, 0.8), (0.0, 1.0), (0.3, 0.8), (0.6, 0.6), (0.3, 0.2)),
              colour="#c01818"),
        Shape(kind="polygon", points=((-0.3, 0.0), (-0.3, 0.2), (0.3, 0.2), (0.3, 0.0)), colour="#f0f0e0"),
        Shape(kind="ellipse", points=((-0.1, 0.5), (0.1, 0.7)), colour="#2030c0"),
        Shape(kind="line", points=((-0.2, 0.4), (0.2, 0.4)), colour="#f0f0e0", width=0.04),
    ),
)  # fmt: skip


def presence(cutout=MITTEN, **given):
    return Presence(term=cutout.term, cutout=cutout, **given)


def drawn(look=LOOK, cutout=MITTEN, **given):
    return cut(Actor(cutout.term, cutout=cutout, **given), look, np.random.default_rng(3))


def colours(texels):
    """Return the mean colour of what is opaque."""
    return texels[texels[..., 3] > 200][:, :3].mean(0)


def frame(shot, **given):
    order = order_of(shot, width=320, height=180, frames=12, handles=0, **given)
    return list(Shooting(order, repertoire()).frames())[6]


def red(yuv):
    """Return where a frame is strongly red, as (x, y) shares of the picture; nothing if nowhere."""
    height = yuv.shape[0] * 2 // 3
    chroma = yuv[height:].reshape(-1)
    v = chroma[chroma.size // 2 :].reshape(height // 2, -1).astype(int)
    ys, xs = np.nonzero(v > 158)
    return np.array([xs.mean() / v.shape[1], ys.mean() / v.shape[0]]) if len(xs) > 12 else None


def test_a_cut_out_has_its_own_shapes_and_colours_in_their_order():
    texels, _ = picture(drawn(), px=100.0)
    opaque = texels[texels[..., 3] > 200][:, :3].astype(int)
    for channel, other in ((0, 2), (2, 0)):
        assert (opaque[:, channel] > opaque[:, other] + 60).sum() > 100
    assert (opaque.min(-1) > 150).sum() > 100


def test_equal_input_gives_equal_pixels_and_another_shape_other_ones():
    one, same = picture(drawn())[0], picture(drawn())[0]
    assert (one == same).all()
    bare = MITTEN.model_copy(update={"shapes": MITTEN.shapes[:1]})
    assert difference(one, picture(drawn(cutout=bare))[0]) > 0.05


def test_night_darkens_it_and_facing_left_mirrors_it():
    night = replace(LOOK, time="night", shade=(0.02, 0.04, 0.1), lit=(0.5, 0.6, 0.8))
    box = Box(-0.8, -1.2, 0.8, 0.2)
    day, dark = (paint(box, 80.0, look, [1, 1], lambda brush: drawn(brush.look).paint(brush, 0.0)).texels
                 for look in (LOOK, night))  # fmt: skip
    assert colours(dark).mean() < 0.85 * colours(day).mean()
    right, left = (picture(drawn(facing=f))[0][..., 3] for f in ("right", "left"))
    assert np.abs(right.astype(int) - left[:, ::-1].astype(int)).mean() < 3.0
    assert np.abs(right.astype(int) - left.astype(int)).mean() > 10.0


@pytest.mark.parametrize("state", ["broken", "wet", "snowy", "old"])
def test_its_state_is_seen(state):
    assert difference(picture(drawn())[0], picture(drawn(state=(state,)))[0]) > 0.01


def test_it_glows_falls_fades_and_hovers():
    assert drawn(state=("glowing",)).glow is not None
    fall, fade = drawn(action="fall"), drawn(action="fade")
    assert fall.once
    assert difference(picture(fall, 0.1)[0], picture(fall, 0.9)[0]) > 0.1
    assert picture(fade, 1.0)[0][..., 3].max() < 0.2 * picture(fade, 0.0)[0][..., 3].max()
    assert drawn(cutout=MITTEN.model_copy(update={"stands": "air"})).airborne


def test_size_and_where_it_stands_say_how_it_is_handled():
    def sized(height, stands="ground", points=None):
        shapes = (Shape(kind="polygon", points=points, colour="#808080"),) if points else MITTEN.shapes
        return presence(MITTEN.model_copy(update={"height_m": height, "stands": stands, "shapes": shapes}))

    stick = ((-0.05, 0.0), (-0.05, 1.0), (0.05, 1.0))
    assert [hand_held(sized(h)) for h in (0.1, 0.45, 0.46, 2.0)] == [True, True, False, False]
    assert hand_held(sized(1.2, points=stick))
    assert not hand_held(sized(2.4, points=stick))
    assert [tabletop(sized(h)) for h in (0.1, 0.6, 0.7)] == [True, True, False]
    assert of_walls(sized(0.3, "wall"))
    assert not hand_held(sized(0.3, "wall"))
    assert hand_held(Presence(term="lantern"))
    assert hand_held(Presence(term="mitten"))
    assert hand_held(Presence(term="suitcase"))
    assert not hand_held(Presence(term="ladder"))
    assert way_held(Presence(term="basket")) == "hang"


@pytest.mark.parametrize("framing", ["full", "medium", "close"])
@pytest.mark.parametrize("action", ["stand", "hold", "read", "walk"])
def test_a_small_thing_is_seen_with_who_holds_it(framing, action):
    who = (Presence(term="woman", action=action, colour="#305030"),)
    given = {"place_term": "tundra", "framing": framing, "who": who}
    place = red(frame(shot_of(**given, props=(presence(),))).yuv)
    assert red(frame(shot_of(**given)).yuv) is None
    assert place is not None
    assert abs(place[0] - 0.5) < (0.12 if framing == "full" else 0.35)
    assert 0.2 < place[1] < 0.98


def test_it_moves_with_the_hand_and_leaves_no_second_picture_of_itself():
    shot = shot_of(place_term="tundra", framing="full", who=(Presence(term="man", action="open"),), props=(presence(),))
    shooting = Shooting(order_of(shot, frames=24, handles=0), repertoire())
    assert [one.placed.actor.term for one in shooting._figures] == ["man"]
    places = [p for f in shooting.frames() if (p := red(f.yuv)) is not None]
    assert len(places) > 4
    assert np.ptp([p[0] for p in places]) > 0.005


def test_what_is_held_leaves_the_face_free_and_is_never_there_twice():
    def terms(action, thing):
        who = (Presence(term="singer", action=action),)
        shot = shot_of(place_term="tundra", framing="medium", who=who, props=(Presence(term=thing),))
        figures = Shooting(order_of(shot, frames=6, handles=0), repertoire())._figures
        return [one.placed.actor.term for one in figures], figures[0].placed.actor.held

    assert terms("sing", "microphone") == (["singer"], None)
    assert terms("read", "book") == (["singer"], None)
    assert terms("cry", "apple") == (["singer", "apple"], None)
    assert terms("sing", "apple")[1] is not None


@pytest.mark.parametrize("things", [("bench", "book"), ("book", "bench")])
def test_who_reads_on_a_bench_has_the_book_in_the_hand(things):
    who, props = (Presence(term="woman", action="read"),), tuple(Presence(term=t) for t in things)
    shot = shot_of(place_term="park", framing="full", who=who, props=props)
    figures = Shooting(order_of(shot, frames=6, handles=0), repertoire())._figures
    assert [one.placed.actor.on for one in figures] == ["bench"]
    assert figures[0].placed.actor.held is not None


def test_a_hand_that_fills_the_picture_holds_the_thing():
    shot = shot_of(place_term="kitchen", framing="insert", who=(Presence(term="hand", action="hold"),),
                   props=(presence(),))  # fmt: skip
    shooting = Shooting(order_of(shot, frames=6, handles=0), repertoire())
    assert [one.placed.actor.term for one in shooting._figures] == [MITTEN.term]
    assert shooting._figures[0].placed.figure.drop > 0.3  # the hand below it


def test_it_survives_validation_mattes_and_depth():
    shot = shot_of(place_term="tundra", framing="wide", who=(presence(action="fall"), Presence(term="man")))
    assert AnimaticRenderer().validate(shot) == []
    assert [v.got for v in AnimaticRenderer().validate(shot_of(place_term="tundra", props=(Presence(term="cutout:x"),)))
            ] == ["cutout:x"]  # fmt: skip
    taken = frame(shot)
    assert taken.matte is not None
    assert taken.matte.max() > 200
    steering = Steering(order_of(shot, width=320, height=180, frames=12, handles=0), repertoire())
    assert steering.nearness([0, 6]).shape == (2, 180, 320)
    assert len(steering.skeletons(6)) == 1


def test_the_shelf_is_painted_and_takes_the_colour_of_a_shot():
    assert len(shelf()) >= 45
    for term in shelf():
        assert term in ACTORS
    plain, dyed = (figure_of(ACTORS, "mitten", colour=c) for c in (None, (0.1, 0.7, 0.2)))
    assert colours(picture(plain)[0])[0] > colours(picture(plain)[0])[1] + 30
    assert colours(picture(dyed)[0])[1] > colours(picture(dyed)[0])[0] + 30


def test_what_the_crew_puts_into_hands_the_painters_put_there_too():
    assert {term for term in shelf() if hand_held(Presence(term=term))} - HAND == {"hat", "scarf"}
    assert {term for term in HAND & set(shelf()) if not hand_held(Presence(term=term))} == set()


def test_people_call_it_by_its_own_name():
    assert called(presence(), "ru") == "красная варежка"
    assert called(presence(), "en") == "red mitten"
    assert called(Presence(term="apple"), "ru") == "яблоко"
    assert name_of("cutout:red_mitten", "ru") == "red mitten"
    assert sort_of("cutout:red_mitten") == "thing"


@pytest.mark.parametrize("place", ["train_carriage", "harbour", "kitchen"])
@pytest.mark.parametrize("action", ["sit", "hold", "stand"])
def test_what_was_drawn_to_hang_hangs_everywhere_whatever_somebody_does(place, action):
    mirror = MITTEN.model_copy(update={"stands": "wall"})
    things = (Presence(term=mirror.term, cutout=mirror),)
    shot = shot_of(place_term=place, framing="full", who=(Presence(term="woman", action=action),), props=things)
    figures = Shooting(order_of(shot, frames=6, handles=0), repertoire())._figures
    hung = next(f.placed for f in figures if f.placed.actor.term == mirror.term)
    woman = next(f.placed for f in figures if f.placed.actor.term == "woman")
    assert hung.y < woman.y - 0.25 * woman.size
