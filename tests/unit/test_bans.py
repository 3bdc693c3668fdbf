"""Sentences that refuse one thing and wish another. The first twenty were written before the rules that read them."""

from dataclasses import dataclass

import pytest

from director.crew.house.reading import read_brief
from director.model import Brief


@dataclass(frozen=True)
class Row:
    """What a careful reader makes of a sentence, in terms of the vocabulary or plain lemmas."""

    says: str
    wished: str
    """Heard, and never banned."""
    banned: str = ""
    """Must never be shown."""
    gone: str = ""
    """Not heard as wished; whether it is banned too is left open."""

    @property
    def language(self) -> str:
        return "en" if self.says.isascii() else "ru"


ROWS = (
    Row("Не концерт, а работа: пианист один в студии.", "pianist studio", gone="concert_hall"),
    Row("Без дрон-открыток. Море и маяк вблизи.", "sea lighthouse", "helicopter", gone="letter"),
    Row("Не история любви, а дружба девочки и собаки.", "girl dog", gone="tenderness"),
    Row("Никаких танцев, только шаги по снегу.", "walk", "dance"),
    Row("Не море, а река и мост.", "river bridge", "sea"),
    Row("Это не лес, это ночной город.", "city_night", gone="forest"),
    Row("Вместо толпы один ребёнок на крыше.", "child rooftop", "crowd"),
    Row("Ни машин, ни поездов, зато много птиц и луг.", "bird meadow", "car train"),
    Row("Лучше поезд, чем самолёт.", "train", gone="plane"),
    Row("Не надо грустной девушки у окна, пусть она смеётся на крыше.", "girl laugh rooftop"),
    Row("No drone postcards, just one boy on a bicycle.", "boy bicycle", "helicopter", gone="letter"),
    Row("Not a love story but a friendship between a girl and a fox.", "girl fox", gone="story"),
    Row("Not a concert but work: a pianist alone in the studio.", "pianist studio", gone="concert_hall"),
    Row("No dancing, only footsteps in the snow.", "snow", "dance"),
    Row("Less city, more forest; no cars.", "forest", "car", gone="city_street"),
    Row("I don't want a beach. I want mountains and a lake.", "mountains lake", "beach"),
    Row("Instead of a crowd, one old man with a lantern.", "old_man lantern", "crowd"),
    Row("It isn't a race, it's a walk through the garden.", "walk garden", gone="race"),
    Row("Anything but rain: sun, a meadow, a kite.", "sun meadow kite", "rain"),
    Row("Never the guitar, always the piano.", "piano", "guitar"),
    # Written after the rules, to hold them where they might go too far.
    Row("Никого в кадре, кроме девочки и собаки.", "girl dog"),
    Row("No people, they spoil the forest. An owl.", "owl forest", "girl man"),
    Row("Больше, чем дом: целый город.", "living_room city_street"),
    Row("Her boat is not less than a ship. Snow.", "boat"),
    Row("Instead of cars, horses and an old sailor.", "horse sailor", "car"),
    Row("Не город ангелов, а деревня.", "village", "city_street"),
    Row("Not a very big city but a village.", "village", "city_street"),
    Row("Не клип про любовь, а про усталость: водитель и шоссе.", "race_track", gone="tenderness"),
    Row("Not another rainy street; give me a desert.", "desert", "rainy_street", gone="rain"),
    Row("No dancing, no dogs, but one slow dance at the end.", "dance", "dog"),
    # Preferences, and ways of filming. All but the last eight were written before the rules that read them.
    Row("I'd take snow over rain.", "snow", "rain"),
    Row("Лучше снег, чем дождь.", "snow", "rain"),
    Row("Предпочитаю лес городу.", "forest", "city_street"),
    Row("I prefer the sea to the mountains.", "sea", "mountains"),
    Row("Скорее ночь, чем день.", "night", "day"),
    Row("Дождь мне нравится меньше, чем туман.", "mist", "rain"),
    Row("No hero shots of the band.", "band", gone="hero"),
    Row("Без крупных планов певицы, певица вдали.", "singer"),
    Row("Никаких пафосных кадров с музыкантами.", "musician"),
    Row("We don't want a live performance video, we want an old man on a boat.", "old_man boat", gone="performance"),
    Row("Не надо концерта, пусть будет история про девочку и лису.", "girl fox", "stage"),
    Row("Not a concert.", "", "stage"),
    Row("No one in the street, just a stray dog.", "dog city_street"),
    Row("It isn't raining cats and dogs in this film, but it does rain.", "rain", gone="cat dog"),
    Row("She prefers the city to the forest, but she walks into the forest.", "city_street forest"),
    Row("She loves the sea more than the mountains.", "sea mountains"),
    Row("He takes the bridge over the river.", "river"),
    Row("I want more than a car.", "car"),
    Row("I like rain less than snow.", "snow", "rain"),
    Row("Я больше люблю снег, чем дождь.", "snow", "rain"),
    Row("No crowd shots, no shots of cars.", "", "crowd car"),
    Row("No fast cuts, no close-ups of hands, no rain.", "hand", "rain"),
    Row("I prefer to walk to the station.", "walk train_station"),
    Row("I would take her over the mountains.", "mountains"),
    Row("I pick flowers over the river.", "flower river"),
    Row("I'd take the bridge over the river.", "river"),
    Row("I'd take the forest over the city.", "forest", "city_street"),
)


@pytest.mark.parametrize("row", ROWS, ids=[row.says for row in ROWS])
def test_the_first_is_refused_and_the_second_is_wished(row: Row) -> None:
    reading = read_brief(Brief.model_validate({"text": row.says, "language": row.language}))
    heard = {h.term for h in reading.heard}
    wished, banned, gone = (set(words.split()) for words in (row.wished, row.banned, row.gone))
    assert not wished & set(reading.must_not), "what is wished is never banned"
    assert wished <= heard
    assert banned <= set(reading.must_not)
    assert not (banned | gone) & heard


def test_what_is_loved_less_is_not_forbidden() -> None:
    reading = read_brief(Brief(text="I love this city more than the sea.", language="en"))
    assert not reading.must_not
    assert "sea" not in {h.term for h in reading.heard}


@pytest.mark.parametrize(
    ("says", "banned", "free"),
    [
        ("Кухня, утро. Никакой еды.", {"food", "bread", "apple", "cake"}, set()),
        ("A kitchen. No food, only one apple on the table.", {"food", "bread"}, {"apple"}),
        ("A kitchen. No bread.", {"bread"}, {"food", "apple"}),
    ],
)
def test_who_forbids_a_word_for_several_forbids_each_that_nobody_wishes(
    says: str, banned: set[str], free: set[str]
) -> None:
    reading = read_brief(Brief(text=says, language="en" if says.isascii() else "ru"))
    assert banned <= set(reading.must_not)
    assert not free & set(reading.must_not)
