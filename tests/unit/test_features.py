"""What the treatment says of looks reaches the drawing: sex, age, hair, glasses, and nobody is mistaken for another."""

import pytest

from director.crew.house.features import cast_features, colour_of, features_of
from director.model import Character, Features
from render.animatic.actors.people.character import character


def test_an_old_woman_at_the_drums_is_told_from_her_page():
    nina = Character(
        id="nina", name="Нина", term="drummer", called_en="the grey-haired drummer",
        look_en="a sturdy woman of nearly sixty, short grey hair, glasses on a cord round her neck",
        wardrobe_en="a green knitted vest, a white shirt with rolled sleeves, a grey skirt",
    )  # fmt: skip
    told = features_of(nina)
    assert told == Features(sex="f", age="old", hair="grey", cut="short", glasses=True, garment="vest")
    drawn = character("drummer", None, features=told)
    assert (drawn.sex, drawn.age, drawn.glasses, drawn.outfit.sleeve >= 0.6) == ("f", "old", True, True)


@pytest.mark.parametrize(
    ("term", "name", "look", "said"),
    [
        ("girl", "девушка", "", {"sex": "f", "age": "young"}),
        ("girl", "Mia", "a ten-year-old girl with two braids", {"sex": "f", "age": "child"}),
        ("captain", "Ann", "a weathered woman in her fifties, cropped black hair",
         {"sex": "f", "age": "adult", "hair": "black", "cut": "short"}),
        ("man", "Tom", "a tall man of forty, bald, with a red beard", {"sex": "m", "age": "adult", "hair": "red",
                                                                       "cut": "bald", "beard": "full"}),
        ("guitarist", "гитаристка", "", {"sex": "f"}),
        ("man", "Ron", "he still wears his father's old coat", {"sex": "m"}),
    ],
)  # fmt: skip
def test_words_of_looks(term, name, look, said):
    told = features_of(Character(id="x", name=name, term=term, look_en=look))
    assert told.model_dump(exclude_defaults=True) == said


def test_two_women_of_one_film_do_not_share_a_face():
    cast = [Character(id=n, name=n, term="woman") for n in ("anna", "vera")]
    told = cast_features(cast)
    anna, vera = (character("woman", None, features=told[n]) for n in ("anna", "vera"))
    assert anna.hair != vera.hair
    assert anna.hairdo != vera.hairdo
    assert character("woman", None, features=told["vera"]) == vera, "the same in every shot"


def test_who_stands_alone_keeps_the_face_of_the_term():
    told = cast_features([Character(id="man", name="man", term="man"), Character(id="fox", name="fox", term="fox")])
    assert told == {"man": Features(sex="m")}
    assert character("man", None, features=told["man"]) == character("man", None)


def test_the_colour_of_a_thing_is_heard_from_its_words():
    assert colour_of("красный стул one plain red wooden chair") == "#c8322f"
    assert colour_of("a small tin lantern") == ""


@pytest.mark.parametrize(
    ("worn", "hat"),
    [
        ("a wide-brimmed straw hat and a linen shirt", "brim"), ("серое пальто и шляпа", "brim"),
        ("a knitted hat, a red scarf", "knitted"), ("вязаная шапка с помпоном", "knitted"),
        ("a flat cap, a tweed jacket", "cap"), ("кожаная куртка, кепка", "cap"),
        ("a flowered headscarf", "headscarf"), ("в белом платке", "headscarf"),
        ("a suit, bareheaded", "none"), ("a grey coat and a chequered shirt", None),
        ("a captain's jacket with a cape", None),
    ],
)  # fmt: skip
def test_a_hat_is_read_from_what_is_worn(worn, hat):
    assert features_of(Character(id="x", name="Х", term="woman", wardrobe_en=worn)).hat == hat
