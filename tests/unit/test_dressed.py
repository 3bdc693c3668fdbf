"""Nobody dresses an animal, and whoever plays has the instrument: in prompts, in the state, in what is forbidden."""

from typing import Any

import pytest
from contract_ground import a_brief, a_song, made, model_crew
from plain_mind import plain_mind
from reel import make_shot

from director.crew.house.musts import terms_of, with_musts
from director.crew.llm.assembling import assembled
from director.crew.llm.checks_board import shot_faults
from director.crew.llm.dialects import dialect_of
from director.crew.llm.page import page_sheet
from director.model import Storyboard, Treatment

SONG = a_song(40.0, 90.0, 4)
COAT = "its own russet coat"


def fox(answer: dict[str, Any], _: int) -> dict[str, Any]:
    answer["characters"][0] |= {
        "term": "fox", "look": "рыжая лиса", "look_en": "a lean red fox", "called_en": "the fox", "wardrobe": COAT,
        "wardrobe_en": COAT,
    }  # fmt: skip
    return answer


def dressing(answer: dict[str, Any], time: int) -> dict[str, Any]:
    """The model goes on dressing her: in the state of every stretch, and by a change."""
    for row in answer["state"]:
        row["wears"] = "a knitted scarf" if row["who"] == "mara" else row["wears"]
    if time == 1:
        answer["wardrobe_changes"] = [
            {"character": "mara", "shot": "n1", "wears": "шарф", "wears_en": "a scarf", "colour": "#ff0000",
             "reason": "it is cold"},
        ]  # fmt: skip
    return answer


async def film(**changes: Any) -> tuple[Treatment, Storyboard]:
    _, page, board = await made(model_crew(plain_mind(**changes)), a_brief("A fox goes home."), SONG)
    return page, board


async def test_what_an_animal_has_on_is_told_by_its_looks_and_nothing_wears_it() -> None:
    page, board = await film(treatment=fox)
    animal = page.characters[0]
    assert (animal.wardrobe, animal.wardrobe_en) == ("", "")
    assert animal.look_en == f"a lean red fox, {COAT}"
    assert "wear" not in next(line for line in page_sheet(page).splitlines() if line.startswith("Character mara"))
    for shot in board.shots:
        assert shot.script is not None
        assert any(COAT in look for look in shot.script.cast)
        assert "wear" not in assembled(shot, dialect_of("wan2.2-t2v-a14b")).lower()
    assert "plan_wardrobe" not in {note.key for note in board.notes}


async def test_an_animal_is_not_dressed_on_the_way_and_the_model_is_told_so() -> None:
    chat = plain_mind(treatment=fox, shots=dressing)
    _, _, board = await made(model_crew(chat), a_brief("A fox goes home."), SONG)
    again = [q.user for q in chat.asked if q.about.endswith("/again 1")]
    assert any("an animal wears nothing" in text for text in again)
    assert not any("state says 'a knitted scarf'" in text for text in again)
    for shot in board.shots:
        assert all(not p.wears for p in shot.who)
        assert shot.script is not None
        assert "scarf" not in " ".join(shot.script.cast)


async def test_a_person_keeps_her_clothes_and_a_change_of_them() -> None:
    def changed(answer: dict[str, Any], time: int) -> dict[str, Any]:
        return dressing(answer, time) | {"state": answer["state"] if time > 1 else [
            row | {"wears": "шарф" if row["who"] == "mara" else row["wears"]} for row in answer["state"]
        ]}  # fmt: skip

    page, board = await film(shots=changed)
    assert page.characters[0].wardrobe_en == "a green wool coat"
    assert board.shots[0].who[0].wears == "шарф"
    assert board.shots[0].script is not None
    assert "wearing a scarf" in board.shots[0].script.cast[0]


@pytest.mark.parametrize(
    ("who", "instrument"),
    [("drummer", "drum"), ("pianist", "piano"), ("guitarist", "guitar"), ("musician", "guitar"), ("singer", "guitar")],
)
async def test_whoever_plays_shows_the_instrument(who: str, instrument: str) -> None:
    playing = make_shot(who=({"term": who, "action": "play"},))
    resting = make_shot(who=({"term": who, "action": "sit"},))
    assert instrument in terms_of(playing)
    assert instrument not in terms_of(resting)


async def test_an_instrument_is_not_laid_beside_its_player() -> None:
    def drumming(answer: dict[str, Any], _: int) -> dict[str, Any]:
        for shot in answer["shots"]:
            shot["who"][0] |= {"term": "drummer", "character": "", "action": "play"}
            shot["things"] = ["drum", "candle"]
        return answer

    def with_drums(answer: dict[str, Any], _: int) -> dict[str, Any]:
        answer["motifs"][0] |= {"term": "drum", "look_en": "a red drum kit"}
        return answer

    _, board = await film(shots=drumming, treatment=with_drums)
    for shot in board.shots:
        if any(p.term == "drummer" and p.action == "play" for p in shot.who):
            assert "drum" not in {p.term for p in shot.props}
            assert "drum" in terms_of(shot)
            assert shot.script is not None
            assert "a red drum kit" in shot.script.things, "its looks stay in every prompt"
    assert any("candle" in {p.term for p in shot.props} for shot in board.shots)


async def test_an_instrument_that_is_asked_for_is_there_with_its_player_and_one_that_is_forbidden_is_seen() -> None:
    from contract_ground import ground

    from director.crew.house.desk import Desk
    from director.crew.llm.checks_board import Ground

    reading, page, _ = await made(model_crew(plain_mind()), a_brief("A drummer. Drums."), SONG)
    wanted = reading.model_copy(update={"must": ("drum",), "must_not": ()})
    desk = Desk(brief=a_brief(), treatment=page, song=SONG, footing=ground(SONG), reading=wanted)
    playing = make_shot(who=({"term": "drummer", "action": "play"},))
    shots, notes = with_musts(desk, [playing])
    assert shots == [playing], "the drums are there: nothing is added"
    assert notes == ()
    banned = wanted.model_copy(update={"must": (), "must_not": ("drum",)})
    faults = shot_faults(Ground(a_brief(), banned, page, SONG, ground(SONG)), playing)
    assert "'drum' must never be seen" in " ".join(map(str, faults))
