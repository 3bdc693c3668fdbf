"""One suite for every crew: the house, and a model's crew on a scripted chat. The same nouns, held to one checker."""

import pytest
from contract_ground import FPS, a_brief, a_song, ground, made, model_crew

from director.crew.base import Crew, FilmView
from director.crew.house.crew import house_crew
from director.crew.llm.checks import FaultKind, treatment_faults
from director.crew.llm.checks_board import Ground, board_faults
from director.model import Form, Lock, Pace, Restage
from director.words import say
from tools.timeline import check_cover, film_frames

HARD: frozenset[FaultKind] = frozenset(
    {"cover", "order", "cut point", "short", "long", "unknown", "forbidden", "wardrobe", "must", "turn", "term"}
)
"""What no plan may have. Twins, jumps and motifs without room are rare in a house plan, never in a model's."""

CREWS = ("house", "model")
SONGS = {
    "ballad": (40.0, 90.0, 4),
    "no pulse": (30.0, 0.0, 3),
    "one section": (24.0, 120.0, 1),
    "long": (150.0, 110.0, 8),
}


def a_crew(kind: str, form: Form = "story") -> Crew:
    return house_crew("en") if kind == "house" else model_crew(form=form)


@pytest.mark.parametrize("song_name", SONGS)
@pytest.mark.parametrize("kind", CREWS)
async def test_a_plan_has_none_of_the_faults_that_no_plan_may_have(kind: str, song_name: str) -> None:
    song, brief = a_song(*SONGS[song_name]), a_brief()
    reading, treatment, board = await made(a_crew(kind), brief, song)
    found = treatment_faults(brief, reading, song, treatment)
    found += board_faults(Ground(brief, reading, treatment, song, ground(song)), board)
    assert [str(f) for f in found if f.kind in HARD] == []
    allowed = 0.1 * len(board.shots) if kind == "house" else 0.0
    assert len(found) <= allowed, [str(f) for f in found]
    assert check_cover(board.cut) == []
    assert board.cut.frames == film_frames(song, FPS)


@pytest.mark.parametrize("form", ["one-take", "performance", "mood", "mixed"])
@pytest.mark.parametrize("kind", CREWS)
async def test_the_artists_form_stands(kind: str, form: Form) -> None:
    song, brief = a_song(40.0, 90.0, 4), a_brief(form=form)
    _, treatment, board = await made(a_crew(kind, form), brief, song)
    assert treatment.form == form
    joined = {transition.clip for transition in board.cut.transitions if transition.kind == "crossfade"}
    hard = [clip for clip in board.cut.clips[1:] if clip.id not in joined]
    assert (not hard) == (form == "one-take"), "one take has no hard cut, every other form has"


@pytest.mark.parametrize("kind", CREWS)
async def test_equal_commissions_give_equal_films(kind: str) -> None:
    song, brief = a_song(40.0, 90.0, 4), a_brief()
    assert await made(a_crew(kind), brief, song) == await made(a_crew(kind), brief, song)


@pytest.mark.parametrize("kind", CREWS)
async def test_every_note_can_be_said_in_both_languages(kind: str) -> None:
    song, brief = a_song(40.0, 90.0, 4), a_brief()
    _, treatment, board = await made(a_crew(kind), brief, song)
    for note in (*treatment.notes, *board.notes):
        assert say(note.key, "ru", **note.values)
        assert say(note.key, "en", **note.values)


@pytest.mark.parametrize("kind", CREWS)
async def test_a_turn_touches_only_what_it_names(kind: str) -> None:
    song, brief, crew = a_song(40.0, 90.0, 4), a_brief(), a_crew(kind)
    _, treatment, board = await made(crew, brief, song)
    view = FilmView(brief, song, treatment, board, (), (), {})
    second = board.shots[1].id
    night = await crew.storyboarder.restage(view, Restage(shots=(second,), time="night"), ground(song))
    assert night.shot(second).time == "night"
    assert [s for s in night.shots if s.id != second] == [s for s in board.shots if s.id != second]
    locked = await crew.storyboarder.restage(view, Lock(shots=(second,)), ground(song))
    slow = await crew.storyboarder.restage(
        FilmView(brief, song, treatment, locked, (), (), {}), Pace(sections=(0,), factor=0.5), ground(song)
    )
    assert slow.shot(second) == locked.shot(second)
    assert check_cover(slow.cut) == []


@pytest.mark.parametrize("renderer", ["animatic", "wan2.2-t2v-a14b", "sd1.5-controlnet"])
@pytest.mark.parametrize("kind", CREWS)
async def test_orders_are_sharp_repeatable_and_as_long_as_the_clips(kind: str, renderer: str) -> None:
    song, brief, crew = a_song(40.0, 90.0, 4), a_brief(), a_crew(kind)
    _, _, board = await made(crew, brief, song)
    for shot in board.shots:
        order = await crew.prompter.order(brief, board, shot, renderer, "1")
        assert order == await crew.prompter.order(brief, board, shot, renderer, "1")
        assert order.shot == shot
        assert order.prompt
        longest = max(c.take_in + c.frames for c in board.cut.clips if c.shot == shot.id)
        assert order.frames >= longest
        other = await crew.prompter.again(order)
        assert (other.key(), other.prompt) != (order.key(), "")
