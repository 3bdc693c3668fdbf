"""The lexicon: lemmas, phrases, the reach of a no, and which language a text is in."""

import pytest

from director.crew.house.lexicon import hear, language_of
from director.crew.house.negation import refused
from director.crew.house.terms import of_kind, staged, term, terms
from director.model import Emotion, Style, TimeOfDay, Weather


def heard(text: str) -> set[str]:
    return {hit.term for hit in hear(text).hits}


def absent(text: str) -> set[str]:
    return {hit.term for hit in refused(hear(text)).absent}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Собачьи упряжки мчались сквозь метели", {"dog_sled", "drive", "blizzard"}),
        ("над бумажным корабликом", {"paper_boat"}),
        ("в сказочном лесу и на лугах", {"fairy_forest", "meadow"}),
        ("старые фотографии, портретов не счесть", {"photograph"}),
        ("Girls were singing under umbrellas", {"girl", "sing", "umbrella"}),
        ("two huskies running along snowy roads", {"sled_dog", "run", "snow_road"}),
        ("запускает воздушного змея", {"kite"}),
        ("Адреналин, страх, горе", {"euphoria", "fear", "grief"}),
    ],
)
def test_inflected_words_and_phrases_find_their_terms(text: str, wanted: set[str]) -> None:
    assert wanted <= heard(text)


def test_the_longest_phrase_wins() -> None:
    assert "dog" not in heard("собачья упряжка")
    assert "sailing_ship" not in heard("бумажный кораблик")
    assert heard("a neon sign") == {"neon_sign"}
    assert "mountains" not in heard("горе")


def test_what_a_phrase_implies_is_heard_too() -> None:
    assert {"rainy_street", "rain"} <= heard("дождливый город")
    assert {"city_night", "night"} <= heard("the night city")


def test_a_plain_word_means_what_was_named_before() -> None:
    hits = [h.term for h in hear("Сказочный лес. Потом лес гаснет.").hits if h.kind == "place"]
    assert hits == ["fairy_forest", "fairy_forest"]
    assert [h.term for h in hear("Лес гаснет").hits if h.kind == "place"] == ["forest"]


@pytest.mark.parametrize(
    ("text", "gone", "kept"),
    [
        ("без людей, только сова в лесу", {"people"}, {"owl", "forest"}),
        ("Никаких машин и города, пусть будет море", {"car", "city_street"}, {"sea"}),
        ("Не показывай лица, дождь идёт всю ночь", {"face"}, {"rain", "night"}),
        ("Людей не надо", {"people"}, set()),
        ("Не только лес, но и море", set(), {"forest", "sea"}),
        ("Она не может остановиться, не просто танец, а полёт", set(), {"dance", "fly"}),
        ("он не помнит ни дом, ни имя", set(), {"living_room"}),
        ("No people, cars or houses, just an owl", {"people", "car", "living_room"}, {"owl"}),
        ("without a crowd, but with rain", {"crowd"}, {"rain"}),
        ("never show faces; the street is empty", {"face"}, {"city_street"}),
        ("she can't stop dancing", set(), {"dance"}),
        ("not just a forest but a garden", set(), {"forest", "garden"}),
        ("no hospital tubes", set(), {"hospital_room"}),
    ],
)
def test_a_no_reaches_as_far_as_it_is_meant(text: str, gone: set[str], kept: set[str]) -> None:
    assert absent(text) >= gone
    assert not absent(text) & kept


def test_what_is_merely_not_so_is_neither_heard_nor_forbidden() -> None:
    no = refused(hear("Она не плачет"))
    assert [h.term for h in no.denied] == ["cry"]
    assert not no.absent


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Девочка танцует на крыше", "ru"),
        ("an owl in the forest", "en"),
        ("Сова", "ru"),
        ("Ein Mädchen tanzt im Regen und die Stadt ist leer", "de"),
        ("Une fille danse sous la pluie dans les rues", "fr"),
        ("雨の街を歩く", "ja"),
        ("Дівчина танцює під дощем у місті", "uk"),
        ("123 !!", ""),
    ],
)
def test_the_language_of_a_text(text: str, code: str) -> None:
    assert language_of(text) == code


def test_words_of_other_languages_count_only_in_such_a_text() -> None:
    assert {"girl", "dance", "rain"} <= heard("Ein Mädchen tanzt im Regen und die Nacht ist lang")
    assert "lake" not in heard("the only one who sees it")


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Девочка в красных варежках идёт", ""), ("Варежка лежит на снегу", "mitten"),
        ("В варежке живёт мышь", "mitten"), ("A girl in red boots dances", ""), ("a key in the boot", "boot"),
        ("a man wearing old shoes", ""), ("a lost mitten in the snow", "mitten"), ("Король в короне", ""),
        ("In the snow, mittens", "mitten"),
    ],
)  # fmt: skip
def test_what_somebody_has_on_is_no_thing_of_its_own(text: str, thing: str) -> None:
    things = {hit.term for hit in hear(text).hits if hit.kind == "thing"}
    assert things == ({"key", thing} if "key" in text else {thing or "clothes"})


def test_every_value_of_the_model_has_its_words() -> None:
    for kind, literal in (("mood", Emotion), ("time", TimeOfDay), ("weather", Weather), ("style", Style)):
        assert {t.id for t in of_kind(kind)} >= set(literal.__args__)  # type: ignore[arg-type, attr-defined]


def test_places_say_where_one_is_and_nothing_stands_for_two_terms() -> None:
    words: dict[tuple[str, str], str] = {}
    for known in terms():
        if known.kind == "place" and known.drawn:
            assert set(known.at) == {"ru", "en"}, known.id
        for language in ("ru", "en"):
            for word in known.names(language):
                key = (language, word.lower().replace("ё", "е"))
                assert key not in words, f"{word!r} stands for {words.get(key)} and {known.id}"
                words[key] = known.id


def test_what_cannot_be_drawn_is_known_and_staged_elsewhere_or_not_at_all() -> None:
    lighthouse = term("lighthouse")
    assert lighthouse is not None
    assert not lighthouse.drawn
    assert staged("lighthouse") == "beach"
    assert staged("elephant") == ""
    assert staged("snowflake") == "snow"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("the drummer tears the tape", False), ("she tears a page out", False), ("tears on her cheek", True),
        ("she hides her tears", True), ("the girl, in tears, leaves", True),
    ],
)  # fmt: skip
def test_an_english_noun_that_somebody_does_is_none(text: str, seen: bool) -> None:
    assert ("tear_drop" in {hit.term for hit in hear(text).hits}) is seen
