"""Things that no term names: drawn by the screenwriter on the page, the same in every shot that names them."""

from typing import Any

import pytest
from contract_ground import a_brief, a_song, made, model_crew
from plain_mind import plain_mind

from director.crew.house.features import shown_alike
from director.crew.llm.cutting_out import cut_out
from director.crew.llm.screenwriter_answers import CutoutDraft
from director.crew.llm.vocabulary import listing
from director.errors import ProviderError
from director.model import Storyboard, Treatment

SONG = a_song(40.0, 90.0, 4)
ANCHOR: dict[str, Any] = {
    "id": "anchor", "name": "anchor", "name_en": "rusty anchor", "height_m": 0.9, "stands": "ground",
    "shapes": [
        {"kind": "line", "points": [[-0.4, 0.4], [0, 0.05], [0.4, 0.4]], "colour": "#6e4634", "width": 0.1},
        {"kind": "ellipse", "points": [[-0.1, 0.8], [0.1, 1.0]], "colour": "#7D523C", "width": 0},
    ],
}  # fmt: skip


def drawn(**changes: Any) -> CutoutDraft:
    return CutoutDraft.model_validate(ANCHOR | changes)


def with_anchor(answer: dict[str, Any], _: int) -> dict[str, Any]:
    answer["cutouts"] = [ANCHOR]
    answer["motifs"][0] |= {"id": "weight", "term": "anchor", "look_en": "a rusty iron anchor"}
    return answer


def heavy(answer: dict[str, Any], _: int) -> dict[str, Any]:
    for shot in answer["shots"]:
        shot["motif"], shot["motif_change"] = ("weight", "given") if shot["motif"] else ("", None)
        shot["things"] = ["cutout:anchor"] if shot["things"] else []
    return answer


async def film(**changes: Any) -> tuple[Treatment, Storyboard]:
    reading, page, board = await made(model_crew(plain_mind(**changes)), a_brief(), SONG)
    return page, shown_alike(board, page, reading, None)


async def test_a_motif_that_no_term_names_is_drawn_once_and_stands_in_its_shots() -> None:
    page, board = await film(treatment=with_anchor, shots=heavy)
    assert page.motifs[0].term == "cutout:anchor"
    shown = [p for shot in board.shots for p in (*shot.who, *shot.props) if p.term == "cutout:anchor"]
    assert shown
    assert {p.cutout for p in shown} == {page.cutouts[0]}
    told = [shot.script.things for shot in board.shots if shot.motif and shot.script]
    assert told
    assert all("a rusty iron anchor" in things for things in told)
    assert not any(shot.beyond for shot in board.shots)


async def test_the_storyboarder_is_told_the_ids_of_the_films_own_things() -> None:
    chat = plain_mind(treatment=with_anchor, shots=heavy)
    await made(model_crew(chat), a_brief(), SONG)
    asked = [q.user for q in chat.asked if q.prompt == "storyboarder/shots"]
    assert asked
    assert all("own things of this film: anchor" in text for text in asked)
    assert "own things" not in listing()


async def test_a_motif_without_term_and_without_drawing_goes_back_with_both_ways_named() -> None:
    def nameless(answer: dict[str, Any], _: int) -> dict[str, Any]:
        answer["motifs"][0]["term"] = "astrolabe of brass"
        return answer

    chat = plain_mind(treatment=nameless)
    await made(model_crew(chat), a_brief(), SONG)
    again = [q.user for q in chat.asked if q.prompt == "screenwriter/treatment"][1]
    assert "'astrolabe of brass' is not in the vocabulary" in again
    assert "a row in `cutouts`" in again


async def test_a_thing_that_nobody_drew_is_not_left_in_a_shot_as_an_empty_name() -> None:
    page, board = await film(treatment=with_anchor, shots=heavy)
    bare = shown_alike(board, page.model_copy(update={"cutouts": ()}), None, None)
    kept = {p.term for shot in bare.shots for p in (*shot.who, *shot.props) if p.cutout is None}
    assert "cutout:anchor" not in kept


async def test_what_is_forbidden_is_not_drawn_either() -> None:
    reading, page, board = await made(
        model_crew(plain_mind(treatment=with_anchor, shots=heavy)), a_brief("A woman by the sea. No anchors."), SONG
    )
    assert any("anchor" in word for word in reading.must_not)
    assert page.cutouts == ()
    assert not page.motifs
    assert all(p.term != "cutout:anchor" for shot in board.shots for p in (*shot.who, *shot.props))


def test_what_leaves_the_box_is_brought_back_and_colours_are_canonical() -> None:
    far = [[-9.0, -1.0], [9.0, 3.0]]
    (one,), faults = cut_out([drawn(shapes=[{"kind": "line", "points": far, "colour": "#ABCDEF", "width": 7.0}])])
    assert faults == ()
    assert one.shapes[0].points == ((-2.0, 0.0), (2.0, 1.0))
    assert (one.shapes[0].colour, one.shapes[0].width) == ("#abcdef", 0.3)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"shapes": []}, "cannot be drawn"),
        ({"height_m": 0.0}, "height_m"),
        ({"shapes": [*ANCHOR["shapes"], {"kind": "line", "points": [[0, 0]], "colour": "#000000", "width": 0.1}]},
         "two points"),
        ({"shapes": [*ANCHOR["shapes"], {"kind": "curve", "points": [[0, 0], [1, 1]], "colour": "rust", "width": 0}]},
         "hex colour"),
    ],
)  # fmt: skip
def test_a_drawing_that_cannot_stand_is_named_with_what_is_wrong(change: dict[str, Any], said: str) -> None:
    _, faults = cut_out([drawn(**change)])
    assert len(faults) == 1
    assert said in str(faults[0])


def test_more_drawings_than_a_film_can_carry_and_two_of_one_name_are_faults() -> None:
    found, faults = cut_out([drawn(id=f"thing {n}") for n in range(7)])
    assert len(found) == 5
    assert "at most 5" in str(faults[0])
    found, faults = cut_out([drawn(), drawn(height_m=2.0)])
    assert [c.height_m for c in found] == [0.9]
    assert "twice" in str(faults[0])


async def test_the_hand_of_someone_is_an_insert_of_a_hand_and_not_of_the_whole_person() -> None:
    def hands(answer: dict[str, Any], _: int) -> dict[str, Any]:
        for shot in answer["shots"]:
            if shot["framing"] == "insert":
                shot["who"][0]["term"] = "hand"
        return answer

    _, board = await film(shots=hands)
    inserts = [shot for shot in board.shots if shot.framing == "insert"]
    assert inserts
    for shot in inserts:
        assert shot.who[0].term == "hand"
        assert shot.who[0].character == "mara"
        assert shot.script is not None
        assert shot.script.cast[0] == "the hand of the lamp bearer, wearing a green wool coat"


async def test_the_screenwriter_looks_at_its_drawings_and_what_it_draws_anew_stands() -> None:
    def better(answer: dict[str, Any], time: int) -> dict[str, Any]:
        return answer | {"cutouts": [ANCHOR | {"shapes": ANCHOR["shapes"][:1]}] if time == 1 else []}

    chat = plain_mind(treatment=with_anchor, shots=heavy, look=better)
    _, page, _ = await made(model_crew(chat), a_brief(), SONG)
    first, second = (q for q in chat.asked if q.prompt == "screenwriter/look")
    assert (first.about, second.about) == ("look 1", "look 2")
    assert first.pictures[0].data.startswith(b"\x89PNG")
    assert first.pictures[0].data != second.pictures[0].data, "the second look is at the new drawing"
    assert len(page.cutouts[0].shapes) == 1
    assert "plan_unseen" not in {note.key for note in page.notes}


async def test_a_drawing_that_comes_back_unusable_or_unasked_changes_nothing() -> None:
    def worse(answer: dict[str, Any], _: int) -> dict[str, Any]:
        return answer | {"cutouts": [ANCHOR | {"shapes": []}, ANCHOR | {"id": "moon"}]}

    chat = plain_mind(treatment=with_anchor, shots=heavy, look=worse)
    _, page, _ = await made(model_crew(chat), a_brief(), SONG)
    assert [(c.id, len(c.shapes)) for c in page.cutouts] == [("anchor", 2)]


async def test_a_model_without_eyes_draws_blind_and_that_is_told() -> None:
    def blind(_: dict[str, Any], __: int) -> dict[str, Any]:
        raise ProviderError("this model takes no pictures", retryable=False)

    chat = plain_mind(treatment=with_anchor, shots=heavy, look=blind)
    _, page, _ = await made(model_crew(chat), a_brief(), SONG)
    assert page.cutouts
    assert [n.values["where"] for n in page.notes if n.key == "plan_unseen"] == ["anchor"]


async def test_a_page_without_own_things_asks_for_no_look() -> None:
    chat = plain_mind()
    await made(model_crew(chat), a_brief(), SONG)
    assert "screenwriter/look" not in {q.prompt for q in chat.asked}


async def test_an_ordered_thing_without_a_term_is_held_to_its_drawing() -> None:
    def ordered(answer: dict[str, Any], _: int) -> dict[str, Any]:
        return answer | {"must": ["anchors"]}

    def drawn_only(answer: dict[str, Any], _: int) -> dict[str, Any]:
        return answer | {"cutouts": [ANCHOR]}

    _, board = await film(read=ordered, treatment=drawn_only)
    shown = [p for shot in board.shots for p in (*shot.who, *shot.props) if p.term == "cutout:anchor"]
    assert shown, "no shot of the answer had it: code puts it into one"
    assert all(p.cutout is not None for p in shown)
