"""Treatments as a director would judge them: drama over the song, order kept, motifs that change, nothing lost."""

import asyncio
import time
from collections.abc import Sequence
from itertools import pairwise

import pytest

import scenarios
from director.crew.house.characters import choose_cast
from director.crew.house.drama import shape
from director.crew.house.phrasing import Noun, Writer
from director.crew.house.screenwriter import HouseScreenwriter
from director.crew.house.staging import stage
from director.crew.house.terms import staged, term
from director.model import (
    Accent,
    Brief,
    Language,
    LyricLine,
    Reading,
    Reference,
    Section,
    SectionLabel,
    SongMap,
    Span,
    Treatment,
)
from director.words import keys, say

POP: tuple[tuple[SectionLabel, float, float], ...] = (
    ("intro", 8, 0.3), ("verse", 16, 0.5), ("chorus", 16, 0.9), ("verse", 16, 0.55), ("chorus", 16, 0.95),
    ("bridge", 12, 0.5), ("chorus", 16, 1.0), ("outro", 8, 0.3),
)  # fmt: skip
NAMES = scenarios.names()
LANGUAGES: tuple[Language, ...] = ("ru", "en")


def song(parts: Sequence[tuple[SectionLabel, float, float]] = POP, bpm: float = 110, **fields: object) -> SongMap:
    at, sections = 0.0, []
    for label, seconds, energy in parts:
        sections.append(
            Section(label=label, start_s=at, end_s=at + seconds, group=label[:1].upper(), energy=energy, confidence=0.9)
        )
        at += seconds
    return SongMap.model_validate(
        {"digest": "0" * 32, "sample_rate": 44100, "samples": int(at * 44100), "tempo_bpm": bpm, "sections": sections}
        | fields
    )


def song_of(name: str) -> SongMap:
    """Return a song of the scenario's length, tempo and mode with the form that such a length has room for."""
    music = scenarios.load(name).music
    labels: tuple[SectionLabel, ...] = ("verse", "chorus")
    if music.seconds >= 38:
        labels = ("intro", "verse", "chorus", "verse", "chorus", "bridge", "chorus", "outro")
    elif music.seconds >= 11:
        labels = ("intro", "verse", "chorus")
    loud = {"intro": 0.3, "verse": 0.5, "chorus": 0.95, "bridge": 0.5, "outro": 0.3}
    parts = [(label, music.seconds / len(labels), loud[label]) for label in labels]
    return song(parts, music.bpm, valence=0.7 if music.mode == "major" else 0.3)


def write(text: str, made: SongMap, language: Language = "ru", **fields: object) -> tuple[Reading, Treatment]:
    brief = Brief.model_validate({"text": text, "language": language} | fields)
    writer = HouseScreenwriter()

    async def both() -> tuple[Reading, Treatment]:
        reading = await writer.read(brief)
        return reading, await writer.treat(brief, reading, made)

    return asyncio.run(both())


def scenario(name: str, language: Language, seed: int | None = None) -> tuple[Reading, Treatment]:
    sheet = scenarios.load(name)
    chosen = {"seed": sheet.seed if seed is None else seed, "form": sheet.form, "style": sheet.style}
    return write(sheet.brief(language), song_of(name), language, **chosen, format={"aspect": sheet.aspect})


@pytest.fixture(scope="module")
def films() -> dict[tuple[str, Language], tuple[Reading, Treatment]]:
    return {(name, language): scenario(name, language) for name in NAMES for language in LANGUAGES}


Films = dict[tuple[str, Language], tuple[Reading, Treatment]]


def test_every_section_of_the_song_is_planned_once(films: Films) -> None:
    for (name, _), (_, film) in films.items():
        assert [s.section for s in film.sections] == list(range(len(song_of(name).sections)))
        assert film.sections[film.turn_section].role == "turn"


def test_everything_that_a_section_names_exists(films: Films) -> None:
    for _, film in films.values():
        places, worlds, people = (
            {p.id for p in film.places},
            {w.id for w in film.worlds},
            {c.id for c in film.characters},
        )
        assert {p.world for p in film.places} <= worlds
        for section in film.sections:
            assert set(section.places) <= places
            assert section.world in worlds
            assert set(section.characters) <= people


def test_nothing_that_was_asked_for_is_lost(films: Films) -> None:
    for (name, language), (reading, film) in films.items():
        shown = {t for p in film.places for t in (p.id, p.term)} | {c.term for c in film.characters}
        shown |= {t for s in film.sections for t in (*s.things, *s.actions)}
        for heard in reading.heard:
            known, drawn = term(heard.term, heard.kind), staged(heard.term)
            if heard.kind not in ("place", "person", "animal", "vehicle", "thing") or known is None:
                continue
            if not drawn or known.shown or known.group or (now := term(drawn)) is None or now.kind == "weather":
                continue
            assert drawn in shown, (name, language, heard.term)


def test_nothing_forbidden_is_in_the_film(films: Films) -> None:
    for reading, film in films.values():
        shown = {p.term for p in film.places} | {c.term for c in film.characters} | {m.term for m in film.motifs}
        shown |= {t for s in film.sections for t in (*s.things, *s.actions, s.weather)}
        assert not shown & set(reading.must_not)


def test_films_develop(films: Films) -> None:
    for (name, _), (_, film) in films.items():
        if len(film.sections) < 3:
            continue
        assert len({s.emotion for s in film.sections}) > 1, name
        assert len({s.palette for s in film.sections}) > 1, name
        assert len({s.tension for s in film.sections}) > 1, name
        if film.form != "one-take":
            assert len({s.cuts_per_minute for s in film.sections}) > 1, name


def test_motifs_return_at_least_three_times_and_are_never_the_same_twice_in_a_row(films: Films) -> None:
    for (name, language), (_, film) in films.items():
        assert film.motifs, name
        for motif in film.motifs:
            changes = [back.change for back in motif.returns]
            assert len(changes) >= 3, (name, language)
            assert all(a != b for a, b in pairwise(changes)), (name, language, changes)
            assert [b.section for b in motif.returns] == sorted(b.section for b in motif.returns)
            assert len({back.note for back in motif.returns}) >= 3


def test_places_return_in_long_films_and_the_end_is_where_the_beginning_was(films: Films) -> None:
    for name in ("white_road", "shy_girl", "ghost_lap", "sad_song"):
        film = films[name, "ru"][1]
        assert film.sections[-1].places[-1] == film.sections[0].places[0], name
        seen = [p for s in film.sections for p in s.places]
        assert any(seen.count(p) > 1 for p in seen)


def test_wardrobe_is_constant_and_of_its_own_colour(films: Films) -> None:
    for _, film in films.values():
        colours = [c.colour for c in film.characters]
        assert len(set(colours)) == len(colours)
        assert all(len(c) == 7 for c in colours)


def test_prose_is_filled_in_and_nothing_is_said_twice(films: Films) -> None:
    for (name, language), (_, film) in films.items():
        texts = [film.logline, film.arc, film.turn_reason, film.ending, *(s.idea for s in film.sections)]
        for text in texts:
            assert len(text) > 15, (name, language)
            assert "{" not in text, text
            assert "}" not in text, text
            assert ".." not in text, text
            assert text[-1] in ".!?…»”", text
            if language == "ru":
                assert not any(w.isascii() and w.isalpha() and w.lower() not in ("vhs", "ai") for w in text.split()), (
                    text
                )
        ideas = [s.idea for s in film.sections]
        assert len(set(ideas)) == len(ideas)


def test_the_same_seed_gives_the_same_film_and_others_differ() -> None:
    one, again = scenario("white_road", "ru", 1), scenario("white_road", "ru", 1)
    assert one == again
    others = {scenario("white_road", "ru", seed)[1].fingerprint() for seed in (1, 2, 3)}
    assert len(others) == 3


def test_the_order_of_the_brief_is_kept() -> None:
    film = write("Сначала горы. Потом герой идёт через лес, затем выходит к морю. Наконец он сидит в пустыне.", song())[
        1
    ]
    first = {
        p: next(s.section for s in film.sections if p in s.places) for p in ("mountains", "forest", "sea", "desert")
    }
    assert first["mountains"] <= first["forest"] <= first["sea"] <= first["desert"]
    assert first["mountains"] == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_pictures_of_one_forest_follow_each_other(films: Films, language: Language) -> None:
    film = films["forest_day_evening_night", language][1]
    assert [s.time for s in film.sections] == ["day", "dusk", "night"]
    assert len(film.worlds) == 1


def test_day_turns_into_night() -> None:
    film = write("A meadow by day turns into night", song(POP[:4]), "en")[1]
    assert film.sections[0].time == "day"
    assert film.sections[-1].time == "night"


def test_what_names_its_section_plays_there() -> None:
    film = write("В куплетах школьный коридор. В припевах луг. На бридже зеркало. В финале море.", song())[1]
    for section, part in zip(film.sections, POP, strict=True):
        if part[0] == "verse":
            assert "school_corridor" in section.places
        if part[0] == "chorus":
            assert "meadow" in section.places
    assert "mirror" in film.sections[5].things
    assert "sea" in film.sections[-1].places


def test_a_moment_that_names_its_section_stands_nowhere_else() -> None:
    brief = Brief(text="Девочка бежит по лесу. На бридже свеча. В последнем припеве лодка.", language="ru")
    plan = shape(song(), "story", 1, breaks_in=False)
    staging = stage(brief, song(), plan)
    where = {t: [n for n, ms in enumerate(staging.moments) if any(t in m.terms("thing", "vehicle") for m in ms)]
             for t in ("candle", "boat")}  # fmt: skip
    assert where == {"candle": [5], "boat": [6]}


def test_what_was_forbidden_in_a_turn_leaves_the_cast_and_the_motifs() -> None:
    film = write("Сова и лиса в лесу, фонарик и ключ", song(), must_not=("owl", "lantern"))[1]
    assert {c.term for c in film.characters} == {"fox"}
    assert "lantern" not in {m.term for m in film.motifs} | {t for s in film.sections for t in s.things}


def test_two_worlds_collide_on_the_bridge(films: Films) -> None:
    film = films["shy_girl", "ru"][1]
    assert [w.id for w in film.worlds] == ["reality", "fairy"]
    assert film.worlds[0].palette.colours != film.worlds[1].palette.colours
    assert {s.world for s in film.sections[:5]} == {"reality", "fairy"}
    assert film.sections[2].weather == "clear"
    assert film.sections[1].weather == "rain"
    assert film.turn_section == 5
    assert "сломан" not in film.turn_reason
    assert "врывается" in film.turn_reason


def test_a_fading_memory_loses_its_colours(films: Films) -> None:
    film = films["fading_memory", "ru"][1]
    remembered = [s for s in film.sections if s.world == "memory"]
    spread = [max(_chroma(c) for c in s.palette.colours) for s in remembered]
    assert spread[-1] < 0.6 * spread[0]


def _chroma(colour: str) -> int:
    rgb = [int(colour[n : n + 2], 16) for n in (1, 3, 5)]
    return max(rgb) - min(rgb)


def test_the_turn_is_drama_and_not_loudness() -> None:
    loudest_first: list[tuple[SectionLabel, float, float]] = [
        ("intro", 8, 0.3), ("chorus", 16, 1.0), ("verse", 16, 0.5), ("chorus", 16, 0.85), ("outro", 8, 0.3),
    ]  # fmt: skip
    assert shape(song(loudest_first), "story", 1, breaks_in=False).turn == 3
    after_silence = song(
        POP, silences=(Span(start_s=55.0, end_s=56.0),), accents=(Accent(time_s=56, strength=1, kind="drop"),)
    )
    found = shape(after_silence, "story", 1, breaks_in=False)
    assert (found.turn, found.reason) == (4, "silence")


def test_the_first_chorus_withholds_and_a_later_one_pays() -> None:
    plan = shape(song(), "story", 1, breaks_in=True)
    assert plan.roles[2] == "withhold"
    assert plan.roles[plan.turn + 1] == "pay"
    film = write("Девочка бежит по лесу, падает и танцует на лугу", song())[1]
    assert film.sections[2].cuts_per_minute < film.sections[6].cuts_per_minute


@pytest.mark.parametrize(("bpm", "low", "high"), [(66, 6, 26), (128, 25, 82)])
def test_cuts_follow_the_tempo(bpm: float, low: float, high: float) -> None:
    film = write("Девочка танцует в городе ночью", song(bpm=bpm, tension=0.3 if bpm < 90 else 0.9))[1]
    busy = max(s.cuts_per_minute for s in film.sections)
    assert low <= busy <= high


def test_a_one_take_film_has_no_cuts(films: Films) -> None:
    assert all(s.cuts_per_minute == 0 for s in films["sad_song", "ru"][1].sections)


@pytest.mark.parametrize("parts", [POP[:1], POP[:2], [("phrase", 20.0, 0.6)] * 5, [("phrase", 4.0, 0.5)]])
def test_any_form_of_song_gets_a_film(parts: Sequence[tuple[SectionLabel, float, float]]) -> None:
    film = write("Сова летит над лесом и садится на камень", song(parts))[1]
    assert len(film.sections) == len(parts)
    assert sum(s.role == "turn" for s in film.sections) == 1


def test_a_brief_with_nothing_to_hold_on_to_still_makes_a_film_and_says_so() -> None:
    for text, language in (("Сделай красиво", "ru"), ("make something beautiful", "en")):
        film = write(text, song(), language)[1]  # type: ignore[arg-type]
        noted = {note.key for note in film.notes}
        assert {"treat_nothing_read", "treat_invented_hero", "treat_invented_place"} <= noted
        assert len(film.places) >= 3
        assert film.motifs


def test_every_note_has_its_sentence(films: Films) -> None:
    odd = [write("Ein Mädchen tanzt im Regen, und die Nacht ist lang", song()), write("Слон ищет маяк", song())]
    for _, film in [*films.values(), *odd]:
        for note in film.notes:
            assert note.key in keys()
            for language in LANGUAGES:
                assert "{" not in say(note.key, language, **note.values)


def test_a_brief_in_another_language_is_noted_and_answered_in_ours() -> None:
    film = write("Ein Mädchen tanzt im Regen, und die Nacht ist lang", song())[1]
    assert "treat_other_language" in {n.key for n in film.notes}
    assert "Mädchen" not in film.sections[0].idea


def test_a_hero_that_cannot_be_drawn_is_told_by_its_traces() -> None:
    film = write("Слон гуляет по лесу и ищет друга", song())[1]
    assert film.motifs[0].term == "footprints"
    assert "treat_off_screen" in {n.key for n in film.notes}
    assert "elephant" not in {t for s in film.sections for t in s.things}


def test_cliches_are_refused_unless_asked() -> None:
    for seed in range(6):
        for text in ("Одиночество", "Грусть, большое окно, старик сидит", "sadness, a woman by the window, home"):
            film = write(text, song(), seed=seed)[1]
            assert not {m.term for m in film.motifs} & {"butterfly", "clock", "neon_sign", "window"}
            for section in film.sections:
                assert not ({"window_room"} & set(section.places) and "look" in section.actions)
                assert not ({"city_street"} & set(section.places) and "walk" in section.actions)
    asked = write("Женщина у окна смотрит на город, бабочка", song())[1]
    assert "look" in {a for s in asked.sections for a in s.actions}


def test_a_vertical_film_hooks_in_its_first_seconds(films: Films) -> None:
    film = films["rainy_city", "ru"][1]
    assert film.sections[0].actions[0] == "look"
    assert film.characters[0].id in film.sections[0].characters
    assert film.sections[0].idea.startswith("Первые две секунды")


def test_portraits_are_given_to_the_people_they_show() -> None:
    def portrait(name: str) -> Reference:
        return Reference(name=name, digest="1" * 32, kind="photo", role="person", width=10, height=10)

    sheet = scenarios.load("white_road")
    references = [portrait("explorer"), portrait("captain")]
    film = write(sheet.brief("ru"), song_of("white_road"), references=references)[1]
    assert {c.term: c.reference for c in film.characters if c.reference} == {
        "explorer": "explorer",
        "captain": "captain",
    }


def test_a_performance_has_somebody_to_perform() -> None:
    film = write("Живое выступление, темно и жарко", song())[1]
    assert film.form == "performance"
    assert film.characters
    assert {p.term for p in film.places} & {"stage", "studio", "concert_hall", "club"}


def test_few_lines_are_illustrated_and_a_refrain_only_at_last() -> None:
    texts = [
        "the moon is low",
        "a letter on the table",
        "my heart is a drum",
        "the moon is low",
        "we go",
        "the moon is low",
    ]
    lines = [LyricLine(text=t, start_s=10.0 * n, end_s=10.0 * n + 5) for n, t in enumerate(texts)]
    film = write("A girl in a garden", song(lines=lines), "en")[1]
    how = {line.line: line.how for line in film.lyrics}
    assert len(how) == len(texts)
    assert how[0] == "ignore"
    assert how[3] == "ignore"
    assert how[5] == "illustrate"
    assert sum(h == "illustrate" for h in how.values()) <= 2


@pytest.mark.parametrize(
    ("name", "case", "wanted"),
    [
        ("бумажный журавлик", "ablt", "бумажным журавликом"),
        ("звёзды", "accs", "звёзды"), ("старик", "accs", "старика"),
        ("собачья упряжка", "gent", "собачьей упряжки"), ("камень", "^gent", "Камня"),
        ("фары", "#горит/горят", "горят"),
        ("зеркало", "=он/она/оно/они", "оно"), ("пианино", "loct", "пианино"),
        ("лист дерева", "gent", "листа дерева"),
    ],
)  # fmt: skip
def test_russian_names_decline(name: str, case: str, wanted: str) -> None:
    assert format(Noun(name, "ru"), case) == wanted


def test_english_names_take_their_articles() -> None:
    assert format(Noun("owl", "en"), "a") == "an owl"
    assert format(Noun("headlights", "en"), "a") == "headlights"
    assert format(Noun("paper bird", "en"), "^the") == "The paper bird"
    assert format(Noun("girl", "en", person=True), "=he/she/it/they") == "she"


def test_a_writer_uses_every_sentence_before_it_repeats_one() -> None:
    import numpy as np

    writer = Writer("en", np.random.default_rng(1))
    said = [writer.write("do_set") for _ in range(3)]
    assert len(set(said)) == 3
    with pytest.raises(KeyError):
        writer.write("no_such_sentence")


def test_reading_and_treating_take_less_than_a_second_and_a_half() -> None:
    started = time.perf_counter()
    scenario("fading_memory", "ru", 99)
    assert time.perf_counter() - started < 1.5


def test_the_cast_is_led_by_whom_the_brief_follows(films: Films) -> None:
    leads = {name: film.characters[0].term if film.characters else "" for (name, language), (_, film) in films.items()}
    assert leads["shy_girl"] == "girl"
    assert leads["forest_dawn"] == "owl"
    assert leads["fading_memory"] == "old_man"
    assert leads["ghost_lap"] == "racer"
    assert leads["piano_child"] == "child"
    assert leads["skateboard"] == "boy"
    assert leads["glitch_mood"] == ""
    assert choose_cast.__doc__
