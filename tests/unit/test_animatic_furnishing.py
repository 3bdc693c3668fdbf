"""Furniture is used: people sit on chairs and lie in beds, animals curl up on chairs, small things stand on tables."""

import pytest

from director.model import Presence
from render.animatic.look import fixes_of, look_of
from render.animatic.renderer import repertoire
from render.animatic.scene import Set, stage

from drawing import order_of, shot_of  # isort: skip


def staged(**given) -> Set:
    shot = shot_of(place_term=given["place"], **given)
    fixes = fixes_of(order_of(shot).fixes)
    return stage(shot, look_of(shot, 16 / 9, fixes), repertoire(), fixes, 7, 3.0)


def found(film: Set, term: str):
    return next(p for p in film.figures if p.actor.term == term)


def test_who_sits_where_a_chair_is_named_sits_on_that_chair():
    red = Presence(term="chair", colour="#c8322f")
    film = staged(place="concert_hall", framing="full", who=(Presence(term="drummer", action="sit"),), props=(red,))
    assert [p.actor.term for p in film.figures] == ["drummer"], "the chair is painted under her, not beside her"
    assert found(film, "drummer").actor.on == "chair"
    assert found(film, "drummer").actor.on_colour == pytest.approx((200 / 255, 50 / 255, 47 / 255))
    rows = staged(place="concert_hall", framing="full", who=(Presence(term="drummer", action="sit"),),
                  props=(red.model_copy(update={"count": 3}),))  # fmt: skip
    assert sum(p.actor.term == "chair" for p in rows.figures) == 2, "the other chairs stay empty"


@pytest.mark.parametrize("action", ["lie", "sleep", "wake"])
def test_the_hospital_bed_holds_the_one_who_lies(action):
    film = staged(place="hospital_room", framing="wide", who=(Presence(term="old_man", action=action),))
    assert found(film, "old_man").actor.on == "hospital bed"
    assert "bed" not in [layer.name for layer in film.layers]
    assert "bed" in [layer.name for layer in staged(place="hospital_room", framing="wide", who=()).layers]


def test_a_chair_that_the_story_leaves_empty_stays_empty():
    who, props = (Presence(term="fox", action="sit"),), (Presence(term="chair"), Presence(term="umbrella"))
    taken = staged(place="garden", framing="full", who=who, props=props)
    empty = staged(place="garden", framing="full", who=who, props=props, motif="chair", motif_change="empty")
    on, beside = (abs(found(f, "fox").x - found(f, "chair").x) for f in (taken, empty))
    assert on < 0.05 < beside


def test_a_fox_sleeps_on_the_chair_and_the_table_does_not_hide_it():
    props = (Presence(term="chair"), Presence(term="table"), Presence(term="lantern"))
    film = staged(place="garden", framing="wide", who=(Presence(term="fox", action="sleep"),), props=props)
    fox, chair, table, lantern = (found(film, t) for t in ("fox", "chair", "table", "lantern"))
    assert film.figures[0] is fox
    assert chair.y - chair.size * chair.figure.height < fox.y < chair.y - 0.3 * chair.size
    assert abs(table.x - fox.x) > 0.5 * table.figure.width * table.size
    assert table.depth > fox.depth
    assert lantern.y == pytest.approx(table.y - 0.88 * table.size, abs=0.05)


def test_things_stand_on_the_table_that_they_are_shown_with():
    film = staged(place="kitchen", framing="insert", who=(Presence(term="lantern"),), props=(Presence(term="table"),))
    lantern, table = found(film, "lantern"), found(film, "table")
    assert film.figures[0] is lantern
    assert table.y - 0.9 * table.size == pytest.approx(lantern.y)
    assert table.depth > lantern.depth


def test_an_animal_sits_under_the_umbrella():
    film = staged(place="garden", framing="medium", who=(Presence(term="fox", action="sit"),),
                  props=(Presence(term="umbrella"),))  # fmt: skip
    fox, cover = found(film, "fox"), found(film, "umbrella")
    assert cover.y - cover.size < fox.y - fox.figure.height * fox.size
    assert abs(cover.x - fox.x) < 0.25 * cover.size


@pytest.mark.parametrize("facing", ["left", "toward"])
def test_a_train_runs_on_rails(facing):
    film = staged(place="field", framing="wide", who=(Presence(term="train", action="ride", facing=facing),))
    train, track = found(film, "train"), found(film, "track")
    assert track.y == train.y
    assert track.depth > train.depth
    assert track.figure.width * track.size > 16 / 9 or facing == "toward"


def test_the_fox_that_watches_a_train_stands_before_it():
    who = (Presence(term="train", action="ride", facing="left"), Presence(term="fox", action="sit", side="right"))
    film = staged(place="field", framing="wide", who=who)
    assert found(film, "fox").depth < found(film, "train").depth


def test_a_dog_rides_its_board_from_the_side():
    film = staged(place="skatepark", framing="full", who=(Presence(term="dog", action="ride", facing="toward"),),
                  props=(Presence(term="skateboard"),))  # fmt: skip
    dog, board = found(film, "dog"), found(film, "skateboard")
    assert dog.actor.facing == board.actor.facing == "right"
    assert board.y - board.size < dog.y < board.y
    assert abs(dog.x - board.x) < 0.1


def test_several_people_of_one_kind_have_more_than_one_face():
    film = staged(place="tundra", framing="wide", who=(Presence(term="explorer", action="walk", count=4),))
    assert sorted({p.actor.salt for p in film.figures}) == [0, 1, 2]


@pytest.mark.parametrize(
    ("words", "does"),
    [("A hand with a drumstick above a snare drum", "drum"), ("Ладонь отбивает такт по сиденью", "beat"),
     ("A hand reaches for the light", "stand")],
)  # fmt: skip
def test_a_hand_does_what_its_shot_says(words, does):
    film = staged(place="stage", framing="insert", text=words, who=(), props=(Presence(term="hand"),))
    assert found(film, "hand").actor.action == does


def test_a_small_thing_alone_in_a_very_wide_picture_lies_small_in_it():
    leaf = found(staged(place="field", framing="extreme wide", who=(), props=(Presence(term="leaf"),)), "leaf")
    assert leaf.size * leaf.figure.height < 0.12


def test_a_near_picture_of_two_shows_the_face_of_the_smaller_one():
    who = (Presence(term="mother", side="left"), Presence(term="child", action="sit", side="right"))
    child = found(staged(place="kitchen", framing="medium", who=who), "child")
    assert child.y + child.figure.focus[1] * child.size < 0.4


def test_who_lies_keeps_head_and_feet_in_the_picture():
    boy = found(staged(place="meadow", framing="full", who=(Presence(term="boy", action="fall", side="right"),)), "boy")
    assert boy.x + 0.5 * boy.figure.width * boy.size <= 0.5 * 16 / 9
