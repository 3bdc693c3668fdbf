"""The plan checker: every fault that it knows is found where it is put, and nowhere else."""

from dataclasses import replace
from typing import Any

import pytest
from contract_ground import a_brief, a_song, ground, made, model_crew

from director.crew.llm.checks import FaultKind, treatment_faults
from director.crew.llm.checks_board import Ground, board_faults
from director.crew.llm.forbidden import said_in
from director.model import Brief, Presence, Reading, Storyboard, Treatment

SONG = a_song(40.0, 90.0, 4)
Plan = tuple[Reading, Treatment, Storyboard]


@pytest.fixture
async def plan() -> Plan:
    return await made(model_crew(), a_brief(), SONG)


def page_kinds(brief: Brief, reading: Reading, page: Treatment) -> set[FaultKind]:
    return {f.kind for f in treatment_faults(brief, reading, SONG, page)}


def board_kinds(plan: Plan, board: Storyboard, **changes: Any) -> set[FaultKind]:
    reading, page, _ = plan
    held = replace(Ground(a_brief(), reading, page, SONG, ground(SONG)), **changes)
    return {f.kind for f in board_faults(held, board)}


def with_shot(board: Storyboard, number: int, **changes: object) -> Storyboard:
    shots = list(board.shots)
    shots[number] = shots[number].model_copy(update=changes)
    return board.model_copy(update={"shots": tuple(shots)})


async def test_a_good_plan_has_no_fault(plan: Plan) -> None:
    reading, page, board = plan
    assert page_kinds(a_brief(), reading, page) == set()
    assert board_kinds(plan, board) == set()


async def test_faults_of_a_page(plan: Plan) -> None:
    reading, page, _ = plan
    brief = a_brief()

    def kinds(**changes: object) -> set[FaultKind]:
        return page_kinds(brief, reading, page.model_copy(update=changes))

    assert kinds(sections=page.sections[1:]) == {"cover"}
    assert kinds(turn_section=0) == {"turn"}
    assert kinds(places=(page.places[0].model_copy(update={"world": "moon"}), *page.places[1:])) == {"unknown"}
    lost = page.sections[0].model_copy(update={"places": ("attic",), "characters": ("nobody",)})
    assert kinds(sections=(lost, *page.sections[1:])) == {"unknown"}
    once = page.motifs[0].model_copy(update={"returns": page.motifs[0].returns[:1]})
    assert kinds(motifs=(once,)) == {"motif"}
    banned = reading.model_copy(update={"must_not": ("lantern", "мельница")})
    assert page_kinds(brief, banned, page) == {"forbidden"}
    told = page.sections[0].model_copy(update={"idea": "За домом старая мельница."})
    unnamed = page.model_copy(update={"sections": (told, *page.sections[1:])})
    assert page_kinds(brief, reading.model_copy(update={"must_not": ("мельница",)}), unnamed) == {"forbidden"}


async def test_faults_of_a_cut(plan: Plan) -> None:
    board = plan[2]
    clips = board.cut.clips

    def kinds(*changed: object) -> set[FaultKind]:
        return board_kinds(plan, board.model_copy(update={"cut": board.cut.model_copy(update={"clips": changed})}))

    moved = (
        clips[0].model_copy(update={"end": clips[0].end + 3}),
        clips[1].model_copy(update={"start": clips[1].start + 3}),
    )
    assert kinds(*moved, *clips[2:]) == {"cut point"}
    assert "cover" in kinds(*clips[:1], *clips[2:])
    flash = (
        clips[0].model_copy(update={"end": clips[1].end - 4}),
        clips[1].model_copy(update={"start": clips[1].end - 4}),
    )
    assert "short" in kinds(*flash, *clips[2:])
    again = clips[1].model_copy(update={"shot": clips[0].shot})
    assert {"jump", "order"} <= kinds(clips[0], again, *clips[2:])
    assert board_kinds(plan, board, longest_s=1.0) == {"long"}


async def test_faults_of_shots(plan: Plan) -> None:
    reading, _, board = plan
    one, two = board.shots[0], board.shots[2]
    assert "unknown" in board_kinds(plan, with_shot(board, 0, place="attic"))
    assert "unknown" in board_kinds(plan, with_shot(board, 0, motif="ring"))
    other_coat = one.who[0].model_copy(update={"colour": "#ff0000"})
    assert board_kinds(plan, with_shot(board, 0, who=(other_coat,))) == {"wardrobe"}
    on_purpose = other_coat.model_copy(update={"wears": "a red coat, given by her brother"})
    assert board_kinds(plan, with_shot(board, 0, who=(on_purpose,))) == set()
    same = one.model_copy(update={"id": two.id, "section": two.section})
    assert "twin" in board_kinds(plan, with_shot(board, 2, **same.model_dump(exclude={"script"}) | {
        "who": one.who, "props": one.props, "palette": one.palette, "move": one.move, "light": one.light,
    }))  # fmt: skip
    assert two.script is not None
    assert one.script is not None
    retold = two.script.model_copy(update={"picture": one.script.picture})
    assert board_kinds(plan, with_shot(board, 2, script=retold)) == {"twin"}
    near = {"framing": one.framing, "angle": one.angle, "place": one.place}
    assert "jump" in board_kinds(plan, with_shot(board, 1, **near))
    assert "forbidden" in board_kinds(
        plan, with_shot(board, 0, props=(Presence(term="car"),)), brief=a_brief(never="car")
    )
    wet = reading.model_copy(update={"must": ("boat",)})
    assert board_kinds(plan, board, reading=wet) == {"must"}
    bare = board.model_copy(update={"shots": tuple(
        s.model_copy(update={"motif": "", "props": ()}) for s in board.shots
    )})  # fmt: skip
    assert board_kinds(plan, bare) == {"motif"}


@pytest.mark.parametrize(
    ("text", "never", "found"),
    [
        ("Она едет в машине по мосту.", ("car",), ("car",)),
        ("A car waits.", ("car",), ("car",)),
        ("Cars wait in the dark.", ("car", "bird"), ("car",)),
        ("No cars anywhere.", ("car",), ()),
        ("Без машин и людей.", ("car",), ()),
        ("Старые мельницы стоят.", ("мельница",), ("мельница",)),
        ("A red dress on a chair.", ("red dress",), ("red dress",)),
        ("A red chair, a dress.", ("red dress",), ()),
        ("", ("car",), ()),
    ],
)
def test_what_is_forbidden_is_found_by_meaning_not_by_letters(
    text: str, never: tuple[str, ...], found: tuple[str, ...]
) -> None:
    assert said_in(text, never) == found
