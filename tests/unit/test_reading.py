"""Readings against what a careful reader lists. The lists were written from the briefs, not from the program."""

import time

import pytest

import scenarios
from director.crew.house.narration import moments
from director.crew.house.reading import read_brief
from director.model import Brief, Language, Reading

# name -> language -> (form, style or '', terms to be heard, must not, matters most)
Expected = tuple[str, str, str, str, str]
EXPECTED: dict[str, dict[Language, Expected]] = {
    "white_road": {
        "ru": (
            "story", "",
            "explorer tundra nineteenth_century old_house photograph captain wake breathe snow_road dog_sled sled_dog "
            "pull blizzard walk hold lantern sailing_ship ice_field ship_deck sailor struggle storm sail "
            "crossroads stone "
            "snow aurora dawn resolve longing hope blue white red flag face",
            "car city_street", "face",
        ),
        "en": (
            "story", "",
            "tundra nineteenth_century old_house photograph captain wake breathe snow_road dog_sled sled_dog "
            "pull blizzard "
            "explorer walk hold lantern sailing_ship ice_field ship_deck sailor struggle storm sail crossroads "
            "stone snow "
            "aurora dawn resolve longing hope blue white red flag face",
            "car city_street", "face",
        ),
    },
    "shy_girl": {
        "ru": (
            "story", "",
            "shyness girl tenderness reality school_corridor classroom rainy_street rain crowd laugh hide hand "
            "paper_bird "
            "grey fantasy fairy_forest meadow clouds pink gold fox walk fly dance mirror fade fall puddle sing",
            "anger blood", "",
        ),
        "en": (
            "story", "",
            "shyness girl tenderness reality school_corridor classroom rainy_street rain crowd laugh hide hand "
            "paper_bird "
            "grey fantasy fairy_forest meadow clouds pink gold fox walk fly dance mirror fade fall puddle sing "
            "loneliness",
            "anger blood", "",
        ),
    },
    "sad_song": {
        "ru": (
            "one-take", "synthwave",
            "sadness far_future grid_plain sun cassette phone piano stars statue tv hologram singer sing face "
            "android kneel "
            "longing future_city puddle fade violet pink teal loneliness hope",
            "hover_car crowd", "",
        ),
        "en": (
            "one-take", "synthwave",
            "sadness far_future grid_plain sun cassette phone piano stars statue tv hologram singer sing face "
            "android kneel "
            "longing future_city puddle fade violet pink teal loneliness hope",
            "hover_car crowd", "",
        ),
    },
    "ghost_lap": {
        "ru": (
            "story", "",
            "night race racer ghost pit_garage sit helmet photograph headlights race_track traffic_light "
            "race_car tunnel "
            "puddle fire white mist look_back wave dawn euphoria fear grief calm black red",
            "blood girl", "euphoria",
        ),
        "en": (
            "story", "",
            "night race racer ghost pit_garage sit helmet photograph headlights race_track traffic_light "
            "race_car tunnel "
            "puddle fire white mist look_back wave dawn euphoria fear grief calm black red",
            "blood girl", "race",
        ),
    },
    "fading_memory": {
        "ru": (
            "story", "painted",
            "old_man past_world hospital_room morning window photograph old_house garden gold summer mother "
            "kitchen boy kite "
            "field dance music_box fade face empty_room white open door mist sing hand tenderness sadness fear eye",
            "clock", "hand eye",
        ),
        "en": (
            "story", "painted",
            "old_man past_world hospital_room morning window photograph old_house garden gold summer mother "
            "kitchen boy kite "
            "field dance music_box fade face empty_room white open door mist sing hand tenderness sadness fear eye",
            "clock", "hand eye",
        ),
    },
    "glitch_mood": {
        "ru": (
            "mood", "vhs",
            "vhs collage acid eye hand tv cassette phone statue neon flower pink yellow black void euphoria look",
            "clouds animals", "",
        ),
        "en": (
            "mood", "vhs",
            "vhs collage acid eye hand tv cassette phone statue neon flower pink yellow black void euphoria look",
            "clouds animals", "",
        ),
    },
    "forest_dawn": {
        "ru": ("story", "", "forest dawn mist tree owl sit turn look sun fly calm wonder", "people", ""),
        "en": ("story", "", "forest dawn mist tree owl sit turn look sun fly calm wonder", "people", ""),
    },
    "forest_day_evening_night": {
        "ru": (
            "one-take", "", "forest day dusk night sun deer"
            " river mist fire moon stars glide wonder calm", "people", "",
        ),
        "en": (
            "one-take", "", "forest day dusk night sun deer"
            " river mist fire moon stars glide wonder calm", "people", "",
        ),
    },
    "rainy_city": {
        "ru": (
            "", "", "rainy_street rain night puddle neon_sign street_lamp girl umbrella tram loneliness blue "
            "orange", "", "",
        ),
        "en": (
            "", "", "rainy_street rain night puddle neon_sign street_lamp girl umbrella tram loneliness blue "
            "orange", "", "",
        ),
    },
    "skateboard": {
        "ru": (
            "story", "cartoon",
            "boy skateboard suburb dog jump puddle skate skatepark hold joy summer yellow teal fall meadow "
            "laugh", "", "",
        ),
        "en": (
            "story", "cartoon",
            "boy skateboard suburb dog jump puddle skate skatepark hold joy summer yellow teal fall meadow "
            "laugh", "", "",
        ),
    },
    "cyber_dance": {
        "ru": (
            "", "", "dancer cyber_street night rain"
            " hologram dance puddle android pink teal neon euphoria resolve", "", "",
        ),
        "en": (
            "", "", "dancer cyber_street night rain"
            " hologram dance puddle android pink teal neon euphoria resolve", "", "",
        ),
    },
    "piano_child": {
        "ru": ("", "", "child piano concert_hall play candle gold wonder tenderness", "crowd", ""),
        "en": ("", "", "child piano concert_hall play candle gold wonder tenderness", "crowd", ""),
    },
}  # fmt: skip
ALL: list[tuple[str, Language]] = [(name, language) for name in EXPECTED for language in EXPECTED[name]]
MAIN = ("place", "person", "animal", "vehicle", "thing", "world", "time", "weather")


def reading(name: str, language: Language) -> Reading:
    return read_brief(Brief(text=scenarios.load(name).brief(language), language=language))


def read(text: str, language: Language = "ru", **fields: object) -> Reading:
    return read_brief(Brief.model_validate({"text": text, "language": language, **fields}))


def missed(name: str, language: Language) -> tuple[set[str], int]:
    form, style, terms, must_not, most = EXPECTED[name][language]
    result = reading(name, language)
    heard = {h.term for h in result.heard}
    lost = {term for term in terms.split() if term not in heard}
    lost |= {f"not {term}" for term in must_not.split() if term not in result.must_not}
    lost |= {f"most {term}" for term in most.split() if term not in result.matters_most}
    lost |= {f"form {form}"} if form and result.form != form else set()
    lost |= {f"style {style}"} if style and result.style != style else set()
    return lost, len(terms.split()) + len(must_not.split()) + len(most.split()) + bool(form) + bool(style)


@pytest.mark.parametrize(("name", "language"), ALL)
def test_a_scenario_is_heard_as_a_careful_reader_hears_it(name: str, language: Language) -> None:
    lost, count = missed(name, language)
    assert len(lost) <= 0.12 * count, lost


def test_nine_tenths_of_all_that_is_said_is_heard() -> None:
    results = [missed(name, language) for name, language in ALL]
    assert sum(len(lost) for lost, _ in results) <= 0.1 * sum(count for _, count in results)


@pytest.mark.parametrize(("name", "language"), ALL)
def test_what_is_forbidden_is_not_heard_as_wanted(name: str, language: Language) -> None:
    result = reading(name, language)
    assert not {h.term for h in result.heard} & set(result.must_not)


@pytest.mark.parametrize("name", EXPECTED)
def test_both_languages_of_a_scenario_mean_the_same_film(name: str) -> None:
    ru, en = (reading(name, language) for language in ("ru", "en"))
    terms = [{(h.kind, h.term) for h in r.heard if h.kind in MAIN} for r in (ru, en)]
    assert ru.form == en.form
    assert ru.style == en.style
    assert len(terms[0] & terms[1]) >= 0.75 * len(terms[0] | terms[1]), terms[0] ^ terms[1]


@pytest.mark.parametrize(("name", "language"), ALL)
def test_little_of_a_scenario_means_nothing(name: str, language: Language) -> None:
    assert len(reading(name, language).not_understood) <= 3


def test_unknown_content_words_are_named_as_written() -> None:
    assert read("Квазар дрейфует над зиккуратом, сова смотрит").not_understood == ("Квазар", "дрейфует", "зиккуратом")
    assert "thurible" in read("An owl swings a thurible at dawn", "en").not_understood


def test_function_words_and_talk_of_film_are_read_past() -> None:
    assert read("Хочу такой клип, чтобы камера всё время была очень близко").not_understood == ()
    assert read("I would like the camera to be close all the time", "en").not_understood == ()


def test_what_cannot_be_drawn_is_understood_all_the_same() -> None:
    result = read("Зима, собачья упряжка, тоска, маяк")
    assert {"winter", "dog_sled", "longing", "lighthouse"} <= {h.term for h in result.heard}
    assert result.not_understood == ()


def test_choices_of_the_artist_outrank_the_brief() -> None:
    result = read("Аниме-история о мальчике, который бежит по лесу", form="mood", style="noir")
    assert (result.form, result.style) == ("mood", "noir")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Группа играет на сцене, барабанщик и гитарист", "performance"),
        ("A singer sings on stage under one lamp", "performance"),
        ("Без сюжета: море, ветер, чайки", "mood"),
        ("Море, ветер, лунная дорожка", "mood"),
        ("Одним кадром, без склеек: девушка идёт по городу", "one-take"),
        ("A boy finds a key, runs through the forest and opens a door", "story"),
        ("История и выступление вперемешку", "mixed"),
    ],
)
def test_form_is_said_or_follows_from_the_content(text: str, form: str) -> None:
    result = read(text, "en" if text.isascii() else "ru")
    assert result.form == form
    assert result.form_reason


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("аниме про девочку", "anime"),
        ("a paper-cut world, made of paper", "paper"),
        ("нуар: детектив под дождём", "noir"),
    ],
)
def test_style_is_said(text: str, style: str) -> None:
    assert read(text).style == style


def test_a_word_for_a_whole_kind_forbids_every_one_of_it_unless_narrowed() -> None:
    assert {"man", "girl", "crowd"} <= set(read("Лес, сова, без людей").must_not)
    assert "man" not in read("Лес, никаких современных людей").must_not


def test_must_and_what_matters_most() -> None:
    result = read("Обязательно маяк и лодка. Важнее всего тишина. Скорость не главное.")
    assert {"lighthouse", "boat"} <= set(result.must)
    assert result.matters_most[0] == "calm"
    assert read("Speed is the most important thing", "en").matters_most == ("speed is",) or read(
        "Speed is the most important thing", "en"
    ).matters_most == ("race",)


def test_terms_never_to_be_shown_from_earlier_turns_stay_forbidden() -> None:
    assert "owl" in read("лес на рассвете", must_not=("owl",)).must_not


def test_moments_keep_the_order_and_know_their_place_in_the_song() -> None:
    text = "Сначала тёмный лес. В припеве девочка танцует на лугу. А в финале она сидит у реки."
    assert [m.where for m in moments(text)] == ["start", "chorus", "end"]


def test_a_brief_in_another_language_is_read_in_part() -> None:
    result = read("Ein Mädchen tanzt im Regen, und die Nacht ist lang", "en")
    assert {"girl", "dance", "rain", "night"} <= {h.term for h in result.heard}


def test_reading_is_quick() -> None:
    text = scenarios.load("white_road").brief("ru")
    read(text)
    started = time.perf_counter()
    read(text + " И ещё одно.")
    assert time.perf_counter() - started < 0.5
