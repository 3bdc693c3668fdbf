"""The twelve films that come along: complete, valid, and refused with a helpful word when misspelt."""

import pytest

import scenarios
from director.errors import ArtistError
from director.words import say
from scenarios import MusicStyle, scenario_from

TWELVE = (
    "cyber_dance", "fading_memory", "forest_dawn", "forest_day_evening_night", "ghost_lap", "glitch_mood",
    "piano_child", "rainy_city", "sad_song", "shy_girl", "skateboard",
    "white_road",
)  # fmt: skip
LONG = ("white_road", "shy_girl", "sad_song", "ghost_lap", "fading_memory", "glitch_mood")
MUSIC = {"style": "ballad", "bpm": 80, "seconds": 20}
RIGHT = {"title": {"ru": "А", "en": "A"}, "artist": {"ru": "Б", "en": "B"}, "music": MUSIC}


def test_there_are_twelve() -> None:
    assert scenarios.names() == TWELVE


@pytest.mark.parametrize("name", TWELVE)
def test_a_scenario_is_complete(name: str) -> None:
    film = scenarios.load(name)
    assert film.name == name
    for language, least in (("ru", 30), ("en", 30)):
        words = len(film.brief(language).split())  # type: ignore[arg-type]
        assert words >= (80 if name in LONG else least)
        assert film.title[language]  # type: ignore[index]
        assert film.artist[language]  # type: ignore[index]
    assert (45 <= film.music.seconds <= 90) == (name in LONG)
    assert film.brief("ru") != film.brief("en")


def test_lengths_are_those_that_were_asked_for() -> None:
    assert scenarios.load("forest_dawn").music.seconds == 10
    assert scenarios.load("rainy_city").music.seconds == 12
    assert scenarios.load("cyber_dance").music.seconds == 15


def test_portraits_and_old_photographs_are_ordered() -> None:
    roles = {p.role for p in scenarios.load("white_road").references}
    assert roles == {"person", "old photograph"}
    assert all(p.aged for p in scenarios.load("fading_memory").references)


def test_the_composer_knows_every_style() -> None:
    from tools.composing.styles import MUSIC_STYLES

    assert set(MusicStyle.__args__) == set(MUSIC_STYLES)  # type: ignore[attr-defined]


def test_an_unknown_scenario_is_refused_with_the_nearest() -> None:
    with pytest.raises(ArtistError) as caught:
        scenarios.load("whit_road")
    assert "white_road" in str(caught.value.values["nearest"])


@pytest.mark.parametrize(
    ("wrong", "field", "nearest"),
    [
        ({"stile": "noir"}, "stile", "style"),
        ({"music": MUSIC | {"tempo": 90}}, "music.tempo", "seconds"),
        ({"music": MUSIC | {"second": 90}}, "music.second", "seconds"),
        ({"references": [{"name": "a", "role": "person", "shows": ["man"], "age": True}]}, "references.0.age", "aged"),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest_right_one(wrong: dict[str, object], field: str, nearest: str) -> None:
    with pytest.raises(ArtistError) as caught:
        scenario_from("mine", RIGHT | wrong)
    assert caught.value.key == "scenario_key"
    assert caught.value.values["field"] == field
    assert nearest in str(caught.value.values["nearest"])
    for language in ("ru", "en"):
        assert field in say(caught.value.key, language, **caught.value.values)  # type: ignore[arg-type]


def test_a_value_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ArtistError) as caught:
        scenario_from("mine", RIGHT | {"music": MUSIC | {"bpm": 5}})
    assert caught.value.key == "scenario_value"
    assert caught.value.values["field"] == "music.bpm"
