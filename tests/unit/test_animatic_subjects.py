"""What counts as the subject: the whole team of dogs, and the words that a stone bears."""

import pytest

from director.model import Presence
from render.animatic.look import fixes_of, look_of
from render.animatic.renderer import repertoire
from render.animatic.scene import Set, stage
from tests.drawing import shot_of


def staged(framing: str, *who: Presence) -> Set:
    shot = shot_of(place_term="tundra", framing=framing, who=who)
    fixes = fixes_of(())
    return stage(shot, look_of(shot, 16 / 9, fixes), repertoire(), fixes, 7, 2.0)


def test_dogs_and_the_dogs_at_the_sled_are_one_subject() -> None:
    dogs = Presence(term="sled_dog", action="pull", facing="left", count=3)
    team = staged("full", dogs, Presence(term="dog_sled", action="ride", facing="left"))
    assert {p.actor.term for p in team.figures if p.part == "subject"} == {"sled_dog", "dog_sled"}
    apart = staged("full", dogs, Presence(term="tent"))
    assert {p.actor.term for p in apart.figures if p.part == "subject"} == {"sled_dog"}


def test_an_insert_of_the_stone_goes_in_on_its_words() -> None:
    insert, medium = (staged(f, Presence(term="stone")).figures[0] for f in ("insert", "medium"))
    assert insert.size == pytest.approx(2.5 * medium.size)
    for carved in (-0.74, -0.44):
        assert -0.5 < insert.y + carved * insert.size < 0.5
