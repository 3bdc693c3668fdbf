"""What people do together is one picture of both; what carries people shows them."""

import numpy as np
import pytest

from director.model import Features, Presence
from render.animatic.look import fixes_of, look_of
from render.animatic.paint import Box, paint
from render.animatic.renderer import repertoire
from render.animatic.scene import Set, stage

from drawing import order_of, shot_of  # isort: skip


def staged(place="park", **given) -> Set:
    shot = shot_of(place_term=place, **given)
    fixes = fixes_of(order_of(shot).fixes)
    return stage(shot, look_of(shot, 16 / 9, fixes), repertoire(), fixes, 7, 3.0)


def someone(term: str, action: str, **given) -> Presence:
    return Presence(term=term, action=action, **given)


def texels(film: Set, number: int = 0, **given) -> np.ndarray:
    """The painted pose of one figure, premultiplied RGBA."""
    figure = film.figures[number].figure
    shot = shot_of(place_term="park")
    look = look_of(shot, 16 / 9, fixes_of(order_of(shot).fixes))
    half = figure.width / 2
    box = Box(-half, -figure.height, half, 0.1)
    return paint(box, 120.0, look, [1], lambda brush: figure.paint(brush, 0.0)).texels


def shows(picture: np.ndarray, channel: int) -> bool:
    """Whether clothes of a pure colour are in the picture."""
    others = [c for c in (0, 1, 2) if c != channel]
    strong = picture[..., channel].astype(int) > 1.6 * picture[..., others].max(axis=2).astype(int) + 20
    return int(strong.sum()) > 60


RED, BLUE = "#d01010", "#1010d0"


@pytest.mark.parametrize("action", ["embrace", "dance", "hold"])
def test_two_people_who_do_the_same_are_one_figure_of_both(action):
    who = (someone("woman", action, colour=RED), someone("man", action, colour=BLUE))
    film = staged(who=who)
    assert len(film.figures) == 1
    assert film.figures[0].actor.mate is not None
    picture = texels(film)
    assert shows(picture, 0), "her clothes"
    assert shows(picture, 2), "his"


def test_who_is_embraced_may_stand_and_be_named_first():
    film = staged(who=(someone("boy", "stand"), someone("woman", "embrace")))
    assert len(film.figures) == 1
    apart = staged(who=(someone("woman", "embrace"), someone("man", "run")))
    assert len(apart.figures) == 2


def test_a_third_person_stands_beside_the_two():
    who = (someone("woman", "embrace"), someone("man", "embrace"), someone("girl", "look"))
    assert [p.actor.term for p in staged(who=who).figures] == ["woman", "girl"]


def test_a_mother_embraces_the_child_that_is_named_and_no_other():
    film = staged(who=(someone("mother", "embrace", colour=RED), someone("child", "stand", colour=BLUE)))
    assert len(film.figures) == 1
    assert shows(texels(film), 2), "the child has its own clothes"
    alone = staged(who=(someone("mother", "embrace", colour=RED),))
    assert len(alone.figures) == 1
    assert alone.figures[0].actor.mate is None


def test_both_keep_their_own_looks():
    bald, long = Features(hair="red", cut="bald"), Features(hair="red", cut="long")
    plain, told = (
        texels(staged(who=(someone("man", "hold"), someone("woman", "hold", features=f)))) for f in (bald, long)
    )
    assert plain.shape != told.shape or not np.array_equal(plain, told)


def test_two_who_hold_something_stand_apart():
    film = staged(who=(someone("woman", "hold"), someone("man", "hold")), props=(Presence(term="letter"),))
    assert len(film.figures) == 2


def test_two_who_are_turned_to_each_other_stand_so():
    for facing, other, way in (("right", "left", 1), ("left", "right", -1)):
        film = staged(who=(someone("woman", "look", facing=facing), someone("man", "look", facing=other)))
        assert (film.figures[1].x - film.figures[0].x) * way > 0


def test_a_couple_sits_on_the_bench_of_the_shot():
    film = staged(who=(someone("couple", "sit"),), props=(Presence(term="bench"),))
    assert [p.actor.term for p in film.figures] == ["couple"], "the bench is painted under them"
    on_ground = staged(who=(someone("couple", "sit"),))
    assert film.figures[0].figure.width > 1.4 * on_ground.figures[0].figure.width
    chairs = staged(who=(someone("couple", "sit"),), props=(Presence(term="chair", count=3),))
    assert [p.actor.term for p in chairs.figures] == ["couple", "chair"], "one of three stays empty"


@pytest.mark.parametrize(("term", "thing"), [("woman", "guitar"), ("musician", "piano"), ("man", "drum")])
def test_who_plays_plays_the_instrument_of_the_shot(term, thing):
    film = staged("stage", who=(someone(term, "play"),), props=(Presence(term=thing),))
    assert [p.actor.term for p in film.figures] == [term], "it is painted with its player"
    assert film.figures[0].actor.plays == thing


def test_players_take_the_instruments_in_turn_and_specialists_their_own():
    who = (someone("woman", "play"), someone("drummer", "play"), someone("man", "play"))
    film = staged("stage", who=who, props=tuple(Presence(term=t) for t in ("drum", "guitar", "piano")))
    assert [(p.actor.term, p.actor.plays) for p in film.figures] == [
        ("woman", "guitar"), ("drummer", "drum"), ("man", "piano"),
    ]  # fmt: skip


def test_a_violin_is_held_by_who_plays_it():
    film = staged("stage", who=(someone("musician", "play"),), props=(Presence(term="violin"),))
    assert [p.actor.term for p in film.figures] == ["musician"]
    assert film.figures[0].actor.held is not None


def test_a_player_at_the_piano_is_seen_as_large_as_the_piano_allows():
    figure = staged("stage", who=(someone("pianist", "play"),)).figures[0].figure
    assert figure.width < 3.2


@pytest.mark.parametrize("place", ["sea", "lake", "beach", "river", "harbour"])
@pytest.mark.parametrize("framing", ["wide", "full"])
def test_who_swims_lies_in_the_water_to_the_shoulders(place, framing):
    film = staged(place, who=(someone("woman", "swim", facing="right"),), framing=framing)
    swimmer = film.figures[0]
    assert swimmer.figure.afloat
    assert film.horizon + 0.05 < swimmer.y < 0.3, "the water is before the shore, under the horizon"
    picture = texels(film)[..., 3]
    line = round(len(picture) * swimmer.figure.height / (swimmer.figure.height + 0.1))
    above, below = (np.percentile(rows[rows > 0], 90) for rows in (picture[: line - 4], picture[line + 4 :]))
    assert below < 0.6 * above, "what is under water is seen through it"


def test_a_second_swimmer_is_in_the_water_too():
    film = staged("sea", who=(someone("woman", "swim"), someone("man", "swim")), framing="full")
    assert all(p.figure.afloat for p in film.figures)
    assert film.horizon < film.figures[1].y <= film.figures[0].y, "farther off, on the same water"


def test_the_face_of_who_swims_is_in_an_upright_picture():
    shot = shot_of(place_term="sea", who=(someone("woman", "swim", facing="right"),), framing="medium")
    fixes = fixes_of(order_of(shot).fixes)
    lead = stage(shot, look_of(shot, 9 / 16, fixes), repertoire(), fixes, 7, 3.0).figures[0]
    assert abs(lead.x + lead.figure.focus[0] * lead.size) < 0.2


def test_a_river_is_brought_under_who_swims_in_it():
    terms = [p.actor.term for p in staged("river", who=(someone("boy", "swim"),), framing="full").figures]
    assert terms == ["boy", "stream"]


@pytest.mark.parametrize("vehicle", ["bus", "tram", "train"])
def test_who_rides_is_seen_in_a_window_and_nowhere_else(vehicle):
    who = (Presence(term=vehicle), someone("woman", "ride", colour=RED, facing="right"))
    film = staged("field", who=who, framing="full")
    aboard = [p.actor.term for p in film.figures if p.part != "prop"]
    assert aboard == [vehicle]
    assert [p.term for p in film.figures[0].actor.party] == ["woman"]
    blue = (who[0].model_copy(update={"colour": "#20a020"}), who[1])
    assert shows(texels(staged("field", who=blue, framing="full")), 0), "her clothes are in the window"
    empty = (blue[0].model_copy(update={"facing": "right"}),)
    assert not shows(texels(staged("field", who=empty, framing="full"))[: int(0.7 * 120)], 0)


def test_near_framings_of_a_ride_go_in_on_the_face():
    who = (Presence(term="tram"), someone("man", "ride", facing="left"))
    for framing, low, high in (("medium", 0.15, 0.3), ("close", 0.35, 0.5)):
        lead = staged("city_street", who=who, framing=framing).figures[0]
        assert low < lead.figure.rider * lead.size < high
        assert abs(lead.x + lead.figure.focus[0] * lead.size) < 0.25
        assert abs(lead.y + lead.figure.focus[1] * lead.size) < 0.25


def test_the_driver_is_in_front_and_the_passenger_behind():
    who = (Presence(term="car"), someone("woman", "ride"), someone("man", "drive", facing="right"))
    film = staged("highway", who=who, framing="full")
    assert [p.actor.term for p in film.figures[:2]] == ["man", "car"]
    assert [p.term for p in film.figures[1].actor.party] == ["woman"]
    assert len(film.figures) == 2
    bus = staged("highway", who=(Presence(term="bus"), *who[1:]), framing="full").figures[0]
    assert [p.term for p in bus.actor.party] == ["man", "woman"]


def test_a_car_that_comes_shows_who_drives():
    who = (Presence(term="car", colour="#20a020"), someone("man", "drive", facing="toward", colour=RED))
    film = staged("highway", who=who, framing="full")
    assert [p.actor.term for p in film.figures] == ["car"]
    assert film.figures[0].actor.facing == "toward"
    assert film.figures[0].figure.rider > 0


def test_a_person_on_a_ship_that_is_seen_whole_is_larger_than_life():
    who = (Presence(term="sailing_ship"), someone("man", "sail"))
    man, ship = staged("sea", who=who, framing="wide").figures[:2]
    assert man.size > 1.4 * ship.size / ship.figure.size
    near, deck = staged("sea", who=who, framing="medium").figures[:2]
    assert near.size == pytest.approx(deck.size / deck.figure.size)


def test_who_sits_where_a_bed_is_named_sits_on_its_edge():
    bed = (Presence(term="bed"),)
    one = staged("attic", who=(someone("girl", "sit"),), props=bed)
    assert [p.actor.term for p in one.figures] == ["girl"], "the bed is painted behind her"
    assert one.figures[0].actor.on == "bed edge"
    two = staged("attic", who=(someone("woman", "sit"), someone("man", "sit")), props=bed)
    assert [p.actor.on for p in two.figures] == ["bed edge", "beside"]
    assert staged("attic", who=(someone("woman", "lie"),), props=bed).figures[0].actor.on == "bed"
    both = (*bed, Presence(term="chair"))
    assert staged("attic", who=(someone("woman", "sit"),), props=both).figures[0].actor.on == "chair"


def test_nobody_rides_what_is_not_there():
    assert staged("field", who=(someone("woman", "ride"),)).figures[0].actor.action == "stand"
    assert staged("train_carriage", who=(someone("woman", "ride"),)).figures[0].actor.action == "sit"
    assert staged("field", who=(someone("woman", "ride"), Presence(term="horse"))).figures[0].actor.action == "ride"
    assert staged("skatepark", who=(someone("skater", "ride"),)).figures[0].actor.action == "ride"


@pytest.mark.parametrize("mount", ["horse", "motorcycle", "boat"])
def test_two_who_ride_are_both_on_what_they_ride(mount):
    does = "row" if mount == "boat" else "ride"
    who = (Presence(term=mount), someone("man", does, facing="right"), someone("woman", does))
    first, under, second = staged("lake", who=who, framing="full").figures[:3]
    assert (first.actor.term, under.actor.term, second.actor.term) == ("man", mount, "woman")
    assert second.actor.facing == "right"
    assert second.y == first.y
    assert 0 < first.x - second.x < 0.6 * under.figure.width * under.size


def test_who_sits_where_a_boat_or_a_car_is_sits_in_it():
    boat = staged("lake", who=(someone("woman", "sit"),), props=(Presence(term="boat"),), framing="full").figures
    assert [p.actor.term for p in boat] == ["woman", "boat"]
    assert boat[0].y - boat[0].size * boat[0].figure.height < boat[1].y - boat[1].size, (
        "head and shoulders over the rim"
    )
    assert abs(boat[0].x - boat[1].x) < 0.2 * boat[1].figure.width * boat[1].size
    assert boat[0].depth > boat[1].depth, "inside it, behind its near side"
    car = staged("highway", who=(someone("man", "sit"), Presence(term="car")), framing="full").figures
    assert (car[0].actor.term, car[0].actor.action, car[1].actor.term) == ("man", "drive", "car")
    child = staged("highway", who=(someone("girl", "sit"), Presence(term="car")), framing="full").figures
    assert [p.actor.term for p in child] == ["car"], "a child is in the back"
    assert [p.term for p in child[0].actor.party] == ["girl"]
    bench = staged("park", who=(someone("man", "sit"), Presence(term="car")), props=(Presence(term="bench"),)).figures
    assert bench[0].actor.on == "bench"
    waits = staged("train_station", who=(someone("man", "sit"), Presence(term="train")), framing="full").figures
    assert waits[0].actor.term == "man", "on the platform"
    assert not waits[1].actor.party
