"""Clauses of a brief: who does what in each, also where nobody is named again."""

import pytest

from director.crew.house.clauses import Clause, Reader
from director.crew.house.narration import told_in_order


def told(text: str, lead: str = "", must_not: frozenset[str] = frozenset()) -> list[Clause]:
    reader = Reader(text, lead, must_not)
    return [clause for sentence in told_in_order(text) for clause in reader.read(sentence) if clause.shows]


def acts(text: str, lead: str = "") -> list[tuple[tuple[str, ...], str]]:
    return [(clause.who, clause.action) for clause in told(text, lead)]


@pytest.mark.parametrize(
    "text",
    [
        "In an old photograph the captain comes to life: he blinks, he breathes.",
        "Капитан на старой фотографии вдруг оживает, моргает, дышит.",
    ],
)
def test_pronouns_and_elided_subjects_are_carried_over(text: str) -> None:
    assert acts(text, "explorer") == [(("captain",), "wake"), (("captain",), "look"), (("captain",), "breathe")]


@pytest.mark.parametrize(
    ("text", "who", "things"),
    [
        ("Huskies pull the sledge through the blizzard.", ("sled_dog",), ("dog_sled",)),
        ("Хаски тянут нарты сквозь метель.", ("sled_dog",), ("dog_sled",)),
        ("The racer sits in the garage holding the helmet of a friend.", ("racer",), ("helmet",)),
        ("На старом экране оживает голограмма певицы.", ("singer",), ("tv", "hologram")),
        ("On an old screen the hologram of a singer comes alive.", ("singer",), ("tv", "hologram")),
    ],
)
def test_the_subject_acts_and_the_object_belongs_to_it(
    text: str, who: tuple[str, ...], things: tuple[str, ...]
) -> None:
    first = told(text)[0]
    assert (first.who, first.things) == (who, things)


@pytest.mark.parametrize("text", ["At the crossroads stands a stone.", "На распутье стоит камень."])
def test_a_thing_that_stands_is_nobody_who_acts(text: str) -> None:
    (clause,) = told(text, "explorer")
    assert (clause.who, clause.things, clause.places) == ((), ("stone",), ("crossroads",))


@pytest.mark.parametrize(
    "text", ["The captain looks at the window, and the cold enters the room.", "Капитан смотрит, и в дом входит холод."]
)
def test_what_nobody_knows_does_not_act_in_the_place_of_somebody(text: str) -> None:
    assert told(text, "captain")[-1].who == ()


def test_two_are_they_and_two_at_two_places_are_a_couple() -> None:
    assert acts("A dancer dances alone. An android walks in. They dance.")[-1] == (("dancer", "android"), "dance")
    apart = "The mother is in the kitchen, a boy runs in the field, they dance."
    assert acts(apart)[-1] == (("couple",), "dance")


def test_a_pronoun_that_begins_a_sentence_is_the_main_character() -> None:
    text = "An old man sits by the window. A boy runs through the field. He opens a door."
    assert acts(text, "old_man")[-1] == (("old_man",), "open")


def test_plurals_and_breaking_are_heard() -> None:
    assert [c.many for c in told("Портреты на стене. На стене портрет. На палубе матросы борются.")] == [
        True, False, True,
    ]  # fmt: skip
    assert told("На бридже звенит разбитое зеркало.")[0].broken
    assert not told("В доме висит зеркало.")[0].broken


def test_what_must_not_be_shown_is_in_no_clause() -> None:
    (clause,) = told("A girl with a flag walks along the street.", must_not=frozenset({"flag"}))
    assert (clause.who, clause.things) == (("girl",), ())
