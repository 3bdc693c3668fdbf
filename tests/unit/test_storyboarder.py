"""The shot list an editor would sign, and the artist's turns on it."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from director.crew.base import FilmView, Footing
from director.crew.house.coverage import cuts_well, step
from director.crew.house.musts import terms_of
from director.crew.house.storyboarder import HouseStoryboarder
from director.errors import ArtistError
from director.model import (
    Brief,
    Character,
    FilmFormat,
    Lock,
    LyricLine,
    LyricTreatment,
    Moment,
    Motif,
    MotifReturn,
    Never,
    Order,
    Pace,
    Palette,
    Place,
    Reading,
    Reference,
    Remove,
    Repaint,
    Replace,
    Restage,
    Retake,
    Section,
    SectionPlan,
    SongMap,
    Storyboard,
    Stretch,
    Swap,
    Take,
    Treatment,
    Turn,
    World,
)
from director.words import keys, say
from tools.timeline import check_cover, cut_figures, cut_points, film_frames, passages

ROLES = ("open", "set", "withhold", "rise", "pay", "turn", "pay", "answer")
FPS = Fraction(24)


def palette(number: int) -> Palette:
    return Palette(name=f"p{number}", colours=(f"#{number:02x}3040", "#e0e8f0", "#406080"))


def a_song(seconds: float = 150.0, bpm: float = 110.0, sections: int = 8) -> SongMap:
    beats = tuple(np.arange(0.2, seconds - 0.2, 60 / bpm).round(4).tolist()) if bpm else ()
    marks = [k * seconds / sections for k in range(1, sections)]
    if beats:
        marks = [min(beats[::4], key=lambda t, m=m: abs(t - m)) for m in marks]
    borders = sorted({0.0, *marks, seconds})
    return SongMap(
        digest="0" * 32, title="Song", artist="Band", sample_rate=8000, samples=round(8000 * seconds), beats=beats,
        bars=beats[::4], bar_confidence=0.8, tempo_bpm=bpm,
        lines=(LyricLine(text="a lantern", start_s=seconds * 0.3, end_s=seconds * 0.3 + 2),),
        sections=tuple(
            Section(label="verse", start_s=a, end_s=b, group="A", energy=0.5, voice=0.6)
            for a, b in itertools.pairwise(borders)
        ),
    )  # fmt: skip


def a_treatment(form: str = "story", sections: int = 8, density: float = 20.0, **changes: object) -> Treatment:
    places = [("tundra", "north"), ("arctic_sea", "north"), ("crossroads", "north"), ("old_house", "memory")]
    looks = [
        ("day", "snow", "resolve"),
        ("night", "storm", "fear"),
        ("dusk", "clear", "longing"),
        ("dawn", "clear", "hope"),
    ]
    plans = []
    for k in range(sections):
        role = ROLES[k % 8] if sections == 8 else ("open", *["set"] * 90, "answer")[k if k < sections - 1 else -1]
        time, weather, emotion = looks[k % 4]
        plans.append(SectionPlan.model_validate({
            "section": k, "role": role, "idea": "-", "world": places[k % 4][1], "characters": ("captain", "friend"),
            "places": (places[k % 4][0], places[(k + 1) % 4][0]), "time": time, "weather": weather, "emotion": emotion,
            "palette": palette(k), "tension": (0.3, 0.5, 0.6, 0.8)[k % 4], "actions": ("walk", "ride", "sail"),
            "cuts_per_minute": density * (0.5, 0.8, 0.7, 1.1, 1.4, 0.7, 1.6, 0.5)[k % 8],
            "things": ("dog_sled", "sailing_ship", "lantern", "flag"),
        }))  # fmt: skip
    return Treatment.model_validate({
        "form": form, "style": "painted", "logline": "-", "arc": "-", "turn_section": min(5, sections - 1),
        "turn_reason": "-", "ending": "-", "sections": plans,
        "worlds": (
            World(id="north", name="north", palette=palette(90)),
            World(id="memory", name="memory", palette=palette(91), texture="old film"),
        ),
        "characters": (
            Character(id="captain", name="капитан", term="captain"),
            Character(id="friend", name="друг", term="explorer"),
        ),
        "places": [Place(id=p, name=p, term=p, world=w) for p, w in places],
        "motifs": (
            Motif(id="compass", name="компас", term="compass", returns=tuple(
                MotifReturn.model_validate({"section": n, "change": c})
                for n, c in ((0, "given"), (3, "lost"), (6, "found")) if n < sections
            )),
        ),
        "lyrics": (LyricTreatment(line=0, how="illustrate", terms=("lantern",)),),
        **changes,
    })  # fmt: skip


MOMENTS = (
    Moment(words="", place="tundra", who=("sled_dog",), action="pull", things=("dog_sled",), many=True),
    Moment(words="", place="arctic_sea", who=("sailing_ship",), action="sail", weather="storm"),
    Moment(words="", place="crossroads", things=("compass",)),
    Moment(words="", place="old_house", who=("captain", "friend"), action="embrace"),
    Moment(words="", place="crossroads"),
    Moment(words="", place="old_house", who=("captain",), action="wake", things=("compass",), time="night"),
    Moment(words="", who=("friend",), action="walk", things=("lantern", "flag")),
    Moment(words="", place="tundra", things=("moon", "stars"), time="night"),
    Moment(words="", place="old_house", who=("crowd",)),
)


def with_moments(treatment: Treatment, each: int) -> Treatment:
    """Tell `each` moments in every section, other ones in each."""
    turned = [[MOMENTS[(3 * p.section + k) % len(MOMENTS)] for k in range(each)] for p in treatment.sections]
    plans = (p.model_copy(update={"moments": tuple(m)}) for p, m in zip(treatment.sections, turned, strict=True))
    return treatment.model_copy(update={"sections": tuple(plans)})


def a_brief(**changes: object) -> Brief:
    return Brief.model_validate({"text": "-", "language": "ru", "title": "Белая дорога", **changes})


def a_reading(**changes: object) -> Reading:
    return Reading.model_validate({"form": "story", "style": "painted", **changes})


async def board_of(
    song: SongMap | None = None,
    treatment: Treatment | None = None,
    brief: Brief | None = None,
    reading: Reading | None = None,
) -> Storyboard:
    song, brief = song or a_song(), brief or a_brief()
    footing = Footing(fps=brief.format.fps, frames=film_frames(song, brief.format.fps))
    return await HouseStoryboarder().board(brief, reading or a_reading(), treatment or a_treatment(), song, footing)


async def turned(board: Storyboard, turn: Turn, brief: Brief | None = None, takes: tuple[Take, ...] = ()) -> Storyboard:
    song = a_song()
    view = FilmView(
        brief=brief or a_brief(), song=song, treatment=a_treatment(), board=board, takes=takes, verdicts=(), in_cut={}
    )
    return await HouseStoryboarder().restage(view, turn, Footing(fps=FPS, frames=film_frames(song, FPS)))


def joins(board: Storyboard) -> list[tuple[str, str]]:
    return [(a.shot, b.shot) for a, b in itertools.pairwise(board.cut.clips)]


def assert_sound(board: Storyboard, song: SongMap, fps: Fraction = FPS) -> None:
    """Whatever the board: covered, legal cuts, every shot used and numbered, words and requirements everywhere."""
    assert check_cover(board.cut) == []
    legal = {p.frame for p in cut_points(song, fps, board.cut.frames)}
    legal |= {p.start for p in passages(song, fps, board.cut.frames)}
    assert all(clip.start in legal for clip in board.cut.clips)
    assert {s.id for s in board.shots} == {c.shot for c in board.cut.clips}
    assert all(one != two for one, two in joins(board))
    for shot in board.shots:
        assert shot.text.strip("-. ")
        assert "{" not in shot.text + shot.change
        assert len({r.id for r in shot.requirements}) == len(shot.requirements) > 8
    assert {note.key for note in board.notes} <= keys()
    for note in board.notes:
        assert say(note.key, "ru", **note.values) != say(note.key, "en", **note.values)


async def test_neighbours_cut_well_and_the_cut_follows_the_song() -> None:
    song = a_song()
    board = await board_of(song)
    assert_sound(board, song)
    assert [pair for pair in joins(board) if not cuts_well(board.shot(pair[0]), board.shot(pair[1]))] == []
    figures = cut_figures(board.cut, song, FPS)
    assert 0.60 <= figures.on_beat <= 0.95
    assert figures.lift_on_beat >= 2
    assert figures.equal_run_share <= 0.4


async def test_shots_return_and_their_number_is_limited() -> None:
    song = a_song(206)
    board = await board_of(song)
    assert 45 <= len(board.cut.clips) <= 80
    assert len(board.shots) <= 0.85 * len(board.cut.clips)
    returned = [[c for c in board.cut.clips if c.shot == s.id] for s in board.shots]
    returned = [clips for clips in returned if len(clips) > 1]
    assert len(returned) >= 5
    ranges = [{(c.take_in, c.take_in + c.frames) for c in clips} for clips in returned]
    fresh = sum(all(a[1] <= b[0] for a, b in itertools.pairwise(sorted(r))) for r in ranges)
    assert fresh >= len(ranges) - 1  # a return goes on where the take stopped


async def test_a_place_is_set_before_it_is_entered() -> None:
    board = await board_of()
    seen: set[str] = set()
    for clip in board.cut.clips:
        shot = board.shot(clip.shot)
        if shot.place not in seen:
            assert step(shot.framing) <= step("full"), shot.text
            assert clip.frames >= 48
        seen.add(shot.place)


async def test_every_motif_returns_and_is_changed() -> None:
    board = await board_of()
    carried = [(s.motif_change, s.section) for s in board.shots if s.motif == "compass"]
    assert {("given", 0), ("lost", 3), ("found", 6)} <= set(carried)
    assert all(s.subject.term == "compass" for s in board.shots if s.motif)


async def test_the_ending_answers_the_opening() -> None:
    board = await board_of()
    first, last = board.shot(board.cut.clips[0].shot), board.shot(board.cut.clips[-1].shot)
    assert first.id != last.id
    assert (first.place, first.framing, first.angle) == (last.place, last.framing, last.angle)
    assert (first.time, first.palette) != (last.time, last.palette)
    assert first.move.kind != last.move.kind
    assert first.hero
    assert last.hero
    assert "как в начале" in last.text or "что в начале" in last.text


async def test_the_turn_has_a_hero_with_a_face_and_the_weight_of_the_film() -> None:
    board = await board_of()
    turn = [s for s in board.shots if s.section == 5 and s.hero]
    assert len(turn) == 1
    assert turn[0].importance == 1.0
    assert turn[0].subject.character == "captain"


async def test_ships_stay_at_sea_and_sledges_on_land() -> None:
    board = await board_of()
    for shot in board.shots:
        terms = {p.term for p in (*shot.who, *shot.props)}
        assert "sailing_ship" not in terms or shot.place_term == "arctic_sea", shot.text
        assert "dog_sled" not in terms or shot.place_term in ("tundra", "crossroads"), shot.text
        if shot.place_term == "arctic_sea":
            assert all(p.action not in ("walk", "run") for p in shot.who)


async def test_a_ship_without_a_sea_is_not_shown_and_a_whale_swims_where_it_can() -> None:
    treatment = a_treatment()
    dry = [p.model_copy(update={"places": ("tundra",), "things": ("sailing_ship",)}) for p in treatment.sections]
    board = await board_of(treatment=treatment.model_copy(update={"sections": tuple(dry)}))
    assert not any("sailing_ship" in terms_of(s) for s in board.shots)
    for seed in range(1, 7):
        board = await board_of(reading=a_reading(must=("whale",)), brief=a_brief(seed=seed))
        assert {s.place_term for s in board.shots if "whale" in terms_of(s)} == {"arctic_sea"}


async def test_snow_and_storm_stay_on_people() -> None:
    board = await board_of()
    states = {s.weather: {x for p in s.who if p.character for x in p.state} for s in board.shots if s.who}
    assert "snowy" in states["snow"]
    assert "wet" in states["storm"]


async def test_an_illustrated_line_shows_its_thing_where_it_is_sung() -> None:
    song = a_song()
    board = await board_of(song)
    sung = int(song.lines[0].start_s * 24)
    here = [c for c in board.cut.clips if abs(c.start - sung) < 150]
    assert any("lantern" in terms_of(board.shot(c.shot)) for c in here)


async def test_upright_films_begin_with_a_face() -> None:
    board = await board_of(brief=a_brief(format=FilmFormat(aspect="9:16")))
    first = board.shot(board.cut.clips[0].shot)
    assert first.framing == "close"
    assert len(first.who) == 1
    assert first.subject.side == "centre"
    assert not any(t.kind == "fade from black" for t in board.cut.transitions)
    title = board.cut.titles[0]
    over = {c.shot for c in board.cut.clips if c.start < title.end and title.start < c.end}
    assert all(board.shot(s).framing not in ("close", "extreme close") for s in over)


async def test_told_moments_are_seen_where_they_happen_and_what_is_forbidden_is_not() -> None:
    treatment = with_moments(a_treatment(), 2)
    board = await board_of(treatment=treatment)
    for plan in treatment.sections:
        for moment in plan.moments:
            here = [s for s in board.shots if s.section == plan.section and moment.place in ("", s.place)]
            wanted = {*moment.who[:1], *moment.things[:1]}
            people = {"friend": "explorer"}
            assert any({people.get(w, w) for w in wanted} <= terms_of(s) for s in here), moment
    reading = a_reading(must_not=("sled_dog", "compass", "embrace", "arctic_sea", "storm"))
    board = await board_of(treatment=treatment, reading=reading)
    assert not frozenset[str]().union(*(terms_of(s) for s in board.shots)) & set(reading.must_not)


async def test_one_of_several_things_is_empty_when_the_motif_is() -> None:
    treatment = a_treatment()
    last = treatment.sections[-1]
    frames = Moment(words="", place=last.places[0], things=("photograph",), many=True)
    plans = (*treatment.sections[:-1], last.model_copy(update={"moments": (frames,)}))
    motif = Motif(id="m", name="портреты", term="photograph", returns=(MotifReturn(section=7, change="empty"),))
    board = await board_of(treatment=treatment.model_copy(update={"sections": plans, "motifs": (motif,)}))
    empty, *others = next(s for s in board.shots if s.motif == "m").who
    assert (empty.count, "empty" in empty.state) == (1, True)
    assert others[0].term == "photograph"
    assert "empty" not in others[0].state


async def test_musts_appear_and_must_nots_never_do() -> None:
    reading = a_reading(must=("owl", "dance", "mirror"), must_not=("storm", "flag", "tundra", "friend"))
    board = await board_of(reading=reading, brief=a_brief(must_not=("sailing_ship",)))
    shown = frozenset[str]().union(*(terms_of(s) for s in board.shots))
    assert {"owl", "dance", "mirror"} <= shown
    assert not shown & {"storm", "flag", "tundra", "sailing_ship"}
    assert "board_weather_changed" in {n.key for n in board.notes}
    lost = await board_of(reading=a_reading(must=("hospital_room",)))
    assert [n.values["term"] for n in lost.notes if n.key == "board_must_missing"] == ["больница"]


async def test_every_reference_is_used_and_portraits_are_faces() -> None:
    names = [("grandfather", "old photograph"), ("street", "place"), ("locket", "thing"), ("mood", "style")]
    references = tuple(
        Reference.model_validate({"name": n, "digest": "0" * 32, "kind": "photo", "role": r, "width": 9, "height": 9})
        for n, r in names
    )
    board = await board_of(brief=a_brief(references=references))
    used = {s.reference: s for s in board.shots if s.technique == "photo"}
    assert set(used) == {"grandfather", "street", "locket"}
    assert used["grandfather"].framing in ("medium", "close")
    assert used["grandfather"].move.kind not in ("static", "follow")
    assert "оживает" in used["grandfather"].text


async def test_a_short_film_still_finds_room_for_what_the_artist_brought() -> None:
    references = tuple(
        Reference(name=f"r{k}", digest="0" * 32, kind="photo", role="person", width=9, height=9) for k in range(5)
    )
    song = a_song(14, sections=1)
    board = await board_of(song, a_treatment(sections=1, density=8), a_brief(references=references))
    assert {s.reference for s in board.shots} >= {r.name for r in references}


async def test_a_performance_is_filmed_in_few_set_ups_and_returned_to() -> None:
    board = await board_of(treatment=a_treatment("performance"))
    singing = [s for s in board.shots if s.subject and s.subject.action == "sing"]
    clips = [c for c in board.cut.clips if c.shot in {s.id for s in singing}]
    assert len(clips) >= 0.5 * len(board.cut.clips)
    assert len(clips) >= 1.5 * len(singing)


async def test_one_take_has_no_cut_and_says_how_it_was_joined() -> None:
    song = a_song()
    board = await board_of(song, a_treatment("one-take"))
    assert cut_figures(board.cut, song, FPS).count == 0
    assert [n.key for n in board.notes] == ["board_one_take_joined"]
    calm = a_treatment("one-take")
    same = {"time": "dusk", "weather": "clear", "palette": palette(1), "places": ("tundra",)}
    calm = calm.model_copy(update={"sections": tuple(p.model_copy(update=same) for p in calm.sections)})
    single = await board_of(song, calm)
    assert len(single.cut.clips) == len(single.shots) == 1
    assert not single.notes


async def test_an_hour_is_cut_from_a_limited_number_of_shots() -> None:
    song = a_song(3600, bpm=124, sections=30)
    board = await board_of(song, a_treatment(sections=30, density=30))
    assert len(board.cut.clips) <= 500
    assert len(board.shots) <= 81  # the ending is one more
    assert "board_fewer_cuts" in {n.key for n in board.notes}


async def test_boards_are_equal_for_equal_inputs_and_differ_by_seed() -> None:
    one, two = await board_of(), await board_of()
    assert one == two
    assert one.cut.clips != (await board_of(brief=a_brief(seed=7))).cut.clips


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seconds=st.floats(3, 260),
    bpm=st.sampled_from([0.0, 62.0, 95.0, 128.0, 174.0]),
    sections=st.integers(1, 8),
    form=st.sampled_from(["story", "performance", "mood", "one-take", "mixed"]),
    aspect=st.sampled_from(["16:9", "9:16", "1:1"]),
    fps=st.sampled_from([Fraction(24), Fraction(24000, 1001), Fraction(60)]),
    density=st.floats(0, 70),
    bare=st.booleans(),
    told=st.integers(0, 9),
    language=st.sampled_from(["ru", "en"]),
)
async def test_any_treatment_gives_a_sound_board(
    seconds: float, bpm: float, sections: int, form: str, aspect: str, fps: Fraction, density: float,
    bare: bool, told: int, language: str,
) -> None:  # fmt: skip
    song = a_song(seconds, bpm, sections)
    treatment = a_treatment(form, sections, density)
    if bare:
        plans = tuple(p.model_copy(update={"things": (), "actions": ()}) for p in treatment.sections)
        treatment = treatment.model_copy(update={"characters": (), "motifs": (), "lyrics": (), "sections": plans})
    treatment = with_moments(treatment, told)
    brief = a_brief(language=language, format=FilmFormat.model_validate({"aspect": aspect, "fps": fps}))
    assert_sound(await board_of(song, treatment, brief), song, fps)


def changed(before: Storyboard, after: Storyboard) -> set[str]:
    old = {s.id: s for s in before.shots}
    return {s.id for s in after.shots if old.get(s.id) != s}


async def test_restaging_changes_the_named_shots_alone() -> None:
    board = await board_of()
    named = next(s.id for s in board.shots if s.time == "day" and s.framing == "full")
    after = await turned(board, Restage(shots=(named,), time="night", weather="rain", step=1))
    assert changed(board, after) == {named}
    old, new = board.shot(named), after.shot(named)
    assert (new.time, new.weather, new.revision) == ("night", "rain", 1)
    assert step(new.framing) == step(old.framing) + 1
    assert new.light.exposure < old.light.exposure
    assert after.cut == board.cut
    assert await turned(board, Restage(shots=(named,), time=old.time)) == board


async def test_locked_shots_stay_equal_byte_for_byte() -> None:
    board = await board_of()
    locked = await turned(board, Lock(shots=("s004",)))
    assert changed(board, locked) == {"s004"}
    for turn in (
        Restage(shots=("s004",), time="night"), Repaint(sections=(0, 1), palette=palette(77)),
        Never(terms=("captain",), words="-"), Remove(shots=("s004",)), Swap(first="s004", second="s009"),
        Stretch(shot="s004", beats=2), Pace(sections=(0, 1), factor=2.0), Remove(shots=("s003", "s005")),
    ):  # fmt: skip
        after = await turned(locked, turn)
        assert after.shot("s004") == locked.shot("s004")
        places = [(c.start, c.end, c.take_in) for c in after.cut.clips if c.shot == "s004"]
        assert places == [(c.start, c.end, c.take_in) for c in locked.cut.clips if c.shot == "s004"], turn
    assert "board_locked" in {n.key for n in (await turned(locked, Remove(shots=("s004",)))).notes}


async def test_another_palette_for_a_section_leaves_the_others() -> None:
    board = await board_of()
    after = await turned(board, Repaint(sections=(2,), palette=palette(77)))
    assert changed(board, after) == {s.id for s in board.shots if s.section == 2}
    assert all(s.palette == palette(77) for s in after.shots if s.section == 2)


@pytest.mark.parametrize("factor", [0.5, 2.0])
async def test_pace_moves_cuts_in_its_section_only_and_films_nothing_new(factor: float) -> None:
    song, board = a_song(), await board_of()
    part = next(p for p in passages(song, FPS, board.cut.frames) if p.section == 4)
    after = await turned(board, Pace(sections=(4,), factor=factor))
    assert_sound(after, song)

    def inside(b: Storyboard) -> list[tuple[int, str]]:
        return [(c.start, c.shot) for c in b.cut.clips if part.start <= c.start < part.end]

    def outside(b: Storyboard) -> list[tuple[int, int, str, int]]:
        clips = [c for c in b.cut.clips if not part.start <= c.start < part.end]
        return [(c.start, c.end, c.shot, c.take_in) for c in clips]

    assert outside(after) == outside(board)
    ratio = len(inside(after)) / len(inside(board))
    assert ratio == pytest.approx(factor, rel=0.35)
    assert not changed(board, after)
    assert {s for _, s in inside(after)} <= {s for _, s in inside(board)}


async def test_removing_closes_the_hole_and_swapping_exchanges_places() -> None:
    song, board = a_song(), await board_of()
    after = await turned(board, Remove(shots=("s004", "s005")))
    assert_sound(after, song)
    assert {"s004", "s005"} & {s.id for s in after.shots} == set()
    assert not changed(board, after)
    swapped = await turned(board, Swap(first="s002", second="s009"))
    assert_sound(swapped, song)
    first = [c.start for c in board.cut.clips if c.shot == "s002"]
    assert [c.start for c in swapped.cut.clips if c.shot == "s009"] == first


async def test_stretching_moves_one_border_by_beats() -> None:
    song, board = a_song(), await board_of()
    clip = next(c for c in board.cut.clips if c.shot == "s004")
    for beats in (2, -1):
        after = await turned(board, Stretch(shot="s004", beats=beats))
        assert_sound(after, song)
        now = next(c for c in after.cut.clips if c.id == clip.id)
        assert now.frames - clip.frames == pytest.approx(beats * 24 * 60 / 110, abs=8)
    far = await turned(board, Stretch(shot="s004", beats=400))
    assert "board_no_room" in {n.key for n in far.notes}
    assert_sound(far, song)


async def test_a_filmed_shot_is_filmed_again_only_when_its_frames_run_out() -> None:
    board = await board_of()
    clip = next(c for c in board.cut.clips if sum(x.shot == c.shot for x in board.cut.clips) == 1 and c.start > 0)
    shot = board.shot(clip.shot)
    order = Order(
        shot=shot, renderer="x", renderer_version="1", prompt="-", width=16, height=16, fps=FPS, frames=clip.frames,
        handles=12, seed=1,
    )  # fmt: skip
    take = Take(
        id="0" * 32, shot=shot.id, attempt=1, order=order, media="0" * 32, file="-", frames=clip.frames + 24, handles=12
    )
    longer = await turned(board, Stretch(shot=shot.id, beats=2), takes=(take,))
    assert longer.shot(shot.id).revision == 1
    shorter = await turned(board, Stretch(shot=shot.id, beats=-1), takes=(take,))
    assert shorter.shot(shot.id) == shot


async def test_never_again_means_never() -> None:
    board = await board_of()
    terms = ("captain", "compass", "tundra", "storm")
    after = await turned(board, Never(terms=terms, words="-"), a_brief(must_not=terms))
    assert not frozenset[str]().union(*(terms_of(s) for s in after.shots)) & set(terms)
    assert after.cut == board.cut
    untouched = [s.id for s in board.shots if not terms_of(s) & set(terms)]
    assert untouched
    assert not changed(board, after) & set(untouched)


async def test_an_own_file_takes_the_place_of_a_shot() -> None:
    board = await board_of()
    own = Reference(name="deck.mp4", digest="0" * 32, kind="footage", role="own shot", width=9, height=9, frames=90)
    after = await turned(board, Replace(shot="s006", file="/somewhere/deck.mp4"), a_brief(references=(own,)))
    assert changed(board, after) == {"s006"}
    assert (after.shot("s006").technique, after.shot("s006").reference) == ("footage", "deck.mp4")
    with pytest.raises(ArtistError, match="storyboard_no_file"):
        await turned(board, Replace(shot="s006", file="other.mp4"), a_brief(references=(own,)))


async def test_turns_about_nothing_are_refused_or_change_nothing() -> None:
    board = await board_of()
    assert await turned(board, Retake(shots=("s001",))) == board
    with pytest.raises(ArtistError, match="storyboard_no_shot"):
        await turned(board, Remove(shots=("s900",)))
    everything = await turned(board, Remove(shots=tuple(s.id for s in board.shots)))
    assert_sound(everything, a_song())
    assert "board_only_shot" in {n.key for n in everything.notes}
