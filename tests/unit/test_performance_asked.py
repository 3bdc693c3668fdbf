"""Footage of an actor that leads a character: asked for in a brief or a sentence, and given to a shot where it fits."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import soundfile
import stand_ins
from test_storyboarder import a_brief, a_song, a_treatment, board_of

from director.commission import Commission, take_on
from director.crew.base import FilmView, Footing
from director.crew.house.assistant import HouseAssistant
from director.crew.house.desk import Desk
from director.crew.house.performances import able, led, meant, performing
from director.crew.house.reading import read_brief
from director.crew.house.restage import restaged
from director.crew.llm.assistant import LlmAssistant
from director.errors import ArtistError
from director.model import Brief, Clip, Cut, Language, Perform, Presence, Reference, Shot, Storyboard
from director.store import Store
from render.steered import performed
from tools.chat.scripted import Scripted
from tools.media import FilmWriter

DANCE = Reference(name="dance.mp4", digest="1" * 32, kind="footage", role="performance", width=9, height=9, frames=90)
WALK = DANCE.model_copy(update={"name": "walk.mov", "digest": "2" * 32, "role": "footage"})
GROUND = Footing(fps=Fraction(24), frames=720)
HER = (Presence(term="girl", character="anna", action="dance"),)
HIM = (Presence(term="man", character="boris", action="run"),)


def view(*references: Reference, language: Language = "ru", both: bool = False) -> FilmView:
    shots = [stand_ins.shot(n, section=0, framing="full") for n in range(1, 7)]
    shots[1] = shots[1].model_copy(update={"who": HER})
    shots[3] = shots[3].model_copy(update={"who": HER})
    shots[4] = shots[4].model_copy(update={"who": HIM if both else (Presence(term="dog", action="run"),)})
    return film(tuple(shots), references, language)


def film(shots: tuple[Shot, ...], references: tuple[Reference, ...], language: Language) -> FilmView:
    clips = tuple(Clip(id=f"c{n:03d}", shot=s.id, start=n * 120, end=n * 120 + 120) for n, s in enumerate(shots))
    board = Storyboard(shots=shots, cut=Cut(frames=720, clips=clips))
    brief = Brief(text="x", language=language, references=references)
    return FilmView(
        brief=brief, song=stand_ins.song(30), treatment=a_treatment(), board=board, takes=(), verdicts=(), in_cut={}
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "пусть моё видео с танцем двигает её",
        "хочу, чтобы она повторяла движения с моего видео",
        "let my dance video move her",
        "she should copy the movement in my footage",
    ],
)
async def test_a_sentence_lets_footage_move_her_wherever_she_acts(sentence: str) -> None:
    reply = await HouseAssistant().turn(sentence, view(DANCE))
    assert reply.turn == Perform(shots=("s002", "s004"), file="dance.mp4"), reply
    assert "dance.mp4" in reply.heard


async def test_shots_and_files_that_are_named_are_those_that_are_meant() -> None:
    seen = view(DANCE, WALK, language="en", both=True)
    named = await HouseAssistant().turn("in shot 5 let walk.mov move him", seen)
    assert named.turn == Perform(shots=("s005",), file="walk.mov")
    # Of two files of footage the one that was given as a performance is meant.
    assert (await HouseAssistant().turn("my video moves her in shot 2", seen)).turn == Perform(
        shots=("s002",), file="dance.mp4"
    )
    two = await HouseAssistant().turn("let my video move them", seen)
    assert two.turn is None, "two people act: which one is asked"
    assert "shot" in two.question


async def test_which_footage_is_asked_where_several_may_be_meant() -> None:
    plain = view(WALK, WALK.model_copy(update={"name": "sea.mp4", "digest": "3" * 32}))
    reply = await HouseAssistant().turn("пусть моё видео двигает её", plain)
    assert reply.turn is None
    assert "walk.mov, sea.mp4" in reply.question
    assert meant("", "как в walk", plain.brief.references) == "walk.mov"


async def test_a_denial_stops_it_and_a_camera_is_nobodys_movement() -> None:
    seen = view(DANCE)
    led = [s.model_copy(update={"performance": "dance.mp4"}) if s.id == "s004" else s for s in seen.board.shots]
    led_view = film(tuple(led), (DANCE,), "ru")
    reply = await HouseAssistant().turn("видео её больше не двигает", led_view)
    assert reply.turn == Perform(shots=("s004",), file="")
    camera = await HouseAssistant().turn("move the camera back in shot 2, the video is too close", view(DANCE))
    assert not isinstance(camera.turn, Perform)


@pytest.mark.parametrize(
    "sentence",
    [
        "make the video move faster",
        "пусть видео двигается быстрее",
        "больше движения в ролике",
        "replace shot 2 with my video of her moving",
        "замени кадр 2 моим видео, где она танцует",
        "вставь моё видео в кадр 2",
        "put walk.mov into shot 3 and repeat it",
        "replace shot 2 with walk.mov where she moves",
    ],
)
async def test_footage_that_moves_nobody_is_no_performance(sentence: str) -> None:
    reply = await HouseAssistant().turn(sentence, view(DANCE, WALK))
    assert not isinstance(reply.turn, Perform)


async def test_a_model_reads_the_shots_and_the_house_the_footage() -> None:
    answer = {"quote": "dance of mine", "kind": "perform", "shots": ["4"]}
    model = LlmAssistant(Scripted({"assistant/turn": [answer]}), HouseAssistant())
    reply = await model.turn("give her that dance of mine in the last one where she dances", view(DANCE))
    assert reply.turn == Perform(shots=("s004",), file="dance.mp4")


@pytest.mark.parametrize(
    ("brief", "files", "found"),
    [
        ("Она танцует ночью. Пусть моё видео двигает её.", ["dance.mp4"], ("dance.mp4",)),
        ("She dances on a roof. Let the movements in dance.mp4 and no other video lead her.", ["a.mp4", "dance.mp4"],
         ("dance.mp4",)),
        ("She dances on a roof, as in the video of my childhood.", ["dance.mp4"], ()),
        ("Двое идут по снегу. Видео моря — в конце.", ["sea.mp4"], ()),
        ("Let my video move her.", ["a.mp4", "b.mp4"], ()),
        ("Let the footage move the girl.", ["dance.mp4"], ("dance.mp4",)),
        ("She dances like in my dance video.", ["dance.mp4"], ("dance.mp4",)),
        ("I want a music video that follows a girl through the city", ["city.mp4"], ()),
        ("Видео про девушку, которая танцует на крыше", ["a.mp4"], ()),
        ("Ролик: мальчик ведёт собаку домой", ["a.mp4"], ()),
        ("Repeat my footage in every chorus", ["a.mp4"], ()),
        ("Repeat dance.mp4 in every chorus", ["dance.mp4"], ()),
        ("Пусть моё видео ведёт историю", ["a.mp4"], ()),
        ("The video should move fast and follow the beat", ["a.mp4"], ()),
    ],
)  # fmt: skip
def test_a_brief_says_which_footage_leads(brief: str, files: list[str], found: tuple[str, ...]) -> None:
    assert performing(brief, files) == found


def test_footage_that_a_brief_wants_to_lead_is_taken_on_as_a_performance(tmp_path: Path) -> None:
    refs = tmp_path / "refs"
    refs.mkdir()
    with FilmWriter(refs / "dance.mp4", 64, 36, Fraction(24)) as film_:
        for shade in range(12):
            film_.write(np.full((36, 64, 3), 10 * shade, np.uint8))
    tone = stand_ins.sound()
    soundfile.write(tmp_path / "song.wav", tone.samples, tone.rate)
    words = "Девочка танцует на крыше. Пусть видео dance.mp4 двигает её."
    out = take_on(Commission(song=tmp_path / "song.wav", brief=words, out=tmp_path / "film", refs=refs))
    assert [r.role for r in Store(out).load().brief.references] == ["performance"]


async def test_a_board_gives_the_performance_to_one_who_acts_alone() -> None:
    board = await board_of(brief=a_brief(references=(DANCE,)))
    led = [shot for shot in board.shots if shot.performance]
    assert len(led) == 1
    assert able(board.shots)
    assert led[0] in [board.shots[n] for n in able(board.shots)]
    if any(performed(s) for s in board.shots):
        assert performed(led[0])
    assert not [note for note in board.notes if note.key == "board_reference_unused"]
    assert not any(shot.reference == "dance.mp4" for shot in board.shots), "its pictures are never shown"


async def test_who_cannot_follow_is_named() -> None:
    seen = view(DANCE)
    with pytest.raises(ArtistError) as refused:
        restaged(seen, Perform(shots=("s001",), file="dance.mp4"), GROUND)
    assert refused.value.key == "performance_nobody"
    board = restaged(seen, Perform(shots=("s001", "s002"), file="dance"), GROUND)
    assert [s.performance for s in board.shots[:2]] == ["", "dance.mp4"]
    assert [s.revision for s in board.shots] == [0] * 6, "nothing is drawn anew"
    assert [n.values["shots"] for n in board.notes] == ["1"]
    assert restaged(film(board.shots, (DANCE,), "ru"), Perform(shots=("s002",)), GROUND).shots == seen.board.shots


def test_what_a_brief_says_of_footage_is_no_riddle_and_chooses_the_shot() -> None:
    text = "Девушка танцует на крыше, потом бежит. Пусть видео dance.mp4 двигает её. Кругом мерзлоёк."
    reading = read_brief(Brief(text=text, language="ru", references=(DANCE,)))
    assert reading.not_understood == ("мерзлоёк",)
    shots = [stand_ins.shot(n, framing="medium", who=(Presence(term="girl", action=a),))
             for n, a in enumerate(("run", "run", "dance", "run"), 1)]  # fmt: skip
    board, _ = led(Desk(a_brief(text=text, references=(DANCE,)), a_treatment(), a_song(), GROUND), shots)
    assert [shot.performance for shot in board] == ["", "", "dance.mp4", ""]
